/*
** matcher.h - runs programs over scope units. One matcher a worker; it keeps its memory from unit to unit.
**
** A unit is a sequence of tokens: one range, or several read as one with the holes skipped. Search as the design
** says: depth first over (instruction, boundary), failures shared by all starts of the unit, lookarounds with a memo
** of their own.
*/
#ifndef LUN_MATCH_MATCHER_H
#define LUN_MATCH_MATCHER_H

#include "match/program.h"

typedef enum lun_overlap { LUN_OVERLAP_FIRST, LUN_OVERLAP_LONGEST, LUN_OVERLAP_ALL } lun_overlap;

typedef struct lun_capture {
    uint16_t slot;              /* index in lun_program_captures */
    lun_range tokens;           /* of the document; start == stop where nothing was taken */
    uint32_t annotation;        /* id, where the capture is one annotation; else 0 */
    const lun_lexicon *lexicon; /* and its entry, where the capture is one lexicon phrase; else NULL */
    uint32_t entry;
} lun_capture;

typedef struct lun_match {
    lun_range tokens;            /* of the document; in a unit with holes from its first to its last token */
    const lun_capture *captures; /* in the order they were filled; borrowed until the next call */
    uint32_t n_captures;
} lun_match;

typedef struct lun_matcher lun_matcher;
lun_matcher *lun_matcher_new(lun_vocab *vocab);
void lun_matcher_free(lun_matcher *matcher);

/*
** Starts a search. ranges: n > 0, ascending, not overlapping; copied. Longer units than `most` tokens are cut there
** (*cut = 1). Layers read must be finished or shown.
*/
int lun_matcher_begin(lun_matcher *matcher, const lun_program *program, lun_annotations *set, const lun_range *ranges,
                      uint32_t n, uint32_t most, lun_overlap overlap, int *cut, lun_error *err);
/*
** The next match, left to right: 1, or 0 at the end; negative: LUN_ENOMEM, or LUN_ELIMIT when a regular expression
** ran into its own limit. Empty matches are not reported.
*/
int lun_matcher_next(lun_matcher *matcher, lun_match *out, lun_error *err);

uint64_t lun_matcher_steps(
    const lun_matcher *matcher); /* states entered since the matcher was made: what the linear promise is measured by */
/* How often a regular expression was tried on a word: at most once a word and expression. */
uint64_t lun_matcher_regex_tests(const lun_matcher *matcher);
uint64_t lun_matcher_starts(const lun_matcher *matcher); /* tokens from which a match was searched */
/* From now on each step is also counted by its instruction; counts: lun_program_size of the program; NULL = off. */
void lun_matcher_count(lun_matcher *matcher, uint64_t *counts);

/* Planner, lazy and never wrong: 0 if the program cannot match anywhere in this unit, 1 if it may. Cheap. */
int lun_matcher_may_match(lun_matcher *matcher, const lun_program *program, lun_annotations *set,
                          const lun_range *ranges, uint32_t n);

/*
** The two halves of it, for whoever asks many programs about all units of a document: what the words say, of the unit
** last looked at (before any layer is finished), and what the rows of finished layers say. 0 by either: no match. Both
** 1: perhaps. look_at gives 0 if memory is gone. has_word: does the unit last looked at have this folded word?
*/
int lun_matcher_look_at(lun_matcher *matcher, lun_annotations *set, const lun_range *ranges, uint32_t n);
int lun_matcher_has_word(const lun_matcher *matcher, uint32_t word);
int lun_matcher_words_allow(lun_matcher *matcher, const lun_program *program, lun_annotations *set);
int lun_matcher_rows_allow(lun_matcher *matcher, const lun_program *program, lun_annotations *set,
                           const lun_range *ranges, uint32_t n);

/* Trace: what was tried and where it failed. Off by default. `why` is built on it. */
typedef struct lun_trace_step {
    uint32_t instruction; /* of the program */
    uint32_t at, width;   /* of the element in the pattern's source */
    uint32_t token;       /* boundary in the document */
    uint8_t matched;
} lun_trace_step;
typedef void lun_trace(void *context, const lun_trace_step *step);
void lun_matcher_trace(lun_matcher *matcher, lun_trace *trace, void *context); /* NULL = off */

#endif
