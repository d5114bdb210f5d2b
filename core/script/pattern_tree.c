/*
** pattern_tree.c - trees of patterns and conditions, from Lua tables to nodes. What a name stands for is the same table wherever it is used
** (`shared`): with a store for such tables it is built once, in an arena that lives as long as the store.
*/
#include "script/pattern_tree.h"

typedef lun_tree_builder builder;

#define DEPTH_MAX 250 /* the grammar allows 200 */

typedef struct tag {
    const char *name;
    lun_node_kind kind;
    uint8_t has_text; /* [1] is text */
} tag;

static const tag pattern_tags[LUN_PATTERN_TAGS] = {
    { "empty", LUN_NODE_EMPTY, 0 },
    { "word", LUN_NODE_WORD, 1 },
    { "exact", LUN_NODE_EXACT, 1 },
    { "lemma", LUN_NODE_LEMMA, 1 },
    { "regex", LUN_NODE_REGEX, 1 },
    { "class", LUN_NODE_CLASS, 1 },
    { "any", LUN_NODE_ANY, 0 },
    { "lexicon", LUN_NODE_LEXICON, 1 },
    { "layer", LUN_NODE_LAYER, 1 },
    { "token", LUN_NODE_TOKEN, 0 },
    { "and", LUN_NODE_TEST_AND, 0 },
    { "or", LUN_NODE_TEST_OR, 0 },
    { "not", LUN_NODE_TEST_NOT, 0 },
    { "seq", LUN_NODE_SEQUENCE, 0 },
    { "choice", LUN_NODE_CHOICE, 0 },
    { "repeat", LUN_NODE_REPEAT, 0 },
    { "gap", LUN_NODE_GAP, 0 },
    { "sentence_start", LUN_NODE_SENTENCE_START, 0 },
    { "sentence_stop", LUN_NODE_SENTENCE_STOP, 0 },
    { "scope_start", LUN_NODE_SCOPE_START, 0 },
    { "scope_stop", LUN_NODE_SCOPE_STOP, 0 },
    { "ahead", LUN_NODE_AHEAD, 0 },
    { "behind", LUN_NODE_BEHIND, 0 },
    { "capture", LUN_NODE_CAPTURE, 0 },
};
static const tag condition_tags[LUN_CONDITION_TAGS] = {
    { "and", LUN_NODE_COND_AND, 0 },       { "or", LUN_NODE_COND_OR, 0 },           { "not", LUN_NODE_COND_NOT, 0 },
    { "filled", LUN_NODE_COND_FILLED, 1 }, { "compare", LUN_NODE_COND_COMPARE, 1 }, { "match", LUN_NODE_COND_REGEX, 1 },
    { "in", LUN_NODE_COND_LEXICON, 1 },
};

enum {
    FIELD_TAG,
    FIELD_AT,
    FIELD_WIDTH,
    FIELD_MIN,
    FIELD_MAX,
    FIELD_LAZY,
    FIELD_NEGATIVE,
    FIELD_OPTIONAL,
    FIELD_FLAGS,
    FIELD_NAME,
    FIELD_EXCEPT,
    FIELD_WHERE,
    FIELD_SHARED
};
static const char *const field_names[LUN_PATTERN_FIELDS] = { "tag",    "at",       "width",    "min",   "max",
                                                             "lazy",   "negative", "optional", "flags", "name",
                                                             "except", "where",    "shared" };

/* What a node says of itself. The texts are the table's own: they live as long as it does. */
typedef struct reading {
    const char *tag, *text, *flags, *name;
    uint32_t at, width;
    int32_t min, max;
    uint8_t lazy, negative, optional, has_except, has_where, is_shared;
} reading;

static lun_node *build(const builder *b, int index, int depth);

static void no_memory(const builder *b)
{
    lun_script__fail(b->L, LUN_ENOMEM, "no memory for a pattern");
}

static const char *copy_of(const builder *b, const char *text)
{
    const char *copy = lun_arena_strdup(b->arena, text);
    if (!copy)
        no_memory(b);
    return copy;
}

static const char *copy_text(const builder *b, int index)
{
    return copy_of(b, luaL_checkstring(b->L, index));
}

static const char *text_field(const builder *b, int index, const char *key)
{
    const char *text = NULL;
    if (lua_getfield(b->L, index, key) != LUA_TNIL)
        text = copy_text(b, lua_gettop(b->L));
    lua_pop(b->L, 1);
    return text;
}

/* ---- reading one node ---- */

/* Lua's own copy of a short text, which stays where it is as long as the list on top holds it. */
static const char *keep_word(lua_State *L, const char *word)
{
    const char *kept = lua_pushstring(L, word);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    return kept;
}

static const lun_pattern_words *words_of(lua_State *L)
{
    lun_pattern_words *words = &lun_script__of(L)->objects.pattern_words;
    if (words->made)
        return words;
    lua_newtable(L);
    for (size_t i = 0; i < LUN_PATTERN_FIELDS; i++)
        words->fields[i] = keep_word(L, field_names[i]);
    for (size_t i = 0; i < LUN_PATTERN_TAGS; i++)
        words->tags[i] = keep_word(L, pattern_tags[i].name);
    for (size_t i = 0; i < LUN_CONDITION_TAGS; i++)
        words->conditions[i] = keep_word(L, condition_tags[i].name);
    lun_script__keep(L);
    words->made = 1;
    return words;
}

static size_t number_of(const char *word, const char *const *words, size_t n)
{
    size_t i = 0;
    while (i < n && words[i] != word)
        i++;
    return i;
}

/* The value of a field is on top. */
static void read_field(const builder *b, reading *r, const char *key)
{
    lua_State *L = b->L;
    int type = lua_type(L, -1);
    int is_text = type == LUA_TSTRING, is_number = type == LUA_TNUMBER;
    switch (number_of(key, b->words->fields, LUN_PATTERN_FIELDS)) {
    case FIELD_TAG:
        r->tag = is_text ? lua_tostring(L, -1) : NULL;
        return;
    case FIELD_AT:
        r->at = is_number ? (uint32_t)luaL_checkinteger(L, -1) : r->at;
        return;
    case FIELD_WIDTH:
        r->width = is_number ? (uint32_t)luaL_checkinteger(L, -1) : r->width;
        return;
    case FIELD_MIN:
        r->min = is_number ? (int32_t)luaL_checkinteger(L, -1) : r->min;
        return;
    case FIELD_MAX:
        r->max = is_number ? (int32_t)luaL_checkinteger(L, -1) : r->max;
        return;
    case FIELD_LAZY:
        r->lazy = (uint8_t)lua_toboolean(L, -1);
        return;
    case FIELD_NEGATIVE:
        r->negative = (uint8_t)lua_toboolean(L, -1);
        return;
    case FIELD_OPTIONAL:
        r->optional = (uint8_t)lua_toboolean(L, -1);
        return;
    case FIELD_FLAGS:
        r->flags = is_text ? lua_tostring(L, -1) : NULL;
        return;
    case FIELD_NAME:
        r->name = is_text ? lua_tostring(L, -1) : NULL;
        return;
    case FIELD_EXCEPT:
        r->has_except = type == LUA_TTABLE;
        return;
    case FIELD_WHERE:
        r->has_where = type == LUA_TTABLE;
        return;
    case FIELD_SHARED:
        r->is_shared = type == LUA_TTABLE;
        return;
    }
}

/* All fields in one pass: most nodes have four, and to go over them is less than to ask for each that there may be. */
static reading read_node(const builder *b, int index)
{
    reading r = { .at = b->at, .width = b->width, .max = -1 };
    for (lua_pushnil(b->L); lua_next(b->L, index); lua_pop(b->L, 1)) {
        if (lua_type(b->L, -2) == LUA_TSTRING)
            read_field(b, &r, lua_tostring(b->L, -2));
        else if (lua_type(b->L, -1) == LUA_TSTRING && lua_tointeger(b->L, -2) == 1)
            r.text = lua_tostring(b->L, -1);
    }
    if (!r.tag)
        luaL_error(b->L, "a pattern node has no tag");
    return r;
}

static const tag *find_tag(const builder *b, const reading *r, const tag *tags, const char *const *names, size_t n)
{
    size_t i = number_of(r->tag, names, n);
    if (i == n)
        luaL_error(b->L, "a pattern node has the unknown tag '%s'", r->tag);
    if (tags[i].has_text && !r->text)
        luaL_error(b->L, "a pattern node '%s' has no text", r->tag);
    return &tags[i];
}

static lun_node *new_node(const builder *b, const reading *r, const tag *its, uint32_t n_children)
{
    lun_node *node = lun_node_new(b->arena, its->kind, n_children);
    if (!node)
        no_memory(b);
    node->at = r->at;
    node->width = r->width;
    node->min = r->min;
    node->max = r->max;
    node->lazy = r->lazy;
    node->negative = r->negative;
    node->optional = r->optional;
    node->flags = r->flags ? copy_of(b, r->flags) : NULL;
    if (its->has_text)
        node->text = copy_of(b, r->text);
    else if (its->kind == LUN_NODE_CAPTURE && r->name)
        node->text = copy_of(b, r->name);
    return node;
}

static builder inside(const builder *b, const lun_node *node)
{
    builder in = *b;
    in.at = node->at;
    in.width = node->width;
    return in;
}

static void build_values(const builder *b, int index, lun_node *node)
{
    if (lua_getfield(b->L, index, "values") == LUA_TTABLE) {
        node->n_values = (uint32_t)lua_rawlen(b->L, -1);
        node->values = lun_arena_calloc(b->arena, node->n_values + 1, sizeof *node->values);
        if (!node->values)
            no_memory(b);
        for (uint32_t i = 0; i < node->n_values; i++) {
            lua_rawgeti(b->L, -1, i + 1);
            node->values[i] = copy_text(b, lua_gettop(b->L));
            lua_pop(b->L, 1);
        }
    }
    lua_pop(b->L, 1);
}

static lun_node *build_condition(const builder *b, int index, int depth)
{
    luaL_checkstack(b->L, 8, "pattern");
    if (depth > DEPTH_MAX)
        lun_script__fail(b->L, LUN_ELIMIT, "a condition is nested deeper than %d", DEPTH_MAX);
    index = lua_absindex(b->L, index);
    const reading r = read_node(b, index);
    const tag *its = find_tag(b, &r, condition_tags, b->words->conditions, LUN_CONDITION_TAGS);
    uint32_t n = its->has_text ? 0 : (uint32_t)lua_rawlen(b->L, index);
    lun_node *node = new_node(b, &r, its, n);
    const builder in = inside(b, node);
    for (uint32_t i = 0; i < n; i++) {
        lua_rawgeti(b->L, index, i + 1);
        node->children[i] = build_condition(&in, -1, depth + 1);
        lua_pop(b->L, 1);
    }
    if (its->kind == LUN_NODE_COND_COMPARE) {
        node->flags = text_field(b, index, "op");
        build_values(b, index, node);
    } else if (its->kind == LUN_NODE_COND_REGEX || its->kind == LUN_NODE_COND_LEXICON) {
        node->values = lun_arena_calloc(b->arena, 1, sizeof *node->values);
        if (!node->values)
            no_memory(b);
        node->n_values = 1;
        lua_rawgeti(b->L, index, 2);
        node->values[0] = copy_text(b, lua_gettop(b->L));
        lua_pop(b->L, 1);
    }
    lun_node_finish(node, b->vocab, NULL);
    return node;
}

static void build_extras(const builder *b, int index, lun_node *node, const reading *r, int depth)
{
    const builder in = inside(b, node);
    if (node->kind == LUN_NODE_LAYER && r->has_where) {
        lua_getfield(b->L, index, "where");
        node->condition = build_condition(&in, -1, depth + 1);
    }
    if (node->kind == LUN_NODE_GAP && r->has_except) {
        lua_getfield(b->L, index, "except");
        node->children[0] = build(&in, -1, depth + 1);
    }
}

static lun_node *build_own(const builder *b, int index, const reading *r, int depth)
{
    const tag *its = find_tag(b, r, pattern_tags, b->words->tags, LUN_PATTERN_TAGS);
    uint32_t n = its->has_text ? 0 : its->kind == LUN_NODE_GAP ? r->has_except : (uint32_t)lua_rawlen(b->L, index);
    lun_node *node = new_node(b, r, its, n);
    const builder in = inside(b, node);
    for (uint32_t i = 0; i < n && its->kind != LUN_NODE_GAP; i++) {
        lua_rawgeti(b->L, index, i + 1);
        node->children[i] = build(&in, -1, depth + 1);
        lua_pop(b->L, 1);
    }
    build_extras(b, index, node, r, depth);
    lun_node_finish(node, b->vocab, NULL);
    return node;
}

/* What a name stands for, of its first use: without a place. */
static const lun_node *build_shared(const builder *b, int index, reading r, int depth)
{
    builder lasting = *b;
    lasting.arena = b->lasting;
    lasting.at = lasting.width = r.at = r.width = 0;
    return build_own(&lasting, index, &r, depth);
}

/* One use of a name: what it stands for, at the place of the use. */
static lun_node *build_use(const builder *b, int index, const reading *r, int depth)
{
    lua_getfield(b->L, index, "shared");
    int shared = lua_gettop(b->L);
    lua_pushvalue(b->L, shared);
    lua_rawget(b->L, b->known);
    const lun_node *node = lua_touserdata(b->L, -1);
    if (!node) {
        node = build_shared(b, index, *r, depth);
        lua_pushvalue(b->L, shared);
        lua_pushlightuserdata(b->L, (void *)node);
        lua_rawset(b->L, b->known);
    }
    lun_node *use = lun_arena_calloc(b->arena, 1, sizeof *use);
    if (!use)
        no_memory(b);
    *use = *node;
    use->at = r->at;
    use->width = r->width;
    return use;
}

static lun_node *build(const builder *b, int index, int depth)
{
    luaL_checkstack(b->L, 12, "pattern");
    if (depth > DEPTH_MAX)
        lun_script__fail(b->L, LUN_ELIMIT, "a pattern is nested deeper than %d", DEPTH_MAX);
    index = lua_absindex(b->L, index);
    int top = lua_gettop(b->L);
    const reading r = read_node(b, index);
    lun_node *node = r.is_shared && b->known ? build_use(b, index, &r, depth) : build_own(b, index, &r, depth);
    lua_settop(b->L, top);
    return node;
}

/* ---- a builder ---- */

static int arena_gc(lua_State *L)
{
    lun_arena **box = lua_touserdata(L, 1);
    lun_arena_free(*box);
    *box = NULL;
    return 0;
}

/* An arena that an error cannot leak: its box has the collector behind it. */
static lun_arena *boxed_arena(lua_State *L)
{
    lun_arena **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    if (luaL_newmetatable(L, "lunette.arena")) {
        lua_pushcfunction(L, arena_gc);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    *box = lun_arena_new();
    if (!*box)
        lun_script__fail(L, LUN_ENOMEM, "no memory for a pattern");
    return *box;
}

lun_tree_builder lun_tree_builder_new(lua_State *L)
{
    return (builder){ .L = L, .words = words_of(L), .vocab = lun_script__of(L)->vocab, .arena = boxed_arena(L) };
}

/*
** Lets the builder use the store of the environment at `env`, if it has one; leaves it on the stack. While documents run words are pinned
** when a pattern is done, so that nothing of one that failed may be kept.
*/
void lun_tree_builder_share(lun_tree_builder *b, int env)
{
    if (lun_script__of(b->L)->finished || !lua_istable(b->L, env) || lua_getfield(b->L, env, "known") != LUA_TTABLE)
        return;
    b->known = lua_gettop(b->L);
    if (lua_rawgeti(b->L, b->known, 1) == LUA_TNIL) {
        b->lasting = boxed_arena(b->L);
        lua_rawseti(b->L, b->known, 1);
    } else {
        b->lasting = *(lun_arena **)lua_touserdata(b->L, -1);
    }
    lua_settop(b->L, b->known);
}

lun_node *lun_tree_build(const lun_tree_builder *b, int index)
{
    return build(b, index, 0);
}

lun_node *lun_tree_build_condition(const lun_tree_builder *b, int index)
{
    return build_condition(b, index, 0);
}
