/*
** cmd_export.c - lunette export: the documents of a corpus with their annotations, as JSON lines.
*/
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "annotate/json.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "format", 0, LUN_OPTION_TEXT, AT(format), "NAME", "jsonl (default)" },
    { "layers", 0, LUN_OPTION_LIST, AT(layers), "A,B", "write these layers and no others" },
    { "output", 'o', LUN_OPTION_TEXT, AT(output), "FILE", "write there in place of standard output" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_scope, lun_options_common, NULL };

typedef struct condition {
    const char *column, *op, *value;
} condition;

/* The query of the scope options; values are bound by position. */
static uint32_t build_query(lun_buf *sql, lun_cell *values, const lun_arguments *arguments)
{
    const condition conditions[] = {
        { "date", ">=", arguments->since },       { "date", "<", arguments->before },
        { "source", "=", arguments->source },     { "country", "=", arguments->country },
        { "language", "=", arguments->language },
    };
    uint32_t n = 0;
    lun_buf_adds(sql, "SELECT id FROM document WHERE 1");
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        if (!conditions[i].value)
            continue;
        lun_buf_addf(sql, " AND %s %s ?", conditions[i].column, conditions[i].op);
        values[n++] = (lun_cell){ LUN_CELL_TEXT, 0, 0, conditions[i].value, strlen(conditions[i].value) };
    }
    if (arguments->with) {
        lun_buf_adds(sql, " AND id IN (SELECT document FROM entity WHERE kind = 'country' AND identity = ?)");
        values[n++] = (lun_cell){ LUN_CELL_TEXT, 0, 0, arguments->with, strlen(arguments->with) };
    }
    lun_buf_adds(sql, " ORDER BY id");
    return n;
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

static int write_one(lun_store *store, int64_t number, const uint8_t *layers, lun_buf *line, FILE *out, lun_error *err)
{
    lun_document *document;
    lun_annotations *rows;
    int rc = lun_store_get_shown(store, number, &document, &rows, err);
    if (rc < 0)
        return rc;
    lun_buf_reset(line);
    rc = lun_annotations_write_json(rows, lun_store_rules(store), layers, line, err);
    lun_buf_addc(line, '\n');
    if (rc == LUN_OK && fwrite(line->data, 1, line->len, out) != line->len)
        rc = lun_error_set(err, LUN_EIO, "the output could not be written");
    lun_document_free(document);
    return rc;
}

static int write_all(lun_store *store, const lun_arguments *arguments, FILE *out, long *n, lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT, line = LUN_BUF_INIT;
    lun_cell values[8], cell;
    lun_rows *rows = NULL;
    uint8_t *layers = NULL;
    uint32_t n_values = build_query(&sql, values, arguments);
    int rc;
    if ((rc = pick_layers(&layers, lun_store_schema(store), &arguments->layers, err)) < 0)
        goto cleanup;
    if (sql.failed) {
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a query");
        goto cleanup;
    }
    if ((rc = lun_store_query(&rows, store, sql.data, NULL, values, n_values, err)) < 0)
        goto cleanup;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if ((rc = write_one(store, cell.integer, layers, &line, out, err)) < 0)
            break;
        (*n)++;
    }
cleanup:
    lun_rows_close(rows);
    lun_free(layers);
    lun_buf_clear(&sql);
    lun_buf_clear(&line);
    return rc;
}

static int command_export(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    FILE *out = stdout;
    long n = 0;
    if (arguments->words.n != 1 || (arguments->format && strcmp(arguments->format, "jsonl") != 0)) {
        lun_error_set(&err, LUN_EUSAGE,
                      arguments->words.n != 1 ? "export: expects one corpus" : "export: the format is jsonl");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
        return lun_options_fail(&err);
    }
    if (lun_store_open(&store, arguments->words.items[0], LUN_STORE_READ, &err) < 0)
        return lun_options_fail(&err);
    lun_corrections_note(store, arguments);
    if (arguments->output && !(out = fopen(arguments->output, "wb"))) {
        lun_error_set(&err, LUN_EIO, "cannot write '%s': %s", arguments->output, strerror(errno));
        lun_error_hint(&err, "name a file in a folder that exists and that you may write to");
        lun_store_close(store);
        return lun_options_fail(&err);
    }
    int rc = write_all(store, arguments, out, &n, &err);
    if (out != stdout && fclose(out) != 0 && rc >= 0)
        rc = lun_error_set(&err, LUN_EIO, "'%s' could not be written to its end", arguments->output);
    lun_store_close(store);
    if (rc < 0)
        return lun_options_fail(&err);
    return n ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

const lun_command lun_command_export = {
    "export",
    "the documents of a corpus with their annotations, as JSON lines",
    "[OPTIONS] CORPUS",
    NULL,
    "  lunette export readouts.db --since 2026-01-01 > readouts.jsonl",
    tables,
    command_export,
    0,
};
