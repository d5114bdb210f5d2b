/*
** lemma.c - lemmas: of a word over all its readings (patterns ask for those), and of a token in its tagged reading.
**
** Sits on morph.c and a table of the closed classes, whose forms no rule yields. Lemmas are folded words of the vocabulary; only names and "I" keep
** their capitals. Personal pronouns have the form of the subject ("them": they); those that tell a possessor are their own lemmas.
*/
#include <string.h>

#include "text/morph.h"
#include "text/tags.h"

typedef struct closed {
    const char *form, *lemma;
    uint32_t upos; /* bits of 1 << lun_upos for which it holds */
} closed;

#define VERBAL (1u << LUN_UPOS_AUX | 1u << LUN_UPOS_VERB)
#define POINTING (1u << LUN_UPOS_DET | 1u << LUN_UPOS_PRON)

/* clang-format off */
static const closed CLOSED[] = {
    { "am", "be", VERBAL }, { "is", "be", VERBAL }, { "are", "be", VERBAL }, { "was", "be", VERBAL }, { "were", "be", VERBAL },
    { "been", "be", VERBAL }, { "being", "be", VERBAL }, { "'m", "be", VERBAL }, { "'re", "be", VERBAL }, { "'s", "be", VERBAL }, { "ai", "be", VERBAL },
    { "has", "have", VERBAL }, { "had", "have", VERBAL }, { "having", "have", VERBAL }, { "'ve", "have", VERBAL }, { "'s", "have", VERBAL },
    { "does", "do", VERBAL }, { "did", "do", VERBAL }, { "done", "do", VERBAL }, { "doing", "do", VERBAL },
    { "'ll", "will", VERBAL }, { "wo", "will", VERBAL }, { "'d", "would", VERBAL }, { "'d", "have", VERBAL }, { "ca", "can", VERBAL },
    { "sha", "shall", VERBAL }, { "might", "might", VERBAL }, { "n't", "not", 1u << LUN_UPOS_PART }, { "an", "a", 1u << LUN_UPOS_DET },
    { "these", "this", POINTING }, { "those", "that", POINTING },
    { "me", "i", 1u << LUN_UPOS_PRON }, { "him", "he", 1u << LUN_UPOS_PRON }, { "us", "we", 1u << LUN_UPOS_PRON }, { "them", "they", 1u << LUN_UPOS_PRON },
    { "data", "data", 1u << LUN_UPOS_NOUN }, { "media", "media", 1u << LUN_UPOS_NOUN }, { "troops", "troops", 1u << LUN_UPOS_NOUN },
    { "better", "well", 1u << LUN_UPOS_ADV }, { "best", "well", 1u << LUN_UPOS_ADV }, { "worse", "badly", 1u << LUN_UPOS_ADV },
    { "more", "more", 1u << LUN_UPOS_ADJ | 1u << LUN_UPOS_ADV }, { "most", "most", 1u << LUN_UPOS_ADJ | 1u << LUN_UPOS_ADV },
    { "less", "less", 1u << LUN_UPOS_ADJ | 1u << LUN_UPOS_ADV }, { "least", "least", 1u << LUN_UPOS_ADJ | 1u << LUN_UPOS_ADV },
    { "later", "late", 1u << LUN_UPOS_ADV }, { "earlier", "early", 1u << LUN_UPOS_ADV }, { "further", "far", 1u << LUN_UPOS_ADV },
};
/* clang-format on */
#define N_CLOSED (sizeof CLOSED / sizeof *CLOSED)

int lun_lemma_closed(size_t i, const char **form, const char **lemma)
{
    if (i >= N_CLOSED)
        return 0;
    *form = CLOSED[i].form;
    *lemma = CLOSED[i].lemma;
    return 1;
}

static uint32_t bit_of(lun_upos upos)
{
    switch (upos) {
    case LUN_UPOS_NOUN:
        return LUN_POS_NOUN;
    case LUN_UPOS_VERB:
    case LUN_UPOS_AUX:
        return LUN_POS_VERB;
    case LUN_UPOS_ADJ:
        return LUN_POS_ADJ;
    case LUN_UPOS_ADV:
        return LUN_POS_ADV;
    case LUN_UPOS_X:
    case LUN_UPOS_ADP:
    case LUN_UPOS_CCONJ:
    case LUN_UPOS_DET:
    case LUN_UPOS_INTJ:
    case LUN_UPOS_NUM:
    case LUN_UPOS_PART:
    case LUN_UPOS_PRON:
    case LUN_UPOS_PROPN:
    case LUN_UPOS_PUNCT:
    case LUN_UPOS_SCONJ:
    case LUN_UPOS_SYM:
        return 0;
    }
    return 0;
}

static int is_form(const closed *word, const char *form)
{
    return word->form[0] == form[0] && strcmp(word->form, form) == 0;
}

static const char *closed_lemma(const char *form, lun_upos upos)
{
    for (size_t i = 0; i < N_CLOSED; i++)
        if ((CLOSED[i].upos & 1u << upos) && is_form(&CLOSED[i], form))
            return CLOSED[i].lemma;
    return NULL;
}

/* 1 if the token is the base form already, by its tag. */
static int is_base(unsigned tag)
{
    return tag == TAG_NN || tag == TAG_VB || tag == TAG_VBP || tag == TAG_JJ || tag == TAG_RB;
}

static uint32_t open_lemma(const lun_english *english, const char *fold, size_t len, uint32_t bit, unsigned tag,
                           lun_base *out)
{
    lun_base bases[LUN_MORPH_MOST];
    uint32_t n = lun_morph_bases(english, fold, len, bit, bases);
    for (uint32_t i = 0; i < n; i++)
        if (!is_base(tag) && (bases[i].len != len || memcmp(bases[i].text, fold, len) != 0)) {
            *out = bases[i];
            return 1;
        }
    if (n > 0) {
        *out = bases[0];
        return memcmp(bases[0].text, fold, len) == 0 && bases[0].len == len ? 0 : !is_base(tag);
    }
    return is_base(tag) ? 0 : lun_morph_guess(fold, len, bit, out);
}

static uint32_t find_lemma(lun_vocab *vocab, uint32_t word, lun_upos upos, unsigned tag)
{
    uint32_t fold = lun_vocab_fold(vocab, word);
    size_t len;
    const char *form = lun_vocab_form(vocab, fold, &len);
    if (upos == LUN_UPOS_PROPN)
        return word;
    const char *lemma = closed_lemma(form, upos);
    if (upos == LUN_UPOS_PRON && strcmp(lemma ? lemma : form, "i") == 0)
        return lun_vocab_add(vocab, "I", 1);
    if (lemma)
        return lun_vocab_add(vocab, lemma, strlen(lemma));
    uint32_t bit = bit_of(upos);
    const lun_english *english = bit ? lun_vocab__english(vocab, NULL) : NULL;
    lun_base base;
    if (!english || !open_lemma(english, form, len, bit, tag, &base))
        return fold;
    return lun_vocab_add(vocab, base.text, base.len);
}

/* The place where a lemma is kept, if it is; NULL when memory is gone, and each is then worked out anew. */
static lun_lemma *place_of(lun_vocab *vocab, uint32_t word, uint32_t tags)
{
    if (!vocab->lemmas)
        vocab->lemmas = lun_calloc(LUN_LEMMAS_KEPT, sizeof *vocab->lemmas);
    uint32_t hash = (word ^ tags << 20) * 0x9E3779B1u;
    return vocab->lemmas ? &vocab->lemmas[(hash >> 16) & (LUN_LEMMAS_KEPT - 1)] : NULL;
}

uint32_t lun_text_lemma(const lun_document *document, lun_vocab *vocab, uint32_t token)
{
    uint32_t word = document->tokens[token].word;
    lun_upos upos = document->upos ? (lun_upos)document->upos[token] : LUN_UPOS_X;
    unsigned tag = document->tags ? document->tags[token] : LUN_TAG_NONE;
    uint16_t tags = (uint16_t)(1u << 15 | (unsigned)upos << 8 | tag);
    lun_lemma *kept = place_of(vocab, word, tags);
    if (kept && kept->word == word && kept->tags == tags)
        return kept->lemma;
    uint32_t lemma = find_lemma(vocab, word, upos, tag);
    if (kept && lemma != LUN_WORD_NONE)
        *kept = (lun_lemma){ word, tags, lemma };
    return lemma;
}

static uint32_t push(uint32_t *ids, uint32_t n, uint32_t most, uint32_t id)
{
    for (uint32_t i = 0; i < n; i++)
        if (ids[i] == id)
            return n;
    if (n < most)
        ids[n++] = id;
    return n;
}

#define MOST_LEMMAS (LUN_MORPH_MOST + 6)

/* Lemmas from the closed classes; *out gets as many, UINT32_MAX is returned when memory is gone. */
static uint32_t closed_lemmas(lun_vocab *vocab, uint32_t fold, uint32_t *ids)
{
    const char *form = lun_vocab_form(vocab, fold, NULL); /* stays where it is when words are added */
    uint32_t n = 0;
    for (size_t i = 0; i < N_CLOSED; i++) {
        if (!is_form(&CLOSED[i], form))
            continue;
        uint32_t id = lun_vocab_add(vocab, CLOSED[i].lemma, strlen(CLOSED[i].lemma));
        if (id == LUN_WORD_NONE)
            return UINT32_MAX;
        n = push(ids, n, MOST_LEMMAS, id);
    }
    return n;
}

/* Adds the lemmas of the open classes. */
static uint32_t open_lemmas(lun_vocab *vocab, const lun_english *english, uint32_t fold, uint32_t *ids, uint32_t n)
{
    size_t len;
    const char *form = lun_vocab_form(vocab, fold, &len);
    lun_base bases[LUN_MORPH_MOST];
    uint32_t n_bases =
        lun_morph_bases(english, form, len, LUN_POS_NOUN | LUN_POS_VERB | LUN_POS_ADJ | LUN_POS_ADV, bases);
    if (n_bases == 0) {
        n = push(ids, n, MOST_LEMMAS, fold);
        n_bases = lun_morph_guess(form, len, LUN_POS_VERB | LUN_POS_NOUN, &bases[0]);
        if (n_bases == 0)
            n_bases = lun_morph_guess(form, len, LUN_POS_VERB, &bases[0]);
    }
    for (uint32_t i = 0; i < n_bases; i++) {
        uint32_t id = lun_vocab_add(vocab, bases[i].text, bases[i].len);
        if (id == LUN_WORD_NONE)
            return UINT32_MAX;
        n = push(ids, n, MOST_LEMMAS, id);
    }
    return n;
}

const uint32_t *lun_vocab_lemmas(lun_vocab *vocab, uint32_t word, uint32_t *n)
{
    *n = 0;
    if (!vocab->words.items[word].lemmas) {
        uint32_t ids[MOST_LEMMAS], fold = lun_vocab_fold(vocab, word);
        const lun_english *english = lun_vocab__english(vocab, NULL);
        uint32_t count = closed_lemmas(vocab, fold, ids);
        int closed_class = count > 0;
        if (count != UINT32_MAX && english)
            count = open_lemmas(vocab, english, fold, ids, count);
        else if (count != UINT32_MAX && !closed_class)
            count = push(ids, count, MOST_LEMMAS, fold);
        uint32_t position = count == UINT32_MAX ? 0 : lun_vocab__store(vocab, ids, count);
        if (!position)
            return NULL;
        vocab->words.items[word].lemmas = position;
    }
    uint32_t position = vocab->words.items[word].lemmas;
    *n = vocab->lists.items[position];
    return vocab->lists.items + position + 1;
}
