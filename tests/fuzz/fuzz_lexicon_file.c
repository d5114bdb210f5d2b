/*
** fuzz_lexicon_file.c - any bytes as a compiled lexicon: they are refused, or whatever is asked of them stays inside
** them. Answers may be wrong: who can write a file with a right checksum can write any answer.
**
** The first two bytes choose case and inflection of the lexicon that takes the block. Start, version and length of the
** block are put right, so that the rest is looked at.
*/
#include <stdlib.h>
#include <string.h>

#include "match/lexicon_inside.h"
#include "match/phrases.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
    "A grey heron opened the doors of O'Hara; grey herons left. Arctic terns, a tern and the US.";

static void put_right(uint8_t *block, size_t len)
{
    lun_image_header *head = (lun_image_header *)block;
    if (len < sizeof *head)
        return;
    head->magic = LUN_IMAGE_MAGIC;
    head->version = LUN_IMAGE_VERSION;
    head->at[LUN_IMAGE_SECTIONS] = len;
}

static void read_entries(const lun_lexicon *lexicon, size_t len)
{
    lun_lexicon_entry entry;
    lun_value value;
    const char *name;
    for (uint32_t f = 0; (name = lun_lexicon_field_name(lexicon, f)) != NULL; f++) {
        if (strlen(name) > len)
            abort();
    }
    for (uint32_t i = 0; i < 100 && lun_lexicon_get(lexicon, i, &entry); i++) {
        if (strlen(entry.phrase) > len || (entry.id && strlen(entry.id) > len))
            abort();
        for (uint32_t f = 0; f < 5; f++) {
            lun_lexicon_value(lexicon, i, f, &value);
            if (value.type == LUN_TYPE_TEXT && strlen(value.as.text) > value.n)
                abort();
        }
    }
}

static void search(const lun_lexicon *lexicon, lun_document *document, lun_vocab *vocab)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    uint32_t stop = document->n_tokens;
    for (uint32_t at = 0; at < stop; at++) {
        lun_lexicon__starts(lexicon, vocab, document->tokens[at].word);
        uint32_t n = lun_lexicon_at(lexicon, document, vocab, at, stop, hits);
        for (uint32_t i = 0; i < n; i++) {
            if (hits[i].stop <= at || hits[i].stop > stop || hits[i].entry >= lun_lexicon_count(lexicon))
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = NULL;
    if (size < 2)
        return 0;
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = lun_document_new();
    uint8_t *block = lun_malloc(size - 2);
    if (!vocab || !document || !block || lun_document_set_text(document, text, sizeof text - 1, &err) < 0 ||
        lun_text_segment(document, vocab, &err) < 0 ||
        lun_lexicon_new(&lexicon, "l", data[0] & 1 ? LUN_LEXICON_EXACT : LUN_LEXICON_FOLD,
                        (lun_lexicon_inflect)(data[1] & 3), &err) < 0)
        abort();
    memcpy(block, data + 2, size - 2);
    put_right(block, size - 2);
    if (lun_lexicon__take_block(lexicon, block, size - 2, &err) == LUN_OK) {
        search(lexicon, document, vocab);
        if (lun_lexicon__learn_words(lexicon, vocab, &err) < 0)
            abort();
        search(lexicon, document, vocab);
        read_entries(lexicon, size - 2);
    } else {
        lun_free(block);
    }
    lun_lexicon_free(lexicon);
    lun_document_free(document);
    lun_vocab_free(vocab);
    return 0;
}
