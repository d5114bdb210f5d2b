/*
** objects.c - what all Lua objects of this folder share: boxes, locked metatables, the test that their document still lives.
*/
#include <string.h>

#include "script/engine.h"

static const char *const kind_names[LUN_KIND_COUNT] = {
    [LUN_KIND_PROGRAM] = "lunette.program", [LUN_KIND_CONDITION] = "lunette.condition",
    [LUN_KIND_LEXICON] = "lunette.lexicon", [LUN_KIND_DOCUMENT] = "lunette.document",
    [LUN_KIND_SPAN] = "lunette.span",       [LUN_KIND_ANNOTATION] = "lunette.annotation",
    [LUN_KIND_ENTITY] = "lunette.entity",   [LUN_KIND_MATCH] = "lunette.match",
    [LUN_KIND_LIST] = "lunette.list",       [LUN_KIND_ROWS] = "lunette.rows",
    [LUN_KIND_SEARCH] = "lunette.search",   [LUN_KIND_BUFFER] = "lunette.buffer",
    [LUN_KIND_MEMORY] = "lunette.memory",
};

int lun_script__keep(lua_State *L)
{
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

void lun_script__push_kept(lua_State *L, int *ref)
{
    if (*ref) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, *ref);
        return;
    }
    lua_newtable(L);
    lua_pushvalue(L, -1);
    *ref = lun_script__keep(L);
}

void lun_script__metatable(lua_State *L, lun_kind kind, const luaL_Reg *methods)
{
    lun_objects *objects = &lun_script__of(L)->objects;
    const char *name = kind_names[kind];
    luaL_newmetatable(L, name);
    objects->metas[kind] = lua_topointer(L, -1);
    lua_pushvalue(L, -1);
    objects->refs[kind] = lun_script__keep(L);
    lua_newtable(L); /* apart from the metatable: nobody can call __gc by hand */
    for (const luaL_Reg *method = methods; method->name; method++) {
        lua_pushcfunction(L, method->func);
        lua_setfield(L, strncmp(method->name, "__", 2) == 0 ? -3 : -2, method->name);
    }
    if (lua_getfield(L, -2, "__index") == LUA_TNIL) {
        lua_pushvalue(L, -2);
        lua_setfield(L, -4, "__index");
    }
    lua_pop(L, 2);
    lua_pushstring(L, strrchr(name, '.') + 1);
    lua_setfield(L, -2, "__metatable");
}

void lun_script__set_metatable(lua_State *L, lun_kind kind)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, lun_script__of(L)->objects.refs[kind]);
    lua_setmetatable(L, -2);
}

/* The box has its metatable before it has its object, so that no allocation failure leaks. User values are for what the object borrows. */
void *lun_script__box_of(lua_State *L, lun_kind kind, size_t size, int n_values)
{
    void *box = lua_newuserdatauv(L, size, n_values);
    memset(box, 0, size);
    lun_script__set_metatable(L, kind);
    return box;
}

void *lun_script__box(lua_State *L, lun_kind kind, size_t size)
{
    return lun_script__box_of(L, kind, size, 1);
}

/* Metatables are told apart by address: their names would be looked up with every access to a field. */
void *lun_script__test(lua_State *L, int index, lun_kind kind)
{
    void *box = lua_touserdata(L, index);
    if (!box || !lua_getmetatable(L, index))
        return NULL;
    const void *meta = lua_topointer(L, -1);
    lua_pop(L, 1);
    return meta == lun_script__of(L)->objects.metas[kind] ? box : NULL;
}

void *lun_script__check(lua_State *L, int index, lun_kind kind)
{
    void *box = lun_script__test(L, index, kind);
    if (!box)
        luaL_typeerror(L, index, kind_names[kind]);
    return box;
}

static int buffer_gc(lua_State *L)
{
    lun_buf_clear(lua_touserdata(L, 1));
    return 0;
}

static int memory_gc(lua_State *L)
{
    char **box = lua_touserdata(L, 1);
    lun_free(*box);
    *box = NULL;
    return 0;
}

lun_buf *lun_script__buffer(lua_State *L)
{
    return lun_script__box(L, LUN_KIND_BUFFER, sizeof(lun_buf));
}

char **lun_script__memory(lua_State *L)
{
    return lun_script__box(L, LUN_KIND_MEMORY, sizeof(char *));
}

static void open_owners(lua_State *L)
{
    static const luaL_Reg buffer_meta[] = { { "__gc", buffer_gc }, { NULL, NULL } };
    static const luaL_Reg memory_meta[] = { { "__gc", memory_gc }, { NULL, NULL } };
    lun_script__metatable(L, LUN_KIND_BUFFER, buffer_meta);
    lun_script__metatable(L, LUN_KIND_MEMORY, memory_meta);
    lua_pop(L, 2);
}

int lun_script__is_gone(lua_State *L)
{
    return lun_script__fail(
        L, LUN_EUSAGE,
        "this object belongs to a document that is no longer loaded: what a rule keeps between documents must be "
        "text or numbers");
}

void lun_script__open_objects(lua_State *L)
{
    open_owners(L);
    lun_script__open_spans(L);
    lun_script__open_rows(L);
    lun_script__open_document(L);
}
