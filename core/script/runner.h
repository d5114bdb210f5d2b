/*
** runner.h - one rule at work on one document, shared by runner.c and rows.c.
*/
#ifndef LUN_SCRIPT_RUNNER_H
#define LUN_SCRIPT_RUNNER_H

#include "script/engine.h"

typedef struct lun_unit { /* one scope unit */
    const lun_range *ranges;
    uint32_t n;
    const lun_annotation *host; /* LUN_SCOPE_LAYER: the row whose words these are */
} lun_unit;

typedef struct lun_runner {
    lua_State *L;
    lun_script *script;
    const lun_script_rule *rule;
    lun_annotations *set;
    lun_document *document;
    lun_value *values;  /* of the row being made: n_fields of the marked layer */
    uint8_t everywhere; /* units that the planner would skip are searched, too */
} lun_runner;

/*
** Searches the units of a rule's scope once more, in the document at hand, with a program in place of the rule's own (NULL = its own): what the
** rule is restricted to holds, and each match goes to the Lua function at index `call` in place of marking rows. For a rule with a pattern. Raises.
*/
void lun_script__search_again(lua_State *L, uint32_t number, const lun_program *program, int call, int everywhere);

/* The row that a match makes by the rule's assignments, or one an element of its capture `each`. Raises. */
void lun_script__declare_rows(const lun_runner *r, const lun_unit *u, const lun_match *match, lun_span span);
/* What the rule's function returned, at index: nothing, one row's fields, or a list of them. Raises. */
void lun_script__take_rows(const lun_runner *r, int index, lun_span span);

#endif
