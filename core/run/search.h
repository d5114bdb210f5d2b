/*
** search.h - a pattern over a corpus, reading only: the documents that can hold it, in their order, analysed as far as it takes.
*/
#ifndef LUN_RUN_SEARCH_H
#define LUN_RUN_SEARCH_H

#include "run/session.h"
#include "store/store.h"

typedef struct lun_search lun_search;

/*
** script: with the session's plugins and rules, and one layer of its own (`try`), whose rows are looked for. Both outlive the search.
** Rows of other layers that the corpus holds are taken over where they are of the same rules; else they are found again.
*/
int lun_search_open(lun_search **out, const char *corpus, lun_script *script, const lun_session_options *session,
                    uint16_t layer, lun_error *err);
void lun_search_close(lun_search *search); /* takes NULL */

/* Only documents with these numbers are searched, and count. */
void lun_search_within(lun_search *search, const lun_bits *documents);
lun_store *lun_search_store(const lun_search *search); /* borrowed */

/* Why every document is searched, in one line; NULL where not every one is. */
const char *lun_search_note(const lun_search *search);
uint64_t lun_search_documents(const lun_search *search); /* of the corpus */

/* The next document with what was found in it: 1 (lun_script_release, then lun_document_free), 0 at the end, or a code. */
int lun_search_next(lun_search *search, lun_document **document, lun_annotations **set, lun_error *err);

#endif
