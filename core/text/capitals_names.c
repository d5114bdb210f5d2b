/*
** capitals_names.c - what the words of a paragraph in capitals are by their neighbours: surnames, offices before names, bodies; where sentences start.
**
** Sits on capitals_words.c, which has decided what each word is by itself.
*/
#include <string.h>

#include "text/capitals.h"
#include "text/chars.h"
#include "text/morph.h"
#include "text/tags.h"
#include "text/tokens.h"

#define MOST_TITLE 6    /* pieces of an office */
#define MOST_FIELD 6    /* ... of what a ministry is for */
#define MOST_BODY 5     /* words between a country and what its body is: "Russian emergencies ministry" */
#define MOST_LEARNED 32 /* names told before an acronym in brackets, of one text */

static const lun_piece *piece_at(const lun_capitals *c, size_t i)
{
    return &c->pieces.items[i];
}

static int is_word(const lun_capitals *c, size_t i)
{
    return i < c->pieces.n && piece_at(c, i)->kind == LUN_PIECE_WORD;
}

static int is_name(const lun_capitals *c, size_t i)
{
    return i < c->pieces.n && piece_at(c, i)->role == LUN_ROLE_NAME;
}

/* The "s" of a possessive. */
static int is_possessive(const lun_capitals *c, size_t i)
{
    return lun_capitals__is(c, i, "s") && lun_capitals__touches(c, i) && piece_at(c, i - 1)->kind == LUN_PIECE_SIGN;
}

/* A capital for a word in small letters. */
static void raise_word(lun_capitals *c, size_t i)
{
    if (is_word(c, i) && !lun_capitals__is_small(c, i) && !is_possessive(c, i) &&
        c->out[piece_at(c, i)->start] == c->low[piece_at(c, i)->start])
        lun_capitals__raise(c, i);
}

static void raise_all(lun_capitals *c, size_t i, size_t stop, lun_piece_role role)
{
    for (; i < stop; i++) {
        raise_word(c, i);
        c->pieces.items[i].role = (uint8_t)role;
    }
}

/* ---- "the Peace and Security Council (PSC)" ---- */

/* What an acronym need have no letter for. */
static int is_link(const lun_capitals *c, size_t i)
{
    int sign = piece_at(c, i)->kind == LUN_PIECE_SIGN;
    return lun_capitals__is_small(c, i) || is_possessive(c, i) ||
           (sign && (strchr("-,&'", *lun_piece_low(c, i)) || lun_piece_len(piece_at(c, i)) == 3));
}

/* The first of the words before an acronym in brackets at i whose first letters it has; i where they do not fit. */
static size_t spelled_from(const lun_capitals *c, size_t i)
{
    const char *letters = lun_piece_low(c, i + 1);
    size_t left = lun_piece_len(piece_at(c, i + 1)), k = i;
    while (left > 0 && k > 0 && !piece_at(c, k)->fresh) {
        k--;
        if (is_word(c, k) && !is_possessive(c, k) && *lun_piece_low(c, k) == letters[left - 1])
            left--;
        else if (!is_link(c, k))
            return i;
    }
    return left ? i : k;
}

static int same_pieces(const lun_capitals *c, size_t a, size_t b, size_t n)
{
    if (b + n > c->pieces.n)
        return 0;
    for (size_t k = 0; k < n; k++) {
        uint32_t len = lun_piece_len(piece_at(c, a + k));
        if (len != lun_piece_len(piece_at(c, b + k)) ||
            memcmp(lun_piece_low(c, a + k), lun_piece_low(c, b + k), len) != 0)
            return 0;
    }
    return 1;
}

static int opens_acronym(const lun_capitals *c, size_t i)
{
    return lun_capitals__is(c, i, "(") && is_word(c, i + 1) && lun_capitals__is(c, i + 2, ")") &&
           lun_piece_len(piece_at(c, i + 1)) > 1 && lun_piece_len(piece_at(c, i + 1)) < 9;
}

/* Capitals for a name that is spelled out before its acronym, here and wherever it stands; the acronym stays as it is. */
static void learn(lun_capitals *c)
{
    for (size_t i = 1, learned = 0; i < c->pieces.n && learned < MOST_LEARNED; i++) {
        size_t from = opens_acronym(c, i) ? spelled_from(c, i) : i, n = i - from;
        if (n < 2)
            continue;
        learned++;
        for (size_t k = 0; k < c->pieces.n; k++) {
            if (same_pieces(c, from, k, n))
                raise_all(c, k, k + n, LUN_ROLE_NAME);
            if (!same_pieces(c, i + 1, k, 1))
                continue;
            lun_capitals__keep(c, k);
            c->pieces.items[k].role = LUN_ROLE_NAME;
        }
    }
}

/* ---- people ---- */

/* "JULIE BISHOP": an ordinary noun behind a given name. */
static int is_surname(const lun_capitals *c, size_t i)
{
    const lun_piece *piece = piece_at(c, i), *first = piece - 1;
    uint32_t len = lun_piece_len(piece);
    if (piece->kind != LUN_PIECE_WORD || piece->role || piece->fresh || len < 3 || !is_name(c, i - 1) ||
        first->bits & LUN_NAME_STRONG || !(first->bits & LUN_NAME_GIVEN) || lun_capitals__touches(c, i) ||
        lun_capitals__is_small(c, i))
        return 0;
    uint8_t tag = lun_capitals__tag(c, i);
    if (tag == LUN_TAG_NONE)
        return !(lun_morph_bits(c->english, lun_piece_low(c, i), len) & LUN_POS_VERB);
    return tag == TAG_NN || tag == TAG_NNP || tag == TAG_JJ;
}

/* "premier He Lifeng": a name that looks like a small word. */
static int is_hidden(const lun_capitals *c, size_t i)
{
    return i + 1 < c->pieces.n && piece_at(c, i)->bits & LUN_NAME_CASED && is_name(c, i + 1) &&
           !lun_capitals__touches(c, i + 1);
}

/* "foreign minister Al-Rawi" */
static void write_titles(lun_capitals *c)
{
    const char *printed;
    for (size_t i = 0, n; i < c->pieces.n; i += n ? n : 1) {
        for (n = is_word(c, i) ? MOST_TITLE : 0; n > 0; n--)
            if (i + n < c->pieces.n && lun_capitals__name(c, i, n, &printed) & LUN_NAME_TITLE)
                break;
        if (n > 1)
            raise_all(c, i, i + n, LUN_ROLE_NONE);
        if (!n || piece_at(c, i + n)->fresh || lun_capitals__touches(c, i + n) ||
            !(is_name(c, i + n) || is_hidden(c, i + n) || piece_at(c, i + n)->role == LUN_ROLE_LETTER))
            continue;
        if (is_hidden(c, i + n))
            raise_all(c, i + n, i + n + 1, LUN_ROLE_NAME);
        raise_all(c, i, i + n, LUN_ROLE_TITLE);
    }
}

/* ---- bodies ---- */

/* How many pieces from i on say what a ministry is for; 0 where none do. */
static size_t field_at(const lun_capitals *c, size_t i)
{
    const char *printed;
    size_t n = MOST_FIELD;
    while (n > 0 && !(i + n <= c->pieces.n && lun_capitals__name(c, i, n, &printed) & LUN_NAME_FIELD))
        n--;
    return n;
}

/* "ministry of foreign affairs, integration and trade", "minister of foreign affairs and emigration Hossam El-Gohary" */
static void write_field(lun_capitals *c, size_t i)
{
    size_t at = i + 2, n;
    if (!is_word(c, at) || !(n = field_at(c, at)) ||
        (!lun_capitals__is(c, i + 1, "of") && !lun_capitals__is(c, i + 1, "for")))
        return;
    for (size_t next; n > 0; at = next) {
        next = at + n;
        raise_all(c, at, next, LUN_ROLE_NAME);
        int comma = lun_capitals__is(c, next, ","), joined = lun_capitals__is(c, next + (size_t)comma, "and");
        size_t behind = next + (size_t)comma + (size_t)joined;
        n = comma || joined ? field_at(c, behind) : 0;
        if (!n && joined && is_word(c, behind) && is_name(c, behind + 1))
            n = 1;
        next = n ? behind : next;
    }
    if (!lun_capitals__is(c, i, "ministers"))
        raise_all(c, i, i + 1, LUN_ROLE_NAME);
}

/* May a word stand in a name of a body: a noun or an adjective, and not "next"? */
static int is_nominal(const lun_capitals *c, size_t i)
{
    uint8_t tag = lun_capitals__tag(c, i);
    if (lun_capitals__is(c, i, "next") || lun_capitals__is(c, i, "new"))
        return 0;
    return tag == LUN_TAG_NONE || tag == TAG_NN || tag == TAG_NNS || tag == TAG_JJ || tag == TAG_NNP;
}

/* Is the piece before i one more of a name of a body: a nominal, or "and" between two? */
static int is_of_body(const lun_capitals *c, size_t i)
{
    if (i == 0 || piece_at(c, i)->fresh || !is_word(c, i - 1) || is_name(c, i - 1))
        return 0;
    if (lun_capitals__is(c, i - 1, "and"))
        return i > 1 && is_word(c, i - 2) && !is_name(c, i - 2) && !lun_capitals__is_small(c, i - 2) &&
               is_nominal(c, i - 2);
    return !lun_capitals__is_small(c, i - 1) && is_nominal(c, i - 1);
}

/* "Russian emergencies ministry", "the strategic partnership council": from a name or "the" on, where nouns and adjectives alone stand between. */
static void write_body(lun_capitals *c, size_t i)
{
    size_t from = i;
    while (i - from <= MOST_BODY && is_of_body(c, from))
        from--;
    if (from == 0 || i - from > MOST_BODY || piece_at(c, from)->fresh)
        return;
    if (is_name(c, from - 1) || (from < i && lun_capitals__is(c, from - 1, "the")))
        raise_all(c, from, i + 1, LUN_ROLE_NAME);
}

void lun_capitals__names(lun_capitals *c)
{
    learn(c);
    for (size_t i = 1; i < c->pieces.n; i++)
        if (is_surname(c, i)) {
            lun_capitals__raise(c, i);
            c->pieces.items[i].role = LUN_ROLE_NAME;
        }
    write_titles(c);
    for (size_t i = 0; i < c->pieces.n; i++) {
        if (piece_at(c, i)->kind != LUN_PIECE_WORD || piece_at(c, i)->role == LUN_ROLE_NAME)
            continue;
        if (piece_at(c, i)->bits & (LUN_NAME_HEAD | LUN_NAME_TITLE))
            write_field(c, i);
        if (piece_at(c, i)->bits & LUN_NAME_HEAD && piece_at(c, i)->role == LUN_ROLE_NONE)
            write_body(c, i);
    }
}

/* ---- sentences ---- */

static int is_sign(const lun_capitals *c, size_t i, const char *signs)
{
    return i < c->pieces.n && lun_piece_len(piece_at(c, i)) == 1 && strchr(signs, *lun_piece_low(c, i)) != NULL;
}

static int is_closing(const lun_capitals *c, size_t i)
{
    return is_sign(c, i, "\"')") || lun_capitals__is(c, i, "\xE2\x80\x9D");
}

static int is_starter(const lun_capitals *c, size_t i)
{
    return is_word(c, i) && lun_table_starter(lun_piece_low(c, i), lun_piece_len(piece_at(c, i)));
}

/* A starter behind which a sentence is sure to go on with its verb: "the", "he", not "would" or "on", which may go on with the one before. */
static int is_subject(const lun_capitals *c, size_t i)
{
    uint8_t tag = is_starter(c, i) ? lun_capitals__tag(c, i) : LUN_TAG_NONE;
    return tag == TAG_DT || tag == TAG_PRP || tag == TAG_EX;
}

static int is_letter(const lun_piece *piece)
{
    return piece->kind == LUN_PIECE_WORD && lun_piece_len(piece) == 1;
}

/* May the stop at i end a sentence, by the word that it stands behind? */
static int ends_sentence(const lun_capitals *c, size_t i)
{
    if (i == 0 || !is_sign(c, i, "."))
        return 1;
    const lun_piece *word = piece_at(c, i - 1);
    if (is_letter(word) && lun_capitals__touches(c, i)) /* U.S., J. */
        return i > 2 && is_letter(word - 2) && is_subject(c, i + 1);
    lun_abbreviation kind = word->kind == LUN_PIECE_WORD
                                ? lun_table_abbreviation(lun_piece_low(c, i - 1), lun_piece_len(word))
                                : LUN_ABBREVIATION_NONE;
    if (kind == LUN_ABBREVIATION_TITLE)
        return 0;
    return kind == LUN_ABBREVIATION_NONE || lun_capitals__is_ordinary(c, i - 1) > 0 || is_starter(c, i + 1);
}

/* Does a quotation of a sentence open at i: at a start, behind a comma or a colon? */
static int opens_quotation(const lun_capitals *c, size_t i)
{
    int opening = lun_capitals__is(c, i, "\xE2\x80\x9C") || (is_sign(c, i, "\"") && !lun_capitals__touches(c, i));
    return opening && (i == 0 || is_sign(c, i - 1, ",:"));
}

/* "GENEVA, MAY 8 (REUTERS) - ": is i what follows the dash? */
static int ends_dateline(const lun_capitals *c, size_t i)
{
    size_t dash = i;
    while (dash > 0 && dash + 2 > i &&
           (lun_capitals__is(c, dash - 1, "-") || lun_capitals__is(c, dash - 1, "\xE2\x80\x93") ||
            lun_capitals__is(c, dash - 1, "\xE2\x80\x94")))
        dash--;
    return dash < i && dash > 0 && lun_capitals__is(c, dash - 1, ")");
}

/* Mr., Gen., Sept. */
static void raise_abbreviation(lun_capitals *c, size_t i)
{
    if (!is_word(c, i) || !lun_capitals__is(c, i + 1, ".") || !lun_capitals__touches(c, i + 1))
        return;
    lun_abbreviation kind = lun_table_abbreviation(lun_piece_low(c, i), lun_piece_len(piece_at(c, i)));
    int before_number = i + 2 < c->pieces.n && piece_at(c, i + 2)->kind == LUN_PIECE_NUMBER;
    if (kind == LUN_ABBREVIATION_TITLE || kind == LUN_ABBREVIATION_COMPANY || kind == LUN_ABBREVIATION_PLACE ||
        (kind == LUN_ABBREVIATION_MONTH && before_number))
        raise_word(c, i);
}

void lun_capitals__starts(lun_capitals *c)
{
    int start = 1;
    for (size_t i = 0; i < c->pieces.n; i++) {
        start |= piece_at(c, i)->fresh || ends_dateline(c, i);
        raise_abbreviation(c, i);
        if (is_word(c, i)) {
            if (start && c->out[piece_at(c, i)->start] == c->low[piece_at(c, i)->start])
                lun_capitals__raise(c, i);
            start = 0;
        } else if (piece_at(c, i)->kind == LUN_PIECE_NUMBER) {
            start &= lun_capitals__is(c, i + 1, ".") || lun_capitals__is(c, i + 1, ")"); /* the mark of an item */
        } else if (is_sign(c, i, ".!?") && (!lun_capitals__touches(c, i + 1) || is_closing(c, i + 1))) {
            start |= ends_sentence(c, i);
        } else if (opens_quotation(c, i)) {
            start = 1;
        }
    }
}
