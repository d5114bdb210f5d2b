/*
** blank.h - rule files in which nothing stands.
*/
#ifndef LUN_CLI_BLANK_H
#define LUN_CLI_BLANK_H

#include "cli/options.h"

/*
** Warns of each rule file among the arguments that holds nothing but blanks and comments: it was saved empty, or in another place than was thought. A file
** that is named twice is warned of once.
*/
void lun_blank_warn(const lun_arguments *arguments);

#endif
