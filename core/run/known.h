/*
** known.h - what the corpus holds already, in memory that all processes of a run share: a worker that has loaded a
** document sees for itself whether anything is to be done.
**
** Made before the zygote is forked, filled by the supervisor before the first worker is, only read from then on.
*/
#ifndef LUN_RUN_KNOWN_H
#define LUN_RUN_KNOWN_H

#include <stdint.h>

#include "text/document.h"

typedef struct lun_known lun_known;

lun_known *lun_known_new(void);            /* NULL where the system gives no shared memory: then nothing is known */
void lun_known_free(lun_known *known);     /* takes NULL */
#define LUN_KNOWN_STALE ((int64_t)1 << 62) /* with a number: some layers of the document are to be found again */

/* `hash` tells the content; number > 0. Nothing happens where the table is full: the document is then done again. */
void lun_known_add(lun_known *known, const char *uri, const uint8_t hash[16], int64_t number);
/* The document's number, or 0. */
int64_t lun_known_find(const lun_known *known, const char *uri, const uint8_t hash[16]);
void lun_known_protect(lun_known *known); /* no more writing by this process; takes NULL */

#endif
