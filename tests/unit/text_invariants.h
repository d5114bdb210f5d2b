/*
** text_invariants.h - holds a segmented document against the invariants of core/text/document.h. Shared by unit tests and the fuzzer.
*/
#ifndef LUN_TEST_TEXT_INVARIANTS_H
#define LUN_TEST_TEXT_INVARIANTS_H

#include "text/chars.h"
#include "text/leftovers.h"
#include "text/text.h"

/* 1 if text[start..stop) is white space and leftovers only. */
static int is_space(const lun_document *document, uint32_t start, uint32_t stop)
{
    while (start < stop) {
        unsigned width;
        uint32_t lines = 0, leftover = lun_leftover(document->text, document->len, start, 1, &lines);
        if (leftover && leftover <= stop) {
            start = leftover;
            continue;
        }
        if (lun_char_at(document->text, start, document->len, &width) != LUN_CHAR_SPACE)
            return 0;
        start += width;
    }
    return 1;
}

static int has_space(const lun_document *document, const lun_token *token)
{
    for (uint32_t at = token->start; at < token->stop;) {
        unsigned width;
        if (lun_char_at(document->text, at, document->len, &width) == LUN_CHAR_SPACE)
            return 1;
        at += width;
    }
    return 0;
}

static int covers(const lun_range *ranges, uint32_t n, uint32_t n_tokens)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; at = ranges[i++].stop)
        if (ranges[i].start != at || ranges[i].stop <= at)
            return 0;
    return at == n_tokens;
}

/* NULL when all invariants hold, else the one that does not. */
static const char *broken_invariant(const lun_document *document)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < document->n_tokens; at = document->tokens[i++].stop) {
        const lun_token *token = &document->tokens[i];
        if (token->start < at || token->stop <= token->start || token->stop > document->len)
            return "tokens are in order, do not overlap, are not empty";
        if (!is_space(document, at, token->start))
            return "between tokens lies white space only";
        if (has_space(document, token))
            return "tokens hold no white space";
    }
    if (!is_space(document, at, document->len))
        return "after the last token lies white space only";
    if (!covers(document->sentences, document->n_sentences, document->n_tokens))
        return "sentences cover all tokens in order";
    if (!covers(document->paragraphs, document->n_paragraphs, document->n_tokens))
        return "paragraphs cover all tokens in order";
    for (uint32_t i = 0; i < document->n_sentences; i++)
        if (lun_document_paragraph_of(document, document->sentences[i].start) !=
            lun_document_paragraph_of(document, document->sentences[i].stop - 1))
            return "a sentence lies inside one paragraph";
    return NULL;
}

#endif
