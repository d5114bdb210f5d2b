/*
** planner.c - whether a program can match in a unit at all, from the words and rows that the unit holds. Sits on
** needs.c.
**
** Hundreds of programs are asked about one unit after the other, so what words it holds is looked up once and kept
** until another unit comes. Whether it is the same unit is decided by its words, not by addresses. Rows are never
** kept: they are looked up by halves each time.
*/
#include <string.h>

#include "match/machine.h"
#include "match/phrases.h"

static uint32_t count(const lun_range *ranges, uint32_t n)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < n; i++)
        total += ranges[i].stop - ranges[i].start;
    return total;
}

static int is_same_unit(const lun_matcher *m, const lun_document *document, const lun_range *ranges, uint32_t n,
                        uint32_t total)
{
    const lun_presence *presence = &m->presence;
    size_t at = 0;
    if (!presence->valid || presence->words.n != total || presence->generation != lun_vocab_generation(m->vocab))
        return 0;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t token = ranges[i].start; token < ranges[i].stop; token++, at++) {
            if (presence->words.items[at] != document->tokens[token].word)
                return 0;
        }
    }
    return 1;
}

/* Stamps by word id: room for all words there are. */
static int make_room(lun_stamps *stamps, size_t n)
{
    size_t before = stamps->capacity;
    if (lun_vec_reserve(stamps, n) < 0)
        return LUN_ENOMEM;
    if (stamps->capacity > before)
        memset(stamps->items + before, 0, (stamps->capacity - before) * sizeof *stamps->items);
    return LUN_OK;
}

/* Notes the words of another unit. */
static int note_unit(lun_matcher *m, const lun_document *document, const lun_range *ranges, uint32_t n, uint32_t total)
{
    lun_presence *presence = &m->presence;
    presence->words.n = 0;
    presence->valid = presence->has_lemmas = 0;
    presence->generation = lun_vocab_generation(m->vocab);
    if (++presence->stamp == 0) { /* once in four thousand million units the stamps start afresh */
        memset(presence->folds.items, 0, presence->folds.capacity * sizeof *presence->folds.items);
        memset(presence->lemmas.items, 0, presence->lemmas.capacity * sizeof *presence->lemmas.items);
        presence->stamp = 1;
    }
    if (lun_vec_reserve(&presence->words, total) < 0 || make_room(&presence->folds, lun_vocab_count(m->vocab)) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t token = ranges[i].start; token < ranges[i].stop; token++) {
            uint32_t word = document->tokens[token].word;
            presence->words.items[presence->words.n++] = word;
            presence->folds.items[lun_vocab_fold(m->vocab, word)] = presence->stamp;
        }
    }
    presence->valid = 1;
    return LUN_OK;
}

static int note_lemmas(lun_matcher *m)
{
    lun_presence *presence = &m->presence;
    for (size_t i = 0; i < presence->words.n; i++) {
        uint32_t n = 0;
        const uint32_t *lemmas = lun_vocab_lemmas(m->vocab, presence->words.items[i], &n);
        if (!lemmas || make_room(&presence->lemmas, lun_vocab_count(m->vocab)) < 0)
            return LUN_ENOMEM;
        for (uint32_t j = 0; j < n; j++)
            presence->lemmas.items[lemmas[j]] = presence->stamp;
    }
    presence->has_lemmas = 1;
    return LUN_OK;
}

/* ---- one need ---- */

int lun_matcher_has_word(const lun_matcher *m, uint32_t word)
{
    return word < m->presence.folds.capacity && m->presence.folds.items[word] == m->presence.stamp;
}

static int has_lemma(lun_matcher *m, uint32_t lemma)
{
    if (!m->presence.has_lemmas && note_lemmas(m) < 0)
        return 1;
    return lemma < m->presence.lemmas.capacity && m->presence.lemmas.items[lemma] == m->presence.stamp;
}

static int find_phrase(lun_matcher *m, uint32_t finds)
{
    const lun_presence *presence = &m->presence;
    const lun_memo *starting = lun_matcher__starting(m, finds);
    for (size_t i = 0; i < presence->words.n; i++) {
        if (lun_matcher__is_starting(m, starting, finds, presence->words.items[i]) &&
            (presence->first == LUN_POSITION_NONE ||
             lun_matcher__phrase_at(m, presence->document, finds, presence->first + (uint32_t)i)))
            return 1;
    }
    return 0;
}

/* Looked for once a unit, whatever programs ask. */
static int has_phrase(lun_matcher *m, const lun_program *program, uint32_t lexicon)
{
    const uint32_t *memos;
    if (lun_matcher__bind(m, program, &memos) < 0)
        return 1;
    uint32_t number = memos[program->starts.n + program->keys.n + lexicon];
    if (m->finds.items[number].unit != m->presence.place) {
        uint8_t found = (uint8_t)find_phrase(m, number);
        m->finds.items[number].in_unit = found;
        m->finds.items[number].unit = m->presence.place;
    }
    return m->finds.items[number].in_unit;
}

/* 1 if a row of the layer starts inside the range. */
static int has_row(lun_annotations *set, uint16_t layer, lun_range range)
{
    uint32_t n, low = 0;
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n);
    uint32_t high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rows[middle]->tokens.start < range.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && rows[low]->tokens.start < range.stop;
}

static int has_rows(lun_annotations *set, uint16_t layer, const lun_range *ranges, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (has_row(set, layer, ranges[i]))
            return 1;
    }
    return 0;
}

static int is_met(lun_matcher *m, const lun_program *program, lun_annotations *set, const lun_range *ranges, uint32_t n,
                  lun_need need)
{
    switch ((lun_need_kind)need.kind) {
    case LUN_NEED_WORD:
        return lun_matcher_has_word(m, need.x);
    case LUN_NEED_LEMMA:
        return has_lemma(m, need.x);
    case LUN_NEED_LAYER:
        return has_rows(set, (uint16_t)need.x, ranges, n);
    case LUN_NEED_LEXICON:
        return has_phrase(m, program, need.x);
    }
    return 1;
}

static int is_layer(lun_need need)
{
    return need.kind == LUN_NEED_LAYER;
}

/* Lists of alternatives: of words and phrases alone, of layers alone, or of both. */
int lun_needs__words_alone(const lun_needs *needs)
{
    for (uint32_t i = 0; i < needs->n; i++) {
        if (is_layer(needs->items[i]))
            return 0;
    }
    return 1;
}

static int only_layers(const lun_needs *needs)
{
    for (uint32_t i = 0; i < needs->n; i++) {
        if (!is_layer(needs->items[i]))
            return 0;
    }
    return 1;
}

typedef int picks(const lun_needs *needs);

static int any_list(const lun_needs *needs)
{
    (void)needs;
    return 1;
}

/* Are the program's requirements met, as far as `picked` looks at them? The unit's words must have been noted if it looks at words. */
static int are_met(lun_matcher *m, const lun_program *program, lun_annotations *set, const lun_range *ranges,
                   uint32_t n, picks *picked)
{
    for (size_t i = 0; i < program->needs.n; i++) {
        const lun_needs *needs = &program->needs.items[i];
        uint32_t at = 0;
        if (!picked(needs))
            continue;
        while (at < needs->n && !is_met(m, program, set, ranges, n, needs->items[at]))
            at++;
        if (at == needs->n)
            return 0;
    }
    return 1;
}

static int know_unit(lun_matcher *m, lun_document *document, const lun_range *ranges, uint32_t n)
{
    lun_presence *presence = &m->presence;
    uint32_t total = count(ranges, n), first = n == 1 ? ranges[0].start : LUN_POSITION_NONE;
    if (lun_text_kinds(document, m->vocab) < 0)
        return 0;
    int is_same = is_same_unit(m, document, ranges, n, total);
    if (!is_same && note_unit(m, document, ranges, n, total) < 0)
        return 0;
    if (!is_same || first != presence->first || presence->serial != document->kinds_serial)
        presence->place++;
    presence->document = document;
    presence->first = first;
    presence->serial = document->kinds_serial;
    return 1;
}

int lun_matcher_may_match(lun_matcher *m, const lun_program *program, lun_annotations *set, const lun_range *ranges,
                          uint32_t n)
{
    if (program->needs.n == 0 || !know_unit(m, lun_annotations_document(set), ranges, n))
        return 1;
    return are_met(m, program, set, ranges, n, any_list);
}

int lun_matcher_look_at(lun_matcher *m, lun_annotations *set, const lun_range *ranges, uint32_t n)
{
    return know_unit(m, lun_annotations_document(set), ranges, n);
}

int lun_matcher_words_allow(lun_matcher *m, const lun_program *program, lun_annotations *set)
{
    return are_met(m, program, set, NULL, 0, lun_needs__words_alone);
}

/* Lists of both must be asked about words and rows together. */
lun_rows lun_program__rows(const lun_program *program)
{
    lun_rows rows = LUN_ROWS_NONE;
    for (size_t i = 0; i < program->needs.n; i++) {
        if (only_layers(&program->needs.items[i]))
            rows = rows > LUN_ROWS_ALONE ? rows : LUN_ROWS_ALONE;
        else if (!lun_needs__words_alone(&program->needs.items[i]))
            rows = LUN_ROWS_AND_WORDS;
    }
    return rows;
}

int lun_matcher_rows_allow(lun_matcher *m, const lun_program *program, lun_annotations *set, const lun_range *ranges,
                           uint32_t n)
{
    switch ((lun_rows)program->rows) {
    case LUN_ROWS_NONE:
        return 1;
    case LUN_ROWS_ALONE:
        return are_met(m, program, set, ranges, n, only_layers);
    case LUN_ROWS_AND_WORDS:
        return lun_matcher_may_match(m, program, set, ranges, n);
    }
    return 1;
}
