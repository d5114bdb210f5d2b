/*
** program.h - a pattern compiled: immutable, shared by all documents and workers.
*/
#ifndef LUN_MATCH_PROGRAM_H
#define LUN_MATCH_PROGRAM_H

#include "annotate/schema.h"
#include "match/lexicon.h"
#include "match/tree.h"

#define LUN_PROGRAM_MAX 4096       /* instructions, after counts are unrolled */
#define LUN_UNIT_MAX_SENTENCE 5000 /* tokens of a scope unit; longer ones are cut, with a problem */
#define LUN_UNIT_MAX_DOCUMENT 200000

typedef struct lun_program lun_program;
typedef struct lun_condition lun_condition;

typedef struct lun_compile { /* what a pattern may refer to */
    lun_vocab *vocab;        /* its words are added here, before lun_vocab_pin */
    const lun_schema *schema;
    const lun_lexicon *(*lexicon)(void *context, const char *name); /* NULL when there is none of that name */
    void *context;
    struct lun_regexes *regexes; /* that are known; NULL: none */
    const char *file;            /* for errors: the file, or "pattern" */
    const char *source;          /* the pattern's text; nodes' `at` are offsets into it; may be NULL */
    unsigned line,
        column; /* where the source starts in the file (line from 1; column of its first byte), 0 = unknown */
} lun_compile;

/*
** Compiles. Fails with LUN_EFORMAT (place in err: unknown layer, field, class, lexicon with the nearest name as hint;
** a loop whose body can be empty; captures in lookaround; a token test of several tokens; a bad regular expression)
** or LUN_ELIMIT (over LUN_PROGRAM_MAX).
*/
int lun_program_compile(lun_program **out, const lun_node *tree, const lun_compile *env, lun_error *err);
void lun_program_free(lun_program *program);
/* It will be searched soon: asks memory for it, and for what its owner has at that address (NULL: nothing), which is not read. */
void lun_program_expect(const lun_program *program, const void *owner);
uint32_t lun_program_size(const lun_program *program); /* instructions */
/*
** What an instruction asks, as one would write it in a pattern: "~say", "@person[…]", "[%noun & !$months]"; long lists are
** cut short. 1, or 0 where it asks nothing (it only leads on). schema: that the program was compiled with.
*/
int lun_program_question(const lun_program *program, const lun_schema *schema, uint32_t instruction,
                         struct lun_buf *out);
/* A number that instructions with the same question share (counts are written out); UINT32_MAX where it asks nothing. */
uint32_t lun_program_same(const lun_program *program, uint32_t instruction);
void lun_program_print(const lun_program *program, struct lun_buf *out); /* one instruction a line */

typedef struct lun_capture_info {
    const char *name;
    uint16_t layer;      /* always one annotation of this layer (or union): its number; else LUN_LAYER_NONE */
    uint8_t list;        /* can be filled more than once */
    uint8_t may_be_row;  /* where it is written first, what it holds may be one annotation: not certainly words */
    uint8_t is_element;  /* where it is written first, it holds one element */
    const char *lexicon; /* what it holds where it is written first is a phrase of this one; NULL: something else */
} lun_capture_info;
const lun_capture_info *lun_program_captures(const lun_program *program, uint32_t *n);
const uint16_t *lun_program_layers(const lun_program *program,
                                   uint32_t *n); /* layers it reads, sorted, unions with their members */
int lun_program_needs_tags(const lun_program *program);
int lun_program_has_needs(
    const lun_program *program); /* 0 if it must run on every unit: the planner has nothing to ask */
int lun_program_is_empty(const lun_program *program); /* 1 if it can match the empty sequence */

/*
** Conditions on fields: `[country=CN & !adjective]`. layer: of the rows to be tested; may be a union (a field must
** exist in one of its members).
*/
int lun_condition_compile(lun_condition **out, const lun_node *tree, uint16_t layer, const lun_compile *env,
                          lun_error *err);
void lun_condition_free(lun_condition *condition);
int lun_condition_test(const lun_condition *condition, lun_annotations *set, lun_vocab *vocab,
                       const lun_annotation *row); /* 1 holds, 0 not */

#endif
