/*
** language.c - which language a text is in: the script decides where it can, else the commonest small words.
**
** Sits on language_words.c. Looks at the first SAMPLE bytes. Says nothing where there is nothing to say: no wrong label is better than a guess
** that a rule set then believes.
*/
#include <string.h>

#include <unicode/uchar.h>

#include "text/chars.h"
#include "text/language.h"
#include "text/text.h"

#define SAMPLE 32768
#define LONGEST 24      /* bytes of a small word in UTF-8 */
#define LEAST_LETTERS 6 /* below them nothing is said of a script with spaces */
#define LEAST_WEIGHT 5  /* of the small words seen: two for each, one for each of one letter */
#define LEAST_SHARE 16  /* ... and in a hundred words */
#define LEAST_FOREIGN 4 /* ... where none of them is English: such a text is not, if nothing else is sure */
#define SHORT_TEXT \
    40 /* words: in fewer of them "met", "of" and "in" may be English as well as Dutch, and the other language must be twice as sure */
#define PLAIN_MOST 30 /* letters: in more of them a language that is written with marks shows one */

typedef enum script_name {
    SCRIPT_OTHER,
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_BENGALI,
    SCRIPT_TAMIL,
    SCRIPT_THAI,
    SCRIPT_LAO,
    SCRIPT_BURMESE,
    SCRIPT_GEORGIAN,
    SCRIPT_ETHIOPIC,
    SCRIPT_KHMER,
    SCRIPT_HANGUL,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPTS
} script_name;

/* clang-format off */
static const struct {
    uint32_t first, last;
    script_name script;
} RANGES[] = {
    { 0x41, 0x24F, SCRIPT_LATIN },      { 0x370, 0x3FF, SCRIPT_GREEK },     { 0x400, 0x52F, SCRIPT_CYRILLIC }, { 0x531, 0x58F, SCRIPT_ARMENIAN },
    { 0x5D0, 0x5EA, SCRIPT_HEBREW },    { 0x620, 0x6FF, SCRIPT_ARABIC },    { 0x904, 0x97F, SCRIPT_DEVANAGARI }, { 0x985, 0x9FF, SCRIPT_BENGALI },
    { 0xB85, 0xBFF, SCRIPT_TAMIL },     { 0xE01, 0xE5B, SCRIPT_THAI },      { 0xE81, 0xEDF, SCRIPT_LAO },      { 0x1000, 0x109F, SCRIPT_BURMESE },
    { 0x10A0, 0x10FF, SCRIPT_GEORGIAN }, { 0x1200, 0x139F, SCRIPT_ETHIOPIC }, { 0x1780, 0x17FF, SCRIPT_KHMER }, { 0x1E00, 0x1EFF, SCRIPT_LATIN },
    { 0x1F00, 0x1FFF, SCRIPT_GREEK },   { 0x3041, 0x30FF, SCRIPT_KANA },    { 0x3400, 0x9FFF, SCRIPT_HAN },    { 0xAC00, 0xD7A3, SCRIPT_HANGUL },
};

static const char *const BY_SCRIPT[SCRIPTS] = {   /* where the script says it all, or nearly */
    [SCRIPT_GREEK] = "el", [SCRIPT_ARMENIAN] = "hy", [SCRIPT_HEBREW] = "he", [SCRIPT_ARABIC] = "ar", [SCRIPT_DEVANAGARI] = "hi",
    [SCRIPT_BENGALI] = "bn", [SCRIPT_TAMIL] = "ta", [SCRIPT_THAI] = "th", [SCRIPT_LAO] = "lo", [SCRIPT_BURMESE] = "my", [SCRIPT_GEORGIAN] = "ka",
    [SCRIPT_ETHIOPIC] = "am", [SCRIPT_KHMER] = "km", [SCRIPT_HANGUL] = "ko", [SCRIPT_KANA] = "ja", [SCRIPT_HAN] = "zh",
};
/* clang-format on */

typedef struct seen_word { /* of at most eight bytes; none is 0 */
    uint64_t number;
    uint32_t languages;
} seen_word;

typedef struct letter_tally {
    uint32_t letters[SCRIPTS], all;                  /* letters seen */
    uint32_t wide;                                   /* of them beyond ASCII */
    uint32_t persian, urdu;                          /* letters that Arabic lacks */
    uint32_t ukrainian, belarusian, serbian, kazakh; /* letters that Russian lacks */
    uint32_t weights[LUN_LANGUAGES], words;
    seen_word seen[256];
} letter_tally;

static uint32_t is_one_of(uint32_t c, const uint16_t *letters)
{
    while (*letters && *letters != c)
        letters++;
    return *letters != 0;
}

/* Small letters: capitals are too few to count. */
static void count_cyrillic(letter_tally *tally, uint32_t c)
{
    static const uint16_t ukrainian[] = { 0x454, 0x456, 0x457, 0x491, 0 }, belarusian[] = { 0x45E, 0 },
                          serbian[] = { 0x452, 0x458, 0x459, 0x45A, 0x45B, 0x45F, 0 },
                          kazakh[] = { 0x493, 0x49B, 0x4A3, 0x4AF, 0x4B1, 0x4BB, 0x4D9, 0x4E9, 0 };
    tally->ukrainian += is_one_of(c, ukrainian);
    tally->belarusian += is_one_of(c, belarusian);
    tally->serbian += is_one_of(c, serbian);
    tally->kazakh += is_one_of(c, kazakh);
}

static script_name script_of(uint32_t c)
{
    size_t low = 0, high = sizeof RANGES / sizeof *RANGES;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > RANGES[middle].last)
            low = middle + 1;
        else if (c < RANGES[middle].first)
            high = middle;
        else
            return RANGES[middle].script;
    }
    return SCRIPT_OTHER;
}

static void count_letter(letter_tally *tally, uint32_t c)
{
    script_name script = script_of(c);
    tally->letters[script]++;
    tally->all++;
    tally->wide++;
    if (script == SCRIPT_CYRILLIC)
        count_cyrillic(tally, c);
    tally->persian += c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6CC || c == 0x6A9;
    tally->urdu += c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6D2 || c == 0x6BA || c == 0x6BE;
}

/* The languages of a word of the text; those of the short words seen last are kept, since most come again. */
static uint32_t languages_of(letter_tally *tally, char *word, uint32_t len)
{
    uint64_t number = 0;
    if (len > sizeof number)
        return lun_language__of_word(word, len);
    memset(word + len, 0, sizeof number);
    memcpy(&number, word, sizeof number);
    seen_word *seen = &tally->seen[number * UINT64_C(0x9E3779B97F4A7C15) >> 56];
    if (seen->number != number)
        *seen = (seen_word){ number, lun_language__of_word(word, len) };
    return seen->languages;
}

/* Counts the word that was gathered. A word that is too long counts, and is of no language. */
static void count_word(letter_tally *tally, char *word, uint32_t len, int too_long)
{
    if (len == 0)
        return;
    uint32_t languages = too_long ? 0 : languages_of(tally, word, len), weight = len > 1 ? 2 : 1;
    tally->words++;
    for (uint32_t i = 0; languages; i++, languages >>= 1)
        tally->weights[i] += (languages & 1) * weight;
}

/* A run of ASCII letters, which need no table of scripts and no decoding; answers the length of the word so far. */
static uint32_t add_plain(letter_tally *tally, const char *letters, uint32_t n_letters, char *word, uint32_t n)
{
    uint32_t room = n < LONGEST ? LONGEST - n : 0, fit = n_letters < room ? n_letters : room;
    tally->letters[SCRIPT_LATIN] += n_letters;
    tally->all += n_letters;
    for (uint32_t i = 0; i < fit; i++)
        word[n + i] = (char)(letters[i] | 0x20);
    return n + fit;
}

/* A character beyond ASCII; *too_long is set when the word does not fit. Answers the length of the word so far, 0 where it ended. */
static uint32_t add_wide(letter_tally *tally, const char *text, uint32_t len, char *word, uint32_t n, int *too_long)
{
    unsigned width;
    lun_char class = lun_char_at(text, 0, len, &width);
    if (class != LUN_CHAR_LETTER && class != LUN_CHAR_MARK && class != LUN_CHAR_UNSPACED) {
        count_word(tally, word, n, *too_long);
        *too_long = 0;
        return 0;
    }
    uint32_t c = lun_utf8_decode(text, len, &width);
    if (class != LUN_CHAR_MARK)
        count_letter(tally, c);
    *too_long |= n >= LONGEST;
    return n < LONGEST ? n + lun_utf8_encode((uint32_t)u_tolower((UChar32)c), word + n) : n;
}

static void count_text(letter_tally *tally, const char *text, uint32_t len)
{
    char word[LONGEST + 12]; /* the last character may reach over; eight bytes are cleared behind a word */
    uint32_t n = 0, run;
    int too_long = 0; /* or cut by an apostrophe: "t" of "don't" is no word of any language */
    for (uint32_t i = 0; i < len; i += run) {
        run = 1;
        if ((unsigned char)text[i] >= 128) {
            n = add_wide(tally, text + i, len - i, word, n, &too_long);
            lun_utf8_decode(text + i, len - i, &run);
        } else if (lun_ascii_letter(text[i])) {
            run = lun_ascii_letters(text + i, len - i);
            too_long |= n + run > LONGEST;
            n = add_plain(tally, text + i, run, word, n);
        } else if (text[i] == '\'') {
            too_long = 1;
        } else {
            count_word(tally, word, n, too_long);
            n = 0;
            too_long = 0;
        }
    }
    count_word(tally, word, n, too_long);
}

/* "A statement to send aid": Czech small words, and no letter with a mark in a line of that length. */
static int lacks_marks(const letter_tally *tally, const char *language)
{
    static const char *const marked[] = { "cs", "pl", "hu", "ro", "tr", "vi" };
    if (tally->wide > 0 || tally->all <= PLAIN_MOST)
        return 0;
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (strcmp(language, marked[i]) == 0)
            return 1;
    return 0;
}

static const char *by_words(const letter_tally *tally)
{
    uint32_t best = 0, second = 0;
    for (uint32_t i = 1; i < LUN_LANGUAGES; i++)
        if (tally->weights[i] > tally->weights[best])
            best = i;
    for (uint32_t i = 0; i < LUN_LANGUAGES; i++)
        if (i != best && tally->weights[i] > second)
            second = tally->weights[i];
    uint32_t weight = tally->weights[best];
    if (weight < (tally->weights[0] ? LEAST_WEIGHT : LEAST_FOREIGN) || weight * 100 < tally->words * LEAST_SHARE ||
        weight <= second + second / 8 || (best > 0 && tally->words < SHORT_TEXT && weight < 2 * tally->weights[0]) ||
        lacks_marks(tally, lun_language__codes[best]))
        return NULL;
    return lun_language__codes[best];
}

/* Cyrillic is not English, however short: the letters tell where words do not. */
static const char *by_letters(const letter_tally *tally)
{
    if (tally->kazakh)
        return "kk";
    if (tally->serbian)
        return "sr";
    if (tally->belarusian)
        return "be";
    return tally->ukrainian ? "uk" : "ru";
}

const char *lun_text_language(const char *text, size_t len)
{
    letter_tally tally = { .all = 0 };
    uint32_t sample = len > SAMPLE ? SAMPLE : (uint32_t)len;
    while (sample < len && sample > 0 && ((unsigned char)text[sample] & 0xC0) == 0x80)
        sample--;
    count_text(&tally, text, sample);

    script_name first = SCRIPT_OTHER;
    for (int i = 1; i < SCRIPTS; i++)
        if (tally.letters[i] > tally.letters[first] || first == SCRIPT_OTHER)
            first = (script_name)i;
    uint32_t east = tally.letters[SCRIPT_HAN] + tally.letters[SCRIPT_KANA];
    if (east * 2 > tally.all) /* Japanese mixes both; a tenth of kana is enough to tell */
        return tally.all < 2 ? NULL : tally.letters[SCRIPT_KANA] * 10 > east ? "ja" : "zh";
    if (tally.all < LEAST_LETTERS || tally.letters[first] * 2 < tally.all)
        return NULL;
    const char *told = first == SCRIPT_LATIN || first == SCRIPT_CYRILLIC ? by_words(&tally) : NULL;
    if (told || first == SCRIPT_LATIN)
        return told;
    if (first == SCRIPT_CYRILLIC)
        return by_letters(&tally);
    if (first == SCRIPT_ARABIC && tally.urdu * 50 > tally.all)
        return "ur";
    if (first == SCRIPT_ARABIC && tally.persian * 50 > tally.all)
        return "fa";
    return BY_SCRIPT[first];
}
