/*
** test_run_changes.c - the difference of two versions of rules, told from the documents that they can concern, is that of two full
** runs, whatever was edited; pairs of rows are those that a reader would make.
*/
/* label: full */
#include <sqlite3.h>

#include "run/changes.h"
#include "unit/run_world.h"

/* ---- two full runs ---- */

static void corpus_path(char out[120], const char *name)
{
    snprintf(out, 120, "%s/%s", folder, name);
}

static void run_world(const world *w, const char *corpus, int from_sources, int force)
{
    char papers[100], path[120];
    world_names of;
    lun_progress figures;
    lun_error err = LUN_ERROR_INIT;
    snprintf(papers, sizeof papers, "%s/papers", folder);
    corpus_path(path, corpus);
    const char *const paths[] = { papers };
    lun_run_options options = { .session = name_world(&of, w),
                                .paths = from_sources ? paths : NULL,
                                .n_paths = from_sources ? 1 : 0,
                                .corpus = path,
                                .command = "test",
                                .force = force,
                                .limits = { .workers = 1 } };
    if (lun_run(&figures, &options, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
}

static void copy_corpus(const char *from, const char *to)
{
    char source[120], target[120], *data;
    size_t len;
    lun_error err = LUN_ERROR_INIT;
    corpus_path(source, from);
    corpus_path(target, to);
    assert_int_equal(lun_file_read(&data, &len, source, 0, &err), LUN_OK);
    assert_int_equal(lun_file_write(target, data, len, &err), LUN_OK);
    lun_free(data);
}

static lun_store *open_corpus(const char *name)
{
    char path[120];
    lun_store *store;
    lun_error err = LUN_ERROR_INIT;
    corpus_path(path, name);
    if (lun_store_open(&store, path, LUN_STORE_READ, &err) < 0)
        fail_msg("%s", err.message);
    return store;
}

typedef LUN_VEC(char *) lines;

static void add_line(lines *to, const char *sign, const char *uri, const lun_fact *fact)
{
    lun_buf line = LUN_BUF_INIT;
    char key[17];
    lun_fact_key(key, fact, uri);
    lun_buf_addf(&line, "%s %s %s %s %s %u-%u %s", sign, uri, key, fact->layer, fact->rule, fact->start, fact->stop,
                 fact->fields);
    char *text = lun_buf_take(&line);
    assert_true(text && lun_vec_push(to, text) == 0);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *join(lines *all)
{
    lun_buf out = LUN_BUF_INIT;
    if (all->n)
        qsort(all->items, all->n, sizeof *all->items, by_text);
    for (size_t i = 0; i < all->n; i++) {
        lun_buf_addf(&out, "%s\n", all->items[i]);
        lun_free(all->items[i]);
    }
    lun_vec_clear(all);
    lun_buf_adds(&out, "");
    return lun_buf_take(&out);
}

/* The rows of all layers of one document. */
static void read_facts(lun_facts *out, lun_store *store, int64_t number, lun_document **document, lun_arena *arena)
{
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    const lun_schema *schema = lun_store_schema(store);
    uint8_t *all = lun_arena_alloc(arena, (size_t)lun_schema_count(schema) + 1);
    memset(all, 1, (size_t)lun_schema_count(schema) + 1);
    assert_int_equal(lun_store_get(store, number, document, &set, &err), LUN_OK);
    assert_int_equal(lun_facts_make(out, set, lun_store_rules(store), schema, all, NULL, arena, &err), LUN_OK);
}

static int64_t last(lun_store *store) /* the greatest number of a document */
{
    lun_bits all;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_store_set(&all, store, &err), LUN_OK);
    int64_t n = (int64_t)all.n - 1;
    lun_bits_clear(&all);
    assert_true(n > 0);
    return n;
}

static char *full_difference(const char *from, const char *to)
{
    lun_store *a = open_corpus(from), *b = open_corpus(to);
    lun_arena *arena = lun_arena_new();
    lines all = { 0 };
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(last(a), last(b));
    for (int64_t number = 1; number <= last(a); number++) {
        lun_facts before, after;
        lun_document *one, *other;
        read_facts(&before, a, number, &one, arena);
        read_facts(&after, b, number, &other, arena);
        assert_string_equal(one->uri, other->uri);
        assert_int_equal(lun_facts_subtract(&before, &after, arena, &err), LUN_OK);
        for (uint32_t i = 0; i < before.n; i++)
            add_line(&all, "-", one->uri, &before.items[i]);
        for (uint32_t i = 0; i < after.n; i++)
            add_line(&all, "+", one->uri, &after.items[i]);
        lun_document_free(one);
        lun_document_free(other);
        lun_arena_reset(arena);
    }
    lun_arena_free(arena);
    lun_store_close(a);
    lun_store_close(b);
    return join(&all);
}

/* ---- the difference of two versions ---- */

typedef struct changes {
    lines all;
    unsigned n, changed;
} changes;

static int take(void *context, const lun_document_changes *of, lun_error *err)
{
    changes *to = context;
    (void)err;
    assert_true(of->n > 0);
    for (size_t i = 0; i < of->n; i++) {
        const lun_change *one = &of->items[i];
        assert_true((one->kind != LUN_CHANGE_LOST) == (one->after != NULL));
        assert_true((one->kind != LUN_CHANGE_GAINED) == (one->before != NULL));
        if (one->before)
            add_line(&to->all, "-", of->uri, one->before);
        if (one->after)
            add_line(&to->all, "+", of->uri, one->after);
        to->changed += one->kind == LUN_CHANGE_CHANGED;
        to->n++;
    }
    return LUN_OK;
}

static void open_version(lun_version *out, world_names *of, const world *w)
{
    static const lun_work_limits limits = { .workers = 1 };
    const lun_session_options session = name_world(of, w);
    lun_error err = LUN_ERROR_INIT;
    write_rules(w);
    if (lun_version_open(out, &session, &limits, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
}

static void compare(lun_version *version, const char *corpus)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store = open_corpus(corpus);
    if (lun_version_compare(version, store, NULL, &err) < 0)
        fail_msg("%s", err.message);
    lun_store_close(store);
}

static char *difference(const lun_version *from, const lun_version *to, changes *sum)
{
    changes now = { .n = 0 };
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_changes_each(from, to, NULL, take, &now, &err), LUN_OK);
    sum->n += now.n;
    sum->changed += now.changed;
    return join(&now.all);
}

static void equal(const char *what, int round, char *told, char *full)
{
    size_t at = 0;
    if (strcmp(told, full) == 0) {
        lun_free(told);
        lun_free(full);
        return;
    }
    while (told[at] == full[at])
        at++;
    while (at > 0 && full[at - 1] != '\n')
        at--;
    fail_msg("round %d, %s\ntold: %.400s\nfull: %.400s", round, what, told + at, full + at);
}

static void unlink_corpus(const char *name)
{
    char path[120];
    corpus_path(path, name);
    unlink(path);
}

static void run_round(int round, const world *stored, const world *old, const world *new, changes *sum,
                      uint64_t *looked, uint64_t *documents)
{
    lun_version a, b;
    world_names of_a, of_b;
    write_rules(stored);
    unlink_corpus("kept.db");
    run_world(stored, "kept.db", 1, 0);
    open_version(&a, &of_a, old);
    open_version(&b, &of_b, new);
    compare(&a, "kept.db");
    compare(&b, "kept.db");
    copy_corpus("kept.db", "a.db");
    copy_corpus("kept.db", "b.db");
    write_rules(old);
    run_world(old, "a.db", 0, 1);
    write_rules(new);
    run_world(new, "b.db", 0, 1);
    equal("the older version and the corpus", round, difference(NULL, &a, sum), full_difference("kept.db", "a.db"));
    equal("two versions", round, difference(&a, &b, sum), full_difference("a.db", "b.db"));
    equal("the other way round", round, difference(&b, &a, sum), full_difference("b.db", "a.db"));
    *looked += b.looked;
    *documents += b.documents;
    lun_version_close(&a);
    lun_version_close(&b);
}

typedef void edits(world *w, dice *random);

/* Documents are edited in other tests; a run over stored documents takes rows of layers that it does not know out of those that it does again. */
static void keep_files(world *w, const world *stored)
{
    memcpy(w->lines, stored->lines, sizeof w->lines);
    memcpy(w->files, stored->files, sizeof w->files);
    w->with_last = stored->with_last;
    w->with_rare = stored->with_rare;
}

static void run_rounds(world *w, edits *next, int most, changes *sum, uint64_t *looked, uint64_t *documents)
{
    dice random = new_dice();
    for (int i = 0; i < LINES; i++)
        w->lines[i] = i;
    write_documents(w);
    for (int round = 0; round < most; round++) {
        world stored = *w, old, new;
        next(w, &random);
        old = *w;
        next(w, &random);
        if (roll(&random, 2))
            next(w, &random);
        new = *w;
        keep_files(&old, &stored);
        keep_files(&new, &stored);
        keep_files(w, &stored);
        run_round(round, &stored, &old, &new, sum, looked, documents);
    }
}

static void test_changes__of_any_edit_are_those_of_two_full_runs(void **state)
{
    world w = { .with_last = 1 };
    changes sum = { .n = 0 };
    uint64_t looked = 0, documents = 0;
    (void)state;
    run_rounds(&w, edit, rounds() / 3, &sum, &looked, &documents);
    print_message("%u changes, %u of them changed\n", sum.n, sum.changed);
    assert_true(sum.n > 100 && sum.changed > 10 && sum.n > sum.changed);
}

static void test_changes__of_rare_rules_are_found_in_few_documents(void **state)
{
    world w = { .with_rare = 1 };
    changes sum = { .n = 0 };
    uint64_t looked = 0, documents = 0;
    (void)state;
    run_rounds(&w, edit_rare, rounds() / 3, &sum, &looked, &documents);
    print_message("%u changes, %llu of %llu documents looked into\n", sum.n, (unsigned long long)looked,
                  (unsigned long long)documents);
    assert_true(sum.n > 20 && looked * 2 < documents);
}

static void test_changes__of_one_rule_of_a_plugin_are_found_in_few_documents(void **state)
{
    world w = { .with_last = 1 };
    changes sum = { .n = 0 };
    uint64_t looked = 0, documents = 0;
    (void)state;
    run_rounds(&w, edit_seldom, rounds() / 3, &sum, &looked, &documents);
    print_message("%u changes, %llu of %llu documents looked into\n", sum.n, (unsigned long long)looked,
                  (unsigned long long)documents);
    assert_true(sum.n > 20 && looked * 2 < documents);
}

/* ---- pairs ---- */

static lun_fact fact(const char *layer, const char *rule, uint32_t start, uint32_t stop, const char *fields)
{
    return (lun_fact){ .layer = layer, .rule = rule, .text = "", .fields = fields, .start = start, .stop = stop };
}

/* What is said of one document: "~ before > after", "- before", "+ after", by rule and place. */
static int describe(void *context, const lun_document_changes *of, lun_error *err)
{
    lun_buf *out = context;
    (void)err;
    for (size_t i = 0; i < of->n; i++) {
        const lun_fact *x = of->items[i].before, *y = of->items[i].after;
        lun_buf_addf(out, "%c", "+-~"[of->items[i].kind]);
        if (x)
            lun_buf_addf(out, " %s %u-%u", x->rule, x->start, x->stop);
        if (y)
            lun_buf_addf(out, " > %s %u-%u", y->rule, y->start, y->stop);
        lun_buf_adds(out, "; ");
    }
    return LUN_OK;
}

static void check_pairs(lun_fact *lost, uint32_t n_lost, lun_fact *gained, uint32_t n_gained, const char *expected)
{
    lun_version version = { .documents = 1 };
    const lun_delta delta = { 1, "paper", { lost, n_lost }, { gained, n_gained } };
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_vec_push(&version.deltas, delta), 0);
    lun_buf_adds(&out, "");
    assert_int_equal(lun_changes_each(NULL, &version, NULL, describe, &out, &err), LUN_OK);
    assert_string_equal(out.data, expected);
    lun_buf_clear(&out);
    lun_vec_clear(&version.deltas);
}

static void test_changes__pair_rows_of_one_place(void **state)
{
    (void)state;
    lun_fact a[] = { fact("act", "m.one", 3, 9, "{}"), fact("act", "m.two", 20, 30, "{\"k\":1}"),
                     fact("act", "m.far", 50, 60, "{}") };
    lun_fact b[] = { fact("act", "m.one", 3, 9, "{\"k\":2}"), fact("act", "m.three", 20, 30, "{\"k\":1}"),
                     fact("act", "m.far", 70, 80, "{}") };
    check_pairs(a, 3, b, 3, "~ m.one 3-9 > m.one 3-9; ~ m.two 20-30 > m.three 20-30; - m.far 50-60; + > m.far 70-80; ");
}

static void test_changes__pair_rows_that_moved_within_their_rule_and_layer(void **state)
{
    (void)state;
    lun_fact a[] = { fact("act", "m.one", 10, 20, "{}"), fact("act", "m.two", 30, 40, "{}"),
                     fact("act", "m.two", 50, 60, "{}") };
    lun_fact b[] = { fact("act", "m.one", 5, 11, "{}"), fact("act", "m.other", 31, 39, "{}"),
                     fact("name", "m.two", 50, 61, "{}") };
    check_pairs(a, 3, b, 3,
                "~ m.one 10-20 > m.one 5-11; - m.two 30-40; + > m.other 31-39; - m.two 50-60; + > m.two 50-61; ");
}

static void test_changes__pair_each_row_once(void **state)
{
    (void)state;
    lun_fact a[] = { fact("act", "m.one", 3, 9, "{\"k\":1}") };
    lun_fact b[] = { fact("act", "m.one", 3, 9, "{\"k\":2}"), fact("act", "m.one", 3, 9, "{\"k\":3}") };
    check_pairs(a, 1, b, 2, "~ m.one 3-9 > m.one 3-9; + > m.one 3-9; ");
}

static void test_changes__keys_are_those_of_the_corpus(void **state)
{
    world w = { .with_last = 1 };
    lun_error err = LUN_ERROR_INIT;
    unsigned n = 0;
    (void)state;
    for (int i = 0; i < LINES; i++)
        w.lines[i] = i;
    write_documents(&w);
    write_rules(&w);
    unlink_corpus("kept.db");
    run_world(&w, "kept.db", 1, 0);
    lun_store *store = open_corpus("kept.db");
    lun_arena *arena = lun_arena_new();
    for (int64_t number = 1; number <= last(store); number++) {
        lun_facts facts;
        lun_document *document;
        read_facts(&facts, store, number, &document, arena);
        for (uint32_t i = 0; i < facts.n; i++, n++) {
            char key[17];
            lun_rows *rows;
            lun_fact_key(key, &facts.items[i], document->uri);
            const lun_cell wanted = { LUN_CELL_TEXT, 0, 0, key, 16 };
            assert_int_equal(
                lun_store_query(&rows, store, "SELECT 1 FROM annotation WHERE key = ?1", NULL, &wanted, 1, &err),
                LUN_OK);
            assert_int_equal(lun_rows_next(rows, &err), 1);
            lun_rows_close(rows);
        }
        lun_document_free(document);
        lun_arena_reset(arena);
    }
    lun_arena_free(arena);
    lun_store_close(store);
    assert_true(n > 100);
}

/* ---- verdicts ---- */

/* A view of the form that corrections have. */
static void say_of(const char *corpus, const char *verdict, const char *where)
{
    char path[120], sql[300];
    sqlite3 *db;
    corpus_path(path, corpus);
    snprintf(sql, sizeof sql,
             "DROP VIEW IF EXISTS correction; CREATE VIEW correction AS SELECT key, '%s' AS verdict FROM annotation "
             "WHERE %s",
             verdict, where);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

typedef struct tally {
    unsigned lost, accepted, n;
} tally;

static int count_one(void *context, const lun_document_changes *of, lun_error *err)
{
    tally *t = context;
    (void)err;
    for (size_t i = 0; i < of->n; i++, t->n++) {
        t->lost += of->items[i].kind == LUN_CHANGE_LOST;
        t->accepted += (unsigned)of->items[i].is_accepted;
        assert_false(of->items[i].kind == LUN_CHANGE_GAINED && of->items[i].is_accepted);
    }
    return LUN_OK;
}

static tally count(const lun_version *from, const lun_version *to, const char *corpus)
{
    lun_verdicts *verdicts;
    lun_error err = LUN_ERROR_INIT;
    tally t = { 0, 0, 0 };
    lun_store *store = open_corpus(corpus);
    assert_int_equal(lun_verdicts_load(&verdicts, store, &err), LUN_OK);
    assert_int_equal(lun_changes_each(from, to, verdicts, count_one, &t, &err), LUN_OK);
    lun_verdicts_free(verdicts);
    lun_store_close(store);
    return t;
}

static void test_changes__know_what_was_accepted_and_leave_out_what_was_rejected(void **state)
{
    world w = { .with_last = 1 }, other;
    lun_version version;
    world_names of;
    (void)state;
    for (int i = 0; i < LINES; i++)
        w.lines[i] = i;
    write_documents(&w);
    write_rules(&w);
    unlink_corpus("kept.db");
    run_world(&w, "kept.db", 1, 0);
    other = w;
    other.lexicon = 1; /* "greets" is no deed any more, "praises" is one */
    open_version(&version, &of, &other);
    compare(&version, "kept.db");
    tally none = count(NULL, &version, "kept.db");
    assert_true(none.lost > 5 && none.accepted == 0 && none.n > none.lost);
    say_of("kept.db", "accept", "layer = 'deed' AND text = 'greets'");
    tally accepted = count(NULL, &version, "kept.db");
    assert_int_equal(accepted.n, none.n);
    assert_true(accepted.accepted > 0 && accepted.accepted < none.lost);
    say_of("kept.db", "reject", "layer = 'deed' AND text = 'greets'");
    tally rejected = count(NULL, &version, "kept.db"), back = count(&version, NULL, "kept.db");
    assert_int_equal(rejected.n, none.n - accepted.accepted);
    assert_int_equal(back.n, rejected.n);
    lun_version_close(&version);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes__pair_rows_of_one_place),
        cmocka_unit_test(test_changes__pair_rows_that_moved_within_their_rule_and_layer),
        cmocka_unit_test(test_changes__pair_each_row_once),
        cmocka_unit_test(test_changes__keys_are_those_of_the_corpus),
        cmocka_unit_test(test_changes__know_what_was_accepted_and_leave_out_what_was_rejected),
        cmocka_unit_test(test_changes__of_any_edit_are_those_of_two_full_runs),
        cmocka_unit_test(test_changes__of_rare_rules_are_found_in_few_documents),
        cmocka_unit_test(test_changes__of_one_rule_of_a_plugin_are_found_in_few_documents),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
