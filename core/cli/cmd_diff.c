/*
** cmd_diff.c - lunette diff: what two versions of rules, or one and what is stored, find differently in a corpus. The corpus is only read.
*/
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/difference.h"
#include "cli/progress.h"
#include "cli/scope.h"
#include "cli/versions.h"
#include "cli/work.h"
#include "run/start.h"
#include "run/stop.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "number", 'n', LUN_OPTION_COUNT, AT(n), "N", "show N changes a rule (5; with --json all)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules,  own, lun_options_scope, lun_options_work,
                                            lun_options_common, NULL };

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct difference {
    const lun_command *command;
    const lun_arguments *arguments;
    lun_work_limits limits;
    const char *corpus, *words[2]; /* NULL where one was not named */
    lun_versions versions;
    lun_named_version named[2]; /* older, newer */
    lun_version made[2];
    int has[2];
    lun_store *store;
    lun_scope scope;
    lun_bits within; /* the documents in scope, where one was named */
    lun_progress_line line;
} difference;

static int two_corpora(const difference *d, const char *other, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "diff: two corpora were named, '%s' and '%s'", d->corpus, other);
    return lun_error_hint(err,
                          "it compares rules, old.lua with new.lua or with the corpus's own, over one corpus; what "
                          "two corpora hold: export each with --format csv, and compare the tables");
}

/* Mostly the third should be the corpus: the documents themselves are named, or it is not made yet. */
static int third_version(const difference *d, const char *third, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "diff: more than two versions were named: '%s', '%s', '%s'", d->words[0],
                  d->words[1], third);
    if (lun_file_is_folder(third))
        return lun_error_hint(err, "rules are compared over a corpus; of documents comes one by: lunette run %s -r %s",
                              LUN_SHELL(third), LUN_SHELL(d->words[0]));
    return lun_error_hint(err, "%s", d->command->example + strspn(d->command->example, " "));
}

/* An argument that is a corpus is the corpus, wherever it stands. */
static int sort_words(difference *d, lun_error *err)
{
    const lun_texts *words = &d->arguments->words;
    size_t n = 0;
    for (size_t i = 0; i < words->n; i++) {
        const char *word = words->items[i];
        int is_corpus = lun_store_is_corpus(word);
        if (is_corpus && d->corpus)
            return two_corpora(d, word, err);
        if (is_corpus)
            d->corpus = word;
        else if (n == 2)
            return third_version(d, word, err);
        else
            d->words[n++] = word;
    }
    return LUN_OK;
}

/* A file that should be one and is none, or a name that nothing has. */
static int no_corpus(const difference *d, lun_error *err)
{
    for (size_t i = 2; i-- > 0;) {
        const char *dot = d->words[i] ? strrchr(d->words[i], '.') : NULL;
        lun_store *store;
        if (dot && strcmp(dot, ".db") == 0) /* says what it is instead */
            return lun_store_open(&store, d->words[i], LUN_STORE_READ, err);
    }
    lun_error_set(err, LUN_EUSAGE, "diff: no corpus was named");
    return lun_error_hint(err, "%s", d->command->example + strspn(d->command->example, " "));
}

static int name_versions(difference *d, lun_error *err)
{
    const lun_named_version others = { NULL, d->arguments->plugins, d->arguments->rules };
    int rc = LUN_OK;
    for (int i = 0; i < 2 && d->words[i] && rc == LUN_OK; i++) {
        const char *other = d->words[1 - i];
        rc = lun_versions_name(&d->versions, &d->named[i], d->words[i], &others,
                               other && lun_versions_is_path(other) ? other : NULL, err);
        d->has[i] = 1;
    }
    if (rc < 0 || d->words[0])
        return rc;
    if (others.plugins.n || others.rules.n) { /* as they are now, against the corpus */
        d->named[0] = others;
        d->has[0] = 1;
        return LUN_OK;
    }
    lun_error_set(err, LUN_EUSAGE, "diff: no version of rules was named");
    return lun_error_hint(err, "%s", d->command->example + strspn(d->command->example, " "));
}

static int check(difference *d, lun_error *err)
{
    int rc = sort_words(d, err);
    if (rc == LUN_OK && !d->corpus)
        rc = no_corpus(d, err);
    return rc < 0 ? rc : name_versions(d, err);
}

/* One version alone is the newer one: what it is compared with is the corpus. */
static void put_newer_last(difference *d)
{
    if (d->has[1])
        return;
    d->named[1] = d->named[0];
    d->has[1] = 1;
    d->has[0] = 0;
}

static int tick(void *context, uint64_t done, uint64_t all, lun_error *err)
{
    difference *d = context;
    (void)err;
    if (!d->line.quiet && d->line.terminal && lun_progress_seconds(&d->line) > 0.5) {
        fprintf(stderr, "\r\033[K%llu of %llu documents", (unsigned long long)done, (unsigned long long)all);
        d->line.drawn = 1;
        fflush(stderr);
    }
    return LUN_OK;
}

static int load(difference *d, lun_error *err)
{
    int rc = LUN_OK;
    for (int i = 0; i < 2 && rc == LUN_OK; i++) {
        if (d->has[i] && (rc = lun_versions_open(&d->made[i], &d->named[i], d->arguments, &d->limits, err)) < 0 &&
            d->named[i].name && !*err->file)
            lun_error_wrap(err, "version '%s'", d->named[i].name);
    }
    if (rc == LUN_OK && d->made[1].missing && !d->arguments->quiet) {
        char words[200];
        lun_run_describe_missing(d->made[1].missing, words, sizeof words);
        lun_log(LUN_LEVEL_NOTE, "%s", words);
    }
    return rc;
}

static int open_corpus(difference *d, lun_error *err)
{
    int rc = lun_store_open(&d->store, d->corpus, LUN_STORE_READ, err);
    if (rc < 0 || !lun_scope_is_given(d->arguments))
        return rc;
    rc = lun_scope_read(&d->scope, d->arguments, d->store, NULL, NULL, err);
    if (rc == LUN_OK)
        rc = lun_scope_documents(&d->within, &d->scope, d->store, err);
    for (int i = 0; i < 2; i++)
        d->made[i].within = &d->within;
    return rc < 0 ? rc : lun_scope_is_empty(&d->scope, d->arguments, d->store, err);
}

static int compare(difference *d, lun_error *err)
{
    const lun_version_watch watch = { &interrupted, tick, d->arguments->quiet ? NULL : lun_options_say, d };
    int rc = load(d, err);
    if (rc == LUN_OK)
        rc = open_corpus(d, err);
    for (int i = 0; i < 2 && d->has[0]; i++)
        d->made[i].beside = &d->made[1 - i];
    lun_progress_start(&d->line, d->arguments->quiet);
    for (int i = 0; i < 2 && rc == LUN_OK; i++)
        rc = d->has[i] ? lun_version_compare(&d->made[i], d->store, &watch, err) : LUN_OK;
    lun_progress_stop(&d->line);
    if (rc < 0 && interrupted)
        return lun_error_set(err, LUN_ELIMIT, "stopped; nothing was changed");
    return rc;
}

/* The options that name the newer version, for `why`. */
static void describe_rules(const lun_named_version *named, lun_buf *out)
{
    for (size_t i = 0; i < named->plugins.n; i++)
        lun_buf_addf(out, "%s-p %s", out->len ? " " : "", LUN_SHELL(named->plugins.items[i]));
    for (size_t i = 0; i < named->rules.n; i++)
        lun_buf_addf(out, "%s-r %s", out->len ? " " : "", LUN_SHELL(named->rules.items[i]));
}

static int print(difference *d, lun_error *err)
{
    lun_buf rules = LUN_BUF_INIT;
    lun_totals totals;
    int problems = 0;
    describe_rules(&d->named[1], &rules);
    const lun_difference_options options = { .corpus = d->corpus,
                                             .rules = d->versions.folder ? NULL : rules.data,
                                             .hidden = d->versions.folder,
                                             .most = d->arguments->n,
                                             .json = d->arguments->json,
                                             .quiet = d->arguments->quiet,
                                             .colour = lun_log_colour(STDOUT_FILENO) };
    int rc = lun_difference_print(&totals, d->has[0] ? &d->made[0] : NULL, &d->made[1], d->store, &options, err);
    for (int i = 0; i < 2 && rc == LUN_OK; i++)
        problems |= d->has[i] && lun_difference_troubles(&d->made[i], i && d->has[0] ? &d->made[0] : NULL);
    if (rc == LUN_OK && !d->arguments->quiet && !d->arguments->json)
        fprintf(stderr, "%llu of %llu %s looked into\n",
                (unsigned long long)(d->made[1].looked > d->made[0].looked ? d->made[1].looked : d->made[0].looked),
                (unsigned long long)d->made[1].documents, d->made[1].documents == 1 ? "document" : "documents");
    lun_buf_clear(&rules);
    if (rc < 0)
        return rc;
    return totals.accepted ? LUN_EXIT_NOTHING : problems ? LUN_EXIT_PROBLEMS : LUN_EXIT_OK;
}

static int run(difference *d, lun_error *err)
{
    int rc = lun_versions_init(&d->versions, err);
    if (rc == LUN_OK)
        rc = check(d, err);
    if (rc < 0)
        return rc;
    put_newer_last(d);
    if ((rc = compare(d, err)) < 0)
        return rc;
    if (rc > 0) {
        lun_log_error(err);
        return LUN_EXIT_NOTHING;
    }
    return print(d, err);
}

static int command_diff(const lun_command *command, const lun_arguments *arguments)
{
    difference d = { .command = command, .arguments = arguments };
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
    lun_error err = LUN_ERROR_INIT;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    lun_stop_hear(SIGHUP, &action, NULL);
    lun_options_limits(&d.limits, arguments);
    int rc = run(&d, &err);
    for (int i = 0; i < 2; i++)
        lun_version_close(&d.made[i]);
    lun_store_close(d.store);
    lun_bits_clear(&d.within);
    lun_versions_clear(&d.versions);
    return rc < 0 ? lun_options_fail(&err) : rc;
}

const lun_command lun_command_diff = {
    "diff",
    "compare the results of two versions of rules",
    "[OPTIONS] OLD [NEW] CORPUS",
    "A version is a rule file, a plugin, a folder of plugins, or a revision of git: REV:PATH, or REV for the same files as they were then. -p and -r\n"
    "go with both. One version alone is compared with what the corpus holds. Exit code 1: a row that was accepted is lost.",
    "  lunette diff mine.lua readouts.db",
    tables,
    command_diff,
    0,
};
