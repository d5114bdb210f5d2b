/*
** regex_ends.c - the bytes at both ends of what an expression is found in, read off its source.
**
** Sits on nothing. Reads the part of the language that rules use: letters, sets in brackets, groups, repetition, ^ at the start and $ at the end.
** Invariant: a superset; whatever else an expression holds makes it one of which nothing is known.
*/
#include "match/regex_ends.h"

#include <ctype.h>
#include <string.h>

#define DEEPEST 20 /* groups in groups; deeper ones are not understood */

typedef struct part { /* of an expression: what its texts start and stop with */
    uint64_t first[4], last[4];
    int empty; /* it may be empty */
} part;

typedef struct reader {
    const char *at, *stop;
    int caseless, lost, depth;
} reader;

static void read_choice(reader *r, part *out);

static void add(uint64_t set[4], unsigned char c)
{
    set[c / 64] |= (uint64_t)1 << (c % 64);
}

static int has(const uint64_t set[4], unsigned char c)
{
    return set[c / 64] >> (c % 64) & 1;
}

static void add_all(uint64_t set[4], const uint64_t other[4])
{
    for (int i = 0; i < 4; i++)
        set[i] |= other[i];
}

/* All that is not ASCII: of a character its bytes are not told apart. */
static void add_foreign(uint64_t set[4])
{
    set[2] = set[3] = UINT64_MAX;
}

/* In any case, a letter may be met by one that is not ASCII, and the other way round: the long s, the sign of kelvin. */
static void add_character(reader *r, uint64_t set[4], unsigned char c)
{
    r->lost |= r->caseless && c >= 0x80;
    add(set, c);
    if (c >= 0x80)
        add_foreign(set);
    if (r->caseless && c < 0x80 && isalpha(c)) {
        add(set, (unsigned char)tolower(c));
        add(set, (unsigned char)toupper(c));
        add_foreign(set);
    }
}

/* ---- elements ---- */

/* \p{Lu} and \p{Ll}; a backslash before a sign. */
static void read_escape(reader *r, uint64_t set[4])
{
    const char *rest = r->at;
    if (r->stop - rest >= 5 && rest[0] == 'p' && rest[1] == '{' && rest[2] == 'L' &&
        (rest[3] == 'u' || rest[3] == 'l') && rest[4] == '}') {
        for (int c = 'a'; c <= 'z'; c++)
            add_character(r, set, (unsigned char)(rest[3] == 'u' ? toupper(c) : c));
        add_foreign(set);
        r->at += 5;
    } else if (r->at < r->stop && ispunct((unsigned char)*r->at))
        add(set, (unsigned char)*r->at++);
    else
        r->lost = 1;
}

static void read_range(reader *r, uint64_t set[4])
{
    unsigned char low = (unsigned char)*r->at++;
    if (low == '\\' || low == '[') { /* [:alpha:] is not understood */
        if (low == '[')
            r->lost = 1;
        else
            read_escape(r, set);
        r->lost |= r->at < r->stop && *r->at == '-'; /* it may begin a range */
        return;
    }
    if (r->stop - r->at < 2 || r->at[0] != '-' || r->at[1] == ']') {
        add_character(r, set, low);
        return;
    }
    unsigned char high = (unsigned char)r->at[1];
    r->lost |= low >= 0x80 || high >= 0x80 || high == '\\' || high == '[';
    for (int c = low; c <= high; c++)
        add_character(r, set, (unsigned char)c);
    r->at += 2;
}

/* Behind the bracket. */
static void read_set(reader *r, uint64_t set[4])
{
    int negative = r->at < r->stop && *r->at == '^';
    uint64_t listed[4] = { 0 };
    r->at += negative;
    if (r->at < r->stop && *r->at == ']') /* the first one would be a member */
        r->lost = 1;
    while (r->at < r->stop && *r->at != ']' && !r->lost)
        read_range(r, listed);
    if (r->at == r->stop)
        r->lost = 1;
    r->at++;
    for (int i = 0; i < 4; i++)
        set[i] |= negative ? ~listed[i] : listed[i];
    if (negative)
        add_foreign(set);
}

static void read_group(reader *r, part *out)
{
    if (r->stop - r->at >= 2 && r->at[0] == '?' && r->at[1] == ':')
        r->at += 2;
    if (++r->depth > DEEPEST || r->at == r->stop || *r->at == '?' || *r->at == '*')
        r->lost = 1;
    else
        read_choice(r, out);
    r->depth--;
    if (r->at < r->stop && *r->at == ')')
        r->at++;
    else
        r->lost = 1;
}

static void read_letter(reader *r, uint64_t set[4])
{
    unsigned char c = (unsigned char)*r->at++;
    if (c < 0x80 && ispunct(c) && !strchr("-,;:'\"&/_!@%=~<>", c))
        r->lost = 1;
    add_character(r, set, c);
    while (c >= 0x80 && r->at < r->stop && ((unsigned char)*r->at & 0xC0) == 0x80)
        r->at++;
}

/* {2}, {2,}, {2,5} behind the brace: may it be none? */
static int read_count(reader *r)
{
    int none = 1, digits = 0;
    for (; r->at < r->stop && isdigit((unsigned char)*r->at); r->at++, digits++)
        none &= *r->at == '0';
    while (r->at < r->stop && (*r->at == ',' || isdigit((unsigned char)*r->at)))
        r->at++;
    if (!digits || r->at == r->stop || *r->at != '}')
        r->lost = 1;
    r->at++;
    return none;
}

static void read_repetition(reader *r, part *out)
{
    if (r->at == r->stop || !strchr("?*+{", *r->at))
        return;
    char sign = *r->at++;
    out->empty |= sign == '{' ? read_count(r) : sign != '+';
    if (r->at < r->stop && (*r->at == '?' || *r->at == '+'))
        r->at++;
}

static void read_element(reader *r, part *out)
{
    memset(out, 0, sizeof *out);
    if (*r->at == '(') {
        r->at++;
        read_group(r, out);
        return;
    }
    if (*r->at == '.')
        memset(out->first, 0xFF, sizeof out->first);
    if (*r->at != '[' && *r->at != '\\' && *r->at != '.')
        read_letter(r, out->first);
    else if (*r->at++ == '[')
        read_set(r, out->first);
    else if (r->at[-1] == '\\')
        read_escape(r, out->first);
    memcpy(out->last, out->first, sizeof out->last);
}

/* ---- how they are joined ---- */

static void read_sequence(reader *r, part *out)
{
    memset(out, 0, sizeof *out);
    out->empty = 1;
    while (!r->lost && r->at < r->stop && *r->at != '|' && *r->at != ')') {
        part next;
        read_element(r, &next);
        if (!r->lost)
            read_repetition(r, &next);
        if (out->empty)
            add_all(out->first, next.first);
        if (!next.empty)
            memset(out->last, 0, sizeof out->last);
        add_all(out->last, next.last);
        out->empty &= next.empty;
    }
}

static void read_choice(reader *r, part *out)
{
    read_sequence(r, out);
    while (!r->lost && r->at < r->stop && *r->at == '|') {
        part other;
        r->at++;
        read_sequence(r, &other);
        add_all(out->first, other.first);
        add_all(out->last, other.last);
        out->empty |= other.empty;
    }
}

void lun_regex_ends_read(lun_regex_ends *out, const char *source, int caseless)
{
    size_t len = strlen(source);
    int at_start = source[0] == '^', at_stop = len > 1 && source[len - 1] == '$' && source[len - 2] != '\\';
    reader r = { source + at_start, source + len - at_stop, caseless, 0, 0 };
    part whole;
    memset(out, 0xFF, sizeof *out);
    if (r.at >= r.stop)
        return;
    read_sequence(&r, &whole);
    if (r.lost || r.at != r.stop || whole.empty) /* a choice outside of groups stops before its end */
        return;
    if (at_start)
        memcpy(out->first, whole.first, sizeof out->first);
    if (at_stop)
        memcpy(out->last, whole.last, sizeof out->last);
}

/* $ holds before a line's end, too. */
int lun_regex_ends_allow(const lun_regex_ends *ends, const char *text, size_t len)
{
    if (len == 0 || (unsigned char)text[len - 1] < ' ')
        return 1;
    return has(ends->first, (unsigned char)text[0]) && has(ends->last, (unsigned char)text[len - 1]);
}
