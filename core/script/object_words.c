/*
** object_words.c - doc:words: where words of a set stand in a text, found in one pass over its bytes.
**
** A word is here what Lua's patterns see without a table of characters: a run of ASCII letters, digits and of all bytes outside ASCII. Tokens are
** something else; functions that look at the letters of names go by this. Most words are refused by their first byte and their length, before
** Lua is asked.
*/
#include <string.h>

#include "script/engine.h"

#define LONGEST 63 /* bytes from which on lengths are not told apart */

typedef struct wanted {
    uint64_t lengths[256]; /* by first byte: a bit a length of the words that start with it */
    uint8_t part[256];     /* by byte: is it one that words are made of? Asked of every byte of the text */
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
    for (int c = 0; c < 256; c++)
        out->part[c] = (uint8_t)is_part((unsigned char)c);
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

static int is_wanted(lua_State *L, const wanted *set, const char *word, size_t len)
{
    unsigned char first = (unsigned char)*word;
    if (!(set->lengths[set->fold ? lower(first) : first] & length_bit(len)))
        return 0;
    if (set->fold)
        push_folded(L, word, len);
    else
        lua_pushlstring(L, word, len);
    int type = lua_rawget(L, 2);
    lua_pop(L, 1);
    return type != LUA_TNIL;
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
    const char *text = document->text;
    for (uint32_t at = 0; at < document->len;) {
        uint32_t start = at;
        while (at < document->len && set.part[(unsigned char)text[at]])
            at++;
        if (at > start && is_wanted(L, &set, text + start, at - start)) {
            lua_pushinteger(L, (lua_Integer)start + 1);
            lua_rawseti(L, 4, ++n);
        }
        at++;
    }
    lun_script__charge(L, document->len / 8);
    return 1;
}
