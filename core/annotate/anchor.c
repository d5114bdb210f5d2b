/*
** anchor.c - finding words again. Sits on base.
**
** Texts are compared with every run of white space as one space: a line broken elsewhere is no change. Each place where the words stand is
** weighed by how much of the context agrees, counted from the words outwards. The best place is taken where it is clearly better than the next
** one; where places tie and the words stand as often as before, the one with the same number. Otherwise nothing is: a correction that is lost is
** said, one on the wrong words would not be noticed.
**
** A corpus may have thousands of corrections in one text, and their words may stand there as often. So a text is made flat once, and words are listed once;
** and places with all of the context are looked for first, which most lines have: beside such a place only those count that agree but for CLEARLY - 1 bytes.
*/
#include "annotate/anchor.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define STRIDE 1024     /* bytes of a flat text from one known place of the text to the next */
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

/* ---- a text to find in ---- */

typedef LUN_VEC(size_t) offsets;

struct lun_anchor_text {
    const char *text;
    size_t len;
    lun_buf flat;            /* the text with white space as single spaces */
    offsets known;           /* which byte of the text stands at each STRIDE-th byte of flat */
    lun_intern *words;       /* those that were looked for */
    LUN_VEC(offsets) places; /* of each of them: where it stands in flat */
};

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to look for words");
}

void lun_anchor_text_free(lun_anchor_text *text)
{
    if (!text)
        return;
    for (size_t i = 0; i < text->places.n; i++)
        lun_vec_clear(&text->places.items[i]);
    lun_vec_clear(&text->places);
    lun_vec_clear(&text->known);
    lun_intern_free(text->words);
    lun_buf_clear(&text->flat);
    lun_free(text);
}

static int flatten(lun_anchor_text *text)
{
    size_t at = 0;
    for (;;) {
        if (text->flat.len % STRIDE == 0 && lun_vec_push(&text->known, at) < 0)
            return -1;
        int c = next_flat(text->text, text->len, &at);
        if (c < 0)
            return text->flat.failed ? -1 : 0;
        lun_buf_addc(&text->flat, (char)c);
        if (text->flat.failed)
            return -1;
    }
}

int lun_anchor_text_new(lun_anchor_text **out, const char *text, size_t len, lun_error *err)
{
    lun_anchor_text *made = *out = lun_calloc(1, sizeof *made);
    if (!made)
        return no_memory(err);
    made->text = text;
    made->len = len;
    made->words = lun_intern_new();
    if (made->words && flatten(made) == 0)
        return LUN_OK;
    lun_anchor_text_free(made);
    *out = NULL;
    return no_memory(err);
}

/* The byte of the text that stands at a byte of its flat form. */
static size_t unflat(const lun_anchor_text *text, size_t flat)
{
    size_t at = text->known.items[flat / STRIDE];
    for (size_t left = flat % STRIDE; left > 0; left--)
        next_flat(text->text, text->len, &at);
    return at;
}

static int list_places(offsets *out, const lun_buf *flat, const char *words, size_t len)
{
    if (!len || !flat->data)
        return 0;
    for (const char *hit = flat->data; (hit = memmem(hit, flat->len - (size_t)(hit - flat->data), words, len)); hit++) {
        if (lun_vec_push(out, (size_t)(hit - flat->data)) < 0)
            return -1;
    }
    return 0;
}

/* Where the words stand; NULL when memory is gone. */
static const offsets *places_of(lun_anchor_text *text, const char *words, size_t len)
{
    offsets found = { 0 };
    uint32_t known = lun_intern_find(text->words, words, len);
    if (known != LUN_INTERN_NONE)
        return &text->places.items[known];
    if (list_places(&found, &text->flat, words, len) < 0 || lun_vec_push(&text->places, found) < 0) {
        lun_vec_clear(&found);
        return NULL;
    }
    if (lun_intern_add(text->words, words, len) != LUN_INTERN_NONE)
        return &text->places.items[text->places.n - 1];
    text->places.n--;
    lun_vec_clear(&found);
    return NULL;
}

/* The byte of the flat form at which a byte of the text stands. */
static size_t flat_of(const lun_anchor_text *text, size_t byte)
{
    size_t low = 0, high = text->known.n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->known.items[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    size_t at = text->known.items[low], flat = low * STRIDE;
    for (; at < byte; flat++)
        next_flat(text->text, text->len, &at);
    return flat;
}

/* ---- making ---- */

/* Which of the places where the words stand, of how many; 0 where they are none of them. */
static int count(lun_anchor_buffers *out, lun_anchor_text *text, size_t start)
{
    const offsets *places = places_of(text, out->words.data, out->words.len);
    size_t here = flat_of(text, start), before = 0;
    if (!places)
        return -1;
    while (before < places->n && places->items[before] <= here)
        before++;
    out->nth = (unsigned)before;
    out->of = before ? (unsigned)places->n : 0;
    return 0;
}

int lun_anchor_make(lun_anchor_buffers *out, lun_anchor_text *text, size_t start, size_t stop, lun_error *err)
{
    memset(out, 0, sizeof *out);
    size_t left = back(text->text, start, LUN_ANCHOR_CONTEXT),
           right = forth(text->text, stop, text->len, LUN_ANCHOR_CONTEXT);
    add_flat(&out->words, text->text + start, stop - start);
    add_flat(&out->before, text->text + left, start - left);
    add_flat(&out->after, text->text + stop, right - stop);
    lun_buf_adds(&out->words, "");
    lun_buf_adds(&out->before, "");
    lun_buf_adds(&out->after, "");
    if (!out->words.failed && !out->before.failed && !out->after.failed && count(out, text, start) == 0)
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
    const char *flat, *around_before, *around_after; /* the text, and what the anchor has before and after */
    const offsets *places;
    size_t len, words, before, after;
    size_t weighed;
    size_t best_at, best, second;
} search;

static size_t agreement(const search *s, size_t at)
{
    size_t left = 0, right = 0;
    while (left < s->before && left < at && s->flat[at - left - 1] == s->around_before[s->before - left - 1])
        left++;
    at += s->words;
    while (right < s->after && at + right < s->len && s->flat[at + right] == s->around_after[right])
        right++;
    return left + right;
}

static size_t inner(size_t context)
{
    return context < CLEARLY ? 0 : context - (CLEARLY - 1);
}

/* May so much agree that the place counts beside one with all of the context? */
static int is_near(const search *s, size_t at)
{
    size_t left = inner(s->before), right = inner(s->after), stop = at + s->words;
    return left <= at && right <= s->len - stop &&
           memcmp(s->flat + at - left, s->around_before + s->before - left, left) == 0 &&
           memcmp(s->flat + stop, s->around_after, right) == 0;
}

static void weigh(search *s, size_t at)
{
    size_t now = agreement(s, at);
    if (!s->weighed++ || now > s->best) {
        s->second = s->best;
        s->best = now;
        s->best_at = at;
    } else if (now > s->second) {
        s->second = now;
    }
}

/* 1 if the words stand somewhere with all of the context. Two such places are as good as many. */
static int weigh_near(search *s)
{
    size_t all = s->before + s->after;
    for (size_t i = 0; i < s->places->n && !(s->weighed > 1 && s->second == all); i++) {
        if (is_near(s, s->places->items[i]))
            weigh(s, s->places->items[i]);
    }
    return s->weighed && s->best == all;
}

static void weigh_all(search *s)
{
    s->weighed = s->best = s->second = 0;
    for (size_t i = 0; i < s->places->n; i++)
        weigh(s, s->places->items[i]);
}

/* Of places that tie: the one with the same number. */
static int by_number(search *s, size_t least)
{
    size_t nth = s->anchor->nth;
    if (s->places->n != s->anchor->of || nth < 1 || nth > s->places->n)
        return LUN_ANCHOR_AMBIGUOUS;
    size_t at = s->places->items[nth - 1], agrees = agreement(s, at);
    if (agrees + CLEARLY <= s->best || agrees < least)
        return LUN_ANCHOR_AMBIGUOUS;
    s->best_at = at;
    return LUN_ANCHOR_FOUND;
}

static int decide(search *s)
{
    if (!s->places->n)
        return LUN_ANCHOR_ABSENT;
    size_t known = s->before + s->after, least = known < LEAST_CONTEXT ? known : LEAST_CONTEXT;
    if (s->places->n == 1)
        return s->best >= least || s->words >= LONG_WORDS ? LUN_ANCHOR_FOUND : LUN_ANCHOR_ABSENT;
    return s->best >= s->second + CLEARLY ? LUN_ANCHOR_FOUND : by_number(s, least);
}

int lun_anchor_find(const lun_anchor *anchor, lun_anchor_text *text, size_t *start, size_t *stop, lun_error *err)
{
    search s = { .anchor = anchor, .words = strlen(anchor->words), .flat = text->flat.data, .len = text->flat.len };
    s.around_before = anchor->before ? anchor->before : "";
    s.around_after = anchor->after ? anchor->after : "";
    s.before = strlen(s.around_before);
    s.after = strlen(s.around_after);
    s.places = places_of(text, anchor->words, s.words);
    if (!s.places)
        return no_memory(err);
    if (!weigh_near(&s))
        weigh_all(&s);
    int found = decide(&s);
    if (found == LUN_ANCHOR_FOUND) {
        *start = unflat(text, s.best_at);
        *stop = unflat(text, s.best_at + s.words);
    }
    return found;
}
