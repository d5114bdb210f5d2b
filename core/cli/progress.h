/*
** progress.h - the line that says how far a run is: redrawn on a terminal, a plain line every ten seconds otherwise.
*/
#ifndef LUN_CLI_PROGRESS_H
#define LUN_CLI_PROGRESS_H

#include "run/run.h"

typedef struct lun_progress_line {
    double started, shown; /* seconds of a steady clock */
    int terminal, quiet, drawn;
} lun_progress_line;

void lun_progress_start(lun_progress_line *line, int quiet);
void lun_progress_update(void *line, const lun_progress *now); /* for lun_run_options.progress */
/* What takes long in parts that nobody can count beforehand: WHAT is at this part. */
void lun_progress_part(lun_progress_line *line, const char *what, const char *part);
void lun_progress_stop(lun_progress_line *line); /* wipes the redrawn line */
double lun_progress_seconds(const lun_progress_line *line);

#endif
