/*
** test_buf.c - the growing string.
*/
#include <string.h>

#include "base/buf.h"
#include "unit/walk.h"

static void test_buf__builds_a_text(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    lun_buf_adds(&buf, "ferry");
    lun_buf_addc(&buf, ' ');
    lun_buf_addf(&buf, "%d of %s", 7, "nine");
    lun_buf_add(&buf, "!!!!", 1);
    assert_int_equal(buf.failed, 0);
    assert_string_equal(buf.data, "ferry 7 of nine!");
    assert_int_equal(buf.len, 16);
    lun_buf_clear(&buf);
    assert_null(buf.data);
}

static void test_buf__keeps_nul_bytes(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    lun_buf_add(&buf, "a\0b", 3);
    lun_buf_addc(&buf, '\0');
    assert_int_equal(buf.len, 4);
    assert_memory_equal(buf.data, "a\0b\0", 5);
    lun_buf_clear(&buf);
}

static void test_buf__writes_code_points(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    lun_buf_addcp(&buf, 'k');
    lun_buf_addcp(&buf, 0xE9);
    lun_buf_addcp(&buf, 0x6E2F);
    lun_buf_addcp(&buf, 0x1F6A2);
    lun_buf_addcp(&buf, 0xD800);
    lun_buf_addcp(&buf, 0x110000);
    assert_string_equal(buf.data, "k\xC3\xA9\xE6\xB8\xAF\xF0\x9F\x9A\xA2\xEF\xBF\xBD\xEF\xBF\xBD");
    lun_buf_clear(&buf);
}

static void test_buf__grows_past_many_doublings(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    for (int i = 0; i < 100000; i++)
        lun_buf_addf(&buf, "%05d", i);
    assert_int_equal(buf.len, 500000);
    assert_memory_equal(buf.data + 5 * 4321, "04321", 5);
    lun_buf_clear(&buf);
}

static void test_buf__failure_sticks_and_leaves_no_hole(void **state)
{
    lun_buf buf = LUN_BUF_INIT;
    char many[200];

    (void)state;
    memset(many, 'x', sizeof many);
    lun_buf_adds(&buf, "first");
    lun_mem_fail_after(1);
    lun_buf_add(&buf, many, sizeof many);
    lun_mem_fail_after(0);
    assert_int_equal(buf.failed, 1);
    lun_buf_adds(&buf, "third");
    assert_string_equal(buf.data, "first");
    assert_null(lun_buf_take(&buf));
    assert_null(buf.data);
    assert_int_equal(buf.failed, 0);
}

static void test_buf__reset_forgets_text_and_failure(void **state)
{
    lun_buf buf = LUN_BUF_INIT;
    char *data;

    (void)state;
    lun_buf_reset(&buf);
    lun_buf_adds(&buf, "anchor");
    data = buf.data;
    buf.failed = 1;
    lun_buf_reset(&buf);
    assert_int_equal(buf.len, 0);
    lun_buf_adds(&buf, "oar");
    assert_string_equal(buf.data, "oar");
    assert_ptr_equal(buf.data, data);
    lun_buf_clear(&buf);
}

static void test_buf__take_gives_a_string_even_when_empty(void **state)
{
    lun_buf buf = LUN_BUF_INIT;
    char *text = lun_buf_take(&buf);

    (void)state;
    assert_string_equal(text, "");
    lun_free(text);
    lun_buf_adds(&buf, "keel");
    text = lun_buf_take(&buf);
    assert_string_equal(text, "keel");
    assert_null(buf.data);
    lun_free(text);
}

static void test_buf__refuses_a_length_that_overflows(void **state)
{
    lun_buf buf = LUN_BUF_INIT;

    (void)state;
    lun_buf_adds(&buf, "x");
    lun_buf_add(&buf, "y", SIZE_MAX - 1);
    assert_int_equal(buf.failed, 1);
    lun_buf_clear(&buf);
}

static int build_text(void *context)
{
    lun_buf buf = LUN_BUF_INIT;
    char *text;

    (void)context;
    for (int i = 0; i < 300; i++)
        lun_buf_addf(&buf, "%d,", i);
    text = lun_buf_take(&buf);
    if (text == NULL)
        return LUN_ENOMEM;
    lun_free(text);
    return 0;
}

static void test_buf__survives_every_failing_allocation(void **state)
{
    (void)state;
    walk(build_text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buf__builds_a_text),
        cmocka_unit_test(test_buf__keeps_nul_bytes),
        cmocka_unit_test(test_buf__writes_code_points),
        cmocka_unit_test(test_buf__grows_past_many_doublings),
        cmocka_unit_test(test_buf__failure_sticks_and_leaves_no_hole),
        cmocka_unit_test(test_buf__reset_forgets_text_and_failure),
        cmocka_unit_test(test_buf__take_gives_a_string_even_when_empty),
        cmocka_unit_test(test_buf__refuses_a_length_that_overflows),
        cmocka_unit_test(test_buf__survives_every_failing_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
