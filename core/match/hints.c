/*
** hints.c - what the kind of a token must show at once (its tag, its spelling's class, a bit of its word and lemmas) for a test or a start filter
** to be met: most tokens are turned away by that alone, before anything is remembered of their kind.
**
** A superset, part by part: of a choice all that any alternative allows, of parts that must hold together what all of them allow. Tests of
** phrases, rows and most regular expressions allow every kind.
*/
#include "match/compiler.h"
#include "match/regex_ends.h"
#include "match/regex_words.h"
#include "text/kinds.h"

#define EVERY_TAG UINT32_MAX
#define EVERY_CLASS UINT16_MAX

static const lun_hints nothing = { 0, 0, 0 };
static const lun_hints everything = { UINT64_MAX, EVERY_TAG, EVERY_CLASS };

static lun_hints of_word(uint32_t fold)
{
    return (lun_hints){ (uint64_t)1 << (fold % 64), EVERY_TAG, EVERY_CLASS };
}

static lun_hints either(lun_hints a, lun_hints b)
{
    return (lun_hints){ a.words | b.words, a.tags | b.tags, (uint16_t)(a.classes | b.classes) };
}

/* A word that has one class of each of two lists may have no class that is in both: the shorter list stays. */
static lun_hints both(lun_hints a, lun_hints b)
{
    int first = __builtin_popcount(a.classes) < __builtin_popcount(b.classes);
    return (lun_hints){ a.words & b.words, a.tags & b.tags, first ? a.classes : b.classes };
}

/* Are all bytes of a set digits? */
static int are_digits(const uint64_t set[4])
{
    return (set[0] & ~((uint64_t)0x3FF << '0')) == 0 && (set[1] | set[2] | set[3]) == 0;
}

/* Of an expression that starts or stops with a digit: what it is found in has one. */
static lun_hints of_ends(const char *source)
{
    lun_hints all = everything;
    lun_regex_ends ends;
    lun_regex_ends_read(&ends, source, 1);
    if (are_digits(ends.first) || are_digits(ends.last))
        all.classes = LUN_CLASS_DIGIT;
    return all;
}

/* The number of a word, folded, that stays as long as the program; LUN_WORD_NONE: it has none, or the vocabulary may forget it. */
static uint32_t lasting_word(lun_vocab *vocab, const char *text, size_t len)
{
    uint32_t pinned = lun_vocab_pinned(vocab);
    uint32_t word = pinned ? lun_vocab_find(vocab, text, len) : lun_vocab_add(vocab, text, len);
    uint32_t fold = word == LUN_WORD_NONE ? word : lun_vocab_fold(vocab, word);
    return pinned && fold >= pinned ? LUN_WORD_NONE : fold;
}

/* Of an expression that is found in few words. A kind of a word that is met in any case by other letters has all bits (text/kinds.c). */
static lun_hints of_regex(lun_vocab *vocab, const char *source)
{
    lun_hints all = nothing;
    lun_regex_words words;
    lun_regex_words_read(&words, source);
    for (size_t i = 0; i < words.n; i++) {
        uint32_t fold =
            words.items[i].len ? lasting_word(vocab, words.items[i].text, words.items[i].len) : LUN_WORD_NONE;
        if (fold == LUN_WORD_NONE)
            return of_ends(source);
        all = either(all, of_word(fold));
    }
    return words.n > 0 ? all : of_ends(source);
}

/* The tags that a test is met by, whatever else the token is; 0 where other things count. */
static uint32_t tags_alone(const lun_program *program, const lun_test *test)
{
    uint32_t tags = 0;
    if (test->kind == LUN_TEST_POS)
        return (uint32_t)1 << test->x;
    for (uint32_t i = 0; test->kind == LUN_TEST_OR && i < test->n; i++)
        tags |= tags_alone(program, &program->tests.items[program->children.items[test->first + i]]);
    return tags;
}

static lun_hints hints_of(const lun_program *program, const lun_test *test, lun_vocab *vocab, int tells_lemmas)
{
    lun_hints all = test->kind == LUN_TEST_AND ? everything : nothing;
    switch ((lun_test_kind)test->kind) {
    case LUN_TEST_AND:
    case LUN_TEST_OR:
        for (uint32_t i = 0; i < test->n; i++) {
            lun_hints child = program->tests.items[program->children.items[test->first + i]].hints;
            all = test->kind == LUN_TEST_AND ? both(all, child) : either(all, child);
        }
        return all;
    case LUN_TEST_NOT:
        all = everything;
        all.tags &= ~tags_alone(program, &program->tests.items[program->children.items[test->first]]);
        return all;
    case LUN_TEST_WORD:
        return of_word(test->x);
    case LUN_TEST_EXACT:
        return of_word(lun_vocab_fold(program->vocab, test->x));
    case LUN_TEST_POS:
        return (lun_hints){ UINT64_MAX, (uint32_t)1 << test->x, EVERY_CLASS };
    case LUN_TEST_CLASS:
        return (lun_hints){ UINT64_MAX, EVERY_TAG, (uint16_t)test->x };
    case LUN_TEST_NEVER:
        return nothing;
    case LUN_TEST_LEMMA:
        return tells_lemmas ? of_word(test->x) : everything;
    case LUN_TEST_REGEX:
        return of_regex(vocab, program->regex_texts.items[test->x]);
    case LUN_TEST_LAYER:
    case LUN_TEST_LEXICON:
    case LUN_TEST_ANY:
        return everything;
    }
    return everything;
}

void lun_compiler__hint_tests(lun_program *program, lun_vocab *vocab)
{
    int tells_lemmas = 0;
    for (size_t i = 0; i < program->tests.n && !tells_lemmas; i++)
        tells_lemmas = program->tests.items[i].kind == LUN_TEST_LEMMA && lun_vocab_tell_lemmas(vocab);
    for (size_t i = 0; i < program->tests.n; i++) /* the children of a test stand before it */
        program->tests.items[i].hints = hints_of(program, &program->tests.items[i], vocab, tells_lemmas);
}

static lun_hints hints_of_start(const lun_program *program, const lun_start *start)
{
    lun_hints all = { start->bits, start->n_words ? EVERY_TAG : 0, start->n_words ? EVERY_CLASS : 0 };
    if (start->any || start->n_lexicons > 0)
        return everything;
    if (start->tags)
        all = either(all, (lun_hints){ UINT64_MAX, start->tags, EVERY_CLASS });
    if (start->classes)
        all = either(all, (lun_hints){ UINT64_MAX, EVERY_TAG, start->classes });
    for (uint32_t i = 0; i < start->n_tests; i++)
        all = either(all, program->tests.items[start->tests[i]].hints);
    return all;
}

void lun_compiler__hint_starts(lun_program *program)
{
    for (size_t i = 0; i < program->starts.n; i++)
        program->starts.items[i].hints = hints_of_start(program, &program->starts.items[i]);
}
