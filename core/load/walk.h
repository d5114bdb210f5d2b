/*
** walk.h - the files below the named paths, one at a time, in an order that depends on names alone.
*/
#ifndef LUN_LOAD_WALK_H
#define LUN_LOAD_WALK_H

#include "load/load.h"

typedef struct lun_walk lun_walk;

typedef struct lun_walk_item {
    const char *path;    /* to open; any bytes; borrowed until the next step, as all here; "-" is standard input */
    size_t named;        /* bytes of it before the part below the named folder, or before the name of a named file */
    const char *uri;     /* the same path as it is shown and kept: what is not UTF-8 stands as %XX */
    const char *below;   /* the part of uri below the named folder; the name of a named file */
    lun_own own;         /* taken where the file itself was named */
    const char *code;    /* NULL for a file, else what is wrong with the path */
    const char *message; /* with place and remedy; NULL for a file */
} lun_walk_item;

/* Checks all paths first. Fails as lun_source_open says. */
int lun_walk_open(lun_walk **out, const char *const *paths, size_t n, const lun_load_options *options, lun_error *err);
void lun_walk_close(lun_walk *walk);

/* 1 with *out, 0 at the end, LUN_ENOMEM. */
int lun_walk_next(lun_walk *walk, lun_walk_item *out, lun_error *err);

/*
** What was seen so far: all files of the folders that were opened. Bytes are 0 where standard input is among the
** paths.
*/
void lun_walk_totals(const lun_walk *walk, uint64_t *files, uint64_t *bytes);

#endif
