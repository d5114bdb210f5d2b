/*
** segment.c - from bare text to tokens, sentences and paragraphs: runs the scanner, the layout and the sentence splitter, then gives words numbers.
**
** Sits on tokens.h and the vocabulary. The raw tokens live outside the arena and go at the end; what stays is exactly as large as it must be.
*/
#include <string.h>

#include <lunette/error.h>

#include "base/utf8.h"
#include "text/chars.h"
#include "text/text.h"
#include "text/tokens.h"
#include "text/words.h"

enum { LONGEST_WORD = 256 }; /* bytes of a word that is composed; what is longer is none */

/* The number of a word as others spell it: "Bogota" and an accent that stands apart is "Bogotá", a soft hyphen no part of it. */
static uint32_t number_of(lun_vocab *vocab, const char *text, uint32_t len)
{
    char word[LONGEST_WORD];
    uint32_t i = 0;
    while (i < len && (unsigned char)text[i] < 0x80)
        i++;
    if (i == len || len > sizeof word)
        return lun_vocab_add(vocab, text, len);
    memcpy(word, text, len);
    size_t n = lun_utf8_compose(word, len);
    return n == 0 ? lun_vocab_add(vocab, text, len) : lun_vocab_add(vocab, word, n);
}

/* Nearly every token is a word that has its number, found without a question about the length of the text but for the last few. */
static inline int add_token(lun_token *token, const lun_scan *scan, uint32_t start, uint32_t stop, lun_vocab *vocab)
{
    const char *text = scan->text + start;
    uint32_t word =
        scan->len - start >= 16 ? lun_intern_find_inside(vocab->forms, text, stop - start) : LUN_INTERN_NONE;
    if (word == LUN_INTERN_NONE)
        word = number_of(vocab, text, stop - start);
    *token = (lun_token){ start, stop, word };
    return word == LUN_WORD_NONE ? LUN_ENOMEM : 0;
}

static void close_range(lun_range *ranges, uint32_t n, uint32_t stop)
{
    if (n > 0)
        ranges[n - 1].stop = stop;
}

/* The full stop that an abbreviation at the end of a sentence gives up. */
static int add_stop(lun_token *token, const lun_scan *scan, uint32_t stop, lun_vocab *vocab)
{
    return add_token(token, scan, stop - 1, stop, vocab);
}

/* Fills the document's arrays, which have room for everything. */
static int fill(lun_document *document, const lun_scan *scan, lun_vocab *vocab)
{
    lun_token *token = document->tokens;
    uint32_t sentences = 0, paragraphs = 0;
    for (const lun_raw *raw = scan->raw.items, *end = raw + scan->raw.n; raw < end; raw++) {
        if (raw->breaks != LUN_BREAK_NONE) {
            uint32_t n = (uint32_t)(token - document->tokens);
            close_range(document->sentences, sentences, n);
            document->sentences[sentences++].start = n;
            if (raw->breaks == LUN_BREAK_PARAGRAPH) {
                close_range(document->paragraphs, paragraphs, n);
                document->paragraphs[paragraphs++].start = n;
            }
        }
        int final = raw->abbreviation == LUN_ABBREVIATION_FINAL;
        if (add_token(token++, scan, raw->start, raw->stop - (uint32_t) final, vocab) < 0)
            return LUN_ENOMEM;
        if (final && add_stop(token++, scan, raw->stop, vocab) < 0)
            return LUN_ENOMEM;
    }
    document->n_tokens = (uint32_t)(token - document->tokens);
    document->n_sentences = sentences;
    document->n_paragraphs = paragraphs;
    close_range(document->sentences, sentences, document->n_tokens);
    close_range(document->paragraphs, paragraphs, document->n_tokens);
    return 0;
}

static int keep(lun_document *document, const lun_scan *scan, lun_vocab *vocab)
{
    size_t n_tokens = scan->raw.n, n_sentences = 0, n_paragraphs = 0;
    for (const lun_raw *raw = scan->raw.items, *end = raw + scan->raw.n; raw < end; raw++) {
        n_tokens += raw->abbreviation == LUN_ABBREVIATION_FINAL;
        n_sentences += raw->breaks != LUN_BREAK_NONE;
        n_paragraphs += raw->breaks == LUN_BREAK_PARAGRAPH;
    }
    document->tokens = lun_arena_alloc(document->arena, n_tokens * sizeof *document->tokens);
    document->sentences = lun_arena_alloc(document->arena, n_sentences * sizeof *document->sentences);
    document->paragraphs = lun_arena_alloc(document->arena, n_paragraphs * sizeof *document->paragraphs);
    if (!document->tokens || !document->sentences || !document->paragraphs)
        return LUN_ENOMEM;
    return fill(document, scan, vocab);
}

int lun_text_segment(lun_document *document, lun_vocab *vocab, lun_error *err)
{
    lun_scan scan = { .text = document->text, .len = document->len };
    document->n_tokens = document->n_sentences = document->n_paragraphs = 0;
    document->tags = document->upos = NULL;
    document->kinds = NULL;
    int rc = lun_scan_run(&scan);
    if (rc == 0) {
        lun_layout_run(&scan);
        lun_sentences_run(&scan);
        lun_quotations_run(&scan);
        rc = keep(document, &scan, vocab);
    }
    lun_scan_clear(&scan);
    return rc < 0 ? lun_error_set(err, rc, "no memory for the tokens of a text of %u bytes", document->len) : 0;
}

int lun_text_plain_word(uint32_t *word, const char *text, size_t len, lun_vocab *vocab)
{
    if (len == 0 || len == sizeof "cannot" - 1 || len > LONGEST_WORD || lun_ascii_letters(text, (uint32_t)len) < len)
        return 0;
    *word = lun_vocab_add(vocab, text, len);
    return *word == LUN_WORD_NONE ? LUN_ENOMEM : 1;
}

int lun_text_tokenize(lun_token **out, uint32_t *n, const char *text, size_t len, lun_vocab *vocab, lun_error *err)
{
    *out = NULL;
    *n = 0;
    if (len > LUN_TEXT_MAX)
        return lun_error_set(err, LUN_ELIMIT, "a phrase has %zu bytes, expected at most %u", len, LUN_TEXT_MAX);
    lun_scan scan = { .text = text, .len = (uint32_t)len, .phrase = 1 };
    int rc = lun_scan_run(&scan);
    lun_token *tokens = rc == 0 ? lun_calloc(scan.raw.n + 1, sizeof *tokens) : NULL;
    if (!tokens)
        rc = LUN_ENOMEM;
    for (size_t i = 0; rc == 0 && i < scan.raw.n; i++)
        rc = add_token(&tokens[i], &scan, scan.raw.items[i].start, scan.raw.items[i].stop, vocab);
    if (rc == 0) {
        *out = tokens;
        *n = (uint32_t)scan.raw.n;
        tokens = NULL;
    }
    lun_free(tokens);
    lun_scan_clear(&scan);
    return rc < 0 ? lun_error_set(err, rc, "no memory for the tokens of a phrase") : 0;
}
