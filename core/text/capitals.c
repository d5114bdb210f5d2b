/*
** capitals.c - paragraphs in capitals throughout ("THE MINISTER SAID"), as ordinary texts would have them.
**
** Cables, bulletins and the first paragraphs of some releases are printed so. All that stands on capitals, from the ends of sentences to names,
** would be lost there, so in the text as read (view.h) such paragraphs are in ordinary case, letter by letter of the same length:
** every place stays where it is. A headline of a few words is left alone: the rules know those.
** Sits on english.h; which words are names is decided in capitals_words.c and capitals_names.c.
*/
#include "text/capitals.h"

#include <string.h>

#include <unicode/uchar.h>

#include <lunette/error.h>

#include "text/chars.h"
#include "text/view.h"

#define FEWEST 12     /* words of a paragraph in capitals; fewer are a headline, unless all of the text is so */
#define SHARE 9       /* of ten letters, so many are capitals */
#define ORDINARY 24   /* a line with so many small letters more than a tenth of its capitals is looked at no further */
#define LONG_LINE 200 /* no editor wraps at more: a line is a paragraph */

typedef struct line {     /* in capitals */
    uint32_t start, stop; /* bytes */
    uint32_t words;       /* of two letters and more */
} line;

typedef LUN_VEC(line) lines;

/* ---- which lines ---- */

typedef enum look { LOOK_BLANK, LOOK_ORDINARY, LOOK_CAPITALS } look;

static look look_at(const char *text, line *found)
{
    uint32_t upper = 0, lower = 0, run = 0, in_words = 0;
    unsigned width;
    found->words = 0;
    for (uint32_t at = found->start; at < found->stop && lower < ORDINARY + upper / SHARE; at += width) {
        lun_char class = lun_char_at(text, at, found->stop, &width);
        lun_case letter = class == LUN_CHAR_LETTER ? lun_char_case(text + at, found->stop - at) : LUN_CASE_NONE;
        in_words |= (uint32_t)lun_char_in_word(class);
        upper += letter == LUN_CASE_UPPER;
        lower += letter == LUN_CASE_LOWER;
        run = letter == LUN_CASE_UPPER ? run + 1 : 0;
        found->words += run == 2;
    }
    if (!in_words)
        return LOOK_BLANK;
    return upper > 1 && (upper + lower) * SHARE <= upper * 10 ? LOOK_CAPITALS : LOOK_ORDINARY;
}

/* The lines in capitals, and whether nearly all that hold letters are; -1 when memory is gone. */
static int read_lines(lines *out, const char *text, uint32_t len)
{
    uint32_t ordinary = 0, words = 0;
    for (uint32_t start = 0, stop; start < len; start = stop + 1) {
        const char *end = memchr(text + start, '\n', len - start);
        stop = end ? (uint32_t)(end - text) : len;
        line found = { .start = start, .stop = stop };
        look as = look_at(text, &found);
        ordinary += as == LOOK_ORDINARY;
        if (as != LOOK_CAPITALS)
            continue;
        if (lun_vec_push(out, found) < 0)
            return -1;
        words += found.words;
    }
    return words >= FEWEST && out->n >= (uint64_t)ordinary * SHARE;
}

/* 1 if nothing but a line end lies between a line and the one before. */
static int follows(const lines *all, size_t i)
{
    return i > 0 && all->items[i - 1].stop + 1 == all->items[i].start;
}

/* Takes away the lines of runs that have too few words: headlines. */
static void leave_headlines(lines *all)
{
    size_t kept = 0;
    for (size_t first = 0, i; first < all->n; first = i) {
        uint32_t words = all->items[first].words;
        for (i = first + 1; i < all->n && follows(all, i); i++)
            words += all->items[i].words;
        for (size_t k = first; k < i && words >= FEWEST; k++)
            all->items[kept++] = all->items[k];
    }
    all->n = kept;
}

/* ---- pieces ---- */

static uint32_t piece_stop(const char *text, uint32_t at, uint32_t stop, lun_char class, unsigned width)
{
    if (!lun_char_in_word(class))
        return at + width;
    while (at < stop && lun_char_in_word(lun_char_at(text, at, stop, &width)))
        at += width;
    return at;
}

static int cut(lun_capitals *c, const line *from, int fresh)
{
    unsigned width;
    for (uint32_t at = from->start, next; at < from->stop; at = next) {
        lun_char class = lun_char_at(c->text, at, from->stop, &width);
        next = piece_stop(c->text, at, from->stop, class, width);
        if (class == LUN_CHAR_SPACE)
            continue;
        lun_piece_kind kind = class == LUN_CHAR_DIGIT   ? LUN_PIECE_NUMBER
                              : lun_char_in_word(class) ? LUN_PIECE_WORD
                                                        : LUN_PIECE_SIGN;
        if (lun_vec_push(&c->pieces, (lun_piece){ at, next, (uint8_t)kind, LUN_ROLE_NONE, 0, (uint8_t)fresh }) < 0)
            return -1;
        fresh = 0;
    }
    return 0;
}

/* Is a line no continuation: nothing in capitals stands right before it, lines are not wrapped, or that before ended early, as headings do? */
static int is_fresh(const lines *all, size_t i, uint32_t widest)
{
    if (!follows(all, i) || widest > LONG_LINE)
        return 1;
    return (all->items[i - 1].stop - all->items[i - 1].start) * 3 < widest * 2;
}

static int cut_all(lun_capitals *c, const lines *all)
{
    uint32_t widest = 0;
    for (size_t i = 0; i < all->n; i++) {
        uint32_t len = all->items[i].stop - all->items[i].start;
        widest = len > widest ? len : widest;
    }
    for (size_t i = 0; i < all->n; i++)
        if (cut(c, &all->items[i], is_fresh(all, i, widest)) < 0)
            return -1;
    return 0;
}

/* ---- letters ---- */

/* Small letters in place of capitals where they take as many bytes. */
static void lower_into(char *out, const char *text, uint32_t start, uint32_t stop)
{
    unsigned width;
    for (uint32_t at = start; at < stop; at += width) {
        char small[4];
        uint32_t point = lun_utf8_decode(text + at, stop - at, &width);
        if (lun_utf8_encode((uint32_t)u_tolower((UChar32)point), small) == width)
            memcpy(out + at, small, width);
    }
}

void lun_capitals__keep(lun_capitals *c, size_t i)
{
    const lun_piece *piece = &c->pieces.items[i];
    memcpy(c->out + piece->start, c->text + piece->start, lun_piece_len(piece));
}

void lun_capitals__lower(lun_capitals *c, size_t i)
{
    const lun_piece *piece = &c->pieces.items[i];
    memcpy(c->out + piece->start, c->low + piece->start, lun_piece_len(piece));
}

void lun_capitals__raise(lun_capitals *c, size_t i)
{
    const lun_piece *piece = &c->pieces.items[i];
    unsigned width;
    lun_utf8_decode(c->text + piece->start, lun_piece_len(piece), &width);
    lun_capitals__lower(c, i);
    memcpy(c->out + piece->start, c->text + piece->start, width);
}

static int calm(lun_capitals *c, const lines *all, lun_arena *arena)
{
    c->low = lun_strndup(c->text, c->len);
    c->out = lun_arena_strndup(arena, c->text, c->len);
    if (!c->low || !c->out || cut_all(c, all) < 0)
        return LUN_ENOMEM;
    for (size_t i = 0; i < all->n; i++)
        lower_into(c->low, c->text, all->items[i].start, all->items[i].stop);
    lun_capitals__words(c);
    lun_capitals__names(c);
    lun_capitals__starts(c);
    return 0;
}

int lun_capitals_calm(const char **text, uint32_t len, lun_arena *arena, lun_vocab *vocab, lun_error *err)
{
    lun_capitals c = { .text = *text, .len = len };
    lines all = { 0 };
    int rc = LUN_ENOMEM, whole = read_lines(&all, *text, len);
    if (whole < 0)
        goto cleanup;
    if (!whole)
        leave_headlines(&all);
    rc = 0;
    if (all.n == 0)
        goto cleanup;
    rc = LUN_EFORMAT;
    if (!(c.english = lun_vocab__english(vocab, err)))
        goto cleanup;
    if ((rc = calm(&c, &all, arena)) == 0)
        *text = c.out;

cleanup:
    lun_free(c.low);
    lun_vec_clear(&c.pieces);
    lun_vec_clear(&all);
    return rc == LUN_ENOMEM ? lun_error_set(err, rc, "no memory for a text in capitals of %u bytes", len) : rc;
}
