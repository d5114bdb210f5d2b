/*
** core_lexicon.c - module core: lexicons, and the dictionary of English that is built in.
*/
#include <stdio.h>
#include <string.h>

#include "script/engine.h"
#include "text/english.h"

static const char *const case_names[] = { "fold", "exact", NULL };
static const char *const inflect_names[] = { "none", "first", "last", "all", NULL };

static lun_lexicon *check_lexicon(lua_State *L, int index)
{
    return *(lun_lexicon **)lun_script__check(L, index, LUN_KIND_LEXICON);
}

static int core_lexicon(lua_State *L) /* core.lexicon(name, { case=, inflect=, fields= }) -> lexicon */
{
    const char *name = luaL_checkstring(L, 1);
    lun_error err = LUN_ERROR_INIT;
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    lua_getfield(L, 2, "case");
    lua_getfield(L, 2, "inflect");
    int fold = luaL_checkoption(L, 3, "fold", case_names), inflect = luaL_checkoption(L, 4, "none", inflect_names);
    lun_lexicon **box = lun_script__box(L, LUN_KIND_LEXICON, sizeof *box);
    if (lun_lexicon_new(box, name, (lun_lexicon_case)fold, (lun_lexicon_inflect)inflect, &err) < 0)
        return lun_script__raise(L, &err);
    if (lua_getfield(L, 2, "fields") == LUA_TTABLE) {
        for (lua_Integer i = 1; lua_rawgeti(L, 6, i) == LUA_TSTRING; i++) {
            if (lun_lexicon_add_field(*box, lua_tostring(L, -1), &err) < 0)
                return lun_script__raise(L, &err);
            lua_pop(L, 1);
        }
    }
    lua_pushvalue(L, 5);
    return 1;
}

static void value_of(lua_State *L, int index, lun_value *out)
{
    size_t len;
    memset(out, 0, sizeof *out);
    if (lua_isinteger(L, index)) {
        out->type = LUN_TYPE_INTEGER;
        out->as.integer = lua_tointeger(L, index);
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        out->type = LUN_TYPE_NUMBER;
        out->as.number = lua_tonumber(L, index);
    } else if (lua_isboolean(L, index)) {
        out->type = LUN_TYPE_BOOLEAN;
        out->as.integer = lua_toboolean(L, index);
    } else if (lua_type(L, index) == LUA_TSTRING) {
        out->type = LUN_TYPE_TEXT;
        out->as.text = lua_tolstring(L, index, &len);
        out->n = (uint32_t)len;
    } else if (!lua_isnil(L, index))
        luaL_error(L, "a lexicon's fields are text, numbers or booleans, not a %s", luaL_typename(L, index));
}

#define FIELDS_MAX 64

static int lexicon_add(lua_State *L) /* lexicon:add(phrase, id, { field = value }, line) */
{
    lun_lexicon *lexicon = check_lexicon(L, 1);
    lun_error err = LUN_ERROR_INIT;
    lun_value values[FIELDS_MAX];
    size_t len;
    const char *phrase = luaL_checklstring(L, 2, &len), *id = luaL_optstring(L, 3, NULL), *name;
    lua_Integer line = luaL_optinteger(L, 5, 0);
    lua_settop(L, 4);
    luaL_checkstack(L, FIELDS_MAX + 2, "lexicon");
    memset(values, 0, sizeof values);
    for (uint32_t f = 0; lua_istable(L, 4) && (name = lun_lexicon_field_name(lexicon, f)) != NULL; f++) {
        if (f >= FIELDS_MAX)
            return luaL_error(L, "a lexicon has at most %d fields", FIELDS_MAX);
        lua_getfield(L, 4, name);
        value_of(L, -1, &values[f]);
    }
    if (lun_lexicon_add(lexicon, phrase, len, id, values, (uint32_t)line, &err) < 0)
        return lun_script__raise(L, &err);
    return 0;
}

static int lexicon_read(lua_State *L) /* lexicon:read(file, data): of a new lexicon, which is finished then */
{
    lun_lexicon *lexicon = check_lexicon(L, 1);
    lun_script *script = lun_script__of(L);
    lun_lexicon_story story;
    lun_error err = LUN_ERROR_INIT;
    char note[400];
    size_t len;
    const char *file = luaL_checkstring(L, 2), *data = luaL_checklstring(L, 3, &len);
    if (lun_lexicon_load(lexicon, script->vocab, file, data, len, script->cache, &story, &err) < 0)
        return lun_script__raise(L, &err);
    if (story.damaged && script->note) {
        snprintf(note, sizeof note, "%.150s was compiled again: %s", file, story.reason);
        script->note(note);
    }
    return 0;
}

static int lexicon_finish(lua_State *L)
{
    lun_error err = LUN_ERROR_INIT;
    if (lun_lexicon_finish(check_lexicon(L, 1), lun_script__of(L)->vocab, &err) < 0)
        return lun_script__raise(L, &err);
    return 0;
}

void lun_script__push_entry(lua_State *L, const lun_lexicon *lexicon, uint32_t number)
{
    lun_lexicon_entry entry;
    lun_value value;
    const char *name;
    uint32_t n = 0;
    lun_lexicon_get(lexicon, number, &entry);
    while (lun_lexicon_field_name(lexicon, n))
        n++;
    lua_createtable(L, 0, (int)n + 2);
    lua_pushstring(L, entry.phrase);
    lua_setfield(L, -2, "phrase");
    if (entry.id) {
        lua_pushstring(L, entry.id);
        lua_setfield(L, -2, "id");
    }
    for (uint32_t f = 0; (name = lun_lexicon_field_name(lexicon, f)) != NULL; f++) {
        lun_lexicon_value(lexicon, number, f, &value);
        lun_script__push_value(L, &value);
        lua_setfield(L, -2, name);
    }
}

static int lexicon_lookup(lua_State *L) /* lexicon:lookup(text) -> entry | nil */
{
    const lun_lexicon *lexicon = check_lexicon(L, 1);
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    uint32_t entry = lun_lexicon_lookup(lexicon, lun_script__of(L)->vocab, text, len);
    if (entry == LUN_LEXICON_NONE)
        lua_pushnil(L);
    else
        lun_script__push_entry(L, lexicon, entry);
    return 1;
}

static int lexicon_names(lua_State *L) /* lexicon:names() -> field names */
{
    const lun_lexicon *lexicon = check_lexicon(L, 1);
    const char *name;
    lua_newtable(L);
    for (uint32_t f = 0; (name = lun_lexicon_field_name(lexicon, f)) != NULL; f++) {
        lua_pushstring(L, name);
        lua_rawseti(L, -2, f + 1);
    }
    return 1;
}

static int lexicon_entry(lua_State *L) /* lexicon:entry(i) -> entry | nil, i from 1 on */
{
    const lun_lexicon *lexicon = check_lexicon(L, 1);
    lua_Integer i = luaL_checkinteger(L, 2);
    if (i < 1 || i > lun_lexicon_count(lexicon))
        return 0;
    lun_script__push_entry(L, lexicon, (uint32_t)(i - 1));
    return 1;
}

static int lexicon_len(lua_State *L)
{
    lua_pushinteger(L, lun_lexicon_count(check_lexicon(L, 1)));
    return 1;
}

static int lexicon_gc(lua_State *L)
{
    lun_lexicon **box = lua_touserdata(L, 1);
    lun_lexicon_free(*box);
    *box = NULL;
    return 0;
}

/* Is the word, or what it may be an inflection of, in WordNet; where only common words count, with a small letter? */
static int in_dictionary(lua_State *L, int only_common)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lun_vocab *vocab = lun_script__of(L)->vocab;
    lun_english english;
    lun_error err = LUN_ERROR_INIT;
    const uint32_t *lemmas = NULL;
    uint32_t n = 0, word = lun_vocab_add(vocab, text, len);
    int known = 0;
    if (word != LUN_WORD_NONE)
        lemmas = lun_vocab_lemmas(vocab, lun_vocab_fold(vocab, word), &n);
    if (!lemmas)
        return lun_script__fail(L, LUN_ENOMEM, "no memory for a word");
    if (lun_english_open(&english, &err) < 0)
        return lun_script__raise(L, &err);
    for (uint32_t i = 0; i < n && !known; i++) {
        const char *lemma = lun_vocab_form(vocab, lemmas[i], &len);
        known = lun_english_word(&english, lemma, len) != 0 &&
                !(only_common && lun_english_is_proper(&english, lemma, len));
    }
    lua_pushboolean(L, known);
    return 1;
}

static int core_is_english(lua_State *L) /* core.is_english(word) -> boolean */
{
    return in_dictionary(L, 0);
}

static int core_is_common(lua_State *L) /* core.is_common(word) -> boolean */
{
    return in_dictionary(L, 1);
}

void lun_script__core_lexicon(lua_State *L)
{
    static const luaL_Reg methods[] = {
        { "add", lexicon_add },       { "read", lexicon_read },   { "finish", lexicon_finish },
        { "lookup", lexicon_lookup }, { "names", lexicon_names }, { "entry", lexicon_entry },
        { "__len", lexicon_len },     { "__gc", lexicon_gc },     { NULL, NULL },
    };
    static const luaL_Reg functions[] = {
        { "lexicon", core_lexicon }, { "is_english", core_is_english }, { "is_common", core_is_common }, { NULL, NULL }
    };
    lun_script__metatable(L, LUN_KIND_LEXICON, methods);
    lua_pop(L, 1);
    luaL_setfuncs(L, functions, 0);
}
