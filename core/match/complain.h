/*
** complain.h - errors of patterns and conditions, with their place in the file and the nearest name that would have
** been right.
*/
#ifndef LUN_MATCH_COMPLAIN_H
#define LUN_MATCH_COMPLAIN_H

#include "match/program.h"

/* Fills err with a message, the place of `node` and its source line; returns `code`. */
int lun_complain(const lun_compile *env, const lun_node *node, lun_error *err, int code, const char *format, ...)
    LUN_PRINTF(5, 6);
int lun_complain_memory(lun_error *err);

/* Remembers the name nearest to a wrong one, as names are offered. */
typedef struct lun_nearest {
    const char *wrong;
    const char *name; /* the nearest so far that is near enough; NULL = none */
    uint32_t distance;
} lun_nearest;

void lun_nearest_start(lun_nearest *nearest, const char *wrong);
void lun_nearest_offer(lun_nearest *nearest, const char *name);
/* Adds `did you mean "<sigil><name>"?` where a name is near enough; returns err->code. */
int lun_nearest_hint(const lun_nearest *nearest, const char *sigil, lun_error *err);

#endif
