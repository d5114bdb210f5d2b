/*
** objects.c - what all Lua objects of this folder share: boxes, locked metatables, the test that their document still lives.
*/
#include <string.h>

#include "script/engine.h"

void lun_script__metatable(lua_State *L, const char *name, const luaL_Reg *methods)
{
    luaL_newmetatable(L, name);
    luaL_setfuncs(L, methods, 0);
    if (lua_getfield(L, -1, "__index") == LUA_TNIL) {
        lua_pushvalue(L, -2);
        lua_setfield(L, -3, "__index");
    }
    lua_pop(L, 1);
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
    lun_script__open_spans(L);
    lun_script__open_rows(L);
    lun_script__open_document(L);
}
