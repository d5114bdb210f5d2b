/*
** fuzz_text.c - any text, made well formed first: capitals taken away, segmented, its invariants hold; tagged, every token has a tag; tokenized, folded, lemmatised and
** guessed without a fault.
*/
#include <stdlib.h>
#include <string.h>

#include "../unit/text_invariants.h"
#include "base/mem.h"
#include "text/view.h"

#define LARGEST (1u << 18)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What core/load promises: well-formed UTF-8 without NUL and CR. */
static size_t make_well_formed(char *text, size_t len)
{
    size_t n = 0;
    for (size_t at = 0; at < len;) {
        unsigned width;
        uint32_t c = lun_utf8_decode(text + at, len - at, &width);
        if (c != LUN_UTF8_BAD && c != 0 && c != '\r') {
            memmove(text + n, text + at, width);
            n += width;
        }
        at += width;
    }
    return n;
}

static void check_tags(lun_document *document, lun_vocab *vocab)
{
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    if (lun_text_tag(document, vocab, &err) < 0)
        abort();
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        if (document->tags[i] == LUN_TAG_NONE || document->upos[i] > LUN_UPOS_VERB)
            abort();
        if (lun_text_lemma(document, vocab, i) >= lun_vocab_count(vocab))
            abort();
        if (!lun_vocab_lemmas(vocab, document->tokens[i].word, &n) || n == 0)
            abort();
    }
}

static void check_phrase(const char *text, size_t len, lun_vocab *vocab)
{
    lun_error err = LUN_ERROR_INIT;
    lun_token *tokens;
    uint32_t n, at = 0;
    if (lun_text_tokenize(&tokens, &n, text, len, vocab, &err) < 0)
        abort();
    for (uint32_t i = 0; i < n; at = tokens[i++].stop)
        if (tokens[i].start < at || tokens[i].stop <= tokens[i].start || tokens[i].stop > len)
            abort();
    lun_free(tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > LARGEST)
        return 0;
    char *text = lun_malloc(size + 1);
    if (!text)
        return 0;
    memcpy(text, data, size);
    size_t len = make_well_formed(text, size);

    lun_error err = LUN_ERROR_INIT;
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = lun_document_new();
    if (!vocab || !document || lun_document_set_text(document, text, len, &err) < 0 ||
        lun_text_read(document, vocab, &err) < 0 || lun_text_segment(document, vocab, &err) < 0)
        abort();
    if (broken_invariant(document))
        abort();
    check_tags(document, vocab);
    check_phrase(text, len, vocab);
    (void)lun_text_language(text, len);
    lun_document_free(document);
    lun_vocab_free(vocab);
    lun_free(text);
    return 0;
}
