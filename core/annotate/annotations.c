/*
** annotations.c - rows of layers in a document's arena: creating, checking, reading. Sits on schema.c, entities.c and core/text.
**
** Each layer keeps all rows in order of creation, and lazily the rows that are visible now (order.c makes them): after finishing, those that the
** policy left; before, those that a rule with `after` may see.
*/
#include "annotate/annotations.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "annotate/set.h"
#include "base/buf.h"
#include "base/utf8.h"

int lun_annotations__grow(lun_arena *arena, void **items, uint32_t *capacity, uint32_t n, size_t size)
{
    if (n <= *capacity)
        return LUN_OK;
    uint32_t want = *capacity > UINT32_MAX / 2 ? UINT32_MAX : *capacity ? *capacity * 2 : 16;
    if (want < n)
        want = n;
    void *fresh = lun_arena_calloc(arena, want, size);
    if (!fresh)
        return LUN_ENOMEM;
    if (*capacity)
        memcpy(fresh, *items, *capacity * size);
    *items = fresh;
    *capacity = want;
    return LUN_OK;
}

lun_annotations *lun_annotations_new(lun_document *document, const lun_schema *schema)
{
    lun_annotations *set = lun_arena_calloc(document->arena, 1, sizeof *set);
    if (!set)
        return NULL;
    set->document = document;
    set->schema = schema;
    set->arena = document->arena;
    set->n_layers = lun_schema_count(schema);
    set->layers = lun_arena_calloc(set->arena, set->n_layers ? set->n_layers : 1, sizeof *set->layers);
    return set->layers ? set : NULL;
}

lun_document *lun_annotations_document(const lun_annotations *set)
{
    return set->document;
}

const lun_schema *lun_annotations_schema(const lun_annotations *set)
{
    return set->schema;
}

uint32_t lun_annotations_last(const lun_annotations *set)
{
    return set->n_rows;
}

/* Also a dropped one. */
static lun_annotation *find_row(const lun_annotations *set, uint32_t id)
{
    return id > 0 && id <= set->n_rows ? set->rows[id - 1] : NULL;
}

lun_annotation *lun_annotations_any(const lun_annotations *set, uint32_t id)
{
    return find_row(set, id);
}

lun_annotation *lun_annotations_get(const lun_annotations *set, uint32_t id)
{
    lun_annotation *row = find_row(set, id);
    return row && !row->dropped ? row : NULL;
}

/* ---- checking and copying values ---- */

static int bad_value(lun_error *err, const lun_layer *layer, const lun_field *field, const char *found)
{
    return lun_error_set(err, LUN_EUSAGE, "layer '%s', field '%s': expected %s%s%s, got %s", layer->name, field->name,
                         field->list ? "a list of " : "", lun_type_name(field->type), field->list ? " values" : "",
                         found);
}

static int on_code_points(const lun_document *document, lun_span span)
{
    if (span.start > span.stop || span.stop > document->len)
        return 0;
    return (document->text[span.start] & 0xC0) != 0x80 && (document->text[span.stop] & 0xC0) != 0x80;
}

static int copy_text(lun_annotations *set, lun_value *out, const lun_value *value, lun_error *err)
{
    *out = *value;
    char *text = lun_arena_strndup(set->arena, value->as.text, value->n);
    if (!text)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a field's text");
    out->n = (uint32_t)lun_utf8_flat(text, value->n);
    out->as.text = text;
    return LUN_OK;
}

static int copy_option(lun_value *out, const lun_layer *layer, const lun_field *field, const lun_value *value,
                       lun_error *err)
{
    for (uint32_t i = 0; i < field->n_options; i++) {
        if (strlen(field->options[i]) == value->n && memcmp(field->options[i], value->as.text, value->n) == 0) {
            *out = *value;
            out->as.text = field->options[i];
            return LUN_OK;
        }
    }
    lun_error_set(err, LUN_EUSAGE, "layer '%s', field '%s': '%.*s' is not one of its options", layer->name, field->name,
                  (int)value->n, value->as.text);
    lun_buf names = LUN_BUF_INIT;
    for (uint32_t i = 0; i < field->n_options; i++)
        lun_buf_addf(&names, "%s%s", i ? ", " : "", field->options[i]);
    lun_error_hint(err,
                   "there are: %s; another one is declared with the field, or by extend \"%s\" { %s = enum { … } }",
                   names.data ? names.data : "none", layer->name, field->name);
    lun_buf_clear(&names);
    return err->code;
}

/*
** Text of ISO 8601 as far as the form goes: digits, X for what is not known, and the marks of dates. What stands behind the value in the document
** may have them, too.
*/
static int looks_like_date(const lun_value *value)
{
    return value->n >= 4 && value->n <= 40 && strspn(value->as.text, "0123456789X-:TWQHZ+./SPFUAINMOEV ") >= value->n;
}

/* Words that are no number, where a number was wanted. */
static int bad_number(lun_error *err, const lun_layer *layer, const lun_field *field, const lun_value *value)
{
    char what[120];
    snprintf(what, sizeof what, "'%.*s', which is no %s in digits", value->n < 40 ? (int)value->n : 40, value->as.text,
             field->type == LUN_TYPE_INTEGER ? "whole number" : "number");
    bad_value(err, layer, field, what);
    return lun_error_hint(
        err,
        "write digits, as in 4000 or 4,000; for number words declare it text, or reckon in a mark function: requires "
        "\"dates\", include(\"dates/numbers.lua\").value(\"two\") is 2");
}

static int is_code(const lun_value *value)
{
    const char *text = value->as.text;
    return value->n == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

static int bad_country(lun_error *err, const lun_layer *layer, const lun_field *field, const lun_value *value)
{
    char what[120];
    snprintf(what, sizeof what, "'%.*s', which is no code of a country", value->n < 40 ? (int)value->n : 40,
             value->as.text);
    bad_value(err, layer, field, what);
    return lun_error_hint(err, "write the two capital letters of ISO 3166, as in CN; for names declare it text");
}

static int copy_item(lun_annotations *set, lun_value *out, const lun_layer *layer, const lun_field *field,
                     const lun_value *value, lun_error *err)
{
    const lun_annotation *row;
    char what[80];
    if (value->type == LUN_TYPE_TEXT && (field->type == LUN_TYPE_INTEGER || field->type == LUN_TYPE_NUMBER))
        return bad_number(err, layer, field, value);
    if (value->type == LUN_TYPE_NUMBER && field->type == LUN_TYPE_INTEGER) {
        snprintf(what, sizeof what, "%.15g, which is no whole number", value->as.number);
        bad_value(err, layer, field, what);
        return lun_error_hint(err, "declare the field number, or write whole numbers below 2^63");
    }
    if (value->type != field->type)
        return bad_value(err, layer, field, lun_type_name(value->type));
    switch (value->type) {
    case LUN_TYPE_TEXT:
        return field->country && !is_code(value) ? bad_country(err, layer, field, value)
                                                 : copy_text(set, out, value, err);
    case LUN_TYPE_DATE:
        if (looks_like_date(value))
            return copy_text(set, out, value, err);
        snprintf(what, sizeof what, "'%.*s', which is no ISO 8601 date", value->n < 40 ? (int)value->n : 40,
                 value->as.text);
        bad_value(err, layer, field, what);
        return lun_error_hint(err, "write it as 2026-03-09; a capture of @date is one already");
    case LUN_TYPE_ENUM:
        return copy_option(out, layer, field, value, err);
    case LUN_TYPE_SPAN:
        if (!on_code_points(set->document, value->as.span))
            return bad_value(err, layer, field, "a span outside the document");
        break;
    case LUN_TYPE_ENTITY:
        if (value->as.ref.entity == 0 || value->as.ref.entity > set->n_entities)
            return bad_value(err, layer, field, "an entity of another document");
        if (value->as.ref.mention && !find_row(set, value->as.ref.mention))
            return bad_value(err, layer, field, "a mention of another document");
        break;
    case LUN_TYPE_ANNOTATION:
        row = find_row(set, value->as.annotation);
        if (!row || row->layer != field->target)
            return bad_value(err, layer, field,
                             row ? lun_schema_layer(set->schema, row->layer)->name : "an unknown annotation");
        break;
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        return bad_value(err, layer, field, lun_type_name(value->type));
    case LUN_TYPE_NUMBER: /* neither JSON nor SQL has it */
        if (!isfinite(value->as.number))
            return bad_value(err, layer, field, "one that is not finite");
        break;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        break;
    }
    *out = *value;
    return LUN_OK;
}

static int copy_value(lun_annotations *set, lun_value *out, const lun_layer *layer, const lun_field *field,
                      const lun_value *value, lun_error *err)
{
    int rc;
    memset(out, 0, sizeof *out);
    if (value->type == LUN_TYPE_NONE || (value->type == LUN_TYPE_LIST && value->n == 0))
        return LUN_OK;
    if (!field->list)
        return copy_item(set, out, layer, field, value, err);
    if (value->type != LUN_TYPE_LIST)
        return bad_value(err, layer, field, lun_type_name(value->type));
    lun_value *items = lun_arena_calloc(set->arena, value->n, sizeof *items);
    if (!items)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a list");
    for (uint32_t i = 0; i < value->n; i++) {
        if ((rc = copy_item(set, &items[i], layer, field, &value->as.items[i], err)) < 0)
            return rc;
    }
    out->type = LUN_TYPE_LIST;
    out->n = value->n;
    out->as.items = items;
    return LUN_OK;
}

static int copy_values(lun_annotations *set, lun_annotation *row, const lun_layer *layer, const lun_value *values,
                       lun_error *err)
{
    int rc;
    row->values = lun_arena_calloc(set->arena, layer->n_fields ? layer->n_fields : 1, sizeof *row->values);
    if (!row->values)
        return lun_error_set(err, LUN_ENOMEM, "no memory for an annotation");
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        if (values && (rc = copy_value(set, &row->values[f], layer, field, &values[f], err)) < 0)
            return rc;
        if (field->required && !field->late && row->values[f].type == LUN_TYPE_NONE)
            return lun_error_set(err, LUN_EUSAGE, "layer '%s': field '%s' is required and was not filled", layer->name,
                                 field->name);
    }
    return LUN_OK;
}

/* ---- creating ---- */

int lun_annotations_next_id(lun_annotations *set, uint32_t id, lun_error *err)
{
    if (id <= set->n_rows)
        return lun_error_set(err, LUN_EUSAGE, "annotation %u is already there", id);
    if (lun_annotations__grow(set->arena, (void **)&set->rows, &set->row_capacity, id, sizeof *set->rows) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory for an annotation");
    set->n_rows = id - 1;
    return LUN_OK;
}

/* A row without values; it has its id, but is in no layer yet. */
static int make_row(lun_annotations *set, lun_annotation **out, const lun_raw_row *raw, lun_error *err)
{
    const lun_layer *type = lun_schema_layer(set->schema, raw->layer);
    if (!type || type->n_members)
        return lun_error_set(err, LUN_EUSAGE, "layer '%s' has no rows of its own", type ? type->name : "?");
    lun_layer_rows *rows = &set->layers[raw->layer];
    if (rows->finished)
        return lun_error_set(err, LUN_EUSAGE,
                             "layer '%s' is finished: a rule marked it without declaring it in `marks`", type->name);
    if (!on_code_points(set->document, raw->span))
        return lun_error_set(err, LUN_EUSAGE, "layer '%s': the span %u..%u lies outside the document (%u bytes)",
                             type->name, raw->span.start, raw->span.stop, set->document->len);
    if (raw->entity > set->n_entities)
        return lun_error_set(err, LUN_EUSAGE, "layer '%s': the entity belongs to another document", type->name);
    lun_annotation *row = lun_arena_calloc(set->arena, 1, sizeof *row);
    if (!row ||
        lun_annotations__grow(set->arena, (void **)&set->rows, &set->row_capacity, set->n_rows + 1, sizeof *set->rows) <
            0 ||
        lun_annotations__grow(set->arena, (void **)&rows->created, &rows->created_capacity, rows->n_created + 1,
                              sizeof *rows->created) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory for an annotation");
    row->layer = raw->layer;
    row->rule = raw->rule;
    row->entity = raw->entity;
    row->span = raw->span;
    row->aligned = (uint8_t)lun_document_range(set->document, raw->span, &row->tokens);
    row->id = set->n_rows + 1;
    *out = row;
    return LUN_OK;
}

static void take_row(lun_annotations *set, lun_annotation *row)
{
    lun_layer_rows *rows = &set->layers[row->layer];
    set->rows[set->n_rows++] = row;
    rows->created[rows->n_created++] = row;
    lun_annotations__chain(set, row);
}

int lun_annotations_add(lun_annotations *set, lun_annotation **out, uint16_t layer, lun_span span, uint32_t rule,
                        uint32_t entity, const lun_value *values, lun_error *err)
{
    const lun_raw_row raw = { layer, rule, entity, span, values };
    lun_annotation *row;
    int rc = make_row(set, &row, &raw, err);
    if (rc < 0 || (rc = copy_values(set, row, lun_schema_layer(set->schema, layer), values, err)) < 0)
        return rc;
    take_row(set, row);
    *out = row;
    return LUN_OK;
}

int lun_annotations_add_all(lun_annotations *set, const lun_raw_row *rows, size_t n, lun_error *err)
{
    uint32_t first = set->n_rows;
    int rc;
    for (size_t i = 0; i < n; i++) {
        lun_annotation *row;
        if ((rc = make_row(set, &row, &rows[i], err)) < 0)
            return rc;
        take_row(set, row);
    }
    for (size_t i = 0; i < n; i++) {
        lun_annotation *row = set->rows[first + i];
        if ((rc = copy_values(set, row, lun_schema_layer(set->schema, row->layer), rows[i].values, err)) < 0)
            return rc;
    }
    return LUN_OK;
}

int lun_annotations_set(lun_annotations *set, lun_annotation *row, uint32_t field, const lun_value *value,
                        lun_error *err)
{
    const lun_layer *layer = lun_schema_layer(set->schema, row->layer);
    lun_value copy;
    int rc;
    if (field >= layer->n_fields)
        return lun_error_set(err, LUN_EUSAGE, "layer '%s' has no field number %u", layer->name, field);
    if (set->layers[row->layer].finished && !layer->fields[field].late)
        return lun_error_set(err, LUN_EUSAGE,
                             "layer '%s': field '%s' is not declared late(...), so it cannot change after its rule",
                             layer->name, layer->fields[field].name);
    if ((rc = copy_value(set, &copy, layer, &layer->fields[field], value, err)) < 0)
        return rc;
    row->values[field] = copy;
    return LUN_OK;
}

void lun_annotations_retract(lun_annotations *set, uint32_t row, uint32_t entity)
{
    lun_annotations__retract_entities(set, row, entity);
    for (uint32_t layer = 0; layer < set->n_layers; layer++) {
        lun_layer_rows *rows = &set->layers[layer];
        while (rows->n_created && rows->created[rows->n_created - 1]->id > row) {
            lun_annotation *last = rows->created[--rows->n_created];
            set->rows[last->id - 1] = NULL;
            last->dropped = 1; /* Lua may still hold it */
            last->entity = 0;
        }
    }
}
