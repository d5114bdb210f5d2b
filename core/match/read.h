/*
** read.h - from the text of a pattern to its tree, where nothing is wrong with the text.
**
** The grammar of the library (scripts/lunette/pattern/) says what a pattern is and tells an author what is wrong with one. Nearly all
** texts are right, and every start reads all of them: this reader makes the same trees of them. Invariant: it is sure or it says so. Whatever
** the grammar or the checks behind it might refuse, and what would need tables of Unicode, is left to them.
*/
#ifndef LUN_MATCH_READ_H
#define LUN_MATCH_READ_H

#include <stddef.h>

#include "match/tree.h"

typedef struct lun_definition { /* what a name stands for, with all names put in; its nodes have no places */
    lun_node *tree;
    uint32_t size;  /* nodes that each use adds */
    uint32_t names; /* inside each other, this one among them */
} lun_definition;

typedef enum lun_reading_of { LUN_READING_PATTERN, LUN_READING_DEFINITION, LUN_READING_TEST } lun_reading_of;

typedef struct lun_reading {
    lun_reading_of what;     /* a TEST is a definition that is used inside [ ] */
    lun_arena *arena;        /* of the nodes */
    struct lun_vocab *vocab; /* NULL: the text is only looked at, and names may stand for anything */
    const lun_definition *(*definition)(void *context, const char *name, int as_test); /* NULL: not sure */
    void *context;
} lun_reading;

/* `text` is NUL-terminated at `len`. 1 with *out; 0 where the reader is not sure; LUN_ENOMEM. */
int lun_pattern_read(lun_definition *out, const char *text, size_t len, const lun_reading *how);

#endif
