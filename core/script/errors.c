/*
** errors.c - lun_error and Lua errors: one table form both ways, readable when printed.
**
** An error table has code, message, file, line, column, width, source, hint, and prints as its message with its place.
*/
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "script/engine.h"

#define META_ERROR "lunette.error"

static int error_tostring(lua_State *L)
{
    lua_getfield(L, 1, "file");
    lua_getfield(L, 1, "line");
    lua_getfield(L, 1, "message");
    const char *file = lua_tostring(L, -3), *message = lua_tostring(L, -1);
    if (file && *file)
        lua_pushfstring(L, "%s:%d: %s", file, (int)lua_tointeger(L, -2), message ? message : "?");
    else
        lua_pushstring(L, message ? message : "?");
    return 1;
}

void lun_script__open_errors(lua_State *L)
{
    luaL_newmetatable(L, META_ERROR);
    lua_pushcfunction(L, error_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "error");
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}

static void set_text(lua_State *L, const char *key, const char *text)
{
    if (!*text)
        return;
    lua_pushstring(L, text);
    lua_setfield(L, -2, key);
}

static void set_number(lua_State *L, const char *key, lua_Integer number)
{
    if (!number)
        return;
    lua_pushinteger(L, number);
    lua_setfield(L, -2, key);
}

int lun_script__raise(lua_State *L, const lun_error *err)
{
    luaL_checkstack(L, 4, "error");
    lua_createtable(L, 0, 8);
    set_number(L, "code", err->code);
    set_text(L, "message", err->message);
    set_text(L, "file", err->file);
    set_number(L, "line", err->line);
    set_number(L, "column", err->column);
    set_number(L, "width", err->width);
    set_text(L, "source", err->source);
    set_text(L, "hint", err->hint);
    luaL_setmetatable(L, META_ERROR);
    return lua_error(L);
}

/* The nearest Lua function of a plugin's file that is on the stack: its place is where the user can mend. */
void lun_script__place(lua_State *L, lun_error *err)
{
    lua_Debug frame;
    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline <= 0 || strncmp(frame.source, "@scripts/lunette/", 17) == 0)
            continue;
        lun_error_place(err, *frame.source == '@' ? frame.source + 1 : frame.short_src, (unsigned)frame.currentline, 0,
                        0);
        return;
    }
}

int lun_script__fail(lua_State *L, int code, const char *format, ...)
{
    lun_error err = LUN_ERROR_INIT;
    char message[900];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    lun_error_set(&err, code, "%s", message);
    lun_script__place(L, &err);
    return lun_script__raise(L, &err);
}

static void copy_field(lua_State *L, int index, const char *key, char *out, size_t size)
{
    lua_pushstring(L, key);
    lua_rawget(L, index);
    if (lua_type(L, -1) == LUA_TSTRING)
        snprintf(out, size, "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
}

static unsigned number_field(lua_State *L, int index, const char *key)
{
    lua_pushstring(L, key);
    lua_rawget(L, index);
    lua_Integer number = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
    lua_pop(L, 1);
    return number > 0 && number < 1000000000 ? (unsigned)number : 0;
}

/* The library names its codes: what it does not know is a script's error. */
static int code_named(const char *name)
{
    static const struct {
        const char *name;
        int code;
    } codes[] = {
        { "memory", LUN_ENOMEM },      { "io", LUN_EIO },       { "format", LUN_EFORMAT },   { "usage", LUN_EUSAGE },
        { "notfound", LUN_ENOTFOUND }, { "limit", LUN_ELIMIT }, { "version", LUN_EVERSION },
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (strcmp(codes[i].name, name) == 0)
            return codes[i].code;
    }
    return LUN_ESCRIPT;
}

static int code_field(lua_State *L, int index)
{
    lua_pushliteral(L, "code");
    lua_rawget(L, index);
    lua_Integer code = lua_isinteger(L, -1)             ? lua_tointeger(L, -1)
                       : lua_type(L, -1) == LUA_TSTRING ? code_named(lua_tostring(L, -1))
                                                        : LUN_ESCRIPT;
    lua_pop(L, 1);
    return code < 0 && code >= LUN_EVERSION ? (int)code : LUN_ESCRIPT;
}

/* "plugins/x/rules/a.lua:12: message" → place and message */
static void split_place(lun_error *err, const char *text)
{
    const char *colon = strstr(text, ".lua:");
    unsigned line = 0;
    int used = 0;
    if (colon && sscanf(colon + 5, "%u:%n", &line, &used) == 1 && used > 0 &&
        (size_t)(colon + 4 - text) < sizeof err->file) {
        char file[sizeof err->file];
        const char *message = colon + 5 + used;
        snprintf(file, sizeof file, "%.*s", (int)(colon + 4 - text), text);
        lun_error_set(err, LUN_ESCRIPT, "%s", message + strspn(message, " "));
        lun_error_place(err, file, line, 0, 0);
        return;
    }
    lun_error_set(err, LUN_ESCRIPT, "%s", text);
}

/* What a rule raised is any bytes; a message is one line of UTF-8, also where it was cut to its size. */
static void clean(char *text, int keep_tabs)
{
    unsigned width;
    size_t len = strlen(text);
    for (size_t at = 0; at < len; at += width) {
        uint32_t point = lun_utf8_decode(text + at, len - at, &width);
        if (point == LUN_UTF8_BAD && at + width == len && len > 500)
            text[at] = '\0';
        else if (point == LUN_UTF8_BAD)
            memset(text + at, '?', width);
        else if ((point < 0x20 && !(keep_tabs && point == '\t')) || point == 0x7F)
            text[at] = ' ';
    }
}

static void read_error(lua_State *L, int index, lun_error *err)
{
    if (lua_type(L, index) == LUA_TSTRING) {
        split_place(err, lua_tostring(L, index));
        if (strstr(err->message, "attempt to index a nil value"))
            lun_error_hint(err, "what is not filled is nil: ask before, with `if` or `and`");
        return;
    }
    if (lua_type(L, index) != LUA_TTABLE) {
        lun_error_set(err, LUN_ESCRIPT, "a rule raised a %s in place of a message", luaL_typename(L, index));
        lun_error_hint(err, "raise text: error(\"what went wrong\")");
        return;
    }
    char message[sizeof err->message] = "";
    copy_field(L, index, "message", message, sizeof message);
    lun_error_set(err, code_field(L, index), "%s",
                  *message ? message : "a rule raised a table without a field `message`");
    lun_error_place(err, "", number_field(L, index, "line"), number_field(L, index, "column"),
                    number_field(L, index, "width"));
    copy_field(L, index, "file", err->file, sizeof err->file);
    copy_field(L, index, "source", err->source, sizeof err->source);
    copy_field(L, index, "hint", err->hint, sizeof err->hint);
}

int lun_script__add_place(lua_State *L)
{
    lun_error err = LUN_ERROR_INIT;
    if (lua_type(L, 1) != LUA_TSTRING)
        return 1;
    split_place(&err, lua_tostring(L, 1));
    if (err.file[0] && strncmp(err.file, "scripts/lunette/", 16) != 0)
        return 1;
    err.file[0] = '\0';
    lun_script__place(L, &err);
    if (err.file[0])
        lua_pushfstring(L, "%s:%d: %s", err.file, (int)err.line, err.message);
    return 1;
}

void lun_script__error_from(lua_State *L, int index, lun_error *err)
{
    if (!err)
        return;
    read_error(L, lua_absindex(L, index), err);
    clean(err->message, 0);
    clean(err->file, 0);
    clean(err->source, 1);
}
