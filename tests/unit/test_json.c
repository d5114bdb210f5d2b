/*
** test_json.c - reading JSON with its repairs, and writing it.
*/
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "unit/walk.h"

static cJSON *parse(const char *text, size_t *repairs)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;

    if (lun_json_parse(&value, text, strlen(text), repairs, &err) < 0)
        fail_msg("%s: %s", text, err.message);
    assert_non_null(value);
    return value;
}

static void refuse(const char *text, size_t len, unsigned column)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;

    assert_int_equal(lun_json_parse(&value, text, len, NULL, &err), LUN_EFORMAT);
    assert_null(value);
    assert_int_equal(err.column, column);
    assert_true(strlen(err.message) > 0);
}

static void test_json__reads_a_value(void **state)
{
    size_t repairs = 99;
    cJSON *value = parse(" {\"name\": \"Ada\\u0301 \\ud83d\\udea2\", \"n\": 3.5} \r\n", &repairs);

    (void)state;
    assert_int_equal(repairs, 0);
    assert_string_equal(lun_json_string(value, "name"), "Ada\xCC\x81 \xF0\x9F\x9A\xA2");
    assert_null(lun_json_string(value, "n"));
    assert_null(lun_json_string(value, "absent"));
    assert_null(lun_json_string(value, "NAME"));
    cJSON_Delete(value);
}

static void check_repair(const char *text, const char *expected, size_t expected_repairs)
{
    size_t repairs = 0;
    cJSON *value = parse(text, &repairs);

    assert_string_equal(cJSON_GetStringValue(value), expected);
    assert_int_equal(repairs, expected_repairs);
    cJSON_Delete(value);
}

static void test_json__repairs_nul_and_lone_surrogates(void **state)
{
    (void)state;
    check_repair("\"a\\u0000b\"",
                 "a\xEF\xBF\xBD"
                 "b",
                 1);
    check_repair("\"\\ud800\"", "\xEF\xBF\xBD", 1);
    check_repair("\"\\udc00x\"", "\xEF\xBF\xBDx", 1);
    check_repair("\"\\uD83D\\uD83D\\uDEA2\"", "\xEF\xBF\xBD\xF0\x9F\x9A\xA2", 1);
    check_repair("\"\\ud83dx\\udea2\"", "\xEF\xBF\xBDx\xEF\xBF\xBD", 2);
    check_repair("\"\\ud83d\\n\"", "\xEF\xBF\xBD\n", 1);
}

static void test_json__leaves_escaped_backslashes_alone(void **state)
{
    (void)state;
    check_repair("\"\\\\u0000\"", "\\u0000", 0);
    check_repair("\"\\\\\\u0000\"", "\\\xEF\xBF\xBD", 1);
}

static void test_json__refuses_with_the_column(void **state)
{
    (void)state;
    refuse("", 0, 1);
    refuse("  ", 2, 3);
    refuse("{\"a\":1} x", 9, 9);
    refuse("{\"\xC3\xA9\":1} x", 10, 9);
    refuse("[1,\0 2]", 7, 4);
    refuse("{\"a\": nope}", 11, 7);
}

static void test_json__refuses_what_is_cut_off(void **state)
{
    static const char text[] = "{\"title\": \"Low tide\", \"n\": [1, {\"x\": \"\\u00e9\"}], \"ok\": true}";
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;

    (void)state;
    for (size_t len = 0; len < sizeof text - 1; len++) {
        assert_int_equal(lun_json_parse(&value, text, len, NULL, &err), LUN_EFORMAT);
        assert_null(value);
        assert_in_range(err.column, 1, len + 1);
    }
    assert_int_equal(lun_json_parse(&value, text, sizeof text - 1, NULL, &err), 0);
    cJSON_Delete(value);
}

static void test_json__refuses_a_tower_of_brackets(void **state)
{
    static char text[200000];
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;

    (void)state;
    memset(text, '[', sizeof text);
    assert_int_equal(lun_json_parse(&value, text, sizeof text, NULL, &err), LUN_EFORMAT);
    assert_null(value);
}

static void test_json__does_not_read_behind_the_text(void **state)
{
    char *text = lun_strndup("[12345]", 7);
    char *exact = lun_malloc(4);
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;

    (void)state;
    memcpy(exact, text, 4); /* "[123": the sanitizer sees a read of a fifth byte */
    assert_int_equal(lun_json_parse(&value, exact, 4, NULL, &err), LUN_EFORMAT);
    lun_free(exact);
    lun_free(text);
}

static void test_json__knows_an_object_without_reading_it(void **state)
{
    static const char *const objects[] = {
        "{}",
        " { \"a\" : [ ] , \"b\":{}}\n",
        "{\"\":\"\\\\\\\"\\u00e9\"}",
        "{\"a\":[1,-0.5e+3,true,false,null,[{}]]}",
    };
    static const char *const others[] = {
        "",
        "[]",
        "1",
        "{",
        "{}}",
        "{} {}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{,}",
        "{\"a\":[1}",
        "{\"a\":{]}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":.5}",
        "{\"a\":-}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":tru}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        size_t len = strlen(objects[i]);
        if (!lun_json_is_object(objects[i], len))
            fail_msg("%s", objects[i]);
        for (size_t cut = 0; cut + 2 < len; cut++) {
            char *exact = lun_strndup(objects[i], cut);
            if (lun_json_is_object(exact, cut))
                fail_msg("%s", exact);
            lun_free(exact);
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (lun_json_is_object(others[i], strlen(others[i])))
            fail_msg("%s", others[i]);
    }
}

static void test_json__knows_objects_as_deep_as_it_reads(void **state)
{
    char text[6 + 2 * 1001];

    (void)state;
    for (size_t depth = 998; depth <= 1000; depth++) {
        size_t n = (size_t)snprintf(text, sizeof text, "{\"a\":");
        memset(text + n, '[', depth);
        memset(text + n + depth, ']', depth);
        text[n + 2 * depth] = '}';
        assert_int_equal(lun_json_is_object(text, n + 2 * depth + 1), depth < 1000);
    }
}

static void test_json__writes_strings(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    lun_json_add_string(&buf, "say \"no\" \\ \n\r\t\x01\x7F\0 \xC3\xA9", 20);
    assert_string_equal(buf.data, "\"say \\\"no\\\" \\\\ \\n\\r\\t\\u0001\\u007f\\u0000 \xC3\xA9\"");
    lun_buf_reset(&buf);
    lun_json_add_string(&buf, "", 0);
    assert_string_equal(buf.data, "\"\"");
    lun_buf_clear(&buf);
}

static void test_json__strings_come_back(void **state)
{
    lun_buf buf = LUN_BUF_INIT;
    char text[128];
    cJSON *value;

    (void)state;
    for (int c = 1; c < 128; c++)
        text[c - 1] = (char)c;
    text[127] = '\0';
    lun_json_add_string(&buf, text, 127);
    value = parse(buf.data, NULL);
    assert_string_equal(cJSON_GetStringValue(value), text);
    cJSON_Delete(value);
    lun_buf_clear(&buf);
}

/* Strings are looked through eight bytes at a time: whatever needs an escape is seen at each place of them. */
static void test_json__escapes_at_every_place(void **state)
{
    static const char specials[] = { '"', '\\', '\n', '\x01', '\x1F', '\x7F' };
    static const char *const fillers[] = {
        "aaaaaaaaaaaaaaaaaaaaaaaa", "!#[] ~}^!#[] ~}^!#[] ~}^",
        "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
    };
    (void)state;
    for (size_t f = 0; f < 3; f++) {
        for (size_t place = 0; place <= 24; place += 2) { /* between characters */
            for (size_t s = 0; s < sizeof specials; s++) {
                lun_buf buf = LUN_BUF_INIT;
                char text[26];
                memcpy(text, fillers[f], place);
                text[place] = specials[s];
                memcpy(text + place + 1, fillers[f] + place, 24 - place);
                text[25] = '\0';
                lun_json_add_string(&buf, text, 25);
                assert_true(buf.len > 25 + 2);
                cJSON *value = parse(buf.data, NULL);
                assert_string_equal(cJSON_GetStringValue(value), text);
                cJSON_Delete(value);
                lun_buf_clear(&buf);
            }
        }
    }
}

static void check_number(double number, const char *expected)
{
    lun_buf buf = LUN_BUF_INIT;

    lun_json_add_number(&buf, number);
    assert_string_equal(buf.data, expected);
    lun_buf_clear(&buf);
}

static void test_json__writes_the_shortest_number_that_reads_back(void **state)
{
    (void)state;
    check_number(0.1, "0.1");
    check_number(3, "3");
    check_number(-2.5, "-2.5");
    check_number(1.0 / 3, "0.3333333333333333");
    check_number(0.1 + 0.2, "0.30000000000000004");
    check_number(1e300, "1e+300");
    check_number((double)INFINITY, "null");
    check_number((double)NAN, "null");
}

static void test_json__writes_integers(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    lun_json_add_integer(&buf, INT64_MIN);
    lun_buf_addc(&buf, ' ');
    lun_json_add_integer(&buf, INT64_MAX);
    assert_string_equal(buf.data, "-9223372036854775808 9223372036854775807");
    lun_buf_clear(&buf);
}

static int build_json(void *context)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;
    int rc = lun_json_parse(&value, context, strlen(context), NULL, &err);

    if (rc == 0)
        cJSON_Delete(value);
    return rc;
}

static void test_json__survives_every_failing_allocation(void **state)
{
    char text[] = "{\"a\": [1, 2, {\"b\": \"\\u0000\"}], \"c\": \"\\ud83d\\udea2\"}";

    (void)state;
    walk(build_json, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json__reads_a_value),
        cmocka_unit_test(test_json__repairs_nul_and_lone_surrogates),
        cmocka_unit_test(test_json__leaves_escaped_backslashes_alone),
        cmocka_unit_test(test_json__refuses_with_the_column),
        cmocka_unit_test(test_json__refuses_what_is_cut_off),
        cmocka_unit_test(test_json__refuses_a_tower_of_brackets),
        cmocka_unit_test(test_json__does_not_read_behind_the_text),
        cmocka_unit_test(test_json__knows_an_object_without_reading_it),
        cmocka_unit_test(test_json__knows_objects_as_deep_as_it_reads),
        cmocka_unit_test(test_json__writes_strings),
        cmocka_unit_test(test_json__strings_come_back),
        cmocka_unit_test(test_json__escapes_at_every_place),
        cmocka_unit_test(test_json__writes_the_shortest_number_that_reads_back),
        cmocka_unit_test(test_json__writes_integers),
        cmocka_unit_test(test_json__survives_every_failing_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
