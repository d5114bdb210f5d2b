/*
** correcting.h - the inside of corrections, shared by correct.c, locate.c and audit.c.
*/
#ifndef LUN_STORE_CORRECTING_H
#define LUN_STORE_CORRECTING_H

#include "annotate/anchor.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/correct.h"
#include "store/inside.h"

typedef struct lun_located { /* where the annotation of a correction is now */
    int64_t document, id, start, stop;
    uint64_t key;
    const char *lost; /* why it is nowhere; NULL = it is there */
} lun_located;

typedef struct lun_standing { /* a row of a layer, its place in code points */
    int64_t id, start, stop, key;
} lun_standing;

typedef struct lun_standing_rows {
    const lun_layer *layer;
    LUN_VEC(lun_standing) rows;
} lun_standing_rows;

typedef struct
    lun_locating { /* the document last looked into, and the rows of those of its layers that were asked for */
    lun_store *store;
    lun_arena *arena;
    int64_t document;
    char *text;
    size_t len;
    lun_offsets *offsets;
    lun_anchor_text *anchored; /* made when words are first looked for */
    LUN_VEC(lun_standing_rows) layers;
} lun_locating;

/* ---- locate.c ---- */
int lun_store__locate(lun_located *out, lun_locating *l, const lun_correction *one, lun_error *err);
int lun_store__locate_key(lun_correction *out, lun_locating *l, uint64_t key, lun_error *err); /* LUN_ENOTFOUND */
void lun_store__locating_clear(lun_locating *l);

#endif
