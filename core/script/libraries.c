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

/* Where a search begins: bytes before it. */
static size_t search_start(lua_State *L, int top, size_t len)
{
    lua_Integer start = top >= 3 ? lua_tointeger(L, 3) : 1;
    if (start < 0)
        return (size_t) - (start + 1) < len ? len + (size_t)start : 0;
    if (start == 0)
        return 0;
    return (size_t)start - 1 < len ? (size_t)start - 1 : len;
}

/*
** find(subject, pattern, start, plain), and match, which is made of it, as find tells how far it came: what was read costs a step for eight bytes.
** One that finds nothing has read the rest of the subject; one with ^ has looked at one place.
*/
static int charged_search(lua_State *L)
{
    int is_match = lua_tointeger(L, lua_upvalueindex(2)) != 0, top = lua_gettop(L);
    size_t len, reached;
    if (is_match && top > 3)
        lua_settop(L, top = 3);
    int n = original(L), is_found = n > 1;
    const char *subject = lua_tolstring(L, 1, &len); /* both are texts: the search has seen to it */
    size_t start = search_start(L, top, len);
    if (is_found)
        reached = (size_t)lua_tointeger(L, 1 - n);
    else
        reached = *lua_tostring(L, 2) == '^' && !(top > 3 && lua_toboolean(L, 4)) ? start : len;
    if (reached > start)
        lun_script__charge(L, (int64_t)((reached - start) / 8));
    if (!is_match || !is_found)
        return n;
    if (n > 2)
        return n - 2; /* the captures */
    size_t first = (size_t)lua_tointeger(L, -2) - 1;
    lua_pushlstring(L, subject + first, reached - first);
    return 1;
}

static void charge_text(lua_State *L)
{
    size_t len = 0;
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_tolstring(L, 1, &len);
    lun_script__charge(L, (int64_t)(len / 8));
}

static int charged_text(lua_State *L) /* gsub: the whole subject; pack, unpack, packsize: the format */
{
    charge_text(L);
    return original(L);
}

static int charged_results(lua_State *L) /* byte, codepoint, unpack: many values at once */
{
    int n = original(L);
    lun_script__charge(L, n / 4);
    return n;
}

#define OF_GMATCH 3 /* values that Lua's iterator keeps: subject, pattern, state */

/* What was asked to the end is not searched again: Lua's own iterator would read the rest each time. */
static int next_found(lua_State *L)
{
    lua_CFunction next = lua_tocfunction(L, lua_upvalueindex(OF_GMATCH + 1));
    int n = next ? next(L) : 0;
    if (n == 0) {
        lua_pushnil(L);
        lua_replace(L, lua_upvalueindex(OF_GMATCH + 1));
    }
    return n;
}

static int charged_gmatch(lua_State *L) /* gmatch: its iterator reads the subject once, whatever it finds there */
{
    int n = 0;
    charge_text(L);
    original(L);
    int iterator = lua_gettop(L);
    while (n <= OF_GMATCH && lua_getupvalue(L, iterator, n + 1))
        n++;
    if (n != OF_GMATCH)
        return luaL_error(L, "gmatch is not that of this Lua");
    lua_pushcfunction(L, lua_tocfunction(L, iterator));
    lua_pushcclosure(L, next_found, OF_GMATCH + 1);
    return 1;
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

/* ---- utf8 ---- */

static int charged_len(lua_State *L) /* len: a number of characters, or nil and the place of what is none */
{
    int n = original(L);
    lun_script__charge(L, lua_tointeger(L, -1) / 4);
    return n;
}

static int charged_offset(lua_State *L) /* offset(text, n, …) passes n characters, as far as there are any */
{
    size_t len = 0;
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_tolstring(L, 1, &len);
    lua_Number n = lua_tonumber(L, 2);
    n = n < 0 ? -n : n;
    lun_script__charge(L, (int64_t)(n < (lua_Number)len ? n : (lua_Number)len) / 4);
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

/* Their functions ask for the length again, and __len may say something else then. */
static void refuse_len(lua_State *L)
{
    if (lua_type(L, 1) == LUA_TTABLE && luaL_getmetafield(L, 1, "__len") != LUA_TNIL)
        luaL_error(L, "the length of this table is what __len says: table.insert, remove and sort take a plain list");
}

static int charged_shift(
    lua_State *L) /* table.insert(t, position, value) and remove(t, position) move what lies behind */
{
    int moves = (int)lua_tointeger(L, lua_upvalueindex(2)), is_number; /* the number of arguments with a position */
    refuse_len(L);
    lua_Integer position = lua_tointegerx(L, 2, &is_number);
    if (lua_gettop(L) == moves && is_number)
        charge_items(L, distance(position, length(L)), 1);
    return original(L);
}

static int charged_move(lua_State *L) /* table.move(t, from, to, …) */
{
    int has_from, has_to;
    lua_Integer from = lua_tointegerx(L, 2, &has_from), to = lua_tointegerx(L, 3, &has_to);
    if (has_from && has_to)
        charge_items(L, distance(from, to), 2);
    return original(L);
}

static int charged_concat(lua_State *L) /* table.concat(t, separator, from, to): to the length that was charged */
{
    if (lua_isnoneornil(L, 4) && lua_type(L, 1) == LUA_TTABLE) {
        lua_settop(L, 3);
        lua_pushinteger(L, length(L));
    }
    lua_Integer from = lua_isnoneornil(L, 3) ? 1 : lua_tointeger(L, 3);
    charge_items(L, distance(from, lua_tointeger(L, 4)), 2);
    return original(L);
}

static int charged_sort(lua_State *L)
{
    refuse_len(L);
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
    lua_getfield(L, -1, "find");
    lua_setfield(L, -2, "match");
    replace(L, "match", charged_search, 1);
    replace(L, "find", charged_search, 0);
    replace(L, "gmatch", charged_gmatch, 0);
    replace(L, "gsub", charged_text, 0);
    replace(L, "pack", charged_text, 0);
    replace(L, "unpack", charged_text, 0);
    replace(L, "packsize", charged_text, 0);
    replace(L, "byte", charged_results, 0);
    replace(L, "rep", bounded_rep, 0);
    lua_pop(L, 1);
}

static void bound_utf8(lua_State *L)
{
    lua_getglobal(L, LUA_UTF8LIBNAME);
    replace(L, "len", charged_len, 0);
    replace(L, "offset", charged_offset, 0);
    replace(L, "codepoint", charged_results, 0);
    lua_pop(L, 1);
}

static void bound_tables(lua_State *L)
{
    lua_getglobal(L, LUA_TABLIBNAME);
    replace(L, "insert", charged_shift, 3);
    replace(L, "remove", charged_shift, 2);
    replace(L, "move", charged_move, 0);
    replace(L, "concat", charged_concat, 0);
    replace(L, "sort", charged_sort, 0);
    replace(L, "unpack", charged_results, 0);
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
    bound_utf8(L);
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
