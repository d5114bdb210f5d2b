/*
** print.c - programs as text, one instruction a line: for tests, `why`, and the curious.
*/
#include "base/buf.h"
#include "match/code.h"
#include "match/lexicon.h"
#include "text/text.h"

static const char *const op_names[] = {
    [LUN_OP_MATCH] = "match",
    [LUN_OP_FAIL] = "fail",
    [LUN_OP_JUMP] = "jump",
    [LUN_OP_SPLIT] = "split",
    [LUN_OP_WORD] = "word",
    [LUN_OP_TEST] = "test",
    [LUN_OP_ANY] = "any",
    [LUN_OP_LAYER] = "layer",
    [LUN_OP_LEXICON] = "lexicon",
    [LUN_OP_INNER] = "inner",
    [LUN_OP_SENTENCE_START] = "sentence_start",
    [LUN_OP_SENTENCE_STOP] = "sentence_stop",
    [LUN_OP_SCOPE_START] = "scope_start",
    [LUN_OP_SCOPE_STOP] = "scope_stop",
    [LUN_OP_LOOK] = "look",
    [LUN_OP_OPEN] = "open",
    [LUN_OP_CLOSE] = "close",
};

static void print_edge(const lun_edge *edge, lun_buf *out)
{
    for (uint32_t i = 0; i < edge->n_members; i++)
        lun_buf_addf(out, "%s%u%s", i ? "|" : " @", edge->members[i].layer, edge->members[i].condition ? "[...]" : "");
    if (edge->condition)
        lun_buf_adds(out, " [...]");
}

static void print_children(const lun_program *program, const lun_test *test, lun_buf *out);

static void print_test(const lun_program *program, uint32_t number, lun_buf *out)
{
    const lun_test *test = &program->tests.items[number];
    switch ((lun_test_kind)test->kind) {
    case LUN_TEST_AND:
    case LUN_TEST_OR:
    case LUN_TEST_NOT:
        lun_buf_adds(out, test->kind == LUN_TEST_AND ? " (and" : test->kind == LUN_TEST_OR ? " (or" : " (not");
        print_children(program, test, out);
        break;
    case LUN_TEST_WORD:
        lun_buf_addf(out, " %s", lun_vocab_form(program->vocab, test->x, NULL));
        break;
    case LUN_TEST_EXACT:
    case LUN_TEST_LEMMA:
        lun_buf_addf(out, test->kind == LUN_TEST_EXACT ? " (exact \"%s\")" : " (lemma \"%s\")",
                     lun_vocab_form(program->vocab, test->x, NULL));
        break;
    case LUN_TEST_REGEX:
        lun_buf_addf(out, " %s", program->keys.items[test->memo]);
        break;
    case LUN_TEST_CLASS:
        lun_buf_addf(out, " class:%u", test->x);
        break;
    case LUN_TEST_POS:
        lun_buf_addf(out, " %s", lun_upos_name((lun_upos)test->x));
        break;
    case LUN_TEST_LAYER:
        print_edge(&program->edges.items[test->x], out);
        break;
    case LUN_TEST_LEXICON:
        lun_buf_addf(out, " $%s", lun_lexicon_name(program->lexicons.items[test->x]));
        break;
    case LUN_TEST_ANY:
        lun_buf_adds(out, " any");
        break;
    case LUN_TEST_NEVER:
        lun_buf_adds(out, " never");
        break;
    }
}

static void print_children(const lun_program *program, const lun_test *test, lun_buf *out)
{
    for (uint32_t i = 0; i < test->n; i++)
        print_test(program, program->children.items[test->first + i], out);
    lun_buf_addc(out, ')');
}

static void print_operands(const lun_program *program, const lun_instruction *instruction, lun_buf *out)
{
    switch ((lun_op)instruction->op) {
    case LUN_OP_JUMP:
        lun_buf_addf(out, " %u", instruction->x);
        break;
    case LUN_OP_SPLIT:
        lun_buf_addf(out, " %u, %u", instruction->x, instruction->y);
        break;
    case LUN_OP_WORD:
        lun_buf_addf(out, " %s", lun_vocab_form(program->vocab, instruction->x, NULL));
        break;
    case LUN_OP_TEST:
        print_test(program, instruction->x, out);
        break;
    case LUN_OP_LAYER:
        print_edge(&program->edges.items[instruction->x], out);
        break;
    case LUN_OP_LEXICON:
        lun_buf_addf(out, " $%s", lun_lexicon_name(program->lexicons.items[instruction->x]));
        break;
    case LUN_OP_LOOK:
        lun_buf_addf(out, " %s%u", instruction->y ? "!" : "", program->looks.items[instruction->x].entry);
        break;
    case LUN_OP_OPEN:
    case LUN_OP_CLOSE:
        lun_buf_addf(out, " %s", program->captures.items[instruction->x].name);
        break;
    case LUN_OP_MATCH:
    case LUN_OP_FAIL:
    case LUN_OP_ANY:
    case LUN_OP_INNER:
    case LUN_OP_SENTENCE_START:
    case LUN_OP_SENTENCE_STOP:
    case LUN_OP_SCOPE_START:
    case LUN_OP_SCOPE_STOP:
        break;
    }
}

static int asks(const lun_instruction *instruction)
{
    return instruction->op >= LUN_OP_WORD && instruction->op <= LUN_OP_LOOK;
}

uint32_t lun_program_same(const lun_program *program, uint32_t number)
{
    const lun_instruction *a = &program->code.items[number];
    if (!asks(a))
        return UINT32_MAX;
    for (uint32_t i = 0; i < number; i++) {
        const lun_instruction *b = &program->code.items[i];
        if (a->op == b->op && a->x == b->x && a->y == b->y && a->back == b->back)
            return i;
    }
    return number;
}

void lun_program_print(const lun_program *program, lun_buf *out)
{
    for (uint32_t i = 0; i < program->code.n; i++) {
        const lun_instruction *instruction = &program->code.items[i];
        lun_buf_addf(out, "%4u%c %s%s", i, instruction->memo == LUN_MEMO_NONE ? ' ' : '*',
                     instruction->back ? "back " : "", op_names[instruction->op]);
        print_operands(program, instruction, out);
        lun_buf_addc(out, '\n');
    }
}
