/*
** run.h - documents through rules: into a corpus (`run`), or as JSON lines (`pipe`).
*/
#ifndef LUN_RUN_RUN_H
#define LUN_RUN_RUN_H

#include <stdio.h>

#include "load/load.h"
#include "run/session.h"
#include "store/store.h"

typedef struct lun_progress {
    uint64_t documents, skipped, annotations, problems;
    uint64_t bytes, bytes_total; /* of the sources; total 0 = unknown */
} lun_progress;

typedef struct lun_run_options {
    lun_session_options session;
    lun_load_options load;
    const char *const *paths; /* sources */
    size_t n_paths;
    const char *corpus;  /* the file; its stored documents are analysed again where n_paths is 0 */
    const char *command; /* command line, for the record */
    int force;           /* 1 = analyse unchanged documents too */
    void (*progress)(void *context, const lun_progress *now); /* called often; may be NULL */
    void *context;
} lun_run_options;

/*
** Runs. 0 when done: figures in *out tell of problems. Negative: could not start or could not go on; what was finished until then is in the corpus.
** SIGINT and SIGTERM end the run after the document at hand: LUN_ELIMIT with "stopped". A second one ends the process, as a kill would: the
** corpus holds what was committed.
*/
int lun_run(lun_progress *out, const lun_run_options *options, lun_error *err);

/*
** 1 if the document is in truth a corpus, or a journal or the lock of `corpus` (NULL: none): such a file may lie in the
** folder of its sources and is none of them.
*/
int lun_run_is_own(const char *corpus, const lun_document *document);

/* JSON lines from `in` to `out`, in order; a line that cannot be read gives an object with its problem. Figures as above. */
int lun_pipe(lun_progress *figures, const lun_session_options *session, const lun_load_options *load, FILE *in,
             FILE *out, lun_error *err);

/* A store as the corpus of analyses and reports. The store must outlive the script's use of it. */
void lun_run_give_corpus(lun_script *script, lun_store *store);

#endif
