/*
** libraries.c - the allow-list of Lua's libraries, and bounds on what their C functions do at one call.
**
** Sits on budget.c. The step budget counts instructions of Lua; a C function is one, however long it takes. Functions whose work follows from their
** arguments are charged for it here before they start (or after, where only the result tells). What is left, patterns of string.find and LPeg that
** try exponentially many ways, ends by the deadline of the process. The functions are replaced in the libraries themselves: the library, plugins
** and methods of strings have the same ones.
**
** Not in a state, and why:
**   io, os, package, debug           reach outside: files, processes, C code, the inside of other plugins (debug.sethook would end the budget)
**   dofile, loadfile, require        read files; the library's own `require` knows embedded modules only, plugins have `include`
**   print, warn                      write to the streams of the program; plugins have `log`
**   collectgarbage                   stops the collector or makes it run always; the library's own can only count
**   load with byte code, string.dump byte code is not verified by Lua and can do anything
**   lpeg.setmaxstack                 the engine's limit, for all plugins at once; also reached by lpeg.P(1).setmaxstack
**   lpeg.pcode, lpeg.ptree           write to the streams of the program where LPeg was built for it
** environment.lua has the second half of the list: what of this a plugin gets.
*/
#include <string.h>

#include "script/engine.h"

#define ITEMS_MAX 10000000 /* items that one call of table.* visits: a table with metamethods may claim any length */
#define LPEG_PARTS \
    20000           /* parts of one LPeg pattern: LPeg is recursive, and 32,000 nested ones need 4 MiB of C stack */
#define LPEG_PART 8 /* bytes of one */
#define LPEG_COUNT 10000 /* n of lpeg.P(n) and p^n, which are unrolled */
#define LPEG_STACK 10000 /* backtrack entries of a match: the pattern grammar needs about 20 a bracket */
#define LPEG_META "lpeg-pattern"

/* The function that is replaced, in upvalue 1. It has no upvalues of its own, so that it can be called as C. */
static int original(lua_State *L)
{
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

#define MOST_STEPS 1e15 /* more than any budget, and no overflow of what is left of one */

/* ---- load ---- */

static int text_load(lua_State *L) /* load(text, name, "t", env): text chunks only */
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    const char *name = luaL_optstring(L, 2, text);
    lua_settop(L, 4);
    lun_script__charge(L, (int64_t)len);
    if (len && *text == *LUA_SIGNATURE)
        return luaL_error(L, "load takes the text of a program; this is byte code");
    int status = luaL_loadbufferx(L, text, len, name, "t");
    if (status == LUA_ERRMEM)
        return lua_error(L);
    if (status != LUA_OK) {
        lua_pushnil(L);
        lua_insert(L, -2);
        return 2;
    }
    if (!lua_isnil(L, 4)) {
        lua_pushvalue(L, 4);
        if (!lua_setupvalue(L, -2, 1))
            lua_pop(L, 1);
    }
    return 1;
}

static int count_garbage(lua_State *L) /* collectgarbage("count") -> kilobytes */
{
    lua_pushnumber(L, (double)lun_script__of(L)->memory / 1024.0);
    return 1;
}

/* ---- string ---- */

/* A search that finds nothing has read the rest of the subject, about eight bytes a step; one with ^ has looked at one place. */
static int charged_search(lua_State *L) /* find, match (subject, pattern, start) */
{
    int top = lua_gettop(L), n = original(L);
    size_t len;
    if (n != 1 || !lua_isnil(L, -1) || *lua_tostring(L, 2) == '^')
        return n;
    lua_tolstring(L, 1, &len); /* both are texts: the search has seen to it */
    lua_Integer start = top >= 3 && lua_isinteger(L, 3) ? lua_tointeger(L, 3) : 1;
    if (start > 0)
        len = (size_t)start > len ? 0 : len - (size_t)start;
    lun_script__charge(L, (int64_t)(len / 8));
    return n;
}

static int charged_subject(lua_State *L) /* gsub: the whole subject */
{
    size_t len = 0;
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_tolstring(L, 1, &len);
    lun_script__charge(L, (int64_t)(len / 8));
    return original(L);
}

/* rep(text, n, separator): what does not fit is not begun; a copy costs, even one of nothing, and so do its bytes. */
static int bounded_rep(lua_State *L)
{
    size_t len = 0, between = 0;
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_tolstring(L, 1, &len);
    if (lua_type(L, 3) == LUA_TSTRING)
        lua_tolstring(L, 3, &between);
    double n = lua_tonumber(L, 2), wanted = (double)(len + between) * n;
    if (wanted > (double)lun_script__of(L)->memory_limit)
        return lun_script__out_of_memory(L);
    double steps = n / 8 + wanted / 64;
    if (steps >= 1)
        lun_script__charge(L, steps < MOST_STEPS ? (int64_t)steps : (int64_t)MOST_STEPS);
    return original(L);
}

/* ---- table ---- */

static void charge_items(lua_State *L, lua_Integer n, int each)
{
    if (n > ITEMS_MAX)
        luaL_error(L, "more than %d items at once", ITEMS_MAX);
    if (n > 0)
        lun_script__charge(L, (int64_t)n * each);
}

/* The length that the function will see: a metamethod may say anything. */
static lua_Integer length(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TTABLE)
        return 0;
    if (luaL_getmetafield(L, 1, "__len") == LUA_TNIL)
        return (lua_Integer)lua_rawlen(L, 1);
    lua_pop(L, 1);
    return luaL_len(L, 1);
}

static lua_Integer distance(lua_Integer from, lua_Integer to)
{
    if (from > to)
        return 0;
    lua_Unsigned n = (lua_Unsigned)to - (lua_Unsigned)from;
    return n >= ITEMS_MAX ? (lua_Integer)ITEMS_MAX + 1 : (lua_Integer)n + 1;
}

static int charged_insert(lua_State *L) /* table.insert(t, position, value) moves what lies behind */
{
    if (lua_gettop(L) == 3 && lua_isinteger(L, 2))
        charge_items(L, distance(lua_tointeger(L, 2), length(L)), 1);
    return original(L);
}

static int charged_remove(lua_State *L)
{
    if (lua_gettop(L) == 2 && lua_isinteger(L, 2))
        charge_items(L, distance(lua_tointeger(L, 2), length(L)), 1);
    return original(L);
}

static int charged_range(lua_State *L) /* table.move(t, from, to, …), table.concat(t, separator, from, to) */
{
    int from = (int)lua_tointeger(L, lua_upvalueindex(2)); /* the argument that says where the range starts */
    lua_Integer first = lua_isinteger(L, from) ? lua_tointeger(L, from) : 1;
    if (lua_isinteger(L, from + 1))
        charge_items(L, distance(first, lua_tointeger(L, from + 1)), 2);
    else if (lua_isnoneornil(L, from + 1))
        charge_items(L, distance(first, length(L)), 2);
    return original(L);
}

static int charged_sort(lua_State *L)
{
    lua_Integer n = length(L);
    int depth = 1;
    for (lua_Integer left = n; left > 1; left /= 2)
        depth++;
    charge_items(L, n, depth);
    return original(L);
}

/* ---- LPeg ---- */

static void check_count(lua_State *L, int index)
{
    lua_Number n = lua_tonumber(L, index);
    if (!(n <= LPEG_COUNT && n >= -LPEG_COUNT))
        luaL_error(L, "lpeg: a count of %f; it lies between -%d and %d", n, LPEG_COUNT, LPEG_COUNT);
}

/* What stands for a pattern: a number is that many characters, a table a grammar of such. */
static void check_operand(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TNUMBER)
        check_count(L, index);
    if (lua_type(L, index) != LUA_TTABLE)
        return;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -1) == LUA_TNUMBER)
            check_count(L, -1);
    }
}

/* A constructor or operator, its first `upvalue 2` arguments patterns: counts and the size of what it makes have limits. */
static int bounded_pattern(lua_State *L)
{
    int n_operands = (int)lua_tointeger(L, lua_upvalueindex(2));
    luaL_checkstack(L, 4, "lpeg");
    for (int i = 1; i <= n_operands && i <= lua_gettop(L); i++)
        check_operand(L, i);
    int n = original(L);
    if (luaL_testudata(L, -1, LPEG_META) && lua_rawlen(L, -1) > (size_t)LPEG_PARTS * LPEG_PART)
        return luaL_error(L, "lpeg: a pattern of more than %d parts; a long list of words is a lexicon, or a table",
                          LPEG_PARTS);
    return n;
}

static int bounded_power(lua_State *L) /* p ^ n; n may be a text */
{
    if (lua_isnumber(L, 2))
        check_count(L, 2);
    return bounded_pattern(L);
}

static int charged_match(lua_State *L) /* lpeg.match(pattern, subject, …): at least one look */
{
    lun_script__charge(L, 10);
    return original(L);
}

/* ---- what there is ---- */

static void replace(lua_State *L, const char *name, lua_CFunction with, int argument)
{
    if (lua_getfield(L, -1, name) == LUA_TNIL) {
        lua_pop(L, 1);
        return;
    }
    lua_pushinteger(L, argument);
    lua_pushcclosure(L, with, 2);
    lua_setfield(L, -2, name);
}

static void remove_all(lua_State *L, const char *const *names)
{
    for (; *names; names++) {
        lua_pushnil(L);
        lua_setfield(L, -2, *names);
    }
}

static void bound_strings(lua_State *L)
{
    static const char *const removed[] = { "dump", NULL };
    lua_getglobal(L, LUA_STRLIBNAME);
    remove_all(L, removed);
    replace(L, "find", charged_search, 0);
    replace(L, "match", charged_search, 0);
    replace(L, "gsub", charged_subject, 0);
    replace(L, "rep", bounded_rep, 0);
    lua_pop(L, 1);
}

static void bound_tables(lua_State *L)
{
    lua_getglobal(L, LUA_TABLIBNAME);
    replace(L, "insert", charged_insert, 0);
    replace(L, "remove", charged_remove, 0);
    replace(L, "move", charged_range, 2);
    replace(L, "concat", charged_range, 3);
    replace(L, "sort", charged_sort, 0);
    lua_pop(L, 1);
}

void lun_script__open_libraries(lua_State *L)
{
    static const luaL_Reg libraries[] = {
        { LUA_GNAME, luaopen_base },       { LUA_STRLIBNAME, luaopen_string }, { LUA_TABLIBNAME, luaopen_table },
        { LUA_MATHLIBNAME, luaopen_math }, { LUA_UTF8LIBNAME, luaopen_utf8 },  { LUA_COLIBNAME, luaopen_coroutine },
    };
    static const char *const removed[] = { "dofile", "loadfile", "print", "warn", NULL };
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
        lua_pop(L, 1);
    }
    lua_pushglobaltable(L);
    remove_all(L, removed);
    lua_pushcfunction(L, text_load);
    lua_setfield(L, -2, "load");
    lua_pushcfunction(L, count_garbage);
    lua_setfield(L, -2, "collectgarbage");
    lua_pop(L, 1);
    bound_strings(L);
    bound_tables(L);
}

static void set_backtrack(lua_State *L)
{
    lua_getfield(L, -1, "setmaxstack");
    lua_pushinteger(L, LPEG_STACK);
    lua_call(L, 1, 0);
}

void lun_script__bound_lpeg(lua_State *L) /* the library is on top */
{
    static const char *const makers[] = { "P", "B", "C", "Cs", "Ct", "Cg", "Cf", "Cmt" };
    static const char *const leaves[] = { "S", "R", "V", "Cc", "Cb", "Carg", "Cp" };
    static const char *const operators[] = { "__mul", "__add", "__sub", "__div", "__unm", "__len" };
    static const char *const removed[] = { "setmaxstack", "pcode", "ptree", NULL };
    set_backtrack(L);
    remove_all(L, removed);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        replace(L, makers[i], bounded_pattern, 1);
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++)
        replace(L, leaves[i], bounded_pattern, 0);
    replace(L, "match", charged_match, 0);
    luaL_getmetatable(L, LPEG_META);
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        replace(L, operators[i], bounded_pattern, 2);
    replace(L, "__pow", bounded_power, 2);
    lua_pop(L, 1);
}
