/*
** pattern_text.c - module core: programs straight from the texts of patterns, where nothing is wrong with them (core/match/read.h); names in texts.
**
** Sits on pattern_tree.h, of whose store it uses the arena: what a name stands for is read once a store, and kept in it by its name. Whatever is
** not plain is left to the library, which says what is wrong, or finds that nothing is.
*/
#include "match/read.h"
#include "match/shapes.h"
#include "script/pattern_tree.h"

#define INSIDE 12       /* definitions that are read inside each other */
#define PRINTS_MOST 100 /* names in a text that are told at once */

typedef struct names {
    const lun_tree_builder *builder;
    int texts; /* stack index of the table name → text of its definition */
    int inside;
} names;

static const lun_definition *find(void *context, const char *name, int as_test);

static int read_text(names *n, lun_definition *out, int index, lun_reading_of what)
{
    size_t len;
    const char *text = lua_tolstring(n->builder->L, index, &len);
    lun_arena *arena = what == LUN_READING_PATTERN ? n->builder->arena : n->builder->lasting;
    const lun_reading how = { what, arena, n->builder->vocab, find, n };
    int rc = lun_pattern_read(out, text, len, &how);
    if (rc < 0)
        lun_script__fail(n->builder->L, LUN_ENOMEM, "no memory for a pattern");
    return rc;
}

/* The definition whose text is on top; NULL where it is not plain. */
static const lun_definition *read_definition(names *n, int as_test)
{
    lun_definition read;
    if (n->inside == INSIDE || lua_type(n->builder->L, -1) != LUA_TSTRING)
        return NULL;
    n->inside++;
    int is_plain = read_text(n, &read, -1, as_test ? LUN_READING_TEST : LUN_READING_DEFINITION);
    n->inside--;
    if (!is_plain)
        return NULL;
    lun_definition *kept = lun_arena_alloc(n->builder->lasting, sizeof *kept);
    if (!kept)
        lun_script__fail(n->builder->L, LUN_ENOMEM, "no memory for a pattern");
    *kept = read;
    return kept;
}

/* The store holds false for what is being read, and for what is not plain. */
static const lun_definition *find(void *context, const char *name, int as_test)
{
    names *n = context;
    lua_State *L = n->builder->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 8, "pattern");
    lua_pushfstring(L, "%s%s", as_test ? "[%" : "%", name);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, n->builder->known) == LUA_TNIL) {
        lua_pushvalue(L, top + 1);
        lua_pushboolean(L, 0);
        lua_rawset(L, n->builder->known);
        lua_getfield(L, n->texts, name);
        const lun_definition *read = read_definition(n, as_test);
        if (read) {
            lua_pushvalue(L, top + 1);
            lua_pushlightuserdata(L, (void *)(uintptr_t)read);
            lua_rawset(L, n->builder->known);
        }
        lua_settop(L, top);
        return read;
    }
    const lun_definition *known = lua_touserdata(L, -1);
    lua_settop(L, top);
    return known;
}

static int core_reads(lua_State *L) /* core.reads(text) -> is it plain, as far as one can tell without its names? */
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lun_tree_builder b = lun_tree_builder_new(L);
    const lun_reading how = { LUN_READING_PATTERN, b.arena, NULL, NULL, NULL };
    lun_definition ignored;
    lua_pushboolean(L, lun_pattern_read(&ignored, text, len, &how) == 1);
    return 1;
}

static int core_compile_text(
    lua_State *L) /* core.compile_text(text, env) -> program, or nil where the text is not plain */
{
    lun_definition read;
    luaL_checktype(L, 1, LUA_TSTRING);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    lun_tree_builder b = lun_tree_builder_new(L);
    lun_tree_builder_share(&b, 2);
    if (!b.known || lua_getfield(L, 2, "definitions") != LUA_TTABLE)
        return 0;
    names n = { &b, lua_gettop(L), 0 };
    return read_text(&n, &read, 1, LUN_READING_PATTERN) ? lun_script__compile_plain(L, read.tree, 2) : 0;
}

/* core.names_in(text) -> { sigil, name, sigil, name, ... }: %cap and $praise as they stand in it */
static int names_in(lua_State *L)
{
    size_t len;
    lua_Integer n = 0;
    const char *text = luaL_checklstring(L, 1, &len), *stop = text + len;
    lua_newtable(L);
    for (const char *at = text; at < stop; at++) {
        size_t name = *at == '%' || *at == '$' ? lun_shape_name(at + 1) : 0;
        if (!name)
            continue;
        lua_pushlstring(L, at, 1);
        lua_rawseti(L, -2, ++n);
        lua_pushlstring(L, at + 1, name);
        lua_rawseti(L, -2, ++n);
        at += name;
    }
    return 1;
}

/* Pushes what is known of a name: 1; 0: nothing stands for it, and nothing is pushed; -1: what stands for it is not known yet. */
static int push_known(lua_State *L, const char *name, size_t len, int known, int all)
{
    lua_pushlstring(L, name, len);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, known) == LUA_TSTRING) {
        lua_remove(L, -2);
        return 1;
    }
    lua_pop(L, 1);
    int stands = lua_rawget(L, all) != LUA_TNIL;
    lua_pop(L, 1);
    return stands ? -1 : 0;
}

/*
** core.add_prints(list, text, known definitions, known lexicons, definitions, lexicons): adds what is known of all names in a text, in their order.
** false, and nothing added, where something is not known yet.
*/
static int add_prints(lua_State *L)
{
    size_t len;
    int n = 0, found = 0;
    lua_settop(L, 6);
    for (int i = 1; i <= 6; i++)
        luaL_checktype(L, i, i == 2 ? LUA_TSTRING : LUA_TTABLE);
    const char *text = lua_tolstring(L, 2, &len), *stop = text + len;
    luaL_checkstack(L, PRINTS_MOST + 4, "names");
    for (const char *at = text; at < stop && found >= 0; at++) {
        size_t name = *at == '%' || *at == '$' ? lun_shape_name(at + 1) : 0;
        if (!name)
            continue;
        found = n == PRINTS_MOST ? -1 : push_known(L, at + 1, name, *at == '%' ? 3 : 4, *at == '%' ? 5 : 6);
        n += found == 1;
        at += name;
    }
    lua_Integer last = (lua_Integer)lua_rawlen(L, 1) + n;
    for (; n > 0 && found >= 0; n--)
        lua_rawseti(L, 1, last--);
    lua_pushboolean(L, found >= 0);
    return 1;
}

void lun_script__core_pattern_text(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "reads", core_reads },  { "compile_text", core_compile_text },
        { "names_in", names_in }, { "add_prints", add_prints },
        { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
}
