/*
** files.c - where the library's and the plugins' files come from: a folder on LUNETTE_PATH first, then what is inside the binary, then, for plugins that are
** in neither, the installed ones; for any other path the file system. Module core.read, core.load, core.list,
** core.kind.
*/
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/file.h"
#include "script/engine.h"
#include "script/plugin_files.h"

#define FILE_LIMIT ((size_t)256 << 20) /* a lexicon of a few million phrases */

int lun_script__is_inner(const char *path)
{
    return strncmp(path, "plugins/", 8) == 0 || strncmp(path, "scripts/", 8) == 0 || strncmp(path, "data/", 5) == 0;
}

char *lun_script__path_folder(const char *path, size_t n)
{
    const char *list = getenv("LUNETTE_PATH");
    while (list && n-- > 0) {
        list = strchr(list, ':');
        list = list ? list + 1 : NULL;
    }
    if (!list || !*list)
        return NULL;
    size_t len = strcspn(list, ":");
    char *folder = lun_strndup(list, len), *joined = folder ? lun_path_join(folder, path) : NULL;
    lun_free(folder);
    return joined;
}

char *lun_script__data_folder(void)
{
    const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (xdg && *xdg == '/')
        return lun_path_join(xdg, "lunette");
    return home && *home == '/' ? lun_path_join(home, ".local/share/lunette") : NULL;
}

/* The path in the folder of installed plugins, if it is of one that is nowhere else; NULL otherwise. The caller frees. */
static char *installed(const char *path)
{
    char name[128];
    size_t len = strncmp(path, "plugins/", 8) == 0 ? strcspn(path + 8, "/") : 0;
    if (!len || len >= sizeof name)
        return NULL;
    memcpy(name, path + 8, len);
    name[len] = '\0';
    char *data = lun_plugin_find(name) == LUN_PLUGIN_INSTALLED ? lun_script__data_folder() : NULL;
    char *joined = data ? lun_path_join(data, path) : NULL;
    lun_free(data);
    return joined;
}

/* Links are followed first: a link in a plugin's folder must not show what lies elsewhere. One that is not there is left to the reader. */
static int check_below(const char *path, const char *folder, lun_error *err)
{
    char *file = realpath(path, NULL), *root = realpath(folder, NULL);
    size_t len = root ? strlen(root) : 0;
    int leads_out = file && (!root || strncmp(file, root, len) != 0 || (file[len] != '/' && root[len - 1] != '/'));
    free(file);
    free(root);
    return leads_out ? lun_error_set(err, LUN_EFORMAT, "'%s' leads out of the folder '%s'", path, folder) : LUN_OK;
}

static int read_below(const char *path, const char *folder, size_t *len, char **owned, lun_error *err)
{
    int rc = folder ? check_below(path, folder, err) : LUN_OK;
    return rc == LUN_OK ? lun_file_read(owned, len, path, FILE_LIMIT, err) : rc;
}

/* From the n-th folder of LUNETTE_PATH: 1 if it has no such file, or there is no such folder (*is_last). */
static int read_on_path(const char *path, const char *folder, size_t n, int *is_last, size_t *len, char **owned,
                        lun_error *err)
{
    char *file = lun_script__path_folder(path, n), *root = folder ? lun_script__path_folder(folder, n) : NULL;
    int rc = file && lun_file_is_regular(file) ? LUN_OK : 1;
    *is_last = !file;
    if (rc == LUN_OK && root)
        rc = check_below(file, root, err);
    if (rc == LUN_OK && lun_file_read(owned, len, file, FILE_LIMIT, err) < 0)
        rc = 1;
    lun_free(file);
    lun_free(root);
    return rc;
}

static int read_from(const char *path, const char *folder, const char **data, size_t *len, char **owned, lun_error *err)
{
    int rc = 1, is_last = 0;
    *owned = NULL;
    if (!lun_script__is_inner(path)) {
        rc = read_below(path, folder, len, owned, err);
        *data = *owned;
        return rc;
    }
    for (size_t i = 0; rc > 0 && !is_last; i++)
        rc = read_on_path(path, folder, i, &is_last, len, owned, err);
    *data = *owned;
    if (rc <= 0)
        return rc;
    const lun_embedded *inside = lun_embedded_find(path);
    char *file = inside ? NULL : installed(path);
    if (file) {
        char *root = folder ? installed(folder) : NULL;
        rc = read_below(file, root, len, owned, err);
        *data = *owned;
        lun_free(root);
        lun_free(file);
        return rc;
    }
    if (!inside)
        return lun_error_set(err, LUN_ENOTFOUND, "there is no file '%s'", path);
    *data = (const char *)inside->data;
    *len = inside->len;
    return LUN_OK;
}

int lun_script__read(const char *path, const char **data, size_t *len, char **owned, lun_error *err)
{
    return read_from(path, NULL, data, len, owned, err);
}

static int read_into(lua_State *L, int is_noted)
{
    const char *path = luaL_checkstring(L, 1), *folder = luaL_optstring(L, 2, NULL), *data;
    lun_error err = LUN_ERROR_INIT;
    char **owned = lun_script__memory(L);
    size_t len;
    if (read_from(path, folder, &data, &len, owned, &err) < 0) {
        lua_pushnil(L);
        lua_pushstring(L, err.message);
        return 2;
    }
    if (is_noted)
        lun_script__hash(lun_script__of(L), data, len);
    if (is_noted && lun_script__note_read(lun_script__of(L), path, data, len) < 0)
        return luaL_error(L, "no memory for a file");
    lua_pushlstring(L, data, len);
    lun_free(*owned);
    *owned = NULL;
    return 1;
}

/* core.read(path, folder) -> data | nil, message. With a folder, the file must lie below it when its links are followed. */
static int files_read(lua_State *L)
{
    return read_into(L, 1);
}

/* core.peek(path) -> data | nil, message: of a file that will be read later, and counts for the fingerprint then */
static int files_peek(lua_State *L)
{
    return read_into(L, 0);
}

int lun_script__is_embedded(const char *path, const char *text, size_t len)
{
    const lun_embedded *inside = lun_embedded_find(path);
    return inside && inside->len == len && memcmp(inside->data, text, len) == 0;
}

/* core.load(text, path, env) -> function | nil, message. A text that the build compiled is not compiled again. */
static int files_load(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len), *path = luaL_checkstring(L, 2);
    lua_settop(L, 3);
    const char *name = lua_pushfstring(L, "@%s", path);
    const char *bare = luaL_gsub(L, path, ".lua", "");
    lun_script__charge(L, (int64_t)len);
    if (!lun_script__is_embedded(path, text, len) || !lun_script__load_compiled(L, bare)) {
        int status = luaL_loadbufferx(L, text, len, name, "t");
        if (status == LUA_ERRMEM)
            return lua_error(L);
        if (status != LUA_OK) {
            lua_pushnil(L);
            lua_insert(L, -2);
            return 2;
        }
    }
    lua_pushvalue(L, 3);
    if (!lua_setupvalue(L, -2, 1))
        lua_pop(L, 1);
    return 1;
}

static void add_name(lua_State *L, const char *name, size_t len)
{
    lua_pushlstring(L, name, len);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
}

/* The names of a folder as one block, NUL after each, so that one owner on the stack holds them while Lua copies. */
static int join_names(lun_buf *out, const char *folder)
{
    char **names;
    size_t n;
    lun_error err = LUN_ERROR_INIT;
    if (!lun_file_is_folder(folder) || lun_folder_list(&names, &n, folder, &err) < 0)
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (names[i][0] != '.') /* what editors and systems put beside files */
            lun_buf_add(out, names[i], strlen(names[i]) + 1);
    }
    lun_names_free(names, n);
    return 1;
}

/* Adds to the set on top. */
static int add_folder(lua_State *L, const char *folder)
{
    lun_buf *names = lun_script__buffer(L);
    int found = join_names(names, folder);
    lua_insert(L, -2);
    for (size_t at = 0, len; at < names->len; at += len + 1) {
        len = strlen(names->data + at);
        add_name(L, names->data + at, len);
    }
    lua_remove(L, -2);
    return found;
}

static int add_embedded(lua_State *L, const char *folder)
{
    size_t len = strlen(folder);
    int found = 0;
    while (len && folder[len - 1] == '/')
        len--;
    for (size_t i = lun_embedded_below(folder, len); i < lun_embedded_count(); i++) {
        const char *path = lun_embedded_at(i)->path;
        if (strncmp(path, folder, len) != 0 || path[len] != '/')
            break;
        add_name(L, path + len + 1, strcspn(path + len + 1, "/"));
        found = 1;
    }
    return found;
}

/* Adds to the set on top: of "plugins" the installed ones, too. */
static int add_installed(lua_State *L, const char *folder)
{
    char **path = lun_script__memory(L);
    *path = strcmp(folder, "plugins") == 0 ? lun_plugins_home() : installed(folder);
    lua_insert(L, -2);
    int found = *path && lun_file_is_folder(*path) && add_folder(L, *path);
    lua_remove(L, -2);
    return found;
}

static int list_folder(lua_State *L, const char *folder) /* leaves a set of names; 1 if there is such a folder */
{
    int found = 0;
    lua_newtable(L);
    if (!lun_script__is_inner(folder) && strcmp(folder, "plugins") != 0)
        return add_folder(L, folder);
    for (size_t i = 0;; i++) {
        char **path = lun_script__memory(L);
        *path = lun_script__path_folder(folder, i);
        lua_insert(L, -2);
        if (*path)
            found |= add_folder(L, *path);
        int last = !*path;
        lua_remove(L, -2);
        if (last)
            break;
    }
    return found | add_embedded(L, folder) | add_installed(L, folder);
}

static int files_list(lua_State *L) /* core.list(folder) -> sorted names | nil */
{
    if (!list_folder(L, luaL_checkstring(L, 1)))
        return 0;
    lua_newtable(L);
    lua_Integer n = 0;
    for (lua_pushnil(L); lua_next(L, -3); lua_pop(L, 1)) {
        lua_pushvalue(L, -2);
        lua_rawseti(L, -4, ++n);
    }
    lua_getglobal(L, "table");
    lua_getfield(L, -1, "sort");
    lua_pushvalue(L, -3);
    lua_call(L, 1, 0);
    lua_pop(L, 1);
    return 1;
}

static int files_kind(lua_State *L) /* core.kind(path) -> "file" | "folder" | nil */
{
    const char *path = luaL_checkstring(L, 1), *data;
    char *owned;
    size_t len;
    if (!lun_script__is_inner(path) && strcmp(path, "plugins") != 0) {
        lua_pushstring(L, lun_file_is_regular(path) ? "file" : lun_file_is_folder(path) ? "folder" : NULL);
        return 1;
    }
    if (list_folder(L, path))
        lua_pushliteral(L, "folder");
    else if (lun_script__read(path, &data, &len, &owned, NULL) == LUN_OK) {
        lun_free(owned);
        lua_pushliteral(L, "file");
    } else
        lua_pushnil(L);
    return 1;
}

void lun_script__core_files(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "read", files_read }, { "peek", files_peek }, { "load", files_load },
        { "list", files_list }, { "kind", files_kind }, { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
}
