/*
** regex_ends.h - with which bytes a text starts and stops that an expression is found in, where the expression tells. Most words
** are refused by their last byte before PCRE2 is asked: no word without a g at its end meets /ing$/.
*/
#ifndef LUN_MATCH_REGEX_ENDS_H
#define LUN_MATCH_REGEX_ENDS_H

#include <stddef.h>
#include <stdint.h>

typedef struct lun_regex_ends {
    uint64_t first[4], last[4]; /* a bit a byte; all are set where the expression does not tell */
} lun_regex_ends;

/* Of an expression that compiles. What is not understood leaves all bytes. */
void lun_regex_ends_read(lun_regex_ends *out, const char *source, int caseless);
/* 0 if the expression cannot be found in the text. */
int lun_regex_ends_allow(const lun_regex_ends *ends, const char *text, size_t len);

#endif
