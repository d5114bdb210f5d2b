/*
** values.c - field values between Lua and annotations, and the marking of rows from Lua.
**
** Lists being read are kept in the document's arena while documents run, else in the state's arena (constants of rules).
*/
#include <string.h>

#include "script/engine.h"

#define LIST_MAX 1000000 /* items of one field: more is a mistake, or an attack on memory */
#define TEXT_MAX (64u << 20)

static lun_arena *arena_of(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    return script->set ? lun_annotations_document(script->set)->arena : script->arena;
}

void lun_script__push_value(lua_State *L, const lun_value *value)
{
    lun_script *script = lun_script__of(L);
    switch (value->type) {
    case LUN_TYPE_NONE:
        lua_pushnil(L);
        return;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        lua_pushlstring(L, value->as.text, value->n);
        return;
    case LUN_TYPE_INTEGER:
        lua_pushinteger(L, value->as.integer);
        return;
    case LUN_TYPE_NUMBER:
        lua_pushnumber(L, value->as.number);
        return;
    case LUN_TYPE_BOOLEAN:
        lua_pushboolean(L, value->as.integer != 0);
        return;
    case LUN_TYPE_SPAN:
        lun_script__push_span(L, value->as.span);
        return;
    case LUN_TYPE_ENTITY:
        if (value->as.ref.mention && lun_annotations_get(script->set, value->as.ref.mention))
            lun_script__push_row(L, lun_annotations_get(script->set, value->as.ref.mention));
        else
            lun_script__push_entity(L, value->as.ref.entity);
        return;
    case LUN_TYPE_ANNOTATION:
        if (lun_annotations_get(script->set, value->as.annotation))
            lun_script__push_row(L, lun_annotations_get(script->set, value->as.annotation));
        else
            lua_pushnil(L);
        return;
    case LUN_TYPE_LIST:
        break;
    }
    lua_Integer n = 0;
    luaL_checkstack(L, 5, "list");
    lua_createtable(L, (int)value->n, 0);
    for (uint32_t i = 0; i < value->n; i++) {
        lun_script__push_value(L, &value->as.items[i]);
        if (lua_isnil(L, -1)) /* a row that another one has displaced: no hole */
            lua_pop(L, 1);
        else
            lua_rawseti(L, -2, ++n);
    }
}

static void wrong_type(lua_State *L, int index, uint16_t layer, const lun_field *field)
{
    int words = lua_type(L, index) == LUA_TSTRING && field->type >= LUN_TYPE_SPAN;
    lun_script__fail(L, LUN_EUSAGE, "layer '%s', field '%s': expected %s, got %s%s",
                     lun_schema_layer(lun_script__of(L)->schema, layer)->name, field->name, lun_type_name(field->type),
                     luaL_typename(L, index), words ? ": a capture or a row is meant, not its words" : "");
}

void lun_script__check_text(lua_State *L, const char *what, const char *text, size_t len)
{
    if (len > TEXT_MAX)
        lun_script__fail(L, LUN_ELIMIT, "%s: a text of %zu bytes; at most %u are kept", what, len, TEXT_MAX);
    if (memchr(text, '\0', len) || !lun_utf8_valid(text, len))
        lun_script__fail(L, LUN_EUSAGE, "%s: expected text in UTF-8 without NUL, got other bytes", what);
}

static int text_value(lua_State *L, int index, const lun_field *field, lun_value *out)
{
    size_t len;
    lun_span span;
    if (lua_type(L, index) == LUA_TSTRING) {
        out->as.text = lua_tolstring(L, index, &len);
        lun_script__check_text(L, field->name, out->as.text, len);
        out->n = (uint32_t)len;
        return 1;
    }
    if (!lun_script__of(L)->set || !lun_script__to_span(L, index, &span))
        return 0;
    out->as.text = lun_annotations_document(lun_script__of(L)->set)->text + span.start;
    out->n = span.stop - span.start;
    return 1;
}

static int entity_value(lua_State *L, int index, lun_value *out)
{
    const lun_annotation *row = lun_script__to_row(L, index);
    out->as.ref.entity = row ? row->entity : lun_script__to_entity(L, index);
    out->as.ref.mention = row ? row->id : 0;
    if (row && !row->entity) /* a mention that could not be resolved: the field stays absent */
        out->type = LUN_TYPE_NONE;
    return row != NULL || out->as.ref.entity != 0;
}

static int number_value(lua_State *L, int index, lun_value *out)
{
    if (out->type == LUN_TYPE_NUMBER) {
        out->as.number = lua_tonumber(L, index);
        return lua_type(L, index) == LUA_TNUMBER;
    }
    if (lua_type(L, index) != LUA_TNUMBER || !lua_isinteger(L, index))
        return 0;
    out->as.integer = lua_tointeger(L, index);
    return 1;
}

static int item_value(lua_State *L, int index, const lun_field *field, lun_value *out)
{
    const lun_annotation *row;
    switch (out->type) {
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        return text_value(L, index, field, out);
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
        return number_value(L, index, out);
    case LUN_TYPE_BOOLEAN:
        out->as.integer = lua_toboolean(L, index);
        return lua_isboolean(L, index);
    case LUN_TYPE_SPAN:
        return lun_script__to_span(L, index, &out->as.span);
    case LUN_TYPE_ENTITY:
        return entity_value(L, index, out);
    case LUN_TYPE_ANNOTATION:
        row = lun_script__to_row(L, index);
        out->as.annotation = row ? row->id : 0;
        return row != NULL;
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        break;
    }
    return 0;
}

static void list_from(lua_State *L, int index, uint16_t layer, const lun_field *field, lun_value *out)
{
    lua_Unsigned given = lua_istable(L, index) ? lua_rawlen(L, index) : 1;
    if (given > LIST_MAX) /* the length of a table with holes may be anything */
        lun_script__fail(L, LUN_ELIMIT, "layer '%s', field '%s': a list has at most %d items",
                         lun_schema_layer(lun_script__of(L)->schema, layer)->name, field->name, LIST_MAX);
    uint32_t n = (uint32_t)given, kept = 0;
    if (lun_script__of(L)->set)
        lun_script__check_room(L);
    lun_value *items = lun_arena_calloc(arena_of(L), n + 1, sizeof *items);
    if (!items)
        lun_script__fail(L, LUN_ENOMEM, "no memory for a list");
    for (uint32_t i = 0; i < n; i++) {
        if (lua_istable(L, index))
            lua_rawgeti(L, index, i + 1);
        else
            lua_pushvalue(L, index);
        items[kept].type = field->type;
        if (!item_value(L, lua_gettop(L), field, &items[kept]))
            wrong_type(L, lua_gettop(L), layer, field);
        kept += items[kept].type != LUN_TYPE_NONE;
        lua_pop(L, 1); /* strings stay alive in the table */
    }
    out->type = kept ? LUN_TYPE_LIST : LUN_TYPE_NONE;
    out->n = kept;
    out->as.items = items;
}

void lun_script__value_from(lua_State *L, int index, uint16_t layer, uint32_t number, lun_value *out)
{
    const lun_field *field = &lun_schema_layer(lun_script__of(L)->schema, layer)->fields[number];
    index = lua_absindex(L, index);
    memset(out, 0, sizeof *out);
    if (lua_isnil(L, index))
        return;
    if (field->list) {
        list_from(L, index, layer, field, out);
        return;
    }
    int one = lua_istable(L, index) && lua_rawlen(L, index) <= 1;
    if (one) { /* a list of one for a single field: captures that may repeat give lists */
        lua_rawgeti(L, index, 1);
        index = lua_gettop(L);
    }
    out->type = lua_isnil(L, index) ? LUN_TYPE_NONE : field->type;
    if (out->type != LUN_TYPE_NONE && !item_value(L, index, field, out))
        wrong_type(L, index, layer, field);
    if (one)
        lua_pop(L, 1); /* a string stays alive in the table */
}

void lun_script__values_from_table(lua_State *L, int index, uint16_t layer, lun_value *values, lun_span *span,
                                   uint32_t *entity)
{
    const lun_layer *type = lun_schema_layer(lun_script__of(L)->schema, layer);
    index = lua_absindex(L, index);
    memset(values, 0, type->n_fields * sizeof *values);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_isinteger(L, -2) && lua_tointeger(L, -2) == 1) {
            if (!lun_script__to_span(L, lua_gettop(L), span))
                lun_script__fail(L, LUN_EUSAGE, "layer '%s': [1] must be the row's span, got %s", type->name,
                                 luaL_typename(L, -1));
            continue;
        }
        if (lua_type(L, -2) != LUA_TSTRING)
            lun_script__fail(L, LUN_EUSAGE, "layer '%s': a row's keys are field names, and [1] its span", type->name);
        const char *key = lua_tostring(L, -2);
        if (type->mention && strcmp(key, "entity") == 0) {
            const lun_annotation *row = lun_script__to_row(L, lua_gettop(L));
            *entity = row ? row->entity : lun_script__to_entity(L, lua_gettop(L));
            if (!row && !*entity)
                lun_script__fail(L, LUN_EUSAGE, "layer '%s', key 'entity': expected an entity or an annotation, got %s",
                                 type->name, luaL_typename(L, -1));
            continue;
        }
        uint32_t field = lun_layer_field(type, key);
        if (field == LUN_FIELD_NONE)
            lun_script__no_field(L, type, key);
        lun_script__value_from(L, lua_gettop(L), layer, field, &values[field]);
    }
}

/* ---- marking ---- */

/* Rules that flood a document end before they fill the memory, which Lua's limit does not see. */
void lun_script__check_room(lua_State *L)
{
    const lun_script *script = lun_script__of(L);
    const lun_made *made = &script->made;
    uint32_t rows = lun_annotations_last(script->set) - made->rows;
    uint32_t entities = lun_annotations_entity_count(script->set) - made->entities;
    size_t bytes = made->bytes + lun_arena_bytes(lun_annotations_document(script->set)->arena) - made->mark;
    if (rows - made->taken_back >= LUN_ROWS_MAX)
        lun_script__stop(L, LUN_STOP_FLOOD, LUN_ELIMIT, "rules marked %d rows in this document, which is the most",
                         LUN_ROWS_MAX);
    if (entities >= LUN_ROWS_MAX)
        lun_script__stop(L, LUN_STOP_FLOOD, LUN_ELIMIT, "rules made %d entities in this document, which is the most",
                         LUN_ROWS_MAX);
    if (bytes > LUN_MADE_MAX)
        lun_script__stop(L, LUN_STOP_FLOOD, LUN_ELIMIT,
                         "rules filled %zu MiB with what they marked in this document, which is the most",
                         LUN_MADE_MAX >> 20);
}

static const lun_value *field_value(const lun_layer *layer, const lun_value *values, const char *name)
{
    uint32_t field = lun_layer_field(layer, name);
    if (field == LUN_FIELD_NONE || !values)
        return NULL;
    const lun_value *value = &values[field];
    return value->type == LUN_TYPE_TEXT || value->type == LUN_TYPE_ENUM ? value : NULL;
}

/* A mention without an entity names one by its own fields. */
static uint32_t default_entity(lua_State *L, const lun_layer *layer, lun_span span, const lun_value *values)
{
    lun_annotations *set = lun_script__of(L)->set;
    lun_document *document = lun_annotations_document(set);
    const lun_value *name = field_value(layer, values, "name"), *iso = field_value(layer, values, "iso");
    const char *text = name ? lun_arena_strndup(document->arena, name->as.text, name->n)
                            : lun_arena_strndup(document->arena, document->text + span.start, span.stop - span.start);
    const char *identity = iso ? lun_arena_strndup(document->arena, iso->as.text, iso->n) : NULL;
    uint32_t entity = text && (!iso || identity) ? lun_annotations_entity(set, layer->name, text, identity) : 0;
    if (!entity)
        lun_script__fail(L, LUN_ENOMEM, "no memory for an entity");
    return entity;
}

lun_annotation *lun_script__mark(lua_State *L, uint16_t layer, lun_span span, uint32_t entity, const lun_value *values)
{
    lun_script *script = lun_script__of(L);
    lun_script__check_room(L);
    const lun_layer *type = lun_schema_layer(script->schema, layer);
    lun_annotation *row = NULL;
    lun_error err;
    if (type->mention && !entity && layer != script->layer_anaphor) /* a pronoun names nothing by itself */
        entity = default_entity(L, type, span, values);
    lun_script__no_error(&err);
    if (lun_annotations_add(script->set, &row, layer, span, script->rule, entity, values, &err) < 0)
        lun_script__raise(L, &err);
    return row;
}
