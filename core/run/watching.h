/*
** watching.h - files and folders that are looked after: something in them was saved, replaced, made or removed.
**
** What is watched are folders, so that an editor that writes a new file and renames it is seen as one that writes in place.
*/
#ifndef LUN_RUN_WATCHING_H
#define LUN_RUN_WATCHING_H

#include <stddef.h>

#include <lunette/error.h>

typedef struct lun_watching lun_watching;

/* LUN_EIO where the system gives none, with what to do. */
int lun_watching_open(lun_watching **out, lun_error *err);
void lun_watching_close(lun_watching *watching); /* takes NULL */

/* A file, which need not be there yet, or a folder with all that lies below it. Again does no harm. */
int lun_watching_add(lun_watching *watching, const char *path, lun_error *err);

int lun_watching_fd(const lun_watching *watching); /* readable when there may be news */
/* 1: something has changed since the last call; 0: nothing, or nothing that counts (hidden files, copies that editors keep). Never waits. */
int lun_watching_hear(lun_watching *watching, lun_error *err);
const char *lun_watching_name(
    const lun_watching *watching); /* of what changed last: a path; borrowed until the next hear */

#endif
