/*
** edited.c - edits told by rule. Sits on candidates.c, zygote.h, core/store/plans.c.
**
** Let R be the rules that differ (changed, new, gone), all else being the same: layers, resolve functions, the stages and the order of the other rules.
** In a document in which no rule of R can match, as it was or as it is, both versions find the same rows: the rules of R do nothing there, and every other
** rule and function, in the order of work, sees what it saw. "Can match" is told by what a rule wants (words, rows of other layers), asked of the stored
** text and rows: up to the first rule of R that would match these are the rows that it sees. So functions are never entered either, and whatever they may do beside
** making rows (entities, tables of their own) is not done.
**
** What a rule that is gone wanted, nobody can ask any more: runs record it.
*/
#include "run/edited.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "run/candidates.h"

#define CHECKS_MOST 40 /* rules that are looked for by themselves: with more of them, all rules run */

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to compare rules");
}

/* ---- comparing ---- */

typedef struct old_rule {
    int64_t place, number;
    lun_wanted_rule wants;
    const char *look;
    uint32_t now; /* the rule of that id, 0 = there is none */
    uint8_t same;
} old_rule;

typedef struct comparing {
    const lun_edits *edits;
    lun_intern *ids;   /* of the rules now, in the order of their numbers, from 1 */
    uint32_t *in_turn; /* rules now, in the order of work */
    uint32_t n_in_turn;
    LUN_VEC(old_rule) old;
    uint32_t *old_of; /* by rule now: which of `old`, from 1; 0 = new */
    int unreadable;
} comparing;

static int take_old(void *context, const lun_planned *rule, lun_error *err)
{
    comparing *c = context;
    const lun_plan *plan = c->edits->plan;
    old_rule one = { rule->place, rule->number, { NULL, 0 }, NULL, 0, 0 };
    uint32_t id = rule->id ? lun_intern_find(c->ids, rule->id, strlen(rule->id)) : LUN_INTERN_NONE;
    if (id != LUN_INTERN_NONE && !c->old_of[id + 1]) {
        const lun_rule_print *now = &plan->dependencies.rules[id + 1];
        one.now = id + 1;
        one.same = now->hash == rule->fingerprint && (int64_t)now->stage == rule->stage;
    }
    int rc = lun_parcel_take_kept_wants(&one.wants, rule->wants ? rule->wants : "", rule->n_wants, plan->schema,
                                        c->edits->arena);
    if (rule->look && !(one.look = lun_arena_strdup(c->edits->arena, rule->look)))
        rc = LUN_ENOMEM;
    if (rc == LUN_ENOMEM || lun_vec_push(&c->old, one) < 0)
        return no_memory(err);
    c->unreadable |= rc < 0;
    if (one.now)
        c->old_of[one.now] = (uint32_t)c->old.n;
    return LUN_OK;
}

static old_rule *same_old(const comparing *c, uint32_t now)
{
    uint32_t at = c->old_of[now];
    return at && c->old.items[at - 1].same ? &c->old.items[at - 1] : NULL;
}

/* Rules that stand elsewhere among the others count as changed: what is left is in the old order. */
static void note_moved(const comparing *c)
{
    int64_t last = -1;
    for (uint32_t i = 0; i < c->n_in_turn; i++) {
        old_rule *old = same_old(c, c->in_turn[i]);
        if (old && old->place < last)
            old->same = 0;
        else if (old)
            last = old->place;
    }
    last = -1;
    for (uint32_t r = 1; r < c->edits->plan->dependencies.n_rules; r++) {
        old_rule *old = same_old(c, r);
        if (old && old->number < last)
            old->same = 0;
        else if (old)
            last = old->number;
    }
}

static int note_edit(const comparing *c, int64_t run, lun_edit *out, lun_error *err)
{
    lun_arena *arena = c->edits->arena;
    uint32_t n = c->edits->plan->dependencies.n_rules;
    *out = (lun_edit){ .run = run,
                       .now = lun_arena_calloc(arena, (size_t)n + 1, sizeof *out->now),
                       .was = lun_arena_calloc(arena, c->old.n + 1, sizeof *out->was),
                       .looks = lun_arena_calloc(arena, c->old.n + 1, sizeof *out->looks) };
    if (!out->now || !out->was || !out->looks)
        return no_memory(err);
    for (uint32_t r = 1; r < n; r++) {
        if (c->edits->plan->dependencies.rules[r].stage != UINT32_MAX && !same_old(c, r))
            out->now[out->n_now++] = r;
    }
    for (size_t i = 0; i < c->old.n; i++) {
        if (c->old.items[i].same)
            continue;
        out->looks[out->n_was] = c->old.items[i].look;
        out->was[out->n_was++] = c->old.items[i].wants;
    }
    return LUN_OK;
}

/* 1 with what differs since a run, 0 where that is more than rules. */
static int compare(comparing *c, int64_t run, lun_edit *out, lun_error *err)
{
    const lun_dependencies *now = &c->edits->plan->dependencies;
    uint64_t rest = 0;
    int rc = lun_store_plan_rest(c->edits->store, run, &rest, err);
    if (rc <= 0 || rest != now->rest)
        return rc < 0 ? rc : 0;
    c->old.n = 0;
    c->unreadable = 0;
    memset(c->old_of, 0, ((size_t)now->n_rules + 1) * sizeof *c->old_of);
    if ((rc = lun_store_each_planned(c->edits->store, run, take_old, c, err)) < 0 || c->unreadable)
        return rc < 0 ? rc : 0;
    note_moved(c);
    rc = note_edit(c, run, out, err);
    return rc < 0 ? rc : 1;
}

/* ---- all runs ---- */

static int open_comparing(comparing *c, const lun_edits *edits, lun_error *err)
{
    const lun_dependencies *now = &edits->plan->dependencies;
    c->edits = edits;
    c->ids = lun_intern_new();
    c->old_of = lun_arena_calloc(edits->arena, (size_t)now->n_rules + 1, sizeof *c->old_of);
    c->in_turn = lun_arena_calloc(edits->arena, (size_t)now->n_rules + 1, sizeof *c->in_turn);
    if (!c->ids || !c->old_of || !c->in_turn)
        return no_memory(err);
    for (uint32_t r = 1; r < now->n_rules; r++) {
        const char *id = edits->plan->rules.items[r].id;
        if (lun_intern_add(c->ids, id, strlen(id)) == LUN_INTERN_NONE)
            return no_memory(err);
        c->n_in_turn += now->rules[r].stage != UINT32_MAX;
    }
    for (uint32_t r = 1; r < now->n_rules; r++) {
        if (now->rules[r].stage != UINT32_MAX && now->rules[r].place < c->n_in_turn)
            c->in_turn[now->rules[r].place] = r;
    }
    /* two rules of one id, which no plan has, would be one here */
    return LUN_OK;
}

static int compare_runs(comparing *c, lun_edits *edits, lun_error *err)
{
    uint8_t *same = lun_arena_calloc(edits->arena, (size_t)lun_schema_count(edits->plan->schema) + 1, 1);
    int64_t run = 0;
    int rc;
    if (!same)
        return no_memory(err);
    while ((rc = lun_store_next_run(edits->store, &run, err)) > 0) {
        lun_edit edit;
        rc = lun_store_run_layers(edits->store, run, same, err); /* 1: the base is the same */
        if (rc > 0)
            rc = compare(c, run, &edit, err);
        if (rc > 0 && lun_vec_push(&edits->runs, edit) < 0)
            rc = no_memory(err);
        if (rc < 0)
            return rc;
    }
    return rc;
}

/* What the rules want is asked once, of all that differ since any run. */
static int ask(lun_edits *edits, lun_zygote *zygote, lun_error *err)
{
    uint32_t n_rules = edits->plan->dependencies.n_rules, n = 0;
    uint32_t *rules = lun_arena_calloc(edits->arena, (size_t)n_rules + 1, sizeof *rules);
    edits->asked = lun_arena_calloc(edits->arena, (size_t)n_rules + 1, sizeof *edits->asked);
    if (!rules || !edits->asked)
        return no_memory(err);
    for (size_t i = 0; i < edits->runs.n; i++) {
        const lun_edit *edit = &edits->runs.items[i];
        for (uint32_t k = 0; k < edit->n_now; k++) {
            if (edits->asked[edit->now[k]])
                continue;
            rules[n++] = edit->now[k];
            edits->asked[edit->now[k]] = n;
        }
    }
    return n ? lun_zygote_rule_wants(zygote, edits->plan, rules, n, &edits->wants, edits->arena, err) : LUN_OK;
}

int lun_edits_open(lun_edits *edits, lun_store *store, const lun_plan *plan, lun_zygote *zygote, lun_arena *arena,
                   lun_error *err)
{
    comparing c = { .n_in_turn = 0 };
    *edits = (lun_edits){ .store = store, .plan = plan, .arena = arena };
    if (!plan->dependencies.n_rules)
        return LUN_OK;
    int rc = open_comparing(&c, edits, err);
    if (rc == LUN_OK && lun_intern_count(c.ids) + 1 == plan->dependencies.n_rules)
        rc = compare_runs(&c, edits, err);
    if (rc == LUN_OK)
        rc = ask(edits, zygote, err);
    lun_vec_clear(&c.old);
    lun_intern_free(c.ids);
    return rc;
}

void lun_edits_clear(lun_edits *edits)
{
    lun_vec_clear(&edits->runs);
}

const lun_edit *lun_edits_since(const lun_edits *edits, int64_t run)
{
    for (size_t i = 0; i < edits->runs.n; i++) {
        if (edits->runs.items[i].run == run)
            return &edits->runs.items[i];
    }
    return NULL;
}

/* ---- documents ---- */

static int add_rules(const lun_edits *edits, const lun_edit *edit, lun_candidates *candidates, lun_bits *out,
                     lun_error *err)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < edit->n_was && rc == LUN_OK; i++)
        rc = lun_candidates_add(candidates, &edit->was[i], out, err);
    for (uint32_t i = 0; i < edit->n_now && rc == LUN_OK; i++) {
        if (edits->wants->anything)
            lun_bits_unite(out, &candidates->any);
        else
            rc = lun_candidates_add(candidates, &edits->wants->rules[edits->asked[edit->now[i]] - 1], out, err);
    }
    return rc;
}

int lun_edits_add(const lun_edits *edits, const lun_edit *edit, lun_bits *out, lun_error *err)
{
    uint32_t n = lun_schema_count(edits->plan->schema);
    uint8_t *kept = lun_arena_calloc(edits->arena, (size_t)n + 1, 1),
            *changed = lun_arena_calloc(edits->arena, (size_t)n + 1, 1);
    lun_candidates candidates = {
        .store = edits->store, .schema = edits->plan->schema, .kept = kept, .changed = changed
    };
    if (!kept || !changed)
        return no_memory(err);
    /* where a layer's rows were not kept, nobody can tell what a rule saw of them */
    int rc = lun_store_kept_layers(edits->store, edit->run, edits->plan->schema, kept, err);
    if (rc == LUN_OK && (rc = lun_candidates_init(&candidates, err)) == LUN_OK)
        rc = add_rules(edits, edit, &candidates, out, err);
    lun_candidates_clear(&candidates);
    return rc;
}

/* ---- checks ---- */

/* The looks of all runs: 0 where one is not told, or there are too many. */
static int add_looks(const lun_edits *edits, lun_buf *out)
{
    uint32_t n = 0;
    for (size_t i = 0; i < edits->runs.n; i++) {
        const lun_edit *edit = &edits->runs.items[i];
        for (uint32_t k = 0; k < edit->n_was; k++) {
            if (!edit->looks[k] || n == CHECKS_MOST)
                return 0;
            lun_buf_addf(out, "%s%s", n++ ? "," : "", edit->looks[k]);
        }
    }
    return 1;
}

int lun_edits_check(const lun_edits *edits, lun_zygote *zygote, const uint8_t **layers, lun_error *err)
{
    lun_buf question = LUN_BUF_INIT;
    uint32_t n = 0;
    int rc = 0;
    lun_buf_adds(&question, "{\"now\":[");
    for (uint32_t r = 1; edits->asked && r < edits->plan->dependencies.n_rules; r++) {
        if (edits->asked[r])
            lun_buf_addf(&question, "%s%u", n++ ? "," : "", r);
    }
    lun_buf_adds(&question, "],\"was\":[");
    int told = n <= CHECKS_MOST && add_looks(edits, &question);
    lun_buf_adds(&question, "]}");
    if (question.failed)
        rc = no_memory(err);
    else if (told)
        rc = lun_zygote_haunt(zygote, edits->plan, question.data, layers, edits->arena, err);
    lun_buf_clear(&question);
    return rc;
}

/* ---- recording ---- */

static void fingerprint_of(const lun_plan *plan, const lun_planned *rules, uint32_t n, uint8_t out[16])
{
    uint64_t hashes[2] = { plan->dependencies.rest, n };
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t parts[] = { (uint64_t)rules[i].place, (uint64_t)rules[i].number, (uint64_t)rules[i].stage,
                                   rules[i].fingerprint };
        for (int k = 0; k < 2; k++) {
            hashes[k] = lun_hash64_seed(parts, sizeof parts, hashes[k]);
            hashes[k] = lun_hash64_seed(rules[i].id, strlen(rules[i].id), hashes[k]);
        }
    }
    lun_hash128(hashes, sizeof hashes, out);
}

static int by_place(const void *left, const void *right)
{
    const lun_planned *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

static uint32_t list_rules(const lun_plan *plan, lun_planned *out)
{
    const lun_dependencies *now = &plan->dependencies;
    uint32_t n = 0;
    for (uint32_t r = 1; r < now->n_rules; r++) {
        if (now->rules[r].stage != UINT32_MAX)
            out[n++] = (lun_planned){ .place = now->rules[r].place,
                                      .number = r,
                                      .stage = now->rules[r].stage,
                                      .id = plan->rules.items[r].id,
                                      .fingerprint = now->rules[r].hash };
    }
    if (n)
        qsort(out, n, sizeof *out, by_place);
    return n;
}

typedef struct remembering { /* what the last run's plan says of rules */
    lun_arena *arena;
    lun_intern *ids;
    LUN_VEC(lun_planned) rules; /* by id */
} remembering;

static int remember(void *context, const lun_planned *rule, lun_error *err)
{
    remembering *r = context;
    lun_planned one = *rule;
    if (!rule->id || lun_intern_find(r->ids, rule->id, strlen(rule->id)) != LUN_INTERN_NONE)
        return LUN_OK;
    one.wants = lun_arena_strndup(r->arena, rule->n_wants ? rule->wants : "", rule->n_wants);
    one.look = rule->look ? lun_arena_strdup(r->arena, rule->look) : NULL;
    if (!one.wants || (rule->look && !one.look) || lun_vec_push(&r->rules, one) < 0 ||
        lun_intern_add(r->ids, rule->id, strlen(rule->id)) == LUN_INTERN_NONE)
        return no_memory(err);
    return LUN_OK;
}

/* Rules that are as they were, among layers that are, want what they wanted. */
static int reuse(lun_planned *rules, uint32_t n, lun_store *store, const lun_plan *plan, lun_arena *arena,
                 lun_error *err)
{
    remembering r = { .arena = arena, .ids = lun_intern_new() };
    int64_t run = 0, last = 0;
    uint64_t rest;
    int rc = r.ids ? LUN_OK : no_memory(err);
    while (rc >= 0 && (rc = lun_store_next_run(store, &run, err)) > 0)
        last = run;
    if (rc == LUN_OK && last && (rc = lun_store_plan_rest(store, last, &rest, err)) > 0)
        rc = rest == plan->dependencies.rest ? lun_store_each_planned(store, last, remember, &r, err) : LUN_OK;
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        uint32_t id = lun_intern_find(r.ids, rules[i].id, strlen(rules[i].id));
        const lun_planned *old = id == LUN_INTERN_NONE ? NULL : &r.rules.items[id];
        if (!old || old->fingerprint != rules[i].fingerprint || !old->n_wants)
            continue;
        rules[i].wants = old->wants;
        rules[i].n_wants = old->n_wants;
        rules[i].look = old->look;
    }
    lun_vec_clear(&r.rules);
    lun_intern_free(r.ids);
    return rc;
}

/* What the others want, and look for; the wants in one block of bytes. */
static int ask_rest(lun_planned *rules, uint32_t n, const lun_plan *plan, lun_zygote *zygote, lun_buf *bytes,
                    lun_arena *arena, lun_error *err)
{
    static const lun_wanted_rule anything = { NULL, 0 };
    uint32_t *numbers = lun_arena_calloc(arena, (size_t)n + 1, sizeof *numbers), n_asked = 0;
    size_t *stops = lun_arena_calloc(arena, (size_t)n + 1, sizeof *stops);
    const char **looks = lun_arena_calloc(arena, (size_t)n + 1, sizeof *looks);
    lun_layer_wants *wants;
    if (!numbers || !stops || !looks)
        return no_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        if (!rules[i].n_wants)
            numbers[n_asked++] = (uint32_t)rules[i].number;
    }
    int rc = n_asked ? lun_zygote_rule_wants(zygote, plan, numbers, n_asked, &wants, arena, err) : LUN_OK;
    if (rc == LUN_OK && n_asked)
        rc = lun_zygote_looks(zygote, numbers, n_asked, looks, arena, err);
    for (uint32_t i = 0; i < n_asked && rc == LUN_OK; i++) {
        lun_parcel_kept_wants(bytes, wants->anything ? &anything : &wants->rules[i], plan->schema);
        stops[i] = bytes->len;
    }
    if (rc == LUN_OK && bytes->failed)
        rc = no_memory(err);
    for (uint32_t i = 0, k = 0; i < n && rc == LUN_OK; i++) {
        if (rules[i].n_wants)
            continue;
        size_t start = k ? stops[k - 1] : 0;
        rules[i].wants = bytes->data + start;
        rules[i].n_wants = stops[k] - start;
        rules[i].look = looks[k++];
    }
    return rc;
}

int lun_edits_record(lun_store *store, const lun_plan *plan, lun_zygote *zygote, lun_error *err)
{
    uint8_t fingerprint[16];
    lun_buf bytes = LUN_BUF_INIT;
    lun_arena *arena = lun_arena_new();
    lun_planned *rules = arena ? lun_arena_calloc(arena, (size_t)plan->dependencies.n_rules + 1, sizeof *rules) : NULL;
    int rc = LUN_OK;
    if (!rules)
        rc = no_memory(err);
    uint32_t n = rules ? list_rules(plan, rules) : 0;
    if (n) {
        fingerprint_of(plan, rules, n, fingerprint);
        rc = lun_store_has_plan(store, fingerprint, err);
        if (rc == 0 && (rc = reuse(rules, n, store, plan, arena, err)) == LUN_OK &&
            (rc = ask_rest(rules, n, plan, zygote, &bytes, arena, err)) == LUN_OK)
            rc = lun_store_record_plan(store, fingerprint, plan->dependencies.rest, rules, n, err);
        if (rc >= 0)
            rc = lun_store_note_plan(store, fingerprint, err);
    }
    lun_buf_clear(&bytes);
    lun_arena_free(arena);
    return rc;
}
