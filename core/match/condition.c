/*
** condition.c - conditions on the fields of a row: `[country=CN & !adjective]`. Sits on core/annotate, regex.h and
** lexicon.h.
**
** Meaning. A field of a list, and a field reached through a list of references (`actor.country`), is asked of each
** element: one that holds is enough. `!=` is the opposite of `=`: it holds where no element equals any of the values,
** and so for a field that is absent. Every other comparison fails for an absent field; `!f` holds for it, and for a
** boolean that is false. Texts, dates and options compare byte by byte (case counts, "2021" < "2021-08"), numbers as
** numbers, references by the name of the entity, an annotation by its entity's name or else its words, spans by their
** words.
*/
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "match/complain.h"
#include "match/regex.h"

typedef struct target { /* where the first name of a field's path is found in rows of a layer */
    uint16_t layer;
    uint32_t field;
} target;

typedef struct cond {
    lun_node_kind kind;
    const struct cond **children;
    uint32_t n_children;
    target *targets;
    uint32_t n_targets;
    const char *rest; /* what follows the dot: a field of what the reference names; NULL = nothing */
    const char *op;
    const char **values;
    uint32_t n_values;
    lun_regex *regex;
    const lun_lexicon *lexicon;
} cond;

struct lun_condition {
    lun_arena *arena;
    const cond *root;
    LUN_VEC(lun_regex *) regexes;
};

typedef struct compiler {
    const lun_compile *env;
    lun_condition *condition;
    uint16_t layer;
    lun_error *err;
} compiler;

/* ---- values ---- */

typedef struct piece {
    const char *text;
    size_t len;
} piece;

static piece text_of(lun_annotations *set, const lun_value *value);

static piece span_text(const lun_annotations *set, lun_span span)
{
    return (piece){ lun_annotations_document(set)->text + span.start, span.stop - span.start };
}

static piece name_of(const lun_annotations *set, uint32_t number)
{
    const lun_entity *entity = lun_annotations_entity_get(set, number);
    return entity ? (piece){ entity->name, strlen(entity->name) } : (piece){ NULL, 0 };
}

static piece text_of(lun_annotations *set, const lun_value *value)
{
    const lun_annotation *row;
    switch (value->type) {
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        return (piece){ value->as.text, value->n };
    case LUN_TYPE_SPAN:
        return span_text(set, value->as.span);
    case LUN_TYPE_ENTITY:
        return name_of(set, value->as.ref.entity);
    case LUN_TYPE_ANNOTATION:
        row = lun_annotations_get(set, value->as.annotation);
        if (!row)
            return (piece){ NULL, 0 };
        return row->entity ? name_of(set, row->entity) : span_text(set, row->span);
    case LUN_TYPE_NONE:
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
    case LUN_TYPE_BOOLEAN:
    case LUN_TYPE_LIST:
        return (piece){ NULL, 0 };
    }
    return (piece){ NULL, 0 };
}

static int read_number(const char *text, double *out)
{
    char *stop;
    *out = strtod(text, &stop);
    return stop != text && *stop == '\0' && *out - *out == 0;
}

/* -1, 0, 1, or 2 where they cannot be compared. */
static int order(lun_annotations *set, const lun_value *value, const char *other)
{
    double number;
    if (value->type == LUN_TYPE_BOOLEAN)
        return (value->as.integer != 0) == (strcmp(other, "true") == 0) &&
                       (value->as.integer || strcmp(other, "false") == 0)
                   ? 0
                   : 2;
    if (value->type == LUN_TYPE_INTEGER || value->type == LUN_TYPE_NUMBER) {
        double mine = value->type == LUN_TYPE_INTEGER ? (double)value->as.integer : value->as.number;
        return read_number(other, &number) ? (mine > number) - (mine < number) : 2;
    }
    piece mine = text_of(set, value);
    if (!mine.text)
        return 2;
    size_t len = strlen(other);
    int rc = memcmp(mine.text, other, mine.len < len ? mine.len : len);
    if (rc == 0)
        return (mine.len > len) - (mine.len < len);
    return rc > 0 ? 1 : -1;
}

static int holds(const char *op, int compared)
{
    if (compared == 2)
        return 0;
    switch (op[0]) {
    case '<':
        return compared < 0 || (op[1] == '=' && compared == 0);
    case '>':
        return compared > 0 || (op[1] == '=' && compared == 0);
    default:
        return compared == 0; /* "=", and "!=", which the caller turns round */
    }
}

/* One element against any of the values; "!=" is asked as "=". */
static int compare_element(const char *op, const char *const *values, uint32_t n, lun_annotations *set,
                           const lun_value *value)
{
    for (uint32_t i = 0; i < n; i++) {
        if (holds(op, order(set, value, values[i])))
            return 1;
    }
    return 0;
}

/* ---- testing ---- */

static int test_element(const cond *c, lun_annotations *set, lun_vocab *vocab, const lun_value *value)
{
    piece text;
    if (value->type == LUN_TYPE_NONE)
        return 0;
    switch (c->kind) {
    case LUN_NODE_COND_FILLED:
        return value->type != LUN_TYPE_BOOLEAN || value->as.integer != 0;
    case LUN_NODE_COND_COMPARE:
        return compare_element(c->op, c->values, c->n_values, set, value);
    case LUN_NODE_COND_REGEX:
        text = text_of(set, value);
        return text.text && lun_regex_found(c->regex, text.text, text.len) == 1;
    case LUN_NODE_COND_LEXICON:
        text = text_of(set, value);
        return text.text && lun_lexicon_lookup(c->lexicon, vocab, text.text, text.len) != LUN_LEXICON_NONE;
    default:
        return 0; /* the other kinds are not leaves */
    }
}

static int test_entity(const cond *c, lun_annotations *set, lun_vocab *vocab, uint32_t number)
{
    const lun_entity *entity = lun_annotations_entity_get(set, number);
    lun_value value = { 0 };
    if (!entity)
        return 0;
    if (strcmp(c->rest, "name") == 0)
        value.as.text = entity->name;
    else if (strcmp(c->rest, "kind") == 0)
        value.as.text = entity->kind;
    else if (strcmp(c->rest, "identity") == 0)
        value.as.text = entity->identity;
    if (!value.as.text)
        return 0;
    value.type = LUN_TYPE_TEXT;
    value.n = (uint32_t)strlen(value.as.text);
    return test_element(c, set, vocab, &value);
}

static int test_value(const cond *c, lun_annotations *set, lun_vocab *vocab, const lun_value *value)
{
    if (value->type != LUN_TYPE_LIST)
        return test_element(c, set, vocab, value);
    for (uint32_t i = 0; i < value->n; i++) {
        if (test_element(c, set, vocab, &value->as.items[i]))
            return 1;
    }
    return 0;
}

/* What follows the dot, asked of what one reference names: a field of the row, else what is known of the entity. */
static int test_through(const cond *c, lun_annotations *set, lun_vocab *vocab, const lun_value *reference)
{
    uint32_t id = 0, number = 0;
    if (reference->type == LUN_TYPE_ANNOTATION) {
        id = reference->as.annotation;
    } else if (reference->type == LUN_TYPE_ENTITY) {
        id = reference->as.ref.mention;
        number = reference->as.ref.entity;
    }
    const lun_annotation *row = id ? lun_annotations_get(set, id) : NULL;
    if (row) {
        const lun_layer *layer = lun_schema_layer(lun_annotations_schema(set), row->layer);
        uint32_t field = lun_layer_field(layer, c->rest);
        if (field != LUN_FIELD_NONE && row->values[field].type != LUN_TYPE_NONE)
            return test_value(c, set, vocab, &row->values[field]);
        if (!number)
            number = row->entity;
    }
    return number ? test_entity(c, set, vocab, number) : 0;
}

static int test_leaf(const cond *c, lun_annotations *set, lun_vocab *vocab, const lun_annotation *row)
{
    const lun_value *value = NULL;
    for (uint32_t i = 0; i < c->n_targets && !value; i++) {
        if (c->targets[i].layer == row->layer)
            value = &row->values[c->targets[i].field];
    }
    if (!value || value->type == LUN_TYPE_NONE)
        return 0;
    if (!c->rest)
        return test_value(c, set, vocab, value);
    if (value->type != LUN_TYPE_LIST)
        return test_through(c, set, vocab, value);
    for (uint32_t i = 0; i < value->n; i++) {
        if (test_through(c, set, vocab, &value->as.items[i]))
            return 1;
    }
    return 0;
}

static int test(const cond *c, lun_annotations *set, lun_vocab *vocab, const lun_annotation *row)
{
    int wanted = c->kind == LUN_NODE_COND_OR;
    if (c->kind == LUN_NODE_COND_NOT)
        return !test(c->children[0], set, vocab, row);
    if (c->kind != LUN_NODE_COND_AND && c->kind != LUN_NODE_COND_OR)
        return test_leaf(c, set, vocab, row) != (c->op && c->op[0] == '!');
    for (uint32_t i = 0; i < c->n_children; i++) {
        if (test(c->children[i], set, vocab, row) == wanted)
            return wanted;
    }
    return !wanted;
}

int lun_condition_test(const lun_condition *condition, lun_annotations *set, lun_vocab *vocab,
                       const lun_annotation *row)
{
    return test(condition->root, set, vocab, row);
}

/* ---- compiling ---- */

static const cond *compile(compiler *c, const lun_node *node);

static int check_option(compiler *c, const lun_node *node, const lun_layer *layer, const lun_field *field,
                        const char *value)
{
    lun_nearest nearest;
    lun_nearest_start(&nearest, value);
    for (uint32_t i = 0; i < field->n_options; i++) {
        if (strcmp(field->options[i], value) == 0)
            return LUN_OK;
        lun_nearest_offer(&nearest, field->options[i]);
    }
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "layer '%s': '%s' is not an option of field '%s'", layer->name,
                 value, field->name);
    return lun_nearest_hint(&nearest, "", c->err);
}

/* A value that the field's type can never equal would be a silent nothing. */
static int check_values(compiler *c, const lun_node *node, const lun_layer *layer, const lun_field *field)
{
    double number;
    int rc = LUN_OK;
    for (uint32_t i = 0; i < node->n_values && rc == LUN_OK; i++) {
        const char *value = node->values[i];
        if ((field->type == LUN_TYPE_INTEGER || field->type == LUN_TYPE_NUMBER) && !read_number(value, &number))
            rc = lun_complain(c->env, node, c->err, LUN_EFORMAT, "layer '%s': field '%s' is a number, and '%s' is none",
                              layer->name, field->name, value);
        else if (field->type == LUN_TYPE_BOOLEAN && strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            rc = lun_complain(c->env, node, c->err, LUN_EFORMAT,
                              "layer '%s': field '%s' is a boolean: expected true or false, not '%s'", layer->name,
                              field->name, value);
        else if (field->type == LUN_TYPE_ENUM && (node->flags[0] == '=' || node->flags[0] == '!'))
            rc = check_option(c, node, layer, field, value);
    }
    return rc;
}

static int check_rest(compiler *c, const lun_node *node, const lun_layer *layer, const lun_field *field,
                      const char *rest)
{
    const lun_schema *schema = c->env->schema;
    static const char *const of_entities[] = { "name", "kind", "identity" };
    lun_nearest nearest;
    lun_nearest_start(&nearest, rest);
    if (field->type != LUN_TYPE_ENTITY && field->type != LUN_TYPE_ANNOTATION)
        return lun_complain(c->env, node, c->err, LUN_EFORMAT,
                            "layer '%s': field '%s' is no reference, so '%s' says nothing", layer->name, field->name,
                            node->text);
    for (size_t i = 0; i < sizeof of_entities / sizeof *of_entities; i++) {
        if (strcmp(rest, of_entities[i]) == 0)
            return LUN_OK;
        lun_nearest_offer(&nearest, of_entities[i]);
    }
    for (uint32_t l = 0; l < lun_schema_count(schema); l++) {
        const lun_layer *other = lun_schema_layer(schema, l);
        if (field->type == LUN_TYPE_ANNOTATION ? l != field->target : !other->mention)
            continue;
        if (lun_layer_field(other, rest) != LUN_FIELD_NONE)
            return LUN_OK;
        for (uint32_t f = 0; f < other->n_fields; f++)
            lun_nearest_offer(&nearest, other->fields[f].name);
    }
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "layer '%s': what field '%s' refers to has no field '%s'",
                 layer->name, field->name, rest);
    return lun_nearest_hint(&nearest, "", c->err);
}

static int add_target(compiler *c, const lun_node *node, cond *out, uint16_t number, const char *name)
{
    const lun_layer *layer = lun_schema_layer(c->env->schema, number);
    uint32_t field = lun_layer_field(layer, name);
    int rc;
    if (field == LUN_FIELD_NONE)
        return LUN_OK;
    if (out->rest && (rc = check_rest(c, node, layer, &layer->fields[field], out->rest)) < 0)
        return rc;
    if (!out->rest && node->kind == LUN_NODE_COND_COMPARE &&
        (rc = check_values(c, node, layer, &layer->fields[field])) < 0)
        return rc;
    out->targets[out->n_targets++] = (target){ number, field };
    return LUN_OK;
}

/* Where no name is near: those there are. */
static int list_fields(const lun_layer *layer, lun_error *err)
{
    lun_buf names = LUN_BUF_INIT;
    for (uint32_t f = 0; f < layer->n_fields; f++)
        lun_buf_addf(&names, "%s%s", f ? ", " : "", layer->fields[f].name);
    if (names.len)
        lun_error_hint(err, "there are: %s", names.data);
    lun_buf_clear(&names);
    return err->code;
}

static int no_field(compiler *c, const lun_node *node, const lun_layer *layer, const char *name)
{
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    for (uint32_t f = 0; f < layer->n_fields; f++)
        lun_nearest_offer(&nearest, layer->fields[f].name);
    for (uint32_t m = 0; m < layer->n_members; m++) {
        const lun_layer *member = lun_schema_layer(c->env->schema, layer->members[m].layer);
        for (uint32_t f = 0; f < member->n_fields; f++)
            lun_nearest_offer(&nearest, member->fields[f].name);
    }
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "layer '%s' has no field '%s'", layer->name, name);
    int rc = lun_nearest_hint(&nearest, "", c->err);
    return !c->err || *c->err->hint ? rc : list_fields(layer, c->err);
}

/* Splits "actor.country" and finds the first name in the layer, or in the members of the union. */
static int compile_field(compiler *c, const lun_node *node, cond *out)
{
    const lun_layer *layer = lun_schema_layer(c->env->schema, c->layer);
    char *name = lun_arena_strdup(c->condition->arena, node->text);
    int rc = LUN_OK;
    out->targets = lun_arena_calloc(c->condition->arena, layer->n_members + 1, sizeof *out->targets);
    if (!name || !out->targets)
        return lun_complain_memory(c->err);
    char *dot = strchr(name, '.');
    if (dot) {
        *dot = '\0';
        out->rest = dot + 1;
    }
    if (layer->n_members == 0)
        rc = add_target(c, node, out, c->layer, name);
    for (uint32_t m = 0; m < layer->n_members && rc == LUN_OK; m++)
        rc = add_target(c, node, out, layer->members[m].layer, name);
    return rc == LUN_OK && out->n_targets == 0 ? no_field(c, node, layer, name) : rc;
}

static int compile_values(compiler *c, const lun_node *node, cond *out)
{
    out->op = lun_arena_strdup(c->condition->arena, node->flags);
    out->n_values = node->n_values;
    out->values = lun_arena_calloc(c->condition->arena, node->n_values + 1, sizeof *out->values);
    if (!out->op || !out->values)
        return lun_complain_memory(c->err);
    for (uint32_t i = 0; i < node->n_values; i++) {
        out->values[i] = lun_arena_strdup(c->condition->arena, node->values[i]);
        if (!out->values[i])
            return lun_complain_memory(c->err);
    }
    return LUN_OK;
}

static int compile_regex(compiler *c, const lun_node *node, cond *out)
{
    lun_error inner = LUN_ERROR_INIT;
    size_t at;
    int rc = lun_regexes_get(c->env->regexes, &out->regex, node->values[0], node->flags, &at, &inner);
    if (rc < 0)
        return lun_complain(c->env, node, c->err, rc, "%s", inner.message);
    if (lun_vec_push(&c->condition->regexes, out->regex) < 0) {
        lun_regex_free(out->regex);
        return lun_complain_memory(c->err);
    }
    return LUN_OK;
}

static int compile_leaf(compiler *c, const lun_node *node, cond *out)
{
    int rc = compile_field(c, node, out);
    if (rc < 0 || node->kind == LUN_NODE_COND_FILLED)
        return rc;
    if (node->kind == LUN_NODE_COND_COMPARE)
        return compile_values(c, node, out);
    if (node->kind == LUN_NODE_COND_REGEX)
        return compile_regex(c, node, out);
    out->lexicon = c->env->lexicon ? c->env->lexicon(c->env->context, node->values[0]) : NULL;
    if (!out->lexicon)
        return lun_complain(c->env, node, c->err, LUN_EFORMAT, "there is no lexicon '%s'", node->values[0]);
    return LUN_OK;
}

static const cond *compile(compiler *c, const lun_node *node)
{
    cond *out = lun_arena_calloc(c->condition->arena, 1, sizeof *out);
    if (!out) {
        lun_complain_memory(c->err);
        return NULL;
    }
    out->kind = node->kind;
    if (node->kind != LUN_NODE_COND_AND && node->kind != LUN_NODE_COND_OR && node->kind != LUN_NODE_COND_NOT)
        return compile_leaf(c, node, out) < 0 ? NULL : out;
    out->children = lun_arena_calloc(c->condition->arena, node->n_children + 1, sizeof *out->children);
    out->n_children = node->n_children;
    if (!out->children)
        lun_complain_memory(c->err);
    for (uint32_t i = 0; out->children && i < node->n_children; i++) {
        out->children[i] = compile(c, node->children[i]);
        if (!out->children[i])
            return NULL;
    }
    return out->children ? out : NULL;
}

int lun_condition_compile(lun_condition **out, const lun_node *tree, uint16_t layer, const lun_compile *env,
                          lun_error *err)
{
    lun_error spare = LUN_ERROR_INIT;
    lun_condition *condition = lun_calloc(1, sizeof *condition);
    if (!err)
        err = &spare;
    compiler c = { env, condition, layer, err };
    if (!condition)
        return lun_complain_memory(err);
    condition->arena = lun_arena_new();
    condition->root = condition->arena ? compile(&c, tree) : NULL;
    if (!condition->arena)
        lun_complain_memory(err);
    if (!condition->root) {
        lun_condition_free(condition);
        return err->code;
    }
    *out = condition;
    return LUN_OK;
}

void lun_condition_free(lun_condition *condition)
{
    if (!condition)
        return;
    for (size_t i = 0; i < condition->regexes.n; i++)
        lun_regex_free(condition->regexes.items[i]);
    lun_vec_clear(&condition->regexes);
    lun_arena_free(condition->arena);
    lun_free(condition);
}
