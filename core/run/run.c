/*
** run.c - the main job: sources → workers → corpus. The supervisor's side: enumerates, stores, counts. Sits on pool.c, zygote.c, core/store.
**
** Invariant: at any moment the corpus holds whole documents only, a prefix of those enumerated; the store commits in batches of them.
*/
#include "run/run.h"

#include <string.h>
#include <sys/stat.h>

#include <lunette/version.h>

#include "load/walk.h"
#include "run/adopt.h"
#include "run/apart.h"
#include "run/messages.h"
#include "run/others.h"
#include "run/pool.h"
#include "run/start.h"
#include "run/stop.h"
#include "run/stored.h"
#include "store/correct.h"

#define LOST_MOST \
    25 /* documents left out one after the other: a rule or the machine is at fault, and going on is no use */

typedef struct again { /* a task that waits to be made: a stored document, or one that a worker loaded and left alone */
    int64_t number;
    char *uri; /* NULL: the stored one; else `body` is the task's */
    lun_buf body;
} again;

typedef struct run {
    const lun_run_options *options;
    const volatile sig_atomic_t *interrupted; /* the one that the caller's or this file's ear sets */
    lun_work_options work;
    lun_zygote *zygote;
    lun_plan plan;
    lun_store *store;
    lun_walk *walk; /* of sources; NULL where stored documents are analysed again */
    lun_stored_index stored;
    LUN_VEC(again) again;
    size_t at;
    lun_apart apart;
    lun_bits others;        /* documents with rows that are to go: options->only */
    LUN_VEC(char *) broken; /* paths of sources of which not all could be read */
    int lost;               /* documents left out one after the other */
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

int lun_run_is_own(const char *corpus, const char *path, const lun_document *document)
{
    static const char *const suffixes[] = { "-wal", "-shm", "-journal", ".lock" };
    int own = 0;
    if (!path)
        return 0;
    if (!document->len && lun_store_is_corpus(path))
        return 1;
    for (size_t i = 0; corpus && i < sizeof suffixes / sizeof *suffixes && !own; i++) {
        lun_buf beside = LUN_BUF_INIT;
        if (!ends_with(path, suffixes[i]))
            continue;
        lun_buf_adds(&beside, corpus);
        lun_buf_adds(&beside, suffixes[i]);
        own = !beside.failed && same_file(beside.data, path);
        lun_buf_clear(&beside);
    }
    return own;
}

/* ---- answers ---- */

static int has_problem(const lun_document *document, const char *code)
{
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        if (strcmp(problem->code, code) == 0)
            return 1;
    }
    return 0;
}

static int note_broken(run *r, const char *path, lun_error *err)
{
    if (r->broken.n && strcmp(r->broken.items[r->broken.n - 1], path) == 0)
        return LUN_OK;
    char *copy = lun_strdup(path);
    if (copy && lun_vec_push(&r->broken, copy) == 0)
        return LUN_OK;
    lun_free(copy);
    return lun_error_set(err, LUN_ENOMEM, "no memory for a problem");
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the list of documents");
}

/* ---- what workers found ---- */

/* Nothing can be read of it now: what an earlier run found in it stays, and the next run tries again. */
static int leave_out(run *r, const char *path, const lun_document *document, lun_error *err)
{
    int64_t number = lun_store_find(r->store, document->uri, err);
    int rc = number < 0 ? (int)number : note_broken(r, path, err);
    for (const lun_problem *problem = document->problems; problem && rc == LUN_OK; problem = problem->next) {
        const lun_problem now = { LUN_PROBLEM_ENVIRONMENT, problem->code, problem->message, NULL };
        r->now.problems++;
        rc = lun_store_problem(r->store, document->uri, &now, err);
    }
    if (rc == LUN_OK && number > 0)
        rc = lun_stored_see(&r->stored, number, err);
    return rc < 0 ? rc : LUN_OK;
}

static int store(run *r, const char *path, lun_document *document, lun_annotations *set, lun_error *err)
{
    int is_same = 0;
    if (path && lun_run_is_own(r->options->corpus, path, document))
        return LUN_OK;
    if (path && document->len == 0 && has_problem(document, "unreadable"))
        return leave_out(r, path, document, err);
    int64_t number =
        path ? lun_apart_find(&r->apart, path, document, &is_same, err) : lun_store_find(r->store, document->uri, err);
    if (number < 0 || is_same)
        return number < 0 ? (int)number : LUN_OK;
    if (path)
        document->origin = path;
    else
        lun_apart_keep(&r->apart, document->uri);
    r->lost = 0;
    int rc = lun_store_put(r->store, set, r->plan.layers, err);
    r->now.fresh += number == 0;
    r->now.annotations += lun_annotations_last(set);
    r->now.documents++;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        r->now.problems++;
    if (rc == LUN_OK && path && has_problem(document, "unreadable"))
        rc = note_broken(r, path, err);
    if (rc < 0)
        return rc;
    rc = lun_stored_see(&r->stored, number ? number : lun_store_last(r->store), err);
    return rc < 0 ? rc : LUN_OK;
}

static int take_found(run *r, const char *path, lun_wire *body, lun_error *err)
{
    size_t log_len;
    lun_document *document = NULL;
    lun_annotations *set;
    const char *log = lun_wire_take_bytes(body, &log_len);
    int rc = lun_parcel_take_document(&document, body, err);
    if (rc == LUN_OK)
        rc = lun_parcel_take_rows(&set, body, document, r->plan.schema, r->plan.rules.n, err);
    if (rc == LUN_OK)
        rc = store(r, path, document, set, err);
    if (rc == LUN_OK && log)
        lun_run_say_log(log, log_len, r->options->say, r->options->context);
    lun_document_free(document);
    return rc;
}

/* ---- what workers had no need to look into ---- */

static int add_again(run *r, again one, lun_error *err)
{
    if (!one.body.failed && lun_vec_push(&r->again, one) == 0)
        return LUN_OK;
    lun_buf_clear(&one.body);
    lun_free(one.uri);
    return no_memory(err);
}

/* A document of an earlier run, met as it was. */
static int take_same(run *r, int64_t number, int is_fresh, lun_error *err)
{
    int rc = lun_stored_see(&r->stored, number, err);
    if (rc < 0)
        return rc;
    if (!is_fresh)
        return add_again(r, (again){ .number = number }, err);
    lun_store_skip(r->store);
    r->now.skipped++;
    return LUN_OK;
}

/* The worker left it alone, but its place in the corpus is not where it was: it is analysed under the uri that it has now. */
static int promise(run *r, const lun_document *document, lun_error *err)
{
    again one = { .uri = lun_strdup(document->uri), .body = LUN_BUF_INIT };
    int rc = one.uri ? lun_apart_promise(&r->apart, one.uri, err) : no_memory(err);
    if (rc < 0) {
        lun_free(one.uri);
        return rc;
    }
    lun_wire_number(&one.body, 0);
    lun_parcel_document(&one.body, document);
    return add_again(r, one, err);
}

/* A document that was or may be one of several with a uri: which of them it is, is seen from those before it. */
static int take_twin(run *r, const char *path, lun_wire *body, lun_error *err)
{
    lun_document *document = NULL;
    lun_stored stored = { 0 };
    const lun_run_state *state = NULL;
    int is_same = 0, rc = lun_parcel_take_document(&document, body, err);
    int64_t number = rc < 0 ? rc : lun_apart_find(&r->apart, path, document, &is_same, err);
    if (number > 0 && !is_same) {
        rc = lun_store_describe(r->store, number, &stored, err);
        if (rc == LUN_OK && memcmp(stored.identity, document->identity, sizeof stored.identity) == 0)
            rc = lun_stored_state(&r->stored, &stored, &state, err);
    }
    if (number < 0)
        rc = (int)number;
    else if (rc == LUN_OK && !is_same) {
        document->origin = path;
        rc = state && state->what != LUN_STATE_OLD ? take_same(r, number, state->what == LUN_STATE_FRESH, err)
                                                   : promise(r, document, err);
    }
    lun_document_free(document);
    return rc;
}

/* A document that is as it was: nothing is to be done, or some layers. */
static int take_known(run *r, const char *path, unsigned kind, lun_wire *body, lun_error *err)
{
    uint64_t number = lun_wire_take_number(body), is_twin = lun_wire_take_number(body);
    if (body->bad || !path || number < 1 || number > (uint64_t)lun_store_last(r->store))
        return lun_error_set(err, LUN_EFORMAT, "a worker's answer is malformed (an unknown document)");
    r->lost = 0;
    if (is_twin || lun_stored_seen(&r->stored, (int64_t)number))
        return take_twin(r, path, body, err);
    return take_same(r, (int64_t)number, kind == LUN_ANSWER_FRESH, err);
}

static int take_passed(run *r)
{
    r->lost = 0;
    r->now.passed++;
    return LUN_OK;
}

static int take(void *context, const char *path, unsigned kind, lun_wire *body, lun_error *err)
{
    run *r = context;
    lun_wire_take_u32(body); /* member and flags are the pool's */
    lun_wire_take_number(body);
    int rc = kind == LUN_ANSWER_FOUND                               ? take_found(r, path, body, err)
             : kind == LUN_ANSWER_FRESH || kind == LUN_ANSWER_STALE ? take_known(r, path, kind, body, err)
             : kind == LUN_ANSWER_PASSED
                 ? take_passed(r)
                 : lun_error_set(err, LUN_EFORMAT, "a worker's answer is of another kind than asked");
    report(r);
    return rc;
}

static int fail(void *context, const char *path, const char *uri, const lun_problem *problem, lun_error *err)
{
    run *r = context;
    r->now.problems++;
    report(r);
    int rc = note_broken(r, path, err);
    if (rc < 0 || (rc = lun_store_problem(r->store, uri, problem, err)) < 0 || ++r->lost < LOST_MOST)
        return rc;
    lun_error_set(err, LUN_ELIMIT, "%d documents one after the other were left out; the last: %s", LOST_MOST,
                  problem->message);
    return lun_error_hint(err, "mend what is at fault and run again: what was finished is kept");
}

static int done(void *context, const char *path, uint64_t bytes, int last, lun_error *err)
{
    run *r = context;
    r->now.bytes += bytes;
    report(r);
    return last && !r->options->scope ? lun_store_source_done(r->store, path, err) : LUN_OK;
}

/* A slow document must not keep those before it from being committed. */
static int tick(void *context, lun_error *err)
{
    run *r = context;
    report(r);
    return lun_store_commit_due(r->store, err);
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

static int add_stored(run *r, lun_pool *pool, int64_t number, lun_error *err)
{
    const lun_run_state *state = NULL;
    lun_stored document;
    lun_buf body = LUN_BUF_INIT;
    char *uri = NULL;
    int rc = lun_store_describe(r->store, number, &document, err);
    if (rc == LUN_OK && !r->options->force)
        rc = lun_stored_state(&r->stored, &document, &state, err);
    if (rc == LUN_OK && !(uri = lun_strdup(document.uri)))
        rc = no_memory(err);
    if (rc == LUN_OK)
        rc = lun_stored_parcel(&r->stored, number, state, &body, err);
    if (rc == LUN_OK)
        rc = lun_pool_add_stored(pool, uri, &body, err);
    r->now.partly += rc == LUN_OK && state && state->what == LUN_STATE_STALE;
    lun_buf_clear(&body);
    lun_free(uri);
    return rc;
}

static int more_again(run *r, lun_pool *pool, lun_error *err)
{
    if (r->at == r->again.n)
        return 0;
    again *one = &r->again.items[r->at++];
    int rc = one->uri ? lun_pool_add_stored(pool, one->uri, &one->body, err) : add_stored(r, pool, one->number, err);
    lun_buf_clear(&one->body);
    lun_free(one->uri);
    one->uri = NULL;
    if (r->at == r->again.n && r->walk)
        r->at = r->again.n = 0;
    return rc < 0 ? rc : 1;
}

static int more(void *context, lun_pool *pool, lun_error *err)
{
    run *r = context;
    int rc = more_again(r, pool, err);
    return rc || !r->walk ? rc : more_sources(r, pool, err);
}

/* ---- what the corpus holds ---- */

/* Stored documents that are to be analysed again: those of which something has changed. */
static int list_one(void *context, const lun_stored *document, lun_error *err)
{
    run *r = context;
    const lun_run_state *state = NULL;
    if (r->options->within && !lun_bits_has(r->options->within, (uint64_t)document->number)) {
        r->now.passed++;
        return LUN_OK;
    }
    int rc = r->options->force ? LUN_OK : lun_stored_state(&r->stored, document, &state, err);
    if (rc < 0)
        return rc;
    if (state && state->what == LUN_STATE_FRESH) {
        lun_store_skip(r->store);
        r->now.skipped++;
        return LUN_OK;
    }
    return add_again(r, (again){ .number = document->number }, err);
}

/* ---- what the sources no longer hold ---- */

static int is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/' || folder[len - 1] == '/');
}

static int is_gone(const run *r, const lun_stored *document)
{
    int named = 0;
    if (!document->origin || lun_stored_seen(&r->stored, document->number))
        return 0;
    for (size_t i = 0; i < r->broken.n; i++) {
        if (is_below(document->origin, r->broken.items[i])) /* a file, or a folder that cannot be listed */
            return 0;
    }
    for (size_t i = 0; i < r->options->n_paths && !named; i++)
        named = is_below(document->origin, r->options->paths[i]);
    return named;
}

static int count_gone(void *context, const lun_stored *document, lun_error *err)
{
    run *r = context;
    if (!is_gone(r, document))
        return LUN_OK;
    r->now.gone++;
    return r->options->prune ? add_again(r, (again){ .number = document->number }, err) : LUN_OK;
}

static int settle_gone(run *r, lun_error *err)
{
    r->again.n = r->at = 0;
    int rc = r->walk ? lun_store_each(r->store, count_gone, r, err) : LUN_OK;
    for (size_t i = 0; i < r->options->n_paths && rc == LUN_OK; i++)
        rc = lun_store_folder_done(r->store, r->options->paths[i], err);
    for (size_t i = 0; i < r->again.n && rc == LUN_OK; i++) {
        lun_stored document;
        rc = lun_store_describe(r->store, r->again.items[i].number, &document, err);
        if (rc == LUN_OK)
            rc = lun_store_remove(r->store, document.number, document.uri, err);
    }
    return rc;
}

/* ---- beginning ---- */

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

static int begin(run *r, lun_error *err)
{
    lun_run_info info = { .command = r->options->command,
                          .version = LUNETTE_VERSION,
                          .prints = (const uint8_t(*)[16])r->plan.dependencies.fingerprints,
                          .layers = r->plan.layers,
                          .files = r->plan.files,
                          .n_files = r->plan.n_files };
    lun_buf plugins = LUN_BUF_INIT;
    info.plugins = plugin_list(r, &plugins);
    memcpy(info.fingerprint, r->plan.fingerprint, sizeof info.fingerprint);
    memcpy(info.base, r->plan.dependencies.base, sizeof info.base);
    int rc = lun_store_run_begin(r->store, &info, r->plan.schema, &r->plan.rules, err);
    lun_buf_clear(&plugins);
    if (rc == LUN_OK && r->options->only)
        rc = lun_others_drop(&r->others, r->store, err);
    if (rc == LUN_OK && !r->options->force)
        rc = lun_adopt(r->store, &r->plan, r->zygote, &r->others, err);
    lun_stored_init(&r->stored, r->store, &r->plan);
    r->stored.whole = &r->others;
    lun_apart_init(&r->apart, r->store, &r->stored);
    if (rc == LUN_OK && r->work.known)
        rc = lun_stored_know(&r->stored, r->work.known, err);
    return rc == LUN_OK && !r->walk ? lun_store_each(r->store, list_one, r, err) : rc;
}

static int explain_stop(const run *r, int rc, lun_error *err)
{
    if (rc != LUN_ELIMIT || !*r->interrupted)
        return rc;
    return lun_error_set(err, LUN_ELIMIT, "stopped; what was finished is in '%s', the same command goes on from there",
                         r->options->corpus);
}

/* ---- ending ---- */

static void say_fault(void *context, const lun_error *fault)
{
    char text[2048];
    lun_error_format(fault, text, sizeof text);
    say(context, text);
}

/* Corrections are about what is there now. Those of a run that was stopped are mirrored, too. */
static int correct(run *r, lun_error *err)
{
    lun_correct_report report;
    int rc = lun_store_correct(r->store, &report, say_fault, r, err);
    r->now.accepted = report.accepted;
    r->now.rejected = report.rejected;
    r->now.lost = report.lost;
    r->now.faults = report.faults;
    return rc;
}

static int work(run *r, lun_error *err)
{
    const lun_pool_sink sink = { .context = r, .take = take, .fail = fail, .done = done, .tick = tick, .more = more };
    const lun_pool_options options = { .workers = r->options->limits.workers,
                                       .deadline = r->options->limits.deadline,
                                       .memory = r->options->limits.memory,
                                       .frame_max = lun_run_frame_max(&r->options->load),
                                       .line_limit = r->options->load.limit ? r->options->load.limit : LUN_TEXT_MAX,
                                       .interrupted = r->interrupted,
                                       .rules = &r->plan.rules };
    lun_error later = LUN_ERROR_INIT;
    int rc = begin(r, err);
    if (rc < 0)
        return rc;
    rc = explain_stop(r, lun_pool_run(r->zygote, &options, &sink, err), err);
    lun_zygote_stop(r->zygote); /* its memory is wanted for the indexes */
    r->zygote = NULL;
    if (rc == LUN_OK && !r->options->scope)
        rc = settle_gone(r, err);
    int end = lun_store_run_end(r->store, rc < 0 ? "stopped" : "done", rc < 0 ? &later : err);
    if (end == LUN_OK)
        end = correct(r, rc < 0 ? &later : err);
    if (rc == LUN_OK && end == LUN_OK)
        lun_others_tell(&r->now, r->store, r->options);
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
    run r = { .options = options, .interrupted = options->interrupted };
    lun_stop stop;
    int rc;
    if (!options->interrupted)
        r.interrupted = lun_stop_listen(&stop);
    r.work = (lun_work_options){ .session = options->session,
                                 .load = options->load,
                                 .scope = options->scope,
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
    lun_stored_clear(&r.stored);
    for (size_t i = r.at; i < r.again.n; i++) {
        lun_buf_clear(&r.again.items[i].body);
        lun_free(r.again.items[i].uri);
    }
    lun_vec_clear(&r.again);
    lun_apart_clear(&r.apart);
    lun_bits_clear(&r.others);
    for (size_t i = 0; i < r.broken.n; i++)
        lun_free(r.broken.items[i]);
    lun_vec_clear(&r.broken);
    if (!options->interrupted)
        lun_stop_end(&stop);
    return rc;
}
