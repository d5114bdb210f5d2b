/*
** cmocka_all.h - cmocka with the headers that it wants in front of it.
*/
#ifndef LUN_TEST_CMOCKA_ALL_H
#define LUN_TEST_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
