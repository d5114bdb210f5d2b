/*
** test_match_regex.c - an expression finds the same with and without the bytes that it must start and stop with
** (match/regex_ends.h). A group around all of it hides these bytes from their reader, so that PCRE2 is asked each time.
** The words written out of an expression (match/regex_words.h) are all that it is found in.
*/
#include <stdio.h>
#include <string.h>

#include "match/regex.h"
#include "match/regex_ends.h"
#include "match/regex_words.h"
#include "unit/cmocka_all.h"

static const char *const words[] = {
    "tide",
    "tides",
    "Tide",
    "TIDE",
    "ed",
    "rowed",
    "rowing",
    "ring",
    "'s",
    "\xE2\x80\x99s",
    "s",
    "S",
    "1990s",
    "'90s",
    "14:20",
    "5pm",
    "p.m.",
    "a.m",
    "(",
    ".",
    "-",
    "x-y",
    "\xC3\xBC"
    "ber",
    "caf\xC3\xA9",
    "\xC5\xBF",
    "\xE2\x84\xAA",
    "k",
    "K",
    "\xC3\x89t\xC3\xA9",
    "tide\n",
    "rowed\n",
    "\n",
    "1",
    "12",
    "31st",
    "2nd",
    "]",
    "^",
    "mid-May",
};

static lun_regex *make(const char *source, const char *flags)
{
    lun_regex *regex = NULL;
    size_t at = 0;
    lun_error err = LUN_ERROR_INIT;
    if (lun_regex_new(&regex, source, flags, &at, &err) < 0)
        return NULL;
    return regex;
}

static void agree_on(const lun_regex *plain, const lun_regex *asked, const char *source, const char *flags,
                     const char *word)
{
    int found = lun_regex_found(plain, word, strlen(word)), wanted = lun_regex_found(asked, word, strlen(word));
    if (found != wanted)
        fail_msg("/%s/%s on \"%s\": %d, and PCRE2 says %d", source, flags, word, found, wanted);
}

/* 1 if it compiles. */
static int check(const char *source, const char *flags)
{
    char grouped[200];
    snprintf(grouped, sizeof grouped, "(?:%s)", source);
    lun_regex *plain = make(source, flags), *asked = make(grouped, flags);
    for (size_t i = 0; plain && asked && i < sizeof words / sizeof *words; i++)
        agree_on(plain, asked, source, flags, words[i]);
    int compiled = plain && asked;
    lun_regex_free(plain);
    lun_regex_free(asked);
    return compiled;
}

static void test_regex__finds_what_pcre2_finds(void **state)
{
    static const char *const sources[] = {
        "ed$",
        "(ed|ing)$",
        "^['\xE2\x80\x99]s?$",
        "^(1[0-9]|20)[0-9]0'?s$",
        "^([01]?[0-9]|2[0-4]):[0-5][0-9]$",
        "^mid-[A-Z]",
        "^\\p{Lu}{2,}$",
        "^\\p{Ll}+$",
        "[^s]s$",
        "(ing|[^e]ed|[^us]s)$",
        "^[ap]\\.?m\\.?$",
        "^k$",
        "^[k-s]$",
        "^s",
        "s$",
        "^x?-",
        "-y?$",
        "^a|s$",
        "t|s$",
        "^(|t)ide$",
        "^t{0}ide$",
        "^t{1}ide",
        "^[]^]$",
        "^[^]]$",
        "^\\($",
        "\\$$",
        "^.$",
        "^\xC3\xBC?ber$",
        "\xC3\xA9$",
        "^(?:t|r)",
        "^(?i)TIDE$",
        "^[\\d]$",
        "^[\\--a]$",
        "[\\!-~]$",
        "^\\d+$",
        "^[[:upper:]]",
        "e\n?$",
        "^$",
        "$",
        "^",
        "^t{,2}i",
        "^\\x74ide",
    };
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        assert_int_equal(check(sources[i], ""), 1);
        assert_int_equal(check(sources[i], "i"), 1);
    }
}

/* Random ones out of the signs that matter; those that do not compile tell nothing. */
static void test_regex__finds_what_pcre2_finds_in_random_expressions(void **state)
{
    static const char *const signs[] = { "^",     "$", "(", ")",   "|",       "?",        "*",  "+", "{2}",
                                         "{0,1}", "[", "]", "-",   "s",       "t",        "k",  "i", "e",
                                         "d",     "1", ".", "\\.", "\\p{Lu}", "\xC3\xA9", "(?:" };
    uint64_t seed = 7;
    int compiled = 0;
    (void)state;
    for (int n = 0; n < 20000; n++) {
        char source[100] = "";
        for (int i = 0, parts = 1 + n % 7; i < parts; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            strcat(source, signs[(seed >> 33) % (sizeof signs / sizeof *signs)]);
        }
        compiled += check(source, n % 2 ? "i" : "");
    }
    assert_true(compiled > 2000);
}

static void test_regex_ends__refuse_by_the_last_byte_and_the_first(void **state)
{
    lun_regex_ends ends;
    (void)state;
    lun_regex_ends_read(&ends, "(ed|ing)$", 0);
    assert_false(lun_regex_ends_allow(&ends, "tides", 5));
    assert_true(lun_regex_ends_allow(&ends, "ring", 4));
    lun_regex_ends_read(&ends, "^[0-9]{1,2}$", 0);
    assert_false(lun_regex_ends_allow(&ends, "tide", 4));
    assert_false(lun_regex_ends_allow(&ends, "1a", 2));
    lun_regex_ends_read(&ends, "^\\p{Lu}{2,}$", 0);
    assert_false(lun_regex_ends_allow(&ends, "tide", 4));
    lun_regex_ends_read(&ends, "^a|s$", 0);
    assert_true(lun_regex_ends_allow(&ends, "tide", 4));
}

static int is_written_out(const lun_regex_words *all, const char *text)
{
    for (size_t i = 0; i < all->n; i++) {
        if (all->items[i].len == strlen(text) && memcmp(all->items[i].text, text, all->items[i].len) == 0)
            return 1;
    }
    return 0;
}

static void test_regex_words__are_all_that_it_is_found_in(void **state)
{
    static const struct {
        const char *source;
        size_t n;
    } known[] = {
        { "^['\u2019]s?$", 4 }, { "^['\u2019](ll|d)$", 4 }, { "^(tide|tides|rowed)$", 3 },
        { "^tides?$", 2 },      { "^[Tt]ide$", 2 },         { "^p\\.m\\.$", 1 },
        { "^(ed)?$", 2 },       { "^a?b?c?d?$", 16 },       { "^\u00FCber$", 1 },
    };
    (void)state;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        lun_regex_words all;
        lun_regex *regex = make(known[k].source, "");
        lun_regex_words_read(&all, known[k].source);
        if (all.n != known[k].n)
            fail_msg("%s: %zu words", known[k].source, all.n);
        for (size_t i = 0; i < all.n; i++)
            assert_int_equal(lun_regex_found(regex, all.items[i].text, all.items[i].len), 1);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            size_t len = strlen(words[i]);
            if (words[i][len - 1] != '\n' && lun_regex_found(regex, words[i], len) && !is_written_out(&all, words[i]))
                fail_msg("%s is found in %s", known[k].source, words[i]);
        }
        lun_regex_free(regex);
    }
}

static void test_regex_words__are_none_where_there_may_be_others(void **state)
{
    static const char *const sources[] = { "tide$",
                                           "^tide",
                                           "^tide|rowed$",
                                           "^[0-9]$",
                                           "^[^a]$",
                                           "^ti.e$",
                                           "^tid+$",
                                           "^tides??$",
                                           "^(a|b)*$",
                                           "^a{2}$",
                                           "^\\p{Lu}$",
                                           "^(?:a|b)$",
                                           "^(a(b))$",
                                           "^a?b?c?d?e?$",
                                           "^[ab$",
                                           "^(ab$",
                                           "",
                                           "^",
                                           "$",
                                           "^\\$",
                                           "^abcdefghijklmnopqrstuvwxyz$",
                                           "^\\d$" };
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        lun_regex_words all;
        lun_regex_words_read(&all, sources[i]);
        if (all.n)
            fail_msg("%s has %zu words", sources[i], all.n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_regex__finds_what_pcre2_finds),
        cmocka_unit_test(test_regex__finds_what_pcre2_finds_in_random_expressions),
        cmocka_unit_test(test_regex_words__are_all_that_it_is_found_in),
        cmocka_unit_test(test_regex_words__are_none_where_there_may_be_others),
        cmocka_unit_test(test_regex_ends__refuse_by_the_last_byte_and_the_first),
    };
    return cmocka_run_group_tests_name("match regex", tests, NULL, NULL);
}
