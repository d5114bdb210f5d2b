/*
** sentence.c - a sentence found in a window of the text, so that a long document costs no more than a short one. Sits on core/text.
*/
#include "cli/sentence.h"

#include "base/utf8.h"
#include "text/text.h"

#define WINDOW 2000u  /* bytes on each side in which the sentence begins and ends; longer ones are cut anyway */
#define SPAN_MOST 200 /* characters of the marked words that are shown */

static uint32_t back_to_start(const char *text, uint32_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* The sentences of the window that touch the span; the whole window where that cannot be told. */
static lun_span find(const char *text, lun_span window, lun_span span, lun_vocab *vocab)
{
    lun_document *piece = lun_document_new();
    lun_error ignored = LUN_ERROR_INIT;
    lun_span found = window;
    if (piece && vocab &&
        lun_document_set_text(piece, text + window.start, window.stop - window.start, &ignored) == LUN_OK &&
        lun_text_segment(piece, vocab, &ignored) == LUN_OK && piece->n_sentences) {
        lun_range tokens;
        lun_document_range(piece, (lun_span){ span.start - window.start, span.stop - window.start }, &tokens);
        uint32_t first = tokens.start < piece->n_tokens ? tokens.start : piece->n_tokens - 1,
                 last = tokens.stop > first ? tokens.stop - 1 : first;
        lun_range a = piece->sentences[lun_document_sentence_of(piece, first)],
                  b = piece->sentences[lun_document_sentence_of(piece, last)];
        lun_span bytes = lun_document_span(piece, (lun_range){ a.start, b.stop });
        found = (lun_span){ window.start + bytes.start, window.start + bytes.stop };
        if (found.start > span.start)
            found.start = span.start;
        if (found.stop < span.stop)
            found.stop = span.stop;
    }
    lun_document_free(piece);
    return found;
}

/* White space and what lun_utf8_control knows become one space. */
static void add_line(lun_buf *out, const char *text, uint32_t start, uint32_t stop)
{
    int after_space = 0;
    for (uint32_t i = start; i < stop; i++) {
        unsigned width = text[i] == ' ' ? 1 : lun_utf8_control(text + i, stop - i, LUN_PLAIN_LINE);
        if (!width)
            lun_buf_addc(out, text[i]);
        else if (!after_space)
            lun_buf_addc(out, ' ');
        after_space = width > 0;
        i += width ? width - 1 : 0;
    }
}

static uint32_t forth(const char *text, uint32_t from, uint32_t to, size_t n)
{
    for (; from < to && n > 0; n--) {
        do
            from++;
        while (from < to && ((unsigned char)text[from] & 0xC0) == 0x80);
    }
    return from;
}

/* Where the last n characters before `to` begin, at the start of a word where one is near. */
static uint32_t back(const char *text, uint32_t from, uint32_t to, size_t n)
{
    uint32_t at = to;
    while (at > from && n-- > 0)
        at = back_to_start(text, at - 1);
    for (uint32_t i = at; at > from && i < to && i < at + 20; i++) {
        if (text[i] == ' ')
            return i + 1;
    }
    return at;
}

void lun_sentence_show(lun_buf *out, const char *text, uint32_t len, lun_span span, size_t most, lun_vocab *vocab,
                       const char *mark, const char *unmark)
{
    const lun_span window = { span.start > WINDOW ? back_to_start(text, span.start - WINDOW) : 0,
                              len - span.stop > WINDOW ? back_to_start(text, span.stop + WINDOW) : len };
    lun_span sentence = find(text, window, span, vocab);
    uint32_t left = back(text, sentence.start, span.start, most), right = forth(text, span.stop, sentence.stop, most),
             inner = forth(text, span.start, span.stop, SPAN_MOST);
    lun_buf_adds(out, left > sentence.start ? "\xE2\x80\xA6" : "");
    add_line(out, text, left, span.start);
    lun_buf_adds(out, mark);
    add_line(out, text, span.start, inner);
    lun_buf_adds(out, inner < span.stop ? "\xE2\x80\xA6" : "");
    lun_buf_adds(out, unmark);
    add_line(out, text, span.stop, right);
    lun_buf_adds(out, right < sentence.stop ? "\xE2\x80\xA6" : "");
}
