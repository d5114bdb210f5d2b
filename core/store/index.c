/*
** index.c - what is built at a run's end: the index from names to documents, and the full text. Sits on commit.c.
**
** State is exact after a kill: documents that the full text lacks are listed in _unindexed, in the same transaction
** that stored them; `index` and `text_index` in _meta say "stale" until everything is there. The full text is built in
** portions, each a transaction: what it takes of memory (hashsize in tables.c, twice as much with what holds it together) and of
** the log does not grow with the corpus. Nor do temporary things: they go to a file here, be it sorting or the journal of a
** portion, which keeps each page of older segments that are merged.
*/
#include "store/inside.h"

#define PORTION_CHARACTERS (64 << 20)
#define PORTION_DOCUMENTS 100000 /* of no text, or a line each */

/* The last document of the next portion, 0 where none is left. */
static int next_portion(lun_store *store, int64_t *last, lun_error *err)
{
    int64_t characters = 0;
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT u.document, ifnull(d.characters, 0) FROM _unindexed u "
                                "LEFT JOIN _document d ON d.id = u.document ORDER BY u.document");
    *last = 0;
    for (int n = 0; n < PORTION_DOCUMENTS && characters < PORTION_CHARACTERS; n++) {
        if (rc < 0 || (rc = lun_store__step(store, stmt, err)) <= 0)
            break;
        *last = sqlite3_column_int64(stmt, 0);
        characters += sqlite3_column_int64(stmt, 1);
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : LUN_OK;
}

static int build_portion(lun_store *store, int64_t last, lun_error *err)
{
    int rc = lun_store__exec(store, err,
                             "INSERT INTO document_text(rowid, title, text) SELECT d.id, d.title, " LUN_STORE_TEXT_SQL
                             " FROM _document d WHERE d.id IN (SELECT document FROM _unindexed WHERE document <= %lld);"
                             "DELETE FROM _unindexed WHERE document <= %lld",
                             (long long)last, (long long)last);
    return rc < 0 ? rc : lun_store__commit(store, err);
}

static int build_text(lun_store *store, lun_error *err)
{
    int64_t last;
    int rc;
    while ((rc = next_portion(store, &last, err)) == LUN_OK && last > 0) {
        if ((rc = build_portion(store, last, err)) < 0)
            return rc;
    }
    return rc < 0 ? rc : lun_store__exec(store, err, "UPDATE _meta SET value = 'built' WHERE key = 'text_index'");
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

/* SQLite takes that setting between transactions alone. */
int lun_store__index_build(lun_store *store, lun_error *err)
{
    int rc = lun_store__exec(store, err, "COMMIT; PRAGMA temp_store = FILE; BEGIN IMMEDIATE");
    if (rc < 0 || (rc = build_names(store, err)) < 0 || (rc = build_text(store, err)) < 0)
        return rc;
    return lun_store__exec(store, err, "COMMIT; PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE");
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
