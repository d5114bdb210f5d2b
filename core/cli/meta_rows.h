/*
** meta_rows.h - rows of the table of --meta that are about no document.
*/
#ifndef LUN_CLI_META_ROWS_H
#define LUN_CLI_META_ROWS_H

#include "cli/commands.h"

/* After a run: one warning that names rows whose path, file, uri or id is none of a document in the corpus, with the nearest one; one where no column is a field. */
void lun_meta_rows_warn(const lun_arguments *arguments, const char *corpus);

#endif
