/*
** starts.c - what the first token of a match must meet, read off the program, so that the matcher can pass over
** tokens where no match starts.
**
** A superset: lookarounds and boundaries before the first element are taken to hold.
*/
#include "match/compiler.h"

typedef struct walk {
    lun_compiler *c;
    uint8_t *seen;
    LUN_VEC(uint32_t) open; /* instructions still to be looked at */
    LUN_VEC(uint32_t) words, tests, edges, lexicons;
} walk;

static int note(lun_compiler *c, int pushed)
{
    return pushed < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

static int visit(walk *w, uint32_t at)
{
    const lun_instruction *instruction = &w->c->program->code.items[at];
    switch ((lun_op)instruction->op) {
    case LUN_OP_MATCH:
    case LUN_OP_FAIL:
        return LUN_OK; /* what is empty is not reported */
    case LUN_OP_WORD:
        return note(w->c, lun_vec_push(&w->words, instruction->x));
    case LUN_OP_TEST:
        return note(w->c, lun_vec_push(&w->tests, instruction->x));
    case LUN_OP_LAYER:
        return note(w->c, lun_vec_push(&w->edges, instruction->x));
    case LUN_OP_LEXICON:
        return note(w->c, lun_vec_push(&w->lexicons, instruction->x));
    case LUN_OP_ANY:
        w->c->program->start.any = 1;
        return LUN_OK;
    case LUN_OP_SPLIT:
        return note(w->c, lun_vec_push(&w->open, instruction->x) < 0 ? -1 : lun_vec_push(&w->open, instruction->y));
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

static int walk_all(walk *w)
{
    int rc = note(w->c, lun_vec_push(&w->open, 0));
    while (rc == LUN_OK && w->open.n > 0) {
        uint32_t at = w->open.items[--w->open.n];
        if (w->seen[at])
            continue;
        w->seen[at] = 1;
        rc = visit(w, at);
    }
    return rc;
}

static int keep(walk *w, uint32_t **out, uint32_t *n, const uint32_t *items, size_t count)
{
    *out = lun_arena_calloc(w->c->program->arena, count + 1, sizeof **out);
    if (!*out)
        return lun_complain_memory(w->c->err);
    for (size_t i = 0; i < count; i++)
        (*out)[i] = items[i];
    *n = (uint32_t)count;
    return LUN_OK;
}

static int keep_all(walk *w)
{
    lun_start *start = &w->c->program->start;
    int rc = keep(w, &start->words, &start->n_words, w->words.items, w->words.n);
    if (rc == LUN_OK)
        rc = keep(w, &start->tests, &start->n_tests, w->tests.items, w->tests.n);
    if (rc == LUN_OK)
        rc = keep(w, &start->edges, &start->n_edges, w->edges.items, w->edges.n);
    return rc == LUN_OK ? keep(w, &start->lexicons, &start->n_lexicons, w->lexicons.items, w->lexicons.n) : rc;
}

int lun_compiler__starts(lun_compiler *c)
{
    walk w = { 0 };
    int rc;
    w.c = c;
    w.seen = lun_calloc(c->program->code.n + 1, 1);
    if (!w.seen)
        return lun_complain_memory(c->err);
    rc = walk_all(&w);
    if (rc == LUN_OK)
        rc = keep_all(&w);
    lun_free(w.seen);
    lun_vec_clear(&w.open);
    lun_vec_clear(&w.words);
    lun_vec_clear(&w.tests);
    lun_vec_clear(&w.edges);
    lun_vec_clear(&w.lexicons);
    return rc;
}
