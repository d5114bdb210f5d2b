/*
** object_names.c - what bindings are given by name or as a pattern: layers, programs.
**
** Sits on engine.h. Functions come with the same few names and pattern objects again and again: what they stood for once is kept.
*/

#include "script/engine.h"

/* Layers are never taken away: what a name stood for once it stands for always. */
uint16_t lun_script__check_layer(lua_State *L, int index)
{
    lun_script *script = lun_script__of(L);
    const char *name = luaL_checkstring(L, index);
    lun_script__push_kept(L, &script->objects.layers);
    lua_pushvalue(L, index);
    if (lua_rawget(L, -2) == LUA_TNUMBER) {
        uint16_t known = (uint16_t)lua_tointeger(L, -1);
        lua_pop(L, 2);
        return known;
    }
    uint16_t layer = lun_schema_find(script->schema, name);
    if (layer == LUN_LAYER_NONE)
        lun_script__no_layer(L, script, name);
    lua_pushvalue(L, index);
    lua_pushinteger(L, layer);
    lua_rawset(L, -4);
    lua_pop(L, 2);
    return layer;
}

/* ---- layers that are read ---- */

static int is_listed(const uint16_t *layers, uint32_t n, uint16_t layer)
{
    for (uint32_t i = 0; i < n; i++) {
        if (layers[i] == layer)
            return 1;
    }
    return 0;
}

/* Rows that are made only where somebody wants them. */
static int is_left_out(const lun_script *script, uint16_t layer)
{
    return (layer == script->layer_token && !script->want_token) ||
           (layer == script->layer_sentence && !script->want_sentence) ||
           (layer == script->layer_paragraph && !script->want_paragraph);
}

static int refuse_read(lua_State *L, const lun_script *script, uint16_t layer)
{
    const char *name = lun_schema_layer(script->schema, layer)->name;
    lun_error err = LUN_ERROR_INIT;
    if (script->rule)
        lun_error_set(&err, LUN_EUSAGE, "rule '%s' looks at layer '%s' without saying so, before its rows are there",
                      script->infos[script->rule].id, name);
    else
        lun_error_set(&err, LUN_EUSAGE,
                      "resolve \"%s\" looks at layer '%s' without saying so, before its rows are there",
                      lun_schema_layer(script->schema, script->resolving)->name, name);
    lun_error_hint(&err, "add reads = { \"%s\" }: the rules of that layer then run first", name);
    lun_script__place(L, &err);
    return lun_script__raise(L, &err);
}

/*
** Raises where the rule at hand looks at a layer that is not finished and that it does not say it reads. The order of rules comes from what they say:
** the layer may have no rows yet, or some.
*/
static void check_read(lua_State *L, uint16_t layer)
{
    const lun_script *script = lun_script__of(L);
    const lun_layer *type = lun_schema_layer(script->schema, layer);
    const lun_script_rule *rule = &script->rules[script->rule];
    if (!script->rule && script->resolving == LUN_LAYER_NONE)
        return; /* tests and the prompt look when all is done */
    for (uint32_t m = 0; m < type->n_members; m++)
        check_read(L, type->members[m].layer);
    if (type->n_members || is_listed(rule->marks, rule->n_marks, layer))
        return;
    int is_early = layer < script->n_marked && script->marked[layer] && !lun_annotations_finished(script->set, layer);
    if (is_early || is_left_out(script, layer))
        refuse_read(L, script, layer);
}

uint16_t lun_script__check_read_layer(lua_State *L, int index)
{
    uint16_t layer = lun_script__check_layer(L, index);
    check_read(L, layer);
    return layer;
}

/* ---- patterns ---- */

const char *lun_script__running_plugin(const lun_script *script)
{
    return script->resolver ? script->resolver : script->infos[script->rule].plugin;
}

/*
** The table of the plugin whose function runs: pattern object → program, for the objects that the plugin made while it loaded. The library
** knows them all; asking it with every search takes longer than most searches.
*/
static void push_programs(lua_State *L, const char *plugin)
{
    lun_script__push_kept(L, &lun_script__of(L)->objects.programs);
    if (lua_getfield(L, -1, plugin) != LUA_TTABLE) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, plugin);
    }
    lua_replace(L, -2);
}

/* Compiles what is at `index` for the plugin, or finds its program; pushes it. The library says whether it is there to stay. */
static void compile_text(lua_State *L, int index, const char *plugin)
{
    int programs = lua_gettop(L);
    if (lua_getfield(L, LUA_REGISTRYINDEX, "lunette.compile_text") != LUA_TFUNCTION)
        luaL_error(L, "patterns cannot be compiled before the library is loaded");
    lua_pushvalue(L, index);
    lua_pushstring(L, plugin);
    lua_call(L, 2, 2);
    if (!lun_script__test(L, -2, LUN_KIND_PROGRAM))
        luaL_typeerror(L, index, "pattern");
    if (lua_toboolean(L, -1)) {
        lua_pushvalue(L, index);
        lua_pushvalue(L, -3);
        lua_rawset(L, programs);
    }
    lua_pop(L, 1);
}

/* Leaves the table of the plugin whose function runs: the same one as the last time, mostly. */
static void push_running_programs(lua_State *L, const char *plugin)
{
    lun_objects *objects = &lun_script__of(L)->objects;
    if (objects->programs_plugin != plugin) {
        push_programs(L, plugin);
        lua_rawseti(L, LUA_REGISTRYINDEX, objects->running_programs);
        objects->programs_plugin = plugin;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, objects->running_programs);
}

static lun_known_pattern *place_of(lun_objects *objects, const void *object)
{
    return &objects->patterns[(uintptr_t)object / 16 % LUN_PATTERNS_KEPT];
}

/* A pattern object keeps its program in field "program"; a string is compiled by the library for the plugin whose rule runs. */
const lun_program *lun_script__check_pattern(lua_State *L, int index)
{
    lun_script *script = lun_script__of(L);
    const char *plugin = lun_script__running_plugin(script);
    const void *object = lua_type(L, index) == LUA_TSTRING ? NULL : lua_topointer(L, index);
    lun_known_pattern *known = place_of(&script->objects, object);
    if (object && known->object == object && known->plugin == plugin)
        return known->program;
    lun_program **box = lun_script__test(L, index, LUN_KIND_PROGRAM);
    if (box)
        return *box;
    index = lua_absindex(L, index);
    int top = lua_gettop(L), is_kept;
    luaL_checkstack(L, 8, "pattern");
    push_running_programs(L, plugin);
    lua_pushvalue(L, index);
    is_kept = lua_rawget(L, -2) != LUA_TNIL;
    if (!is_kept) {
        lua_pop(L, 1);
        compile_text(L, index, plugin);
    }
    box = lua_touserdata(L, -1); /* programs alone are kept there */
    if (is_kept)
        *known = (lun_known_pattern){ object, plugin, *box };
    lua_replace(L, index); /* the caller's argument is now the program, which keeps it alive */
    lua_settop(L, top);
    return *box;
}
