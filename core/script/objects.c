/*
** objects.c - what all Lua objects of this folder share: boxes, locked metatables, the test that their document still lives.
*/
#include <string.h>

#include "script/engine.h"

void lun_script__metatable(lua_State *L, const char *name, const luaL_Reg *methods)
{
    luaL_newmetatable(L, name);
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

/* The box has its metatable before it has its object, so that no allocation failure leaks. One user value, for what the object borrows. */
void *lun_script__box(lua_State *L, const char *meta, size_t size)
{
    void *box = lua_newuserdatauv(L, size, 1);
    memset(box, 0, size);
    luaL_setmetatable(L, meta);
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
    return lun_script__box(L, LUN_META_BUFFER, sizeof(lun_buf));
}

char **lun_script__memory(lua_State *L)
{
    return lun_script__box(L, LUN_META_MEMORY, sizeof(char *));
}

static void open_owners(lua_State *L)
{
    static const luaL_Reg buffer_meta[] = { { "__gc", buffer_gc }, { NULL, NULL } };
    static const luaL_Reg memory_meta[] = { { "__gc", memory_gc }, { NULL, NULL } };
    lun_script__metatable(L, LUN_META_BUFFER, buffer_meta);
    lun_script__metatable(L, LUN_META_MEMORY, memory_meta);
    lua_pop(L, 2);
}

lun_annotations *lun_script__live(lua_State *L, uint64_t serial)
{
    lun_script *script = lun_script__of(L);
    if (!script->set || serial != script->serial)
        lun_script__fail(
            L, LUN_EUSAGE,
            "this object belongs to a document that is no longer loaded: what a rule keeps between documents must be "
            "text or numbers");
    return script->set;
}

void lun_script__open_objects(lua_State *L)
{
    open_owners(L);
    lun_script__open_spans(L);
    lun_script__open_rows(L);
    lun_script__open_document(L);
}
