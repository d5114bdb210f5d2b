/*
** regex_words.c - writes out the words of an expression that begins with ^, ends with $ and holds nothing but characters, sets of single
** characters, groups of words, and ? behind any of these.
**
** Sits on nothing. Invariant: where it gives words, the expression is found in no other; whatever it does not understand has none.
*/
#include "match/regex_words.h"

#include <ctype.h>
#include <string.h>

/* Bytes of the character there, a backslash before a sign among them; 0 where it means something else. */
static size_t character(const char *at)
{
    unsigned char c = (unsigned char)*at;
    size_t len = 1;
    if (c == '\\')
        return ispunct((unsigned char)at[1]) ? 2 : 0;
    if (c < 0x80)
        return isalnum(c) || (c && strchr("-,'\"&/", c)) ? 1 : 0;
    while (((unsigned char)at[len] & 0xC0) == 0x80)
        len++;
    return len;
}

/* Adds a word made of two parts; 0 where there is no room. */
static int add(lun_regex_words *to, const char *front, size_t front_len, const char *back, size_t back_len)
{
    if (to->n == LUN_REGEX_WORDS || front_len + back_len > LUN_REGEX_WORD)
        return 0;
    memcpy(to->items[to->n].text, front, front_len);
    memcpy(to->items[to->n].text + front_len, back, back_len);
    to->items[to->n++].len = front_len + back_len;
    return 1;
}

/* A run of characters, without the backslashes: where it stops; NULL where there is no room. */
static const char *read_run(const char *at, lun_regex_words *out)
{
    char text[LUN_REGEX_WORD];
    size_t n = 0, len;
    for (; (len = character(at)) > 0; at += len) {
        size_t skipped = *at == '\\';
        if (n + len - skipped > sizeof text)
            return NULL;
        memcpy(text + n, at + skipped, len - skipped);
        n += len - skipped;
    }
    return add(out, text, n, "", 0) ? at : NULL;
}

static const char *read_group(const char *at, lun_regex_words *out)
{
    do
        at = read_run(at + 1, out);
    while (at && *at == '|');
    return at && *at == ')' ? at + 1 : NULL;
}

static const char *read_set(const char *at, lun_regex_words *out)
{
    size_t len;
    for (at++; *at != '-' && *at != '\\' && (len = character(at)) > 0; at += len) {
        if (!add(out, at, len, "", 0))
            return NULL;
    }
    return *at == ']' ? at + 1 : NULL;
}

/* What can stand for the element there; where it stops, or NULL. */
static const char *read_element(const char *at, lun_regex_words *out)
{
    size_t len = character(at), skipped = *at == '\\';
    out->n = 0;
    if (*at == '(')
        at = read_group(at, out);
    else if (*at == '[')
        at = read_set(at, out);
    else
        at = len > 0 && add(out, at + skipped, len - skipped, "", 0) ? at + len : NULL;
    if (at && *at == '?')
        at = add(out, "", 0, "", 0) ? at + 1 : NULL;
    return at && !strchr("?*+{", *at) ? at : NULL;
}

/* Each word so far, with each of the parts behind it; 0 where there is no room. */
static int join(lun_regex_words *words, const lun_regex_words *parts)
{
    lun_regex_words before = *words;
    words->n = 0;
    for (size_t i = 0; i < before.n; i++) {
        for (size_t j = 0; j < parts->n; j++) {
            if (!add(words, before.items[i].text, before.items[i].len, parts->items[j].text, parts->items[j].len))
                return 0;
        }
    }
    return 1;
}

void lun_regex_words_read(lun_regex_words *out, const char *source)
{
    const char *at = *source == '^' ? source + 1 : NULL;
    lun_regex_words parts;
    out->n = 0;
    add(out, "", 0, "", 0);
    while (at && !(*at == '$' && at[1] == '\0')) {
        at = *at ? read_element(at, &parts) : NULL;
        if (at && !join(out, &parts))
            at = NULL;
    }
    if (!at)
        out->n = 0;
}
