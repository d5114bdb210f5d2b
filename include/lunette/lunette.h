/*
** lunette/lunette.h - Lunette as a library: load plugins, analyse texts, read what was found.
**
** Ownership: what an out-parameter gives is the caller's, with a free that takes NULL; what a function returns is borrowed, until
** the result it came from is freed. A result outlives its engine. Engines, results and out-parameters are never NULL where no free takes them;
** a lun_error may be NULL. Nothing here is shared between threads: one engine a thread (lun_engine_interrupt alone may come from another).
**
** Offsets are Unicode code points of the document's text, from 0, half open.
*/
#ifndef LUNETTE_LUNETTE_H
#define LUNETTE_LUNETTE_H

#include <stddef.h>
#include <stdint.h>

#include <lunette/error.h>
#include <lunette/version.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lun_engine lun_engine;
typedef struct lun_result lun_result;

/* A document to analyse. text is UTF-8 (what is not becomes U+FFFD); the others may be NULL. */
typedef struct lun_input {
    const char *text; /* NULL only where len is 0 */
    size_t len;
    const char *id, *title;
    const char *date;     /* "2021-08-18": relative dates are reckoned from it */
    const char *language; /* ISO 639-1; NULL = guessed */
    const char *source;   /* who published it */
    const char *country;  /* ISO 3166 alpha-2 of the source */
} lun_input;

/* One annotation. Borrowed from its result. */
typedef struct lun_found {
    uint32_t id;        /* counts within the document */
    const char *layer;  /* "act" */
    const char *rule;   /* "diplomacy.ready-to" */
    size_t start, stop; /* code points */
    const char *text;   /* its words, NUL-terminated */
    const char *fields; /* a JSON object: {"kind":"pledge",...} */
} lun_found;

/* An engine without rules. Fails with LUN_ENOMEM. */
int lun_engine_new(lun_engine **out, lun_error *err);
void lun_engine_free(lun_engine *engine);

/*
** How long an analysis may take; 0, as at first, and what is no time (negative, NaN) is as long as it takes. Each rule is stopped after
** 200 million steps in one text, about two seconds, and hundreds of rules may take that. Where the time is over, lun_engine_analyse fails
** with LUN_ELIMIT, and the engine can be used again. The first analysis compiles the rules, which does not count.
**
** Looked at between two rules, two matches and every thousand instructions of a rule, once the text is read, which takes about a second for
** ten megabytes. One call of string.find or LPeg whose pattern tries exponentially many ways is none of these, and goes on: rules of
** strangers run in a process of their own, as `lunette pipe` runs them.
*/
void lun_engine_limit_time(lun_engine *engine, double seconds);

/*
** Stops the call that is under way on the engine, in the same way; without one it does nothing. May be called from another thread and by a signal handler, as
** long as the engine is not freed. A load that is stopped has failed; a first analysis that is stopped while it compiles the rules leaves an engine to free.
*/
void lun_engine_interrupt(lun_engine *engine);

/*
** Loads a plugin (a shipped one by name, or a folder) or a single rule file, which becomes a plugin named after it. Only before
** the first analysis. Fails with LUN_EUSAGE (it is not there, empty or NULL, its Lua or its rules are wrong, it comes too late), LUN_ELIMIT (it
** takes too many steps, or was interrupted), LUN_ENOMEM. Free an engine in which a load has failed: it analyses without what did not load.
*/
int lun_engine_load_plugin(lun_engine *engine, const char *name, lun_error *err);
int lun_engine_load_rules(lun_engine *engine, const char *path, lun_error *err);

/*
** Analyses one text. What goes wrong in a rule, or with a text of more than 64 MiB, which is left alone, is a problem of the result, not a
** failure. The first analysis compiles the rules: what is wrong between them (a layer that nobody declares) fails here, with LUN_EUSAGE, and
** each later call, too. LUN_EUSAGE also where there is no input, or a length without a text; LUN_ELIMIT where it was stopped.
*/
int lun_engine_analyse(lun_result **out, lun_engine *engine, const lun_input *input, lun_error *err);
void lun_result_free(lun_result *result);

size_t lun_result_count(const lun_result *result);
const lun_found *lun_result_get(const lun_result *result, size_t i); /* by start, longest first; NULL past the last */
size_t lun_result_problems(const lun_result *result);
const char *lun_result_json(const lun_result *result,
                            size_t *len); /* the whole document as `lunette pipe` writes it; len may be NULL */

#ifdef __cplusplus
}
#endif
#endif
