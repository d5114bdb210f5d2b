/*
** stage.h - a folder or a file that is made aside and put in its place at once, or not at all.
**
** What is made lies in a hidden folder of the place where it will go, on the same disk, so that putting it there is one rename. While a stage is open,
** SIGINT, SIGTERM and SIGHUP do not end the process: the next call fails with LUN_ELIMIT, and closing removes what was made. One stage at a time.
*/
#ifndef LUN_BASE_STAGE_H
#define LUN_BASE_STAGE_H

#include <stddef.h>

#include <lunette/error.h>

typedef struct lun_stage lun_stage;

typedef enum lun_stage_manner {
    LUN_STAGE_NEW,    /* nothing may have the name */
    LUN_STAGE_REPLACE /* what has the name goes when the new one stands */
} lun_stage_manner;

/* Makes the hidden folder in `parent`, which is made too where it is missing; what dead processes left there goes. */
int lun_stage_open(lun_stage **out, const char *parent, lun_error *err);
void lun_stage_close(lun_stage *stage);               /* takes NULL; removes what was not put anywhere */
const char *lun_stage_folder(const lun_stage *stage); /* borrowed */

/* A file of the stage; `path` is relative and was checked, its folders are made. */
int lun_stage_add(lun_stage *stage, const char *path, const void *data, size_t len, lun_error *err);
/* Moves what is called `name` in the stage to `target`. LUN_EUSAGE where that is there and may not be replaced. */
int lun_stage_place(lun_stage *stage, const char *name, const char *target, lun_stage_manner manner, lun_error *err);
int lun_stage_check(const lun_stage *stage, lun_error *err); /* LUN_ELIMIT "stopped" after a signal */

int lun_folder_make(const char *path, lun_error *err);   /* with those above it; fine where it is there */
int lun_folder_remove(const char *path, lun_error *err); /* with all in it; links are removed, not followed */

#endif
