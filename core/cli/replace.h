/*
** replace.h - may a command write over the file that -o names?
*/
#ifndef LUN_CLI_REPLACE_H
#define LUN_CLI_REPLACE_H

#include "cli/options.h"

/* Refuses (LUN_EUSAGE) a corpus, and without --force what this program did not write. who: "a report". */
int lun_replace_check(const char *path, const char *who, const lun_arguments *arguments, lun_error *err);

#endif
