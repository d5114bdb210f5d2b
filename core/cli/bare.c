/*
** bare.c - one line on documents that have lost their date, source or country: mostly --path or --meta was left out. Sits on core/store.
*/
#include "cli/bare.h"

#include <stdio.h>

#include "base/mem.h"
#include "store/store.h"

/* The command of the last run that read metadata from outside, the caller's to free; NULL where there was none. */
static char *last_command(const char *corpus)
{
    static const char sql[] = "SELECT command FROM run WHERE (command LIKE '% --path %' OR command LIKE '% --meta %') "
                              "AND id < (SELECT max(id) FROM run) ORDER BY id DESC LIMIT 1";
    lun_error ignored = LUN_ERROR_INIT;
    lun_store *store;
    lun_rows *rows = NULL;
    lun_cell cell;
    char *command = NULL;
    if (lun_store_open(&store, corpus, LUN_STORE_READ, &ignored) < 0)
        return NULL;
    if (lun_store_query(&rows, store, sql, NULL, NULL, 0, &ignored) == LUN_OK && lun_rows_next(rows, &ignored) > 0) {
        lun_rows_cell(rows, 0, &cell);
        command = cell.type == LUN_CELL_TEXT ? lun_strdup(cell.text) : NULL;
    }
    lun_rows_close(rows);
    lun_store_close(store);
    return command;
}

void lun_bare_say(uint64_t n, const char *corpus)
{
    char *command = last_command(corpus);
    fprintf(stderr, "%llu %s lost the date, source or country that an earlier run knew: ", (unsigned long long)n,
            n == 1 ? "document" : "documents");
    if (command)
        fprintf(stderr, "name --path or --meta as it did (%s)\n", command);
    else
        fprintf(stderr, "name --path or --meta, or write them in lunette.lua\n");
    lun_free(command);
}
