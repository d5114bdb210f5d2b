/*
** automaton.h - programs without annotations and phrases (words, tests, choices, repetition, gaps, lookarounds, captures)
** as automata whose states are made at first need: one transition a token in place of a search.
**
** A state is the list of instructions that wait for a token, preferred first. Where one is the end, those behind it can
** no longer win and are cut; those before it may still. So the last end met is the match that the search would find.
** (R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009, has the list; here it is kept as a state.)
*/
#ifndef LUN_MATCH_AUTOMATON_H
#define LUN_MATCH_AUTOMATON_H

#include "match/matcher.h"

typedef struct lun_automaton lun_automaton;

/* 1 if the program can be one. */
int lun_automaton_fits(const lun_program *program);
lun_automaton *lun_automaton_new(const lun_program *program); /* NULL when memory is gone */
void lun_automaton_free(lun_automaton *automaton);            /* takes NULL */

/*
** The preferred match from a position of the unit at hand: 1 and *stop, or 0; negative: the matcher's error. The program
** must be the one that the matcher is bound to. LUN_AUTOMATON_FULL: it has grown too large; search instead.
*/
#define LUN_AUTOMATON_FULL 2
int lun_automaton_run(lun_automaton *automaton, lun_matcher *matcher, uint32_t position, uint32_t *stop);

#endif
