/*
** set.h - the inside of lun_annotations, shared by annotations.c, entities.c and order.c.
*/
#ifndef LUN_ANNOTATE_SET_H
#define LUN_ANNOTATE_SET_H

#include "annotate/annotations.h"

typedef struct lun_layer_rows {
    lun_annotation **created; /* all rows in order of creation */
    uint32_t n_created, created_capacity;
    lun_annotation **visible; /* what readers see, sorted; valid when `ordered` */
    uint32_t n_visible;
    lun_annotation **edges; /* the visible rows that are aligned and not empty; valid when `indexed` */
    uint32_t *edge_first;   /* by token: index in edges; n_tokens + 1 entries */
    uint32_t longest;       /* tokens of the longest visible row */
    uint8_t finished, ordered, indexed;
} lun_layer_rows;

typedef struct lun_entity_rows { /* the rows that mention an entity, chained by next_mention in order of their ids */
    lun_annotation *first, *last;
} lun_entity_rows;

struct lun_annotations {
    lun_document *document;
    const lun_schema *schema;
    lun_arena *arena;
    lun_layer_rows *layers;
    uint32_t n_layers;
    lun_annotation **rows; /* by id - 1; NULL where an id was skipped or its row taken back */
    uint32_t n_rows, row_capacity;
    lun_entity *entities;
    lun_entity_rows *mentions; /* beside entities */
    uint32_t n_entities, entity_capacity, mention_capacity;
    uint32_t *entity_slots; /* open addressing: number of the entity, 0 = free */
    uint32_t n_entity_slots;
    lun_annotation **dropped;
    uint32_t n_dropped, dropped_capacity;
};

int lun_annotations__grow(lun_arena *arena, void **items, uint32_t *capacity, uint32_t n, size_t size);
void lun_annotations__chain(lun_annotations *set, lun_annotation *row); /* into its entity's mentions */
void lun_annotations__retract_entities(lun_annotations *set, uint32_t row, uint32_t entity);

#endif
