/*
** apart.h - documents of one run that came with the same uri: each gets a place of its own in the corpus.
**
** The first keeps the uri, the others have it with the line they stand on, as often as it takes. So a document's uri
** depends on those before it, in the order of the sources, and on nothing else.
*/
#ifndef LUN_RUN_APART_H
#define LUN_RUN_APART_H

#include "run/stored.h"

typedef struct lun_apart {
    lun_store *store;
    const lun_stored_index *stored;
    LUN_VEC(char *) promised; /* uris of documents that are not stored yet, and no other may have */
} lun_apart;

void lun_apart_init(lun_apart *apart, lun_store *store, const lun_stored_index *stored);
void lun_apart_clear(lun_apart *apart);

/*
** The document, which was read from `path`, gets a uri that no other of this run has, and a problem where that is not its
** own: the number of what the corpus holds under it, 0 where that is nothing, or a code. *is_same is 1 where the document is
** a file that this run has met already.
*/
int64_t lun_apart_find(lun_apart *apart, const char *path, lun_document *document, int *is_same, lun_error *err);

int lun_apart_is_promised(const lun_apart *apart, const char *uri);
int lun_apart_promise(lun_apart *apart, const char *uri, lun_error *err); /* it will be stored */
void lun_apart_keep(lun_apart *apart, const char *uri);                   /* it was, or it never was promised */

#endif
