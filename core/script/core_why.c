/*
** core_why.c - module core: what `lunette why` asks about the document at hand: the way of a match, what rules refused, what lost.
**
** Sits on the runner, which notes refusals only while somebody listens (core.listen).
*/
#include <string.h>

#include "match/explain.h"
#include "script/engine.h"

static const char *const kinds[] = { "within", "where", "function", "error" };

void lun_script__refuse(lun_script *script, lun_refusal_kind kind, lun_span span, const char *reason)
{
    lun_refusal one = { script->rule, kind, span, NULL };
    if (!script->listens)
        return;
    if (reason)
        one.reason = lun_arena_strdup(lun_annotations_document(script->set)->arena, reason);
    (void)lun_vec_push(&script->refusals, one); /* without memory one is not told */
}

static int core_listen(lua_State *L) /* core.listen(boolean): note refusals from the next document on */
{
    lun_script__of(L)->listens = (uint8_t)lua_toboolean(L, 1);
    return 0;
}

static void push_span_of(lua_State *L, lun_span span)
{
    lun_script__push_span(L, span);
    lua_setfield(L, -2, "span");
}

static void set_rule(lua_State *L, const lun_script *script, const char *key, uint32_t rule)
{
    lua_pushstring(L, script->infos[rule].id);
    lua_setfield(L, -2, key);
}

static int core_refusals(
    lua_State *L) /* core.refusals() -> { { rule =, kind =, span =, reason = } } of the document at hand */
{
    const lun_script *script = lun_script__of(L);
    lua_newtable(L);
    for (size_t i = 0; script->set && i < script->refusals.n; i++) {
        const lun_refusal *one = &script->refusals.items[i];
        lua_createtable(L, 0, 4);
        set_rule(L, script, "rule", one->rule);
        lua_pushstring(L, kinds[one->kind]);
        lua_setfield(L, -2, "kind");
        push_span_of(L, one->span);
        if (one->reason) {
            lua_pushstring(L, one->reason);
            lua_setfield(L, -2, "reason");
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static void push_lost(lua_State *L, const lun_script *script, const lun_annotation *row)
{
    const lun_annotation *winner = lun_annotations_any(script->set, row->winner);
    lua_createtable(L, 0, 6);
    set_rule(L, script, "rule", row->rule);
    lua_pushstring(L, lun_schema_layer(script->schema, row->layer)->name);
    lua_setfield(L, -2, "layer");
    push_span_of(L, row->span);
    if (row->veto)
        set_rule(L, script, "veto", row->veto);
    if (winner) {
        set_rule(L, script, "winner", winner->rule);
        lun_script__push_span(L, winner->span);
        lua_setfield(L, -2, "winner_span");
    }
}

static int core_lost(
    lua_State *L) /* core.lost() -> { { rule =, layer =, span =, winner = id, winner_span =, veto = id } } */
{
    const lun_script *script = lun_script__of(L);
    lua_Integer n = 0;
    lua_newtable(L);
    for (uint32_t id = 1; script->set && id <= lun_annotations_last(script->set); id++) {
        const lun_annotation *row = lun_annotations_any(script->set, id);
        if (!row || !row->dropped)
            continue;
        push_lost(L, script, row);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

static void push_path(lua_State *L, const lun_document *document, const lun_explained *taken, size_t n)
{
    lua_createtable(L, (int)n, 0);
    for (size_t i = 0; i < n; i++) {
        lua_createtable(L, 0, 3);
        lua_pushinteger(L, taken[i].at);
        lua_setfield(L, -2, "at");
        lua_pushinteger(L, taken[i].width);
        lua_setfield(L, -2, "width");
        push_span_of(L, lun_document_span(document, taken[i].tokens));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static int core_path(
    lua_State *L) /* core.path(pattern, unit, span) -> { { at =, width =, span = } } or nil where none starts there */
{
    lun_script *script = lun_script__of(L);
    const lun_program *program = lun_script__check_pattern(L, 1);
    lun_document *document = lun_annotations_document(script->set);
    lun_explanations takens = { 0 };
    lun_range unit, range;
    lun_error err = LUN_ERROR_INIT;
    lun_document_range(document, lun_script__check_span(L, 2), &unit);
    lun_document_range(document, lun_script__check_span(L, 3), &range);
    int rc = 0;
    if (range.start >= unit.start && range.start < unit.stop)
        rc = lun_matcher_explain(script->matcher, program, script->set, unit, range.start, &takens, &err);
    lun_explained *taken =
        rc > 0 ? lun_arena_alloc(document->arena, takens.n * sizeof *taken) : NULL; /* Lua may raise */
    size_t n = taken ? takens.n : 0;
    if (n)
        memcpy(taken, takens.items, n * sizeof *taken);
    lun_vec_clear(&takens);
    if (rc < 0)
        return lun_script__raise(L, &err);
    if (!n)
        return 0;
    push_path(L, document, taken, n);
    return 1;
}

static int core_every(lua_State *L) /* core.every(pattern, unit) -> { matches }, one a start, overlapping ones too */
{
    lun_script *script = lun_script__of(L);
    const lun_program *program = lun_script__check_pattern(L, 1);
    lun_range range;
    lun_match match;
    lun_error err = LUN_ERROR_INIT;
    int cut, rc = LUN_OK;
    lua_Integer n = 0;
    lun_document_range(lun_annotations_document(script->set), lun_script__check_span(L, 2), &range);
    lua_newtable(L);
    if (range.start < range.stop)
        rc = lun_matcher_begin(script->matcher, program, script->set, &range, 1, LUN_UNIT_MAX_SENTENCE, LUN_OVERLAP_ALL,
                               &cut, &err);
    while (rc >= 0 && range.start < range.stop && (rc = lun_matcher_next(script->matcher, &match, &err)) > 0) {
        lun_script__push_match(L, program, &match);
        lua_rawseti(L, -2, ++n);
    }
    return rc < 0 ? lun_script__raise(L, &err) : 1;
}

void lun_script__core_why(lua_State *L)
{
    static const luaL_Reg functions[] = { { "listen", core_listen }, { "refusals", core_refusals },
                                          { "lost", core_lost },     { "path", core_path },
                                          { "every", core_every },   { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}
