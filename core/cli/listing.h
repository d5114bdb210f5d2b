/*
** listing.h - what commands share: a script's answer to a question, tables for people, the documents of sources or of a corpus.
*/
#ifndef LUN_CLI_LISTING_H
#define LUN_CLI_LISTING_H

#include "base/json.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "run/run.h"

/* Columns aligned by display width, cut to the terminal's width (a pipe gets everything). Cells are borrowed until printed. */
typedef struct lun_table lun_table;
lun_table *lun_table_new(uint32_t columns); /* NULL when memory is gone */
void lun_table_free(lun_table *table);
void lun_table_add(lun_table *table,
                   const char *const *cells); /* one row, copied; NULL cells are empty. First row: the header */
void lun_table_wrap(lun_table *table);        /* the last column goes on below itself, in place of being cut */
uint32_t lun_table_print(const lun_table *table, FILE *out); /* how many columns there was room for */

/* Says on stderr which columns, by the header, there was no room for, and how to see them. */
void lun_table_say_cut(const lun_table *table, uint32_t shown, const char *remedy);

/* Prints a line that begins with `indent` spaces; on a terminal it goes on below itself where it is too long, between words. Colours take no room. */
void lun_text_print(FILE *out, const char *text, unsigned indent);

/* The same behind a word that stands in the room of the indent, of which at least one space is left. */
void lun_text_print_behind(FILE *out, const char *left, const char *text, unsigned indent);

/* Paragraphs whose lines were broken for a wide terminal: on a narrower one they are broken where it ends. A line that begins with a space, and one that is not full, ends where it ends. */
void lun_text_reflow(FILE *out, const char *text);

/* For terminals: as it is, but for control characters (lun_plain). _json: all texts of an answer, in place, as lines. */
void lun_plain_print(FILE *out, const char *text, size_t len, lun_plain as);
void lun_plain_add(lun_buf *out, const char *text, size_t len); /* as one line */
void lun_plain_json(cJSON *answer);

/* A library function's answer as JSON; *out is the caller's to cJSON_Delete. */
int lun_listing_ask(cJSON **out, lun_script *script, const char *name, const char *json, lun_error *err);

/* How sources are read, as --glob, --path, --meta, --language-is, --limit and --hidden say; its words stay the arguments'. */
lun_load_options lun_listing_options(const lun_arguments *arguments);

/* Calls visit for each document of the sources, or of the corpus where that is the only word; the document is freed afterwards. visit returns 0 to go on, positive to stop, negative on failure. */
typedef int lun_listing_visit(void *context, lun_document *document, lun_error *err);
int lun_listing_documents(const lun_texts *words, size_t first, const lun_load_options *options,
                          lun_listing_visit *visit, void *context, lun_error *err);

/* A warning: what went wrong with a document, after its uri. */
void lun_listing_problem(const lun_document *document, const lun_problem *problem);

/* A warning that nothing was read of the sources, of which the first is named. */
void lun_listing_empty(const lun_arguments *arguments, const char *source);

#endif
