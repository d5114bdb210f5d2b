/*
** triggers_inside.h - what the two files of triggers share: what is waited for, by what, and what was seen.
*/
#ifndef LUN_MATCH_TRIGGERS_INSIDE_H
#define LUN_MATCH_TRIGGERS_INSIDE_H

#include "match/census.h"
#include "match/machine.h"
#include "match/triggers.h"

#define LUN_TRIGGER_NONE UINT32_MAX
#define LUN_LESSON_FIRST 2000 /* words after which it is thought over what to wait for; then at ten times as many */
#define LUN_LESSON_LAST 20000000

typedef struct lun_listed { /* one that a word triggers, where another word is; LUN_TRIGGER_NONE: in all */
    uint32_t item, with;
} lun_listed;

typedef struct lun_waiting { /* one in the list of a word, lemma or lexicon */
    lun_listed one;
    uint32_t next;
} lun_waiting;

typedef struct lun_due_pair { /* an item is due in a unit */
    uint32_t unit, next;
} lun_due_pair;

typedef struct lun_need_run { /* of needs, or of their alternatives */
    uint32_t first, n;
} lun_need_run;

typedef enum lun_waits {
    LUN_WAITS_NOT,   /* for nothing */
    LUN_WAITS_ALONE, /* for one thing */
    LUN_WAITS_WITH   /* for more than the lists tell */
} lun_waits;

typedef struct lun_waiter { /* an item, and in the document at hand: */
    uint64_t visit;         /* that it is of */
    uint32_t unit;          /* asked about last */
    uint32_t first, last;
    uint8_t whole, waits;
    uint32_t n_words;   /* requirements that words tell, those among them that cannot be waited for */
    uint32_t with;      /* a word that it needs beside what it waits for; LUN_TRIGGER_NONE: there is none */
    lun_need_run needs; /* that can be waited for */
    uint64_t count;     /* how often it was due */
    const lun_program *program;
    const void *owner;
} lun_waiter;

typedef struct lun_asked { /* a lexicon that items wait for */
    const lun_lexicon *lexicon;
    const lun_program *program; /* one that names it, and its number there */
    uint32_t number, first;
    uint32_t finds, forgets; /* its number in the matcher's finds, and up to when that holds: its `forgets`, + 1 */
} lun_asked;

struct lun_triggers {
    lun_matcher *matcher;
    lun_waiter *watches; /* by item */
    uint32_t n_items;
    LUN_VEC(lun_need_run) needs; /* runs of alternatives */
    LUN_VEC(lun_need) alternatives;
    uint32_t *always; /* items that words do not tell */
    uint32_t n_always;

    /* what is waited for */
    uint32_t pinned; /* words below can be waited for */
    uint32_t *by_word, *by_lemma;
    LUN_VEC(lun_waiting) waiting;
    LUN_VEC(lun_asked) lexicons;

    /* what a word triggers: in `lists` a run of items, then one of lexicons of which a phrase may start, its length before each */
    LUN_VEC(uint32_t) of_word; /* by word: position in lists, 0 = not put together yet */
    LUN_VEC(lun_listed) lists;
    uint32_t generation; /* of the vocabulary */

    /* what was seen */
    LUN_VEC(uint32_t) seen; /* by word */
    uint64_t n_seen, lesson;

    /* the document at hand */
    uint64_t visit;
    uint32_t n_units;
    uint8_t everywhere;    /* memory is gone */
    uint8_t settled;       /* what is waited for */
    uint8_t lemmas_wanted; /* one waits for a lemma */
    uint8_t can_choose;    /* one could wait for something else: counting is of use */
    uint8_t looked;        /* the matcher has noted the words of the unit at hand */
    LUN_VEC(lun_due_pair) pairs;
    LUN_VEC(uint32_t) due;
};

/* ---- what is waited for (triggers_wait.c): LUN_OK or LUN_ENOMEM ---- */

/* Notes what an item needs: all that it can wait for, of what words tell. */
int lun_triggers__note_needs(lun_triggers *t, lun_waiter *one);

/* Nothing is waited for, and no word triggers anything. */
void lun_triggers__clear_lists(lun_triggers *t);

/* Every item waits for the first of its requirements, or for the one met most seldom where `all` tells. */
int lun_triggers__settle(lun_triggers *t, lun_census *all);

/* Thinks over what to wait for. Without memory for that all stays as it is. */
int lun_triggers__learn(lun_triggers *t);

#endif
