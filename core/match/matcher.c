/*
** matcher.c - searches: binding a program to a unit, walking its starts, choosing among overlapping matches,
** captures. Sits on machine.c.
**
** Overlap. At each start the first match by preference counts, and no other; an empty one is not reported. "first":
** after a match the search resumes at its stop. "all": it resumes at the next start. "longest": of all those matches,
** the longest, then the leftmost, is taken before any that shares a token with it; the matches taken come left to
** right.
*/
#include "match/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "match/automaton.h"
#include "match/machine.h"

#define HOT 16

lun_matcher *lun_matcher_new(lun_vocab *vocab)
{
    lun_matcher *m = lun_calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->vocab = vocab;
    m->generation = lun_vocab_generation(vocab);
    m->hot_after = HOT;
    m->keys = lun_intern_new();
    m->programs = lun_intern_new();
    if (!m->keys || !m->programs) {
        lun_matcher_free(m);
        return NULL;
    }
    return m;
}

void lun_matcher_free(lun_matcher *m)
{
    if (!m)
        return;
    if (m->keys && m->programs)
        lun_matcher__forget(m);
    lun_intern_free(m->keys);
    lun_intern_free(m->programs);
    lun_free(m->bits);
    lun_free(m->touched);
    lun_vec_clear(&m->pieces);
    lun_vec_clear(&m->map);
    lun_vec_clear(&m->dirty);
    lun_vec_clear(&m->covered);
    lun_vec_clear(&m->counts);
    lun_vec_clear(&m->choices);
    lun_vec_clear(&m->trail);
    lun_vec_clear(&m->log);
    lun_vec_clear(&m->hits);
    lun_vec_clear(&m->ends);
    lun_vec_clear(&m->edge_ends);
    lun_vec_clear(&m->edge_next);
    lun_vec_clear(&m->captures);
    lun_vec_clear(&m->stored);
    lun_vec_clear(&m->order);
    lun_vec_clear(&m->key_numbers);
    lun_vec_clear(&m->finds);
    lun_vec_clear(&m->placed);
    lun_vec_clear(&m->hot);
    lun_vec_clear(&m->by_ticket);
    lun_vec_clear(&m->all_memos);
    lun_vec_clear(&m->memo_lists);
    lun_vec_clear(&m->memo_first);
    lun_vec_clear(&m->presence.words);
    lun_vec_clear(&m->presence.folds);
    lun_vec_clear(&m->presence.lemmas);
    lun_free(m);
}

uint64_t lun_matcher_steps(const lun_matcher *m)
{
    return m->steps;
}

uint64_t lun_matcher_regex_tests(const lun_matcher *m)
{
    return m->regex_tests;
}

uint64_t lun_matcher_starts(const lun_matcher *m)
{
    return m->starts;
}

void lun_matcher_count(lun_matcher *m, uint64_t *counts)
{
    m->visits = counts;
}

void lun_matcher_trace(lun_matcher *m, lun_trace *trace, void *context)
{
    m->trace = trace;
    m->trace_context = context;
}

void lun_matcher__set_memory(lun_matcher *m, lun_memory memory)
{
    m->memory = (uint8_t)memory;
}

static uint64_t patience(const lun_matcher *m)
{
    if (m->memory == LUN_MEMORY_NONE)
        return UINT64_MAX;
    return m->steps + (m->memory == LUN_MEMORY_AT_ONCE ? 0 : (uint64_t)LUN_PATIENCE * (m->n + 1));
}

/* ---- beginning ---- */

/* The tokens of the unit, neighbouring ranges joined, empty ones dropped, at most `most`. */
static int take_ranges(lun_matcher *m, const lun_range *ranges, uint32_t n, uint32_t most, int *cut)
{
    m->pieces.n = m->n = 0;
    *cut = 0;
    for (uint32_t i = 0; i < n && !*cut; i++) {
        lun_range range = ranges[i];
        if (range.stop - range.start > most - m->n) {
            range.stop = range.start + (most - m->n);
            *cut = 1;
        }
        if (range.start == range.stop)
            continue;
        m->n += range.stop - range.start;
        if (m->pieces.n > 0 && m->pieces.items[m->pieces.n - 1].stop == range.start)
            m->pieces.items[m->pieces.n - 1].stop = range.stop;
        else if (lun_vec_push(&m->pieces, range) < 0)
            return LUN_ENOMEM;
    }
    m->base = m->pieces.n > 0 ? m->pieces.items[0].start : 0;
    return LUN_OK;
}

/* The map of a unit with holes: first the token, then the piece, of each position. */
static int make_map(lun_matcher *m)
{
    uint32_t position = 0;
    m->kinds = m->document->kinds + m->base;
    if (m->pieces.n <= 1)
        return LUN_OK;
    if (lun_vec_reserve(&m->map, (size_t)m->n * 3) < 0)
        return LUN_ENOMEM;
    m->kinds = m->map.items + (size_t)m->n * 2;
    for (uint32_t p = 0; p < m->pieces.n; p++) {
        for (uint32_t token = m->pieces.items[p].start; token < m->pieces.items[p].stop; token++, position++) {
            m->map.items[position] = token;
            m->map.items[m->n + position] = p;
            m->map.items[2 * (size_t)m->n + position] = m->document->kinds[token];
        }
    }
    return LUN_OK;
}

/* Clears what the search before has set, and makes room for this one. */
static int clear_bits(lun_matcher *m)
{
    for (size_t i = 0; i < m->dirty.n; i++) {
        m->bits[m->dirty.items[i]] = 0;
        m->touched[m->dirty.items[i] / 64] = 0;
    }
    m->dirty.n = 0;
    m->rows = m->program->n_memos + 2 * (uint32_t)m->program->looks.n + m->program->n_covers;
    size_t want = ((size_t)m->n + 1) * m->rows / 64 + 1;
    if (want <= m->bit_capacity)
        return LUN_OK;
    if (want < m->bit_capacity * 2)
        want = m->bit_capacity * 2;
    uint64_t *bits = lun_calloc(want, sizeof *bits), *touched = lun_calloc(want / 64 + 1, sizeof *touched);
    if (!bits || !touched) {
        lun_free(bits);
        lun_free(touched);
        return LUN_ENOMEM;
    }
    lun_free(m->bits);
    lun_free(m->touched);
    m->bits = bits;
    m->touched = touched;
    m->bit_capacity = want;
    return LUN_OK;
}

static int reset_lists(lun_matcher *m)
{
    m->choices.n = m->trail.n = m->log.n = m->hits.n = m->ends.n = m->captures.n = m->stored.n = m->order.n = 0;
    if (lun_vec_reserve(&m->covered, m->program->n_covers) < 0 ||
        lun_vec_reserve(&m->edge_ends, m->program->edges.n) < 0 ||
        lun_vec_reserve(&m->edge_next, m->program->edges.n) < 0)
        return LUN_ENOMEM;
    if (m->program->n_covers)
        memset(m->covered.items, 0, m->program->n_covers);
    for (size_t i = 0; i < m->program->edges.n; i++)
        m->edge_ends.items[i] = m->edge_next.items[i] = (lun_range){ 1, 0 };
    return LUN_OK;
}

/* Rules mostly search the document's own sentences: there the range is one of them. */
static int is_sentence(const lun_document *document, const lun_range *range)
{
    if (range >= document->sentences && range < document->sentences + document->n_sentences)
        return 1;
    lun_range sentence = document->sentences[lun_document_sentence_of(document, range->start)];
    return sentence.start == range->start && sentence.stop == range->stop;
}

/* A document has a number, too, that no search has. */
static void number_search(lun_matcher *m)
{
    if (m->serial != m->document->kinds_serial || m->document_search > m->search) {
        m->serial = m->document->kinds_serial;
        m->document_search = ++m->search;
    }
    m->search++;
}

/* Where the program's matches can start in the unit. With a trace on all is tried. */
static void bound_starts(lun_matcher *m)
{
    const lun_bounds *bounds = &m->program->bounds;
    m->next = 0;
    m->starts_before = m->n;
    if (m->trace || m->n == 0)
        return;
    if (bounds->most < m->n)
        m->next = m->n - bounds->most;
    if (bounds->least > 0)
        m->starts_before = bounds->least > m->n ? 0 : m->n - bounds->least + 1;
    if (bounds->at_start && m->starts_before > 1)
        m->starts_before = 1;
}

int lun_matcher_begin(lun_matcher *m, const lun_program *program, lun_annotations *set, const lun_range *ranges,
                      uint32_t n, uint32_t most, lun_overlap overlap, int *cut, lun_error *err)
{
    m->program = program;
    m->set = set;
    m->document = lun_annotations_document(set);
    m->overlap = overlap;
    m->next_stored = m->depth = m->anchor = 0;
    m->searched = 0;
    m->sentence = (lun_range){ 0, 0 };
    if (m->search >= (1u << 30) - 2) { /* once in a thousand million searches all is forgotten */
        lun_matcher__forget(m);
        m->search = 0;
    }
    if (lun_text_kinds(lun_annotations_document(set), m->vocab) < 0 || take_ranges(m, ranges, n, most, cut) < 0 ||
        make_map(m) < 0 || clear_bits(m) < 0 || reset_lists(m) < 0 || lun_matcher__bind(m, program, &m->memos) < 0) {
        m->n = m->starts_before = 0;
        return lun_error_set(err, LUN_ENOMEM, "no memory to search for a pattern");
    }
    number_search(m);
    bound_starts(m);
    m->is_sentence = m->pieces.n == 1 && is_sentence(m->document, n == 1 && !*cut ? ranges : m->pieces.items);
    m->facts = lun_vocab_kinds(m->vocab);
    m->patience = patience(m);
    m->automaton = lun_matcher__automaton(m);
    m->attention = m->visits ? 0 : m->patience;
    return LUN_OK;
}

/* ---- captures ---- */

/*
** Makes the capture whose events are log[open] .. log[close]. One edge that fills it is what was captured; otherwise
** its tokens are.
*/
static lun_capture make_capture(const lun_matcher *m, size_t open, size_t close)
{
    const lun_event *events = m->log.items;
    uint32_t start = events[open].start, stop = events[close].start;
    lun_capture capture = { events[open].slot, { 0, 0 }, 0, NULL, 0 };
    capture.tokens.start = lun_matcher__boundary(m, start);
    capture.tokens.stop = stop > start ? lun_matcher__token(m, stop - 1) + 1 : capture.tokens.start;
    for (size_t i = open + 1; i < close; i++) {
        if (events[i].kind == LUN_EVENT_EDGE && events[i].start == start && events[i].stop == stop) {
            capture.annotation = events[i].taken.annotation;
            capture.lexicon = events[i].taken.lexicon;
            capture.entry = events[i].taken.entry;
        }
    }
    return capture;
}

/*
** Pairs the log's OPEN and CLOSE events; captures come in the order they were closed. `order` serves as the stack of
** open ones.
*/
static int make_captures(lun_matcher *m)
{
    m->order.n = 0;
    for (size_t i = 0; i < m->log.n; i++) {
        if (m->log.items[i].kind == LUN_EVENT_OPEN && lun_vec_push(&m->order, (uint32_t)i) < 0)
            return lun_matcher__no_memory(m);
        if (m->log.items[i].kind != LUN_EVENT_CLOSE)
            continue;
        lun_capture capture = make_capture(m, m->order.items[--m->order.n], i);
        if (lun_vec_push(&m->captures, capture) < 0)
            return lun_matcher__no_memory(m);
    }
    return LUN_OK;
}

/* ---- starts ---- */

static int has_only_edges(const lun_start *start)
{
    return !start->any && start->n_edges && !start->has_memo && !start->n_words && !start->tags && !start->classes;
}

/* Where only annotations can start a match: the next of them. */
static uint32_t next_edge(lun_matcher *m, const lun_start *start, uint32_t position)
{
    uint32_t first = m->base + m->n;
    for (uint32_t i = 0; i < start->n_edges; i++) {
        uint32_t token = lun_matcher__next_edge(m, start->edges[i], m->base + position);
        first = token < first ? token : first;
    }
    return first - m->base;
}

/*
** The next position, from one on and before `limit`, of which it is not known at once that a start filter rules it out; the limit if none is.
** *known: 1 where the filter is met.
*/
static uint32_t pass_over(const lun_matcher *m, uint32_t number, uint32_t position, uint32_t limit, int *known)
{
    const lun_start *start = &m->program->starts.items[number];
    *known = start->any;
    if (start->any || start->n_edges)
        return position;
    if (start->has_memo) {
        const lun_memo *memo = &m->all_memos.items[m->memos[number]];
        while (position < limit && (*known = lun_memo_recall(memo, m->kinds[position])) == 0)
            position++;
    } else {
        while (position < limit && !(*known = lun_start_takes(start, &m->facts[m->kinds[position]])))
            position++;
    }
    return position;
}

/* Moves *position on to where a start filter is met: 1; 0 and the limit where it is not met before that; or negative. */
static int find_next(lun_matcher *m, uint32_t number, uint32_t *position, uint32_t limit)
{
    const lun_start *start = &m->program->starts.items[number];
    int known, rc = 0;
    if (has_only_edges(start) && m->pieces.n == 1 && *position < limit) {
        *position = next_edge(m, start, *position);
        if (*position < limit)
            return 1;
    }
    while (*position < limit) {
        *position = pass_over(m, number, *position, limit, &known);
        if (*position >= limit)
            break;
        rc = known == 1 ? 1 : lun_matcher__find_start(m, number, *position);
        if (rc != 0)
            return rc;
        ++*position;
    }
    *position = limit;
    return 0;
}

/*
** Whether the anchor comes in time behind a start: 1; 0 where it does not, and *next is the first start for which it may; or negative. It
** is looked for once at each token, since starts come in order.
*/
static int is_anchored(lun_matcher *m, uint32_t position, uint32_t *next)
{
    const lun_anchor *anchor = &m->program->anchor;
    uint32_t from = position + anchor->least;
    if (m->anchor < from || m->anchor == 0) {
        m->anchor = from;
        int rc = find_next(m, anchor->start, &m->anchor, m->n);
        if (rc < 0)
            return rc;
    }
    if (m->anchor >= m->n) {
        *next = m->n;
        return 0;
    }
    if (anchor->most == UINT32_MAX || m->anchor - position <= anchor->most)
        return 1;
    *next = m->anchor - anchor->most;
    return 0;
}

/* Searches from one start: by the automaton, if there is one; what captures hold is then left to the search. */
static int search_from(lun_matcher *m, uint32_t position, uint32_t *stop)
{
    int rc = m->automaton ? lun_automaton_run(m->automaton, m, position, stop) : LUN_AUTOMATON_FULL;
    if (rc == LUN_AUTOMATON_FULL || (rc == 1 && *stop > position && m->program->captures.n > 0))
        rc = lun_matcher__run(m, 0, position, stop);
    return rc;
}

/*
** Moves *position on to the next start that is worth trying: 1, 0 where there is none, or negative. What is rarer is looked for first: of an anchor
** that is, starts are looked for only where it comes in time.
*/
static int find_candidate(lun_matcher *m, uint32_t *position)
{
    const lun_anchor *anchor = &m->program->anchor;
    int has_anchor = anchor->start != LUN_START_NONE, rc = 1;
    if (m->trace)
        return *position < m->starts_before;
    while (*position < m->starts_before) {
        uint32_t limit = m->starts_before, next;
        if (has_anchor && anchor->is_rarer && (rc = is_anchored(m, *position, &next)) > 0)
            limit = m->anchor - anchor->least < limit ? m->anchor - anchor->least + 1 : limit;
        if (rc > 0 && (rc = find_next(m, 0, position, limit)) == 0)
            next = limit;
        if (rc > 0 && has_anchor && !anchor->is_rarer)
            rc = is_anchored(m, *position, &next);
        if (rc != 0)
            return rc;
        *position = next;
        rc = 1;
    }
    return 0;
}

/* The next start at or after m->next with a match that is not empty: 1, 0, or negative. */
static int next_start(lun_matcher *m, uint32_t *start, uint32_t *stop)
{
    uint32_t position = m->next;
    int rc;
    for (; (rc = find_candidate(m, &position)) != 0; position = m->next) {
        m->next = position + 1;
        m->log.n = 0;
        m->starts++;
        if (rc > 0)
            rc = search_from(m, position, stop);
        if (rc < 0)
            return rc;
        if (rc == 0 || *stop == position)
            continue;
        *start = position;
        return 1;
    }
    m->next = m->n;
    return 0;
}

static void fill_match(const lun_matcher *m, const lun_stored *stored, lun_match *out)
{
    out->tokens.start = lun_matcher__token(m, stored->start);
    out->tokens.stop = lun_matcher__token(m, stored->stop - 1) + 1;
    out->captures = m->captures.n > 0 ? m->captures.items + stored->first_capture : NULL;
    out->n_captures = stored->n_captures;
}

static int next_match(lun_matcher *m, lun_match *out)
{
    lun_stored found = { 0 };
    m->captures.n = 0;
    int rc = next_start(m, &found.start, &found.stop);
    if (rc <= 0)
        return rc;
    if ((rc = make_captures(m)) < 0)
        return rc;
    if (m->overlap == LUN_OVERLAP_FIRST)
        m->next = found.stop;
    found.n_captures = (uint32_t)m->captures.n;
    fill_match(m, &found, out);
    return 1;
}

/* ---- the longest ---- */

static int by_length(const void *left, const void *right)
{
    const lun_stored *a = left, *b = right;
    uint32_t a_len = a->stop - a->start, b_len = b->stop - b->start;
    if (a_len != b_len)
        return a_len > b_len ? -1 : 1;
    return a->start < b->start ? -1 : 1;
}

static int by_start(const void *left, const void *right)
{
    const lun_stored *a = left, *b = right;
    return a->start < b->start ? -1 : 1;
}

static int store_all(lun_matcher *m)
{
    lun_stored found = { 0 };
    int rc;
    while ((rc = next_start(m, &found.start, &found.stop)) > 0) {
        found.first_capture = (uint32_t)m->captures.n;
        if ((rc = make_captures(m)) < 0)
            return rc;
        found.n_captures = (uint32_t)m->captures.n - found.first_capture;
        if (lun_vec_push(&m->stored, found) < 0)
            return lun_matcher__no_memory(m);
    }
    return rc;
}

/*
** Longest first: each stays unless a token of it is taken. One taken before is at least as long, so it would hold the
** first or the last token.
*/
static int choose_longest(lun_matcher *m)
{
    size_t kept = 0;
    int rc = store_all(m);
    if (rc < 0)
        return rc;
    if (lun_vec_reserve(&m->counts, (size_t)m->n + 1) < 0)
        return lun_matcher__no_memory(m);
    memset(m->counts.items, 0, ((size_t)m->n + 1) * sizeof *m->counts.items);
    if (m->stored.n > 0)
        qsort(m->stored.items, m->stored.n, sizeof *m->stored.items, by_length);
    for (size_t i = 0; i < m->stored.n; i++) {
        lun_stored one = m->stored.items[i];
        if (m->counts.items[one.start] || m->counts.items[one.stop - 1])
            continue;
        for (uint32_t position = one.start; position < one.stop; position++)
            m->counts.items[position] = 1;
        m->stored.items[kept++] = one;
    }
    m->stored.n = kept;
    if (kept > 0)
        qsort(m->stored.items, kept, sizeof *m->stored.items, by_start);
    m->searched = 1;
    return LUN_OK;
}

static int next_longest(lun_matcher *m, lun_match *out)
{
    int rc = m->searched ? LUN_OK : choose_longest(m);
    if (rc < 0)
        return rc;
    if (m->next_stored == m->stored.n)
        return 0;
    fill_match(m, &m->stored.items[m->next_stored++], out);
    return 1;
}

int lun_matcher_next(lun_matcher *m, lun_match *out, lun_error *err)
{
    int rc = m->overlap == LUN_OVERLAP_LONGEST ? next_longest(m, out) : next_match(m, out);
    if (rc < 0) {
        m->next = m->n; /* a search that failed is over */
        if (err)
            *err = m->error;
    }
    return rc;
}
