/*
** triggers.c - what words trigger, put together once a word, and which items are due in the units of a document.
**
** Of the requirements of a program (needs.c) the one is waited for whose words were rarest in the documents so far;
** until enough were seen, the one that promises to be (triggers_wait.c). A unit in which it is found is asked for the
** other requirements before it is due.
**
** Of many thousands of rules each is met seldom: whatever is looked at then is far away in memory. So a list of what waits
** bears a second word for each item, without which the item is not looked at, and all that is asked of an item lies in one
** place (lun_waiter), its requirements in one array of all (needs).
*/
#include "match/triggers_inside.h"

#include <stdlib.h>
#include <string.h>

#include "match/phrases.h"

/* ---- what a word triggers ---- */

static int add_list(lun_triggers *t, uint32_t list)
{
    for (; list != LUN_TRIGGER_NONE; list = t->waiting.items[list].next) {
        if (lun_vec_push(&t->lists, t->waiting.items[list].one) < 0)
            return LUN_ENOMEM;
    }
    return LUN_OK;
}

static int add_lemmas(lun_triggers *t, uint32_t word)
{
    uint32_t n = 0;
    int rc = LUN_OK;
    if (!t->lemmas_wanted)
        return LUN_OK;
    const uint32_t *lemmas = lun_vocab_lemmas(t->matcher->vocab, word, &n);
    if (!lemmas)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        if (lemmas[i] < t->pinned)
            rc = add_list(t, t->by_lemma[lemmas[i]]);
    }
    return rc;
}

static int bind_lexicon(lun_triggers *t, lun_asked *one)
{
    const uint32_t *memos;
    if (lun_matcher__bind(t->matcher, one->program, &memos) < 0)
        return LUN_ENOMEM;
    one->finds = memos[one->program->starts.n + one->program->keys.n + one->number];
    one->forgets = t->matcher->forgets + 1;
    return LUN_OK;
}

/* Each word is asked about once: the matcher need not remember the answer for each lexicon, mostly no. */
static int add_lexicons(lun_triggers *t, uint32_t word)
{
    uint32_t n = 0, fold = lun_vocab_fold(t->matcher->vocab, word);
    const uint32_t *lemmas = t->lexicons.n ? lun_vocab_lemmas(t->matcher->vocab, word, &n) : NULL;
    if (t->lexicons.n && !lemmas)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < t->lexicons.n; i++) {
        if (lun_lexicon__holds(t->lexicons.items[i].lexicon, t->matcher->vocab, fold, lemmas, n) &&
            lun_lexicon__starts(t->lexicons.items[i].lexicon, t->matcher->vocab, word) &&
            lun_vec_push(&t->lists, (lun_listed){ i, LUN_TRIGGER_NONE }) < 0)
            return LUN_ENOMEM;
    }
    return LUN_OK;
}

#define NOTHING 1 /* position of the empty list; 0 is nobody's */

static int open_lists(lun_triggers *t)
{
    if (lun_vec_reserve(&t->lists, 3) < 0)
        return LUN_ENOMEM;
    memset(t->lists.items, 0, 3 * sizeof *t->lists.items);
    t->lists.n = 3;
    return LUN_OK;
}

static int add_items(lun_triggers *t, uint32_t word)
{
    uint32_t fold = lun_vocab_fold(t->matcher->vocab, word);
    int rc = fold < t->pinned ? add_list(t, t->by_word[fold]) : LUN_OK;
    return rc == LUN_OK ? add_lemmas(t, word) : rc;
}

/* A run and its length before it. */
static int add_run(lun_triggers *t, uint32_t word, int (*add)(lun_triggers *, uint32_t))
{
    size_t at = t->lists.n;
    if (lun_vec_push(&t->lists, (lun_listed){ 0, LUN_TRIGGER_NONE }) < 0 || add(t, word) < 0)
        return LUN_ENOMEM;
    t->lists.items[at].item = (uint32_t)(t->lists.n - at - 1);
    return LUN_OK;
}

/* The position of what a word triggers; 0 when memory is gone. */
static uint32_t put_together(lun_triggers *t, uint32_t word)
{
    if (t->lists.n == 0 && open_lists(t) < 0)
        return 0;
    uint32_t at = (uint32_t)t->lists.n;
    if (add_run(t, word, add_items) < 0 || add_run(t, word, add_lexicons) < 0) {
        t->lists.n = at;
        return 0;
    }
    if (t->lists.n == (size_t)at + 2) {
        t->lists.n = at;
        at = NOTHING;
    }
    t->of_word.items[word] = at;
    return at;
}

/* ---- a document ---- */

/* Arrays by word: room for all there are. */
static int make_room(lun_triggers *t)
{
    size_t n = lun_vocab_count(t->matcher->vocab), known = t->of_word.n, seen = t->seen.n;
    if (lun_vec_reserve(&t->of_word, n) < 0 || lun_vec_reserve(&t->seen, n) < 0)
        return LUN_ENOMEM;
    if (n > known)
        memset(t->of_word.items + known, 0, (n - known) * sizeof *t->of_word.items);
    if (n > seen)
        memset(t->seen.items + seen, 0, (n - seen) * sizeof *t->seen.items);
    t->of_word.n = n > known ? n : known;
    t->seen.n = n > seen ? n : seen;
    return LUN_OK;
}

/* Words that the vocabulary forgot trigger nothing any more, and count no more. */
static void keep_up(lun_triggers *t)
{
    if (t->generation == lun_vocab_generation(t->matcher->vocab))
        return;
    t->generation = lun_vocab_generation(t->matcher->vocab);
    t->of_word.n = t->lists.n = 0;
    t->seen.n = t->seen.n < t->pinned ? t->seen.n : t->pinned;
}

static int note_due(lun_triggers *t, uint32_t item, uint32_t unit)
{
    lun_waiter *s = &t->watches[item];
    lun_due_pair one = { unit, LUN_TRIGGER_NONE };
    s->count++;
    if (s->program)
        lun_program_expect(s->program, s->owner);
    if (s->first == LUN_TRIGGER_NONE && lun_vec_push(&t->due, item) < 0)
        return LUN_ENOMEM;
    if (lun_vec_push(&t->pairs, one) < 0)
        return LUN_ENOMEM;
    uint32_t at = (uint32_t)t->pairs.n - 1;
    if (s->first == LUN_TRIGGER_NONE)
        s->first = at;
    else
        t->pairs.items[s->last].next = at;
    s->last = at;
    return LUN_OK;
}

/* The words of the unit at hand are noted once, for all that it triggers. */
static int is_looked_at(lun_triggers *t, lun_annotations *set, const lun_range *range)
{
    if (!t->looked)
        t->looked = (uint8_t)lun_matcher_look_at(t->matcher, set, range, 1);
    return t->looked;
}

/* An item was triggered in a unit: is it due there? */
static int trigger(lun_triggers *t, lun_annotations *set, const lun_range *range, lun_listed triggered, uint32_t unit)
{
    if (triggered.with != LUN_TRIGGER_NONE && is_looked_at(t, set, range) &&
        !lun_matcher_has_word(t->matcher, triggered.with))
        return LUN_OK;
    lun_waiter *one = &t->watches[triggered.item];
    if (one->visit != t->visit) {
        one->visit = t->visit;
        one->unit = LUN_UNIT_NONE;
        one->first = one->last = LUN_TRIGGER_NONE;
    }
    if (one->unit == unit || (one->whole && one->first != LUN_TRIGGER_NONE))
        return LUN_OK;
    one->unit = unit;
    if (!one->whole && one->waits == LUN_WAITS_WITH && is_looked_at(t, set, range) &&
        !lun_matcher_words_allow(t->matcher, one->program, set))
        return LUN_OK;
    return note_due(t, triggered.item, unit);
}

/* Those that wait for a lexicon: where a phrase of it starts, not only a word that some phrase starts with. */
static int trigger_phrases(lun_triggers *t, lun_annotations *set, const lun_range *range, uint32_t lexicon,
                           uint32_t token, uint32_t unit)
{
    lun_asked *asked = &t->lexicons.items[lexicon];
    int rc = asked->forgets == t->matcher->forgets + 1 ? LUN_OK : bind_lexicon(t, asked);
    if (rc < 0 || !lun_matcher__phrase_at(t->matcher, lun_annotations_document(set), asked->finds, token))
        return rc;
    for (uint32_t at = asked->first; at != LUN_TRIGGER_NONE && rc == LUN_OK; at = t->waiting.items[at].next)
        rc = trigger(t, set, range, t->waiting.items[at].one, unit);
    return rc;
}

static int visit_unit(lun_triggers *t, lun_annotations *set, const lun_range *range, uint32_t unit)
{
    const lun_token *tokens = lun_annotations_document(set)->tokens;
    int rc = LUN_OK;
    t->looked = 0;
    for (uint32_t token = range->start; token < range->stop && rc == LUN_OK; token++) {
        uint32_t word = tokens[token].word, at = t->of_word.items[word];
        t->seen.items[word]++;
        if (at == NOTHING || (at == 0 && (at = put_together(t, word)) == NOTHING))
            continue;
        if (at == 0)
            return LUN_ENOMEM;
        uint32_t stop = at + 1 + t->lists.items[at].item;
        while (++at < stop && rc == LUN_OK)
            rc = trigger(t, set, range, t->lists.items[at], unit);
        stop += 1 + t->lists.items[stop].item;
        while (++at < stop && rc == LUN_OK)
            rc = trigger_phrases(t, set, range, t->lists.items[at].item, token, unit);
    }
    t->n_seen += range->stop - range->start;
    return rc;
}

static int ascending(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static int visit_all(lun_triggers *t, lun_annotations *set, const lun_range *ranges, uint32_t n)
{
    int rc = LUN_OK;
    if (!t->settled)
        rc = lun_triggers__settle(t, NULL);
    else if (t->can_choose && t->n_seen >= t->lesson && t->lesson <= LUN_LESSON_LAST)
        rc = lun_triggers__learn(t);
    if (rc < 0 || make_room(t) < 0 || lun_text_kinds(lun_annotations_document(set), t->matcher->vocab) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        rc = visit_unit(t, set, &ranges[i], i);
    if (rc < 0 || lun_vec_reserve(&t->due, t->due.n + t->n_always) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < t->n_always; i++)
        t->due.items[t->due.n++] = t->always[i];
    if (t->due.n)
        qsort(t->due.items, t->due.n, sizeof *t->due.items, ascending);
    return LUN_OK;
}

/* Without memory every item is due; room for that was made when the triggers were. */
static void give_up(lun_triggers *t)
{
    t->everywhere = 1;
    lun_triggers__clear_lists(t);
    for (uint32_t i = 0; i < t->n_items; i++)
        t->due.items[i] = i;
    t->due.n = t->n_items;
}

int lun_triggers_visit(lun_triggers *t, lun_annotations *set, const lun_range *ranges, uint32_t n)
{
    t->visit++;
    t->n_units = n;
    t->everywhere = 0;
    t->pairs.n = t->due.n = 0;
    lun_matcher__keep_up(t->matcher);
    keep_up(t);
    if (visit_all(t, set, ranges, n) == LUN_OK)
        return LUN_OK;
    give_up(t);
    return LUN_ENOMEM;
}

const uint32_t *lun_triggers_due(const lun_triggers *t, uint32_t *n)
{
    *n = (uint32_t)t->due.n;
    return t->due.items;
}

lun_due lun_triggers_units(const lun_triggers *t, uint32_t item)
{
    const lun_waiter *s = &t->watches[item];
    if (t->everywhere || !s->waits)
        return (lun_due){ t, 0, t->n_units };
    return (lun_due){ t, s->visit == t->visit ? s->first : LUN_TRIGGER_NONE, 0 };
}

uint32_t lun_due_next(lun_due *due)
{
    if (due->n)
        return due->next < due->n ? due->next++ : LUN_UNIT_NONE;
    if (due->next == LUN_TRIGGER_NONE || due->triggers->pairs.n == 0)
        return LUN_UNIT_NONE;
    lun_due_pair one = due->triggers->pairs.items[due->next];
    due->next = one.next;
    return one.unit;
}

int lun_triggers_wait(const lun_triggers *t, uint32_t item)
{
    return t->watches[item].waits != LUN_WAITS_NOT;
}

uint64_t lun_triggers_count(const lun_triggers *t, uint32_t item)
{
    return t->watches[item].count;
}

/* ---- the whole ---- */

static int prepare(lun_triggers *t, const lun_trigger_item *items, uint32_t n)
{
    size_t words = (size_t)t->pinned + 1, room = (size_t)n + 1;
    t->watches = lun_calloc(room, sizeof *t->watches);
    t->always = lun_calloc(room, sizeof *t->always);
    t->by_word = lun_calloc(words, sizeof *t->by_word);
    t->by_lemma = lun_calloc(words, sizeof *t->by_lemma);
    if (!t->watches || !t->always || !t->by_word || !t->by_lemma || lun_vec_reserve(&t->due, room) < 0)
        return LUN_ENOMEM;
    t->n_items = n;
    for (uint32_t i = 0; i < n; i++) {
        lun_waiter *one = &t->watches[i];
        one->program = items[i].program;
        one->whole = items[i].whole;
        one->owner = items[i].owner;
        if (lun_triggers__note_needs(t, one) < 0)
            return LUN_ENOMEM;
        if (!one->waits)
            t->always[t->n_always++] = i;
        t->can_choose |= one->needs.n > 1;
    }
    return lun_triggers__settle(t, NULL);
}

lun_triggers *lun_triggers_new(const lun_trigger_item *items, uint32_t n, lun_matcher *matcher)
{
    lun_triggers *t = lun_calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->matcher = matcher;
    t->pinned = lun_vocab_pinned(matcher->vocab);
    t->generation = lun_vocab_generation(matcher->vocab);
    t->lesson = LUN_LESSON_FIRST;
    if (prepare(t, items, n) == LUN_OK)
        return t;
    lun_triggers_free(t);
    return NULL;
}

void lun_triggers_free(lun_triggers *t)
{
    if (!t)
        return;
    lun_free(t->watches);
    lun_free(t->always);
    lun_free(t->by_word);
    lun_free(t->by_lemma);
    lun_vec_clear(&t->needs);
    lun_vec_clear(&t->alternatives);
    lun_vec_clear(&t->waiting);
    lun_vec_clear(&t->lexicons);
    lun_vec_clear(&t->of_word);
    lun_vec_clear(&t->lists);
    lun_vec_clear(&t->seen);
    lun_vec_clear(&t->pairs);
    lun_vec_clear(&t->due);
    lun_free(t);
}
