/*
** sources.c - files that gave documents: by what a run sees that one need not be read again, and which documents are its. Sits on sql.c.
*/
#include <string.h>

#include "store/inside.h"

#define STAMP 16

int lun_store_source_stamp(lun_store *store, const char *path, uint8_t stamp[16], int64_t *documents, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_SOURCE_STAMP, err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, path);
    if ((rc = lun_store__step(store, stmt, err)) <= 0)
        return rc;
    int is_whole = sqlite3_column_bytes(stmt, 0) == STAMP;
    if (is_whole)
        memcpy(stamp, sqlite3_column_blob(stmt, 0), STAMP);
    *documents = sqlite3_column_int64(stmt, 1);
    sqlite3_reset(stmt);
    return is_whole;
}

int lun_store_note_source(lun_store *store, const char *path, const uint8_t *stamp, int64_t documents, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__need_run(store, err);
    if (rc < 0 || (rc = lun_store__fixed(store, &stmt, LUN_FIXED_NOTE_SOURCE, err)) < 0)
        return rc;
    lun_store__bind_text(stmt, 1, path);
    if (stamp) {
        sqlite3_bind_blob(stmt, 2, stamp, STAMP, SQLITE_STATIC);
        sqlite3_bind_int64(stmt, 3, documents);
    }
    lun_store__waits(store);
    return lun_store__run(store, stmt, err);
}

/* ---- folders ---- */

#define FOLDER "folder:"
#define RULES "rules:"

static int note(lun_store *store, const char *prefix, const char *name, const char *way, lun_error *err)
{
    lun_buf key = LUN_BUF_INIT;
    lun_buf_addf(&key, "%s%s", prefix, name);
    int rc = key.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for the name of a folder")
                        : lun_store__meta_is(store, key.data, way, err);
    if (rc == 0)
        rc = lun_store__meta_set(store, key.data, way, err);
    lun_buf_clear(&key);
    return rc < 0 ? rc : LUN_OK;
}

int lun_store_note_folder(lun_store *store, const char *name, const char *way, lun_error *err)
{
    return note(store, FOLDER, name, way, err);
}

int lun_store_note_rules(lun_store *store, const char *name, const char *way, lun_error *err)
{
    return note(store, RULES, name, way, err);
}

int lun_store_rules_way(char **out, lun_store *store, const char *name, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "SELECT value FROM _meta WHERE key = '" RULES "' || ?1");
    *out = NULL;
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, name);
    if ((rc = lun_store__step(store, stmt, err)) > 0) {
        const char *way = (const char *)sqlite3_column_text(stmt, 0);
        if (way && !(*out = lun_strdup(way)))
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the name of a rule file");
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : *out != NULL;
}

/* Two texts a row; 1 where there was no row. */
static int each_pair(lun_store *store, const char *sql,
                     int (*take)(void *context, const char *first, const char *second, lun_error *err), void *context,
                     lun_error *err)
{
    sqlite3_stmt *stmt;
    int none = 1, rc = lun_store__prepare(store, &stmt, err, "%s", sql);
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        const char *first = (const char *)sqlite3_column_text(stmt, 0);
        const char *second = (const char *)sqlite3_column_text(stmt, 1);
        none = 0;
        if (first && second && (rc = take(context, first, second, err)) < 0)
            break;
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : none;
}

int lun_store_each_folder(lun_store *store,
                          int (*take)(void *context, const char *name, const char *way, lun_error *err), void *context,
                          lun_error *err)
{
    return each_pair(store,
                     "SELECT substr(key, 1 + length('" FOLDER "')), value FROM _meta"
                     " WHERE substr(key, 1, length('" FOLDER "')) = '" FOLDER "'",
                     take, context, err);
}

int lun_store_each_unnoted(lun_store *store,
                           int (*take)(void *context, const char *folder, const char *file, lun_error *err),
                           void *context, lun_error *err)
{
    return each_pair(store,
                     "SELECT iif(substr(path, 1, 1) = '/' AND folder = '', '/', folder), min(path) FROM"
                     " (SELECT path, rtrim(rtrim(path, replace(path, '/', '')), '/') AS folder FROM _origin)"
                     " GROUP BY folder, substr(path, 1, 1) = '/'",
                     take, context, err);
}

/* ---- stamps ---- */

int lun_store_each_of_source(lun_store *store, const char *path,
                             int (*take)(void *context, const lun_stored *document, lun_error *err), void *context,
                             lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_OF_SOURCE, err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, path);
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        lun_stored document;
        lun_store__read_stored(stmt, &document);
        if (document.uri && (rc = take(context, &document, err)) != 0)
            break;
    }
    sqlite3_reset(stmt);
    return rc;
}
