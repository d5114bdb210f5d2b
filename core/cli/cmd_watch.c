/*
** cmd_watch.c - lunette watch: on each save of rules or lexicons, what that changed. Sits on watching.h, versions.h, difference.h.
**
** Between two saves a version's differences from the corpus are kept, and nothing else: no process, no open corpus. So a hanging rule ends
** at its worker's deadline, and whatever ends the program leaves the corpus as it was.
*/
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/stage.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/difference.h"
#include "cli/progress.h"
#include "cli/versions.h"
#include "cli/work.h"
#include "run/start.h"
#include "run/watching.h"

#define AT(member) offsetof(lun_arguments, member)
#define QUIET 60        /* milliseconds without news after which a save is over */
#define BURST_MOST 1000 /* milliseconds that are waited for that */
#define DEADLINE 10u    /* seconds a document, where none is given: somebody waits */
#define FEW 100         /* documents: with fewer it does not matter how many are looked into */

static const lun_option own[] = {
    { "number", 'n', LUN_OPTION_NUMBER, AT(n), "N", "show N changes a rule (5; with --json all)" },
    { "keep", 0, LUN_OPTION_FLAG, AT(keep), NULL, "write what the rules find into the corpus after each save" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules,  own, lun_options_load, lun_options_work,
                                            lun_options_common, NULL };

static volatile sig_atomic_t interrupted;
static int bell[2] = { -1, -1 }; /* a pipe, so that a signal between two looks wakes the wait */

static void on_signal(int number)
{
    int saved = errno;
    (void)number;
    interrupted = 1;
    if (write(bell[1], "!", 1) < 0)
        errno = saved;
    errno = saved;
}

typedef struct watch {
    const lun_command *command;
    const lun_arguments *arguments;
    lun_work_limits limits;
    lun_texts sources;  /* in place of a corpus */
    const char *corpus; /* as it was named, or the temporary one */
    char *folder;       /* of the temporary corpus; NULL = none */
    lun_arena *arena;
    lun_named_version named;
    lun_watching *watching;
    lun_version before; /* of the last save that loaded */
    int has_before, saves;
    char state[100]; /* of the corpus that `before` was compared with */
    int terminal, is_drawn;
    struct timespec started;
} watch;

/* ---- what is said ---- */

static void print_json_text(const char *name, const char *text)
{
    lun_buf out = LUN_BUF_INIT;
    lun_json_add_string(&out, text, strlen(text));
    printf("\"%s\":%s", name, out.data ? out.data : "null");
    lun_buf_clear(&out);
}

static void wipe(watch *w)
{
    if (w->is_drawn)
        fputs("\r\033[K", stderr);
    w->is_drawn = 0;
}

static double seconds_since(const struct timespec *start)
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
static void print_head(watch *w, const char *what)
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

static void print_failure(const watch *w, const char *what, const lun_error *err)
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

static void say_watched(const watch *w)
{
    lun_buf list = LUN_BUF_INIT;
    if (w->arguments->quiet)
        return;
    for (size_t i = 0; i < w->named.rules.n; i++)
        lun_buf_addf(&list, "%s%s", list.len ? ", " : "", w->named.rules.items[i]);
    for (size_t i = 0; i < w->named.plugins.n; i++) {
        if (lun_file_is_folder(w->named.plugins.items[i]))
            lun_buf_addf(&list, "%s%s", list.len ? ", " : "", w->named.plugins.items[i]);
    }
    fprintf(stderr, "watching %s and the lexicons %s reads, over %s; Ctrl-C ends it%s\n", list.data ? list.data : "",
            w->named.rules.n + w->named.plugins.n > 1 ? "each" : "it", w->folder ? w->sources.items[0] : w->corpus,
            w->arguments->keep ? ""
            : w->folder        ? ""
                               : "; the corpus is left as it is");
    lun_buf_clear(&list);
}

/* ---- names ---- */

static int add(lun_texts *list, const char *word, lun_error *err)
{
    if (list->n == LUN_TEXTS_MAX)
        return lun_error_set(err, LUN_ELIMIT, "watch: more than %d names are given", LUN_TEXTS_MAX);
    list->items[list->n++] = word;
    list->items[list->n] = NULL;
    return LUN_OK;
}

static int usage(const watch *w, const char *message, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "watch: %s", message);
    return lun_error_hint(err, "%s", w->command->example + strspn(w->command->example, " "));
}

static int sort_words(watch *w, lun_error *err)
{
    const lun_texts *words = &w->arguments->words;
    int rc = LUN_OK;
    for (size_t i = 0; i < words->n && rc == LUN_OK; i++) {
        const char *word = words->items[i];
        if (lun_store_is_corpus(word) && !w->corpus)
            w->corpus = word;
        else
            rc = add(strcmp(lun_path_suffix(word), ".lua") == 0 ? &w->named.rules : &w->sources, word, err);
    }
    if (rc < 0)
        return rc;
    if (!w->corpus && !w->sources.n)
        return usage(w, "no corpus and no folder of documents was named", err);
    if (w->corpus && w->sources.n)
        return usage(w, "a corpus and other sources are named together", err);
    return w->arguments->keep && !w->corpus ? usage(w, "--keep writes into a corpus, and none was named", err) : LUN_OK;
}

/* A rule file is a plugin of its name, so there can be one of a name. */
static int has_file(const lun_texts *files, const char *path)
{
    for (size_t i = 0; i < files->n; i++) {
        if (strcmp(lun_path_name(files->items[i]), lun_path_name(path)) == 0)
            return 1;
    }
    return 0;
}

static int add_all(lun_named_version *to, const lun_texts *plugins, const lun_texts *rules, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < plugins->n && rc == LUN_OK; i++)
        rc = add(&to->plugins, plugins->items[i], err);
    for (size_t i = 0; i < rules->n && rc == LUN_OK; i++)
        rc = has_file(&to->rules, rules->items[i]) ? LUN_OK : add(&to->rules, rules->items[i], err);
    return rc;
}

/*
** Without -p and -r: the rules that the corpus was made with. They also go along where results are kept: a run takes rows of layers
** that it does not know out of the documents that it does again.
*/
static int find_rules(watch *w, lun_error *err)
{
    lun_texts plugins = { .n = 0 }, rules = { .n = 0 };
    lun_store *store = NULL;
    int has_some = w->named.rules.n || w->named.plugins.n;
    if (has_some && !w->arguments->keep)
        return LUN_OK;
    if (!w->corpus)
        return usage(w, "no rules were named", err);
    int rc = lun_store_open(&store, w->corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = lun_cli_corpus_rules(&plugins, &rules, store, w->arena, err);
    if (rc == LUN_OK)
        rc = add_all(&w->named, &plugins, &rules, err);
    lun_store_close(store);
    return rc;
}

/* What a run reads for sources that are not there would only be said with the first save that loads. */
static int check_sources(const watch *w, lun_error *err)
{
    for (size_t i = 0; i < w->sources.n; i++) {
        const char *path = w->sources.items[i];
        if (lun_file_is_folder(path) || lun_file_is_regular(path))
            continue;
        lun_error_set(err, LUN_ENOTFOUND, "there is no corpus, folder or file '%s'", path);
        return lun_error_hint(err, "%s", w->command->example + strspn(w->command->example, " "));
    }
    return LUN_OK;
}

/* ---- what is watched ---- */

/* A path inside the binary is a file only where LUNETTE_PATH has one. */
static int watch_inner(watch *w, const char *path, lun_error *err)
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

static int watch_named(watch *w, lun_error *err)
{
    int rc = LUN_OK, n = 0;
    for (size_t i = 0; i < w->named.rules.n && rc == LUN_OK; i++, n++)
        rc = lun_watching_add(w->watching, w->named.rules.items[i], err);
    for (size_t i = 0; i < w->named.plugins.n && rc == LUN_OK; i++) {
        const char *name = w->named.plugins.items[i];
        if (!lun_file_is_folder(name))
            continue;
        rc = lun_watching_add(w->watching, name, err);
        n++;
    }
    if (rc < 0 || n || getenv("LUNETTE_PATH"))
        return rc;
    lun_error_set(err, LUN_EUSAGE, "watch: nothing that could change was named: '%s' is inside the program",
                  w->named.plugins.n ? w->named.plugins.items[0] : "");
    return lun_error_hint(err, "name your own rules: -r mine.lua, or -p FOLDER");
}

/* Files that the rules read, wherever they lie: lexicons beside a rule file. */
static int watch_read(watch *w, const lun_version *version, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < version->plan.n_files && rc == LUN_OK; i++) {
        const char *path = version->plan.files[i];
        rc = is_inner(path) ? watch_inner(w, path, err) : lun_watching_add(w->watching, path, err);
    }
    return rc;
}

/* ---- waiting ---- */

static int is_over(const watch *w)
{
    (void)w;
    return interrupted || ferror(stdout);
}

/* 1: news came within so many milliseconds (-1: whenever). */
static int wait_news(watch *w, int milliseconds, lun_error *err)
{
    struct pollfd ready[2] = { { .fd = lun_watching_fd(w->watching), .events = POLLIN },
                               { .fd = bell[0], .events = POLLIN } };
    if (poll(ready, 2, milliseconds) < 0 && errno != EINTR)
        return lun_error_set(err, LUN_EIO, "waiting for a save: %s", strerror(errno));
    return is_over(w) ? 0 : lun_watching_hear(w->watching, err);
}

/* Until something was saved and all is quiet: what an editor does at once is one save. 0: it is over. */
static int wait_save(watch *w, lun_error *err)
{
    struct timespec start;
    int rc = 0;
    while (rc == 0 && !is_over(w))
        rc = wait_news(w, -1, err);
    clock_gettime(CLOCK_MONOTONIC, &start);
    while (rc > 0 && !is_over(w) && seconds_since(&start) * 1000 < BURST_MOST) {
        int more = wait_news(w, QUIET, err);
        if (more <= 0)
            return more < 0 ? more : !is_over(w);
    }
    return rc < 0 ? rc : !is_over(w);
}

/* ---- one save ---- */

static int tick(void *context, uint64_t done, uint64_t all, lun_error *err)
{
    watch *w = context;
    int rc = lun_watching_hear(w->watching, err);
    if (rc > 0)
        return lun_error_set(err, LUN_ELIMIT, "saved again");
    if (rc == 0 && w->terminal && !w->arguments->quiet && seconds_since(&w->started) > 0.5) {
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

static void describe_rules(const watch *w, lun_buf *out)
{
    for (size_t i = 0; i < w->named.plugins.n; i++)
        lun_buf_addf(out, "%s-p %s", out->len ? " " : "", w->named.plugins.items[i]);
    for (size_t i = 0; i < w->named.rules.n; i++)
        lun_buf_addf(out, "%s-r %s", out->len ? " " : "", w->named.rules.items[i]);
}

static int print_difference(watch *w, const lun_version *after, lun_store *store, lun_error *err)
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
        lun_difference_troubles(after);
    if (rc == LUN_OK && !a->quiet && !a->json)
        fprintf(stderr, "%llu of %llu documents looked into, %.1f s\n", (unsigned long long)after->looked,
                (unsigned long long)after->documents, seconds_since(&w->started));
    if (rc == LUN_OK && !a->quiet && !w->saves && after->looked > FEW && after->looked * 2 > after->documents &&
        !w->folder)
        lun_log(LUN_LEVEL_NOTE,
                "the corpus was made with other rules than these; after `lunette run %s %s` a save costs less",
                w->corpus, rules.data ? rules.data : "");
    lun_buf_clear(&rules);
    return rc;
}

static int compare(watch *w, lun_version *version, const char *what, lun_error *err)
{
    const lun_version_watch looks = { &interrupted, tick, w->arguments->quiet ? NULL : lun_options_say, w };
    char state[100];
    lun_store *store;
    int rc = lun_store_open(&store, w->corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = read_state(store, state, err);
    if (rc == LUN_OK)
        rc = lun_version_compare(version, store, &looks, err);
    wipe(w);
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

static int run_rules(watch *w, int from_sources, lun_progress *figures, lun_error *err)
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
    options.load = (lun_load_options){ .globs = a->globs.n ? a->globs.items : NULL,
                                       .path_template = a->path,
                                       .sidecar = a->meta,
                                       .language = a->language,
                                       .limit = a->limit,
                                       .hidden = a->hidden };
    options.limits = w->limits;
    options.paths = from_sources ? w->sources.items : NULL;
    options.n_paths = from_sources ? w->sources.n : 0;
    options.corpus = w->corpus;
    options.command = words.data ? words.data : "lunette watch";
    options.progress = lun_progress_update;
    options.say = a->quiet ? NULL : lun_options_say;
    options.context = &line;
    lun_progress_start(&line, a->quiet);
    int rc = lun_run(figures, &options, err);
    lun_progress_stop(&line);
    lun_buf_clear(&words);
    if (rc == LUN_ELIMIT && strncmp(err->message, "stopped", 7) == 0) /* it has its own ear for signals */
        interrupted = 1;
    return rc;
}

static int make_folder(watch *w, lun_error *err)
{
    const char *parent = getenv("TMPDIR");
    char *folder = lun_path_join(parent && *parent ? parent : "/tmp", "lunette-watch-XXXXXX");
    if (!folder)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a temporary corpus");
    if (!mkdtemp(folder)) {
        lun_error_set(err, LUN_EIO, "no temporary folder '%s': %s", folder, strerror(errno));
        lun_free(folder);
        return lun_error_hint(err, "make room there, or name another with TMPDIR");
    }
    w->folder = folder;
    char *path = lun_path_join(folder, "corpus.db");
    w->corpus = path ? lun_arena_strdup(w->arena, path) : NULL;
    lun_free(path);
    return w->corpus ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for a temporary corpus");
}

/* What the rules find at first, where there is nothing to compare it with. */
static int print_found(watch *w, const lun_progress *figures, lun_error *err)
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
        printf("%s%llu found in %llu documents\n", all ? "\n" : "", (unsigned long long)all,
               (unsigned long long)figures->documents);
    fflush(stdout);
    lun_rows_close(rows);
    lun_store_close(store);
    return rc;
}

/* Sources: into a corpus of their own, with the first rules that load. */
static int read_sources(watch *w, lun_error *err)
{
    lun_progress figures;
    int rc = run_rules(w, 1, &figures, err);
    return rc < 0 ? rc : print_found(w, &figures, err);
}

static int keep(watch *w, lun_error *err)
{
    lun_progress figures;
    lun_version_close(&w->before);
    w->has_before = 0; /* from now on the corpus is what it was */
    int rc = run_rules(w, 0, &figures, err);
    if (rc == LUN_OK && !w->arguments->quiet)
        fprintf(stderr, "kept in %s: %llu documents written\n", w->corpus, (unsigned long long)figures.documents);
    return rc;
}

static int is_same(const watch *w, const lun_version *version)
{
    return w->has_before &&
           memcmp(w->before.plan.fingerprint, version->plan.fingerprint, sizeof version->plan.fingerprint) == 0;
}

static void take_version(watch *w, lun_version *version)
{
    if (w->has_before)
        lun_version_close(&w->before);
    w->before = *version;
    w->has_before = 1;
    memset(version, 0, sizeof *version);
}

static int do_save(watch *w, const char *what, lun_error *err)
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
        if (rc == LUN_OK)
            take_version(w, &version);
        if (rc == LUN_OK && w->arguments->keep)
            rc = keep(w, err);
    } else if (rc == LUN_OK && !w->arguments->quiet && !w->arguments->json)
        fprintf(stderr, "%s was saved as it was\n", what);
    w->saves += rc == LUN_OK;
    lun_version_close(&version);
    return rc;
}

/* A rule that does not load, or documents that fail: said, and the next save is waited for. */
static int is_patient(int code)
{
    return code == LUN_ESCRIPT || code == LUN_EFORMAT || code == LUN_EUSAGE || code == LUN_ENOTFOUND ||
           code == LUN_ELIMIT || code == LUN_EIO;
}

static int loop(watch *w, lun_error *err)
{
    const char *what = "at the start";
    for (;;) {
        lun_error now = LUN_ERROR_INIT;
        clock_gettime(CLOCK_MONOTONIC, &w->started);
        int rc = do_save(w, what, &now), again = rc == LUN_ELIMIT && strcmp(now.message, "saved again") == 0;
        wipe(w);
        if (is_over(w))
            return LUN_OK;
        if (rc < 0 && !is_patient(rc)) {
            *err = now;
            return rc;
        }
        if (rc < 0 && !again)
            print_failure(w, what, &now);
        if (rc < 0 && !again && !w->arguments->quiet && !w->arguments->json)
            fprintf(stderr, "waiting for the next save\n");
        if ((rc = again ? 1 : wait_save(w, err)) <= 0)
            return rc;
        what = lun_watching_name(w->watching);
    }
}

static int run(watch *w, lun_error *err)
{
    w->arena = lun_arena_new();
    int rc = w->arena ? sort_words(w, err) : lun_error_set(err, LUN_ENOMEM, "no memory to watch");
    if (rc == LUN_OK)
        rc = check_sources(w, err);
    if (rc == LUN_OK)
        rc = find_rules(w, err);
    if (rc == LUN_OK)
        rc = lun_watching_open(&w->watching, err);
    if (rc == LUN_OK)
        rc = watch_named(w, err);
    if (rc == LUN_OK && !w->corpus)
        rc = make_folder(w, err);
    if (rc < 0)
        return rc;
    say_watched(w);
    return loop(w, err);
}

static int listen(lun_error *err)
{
    struct sigaction action = { .sa_handler = on_signal };
    if (pipe2(bell, O_CLOEXEC | O_NONBLOCK) != 0)
        return lun_error_set(err, LUN_EIO, "no pipe: %s", strerror(errno));
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a reader that goes must not leave a temporary corpus behind */
    return LUN_OK;
}

static int command_watch(const lun_command *command, const lun_arguments *arguments)
{
    watch w = { .command = command,
                .arguments = arguments,
                .named = { NULL, arguments->plugins, arguments->rules, NULL },
                .terminal = isatty(STDERR_FILENO) };
    lun_error err = LUN_ERROR_INIT, ignored = LUN_ERROR_INIT;
    lun_options_limits(&w.limits, arguments);
    if (!w.limits.deadline)
        w.limits.deadline = DEADLINE;
    int rc = listen(&err);
    if (rc == LUN_OK)
        rc = run(&w, &err);
    wipe(&w);
    if (rc == LUN_OK && interrupted && !arguments->quiet)
        fprintf(stderr, "%s\n", w.terminal ? "\nwatching has ended" : "watching has ended");
    if (w.has_before)
        lun_version_close(&w.before);
    lun_watching_close(w.watching);
    if (w.folder)
        lun_folder_remove(w.folder, &ignored);
    lun_free(w.folder);
    lun_arena_free(w.arena);
    close(bell[0]);
    close(bell[1]);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}

const lun_command lun_command_watch = {
    "watch",
    "run again on save and show what changed",
    "[OPTIONS] CORPUS|SOURCE... -r FILE.lua",
    "Rule files, folders of plugins and the lexicons that they read are watched; each save shows what it changed, the first time against the\n"
    "corpus. Without -r and -p the corpus's own rules are. The corpus is left as it is, unless --keep is given; of documents that are in none a\n"
    "temporary one is made. Ctrl-C ends it.",
    "  lunette watch readouts.db -r mine.lua",
    tables,
    command_watch,
    0,
};
