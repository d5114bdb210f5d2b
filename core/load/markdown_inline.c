/*
** markdown_inline.c - writes a block without the marks of emphasis, code, links, images, inline HTML.
**
** Two passes: brackets are paired first, so that both ends of a link are known when its text is written. Every search
** that fails is not repeated over the same bytes.
*/
#include "load/markdown.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define ADDRESS_MOST 2048
#define INNER_MOST 64 /* from a closing parenthesis inside an address to the one that ends it */

static void fail(lun_markdown *m)
{
    m->failed = 1;
}

void lun_markdown_collect(lun_markdown *m, size_t start, size_t len)
{
    lun_buf_add(&m->block, m->decoded->text + start, len);
}

/* Writes bytes of the block as they are. The blank line between two blocks waits until the second one shows a character. */
static void emit(lun_markdown *m, size_t at, size_t len)
{
    if (m->is_owed && m->text.len > 0)
        lun_buf_add(&m->text, "\n\n", 2);
    m->is_owed = 0;
    lun_buf_add(&m->text, m->block.data + at, len);
}

/* A line end inside a paragraph reads as a space. */
static void emit_space(lun_markdown *m, size_t at)
{
    emit(m, at, 1);
    if (!m->text.failed && m->text.len > 0)
        m->text.data[m->text.len - 1] = ' ';
}

static void add_skip(lun_markdown *m, size_t start, size_t stop)
{
    if (lun_vec_push(&m->skips, (lun_markdown_skip){ start, stop }) < 0)
        fail(m);
}

/* An address that holds a parenthesis goes on to the next one, where that is near and no space comes before it. */
static size_t after_inner(const lun_markdown *m, size_t stop, size_t limit)
{
    size_t most = limit - stop < INNER_MOST ? limit - stop : INNER_MOST;
    for (size_t i = 0; i < most && m->block.data[stop + i] != ' ' && m->block.data[stop + i] != '\n'; i++) {
        if (m->block.data[stop + i] == ')')
            return stop + i + 1;
    }
    return stop;
}

/*
** The place after "(address)" or "[label]" that begins at `at`, or 0; `*none_before` says up to where there is no
** closing sign.
*/
static size_t after_target(const lun_markdown *m, size_t at, char close, size_t *none_before)
{
    size_t limit = m->block.len < at + ADDRESS_MOST ? m->block.len : at + ADDRESS_MOST;
    size_t from = *none_before > at ? *none_before : at;
    const char *found = from < limit ? memchr(m->block.data + from, close, limit - from) : NULL;
    if (found == NULL) {
        *none_before = limit > *none_before ? limit : *none_before;
        return 0;
    }
    size_t stop = (size_t)(found - m->block.data) + 1;
    if (close == ')' && memchr(m->block.data + at + 1, '(', stop - at - 1) != NULL)
        stop = after_inner(m, stop, limit);
    return stop;
}

static int compare_skips(const void *a, const void *b)
{
    const lun_markdown_skip *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* Finds [text](address), ![text](address), [text][label], [^note]: what of them is no text. */
static void find_links(lun_markdown *m)
{
    size_t no_paren = 0, no_bracket = 0;
    m->skips.n = m->brackets.n = 0;
    for (size_t i = 0; i < m->block.len && !m->failed; i++) {
        char c = m->block.data[i], next = i + 1 < m->block.len ? m->block.data[i + 1] : '\0';
        if (c == '\\' && next != '\0') {
            i++;
        } else if (c == '[' && lun_vec_push(&m->brackets, i) < 0) {
            fail(m);
        } else if (c == ']' && m->brackets.n > 0) {
            size_t open = m->brackets.items[--m->brackets.n], stop = 0;
            size_t first = open > 0 && m->block.data[open - 1] == '!' ? open - 1 : open;
            if (next == '(')
                stop = after_target(m, i + 1, ')', &no_paren);
            else if (next == '[')
                stop = after_target(m, i + 1, ']', &no_bracket);
            if (stop > 0) {
                add_skip(m, first, open + 1);
                add_skip(m, i, stop);
                i = stop - 1;
            } else if (m->block.data[open + 1] == '^' && i - open < 20) {
                add_skip(m, open, i + 1);
            }
        }
    }
    if (m->skips.n > 1)
        qsort(m->skips.items, m->skips.n, sizeof *m->skips.items, compare_skips);
}

static int is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A run of * _ ~ that marks emphasis: it touches a word on one side, and _ does not stand inside a word. */
static int is_emphasis(const lun_markdown *m, size_t at, size_t n)
{
    char sign = m->block.data[at];
    char before = at == 0 ? ' ' : m->block.data[at - 1], after = at + n < m->block.len ? m->block.data[at + n] : ' ';
    if (sign == '~')
        return n == 2;
    if (sign == '_' && is_word_byte(before) && is_word_byte(after))
        return 0;
    return !isspace((unsigned char)before) || !isspace((unsigned char)after);
}

/* The length of an inline HTML tag or comment at `at`, 0 if there is none; `*none_before` as above. */
static size_t tag_length(const lun_markdown *m, size_t at, size_t *none_before)
{
    size_t left = m->block.len - at;
    const char *p = m->block.data + at;
    if (left < 3 || !(isalpha((unsigned char)p[1]) || p[1] == '/' || p[1] == '!') || at < *none_before)
        return 0;
    size_t limit = left < ADDRESS_MOST ? left : ADDRESS_MOST;
    const char *stop = memchr(p, '>', limit);
    if (stop == NULL) {
        *none_before = at + limit;
        return 0;
    }
    size_t n = (size_t)(stop - p) + 1, name = strcspn(p + 1, " \n:@/>") + 1;
    return name < n && (p[name] == ':' || p[name] == '@') ? 0 : n;
}

typedef struct inline_state {
    size_t code; /* length of the run of backticks that is open */
    size_t skip; /* next of m->skips */
    size_t no_tag;
} inline_state;

/* A run of one of ` * _ ~: dropped where it marks, else written whole. The place after it. */
static size_t write_run(lun_markdown *m, size_t at, inline_state *state)
{
    char c = m->block.data[at];
    size_t n = 1;
    while (at + n < m->block.len && m->block.data[at + n] == c)
        n++;
    if (c == '`' && (state->code == 0 || state->code == n))
        state->code = state->code == 0 ? n : 0;
    else if (c == '`' || state->code > 0 || !is_emphasis(m, at, n))
        emit(m, at, n);
    return at + n;
}

/* Writes or drops what stands at `at`; the place after it. */
static size_t write_one(lun_markdown *m, size_t at, inline_state *state)
{
    char c = m->block.data[at], next = at + 1 < m->block.len ? m->block.data[at + 1] : '\0';
    size_t tag = 0;
    if (strchr("`*_~", c) != NULL)
        return write_run(m, at, state);
    if (state->code == 0 && c == '\\' && (next == '\n' || ispunct((unsigned char)next))) {
        emit(m, at + 1, 1);
        return at + 2;
    }
    if (state->code == 0 && c == '<' && (tag = tag_length(m, at, &state->no_tag)) > 0)
        return at + tag;
    if (c == '\n')
        emit_space(m, at);
    else
        emit(m, at, 1);
    return at + 1;
}

static void write_prose(lun_markdown *m)
{
    inline_state state = { 0 };
    find_links(m);
    for (size_t at = 0; at < m->block.len && !m->failed;) {
        while (state.skip < m->skips.n && m->skips.items[state.skip].stop <= at)
            state.skip++;
        if (state.skip < m->skips.n && m->skips.items[state.skip].start <= at) {
            at = m->skips.items[state.skip].stop;
            continue;
        }
        size_t plain = strcspn(m->block.data + at, "`*_~\\<\n![]");
        size_t limit = state.skip < m->skips.n ? m->skips.items[state.skip].start - at : m->block.len - at;
        plain = plain < limit ? plain : limit;
        if (plain > 0)
            emit(m, at, plain);
        at += plain;
        if (plain == 0)
            at = write_one(m, at, &state);
    }
}

void lun_markdown_flush(lun_markdown *m, lun_markdown_style style)
{
    while (m->block.len > 0 && isspace((unsigned char)m->block.data[m->block.len - 1]))
        m->block.data[--m->block.len] = '\0';
    if (m->block.len > 0) {
        m->is_owed = 1;
        if (style == LUN_MARKDOWN_PROSE)
            write_prose(m);
        else
            emit(m, 0, m->block.len);
    }
    lun_buf_reset(&m->block);
    m->failed |= m->block.failed | m->text.failed;
}
