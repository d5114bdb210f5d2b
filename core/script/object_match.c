/*
** object_match.c - matches in Lua: a span that also answers to the names of what its pattern captured.
*/
#include <string.h>

#include "script/spans.h"

void lun_script__push_match(lua_State *L, const lun_program *program, const lun_match *match)
{
    lun_script *script = lun_script__of(L);
    size_t size = sizeof(lun_match_box) + match->n_captures * sizeof(lun_capture);
    lun_match_box *box = lun_script__box_of(L, LUN_KIND_MATCH, size, LUN_MATCH_PHRASE);
    box->serial = script->serial;
    box->span = lun_document_span(lun_annotations_document(script->set), match->tokens);
    box->program = program;
    box->n_captures = match->n_captures;
    if (match->n_captures)
        memcpy(box->captures, match->captures, match->n_captures * sizeof *box->captures);
}

/* A captured phrase has an object of its own, which knows its entry. Functions ask for the same one again and again. */
static void push_phrase(lua_State *L, const lun_capture *capture, lun_span span)
{
    lua_getiuservalue(L, 1, LUN_MATCH_PHRASE);
    const lun_span_box *kept = lua_touserdata(L, -1);
    if (kept && kept->lexicon == capture->lexicon && kept->entry == capture->entry && kept->span.start == span.start &&
        kept->span.stop == span.stop)
        return;
    lua_pop(L, 1);
    lun_span_box *box = lun_script__new_span(L, span);
    box->lexicon = capture->lexicon;
    box->entry = capture->entry;
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, LUN_MATCH_PHRASE);
}

static void push_capture(lua_State *L, const lun_capture *capture)
{
    lun_script *script = lun_script__of(L);
    lun_document *document = lun_annotations_document(script->set);
    if (capture->annotation) {
        const lun_annotation *row = lun_annotations_get(script->set, capture->annotation);
        if (row)
            lun_script__push_row(L, row);
        else /* a match kept until its layer was finished, and another row has displaced this one */
            lua_pushnil(L);
        return;
    }
    uint32_t at =
        capture->tokens.start < document->n_tokens ? document->tokens[capture->tokens.start].start : document->len;
    lun_span span = { at, at };
    if (capture->tokens.start < capture->tokens.stop)
        span = lun_document_span(document, capture->tokens);
    if (capture->lexicon)
        push_phrase(L, capture, span);
    else
        lun_script__push_span(L, span);
}

static int match_capture(lua_State *L, const lun_match_box *box, uint32_t slot, int list)
{
    lua_Integer n = 0;
    if (list)
        lua_newtable(L);
    for (uint32_t i = 0; i < box->n_captures; i++) {
        if (box->captures[i].slot != slot)
            continue;
        push_capture(L, &box->captures[i]);
        if (!list)
            return 1;
        if (lua_isnil(L, -1))
            lua_pop(L, 1);
        else
            lua_rawseti(L, -2, ++n);
    }
    if (!list)
        lua_pushnil(L);
    return 1;
}

int lun_script__match_get(lua_State *L)
{
    const lun_match_box *box = lua_touserdata(L, 1); /* as in span_get */
    const char *key = luaL_checkstring(L, 2);
    uint32_t n;
    const lun_capture_info *captures = lun_program_captures(box->program, &n);
    lun_script__live(L, box->serial);
    for (uint32_t i = 0; i < n; i++) {
        if (*captures[i].name == *key && strcmp(captures[i].name, key) == 0)
            return match_capture(L, box, i, captures[i].list);
    }
    lua_Integer member = lun_script__find_member(L);
    if (member)
        lun_script__push_member(L, box->span, member);
    else if (lua_isnil(L, -1))
        return lun_script__no_capture(L, lua_upvalueindex(1), captures, n, key);
    return 1;
}
