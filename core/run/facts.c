/*
** facts.c - rows as facts, and the difference of two lists of them. Sits on annotations.h; keys are those of core/store.
*/
#include "run/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "store/store.h"

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to compare what was found");
}

/* ---- fields as JSON ---- */

typedef struct making {
    lun_annotations *set;
    lun_document *document;
    const lun_schema *schema;
    const lun_offsets *offsets;
    lun_arena *arena;
    lun_buf fields;
} making;

static void add_member(lun_buf *out, const char *name, int first)
{
    lun_buf_adds(out, first ? "\"" : ",\"");
    lun_buf_adds(out, name);
    lun_buf_adds(out, "\":");
}

static void add_span(making *m, lun_span span)
{
    add_member(&m->fields, "start", 1);
    lun_json_add_integer(&m->fields, (int64_t)lun_offsets_to_points(m->offsets, span.start));
    add_member(&m->fields, "stop", 0);
    lun_json_add_integer(&m->fields, (int64_t)lun_offsets_to_points(m->offsets, span.stop));
    add_member(&m->fields, "text", 0);
    lun_json_add_string(&m->fields, m->document->text + span.start, span.stop - span.start);
}

static void add_entity(making *m, uint32_t number)
{
    const lun_entity *entity = lun_annotations_entity_get(m->set, number);
    const char *name = entity ? entity->name : "";
    add_member(&m->fields, "name", 1);
    lun_json_add_string(&m->fields, name, strlen(name));
    if (entity && entity->identity) {
        add_member(&m->fields, "identity", 0);
        lun_json_add_string(&m->fields, entity->identity, strlen(entity->identity));
    }
}

static void add_row(making *m, uint32_t id)
{
    const lun_annotation *row = lun_annotations_get(m->set, id);
    if (!row)
        return;
    const char *layer = lun_schema_layer(m->schema, row->layer)->name;
    add_span(m, row->span);
    add_member(&m->fields, "layer", 0);
    lun_json_add_string(&m->fields, layer, strlen(layer));
}

static void add_value(making *m, const lun_value *value)
{
    switch (value->type) {
    case LUN_TYPE_NONE:
        lun_buf_adds(&m->fields, "null");
        break;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        lun_json_add_string(&m->fields, value->as.text, value->n);
        break;
    case LUN_TYPE_INTEGER:
        lun_json_add_integer(&m->fields, value->as.integer);
        break;
    case LUN_TYPE_NUMBER:
        lun_json_add_number(&m->fields, value->as.number);
        break;
    case LUN_TYPE_BOOLEAN:
        lun_buf_adds(&m->fields, value->as.integer ? "true" : "false");
        break;
    case LUN_TYPE_SPAN:
    case LUN_TYPE_ENTITY:
    case LUN_TYPE_ANNOTATION:
        lun_buf_addc(&m->fields, '{');
        if (value->type == LUN_TYPE_SPAN)
            add_span(m, value->as.span);
        else if (value->type == LUN_TYPE_ENTITY)
            add_entity(m, value->as.ref.entity);
        else
            add_row(m, value->as.annotation);
        lun_buf_addc(&m->fields, '}');
        break;
    case LUN_TYPE_LIST:
        lun_buf_addc(&m->fields, '[');
        for (uint32_t i = 0; i < value->n; i++) {
            if (i)
                lun_buf_addc(&m->fields, ',');
            add_value(m, &value->as.items[i]);
        }
        lun_buf_addc(&m->fields, ']');
    }
}

static const lun_field *next_field(const lun_layer *layer, const lun_field *after)
{
    const lun_field *best = NULL;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        if ((!after || strcmp(field->name, after->name) > 0) && (!best || strcmp(field->name, best->name) < 0))
            best = field;
    }
    return best;
}

static int is_absent(const lun_value *value)
{
    return value->type == LUN_TYPE_NONE || (value->type == LUN_TYPE_LIST && value->n == 0);
}

/* By name, since two versions may declare their fields in another order. */
static const char *make_fields(making *m, const lun_annotation *row)
{
    const lun_layer *layer = lun_schema_layer(m->schema, row->layer);
    lun_buf_reset(&m->fields);
    lun_buf_addc(&m->fields, '{');
    if (row->entity) {
        add_member(&m->fields, "entity", 1);
        lun_buf_addc(&m->fields, '{');
        add_entity(m, row->entity);
        lun_buf_addc(&m->fields, '}');
    }
    for (const lun_field *field = next_field(layer, NULL); field; field = next_field(layer, field)) {
        const lun_value *value = &row->values[field - layer->fields];
        if (is_absent(value))
            continue;
        add_member(&m->fields, field->name, m->fields.len == 1);
        add_value(m, value);
    }
    lun_buf_addc(&m->fields, '}');
    return m->fields.failed ? NULL : lun_arena_strndup(m->arena, m->fields.data, m->fields.len);
}

/* ---- facts ---- */

static uint8_t *choose_layers(const lun_schema *schema, const lun_schema *named, const uint8_t *layers,
                              lun_arena *arena)
{
    uint8_t *chosen = lun_arena_calloc(arena, (size_t)lun_schema_count(schema) + 1, 1);
    for (uint32_t i = 0; chosen && i < lun_schema_count(schema); i++) {
        uint16_t number = lun_schema_find(named, lun_schema_layer(schema, i)->name);
        chosen[i] = number != LUN_LAYER_NONE && layers[number];
    }
    return chosen;
}

static int make_one(making *m, lun_fact *out, const lun_annotation *row, const lun_rules *rules)
{
    *out = (lun_fact){ .layer = lun_arena_strdup(m->arena, lun_schema_layer(m->schema, row->layer)->name),
                       .rule = lun_arena_strdup(m->arena, row->rule < rules->n ? rules->items[row->rule].id : "core"),
                       .text = lun_arena_strndup(m->arena, m->document->text + row->span.start,
                                                 row->span.stop - row->span.start),
                       .fields = make_fields(m, row),
                       .start = (uint32_t)lun_offsets_to_points(m->offsets, row->span.start),
                       .stop = (uint32_t)lun_offsets_to_points(m->offsets, row->span.stop) };
    return out->layer && out->rule && out->text && out->fields ? LUN_OK : LUN_ENOMEM;
}

int lun_fact_same_place(const lun_fact *a, const lun_fact *b)
{
    return a->start == b->start && a->stop == b->stop && strcmp(a->layer, b->layer) == 0;
}

static int by_name(const void *left, const void *right)
{
    const lun_fact *a = *(const lun_fact *const *)left, *b = *(const lun_fact *const *)right;
    int order = a->start != b->start ? (a->start < b->start ? -1 : 1)
                : a->stop != b->stop ? (a->stop < b->stop ? -1 : 1)
                                     : strcmp(a->layer, b->layer);
    return order ? order : strcmp(a->rule, b->rule);
}

/* Pointers to facts in an order; qsort leaves equal ones in any order, so their addresses, which are their order, decide. */
static int by_name_and_order(const void *left, const void *right)
{
    const lun_fact *a = *(const lun_fact *const *)left, *b = *(const lun_fact *const *)right;
    int order = by_name(left, right);
    return order ? order : a < b ? -1 : a > b;
}

static int by_content(const void *left, const void *right)
{
    const lun_fact *a = *(const lun_fact *const *)left, *b = *(const lun_fact *const *)right;
    int order = by_name(left, right);
    if (!order)
        order = strcmp(a->fields, b->fields);
    return order ? order : a < b ? -1 : a > b;
}

static lun_fact **sort(const lun_facts *facts, int (*order)(const void *, const void *), lun_arena *arena)
{
    lun_fact **sorted = lun_arena_calloc(arena, (size_t)facts->n + 1, sizeof *sorted);
    for (uint32_t i = 0; sorted && i < facts->n; i++)
        sorted[i] = &facts->items[i];
    if (sorted)
        qsort(sorted, facts->n, sizeof *sorted, order);
    return sorted;
}

static int count_alike(const lun_facts *facts, lun_arena *arena)
{
    lun_fact **sorted = sort(facts, by_name_and_order, arena);
    if (!sorted)
        return LUN_ENOMEM;
    for (uint32_t i = 1; i < facts->n; i++) {
        if (by_name(&sorted[i - 1], &sorted[i]) == 0)
            sorted[i]->alike = sorted[i - 1]->alike + 1;
    }
    return LUN_OK;
}

int lun_facts_make(lun_facts *out, lun_annotations *set, const lun_rules *rules, const lun_schema *named,
                   const uint8_t *layers, const uint8_t *without, lun_arena *arena, lun_error *err)
{
    lun_document *document = lun_annotations_document(set);
    making m = { set, document, lun_annotations_schema(set), lun_document_offsets(document), arena, LUN_BUF_INIT };
    uint32_t last = lun_annotations_last(set);
    const uint8_t *chosen = choose_layers(m.schema, named, layers, arena);
    int rc = LUN_OK;
    *out = (lun_facts){ lun_arena_calloc(arena, (size_t)last + 1, sizeof *out->items), 0 };
    if (!m.offsets || !chosen || !out->items)
        return no_memory(err);
    for (uint32_t id = 1; id <= last && rc == LUN_OK; id++) {
        const lun_annotation *row = lun_annotations_get(set, id);
        if (row && chosen[row->layer] && !(without && without[id]))
            rc = make_one(&m, &out->items[out->n++], row, rules);
    }
    lun_buf_clear(&m.fields);
    if (rc == LUN_OK)
        rc = count_alike(out, arena);
    return rc < 0 ? no_memory(err) : LUN_OK;
}

/* ---- what is in one and not in the other ---- */

static void drop(lun_facts *facts, const uint8_t *dropped)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < facts->n; i++) {
        if (!dropped[i])
            facts->items[n++] = facts->items[i];
    }
    facts->n = n;
}

static int compare(const lun_fact *a, const lun_fact *b)
{
    int order = by_name(&a, &b);
    return order ? order : strcmp(a->fields, b->fields);
}

int lun_facts_subtract(lun_facts *a, lun_facts *b, lun_arena *arena, lun_error *err)
{
    lun_fact **left = sort(a, by_content, arena), **right = sort(b, by_content, arena);
    uint8_t *from_a = lun_arena_calloc(arena, (size_t)a->n + 1, 1),
            *from_b = lun_arena_calloc(arena, (size_t)b->n + 1, 1);
    if (!left || !right || !from_a || !from_b)
        return no_memory(err);
    for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
        int order = compare(left[i], right[j]);
        if (order == 0) {
            from_a[left[i] - a->items] = 1;
            from_b[right[j] - b->items] = 1;
        }
        i += order <= 0;
        j += order >= 0;
    }
    drop(a, from_a);
    drop(b, from_b);
    return LUN_OK;
}

int lun_facts_copy(lun_facts *out, const lun_facts *from, lun_arena *arena, lun_error *err)
{
    *out = (lun_facts){ lun_arena_calloc(arena, (size_t)from->n + 1, sizeof *out->items), from->n };
    if (!out->items)
        return no_memory(err);
    for (uint32_t i = 0; i < from->n; i++) {
        lun_fact *to = &out->items[i];
        *to = from->items[i];
        to->layer = lun_arena_strdup(arena, to->layer);
        to->rule = lun_arena_strdup(arena, to->rule);
        to->text = lun_arena_strdup(arena, to->text);
        to->fields = lun_arena_strdup(arena, to->fields);
        if (!to->layer || !to->rule || !to->text || !to->fields)
            return no_memory(err);
    }
    return LUN_OK;
}

void lun_fact_key(char out[17], const lun_fact *fact, const char *uri)
{
    const uint64_t place[3] = { fact->start, fact->stop, fact->alike };
    lun_store_key(out, uri, fact->layer, fact->rule, place);
}
