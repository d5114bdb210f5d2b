/*
** concerned.c - candidates of all rules that differ, or of all layers that have changed where more than rules differ, run by run. Sits on edited.c
** and candidates.c, as adopt.c does.
**
** Invariant: in a document that is left out the rules would find what is stored.
*/
#include "run/concerned.h"

#include <string.h>

#include "run/candidates.h"
#include "run/edited.h"

typedef struct concerning {
    lun_store *store;
    const lun_plan *plan;
    uint32_t n;       /* layers */
    uint8_t *changed; /* of the run at hand */
    lun_arena *arena;
    lun_layer_wants *wants;
    lun_edits edits;
    lun_bits *out;
    lun_told *told;
} concerning;

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a list of documents");
}

/* Flags of the layers that have changed since a run: how many; all of them where nothing of the run can be compared. */
static int note_changed(concerning *c, int64_t run, lun_error *err)
{
    int n = 0, rc = lun_store_run_layers(c->store, run, c->changed, err);
    for (uint32_t i = 0; i < c->n; i++) {
        int has_rows = !lun_schema_layer(c->plan->schema, i)->n_members && c->plan->layers[i];
        c->changed[i] = has_rows && !c->changed[i];
        n += c->changed[i];
    }
    return rc < 0 ? rc : n;
}

/* Rows of a layer that no rule here marks are others' and stay as they are (a run owns the rows of the plugins it loads); who reads it has changed, too. */
static int is_made_here(const concerning *c, uint32_t layer)
{
    return c->wants[layer].n > 0 || c->wants[layer].anything;
}

static int find_concerned(concerning *c, lun_bits *out, lun_error *err)
{
    lun_candidates candidates = {
        .store = c->store, .schema = c->plan->schema, .kept = c->plan->layers, .changed = c->changed, .wants = c->wants
    };
    const lun_bits *found;
    int rc = lun_candidates_init(&candidates, err);
    if (rc == LUN_OK)
        rc = lun_store_add_untold(c->store, out, err);
    for (uint32_t i = 0; i < c->n && rc == LUN_OK; i++) {
        if (c->changed[i] && is_made_here(c, i) &&
            (rc = lun_candidates_find(&candidates, (uint16_t)i, &found, err)) == LUN_OK)
            lun_bits_unite(out, found);
    }
    lun_candidates_clear(&candidates);
    return rc;
}

/* 1 where a run kept all rows that a check needs. */
static int keeps_needed(const concerning *c, int64_t run, lun_error *err)
{
    uint8_t *kept = lun_arena_calloc(c->arena, (size_t)c->n + 1, 1);
    int rc = kept ? lun_store_kept_layers(c->store, run, c->plan->schema, kept, err) : no_memory(err);
    for (uint32_t i = 0; i < c->n && rc == LUN_OK; i++) {
        const lun_layer *layer = lun_schema_layer(c->plan->schema, i);
        if (c->told->layers[i] && !layer->n_members && !lun_candidates_is_engines(layer->name) &&
            !(kept[i] && c->plan->layers[i]))
            return 0;
    }
    return rc < 0 ? rc : 1;
}

static int add_run(concerning *c, int64_t run, lun_error *err)
{
    lun_bits own = { NULL, 0 }, found = { NULL, 0 };
    int rc = lun_store_set(&own, c->store, err);
    if (rc == LUN_OK)
        rc = lun_store_set(&found, c->store, err);
    if (rc == LUN_OK)
        rc = lun_store_add_run(c->store, &own, run, err);
    const lun_edit *edit = lun_edits_since(&c->edits, run);
    if (rc == LUN_OK && edit && (rc = lun_store_add_untold(c->store, &found, err)) == LUN_OK)
        rc = lun_edits_add(&c->edits, edit, &found, err);
    else if (rc == LUN_OK && lun_candidates_anywhere(c->wants, c->changed, c->n))
        lun_bits_unite(&found, &own);
    else if (rc == LUN_OK)
        rc = find_concerned(c, &found, err);
    if (rc == LUN_OK) {
        lun_bits_intersect(&own, &found);
        lun_bits_unite(c->out, &own);
    }
    if (rc == LUN_OK && edit && c->told->layers && (rc = keeps_needed(c, run, err)) > 0) {
        lun_bits_unite(&c->told->documents, &own);
        rc = LUN_OK;
    }
    lun_bits_clear(&own);
    lun_bits_clear(&found);
    return rc;
}

/* How many layers have changed since any run; flags of those since runs that are not told by rules. */
static int note_asked(concerning *c, uint8_t *asked, lun_error *err)
{
    int64_t run = 0;
    int rc, n = 0;
    while ((rc = lun_store_next_run(c->store, &run, err)) > 0) {
        if ((rc = note_changed(c, run, err)) < 0)
            return rc;
        n += rc;
        for (uint32_t i = 0; i < c->n && !lun_edits_since(&c->edits, run); i++)
            asked[i] |= c->changed[i];
    }
    return rc < 0 ? rc : n;
}

static int ask_checks(concerning *c, lun_zygote *zygote, lun_error *err)
{
    const uint8_t *layers;
    int rc = lun_edits_check(&c->edits, zygote, &layers, err);
    for (uint32_t i = 0; i < c->n && rc > 0; i++)
        c->told->layers[i] = layers[i];
    if (rc == 0)
        c->told->layers = NULL;
    return rc < 0 ? rc : LUN_OK;
}

/* What the rules want is asked once, of all layers that changed since any run. */
static int add_runs(concerning *c, lun_zygote *zygote, lun_error *err)
{
    uint8_t *asked = lun_arena_calloc(c->arena, (size_t)c->n + 1, 1);
    int64_t run = 0;
    c->changed = lun_arena_calloc(c->arena, (size_t)c->n + 1, 1);
    if (!asked || !c->changed)
        return no_memory(err);
    int rc = lun_edits_open(&c->edits, c->store, c->plan, zygote, c->arena, err);
    if (rc < 0 || (rc = note_asked(c, asked, err)) <= 0)
        return rc;
    if (memchr(asked, 1, c->n))
        rc = lun_zygote_wants(zygote, c->plan, asked, &c->wants, c->arena, err);
    if (rc >= 0 && c->edits.runs.n)
        rc = ask_checks(c, zygote, err);
    while (rc >= 0 && (rc = lun_store_next_run(c->store, &run, err)) > 0) {
        if ((rc = note_changed(c, run, err)) > 0)
            rc = add_run(c, run, err);
    }
    return rc;
}

static int count(uint64_t *n, lun_store *store, lun_error *err)
{
    lun_bits all = { NULL, 0 };
    int rc = lun_store_set(&all, store, err);
    if (rc == LUN_OK)
        rc = lun_store_add_all(store, &all, err);
    *n = 0;
    for (size_t i = 0; i < all.n && rc == LUN_OK; i++)
        *n += (uint64_t)lun_bits_has(&all, i);
    lun_bits_clear(&all);
    return rc;
}

int lun_concerned(lun_bits *out, lun_told *told, uint64_t *n, lun_store *store, const lun_plan *plan,
                  lun_zygote *zygote, lun_arena *arena, lun_error *err)
{
    concerning c = { .store = store,
                     .plan = plan,
                     .n = lun_schema_count(plan->schema),
                     .arena = lun_arena_new(),
                     .out = out,
                     .told = told };
    *out = (lun_bits){ NULL, 0 };
    *told = (lun_told){ { NULL, 0 }, lun_arena_calloc(arena, (size_t)c.n + 1, 1) };
    int rc = c.arena && told->layers ? count(n, store, err) : no_memory(err);
    if (rc == LUN_OK)
        rc = lun_store_set(out, store, err);
    if (rc == LUN_OK)
        rc = lun_store_set(&told->documents, store, err);
    if (rc == LUN_OK)
        rc = add_runs(&c, zygote, err);
    lun_edits_clear(&c.edits);
    lun_arena_free(c.arena);
    return rc < 0 ? rc : LUN_OK;
}

void lun_told_clear(lun_told *told)
{
    lun_bits_clear(&told->documents);
}
