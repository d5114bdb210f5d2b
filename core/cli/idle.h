/*
** idle.h - a run that read nothing, a rule file whose rules made no row of a corpus.
*/
#ifndef LUN_CLI_IDLE_H
#define LUN_CLI_IDLE_H

#include "cli/options.h"

/* After a run: a line for each file of -r that has rules and found nothing, with the question that tells why. */
void lun_idle_say(const lun_arguments *arguments, const char *corpus);

/* After a run that could read nothing: the first problems, a warning each. */
void lun_idle_say_unread(const char *corpus);

#endif
