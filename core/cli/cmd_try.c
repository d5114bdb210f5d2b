/*
** cmd_try.c - lunette try: what a pattern matches, now: aligned keyword in context.
*/
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/log.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/listing.h"
#include "cli/scope.h"
#include "run/search.h"
#include "text/vocab.h"

#define AT(member) offsetof(lun_arguments, member)
#define CONTEXT 40 /* columns left and right of a hit when the width is not known */

static const lun_option own[] = {
    { "number", 'n', LUN_OPTION_COUNT, AT(n), "N", "stop after N hits" },
    { "context", 'c', LUN_OPTION_NUMBER, AT(context), "N", "characters left and right of a hit" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules,  lun_options_scope,
                                            lun_options_load,   own,
                                            lun_options_common, NULL };

typedef struct search {
    lun_script *script;
    const lun_arguments *arguments;
    uint16_t layer;
    int read_any;
    long hits, documents, read; /* documents: that were searched, or of which an index says that nothing is in them */
    long with_hits;             /* of them */
    lun_scope_tally passed;     /* not in scope */
    size_t context;
    int colour, problems;
    lun_store *store; /* of a corpus, which has its documents' problems already; NULL = files */
    lun_scope scope;  /* of files */
} search;

/* The start of at most n characters before byte `to`. */
static size_t back(const char *text, size_t to, size_t n)
{
    while (to > 0 && n > 0) {
        do
            to--;
        while (to > 0 && ((unsigned char)text[to] & 0xC0) == 0x80);
        n--;
    }
    return to;
}

static size_t forth(const char *text, size_t from, size_t len, size_t n)
{
    while (from < len && n > 0) {
        do
            from++;
        while (from < len && ((unsigned char)text[from] & 0xC0) == 0x80);
        n--;
    }
    return from;
}

static void print_piece(const char *text, size_t from, size_t to)
{
    lun_plain_print(stdout, text + from, to - from, LUN_PLAIN_LINE);
}

static void print_hit(const search *s, const lun_document *document, const lun_annotation *row)
{
    size_t left = back(document->text, row->span.start, s->context),
           right = forth(document->text, row->span.stop, document->len, s->context);
    for (size_t i = lun_utf8_count(document->text + left, row->span.start - left); i < s->context; i++)
        putchar(' ');
    print_piece(document->text, left, row->span.start);
    fputs(s->colour ? "\033[1;32m" : "[", stdout);
    print_piece(document->text, row->span.start, row->span.stop);
    fputs(s->colour ? "\033[0m" : "]", stdout);
    print_piece(document->text, row->span.stop, right);
    putchar('\n');
}

static void print_uri(const search *s, const lun_document *document)
{
    const char *uri = document->uri ? document->uri : "";
    fputs(s->colour ? "\033[2m" : "", stdout);
    lun_plain_print(stdout, uri, strlen(uri), LUN_PLAIN_LINE);
    fputs(s->colour ? "\033[0m\n" : "\n", stdout);
}

static void print_json(lun_document *document, const lun_annotation *row)
{
    lun_buf out = LUN_BUF_INIT;
    const lun_offsets *offsets = lun_document_offsets(document);
    lun_buf_adds(&out, "{\"uri\":");
    lun_json_add_string(&out, document->uri ? document->uri : "", strlen(document->uri ? document->uri : ""));
    lun_buf_addf(&out,
                 ",\"start\":%zu,\"stop\":%zu,\"text\":", offsets ? lun_offsets_to_points(offsets, row->span.start) : 0,
                 offsets ? lun_offsets_to_points(offsets, row->span.stop) : 0);
    lun_json_add_string(&out, document->text + row->span.start, row->span.stop - row->span.start);
    lun_buf_addc(&out, '}');
    printf("%s\n", out.data ? out.data : "");
    lun_buf_clear(&out);
}

/* What is legal in the pattern but odd: the library's check says it of patterns, and of nothing that `try` has made up. */
static int print_hints(lun_script *script, lun_error *err)
{
    static const char *const kinds[] = { "pattern", "never" };
    cJSON *answer;
    const cJSON *problem;
    int rc = lun_listing_ask(&answer, script, "check", "{\"plugin\":\"try\"}", err);
    if (rc < 0)
        return rc;
    cJSON_ArrayForEach(problem, answer)
    {
        const char *kind = lun_json_string(problem, "kind"), *message = lun_json_string(problem, "message"),
                   *hint = lun_json_string(problem, "hint");
        for (size_t i = 0; kind && message && i < sizeof kinds / sizeof *kinds; i++) {
            if (strcmp(kind, kinds[i]) == 0)
                lun_log(LUN_LEVEL_NOTE, "%s%s%s", message, hint ? "; " : "", hint ? hint : "");
        }
    }
    cJSON_Delete(answer);
    return LUN_OK;
}

/* What the run recorded need not be told with every search. */
static int is_recorded(const search *s, const lun_document *document, const lun_problem *problem)
{
    const char *const texts[] = { document->uri ? document->uri : "", problem->code, problem->message };
    lun_cell values[3];
    lun_rows *rows;
    lun_error ignored = LUN_ERROR_INIT;
    for (size_t i = 0; i < 3; i++)
        values[i] = (lun_cell){ LUN_CELL_TEXT, 0, 0, texts[i], strlen(texts[i]) };
    if (!s->store ||
        lun_store_query(&rows, s->store, "SELECT 1 FROM problem WHERE uri = ?1 AND code = ?2 AND message = ?3", NULL,
                        values, 3, &ignored) < 0)
        return 0;
    int found = lun_rows_next(rows, &ignored) > 0;
    lun_rows_close(rows);
    return found;
}

/* Hits are for eyes that wait: each document's are written at once. 1 when there are enough. */
static int show(search *s, lun_document *document, lun_annotations *set)
{
    uint32_t n;
    long before = s->hits;
    lun_annotation *const *rows = lun_annotations_rows(set, s->layer, &n);
    for (uint32_t i = 0; i < n && !(s->arguments->n && s->hits >= s->arguments->n); i++, s->hits++) {
        if (s->hits == before && !s->arguments->json && s->arguments->words.n > 1)
            print_uri(s, document);
        if (s->arguments->json)
            print_json(document, rows[i]);
        else
            print_hit(s, document, rows[i]);
    }
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        if (is_recorded(s, document, problem))
            continue;
        lun_listing_problem(document, problem);
        s->problems = 1;
    }
    if (s->hits > before)
        fflush(stdout);
    s->with_hits += s->hits > before;
    s->read++;
    lun_script_release(s->script, document);
    return s->arguments->n && s->hits >= s->arguments->n;
}

static int visit(void *context, lun_document *document, lun_error *err)
{
    search *s = context;
    lun_annotations *set;
    s->read_any = 1;
    if (!lun_load_in_scope(&s->scope.of, document)) {
        lun_scope_count(&s->passed, document);
        return 0;
    }
    int rc = lun_script_analyse(s->script, &set, document, err);
    s->documents += document->len > 0; /* else it could not be read, which is told */
    return rc < 0 ? rc : show(s, document, set);
}

static int narrow(const search *s, lun_search *corpus, lun_error *err)
{
    lun_scope scope;
    lun_bits documents;
    lun_store *store = lun_search_store(corpus);
    if (!lun_scope_is_given(s->arguments))
        return LUN_OK;
    int rc = lun_scope_read(&scope, s->arguments, store, NULL, NULL, err);
    if (rc < 0 || (rc = lun_scope_documents(&documents, &scope, store, err)) < 0)
        return rc;
    lun_search_within(corpus, &documents);
    lun_bits_clear(&documents);
    return LUN_OK;
}

/* A corpus has an index: what cannot hold the pattern is not read. */
static int search_corpus(search *s, const lun_session_options *session, lun_error *err)
{
    lun_search *corpus;
    lun_document *document;
    lun_annotations *set;
    int enough = 0, rc = lun_search_open(&corpus, s->arguments->words.items[1], s->script, session, s->layer, err);
    if (rc < 0)
        return rc;
    if ((rc = narrow(s, corpus, err)) < 0) {
        lun_search_close(corpus);
        return rc;
    }
    s->store = lun_search_store(corpus);
    if (lun_search_note(corpus) && !s->arguments->quiet)
        lun_log(LUN_LEVEL_NOTE, "%s", lun_search_note(corpus));
    while (!enough && (rc = lun_search_next(corpus, &document, &set, err)) > 0) {
        enough = show(s, document, set);
        lun_document_free(document);
    }
    s->documents = enough ? s->read : (long)lun_search_documents(corpus);
    lun_search_close(corpus);
    return rc < 0 ? rc : LUN_OK;
}

static size_t context_width(const lun_arguments *arguments)
{
    struct winsize size;
    if (arguments->context)
        return (size_t)arguments->context;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60)
        return (size_t)(size.ws_col - 20) / 2;
    return CONTEXT;
}

/* How many had to be read, where not all had. */
static const char *read_of(const search *s, char *out, size_t size)
{
    snprintf(out, size, s->read == 1 ? ", 1 of them read" : ", %ld of them read", s->read);
    return s->read < s->documents ? out : "";
}

/* ~says: the tilde asks for a lemma, and no word has this one. */
static void hint_lemma(const search *s, const char *word, size_t len)
{
    lun_vocab *vocab = lun_script_vocab(s->script);
    uint32_t id = lun_vocab_add(vocab, word, len), n = 0;
    if (!len || id == LUN_WORD_NONE)
        return;
    id = lun_vocab_fold(vocab, id);
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, id, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (lemmas[i] == id)
            return;
    }
    if (n)
        lun_log(LUN_LEVEL_NOTE, "~ stands before a lemma, and %.*s is a form of one: ~%s", (int)len, word,
                lun_vocab_form(vocab, lemmas[0], NULL));
}

/* 'that': an apostrophe belongs to a word, and quotes nothing. Bytes of the quoted words, 0 where there are none. */
static size_t in_single_quotes(const char *pattern, const char *at)
{
    const char *stop = *at == '\'' ? strchr(at + 1, '\'') : NULL;
    int begins = at == pattern || strchr(" \t\n(|:", at[-1]) != NULL;
    return stop && begins && (!stop[1] || strchr(" \t\n)|", stop[1])) ? (size_t)(stop - at - 1) : 0;
}

/* Where there is no hit: what is fine in a pattern and seldom meant. */
static void hint_nothing(const search *s, const char *pattern)
{
    int quoted = 0;
    for (const char *at = pattern; *at; at++) {
        size_t len = quoted ? 0 : in_single_quotes(pattern, at);
        quoted ^= *at == '"';
        if (len)
            lun_log(LUN_LEVEL_NOTE, "words stand in double quotes: \"%.*s\"", (int)len, at + 1);
        if (!quoted && *at == '~')
            hint_lemma(s, at + 1, strcspn(at + 1, " \t\n()[]|&!?*+{}<>=:,.~@%$\"'"));
    }
}

static int finish(search *s, int rc, const lun_error *err)
{
    char read[60];
    if (rc >= 0 && !s->documents && s->passed.n && !s->arguments->quiet)
        lun_scope_say_none(&s->passed, &s->scope);
    else if (rc >= 0 && !s->hits && !s->arguments->quiet)
        hint_nothing(s, s->arguments->words.items[0]);
    lun_script_free(s->script);
    if (rc < 0)
        return lun_options_fail(err);
    if (!s->arguments->quiet && !s->arguments->json)
        fprintf(stderr, "%ld %s in %ld of %ld %s%s%s\n", s->hits, s->hits == 1 ? "hit" : "hits", s->with_hits,
                s->documents, s->documents == 1 ? "document" : "documents", read_of(s, read, sizeof read),
                s->arguments->n && s->hits >= s->arguments->n ? " (stopped there: -n)" : "");
    return s->problems ? LUN_EXIT_PROBLEMS : s->hits ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

/* The rules a corpus was made with, for a pattern that names what is in none of the plugins at hand; the lists and what they name lie in the arena. */
static int find_corpus_rules(lun_session_options *session, const char *corpus, lun_arena *arena, lun_error *err)
{
    lun_store *store;
    lun_texts *found = lun_arena_calloc(arena, 2, sizeof *found);
    if (!found)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the names of plugins");
    int rc = lun_store_open(&store, corpus, LUN_STORE_READ, err);
    if (rc < 0)
        return rc;
    rc = lun_cli_corpus_rules(&found[0], &found[1], store, arena, err);
    lun_store_close(store);
    session->plugins = found[0].items;
    session->rules = found[1].items;
    return rc;
}

/* What the pattern names is looked for in `entities`, which is there in no time, then in the rules of the corpus. */
static int open_rules(search *s, lun_session_options *session, const char *corpus, lun_arena *arena, lun_error *err)
{
    static const char *const entities[] = { "entities", NULL };
    lun_error ignored = LUN_ERROR_INIT;
    int is_told = s->arguments->plugins.n || s->arguments->rules.n;
    if (!is_told && strchr(session->pattern, '@'))
        session->plugins = entities;
    int rc = lun_session_open_as(&s->script, session, LUN_SESSION_TIMED, err);
    if (rc == LUN_OK || is_told || !corpus || find_corpus_rules(session, corpus, arena, &ignored) < 0 ||
        (!session->plugins[0] && !session->rules[0]))
        return rc;
    return lun_session_open_as(&s->script, session, LUN_SESSION_TIMED, err);
}

static int run(search *s, lun_session_options *session, const char *corpus)
{
    const lun_arguments *a = s->arguments;
    lun_error err = LUN_ERROR_INIT;
    if (!a->quiet && print_hints(s->script, &err) < 0)
        return finish(s, err.code, &err);
    s->layer = lun_schema_find(lun_script_schema(s->script), "try");
    if (corpus)
        return finish(s, search_corpus(s, session, &err), &err);
    if (lun_scope_read(&s->scope, a, NULL, NULL, NULL, &err) < 0)
        return finish(s, err.code, &err);
    const lun_load_options load = lun_listing_options(a);
    int rc = lun_listing_documents(&a->words, 1, &load, visit, s, &err);
    if (rc == LUN_ENOTFOUND && a->words.n == 2 && access(a->words.items[0], F_OK) == 0)
        lun_error_hint(&err, "the pattern comes first, then the sources: lunette try %s %s",
                       LUN_SHELL(a->words.items[1]), LUN_SHELL(a->words.items[0]));
    if (rc == LUN_OK && !s->read_any)
        lun_listing_empty(a, a->words.items[1]);
    return finish(s, rc, &err);
}

static int command_try(const lun_command *command, const lun_arguments *arguments)
{
    search s = { .arguments = arguments, .context = context_width(arguments), .colour = lun_log_colour(STDOUT_FILENO) };
    lun_session_options session = { arguments->plugins.items, arguments->rules.items, NULL, NULL, arguments->limit, 0 };
    lun_error err = LUN_ERROR_INIT;
    if (arguments->words.n < 2) {
        lun_error_set(&err, LUN_EUSAGE, "try: expects a pattern, then files, folders or a corpus");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
        return lun_options_fail(&err);
    }
    const char *corpus = arguments->words.items[1];
    if (arguments->words.n > 2 || !lun_store_is_corpus(corpus))
        corpus = NULL;
    lun_arena *arena = lun_arena_new();
    session.pattern = arguments->words.items[0];
    int rc = arena ? open_rules(&s, &session, corpus, arena, &err)
                   : lun_error_set(&err, LUN_ENOMEM, "no memory for the names of plugins");
    int code = rc < 0 ? lun_options_fail(&err) : run(&s, &session, corpus);
    lun_arena_free(arena);
    return code;
}

const lun_command lun_command_try = {
    "try",
    "show what a pattern matches, now",
    "[OPTIONS] PATTERN SOURCE...",
    "A source is a folder, a file, - or a corpus. Layers come from plugins: -p NAME; without one, a pattern with @ gets the plugin entities and,\n"
    "where it names more, a corpus the rules that it was made with.",
    "  lunette try '@person (said|noted) that' readouts/",
    tables,
    command_try,
    0,
};
