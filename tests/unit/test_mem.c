/*
** test_mem.c - the allocator, arenas, growing arrays.
*/
#include <string.h>

#include "unit/walk.h"

static void test_malloc__gives_a_pointer_for_nothing(void **state)
{
    void *memory = lun_malloc(0);

    (void)state;
    assert_non_null(memory);
    memory = lun_realloc(memory, 0);
    assert_non_null(memory);
    lun_free(memory);
    memory = lun_calloc(0, 8);
    assert_non_null(memory);
    lun_free(memory);
    lun_free(NULL);
}

static void test_calloc__refuses_overflow(void **state)
{
    volatile size_t huge = SIZE_MAX / 2;

    (void)state;
    assert_null(lun_calloc(huge, 3));
}

static void test_strdup__copies(void **state)
{
    char *copy = lun_strndup("sandbank", 4);

    (void)state;
    assert_string_equal(copy, "sand");
    lun_free(copy);
    assert_null(lun_strdup(NULL));
    copy = lun_strndup(NULL, 0);
    assert_string_equal(copy, "");
    lun_free(copy);
}

static void test_fail_after__fails_the_nth_and_all_that_follow(void **state)
{
    void *first;

    (void)state;
    lun_mem_fail_after(2);
    first = lun_malloc(1);
    assert_non_null(first);
    assert_null(lun_malloc(1));
    assert_null(lun_calloc(1, 1));
    assert_null(lun_realloc(first, 2));
    assert_int_equal(lun_mem_count(), 4);
    lun_mem_fail_after(0);
    assert_int_equal(lun_mem_count(), 0);
    lun_free(first);
}

static void test_arena__aligns_every_piece(void **state)
{
    lun_arena *arena = lun_arena_new();

    (void)state;
    for (size_t size = 0; size < 100; size++) {
        void *piece = lun_arena_alloc(arena, size);

        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 16, 0);
        memset(piece, 0xA5, size);
    }
    lun_arena_free(arena);
    lun_arena_free(NULL);
}

static void test_arena__holds_large_and_small_pieces(void **state)
{
    lun_arena *arena = lun_arena_new();
    char *small = lun_arena_strdup(arena, "buoy");
    char *large = lun_arena_alloc(arena, 3000000);

    (void)state;
    memset(large, 'x', 3000000);
    assert_string_equal(small, "buoy");
    assert_true(lun_arena_bytes(arena) > 3000000);
    assert_null(lun_arena_strdup(arena, NULL));
    assert_string_equal(lun_arena_strndup(arena, "lighthouse", 5), "light");
    lun_arena_free(arena);
}

static void test_arena__reset_keeps_one_block(void **state)
{
    lun_arena *arena = lun_arena_new();
    size_t bytes;

    (void)state;
    lun_arena_reset(arena);
    for (int i = 0; i < 10000; i++)
        assert_non_null(lun_arena_alloc(arena, 64));
    bytes = lun_arena_bytes(arena);
    lun_arena_reset(arena);
    assert_true(lun_arena_bytes(arena) < bytes);
    assert_true(lun_arena_bytes(arena) > 4096);
    assert_non_null(lun_arena_alloc(arena, 64));
    lun_arena_free(arena);
}

static void test_arena__refuses_overflow(void **state)
{
    lun_arena *arena = lun_arena_new();

    (void)state;
    assert_null(lun_arena_alloc(arena, SIZE_MAX));
    assert_null(lun_arena_alloc(arena, SIZE_MAX - 40));
    assert_null(lun_arena_calloc(arena, SIZE_MAX / 4, 8));
    assert_null(lun_arena_strndup(arena, "", SIZE_MAX));
    lun_arena_free(arena);
}

static void test_arena__calloc_clears_memory_used_before(void **state)
{
    lun_arena *arena = lun_arena_new();
    unsigned char *piece = lun_arena_alloc(arena, 256);

    (void)state;
    memset(piece, 0xFF, 256);
    lun_arena_reset(arena);
    piece = lun_arena_calloc(arena, 64, 4);
    for (size_t i = 0; i < 256; i++)
        assert_int_equal(piece[i], 0);
    lun_arena_free(arena);
}

static void test_vec__grows_and_keeps_items(void **state)
{
    LUN_VEC(uint32_t) numbers = { 0 };

    (void)state;
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(lun_vec_push(&numbers, i * 3), 0);
    assert_int_equal(numbers.n, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i * 3);
    lun_vec_clear(&numbers);
    assert_null(numbers.items);
    assert_int_equal(numbers.capacity, 0);
}

static void test_vec__stays_as_it_was_when_memory_is_gone(void **state)
{
    LUN_VEC(uint64_t) numbers = { 0 };
    uint64_t *items;

    (void)state;
    for (uint64_t i = 0; i < 8; i++)
        assert_int_equal(lun_vec_push(&numbers, i), 0);
    items = numbers.items;
    lun_mem_fail_after(1);
    assert_int_equal(lun_vec_push(&numbers, 8), -1);
    lun_mem_fail_after(0);
    assert_ptr_equal(numbers.items, items);
    assert_int_equal(numbers.n, 8);
    assert_int_equal(numbers.items[7], 7);
    assert_int_equal(lun_vec_reserve(&numbers, SIZE_MAX / 4), LUN_ENOMEM);
    lun_vec_clear(&numbers);
}

static int build_arena(void *context)
{
    lun_arena *arena = lun_arena_new();
    int rc = LUN_ENOMEM;

    (void)context;
    if (arena == NULL)
        return rc;
    if (lun_arena_alloc(arena, 100) == NULL || lun_arena_alloc(arena, 100000) == NULL)
        goto cleanup;
    if (lun_arena_calloc(arena, 300, 1000) == NULL || lun_arena_strdup(arena, "tide") == NULL)
        goto cleanup;
    rc = 0;
cleanup:
    lun_arena_free(arena);
    return rc;
}

static void test_arena__survives_every_failing_allocation(void **state)
{
    (void)state;
    walk(build_arena, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_malloc__gives_a_pointer_for_nothing),
        cmocka_unit_test(test_calloc__refuses_overflow),
        cmocka_unit_test(test_strdup__copies),
        cmocka_unit_test(test_fail_after__fails_the_nth_and_all_that_follow),
        cmocka_unit_test(test_arena__aligns_every_piece),
        cmocka_unit_test(test_arena__holds_large_and_small_pieces),
        cmocka_unit_test(test_arena__reset_keeps_one_block),
        cmocka_unit_test(test_arena__refuses_overflow),
        cmocka_unit_test(test_arena__calloc_clears_memory_used_before),
        cmocka_unit_test(test_vec__grows_and_keeps_items),
        cmocka_unit_test(test_vec__stays_as_it_was_when_memory_is_gone),
        cmocka_unit_test(test_arena__survives_every_failing_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
