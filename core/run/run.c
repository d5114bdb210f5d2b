/*
** run.c - the main job: sources → workers → corpus. The supervisor's side: enumerates, stores, counts. Sits on pool.c, zygote.c, core/store.
**
** Invariant: at any moment the corpus holds whole documents only, a prefix of those enumerated; the store commits in batches of them.
*/
#include "run/run.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include <lunette/version.h>

#include "base/file.h"
#include "base/hash.h"
#include "load/walk.h"
#include "run/messages.h"
#include "run/pool.h"
#include "run/start.h"

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct run {
    const lun_run_options *options;
    lun_work_options work;
    lun_zygote *zygote;
    lun_plan plan;
    lun_store *store;
    lun_walk *walk;           /* of sources; NULL where stored documents are analysed again */
    LUN_VEC(int64_t) numbers; /* of stored documents */
    size_t at;
    lun_progress now;
} run;

static void report(run *r)
{
    if (r->walk) {
        uint64_t files;
        lun_walk_totals(r->walk, &files, &r->now.bytes_total);
    }
    if (r->options->progress)
        r->options->progress(r->options->context, &r->now);
}

static void say(const run *r, const char *line)
{
    if (r->options->say)
        r->options->say(r->options->context, line);
}

static int same_file(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

static int ends_with(const char *text, const char *suffix)
{
    size_t len = strlen(text), n = strlen(suffix);
    return len >= n && strcmp(text + len - n, suffix) == 0;
}

int lun_run_is_own(const char *corpus, const lun_document *document)
{
    static const char *const suffixes[] = { "-wal", "-shm", "-journal", ".lock" };
    int own = 0;
    if (!document->uri)
        return 0;
    if (!document->len && lun_store_is_corpus(document->uri))
        return 1;
    for (size_t i = 0; corpus && i < sizeof suffixes / sizeof *suffixes && !own; i++) {
        lun_buf beside = LUN_BUF_INIT;
        if (!ends_with(document->uri, suffixes[i]))
            continue;
        lun_buf_adds(&beside, corpus);
        lun_buf_adds(&beside, suffixes[i]);
        own = !beside.failed && same_file(beside.data, document->uri);
        lun_buf_clear(&beside);
    }
    return own;
}

/* ---- answers ---- */

/* What rules wrote with log: lines of text, cleaned. */
static void say_log(const run *r, const char *log, size_t len)
{
    const char *stop = log + len;
    while (log < stop) {
        const char *end = memchr(log, '\n', (size_t)(stop - log));
        size_t n = (size_t)((end ? end : stop) - log);
        lun_buf line = LUN_BUF_INIT;
        lun_buf_add(&line, log, n);
        for (size_t i = 0; line.data && i < line.len; i++)
            line.data[i] = (unsigned char)line.data[i] < 0x20 ? ' ' : line.data[i];
        if (line.data && lun_utf8_valid(line.data, line.len))
            say(r, line.data);
        lun_buf_clear(&line);
        log = end ? end + 1 : stop;
    }
}

static int store(run *r, lun_document *document, lun_annotations *set, lun_error *err)
{
    if (lun_run_is_own(r->options->corpus, document))
        return LUN_OK;
    int rc = lun_store_put(r->store, set, r->plan.layers, err);
    r->now.annotations += lun_annotations_last(set);
    r->now.documents++;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        r->now.problems++;
    return rc;
}

static int take_found(run *r, lun_wire *body, lun_error *err)
{
    size_t log_len;
    lun_document *document = NULL;
    lun_annotations *set;
    const char *log = lun_wire_take_bytes(body, &log_len);
    int rc = lun_parcel_take_document(&document, body, err);
    if (rc == LUN_OK)
        rc = lun_parcel_take_rows(&set, body, document, r->plan.schema, r->plan.rules.n, err);
    if (rc == LUN_EUSAGE) /* the rows fit no layer: not ours to explain */
        rc = lun_error_set(err, LUN_EFORMAT, "a worker's answer is malformed (%.300s)", err ? err->message : "");
    if (rc == LUN_OK)
        rc = store(r, document, set, err);
    if (rc == LUN_OK && log)
        say_log(r, log, log_len);
    lun_document_free(document);
    return rc;
}

static int take_fresh(run *r, lun_wire *body, lun_error *err)
{
    uint64_t number = lun_wire_take_number(body);
    if (body->bad || number < 1 || number > (uint64_t)lun_store_last(r->store))
        return lun_error_set(err, LUN_EFORMAT, "a worker's answer is malformed (an unknown document)");
    lun_store_skip(r->store);
    r->now.skipped++;
    return LUN_OK;
}

static int take(void *context, unsigned kind, lun_wire *body, lun_error *err)
{
    run *r = context;
    lun_wire_take_u32(body); /* member and flags are the pool's */
    lun_wire_take_number(body);
    int rc = kind == LUN_ANSWER_FOUND ? take_found(r, body, err)
             : kind == LUN_ANSWER_FRESH
                 ? take_fresh(r, body, err)
                 : lun_error_set(err, LUN_EFORMAT, "a worker's answer is of another kind than asked");
    report(r);
    return rc;
}

static int fail(void *context, const char *uri, const lun_problem *problem, lun_error *err)
{
    run *r = context;
    r->now.problems++;
    report(r);
    return lun_store_problem(r->store, uri, problem, err);
}

static int done(void *context, const char *path, uint64_t bytes, int last, lun_error *err)
{
    run *r = context;
    r->now.bytes += bytes;
    report(r);
    return last ? lun_store_source_done(r->store, path, err) : LUN_OK;
}

/* ---- tasks ---- */

static uint64_t size_of(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && about.st_size > 0 ? (uint64_t)about.st_size : 0;
}

static int more_sources(run *r, lun_pool *pool, lun_error *err)
{
    lun_walk_item item;
    int rc = lun_walk_next(r->walk, &item, err);
    if (rc <= 0)
        return rc;
    if (item.code)
        rc = lun_pool_add_problem(pool, item.path, item.below, item.code, item.message, err);
    else if (strcmp(item.path, "-") == 0)
        rc = lun_pool_add_stdin(pool, err);
    else
        rc = lun_pool_add_file(pool, item.path, item.below, size_of(item.path), err);
    return rc < 0 ? rc : 1;
}

static int more_stored(run *r, lun_pool *pool, lun_error *err)
{
    lun_document *document;
    lun_buf body = LUN_BUF_INIT;
    if (r->at == r->numbers.n)
        return 0;
    int rc = lun_store_get(r->store, r->numbers.items[r->at++], &document, NULL, err);
    if (rc < 0)
        return rc;
    lun_wire_number(&body, 0);
    lun_parcel_document(&body, document);
    rc = body.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a document")
                     : lun_pool_add_stored(pool, document->uri, &body, err);
    lun_buf_clear(&body);
    lun_document_free(document);
    return rc < 0 ? rc : 1;
}

static int more(void *context, lun_pool *pool, lun_error *err)
{
    run *r = context;
    return r->walk ? more_sources(r, pool, err) : more_stored(r, pool, err);
}

/* ---- beginning ---- */

static int list_stored(run *r, lun_error *err)
{
    lun_rows *rows;
    lun_cell cell;
    int rc = lun_store_query(&rows, r->store, "SELECT id FROM document ORDER BY id", NULL, NULL, 0, err);
    if (rc < 0)
        return rc;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (lun_vec_push(&r->numbers, cell.integer) < 0) {
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the list of documents");
            break;
        }
    }
    lun_rows_close(rows);
    return rc;
}

static const char *plugin_list(const run *r, lun_buf *out)
{
    const lun_rules *rules = &r->plan.rules;
    const char *last = "";
    for (uint32_t i = 1; i < rules->n; i++) {
        if (strcmp(rules->items[i].plugin, last) == 0)
            continue;
        last = rules->items[i].plugin;
        lun_buf_addf(out, "%s%s %s", out->len ? ", " : "", last, rules->items[i].version);
    }
    return out->data ? out->data : "";
}

/* What decides on a document's metadata from outside is part of what answers depend on: with another table, all is done again. */
static int add_load_options(uint8_t fingerprint[16], const lun_load_options *load, lun_error *err)
{
    const char *const texts[] = { load->path_template, load->language };
    lun_buf all = LUN_BUF_INIT;
    char *table = NULL;
    size_t len = 0;
    int rc = LUN_OK;
    lun_buf_add(&all, (const char *)fingerprint, 16);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        lun_buf_add(&all, texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) + 1 : 1);
    if (load->sidecar && (rc = lun_file_read(&table, &len, load->sidecar, SIZE_MAX, err)) == LUN_OK)
        lun_buf_add(&all, table, len);
    if (rc == LUN_OK && all.failed)
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a run");
    if (rc == LUN_OK && all.len > 18)
        lun_hash128(all.data, all.len, fingerprint);
    lun_free(table);
    lun_buf_clear(&all);
    return rc;
}

static void know(void *context, const char *uri, const uint8_t hash[16], int64_t number)
{
    lun_known_add(context, uri, hash, number);
}

static int begin(run *r, lun_error *err)
{
    lun_run_info info = { r->options->command, LUNETTE_VERSION, NULL, { 0 } };
    lun_buf plugins = LUN_BUF_INIT;
    info.plugins = plugin_list(r, &plugins);
    memcpy(info.fingerprint, r->plan.fingerprint, sizeof info.fingerprint);
    int rc = r->walk ? add_load_options(info.fingerprint, &r->options->load, err) : LUN_OK;
    if (rc == LUN_OK)
        rc = lun_store_run_begin(r->store, &info, r->plan.schema, &r->plan.rules, err);
    lun_buf_clear(&plugins);
    if (rc == LUN_OK && r->work.known)
        rc = lun_store_known(r->store, know, r->work.known, err);
    return rc == LUN_OK && !r->walk ? list_stored(r, err) : rc;
}

static int explain_stop(const run *r, int rc, lun_error *err)
{
    if (rc != LUN_ELIMIT || !interrupted)
        return rc;
    return lun_error_set(err, LUN_ELIMIT, "stopped; what was finished is in '%s', the same command goes on from there",
                         r->options->corpus);
}

static int work(run *r, lun_error *err)
{
    const lun_pool_sink sink = { r, take, fail, done, more };
    const lun_pool_options options = { .workers = r->options->limits.workers,
                                       .deadline = r->options->limits.deadline,
                                       .memory = r->options->limits.memory,
                                       .frame_max = lun_run_frame_max(&r->options->load),
                                       .line_limit = r->options->load.limit ? r->options->load.limit : LUN_TEXT_MAX,
                                       .interrupted = &interrupted };
    lun_error later = LUN_ERROR_INIT;
    int rc = begin(r, err);
    if (rc < 0)
        return rc;
    rc = explain_stop(r, lun_pool_run(r->zygote, &options, &sink, err), err);
    lun_zygote_stop(r->zygote); /* its memory is wanted for the indexes */
    r->zygote = NULL;
    int end = lun_store_run_end(r->store, rc < 0 ? "stopped" : "done", rc < 0 ? &later : err);
    return rc < 0 ? rc : end;
}

static int start(run *r, lun_error *err)
{
    unsigned missing = 0;
    int rc = lun_run_start(&r->zygote, &r->plan, &r->work, &r->options->limits, &missing, err);
    if (rc == LUN_OK && missing) {
        char words[200];
        lun_run_describe_missing(missing, words, sizeof words);
        say(r, words);
    }
    return rc;
}

int lun_run(lun_progress *out, const lun_run_options *options, lun_error *err)
{
    run r = { .options = options };
    struct sigaction action = { 0 }, old_int, old_term;
    int rc;
    interrupted = 0;
    action.sa_handler = on_signal;
    action.sa_flags = (int)SA_RESETHAND; /* a second one ends the process at once, even while it writes */
    sigaction(SIGINT, &action, &old_int);
    sigaction(SIGTERM, &action, &old_term);
    r.work = (lun_work_options){ .session = options->session,
                                 .load = options->load,
                                 .known = options->force || !options->n_paths ? NULL : lun_known_new(),
                                 .pretend_missing = options->pretend_missing,
                                 .hook = options->hook,
                                 .hook_context = options->hook_context };
    if (options->n_paths && (rc = lun_walk_open(&r.walk, options->paths, options->n_paths, &options->load, err)) < 0)
        goto cleanup;
    if ((rc = start(&r, err)) < 0)
        goto cleanup;
    if ((rc = lun_store_open(&r.store, options->corpus, LUN_STORE_WRITE, err)) < 0)
        goto cleanup;
    rc = work(&r, err);
cleanup:
    *out = r.now;
    lun_zygote_stop(r.zygote);
    lun_store_close(r.store);
    lun_walk_close(r.walk);
    lun_plan_clear(&r.plan);
    lun_known_free(r.work.known);
    lun_vec_clear(&r.numbers);
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGTERM, &old_term, NULL);
    return rc;
}
