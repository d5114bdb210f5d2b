/*
** work.h - options of the commands that start workers.
*/
#ifndef LUN_CLI_WORK_H
#define LUN_CLI_WORK_H

#include "cli/options.h"
#include "run/run.h"

extern const lun_option lun_options_work[]; /* -j --deadline --memory --require-sandbox */

void lun_options_limits(lun_work_limits *out, const lun_arguments *arguments);
/* Fails with LUN_EUSAGE where neither a plugin nor rules are named: nothing would be found. */
int lun_options_need_rules(const lun_arguments *arguments, const char *command, lun_error *err);
void lun_options_say(void *context, const char *line); /* a note on standard error */

#endif
