/*
** bench_run.c - the work of `run` and `pipe` in one process, to compare the processes of a real run with; and a real run
** that a profiler can follow.
**
** bench_run alone CORPUS SOURCE PLUGIN...          loads, analyses, numbers, stores in a loop, as one process would
** bench_run split WORKERS CORPUS SOURCE PLUGIN...  lun_run without the sandbox, whose limits keep valgrind from working;
**                                                  a SOURCE - means the documents that the corpus holds
** bench_run pipe PLUGIN...                         JSON lines from standard input to standard output, as `pipe` writes them
** bench_run analyse [PLUGIN...]                    the same, and a line of JSON on standard error: processor seconds of
**                                                  loading the rules and of the lines, documents, annotations, bytes of text
**
** PLUGIN is a plugin's name, or a rule file where it ends in .lua. Prints what was done to standard error. bench_run_lines
** is where the work of `pipe` and `analyse` without the loading is done: callgrind can count it alone (--toggle-collect).
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "annotate/json.h"
#include "run/run.h"
#include "run/sandbox.h"
#include "run/ticks.h"

#define NAMES_MOST 32

typedef struct names {
    const char *plugins[NAMES_MOST + 1], *rules[NAMES_MOST + 1];
    lun_session_options session;
} names;

typedef struct alone {
    lun_script *script;
    uint8_t *layers;
    lun_dependencies dependencies;
    lun_progress figures;
    size_t bytes;
} alone;

void bench_run_lines(alone *a, FILE *in, FILE *out);

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
    fprintf(stderr, "bench_run: %s\n", err->message);
    exit(3);
}

static void sort_names(names *out, char **words, int n)
{
    size_t plugins = 0, rules = 0;
    memset(out, 0, sizeof *out);
    for (int i = 0; i < n && i < NAMES_MOST; i++) {
        size_t len = strlen(words[i]);
        if (len > 4 && strcmp(words[i] + len - 4, ".lua") == 0)
            out->rules[rules++] = words[i];
        else
            out->plugins[plugins++] = words[i];
    }
    out->session.plugins = out->plugins;
    out->session.rules = out->rules;
}

/* ---- one process ---- */

static void open_alone(alone *a, const lun_session_options *session)
{
    lun_error err = LUN_ERROR_INIT;
    memset(a, 0, sizeof *a);
    must(lun_session_open_as(&a->script, session, LUN_SESSION_TIMED, &err), &err);
    must(lun_session_layers(&a->layers, a->script, session, &err), &err);
    must(lun_script_dependencies(&a->dependencies, a->script, &err), &err);
    lun_ticks_start(a->script); /* as a worker does */
}

static void close_alone(alone *a)
{
    fprintf(stderr, "%llu documents, %llu annotations\n", (unsigned long long)a->figures.documents,
            (unsigned long long)a->figures.annotations);
    lun_dependencies_clear(&a->dependencies);
    lun_free(a->layers);
    lun_ticks_stop(a->script);
    lun_script_free(a->script);
}

static lun_annotations *analyse(alone *a, lun_document *document)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    must(lun_script_analyse(a->script, &set, document, &err), &err);
    must(lun_annotations_settle(set, a->layers, &err), &err);
    a->figures.documents++;
    a->figures.annotations += lun_annotations_last(set);
    return set;
}

static void begin(const alone *a, lun_store *store)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = { .command = "bench_run alone",
                          .version = "0",
                          .plugins = "",
                          .prints = (const uint8_t(*)[16])a->dependencies.fingerprints,
                          .layers = a->layers };
    lun_script_fingerprint(a->script, info.fingerprint);
    memcpy(info.base, a->dependencies.base, sizeof info.base);
    must(lun_store_run_begin(store, &info, lun_script_schema(a->script), lun_script_rules(a->script), &err), &err);
}

static int run_alone(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    const lun_load_options load = { 0 };
    const char *const paths[] = { argv[1] };
    names named;
    alone a;
    lun_store *store;
    lun_source *source;
    lun_document *document;
    int rc;
    sort_names(&named, argv + 2, argc - 2);
    open_alone(&a, &named.session);
    must(lun_store_open(&store, argv[0], LUN_STORE_WRITE, &err), &err);
    begin(&a, store);
    must(lun_source_open(&source, paths, 1, &load, &err), &err);
    while ((rc = lun_source_next(source, &document, &err)) > 0) {
        lun_annotations *set = analyse(&a, document);
        must(lun_store_put(store, set, a.layers, &err), &err);
        lun_script_release(a.script, document);
        lun_document_free(document);
    }
    must(rc, &err);
    lun_source_close(source);
    must(lun_store_run_end(store, "done", &err), &err);
    lun_store_close(store);
    close_alone(&a);
    return 0;
}

__attribute__((noinline)) void bench_run_lines(alone *a, FILE *in, FILE *to)
{
    lun_error err = LUN_ERROR_INIT;
    const lun_load_options load = { 0 };
    lun_buf out = LUN_BUF_INIT;
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t len;
    while ((len = getline(&line, &capacity, in)) > 0) {
        lun_document *document;
        must(lun_load_json(&document, "-", ++number, line, (size_t)len, &load, &err), &err);
        lun_annotations *set = analyse(a, document);
        lun_buf_reset(&out);
        must(lun_annotations_write_json(set, lun_script_rules(a->script), NULL, &out, &err), &err);
        lun_buf_addc(&out, '\n');
        fwrite(out.data, 1, out.len, to);
        fflush(to);
        a->bytes += document->len;
        lun_script_release(a->script, document);
        lun_document_free(document);
    }
    free(line);
    lun_buf_clear(&out);
}

static int pipe_alone(int argc, char **argv)
{
    names named;
    alone a;
    sort_names(&named, argv, argc);
    open_alone(&a, &named.session);
    bench_run_lines(&a, stdin, stdout);
    close_alone(&a);
    return 0;
}

static int analyse_alone(int argc, char **argv)
{
    names named;
    alone a;
    double from = now(), loaded;
    sort_names(&named, argv, argc);
    open_alone(&a, &named.session);
    loaded = now();
    bench_run_lines(&a, stdin, stdout);
    fprintf(stderr, "{\"load\":%.4f,\"work\":%.4f,\"documents\":%llu,\"annotations\":%llu,\"bytes\":%zu}\n",
            loaded - from, now() - loaded, (unsigned long long)a.figures.documents,
            (unsigned long long)a.figures.annotations, a.bytes);
    close_alone(&a);
    return 0;
}

/* ---- several ---- */

static int run_split(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    const char *const paths[] = { argv[2] };
    lun_progress figures;
    names named;
    sort_names(&named, argv + 3, argc - 3);
    lun_run_options options = { .session = named.session,
                                .limits = { .workers = (uint32_t)strtoul(argv[0], NULL, 10), .deadline = 3600 },
                                .paths = paths,
                                .n_paths = strcmp(argv[2], "-") != 0,
                                .corpus = argv[1],
                                .command = "bench_run split",
                                .pretend_missing = LUN_SANDBOX_ALL };
    must(lun_run(&figures, &options, &err), &err);
    fprintf(stderr, "%llu documents, %llu as they were, %llu in part, %llu annotations\n",
            (unsigned long long)figures.documents, (unsigned long long)figures.skipped,
            (unsigned long long)figures.partly, (unsigned long long)figures.annotations);
    return 0;
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "";
    if (strcmp(mode, "alone") == 0 && argc > 4)
        return run_alone(argc - 2, argv + 2);
    if (strcmp(mode, "split") == 0 && argc > 5)
        return run_split(argc - 2, argv + 2);
    if (strcmp(mode, "pipe") == 0 && argc > 2)
        return pipe_alone(argc - 2, argv + 2);
    if (strcmp(mode, "analyse") == 0)
        return analyse_alone(argc - 2, argv + 2);
    fprintf(stderr, "bench_run alone CORPUS SOURCE PLUGIN... | split WORKERS CORPUS SOURCE PLUGIN... | pipe PLUGIN... |"
                    " analyse [PLUGIN...]\n");
    return 3;
}
