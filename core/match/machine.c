/*
** machine.c - the search from one start: depth first over (instruction, position), with a stack of its own. Sits on
** code.h.
**
** Where ways meet, a state that is entered is noted as failed at once; since no state can be met again on its own
** way, whoever meets it noted finds a true failure. If the search succeeds, the states on the way to success - the
** trail - are freed again, or, inside a lookaround, noted as successful: there it does not matter how the rest is
** matched. A choice cuts the trail back when it is taken up: what lay behind it has failed.
*/

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

static void unset(lun_matcher *m, uint32_t position, uint32_t row)
{
    size_t bit = (size_t)position * m->rows + row;
    m->bits[bit / 64] &= ~((uint64_t)1 << (bit % 64));
}

/* ---- what holds at a boundary ---- */

/* The sentence of the token at a position; mostly the one asked for last. */
static lun_range sentence_at(lun_matcher *m, uint32_t position)
{
    uint32_t token = lun_matcher__token(m, position);
    if (token < m->sentence.start || token >= m->sentence.stop)
        m->sentence = m->document->sentences[lun_document_sentence_of(m->document, token)];
    return m->sentence;
}

static int sentence_starts(lun_matcher *m, uint32_t position)
{
    if (m->is_sentence)
        return position == 0;
    return position < m->n && sentence_at(m, position).start == lun_matcher__token(m, position);
}

static int sentence_stops(lun_matcher *m, uint32_t position)
{
    if (m->is_sentence)
        return position == m->n;
    return position > 0 && sentence_at(m, position - 1).stop == lun_matcher__token(m, position - 1) + 1;
}

/* A gap that came here may take the next token: both lie in one sentence. */
static int is_inner(lun_matcher *m, uint32_t position)
{
    if (position == 0 || position == m->n)
        return 0;
    return m->is_sentence || lun_matcher__token(m, position) < sentence_at(m, position - 1).stop;
}

/* ---- one token ---- */

/* Does the token before or after the position meet the instruction? The new position goes to *position. */
static inline int take_token(lun_matcher *m, const lun_instruction *instruction, uint32_t *position)
{
    uint32_t at = *position, next = instruction->back ? at - 1 : at + 1;
    int rc = 1;
    if (instruction->back ? at == 0 : at == m->n)
        return 0;
    at -= instruction->back;
    if (instruction->op == LUN_OP_WORD)
        rc = m->facts[m->kinds[at]].fold == instruction->x;
    else if (instruction->op == LUN_OP_TEST)
        rc = lun_matcher__test(m, instruction->x, at);
    *position = rc > 0 ? next : *position;
    return rc;
}

/* ---- lookarounds ---- */

/* Most look at one token: that asks its test, which is remembered by itself. */
static int is_single(const lun_instruction *entry)
{
    return entry->op >= LUN_OP_WORD && entry->op <= LUN_OP_ANY && entry[1].op == LUN_OP_MATCH;
}

/* 0 if the token that a lookaround begins with rules it out. */
static int may_look(lun_matcher *m, const lun_look *one, uint32_t position)
{
    if (!one->back)
        return lun_matcher__may_start(m, one->start, position);
    return position > 0 ? lun_matcher__may_start(m, one->start, position - 1)
                        : m->program->starts.items[one->start].any;
}

static int look(lun_matcher *m, uint32_t number, uint32_t position)
{
    uint32_t known = m->program->n_memos + 2 * number, value = known + 1, stop;
    const lun_look *one = &m->program->looks.items[number];
    const lun_instruction *entry = &m->program->code.items[one->entry];
    if (is_single(entry) && !m->trace && !m->visits)
        return take_token(m, entry, &position);
    if (lun_matcher__get(m, position, known))
        return lun_matcher__get(m, position, value);
    int may = m->trace ? 1 : may_look(m, one, position);
    if (may <= 0)
        return may;
    m->depth++;
    int found = lun_matcher__run(m, one->entry, position, &stop);
    m->depth--;
    if (found < 0 || m->memory == LUN_MEMORY_NONE)
        return found;
    if (lun_matcher__set(m, position, known) < 0 || (found && lun_matcher__set(m, position, value) < 0))
        return LUN_ENOMEM;
    return found;
}

/* ---- trace ---- */

static void note(lun_matcher *m, uint32_t pc, uint32_t position, int matched)
{
    const lun_instruction *instruction = &m->program->code.items[pc];
    const lun_trace_step step = { pc, instruction->at, instruction->width, lun_matcher__boundary(m, position),
                                  (uint8_t)matched };
    m->trace(m->trace_context, &step);
}

/* ---- choices and what is kept for captures ---- */

static int push_choice(lun_matcher *m, uint32_t pc, uint32_t position)
{
    if (lun_vec_reserve(&m->choices, m->choices.n + 1) < 0)
        return lun_matcher__no_memory(m);
    lun_choice *choice =
        &m->choices.items[m->choices.n++]; /* what was taken stays open: `from` says that nothing was */
    choice->pc = pc;
    choice->position = position;
    choice->n_trail = (uint32_t)m->trail.n;
    choice->n_log = (uint32_t)m->log.n;
    choice->from = LUN_POSITION_NONE;
    return LUN_OK;
}

static int log_event(lun_matcher *m, lun_event_kind kind, uint32_t slot, uint32_t position)
{
    lun_event event = { (uint8_t)kind, (uint16_t)slot, position, position, { 0, NULL, 0 } };
    return lun_vec_push(&m->log, event) < 0 ? lun_matcher__no_memory(m) : 1;
}

static int log_edge(lun_matcher *m, uint32_t start, uint32_t stop, lun_taken taken)
{
    lun_event event = { LUN_EVENT_EDGE, 0, start, stop, taken };
    return lun_vec_push(&m->log, event) < 0 ? lun_matcher__no_memory(m) : 1;
}

/* Goes on with the preferred edge and keeps the others as choices. 1, 0 where there is none, or negative. */
static int take_edges(lun_matcher *m, const lun_instruction *instruction, uint32_t pc, uint32_t *position)
{
    uint32_t from = *position, n_trail = (uint32_t)m->trail.n, n_log = (uint32_t)m->log.n;
    int rc = lun_matcher__edges(m, instruction, from);
    if (rc < 0)
        return rc;
    if (m->hits.n == 0)
        return 0;
    for (size_t i = m->hits.n; i-- > 1;) {
        lun_choice choice = { pc + 1, m->hits.items[i].position, n_trail, n_log, from, m->hits.items[i].taken };
        if (lun_vec_push(&m->choices, choice) < 0)
            return lun_matcher__no_memory(m);
    }
    *position = m->hits.items[0].position;
    return instruction->logged ? log_edge(m, from, *position, m->hits.items[0].taken) : 1;
}

/* Takes up the last choice above `floor`: 1, 0 where none is left, or negative. */
static int backtrack(lun_matcher *m, size_t floor, uint32_t *pc, uint32_t *position)
{
    if (m->choices.n == floor)
        return 0;
    const lun_choice *choice = &m->choices.items[--m->choices.n];
    m->trail.n = choice->n_trail;
    m->log.n = choice->n_log;
    *pc = choice->pc;
    *position = choice->position;
    if (choice->from != LUN_POSITION_NONE && m->program->code.items[choice->pc - 1].logged)
        return log_edge(m, choice->from, choice->position, choice->taken);
    return 1;
}

/* ---- what is known of a state ---- */

typedef enum known { KNOWN_NOTHING, KNOWN_FAILED, KNOWN_SUCCESSFUL } known;

/* What is known of a state, which is noted if nothing is: a `known`, or negative. */
static int recall(lun_matcher *m, const lun_instruction *instruction, uint32_t position)
{
    int rc = lun_matcher__set(m, position, instruction->memo);
    if (rc < 0)
        return rc;
    if (rc > 0)
        return m->depth > 0 && lun_matcher__get(m, position, instruction->memo + 1) ? KNOWN_SUCCESSFUL : KNOWN_FAILED;
    return lun_vec_push(&m->trail, (uint64_t)position << 32 | instruction->memo) < 0 ? lun_matcher__no_memory(m)
                                                                                     : KNOWN_NOTHING;
}

static int succeed(lun_matcher *m, size_t choices, size_t trail)
{
    for (size_t i = trail; i < m->trail.n; i++) {
        uint32_t position = (uint32_t)(m->trail.items[i] >> 32), row = (uint32_t)m->trail.items[i];
        if (m->depth == 0)
            unset(m, position, row);
        else if (lun_matcher__set(m, position, row + 1) < 0)
            return LUN_ENOMEM;
    }
    m->trail.n = trail;
    m->choices.n = choices;
    return 1;
}

/* ---- the search ---- */

int lun_matcher__holds(lun_matcher *m, const lun_instruction *instruction, uint32_t position)
{
    int rc;
    switch ((lun_op)instruction->op) {
    case LUN_OP_INNER:
        return is_inner(m, position);
    case LUN_OP_SENTENCE_START:
        return sentence_starts(m, position);
    case LUN_OP_SENTENCE_STOP:
        return sentence_stops(m, position);
    case LUN_OP_SCOPE_START:
        return position == 0;
    case LUN_OP_SCOPE_STOP:
        return position == m->n;
    case LUN_OP_LOOK:
        rc = look(m, instruction->x, position);
        return rc < 0 ? rc : rc != (int)instruction->y;
    default:
        return 0;
    }
}

/* Can the way that begins with an instruction be seen to fail at once? 0 if so, 1, or negative. */
static inline int may_go(lun_matcher *m, uint32_t pc, uint32_t position)
{
    const lun_instruction *instruction = &m->program->code.items[pc];
    if (instruction->op < LUN_OP_WORD || instruction->op > LUN_OP_ANY)
        return 1;
    return take_token(m, instruction, &position);
}

/* Takes the preferred way, and keeps the other as a choice, of those that do not fail at once. */
static inline int split(lun_matcher *m, const lun_instruction *instruction, uint32_t *pc, uint32_t position)
{
    int rc =
        m->trace || instruction->guard == LUN_START_NONE ? 1 : lun_matcher__may_pass(m, instruction->guard, position);
    if (rc <= 0)
        return rc;
    rc = m->trace ? 1 : may_go(m, instruction->x, position);
    *pc = rc ? instruction->x : instruction->y;
    if (rc <= 0)
        return rc < 0 ? rc : 1;
    rc = m->trace ? 1 : may_go(m, instruction->y, position);
    if (rc > 0)
        rc = push_choice(m, instruction->y, position);
    return rc < 0 ? rc : 1;
}

/* Makes one step: 1 and the state that follows, 0 where there is no way on, or negative. MATCH is not for it. */
static inline int step(lun_matcher *m, const lun_instruction *instruction, uint32_t *pc, uint32_t *position)
{
    uint32_t at = (*pc)++;
    switch ((lun_op)instruction->op) {
    case LUN_OP_WORD:
    case LUN_OP_TEST:
    case LUN_OP_ANY:
        return take_token(m, instruction, position);
    case LUN_OP_JUMP:
        *pc = instruction->x;
        return 1;
    case LUN_OP_SPLIT:
        return split(m, instruction, pc, *position);
    case LUN_OP_OPEN:
        return log_event(m, LUN_EVENT_OPEN, instruction->x, *position);
    case LUN_OP_CLOSE:
        return log_event(m, LUN_EVENT_CLOSE, instruction->x, *position);
    case LUN_OP_LAYER:
    case LUN_OP_LEXICON:
        return take_edges(m, instruction, at, position);
    case LUN_OP_INNER:
    case LUN_OP_SENTENCE_START:
    case LUN_OP_SENTENCE_STOP:
    case LUN_OP_SCOPE_START:
    case LUN_OP_SCOPE_STOP:
    case LUN_OP_LOOK:
        return lun_matcher__holds(m, instruction, *position);
    case LUN_OP_MATCH:
    case LUN_OP_FAIL:
        return 0;
    }
    return 0;
}

int lun_matcher__run(lun_matcher *m, uint32_t entry, uint32_t position, uint32_t *stop)
{
    const lun_instruction *code = m->program->code.items;
    size_t choices = m->choices.n, trail = m->trail.n;
    uint32_t pc = entry;
    for (;;) {
        const lun_instruction *instruction = &code[pc];
        uint32_t before = position;
        int rc = KNOWN_NOTHING;
        if (++m->steps > m->attention) {
            if (m->visits)
                m->visits[pc]++;
            if (m->steps > m->patience && instruction->memo != LUN_MEMO_NONE)
                rc = recall(m, instruction, position);
        }
        if (instruction->op == LUN_OP_MATCH || rc == KNOWN_SUCCESSFUL) {
            *stop = position; /* of use at the end alone: a lookaround is not asked where it stops */
            return succeed(m, choices, trail);
        }
        if (rc == KNOWN_NOTHING) {
            rc = step(m, instruction, &pc, &position);
            if (m->trace && rc >= 0 && instruction->op >= LUN_OP_WORD && instruction->op <= LUN_OP_LOOK)
                note(m, (uint32_t)(instruction - code), before, rc);
        } else if (rc == KNOWN_FAILED) {
            rc = 0;
        }
        if (rc == 0)
            rc = backtrack(m, choices, &pc, &position);
        if (rc <= 0) {
            m->choices.n = choices;
            m->trail.n = trail;
            return rc;
        }
    }
}
