/*
** core_schema.c - module core: layers and fields, as the library declares them.
*/
#include <string.h>

#include "script/engine.h"

static const char *const policy_names[] = { "all", "longest", "order", NULL };
static const char *const field_types[] = { "text", "integer", "number", "boolean",    "date",
                                           "enum", "span",    "entity", "annotation", NULL };
static const lun_type field_type_values[] = { LUN_TYPE_TEXT,    LUN_TYPE_INTEGER, LUN_TYPE_NUMBER,
                                              LUN_TYPE_BOOLEAN, LUN_TYPE_DATE,    LUN_TYPE_ENUM,
                                              LUN_TYPE_SPAN,    LUN_TYPE_ENTITY,  LUN_TYPE_ANNOTATION };

static const char *text_key(lua_State *L, int index, const char *key, const char *fallback)
{
    lua_getfield(L, index, key);
    const char *text = luaL_optstring(L, -1, fallback);
    return text; /* stays on the stack with the table's string */
}

static int true_key(lua_State *L, int index, const char *key)
{
    lua_getfield(L, index, key);
    int value = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return value;
}

/* The engine fills these layers or gives them meaning; it must know their numbers. */
static void note_core_layer(lun_script *script, const char *name, uint16_t layer)
{
    if (strcmp(name, "token") == 0)
        script->layer_token = layer;
    else if (strcmp(name, "sentence") == 0)
        script->layer_sentence = layer;
    else if (strcmp(name, "paragraph") == 0)
        script->layer_paragraph = layer;
    else if (strcmp(name, "quoted") == 0)
        script->layer_quoted = layer;
    else if (strcmp(name, "anaphor") == 0)
        script->layer_anaphor = layer;
}

static int schema_layer(lua_State *L) /* core.layer{ name=, owner=, doc=, policy=, mention= } -> number */
{
    lun_script *script = lun_script__of(L);
    lun_error err = LUN_ERROR_INIT;
    uint16_t layer;
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    const char *name = text_key(L, 1, "name", NULL), *owner = text_key(L, 1, "owner", NULL),
               *doc = text_key(L, 1, "doc", "");
    lua_getfield(L, 1, "policy");
    lun_policy policy = (lun_policy)luaL_checkoption(L, -1, "all", policy_names);
    if (lun_schema_declare(script->schema, &layer, name, owner, *doc ? doc : NULL, policy, true_key(L, 1, "mention"),
                           &err) < 0)
        return lun_script__raise(L, &err);
    if (strcmp(owner, "core") == 0)
        note_core_layer(script, name, layer);
    lua_pushinteger(L, layer);
    return 1;
}

static uint16_t check_number(lua_State *L, int index)
{
    lua_Integer layer = luaL_checkinteger(L, index);
    luaL_argcheck(L, layer >= 0 && layer < lun_schema_count(lun_script__of(L)->schema), index, "no such layer");
    return (uint16_t)layer;
}

static int schema_field(lua_State *L) /* core.field(layer, { name=, type=, ... }) */
{
    lun_script *script = lun_script__of(L);
    uint16_t layer = check_number(L, 1);
    lun_error err = LUN_ERROR_INIT;
    lun_field field = { 0 };
    const char *options[256];
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    luaL_checkstack(L, 300, "field");
    field.name = text_key(L, 2, "name", NULL);
    field.owner = text_key(L, 2, "owner", NULL);
    lua_getfield(L, 2, "type");
    field.type = field_type_values[luaL_checkoption(L, -1, NULL, field_types)];
    field.list = (uint8_t)true_key(L, 2, "list");
    field.required = (uint8_t)true_key(L, 2, "required");
    field.late = (uint8_t)true_key(L, 2, "late");
    field.country = (uint8_t)true_key(L, 2, "country");
    lua_getfield(L, 2, "target");
    if (!lua_isnil(L, -1))
        field.target = check_number(L, lua_gettop(L));
    if (lua_getfield(L, 2, "options") == LUA_TTABLE) {
        lua_Unsigned n = lua_rawlen(L, -1);
        if (n > sizeof options / sizeof *options)
            return lun_script__fail(L, LUN_ELIMIT, "field '%s': an enum has at most 256 options", field.name);
        int table = lua_gettop(L);
        for (lua_Unsigned i = 0; i < n; i++) {
            lua_rawgeti(L, table, (lua_Integer)i + 1);
            options[i] = luaL_checkstring(L, -1);
        }
        field.options = options;
        field.n_options = (uint32_t)n;
    }
    if (lun_schema_add_field(script->schema, layer, &field, &err) < 0)
        return lun_script__raise(L, &err);
    return 0;
}

static int schema_member(lua_State *L) /* core.member(layer, member, condition | nil) */
{
    lun_script *script = lun_script__of(L);
    lun_error err = LUN_ERROR_INIT;
    uint16_t layer = check_number(L, 1), member = check_number(L, 2);
    const lun_condition *condition = lua_isnoneornil(L, 3) ? NULL : lun_script__check_condition(L, 3);
    if (lun_schema_add_member(script->schema, layer, member, condition, &err) < 0)
        return lun_script__raise(L, &err);
    if (condition) { /* the schema borrows it: keep it from the collector */
        lua_pushvalue(L, 3);
        luaL_ref(L, LUA_REGISTRYINDEX);
    }
    return 0;
}

static int schema_find(lua_State *L) /* core.find_layer(name) -> number | nil */
{
    uint16_t layer = lun_schema_find(lun_script__of(L)->schema, luaL_checkstring(L, 1));
    if (layer == LUN_LAYER_NONE)
        lua_pushnil(L);
    else
        lua_pushinteger(L, layer);
    return 1;
}

static void push_flag(lua_State *L, const char *key, int value)
{
    if (!value)
        return;
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, key);
}

static void push_field(lua_State *L, const lun_schema *schema, const lun_field *field)
{
    lua_createtable(L, 0, 8);
    lua_pushstring(L, field->name);
    lua_setfield(L, -2, "name");
    lua_pushstring(L, field->owner);
    lua_setfield(L, -2, "owner");
    for (size_t i = 0; field_types[i]; i++) {
        if (field_type_values[i] == field->type) {
            lua_pushstring(L, field_types[i]);
            lua_setfield(L, -2, "type");
        }
    }
    push_flag(L, "list", field->list);
    push_flag(L, "required", field->required);
    push_flag(L, "late", field->late);
    if (field->type == LUN_TYPE_ANNOTATION) {
        lua_pushstring(L, lun_schema_layer(schema, field->target)->name);
        lua_setfield(L, -2, "target");
    }
    lua_newtable(L);
    for (uint32_t i = 0; i < field->n_options; i++) {
        lua_pushstring(L, field->options[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "options");
}

static int schema_info(lua_State *L) /* core.layer_info(number) -> { name=, owner=, fields=, members= } */
{
    const lun_schema *schema = lun_script__of(L)->schema;
    const lun_layer *layer = lun_schema_layer(schema, check_number(L, 1));
    lua_newtable(L);
    lua_pushstring(L, layer->name);
    lua_setfield(L, -2, "name");
    lua_pushstring(L, layer->owner);
    lua_setfield(L, -2, "owner");
    lua_pushstring(L, layer->doc);
    lua_setfield(L, -2, "doc");
    lua_pushstring(L, policy_names[layer->policy]);
    lua_setfield(L, -2, "policy");
    push_flag(L, "mention", layer->mention);
    lua_newtable(L);
    for (uint32_t i = 0; i < layer->n_fields; i++) {
        push_field(L, schema, &layer->fields[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "fields");
    lua_newtable(L);
    for (uint32_t i = 0; i < layer->n_members; i++) {
        lua_pushstring(L, lun_schema_layer(schema, layer->members[i].layer)->name);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "members");
    return 1;
}

static int schema_count(lua_State *L) /* core.layer_count() -> how many layers there are */
{
    lua_pushinteger(L, lun_schema_count(lun_script__of(L)->schema));
    return 1;
}

void lun_script__core_schema(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "layer", schema_layer },
        { "field", schema_field },
        { "member", schema_member },
        { "find_layer", schema_find },
        { "layer_info", schema_info },
        { "layer_count", schema_count },
        { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
}
