/*
** test_text_paths.c - where the text stages have a short way and a long one, both say the same: on random text with fixed seeds.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/uchar.h>

#include "base/buf.h"
#include "text/chars.h"
#include "text/language.h"
#include "text/tags.h"
#include "text/tokens.h"

static uint32_t below(uint32_t *state, uint32_t n)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(*state >> 4) * n) >> 28);
}

static lun_document *segmented(lun_vocab *vocab, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    assert_non_null(document);
    assert_int_equal(lun_document_set_text(document, text, len, &err), 0);
    assert_int_equal(lun_text_segment(document, vocab, &err), 0);
    return document;
}

/* ---- characters ---- */

static void test_letters__are_counted_as_one_by_one(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 200000; round++) {
        char text[32];
        uint32_t len = below(&seed, sizeof text + 1), n = 0;
        for (uint32_t i = 0; i < len; i++)
            text[i] = (char)(below(&seed, 8) ? "azAZmQ"[below(&seed, 6)] : (int)below(&seed, 256));
        while (n < len && lun_ascii_letter(text[n]))
            n++;
        assert_int_equal(lun_ascii_letters(text, len), n);
    }
}

/* What lun_spelling_class says of a form of one character, asked of ICU. */
static uint32_t class_by_icu(UChar32 c)
{
    int upper = u_isupper(c) || u_istitle(c);
    if (u_isalpha(c))
        return LUN_CLASS_ALPHA | (upper ? LUN_CLASS_CAP | LUN_CLASS_UPPER : 0u) | (u_islower(c) ? LUN_CLASS_LOWER : 0u);
    return u_isdigit(c) ? LUN_CLASS_DIGIT | LUN_CLASS_NUM : LUN_CLASS_PUNCT;
}

static void test_classes__of_ascii_are_those_of_icu(void **state)
{
    (void)state;
    for (UChar32 c = 1; c < 128; c++) {
        char form[2] = { (char)c, '\0' };
        assert_int_equal(lun_spelling_class(form, 1), class_by_icu(c));
    }
}

/* ---- the vocabulary ---- */

static void test_intern__finds_inside_a_text_what_it_finds_alone(void **state)
{
    (void)state;
    uint32_t seed = 12, hits = 0;
    lun_intern *table = lun_intern_new();
    for (int round = 0; round < 200000; round++) {
        char text[64], *alone;
        uint32_t len = below(&seed, 24);
        for (uint32_t i = 0; i < sizeof text; i++)
            text[i] = "ab\0"[below(&seed, 3)];
        alone = malloc(len + 1); /* exactly as long, so that the sanitizer sees a byte too many */
        assert_non_null(alone);
        memcpy(alone, text, len);
        uint32_t found = lun_intern_find(table, alone, len);
        assert_int_equal(lun_intern_find_inside(table, text, len), found);
        if (found == LUN_INTERN_NONE && below(&seed, 2))
            assert_int_not_equal(lun_intern_add(table, alone, len), LUN_INTERN_NONE);
        hits += found != LUN_INTERN_NONE;
        free(alone);
    }
    assert_true(hits > 10000);
    lun_intern_free(table);
}

/* ---- tokens ---- */

/* Words without meaning to the scanner's tables, and what may follow them in a chunk. */
static void random_chunks(lun_buf *narrow, lun_buf *wide, uint32_t *seed)
{
    static const char *const TAILS[] = { "",  "",  "",   "",    ",", ".",        ",,", "..", ".)",
                                         "!", ":", "'s", "n't", "-", "\xC3\xA9", "2",  "," };
    uint32_t n = 1 + below(seed, 30);
    for (uint32_t i = 0; i < n; i++) {
        char word[16] = "cannot";
        uint32_t len = 1 + below(seed, 15);
        for (uint32_t k = 0; k < len; k++)
            word[k] = "qxzjkwQXZJ"[below(seed, 10)];
        word[len] = '\0';
        const char *tail = TAILS[below(seed, sizeof TAILS / sizeof *TAILS)];
        const char *form = below(seed, 8) ? word : below(seed, 2) ? "cannot" : "Cannot";
        lun_buf_addf(narrow, "%s%s ", form, tail);
        lun_buf_addf(wide, "%s%s\xE2\x80\x83", form, tail); /* an em space: no short way ends there */
    }
}

static void test_chunks__are_cut_alike_by_both_ways(void **state)
{
    (void)state;
    uint32_t seed = 13;
    lun_vocab *vocab = lun_vocab_new();
    for (int round = 0; round < 20000; round++) {
        lun_buf narrow = LUN_BUF_INIT, wide = LUN_BUF_INIT;
        random_chunks(&narrow, &wide, &seed);
        lun_document *one = segmented(vocab, narrow.data, narrow.len), *two = segmented(vocab, wide.data, wide.len);
        if (one->n_tokens != two->n_tokens)
            fail_msg("round %d: \"%s\": %u and %u tokens", round, narrow.data, one->n_tokens, two->n_tokens);
        for (uint32_t i = 0; i < one->n_tokens; i++)
            if (one->tokens[i].word != two->tokens[i].word)
                fail_msg("round %d: \"%s\": token %u is another", round, narrow.data, i);
        assert_int_equal(one->n_sentences, two->n_sentences);
        lun_document_free(one);
        lun_document_free(two);
        lun_buf_clear(&narrow);
        lun_buf_clear(&wide);
        lun_vocab_trim(vocab, 20000);
    }
    lun_vocab_free(vocab);
}

/* ---- the language guess ---- */

static int is_listed(const char *word)
{
    const char *listed;
    for (size_t i = 0; (listed = lun_language__word_at(i)) != NULL; i++)
        if (strcmp(listed, word) == 0)
            return 1;
    return 0;
}

static void test_language__finds_words_as_a_plain_search_does(void **state)
{
    (void)state;
    uint32_t seed = 14, listed = 0, n = 0;
    while (lun_language__word_at(n))
        n++;
    for (int round = 0; round < 20000; round++) {
        char word[64];
        snprintf(word, sizeof word, "%s%s", lun_language__word_at(below(&seed, n)),
                 below(&seed, 2) ? "" : lun_language__word_at(below(&seed, n)));
        if (below(&seed, 2))
            word[1 + below(&seed, (uint32_t)strlen(word))] = '\0';
        listed += (uint32_t)is_listed(word);
        assert_int_equal(lun_language__of_word(word, strlen(word)) != 0, is_listed(word));
    }
    assert_true(listed > 5000);
}

/* ---- traits and tags ---- */

static void test_traits__every_small_word_is_found(void **state)
{
    (void)state;
    const char *word;
    size_t n = 0;
    for (; (word = lun_traits_word_at(n)) != NULL; n++)
        if ((lun_traits_of(word, strlen(word), word) & (LUN_TRAIT_SYMBOL - 1)) == 0)
            fail_msg("'%s' is not found: the table is not sorted there", word);
    assert_true(n > 80);
    assert_int_equal(lun_traits_of("harbour", 7, "harbour") & (LUN_TRAIT_SYMBOL - 1), 0);
}

/* Lower-case words with many readings, so that what a capital says does not matter. */
static const char *const WORDS[] = {
    "the",   "a",      "that", "to",     "of",    "in",    "on",      "as",      "like",  "and",  "more",
    "set",   "run",    "plan", "talks",  "left",  "light", "sound",   "saw",     "felt",  "back", "down",
    "well",  "round",  "open", "close",  "mean",  "lead",  "can",     "will",    "would", "have", "had",
    "been",  "is",     "was",  "they",   "their", "we",    "our",     "she",     "its",   "not",  "most",
    "first", "united", "said", "agreed", "put",   "cut",   "working", "meeting",
};

typedef struct oracle { /* the same model, decoded without leaving anything out */
    const lun_english *english;
    const lun_vocab *vocab;
    const lun_document *document;
    int32_t scores[64][12][12];
    uint8_t back[64][12][12];
} oracle;

static const lun_candidate *candidates_of(const oracle *self, uint32_t token)
{
    const lun_word *word = &self->vocab->words.items[self->document->tokens[token].word];
    return &self->vocab->candidates.items[word->candidates];
}

static uint32_t n_at(const oracle *self, int64_t token)
{
    return token < 0 ? 1 : candidates_of(self, (uint32_t)token)->n;
}

static unsigned tag_at(const oracle *self, int64_t token, uint32_t reading)
{
    return token < 0 ? TAG_PUNC : candidates_of(self, (uint32_t)token)[reading].tag;
}

static int32_t weight_of(const oracle *self, uint32_t token, uint32_t reading)
{
    const lun_candidate *candidate = &candidates_of(self, token)[reading];
    uint32_t before = token ? self->vocab->words.items[self->document->tokens[token - 1].word].traits : 0;
    int t = candidate->tag, nominal = t == TAG_NN || t == TAG_NNS || t == TAG_NNP || t == TAG_JJ;
    int finite = t == TAG_VBD || t == TAG_VBP || t == TAG_VBZ || t == TAG_MD || t == TAG_VB;
    int spoilt = before & LUN_TRAIT_SUBJECT ? nominal : before & LUN_TRAIT_POSSESSIVE ? finite : 0;
    return candidate->log + candidate->casing - (spoilt ? 4 * 256 : 0);
}

static void decode(oracle *self, uint8_t *tags)
{
    uint32_t n = self->document->n_tokens, best_b = 0, best_c = 0;
    for (int64_t i = 0; i < n; i++)
        for (uint32_t b = 0; b < n_at(self, i - 1); b++)
            for (uint32_t c = 0; c < n_at(self, i); c++) {
                int32_t best = INT32_MIN;
                for (uint32_t a = 0; a < n_at(self, i - 2); a++) {
                    const unsigned char *row =
                        lun_english_row(self->english, tag_at(self, i - 2, a), tag_at(self, i - 1, b));
                    int32_t score = (i ? self->scores[i - 1][a][b] : 0) + lun_english_cell(row, tag_at(self, i, c));
                    if (score > best)
                        self->back[i][b][c] = (uint8_t)a, best = score;
                }
                self->scores[i][b][c] = best + weight_of(self, (uint32_t)i, c);
            }
    for (uint32_t b = 0; b < n_at(self, (int64_t)n - 2); b++)
        for (uint32_t c = 0; c < n_at(self, (int64_t)n - 1); c++)
            if (self->scores[n - 1][b][c] > self->scores[n - 1][best_b][best_c])
                best_b = b, best_c = c;
    for (uint32_t i = n; i-- > 0;) {
        uint32_t a = self->back[i][best_b][best_c];
        tags[i] = (uint8_t)tag_at(self, i, best_c);
        best_c = best_b;
        best_b = a;
    }
}

static void test_tags__are_those_of_a_full_search(void **state)
{
    (void)state;
    uint32_t seed = 15;
    lun_error err = LUN_ERROR_INIT;
    lun_vocab *vocab = lun_vocab_new();
    oracle *self = calloc(1, sizeof *self);
    assert_non_null(self);
    self->vocab = vocab;
    self->english = lun_vocab__english(vocab, &err);
    assert_non_null(self->english);
    for (int round = 0; round < 3000; round++) {
        lun_buf text = LUN_BUF_INIT;
        uint8_t want[64];
        for (uint32_t i = 1 + below(&seed, 60); i > 0; i--)
            lun_buf_addf(&text, "%s ", WORDS[below(&seed, sizeof WORDS / sizeof *WORDS)]);
        lun_document *document = segmented(vocab, text.data, text.len);
        assert_int_equal(document->n_sentences, 1);
        assert_int_equal(lun_text_tag(document, vocab, &err), 0);
        self->document = document;
        decode(self, want);
        for (uint32_t i = 0; i < document->n_tokens; i++)
            if (document->tags[i] != want[i])
                fail_msg("\"%s\": token %u is %s, the full search says %s", text.data, i,
                         lun_tag_name(document->tags[i]), lun_tag_name(want[i]));
        lun_document_free(document);
        lun_buf_clear(&text);
    }
    free(self);
    lun_vocab_free(vocab);
}

/* A lemma that was kept is the one that is worked out anew, also after numbers of words were given again. */
static void test_lemmas__are_kept_no_longer_than_words(void **state)
{
    (void)state;
    static const char *const TEXTS[] = { "they agreed on talks", "ships leaving harbours", "plans were cut",
                                         "she saw us" };
    lun_vocab *kept = lun_vocab_new();
    for (uint32_t round = 0; round < 40; round++) {
        lun_error err = LUN_ERROR_INIT;
        const char *text = TEXTS[round * 7 % 4];
        lun_vocab *fresh = lun_vocab_new();
        if (round % 3 == 2)
            lun_vocab_trim(kept, 0);
        lun_document *one = segmented(kept, text, strlen(text)), *two = segmented(fresh, text, strlen(text));
        assert_int_equal(lun_text_tag(one, kept, &err), 0);
        assert_int_equal(lun_text_tag(two, fresh, &err), 0);
        for (uint32_t i = 0; i < one->n_tokens; i++)
            assert_string_equal(lun_vocab_form(kept, lun_text_lemma(one, kept, i), NULL),
                                lun_vocab_form(fresh, lun_text_lemma(two, fresh, i), NULL));
        lun_document_free(one);
        lun_document_free(two);
        lun_vocab_free(fresh);
    }
    lun_vocab_free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters__are_counted_as_one_by_one),
        cmocka_unit_test(test_classes__of_ascii_are_those_of_icu),
        cmocka_unit_test(test_intern__finds_inside_a_text_what_it_finds_alone),
        cmocka_unit_test(test_chunks__are_cut_alike_by_both_ways),
        cmocka_unit_test(test_language__finds_words_as_a_plain_search_does),
        cmocka_unit_test(test_traits__every_small_word_is_found),
        cmocka_unit_test(test_tags__are_those_of_a_full_search),
        cmocka_unit_test(test_lemmas__are_kept_no_longer_than_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
