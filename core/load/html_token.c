/*
** html_token.c - cuts HTML into text, tags and raw content.
**
** Sits on nothing but the bytes. Invariants:
**  1. every byte belongs to one token or to none that shows (comments, declarations, the inside of tags);
**  2. a sign that is looked for and not found (a closing quote, -->, >) is never looked for again, so that time stays
**     linear;
**  3. what would swallow the rest of the document because it is never closed (a comment, a quote, a tag) is taken to
**     end early: text must not vanish.
*/
#include "load/html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { GONE_COMMENT_END = 1, GONE_DOUBLE = 2, GONE_SINGLE = 4, GONE_GREATER = 8 };

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Place of `c` at or after `at`, or len; remembers when there is none. */
static size_t find_sign(lun_html_lexer *lexer, size_t at, char c, unsigned bit)
{
    if ((lexer->gone & bit) != 0 || at >= lexer->len)
        return lexer->len;
    const char *found = memchr(lexer->data + at, c, lexer->len - at);
    if (found != NULL)
        return (size_t)(found - lexer->data);
    lexer->gone |= bit;
    return lexer->len;
}

/* The place after a comment that begins at `at`. */
static size_t after_comment(lun_html_lexer *lexer, size_t at)
{
    const char *data = lexer->data;
    size_t len = lexer->len, from = at + 4;
    if (from < len && data[from] == '>')
        return from + 1;
    while ((lexer->gone & GONE_COMMENT_END) == 0 && from < len) {
        const char *found = memmem(data + from, len - from, "--", 2);
        if (found == NULL)
            break;
        size_t stop = (size_t)(found - data) + 2;
        while (stop < len && data[stop] == '-')
            stop++;
        if (stop < len && data[stop] == '>')
            return stop + 1;
        if (stop + 1 < len && data[stop] == '!' && data[stop + 1] == '>')
            return stop + 2;
        from = stop;
    }
    lexer->gone |= GONE_COMMENT_END;
    size_t greater = find_sign(lexer, at, '>', GONE_GREATER);
    return greater == len ? at + 4 : greater + 1;
}

static void set_name(char out[16], const char *name, size_t len)
{
    out[0] = '\0';
    if (len >= 16)
        return;
    for (size_t i = 0; i < len; i++)
        out[i] = (char)tolower((unsigned char)name[i]);
    out[len] = '\0';
}

/* The value at `at`, after the equals sign and spaces; the place after it. */
static size_t read_value(lun_html_lexer *lexer, size_t at, lun_html_attribute *attribute)
{
    const char *data = lexer->data;
    char quote = at < lexer->len ? data[at] : '\0';
    if (quote == '"' || quote == '\'') {
        size_t stop = find_sign(lexer, at + 1, quote, quote == '"' ? GONE_DOUBLE : GONE_SINGLE);
        if (stop < lexer->len) {
            attribute->value = data + at + 1;
            attribute->value_len = stop - at - 1;
            return stop + 1;
        }
    }
    size_t stop = at;
    while (stop < lexer->len && !is_space(data[stop]) && data[stop] != '>')
        stop++;
    attribute->value = data + at;
    attribute->value_len = stop - at;
    return stop;
}

static size_t skip_space(const lun_html_lexer *lexer, size_t at)
{
    while (at < lexer->len && is_space(lexer->data[at]))
        at++;
    return at;
}

static size_t read_attribute(lun_html_lexer *lexer, size_t at, lun_html_token *out)
{
    lun_html_attribute attribute = { .name = lexer->data + at, .value = "" };
    size_t start = at;
    while (at < lexer->len && !is_space(lexer->data[at]) && strchr("=>/", lexer->data[at]) == NULL)
        at++;
    attribute.name_len = at - start;
    size_t next = skip_space(lexer, at);
    if (next < lexer->len && lexer->data[next] == '=')
        at = read_value(lexer, skip_space(lexer, next + 1), &attribute);
    if (attribute.name_len > 0 && out->n_attributes < LUN_HTML_ATTRIBUTES)
        out->attributes[out->n_attributes++] = attribute;
    return at > start ? at : at + 1;
}

static int is_raw(const char *name)
{
    static const char *const names[] = {
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return 1;
    }
    return 0;
}

/* A tag whose name begins at `name`; the lexer stands after it then. */
static void read_tag(lun_html_lexer *lexer, size_t name, lun_html_kind kind, lun_html_token *out)
{
    size_t at = name;
    while (at < lexer->len && !is_space(lexer->data[at]) && lexer->data[at] != '>' && lexer->data[at] != '/')
        at++;
    out->kind = kind;
    set_name(out->name, lexer->data + name, at - name);
    while (at < lexer->len && lexer->data[at] != '>') {
        if (is_space(lexer->data[at]) || lexer->data[at] == '/')
            at++;
        else
            at = read_attribute(lexer, at, out);
    }
    lexer->at = at < lexer->len ? at + 1 : at;
    if (kind == LUN_HTML_START && is_raw(out->name))
        memcpy(lexer->raw, out->name, sizeof lexer->raw);
}

/* The content of script and its like, up to the end tag. Unclosed, it ends with the document. */
static void read_raw(lun_html_lexer *lexer, lun_html_token *out)
{
    size_t n = strlen(lexer->raw), at = lexer->at;
    for (; at < lexer->len; at++) {
        const char *found = memchr(lexer->data + at, '<', lexer->len - at);
        at = found == NULL ? lexer->len : (size_t)(found - lexer->data);
        if (at + 2 + n <= lexer->len && lexer->data[at + 1] == '/' &&
            strncasecmp(lexer->data + at + 2, lexer->raw, n) == 0 &&
            (at + 2 + n == lexer->len || !isalnum((unsigned char)lexer->data[at + 2 + n])))
            break;
    }
    at = at > lexer->len ? lexer->len : at;
    out->kind = LUN_HTML_RAW;
    memcpy(out->name, lexer->raw, sizeof out->name);
    out->text = lexer->data + lexer->at;
    out->len = at - lexer->at;
    lexer->at = at;
    lexer->raw[0] = '\0';
}

/* What stands at a '<': 1 when it opens a tag, comment or declaration. */
static int is_markup(lun_html_lexer *lexer, size_t at)
{
    if (at + 1 >= lexer->len)
        return 0;
    char next = lexer->data[at + 1];
    char after = at + 2 < lexer->len ? lexer->data[at + 2] : '\0';
    int opens =
        isalpha((unsigned char)next) || next == '!' || next == '?' || (next == '/' && isalpha((unsigned char)after));
    return opens && find_sign(lexer, at, '>', GONE_GREATER) < lexer->len;
}

int lun_html_next(lun_html_lexer *lexer, lun_html_token *out)
{
    out->n_attributes = 0;
    out->name[0] = '\0';
    out->text = "";
    out->len = 0;
    if (lexer->raw[0] != '\0') {
        read_raw(lexer, out);
        return 1;
    }
    while (lexer->at < lexer->len) {
        size_t at = lexer->at;
        const char *data = lexer->data;
        if (data[at] != '<' || !is_markup(lexer, at)) {
            const char *next = memchr(data + at + 1, '<', lexer->len - at - 1);
            out->kind = LUN_HTML_TEXT;
            out->text = data + at;
            out->len = next == NULL ? lexer->len - at : (size_t)(next - data) - at;
            lexer->at = at + out->len;
            return 1;
        }
        if (data[at + 1] == '!' || data[at + 1] == '?') {
            int comment = lexer->len - at >= 4 && memcmp(data + at, "<!--", 4) == 0;
            lexer->at = comment ? after_comment(lexer, at) : find_sign(lexer, at, '>', GONE_GREATER) + 1;
            continue;
        }
        int stop = data[at + 1] == '/';
        read_tag(lexer, at + 1 + (size_t)stop, stop ? LUN_HTML_STOP : LUN_HTML_START, out);
        return 1;
    }
    return 0;
}

const lun_html_attribute *lun_html_attribute_find(const lun_html_token *token, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const lun_html_attribute *a = &token->attributes[i];
        if (a->name_len == n && strncasecmp(a->name, name, n) == 0)
            return a;
    }
    return NULL;
}

int lun_html_attribute_is(const lun_html_token *token, const char *name, const char *value)
{
    const lun_html_attribute *a = lun_html_attribute_find(token, name);
    return a != NULL && a->value_len == strlen(value) && strncasecmp(a->value, value, a->value_len) == 0;
}
