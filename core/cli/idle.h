/*
** idle.h - a rule file whose rules made no row of a corpus.
*/
#ifndef LUN_CLI_IDLE_H
#define LUN_CLI_IDLE_H

#include "cli/options.h"

/* After a run: a line for each file of -r that has rules and found nothing, with the question that tells why. */
void lun_idle_say(const lun_arguments *arguments, const char *corpus);

#endif
