/*
** object_document.c - the document in Lua.
*/
#include <stdlib.h>
#include <string.h>

#include "script/engine.h"

/* What a document answers besides its methods. */
typedef enum member {
    MEMBER_TITLE = 1,
    MEMBER_DATE,
    MEMBER_LANGUAGE,
    MEMBER_SOURCE,
    MEMBER_COUNTRY,
    MEMBER_URI,
    MEMBER_ID,
    MEMBER_MEDIA_TYPE,
    MEMBER_TEXT,
    MEMBER_SPAN,
    MEMBER_META
} member;

typedef struct document_box {
    uint64_t serial;
} document_box;

/* One object a document, so that functions can tell by it whether what they know is of this document. */
void lun_script__push_document(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    lun_objects *objects = &script->objects;
    if (objects->document_serial != script->serial) {
        document_box *box = lun_script__box(L, LUN_KIND_DOCUMENT, sizeof *box);
        box->serial = script->serial;
        lua_rawseti(L, LUA_REGISTRYINDEX, objects->document);
        objects->document_serial = script->serial;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, objects->document);
}

static lun_annotations *check_document(lua_State *L)
{
    const document_box *box = lun_script__check(L, 1, LUN_KIND_DOCUMENT);
    return lun_script__live(L, box->serial);
}

static lun_span whole(const lun_annotations *set)
{
    return (lun_span){ 0, lun_annotations_document(set)->len };
}

/* doc:find(pattern, span) is span:find(pattern); without a span the whole text. */
static int forward(lua_State *L, lua_CFunction method)
{
    lun_annotations *set = check_document(L);
    lua_settop(L, 3);
    lun_span span = lua_isnil(L, 3) ? whole(set) : lun_script__check_span(L, 3);
    lun_script__push_span(L, span);
    lua_replace(L, 1);
    lua_settop(L, 2);
    return method(L);
}

static int document_find(lua_State *L)
{
    return forward(L, lun_script__span_find);
}

static int document_matches(lua_State *L)
{
    return forward(L, lun_script__span_matches);
}

static int document_tokens(lua_State *L) /* doc:tokens([span]) -> array of spans */
{
    lun_annotations *set = check_document(L);
    lun_span span = lua_isnoneornil(L, 2) ? whole(set) : lun_script__check_span(L, 2);
    lua_settop(L, 0);
    lun_script__push_span(L, span);
    return lun_script__span_tokens(L);
}

static int push_ranges(lua_State *L, const lun_document *document, const lun_range *ranges, uint32_t n)
{
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        lun_script__push_span(L, lun_document_span(document, ranges[i]));
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static int document_sentences(lua_State *L)
{
    const lun_document *document = lun_annotations_document(check_document(L));
    return push_ranges(L, document, document->sentences, document->n_sentences);
}

static int document_paragraphs(lua_State *L)
{
    const lun_document *document = lun_annotations_document(check_document(L));
    return push_ranges(L, document, document->paragraphs, document->n_paragraphs);
}

/* Does the row pass the condition at `index`: nothing, a function, a compiled condition? */
static int passes(lua_State *L, int index, lun_annotations *set, const lun_annotation *row)
{
    if (lua_isnoneornil(L, index))
        return 1;
    if (lun_script__test(L, index, LUN_KIND_CONDITION))
        return lun_condition_test(lun_script__check_condition(L, index), set, lun_script__of(L)->vocab, row);
    lua_pushvalue(L, index);
    lun_script__push_row(L, row);
    lua_call(L, 1, 1);
    int yes = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return yes;
}

/* A union shows only the rows of its members that meet the member's condition. */
static int is_member(lun_annotations *set, lun_vocab *vocab, const lun_layer *layer, const lun_annotation *row)
{
    for (uint32_t m = 0; m < layer->n_members; m++) {
        if (layer->members[m].layer == row->layer)
            return !layer->members[m].condition || lun_condition_test(layer->members[m].condition, set, vocab, row);
    }
    return layer->n_members == 0;
}

/* A condition given as text becomes a condition, through the library (it knows the plugin's lexicons). */
static void compile_condition(lua_State *L, int index, uint16_t layer)
{
    lun_script *script = lun_script__of(L);
    if (lua_type(L, index) != LUA_TSTRING)
        return;
    lua_getfield(L, LUA_REGISTRYINDEX, "lunette.compile_condition");
    lua_pushvalue(L, index);
    lua_pushinteger(L, layer);
    lua_pushstring(L, lun_script__running_plugin(script));
    lua_call(L, 3, 1);
    lua_replace(L, index);
}

static int document_layer(lua_State *L) /* doc:layer(name[, condition text or function]) -> array of annotations */
{
    lun_annotations *set = check_document(L);
    lun_script *script = lun_script__of(L);
    uint16_t layer = lun_script__check_read_layer(L, 2);
    uint32_t n;
    lua_Integer count = 0;
    lua_settop(L, 3);
    compile_condition(L, 3, layer);
    lua_newtable(L);
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n); /* in the arena: the test may mark */
    for (uint32_t i = 0; i < n; i++) {
        const lun_annotation *row = rows[i];
        if (!is_member(set, script->vocab, lun_schema_layer(script->schema, layer), row) || !passes(L, 3, set, row))
            continue;
        lun_script__push_row(L, row);
        lua_rawseti(L, 4, ++count);
    }
    return 1;
}

static int document_starts(lua_State *L) /* doc:starts(layer) -> first byte of each annotation, in order */
{
    lun_annotations *set = check_document(L);
    lun_script *script = lun_script__of(L);
    uint16_t layer = lun_script__check_read_layer(L, 2);
    uint32_t n;
    lua_Integer count = 0;
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        if (!is_member(set, script->vocab, lun_schema_layer(script->schema, layer), rows[i]))
            continue;
        lua_pushinteger(L, (lua_Integer)rows[i]->span.start + 1);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

typedef enum relation { RELATION_TOUCHING, RELATION_INSIDE } relation;

static lua_Integer collect(lua_State *L, lun_annotations *set, uint16_t layer, lun_span span, relation how,
                           lua_Integer count)
{
    lun_range range;
    uint32_t first, n, n_rows;
    const lun_script *script = lun_script__of(L);
    lun_document_range(lun_annotations_document(set), span, &range);
    lun_annotations_touching(set, layer, range, &first, &n);
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n_rows);
    for (uint32_t i = 0; i < n; i++) {
        const lun_annotation *row = rows[first + i];
        int inside = row->span.start >= span.start && row->span.stop <= span.stop;
        int touching = row->span.start < span.stop && row->span.stop > span.start;
        if (!(how == RELATION_INSIDE ? inside : touching) ||
            !is_member(set, script->vocab, lun_schema_layer(script->schema, layer), row))
            continue;
        lun_script__push_row(L, row);
        lua_rawseti(L, -2, ++count);
    }
    return count;
}

static int document_at(lua_State *L) /* doc:at(span[, layer]) -> annotations that touch the span */
{
    lun_annotations *set = check_document(L);
    lun_span span = lun_script__check_span(L, 2);
    const lun_schema *schema = lun_script__of(L)->schema;
    lua_Integer n = 0;
    if (!lua_isnoneornil(L, 3)) {
        uint16_t layer = lun_script__check_read_layer(L, 3);
        lua_newtable(L);
        collect(L, set, layer, span, RELATION_TOUCHING, 0);
        return 1;
    }
    lua_newtable(L);
    for (uint32_t layer = 0; layer < lun_schema_count(schema); layer++) {
        if (!lun_schema_layer(schema, layer)->n_members)
            n = collect(L, set, (uint16_t)layer, span, RELATION_TOUCHING, n);
    }
    return 1;
}

static int document_within(lua_State *L) /* doc:within(span, layer) -> annotations inside the span */
{
    lun_annotations *set = check_document(L);
    lun_span span = lun_script__check_span(L, 2);
    uint16_t layer = lun_script__check_read_layer(L, 3);
    lua_newtable(L);
    collect(L, set, layer, span, RELATION_INSIDE, 0);
    return 1;
}

static int continues(const lun_document *document, lua_Integer byte)
{
    return (document->text[byte] & 0xC0) == 0x80;
}

static int document_slice(
    lua_State *L) /* doc:slice(first, last) -> span of these bytes and what is left of their characters | nil */
{
    const lun_document *document = lun_annotations_document(check_document(L));
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), len = document->len;
    first = first < 1 ? 1 : first;
    last = last > len ? len : last;
    while (first > 1 && first <= len && continues(document, first - 1))
        first--;
    while (last > 0 && last < len && continues(document, last))
        last++;
    if (last < first)
        lua_pushnil(L);
    else
        lun_script__push_span(L, (lun_span){ (uint32_t)(first - 1), (uint32_t)last });
    return 1;
}

static int document_words(
    lua_State *L) /* doc:words(set[, fold]) -> first bytes of the words that are keys of the set */
{
    return lun_script__find_words(L, lun_annotations_document(check_document(L)));
}

static void check_may_mark(lua_State *L, uint16_t layer)
{
    const lun_script *script = lun_script__of(L);
    const lun_script_rule *rule = &script->rules[script->rule];
    for (uint32_t i = 0; i < rule->n_marks; i++) {
        if (rule->marks[i] == layer)
            return;
    }
    if (!script->rule)
        lun_script__fail(L, LUN_EUSAGE, "doc:mark(\"%s\"): rules mark, other functions do not",
                         lun_schema_layer(script->schema, layer)->name);
    lun_script__fail(L, LUN_EUSAGE, "rule '%s' marks layer '%s' without declaring it: add marks = \"%s\"",
                     script->infos[script->rule].id, lun_schema_layer(script->schema, layer)->name,
                     lun_schema_layer(script->schema, layer)->name);
}

static int document_mark(lua_State *L) /* doc:mark(layer, span, fields) -> annotation */
{
    check_document(L);
    uint16_t layer = lun_script__check_layer(L, 2);
    lun_span span = lun_script__check_span(L, 3);
    uint32_t entity = 0;
    check_may_mark(L, layer);
    uint32_t n = lun_schema_layer(lun_script__of(L)->schema, layer)->n_fields;
    lua_settop(L, 4);
    lun_value *values = lua_newuserdatauv(L, (n + 1) * sizeof *values, 0);
    memset(values, 0, (n + 1) * sizeof *values);
    if (!lua_isnil(L, 4))
        lun_script__values_from_table(L, 4, layer, values, &span, &entity);
    lun_script__push_row(L, lun_script__mark(L, layer, span, entity, values));
    return 1;
}

static int document_entity(lua_State *L) /* doc:entity(kind, name[, identity]) -> entity */
{
    lun_annotations *set = check_document(L);
    static const char *const what[] = { "doc:entity, kind", "doc:entity, name", "doc:entity, identity" };
    const char *kind = luaL_checkstring(L, 2), *name = luaL_checkstring(L, 3), *identity = luaL_optstring(L, 4, NULL);
    for (int i = 2; i <= (identity ? 4 : 3); i++) {
        size_t len;
        const char *text = lua_tolstring(L, i, &len);
        lun_script__check_text(L, what[i - 2], text, len);
    }
    lun_script__check_room(L);
    uint32_t number = lun_annotations_entity(set, kind, name, identity);
    if (!number)
        return lun_script__fail(L, LUN_ENOMEM, "no memory for an entity");
    lun_script__push_entity(L, number);
    return 1;
}

typedef struct listed {
    uint32_t number, start; /* of its first mention; UINT32_MAX without one */
} listed;

static int by_start(const void *left, const void *right)
{
    const listed *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static uint32_t first_start(const lun_annotations *set, uint32_t number)
{
    uint32_t start = UINT32_MAX;
    for (const lun_annotation *row = NULL; (row = lun_annotations_mention(set, number, row)) != NULL;)
        start = row->span.start < start ? row->span.start : start;
    return start;
}

static int document_entities(lua_State *L) /* doc:entities([kind]) -> array, in the order of their first mentions */
{
    lun_annotations *set = check_document(L);
    const char *kind = luaL_optstring(L, 2, NULL);
    uint32_t n = 0, all = lun_annotations_entity_count(set);
    listed *list = lua_newuserdatauv(L, (all + (size_t)1) * sizeof *list, 0);
    for (uint32_t i = 1; i <= all; i++) {
        if (!kind || strcmp(lun_annotations_entity_get(set, i)->kind, kind) == 0)
            list[n++] = (listed){ i, first_start(set, i) };
    }
    qsort(list, n, sizeof *list, by_start);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        lun_script__push_entity(L, list[i].number);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static int push_meta(lua_State *L, const lun_document *document)
{
    lua_createtable(L, 0, (int)document->n_meta);
    for (uint32_t i = 0; i < document->n_meta; i++) {
        lun_script__push_json(L, document->meta[i].value);
        lua_setfield(L, -2, document->meta[i].key);
    }
    return 1;
}

/* The text is one Lua string a document: functions ask for it once a match. */
static int push_text(lua_State *L, const lun_document *document)
{
    lun_script *script = lun_script__of(L);
    lun_objects *objects = &script->objects;
    if (objects->text_serial != script->serial) {
        lua_pushlstring(L, document->text, document->len);
        lua_rawseti(L, LUA_REGISTRYINDEX, objects->text);
        objects->text_serial = script->serial;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, objects->text);
    return 1;
}

static const luaL_Reg document_methods[] = {
    { "find", document_find },
    { "matches", document_matches },
    { "tokens", document_tokens },
    { "sentences", document_sentences },
    { "paragraphs", document_paragraphs },
    { "layer", document_layer },
    { "starts", document_starts },
    { "at", document_at },
    { "within", document_within },
    { "words", document_words },
    { "slice", document_slice },
    { "mark", document_mark },
    { "entity", document_entity },
    { "entities", document_entities },
    { NULL, NULL },
};

static int push_member(lua_State *L, const lun_document *document, member which)
{
    switch (which) {
    case MEMBER_TITLE:
        lua_pushstring(L, document->title);
        break;
    case MEMBER_DATE: /* rules reckon from a day: a year alone is none, and stays in meta.year */
        lua_pushstring(L, document->date && strlen(document->date) > 4 ? document->date : NULL);
        break;
    case MEMBER_LANGUAGE:
        lua_pushstring(L, document->language);
        break;
    case MEMBER_SOURCE:
        lua_pushstring(L, document->source);
        break;
    case MEMBER_COUNTRY:
        lua_pushstring(L, document->country);
        break;
    case MEMBER_URI:
        lua_pushstring(L, document->uri);
        break;
    case MEMBER_ID:
        lua_pushstring(L, document->id);
        break;
    case MEMBER_MEDIA_TYPE:
        lua_pushstring(L, document->media_type);
        break;
    case MEMBER_TEXT:
        return push_text(L, document);
    case MEMBER_SPAN: /* the whole text as a span */
        lun_script__push_span(L, (lun_span){ 0, document->len });
        break;
    case MEMBER_META:
        return push_meta(L, document);
    }
    return 1;
}

static int document_get(lua_State *L) /* the metatable is locked: nobody can call this with anything but a document */
{
    const document_box *box = lua_touserdata(L, 1);
    const lun_document *document = lun_annotations_document(lun_script__live(L, box->serial));
    lua_rawgeti(L, LUA_REGISTRYINDEX, lun_script__of(L)->objects.document_members);
    lua_pushvalue(L, 2);
    int type = lua_rawget(L, -2);
    if (type == LUA_TFUNCTION)
        return 1;
    if (type == LUA_TNUMBER)
        return push_member(L, document, (member)lua_tointeger(L, -1));
    return lun_script__no_member(L, -2, "a document has no member", luaL_checkstring(L, 2));
}

static void make_members(lua_State *L)
{
    static const struct {
        const char *name;
        member which;
    } members[] = {
        { "title", MEMBER_TITLE },   { "date", MEMBER_DATE },       { "language", MEMBER_LANGUAGE },
        { "source", MEMBER_SOURCE }, { "country", MEMBER_COUNTRY }, { "uri", MEMBER_URI },
        { "id", MEMBER_ID },         { "text", MEMBER_TEXT },       { "media_type", MEMBER_MEDIA_TYPE },
        { "span", MEMBER_SPAN },     { "meta", MEMBER_META },
    };
    lua_newtable(L);
    luaL_setfuncs(L, document_methods, 0);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        lua_pushinteger(L, (lua_Integer)members[i].which);
        lua_setfield(L, -2, members[i].name);
    }
}

void lun_script__open_document(lua_State *L)
{
    static const luaL_Reg meta[] = { { "__index", document_get }, { NULL, NULL } };
    lun_objects *objects = &lun_script__of(L)->objects;
    lun_script__metatable(L, LUN_KIND_DOCUMENT, meta);
    lua_pop(L, 1);
    make_members(L);
    objects->document_members = lun_script__keep(L);
    lua_newtable(L);
    objects->text = lun_script__keep(L);
    lua_newtable(L);
    objects->document = lun_script__keep(L);
    lua_newtable(L);
    objects->running_programs = lun_script__keep(L);
}
