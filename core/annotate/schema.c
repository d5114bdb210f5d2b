/*
** schema.c - layers and fields, in one arena. Sits on base.
*/
#include "annotate/schema.h"

#include <stdio.h>
#include <string.h>

#include "annotate/names.h"
#include "base/buf.h"

struct lun_schema {
    lun_arena *arena;
    LUN_VEC(lun_layer) layers;
};

static const char *const type_names[] = {
    "none", "text", "integer", "number", "boolean", "date", "enum", "span", "ref()", "ref", "list",
};

const char *lun_type_name(lun_type type)
{
    return type_names[type];
}

lun_schema *lun_schema_new(void)
{
    lun_schema *schema = lun_calloc(1, sizeof *schema);
    if (!schema)
        return NULL;
    schema->arena = lun_arena_new();
    if (!schema->arena) {
        lun_free(schema);
        return NULL;
    }
    return schema;
}

void lun_schema_free(lun_schema *schema)
{
    if (!schema)
        return;
    lun_vec_clear(&schema->layers);
    lun_arena_free(schema->arena);
    lun_free(schema);
}

uint32_t lun_schema_count(const lun_schema *schema)
{
    return (uint32_t)schema->layers.n;
}

const lun_layer *lun_schema_layer(const lun_schema *schema, uint32_t layer)
{
    return layer < schema->layers.n ? &schema->layers.items[layer] : NULL;
}

uint16_t lun_schema_find(const lun_schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->layers.n; i++) {
        if (strcmp(schema->layers.items[i].name, name) == 0)
            return (uint16_t)i;
    }
    return LUN_LAYER_NONE;
}

uint32_t lun_layer_field(const lun_layer *layer, const char *name)
{
    for (uint32_t i = 0; i < layer->n_fields; i++) {
        if (strcmp(layer->fields[i].name, name) == 0)
            return i;
    }
    return LUN_FIELD_NONE;
}

static int no_memory(lun_error *err, const char *what)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for %s", what);
}

int lun_schema_declare(lun_schema *schema, uint16_t *out, const char *name, const char *owner, const char *doc,
                       lun_policy policy, int mention, lun_error *err)
{
    uint16_t old = lun_schema_find(schema, name);
    int rc;
    if (old != LUN_LAYER_NONE) {
        lun_error_set(err, LUN_EUSAGE, "layer '%s' is declared twice: by plugin '%s' and by plugin '%s'", name,
                      schema->layers.items[old].owner, owner);
        return lun_error_hint(err, "a layer has one owner; others add fields with extend \"%s\" { ... }", name);
    }
    if (strcmp(owner, "core") != 0 && (rc = lun_name__check("layer", name, err)) < 0)
        return rc;
    if (schema->layers.n >= LUN_LAYER_NONE)
        return lun_error_set(err, LUN_ELIMIT, "layer '%s': more than %d layers", name, LUN_LAYER_NONE);
    lun_layer layer = { 0 };
    layer.name = lun_arena_strdup(schema->arena, name);
    layer.owner = lun_arena_strdup(schema->arena, owner);
    layer.doc = lun_arena_strdup(schema->arena, doc);
    layer.policy = policy;
    layer.mention = mention != 0;
    if (!layer.name || !layer.owner || (doc && !layer.doc) || lun_vec_push(&schema->layers, layer) < 0)
        return no_memory(err, "a layer");
    *out = (uint16_t)(schema->layers.n - 1);
    return LUN_OK;
}

static const char *const *copy_options(lun_arena *arena, const char *const *old, uint32_t n_old,
                                       const char *const *more, uint32_t n_more, uint32_t *n)
{
    const char **all = lun_arena_calloc(arena, (size_t)n_old + n_more, sizeof *all);
    if (!all)
        return NULL;
    *n = n_old;
    for (uint32_t i = 0; i < n_old; i++)
        all[i] = old[i];
    for (uint32_t i = 0; i < n_more; i++) {
        int known = 0;
        for (uint32_t j = 0; j < *n && !known; j++)
            known = strcmp(all[j], more[i]) == 0;
        if (known)
            continue;
        char *copy = lun_arena_strdup(arena, more[i]);
        if (!copy)
            return NULL;
        all[(*n)++] = copy;
    }
    return all;
}

static int same_type(const lun_field *a, const lun_field *b)
{
    return a->type == b->type && a->list == b->list && (a->type != LUN_TYPE_ANNOTATION || a->target == b->target);
}

static int merge_field(lun_schema *schema, const lun_layer *layer, lun_field *old, const lun_field *field,
                       lun_error *err)
{
    if (!same_type(old, field))
        return lun_error_set(
            err, LUN_EUSAGE, "layer '%s': field '%s' is %s%s%s in plugin '%s' and %s%s%s in plugin '%s'", layer->name,
            old->name, old->list ? "list(" : "", lun_type_name(old->type), old->list ? ")" : "", old->owner,
            field->list ? "list(" : "", lun_type_name(field->type), field->list ? ")" : "", field->owner);
    if (field->type != LUN_TYPE_ENUM)
        return LUN_OK;
    uint32_t n = 0;
    const char *const *options =
        copy_options(schema->arena, old->options, old->n_options, field->options, field->n_options, &n);
    if (!options)
        return no_memory(err, "the options of a field");
    old->options = options;
    old->n_options = n;
    return LUN_OK;
}

/* A view shows field f as f, f_id ...: no field may bear such a name of another. */
static int check_suffixes(const lun_layer *layer, const char *name, lun_error *err)
{
    static const char *const suffixes[] = { "_id", "_mention", "_start", "_stop" };
    char derived[80];
    for (uint32_t i = 0; i < layer->n_fields; i++) {
        for (size_t s = 0; s < sizeof suffixes / sizeof *suffixes; s++) {
            snprintf(derived, sizeof derived, "%s%s", layer->fields[i].name, suffixes[s]);
            if (strcmp(derived, name) == 0)
                return lun_error_set(err, LUN_EUSAGE, "layer '%s': field '%s' would be a column of field '%s'",
                                     layer->name, name, layer->fields[i].name);
        }
    }
    return LUN_OK;
}

int lun_schema_add_field(lun_schema *schema, uint16_t layer, const lun_field *field, lun_error *err)
{
    lun_layer *to = &schema->layers.items[layer];
    uint32_t old = lun_layer_field(to, field->name);
    int rc;
    if (old != LUN_FIELD_NONE)
        return merge_field(schema, to, &to->fields[old], field, err);
    if (strcmp(field->owner, "core") != 0 && (rc = lun_name__check("field", field->name, err)) < 0)
        return lun_error_wrap(err, "layer '%s'", to->name);
    if ((rc = check_suffixes(to, field->name, err)) < 0)
        return rc;
    lun_field *fields = lun_arena_calloc(schema->arena, (size_t)to->n_fields + 1, sizeof *fields);
    if (!fields)
        return no_memory(err, "a field");
    if (to->n_fields)
        memcpy(fields, to->fields, to->n_fields * sizeof *fields);
    lun_field *copy = &fields[to->n_fields];
    *copy = *field;
    copy->name = lun_arena_strdup(schema->arena, field->name);
    copy->owner = lun_arena_strdup(schema->arena, field->owner);
    copy->options = copy_options(schema->arena, NULL, 0, field->options, field->n_options, &copy->n_options);
    if (!copy->name || !copy->owner || !copy->options)
        return no_memory(err, "a field");
    to->fields = fields;
    to->n_fields++;
    return LUN_OK;
}

int lun_schema_add_member(lun_schema *schema, uint16_t layer, uint16_t member, const void *condition, lun_error *err)
{
    lun_layer *to = &schema->layers.items[layer];
    if (member >= schema->layers.n || schema->layers.items[member].n_members)
        return lun_error_set(err, LUN_EUSAGE,
                             "layer '%s': a member of a union must be a declared layer that is no union", to->name);
    lun_member *members = lun_arena_calloc(schema->arena, (size_t)to->n_members + 1, sizeof *members);
    if (!members)
        return no_memory(err, "a member");
    if (to->n_members)
        memcpy(members, to->members, to->n_members * sizeof *members);
    members[to->n_members] = (lun_member){ member, condition };
    to->members = members;
    to->n_members++;
    return LUN_OK;
}

static void describe_field(const lun_schema *schema, const lun_field *field, lun_buf *out)
{
    lun_buf_addf(out, " %s:%s%s%s%s", field->name, lun_type_name(field->type), field->list ? "*" : "",
                 field->required ? "!" : "", field->late ? "~" : "");
    if (field->type == LUN_TYPE_ANNOTATION)
        lun_buf_addf(out, "(%s)", lun_schema_layer(schema, field->target)->name);
    for (uint32_t i = 0; i < field->n_options; i++)
        lun_buf_addf(out, "%c%s", i ? '|' : '=', field->options[i]);
}

void lun_schema_describe(const lun_schema *schema, lun_buf *out)
{
    for (size_t i = 0; i < schema->layers.n; i++) {
        const lun_layer *layer = &schema->layers.items[i];
        lun_buf_addf(out, "%s %d %d", layer->name, (int)layer->policy, layer->mention);
        for (uint32_t f = 0; f < layer->n_fields; f++)
            describe_field(schema, &layer->fields[f], out);
        for (uint32_t m = 0; m < layer->n_members; m++)
            lun_buf_addf(out, " <%s", lun_schema_layer(schema, layer->members[m].layer)->name);
        lun_buf_addc(out, '\n');
    }
}
