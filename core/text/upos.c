/*
** upos.c - universal tags: mostly a table from the lexicon's tags; the rest is settled by the word and its neighbours.
**
** The decisions follow the usage of the English web treebank: forms of be are auxiliaries, have and do are where a verb form depends on them,
** "to" before a verb and "not" are particles, "this" without a noun is a pronoun, "before" with a clause is a conjunction.
*/
#include "text/tags.h"

#define LOOK_AHEAD 7 /* tokens searched for the verb of a clause */

typedef struct tagged { /* one sentence being settled */
    lun_document *document;
    const lun_word *words; /* of the vocabulary; their traits are known */
    uint32_t start, stop;
} tagged;

/* clang-format off */
static const uint8_t PLAIN[TAG_COUNT] = {
    [TAG_NN] = LUN_UPOS_NOUN, [TAG_PUNC] = LUN_UPOS_PUNCT, [TAG_NNP] = LUN_UPOS_PROPN, [TAG_DT] = LUN_UPOS_DET, [TAG_IN] = LUN_UPOS_ADP,
    [TAG_JJ] = LUN_UPOS_ADJ, [TAG_NNS] = LUN_UPOS_NOUN, [TAG_CD] = LUN_UPOS_NUM, [TAG_RB] = LUN_UPOS_ADV, [TAG_VBD] = LUN_UPOS_VERB,
    [TAG_VB] = LUN_UPOS_VERB, [TAG_PRP] = LUN_UPOS_PRON, [TAG_CC] = LUN_UPOS_CCONJ, [TAG_OF] = LUN_UPOS_ADP, [TAG_TO] = LUN_UPOS_PART,
    [TAG_VBZ] = LUN_UPOS_VERB, [TAG_VBN] = LUN_UPOS_VERB, [TAG_VBG] = LUN_UPOS_VERB, [TAG_VBP] = LUN_UPOS_VERB, [TAG_MD] = LUN_UPOS_AUX,
    [TAG_POS] = LUN_UPOS_PART, [TAG_WDT] = LUN_UPOS_PRON, [TAG_JJR] = LUN_UPOS_ADJ, [TAG_WP] = LUN_UPOS_PRON, [TAG_NNPS] = LUN_UPOS_PROPN,
    [TAG_WRB] = LUN_UPOS_ADV, [TAG_JJS] = LUN_UPOS_ADJ, [TAG_RBR] = LUN_UPOS_ADV, [TAG_RP] = LUN_UPOS_ADP, [TAG_EX] = LUN_UPOS_PRON,
    [TAG_RBS] = LUN_UPOS_ADV, [TAG_PDT] = LUN_UPOS_DET, [TAG_FW] = LUN_UPOS_X, [TAG_UH] = LUN_UPOS_INTJ, [TAG_SYM] = LUN_UPOS_SYM,
    [TAG_LS] = LUN_UPOS_NUM,
};
/* clang-format on */

static uint32_t traits_of(const tagged *view, uint32_t token)
{
    return view->words[view->document->tokens[token].word].traits;
}

static unsigned tag_at(const tagged *view, uint32_t token)
{
    return token < view->stop ? view->document->tags[token] : TAG_PUNC;
}

static int is_verb_form(unsigned tag)
{
    return tag == TAG_VB || tag == TAG_VBD || tag == TAG_VBN || tag == TAG_VBG || tag == TAG_VBP || tag == TAG_VBZ;
}

static int is_finite(unsigned tag)
{
    return tag == TAG_VBD || tag == TAG_VBP || tag == TAG_VBZ || tag == TAG_MD;
}

static int is_nominal(unsigned tag)
{
    return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_JJ || tag == TAG_JJR ||
           tag == TAG_JJS || tag == TAG_CD;
}

/* Past adverbs, "not", and the subject of a question. */
static uint32_t past_adverbs(const tagged *view, uint32_t token)
{
    uint32_t limit = token + 4;
    while (token < view->stop && token < limit &&
           (tag_at(view, token) == TAG_RB || tag_at(view, token) == TAG_PRP || tag_at(view, token) == TAG_EX ||
            tag_at(view, token) == TAG_RBR))
        token++;
    return token;
}

static int has_clause(const tagged *view, uint32_t token)
{
    for (uint32_t i = token + 1; i < view->stop && i <= token + LOOK_AHEAD; i++) {
        if (is_finite(tag_at(view, i)))
            return 1;
        if (tag_at(view, i) == TAG_PUNC)
            return 0;
    }
    return 0;
}

static lun_upos settle_verb(const tagged *view, uint32_t token, uint32_t traits)
{
    if (!(traits & (LUN_TRAIT_BE | LUN_TRAIT_HAVE | LUN_TRAIT_DO | LUN_TRAIT_PLEASE)))
        return LUN_UPOS_VERB;
    unsigned next = tag_at(view, past_adverbs(view, token + 1));
    if (traits & LUN_TRAIT_BE)
        return token > view->start && tag_at(view, token - 1) == TAG_EX ? LUN_UPOS_VERB : LUN_UPOS_AUX;
    if ((traits & LUN_TRAIT_HAVE) && next == TAG_VBN)
        return LUN_UPOS_AUX;
    if ((traits & LUN_TRAIT_DO) && (next == TAG_VB || next == TAG_VBP))
        return LUN_UPOS_AUX;
    if ((traits & LUN_TRAIT_DO) && token + 1 < view->stop && (traits_of(view, token + 1) & LUN_TRAIT_CLITIC_NOT))
        return LUN_UPOS_AUX;
    return traits & LUN_TRAIT_PLEASE ? LUN_UPOS_INTJ : LUN_UPOS_VERB;
}

static lun_upos settle_determiner(const tagged *view, uint32_t token, uint32_t traits)
{
    unsigned next = tag_at(view, token + 1);
    if ((traits & LUN_TRAIT_THIS) && !is_nominal(next) && next != TAG_VBG && next != TAG_VBN &&
        !(next == TAG_RB && is_nominal(tag_at(view, token + 2))))
        return LUN_UPOS_PRON;
    if ((traits & LUN_TRAIT_NO) && (next == TAG_PUNC || token + 1 == view->stop))
        return LUN_UPOS_INTJ;
    return LUN_UPOS_DET;
}

static lun_upos settle_preposition(const tagged *view, uint32_t token, uint32_t traits)
{
    if (traits & LUN_TRAIT_SCONJ)
        return LUN_UPOS_SCONJ;
    if ((traits & LUN_TRAIT_CLAUSE) && has_clause(view, token))
        return LUN_UPOS_SCONJ;
    if ((traits & LUN_TRAIT_GERUND) && tag_at(view, token + 1) == TAG_VBG)
        return LUN_UPOS_SCONJ;
    return LUN_UPOS_ADP;
}

static lun_upos settle_to(const tagged *view, uint32_t token)
{
    unsigned next = tag_at(view, token + 1);
    if (next == TAG_RB || next == TAG_RBR)
        next = tag_at(view, token + 2);
    return next == TAG_VB || next == TAG_VBP || token + 1 == view->stop ? LUN_UPOS_PART : LUN_UPOS_ADP;
}

static lun_upos settle(const tagged *view, uint32_t token)
{
    unsigned tag = tag_at(view, token);
    const lun_word *word = &view->words[view->document->tokens[token].word];
    uint32_t traits = word->traits;
    if ((word->class & LUN_CLASS_PUNCT) && tag != TAG_CC)
        return traits & LUN_TRAIT_SYMBOL ? LUN_UPOS_SYM : LUN_UPOS_PUNCT;
    if (is_verb_form(tag))
        return settle_verb(view, token, traits);
    switch (tag) {
    case TAG_DT:
        return settle_determiner(view, token, traits);
    case TAG_IN:
    case TAG_OF:
        return settle_preposition(view, token, traits);
    case TAG_TO:
        return settle_to(view, token);
    case TAG_RB:
        if (traits & LUN_TRAIT_NOT)
            return LUN_UPOS_PART;
        return traits & LUN_TRAIT_PLEASE ? LUN_UPOS_INTJ : LUN_UPOS_ADV;
    case TAG_WDT:
    case TAG_WP:
        return (traits & LUN_TRAIT_WHICH) && is_nominal(tag_at(view, token + 1)) ? LUN_UPOS_DET : LUN_UPOS_PRON;
    case TAG_NN:
        return traits & LUN_TRAIT_THING ? LUN_UPOS_PRON : LUN_UPOS_NOUN;
    case TAG_PUNC:
        return LUN_UPOS_X; /* a word that the lexicon takes for a sign */
    default:
        return (lun_upos)PLAIN[tag < TAG_COUNT ? tag : 0];
    }
}

void lun_upos_sentence(lun_document *document, const lun_vocab *vocab, lun_range sentence)
{
    tagged view = { document, vocab->words.items, sentence.start, sentence.stop };
    for (uint32_t token = sentence.start; token < sentence.stop; token++)
        document->upos[token] = (uint8_t)settle(&view, token);
}
