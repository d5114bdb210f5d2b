/*
** joined.c - lists of entities in which corrections join names: whom a list names twice under one name, it names once. The views say the same in
** SQL (views.c). Sits on sql.c and annotate.
*/
#include <string.h>

#include "store/inside.h"

/* Are the two shown as one, and is it a correction that does it? */
static int is_joined(const lun_annotations *set, const uint8_t *renamed, const lun_value *a, const lun_value *b)
{
    uint32_t left = a->as.ref.entity, right = b->as.ref.entity;
    const lun_entity *one = lun_annotations_entity_get(set, left), *other = lun_annotations_entity_get(set, right);
    return one && other && left != right && (renamed[left] || renamed[right]) && strcmp(one->kind, other->kind) == 0 &&
           strcmp(one->name, other->name) == 0;
}

static int is_told(const lun_annotations *set, const uint8_t *renamed, const lun_value *items, uint32_t n,
                   const lun_value *item)
{
    for (uint32_t i = 0; i < n; i++) {
        if (is_joined(set, renamed, &items[i], item))
            return 1;
    }
    return 0;
}

static void shorten(const lun_annotations *set, const uint8_t *renamed, lun_value *list)
{
    lun_value *items = (lun_value *)(uintptr_t)list->as.items; /* of the set, which nobody else has yet */
    uint32_t n = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        if (!is_told(set, renamed, items, n, &items[i]))
            items[n++] = items[i];
    }
    list->n = n;
}

static void join_lists(lun_annotations *set, const uint8_t *renamed)
{
    const lun_schema *schema = lun_annotations_schema(set);
    for (uint32_t l = 0; l < lun_schema_count(schema); l++) {
        const lun_layer *layer = lun_schema_layer(schema, l);
        uint32_t n = 0;
        lun_annotation *const *rows = layer->n_members ? NULL : lun_annotations_rows(set, (uint16_t)l, &n);
        for (uint32_t i = 0; i < n; i++) {
            for (uint32_t f = 0; f < layer->n_fields; f++) {
                if (layer->fields[f].type == LUN_TYPE_ENTITY && rows[i]->values[f].type == LUN_TYPE_LIST)
                    shorten(set, renamed, &rows[i]->values[f]);
            }
        }
    }
}

static int no_memory(const lun_store *store, lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the names in '%s'", store->path);
}

int lun_store__join_names(lun_store *store, int64_t number, lun_annotations *set, lun_error *err)
{
    sqlite3_stmt *stmt;
    uint32_t n = lun_annotations_entity_count(set);
    uint8_t *renamed = lun_arena_calloc(lun_annotations_document(set)->arena, (size_t)n + 1, 1);
    int rc = renamed ? lun_store__fixed(store, &stmt, LUN_FIXED_GET_SHOWN, err) : no_memory(store, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, number);
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        int64_t entity = sqlite3_column_int64(stmt, 0);
        const char *name = (const char *)sqlite3_column_text(stmt, 1);
        if (entity <= 0 || entity > n || !name)
            continue;
        if (lun_annotations_rename(set, (uint32_t)entity, name) == LUN_ENOMEM) {
            sqlite3_reset(stmt);
            return no_memory(store, err);
        }
        renamed[entity] = 1;
    }
    if (rc == LUN_OK)
        join_lists(set, renamed);
    return rc;
}
