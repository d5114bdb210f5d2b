/*
** settle.c - what is written of a set gets numbers that depend on nothing else. Sits on set.h.
**
** Whoever analyses a document again in part, in another process or with more layers than are written must come to the
** same numbers: rows are counted by place, entities by first use.
*/
#include <stdlib.h>
#include <string.h>

#include "annotate/set.h"

typedef struct settling {
    lun_annotations *set;
    lun_annotation **rows; /* those that stay, in their new order */
    uint32_t n;
    uint32_t *row_numbers;    /* by old id: the new one, 0 = left */
    uint32_t *entity_numbers; /* by old number: the new one, 0 = not named yet */
    uint32_t *named;          /* old numbers in their new order */
    uint32_t n_named;
} settling;

static void choose_rows(settling *s, const uint8_t *layers)
{
    for (uint32_t id = 1; id <= s->set->n_rows; id++) {
        lun_annotation *row = lun_annotations_get(s->set, id);
        if (row && (!layers || layers[row->layer]))
            s->rows[s->n++] = row;
    }
    qsort(s->rows, s->n, sizeof(lun_annotation *), lun_annotations_by_place);
    for (uint32_t i = 0; i < s->n; i++)
        s->row_numbers[s->rows[i]->id] = i + 1;
}

/* 0 is no entity. */
static uint32_t name_entity(void *context, uint32_t number)
{
    settling *s = context;
    if (number && !s->entity_numbers[number]) {
        s->named[s->n_named++] = number;
        s->entity_numbers[number] = s->n_named;
    }
    return s->entity_numbers[number];
}

static uint32_t row_number(void *context, uint32_t id)
{
    const settling *s = context;
    return s->row_numbers[id];
}

static void settle_row(settling *s, lun_annotation *row)
{
    const lun_layer *layer = lun_schema_layer(s->set->schema, row->layer);
    const lun_renumber by = { row_number, name_entity, s };
    row->entity = name_entity(s, row->entity);
    for (uint32_t f = 0; f < layer->n_fields; f++)
        lun_value_renumber(&row->values[f], &by);
}

/* The index by name and the chains of mentions are of the old numbers: both go. */
static void take_entities(settling *s, lun_entity *entities)
{
    for (uint32_t i = 0; i < s->n_named; i++) {
        entities[i] = s->set->entities[s->named[i] - 1];
        entities[i].number = i + 1;
    }
    s->set->entities = entities;
    s->set->n_entities = s->n_named;
    s->set->n_entity_slots = s->set->entity_capacity = s->set->mention_capacity = 0;
    s->set->entity_slots = NULL;
    s->set->mentions = NULL;
}

static int settle(settling *s, const uint8_t *layers)
{
    lun_annotations *set = s->set;
    s->rows = lun_arena_calloc(set->arena, (size_t)set->n_rows + 1, sizeof *s->rows);
    s->row_numbers = lun_calloc((size_t)set->n_rows + 1, sizeof *s->row_numbers);
    s->entity_numbers = lun_calloc((size_t)set->n_entities + 1, sizeof *s->entity_numbers);
    s->named = lun_calloc((size_t)set->n_entities + 1, sizeof *s->named);
    if (!s->rows || !s->row_numbers || !s->entity_numbers || !s->named)
        return LUN_ENOMEM;
    choose_rows(s, layers);
    for (uint32_t i = 0; i < s->n; i++)
        settle_row(s, s->rows[i]);
    lun_entity *entities = lun_arena_calloc(set->arena, (size_t)s->n_named + 1, sizeof *entities);
    if (!entities)
        return LUN_ENOMEM;
    take_entities(s, entities);
    for (uint32_t i = 0; i < s->n; i++)
        s->rows[i]->id = i + 1;
    set->rows = s->rows;
    set->n_rows = s->n;
    set->row_capacity = s->n + 1;
    set->n_dropped = 0;
    memset(set->layers, 0, set->n_layers * sizeof *set->layers);
    return LUN_OK;
}

int lun_annotations_settle(lun_annotations *set, const uint8_t *layers, lun_error *err)
{
    settling s = { .set = set };
    int rc = settle(&s, layers);
    lun_free(s.row_numbers);
    lun_free(s.entity_numbers);
    lun_free(s.named);
    return rc < 0 ? lun_error_set(err, LUN_ENOMEM, "no memory to number what was found") : LUN_OK;
}
