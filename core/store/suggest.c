/*
** suggest.c - the name that was probably meant, for SQLite's "no such table" and "no such column". Sits on sql.c.
*/
#include <string.h>

#include "store/inside.h"

#define LONGEST 64

/* Edits (insert, delete, replace, swap of neighbours count one each) between two short names. */
static unsigned distance(const char *a, const char *b)
{
    unsigned rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *now = rows[2];
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST)
        return LONGEST;
    for (unsigned j = 0; j <= m; j++)
        last[j] = before[j] = j;
    for (unsigned i = 1; i <= n; i++) {
        now[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
            best = last[j] + 1 < best ? last[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        unsigned *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

typedef struct nearest {
    char wanted[LONGEST + 1], found[LONGEST + 1];
    unsigned best;
} nearest;

static void consider(nearest *near, const char *name)
{
    unsigned edits = name && strlen(name) <= LONGEST && name[0] != '_' && !strchr(name, '.')
                         ? distance(near->wanted, name)
                         : LONGEST;
    if (edits >= near->best)
        return;
    near->best = edits;
    memcpy(near->found, name, strlen(name) + 1);
}

static void consider_all(lun_store *store, nearest *near, const char *sql, const char *filter)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) == SQLITE_OK) {
        lun_store__bind_text(stmt, 1, filter);
        while (sqlite3_step(stmt) == SQLITE_ROW)
            consider(near, (const char *)sqlite3_column_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
}

/* What follows the last colon of "no such column: a.knid", without the alias. */
static int wanted_name(const char *message, nearest *near)
{
    const char *name = strstr(message, ": ");
    if (!name)
        return 0;
    name += 2;
    if (strrchr(name, '.'))
        name = strrchr(name, '.') + 1;
    size_t len = strlen(name);
    if (len == 0 || len > LONGEST)
        return 0;
    memcpy(near->wanted, name, len + 1);
    near->best = len < 4 ? 2 : (unsigned)len / 3 + 2;
    return 1;
}

void lun_store__suggest(lun_store *store, const char *sql, lun_error *err)
{
    nearest near = { "", "", 0 };
    if (!err || !wanted_name(err->message, &near))
        return;
    if (strncmp(err->message, "no such table", 13) == 0) {
        consider_all(store, &near,
                     "SELECT name FROM main.sqlite_schema WHERE type = 'view' OR name = 'document_text' AND ?1 IS NULL",
                     NULL);
        if (near.found[0])
            lun_error_hint(err, "is it '%s'?", near.found);
        else
            lun_error_hint(
                err,
                "every layer is a view of its name; SELECT name FROM sqlite_schema WHERE type = 'view' lists them");
    } else if (strncmp(err->message, "no such column", 14) == 0) {
        consider_all(
            store, &near,
            "SELECT p.name FROM main.sqlite_schema s, pragma_table_info(s.name) p WHERE s.type = 'view' AND instr(?1, "
            "s.name) > 0",
            sql);
        if (near.found[0])
            lun_error_hint(err, "is it '%s'? Text stands in single quotes: '%s'", near.found, near.wanted);
        else
            lun_error_hint(err, "text stands in single quotes: '%s'", near.wanted);
    }
}
