/*
** core_corpus.c - module core: the corpus that analyses and reports read, through functions that core/run gave, and the countries by which they ask.
*/
#include <string.h>

#include "load/load.h"
#include "script/engine.h"

#define PARAMETERS_MAX 64

typedef struct rows_box {
    void *rows;
    void (*close)(void *rows);
} rows_box;

void lun_script_set_corpus(lun_script *script, const lun_script_corpus *corpus)
{
    script->has_corpus = corpus != NULL;
    if (corpus)
        script->corpus = *corpus;
}

static const lun_script_corpus *corpus_of(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    if (!script->has_corpus)
        lun_script__fail(L, LUN_EUSAGE, "there is no corpus here: analyses and reports have one, rules do not");
    return &script->corpus;
}

static void read_cell(lua_State *L, int index, lun_script_cell *cell)
{
    memset(cell, 0, sizeof *cell);
    if (lua_isinteger(L, index) || lua_isboolean(L, index)) {
        cell->type = LUN_SCRIPT_INTEGER;
        cell->integer = lua_isboolean(L, index) ? lua_toboolean(L, index) : lua_tointeger(L, index);
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        cell->type = LUN_SCRIPT_NUMBER;
        cell->number = lua_tonumber(L, index);
    } else if (lua_type(L, index) == LUA_TSTRING) {
        cell->type = LUN_SCRIPT_TEXT;
        cell->text = lua_tolstring(L, index, &cell->len);
    } else if (!lua_isnil(L, index))
        lun_script__fail(L, LUN_EUSAGE, "a query's parameters are text, numbers or booleans, not a %s",
                         luaL_typename(L, index));
}

static void push_cell(lua_State *L, const lun_script_cell *cell)
{
    switch (cell->type) {
    case LUN_SCRIPT_NULL:
        lua_pushnil(L);
        return;
    case LUN_SCRIPT_INTEGER:
        lua_pushinteger(L, cell->integer);
        return;
    case LUN_SCRIPT_NUMBER:
        lua_pushnumber(L, cell->number);
        return;
    case LUN_SCRIPT_TEXT:
        lua_pushlstring(L, cell->text, cell->len);
        return;
    }
}

static void push_row(lua_State *L, const lun_script_corpus *corpus, void *rows)
{
    uint32_t n = corpus->columns(rows);
    lua_createtable(L, 0, (int)n);
    for (uint32_t i = 0; i < n; i++) {
        lun_script_cell cell;
        corpus->cell(rows, i, &cell);
        push_cell(L, &cell);
        lua_setfield(L, -2, corpus->name(rows, i));
    }
}

static int rows_gc(lua_State *L)
{
    rows_box *box = lua_touserdata(L, 1);
    if (box->rows)
        box->close(box->rows);
    box->rows = NULL;
    return 0;
}

static int next_row(lua_State *L) /* iterator: upvalue 1 is the box */
{
    rows_box *box = lun_script__check(L, lua_upvalueindex(1), LUN_KIND_ROWS);
    const lun_script_corpus *corpus = corpus_of(L);
    lun_error err = LUN_ERROR_INIT;
    int rc = box->rows ? corpus->next(box->rows, &err) : 0;
    if (rc < 0)
        return lun_script__raise(L, &err);
    if (rc == 0) {
        if (box->rows)
            box->close(box->rows);
        box->rows = NULL;
        return 0;
    }
    push_row(L, corpus, box->rows);
    return 1;
}

static void too_many(lua_State *L)
{
    lun_script__fail(L, LUN_EUSAGE, "a query takes at most %d parameters, by name or by position", PARAMETERS_MAX);
}

/* Parameters: an array (positional) or a table of names; what is on the stack keeps strings alive. */
static uint32_t read_parameters(lua_State *L, int index, const char **names, lun_script_cell *values)
{
    uint32_t n = 0;
    if (lua_isnoneornil(L, index))
        return 0;
    luaL_checktype(L, index, LUA_TTABLE);
    luaL_checkstack(L, 2 * PARAMETERS_MAX + 4, "parameters");
    lua_Unsigned positional = lua_rawlen(L, index);
    if (positional > PARAMETERS_MAX)
        too_many(L);
    for (lua_Unsigned i = 1; i <= positional; i++, n++) {
        lua_rawgeti(L, index, (lua_Integer)i);
        names[n] = NULL;
        read_cell(L, lua_gettop(L), &values[n]);
    }
    lua_pushnil(L);
    while (!positional && lua_next(L, index)) {
        if (lua_type(L, -2) != LUA_TSTRING || n >= PARAMETERS_MAX)
            too_many(L);
        names[n] = lua_tostring(L, -2);
        read_cell(L, lua_gettop(L), &values[n++]);
        lua_pop(L, 1); /* the value lives in the table; the key goes on to lua_next */
    }
    return n;
}

/* { name = true } of a query's columns. */
static void push_columns(lua_State *L, const lun_script_corpus *corpus, void *rows)
{
    uint32_t n = corpus->columns(rows);
    lua_createtable(L, 0, (int)n);
    for (uint32_t i = 0; i < n; i++) {
        lua_pushboolean(L, 1);
        lua_setfield(L, -2, corpus->name(rows, i));
    }
}

/* core.rows(sql, parameters) -> iterator of tables, what closes it, and the set of its columns */
static int corpus_rows(lua_State *L)
{
    const lun_script_corpus *corpus = corpus_of(L);
    const char *sql = luaL_checkstring(L, 1), *names[PARAMETERS_MAX];
    lun_script_cell values[PARAMETERS_MAX];
    lun_error err = LUN_ERROR_INIT;
    lua_settop(L, 2);
    rows_box *box = lun_script__box(L, LUN_KIND_ROWS, sizeof *box);
    box->close = corpus->close;
    uint32_t n = read_parameters(L, 2, names, values);
    if (corpus->query(corpus->context, &box->rows, sql, names, values, n, &err) < 0)
        return lun_script__raise(L, &err);
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, next_row, 1);
    lua_pushvalue(L, 3);
    push_columns(L, corpus, box->rows);
    return 3;
}

static int corpus_save(lua_State *L) /* core.save(analysis, options, rows): results become a view */
{
    const lun_script_corpus *corpus = corpus_of(L);
    lun_error err = LUN_ERROR_INIT;
    const char *name = luaL_checkstring(L, 1);
    if (!corpus->save)
        return lun_script__fail(L, LUN_EUSAGE, "this corpus is open for reading only");
    lua_settop(L, 3);
    lun_buf *options = lun_script__buffer(L), *rows = lun_script__buffer(L);
    lun_script__to_json(L, 2, options);
    lun_script__to_json(L, 3, rows);
    int rc = options->failed || rows->failed ? lun_error_set(&err, LUN_ENOMEM, "no memory for results")
                                             : corpus->save(corpus->context, name, options->data, rows->data, &err);
    return rc < 0 ? lun_script__raise(L, &err) : 0;
}

static int corpus_country(lua_State *L) /* core.country(code or name) -> alpha-2 | nil */
{
    char code[3];
    if (!lun_load_country(luaL_checkstring(L, 1), code))
        return 0;
    lua_pushstring(L, code);
    return 1;
}

void lun_script__core_corpus(lua_State *L)
{
    static const luaL_Reg methods[] = { { "__gc", rows_gc }, { "__close", rows_gc }, { NULL, NULL } };
    static const luaL_Reg functions[] = { { "rows", corpus_rows },
                                          { "save", corpus_save },
                                          { "country", corpus_country },
                                          { "pcall", lun_script__placed_pcall },
                                          { NULL, NULL } };
    lun_script__metatable(L, LUN_KIND_ROWS, methods);
    lua_pop(L, 1);
    luaL_setfuncs(L, functions, 0);
}
