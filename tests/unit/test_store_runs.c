/*
** test_store_runs.c - runs over time: what is skipped, what is replaced, what a changed schema does, what a killed
** run leaves.
*/
#include <signal.h>
#include <sys/wait.h>

#include "store/inside.h"
#include "store_samples.h"

#define OTHER_TEXT \
    "Café news: Norland thanks Sudania. Minister Ada Brandt said Norland and Sudania agree. " \
    "Both sides offer the harbour to Ostia by May."

static lun_schema *schema;

static int make_schema(void **state)
{
    schema = sample_schema();
    return make_test_folder(state);
}

static int free_schema(void **state)
{
    lun_schema_free(schema);
    return remove_test_folder(state);
}

static int fresh(lun_store *store, const char *uri, const char *text)
{
    uint8_t hash[16];
    lun_error err = LUN_ERROR_INIT;
    lun_hash128(text, strlen(text), hash);
    int rc = sample_fresh(store, uri, hash, &err);
    must(rc, &err);
    if (rc > 0)
        lun_store_skip(store);
    return rc;
}

static lun_store *begin(const char *name, const lun_schema *with, const lun_rules *rules, uint8_t version)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(version);
    lun_store *store = open_corpus(in_folder(name), LUN_STORE_WRITE);
    must(lun_store_run_begin(store, &info, with, rules, &err), &err);
    return store;
}

static void end(lun_store *store)
{
    lun_error err = LUN_ERROR_INIT;
    must(lun_store_run_end(store, "done", &err), &err);
    lun_store_close(store);
}

static void test_runs__the_same_again_is_skipped(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("skip.db"), schema, 1);
    lun_store *store = begin("skip.db", schema, &sample_rules, 1);
    assert_int_equal(fresh(store, "papers/one.txt", SAMPLE_TEXT), 1);
    assert_int_equal(fresh(store, "papers/one.txt", OTHER_TEXT), 0);
    assert_int_equal(fresh(store, "papers/two.txt", SAMPLE_TEXT), 0);
    lun_run_figures figures;
    lun_store_figures(store, &figures);
    assert_int_equal(figures.skipped, 1);
    end(store);
    store = begin("skip.db", schema, &sample_rules, 2);
    assert_int_equal(fresh(store, "papers/one.txt", SAMPLE_TEXT), 0);
    expect_query(store, "SELECT id, status, documents, skipped, annotations FROM run ORDER BY id",
                 "1|done|1|0|7\n2|done|0|1|0\n3|running|||");
    end(store);
}

static void test_runs__a_document_with_an_environment_problem_is_tried_again(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_store *store = begin("again.db", schema, &sample_rules, 1);
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    lun_document_problem(document, LUN_PROBLEM_ENVIRONMENT, "deadline", "took too long");
    must(lun_store_put(store, lun_annotations_new(document, schema), NULL, &err), &err);
    assert_int_equal(fresh(store, "papers/one.txt", SAMPLE_TEXT), 0);
    put_sample(store, schema, "papers/one.txt", SAMPLE_TEXT);
    assert_int_equal(fresh(store, "papers/one.txt", SAMPLE_TEXT), 1);
    expect_query(store, "SELECT count(*) FROM problem", "0");
    end(store);
    lun_document_free(document);
}

static void test_runs__a_replaced_document_leaves_nothing_behind(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("replace.db"), schema, 1);
    lun_store *store = begin("replace.db", schema, &sample_rules, 2);
    put_sample(store, schema, "papers/two.txt", SAMPLE_TEXT);
    put_sample(store, schema, "papers/one.txt", OTHER_TEXT);
    put_sample(store, schema, "papers/one.txt", OTHER_TEXT);
    end(store);
    store = open_corpus(in_folder("replace.db"), LUN_STORE_READ);
    expect_query(store, "SELECT id, uri, run FROM document", "1|papers/one.txt|2\n2|papers/two.txt|2");
    expect_query(store, "SELECT document, count(*) FROM annotation GROUP BY 1", "1|7\n2|7");
    expect_query(store, "SELECT count(*) FROM act_actor", "4");
    expect_query(store, "SELECT count(*) FROM entity", "10");
    expect_query(store, "SELECT rowid FROM document_text WHERE document_text MATCH 'thanks'", "1");
    expect_query(store, "SELECT count(*) FROM document_text WHERE document_text MATCH 'talks'", "2");
    expect_query(store, "SELECT (SELECT count(*) FROM \"list.act.content\"), (SELECT count(*) FROM _unindexed)", "2|0");
    expect_query(store, "PRAGMA foreign_key_check", "");
    expect_query(store, "PRAGMA integrity_check", "ok");
    lun_store_close(store);
}

static void test_runs__full_text_holds_after_replacing(void **state)
{
    (void)state;
    char command[700];
    if (system("command -v sqlite3 >/dev/null 2>&1") != 0)
        skip();
    make_sample_corpus(in_folder("fts.db"), schema, 1);
    lun_store *store = begin("fts.db", schema, &sample_rules, 2);
    put_sample(store, schema, "papers/one.txt", OTHER_TEXT);
    end(store);
    snprintf(command, sizeof command,
             "sqlite3 '%s' \"INSERT INTO document_text(document_text, rank) VALUES('integrity-check', 1)\" 2>/dev/null",
             in_folder("fts.db"));
    assert_int_equal(system(command), 0);
}

static char *keys(const char *name)
{
    lun_store *store = open_corpus(in_folder(name), LUN_STORE_READ);
    char *all =
        query(store, "SELECT layer, start, key FROM annotation WHERE document = (SELECT id FROM document WHERE uri = "
                     "'papers/one.txt') "
                     "ORDER BY 1, 2, 3");
    lun_store_close(store);
    return all;
}

static void test_runs__keys_last(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("keys1.db"), schema, 1);
    lun_store *store = begin("keys2.db", schema, &sample_rules, 9);
    put_sample(store, schema, "papers/zero.txt", SAMPLE_TEXT);
    put_sample(store, schema, "papers/one.txt", SAMPLE_TEXT);
    end(store);
    char *a = keys("keys1.db"), *b = keys("keys2.db");
    assert_string_equal(a, b);
    lun_free(b);
    store = open_corpus(in_folder("keys2.db"), LUN_STORE_READ);
    expect_query(store, "SELECT count(*), count(DISTINCT key) FROM annotation", "14|14");
    lun_store_close(store);
    lun_free(a);
}

static void test_runs__alike_rows_have_keys_of_their_own(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    lun_store *store = begin("alike.db", schema, &sample_rules, 1);
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    lun_annotations *set = lun_annotations_new(document, schema);
    for (int i = 0; i < 3; i++) {
        lun_value act[11] = { { 0 } };
        act[5] = integer_value(LUN_TYPE_INTEGER, i);
        must(lun_annotations_add(set, &row, L_ACT, span_of(document, "offer"), 2, 0, act, &err), &err);
    }
    must(lun_annotations_finish(set, L_ACT, &err), &err);
    must(lun_store_put(store, set, NULL, &err), &err);
    expect_query(store, "SELECT count(*), count(DISTINCT key) FROM act", "3|3");
    end(store);
    lun_document_free(document);
}

static void test_runs__a_changed_rule_is_a_new_row_and_an_equal_one_is_not(void **state)
{
    (void)state;
    lun_rule_info items[3];
    lun_rules changed = { items, 3 };
    memcpy(items, sample_rule_items, sizeof items);
    items[1].line = 30;
    items[2].text = "who:@actor (offers | offered) what:@np";
    items[2].version = "0.2";
    make_sample_corpus(in_folder("rules.db"), schema, 1);
    lun_store *store = begin("rules.db", schema, &changed, 2);
    put_sample(store, schema, "papers/two.txt", SAMPLE_TEXT);
    end(store);
    store = open_corpus(in_folder("rules.db"), LUN_STORE_READ);
    expect_query(store, "SELECT number, id, version, line FROM rule",
                 "0|core|1|0\n1|sample.titled|0.1|30\n2|sample.offers|0.1|12\n3|sample.offers|0.2|12");
    expect_query(store, "SELECT document, version, rule_text FROM provenance WHERE layer = 'act' ORDER BY 1",
                 "1|0.1|who:@actor offers what:@np\n2|0.2|who:@actor (offers | offered) what:@np");
    assert_int_equal(lun_store_rules(store)->n, 4);
    lun_store_close(store);
}

static void test_runs__added_fields_layers_and_options_alter(void **state)
{
    (void)state;
    static const char *const more[] = { "refusal" };
    lun_error err = LUN_ERROR_INIT;
    make_sample_corpus(in_folder("alter.db"), schema, 1);
    lun_schema *wider = sample_schema();
    lun_field kind = { .name = "kind", .owner = "extra", .type = LUN_TYPE_ENUM, .options = more, .n_options = 1 };
    must(lun_schema_add_field(wider, L_ACT, &kind, &err), &err);
    add_field_of(wider, L_ACT, "place", LUN_TYPE_TEXT, 0, 0);
    add_field_of(wider, L_ACT, "witness", LUN_TYPE_ENTITY, 1, 0);
    add_field_of(wider, add_layer(wider, "ship", 1), "flag", LUN_TYPE_TEXT, 0, 0);
    lun_store *store = begin("alter.db", wider, &sample_rules, 2);
    expect_query(store, "SELECT kind, place, witness FROM act", "offer||");
    expect_query(store, "SELECT count(*) FROM ship", "0");
    expect_query(store, "SELECT count(*) FROM act_witness", "0");
    const lun_layer *act = lun_schema_layer(lun_store_schema(store), L_ACT);
    assert_int_equal(act->fields[0].n_options, 4);
    end(store);
    store = begin("alter.db", schema, &sample_rules, 3);
    assert_int_equal(lun_schema_find(lun_store_schema(store), "ship"), lun_schema_count(schema));
    expect_query(store, "SELECT count(*) FROM problem", "0");
    end(store);
    lun_schema_free(wider);
}

static lun_schema *schema_with_other_strength(void)
{
    lun_schema *other = lun_schema_new();
    add_layer(other, "person", 1);
    add_field_of(other, add_layer(other, "act", 0), "strength", LUN_TYPE_TEXT, 0, 0);
    return other;
}

static void test_runs__a_field_of_another_type_empties_its_layer_and_says_so(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("rebuild.db"), schema, 1);
    lun_schema *other = schema_with_other_strength();
    lun_store *store = begin("rebuild.db", other, &sample_rules, 2);
    expect_query(store, "SELECT count(*) FROM act", "0");
    expect_query(store, "SELECT count(*) FROM country", "3");
    expect_query(
        store, "SELECT code, message FROM problem",
        "layer-rebuilt|layer 'act' changed (field 'strength' was integer and is text): its rows were taken out; "
        "run over all sources again to derive them");
    assert_int_equal(fresh(store, "papers/one.txt", SAMPLE_TEXT), 0);
    end(store);
    lun_schema_free(other);
}

static void test_runs__what_was_read_back_survives_a_rebuilt_layer(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_document *document;
    lun_annotations *rows;
    make_sample_corpus(in_folder("dangling.db"), schema, 1);
    lun_schema *other = lun_schema_new();
    add_field_of(other, add_layer(other, "person", 1), "name", LUN_TYPE_INTEGER, 0, 0);
    end(begin("dangling.db", other, &sample_rules, 2));
    lun_store *store = open_corpus(in_folder("dangling.db"), LUN_STORE_READ);
    must(lun_store_get(store, 1, &document, &rows, &err), &err);
    const lun_annotation *statement = lun_annotations_get(rows, 6);
    assert_int_equal(statement->values[0].as.ref.entity, 1);
    assert_int_equal(statement->values[0].as.ref.mention, 0);
    expect_query(store, "SELECT speaker FROM statement", "Ada Brandt");
    lun_document_free(document);
    lun_store_close(store);
    lun_schema_free(other);
}

static void test_runs__names_that_would_be_there_twice_are_refused(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(1);
    lun_schema *other = sample_schema();
    add_layer(other, "act_actor", 0);
    lun_store *store = open_corpus(in_folder("twice.db"), LUN_STORE_WRITE);
    assert_int_equal(lun_store_run_begin(store, &info, other, &sample_rules, &err), LUN_EUSAGE);
    assert_string_equal(err.message, "view 'act_actor' would be there twice in the corpus");
    assert_string_equal(err.hint,
                        "a list field f of a layer has a view layer_f: name the layer or the field differently");
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    put_sample(store, schema, "papers/one.txt", SAMPLE_TEXT);
    end(store);
    lun_schema_free(other);
}

static void test_runs__rows_of_another_schema_or_rule_are_refused_whole(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    lun_schema *other = sample_schema();
    lun_store *store = begin("refuse.db", schema, &sample_rules, 1);
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    assert_int_equal(lun_store_put(store, sample_rows(document, other), NULL, &err), LUN_EUSAGE);
    lun_annotations *set = lun_annotations_new(document, schema);
    must(lun_annotations_add(set, &row, L_STATEMENT, span_of(document, "Norland"), 3, 0, NULL, &err), &err);
    assert_int_equal(lun_store_put(store, set, NULL, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "papers/one.txt"));
    assert_non_null(strstr(err.message, "rule 3"));
    expect_query(store, "SELECT count(*) FROM document", "0");
    put_sample(store, schema, "papers/two.txt", SAMPLE_TEXT);
    expect_query(store, "SELECT id, (SELECT count(*) FROM entity) FROM document", "1|5");
    end(store);
    lun_document_free(document);
    lun_schema_free(other);
}

static void test_runs__layers_that_are_not_kept_leave_names(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    uint8_t layers[] = { 0, 0, 0, 0, 1, 0 };
    lun_store *store = begin("kept.db", schema, &sample_rules, 1);
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    must(lun_store_put(store, sample_rows(document, schema), layers, &err), &err);
    expect_query(store, "SELECT layer FROM annotation", "act");
    expect_query(store, "SELECT actor, target, statement FROM act", "Both sides|Ostia|");
    expect_query(store, "SELECT actor, actor_mention FROM act_actor ORDER BY 1", "Norland|\nSudania|");
    end(store);
    lun_document_free(document);
}

static void test_runs__problems_without_a_document(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_problem unreadable = { LUN_PROBLEM_ENVIRONMENT, "unreadable", "papers/one.txt: permission denied", NULL };
    lun_store *store = begin("problems.db", schema, &sample_rules, 1);
    must(lun_store_problem(store, "papers/one.txt", &unreadable, &err), &err);
    must(lun_store_problem(store, NULL, &unreadable, &err), &err);
    end(store);
    store = begin("problems.db", schema, &sample_rules, 1);
    must(lun_store_problem(store, "papers/one.txt", &unreadable, &err), &err);
    expect_query(store, "SELECT uri, class, run FROM problem ORDER BY id",
                 "|environment|1\npapers/one.txt|environment|2");
    end(store);
    store = begin("problems.db", schema, &sample_rules, 1);
    put_sample(store, schema, "papers/one.txt", SAMPLE_TEXT);
    expect_query(store, "SELECT uri, run FROM problem", "|1");
    end(store);
}

/*
** A child stores two batches' worth and dies without a word; what it committed is there, and the next run builds
** what it did not.
*/
static void test_runs__a_killed_run_keeps_what_it_committed(void **state)
{
    (void)state;
    int status;
    char uri[32];
    pid_t child = fork();
    if (child == 0) {
        lun_store *store = begin("killed.db", schema, &sample_rules, 1);
        for (int i = 0; i < 1500; i++) {
            snprintf(uri, sizeof uri, "papers/%d.txt", i);
            put_sample(store, schema, uri, SAMPLE_TEXT);
        }
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    lun_store *store = open_corpus(in_folder("killed.db"), LUN_STORE_READ);
    expect_query(store, "SELECT count(*) FROM document", "1000");
    expect_query(store, "SELECT status FROM run", "running");
    expect_query(store,
                 "SELECT group_concat(value) FROM (SELECT value FROM _meta WHERE key IN ('index', 'text_index'))",
                 "stale,stale");
    lun_store_close(store);
    store = begin("killed.db", schema, &sample_rules, 1);
    assert_int_equal(fresh(store, "papers/999.txt", SAMPLE_TEXT), 1);
    assert_int_equal(fresh(store, "papers/1000.txt", SAMPLE_TEXT), 0);
    end(store);
    store = open_corpus(in_folder("killed.db"), LUN_STORE_READ);
    expect_query(store, "SELECT status FROM run", "killed\ndone");
    expect_query(store, "SELECT count(*) FROM document_text WHERE document_text MATCH 'harbour'", "1000");
    expect_query(store, "SELECT count(*) FROM _unindexed", "0");
    expect_query(store, "PRAGMA integrity_check", "ok");
    lun_store_close(store);
}

static void expect_seen(const char *documents, const char *problems)
{
    lun_store *reader = open_corpus(in_folder("due.db"), LUN_STORE_READ);
    expect_query(reader, "SELECT count(*) FROM document", documents);
    expect_query(reader, "SELECT count(*) FROM problem", problems);
    lun_store_close(reader);
}

static void test_runs__what_has_waited_is_committed(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_problem unreadable = { LUN_PROBLEM_ENVIRONMENT, "unreadable", "papers/two.txt: permission denied", NULL };
    lun_store *store = begin("due.db", schema, &sample_rules, 1);
    put_sample(store, schema, "papers/one.txt", SAMPLE_TEXT);
    must(lun_store_commit_due(store, &err), &err);
    expect_seen("0", "0");
    store->patience = 0; /* as if ten seconds had gone by */
    must(lun_store_commit_due(store, &err), &err);
    expect_seen("1", "0");
    must(lun_store_problem(store, "papers/two.txt", &unreadable, &err), &err);
    must(lun_store_commit_due(store, &err), &err);
    expect_seen("1", "1");
    put_sample(store, schema, "papers/three.txt", SAMPLE_TEXT);
    expect_seen("2", "1");
    end(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs__the_same_again_is_skipped),
        cmocka_unit_test(test_runs__a_document_with_an_environment_problem_is_tried_again),
        cmocka_unit_test(test_runs__a_replaced_document_leaves_nothing_behind),
        cmocka_unit_test(test_runs__full_text_holds_after_replacing),
        cmocka_unit_test(test_runs__keys_last),
        cmocka_unit_test(test_runs__alike_rows_have_keys_of_their_own),
        cmocka_unit_test(test_runs__a_changed_rule_is_a_new_row_and_an_equal_one_is_not),
        cmocka_unit_test(test_runs__added_fields_layers_and_options_alter),
        cmocka_unit_test(test_runs__a_field_of_another_type_empties_its_layer_and_says_so),
        cmocka_unit_test(test_runs__what_was_read_back_survives_a_rebuilt_layer),
        cmocka_unit_test(test_runs__names_that_would_be_there_twice_are_refused),
        cmocka_unit_test(test_runs__rows_of_another_schema_or_rule_are_refused_whole),
        cmocka_unit_test(test_runs__layers_that_are_not_kept_leave_names),
        cmocka_unit_test(test_runs__problems_without_a_document),
        cmocka_unit_test(test_runs__what_has_waited_is_committed),
        cmocka_unit_test(test_runs__a_killed_run_keeps_what_it_committed),
    };
    return cmocka_run_group_tests(tests, make_schema, free_schema);
}
