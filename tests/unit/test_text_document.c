/*
** test_text_document.c - the document: problems that are never lost, searches over tokens, sentences and paragraphs.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "text/text.h"

typedef struct fixture {
    lun_vocab *vocab;
    lun_document *document;
} fixture;

static const char TEXT[] = "Boats left. Nobody waved!\n\nThe end."; /* Boats left . | Nobody waved ! || The end . */

static int set_up(void **state)
{
    static fixture self;
    lun_error err = LUN_ERROR_INIT;
    self.vocab = lun_vocab_new();
    self.document = lun_document_new();
    *state = &self;
    return lun_document_set_text(self.document, TEXT, sizeof TEXT - 1, &err) ||
           lun_text_segment(self.document, self.vocab, &err);
}

static int tear_down(void **state)
{
    fixture *self = *state;
    lun_document_free(self->document);
    lun_vocab_free(self->vocab);
    return 0;
}

static void test_document__maps_spans_to_ranges(void **state)
{
    const lun_document *document = ((fixture *)*state)->document;
    lun_range range;
    assert_int_equal(lun_document_range(document, (lun_span){ 0, 10 }, &range), 1);
    assert_int_equal(range.start, 0);
    assert_int_equal(range.stop, 2);
    assert_int_equal(lun_document_range(document, (lun_span){ 1, 10 }, &range), 0);
    assert_int_equal(range.start, 0);
    assert_int_equal(range.stop, 2);
    /* the space between: touches nothing */
    assert_int_equal(lun_document_range(document, (lun_span){ 5, 6 }, &range), 0);
    assert_int_equal(range.start, range.stop);
    for (uint32_t start = 0; start < document->n_tokens; start++)
        for (uint32_t stop = start + 1; stop <= document->n_tokens; stop++) {
            assert_int_equal(
                lun_document_range(document, lun_document_span(document, (lun_range){ start, stop }), &range), 1);
            assert_int_equal(range.start, start);
            assert_int_equal(range.stop, stop);
        }
}

static void test_document__knows_the_sentence_and_paragraph_of_a_token(void **state)
{
    const lun_document *document = ((fixture *)*state)->document;
    static const uint32_t SENTENCE[] = { 0, 0, 0, 1, 1, 1, 2, 2, 2 }, PARAGRAPH[] = { 0, 0, 0, 0, 0, 0, 1, 1, 1 };
    for (uint32_t i = 0; i < 9; i++) {
        assert_int_equal(lun_document_sentence_of(document, i), SENTENCE[i]);
        assert_int_equal(lun_document_paragraph_of(document, i), PARAGRAPH[i]);
    }
}

static void test_document__keeps_problems_in_order(void **state)
{
    lun_document *document = ((fixture *)*state)->document;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "first", "at byte %d", 7);
    lun_document_problem(document, LUN_PROBLEM_ENVIRONMENT, "second", "%s", "later");
    assert_string_equal(document->problems->code, "first");
    assert_string_equal(document->problems->message, "at byte 7");
    assert_string_equal(document->problems->next->message, "later");
    assert_null(document->problems->next->next);
    assert_ptr_equal(document->last_problem, document->problems->next);
}

/* A worker's answer holds them all, and the supervisor takes no more than honest ones have. */
static void test_document__keeps_problems_within_bounds(void **state)
{
    lun_document *document = ((fixture *)*state)->document;
    size_t n = 0;
    document->uri = "a.txt";
    for (int i = 0; i < 3 * LUN_DOCUMENT_PROBLEMS; i++)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "one", "number %d", i);
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        n++;
    assert_int_equal(n, LUN_DOCUMENT_PROBLEMS + 1);
    assert_string_equal(document->last_problem->code, "many-problems");
    assert_string_equal(document->last_problem->message,
                        "a.txt: more than 1000 problems; the rest is not told: mend these first");
}

static void test_document__reports_a_problem_without_memory(void **state)
{
    lun_document *document = ((fixture *)*state)->document;
    int lost = 0;
    for (int i = 0; i < 100000 && !lost; i++) {
        lun_mem_fail_after(1);
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "code", "message");
        lun_mem_fail_after(0);
        lost = strcmp(document->last_problem->code, "no-memory") == 0;
    }
    assert_true(lost);
    assert_int_equal(document->last_problem->class, LUN_PROBLEM_ENVIRONMENT);
    lun_mem_fail_after(1);
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "code", "message");
    lun_mem_fail_after(0);
    assert_null(document->last_problem->next);
    assert_string_equal(document->last_problem->code, "no-memory");
}

static void test_document__refuses_a_text_over_the_limit_of_its_offsets(void **state)
{
    lun_document *document = ((fixture *)*state)->document;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_document_set_text(document, TEXT, UINT32_MAX, &err), LUN_ELIMIT);
    assert_string_equal(document->text, TEXT);
}

static void test_document__forgets_its_layout_with_its_text(void **state)
{
    lun_document *document = ((fixture *)*state)->document;
    lun_error err = LUN_ERROR_INIT;
    assert_non_null(lun_document_offsets(document));
    assert_int_equal(lun_document_set_text(document, "x", 1, &err), 0);
    assert_int_equal(document->n_tokens, 0);
    assert_null(document->offsets);
    assert_int_equal(lun_offsets_to_points(lun_document_offsets(document), 1), 1);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_document__maps_spans_to_ranges),
        WITH_FIXTURE(test_document__knows_the_sentence_and_paragraph_of_a_token),
        WITH_FIXTURE(test_document__keeps_problems_in_order),
        WITH_FIXTURE(test_document__keeps_problems_within_bounds),
        WITH_FIXTURE(test_document__reports_a_problem_without_memory),
        WITH_FIXTURE(test_document__refuses_a_text_over_the_limit_of_its_offsets),
        WITH_FIXTURE(test_document__forgets_its_layout_with_its_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
