/*
** explain.c - the way of a match through its pattern, from the steps of the search.
**
** Sits on the matcher's trace. The search goes forth and back: a step at a token takes the place of all that was tried at that token or behind it. What is
** left when it succeeds is the way it took. Steps of lookarounds, whose code lies behind the pattern's own, are not on it.
*/
#include "match/explain.h"

#include "match/machine.h"

typedef struct path {
    lun_explanations steps; /* `tokens.start` alone */
    uint32_t own;           /* instructions of the pattern itself */
    const lun_instruction *code;
    int failed; /* memory is gone */
} path;

static uint32_t own_instructions(const lun_program *program)
{
    uint32_t n = 0;
    while (program->code.items[n].op != LUN_OP_MATCH)
        n++;
    return n;
}

static int takes(const lun_instruction *instruction)
{
    return instruction->op == LUN_OP_WORD || instruction->op == LUN_OP_TEST || instruction->op == LUN_OP_ANY ||
           instruction->op == LUN_OP_LAYER || instruction->op == LUN_OP_LEXICON;
}

static void watch(void *context, const lun_trace_step *step)
{
    path *p = context;
    if (!step->matched || step->instruction >= p->own || !takes(&p->code[step->instruction]))
        return;
    while (p->steps.n && p->steps.items[p->steps.n - 1].tokens.start >= step->token)
        p->steps.n--;
    lun_explained taken = { step->at, step->width, { step->token, step->token } };
    if (lun_vec_push(&p->steps, taken) < 0)
        p->failed = 1;
}

/*
** Each step stops where the next one starts; those of one element in a row are one. What was tried in vain behind the last token is still on the list.
*/
static int give(path *p, uint32_t stop, lun_explanations *out)
{
    while (p->steps.n && p->steps.items[p->steps.n - 1].tokens.start >= stop)
        p->steps.n--;
    for (size_t i = 0; i < p->steps.n; i++) {
        lun_explained one = p->steps.items[i];
        lun_explained *last = out->n ? &out->items[out->n - 1] : NULL;
        one.tokens.stop = i + 1 < p->steps.n ? p->steps.items[i + 1].tokens.start : stop;
        if (last && last->at == one.at && last->width == one.width && last->tokens.stop == one.tokens.start)
            last->tokens.stop = one.tokens.stop;
        else if (lun_vec_push(out, one) < 0)
            return LUN_ENOMEM;
    }
    return LUN_OK;
}

static int search(lun_matcher *m, path *p, const lun_program *program, lun_annotations *set, lun_range range,
                  uint32_t token, lun_match *match, lun_error *err)
{
    int cut;
    p->own = own_instructions(program);
    p->code = program->code.items;
    int rc = lun_matcher_begin(m, program, set, &range, 1, LUN_UNIT_MAX_DOCUMENT, LUN_OVERLAP_ALL, &cut, err);
    if (rc < 0)
        return rc;
    m->next = token - range.start;
    rc = lun_matcher_next(m, match, err);
    return rc > 0 && match->tokens.start != token ? 0 : rc;
}

int lun_matcher_explain(lun_matcher *m, const lun_program *program, lun_annotations *set, lun_range range,
                        uint32_t token, lun_explanations *out, lun_error *err)
{
    path p = { 0 };
    lun_match match;
    lun_matcher_trace(m, watch, &p);
    int rc = search(m, &p, program, set, range, token, &match, err);
    lun_matcher_trace(m, NULL, NULL);
    if (rc > 0 && (p.failed || give(&p, match.tokens.stop, out) < 0))
        rc = lun_error_set(err, LUN_ENOMEM, "no memory to explain a match");
    lun_vec_clear(&p.steps);
    return rc;
}
