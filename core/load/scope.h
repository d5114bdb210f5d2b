/*
** scope.h - which documents are asked for, by what they say of themselves.
*/
#ifndef LUN_LOAD_SCOPE_H
#define LUN_LOAD_SCOPE_H

#include "text/document.h"

typedef struct lun_load_scope { /* NULL = any */
    const char *since, *before; /* dates, or their beginnings: "2026", "2026-03" */
    const char *source, *country, *language;
} lun_load_scope;

/* 1 if the document is in scope. What a document does not say is in no scope that asks for it; its language is guessed if it does not. */
int lun_load_in_scope(const lun_load_scope *scope, const lun_document *document);

#endif
