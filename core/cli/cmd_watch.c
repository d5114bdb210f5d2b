/*
** cmd_watch.c - lunette watch: on each save of rules or lexicons, what that changed. Sits on watching.h, watch_save.c.
**
** Between two saves a version's differences from the corpus are kept, and nothing else: no process, no open corpus. So a hanging rule ends
** at its worker's deadline, and whatever ends the program leaves the corpus as it was.
*/
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stage.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/watch.h"
#include "cli/work.h"
#include "run/stop.h"

#define AT(member) offsetof(lun_arguments, member)
#define QUIET 60        /* milliseconds without news after which a save is over */
#define BURST_MOST 1000 /* milliseconds that are waited for that */
#define DEADLINE 10u    /* seconds a document, where none is given: somebody waits */

static const lun_option own[] = {
    { "number", 'n', LUN_OPTION_COUNT, AT(n), "N", "show N changes a rule (5; with --json all)" },
    { "keep", 0, LUN_OPTION_FLAG, AT(keep), NULL, "write what the rules find into the corpus after each save" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = {
    lun_options_rules, own, lun_options_load, lun_options_scope, lun_options_work, lun_options_common, NULL
};

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

static void say_watched(const lun_watch *w)
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

static int usage(const lun_watch *w, const char *message, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "watch: %s", message);
    return lun_error_hint(err, "%s", w->command->example + strspn(w->command->example, " "));
}

static int sort_words(lun_watch *w, lun_error *err)
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

/* Without -p and -r: the rules that the corpus was made with. */
static int find_rules(lun_watch *w, lun_error *err)
{
    lun_store *store = NULL;
    if (w->named.rules.n || w->named.plugins.n)
        return LUN_OK;
    if (!w->corpus)
        return usage(w, "no rules were named", err);
    int rc = lun_store_open(&store, w->corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = lun_cli_corpus_rules(&w->named.plugins, &w->named.rules, store, w->arena, err);
    lun_store_close(store);
    return rc;
}

/* What a run reads for sources that are not there would only be said with the first save that loads. */
static int check_sources(const lun_watch *w, lun_error *err)
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

/* A file that is not there at the start was never meant; one that goes later may come back with the next save. */
static int check_rules(const lun_watch *w, lun_error *err)
{
    for (size_t i = 0; i < w->named.rules.n; i++) {
        const char *path = w->named.rules.items[i];
        if (lun_file_is_regular(path))
            continue;
        lun_error_set(
            err, LUN_ENOTFOUND,
            lun_file_is_folder(path) ? "'%s' is a folder, expected a rule file" : "there is no rule file '%s'", path);
        return lun_error_hint(err, "-r names a file of rules, -p a plugin's folder; `lunette new rule` starts a file");
    }
    for (size_t i = 0; i < w->named.plugins.n; i++) {
        const char *path = w->named.plugins.items[i];
        if (!strchr(path, '/') || lun_file_is_folder(path))
            continue;
        lun_error_set(err, LUN_ENOTFOUND, "there is no plugin folder '%s'", path);
        return lun_error_hint(err, "`lunette plugin list` names the plugins that are there");
    }
    return LUN_OK;
}

/* An option that means nothing is told before anything is watched. */
static int read_scope(lun_watch *w, lun_error *err)
{
    lun_store *store = NULL;
    int rc = LUN_OK;
    if (!lun_scope_is_given(w->arguments))
        return LUN_OK;
    if (w->corpus)
        rc = lun_store_open(&store, w->corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = lun_scope_read(&w->scope, w->arguments, store, NULL, NULL, err);
    lun_store_close(store);
    return rc;
}

/* ---- what is watched ---- */

static int watch_named(lun_watch *w, lun_error *err)
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

/* ---- waiting ---- */

static int is_over(const lun_watch *w)
{
    (void)w;
    return interrupted || ferror(stdout);
}

/* 1: news came within so many milliseconds (-1: whenever). */
static int wait_news(lun_watch *w, int milliseconds, lun_error *err)
{
    struct pollfd ready[2] = { { .fd = lun_watching_fd(w->watching), .events = POLLIN },
                               { .fd = bell[0], .events = POLLIN } };
    if (poll(ready, 2, milliseconds) < 0 && errno != EINTR)
        return lun_error_set(err, LUN_EIO, "waiting for a save: %s", strerror(errno));
    return is_over(w) ? 0 : lun_watching_hear(w->watching, err);
}

/* Until something was saved and all is quiet: what an editor does at once is one save. 0: it is over. */
static int wait_save(lun_watch *w, lun_error *err)
{
    struct timespec start;
    int rc = 0;
    while (rc == 0 && !is_over(w))
        rc = wait_news(w, -1, err);
    clock_gettime(CLOCK_MONOTONIC, &start);
    while (rc > 0 && !is_over(w) && lun_watch__seconds(&start) * 1000 < BURST_MOST) {
        int more = wait_news(w, QUIET, err);
        if (more <= 0)
            return more < 0 ? more : !is_over(w);
    }
    return rc < 0 ? rc : !is_over(w);
}

/* A rule that does not load, documents that fail, a corpus that another run writes: said, and the next save is waited for. */
static int is_patient(const lun_watch *w, int code)
{
    return (code == LUN_ESTORE && w->is_owed) || code == LUN_ESCRIPT || code == LUN_EFORMAT || code == LUN_EUSAGE ||
           code == LUN_ENOTFOUND || code == LUN_ELIMIT || code == LUN_EIO;
}

static int loop(lun_watch *w, lun_error *err)
{
    const char *what = "at the start";
    for (;;) {
        lun_error now = LUN_ERROR_INIT;
        clock_gettime(CLOCK_MONOTONIC, &w->started);
        int rc = lun_watch__save(w, what, &now), again = rc == LUN_ELIMIT && strcmp(now.message, "saved again") == 0;
        lun_watch__wipe(w);
        if (is_over(w))
            return LUN_OK;
        if (rc < 0 && !is_patient(w, rc)) {
            *err = now;
            return rc;
        }
        if (rc < 0 && !again)
            lun_watch__failure(w, what, &now);
        if (rc < 0 && !again && !w->arguments->quiet && !w->arguments->json)
            fprintf(stderr, "waiting for the next save\n");
        if ((rc = again ? 1 : wait_save(w, err)) <= 0)
            return rc;
        what = lun_watching_name(w->watching);
    }
}

/* Of the temporary corpus. */
static int make_folder(lun_watch *w, lun_error *err)
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

static int run(lun_watch *w, lun_error *err)
{
    w->arena = lun_arena_new();
    int rc = w->arena ? sort_words(w, err) : lun_error_set(err, LUN_ENOMEM, "no memory to watch");
    if (rc == LUN_OK)
        rc = check_sources(w, err);
    if (rc == LUN_OK)
        rc = find_rules(w, err);
    if (rc == LUN_OK)
        rc = check_rules(w, err);
    if (rc == LUN_OK)
        rc = read_scope(w, err);
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
    lun_stop_hear(SIGHUP, &action, NULL);
    sigaction(SIGQUIT, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a reader that goes must not leave a temporary corpus behind */
    return LUN_OK;
}

static int command_watch(const lun_command *command, const lun_arguments *arguments)
{
    lun_watch w = { .command = command,
                    .arguments = arguments,
                    .named = { NULL, arguments->plugins, arguments->rules },
                    .terminal = isatty(STDERR_FILENO),
                    .interrupted = &interrupted };
    lun_error err = LUN_ERROR_INIT, ignored = LUN_ERROR_INIT;
    lun_options_limits(&w.limits, arguments);
    if (!w.limits.deadline)
        w.limits.deadline = DEADLINE;
    int rc = listen(&err);
    if (rc == LUN_OK)
        rc = run(&w, &err);
    lun_watch__wipe(&w);
    if (rc == LUN_OK && interrupted && !arguments->quiet)
        fprintf(stderr, "%s\n", w.terminal ? "\nwatching has ended" : "watching has ended");
    if (w.has_before)
        lun_version_close(&w.before);
    lun_watching_close(w.watching);
    if (w.folder)
        lun_folder_remove(w.folder, &ignored);
    lun_free(w.folder);
    lun_bits_clear(&w.within);
    lun_arena_free(w.arena);
    close(bell[0]);
    close(bell[1]);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}

const lun_command lun_command_watch = {
    "watch",
    "run again on save and show what changed",
    "[OPTIONS] SOURCE... -r FILE.lua",
    "A source is a corpus, a folder or a file. Rule files, folders of plugins and the lexicons that they read are watched; each save shows what it\n"
    "changed, the first time against the corpus. Without -r and -p the corpus's own rules are. The corpus is left as it is, unless --keep is\n"
    "given; documents that are in none go into a temporary one. Ctrl-C ends it.",
    "  lunette watch readouts.db -r mine.lua",
    tables,
    command_watch,
    0,
};
