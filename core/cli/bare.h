/*
** bare.h - documents that a run leaves without the date, source or country that an earlier one knew: what a command says of them, before and after.
*/
#ifndef LUN_CLI_BARE_H
#define LUN_CLI_BARE_H

#include <stdint.h>

#include "cli/options.h"

/* Refuses (LUN_EUSAGE) to read sources without --path and --meta that the last run read with them; --path none says that it is meant. */
int lun_bare_check(const lun_arguments *arguments, const char *corpus, lun_error *err);

/* --path none: no metadata are to be read off paths, and it is meant that earlier ones go. */
int lun_bare_is_meant(const lun_arguments *arguments);

/* Where the template of --path fits hardly any document: how many, and what is wrong with the first. Nothing where it fits most. */
void lun_bare_say_misfit(const lun_arguments *arguments, const char *corpus);

/* How many documents have no date although the names of their files tell one. Nothing where there are none. */
void lun_bare_say_undated(const char *corpus);

/* Says how many they are, and the last command that told more of them. */
void lun_bare_say(uint64_t n, const char *corpus);

#endif
