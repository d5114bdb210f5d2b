/*
** lunette/lunette.h - Lunette as a library: load plugins, analyse texts, read what was found.
**
** Ownership: what an out-parameter gives is the caller's, with a free that takes NULL; what a function returns is borrowed, until
** the result it came from is freed. Nothing here is shared between threads: one engine a thread.
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
    const char *text;
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
** Loads a plugin (a shipped one by name, or a folder) or a single rule file, which becomes a plugin named after it. Only before
** the first analysis. Fails with LUN_EUSAGE (it is not there, its Lua or its rules are wrong, it comes too late), LUN_ELIMIT (it
** takes too many steps), LUN_ENOMEM. Free an engine in which a load has failed: it analyses without what did not load.
*/
int lun_engine_load_plugin(lun_engine *engine, const char *name, lun_error *err);
int lun_engine_load_rules(lun_engine *engine, const char *path, lun_error *err);

/*
** Analyses one text. What goes wrong in a rule is a problem of the result, not a failure. The first analysis compiles the rules:
** what is wrong between them (a layer that nobody declares) fails here, with LUN_EUSAGE, and each later call, too.
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
