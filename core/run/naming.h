/*
** naming.h - what files of sources are called in a corpus, however the run names the folders that they lie in.
**
** The first run over a folder decides: "docs", "./docs" and "/home/her/docs" are one folder, and its files keep the names that they got first. The
** corpus knows each folder by the way to it from the corpus's own folder, so that both can be moved together.
*/
#ifndef LUN_RUN_NAMING_H
#define LUN_RUN_NAMING_H

#include "base/mem.h"
#include "load/walk.h"
#include "run/session.h"
#include "store/store.h"

typedef struct lun_naming_root {
    const char *spelling; /* as the corpus names it, without a slash at its end; "" is the working folder of that run */
    const char *real;     /* its path without links, readable */
} lun_naming_root;

typedef struct lun_naming {
    lun_arena *arena;
    LUN_VEC(lun_naming_root) roots; /* of folders that are there */
    LUN_VEC(const char *) covered;  /* all that the corpus calls the named paths */
    const char *home;               /* the real folder of the corpus */
    /* the folder that was named last, and what is known of it */
    lun_buf folder, base, real, name;
    int is_plain;  /* it is called as it is named */
    int has_inner; /* folders in it have names of their own */
    int is_taken;  /* what it is called is the name of another folder */
} lun_naming;

/* Notes the way to rule files and folders of plugins in the corpus. The store is at work on a run. LUN_ENOMEM, or what the store says. */
int lun_naming_open(lun_naming *naming, lun_store *store, const lun_session_options *session, lun_error *err);
/* Then, where sources are read: reads what the corpus knows of folders, and notes those of the paths. */
int lun_naming_sources(lun_naming *naming, lun_store *store, const char *const *paths, size_t n, lun_error *err);
void lun_naming_clear(lun_naming *naming);

/* What the corpus calls a file of the walk; borrowed until the next call; NULL when memory is gone. */
const char *lun_naming_of(lun_naming *naming, const lun_walk_item *item);

/* 1 where the path lies below the folder, or is it. */
int lun_naming_is_below(const char *path, const char *folder);

#endif
