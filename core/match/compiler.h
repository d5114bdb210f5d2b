/*
** compiler.h - what the parts of the compiler share: compile.c (sequences, repetition), compile_element.c (words,
** edges, token tests), analyse.c (what can be said of a tree), starts.c, anchors.c and needs.c (what the planner knows).
*/
#ifndef LUN_MATCH_COMPILER_H
#define LUN_MATCH_COMPILER_H

#include "base/buf.h"
#include "match/code.h"
#include "match/complain.h"

#define LUN_TREE_DEPTH_MAX 500 /* of a tree: the compiler and the oracle go down it by recursion */

#define LUN_TEST_CHAINS 64

typedef struct lun_known { /* an element met before (inside a repetition): it is compiled once */
    const lun_node *node;
    uint32_t number;
    uint32_t before; /* of tests: the one before it in its chain, from 1 */
} lun_known;

typedef struct lun_key { /* of tests with the same content */
    uint64_t hash;
    uint32_t before; /* in its chain, from 1 */
} lun_key;

typedef struct lun_pending { /* a lookaround whose code is still to be written */
    const lun_node *body, *placed;
    int back;      /* it looks behind */
    uint64_t hash; /* of what it asks */
} lun_pending;

typedef struct lun_compiler {
    lun_program *program;
    const lun_node *placed; /* the innermost node with a place: what has none stands there */
    const lun_compile *env;
    lun_error *err;
    LUN_VEC(lun_known) tests, edges, looks;
    uint32_t test_chains[LUN_TEST_CHAINS]; /* the last test of each, from 1 */
    LUN_VEC(lun_pending) pending;
    lun_buf key;                          /* of the test at hand */
    LUN_VEC(lun_key) keys;                /* of the program's */
    uint32_t key_chains[LUN_TEST_CHAINS]; /* the last key of each, from 1 */
    uint32_t captured;                    /* depth of captures */
    uint32_t testing;                     /* depth of token tests */
} lun_compiler;

/* compile.c */
int lun_compiler__emit(lun_compiler *c, const lun_node *node, lun_op op, uint32_t x, uint32_t y, int back);
/* compile_element.c: is this the name of a class of words? One element that takes tokens. */
int lun_compiler__is_class(const char *name);
int lun_compiler__element(lun_compiler *c, const lun_node *node, int back);
/* 1 and the word where the node's text is one token, 0 where it is several; negative: an error. */
int lun_compiler__single(lun_compiler *c, const lun_node *node, uint32_t *word);
/*
** How many alternatives of a choice, from `first` on, take exactly one token each; negative: an error. What they say of
** a token is one test: the same tokens are taken whichever of them holds.
*/
int lun_compiler__singles(lun_compiler *c, const lun_node *choice, uint32_t first);
int lun_compiler__union(lun_compiler *c, const lun_node *choice, uint32_t first, uint32_t n, int back);
/* analyse.c */
int lun_tree__check(const lun_node *tree, const lun_compile *env,
                    lun_error *err);          /* depth, captures in lookarounds, empty loops */
int lun_tree__nullable(const lun_node *node); /* 1 if it can match the empty sequence */
int lun_tree__at_start(const lun_node *node); /* 1 if it matches nowhere but where the unit starts */
/* 1 where a node takes exactly one token and captures nothing, 0; whether a word is one token tells `word`, or its negative code. */
int lun_tree__single(const lun_node *node, int (*word)(void *context, const lun_node *node), void *context);
int lun_tree__absent(const lun_node *node, const lun_schema *schema); /* 1 for `@?` of a layer that nobody declares */
int lun_compiler__captures(lun_compiler *c, const lun_node *tree);
uint32_t lun_compiler__slot(const lun_compiler *c, const char *name);
/* The test of a lookahead at one token that asks for a phrase, &[%verb & $cues]: it tells more than what follows. Else LUN_TEST_NONE. */
uint32_t lun_compiler__looked_for(const lun_program *program, const lun_instruction *instruction);
/* anchors.c: the most promising one, *entry being its instruction (UINT32_MAX: none); its filter is not made yet. And how long matches are. */
int lun_compiler__anchor(lun_compiler *c, lun_anchor *best, uint32_t *entry);
/* anchors.c: the share of tokens that meet a start filter, by a rough estimate */
double lun_compiler__share(const lun_program *program, const lun_start *start);
/* hints.c: of tests, of start filters; tests before these */
void lun_compiler__hint_tests(lun_program *program, lun_vocab *vocab);
void lun_compiler__hint_starts(lun_program *program);
/* starts.c, needs.c */
int lun_compiler__starts(lun_compiler *c);
int lun_compiler__needs(lun_compiler *c, const lun_node *tree);
/* pack.c: the finished program in one block, or as it was where there is no memory for that */
lun_program *lun_program__pack(lun_program *program);

#endif
