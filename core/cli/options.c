/*
** options.c - parsing by table. GNU manners: options and words in any order, --name=VALUE, -pVALUE, "--" ends the options.
*/
#include "cli/options.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/shell.h"
#include "cli/listing.h"
#include "load/load.h"
#include "store/store.h"

#define AT(member) offsetof(lun_arguments, member)

const lun_option lun_options_common[] = {
    { "help", 'h', LUN_OPTION_FLAG, AT(help), NULL, "print this help" },
    { "json", 0, LUN_OPTION_FLAG, AT(json), NULL, "write JSON in place of text" },
    { "quiet", 'q', LUN_OPTION_FLAG, AT(quiet), NULL, "no progress, no summary" },
    { "project", 0, LUN_OPTION_TEXT, AT(project), "FILE",
      "the project file (default: lunette.lua, where there is one)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};

const lun_option lun_options_rules[] = {
    { "plugin", 'p', LUN_OPTION_LIST, AT(plugins), "NAME",
      "apply a plugin: a shipped one or a folder (again for more); 'NAME[key=value;key=value]' sets its options" },
    { "rules", 'r', LUN_OPTION_LIST, AT(rules), "FILE", "apply a single rule file (again for more)" },
    { "layers", 0, LUN_OPTION_LIST, AT(layers), "A,B",
      "write these layers and no others (token, sentence, paragraph too)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};

const lun_option lun_options_load[] = {
    { "glob", 'g', LUN_OPTION_LIST, AT(globs), "GLOB", "only files whose name matches (again for more)" },
    { "path", 0, LUN_OPTION_TEXT, AT(path), "TEMPLATE",
      "read metadata off the path: '{country}/{source}/{date}-*' (none: do not)" },
    { "meta", 0, LUN_OPTION_TEXT, AT(meta), "FILE.csv", "metadata from a table with a column path, file, uri or id" },
    { "text-column", 0, LUN_OPTION_TEXT, AT(text_column), "NAME", "of CSV files, the column that holds the text" },
    { "language-is", 0, LUN_OPTION_TEXT, AT(language_is), "CODE", "take the language as given, in place of a guess" },
    { "limit", 0, LUN_OPTION_SIZE, AT(limit), "SIZE", "largest document, such as 200M (64M)" },
    { "hidden", 0, LUN_OPTION_FLAG, AT(hidden), NULL, "also walk files and folders that start with a dot" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};

const lun_option lun_options_scope[] = {
    { "since", 0, LUN_OPTION_TEXT, AT(since), "DATE", "documents of this day and later" },
    { "before", 0, LUN_OPTION_TEXT, AT(before), "DATE", "documents before this day" },
    { "source", 0, LUN_OPTION_TEXT, AT(source), "NAME", "documents of this source" },
    { "country", 0, LUN_OPTION_TEXT, AT(country), "CODE", "documents whose source is of this country" },
    { "language", 0, LUN_OPTION_TEXT, AT(language), "CODE", "documents in this language" },
    { "with", 0, LUN_OPTION_TEXT, AT(with), "CODE", "documents that name this country" },
    { "new", 0, LUN_OPTION_FLAG, AT(only_new), NULL, "documents that came or changed since the last report" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};

/* ---- looking options up ---- */

static const lun_option *find_name(const lun_command *command, const char *name, size_t len)
{
    for (const lun_option *const *table = command->tables; *table; table++) {
        for (const lun_option *option = *table; option->name; option++) {
            if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
                return option;
        }
    }
    return NULL;
}

static const lun_option *find_letter(const lun_command *command, char letter)
{
    for (const lun_option *const *table = command->tables; *table; table++) {
        for (const lun_option *option = *table; option->name; option++) {
            if (option->letter == letter)
                return option;
        }
    }
    return NULL;
}

size_t lun_options_distance(const char *a, const char *b)
{
    size_t row[64], n = strlen(b);
    if (n >= 63 || strlen(a) >= 63)
        return 63;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            best = row[j] + 1 < best ? row[j] + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    return row[n];
}

static int unknown_option(const lun_command *command, const char *word, lun_error *err)
{
    const char *nearest = NULL;
    size_t best = 3;
    const char *name = word + strspn(word, "-");
    lun_error_set(err, LUN_EUSAGE, "%s: there is no option '%s'", command->name, word);
    for (const lun_option *const *table = command->tables; *table; table++) {
        for (const lun_option *option = *table; option->name; option++) {
            size_t d = lun_options_distance(name, option->name);
            if (d < best) {
                best = d;
                nearest = option->name;
            }
        }
    }
    if (nearest)
        return lun_error_hint(err, "did you mean --%s? `lunette %s --help` lists all options", nearest, command->name);
    return lun_error_hint(err, "`lunette %s --help` lists all options", command->name);
}

/* ---- setting members ---- */

static int add_text(lun_texts *list, const char *text, const char *name, lun_error *err)
{
    if (list->n == LUN_TEXTS_MAX)
        return lun_error_set(err, LUN_ELIMIT, "--%s is given more than %d times", name, LUN_TEXTS_MAX);
    list->items[list->n++] = text;
    list->items[list->n] = NULL;
    return LUN_OK;
}

static int add_word(lun_texts *words, const char *word, const lun_command *command, lun_error *err)
{
    if (words->n < LUN_TEXTS_MAX)
        return add_text(words, word, "", err);
    lun_error_set(err, LUN_ELIMIT, "%s: more than %d words are given", command->name, LUN_TEXTS_MAX);
    return lun_error_hint(err, "give the rest to another call: `lunette %s` once more", command->name);
}

/* Splits "a,b" in place: argv's strings are ours for the process's life. */
static int add_list(lun_texts *list, char *text, const char *name, lun_error *err)
{
    int rc = LUN_OK;
    if (strcmp(name, "layers") != 0 && strcmp(name, "plugin") != 0)
        return add_text(list, text, name, err);
    for (char *item = strtok(text, ","); item && rc == LUN_OK; item = strtok(NULL, ","))
        rc = add_text(list, item, name, err);
    return rc;
}

static int parse_size(const char *text, size_t *out)
{
    char *stop;
    errno = 0;
    unsigned long long number = strtoull(text, &stop, 10);
    unsigned shift = *stop == 'K' || *stop == 'k'   ? 10
                     : *stop == 'M' || *stop == 'm' ? 20
                     : *stop == 'G' || *stop == 'g' ? 30
                                                    : 0;
    if (errno || stop == text || *text == '-' || (shift && stop[1]) || (!shift && *stop) ||
        number > (SIZE_MAX >> shift))
        return -1;
    *out = (size_t)number << shift;
    return 0;
}

/* What was expected, what came, and what the option is for. */
static int refuse_value(const lun_option *option, const char *expected, const char *value, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "--%s expects %s, got '%s'", option->name, expected, value);
    return lun_error_hint(err, "--%s %s: %s", option->name, option->argument, option->help);
}

static int parse_number(const char *text, long least, long *out)
{
    char *stop;
    errno = 0;
    *out = strtol(text, &stop, 10);
    return errno || stop == text || *stop || *out < least ? -1 : 0;
}

static int set_member(lun_arguments *out, const lun_option *option, char *value, lun_error *err)
{
    char *member = (char *)out + option->offset;
    switch (option->kind) {
    case LUN_OPTION_FLAG:
        *(int *)(void *)member = 1;
        return LUN_OK;
    case LUN_OPTION_TEXT:
        *(const char **)(void *)member = value;
        return LUN_OK;
    case LUN_OPTION_LIST:
        return add_list((lun_texts *)(void *)member, value, option->name, err);
    case LUN_OPTION_NUMBER:
        return parse_number(value, 0, (long *)(void *)member) == 0 ? LUN_OK
                                                                   : refuse_value(option, "a whole number", value, err);
    case LUN_OPTION_COUNT:
        return parse_number(value, 1, (long *)(void *)member) == 0
                   ? LUN_OK
                   : refuse_value(option, "a whole number from 1 on", value, err);
    case LUN_OPTION_SIZE:
        return parse_size(value, (size_t *)(void *)member) == 0
                   ? LUN_OK
                   : refuse_value(option, "a size such as 500K, 64M or 1G", value, err);
    }
    return LUN_OK;
}

static int needs_value(const lun_command *command, const lun_option *option, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "%s: --%s needs a value: --%s %s", command->name, option->name, option->name,
                  option->argument);
    return LUN_EUSAGE;
}

/* "-1" is a value. */
static int is_option(const char *word)
{
    return word[0] == '-' && (word[1] == '-' || (word[1] >= 'a' && word[1] <= 'z'));
}

/* An option of a report that stands alone (`--due`) is a switch: what it takes only the report knows. */
static char yes[] = "true";

int lun_options_is_stdout(const char *output)
{
    return output && (strcmp(output, "-") == 0 || strcmp(output, "/dev/stdout") == 0);
}

int lun_options_is_switch(const char *value)
{
    return value == yes;
}

static int long_option(lun_arguments *out, const lun_command *command, int argc, char **argv, int *i, lun_error *err)
{
    char *word = argv[*i] + 2, *equals = strchr(word, '=');
    const lun_option *option = find_name(command, word, equals ? (size_t)(equals - word) : strlen(word));
    int is_last = *i + 1 >= argc;
    if (!option && command->free_options && (equals || !is_last || out->words.n > 0)) {
        int is_switch = !equals && (is_last || is_option(argv[*i + 1]));
        if (equals)
            *equals = '\0';
        char *value = equals ? equals + 1 : is_switch ? yes : argv[++*i];
        return add_text(&out->sets, word, "set", err) < 0 ? err->code : add_text(&out->sets, value, "set", err);
    }
    if (!option)
        return unknown_option(command, argv[*i], err);
    if (option->kind == LUN_OPTION_FLAG)
        return equals ? lun_error_set(err, LUN_EUSAGE, "--%s takes no value", option->name)
                      : set_member(out, option, NULL, err);
    if (!equals && is_last)
        return needs_value(command, option, err);
    return set_member(out, option, equals ? equals + 1 : argv[++*i], err);
}

static int short_options(lun_arguments *out, const lun_command *command, int argc, char **argv, int *i, lun_error *err)
{
    for (char *letter = argv[*i] + 1; *letter; letter++) {
        const lun_option *option = find_letter(command, *letter);
        int rc;
        if (!option)
            return unknown_option(command, argv[*i], err);
        if (option->kind != LUN_OPTION_FLAG) {
            if (letter[1])
                return set_member(out, option, letter + 1, err);
            return *i + 1 < argc ? set_member(out, option, argv[++*i], err) : needs_value(command, option, err);
        }
        if ((rc = set_member(out, option, NULL, err)) < 0)
            return rc;
    }
    return LUN_OK;
}

/* `report commitments --due readouts.db`: the corpus is no value of an option where no other word is one; the option is a switch. */
static int find_corpus(lun_arguments *out, const lun_command *command, lun_error *err)
{
    for (size_t i = 0; i < out->words.n; i++) {
        if (lun_store_is_corpus(out->words.items[i]))
            return LUN_OK;
    }
    for (size_t i = 1; i < out->sets.n; i += 2) {
        if (!lun_store_is_corpus(out->sets.items[i]))
            continue;
        const char *corpus = out->sets.items[i];
        out->sets.items[i] = yes;
        return add_word(&out->words, corpus, command, err);
    }
    return LUN_OK;
}

int lun_options_parse(lun_arguments *out, const lun_command *command, int argc, char **argv, lun_error *err)
{
    int rc = LUN_OK, words_only = 0;
    memset(out, 0, sizeof *out);
    for (int i = 0; i < argc && rc == LUN_OK; i++) {
        if (!words_only && strcmp(argv[i], "--") == 0)
            words_only = 1;
        else if (!words_only && strncmp(argv[i], "--", 2) == 0)
            rc = long_option(out, command, argc, argv, &i, err);
        else if (!words_only && argv[i][0] == '-' && argv[i][1])
            rc = short_options(out, command, argc, argv, &i, err);
        else
            rc = add_word(&out->words, argv[i], command, err);
    }
    return rc == LUN_OK && command->free_options ? find_corpus(out, command, err) : rc;
}

/* ---- telling what was given ---- */

void lun_options_tell_word(lun_buf *out, const char *word)
{
    lun_buf readable = LUN_BUF_INIT;
    lun_load_readable(&readable, word, strlen(word), LUN_LETTERS_LARGE);
    lun_buf_addc(out, ' ');
    lun_shell_add(out, readable.data ? readable.data : "", readable.len);
    lun_buf_clear(&readable);
}

static void tell_one(lun_buf *out, const lun_option *option, const char *value)
{
    if (option->letter)
        lun_buf_addf(out, " -%c", option->letter);
    else
        lun_buf_addf(out, " --%s", option->name);
    if (value)
        lun_options_tell_word(out, value);
}

static void tell_option(lun_buf *out, const lun_option *option, const void *member)
{
    const lun_texts *list = member;
    char number[32];
    switch (option->kind) {
    case LUN_OPTION_FLAG:
        if (*(const int *)member)
            tell_one(out, option, NULL);
        return;
    case LUN_OPTION_TEXT:
        if (*(const char *const *)member)
            tell_one(out, option, *(const char *const *)member);
        return;
    case LUN_OPTION_LIST:
        for (size_t i = 0; i < list->n; i++)
            tell_one(out, option, list->items[i]);
        return;
    case LUN_OPTION_NUMBER:
    case LUN_OPTION_COUNT:
        snprintf(number, sizeof number, "%ld", *(const long *)member);
        if (*(const long *)member)
            tell_one(out, option, number);
        return;
    case LUN_OPTION_SIZE:
        snprintf(number, sizeof number, "%zu", *(const size_t *)member);
        if (*(const size_t *)member)
            tell_one(out, option, number);
        return;
    }
}

void lun_options_tell(lun_buf *out, const lun_option *table, const lun_arguments *arguments)
{
    for (const lun_option *option = table; option->name; option++)
        tell_option(out, option, (const char *)arguments + option->offset);
}

/* ---- help ---- */

static void print_option(const lun_option *option)
{
    char left[64];
    int n = option->letter ? snprintf(left, sizeof left, "  -%c, --%s", option->letter, option->name)
                           : snprintf(left, sizeof left, "      --%s", option->name);
    if (option->argument && n > 0 && (size_t)n < sizeof left)
        snprintf(left + n, sizeof left - (size_t)n, " %s", option->argument);
    lun_text_print_behind(stdout, left, option->help, 29);
}

void lun_options_help(const lun_command *command)
{
    printf("lunette %s: %s\n\nUsage: lunette %s %s\n", command->name, command->summary, command->name, command->usage);
    if (command->details) {
        printf("\n");
        lun_text_reflow(stdout, command->details);
    }
    printf("\nOptions:\n");
    for (const lun_option *const *table = command->tables; *table; table++) {
        for (const lun_option *option = *table; option->name; option++)
            print_option(option);
    }
    printf("\nExample:\n%s\n", command->example);
}

int lun_options_fail(const lun_error *err)
{
    lun_log_error(err);
    return LUN_EXIT_FAILED;
}
