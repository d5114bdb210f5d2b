/*
** view.c - makes the text as rules read it and shows it or the printed one.
**
** Sits on capitals.c and base/utf8.h. Most texts are read as they are printed; those are looked at once and not copied.
*/
#include "text/view.h"

#include <string.h>

#include <lunette/error.h>

#include "text/chars.h"

/* ---- what nobody sees ---- */

static int is_sign_or_space(const char *text, uint32_t at, uint32_t len)
{
    unsigned char c = at < len ? (unsigned char)text[at] : ' ';
    return c < 0x80 && lun_char__ascii[c] != LUN_CHAR_LETTER && lun_char__ascii[c] != LUN_CHAR_DIGIT;
}

/*
** Bytes of the unseen character at `at`, 0 where there is another. A zero-width space parts words: between two of them it stays, beside a blank or
** a sign it says nothing.
*/
static unsigned unseen(const char *text, uint32_t at, uint32_t len)
{
    unsigned char lead = (unsigned char)text[at];
    unsigned width;
    if (lead != 0xC2 && lead != 0xE2 && lead != 0xEF)
        return 0;
    uint32_t point = lun_utf8_decode(text + at, len - at, &width);
    if (!lun_utf8_is_unseen(point))
        return 0;
    if (point != 0x200B && point != 0xFEFF)
        return width;
    return at == 0 || is_sign_or_space(text, at - 1, len) || is_sign_or_space(text, at + width, len) ? width : 0;
}

static uint32_t first_unseen(const char *text, uint32_t len)
{
    uint32_t at = 0;
    while (at < len && ((unsigned char)text[at] < 0x80 || !unseen(text, at, len)))
        at++;
    return at;
}

/* Copies what is seen and notes the gaps. `read` has room for all of it. */
static int leave_out(struct lun_view *out, char *read, lun_document *document)
{
    const char *text = document->text;
    LUN_VEC(lun_gap) gaps = { 0 };
    uint32_t n = 0;
    unsigned width;
    for (uint32_t at = 0; at < document->len; at += width) {
        if (!(width = unseen(text, at, document->len))) {
            read[n++] = text[at];
            width = 1;
        } else if (gaps.n && gaps.items[gaps.n - 1].at == n) {
            gaps.items[gaps.n - 1].bytes += width;
        } else if (lun_vec_push(&gaps, (lun_gap){ n, at - n + width }) < 0) {
            break;
        }
    }
    read[n] = '\0';
    out->read_len = n;
    out->n_gaps = (uint32_t)gaps.n;
    out->gaps = lun_arena_alloc(document->arena, (gaps.n + 1) * sizeof *out->gaps);
    int whole = out->gaps && (gaps.n ? n + gaps.items[gaps.n - 1].bytes : n) == document->len;
    if (whole && gaps.n)
        memcpy(out->gaps, gaps.items, gaps.n * sizeof *out->gaps);
    lun_vec_clear(&gaps);
    return whole ? 0 : LUN_ENOMEM;
}

/* ---- places ---- */

/* How many gaps stand before a place of the text as read; those at it, too, where it is a start. */
static uint32_t gaps_before(const struct lun_view *view, uint32_t at, int is_start)
{
    uint32_t low = 0, high = view->n_gaps;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (view->gaps[middle].at < at + (uint32_t)is_start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t to_printed(const struct lun_view *view, uint32_t at, int is_start)
{
    uint32_t n = gaps_before(view, at, is_start);
    return n ? at + view->gaps[n - 1].bytes : at;
}

/* Where the gap that stands before the printed place ends, `bytes` are gone; inside of it, as many as stand before it. */
static uint32_t to_read(const struct lun_view *view, uint32_t at)
{
    uint32_t low = 0, high = view->n_gaps;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (view->gaps[middle].at + view->gaps[middle].bytes <= at)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t place = low ? at - view->gaps[low - 1].bytes : at;
    return low < view->n_gaps && place > view->gaps[low].at ? view->gaps[low].at : place;
}

lun_span lun_view_printed(const struct lun_view *view, lun_span read)
{
    lun_span out = { to_printed(view, read.start, 1), to_printed(view, read.stop, 0) };
    if (out.stop < out.start) /* it is empty */
        out.stop = out.start;
    return out;
}

lun_span lun_view_read(const struct lun_view *view, lun_span printed)
{
    return (lun_span){ to_read(view, printed.start), to_read(view, printed.stop) };
}

/* ---- which text is shown ---- */

static void show(lun_document *document, int as_read)
{
    struct lun_view *view = document->view;
    if (!view || view->is_read == as_read)
        return;
    view->is_read = (uint8_t)as_read;
    document->text = as_read ? view->read : view->printed;
    document->len = as_read ? view->read_len : view->printed_len;
    for (uint32_t i = 0; i < document->n_tokens && view->n_gaps; i++) {
        lun_token *token = &document->tokens[i];
        lun_span span = { token->start, token->stop };
        span = as_read ? lun_view_read(view, span) : lun_view_printed(view, span);
        token->start = span.start;
        token->stop = span.stop;
    }
}

void lun_text_show_printed(lun_document *document)
{
    show(document, 0);
}

void lun_text_show_read(lun_document *document)
{
    show(document, 1);
}

/* ---- making it ---- */

static int is_english(const char *language)
{
    return !language ||
           (lun_ascii_fold(language[0]) == 'e' && lun_ascii_fold(language[1]) == 'n' && !lun_ascii_letter(language[2]));
}

static int no_memory(const lun_document *document, lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to read a text of %u bytes", document->len);
}

int lun_text_read(lun_document *document, lun_vocab *vocab, lun_error *err)
{
    struct lun_view made = {
        .printed = document->text, .read = document->text, .printed_len = document->len, .read_len = document->len
    };
    int rc;
    if (document->view || !document->len)
        return 0;
    if (first_unseen(document->text, document->len) < document->len) {
        char *read = lun_arena_alloc(document->arena, (size_t)document->len + 1);
        if (!read || leave_out(&made, read, document) < 0)
            return no_memory(document, err);
        made.read = read;
    }
    if (is_english(document->language) &&
        (rc = lun_capitals_calm(&made.read, made.read_len, document->arena, vocab, err)) < 0)
        return rc;
    if (made.read == document->text)
        return 0;
    if (!(document->view = lun_arena_alloc(document->arena, sizeof made)))
        return no_memory(document, err);
    *document->view = made;
    show(document, 1);
    return 0;
}
