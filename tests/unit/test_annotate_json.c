/*
** test_annotate_json.c - the JSON of an analysed document, letter by letter.
*/
#include <cjson/cJSON.h>

#include "store_samples.h"

static char *json_of(lun_annotations *set, const uint8_t *layers)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    must(lun_annotations_write_json(set, &sample_rules, layers, &out, &err), &err);
    return lun_buf_take(&out);
}

static void test_json__the_whole_form(void **state)
{
    (void)state;
    lun_schema *schema = sample_schema();
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    uint8_t layers[] = { 1, 0, 0, 0, 1, 0 };
    char *json = json_of(sample_rows(document, schema), layers);
    assert_string_equal(
        json,
        "{\"id\":\"n-1\",\"uri\":\"papers/one.txt\",\"title\":\"Harbour "
        "talks\",\"date\":\"2024-05-02\",\"language\":\"en\",\"country\":\"NO\","
        "\"text\":\"" SAMPLE_TEXT "\",\"annotations\":["
        "{\"id\":1,\"layer\":\"person\",\"start\":21,\"stop\":31,\"text\":\"Ada "
        "Brandt\",\"rule\":\"sample.titled\",\"entity\":1,"
        "\"fields\":{\"name\":\"Ada Brandt\",\"country\":\"NO\"}},"
        "{\"id\":7,\"layer\":\"act\",\"start\":64,\"stop\":109,\"text\":\"Both sides offer the harbour to Ostia by "
        "May.\","
        "\"rule\":\"sample.offers\",\"fields\":{\"kind\":\"offer\",\"actor\":[{\"name\":\"Both "
        "sides\"}],\"target\":[{\"name\":\"Ostia\"}],"
        "\"content\":[{\"start\":81,\"stop\":92,\"text\":\"the "
        "harbour\"}],\"cue\":{\"start\":75,\"stop\":80,\"text\":\"offer\"},"
        "\"strength\":3,\"weight\":0.1,\"negated\":false,\"due\":\"2024-05\",\"codes\":[\"a; "
        "b\",\"0571\"]}}],\"problems\":[]}");
    lun_free(json);
    lun_document_free(document);
    lun_schema_free(schema);
}

static void test_json__references_name_rows_that_are_written(void **state)
{
    (void)state;
    lun_schema *schema = sample_schema();
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    char *json = json_of(sample_rows(document, schema), NULL);
    assert_non_null(strstr(json, "\"actor\":[{\"ref\":4,\"name\":\"Both sides\"}]"));
    assert_non_null(strstr(json, "\"statement\":{\"ref\":6}"));
    assert_non_null(strstr(json, "\"members\":[{\"ref\":2,\"name\":\"Norland\"},{\"ref\":3,\"name\":\"Sudania\"}]"));
    lun_free(json);
    lun_document_free(document);
    lun_schema_free(schema);
}

static void test_json__parts_leave_out_what_is_not_asked_for(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    lun_schema *schema = sample_schema();
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    lun_annotations *set = sample_rows(document, schema);
    uint8_t layers[] = { 0, 0, 0, 0, 1, 0 };
    must(lun_annotations_write_parts(set, &sample_rules, layers, 0, &out, &err), &err);
    assert_string_equal(
        out.data, "{\"id\":\"n-1\",\"uri\":\"papers/one.txt\",\"title\":\"Harbour talks\",\"date\":\"2024-05-02\","
                  "\"language\":\"en\",\"country\":\"NO\"}");
    lun_buf_reset(&out);
    must(lun_annotations_write_parts(set, &sample_rules, layers, LUN_JSON_ROWS, &out, &err), &err);
    assert_null(strstr(out.data, "\"rule\""));
    assert_null(strstr(out.data, "\"statement\""));
    assert_null(strstr(out.data, "\"problems\""));
    lun_buf_reset(&out);
    must(lun_annotations_write_parts(set, &sample_rules, layers, LUN_JSON_ROWS | LUN_JSON_REFERRED, &out, &err), &err);
    assert_non_null(strstr(out.data, "{\"id\":6,\"layer\":\"statement\""));
    assert_non_null(strstr(out.data, "\"statement\":{\"ref\":6}"));
    assert_null(strstr(out.data, "\"layer\":\"person\""));
    lun_buf_clear(&out);
    lun_document_free(document);
    lun_schema_free(schema);
}

static void test_json__metadata_and_problems(void **state)
{
    (void)state;
    lun_schema *schema = sample_schema();
    lun_document *document = sample_document("papers/\"odd\".txt", "A\nB");
    lun_meta meta[] = { { "desk", "\"East\"" }, { "pages", "[1,2]" } };
    document->meta = meta;
    document->n_meta = 2;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "invalid-utf8", "line 1: a \"byte\"");
    lun_document_problem(document, LUN_PROBLEM_ENVIRONMENT, "deadline", "took too long");
    char *json = json_of(lun_annotations_new(document, schema), NULL);
    assert_non_null(strstr(json, "\"uri\":\"papers/\\\"odd\\\".txt\""));
    assert_non_null(strstr(
        json, "\"metadata\":{\"desk\":\"East\",\"pages\":[1,2]},\"text\":\"A\\nB\",\"annotations\":[],\"problems\":["
              "{\"class\":\"document\",\"code\":\"invalid-utf8\",\"message\":\"line 1: a \\\"byte\\\"\"},"
              "{\"class\":\"environment\",\"code\":\"deadline\",\"message\":\"took too long\"}]}"));
    cJSON *parsed = cJSON_Parse(json);
    assert_non_null(parsed);
    cJSON_Delete(parsed);
    lun_free(json);
    lun_document_free(document);
    lun_schema_free(schema);
}

static void test_json__rows_come_by_start_then_longest_then_layer_then_id(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    lun_schema *schema = sample_schema();
    lun_document *document = sample_document("papers/one.txt", "Norland Norland");
    lun_annotations *set = lun_annotations_new(document, schema);
    const struct {
        uint16_t layer;
        lun_span span;
    } rows[] = { { L_STATEMENT, { 8, 15 } },
                 { L_STATEMENT, { 0, 7 } },
                 { L_COUNTRY, { 0, 7 } },
                 { L_STATEMENT, { 0, 15 } },
                 { L_COUNTRY, { 0, 7 } } };
    static const unsigned order[] = { 4, 3, 5, 2, 1 };
    for (size_t i = 0; i < 5; i++)
        must(lun_annotations_add(set, &row, rows[i].layer, rows[i].span, (uint32_t)i % 3, 0, NULL, &err), &err);
    char *json = json_of(set, NULL), expected[32];
    const char *at = json;
    for (size_t i = 0; i < 5; i++) {
        snprintf(expected, sizeof expected, "{\"id\":%u,\"layer\"", order[i]);
        at = strstr(at, expected);
        assert_non_null(at);
    }
    lun_free(json);
    lun_document_free(document);
    lun_schema_free(schema);
}

static void test_json__without_memory_it_fails_and_leaks_nothing(void **state)
{
    (void)state;
    lun_schema *schema = sample_schema();
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    lun_annotations *set = sample_rows(document, schema);
    int rc = LUN_ENOMEM, n = 0;
    while (rc == LUN_ENOMEM && n < 1000) {
        lun_error err = LUN_ERROR_INIT;
        lun_buf out = LUN_BUF_INIT;
        lun_mem_fail_after((size_t)++n);
        rc = lun_annotations_write_json(set, &sample_rules, NULL, &out, &err);
        lun_mem_fail_after(0);
        lun_buf_clear(&out);
    }
    assert_int_equal(rc, LUN_OK);
    assert_true(n > 2);
    lun_document_free(document);
    lun_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json__the_whole_form),
        cmocka_unit_test(test_json__references_name_rows_that_are_written),
        cmocka_unit_test(test_json__parts_leave_out_what_is_not_asked_for),
        cmocka_unit_test(test_json__metadata_and_problems),
        cmocka_unit_test(test_json__rows_come_by_start_then_longest_then_layer_then_id),
        cmocka_unit_test(test_json__without_memory_it_fails_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
