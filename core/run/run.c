/*
** run.c - the main job: sources → documents → rules → corpus, in one process.
**
** Invariant: after each document the corpus holds either all of it or nothing of it; the store commits in batches of whole documents.
*/
#include "run/run.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include <lunette/version.h>

#include "base/file.h"
#include "base/hash.h"

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct run {
    const lun_run_options *options;
    lun_script *script;
    lun_store *store;
    lun_source *source;
    uint8_t *layers;
    lun_progress now;
} run;

static void count_problems(run *r, const lun_document *document)
{
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        r->now.problems++;
}

static void report(run *r)
{
    if (r->source) {
        lun_source_progress progress;
        lun_source_progress_get(r->source, &progress);
        r->now.bytes = progress.bytes_read;
        r->now.bytes_total = progress.bytes_total;
    }
    if (r->options->progress)
        r->options->progress(r->options->context, &r->now);
}

static uint64_t count_rows(const lun_annotations *set)
{
    uint64_t n = 0;
    for (uint32_t id = 1; id <= lun_annotations_last(set); id++)
        n += lun_annotations_get(set, id) != NULL;
    return n;
}

/* One document through the rules into the store. The document stays the caller's. */
static int take(run *r, lun_document *document, lun_error *err)
{
    lun_annotations *set;
    int rc;
    if (!r->options->force) {
        if ((rc = lun_store_document_fresh(r->store, document->uri, document->hash, err)) < 0)
            return rc;
        if (rc > 0) {
            r->now.skipped++;
            return LUN_OK;
        }
    }
    if ((rc = lun_script_analyse(r->script, &set, document, err)) < 0)
        return rc;
    rc = lun_store_put(r->store, set, r->layers, err);
    r->now.annotations += count_rows(set);
    r->now.documents++;
    count_problems(r, document);
    lun_script_release(r->script, document);
    return rc;
}

static int same_file(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

static int ends_with(const char *text, const char *suffix)
{
    size_t len = strlen(text), n = strlen(suffix);
    return len >= n && strcmp(text + len - n, suffix) == 0;
}

int lun_run_is_own(const char *corpus, const lun_document *document)
{
    static const char *const suffixes[] = { "-wal", "-shm", "-journal", ".lock" };
    int own = 0;
    if (!document->uri)
        return 0;
    if (!document->len && lun_store_is_corpus(document->uri))
        return 1;
    for (size_t i = 0; corpus && i < sizeof suffixes / sizeof *suffixes && !own; i++) {
        lun_buf beside = LUN_BUF_INIT;
        if (!ends_with(document->uri, suffixes[i]))
            continue;
        lun_buf_adds(&beside, corpus);
        lun_buf_adds(&beside, suffixes[i]);
        own = !beside.failed && same_file(beside.data, document->uri);
        lun_buf_clear(&beside);
    }
    return own;
}

static int run_sources(run *r, lun_error *err)
{
    lun_document *document;
    int rc;
    while ((rc = lun_source_next(r->source, &document, err)) > 0) {
        rc = lun_run_is_own(r->options->corpus, document) ? LUN_OK : take(r, document, err);
        lun_document_free(document);
        report(r);
        if (rc < 0)
            return rc;
        if (interrupted)
            return lun_error_set(err, LUN_ELIMIT,
                                 "stopped; what was finished is in '%s', the same command goes on from there",
                                 r->options->corpus);
    }
    return rc;
}

static int stored_numbers(run *r, int64_t **out, size_t *n, lun_error *err)
{
    LUN_VEC(int64_t) numbers = { 0 };
    lun_rows *rows;
    lun_cell cell;
    int rc = lun_store_query(&rows, r->store, "SELECT id FROM document ORDER BY id", NULL, NULL, 0, err);
    if (rc < 0)
        return rc;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (lun_vec_push(&numbers, cell.integer) < 0) {
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the list of documents");
            break;
        }
    }
    lun_rows_close(rows);
    *out = numbers.items;
    *n = numbers.n;
    return rc;
}

static int run_stored(run *r, lun_error *err)
{
    int64_t *numbers = NULL;
    size_t n = 0;
    int rc = stored_numbers(r, &numbers, &n, err);
    for (size_t i = 0; i < n && rc >= 0 && !interrupted; i++) {
        lun_document *document;
        if ((rc = lun_store_get(r->store, numbers[i], &document, NULL, err)) < 0)
            break;
        rc = take(r, document, err);
        lun_document_free(document);
        report(r);
    }
    lun_free(numbers);
    if (rc >= 0 && interrupted)
        return lun_error_set(err, LUN_ELIMIT, "stopped; the same command goes on from there");
    return rc < 0 ? rc : LUN_OK;
}

static const char *plugin_list(const run *r, lun_buf *out)
{
    const lun_rules *rules = lun_script_rules(r->script);
    const char *last = "";
    for (uint32_t i = 1; i < rules->n; i++) {
        if (strcmp(rules->items[i].plugin, last) == 0)
            continue;
        last = rules->items[i].plugin;
        lun_buf_addf(out, "%s%s %s", out->len ? ", " : "", last, rules->items[i].version);
    }
    return out->data ? out->data : "";
}

/* What decides on a document's metadata from outside is part of what answers depend on: with another table, all is done again. */
static int add_load_options(uint8_t fingerprint[16], const lun_load_options *load, lun_error *err)
{
    const char *const texts[] = { load->path_template, load->language };
    lun_buf all = LUN_BUF_INIT;
    char *table = NULL;
    size_t len = 0;
    int rc = LUN_OK;
    lun_buf_add(&all, (const char *)fingerprint, 16);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        lun_buf_add(&all, texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) + 1 : 1);
    if (load->sidecar && (rc = lun_file_read(&table, &len, load->sidecar, SIZE_MAX, err)) == LUN_OK)
        lun_buf_add(&all, table, len);
    if (rc == LUN_OK && all.failed)
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a run");
    if (rc == LUN_OK && all.len > 18)
        lun_hash128(all.data, all.len, fingerprint);
    lun_free(table);
    lun_buf_clear(&all);
    return rc;
}

static int begin(run *r, lun_error *err)
{
    lun_run_info info = { r->options->command, LUNETTE_VERSION, NULL, { 0 } };
    lun_buf plugins = LUN_BUF_INIT;
    info.plugins = plugin_list(r, &plugins);
    lun_script_fingerprint(r->script, info.fingerprint);
    int rc = r->source ? add_load_options(info.fingerprint, &r->options->load, err) : LUN_OK;
    if (rc == LUN_OK)
        rc = lun_store_run_begin(r->store, &info, lun_script_schema(r->script), lun_script_rules(r->script), err);
    lun_buf_clear(&plugins);
    return rc;
}

static int work(run *r, lun_error *err)
{
    lun_error later = LUN_ERROR_INIT;
    int rc = begin(r, err);
    if (rc < 0)
        return rc;
    rc = r->source ? run_sources(r, err) : run_stored(r, err);
    int end = lun_store_run_end(r->store, rc < 0 ? "stopped" : "done", rc < 0 ? &later : err);
    return rc < 0 ? rc : end;
}

int lun_run(lun_progress *out, const lun_run_options *options, lun_error *err)
{
    run r = { 0 };
    struct sigaction action = { 0 }, old_int, old_term;
    int rc;
    r.options = options;
    interrupted = 0;
    action.sa_handler = on_signal;
    action.sa_flags = (int)SA_RESETHAND; /* a second one ends the process at once, even while it waits for input */
    action.sa_flags = (int)(SA_RESTART | SA_RESETHAND); /* a read goes on undamaged; a second signal ends at once */
    sigaction(SIGINT, &action, &old_int);
    sigaction(SIGTERM, &action, &old_term);
    if ((rc = lun_session_open(&r.script, &options->session, err)) < 0)
        goto cleanup;
    if ((rc = lun_session_layers(&r.layers, r.script, &options->session, err)) < 0)
        goto cleanup;
    if (options->n_paths &&
        (rc = lun_source_open(&r.source, options->paths, options->n_paths, &options->load, err)) < 0)
        goto cleanup;
    if ((rc = lun_store_open(&r.store, options->corpus, LUN_STORE_WRITE, err)) < 0)
        goto cleanup;
    rc = work(&r, err);
cleanup:
    *out = r.now;
    lun_store_close(r.store);
    lun_source_close(r.source);
    lun_free(r.layers);
    lun_script_free(r.script);
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGTERM, &old_term, NULL);
    return rc;
}
