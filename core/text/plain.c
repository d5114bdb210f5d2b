/*
** plain.c - where our tokens and the runs of a full-text index part ways. Sits on chars.h, tokens.h.
**
** Decided by the joints between tokens that touch, not by how the scanner comes to cut there: a joint with a letter or digit on both
** sides lies inside a run of the index, and is one of the three that lun_plain_ask knows, or the text is not plain.
*/
#include "text/plain.h"

#include <string.h>

#include "base/utf8.h"
#include "text/chars.h"
#include "text/tokens.h"

/* Ranges on which the index agrees with chars.c and spelling.c: letters are letters, case is the same, all else separates. */
static const uint32_t RANGES[][2] = {
    { 0x0000, 0x0377 },                       /* Latin, phonetic letters, combining marks, the beginning of Greek */
    { 0x037A, 0x037E },   { 0x03A3, 0x0527 }, /* Greek, Cyrillic */
    { 0x0531, 0x0556 },   { 0x0559, 0x058A }, /* Armenian */
    { 0x0591, 0x05C7 },   { 0x05D0, 0x05EA }, /* Hebrew */
    { 0x0600, 0x061C },   { 0x061E, 0x070D }, /* Arabic */
    { 0x0898, 0x0983 },   { 0x0E3F, 0x0E3F },
    { 0x0E4F, 0x0E5B }, /* Devanagari, digits of Thai, whose words the index does not know */
    { 0x10D0, 0x1248 },   { 0x1D00, 0x1F15 },
    { 0x1F20, 0x1F45 }, /* Georgian, Hangul letters; more of Latin; old Greek */
    { 0x2000, 0x2064 },   { 0x2074, 0x208E },
    { 0x20A0, 0x20B9 }, /* dashes, quotation marks, digits, money */
    { 0x2100, 0x2189 },   { 0x2190, 0x23F3 },
    { 0x2460, 0x26FF }, /* signs, arrows, what stands before items of lists */
    { 0x2701, 0x2B4C },   { 0x2C30, 0x2CF3 },
    { 0x3000, 0x3004 },   { 0x3008, 0x303F }, /* ornaments; not Han, not kana */
    { 0xAC00, 0xD7A3 },   { 0xFF01, 0xFF65 },
    { 0xFFA0, 0xFFBE }, /* Hangul, wide letters */
    { 0x1F400, 0x1F43E }, { 0x1F442, 0x1F4F7 },
    { 0x1F500, 0x1F53D }, { 0x1F5FB, 0x1F640 },
    { 0x1F680, 0x1F6C5 }, /* emoji */
};

int lun_plain_point(uint32_t point)
{
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        if (point >= RANGES[i][0] && point <= RANGES[i][1])
            return 1;
    }
    return 0;
}

static int is_plain_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint64_t eight;
        unsigned width;
        if (len - i >= sizeof eight) {
            memcpy(&eight, text + i, sizeof eight);
            if (!(eight & 0x8080808080808080u)) {
                i += sizeof eight;
                continue;
            }
        }
        if ((unsigned char)text[i] < 128) {
            i++;
            continue;
        }
        uint32_t point = lun_utf8_decode(text + i, len - i, &width);
        if (point == LUN_UTF8_BAD || !lun_plain_point(point) || lun_utf8_composes(point))
            return 0; /* the index has the words as they are written, not composed */
        i += width;
    }
    return 1;
}

/* ---- joints ---- */

/* Could the index go on here? Beyond ASCII, where nobody knows what the byte belongs to, it is taken to. */
static int is_run_byte(char c)
{
    return lun_ascii_letter(c) || lun_ascii_digit(c) || (unsigned char)c >= 128;
}

static int is_word(const char *text, size_t len, const char *lower)
{
    return len == strlen(lower) && strncasecmp(text, lower, len) == 0;
}

static int is_nt(const char *text, size_t len)
{
    if (len < 3 || lun_ascii_fold(text[0]) != 'n' || lun_ascii_fold(text[len - 1]) != 't')
        return 0;
    return (len == 3 && text[1] == '\'') || (len == 5 && memcmp(text + 1, "\xE2\x80\x99", 3) == 0);
}

static int is_known_joint(const char *text, const lun_token *left, const lun_token *right)
{
    const char *a = text + left->start, *b = text + right->start;
    size_t a_len = left->stop - left->start, b_len = right->stop - right->start;
    if (is_nt(b, b_len) || (is_word(a, a_len, "can") && is_word(b, b_len, "not")))
        return 1;
    return lun_ascii_digit(a[a_len - 1]) && lun_table_unit(b, (uint32_t)b_len);
}

/* A sign beyond ASCII is no part of a run: the dash of 2019–20, the quotation mark of “Yes”. */
static int ends_in_sign(const char *text, const lun_token *token)
{
    uint32_t at = token->stop - 1;
    unsigned width;
    while (at > token->start && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    lun_char class = lun_char_at(text, at, token->stop, &width);
    return class == LUN_CHAR_SIGN || class == LUN_CHAR_SPACE;
}

static int starts_with_sign(const char *text, const lun_token *token)
{
    unsigned width;
    lun_char class = lun_char_at(text, token->start, token->stop, &width);
    return class == LUN_CHAR_SIGN || class == LUN_CHAR_SPACE;
}

int lun_plain_is(const lun_document *document)
{
    const char *text = document->text;
    if ((document->len && !document->n_tokens) || !is_plain_text(text, document->len))
        return 0;
    for (uint32_t i = 1; i < document->n_tokens; i++) {
        const lun_token *left = &document->tokens[i - 1], *right = &document->tokens[i];
        if (left->stop != right->start || !is_run_byte(text[left->stop - 1]) || !is_run_byte(text[right->start]))
            continue;
        if (!ends_in_sign(text, left) && !starts_with_sign(text, right) && !is_known_joint(text, left, right))
            return 0;
    }
    return 1;
}

/* ---- words ---- */

lun_plain_answer lun_plain_ask(const char *word, size_t len, lun_plain_word *out)
{
    int has_run = 0, ends_in_run = 0;
    *out = (lun_plain_word){ word, len, 0 };
    if (!is_plain_text(word, len))
        return LUN_PLAIN_NOWHERE;
    for (size_t i = 0; i < len;) {
        unsigned width;
        lun_char class = lun_char_at(word, (uint32_t)i, (uint32_t)len, &width);
        has_run |= class == LUN_CHAR_LETTER || class == LUN_CHAR_DIGIT;
        ends_in_run = lun_char_in_word(class);
        i += width;
    }
    if (!has_run || lun_table_unit(word, (uint32_t)len))
        return LUN_PLAIN_ANYWHERE;
    if (is_nt(word, len)) {
        *out = (lun_plain_word){ "t", 1, 0 };
        return LUN_PLAIN_RUNS;
    }
    if (ends_in_run)
        out->also = LUN_PLAIN_NT;
    if (is_word(word, len, "can") || is_word(word, len, "not"))
        out->also |= LUN_PLAIN_CANNOT;
    if (lun_ascii_digit(word[len - 1]))
        out->also |= LUN_PLAIN_UNIT;
    return LUN_PLAIN_RUNS;
}
