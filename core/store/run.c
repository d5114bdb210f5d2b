/*
** run.c - a run's life in the corpus: begun, batches committed, ended; what it saw of documents and problems. Sits
** on layers.c, views.c, index.c.
**
** A run that never ended has the status "running" in the file; the next run calls it "killed". What it committed
** stays, and its documents are fresh as those of any run.
*/
#include <string.h>
#include <time.h>

#include "store/inside.h"

static void now(char out[24])
{
    time_t seconds = time(NULL);
    struct tm parts;
    gmtime_r(&seconds, &parts);
    strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

static int insert_run(lun_store *store, const lun_run_info *info, lun_error *err)
{
    sqlite3_stmt *stmt;
    char started[24];
    int rc = lun_store__exec(store, err,
                             "UPDATE _run SET status = 'killed' WHERE status = 'running';"
                             "UPDATE _meta SET value = 'stale' WHERE key = 'text_index'");
    if (rc < 0 || (rc = lun_store__prepare(store, &stmt, err,
                                           "INSERT INTO _run(command, version, plugins, fingerprint, started, status) "
                                           "VALUES(?1,?2,?3,?4,?5,'running')")) < 0)
        return rc;
    now(started);
    lun_store__bind_text(stmt, 1, info->command);
    lun_store__bind_text(stmt, 2, info->version);
    lun_store__bind_text(stmt, 3, info->plugins);
    sqlite3_bind_blob(stmt, 4, info->fingerprint, sizeof info->fingerprint, SQLITE_STATIC);
    lun_store__bind_text(stmt, 5, started);
    if ((rc = lun_store__run(store, stmt, err)) == LUN_OK)
        store->run = sqlite3_last_insert_rowid(store->db);
    memcpy(store->fingerprint, info->fingerprint, sizeof store->fingerprint);
    sqlite3_finalize(stmt);
    return rc;
}

static int record_schema(lun_store *store, const lun_schema *schema, lun_error *err)
{
    uint8_t hash[16];
    char fingerprint[33];
    lun_buf text = LUN_BUF_INIT;
    lun_schema_describe(schema, &text);
    if (text.failed) {
        lun_buf_clear(&text);
        return lun_error_set(err, LUN_ENOMEM, "no memory for the schema");
    }
    lun_hash128(text.data ? text.data : "", text.len, hash);
    lun_buf_clear(&text);
    lun_hash_hex(hash, sizeof hash, fingerprint);
    return lun_store__meta_set(store, "schema", fingerprint, err);
}

static int check_writing(const lun_store *store, lun_error *err)
{
    if (store->mode == LUN_STORE_WRITE)
        return LUN_OK;
    return lun_error_set(err, LUN_EUSAGE, "corpus '%s' is open for reading only", store->path);
}

/*
** The readers are those of the schema that merging replaces. It is read again first: a run that failed to begin may
** have left another in memory.
*/
static int begin(lun_store *store, const lun_run_info *info, const lun_schema *schema, const lun_rules *rules,
                 lun_error *err)
{
    int rc;
    lun_store__writers_clear(store);
    lun_store__readers_clear(store);
    if ((rc = lun_store__schema_load(store, err)) < 0 || (rc = insert_run(store, info, err)) < 0 ||
        (rc = lun_store__others_record(store, err)) < 0 || (rc = lun_store__schema_merge(store, schema, err)) < 0 ||
        (rc = record_schema(store, schema, err)) < 0 || (rc = lun_store__rules_record(store, rules, err)) < 0 ||
        (rc = lun_store__views(store, err)) < 0 || (rc = lun_store__writers_make(store, store->schema, err)) < 0 ||
        (rc = lun_store__record_prints(store, info, schema, err)) < 0)
        return rc;
    const lun_loaded loaded = { rules, schema, info->files, info->n_files, NULL };
    if ((rc = lun_store_expect_rules(store, &loaded, err)) < 0)
        return rc;
    return lun_store__integer(store, &store->last_document, err, "SELECT ifnull(max(id), 0) FROM _document");
}

/* After a failure that left the transaction half done: what was committed last stands, in the file and in memory. */
static void go_back(lun_store *store)
{
    lun_error ignored = LUN_ERROR_INIT;
    lun_store__undo(store, "ROLLBACK");
    if (lun_store__begin(store, &ignored) < 0)
        store->lost = 1;
    lun_store__schema_load(store, &ignored);
    lun_store__rules_load(store, &ignored);
}

int lun_store_run_begin(lun_store *store, const lun_run_info *info, const lun_schema *schema, const lun_rules *rules,
                        lun_error *err)
{
    int rc = check_writing(store, err);
    if (rc < 0)
        return rc;
    if (store->run)
        return lun_error_set(err, LUN_EUSAGE, "corpus '%s': a run has already begun", store->path);
    memset(&store->figures, 0, sizeof store->figures);
    rc = begin(store, info, schema, rules, err);
    if (rc == LUN_OK)
        rc = lun_store__commit(store, err);
    store->run_schema = schema;
    if (rc == LUN_OK)
        return LUN_OK;
    lun_store__flatten(err);
    store->run = 0;
    store->run_schema = NULL;
    lun_store__writers_clear(store);
    go_back(store);
    return rc;
}

int lun_store__need_run(const lun_store *store, lun_error *err)
{
    if (store->lost) {
        lun_error_set(err, LUN_ESTORE, "corpus '%s': storing has failed, nothing more is stored", store->path);
        return lun_error_hint(err, "mend what failed, then run again: what was committed is kept");
    }
    return store->run ? LUN_OK : lun_error_set(err, LUN_EUSAGE, "corpus '%s': no run has begun", store->path);
}

int lun_store__problem(lun_store *store, int64_t document, const char *uri, const lun_problem *problem, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_PROBLEM, err);
    if (rc < 0)
        return rc;
    if (document)
        sqlite3_bind_int64(stmt, 1, document);
    lun_store__bind_text(stmt, 2, uri);
    sqlite3_bind_int64(stmt, 3, store->run);
    sqlite3_bind_int(stmt, 4, problem->class == LUN_PROBLEM_ENVIRONMENT);
    lun_store__bind_text(stmt, 5, problem->code);
    lun_store__bind_text(stmt, 6, problem->message);
    if ((rc = lun_store__run(store, stmt, err)) == LUN_OK) {
        store->figures.problems++;
        lun_store__waits(store);
    }
    return rc;
}

/* What older runs said of the same thing gives way to what this one says. */
int lun_store__forget_problems(lun_store *store, const char *uri, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_DROP_PROBLEMS, err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, uri);
    sqlite3_bind_int64(stmt, 2, store->run);
    return lun_store__run(store, stmt, err);
}

int lun_store_problem(lun_store *store, const char *uri, const lun_problem *problem, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__need_run(store, err);
    if (rc == LUN_OK && uri && (rc = lun_store__fixed(store, &stmt, LUN_FIXED_DROP_OLD, err)) == LUN_OK) {
        lun_store__bind_text(stmt, 1, uri);
        sqlite3_bind_int64(stmt, 2, store->run);
        rc = lun_store__run(store, stmt, err);
    }
    return rc < 0 ? rc : lun_store__problem(store, 0, uri, problem, err);
}

static int record_end(lun_store *store, const char *status, lun_error *err)
{
    const lun_run_figures *figures = &store->figures;
    sqlite3_stmt *stmt;
    char stopped[24];
    int rc = lun_store__prepare(
        store, &stmt, err,
        "UPDATE _run SET stopped = ?2, status = ?3, documents = ?4, skipped = ?5, annotations = ?6, problems = ?7 "
        "WHERE id = ?1");
    if (rc < 0)
        return rc;
    now(stopped);
    sqlite3_bind_int64(stmt, 1, store->run);
    lun_store__bind_text(stmt, 2, stopped);
    lun_store__bind_text(stmt, 3, status);
    sqlite3_bind_int64(stmt, 4, (int64_t)figures->documents);
    sqlite3_bind_int64(stmt, 5, (int64_t)figures->skipped);
    sqlite3_bind_int64(stmt, 6, (int64_t)figures->annotations);
    sqlite3_bind_int64(stmt, 7, (int64_t)figures->problems);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

/* Documents first, in a transaction of their own: a run killed while its indexes are built has lost nothing. */
int lun_store_run_end(lun_store *store, const char *status, lun_error *err)
{
    int rc = lun_store__need_run(store, err);
    if (rc < 0 || (rc = lun_store__commit(store, err)) < 0 || (rc = lun_store__index_build(store, err)) < 0 ||
        (rc = lun_store__copies_find(store, err)) < 0 || (rc = record_end(store, status, err)) < 0 ||
        (rc = lun_store__commit(store, err)) < 0)
        return rc;
    lun_store__writers_clear(store);
    store->run = 0;
    store->run_schema = NULL;
    return LUN_OK;
}

void lun_store_figures(const lun_store *store, lun_run_figures *out)
{
    *out = store->figures;
}
