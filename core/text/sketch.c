/*
** sketch.c - sketches of texts. Sits on document.c and vocab.c.
*/
#include "text/sketch.h"

#include <string.h>

#include "base/hash.h"

/* A bijection of 64 bits that mixes them all (the finalizer of MurmurHash3). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 33) * 0xFF51AFD7ED558CCDu;
    x = (x ^ x >> 33) * 0xC4CEB9FE1A85EC53u;
    return x ^ x >> 33;
}

/* Values are kept as one more than the 48 bits below the bin's, so that 0 says that the bin is empty. */
static uint32_t gather(uint64_t least[LUN_SKETCH_BINS], const lun_document *document, const lun_vocab *vocab)
{
    uint64_t before = 0, last = 0;
    uint32_t words = 0;
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        uint32_t word = document->tokens[i].word;
        size_t len;
        if (lun_vocab_class(vocab, word) & LUN_CLASS_PUNCT)
            continue;
        const char *form = lun_vocab_form(vocab, lun_vocab_fold(vocab, word), &len);
        uint64_t now = lun_hash64(form, len);
        if (++words >= LUN_SKETCH_RUN) {
            uint64_t run = mix(before * 3 + last * 5 + now * 7);
            uint64_t *bin = &least[run >> 56], value = (run << 8 >> 16) + 1;
            if (!*bin || value < *bin)
                *bin = value;
        }
        before = last;
        last = now;
    }
    return words;
}

/* The bin that an empty one takes its value from: the first one filled on a walk of its own, the same for all texts. */
static uint32_t walk(const uint64_t least[LUN_SKETCH_BINS], uint32_t bin)
{
    for (uint64_t step = 1;; step++) {
        uint32_t at = (uint32_t)(mix(bin << 20 | step) % LUN_SKETCH_BINS);
        if (least[at])
            return at;
    }
}

void lun_sketch_make(lun_sketch *out, const lun_document *document, const lun_vocab *vocab)
{
    uint64_t least[LUN_SKETCH_BINS] = { 0 };
    memset(out, 0, sizeof *out);
    out->words = gather(least, document, vocab);
    if (out->words < LUN_SKETCH_RUN)
        return;
    for (uint32_t bin = 0; bin < LUN_SKETCH_BINS; bin++)
        out->bins[bin] = (uint8_t)mix(least[least[bin] ? bin : walk(least, bin)]);
}

double lun_sketch_resemblance(const lun_sketch *a, const lun_sketch *b)
{
    uint32_t equal = 0;
    if (a->words < LUN_SKETCH_RUN || b->words < LUN_SKETCH_RUN)
        return 0;
    for (uint32_t bin = 0; bin < LUN_SKETCH_BINS; bin++)
        equal += a->bins[bin] == b->bins[bin];
    double share = (double)equal / LUN_SKETCH_BINS, chance = 1.0 / 256;
    return share <= chance ? 0 : (share - chance) / (1 - chance);
}
