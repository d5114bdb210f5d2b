/*
** suggest.c - the name that was probably meant, for SQLite's "no such table" and "no such column"; of a column, which views have it and what those of the query
** have instead; of a column with the name of a word of SQL, how it is written. Sits on sql.c.
*/
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#include "store/inside.h"

#define LONGEST 64
#define ELSEWHERE 3 /* views named that have the column */

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
    near->best = len < 6 ? 2 : len < 9 ? 3 : (unsigned)len / 3 + 1;
    return 1;
}

/* ---- tables ---- */

static void suggest_table(lun_store *store, nearest *near, lun_error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(store->db,
                           "SELECT name FROM main.sqlite_schema WHERE type = 'view' OR name = 'document_text'", -1,
                           &stmt, NULL) == SQLITE_OK) {
        while (sqlite3_step(stmt) == SQLITE_ROW)
            consider(near, (const char *)sqlite3_column_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
    if (near->found[0])
        lun_error_hint(err, "is it '%s'?", near->found);
    else
        lun_error_hint(
            err, "every layer is a view of its name; SELECT name FROM sqlite_schema WHERE type = 'view' lists them");
}

/* ---- columns ---- */

typedef struct looking { /* for a column */
    lun_store *store;
    nearest near;
    lun_buf views, have; /* those that the query reads, and their columns */
    lun_buf elsewhere;   /* others that have the column, the first few of n_else */
    unsigned n_else;
} looking;

static int is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static const char *before_blanks(const char *sql, const char *at)
{
    while (at > sql && (isspace((unsigned char)at[-1]) || at[-1] == '"'))
        at--;
    return at;
}

/* Does the query read the view: does its name stand behind FROM, JOIN, or a comma behind those? */
static int reads(const char *sql, const char *view)
{
    size_t len = strlen(view);
    int behind_from = 0;
    for (const char *at = sql; *at; at++) {
        behind_from |= sqlite3_strnicmp(at, "from", 4) == 0;
        if (sqlite3_strnicmp(at, view, (int)len) != 0 || is_word(at[len]) || (at > sql && is_word(at[-1])))
            continue;
        const char *stop = before_blanks(sql, at);
        if (behind_from && stop > sql &&
            (stop[-1] == ',' || (stop - sql > 4 && (sqlite3_strnicmp(stop - 4, "from", 4) == 0 ||
                                                    sqlite3_strnicmp(stop - 4, "join", 4) == 0))))
            return 1;
    }
    return 0;
}

static void add_name(lun_buf *out, const char *name)
{
    lun_buf_addf(out, "%s%s", out->len ? ", " : "", name);
}

static void look_into(looking *l, const char *view, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    lun_buf columns = LUN_BUF_INIT;
    int is_read = reads(sql, view), has = 0;
    if (sqlite3_prepare_v2(l->store->db, "SELECT name FROM pragma_table_info(?1)", -1, &stmt, NULL) == SQLITE_OK) {
        lun_store__bind_text(stmt, 1, view);
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            const char *name = (const char *)sqlite3_column_text(stmt, 0);
            has |= sqlite3_stricmp(name, l->near.wanted) == 0;
            if (is_read)
                consider(&l->near, name);
            add_name(&columns, name);
        }
    }
    sqlite3_finalize(stmt);
    if (is_read && columns.len) {
        add_name(&l->views, view);
        lun_buf_addf(&l->have, "%s%s (%s)", l->have.len ? ", " : "", view, columns.data);
    }
    if (has && !is_read && l->n_else++ < ELSEWHERE)
        add_name(&l->elsewhere, view);
    lun_buf_clear(&columns);
}

/* A word in double quotes is a name to SQL, and text to most people. */
static int is_quoted(const char *sql, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = strchr(sql, '"'); at; at = strchr(at + 1, '"')) {
        if (strncmp(at + 1, word, len) == 0 && at[1 + len] == '"')
            return 1;
    }
    return 0;
}

/* kind = pledge */
static int is_compared(const char *sql, const char *word)
{
    const char *at = strstr(sql, word), *stop = at ? before_blanks(sql, at) : sql;
    return stop > sql && stop[-1] == '=';
}

static void tell_column(const looking *l, const char *sql, lun_error *err)
{
    const char *wanted = l->near.wanted, *found = l->near.found;
    int is_text = is_quoted(sql, wanted) || (!*found && !l->n_else && is_compared(sql, wanted));
    if (is_text && *found)
        lun_error_hint(err, "is it '%s'? Text stands in single quotes: '%s'", found, wanted);
    else if (is_text)
        lun_error_hint(err, "text stands in single quotes: '%s'", wanted);
    else if (*found)
        lun_error_hint(err, "is it '%s'?", found);
    else if (l->have.len && l->elsewhere.len)
        lun_error_hint(err, "there is no '%s' in %s, but in %s%s; columns: %s", wanted, l->views.data,
                       l->elsewhere.data, l->n_else > ELSEWHERE ? " and others" : "", l->have.data);
    else if (l->have.len)
        lun_error_hint(err, "there is no '%s' in %s; columns: %s", wanted, l->views.data, l->have.data);
    else
        lun_error_hint(err, "SELECT name FROM pragma_table_info('act') lists the columns of a view");
}

static void suggest_column(looking *l, const char *sql, lun_error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(
            l->store->db,
            "SELECT name FROM main.sqlite_schema WHERE type = 'view' AND substr(name, 1, 1) <> '_' ORDER BY name <> 'document', name",
            -1, &stmt, NULL) == SQLITE_OK) {
        while (sqlite3_step(stmt) == SQLITE_ROW)
            look_into(l, (const char *)sqlite3_column_text(stmt, 0), sql);
    }
    sqlite3_finalize(stmt);
    tell_column(l, sql, err);
    lun_buf_clear(&l->have);
    lun_buf_clear(&l->views);
    lun_buf_clear(&l->elsewhere);
}

/* ---- words of SQL ---- */

/* "near "to": syntax error": a column that an analysis called so. Brackets stand well in a shell's double quotes. */
static int suggest_brackets(lun_store *store, const char *sql, lun_error *err)
{
    char word[LONGEST + 1];
    sqlite3_stmt *stmt = NULL;
    if (sscanf(err->message, "near \"%64[A-Za-z]\": syntax error", word) != 1)
        return 0;
    int found = 0;
    if (sqlite3_prepare_v2(store->db,
                           "SELECT view.name FROM main.sqlite_schema view JOIN pragma_table_info(view.name) field "
                           "WHERE view.type = 'view' AND field.name = ?1 COLLATE NOCASE ORDER BY 1",
                           -1, &stmt, NULL) == SQLITE_OK) {
        lun_store__bind_text(stmt, 1, word);
        while (!found && sqlite3_step(stmt) == SQLITE_ROW) {
            const char *view = (const char *)sqlite3_column_text(stmt, 0);
            if ((found = reads(sql, view)))
                lun_error_hint(err, "%s is a word of SQL; the column of %s is written [%s]", word, view, word);
        }
    }
    sqlite3_finalize(stmt);
    return found;
}

void lun_store__suggest(lun_store *store, const char *sql, lun_error *err)
{
    looking l = { .store = store, .have = LUN_BUF_INIT };
    if (err && suggest_brackets(store, sql, err))
        return;
    if (!err || !wanted_name(err->message, &l.near))
        return;
    if (strncmp(err->message, "no such table", 13) == 0)
        suggest_table(store, &l.near, err);
    else if (strncmp(err->message, "no such column", 14) == 0)
        suggest_column(&l, sql, err);
}
