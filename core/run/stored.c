/*
** stored.c - the corpus as the beginning of a run: fingerprints compared, rows taken over. Sits on core/store, parcel_document.c.
*/
#include "run/stored.h"

#include <string.h>

#include "run/messages.h"

void lun_stored_init(lun_stored_index *index, lun_store *store, const lun_plan *plan)
{
    memset(index, 0, sizeof *index);
    index->store = store;
    index->plan = plan;
}

void lun_stored_clear(lun_stored_index *index)
{
    for (size_t i = 0; i < index->states.n; i++)
        lun_free(index->states.items[i].taken);
    lun_vec_clear(&index->states);
    lun_free(index->seen);
    index->seen = NULL;
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for what the corpus holds");
}

/* ---- states ---- */

static int has_rows(const lun_plan *plan, uint32_t layer)
{
    return !lun_schema_layer(plan->schema, layer)->n_members;
}

static int is_bulk(const char *name)
{
    return strcmp(name, "token") == 0 || strcmp(name, "sentence") == 0 || strcmp(name, "paragraph") == 0;
}

/* Rows can stay only where all that rules mark is kept: else a rule would have to run for one layer and not for another. */
static int keeps_all(const lun_plan *plan)
{
    for (uint32_t i = 0; i < lun_schema_count(plan->schema); i++) {
        if (has_rows(plan, i) && !plan->layers[i] && !is_bulk(lun_schema_layer(plan->schema, i)->name))
            return 0;
    }
    return 1;
}

/* From which layers are the same to which may stay: a layer goes with all that must be found again with it. */
static void settle_state(const lun_plan *plan, lun_run_state *state, const uint8_t *same)
{
    uint32_t n = lun_schema_count(plan->schema), changed = 0, left = 0;
    const uint8_t *follows = plan->dependencies.follows;
    for (uint32_t i = 0; i < n; i++)
        state->taken[i] = has_rows(plan, i) && plan->layers[i];
    for (uint32_t i = 0; i < n; i++) {
        if (!has_rows(plan, i) || !plan->layers[i] || same[i])
            continue;
        changed = 1;
        for (uint32_t j = 0; j < n; j++)
            state->taken[j] = state->taken[j] && !follows[(size_t)i * n + j];
    }
    for (uint32_t i = 0; i < n; i++)
        left |= state->taken[i];
    state->what = !changed ? LUN_STATE_FRESH : left && keeps_all(plan) ? LUN_STATE_STALE : LUN_STATE_OLD;
}

static int make_state(lun_stored_index *index, int64_t run, lun_run_state *out, lun_error *err)
{
    size_t n = lun_schema_count(index->plan->schema);
    uint8_t *same = lun_calloc(n + 1, 1);
    *out = (lun_run_state){ run, LUN_STATE_OLD, lun_calloc(n + 1, 1), 0 };
    int rc = same && out->taken ? lun_store_run_layers(index->store, run, same, err) : no_memory(err);
    if (rc > 0)
        settle_state(index->plan, out, same);
    lun_free(same);
    if (rc >= 0 && lun_vec_push(&index->states, *out) == 0)
        return LUN_OK;
    lun_free(out->taken);
    return rc < 0 ? rc : no_memory(err);
}

int lun_stored_state(lun_stored_index *index, const lun_stored *document, const lun_run_state **out, lun_error *err)
{
    static const lun_run_state old = { 0, LUN_STATE_OLD, NULL, 0 };
    lun_run_state made;
    size_t at = 0;
    while (at < index->states.n && index->states.items[at].run != document->run)
        at++;
    int rc = at == index->states.n ? make_state(index, document->run, &made, err) : LUN_OK;
    if (rc < 0)
        return rc;
    *out = &index->states.items[at];
    if ((index->whole && lun_bits_has(index->whole, (uint64_t)document->number)) || document->problems == 2 ||
        (document->problems && (*out)->what == LUN_STATE_STALE))
        *out = &old;
    return LUN_OK;
}

typedef struct knowing {
    lun_stored_index *index;
    lun_known *known;
} knowing;

static int know(void *context, const lun_stored *document, lun_error *err)
{
    const knowing *k = context;
    const lun_run_state *state;
    int rc = lun_stored_state(k->index, document, &state, err);
    if (rc == LUN_OK && state->what != LUN_STATE_OLD)
        lun_known_add(k->known, document->uri, document->identity,
                      document->number | (state->what == LUN_STATE_STALE ? LUN_KNOWN_STALE : 0));
    return rc;
}

int lun_stored_know(lun_stored_index *index, lun_known *known, lun_error *err)
{
    knowing k = { index, known };
    return lun_store_each(index->store, know, &k, err);
}

/* ---- rows that stay ---- */

typedef struct moving { /* rows of the corpus, numbered as its schema and rules, to the run's */
    const lun_stored_index *index;
    const lun_run_state *state;
    lun_document *document;
    lun_annotations *from;
    uint16_t *layers;  /* by the corpus's number: the run's, LUN_LAYER_NONE = does not stay */
    uint32_t *numbers; /* by id in the corpus: the new one, 0 = does not stay */
    lun_error *err;
} moving;

static int map_layers(moving *m)
{
    const lun_schema *from = lun_annotations_schema(m->from), *to = m->index->plan->schema;
    uint32_t n = lun_schema_count(from);
    m->layers = lun_arena_calloc(m->document->arena, n + 1, sizeof *m->layers);
    m->numbers = lun_arena_calloc(m->document->arena, (size_t)lun_annotations_last(m->from) + 1, sizeof *m->numbers);
    if (!m->layers || !m->numbers)
        return no_memory(m->err);
    for (uint32_t i = 0; i < n; i++) {
        uint16_t layer = lun_schema_find(to, lun_schema_layer(from, i)->name);
        m->layers[i] = layer != LUN_LAYER_NONE && m->state->taken[layer] ? layer : LUN_LAYER_NONE;
    }
    return LUN_OK;
}

/* 1 when the value refers to a row that does not stay. */
static int move_value(const moving *m, lun_value *value)
{
    lun_value *items;
    int lost = 0;
    switch (value->type) {
    case LUN_TYPE_ENTITY:
        if (value->as.ref.mention && !(value->as.ref.mention = m->numbers[value->as.ref.mention]))
            return !m->state->bare;
        return 0;
    case LUN_TYPE_ANNOTATION:
        return !(value->as.annotation = m->numbers[value->as.annotation]);
    case LUN_TYPE_LIST:
        items = (lun_value *)(uintptr_t)value->as.items;
        for (uint32_t i = 0; i < value->n; i++)
            lost |= move_value(m, &items[i]);
        return lost;
    case LUN_TYPE_NONE:
    case LUN_TYPE_TEXT:
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
    case LUN_TYPE_BOOLEAN:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
    case LUN_TYPE_SPAN:
        return 0;
    }
    return 0;
}

/* 1 fine, 0 when the row cannot be taken over, or a code. */
static int move_row(const moving *m, const lun_annotation *row, lun_raw_row *out)
{
    const lun_layer *from = lun_schema_layer(lun_annotations_schema(m->from), row->layer),
                    *to = lun_schema_layer(m->index->plan->schema, m->layers[row->layer]);
    lun_value *values = lun_arena_calloc(m->document->arena, to->n_fields + (size_t)1, sizeof *values);
    if (!values)
        return no_memory(m->err);
    for (uint32_t f = 0; f < to->n_fields; f++) {
        uint32_t old = lun_layer_field(from, to->fields[f].name);
        if (old != LUN_FIELD_NONE)
            values[f] = row->values[old];
        if (move_value(m, &values[f]))
            return 0;
    }
    uint32_t rule = m->index->no_rules ? 0 : lun_store_run_rule(m->index->store, row->rule);
    *out = (lun_raw_row){ m->layers[row->layer], rule, row->entity, row->span, values };
    return rule != UINT32_MAX;
}

/* A set of the run's schema with the rows that stay: 1, 0 when they cannot, or a code. */
static int move_rows(moving *m, lun_annotations **out)
{
    uint32_t last = lun_annotations_last(m->from), n = 0;
    int rc = map_layers(m);
    lun_raw_row *rows = lun_arena_calloc(m->document->arena, (size_t)last + 1, sizeof *rows);
    *out = lun_annotations_new(m->document, m->index->plan->schema);
    if (rc < 0 || !rows || !*out)
        return no_memory(m->err);
    for (uint32_t i = 1; i <= lun_annotations_entity_count(m->from); i++) {
        const lun_entity *entity = lun_annotations_entity_get(m->from, i);
        if (lun_annotations_entity(*out, entity->kind, entity->name, entity->identity) != i)
            return no_memory(m->err);
    }
    for (uint32_t id = 1; id <= last; id++) {
        const lun_annotation *row = lun_annotations_get(m->from, id);
        if (row && m->layers[row->layer] != LUN_LAYER_NONE && !lun_store_is_other(m->index->store, row->rule))
            m->numbers[id] = ++n; /* those of others stay in the corpus and are not seen by rules */
    }
    n = 0;
    for (uint32_t id = 1; id <= last; id++) {
        if (m->numbers[id] && (rc = move_row(m, lun_annotations_get(m->from, id), &rows[n++])) <= 0)
            return rc;
    }
    return lun_annotations_add_all(*out, rows, n, NULL) == LUN_OK;
}

void lun_stored_forget_said(lun_document *document)
{
    lun_problem **link = &document->problems;
    document->last_problem = NULL;
    while (*link) {
        if (lun_script_says((*link)->code)) {
            *link = (*link)->next;
            document->n_problems--;
            continue;
        }
        document->last_problem = *link;
        link = &(*link)->next;
    }
}

int lun_stored_get(lun_stored_index *index, int64_t number, const lun_run_state *state, lun_document **document,
                   lun_annotations **rows, lun_error *err)
{
    lun_annotations *from;
    int with_rows = state && state->what == LUN_STATE_STALE;
    *rows = NULL;
    int rc = lun_store_get(index->store, number, document, with_rows ? &from : NULL, err);
    if (rc == LUN_OK && with_rows) {
        moving m = { index, state, *document, from, NULL, NULL, err };
        rc = move_rows(&m, rows);
        if (rc == 0)
            *rows = NULL;
        else if (rc > 0) /* settled, so that entities which only rows that go had named are not there */
            rc = lun_annotations_settle(*rows, NULL, err);
    }
    if (rc < 0) {
        lun_document_free(*document);
        *document = NULL;
        return rc;
    }
    lun_stored_forget_said(*document);
    return LUN_OK;
}

int lun_stored_parcel(lun_stored_index *index, int64_t number, const lun_run_state *state, unsigned flags,
                      lun_buf *body, lun_error *err)
{
    lun_document *document;
    lun_annotations *rows;
    int rc = lun_stored_get(index, number, state, &document, &rows, err);
    if (rc < 0)
        return rc;
    lun_wire_number(body, flags | (rows ? LUN_TASK_HAS_ROWS : 0));
    lun_parcel_document(body, document);
    if (rows) {
        lun_wire_bytes(body, state->taken, lun_schema_count(index->plan->schema));
        lun_parcel_rows(body, rows);
    }
    lun_document_free(document);
    return body->failed ? no_memory(err) : rows != NULL;
}

/* ---- what was met ---- */

int lun_stored_see(lun_stored_index *index, int64_t number, lun_error *err)
{
    size_t byte = (size_t)number / 8;
    if (byte >= index->n_seen) {
        size_t n = byte * 2 + 1024;
        uint8_t *larger = lun_realloc(index->seen, n);
        if (!larger)
            return no_memory(err);
        memset(larger + index->n_seen, 0, n - index->n_seen);
        index->seen = larger;
        index->n_seen = n;
    }
    int was = index->seen[byte] >> (number % 8) & 1;
    index->seen[byte] |= (uint8_t)(1 << (number % 8));
    return was;
}

int lun_stored_seen(const lun_stored_index *index, int64_t number)
{
    size_t byte = (size_t)number / 8;
    return byte < index->n_seen && (index->seen[byte] >> (number % 8) & 1);
}
