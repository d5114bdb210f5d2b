/*
** adopt.c - the documents that an edit of rules does not concern. Sits on edited.c, candidates.c, zygote.c.
**
** Told run by run, since it is runs that know of which rules their rows are. Invariant: a document that is adopted would hold the same
** rows if it were analysed again. Where rules differ and nothing else, none of these can match in it (edited.c). Else it has none of the layers that
** changed, old or new; what reads these layers reads nothing there, as before; rules whose functions run without a match (`each_document`) can always find something: where such a layer has changed,
** no document is adopted. Rows of a layer that the run did not keep (`--layers`) are nowhere, whatever differs: where rules alone tell what does, or the engine makes
** the layer, no document is adopted either.
*/
#include "run/adopt.h"

#include <string.h>

#include "run/candidates.h"
#include "run/edited.h"

typedef struct adopting {
    lun_store *store;
    const lun_plan *plan;
    uint32_t n;       /* layers */
    uint8_t *changed; /* of the run at hand */
    lun_arena *arena;
    lun_layer_wants *wants;
    lun_edits edits;
    const lun_bits *never;
} adopting;

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for what the corpus holds");
}

/* Flags of the layers that have changed since a run: how many, or 0 where nothing of it can be compared. */
static int note_changed(adopting *a, int64_t run, lun_error *err)
{
    int n = 0, rc = lun_store_run_layers(a->store, run, a->changed, err);
    if (rc <= 0)
        return rc;
    for (uint32_t i = 0; i < a->n; i++) {
        int has_rows = !lun_schema_layer(a->plan->schema, i)->n_members && a->plan->layers[i];
        a->changed[i] = has_rows && !a->changed[i];
        n += a->changed[i];
    }
    return n;
}

/* 1 where what differs since a run tells which documents lack rows of layers that are kept now. */
static int tells_all(adopting *a, int64_t run, lun_error *err)
{
    uint8_t *kept = lun_arena_calloc(a->arena, (size_t)a->n + 1, 1);
    int by_rules = lun_edits_since(&a->edits, run) != NULL;
    int rc = kept ? lun_store_kept_layers(a->store, run, a->plan->schema, kept, err) : no_memory(err);
    for (uint32_t i = 0; i < a->n && rc == LUN_OK; i++) {
        if (a->changed[i] && !kept[i] &&
            (by_rules || lun_candidates_is_engines(lun_schema_layer(a->plan->schema, i)->name)))
            return 0;
    }
    if (rc < 0)
        return rc;
    return by_rules || !lun_candidates_anywhere(a->wants, a->changed, a->n);
}

static int find_concerned(adopting *a, int64_t run, lun_candidates *candidates, lun_bits *out, lun_error *err)
{
    const lun_bits *found;
    const lun_edit *edit = lun_edits_since(&a->edits, run);
    int rc = lun_store_add_untold(a->store, out, err);
    if (rc == LUN_OK && a->never->n)
        lun_bits_unite(out, a->never);
    if (rc == LUN_OK && edit)
        return lun_edits_add(&a->edits, edit, out, err);
    for (uint32_t i = 0; i < a->n && rc == LUN_OK; i++) {
        if (a->changed[i] && (rc = lun_candidates_find(candidates, (uint16_t)i, &found, err)) == LUN_OK)
            lun_bits_unite(out, found);
    }
    return rc;
}

static int adopt_from(adopting *a, int64_t run, lun_error *err)
{
    lun_candidates candidates = {
        .store = a->store, .schema = a->plan->schema, .kept = a->plan->layers, .changed = a->changed, .wants = a->wants
    };
    lun_bits concerned = { NULL, 0 };
    int rc = lun_candidates_init(&candidates, err);
    if (rc == LUN_OK && lun_bits_init(&concerned, candidates.any.n) < 0)
        rc = no_memory(err);
    if (rc == LUN_OK)
        rc = find_concerned(a, run, &candidates, &concerned, err);
    if (rc == LUN_OK)
        rc = lun_store_adopt(a->store, run, &concerned, err);
    lun_bits_clear(&concerned);
    lun_candidates_clear(&candidates);
    return rc;
}

/* How many layers have changed since any run; flags of those since runs that are not told by rules. */
static int note_asked(adopting *a, uint8_t *asked, lun_error *err)
{
    int64_t run = 0;
    int rc, n = 0;
    while ((rc = lun_store_next_run(a->store, &run, err)) > 0) {
        if ((rc = note_changed(a, run, err)) < 0)
            return rc;
        n += rc;
        for (uint32_t i = 0; i < a->n && rc > 0 && !lun_edits_since(&a->edits, run); i++)
            asked[i] |= a->changed[i];
    }
    return rc < 0 ? rc : n;
}

/* What changed since each run is asked for once, for all of them. */
static int adopt_all(adopting *a, lun_zygote *zygote, lun_error *err)
{
    uint8_t *asked = lun_arena_calloc(a->arena, (size_t)a->n + 1, 1);
    int64_t run = 0;
    a->changed = lun_arena_calloc(a->arena, (size_t)a->n + 1, 1);
    if (!asked || !a->changed)
        return no_memory(err);
    int rc = lun_edits_open(&a->edits, a->store, a->plan, zygote, a->arena, err);
    if (rc < 0 || (rc = note_asked(a, asked, err)) <= 0)
        return rc;
    if (memchr(asked, 1, a->n))
        rc = lun_zygote_wants(zygote, a->plan, asked, &a->wants, a->arena, err);
    while (rc >= 0 && (rc = lun_store_next_run(a->store, &run, err)) > 0) {
        if ((rc = note_changed(a, run, err)) > 0 && (rc = tells_all(a, run, err)) > 0)
            rc = adopt_from(a, run, err);
    }
    return rc;
}

int lun_adopt(lun_store *store, const lun_plan *plan, lun_zygote *zygote, const lun_bits *never, lun_error *err)
{
    adopting a = {
        .store = store, .plan = plan, .n = lun_schema_count(plan->schema), .arena = lun_arena_new(), .never = never
    };
    int rc = a.arena ? adopt_all(&a, zygote, err) : no_memory(err);
    lun_edits_clear(&a.edits);
    lun_arena_free(a.arena);
    return rc;
}
