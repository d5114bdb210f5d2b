/*
** wanted.c - requirements of a program spelled out. Sits on needs.c, core/text/forms.c.
**
** Invariant: as the planner's, lazy and never wrong. A lemma becomes all words that can have it; a lexicon the words that start
** its phrases, each in all inflections that the lexicon takes.
*/
#include "match/wanted.h"

#include <string.h>

#include "base/hash.h"
#include "match/code.h"
#include "match/phrases.h"
#include "text/forms.h"
#include "text/text.h"

typedef struct wanting {
    const lun_program *program;
    lun_vocab *vocab;
    lun_arena *arena;
    LUN_VEC(lun_wanted_item) items; /* of the requirement at hand */
    lun_intern *words;              /* that are among them */
    int too_many;
    lun_error *err;
} wanting;

static int no_memory(const wanting *w)
{
    return lun_error_set(w->err, LUN_ENOMEM, "no memory for what a pattern requires");
}

static int add_word(wanting *w, uint32_t word)
{
    size_t len;
    const char *form = lun_vocab_form(w->vocab, word, &len);
    uint32_t before = lun_intern_count(w->words), number = lun_intern_add(w->words, form, len);
    if (number == LUN_INTERN_NONE)
        return no_memory(w);
    if (number < before)
        return LUN_OK;
    if (number >= LUN_WANTED_WORDS) {
        w->too_many = 1;
        return LUN_OK;
    }
    lun_wanted_item item = { lun_arena_strndup(w->arena, form, len), LUN_LAYER_NONE };
    return item.word && lun_vec_push(&w->items, item) == 0 ? LUN_OK : no_memory(w);
}

static int add_lemma(wanting *w, uint32_t lemma)
{
    uint32_t *forms, n;
    int rc = lun_text_forms(&forms, &n, w->vocab, &lemma, 1, w->err);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        rc = add_word(w, forms[i]);
    lun_free(forms);
    return rc;
}

/* ---- lexicons ---- */

typedef LUN_VEC(uint32_t) words;

static int first_word(const wanting *w, const char *phrase, words *out)
{
    lun_token *tokens;
    uint32_t n;
    int rc = lun_text_tokenize(&tokens, &n, phrase, strlen(phrase), w->vocab, w->err);
    if (rc == LUN_OK && n > 0 && lun_vec_push(out, lun_vocab_fold(w->vocab, tokens[0].word)) < 0)
        rc = no_memory(w);
    lun_free(tokens);
    return rc;
}

/* The words themselves, and every word that shares a lemma with one of them: those that start a phrase count. */
static int add_starts(wanting *w, const lun_lexicon *lexicon, const words *firsts)
{
    words lemmas = { 0 };
    uint32_t *forms = NULL, n = 0;
    int rc = LUN_OK;
    for (size_t i = 0; i < firsts->n && rc == LUN_OK; i++) {
        uint32_t n_lemmas;
        const uint32_t *own = lun_vocab_lemmas(w->vocab, firsts->items[i], &n_lemmas);
        rc = own ? add_word(w, firsts->items[i]) : no_memory(w);
        for (uint32_t j = 0; rc == LUN_OK && j < n_lemmas; j++)
            rc = lun_vec_push(&lemmas, own[j]) < 0 ? no_memory(w) : LUN_OK;
    }
    if (rc == LUN_OK && !w->too_many)
        rc = lun_text_forms(&forms, &n, w->vocab, lemmas.items, (uint32_t)lemmas.n, w->err);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        if (lun_lexicon__starts(lexicon, w->vocab, forms[i]))
            rc = add_word(w, forms[i]);
    }
    lun_free(forms);
    lun_vec_clear(&lemmas);
    return rc;
}

static int add_lexicon(wanting *w, const lun_lexicon *lexicon)
{
    words firsts = { 0 };
    int rc = LUN_OK;
    if (lun_lexicon_count(lexicon) > 2 * LUN_WANTED_WORDS) {
        w->too_many = 1;
        return LUN_OK;
    }
    lun_lexicon_entry entry;
    for (uint32_t i = 0; rc == LUN_OK && lun_lexicon_get(lexicon, i, &entry); i++)
        rc = first_word(w, entry.phrase, &firsts);
    if (rc == LUN_OK)
        rc = add_starts(w, lexicon, &firsts);
    lun_vec_clear(&firsts);
    return rc;
}

/* ---- requirements ---- */

static int add_need(wanting *w, lun_need need)
{
    switch ((lun_need_kind)need.kind) {
    case LUN_NEED_WORD:
        return add_word(w, need.x);
    case LUN_NEED_LEMMA:
        return add_lemma(w, need.x);
    case LUN_NEED_LEXICON:
        return add_lexicon(w, w->program->lexicons.items[need.x]);
    case LUN_NEED_LAYER:
        return lun_vec_push(&w->items, (lun_wanted_item){ NULL, (uint16_t)need.x }) < 0 ? no_memory(w) : LUN_OK;
    }
    return LUN_OK;
}

/* 1 when it is in *out, 0 when it says too little. */
static int spell_out(wanting *w, const lun_needs *needs, lun_wanted *out)
{
    int rc = LUN_OK;
    w->items.n = 0;
    w->too_many = 0;
    lun_intern_truncate(w->words, 0);
    for (uint32_t i = 0; i < needs->n && rc == LUN_OK && !w->too_many; i++)
        rc = add_need(w, needs->items[i]);
    if (rc < 0 || w->too_many)
        return rc;
    out->n = (uint32_t)w->items.n;
    out->items = lun_arena_calloc(w->arena, (size_t)out->n + 1, sizeof *out->items);
    if (!out->items)
        return no_memory(w);
    if (out->n)
        memcpy(out->items, w->items.items, out->n * sizeof *out->items);
    return 1;
}

int lun_program_wanted(lun_wanted **out, uint32_t *n, const lun_program *program, lun_vocab *vocab, lun_arena *arena,
                       lun_error *err)
{
    wanting w = { .program = program, .vocab = vocab, .arena = arena, .words = lun_intern_new(), .err = err };
    int rc = LUN_OK;
    *n = 0;
    *out = lun_arena_calloc(arena, program->needs.n + 1, sizeof **out);
    if (!*out || !w.words)
        rc = no_memory(&w);
    for (size_t i = 0; i < program->needs.n && rc == LUN_OK; i++) {
        if ((rc = spell_out(&w, &program->needs.items[i], &(*out)[*n])) > 0) {
            ++*n;
            rc = LUN_OK;
        }
    }
    lun_intern_free(w.words);
    lun_vec_clear(&w.items);
    return rc;
}
