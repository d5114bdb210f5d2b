/*
** test_text_manual.c - runs every example of docs/tokens.md.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/text.h"

#define BREAK "\xE2\x80\x96" /* the double bar of the manual */

typedef struct counts {
    int tokens, documents, sentences; /* examples run */
    int wrong;
} counts;

static void add_token(lun_buf *out, const char *text, const lun_token *token)
{
    if (out->len)
        lun_buf_adds(out, " | ");
    lun_buf_add(out, text + token->start, token->stop - token->start);
}

static void check(const char *line, const char *want, lun_buf *found, counts *seen)
{
    assert_false(found->failed);
    if (strcmp(want, found->data ? found->data : "") != 0) {
        print_error("%s\n  expected %s\n  found    %s\n", line, want, found->data);
        seen->wrong++;
    }
    lun_buf_clear(found);
}

static void run_tokens(lun_vocab *vocab, const char *input, const char *want, counts *seen)
{
    lun_error err = LUN_ERROR_INIT;
    lun_token *tokens;
    uint32_t n;
    lun_buf found = LUN_BUF_INIT;
    assert_int_equal(lun_text_tokenize(&tokens, &n, input, strlen(input), vocab, &err), 0);
    for (uint32_t i = 0; i < n; i++)
        add_token(&found, input, &tokens[i]);
    lun_free(tokens);
    check(input, want, &found, seen);
}

static lun_document *segmented(lun_vocab *vocab, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    assert_non_null(document);
    assert_int_equal(lun_document_set_text(document, text, strlen(text), &err), 0);
    assert_int_equal(lun_text_segment(document, vocab, &err), 0);
    return document;
}

static void run_document(lun_vocab *vocab, const char *input, const char *want, counts *seen)
{
    lun_buf found = LUN_BUF_INIT;
    lun_document *document = segmented(vocab, input);
    for (uint32_t i = 0; i < document->n_tokens; i++)
        add_token(&found, document->text, &document->tokens[i]);
    lun_document_free(document);
    check(input, want, &found, seen);
}

static void run_sentences(lun_vocab *vocab, const char *line, counts *seen)
{
    lun_buf bare = LUN_BUF_INIT, found = LUN_BUF_INIT;
    for (const char *at = line; *at;) {
        size_t skip = strncmp(at, BREAK " ", sizeof BREAK) == 0 ? sizeof BREAK : 0;
        if (!skip)
            lun_buf_addc(&bare, *at);
        at += skip ? skip : 1;
    }
    lun_document *document = segmented(vocab, bare.data);
    for (uint32_t i = 0; i < document->n_sentences; i++) {
        lun_span span = lun_document_span(document, document->sentences[i]);
        lun_buf_adds(&found, i ? " " BREAK " " : "");
        lun_buf_add(&found, document->text + span.start, span.stop - span.start);
    }
    lun_document_free(document);
    lun_buf_clear(&bare);
    check(line, line, &found, seen);
}

static void run_example(lun_vocab *vocab, const char *block, char *line, counts *seen)
{
    char *arrow = strstr(line, " => ");
    if (strcmp(block, "sentences") == 0) {
        run_sentences(vocab, line, seen);
        seen->sentences++;
        return;
    }
    if (!arrow)
        fail_msg("an example without \" => \": %s", line);
    *arrow = '\0';
    if (strcmp(block, "document") == 0) {
        run_document(vocab, line, arrow + 4, seen);
        seen->documents++;
    } else {
        run_tokens(vocab, line, arrow + 4, seen);
        seen->tokens++;
    }
}

static void test_manual__every_example_is_true(void **state)
{
    (void)state;
    char path[4096], line[1024], block[32] = "";
    const char *root = getenv("LUNETTE_ROOT");
    snprintf(path, sizeof path, "%s/docs/tokens.md", root ? root : ".");
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s cannot be read; LUNETTE_ROOT names the source folder", path);
    lun_vocab *vocab = lun_vocab_new();
    counts seen = { 0, 0, 0, 0 };
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "```", 3) == 0)
            snprintf(block, sizeof block, "%.31s", block[0] ? "" : line + 3);
        else if (block[0])
            run_example(vocab, block, line, &seen);
    }
    fclose(file);
    lun_vocab_free(vocab);
    assert_int_equal(seen.wrong, 0);
    assert_true(seen.tokens > 60 && seen.documents > 3 && seen.sentences > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_manual__every_example_is_true) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
