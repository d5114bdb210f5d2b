/*
** tagger.c - part-of-speech tags: a trigram model, decoded by Viterbi over the readings of each word.
**
** Sits on readings.c (what a word can be) and english.c (what follows what). A sentence is decoded in windows of WINDOW tokens, so that memory is
** bounded and time linear whatever its length; the two tags before a window are settled when it starts. Scores are logarithms times 256.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tags.h"

#define WINDOW 2048
#define LOWEST (INT32_MIN / 2) /* of a pair that was given up; sums over a window stay far above */
#define MOST LUN_ENGLISH_MOST_READINGS

typedef struct column { /* what is weighed for one token */
    uint32_t n;
    uint8_t tag[MOST];
    int32_t log[MOST];
} column;

typedef struct decoder {
    lun_document *document;
    lun_vocab *vocab;
    const lun_english *english;
    column *columns;             /* one a token of the window */
    uint8_t (*back)[MOST][MOST]; /* a token: by the reading before and its own, the best reading two tokens ago */
    unsigned before[2];          /* tags settled before the window */
} decoder;

static const lun_word *word_at(const decoder *self, uint32_t token)
{
    return &self->vocab->words.items[self->document->tokens[token].word];
}

/* 1 where a capital says nothing: after a stop, an opening quotation mark, a colon, a dash or bullet that stands free. */
static int starts_afresh(const decoder *self, uint32_t token, uint32_t first)
{
    if (token == first)
        return 1;
    uint32_t traits = word_at(self, token - 1)->traits;
    const lun_token *tokens = self->document->tokens;
    return (traits & LUN_TRAIT_OPENS) != 0 ||
           ((traits & LUN_TRAIT_OPENS_FREE) && tokens[token - 1].stop < tokens[token].start);
}

/* 1 if a sentence is printed in capitals throughout, or has a capital on every word, so that they say nothing. */
static int is_headline(const decoder *self, lun_range sentence)
{
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = sentence.start; i < sentence.stop && words < 64; i++) {
        uint32_t class = word_at(self, i)->class;
        words += (class & LUN_CLASS_ALPHA) != 0;
        capitals += (class & (LUN_CLASS_ALPHA | LUN_CLASS_UPPER)) == (LUN_CLASS_ALPHA | LUN_CLASS_UPPER);
    }
    return words > 1 && capitals * 10 >= words * 9;
}

/* The lexicon has one tag for "they" and "their", which are followed by quite different things. */
static void weigh_pronoun(column *out, uint32_t before)
{
    for (uint32_t i = 0; i < out->n; i++) {
        uint8_t tag = out->tag[i];
        int nominal = tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_JJ;
        int finite = tag == TAG_VBD || tag == TAG_VBP || tag == TAG_VBZ || tag == TAG_MD || tag == TAG_VB;
        if (before & LUN_TRAIT_SUBJECT ? nominal : finite)
            out->log[i] -= 4 * 256;
    }
}

static int fill_column(const decoder *self, column *out, uint32_t token, uint32_t first, int headline)
{
    const lun_word *word = word_at(self, token);
    if (!word->candidates && lun_readings_fill(self->vocab, self->english, self->document->tokens[token].word) < 0)
        return LUN_ENOMEM;
    const lun_candidate *candidates = &self->vocab->candidates.items[word->candidates];
    out->n = candidates->n;
    out->tag[0] = candidates->tag;
    out->log[0] = 0;
    if (out->n == 1)
        return 0; /* what has no rival needs no weight */
    int cased = !(word->class & LUN_CLASS_CAP) || (!headline && !starts_afresh(self, token, first));
    for (uint32_t i = 0; i < out->n; i++) {
        out->tag[i] = candidates[i].tag;
        out->log[i] = candidates[i].log + (cased ? candidates[i].casing : 0);
    }
    uint32_t before = token > first ? word_at(self, token - 1)->traits & (LUN_TRAIT_SUBJECT | LUN_TRAIT_POSSESSIVE) : 0;
    if (before)
        weigh_pronoun(out, before);
    return 0;
}

/* Where more than one reading two tokens ago is left, `first` of them the best: another may yet do better by its trigram. */
static void step_others(const decoder *self, uint32_t at, uint32_t b, uint32_t first, int32_t from[MOST][MOST],
                        int32_t to[MOST])
{
    const column *here = &self->columns[at], *two = here - 2;
    uint8_t *back = self->back[at][b];
    for (uint32_t a = 0; a < two->n; a++) {
        if (a == first || from[a][b] == LOWEST)
            continue;
        const unsigned char *row = lun_english_row(self->english, two->tag[a], here[-1].tag[b]);
        for (uint32_t c = 0; c < here->n; c++) {
            int32_t score = from[a][b] + lun_english_cell(row, here->tag[c]) + here->log[c];
            if (score > to[c] || (score == to[c] && a < back[c])) {
                to[c] = score;
                back[c] = (uint8_t)a;
            }
        }
    }
}

/*
** One step: scores of pairs, to[reading of the token before][reading of this one], from those of the token before; of equals the first
** reading two tokens ago is taken. Answers the best of the scores.
*/
static int32_t step(const decoder *self, uint32_t at, int32_t from[MOST][MOST], int32_t to[MOST][MOST])
{
    const column *here = &self->columns[at], *one = here - 1, *two = here - 2;
    uint32_t n = here->n;
    int32_t best = LOWEST;
    for (uint32_t b = 0; b < one->n; b++) {
        uint32_t first = 0;
        for (uint32_t a = 1; a < two->n; a++)
            first = from[a][b] > from[first][b] ? a : first;
        const unsigned char *row = lun_english_row(self->english, two->tag[first], one->tag[b]);
        int32_t before = from[first][b];
        for (uint32_t c = 0; c < n; c++)
            to[b][c] = before + lun_english_cell(row, here->tag[c]) + here->log[c];
        memset(self->back[at][b], (int)first, MOST);
        if (two->n > 1)
            step_others(self, at, b, first, from, to[b]);
        for (uint32_t c = 0; c < n; c++)
            best = to[b][c] > best ? to[b][c] : best;
    }
    return best;
}

/* Moves a reading of a token to a place before it, with all that is known of its pairs. */
static void move_reading(const decoder *self, uint32_t at, uint32_t c, uint32_t place, int32_t to[MOST][MOST])
{
    column *here = &self->columns[at];
    here->tag[place] = here->tag[c];
    for (uint32_t b = 0; b < here[-1].n; b++) {
        to[b][place] = to[b][c];
        self->back[at][b][place] = self->back[at][b][c];
    }
}

/* Gives up the pairs that lose against the best one whatever follows, and the readings of this token that are in no pair then. */
static void prune(const decoder *self, uint32_t at, int32_t to[MOST][MOST], int32_t best)
{
    column *here = &self->columns[at], *one = here - 1;
    uint32_t n = here->n, best_b = 0, best_c = 0, kept = 0, alive = 0;
    while (to[best_b][best_c] != best) {
        best_b += ++best_c == n;
        best_c = best_c == n ? 0 : best_c;
    }
    const unsigned char *hope = lun_english_hope(self->english, one->tag[best_b], here->tag[best_c]);
    for (uint32_t c = 0; c < n; c++) {
        int32_t least = best - lun_english_cell(hope, here->tag[c]);
        for (uint32_t b = 0; b < one->n; b++) {
            alive |= (uint32_t)(to[b][c] >= least) << c;
            to[b][c] = to[b][c] >= least ? to[b][c] : LOWEST;
        }
    }
    for (; alive; alive &= alive - 1) {
        uint32_t c = (uint32_t)__builtin_ctz(alive);
        if (c > kept)
            move_reading(self, at, c, kept, to);
        kept++;
    }
    here->n = kept;
}

static void settle(decoder *self, uint32_t first, uint32_t n, int32_t last[MOST][MOST])
{
    uint32_t best_b = 0, best_c = 0;
    for (uint32_t b = 0; b < self->columns[n - 2].n; b++)
        for (uint32_t c = 0; c < self->columns[n - 1].n; c++)
            if (last[b][c] > last[best_b][best_c]) {
                best_b = b;
                best_c = c;
            }
    for (uint32_t i = n; i-- > 2;) {
        self->document->tags[first + i - 2] = self->columns[i].tag[best_c];
        uint32_t a = self->back[i][best_b][best_c];
        best_c = best_b;
        best_b = a;
    }
    self->before[0] = n > 3 ? self->document->tags[first + n - 4] : self->before[1];
    self->before[1] = self->document->tags[first + n - 3];
}

/* Decodes the columns 2 to n - 1, those of the tokens from `first` on; 0 and 1 are the tags before. */
static void decode(decoder *self, uint32_t first, uint32_t n)
{
    int32_t scores[2][MOST][MOST];
    scores[0][0][0] = 0;
    for (uint32_t i = 2; i < n; i++) {
        const column *here = &self->columns[i];
        if (here->n == 1 && here[-1].n == 1) { /* one pair: nothing to compare but how it was come by */
            if (here[-2].n > 1)
                step(self, i, scores[i & 1], scores[~i & 1]);
            else
                self->back[i][0][0] = 0;
            scores[~i & 1][0][0] = 0;
        } else {
            int32_t best = step(self, i, scores[i & 1], scores[~i & 1]);
            if (i + 1 < n)
                prune(self, i, scores[~i & 1], best);
        }
    }
    settle(self, first, n, scores[n & 1]);
}

static int tag_sentence(decoder *self, lun_range sentence)
{
    int headline = is_headline(self, sentence);
    self->before[0] = self->before[1] = TAG_PUNC;
    for (uint32_t first = sentence.start; first < sentence.stop; first += WINDOW) {
        uint32_t n = sentence.stop - first < WINDOW ? sentence.stop - first : WINDOW;
        self->columns[0] = (column){ .n = 1, .tag = { (uint8_t)self->before[0] } };
        self->columns[1] = (column){ .n = 1, .tag = { (uint8_t)self->before[1] } };
        for (uint32_t i = 0; i < n; i++)
            if (fill_column(self, &self->columns[i + 2], first + i, sentence.start, headline) < 0)
                return LUN_ENOMEM;
        decode(self, first, n + 2);
    }
    lun_upos_sentence(self->document, self->vocab, sentence);
    return 0;
}

/* The columns of the longest window that the document needs, with the two before it. */
static int make_room(decoder *self)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < self->document->n_sentences; i++) {
        uint32_t n = self->document->sentences[i].stop - self->document->sentences[i].start;
        longest = n > longest ? n : longest;
    }
    longest = (longest < WINDOW ? longest : WINDOW) + 2;
    self->columns = lun_malloc(longest * sizeof *self->columns);
    self->back = lun_malloc(longest * sizeof *self->back);
    return self->columns && self->back ? 0 : LUN_ENOMEM;
}

static int is_english(const lun_document *document)
{
    const char *language = document->language;
    return !language ||
           (lun_ascii_fold(language[0]) == 'e' && lun_ascii_fold(language[1]) == 'n' && !lun_ascii_letter(language[2]));
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for part-of-speech tags");
}

int lun_text_tag(lun_document *document, lun_vocab *vocab, lun_error *err)
{
    uint8_t *tags = lun_arena_calloc(document->arena, (size_t)document->n_tokens + 1, 1);
    uint8_t *upos = lun_arena_calloc(document->arena, (size_t)document->n_tokens + 1, 1);
    if (!tags || !upos)
        return no_memory(err);
    document->tags = tags;
    document->upos = upos;
    document->kinds = NULL;
    if (!is_english(document))
        return 0;

    decoder self = { .document = document, .vocab = vocab };
    int rc = 0;
    if (!(self.english = lun_vocab__english(vocab, err))) {
        rc = LUN_EFORMAT;
        goto cleanup;
    }
    if (make_room(&self) < 0) {
        rc = no_memory(err);
        goto cleanup;
    }
    for (uint32_t i = 0; i < document->n_sentences; i++)
        if (tag_sentence(&self, document->sentences[i]) < 0) {
            rc = no_memory(err);
            goto cleanup;
        }

cleanup:
    if (rc < 0)
        document->tags = document->upos = NULL;
    lun_free(self.back);
    lun_free(self.columns);
    return rc;
}
