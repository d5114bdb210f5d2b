/*
** candidates.h - the documents of a corpus in which rules can mark a layer, told by its full text and by rows of other layers.
*/
#ifndef LUN_RUN_CANDIDATES_H
#define LUN_RUN_CANDIDATES_H

#include "run/parcel.h"
#include "store/store.h"

typedef struct lun_candidates {
    lun_store *store;
    const lun_schema *schema;     /* of the rules */
    const uint8_t *kept;          /* flags by layer: its rows are stored; those of others can stand anywhere */
    const uint8_t *changed;       /* flags by layer: rows that are stored are of other rules than these */
    const lun_layer_wants *wants; /* by layer: of those that changed */
    const lun_bits *documents;    /* all documents, where that is known; NULL = the corpus is asked */
    int untold;                   /* 1: of something that was wanted nobody could tell where it is */
    lun_bits *known;              /* by layer: where rows of a changed one may be; words NULL = not asked yet */
    lun_bits any;                 /* all documents */
} lun_candidates;

/* The rest of the struct is set. */
int lun_candidates_init(lun_candidates *candidates, lun_error *err);
void lun_candidates_clear(lun_candidates *candidates);

/*
** Where rows of a changed layer may be: documents that hold some from before, and those in which its rules can mark some.
** *out is borrowed. That is told by the text that is stored and by rows; documents of whose text nothing is told
** (lun_store_add_untold) are not all among them.
*/
int lun_candidates_find(lun_candidates *candidates, uint16_t layer, const lun_bits **out, lun_error *err);
/* The same for new rows alone. */
int lun_candidates_match(lun_candidates *candidates, uint16_t layer, lun_bits *out, lun_error *err);
/* Where one rule can match. */
int lun_candidates_add(lun_candidates *candidates, const lun_wanted_rule *rule, lun_bits *out, lun_error *err);
/* Can a rule that marks one of these layers match in any document, since nothing must be there for it? Flags by layer, n of them. */
int lun_candidates_anywhere(const lun_layer_wants *wants, const uint8_t *layers, uint32_t n);
/* 1 for a layer that the engine makes anew in any document. */
int lun_candidates_is_engines(const char *layer);

#endif
