/*
** object_span.c - spans in Lua. What a span answers, annotations and matches answer too (lun_script__span_members).
*/
#include <string.h>

#include "script/spans.h"

#define SPANS_KEPT 2039 /* span objects of the document at hand that are found again */

/* What a span answers besides its methods. */
enum {
    SPAN_TEXT = -1,
    SPAN_SENTENCE = -2,
    SPAN_PARAGRAPH = -3,
    SPAN_POS = -4,
    SPAN_TAG = -5,
    SPAN_LEMMA = -6,
    SPAN_ENTRY = -7 /* of spans alone */
};

lun_span_box *lun_script__new_span(lua_State *L, lun_span span)
{
    lun_span_box *box = lun_script__box(L, LUN_KIND_SPAN, sizeof *box);
    box->serial = lun_script__of(L)->serial;
    box->span = span;
    return box;
}

/* Functions cut the same words out again and again: a table keeps the last spans that fell on each of its places. */
void lun_script__push_span(lua_State *L, lun_span span)
{
    lun_script *script = lun_script__of(L);
    lua_Integer place = (lua_Integer)((span.start * 31 + span.stop) % SPANS_KEPT) + 1;
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->objects.spans);
    lua_rawgeti(L, -1, place);
    const lun_span_box *box = lua_touserdata(L, -1);
    if (!box || box->serial != script->serial || box->span.start != span.start || box->span.stop != span.stop) {
        lua_pop(L, 1);
        lun_script__new_span(L, span);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, place);
    }
    lua_replace(L, -2);
}

int lun_script__to_span(lua_State *L, int index, lun_span *out)
{
    const lun_objects *objects = &lun_script__of(L)->objects;
    const void *box = lua_touserdata(L, index);
    if (!box || !lua_getmetatable(L, index))
        return 0;
    const void *meta = lua_topointer(L, -1);
    lua_pop(L, 1);
    if (meta == objects->metas[LUN_KIND_SPAN]) {
        const lun_span_box *its = box;
        lun_script__live(L, its->serial);
        *out = its->span;
        return 1;
    }
    if (meta == objects->metas[LUN_KIND_MATCH]) {
        const lun_match_box *match = box;
        lun_script__live(L, match->serial);
        *out = match->span;
        return 1;
    }
    const lun_annotation *row = lun_script__to_row(L, index);
    if (row)
        *out = row->span;
    return row != NULL;
}

lun_span lun_script__check_span(lua_State *L, int index)
{
    lun_span span = { 0, 0 };
    if (!lun_script__to_span(L, index, &span))
        luaL_typeerror(L, index, "span, annotation or match");
    return span;
}

static lun_document *document_of(lua_State *L)
{
    return lun_annotations_document(lun_script__of(L)->set);
}

/* Functions ask again and again about the same few spans. */
static lun_range tokens_of(lua_State *L, lun_span span)
{
    lun_script *script = lun_script__of(L);
    lun_known_range *known = &script->objects.ranges[(span.start * 31 + span.stop) % LUN_RANGES_KEPT];
    if (known->serial != script->serial || known->span.start != span.start || known->span.stop != span.stop) {
        known->serial = script->serial;
        known->span = span;
        lun_document_range(document_of(L), span, &known->range);
    }
    return known->range;
}

static int push_nil(lua_State *L) /* "not there" is a value: tostring(span:find(p)) must not lack its argument */
{
    lua_pushnil(L);
    return 1;
}

/* ---- searching ---- */

static int next_match(lua_State *L, const lun_program *program, lun_match *match)
{
    lun_error err;
    lun_script__no_error(&err);
    int rc = lun_matcher_next(lun_script__of(L)->inner, match, &err);
    (void)program;
    if (rc < 0)
        return lun_script__raise(L, &err);
    return rc;
}

/* A search inside a rule's function must not disturb the search that called it: bindings use a matcher of their own. */
static void begin(lua_State *L, const lun_program *program, lun_span span)
{
    lun_script *script = lun_script__of(L);
    lun_range range = tokens_of(L, span);
    lun_error err;
    int cut = 0;
    lun_script__no_error(&err);
    if (lun_matcher_begin(script->inner, program, script->set, &range, 1, LUN_UNIT_MAX_DOCUMENT, LUN_OVERLAP_FIRST,
                          &cut, &err) < 0)
        lun_script__raise(L, &err);
}

int lun_script__span_find(lua_State *L) /* span:find(pattern) -> first match | nil */
{
    lun_match match;
    lun_span span = lun_script__check_span(L, 1);
    const lun_program *program = lun_script__check_pattern(L, 2);
    begin(L, program, span);
    if (!next_match(L, program, &match))
        return push_nil(L);
    lun_script__push_match(L, program, &match);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, LUN_MATCH_PROGRAM);
    return 1;
}

int lun_script__span_matches(lua_State *L) /* span:matches(pattern) -> array */
{
    lun_match match;
    lua_Integer n = 0;
    lun_span span = lun_script__check_span(L, 1);
    const lun_program *program = lun_script__check_pattern(L, 2);
    lua_newtable(L);
    begin(L, program, span);
    while (next_match(L, program, &match)) {
        lun_script__push_match(L, program, &match);
        lua_pushvalue(L, 2);
        lua_setiuservalue(L, -2, LUN_MATCH_PROGRAM);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

static int span_has(lua_State *L) /* span:has(pattern) -> boolean */
{
    lun_match match;
    lun_span span = lun_script__check_span(L, 1);
    const lun_program *program = lun_script__check_pattern(L, 2);
    begin(L, program, span);
    lua_pushboolean(L, next_match(L, program, &match));
    return 1;
}

/* ---- rows inside ---- */

static int is_inside(const lun_annotation *row, lun_span span)
{
    return row->span.start >= span.start && row->span.stop <= span.stop;
}

static int passes(lua_State *L, const lun_annotation *row) /* the test function at 3, if any; leaves the row on top */
{
    lun_script__push_row(L, row);
    if (lua_isnoneornil(L, 3))
        return 1;
    lua_pushvalue(L, 3);
    lua_pushvalue(L, -2);
    lua_call(L, 1, 1);
    int yes = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return yes;
}

typedef enum pick { PICK_FIRST, PICK_LAST, PICK_ALL } pick;

static int rows_inside(lua_State *L, pick which)
{
    lun_span span = lun_script__check_span(L, 1);
    uint16_t layer = lun_script__check_read_layer(L, 2);
    lun_annotations *set = lun_script__of(L)->set;
    uint32_t first, n, n_rows;
    lua_Integer count = 0;
    lua_settop(L, 3);
    if (which == PICK_ALL)
        lua_newtable(L);
    lun_annotations_touching(set, layer, tokens_of(L, span), &first, &n);
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n_rows); /* in the arena: the test may mark */
    for (uint32_t i = 0; i < n; i++) {
        const lun_annotation *row = rows[which == PICK_LAST ? first + n - 1 - i : first + i];
        if (!is_inside(row, span))
            continue;
        if (!passes(L, row)) {
            lua_pop(L, 1);
            continue;
        }
        if (which != PICK_ALL)
            return 1;
        lua_rawseti(L, 4, ++count);
    }
    return which == PICK_ALL ? 1 : push_nil(L);
}

static int span_first(lua_State *L)
{
    return rows_inside(L, PICK_FIRST);
}

static int span_last(lua_State *L)
{
    return rows_inside(L, PICK_LAST);
}

static int span_all(lua_State *L)
{
    return rows_inside(L, PICK_ALL);
}

/* ---- geometry ---- */

static int span_union(lua_State *L)
{
    lun_span a = lun_script__check_span(L, 1), b = lun_script__check_span(L, 2);
    lun_script__push_span(L, (lun_span){ a.start < b.start ? a.start : b.start, a.stop > b.stop ? a.stop : b.stop });
    return 1;
}

static int span_overlaps(lua_State *L)
{
    lun_span a = lun_script__check_span(L, 1), b = lun_script__check_span(L, 2);
    lua_pushboolean(L, a.start < b.stop && b.start < a.stop);
    return 1;
}

static int span_contains(lua_State *L)
{
    lun_span a = lun_script__check_span(L, 1), b = lun_script__check_span(L, 2);
    lua_pushboolean(L, a.start <= b.start && b.stop <= a.stop);
    return 1;
}

static int push_tokens(lua_State *L, uint32_t start, uint32_t stop)
{
    if (start >= stop)
        lua_pushnil(L);
    else
        lun_script__push_span(L, lun_document_span(document_of(L), (lun_range){ start, stop }));
    return 1;
}

static int span_before(
    lua_State *L) /* span:before(n) -> the n tokens before it in its sentence, or fewer; nil if none */
{
    lun_range range = tokens_of(L, lun_script__check_span(L, 1));
    lua_Integer n = luaL_checkinteger(L, 2);
    const lun_document *document = document_of(L);
    if (range.start >= document->n_tokens || n <= 0)
        return push_nil(L);
    uint32_t low = document->sentences[lun_document_sentence_of(document, range.start)].start;
    return push_tokens(L, range.start - low > n ? range.start - (uint32_t)n : low, range.start);
}

static int span_after(lua_State *L)
{
    lun_range range = tokens_of(L, lun_script__check_span(L, 1));
    lua_Integer n = luaL_checkinteger(L, 2);
    const lun_document *document = document_of(L);
    if (range.stop == 0 || n <= 0)
        return push_nil(L);
    uint32_t high = document->sentences[lun_document_sentence_of(document, range.stop - 1)].stop;
    return push_tokens(L, range.stop, high - range.stop > n ? range.stop + (uint32_t)n : high);
}

int lun_script__span_tokens(lua_State *L) /* span:tokens() -> array of spans */
{
    lun_range range = tokens_of(L, lun_script__check_span(L, 1));
    lua_createtable(L, (int)(range.stop - range.start), 0);
    for (uint32_t t = range.start; t < range.stop; t++) {
        push_tokens(L, t, t + 1);
        lua_rawseti(L, -2, t - range.start + 1);
    }
    return 1;
}

static int span_bytes(lua_State *L) /* span:bytes() -> first, last (from 1) */
{
    lun_span span = lun_script__check_span(L, 1);
    lua_pushinteger(L, (lua_Integer)span.start + 1);
    lua_pushinteger(L, span.stop);
    return 2;
}

/* Sets of ASCII characters; by default white space. */
static int span_trim(lua_State *L) /* span:trim([front, back]) -> without these characters at its ends | nil */
{
    lun_span span = lun_script__check_span(L, 1);
    const char *front = luaL_optstring(L, 2, " \t\n\v\f\r"), *back = luaL_optstring(L, 3, front);
    const char *text = document_of(L)->text;
    while (span.start < span.stop && strchr(front, text[span.start]))
        span.start++;
    while (span.start < span.stop && strchr(back, text[span.stop - 1]))
        span.stop--;
    if (span.start == span.stop)
        return push_nil(L);
    lun_script__push_span(L, span);
    return 1;
}

static int on_code_point(const lun_document *document, uint32_t byte)
{
    return (document->text[byte] & 0xC0) != 0x80;
}

static int span_sub(lua_State *L) /* span:sub(i, j) -> span of bytes i..j of its text, as string.sub counts */
{
    lun_span span = lun_script__check_span(L, 1);
    lua_Integer len = span.stop - span.start, i = luaL_checkinteger(L, 2), j = luaL_optinteger(L, 3, -1);
    i = i < 0 ? len + i + 1 : i;
    j = j < 0 ? len + j + 1 : j;
    i = i < 1 ? 1 : i;
    j = j > len ? len : j;
    if (i > j + 1)
        return push_nil(L);
    lun_span part = { span.start + (uint32_t)(i - 1), span.start + (uint32_t)j };
    if (!on_code_point(document_of(L), part.start) || !on_code_point(document_of(L), part.stop))
        return lun_script__fail(L, LUN_EUSAGE, "sub(%d, %d) cuts a character in two", (int)i, (int)j);
    lun_script__push_span(L, part);
    return 1;
}

/* ---- what every span-like object answers by name ---- */

static int push_enclosing(lua_State *L, lun_span span, int paragraph)
{
    const lun_document *document = document_of(L);
    lun_range range = tokens_of(L, span);
    if (range.start >= document->n_tokens) {
        lua_pushnil(L);
        return 1;
    }
    lun_range whole = paragraph ? document->paragraphs[lun_document_paragraph_of(document, range.start)]
                                : document->sentences[lun_document_sentence_of(document, range.start)];
    return push_tokens(L, whole.start, whole.stop);
}

static int push_tag(lua_State *L, lun_span span, lua_Integer member)
{
    lun_script *script = lun_script__of(L);
    lun_document *document = document_of(L);
    uint32_t token = tokens_of(L, span).start;
    lun_error err = LUN_ERROR_INIT;
    if (token >= document->n_tokens) {
        lua_pushnil(L);
        return 1;
    }
    if (!document->tags && lun_text_tag(document, script->vocab, &err) < 0)
        return lun_script__raise(L, &err);
    if (member == SPAN_POS)
        lua_pushstring(L, lun_upos_name((lun_upos)document->upos[token]));
    else if (member == SPAN_TAG)
        lua_pushstring(L, lun_tag_name(document->tags[token]));
    else {
        uint32_t lemma = lun_text_lemma(document, script->vocab, token);
        lua_pushstring(L, lemma == LUN_WORD_NONE ? NULL : lun_vocab_form(script->vocab, lemma, NULL));
    }
    return 1;
}

void lun_script__push_member(lua_State *L, lun_span span, lua_Integer member)
{
    if (member == SPAN_TEXT)
        lua_pushlstring(L, document_of(L)->text + span.start, span.stop - span.start);
    else if (member == SPAN_SENTENCE)
        push_enclosing(L, span, 0);
    else if (member == SPAN_PARAGRAPH)
        push_enclosing(L, span, 1);
    else
        push_tag(L, span, member);
}

void lun_script__span_members(lua_State *L)
{
    static const luaL_Reg methods[] = {
        { "find", lun_script__span_find },
        { "matches", lun_script__span_matches },
        { "has", span_has },
        { "first", span_first },
        { "last", span_last },
        { "all", span_all },
        { "union", span_union },
        { "overlaps", span_overlaps },
        { "contains", span_contains },
        { "before", span_before },
        { "after", span_after },
        { "tokens", lun_script__span_tokens },
        { "bytes", span_bytes },
        { "sub", span_sub },
        { "trim", span_trim },
        { NULL, NULL },
    };
    static const struct {
        const char *name;
        int member;
    } others[] = {
        { "text", SPAN_TEXT }, { "sentence", SPAN_SENTENCE }, { "paragraph", SPAN_PARAGRAPH },
        { "pos", SPAN_POS },   { "tag", SPAN_TAG },           { "lemma", SPAN_LEMMA },
    };
    luaL_setfuncs(L, methods, 0);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        lua_pushinteger(L, others[i].member);
        lua_setfield(L, -2, others[i].name);
    }
}

/* What a span answers to the key at 2, by the table of members in upvalue 1: leaves it on top, or a number that says what is to be made. */
lua_Integer lun_script__find_member(lua_State *L)
{
    lua_pushvalue(L, 2);
    return lua_rawget(L, lua_upvalueindex(1)) == LUA_TNUMBER ? lua_tointeger(L, -1) : 0;
}

/* Of a captured phrase: a table, made when it is asked for. */
static int push_entry(lua_State *L, const lun_span_box *box)
{
    if (lua_getiuservalue(L, 1, 1) != LUA_TNIL || !box->lexicon)
        return 1;
    lun_script__push_entry(L, box->lexicon, box->entry);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, 1);
    return 1;
}

static int span_get(lua_State *L) /* the metatable is locked: nobody can call this with anything but a span */
{
    const lun_span_box *box = lua_touserdata(L, 1);
    lun_script__live(L, box->serial);
    lua_Integer member = lun_script__find_member(L);
    if (member == SPAN_ENTRY)
        return push_entry(L, box);
    if (member)
        lun_script__push_member(L, box->span, member);
    else if (lua_isnil(L, -1))
        return lun_script__no_member(L, lua_upvalueindex(1), "a span has no member", luaL_checkstring(L, 2));
    return 1;
}

static int span_equal(lua_State *L)
{
    lun_span a = lun_script__check_span(L, 1), b = lun_script__check_span(L, 2);
    lua_pushboolean(L, a.start == b.start && a.stop == b.stop);
    return 1;
}

static int span_less(lua_State *L) /* by start, then longest first */
{
    lun_span a = lun_script__check_span(L, 1), b = lun_script__check_span(L, 2);
    lua_pushboolean(L, a.start != b.start ? a.start < b.start : a.stop > b.stop);
    return 1;
}

static int span_tostring(lua_State *L)
{
    lun_span span = lun_script__check_span(L, 1);
    lua_pushlstring(L, document_of(L)->text + span.start, span.stop - span.start);
    return 1;
}

/* Of the metatable on top: `get` answers, with what spans have by name as its upvalue; `entry` is among it or not. */
static void set_index(lua_State *L, lua_CFunction get, int has_entry)
{
    lua_newtable(L);
    lun_script__span_members(L);
    if (has_entry) {
        lua_pushinteger(L, SPAN_ENTRY);
        lua_setfield(L, -2, "entry");
    }
    lua_pushcclosure(L, get, 1);
    lua_setfield(L, -2, "__index");
}

void lun_script__open_spans(lua_State *L)
{
    static const luaL_Reg meta[] = {
        { "__eq", span_equal }, { "__lt", span_less }, { "__tostring", span_tostring }, { NULL, NULL }
    };
    lun_script__metatable(L, LUN_KIND_SPAN, meta);
    set_index(L, span_get, 1);
    lun_script__metatable(L, LUN_KIND_MATCH, meta);
    set_index(L, lun_script__match_get, 0);
    lua_pop(L, 2);
    lua_createtable(L, SPANS_KEPT, 0);
    lun_script__of(L)->objects.spans = lun_script__keep(L);
}
