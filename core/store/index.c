/*
** index.c - what is built at a run's end: the index from names to documents, and the full text. Sits on sql.c.
**
** State is exact after a kill: documents that the full text lacks are listed in _unindexed, in the same transaction
** that stored them; `index` and `text_index` in _meta say "stale" until everything is there.
*/
#include "store/inside.h"

static int build_text(lun_store *store, lun_error *err)
{
    return lun_store__exec(store, err,
                           "INSERT INTO document_text(rowid, title, text) SELECT d.id, d.title, " LUN_STORE_TEXT_SQL
                           " FROM _document d "
                           "WHERE d.id IN (SELECT document FROM _unindexed); DELETE FROM _unindexed;"
                           "UPDATE _meta SET value = 'built' WHERE key = 'text_index'");
}

static int build_names(lun_store *store, lun_error *err)
{
    int rc = lun_store__meta_is(store, "index", "built", err);
    if (rc != 0)
        return rc < 0 ? rc : LUN_OK;
    return lun_store__exec(store, err,
                           "CREATE INDEX IF NOT EXISTS _entity_name ON _entity(name);"
                           "UPDATE _meta SET value = 'built' WHERE key = 'index'");
}

int lun_store__index_build(lun_store *store, lun_error *err)
{
    int rc = build_names(store, err);
    return rc < 0 ? rc : build_text(store, err);
}

int lun_store__text_forget(lun_store *store, int64_t document, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_UNINDEX, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document);
    return lun_store__run(store, stmt, err);
}
