/*
** pattern_tree.h - trees of patterns and conditions, from tables of the library (a tag, children, fields) to the nodes of core/match.
*/
#ifndef LUN_SCRIPT_PATTERN_TREE_H
#define LUN_SCRIPT_PATTERN_TREE_H

#include "script/engine.h"

typedef struct lun_tree_builder {
    lua_State *L;
    const lun_pattern_words *words;
    lun_vocab *vocab;
    lun_arena *arena;
    uint32_t at, width; /* of the node around, where a node without a place stands */
    int known;          /* stack index of the store: [1] its arena, shared table → address of its node; 0 = none */
    lun_arena *lasting; /* the store's */
} lun_tree_builder;

/* Nodes will live in an arena that goes with the box left on the stack. */
lun_tree_builder lun_tree_builder_new(lua_State *L);
/* Lets names share what they stand for, where the environment at stack index `env` has a store for it, `known`; leaves it on the stack. */
void lun_tree_builder_share(lun_tree_builder *b, int env);
/* The tree of the table at a stack index; raises what is wrong with it. */
lun_node *lun_tree_build(const lun_tree_builder *b, int index);
lun_node *lun_tree_build_condition(const lun_tree_builder *b, int index);

/* core_pattern.c: compiles a tree in the environment at a stack index. 1 with the program on the stack; 0 where there is something to complain of. */
int lun_script__compile_plain(lua_State *L, const lun_node *tree, int env);

#endif
