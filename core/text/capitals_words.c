/*
** capitals_words.c - what each word of a paragraph in capitals is by itself: an ordinary one in small letters, a name, an acronym.
**
** Sits on english.h: the tag lexicon, WordNet, and names. The longest name that starts at a word is taken. What nobody knows is a name.
*/
#include <string.h>

#include "text/capitals.h"
#include "text/chars.h"
#include "text/morph.h"
#include "text/tags.h"
#include "text/tokens.h"

#define CURLY "\xE2\x80\x99" /* an apostrophe */
#define LONGEST_KEY 128      /* bytes of a name */
#define MOST_PIECES 8        /* of a name */
#define MOST_CONSONANTS 5    /* letters of an acronym that nobody could pronounce */
#define MARGIN \
    (2 * 256) /* by so much a word may be rarer as an ordinary one than as a name, and is an ordinary one still */

int lun_capitals__is(const lun_capitals *c, size_t i, const char *word)
{
    if (i >= c->pieces.n)
        return 0;
    size_t len = strlen(word);
    return lun_piece_len(&c->pieces.items[i]) == len && memcmp(lun_piece_low(c, i), word, len) == 0;
}

int lun_capitals__touches(const lun_capitals *c, size_t i)
{
    return i > 0 && i < c->pieces.n && c->pieces.items[i].start == c->pieces.items[i - 1].stop;
}

/* 1 if the piece is in a list of words between single blanks. */
static int is_in(const lun_capitals *c, size_t i, const char *list)
{
    char word[24] = " ";
    uint32_t len = i < c->pieces.n ? lun_piece_len(&c->pieces.items[i]) : 0;
    if (len == 0 || len + 3 > sizeof word)
        return 0;
    memcpy(word + 1, lun_piece_low(c, i), len);
    memcpy(word + 1 + len, " ", 2);
    return strstr(list, word) != NULL;
}

int lun_capitals__is_small(const lun_capitals *c, size_t i)
{
    return is_in(c, i, " of and the for on in to a at by with ");
}

/* The piece as the lists have it: a curly apostrophe is a straight one there. */
static const char *listed(const lun_capitals *c, size_t i, uint32_t *len)
{
    int curly = lun_capitals__is(c, i, CURLY);
    *len = curly ? 1 : lun_piece_len(&c->pieces.items[i]);
    return curly ? "'" : lun_piece_low(c, i);
}

uint32_t lun_capitals__name(const lun_capitals *c, size_t i, size_t n, const char **printed)
{
    char key[LONGEST_KEY];
    size_t len = 0;
    for (size_t k = i; k < i + n; k++) {
        uint32_t width;
        const char *low = listed(c, k, &width);
        if (len + width + 1 > sizeof key || (k > i && c->pieces.items[k].fresh))
            return 0;
        if (k > i)
            key[len++] = ' ';
        memcpy(key + len, low, width);
        len += width;
    }
    return lun_english_name(c->english, key, len, printed);
}

/* ---- ordinary words ---- */

static int is_closed(uint8_t tag)
{
    static const uint8_t CLOSED[] = { TAG_DT,  TAG_IN, TAG_PRP, TAG_MD, TAG_TO,  TAG_OF,  TAG_CC,
                                      TAG_WDT, TAG_WP, TAG_WRB, TAG_EX, TAG_PDT, TAG_POS, TAG_CD };
    return memchr(CLOSED, tag, sizeof CLOSED) != NULL;
}

/* The best logarithms of a word's readings as a name and as something else. */
typedef struct weights {
    uint32_t n;
    uint8_t best; /* tag */
    int name, other;
} weights;

static weights weigh(const lun_capitals *c, size_t i)
{
    lun_reading found[LUN_ENGLISH_MOST_READINGS];
    weights out = { .name = INT16_MIN, .other = INT16_MIN };
    int best = INT16_MIN;
    out.n = lun_english_readings(c->english, LUN_ENGLISH_LEXICON, lun_piece_low(c, i),
                                 lun_piece_len(&c->pieces.items[i]), found);
    for (uint32_t k = 0; k < out.n; k++) {
        uint8_t tag = found[k].tag;
        if (found[k].log > best) {
            best = found[k].log;
            out.best = tag;
        }
        if (tag == TAG_NNP || tag == TAG_NNPS)
            out.name = found[k].log > out.name ? found[k].log : out.name;
        else if (tag != TAG_SYM && tag != TAG_FW && tag != TAG_LS)
            out.other = found[k].log > out.other ? found[k].log : out.other;
    }
    return out;
}

uint8_t lun_capitals__tag(const lun_capitals *c, size_t i)
{
    return weigh(c, i).best;
}

/* "hegemonism", "synergize", "denuclearization": words that no list has, and no names by their ends. */
static int ends_as_a_word(const char *low, uint32_t len)
{
    static const char *const ENDS[] = { "tion", "sions", "tions", "ism",  "isms",  "ize",  "izes", "ized",
                                        "ise",  "ises",  "ised",  "ing",  "ings",  "ly",   "ness", "ment",
                                        "ity",  "ship",  "able",  "less", "ative", "atory" };
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        size_t n = strlen(ENDS[i]);
        if (len >= n + 4 && memcmp(low + len - n, ENDS[i], n) == 0)
            return 1;
    }
    return 0;
}

int lun_capitals__is_ordinary(const lun_capitals *c, size_t i)
{
    const char *low = lun_piece_low(c, i);
    uint32_t len = lun_piece_len(&c->pieces.items[i]), bits = c->pieces.items[i].bits;
    if (bits & LUN_NAME_STRONG)
        return 0;
    weights w = weigh(c, i);
    if (w.n && is_closed(w.best))
        return 1;
    uint32_t parts = lun_morph_bits(c->english, low, len);
    if (lun_english_is_proper(c->english, low, len) && !(parts & LUN_POS_VERB)) /* Affirmed is a horse */
        return 0;
    if (w.other > INT16_MIN && w.other > w.name - MARGIN)
        return 1;
    if (bits & LUN_NAME_CASED)
        return 0;
    if (parts)
        return 1;
    return w.n ? 0 : ends_as_a_word(low, len) ? 1 : -1;
}

/* ---- single words ---- */

static int follows_apostrophe(const lun_capitals *c, size_t i)
{
    return lun_capitals__touches(c, i) && (lun_capitals__is(c, i - 1, "'") || lun_capitals__is(c, i - 1, CURLY));
}

/* "didn" and "t" */
static int is_clitic(const lun_capitals *c, size_t i)
{
    if (follows_apostrophe(c, i) && is_in(c, i, " s t re ve ll d m "))
        return 1;
    return i + 2 < c->pieces.n && lun_capitals__is(c, i + 2, "t") && follows_apostrophe(c, i + 2) &&
           lun_piece_low(c, i)[lun_piece_len(&c->pieces.items[i]) - 1] == 'n';
}

static int is_number(const lun_capitals *c, size_t i)
{
    return i < c->pieces.n && c->pieces.items[i].kind == LUN_PIECE_NUMBER;
}

/* "MARCH 3", "BY MAY": a month, and not what somebody may do. */
static int is_month(const lun_capitals *c, size_t i)
{
    if (is_number(c, i + 1) || (i > 0 && is_number(c, i - 1)))
        return 1;
    return i > 0 && is_in(c, i - 1, " in by until since of from last next early late ");
}

/* "THE US", "US SECRETARY": a country, and not ourselves. */
static int is_country(const lun_capitals *c, size_t i)
{
    if (i == 0 || c->pieces.items[i].fresh || is_in(c, i - 1, " the a . , \" ( - / non pro anti former "))
        return 1;
    if (i + 1 == c->pieces.n)
        return 0;
    if (lun_capitals__is(c, i + 1, "-") || follows_apostrophe(c, i + 2))
        return 1;
    if (c->pieces.items[i + 1].kind != LUN_PIECE_WORD)
        return 0;
    uint8_t tag = lun_capitals__tag(c, i + 1);
    return tag == TAG_NN || tag == TAG_NNS || tag == TAG_JJ || tag == TAG_NNP || tag == TAG_NNPS;
}

static int is_consonants(const char *low, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        if (!lun_ascii_lower(low[i]) || strchr("aeiouy", low[i]))
            return 0;
    return len > 1 && len <= MOST_CONSONANTS;
}

static int is_roman(const char *low, uint32_t len)
{
    return len > 1 && len < 5 && strspn(low, "ivx") >= len;
}

static void write_name(lun_capitals *c, size_t i)
{
    const char *printed;
    lun_piece *piece = &c->pieces.items[i];
    piece->role = LUN_ROLE_NAME;
    if ((piece->bits & (LUN_NAME_CASED | LUN_NAME_TITLE)) && lun_capitals__name(c, i, 1, &printed))
        memcpy(c->out + piece->start, printed, lun_piece_len(piece));
    else if (is_consonants(lun_piece_low(c, i), lun_piece_len(piece)))
        lun_capitals__keep(c, i);
    else
        lun_capitals__raise(c, i);
}

/* An acronym in brackets. */
static int is_told(const lun_capitals *c, size_t i, int ordinary, const char *printed)
{
    if (!lun_capitals__is(c, i + 1, ")") || i == 0 || !lun_capitals__is(c, i - 1, "(") ||
        lun_piece_len(&c->pieces.items[i]) > 8)
        return 0;
    return ordinary < 0 || (c->pieces.items[i].bits & LUN_NAME_CASED && lun_ascii_upper(printed[1]));
}

static void write_word(lun_capitals *c, size_t i)
{
    lun_piece *piece = &c->pieces.items[i];
    const char *low = lun_piece_low(c, i), *printed = "";
    uint32_t len = lun_piece_len(piece);
    piece->bits = (uint8_t)lun_capitals__name(c, i, 1, &printed);
    if (is_clitic(c, i)) {
        lun_capitals__lower(c, i);
    } else if (len == 1 && *low != 'a') {
        piece->role = LUN_ROLE_LETTER;
    } else if (len == 1 && lun_capitals__is(c, i + 1, ".") && lun_capitals__touches(c, i + 1)) {
        piece->role = LUN_ROLE_LETTER;
    } else if (is_roman(low, len)) {
        return;
    } else if (is_in(c, i, " may march ")) {
        is_month(c, i) ? write_name(c, i) : lun_capitals__lower(c, i);
    } else if (lun_capitals__is(c, i, "us")) {
        if (is_country(c, i))
            piece->role = LUN_ROLE_NAME;
        else
            lun_capitals__lower(c, i);
    } else {
        int ordinary = lun_capitals__is_ordinary(c, i);
        if (is_told(c, i, ordinary, printed))
            piece->role = LUN_ROLE_NAME;
        else if (piece->bits & LUN_NAME_TITLE && printed[0] && lun_ascii_upper(printed[len - 1]) && ordinary <= 0)
            piece->role = LUN_ROLE_NAME; /* PM, EAM */
        else if (ordinary > 0)
            lun_capitals__lower(c, i);
        else
            write_name(c, i);
    }
}

/* ---- names of several words ---- */

/* Writes the longest name of two pieces and more that starts at i; how many they are, 0 where none does. */
static size_t write_phrase(lun_capitals *c, size_t i)
{
    const char *printed;
    size_t n = c->pieces.n - i < MOST_PIECES ? c->pieces.n - i : MOST_PIECES;
    while (n > 1 && !(lun_capitals__name(c, i, n, &printed) & LUN_NAME_CASED))
        n--;
    if (n < 2)
        return 0;
    for (size_t k = i; k < i + n; k++) {
        lun_piece *piece = &c->pieces.items[k];
        uint32_t len;
        listed(c, k, &len);
        if (piece->kind == LUN_PIECE_WORD)
            memcpy(c->out + piece->start, printed, len);
        printed += len + 1;
        piece->role = LUN_ROLE_NAME;
    }
    return n;
}

/* "3RD" */
static void write_number(lun_capitals *c, size_t i)
{
    const lun_piece *piece = &c->pieces.items[i];
    uint32_t len = lun_piece_len(piece), letters = 0;
    while (letters < len && !lun_ascii_digit(c->text[piece->stop - 1 - letters]))
        letters++;
    if (letters == 2 || (letters == 1 && lun_piece_low(c, i)[len - 1] == 's'))
        lun_capitals__lower(c, i);
}

/* A word in which somebody has put small letters is as it should be. */
static int is_mixed(const lun_capitals *c, size_t i)
{
    const lun_piece *piece = &c->pieces.items[i];
    for (uint32_t at = piece->start; at < piece->stop; at++)
        if (lun_ascii_lower(c->text[at]))
            return 1;
    return 0;
}

void lun_capitals__words(lun_capitals *c)
{
    for (size_t i = 0, n; i < c->pieces.n; i += n) {
        n = 1;
        if (c->pieces.items[i].kind == LUN_PIECE_NUMBER)
            write_number(c, i);
        if (c->pieces.items[i].kind != LUN_PIECE_WORD || is_mixed(c, i))
            continue;
        n = write_phrase(c, i);
        if (n == 0) {
            write_word(c, i);
            n = 1;
        }
    }
}
