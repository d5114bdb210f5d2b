/*
** version.c - rules over stored documents, their rows compared with those that are stored. Sits on pool.c, stored.c, concerned.c, facts.c.
**
** Layers of which the corpus knows that their rows are of the same rules are neither found again nor compared.
*/
#include "run/version.h"

#include <stdlib.h>
#include <string.h>

#include "run/concerned.h"
#include "run/messages.h"
#include "run/pool.h"
#include "run/start.h"
#include "run/stored.h"

#define LOST_MOST 5      /* documents left out one after the other: the rules are at fault, and somebody waits */
#define TROUBLES_MOST 20 /* different problems that are kept */

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to compare versions of rules");
}

int lun_version_open(lun_version *version, const lun_session_options *session, const lun_work_limits *limits,
                     lun_error *err)
{
    memset(version, 0, sizeof *version);
    version->work.session = *session;
    version->limits = *limits;
    if (!(version->arena = lun_arena_new()))
        return no_memory(err);
    return lun_run_start(&version->zygote, &version->plan, &version->work, limits, &version->missing, err);
}

void lun_version_close(lun_version *version)
{
    lun_zygote_stop(version->zygote);
    version->zygote = NULL;
    lun_plan_clear(&version->plan);
    lun_vec_clear(&version->deltas);
    lun_vec_clear(&version->troubles);
    lun_arena_free(version->arena);
    version->arena = NULL;
}

/* ---- problems ---- */

static int note_trouble(lun_version *version, const char *uri, const lun_problem *problem, int is_left_out,
                        lun_error *err)
{
    lun_trouble *known = version->troubles.items;
    size_t len = strlen(uri);
    if (strcmp(problem->code, "no-rules-for-language") ==
        0) /* no rule failed: there is none, and the run has said so */
        return LUN_OK;
    /* many messages begin with the document they are of: that alone makes them no other problem */
    const char *message = strncmp(problem->message, uri, len) == 0 && strncmp(problem->message + len, ": ", 2) == 0
                              ? problem->message + len + 2
                              : problem->message;
    for (size_t i = 0; i < version->troubles.n; i++) {
        if (strcmp(known[i].code, problem->code) == 0 && strcmp(known[i].message, message) == 0) {
            known[i].n++;
            return LUN_OK;
        }
    }
    if (version->troubles.n == TROUBLES_MOST)
        return LUN_OK;
    lun_trouble fresh = { lun_arena_strdup(version->arena, problem->code), lun_arena_strdup(version->arena, message),
                          lun_arena_strdup(version->arena, uri), 1, is_left_out };
    return fresh.code && fresh.message && fresh.uri && lun_vec_push(&version->troubles, fresh) == 0 ? LUN_OK
                                                                                                    : no_memory(err);
}

/* ---- one document ---- */

typedef struct given { /* a task that is not done */
    int64_t number;
    uint8_t is_check, passed;
} given;

typedef struct comparing {
    lun_version *version;
    lun_store *store;
    const lun_version_watch *watch;
    lun_stored_index stored;
    lun_bits documents; /* that are looked into */
    lun_told told;      /* those of them that are checked first */
    uint64_t at, n, done;
    LUN_VEC(given) given;   /* tasks that are not done, from `first` on */
    LUN_VEC(int64_t) again; /* documents in which a check found something to do, from `next` on */
    size_t first, next;
    int lost; /* documents left out one after the other */
    lun_arena *work;
} comparing;

/* Flags of the layers that were found again in a document. */
static uint8_t *layers_of(const comparing *c, const lun_run_state *state)
{
    const lun_plan *plan = &c->version->plan;
    uint32_t n = lun_schema_count(plan->schema);
    uint8_t *layers = lun_arena_calloc(c->work, (size_t)n + 1, 1);
    for (uint32_t i = 0; layers && i < n; i++)
        layers[i] = plan->layers[i] && !(state->what == LUN_STATE_STALE && state->taken[i]);
    return layers;
}

static int keep_delta(comparing *c, int64_t number, const char *uri, const lun_facts *before, const lun_facts *after,
                      lun_error *err)
{
    lun_arena *arena = c->version->arena;
    lun_delta delta = { .number = number, .uri = lun_arena_strdup(arena, uri) };
    if (!before->n && !after->n)
        return LUN_OK;
    int rc = lun_facts_copy(&delta.lost, before, arena, err);
    if (rc == LUN_OK)
        rc = lun_facts_copy(&delta.gained, after, arena, err);
    if (rc < 0)
        return rc;
    return delta.uri && lun_vec_push(&c->version->deltas, delta) == 0 ? LUN_OK : no_memory(err);
}

/* Flags, by id, of the rows that a run with this version would leave as they are. */
static uint8_t *others_of(const comparing *c, const lun_annotations *old)
{
    uint8_t *others = lun_arena_calloc(c->work, (size_t)lun_annotations_last(old) + 1, 1);
    for (uint32_t id = 1; others && id <= lun_annotations_last(old); id++) {
        const lun_annotation *row = lun_annotations_get(old, id);
        others[id] = row && lun_store_stays(c->store, row);
    }
    return others;
}

static int compare_rows(comparing *c, int64_t number, lun_annotations *found, lun_annotations *old,
                        const uint8_t *layers, lun_error *err)
{
    const lun_plan *plan = &c->version->plan;
    lun_facts before, after;
    const uint8_t *others = others_of(c, old);
    int rc =
        others ? lun_facts_make(&after, found, &plan->rules, plan->schema, layers, NULL, c->work, err) : no_memory(err);
    if (rc == LUN_OK)
        rc = lun_facts_make(&before, old, lun_store_rules(c->store), plan->schema, layers, others, c->work, err);
    if (rc == LUN_OK)
        rc = lun_facts_subtract(&before, &after, c->work, err);
    return rc < 0 ? rc : keep_delta(c, number, lun_annotations_document(old)->uri, &before, &after, err);
}

static int compare_document(comparing *c, lun_annotations *found, lun_error *err)
{
    const lun_document *document = lun_annotations_document(found);
    const lun_run_state *state;
    lun_stored stored;
    lun_document *own = NULL;
    lun_annotations *rows = NULL;
    int64_t number = c->given.items[c->first].number;
    int rc = lun_store_describe(c->store, number, &stored, err);
    if (rc == LUN_OK)
        rc = lun_stored_state(&c->stored, &stored, &state, err);
    for (const lun_problem *one = document->problems; one && rc == LUN_OK; one = one->next) {
        if (lun_script_says(one->code))
            rc = note_trouble(c->version, stored.uri, one, 0, err);
    }
    const uint8_t *layers = rc == LUN_OK ? layers_of(c, state) : NULL;
    if (rc == LUN_OK && !layers)
        rc = no_memory(err);
    if (rc == LUN_OK)
        rc = lun_store_get(c->store, number, &own, &rows, err);
    if (rc == LUN_OK)
        rc = compare_rows(c, number, found, rows, layers, err);
    lun_document_free(own);
    lun_arena_reset(c->work);
    return rc;
}

/* ---- answers ---- */

static int take(void *context, const char *path, unsigned kind, lun_wire *body, lun_error *err)
{
    comparing *c = context;
    size_t len;
    lun_document *document = NULL;
    lun_annotations *set;
    (void)path;
    lun_wire_take_u32(body); /* member and flags are the pool's */
    lun_wire_take_number(body);
    if (kind == LUN_ANSWER_PASSED && c->first < c->given.n && c->given.items[c->first].is_check) {
        c->given.items[c->first].passed = 1;
        c->lost = 0;
        return LUN_OK;
    }
    if (kind != LUN_ANSWER_FOUND || c->first == c->given.n || c->given.items[c->first].is_check)
        return lun_error_set(err, LUN_EFORMAT, "a worker's answer is of another kind than asked");
    const char *log = lun_wire_take_bytes(body, &len);
    int rc = lun_parcel_take_document(&document, body, err);
    if (rc == LUN_OK)
        rc = lun_parcel_take_rows(&set, body, document, c->version->plan.schema, c->version->plan.rules.n, err);
    if (rc == LUN_OK)
        rc = compare_document(c, set, err);
    if (rc == LUN_OK && log && c->watch->say)
        lun_run_say_log(log, len, c->watch->say, c->watch->context);
    lun_document_free(document);
    c->lost = 0;
    return rc;
}

static int fail(void *context, const char *path, const char *uri, const lun_problem *problem, lun_error *err)
{
    comparing *c = context;
    (void)path;
    if (c->first < c->given.n && c->given.items[c->first].is_check)
        return LUN_OK; /* all rules will run, and may say what is wrong */
    int rc = note_trouble(c->version, uri, problem, 1, err);
    if (rc < 0 || ++c->lost < LOST_MOST)
        return rc;
    return lun_error_set(err, LUN_ESCRIPT, "%d documents one after the other could not be analysed; the last: %s",
                         LOST_MOST, problem->message);
}

static int done(void *context, const char *path, uint64_t bytes, int last, lun_error *err)
{
    comparing *c = context;
    (void)path;
    (void)bytes;
    (void)last;
    const given *task = &c->given.items[c->first++];
    if (!task->is_check || task->passed)
        c->done++;
    else if (lun_vec_push(&c->again, task->number) < 0)
        return no_memory(err);
    return LUN_OK;
}

static int tick(void *context, lun_error *err)
{
    comparing *c = context;
    return c->watch->tick ? c->watch->tick(c->watch->context, c->done, c->n, err) : LUN_OK;
}

/* ---- tasks ---- */

/* Of rows as they are stored, all that a check needs; NULL where it needs none. */
static const lun_run_state *state_of_check(const comparing *c, lun_run_state *out)
{
    const lun_plan *plan = &c->version->plan;
    int needs = 0;
    *out = (lun_run_state){ .what = LUN_STATE_STALE, .bare = 1 };
    out->taken = lun_arena_calloc(c->work, (size_t)lun_schema_count(plan->schema) + 1, 1);
    for (uint32_t i = 0; out->taken && i < lun_schema_count(plan->schema); i++) {
        out->taken[i] = c->told.layers[i] && plan->layers[i] && !lun_schema_layer(plan->schema, i)->n_members;
        needs |= out->taken[i];
    }
    return needs ? out : NULL;
}

static int add_task(comparing *c, lun_pool *pool, const lun_stored *stored, given task, const lun_buf *body,
                    lun_error *err)
{
    char *uri = lun_strdup(stored->uri);
    int rc = uri && lun_vec_push(&c->given, task) == 0 ? LUN_OK : no_memory(err);
    if (rc == LUN_OK)
        rc = lun_pool_add_stored(pool, uri, body, err);
    lun_free(uri);
    return rc < 0 ? rc : 1;
}

/* 1: its task was added; 0: it cannot be checked. */
static int add_check(comparing *c, lun_pool *pool, int64_t number, lun_error *err)
{
    lun_run_state own;
    lun_stored stored;
    lun_buf body = LUN_BUF_INIT;
    const lun_run_state *state = state_of_check(c, &own);
    int rc = own.taken ? lun_stored_parcel(&c->stored, number, state, LUN_TASK_CHECK, &body, err) : no_memory(err);
    if (rc == 0 && state) { /* its rows cannot come along */
        lun_buf_clear(&body);
        return 0;
    }
    if (rc >= 0)
        rc = lun_store_describe(c->store, number, &stored, err);
    if (rc >= 0)
        rc = add_task(c, pool, &stored, (given){ number, 1, 0 }, &body, err);
    lun_buf_clear(&body);
    return rc;
}

/* 1: its task was added; 0: nothing is to be found again in it. */
static int add(comparing *c, lun_pool *pool, int64_t number, int is_checked, lun_error *err)
{
    const lun_run_state *state;
    lun_stored stored;
    lun_buf body = LUN_BUF_INIT;
    int rc = lun_store_describe(c->store, number, &stored, err);
    if (rc == LUN_OK)
        rc = lun_stored_state(&c->stored, &stored, &state, err);
    if (rc < 0 || state->what == LUN_STATE_FRESH)
        return rc;
    if (!is_checked && !stored.problems && lun_bits_has(&c->told.documents, (uint64_t)number) &&
        (rc = add_check(c, pool, number, err)) != 0)
        return rc;
    rc = lun_stored_parcel(&c->stored, number, state, 0, &body, err);
    if (rc >= 0)
        rc = lun_store_describe(c->store, number, &stored, err);
    if (rc >= 0)
        rc = add_task(c, pool, &stored, (given){ number, 0, 0 }, &body, err);
    lun_buf_clear(&body);
    return rc;
}

static int more(void *context, lun_pool *pool, lun_error *err)
{
    comparing *c = context;
    int rc = 0;
    while (rc == 0 && c->next < c->again.n) {
        if ((rc = add(c, pool, c->again.items[c->next++], 1, err)) == 0)
            c->done++;
    }
    while (rc == 0 && ++c->at < c->documents.n) {
        if (lun_bits_has(&c->documents, c->at) && (rc = add(c, pool, (int64_t)c->at, 0, err)) == 0)
            c->done++;
    }
    return rc;
}

static int work(comparing *c, lun_error *err)
{
    const lun_work_limits *limits = &c->version->limits;
    const lun_pool_sink sink = { .context = c, .take = take, .fail = fail, .done = done, .tick = tick, .more = more };
    const lun_pool_options options = { .workers = limits->workers,
                                       .deadline = limits->deadline,
                                       .memory = limits->memory,
                                       .frame_max = lun_run_frame_max(&c->version->work.load),
                                       .line_limit = LUN_TEXT_MAX,
                                       .interrupted = c->watch->interrupted,
                                       .rules = &c->version->plan.rules };
    return lun_pool_run(c->version->zygote, &options, &sink, err);
}

static lun_loaded loaded_of(const lun_version *version)
{
    const lun_plan *plan = &version->plan;
    return (lun_loaded){ &plan->rules, plan->schema, plan->files, plan->n_files, NULL };
}

static int expect(comparing *c, lun_error *err)
{
    const lun_version *version = c->version;
    lun_loaded loaded = loaded_of(version), beside;
    if (version->beside) {
        beside = loaded_of(version->beside);
        loaded.beside = &beside;
    }
    lun_store_expect(c->store, version->plan.schema, (const uint8_t(*)[16])version->plan.dependencies.fingerprints,
                     version->plan.dependencies.base);
    return lun_store_expect_rules(c->store, &loaded, err);
}

static void narrow(comparing *c)
{
    lun_version *version = c->version;
    if (!version->within)
        return;
    lun_bits_intersect(&c->documents, version->within);
    version->documents = 0;
    for (uint64_t i = 0; i < version->within->n; i++)
        version->documents += (uint64_t)lun_bits_has(version->within, i);
}

static int by_number(const void *left, const void *right)
{
    const lun_delta *a = left, *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

/* Documents that were checked come later. */
static void sort_deltas(lun_version *version)
{
    if (version->deltas.n)
        qsort(version->deltas.items, version->deltas.n, sizeof *version->deltas.items, by_number);
}

int lun_version_compare(lun_version *version, lun_store *store, const lun_version_watch *watch, lun_error *err)
{
    static const lun_version_watch nobody = { 0 };
    const lun_plan *plan = &version->plan;
    comparing c = { .version = version, .store = store, .watch = watch ? watch : &nobody, .work = lun_arena_new() };
    int rc = c.work ? LUN_OK : no_memory(err);
    lun_stored_init(&c.stored, store, plan);
    c.stored.no_rules = 1;
    if (rc == LUN_OK)
        rc = expect(&c, err);
    if (rc == LUN_OK)
        rc = lun_concerned(&c.documents, &c.told, &version->documents, store, plan, version->zygote, version->arena,
                           err);
    if (rc == LUN_OK)
        narrow(&c);
    for (uint64_t i = 0; rc == LUN_OK && i < c.documents.n; i++)
        c.n += (uint64_t)lun_bits_has(&c.documents, i);
    version->looked = c.n;
    if (rc == LUN_OK && c.n)
        rc = work(&c, err);
    lun_zygote_stop(version->zygote);
    version->zygote = NULL;
    lun_stored_clear(&c.stored);
    lun_bits_clear(&c.documents);
    lun_told_clear(&c.told);
    lun_vec_clear(&c.given);
    lun_vec_clear(&c.again);
    sort_deltas(version);
    lun_arena_free(c.work);
    return rc;
}
