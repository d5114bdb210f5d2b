/*
** json.c - Lua values as JSON and back, for what crosses between commands and the library. Keys come in order: the same value is the same text.
*/
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "script/engine.h"

#define DEPTH_MAX 100

static void push_item(lua_State *L, const cJSON *item, int depth)
{
    lua_Integer n = 0;
    luaL_checkstack(L, 4, "JSON");
    if (depth > DEPTH_MAX)
        lua_pushnil(L);
    else if (cJSON_IsString(item))
        lua_pushstring(L, item->valuestring);
    else if (cJSON_IsNumber(item)) {
        lua_Number number = item->valuedouble;
        lua_Integer integer;
        if (lua_numbertointeger(number, &integer) && (lua_Number)integer == number)
            lua_pushinteger(L, integer);
        else
            lua_pushnumber(L, number);
    } else if (cJSON_IsBool(item))
        lua_pushboolean(L, cJSON_IsTrue(item));
    else if (cJSON_IsArray(item) || cJSON_IsObject(item)) {
        lua_newtable(L);
        for (const cJSON *child = item->child; child; child = child->next) {
            push_item(L, child, depth + 1);
            if (cJSON_IsObject(item))
                lua_setfield(L, -2, child->string);
            else
                lua_rawseti(L, -2, ++n);
        }
    } else
        lua_pushnil(L);
}

static int json_box_gc(lua_State *L)
{
    cJSON **box = lua_touserdata(L, 1);
    cJSON_Delete(*box);
    *box = NULL;
    return 0;
}

void lun_script__push_json(lua_State *L, const char *json)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    if (luaL_newmetatable(L, "lunette.json")) {
        lua_pushcfunction(L, json_box_gc);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    if (lun_json_parse(box, json, strlen(json), NULL, &err) < 0)
        lun_script__raise(L, &err);
    push_item(L, *box, 0);
    lua_remove(L, -2);
}

static int is_array(lua_State *L, int index)
{
    lua_Unsigned n = lua_rawlen(L, index), counted = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (!lua_isinteger(L, -2) || ++counted > n) {
            lua_pop(L, 2);
            return 0;
        }
    }
    return n <= 2 * counted + 8; /* a few holes are null; with many the length may be anything */
}

/* Lua's strings are bytes, JSON's are not: what is no UTF-8 becomes U+FFFD. */
static void add_string(const char *text, size_t len, lun_buf *out)
{
    if (lun_utf8_valid(text, len)) {
        lun_json_add_string(out, text, len);
        return;
    }
    lun_buf repaired = LUN_BUF_INIT; /* nothing below calls Lua */
    unsigned width;
    for (size_t at = 0; at < len; at += width) {
        uint32_t point = lun_utf8_decode(text + at, len - at, &width);
        lun_buf_addcp(&repaired, point == LUN_UTF8_BAD ? 0xFFFD : point);
    }
    out->failed |= repaired.failed;
    if (!repaired.failed)
        lun_json_add_string(out, repaired.data, repaired.len);
    lun_buf_clear(&repaired);
}

static void add_value(lua_State *L, int index, lun_buf *out, int depth);

static void add_array(lua_State *L, int index, lun_buf *out, int depth)
{
    lua_Unsigned n = lua_rawlen(L, index);
    lun_buf_addc(out, '[');
    for (lua_Unsigned i = 1; i <= n; i++) {
        if (i > 1)
            lun_buf_addc(out, ',');
        lua_rawgeti(L, index, (lua_Integer)i);
        add_value(L, lua_gettop(L), out, depth + 1);
        lua_pop(L, 1);
    }
    lun_buf_addc(out, ']');
}

typedef struct member { /* a key, borrowed from the table */
    const char *key;
    size_t len;
} member;

static int by_key(const void *left, const void *right)
{
    const member *a = left, *b = right;
    int order = memcmp(a->key, b->key, a->len < b->len ? a->len : b->len);
    return order ? order : (a->len > b->len) - (a->len < b->len);
}

/* Its keys in order, on the Lua stack: that of a table is another in each process. */
static member *push_members(lua_State *L, int index, size_t *n)
{
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        count++;
    member *all = lua_newuserdatauv(L, (count + 1) * sizeof *all, 0);
    *n = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING) {
            all[*n].key = lua_tolstring(L, -2, &all[*n].len);
            ++*n;
        }
    }
    if (*n > 1)
        qsort(all, *n, sizeof *all, by_key);
    return all;
}

static void add_object(lua_State *L, int index, lun_buf *out, int depth)
{
    size_t n;
    const member *all = push_members(L, index, &n);
    lun_buf_addc(out, '{');
    for (size_t i = 0; i < n; i++) {
        if (i)
            lun_buf_addc(out, ',');
        add_string(all[i].key, all[i].len, out);
        lun_buf_addc(out, ':');
        lua_pushlstring(L, all[i].key, all[i].len);
        lua_rawget(L, index);
        add_value(L, lua_gettop(L), out, depth + 1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    lun_buf_addc(out, '}');
}

static void add_value(lua_State *L, int index, lun_buf *out, int depth)
{
    size_t len;
    luaL_checkstack(L, 6, "JSON");
    if (depth > DEPTH_MAX)
        luaL_error(L, "a table nested deeper than %d cannot become JSON", DEPTH_MAX);
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        lun_buf_adds(out, lua_toboolean(L, index) ? "true" : "false");
        return;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            lun_json_add_integer(out, lua_tointeger(L, index));
        else
            lun_json_add_number(out, lua_tonumber(L, index));
        return;
    case LUA_TSTRING: {
        const char *text = lua_tolstring(L, index, &len);
        add_string(text, len, out);
        return;
    }
    case LUA_TTABLE:
        if (is_array(L, index))
            add_array(L, index, out, depth);
        else
            add_object(L, index, out, depth);
        return;
    case LUA_TNIL:
        lun_buf_adds(out, "null");
        return;
    case LUA_TUSERDATA: { /* a span, an annotation: its words */
        const char *text = luaL_tolstring(L, index, &len);
        add_string(text, len, out);
        lua_pop(L, 1);
        return;
    }
    default:
        luaL_error(L, "a %s cannot become JSON", luaL_typename(L, index));
    }
}

void lun_script__to_json(lua_State *L, int index, lun_buf *out)
{
    add_value(L, lua_absindex(L, index), out, 0);
}
