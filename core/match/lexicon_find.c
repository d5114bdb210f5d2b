/*
** lexicon_find.c - finding the phrases of a lexicon at a token. Sits on lexicon_image.h and core/text.
**
** A token costs one look into the memo of words. Where nothing is inflected, one node is followed; else a word leads to
** several nodes at once, since it may be a form of several words. A lexicon of exact spellings finds its candidates in
** the same way and then compares spellings, so that a document's curly mark needs no word of its own.
*/
#include <string.h>

#include "match/lexicon_inside.h"
#include "match/phrases.h"
#include "match/spelled.h"
#include "text/text.h"

#define FRONT_MAX 64 /* nodes followed at once */

typedef struct front {
    uint32_t nodes[FRONT_MAX];
    uint32_t n;
} front;

/* ---- words ---- */

/* The vocabulary has forgotten words, or is another one: what the memo says of those it still has stays true. */
void lun_lexicon__forget(lun_lexicon_memo *memo, const lun_vocab *vocab)
{
    size_t keep = memo->vocab == vocab ? lun_vocab_pinned(vocab) : 0;
    if (memo->words.n > keep) {
        memo->words.n = keep;
        memo->closed = 0;
    }
    if (memo->vocab != vocab)
        memo->closed = 0;
    memo->vocab = vocab;
    memo->generation = lun_vocab_generation(vocab);
}

/* Without memory for the memo, the word is looked up again each time. */
uint32_t lun_lexicon__learn(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t word)
{
    lun_lexicon_memo *memo = lexicon->memo;
    uint32_t fold = lun_vocab_fold(vocab, word);
    size_t len;
    const char *form = lun_vocab_form(vocab, fold, &len);
    uint32_t number = lun_image_find_word(&lexicon->image, form, len);
    if (lun_vec_reserve(&memo->words, (size_t)word + 1) < 0)
        return number;
    if (memo->words.n <= word) {
        memset(memo->words.items + memo->words.n, 0, (word + 1 - memo->words.n) * sizeof *memo->words.items);
        memo->words.n = (size_t)word + 1;
    }
    memo->words.items[word] = number + 2;
    return number;
}

/* ---- entries that stop at a node ---- */

static int has_spelling(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t number, uint32_t word)
{
    const lun_image *image = &lexicon->image;
    size_t len, form_len;
    if (number >= image->n_forms)
        return 0;
    const char *text = lun_image_text_at(image, image->forms[number], &len);
    const char *form = lun_vocab_form(vocab, word, &form_len);
    return lun_spelled_same(text, len, form, form_len);
}

static int is_spelled(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t entry, const lun_token *tokens,
                      uint32_t n)
{
    const lun_image *image = &lexicon->image;
    if (lexicon->fold == LUN_LEXICON_FOLD)
        return 1;
    uint32_t at = image->rows[(size_t)entry * image->width + LUN_ROW_SPELLED];
    if (at > image->n_spelled || n > image->n_spelled - at)
        return 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!lun_image_inflects(lexicon->inflect, i, n) &&
            !has_spelling(lexicon, vocab, image->spelled[at + i], tokens[i].word))
            return 0;
    }
    return 1;
}

/* The next one of a chain, LUN_LEXICON_NONE at its end; chains ascend. */
static uint32_t next_entry(const lun_image *image, uint32_t entry)
{
    uint32_t next = image->rows[(size_t)entry * image->width + LUN_ROW_NEXT];
    return next > entry && next < image->n_entries ? next : LUN_LEXICON_NONE;
}

/* Puts the entries that stop at a node among those found so far, lowest numbers first; at most `most` of them. */
static uint32_t add_entries(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t node, const lun_token *tokens,
                            uint32_t n, uint32_t most, uint32_t found[LUN_LEXICON_HITS], uint32_t n_found)
{
    const lun_image *image = &lexicon->image;
    uint32_t e = lun_image_node_at(image, node)->first, taken = 0;
    for (; e < image->n_entries; e = next_entry(image, e)) {
        if (!is_spelled(lexicon, vocab, e, tokens, n))
            continue;
        uint32_t at = n_found < most ? n_found++ : n_found;
        while (at > 0 && found[at - 1] > e) {
            if (at < most)
                found[at] = found[at - 1];
            at--;
        }
        if (at < most)
            found[at] = e;
        if (++taken == most)
            break; /* the row is not touched then */
    }
    return n_found;
}

/* Puts the hits of a longer phrase before those found so far; the shortest fall off. */
static uint32_t prepend(lun_lexicon_hit hits[LUN_LEXICON_HITS], uint32_t n, uint32_t stop, const uint32_t *found,
                        uint32_t n_found)
{
    uint32_t kept = n + n_found > LUN_LEXICON_HITS ? LUN_LEXICON_HITS - n_found : n;
    if (n_found == 0)
        return n;
    memmove(hits + n_found, hits, kept * sizeof *hits);
    for (uint32_t i = 0; i < n_found; i++)
        hits[i] = (lun_lexicon_hit){ stop, found[i] };
    return kept + n_found;
}

/* ---- following words ---- */

static uint32_t follow_word(const lun_lexicon *lexicon, uint32_t node, uint32_t word)
{
    const lun_image *image = &lexicon->image;
    lun_lexicon_pair *pairs = lexicon->memo->pairs;
    uint32_t label = lun_image_word_label(word);
    if (node == 0)
        return 1 + word;
    if (!(lun_image_node_at(image, node)->mask & lun_image_bit(label)))
        return 0;
    if (!pairs)
        return lun_image_follow(image, node, label);
    lun_lexicon_pair *pair = &pairs[lun_image_mix(node, label) & (LUN_LEXICON_PAIRS - 1)];
    if (pair->node != node || pair->label != label)
        *pair = (lun_lexicon_pair){ node, label, lun_image_follow(image, node, label) };
    return pair->to;
}

/* Where no word is inflected. */
static uint32_t find_plain(const lun_lexicon *lexicon, const lun_vocab *vocab, const lun_token *tokens, uint32_t start,
                           uint32_t stop, uint32_t most, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    const lun_image *image = &lexicon->image;
    uint32_t found[LUN_LEXICON_HITS], n = 0, node = 0;
    for (uint32_t at = start; at < stop; at++) {
        uint32_t word = lun_lexicon__word(lexicon, vocab, tokens[at].word);
        if (word >= (node ? image->n_words : image->n_start_words))
            break;
        node = follow_word(lexicon, node, word);
        if (node == 0)
            break;
        const lun_image_node *reached = lun_image_node_at(image, node);
        if (reached->first < image->n_entries) {
            uint32_t n_found = add_entries(lexicon, vocab, node, tokens + start, at + 1 - start, most, found, 0);
            n = prepend(hits, n, at + 1, found, n_found);
        }
        if (reached->mask == 0)
            break;
    }
    return n;
}

static void visit(const lun_image *image, const front *from, uint32_t label, front *out)
{
    for (uint32_t i = 0; i < from->n && out->n < FRONT_MAX; i++) {
        uint32_t child = lun_image_follow(image, from->nodes[i], label), j = 0;
        while (j < out->n && out->nodes[j] != child)
            j++;
        if (child && j == out->n)
            out->nodes[out->n++] = child;
    }
}

static void visit_lemma(const lun_image *image, const front *from, uint32_t word, front *out)
{
    uint32_t at = image->links_at[word], stop = image->links_at[word + 1];
    for (; at < stop && at < image->n_links; at++)
        visit(image, from, lun_image_set_label(image->links[at]), out);
}

/* All nodes that a word leads to from those in `from`. */
static void follow(const lun_lexicon *lexicon, lun_vocab *vocab, const front *from, uint32_t word, front *out)
{
    const lun_image *image = &lexicon->image;
    uint32_t n = 0, number = lun_lexicon__word(lexicon, vocab, word);
    out->n = 0;
    if (number < image->n_words)
        visit(image, from, lun_image_word_label(number), out);
    if (image->n_sets == 0)
        return;
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, word, &n);
    for (uint32_t i = 0; i < n; i++) {
        number = lun_lexicon__word(lexicon, vocab, lemmas[i]);
        if (number < image->n_words)
            visit_lemma(image, from, number, out);
    }
}

static uint32_t find_inflected(const lun_lexicon *lexicon, lun_vocab *vocab, const lun_token *tokens, uint32_t start,
                               uint32_t stop, uint32_t most, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    front fronts[2], *from = &fronts[0], *to = &fronts[1];
    uint32_t found[LUN_LEXICON_HITS], n = 0;
    from->nodes[0] = 0;
    from->n = 1;
    for (uint32_t at = start; at < stop; at++) {
        follow(lexicon, vocab, from, tokens[at].word, to);
        if (to->n == 0)
            break;
        front *swap = from;
        from = to;
        to = swap;
        uint32_t n_found = 0;
        for (uint32_t i = 0; i < from->n; i++)
            n_found = add_entries(lexicon, vocab, from->nodes[i], tokens + start, at + 1 - start, most, found, n_found);
        n = prepend(hits, n, at + 1, found, n_found);
    }
    return n;
}

static uint32_t find(const lun_lexicon *lexicon, lun_vocab *vocab, const lun_token *tokens, uint32_t start,
                     uint32_t stop, uint32_t most, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    if (lexicon->builder)
        return 0;
    lun_lexicon__renew(lexicon, vocab);
    return lexicon->image.n_sets ? find_inflected(lexicon, vocab, tokens, start, stop, most, hits)
                                 : find_plain(lexicon, vocab, tokens, start, stop, most, hits);
}

/* ---- what others ask ---- */

uint32_t lun_lexicon_at(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t start,
                        uint32_t stop, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    return find(lexicon, vocab, document->tokens, start, stop, LUN_LEXICON_HITS, hits);
}

uint32_t lun_lexicon__stops(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t start,
                            uint32_t stop, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    return find(lexicon, vocab, document->tokens, start, stop, 1, hits);
}

/* Is the word, or one that it may be a form of, in any phrase? */
static int occurs(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word)
{
    const lun_image *image = &lexicon->image;
    uint32_t n = 0;
    if (lun_lexicon__word(lexicon, vocab, word) < image->n_words)
        return 1;
    const uint32_t *lemmas = image->n_sets ? lun_vocab_lemmas(vocab, word, &n) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (lun_lexicon__word(lexicon, vocab, lemmas[i]) < image->n_words)
            return 1;
    }
    return 0;
}

static int starts_inflected(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word)
{
    front root, next;
    if (!occurs(lexicon, vocab, word))
        return 0;
    root.nodes[0] = 0;
    root.n = 1;
    follow(lexicon, vocab, &root, word, &next);
    return next.n > 0;
}

/* Is the word in the closed memo one of the lexicon's? */
static int is_held(const lun_lexicon_memo *memo, uint32_t fold)
{
    return fold < memo->words.n && memo->words.items[fold] > 1;
}

int lun_lexicon__holds(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t fold, const uint32_t *lemmas,
                       uint32_t n)
{
    if (lexicon->builder)
        return 0;
    lun_lexicon__renew(lexicon, vocab);
    if (!lexicon->memo->closed || is_held(lexicon->memo, fold))
        return 1;
    for (uint32_t i = 0; lexicon->image.n_sets && i < n; i++) {
        if (is_held(lexicon->memo, lun_vocab_fold(vocab, lemmas[i])))
            return 1;
    }
    return 0;
}

int lun_lexicon__starts(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word)
{
    if (lexicon->builder)
        return 0;
    lun_lexicon__renew(lexicon, vocab);
    if (lexicon->image.n_sets)
        return starts_inflected(lexicon, vocab, word);
    return lun_lexicon__word(lexicon, vocab, word) < lexicon->image.n_start_words;
}

int lun_lexicon__covers(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    const lun_token token = { .word = word };
    if (lexicon->builder)
        return -1;
    lun_lexicon__renew(lexicon, vocab);
    if (!occurs(lexicon, vocab, word))
        return 0;
    if (find(lexicon, vocab, &token, 0, 1, 1, hits) > 0)
        return 1;
    return lexicon->image.longest > 1 ? -1 : 0;
}

uint32_t lun_lexicon_lookup(const lun_lexicon *lexicon, lun_vocab *vocab, const char *text, size_t len)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    lun_token *tokens = NULL;
    uint32_t n = 0, entry = LUN_LEXICON_NONE;
    if (lun_text_tokenize(&tokens, &n, text, len, vocab, NULL) < 0)
        return LUN_LEXICON_NONE;
    if (n > 0 && find(lexicon, vocab, tokens, 0, n, 1, hits) > 0 && hits[0].stop == n)
        entry = hits[0].entry;
    lun_free(tokens);
    return entry;
}
