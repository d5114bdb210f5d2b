/*
** spans.h - what object_span.c and object_match.c share.
*/
#ifndef LUN_SCRIPT_SPANS_H
#define LUN_SCRIPT_SPANS_H

#include "script/engine.h"

/* User values of a match: what keeps its pattern alive; the last captured phrase that was asked for. */
enum { LUN_MATCH_PROGRAM = 1, LUN_MATCH_PHRASE = 2 };

typedef struct lun_span_box {
    uint64_t serial;
    lun_span span;
    const lun_lexicon *lexicon; /* NULL; of a captured phrase its lexicon, which its plugin keeps */
    uint32_t entry;
} lun_span_box;

typedef struct lun_match_box {
    uint64_t serial;
    lun_span span;
    const lun_program *program; /* kept alive by the rule that owns it, or by the user value */
    uint32_t n_captures;
    lun_capture captures[];
} lun_match_box;

lun_span_box *lun_script__new_span(lua_State *L, lun_span span); /* one of its own, pushed */
/* What a span answers to the key at 2, by the table of members in upvalue 1: leaves it on top, or a number that says what is to be made. */
lua_Integer lun_script__find_member(lua_State *L);
int lun_script__match_get(lua_State *L);

#endif
