/*
** test_text_segment.c - the segmenter keeps its invariants on any text, in linear time, and gives memory back when it runs out.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "unit/text_invariants.h"

static lun_document *segmented(lun_vocab *vocab, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    assert_non_null(document);
    assert_int_equal(lun_document_set_text(document, text, len, &err), 0);
    assert_int_equal(lun_text_segment(document, vocab, &err), 0);
    return document;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* clang-format off */
static const char *const PIECES[] = {
    " ", " ", " ", "\n", "\n\n", "\t", ".", "..", "...", "?", "!", "?!", ",", ";", ":", "-", "--", "'", "\xE2\x80\x99", "\"", "\xE2\x80\x9C",
    "\xE2\x80\x9D", "(", ")", "[", "]", "1", "23", "1.5", "2019-05-11", "a", "I", "U.S.", "Mr.", "Inc.", "e.g.", "No.", "No. 7", "harbour",
    "Harbour", "don't", "cannot", "O'Hara's", "non-", "e-mail", "www.", "http://", "a@b", "@", "#", "x.pdf", "\xC2\xA0", "\xE2\x80\x8B", "\xE6\xB8\xAF",
    "\xD0\xB4\xD0\xB0", "e\xCC\x81", "\xF0\x9F\x98\x80", "\xE2\x80\xA2", "\xE2\x80\xA6", "\xE3\x80\x82", ":-)", "->", "<<", "$", "%", "/", "\\", "_", "*", "=",
    "+", "&", "~", "^", "|", "a)", "1.", "(ii)", "[4]", "p.m.", "said", "\x01", "\xEF\xBB\xBF", "\xE5\xBC\x80\xE6\x94\xBE", "\xE3\x82\xAB\xE3\x81\x8C",
    "\xE3\x82\x99", "\xE0\xB8\x97\xE0\xB9\x88\xE0\xB8\xB2", "\xE0\xB9\x80\xE0\xB8\xA3\xE0\xB8\xB7\xE0\xB8\xAD", "\xE1\x80\x99\xE1\x80\xBC",
};
/* clang-format on */

static void random_text(lun_buf *out, uint32_t *state)
{
    uint32_t n = next_random(state) % 60;
    for (uint32_t i = 0; i < n; i++)
        lun_buf_adds(out, PIECES[next_random(state) % (sizeof PIECES / sizeof *PIECES)]);
}

static void test_segment__keeps_the_invariants_on_random_text(void **state)
{
    (void)state;
    uint32_t seed = 20190511;
    lun_vocab *vocab = lun_vocab_new();
    for (int round = 0; round < 30000; round++) {
        lun_buf text = LUN_BUF_INIT;
        random_text(&text, &seed);
        lun_document *document = segmented(vocab, text.data ? text.data : "", text.len);
        const char *broken = broken_invariant(document);
        if (broken)
            fail_msg("round %d: \"%s\": %s", round, text.data, broken);
        lun_document_free(document);
        lun_buf_clear(&text);
        lun_vocab_trim(vocab, 20000);
    }
    lun_vocab_free(vocab);
}

/* A phrase is cut as the same words are inside a document, with a lower-case word after them. */
static void test_tokenize__agrees_with_a_document(void **state)
{
    (void)state;
    static const char *const PHRASES[] = { "Mr. Vik",    "Fjord Inc.",     "No.",        "can't",     "U.S.",
                                           "three a.m.", "counter-attack", "the end...", "page p. 7", "Sept." };
    lun_vocab *vocab = lun_vocab_new();
    for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++) {
        char text[128];
        lun_error err = LUN_ERROR_INIT;
        lun_token *tokens;
        uint32_t n;
        snprintf(text, sizeof text, "%s word", PHRASES[i]);
        assert_int_equal(lun_text_tokenize(&tokens, &n, PHRASES[i], strlen(PHRASES[i]), vocab, &err), 0);
        lun_document *document = segmented(vocab, text, strlen(text));
        assert_int_equal(document->n_tokens, n + 1);
        for (uint32_t k = 0; k < n; k++)
            assert_int_equal(document->tokens[k].word, tokens[k].word);
        lun_document_free(document);
        lun_free(tokens);
    }
    lun_vocab_free(vocab);
}

/* Plain words are told without cutting: what is said of them is what cutting says. */
static void test_plain_word__is_the_only_token(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int plain;
    } CASES[] = { { "said", 1 },   { "Said", 1 },    { "UN", 1 },    { "x", 1 },    { "cannot", 0 },
                  { "Cannot", 0 }, { "harbour", 1 }, { "can't", 0 }, { "U.S.", 0 }, { "", 0 },
                  { "a b", 0 },    { "x2", 0 },      { "gonna", 1 }, { "Dr", 1 },   { "caf\xC3\xA9", 0 } };
    lun_vocab *vocab = lun_vocab_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        lun_token *tokens;
        uint32_t n, word = LUN_WORD_NONE;
        size_t len = strlen(CASES[i].text);
        assert_int_equal(lun_text_plain_word(&word, CASES[i].text, len, vocab), CASES[i].plain);
        assert_int_equal(lun_text_tokenize(&tokens, &n, CASES[i].text, len, vocab, NULL), 0);
        if (CASES[i].plain) {
            assert_int_equal(n, 1);
            assert_int_equal(tokens[0].word, word);
        }
        lun_free(tokens);
    }
    lun_vocab_free(vocab);
}

static double seconds_for(const char *piece, size_t size)
{
    lun_buf text = LUN_BUF_INIT;
    while (text.len < size)
        lun_buf_adds(&text, piece);
    lun_vocab *vocab = lun_vocab_new();
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    lun_document *document = segmented(vocab, text.data, text.len);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    lun_document_free(document);
    lun_vocab_free(vocab);
    lun_buf_clear(&text);
    return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) * 1e-9;
}

/* Sixteen times the text takes a linear scanner sixteen times as long and a quadratic one 256 times; 80 lies between, for noisy machines. */
static void test_segment__is_linear_on_hostile_text(void **state)
{
    (void)state;
    static const char *const HOSTILE[] = {
        "a",
        ".",
        "\"",
        "(",
        ")",
        "'",
        "-",
        "a.",
        "a.b",
        "ab.cd",
        "a-",
        "a@",
        "a'",
        "http://",
        "www.a,",
        "1.",
        "1-",
        "1/",
        ":-",
        "no. ",
        "[1] ",
        ". ",
        "\n",
        "? ",
        "non-",
        "\xE2\x80\x99",
        "\xE2\x80\xA6",
        "x_",
        "@a",
        "#",
        "a. b) ",
        "\"a.\" ",
        "\xE6\xB8\xAF\xE5\x8F\xA3",
        "\xE3\x82\xAB\xE3\x82\x99",
        "\xE0\xB8\x97\xE0\xB9\x88\xE0\xB8\xB2",
        "\xE1\x80\x99",
    };
    for (size_t i = 0; i < sizeof HOSTILE / sizeof *HOSTILE; i++) {
        double small = seconds_for(HOSTILE[i], 64u << 10), large = seconds_for(HOSTILE[i], 1u << 20);
        if (large > 0.25 && large > small * 80)
            fail_msg("\"%s\" repeated: 64 KB in %.4f s, 1 MB in %.4f s", HOSTILE[i], small, large);
    }
}

static void test_segment__of_nothing_is_nothing(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    static const char *const EMPTY[] = { "", " ", "\n\n\n", "\xC2\xA0\xE2\x80\x8B" };
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++) {
        lun_document *document = segmented(vocab, EMPTY[i], strlen(EMPTY[i]));
        assert_int_equal(document->n_tokens + document->n_sentences + document->n_paragraphs, 0);
        lun_document_free(document);
    }
    lun_vocab_free(vocab);
}

static void check_paragraphs(const char *text, uint32_t paragraphs, uint32_t sentences)
{
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = segmented(vocab, text, strlen(text));
    assert_int_equal(document->n_paragraphs, paragraphs);
    assert_int_equal(document->n_sentences, sentences);
    lun_document_free(document);
    lun_vocab_free(vocab);
}

static void test_layout__tells_wrapped_lines_from_paragraphs(void **state)
{
    (void)state;
    check_paragraphs(
        "Harbour reopens after storm\nThe harbour of Molde was opened again on Friday, the council said.\nBoats may leave.",
        3, 3);
    check_paragraphs(
        "The harbour of Molde was opened again on Friday after\nthe storm had kept it closed for a week, and\n"
        "boats that had waited in the fjord were let in one\nafter the other, said the council.\n\nBoats may leave.",
        2, 2);
    check_paragraphs("oars\nsails and ropes\nanchors", 3, 3);
    check_paragraphs("The council of the\nFjord Harbours met Mr.\nVik on 12 October\n2001 in\nMolde.\nIt rained.", 2,
                     2);
    check_paragraphs("Tolls fell by two per cent. Boats paid less. It was two per cent.", 1, 3);
    check_paragraphs("A speech of October\n12 boats left\nThe\nHarbour", 3, 3);
    check_paragraphs(
        "The harbour of Molde was opened again on Friday after\nthe storm had kept it closed for weeks, and the Fjord\n"
        "Rescue Service of the coast let in boats that waited\nthere, one after the other, said the council.\nBoats may leave.",
        2, 2);
    check_paragraphs("Bring what you need:\n- oars\n- sails\n- ropes", 4, 4);
}

/* Three lines tell it by how full they are, though none goes on in lower case; headlines are not full, rows of a table are of one length. */
static void test_layout__joins_few_lines_that_are_full(void **state)
{
    (void)state;
    check_paragraphs("The harbour of Molde was opened again on Friday, said all the Fjord\n"
                     "Rescue Service of the coast. It let in the boats of the council of West\nMolde in the night.",
                     1, 2);
    check_paragraphs("The harbour of Molde is opened again on Friday, says the council\nBoats of the West leave early\n"
                     "Fjord Rescue Service of the coast thanks crews that waited for weeks",
                     3, 3);
    check_paragraphs("Molde      harbour   12 boats   West coast   opened on Friday at ten\n"
                     "Bergen     harbour   14 boats   West coast   opened on Monday at ten\n"
                     "Tromso     harbour   11 boats   Far  north   opened on Sunday at ten",
                     3, 3);
}

/* A column of a printed page is narrower than any editor wraps; a list of short lines is no column. */
static void test_layout__joins_the_lines_of_a_narrow_column(void **state)
{
    (void)state;
    check_paragraphs(
        "The harbour of Molde was\nopened again on Friday\nafter the storm had kept\nit closed for weeks, and\n"
        "the Fjord Rescue Service\nof the coast let in boats\nthat waited there, one\nafter the other, said the\ncouncil.",
        1, 1);
    check_paragraphs(
        "oars for the long boat\nsails\nropes that do not rot\nan anchor\nlamps of all sizes and oil\nbread for the crews\n"
        "salt in dry sacks\nwater",
        8, 8);
}

static void test_layout__goes_on_behind_the_foot_of_a_page(void **state)
{
    (void)state;
    check_paragraphs("The council of Molde wants better living standards for the\n \nNorwegian crews of the fjord.", 1,
                     1);
    check_paragraphs("The council of Molde has opened the door of the port not only to\n\n\nhistoric boats.", 1, 1);
    check_paragraphs("The council of Molde has opened the door of the port not only to\n\nHistoric boats", 2, 2);
    check_paragraphs("The council of Molde wants better living standards for the\n\n1. crews", 2, 2);
    check_paragraphs("Minister of\n\nFinance", 2, 2);
}

/* Who said what a quotation holds belongs to its last sentence, whatever mark ends that. */
static void test_segment__keeps_who_said_it_with_a_quotation(void **state)
{
    (void)state;
    check_paragraphs("\"Is it two? Three?\" Vik asks as the boat leaves. \"Or four?\" Oda Vik went on.", 1, 3);
    check_paragraphs("\"We sail!\" Harbour Master Oda Vik said as the boat left.", 1, 1);
    check_paragraphs("\"The port is open.\" Vik said. It rained.", 1, 2);
    check_paragraphs("\"The port is open.\" Vik said so in Molde.", 1, 2);
    check_paragraphs("\"We sail!\" The boat of the harbour master went out.", 1, 2);
}

static void segment_without_memory(size_t n, int *failed)
{
    static const char TEXT[] =
        "Mr. Vik isn't in Molde. 1. He left\n2. for the U.S. on Sept. 4 with Fjord Inc.\n\n\"Why?\" she asked.";
    lun_error err = LUN_ERROR_INIT;
    lun_token *tokens = NULL;
    uint32_t n_tokens;
    lun_mem_fail_after(n);
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = lun_document_new();
    *failed = !vocab || !document || lun_document_set_text(document, TEXT, sizeof TEXT - 1, &err) < 0 ||
              lun_text_segment(document, vocab, &err) < 0 ||
              lun_text_tokenize(&tokens, &n_tokens, TEXT, sizeof TEXT - 1, vocab, &err) < 0;
    lun_mem_fail_after(0);
    if (*failed && err.code)
        assert_int_equal(err.code, LUN_ENOMEM);
    lun_free(tokens);
    lun_document_free(document);
    lun_vocab_free(vocab);
}

static void test_segment__fails_cleanly_at_every_allocation(void **state)
{
    (void)state;
    int failed = 1;
    size_t n = 0;
    while (failed) {
        segment_without_memory(++n, &failed);
        assert_true(n < 10000);
    }
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_segment__keeps_the_invariants_on_random_text),
        cmocka_unit_test(test_tokenize__agrees_with_a_document),
        cmocka_unit_test(test_plain_word__is_the_only_token),
        cmocka_unit_test(test_segment__is_linear_on_hostile_text),
        cmocka_unit_test(test_segment__of_nothing_is_nothing),
        cmocka_unit_test(test_layout__tells_wrapped_lines_from_paragraphs),
        cmocka_unit_test(test_layout__joins_few_lines_that_are_full),
        cmocka_unit_test(test_layout__joins_the_lines_of_a_narrow_column),
        cmocka_unit_test(test_segment__keeps_who_said_it_with_a_quotation),
        cmocka_unit_test(test_layout__goes_on_behind_the_foot_of_a_page),
        cmocka_unit_test(test_segment__fails_cleanly_at_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
