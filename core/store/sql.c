/*
** sql.c - prepared statements and SQLite's errors as ours. Sits on base and SQLite.
**
** SQL text is made by lun_buf; what goes into it are numbers of ours and names that were checked (invariant 3 of
** inside.h): values are bound.
*/
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "store/inside.h"

static const char *const fixed_sql[LUN_FIXED_COUNT] = {
    [LUN_FIXED_FIND] = "SELECT id, identity, characters, date, source, country FROM _document WHERE uri = ?1",
    [LUN_FIXED_INSERT] =
        "INSERT INTO _document(id, uri, name, title, date, language, source, country, media_type, hash, key, "
        "characters, run, identity, origin, plain, arrived) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,iif(?17, 0, ?13))",
    [LUN_FIXED_UPDATE] =
        "UPDATE _document SET uri = ?2, name = ?3, title = ?4, date = ?5, language = ?6, source = ?7, country = ?8, "
        "media_type = ?9, hash = ?10, key = ?11, characters = ?12, run = ?13, "
        "identity = ?14, origin = ?15, plain = ?16, arrived = iif(?17, arrived, ?13), "
        "copy_of = iif(?17, copy_of, NULL), similarity = iif(?17, similarity, NULL) WHERE id = ?1",
    [LUN_FIXED_ORIGIN_FIND] = "SELECT id FROM _origin WHERE path = ?1",
    [LUN_FIXED_ORIGIN_INSERT] = "INSERT INTO _origin(path) VALUES(?1)",
    [LUN_FIXED_DESCRIBE] = LUN_STORE_STORED_SQL " WHERE d.id = ?1",
    [LUN_FIXED_DROP_DOCUMENT] = "DELETE FROM _document WHERE id = ?1",
    [LUN_FIXED_DROP_UNINDEXED] = "DELETE FROM _unindexed WHERE document = ?1",
    [LUN_FIXED_TEXT] = "INSERT INTO _text(id, text) VALUES(?1, ?2)",
    [LUN_FIXED_METADATA] = "INSERT INTO _metadata(document, position, key, value, member) VALUES(?1,?2,?3,?4,?5)",
    [LUN_FIXED_PROBLEM] = "INSERT INTO _problem(document, uri, run, class, code, message) VALUES(?1,?2,?3,?4,?5,?6)",
    [LUN_FIXED_ENTITY] = "INSERT INTO _entity(document, number, name, country) VALUES(?1,?2,?3,?4)",
    [LUN_FIXED_NAME_FIND] = "SELECT id FROM _name WHERE name = ?1 AND kind = ?2 AND identity IS ?3",
    [LUN_FIXED_NAME_INSERT] = "INSERT INTO _name(name, kind, identity) VALUES(?1,?2,?3)",
    [LUN_FIXED_UNINDEXED] = "INSERT OR IGNORE INTO _unindexed(document) VALUES(?1)",
    [LUN_FIXED_UNINDEX] = "INSERT INTO document_text(document_text, rowid, title, text) "
                          "SELECT 'delete', d.id, d.title, " LUN_STORE_TEXT_SQL " FROM _document d "
                          "WHERE d.id = ?1 AND d.id NOT IN (SELECT document FROM _unindexed)",
    [LUN_FIXED_DROP_TEXT] = "DELETE FROM _text WHERE id BETWEEN ?1 * " LUN_STORE_PIECES_SQL
                            " AND ?1 * " LUN_STORE_PIECES_SQL " + (" LUN_STORE_PIECES_SQL " - 1)",
    [LUN_FIXED_DROP_METADATA] = "DELETE FROM _metadata WHERE document = ?1",
    [LUN_FIXED_DROP_PROBLEMS] = "DELETE FROM _problem WHERE uri = ?1 AND (document IS NOT NULL OR run < ?2)",
    [LUN_FIXED_DROP_OLD] = "DELETE FROM _problem WHERE uri = ?1 AND document IS NULL AND run < ?2",
    [LUN_FIXED_DROP_LEFT_OUT] =
        "DELETE FROM _problem WHERE document IS NULL AND class = 1 AND run < ?2 AND (uri = ?1 OR "
        "uri BETWEEN ?1 || '#' AND ?1 || '$')",
    [LUN_FIXED_DROP_LEFT_OUT_BELOW] =
        "DELETE FROM _problem WHERE document IS NULL AND class = 1 AND run < ?2 AND (uri = ?1 OR "
        "uri BETWEEN ?1 || '/' AND ?1 || '0')",
    [LUN_FIXED_DROP_ENTITIES] = "DELETE FROM _entity WHERE document = ?1",
    [LUN_FIXED_GET] = "SELECT uri, name, title, date, language, source, country, media_type, hash, characters, "
                      "identity, (SELECT o.path FROM _origin o WHERE o.id = d.origin) FROM _document d WHERE id = ?1",
    [LUN_FIXED_GET_TEXT] = "SELECT text FROM _text WHERE id BETWEEN ?1 * " LUN_STORE_PIECES_SQL
                           " AND ?1 * " LUN_STORE_PIECES_SQL " + (" LUN_STORE_PIECES_SQL " - 1) ORDER BY id",
    [LUN_FIXED_GET_METADATA] = "SELECT key, member FROM _metadata WHERE document = ?1 ORDER BY position",
    [LUN_FIXED_GET_PROBLEMS] = "SELECT class, code, message FROM _problem WHERE uri = ?1 AND document = ?2 ORDER BY id",
    [LUN_FIXED_GET_ENTITIES] =
        "SELECT e.number, n.kind, n.name, n.identity FROM _entity e JOIN _name n ON n.id = e.name "
        "WHERE e.document = ?1 ORDER BY e.number",
    [LUN_FIXED_WORD] = "SELECT rowid FROM document_text WHERE document_text MATCH ?1",
    [LUN_FIXED_BEGIN] = "BEGIN",
    [LUN_FIXED_END] = "COMMIT",
    [LUN_FIXED_HIDE] = "INSERT OR IGNORE INTO _hidden(id) VALUES(?1)",
    [LUN_FIXED_UNHIDE] = "DELETE FROM _hidden WHERE id BETWEEN ?1 AND ?2",
    [LUN_FIXED_GET_HIDDEN] = "SELECT 1 FROM _hidden WHERE id = ?1",
    [LUN_FIXED_GET_SHOWN] =
        "SELECT e.number, s.shown FROM _entity e JOIN _same s ON s.id = e.name WHERE e.document = ?1",
    [LUN_FIXED_SKETCH] = "INSERT OR IGNORE INTO _sketch(document, words, bins) VALUES(?1, ?2, ?3)",
    [LUN_FIXED_UNCOMPARED] = "INSERT OR IGNORE INTO _uncompared(document) VALUES(?1)",
    [LUN_FIXED_DROP_SKETCH] = "DELETE FROM _sketch WHERE document = ?1",
    [LUN_FIXED_DROP_UNCOMPARED] = "DELETE FROM _uncompared WHERE document = ?1",
    [LUN_FIXED_FOLLOWERS] = "INSERT OR IGNORE INTO _uncompared(document) SELECT id FROM _document WHERE copy_of = ?1",
    [LUN_FIXED_SOURCE_STAMP] = "SELECT stamp, documents FROM _origin WHERE path = ?1 AND stamp IS NOT NULL",
    [LUN_FIXED_NOTE_SOURCE] = "UPDATE _origin SET stamp = ?2, documents = ?3 WHERE path = ?1",
    [LUN_FIXED_OF_SOURCE] =
        LUN_STORE_STORED_SQL " WHERE d.origin = (SELECT id FROM _origin WHERE path = ?1) ORDER BY d.id",
};

static int code_of(int sqlite)
{
    switch (sqlite & 0xFF) {
    case SQLITE_NOMEM:
        return LUN_ENOMEM;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return LUN_EIO;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return LUN_EFORMAT;
    default:
        return LUN_ESTORE;
    }
}

/* SQLite says the same of a disk that fails and of a file that may grow no more, and the system's reason is gone by then. */
static int add_disk_remedy(lun_error *err)
{
    struct rlimit largest;
    if (getrlimit(RLIMIT_FSIZE, &largest) < 0 || largest.rlim_cur == RLIM_INFINITY)
        return lun_error_hint(err,
                              "the disk fails: check it and its connection, then run again: what was stored stays");
    return lun_error_hint(
        err,
        "no file may have more than %llu bytes here (`ulimit -f`): raise the limit and run again, or check "
        "the disk: what was stored stays",
        (unsigned long long)largest.rlim_cur);
}

static int add_remedy(lun_error *err, int sqlite)
{
    switch (sqlite & 0xFF) {
    case SQLITE_FULL:
        return lun_error_hint(err, "make room on the disk and run again: what was stored so far stays");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return lun_error_hint(err, "the file is damaged: take a copy, or run again into a new corpus");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return lun_error_hint(err, "wait until the other program has finished with it, then run again");
    case SQLITE_IOERR:
        return add_disk_remedy(err);
    case SQLITE_CANTOPEN:
        return lun_error_hint(err,
                              "check that the file and its folder are there, and that you may write in the folder");
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return lun_error_hint(err, "copy the corpus to a place where you may write");
    default:
        return err ? err->code : LUN_ESTORE;
    }
}

void lun_store__flatten(lun_error *err)
{
    for (char *c = err ? err->message : NULL; c && *c; c++) {
        if ((unsigned char)*c < ' ')
            *c = ' ';
    }
}

int lun_store__fail(const lun_store *store, lun_error *err, const char *what)
{
    int sqlite = sqlite3_errcode(store->db);
    int code = code_of(sqlite);
    if ((sqlite & 0xFF) == SQLITE_BUSY || (sqlite & 0xFF) == SQLITE_LOCKED)
        lun_error_set(err, code, "corpus '%s' is in use by another program: %s", store->path,
                      sqlite3_errmsg(store->db));
    else
        lun_error_set(err, code, "corpus '%s': %s: %s", store->path, what, sqlite3_errmsg(store->db));
    lun_store__flatten(err);
    add_remedy(err, sqlite);
    return code;
}

static char *vformat(const char *format, va_list args)
{
    lun_buf buf = LUN_BUF_INIT;
    lun_buf_vaddf(&buf, format, args);
    return lun_buf_take(&buf);
}

int lun_store__exec(lun_store *store, lun_error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *sql = vformat(format, args);
    va_end(args);
    if (!sql)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a statement");
    int rc = LUN_OK;
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        rc = lun_store__fail(store, err, "cannot be changed");
    lun_free(sql);
    return rc;
}

int lun_store__prepare(lun_store *store, sqlite3_stmt **out, lun_error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *sql = vformat(format, args);
    va_end(args);
    *out = NULL;
    if (!sql)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a statement");
    int rc = LUN_OK;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) != SQLITE_OK)
        rc = lun_store__fail(store, err, "its tables are not as they should be");
    lun_free(sql);
    return rc;
}

int lun_store__step(lun_store *store, sqlite3_stmt *stmt, lun_error *err)
{
    int sqlite = sqlite3_step(stmt);
    if (sqlite == SQLITE_ROW)
        return 1;
    int rc = sqlite == SQLITE_DONE ? LUN_OK : lun_store__fail(store, err, "cannot be read or written");
    sqlite3_reset(stmt);
    return rc;
}

int lun_store__run(lun_store *store, sqlite3_stmt *stmt, lun_error *err)
{
    int rc;
    while ((rc = lun_store__step(store, stmt, err)) > 0)
        ;
    return rc;
}

int lun_store__integer(lun_store *store, int64_t *out, lun_error *err, const char *sql)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "%s", sql);
    *out = 0;
    if (rc == LUN_OK && (rc = lun_store__step(store, stmt, err)) > 0) {
        *out = sqlite3_column_int64(stmt, 0);
        rc = LUN_OK;
    }
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store__fixed(lun_store *store, sqlite3_stmt **out, enum lun_fixed which, lun_error *err)
{
    int rc;
    if (!store->fixed[which] && (rc = lun_store__prepare(store, &store->fixed[which], err, "%s", fixed_sql[which])) < 0)
        return rc;
    *out = store->fixed[which];
    sqlite3_reset(*out);
    sqlite3_clear_bindings(*out);
    return LUN_OK;
}

void lun_store__bind_text(sqlite3_stmt *stmt, int index, const char *text)
{
    if (text)
        sqlite3_bind_text64(stmt, index, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(stmt, index);
}

int lun_store__column_dup(const char **out, lun_arena *arena, sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    *out = NULL;
    if (!text)
        return sqlite3_column_type(stmt, column) == SQLITE_NULL ? LUN_OK : LUN_ENOMEM;
    *out = lun_arena_strndup(arena, text, (size_t)sqlite3_column_bytes(stmt, column));
    return *out ? LUN_OK : LUN_ENOMEM;
}

int lun_store__column_text(const char **out, lun_arena *arena, sqlite3_stmt *stmt, int column)
{
    int rc = lun_store__column_dup(out, arena, stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(stmt, column);
    if (rc < 0 || !*out)
        return rc;
    return lun_utf8_valid(*out, len) && !memchr(*out, '\0', len) ? LUN_OK : LUN_EFORMAT;
}

void lun_store__undo(lun_store *store, const char *sql)
{
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, sql, NULL, NULL, NULL);
}
