/*
** machine.c - the search from one start: depth first over (instruction, position), with a stack of its own. Sits on
** code.h.
**
** Where ways meet, a state that is entered is noted as failed at once; since no state can be met again on its own
** way, whoever meets it noted finds a true failure. If the search succeeds, the states on the way to success - the
** trail - are freed again, or, inside a lookaround, noted as successful: there it does not matter how the rest is
** matched. A choice cuts the trail back when it is taken up: what lay behind it has failed.
*/
#include <string.h>

#include "match/machine.h"

int lun_matcher__no_memory(lun_matcher *m)
{
    return lun_error_set(&m->error, LUN_ENOMEM, "no memory to search for a pattern");
}

int lun_matcher__set(lun_matcher *m, uint32_t position, uint32_t row)
{
    size_t bit = (size_t)position * m->rows + row, word = bit / 64;
    uint64_t mask = (uint64_t)1 << (bit % 64);
    if (m->bits[word] & mask)
        return 1;
    if (!(m->touched[word / 64] >> (word % 64) & 1)) {
        if (lun_vec_push(&m->dirty, word) < 0)
            return lun_matcher__no_memory(m);
        m->touched[word / 64] |= (uint64_t)1 << (word % 64);
    }
    m->bits[word] |= mask;
    return 0;
}

void lun_matcher__unset(lun_matcher *m, uint32_t position, uint32_t row)
{
    size_t bit = (size_t)position * m->rows + row;
    m->bits[bit / 64] &= ~((uint64_t)1 << (bit % 64));
}

/* ---- what holds at a boundary ---- */

static uint32_t sentence_at(const lun_matcher *m, uint32_t position)
{
    return lun_document_sentence_of(m->document, lun_matcher__token(m, position));
}

static int sentence_starts(const lun_matcher *m, uint32_t position)
{
    if (position == m->n)
        return 0;
    return m->document->sentences[sentence_at(m, position)].start == lun_matcher__token(m, position);
}

static int sentence_stops(const lun_matcher *m, uint32_t position)
{
    if (position == 0)
        return 0;
    return m->document->sentences[sentence_at(m, position - 1)].stop == lun_matcher__token(m, position - 1) + 1;
}

/* A gap that came here may take the next token: both lie in one sentence. */
static int is_inner(const lun_matcher *m, uint32_t position)
{
    if (position == 0 || position == m->n)
        return 0;
    return lun_matcher__token(m, position) < m->document->sentences[sentence_at(m, position - 1)].stop;
}

/* ---- lookarounds ---- */

static int look(lun_matcher *m, uint32_t number, uint32_t position)
{
    uint32_t known = m->program->n_memos + 2 * number, value = known + 1, stop;
    uint32_t start = m->program->looks.items[number].start;
    if (lun_matcher__get(m, position, known))
        return lun_matcher__get(m, position, value);
    if (start != LUN_START_NONE && !m->trace) {
        int may = lun_matcher__may_start(m, start, position);
        if (may <= 0)
            return may;
    }
    m->depth++;
    int found = lun_matcher__run(m, m->program->looks.items[number].entry, position, &stop);
    m->depth--;
    if (found < 0 || m->forgetful)
        return found;
    if (lun_matcher__set(m, position, known) < 0 || (found && lun_matcher__set(m, position, value) < 0))
        return LUN_ENOMEM;
    return found;
}

/* ---- words ---- */

/* The position of the token that an instruction would take; LUN_POSITION_NONE at the unit's edge. */
static uint32_t token_position(const lun_matcher *m, const lun_instruction *instruction, uint32_t position)
{
    if (instruction->back)
        return position > 0 ? position - 1 : LUN_POSITION_NONE;
    return position < m->n ? position : LUN_POSITION_NONE;
}

static int takes_token(lun_matcher *m, const lun_instruction *instruction, uint32_t position)
{
    uint32_t at = token_position(m, instruction, position);
    if (at == LUN_POSITION_NONE)
        return 0;
    if (instruction->op == LUN_OP_WORD)
        return lun_vocab_fold(m->vocab, m->document->tokens[lun_matcher__token(m, at)].word) == instruction->x;
    return instruction->op == LUN_OP_ANY ? 1 : lun_matcher__test(m, instruction->x, at);
}

/* ---- trace ---- */

static void note(lun_matcher *m, uint32_t pc, uint32_t position, int matched)
{
    const lun_instruction *instruction = &m->program->code.items[pc];
    lun_trace_step step = { pc, instruction->at, instruction->width, 0, (uint8_t)matched };
    int nearer = !matched && m->depth == 0 && (!m->has_furthest || position > m->furthest.token);
    if (nearer) {
        m->furthest = step;
        m->furthest.token = position; /* becomes a boundary of the document when asked for */
        m->has_furthest = 1;
    }
    if (m->trace) {
        step.token = lun_matcher__boundary(m, position);
        m->trace(m->trace_context, &step);
    }
}

/* ---- the search ---- */

typedef struct state {
    uint32_t pc, position;
} state;

static int push_choice(lun_matcher *m, uint32_t pc, uint32_t position)
{
    lun_choice choice = { pc, position, (uint32_t)m->trail.n, (uint32_t)m->log.n, LUN_POSITION_NONE, { 0, NULL, 0 } };
    return lun_vec_push(&m->choices, choice) < 0 ? lun_matcher__no_memory(m) : LUN_OK;
}

static int log_event(lun_matcher *m, lun_event_kind kind, uint32_t slot, uint32_t position)
{
    lun_event event = { (uint8_t)kind, (uint16_t)slot, position, position, { 0, NULL, 0 } };
    return lun_vec_push(&m->log, event) < 0 ? lun_matcher__no_memory(m) : LUN_OK;
}

static int log_edge(lun_matcher *m, uint32_t start, uint32_t stop, lun_taken taken)
{
    lun_event event = { LUN_EVENT_EDGE, 0, start, stop, taken };
    return lun_vec_push(&m->log, event) < 0 ? lun_matcher__no_memory(m) : LUN_OK;
}

/* Goes on with the preferred edge and keeps the others as choices. 1, 0 where there is none, or negative. */
static int take_edges(lun_matcher *m, const lun_instruction *instruction, state *s)
{
    uint32_t pc = s->pc + 1, from = s->position, n_trail = (uint32_t)m->trail.n, n_log = (uint32_t)m->log.n;
    int rc = lun_matcher__edges(m, instruction, from);
    if (rc < 0)
        return rc;
    if (m->hits.n == 0)
        return 0;
    for (size_t i = m->hits.n; i-- > 1;) {
        lun_choice choice = { pc, m->hits.items[i].position, n_trail, n_log, from, m->hits.items[i].taken };
        if (lun_vec_push(&m->choices, choice) < 0)
            return lun_matcher__no_memory(m);
    }
    *s = (state){ pc, m->hits.items[0].position };
    if (instruction->logged && (rc = log_edge(m, from, s->position, m->hits.items[0].taken)) < 0)
        return rc;
    return 1;
}

/* Makes one step: 1 and the state that follows, 0 where there is no way on, or negative. MATCH is not for it. */
static int step(lun_matcher *m, const lun_instruction *instruction, state *s)
{
    int rc = 1;
    switch ((lun_op)instruction->op) {
    case LUN_OP_MATCH:
    case LUN_OP_FAIL:
        return 0;
    case LUN_OP_JUMP:
        s->pc = instruction->x;
        return 1;
    case LUN_OP_SPLIT:
        if ((rc = push_choice(m, instruction->y, s->position)) < 0)
            return rc;
        s->pc = instruction->x;
        return 1;
    case LUN_OP_OPEN:
    case LUN_OP_CLOSE:
        rc = log_event(m, instruction->op == LUN_OP_OPEN ? LUN_EVENT_OPEN : LUN_EVENT_CLOSE, instruction->x,
                       s->position);
        s->pc++;
        return rc < 0 ? rc : 1;
    case LUN_OP_LAYER:
    case LUN_OP_LEXICON:
        return take_edges(m, instruction, s);
    case LUN_OP_WORD:
    case LUN_OP_TEST:
    case LUN_OP_ANY:
        if ((rc = takes_token(m, instruction, s->position)) > 0)
            s->position = instruction->back ? s->position - 1 : s->position + 1;
        break;
    case LUN_OP_INNER:
        rc = is_inner(m, s->position);
        break;
    case LUN_OP_SENTENCE_START:
        rc = sentence_starts(m, s->position);
        break;
    case LUN_OP_SENTENCE_STOP:
        rc = sentence_stops(m, s->position);
        break;
    case LUN_OP_SCOPE_START:
        rc = s->position == 0;
        break;
    case LUN_OP_SCOPE_STOP:
        rc = s->position == m->n;
        break;
    case LUN_OP_GUARD:
        rc = m->trace ? 1 : lun_matcher__may_start(m, instruction->x, s->position);
        break;
    case LUN_OP_LOOK:
        rc = look(m, instruction->x, s->position);
        if (rc >= 0)
            rc = rc != (int)instruction->y;
        break;
    }
    s->pc++;
    return rc;
}

typedef enum known { KNOWN_NOTHING, KNOWN_FAILED, KNOWN_SUCCESSFUL } known;

/* What is known of a state, which is noted if nothing is: a `known`, or negative. */
static int recall(lun_matcher *m, const lun_instruction *instruction, uint32_t position)
{
    if (instruction->memo == LUN_MEMO_NONE || m->forgetful)
        return KNOWN_NOTHING;
    int rc = lun_matcher__set(m, position, instruction->memo);
    if (rc < 0)
        return rc;
    if (rc > 0)
        return m->depth > 0 && lun_matcher__get(m, position, instruction->memo + 1) ? KNOWN_SUCCESSFUL : KNOWN_FAILED;
    return lun_vec_push(&m->trail, (uint64_t)position << 32 | instruction->memo) < 0 ? lun_matcher__no_memory(m)
                                                                                     : KNOWN_NOTHING;
}

/* Takes up the last choice above `floor`: 1, 0 where none is left, or negative. */
static int backtrack(lun_matcher *m, size_t floor, state *s)
{
    if (m->choices.n == floor)
        return 0;
    lun_choice choice = m->choices.items[--m->choices.n];
    m->trail.n = choice.n_trail;
    m->log.n = choice.n_log;
    *s = (state){ choice.pc, choice.position };
    if (choice.from != LUN_POSITION_NONE && m->program->code.items[choice.pc - 1].logged) {
        int rc = log_edge(m, choice.from, choice.position, choice.taken);
        return rc < 0 ? rc : 1;
    }
    return 1;
}

static int succeed(lun_matcher *m, size_t choices, size_t trail)
{
    for (size_t i = trail; i < m->trail.n; i++) {
        uint32_t position = (uint32_t)(m->trail.items[i] >> 32), row = (uint32_t)m->trail.items[i];
        if (m->depth == 0)
            lun_matcher__unset(m, position, row);
        else if (lun_matcher__set(m, position, row + 1) < 0)
            return LUN_ENOMEM;
    }
    m->trail.n = trail;
    m->choices.n = choices;
    return 1;
}

int lun_matcher__run(lun_matcher *m, uint32_t entry, uint32_t position, uint32_t *stop)
{
    size_t choices = m->choices.n, trail = m->trail.n;
    state s = { entry, position };
    for (;;) {
        const lun_instruction *instruction = &m->program->code.items[s.pc];
        state before = s;
        m->steps++;
        int rc = recall(m, instruction, s.position);
        if (instruction->op == LUN_OP_MATCH || rc == KNOWN_SUCCESSFUL) {
            *stop = s.position; /* of use at the end alone: a lookaround is not asked where it stops */
            return succeed(m, choices, trail);
        }
        if (rc == KNOWN_NOTHING) {
            rc = step(m, instruction, &s);
            if (rc >= 0 && instruction->op >= LUN_OP_WORD && instruction->op <= LUN_OP_LOOK)
                note(m, before.pc, before.position, rc);
        } else if (rc == KNOWN_FAILED) {
            rc = 0;
        }
        if (rc == 0)
            rc = backtrack(m, choices, &s);
        if (rc <= 0) {
            m->choices.n = choices;
            m->trail.n = trail;
            return rc;
        }
    }
}
