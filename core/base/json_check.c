/*
** json_check.c - whether bytes are one JSON object, without making anything of them. Sits on nothing.
**
** For what another process wrote and is only handed on: a tree of it would cost ten times as much.
*/
#include <string.h>

#include "base/json.h"

enum { DEPTH_MOST = 1000 }; /* as cJSON reads */

typedef struct checking {
    const char *at, *stop;
    unsigned depth;
    unsigned char objects[DEPTH_MOST / 8 + 1]; /* a bit a level: 1 = an object, 0 = an array */
} checking;

static void skip_space(checking *c)
{
    while (c->at < c->stop && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r'))
        c->at++;
}

static int take(checking *c, char wanted)
{
    if (c->at == c->stop || *c->at != wanted)
        return 0;
    c->at++;
    return 1;
}

static int take_word(checking *c, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(c->stop - c->at) < len || memcmp(c->at, word, len) != 0)
        return 0;
    c->at += len;
    return 1;
}

static int is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Behind the backslash. */
static int take_escape(checking *c)
{
    if (c->at == c->stop || !*c->at || !strchr("\"\\/bfnrtu", *c->at))
        return 0;
    if (*c->at++ != 'u')
        return 1;
    for (int i = 0; i < 4; i++, c->at++) {
        if (c->at == c->stop || !is_hex(*c->at))
            return 0;
    }
    return 1;
}

static int take_string(checking *c)
{
    if (!take(c, '"'))
        return 0;
    while (c->at < c->stop) {
        unsigned char byte = (unsigned char)*c->at++;
        if (byte == '"')
            return 1;
        if (byte < 0x20 || (byte == '\\' && !take_escape(c)))
            return 0;
    }
    return 0;
}

static size_t take_digits(checking *c)
{
    const char *from = c->at;
    while (c->at < c->stop && *c->at >= '0' && *c->at <= '9')
        c->at++;
    return (size_t)(c->at - from);
}

static int take_number(checking *c)
{
    take(c, '-');
    if (!take(c, '0') && !take_digits(c))
        return 0;
    if (take(c, '.') && !take_digits(c))
        return 0;
    if (take(c, 'e') || take(c, 'E')) {
        if (!take(c, '+'))
            take(c, '-');
        return take_digits(c) > 0;
    }
    return 1;
}

static int is_in_object(const checking *c)
{
    unsigned level = c->depth - 1;
    return c->objects[level / 8] >> level % 8 & 1;
}

static int enter(checking *c, int object)
{
    unsigned level = c->depth++;
    unsigned char bit = (unsigned char)(1 << level % 8);
    if (level >= DEPTH_MOST)
        return 0;
    c->objects[level / 8] = (unsigned char)(object ? c->objects[level / 8] | bit : c->objects[level / 8] & ~bit);
    return 1;
}

static int take_key(checking *c)
{
    skip_space(c);
    if (!take_string(c))
        return 0;
    skip_space(c);
    return take(c, ':');
}

static int take_scalar(checking *c)
{
    switch (c->at < c->stop ? *c->at : '\0') {
    case '"':
        return take_string(c);
    case 't':
        return take_word(c, "true");
    case 'f':
        return take_word(c, "false");
    case 'n':
        return take_word(c, "null");
    default:
        return take_number(c);
    }
}

/* A scalar or an empty container is done, 1; of another container what comes next is its first value, 0; -1 fails. */
static int begin_value(checking *c)
{
    skip_space(c);
    int object = c->at < c->stop && *c->at == '{';
    if (!object && (c->at == c->stop || *c->at != '['))
        return take_scalar(c) ? 1 : -1;
    c->at++;
    if (!enter(c, object))
        return -1;
    skip_space(c);
    if (take(c, object ? '}' : ']')) {
        c->depth--;
        return 1;
    }
    return object && !take_key(c) ? -1 : 0;
}

/* Behind a value: 0 when another one follows, 1 when the whole is done, -1 fails. */
static int end_value(checking *c)
{
    while (c->depth) {
        int object = is_in_object(c);
        skip_space(c);
        if (take(c, ','))
            return object && !take_key(c) ? -1 : 0;
        if (!take(c, object ? '}' : ']'))
            return -1;
        c->depth--;
    }
    return 1;
}

int lun_json_is_object(const char *text, size_t len)
{
    checking c = { .at = text, .stop = text + len };
    int rc;
    skip_space(&c);
    if (c.at == c.stop || *c.at != '{')
        return 0;
    do {
        rc = begin_value(&c);
        if (rc > 0)
            rc = end_value(&c);
    } while (rc == 0);
    skip_space(&c);
    return rc > 0 && c.at == c.stop;
}
