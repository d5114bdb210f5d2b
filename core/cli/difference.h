/*
** difference.h - what changed between two versions of rules, as text for people, grouped by rule, or as JSON lines. `diff` and `watch` share it.
*/
#ifndef LUN_CLI_DIFFERENCE_H
#define LUN_CLI_DIFFERENCE_H

#include "cli/options.h"
#include "run/changes.h"

typedef struct lun_difference_options {
    const char *corpus; /* as the user named it, for the command to type next; NULL = a temporary one */
    const char *rules;  /* "-r mine.lua", for the same; NULL where they cannot be named */
    const char *hidden; /* a temporary folder: places in it are not shown; may be NULL */
    long most;          /* changes shown a rule; 0 = the default */
    int json, quiet, colour;
} lun_difference_options;

typedef struct lun_totals {
    uint64_t gained, lost, changed, accepted; /* accepted: of those lost */
} lun_totals;

/*
** Prints the difference to standard output; from: NULL = what the corpus holds. Without one it says so.
*/
int lun_difference_print(lun_totals *out, const lun_version *from, const lun_version *to, lun_store *store,
                         const lun_difference_options *options, lun_error *err);
/* The problems that the rules gave, on standard error; 1 where there are any. told: a version whose problems were said before, or NULL. */
int lun_difference_troubles(const lun_version *version, const lun_version *told);

#endif
