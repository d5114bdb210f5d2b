/*
** plans.c - the rules of each run one by one: what each depended on, when it ran, what it wanted of a document. Sits on sql.c.
**
** Runs with the same rules share a plan. A run names its plan in `_run_layer`, as if it were a layer of the name ":plan"; one that does not (a corpus
** may lack these tables: they came later than its format) is known by its layers alone. Plans that no document's run names any more go when another
** is recorded.
*/
#include <string.h>

#include "store/inside.h"

#define PLAN "':plan'"

static const char make_tables[] =
    "CREATE TABLE IF NOT EXISTS _plan(id INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, rest INTEGER);"
    "CREATE TABLE IF NOT EXISTS _plan_rule(plan INTEGER REFERENCES _plan, place INTEGER, number INTEGER, stage INTEGER,"
    " rule TEXT, fingerprint INTEGER, wants BLOB, look TEXT, PRIMARY KEY(plan, place)) WITHOUT ROWID;";

static const char drop_old[] =
    "DELETE FROM _plan_rule WHERE plan IN (SELECT id FROM _plan WHERE fingerprint NOT IN (SELECT l.fingerprint FROM _run_layer l"
    " WHERE l.layer = " PLAN " AND l.run IN (SELECT run FROM _document)));"
    "DELETE FROM _plan WHERE id NOT IN (SELECT plan FROM _plan_rule);";

/* 1 when the tables are there. */
static int has_tables(lun_store *store, lun_error *err)
{
    int64_t n = 0;
    int rc = lun_store__integer(
        store, &n, err, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('_plan', '_plan_rule')");
    return rc < 0 ? rc : n == 2;
}

int lun_store_has_plan(lun_store *store, const uint8_t fingerprint[16], lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = has_tables(store, err);
    if (rc <= 0 || (rc = lun_store__prepare(store, &stmt, err, "SELECT 1 FROM _plan WHERE fingerprint = ?1")) < 0)
        return rc;
    sqlite3_bind_blob(stmt, 1, fingerprint, 16, SQLITE_STATIC);
    rc = lun_store__step(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

static int record_rules(lun_store *store, int64_t plan, const lun_planned *rules, uint32_t n, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "INSERT INTO _plan_rule VALUES(%lld, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                (long long)plan);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        sqlite3_bind_int64(stmt, 1, rules[i].place);
        sqlite3_bind_int64(stmt, 2, rules[i].number);
        sqlite3_bind_int64(stmt, 3, rules[i].stage);
        lun_store__bind_text(stmt, 4, rules[i].id);
        sqlite3_bind_int64(stmt, 5, (int64_t)rules[i].fingerprint);
        sqlite3_bind_blob64(stmt, 6, rules[i].wants, rules[i].n_wants, SQLITE_STATIC);
        lun_store__bind_text(stmt, 7, rules[i].look);
        rc = lun_store__run(store, stmt, err);
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int record(lun_store *store, const uint8_t fingerprint[16], uint64_t rest, const lun_planned *rules, uint32_t n,
                  lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__exec(store, err, "%s%s", make_tables, drop_old);
    if (rc < 0 ||
        (rc = lun_store__prepare(store, &stmt, err, "INSERT INTO _plan(fingerprint, rest) VALUES(?1, ?2)")) < 0)
        return rc;
    sqlite3_bind_blob(stmt, 1, fingerprint, 16, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 2, (int64_t)rest);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : record_rules(store, sqlite3_last_insert_rowid(store->db), rules, n, err);
}

int lun_store_note_plan(lun_store *store, const uint8_t fingerprint[16], lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__need_run(store, err);
    if (rc < 0 ||
        (rc = lun_store__prepare(store, &stmt, err, "INSERT OR REPLACE INTO _run_layer VALUES(%lld, " PLAN ", ?1)",
                                 (long long)store->run)) < 0)
        return rc;
    sqlite3_bind_blob(stmt, 1, fingerprint, 16, SQLITE_STATIC);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    lun_store__waits(store);
    return rc;
}

int lun_store_record_plan(lun_store *store, const uint8_t fingerprint[16], uint64_t rest, const lun_planned *rules,
                          uint32_t n, lun_error *err)
{
    int rc = lun_store__need_run(store, err);
    return rc < 0 ? rc : record(store, fingerprint, rest, rules, n, err);
}

int lun_store_plan_rest(lun_store *store, int64_t run, uint64_t *rest, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = has_tables(store, err);
    if (rc <= 0 || (rc = lun_store__prepare(store, &stmt, err,
                                            "SELECT p.rest FROM _run_layer l JOIN _plan p USING (fingerprint) "
                                            "WHERE l.run = %lld AND l.layer = " PLAN,
                                            (long long)run)) < 0)
        return rc;
    if ((rc = lun_store__step(store, stmt, err)) > 0)
        *rest = (uint64_t)sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store_each_planned(lun_store *store, int64_t run,
                           int (*take)(void *context, const lun_planned *rule, lun_error *err), void *context,
                           lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(
        store, &stmt, err,
        "SELECT r.place, r.number, r.stage, r.rule, r.fingerprint, r.wants, r.look FROM _run_layer l "
        "JOIN _plan p USING (fingerprint) JOIN _plan_rule r ON r.plan = p.id "
        "WHERE l.run = %lld AND l.layer = " PLAN " ORDER BY r.place",
        (long long)run);
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        const lun_planned rule = { .place = sqlite3_column_int64(stmt, 0),
                                   .number = sqlite3_column_int64(stmt, 1),
                                   .stage = sqlite3_column_int64(stmt, 2),
                                   .id = (const char *)sqlite3_column_text(stmt, 3),
                                   .fingerprint = (uint64_t)sqlite3_column_int64(stmt, 4),
                                   .wants = sqlite3_column_blob(stmt, 5),
                                   .n_wants = (size_t)sqlite3_column_bytes(stmt, 5),
                                   .look = (const char *)sqlite3_column_text(stmt, 6) };
        if ((rc = take(context, &rule, err)) < 0)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store_kept_layers(lun_store *store, int64_t run, const lun_schema *schema, uint8_t *kept, lun_error *err)
{
    sqlite3_stmt *stmt;
    memset(kept, 0, lun_schema_count(schema));
    int rc = lun_store__prepare(store, &stmt, err, "SELECT layer FROM _run_layer WHERE run = %lld", (long long)run);
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0);
        uint16_t layer = name ? lun_schema_find(schema, name) : LUN_LAYER_NONE;
        if (layer != LUN_LAYER_NONE)
            kept[layer] = 1;
    }
    sqlite3_finalize(stmt);
    return rc;
}
