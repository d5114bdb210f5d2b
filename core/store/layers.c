/*
** layers.c - the corpus's own schema: read from its tables, merged with that of a run. Sits on columns.c and
** core/annotate/schema.c.
**
** The corpus knows every layer that a run has ever brought. Layers and fields of the last run come first, in its
** order, so that what is read back has the numbers that were stored. Added layers, fields and options alter; a field
** of another type, or a layer that became a union or ceased to be one, empties that layer, and a problem says so. A
** field or layer that a run does not know keeps its rows: the plugin that fills it may come back.
*/
#include <string.h>

#include "store/inside.h"

#define AFTER_THE_RUN 1000000 /* position of what the last run did not know */

int lun_store__name_ok(const char *name)
{
    if (!name || name[0] < 'a' || name[0] > 'z' || strlen(name) > 64)
        return 0;
    return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

/* ---- loading ---- */

static int damaged(const lun_store *store, lun_error *err, const char *what, const char *name)
{
    lun_error_set(err, LUN_EFORMAT, "corpus '%s' is damaged: %s '%s' is not as it was written", store->path, what,
                  name ? name : "");
    return lun_error_hint(err, "take a copy, or run again into a new corpus");
}

static lun_type type_of(const char *name)
{
    for (int type = LUN_TYPE_TEXT; type <= LUN_TYPE_ANNOTATION; type++) {
        if (name && strcmp(lun_type_name((lun_type)type), name) == 0)
            return (lun_type)type;
    }
    return LUN_TYPE_NONE;
}

static const char *text_at(sqlite3_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt, column);
}

static int load_layers(lun_store *store, lun_schema *schema, lun_error *err)
{
    sqlite3_stmt *stmt;
    uint16_t number;
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT name, owner, doc, policy, mention FROM _layer ORDER BY position, name");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        const char *name = text_at(stmt, 0), *owner = text_at(stmt, 1);
        int policy = sqlite3_column_int(stmt, 3);
        if (!lun_store__name_ok(name) || !owner || policy < LUN_POLICY_ALL || policy > LUN_POLICY_ORDER)
            rc = damaged(store, err, "layer", name);
        else if (lun_schema_declare(schema, &number, name, owner, text_at(stmt, 2), (lun_policy)policy,
                                    sqlite3_column_int(stmt, 4), err) < 0)
            rc = lun_error_wrap(err, "corpus '%s'", store->path);
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* The options of a field, for the moment of adding it: the schema copies them. */
static int load_options(lun_store *store, lun_arena *arena, const char *layer, lun_field *field, lun_error *err)
{
    sqlite3_stmt *stmt;
    LUN_VEC(const char *) options = { 0 };
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT value FROM _option WHERE layer = ?1 AND field = ?2 ORDER BY position");
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, layer);
    lun_store__bind_text(stmt, 2, field->name);
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        const char *copy;
        if (lun_store__column_dup(&copy, arena, stmt, 0) < 0 || (copy && lun_vec_push(&options, copy) < 0))
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the options of a field");
        else if (!copy)
            rc = damaged(store, err, "field", field->name);
        if (rc < 0)
            break;
    }
    sqlite3_finalize(stmt);
    if (rc == LUN_OK && options.n) {
        const char **kept = lun_arena_calloc(arena, options.n, sizeof *kept);
        if (!kept)
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the options of a field");
        else
            memcpy(kept, options.items, options.n * sizeof *kept);
        field->options = kept;
        field->n_options = (uint32_t)options.n;
    }
    lun_vec_clear(&options);
    return rc;
}

enum required { REQUIRED_AS_DECLARED, REQUIRED_NEVER };

static int load_field(lun_store *store, lun_schema *schema, lun_arena *arena, sqlite3_stmt *stmt,
                      enum required required, lun_error *err)
{
    const char *layer = text_at(stmt, 0), *target = text_at(stmt, 7);
    lun_field field = { 0 };
    int rc;
    if (lun_store__column_dup(&field.name, arena, stmt, 1) < 0 ||
        lun_store__column_dup(&field.owner, arena, stmt, 2) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a field");
    field.type = type_of(text_at(stmt, 3));
    field.list = sqlite3_column_int(stmt, 4) != 0;
    field.required = required == REQUIRED_AS_DECLARED && sqlite3_column_int(stmt, 5) != 0;
    field.late = sqlite3_column_int(stmt, 6) != 0;
    uint16_t to = layer ? lun_schema_find(schema, layer) : LUN_LAYER_NONE;
    if (to == LUN_LAYER_NONE || !lun_store__name_ok(field.name) || !field.owner || field.type == LUN_TYPE_NONE)
        return damaged(store, err, "field", field.name);
    if (field.type == LUN_TYPE_ANNOTATION &&
        (field.target = target ? lun_schema_find(schema, target) : LUN_LAYER_NONE) == LUN_LAYER_NONE)
        return damaged(store, err, "field", field.name);
    if (field.type == LUN_TYPE_ENUM && (rc = load_options(store, arena, layer, &field, err)) < 0)
        return rc;
    if ((rc = lun_schema_add_field(schema, to, &field, err)) < 0)
        return lun_error_wrap(err, "corpus '%s'", store->path);
    return LUN_OK;
}

static int load_fields(lun_store *store, lun_schema *schema, enum required required, lun_error *err)
{
    sqlite3_stmt *stmt = NULL;
    lun_arena *arena = lun_arena_new();
    int rc = arena ? lun_store__prepare(store, &stmt, err,
                                        "SELECT layer, name, owner, type, list, required, late, target FROM _field "
                                        "ORDER BY layer, position, name")
                   : lun_error_set(err, LUN_ENOMEM, "no memory for the schema");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0)
        rc = load_field(store, schema, arena, stmt, required, err);
    sqlite3_finalize(stmt);
    lun_arena_free(arena);
    return rc;
}

static int load_members(lun_store *store, lun_schema *schema, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "SELECT layer, member FROM _member ORDER BY layer, position");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        const char *name = text_at(stmt, 0), *member_name = text_at(stmt, 1);
        uint16_t layer = name ? lun_schema_find(schema, name) : LUN_LAYER_NONE;
        uint16_t member = member_name ? lun_schema_find(schema, member_name) : LUN_LAYER_NONE;
        if (layer == LUN_LAYER_NONE || member == LUN_LAYER_NONE)
            rc = damaged(store, err, "layer", name);
        else if (lun_schema_add_member(schema, layer, member, NULL, err) < 0)
            rc = lun_error_wrap(err, "corpus '%s'", store->path);
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int load_one(lun_store *store, lun_schema **out, enum required required, lun_error *err)
{
    int rc;
    lun_schema *schema = lun_schema_new();
    if (!schema)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the schema");
    if ((rc = load_layers(store, schema, err)) == LUN_OK && (rc = load_fields(store, schema, required, err)) == LUN_OK)
        rc = load_members(store, schema, err);
    if (rc < 0) {
        lun_schema_free(schema);
        return rc;
    }
    lun_schema_free(*out);
    *out = schema;
    return LUN_OK;
}

int lun_store__schema_load(lun_store *store, lun_error *err)
{
    int rc = load_one(store, &store->schema, REQUIRED_AS_DECLARED, err);
    return rc < 0 ? rc : load_one(store, &store->lenient, REQUIRED_NEVER, err);
}

/* ---- comparing ---- */

static const lun_layer *find_layer(const lun_schema *schema, const char *name)
{
    uint16_t number = lun_schema_find(schema, name);
    return number == LUN_LAYER_NONE ? NULL : lun_schema_layer(schema, number);
}

static const lun_field *find_field(const lun_layer *layer, const char *name)
{
    uint32_t number = layer ? lun_layer_field(layer, name) : LUN_FIELD_NONE;
    return number == LUN_FIELD_NONE ? NULL : &layer->fields[number];
}

static int same_type(const lun_schema *a_schema, const lun_field *a, const lun_schema *b_schema, const lun_field *b)
{
    if (a->type != b->type || a->list != b->list)
        return 0;
    return a->type != LUN_TYPE_ANNOTATION ||
           strcmp(lun_schema_layer(a_schema, a->target)->name, lun_schema_layer(b_schema, b->target)->name) == 0;
}

/* Why the layer's rows cannot stay, as the middle of a sentence; 0 when they can. */
static int changed(const lun_store *store, const lun_layer *old, const lun_schema *schema, const lun_layer *layer,
                   lun_buf *why)
{
    if ((old->n_members > 0) != (layer->n_members > 0)) {
        lun_buf_adds(why, layer->n_members ? "it became a union of layers" : "it was a union of layers");
        return 1;
    }
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *now = &layer->fields[f], *was = find_field(old, now->name);
        if (!was || same_type(store->schema, was, schema, now))
            continue;
        lun_buf_addf(why, "field '%s' was %s%s%s and is %s%s%s", now->name, was->list ? "list(" : "",
                     lun_type_name(was->type), was->list ? ")" : "", now->list ? "list(" : "", lun_type_name(now->type),
                     now->list ? ")" : "");
        return 1;
    }
    return 0;
}

static int rebuild(lun_store *store, const lun_layer *old, const lun_layer *layer, const char *why, lun_error *err)
{
    lun_buf message = LUN_BUF_INIT;
    lun_problem problem = { LUN_PROBLEM_DOCUMENT, "layer-rebuilt", NULL, NULL };
    int rc;
    lun_buf_addf(&message,
                 "layer '%s' changed (%s): its rows were taken out; run over all sources again to derive them",
                 layer->name, why);
    problem.message = message.data;
    if (message.failed)
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a message");
    else if ((rc = lun_store__table_drop(store, old, err)) == LUN_OK &&
             (rc = lun_store__table_create(store, layer, err)) == LUN_OK)
        rc = lun_store__exec(store, err,
                             "DELETE FROM _field WHERE layer = '%s'; DELETE FROM _run_layer WHERE layer = '%s'",
                             layer->name, layer->name); /* no run has it any more, whatever rules come next */
    if (rc == LUN_OK)
        rc = lun_store_problem(store, NULL, &problem, err);
    lun_buf_clear(&message);
    return rc;
}

static int alter(lun_store *store, const lun_layer *old, const lun_layer *layer, lun_error *err)
{
    int rc = LUN_OK;
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK && !layer->n_members; f++) {
        if (!find_field(old, layer->fields[f].name))
            rc = lun_store__table_add(store, layer, &layer->fields[f], err);
    }
    return rc;
}

static int settle_tables(lun_store *store, const lun_schema *schema, const lun_layer *layer, lun_error *err)
{
    const lun_layer *old = find_layer(store->schema, layer->name);
    lun_buf why = LUN_BUF_INIT;
    int rc;
    if (!old)
        rc = lun_store__table_create(store, layer, err);
    else if (changed(store, old, schema, layer, &why))
        rc = rebuild(store, old, layer, why.data ? why.data : "", err);
    else
        rc = alter(store, old, layer, err);
    lun_buf_clear(&why);
    return rc;
}

/* ---- recording ---- */

static int record_option(lun_store *store, sqlite3_stmt *stmt, uint32_t position, const char *option, lun_error *err)
{
    sqlite3_bind_int64(stmt, 1, position);
    lun_store__bind_text(stmt, 2, option);
    return lun_store__run(store, stmt, err);
}

static int has_option(const lun_field *field, const char *option)
{
    for (uint32_t i = 0; i < field->n_options; i++) {
        if (strcmp(field->options[i], option) == 0)
            return 1;
    }
    return 0;
}

/* The run's options, then those that older rows may hold. */
static int record_options(lun_store *store, const lun_layer *layer, const lun_field *field, lun_error *err)
{
    const lun_field *old = find_field(find_layer(store->schema, layer->name), field->name);
    sqlite3_stmt *stmt;
    uint32_t n = 0;
    int rc = lun_store__exec(store, err, "DELETE FROM _option WHERE layer = '%s' AND field = '%s'", layer->name,
                             field->name);
    if (rc < 0 || (rc = lun_store__prepare(store, &stmt, err, "INSERT INTO _option VALUES('%s', '%s', ?1, ?2)",
                                           layer->name, field->name)) < 0)
        return rc;
    for (uint32_t i = 0; i < field->n_options && rc == LUN_OK; i++)
        rc = record_option(store, stmt, n++, field->options[i], err);
    for (uint32_t i = 0; old && i < old->n_options && rc == LUN_OK; i++) {
        if (!has_option(field, old->options[i]))
            rc = record_option(store, stmt, n++, old->options[i], err);
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int record_field(lun_store *store, const lun_schema *schema, const lun_layer *layer, uint32_t position,
                        sqlite3_stmt *stmt, lun_error *err)
{
    const lun_field *field = &layer->fields[position];
    lun_store__bind_text(stmt, 1, layer->name);
    lun_store__bind_text(stmt, 2, field->name);
    sqlite3_bind_int64(stmt, 3, position);
    lun_store__bind_text(stmt, 4, field->owner);
    lun_store__bind_text(stmt, 5, lun_type_name(field->type));
    sqlite3_bind_int(stmt, 6, field->list);
    sqlite3_bind_int(stmt, 7, field->required);
    sqlite3_bind_int(stmt, 8, field->late);
    lun_store__bind_text(stmt, 9,
                         field->type == LUN_TYPE_ANNOTATION ? lun_schema_layer(schema, field->target)->name : NULL);
    int rc = lun_store__run(store, stmt, err);
    return rc == LUN_OK && field->type == LUN_TYPE_ENUM ? record_options(store, layer, field, err) : rc;
}

static int record_layer(lun_store *store, const lun_layer *layer, uint32_t position, sqlite3_stmt *stmt, lun_error *err)
{
    lun_store__bind_text(stmt, 1, layer->name);
    sqlite3_bind_int64(stmt, 2, position);
    lun_store__bind_text(stmt, 3, layer->owner);
    lun_store__bind_text(stmt, 4, layer->doc);
    sqlite3_bind_int(stmt, 5, (int)layer->policy);
    sqlite3_bind_int(stmt, 6, layer->mention);
    return lun_store__run(store, stmt, err);
}

static int record_members(lun_store *store, const lun_schema *schema, const lun_layer *layer, lun_error *err)
{
    int rc = lun_store__exec(store, err, "DELETE FROM _member WHERE layer = '%s'", layer->name);
    for (uint32_t m = 0; m < layer->n_members && rc == LUN_OK; m++)
        rc = lun_store__exec(store, err, "INSERT INTO _member VALUES('%s', %u, '%s')", layer->name, m,
                             lun_schema_layer(schema, layer->members[m].layer)->name);
    return rc;
}

static int record(lun_store *store, const lun_schema *schema, lun_error *err)
{
    sqlite3_stmt *layers = NULL, *fields = NULL;
    int rc = lun_store__exec(store, err,
                             "UPDATE _layer SET position = position + %d WHERE position < %d;"
                             "UPDATE _field SET position = position + %d WHERE position < %d",
                             AFTER_THE_RUN, AFTER_THE_RUN, AFTER_THE_RUN, AFTER_THE_RUN);
    if (rc == LUN_OK)
        rc = lun_store__prepare(store, &layers, err, "INSERT OR REPLACE INTO _layer VALUES(?1,?2,?3,?4,?5,?6)");
    if (rc == LUN_OK)
        rc =
            lun_store__prepare(store, &fields, err, "INSERT OR REPLACE INTO _field VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
    for (uint32_t i = 0; i < lun_schema_count(schema) && rc == LUN_OK; i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        rc = record_layer(store, layer, i, layers, err);
        for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++)
            rc = record_field(store, schema, layer, f, fields, err);
        if (rc == LUN_OK)
            rc = record_members(store, schema, layer, err);
    }
    sqlite3_finalize(layers);
    sqlite3_finalize(fields);
    return rc;
}

static int check_limits(const lun_schema *schema, lun_error *err)
{
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        if (!lun_store__name_ok(layer->name))
            return lun_error_set(err, LUN_EUSAGE,
                                 "layer '%s': a corpus takes names of lower-case letters, digits and _ only",
                                 layer->name);
        if (layer->n_fields > LUN_STORE_FIELDS)
            return lun_error_set(err, LUN_ELIMIT, "layer '%s': more than %d fields", layer->name, LUN_STORE_FIELDS);
        for (uint32_t f = 0; f < layer->n_fields; f++) {
            if (!lun_store__name_ok(layer->fields[f].name))
                return lun_error_set(
                    err, LUN_EUSAGE,
                    "layer '%s', field '%s': a corpus takes names of lower-case letters, digits and _ only",
                    layer->name, layer->fields[f].name);
        }
    }
    return LUN_OK;
}

int lun_store__schema_merge(lun_store *store, const lun_schema *schema, lun_error *err)
{
    int rc = check_limits(schema, err);
    for (uint32_t i = 0; i < lun_schema_count(schema) && rc == LUN_OK; i++)
        rc = settle_tables(store, schema, lun_schema_layer(schema, i), err);
    if (rc == LUN_OK && (rc = record(store, schema, err)) == LUN_OK)
        rc = lun_store__schema_load(store, err);
    if (rc == LUN_OK && lun_schema_count(store->schema) > LUN_STORE_LAYERS)
        return lun_error_set(err, LUN_ELIMIT, "corpus '%s': more than %d layers", store->path, LUN_STORE_LAYERS);
    return rc == LUN_OK ? lun_store__view_check(store->schema, err) : rc;
}
