/*
** state.c - makes and frees a Lua state: allocator with a cap, `require` over what is embedded.
**
** Sits on engine.h, libraries.c and budget.c.
*/
#include <string.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/hash.h"
#include "script/engine.h"

extern int luaopen_lpeg(lua_State *L);

/* Where memory is watched (sanitizers, builds for finding mistakes) each block is one of its own. */
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
#define POOLED 1
#else
#define POOLED 0
#endif

static void *resize(lun_script *script, void *block, size_t old, size_t size)
{
    if (POOLED)
        return lun_blocks_resize(&script->blocks, block, old, size);
    if (size == 0) {
        lun_free(block);
        return NULL;
    }
    void *fresh = lun_realloc(block, size);
    return !fresh && size <= old ? block : fresh;
}

/* Lua's allocator. Shrinking and freeing never fail, as Lua expects. Large blocks count as work: they are filled or copied. */
static void *allocate(void *context, void *block, size_t old_size, size_t new_size)
{
    lun_script *script = context;
    size_t old = block ? old_size : 0;
    if (new_size == 0) {
        script->memory -= old;
        return resize(script, block, old, 0);
    }
    if (new_size > old && script->memory + (new_size - old) > script->memory_limit) {
        script->budget.refused = 1;
        return NULL;
    }
    void *fresh = resize(script, block, old, new_size);
    if (!fresh) {
        script->budget.refused = 1;
        return NULL;
    }
    if (new_size > old && new_size >= LUN_STEP_BLOCK)
        script->budget.left -= (int64_t)(new_size / LUN_STEP_BYTES);
    script->memory += new_size - old;
    return fresh;
}

/* ---- require ---- */

/* "lunette.rule" → "scripts/lunette/declare/rule.lua", found on LUNETTE_PATH or inside; the caller frees *owned. */
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

int lun_script__load_compiled(lua_State *L, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "compiled/%.200s.luac", name);
    for (char *c = path + strlen("compiled/"); *c; c++)
        *c = *c == '/' ? '.' : *c;
    const lun_embedded *file = lun_embedded_find(path);
    if (!file)
        return 0;
    if (luaL_loadbufferx(L, (const char *)file->data, file->len, path, "b") == LUA_OK)
        return 1;
    lua_pop(L, 1);
    return 0;
}

static int load_module(lua_State *L, const char *name)
{
    const char *data;
    char *owned, path[256], chunk[260];
    size_t len;
    if (strcmp(name, "lpeg") == 0) {
        lua_pushcfunction(L, luaopen_lpeg);
        lua_call(L, 0, 1);
        lun_script__bound_lpeg(L);
        return 1;
    }
    if (!find_module(name, &data, &len, &owned, path))
        return lun_script__fail(L, LUN_ENOTFOUND, "module '%s' is not part of Lunette", name);
    snprintf(chunk, sizeof chunk, "@%s", path);
    int status = lun_script__is_embedded(path, data, len) && lun_script__load_compiled(L, name)
                     ? LUA_OK
                     : luaL_loadbufferx(L, data, len, chunk, "t");
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

/* ---- the state ---- */

static int open_state(lua_State *L)
{
    lun_script__open_libraries(L);
    lun_script__open_budget(L);
    lun_script__open_errors(L);
    lun_script__open_objects(L);
    lua_pushcfunction(L, require);
    lua_setglobal(L, "require");
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_newtable(L);
    lun_script__core_schema(L);
    lun_script__core_pattern(L);
    lun_script__core_pattern_text(L);
    lun_script__core_why(L);
    lun_script__core_lexicon(L);
    lun_script__core_rule(L);
    lun_script__core_fingerprint(L);
    lun_script__core_deep(L);
    lun_script__core_touch(L);
    lun_script__core_host(L);
    lun_script__core_declared(L);
    lun_script__core_files(L);
    lun_script__core_analyse(L);
    lun_script__core_corpus(L);
    lun_script__core_log(L);
    lun_script__core_test(L);
    lun_script__core_console(L);
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
    script->regexes = lun_regexes_new();
    if (!script->arena || !script->vocab || !script->schema || !script->regexes)
        return LUN_ENOMEM;
    script->matcher = lun_matcher_new(script->vocab);
    script->inner = lun_matcher_new(script->vocab);
    script->L = script->matcher && script->inner ? lua_newstate(allocate, script) : NULL;
    return script->L ? LUN_OK : LUN_ENOMEM;
}

static int keep_cache(lun_script *script, const char *folder)
{
    script->cache = lun_arena_strdup(script->arena, folder);
    return script->cache ? LUN_OK : LUN_ENOMEM;
}

static void init_numbers(lun_script *script, const lun_script_options *options)
{
    script->memory_limit = options && options->memory ? options->memory : LUN_SCRIPT_MEMORY;
    script->text_limit = options && options->text_limit ? options->text_limit : LUN_TEXT_MAX;
    script->vocabulary = options && options->vocabulary ? options->vocabulary : LUN_SCRIPT_VOCABULARY;
    script->steps = options && options->steps ? options->steps : LUN_SCRIPT_STEPS;
    script->unprinted = options && options->unprinted;
    script->unplanned = options && options->unplanned;
    script->embedded = options && options->embedded;
    script->load_steps = options && options->load_steps ? options->load_steps : LUN_SCRIPT_LOAD_STEPS;
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
    script->note = options ? options->note : NULL;
    if (make_parts(script) < 0 || (options && options->cache && keep_cache(script, options->cache) < 0)) {
        lun_script_free(script);
        return lun_error_set(err, LUN_ENOMEM, "no memory for a Lua state");
    }
    *(lun_script **)lua_getextraspace(script->L) = script;
    lua_gc(script->L, LUA_GCGEN, 0, 0);
    lua_gc(script->L, LUA_GCSETPAUSE, LUN_PAUSE_LOADING);
    if ((rc = lun_script__new_rule(script, NULL, err)) < 0) /* rule 0: the engine */
        goto fail;
    lua_pushcfunction(script->L, open_state);
    if ((rc = lun_script__enter(script, 0, LUN_TASK_FREE, err)) < 0)
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
    lun_blocks_clear(&script->blocks);
    lun_document_free(script->example);
    lun_buf_clear(&script->log);
    lun_triggers_free(script->triggers);
    lun_script__profile_free(script->profile);
    lun_matcher_free(script->matcher);
    lun_matcher_free(script->inner);
    lun_regexes_free(script->regexes);
    lun_schema_free(script->schema);
    lun_vocab_free(script->vocab);
    lun_arena_free(script->arena);
    lun_vec_clear(&script->reads);
    lun_vec_clear(&script->origins);
    lun_vec_clear(&script->layer_prints);
    lun_script__deep_free(script->deep);
    lun_vec_clear(&script->refusals);
    lun_vec_clear(&script->objects.members);
    lun_vec_clear(&script->objects.words);
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

int lun_script_spoiled(const lun_script *script)
{
    return script->spoiled;
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
