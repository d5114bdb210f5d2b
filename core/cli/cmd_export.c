/*
** cmd_export.c - lunette export: a corpus in forms that other programs read.
**
** A document is written as its JSON first; other forms are made of that by the library (scripts/lunette/export.lua), a document at a time.
*/
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "annotate/json.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/listing.h"
#include "cli/scope.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "format", 0, LUN_OPTION_TEXT, AT(format), "NAME", "jsonl (default), csv, webannotation, brat, graphml, gexf" },
    { "layers", 0, LUN_OPTION_LIST, AT(layers), "A,B",
      "write these layers and no others (csv: one, act if not given)" },
    { "output", 'o', LUN_OPTION_TEXT, AT(output), "FILE", "write there in place of standard output (brat: a folder)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_scope, lun_options_common, NULL };

/* The query of the scope options; values are bound by position. */
static uint32_t build_query(lun_buf *sql, lun_cell *values, const lun_scope *scope)
{
    lun_buf_adds(sql, "SELECT d.id FROM document d WHERE 1");
    return lun_scope_add_sql(scope, sql, values);
}

static int pick_layers(uint8_t **out, const lun_schema *schema, const lun_texts *names, lun_error *err)
{
    *out = NULL;
    if (!names->n)
        return LUN_OK;
    *out = lun_calloc(lun_schema_count(schema) + 1, 1);
    if (!*out)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the list of layers");
    for (size_t i = 0; i < names->n; i++) {
        uint16_t layer = lun_schema_find(schema, names->items[i]);
        if (layer == LUN_LAYER_NONE) {
            lun_error_set(err, LUN_ENOTFOUND, "the corpus has no layer '%s'", names->items[i]);
            return lun_error_hint(err, "SELECT DISTINCT layer FROM annotation lists what there is");
        }
        (*out)[layer] = 1;
    }
    return LUN_OK;
}

/* ---- one document ---- */

typedef struct job {
    lun_store *store;
    lun_script *script; /* NULL for jsonl */
    const lun_arguments *arguments;
    const char *format;
    lun_scope scope;
    uint8_t *layers;
    lun_buf line, question;
    const char *layer; /* of csv */
    FILE *out;         /* NULL: files of their own in the folder `output` */
    long n;
} job;

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a document");
}

static int put(FILE *out, const char *data, size_t len, lun_error *err)
{
    return fwrite(data, 1, len, out) == len ? LUN_OK : lun_error_set(err, LUN_EIO, "the output could not be written");
}

/* Starts the question to the library: what all forms of a document are told. */
static void add_question(job *j)
{
    const lun_schema *schema = lun_store_schema(j->store);
    uint16_t number = j->layer ? lun_schema_find(schema, j->layer) : LUN_LAYER_NONE;
    lun_buf_reset(&j->question);
    lun_buf_addf(&j->question, "{\"format\":\"%s\",\"layer\":\"%s\",\"fields\":[", j->format, j->layer ? j->layer : "");
    for (uint32_t i = 0; number != LUN_LAYER_NONE && i < lun_schema_layer(schema, number)->n_fields; i++)
        lun_buf_addf(&j->question, "%s\"%s\"", i ? "," : "", lun_schema_layer(schema, number)->fields[i].name);
    lun_buf_adds(&j->question, "]");
}

/* Asks the library and writes what it says. */
static int put_answer(job *j, const char *name, FILE *out, lun_error *err)
{
    cJSON *answer;
    if (j->question.failed)
        return no_memory(err);
    int rc = lun_listing_ask(&answer, j->script, name, j->question.data, err);
    if (rc == LUN_OK && cJSON_IsString(answer))
        rc = put(out, answer->valuestring, strlen(answer->valuestring), err);
    cJSON_Delete(answer);
    return rc;
}

static FILE *open_beside(const job *j, int64_t number, const char *suffix, lun_error *err)
{
    lun_buf path = LUN_BUF_INIT;
    lun_buf_addf(&path, "%s/%06lld.%s", j->arguments->output, (long long)number, suffix);
    FILE *out = path.failed ? NULL : fopen(path.data, "wb");
    if (!out)
        lun_error_set(err, LUN_EIO, "cannot write '%s': %s", path.data ? path.data : "", strerror(errno));
    lun_buf_clear(&path);
    return out;
}

static int close_written(FILE *out, int rc, lun_error *err)
{
    if (fclose(out) != 0 && rc >= 0)
        return lun_error_set(err, LUN_EIO, "a file could not be written to its end: %s", strerror(errno));
    return rc;
}

/* brat wants a text and what is said of it side by side. */
static int write_beside(job *j, int64_t number, const lun_document *document, lun_error *err)
{
    FILE *out = open_beside(j, number, "txt", err);
    int rc =
        out ? close_written(out, put(out, document->text ? document->text : "", document->len, err), err) : LUN_EIO;
    if (rc < 0 || !(out = open_beside(j, number, "ann", err)))
        return rc < 0 ? rc : LUN_EIO;
    return close_written(out, put_answer(j, "export_document", out, err), err);
}

static int write_document(job *j, int64_t number, const lun_document *document, lun_error *err)
{
    lun_buf_addc(&j->line, '\n');
    if (!j->script)
        return put(j->out, j->line.data, j->line.len, err);
    add_question(j);
    lun_buf_adds(&j->question, ",\"document\":");
    lun_buf_add(&j->question, j->line.data, j->line.len);
    lun_buf_addc(&j->question, '}');
    return j->out ? put_answer(j, "export_document", j->out, err) : write_beside(j, number, document, err);
}

static int write_one(job *j, int64_t number, lun_error *err)
{
    lun_document *document;
    lun_annotations *rows;
    int rc = lun_store_get_shown(j->store, number, &document, &rows, err);
    if (rc < 0)
        return rc;
    lun_buf_reset(&j->line);
    rc = lun_annotations_write_json(rows, lun_store_rules(j->store), j->layers, &j->line, err);
    if (rc == LUN_OK)
        rc = write_document(j, number, document, err);
    lun_document_free(document);
    return rc;
}

static int write_all(job *j, lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    lun_cell values[8], cell;
    lun_rows *rows = NULL;
    uint32_t n_values = build_query(&sql, values, &j->scope);
    int rc;
    if (sql.failed) {
        rc = no_memory(err);
        goto cleanup;
    }
    if ((rc = lun_store_query(&rows, j->store, sql.data, NULL, values, n_values, err)) < 0)
        goto cleanup;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if ((rc = write_one(j, cell.integer, err)) < 0)
            break;
        j->n++;
    }
cleanup:
    lun_rows_close(rows);
    lun_buf_clear(&sql);
    return rc;
}

/* ---- networks ---- */

/* Who did what to whom, how often, in the documents of the scope. */
static void add_pairs_query(lun_buf *sql, const lun_buf *documents)
{
    lun_buf_adds(sql, "SELECT p.actor, p.actor_kind, coalesce(p.actor_country, ''), t.target, t.target_kind, "
                      "coalesce(t.target_country, ''), coalesce(a.kind, ''), count(*) FROM act a "
                      "JOIN act_actor p ON p.id = a.id JOIN act_target t ON t.id = a.id WHERE a.document IN (");
    lun_buf_add(sql, documents->data, documents->len);
    lun_buf_adds(sql, ") GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7");
}

static void add_pair(job *j, const lun_rows *rows)
{
    lun_cell cell;
    lun_buf_adds(&j->question, j->n++ ? ",[" : "[");
    for (uint32_t c = 0; c < 8; c++) {
        lun_rows_cell(rows, c, &cell);
        if (c)
            lun_buf_addc(&j->question, ',');
        if (cell.type == LUN_CELL_INTEGER)
            lun_buf_addf(&j->question, "%lld", (long long)cell.integer);
        else
            lun_json_add_string(&j->question, cell.type == LUN_CELL_TEXT ? cell.text : "",
                                cell.type == LUN_CELL_TEXT ? cell.len : 0);
    }
    lun_buf_addc(&j->question, ']');
}

static int write_network(job *j, lun_error *err)
{
    lun_buf documents = LUN_BUF_INIT, sql = LUN_BUF_INIT;
    lun_cell values[8];
    lun_rows *rows = NULL;
    uint32_t n_values = build_query(&documents, values, &j->scope);
    add_pairs_query(&sql, &documents);
    int rc = documents.failed || sql.failed ? no_memory(err) : LUN_OK;
    if (rc == LUN_OK && lun_schema_find(lun_store_schema(j->store), "act") == LUN_LAYER_NONE) {
        rc = lun_error_set(err, LUN_ENOTFOUND, "the corpus has no layer 'act', which networks are made of");
        lun_error_hint(err, "lunette run … -p diplomacy finds acts");
    }
    if (rc == LUN_OK && (rc = lun_store_query(&rows, j->store, sql.data, NULL, values, n_values, err)) >= 0) {
        lun_buf_addf(&j->question, "{\"format\":\"%s\",\"rows\":[", j->format);
        while ((rc = lun_rows_next(rows, err)) > 0)
            add_pair(j, rows);
        lun_buf_adds(&j->question, "]}");
        if (rc == LUN_OK)
            rc = put_answer(j, "export_network", j->out, err);
    }
    lun_rows_close(rows);
    lun_buf_clear(&documents);
    lun_buf_clear(&sql);
    return rc;
}

/* ---- the command ---- */

static const struct form {
    const char *name;
    uint8_t asks, network, beside, one_layer; /* the library writes it; no documents; a folder; one layer */
} forms[] = {
    { "jsonl", 0, 0, 0, 0 }, { "csv", 1, 0, 0, 1 },     { "webannotation", 1, 0, 0, 0 },
    { "brat", 1, 0, 1, 0 },  { "graphml", 1, 1, 0, 0 }, { "gexf", 1, 1, 0, 0 },
};

static const struct form *find_form(const char *name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    }
    return NULL;
}

static int open_script(job *j, lun_error *err)
{
    lun_script_options options = { 0 };
    int rc = lun_script_new(&j->script, &options, err);
    return rc < 0 ? rc : lun_script_finish(j->script, err);
}

static int choose_layer(job *j, lun_error *err)
{
    const lun_texts *layers = &j->arguments->layers;
    if (layers->n > 1) {
        lun_error_set(err, LUN_EUSAGE, "export: csv is a table of one layer, and %zu are named", layers->n);
        return lun_error_hint(err, "export one after the other, or use --format jsonl");
    }
    j->layer = layers->n ? layers->items[0] : "act";
    if (lun_schema_find(lun_store_schema(j->store), j->layer) != LUN_LAYER_NONE)
        return LUN_OK;
    lun_error_set(err, LUN_ENOTFOUND, "the corpus has no layer '%s'", j->layer);
    return lun_error_hint(err, "--layers NAME; SELECT DISTINCT layer FROM annotation lists what there is");
}

static int run(job *j, const struct form *form, lun_error *err)
{
    int rc = lun_scope_read(&j->scope, j->arguments, j->store, NULL, NULL, err);
    if (rc == LUN_OK)
        rc = pick_layers(&j->layers, lun_store_schema(j->store), &j->arguments->layers, err);
    if (rc == LUN_OK && form->one_layer)
        rc = choose_layer(j, err);
    if (rc == LUN_OK && form->asks)
        rc = open_script(j, err);
    if (rc == LUN_OK && form->one_layer) {
        add_question(j);
        lun_buf_addc(&j->question, '}');
        rc = put_answer(j, "export_head", j->out, err);
    }
    if (rc == LUN_OK)
        rc = form->network ? write_network(j, err) : write_all(j, err);
    return rc;
}

static int fail_usage(const lun_command *command, const lun_arguments *arguments, const struct form *form)
{
    lun_error err = LUN_ERROR_INIT;
    if (arguments->words.n != 1) {
        lun_error_set(&err, LUN_EUSAGE, "export: expects one corpus");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
    } else if (!form) {
        lun_error_set(&err, LUN_EUSAGE, "export: there is no format '%s'", arguments->format);
        lun_error_hint(&err, "jsonl, csv, webannotation, brat, graphml or gexf");
    } else {
        lun_error_set(&err, LUN_EUSAGE, "export: brat writes two files a document, and no folder is named");
        lun_error_hint(&err, "-o FOLDER, which exists");
    }
    return lun_options_fail(&err);
}

static int command_export(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    const struct form *form = find_form(arguments->format ? arguments->format : "jsonl");
    job j = { .arguments = arguments, .format = form ? form->name : NULL, .out = stdout };
    if (arguments->words.n != 1 || !form || (form->beside && !arguments->output))
        return fail_usage(command, arguments, form);
    if (lun_store_open(&j.store, arguments->words.items[0], LUN_STORE_READ, &err) < 0)
        return lun_options_fail(&err);
    lun_corrections_note(j.store, arguments);
    if (form->beside)
        j.out = NULL;
    else if (arguments->output && !(j.out = fopen(arguments->output, "wb"))) {
        lun_error_set(&err, LUN_EIO, "cannot write '%s': %s", arguments->output, strerror(errno));
        lun_error_hint(&err, "name a file in a folder that exists and that you may write to");
        lun_store_close(j.store);
        return lun_options_fail(&err);
    }
    int rc = run(&j, form, &err);
    if (j.out && j.out != stdout)
        rc = close_written(j.out, rc, &err);
    lun_script_free(j.script);
    lun_store_close(j.store);
    lun_free(j.layers);
    lun_buf_clear(&j.line);
    lun_buf_clear(&j.question);
    if (rc < 0)
        return lun_options_fail(&err);
    return j.n ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

const lun_command lun_command_export = {
    "export",
    "a corpus for other programs: JSON lines, CSV, W3C annotations, brat, networks",
    "[OPTIONS] CORPUS",
    "jsonl: documents with their annotations. csv: a layer as a table for spreadsheets, whose cells are never formulas. webannotation: W3C Web\n"
    "Annotations, one a line. brat: two files a document, in the folder -o. graphml, gexf: who acts on whom, an edge a kind of act.",
    "  lunette export readouts.db --since 2026-01-01 > readouts.jsonl",
    tables,
    command_export,
    0,
};
