/*
** lexicon_scan.c - all phrases of a range of tokens. Sits on lexicon_find.c.
**
** A large lexicon lies in slow memory, and a text asks it about every pair of words. So tokens are looked at in pieces:
** first all that memory will be asked for is told to it, then it is read, then what is left is searched. What is ruled
** out cannot start a phrase; what is not is searched as anywhere else.
*/
#include "match/lexicon_inside.h"
#include "match/phrases.h"

#define PIECE 128

typedef struct piece {
    uint32_t words[PIECE + 1]; /* the lexicon's numbers; one token more than is looked at */
    uint32_t bits[PIECE];      /* of the filter; NO_BIT where it is not asked */
    uint8_t may[PIECE];        /* may start a phrase */
    uint32_t n;
} piece;

#define NO_BIT UINT32_MAX

static void read_words(piece *p, const lun_lexicon *lexicon, const lun_vocab *vocab, const lun_token *tokens,
                       uint32_t n)
{
    p->n = n < PIECE ? n : PIECE;
    p->words[p->n] = LUN_IMAGE_NONE;
    for (uint32_t i = 0; i < n && i <= PIECE; i++)
        p->words[i] = lun_lexicon__word(lexicon, vocab, tokens[i].word);
}

static void ask(piece *p, const lun_image *image, uint32_t i)
{
    uint32_t node = 1 + p->words[i], label = lun_image_word_label(p->words[i + 1]);
    p->may[i] = 0;
    p->bits[i] = NO_BIT;
    if (p->words[i] >= image->n_start_words)
        return;
    p->may[i] = image->starts[node].first != LUN_LEXICON_NONE;
    if (p->may[i] || p->words[i + 1] >= image->n_words || !(image->starts[node].mask & lun_image_bit(label)))
        return;
    p->bits[i] = lun_image_mix(node, label) & (image->n_filter * 8 - 1);
    __builtin_prefetch(&image->filter[p->bits[i] / 8]);
}

static void look(piece *p, const lun_image *image)
{
    for (uint32_t i = 0; i < p->n; i++)
        ask(p, image, i);
    for (uint32_t i = 0; i < p->n; i++) {
        if (p->bits[i] != NO_BIT && image->filter[p->bits[i] / 8] >> p->bits[i] % 8 & 1) {
            p->may[i] = 1;
            __builtin_prefetch(&image->steps[lun_image_mix(1 + p->words[i], lun_image_word_label(p->words[i + 1])) &
                                             (image->n_steps - 1)]);
        }
    }
}

/* Of a lexicon with inflected words, each token is asked by itself. */
static void look_inflected(piece *p, const lun_lexicon *lexicon, lun_vocab *vocab, const lun_token *tokens, uint32_t n)
{
    p->n = n < PIECE ? n : PIECE;
    for (uint32_t i = 0; i < p->n; i++)
        p->may[i] = lun_lexicon__starts(lexicon, vocab, tokens[i].word) != 0;
}

static uint32_t scan_piece(const piece *p, const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab,
                           uint32_t *at, uint32_t stop, lun_lexicon_phrase *out, uint32_t most)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    uint32_t n = 0, first = *at;
    while (*at - first < p->n && n < most) {
        if (p->may[*at - first] && lun_lexicon__stops(lexicon, document, vocab, *at, stop, hits) > 0) {
            out[n++] = (lun_lexicon_phrase){ *at, hits[0].stop, hits[0].entry };
            *at = hits[0].stop;
        } else {
            (*at)++;
        }
    }
    return n;
}

uint32_t lun_lexicon_scan(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t *at,
                          uint32_t stop, lun_lexicon_phrase *out, uint32_t most)
{
    uint32_t n = 0;
    piece p;
    if (lexicon->builder)
        *at = stop;
    else
        lun_lexicon__renew(lexicon, vocab);
    while (*at < stop && n < most) {
        if (lexicon->image.n_sets) {
            look_inflected(&p, lexicon, vocab, document->tokens + *at, stop - *at);
        } else {
            read_words(&p, lexicon, vocab, document->tokens + *at, stop - *at);
            look(&p, &lexicon->image);
        }
        n += scan_piece(&p, lexicon, document, vocab, at, stop, out + n, most - n);
    }
    return n;
}
