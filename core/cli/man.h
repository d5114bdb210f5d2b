/*
** man.h - manual pages, from the tables that `--help` is printed from.
*/
#ifndef LUN_CLI_MAN_H
#define LUN_CLI_MAN_H

#include "cli/options.h"

/* lunette-NAME(1) in man(7), to standard output; NULL: lunette(1). */
void lun_man_print(const lun_command *command);

#endif
