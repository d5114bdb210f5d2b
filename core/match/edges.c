/*
** edges.c - annotations and lexicon phrases as edges from position to position, and the tokens they cover. Sits on
** core/annotate and lexicon.c.
**
** An edge lies inside one piece of the unit: it never crosses a hole. Edges that stop at a position (for lookbehinds)
** and what layers cover (for token tests) are made once a search, at first need.
*/
#include <stdlib.h>
#include <string.h>

#include "match/machine.h"
#include "match/phrases.h"

/* ---- pieces ---- */

/* The piece of the unit that the token at a position lies in. */
static lun_range piece_at(const lun_matcher *m, uint32_t position)
{
    return m->pieces.n == 1 ? m->pieces.items[0] : m->pieces.items[m->map.items[m->n + position]];
}

uint32_t lun_matcher__boundary(const lun_matcher *m, uint32_t position)
{
    if (position < m->n)
        return lun_matcher__token(m, position);
    return m->n > 0 ? lun_matcher__token(m, m->n - 1) + 1 : m->base;
}

/* ---- annotations forwards ---- */

static int is_taken(lun_matcher *m, const lun_edge *edge, const lun_edge_member *member, const lun_annotation *row)
{
    if (member->condition && !lun_condition_test(member->condition, m->set, m->vocab, row))
        return 0;
    return !edge->condition || lun_condition_test(edge->condition, m->set, m->vocab, row);
}

/* Keeps the longest first; what is as long stays behind what was found before (smaller layer, then smaller id). */
static void sort_in(lun_matcher *m)
{
    size_t at = m->hits.n - 1;
    lun_hit hit = m->hits.items[at];
    while (at > 0 && m->hits.items[at - 1].position < hit.position) {
        m->hits.items[at] = m->hits.items[at - 1];
        at--;
    }
    m->hits.items[at] = hit;
}

static int layer_edges(lun_matcher *m, const lun_edge *edge, uint32_t position)
{
    if (position == m->n)
        return LUN_OK;
    uint32_t token = lun_matcher__token(m, position), stop = piece_at(m, position).stop, n;
    for (uint32_t i = 0; i < edge->n_members; i++) {
        lun_annotation *const *rows = lun_annotations_at(m->set, edge->members[i].layer, token, &n);
        for (uint32_t r = 0; r < n; r++) {
            if (rows[r]->tokens.stop > stop || !is_taken(m, edge, &edge->members[i], rows[r]))
                continue;
            lun_hit hit = { position + (rows[r]->tokens.stop - token), { rows[r]->id, NULL, 0 } };
            if (lun_vec_push(&m->hits, hit) < 0)
                return lun_matcher__no_memory(m);
            sort_in(m);
        }
    }
    return LUN_OK;
}

uint32_t lun_matcher__next_edge(lun_matcher *m, uint32_t number, uint32_t token)
{
    const lun_edge *edge = &m->program->edges.items[number];
    lun_range *known = &m->edge_next.items[number];
    if (known->start <= token && token <= known->stop)
        return known->stop;
    *known = (lun_range){ token, m->document->n_tokens };
    for (uint32_t i = 0; i < edge->n_members; i++) {
        uint32_t next = lun_annotations_next(m->set, edge->members[i].layer, token);
        known->stop = next < known->stop ? next : known->stop;
    }
    return known->stop;
}

int lun_matcher__edge_starts(lun_matcher *m, uint32_t number, uint32_t position)
{
    uint32_t token = lun_matcher__token(m, position);
    return lun_matcher__next_edge(m, number, token) == token;
}

/* ---- annotations backwards ---- */

static int by_stop(const void *left, const void *right)
{
    const lun_end *a = left, *b = right;
    if (a->stop != b->stop)
        return a->stop < b->stop ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

/* Lists all edges of the unit by where they stop. */
static int list_ends(lun_matcher *m, uint32_t number, lun_range *run)
{
    run->start = (uint32_t)m->ends.n;
    for (uint32_t position = 0; position < m->n; position++) {
        if (!lun_matcher__edge_starts(m, number, position))
            continue;
        m->hits.n = 0;
        int rc = layer_edges(m, &m->program->edges.items[number], position);
        if (rc < 0)
            return rc;
        for (size_t i = 0; i < m->hits.n; i++) {
            lun_end end = { m->hits.items[i].position, position };
            if (lun_vec_push(&m->ends, end) < 0)
                return lun_matcher__no_memory(m);
        }
    }
    run->stop = (uint32_t)m->ends.n;
    if (run->stop > run->start)
        qsort(m->ends.items + run->start, run->stop - run->start, sizeof *m->ends.items, by_stop);
    m->hits.n = 0;
    return LUN_OK;
}

static int layer_edges_back(lun_matcher *m, uint32_t number, uint32_t position)
{
    lun_range *run = &m->edge_ends.items[number];
    int rc;
    if (run->start > run->stop && (rc = list_ends(m, number, run)) < 0)
        return rc;
    uint32_t low = run->start, high = run->stop;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->ends.items[middle].stop < position)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < run->stop && m->ends.items[low].stop == position; low++) {
        lun_hit hit = { m->ends.items[low].start, { 0, NULL, 0 } };
        if (lun_vec_push(&m->hits, hit) < 0)
            return lun_matcher__no_memory(m);
    }
    return LUN_OK;
}

/* ---- lexicons ---- */

/* As all pieces of the unit are parts of the document, so are phrases in them phrases of the document. */
static int lexicon_edges(lun_matcher *m, uint32_t finds, uint32_t position)
{
    const lun_lexicon_hit *hits;
    lun_lexicon_hit few[LUN_LEXICON_HITS];
    if (position == m->n)
        return LUN_OK;
    uint32_t token = lun_matcher__token(m, position), stop;
    int n = lun_matcher__found(m, finds, token, &hits);
    if (n <= 0)
        return n;
    const lun_lexicon *lexicon = m->finds.items[finds].lexicon;
    stop = piece_at(m, position).stop;
    if (n == LUN_LEXICON_HITS && hits[0].stop > stop) { /* those that end sooner may have had no room */
        n = (int)lun_lexicon__stops(lexicon, m->document, m->vocab, token, stop, few);
        hits = few;
    }
    for (int i = 0; i < n; i++) {
        lun_hit hit = { position + (hits[i].stop - token), { 0, lexicon, hits[i].entry } };
        if (hits[i].stop <= stop && lun_vec_push(&m->hits, hit) < 0)
            return lun_matcher__no_memory(m);
    }
    return LUN_OK;
}

static int lexicon_edges_back(lun_matcher *m, uint32_t finds, uint32_t position)
{
    const lun_lexicon_hit *hits;
    if (position == 0)
        return LUN_OK;
    uint32_t stop = lun_matcher__token(m, position - 1) + 1, least = piece_at(m, position - 1).start;
    uint32_t longest = lun_lexicon__longest(m->finds.items[finds].lexicon);
    for (uint32_t token = stop; token > least && stop - token < longest;) {
        token--;
        int n = lun_matcher__found(m, finds, token, &hits);
        if (n < 0)
            return n;
        while (n > 0 && hits[n - 1].stop < stop)
            n--;
        if (n == 0 || hits[n - 1].stop != stop)
            continue;
        lun_hit hit = { position - (stop - token), { 0, NULL, 0 } };
        if (lun_vec_push(&m->hits, hit) < 0)
            return lun_matcher__no_memory(m);
    }
    return LUN_OK;
}

int lun_matcher__edges(lun_matcher *m, const lun_instruction *instruction, uint32_t position)
{
    m->hits.n = 0;
    if (instruction->op == LUN_OP_LAYER)
        return instruction->back ? layer_edges_back(m, instruction->x, position)
                                 : layer_edges(m, &m->program->edges.items[instruction->x], position);
    uint32_t finds = lun_matcher__finds(m, instruction->x);
    return instruction->back ? lexicon_edges_back(m, finds, position) : lexicon_edges(m, finds, position);
}

/* ---- covers ---- */

/* Counts one cover more from `start`, one less from `stop`: positions. */
static void cover(lun_matcher *m, uint32_t start, uint32_t stop)
{
    m->counts.items[start]++;
    m->counts.items[stop]--;
}

/* The tokens that lie wholly inside a row, which may start or stop in the middle of one. */
static lun_range inside(const lun_matcher *m, const lun_annotation *row)
{
    lun_range range = row->tokens;
    if (range.start < range.stop && m->document->tokens[range.start].start < row->span.start)
        range.start++;
    if (range.start < range.stop && m->document->tokens[range.stop - 1].stop > row->span.stop)
        range.stop--;
    return range;
}

static void cover_member(lun_matcher *m, const lun_edge *edge, const lun_edge_member *member, lun_range piece,
                         uint32_t offset)
{
    uint32_t first, n, n_rows;
    lun_annotation *const *rows = lun_annotations_rows(m->set, member->layer, &n_rows);
    lun_annotations_touching(m->set, member->layer, piece, &first, &n);
    for (uint32_t i = 0; i < n; i++) {
        lun_range range = inside(m, rows[first + i]);
        if (range.start < piece.start)
            range.start = piece.start;
        if (range.stop > piece.stop)
            range.stop = piece.stop;
        if (range.start < range.stop && is_taken(m, edge, member, rows[first + i]))
            cover(m, offset + (range.start - piece.start), offset + (range.stop - piece.start));
    }
}

static void cover_edge(lun_matcher *m, const lun_edge *edge)
{
    uint32_t offset = 0;
    for (size_t p = 0; p < m->pieces.n; p++) {
        for (uint32_t i = 0; i < edge->n_members; i++)
            cover_member(m, edge, &edge->members[i], m->pieces.items[p], offset);
        offset += m->pieces.items[p].stop - m->pieces.items[p].start;
    }
}

static int fill_cover(lun_matcher *m, const lun_test *test)
{
    uint32_t row = m->program->n_memos + 2 * (uint32_t)m->program->looks.n + test->memo, covers = 0;
    if (lun_vec_reserve(&m->counts, (size_t)m->n + 1) < 0)
        return lun_matcher__no_memory(m);
    memset(m->counts.items, 0, ((size_t)m->n + 1) * sizeof *m->counts.items);
    cover_edge(m, &m->program->edges.items[test->x]);
    for (uint32_t position = 0; position < m->n; position++) {
        covers += m->counts.items[position];
        if (covers > 0 && lun_matcher__set(m, position, row) < 0)
            return LUN_ENOMEM;
    }
    m->covered.items[test->memo] = 1;
    return LUN_OK;
}

/* Where the longest phrase that starts at a token stops, at or before `stop`; 0 if there is none, or negative. */
static int64_t phrase_stop(lun_matcher *m, uint32_t finds, uint32_t token, uint32_t stop)
{
    const lun_lexicon_hit *hits;
    lun_lexicon_hit few[LUN_LEXICON_HITS];
    int n = lun_matcher__found(m, finds, token, &hits), i = 0;
    if (n == LUN_LEXICON_HITS && hits[0].stop > stop) {
        n = (int)lun_lexicon__stops(m->finds.items[finds].lexicon, m->document, m->vocab, token, stop, few);
        hits = few;
    }
    while (i < n && hits[i].stop > stop)
        i++;
    if (n < 0)
        return n;
    return i < n ? (int64_t)hits[i].stop : 0;
}

/* Phrases are short: those that can hold a token start just before it. */
static int in_phrase(lun_matcher *m, uint32_t finds, uint32_t position)
{
    lun_range piece = piece_at(m, position);
    uint32_t token = lun_matcher__token(m, position), first = token;
    uint32_t longest = lun_lexicon__longest(m->finds.items[finds].lexicon);
    for (; token - first < longest; first--) {
        int64_t stop = phrase_stop(m, finds, first, piece.stop);
        if (stop < 0 || stop > token)
            return stop < 0 ? (int)stop : 1;
        if (first == piece.start)
            break;
    }
    return 0;
}

int lun_matcher__covered(lun_matcher *m, const lun_test *test, uint32_t position)
{
    int rc;
    if (test->kind == LUN_TEST_LEXICON)
        return in_phrase(m, lun_matcher__finds(m, test->x), position);
    if (!m->covered.items[test->memo] && (rc = fill_cover(m, test)) < 0)
        return rc;
    return lun_matcher__get(m, position, m->program->n_memos + 2 * (uint32_t)m->program->looks.n + test->memo);
}
