/*
** test_text_tags.c - tags and lemmas of English, and what happens to everything else.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/tags.h"
#include "text/text.h"

static lun_document *tagged(lun_vocab *vocab, const char *text, const char *language)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    assert_non_null(document);
    assert_int_equal(lun_document_set_text(document, text, strlen(text), &err), 0);
    document->language = language;
    assert_int_equal(lun_text_segment(document, vocab, &err), 0);
    if (lun_text_tag(document, vocab, &err) < 0)
        fail_msg("%s", err.message);
    return document;
}

/* "word/UPOS/lemma word/UPOS/lemma ..." */
static void check(const char *text, const char *want)
{
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = tagged(vocab, text, "en");
    lun_buf found = LUN_BUF_INIT;
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        const lun_token *token = &document->tokens[i];
        lun_buf_addf(&found, "%s%.*s/%s/%s", i ? " " : "", (int)(token->stop - token->start),
                     document->text + token->start, lun_upos_name((lun_upos)document->upos[i]),
                     lun_vocab_form(vocab, lun_text_lemma(document, vocab, i), NULL));
    }
    assert_string_equal(found.data, want);
    lun_buf_clear(&found);
    lun_document_free(document);
    lun_vocab_free(vocab);
}

static void test_tags__settle_auxiliaries_particles_and_names(void **state)
{
    (void)state;
    check("The mayors have been warned.",
          "The/DET/the mayors/NOUN/mayor have/AUX/have been/AUX/be warned/VERB/warn ./PUNCT/.");
    check("Norway's ferries didn't leave.",
          "Norway/PROPN/Norway 's/PART/'s ferries/NOUN/ferry did/AUX/do n't/PART/not leave/VERB/leave ./PUNCT/.");
    check(
        "She wants to sell two boats to him.",
        "She/PRON/she wants/VERB/want to/PART/to sell/VERB/sell two/NUM/two boats/NOUN/boat to/ADP/to him/PRON/he ./PUNCT/.");
    check(
        "He said that the children were running.",
        "He/PRON/he said/VERB/say that/SCONJ/that the/DET/the children/NOUN/child were/AUX/be running/VERB/run ./PUNCT/.");
    check(
        "They have larger houses and can't pay.",
        "They/PRON/they have/VERB/have larger/ADJ/large houses/NOUN/house and/CCONJ/and ca/AUX/can n't/PART/not pay/VERB/pay ./PUNCT/.");
}

static void test_tags__the_same_word_has_the_tag_of_its_place(void **state)
{
    (void)state;
    check("They record the record.", "They/PRON/they record/VERB/record the/DET/the record/NOUN/record ./PUNCT/.");
}

static void test_tags__long_sentences_are_tagged_whole(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT;
    for (int i = 0; i < 5000; i++)
        lun_buf_adds(&text, i % 2 ? "the ferry , " : "the old captain , ");
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = tagged(vocab, text.data, NULL);
    assert_int_equal(document->n_sentences, 1);
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        assert_int_not_equal(document->tags[i], LUN_TAG_NONE);
        if (strcmp(lun_vocab_form(vocab, document->tokens[i].word, NULL), "captain") == 0)
            assert_int_equal(document->upos[i], LUN_UPOS_NOUN);
    }
    lun_document_free(document);
    lun_vocab_free(vocab);
    lun_buf_clear(&text);
}

static void test_tags__other_languages_get_none(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = tagged(vocab, "Le capitaine est malade.", "fr");
    for (uint32_t i = 0; i < document->n_tokens; i++) {
        assert_int_equal(document->tags[i], LUN_TAG_NONE);
        assert_int_equal(document->upos[i], LUN_UPOS_X);
        assert_int_equal(lun_text_lemma(document, vocab, i), lun_vocab_fold(vocab, document->tokens[i].word));
    }
    lun_document_free(document);
    lun_vocab_free(vocab);
}

static void test_tags__have_names(void **state)
{
    (void)state;
    assert_string_equal(lun_tag_name(TAG_NN), "nn");
    assert_string_equal(lun_tag_name(TAG_VBZ), "vbz");
    assert_string_equal(lun_tag_name(LUN_TAG_NONE), "");
    assert_string_equal(lun_tag_name(255), "");
    assert_string_equal(lun_upos_name(LUN_UPOS_VERB), "VERB");
    assert_string_equal(lun_upos_name(LUN_UPOS_X), "X");
}

static int has_lemma(const char *form, const char *lemma)
{
    lun_vocab *vocab = lun_vocab_new();
    uint32_t n, found = 0, word = lun_vocab_add(vocab, form, strlen(form));
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, word, &n);
    assert_non_null(lemmas);
    for (uint32_t i = 0; i < n; i++)
        found |= strcmp(lun_vocab_form(vocab, lemmas[i], NULL), lemma) == 0;
    lun_vocab_free(vocab);
    return (int)found;
}

static void test_lemmas__cover_every_reading(void **state)
{
    (void)state;
    static const char *const HAS[][2] = {
        { "said", "say" },
        { "Says", "say" },
        { "saw", "see" },
        { "saw", "saw" },
        { "leaves", "leaf" },
        { "leaves", "leave" },
        { "was", "be" },
        { "'s", "be" },
        { "'s", "have" },
        { "wo", "will" },
        { "n\xE2\x80\x99t", "not" },
        { "mice", "mouse" },
        { "better", "good" },
        { "planned", "plan" },
        { "reopening", "reopen" },
        { "harbour", "harbour" },
        { "ferries", "ferry" },
        { "support", "support" },
        { "these", "this" },
        { "them", "they" },
        { "me", "i" },
        { "Olsen", "olsen" },
    };
    for (size_t i = 0; i < sizeof HAS / sizeof *HAS; i++)
        if (!has_lemma(HAS[i][0], HAS[i][1]))
            fail_msg("'%s' has not the lemma '%s'", HAS[i][0], HAS[i][1]);
    assert_false(has_lemma("harbour", "harbo"));
    assert_false(has_lemma("said", "sai"));
    assert_false(has_lemma("glass", "glas"));
}

static int tag_without_memory(size_t n)
{
    static const char TEXT[] = "The Zolvik ferry reopened and Norway's mayors said they weren't ready.";
    lun_error err = LUN_ERROR_INIT;
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = lun_document_new();
    assert_int_equal(lun_document_set_text(document, TEXT, sizeof TEXT - 1, &err), 0);
    assert_int_equal(lun_text_segment(document, vocab, &err), 0);
    lun_mem_fail_after(n);
    int failed = lun_text_tag(document, vocab, &err) < 0;
    for (uint32_t i = 0; !failed && i < document->n_tokens; i++)
        failed = lun_text_lemma(document, vocab, i) == LUN_WORD_NONE;
    lun_mem_fail_after(0);
    if (err.code)
        assert_int_equal(err.code, LUN_ENOMEM);
    lun_document_free(document);
    lun_vocab_free(vocab);
    return failed;
}

static void test_tags__fail_cleanly_at_every_allocation(void **state)
{
    (void)state;
    size_t n = 1;
    while (tag_without_memory(n))
        n++;
    assert_true(n > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags__settle_auxiliaries_particles_and_names),
        cmocka_unit_test(test_tags__the_same_word_has_the_tag_of_its_place),
        cmocka_unit_test(test_tags__long_sentences_are_tagged_whole),
        cmocka_unit_test(test_tags__other_languages_get_none),
        cmocka_unit_test(test_tags__have_names),
        cmocka_unit_test(test_lemmas__cover_every_reading),
        cmocka_unit_test(test_tags__fail_cleanly_at_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
