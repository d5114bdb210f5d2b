/*
** facts.h - rows of a document in a form that outlives the run that made them: what two versions of rules say can be compared.
**
** A row is what a reader sees of it: layer, rule, place, words, fields. Numbers of rows, rules and entities are none of it.
*/
#ifndef LUN_RUN_FACTS_H
#define LUN_RUN_FACTS_H

#include "annotate/annotations.h"
#include "annotate/rules.h"
#include "base/buf.h"

typedef struct lun_fact {
    const char *layer, *rule, *text;
    const char
        *fields; /* a JSON object, by name: spans and rows as { start, stop, text }, entities as { name, identity } */
    uint32_t start, stop; /* code points */
    uint32_t alike;       /* how many rows of this layer, rule and place come before it in the document */
} lun_fact;

typedef struct lun_facts {
    lun_fact *items;
    uint32_t n;
} lun_facts;

/*
** The rows of some layers (flags by number of `named`'s layers, found by name) as facts, in the order of their ids, but for those of which a flag by id in
** `without` is set (NULL: none). All lies in the arena. LUN_ENOMEM.
*/
int lun_facts_make(lun_facts *out, lun_annotations *set, const lun_rules *rules, const lun_schema *named,
                   const uint8_t *layers, const uint8_t *without, lun_arena *arena, lun_error *err);

/*
** Takes out of both what is in both, as often as it is; what is left stays in its order. The arena is for work. LUN_ENOMEM.
*/
int lun_facts_subtract(lun_facts *a, lun_facts *b, lun_arena *arena, lun_error *err);

int lun_facts_copy(lun_facts *out, const lun_facts *from, lun_arena *arena, lun_error *err);

int lun_fact_same_place(const lun_fact *a, const lun_fact *b); /* layer and span */
/* The key of the row in a corpus (store.h). */
void lun_fact_key(char out[17], const lun_fact *fact, const char *uri);

#endif
