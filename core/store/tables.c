/*
** tables.c - the tables that every corpus has, and its key/value table. Sits on sql.c.
**
** Their names begin with an underscore, those of layers' tables hold a dot ("row.act", "list.act.actor"): neither
** can be the name of a layer. The text of a document is cut into pieces: words are cut from one of them, and reading the
** rest of a document does not touch them.
*/
#include "store/inside.h"

static const char system_tables[] =
    "CREATE TABLE _meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"

    "CREATE TABLE _run(id INTEGER PRIMARY KEY, command TEXT, version TEXT, plugins TEXT, fingerprint BLOB,"
    " started TEXT, stopped TEXT, status TEXT,"
    " documents INTEGER, skipped INTEGER, annotations INTEGER, problems INTEGER);"

    "CREATE TABLE _run_layer(run INTEGER REFERENCES _run, layer TEXT, fingerprint BLOB, PRIMARY KEY(run, layer))"
    " WITHOUT ROWID;"
    "CREATE TABLE _plan(id INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, rest INTEGER);"
    "CREATE TABLE _plan_rule(plan INTEGER REFERENCES _plan, place INTEGER, number INTEGER, stage INTEGER,"
    " rule TEXT, fingerprint INTEGER, wants BLOB, look TEXT, PRIMARY KEY(plan, place)) WITHOUT ROWID;"

    "CREATE TABLE _rule(id INTEGER PRIMARY KEY, name TEXT NOT NULL, plugin TEXT, version TEXT,"
    " file TEXT, line INTEGER, doc TEXT, text TEXT, depends BLOB, hash BLOB NOT NULL UNIQUE);"

    "CREATE TABLE _layer(name TEXT PRIMARY KEY, position INTEGER, owner TEXT, doc TEXT,"
    " policy INTEGER, mention INTEGER) WITHOUT ROWID;"

    "CREATE TABLE _field(layer TEXT, name TEXT, position INTEGER, owner TEXT, type TEXT,"
    " list INTEGER, required INTEGER, late INTEGER, target TEXT, PRIMARY KEY(layer, name)) WITHOUT ROWID;"

    "CREATE TABLE _option(layer TEXT, field TEXT, position INTEGER, value TEXT,"
    " PRIMARY KEY(layer, field, position)) WITHOUT ROWID;"

    "CREATE TABLE _member(layer TEXT, position INTEGER, member TEXT, PRIMARY KEY(layer, position)) WITHOUT ROWID;"

    "CREATE TABLE _document(id INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, name TEXT, title TEXT, date TEXT,"
    " language TEXT, source TEXT, country TEXT, media_type TEXT, hash BLOB, key INTEGER, characters INTEGER,"
    " run INTEGER REFERENCES _run, identity BLOB, origin INTEGER REFERENCES _origin, plain INTEGER,"
    " arrived INTEGER, copy_of INTEGER, similarity REAL);"
    "CREATE INDEX _document_not_plain ON _document(id) WHERE plain = 0;"
    "CREATE INDEX _document_copy ON _document(copy_of) WHERE copy_of IS NOT NULL;"
    "CREATE TABLE _sketch(document INTEGER PRIMARY KEY, words INTEGER, bins BLOB);"
    "CREATE TABLE _uncompared(document INTEGER PRIMARY KEY);"
    "CREATE TABLE _report(name TEXT, asked TEXT, run INTEGER, written TEXT, PRIMARY KEY(name, asked)) WITHOUT ROWID;"
    "CREATE TABLE _origin(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp BLOB, documents INTEGER);"
    "CREATE INDEX _document_origin ON _document(origin);"
    "CREATE TABLE _text(id INTEGER PRIMARY KEY, text TEXT);"

    "CREATE TABLE _metadata(document INTEGER REFERENCES _document, position INTEGER, key TEXT, value TEXT,"
    " member TEXT, PRIMARY KEY(document, position)) WITHOUT ROWID;"

    "CREATE TABLE _problem(id INTEGER PRIMARY KEY, document INTEGER REFERENCES _document, uri TEXT,"
    " run INTEGER REFERENCES _run, class INTEGER, code TEXT, message TEXT);"
    "CREATE INDEX _problem_uri ON _problem(uri);"

    "CREATE TABLE _name(id INTEGER PRIMARY KEY, kind TEXT, name TEXT, identity TEXT);"
    "CREATE INDEX _name_name ON _name(name, kind, identity);"

    "CREATE TABLE _entity(document INTEGER REFERENCES _document, number INTEGER,"
    " name INTEGER REFERENCES _name, country TEXT, PRIMARY KEY(document, number)) WITHOUT ROWID;"

    "CREATE TABLE _view(name TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE _unindexed(document INTEGER PRIMARY KEY);"
    "CREATE VIRTUAL TABLE document_text USING fts5(title, text, content = 'document', content_rowid = 'id');"
    "INSERT INTO document_text(document_text, rank) VALUES('hashsize', 8388608);"
    "INSERT INTO _meta VALUES"
    " ('format', " LUN_STORE_STRING(LUN_STORE_FORMAT) "), ('index', 'stale'), ('text_index', 'built');";

/* The count of schema changes begins with a random number: leftovers.c tells files apart by it. */
int lun_store__create(lun_store *store, lun_error *err)
{
    uint32_t changes;
    sqlite3_randomness(sizeof changes, &changes);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    int rc = lun_store__exec(store, err,
                             "%s PRAGMA application_id = %d; PRAGMA user_version = %d; PRAGMA schema_version = %u",
                             system_tables, LUN_STORE_APPLICATION, LUN_STORE_FORMAT, changes >> 2);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return rc;
}

int lun_store__meta_set(lun_store *store, const char *key, const char *value, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "INSERT OR REPLACE INTO _meta(key, value) VALUES(?1, ?2)");
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, key);
    lun_store__bind_text(stmt, 2, value);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store__meta_is(lun_store *store, const char *key, const char *value, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "SELECT value = ?2 FROM _meta WHERE key = ?1");
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, key);
    lun_store__bind_text(stmt, 2, value);
    if ((rc = lun_store__step(store, stmt, err)) > 0)
        rc = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return rc;
}
