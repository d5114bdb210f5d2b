/*
** concerned.h - the documents of a corpus in which a version of rules could find something else than is stored.
*/
#ifndef LUN_RUN_CONCERNED_H
#define LUN_RUN_CONCERNED_H

#include "run/zygote.h"
#include "store/store.h"

/*
** *out, the caller's to clear (also after a failure): documents that hold rows of a layer which has changed, or in which the
** layer's rules, as they are now, can match; *n: how many the corpus has. After lun_store_expect, before the first worker is forked.
*/
int lun_concerned(lun_bits *out, uint64_t *n, lun_store *store, const lun_plan *plan, lun_zygote *zygote,
                  lun_error *err);

#endif
