/*
** wanted.h - what a document must hold for a program to match in it, as words: for whoever can tell without reading the
** document, from an index.
*/
#ifndef LUN_MATCH_WANTED_H
#define LUN_MATCH_WANTED_H

#include "match/program.h"

typedef struct lun_wanted_item {
    const char *word; /* folded; NULL: a row of `layer`, which is no union */
    uint16_t layer;
} lun_wanted_item;

typedef struct lun_wanted { /* one of these; n = 0: nothing ever matches */
    lun_wanted_item *items;
    uint32_t n;
} lun_wanted;

#define LUN_WANTED_WORDS 500 /* alternatives of one requirement: what has more would be in most documents */

/*
** All of these must be in a document: the program's requirements (needs.c) with each lemma and lexicon as the words that
** can stand for it. Requirements of too many words are left out; none at all: any document may match. *out lies in the arena.
** Words are added to the vocabulary. LUN_ENOMEM.
*/
int lun_program_wanted(lun_wanted **out, uint32_t *n, const lun_program *program, lun_vocab *vocab, lun_arena *arena,
                       lun_error *err);

#endif
