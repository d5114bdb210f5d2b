/*
** explain.h - which element of a pattern took which words: a match searched once more, watched. For `lunette why`.
*/
#ifndef LUN_MATCH_EXPLAIN_H
#define LUN_MATCH_EXPLAIN_H

#include "match/matcher.h"

typedef struct lun_explained { /* one element beside what it took */
    uint32_t at, width;        /* of the element in the pattern's source */
    lun_range tokens;          /* of the document */
} lun_explained;

typedef LUN_VEC(lun_explained) lun_explanations;

/*
** The match that starts at a token of the range, element by element, appended to out; elements of no length are left out, and an element that is
** repeated is one. 1, or 0 where none starts there. The matcher's own search, if one is under way, is over. Negative: as lun_matcher_next.
*/
int lun_matcher_explain(lun_matcher *matcher, const lun_program *program, lun_annotations *set, lun_range range,
                        uint32_t token, lun_explanations *out, lun_error *err);

#endif
