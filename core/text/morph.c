/*
** morph.c - base forms: an irregular form's lemma, or the word without a regular ending where WordNet lists the result. Sits on english.h.
*/
#include "text/morph.h"

#include <string.h>

typedef struct ending_rule {
    const char *ending, *instead;
    uint32_t bit, len; /* of the ending */
} ending_rule;

/* clang-format off */
#define N(ending, instead) { ending, instead, LUN_POS_NOUN, sizeof(ending) - 1 }
#define V(ending, instead) { ending, instead, LUN_POS_VERB, sizeof(ending) - 1 }
#define A(ending, instead) { ending, instead, LUN_POS_ADJ, sizeof(ending) - 1 }
static const ending_rule RULES[] = {
    N("s", ""),    N("ses", "s"),   N("xes", "x"),  N("zes", "z"),
    N("ches", "ch"), N("shes", "sh"), N("men", "man"), N("ies", "y"),
    V("s", ""),    V("ies", "y"),   V("es", "e"),   V("es", ""),
    V("ied", "y"), V("ed", "e"),    V("ed", ""),    V("ing", "e"),
    V("ing", ""),  A("ier", "y"),    A("iest", "y"),  A("er", ""),
    A("est", ""),   A("er", "e"),     A("est", "e"),
};
/* clang-format on */
#undef N
#undef V
#undef A

int lun_morph_ending(size_t i, const char **ending, const char **instead)
{
    if (i >= sizeof RULES / sizeof *RULES)
        return 0;
    *ending = RULES[i].ending;
    *instead = RULES[i].instead;
    return 1;
}

static uint32_t push(lun_base *out, uint32_t n, uint32_t bit, const char *text, size_t len)
{
    if (n == LUN_MORPH_MOST || len == 0 || len > LUN_MORPH_LONGEST)
        return n;
    for (uint32_t i = 0; i < n; i++)
        if (out[i].bit == bit && out[i].len == len && memcmp(out[i].text, text, len) == 0)
            return n;
    out[n].bit = bit;
    out[n].len = (uint32_t)len;
    memcpy(out[n].text, text, len);
    out[n].text[len] = '\0';
    return n + 1;
}

static uint32_t exceptions(const lun_english *english, const char *fold, size_t len, uint32_t bits, lun_base *out)
{
    size_t left, at = 1;
    uint32_t n = 0;
    const unsigned char *payload = lun_english_find(english, LUN_ENGLISH_EXCEPTIONS, fold, len, &left);
    if (!payload || left < 1)
        return 0;
    for (uint32_t i = 0; i < payload[0] && at + 2 <= left && at + 2 + payload[at + 1] <= left; i++) {
        if (payload[at] & bits)
            n = push(out, n, payload[at], (const char *)payload + at + 2, payload[at + 1]);
        at += 2u + payload[at + 1];
    }
    return n;
}

static uint32_t strip(const char *fold, size_t len, const ending_rule *rule, char out[LUN_MORPH_LONGEST + 4])
{
    size_t ending = rule->len, instead = strlen(rule->instead);
    if (len <= ending + 1 || fold[len - 1] != rule->ending[ending - 1] ||
        memcmp(fold + len - ending, rule->ending, ending) != 0)
        return 0;
    memcpy(out, fold, len - ending);
    memcpy(out + len - ending, rule->instead, instead);
    return (uint32_t)(len - ending + instead);
}

uint32_t lun_morph_bases(const lun_english *english, const char *fold, size_t len, uint32_t bits,
                         lun_base out[LUN_MORPH_MOST])
{
    if (len == 0 || len > LUN_MORPH_LONGEST)
        return 0;
    uint32_t n = exceptions(english, fold, len, bits, out), irregular = 0;
    for (uint32_t i = 0; i < n; i++)
        irregular |= out[i].bit;
    uint32_t own = lun_english_word(english, fold, len) & bits;
    for (uint32_t bit = 1; bit <= LUN_POS_ADV; bit <<= 1)
        if (own & bit)
            n = push(out, n, bit, fold, len);
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        char base[LUN_MORPH_LONGEST + 4];
        uint32_t bit = RULES[i].bit;
        if (!(bit & bits) || (bit & irregular) ||
            (bit == LUN_POS_NOUN && len > 2 && memcmp(fold + len - 2, "ss", 2) == 0))
            continue;
        uint32_t base_len = strip(fold, len, &RULES[i], base);
        if (base_len && (lun_english_word(english, base, base_len) & bit))
            n = push(out, n, bit, base, base_len);
    }
    return n;
}

static int is_vowel(char c)
{
    return c != '\0' && strchr("aeiouy", c) != NULL;
}

/* The stem left by -ed or -ing: planned -> plan, revised -> revise, tweeted -> tweet. */
static size_t restore_stem(char *stem, size_t len)
{
    char last = stem[len - 1], before = len > 1 ? stem[len - 2] : '\0';
    if (len > 3 && last == before && !strchr("lsz", last))
        return len - 1;
    int wants_e =
        (strchr("cvuzs", last) && last != before) || (len > 2 && last == 't' && before == 'a') ||
        (last == 'g' && before == 'n' && len > 5) ||
        (strchr("lr", last) && len > 2 && !is_vowel(before) && before != last && before != 'r' && before != 'w');
    if (wants_e)
        stem[len++] = 'e';
    return len;
}

uint32_t lun_morph_guess(const char *fold, size_t len, uint32_t bit, lun_base *out)
{
    char stem[LUN_MORPH_LONGEST + 4];
    if (len < 5 || len > LUN_MORPH_LONGEST)
        return 0;
    memcpy(stem, fold, len);
    size_t n = 0;
    if (bit == LUN_POS_VERB && memcmp(fold + len - 3, "ing", 3) == 0)
        n = restore_stem(stem, len - 3);
    else if (bit == LUN_POS_VERB && memcmp(fold + len - 2, "ed", 2) == 0)
        n = restore_stem(stem, len - 2);
    else if ((bit & (LUN_POS_VERB | LUN_POS_NOUN)) && memcmp(fold + len - 3, "ies", 3) == 0)
        stem[len - 3] = 'y', n = len - 2;
    else if ((bit & (LUN_POS_VERB | LUN_POS_NOUN)) && memcmp(fold + len - 2, "es", 2) == 0 &&
             strchr("sxzh", fold[len - 3]))
        n = len - 2;
    else if ((bit & (LUN_POS_VERB | LUN_POS_NOUN)) && fold[len - 1] == 's' && !strchr("su'i", fold[len - 2]))
        n = len - 1;
    return push(out, 0, bit, stem, n);
}

uint32_t lun_morph_bits(const lun_english *english, const char *fold, size_t len)
{
    lun_base bases[LUN_MORPH_MOST];
    uint32_t all = LUN_POS_NOUN | LUN_POS_VERB | LUN_POS_ADJ | LUN_POS_ADV, bits = 0;
    uint32_t n = lun_morph_bases(english, fold, len, all, bases);
    for (uint32_t i = 0; i < n; i++)
        bits |= bases[i].bit;
    return bits;
}
