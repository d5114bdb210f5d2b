/*
** bench_text.c - what the text stages cost, each beside a plain loop that counts words in the same text.
**
** bench_text FILE [steps [rounds]]: FILE holds JSON lines with a field "text", or is plain text (one document). All documents are
** held in memory before the clock runs. `steps` are names between commas, in the order in which they are to run:
**
**   words      a plain loop that counts words, as wc -w does: what the others are compared with
**   language   lun_text_language
**   segment    lun_text_segment: tokens, numbers of words, sentences, paragraphs
**   tag        lun_text_tag (segments first; that is not counted)
**   lemma      lun_text_lemma of every token (segments and tags first, not counted)
**   lemmas     lun_vocab_lemmas of every token (segments first, not counted)
**   dump       writes all that the stages found, a line a token: to compare two builds
**   plain      writes the texts themselves: for wc -w
**
** The vocabulary is trimmed between documents as the engine does it, and kept between rounds. Printed is the best of the rounds,
** in processor time. For counting instructions: one round, and callgrind --toggle-collect=lun_text_segment (or another stage).
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "text/text.h"

#define VOCABULARY (1u << 20) /* words kept between documents, as in a worker */

typedef struct texts {
    LUN_VEC(lun_span) items;
    lun_buf bytes;
} texts;

typedef enum step {
    STEP_WORDS,
    STEP_LANGUAGE,
    STEP_SEGMENT,
    STEP_TAG,
    STEP_LEMMA,
    STEP_LEMMAS,
    STEP_DUMP,
    STEP_PLAIN,
    STEPS
} step;

static const char *const NAMES[STEPS] = { "words", "language", "segment", "tag", "lemma", "lemmas", "dump", "plain" };

static void must(int rc, const lun_error *err)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "bench_text: %s\n", err->message);
    exit(3);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void keep_text(texts *all, const char *text, size_t len)
{
    lun_span span = { (uint32_t)all->bytes.len, (uint32_t)(all->bytes.len + len) };
    lun_buf_add(&all->bytes, text, len);
    if (all->bytes.failed || all->bytes.len >= UINT32_MAX || lun_vec_push(&all->items, span) < 0) {
        fprintf(stderr, "bench_text: the texts do not fit into memory or 4 GiB\n");
        exit(3);
    }
}

static void read_line(texts *all, const char *line, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *object;
    must(lun_json_parse(&object, line, len, NULL, &err), &err);
    const char *text = lun_json_string(object, "text");
    if (text)
        keep_text(all, text, strlen(text));
    cJSON_Delete(object);
}

static void read_texts(texts *all, const char *path)
{
    lun_error err = LUN_ERROR_INIT;
    char *data;
    size_t len, at = 0;
    must(lun_file_read(&data, &len, path, 0, &err), &err);
    if (len == 0 || data[0] != '{') {
        keep_text(all, data, len);
        at = len;
    }
    while (at < len) {
        const char *end = memchr(data + at, '\n', len - at);
        size_t stop = end ? (size_t)(end - data) : len;
        if (stop > at)
            read_line(all, data + at, stop - at);
        at = stop + 1;
    }
    lun_free(data);
}

static size_t count_words(const char *text, size_t len)
{
    static const unsigned char SPACE[256] = { [' '] = 1, ['\n'] = 1, ['\t'] = 1, ['\r'] = 1, ['\v'] = 1, ['\f'] = 1 };
    size_t n = 0;
    unsigned before = 1;
    for (size_t i = 0; i < len; i++) {
        unsigned space = SPACE[(unsigned char)text[i]];
        n += before & ~space & 1;
        before = space;
    }
    return n;
}

static size_t lemma_all(const lun_document *document, lun_vocab *vocab)
{
    size_t sum = 0;
    for (uint32_t i = 0; i < document->n_tokens; i++)
        sum += lun_text_lemma(document, vocab, i);
    return sum;
}

static size_t lemmas_all(const lun_document *document, lun_vocab *vocab)
{
    size_t sum = 0;
    uint32_t n;
    for (uint32_t i = 0; i < document->n_tokens; i++)
        sum += lun_vocab_lemmas(vocab, document->tokens[i].word, &n) ? n : 0;
    return sum;
}

static void dump_token(const lun_document *document, lun_vocab *vocab, uint32_t i)
{
    const lun_token *token = &document->tokens[i];
    uint32_t n;
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, token->word, &n);
    printf("%u %u %u %u %x %s %s %s", token->start, token->stop, token->word, lun_vocab_fold(vocab, token->word),
           lun_vocab_class(vocab, token->word), lun_vocab_form(vocab, token->word, NULL),
           lun_tag_name(document->tags[i]), lun_upos_name((lun_upos)document->upos[i]));
    for (uint32_t k = 0; k < n; k++)
        printf(" %s", lun_vocab_form(vocab, lemmas[k], NULL));
    printf(" = %s\n", lun_vocab_form(vocab, lun_text_lemma(document, vocab, i), NULL));
}

static void dump(const lun_document *document, lun_vocab *vocab)
{
    const char *language = lun_text_language(document->text, document->len);
    printf("document %s %u\n", language ? language : "?", document->len);
    for (uint32_t i = 0; i < document->n_paragraphs; i++)
        printf("paragraph %u %u\n", document->paragraphs[i].start, document->paragraphs[i].stop);
    for (uint32_t i = 0; i < document->n_sentences; i++)
        printf("sentence %u %u\n", document->sentences[i].start, document->sentences[i].stop);
    for (uint32_t i = 0; i < document->n_tokens; i++)
        dump_token(document, vocab, i);
}

/* What a step needs before it, not counted. */
static lun_document *prepare(step what, const char *text, size_t len, lun_vocab *vocab)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    if (!document)
        exit(3);
    must(lun_document_set_text(document, text, len, &err), &err);
    lun_vocab_trim(vocab, lun_vocab_pinned(vocab) + VOCABULARY);
    if (what == STEP_TAG || what == STEP_LEMMA || what == STEP_LEMMAS || what == STEP_DUMP)
        must(lun_text_segment(document, vocab, &err), &err);
    if (what == STEP_LEMMA || what == STEP_DUMP)
        must(lun_text_tag(document, vocab, &err), &err);
    return document;
}

static size_t run(step what, lun_document *document, lun_vocab *vocab)
{
    lun_error err = LUN_ERROR_INIT;
    switch (what) {
    case STEP_WORDS:
        return count_words(document->text, document->len);
    case STEP_LANGUAGE:
        return lun_text_language(document->text, document->len) != NULL;
    case STEP_SEGMENT:
        must(lun_text_segment(document, vocab, &err), &err);
        return document->n_tokens;
    case STEP_TAG:
        must(lun_text_tag(document, vocab, &err), &err);
        return document->n_tokens;
    case STEP_LEMMA:
        return lemma_all(document, vocab);
    case STEP_LEMMAS:
        return lemmas_all(document, vocab);
    case STEP_DUMP:
        dump(document, vocab);
        return document->n_tokens;
    case STEP_PLAIN:
        printf("%s\n", document->text);
        return 1;
    case STEPS:
        return 0;
    }
    return 0;
}

static size_t sum; /* of what the steps answer: printed, so that no step can be left out by the compiler */

/* Runs a step over all texts; seconds. */
static double go(step what, const texts *all, lun_vocab *vocab)
{
    double seconds = 0;
    for (size_t i = 0; i < all->items.n; i++) {
        lun_span span = all->items.items[i];
        lun_document *document = prepare(what, all->bytes.data + span.start, span.stop - span.start, vocab);
        double from = now();
        sum += run(what, document, vocab);
        seconds += now() - from;
        lun_document_free(document);
    }
    return seconds;
}

static uint32_t read_steps(const char *list, step out[STEPS])
{
    uint32_t n = 0;
    for (size_t len; *list && n < STEPS; list += len + (list[len] == ',')) {
        len = strcspn(list, ",");
        int i = 0;
        while (i < STEPS && (strlen(NAMES[i]) != len || strncmp(NAMES[i], list, len) != 0))
            i++;
        if (i == STEPS) {
            fprintf(stderr, "bench_text: no step '%.*s'\n", (int)len, list);
            exit(3);
        }
        out[n++] = (step)i;
    }
    return n;
}

int main(int argc, char **argv)
{
    texts all = { .bytes = LUN_BUF_INIT };
    step steps[STEPS];
    double best[STEPS] = { 0 }, words = 0;
    if (argc < 2) {
        fprintf(stderr, "bench_text FILE [steps [rounds]]\n");
        return 3;
    }
    uint32_t n = read_steps(argc > 2 ? argv[2] : "words,language,segment,tag,lemma,lemmas", steps),
             rounds = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 5;
    read_texts(&all, argv[1]);
    lun_vocab *vocab = lun_vocab_new();
    for (uint32_t round = 0; round < rounds; round++)
        for (uint32_t i = 0; i < n; i++) {
            double seconds = go(steps[i], &all, vocab);
            best[i] = round == 0 || seconds < best[i] ? seconds : best[i];
        }
    double megabytes = (double)all.bytes.len / 1e6;
    fprintf(stderr, "%zu documents, %.2f MB, %u rounds (%zu)\n", all.items.n, megabytes, rounds, sum);
    for (uint32_t i = 0; i < n; i++)
        words = steps[i] == STEP_WORDS ? best[i] : words;
    for (uint32_t i = 0; i < n; i++)
        fprintf(stderr, "%-10s %8.1f MB/s %8.4f of the loop's speed\n", NAMES[steps[i]], megabytes / best[i],
                words / best[i]);
    lun_vocab_free(vocab);
    lun_buf_clear(&all.bytes);
    lun_vec_clear(&all.items);
    return 0;
}
