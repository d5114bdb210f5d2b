/*
** deep.c - what a function of a plugin depends on, as a number: its code and all that it reaches, tables and functions, by content. Sits on
** bytecode.c.
**
** Each function and table is read once and becomes a node: a hash of its own (code and constants, keys and plain values) and the objects that it
** holds, in an order that addresses have no part in. What a value depends on is then a walk over nodes; one that is met again counts by its place in
** the walk, so cycles do no harm. Invariants:
**  1. two values with the same hash answer the same (but for collisions of 64 bits);
**  2. where something is reached whose content cannot be told (userdata, coroutines, tables with several objects as keys), there is no hash.
** Of functions of the library their code counts and the functions that they hold (memo holds one of a plugin); their tables are the library's own.
** What is locked (patterns, lexicons, options) the library tells by text.
*/
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "script/bytecode.h"
#include "script/engine.h"

typedef struct node {
    uint64_t own;
    uint32_t first, n;            /* of what it holds */
    uint32_t first_text, n_texts; /* of its texts that may name definitions or lexicons */
    uint32_t met;                 /* in this walk, from 1 */
    uint32_t walk;
    uint8_t bad;
} node;

typedef struct entry { /* of a table */
    int kind;          /* of the key: a Lua type; LUA_TNONE: the metatable */
    lua_Integer integer;
    lua_Number number;
    const char *text; /* the table's own */
    size_t len;
    uint64_t value;   /* of a plain value, with its type */
    uint32_t key, to; /* objects, 0 = none */
} entry;

struct lun_deep {
    lua_State *L;
    int numbers, objects, config; /* in the registry: node by object, object by node; what the library says */
    LUN_VEC(node) nodes;          /* from 1 */
    LUN_VEC(uint32_t) held;
    LUN_VEC(uint32_t) texts;
    LUN_VEC(entry) entries;
    LUN_VEC(uint32_t) path; /* of a walk: node and which of its objects is next, in turn */
    LUN_VEC(uint8_t) named; /* by text: met in this walk */
    lun_intern *words;
    lun_buf dump;
    uint32_t walks;
    uint32_t at;     /* the node that is read */
    int all, failed; /* of the function that is read: it may read any global; memory is gone */
};

void lun_script__deep_free(lun_deep *deep)
{
    if (!deep)
        return;
    lun_vec_clear(&deep->nodes);
    lun_vec_clear(&deep->held);
    lun_vec_clear(&deep->texts);
    lun_vec_clear(&deep->entries);
    lun_vec_clear(&deep->path);
    lun_vec_clear(&deep->named);
    lun_intern_free(deep->words);
    lun_buf_clear(&deep->dump);
    lun_free(deep);
}

static int no_memory(lua_State *L)
{
    return lun_script__fail(L, LUN_ENOMEM, "no memory for the fingerprints of rules");
}

static void push_config(lun_deep *deep, const char *name)
{
    lua_rawgeti(deep->L, LUA_REGISTRYINDEX, deep->config);
    lua_getfield(deep->L, -1, name);
    lua_remove(deep->L, -2);
}

static node *at_hand(lun_deep *deep)
{
    return &deep->nodes.items[deep->at];
}

static void mix(lun_deep *deep, const void *data, size_t len)
{
    at_hand(deep)->own = lun_hash64_seed(data, len, at_hand(deep)->own);
}

/* ---- what a node holds ---- */

/* The node of the object on top, which stays there; made where there is none. */
static uint32_t number_of(lun_deep *deep)
{
    lua_State *L = deep->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, deep->numbers);
    lua_pushvalue(L, -2);
    if (lua_rawget(L, -2) == LUA_TNUMBER) {
        uint32_t number = (uint32_t)lua_tointeger(L, -1);
        lua_pop(L, 2);
        return number;
    }
    lua_pop(L, 1);
    uint32_t number = (uint32_t)deep->nodes.n;
    if (lun_vec_push(&deep->nodes, (node){ 0 }) < 0)
        no_memory(L);
    lua_pushvalue(L, -2);
    lua_pushinteger(L, number);
    lua_rawset(L, -3);
    lua_rawgeti(L, LUA_REGISTRYINDEX, deep->objects);
    lua_pushvalue(L, -3);
    lua_rawseti(L, -2, number);
    lua_pop(L, 2);
    return number;
}

static void hold(lun_deep *deep, uint32_t number)
{
    if (lun_vec_push(&deep->held, number) < 0)
        no_memory(deep->L);
    at_hand(deep)->n++;
}

static int may_name(const char *text, size_t len)
{
    return memchr(text, '%', len) || memchr(text, '$', len);
}

static void note_text(lun_deep *deep, const char *text, size_t len)
{
    uint32_t word = lun_intern_add(deep->words, text, len);
    if (word == LUN_INTERN_NONE || lun_vec_push(&deep->texts, word) < 0)
        deep->failed = 1;
    else
        at_hand(deep)->n_texts++;
}

static int is_plain(int type)
{
    return type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING;
}

static uint64_t hash_plain(lun_deep *deep, int index)
{
    lua_State *L = deep->L;
    size_t len;
    int type = lua_type(L, index);
    if (type == LUA_TSTRING) {
        const char *text = lua_tolstring(L, index, &len);
        if (may_name(text, len))
            note_text(deep, text, len);
        return lun_hash64_seed(text, len, LUA_TSTRING);
    }
    if (lua_isinteger(L, index)) {
        lua_Integer integer = lua_tointeger(L, index);
        return lun_hash64_seed(&integer, sizeof integer, 100);
    }
    if (type == LUA_TNUMBER) {
        lua_Number number = lua_tonumber(L, index);
        return lun_hash64_seed(&number, sizeof number, 101);
    }
    return 200 + (uint64_t)(type == LUA_TBOOLEAN) + (uint64_t)lua_toboolean(L, index);
}

/* ---- functions ---- */

static int add_to_dump(lua_State *L, const void *data, size_t len, void *to)
{
    lun_buf *dump = to;
    (void)L;
    if (len == 1) /* as most are */
        lun_buf_addc(dump, *(const char *)data);
    else
        lun_buf_add(dump, data, len);
    return dump->failed;
}

static void take_text(void *context, const char *text, size_t len)
{
    lun_deep *deep = context;
    if (may_name(text, len))
        note_text(deep, text, len);
}

static int is_word(const char *text, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(text, word, len) == 0;
}

/* Words of the environment by which a function reaches what is not told by its code. */
static void take_word(lun_deep *deep, const char *name, size_t len)
{
    deep->all |= is_word(name, len, "_G") || is_word(name, len, "load");
    at_hand(deep)->bad |= (uint8_t)is_word(name, len, "include");
    if (is_word(name, len, "lexicon"))
        note_text(deep, name, len);
}

/* The table of globals lies on top of the stack. */
static void take_global(void *context, const char *name, size_t len)
{
    lun_deep *deep = context;
    lua_State *L = deep->L;
    take_word(deep, name, len);
    lua_pushlstring(L, name, len);
    int type = lua_rawget(L, -2);
    if (type != LUA_TNIL) {
        mix(deep, name, len);
        if (is_plain(type)) {
            uint64_t hash = hash_plain(deep, -1);
            mix(deep, &hash, sizeof hash);
        } else
            hold(deep, number_of(deep));
    }
    lua_pop(L, 1);
}

static int is_known(lun_deep *deep, const char *table, const char *key)
{
    push_config(deep, table);
    int known = lua_getfield(deep->L, -1, key) != LUA_TNIL;
    lua_pop(deep->L, 2);
    return known;
}

static int is_library(lun_deep *deep)
{
    lua_Debug info;
    lua_pushvalue(deep->L, -1);
    lua_getinfo(deep->L, ">S", &info);
    return strncmp(info.source, "@scripts/lunette/", 17) == 0 && !is_known(deep, "files", info.source + 1);
}

/* The globals of the plugin whose environment is the value on top: pushes their table and returns 1, or 0. */
static int push_globals(lun_deep *deep)
{
    lua_State *L = deep->L;
    if (!lua_istable(L, -1))
        return 0;
    push_config(deep, "globals");
    lua_pushvalue(L, -2);
    if (lua_rawget(L, -2) == LUA_TTABLE) {
        lua_remove(L, -2);
        return 1;
    }
    lua_pop(L, 2);
    return 0;
}

/* Flags of the upvalues that are environments; the globals of the last one stay on the stack, an empty table where there is none. */
static void find_globals(lun_deep *deep, uint8_t flags[256])
{
    lua_State *L = deep->L;
    int function = lua_gettop(L);
    memset(flags, 0, 256);
    lua_newtable(L);
    for (int i = 1; i <= 255 && lua_getupvalue(L, function, i); i++) {
        if (push_globals(deep)) {
            flags[i - 1] = 1;
            lua_replace(L, function + 1);
        }
        lua_pop(L, 1);
    }
}

static void take_upvalues(lun_deep *deep, const uint8_t flags[256], int library)
{
    lua_State *L = deep->L;
    int function = lua_gettop(L) - 1; /* below its globals */
    for (int i = 1; i <= 255 && lua_getupvalue(L, function, i); i++) {
        int type = lua_type(L, -1);
        if (library ? type == LUA_TFUNCTION && !lua_iscfunction(L, -1) : !flags[i - 1] && !is_plain(type)) {
            mix(deep, &i, sizeof i);
            hold(deep, number_of(deep));
        } else if (!library && !flags[i - 1]) {
            uint64_t hash = hash_plain(deep, -1);
            mix(deep, &hash, sizeof hash);
        }
        lua_pop(L, 1);
    }
}

static void read_function(lun_deep *deep)
{
    lua_State *L = deep->L;
    uint8_t flags[256];
    int library = is_library(deep);
    lun_bytecode code = { .text = take_text, .global = take_global, .context = deep, .globals = flags };
    lun_buf_reset(&deep->dump);
    if (lua_dump(L, add_to_dump, &deep->dump, 1) != 0 || deep->dump.failed)
        no_memory(L);
    find_globals(deep, flags);
    deep->all = 0;
    if (lun_bytecode_read(&code, deep->dump.data, deep->dump.len) < 0)
        at_hand(deep)->bad = 1;
    mix(deep, &code.hash, sizeof code.hash);
    if (!library && (code.takes_globals || deep->all))
        hold(deep, number_of(deep)); /* all of them, as a table */
    take_upvalues(deep, flags, library);
    lua_pop(L, 1);
}

/* ---- tables ---- */

static int by_key(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == LUA_TSTRING) {
        int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
        return order ? order : (a->len > b->len) - (a->len < b->len);
    }
    if (a->integer != b->integer)
        return a->integer < b->integer ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static void add_entry(lun_deep *deep, entry *one) /* the value on top */
{
    if (is_plain(lua_type(deep->L, -1)))
        one->value = hash_plain(deep, -1);
    else
        one->to = number_of(deep);
    if (lun_vec_push(&deep->entries, *one) < 0)
        no_memory(deep->L);
}

static void add_pair(lun_deep *deep) /* key and value on top */
{
    lua_State *L = deep->L;
    entry one = { .kind = lua_type(L, -2) };
    if (one.kind == LUA_TSTRING) {
        one.text = lua_tolstring(L, -2, &one.len);
        if (may_name(one.text, one.len))
            note_text(deep, one.text, one.len);
    } else if (lua_isinteger(L, -2))
        one.integer = lua_tointeger(L, -2);
    else if (one.kind == LUA_TNUMBER)
        one.number = lua_tonumber(L, -2);
    else if (one.kind == LUA_TBOOLEAN)
        one.integer = lua_toboolean(L, -2);
    else {
        lua_pushvalue(L, -2);
        one.key = number_of(deep);
        lua_pop(L, 1);
    }
    add_entry(deep, &one);
}

static void take_entry(lun_deep *deep, const entry *one)
{
    const uint64_t parts[] = { (uint64_t)one->kind, (uint64_t)one->integer, one->len,
                               one->value,          one->to != 0,           one->key != 0 };
    mix(deep, parts, sizeof parts);
    mix(deep, &one->number, sizeof one->number);
    if (one->text)
        mix(deep, one->text, one->len);
    if (one->key)
        hold(deep, one->key);
    if (one->to)
        hold(deep, one->to);
}

static void read_table(lun_deep *deep)
{
    lua_State *L = deep->L;
    uint32_t n_objects = 0;
    deep->entries.n = 0;
    if (lua_getmetatable(L, -1)) {
        entry meta = { .kind = LUA_TNONE };
        add_entry(deep, &meta);
        lua_pop(L, 1);
    }
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        add_pair(deep);
    if (deep->entries.n)
        qsort(deep->entries.items, deep->entries.n, sizeof *deep->entries.items, by_key);
    for (size_t i = 0; i < deep->entries.n; i++) {
        n_objects += deep->entries.items[i].key != 0;
        take_entry(deep, &deep->entries.items[i]);
    }
    at_hand(deep)->bad |= n_objects > 1; /* in which order? */
}

/* ---- nodes ---- */

/* What the library knows by name: pushes nothing. */
static int read_named(lun_deep *deep)
{
    lua_State *L = deep->L;
    size_t len;
    push_config(deep, "named");
    lua_pushvalue(L, -2);
    const char *text = lua_rawget(L, -2) == LUA_TSTRING ? lua_tolstring(L, -1, &len) : NULL;
    if (text) {
        mix(deep, text, len);
        take_word(deep, text, len);
        at_hand(deep)->bad |= (uint8_t)deep->all; /* `load` as a value: whose globals are meant is not told */
        deep->all = 0;
    }
    lua_pop(L, 2);
    return text != NULL;
}

/* Locked objects: what the library says of their content. */
static int is_locked(lua_State *L)
{
    if (lua_type(L, -1) == LUA_TUSERDATA)
        return 1;
    if (!lua_istable(L, -1) || !lua_getmetatable(L, -1))
        return 0;
    lua_pushliteral(L, "__metatable");
    int locked = lua_rawget(L, -2) == LUA_TSTRING;
    lua_pop(L, 2);
    return locked;
}

static void read_locked(lun_deep *deep)
{
    lua_State *L = deep->L;
    size_t len;
    push_config(deep, "describe");
    lua_pushvalue(L, -2);
    lua_call(L, 1, 1);
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &len) : NULL;
    if (text)
        mix(deep, text, len);
    else
        at_hand(deep)->bad = 1;
    lua_pop(L, 1);
}

static void read_node(lun_deep *deep, uint32_t number)
{
    lua_State *L = deep->L;
    deep->at = number;
    deep->all = 0;
    at_hand(deep)->first = (uint32_t)deep->held.n;
    at_hand(deep)->first_text = (uint32_t)deep->texts.n;
    lua_rawgeti(L, LUA_REGISTRYINDEX, deep->objects);
    lua_rawgeti(L, -1, number);
    at_hand(deep)->own = (uint64_t)lua_type(L, -1);
    if (read_named(deep))
        ;
    else if (is_locked(L))
        read_locked(deep);
    else if (lua_istable(L, -1))
        read_table(deep);
    else if (lua_isfunction(L, -1) && !lua_iscfunction(L, -1))
        read_function(deep);
    else
        at_hand(deep)->bad = 1;
    lua_pop(L, 2);
    if (deep->failed)
        no_memory(L);
}

/* ---- walks ---- */

static void enter(lun_deep *deep, uint32_t number, uint64_t *hash, uint32_t *n_met, int *bad)
{
    node *one = &deep->nodes.items[number];
    if (one->walk == deep->walks) {
        *hash = lun_hash64_four(&one->met, *hash + 1);
        return;
    }
    one->walk = deep->walks;
    one->met = ++*n_met;
    *hash = lun_hash64_eight(&one->own, *hash);
    *bad |= one->bad;
    for (uint32_t i = 0; i < one->n_texts; i++)
        deep->named.items[deep->texts.items[one->first_text + i]] = 1;
    if (one->n && (lun_vec_push(&deep->path, number) < 0 || lun_vec_push(&deep->path, 0) < 0))
        no_memory(deep->L);
}

static int walk(lun_deep *deep, uint32_t root, uint64_t *hash)
{
    uint32_t n_met = 0;
    int bad = 0;
    deep->walks++;
    deep->path.n = 0;
    while (deep->named.n < lun_intern_count(deep->words)) {
        if (lun_vec_push(&deep->named, 0) < 0)
            no_memory(deep->L);
    }
    if (deep->named.n)
        memset(deep->named.items, 0, deep->named.n);
    *hash = 0;
    enter(deep, root, hash, &n_met, &bad);
    while (deep->path.n && !bad) {
        const node *one = &deep->nodes.items[deep->path.items[deep->path.n - 2]];
        uint32_t next = deep->path.items[deep->path.n - 1]++;
        if (next < one->n)
            enter(deep, deep->held.items[one->first + next], hash, &n_met, &bad);
        else
            deep->path.n -= 2;
    }
    return bad ? -1 : 0;
}

/* ---- bindings ---- */

/* core.deep_open{ files = paths of plugins, named = { [object] = text }, globals = { [environment] = table }, describe = function(object) -> text } */
static int deep_open(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lun_script__deep_free(script->deep);
    lun_deep *deep = script->deep = lun_calloc(1, sizeof *deep);
    if (!deep || !(deep->words = lun_intern_new()) || lun_vec_push(&deep->nodes, (node){ 0 }) < 0)
        return no_memory(L);
    deep->L = L;
    deep->config = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    deep->numbers = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    deep->objects = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

static lun_deep *check_open(lua_State *L)
{
    lun_deep *deep = lun_script__of(L)->deep;
    if (!deep)
        luaL_error(L, "nothing was opened");
    deep->L = L;
    return deep;
}

/* Of a text that names nothing the library holds "", by its number: it is not told again. */
static int names_nothing(lua_State *L, int told, lua_Integer number)
{
    int nothing = lua_rawgeti(L, told, number) == LUA_TSTRING && lua_rawlen(L, -1) == 0;
    lua_pop(L, 1);
    return nothing;
}

/* core.deep(table, what texts name by number) -> eight bytes, numbers of the texts in it that may name something; nil where it cannot be told */
static int deep_hash(lua_State *L)
{
    lun_deep *deep = check_open(L);
    uint64_t hash;
    lua_Integer n = 0;
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    lua_pushvalue(L, 1);
    uint32_t first = (uint32_t)deep->nodes.n, root = number_of(deep);
    for (uint32_t i = first; i < deep->nodes.n; i++)
        read_node(deep, i);
    if (walk(deep, root, &hash) < 0)
        return 0;
    lua_pushlstring(L, (const char *)&hash, sizeof hash);
    lua_newtable(L);
    for (size_t i = 0; i < deep->named.n; i++) {
        if (!deep->named.items[i] || names_nothing(L, 2, (lua_Integer)i))
            continue;
        lua_pushinteger(L, (lua_Integer)i);
        lua_rawseti(L, -2, ++n);
    }
    return 2;
}

static int deep_text(lua_State *L) /* core.deep_text(number) -> text */
{
    lun_deep *deep = check_open(L);
    size_t len;
    lua_Integer number = luaL_checkinteger(L, 1);
    if (number < 0 || number >= lun_intern_count(deep->words))
        return luaL_error(L, "there is no text of this number");
    const char *text = lun_intern_get(deep->words, (uint32_t)number, &len);
    lua_pushlstring(L, text, len);
    return 1;
}

static int deep_close(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    const lun_deep *deep = check_open(L);
    luaL_unref(L, LUA_REGISTRYINDEX, deep->config);
    luaL_unref(L, LUA_REGISTRYINDEX, deep->numbers);
    luaL_unref(L, LUA_REGISTRYINDEX, deep->objects);
    lun_script__deep_free(script->deep);
    script->deep = NULL;
    return 0;
}

void lun_script__core_deep(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "deep_open", deep_open },   { "deep", deep_hash }, { "deep_text", deep_text },
        { "deep_close", deep_close }, { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
}
