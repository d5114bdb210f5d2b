/*
** lexicon_inside.h - the inside of a lexicon, shared by lexicon.c (its life), lexicon_find.c (finding) and
** lexicon_cache.c (files).
*/
#ifndef LUN_MATCH_LEXICON_INSIDE_H
#define LUN_MATCH_LEXICON_INSIDE_H

#include "base/cache.h"
#include "match/lexicon_build.h"
#include "match/lexicon_image.h"

#define LUN_LEXICON_WORDS_MAX \
    32768 /* words that a lexicon puts into the vocabulary; a larger one looks words up as they come */

/* A step that was looked for not long ago. Texts ask for few pairs of words again and again, a large table is slow memory. */
typedef struct lun_lexicon_pair {
    uint32_t node, label; /* node 0: free */
    uint32_t to;          /* 0: there is none */
} lun_lexicon_pair;
#define LUN_LEXICON_PAIRS 16384
#define LUN_LEXICON_PAIRS_LEAST (1u << 16) /* steps of a lexicon that is large */

/*
** Which word of the lexicon a word of the vocabulary is: what find asks for every token. 0 = not known yet, 1 = none,
** else the word + 2. Words behind the pin are forgotten with the vocabulary. The closed memo of a small lexicon knows
** folded words alone, so that a worker with many lexicons does not keep a number for each of its words in each of them.
*/
typedef struct lun_lexicon_memo {
    LUN_VEC(uint32_t) words;
    lun_lexicon_pair *pairs; /* LUN_LEXICON_PAIRS of them, of a large lexicon; NULL = none */
    const lun_vocab *vocab;
    uint32_t generation; /* of the vocabulary when the memo was true */
    int closed;          /* all words of the lexicon are in the vocabulary: what is not in the memo is none of them */
} lun_lexicon_memo;

struct lun_lexicon {
    char *name;
    lun_lexicon_case fold;
    lun_lexicon_inflect inflect;
    lun_builder *builder; /* until it is finished */
    uint8_t *block;       /* what `image` borrows: this, or the mapped file */
    lun_mapping mapping;
    lun_image image;
    lun_lexicon_memo *memo; /* changes while the lexicon does not: a process has one thread */
    uint64_t hash;
};

void lun_lexicon__forget(lun_lexicon_memo *memo, const lun_vocab *vocab);
/* Before words are asked for: the vocabulary may have forgotten words since. */
static inline void lun_lexicon__renew(const lun_lexicon *lexicon, const lun_vocab *vocab)
{
    if (lexicon->memo->vocab != vocab || lexicon->memo->generation != lun_vocab_generation(vocab))
        lun_lexicon__forget(lexicon->memo, vocab);
}

uint32_t lun_lexicon__learn(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t word);

/* The lexicon's number of a word; LUN_IMAGE_NONE when it is none of its words. */
static inline uint32_t lun_lexicon__word(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t word)
{
    const lun_lexicon_memo *memo = lexicon->memo;
    if (memo->closed)
        word = lun_vocab_fold(vocab, word);
    if (word < memo->words.n && memo->words.items[word])
        return memo->words.items[word] - 2;
    return memo->closed ? LUN_IMAGE_NONE : lun_lexicon__learn(lexicon, vocab, word);
}

/* Takes a block that was looked over, or a mapping of one; a builder goes. On failure nothing is taken. */
int lun_lexicon__take_block(lun_lexicon *lexicon, uint8_t *block, size_t len, lun_error *err);
int lun_lexicon__take_mapping(lun_lexicon *lexicon, const lun_mapping *mapping, lun_error *err);
/* Reads the words of a small lexicon into the vocabulary. */
int lun_lexicon__learn_words(lun_lexicon *lexicon, lun_vocab *vocab, lun_error *err);
int lun_lexicon__add(lun_lexicon *lexicon, lun_piece phrase, lun_piece id, const lun_value *values, uint32_t line,
                     lun_error *err);

#endif
