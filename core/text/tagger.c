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
#define MOST LUN_ENGLISH_MOST_READINGS
#define LOWEST (INT32_MIN / 2)

typedef struct column { /* what is weighed for one token */
    uint32_t n;
    uint8_t tag[MOST];
    int32_t log[MOST];
} column;

typedef struct decoder {
    lun_document *document;
    lun_vocab *vocab;
    lun_english english;
    column *columns;    /* WINDOW */
    uint8_t *back;      /* WINDOW * MOST * MOST: the reading two tokens ago */
    unsigned before[2]; /* tags settled before the window */
} decoder;

/* How much a capital speaks against a tag, and its lack against a name. Estimated by hand from how English is printed. */
static int32_t case_cost(uint8_t tag, uint32_t class, uint32_t len)
{
    int name = tag == TAG_NNP || tag == TAG_NNPS;
    if (!(class & LUN_CLASS_ALPHA))
        return 0;
    if (!(class & LUN_CLASS_CAP))
        return name ? -4 * 256 : 0;
    if (tag == TAG_PRP && (class & LUN_CLASS_UPPER) && len > 1)
        return -8 * 256; /* US is a country */
    if (name || tag == TAG_PRP || tag == TAG_FW)
        return 0;
    return tag == TAG_JJ || tag == TAG_CD || tag == TAG_UH ? -2 * 256 : -4 * 256;
}

/* 1 where a capital says nothing: after a stop, an opening quotation mark, a colon, a dash or bullet that stands free. */
static int starts_afresh(const lun_document *document, uint32_t token, uint32_t first)
{
    if (token == first)
        return 1;
    const lun_token *before = &document->tokens[token - 1];
    const char *text = document->text + before->start;
    uint32_t len = before->stop - before->start;
    if (len == 1 && strchr("-*:.", text[0]))
        return before->stop < document->tokens[token].start;
    if (len == 1)
        return text[0] == '"' || text[0] == '\'';
    return len == 3 && (memcmp(text, "\xE2\x80\x9C", 3) == 0 || memcmp(text, "\xE2\x80\xA2", 3) == 0);
}

/* 1 if a sentence is printed in capitals throughout, or has a capital on every word, so that they say nothing. */
static int is_headline(const decoder *self, lun_range sentence)
{
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = sentence.start; i < sentence.stop && words < 64; i++) {
        uint32_t class = lun_vocab_class(self->vocab, self->document->tokens[i].word);
        if (!(class & LUN_CLASS_ALPHA))
            continue;
        words++;
        capitals += (class & LUN_CLASS_UPPER) != 0;
    }
    return words > 1 && capitals * 10 >= words * 9;
}

typedef enum pronoun { PRONOUN_NONE, PRONOUN_SUBJECT, PRONOUN_POSSESSIVE } pronoun;

/* The lexicon has one tag for "they" and "their", which are followed by quite different things. */
static pronoun pronoun_before(const decoder *self, uint32_t token, uint32_t first)
{
    static const char SUBJECTS[] = " i he she we they ", POSSESSIVES[] = " my our your their its ";
    if (token == first)
        return PRONOUN_NONE;
    size_t len;
    char key[8];
    const char *word =
        lun_vocab_form(self->vocab, lun_vocab_fold(self->vocab, self->document->tokens[token - 1].word), &len);
    if (len > 5 || strchr(word, ' '))
        return PRONOUN_NONE;
    key[0] = key[len + 1] = ' ';
    memcpy(key + 1, word, len);
    key[len + 2] = '\0';
    return strstr(SUBJECTS, key) ? PRONOUN_SUBJECT : strstr(POSSESSIVES, key) ? PRONOUN_POSSESSIVE : PRONOUN_NONE;
}

static int32_t pronoun_cost(uint8_t tag, pronoun before)
{
    int nominal = tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_JJ;
    int finite = tag == TAG_VBD || tag == TAG_VBP || tag == TAG_VBZ || tag == TAG_MD || tag == TAG_VB;
    return (before == PRONOUN_SUBJECT && nominal) || (before == PRONOUN_POSSESSIVE && finite) ? -4 * 256 : 0;
}

static int fill_column(const decoder *self, column *out, uint32_t token, uint32_t first, int capital_counts)
{
    uint32_t word = self->document->tokens[token].word, n;
    const uint32_t *packed = lun_readings_of(self->vocab, &self->english, word, &n);
    if (!packed)
        return LUN_ENOMEM;
    uint32_t class = lun_vocab_class(self->vocab, word);
    uint32_t len = self->document->tokens[token].stop - self->document->tokens[token].start;
    pronoun before = pronoun_before(self, token, first);
    out->n = n;
    for (uint32_t i = 0; i < n; i++) {
        lun_reading reading = lun_reading_unpack(packed[i]);
        int32_t cost = case_cost(reading.tag, class, len);
        out->tag[i] = reading.tag;
        out->log[i] =
            reading.log + (capital_counts || !(class & LUN_CLASS_CAP) ? cost : 0) + pronoun_cost(reading.tag, before);
    }
    return 0;
}

/* One step: scores of pairs (reading of the token before, reading of this one) from those of the token before. */
static void step(const decoder *self, uint32_t at, int32_t from[MOST][MOST], int32_t to[MOST][MOST])
{
    static const column NONE = { 1, { 0 }, { 0 } };
    const column *here = &self->columns[at], *one = at > 0 ? &self->columns[at - 1] : &NONE,
                 *two = at > 1 ? &self->columns[at - 2] : &NONE;
    uint8_t *back = self->back + (size_t)at * MOST * MOST;
    for (uint32_t b = 0; b < one->n; b++) {
        unsigned second = at > 0 ? one->tag[b] : self->before[1];
        for (uint32_t c = 0; c < here->n; c++)
            to[b][c] = LOWEST;
        for (uint32_t a = 0; a < two->n; a++) {
            unsigned first = at > 1 ? two->tag[a] : self->before[at];
            const unsigned char *row = lun_english_row(&self->english, first, second);
            for (uint32_t c = 0; c < here->n; c++) {
                int32_t score = from[a][b] + lun_english_cell(row, here->tag[c]);
                if (score > to[b][c]) {
                    to[b][c] = score;
                    back[b * MOST + c] = (uint8_t)a;
                }
            }
        }
        for (uint32_t c = 0; c < here->n; c++)
            to[b][c] += here->log[c];
    }
}

static void settle(decoder *self, uint32_t first, uint32_t n, int32_t last[MOST][MOST])
{
    uint32_t best_b = 0, best_c = 0, n_before = n > 1 ? self->columns[n - 2].n : 1;
    for (uint32_t b = 0; b < n_before; b++)
        for (uint32_t c = 0; c < self->columns[n - 1].n; c++)
            if (last[b][c] > last[best_b][best_c]) {
                best_b = b;
                best_c = c;
            }
    for (uint32_t i = n; i-- > 0;) {
        self->document->tags[first + i] = self->columns[i].tag[best_c];
        uint32_t a = self->back[((size_t)i * MOST + best_b) * MOST + best_c];
        best_c = best_b;
        best_b = a;
    }
    for (uint32_t i = n > 2 ? n - 2 : 0; i < n; i++) {
        self->before[0] = self->before[1];
        self->before[1] = self->document->tags[first + i];
    }
}

static void decode(decoder *self, uint32_t first, uint32_t n)
{
    int32_t scores[2][MOST][MOST];
    scores[0][0][0] = 0;
    for (uint32_t i = 0; i < n; i++)
        step(self, i, scores[i & 1], scores[~i & 1]);
    settle(self, first, n, scores[n & 1]);
}

static int tag_sentence(decoder *self, lun_range sentence)
{
    int headline = is_headline(self, sentence);
    self->before[0] = self->before[1] = TAG_PUNC;
    for (uint32_t first = sentence.start; first < sentence.stop; first += WINDOW) {
        uint32_t n = sentence.stop - first < WINDOW ? sentence.stop - first : WINDOW;
        for (uint32_t i = 0; i < n; i++)
            if (fill_column(self, &self->columns[i], first + i, sentence.start,
                            !headline && !starts_afresh(self->document, first + i, sentence.start)) < 0)
                return LUN_ENOMEM;
        decode(self, first, n);
    }
    lun_upos_sentence(self->document, self->vocab, sentence);
    return 0;
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
    int rc = lun_english_open(&self.english, err);
    if (rc == 0)
        rc = lun_tags_check(&self.english, err);
    if (rc < 0)
        goto cleanup;
    self.columns = lun_calloc(WINDOW, sizeof *self.columns);
    self.back = lun_malloc((size_t)WINDOW * MOST * MOST);
    if (!self.columns || !self.back) {
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
