/*
** core_pattern.c - module core: patterns and conditions, from Lua trees to programs. Sits on pattern_tree.h.
*/
#include <string.h>

#include "base/buf.h"
#include "script/pattern_tree.h"

/* ---- the environment of a compilation ---- */

typedef struct scope {
    lua_State *L;
    int lexicons; /* stack index of the table name → lexicon, 0 = none */
} scope;

static const lun_lexicon *find_lexicon(void *context, const char *name)
{
    const scope *s = context;
    if (!s->lexicons)
        return NULL;
    lua_getfield(s->L, s->lexicons, name);
    lun_lexicon **box = lun_script__test(s->L, -1, LUN_KIND_LEXICON);
    lua_pop(s->L, 1);
    return box ? *box : NULL;
}

/* env table at index → *out; strings stay on the stack. Without a table all is unknown. */
static void read_env(lua_State *L, int index, lun_compile *out, scope *s)
{
    lun_script *script = lun_script__of(L);
    memset(out, 0, sizeof *out);
    out->vocab = script->vocab;
    out->schema = script->schema;
    out->lexicon = find_lexicon;
    out->context = s;
    out->regexes = script->finished ? NULL : script->regexes; /* functions make up patterns without end */
    s->L = L;
    s->lexicons = 0;
    out->file = "pattern";
    if (lua_isnoneornil(L, index))
        return;
    luaL_checktype(L, index, LUA_TTABLE);
    lua_getfield(L, index, "file");
    lua_getfield(L, index, "source");
    lua_getfield(L, index, "line");
    lua_getfield(L, index, "column");
    out->file = luaL_optstring(L, -4, "pattern");
    out->source = luaL_optstring(L, -3, NULL);
    out->line = (unsigned)luaL_optinteger(L, -2, 0);
    out->column = (unsigned)luaL_optinteger(L, -1, 0);
    if (lua_getfield(L, index, "lexicons") == LUA_TTABLE)
        s->lexicons = lua_gettop(L);
}

static void pin_late_words(lun_script *script)
{
    if (script->finished) /* a pattern met while documents run: its words must outlive the document's */
        lun_vocab_pin(script->vocab);
}

/* What was compiled borrows its lexicons. */
static void keep_lexicons(lua_State *L, int box, const scope *s)
{
    if (!s->lexicons)
        return;
    lua_pushvalue(L, s->lexicons);
    lua_setiuservalue(L, box, 1);
}

/* What is built once has no places: where there is something to complain of, the tree is built whole, to tell where. */
static void compile_whole(lun_tree_builder *b, lun_program **out, const lun_compile *env)
{
    lun_error err = LUN_ERROR_INIT;
    b->known = 0;
    if (lun_program_compile(out, lun_tree_build(b, 1), env, &err) < 0)
        lun_script__raise(b->L, &err);
}

static int core_compile(lua_State *L) /* core.compile(tree, env) -> program */
{
    lun_compile env;
    scope s;
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    lun_program **box = lun_script__box(L, LUN_KIND_PROGRAM, sizeof *box);
    lun_tree_builder b = lun_tree_builder_new(L);
    lun_tree_builder_share(&b, 2);
    const lun_node *tree = lun_tree_build(&b, 1);
    read_env(L, 2, &env, &s);
    if (lun_program_compile(box, tree, &env, NULL) < 0)
        compile_whole(&b, box, &env);
    pin_late_words(lun_script__of(L));
    keep_lexicons(L, 3, &s);
    lua_pushvalue(L, 3);
    return 1;
}

/* Leaves the program on the stack: 1, or 0 where there is something to complain of. `env` is a stack index. */
int lun_script__compile_plain(lua_State *L, const lun_node *tree, int env)
{
    lun_compile how;
    scope s;
    lun_program **box = lun_script__box(L, LUN_KIND_PROGRAM, sizeof *box);
    int program = lua_gettop(L);
    read_env(L, env, &how, &s);
    if (lun_program_compile(box, tree, &how, NULL) < 0)
        return 0;
    keep_lexicons(L, program, &s);
    lua_pushvalue(L, program);
    return 1;
}

static int core_condition(lua_State *L) /* core.condition(tree, layer, env) -> condition */
{
    lun_compile env;
    scope s;
    lun_error err = LUN_ERROR_INIT;
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer layer = luaL_checkinteger(L, 2);
    lua_settop(L, 3);
    lun_condition **box = lun_script__box(L, LUN_KIND_CONDITION, sizeof *box);
    lun_tree_builder b = lun_tree_builder_new(L);
    lun_node *tree = lun_tree_build_condition(&b, 1);
    read_env(L, 3, &env, &s);
    if (lun_condition_compile(box, tree, (uint16_t)layer, &env, &err) < 0)
        return lun_script__raise(L, &err);
    pin_late_words(lun_script__of(L));
    keep_lexicons(L, 4, &s);
    lua_pushvalue(L, 4);
    return 1;
}

/* ---- programs ---- */

static lun_program *check_program(lua_State *L, int index)
{
    return *(lun_program **)lun_script__check(L, index, LUN_KIND_PROGRAM);
}

lun_condition *lun_script__check_condition(lua_State *L, int index)
{
    return *(lun_condition **)lun_script__check(L, index, LUN_KIND_CONDITION);
}

static int program_captures(
    lua_State *L) /* program:captures() -> { {name=, layer=, list=, lexicon=, may_be_row=, is_element=} ... } */
{
    uint32_t n;
    const lun_capture_info *captures = lun_program_captures(check_program(L, 1), &n);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        lua_createtable(L, 0, 6);
        lua_pushstring(L, captures[i].name);
        lua_setfield(L, -2, "name");
        if (captures[i].layer != LUN_LAYER_NONE) {
            lua_pushstring(L, lun_schema_layer(lun_script__of(L)->schema, captures[i].layer)->name);
            lua_setfield(L, -2, "layer");
        }
        lua_pushboolean(L, captures[i].list);
        lua_setfield(L, -2, "list");
        lua_pushboolean(L, captures[i].may_be_row);
        lua_setfield(L, -2, "may_be_row");
        lua_pushboolean(L, captures[i].is_element);
        lua_setfield(L, -2, "is_element");
        lua_pushstring(L, captures[i].lexicon);
        lua_setfield(L, -2, "lexicon");
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static int program_layers(lua_State *L) /* program:layers() -> names */
{
    uint32_t n;
    const uint16_t *layers = lun_program_layers(check_program(L, 1), &n);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        lua_pushstring(L, lun_schema_layer(lun_script__of(L)->schema, layers[i])->name);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static int program_needs_tags(lua_State *L)
{
    lua_pushboolean(L, lun_program_needs_tags(check_program(L, 1)));
    return 1;
}

static int program_is_empty(lua_State *L)
{
    lua_pushboolean(L, lun_program_is_empty(check_program(L, 1)));
    return 1;
}

static int program_has_needs(lua_State *L)
{
    lua_pushboolean(L, lun_program_has_needs(check_program(L, 1)));
    return 1;
}

static int program_print(lua_State *L)
{
    const lun_program *program = check_program(L, 1);
    lun_buf *out = lun_script__buffer(L);
    lun_program_print(program, out);
    lua_pushlstring(L, out->data ? out->data : "", out->len);
    return 1;
}

static int program_gc(lua_State *L)
{
    lun_program **box = lua_touserdata(L, 1);
    lun_program_free(*box);
    *box = NULL;
    return 0;
}

static int condition_gc(lua_State *L)
{
    lun_condition **box = lua_touserdata(L, 1);
    lun_condition_free(*box);
    *box = NULL;
    return 0;
}

void lun_script__core_pattern(lua_State *L)
{
    static const luaL_Reg program_methods[] = {
        { "captures", program_captures },
        { "layers", program_layers },
        { "needs_tags", program_needs_tags },
        { "is_empty", program_is_empty },
        { "has_needs", program_has_needs },
        { "print", program_print },
        { "__gc", program_gc },
        { NULL, NULL },
    };
    static const luaL_Reg condition_methods[] = { { "__gc", condition_gc }, { NULL, NULL } };
    static const luaL_Reg functions[] = { { "compile", core_compile },
                                          { "condition", core_condition },
                                          { NULL, NULL } };
    lun_script__metatable(L, LUN_KIND_PROGRAM, program_methods);
    lun_script__metatable(L, LUN_KIND_CONDITION, condition_methods);
    lua_pop(L, 2);
    luaL_setfuncs(L, functions, 0);
}
