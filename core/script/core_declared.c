/*
** core_declared.c - module core: what the library asks of every declaration and every file at each start, where Lua would take ten times as long.
**
** Sits on engine.h. The library says what is wrong, where one of these finds that something is.
*/
#include <string.h>

#include "script/engine.h"

typedef struct plain_walk {
    lua_State *L;
    int objects; /* stack index of the set of locks that may stand in a declaration */
    int most;    /* tables inside each other */
} plain_walk;

/* Is the table on top what it looks like, with all that it holds? Tables in it may be shared many times over: so what is visited is charged. */
static int is_plain(const plain_walk *w, int depth)
{
    lua_State *L = w->L;
    int64_t visited = 1;
    if (luaL_getmetafield(L, -1, "__metatable") != LUA_TNIL) {
        int known = lua_rawget(L, w->objects) != LUA_TNIL;
        lua_pop(L, 1);
        return known;
    }
    if (depth > w->most || lua_getmetatable(L, -1))
        return 0;
    luaL_checkstack(L, 6, "declaration");
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1), visited++) {
        if (lua_istable(L, -1) && !is_plain(w, depth + 1))
            return 0;
    }
    lun_script__charge(L, visited);
    return 1;
}

static int core_is_plain(lua_State *L) /* core.is_plain(value, set of locks, most tables inside each other) */
{
    plain_walk w = { L, 2, (int)luaL_checkinteger(L, 3) };
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    lua_pushvalue(L, 1);
    lua_pushboolean(L, !lua_istable(L, 1) || is_plain(&w, 1));
    return 1;
}

/* core.line_starts(text) -> { where each of its lines starts, from 1 } */
static int line_starts(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len), *stop = text + len, *at = text;
    lua_Integer n = 1;
    for (const char *end; (end = memchr(at, '\n', (size_t)(stop - at))); at = end + 1)
        n++;
    lua_createtable(L, n < INT32_MAX ? (int)n : 0, 0);
    at = text;
    for (lua_Integer i = 1; i <= n; i++) {
        lua_pushinteger(L, at - text + 1);
        lua_rawseti(L, -2, i);
        const char *end = memchr(at, '\n', (size_t)(stop - at));
        at = end ? end + 1 : stop;
    }
    return 1;
}

void lun_script__core_declared(lua_State *L)
{
    static const luaL_Reg functions[] = { { "is_plain", core_is_plain },
                                          { "line_starts", line_starts },
                                          { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}
