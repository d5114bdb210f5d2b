/*
** watch_save.c - one save: rules loaded, compared with the corpus, the difference printed. Sits on versions.h, difference.h.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/difference.h"
#include "cli/listing.h"
#include "cli/progress.h"
#include "cli/watch.h"
#include "cli/work.h"

#define PATIENCE 3 /* seconds after which a wait is explained */

/* ---- what is said ---- */

static void print_json_text(const char *name, const char *text)
{
    lun_buf out = LUN_BUF_INIT;
    lun_json_add_string(&out, text, strlen(text));
    printf("\"%s\":%s", name, out.data ? out.data : "null");
    lun_buf_clear(&out);
}

void lun_watch__wipe(lun_watch *w)
{
    if (w->is_drawn)
        fputs("\r\033[K", stderr);
    w->is_drawn = 0;
}

double lun_watch__seconds(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void tell_time(char out[20])
{
    time_t now = time(NULL);
    struct tm local;
    *out = '\0';
    if (localtime_r(&now, &local))
        strftime(out, 20, "%H:%M:%S", &local);
}

/* The line above a difference: when, what. */
static void print_head(lun_watch *w, const char *what)
{
    char when[20];
    const char *bold = lun_log_colour(STDOUT_FILENO) ? "\033[1m" : "", *plain = *bold ? "\033[0m" : "";
    tell_time(when);
    if (w->arguments->json) {
        printf("{\"at\":\"%s\",", when);
        print_json_text("saved", what);
        printf("}\n");
    } else
        printf("%s%s%s  %s%s\n\n", w->saves ? "\n" : "", bold, when, what, plain);
    fflush(stdout);
}

void lun_watch__failure(const lun_watch *w, const char *what, const lun_error *err)
{
    char when[20];
    tell_time(when);
    if (w->arguments->json) {
        printf("{\"at\":\"%s\",", when);
        print_json_text("error", err->message);
        printf(",");
        print_json_text("file", err->file);
        printf(",\"line\":%u,", err->line);
        print_json_text("hint", err->hint);
        printf("}\n");
        fflush(stdout);
        return;
    }
    fflush(stdout);
    if (!w->arguments->quiet)
        fprintf(stderr, "\n%s  %s\n\n", when, what);
    lun_log_error(err);
}

/* ---- files that are read ---- */

/* A path inside the binary is a file only where LUNETTE_PATH has one. */
static int watch_inner(lun_watch *w, const char *path, lun_error *err)
{
    const char *list = getenv("LUNETTE_PATH");
    int rc = LUN_OK;
    while (list && *list && rc == LUN_OK) {
        size_t len = strcspn(list, ":");
        char *folder = lun_strndup(list, len), *file = folder ? lun_path_join(folder, path) : NULL;
        if (file && len && lun_file_is_regular(file))
            rc = lun_watching_add(w->watching, file, err);
        lun_free(folder);
        lun_free(file);
        list += len + (list[len] == ':');
    }
    return rc;
}

static int is_inner(const char *path)
{
    return strncmp(path, "plugins/", 8) == 0 || strncmp(path, "scripts/", 8) == 0 || strncmp(path, "data/", 5) == 0;
}

/* Files that the rules read, wherever they lie: lexicons beside a rule file. */
static int watch_read(lun_watch *w, const lun_version *version, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < version->plan.n_files && rc == LUN_OK; i++) {
        const char *path = version->plan.files[i];
        rc = is_inner(path) ? watch_inner(w, path, err) : lun_watching_add(w->watching, path, err);
    }
    return rc;
}

/* ---- one save ---- */

static const char *documents(uint64_t n)
{
    return n == 1 ? "document" : "documents";
}

static void describe_rules(const lun_watch *w, lun_buf *out)
{
    for (size_t i = 0; i < w->named.plugins.n; i++)
        lun_buf_addf(out, "%s-p %s", out->len ? " " : "", LUN_SHELL(w->named.plugins.items[i]));
    for (size_t i = 0; i < w->named.rules.n; i++)
        lun_buf_addf(out, "%s-r %s", out->len ? " " : "", LUN_SHELL(w->named.rules.items[i]));
}

/* Somebody waits for all documents: why, and what would help. Once. */
static void explain_wait(lun_watch *w)
{
    lun_buf rules = LUN_BUF_INIT;
    const lun_version *now = w->now;
    if (w->has_explained || w->arguments->quiet || w->folder || now->looked * 2 <= now->documents)
        return;
    w->has_explained = 1;
    describe_rules(w, &rules);
    lun_watch__wipe(w);
    lun_log(
        LUN_LEVEL_NOTE,
        "%llu of %llu documents are looked into at each save, since these rules, or those that they stand on, are not those that the corpus was "
        "made with; after `lunette run %s %s` a save costs less",
        (unsigned long long)now->looked, (unsigned long long)now->documents, LUN_SHELL(w->corpus),
        rules.data ? rules.data : "");
    lun_buf_clear(&rules);
}

static int tick(void *context, uint64_t done, uint64_t all, lun_error *err)
{
    lun_watch *w = context;
    int rc = lun_watching_hear(w->watching, err);
    if (rc > 0)
        return lun_error_set(err, LUN_ELIMIT, "saved again");
    if (rc == 0 && !w->saves && lun_watch__seconds(&w->started) > PATIENCE)
        explain_wait(w);
    if (rc == 0 && w->terminal && !w->arguments->quiet && lun_watch__seconds(&w->started) > 0.5) {
        fprintf(stderr, "\r\033[K%llu of %llu documents", (unsigned long long)done, (unsigned long long)all);
        fflush(stderr);
        w->is_drawn = 1;
    }
    return rc;
}

/* What tells that somebody else has run rules over the corpus meanwhile. */
static int read_state(lun_store *store, char out[100], lun_error *err)
{
    lun_rows *rows = NULL;
    lun_cell cell;
    int rc = lun_store_query(&rows, store,
                             "SELECT printf('%d %d %s', count(*), max(id), coalesce(max(stopped), '')) FROM run", NULL,
                             NULL, 0, err);
    *out = '\0';
    if (rc == LUN_OK && (rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        snprintf(out, 100, "%s", cell.type == LUN_CELL_TEXT ? cell.text : "");
    }
    lun_rows_close(rows);
    return rc < 0 ? rc : LUN_OK;
}

static int print_difference(lun_watch *w, const lun_version *after, lun_store *store, lun_error *err)
{
    lun_buf rules = LUN_BUF_INIT;
    lun_totals totals;
    const lun_arguments *a = w->arguments;
    describe_rules(w, &rules);
    const lun_difference_options options = { .corpus = w->folder ? NULL : w->corpus,
                                             .rules = rules.data,
                                             .most = a->n,
                                             .json = a->json,
                                             .quiet = a->quiet,
                                             .colour = lun_log_colour(STDOUT_FILENO) };
    int rc = lun_difference_print(&totals, w->has_before ? &w->before : NULL, after, store, &options, err);
    if (rc == LUN_OK)
        lun_difference_troubles(after, NULL);
    if (rc == LUN_OK && !a->quiet && !a->json)
        fprintf(stderr, "%llu of %llu %s looked into, %.1f s\n", (unsigned long long)after->looked,
                (unsigned long long)after->documents, documents(after->documents), lun_watch__seconds(&w->started));
    lun_buf_clear(&rules);
    return rc;
}

/* Documents that come into the corpus meanwhile may be in scope, too. */
static int find_scope(lun_watch *w, lun_version *version, lun_store *store, lun_error *err)
{
    if (!lun_scope_is_given(w->arguments))
        return LUN_OK;
    lun_bits_clear(&w->within);
    version->within = &w->within;
    return lun_scope_documents(&w->within, &w->scope, store, err);
}

static int compare(lun_watch *w, lun_version *version, const char *what, lun_error *err)
{
    const lun_version_watch looks = { w->interrupted, tick, w->arguments->quiet ? NULL : lun_options_say, w };
    char state[100];
    lun_store *store;
    int rc = lun_store_open(&store, w->corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = read_state(store, state, err);
    if (rc == LUN_OK)
        rc = find_scope(w, version, store, err);
    w->now = version;
    if (rc == LUN_OK)
        rc = lun_version_compare(version, store, &looks, err);
    lun_watch__wipe(w);
    if (rc == LUN_OK) {
        int is_other = w->has_before && strcmp(state, w->state) != 0;
        if (is_other) {
            lun_version_close(&w->before);
            w->has_before = 0;
        }
        memcpy(w->state, state, sizeof state);
        print_head(w, what);
        if (is_other && !w->arguments->quiet)
            lun_log(LUN_LEVEL_NOTE, "the corpus has changed meanwhile: this is the difference to what it holds now");
        rc = print_difference(w, version, store, err);
    }
    lun_store_close(store);
    return rc;
}

/* ---- runs ---- */

static int run_rules(lun_watch *w, int from_sources, lun_progress *figures, lun_error *err)
{
    lun_run_options options = { 0 };
    lun_progress_line line;
    const lun_arguments *a = w->arguments;
    lun_buf words = LUN_BUF_INIT;
    lun_buf_addf(&words, "lunette watch %s ", w->corpus);
    describe_rules(w, &words);
    options.session = (lun_session_options){
        w->named.plugins.items, w->named.rules.items, a->layers.n ? a->layers.items : NULL, NULL, a->limit, 0
    };
    options.load = lun_listing_options(a);
    options.limits = w->limits;
    options.paths = from_sources ? w->sources.items : NULL;
    options.n_paths = from_sources ? w->sources.n : 0;
    if (lun_scope_is_given(a)) {
        options.scope = from_sources ? &w->scope.of : NULL;
        options.within = from_sources ? NULL : &w->within;
    }
    options.corpus = w->corpus;
    options.command = words.data ? words.data : "lunette watch";
    options.progress = lun_progress_update;
    options.say = a->quiet ? NULL : lun_options_say;
    options.context = &line;
    options.interrupted = w->interrupted;
    lun_progress_start(&line, a->quiet);
    int rc = lun_run(figures, &options, err);
    lun_progress_stop(&line);
    lun_buf_clear(&words);
    return rc;
}

/* What the rules find at first, where there is nothing to compare it with. */
static int print_found(lun_watch *w, const lun_progress *figures, lun_error *err)
{
    lun_store *store;
    lun_rows *rows = NULL;
    lun_cell rule, n;
    uint64_t all = 0;
    int rc = lun_store_open(&store, w->corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = read_state(store, w->state, err);
    if (rc == LUN_OK)
        rc = lun_store_query(
            &rows, store, "SELECT rule, count(*) FROM annotation WHERE rule <> 'core' GROUP BY rule ORDER BY 2 DESC, 1",
            NULL, NULL, 0, err);
    print_head(w, "the rules as they are");
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &rule);
        lun_rows_cell(rows, 1, &n);
        all += (uint64_t)n.integer;
        if (!w->arguments->json)
            printf("%8lld  %s\n", (long long)n.integer, rule.text);
    }
    if (w->arguments->json)
        printf("{\"found\":%llu,\"documents\":%llu}\n", (unsigned long long)all,
               (unsigned long long)figures->documents);
    else
        printf("%s%llu found in %llu %s\n", all ? "\n" : "", (unsigned long long)all,
               (unsigned long long)figures->documents, documents(figures->documents));
    fflush(stdout);
    lun_rows_close(rows);
    lun_store_close(store);
    return rc;
}

/* Sources: into a corpus of their own, with the first rules that load. */
static int read_sources(lun_watch *w, lun_error *err)
{
    lun_progress figures;
    int rc = run_rules(w, 1, &figures, err);
    return rc < 0 ? rc : print_found(w, &figures, err);
}

/* Where it fails, since another run writes, say, the result stays owed: the next save tries again. */
static int keep(lun_watch *w, lun_error *err)
{
    lun_progress figures;
    int rc = run_rules(w, 0, &figures, err);
    w->is_owed = rc < 0;
    if (rc < 0)
        return rc;
    lun_version_close(&w->before);
    w->has_before = 0; /* from now on the corpus is what it was */
    if (!w->arguments->quiet)
        fprintf(stderr, "kept in %s: %llu %s written\n", w->corpus, (unsigned long long)figures.documents,
                documents(figures.documents));
    return rc;
}

static int is_same(const lun_watch *w, const lun_version *version)
{
    return w->has_before &&
           memcmp(w->before.plan.fingerprint, version->plan.fingerprint, sizeof version->plan.fingerprint) == 0;
}

static void take_version(lun_watch *w, lun_version *version)
{
    if (w->has_before)
        lun_version_close(&w->before);
    w->before = *version;
    w->has_before = 1;
    memset(version, 0, sizeof *version);
}

int lun_watch__save(lun_watch *w, const char *what, lun_error *err)
{
    lun_version version;
    int rc = lun_versions_open(&version, &w->named, w->arguments, &w->limits, err);
    if (rc == LUN_OK)
        rc = watch_read(w, &version, err);
    if (rc == LUN_OK && w->folder && !w->saves) {
        lun_zygote_stop(version.zygote);
        version.zygote = NULL;
        rc = read_sources(w, err);
        if (rc == LUN_OK)
            take_version(w, &version);
    } else if (rc == LUN_OK && !is_same(w, &version)) {
        rc = compare(w, &version, what, err);
        if (rc == LUN_OK) {
            take_version(w, &version);
            w->is_owed = w->arguments->keep;
        }
    } else if (rc == LUN_OK && !w->arguments->quiet && !w->arguments->json)
        fprintf(stderr, "%s was saved as it was\n", what);
    if (rc == LUN_OK && w->is_owed)
        rc = keep(w, err);
    w->saves += rc == LUN_OK;
    lun_version_close(&version);
    return rc;
}
