/*
** audit.c - what people answered when they were shown a sample: yes or no, by annotation. Sits on locate.c.
**
** An answer is about the annotation as it read then. It counts as long as that annotation is there (column present of view audit), rejected or not:
** those who reject what was wrong must not make a rule look better than it is.
*/

#include "store/correcting.h"

static const char table[] =
    "CREATE TABLE IF NOT EXISTS _audit(key INTEGER PRIMARY KEY, layer TEXT, rule TEXT, uri TEXT, text TEXT, fields TEXT,"
    " verdict INTEGER, asked TEXT, seed INTEGER, at TEXT, id INTEGER);";

static int is_there(lun_store *store, lun_error *err)
{
    int64_t there;
    int rc = lun_store__integer(store, &there, err,
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '_audit'");
    store->audited = there > 0;
    return rc < 0 ? rc : there > 0;
}

int lun_store__audit_load(lun_store *store, lun_error *err)
{
    int rc = is_there(store, err);
    return rc < 0 ? rc : LUN_OK;
}

static int insert(lun_store *store, const lun_audit *answer, int64_t id, lun_error *err)
{
    sqlite3_stmt *stmt;
    const lun_correction *what = &answer->what;
    int rc = lun_store__prepare(store, &stmt, err,
                                "INSERT OR REPLACE INTO _audit VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, (int64_t)what->key);
    lun_store__bind_text(stmt, 2, what->layer);
    lun_store__bind_text(stmt, 3, what->rule);
    lun_store__bind_text(stmt, 4, what->uri);
    lun_store__bind_text(stmt, 5, what->words);
    lun_store__bind_text(stmt, 6, what->fields);
    sqlite3_bind_int(stmt, 7, what->verdict == LUN_VERDICT_ACCEPT);
    lun_store__bind_text(stmt, 8, answer->asked);
    sqlite3_bind_int64(stmt, 9, answer->seed);
    lun_store__bind_text(stmt, 10, what->at);
    sqlite3_bind_int64(stmt, 11, id);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store_audit(lun_store *store, const lun_audit *answer, lun_error *err)
{
    lun_locating l = { .store = store };
    lun_located at;
    int rc = store->audited ? LUN_OK : lun_store__exec(store, err, "%s", table);
    if (rc == LUN_OK)
        rc = lun_store__locate(&at, &l, &answer->what, err);
    lun_store__locating_clear(&l);
    if (rc < 0 || (rc = insert(store, answer, at.id, err)) < 0 || (rc = lun_store__audit_load(store, err)) < 0 ||
        (rc = lun_store__views(store, err)) < 0)
        return rc;
    return lun_store__commit(store, err);
}

int lun_store_audit_undo(lun_store *store, uint64_t key, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc;
    if (!store->audited)
        return LUN_OK;
    if ((rc = lun_store__prepare(store, &stmt, err, "DELETE FROM _audit WHERE key = ?1")) < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, (int64_t)key);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : lun_store__commit(store, err);
}

/* ---- after a run: which of the annotations are still there, by their keys ---- */

static int find_again(lun_locating *l, sqlite3_stmt *read, sqlite3_stmt *write, lun_error *err)
{
    lun_located at;
    lun_correction one = { .has_key = 1, .key = (uint64_t)sqlite3_column_int64(read, 0) };
    one.layer = (const char *)sqlite3_column_text(read, 1);
    one.uri = (const char *)sqlite3_column_text(read, 2);
    one.words = (const char *)sqlite3_column_text(read, 3);
    one.fields = (const char *)sqlite3_column_text(read, 4);
    if (!one.layer || !one.uri || !one.words)
        return lun_error_set(err, LUN_EFORMAT, "corpus '%s': its answers are not as they should be", l->store->path);
    int rc = lun_store__locate(&at, l, &one, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(write, 1, sqlite3_column_int64(read, 0));
    if (at.lost || at.key != one.key)
        sqlite3_bind_null(write, 2);
    else
        sqlite3_bind_int64(write, 2, at.id);
    return lun_store__run(l->store, write, err);
}

int lun_store__audit_mirror(lun_locating *l, lun_error *err)
{
    sqlite3_stmt *read = NULL, *write = NULL;
    int rc;
    if (!l->store->audited)
        return LUN_OK;
    if ((rc = lun_store__prepare(l->store, &read, err,
                                 "SELECT key, layer, uri, text, fields FROM _audit ORDER BY uri")) == LUN_OK)
        rc = lun_store__prepare(l->store, &write, err, "UPDATE _audit SET id = ?2 WHERE key = ?1");
    while (rc >= 0 && (rc = lun_store__step(l->store, read, err)) > 0)
        rc = find_again(l, read, write, err);
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    return rc;
}
