/*
** vocab.c - numbers for words, and their facts.
**
** Sits on base/hash.h (the numbers) and spelling.c (the facts). Invariants: words.n equals the count of the intern table between calls;
** the fold of a word is a word that is its own fold; a call that fails leaves the vocabulary as it was.
*/
#include "text/vocab.h"

#include <string.h>

#include "text/chars.h"
#include "text/words.h"

#define SMALL 256 /* most words fold in a buffer of this size on the stack */

lun_vocab *lun_vocab_new(void)
{
    lun_vocab *vocab = lun_calloc(1, sizeof *vocab);
    if (!vocab)
        return NULL;
    vocab->forms = lun_intern_new();
    if (!vocab->forms || lun_vec_push(&vocab->lists, 0) < 0 ||
        lun_vec_push(&vocab->candidates, (lun_candidate){ .n = 0 }) < 0) {
        lun_vocab_free(vocab);
        return NULL;
    }
    return vocab;
}

void lun_vocab_free(lun_vocab *vocab)
{
    if (!vocab)
        return;
    lun_intern_free(vocab->forms);
    lun_vec_clear(&vocab->words);
    lun_vec_clear(&vocab->lists);
    lun_vec_clear(&vocab->kinds);
    lun_vec_clear(&vocab->first_kinds);
    lun_vec_clear(&vocab->candidates);
    lun_free(vocab->lemmas);
    lun_free(vocab);
}

static void forget_from(lun_vocab *vocab, uint32_t n)
{
    lun_intern_truncate(vocab->forms, n);
    if (vocab->words.n > n)
        vocab->words.n = n;
}

/* Gives a number to a form that has none yet, its fold still open. */
static uint32_t add_bare(lun_vocab *vocab, const char *form, size_t len)
{
    uint32_t before = lun_intern_count(vocab->forms);
    if (lun_vec_reserve(&vocab->words, (size_t)before + 1) < 0)
        return LUN_WORD_NONE;
    uint32_t word = lun_intern_add(vocab->forms, form, len);
    if (word == LUN_INTERN_NONE || word < before)
        return word;
    lun_word facts = { .fold = word, .class = lun_spelling_class(form, len) & 255 };
    vocab->words.items[vocab->words.n++] = facts;
    return word;
}

static uint32_t add_new(lun_vocab *vocab, const char *form, size_t len)
{
    if (lun_ascii_small(form, len))
        return add_bare(vocab, form, len);
    uint32_t before = lun_intern_count(vocab->forms);
    char small[2 * SMALL + 8];
    char *folded = len <= SMALL ? small : lun_malloc(2 * len + 8);
    if (!folded)
        return LUN_WORD_NONE;
    size_t folded_len = lun_spelling_fold(form, len, folded);

    uint32_t word = add_bare(vocab, form, len);
    if (word != LUN_WORD_NONE && (folded_len != len || memcmp(folded, form, len) != 0)) {
        uint32_t fold = add_bare(vocab, folded, folded_len);
        if (fold == LUN_WORD_NONE) {
            forget_from(vocab, before);
            word = LUN_WORD_NONE;
        } else {
            vocab->words.items[word].fold = fold;
        }
    }
    if (folded != small)
        lun_free(folded);
    return word;
}

uint32_t lun_vocab_add(lun_vocab *vocab, const char *form, size_t len)
{
    uint32_t word = lun_intern_find(vocab->forms, form, len);
    return word != LUN_INTERN_NONE ? word : add_new(vocab, form, len);
}

uint32_t lun_vocab_find(const lun_vocab *vocab, const char *form, size_t len)
{
    return lun_intern_find(vocab->forms, form, len);
}

const char *lun_vocab_form(const lun_vocab *vocab, uint32_t word, size_t *len)
{
    return lun_intern_get(vocab->forms, word, len);
}

uint32_t lun_vocab_count(const lun_vocab *vocab)
{
    return (uint32_t)vocab->words.n;
}

uint32_t lun_vocab_fold(const lun_vocab *vocab, uint32_t word)
{
    return vocab->words.items[word].fold;
}

uint32_t lun_vocab_class(const lun_vocab *vocab, uint32_t word)
{
    return vocab->words.items[word].class;
}

uint32_t lun_vocab__store(lun_vocab *vocab, const uint32_t *items, uint32_t n)
{
    if (vocab->lists.n + n + 1 > UINT32_MAX || lun_vec_reserve(&vocab->lists, vocab->lists.n + n + 1) < 0)
        return 0;
    uint32_t position = (uint32_t)vocab->lists.n;
    vocab->lists.items[position] = n;
    if (n)
        memcpy(vocab->lists.items + position + 1, items, n * sizeof *items);
    vocab->lists.n += n + 1;
    return position;
}

void lun_vocab_pin(lun_vocab *vocab)
{
    vocab->pinned = lun_vocab_count(vocab);
}

uint32_t lun_vocab_pinned(const lun_vocab *vocab)
{
    return vocab->pinned;
}

uint64_t lun_vocab_ticket(lun_vocab *vocab)
{
    return ++vocab->tickets;
}

uint32_t lun_vocab_generation(const lun_vocab *vocab)
{
    return vocab->generation;
}

int lun_vocab_trim(lun_vocab *vocab, uint32_t most)
{
    uint32_t pinned = vocab->pinned;
    if (lun_vocab_count(vocab) <= most || lun_vocab_count(vocab) <= pinned)
        return 0;
    forget_from(vocab, pinned);
    vocab->generation++;
    vocab->kinds.n = vocab->first_kinds.n = 0;
    vocab->lists.n = vocab->candidates.n = 1; /* lists of pinned words may name words that are gone */
    if (vocab->lemmas)
        memset(vocab->lemmas, 0, LUN_LEMMAS_KEPT * sizeof *vocab->lemmas);
    for (uint32_t word = 0; word < pinned; word++)
        vocab->words.items[word].lemmas = vocab->words.items[word].candidates = 0;
    return 1;
}
