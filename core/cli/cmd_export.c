/*
** cmd_export.c - lunette export: a corpus in forms that other programs read.
**
** A document is written as its JSON first; other forms are made of that by the library (scripts/lunette/export.lua), a document at a time; networks are in
** export_network.c, and which form is meant in export_forms.c.
** Forms that want words get those of the stored text, found again without any rules.
*/
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "annotate/json.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/export_job.h"
#include "cli/listing.h"
#include "cli/replace.h"
#include "match/complain.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "format", 0, LUN_OPTION_TEXT, AT(format), "NAME",
      "jsonl, csv, webannotation, brat, conllu, cas, dfm, graphml, gexf (default: by the name behind -o, else jsonl)" },
    { "layers", 0, LUN_OPTION_LIST, AT(layers), "A,B",
      "write these layers and no others (csv: one, act if not given)" },
    { "output", 'o', LUN_OPTION_TEXT, AT(output), "FILE",
      "write there in place of standard output, which - names, too (brat, cas, dfm: a folder)" },
    { "force", 'f', LUN_OPTION_FLAG, AT(force), NULL, "replace what -o names also where lunette did not write it" },
    { "by", 0, LUN_OPTION_TEXT, AT(by), "WHAT", "nodes of networks: name (default) or country" },
    { "copies", 0, LUN_OPTION_FLAG, AT(copies), NULL, "networks: count copies of a text, too" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_scope, lun_options_common, NULL };

static int no_layer(const lun_schema *schema, const char *name, lun_error *err)
{
    lun_buf names = LUN_BUF_INIT;
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        lun_nearest_offer(&nearest, lun_schema_layer(schema, i)->name);
        lun_buf_addf(&names, "%s%s", i ? ", " : "", lun_schema_layer(schema, i)->name);
    }
    lun_error_set(err, LUN_ENOTFOUND, "the corpus has no layer '%s'", name);
    if (nearest.name)
        lun_nearest_hint(&nearest, "", err);
    else
        lun_error_hint(err, "--layers takes %s", names.failed || !names.len ? "layers of the corpus" : names.data);
    lun_buf_clear(&names);
    return err->code;
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
        if (layer == LUN_LAYER_NONE)
            return no_layer(schema, names->items[i], err);
        (*out)[layer] = 1;
    }
    return LUN_OK;
}

/* ---- one document ---- */

typedef lun_export_form form;
typedef lun_export_job job;

static volatile sig_atomic_t interrupted;

int lun_export__check_signal(lun_error *err)
{
    return interrupted ? lun_error_set(err, LUN_ELIMIT, "stopped; nothing was written") : LUN_OK;
}

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

int lun_export__no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a document");
}

uint32_t lun_export__query(lun_buf *sql, lun_cell *values, const lun_export_job *j, lun_export_unit unit)
{
    lun_buf_adds(sql, unit == LUN_EXPORT_TEXTS ? "SELECT min(d.id) FROM document d WHERE 1"
                                               : "SELECT d.id FROM document d WHERE 1");
    uint32_t n = lun_scope_add_sql(&j->scope, sql, values);
    lun_buf_adds(sql, unit == LUN_EXPORT_TEXTS ? " GROUP BY coalesce(d.copy_of, d.id)" : " ORDER BY d.id");
    return n;
}

/* ---- what the library is told ---- */

static void add_fields(job *j)
{
    const lun_schema *schema = lun_store_schema(j->store);
    uint16_t number = j->layer ? lun_schema_find(schema, j->layer) : LUN_LAYER_NONE;
    lun_buf_adds(&j->question, ",\"fields\":[");
    for (uint32_t i = 0; number != LUN_LAYER_NONE && i < lun_schema_layer(schema, number)->n_fields; i++)
        lun_buf_addf(&j->question, "%s\"%s\"", i ? "," : "", lun_schema_layer(schema, number)->fields[i].name);
    lun_buf_addc(&j->question, ']');
}

static void add_schema(job *j)
{
    const lun_schema *schema = lun_store_schema(j->store);
    lun_buf_adds(&j->question, ",\"schema\":{");
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        lun_buf_addf(&j->question, "%s\"%s\":{", i ? "," : "", layer->name);
        for (uint32_t f = 0; f < layer->n_fields; f++)
            lun_buf_addf(&j->question, "%s\"%s\":\"%s%s\"", f ? "," : "", layer->fields[f].name,
                         layer->fields[f].list ? "list of " : "", lun_type_name(layer->fields[f].type));
        lun_buf_addc(&j->question, '}');
    }
    lun_buf_addc(&j->question, '}');
}

/* Starts a question: what is told of each form. */
static void add_question(job *j)
{
    lun_buf_reset(&j->question);
    lun_buf_addf(&j->question, "{\"format\":\"%s\",\"layer\":\"%s\"", j->form->name, j->layer ? j->layer : "");
    add_fields(j);
    if (j->form->schema)
        add_schema(j);
}

/* Room for the words of the vocabulary, which grows with the documents. */
static int grow_counts(job *j, uint32_t n)
{
    if (n <= j->n_counts)
        return LUN_OK;
    uint32_t *counts = lun_calloc((size_t)n * 2, sizeof *counts);
    if (!counts)
        return LUN_ENOMEM;
    lun_free(j->counts);
    j->counts = counts;
    j->n_counts = n * 2;
    return LUN_OK;
}

static void add_count(job *j, const lun_vocab *vocab, uint32_t word, const char *comma)
{
    size_t len;
    const char *text = lun_vocab_form(vocab, word, &len);
    lun_buf_adds(&j->question, comma);
    lun_json_add_string(&j->question, text, len);
    lun_buf_addf(&j->question, ":%u", j->counts[word]);
    j->counts[word] = 0;
}

/* The words of a document, folded, with how often each stands there; signs are none. */
static int add_words(job *j, const lun_document *document, lun_error *err)
{
    lun_vocab *vocab = lun_script_vocab(j->script);
    const char *comma = "";
    if (grow_counts(j, lun_vocab_count(vocab)) < 0)
        return lun_export__no_memory(err);
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        uint32_t word = document->tokens[i].word;
        j->counts[lun_vocab_fold(vocab, word)] += !(lun_vocab_class(vocab, word) & LUN_CLASS_PUNCT);
    }
    lun_buf_adds(&j->question, ",\"words\":{");
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        uint32_t word = lun_vocab_fold(vocab, document->tokens[i].word);
        if (!j->counts[word])
            continue;
        add_count(j, vocab, word, comma);
        comma = ",";
    }
    lun_buf_addc(&j->question, '}');
    return LUN_OK;
}

/* Tokens are not stored: they are found again in the text. The document's rows were written before. */
static int add_tokens(job *j, lun_document *document, lun_error *err)
{
    lun_annotations *found;
    int rc = lun_script_analyse(j->script, &found, document, err);
    if (rc == LUN_OK && j->form->words)
        rc = add_words(j, document, err);
    if (rc == LUN_OK && j->form->tokens) {
        lun_buf_adds(&j->question, ",\"tokens\":");
        rc = lun_annotations_write_parts(found, lun_script_rules(j->script), j->token_layers, LUN_JSON_ROWS,
                                         &j->question, err);
    }
    lun_script_release(j->script, document);
    return rc;
}

/*
** The keys of the layer's rows are asked for once: a query for each document would make the corpus prepare what it reads documents with anew, each
** time.
*/
static int ask_keys(job *j, lun_error *err)
{
    lun_buf documents = LUN_BUF_INIT, sql = LUN_BUF_INIT;
    lun_cell values[LUN_SCOPE_VALUES];
    uint32_t n = lun_export__query(&documents, values, j, LUN_EXPORT_DOCUMENTS);
    lun_buf_addf(&sql, "SELECT document, id %% 100000000, key FROM \"%s\" WHERE document IN (", j->layer);
    lun_buf_add(&sql, documents.data, documents.len);
    lun_buf_adds(&sql, ") ORDER BY id");
    int rc = documents.failed || sql.failed ? lun_export__no_memory(err) : LUN_OK;
    if (rc == LUN_OK && (rc = lun_store_query(&j->keys, j->store, sql.data, NULL, values, n, err)) == LUN_OK)
        rc = lun_rows_next(j->keys, err);
    lun_buf_clear(&documents);
    lun_buf_clear(&sql);
    j->key_waits = rc > 0;
    return rc < 0 ? rc : LUN_OK;
}

/* The keys of a document's rows, by their numbers in it: documents come in the order of numbers, as keys do. */
static int add_keys(job *j, int64_t number, lun_error *err)
{
    lun_cell document, id, key;
    const char *comma = "";
    int rc = j->key_waits;
    lun_buf_adds(&j->question, ",\"keys\":{");
    while (rc > 0) {
        lun_rows_cell(j->keys, 0, &document);
        if (document.integer > number)
            break;
        lun_rows_cell(j->keys, 1, &id);
        lun_rows_cell(j->keys, 2, &key);
        if (document.integer == number)
            lun_buf_addf(&j->question, "%s\"%lld\":\"%s\"", comma, (long long)id.integer, key.text);
        comma = document.integer == number ? "," : comma;
        rc = lun_rows_next(j->keys, err);
    }
    lun_buf_addc(&j->question, '}');
    j->key_waits = rc > 0;
    return rc < 0 ? rc : LUN_OK;
}

/* ---- what it answers ---- */

static int put_file(job *j, const cJSON *file, lun_error *err)
{
    const char *name = lun_json_string(file, "name"), *text = lun_json_string(file, "text");
    const cJSON *at = cJSON_GetObjectItemCaseSensitive(file, "at");
    if (!name || !text)
        return lun_error_set(err, LUN_ESCRIPT, "format %s: a file without name or text", j->form->name);
    if (cJSON_IsNumber(at) || cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(file, "more")))
        return lun_export_add_file(&j->out, name, cJSON_IsNumber(at) ? (int64_t)at->valuedouble : -1, text,
                                   strlen(text), err);
    return lun_export_put_file(&j->out, name, text, strlen(text), err);
}

/* Asks the library and writes what it says. */
static int put_answer(job *j, const char *name, lun_error *err)
{
    cJSON *answer;
    const cJSON *file;
    if (j->question.failed)
        return lun_export__no_memory(err);
    int rc = lun_listing_ask(&answer, j->script, name, j->question.data, err);
    if (rc == LUN_OK && cJSON_IsString(answer) && *answer->valuestring)
        rc = lun_export_put(&j->out, answer->valuestring, strlen(answer->valuestring), err);
    else if (rc == LUN_OK && cJSON_IsArray(answer)) {
        for (file = answer->child; file && rc == LUN_OK; file = file->next)
            rc = put_file(j, file, err);
    }
    cJSON_Delete(answer);
    return rc;
}

static int put_around(job *j, const char *name, lun_error *err)
{
    if (!j->script)
        return LUN_OK;
    add_question(j);
    lun_buf_addc(&j->question, '}');
    return put_answer(j, name, err);
}

static int write_document(job *j, int64_t number, lun_document *document, lun_error *err)
{
    int rc = LUN_OK;
    lun_buf_addc(&j->line, '\n');
    if (j->line.failed)
        return lun_export__no_memory(err);
    if (!j->script)
        return lun_export_put(&j->out, j->line.data, j->line.len, err);
    add_question(j);
    lun_buf_addf(&j->question, ",\"number\":%lld,\"document\":", (long long)number);
    lun_buf_add(&j->question, j->line.data, j->line.len);
    if (j->form->tokens || j->form->words)
        rc = add_tokens(j, document, err);
    if (rc == LUN_OK && j->form->keys)
        rc = add_keys(j, number, err);
    lun_buf_addc(&j->question, '}');
    return rc < 0 ? rc : put_answer(j, "export_document", err);
}

static long count_rows(const lun_annotations *rows, const job *j)
{
    long n = 0;
    for (uint32_t id = 1; id <= lun_annotations_last(rows); id++) {
        const lun_annotation *row = lun_annotations_get(rows, id);
        n += row && (!j->layers || j->layers[row->layer]);
    }
    return n;
}

static int write_one(job *j, int64_t number, lun_error *err)
{
    lun_document *document;
    lun_annotations *rows;
    int rc = lun_store_get_shown(j->store, number, j->read ? j->read : j->layers, &document, &rows, err);
    if (rc < 0)
        return rc;
    lun_buf_reset(&j->line);
    long n = count_rows(rows, j);
    j->n_rows += n;
    if (n || !j->form->one_layer)
        rc = lun_annotations_write_parts(rows, lun_store_rules(j->store), j->layers, j->form->parts, &j->line, err);
    if (rc == LUN_OK && (n || !j->form->one_layer))
        rc = write_document(j, number, document, err);
    lun_document_free(document);
    return rc;
}

static int write_all(job *j, lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    lun_cell values[LUN_SCOPE_VALUES], cell;
    lun_rows *rows = NULL;
    uint32_t n_values = lun_export__query(&sql, values, j, LUN_EXPORT_DOCUMENTS);
    int rc = sql.failed ? lun_export__no_memory(err) : put_around(j, "export_head", err);
    if (rc == LUN_OK && j->form->keys)
        rc = ask_keys(j, err);
    if (rc == LUN_OK)
        rc = lun_store_query(&rows, j->store, sql.data, NULL, values, n_values, err);
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if ((rc = lun_export__check_signal(err)) == LUN_OK)
            rc = write_one(j, cell.integer, err);
        j->n += rc == LUN_OK;
    }
    lun_rows_close(rows);
    lun_rows_close(j->keys);
    lun_buf_clear(&sql);
    return rc < 0 ? rc : put_around(j, "export_tail", err);
}

/* ---- the command ---- */

static int open_script(job *j, lun_error *err)
{
    static const char *const bulk[] = { "token", "sentence" };
    lun_script_options options = { 0 };
    int rc = lun_script_new(&j->script, &options, err);
    if (rc < 0 || (rc = lun_script_finish(j->script, err)) < 0 || !j->form->tokens)
        return rc;
    const lun_schema *schema = lun_script_schema(j->script);
    if (!(j->token_layers = lun_calloc((size_t)lun_schema_count(schema) + 1, 1)))
        return lun_export__no_memory(err);
    for (size_t i = 0; i < sizeof bulk / sizeof *bulk; i++)
        j->token_layers[lun_schema_find(schema, bulk[i])] = 1;
    return lun_script_need_layers(j->script, bulk, sizeof bulk / sizeof *bulk, err);
}

/* A reference is told by the words of its row, which is on another layer. */
static int add_referred(job *j, lun_error *err)
{
    const lun_schema *schema = lun_store_schema(j->store);
    uint16_t number = lun_schema_find(schema, j->layer);
    const lun_layer *layer = lun_schema_layer(schema, number);
    if (!(j->read = lun_calloc((size_t)lun_schema_count(schema) + 1, 1)))
        return lun_export__no_memory(err);
    j->read[number] = 1;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        if (layer->fields[f].type == LUN_TYPE_ANNOTATION)
            j->read[layer->fields[f].target] = 1;
    }
    return LUN_OK;
}

static int choose_layer(job *j, lun_error *err)
{
    const lun_texts *layers = &j->arguments->layers;
    if (layers->n > 1) {
        lun_error_set(err, LUN_EUSAGE, "export: csv is a table of one layer, and %zu are named", layers->n);
        return lun_error_hint(err, "export one after the other, or use --format jsonl");
    }
    j->layer = layers->n ? layers->items[0] : "act";
    const lun_texts one = { { j->layer }, 1 };
    int rc = pick_layers(&j->layers, lun_store_schema(j->store), &one, err);
    return rc < 0 ? rc : add_referred(j, err);
}

static int prepare(job *j, lun_error *err)
{
    int rc = lun_scope_read(&j->scope, j->arguments, j->store, NULL, NULL, err);
    if (rc == LUN_OK && j->form->one_layer)
        rc = choose_layer(j, err);
    else if (rc == LUN_OK)
        rc = pick_layers(&j->layers, lun_store_schema(j->store), &j->arguments->layers, err);
    return rc == LUN_OK && j->form->asks ? open_script(j, err) : rc;
}

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
#define N_SIGNALS (sizeof signals / sizeof *signals)

static int write_output(job *j, lun_error *err)
{
    lun_export_kind kind = j->form->folder ? LUN_EXPORT_FOLDER : LUN_EXPORT_STREAM;
    int rc = lun_export_open(&j->out, j->arguments->output, kind, err);
    if (rc < 0)
        return rc;
    rc = j->form->network ? lun_export__network(j, err) : write_all(j, err);
    return lun_export_finish(&j->out, rc == LUN_OK ? lun_export__check_signal(err) : rc, err);
}

/* Does the caller want that signal to do nothing, as nohup does? The other two a shell takes from all that it starts in the background. */
static int is_unwanted(int number)
{
    struct sigaction now;
    return number == SIGHUP && sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* What is at hand when Ctrl-C comes is given up, and nothing half done stays. To standard output a signal does what it always does. */
static int run(job *j, lun_error *err)
{
    struct sigaction action = { 0 }, before[N_SIGNALS];
    int rc = prepare(j, err);
    if (rc < 0 || !j->arguments->output)
        return rc < 0 ? rc : write_output(j, err);
    interrupted = 0;
    action.sa_handler = on_signal;
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], is_unwanted(signals[i]) ? NULL : &action, &before[i]);
    rc = write_output(j, err);
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
    return rc;
}

/* The same for programs. Without -o, standard output is what was asked for and nothing else. */
static int say_json(const job *j, lun_error *err)
{
    lun_buf line = LUN_BUF_INIT;
    lun_buf_addf(&line, "{\"format\":\"%s\",\"%s\":%ld,\"%s\":%ld", j->form->name,
                 j->form->network ? "nodes" : "documents", j->n, j->form->network ? "edges" : "annotations", j->n_rows);
    lun_buf_adds(&line, ",\"output\":");
    lun_json_add_string(&line, j->arguments->output, strlen(j->arguments->output));
    lun_buf_addc(&line, '}');
    int rc = line.failed ? lun_export__no_memory(err) : LUN_OK;
    if (rc == LUN_OK)
        puts(line.data);
    lun_buf_clear(&line);
    return rc;
}

static const char *plural(long n)
{
    return n == 1 ? "" : "s";
}

/* What was found in a line; that there was nothing is said in any case. */
static void say(const job *j)
{
    const char *output = j->arguments->output;
    if (j->n == 0 && j->form->network)
        fprintf(stderr, "0 edges: no act in scope has both an actor and a target\n");
    else if (j->n == 0)
        fprintf(stderr,
                "0 documents: none is in scope; lunette sql %s \"SELECT uri, date, source, country, language FROM "
                "document\" shows what there is\n",
                LUN_SHELL(j->arguments->words.items[0]));
    else if (output && j->form->network)
        fprintf(stderr, "%ld node%s, %ld edge%s: %s\n", j->n, plural(j->n), j->n_rows, plural(j->n_rows), output);
    else if (output && (j->form->words || (j->form->tokens && j->n_rows == 0))) /* words stand in it all the same */
        fprintf(stderr, "%ld document%s: %s\n", j->n, plural(j->n), output);
    else if (output)
        fprintf(stderr, "%ld annotation%s of %ld document%s: %s\n", j->n_rows, plural(j->n_rows), j->n, plural(j->n),
                output);
    else if (j->n_rows == 0 && !j->form->words)
        fprintf(stderr, "0 annotations of %ld document%s%s%s\n", j->n, plural(j->n), j->layer ? ": none on layer " : "",
                j->layer ? j->layer : "");
}

static int check(const lun_command *command, const lun_arguments *arguments, const form **out, lun_error *err)
{
    if (arguments->words.n != 1) {
        lun_error_set(err, LUN_EUSAGE, "export: expects one corpus");
        return lun_error_hint(err, "%s", command->example + strspn(command->example, " "));
    }
    int rc = lun_export__find_form(out, arguments, err);
    const form *found = *out;
    if (rc < 0)
        return rc;
    if (found->folder && !arguments->output) {
        lun_error_set(err, LUN_EUSAGE, "export: %s writes several files, and no folder is named", found->name);
        return lun_error_hint(err, "-o FOLDER, which is made if it is not there");
    }
    if (arguments->by && (!found->network || (strcmp(arguments->by, "name") && strcmp(arguments->by, "country")))) {
        lun_error_set(err, LUN_EUSAGE, "export: --by is name or country, for graphml and gexf");
        return lun_error_hint(err, "lunette export readouts.db --format gexf --by country -o network.gexf");
    }
    return arguments->output ? lun_replace_check(arguments->output, "an export", arguments, err) : LUN_OK;
}

static int command_export(const lun_command *command, const lun_arguments *given)
{
    lun_arguments plain = *given;
    const lun_arguments *arguments = &plain;
    lun_error err = LUN_ERROR_INIT;
    if (lun_options_is_stdout(plain.output)) /* standard output, as where -o is not given */
        plain.output = NULL;
    job j = { .arguments = arguments };
    int rc = check(command, arguments, &j.form, &err);
    if (rc == LUN_OK && (rc = lun_store_open(&j.store, arguments->words.items[0], LUN_STORE_READ, &err)) == LUN_OK) {
        lun_corrections_note(j.store, arguments);
        rc = run(&j, &err);
    }
    lun_script_free(j.script);
    lun_store_close(j.store);
    lun_free(j.layers);
    lun_free(j.read);
    lun_free(j.token_layers);
    lun_free(j.counts);
    lun_buf_clear(&j.line);
    lun_buf_clear(&j.question);
    if (rc == LUN_OK && arguments->json && arguments->output)
        rc = say_json(&j, &err);
    if (rc < 0)
        return lun_options_fail(&err);
    if (!arguments->quiet)
        say(&j);
    return j.n ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

const lun_command lun_command_export = {
    "export",
    "a corpus for other programs: JSON lines, CSV, brat, CoNLL-U, UIMA, networks",
    "[OPTIONS] CORPUS",
    "jsonl: documents with their annotations. csv: a layer as a table for spreadsheets, whose cells are never formulas. webannotation: W3C Web\n"
    "Annotations, one a line. conllu: sentences and tokens. brat, cas (UIMA): files of each document, in the folder -o. dfm: how often each word stands in\n"
    "each document, Matrix Market in the folder -o. graphml, gexf: who acts on whom, an edge a kind of act.",
    "  lunette export readouts.db --since 2026-01-01 > readouts.jsonl",
    tables,
    command_export,
    0,
};
