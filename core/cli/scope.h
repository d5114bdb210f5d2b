/*
** scope.h - the scope options of lun_options_scope: which documents a command is about. Checked and converted once, the same for all commands.
*/
#ifndef LUN_CLI_SCOPE_H
#define LUN_CLI_SCOPE_H

#include "base/bits.h"
#include "base/json.h"
#include "cli/options.h"
#include "load/scope.h"
#include "store/store.h"

typedef struct lun_scope {
    lun_load_scope of; /* what a document says of itself; borrows from the codes below and the arguments */
    char country[3], with[3], language[4];
    int64_t new_after; /* the run after which documents are new; -1 = not asked */
} lun_scope;

/* 1 if any of the options was given. */
int lun_scope_is_given(const lun_arguments *arguments);

/*
** Reads the options. name, asked: the report whose last writing --new counts from; NULL = any report. store NULL: there is no corpus, and options that
** need one fail. Where no such report was written, all is new, and a note says so unless it is quiet.
*/
int lun_scope_read(lun_scope *out, const lun_arguments *arguments, lun_store *store, const char *name,
                   const char *asked, lun_error *err);

/* Appends " AND …" for a query in which the view `document` is named d; values get what is bound by position: the number added, at most LUN_SCOPE_VALUES. */
#define LUN_SCOPE_VALUES 7
uint32_t lun_scope_add_sql(const lun_scope *scope, lun_buf *sql, lun_cell *values);

/* The documents of a corpus that are in scope, by number. The caller's to lun_bits_clear. */
int lun_scope_documents(lun_bits *out, const lun_scope *scope, lun_store *store, lun_error *err);

/* 1 where the options leave none of a corpus's documents, and *err says so with the nearest value there is; 0, also with --new; negative on failure. */
int lun_scope_is_empty(const lun_scope *scope, const lun_arguments *arguments, lun_store *store, lun_error *err);

/* Of documents of files that are not in scope: how many, and what they say of themselves. */
typedef struct lun_scope_tally {
    long n, date, source, country; /* all of them; those that have it */
} lun_scope_tally;
void lun_scope_count(lun_scope_tally *tally, const lun_document *document);
/* A note that none is in scope, with how many say what was asked for. */
void lun_scope_say_none(const lun_scope_tally *tally, const lun_scope *scope);

/* Appends what narrows the documents to the name of a file, "-since-2026-01-with-JP"; nothing where nothing does. */
void lun_scope_add_name(const lun_scope *scope, lun_buf *name);
/* Appends what options of a report or an analysis say it is about, in the order of their names: "-by-Norway"; of those of one letter the value alone: "-CN-JP". */
void lun_scope_add_words(const lun_texts *sets, lun_buf *name);

/* Adds "scope":{…} to a question for the library. */
void lun_scope_question(const lun_scope *scope, const lun_arguments *arguments, cJSON *question);

#endif
