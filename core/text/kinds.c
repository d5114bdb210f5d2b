/*
** kinds.c - numbers for words as they were tagged. Sits on words.h: the first kind of each word, the others chained behind it.
*/
#include "text/kinds.h"

#include <string.h>

#include "text/words.h"

/* Room for the first kind of every word there is. */
static int make_room(lun_vocab *vocab)
{
    size_t n = vocab->words.n, before = vocab->first_kinds.n;
    if (n <= before)
        return LUN_OK;
    if (lun_vec_reserve(&vocab->first_kinds, n) < 0)
        return LUN_ENOMEM;
    memset(vocab->first_kinds.items + before, 0, (n - before) * sizeof *vocab->first_kinds.items);
    vocab->first_kinds.n = n;
    return LUN_OK;
}

int lun_vocab_tell_lemmas(lun_vocab *vocab)
{
    if (vocab->kinds.n == 0)
        vocab->tells_lemmas = 1;
    return vocab->tells_lemmas;
}

static uint64_t bit_of(uint32_t word)
{
    return (uint64_t)1 << (word % 64);
}

/* The long s and the sign of kelvin: expressions that are met in any case meet them by letters that they are not folded to. */
static int has_odd_letter(const char *form)
{
    return strstr(form, "\u017F") != NULL || strstr(form, "\u212A") != NULL;
}

/* 0 when memory is gone. */
static uint64_t bits_of(lun_vocab *vocab, uint32_t word)
{
    uint64_t bits = bit_of(lun_vocab_fold(vocab, word));
    uint32_t n = 0;
    const uint32_t *lemmas = vocab->tells_lemmas ? lun_vocab_lemmas(vocab, word, &n) : NULL;
    if (vocab->tells_lemmas && !lemmas)
        return 0;
    for (uint32_t i = 0; i < n; i++)
        bits |= bit_of(lemmas[i]);
    return has_odd_letter(lun_vocab_form(vocab, word, NULL)) ? UINT64_MAX : bits;
}

/* A new kind; 0 when memory is gone. */
static uint32_t add_kind(lun_vocab *vocab, uint32_t word, uint8_t upos)
{
    lun_kind nobody = { 0 }, kind = { .word = word, .upos = upos, .bits = bits_of(vocab, word) };
    kind.fold = vocab->words.items[word].fold;
    kind.class = (uint16_t)vocab->words.items[word].class;
    kind.next = vocab->first_kinds.items[word];
    if (!kind.bits)
        return 0;
    if (vocab->kinds.n == 0 && lun_vec_push(&vocab->kinds, nobody) < 0)
        return 0;
    if (lun_vec_push(&vocab->kinds, kind) < 0)
        return 0;
    vocab->first_kinds.items[word] = (uint32_t)vocab->kinds.n - 1;
    return (uint32_t)vocab->kinds.n - 1;
}

static uint32_t kind_of(lun_vocab *vocab, uint32_t word, uint8_t upos)
{
    uint32_t kind = vocab->first_kinds.items[word];
    while (kind && vocab->kinds.items[kind].upos != upos)
        kind = vocab->kinds.items[kind].next;
    return kind ? kind : add_kind(vocab, word, upos);
}

int lun_text_kinds(lun_document *document, lun_vocab *vocab)
{
    uint8_t tagged = document->upos != NULL;
    if (document->kinds && document->kinds_tagged == tagged && document->kinds_generation == vocab->generation)
        return LUN_OK;
    document->kinds = NULL;
    uint32_t *kinds = lun_arena_alloc(document->arena, ((size_t)document->n_tokens + 1) * sizeof *kinds);
    if (!kinds || make_room(vocab) < 0)
        return LUN_ENOMEM;
    for (uint32_t t = 0; t < document->n_tokens; t++) {
        kinds[t] = kind_of(vocab, document->tokens[t].word, tagged ? document->upos[t] : LUN_KIND_UNTAGGED);
        if (!kinds[t])
            return LUN_ENOMEM;
    }
    document->kinds = kinds;
    document->kinds_tagged = tagged;
    document->kinds_generation = vocab->generation;
    document->kinds_serial = ++vocab->kinds_made;
    return LUN_OK;
}

const lun_kind *lun_vocab_kinds(const lun_vocab *vocab)
{
    return vocab->kinds.items;
}
