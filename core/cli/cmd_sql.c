/*
** cmd_sql.c - lunette sql: a query on a corpus, read-only.
*/
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/listing.h"
#include "cli/sql_hint.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "format", 0, LUN_OPTION_TEXT, AT(format), "NAME", "table (default), csv or json" },
    { "no-header", 0, LUN_OPTION_FLAG, AT(no_header), NULL, "leave the line of column names out" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_common, NULL };

typedef enum form { FORM_TABLE, FORM_CSV, FORM_JSON } form;

static void cell_text(const lun_rows *rows, uint32_t column, lun_buf *out)
{
    lun_cell cell;
    lun_rows_cell(rows, column, &cell);
    switch (cell.type) {
    case LUN_CELL_NULL:
        return;
    case LUN_CELL_INTEGER:
        lun_json_add_integer(out, cell.integer);
        return;
    case LUN_CELL_NUMBER:
        lun_json_add_number(out, cell.number);
        return;
    case LUN_CELL_TEXT:
        lun_buf_add(out, cell.text, cell.len);
        return;
    }
}

/* Quotes what CSV needs quoted. A cell that a spreadsheet would take for a formula gets a leading apostrophe. */
static void print_csv(const char *text, size_t len)
{
    int formula = len && strchr("=+-@\t\r", text[0]) && !(len > 1 && strspn(text + 1, "0123456789.") == len - 1);
    if (!formula && !memchr(text, '"', len) && !memchr(text, ',', len) && !memchr(text, '\n', len) &&
        !memchr(text, '\r', len)) {
        fwrite(text, 1, len, stdout);
        return;
    }
    putchar('"');
    if (formula)
        putchar('\'');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            putchar('"');
        putchar(text[i]);
    }
    putchar('"');
}

static int print_json(lun_rows *rows, lun_error *err)
{
    lun_buf line = LUN_BUF_INIT;
    lun_cell cell;
    int rc, n = 0;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_buf_reset(&line);
        for (uint32_t c = 0; c < lun_rows_columns(rows); c++) {
            lun_rows_cell(rows, c, &cell);
            lun_buf_addc(&line, c ? ',' : '{');
            lun_json_add_string(&line, lun_rows_name(rows, c), strlen(lun_rows_name(rows, c)));
            lun_buf_addc(&line, ':');
            if (cell.type == LUN_CELL_TEXT)
                lun_json_add_string(&line, cell.text, cell.len);
            else if (cell.type == LUN_CELL_NULL)
                lun_buf_adds(&line, "null");
            else
                cell_text(rows, c, &line);
        }
        printf("%s}\n", line.data);
        n++;
    }
    lun_buf_clear(&line);
    return rc < 0 ? rc : n;
}

static int print_csv_rows(lun_rows *rows, int header, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    int rc, n = 0;
    for (uint32_t c = 0; header && c < lun_rows_columns(rows); c++) {
        fputs(c ? "," : "", stdout);
        print_csv(lun_rows_name(rows, c), strlen(lun_rows_name(rows, c)));
    }
    if (header)
        putchar('\n');
    while ((rc = lun_rows_next(rows, err)) > 0) {
        for (uint32_t c = 0; c < lun_rows_columns(rows); c++) {
            fputs(c ? "," : "", stdout);
            lun_buf_reset(&text);
            cell_text(rows, c, &text);
            print_csv(text.data ? text.data : "", text.len);
        }
        putchar('\n');
        n++;
    }
    lun_buf_clear(&text);
    return rc < 0 ? rc : n;
}

static int print_table(lun_rows *rows, const lun_arguments *arguments, int wraps, lun_error *err)
{
    uint32_t columns = lun_rows_columns(rows), shown;
    lun_table *table = lun_table_new(columns);
    const char **cells = lun_calloc(columns + 1, sizeof *cells);
    lun_buf *texts = lun_calloc(columns + 1, sizeof *texts);
    int rc = LUN_ENOMEM, n = 0;
    if (!table || !cells || !texts) {
        lun_error_set(err, LUN_ENOMEM, "no memory for a table");
        goto cleanup;
    }
    for (uint32_t c = 0; c < columns; c++)
        cells[c] = lun_rows_name(rows, c);
    if (!arguments->no_header)
        lun_table_add(table, cells);
    while ((rc = lun_rows_next(rows, err)) > 0) {
        for (uint32_t c = 0; c < columns; c++) {
            lun_buf_reset(&texts[c]);
            cell_text(rows, c, &texts[c]);
            cells[c] = texts[c].data;
        }
        lun_table_add(table, cells);
        n++;
    }
    if (wraps)
        lun_table_wrap(table);
    shown = lun_table_print(table, stdout);
    if (!arguments->no_header && !arguments->quiet)
        lun_table_say_cut(table, shown, "SELECT some by name, or --format csv");
cleanup:
    for (uint32_t c = 0; texts && c < columns; c++)
        lun_buf_clear(&texts[c]);
    lun_free(texts);
    lun_free(cells);
    lun_table_free(table);
    return rc < 0 ? rc : n;
}

static int pick_form(const lun_arguments *arguments, form *out, lun_error *err)
{
    const char *name = arguments->json ? "json" : arguments->format ? arguments->format : "table";
    *out = strcmp(name, "csv") == 0 ? FORM_CSV : strcmp(name, "json") == 0 ? FORM_JSON : FORM_TABLE;
    if (*out == FORM_TABLE && strcmp(name, "table") != 0) {
        lun_error_set(err, LUN_EUSAGE, "sql: --format is table, csv or json, got '%s'", name);
        return lun_error_hint(err, "leave it out for a table");
    }
    return LUN_OK;
}

/* Asked of a corpus that is named alone: what can be asked. */
static const char views_sql[] =
    "SELECT name AS \"view\", (SELECT group_concat(name, ', ') FROM (SELECT p.name FROM pragma_table_info(s.name) p "
    "ORDER BY p.cid)) AS columns FROM sqlite_schema s WHERE (type = 'view' AND substr(name, 1, 1) <> '_') OR name = "
    "'document_text' ORDER BY name <> 'document', name";

/* SQLite says what is wrong with a query, seldom what to do. */
static int fail(lun_error *err)
{
    if (!err->hint[0])
        lun_error_hint(
            err, "one query that reads; `lunette sql CORPUS` lists the views, `lunette help sql` shows an example");
    return lun_options_fail(err);
}

static int command_sql(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store = NULL;
    lun_rows *rows = NULL;
    const lun_texts *words = &arguments->words;
    int is_bare = words->n == 1 && lun_store_is_corpus(words->items[0]);
    form how;
    int rc;
    if (words->n != 2 && !is_bare) {
        lun_error_set(&err, LUN_EUSAGE, "sql: expects a corpus and one query, got %zu word%s", words->n,
                      words->n == 1 ? "" : "s");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
        return lun_options_fail(&err);
    }
    size_t corpus = !is_bare && lun_store_is_corpus(words->items[1]) && !lun_store_is_corpus(words->items[0]);
    if ((rc = pick_form(arguments, &how, &err)) == LUN_OK &&
        (rc = lun_store_open(&store, words->items[corpus], LUN_STORE_READ, &err)) == LUN_OK) {
        lun_corrections_note(store, arguments);
        rc = lun_store_query(&rows, store, is_bare ? views_sql : words->items[1 - corpus], NULL, NULL, 0, &err);
    }
    if (rc == LUN_OK)
        rc = how == FORM_JSON  ? print_json(rows, &err)
             : how == FORM_CSV ? print_csv_rows(rows, !arguments->no_header, &err)
                               : print_table(rows, arguments, is_bare, &err);
    lun_rows_close(rows);
    if (rc == 0 && !is_bare && !arguments->quiet)
        lun_sql_hint_say(store, words->items[1 - corpus]);
    lun_store_close(store);
    if (rc < 0)
        return fail(&err);
    return rc ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

const lun_command lun_command_sql = {
    "sql",
    "SQL on a corpus, read-only",
    "[OPTIONS] CORPUS QUERY | CORPUS",
    "Every layer is a view of its name; document, entity, annotation, provenance, problem, rule and run are there too. Without a query all views\n"
    "are listed with their columns. Full text:\n"
    "SELECT ... WHERE document.id IN (SELECT rowid FROM document_text WHERE document_text MATCH 'words').",
    "  lunette sql readouts.db \"SELECT actor, target, content FROM act WHERE kind = 'pledge'\"",
    tables,
    command_sql,
    0,
};
