/*
** test_text_sketch.c - what sketches tell of texts that were changed as copies are, and of texts that have nothing in common.
**
** The texts are made up: sentences of a few forms over a vocabulary in which few words are frequent, as in real text. What is enough for a copy is
** that of core/store/copies.c for long texts.
*/
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/sketch.h"
#include "text/text.h"

#define ENOUGH 0.3
#define WORDS 4000 /* of the vocabulary */
#define TEXTS 60
#define PARAGRAPHS 6
#define PARAGRAPH 50 /* words */

static uint32_t state;

static uint32_t next(uint32_t below)
{
    state = (uint32_t)((uint64_t)state * 48271u % 2147483647u);
    return state % below;
}

/* Half of all words are of the 60 most frequent. */
static void add_word(lun_buf *out)
{
    lun_buf_addf(out, "w%u ", next(2) ? next(60) : next(WORDS));
}

typedef char paragraph[PARAGRAPH * 8];

static void make_text(paragraph *out)
{
    for (int p = 0; p < PARAGRAPHS; p++) {
        lun_buf text = LUN_BUF_INIT;
        for (int i = 0; i < PARAGRAPH; i++)
            add_word(&text);
        snprintf(out[p], sizeof out[p], "%s", text.data);
        lun_buf_clear(&text);
    }
}

static lun_sketch sketch_of(const char *text)
{
    lun_sketch sketch;
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    lun_vocab *vocab = lun_vocab_new();
    assert_non_null(document);
    assert_non_null(vocab);
    assert_int_equal(lun_document_set_text(document, text, strlen(text), &err), LUN_OK);
    assert_int_equal(lun_text_segment(document, vocab, &err), LUN_OK);
    lun_sketch_make(&sketch, document, vocab);
    lun_document_free(document);
    lun_vocab_free(vocab);
    return sketch;
}

enum change { SAME, DATELINE, BOILERPLATE, DROPPED, WORDS_CHANGED, OTHER, CHANGES };

/* One paragraph in five begins with words of a form letter, so that texts without a common origin share runs, too. */
static void write_text(lun_buf *out, const paragraph *paragraphs, enum change change)
{
    if (change == DATELINE)
        lun_buf_adds(out, "PORT NORLAND, 12 March (Harbour Press) -- ");
    for (int p = 0; p < PARAGRAPHS; p++) {
        if (change == DROPPED && p == 2)
            continue;
        if (p % 5 == 0)
            lun_buf_adds(out, "the two sides exchanged views on issues of common interest. ");
        char copy[sizeof *paragraphs], *rest = copy;
        memcpy(copy, paragraphs[p], sizeof copy);
        for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
            if (change == WORDS_CHANGED && next(5) == 0)
                add_word(out);
            else
                lun_buf_addf(out, "%s ", word);
        }
        lun_buf_adds(out, "\n\n");
    }
    if (change == BOILERPLATE) {
        lun_buf_adds(out, "about this office: it answers questions of the press on working days between nine and five. "
                          "no part of this text may be changed; a copy goes to the archive of the ministry. "
                          "this page was last looked at in spring and is kept in four languages.");
    }
}

static double compare(const paragraph *text, enum change change)
{
    paragraph other[PARAGRAPHS];
    lun_buf left = LUN_BUF_INIT, right = LUN_BUF_INIT;
    memcpy(other, text, sizeof other);
    if (change == OTHER)
        make_text(other);
    write_text(&left, text, SAME);
    write_text(&right, (const paragraph *)other, change);
    lun_sketch a = sketch_of(left.data), b = sketch_of(right.data);
    lun_buf_clear(&left);
    lun_buf_clear(&right);
    return lun_sketch_resemblance(&a, &b);
}

static void finds_changed_copies_and_no_others(void **unused)
{
    static const char *const names[] = { "same", "dateline", "boilerplate", "paragraph dropped", "a fifth of words",
                                         "other" };
    int found[CHANGES] = { 0 }, right = 0, all = 0;
    paragraph text[PARAGRAPHS];
    (void)unused;
    state = 7;
    for (int i = 0; i < TEXTS; i++) {
        make_text(text);
        for (enum change change = SAME; change < CHANGES; change++)
            found[change] += compare((const paragraph *)text, change) >= ENOUGH;
    }
    for (int change = SAME; change < CHANGES; change++) {
        print_message("%s: %d of %d\n", names[change], found[change], TEXTS);
        right += change < OTHER ? found[change] : 0;
        all += found[change];
    }
    assert_int_equal(found[SAME], TEXTS);
    assert_int_equal(found[DATELINE], TEXTS);
    assert_int_equal(found[BOILERPLATE], TEXTS);
    assert_int_equal(found[DROPPED], TEXTS);
    assert_true(found[WORDS_CHANGED] >= TEXTS * 8 / 10); /* recall */
    assert_true(right == all);                           /* precision */
}

/* Exact resemblance, from the runs themselves, beside what the bytes tell. */
static void estimates_resemblance(void **unused)
{
    (void)unused;
    for (int shared = 0; shared <= 10; shared++) {
        lun_buf left = LUN_BUF_INIT, right = LUN_BUF_INIT;
        for (int i = 0; i < 1000; i++) {
            lun_buf_addf(&left, "%s%d ", i < shared * 100 ? "c" : "a", i);
            lun_buf_addf(&right, "%s%d ", i < shared * 100 ? "c" : "b", i);
        }
        lun_sketch a = sketch_of(left.data), b = sketch_of(right.data);
        double common = shared ? shared * 100 - 2 : 0, truth = common / (2 * 998 - common);
        if (shared == 10)
            truth = 1;
        double told = lun_sketch_resemblance(&a, &b);
        assert_true(told > truth - 0.12 && told < truth + 0.12); /* four standard deviations at the most */
        assert_true(told == lun_sketch_resemblance(&b, &a));
        lun_buf_clear(&left);
        lun_buf_clear(&right);
    }
}

static void ignores_case_signs_and_space(void **unused)
{
    (void)unused;
    lun_sketch a = sketch_of("The two sides agreed: trade, and the ferry!"),
               b = sketch_of("the  two sides AGREED\n\ntrade and “the ferry”");
    assert_int_equal(a.words, 8);
    assert_memory_equal(&a, &b, sizeof a);
}

static void resembles_nothing_without_three_words(void **unused)
{
    (void)unused;
    lun_sketch empty = sketch_of(""), two = sketch_of("two words"), three = sketch_of("now three words");
    assert_true(lun_sketch_resemblance(&empty, &empty) == 0);
    assert_true(lun_sketch_resemblance(&two, &two) == 0);
    assert_true(lun_sketch_resemblance(&three, &three) == 1);
    assert_true(lun_sketch_resemblance(&two, &three) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_changed_copies_and_no_others),
        cmocka_unit_test(estimates_resemblance),
        cmocka_unit_test(ignores_case_signs_and_space),
        cmocka_unit_test(resembles_nothing_without_three_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
