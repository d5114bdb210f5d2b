/*
** starts.c - what the first token taken from an instruction on must meet, read off the program: so the matcher passes
** over tokens where no match starts, over lookarounds, and over choices (several optional parts in a row are choices, too)
** of which the next token rules out all ways.
**
** A superset: lookarounds and boundaries before the first element are taken to hold. Where nothing need be taken, there
** is no filter.
**
** Of a choice of many ways each split leads to all the ways that are left: what a split leads to is found from the last one to the
** first, each on top of those behind it (find_all). No way leads back to a split without a token, so the order is that of a walk of its own.
*/
#include <string.h>

#include "base/hash.h"
#include "match/compiler.h"

#define WAYS 3       /* a guard of so many ways costs less than trying each */
#define PLAIN_MOST 8 /* alternatives of a test that are asked for one by one: a longer one is remembered by itself */
#define WORDS_ASKED \
    16             /* so many words are compared one by one, where a bit does not tell: a memo would not be quicker */
#define SETS 16    /* of 64 bits each, by which it is seen that a word is new */
#define CHAINS 256 /* of filters that may be equal */

typedef enum empty_end { EMPTY_IS_NO_MATCH, EMPTY_IS_A_MATCH } empty_end;

typedef LUN_VEC(uint32_t) numbers;

typedef struct reached { /* by a split: */
    uint32_t first, n;   /* ways, in walk.all */
    uint8_t known, any;
} reached;

typedef LUN_VEC(uint64_t) numbers64;

typedef struct asked { /* what the ways of a filter ask for */
    uint64_t hash;
    uint32_t first, n; /* in walk.all_questions */
    uint32_t start;    /* the filter */
    uint32_t before;   /* of the same chain, from 1 */
} asked;

typedef struct walk { /* one after the other through the program */
    lun_compiler *c;
    empty_end end;          /* what it means to come to the end without a token */
    uint8_t back;           /* from right to left, through a lookbehind */
    uint8_t any;            /* nothing need be taken, or anything may be: what else there is does not matter */
    numbers ways;           /* instructions that take the first token: several may ask for the same */
    uint32_t turn, *seen;   /* by instruction: the last walk that came by */
    LUN_VEC(uint32_t) open; /* instructions still to be looked at */
    reached *splits; /* by instruction: what was found already, for walks forwards to which an empty end is a match */
    numbers all;
    uint8_t *plain;          /* by test */
    uint32_t chains[CHAINS]; /* the last filter whose hash is this one, from 1; 0: none */
    LUN_VEC(struct chained {
        uint64_t hash;
        uint32_t before;
    })
    kept;                               /* by filter */
    numbers64 questions, all_questions; /* of the filter at hand, of all */
    LUN_VEC(asked) asked;
    uint32_t asked_chains[CHAINS];
    uint64_t bits, sets[SETS]; /* of the words */
    uint32_t tags;
    uint16_t classes;
    numbers words, tests, edges, lexicons;
} walk;

static int note(lun_compiler *c, int pushed)
{
    return pushed < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

/* Ways that begin alike ask for one thing. */
static int add_once(walk *w, numbers *to, uint32_t number)
{
    for (size_t i = 0; i < to->n; i++) {
        if (to->items[i] == number)
            return LUN_OK;
    }
    return note(w->c, lun_vec_push(to, number));
}

static int add_word(walk *w, uint32_t word)
{
    uint64_t bit = (uint64_t)1 << (word % 64), *set = &w->sets[word / 64 % SETS];
    if (*set & bit)
        return add_once(w, &w->words, word);
    *set |= bit;
    w->bits |= bit;
    return note(w->c, lun_vec_push(&w->words, word));
}

/* Does a test ask only for what a word and its tag show at once, and little of that? Its children stand before it. */
static uint8_t is_plain(const walk *w, const lun_test *test)
{
    if (test->kind != LUN_TEST_OR)
        return test->kind == LUN_TEST_WORD || test->kind == LUN_TEST_CLASS || test->kind == LUN_TEST_POS;
    uint8_t plain = test->n <= PLAIN_MOST;
    for (uint32_t i = 0; i < test->n && plain; i++)
        plain = w->plain[w->c->program->children.items[test->first + i]];
    return plain;
}

static int add_plain(walk *w, const lun_test *test)
{
    const lun_program *program = w->c->program;
    int rc = LUN_OK;
    if (test->kind == LUN_TEST_WORD)
        rc = add_word(w, test->x);
    else if (test->kind == LUN_TEST_CLASS)
        w->classes |= (uint16_t)test->x;
    else if (test->kind == LUN_TEST_POS)
        w->tags |= (uint32_t)1 << test->x;
    for (uint32_t i = 0; i < test->n && rc == LUN_OK; i++)
        rc = add_plain(w, &program->tests.items[program->children.items[test->first + i]]);
    return rc;
}

/* Copies of a test, which an inlined definition brings along, have one key. */
static int add_test(walk *w, uint32_t number)
{
    const lun_test *tests = w->c->program->tests.items, *test = &tests[number];
    if (w->plain[number])
        return add_plain(w, test);
    for (size_t i = 0; i < w->tests.n && test->memo != LUN_MEMO_NONE; i++) {
        const lun_test *other = &tests[w->tests.items[i]];
        if (other->kind == test->kind && other->memo == test->memo)
            return LUN_OK;
    }
    return add_once(w, &w->tests, number);
}

static int asks_for_phrase(const lun_program *program, const lun_test *test)
{
    for (uint32_t i = 0; test->kind == LUN_TEST_AND && i < test->n; i++) {
        if (program->tests.items[program->children.items[test->first + i]].kind == LUN_TEST_LEXICON)
            return 1;
    }
    return 0;
}

uint32_t lun_compiler__looked_for(const lun_program *program, const lun_instruction *instruction)
{
    if (instruction->op != LUN_OP_LOOK || instruction->y)
        return LUN_TEST_NONE;
    const lun_instruction *inside = &program->code.items[program->looks.items[instruction->x].entry];
    if (inside->op != LUN_OP_TEST || inside->back || inside[1].op != LUN_OP_MATCH ||
        !asks_for_phrase(program, &program->tests.items[inside->x]))
        return LUN_TEST_NONE;
    return inside->x;
}

/* Is the token that the filter is asked about the one that an instruction takes? Of annotations and phrases only the first is known. */
static int takes_first(const walk *w, const lun_instruction *instruction)
{
    return instruction->back == w->back && (!w->back || instruction->op <= LUN_OP_ANY);
}

/* Goes on with what a split is known to lead to. */
static int add_reached(walk *w, const reached *from)
{
    int rc = lun_vec_reserve(&w->ways, w->ways.n + from->n);
    w->any |= from->any;
    for (uint32_t i = 0; i < from->n && rc == 0; i++) {
        uint32_t way = w->all.items[from->first + i];
        if (w->seen[way] == w->turn)
            continue;
        w->seen[way] = w->turn;
        w->ways.items[w->ways.n++] = way;
    }
    return note(w->c, rc);
}

static int visit(walk *w, uint32_t at)
{
    const lun_instruction *instruction = &w->c->program->code.items[at];
    if (!w->back && lun_compiler__looked_for(w->c->program, instruction) != LUN_TEST_NONE)
        return note(w->c, lun_vec_push(&w->ways, at));
    switch ((lun_op)instruction->op) {
    case LUN_OP_MATCH:
        w->any |= w->end == EMPTY_IS_A_MATCH;
        return LUN_OK;
    case LUN_OP_FAIL:
        return LUN_OK;
    case LUN_OP_WORD:
    case LUN_OP_TEST:
    case LUN_OP_LAYER:
    case LUN_OP_LEXICON:
        if (takes_first(w, instruction))
            return note(w->c, lun_vec_push(&w->ways, at));
        w->any = 1;
        return LUN_OK;
    case LUN_OP_ANY:
        w->any = 1;
        return LUN_OK;
    case LUN_OP_SPLIT:
        if (w->splits[at].known && !w->back && w->end == EMPTY_IS_A_MATCH)
            return add_reached(w, &w->splits[at]);
        return note(w->c, lun_vec_push(&w->open, instruction->y) < 0 ? -1 : lun_vec_push(&w->open, instruction->x));
    case LUN_OP_JUMP:
        return note(w->c, lun_vec_push(&w->open, instruction->x));
    case LUN_OP_INNER:
    case LUN_OP_SENTENCE_START:
    case LUN_OP_SENTENCE_STOP:
    case LUN_OP_SCOPE_START:
    case LUN_OP_SCOPE_STOP:
    case LUN_OP_LOOK:
    case LUN_OP_OPEN:
    case LUN_OP_CLOSE:
        return note(w->c, lun_vec_push(&w->open, at + 1));
    }
    return LUN_OK;
}

/* What one way asks of the first token. */
static int take_way(walk *w, uint32_t at)
{
    const lun_instruction *instruction = &w->c->program->code.items[at];
    switch ((lun_op)instruction->op) {
    case LUN_OP_WORD:
        return add_word(w, instruction->x);
    case LUN_OP_TEST:
        return add_test(w, instruction->x);
    case LUN_OP_LAYER:
        return add_once(w, &w->edges, instruction->x);
    case LUN_OP_LEXICON:
        return add_once(w, &w->lexicons, instruction->x);
    default:
        return add_test(w, lun_compiler__looked_for(w->c->program, instruction));
    }
}

static int walk_all(walk *w, uint32_t entry)
{
    int rc = note(w->c, lun_vec_push(&w->open, entry));
    while (rc == LUN_OK && w->open.n > 0 && !w->any) {
        uint32_t at = w->open.items[--w->open.n];
        if (w->seen[at] == w->turn)
            continue;
        w->seen[at] = w->turn;
        rc = visit(w, at);
    }
    return rc;
}

/* All numbers of a filter lie in one piece of memory. */
static uint32_t *keep(uint32_t **to, uint32_t *n, uint32_t *memory, const numbers *from)
{
    *to = memory;
    *n = (uint32_t)from->n;
    for (size_t i = 0; i < from->n; i++)
        memory[i] = from->items[i];
    return memory + from->n;
}

static int same_items(const uint32_t *a, uint32_t n_a, const uint32_t *b, size_t n_b)
{
    return n_a == n_b && (n_a == 0 || memcmp(a, b, n_a * sizeof *a) == 0);
}

static int is_equal(const lun_start *start, const walk *w)
{
    return start->any == w->any && start->bits == w->bits && start->tags == w->tags && start->classes == w->classes &&
           same_items(start->words, start->n_words, w->words.items, w->words.n) &&
           same_items(start->tests, start->n_tests, w->tests.items, w->tests.n) &&
           same_items(start->edges, start->n_edges, w->edges.items, w->edges.n) &&
           same_items(start->lexicons, start->n_lexicons, w->lexicons.items, w->lexicons.n);
}

/* Copies of a choice in an unrolled repetition have one filter. */
static uint32_t find_equal(const walk *w, uint64_t hash)
{
    for (uint32_t i = w->chains[hash % CHAINS]; i; i = w->kept.items[i - 1].before) {
        if (w->kept.items[i - 1].hash == hash && is_equal(&w->c->program->starts.items[i - 1], w))
            return i - 1;
    }
    return LUN_START_NONE;
}

static uint64_t hash_of(const walk *w)
{
    const uint64_t parts[] = { w->bits,
                               w->tags,
                               w->classes,
                               w->any,
                               w->words.n,
                               w->tests.n,
                               w->edges.n,
                               w->lexicons.n,
                               w->words.n ? w->words.items[w->words.n - 1] : 0,
                               w->tests.n ? w->tests.items[w->tests.n - 1] : 0 };
    return lun_hash64(parts, sizeof parts);
}

static int add_start(walk *w, lun_start start, uint64_t hash)
{
    struct chained one = { hash, w->chains[hash % CHAINS] };
    if (lun_vec_push(&w->kept, one) < 0 || lun_vec_push(&w->c->program->starts, start) < 0)
        return lun_complain_memory(w->c->err);
    w->chains[hash % CHAINS] = (uint32_t)w->kept.n;
    return LUN_OK;
}

static int keep_all(walk *w, uint32_t *out)
{
    lun_start start = { 0 };
    uint64_t hash = hash_of(w);
    start.any = w->any;
    start.classes = w->classes;
    start.tags = w->tags;
    start.bits = w->bits;
    start.has_memo = w->tests.n > 0 || w->lexicons.n > 0 || w->words.n > WORDS_ASKED;
    *out = find_equal(w, hash);
    if (*out != LUN_START_NONE)
        return LUN_OK;
    uint32_t *memory = lun_arena_alloc(w->c->program->scratch,
                                       (w->words.n + w->tests.n + w->edges.n + w->lexicons.n + 1) * sizeof *memory);
    if (!memory)
        return lun_complain_memory(w->c->err);
    memory = keep(&start.words, &start.n_words, memory, &w->words);
    memory = keep(&start.tests, &start.n_tests, memory, &w->tests);
    memory = keep(&start.edges, &start.n_edges, memory, &w->edges);
    keep(&start.lexicons, &start.n_lexicons, memory, &w->lexicons);
    *out = (uint32_t)w->c->program->starts.n;
    return add_start(w, start, hash);
}

static int open_walk(walk *w, lun_compiler *c)
{
    size_t n = c->program->code.n + 1, n_tests = c->program->tests.n;
    memset(w, 0, sizeof *w);
    w->c = c;
    w->seen = lun_calloc(n, sizeof *w->seen);
    w->splits = lun_calloc(n, sizeof *w->splits);
    w->plain = lun_calloc(n_tests + 1, 1);
    if (!w->seen || !w->splits || !w->plain)
        return lun_complain_memory(c->err);
    for (size_t i = 0; i < n_tests; i++)
        w->plain[i] = is_plain(w, &c->program->tests.items[i]);
    return LUN_OK;
}

static void close_walk(walk *w)
{
    lun_free(w->seen);
    lun_free(w->splits);
    lun_free(w->plain);
    lun_vec_clear(&w->all);
    lun_vec_clear(&w->kept);
    lun_vec_clear(&w->questions);
    lun_vec_clear(&w->all_questions);
    lun_vec_clear(&w->asked);
    lun_vec_clear(&w->open);
    lun_vec_clear(&w->ways);
    lun_vec_clear(&w->words);
    lun_vec_clear(&w->tests);
    lun_vec_clear(&w->edges);
    lun_vec_clear(&w->lexicons);
}

static void begin(walk *w, empty_end end)
{
    w->end = end;
    w->any = 0;
    w->open.n = w->ways.n = 0;
    w->turn++;
}

static int walk_from(walk *w, uint32_t entry, empty_end end)
{
    begin(w, end);
    return walk_all(w, entry);
}

/* Adds a way, once a walk. */
static int add_way(walk *w, uint32_t at)
{
    if (w->seen[at] == w->turn)
        return 1;
    w->seen[at] = w->turn;
    return lun_vec_push(&w->ways, at) < 0 ? lun_complain_memory(w->c->err) : 1;
}

/* What ways ask for, in their order: copies of a choice ask the same. */
static int take_questions(walk *w, const uint32_t *ways, size_t n)
{
    w->questions.n = 0;
    if (lun_vec_reserve(&w->questions, n + 1) < 0)
        return lun_complain_memory(w->c->err);
    for (size_t i = 0; i < n; i++) {
        const lun_instruction *way = &w->c->program->code.items[ways[i]];
        w->questions.items[w->questions.n++] = (uint64_t)way->op << 32 | way->x;
    }
    return LUN_OK;
}

/* The filter of ways that asked the same; NULL where there is none. */
static const asked *find_asked(const walk *w, uint64_t hash)
{
    for (uint32_t i = w->asked_chains[hash % CHAINS]; i; i = w->asked.items[i - 1].before) {
        const asked *one = &w->asked.items[i - 1];
        if (one->hash == hash && one->n == w->questions.n &&
            memcmp(&w->all_questions.items[one->first], w->questions.items, one->n * sizeof(uint64_t)) == 0)
            return one;
    }
    return NULL;
}

static int remember_asked(walk *w, uint64_t hash, uint32_t start)
{
    const numbers64 *from = &w->questions;
    asked one = { hash, (uint32_t)w->all_questions.n, (uint32_t)from->n, start, w->asked_chains[hash % CHAINS] };
    if (lun_vec_reserve(&w->all_questions, w->all_questions.n + from->n) < 0 || lun_vec_push(&w->asked, one) < 0)
        return lun_complain_memory(w->c->err);
    memcpy(w->all_questions.items + w->all_questions.n, from->items, from->n * sizeof *from->items);
    w->all_questions.n += from->n;
    w->asked_chains[hash % CHAINS] = (uint32_t)w->asked.n;
    return LUN_OK;
}

/* The filter of the ways at hand. */
static int new_filter(walk *w, const uint32_t *ways, size_t n, uint32_t *out)
{
    int rc = LUN_OK;
    w->tags = w->classes = 0;
    w->bits = 0;
    memset(w->sets, 0, sizeof w->sets);
    w->words.n = w->tests.n = w->edges.n = w->lexicons.n = 0;
    for (size_t i = 0; i < n && rc == LUN_OK; i++)
        rc = take_way(w, ways[i]);
    return rc == LUN_OK ? keep_all(w, out) : rc;
}

/* The same, or what copies of these ways have. */
static int filter_of(walk *w, const uint32_t *ways, size_t n, uint32_t *out)
{
    int rc = take_questions(w, ways, n);
    uint64_t hash = rc == LUN_OK ? lun_hash64(w->questions.items, n * sizeof *w->questions.items) : 0;
    const asked *known = rc == LUN_OK && n ? find_asked(w, hash) : NULL;
    if (known)
        *out = known->start;
    if (rc < 0 || known)
        return rc;
    rc = new_filter(w, ways, n, out);
    return rc == LUN_OK && n ? remember_asked(w, hash, *out) : rc;
}

/* The filter of what starts at an instruction. */
static int filter(walk *w, uint32_t entry, empty_end end, uint32_t *out)
{
    int rc = walk_from(w, entry, end);
    return rc == LUN_OK ? filter_of(w, w->ways.items, w->any ? 0 : w->ways.n, out) : rc;
}

/* One side of a split, forwards: visit() without the list of what is open, since one thing follows another. 0 where it comes to a split that is not known. */
static int follow(walk *w, uint32_t at)
{
    for (;; at++) {
        const lun_instruction *instruction = &w->c->program->code.items[at];
        switch ((lun_op)instruction->op) {
        case LUN_OP_FAIL:
            return 1;
        case LUN_OP_MATCH:
        case LUN_OP_ANY:
            w->any = 1;
            return 1;
        case LUN_OP_WORD:
        case LUN_OP_TEST:
        case LUN_OP_LAYER:
        case LUN_OP_LEXICON:
            w->any |= instruction->back;
            return w->any ? 1 : add_way(w, at);
        case LUN_OP_SPLIT:
            return !w->splits[at].known ? 0 : add_reached(w, &w->splits[at]) < 0 ? LUN_ENOMEM : 1;
        case LUN_OP_LOOK:
            if (lun_compiler__looked_for(w->c->program, instruction) != LUN_TEST_NONE)
                return add_way(w, at);
            break;
        case LUN_OP_JUMP:
            at = instruction->x - 1;
            break;
        case LUN_OP_INNER:
        case LUN_OP_SENTENCE_START:
        case LUN_OP_SENTENCE_STOP:
        case LUN_OP_SCOPE_START:
        case LUN_OP_SCOPE_STOP:
        case LUN_OP_OPEN:
        case LUN_OP_CLOSE:
            break;
        }
    }
}

/* What a split leads to, as a walk from it finds it. */
static int walk_split(walk *w, uint32_t at)
{
    const lun_instruction *split = &w->c->program->code.items[at];
    begin(w, EMPTY_IS_A_MATCH);
    int rc = follow(w, split->x);
    if (rc == 1 && !w->any)
        rc = follow(w, split->y);
    return rc == 0 ? walk_from(w, at, EMPTY_IS_A_MATCH) : rc < 0 ? rc : LUN_OK;
}

/* What every split leads to. */
static int find_all(walk *w)
{
    const lun_program *program = w->c->program;
    int rc = LUN_OK;
    for (uint32_t i = (uint32_t)program->code.n; i-- > 0 && rc == LUN_OK;) {
        if (program->code.items[i].op != LUN_OP_SPLIT || (rc = walk_split(w, i)) < 0)
            continue;
        reached found = { (uint32_t)w->all.n, w->any ? 0 : (uint32_t)w->ways.n, 1, w->any };
        if (lun_vec_reserve(&w->all, w->all.n + found.n) < 0)
            return lun_complain_memory(w->c->err);
        if (found.n)
            memcpy(w->all.items + w->all.n, w->ways.items, found.n * sizeof *w->ways.items);
        w->all.n += found.n;
        w->splits[i] = found;
    }
    return rc;
}

/* A guard is of use where it tells of several ways at once that none goes on. */
static int add_guards(walk *w)
{
    lun_program *program = w->c->program;
    int rc = find_all(w);
    w->any = 0;
    for (uint32_t i = 0; i < program->code.n && rc == LUN_OK; i++) {
        const reached *found = &w->splits[i];
        if (found->known && !found->any && found->n >= WAYS)
            rc = filter_of(w, &w->all.items[found->first], found->n, &program->code.items[i].guard);
    }
    return rc;
}

static int add_anchor(walk *w)
{
    lun_program *program = w->c->program;
    uint32_t entry, number;
    int rc = lun_compiler__anchor(w->c, &program->anchor, &entry);
    if (rc < 0 || entry == UINT32_MAX || (rc = filter(w, entry, EMPTY_IS_A_MATCH, &number)) < 0)
        return rc;
    program->anchor.start = program->starts.items[number].any ? LUN_START_NONE : number;
    program->anchor.is_rarer = lun_compiler__share(program, &program->starts.items[number]) <
                               lun_compiler__share(program, &program->starts.items[0]);
    return LUN_OK;
}

static int add_filters(walk *w)
{
    lun_program *program = w->c->program;
    uint32_t first;
    int rc = filter(w, 0, EMPTY_IS_NO_MATCH, &first);
    for (size_t i = 0; i < program->looks.n && rc == LUN_OK; i++) {
        lun_look *look = &program->looks.items[i];
        w->back = look->back;
        rc = filter(w, look->entry, EMPTY_IS_A_MATCH, &look->start);
    }
    w->back = 0;
    if (rc == LUN_OK)
        rc = add_guards(w);
    return rc == LUN_OK ? add_anchor(w) : rc;
}

int lun_compiler__starts(lun_compiler *c)
{
    walk w;
    int rc = open_walk(&w, c);
    if (rc == LUN_OK)
        rc = add_filters(&w);
    close_walk(&w);
    return rc;
}
