/*
** cmd_console.c - lunette console: a Lua prompt on a corpus or files. What is typed is run by the library (scripts/lunette/console.lua); here
** are the documents, the terminal, the history, and what Ctrl-C does.
*/
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/listing.h"
#include "cli/scope.h"
#include "cli/prompt.h"
#include "run/console.h"

#define AT(member) offsetof(lun_arguments, member)
#define INPUT_MOST ((size_t)64 << 20) /* a program on standard input */

static const lun_option own[] = {
    { "execute", 'e', LUN_OPTION_LIST, AT(sets), "LUA", "run this and leave (again for more)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = {
    own, lun_options_rules, lun_options_scope, lun_options_load, lun_options_common, NULL
};

typedef struct session {
    const lun_arguments *arguments;
    lun_texts plugins, rules;
    lun_arena *arena;
    lun_store *store;
    lun_scope scope;
    lun_console *console;
    lun_prompt *prompt;
    lun_buf typed; /* lines of a statement that is not complete */
    int documents; /* of files */
    int problems;  /* some could not be read */
    int leaves;    /* exit was typed */
} session;

/* ---- signals ---- */

static session *volatile listening; /* the prompt's session, for the handler */

static void on_signal(int number)
{
    session *s = listening;
    int before = errno;
    if (s && s->prompt)
        lun_prompt_signal(s->prompt, number);
    if (s && number == SIGINT)
        lun_console_stop(s->console);
    errno = before;
}

static void listen_to(session *s)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = s ? on_signal : SIG_DFL;
    sigemptyset(&action.sa_mask);
    listening = s;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGWINCH, &action, NULL);
}

/* ---- asking the library ---- */

static cJSON *question(const char *ask)
{
    cJSON *made = cJSON_CreateObject();
    cJSON_AddStringToObject(made, "ask", ask);
    return made;
}

/* Takes the question. */
static int ask(session *s, cJSON *asked, cJSON **answer, lun_error *err)
{
    lun_buf out = LUN_BUF_INIT;
    char *json = cJSON_PrintUnformatted(asked);
    int rc = json ? lun_console_call(s->console, "console", json, &out, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    *answer = NULL;
    if (rc == LUN_OK)
        rc = lun_json_parse(answer, out.data ? out.data : "null", out.data ? out.len : 4, NULL, err);
    cJSON_free(json);
    cJSON_Delete(asked);
    lun_buf_clear(&out);
    return rc;
}

static void say(void *context, const char *text, size_t len)
{
    (void)context;
    fwrite(text, 1, len, stdout);
}

static unsigned number_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) && item->valuedouble > 0 ? (unsigned)item->valuedouble : 0;
}

/* The error of an answer, as all commands show theirs. */
static void read_error(const cJSON *from, const char *here, lun_error *err)
{
    const char *message = lun_json_string(from, "message"), *hint = lun_json_string(from, "hint"),
               *file = lun_json_string(from, "file"), *source = lun_json_string(from, "source");
    lun_error_set(err, LUN_ESCRIPT, "%s", message ? message : "an error without words");
    if (file)
        lun_error_place(err, cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(from, "here")) ? here : file,
                        number_of(from, "line"), number_of(from, "column"), number_of(from, "width"));
    if (source)
        lun_error_source(err, source, strlen(source));
    if (hint)
        lun_error_hint(err, "%s", hint);
}

/* ---- opening ---- */

static void add_commands(cJSON *to)
{
    cJSON *list = cJSON_AddArrayToObject(to, "commands");
    for (const lun_command *const *command = lun_commands; *command; command++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "name", (*command)->name);
        cJSON_AddStringToObject(one, "summary", (*command)->summary);
        cJSON_AddItemToArray(list, one);
    }
}

static void add_screen(cJSON *to)
{
    struct winsize size;
    cJSON_AddBoolToObject(to, "colour", lun_log_colour(STDOUT_FILENO));
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        cJSON_AddNumberToObject(to, "width", size.ws_col);
}

static int begin(session *s, lun_error *err)
{
    cJSON *asked = question("begin"), *answer;
    if (s->store) {
        const char *path = lun_store_path(s->store);
        cJSON_AddStringToObject(asked, "corpus", lun_path_name(path));
        lun_scope_question(&s->scope, s->arguments, asked);
    }
    add_commands(asked);
    add_screen(asked);
    cJSON_AddBoolToObject(asked, "json", s->arguments->json);
    int rc = ask(s, asked, &answer, err);
    cJSON_Delete(answer);
    return rc;
}

static int take_document(void *context, lun_document *document, lun_error *err)
{
    session *s = context;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        lun_listing_problem(document, problem);
        s->problems = 1;
    }
    if (document->len == 0) /* it could not be read */
        return LUN_OK;
    cJSON *asked = question("document"), *answer, *to = cJSON_AddObjectToObject(asked, "document");
    const struct {
        const char *key, *value;
    } known[] = {
        { "text", document->text ? document->text : "" },
        { "title", document->title },
        { "date", document->date },
        { "language", document->language },
        { "source", document->source },
        { "country", document->country },
        { "id", document->id },
        { "uri", document->uri },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].value)
            cJSON_AddStringToObject(to, known[i].key, known[i].value);
    }
    cJSON *meta = cJSON_AddObjectToObject(to, "meta");
    for (size_t i = 0; i < document->n_meta; i++) {
        cJSON *value = cJSON_Parse(document->meta[i].value);
        if (value)
            cJSON_AddItemToObject(meta, document->meta[i].key, value);
    }
    int rc = ask(s, asked, &answer, err);
    cJSON_Delete(answer);
    s->documents++;
    return rc;
}

static int open_files(session *s, lun_error *err)
{
    const lun_arguments *a = s->arguments;
    const lun_load_options load = lun_listing_options(a);
    return a->words.n ? lun_listing_documents(&a->words, 0, &load, take_document, s, err) : LUN_OK;
}

/* Several words, one of them a corpus: the console has one corpus, or files. */
static int find_corpus(session *s, lun_error *err)
{
    const lun_texts *words = &s->arguments->words;
    for (size_t i = 0; i < words->n; i++) {
        if (!lun_store_is_corpus(words->items[i]))
            continue;
        if (words->n == 1)
            return lun_store_open(&s->store, words->items[i], LUN_STORE_READ, err);
        lun_error_set(err, LUN_EUSAGE, "console: '%s' is a corpus, and other sources are named beside it",
                      words->items[i]);
        return lun_error_hint(err, "name one corpus, or files and folders");
    }
    return LUN_OK;
}

static int open(session *s, lun_error *err)
{
    lun_console_options options = { .say = say };
    int rc = find_corpus(s, err);
    if (rc == LUN_OK && s->store && !s->plugins.n && !s->rules.n)
        rc = lun_cli_corpus_rules(&s->plugins, &s->rules, s->store, s->arena, err);
    if (rc == LUN_OK && s->store)
        rc = lun_scope_read(&s->scope, s->arguments, s->store, NULL, NULL, err);
    if (rc < 0)
        return rc;
    options.session = (lun_session_options){ s->plugins.items, s->rules.items, NULL, NULL, s->arguments->limit, 0 };
    options.store = s->store;
    if ((rc = lun_console_open(&s->console, &options, err)) < 0 || (rc = begin(s, err)) < 0)
        return rc;
    return s->store ? LUN_OK : open_files(s, err);
}

/* ---- a program ---- */

static int run_program(session *s, const char *text, const char *file, const char *here)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *asked = question("run_all"), *answer;
    const cJSON *error;
    cJSON_AddStringToObject(asked, "text", text);
    cJSON_AddStringToObject(asked, "name", file);
    int rc = ask(s, asked, &answer, &err);
    if (rc == LUN_OK && (error = cJSON_GetObjectItemCaseSensitive(answer, "error")) != NULL) {
        read_error(error, here, &err);
        rc = LUN_ESCRIPT;
    }
    cJSON_Delete(answer);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}

static int read_all(lun_buf *out, lun_error *err)
{
    char block[65536];
    size_t n;
    while ((n = fread(block, 1, sizeof block, stdin)) > 0) {
        lun_buf_add(out, block, n);
        if (out->len > INPUT_MOST)
            return lun_error_set(err, LUN_ELIMIT, "console: standard input has more than %zu MiB", INPUT_MOST >> 20);
    }
    if (ferror(stdin))
        return lun_error_set(err, LUN_EIO, "console: standard input cannot be read: %s", strerror(errno));
    if (out->failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory for standard input");
    if (out->data && (memchr(out->data, '\0', out->len) || !lun_utf8_valid(out->data, out->len)))
        return lun_error_set(err, LUN_EFORMAT, "console: standard input is not text in UTF-8");
    return LUN_OK;
}

static int run_input(session *s)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf text = LUN_BUF_INIT;
    int rc = read_all(&text, &err);
    int code = rc < 0     ? lun_options_fail(&err)
               : text.len ? run_program(s, text.data, "stdin.lua", "standard input")
                          : 0;
    lun_buf_clear(&text);
    return code;
}

static int run_given(session *s)
{
    int code = LUN_EXIT_OK;
    for (size_t i = 0; i < s->arguments->sets.n && code == LUN_EXIT_OK; i++)
        code = run_program(s, s->arguments->sets.items[i], "execute.lua", "-e");
    return code;
}

/* ---- a conversation ---- */

static size_t complete(void *context, const char *text, size_t len, char ***candidates, size_t *replaced)
{
    session *s = context;
    lun_error ignored = LUN_ERROR_INIT;
    lun_buf all = LUN_BUF_INIT;
    cJSON *asked = question("complete"), *answer;
    const cJSON *item;
    size_t n = 0;
    lun_buf_add(&all, s->typed.data ? s->typed.data : "", s->typed.len);
    lun_buf_add(&all, text, len);
    cJSON_AddStringToObject(asked, "text", all.data && !all.failed ? all.data : "");
    lun_buf_clear(&all);
    int rc = ask(s, asked, &answer, &ignored);
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(answer, "items");
    int most = rc == LUN_OK && cJSON_IsArray(items) ? cJSON_GetArraySize(items) : 0;
    *replaced = number_of(answer, "length");
    *candidates = most ? lun_calloc((size_t)most, sizeof **candidates) : NULL;
    cJSON_ArrayForEach(item, items)
    {
        char *copy = *candidates && cJSON_IsString(item) ? lun_strdup(item->valuestring) : NULL;
        if (copy)
            (*candidates)[n++] = copy;
    }
    cJSON_Delete(answer);
    return n;
}

/* XDG_STATE_HOME/lunette/history, the folder made for the user alone; NULL where it cannot be: then nothing is kept. */
static char *history_path(void)
{
    const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    lun_error ignored = LUN_ERROR_INIT;
    char *folder = xdg && *xdg == '/'     ? lun_path_join(xdg, "lunette")
                   : home && *home == '/' ? lun_path_join(home, ".local/state/lunette")
                                          : NULL;
    char *path = folder && lun_cache_prepare(folder, &ignored) == LUN_OK ? lun_path_join(folder, "history") : NULL;
    lun_free(folder);
    return path;
}

static void greet(const session *s)
{
    if (s->arguments->quiet)
        return;
    if (s->store)
        printf("%s, open for reading", lun_path_name(lun_store_path(s->store)));
    else
        printf("%d %s", s->documents, s->documents == 1 ? "document" : "documents");
    printf("; ? says how to start, exit or Ctrl-D leaves\n");
}

/* Runs what was typed so far: 1 when it is not complete. Sets `leaves` where it says so. */
static int run_typed(session *s)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *asked = question("run"), *answer;
    const cJSON *error;
    cJSON_AddStringToObject(asked, "text", s->typed.data);
    add_screen(asked);
    int rc = ask(s, asked, &answer, &err), incomplete = 0;
    if (rc < 0 && strcmp(err.message, "stopped") == 0)
        printf("\nstopped\n");
    else if (rc < 0)
        lun_log_error(&err);
    else if ((error = cJSON_GetObjectItemCaseSensitive(answer, "error")) != NULL) {
        read_error(error, "prompt", &err);
        lun_log_error(&err);
    } else {
        incomplete = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(answer, "incomplete"));
        s->leaves = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(answer, "leave"));
    }
    fflush(stdout);
    cJSON_Delete(answer);
    return incomplete;
}

static void take_line(session *s, const char *line)
{
    if (s->typed.len)
        lun_buf_addc(&s->typed, '\n');
    lun_buf_adds(&s->typed, line);
    if (!s->typed.failed && lun_utf8_valid(s->typed.data, s->typed.len) && s->typed.len && run_typed(s))
        return;
    if (s->typed.failed)
        lun_log(LUN_LEVEL_ERROR, "memory is gone");
    else if (!lun_utf8_valid(s->typed.data ? s->typed.data : "", s->typed.len))
        lun_log(LUN_LEVEL_ERROR, "what was typed is not UTF-8");
    else
        lun_prompt_remember(s->prompt, s->typed.data ? s->typed.data : "");
    lun_buf_reset(&s->typed);
}

static int converse(session *s)
{
    char *path = history_path(), *line;
    lun_prompt_event event;
    s->prompt = lun_prompt_open(path, complete, s);
    lun_free(path);
    if (!s->prompt) {
        lun_error err = LUN_ERROR_INIT;
        lun_error_set(&err, LUN_ENOMEM, "no memory for a prompt");
        return lun_options_fail(&err);
    }
    greet(s);
    listen_to(s);
    while (!s->leaves && (event = lun_prompt_read(s->prompt, s->typed.len ? ">> " : "> ", &line)) != LUN_PROMPT_END) {
        if (event == LUN_PROMPT_STOPPED)
            lun_buf_reset(&s->typed);
        else
            take_line(s, line);
        lun_free(line);
    }
    listen_to(NULL);
    if (!s->leaves)
        putchar('\n');
    if (lun_prompt_close(s->prompt) < 0)
        lun_log(LUN_LEVEL_NOTE, "the history of this session could not be kept");
    s->prompt = NULL;
    return LUN_EXIT_OK;
}

static int command_console(const lun_command *command, const lun_arguments *arguments)
{
    session s = { .arguments = arguments, .plugins = arguments->plugins, .rules = arguments->rules };
    lun_error err = LUN_ERROR_INIT;
    (void)command;
    s.arena = lun_arena_new();
    int rc = s.arena ? open(&s, &err) : lun_error_set(&err, LUN_ENOMEM, "no memory for a console");
    int code = rc < 0                                          ? lun_options_fail(&err)
               : arguments->sets.n                             ? run_given(&s)
               : isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? converse(&s)
                                                               : run_input(&s);
    lun_console_close(s.console);
    lun_store_close(s.store);
    lun_buf_clear(&s.typed);
    lun_arena_free(s.arena);
    return code == LUN_EXIT_OK && s.problems ? LUN_EXIT_PROBLEMS : code;
}

const lun_command lun_command_console = {
    "console",
    "a Lua prompt on a corpus or files",
    "[OPTIONS] [CORPUS | SOURCE...]",
    "Rules, layers and patterns can be typed and tried at once; `?` says how to start, Tab completes, Ctrl-C stops what runs, exit leaves. From a\n"
    "pipe, or with -e, statements are run one after the other and values are printed. Rules are those the corpus was made with, unless -p or\n"
    "-r names others. Nothing is written into a corpus.",
    "  lunette console readouts.db -e 'corpus:annotations(\"act\"):count \"kind\"'",
    tables,
    command_console,
    0,
};
