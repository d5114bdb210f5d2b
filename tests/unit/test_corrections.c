/*
** test_corrections.c - the file of corrections: what is written reads back the same, whatever cannot be read stays where it is; words are found
** again after edits around them, or not at all.
*/
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "annotate/anchor.h"
#include "annotate/corrections.h"

/* ---- the file ---- */

static void parse(lun_corrections *out, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_corrections_init(out, &err), LUN_OK);
    if (lun_corrections_parse(out, text, strlen(text), &err) < 0)
        fail_msg("%s", err.message);
}

/* The text comes back as it was: it is sorted, and has a head of its own. */
static void expect_kept(const char *text, size_t faults)
{
    lun_corrections corrections;
    lun_buf out = LUN_BUF_INIT;
    parse(&corrections, text);
    assert_int_equal(corrections.faults.n, faults);
    lun_corrections_print(&corrections, &out);
    assert_string_equal(out.data, text);
    lun_buf_clear(&out);
    lun_corrections_clear(&corrections);
}

static void test_file__comments_and_values_come_back_as_they_were(void **state)
{
    (void)state;
    expect_kept("# ours\n\n", 0);
    expect_kept(
        "# ours\n\n"
        "# two names of the same mayor\n"
        "same \"Mayor Ilse\" \"Ilse Brandt\" kind=person at=2026-02-03\n"
        "\n"
        "accept 00ff00ff00ff00ff act \"will mend the weir\" uri=a.txt nth=1/2 fields=\"kind=offer\"\n"
        "reject - act \"the \\\"new\\\" mill \\\\\" uri=\"b c.txt\" hash=00ff rule=mine.r before=\"of \" after=. reason=no\n"
        "# the last word\n",
        0);
}

static void test_file__a_damaged_line_is_told_with_its_place_and_stays(void **state)
{
    static const struct {
        const char *line, *message;
        unsigned column;
    } bad[] = {
        { "refuse 00ff00ff00ff00ff act \"x\" uri=a", "expected accept, reject, same", 1 },
        { "reject 00ff act \"x\" uri=a", "16 hexadecimal digits", 8 },
        { "reject 00ff00ff00ff00ff \"x\" uri=a", "name of a layer", 25 },
        { "reject 00ff00ff00ff00ff act uri=a", "expected name=value", 32 },
        { "reject 00ff00ff00ff00ff act \"x uri=a", "not closed", 29 },
        { "reject 00ff00ff00ff00ff act \"x\"", "the document is missing", 1 },
        { "reject 00ff00ff00ff00ff act \"x\" uri=a nth=3/2", "nth is not two numbers", 39 },
        { "reject 00ff00ff00ff00ff act \"x\" uri= reason=b", "a value is missing", 33 },
        { "reject 00ff00ff00ff00ff act \"x\" uri=a colour=red", "no value of this name", 39 },
        { "same \"Ilse\" \"Ilse\"", "the same as itself", 1 },
        { "<<<<<<< HEAD", "conflict of a merge", 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[400];
        lun_corrections corrections;
        snprintf(text, sizeof text, "# t\n\nsame \"A\" \"B\"\n%s\naccept 00ff00ff00ff00aa act \"w\" uri=a\n",
                 bad[i].line);
        expect_kept(text, 1);
        parse(&corrections, text);
        assert_int_equal(corrections.list.n, 2);
        assert_int_equal(corrections.faults.items[0].line, 4);
        if (!strstr(corrections.faults.items[0].message, bad[i].message) ||
            corrections.faults.items[0].column != bad[i].column)
            fail_msg("%s: %u: %s", bad[i].line, corrections.faults.items[0].column,
                     corrections.faults.items[0].message);
        assert_string_equal(corrections.faults.items[0].source, bad[i].line);
        lun_corrections_clear(&corrections);
    }
}

static void test_file__of_two_lines_on_one_annotation_both_stay_and_it_is_said(void **state)
{
    (void)state;
    expect_kept("# t\n\naccept 00ff00ff00ff00ff act \"w\" uri=a\nreject 00ff00ff00ff00ff act \"w\" uri=a\n", 1);
}

static void test_put__replaces_what_was_said_and_keeps_the_comment_above(void **state)
{
    lun_corrections corrections;
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    const lun_correction now = {
        .verdict = LUN_VERDICT_REJECT, .has_key = 1, .key = 0xff, .layer = "act", .words = "w", .uri = "a"
    };
    (void)state;
    parse(&corrections, "# t\n\n# why\naccept 00000000000000ff act \"w\" uri=a\n");
    assert_int_equal(lun_corrections_put(&corrections, &now, &err), 1);
    lun_corrections_print(&corrections, &out);
    assert_string_equal(out.data, "# t\n\n# why\nreject 00000000000000ff act \"w\" uri=a\n");
    assert_int_equal(lun_corrections_drop_key(&corrections, 0xff), 1);
    assert_int_equal(lun_corrections_drop_key(&corrections, 0xff), 0);
    lun_buf_reset(&out);
    lun_corrections_print(&corrections, &out);
    assert_string_equal(out.data, "# t\n\n# why\n");
    lun_buf_clear(&out);
    lun_corrections_clear(&corrections);
}

static void test_parse__survives_every_failed_allocation(void **state)
{
    static const char text[] = "# t\n\nsame A B kind=k\nreject 00ff00ff00ff00ff act \"w\\u00e9\" uri=a\nbad\n";
    int rc = LUN_ENOMEM;
    (void)state;
    for (size_t n = 1; rc == LUN_ENOMEM && n < 500; n++) {
        lun_corrections corrections;
        lun_error err = LUN_ERROR_INIT;
        lun_mem_fail_after(n);
        rc = lun_corrections_init(&corrections, &err);
        if (rc == LUN_OK)
            rc = lun_corrections_parse(&corrections, text, sizeof text - 1, &err);
        lun_mem_fail_after(0);
        lun_corrections_clear(&corrections);
    }
    assert_int_equal(rc, LUN_OK);
}

/* ---- words found again ---- */

static uint32_t seed = 7;

static uint32_t next_random(uint32_t n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 8) % n;
}

static void add_words(lun_buf *out, uint32_t n)
{
    static const char *const words[] = { "the ",
                                         "weir ",
                                         "mill ",
                                         "Ilse\n",
                                         "br\xC3\xBC"
                                         "cke ",
                                         "will mend ",
                                         "of ",
                                         "rain, ",
                                         "1848 ",
                                         "and " };
    while (n-- > 0)
        lun_buf_adds(out, words[next_random(10)]);
}

/* Inserts into or takes away from a text, at most once outside [from, to) and at least `keep` bytes away from it. */
static void edit(lun_buf *text, size_t *from, size_t to, size_t keep)
{
    lun_buf made = LUN_BUF_INIT, piece = LUN_BUF_INIT;
    size_t left = *from > keep ? *from - keep : 0, right = to + keep;
    int before = next_random(2) == 0;
    if (before ? left == 0 : right >= text->len)
        return;
    size_t at = before ? next_random((uint32_t)left) : right + next_random((uint32_t)(text->len - right));
    while (at > 0 && ((unsigned char)text->data[at] & 0xC0) == 0x80)
        at--;
    if (next_random(3)) {
        add_words(&piece, 1 + next_random(9));
        lun_buf_add(&made, text->data, at);
        lun_buf_add(&made, piece.data, piece.len);
        lun_buf_adds(&made, text->data + at);
        *from += before ? piece.len : 0;
    } else {
        size_t most = before ? left - at : text->len - at, cut = most ? next_random((uint32_t)most) : 0;
        while (cut > 0 && ((unsigned char)text->data[at + cut] & 0xC0) == 0x80)
            cut--;
        lun_buf_add(&made, text->data, at);
        lun_buf_adds(&made, text->data + at + cut);
        *from -= before ? cut : 0;
    }
    lun_buf_clear(&piece);
    lun_buf_clear(text);
    *text = made;
}

static int find_in(const char *text, size_t len, const lun_anchor *anchor, size_t *start, size_t *stop)
{
    lun_anchor_text *all;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_anchor_text_new(&all, text, len, &err), LUN_OK);
    int rc = lun_anchor_find(anchor, all, start, stop, &err);
    lun_anchor_text_free(all);
    return rc;
}

/* Random texts in which words stand often, random edits: where the context on one side is untouched, the place is the right one, or none. */
static void test_find__edits_elsewhere_never_lead_to_other_words(void **state)
{
    unsigned found = 0, rounds = 3000;
    (void)state;
    for (unsigned round = 0; round < rounds; round++) {
        lun_buf text = LUN_BUF_INIT, marked = LUN_BUF_INIT;
        lun_anchor_buffers made;
        lun_error err = LUN_ERROR_INIT;
        add_words(&text, 40 + next_random(200));
        size_t from = text.len;
        lun_buf_adds(&text, "will mend the weir of the mill");
        size_t len = text.len - from, start, stop;
        add_words(&text, 40 + next_random(200));
        lun_anchor_text *all;
        assert_int_equal(lun_anchor_text_new(&all, text.data, text.len, &err), LUN_OK);
        assert_int_equal(lun_anchor_make(&made, all, from, from + len, &err), LUN_OK);
        lun_anchor_text_free(all);
        for (uint32_t n = next_random(6); n > 0; n--)
            edit(&text, &from, from + len, 2 * LUN_ANCHOR_CONTEXT + 8);
        lun_anchor anchor = { made.words.data, made.before.data, made.after.data, made.nth, made.of };
        int rc = find_in(text.data, text.len, &anchor, &start, &stop);
        assert_in_range(rc, LUN_ANCHOR_ABSENT, LUN_ANCHOR_AMBIGUOUS);
        if (rc == LUN_ANCHOR_FOUND) {
            found++;
            if (start != from || stop != from + len)
                fail_msg("round %u: found at %zu, stands at %zu", round, start, from);
        }
        lun_anchor_clear(&made);
        lun_buf_clear(&marked);
        lun_buf_clear(&text);
    }
    if (found < rounds - rounds / 50)
        fail_msg("found %u of %u", found, rounds);
}

/* ---- many lines in one text ---- */

static size_t agreement(const char *text, size_t len, size_t at, const lun_anchor *anchor)
{
    size_t before = strlen(anchor->before), left = 0, right = 0, stop = at + strlen(anchor->words);
    while (left < before && left < at && text[at - left - 1] == anchor->before[before - left - 1])
        left++;
    while (anchor->after[right] && stop + right < len && text[stop + right] == anchor->after[right])
        right++;
    return left + right;
}

/* As the top of anchor.c says it, every place weighed: the place, or -1. */
static long find_slowly(const char *text, size_t len, const lun_anchor *anchor)
{
    size_t known = strlen(anchor->before) + strlen(anchor->after), least = known < 4 ? known : 4;
    size_t hits = 0, best = 0, second = 0, nth = 0;
    long best_at = -1, nth_at = -1;
    for (const char *hit = text; (hit = strstr(hit, anchor->words)); hit++) {
        size_t now = agreement(text, len, (size_t)(hit - text), anchor);
        if (++hits == anchor->nth) {
            nth = now;
            nth_at = hit - text;
        }
        if (hits == 1 || now > best) {
            second = hits == 1 ? 0 : best;
            best = now;
            best_at = hit - text;
        } else if (now > second)
            second = now;
    }
    if (hits == 1)
        return best >= least ? best_at : -1;
    if (hits && best >= second + 4)
        return best_at;
    return hits && hits == anchor->of && nth + 4 > best && nth >= least ? nth_at : -1;
}

/* Texts of few words, so that all and nearly all of a context stand in several places. */
static void test_find__takes_the_place_that_weighing_each_would(void **state)
{
    static const char *const few[] = { "so ", "so ", "it ", "will ", "not. " };
    lun_error err = LUN_ERROR_INIT;
    unsigned found = 0;
    (void)state;
    for (unsigned round = 0; round < 400; round++) {
        lun_buf text = LUN_BUF_INIT;
        lun_anchor_text *all;
        for (uint32_t n = 30 + next_random(400); n > 0; n--)
            lun_buf_adds(&text, few[next_random(5)]);
        assert_int_equal(lun_anchor_text_new(&all, text.data, text.len, &err), LUN_OK);
        for (unsigned i = 0; i < 40; i++) {
            lun_anchor_buffers made;
            size_t from = next_random((uint32_t)text.len - 8), start = 0, stop = 0;
            assert_int_equal(lun_anchor_make(&made, all, from, from + 1 + next_random(7), &err), LUN_OK);
            lun_anchor anchor = { made.words.data, made.before.data, made.after.data, made.nth, made.of };
            anchor.before += next_random(2) ? next_random((uint32_t)made.before.len + 1) : 0;
            made.after.data[next_random(2) ? next_random((uint32_t)made.after.len + 1) : made.after.len] = '\0';
            if (next_random(2) && made.before.len)
                made.before.data[next_random((uint32_t)made.before.len)] = '-';
            anchor.of += next_random(2);
            int rc = lun_anchor_find(&anchor, all, &start, &stop, &err);
            long wanted = find_slowly(text.data, text.len, &anchor);
            assert_int_equal(rc == LUN_ANCHOR_FOUND ? (long)start : -1, wanted);
            found += wanted >= 0;
            lun_anchor_clear(&made);
        }
        lun_anchor_text_free(all);
        lun_buf_clear(&text);
    }
    assert_in_range(found, 4000, 15900);
}

/* Thousands of lines on words that stand as often: weighing each place for each line took minutes of a sanitizer's time. */
static void test_find__costs_little_for_each_line(void **state)
{
    lun_buf text = LUN_BUF_INIT;
    lun_anchor_text *all;
    lun_error err = LUN_ERROR_INIT;
    clock_t started = clock();
    size_t start, stop;
    (void)state;
    for (int i = 0; i < 20000; i++)
        lun_buf_addf(&text, "We talked of peace in year %d and of war then.\n\n", i);
    assert_int_equal(lun_anchor_text_new(&all, text.data, text.len, &err), LUN_OK);
    for (int i = 0; i < 1500; i++) {
        char before[80], after[80];
        snprintf(before, sizeof before, "year %d and of war then. We talked of ", 5000 + i);
        snprintf(after, sizeof after, " in year %d and of war then. We t", 5001 + i);
        const lun_anchor anchor = { "peace", before, after, 0, 0 };
        assert_int_equal(lun_anchor_find(&anchor, all, &start, &stop, &err), LUN_ANCHOR_FOUND);
        assert_memory_equal(text.data + start, "peace in year ", 14);
        assert_int_equal(strtol(text.data + start + 14, NULL, 10), 5001 + i);
    }
    assert_true(clock() - started < 20 * CLOCKS_PER_SEC);
    lun_anchor_text_free(all);
    lun_buf_clear(&text);
}

static int find(const char *text, lun_anchor anchor, size_t *start)
{
    size_t stop;
    return find_in(text, strlen(text), &anchor, start, &stop);
}

static void test_find__says_where_words_are_or_why_not(void **state)
{
    size_t at;
    (void)state;
    /* once: by themselves where they are long, by a little context else */
    assert_int_equal(find("So it is. The mill will be open again soon.",
                          (lun_anchor){ "will be open again soon.", "x", "y", 1, 1 }, &at),
                     LUN_ANCHOR_FOUND);
    assert_int_equal(find("It rains. Some will.", (lun_anchor){ "will", "the council ", " mend", 1, 1 }, &at),
                     LUN_ANCHOR_ABSENT);
    assert_int_equal(find("Now the council\nwill mend it.", (lun_anchor){ "council will", "the ", " mend", 1, 1 }, &at),
                     LUN_ANCHOR_FOUND);
    assert_int_equal(at, 8);
    /* twice: by context, else by number where there are as many as before */
    assert_int_equal(find("Ilse will go. Otto will stay.", (lun_anchor){ "will", "Otto ", " stay.", 2, 2 }, &at),
                     LUN_ANCHOR_FOUND);
    assert_int_equal(at, 19);
    assert_int_equal(find("It will. It will.", (lun_anchor){ "will", "It ", ".", 2, 2 }, &at), LUN_ANCHOR_FOUND);
    assert_int_equal(at, 12);
    assert_int_equal(find("It will. It will. It will.", (lun_anchor){ "will", "It ", ".", 2, 2 }, &at),
                     LUN_ANCHOR_AMBIGUOUS);
    assert_int_equal(find("Nothing.", (lun_anchor){ "will", "It ", ".", 2, 2 }, &at), LUN_ANCHOR_ABSENT);
    assert_int_equal(find("", (lun_anchor){ "", NULL, NULL, 0, 0 }, &at), LUN_ANCHOR_ABSENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file__comments_and_values_come_back_as_they_were),
        cmocka_unit_test(test_file__a_damaged_line_is_told_with_its_place_and_stays),
        cmocka_unit_test(test_file__of_two_lines_on_one_annotation_both_stay_and_it_is_said),
        cmocka_unit_test(test_put__replaces_what_was_said_and_keeps_the_comment_above),
        cmocka_unit_test(test_parse__survives_every_failed_allocation),
        cmocka_unit_test(test_find__edits_elsewhere_never_lead_to_other_words),
        cmocka_unit_test(test_find__takes_the_place_that_weighing_each_would),
        cmocka_unit_test(test_find__costs_little_for_each_line),
        cmocka_unit_test(test_find__says_where_words_are_or_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
