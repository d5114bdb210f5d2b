/*
** others.h - what a run says of the rows of plugins that it did not load.
*/
#ifndef LUN_RUN_OTHERS_H
#define LUN_RUN_OTHERS_H

#include "run/run.h"

/* *out gets the documents that hold rows of plugins which are not loaded and do not stay: they are done again. */
int lun_others_leaving(lun_bits *out, lun_store *store, lun_error *err);

/* After the run's end: figures, and a call of options->kept for each plugin of which rows stayed. */
void lun_others_tell(lun_progress *out, const lun_store *store, const lun_run_options *options);

#endif
