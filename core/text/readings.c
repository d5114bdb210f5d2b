/*
** readings.c - which tags a word can have, and how likely each makes the word: from the lexicon, else from its shape, its ending and WordNet.
**
** Sits on english.h; the answer is kept in the vocabulary, so that it is worked out once a word. Numbers are logarithms times 256 of
** P(word | tag) up to a factor that is the same for all tags of a word.
*/
#include <string.h>

#include "text/chars.h"
#include "text/morph.h"
#include "text/tags.h"

#define RARE (-12 * 256)           /* of a reading that the lexicon lacks though the word has its kin */
#define UNKNOWN_READING (-3 * 256) /* among guesses: a reading WordNet does not back */
#define LONGEST_SUFFIX 5
#define MOST_GUESSES 8 /* of an unknown word: decoding costs their third power */

typedef struct choices {
    lun_reading items[LUN_ENGLISH_MOST_READINGS];
    uint32_t n;
} choices;

static int find_tag(const choices *readings, uint8_t tag)
{
    for (uint32_t i = 0; i < readings->n; i++)
        if (readings->items[i].tag == tag)
            return (int)i;
    return -1;
}

static void add(choices *readings, uint8_t tag, int log)
{
    if (readings->n == LUN_ENGLISH_MOST_READINGS || find_tag(readings, tag) >= 0)
        return;
    lun_reading reading = { tag, (int16_t)(log < -32768 ? -32768 : log) };
    readings->items[readings->n++] = reading;
}

/* The news corpus behind the lexicon is small: a form seen in one verbal use has its twin use as well. */
static void add_twin(choices *readings, uint8_t tag, uint8_t twin, int distance)
{
    int at = find_tag(readings, tag);
    if (at >= 0)
        add(readings, twin, readings->items[at].log - distance);
}

static void add_kin(choices *readings, const lun_english *english, const char *fold, size_t len)
{
    add_twin(readings, TAG_VBD, TAG_VBN, 256);
    add_twin(readings, TAG_VBN, TAG_VBD, 384);
    add_twin(readings, TAG_VB, TAG_VBP, 384);
    add_twin(readings, TAG_VBP, TAG_VB, 256);
    uint32_t bits = lun_english_word(english, fold, len);
    int noun = find_tag(readings, TAG_NN) >= 0, adjective = find_tag(readings, TAG_JJ) >= 0;
    if ((bits & LUN_POS_VERB) && (noun || adjective)) {
        add(readings, TAG_VB, RARE);
        add(readings, TAG_VBP, RARE - 128);
    }
    if ((bits & LUN_POS_NOUN) && (adjective || find_tag(readings, TAG_VB) >= 0))
        add(readings, TAG_NN, RARE);
}

static int proper_only(const choices *readings)
{
    for (uint32_t i = 0; i < readings->n; i++)
        if (readings->items[i].tag != TAG_NNP && readings->items[i].tag != TAG_NNPS)
            return 0;
    return readings->n > 0;
}

/* 1 if a word has no letter of ours: in another script, where endings and capitals of English say nothing. */
static int is_foreign(const char *form, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (lun_ascii_letter(form[i]))
            return 0;
    return 1;
}

static void guess(choices *readings, const lun_english *english, lun_english_table table, const char *fold, size_t len)
{
    size_t suffix = len > LONGEST_SUFFIX + 1 ? LONGEST_SUFFIX : len > 2 ? len - 2 : 0;
    lun_reading found[LUN_ENGLISH_MOST_READINGS];
    uint32_t n = 0;
    do
        n = lun_english_readings(english, table, fold + len - suffix, suffix, found);
    while (n == 0 && suffix-- > 0);
    for (uint32_t i = 0; i < n; i++)
        add(readings, found[i].tag, found[i].log);
}

static uint32_t bit_of(uint8_t tag)
{
    switch (tag) {
    case TAG_NN:
    case TAG_NNS:
        return LUN_POS_NOUN;
    case TAG_VB:
    case TAG_VBD:
    case TAG_VBG:
    case TAG_VBN:
    case TAG_VBP:
    case TAG_VBZ:
        return LUN_POS_VERB;
    case TAG_JJ:
    case TAG_JJR:
    case TAG_JJS:
        return LUN_POS_ADJ;
    case TAG_RB:
    case TAG_RBR:
    case TAG_RBS:
        return LUN_POS_ADV;
    default:
        return 0;
    }
}

/* Participles are at home as adjectives and nouns too, so only the readings that WordNet would surely know are held against it. */
static void weigh_by_wordnet(choices *readings, const lun_english *english, const char *fold, size_t len, uint32_t bits)
{
    if (!bits)
        return;
    uint32_t own = lun_english_word(english, fold, len); /* as it stands, not by way of a base form */
    for (uint32_t i = 0; i < readings->n; i++)
        if (!(bits & bit_of(readings->items[i].tag)))
            readings->items[i].log = (int16_t)(readings->items[i].log + UNKNOWN_READING);
    if (bits & LUN_POS_NOUN)
        add(readings, fold[len - 1] == 's' && !own ? TAG_NNS : TAG_NN, -512);
    if (own & LUN_POS_VERB) {
        add(readings, TAG_VB, -512);
        add(readings, TAG_VBP, -640);
    }
    if (own & LUN_POS_ADJ)
        add(readings, TAG_JJ, -512);
}

static void read_digits(choices *readings, const char *form, size_t len)
{
    if (form[len - 1] == 's')
        add(readings, TAG_NNS, 0);
    else if (lun_ascii_upper(form[0]))
        add(readings, TAG_NNP, 0);
    add(readings, TAG_CD, -256);
    add(readings, TAG_NN, -512);
    add(readings, TAG_JJ, -768);
}

static int is_address(const char *form, size_t len)
{
    return memchr(form, '@', len) || memmem(form, len, "://", 3) || (len > 4 && strncasecmp(form, "www.", 4) == 0);
}

static void read_unknown(choices *readings, const lun_english *english, const char *form, size_t form_len,
                         const char *fold, size_t len, uint32_t class)
{
    if (is_address(form, form_len)) {
        add(readings, TAG_NNP, 0);
        return;
    }
    if (is_foreign(form, form_len) && !(class & LUN_CLASS_DIGIT)) {
        add(readings, TAG_NNP, 0);
        add(readings, TAG_FW, 0);
        return;
    }
    if (class & LUN_CLASS_DIGIT) {
        read_digits(readings, form, form_len);
        return;
    }
    if (class & LUN_CLASS_CAP) {
        guess(readings, english, LUN_ENGLISH_CAPITAL, fold, len);
        for (uint32_t i = 0; i < readings->n; i++)
            readings->items[i].log = (int16_t)(readings->items[i].log / 2);
    }
    choices lower = { .n = 0 };
    guess(&lower, english, LUN_ENGLISH_LOWER, fold, len);
    uint32_t bits = lun_morph_bits(english, fold, len);
    weigh_by_wordnet(&lower, english, fold, len, bits);
    for (uint32_t i = 0; i < lower.n; i++)
        add(readings, lower.items[i].tag, lower.items[i].log - (!bits && (class & LUN_CLASS_CAP) ? 512 : 0));
    if (!(class & LUN_CLASS_CAP))
        add(readings, TAG_NNP, -512);
    add(readings, TAG_NN, -1024);
    if (readings->n > MOST_GUESSES)
        readings->n = MOST_GUESSES;
}

static void read_word(choices *out, const lun_vocab *vocab, const lun_english *english, uint32_t word)
{
    const lun_word *facts = &vocab->words.items[word];
    size_t form_len, len;
    const char *form = lun_intern_get(vocab->forms, word, &form_len);
    const char *fold = lun_intern_get(vocab->forms, facts->fold, &len);
    out->n = 0;
    if ((facts->class & LUN_CLASS_NUM) && (facts->class & LUN_CLASS_DIGIT)) {
        add(out, lun_ascii_letter(form[form_len - 1]) ? TAG_JJ : TAG_CD, 0);
        return;
    }
    out->n = lun_english_readings(english, LUN_ENGLISH_LEXICON, fold, len, out->items);
    if (out->n == 0 && (facts->class & LUN_CLASS_PUNCT)) {
        add(out, TAG_PUNC, 0);
        return;
    }
    if (out->n > 0 && !(proper_only(out) && !(facts->class & LUN_CLASS_CAP))) {
        add_kin(out, english, fold, len);
        if (facts->class & LUN_CLASS_CAP)
            add(out, TAG_NNP, RARE);
        return;
    }
    read_unknown(out, english, form, form_len, fold, len, facts->class);
}

/* How much a capital speaks against a tag, and its lack against a name. Estimated by hand from how English is printed. */
static int casing_of(uint8_t tag, uint32_t class, size_t len)
{
    int name = tag == TAG_NNP || tag == TAG_NNPS;
    if (!(class & LUN_CLASS_ALPHA))
        return 0;
    if (!(class & LUN_CLASS_CAP))
        return name ? -4 * 256 : 0;
    if (tag == TAG_PRP && (class & LUN_CLASS_UPPER) && len > 1)
        return -8 * 256; /* US is a country */
    if (name || tag == TAG_PRP || tag == TAG_FW)
        return 0;
    return tag == TAG_JJ || tag == TAG_CD || tag == TAG_UH ? -2 * 256 : -4 * 256;
}

int lun_readings_fill(lun_vocab *vocab, const lun_english *english, uint32_t word)
{
    lun_word *facts = &vocab->words.items[word];
    if (facts->candidates)
        return 0;
    choices found;
    size_t len;
    const char *form = lun_intern_get(vocab->forms, word, &len);
    read_word(&found, vocab, english, word);
    if (vocab->candidates.n + found.n > UINT32_MAX ||
        lun_vec_reserve(&vocab->candidates, vocab->candidates.n + found.n) < 0)
        return LUN_ENOMEM;
    facts->candidates = (uint32_t)vocab->candidates.n;
    facts->traits = lun_traits_of(form, len, lun_intern_get(vocab->forms, facts->fold, NULL)) & 0xFFFFFF;
    for (uint32_t i = 0; i < found.n; i++)
        vocab->candidates.items[vocab->candidates.n++] =
            (lun_candidate){ found.items[i].tag, (uint8_t)found.n, found.items[i].log,
                             (int16_t)casing_of(found.items[i].tag, facts->class, len) };
    return 0;
}
