/*
** bench_lexicon.c - what compiling a lexicon costs, what its compiled form takes, and how fast its phrases are found.
**
** bench_lexicon TEXT all [FOLDER]             1,000, 100,000 and 1,000,000 names, one after the other
** bench_lexicon TEXT names N                  writes N names as TSV to standard output
** bench_lexicon TEXT words | segment          the references alone: a loop that counts words, and tokens with numbers
** bench_lexicon TEXT compile NAMES [FOLDER]   one step alone, for a profiler (--toggle-collect=run_compile, run_scan, ...)
** bench_lexicon TEXT scan NAMES [FOLDER]
**
** TEXT holds JSON lines with a member "text". FOLDER takes compiled files; without it all is compiled in memory. Times
** are seconds of processor time; MB are 10^6 bytes of text.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "match/lexicon.h"
#include "match/phrases.h"
#include "text/text.h"

typedef struct bench {
    LUN_VEC(lun_document *) documents;
    size_t bytes, words, tokens, hits;
    lun_vocab *vocab;
} bench;

static uint64_t seed = 7;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(int rc, const lun_error *err)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "bench_lexicon: %s\n", err->message);
    exit(3);
}

/* ---- the text ---- */

static void add_document(bench *b, const char *line, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *tree = cJSON_ParseWithLength(line, len);
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(tree, "text"));
    lun_document *document = lun_document_new();
    if (text && document && lun_vec_push(&b->documents, document) == 0) {
        must(lun_document_set_text(document, text, strlen(text), &err), &err);
        b->bytes += document->len;
    }
    cJSON_Delete(tree);
}

static void load_text(bench *b, const char *path)
{
    lun_error err = LUN_ERROR_INIT;
    char *data;
    size_t len;
    must(lun_file_read(&data, &len, path, 0, &err), &err);
    for (const char *at = data, *stop; at < data + len; at = stop + 1) {
        stop = memchr(at, '\n', (size_t)(data + len - at));
        if (!stop)
            stop = data + len;
        if (stop > at)
            add_document(b, at, (size_t)(stop - at));
    }
    lun_free(data);
    b->vocab = lun_vocab_new();
}

/* ---- steps, each a function that a profiler can name ---- */

__attribute__((noinline)) static void run_words(bench *b)
{
    b->words = 0;
    for (size_t i = 0; i < b->documents.n; i++) {
        const char *text = b->documents.items[i]->text;
        int inside = 0;
        for (uint32_t at = 0; at < b->documents.items[i]->len; at++) {
            int space = text[at] == ' ' || (unsigned)(text[at] - '\t') < 5;
            b->words += (size_t)(space & inside);
            inside = !space;
        }
        b->words += (size_t)inside;
    }
}

__attribute__((noinline)) static void run_segment(bench *b)
{
    lun_error err = LUN_ERROR_INIT;
    b->tokens = 0;
    for (size_t i = 0; i < b->documents.n; i++) {
        must(lun_text_segment(b->documents.items[i], b->vocab, &err), &err);
        b->tokens += b->documents.items[i]->n_tokens;
    }
}

__attribute__((noinline)) static void run_scan(bench *b, const lun_lexicon *lexicon)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    b->hits = 0;
    for (size_t i = 0; i < b->documents.n; i++) {
        const lun_document *document = b->documents.items[i];
        for (uint32_t at = 0, stop = document->n_tokens; at < stop;) {
            int starts = lun_lexicon__starts(lexicon, b->vocab, document->tokens[at].word) &&
                         lun_lexicon__stops(lexicon, document, b->vocab, at, stop, hits) > 0;
            b->hits += (size_t)starts;
            at = starts ? hits[0].stop : at + 1;
        }
    }
}

__attribute__((noinline)) static lun_lexicon *run_compile(bench *b, const char *data, size_t len, const char *folder,
                                                          lun_lexicon_story *story)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = NULL;
    must(lun_lexicon_new(&lexicon, "names", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, &err), &err);
    must(lun_lexicon_load(lexicon, b->vocab, "names.tsv", data, len, folder, story, &err), &err);
    return lexicon;
}

/* ---- names ---- */

/* A word with a capital inside a sentence. */
static const lun_token *any_capital(const bench *b, const lun_document **document)
{
    for (;;) {
        *document = b->documents.items[below((uint32_t)b->documents.n)];
        if ((*document)->n_tokens < 8)
            continue;
        uint32_t at = 1 + below((*document)->n_tokens - 4);
        uint32_t class = lun_vocab_class(b->vocab, (*document)->tokens[at].word);
        if (class & LUN_CLASS_CAP && (*document)->sentences[lun_document_sentence_of(*document, at)].start != at)
            return &(*document)->tokens[at];
    }
}

static void add_word(lun_buf *out, const lun_document *document, const lun_token *token)
{
    lun_buf_add(out, document->text + token->start, token->stop - token->start);
}

/* Two or three words with capitals in a row, as they stand in the text. 0 if there is one alone. */
static int add_real_name(const bench *b, lun_buf *out)
{
    const lun_document *document;
    const lun_token *first = any_capital(b, &document);
    uint32_t n = 1, room = (uint32_t)(document->tokens + document->n_tokens - first);
    while (n < 3 && n < room && lun_vocab_class(b->vocab, first[n].word) & LUN_CLASS_CAP)
        n++;
    for (uint32_t i = 0; i < n; i++) {
        lun_buf_adds(out, i ? " " : "");
        add_word(out, document, first + i);
    }
    return n > 1;
}

/* Two or three words, each one with a capital of the text or one of 200,000 that are made up. */
static int add_other_name(const bench *b, lun_buf *out)
{
    for (uint32_t i = 0, n = 2 + below(2); i < n; i++) {
        const lun_document *document;
        lun_buf_adds(out, i ? " " : "");
        if (below(4)) {
            const lun_token *token = any_capital(b, &document);
            add_word(out, document, token);
        } else
            lun_buf_addf(out, "%c%cel%u", 'A' + below(26), 'a' + below(26), below(300));
    }
    return 1;
}

/* All different. Half of the names, but at most 50,000, stand in the text; a text that has fewer gives what it has. */
static void make_names(const bench *b, uint32_t n, lun_buf *out)
{
    static const char *const kinds[] = { "person", "organization", "place", "ship" };
    lun_intern *known = lun_intern_new();
    uint32_t real = n / 2 < 50000 ? n / 2 : 50000;
    seed = 7;
    lun_buf_adds(out, "phrase\tid\tkind\tweight\n");
    for (uint32_t i = 0, tries = 0; i < n; tries++) {
        size_t at = out->len;
        int found = i < real && tries < 40 * real ? add_real_name(b, out) : add_other_name(b, out);
        if (!found || lun_intern_add(known, out->data + at, out->len - at) != i) {
            out->len = at;
            continue;
        }
        lun_buf_addf(out, "\tn%u\t%s\t%u\n", i, kinds[below(4)], below(1000));
        i++;
    }
    lun_intern_free(known);
}

/* ---- what is printed ---- */

static double rate(const bench *b, double seconds)
{
    return (double)b->bytes / 1e6 / (seconds > 0 ? seconds : 1e-9);
}

/* Twice: the vocabulary is cold, then warm. */
static double segment(bench *b)
{
    double start = now();
    run_segment(b);
    double cold = now() - start;
    start = now();
    run_segment(b);
    double warm = now() - start;
    printf("segment      %8.3f s  %7.1f MB/s  warm %.3f s %.1f MB/s  tokens %zu words %u\n", cold, rate(b, cold), warm,
           rate(b, warm), b->tokens, lun_vocab_count(b->vocab));
    return warm;
}

static double words(bench *b)
{
    double start = now();
    run_words(b);
    double took = now() - start;
    printf("words        %8.3f s  %7.1f MB/s  words %zu\n", took, rate(b, took), b->words);
    return took;
}

static void scan(bench *b, const lun_lexicon *lexicon, double segmenting)
{
    double start = now();
    run_scan(b, lexicon);
    double cold = now() - start;
    start = now();
    run_scan(b, lexicon);
    double warm = now() - start;
    printf("scan         %8.3f s  %7.1f MB/s  warm %.3f s %.1f MB/s  hits %zu", cold, rate(b, cold), warm,
           rate(b, warm), b->hits);
    if (segmenting > 0)
        printf("  with segmentation %.1f MB/s", rate(b, warm + segmenting));
    printf("\n");
}

static lun_lexicon *compile(bench *b, const char *data, size_t len, const char *folder)
{
    static const char *const sources[] = { "compiled", "written", "mapped" };
    lun_lexicon_story story;
    double start = now();
    lun_lexicon *lexicon = run_compile(b, data, len, folder, &story);
    double took = now() - start;
    printf("%-12s %8.3f s  entries %u source %.1f MB bytes %.1f MB %s\n", sources[story.source], took,
           lun_lexicon_count(lexicon), (double)len / 1e6, (double)lun_lexicon_bytes(lexicon) / 1e6, story.reason);
    return lexicon;
}

static void all(bench *b, const char *folder)
{
    static const uint32_t sizes[] = { 1000, 100000, 1000000 };
    words(b);
    double segmenting = segment(b);
    for (int i = 0; i < 3; i++) {
        lun_buf names = LUN_BUF_INIT;
        make_names(b, sizes[i], &names);
        printf("names %u\n", sizes[i]);
        if (folder)
            lun_lexicon_free(compile(b, names.data, names.len, folder));
        lun_lexicon *lexicon = compile(b, names.data, names.len, folder);
        scan(b, lexicon, segmenting);
        lun_lexicon_free(lexicon);
        lun_buf_clear(&names);
    }
}

static void with_names(bench *b, const char *step, const char *path, const char *folder)
{
    lun_error err = LUN_ERROR_INIT;
    char *data;
    size_t len;
    must(lun_file_read(&data, &len, path, 0, &err), &err);
    lun_lexicon *lexicon = compile(b, data, len, folder);
    if (strcmp(step, "scan") == 0) {
        run_segment(b);
        scan(b, lexicon, 0);
    }
    lun_lexicon_free(lexicon);
    lun_free(data);
}

int main(int argc, char **argv)
{
    bench b = { 0 };
    const char *step = argc > 2 ? argv[2] : "";
    if (argc < 3) {
        fputs("bench_lexicon TEXT all [FOLDER] | names N | words | segment | compile NAMES [FOLDER] | scan NAMES "
              "[FOLDER]\n",
              stderr);
        return 3;
    }
    load_text(&b, argv[1]);
    if (strcmp(step, "all") == 0) {
        all(&b, argc > 3 ? argv[3] : NULL);
    } else if (strcmp(step, "names") == 0 && argc > 3) {
        lun_buf names = LUN_BUF_INIT;
        run_segment(&b);
        make_names(&b, (uint32_t)strtoul(argv[3], NULL, 10), &names);
        fwrite(names.data, 1, names.len, stdout);
        lun_buf_clear(&names);
    } else if (strcmp(step, "words") == 0) {
        words(&b);
    } else if (strcmp(step, "segment") == 0) {
        segment(&b);
    } else if (argc > 3) {
        with_names(&b, step, argv[3], argc > 4 ? argv[4] : NULL);
    }
    for (size_t i = 0; i < b.documents.n; i++)
        lun_document_free(b.documents.items[i]);
    lun_vec_clear(&b.documents);
    lun_vocab_free(b.vocab);
    return 0;
}
