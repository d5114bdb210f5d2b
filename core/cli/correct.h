/*
** correct.h - what commands say of corrections.
*/
#ifndef LUN_CLI_CORRECT_H
#define LUN_CLI_CORRECT_H

#include <stdint.h>

#include "cli/options.h"
#include "store/correct.h"

/* One line on standard error: how many are in force, how many are lost, and where to see them. Nothing where there are none. */
void lun_corrections_say(uint64_t accepted, uint64_t rejected, uint64_t lost, const char *corpus);
/* A note that the file was missing and was written again (lun_store_correct_restore). */
void lun_corrections_restored(const char *corpus);
/* A note where the file of corrections is not what the corpus shows, for commands that only read. */
void lun_corrections_note(lun_store *store, const lun_arguments *arguments);
void lun_corrections_warn(void *context, const lun_error *fault); /* a damaged line, for lun_store_correct */
void lun_corrections_today(char out[16]);                         /* "2026-11-28" */
/* The one word that is a corpus, taken out of `out`; LUN_EUSAGE where there is none or a second one. */
int lun_corrections_corpus(lun_texts *out, const char **corpus, const lun_command *command,
                           const lun_arguments *arguments, lun_error *err);
/* A key or six digits of its beginning, an id, or the place that a report shows (d3-a17): 1 where the word looks like one. */
int lun_corrections_names(const char *word);
/* What it names. LUN_ENOTFOUND. */
int lun_corrections_find(uint64_t *key, lun_store *store, const char *word, lun_error *err);

/* Makes the changes in the file, then in the corpus. change NULL: takes the file over as it is, and leaves faults to be said later. */
typedef int lun_corrections_change(void *context, lun_store *store, lun_corrections *file, lun_error *err);
int lun_corrections_apply(const char *corpus, lun_correct_report *report, lun_corrections_change *change, void *context,
                          lun_error *err);

#endif
