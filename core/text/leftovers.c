/*
** leftovers.c - HTML tags and comments, inline codes of translation memories, "\r\n" written out, lines drawn with signs.
**
** Only what cannot be meant is one: a tag has a name of HTML and is closed or has attributes; a line feed written out stands where a word cannot.
** Names are those of the HTML standard (WHATWG, section 4) and of TMX 1.4b (bpt, ept, ph, it: what they enclose is code, too).
*/
#include "text/leftovers.h"

#include <string.h>

#include "text/chars.h"

#define MOST_TAG 300     /* bytes of a tag with its attributes */
#define MOST_CODE 2000   /* bytes of a comment or of an inline code with what it encloses */
#define MOST_DRAWN 400   /* bytes of a line that mixes such signs */
#define DRAWN_LEAST 8    /* the same sign so often at the start of a line is a drawn line */
#define LONGEST_NAME 10u /* of a tag */

static const char *const blocks[] = { "article", "blockquote", "body",   "br",      "center", "dd",    "div", "dl",
                                      "dt",      "figure",     "footer", "form",    "h1",     "h2",    "h3",  "h4",
                                      "h5",      "h6",         "head",   "header",  "hr",     "html",  "li",  "nav",
                                      "ol",      "p",          "pre",    "section", "table",  "tbody", "td",  "tfoot",
                                      "th",      "thead",      "title",  "tr",      "ul" };
static const char *const inlines[] = { "a",      "abbr",  "b",      "big", "cite",   "code",  "del",   "em",
                                       "font",   "i",     "iframe", "img", "input",  "ins",   "label", "link",
                                       "mark",   "meta",  "q",      "s",   "script", "small", "span",  "strike",
                                       "strong", "style", "sub",    "sup", "u",      "video" };
static const char *const codes[] = { "bpt", "ept", "ph", "it" };

static int is_one_of(const char *const *names, size_t n, const char *name, uint32_t len)
{
    for (size_t i = 0; i < n; i++) {
        if (strlen(names[i]) == len && strncasecmp(names[i], name, len) == 0)
            return 1;
    }
    return 0;
}
#define IS_ONE_OF(names, name, len) is_one_of(names, sizeof(names) / sizeof *(names), name, len)

/* The first place of `what` in text[at..), within `most` bytes; 0 if there is none. */
static uint32_t find(const char *text, uint32_t len, uint32_t at, uint32_t most, const char *what)
{
    uint32_t size = (uint32_t)strlen(what), stop = len - at < most ? len : at + most;
    for (; at + size <= stop; at++) {
        if (text[at] == *what && memcmp(text + at, what, size) == 0)
            return at;
    }
    return 0;
}

/* What follows a tag's name: its end, or attributes with an equals sign. Where the tag stops, or 0. */
static uint32_t tag_stop(const char *text, uint32_t len, uint32_t at, int closing)
{
    uint32_t stop = find(text, len, at, MOST_TAG, ">"), end = stop;
    if (!stop)
        return 0;
    while (end > at && (text[end - 1] == '/' || text[end - 1] == ' '))
        end--;
    if (end == at)
        return stop + 1;
    if (closing || (text[at] != ' ' && text[at] != '\n' && text[at] != '\t'))
        return 0;
    const char *equals = memchr(text + at, '=', end - at);
    return equals && !memchr(text + at, '<', end - at) ? stop + 1 : 0;
}

/* <bpt i="0">&lt;b&gt;</bpt>: with what it encloses. */
static uint32_t code_stop(const char *text, uint32_t len, uint32_t at, const char *name, uint32_t size)
{
    char closing[LONGEST_NAME + 4] = "</";
    memcpy(closing + 2, name, size);
    memcpy(closing + 2 + size, ">", 2);
    uint32_t stop = find(text, len, at, MOST_CODE, closing);
    return stop ? stop + size + 3 : at;
}

static uint32_t tag(const char *text, uint32_t len, uint32_t at, uint32_t *lines)
{
    if (len - at >= 4 && memcmp(text + at, "<!--", 4) == 0) {
        uint32_t stop = find(text, len, at + 4, MOST_CODE, "-->");
        return stop ? stop + 3 : 0;
    }
    int closing = at + 1 < len && text[at + 1] == '/';
    uint32_t name = at + 1 + (uint32_t)closing, past = name;
    while (past < len && past - name < LONGEST_NAME && (lun_ascii_letter(text[past]) || lun_ascii_digit(text[past])))
        past++;
    int block = IS_ONE_OF(blocks, text + name, past - name), code = IS_ONE_OF(codes, text + name, past - name);
    if (past == name || (!block && !code && !IS_ONE_OF(inlines, text + name, past - name)))
        return 0;
    uint32_t stop = tag_stop(text, len, past, closing);
    if (!stop)
        return 0;
    *lines += block ? 2 : 0;
    return code && !closing ? code_stop(text, len, stop, text + name, past - name) : stop;
}

/* No NUL, which strchr finds at the end of every set. */
static int is_in(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* \r, \n, \t written out, perhaps with a blank in between; not inside a word or a path. */
static uint32_t escape(const char *text, uint32_t len, uint32_t at, uint32_t *lines)
{
    uint32_t letter = at + 1;
    if (at > 0 && !is_in(text[at - 1], " \t\n\r.!?)\"") &&
        !(at > 1 && is_in(text[at - 1], "rn") && text[at - 2] == '\\'))
        return 0;
    if (letter < len && text[letter] == ' ')
        letter++;
    if (letter >= len || !is_in(text[letter], "rnt"))
        return 0;
    char after = letter + 1 < len ? text[letter + 1] : ' ';
    if (!is_in(after, " \t\n\r") && after != '\\' && !lun_ascii_upper(after))
        return 0;
    *lines += text[letter] == 'n';
    return letter + 1;
}

/* ////////// or a line of nothing but such signs. */
static uint32_t drawn(const char *text, uint32_t len, uint32_t at, uint32_t *lines)
{
    uint32_t run = at, most = len - at < MOST_DRAWN ? len : at + MOST_DRAWN;
    while (run < len && text[run] == text[at])
        run++;
    uint32_t stop = run;
    while (stop < most && is_in(text[stop], "/|=~#+ \t\r"))
        stop++;
    if (stop < len && text[stop] != '\n')
        stop = run - at >= DRAWN_LEAST ? run : 0;
    *lines += stop != 0;
    return stop;
}

uint32_t lun_leftover(const char *text, uint32_t len, uint32_t at, int line, uint32_t *lines)
{
    switch (text[at]) {
    case '<':
        return tag(text, len, at, lines);
    case '\\':
        return escape(text, len, at, lines);
    case '/':
    case '|':
    case '=':
    case '~':
    case '#':
    case '+':
        return line ? drawn(text, len, at, lines) : 0;
    default:
        return 0;
    }
}
