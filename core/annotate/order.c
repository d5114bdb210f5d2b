/*
** order.c - finishing a layer: which overlapping rows stay, in what order they are read, and where patterns find them.
**
** Sits on set.h. Rows of one rule never drop each other (a rule's own `overlap` has decided that, and `each` makes several rows of one span); rows of
** different rules do as the layer's policy says. Policies look at tokens: two rows that touch a common token overlap.
*/
#include <stdlib.h>
#include <string.h>

#include "annotate/set.h"
#include "base/hash.h"

static uint32_t span_len(const lun_annotation *row)
{
    return row->span.stop - row->span.start;
}

static int compare_place(const lun_annotation *a, const lun_annotation *b)
{
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (span_len(a) != span_len(b))
        return span_len(a) > span_len(b) ? -1 : 1;
    return 0;
}

int lun_annotations_by_place(const void *left, const void *right)
{
    const lun_annotation *a = *(lun_annotation *const *)left, *b = *(lun_annotation *const *)right;
    int order = compare_place(a, b);
    if (order || a->layer == b->layer)
        return order ? order : (a->id > b->id) - (a->id < b->id);
    return a->layer < b->layer ? -1 : 1; /* of unions: what stands first must not depend on what was made first */
}

static int by_length(const void *left, const void *right)
{
    const lun_annotation *a = *(lun_annotation *const *)left, *b = *(lun_annotation *const *)right;
    if (span_len(a) != span_len(b))
        return span_len(a) > span_len(b) ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static int by_rule(const void *left, const void *right)
{
    const lun_annotation *a = *(lun_annotation *const *)left, *b = *(lun_annotation *const *)right;
    return a->rule != b->rule ? (a->rule < b->rule ? -1 : 1) : lun_annotations_by_place(left, right);
}

/* ---- equal rows ---- */

static int same_value(const lun_value *a, const lun_value *b)
{
    if (a->type != b->type || a->n != b->n)
        return 0;
    switch (a->type) {
    case LUN_TYPE_NONE:
        return 1;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        return memcmp(a->as.text, b->as.text, a->n) == 0;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        return a->as.integer == b->as.integer;
    case LUN_TYPE_NUMBER:
        return memcmp(&a->as.number, &b->as.number, sizeof a->as.number) == 0;
    case LUN_TYPE_SPAN:
        return a->as.span.start == b->as.span.start && a->as.span.stop == b->as.span.stop;
    case LUN_TYPE_ENTITY:
        return a->as.ref.entity == b->as.ref.entity;
    case LUN_TYPE_ANNOTATION:
        return a->as.annotation == b->as.annotation;
    case LUN_TYPE_LIST:
        break;
    }
    for (uint32_t i = 0; i < a->n; i++) {
        if (!same_value(&a->as.items[i], &b->as.items[i]))
            return 0;
    }
    return 1;
}

static int same_row(const lun_layer *layer, const lun_annotation *a, const lun_annotation *b)
{
    if (a->entity != b->entity || compare_place(a, b) != 0)
        return 0;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        if (!same_value(&a->values[f], &b->values[f]))
            return 0;
    }
    return 1;
}

static int drop(lun_annotations *set, lun_annotation *row, uint32_t winner, lun_error *err)
{
    if (lun_annotations__grow(set->arena, (void **)&set->dropped, &set->dropped_capacity, set->n_dropped + 1,
                              sizeof *set->dropped) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory to finish a layer");
    row->dropped = 1;
    row->winner = winner;
    set->dropped[set->n_dropped++] = row;
    return LUN_OK;
}

int lun_annotations_withhold(lun_annotations *set, lun_annotation *row, uint32_t rule, lun_error *err)
{
    int rc = row->dropped ? 1 : drop(set, row, 0, err);
    if (rc == LUN_OK)
        row->veto = rule;
    return rc < 0 ? rc : LUN_OK;
}

void lun_annotations_give_back(lun_annotations *set, uint32_t rule)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set->n_dropped; i++) {
        lun_annotation *row = set->dropped[i];
        if (row->veto != rule) {
            set->dropped[kept++] = row;
            continue;
        }
        row->dropped = 0;
        row->veto = 0;
    }
    set->n_dropped = kept;
}

static uint64_t hash_value(const lun_value *value, uint64_t seed)
{
    seed = lun_hash64_seed(&value->type, sizeof value->type, seed);
    switch (value->type) {
    case LUN_TYPE_NONE:
        return seed;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        return lun_hash64_seed(value->as.text, value->n, seed);
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        return lun_hash64_seed(&value->as.integer, sizeof value->as.integer, seed);
    case LUN_TYPE_NUMBER:
        return lun_hash64_seed(&value->as.number, sizeof value->as.number, seed);
    case LUN_TYPE_SPAN:
        return lun_hash64_seed(&value->as.span, sizeof value->as.span, seed);
    case LUN_TYPE_ENTITY:
        return lun_hash64_seed(&value->as.ref.entity, sizeof value->as.ref.entity, seed);
    case LUN_TYPE_ANNOTATION:
        return lun_hash64_seed(&value->as.annotation, sizeof value->as.annotation, seed);
    case LUN_TYPE_LIST:
        break;
    }
    for (uint32_t i = 0; i < value->n; i++)
        seed = hash_value(&value->as.items[i], seed);
    return seed;
}

static uint64_t hash_row(const lun_layer *layer, const lun_annotation *row)
{
    uint64_t hash = lun_hash64(&row->entity, sizeof row->entity);
    for (uint32_t f = 0; f < layer->n_fields; f++)
        hash = hash_value(&row->values[f], hash);
    return hash;
}

/* rows of one place, few: each with each */
static int drop_among_few(lun_annotations *set, const lun_layer *layer, lun_annotation **rows, uint32_t n,
                          lun_error *err)
{
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = i + 1; !rows[i]->dropped && j < n; j++) {
            if (!rows[j]->dropped && same_row(layer, rows[i], rows[j]) && drop(set, rows[j], rows[i]->id, err) < 0)
                return LUN_ENOMEM;
        }
    }
    return LUN_OK;
}

/* rows of one place, many (a function that marks the whole text again and again): by a hash of their fields */
static int drop_among_many(lun_annotations *set, const lun_layer *layer, lun_annotation **rows, uint32_t n,
                           lun_error *err)
{
    size_t size = 16;
    int rc = LUN_OK;
    while (size < (size_t)n * 2)
        size *= 2;
    lun_annotation **seen = lun_calloc(size, sizeof *seen);
    if (!seen)
        return lun_error_set(err, LUN_ENOMEM, "no memory to finish a layer");
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        size_t at = hash_row(layer, rows[i]) & (size - 1);
        if (rows[i]->dropped) /* a veto withheld it */
            continue;
        while (seen[at] && !same_row(layer, seen[at], rows[i]))
            at = (at + 1) & (size - 1);
        if (seen[at])
            rc = drop(set, rows[i], seen[at]->id, err);
        else
            seen[at] = rows[i];
    }
    lun_free(seen);
    return rc;
}

#define FEW 16

/* rows sorted by place: of equal rows the first stays */
static int drop_equals(lun_annotations *set, const lun_layer *layer, lun_annotation **rows, uint32_t n, lun_error *err)
{
    uint32_t stop;
    for (uint32_t i = 0; i < n; i = stop) {
        for (stop = i + 1; stop < n && compare_place(rows[i], rows[stop]) == 0;)
            stop++;
        int rc = stop - i <= FEW ? drop_among_few(set, layer, rows + i, stop - i, err)
                                 : drop_among_many(set, layer, rows + i, stop - i, err);
        if (rc < 0)
            return rc;
    }
    return LUN_OK;
}

/* ---- policies ---- */

static const lun_annotation *conflict(lun_annotation *const *owner, const lun_annotation *row)
{
    for (uint32_t t = row->tokens.start; t < row->tokens.stop; t++) {
        if (owner[t] && owner[t]->rule != row->rule)
            return owner[t];
    }
    return NULL;
}

/* rows sorted by preference: each stays unless one before it, of another rule, holds one of its tokens */
static int drop_overlaps(lun_annotations *set, lun_annotation **rows, uint32_t n, lun_error *err)
{
    lun_annotation **owner = lun_calloc((size_t)set->document->n_tokens + 1, sizeof *owner);
    int rc = LUN_OK;
    if (!owner)
        return lun_error_set(err, LUN_ENOMEM, "no memory to finish a layer");
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        if (rows[i]->dropped)
            continue;
        const lun_annotation *winner = conflict(owner, rows[i]);
        if (winner) {
            rc = drop(set, rows[i], winner->id, err);
            continue;
        }
        for (uint32_t t = rows[i]->tokens.start; t < rows[i]->tokens.stop; t++)
            owner[t] = rows[i];
    }
    lun_free(owner);
    return rc;
}

/* Rows come in the order of rules, and of a rule in that of the text: often they are sorted already. */
static void sort(lun_annotation **rows, uint32_t n, int (*compare)(const void *, const void *))
{
    uint32_t i = 1;
    while (i < n && compare(&rows[i - 1], &rows[i]) <= 0)
        i++;
    if (i < n)
        qsort(rows, n, sizeof *rows, compare);
}

static int is_of_one_rule(lun_annotation *const *rows, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        if (rows[i]->rule != rows[0]->rule)
            return 0;
    }
    return 1;
}

/* rows sorted by place, which they stay; the preference is that of `compare` */
static int drop_less_preferred(lun_annotations *set, lun_annotation *const *rows, uint32_t n,
                               int (*compare)(const void *, const void *), lun_error *err)
{
    lun_annotation **preferred = lun_malloc(n * sizeof *preferred);
    if (!preferred)
        return lun_error_set(err, LUN_ENOMEM, "no memory to finish a layer");
    memcpy(preferred, rows, n * sizeof *preferred);
    sort(preferred, n, compare);
    int rc = drop_overlaps(set, preferred, n, err);
    lun_free(preferred);
    return rc;
}

/* Leaves the rows sorted by place. */
static int apply_policy(lun_annotations *set, const lun_layer *layer, lun_annotation **rows, uint32_t n, lun_error *err)
{
    sort(rows, n, lun_annotations_by_place);
    int rc = drop_equals(set, layer, rows, n, err);
    if (rc < 0 || layer->policy == LUN_POLICY_ALL || is_of_one_rule(rows, n))
        return rc;
    return drop_less_preferred(set, rows, n, layer->policy == LUN_POLICY_LONGEST ? by_length : by_rule, err);
}

/* ---- what readers see ---- */

static void note_longest(lun_layer_rows *rows)
{
    rows->longest = 0;
    for (uint32_t i = 0; i < rows->n_visible; i++) {
        uint32_t n = rows->visible[i]->tokens.stop - rows->visible[i]->tokens.start;
        if (n > rows->longest)
            rows->longest = n;
    }
}

/* What readers see of the layer changes, and so of the unions that it belongs to. */
static void forget_order(lun_annotations *set, uint16_t layer)
{
    set->layers[layer].ordered = set->layers[layer].indexed = 0;
    set->layers[layer].n_visible = 0;
    for (uint32_t i = 0; i < set->n_layers; i++) {
        const lun_layer *type = lun_schema_layer(set->schema, i);
        for (uint32_t m = 0; m < type->n_members; m++) {
            if (type->members[m].layer == layer)
                set->layers[i].ordered = 0;
        }
    }
}

static int copy_created(lun_annotations *set, uint16_t layer, lun_error *err)
{
    lun_layer_rows *rows = &set->layers[layer];
    forget_order(set, layer);
    rows->visible = lun_arena_calloc(set->arena, rows->n_created ? rows->n_created : 1, sizeof *rows->visible);
    return rows->visible ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory to order a layer");
}

int lun_annotations_finish(lun_annotations *set, uint16_t layer, lun_error *err)
{
    lun_layer_rows *rows = &set->layers[layer];
    int rc;
    if (rows->finished)
        return LUN_OK;
    if ((rc = copy_created(set, layer, err)) < 0)
        return rc;
    if (rows->n_created) {
        memcpy(rows->visible, rows->created, rows->n_created * sizeof *rows->visible);
        if ((rc = apply_policy(set, lun_schema_layer(set->schema, layer), rows->visible, rows->n_created, err)) < 0)
            return rc;
    }
    for (uint32_t i = 0; i < rows->n_created; i++) {
        if (!rows->visible[i]->dropped)
            rows->visible[rows->n_visible++] = rows->visible[i];
    }
    note_longest(rows);
    rows->finished = rows->ordered = 1;
    return LUN_OK;
}

int lun_annotations_keep(lun_annotations *set, uint16_t layer, lun_error *err)
{
    lun_layer_rows *rows = &set->layers[layer];
    int rc = rows->finished ? LUN_OK : copy_created(set, layer, err);
    if (rc < 0 || rows->finished)
        return rc;
    if (rows->n_created)
        memcpy(rows->visible, rows->created, rows->n_created * sizeof *rows->visible);
    rows->n_visible = rows->n_created;
    sort(rows->visible, rows->n_visible, lun_annotations_by_place);
    note_longest(rows);
    rows->finished = rows->ordered = 1;
    return LUN_OK;
}

int lun_annotations_finished(const lun_annotations *set, uint16_t layer)
{
    return set->layers[layer].finished;
}

static int rule_listed(uint32_t rule, const uint32_t *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (rules[i] == rule)
            return 1;
    }
    return 0;
}

int lun_annotations_show(lun_annotations *set, uint16_t layer, const uint32_t *rules, size_t n, lun_error *err)
{
    lun_layer_rows *rows = &set->layers[layer];
    int rc;
    if (rows->finished || (n == 0 && rows->ordered && rows->n_visible == 0))
        return LUN_OK;
    if (n == 0) { /* most rules: nothing to copy */
        forget_order(set, layer);
        rows->visible = NULL;
        rows->longest = 0;
        rows->ordered = 1;
        return LUN_OK;
    }
    if ((rc = copy_created(set, layer, err)) < 0)
        return rc;
    for (uint32_t i = 0; i < rows->n_created; i++) {
        if (rule_listed(rows->created[i]->rule, rules, n))
            rows->visible[rows->n_visible++] = rows->created[i];
    }
    sort(rows->visible, rows->n_visible, lun_annotations_by_place);
    note_longest(rows);
    rows->ordered = 1;
    return LUN_OK;
}

/* A union's rows: those of its members, merged; made again when a member's rows have changed. */
static int order_union(lun_annotations *set, const lun_layer *layer, lun_layer_rows *rows)
{
    uint32_t total = 0;
    for (uint32_t m = 0; m < layer->n_members; m++)
        total += set->layers[layer->members[m].layer].n_visible;
    rows->n_visible = 0;
    rows->visible = lun_arena_calloc(set->arena, total ? total : 1, sizeof *rows->visible);
    if (!rows->visible)
        return LUN_ENOMEM;
    for (uint32_t m = 0; m < layer->n_members; m++) {
        const lun_layer_rows *member = &set->layers[layer->members[m].layer];
        for (uint32_t i = 0; i < member->n_visible; i++)
            rows->visible[rows->n_visible++] = member->visible[i];
    }
    sort(rows->visible, rows->n_visible, lun_annotations_by_place);
    note_longest(rows);
    rows->ordered = 1;
    return LUN_OK;
}

lun_annotation *const *lun_annotations_rows(lun_annotations *set, uint16_t layer, uint32_t *n)
{
    lun_layer_rows *rows = &set->layers[layer];
    const lun_layer *type = lun_schema_layer(set->schema, layer);
    *n = 0;
    if (type->n_members && !rows->ordered && order_union(set, type, rows) < 0)
        return NULL;
    *n = rows->n_visible;
    return rows->visible;
}

static int index_edges(lun_annotations *set, lun_layer_rows *rows)
{
    uint32_t n_tokens = set->document->n_tokens, n = 0, next = 0;
    rows->edges = lun_arena_calloc(set->arena, rows->n_visible ? rows->n_visible : 1, sizeof *rows->edges);
    rows->edge_first = lun_arena_calloc(set->arena, (size_t)n_tokens + 1, sizeof *rows->edge_first);
    if (!rows->edges || !rows->edge_first)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < rows->n_visible; i++) {
        lun_annotation *row = rows->visible[i];
        if (!row->aligned || row->tokens.start == row->tokens.stop)
            continue;
        while (next <= row->tokens.start)
            rows->edge_first[next++] = n;
        rows->edges[n++] = row;
    }
    while (next <= n_tokens)
        rows->edge_first[next++] = n;
    rows->indexed = 1;
    return LUN_OK;
}

lun_annotation *const *lun_annotations_at(lun_annotations *set, uint16_t layer, uint32_t token, uint32_t *n)
{
    lun_layer_rows *rows = &set->layers[layer];
    *n = 0;
    if (token >= set->document->n_tokens || rows->n_visible == 0 || (!rows->indexed && index_edges(set, rows) < 0))
        return NULL;
    *n = rows->edge_first[token + 1] - rows->edge_first[token];
    return rows->edges + rows->edge_first[token];
}

uint32_t lun_annotations_next(lun_annotations *set, uint16_t layer, uint32_t token)
{
    lun_layer_rows *rows = &set->layers[layer];
    uint32_t n_tokens = set->document->n_tokens;
    if (token >= n_tokens || rows->n_visible == 0)
        return n_tokens;
    if (!rows->indexed && index_edges(set, rows) < 0)
        return token;
    uint32_t at = rows->edge_first[token];
    return at < rows->edge_first[n_tokens] ? rows->edges[at]->tokens.start : n_tokens;
}

void lun_annotations_touching(lun_annotations *set, uint16_t layer, lun_range range, uint32_t *first, uint32_t *n)
{
    uint32_t n_rows, low = 0;
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n_rows);
    uint32_t longest = set->layers[layer].longest, from = range.start > longest ? range.start - longest : 0,
             high = n_rows;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rows[middle]->tokens.start < from)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < n_rows && rows[low]->tokens.start < range.stop)
        low++;
    *n = low - *first;
}

lun_annotation *const *lun_annotations_dropped(const lun_annotations *set, uint32_t *n)
{
    *n = set->n_dropped;
    return set->dropped;
}
