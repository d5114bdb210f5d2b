/*
** rows.c - from captures to values, and from what a rule's function returns to rows.
**
** Sits on values.c. A value found elsewhere becomes one of the field's type, or stays absent: a rule that captures what a field cannot hold has been
** told so when it was loaded, and words that are no number, date or option are refused when they are met.
*/
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "script/runner.h"

typedef lun_runner runner;
typedef lun_unit unit;

/* ---- captures to values ---- */

static const lun_field *field_of(const runner *r, uint32_t field)
{
    return &lun_schema_layer(r->script->schema, r->rule->mark)->fields[field];
}

static lun_span capture_span(const runner *r, const lun_capture *capture)
{
    if (capture->tokens.start < capture->tokens.stop)
        return lun_document_span(r->document, capture->tokens);
    uint32_t at = capture->tokens.start < r->document->n_tokens ? r->document->tokens[capture->tokens.start].start
                                                                : r->document->len;
    return (lun_span){ at, at };
}

static void set_text(lun_value *out, lun_type type, const char *text, uint32_t n)
{
    out->type = type;
    out->as.text = text;
    out->n = n;
}

/* Digits without the commas that part thousands; 0 where it is too long for a number, or a comma parts something else. */
static size_t copy_number(char out[32], const char *text, uint32_t n)
{
    size_t len = 0;
    int groups = 0;
    for (uint32_t i = 0; i < n && len < 31; i++) {
        int parts = text[i] == ',' && i > 0 && i + 4 <= n && strspn(text + i + 1, "0123456789") >= 3;
        if (parts && (i + 4 == n || text[i + 4] == ',' || text[i + 4] == '.') && (groups || i <= 3)) {
            groups = 1;
            continue;
        }
        out[len++] = text[i];
    }
    out[len] = '\0';
    return n < 32 ? len : 0;
}

/* Words for a field of numbers: what they are not stays text, and is refused with the field's name. */
static void number_from_text(const lun_field *field, const char *text, uint32_t n, lun_value *out)
{
    char number[32], *stop = number;
    size_t len = copy_number(number, text, n);
    if (n == 0)
        return;
    errno = 0;
    if (field->type == LUN_TYPE_INTEGER)
        out->as.integer = strtoll(number, &stop, 10);
    else
        out->as.number = strtod(number, &stop);
    out->type = field->type;
    /* "Nan" is a name, "inf" no amount; more than a number holds would become the largest one */
    if (len == 0 || *stop != '\0' || errno == ERANGE || number[strcspn(number, "0123456789")] == '\0')
        set_text(out, LUN_TYPE_TEXT, text, n);
}

/* A text as a value of the field's type; absent where it is none. */
static void value_from_text(const lun_field *field, const char *text, uint32_t n, lun_value *out)
{
    memset(out, 0, sizeof *out);
    switch (field->type) {
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        set_text(out, field->type, text, n);
        return;
    case LUN_TYPE_BOOLEAN:
        out->type = LUN_TYPE_BOOLEAN;
        out->as.integer = 1;
        return;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
        number_from_text(field, text, n, out);
        return;
    case LUN_TYPE_ENTITY:
    case LUN_TYPE_NONE:
    case LUN_TYPE_SPAN:
    case LUN_TYPE_ANNOTATION:
    case LUN_TYPE_LIST:
        return;
    }
}

/* A whole number is an integer, however it is written (a column that holds 2.5 makes 3 of another cell 3.0); what is none stays a number, and is refused. */
static void value_from_number(const lun_field *field, double number, lun_value *out)
{
    if (field->type != LUN_TYPE_INTEGER)
        return;
    int is_whole = number >= -0x1p63 && number < 0x1p63 && (double)(int64_t)number == number;
    out->type = is_whole ? LUN_TYPE_INTEGER : LUN_TYPE_NUMBER;
    if (is_whole)
        out->as.integer = (int64_t)number;
    else
        out->as.number = number;
}

/* A value found elsewhere, for this field: as it is where the types agree, by its words where the field wants text. */
static void convert(const runner *r, const lun_field *field, const lun_value *value, lun_value *out)
{
    const lun_entity *entity;
    memset(out, 0, sizeof *out);
    if (value->type == LUN_TYPE_LIST && field->list) {
        *out = *value;
        return;
    }
    if (value->type == LUN_TYPE_LIST)
        value = &value->as.items[0];
    if (value->type == field->type) {
        *out = *value;
        return;
    }
    switch (value->type) {
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        value_from_text(field, value->as.text, value->n, out);
        return;
    case LUN_TYPE_ENTITY:
        entity = lun_annotations_entity_get(r->set, value->as.ref.entity);
        if (entity && field->type == LUN_TYPE_TEXT)
            set_text(out, LUN_TYPE_TEXT, entity->name, (uint32_t)strlen(entity->name));
        return;
    case LUN_TYPE_INTEGER:
        if (field->type == LUN_TYPE_NUMBER) {
            out->type = LUN_TYPE_NUMBER;
            out->as.number = (double)value->as.integer;
        }
        return;
    case LUN_TYPE_SPAN:
        value_from_text(field, r->document->text + value->as.span.start, value->as.span.stop - value->as.span.start,
                        out);
        return;
    case LUN_TYPE_NUMBER:
        value_from_number(field, value->as.number, out);
        return;
    case LUN_TYPE_NONE:
    case LUN_TYPE_BOOLEAN:
    case LUN_TYPE_ANNOTATION:
    case LUN_TYPE_LIST:
        return;
    }
}

/* What a field of an annotation is when that annotation is captured: its date for a date, its words otherwise. */
static void value_of_row(const runner *r, const lun_field *field, const lun_annotation *row, lun_value *out)
{
    const lun_layer *layer = lun_schema_layer(r->script->schema, row->layer);
    uint32_t value = lun_layer_field(layer, "value");
    memset(out, 0, sizeof *out);
    if (field->type == LUN_TYPE_ENTITY) {
        out->type = row->entity ? LUN_TYPE_ENTITY : LUN_TYPE_NONE;
        out->as.ref.entity = row->entity;
        out->as.ref.mention = row->id;
    } else if (field->type == LUN_TYPE_ANNOTATION) {
        out->type = row->layer == field->target ? LUN_TYPE_ANNOTATION : LUN_TYPE_NONE;
        out->as.annotation = row->id;
    } else if (field->type == LUN_TYPE_SPAN) {
        out->type = LUN_TYPE_SPAN;
        out->as.span = row->span;
    } else if ((field->type == LUN_TYPE_DATE || field->type == LUN_TYPE_INTEGER || field->type == LUN_TYPE_NUMBER) &&
               value != LUN_FIELD_NONE)
        convert(r, field, &row->values[value], out);
    else
        value_from_text(field, r->document->text + row->span.start, row->span.stop - row->span.start, out);
}

static void value_of_capture(const runner *r, const lun_field *field, const lun_capture *capture, lun_value *out)
{
    if (capture->annotation) {
        value_of_row(r, field, lun_annotations_get(r->set, capture->annotation), out);
        return;
    }
    lun_span span = capture_span(r, capture);
    memset(out, 0, sizeof *out);
    if (field->type == LUN_TYPE_SPAN) {
        out->type = LUN_TYPE_SPAN;
        out->as.span = span;
    } else
        value_from_text(field, r->document->text + span.start, span.stop - span.start, out);
}

static void member_of_entry(const runner *r, const lun_field *field, const lun_capture *capture, const char *member,
                            lun_value *out)
{
    lun_lexicon_entry entry;
    lun_value value;
    uint32_t number = lun_lexicon_field(capture->lexicon, member);
    lun_lexicon_get(capture->lexicon, capture->entry, &entry);
    lun_lexicon_value(capture->lexicon, capture->entry, number, &value);
    if (number != LUN_LEXICON_NONE)
        convert(r, field, &value, out);
    else if (strcmp(member, "phrase") == 0)
        value_from_text(field, entry.phrase, (uint32_t)strlen(entry.phrase), out);
    else if (strcmp(member, "id") == 0 && entry.id)
        value_from_text(field, entry.id, (uint32_t)strlen(entry.id), out);
}

static void member_of_row(const runner *r, const lun_field *field, const lun_annotation *row, const char *member,
                          lun_value *out)
{
    uint32_t number = lun_layer_field(lun_schema_layer(r->script->schema, row->layer), member);
    if (number != LUN_FIELD_NONE)
        convert(r, field, &row->values[number], out);
}

static void value_of_member(const runner *r, const lun_field *field, const lun_capture *capture, const char *member,
                            lun_value *out)
{
    memset(out, 0, sizeof *out);
    if (capture->annotation)
        member_of_row(r, field, lun_annotations_get(r->set, capture->annotation), member, out);
    else if (capture->lexicon)
        member_of_entry(r, field, capture, member, out);
}

/* ---- rows ---- */

/* Room for one more item: a list grown here has the next power of two as its capacity. */
static lun_value *list_room(const runner *r, const lun_value *list)
{
    uint32_t n = list->n;
    if (n && (n & (n - 1)) != 0)
        return (lun_value *)(uintptr_t)list->as.items;
    lun_value *items = lun_arena_calloc(r->document->arena, n ? (size_t)n * 2 : 1, sizeof *items);
    if (!items)
        lun_script__fail(r->L, LUN_ENOMEM, "no memory for a list");
    if (n)
        memcpy(items, list->as.items, n * sizeof *items);
    return items;
}

/* Adds an item, or each item of a list, to the field: lists grow, a single field keeps the first. */
static void fill(const runner *r, uint32_t number, const lun_value *item)
{
    const lun_field *field = field_of(r, number);
    lun_value *value = &r->values[number];
    if (item->type == LUN_TYPE_NONE)
        return;
    if (!field->list) {
        if (value->type == LUN_TYPE_NONE)
            *value = *item;
        return;
    }
    if (item->type == LUN_TYPE_LIST) {
        for (uint32_t i = 0; i < item->n; i++)
            fill(r, number, &item->as.items[i]);
        return;
    }
    lun_value *items = list_room(r, value);
    items[value->n] = *item;
    value->type = LUN_TYPE_LIST;
    value->as.items = items;
    value->n++;
}

static void fill_assign(const runner *r, const lun_assign *assign, const unit *u, const lun_match *match,
                        const lun_capture *only)
{
    const lun_field *field = field_of(r, assign->field);
    lun_value item = { 0 };
    if (assign->kind == LUN_ASSIGN_VALUE) {
        fill(r, assign->field, &assign->value);
        return;
    }
    if (assign->kind == LUN_ASSIGN_HOST) {
        if (u->host)
            member_of_row(r, field, u->host, assign->member, &item);
        fill(r, assign->field, &item);
        return;
    }
    for (uint32_t i = 0; i < match->n_captures; i++) {
        const lun_capture *capture = &match->captures[i];
        if (capture->slot != assign->slot || (only && only->slot == assign->slot && capture != only))
            continue;
        if (assign->kind == LUN_ASSIGN_CAPTURE)
            value_of_capture(r, field, capture, &item);
        else
            value_of_member(r, field, capture, assign->member, &item);
        fill(r, assign->field, &item);
    }
}

/* One row; `only`: the element of a repeated capture that this row is for, or NULL. */
static void make_row(const runner *r, const unit *u, const lun_match *match, lun_span span, const lun_capture *only)
{
    memset(r->values, 0, lun_schema_layer(r->script->schema, r->rule->mark)->n_fields * sizeof *r->values);
    for (uint32_t i = 0; i < r->rule->n_assigns; i++)
        fill_assign(r, &r->rule->assigns[i], u, match, only);
    lun_script__mark(r->L, r->rule->mark, span, 0, r->values);
}

void lun_script__declare_rows(const runner *r, const unit *u, const lun_match *match, lun_span span)
{
    if (r->rule->each_slot == UINT16_MAX) {
        make_row(r, u, match, span, NULL);
        return;
    }
    for (uint32_t i = 0; i < match->n_captures; i++) {
        if (match->captures[i].slot == r->rule->each_slot)
            make_row(r, u, match, span, &match->captures[i]);
    }
}

static void take_row(const runner *r, int index, lun_span span)
{
    uint32_t entity = 0;
    lun_script__values_from_table(r->L, index, r->rule->mark, r->values, &span, &entity);
    lun_script__mark(r->L, r->rule->mark, span, entity, r->values);
}

void lun_script__take_rows(const runner *r, int index, lun_span span)
{
    if (!lua_toboolean(r->L, index)) /* nil and false */
        return;
    if (r->rule->mark == LUN_LAYER_NONE)
        lun_script__fail(r->L, LUN_EUSAGE, "its function returns fields, but `marks` does not name one layer");
    if (!lua_istable(r->L, index))
        lun_script__fail(r->L, LUN_EUSAGE, "its function returns a %s; expected fields, a list of them or nil",
                         luaL_typename(r->L, index));
    if (lua_rawgeti(r->L, index, 1) != LUA_TTABLE) {
        lua_pop(r->L, 1);
        take_row(r, index, span);
        return;
    }
    for (lua_Integer i = 1; lua_istable(r->L, -1); i++) {
        take_row(r, lua_gettop(r->L), span);
        lua_pop(r->L, 1);
        lua_rawgeti(r->L, index, i + 1);
    }
    lua_pop(r->L, 1);
}
