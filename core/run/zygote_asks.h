/*
** zygote_asks.h - what the zygote is asked about the rules that it has loaded, before the first worker is forked.
*/
#ifndef LUN_RUN_ZYGOTE_ASKS_H
#define LUN_RUN_ZYGOTE_ASKS_H

#include "run/parcel.h"

/* Appends the frame of the answer: 1, 0 where the kind is no question, -1 where the body makes no sense or memory is gone. */
int lun_zygote__answer(lun_buf *out, lun_script *script, unsigned kind, lun_wire *body);

#endif
