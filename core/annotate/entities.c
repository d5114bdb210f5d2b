/*
** entities.c - the entities of one document, found by kind and identity (or name), and the rows that mention each.
**
** Sits on set.h. An index by hash keeps a document with 100,000 names linear. Invariant: the rows of an entity are
** chained in order of their ids, dropped ones too; a row is in the chain of exactly the entity that it mentions.
*/
#include <string.h>

#include "annotate/set.h"
#include "base/hash.h"
#include "base/utf8.h"

/* Entities with an identity never equal those without: the seed keeps them apart. */
static uint64_t hash_of(const char *kind, const char *name, const char *identity)
{
    const char *word = identity ? identity : name;
    return lun_hash64_seed(word, strlen(word), lun_hash64(kind, strlen(kind)) + (identity != NULL));
}

static int same_entity(const lun_entity *entity, const char *kind, const char *name, const char *identity)
{
    if (strcmp(entity->kind, kind) != 0)
        return 0;
    if (identity)
        return entity->identity && strcmp(entity->identity, identity) == 0;
    return !entity->identity && strcmp(entity->name, name) == 0;
}

/* The slot that holds the entity's number, or the free one where it belongs. There is always a free slot. */
static uint32_t *find_slot(const lun_annotations *set, const char *kind, const char *name, const char *identity)
{
    uint32_t mask = set->n_entity_slots - 1, at = (uint32_t)hash_of(kind, name, identity) & mask;
    while (set->entity_slots[at] && !same_entity(&set->entities[set->entity_slots[at] - 1], kind, name, identity))
        at = (at + 1) & mask;
    return &set->entity_slots[at];
}

/* Keeps the index at most half full. */
static int make_room(lun_annotations *set)
{
    uint32_t want = set->n_entity_slots ? set->n_entity_slots * 2 : 32;
    if (set->n_entities < set->n_entity_slots / 2)
        return LUN_OK;
    if (want == 0)
        return LUN_ENOMEM;
    uint32_t *slots = lun_arena_calloc(set->arena, want, sizeof *slots);
    if (!slots)
        return LUN_ENOMEM;
    set->entity_slots = slots;
    set->n_entity_slots = want;
    for (uint32_t i = 0; i < set->n_entities; i++) {
        const lun_entity *entity = &set->entities[i];
        *find_slot(set, entity->kind, entity->name, entity->identity) = i + 1;
    }
    return LUN_OK;
}

static int grow(lun_annotations *set)
{
    uint32_t n = set->n_entities + 1;
    if (lun_annotations__grow(set->arena, (void **)&set->entities, &set->entity_capacity, n, sizeof *set->entities) < 0)
        return LUN_ENOMEM;
    return lun_annotations__grow(set->arena, (void **)&set->mentions, &set->mention_capacity, n, sizeof *set->mentions);
}

uint32_t lun_annotations_entity(lun_annotations *set, const char *kind, const char *name, const char *identity)
{
    if (make_room(set) < 0)
        return 0;
    uint32_t *slot = find_slot(set, kind, name, identity);
    if (*slot)
        return *slot;
    char *flat = lun_arena_strdup(set->arena, name);
    if (!flat)
        return 0;
    lun_utf8_flat(flat, strlen(flat));
    if (strcmp(flat, name) != 0 && *(slot = find_slot(set, kind, flat, identity)))
        return *slot;
    if (grow(set) < 0)
        return 0;
    lun_entity *entity = &set->entities[set->n_entities];
    entity->number = set->n_entities + 1;
    entity->kind = lun_arena_strdup(set->arena, kind);
    entity->name = flat;
    entity->identity = lun_arena_strdup(set->arena, identity);
    if (!entity->kind || !entity->name || (identity && !entity->identity))
        return 0;
    *slot = ++set->n_entities;
    return set->n_entities;
}

const lun_entity *lun_annotations_entity_get(const lun_annotations *set, uint32_t number)
{
    return number > 0 && number <= set->n_entities ? &set->entities[number - 1] : NULL;
}

int lun_annotations_rename(lun_annotations *set, uint32_t number, const char *name)
{
    if (number < 1 || number > set->n_entities)
        return LUN_ENOTFOUND;
    const char *copy = lun_arena_strdup(set->arena, name);
    if (!copy)
        return LUN_ENOMEM;
    set->entities[number - 1].name = copy;
    return LUN_OK;
}

uint32_t lun_annotations_entity_count(const lun_annotations *set)
{
    return set->n_entities;
}

/* ---- mentions ---- */

void lun_annotations__chain(lun_annotations *set, lun_annotation *row)
{
    if (!row->entity)
        return;
    lun_entity_rows *rows = &set->mentions[row->entity - 1];
    if (!rows->last || rows->last->id < row->id) { /* nearly always: rows are made, and pronouns resolved, in order */
        row->next_mention = NULL;
        *(rows->last ? &rows->last->next_mention : &rows->first) = row;
        rows->last = row;
        return;
    }
    lun_annotation **link = &rows->first;
    while ((*link)->id < row->id)
        link = &(*link)->next_mention;
    row->next_mention = *link;
    *link = row;
}

static void unchain(lun_annotations *set, lun_annotation *row)
{
    if (!row->entity)
        return;
    lun_entity_rows *rows = &set->mentions[row->entity - 1];
    lun_annotation *before = NULL, *at = rows->first;
    for (; at != row; at = at->next_mention)
        before = at;
    *(before ? &before->next_mention : &rows->first) = row->next_mention;
    if (rows->last == row)
        rows->last = before;
    row->next_mention = NULL;
}

lun_annotation *lun_annotations_mention(const lun_annotations *set, uint32_t number, const lun_annotation *after)
{
    if (number == 0 || number > set->n_entities)
        return NULL;
    lun_annotation *row = after ? after->next_mention : set->mentions[number - 1].first;
    while (row && row->dropped)
        row = row->next_mention;
    return row;
}

int lun_annotations_refer(lun_annotations *set, lun_annotation *row, uint32_t number, lun_error *err)
{
    if (number > set->n_entities)
        return lun_error_set(err, LUN_EUSAGE, "layer '%s': the entity belongs to another document",
                             lun_schema_layer(set->schema, row->layer)->name);
    if (row->entity == number)
        return LUN_OK;
    unchain(set, row);
    row->entity = number;
    lun_annotations__chain(set, row);
    return LUN_OK;
}

/* A chain is in order of ids: what is taken back is its end. */
static void cut_chain(lun_entity_rows *rows, uint32_t row)
{
    lun_annotation *last = NULL, *at = rows->first;
    for (; at && at->id <= row; at = at->next_mention)
        last = at;
    if (!at)
        return;
    *(last ? &last->next_mention : &rows->first) = NULL;
    rows->last = last;
}

void lun_annotations__retract_entities(lun_annotations *set, uint32_t row, uint32_t entity)
{
    for (uint32_t i = 0; i < set->n_entities; i++)
        cut_chain(&set->mentions[i], row);
    if (entity >= set->n_entities)
        return;
    memset(&set->mentions[entity], 0, (set->n_entities - entity) * sizeof *set->mentions);
    set->n_entities = entity;
    memset(set->entity_slots, 0, set->n_entity_slots * sizeof *set->entity_slots);
    for (uint32_t i = 0; i < entity; i++)
        *find_slot(set, set->entities[i].kind, set->entities[i].name, set->entities[i].identity) = i + 1;
}
