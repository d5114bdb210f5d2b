/*
** test_store_candidates.c - the full-text index misses no document that holds a word of ours, however texts are glued together;
** on which characters both agree is asked of FTS5 itself, about every one.
*/
#include <sqlite3.h>

#include "base/utf8.h"
#include "store_samples.h"
#include "text/chars.h"
#include "text/plain.h"
#include "text/text.h"

enum { POINTS = 0x110000, ROUNDS = 40, DOCUMENTS = 40 };

static uint64_t seed = 20261128;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

/* ---- characters ---- */

static int is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c < 0xE000;
}

static void ask(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

/* The first run of "x", the character, "y", as the index has it: of the whole where the character is a letter, else "x". */
static char **first_runs(void)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    char **runs = calloc(POINTS, sizeof *runs);
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    ask(db, "CREATE VIRTUAL TABLE t USING fts5(x); CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance'); BEGIN");
    sqlite3_prepare_v2(db, "INSERT INTO t(rowid, x) VALUES(?, ?)", -1, &stmt, NULL);
    for (uint32_t c = 128; c < POINTS; c++) {
        char text[8] = "x";
        size_t n = 1;
        if (is_surrogate(c) || !lun_plain_point(c))
            continue;
        n += lun_utf8_encode(c, text + n);
        text[n++] = 'y';
        sqlite3_bind_int64(stmt, 1, c);
        sqlite3_bind_text(stmt, 2, text, (int)n, SQLITE_TRANSIENT);
        assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    ask(db, "COMMIT");
    sqlite3_prepare_v2(db, "SELECT doc, term FROM v WHERE offset = 0", -1, &stmt, NULL);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        runs[sqlite3_column_int64(stmt, 0)] = strdup((const char *)sqlite3_column_text(stmt, 1));
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return runs;
}

/* How core/text folds a character. */
static uint32_t lower_of(lun_vocab *vocab, uint32_t c)
{
    char text[8];
    size_t len, n = lun_utf8_encode(c, text);
    unsigned width;
    uint32_t word = lun_vocab_add(vocab, text, n);
    const char *fold = lun_vocab_form(vocab, lun_vocab_fold(vocab, word), &len);
    return lun_utf8_decode(fold, len, &width);
}

static void test_plain_points__are_those_on_which_fts5_agrees(void **state)
{
    char **runs = first_runs();
    uint32_t n = 0, bad = 0;
    lun_vocab *vocab = lun_vocab_new();
    (void)state;
    for (uint32_t c = 128; c < POINTS; c++) {
        if (is_surrogate(c) || !lun_plain_point(c))
            continue;
        lun_char class = lun_char_of(c);
        uint32_t lower = lower_of(vocab, c);
        char ascii[] = { 'x', (char)(lower < 128 ? lower : 0), 'y', '\0' };
        const char *run = runs[c], *lowered = lower < 128 ? ascii : runs[lower];
        n++;
        assert_int_not_equal(class, LUN_CHAR_UNSPACED);
        if (class == LUN_CHAR_LETTER || class == LUN_CHAR_DIGIT) {
            if (!run || !lowered || strcmp(run, "x") == 0 || strcmp(run, lowered) != 0) {
                print_message("U+%04X is '%s' to the index, its lower case '%s'\n", c, run ? run : "nothing",
                              lowered ? lowered : "not plain");
                bad++;
            }
        } else if (class == LUN_CHAR_MARK) {
            assert_int_equal(lower, c);
        } else if (strcmp(run, "x") != 0) {
            fail_msg("U+%04X is no separator to the index, which has '%s'", c, run);
        }
    }
    assert_int_equal(bad, 0);
    assert_true(n > 15000);
    lun_vocab_free(vocab);
    for (uint32_t c = 0; c < POINTS; c++)
        free(runs[c]);
    free(runs);
}

/* ---- words in texts ---- */

static const char *const pieces[] = {
    "do",
    "can",
    "not",
    "cannot",
    "Cannot",
    "n't",
    "N\xE2\x80\x99T",
    "'",
    "\xE2\x80\x99",
    "\"",
    "\xE2\x80\x9C",
    "-",
    "\xE2\x80\x93",
    "_",
    "&",
    "/",
    ".",
    ",",
    ":",
    "@",
    "#",
    "+",
    "$",
    "5",
    "40",
    "3.5",
    "1,100",
    "km",
    "pm",
    "kg",
    "%",
    "US",
    "U.S.",
    "U.S",
    "O",
    "Hara",
    "e",
    "mail",
    "re",
    "non",
    "co",
    "Mr",
    "Ph.D.",
    "caf\xC3\xA9",
    "\xC3\x89tat",
    "\xC4\xB0stanbul",
    "na\xC3\xAFve",
    "\xC3\x9Fo",
    "e\xCC\x81t",
    "\xCC\x81",
    "\xC2\xAD",
    "\xE2\x80\x8D",
    "\xC2\xBD",
    "\xC2\xB2",
    "\xE2\x85\xA3",
    "\xE6\xB8\xAF",
    "\xE5\x8F\xA3",
    "\xE3\x81\x82",
    "\xD0\x96",
    "\xCE\xA3\xCF\x82",
    "\xD7\xA9",
    "\xD9\x85",
    "\xE1\xB2\x90",
    "\xE1\x83\x90",
    "\xEE\x80\x80",
    "\xF0\x9F\x98\x80",
    "http://",
    "www.",
    "example",
    "org",
    "pdf",
    "com",
    "'s",
    "'re",
    "ll",
    "s",
    "t",
    "n",
    "d",
    "I",
    "the",
    "harbour",
    "Harbours",
    "1970s",
    "21st",
    "'90s",
    "...",
    "(",
    ")",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    ":-)",
    "->",
    "x",
    "K\xE2\x84\xAA",
};

/* An accent that stands apart, or something that is not seen. */
static int is_composed(const char *piece)
{
    return strstr(piece, "\xCC\x81") || !strcmp(piece, "\xC2\xAD") || !strcmp(piece, "\xE2\x80\x8B");
}

static void fill(char *out, size_t size)
{
    size_t len = 0;
    uint32_t n = 1 + below(30);
    out[0] = '\0';
    for (uint32_t i = 0; i < n; i++) {
        const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
        if (is_composed(piece) && below(6))
            continue; /* of a text with one of these nothing is told */
        if (len + strlen(piece) + 2 >= size)
            return;
        len += (size_t)snprintf(out + len, size - len, "%s%s", piece, below(3) ? "" : " ");
    }
}

/* A corpus of random texts; *vocab and the documents with their tokens are the caller's. */
static lun_store *store_texts(lun_schema *schema, lun_vocab *vocab, lun_document *documents[DOCUMENTS])
{
    char text[600], uri[40];
    lun_error err = LUN_ERROR_INIT;
    const lun_run_info info = sample_run(1);
    lun_store *store = open_corpus(in_folder("words.db"), LUN_STORE_WRITE);
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        fill(text, sizeof text);
        snprintf(uri, sizeof uri, "%u.txt", i);
        documents[i] = sample_document(uri, text);
        must(lun_text_segment(documents[i], vocab, &err), &err);
        documents[i]->plain = (uint8_t)lun_plain_is(documents[i]);
        must(lun_store_put(store, lun_annotations_new(documents[i], schema), NULL, &err), &err);
    }
    must(lun_store_run_end(store, "done", &err), &err);
    return store;
}

/* Each word of each document is found in it, or nothing is told of the word or of the document. Returns how many are told. */
static uint32_t check_words(lun_store *store, lun_vocab *vocab, lun_document *documents[DOCUMENTS])
{
    lun_bits untold;
    lun_error err = LUN_ERROR_INIT;
    uint32_t told = 0;
    must(lun_store_set(&untold, store, &err), &err);
    must(lun_store_add_untold(store, &untold, &err), &err);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        for (uint32_t t = 0; t < documents[i]->n_tokens; t++) {
            const char *word = lun_vocab_form(vocab, lun_vocab_fold(vocab, documents[i]->tokens[t].word), NULL);
            lun_bits found;
            must(lun_store_set(&found, store, &err), &err);
            int rc = lun_store_add_word(store, &found, word, &err);
            must(rc, &err);
            if (rc && !lun_bits_has(&found, i + 1) && !lun_bits_has(&untold, i + 1))
                fail_msg("'%s' is in '%s', and the index does not tell", word, documents[i]->text);
            told += rc && !lun_bits_has(&untold, i + 1);
            lun_bits_clear(&found);
        }
    }
    lun_bits_clear(&untold);
    return told;
}

static void test_index__tells_of_every_word_in_every_document(void **state)
{
    uint32_t told = 0;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        lun_document *documents[DOCUMENTS];
        lun_vocab *vocab = lun_vocab_new();
        lun_schema *schema = sample_schema();
        lun_store *store = store_texts(schema, vocab, documents);
        told += check_words(store, vocab, documents);
        lun_store_close(store);
        for (uint32_t i = 0; i < DOCUMENTS; i++)
            lun_document_free(documents[i]);
        lun_schema_free(schema);
        lun_vocab_free(vocab);
        unlink(in_folder("words.db"));
    }
    assert_true(told > 3000);
}

static void expect(lun_store *store, const char *word, const char *wanted)
{
    lun_bits found;
    lun_error err = LUN_ERROR_INIT;
    char text[200] = "";
    must(lun_store_set(&found, store, &err), &err);
    int rc = lun_store_add_word(store, &found, word, &err);
    must(rc, &err);
    for (uint64_t i = 1; rc && i < found.n; i++) {
        if (lun_bits_has(&found, i))
            snprintf(text + strlen(text), sizeof text - strlen(text), "%llu ", (unsigned long long)i);
    }
    assert_string_equal(rc ? text : "anywhere", wanted);
    lun_bits_clear(&found);
}

static void test_index__tells_words_apart(void **state)
{
    static const char *const texts[] = { "Nobody can say.",
                                         "We cannot go.",
                                         "They don't go to the U.S. at 5pm.",
                                         "\xE6\xB8\xAF\xE5\x8F\xA3",
                                         "DON the hat!",
                                         "O\xE2\x80\x99Hara went.",
                                         "caf\xC3\xA9" };
    lun_error err = LUN_ERROR_INIT;
    const lun_run_info info = sample_run(1);
    lun_schema *schema = sample_schema();
    lun_vocab *vocab = lun_vocab_new();
    lun_store *store = open_corpus(in_folder("apart.db"), LUN_STORE_WRITE);
    (void)state;
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char uri[10];
        snprintf(uri, sizeof uri, "%zu", i);
        lun_document *document = sample_document(uri, texts[i]);
        must(lun_text_segment(document, vocab, &err), &err);
        document->plain = (uint8_t)lun_plain_is(document);
        assert_int_equal(document->plain, i != 3);
        must(lun_store_put(store, lun_annotations_new(document, schema), NULL, &err), &err);
        lun_document_free(document);
    }
    must(lun_store_run_end(store, "done", &err), &err);
    expect(store, "can", "1 2 ");
    expect(store, "not", "2 ");
    expect(store, "do", "3 ");
    expect(store, "don", "3 5 "); /* more than there is: a run of don't */
    expect(store, "n't", "3 ");
    expect(store, "u.s.", "3 ");
    expect(store, "5", "3 ");
    expect(store, "pm", "anywhere");
    expect(store, "!", "anywhere");
    expect(store, "o'hara", "6 ");
    expect(store, "cafe", "7 ");
    expect(store, "caf\xC3\xA9", "7 ");
    expect(store, "\xE6\xB8\xAF", "");
    expect(store, "\"", "anywhere");
    expect(store, "whale", "");
    lun_store_close(store);
    lun_schema_free(schema);
    lun_vocab_free(vocab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_points__are_those_on_which_fts5_agrees),
        cmocka_unit_test(test_index__tells_of_every_word_in_every_document),
        cmocka_unit_test(test_index__tells_words_apart),
    };
    return cmocka_run_group_tests(tests, make_test_folder, remove_test_folder);
}
