/*
** forms.c - words by lemma: the closed classes, the irregular forms and the endings of morph.c, read backwards.
**
** What is made that way is asked for its lemmas before it counts, so a way back may lead too far, never too short. Invariant:
** each rule by which lemma.c and morph.c go from a word to a lemma has its way back here.
*/
#include "text/forms.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "text/morph.h"

#define ROOM (LUN_MORPH_LONGEST + 16)

typedef struct gathering {
    lun_vocab *vocab;
    const lun_english *english;
    lun_intern *lemmas, *forms;
} gathering;

/* ---- one lemma ---- */

static int add(const gathering *g, const char *form, size_t len)
{
    return lun_intern_add(g->forms, form, len) == LUN_INTERN_NONE ? LUN_ENOMEM : LUN_OK;
}

/* The lemma without `instead` at its end, with `ending` in its place. */
static int add_ending(const gathering *g, const char *lemma, size_t len, const char *instead, const char *ending)
{
    char form[2 * ROOM];
    size_t off = strlen(instead), on = strlen(ending);
    if (len < off || memcmp(lemma + len - off, instead, off) != 0 || len + on > sizeof form)
        return LUN_OK;
    memcpy(form, lemma, len - off);
    memcpy(form + len - off, ending, on);
    return add(g, form, len - off + on);
}

/* What lun_morph_guess undoes: plan -> planned, revise -> revised, tweet -> tweeted, and plurals. */
static int add_guesses(const gathering *g, const char *lemma, size_t len)
{
    static const char *const endings[] = { "ing", "ed" };
    char doubled[ROOM];
    int rc = LUN_OK;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && rc == LUN_OK; i++) {
        if ((rc = add_ending(g, lemma, len, "", endings[i])) == LUN_OK &&
            (rc = add_ending(g, lemma, len, "e", endings[i])) == LUN_OK && len > 0 && len + 1 < sizeof doubled) {
            memcpy(doubled, lemma, len);
            doubled[len] = lemma[len - 1];
            rc = add_ending(g, doubled, len + 1, "", endings[i]);
        }
    }
    if (rc == LUN_OK && (rc = add_ending(g, lemma, len, "y", "ies")) == LUN_OK &&
        (rc = add_ending(g, lemma, len, "", "es")) == LUN_OK)
        rc = add_ending(g, lemma, len, "", "s");
    return rc;
}

static int add_regular(const gathering *g, const char *lemma, size_t len)
{
    const char *ending, *instead;
    int rc = add(g, lemma, len);
    if (len > LUN_MORPH_LONGEST)
        return rc;
    for (size_t i = 0; rc == LUN_OK && lun_morph_ending(i, &ending, &instead); i++)
        rc = add_ending(g, lemma, len, instead, ending);
    return rc == LUN_OK ? add_guesses(g, lemma, len) : rc;
}

/* ---- tables, for all lemmas at once ---- */

static int is_wanted(const gathering *g, const char *lemma, size_t len)
{
    return lun_intern_find(g->lemmas, lemma, len) != LUN_INTERN_NONE;
}

static int add_closed(const gathering *g)
{
    const char *form, *lemma;
    int rc = LUN_OK;
    for (size_t i = 0; rc == LUN_OK && lun_lemma_closed(i, &form, &lemma); i++) {
        if (is_wanted(g, lemma, strlen(lemma)))
            rc = add(g, form, strlen(form));
    }
    return rc;
}

static int add_irregular(const gathering *g)
{
    const char *form;
    const unsigned char *payload;
    size_t len, left;
    int rc = LUN_OK;
    for (uint32_t i = 0; rc == LUN_OK && i < g->english->n[LUN_ENGLISH_EXCEPTIONS]; i++) {
        size_t at = 1;
        if (!(form = lun_english_key(g->english, LUN_ENGLISH_EXCEPTIONS, i, &len, &payload, &left)) || left < 1)
            continue;
        for (uint32_t b = 0; rc == LUN_OK && b < payload[0] && at + 2 <= left && at + 2 + payload[at + 1] <= left;
             b++) {
            if (is_wanted(g, (const char *)payload + at + 2, payload[at + 1]))
                rc = add(g, form, len);
            at += 2u + payload[at + 1];
        }
    }
    return rc;
}

/* ---- the whole ---- */

static int gather(const gathering *g)
{
    int rc = add_closed(g);
    for (uint32_t i = 0; rc == LUN_OK && i < lun_intern_count(g->lemmas); i++) {
        size_t len;
        const char *lemma = lun_intern_get(g->lemmas, i, &len);
        rc = add_regular(g, lemma, len);
    }
    return rc == LUN_OK && g->english ? add_irregular(g) : rc;
}

/* 1 where one of the word's lemmas is wanted, LUN_ENOMEM. */
static int has_lemma(const gathering *g, uint32_t word)
{
    uint32_t n;
    const uint32_t *lemmas = lun_vocab_lemmas(g->vocab, word, &n);
    for (uint32_t i = 0; i < n; i++) {
        size_t len;
        const char *lemma = lun_vocab_form(g->vocab, lemmas[i], &len);
        if (is_wanted(g, lemma, len))
            return 1;
    }
    return lemmas ? 0 : LUN_ENOMEM;
}

static int choose(const gathering *g, uint32_t *out, uint32_t *n)
{
    for (uint32_t i = 0; i < lun_intern_count(g->forms); i++) {
        size_t len;
        const char *form = lun_intern_get(g->forms, i, &len);
        uint32_t word = lun_vocab_add(g->vocab, form, len);
        int rc = word == LUN_WORD_NONE ? LUN_ENOMEM : has_lemma(g, word);
        if (rc < 0)
            return rc;
        if (rc)
            out[(*n)++] = word;
    }
    return LUN_OK;
}

int lun_text_forms(uint32_t **out, uint32_t *n, lun_vocab *vocab, const uint32_t *lemmas, uint32_t n_lemmas,
                   lun_error *err)
{
    lun_english english;
    gathering g = { vocab, lun_english_open(&english, NULL) == 0 ? &english : NULL, lun_intern_new(),
                    lun_intern_new() };
    int rc = g.lemmas && g.forms ? LUN_OK : LUN_ENOMEM;
    *out = NULL;
    *n = 0;
    for (uint32_t i = 0; i < n_lemmas && rc == LUN_OK; i++) {
        size_t len;
        const char *lemma = lun_vocab_form(vocab, lemmas[i], &len);
        rc = lun_intern_add(g.lemmas, lemma, len) == LUN_INTERN_NONE ? LUN_ENOMEM : LUN_OK;
    }
    if (rc == LUN_OK && (rc = gather(&g)) == LUN_OK) {
        *out = lun_calloc((size_t)lun_intern_count(g.forms) + 1, sizeof **out);
        rc = *out ? choose(&g, *out, n) : LUN_ENOMEM;
    }
    lun_intern_free(g.lemmas);
    lun_intern_free(g.forms);
    if (rc == LUN_OK)
        return rc;
    lun_free(*out);
    *out = NULL;
    return lun_error_set(err, LUN_ENOMEM, "no memory for the forms of a word");
}
