/*
** text_column.h - a table without the column that --text-column names.
*/
#ifndef LUN_CLI_TEXT_COLUMN_H
#define LUN_CLI_TEXT_COLUMN_H

#include "cli/commands.h"

/* A warning where tables are named by themselves and none has the column: they are read by the names of columns that are known. */
void lun_text_column_warn(const lun_arguments *arguments, size_t first);

#endif
