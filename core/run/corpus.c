/*
** corpus.c - a store as the corpus that Lua sees: core/script asks for queries, core/store answers.
*/
#include "run/run.h"

static int query(void *context, void **rows, const char *sql, const char *const *names, const lun_script_cell *values,
                 uint32_t n, lun_error *err)
{
    lun_cell cells[64];
    lun_rows *open = NULL;
    if (n > sizeof cells / sizeof *cells)
        return lun_error_set(err, LUN_ELIMIT, "a query takes at most %zu parameters", sizeof cells / sizeof *cells);
    for (uint32_t i = 0; i < n; i++)
        cells[i] = (lun_cell){ (lun_cell_type)values[i].type, values[i].integer, values[i].number, values[i].text,
                               values[i].len };
    int rc = lun_store_query(&open, context, sql, names, cells, n, err);
    *rows = open;
    return rc;
}

static int next(void *rows, lun_error *err)
{
    return lun_rows_next(rows, err);
}

static uint32_t columns(void *rows)
{
    return lun_rows_columns(rows);
}

static const char *name(void *rows, uint32_t column)
{
    return lun_rows_name(rows, column);
}

static void cell(void *rows, uint32_t column, lun_script_cell *out)
{
    lun_cell from;
    lun_rows_cell(rows, column, &from);
    *out = (lun_script_cell){ (lun_script_cell_type)from.type, from.integer, from.number, from.text, from.len };
}

static void close_rows(void *rows)
{
    lun_rows_close(rows);
}

static int save(void *context, const char *analysis, const char *options, const char *rows, lun_error *err)
{
    return lun_store_save(context, analysis, options, rows, err);
}

_Static_assert((int)LUN_SCRIPT_TEXT == (int)LUN_CELL_TEXT && (int)LUN_SCRIPT_NULL == (int)LUN_CELL_NULL,
               "the two kinds of cells agree");

void lun_run_give_corpus(lun_script *script, lun_store *store)
{
    lun_script_corpus corpus = { store, query, next, columns, name, cell, close_rows, save };
    lun_script_set_corpus(script, &corpus);
}
