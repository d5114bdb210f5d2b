/*
** object_words.c - doc:words: where words of a set stand in a text, found in one pass over its bytes.
**
** A word is here what Lua's patterns see without a table of characters: a run of ASCII letters, digits and of all bytes outside ASCII. Tokens are
** something else; functions that look at the letters of names go by this. Most words are refused by their first byte and their length, before
** Lua is asked.
*/

#include "script/engine.h"

#define LONGEST 63             /* bytes from which on lengths are not told apart */
#define KEPT ((size_t)1 << 20) /* words for which room is kept when the next document comes */

typedef struct wanted {
    uint64_t lengths[256]; /* by first byte: a bit a length of the words that start with it */
    int fold;
} wanted;

static int is_part(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static uint64_t length_bit(size_t len)
{
    return (uint64_t)1 << (len < LONGEST ? len : LONGEST);
}

/* Returns how many words the table at 2 holds. */
static int read_set(lua_State *L, wanted *out)
{
    int n = 0;
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
        size_t len;
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        const char *word = lua_tolstring(L, -2, &len);
        if (len) {
            out->lengths[(unsigned char)*word] |= length_bit(len);
            n++;
        }
    }
    return n;
}

static void push_folded(lua_State *L, const char *word, size_t len)
{
    luaL_Buffer buffer;
    char *folded = luaL_buffinitsize(L, &buffer, len);
    for (size_t i = 0; i < len; i++)
        folded[i] = (char)lower((unsigned char)word[i]);
    luaL_pushresultsize(&buffer, len);
}

/* With `fold` both cases of a letter are asked about alike. */
static void fold_set(wanted *set)
{
    for (int c = 'a'; c <= 'z'; c++)
        set->lengths[c - 'a' + 'A'] = set->lengths[c];
}

static int is_wanted(lua_State *L, const wanted *set, const char *word, size_t len)
{
    if (set->fold)
        push_folded(L, word, len);
    else
        lua_pushlstring(L, word, len);
    int type = lua_rawget(L, 2);
    lua_pop(L, 1);
    return type != LUA_TNIL;
}

static int add_words(lun_objects *objects, const lun_document *document)
{
    uint8_t part[256];
    const char *text = document->text;
    if (objects->words.capacity > KEPT)
        lun_vec_clear(&objects->words);
    objects->words.n = 0;
    for (int c = 0; c < 256; c++)
        part[c] = (uint8_t)is_part((unsigned char)c);
    for (uint32_t at = 0; at < document->len; at++) {
        uint32_t start = at;
        while (at < document->len && part[(unsigned char)text[at]])
            at++;
        uint32_t len = at - start;
        if (len && lun_vec_push(&objects->words, (lun_text_word){ start, (uint8_t)text[start],
                                                                  (uint8_t)(len < LONGEST ? len : LONGEST) }) < 0)
            return LUN_ENOMEM;
    }
    return LUN_OK;
}

/* The words of the document at hand. */
static const lun_objects *words_of(lua_State *L, const lun_document *document)
{
    lun_script *script = lun_script__of(L);
    lun_objects *objects = &script->objects;
    if (objects->words_serial != script->serial) {
        objects->words_serial = 0;
        if (add_words(objects, document) < 0)
            lun_script__fail(L, LUN_ENOMEM, "no memory for the words of a document");
        objects->words_serial = script->serial;
    }
    return objects;
}

static size_t length_at(const lun_document *document, const lun_text_word *word)
{
    size_t len = word->len;
    while (len >= LONGEST && word->start + len < document->len &&
           is_part((unsigned char)document->text[word->start + len]))
        len++;
    return len;
}

int lun_script__find_words(lua_State *L, const lun_document *document) /* (_, set, fold) */
{
    wanted set = { .fold = lua_toboolean(L, 3) };
    lua_Integer n = 0;
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 3);
    lua_newtable(L);
    if (!read_set(L, &set))
        return 1;
    if (set.fold)
        fold_set(&set);
    const lun_objects *objects = words_of(L, document);
    for (size_t i = 0; i < objects->words.n; i++) {
        const lun_text_word *word = &objects->words.items[i];
        if (((set.lengths[word->first] >> word->len) & 1) &&
            is_wanted(L, &set, document->text + word->start, length_at(document, word))) {
            lua_pushinteger(L, (lua_Integer)word->start + 1);
            lua_rawseti(L, 4, ++n);
        }
    }
    lun_script__charge(L, document->len / 8);
    return 1;
}
