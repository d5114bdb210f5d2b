/*
** correct.c - corrections mirrored in the corpus: what the file beside it says, found in the corpus as it is now. Sits on locate.c.
**
** `_correction` holds a row a line of the file, `_hidden` the ids of rejected rows, which the views leave out (views.c), `_same` the names (rows of
** `_name`) that are shown by another. All three are made when they are first needed, and made anew from the file at the end of each run and by each
** command that changes the file. In between, a document that is stored again hides its rejected rows by their keys (put_rows.c).
** The corpus keeps the text of the file, too: where it is copied or renamed without the file, the file is written again from that.
*/
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/same.h"
#include "base/file.h"
#include "base/shell.h"
#include "store/correcting.h"

static const char tables[] =
    "CREATE TABLE IF NOT EXISTS _correction(n INTEGER PRIMARY KEY, key INTEGER, verdict INTEGER, layer TEXT, rule TEXT,"
    " uri TEXT, id INTEGER, start INTEGER, stop INTEGER, text TEXT, reason TEXT, at TEXT, lost TEXT, was INTEGER);"
    "CREATE INDEX IF NOT EXISTS _correction_id ON _correction(id);"
    "CREATE TABLE IF NOT EXISTS _hidden(id INTEGER PRIMARY KEY);"
    "CREATE TABLE IF NOT EXISTS _same(id INTEGER PRIMARY KEY, shown TEXT NOT NULL, country TEXT);"
    "CREATE INDEX IF NOT EXISTS _same_shown ON _same(shown);";

typedef struct correcting {
    lun_store *store;
    lun_locating locating;
    lun_corrections file;
    lun_same *names; /* of the file, while it is mirrored */
    lun_correct_report *report;
    sqlite3_stmt *insert, *hide, *same;
    int64_t n;
    lun_error *err;
} correcting;

/* ---- what is known at opening ---- */

static int by_number(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

int lun_store__corrections_load(lun_store *store, lun_error *err)
{
    sqlite3_stmt *stmt;
    int64_t there;
    int rc = lun_store__integer(store, &there, err,
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '_hidden'");
    lun_vec_clear(&store->rejected);
    store->corrected = there > 0;
    store->hides = store->joins = 0;
    if (rc < 0 || !there)
        return rc;
    if ((rc = lun_store__prepare(store, &stmt, err,
                                 "SELECT verdict, key, lost IS NULL FROM _correction WHERE verdict <> 0")) < 0)
        return rc;
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        int is_same = sqlite3_column_int(stmt, 0) == LUN_VERDICT_SAME;
        store->joins |= is_same;
        store->hides |= !is_same;
        if (!is_same && sqlite3_column_int(stmt, 2) &&
            lun_vec_push(&store->rejected, sqlite3_column_int64(stmt, 1)) < 0) {
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
            break;
        }
    }
    sqlite3_finalize(stmt);
    if (rc == LUN_OK && store->rejected.n)
        qsort(store->rejected.items, store->rejected.n, sizeof *store->rejected.items, by_number);
    return rc;
}

int lun_store__hide(lun_store *store, int64_t id, int64_t document_key, int64_t row_key, lun_error *err)
{
    int64_t key = (int64_t)((uint64_t)document_key << 48) + ((int64_t)1 << 47) + row_key;
    sqlite3_stmt *stmt;
    int rc;
    if (!bsearch(&key, store->rejected.items, store->rejected.n, sizeof key, by_number))
        return LUN_OK;
    if ((rc = lun_store__fixed(store, &stmt, LUN_FIXED_HIDE, err)) < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, id);
    return lun_store__run(store, stmt, err);
}

/* ---- one line ---- */

static int put_line(correcting *c, const lun_correction *one, const lun_located *at)
{
    sqlite3_stmt *stmt = c->insert;
    sqlite3_clear_bindings(stmt);
    sqlite3_bind_int64(stmt, 1, ++c->n);
    if (!at->lost || one->has_key)
        sqlite3_bind_int64(stmt, 2, (int64_t)(at->lost ? one->key : at->key));
    sqlite3_bind_int(stmt, 3, (int)one->verdict);
    lun_store__bind_text(stmt, 4, one->layer);
    lun_store__bind_text(stmt, 5, one->rule);
    lun_store__bind_text(stmt, 6, one->uri);
    if (!at->lost) {
        sqlite3_bind_int64(stmt, 7, at->id);
        sqlite3_bind_int64(stmt, 8, at->start);
        sqlite3_bind_int64(stmt, 9, at->stop);
    }
    lun_store__bind_text(stmt, 10, one->words);
    lun_store__bind_text(stmt, 11, one->reason);
    lun_store__bind_text(stmt, 12, one->at);
    lun_store__bind_text(stmt, 13, at->lost);
    if (one->has_key)
        sqlite3_bind_int64(stmt, 14, (int64_t)one->key);
    return lun_store__run(c->store, stmt, c->err);
}

static int mirror_judged(correcting *c, const lun_correction *one)
{
    lun_located at;
    int rc = lun_store__locate(&at, &c->locating, one, c->err);
    if (rc < 0 || (rc = put_line(c, one, &at)) < 0)
        return rc;
    if (at.lost)
        c->report->lost++;
    else if (one->verdict == LUN_VERDICT_ACCEPT)
        c->report->accepted++;
    else {
        c->report->rejected++;
        sqlite3_bind_int64(c->hide, 1, at.id);
        rc = lun_store__run(c->store, c->hide, c->err);
    }
    return rc;
}

static int mirror_same(correcting *c, const lun_correction *one)
{
    const lun_correction *last = lun_same_final(c->names, one);
    const lun_located at = { .lost = last ? NULL : LUN_SAME_CIRCLE };
    int rc = put_line(c, one, &at);
    if (rc < 0 || !last) {
        c->report->lost += rc == LUN_OK;
        return rc;
    }
    c->report->same++;
    lun_store__bind_text(c->same, 1, one->words);
    lun_store__bind_text(c->same, 2, last->to);
    lun_store__bind_text(c->same, 3, one->kind);
    return lun_store__run(c->store, c->same, c->err);
}

/* ---- all of them ---- */

static int prepare(correcting *c)
{
    int rc = lun_store__exec(c->store, c->err, "%s DELETE FROM _correction; DELETE FROM _hidden; DELETE FROM _same;",
                             tables);
    if (rc < 0 ||
        (rc = lun_store__prepare(c->store, &c->insert, c->err,
                                 "INSERT INTO _correction VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)")) <
            0 ||
        (rc = lun_store__prepare(c->store, &c->hide, c->err, "INSERT OR IGNORE INTO _hidden VALUES(?1)")) < 0)
        return rc;
    return lun_store__prepare(
        c->store, &c->same, c->err,
        "INSERT OR REPLACE INTO _same(id, shown, country) SELECT n.id, ?2, (SELECT e.country FROM _name m JOIN _entity e "
        "ON e.name = m.id WHERE m.name = ?2 AND m.kind = n.kind AND e.country IS NOT NULL GROUP BY e.country "
        "ORDER BY count(*) DESC LIMIT 1) FROM _name n WHERE n.name = ?1 AND (?3 IS NULL OR n.kind = ?3)");
}

static int by_uri(const void *left, const void *right)
{
    const lun_correction *a = left, *b = right;
    int c = strcmp(a->uri ? a->uri : "", b->uri ? b->uri : "");
    return c ? c : (a->line > b->line) - (a->line < b->line);
}

/* Of two lines on one annotation the later one holds. */
static int is_overruled(const correcting *c, size_t i)
{
    const lun_correction *one = &c->file.list.items[i];
    for (size_t k = i + 1; k < c->file.list.n && one->has_key; k++) {
        const lun_correction *other = &c->file.list.items[k];
        if (strcmp(other->uri ? other->uri : "", one->uri ? one->uri : "") != 0)
            return 0;
        if (other->has_key && other->key == one->key)
            return 1;
    }
    return 0;
}

static int mirror_all(correcting *c)
{
    int rc = prepare(c);
    if (c->file.list.n)
        qsort(c->file.list.items, c->file.list.n, sizeof *c->file.list.items, by_uri); /* each text is read once */
    if (rc == LUN_OK)
        rc = lun_same_new(&c->names, &c->file, c->err);
    for (size_t i = 0; i < c->file.list.n && rc == LUN_OK; i++) {
        const lun_correction *one = &c->file.list.items[i];
        if (one->verdict == LUN_VERDICT_SAME)
            rc = mirror_same(c, one);
        else if (!is_overruled(c, i))
            rc = mirror_judged(c, one);
    }
    lun_same_free(c->names);
    c->names = NULL;
    sqlite3_finalize(c->insert);
    sqlite3_finalize(c->hide);
    sqlite3_finalize(c->same);
    return rc;
}

/* What tells one state of the file from another, empty where there is none; and what it holds, for lun_free, if wanted. */
static int file_print(char out[33], char **kept, const char *path, lun_error *err)
{
    char *text = NULL;
    size_t len = 0;
    uint8_t hash[16];
    out[0] = '\0';
    if (!lun_file_is_regular(path))
        return LUN_OK;
    int rc = lun_file_read(&text, &len, path, LUN_CORRECTIONS_BYTES, err);
    if (rc < 0)
        return rc;
    lun_hash128(text, len, hash);
    lun_hash_hex(hash, sizeof hash, out);
    if (kept)
        *kept = text;
    else
        lun_free(text);
    return LUN_OK;
}

/* ---- a file that is missing ---- */

/* No file is one thing, a file that cannot be looked at another. */
static int is_missing(const char *path)
{
    return access(path, F_OK) < 0 && errno == ENOENT;
}

int lun_store_correct_kept(char **out, lun_store *store, lun_error *err)
{
    char *path = lun_corrections_path(store->path);
    sqlite3_stmt *stmt = NULL;
    int rc = path ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    *out = NULL;
    if (rc == LUN_OK && store->corrected && is_missing(path) &&
        (rc = lun_store__prepare(store, &stmt, err,
                                 "SELECT value FROM _meta WHERE key = 'corrections-text' AND value <> '' AND EXISTS"
                                 "(SELECT 1 FROM _correction)")) == LUN_OK &&
        (rc = lun_store__step(store, stmt, err)) > 0) {
        *out = lun_strdup((const char *)sqlite3_column_text(stmt, 0));
        rc = *out ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    }
    sqlite3_finalize(stmt);
    lun_free(path);
    return rc;
}

int lun_store_correct_restore(lun_store *store, lun_error *err)
{
    char *text, *path = NULL;
    int rc = lun_store_correct_kept(&text, store, err);
    if (rc < 0 || !text)
        return rc;
    if (!(path = lun_corrections_path(store->path)))
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    else
        rc = lun_file_write(path, text, strlen(text), err);
    lun_free(path);
    lun_free(text);
    return rc < 0 ? rc : 1;
}

int lun_store_correct_due(lun_store *store)
{
    char print[33], *path = lun_corrections_path(store->path);
    int due = 0;
    if (path && (store->corrected || lun_file_is_regular(path)) && file_print(print, NULL, path, NULL) == LUN_OK)
        due = lun_store__meta_is(store, "corrections", print, NULL) != 1;
    lun_free(path);
    return due;
}

static int mirror(correcting *c, const char *print, const char *text)
{
    int rc = lun_store__exec(c->store, c->err, "SAVEPOINT correct");
    if (rc < 0)
        return rc;
    if ((rc = mirror_all(c)) < 0 || (rc = lun_store__audit_mirror(&c->locating, c->err)) < 0 ||
        (rc = lun_store__meta_set(c->store, "corrections", print, c->err)) < 0 ||
        (rc = lun_store__meta_set(c->store, "corrections-text", text ? text : "", c->err)) < 0 ||
        (rc = lun_store__corrections_load(c->store, c->err)) < 0 || (rc = lun_store__views(c->store, c->err)) < 0 ||
        (rc = lun_store__exec(c->store, c->err, "RELEASE correct")) < 0) {
        lun_error ignored = LUN_ERROR_INIT;
        lun_store__undo(c->store, "ROLLBACK TO correct; RELEASE correct");
        lun_store__corrections_load(c->store, &ignored);
        return rc;
    }
    return lun_store__commit(c->store, c->err);
}

/* What it prints is looked at first: where the file changes in between, that is due, and not taken for mirrored. */
static int read_and_mirror(correcting *c, const char *path)
{
    char print[33], *text = NULL;
    int rc = file_print(print, &text, path, c->err);
    if (rc == LUN_OK && (rc = lun_corrections_read(&c->file, path, c->err)) == LUN_OK)
        rc = mirror(c, print, text);
    lun_free(text);
    return rc;
}

int lun_store_correct_held(lun_store *store, lun_correct_report *out,
                           void (*say)(void *context, const lun_error *fault), void *context, lun_error *err)
{
    correcting c = { .store = store, .report = out, .err = err };
    char *path = lun_corrections_path(store->path);
    lun_error fault;
    memset(out, 0, sizeof *out);
    if (!path)
        return lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    if (store->mode != LUN_STORE_WRITE || (!store->corrected && !store->audited && access(path, F_OK) < 0)) {
        lun_free(path);
        return LUN_OK;
    }
    int rc = lun_store_correct_restore(store, err);
    out->restored = rc > 0;
    if (rc < 0 || (rc = lun_corrections_init(&c.file, err)) < 0) {
        lun_free(path);
        return rc;
    }
    c.locating = (lun_locating){ .store = store, .arena = c.file.arena };
    rc = read_and_mirror(&c, path);
    out->faults = c.file.faults.n;
    for (size_t i = 0; i < c.file.faults.n && say; i++) {
        lun_corrections_fault_error(&c.file.faults.items[i], path, &fault);
        say(context, &fault);
    }
    lun_store__locating_clear(&c.locating);
    lun_corrections_clear(&c.file);
    lun_free(path);
    return rc;
}

/* Only a file that is written again needs the lock: what is read is whole at any time. */
int lun_store_correct(lun_store *store, lun_correct_report *out, void (*say)(void *context, const lun_error *fault),
                      void *context, lun_error *err)
{
    lun_corrections_lock lock = { 0 };
    char *path = lun_corrections_path(store->path), *kept = NULL;
    int rc = path ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    memset(out, 0, sizeof *out);
    if (rc == LUN_OK && store->mode == LUN_STORE_WRITE && (rc = lun_store_correct_kept(&kept, store, err)) == LUN_OK &&
        kept)
        rc = lun_corrections_lock_take(&lock, path, err);
    if (rc == LUN_OK)
        rc = lun_store_correct_held(store, out, say, context, err);
    lun_corrections_lock_release(&lock);
    lun_free(kept);
    lun_free(path);
    return rc;
}

/* ---- one annotation ---- */

int lun_store_judging_new(lun_judging **out, lun_store *store, lun_arena *arena, lun_error *err)
{
    lun_locating *made = *out = lun_calloc(1, sizeof *made);
    if (!made)
        return lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    made->store = store;
    made->arena = arena;
    return LUN_OK;
}

int lun_store_judging_next(lun_correction *out, lun_judging *judging, uint64_t key, lun_error *err)
{
    return lun_store__locate_key(out, judging, key, err);
}

void lun_store_judging_free(lun_judging *judging)
{
    if (judging)
        lun_store__locating_clear(judging);
    lun_free(judging);
}

int lun_store_judged(lun_correction *out, lun_store *store, uint64_t key, lun_arena *arena, lun_error *err)
{
    lun_locating l = { .store = store, .arena = arena };
    int rc = lun_store__locate_key(out, &l, key, err);
    lun_store__locating_clear(&l);
    return rc;
}

int lun_store_key_of(uint64_t *out, lun_store *store, int64_t id, lun_error *err)
{
    int rc = LUN_OK;
    *out = 0;
    for (uint32_t i = 0; i < lun_schema_count(store->schema) && rc == 0; i++) {
        const lun_layer *layer = lun_schema_layer(store->schema, i);
        sqlite3_stmt *stmt;
        if (layer->n_members)
            continue;
        if ((rc = lun_store__prepare(
                 store, &stmt, err,
                 "SELECT " LUN_STORE_KEY_SQL(
                     "d.key", "a.key") " FROM \"row.%s\" a JOIN _document d ON d.id = a.id / " LUN_STORE_SPREAD_SQL
                                       " WHERE a.id = ?1",
                 layer->name)) < 0)
            return rc;
        sqlite3_bind_int64(stmt, 1, id);
        if ((rc = lun_store__step(store, stmt, err)) > 0)
            *out = (uint64_t)sqlite3_column_int64(stmt, 0);
        sqlite3_finalize(stmt);
    }
    if (rc != 0)
        return rc < 0 ? rc : LUN_OK;
    lun_error_set(err, LUN_ENOTFOUND, "corpus '%s' has no annotation %lld of document %lld", store->path,
                  (long long)(id % LUN_STORE_SPREAD), (long long)(id / LUN_STORE_SPREAD));
    return lun_error_hint(err, "lunette sql %s \"SELECT key, text FROM annotation LIMIT 9\" shows keys",
                          LUN_SHELL(store->path));
}
