/*
** fuzz_lexicon.c - any bytes as a lexicon file: it is read or refused with a line, and every phrase that was read is
** found where it is written.
**
** The first byte chooses case and inflection.
*/
#include <stdlib.h>
#include <string.h>

#include "match/lexicon.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Looks every phrase up: the entry found is of the same words, so it is this one or one before it. */
static void check_phrases(const lun_lexicon *lexicon, lun_vocab *vocab)
{
    for (uint32_t i = 0; i < lun_lexicon_count(lexicon); i++) {
        lun_lexicon_entry entry;
        if (!lun_lexicon_get(lexicon, i, &entry))
            abort();
        uint32_t found = lun_lexicon_lookup(lexicon, vocab, entry.phrase, strlen(entry.phrase));
        if (found == LUN_LEXICON_NONE || found > i)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = NULL;
    if (size == 0)
        return 0;
    lun_vocab *vocab = lun_vocab_new();
    lun_lexicon_case fold = data[0] & 1 ? LUN_LEXICON_EXACT : LUN_LEXICON_FOLD;
    if (!vocab || lun_lexicon_new(&lexicon, "l", fold, (lun_lexicon_inflect)(data[0] >> 1 & 3), &err) < 0)
        abort();
    if (lun_lexicon_read(lexicon, "l", (const char *)data + 1, size - 1, &err) == LUN_OK) {
        if (lun_lexicon_finish(lexicon, vocab, &err) < 0)
            abort();
        check_phrases(lexicon, vocab);
    } else if (err.line == 0 || err.message[0] == '\0')
        abort();
    lun_lexicon_free(lexicon);
    lun_vocab_free(vocab);
    return 0;
}
