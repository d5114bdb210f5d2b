/*
** elsewhere.h - what changed patterns would find in a corpus that the patterns they came from do not.
*/
#ifndef LUN_CLI_ELSEWHERE_H
#define LUN_CLI_ELSEWHERE_H

#include "cli/options.h"
#include "run/session.h"

#define LUN_ELSEWHERE_MAX 3 /* pairs of patterns in one search */

typedef struct lun_elsewhere {
    const char *before, *after; /* the pattern of a rule, and the changed one; borrowed */
    long more, documents;       /* matches of `after` where `before` has none, and documents with one */
} lun_elsewhere;

typedef struct lun_elsewhere_scope {
    uint64_t read, all; /* documents */
    int cut;            /* 1: the search was stopped (bytes, seconds), there may be more */
} lun_elsewhere_scope;

/*
** Counts for all pairs in one search, as `lunette try` would search with these plugins and rules. The patterns stay in the script, which is of the
** session and has analysed what it had to.
*/
int lun_elsewhere_count(lun_elsewhere *pairs, size_t n, lun_elsewhere_scope *scope, const char *corpus,
                        lun_script *script, const lun_session_options *session, lun_error *err);

#endif
