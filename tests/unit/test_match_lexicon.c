/*
** test_match_lexicon.c - lexicons: what their phrases match, what their files say, what is refused.
*/
#include "match/phrases.h"
#include "unit/match_world.h"

static lun_lexicon *fresh(world *w, lun_lexicon_case fold, lun_lexicon_inflect inflect)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = NULL;
    assert_int_equal(lun_lexicon_new(&lexicon, "test", fold, inflect, &err), LUN_OK);
    w->lexicons[w->n_lexicons++] = lexicon;
    return lexicon;
}

static void add(lun_lexicon *lexicon, const char *phrase, const char *id)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_lexicon_add(lexicon, phrase, strlen(phrase), id, NULL, 0, &err), LUN_OK);
}

static void finish(world *w, lun_lexicon *lexicon)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_lexicon_finish(lexicon, w->vocab, &err), LUN_OK);
}

/* The phrases found at a token, longest first, joined by "|". */
static void check_at(world *w, lun_lexicon *lexicon, uint32_t token, const char *expected)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    char found[400] = "";
    finish(w, lexicon);
    uint32_t n = lun_lexicon_at(lexicon, w->document, w->vocab, token, w->document->n_tokens, hits);
    for (uint32_t i = 0; i < n; i++) {
        lun_lexicon_entry entry;
        assert_true(lun_lexicon_get(lexicon, hits[i].entry, &entry));
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s:%u", i ? "|" : "",
                 entry.id ? entry.id : entry.phrase, hits[i].stop);
    }
    assert_string_equal(found, expected);
}

static void test_lexicon__finds_longest_first_then_the_earlier_entry(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE);
    add(lexicon, "new", "a");
    add(lexicon, "New Port City", "b");
    add(lexicon, "new port", "c");
    add(lexicon, "NEW PORT", "d");
    add(lexicon, "New  Port", "c");
    assert_int_equal(lun_lexicon_count(lexicon), 4);
    world_text(w, "A new port city near New Port.");
    check_at(w, lexicon, 1, "b:4|c:3|d:3|a:2");
    check_at(w, lexicon, 5, "c:7|d:7|a:6");
    check_at(w, lexicon, 0, "");
    assert_int_equal(lun_lexicon__longest(lexicon), 3);
    assert_true(lun_lexicon__starts(lexicon, w->vocab, w->document->tokens[1].word));
    assert_false(lun_lexicon__starts(lexicon, w->vocab, w->document->tokens[2].word));
}

static void test_lexicon__keeps_the_longest_of_very_many(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE);
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    lun_buf phrase = LUN_BUF_INIT;
    for (int i = 0; i < 30; i++) {
        lun_buf_adds(&phrase, i ? " la" : "la");
        add(lexicon, phrase.data, NULL);
    }
    world_text(w, phrase.data);
    lun_buf_clear(&phrase);
    finish(w, lexicon);
    assert_int_equal(lun_lexicon_at(lexicon, w->document, w->vocab, 0, 30, hits), LUN_LEXICON_HITS);
    for (uint32_t i = 0; i < LUN_LEXICON_HITS; i++)
        assert_int_equal(hits[i].stop, 30 - i);
    assert_int_equal(lun_lexicon_at(lexicon, w->document, w->vocab, 0, 5, hits), 5);
    assert_int_equal(hits[0].stop, 5);
}

static void test_lexicon__of_exact_spelling(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_EXACT, LUN_LEXICON_INFLECT_NONE);
    add(lexicon, "US", "a");
    add(lexicon, "O'Hara Bay", "b");
    add(lexicon, "us", "c");
    world_text(w, "US us O\xE2\x80\x99Hara Bay o'hara bay Us");
    check_at(w, lexicon, 0, "a:1");
    check_at(w, lexicon, 1, "c:2");
    check_at(w, lexicon, 2, "b:4");
    check_at(w, lexicon, 4, "");
    check_at(w, lexicon, 6, "");
}

static void test_lexicon__inflects_the_words_it_is_told_to(void **state)
{
    world *w = *state;
    static const lun_lexicon_inflect ways[] = { LUN_LEXICON_INFLECT_NONE, LUN_LEXICON_INFLECT_FIRST,
                                                LUN_LEXICON_INFLECT_LAST, LUN_LEXICON_INFLECT_ALL };
    static const char *const expected[][4] = {
        { "x:2", "", "", "" }, { "x:2", "x:4", "", "" }, { "x:2", "", "x:6", "" }, { "x:2", "x:4", "x:6", "x:8" }
    };
    world_text(w, "open door opened door open doors opening doors");
    for (int i = 0; i < 4; i++) {
        lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, ways[i]);
        add(lexicon, "open door", "x");
        for (uint32_t j = 0; j < 4; j++)
            check_at(w, lexicon, 2 * j, expected[i][j]);
    }
}

static void test_lexicon__takes_an_inflected_word_for_its_lemma(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_EXACT, LUN_LEXICON_INFLECT_FIRST);
    add(lexicon, "speaks of Ann", "x");
    world_text(w, "Spoke of Ann spoken of ann");
    check_at(w, lexicon, 0, "x:3");
    check_at(w, lexicon, 3, "");
}

static void test_lexicon__follows_every_reading_of_an_inflected_word(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_ALL);
    add(lexicon, "leaf fall", "a");
    add(lexicon, "leave town", "b");
    add(lexicon, "leave", "c");
    world_text(w, "leaves falling leaves towns leaves");
    check_at(w, lexicon, 0, "a:2|c:1");
    check_at(w, lexicon, 2, "b:4|c:3");
    check_at(w, lexicon, 4, "c:5");
}

static void test_lexicon__looks_a_whole_text_up(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE);
    add(lexicon, "north pier", NULL);
    assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, "north pier", 10), LUN_LEXICON_NONE);
    finish(w, lexicon);
    assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, "North Pier", 10), 0);
    assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, "north", 5), LUN_LEXICON_NONE);
    assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, "north pier two", 14), LUN_LEXICON_NONE);
    assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, "", 0), LUN_LEXICON_NONE);
}

static void test_lexicon__holds_many_phrases(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE);
    char phrase[64];
    for (int i = 0; i < 20000; i++) {
        snprintf(phrase, sizeof phrase, "pier%d of town%d", i, i % 997);
        add(lexicon, phrase, NULL);
    }
    assert_int_equal(lun_lexicon_count(lexicon), 20000);
    finish(w, lexicon);
    assert_int_equal(lun_lexicon_count(lexicon), 20000);
    for (int i = 0; i < 20000; i += 271) {
        snprintf(phrase, sizeof phrase, "Pier%d of TOWN%d", i, i % 997);
        assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, phrase, strlen(phrase)), i);
        snprintf(phrase, sizeof phrase, "pier%d of town%d", i, (i + 1) % 997);
        assert_int_equal(lun_lexicon_lookup(lexicon, w->vocab, phrase, strlen(phrase)), LUN_LEXICON_NONE);
    }
}

/* ---- files ---- */

static void test_read__a_phrase_a_line(void **state)
{
    world *w = *state;
    lun_lexicon *lexicon =
        world_lexicon(w, "l", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE,
                      "\xEF\xBB\xBF# birds\r\n\r\n  grey heron \r\nosprey # not a comment\nlast tern");
    assert_int_equal(lun_lexicon_count(lexicon), 3);
    lun_lexicon_entry entry;
    assert_true(lun_lexicon_get(lexicon, 0, &entry));
    assert_string_equal(entry.phrase, "grey heron");
    assert_int_equal(entry.line, 3);
    assert_true(lun_lexicon_get(lexicon, 1, &entry));
    assert_string_equal(entry.phrase, "osprey # not a comment");
    assert_true(lun_lexicon_get(lexicon, 2, &entry));
    assert_string_equal(entry.phrase, "last tern");
    assert_false(lun_lexicon_get(lexicon, 3, &entry));
}

static void test_read__columns_of_one_type(void **state)
{
    world *w = *state;
    lun_lexicon *l = world_lexicon(w, "l", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE,
                                   "# case: exact\nphrase\tid\tkind\tweight\trate\tloud\tcode\n"
                                   "heron\th1\twader\t12\t1.5\ttrue\t7a\n"
                                   "tern\t\t\t-3\t2\tfalse\t7\n");
    assert_int_equal(lun_lexicon_field(l, "kind"), 0);
    assert_int_equal(lun_lexicon_field(l, "code"), 4);
    assert_int_equal(lun_lexicon_field(l, "id"), LUN_LEXICON_NONE);
    assert_string_equal(lun_lexicon_field_name(l, 1), "weight");
    assert_null(lun_lexicon_field_name(l, 5));
    lun_lexicon_entry entry;
    lun_value heron[5], tern[5];
    assert_true(lun_lexicon_get(l, 0, &entry));
    assert_string_equal(entry.id, "h1");
    assert_true(lun_lexicon_get(l, 1, &entry));
    assert_null(entry.id);
    for (uint32_t f = 0; f < 5; f++) {
        lun_lexicon_value(l, 0, f, &heron[f]);
        lun_lexicon_value(l, 1, f, &tern[f]);
    }
    assert_int_equal(heron[0].type, LUN_TYPE_TEXT);
    assert_string_equal(heron[0].as.text, "wader");
    assert_int_equal(tern[0].type, LUN_TYPE_NONE);
    assert_int_equal(tern[1].type, LUN_TYPE_INTEGER);
    assert_int_equal(tern[1].as.integer, -3);
    assert_int_equal(tern[2].type, LUN_TYPE_NUMBER);
    assert_true(tern[2].as.number > 1.9 && tern[2].as.number < 2.1);
    assert_int_equal(heron[3].type, LUN_TYPE_BOOLEAN);
    assert_int_equal(heron[3].as.integer, 1);
    assert_int_equal(tern[3].as.integer, 0);
    assert_int_equal(tern[4].type, LUN_TYPE_TEXT);
    assert_string_equal(tern[4].as.text, "7");
}

static void check_bad(const char *data, unsigned line, const char *message, const char *source)
{
    lun_lexicon *lexicon = NULL;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_lexicon_new(&lexicon, "birds", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, &err), LUN_OK);
    assert_int_equal(lun_lexicon_read(lexicon, "lexicons/birds.tsv", data, strlen(data), &err), LUN_EFORMAT);
    assert_string_equal(err.message, message);
    assert_string_equal(err.file, "lexicons/birds.tsv");
    assert_int_equal(err.line, line);
    assert_string_equal(err.source, source);
    lun_lexicon_free(lexicon);
}

static void test_read__says_what_is_wrong_and_where(void **state)
{
    (void)state;
    check_bad("phrase\tid\nheron\n", 2, "lexicon 'birds': expected 2 columns as in the header, found 1", "heron");
    check_bad("phrase\tid\n\nheron\tx\ty\n", 3, "lexicon 'birds': expected 2 columns as in the header, found 3",
              "heron\tx\ty");
    check_bad("phrase\tkind\tkind\n", 1, "lexicon 'birds': the header names a column twice", "phrase\tkind\tkind");
    check_bad("phrase\tid\tid\n", 1, "lexicon 'birds': the header names the column id twice", "phrase\tid\tid");
    check_bad("phrase\tphrase\n", 1, "lexicon 'birds': the header names the column phrase twice", "phrase\tphrase");
    check_bad("phrase\t\n", 1, "lexicon 'birds': a column of the header has no name, or one that is too long",
              "phrase\t");
    check_bad("phrase\tid\n\tx\n", 2, "lexicon 'birds': a phrase without words", "\tx");
    check_bad("heron\nt\xFFrn\n", 2, "lexicon 'birds': a line that is not valid UTF-8", "");
}

static void test_lexicon__refuses_what_comes_too_late(void **state)
{
    world *w = *state;
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE);
    assert_int_equal(lun_lexicon_add_field(lexicon, "kind", &err), 0);
    assert_int_equal(lun_lexicon_add_field(lexicon, "kind", &err), LUN_EFORMAT);
    add(lexicon, "heron", NULL);
    assert_int_equal(lun_lexicon_add_field(lexicon, "size", &err), LUN_EUSAGE);
    assert_int_equal(lun_lexicon_add(lexicon, "a\0b", 3, NULL, NULL, 0, &err), LUN_EFORMAT);
    assert_int_equal(lun_lexicon_finish(lexicon, w->vocab, &err), LUN_OK);
    assert_int_equal(lun_lexicon_add(lexicon, "tern", 4, NULL, NULL, 0, &err), LUN_EUSAGE);
    lun_lexicon *other = fresh(w, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE);
    lun_value span = { 0 };
    span.type = LUN_TYPE_SPAN;
    assert_int_equal(lun_lexicon_add_field(other, "kind", &err), 0);
    assert_int_equal(lun_lexicon_add(other, "tern", 4, NULL, &span, 0, &err), LUN_EUSAGE);
}

/* The memo of a lexicon is added while the memo of a start is in use; at some number of memos that moves them all. */
static void test_matcher__asks_a_lexicon_first_after_any_number_of_programs(void **state)
{
    (void)state;
    for (int n = 0; n < 40; n++) {
        world w = { 0 };
        world_open(&w);
        world_lexicon(&w, "birds", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "arctic tern\n");
        world_text(&w, "An arctic tern flew by.");
        for (int i = 0; i < n; i++)
            lun_free(world_matches(&w, "flew", LUN_OVERLAP_FIRST));
        char *found = world_matches(&w, "$birds", LUN_OVERLAP_FIRST);
        assert_string_equal(found, "arctic tern");
        lun_free(found);
        world_close(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matcher__asks_a_lexicon_first_after_any_number_of_programs),
        cmocka_unit_test_setup_teardown(test_lexicon__finds_longest_first_then_the_earlier_entry, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__keeps_the_longest_of_very_many, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__of_exact_spelling, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__inflects_the_words_it_is_told_to, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__takes_an_inflected_word_for_its_lemma, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__follows_every_reading_of_an_inflected_word, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__looks_a_whole_text_up, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__holds_many_phrases, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_read__a_phrase_a_line, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_read__columns_of_one_type, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_read__says_what_is_wrong_and_where, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__refuses_what_comes_too_late, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match lexicon", tests, NULL, NULL);
}
