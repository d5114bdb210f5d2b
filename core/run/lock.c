/*
** lock.c - reads, writes, compares lunette.lock. Sits on script/plugin_files.h and digest.h.
*/
#include "run/lock.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "script/plugin_files.h"

#define MARK "sha256:"
#define FILE_MAX ((size_t)1 << 20)
#define RULES_MAX ((size_t)256 << 20)

static const char head[] =
    "# lunette.lock - what the results of this folder were made with. Written by `lunette plugin lock`; keep it with the project.\n"
    "# `lunette run` says when something differs, `lunette run --locked` then refuses. name, version, digest, source:\n";

void lun_lock_clear(lun_lock *lock)
{
    lun_vec_clear(&lock->entries);
    lun_arena_free(lock->arena);
    memset(lock, 0, sizeof *lock);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for lunette.lock");
}

static int add_entry(lun_lock *lock, const lun_lock_entry *entry, lun_error *err)
{
    lun_lock_entry copy = *entry;
    if (!lock->arena)
        lock->arena = lun_arena_new();
    if (!lock->arena)
        return no_memory(err);
    copy.name = lun_arena_strdup(lock->arena, entry->name);
    copy.version = lun_arena_strdup(lock->arena, entry->version);
    copy.source = lun_arena_strdup(lock->arena, entry->source);
    return copy.name && copy.version && copy.source && lun_vec_push(&lock->entries, copy) == 0 ? LUN_OK
                                                                                               : no_memory(err);
}

/* ---- reading ---- */

/* The next word of a line, cut off in place; NULL at its end. */
static char *word(char **at)
{
    char *start = *at + strspn(*at, " \t");
    size_t len = strcspn(start, " \t");
    if (!len)
        return NULL;
    *at = start + len + (start[len] != '\0');
    start[len] = '\0';
    return start;
}

static int is_digest(const char *text)
{
    return strlen(text) == LUN_DIGEST_HEX - 1 && strspn(text, "0123456789abcdef") == LUN_DIGEST_HEX - 1;
}

static int is_source(const char *text)
{
    return strcmp(text, "shipped") == 0 || strcmp(text, "installed") == 0 || strcmp(text, "path") == 0 ||
           (strncmp(text, "folder ", 7) == 0 && text[7]) || (strncmp(text, "file ", 5) == 0 && text[5]);
}

static int read_line(lun_lock *out, char *line, lun_error *err)
{
    lun_lock_entry entry = { 0 };
    char *rest = line, *digest;
    line[strcspn(line, "\r")] = '\0';
    if (line[strspn(line, " \t")] == '\0' || *line == '#')
        return LUN_OK;
    entry.name = word(&rest);
    entry.version = word(&rest);
    digest = word(&rest);
    entry.source = rest + strspn(rest, " \t");
    if (!entry.name || !entry.version || !digest || strncmp(digest, MARK, strlen(MARK)) != 0 ||
        !is_digest(digest + strlen(MARK)) || !is_source(entry.source))
        return lun_error_set(err, LUN_EFORMAT, "expected: name version sha256:DIGEST source");
    memcpy(entry.digest, digest + strlen(MARK), LUN_DIGEST_HEX);
    if (strcmp(entry.version, "-") == 0)
        entry.version = "";
    return add_entry(out, &entry, err);
}

int lun_lock_read(lun_lock *out, const char *path, lun_error *err)
{
    char *text, *line;
    size_t len;
    unsigned number = 1;
    memset(out, 0, sizeof *out);
    if (!lun_file_is_regular(path))
        return lun_error_set(err, LUN_ENOTFOUND, "there is no '%s'", path);
    int rc = lun_file_read(&text, &len, path, FILE_MAX, err);
    if (rc < 0)
        return rc;
    line = text;
    for (; rc == LUN_OK && line; number++) {
        char *stop = strchr(line, '\n');
        if (stop)
            *stop = '\0';
        rc = read_line(out, line, err);
        line = stop ? stop + 1 : NULL;
    }
    lun_free(text);
    if (rc == LUN_EFORMAT) {
        lun_error_place(err, path, number - 1, 0, 0);
        lun_error_hint(err, "write it anew: lunette plugin lock PLUGIN...");
    }
    return rc;
}

/* ---- writing ---- */

int lun_lock_write(const lun_lock *lock, const char *path, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    lun_buf_adds(&text, head);
    for (size_t i = 0; i < lock->entries.n; i++) {
        const lun_lock_entry *entry = &lock->entries.items[i];
        lun_buf_addf(&text, "%s %s " MARK "%s %s\n", entry->name, *entry->version ? entry->version : "-", entry->digest,
                     entry->source);
    }
    int rc = text.failed ? no_memory(err) : lun_file_write(path, text.data, text.len, err);
    lun_buf_clear(&text);
    return rc;
}

/* ---- what is there now ---- */

static int digest_file(char out[LUN_DIGEST_HEX], const char *path, lun_error *err)
{
    char *text;
    size_t len;
    int rc = lun_file_read(&text, &len, path, RULES_MAX, err);
    if (rc < 0)
        return rc;
    lun_digest *digest = lun_digest_new();
    if (digest) {
        lun_digest_add(digest, text, len);
        lun_digest_hex(digest, out);
    }
    lun_digest_free(digest);
    lun_free(text);
    return digest ? LUN_OK : no_memory(err);
}

static int digest_now(char out[LUN_DIGEST_HEX], const lun_lock_entry *entry, lun_error *err)
{
    if (strncmp(entry->source, "file ", 5) == 0)
        return digest_file(out, entry->source + 5, err);
    if (strncmp(entry->source, "folder ", 7) == 0)
        return lun_folder_digest(out, entry->source + 7, err);
    return lun_plugin_digest(out, entry->name, err);
}

int lun_lock_add(lun_lock *lock, const char *name, const char *version, const char *from, lun_error *err)
{
    lun_lock_entry entry = { .name = name, .version = version };
    lun_buf source = LUN_BUF_INIT;
    int is_named = strncmp(from, "plugins/", 8) == 0 && strcmp(from + 8, name) == 0;
    lun_plugin_origin origin = is_named ? lun_plugin_find(name) : LUN_PLUGIN_NOWHERE;
    if (origin != LUN_PLUGIN_NOWHERE)
        lun_buf_adds(&source, lun_plugin_origin_name(origin));
    else
        lun_buf_addf(&source, "%s %s", strcmp(lun_path_suffix(from), ".lua") == 0 ? "file" : "folder", from);
    entry.source = source.data;
    int rc = source.failed ? no_memory(err) : digest_now(entry.digest, &entry, err);
    if (rc == LUN_OK)
        rc = add_entry(lock, &entry, err);
    lun_buf_clear(&source);
    return rc;
}

static int is_there(const lun_lock_entry *entry)
{
    if (strncmp(entry->source, "file ", 5) == 0)
        return lun_file_is_regular(entry->source + 5);
    if (strncmp(entry->source, "folder ", 7) == 0)
        return lun_file_is_folder(entry->source + 7);
    return lun_plugin_find(entry->name) != LUN_PLUGIN_NOWHERE;
}

int lun_lock_compare(lun_lock_state *out, const lun_lock_entry *entry, lun_error *err)
{
    char digest[LUN_DIGEST_HEX];
    *out = LUN_LOCK_GONE;
    if (!is_there(entry))
        return LUN_OK;
    int rc = digest_now(digest, entry, err);
    if (rc == LUN_OK)
        *out = strcmp(digest, entry->digest) == 0 ? LUN_LOCK_SAME : LUN_LOCK_OTHER;
    return rc;
}

/* Without "./" before and slashes behind. */
static size_t core_of(const char **path)
{
    while (strncmp(*path, "./", 2) == 0)
        *path += 2;
    size_t len = strlen(*path);
    while (len > 1 && (*path)[len - 1] == '/')
        len--;
    return len;
}

static int same_path(const char *a, const char *b)
{
    size_t n = core_of(&a), m = core_of(&b);
    return n == m && memcmp(a, b, n) == 0;
}

const lun_lock_entry *lun_lock_find(const lun_lock *lock, const char *named)
{
    for (size_t i = 0; i < lock->entries.n; i++) {
        const lun_lock_entry *entry = &lock->entries.items[i];
        const char *space = strchr(entry->source, ' ');
        if (space ? same_path(space + 1, named) : strcmp(entry->name, named) == 0)
            return entry;
    }
    return NULL;
}
