/*
** core_console.c - module core: what the prompt needs beside all others: rules that come after the rest, searches of the corpus, words for the screen.
**
** Sits on engine.h; the functions that read a corpus are given by core/run. Invariants:
**  1. after core.settle no object of the document at hand is valid: rows of it know nothing of layers that came later;
**  2. a search holds one document at a time, which goes with the next one, or with the search.
*/

#include "script/engine.h"

typedef struct search_box {
    void *search;
    lun_document *document;
} search_box;

void lun_script_set_console(lun_script *script, const lun_script_console *console)
{
    script->has_console = console != NULL;
    if (console)
        script->console = *console;
}

static int core_say(lua_State *L) /* core.say(text): to the screen, at once */
{
    const lun_script *script = lun_script__of(L);
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lun_script__charge(L, 1);
    if (script->has_console && script->console.say)
        script->console.say(script->console.context, text, len);
    return 0;
}

static int core_json(lua_State *L) /* core.json(value) -> text; raises on what JSON cannot hold */
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    lun_buf *out = lun_script__buffer(L);
    lun_script__to_json(L, 1, out);
    if (out->failed)
        return lun_script__fail(L, LUN_ENOMEM, "no memory for a text");
    lua_pushlstring(L, out->data ? out->data : "", out->len);
    return 1;
}

/* ---- rules that come later ---- */

static int core_rule_count(lua_State *L) /* core.rule_count() -> the number that the next rule gets */
{
    lua_pushinteger(L, lun_script__of(L)->n_rules);
    return 1;
}

/* A rule that another one takes the place of: it is in no plan any more, and marks nothing that a search could look for. */
static int core_retire(lua_State *L) /* core.retire(number) */
{
    lun_script *script = lun_script__of(L);
    lua_Integer number = luaL_checkinteger(L, 1);
    luaL_argcheck(L, number > 0 && number < script->n_rules, 1, "no such rule");
    script->rules[number].n_marks = 0;
    return 0;
}

static int core_settle(lua_State *L) /* core.settle(): the plan has changed */
{
    lun_script *script = lun_script__of(L);
    lun_vocab_pin(script->vocab);
    script->set = NULL;
    script->serial++;
    return 0;
}

/* ---- searches ---- */

static void drop_document(lun_script *script, search_box *box)
{
    if (!box->document)
        return;
    lun_script_release(script, box->document);
    lun_document_free(box->document);
    box->document = NULL;
}

static int search_gc(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    search_box *box = lua_touserdata(L, 1);
    drop_document(script, box);
    if (box->search)
        script->console.close(box->search);
    box->search = NULL;
    return 0;
}

static int next_found(lua_State *L) /* iterator: upvalue 1 is the box */
{
    lun_script *script = lun_script__of(L);
    search_box *box = lun_script__check(L, lua_upvalueindex(1), LUN_KIND_SEARCH);
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    lun_script__charge(L, 1);
    drop_document(script, box);
    int rc = box->search ? script->console.found(box->search, &box->document, &set, &err) : 0;
    if (rc < 0)
        return lun_script__raise(L, &err);
    lun_script__charge(L, 1);
    if (rc == 0)
        return 0;
    lun_script__push_document(L);
    return 1;
}

static int core_search(
    lua_State *L) /* core.search_corpus(layer) -> iterator of documents that may hold rows of it, or nil */
{
    lun_script *script = lun_script__of(L);
    lua_Integer layer = luaL_checkinteger(L, 1);
    lun_error err = LUN_ERROR_INIT;
    luaL_argcheck(L, layer >= 0 && layer < lun_schema_count(script->schema), 1, "no such layer");
    if (script->rule || script->resolving != LUN_LAYER_NONE)
        return lun_script__fail(L, LUN_EUSAGE, "a rule cannot search other documents");
    if (!script->has_console || !script->console.search)
        return 0;
    search_box *box = lun_script__box(L, LUN_KIND_SEARCH, sizeof *box);
    if (script->console.search(script->console.context, &box->search, (uint16_t)layer, &err) < 0)
        return lun_script__raise(L, &err);
    lua_pushcclosure(L, next_found, 1);
    return 1;
}

void lun_script__core_console(lua_State *L)
{
    static const luaL_Reg methods[] = { { "__gc", search_gc }, { NULL, NULL } };
    static const luaL_Reg functions[] = {
        { "say", core_say },
        { "json", core_json },
        { "rule_count", core_rule_count },
        { "retire", core_retire },
        { "settle", core_settle },
        { "search_corpus", core_search },
        { NULL, NULL },
    };
    lun_script__metatable(L, LUN_KIND_SEARCH, methods);
    lua_pop(L, 1);
    luaL_setfuncs(L, functions, 0);
}
