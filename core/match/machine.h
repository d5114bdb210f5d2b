/*
** machine.h - the inside of a matcher, shared by matcher.c (searches and matches), machine.c (the search from one
** start), edges.c (what can be taken at a boundary), tests.c (token tests), memos.c and planner.c.
**
** Positions are boundaries of the unit: 0 is before its first token. A unit of one range maps to the document by
** adding `base`; a unit with holes has a map. Invariants:
**  1. a bit of `bits` is set only through lun_matcher__set, which notes its word as dirty; lun_matcher_begin clears
**     the dirty words alone;
**  2. memos are by content (memos.c) and are forgotten whenever the vocabulary was trimmed.
*/
#ifndef LUN_MATCH_MACHINE_H
#define LUN_MATCH_MACHINE_H

#include "base/hash.h"
#include "match/code.h"
#include "match/matcher.h"
#include "text/kinds.h"

#define LUN_POSITION_NONE UINT32_MAX
#define LUN_UNKNOWN 2 /* a test that the kind alone does not decide */

/*
** Most searches fail soon or match soon, and noting where they failed costs more than it saves. Only a search that has
** taken so many steps a token begins to remember failures; from then on its cost is bounded.
*/
#define LUN_PATIENCE 64

/*
** What is known of kinds or words: 0 not asked, 1 no, 2 yes, 3 unknown. Of few in a hash table, of many two bits each: a
** rule among thousands is asked of a sentence or two, and must not take room for a whole vocabulary.
*/
typedef struct lun_memo {
    uint64_t *bits;
    size_t capacity; /* 64-bit words of bits; 0 while there are few */
    uint32_t *few;   /* LUN_FEW places: number << 2 | what is known; NULL = none yet */
    uint32_t n_few;
} lun_memo;
#define LUN_FEW 64 /* a power of two; three quarters are used */

/*
** What is known of a test at the tokens of the document at hand, up to the capacity: 1 no, 2 yes, above that the number
** of the search, or of the document, for which it holds. So nothing is cleared between documents.
*/
typedef LUN_VEC(uint32_t) lun_placed;

typedef struct lun_found { /* phrases that start at a token */
    uint16_t n;            /* how many */
    uint16_t turn;         /* the one in which they were looked for */
    uint32_t first;
} lun_found;

typedef struct lun_finds { /* a lexicon's phrases in the document at hand */
    const lun_lexicon *lexicon;
    uint64_t serial;       /* of the document's kinds */
    uint16_t turn;         /* a document is one, from 1 up to the last number, then all cells are cleared */
    uint8_t in_unit;       /* a phrase starts in the unit asked about last (planner.c) */
    uint64_t unit;         /* which that was: presence.place; 0 = none */
    uint32_t memo;         /* by word: can a phrase start with it */
    LUN_VEC(lun_found) at; /* up to the capacity */
    LUN_VEC(lun_lexicon_hit) hits;
} lun_finds;

typedef struct lun_hot {             /* a program that may be an automaton */
    struct lun_automaton *automaton; /* made once it has run often enough */
    uint32_t runs;
} lun_hot;

typedef struct lun_taken { /* an edge that was taken */
    uint32_t annotation;
    const lun_lexicon *lexicon;
    uint32_t entry;
} lun_taken;

typedef enum lun_event_kind { LUN_EVENT_OPEN, LUN_EVENT_CLOSE, LUN_EVENT_EDGE } lun_event_kind;

typedef struct lun_event { /* what the captures are made of, in order; undone by cutting the log */
    uint8_t kind;
    uint16_t slot;
    uint32_t start, stop; /* OPEN, CLOSE: start is the position. EDGE: both */
    lun_taken taken;
} lun_event;

typedef struct lun_choice { /* a way not tried yet */
    uint32_t pc, position;
    uint32_t n_trail, n_log;
    uint32_t from; /* EDGE: position where it was taken; LUN_POSITION_NONE: no edge to log */
    lun_taken taken;
} lun_choice;

typedef struct lun_hit { /* an edge that can be taken */
    uint32_t position;   /* where it leads */
    lun_taken taken;
} lun_hit;

typedef struct lun_stored { /* a match set aside while the longest are chosen */
    uint32_t start, stop;
    uint32_t first_capture, n_captures;
} lun_stored;

typedef struct lun_end { /* an annotation by the position where it stops: for lookbehinds */
    uint32_t stop, start;
} lun_end;

typedef LUN_VEC(uint32_t) lun_stamps; /* by word: the stamp when it was seen last */

typedef struct lun_presence { /* what the unit asked about last holds (planner.c) */
    uint32_t stamp;           /* of the unit's words */
    uint64_t place;           /* of the unit: where these words are, too; from 1 */
    uint64_t serial;          /* of the document's kinds */
    uint32_t generation;      /* of the vocabulary */
    uint8_t valid, has_lemmas;
    lun_document *document;
    uint32_t first;          /* token of its first word, where it is one range; else LUN_POSITION_NONE */
    LUN_VEC(uint32_t) words; /* of the unit */
    lun_stamps folds, lemmas;
} lun_presence;

struct lun_matcher {
    lun_vocab *vocab;
    uint32_t generation; /* of the vocabulary when the memos were last forgotten */

    /* the search at hand */
    const lun_program *program;
    lun_annotations *set;
    const lun_document *document;
    lun_overlap overlap;
    uint32_t n;                /* tokens of the unit */
    uint32_t base;             /* token of position 0, where the unit is one range */
    LUN_VEC(lun_range) pieces; /* tokens of the document */
    LUN_VEC(uint32_t) map;     /* units with holes: by position the token, then the piece, then the kind */
    const uint32_t *kinds;     /* by position */
    const lun_kind *facts;     /* by kind */
    lun_range sentence;        /* the one looked at last */
    uint8_t is_sentence;       /* the unit is a sentence and nothing else */
    uint32_t search;           /* its number, below 2^30 */
    uint32_t document_search;  /* a number of the same kind for the document that it is in */
    uint64_t serial;           /* of that document's kinds */
    uint32_t next;             /* start to be tried next */
    uint32_t starts_before;    /* from here on no match can start */
    uint32_t anchor;  /* the first place that the program's anchor can be at, from where it was last looked for */
    uint8_t searched; /* overlap longest: the matches are chosen */
    uint32_t next_stored;
    /* of the program: numbers in all_memos of its start filters, then of its keys; in finds of its lexicons; in hot */
    const uint32_t *memos;
    struct lun_automaton *automaton; /* of the program, NULL where there is none */
    uint64_t patience;               /* steps after which failures begin to be remembered */
    uint64_t attention;              /* steps after which there is anything to do besides matching */

    /* bits by position: failures, lookarounds (known, true), covers */
    uint64_t *bits;
    uint64_t *touched;   /* a bit for each word of bits: it is listed in dirty */
    size_t bit_capacity; /* 64-bit words of bits */
    uint32_t rows;       /* bits a position */
    LUN_VEC(size_t) dirty;
    LUN_VEC(uint8_t) covered; /* by cover: 1 once its row was filled */
    LUN_VEC(uint32_t) counts;

    LUN_VEC(lun_choice) choices;
    LUN_VEC(uint64_t) trail; /* failures noted on the way to where the search is: position << 32 | row */
    LUN_VEC(lun_event) log;
    LUN_VEC(lun_hit) hits;
    LUN_VEC(lun_end) ends;
    LUN_VEC(lun_range) edge_ends; /* by edge: its run in ends; start > stop: not made yet */
    LUN_VEC(lun_range) edge_next; /* by edge: from token `start` on the first is at `stop`; start > stop: not known */
    LUN_VEC(lun_capture) captures;
    LUN_VEC(lun_stored) stored;
    LUN_VEC(uint32_t) order;

    /* memos */
    lun_intern *keys;              /* content of a test to the number of its memo */
    LUN_VEC(uint32_t) key_numbers; /* by number of the key */
    LUN_VEC(lun_memo) all_memos;
    LUN_VEC(lun_finds) finds;
    LUN_VEC(lun_placed) placed; /* by number of the memo */
    LUN_VEC(lun_hot) hot;
    uint32_t hot_after; /* searches after which an automaton is worth being made */
    size_t memo_bytes;
    lun_intern *programs; /* ticket to where its memos are listed */
    LUN_VEC(uint32_t) memo_lists;
    LUN_VEC(uint32_t) memo_first; /* by program */
    LUN_VEC(uint32_t) by_ticket;  /* of the first programs of the vocabulary: where listed, + 1 */
    uint32_t forgets;             /* how often the numbers of memos and finds were given anew */

    lun_presence presence;

    lun_trace *trace;
    void *trace_context;
    uint32_t depth; /* of lookarounds */
    uint8_t memory; /* lun_memory */
    uint64_t steps, regex_tests, starts;
    uint64_t *visits; /* by instruction of the program: how often it was entered; NULL = nobody counts */
    lun_error error;  /* why a search stopped */
};

/* When failures are remembered. Tests choose another than the first, to show what it is worth and to try all of it. */
typedef enum lun_memory { LUN_MEMORY_LATE, LUN_MEMORY_NONE, LUN_MEMORY_AT_ONCE } lun_memory;
void lun_matcher__set_memory(lun_matcher *matcher, lun_memory memory);

static inline uint32_t lun_matcher__token(const lun_matcher *m, uint32_t position)
{
    return m->pieces.n <= 1 ? m->base + position : m->map.items[position];
}

/* The boundary in the document that a position is: after the last token at the end. */
uint32_t lun_matcher__boundary(const lun_matcher *m, uint32_t position);

static inline int lun_matcher__get(const lun_matcher *m, uint32_t position, uint32_t row)
{
    size_t bit = (size_t)position * m->rows + row;
    return (int)(m->bits[bit / 64] >> (bit % 64) & 1);
}

int lun_matcher__set(lun_matcher *m, uint32_t position, uint32_t row); /* 1 if it was set before, 0, or LUN_ENOMEM */
int lun_matcher__no_memory(lun_matcher *m);                            /* fills m->error */

/* machine.c: 1 and *stop, 0, or negative with m->error filled. The log then holds what captures need. */
int lun_matcher__run(lun_matcher *m, uint32_t entry, uint32_t position, uint32_t *stop);

/* Does an instruction that takes nothing (INNER to SCOPE_STOP, LOOK) hold at a position? 1, 0 or negative. */
int lun_matcher__holds(lun_matcher *m, const lun_instruction *instruction, uint32_t position);

/* edges.c: fills m->hits with what can be taken at a position, preferred first. Negative: m->error. */
int lun_matcher__edges(lun_matcher *m, const lun_instruction *instruction, uint32_t position);
/* 1 if the token at a position lies inside an annotation of the edge, or a phrase of the lexicon. */
int lun_matcher__covered(lun_matcher *m, const lun_test *test, uint32_t position);
/* The first token from this one on at which an annotation of these layers starts, in the unit or behind it; n_tokens if none does. */
uint32_t lun_matcher__next_edge(lun_matcher *m, uint32_t edge, uint32_t token);
int lun_matcher__edge_starts(lun_matcher *m, uint32_t edge, uint32_t position); /* does one at a position? */

/* memos.c */
/* Finds where the program's memos are listed, valid until the next call; 0 or LUN_ENOMEM. */
int lun_matcher__bind(lun_matcher *m, const lun_program *program, const uint32_t **memos);
/* Forgets what is no longer true of words, or takes too much room. Before lun_matcher__starts_phrase outside of any search. */
void lun_matcher__keep_up(lun_matcher *m);
void lun_matcher__forget(lun_matcher *m);                                           /* all memos and finds */
int lun_matcher__remember(lun_matcher *m, uint32_t memo, uint32_t word, int value); /* value, or negative */
int lun_matcher__learn_start(lun_matcher *m, uint32_t finds,
                             uint32_t word); /* lun_matcher__starts_phrase, the first time */
/* What is known of a test at the tokens of the document, by the number of its memo; NULL: m->error. */
uint32_t *lun_matcher__placed(lun_matcher *m, uint32_t memo);
int lun_matcher__find_phrases(lun_matcher *m, uint32_t finds, uint32_t token, const lun_lexicon_hit **hits);

static inline uint32_t *lun_memo_place(const lun_memo *memo, uint32_t word)
{
    uint32_t at = word * 0x9E3779B9u >> 26; /* the upper six bits */
    while (memo->few[at] && memo->few[at] >> 2 != word)
        at = (at + 1) % LUN_FEW;
    return &memo->few[at];
}

static inline int lun_memo_recall_few(const lun_memo *memo, uint32_t word)
{
    return (int)(*lun_memo_place(memo, word) & 3) - 1;
}

/* What is known: 0, 1 or LUN_UNKNOWN as it was remembered, -1 where nothing was. */
static inline int lun_memo_recall(const lun_memo *memo, uint32_t word)
{
    size_t at = word / 32;
    if (at < memo->capacity)
        return (int)(memo->bits[at] >> (word % 32 * 2) & 3) - 1;
    return memo->few ? lun_memo_recall_few(memo, word) : -1;
}

/* What is known of the words of a lexicon of this number in m->finds: for loops over words. It stays where it is while words are asked. */
static inline const lun_memo *lun_matcher__starting(const lun_matcher *m, uint32_t finds)
{
    return &m->all_memos.items[m->finds.items[finds].memo];
}

/* 0 if no phrase of the lexicon starts with the word, else 1. */
static inline int lun_matcher__is_starting(lun_matcher *m, const lun_memo *memo, uint32_t finds, uint32_t word)
{
    int known = lun_memo_recall(memo, word);
    return known < 0 ? lun_matcher__learn_start(m, finds, word) : known;
}

static inline int lun_matcher__starts_phrase(lun_matcher *m, uint32_t finds, uint32_t word)
{
    return lun_matcher__is_starting(m, lun_matcher__starting(m, finds), finds, word);
}

/* Phrases that start at a token of the document, one a stop, longest first; how many, or negative. */
static inline int lun_matcher__found(lun_matcher *m, uint32_t number, uint32_t token, const lun_lexicon_hit **hits)
{
    const lun_finds *finds = &m->finds.items[number];
    if (finds->serial != m->document->kinds_serial || finds->at.items[token].turn != finds->turn)
        return lun_matcher__find_phrases(m, number, token, hits);
    *hits = finds->hits.n ? finds->hits.items + finds->at.items[token].first : NULL;
    return finds->at.items[token].n;
}

/* 0 if no phrase of the lexicon starts at a token of a document whose kinds are known, outside of any search; else, and where memory is gone, 1. */
static inline int lun_matcher__phrase_at(lun_matcher *m, const lun_document *document, uint32_t finds, uint32_t token)
{
    const lun_lexicon_hit *hits;
    m->document = document;
    return lun_matcher__found(m, finds, token, &hits) != 0;
}

/* The number in m->finds of a lexicon of the program. */
static inline uint32_t lun_matcher__finds(const lun_matcher *m, uint32_t lexicon)
{
    return m->memos[m->program->starts.n + m->program->keys.n + lexicon];
}

/* The program as an automaton, NULL where it is none, or has not run often enough yet. */
struct lun_automaton *lun_matcher__automaton(lun_matcher *m);

/* tests.c */
int lun_matcher__ask(lun_matcher *m, uint32_t test, uint32_t position); /* 1, 0 or negative */
int lun_matcher__find_start(lun_matcher *m, uint32_t number, uint32_t position);

/* For how long what is found out of a test at a place holds: for the document where phrases decide and a sentence is searched, else for the search. */
static inline uint32_t lun_matcher__holds_for(const lun_matcher *m, const lun_test *test)
{
    return m->is_sentence && test->placed == LUN_PLACED_BY_PHRASES ? m->document_search : m->search;
}

/* What was remembered of a test that looks at places: 1, 0, or -1 where nothing was. */
static inline int lun_matcher__recall_place(const lun_matcher *m, const lun_test *test, uint32_t memo,
                                            uint32_t position)
{
    uint32_t token = lun_matcher__token(m, position);
    if (memo >= m->placed.n || token >= m->placed.items[memo].capacity)
        return -1;
    uint32_t known = m->placed.items[memo].items[token];
    return known >> 2 == lun_matcher__holds_for(m, test) ? (int)(known & 3) - 1 : -1;
}

/* 0 if none of the words in front of a choice is this one, as a bit tells. */
static inline int lun_test_has_word(const lun_test *test, uint32_t fold)
{
    return test->words >> fold % 64 & 1;
}

/* 0 if a kind shows at once that it does not meet what the hints are of. */
static inline int lun_hints_allow(const lun_hints *hints, const lun_kind *kind)
{
    return (hints->tags >> kind->upos % LUN_HINT_TAGS & 1) && (hints->words & kind->bits) &&
           (hints->classes & (kind->class | LUN_HINT_ANY_CLASS));
}

/* 1, 0 or negative. What is known already is known without a call. */
static inline int lun_matcher__test(lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_test *test = &m->program->tests.items[number];
    if (test->kind == LUN_TEST_POS)
        return m->facts[m->kinds[position]].upos == test->x;
    if (test->kind == LUN_TEST_CLASS)
        return (m->facts[m->kinds[position]].class & test->x) != 0;
    if (test->n && test->memo != LUN_MEMO_NONE) {
        uint32_t memo = m->memos[m->program->starts.n + test->memo];
        int known = lun_memo_recall(&m->all_memos.items[memo], m->kinds[position]);
        if (known == LUN_UNKNOWN)
            known = lun_matcher__recall_place(m, test, memo, position);
        if (known >= 0)
            return known;
    }
    return lun_matcher__ask(m, number, position);
}

/* Does a kind show at once that it meets a start filter? */
static inline int lun_start_takes(const lun_start *start, const lun_kind *kind)
{
    if (kind->class & start->classes || (kind->upos != LUN_KIND_UNTAGGED && start->tags >> kind->upos & 1))
        return 1;
    if (!(start->bits >> kind->fold % 64 & 1))
        return 0;
    for (uint32_t i = 0; i < start->n_words; i++) {
        if (start->words[i] == kind->fold)
            return 1;
    }
    return 0;
}

/* What is known of a start filter at a token: 0, 1, LUN_UNKNOWN where its place decides, -1 where nothing was remembered. */
static inline int lun_matcher__recall_start(const lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_start *start = &m->program->starts.items[number];
    if (!start->has_memo)
        return lun_start_takes(start, &m->facts[m->kinds[position]]);
    return lun_memo_recall(&m->all_memos.items[m->memos[number]], m->kinds[position]);
}

/* 0 if the token at a position cannot be the first from where start filter `number` stands; 1, or negative: m->error. */
static inline int lun_matcher__may_start(lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_start *start = &m->program->starts.items[number];
    if (!start->any && position < m->n) {
        int known = lun_matcher__recall_start(m, number, position);
        if (known == 1 || (known == 0 && start->n_edges == 0))
            return known;
    }
    return lun_matcher__find_start(m, number, position);
}

/* The same for a guard, which is asked often: where a test wants to see the token's place, it may. */
static inline int lun_matcher__may_pass(lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_start *start = &m->program->starts.items[number];
    if (!start->any && position < m->n) {
        int known = lun_matcher__recall_start(m, number, position);
        if (known > 0 || (known == 0 && start->n_edges == 0))
            return known > 0;
    }
    return lun_matcher__find_start(m, number, position);
}

#endif
