/*
** cmd_run.c - lunette run: sources through plugins and rules into a corpus; --show prints what was read.
*/
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/json.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/ctrl_c.h"
#include "cli/plugins.h"
#include "cli/correct.h"
#include "cli/bare.h"
#include "cli/idle.h"
#include "cli/kept.h"
#include "cli/listing.h"
#include "cli/meta_rows.h"
#include "cli/progress.h"
#include "cli/scope.h"
#include "cli/text_column.h"
#include "cli/work.h"
#include "run/converter.h"
#include "run/run.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "output", 'o', LUN_OPTION_TEXT, AT(output), "FILE", "the corpus (default: named after the first source)" },
    { "force", 'f', LUN_OPTION_FLAG, AT(force), NULL, "analyse unchanged documents again" },
    { "only", 0, LUN_OPTION_FLAG, AT(only), NULL, "take out rows of plugins that are not named" },
    { "prune", 0, LUN_OPTION_FLAG, AT(prune), NULL, "take documents out that the sources no longer hold" },
    { "show", 0, LUN_OPTION_FLAG, AT(show), NULL, "print what is read of the sources, and do nothing else" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules,  lun_options_load,
                                            lun_options_scope,  lun_options_work,
                                            lun_options_lock,   own,
                                            lun_options_common, NULL };

/* ---- --show ---- */

static void show_line(const char *label, const char *value)
{
    if (!value)
        return;
    printf("%-9s ", label);
    lun_plain_print(stdout, value, strlen(value), LUN_PLAIN_LINE);
    putchar('\n');
}

static void show_pair(const char *label, const char *name, const char *between, const char *value)
{
    lun_buf line = LUN_BUF_INIT;
    lun_buf_addf(&line, "%s%s%s", name, between, value);
    show_line(label, line.data);
    lun_buf_clear(&line);
}

static void show_document(const lun_document *document)
{
    show_line("uri", document->uri);
    show_line("id", document->id);
    show_line("type", document->media_type);
    show_line("title", document->title);
    show_line("date", document->date);
    show_line("language", document->language);
    show_line("source", document->source);
    show_line("country", document->country);
    for (uint32_t i = 0; i < document->n_meta; i++)
        show_pair(i ? "" : "metadata", document->meta[i].key, " = ", document->meta[i].value);
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        show_pair("problem", problem->code, ": ", problem->message);
    printf("%-9s %u bytes\n\n", "text", document->len);
    lun_plain_print(stdout, document->text, document->len, LUN_PLAIN_LINES);
    fputs(document->len ? "\n\n" : "\n", stdout);
}

static void show_json(const lun_document *document)
{
    lun_buf out = LUN_BUF_INIT;
    const char *const names[] = { "uri", "id", "media_type", "title", "date", "language", "source", "country", "text" };
    const char *const values[] = { document->uri,    document->id,      document->media_type,
                                   document->title,  document->date,    document->language,
                                   document->source, document->country, document->text };
    lun_buf_addc(&out, '{');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!values[i])
            continue;
        lun_buf_addf(&out, "%s\"%s\":", out.len > 1 ? "," : "", names[i]);
        lun_json_add_string(&out, values[i], strlen(values[i]));
    }
    lun_buf_adds(&out, ",\"problems\":[");
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        lun_buf_addf(&out, "%s{\"code\":\"%s\",\"message\":", problem == document->problems ? "" : ",", problem->code);
        lun_json_add_string(&out, problem->message, strlen(problem->message));
        lun_buf_addc(&out, '}');
    }
    lun_buf_adds(&out, "]}");
    printf("%s\n", out.data ? out.data : "");
    lun_buf_clear(&out);
}

static int show(const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_load_options options = lun_listing_options(arguments);
    lun_converter converter = LUN_CONVERTER_NONE;
    lun_source *source;
    lun_document *document;
    int rc, problems = 0, n = 0;
    options.convert = lun_converter_convert;
    options.convert_context = &converter;
    if (lun_source_open(&source, arguments->words.items, arguments->words.n, &options, &err) < 0)
        return lun_options_fail(&err);
    while ((rc = lun_source_next(source, &document, &err)) > 0) {
        problems |= document->problems != NULL;
        if (arguments->json)
            show_json(document);
        else
            show_document(document);
        n++;
        lun_document_free(document);
    }
    lun_source_close(source);
    lun_converter_close(&converter);
    if (rc < 0)
        return lun_options_fail(&err);
    if (!n)
        lun_listing_empty(arguments, arguments->words.items[0]);
    return problems ? LUN_EXIT_PROBLEMS : n ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

/* ---- the run ---- */

/* "readouts/" → "readouts.db"; "-" → "stdin.db" */
static int name_corpus(lun_buf *out, const lun_arguments *arguments, lun_error *err)
{
    const char *first = arguments->words.items[0];
    size_t len = strlen(first);
    if (arguments->output) {
        lun_buf_adds(out, arguments->output);
        return LUN_OK;
    }
    while (len > 1 && first[len - 1] == '/')
        len--;
    size_t start = len;
    while (start && first[start - 1] != '/')
        start--;
    if (len - start == 0 || (len - start == 1 && first[start] == '.') ||
        (len - start == 2 && memcmp(first + start, "..", 2) == 0)) {
        lun_error_set(err, LUN_EUSAGE, "the corpus cannot be named after '%s'", first);
        return lun_error_hint(err, "name it with -o FILE.db");
    }
    const char *dot = lun_file_is_regular(first) ? memrchr(first + start, '.', len - start) : NULL;
    if (strcmp(first, "-") == 0)
        lun_buf_adds(out, "stdin");
    else if (dot && dot != first + start)
        lun_buf_add(out, first + start, (size_t)(dot - (first + start)));
    else
        lun_buf_add(out, first + start, len - start);
    lun_buf_adds(out, ".db");
    return LUN_OK;
}

static void print_json_summary(const lun_progress *figures, const char *corpus)
{
    lun_buf name = LUN_BUF_INIT;
    lun_json_add_string(&name, corpus, strlen(corpus));
    printf(
        "{\"corpus\":%s,\"documents\":%llu,\"new\":%llu,\"in_part\":%llu,\"skipped\":%llu,\"files_known\":%llu,\"gone\":%llu,\"annotations\":%llu,\"problems\":%llu,\"accepted\":%llu,\"rejected\":%llu,\"lost\":%llu,\"kept\":%llu,\"taken_out\":%llu,\"bare\":%llu,\"own\":%llu,\"unread\":%llu}\n",
        name.data ? name.data : "null", (unsigned long long)figures->documents, (unsigned long long)figures->fresh,
        (unsigned long long)figures->partly, (unsigned long long)figures->skipped,
        (unsigned long long)figures->files_known, (unsigned long long)figures->gone,
        (unsigned long long)figures->annotations, (unsigned long long)figures->problems,
        (unsigned long long)figures->accepted, (unsigned long long)figures->rejected, (unsigned long long)figures->lost,
        (unsigned long long)figures->kept,
        (unsigned long long)(figures->others_lost + figures->others_dropped + figures->others_gone),
        (unsigned long long)figures->bare, (unsigned long long)figures->own, (unsigned long long)figures->unread);
    lun_buf_clear(&name);
}

static int print_summary(const lun_arguments *arguments, const lun_progress *figures, const char *corpus,
                         double seconds)
{
    if (arguments->json)
        print_json_summary(figures, corpus);
    else if (!arguments->quiet) {
        fprintf(stderr, "%llu %s, %llu %s in %.1f s", (unsigned long long)figures->documents,
                figures->documents == 1 ? "document" : "documents", (unsigned long long)figures->annotations,
                figures->annotations == 1 ? "annotation" : "annotations", seconds);
        if (figures->fresh && figures->fresh < figures->documents)
            fprintf(stderr, "; %llu of them new", (unsigned long long)figures->fresh);
        if (figures->partly)
            fprintf(stderr, "; %llu of them in part", (unsigned long long)figures->partly);
        if (figures->skipped)
            fprintf(stderr, "; %llu unchanged", (unsigned long long)figures->skipped);
        if (figures->unread)
            fprintf(stderr, "; %llu could not be read", (unsigned long long)figures->unread);
        if (figures->left_out)
            fprintf(stderr, "; %llu left out", (unsigned long long)figures->left_out);
        if (figures->passed)
            fprintf(stderr, "; %llu not in scope", (unsigned long long)figures->passed);
        if (figures->gone)
            fprintf(stderr,
                    arguments->prune ? "; %llu taken out" : "; %llu no longer in the sources (--prune takes them out)",
                    (unsigned long long)figures->gone);
        if (figures->problems)
            fprintf(stderr, "; %llu %s: lunette sql %s \"SELECT * FROM problem\"",
                    (unsigned long long)figures->problems, figures->problems == 1 ? "problem" : "problems",
                    LUN_SHELL(corpus));
        fprintf(stderr, "\ncorpus: %s\n", corpus);
        if (figures->restored)
            lun_corrections_restored(corpus);
        lun_corrections_say(figures->accepted, figures->rejected, figures->lost, corpus);
    }
    if (!figures->documents && !figures->skipped && !figures->passed && !figures->unread && !figures->left_out)
        lun_listing_empty(arguments, arguments->words.items[0]);
    else if (figures->passed && !figures->documents && !figures->skipped && !arguments->quiet && !arguments->json)
        fprintf(
            stderr,
            "nothing is in scope: date, source and country are what a document says of itself, or what --path or --meta says of it\n");
    if (figures->problems || figures->faults)
        return LUN_EXIT_PROBLEMS;
    return figures->documents || figures->skipped ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

/* A file of that name would from then on stand in the place of standard input. */
static int check_output(const char *output, lun_error *err)
{
    if (!output || strcmp(output, "-") != 0)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "run: a corpus is a file, and - is standard output");
    return lun_error_hint(
        err, "-o readouts.db, then `lunette export readouts.db`; `lunette pipe` writes its results there as it goes");
}

/* A corpus is a source only by itself, and then its results stay in it. */
static int check_corpora(const lun_arguments *arguments, lun_error *err)
{
    for (size_t i = 0; i < arguments->words.n; i++) {
        const char *word = arguments->words.items[i];
        if (!lun_store_is_corpus(word) || (arguments->words.n == 1 && !arguments->output))
            continue;
        if (arguments->words.n == 1)
            lun_error_set(err, LUN_EUSAGE, "run: corpus '%s' is analysed again in place, and -o names another", word);
        else
            lun_error_set(err, LUN_EUSAGE, "run: '%s' is a corpus, and other sources are named beside it", word);
        return lun_error_hint(err, "analyse it by itself: lunette run %s -p PLUGIN; or copy the file first",
                              LUN_SHELL(word));
    }
    return LUN_OK;
}

static int check(const lun_command *command, const lun_arguments *arguments, lun_error *err)
{
    if (!arguments->words.n) {
        lun_error_set(err, LUN_EUSAGE, "run: no source was named");
        return lun_error_hint(err, "name folders, files or - for standard input: lunette run %s", command->usage);
    }
    if (!arguments->show && lun_options_need_rules(arguments, command->name, err) < 0)
        return err->code;
    int rc = check_output(arguments->output, err);
    return rc < 0 ? rc : check_corpora(arguments, err);
}

/* Stored documents are chosen in the corpus, those of sources by what they say of themselves. 1 where none is in scope, which *err says. */
static int read_scope(lun_scope *scope, lun_bits *within, const lun_arguments *arguments, const char *corpus,
                      lun_error *err)
{
    lun_store *store = NULL;
    int rc = LUN_OK;
    if (lun_scope_is_given(arguments) && arguments->prune) {
        lun_error_set(err, LUN_EUSAGE, "run: --prune looks at all documents, and only some are in scope");
        return lun_error_hint(err, "leave either out");
    }
    if (corpus && lun_scope_is_given(arguments))
        rc = lun_store_open(&store, corpus, LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = lun_scope_read(scope, arguments, store, NULL, NULL, err);
    if (rc == LUN_OK && store)
        rc = lun_scope_is_empty(scope, arguments, store, err);
    if (rc == LUN_OK && store)
        rc = lun_scope_documents(within, scope, store, err);
    lun_store_close(store);
    return rc;
}

/* Files that lunette wrote, and that lie among the sources: the first few by name. */
typedef struct own_list {
    lun_buf names;
    size_t n;
} own_list;

#define OWN_NAMED 4
#define LOOKED_THROUGH 5000 /* documents of a corpus whose rows are looked through after a run */

static void take_own(void *context, const char *path)
{
    own_list *list = context;
    if (list->n++ < OWN_NAMED)
        lun_buf_addf(&list->names, "%s%s", list->names.len ? ", " : "", path);
}

static void say_own(const own_list *list)
{
    if (!list->n)
        return;
    fprintf(stderr, "left out, since lunette wrote %s: %s", list->n == 1 ? "it" : "them",
            list->names.data ? list->names.data : "");
    if (list->n > OWN_NAMED)
        fprintf(stderr, " and %zu more", list->n - OWN_NAMED);
    fprintf(stderr, " (a file that is named itself is read)\n");
}

static lun_session_options session_of(const lun_arguments *arguments)
{
    return (lun_session_options){ .plugins = arguments->plugins.items,
                                  .rules = arguments->rules.items,
                                  .layers = arguments->layers.n ? arguments->layers.items : NULL,
                                  .limit = arguments->limit };
}

/* A run that would lose dates may be a run that cannot be: rules that do not load are told first. */
static int check_bare(const lun_arguments *arguments, const char *corpus, lun_error *err)
{
    lun_session_options session = session_of(arguments);
    lun_error wrong = LUN_ERROR_INIT;
    lun_script *script = NULL;
    if (lun_bare_check(arguments, corpus, err) == LUN_OK)
        return LUN_OK;
    if (lun_session_open_as(&script, &session, LUN_SESSION_UNPRINTED, &wrong) < 0)
        *err = wrong;
    lun_script_free(script);
    return err->code;
}

/* What a run hears of while it goes on, and says when it is over. */
typedef struct heard {
    lun_progress_line line;
    lun_kept_list kept;
    own_list own;
} heard;

/* The command as the corpus remembers it. */
static void add_command(lun_buf *out, const lun_arguments *arguments)
{
    lun_buf_adds(out, "lunette run");
    for (size_t i = 0; i < arguments->words.n; i++)
        lun_options_tell_word(out, arguments->words.items[i]);
    lun_options_tell(out, lun_options_rules, arguments);
    lun_options_tell(out, lun_options_load, arguments);
    lun_options_tell(out, lun_options_scope, arguments);
}

static void fill_options(lun_run_options *out, const lun_arguments *arguments, heard *h)
{
    out->load = lun_listing_options(arguments);
    out->session = session_of(arguments);
    out->force = arguments->force;
    out->prune = arguments->prune;
    out->only = arguments->only;
    out->progress = lun_progress_update;
    out->say = lun_options_say;
    out->context = &h->line;
    out->kept = lun_kept_take;
    out->kept_context = &h->kept;
    out->own = take_own;
    out->own_context = &h->own;
    lun_options_limits(&out->limits, arguments);
}

/* Sources, or a corpus that is analysed again, and which of its documents are. */
static void set_sources(lun_run_options *out, const lun_arguments *arguments, const lun_scope *scope,
                        const lun_bits *within, int stored)
{
    if (!stored) {
        out->paths = arguments->words.items;
        out->n_paths = arguments->words.n;
    }
    if (lun_scope_is_given(arguments)) {
        out->scope = stored ? NULL : &scope->of;
        out->within = stored ? within : NULL;
    }
}

/* What people may want to know besides the figures. */
static void say_more(const lun_arguments *arguments, const heard *h, const lun_progress *figures, const char *corpus,
                     int stored)
{
    int is_meant = lun_bare_is_meant(arguments);
    if (arguments->quiet)
        return;
    if (!arguments->json) {
        lun_kept_say(&h->kept, figures, corpus);
        if (figures->bare && !is_meant)
            lun_bare_say(figures->bare, corpus);
        if (figures->problems)
            lun_bare_say_misfit(arguments, corpus);
        if (!stored && !figures->bare && !is_meant)
            lun_bare_say_undated(corpus);
        if (!figures->documents && !figures->skipped && figures->problems)
            lun_idle_say_unread(corpus);
        if (figures->documents && figures->documents + figures->skipped <= LOOKED_THROUGH)
            lun_idle_say(arguments, corpus);
        say_own(&h->own);
    }
    if (arguments->meta && !lun_scope_is_given(arguments) && !arguments->globs.n && !stored)
        lun_meta_rows_warn(arguments, corpus);
}

static int execute(const lun_arguments *arguments, const char *corpus, int stored)
{
    lun_run_options options = { 0 };
    lun_scope scope;
    lun_bits within = { NULL, 0 };
    lun_progress figures;
    heard h = { .kept = { .names = LUN_BUF_INIT } };
    lun_buf words = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    int rc = read_scope(&scope, &within, arguments, stored ? corpus : NULL, &err);
    if (rc < 0)
        return lun_options_fail(&err);
    if (rc > 0) {
        lun_log_error(&err);
        return LUN_EXIT_NOTHING;
    }
    add_command(&words, arguments);
    fill_options(&options, arguments, &h);
    set_sources(&options, arguments, &scope, &within, stored);
    options.corpus = corpus;
    options.command = words.data ? words.data : "lunette run";
    lun_progress_start(&h.line, arguments->quiet);
    rc = lun_run(&figures, &options, &err);
    lun_ctrl_c_hold();
    lun_progress_stop(&h.line);
    int code =
        rc < 0 ? lun_options_fail(&err) : print_summary(arguments, &figures, corpus, lun_progress_seconds(&h.line));
    if (rc == LUN_OK)
        say_more(arguments, &h, &figures, corpus, stored);
    lun_buf_clear(&words);
    lun_bits_clear(&within);
    lun_kept_clear(&h.kept);
    lun_buf_clear(&h.own.names);
    return code;
}

static int run(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf corpus = LUN_BUF_INIT;
    int code;
    if (check(command, arguments, &err) < 0)
        return lun_options_fail(&err);
    lun_text_column_warn(arguments, 0);
    if (arguments->show)
        return show(arguments);
    if (lun_plugins_check_lock(arguments, &err) < 0)
        return lun_options_fail(&err);
    if (arguments->words.n == 1 && lun_store_is_corpus(arguments->words.items[0]))
        return execute(arguments, arguments->words.items[0], 1);
    if (name_corpus(&corpus, arguments, &err) < 0 || check_bare(arguments, corpus.data, &err) < 0)
        code = lun_options_fail(&err);
    else
        code = execute(arguments, corpus.data, 0);
    lun_buf_clear(&corpus);
    return code;
}

static int command_run(const lun_command *command, const lun_arguments *given)
{
    lun_error err = LUN_ERROR_INIT;
    lun_arguments arguments = *given;
    lun_arena *arena = lun_arena_new();
    int rc = !arena           ? lun_error_set(&err, LUN_ENOMEM, "no memory for the names of plugins")
             : arguments.show ? LUN_OK
                              : lun_cli_own_rules(&arguments, arena, &err);
    int code = rc < 0 ? lun_options_fail(&err) : run(command, &arguments);
    lun_arena_free(arena);
    return code;
}

const lun_command lun_command_run_docs = {
    "run",
    "apply plugins and rules to documents, into a corpus",
    "[OPTIONS] SOURCE...",
    "A source is a folder, a file or - (standard input): text, Markdown, HTML, PDF, Word, OpenDocument, mail and mailbox (with what is\n"
    "attached), JSON lines, JSON, CSV, and zip, tar, 7z or compressed files of these. A corpus as the only source analyses its stored\n"
    "documents again, by its own rules where none are named. Unchanged documents are skipped.",
    "  lunette run readouts/ -p diplomacy -o readouts.db",
    tables,
    command_run,
    0,
};
