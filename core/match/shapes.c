/*
** shapes.c - the shapes of words, names and values in the text of a pattern. Sits on nothing.
*/
#include "match/shapes.h"

#include <string.h>

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static int is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

int lun_shape_is_blank(char c)
{
    return is_blank(c);
}

size_t lun_shape_blanks(const char *s)
{
    const char *at = s;
    while (is_blank(*at) || *at == '#')
        at += *at == '#' ? strcspn(at, "\n") : 1;
    return (size_t)(at - s);
}

/* Of what is written in two bytes all from U+00C0 to U+05FF are letters but × and ÷. */
size_t lun_shape_letter(const char *s)
{
    unsigned char c = (unsigned char)*s;
    if (c < 0x80)
        return is_digit(*s) || is_lower((char)(c | 0x20));
    if (c < 0xC3 || c > 0xD7)
        return 0;
    return c == 0xC3 && (s[1] == '\x97' || s[1] == '\xB7') ? 0 : 2;
}

size_t lun_shape_solid(const char *s)
{
    unsigned char c = (unsigned char)*s;
    if (c < 0x80)
        return c != '\0' && !lun_shape_is_blank(*s);
    if (c >= 0xC3 && c <= 0xD7)
        return 2;
    return strncmp(s, "\xE2\x80", 2) == 0 && (unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x9F ? 3 : 0;
}

static size_t apostrophe(const char *s)
{
    if (*s == '\'')
        return 1;
    return strncmp(s, "\xE2\x80\x98", 3) == 0 || strncmp(s, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static size_t dash(const char *s)
{
    return strncmp(s, "\xE2\x80\x93", 3) == 0 ? 3 : 0;
}

static size_t hyphen(const char *s)
{
    if (*s == '-')
        return 1;
    return dash(s) || strncmp(s, "\xE2\x80\x90", 3) == 0 || strncmp(s, "\xE2\x80\x91", 3) == 0 ? 3 : 0;
}

/* Two dots or more begin a gap. */
static size_t dot(const char *s)
{
    return s[0] == '.' && s[1] != '.';
}

static size_t run(const char *s, lun_shape shape)
{
    const char *at = s;
    size_t n;
    while (is_digit(*at) ||
           is_lower((char)(*at | 0x20))) /* most words are of these alone; what is not ASCII keeps its highest bit */
        at++;
    while ((n = lun_shape_letter(at)) > 0 || (shape == LUN_SHAPE_VALUE && *at == '_'))
        at += n ? n : 1;
    return (size_t)(at - s);
}

/* What may stand between two runs. */
static size_t joint(const char *s, lun_shape shape)
{
    static const char *const signs[] = { [LUN_SHAPE_WORD] = "&/,",
                                         [LUN_SHAPE_TEST_WORD] = "/,",
                                         [LUN_SHAPE_LEMMA] = "&/,",
                                         [LUN_SHAPE_TEST_LEMMA] = "/,",
                                         [LUN_SHAPE_VALUE] = "/" };
    size_t n = apostrophe(s);
    n = n ? n : hyphen(s);
    return n ? n : dot(s) || (*s && strchr(signs[shape], *s));
}

/* What may end it. */
static size_t last(const char *s, lun_shape shape)
{
    size_t n = apostrophe(s);
    if (shape == LUN_SHAPE_LEMMA || shape == LUN_SHAPE_TEST_LEMMA)
        return 0;
    return n ? n : dot(s) || (*s == ',' && shape != LUN_SHAPE_VALUE);
}

size_t lun_shape_of(lun_shape shape, const char *s)
{
    const char *at = s;
    size_t n, between;
    if (shape == LUN_SHAPE_WORD || shape == LUN_SHAPE_TEST_WORD)
        at += apostrophe(at);
    if (shape == LUN_SHAPE_VALUE)
        at += *at == '-';
    if ((n = run(at, shape)) == 0)
        return 0;
    for (at += n; (between = joint(at, shape)) > 0 && (n = run(at + between, shape)) > 0;)
        at += between + n;
    at += last(at, shape);
    return (size_t)(at - s);
}

size_t lun_shape_name(const char *s)
{
    const char *at = s;
    if (!is_lower(*at))
        return 0;
    while (is_lower(*at) || is_digit(*at) || *at == '_')
        at++;
    return (size_t)(at - s);
}

size_t lun_shape_field(const char *s)
{
    size_t n = lun_shape_name(s), more;
    while (n && s[n] == '.' && (more = lun_shape_name(s + n + 1)) > 0)
        n += 1 + more;
    return n;
}

size_t lun_shape_sign(const char *s)
{
    if (*s == ',' || *s == ';' || *s == '-')
        return 1;
    return dot(s) ? 1 : dash(s);
}

int lun_shape_is_glued(const char *s)
{
    size_t n = strspn(s, "?*+!~@$%<>#");
    return n > 0 && lun_shape_letter(s + n) > 0;
}
