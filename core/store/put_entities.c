/*
** put_entities.c - the entities of one document. Sits on sql.c.
**
** Kind, name and identity are one row of _name for the whole corpus; the last two hundred thousand are remembered,
** so that most need no look-up.
*/
#include <string.h>

#include "store/putting.h"

#define NAMES_KEPT 200000

static int64_t find_name(const lun_putting *p, const lun_entity *entity)
{
    sqlite3_stmt *stmt;
    int64_t id = 0;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_NAME_FIND, p->err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, entity->name);
    lun_store__bind_text(stmt, 2, entity->kind);
    lun_store__bind_text(stmt, 3, entity->identity);
    if ((rc = lun_store__step(p->store, stmt, p->err)) > 0)
        id = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    if (rc != 0)
        return rc < 0 ? rc : id;
    if ((rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_NAME_INSERT, p->err)) < 0)
        return rc;
    lun_store__bind_text(stmt, 1, entity->name);
    lun_store__bind_text(stmt, 2, entity->kind);
    lun_store__bind_text(stmt, 3, entity->identity);
    rc = lun_store__run(p->store, stmt, p->err);
    return rc < 0 ? rc : sqlite3_last_insert_rowid(p->store->db);
}

void lun_store__forget_names(lun_store *store)
{
    lun_intern_truncate(store->names, 0);
    store->name_ids.n = 0;
}

/* The row of _name, by way of what is remembered: negative on failure. */
static int64_t name_of(const lun_putting *p, const lun_entity *entity)
{
    lun_store *store = p->store;
    lun_buf key = LUN_BUF_INIT;
    int64_t id = LUN_ENOMEM;
    lun_buf_add(&key, entity->kind, strlen(entity->kind) + 1);
    lun_buf_add(&key, entity->name, strlen(entity->name) + 1);
    if (entity->identity)
        lun_buf_adds(&key, entity->identity);
    else
        lun_buf_addc(&key, '\0');
    if (lun_intern_count(store->names) >= NAMES_KEPT)
        lun_store__forget_names(store);
    uint32_t at = key.failed ? LUN_INTERN_NONE : lun_intern_find(store->names, key.data, key.len);
    if (at != LUN_INTERN_NONE)
        id = store->name_ids.items[at];
    else if (!key.failed && (id = find_name(p, entity)) > 0 &&
             (lun_vec_push(&store->name_ids, id) < 0 ||
              lun_intern_add(store->names, key.data, key.len) == LUN_INTERN_NONE))
        id = LUN_ENOMEM;
    lun_buf_clear(&key);
    if (id == LUN_ENOMEM) {
        lun_store__forget_names(store);
        lun_error_set(p->err, LUN_ENOMEM, "no memory for a name");
    }
    return id;
}

/* The country an entity belongs to: of a country its own, else the first that one of its mentions names. */
static const char *own_country(const lun_entity *entity)
{
    return strcmp(entity->kind, "country") == 0 ? entity->identity : NULL;
}

static void note_countries(const lun_putting *p, const char **countries)
{
    for (uint32_t id = 1; id <= lun_annotations_last(p->set); id++) {
        const lun_annotation *row = lun_annotations_get(p->set, id);
        if (!row || !row->entity || countries[row->entity])
            continue;
        const lun_layer *layer = lun_schema_layer(p->schema, row->layer);
        uint32_t f = lun_layer_field(layer, "country");
        if (f != LUN_FIELD_NONE && !layer->fields[f].list &&
            (row->values[f].type == LUN_TYPE_TEXT || row->values[f].type == LUN_TYPE_ENUM))
            countries[row->entity] = row->values[f].as.text;
    }
}

static int put_entity(const lun_putting *p, const lun_entity *entity, const char *country)
{
    sqlite3_stmt *stmt;
    int64_t name = name_of(p, entity);
    int rc = name < 0 ? (int)name : lun_store__fixed(p->store, &stmt, LUN_FIXED_ENTITY, p->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, p->document);
    sqlite3_bind_int64(stmt, 2, entity->number);
    sqlite3_bind_int64(stmt, 3, name);
    lun_store__bind_text(stmt, 4, country);
    return lun_store__run(p->store, stmt, p->err);
}

int lun_store__put_entities(const lun_putting *p)
{
    uint32_t n = lun_annotations_entity_count(p->set);
    int rc = LUN_OK;
    const char **countries = lun_calloc((size_t)n + 1, sizeof *countries);
    if (!countries)
        return lun_error_set(p->err, LUN_ENOMEM, "no memory for entities");
    for (uint32_t i = 1; i <= n; i++)
        countries[i] = own_country(lun_annotations_entity_get(p->set, i));
    note_countries(p, countries);
    for (uint32_t i = 1; i <= n && rc == LUN_OK; i++)
        rc = put_entity(p, lun_annotations_entity_get(p->set, i), countries[i]);
    lun_free(countries);
    return rc;
}
