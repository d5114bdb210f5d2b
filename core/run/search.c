/*
** search.c - a pattern over a corpus. Sits on candidates.c, stored.c, core/script.
**
** Candidates are told run by run, as for runs (adopt.c): of which rules the rows of a layer are is known of runs. The index decides what
** is read, never what is found.
*/
#include "run/search.h"

#include <stdio.h>

#include "run/candidates.h"
#include "run/stored.h"

struct lun_search {
    lun_script *script;
    lun_store *store;
    lun_plan plan; /* of the script; only `layers` and `dependencies` are its own */
    lun_stored_index stored;
    lun_arena *arena;
    lun_layer_wants *wants; /* by layer */
    int untold;             /* 1: nobody can tell where something that the pattern wants is */
    int reads_rows;         /* 1: the pattern asks for rows of other layers */
    uint8_t *others;        /* by layer: flags of those besides the one that is searched for */
    uint8_t *missing;       /* by layer: in some documents its rows are not those of the script */
    lun_bits documents, candidates;
    uint64_t n_documents, at;
    char note[400];
};

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a search");
}

/* ---- candidates ---- */

static int begin_wants(lun_search *s, lun_error *err)
{
    uint32_t n = lun_schema_count(s->plan.schema);
    s->wants = lun_arena_calloc(s->arena, (size_t)n + 1, sizeof *s->wants);
    s->missing = lun_arena_calloc(s->arena, (size_t)n + 1, 1);
    return s->wants && s->missing ? LUN_OK : no_memory(err);
}

/* What the rules of a layer want is asked once, where it can matter: of what is searched for, and of layers whose rows are of other rules. */
static int ask_wants(const lun_search *s, uint16_t layer, lun_error *err)
{
    lun_layer_wants *wants = &s->wants[layer];
    return wants->rules ? LUN_OK : lun_script_wanted(&wants->rules, &wants->n, s->script, layer, s->arena, err);
}

/* Flags of the layers whose rows are not those that the script would find in documents of a run. */
static int note_changed(const lun_search *s, int64_t run, uint8_t *changed, lun_error *err)
{
    int rc = lun_store_run_layers(s->store, run, changed, err);
    for (uint32_t i = 0; i < lun_schema_count(s->plan.schema) && rc >= 0; i++) {
        changed[i] = s->plan.layers[i] && !changed[i];
        s->missing[i] |= changed[i];
        rc = changed[i] ? ask_wants(s, (uint16_t)i, err) : LUN_OK;
    }
    return rc < 0 ? rc : LUN_OK;
}

static int add_run(lun_search *s, lun_candidates *candidates, uint16_t layer, int64_t run, lun_error *err)
{
    lun_bits own = { NULL, 0 }, found = { NULL, 0 };
    int rc =
        lun_bits_init(&own, s->documents.n) < 0 || lun_bits_init(&found, s->documents.n) < 0 ? no_memory(err) : LUN_OK;
    if (rc == LUN_OK && !run)
        lun_bits_unite(&own, &s->documents);
    else if (rc == LUN_OK)
        rc = lun_store_add_run(s->store, &own, run, err);
    if (rc == LUN_OK && (rc = lun_candidates_match(candidates, layer, &found, err)) == LUN_OK &&
        (rc = lun_store_add_untold(s->store, &found, err)) == LUN_OK) {
        lun_bits_intersect(&own, &found);
        lun_bits_unite(&s->candidates, &own);
    }
    lun_bits_clear(&own);
    lun_bits_clear(&found);
    return rc;
}

/* Run 0: of all documents, where it does not matter by what rules the rows in them are. */
static int choose_of_run(lun_search *s, uint16_t layer, int64_t run, lun_error *err)
{
    uint8_t *changed = lun_calloc((size_t)lun_schema_count(s->plan.schema) + 1, 1);
    lun_candidates candidates = { .store = s->store,
                                  .schema = s->plan.schema,
                                  .kept = s->plan.layers,
                                  .changed = changed,
                                  .wants = s->wants,
                                  .documents = &s->documents };
    int rc = !changed ? no_memory(err) : run ? note_changed(s, run, changed, err) : LUN_OK;
    if (rc == LUN_OK)
        rc = lun_candidates_init(&candidates, err);
    if (rc == LUN_OK)
        rc = add_run(s, &candidates, layer, run, err);
    s->untold |= candidates.untold;
    lun_candidates_clear(&candidates);
    lun_free(changed);
    return rc;
}

static int choose(lun_search *s, uint16_t layer, lun_error *err)
{
    int64_t run = 0;
    int rc = begin_wants(s, err);
    if (rc == LUN_OK)
        rc = ask_wants(s, layer, err);
    if (rc == LUN_OK && !s->reads_rows)
        return choose_of_run(s, layer, 0, err);
    while (rc >= 0 && (rc = lun_store_next_run(s->store, &run, err)) > 0)
        rc = choose_of_run(s, layer, run, err);
    return rc;
}

static uint64_t count(const lun_bits *bits)
{
    uint64_t n = 0;
    for (size_t i = 0; i < bits->n; i++)
        n += (uint64_t)lun_bits_has(bits, i);
    return n;
}

static int requires_nothing(const lun_search *s, uint16_t layer)
{
    for (uint32_t i = 0; i < s->wants[layer].n; i++) {
        if (s->wants[layer].rules[i].n == 0)
            return 1;
    }
    return 0;
}

/* The first layer that the pattern wants and that some documents hold by other rules, or not at all. */
static const char *find_missing(const lun_search *s, uint16_t layer)
{
    for (uint32_t r = 0; r < s->wants[layer].n; r++) {
        const lun_wanted_rule *rule = &s->wants[layer].rules[r];
        for (uint32_t i = 0; i < rule->n; i++) {
            for (uint32_t k = 0; k < rule->all[i].n; k++) {
                const lun_wanted_item *item = &rule->all[i].items[k];
                if (!item->word && s->missing[item->layer])
                    return lun_schema_layer(s->plan.schema, item->layer)->name;
            }
        }
    }
    return NULL;
}

static void explain(lun_search *s, uint16_t layer)
{
    const char *missing = find_missing(s, layer);
    if (s->n_documents < 2 || count(&s->candidates) < s->n_documents)
        return;
    if (requires_nothing(s, layer))
        snprintf(s->note, sizeof s->note,
                 "every document is searched: the pattern has no word and no layer that must be there");
    else if (missing)
        snprintf(s->note, sizeof s->note,
                 "every document is searched: layer '%.100s' is not in the corpus, or is of other rules", missing);
    else if (s->untold)
        snprintf(
            s->note, sizeof s->note,
            "every document is searched: the full-text index cannot tell what holds this (signs, units of numbers, "
            "long lexicons)");
}

/* An index that cannot be asked is no reason to find nothing. */
static int find_candidates(lun_search *s, uint16_t layer, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    int rc = choose(s, layer, &inner);
    if (rc >= 0) {
        explain(s, layer);
        return LUN_OK;
    }
    if (rc == LUN_ENOMEM)
        return no_memory(err);
    lun_bits_fill(&s->candidates);
    snprintf(s->note, sizeof s->note, "every document is searched: %.300s", inner.message);
    return LUN_OK;
}

/* ---- opening ---- */

static int make_plan(lun_search *s, const lun_session_options *session, uint16_t layer, lun_error *err)
{
    s->plan.schema = (lun_schema *)(uintptr_t)lun_script_schema(s->script);
    s->plan.rules = *lun_script_rules(s->script);
    uint32_t n = lun_schema_count(s->plan.schema);
    int rc = lun_session_layers(&s->plan.layers, s->script, session, err);
    s->others = lun_arena_calloc(s->arena, (size_t)n + 1, 1);
    if (rc < 0 || !s->others || (rc = lun_script_dependencies(&s->plan.dependencies, s->script, err)) < 0)
        return rc < 0 ? rc : no_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        s->others[i] = i != layer;
        s->reads_rows |= i != layer && s->plan.dependencies.follows[(size_t)i * n + layer];
    }
    return LUN_OK;
}

static int open(lun_search *s, const char *corpus, const lun_session_options *session, uint16_t layer, lun_error *err)
{
    int rc = s->arena ? make_plan(s, session, layer, err) : no_memory(err);
    if (rc < 0 || (rc = lun_store_open(&s->store, corpus, LUN_STORE_READ, err)) < 0 ||
        (rc = lun_store_set(&s->documents, s->store, err)) < 0 ||
        (rc = lun_store_add_all(s->store, &s->documents, err)) < 0)
        return rc;
    if (lun_bits_init(&s->candidates, s->documents.n) < 0)
        return no_memory(err);
    s->n_documents = count(&s->documents);
    lun_store_expect(s->store, s->plan.schema, (const uint8_t(*)[16])s->plan.dependencies.fingerprints,
                     s->plan.dependencies.base);
    lun_stored_init(&s->stored, s->store, &s->plan);
    s->stored.no_rules = 1;
    const lun_loaded loaded = { &s->plan.rules, s->plan.schema, NULL, 0, NULL };
    rc = lun_store_expect_rules(s->store, &loaded, err);
    return rc < 0 ? rc : find_candidates(s, layer, err);
}

int lun_search_open(lun_search **out, const char *corpus, lun_script *script, const lun_session_options *session,
                    uint16_t layer, lun_error *err)
{
    lun_search *s = *out = lun_calloc(1, sizeof *s);
    if (!s)
        return no_memory(err);
    s->script = script;
    s->arena = lun_arena_new();
    int rc = open(s, corpus, session, layer, err);
    if (rc < 0) {
        lun_search_close(s);
        *out = NULL;
    }
    return rc;
}

void lun_search_close(lun_search *s)
{
    if (!s)
        return;
    lun_stored_clear(&s->stored);
    lun_store_close(s->store);
    lun_bits_clear(&s->documents);
    lun_bits_clear(&s->candidates);
    lun_dependencies_clear(&s->plan.dependencies);
    lun_free(s->plan.layers);
    lun_arena_free(s->arena);
    lun_free(s);
}

void lun_search_within(lun_search *search, const lun_bits *documents)
{
    lun_bits_intersect(&search->documents, documents);
    search->n_documents = count(&search->documents);
}

lun_store *lun_search_store(const lun_search *search)
{
    return search->store;
}

const char *lun_search_note(const lun_search *search)
{
    return search->note[0] ? search->note : NULL;
}

uint64_t lun_search_documents(const lun_search *search)
{
    return search->n_documents;
}

/* ---- one document after the other ---- */

typedef struct rows {
    const lun_search *search;
    lun_wire body;
} rows;

static int add_rows(void *context, lun_annotations *set, lun_error *err)
{
    rows *from = context;
    return lun_parcel_fill_rows(set, &from->body, lun_script_rules(from->search->script)->n, err);
}

static int analyse(lun_search *s, lun_document *document, const lun_annotations *stay, const lun_run_state *state,
                   lun_annotations **set, lun_error *err)
{
    lun_buf bytes = LUN_BUF_INIT;
    rows from = { s, { NULL, NULL, 0 } };
    lun_taken_over taken = { state->taken, add_rows, &from };
    if (!stay)
        return lun_script_analyse(s->script, set, document, err);
    lun_parcel_rows(&bytes, stay);
    from.body = lun_wire_open(bytes.data, bytes.len);
    int rc = bytes.failed ? no_memory(err) : lun_script_analyse_rest(s->script, set, document, &taken, err);
    lun_buf_clear(&bytes);
    return rc;
}

static int add_none(void *context, lun_annotations *set, lun_error *err)
{
    (void)context;
    (void)set;
    (void)err;
    return LUN_OK;
}

/* A pattern of words: no other rule runs, no row is read. */
static int analyse_words(lun_search *s, int64_t number, lun_document **document, lun_annotations **set, lun_error *err)
{
    const lun_taken_over all = { s->others, add_none, NULL };
    lun_annotations *none;
    int rc = lun_stored_get(&s->stored, number, NULL, document, &none, err);
    return rc < 0 ? rc : lun_script_analyse_rest(s->script, set, *document, &all, err);
}

static int analyse_with_rows(lun_search *s, int64_t number, lun_document **document, lun_annotations **set,
                             lun_error *err)
{
    lun_stored stored;
    const lun_run_state *state;
    lun_annotations *stay;
    int rc = lun_store_describe(s->store, number, &stored, err);
    if (rc < 0 || (rc = lun_stored_state(&s->stored, &stored, &state, err)) < 0 ||
        (rc = lun_stored_get(&s->stored, number, state, document, &stay, err)) < 0)
        return rc;
    return analyse(s, *document, stay, state, set, err);
}

static int search_one(lun_search *s, int64_t number, lun_document **document, lun_annotations **set, lun_error *err)
{
    int rc =
        s->reads_rows ? analyse_with_rows(s, number, document, set, err) : analyse_words(s, number, document, set, err);
    if (rc == LUN_OK)
        return 1;
    lun_document_free(*document);
    *document = NULL;
    return rc;
}

int lun_search_next(lun_search *s, lun_document **document, lun_annotations **set, lun_error *err)
{
    *document = NULL;
    *set = NULL;
    while (++s->at < s->documents.n) {
        if (lun_bits_has(&s->documents, s->at) && lun_bits_has(&s->candidates, s->at))
            return search_one(s, (int64_t)s->at, document, set, err);
    }
    return 0;
}
