/*
** glob.c - matches names against patterns, without recursion.
**
** Two places to come back to are enough: the last `*` of this path component and the last `**`. A `*` passed before
** the last one needs no second try, for what it could take in addition the later one can take as well.
*/
#include "load/glob.h"

#include <string.h>

#include "base/file.h"
#include "base/mem.h"

typedef struct rule {
    char *pattern;
    lun_verdict verdict;
    int folders_only;
    int anchored;
} rule;

struct lun_ignore {
    LUN_VEC(rule) rules;
};

/* The place after the set at p ("[a-z]"), NULL where it is not closed; *hit says whether c is in it. */
static const char *match_set(const char *p, unsigned char c, int *hit)
{
    int negate = p[1] == '!' || p[1] == '^', found = 0;
    const char *q = p + 1 + negate;
    do {
        if (*q == '\\' && q[1] != '\0')
            q++;
        if (*q == '\0')
            return NULL;
        unsigned char low = (unsigned char)*q++, high = low;
        if (*q == '-' && q[1] != ']' && q[1] != '\0') {
            high = (unsigned char)q[1];
            q += 2;
        }
        found |= low <= c && c <= high;
    } while (*q != ']');
    *hit = found != negate && c != '/';
    return q + 1;
}

/* One element of the pattern against one character; the rest of the pattern, or NULL. */
static const char *match_one(const char *p, char c)
{
    if (*p == '?')
        return c == '/' ? NULL : p + 1;
    if (*p == '[') {
        int hit = 0;
        const char *after = match_set(p, (unsigned char)c, &hit);
        if (after != NULL)
            return hit ? after : NULL;
    }
    if (*p == '\\' && p[1] != '\0')
        p++;
    return *p == c && c != '\0' ? p + 1 : NULL;
}

/* `**` that stands for folders: at the start or after a slash, before a slash or the end. */
static int is_double_star(const char *pattern, const char *p)
{
    return p[0] == '*' && p[1] == '*' && (p == pattern || p[-1] == '/') && (p[2] == '/' || p[2] == '\0');
}

int lun_glob_match(const char *pattern, const char *path)
{
    const char *p = pattern, *s = path;
    const char *star = NULL, *star_at = NULL, *folders = NULL, *folders_at = NULL;
    while (*s != '\0' || *p != '\0') {
        const char *after = NULL;
        if (is_double_star(pattern, p)) {
            if (p[2] == '\0')
                return 1;
            folders = p += 3;
            folders_at = s;
            star = NULL;
            continue;
        }
        if (*p == '*') {
            star = ++p;
            star_at = s;
            continue;
        }
        if (*s != '\0' && (after = match_one(p, *s)) != NULL) {
            p = after;
            s++;
        } else if (star != NULL && *star_at != '\0' && *star_at != '/') {
            p = star;
            s = ++star_at;
        } else if (folders != NULL && (folders_at = strchr(folders_at, '/')) != NULL) {
            p = folders;
            s = ++folders_at;
            star = NULL;
        } else {
            return 0;
        }
    }
    return 1;
}

int lun_glob_match_name(const char *pattern, const char *path)
{
    if (pattern[0] == '/')
        pattern++;
    return lun_glob_match(pattern, strchr(pattern, '/') != NULL ? path : lun_path_name(path));
}

static int add_rule(lun_ignore *ignore, const char *line, size_t len, lun_error *err)
{
    rule new = { .verdict = LUN_VERDICT_IGNORE };
    while (len > 0 && (line[len - 1] == '\r' || line[len - 1] == ' ' || line[len - 1] == '\t'))
        len--;
    if (len == 0 || line[0] == '#')
        return 0;
    if (line[0] == '!') {
        new.verdict = LUN_VERDICT_KEEP;
        line++;
        len--;
    }
    if (len > 0 && line[len - 1] == '/') {
        new.folders_only = 1;
        len--;
    }
    new.anchored = memchr(line, '/', len) != NULL;
    if (len > 0 && line[0] == '/') {
        line++;
        len--;
    }
    if (len == 0)
        return 0;
    new.pattern = lun_strndup(line, len);
    if (new.pattern == NULL || lun_vec_push(&ignore->rules, new) < 0) {
        lun_free(new.pattern);
        return lun_error_set(err, LUN_ENOMEM, "out of memory while an ignore file was read");
    }
    return 0;
}

int lun_ignore_parse(lun_ignore **out, const char *text, size_t len, lun_error *err)
{
    lun_ignore *ignore = *out != NULL ? *out : lun_calloc(1, sizeof *ignore);
    if (ignore == NULL)
        return lun_error_set(err, LUN_ENOMEM, "out of memory while an ignore file was read");
    *out = ignore;
    const char *limit = text + len;
    for (const char *line = text; line < limit;) {
        const char *stop = memchr(line, '\n', (size_t)(limit - line));
        size_t n = (size_t)((stop == NULL ? limit : stop) - line);
        int rc = add_rule(ignore, line, n, err);
        if (rc < 0)
            return rc;
        line += n + 1;
    }
    return 0;
}

static int load_one(lun_ignore **ignore, const char *folder, const char *name, lun_error *err)
{
    enum { MOST = 1 << 20 };
    char *path = lun_path_join(folder, name), *text = NULL;
    size_t len = 0;
    if (path == NULL)
        return lun_error_set(err, LUN_ENOMEM, "out of memory while an ignore file was read");
    int rc = 0;
    if (lun_file_is_regular(path))
        rc = lun_file_read(&text, &len, path, MOST, err);
    if (rc == 0 && text != NULL)
        rc = lun_ignore_parse(ignore, text, len, err);
    lun_free(text);
    lun_free(path);
    return rc == LUN_ENOMEM ? rc : 0;
}

int lun_ignore_load(lun_ignore **out, const char *folder, lun_error *err)
{
    *out = NULL;
    int rc = load_one(out, folder, ".gitignore", err);
    if (rc == 0)
        rc = load_one(out, folder, ".lunetteignore", err);
    if (rc < 0) {
        lun_ignore_free(*out);
        *out = NULL;
    }
    return rc;
}

void lun_ignore_free(lun_ignore *ignore)
{
    if (ignore == NULL)
        return;
    for (size_t i = 0; i < ignore->rules.n; i++)
        lun_free(ignore->rules.items[i].pattern);
    lun_vec_clear(&ignore->rules);
    lun_free(ignore);
}

lun_verdict lun_ignore_test(const lun_ignore *ignore, const char *path, int is_folder)
{
    if (ignore == NULL)
        return LUN_VERDICT_NONE;
    for (size_t i = ignore->rules.n; i-- > 0;) {
        const rule *r = &ignore->rules.items[i];
        if (r->folders_only && !is_folder)
            continue;
        if (lun_glob_match(r->pattern, r->anchored ? path : lun_path_name(path)))
            return r->verdict;
    }
    return LUN_VERDICT_NONE;
}
