/*
** test_blocks.c - small blocks: what is written stays, whatever is resized around it; nothing is kept after clear; without memory.
*/
#include <string.h>

#include "base/blocks.h"
#include "unit/walk.h"

#define BLOCKS 300
#define SIZE_MOST 600

typedef struct shadow { /* a block, and what every byte of it must be */
    unsigned char *bytes;
    size_t size;
    unsigned char value;
} shadow;

static uint32_t draw(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static void check_whole(const shadow *one, size_t size)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(one->bytes[i], one->value);
}

static void resize_one(lun_blocks *blocks, shadow *one, size_t size, unsigned char value)
{
    size_t kept = size < one->size ? size : one->size;
    check_whole(one, one->size);
    one->bytes = lun_blocks_resize(blocks, one->bytes, one->size, size);
    assert_true((one->bytes == NULL) == (size == 0));
    assert_int_equal((uintptr_t)one->bytes % LUN_BLOCK_UNIT, 0);
    check_whole(one, kept);
    one->size = size;
    one->value = value;
    if (size)
        memset(one->bytes, value, size);
}

static void test_resize__keeps_what_was_written(void **state)
{
    static shadow all[BLOCKS];
    lun_blocks blocks = { 0 };
    uint64_t seed = 7;

    (void)state;
    for (int i = 0; i < 60000; i++)
        resize_one(&blocks, &all[draw(&seed, BLOCKS)], draw(&seed, 4) ? draw(&seed, SIZE_MOST) : 0, (unsigned char)i);
    for (int i = 0; i < BLOCKS; i++)
        resize_one(&blocks, &all[i], 0, 0);
    lun_blocks_clear(&blocks);
    assert_null(blocks.chunks);
}

static void test_resize__uses_again_what_was_freed(void **state)
{
    lun_blocks blocks = { 0 };
    void *first = lun_blocks_resize(&blocks, NULL, 0, 40);

    (void)state;
    assert_null(lun_blocks_resize(&blocks, first, 40, 0));
    assert_ptr_equal(lun_blocks_resize(&blocks, NULL, 0, 48), first);
    lun_blocks_clear(&blocks);
}

static void test_resize__without_memory(void **state)
{
    lun_blocks blocks = { 0 };
    char *small, *large;

    (void)state;
    large = lun_blocks_resize(&blocks, NULL, 0, 1000);
    assert_non_null(large);
    memset(large, 'x', 1000);
    lun_mem_fail_after(1);
    assert_null(lun_blocks_resize(&blocks, NULL, 0, 24));
    assert_null(lun_blocks_resize(&blocks, large, 1000, 2000));
    assert_ptr_equal(lun_blocks_resize(&blocks, large, 1000, 500), large); /* a block that shrinks stays at the least */
    lun_mem_fail_after(0);
    small = lun_blocks_resize(&blocks, large, 500, 24);
    assert_int_equal(small[0], 'x');
    assert_int_equal(small[23], 'x');
    lun_blocks_clear(&blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resize__keeps_what_was_written),
        cmocka_unit_test(test_resize__uses_again_what_was_freed),
        cmocka_unit_test(test_resize__without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
