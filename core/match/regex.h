/*
** regex.h - PCRE2 as the core uses it: Unicode, JIT where the machine has it, memory by lun_malloc, a limit on
** backtracking.
*/
#ifndef LUN_MATCH_REGEX_H
#define LUN_MATCH_REGEX_H

#include <stddef.h>

#include <lunette/error.h>

typedef struct lun_regex lun_regex;

/*
** flags: "" or "i" (NULL = ""). Fails with LUN_EFORMAT (*at: the byte of `source` where it went wrong) or LUN_ENOMEM;
** the message has no place. JIT is left out where the environment says LUNETTE_JIT=0 (valgrind cannot follow it).
*/
int lun_regex_new(lun_regex **out, const char *source, const char *flags, size_t *at, lun_error *err);
void lun_regex_free(lun_regex *regex); /* one reference; takes NULL */

/* Expressions by what they say: rules name the same ones again and again, and each is compiled once. */
typedef struct lun_regexes lun_regexes;

lun_regexes *lun_regexes_new(void);          /* NULL when memory is gone */
void lun_regexes_free(lun_regexes *regexes); /* takes NULL; references that were given stay good */
/* As lun_regex_new, with a reference to the one that is known; `regexes` may be NULL: then none is. */
int lun_regexes_get(lun_regexes *regexes, lun_regex **out, const char *source, const char *flags, size_t *at,
                    lun_error *err);
/* 1 if it is found in the text, 0 if not; LUN_ELIMIT when it ran into its limit, LUN_ENOMEM. By one thread at a time. */
int lun_regex_found(const lun_regex *regex, const char *text, size_t len);

#endif
