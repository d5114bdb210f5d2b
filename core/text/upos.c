/*
** upos.c - universal tags: mostly a table from the lexicon's tags; the rest is settled by the word and its neighbours.
**
** The decisions follow the usage of the English web treebank: forms of be are auxiliaries, have and do are where a verb form depends on them,
** "to" before a verb and "not" are particles, "this" without a noun is a pronoun, "before" with a clause is a conjunction.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tags.h"

#define LOOK_AHEAD 7 /* tokens searched for the verb of a clause */

typedef struct tagged { /* one sentence being settled */
    lun_document *document;
    const lun_vocab *vocab;
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

static const char *word_of(const tagged *view, uint32_t token)
{
    return lun_vocab_form(view->vocab, lun_vocab_fold(view->vocab, view->document->tokens[token].word), NULL);
}

/* 1 if the word is in a list: words between single spaces, one before the first and after the last. */
static int among(const char *word, const char *list)
{
    size_t len = strlen(word);
    for (const char *at = strstr(list, word); at && len; at = strstr(at + 1, word))
        if (at[-1] == ' ' && at[len] == ' ')
            return 1;
    return 0;
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

static lun_upos settle_verb(const tagged *view, uint32_t token, const char *word)
{
    unsigned next = tag_at(view, past_adverbs(view, token + 1));
    if (among(word, " be am is are was were been being 's 're 'm 've 'll ai "))
        return token > view->start && tag_at(view, token - 1) == TAG_EX ? LUN_UPOS_VERB : LUN_UPOS_AUX;
    if (among(word, " have has had having 'd ") && next == TAG_VBN)
        return LUN_UPOS_AUX;
    if (among(word, " do does did ") && (next == TAG_VB || next == TAG_VBP))
        return LUN_UPOS_AUX;
    if (among(word, " do does did ") && token + 1 < view->stop && strcmp(word_of(view, token + 1), "n't") == 0)
        return LUN_UPOS_AUX;
    if (among(word, " please pls "))
        return LUN_UPOS_INTJ;
    return LUN_UPOS_VERB;
}

static lun_upos settle_determiner(const tagged *view, uint32_t token, const char *word)
{
    unsigned next = tag_at(view, token + 1);
    if (among(word, " this that these those ") && !is_nominal(next) && next != TAG_VBG && next != TAG_VBN &&
        !(next == TAG_RB && is_nominal(tag_at(view, token + 2))))
        return LUN_UPOS_PRON;
    if (strcmp(word, "no") == 0 && (next == TAG_PUNC || token + 1 == view->stop))
        return LUN_UPOS_INTJ;
    return LUN_UPOS_DET;
}

static lun_upos settle_preposition(const tagged *view, uint32_t token, const char *word)
{
    if (among(word, " that if because although though whether unless while whereas lest cause cuz "))
        return LUN_UPOS_SCONJ;
    if (among(word, " as after before since until till once like ") && has_clause(view, token))
        return LUN_UPOS_SCONJ;
    if (among(word, " of for in by with without about on from after before to at against into despite ") &&
        tag_at(view, token + 1) == TAG_VBG)
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

static lun_upos settle_sign(const lun_document *document, uint32_t token)
{
    const lun_token *at = &document->tokens[token];
    const char *text = document->text + at->start;
    uint32_t len = at->stop - at->start;
    if (strchr("$%+/@^|\\#=", text[0]) || (len > 1 && strchr(":;", text[0])))
        return LUN_UPOS_SYM;
    if ((unsigned char)text[0] < 0xE2)
        return (unsigned char)text[0] == 0xC2 && len == 2 && !strchr("\xAB\xBB\xA1\xBF\xB7", text[1]) ? LUN_UPOS_SYM
                                                                                                      : LUN_UPOS_PUNCT;
    /* U+2000 to U+206F are punctuation; what lies above is mostly currency signs, arrows, emoji */
    return (unsigned char)text[0] == 0xE2 && (unsigned char)text[1] <= 0x81 ? LUN_UPOS_PUNCT
           : (unsigned char)text[0] == 0xE3                                 ? LUN_UPOS_PUNCT
                                                                            : LUN_UPOS_SYM;
}

static lun_upos settle(const tagged *view, uint32_t token)
{
    unsigned tag = tag_at(view, token);
    const char *word = word_of(view, token);
    if ((lun_vocab_class(view->vocab, view->document->tokens[token].word) & LUN_CLASS_PUNCT) && tag != TAG_CC)
        return settle_sign(view->document, token);
    if (is_verb_form(tag))
        return settle_verb(view, token, word);
    switch (tag) {
    case TAG_DT:
        return settle_determiner(view, token, word);
    case TAG_IN:
    case TAG_OF:
        return settle_preposition(view, token, word);
    case TAG_TO:
        return settle_to(view, token);
    case TAG_RB:
        if (among(word, " not n't nt "))
            return LUN_UPOS_PART;
        return among(word, " please pls ") ? LUN_UPOS_INTJ : LUN_UPOS_ADV;
    case TAG_WDT:
    case TAG_WP:
        return among(word, " which what whatever ") && is_nominal(tag_at(view, token + 1)) ? LUN_UPOS_DET
                                                                                           : LUN_UPOS_PRON;
    case TAG_NN:
        return among(
                   word,
                   " something anything everything nothing someone anyone everyone somebody anybody everybody nobody none ")
                   ? LUN_UPOS_PRON
                   : LUN_UPOS_NOUN;
    case TAG_PUNC:
        return LUN_UPOS_X; /* a word that the lexicon takes for a sign */
    default:
        return (lun_upos)PLAIN[tag < TAG_COUNT ? tag : 0];
    }
}

void lun_upos_sentence(lun_document *document, const lun_vocab *vocab, lun_range sentence)
{
    tagged view = { document, vocab, sentence.start, sentence.stop };
    for (uint32_t token = sentence.start; token < sentence.stop; token++)
        document->upos[token] = (uint8_t)settle(&view, token);
}
