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

/* A new kind; 0 when memory is gone. */
static uint32_t add_kind(lun_vocab *vocab, uint32_t word, uint8_t upos)
{
    const lun_word *facts = &vocab->words.items[word];
    lun_kind kind = { word, facts->fold, vocab->first_kinds.items[word], (uint16_t)facts->class, upos };
    lun_kind nobody = { 0, 0, 0, 0, 0 };
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
