/*
** idle.c - a run that read nothing, a rule file whose rules made no row of a corpus. Sits on core/store.
*/
#include "cli/idle.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/shell.h"
#include "store/store.h"

/* The first rule of the file at ?1 that marks rows, where there is one and none of the file's has any. A veto marks none. */
static const char idle_sql[] =
    "WITH own AS (SELECT id, name, text FROM _rule WHERE file = ?1 AND name IS NOT NULL) SELECT name FROM own WHERE NOT EXISTS "
    "(SELECT 1 FROM _annotation WHERE rule IN (SELECT id FROM own)) AND text LIKE '%mark%' AND text NOT LIKE '%veto%=%' ORDER BY id LIMIT 1";

static char *idle_rule(lun_store *store, const char *file)
{
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, file, strlen(file) };
    lun_error ignored = LUN_ERROR_INIT;
    lun_rows *rows = NULL;
    lun_cell cell;
    char *name = NULL;
    if (lun_store_query(&rows, store, idle_sql, NULL, &value, 1, &ignored) == LUN_OK &&
        lun_rows_next(rows, &ignored) > 0) {
        lun_rows_cell(rows, 0, &cell);
        name = cell.type == LUN_CELL_TEXT ? lun_strdup(cell.text) : NULL;
    }
    lun_rows_close(rows);
    return name;
}

void lun_idle_say(const lun_arguments *arguments, const char *corpus)
{
    lun_error ignored = LUN_ERROR_INIT;
    lun_store *store = NULL;
    if (!arguments->rules.n || lun_store_open(&store, corpus, LUN_STORE_READ, &ignored) < 0)
        return;
    for (size_t i = 0; i < arguments->rules.n; i++) {
        char *rule = idle_rule(store, arguments->rules.items[i]);
        if (rule)
            fprintf(stderr, "%s found nothing; why not: lunette why %s DOCUMENT \"words of it\" --rule %s\n",
                    arguments->rules.items[i], LUN_SHELL(corpus), rule);
        lun_free(rule);
    }
    lun_store_close(store);
}

void lun_idle_say_unread(const char *corpus)
{
    static const char sql[] =
        "SELECT CASE WHEN instr(message, substr(uri, 1, instr(uri || '#', '#') - 1)) = 1 THEN message ELSE uri || ': ' || "
        "message END FROM problem WHERE run = (SELECT max(id) FROM run) AND uri IS NOT NULL ORDER BY id LIMIT 3";
    lun_error ignored = LUN_ERROR_INIT;
    lun_store *store = NULL;
    lun_rows *rows = NULL;
    lun_cell cell;
    if (lun_store_open(&store, corpus, LUN_STORE_READ, &ignored) < 0)
        return;
    if (lun_store_query(&rows, store, sql, NULL, NULL, 0, &ignored) == LUN_OK) {
        while (lun_rows_next(rows, &ignored) > 0) {
            lun_rows_cell(rows, 0, &cell);
            if (cell.type == LUN_CELL_TEXT)
                lun_log(LUN_LEVEL_WARNING, "%s", cell.text);
        }
    }
    lun_rows_close(rows);
    lun_store_close(store);
}
