/*
** anchor.c - finding words again. Sits on base.
**
** Texts are compared with every run of white space as one space: a line broken elsewhere is no change. Each place where the words stand is
** weighed by how much of the context agrees, counted from the words outwards. The best place is taken where it is clearly better than the next
** one; where places tie and the words stand as often as before, the one with the same number. Otherwise nothing is: a correction that is lost is
** said, one on the wrong words would not be noticed.
*/
#include "annotate/anchor.h"

#include <string.h>

#include "base/utf8.h"

#define CLEARLY 4       /* bytes of context by which the best place must be better */
#define LONG_WORDS 24   /* bytes from which words speak for themselves where they stand once */
#define LEAST_CONTEXT 4 /* bytes of context that must agree otherwise */

static int is_space(const char *text, size_t len, size_t at, unsigned *width)
{
    unsigned char c = (unsigned char)text[at];
    *width = 1;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    *width = 2;
    return c == 0xC2 && at + 1 < len && (unsigned char)text[at + 1] == 0xA0;
}

/* The next byte of the text with white space as single spaces: its value, or -1 at the end. *at moves on. */
static int next_flat(const char *text, size_t len, size_t *at)
{
    unsigned width;
    if (*at >= len)
        return -1;
    if (!is_space(text, len, *at, &width))
        return (unsigned char)text[(*at)++];
    while (*at < len && is_space(text, len, *at, &width))
        *at += width;
    return ' ';
}

static void add_flat(lun_buf *out, const char *text, size_t len)
{
    size_t at = 0;
    int c;
    while ((c = next_flat(text, len, &at)) >= 0)
        lun_buf_addc(out, (char)c);
}

int lun_anchor_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t i = 0, j = 0;
    int x, y;
    do {
        x = next_flat(a, a_len, &i);
        y = next_flat(b, b_len, &j);
    } while (x == y && x >= 0);
    return x == y;
}

static size_t back(const char *text, size_t from, unsigned n)
{
    while (from > 0 && n > 0) {
        do
            from--;
        while (from > 0 && ((unsigned char)text[from] & 0xC0) == 0x80);
        n--;
    }
    return from;
}

static size_t forth(const char *text, size_t from, size_t len, unsigned n)
{
    while (from < len && n > 0) {
        do
            from++;
        while (from < len && ((unsigned char)text[from] & 0xC0) == 0x80);
        n--;
    }
    return from;
}

/* ---- making ---- */

static void count(lun_anchor_buffers *out, const char *text, size_t len, size_t start)
{
    lun_buf flat = LUN_BUF_INIT;
    size_t to = 0, here;
    add_flat(&flat, text, start);
    here = flat.len;
    lun_buf_reset(&flat);
    add_flat(&flat, text, len);
    if (!flat.failed && flat.data && out->words.len) {
        for (const char *hit = flat.data;
             (hit = memmem(hit, flat.len - (size_t)(hit - flat.data), out->words.data, out->words.len)); hit++) {
            out->of++;
            to = (size_t)(hit - flat.data);
            out->nth += to <= here;
        }
    }
    out->words.failed |= flat.failed;
    lun_buf_clear(&flat);
}

int lun_anchor_make(lun_anchor_buffers *out, const char *text, size_t len, size_t start, size_t stop, lun_error *err)
{
    memset(out, 0, sizeof *out);
    size_t left = back(text, start, LUN_ANCHOR_CONTEXT), right = forth(text, stop, len, LUN_ANCHOR_CONTEXT);
    add_flat(&out->words, text + start, stop - start);
    add_flat(&out->before, text + left, start - left);
    add_flat(&out->after, text + stop, right - stop);
    lun_buf_adds(&out->words, "");
    lun_buf_adds(&out->before, "");
    lun_buf_adds(&out->after, "");
    count(out, text, len, start);
    if (!out->nth)
        out->of = 0;
    if (!out->words.failed && !out->before.failed && !out->after.failed)
        return LUN_OK;
    lun_anchor_clear(out);
    return lun_error_set(err, LUN_ENOMEM, "no memory for a correction");
}

void lun_anchor_clear(lun_anchor_buffers *buffers)
{
    lun_buf_clear(&buffers->words);
    lun_buf_clear(&buffers->before);
    lun_buf_clear(&buffers->after);
}

/* ---- finding ---- */

typedef struct search {
    const lun_anchor *anchor;
    const char *flat; /* the text with white space as single spaces */
    size_t len, words, before, after;
    size_t hits;
    size_t best_at, best, second, nth_at, nth;
} search;

static size_t agreement(const search *s, size_t at)
{
    size_t left = 0, right = 0;
    while (left < s->before && left < at && s->flat[at - left - 1] == s->anchor->before[s->before - left - 1])
        left++;
    at += s->words;
    while (right < s->after && at + right < s->len && s->flat[at + right] == s->anchor->after[right])
        right++;
    return left + right;
}

static void weigh(search *s, size_t at)
{
    size_t now = agreement(s, at);
    s->hits++;
    if (s->hits == s->anchor->nth) {
        s->nth_at = at;
        s->nth = now;
    }
    if (s->hits == 1 || now > s->best) {
        s->second = s->hits == 1 ? 0 : s->best;
        s->best = now;
        s->best_at = at;
    } else if (now > s->second) {
        s->second = now;
    }
}

static int decide(search *s)
{
    if (!s->hits)
        return LUN_ANCHOR_ABSENT;
    size_t known = s->before + s->after, least = known < LEAST_CONTEXT ? known : LEAST_CONTEXT;
    if (s->hits == 1)
        return s->best >= least || s->words >= LONG_WORDS ? LUN_ANCHOR_FOUND : LUN_ANCHOR_ABSENT;
    if (s->best >= s->second + CLEARLY)
        return LUN_ANCHOR_FOUND;
    if (s->hits != s->anchor->of || s->nth + CLEARLY <= s->best)
        return LUN_ANCHOR_AMBIGUOUS;
    s->best_at = s->nth_at;
    return s->nth >= least ? LUN_ANCHOR_FOUND : LUN_ANCHOR_AMBIGUOUS;
}

/* The byte of the text that stands at a byte of its flat form. */
static size_t unflat(const char *text, size_t len, size_t flat)
{
    size_t at = 0;
    while (flat-- > 0)
        next_flat(text, len, &at);
    return at;
}

int lun_anchor_find(const lun_anchor *anchor, const char *text, size_t len, size_t *start, size_t *stop, lun_error *err)
{
    lun_buf flat = LUN_BUF_INIT;
    search s = { .anchor = anchor, .words = strlen(anchor->words) };
    int found = LUN_ANCHOR_ABSENT;
    s.before = anchor->before ? strlen(anchor->before) : 0;
    s.after = anchor->after ? strlen(anchor->after) : 0;
    add_flat(&flat, text, len);
    if (flat.failed) {
        lun_buf_clear(&flat);
        return lun_error_set(err, LUN_ENOMEM, "no memory to look for words");
    }
    s.flat = flat.data;
    s.len = flat.len;
    if (s.words && s.flat) {
        for (const char *hit = s.flat; (hit = memmem(hit, s.len - (size_t)(hit - s.flat), anchor->words, s.words));
             hit++)
            weigh(&s, (size_t)(hit - s.flat));
        found = decide(&s);
    }
    if (found == LUN_ANCHOR_FOUND) {
        *start = unflat(text, len, s.best_at);
        *stop = unflat(text, len, s.best_at + s.words);
    }
    lun_buf_clear(&flat);
    return found;
}
