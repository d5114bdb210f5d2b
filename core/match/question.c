/*
** question.c - what an instruction asks, in the words of the pattern language: for `lunette profile`, and whoever else
** shows people a part of a program. (print.c shows all of it, for whoever works on it.)
*/
#include <ctype.h>

#include "base/buf.h"
#include "match/code.h"
#include "match/lexicon.h"
#include "text/text.h"

#define SHOWN 4 /* alternatives of a list */

typedef struct teller {
    const lun_program *program;
    const lun_schema *schema;
    lun_buf *out;
} teller;

static void tell_word(const teller *t, const char *before, uint32_t word, const char *after)
{
    lun_buf_addf(t->out, "%s%s%s", before, lun_vocab_form(t->program->vocab, word, NULL), after);
}

static void tell_edge(const teller *t, uint32_t number)
{
    const lun_edge *edge = &t->program->edges.items[number];
    lun_buf_addf(t->out, "@%s%s", lun_schema_layer(t->schema, edge->layer)->name, edge->condition ? "[…]" : "");
}

static void tell_lexicon(const teller *t, uint32_t number)
{
    lun_buf_addf(t->out, "$%s", lun_lexicon_name(t->program->lexicons.items[number]));
}

static void tell_class(const teller *t, uint32_t class)
{
    static const struct {
        uint32_t class;
        const char *name;
    } names[] = { { LUN_CLASS_CAP, "cap" },
                  { LUN_CLASS_UPPER, "upper" },
                  { LUN_CLASS_LOWER, "lower" },
                  { LUN_CLASS_NUM, "num" },
                  { LUN_CLASS_PUNCT, "punct" } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].class == class)
            lun_buf_addf(t->out, "%%%s", names[i].name);
    }
}

static void tell_tag(const teller *t, uint32_t upos)
{
    lun_buf_addc(t->out, '%');
    for (const char *name = lun_upos_name((lun_upos)upos); *name; name++)
        lun_buf_addc(t->out, (char)tolower((unsigned char)*name));
}

static void tell_test(const teller *t, uint32_t number, uint32_t depth);

static void tell_children(const teller *t, const lun_test *test, const char *between, uint32_t depth)
{
    lun_buf_addc(t->out, depth ? '(' : '[');
    for (uint32_t i = 0; i < test->n; i++) {
        lun_buf_adds(t->out, i ? between : "");
        if (i == SHOWN && test->n > SHOWN + 1) {
            lun_buf_adds(t->out, "…");
            break;
        }
        tell_test(t, t->program->children.items[test->first + i], depth + 1);
    }
    lun_buf_addc(t->out, depth ? ')' : ']');
}

static void tell_test(const teller *t, uint32_t number, uint32_t depth)
{
    const lun_test *test = &t->program->tests.items[number];
    switch ((lun_test_kind)test->kind) {
    case LUN_TEST_AND:
        tell_children(t, test, " & ", depth);
        return;
    case LUN_TEST_OR:
        tell_children(t, test, " | ", depth);
        return;
    case LUN_TEST_NOT:
        lun_buf_adds(t->out, depth ? "!" : "[!");
        tell_test(t, t->program->children.items[test->first], depth + 1);
        lun_buf_adds(t->out, depth ? "" : "]");
        return;
    case LUN_TEST_WORD:
        tell_word(t, "", test->x, "");
        return;
    case LUN_TEST_EXACT:
        tell_word(t, "\"", test->x, "\"");
        return;
    case LUN_TEST_LEMMA:
        tell_word(t, "~", test->x, "");
        return;
    case LUN_TEST_REGEX:
        lun_buf_addf(t->out, "/%s/", t->program->regex_texts.items[test->x]);
        return;
    case LUN_TEST_CLASS:
        tell_class(t, test->x);
        return;
    case LUN_TEST_POS:
        tell_tag(t, test->x);
        return;
    case LUN_TEST_LAYER:
        tell_edge(t, test->x);
        return;
    case LUN_TEST_LEXICON:
        tell_lexicon(t, test->x);
        return;
    case LUN_TEST_ANY:
    case LUN_TEST_NEVER:
        lun_buf_adds(t->out, test->kind == LUN_TEST_ANY ? "[]" : "![]");
    }
}

static int tell(const teller *t, uint32_t number);

/* A lookaround by the first thing that it asks. */
static void tell_look(const teller *t, const lun_instruction *instruction)
{
    const lun_look *look = &t->program->looks.items[instruction->x];
    uint32_t at = look->entry;
    lun_buf_adds(t->out, look->back ? (instruction->y ? "(?<! … " : "(?<= … ") : (instruction->y ? "!(" : "&("));
    while (t->program->code.items[at].op != LUN_OP_MATCH && t->program->code.items[at].op != LUN_OP_LOOK &&
           !tell(t, at))
        at++;
    lun_buf_adds(t->out, look->back ? ")" : " …)");
}

static int tell(const teller *t, uint32_t number)
{
    const lun_instruction *instruction = &t->program->code.items[number];
    switch ((lun_op)instruction->op) {
    case LUN_OP_WORD:
        tell_word(t, "", instruction->x, "");
        return 1;
    case LUN_OP_TEST:
        tell_test(t, instruction->x, 0);
        return 1;
    case LUN_OP_ANY:
        lun_buf_adds(t->out, "[]");
        return 1;
    case LUN_OP_LAYER:
        tell_edge(t, instruction->x);
        return 1;
    case LUN_OP_LEXICON:
        tell_lexicon(t, instruction->x);
        return 1;
    case LUN_OP_INNER:
        lun_buf_adds(t->out, "...");
        return 1;
    case LUN_OP_SENTENCE_START:
    case LUN_OP_SCOPE_START:
        lun_buf_adds(t->out, instruction->op == LUN_OP_SCOPE_START ? "<<" : "<");
        return 1;
    case LUN_OP_SENTENCE_STOP:
    case LUN_OP_SCOPE_STOP:
        lun_buf_adds(t->out, instruction->op == LUN_OP_SCOPE_STOP ? ">>" : ">");
        return 1;
    case LUN_OP_LOOK:
        tell_look(t, instruction);
        return 1;
    case LUN_OP_MATCH:
    case LUN_OP_FAIL:
    case LUN_OP_JUMP:
    case LUN_OP_SPLIT:
    case LUN_OP_OPEN:
    case LUN_OP_CLOSE:
        return 0;
    }
    return 0;
}

int lun_program_question(const lun_program *program, const lun_schema *schema, uint32_t instruction, lun_buf *out)
{
    teller t = { program, schema, out };
    return tell(&t, instruction);
}
