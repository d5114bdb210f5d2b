/*
** regex_words.h - the words that an expression is found in, where these are few: /^['’]s?$/ is found in four words and in no other.
*/
#ifndef LUN_MATCH_REGEX_WORDS_H
#define LUN_MATCH_REGEX_WORDS_H

#include <stddef.h>

#define LUN_REGEX_WORDS 16 /* an expression with more is not one of few words */
#define LUN_REGEX_WORD 24  /* bytes of the longest */

typedef struct lun_regex_words {
    size_t n; /* 0 where the expression is not understood, or has too many */
    struct {
        char text[LUN_REGEX_WORD];
        size_t len;
    } items[LUN_REGEX_WORDS];
} lun_regex_words;

/* Of an expression that compiles; of one that is met in any case these words in any case. */
void lun_regex_words_read(lun_regex_words *out, const char *source);

#endif
