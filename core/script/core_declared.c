/*
** core_declared.c - module core: what the library asks of every declaration and every file at each start, where Lua would take ten times as long.
**
** Sits on engine.h. The library says what is wrong, where one of these finds that something is.
*/
#include <string.h>

#include "script/engine.h"

#define PLAIN_STEPS 8 /* of Lua that looking at an item took */

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
    lun_script__charge(L, PLAIN_STEPS * visited);
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

/* ---- examples ---- */

/* Is the value on top a table without a metatable? */
static int is_bare(lua_State *L)
{
    if (!lua_istable(L, -1))
        return 0;
    int bare = !lua_getmetatable(L, -1);
    lua_pop(L, !bare);
    return bare;
}

/* The rows that an example expects, on top: a list of bare tables? */
static int is_list_of_rows(lua_State *L)
{
    int fine = is_bare(L);
    for (fine ? lua_pushnil(L) : (void)0; fine && lua_next(L, -2);) {
        fine = lua_type(L, -2) == LUA_TNUMBER && is_bare(L);
        lua_pop(L, fine ? 1 : 2);
    }
    return fine;
}

/* An example's key: its text, or what it expects. */
static int is_example_pair(lua_State *L)
{
    if (lua_type(L, -2) == LUA_TSTRING)
        return strcmp(lua_tostring(L, -2), "expect") == 0 && is_list_of_rows(L);
    return lua_isinteger(L, -2) && lua_tointeger(L, -2) == 1 && lua_type(L, -1) == LUA_TSTRING;
}

/* core.is_example(value): is it seen at a glance that it is "A text." or { "A text.", expect = { { … } … } }? */
static int is_example(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    int fine = is_bare(L) && lua_rawlen(L, 1) == 1;
    for (fine ? lua_pushnil(L) : (void)0; fine && lua_next(L, 1);) {
        fine = is_example_pair(L);
        lua_pop(L, fine ? 1 : 2);
    }
    lua_pushboolean(L, fine || lua_type(L, 1) == LUA_TSTRING);
    return 1;
}

static int is_true_in(lua_State *L, int table, int key)
{
    lua_pushvalue(L, key);
    lua_rawget(L, table);
    int found = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return found;
}

/* Key and value on top: a plain value, of a field that may hold it? */
static int fits_field(lua_State *L)
{
    int value = lua_gettop(L), key = value - 1, type = lua_type(L, value);
    int is_first = lua_isinteger(L, key) && lua_tointeger(L, key) == 1;
    if (type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN)
        return 0;
    if (!is_first && !is_true_in(L, 2, key) && !is_true_in(L, 4, key))
        return 0;
    lua_pushvalue(L, key);
    int fits = lua_rawget(L, 3) != LUA_TTABLE || !lua_toboolean(L, value) || is_true_in(L, value + 1, value);
    lua_pop(L, 1);
    return fits;
}

/* core.rows_fit(rows, fields, enums: field → set of its texts, set of what all rows have): is it seen at a glance that nothing is wrong with them? */
static int rows_fit(lua_State *L)
{
    int fine = 1;
    for (int i = 1; i <= 4; i++)
        luaL_checktype(L, i, LUA_TTABLE);
    lua_settop(L, 4);
    for (lua_Integer i = 1, n = (lua_Integer)lua_rawlen(L, 1); i <= n && fine; i++) {
        lua_rawgeti(L, 1, i);
        fine = is_bare(L);
        for (fine ? lua_pushnil(L) : (void)0; fine && lua_next(L, 5);) {
            fine = fits_field(L);
            lua_pop(L, 1);
        }
        lua_settop(L, 4);
    }
    lua_pushboolean(L, fine);
    return 1;
}

/* ---- texts ---- */

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

/* ---- where a declaration ends: the grammar of source.lua by hand ---- */

/* From behind the opening mark to behind the closing one, or the end of the line. */
static const char *past_string(const char *at, const char *stop, char mark)
{
    while (at < stop && *at != mark && *at != '\n')
        at += *at == '\\' && at + 1 < stop ? 2 : 1;
    return at < stop ? at + 1 : stop;
}

/* Behind [[ … ]] or [=[ … ]=] that starts at `at`; `at` itself where none does. */
static const char *past_long(const char *at, const char *stop)
{
    const char *from = at + 1, *end;
    while (from < stop && *from == '=')
        from++;
    size_t level = (size_t)(from - at) - 1;
    if (*at != '[' || from == stop || *from != '[')
        return at;
    for (from++; (end = memchr(from, ']', (size_t)(stop - from))); from = end + 1) {
        if ((size_t)(stop - end) >= level + 2 && end[level + 1] == ']' && memcmp(end + 1, at + 1, level) == 0)
            return end + level + 2;
    }
    return stop;
}

static const char *past_comment(const char *at, const char *stop)
{
    const char *end = at < stop ? past_long(at, stop) : at;
    if (end > at)
        return end;
    end = memchr(at, '\n', (size_t)(stop - at));
    return end ? end : stop;
}

/* Behind the bracket that closes the first one, or the end of the text; NULL where none is opened. */
static const char *past_declaration(const char *at, const char *stop)
{
    size_t depth = 0;
    while (at < stop) {
        const char *from = at++;
        if (*from == '"' || *from == '\'')
            at = past_string(at, stop, *from);
        else if (*from == '-' && at < stop && *at == '-')
            at = past_comment(at + 1, stop);
        else if (*from == '[' && past_long(from, stop) > from)
            at = past_long(from, stop);
        else if (*from == '{' || *from == '(')
            depth++;
        else if ((*from == '}' || *from == ')') && depth && --depth == 0)
            return at;
    }
    return depth ? stop : NULL;
}

/* core.declaration_stop(text, start) -> behind its end; nil */
static int declaration_stop(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_Integer start = luaL_checkinteger(L, 2);
    const char *stop = start >= 1 && (size_t)start <= len ? past_declaration(text + start - 1, text + len) : NULL;
    if (!stop)
        return 0;
    lua_pushinteger(L, stop - text + 1);
    return 1;
}

void lun_script__core_declared(lua_State *L)
{
    static const luaL_Reg functions[] = { { "is_plain", core_is_plain },
                                          { "is_example", is_example },
                                          { "rows_fit", rows_fit },
                                          { "line_starts", line_starts },
                                          { "declaration_stop", declaration_stop },
                                          { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}
