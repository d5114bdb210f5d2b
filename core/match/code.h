/*
** code.h - the inside of a program: instructions, token tests, edges. Written by compile*.c, read by the matcher and
** the printer.
**
** The machine is in a state (instruction, boundary). Invariants:
**  1. an instruction that is not a jump, a split or an end goes on with the next one;
**  2. no way leads from a state back to itself: the body of a loop takes at least one token;
**  3. `memo` numbers the instructions where ways meet; every way that meets another enters such an instruction first,
**     so remembering failures there alone keeps each state from being searched twice. Inside lookarounds, where only
**     yes or no is asked, success is remembered too, in the row that follows;
**  4. what follows from a state depends on the pair alone.
*/
#ifndef LUN_MATCH_CODE_H
#define LUN_MATCH_CODE_H

#include "match/program.h"
#include "match/regex.h"

typedef enum lun_op {
    LUN_OP_MATCH, /* the end */
    LUN_OP_FAIL,  /* no way on: a layer that nobody declares */
    LUN_OP_JUMP,  /* x: instruction */
    LUN_OP_SPLIT, /* x is preferred to y: instructions; guard: where it fails, neither can go on */
    LUN_OP_WORD,  /* x: folded word */
    LUN_OP_TEST,  /* x: token test */
    LUN_OP_ANY,
    LUN_OP_LAYER,   /* x: edge */
    LUN_OP_LEXICON, /* x: lexicon */
    LUN_OP_INNER,   /* the tokens on both sides lie in one sentence: a gap may go on */
    LUN_OP_SENTENCE_START,
    LUN_OP_SENTENCE_STOP,
    LUN_OP_SCOPE_START,
    LUN_OP_SCOPE_STOP,
    LUN_OP_LOOK, /* x: lookaround; y: 1 where it must not be there */
    LUN_OP_OPEN, /* x: capture */
    LUN_OP_CLOSE /* x: capture */
} lun_op;

#define LUN_MEMO_NONE UINT32_MAX
#define LUN_START_NONE UINT32_MAX
#define LUN_TEST_NONE UINT32_MAX

typedef struct lun_instruction {
    uint8_t op;     /* lun_op */
    uint8_t back;   /* takes what lies before the boundary: the inside of a lookbehind */
    uint8_t logged; /* LAYER, LEXICON inside a capture: what was taken is kept */
    uint32_t x, y;
    uint32_t memo;      /* its row among the failures, LUN_MEMO_NONE where no ways meet */
    uint32_t guard;     /* SPLIT: start filter, LUN_START_NONE where there is none */
    uint32_t at, width; /* of its element in the source */
} lun_instruction;

typedef enum lun_test_kind {
    LUN_TEST_AND,
    LUN_TEST_OR,
    LUN_TEST_NOT,
    LUN_TEST_WORD,    /* x: folded word */
    LUN_TEST_EXACT,   /* x: word */
    LUN_TEST_LEMMA,   /* x: folded word */
    LUN_TEST_REGEX,   /* x: regex; memo, by word */
    LUN_TEST_CLASS,   /* x: LUN_CLASS bits */
    LUN_TEST_POS,     /* x: lun_upos */
    LUN_TEST_LAYER,   /* x: edge; memo: row of tokens covered */
    LUN_TEST_LEXICON, /* x: lexicon */
    LUN_TEST_ANY,
    LUN_TEST_NEVER
} lun_test_kind;

/* Does a test look at where the token is? */
typedef enum lun_placing {
    LUN_PLACED_NOT,
    LUN_PLACED_BY_PHRASES, /* at phrases of lexicons, which are the same as long as the document is */
    LUN_PLACED_BY_ROWS     /* at rows of layers, perhaps at phrases, too */
} lun_placing;

/* What a kind must show at once to meet a test, each of these; see hints.c. */
typedef struct lun_hints {
    uint64_t words;   /* a bit for each folded word or lemma (lun_kind.bits) */
    uint32_t tags;    /* a bit a lun_upos, the last for what is not tagged */
    uint16_t classes; /* LUN_CLASS bits, of which it has one; the last: whatever it has */
} lun_hints;

#define LUN_HINT_ANY_CLASS 0x8000
#define LUN_HINT_TAGS 32

typedef struct lun_test {
    uint8_t kind;     /* lun_test_kind */
    uint8_t placed;   /* lun_placing */
    uint8_t plain;    /* a word and its tag show it at once: WORD, CLASS, POS, and NOT of these */
    uint32_t n_words; /* OR: children in front that are words or spellings */
    uint64_t words;   /* OR: a bit each of these has, by the last six bits of its folded word */
    uint32_t x;
    uint32_t memo;     /* REGEX, and AND OR NOT where a token is asked: number of its key in lun_program.keys, else
                      LUN_MEMO_NONE; LAYER: number of its cover */
    uint32_t first, n; /* children: a run in lun_program.children */
    lun_hints hints;
} lun_test;

typedef struct lun_edge_member {
    uint16_t layer;
    const lun_condition *condition; /* of a union's member; NULL = all rows; borrowed from the schema */
} lun_edge_member;

typedef struct lun_edge {     /* annotations that can be taken, or that tokens can lie in */
    uint16_t layer;           /* as written */
    lun_edge_member *members; /* the layer itself, or the members of the union, by number of the layer */
    uint32_t n_members;
    lun_condition *condition; /* as written; owned by the program */
} lun_edge;

typedef struct lun_look {
    uint32_t entry; /* instruction */
    uint32_t start; /* start filter; of a lookbehind it is met by the token before */
    uint8_t back;
} lun_look;

/* One thing that must be somewhere in the unit. */
typedef enum lun_need_kind {
    LUN_NEED_WORD,   /* x: folded word */
    LUN_NEED_LEMMA,  /* x: folded word */
    LUN_NEED_LAYER,  /* x: layer, not a union */
    LUN_NEED_LEXICON /* x: lexicon of the program: a word that starts one of its phrases */
} lun_need_kind;

typedef struct lun_need {
    uint8_t kind;
    uint32_t x;
} lun_need;

typedef struct lun_needs { /* one of these must be there; n = 0: nothing ever matches */
    const lun_need *items;
    uint32_t n;
} lun_needs;

/* What a program requires of rows. */
typedef enum lun_rows {
    LUN_ROWS_NONE,     /* nothing */
    LUN_ROWS_ALONE,    /* some of its requirements are of rows alone, the others of words alone */
    LUN_ROWS_AND_WORDS /* one is met by a row or by a word */
} lun_rows;

typedef struct lun_start { /* what the first token taken must meet, one of; see starts.c */
    uint8_t any;           /* no filter */
    uint8_t has_memo;      /* what a kind says is remembered; else what it shows at once decides */
    uint16_t classes;      /* LUN_CLASS bits */
    uint32_t tags;         /* a bit a lun_upos */
    uint64_t bits;         /* a bit each word has, by its last six bits */
    uint32_t *words, *tests, *edges, *lexicons;
    uint32_t n_words, n_tests, n_edges, n_lexicons;
    lun_hints hints; /* of all but the edges */
} lun_start;

/* What every match comes to: a token so many behind its first (0 = the first) meets a start filter; see anchors.c. */
typedef struct lun_anchor {
    uint32_t start;       /* LUN_START_NONE where nothing is known */
    uint32_t least, most; /* most UINT32_MAX: anywhere */
    uint8_t is_rarer;     /* than what can be first, by a rough estimate */
} lun_anchor;

/* Where in a unit a match can start; see anchors.c. */
typedef struct lun_bounds {
    uint32_t least;   /* tokens of the shortest match */
    uint32_t most;    /* where every match stops with the unit: tokens of the longest; else UINT32_MAX */
    uint8_t at_start; /* nowhere but where the unit starts */
} lun_bounds;

struct lun_program {
    lun_arena *arena;       /* names, keys, edges */
    lun_arena *scratch;     /* while it is compiled: what is packed at the end, and goes then; NULL afterwards */
    const lun_vocab *vocab; /* that its words are of */
    LUN_VEC(lun_instruction) code;
    LUN_VEC(lun_test) tests;
    LUN_VEC(uint32_t) children;
    LUN_VEC(lun_edge) edges;
    LUN_VEC(const lun_lexicon *) lexicons;
    LUN_VEC(lun_regex *) regexes;
    LUN_VEC(const char *) regex_texts;
    LUN_VEC(const char *) keys; /* of tests with a memo, by content: the same in every program */
    LUN_VEC(lun_look) looks;
    LUN_VEC(lun_capture_info) captures;
    LUN_VEC(uint16_t) layers;  /* read: sorted, without doubles */
    LUN_VEC(lun_needs) needs;  /* all of these */
    LUN_VEC(lun_start) starts; /* 0: of the pattern; then of lookarounds, of choices of many ways, of the anchor */
    lun_anchor anchor;
    lun_bounds bounds;
    uint32_t n_memos, n_covers;
    uint8_t needs_tags, empty, tokens_only; /* the last: it can be an automaton */
    uint8_t rows;                           /* lun_rows */
    uint64_t ticket;                        /* of the vocabulary: no other program over it has the same */
    uint8_t packed;                         /* its arrays lie in one block with it */
};

/* Of a list of requirements, of all those of a program: planner.c. */
int lun_needs__words_alone(const lun_needs *needs);
lun_rows lun_program__rows(const lun_program *program);

#endif
