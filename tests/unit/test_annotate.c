/*
** test_annotate.c - core/annotate: names, schema, checks of rows, policies, edges, quotations, no memory.
*/
#include <string.h>

#include "annotate/annotations.h"
#include "annotate/names.h"
#include "annotate/quoted.h"
#include "base/buf.h"
#include "cmocka_all.h"
#include "text/text.h"

typedef struct world {
    lun_schema *schema;
    lun_vocab *vocab;
    lun_document *document;
    lun_annotations *set;
    uint16_t person, act;
} world;

static void add_field(lun_schema *schema, uint16_t layer, lun_field field)
{
    lun_error err = LUN_ERROR_INIT;
    field.owner = "test";
    assert_int_equal(lun_schema_add_field(schema, layer, &field, &err), LUN_OK);
}

static void open_world(world *w, lun_policy policy, const char *text)
{
    static const char *const kinds[] = { "pledge", "urge" };
    lun_error err = LUN_ERROR_INIT;
    w->schema = lun_schema_new();
    w->vocab = lun_vocab_new();
    w->document = lun_document_new();
    assert_int_equal(lun_schema_declare(w->schema, &w->person, "person", "test", NULL, policy, 1, &err), LUN_OK);
    assert_int_equal(lun_schema_declare(w->schema, &w->act, "act", "test", NULL, LUN_POLICY_ALL, 0, &err), LUN_OK);
    add_field(w->schema, w->person, (lun_field){ .name = "name", .type = LUN_TYPE_TEXT });
    add_field(w->schema, w->act,
              (lun_field){ .name = "kind", .type = LUN_TYPE_ENUM, .required = 1, .options = kinds, .n_options = 2 });
    add_field(w->schema, w->act, (lun_field){ .name = "actor", .type = LUN_TYPE_ENTITY, .list = 1 });
    add_field(w->schema, w->act, (lun_field){ .name = "content", .type = LUN_TYPE_SPAN, .late = 1 });
    assert_int_equal(lun_document_set_text(w->document, text, strlen(text), &err), LUN_OK);
    assert_int_equal(lun_text_segment(w->document, w->vocab, &err), LUN_OK);
    w->set = lun_annotations_new(w->document, w->schema);
    assert_non_null(w->set);
}

static void close_world(world *w)
{
    lun_document_free(w->document);
    lun_vocab_free(w->vocab);
    lun_schema_free(w->schema);
}

static lun_annotation *mark(world *w, uint16_t layer, uint32_t start, uint32_t stop, uint32_t rule)
{
    lun_annotation *row = NULL;
    lun_error err = LUN_ERROR_INIT;
    lun_value values[3] = { { 0 } };
    if (layer == w->act)
        values[0] = (lun_value){ .type = LUN_TYPE_ENUM, .n = 4, .as.text = "urge" };
    assert_int_equal(lun_annotations_add(w->set, &row, layer, (lun_span){ start, stop }, rule, 0, values, &err),
                     LUN_OK);
    return row;
}

static void test_names__that_sql_or_lua_take_are_refused_with_a_suggestion(void **state)
{
    static const char *const bad[] = { "group", "end", "text", "Person", "1st", "", "a-b", "sentence" };
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(lun_name__check("field", bad[i], &err), LUN_EUSAGE);
        assert_true(err.hint[0]);
    }
    assert_int_equal(lun_name__check("layer", "entity", &err), LUN_EUSAGE);
    assert_int_equal(lun_name__check("layer", "trade_deal", &err), LUN_OK);
}

static void test_schema__two_owners_and_two_types_are_refused_naming_both(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint16_t layer;
    lun_field field = { .name = "name", .owner = "other", .type = LUN_TYPE_INTEGER };
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "x");
    assert_int_equal(lun_schema_declare(w.schema, &layer, "person", "other", NULL, LUN_POLICY_ALL, 0, &err),
                     LUN_EUSAGE);
    assert_non_null(strstr(err.message, "test"));
    assert_non_null(strstr(err.message, "other"));
    assert_int_equal(lun_schema_add_field(w.schema, w.person, &field, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "integer"));
    assert_non_null(strstr(err.message, "text"));
    field = (lun_field){ .name = "content_start", .owner = "other", .type = LUN_TYPE_INTEGER };
    assert_int_equal(lun_schema_add_field(w.schema, w.act, &field, &err), LUN_EUSAGE);
    close_world(&w);
}

static void test_schema__an_enum_grows_by_extension(void **state)
{
    world w;
    static const char *const more[] = { "urge", "thank" };
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "x");
    add_field(w.schema, w.act, (lun_field){ .name = "kind", .type = LUN_TYPE_ENUM, .options = more, .n_options = 2 });
    const lun_field *kind = &lun_schema_layer(w.schema, w.act)->fields[0];
    assert_int_equal(kind->n_options, 3);
    assert_string_equal(kind->options[2], "thank");
    close_world(&w);
}

static void test_rows__are_checked_against_the_schema(void **state)
{
    world w;
    lun_annotation *row;
    lun_error err = LUN_ERROR_INIT;
    lun_value values[3] = { { 0 } };
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "Ana spoke. Caf\xC3\xA9.");
    assert_int_equal(lun_annotations_add(w.set, &row, w.act, (lun_span){ 0, 3 }, 1, 0, values, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "required"));
    values[0] = (lun_value){ .type = LUN_TYPE_ENUM, .n = 5, .as.text = "thank" };
    assert_int_equal(lun_annotations_add(w.set, &row, w.act, (lun_span){ 0, 3 }, 1, 0, values, &err), LUN_EUSAGE);
    values[0] = (lun_value){ .type = LUN_TYPE_ENUM, .n = 4, .as.text = "urge" };
    assert_int_equal(lun_annotations_add(w.set, &row, w.act, (lun_span){ 3, 900 }, 1, 0, values, &err), LUN_EUSAGE);
    assert_int_equal(lun_annotations_add(w.set, &row, w.act, (lun_span){ 0, 15 }, 1, 0, values, &err), LUN_EUSAGE);
    values[1] = (lun_value){ .type = LUN_TYPE_LIST,
                             .n = 1,
                             .as.items = &(lun_value){ .type = LUN_TYPE_ENTITY, .as.ref = { 7, 0 } } };
    assert_int_equal(lun_annotations_add(w.set, &row, w.act, (lun_span){ 0, 3 }, 1, 0, values, &err), LUN_EUSAGE);
    assert_int_equal(lun_annotations_entity(w.set, "person", "Ana", NULL), 1);
    values[1] = (lun_value){ .type = LUN_TYPE_LIST,
                             .n = 1,
                             .as.items = &(lun_value){ .type = LUN_TYPE_ENTITY, .as.ref = { 1, 0 } } };
    assert_int_equal(lun_annotations_add(w.set, &row, w.act, (lun_span){ 0, 3 }, 1, 0, values, &err), LUN_OK);
    assert_int_equal(row->values[1].n, 1);
    close_world(&w);
}

static void test_policy__longest_keeps_the_longest_and_remembers_who_won(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    (void)state;
    open_world(&w, LUN_POLICY_LONGEST, "Ana Maria Keller spoke to Ana.");
    lun_annotation *inner = mark(&w, w.person, 0, 3, 1), *outer = mark(&w, w.person, 0, 16, 2),
                   *later = mark(&w, w.person, 26, 29, 1);
    assert_int_equal(lun_annotations_finish(w.set, w.person, &err), LUN_OK);
    lun_annotation *const *rows = lun_annotations_rows(w.set, w.person, &n);
    assert_int_equal(n, 2);
    assert_ptr_equal(rows[0], outer);
    assert_ptr_equal(rows[1], later);
    assert_true(inner->dropped);
    assert_int_equal(inner->winner, outer->id);
    assert_null(lun_annotations_get(w.set, inner->id));
    close_world(&w);
}

static void test_policy__order_prefers_the_rule_declared_first(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    (void)state;
    open_world(&w, LUN_POLICY_ORDER, "Ana Maria Keller spoke.");
    lun_annotation *first = mark(&w, w.person, 0, 3, 1);
    mark(&w, w.person, 0, 16, 2);
    assert_int_equal(lun_annotations_finish(w.set, w.person, &err), LUN_OK);
    assert_ptr_equal(lun_annotations_rows(w.set, w.person, &n)[0], first);
    assert_int_equal(n, 1);
    close_world(&w);
}

static void test_policy__all_drops_only_equal_rows(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "Ana spoke to Bea.");
    mark(&w, w.act, 0, 9, 1);
    mark(&w, w.act, 0, 9, 2);
    mark(&w, w.act, 0, 16, 1);
    assert_int_equal(lun_annotations_finish(w.set, w.act, &err), LUN_OK);
    lun_annotations_rows(w.set, w.act, &n);
    assert_int_equal(n, 2);
    lun_annotations_dropped(w.set, &n);
    assert_int_equal(n, 1);
    close_world(&w);
}

static void test_edges__are_found_by_token_longest_first_and_only_where_aligned(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "Ana Maria spoke.");
    mark(&w, w.act, 0, 3, 1);
    lun_annotation *longer = mark(&w, w.act, 0, 9, 1);
    mark(&w, w.act, 1, 3, 1); /* starts inside a token: no edge */
    mark(&w, w.act, 4, 4, 1); /* empty: no edge */
    assert_int_equal(lun_annotations_finish(w.set, w.act, &err), LUN_OK);
    lun_annotation *const *edges = lun_annotations_at(w.set, w.act, 0, &n);
    assert_int_equal(n, 2);
    assert_ptr_equal(edges[0], longer);
    lun_annotations_at(w.set, w.act, 1, &n);
    assert_int_equal(n, 0);
    lun_annotations_at(w.set, w.act, 99, &n);
    assert_int_equal(n, 0);
    close_world(&w);
}

static void test_touching__finds_long_rows_that_start_far_before(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint32_t first, n, n_rows;
    int found = 0;
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "a b c d e f g h");
    lun_annotation *whole = mark(&w, w.act, 0, 15, 1);
    for (uint32_t i = 0; i < 15; i += 2)
        mark(&w, w.act, i, i + 1, 2);
    assert_int_equal(lun_annotations_finish(w.set, w.act, &err), LUN_OK);
    lun_annotations_touching(w.set, w.act, (lun_range){ 6, 7 }, &first, &n);
    lun_annotation *const *rows = lun_annotations_rows(w.set, w.act, &n_rows);
    for (uint32_t i = first; i < first + n; i++)
        found |= rows[i] == whole;
    assert_true(found);
    close_world(&w);
}

static void test_show__gives_after_rules_their_rows_only(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n, wanted = 2;
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "Ana spoke to Bea.");
    mark(&w, w.act, 0, 3, 1);
    mark(&w, w.act, 4, 9, 2);
    assert_int_equal(lun_annotations_show(w.set, w.act, &wanted, 1, &err), LUN_OK);
    assert_int_equal(lun_annotations_rows(w.set, w.act, &n)[0]->rule, 2);
    assert_int_equal(n, 1);
    assert_int_equal(lun_annotations_finish(w.set, w.act, &err), LUN_OK);
    lun_annotations_rows(w.set, w.act, &n);
    assert_int_equal(n, 2);
    close_world(&w);
}

static void test_late_fields__change_after_finishing_and_others_do_not(void **state)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    lun_value span = { .type = LUN_TYPE_SPAN, .as.span = { 4, 9 } },
              kind = { .type = LUN_TYPE_ENUM, .n = 4, .as.text = "urge" };
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "Ana spoke.");
    lun_annotation *row = mark(&w, w.act, 0, 3, 1);
    assert_int_equal(lun_annotations_finish(w.set, w.act, &err), LUN_OK);
    assert_int_equal(lun_annotations_set(w.set, row, 2, &span, &err), LUN_OK);
    assert_int_equal(lun_annotations_set(w.set, row, 0, &kind, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "late"));
    close_world(&w);
}

static void test_entities__are_one_by_kind_and_identity(void **state)
{
    world w;
    (void)state;
    open_world(&w, LUN_POLICY_ALL, "x");
    uint32_t turkey = lun_annotations_entity(w.set, "country", "Turkey", "TR");
    assert_int_equal(lun_annotations_entity(w.set, "country", "T\xC3\xBCrkiye", "TR"), turkey);
    assert_int_not_equal(lun_annotations_entity(w.set, "person", "Turkey", "TR"), turkey);
    assert_int_not_equal(lun_annotations_entity(w.set, "country", "Turkey", NULL), turkey);
    assert_int_equal(lun_annotations_entity_count(w.set), 3);
    assert_null(lun_annotations_entity_get(w.set, 0));
    assert_null(lun_annotations_entity_get(w.set, 4));
    close_world(&w);
}

/* ---- quotations ---- */

static void assert_quoted(const char *text, const char *expected)
{
    world w;
    lun_error err = LUN_ERROR_INIT;
    lun_buf found = LUN_BUF_INIT;
    uint16_t quoted;
    uint32_t n;
    open_world(&w, LUN_POLICY_ALL, text);
    assert_int_equal(lun_schema_declare(w.schema, &quoted, "quoted", "core", NULL, LUN_POLICY_ALL, 0, &err), LUN_OK);
    w.set = lun_annotations_new(w.document, w.schema);
    assert_int_equal(lun_annotate_quoted(w.set, quoted, &err), LUN_OK);
    assert_int_equal(lun_annotations_finish(w.set, quoted, &err), LUN_OK);
    lun_annotation *const *rows = lun_annotations_rows(w.set, quoted, &n);
    for (uint32_t i = 0; i < n; i++) {
        lun_buf_adds(&found, i ? "|" : "");
        lun_buf_add(&found, text + rows[i]->span.start, rows[i]->span.stop - rows[i]->span.start);
    }
    assert_string_equal(found.data ? found.data : "", expected);
    lun_buf_clear(&found);
    close_world(&w);
}

static void test_quoted__pairs_the_marks_of_several_customs(void **state)
{
    (void)state;
    assert_quoted("He said \"come in\" and \"sit down\".", "come in|sit down");
    assert_quoted("He said \xE2\x80\x9C"
                  "come in\xE2\x80\x9D.",
                  "come in");
    assert_quoted("Er sagte \xE2\x80\x9Ekomm\xE2\x80\x9C.", "komm");
    assert_quoted("Il dit \xC2\xAB oui \xC2\xBB.", "oui");
    assert_quoted("He said \xE2\x80\x98"
                  "come in\xE2\x80\x99 and left.",
                  "come in");
}

static void test_quoted__leaves_apostrophes_and_lone_marks_alone(void **state)
{
    (void)state;
    assert_quoted("The men's boats weren't there.", "");
    assert_quoted("A lone \" mark stays.", "");
    assert_quoted("An \xE2\x80\x9C"
                  "open one. Then \"a whole one\".",
                  "a whole one");
}

static void test_quoted__takes_a_mark_of_another_form_where_its_own_is_missing(void **state)
{
    (void)state;
    assert_quoted("\xE2\x80\x9C"
                  "Come in,\" she said, \xE2\x80\x9Csit down.\"",
                  "Come in,|sit down.");
    assert_quoted("\"Come in,\xE2\x80\x9D she said.", "Come in,");
    assert_quoted("\xE2\x80\x9C"
                  "Come in,\" she said. \"Sit down.\xE2\x80\x9D",
                  "Come in,|Sit down.");
    assert_quoted("\xE2\x80\x9C"
                  "Say \"yes\" now,\xE2\x80\x9D she said.",
                  "Say \"yes\" now,");
    assert_quoted("An \xE2\x80\x9Copen one, then \"two\" of them.", "two");
}

static void test_quoted__takes_a_curly_mark_that_is_turned_the_wrong_way(void **state)
{
    (void)state;
    assert_quoted("\xE2\x80\x9CYes,\xE2\x80\x9C she said. \xE2\x80\x9CSit down.\xE2\x80\x9D", "Yes,|Sit down.");
    assert_quoted("\xE2\x80\x9DYes,\xE2\x80\x9D she said. \xE2\x80\x9DSit down.\xE2\x80\x9D", "Yes,|Sit down.");
    assert_quoted("She said yes.\xE2\x80\x9D He left.", "");
}

static void test_quoted__goes_on_over_paragraphs_that_open_again(void **state)
{
    (void)state;
    assert_quoted("\xE2\x80\x9C"
                  "First part.\n\n\xE2\x80\x9CSecond part.\xE2\x80\x9D",
                  "First part.|Second part.");
    assert_quoted("\xE2\x80\x9C"
                  "First part.\n\nNo mark here.",
                  "");
}

static void test_quoted__is_linear_in_unclosed_marks(void **state)
{
    lun_buf text = LUN_BUF_INIT;
    (void)state;
    for (int i = 0; i < 200000; i++)
        lun_buf_adds(&text, "\xE2\x80\x9C"
                            "a ");
    assert_quoted(text.data, "");
    lun_buf_clear(&text);
}

/* ---- no memory ---- */

static int build_all(void)
{
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = lun_schema_new();
    lun_document *document = lun_document_new();
    lun_field field = { .name = "name", .owner = "test", .type = LUN_TYPE_TEXT };
    lun_value name = { .type = LUN_TYPE_TEXT, .n = 3, .as.text = "Ana" };
    lun_annotation *row;
    lun_annotations *set;
    uint16_t layer;
    int rc = LUN_ENOMEM;
    if (!schema || !document)
        goto cleanup;
    if ((rc = lun_schema_declare(schema, &layer, "person", "test", "doc", LUN_POLICY_LONGEST, 1, &err)) < 0 ||
        (rc = lun_schema_add_field(schema, layer, &field, &err)) < 0 ||
        (rc = lun_document_set_text(document, "Ana.", 4, &err)) < 0)
        goto cleanup;
    rc = LUN_ENOMEM;
    if (!(set = lun_annotations_new(document, schema)) || !lun_annotations_entity(set, "person", "Ana", NULL))
        goto cleanup;
    if ((rc = lun_annotations_add(set, &row, layer, (lun_span){ 0, 3 }, 1, 1, &name, &err)) == LUN_OK)
        rc = lun_annotations_finish(set, layer, &err);
cleanup:
    lun_document_free(document);
    lun_schema_free(schema);
    return rc;
}

static void test_no_memory__leaks_nothing_wherever_it_strikes(void **state)
{
    int rc = LUN_ENOMEM;
    (void)state;
    for (size_t n = 1; n < 1000 && rc != LUN_OK; n++) {
        lun_mem_fail_after(n);
        rc = build_all();
        lun_mem_fail_after(0);
        assert_true(rc == LUN_OK || rc == LUN_ENOMEM);
    }
    assert_int_equal(rc, LUN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names__that_sql_or_lua_take_are_refused_with_a_suggestion),
        cmocka_unit_test(test_schema__two_owners_and_two_types_are_refused_naming_both),
        cmocka_unit_test(test_schema__an_enum_grows_by_extension),
        cmocka_unit_test(test_rows__are_checked_against_the_schema),
        cmocka_unit_test(test_policy__longest_keeps_the_longest_and_remembers_who_won),
        cmocka_unit_test(test_policy__order_prefers_the_rule_declared_first),
        cmocka_unit_test(test_policy__all_drops_only_equal_rows),
        cmocka_unit_test(test_edges__are_found_by_token_longest_first_and_only_where_aligned),
        cmocka_unit_test(test_touching__finds_long_rows_that_start_far_before),
        cmocka_unit_test(test_show__gives_after_rules_their_rows_only),
        cmocka_unit_test(test_late_fields__change_after_finishing_and_others_do_not),
        cmocka_unit_test(test_entities__are_one_by_kind_and_identity),
        cmocka_unit_test(test_quoted__pairs_the_marks_of_several_customs),
        cmocka_unit_test(test_quoted__leaves_apostrophes_and_lone_marks_alone),
        cmocka_unit_test(test_quoted__takes_a_mark_of_another_form_where_its_own_is_missing),
        cmocka_unit_test(test_quoted__takes_a_curly_mark_that_is_turned_the_wrong_way),
        cmocka_unit_test(test_quoted__goes_on_over_paragraphs_that_open_again),
        cmocka_unit_test(test_quoted__is_linear_in_unclosed_marks),
        cmocka_unit_test(test_no_memory__leaks_nothing_wherever_it_strikes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
