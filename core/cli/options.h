/*
** options.h - one table of options a command: parsing, checking and the help all come from it.
*/
#ifndef LUN_CLI_OPTIONS_H
#define LUN_CLI_OPTIONS_H

#include <stddef.h>

#include <lunette/error.h>

#include "base/buf.h"

typedef enum lun_option_kind {
    LUN_OPTION_FLAG,   /* int: 1 when given */
    LUN_OPTION_TEXT,   /* const char * */
    LUN_OPTION_LIST,   /* lun_texts: may be given again; commas separate where `name` ends the table's rule */
    LUN_OPTION_NUMBER, /* long, 0 or more */
    LUN_OPTION_COUNT,  /* long, 1 or more */
    LUN_OPTION_SIZE    /* size_t, with suffix K, M or G */
} lun_option_kind;

typedef struct lun_option {
    const char *name; /* "plugin": --plugin; NULL ends a table */
    char letter;      /* 'p': -p; 0 for none */
    lun_option_kind kind;
    size_t offset;        /* of the member in lun_arguments */
    const char *argument; /* "NAME", for the help; NULL for flags */
    const char *help;     /* one line */
} lun_option;

#define LUN_TEXTS_MAX 256

typedef struct lun_texts {
    const char *items[LUN_TEXTS_MAX + 1]; /* NULL-terminated */
    size_t n;
} lun_texts;

/* What any command may be given; each command's table says which members it takes. */
typedef struct lun_arguments {
    lun_texts plugins, rules, layers, globs, sets;
    const char *output, *path, *meta, *language, *format, *since, *before, *source, *country, *with, *by, *where, *in,
        *from, *name, *junit, *kind, *language_is, *project, *text_column;
    size_t limit;
    long n, context, deadline, seed, jobs, memory;
    int json, quiet, show, force, hidden, all, help, shuffle, verbose, no_header, require_sandbox, prune, yes, locked,
        update, tap, coverage, undo, list, sync, reject, accept, keep, luals, only_new, only, copies;
    lun_texts words; /* what is not an option */
} lun_arguments;

struct lun_command;
typedef int lun_command_run(const struct lun_command *command, const lun_arguments *arguments);

typedef struct lun_command {
    const char *name, *summary;
    const char *usage;               /* "[OPTIONS] SOURCE..." */
    const char *details;             /* a paragraph or two; may be NULL */
    const char *example;             /* one command line that works, and what it does */
    const lun_option *const *tables; /* NULL-terminated list of option tables */
    lun_command_run *run;            /* returns the exit code */
    int free_options; /* --name VALUE that no table knows goes to `sets` as "name=VALUE" (reports and analyses) */
} lun_command;

/* Exit codes of the program. */
enum { LUN_EXIT_OK = 0, LUN_EXIT_NOTHING = 1, LUN_EXIT_PROBLEMS = 2, LUN_EXIT_FAILED = 3 };

/* Parses argv[0..argc) (without program and command). 0, or LUN_EUSAGE with a suggestion as hint. */
int lun_options_parse(lun_arguments *out, const lun_command *command, int argc, char **argv, lun_error *err);
void lun_options_help(const lun_command *command); /* to standard output */
int lun_options_fail(const lun_error *err);        /* prints the error; returns LUN_EXIT_FAILED */

/* Adds " WORD", and " --NAME VALUE" of all options of a table that were given, as a shell reads them. */
void lun_options_tell_word(lun_buf *out, const char *word);
void lun_options_tell(lun_buf *out, const lun_option *table, const lun_arguments *arguments);

/* 1: what -o names is standard output, under either name; a file that it leads to is not replaced. */
int lun_options_is_stdout(const char *output);

/* 1: the value of an option that stood alone, of those that no table knows. */
int lun_options_is_switch(const char *value);

/* Letters that must be changed to get from one word to the other; 63 where one is longer than that. */
size_t lun_options_distance(const char *a, const char *b);

/* The tables shared by several commands. */
extern const lun_option lun_options_common[]; /* --help --json --quiet --project */
extern const lun_option lun_options_rules[];  /* -p -r --layers */
extern const lun_option lun_options_load[];   /* --glob --path --meta ... */
extern const lun_option lun_options_scope[];  /* --since --before --source --country --language --with --new */

#endif
