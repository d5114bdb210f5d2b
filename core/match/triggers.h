/*
** triggers.h - which of many programs have to be tried in which units of a document: each program waits for the
** rarest thing that it needs, and one look at each word tells all that wait for it.
**
** What is due is a superset of what matches: lazy, never wrong. Programs whose needs words cannot tell are always due.
*/
#ifndef LUN_MATCH_TRIGGERS_H
#define LUN_MATCH_TRIGGERS_H

#include "match/matcher.h"

typedef struct lun_triggers lun_triggers;

typedef struct lun_trigger_item {
    const lun_program *program; /* NULL: always due, by no unit */
    uint8_t whole;              /* its units are not the ranges: it is due in the document or not */
    const void *owner;          /* memory that is asked for with the program's when it is due; never read */
} lun_trigger_item;

/* Items by number; programs are borrowed. The vocabulary must be pinned by now. NULL when memory is gone. */
lun_triggers *lun_triggers_new(const lun_trigger_item *items, uint32_t n, lun_matcher *matcher);
void lun_triggers_free(lun_triggers *triggers); /* takes NULL */

/* Looks at a document, unit by unit (ranges: its sentences). 0, or LUN_ENOMEM: then everything is due everywhere. */
int lun_triggers_visit(lun_triggers *triggers, lun_annotations *set, const lun_range *ranges, uint32_t n);
/* The items due in the document visited last, ascending. */
const uint32_t *lun_triggers_due(const lun_triggers *triggers, uint32_t *n);

#define LUN_UNIT_NONE UINT32_MAX
/* The units, ascending, in which an item that is due is due: the first, or the one after `*at`; LUN_UNIT_NONE at the end. */
typedef struct lun_due {
    const lun_triggers *triggers;
    uint32_t next; /* inside */
    uint32_t n;    /* units of the document, where all are due; else 0 */
} lun_due;
lun_due lun_triggers_units(const lun_triggers *triggers, uint32_t item);
uint32_t lun_due_next(lun_due *due);

int lun_triggers_wait(const lun_triggers *triggers, uint32_t item); /* 0 where words do not tell: always due */
/* How often each item was triggered since the triggers were made: units, or documents where it is `whole`. */
uint64_t lun_triggers_count(const lun_triggers *triggers, uint32_t item);

#endif
