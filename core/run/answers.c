/*
** answers.c - what comes back to a run, in the order of its sources: stored, left as it was, or told as a problem. Sits on pool.h, core/store.
*/
#include <string.h>

#include "run/messages.h"
#include "run/running.h"
#include "run/start.h"

#define TOLD_FROM 50 /* one byte in so many must be done before the rest is guessed at: a slow file is no measure */
#define LOST_MOST \
    25 /* documents left out one after the other: a rule or the machine is at fault, and going on is no use */

double lun_progress_left(const lun_progress *now, double seconds)
{
    if (now->bytes_total <= now->bytes || now->bytes < now->bytes_total / TOLD_FROM || now->bytes == 0)
        return -1;
    return seconds * (double)(now->bytes_total - now->bytes) / (double)now->bytes;
}

void lun_running__report(lun_running *r)
{
    if (r->walk) {
        uint64_t files;
        lun_walk_totals(r->walk, &files, &r->now.bytes_total);
    }
    if (r->options->progress)
        r->options->progress(r->options->context, &r->now);
}

static int note_broken(lun_running *r, const char *path, lun_error *err)
{
    r->files.doubtful = 1;
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
static int leave_out(lun_running *r, const char *path, const lun_document *document, lun_error *err)
{
    int64_t number = lun_store_find(r->store, document->uri, err);
    int rc = number < 0 ? (int)number : note_broken(r, path, err);
    r->now.left_out++;
    for (const lun_problem *problem = document->problems; problem && rc == LUN_OK; problem = problem->next) {
        const lun_problem now = { LUN_PROBLEM_ENVIRONMENT, problem->code, problem->message, NULL };
        r->now.problems++;
        rc = lun_store_problem(r->store, document->uri, &now, err);
    }
    if (rc == LUN_OK && number > 0)
        rc = lun_stored_see(&r->stored, number, err);
    return rc < 0 ? rc : LUN_OK;
}

/* Of a corpus nothing is said: it lies beside its sources more often than not. */
static int is_own(lun_running *r, const lun_document *document)
{
    int is_output = lun_load_has_problem(document, LUN_OWN_OUTPUT);
    if (!is_output && !lun_load_has_problem(document, LUN_OWN_CORPUS))
        return 0;
    r->files.doubtful = 1;
    r->lost = 0;
    r->now.own += (uint64_t)is_output;
    if (is_output && r->options->own)
        r->options->own(r->options->own_context, document->uri); /* which may lie in the archive that the path names */
    return 1;
}

static int store(lun_running *r, const char *path, lun_document *document, lun_annotations *set, lun_error *err)
{
    int is_same = 0;
    if (path && is_own(r, document))
        return LUN_OK;
    if (path && document->len == 0 && lun_load_has_problem(document, "unreadable"))
        return leave_out(r, path, document, err);
    const char *uri = document->uri;
    int64_t number =
        path ? lun_apart_find(&r->apart, path, document, &is_same, err) : lun_store_find(r->store, document->uri, err);
    r->files.taken += path && !is_same;
    r->files.doubtful |= path && (is_same || document->uri != uri);
    if (number < 0 || is_same)
        return number < 0 ? (int)number : LUN_OK;
    if (path)
        document->origin = path;
    else
        lun_apart_keep(&r->apart, document->uri);
    r->lost = 0;
    int rc = lun_store_put(r->store, set, r->plan.layers, err);
    r->now.fresh += number == 0 && document->len > 0;
    r->now.annotations += lun_annotations_last(set);
    r->now.documents += document->len > 0;
    r->now.unread += document->len == 0;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        r->now.problems++;
    if (rc == LUN_OK && path && lun_load_has_problem(document, "unreadable"))
        rc = note_broken(r, path, err);
    if (rc < 0)
        return rc;
    rc = lun_stored_see(&r->stored, number ? number : lun_store_last(r->store), err);
    return rc < 0 ? rc : LUN_OK;
}

static int take_found(lun_running *r, const char *path, lun_wire *body, lun_error *err)
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

int lun_running__add_again(lun_running *r, lun_again one, lun_error *err)
{
    if (!one.body.failed && lun_vec_push(&r->again, one) == 0)
        return LUN_OK;
    lun_buf_clear(&one.body);
    lun_free(one.uri);
    return no_memory(err);
}

/* A document of an earlier run, met as it was. */
static int take_same(lun_running *r, int64_t number, int is_fresh, lun_error *err)
{
    int rc = lun_stored_see(&r->stored, number, err);
    if (rc < 0)
        return rc;
    if (!is_fresh)
        return lun_running__add_again(r, (lun_again){ .number = number }, err);
    lun_store_skip(r->store);
    r->now.skipped++;
    return LUN_OK;
}

/* The worker left it alone, but its place in the corpus is not where it was: it is analysed under the uri that it has now. */
static int promise(lun_running *r, const lun_document *document, lun_error *err)
{
    lun_again one = { .uri = lun_strdup(document->uri), .body = LUN_BUF_INIT };
    int rc = one.uri ? lun_apart_promise(&r->apart, one.uri, err) : no_memory(err);
    if (rc < 0) {
        lun_free(one.uri);
        return rc;
    }
    lun_wire_number(&one.body, 0);
    lun_parcel_document(&one.body, document);
    return lun_running__add_again(r, one, err);
}

/* A document that was or may be one of several with a uri: which of them it is, is seen from those before it. */
static int take_twin(lun_running *r, const char *path, lun_wire *body, lun_error *err)
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

/* 1 where a document before it waits to be stored in its place. */
static int is_promised(const lun_running *r, int64_t number, lun_error *err)
{
    lun_stored stored;
    if (!r->apart.promised.n)
        return 0;
    int rc = lun_store_describe(r->store, number, &stored, err);
    return rc < 0 ? rc : lun_apart_is_promised(&r->apart, stored.uri);
}

/* A document that is as it was: nothing is to be done, or some layers. */
static int take_known(lun_running *r, const char *path, unsigned kind, lun_wire *body, lun_error *err)
{
    uint64_t number = lun_wire_take_number(body), is_twin = lun_wire_take_number(body);
    if (body->bad || !path || number < 1 || number > (uint64_t)lun_store_last(r->store))
        return lun_error_set(err, LUN_EFORMAT, "a worker's answer is malformed (an unknown document)");
    r->lost = 0;
    int rc = is_promised(r, (int64_t)number, err);
    if (rc < 0)
        return rc;
    if (rc || is_twin || lun_stored_seen(&r->stored, (int64_t)number)) {
        r->files.doubtful = 1;
        return take_twin(r, path, body, err);
    }
    r->files.taken++;
    return take_same(r, (int64_t)number, kind == LUN_ANSWER_FRESH, err);
}

/* ---- files that need not be read ---- */

static int look_whether_seen(void *context, const lun_stored *document, lun_error *err)
{
    const lun_running *r = context;
    (void)err;
    return lun_stored_seen(&r->stored, document->number) || lun_apart_is_promised(&r->apart, document->uri);
}

static int take_stored(void *context, const lun_stored *document, lun_error *err)
{
    lun_running *r = context;
    const lun_run_state *state = NULL;
    int rc = lun_stored_state(&r->stored, document, &state, err);
    return rc < 0 ? rc : take_same(r, document->number, state->what == LUN_STATE_FRESH, err);
}

static int count_stored(void *context, const lun_stored *document, lun_error *err)
{
    int64_t *left = context;
    (void)document;
    (void)err;
    --*left;
    return LUN_OK;
}

/* Each of its documents is there, as often as the file gave them, and no other source has given one of them in this run. */
int lun_running__known(void *context, const char *path, lun_error *err)
{
    lun_running *r = context;
    int64_t left;
    int rc = lun_files_expected(&r->files, path, &left, err);
    int was_known = rc == LUN_OK && left > 0;
    if (was_known)
        rc = lun_store_each_of_source(r->store, path, count_stored, &left, err);
    if (rc == LUN_OK && was_known && left == 0)
        rc = lun_store_each_of_source(r->store, path, look_whether_seen, r, err);
    if (rc < 0)
        return rc;
    if (!was_known || left != 0 || rc > 0)
        return lun_files_reread(&r->files, path, err);
    rc = lun_store_each_of_source(r->store, path, take_stored, r, err);
    r->now.files_known++;
    return rc < 0 ? rc : 1;
}

static int take_passed(lun_running *r)
{
    r->lost = 0;
    r->now.passed++;
    return LUN_OK;
}

int lun_running__take(void *context, const char *path, unsigned kind, lun_wire *body, lun_error *err)
{
    lun_running *r = context;
    lun_wire_take_u32(body); /* member and flags are the pool's */
    lun_wire_take_number(body);
    int rc = kind == LUN_ANSWER_FOUND                               ? take_found(r, path, body, err)
             : kind == LUN_ANSWER_FRESH || kind == LUN_ANSWER_STALE ? take_known(r, path, kind, body, err)
             : kind == LUN_ANSWER_PASSED
                 ? take_passed(r)
                 : lun_error_set(err, LUN_EFORMAT, "a worker's answer is of another kind than asked");
    lun_running__report(r);
    return rc;
}

int lun_running__fail(void *context, const char *path, const char *uri, const lun_problem *problem, lun_error *err)
{
    lun_running *r = context;
    r->now.problems++;
    r->now.left_out++;
    lun_running__report(r);
    int rc = note_broken(r, path, err);
    if (rc < 0 || (rc = lun_store_problem(r->store, uri, problem, err)) < 0 || ++r->lost < LOST_MOST)
        return rc;
    lun_error_set(err, LUN_ELIMIT, "%d documents one after the other were left out; the last: %s", LOST_MOST,
                  problem->message);
    return lun_error_hint(err, "mend what is at fault and run again: what was finished is kept");
}

int lun_running__done(void *context, const char *path, uint64_t bytes, int last, lun_error *err)
{
    lun_running *r = context;
    r->now.bytes += bytes;
    lun_running__report(r);
    if (!last || r->options->scope)
        return LUN_OK;
    int rc = lun_files_done(&r->files, path, err);
    return rc < 0 ? rc : lun_store_source_done(r->store, path, err);
}
