/*
** traits.c - what the tagger wants to know of a word besides its readings: the small words it has rules for, and what signs say.
**
** Worked out once a word, together with its readings, and kept in the vocabulary; a rule then tests a bit.
*/
#include <string.h>

#include "text/tags.h"

typedef struct small_word {
    const char *word;
    uint32_t traits;
} small_word;

#define BE LUN_TRAIT_BE
#define HAVE LUN_TRAIT_HAVE
#define DO LUN_TRAIT_DO
#define SUBJECT LUN_TRAIT_SUBJECT
#define POSSESSIVE LUN_TRAIT_POSSESSIVE
#define PLEASE LUN_TRAIT_PLEASE
#define NOT LUN_TRAIT_NOT
#define THIS LUN_TRAIT_THIS
#define SCONJ LUN_TRAIT_SCONJ
#define CLAUSE LUN_TRAIT_CLAUSE
#define GERUND LUN_TRAIT_GERUND
#define WHICH LUN_TRAIT_WHICH
#define THING LUN_TRAIT_THING
/* clang-format off */
static const small_word SMALL_WORDS[] = {
    /* sorted by bytes: searched by halves */
    { "'d", HAVE }, { "'ll", BE }, { "'m", BE }, { "'re", BE }, { "'s", BE }, { "'ve", BE },
    { "about", GERUND }, { "after", CLAUSE | GERUND }, { "against", GERUND }, { "ai", BE }, { "although", SCONJ }, { "am", BE },
    { "anybody", THING }, { "anyone", THING }, { "anything", THING }, { "are", BE }, { "as", CLAUSE }, { "at", GERUND },
    { "be", BE }, { "because", SCONJ }, { "been", BE }, { "before", CLAUSE | GERUND }, { "being", BE }, { "by", GERUND },
    { "cause", SCONJ }, { "cuz", SCONJ }, { "despite", GERUND }, { "did", DO }, { "do", DO }, { "does", DO },
    { "everybody", THING }, { "everyone", THING }, { "everything", THING }, { "for", GERUND }, { "from", GERUND },
    { "had", HAVE }, { "has", HAVE }, { "have", HAVE }, { "having", HAVE }, { "he", SUBJECT },
    { "i", SUBJECT }, { "if", SCONJ }, { "in", GERUND }, { "into", GERUND }, { "is", BE }, { "its", POSSESSIVE },
    { "lest", SCONJ }, { "like", CLAUSE }, { "my", POSSESSIVE }, { "n't", NOT | LUN_TRAIT_CLITIC_NOT },
    { "no", LUN_TRAIT_NO }, { "nobody", THING }, { "none", THING }, { "not", NOT }, { "nothing", THING }, { "nt", NOT },
    { "of", GERUND }, { "on", GERUND }, { "once", CLAUSE }, { "our", POSSESSIVE }, { "please", PLEASE }, { "pls", PLEASE },
    { "she", SUBJECT }, { "since", CLAUSE }, { "somebody", THING }, { "someone", THING }, { "something", THING },
    { "that", THIS | SCONJ }, { "their", POSSESSIVE }, { "these", THIS }, { "they", SUBJECT }, { "this", THIS },
    { "those", THIS }, { "though", SCONJ }, { "till", CLAUSE }, { "to", GERUND }, { "unless", SCONJ }, { "until", CLAUSE },
    { "was", BE }, { "we", SUBJECT }, { "were", BE }, { "what", WHICH }, { "whatever", WHICH }, { "whereas", SCONJ },
    { "whether", SCONJ }, { "which", WHICH }, { "while", SCONJ }, { "with", GERUND }, { "without", GERUND }, { "your", POSSESSIVE },
};
/* clang-format on */
#undef BE
#undef HAVE
#undef DO
#undef SUBJECT
#undef POSSESSIVE
#undef PLEASE
#undef NOT
#undef THIS
#undef SCONJ
#undef CLAUSE
#undef GERUND
#undef WHICH
#undef THING

static uint32_t of_small_word(const char *fold)
{
    size_t low = 0, high = sizeof SMALL_WORDS / sizeof *SMALL_WORDS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(SMALL_WORDS[middle].word, fold);
        if (order == 0)
            return SMALL_WORDS[middle].traits;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* Signs after which a capital says nothing, if they stand free or in any case. */
static uint32_t of_opening(const char *form, size_t len)
{
    if (len == 1 && strchr("-*:.", form[0]))
        return LUN_TRAIT_OPENS_FREE;
    if (len == 1)
        return form[0] == '"' || form[0] == '\'' ? LUN_TRAIT_OPENS : 0;
    return len == 3 && (memcmp(form, "\xE2\x80\x9C", 3) == 0 || memcmp(form, "\xE2\x80\xA2", 3) == 0) ? LUN_TRAIT_OPENS
                                                                                                      : 0;
}

/* 1 for a symbol, 0 for punctuation. */
static int is_symbol(const char *form, size_t len)
{
    unsigned char first = (unsigned char)form[0], second = (unsigned char)form[1];
    if (strchr("$%+/@^|\\#=", form[0]) || (len > 1 && strchr(":;", form[0])))
        return 1;
    if (first < 0xE2)
        return first == 0xC2 && len == 2 && !strchr("\xAB\xBB\xA1\xBF\xB7", form[1]);
    /* U+2000 to U+206F are punctuation; what lies above is mostly currency signs, arrows, emoji */
    return !(first == 0xE2 && second <= 0x81) && first != 0xE3;
}

uint32_t lun_traits_of(const char *form, size_t len, const char *fold)
{
    return of_small_word(fold) | of_opening(form, len) | (is_symbol(form, len) ? LUN_TRAIT_SYMBOL : 0u);
}

const char *lun_traits_word_at(size_t i)
{
    return i < sizeof SMALL_WORDS / sizeof *SMALL_WORDS ? SMALL_WORDS[i].word : NULL;
}
