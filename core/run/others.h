/*
** others.h - what a run says of the rows of plugins that it did not load.
*/
#ifndef LUN_RUN_OTHERS_H
#define LUN_RUN_OTHERS_H

#include "run/run.h"

/* Rows of plugins that are not loaded are not to stay: *out gets the documents that hold some, which are done again. */
int lun_others_drop(lun_bits *out, lun_store *store, lun_error *err);

/* After the run's end: figures, and a call of options->kept for each plugin of which rows stayed. */
void lun_others_tell(lun_progress *out, const lun_store *store, const lun_run_options *options);

#endif
