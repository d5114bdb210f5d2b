/*
** why.h - the inside of `lunette why`, shared by cmd_why.c (the command), why_ask.c (from words of the command line to a question) and why_tell.c (from
** the library's answer to what is printed).
*/
#ifndef LUN_CLI_WHY_H
#define LUN_CLI_WHY_H

#include "base/json.h"
#include "cli/commands.h"
#include "script/script.h"
#include "store/store.h"

typedef struct lun_why {
    const lun_command *command;
    const lun_arguments *arguments;
    lun_texts plugins, rules;
    lun_arena *arena;
    lun_store *store; /* NULL: a file is asked about */
    const char *corpus;
    lun_document *document;
    int64_t number; /* of the document in the corpus */
    cJSON *question, *answer;
    lun_script *script;
} lun_why;

/* Finds the document and fills w->question. */
int lun_why__ask_corpus(lun_why *w, lun_error *err);
int lun_why__ask_file(lun_why *w, lun_error *err);

int lun_why__has_view(const lun_why *w, const char *name, lun_error *err); /* of the corpus: 1 or 0 */

/* What the corpus adds to the library's answer: what to type next. Before it is given. */
int lun_why__complete(lun_why *w, lun_error *err);
int lun_why__give(lun_why *w); /* prints it; the exit code */

#endif
