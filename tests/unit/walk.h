/*
** walk.h - the allocation-failure walk: what a constructor does when its first, second, ... n-th allocation fails.
**
** `build` makes something and frees it again; it returns 0, or LUN_ENOMEM when memory was refused. Leaks are found by
** the sanitizer under which the tests run.
*/
#ifndef LUN_TEST_WALK_H
#define LUN_TEST_WALK_H

#include <lunette/error.h>

#include "base/mem.h"
#include "unit/cmocka_all.h"

enum { WALK_MOST = 100000 };

static inline void walk(int (*build)(void *context), void *context)
{
    size_t n = 1;

    for (; n < WALK_MOST; n++) {
        size_t asked;
        int rc;

        lun_mem_fail_after(n);
        rc = build(context);
        asked = lun_mem_count();
        lun_mem_fail_after(0);
        if (rc == 0) {
            assert_true(asked < n); /* a failure that was swallowed is no success */
            break;
        }
        assert_int_equal(rc, LUN_ENOMEM);
    }
    assert_in_range(n, 2, WALK_MOST - 1);
}

#endif
