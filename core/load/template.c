/*
** template.c - path templates such as '{country}/{source}/{date}-*'.
**
** A template is a list of elements: a character, any characters (`*`), any character (`?`), or a placeholder, which
** takes at least one character, as few as possible; {date} takes as many as make a date. No element crosses a slash. Where nothing fits, {date} also takes
** digits that are written as a day is: no such day is there, and that is told of the date alone.
** A pair (element, place) that failed once is not tried again, so the time is at most elements times path times path.
*/
#include "load/meta.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "load/sniff.h"

#define ELEMENTS_MAX 128
#define TAIL_MAX 1024

typedef enum kind { LITERAL, ANY_ONE, ANY, NAME } kind;

typedef struct element {
    kind kind;
    char literal;
    const char *name; /* of a placeholder */
    size_t name_len;
} element;

typedef struct matcher {
    element elements[ELEMENTS_MAX];
    size_t n;
    const char *path;
    size_t len;
    int any_day; /* 1 = {date} takes days that no calendar has */
    size_t starts[ELEMENTS_MAX], stops[ELEMENTS_MAX];
    unsigned char failed[ELEMENTS_MAX][TAIL_MAX / 8 + 1];
} matcher;

static const char *const known[] = { "country", "source", "date", "title", "language", "id" };

static int is_name(const element *e, const char *name)
{
    return e->kind == NAME && e->name_len == strlen(name) && memcmp(e->name, name, e->name_len) == 0;
}

/* Cuts the template into elements. 0, or -1 with *bad at the place that is wrong. */
static int parse(matcher *m, const char *text, const char **bad)
{
    for (const char *p = text; *p != '\0'; m->n++) {
        element *e = &m->elements[m->n];
        *bad = p;
        if (m->n == ELEMENTS_MAX)
            return -1;
        if (*p == '{') {
            const char *stop = strchr(p, '}');
            if (stop == NULL || stop == p + 1)
                return -1;
            *e = (element){ .kind = NAME, .name = p + 1, .name_len = (size_t)(stop - p - 1) };
            if (e->name_len == 1 && p[1] == '*')
                e->kind = ANY;
            p = stop + 1;
        } else {
            *e = (element){ .kind = *p == '*' ? ANY : *p == '?' ? ANY_ONE : LITERAL, .literal = *p };
            p++;
        }
    }
    return 0;
}

static int is_date(const char *text, size_t len)
{
    char copy[40];
    if (len < 8 || len >= sizeof copy)
        return 0;
    memcpy(copy, text, len);
    copy[len] = '\0';
    if (len == 8 && strspn(copy, "0123456789") == 8) {
        char dashed[16] = { copy[0], copy[1], copy[2], copy[3], '-', copy[4], copy[5], '-', copy[6], copy[7] };
        return lun_day_parse(dashed) != LUN_DAY_NONE;
    }
    return lun_day_parse_loose(copy) != LUN_DAY_NONE;
}

/* 2026-02-30, 20260230 */
static int is_written_as_date(const char *text, size_t len)
{
    static const char *const forms[] = { "dddddddd", "dddd-dd-dd" };
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t i = 0;
        while (i < len && (forms[f][i] == 'd' ? isdigit((unsigned char)text[i]) != 0 : text[i] == forms[f][i]))
            i++;
        if (len == strlen(forms[f]) && i == len)
            return 1;
    }
    return 0;
}

static int match_from(matcher *m, size_t i, size_t at);

/* The stops that a `*` or placeholder may have, in order of preference. */
static int match_many(matcher *m, size_t i, size_t at)
{
    const element *e = &m->elements[i];
    size_t most = at;
    while (most < m->len && m->path[most] != '/')
        most++;
    m->starts[i] = at;
    if (is_name(e, "date")) {
        for (size_t stop = most; stop > at; stop--) {
            if ((is_date(m->path + at, stop - at) || (m->any_day && is_written_as_date(m->path + at, stop - at))) &&
                match_from(m, i + 1, stop)) {
                m->stops[i] = stop;
                return 1;
            }
        }
        return 0;
    }
    for (size_t stop = at + (e->kind == NAME); stop <= most; stop++) {
        if (match_from(m, i + 1, stop)) {
            m->stops[i] = stop;
            return 1;
        }
    }
    return 0;
}

/* Recursion is as deep as the template is long. */
static int match_from(matcher *m, size_t i, size_t at)
{
    if (i == m->n)
        return at == m->len;
    const element *e = &m->elements[i];
    unsigned char bit = (unsigned char)(1u << (at % 8));
    if ((m->failed[i][at / 8] & bit) != 0)
        return 0;
    int hit;
    if (e->kind == LITERAL)
        hit = at < m->len && m->path[at] == e->literal && match_from(m, i + 1, at + 1);
    else if (e->kind == ANY_ONE)
        hit = at < m->len && m->path[at] != '/' && match_from(m, i + 1, at + 1);
    else
        hit = match_many(m, i, at);
    if (!hit)
        m->failed[i][at / 8] = (unsigned char)(m->failed[i][at / 8] | bit);
    return hit;
}

/* The last components of the path, as many as the template has; NULL where there are fewer. */
static const char *tail_of(const char *path_template, const char *path)
{
    size_t slashes = 0;
    for (const char *p = path_template; *p != '\0'; p++)
        slashes += *p == '/';
    const char *p = path + strlen(path);
    for (;;) {
        while (p > path && p[-1] != '/')
            p--;
        if (slashes-- == 0)
            return p;
        if (p == path)
            return NULL;
        p--;
    }
}

/* Without the suffix, unless the last component of the template has a dot of its own. */
static size_t tail_len(const char *path_template, const char *tail)
{
    const char *component = strrchr(path_template, '/');
    if (strchr(component == NULL ? path_template : component, '.') != NULL)
        return strlen(tail);
    return lun_sniff_stem(tail);
}

static int match(matcher *m)
{
    if (match_from(m, 0, 0))
        return 1;
    memset(m->failed, 0, sizeof m->failed);
    m->any_day = 1;
    return match_from(m, 0, 0);
}

int lun_template_match(const char *path_template, const char *path, lun_template_take take, void *context)
{
    matcher m;
    const char *bad;
    if (path_template[0] == '/')
        path_template++;
    const char *tail = tail_of(path_template, path);
    if (tail == NULL)
        return 0;
    memset(&m, 0, sizeof m);
    m.path = tail;
    m.len = tail_len(path_template, tail);
    if (m.len > TAIL_MAX || parse(&m, path_template, &bad) < 0 || !match(&m))
        return 0;
    for (size_t i = 0; i < m.n; i++) {
        const element *e = &m.elements[i];
        int rc =
            e->kind != NAME ? 0 : take(context, e->name, e->name_len, tail + m.starts[i], m.stops[i] - m.starts[i]);
        if (rc < 0)
            return rc;
    }
    return 1;
}

/* A template that names no field tells nothing of any document. */
static int check_fields(const matcher *m, const char *path_template, lun_error *err)
{
    for (size_t i = 0; i < m->n; i++) {
        if (m->elements[i].kind == NAME)
            return 0;
    }
    lun_error_set(err, LUN_EFORMAT, "path template '%s' names no field", path_template);
    lun_error_place(err, "--path", 1, 1, (unsigned)lun_utf8_count(path_template, strlen(path_template)));
    lun_error_source(err, path_template, strlen(path_template));
    lun_error_hint(err, "say what the parts of a path tell, like '{country}/{source}/{date}-*'");
    return LUN_EFORMAT;
}

int lun_template_check(const char *path_template, lun_error *err)
{
    matcher m;
    const char *bad = NULL;
    memset(&m, 0, sizeof m);
    if (path_template[0] == '\0' || parse(&m, path_template, &bad) < 0) {
        lun_error_set(err, LUN_EFORMAT, "path template '%s': %s", path_template,
                      bad == NULL           ? "is empty"
                      : m.n == ELEMENTS_MAX ? "is too long"
                                            : "a brace is not closed, or empty");
        lun_error_place(err, "--path", 1, bad == NULL ? 1 : (unsigned)(bad - path_template) + 1, 1);
        lun_error_source(err, path_template, strlen(path_template));
        lun_error_hint(err, "write it like '{country}/{source}/{date}-*'");
        return LUN_EFORMAT;
    }
    for (size_t i = 0; i < m.n; i++) {
        const element *e = &m.elements[i];
        int fine = e->kind != NAME;
        for (size_t k = 0; k < sizeof known / sizeof *known && !fine; k++)
            fine = is_name(e, known[k]);
        if (fine)
            continue;
        lun_error_set(err, LUN_EFORMAT, "path template: no field is called '%.*s'", (int)e->name_len, e->name);
        lun_error_place(err, "--path", 1, (unsigned)(e->name - path_template) + 1, (unsigned)e->name_len);
        lun_error_source(err, path_template, strlen(path_template));
        lun_error_hint(err, "the fields are {country} {source} {date} {title} {language} {id}, and {*} for anything");
        return LUN_EFORMAT;
    }
    return check_fields(&m, path_template, err);
}
