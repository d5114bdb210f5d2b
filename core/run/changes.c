/*
** changes.c - the difference of two versions from what each changes in the corpus. Sits on version.h, facts.c.
**
** With S what is stored, A = S - lost(A) + gained(A), and the same for B, as sets in which a row may be several times. So A has what B
** lacks: gained(A) - gained(B) and lost(B) - lost(A). S itself need not be known. That no row is both in lost and in gained of a
** version makes each of these differences one that can be taken by itself.
*/
#include "run/changes.h"

#include <stdlib.h>
#include <string.h>

/* ---- verdicts ---- */

typedef struct verdict {
    char key[17];
    uint8_t is_rejected;
} verdict;

struct lun_verdicts {
    LUN_VEC(verdict) items; /* by key */
};

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for what has changed");
}

static int by_key(const void *left, const void *right)
{
    return strcmp(((const verdict *)left)->key, ((const verdict *)right)->key);
}

static int has_view(lun_store *store, lun_error *err)
{
    lun_rows *rows;
    int rc = lun_store_query(&rows, store, "SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = 'correction'",
                             NULL, NULL, 0, err);
    if (rc == LUN_OK)
        rc = lun_rows_next(rows, err);
    lun_rows_close(rows);
    return rc;
}

static int add_verdict(lun_verdicts *verdicts, const lun_rows *rows, lun_error *err)
{
    lun_cell key, word;
    verdict one = { "", 0 };
    lun_rows_cell(rows, 0, &key);
    lun_rows_cell(rows, 1, &word);
    if (key.type != LUN_CELL_TEXT || word.type != LUN_CELL_TEXT || key.len != 16)
        return LUN_OK;
    memcpy(one.key, key.text, 16);
    one.is_rejected = strcmp(word.text, "reject") == 0;
    if (!one.is_rejected && strcmp(word.text, "accept") != 0)
        return LUN_OK;
    return lun_vec_push(&verdicts->items, one) == 0 ? LUN_OK : no_memory(err);
}

static int read_verdicts(lun_verdicts *verdicts, lun_store *store, lun_error *err)
{
    lun_rows *rows = NULL;
    int rc = has_view(store, err);
    if (rc <= 0)
        return rc;
    rc = lun_store_query(&rows, store, "SELECT key, verdict FROM correction", NULL, NULL, 0, err);
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0)
        rc = add_verdict(verdicts, rows, err);
    lun_rows_close(rows);
    if (verdicts->items.n)
        qsort(verdicts->items.items, verdicts->items.n, sizeof *verdicts->items.items, by_key);
    return rc;
}

int lun_verdicts_load(lun_verdicts **out, lun_store *store, lun_error *err)
{
    lun_verdicts *verdicts = *out = lun_calloc(1, sizeof *verdicts);
    int rc = verdicts ? read_verdicts(verdicts, store, err) : no_memory(err);
    if (rc >= 0)
        return LUN_OK;
    lun_verdicts_free(verdicts);
    *out = NULL;
    return rc;
}

void lun_verdicts_free(lun_verdicts *verdicts)
{
    if (!verdicts)
        return;
    lun_vec_clear(&verdicts->items);
    lun_free(verdicts);
}

static const verdict *find_verdict(const lun_verdicts *verdicts, const lun_fact *fact, const char *uri)
{
    verdict wanted;
    if (!verdicts || !verdicts->items.n)
        return NULL;
    lun_fact_key(wanted.key, fact, uri);
    return bsearch(&wanted, verdicts->items.items, verdicts->items.n, sizeof wanted, by_key);
}

/* ---- what one version has and the other lacks ---- */

typedef struct pairing {
    const char *uri;
    const lun_verdicts *verdicts;
    lun_arena *arena;
    lun_facts lost, gained;
    uint8_t *lost_done, *gained_done;
    lun_change *items;
    size_t n;
} pairing;

/* a and b joined, without what was rejected. */
static int join(pairing *p, lun_facts *out, const lun_facts *a, const lun_facts *b, lun_error *err)
{
    *out = (lun_facts){ lun_arena_calloc(p->arena, (size_t)a->n + b->n + 1, sizeof *out->items), 0 };
    if (!out->items)
        return no_memory(err);
    for (uint32_t i = 0; i < a->n + b->n; i++) {
        const lun_fact *fact = i < a->n ? &a->items[i] : &b->items[i - a->n];
        const verdict *said = find_verdict(p->verdicts, fact, p->uri);
        if (!said || !said->is_rejected)
            out->items[out->n++] = *fact;
    }
    return LUN_OK;
}

static int same_facts(pairing *p, lun_facts *a, lun_facts *b, const lun_facts *from, const lun_facts *to,
                      lun_error *err)
{
    int rc = lun_facts_copy(a, from, p->arena, err);
    if (rc == LUN_OK)
        rc = lun_facts_copy(b, to, p->arena, err);
    return rc < 0 ? rc : lun_facts_subtract(a, b, p->arena, err);
}

static int subtract(pairing *p, const lun_delta *from, const lun_delta *to, lun_error *err)
{
    static const lun_facts none = { NULL, 0 };
    lun_facts gained_from, gained_to, lost_from, lost_to;
    int rc = same_facts(p, &gained_from, &gained_to, from ? &from->gained : &none, to ? &to->gained : &none, err);
    if (rc == LUN_OK)
        rc = same_facts(p, &lost_from, &lost_to, from ? &from->lost : &none, to ? &to->lost : &none, err);
    if (rc == LUN_OK)
        rc = join(p, &p->lost, &gained_from, &lost_to, err);
    return rc < 0 ? rc : join(p, &p->gained, &gained_to, &lost_from, err);
}

/* ---- pairs ---- */

static int only_fields(const lun_fact *a, const lun_fact *b)
{
    return lun_fact_same_place(a, b) && strcmp(a->rule, b->rule) == 0;
}

static int only_rule(const lun_fact *a, const lun_fact *b)
{
    return lun_fact_same_place(a, b) && strcmp(a->fields, b->fields) == 0;
}

static int moved(const lun_fact *a, const lun_fact *b)
{
    return a->start < b->stop && b->start < a->stop && strcmp(a->layer, b->layer) == 0 && strcmp(a->rule, b->rule) == 0;
}

/* The first fact that may pair with `lost`; what comes before it ends before `lost` starts. */
static const lun_fact *find_pair(pairing *p, uint32_t from, const lun_fact *lost,
                                 int (*fits)(const lun_fact *, const lun_fact *))
{
    for (uint32_t j = from; j < p->gained.n; j++) {
        const lun_fact *gained = &p->gained.items[j];
        if (gained->start > lost->start && gained->start >= lost->stop)
            break;
        if (p->gained_done[j] || !fits(lost, gained))
            continue;
        p->gained_done[j] = 1;
        return gained;
    }
    return NULL;
}

/* Both lists are sorted by start, so that only what is near is compared: a document may have thousands of rows. */
static void pair(pairing *p, int (*fits)(const lun_fact *, const lun_fact *))
{
    uint32_t first = 0, longest = 0;
    for (uint32_t j = 0; j < p->gained.n; j++) {
        uint32_t len = p->gained.items[j].stop - p->gained.items[j].start;
        longest = len > longest ? len : longest;
    }
    for (uint32_t i = 0; i < p->lost.n; i++) {
        const lun_fact *lost = &p->lost.items[i];
        while (first < p->gained.n && p->gained.items[first].start + longest < lost->start)
            first++;
        const lun_fact *gained = p->lost_done[i] ? NULL : find_pair(p, first, lost, fits);
        if (!gained)
            continue;
        p->lost_done[i] = 1;
        p->items[p->n++] = (lun_change){ LUN_CHANGE_CHANGED, lost, gained, 0 };
    }
}

static int by_start(const void *left, const void *right)
{
    const lun_fact *a = left, *b = right;
    int order = a->start != b->start ? (a->start < b->start ? -1 : 1)
                : a->stop != b->stop ? (a->stop > b->stop ? -1 : 1)
                                     : strcmp(a->layer, b->layer);
    if (!order)
        order = strcmp(a->rule, b->rule);
    if (!order)
        order = strcmp(a->fields, b->fields);
    return order ? order : a->alike < b->alike ? -1 : a->alike > b->alike;
}

static const lun_fact *place_of(const lun_change *change)
{
    return change->before ? change->before : change->after;
}

static int by_place(const void *left, const void *right)
{
    static const int order_of[] = { [LUN_CHANGE_LOST] = 0, [LUN_CHANGE_CHANGED] = 1, [LUN_CHANGE_GAINED] = 2 };
    const lun_change *a = left, *b = right;
    const lun_fact *x = place_of(a), *y = place_of(b);
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return a->kind != b->kind ? order_of[a->kind] - order_of[b->kind] : by_start(x, y);
}

static void sort_facts(lun_facts *facts)
{
    if (facts->n)
        qsort(facts->items, facts->n, sizeof *facts->items, by_start);
}

static int make_pairs(pairing *p, lun_error *err)
{
    p->lost_done = lun_arena_calloc(p->arena, (size_t)p->lost.n + 1, 1);
    p->gained_done = lun_arena_calloc(p->arena, (size_t)p->gained.n + 1, 1);
    p->items = lun_arena_calloc(p->arena, (size_t)p->lost.n + p->gained.n + 1, sizeof *p->items);
    if (!p->lost_done || !p->gained_done || !p->items)
        return no_memory(err);
    sort_facts(&p->lost);
    sort_facts(&p->gained);
    pair(p, only_fields);
    pair(p, only_rule);
    pair(p, moved);
    for (uint32_t i = 0; i < p->lost.n; i++) {
        if (!p->lost_done[i])
            p->items[p->n++] = (lun_change){ LUN_CHANGE_LOST, &p->lost.items[i], NULL, 0 };
    }
    for (uint32_t i = 0; i < p->gained.n; i++) {
        if (!p->gained_done[i])
            p->items[p->n++] = (lun_change){ LUN_CHANGE_GAINED, NULL, &p->gained.items[i], 0 };
    }
    if (p->n)
        qsort(p->items, p->n, sizeof *p->items, by_place);
    return LUN_OK;
}

static void note_accepted(pairing *p)
{
    for (size_t i = 0; i < p->n; i++) {
        const verdict *said = p->items[i].before ? find_verdict(p->verdicts, p->items[i].before, p->uri) : NULL;
        p->items[i].is_accepted = said && !said->is_rejected;
    }
}

/* ---- all documents ---- */

typedef int lun_changes_take(void *context, const lun_document_changes *changes, lun_error *err);

static int take_one(pairing *p, const lun_delta *from, const lun_delta *to, lun_changes_take *take, void *context,
                    lun_error *err)
{
    const lun_delta *any = from ? from : to;
    p->uri = any->uri;
    p->n = 0;
    int rc = subtract(p, from, to, err);
    if (rc == LUN_OK)
        rc = make_pairs(p, err);
    if (rc == LUN_OK && p->n) {
        const lun_document_changes changes = { any->number, any->uri, p->items, p->n };
        note_accepted(p);
        rc = take(context, &changes, err);
    }
    lun_arena_reset(p->arena);
    return rc < 0 ? rc : LUN_OK;
}

int lun_changes_each(const lun_version *from, const lun_version *to, const lun_verdicts *verdicts,
                     int (*take)(void *context, const lun_document_changes *changes, lun_error *err), void *context,
                     lun_error *err)
{
    pairing p = { .verdicts = verdicts, .arena = lun_arena_new() };
    size_t i = 0, j = 0, n_from = from ? from->deltas.n : 0, n_to = to ? to->deltas.n : 0;
    int rc = p.arena ? LUN_OK : no_memory(err);
    while (rc == LUN_OK && (i < n_from || j < n_to)) {
        const lun_delta *a = i < n_from ? &from->deltas.items[i] : NULL, *b = j < n_to ? &to->deltas.items[j] : NULL;
        if (a && b && a->number != b->number)
            *(a->number < b->number ? &b : &a) = NULL;
        i += a != NULL;
        j += b != NULL;
        rc = take_one(&p, a, b, take, context, err);
    }
    lun_arena_free(p.arena);
    return rc;
}
