/*
** project.c - the project file's part of the command line. Sits on core/run/project.c.
**
** What a command takes is read off its usage and its tables, so that a new command is served without being listed here: CORPUS, SOURCE and FILE are
** words of the usage, rules are taken where the table of -p and -r is. Typed words win.
*/
#include "cli/project.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "run/project.h"
#include "store/store.h"

typedef struct applying {
    lun_arguments *arguments;
    const lun_command *command;
    lun_arena *arena;
    const char *file;
    cJSON *project;
    int sources; /* those of the project are read */
    lun_error *err;
} applying;

static int no_memory(const applying *a)
{
    return lun_error_set(a->err, LUN_ENOMEM, "no memory for a project file");
}

/* ---- what the command takes ---- */

/* The next word of a usage, a quoted one whole; its length. */
static size_t next_word(const char **at)
{
    *at += strspn(*at, " ");
    const char *close = **at == '"' ? strchr(*at + 1, '"') : NULL;
    return close ? (size_t)(close - *at) + 1 : strcspn(*at, " ");
}

/* The place of a word among those that must be given, in the first form of the usage; -1 where it has none. *needed: how many must be. */
static int place_in_usage(const char *usage, const char *wanted, size_t *needed)
{
    int place = -1;
    size_t n = 0;
    for (size_t len = next_word(&usage); len && *usage != '|' && *usage != '<'; len = next_word(&usage)) {
        if (strncmp(usage, wanted, strlen(wanted)) == 0)
            place = (int)n;
        n += *usage != '[';
        usage += len;
    }
    *needed = n;
    return place;
}

static int has_table(const lun_command *command, const lun_option *table)
{
    for (const lun_option *const *at = command->tables; *at; at++) {
        if (*at == table)
            return 1;
    }
    return 0;
}

static int takes_files(const lun_command *command)
{
    return strstr(command->usage, "FILE \"") != NULL;
}

static int is_named(const lun_command *command, const char *name)
{
    return strcmp(command->name, name) == 0;
}

static int ends_with(const char *text, const char *suffix)
{
    size_t len = strlen(text), n = strlen(suffix);
    return len > n && strcmp(text + len - n, suffix) == 0;
}

/* A word that is a corpus, or that was meant to be one. */
static const char *named_corpus(const lun_arguments *arguments)
{
    for (size_t i = 0; i < arguments->words.n; i++) {
        const char *word = arguments->words.items[i];
        if (ends_with(word, ".db") || lun_store_is_corpus(word))
            return word;
    }
    return NULL;
}

/* ---- adding ---- */

static int insert(const applying *a, size_t place, const char *word)
{
    lun_texts *words = &a->arguments->words;
    if (words->n == LUN_TEXTS_MAX)
        return lun_error_set(a->err, LUN_ELIMIT, "more than %d words", LUN_TEXTS_MAX);
    place = place < words->n ? place : words->n;
    memmove(&words->items[place + 1], &words->items[place], (words->n - place + 1) * sizeof *words->items);
    words->items[place] = word;
    words->n++;
    return LUN_OK;
}

static int add_all(const applying *a, lun_texts *to, const char *key)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(a->project, key))
    {
        const char *text = cJSON_IsString(item) ? lun_arena_strdup(a->arena, item->valuestring) : NULL;
        if (!text)
            return no_memory(a);
        if (to->n == LUN_TEXTS_MAX)
            return lun_error_set(a->err, LUN_ELIMIT, "project file '%s': %s has more than %d items", a->file, key,
                                 LUN_TEXTS_MAX);
        to->items[to->n++] = text;
        to->items[to->n] = NULL;
    }
    return LUN_OK;
}

static int add_text(const applying *a, const char **to, const char *key)
{
    const char *text = lun_json_string(a->project, key);
    if (*to || !text)
        return LUN_OK;
    *to = lun_arena_strdup(a->arena, text);
    return *to ? LUN_OK : no_memory(a);
}

const char *lun_project_file(const lun_arguments *arguments)
{
    if (arguments->project)
        return arguments->project;
    return lun_file_is_regular(LUN_PROJECT_FILE) ? LUN_PROJECT_FILE : NULL;
}

const char *lun_project_corpus(const cJSON *project, const char *file, lun_arena *arena)
{
    const char *given = lun_json_string(project, "corpus"), *name = lun_path_name(file);
    size_t len = (size_t)(name - file);
    char *folder = len ? lun_arena_strndup(arena, file, len) : lun_arena_strdup(arena, ".");
    char *real = folder ? realpath(folder, NULL) : NULL, *made = NULL;
    if (given) {
        free(real);
        return lun_arena_strdup(arena, given);
    }
    const char *last = real ? lun_path_name(real) : "";
    size_t room = len + strlen(last) + sizeof "project.db";
    if (folder && (made = lun_arena_alloc(arena, room)))
        snprintf(made, room, "%.*s%s.db", (int)len, file, *last ? last : "project");
    free(real);
    return made;
}

static int read_once(applying *a)
{
    return a->project ? LUN_OK : lun_project_read(&a->project, a->file, a->err);
}

/* ---- words ---- */

/*
** A word that is a file or folder was meant as the corpus: opening it says best what it is instead. The words of `diff` may be rule files and folders of
** plugins.
*/
static int no_corpus(const applying *a)
{
    const lun_texts *words = &a->arguments->words;
    lun_store *store;
    for (size_t i = is_named(a->command, "diff") ? 0 : words->n; i-- > 0;) {
        if ((lun_file_is_folder(words->items[i]) || lun_file_is_regular(words->items[i])) &&
            lun_store_open(&store, words->items[i], LUN_STORE_READ, a->err) < 0)
            return a->err->code;
    }
    lun_error_set(a->err, LUN_EUSAGE, "%s: no corpus is named, and there is no project file %s here", a->command->name,
                  LUN_PROJECT_FILE);
    return lun_error_hint(a->err, "%s; or `lunette run FOLDER -p diplomacy` makes a corpus",
                          a->command->example + strspn(a->command->example, " "));
}

static int insert_corpus(applying *a, size_t place)
{
    int rc = read_once(a);
    const char *corpus = rc < 0 ? NULL : lun_project_corpus(a->project, a->file, a->arena);
    if (rc < 0 || !corpus)
        return rc < 0 ? rc : no_memory(a);
    if (lun_file_is_regular(corpus))
        return insert(a, place, corpus);
    lun_error_set(a->err, LUN_ENOTFOUND, "%s: the corpus '%s' of project file '%s' is not there yet", a->command->name,
                  corpus, a->file);
    return lun_error_hint(a->err, "`lunette run` makes it from the project's sources");
}

/* The corpus where it is there, else the sources. */
static int append_sources(applying *a)
{
    int rc = read_once(a);
    const char *corpus = rc < 0 ? NULL : lun_project_corpus(a->project, a->file, a->arena);
    if (rc < 0 || !corpus)
        return rc < 0 ? rc : no_memory(a);
    if (lun_store_is_corpus(corpus))
        return insert(a, a->arguments->words.n, corpus);
    a->sources = 1;
    return add_all(a, &a->arguments->words, "sources");
}

static int fill_run(applying *a)
{
    lun_arguments *arguments = a->arguments;
    int rc = read_once(a);
    a->sources = !arguments->words.n;
    if (rc == LUN_OK && a->sources)
        rc = add_all(a, &arguments->words, "sources");
    if (rc == LUN_OK && a->sources && !arguments->words.n) {
        lun_error_set(a->err, LUN_EUSAGE, "run: project file '%s' names no sources", a->file);
        return lun_error_hint(a->err, "add for example sources = \"readouts\", or name them: lunette run FOLDER");
    }
    if (rc == LUN_OK && !arguments->output && !named_corpus(arguments)) {
        arguments->output = lun_project_corpus(a->project, a->file, a->arena);
        rc = arguments->output ? LUN_OK : no_memory(a);
    }
    return rc == LUN_OK && !arguments->layers.n ? add_all(a, &arguments->layers, "layers") : rc;
}

/* What is the project's own: rule files, then plugins. */
static int fill_test(applying *a)
{
    lun_texts *words = &a->arguments->words;
    int rc = words->n ? LUN_OK : read_once(a);
    if (rc < 0 || !a->project)
        return rc;
    rc = add_all(a, words, "rules");
    return rc == LUN_OK ? add_all(a, words, "plugins") : rc;
}

/* A corpus is the corpus wherever it stands: it goes to the place that the usage shows. */
static void settle(lun_texts *words, size_t place)
{
    size_t at = words->n, n = 0;
    for (size_t i = 0; i < words->n; i++) {
        if (lun_store_is_corpus(words->items[i]) && n++ == 0)
            at = i;
    }
    if (n != 1 || place >= words->n)
        return;
    const char *corpus = words->items[at];
    memmove(&words->items[at], &words->items[at + 1], (words->n - at - 1) * sizeof *words->items);
    memmove(&words->items[place + 1], &words->items[place], (words->n - place - 1) * sizeof *words->items);
    words->items[place] = corpus;
}

static int fill_words(applying *a)
{
    lun_texts *words = &a->arguments->words;
    size_t needed, ignored;
    int corpus = place_in_usage(a->command->usage, "CORPUS", &needed);
    int source = place_in_usage(a->command->usage, "SOURCE", &ignored);
    if (is_named(a->command, "run"))
        return a->file ? fill_run(a) : LUN_OK;
    if (is_named(a->command, "test"))
        return a->file ? fill_test(a) : LUN_OK;
    if (is_named(a->command, "console"))
        return a->file && !words->n ? append_sources(a) : LUN_OK;
    if (corpus >= 0 || source > 0)
        settle(words, (size_t)(corpus >= 0 ? corpus : source));
    if (source >= 0)
        return a->file && words->n == (size_t)source ? append_sources(a) : LUN_OK;
    if (corpus < 0 || named_corpus(a->arguments) ||
        (words->n && takes_files(a->command) && lun_file_is_regular(words->items[0])))
        return LUN_OK;
    if (a->file)
        return insert_corpus(a, (size_t)corpus);
    return words->n < needed ? no_corpus(a) : LUN_OK;
}

/* ---- rules, and how sources are read ---- */

/* A pattern that names nothing needs nothing of plugins, and starts sooner without. */
static int wants_rules(const applying *a, const char *corpus)
{
    if (!has_table(a->command, lun_options_rules) || a->arguments->plugins.n || a->arguments->rules.n)
        return 0;
    if (is_named(a->command, "test"))
        return 0; /* it loads what it tests */
    if (is_named(a->command, "try"))
        return a->arguments->words.n && strpbrk(a->arguments->words.items[0], "@$%") != NULL;
    return !(takes_files(a->command) && corpus); /* a corpus knows by which rules it was made */
}

static int fill_rules(applying *a)
{
    int rc = read_once(a);
    if (rc == LUN_OK)
        rc = add_all(a, &a->arguments->plugins, "plugins");
    return rc == LUN_OK ? add_all(a, &a->arguments->rules, "rules") : rc;
}

/* How its own sources are read: what is typed in their place has other names and other metadata. */
static int fill_loading(const applying *a)
{
    lun_arguments *arguments = a->arguments;
    int rc = add_text(a, &arguments->path, "path");
    if (rc == LUN_OK && (rc = add_text(a, &arguments->meta, "meta")) == LUN_OK &&
        (rc = add_text(a, &arguments->text_column, "text_column")) == LUN_OK)
        rc = add_text(a, &arguments->language_is, "language");
    return rc == LUN_OK && !arguments->globs.n ? add_all(a, &arguments->globs, "glob") : rc;
}

int lun_project_apply(lun_arguments *arguments, const lun_command *command, lun_arena *arena, lun_error *err)
{
    applying a = { arguments, command, arena, lun_project_file(arguments), NULL, 0, err };
    const char *corpus = named_corpus(arguments);
    if (is_named(command, "doctor"))
        return LUN_OK; /* it shows what is wrong with the file, too */
    int rc = fill_words(&a);
    if (rc == LUN_OK && a.file && wants_rules(&a, corpus))
        rc = fill_rules(&a);
    if (rc == LUN_OK && a.sources)
        rc = fill_loading(&a);
    cJSON_Delete(a.project);
    return rc;
}
