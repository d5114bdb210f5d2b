/*
** known.c - what a corpus holds already, for a run that does nothing twice. Sits on sql.c.
*/
#include "store/inside.h"

int lun_store_known(lun_store *store,
                    void (*take)(void *context, const char *uri, const uint8_t hash[16], int64_t number), void *context,
                    lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__need_run(store, err);
    if (rc < 0 ||
        (rc = lun_store__prepare(store, &stmt, err,
                                 "SELECT d.uri, d.hash, d.id FROM _document d JOIN _run r ON r.id = d.run "
                                 "WHERE r.fingerprint = ?1 AND NOT EXISTS(SELECT 1 FROM _problem p WHERE p.uri = d.uri "
                                 "AND p.class = 1) ORDER BY d.id")) < 0)
        return rc;
    sqlite3_bind_blob(stmt, 1, store->fingerprint, sizeof store->fingerprint, SQLITE_STATIC);
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        const char *uri = (const char *)sqlite3_column_text(stmt, 0);
        if (uri && sqlite3_column_bytes(stmt, 1) == 16)
            take(context, uri, sqlite3_column_blob(stmt, 1), sqlite3_column_int64(stmt, 2));
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* Members are called path#member: what lies between "path#" and "path$" in the order of bytes. */
int lun_store_source_done(lun_store *store, const char *path, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__need_run(store, err);
    if (rc < 0 || (rc = lun_store__fixed(store, &stmt, LUN_FIXED_DROP_LEFT_OUT, err)) < 0)
        return rc;
    lun_store__bind_text(stmt, 1, path);
    sqlite3_bind_int64(stmt, 2, store->run);
    return lun_store__run(store, stmt, err);
}

void lun_store_skip(lun_store *store)
{
    store->figures.skipped++;
}

int64_t lun_store_last(const lun_store *store)
{
    return store->last_document;
}
