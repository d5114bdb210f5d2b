/*
** test_run_incremental.c - whatever is edited between runs, documents, rules or lexicons, a corpus that is run again holds
** what a run into a new corpus gives, and beside it the rows of rule files that are not loaded any more.
*/
/* label: full */
#include "annotate/json.h"
#include "unit/run_world.h"

static void run_into(lun_progress *figures, const world *w, const char *corpus, uint32_t workers)
{
    char papers[100], path[120];
    world_names of;
    lun_error err = LUN_ERROR_INIT;
    snprintf(papers, sizeof papers, "%s/papers", folder);
    snprintf(path, sizeof path, "%s/%s", folder, corpus);
    const char *const paths[] = { papers };
    lun_run_options options = { .session = name_world(&of, w),
                                .paths = paths,
                                .n_paths = 1,
                                .corpus = path,
                                .command = "test",
                                .prune = 1,
                                .limits = { .workers = workers } };
    if (lun_run(figures, &options, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int is_of(const lun_rule_info *rule, const char *plugin)
{
    return rule->plugin && strcmp(rule->plugin, plugin) == 0;
}

/* Rows of files that are not loaded now stay; what is found now must read as if they were not there. */
static void leave_others(lun_annotations *set, const lun_rules *rules, const world *w)
{
    lun_error err = LUN_ERROR_INIT;
    for (uint32_t id = 1; id <= lun_annotations_last(set); id++) {
        lun_annotation *row = lun_annotations_get(set, id);
        if (row)
            row->dropped = (uint8_t)((!w->with_last && is_of(&rules->items[row->rule], "last")) ||
                                     (!w->with_rare && is_of(&rules->items[row->rule], "rare")));
    }
    assert_int_equal(lun_annotations_settle(set, NULL, &err), LUN_OK);
}

/* The documents as export writes them, sorted: in which order they first came is the only thing that may differ. */
static char *content(const char *corpus, const world *w)
{
    char path[120];
    lun_store *store;
    lun_rows *numbers;
    lun_cell cell;
    lun_error err = LUN_ERROR_INIT;
    LUN_VEC(char *) lines = { 0 };
    lun_buf all = LUN_BUF_INIT;
    snprintf(path, sizeof path, "%s/%s", folder, corpus);
    assert_int_equal(lun_store_open(&store, path, LUN_STORE_READ, &err), LUN_OK);
    assert_int_equal(lun_store_query(&numbers, store, "SELECT id FROM document", NULL, NULL, 0, &err), LUN_OK);
    while (lun_rows_next(numbers, &err) > 0) {
        lun_document *document;
        lun_annotations *set;
        lun_buf line = LUN_BUF_INIT;
        lun_rows_cell(numbers, 0, &cell);
        assert_int_equal(lun_store_get(store, cell.integer, &document, &set, &err), LUN_OK);
        leave_others(set, lun_store_rules(store), w);
        assert_int_equal(lun_annotations_write_json(set, lun_store_rules(store), NULL, &line, &err), LUN_OK);
        assert_int_equal(lun_vec_push(&lines, lun_buf_take(&line)), 0);
        lun_document_free(document);
    }
    lun_rows_close(numbers);
    lun_store_close(store);
    if (lines.n)
        qsort(lines.items, lines.n, sizeof *lines.items, by_text);
    for (size_t i = 0; i < lines.n; i++) {
        lun_buf_addf(&all, "%s\n", lines.items[i]);
        lun_free(lines.items[i]);
    }
    lun_vec_clear(&lines);
    return lun_buf_take(&all);
}

typedef void edits(world *w, dice *random);

/* Figures of the runs into the corpus that is kept, after the first. */
static lun_progress run_rounds(world *w, dice *random, int most, edits *next)
{
    lun_progress sum = { 0 };
    char path[120];
    snprintf(path, sizeof path, "%s/kept.db", folder);
    unlink(path);
    for (int i = 0; i < LINES; i++)
        w->lines[i] = i;
    for (int round = 0; round < most; round++) {
        lun_progress figures, whole;
        write_documents(w);
        write_rules(w);
        run_into(&figures, w, "kept.db", 1 + (uint32_t)round % 2);
        sum.partly += figures.partly;
        sum.skipped += figures.skipped;
        sum.documents += round ? figures.documents : 0;
        sum.kept += figures.kept;
        run_into(&whole, w, "fresh.db", 1);
        char *kept = content("kept.db", w), *fresh = content("fresh.db", w);
        if (strcmp(kept, fresh) != 0) {
            size_t at = 0;
            while (kept[at] == fresh[at])
                at++;
            at = at > 300 ? at - 300 : 0;
            fail_msg("round %d\nkept:  %.600s\nfresh: %.600s", round, kept + at, fresh + at);
        }
        lun_free(kept);
        lun_free(fresh);
        run_into(&figures, w, "kept.db", 1); /* and once more: nothing is to be done */
        assert_int_equal(figures.documents, 0);
        snprintf(path, sizeof path, "%s/fresh.db", folder);
        unlink(path);
        next(w, random);
        if (roll(random, 3) == 0)
            next(w, random);
    }
    print_message("%llu documents in part, %llu again, %llu unchanged\n", (unsigned long long)sum.partly,
                  (unsigned long long)sum.documents, (unsigned long long)sum.skipped);
    return sum;
}

static void test_runs__after_any_edit_equal_a_run_into_a_new_corpus(void **state)
{
    world w = { .with_last = 1 };
    dice random = new_dice();
    (void)state;
    lun_progress sum = run_rounds(&w, &random, rounds(), edit);
    assert_true(sum.partly > 30 && sum.skipped > 100 && sum.kept > 30);
}

static void test_runs__read_few_documents_again_after_an_edit_of_rare_rules(void **state)
{
    world w = { .with_rare = 1 };
    dice random = new_dice();
    (void)state;
    lun_progress sum = run_rounds(&w, &random, rounds(), edit_rare);
    assert_true(sum.documents > 30 && sum.skipped > 2 * sum.documents);
}

static void test_runs__read_few_documents_again_after_an_edit_of_one_rule_of_a_plugin(void **state)
{
    world w = { .with_last = 1 };
    dice random = new_dice();
    (void)state;
    lun_progress sum = run_rounds(&w, &random, rounds(), edit_seldom);
    assert_true(sum.documents > 30 && sum.skipped > 2 * sum.documents);
}

static void edit_one_of_many(world *w, dice *random)
{
    if (roll(random, 2))
        edit_signs(w, random);
    else
        edit_seldom(w, random);
}

static void test_runs__after_edits_of_helpers_names_and_rules_equal_a_run_into_a_new_corpus(void **state)
{
    world w = { .with_last = 1 };
    dice random = new_dice();
    (void)state;
    lun_progress sum = run_rounds(&w, &random, rounds(), edit_one_of_many);
    assert_true(sum.documents > 100 && sum.skipped > 100);
}

static void edit_comment(world *w, dice *random)
{
    (void)random;
    w->comment++;
}

static void test_runs__do_nothing_after_an_edit_of_comments(void **state)
{
    world w = { .with_last = 1 };
    dice random = new_dice();
    (void)state;
    lun_progress sum = run_rounds(&w, &random, 7, edit_comment);
    assert_true(sum.documents == 0 && sum.partly == 0 && sum.skipped > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs__after_any_edit_equal_a_run_into_a_new_corpus),
        cmocka_unit_test(test_runs__read_few_documents_again_after_an_edit_of_rare_rules),
        cmocka_unit_test(test_runs__read_few_documents_again_after_an_edit_of_one_rule_of_a_plugin),
        cmocka_unit_test(test_runs__after_edits_of_helpers_names_and_rules_equal_a_run_into_a_new_corpus),
        cmocka_unit_test(test_runs__do_nothing_after_an_edit_of_comments),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
