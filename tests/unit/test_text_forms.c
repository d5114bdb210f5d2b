/*
** test_text_forms.c - no word is missing among the forms of its lemmas: regular, irregular and made-up words, the closed classes.
*/
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cmocka_all.h"
#include "text/english.h"
#include "text/forms.h"
#include "text/morph.h"

static uint64_t seed = 7;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static uint32_t add(lun_vocab *vocab, const char *form, size_t len)
{
    uint32_t word = lun_vocab_fold(vocab, lun_vocab_add(vocab, form, len));
    assert_int_not_equal(word, LUN_WORD_NONE);
    return word;
}

/*
** Words are given by hundreds, so that the tables are gone through once for them all; one lemma of each word at a time, so that no other
** one helps it.
*/
static void check(lun_vocab *vocab, const uint32_t *words, uint32_t n)
{
    uint32_t n_forms, *forms;
    lun_error err = LUN_ERROR_INIT;
    for (uint32_t j = 0; j < 3; j++) {
        uint32_t some[200], n_some = 0;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t count;
            const uint32_t *own = lun_vocab_lemmas(vocab, words[i], &count);
            some[n_some++] = own[j % count];
        }
        assert_int_equal(lun_text_forms(&forms, &n_forms, vocab, some, n_some, &err), LUN_OK);
        for (uint32_t i = 0; i < n; i++) {
            uint32_t at = 0;
            while (at < n_forms && forms[at] != words[i])
                at++;
            if (at == n_forms)
                fail_msg("'%s' is not among the forms of its lemma '%s'", lun_vocab_form(vocab, words[i], NULL),
                         lun_vocab_form(vocab, some[i], NULL));
        }
        lun_free(forms);
    }
}

static void test_forms__hold_every_irregular_word(void **state)
{
    lun_english english;
    uint32_t words[200], n = 0, all = 0;
    lun_vocab *vocab = lun_vocab_new();
    (void)state;
    assert_int_equal(lun_english_open(&english, NULL), 0);
    for (uint32_t i = 0; i < english.n[LUN_ENGLISH_EXCEPTIONS]; i++) {
        const unsigned char *payload;
        size_t len, left;
        const char *key = lun_english_key(&english, LUN_ENGLISH_EXCEPTIONS, i, &len, &payload, &left);
        if (key) {
            words[n++] = add(vocab, key, len);
            all++;
        }
        if (n < 200 && i + 1 < english.n[LUN_ENGLISH_EXCEPTIONS])
            continue;
        check(vocab, words, n);
        n = 0;
    }
    assert_true(all > 2000);
    lun_vocab_free(vocab);
}

static void test_forms__hold_every_word_with_an_ending(void **state)
{
    static const char *const endings[] = { "",    "s",    "es",   "ses",  "xes",  "zes", "ches", "shes",
                                           "men", "ies",  "ied",  "ed",   "ing",  "ier", "iest", "er",
                                           "est", "ning", "nned", "tted", "ting", "'s",  "-" };
    lun_english english;
    uint32_t words[200], n = 0;
    lun_vocab *vocab = lun_vocab_new();
    (void)state;
    assert_int_equal(lun_english_open(&english, NULL), 0);
    for (int i = 0; i < 8000; i++) {
        const unsigned char *payload;
        char form[400];
        size_t len, left;
        const char *key =
            lun_english_key(&english, LUN_ENGLISH_WORDS, below(english.n[LUN_ENGLISH_WORDS]), &len, &payload, &left);
        const char *ending = endings[below(sizeof endings / sizeof *endings)];
        if (!key)
            continue;
        len = len > below(3) ? len - below(3) : len; /* some made up */
        if (below(4) == 0 && len > 3)
            len = 1 + below(3);
        snprintf(form, sizeof form, "%.*s%s", (int)len, key, ending);
        words[n++] = add(vocab, form, strlen(form));
        if (n == 200) {
            check(vocab, words, n);
            n = 0;
        }
    }
    lun_vocab_free(vocab);
}

static void test_forms__hold_the_closed_classes(void **state)
{
    const char *form, *lemma;
    uint32_t words[200], n = 0;
    lun_vocab *vocab = lun_vocab_new();
    (void)state;
    for (size_t i = 0; lun_lemma_closed(i, &form, &lemma); i++)
        words[n++] = add(vocab, form, strlen(form));
    check(vocab, words, n);
    lun_vocab_free(vocab);
}

static void expect(const char *lemma, const char *wanted)
{
    lun_vocab *vocab = lun_vocab_new();
    lun_error err = LUN_ERROR_INIT;
    uint32_t id = add(vocab, lemma, strlen(lemma)), n, *forms;
    char text[400] = "";
    assert_int_equal(lun_text_forms(&forms, &n, vocab, &id, 1, &err), LUN_OK);
    for (uint32_t i = 0; i < n; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s ", lun_vocab_form(vocab, forms[i], NULL));
    assert_string_equal(text, wanted);
    lun_free(forms);
    lun_vocab_free(vocab);
}

static void test_forms__are_few(void **state)
{
    (void)state;
    expect("harbour", "harbour harbours harboures harboured harbouring harbourring harbourred ");
    expect("go", "go gos goes goed going goest went gone ");
    expect("\xC3\xA9tat", "\xC3\xA9tat \xC3\xA9tats \xC3\xA9tatting \xC3\xA9tatted ");
}

static void test_forms__fail_cleanly_without_memory(void **state)
{
    lun_vocab *vocab = lun_vocab_new();
    lun_error err = LUN_ERROR_INIT;
    uint32_t id = add(vocab, "harbour", 7), n, *forms;
    int rc = LUN_ENOMEM;
    (void)state;
    for (size_t i = 1; rc != LUN_OK && i < 10000; i++) {
        lun_mem_fail_after(i);
        rc = lun_text_forms(&forms, &n, vocab, &id, 1, &err);
        lun_mem_fail_after(0);
        assert_true(rc == LUN_OK || (rc == LUN_ENOMEM && !forms));
    }
    assert_int_equal(rc, LUN_OK);
    lun_free(forms);
    lun_vocab_free(vocab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms__hold_every_irregular_word),
        cmocka_unit_test(test_forms__hold_every_word_with_an_ending),
        cmocka_unit_test(test_forms__hold_the_closed_classes),
        cmocka_unit_test(test_forms__are_few),
        cmocka_unit_test(test_forms__fail_cleanly_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
