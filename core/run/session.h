/*
** session.h - from what a user named (plugins, rule files, a pattern, layers) to a script that is ready to analyse.
*/
#ifndef LUN_RUN_SESSION_H
#define LUN_RUN_SESSION_H

#include "base/buf.h"
#include "script/script.h"

typedef struct lun_session_options {
    const char *const *plugins; /* NULL-terminated lists; NULL = none */
    const char *const *rules;
    const char *const *layers; /* --layers: write these and no others */
    const char *pattern;       /* of `try` */
    size_t limit;              /* bytes a document may have; 0 = default */
    size_t memory;             /* bytes Lua may have; 0 = default */
} lun_session_options;

/* *out is the caller's (lun_script_free). */
int lun_session_open(lun_script **out, const lun_session_options *options, lun_error *err);
/* The same, as flags say. */
enum {
    LUN_SESSION_UNPRINTED = 1, /* for who has no corpus, and so never asks for lun_script_dependencies */
    LUN_SESSION_TIMED = 2      /* for a process whose timer nobody else needs (ticks.h) */
};
int lun_session_open_as(lun_script **out, const lun_session_options *options, unsigned flags, lun_error *err);

/*
** Which layers are written: flags by layer number, the caller's to lun_free. Without options->layers all but the core layers token, sentence and
** paragraph.
*/
int lun_session_layers(uint8_t **out, const lun_script *script, const lun_session_options *options, lun_error *err);

#endif
