/*
** calls.c - what the engine asks of the library: load, finish, and the listing and testing commands by name.
*/
#include <string.h>

#include <lunette/version.h>

#include "base/file.h"
#include "match/complain.h"
#include "script/engine.h"

/* host[name](...) with arguments pushed by the caller between begin and end. */
static void push_host(lua_State *L, const char *name)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "lunette.host");
    if (lua_getfield(L, -1, name) != LUA_TFUNCTION)
        luaL_error(L, "the library has no function '%s'", name);
    lua_remove(L, -2);
}

typedef struct host_call {
    const char *name, *text, *json;
    lun_buf *out;
    lun_task task;
} host_call;

static int protected_call(lua_State *L)
{
    const host_call *call = lua_touserdata(L, 1);
    int n = 0;
    push_host(L, call->name);
    if (call->text) {
        lua_pushstring(L, call->text);
        n++;
    }
    if (call->json) {
        lun_script__push_json(L, call->json);
        n++;
    }
    lua_call(L, n, 1);
    if (call->out)
        lun_script__to_json(L, -1, call->out);
    return 0;
}

static int host(lun_script *script, const host_call *call, lun_error *err)
{
    lua_pushcfunction(script->L, protected_call);
    lua_pushlightuserdata(script->L, (void *)(uintptr_t)call);
    int rc = lun_script__enter(script, 1, call->task, err);
    script->loading = NULL;
    if (rc == LUN_OK && call->out && call->out->failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a result");
    return rc;
}

/* Somebody's own folder may be called "plugins", as those inside the program are: what is there on disk is meant, and said so by "./". */
static int load_path(lun_script *script, const char *function, const char *path, lun_error *err)
{
    lun_buf own = LUN_BUF_INIT;
    if (lun_script__is_inner(path) && (lun_file_is_folder(path) || lun_file_is_regular(path)))
        lun_buf_adds(&own, "./");
    lun_buf_adds(&own, path);
    host_call call = { function, own.data, NULL, NULL, LUN_TASK_LOAD };
    int rc = own.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a path") : host(script, &call, err);
    lun_buf_clear(&own);
    return rc;
}

int lun_script_offer_plugin(lun_script *script, const char *name, lun_error *err)
{
    return load_path(script, "offer_plugin", name, err);
}

int lun_script_load_plugin(lun_script *script, const char *name, lun_error *err)
{
    return load_path(script, "load_plugin", name, err);
}

int lun_script_load_file(lun_script *script, const char *path, lun_error *err)
{
    return load_path(script, "load_file", path, err);
}

int lun_script_load_pattern(lun_script *script, const char *pattern, lun_error *err)
{
    host_call call = { "load_pattern", pattern, NULL, NULL, LUN_TASK_LOAD };
    lun_script__hash(script, pattern, strlen(pattern));
    return host(script, &call, err);
}

int lun_script_need_layers(lun_script *script, const char *const *names, uint32_t n, lun_error *err)
{
    for (uint32_t i = 0; i < n; i++) {
        uint16_t layer = lun_schema_find(script->schema, names[i]);
        if (layer == LUN_LAYER_NONE) {
            lun_nearest nearest;
            lun_nearest_start(&nearest, names[i]);
            for (uint32_t j = 0; j < lun_schema_count(script->schema); j++)
                lun_nearest_offer(&nearest, lun_schema_layer(script->schema, j)->name);
            lun_error_set(err, LUN_ENOTFOUND, "there is no layer '%s'", names[i]);
            if (nearest.name)
                return lun_nearest_hint(&nearest, "", err);
            return lun_error_hint(err, "layers come from plugins: name one with -p; `lunette plugin list` shows them");
        }
        script->want_token |= layer == script->layer_token;
        script->want_sentence |= layer == script->layer_sentence;
        script->want_paragraph |= layer == script->layer_paragraph;
    }
    return LUN_OK;
}

int lun_script_finish(lun_script *script, lun_error *err)
{
    host_call call = { "finish", script->unprinted ? "unprinted" : NULL, NULL, NULL, LUN_TASK_LOAD };
    int rc = host(script, &call, err);
    if (rc < 0)
        return rc;
    lua_gc(script->L, LUA_GCSETPAUSE, LUN_PAUSE);
    lun_vocab_pin(script->vocab);
    script->finished = 1;
    return lun_script__schedule_rules(script, err);
}

int lun_script_call(lun_script *script, const char *name, const char *json, lun_buf *out, lun_error *err)
{
    host_call call = { name, NULL, json, out, LUN_TASK_FREE };
    lun_script_resume(script);
    return host(script, &call, err);
}

static int set_host(lua_State *L) /* core.set_host{ compile_text=, compile_condition= } */
{
    static const char *const names[] = { "compile_text", "compile_condition" };
    char key[64];
    luaL_checktype(L, 1, LUA_TTABLE);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (lua_getfield(L, 1, names[i]) != LUA_TFUNCTION) {
            lua_pop(L, 1);
            continue;
        }
        snprintf(key, sizeof key, "lunette.%s", names[i]);
        lua_setfield(L, LUA_REGISTRYINDEX, key);
    }
    return 0;
}

static int set_languages(lua_State *L) /* core.languages{ "en", ... }: what the rules are written for; nil = any */
{
    lun_script *script = lun_script__of(L);
    luaL_Buffer list;
    if (lua_isnoneornil(L, 1)) {
        script->languages = NULL;
        return 0;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_buffinit(L, &list);
    luaL_addchar(&list, ' ');
    for (lua_Integer i = 1; lua_rawgeti(L, 1, i) == LUA_TSTRING; i++) {
        luaL_addvalue(&list);
        luaL_addchar(&list, ' ');
    }
    lua_pop(L, 1);
    luaL_pushresult(&list);
    script->languages = lun_arena_strdup(script->arena, lua_tostring(L, -1));
    if (!script->languages)
        return lun_script__fail(L, LUN_ENOMEM, "no memory for the list of languages");
    return 0;
}

static int hash_text(lua_State *L) /* core.hash(text): what the loader read counts for the fingerprint */
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lun_script__hash(lun_script__of(L), text, len);
    return 0;
}

/* core.loading(path) -> the file before: whose top level runs, for a stop that leaves no line of it on the stack */
static int set_loading(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    const char *path = luaL_optstring(L, 1, NULL);
    lua_pushstring(L, script->loading);
    script->loading = path ? lun_arena_strdup(script->arena, path) : NULL;
    return 1;
}

/* core.position(level) -> file as messages show it, line; nothing for functions of C and past the last. 1 is who asks. */
static int position(lua_State *L)
{
    lua_Debug frame;
    if (!lua_getstack(L, (int)luaL_checkinteger(L, 1), &frame) || !lua_getinfo(L, "Sl", &frame) ||
        frame.currentline <= 0)
        return 0;
    lua_pushstring(L, frame.short_src);
    lua_pushinteger(L, frame.currentline);
    return 2;
}

void lun_script__core_host(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "set_host", set_host },   { "hash", hash_text },    { "languages", set_languages },
        { "loading", set_loading }, { "position", position }, { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
    lua_pushstring(L, LUNETTE_VERSION);
    lua_setfield(L, -2, "version");
}
