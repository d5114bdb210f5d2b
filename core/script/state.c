/*
** state.c - makes and frees a Lua state: allocator with a cap, allow-listed libraries, `require` over what is embedded.
**
** Sits on engine.h. Every library function that is left out is left out for a reason: io, os, package and debug reach outside; dofile and
** loadfile read any file; load is replaced by one that takes text only; collectgarbage may only count.
*/
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/hash.h"
#include "script/engine.h"

extern int luaopen_lpeg(lua_State *L);

lun_script *lun_script__of(lua_State *L)
{
    return *(lun_script **)lua_getextraspace(L);
}

/* Lua's allocator. Shrinking and freeing never fail, as Lua expects. */
static void *allocate(void *context, void *block, size_t old_size, size_t new_size)
{
    lun_script *script = context;
    size_t old = block ? old_size : 0;
    if (new_size == 0) {
        script->memory -= old;
        lun_free(block);
        return NULL;
    }
    if (new_size > old && script->memory + (new_size - old) > script->memory_limit)
        return NULL;
    void *fresh = lun_realloc(block, new_size);
    if (!fresh)
        return new_size <= old ? block : NULL;
    script->memory += new_size - old;
    return fresh;
}

static int text_load(lua_State *L) /* load(text, name, "t", env): text chunks only */
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    const char *name = luaL_optstring(L, 2, text);
    lua_settop(L, 4);
    if (luaL_loadbufferx(L, text, len, name, "t") != LUA_OK) {
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

static void open_libraries(lua_State *L)
{
    static const luaL_Reg libraries[] = {
        { LUA_GNAME, luaopen_base },       { LUA_STRLIBNAME, luaopen_string }, { LUA_TABLIBNAME, luaopen_table },
        { LUA_MATHLIBNAME, luaopen_math }, { LUA_UTF8LIBNAME, luaopen_utf8 },  { LUA_COLIBNAME, luaopen_coroutine },
    };
    static const char *const removed[] = { "dofile", "loadfile", "print", "warn" };
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
        lua_pop(L, 1);
    }
    for (size_t i = 0; i < sizeof removed / sizeof *removed; i++) {
        lua_pushnil(L);
        lua_setglobal(L, removed[i]);
    }
    lua_pushcfunction(L, text_load);
    lua_setglobal(L, "load");
    lua_pushcfunction(L, count_garbage);
    lua_setglobal(L, "collectgarbage");
}

/* ---- require ---- */

/* "lunette.rule" → "scripts/lunette/rule.lua", found on LUNETTE_PATH or inside; the caller frees *owned. */
static int find_module(const char *name, const char **data, size_t *len, char **owned, char path[256])
{
    size_t n = strlen(name);
    *owned = NULL;
    if (n > 200)
        return 0;
    if (strcmp(name, "re") == 0)
        strcpy(path, "scripts/re.lua");
    else {
        char file[224];
        for (size_t i = 0; i <= n; i++)
            file[i] = name[i] == '.' ? '/' : name[i];
        snprintf(path, 256, "scripts/%s.lua", file);
    }
    return lun_script__read(path, data, len, owned, NULL) == LUN_OK;
}

static int load_module(lua_State *L, const char *name)
{
    const char *data;
    char *owned, path[256], chunk[260];
    size_t len;
    if (strcmp(name, "lpeg") == 0) {
        lua_pushcfunction(L, luaopen_lpeg);
        lua_call(L, 0, 1);
        return 1;
    }
    if (!find_module(name, &data, &len, &owned, path))
        return lun_script__fail(L, LUN_ENOTFOUND, "module '%s' is not part of Lunette", name);
    snprintf(chunk, sizeof chunk, "@%s", path);
    int status = luaL_loadbufferx(L, data, len, chunk, "t");
    lun_free(owned);
    if (status != LUA_OK)
        return lua_error(L);
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
    return 1;
}

static int require(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    lua_settop(L, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    if (lua_getfield(L, 2, name) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    load_module(L, name);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, 2, name);
    return 1;
}

/* ---- a rule that never comes to its end ---- */

/* Sticky: once the budget is used up every look raises again, so that a rule that catches the error does not go on. */
static void count_steps(lua_State *L, lua_Debug *frame)
{
    lun_script *script = lun_script__of(L);
    (void)frame;
    if (script->set && --script->steps < 0)
        lun_script__fail(L, LUN_ELIMIT,
                         "the rule took more than %d million steps in one document: does a loop never end?",
                         LUN_STEPS * (LUN_STEP_UNIT / 1000) / 1000);
}

/* A caught error is raised again once the budget is used up: no pcall in a loop outlives it. */
static int finish_call(lua_State *L, int status, lua_KContext below)
{
    const lun_script *script = lun_script__of(L);
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(L) - (int)below;
    if (script->set && script->steps < 0)
        return lua_error(L);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int bounded_pcall(lua_State *L) /* pcall(f, ...) */
{
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return finish_call(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_call), 0);
}

static int bounded_xpcall(lua_State *L) /* xpcall(f, handler, ...) */
{
    int n = lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    return finish_call(L, lua_pcallk(L, n - 2, LUA_MULTRET, 2, 2, finish_call), 2);
}

/* ---- the state ---- */

static int open_state(lua_State *L)
{
    open_libraries(L);
    lun_script__open_errors(L);
    lun_script__open_objects(L);
    lua_pushcfunction(L, bounded_pcall);
    lua_setglobal(L, "pcall");
    lua_pushcfunction(L, bounded_xpcall);
    lua_setglobal(L, "xpcall");
    lua_pushcfunction(L, require);
    lua_setglobal(L, "require");
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_newtable(L);
    lun_script__core_schema(L);
    lun_script__core_pattern(L);
    lun_script__core_lexicon(L);
    lun_script__core_rule(L);
    lun_script__core_fingerprint(L);
    lun_script__core_host(L);
    lun_script__core_files(L);
    lun_script__core_analyse(L);
    lun_script__core_corpus(L);
    lua_setfield(L, -2, "lunette.core");
    lua_pop(L, 1);
    lua_getglobal(L, "require");
    lua_pushliteral(L, "lunette.init");
    lua_call(L, 1, 1);
    lua_setfield(L, LUA_REGISTRYINDEX, "lunette.host");
    return 0;
}

static int make_parts(lun_script *script)
{
    script->arena = lun_arena_new();
    script->vocab = lun_vocab_new();
    script->schema = lun_schema_new();
    if (!script->arena || !script->vocab || !script->schema)
        return LUN_ENOMEM;
    script->matcher = lun_matcher_new(script->vocab);
    script->inner = lun_matcher_new(script->vocab);
    script->L = script->matcher && script->inner ? lua_newstate(allocate, script) : NULL;
    return script->L ? LUN_OK : LUN_ENOMEM;
}

static void init_numbers(lun_script *script, const lun_script_options *options)
{
    script->memory_limit = options && options->memory ? options->memory : LUN_SCRIPT_MEMORY;
    script->text_limit = options && options->text_limit ? options->text_limit : LUN_TEXT_MAX;
    script->vocabulary = options && options->vocabulary ? options->vocabulary : LUN_SCRIPT_VOCABULARY;
    script->layer_token = script->layer_sentence = script->layer_paragraph = LUN_LAYER_NONE;
    script->layer_quoted = script->layer_anaphor = script->resolving = LUN_LAYER_NONE;
}

int lun_script_new(lun_script **out, const lun_script_options *options, lun_error *err)
{
    lun_script *script = lun_calloc(1, sizeof *script);
    int rc;
    *out = NULL;
    if (!script)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a Lua state");
    init_numbers(script, options);
    if (make_parts(script) < 0) {
        lun_script_free(script);
        return lun_error_set(err, LUN_ENOMEM, "no memory for a Lua state");
    }
    *(lun_script **)lua_getextraspace(script->L) = script;
    lua_gc(script->L, LUA_GCGEN, 0, 0);
    lua_sethook(script->L, count_steps, LUA_MASKCOUNT, LUN_STEP_UNIT);
    if ((rc = lun_script__new_rule(script, NULL, err)) < 0) /* rule 0: the engine */
        goto fail;
    lua_pushcfunction(script->L, open_state);
    if ((rc = lun_script__pcall(script->L, 0, 0, err)) < 0)
        goto fail;
    *out = script;
    return LUN_OK;
fail:
    lun_script_free(script);
    return rc;
}

void lun_script_free(lun_script *script)
{
    if (!script)
        return;
    if (script->L)
        lua_close(script->L);
    lun_document_free(script->example);
    lun_matcher_free(script->matcher);
    lun_matcher_free(script->inner);
    lun_schema_free(script->schema);
    lun_vocab_free(script->vocab);
    lun_arena_free(script->arena);
    lun_vec_clear(&script->reads);
    lun_vec_clear(&script->origins);
    lun_free(script->infos);
    lun_free(script->rules);
    lun_free(script);
}

const lun_schema *lun_script_schema(const lun_script *script)
{
    return script->schema;
}

const lun_rules *lun_script_rules(const lun_script *script)
{
    return &script->rule_table;
}

lun_vocab *lun_script_vocab(lun_script *script)
{
    return script->vocab;
}

void lun_script__hash(lun_script *script, const void *data, size_t len)
{
    script->hash[0] = lun_hash64_seed(data, len, script->hash[0]);
    script->hash[1] = lun_hash64_seed(data, len, script->hash[1] + 0x9E3779B97F4A7C15u);
}

void lun_script_fingerprint(const lun_script *script, uint8_t out[16])
{
    lun_buf schema = LUN_BUF_INIT;
    uint64_t all[3];
    lun_schema_describe(script->schema, &schema);
    memcpy(all, script->hash, sizeof script->hash);
    all[2] = lun_hash64(schema.data ? schema.data : "", schema.len);
    lun_buf_clear(&schema);
    lun_hash128(all, sizeof all, out);
}
