/*
** test_intern.c - hashes, and the table that gives strings numbers.
*/
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "unit/walk.h"

static void test_hash__is_the_published_one(void **state)
{
    uint8_t bytes[16];
    char hex[33];

    (void)state;
    /* XXH3 of nothing, as in the specification: the values are stored, so they may never change. */
    assert_int_equal(lun_hash64("", 0), UINT64_C(0x2D06800538D394C2));
    lun_hash128("", 0, bytes);
    lun_hash_hex(bytes, 16, hex);
    assert_string_equal(hex, "99aa06d3014798d86001c324468d497f");
    assert_true(lun_hash64("ebb", 3) != lun_hash64("flow", 4));
    assert_true(lun_hash64_seed("ebb", 3, 1) != lun_hash64_seed("ebb", 3, 2));
    assert_int_equal(lun_hash64_seed("ebb", 3, 0), lun_hash64("ebb", 3));
    for (uint64_t seed = 0; seed < 100; seed++) {
        assert_int_equal(lun_hash64_four("slack water", seed), lun_hash64_seed("slack water", 4, seed));
        assert_int_equal(lun_hash64_eight("slack water", seed), lun_hash64_seed("slack water", 8, seed));
    }
}

static void test_intern__numbers_in_order_of_appearance(void **state)
{
    lun_intern *table = lun_intern_new();
    size_t len;

    (void)state;
    assert_int_equal(lun_intern_add(table, "mast", 4), 0);
    assert_int_equal(lun_intern_add(table, "sail", 4), 1);
    assert_int_equal(lun_intern_add(table, "mast", 4), 0);
    assert_int_equal(lun_intern_add(table, "", 0), 2);
    assert_int_equal(lun_intern_add(table, "a\0b", 3), 3);
    assert_int_equal(lun_intern_add(table, "a\0c", 3), 4);
    assert_int_equal(lun_intern_count(table), 5);
    assert_int_equal(lun_intern_find(table, "sail", 4), 1);
    assert_int_equal(lun_intern_find(table, "sails", 5), LUN_INTERN_NONE);
    assert_memory_equal(lun_intern_get(table, 3, &len), "a\0b", 4);
    assert_int_equal(len, 3);
    assert_string_equal(lun_intern_get(table, 0, NULL), "mast");
    lun_intern_free(table);
    lun_intern_free(NULL);
}

static uint32_t add_number(lun_intern *table, unsigned number)
{
    char text[32];
    int len = snprintf(text, sizeof text, "word-%u", number);

    return lun_intern_add(table, text, (size_t)len);
}

static void test_intern__keeps_many_and_long_strings_in_place(void **state)
{
    lun_intern *table = lun_intern_new();
    static char longest[2000000];
    const char *first;

    (void)state;
    memset(longest, 'z', sizeof longest);
    add_number(table, 0);
    first = lun_intern_get(table, 0, NULL);
    assert_int_equal(lun_intern_add(table, longest, sizeof longest), 1);
    for (unsigned i = 1; i < 50000; i++)
        assert_int_equal(add_number(table, i), i + 1);
    assert_ptr_equal(lun_intern_get(table, 0, NULL), first);
    for (unsigned i = 1; i < 50000; i++)
        assert_int_equal(add_number(table, i), i + 1);
    assert_int_equal(lun_intern_find(table, longest, sizeof longest), 1);
    lun_intern_free(table);
}

static void test_intern__truncate_forgets_the_newest_only(void **state)
{
    lun_intern *table = lun_intern_new();
    const char *kept;

    (void)state;
    for (unsigned i = 0; i < 1000; i++)
        add_number(table, i);
    kept = lun_intern_get(table, 299, NULL);
    for (unsigned round = 0; round < 5; round++) {
        lun_intern_truncate(table, 300);
        assert_int_equal(lun_intern_count(table), 300);
        assert_ptr_equal(lun_intern_get(table, 299, NULL), kept);
        assert_int_equal(lun_intern_find(table, "word-299", 8), 299);
        assert_int_equal(lun_intern_find(table, "word-300", 8), LUN_INTERN_NONE);
        for (unsigned i = 0; i < 20000; i++)
            assert_int_equal(add_number(table, 5000 * round + i + 300), 300 + i);
    }
    for (unsigned i = 0; i < 300; i++)
        assert_int_equal(add_number(table, i), i);
    lun_intern_truncate(table, 0);
    assert_int_equal(lun_intern_count(table), 0);
    assert_int_equal(lun_intern_find(table, "word-0", 6), LUN_INTERN_NONE);
    lun_intern_truncate(table, 10);
    assert_int_equal(add_number(table, 7), 0);
    lun_intern_free(table);
}

static int build_table(void *context)
{
    lun_intern *table = lun_intern_new();
    int rc = LUN_ENOMEM;

    (void)context;
    if (table == NULL)
        return rc;
    for (unsigned i = 0; i < 1000; i++) {
        uint32_t before = lun_intern_count(table);

        if (add_number(table, i) == LUN_INTERN_NONE) {
            assert_int_equal(lun_intern_count(table), before);
            goto cleanup;
        }
    }
    rc = 0;
cleanup:
    lun_intern_free(table);
    return rc;
}

static void test_intern__survives_every_failing_allocation(void **state)
{
    (void)state;
    walk(build_table, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash__is_the_published_one),
        cmocka_unit_test(test_intern__numbers_in_order_of_appearance),
        cmocka_unit_test(test_intern__keeps_many_and_long_strings_in_place),
        cmocka_unit_test(test_intern__truncate_forgets_the_newest_only),
        cmocka_unit_test(test_intern__survives_every_failing_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
