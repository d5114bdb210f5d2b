/*
** object_row.c - annotations and entities in Lua.
*/
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "script/engine.h"

/* What a row answers besides its fields and what every span answers, in the table of its layer's members. */
enum { ROW_LAYER = -100, ROW_ID = -101, ROW_RULE = -102, ROW_ENTITY = -103 };

typedef struct row_box {
    uint64_t serial;
    lun_annotation *row; /* lives in the document's arena */
} row_box;

typedef struct entity_box {
    uint64_t serial;
    uint32_t number;
} entity_box;

/* Weak: a million rows need not have their objects at once. */
static void renew(lua_State *L, const int *ref)
{
    lua_newtable(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, lun_script__of(L)->objects.weak);
    lua_setmetatable(L, -2);
    lua_rawseti(L, LUA_REGISTRYINDEX, *ref);
}

/* Pushes the table of objects of the document at hand that were made already, and above it the one with this number, or nil. */
static void *push_made(lua_State *L, const int *ref, uint32_t number)
{
    const lun_script *script = lun_script__of(L);
    lun_objects *objects = &lun_script__of(L)->objects;
    if (objects->serial != script->serial) {
        renew(L, &objects->rows);
        renew(L, &objects->entities);
        objects->serial = script->serial;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, *ref);
    lua_rawgeti(L, -1, number);
    return lua_touserdata(L, -1);
}

/* A row has one object as long as somebody holds it: functions come back to the same rows again and again. */
void lun_script__push_row(lua_State *L, const lun_annotation *row)
{
    row_box *box = push_made(L, &lun_script__of(L)->objects.rows, row->id);
    if (!box || box->row != row) { /* none, or one of a row that was taken back */
        lua_pop(L, 1);
        box = lun_script__box(L, LUN_KIND_ANNOTATION, sizeof *box);
        box->serial = lun_script__of(L)->serial;
        box->row = (lun_annotation *)(uintptr_t)row; /* Lua may fill late fields of it */
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, row->id);
    }
    lua_replace(L, -2);
}

void lun_script__push_entity(lua_State *L, uint32_t number)
{
    entity_box *box = push_made(L, &lun_script__of(L)->objects.entities, number);
    if (!box) {
        lua_pop(L, 1);
        box = lun_script__box(L, LUN_KIND_ENTITY, sizeof *box);
        box->serial = lun_script__of(L)->serial;
        box->number = number;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, number);
    }
    lua_replace(L, -2);
}

lun_annotation *lun_script__to_row(lua_State *L, int index)
{
    row_box *box = lun_script__test(L, index, LUN_KIND_ANNOTATION);
    if (!box)
        return NULL;
    lun_script__live(L, box->serial);
    return box->row;
}

static lun_annotation *check_row(lua_State *L, int index)
{
    lun_annotation *row = lun_script__to_row(L, index);
    if (!row)
        luaL_typeerror(L, index, "annotation");
    return row;
}

uint32_t lun_script__to_entity(lua_State *L, int index)
{
    entity_box *box = lun_script__test(L, index, LUN_KIND_ENTITY);
    if (!box)
        return 0;
    lun_script__live(L, box->serial);
    return box->number;
}

/* ---- annotations ---- */

static int row_set(lua_State *L) /* annotation:set{ field = value, ... } */
{
    lun_script *script = lun_script__of(L);
    lun_annotation *row = check_row(L, 1);
    const lun_layer *layer = lun_schema_layer(script->schema, row->layer);
    lun_error err;
    luaL_checktype(L, 2, LUA_TTABLE);
    if (script->resolving != row->layer)
        return lun_script__fail(L, LUN_EUSAGE, "rows of layer '%s' change only in its resolve function", layer->name);
    lun_script__no_error(&err);
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
        lun_value value;
        if (lua_type(L, -2) != LUA_TSTRING)
            return lun_script__fail(L, LUN_EUSAGE, "set: keys are field names");
        uint32_t field = lun_layer_field(layer, lua_tostring(L, -2));
        if (field == LUN_FIELD_NONE)
            return lun_script__no_field(L, layer, lua_tostring(L, -2));
        lun_script__value_from(L, lua_gettop(L), row->layer, field, &value);
        if (lun_annotations_set(script->set, row, field, &value, &err) < 0)
            return lun_script__raise(L, &err);
    }
    return 0;
}

static int row_refer(lua_State *L) /* annotation:refer(entity): which entity it mentions */
{
    lun_script *script = lun_script__of(L);
    lun_annotation *row = check_row(L, 1);
    const lun_layer *layer = lun_schema_layer(script->schema, row->layer);
    lun_error err;
    if (script->resolving != row->layer || !layer->mention)
        return lun_script__fail(L, LUN_EUSAGE, "refer: layer '%s' is %s", layer->name,
                                layer->mention ? "not being resolved" : "not declared with mention = true");
    const lun_annotation *other = lun_script__to_row(L, 2);
    uint32_t entity = other ? other->entity : lun_script__to_entity(L, 2);
    if (!entity && !lua_isnil(L, 2))
        luaL_typeerror(L, 2, "entity or annotation with one");
    lun_script__no_error(&err);
    if (lun_annotations_refer(script->set, row, entity, &err) < 0)
        return lun_script__raise(L, &err);
    return 0;
}

static const char *rule_id(lua_State *L, const lun_annotation *row)
{
    return lun_script__of(L)->infos[row->rule].id;
}

/* list:find(...), list:first(...), list:has(...): what the first item answers that has an answer. The upvalue is the method's name. */
static int list_ask(lua_State *L)
{
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    int n = lua_gettop(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkstack(L, n + 4, name);
    for (lua_Integer i = 1; lua_rawgeti(L, 1, i) != LUA_TNIL; i++) {
        lua_getfield(L, -1, name);
        lua_insert(L, -2);
        for (int argument = 2; argument <= n; argument++)
            lua_pushvalue(L, argument);
        lua_call(L, n, 1);
        if (lua_toboolean(L, -1))
            return 1;
        lua_settop(L, n);
    }
    if (strcmp(name, "has") == 0)
        lua_pushboolean(L, 0);
    return 1;
}

/* Lists stay plain tables to all who ask for their metatable: it shows as false. */
static void open_lists(lua_State *L)
{
    static const char *const names[] = { "find", "first", "has" };
    static const luaL_Reg none[] = { { NULL, NULL } };
    lun_script__metatable(L, LUN_KIND_LIST, none);
    lua_getfield(L, -1, "__index");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lua_pushstring(L, names[i]);
        lua_pushcclosure(L, list_ask, 1);
        lua_setfield(L, -2, names[i]);
    }
    lua_pop(L, 1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}

static void push_field(lua_State *L, const lun_annotation *row, const lun_layer *layer, lua_Integer number)
{
    const lun_field *field = &layer->fields[number];
    if (field->list && row->values[number].type == LUN_TYPE_NONE)
        lua_newtable(L);
    else
        lun_script__push_value(L, &row->values[number]);
    if (field->list && (field->type == LUN_TYPE_SPAN || field->type == LUN_TYPE_ANNOTATION))
        lun_script__set_metatable(L, LUN_KIND_LIST);
}

/* ---- what a row answers by name ---- */

static void set_number(lua_State *L, const char *name, lua_Integer number)
{
    lua_pushinteger(L, number);
    lua_setfield(L, -2, name);
}

static void set_function(lua_State *L, const char *name, lua_CFunction function)
{
    lua_pushcfunction(L, function);
    lua_setfield(L, -2, name);
}

/* Fields come before everything else of the same name. */
static void make_members(lua_State *L, const lun_layer *layer)
{
    lua_newtable(L);
    lun_script__span_members(L);
    set_function(L, "set", row_set);
    set_function(L, "refer", row_refer);
    set_number(L, "layer", ROW_LAYER);
    set_number(L, "id", ROW_ID);
    set_number(L, "rule", ROW_RULE);
    set_number(L, "entity", ROW_ENTITY);
    for (uint32_t i = 0; i < layer->n_fields; i++)
        set_number(L, layer->fields[i].name, i);
}

/* Made once a layer; again if the layer has got more fields since, which happens while plugins load. */
static void push_members(lua_State *L, uint16_t number, const lun_layer *layer)
{
    lun_objects *objects = &lun_script__of(L)->objects;
    while (objects->members.n <= number) {
        if (lun_vec_push(&objects->members, (lun_members){ 0 }) < 0)
            lun_script__fail(L, LUN_ENOMEM, "no memory for the members of a layer");
    }
    lun_members *members = &objects->members.items[number];
    if (!members->ref || members->n_fields != layer->n_fields) {
        make_members(L, layer);
        lua_pushvalue(L, -1);
        luaL_unref(L, LUA_REGISTRYINDEX, members->ref ? members->ref : LUA_NOREF);
        members->ref = lun_script__keep(L);
        members->n_fields = layer->n_fields;
        return;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, members->ref);
}

static void push_own(lua_State *L, const lun_annotation *row, const lun_layer *layer, lua_Integer member)
{
    switch (member) {
    case ROW_LAYER:
        lua_pushstring(L, layer->name);
        return;
    case ROW_ID:
        lua_pushinteger(L, row->id);
        return;
    case ROW_RULE:
        lua_pushstring(L, rule_id(L, row));
        return;
    case ROW_ENTITY:
        if (row->entity)
            lun_script__push_entity(L, row->entity);
        else
            lua_pushnil(L);
        return;
    default:
        lun_script__push_member(L, row->span, member);
    }
}

static int row_get(lua_State *L) /* the metatable is locked: nobody can call this with anything but a row */
{
    const row_box *box = lua_touserdata(L, 1);
    const lun_annotation *row = box->row;
    lun_script__live(L, box->serial);
    const lun_layer *layer = lun_schema_layer(lun_script__of(L)->schema, row->layer);
    push_members(L, row->layer, layer);
    lua_pushvalue(L, 2);
    int type = lua_rawget(L, -2);
    if (type == LUA_TFUNCTION)
        return 1;
    if (type == LUA_TNIL) {
        char thing[200];
        snprintf(thing, sizeof thing, "layer '%s' has no field", layer->name);
        return lun_script__no_member(L, -2, thing, luaL_checkstring(L, 2));
    }
    lua_Integer member = lua_tointeger(L, -1);
    if (member >= 0)
        push_field(L, row, layer, member);
    else
        push_own(L, row, layer, member);
    return 1;
}

static int row_equal(lua_State *L)
{
    const lun_annotation *a = lun_script__to_row(L, 1), *b = lun_script__to_row(L, 2);
    lua_pushboolean(L, a && a == b);
    return 1;
}

static int row_less(lua_State *L)
{
    lun_span a = lun_script__check_span(L, 1), b = lun_script__check_span(L, 2);
    lua_pushboolean(L, a.start != b.start ? a.start < b.start : a.stop > b.stop);
    return 1;
}

static int row_tostring(lua_State *L)
{
    const lun_annotation *row = check_row(L, 1);
    const lun_document *document = lun_annotations_document(lun_script__of(L)->set);
    lua_pushfstring(L, "%s: ", lun_schema_layer(lun_script__of(L)->schema, row->layer)->name);
    lua_pushlstring(L, document->text + row->span.start, row->span.stop - row->span.start);
    lua_concat(L, 2);
    return 1;
}

/* ---- entities ---- */

/* The mentions in rows of one layer, or of any (LUN_LAYER_NONE), into `out` where that is given; how many there are. */
static uint32_t take_mentions(const lun_annotations *set, uint32_t entity, uint16_t layer, const lun_annotation **out)
{
    uint32_t n = 0;
    for (const lun_annotation *row = NULL; (row = lun_annotations_mention(set, entity, row)) != NULL;) {
        if (layer != LUN_LAYER_NONE && row->layer != layer)
            continue;
        if (out)
            out[n] = row;
        n++;
    }
    return n;
}

static int is_in_order(const lun_annotation *const *rows, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        if (lun_annotations_by_place(&rows[i - 1], &rows[i]) > 0)
            return 0;
    }
    return 1;
}

/* In the order of the text, not in that in which they were found, which mostly is the same: part of a document may have been found before. */
static int entity_mentions(lua_State *L) /* entity:mentions([layer [, most]]) -> annotations in the order of the text */
{
    const lun_script *script = lun_script__of(L);
    uint32_t number = lun_script__to_entity(L, 1);
    luaL_argexpected(L, number, 1, "entity");
    uint16_t layer = lua_isnoneornil(L, 2) ? LUN_LAYER_NONE : lun_script__check_layer(L, 2);
    if (layer != LUN_LAYER_NONE && lun_schema_layer(script->schema, layer)->n_members)
        return lun_script__fail(L, LUN_EUSAGE, "layer '%s' is made of others: name one of those", lua_tostring(L, 2));
    lua_Integer most = luaL_optinteger(L, 3, UINT32_MAX);
    luaL_argcheck(L, most >= 0, 3, "at most how many mentions: a number from 0 on");
    uint32_t n = take_mentions(script->set, number, layer, NULL);
    const lun_annotation **rows = lua_newuserdatauv(L, (n + 1) * sizeof *rows, 0);
    take_mentions(script->set, number, layer, rows);
    if (!is_in_order(rows, n))
        qsort(rows, n, sizeof(lun_annotation *), lun_annotations_by_place);
    n = most < n ? (uint32_t)most : n;
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        lun_script__push_row(L, rows[i]);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static int entity_get(lua_State *L)
{
    const lun_entity *entity = lun_annotations_entity_get(lun_script__of(L)->set, lun_script__to_entity(L, 1));
    const char *key = luaL_checkstring(L, 2);
    if (!entity)
        return luaL_typeerror(L, 1, "entity");
    if (strcmp(key, "kind") == 0)
        lua_pushstring(L, entity->kind);
    else if (strcmp(key, "name") == 0)
        lua_pushstring(L, entity->name);
    else if (strcmp(key, "identity") == 0)
        lua_pushstring(L, entity->identity);
    else if (strcmp(key, "mentions") == 0)
        lua_pushcfunction(L, entity_mentions);
    else
        return lun_script__fail(L, LUN_EUSAGE, "an entity has kind, name, identity and mentions(), but no '%s'", key);
    return 1;
}

static int entity_equal(lua_State *L)
{
    uint32_t a = lun_script__to_entity(L, 1), b = lun_script__to_entity(L, 2);
    lua_pushboolean(L, a && a == b);
    return 1;
}

static int entity_tostring(lua_State *L)
{
    const lun_entity *entity = lun_annotations_entity_get(lun_script__of(L)->set, lun_script__to_entity(L, 1));
    lua_pushstring(L, entity ? entity->name : "?");
    return 1;
}

void lun_script__open_rows(lua_State *L)
{
    static const luaL_Reg row_meta[] = {
        { "__index", row_get },         { "__eq", row_equal }, { "__lt", row_less },
        { "__tostring", row_tostring }, { NULL, NULL },
    };
    static const luaL_Reg entity_meta[] = {
        { "__index", entity_get },
        { "__eq", entity_equal },
        { "__tostring", entity_tostring },
        { NULL, NULL },
    };
    lun_objects *objects = &lun_script__of(L)->objects;
    open_lists(L);
    lun_script__metatable(L, LUN_KIND_ANNOTATION, row_meta);
    lun_script__metatable(L, LUN_KIND_ENTITY, entity_meta);
    lua_pop(L, 2);
    lua_newtable(L);
    lua_pushliteral(L, "v");
    lua_setfield(L, -2, "__mode");
    objects->weak = lun_script__keep(L);
    lua_newtable(L);
    objects->rows = lun_script__keep(L);
    lua_newtable(L);
    objects->entities = lun_script__keep(L);
}
