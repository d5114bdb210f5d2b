/*
** adopt.h - documents of earlier runs in which changed rules find what the old ones found: nothing.
*/
#ifndef LUN_RUN_ADOPT_H
#define LUN_RUN_ADOPT_H

#include "run/zygote.h"
#include "store/store.h"

/*
** After lun_store_run_begin, before the first worker is forked: documents that hold no rows of a layer which has changed, and of which
** the index says that none of the layer's rules can match in them, count as this run's. What cannot be told stays as it is, and so do those in `never`.
*/
int lun_adopt(lun_store *store, const lun_plan *plan, lun_zygote *zygote, const lun_bits *never, lun_error *err);

#endif
