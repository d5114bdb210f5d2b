/*
** pack.c - lays a finished program out in one block: itself, then what every search reads, then the rest.
**
** Of many thousands of rules each is met seldom, and its parts are in no cache then: each part that lies on a page of its
** own costs a walk through the page tables as well. In one block they are few lines of memory beside each other, which can
** be asked for together (lun_program_expect).
*/
#include <string.h>

#include "match/compiler.h"

#define ALIGN 8
#define LINE 64     /* bytes that memory gives at once */
#define OWNER 3     /* lines of a rule */
#define EXPECTED 12 /* lines that are asked for: most programs have no more */

typedef struct packing {
    char *to; /* NULL: only measured */
    size_t at;
} packing;

/* Where an array of so many bytes lies from now on. */
static void *put(packing *p, const void *items, size_t size)
{
    void *place = p->to ? p->to + p->at : (void *)items;
    p->at += (size + ALIGN - 1) / ALIGN * ALIGN;
    if (!p->to)
        return place;
    if (size == 0)
        return NULL;
    return memcpy(place, items, size);
}

#define put_vec(p, vec) ((vec)->items = put(p, (vec)->items, (vec)->n * sizeof *(vec)->items))

static void put_start(packing *p, lun_start *start)
{
    start->words = put(p, start->words, start->n_words * sizeof *start->words);
    start->tests = put(p, start->tests, start->n_tests * sizeof *start->tests);
    start->edges = put(p, start->edges, start->n_edges * sizeof *start->edges);
    start->lexicons = put(p, start->lexicons, start->n_lexicons * sizeof *start->lexicons);
}

static void put_need(packing *p, lun_needs *needs)
{
    needs->items = put(p, needs->items, needs->n * sizeof *needs->items);
}

static void put_arrays(packing *p, lun_program *program)
{
    put_vec(p, &program->starts);
    for (size_t i = 0; i < program->starts.n; i++)
        put_start(p, &program->starts.items[i]);
    put_vec(p, &program->code);
    put_vec(p, &program->tests);
    put_vec(p, &program->children);
    put_vec(p, &program->needs);
    for (size_t i = 0; i < program->needs.n; i++)
        put_need(p, &program->needs.items[i]);
    put_vec(p, &program->edges);
    put_vec(p, &program->lexicons);
    put_vec(p, &program->looks);
    put_vec(p, &program->captures);
    put_vec(p, &program->keys);
    put_vec(p, &program->layers);
    put_vec(p, &program->regexes);
    put_vec(p, &program->regex_texts);
}

static void clear_arrays(lun_program *program)
{
    lun_vec_clear(&program->code);
    lun_vec_clear(&program->tests);
    lun_vec_clear(&program->children);
    lun_vec_clear(&program->edges);
    lun_vec_clear(&program->lexicons);
    lun_vec_clear(&program->regexes);
    lun_vec_clear(&program->regex_texts);
    lun_vec_clear(&program->keys);
    lun_vec_clear(&program->starts);
    lun_vec_clear(&program->looks);
    lun_vec_clear(&program->captures);
    lun_vec_clear(&program->layers);
    lun_vec_clear(&program->needs);
}

lun_program *lun_program__pack(lun_program *program)
{
    packing measured = { NULL, sizeof *program }, real = { NULL, sizeof *program };
    put_arrays(&measured, program);
    lun_program *block = lun_malloc(measured.at);
    if (!block)
        return program;
    memcpy(block, program, sizeof *program);
    real.to = (char *)block;
    put_arrays(&real, block);
    clear_arrays(program);
    lun_arena_free(program->scratch);
    lun_free(program);
    block->scratch = NULL;
    block->packed = 1;
    return block;
}

/* What is behind a smaller one is asked for as well: its size would have to be looked up there first. */
void lun_program_expect(const lun_program *program, const void *owner)
{
    for (uint32_t i = 0; owner && i < OWNER; i++)
        __builtin_prefetch((const char *)owner + (size_t)i * LINE);
    for (uint32_t i = 0; i < EXPECTED; i++)
        __builtin_prefetch((const char *)program + (size_t)i * LINE);
}

void lun_program_free(lun_program *program)
{
    if (!program)
        return;
    for (size_t i = 0; i < program->regexes.n; i++)
        lun_regex_free(program->regexes.items[i]);
    for (size_t i = 0; i < program->edges.n; i++)
        lun_condition_free(program->edges.items[i].condition);
    if (!program->packed)
        clear_arrays(program);
    lun_arena_free(program->arena);
    lun_arena_free(program->scratch);
    lun_free(program);
}
