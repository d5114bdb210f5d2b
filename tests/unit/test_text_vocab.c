/*
** test_text_vocab.c - words get lasting numbers and right facts; trimming forgets documents and nothing else.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "text/vocab.h"

static uint32_t add(lun_vocab *vocab, const char *form)
{
    uint32_t word = lun_vocab_add(vocab, form, strlen(form));
    assert_int_not_equal(word, LUN_WORD_NONE);
    return word;
}

static void test_vocab__numbers_are_stable_and_forms_come_back(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    uint32_t harbour = add(vocab, "harbour");
    for (int i = 0; i < 5000; i++) {
        char form[32];
        snprintf(form, sizeof form, "word%d", i);
        add(vocab, form);
    }
    size_t len;
    assert_int_equal(add(vocab, "harbour"), harbour);
    assert_int_equal(lun_vocab_find(vocab, "harbour", 7), harbour);
    assert_int_equal(lun_vocab_find(vocab, "nowhere", 7), LUN_WORD_NONE);
    assert_string_equal(lun_vocab_form(vocab, harbour, &len), "harbour");
    assert_int_equal(len, 7);
    assert_int_equal(lun_vocab_count(vocab), 5001);
    lun_vocab_free(vocab);
}

static void test_vocab__folds_case_and_quotes(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    static const char *const PAIRS[][2] = {
        { "Harbour", "harbour" },
        { "OSLO", "oslo" },
        { "\xC3\x98rsta", "\xC3\xB8rsta" },
        { "\xE2\x80\x99s", "'s" },
        { "\xE2\x80\x9C", "\"" },
        { "\xC4\xB0", "i" },
        { "x", "x" },
        { "\xC8\xBA", "\xE2\xB1\xA5" },
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        uint32_t fold = lun_vocab_fold(vocab, add(vocab, PAIRS[i][0]));
        assert_string_equal(lun_vocab_form(vocab, fold, NULL), PAIRS[i][1]);
        assert_int_equal(lun_vocab_fold(vocab, fold), fold);
    }
    lun_vocab_free(vocab);
}

static void test_vocab__takes_malformed_bytes_as_they_are(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    uint32_t word = add(vocab, "a\xFF\xC3");
    size_t len;
    lun_vocab_form(vocab, lun_vocab_fold(vocab, word), &len);
    assert_int_equal(len, 3);
    lun_vocab_free(vocab);
}

static void test_vocab__classes_say_what_the_letters_say(void **state)
{
    (void)state;
    static const struct {
        const char *form;
        uint32_t bits;
    } CASES[] = {
        { "Harbour", LUN_CLASS_CAP | LUN_CLASS_ALPHA },
        { "harbour", LUN_CLASS_LOWER | LUN_CLASS_ALPHA },
        { "OSCE", LUN_CLASS_CAP | LUN_CLASS_UPPER | LUN_CLASS_ALPHA },
        { "G7", LUN_CLASS_CAP | LUN_CLASS_UPPER | LUN_CLASS_ALPHA | LUN_CLASS_DIGIT },
        { "3.5", LUN_CLASS_NUM | LUN_CLASS_DIGIT },
        { "1,100", LUN_CLASS_NUM | LUN_CLASS_DIGIT },
        { ".75", LUN_CLASS_NUM | LUN_CLASS_DIGIT },
        { "30th", LUN_CLASS_NUM | LUN_CLASS_DIGIT | LUN_CLASS_LOWER },
        { "1970s", LUN_CLASS_DIGIT | LUN_CLASS_LOWER },
        { "3.", LUN_CLASS_DIGIT },
        { "twelve", LUN_CLASS_NUM | LUN_CLASS_LOWER | LUN_CLASS_ALPHA },
        { "Zero", LUN_CLASS_NUM | LUN_CLASS_CAP | LUN_CLASS_ALPHA },
        { "billion", LUN_CLASS_NUM | LUN_CLASS_LOWER | LUN_CLASS_ALPHA },
        { "twelfth", LUN_CLASS_LOWER | LUN_CLASS_ALPHA },
        { "...", LUN_CLASS_PUNCT },
        { "\xE2\x82\xAC", LUN_CLASS_PUNCT },
        { "'s", LUN_CLASS_LOWER },
        { "\xE6\xB8\xAF", LUN_CLASS_ALPHA },
        { "\xC3\x85se", LUN_CLASS_CAP | LUN_CLASS_ALPHA },
    };
    lun_vocab *vocab = lun_vocab_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        uint32_t bits = lun_vocab_class(vocab, add(vocab, CASES[i].form));
        if (bits != CASES[i].bits)
            fail_msg("\"%s\": expected %x, found %x", CASES[i].form, CASES[i].bits, bits);
    }
    lun_vocab_free(vocab);
}

static void test_vocab__all_number_words_are_numbers(void **state)
{
    (void)state;
    static const char *const WORDS[] = {
        "billion",  "billions", "dozen",     "eight",  "eighteen", "eighty",  "eleven",    "fifteen",
        "fifty",    "five",     "forty",     "four",   "fourteen", "hundred", "hundreds",  "million",
        "millions", "nine",     "nineteen",  "ninety", "one",      "seven",   "seventeen", "seventy",
        "six",      "sixteen",  "sixty",     "ten",    "thirteen", "thirty",  "thousand",  "thousands",
        "three",    "trillion", "trillions", "twelve", "twenty",   "two",     "zero",
    };
    static const char *const OTHERS[] = { "on",    "ones", "tens",          "twos", "nines",
                                          "sixes", "ate",  "\xC3\xA9leven", "zeros" };
    lun_vocab *vocab = lun_vocab_new();
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!(lun_vocab_class(vocab, add(vocab, WORDS[i])) & LUN_CLASS_NUM))
            fail_msg("\"%s\" is no number", WORDS[i]);
    }
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        if (lun_vocab_class(vocab, add(vocab, OTHERS[i])) & LUN_CLASS_NUM)
            fail_msg("\"%s\" is a number", OTHERS[i]);
    }
    lun_vocab_free(vocab);
}

static void test_vocab__trim_keeps_what_is_pinned(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    uint32_t said = add(vocab, "Said"), n;
    lun_vocab_pin(vocab);
    uint32_t pinned = lun_vocab_pinned(vocab);
    assert_int_equal(pinned, 2);                        /* with its fold */
    assert_non_null(lun_vocab_lemmas(vocab, said, &n)); /* adds "say", which the trim forgets */
    for (int round = 0; round < 3; round++) {
        add(vocab, "4711");
        add(vocab, "www.example.org");
        assert_int_equal(lun_vocab_trim(vocab, 1000), 0);
        assert_int_equal(lun_vocab_trim(vocab, 2), 1);
        assert_int_equal(lun_vocab_count(vocab), pinned);
        assert_int_equal(lun_vocab_trim(vocab, 0), 0); /* nothing is left to forget */
        assert_int_equal(lun_vocab_find(vocab, "4711", 4), LUN_WORD_NONE);
        assert_string_equal(lun_vocab_form(vocab, said, NULL), "Said");
        assert_string_equal(lun_vocab_form(vocab, lun_vocab_fold(vocab, said), NULL), "said");
        add(vocab, "filler");
        const uint32_t *lemmas = lun_vocab_lemmas(vocab, said, &n);
        int say = 0;
        for (uint32_t i = 0; i < n; i++)
            say |= strcmp(lun_vocab_form(vocab, lemmas[i], NULL), "say") == 0;
        assert_true(say);
    }
    lun_vocab_free(vocab);
}

static int fill_without_memory(size_t n)
{
    int failed = 0;
    lun_mem_fail_after(n);
    lun_vocab *vocab = lun_vocab_new();
    for (int i = 0; vocab && i < 400 && !failed; i++) {
        char form[64];
        uint32_t count = lun_vocab_count(vocab), lemmas;
        int len = snprintf(form, sizeof form, "Word%dThatIsNotShort", i);
        failed = lun_vocab_add(vocab, form, (size_t)len) == LUN_WORD_NONE;
        if (failed)
            assert_int_equal(lun_vocab_count(vocab), count);
        else
            failed = !lun_vocab_lemmas(vocab, count, &lemmas);
    }
    lun_mem_fail_after(0);
    failed |= !vocab;
    lun_vocab_free(vocab);
    return failed;
}

static void test_vocab__fails_cleanly_at_every_allocation(void **state)
{
    (void)state;
    size_t n = 1;
    while (fill_without_memory(n))
        n++;
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocab__numbers_are_stable_and_forms_come_back),
        cmocka_unit_test(test_vocab__folds_case_and_quotes),
        cmocka_unit_test(test_vocab__takes_malformed_bytes_as_they_are),
        cmocka_unit_test(test_vocab__classes_say_what_the_letters_say),
        cmocka_unit_test(test_vocab__all_number_words_are_numbers),
        cmocka_unit_test(test_vocab__trim_keeps_what_is_pinned),
        cmocka_unit_test(test_vocab__fails_cleanly_at_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
