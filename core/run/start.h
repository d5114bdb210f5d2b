/*
** start.h - what run and pipe share of their beginning.
*/
#ifndef LUN_RUN_START_H
#define LUN_RUN_START_H

#include "run/run.h"
#include "run/zygote.h"

/* The zygote with its rules loaded, and its plan. LUN_ENOTFOUND where limits->require_sandbox and a part is missing. */
int lun_run_start(lun_zygote **out, lun_plan *plan, lun_work_options *work, const lun_work_limits *limits,
                  unsigned *missing, lun_error *err);
/* The largest answer that a worker may give. */
size_t lun_run_frame_max(const lun_load_options *load);
/* Said once where a part of the sandbox is missing. */
void lun_run_describe_missing(unsigned missing, char *out, size_t size);

/* Lines that rules wrote with log, as a worker sends them: what is no text is left out. */
void lun_run_say_log(const char *log, size_t len, void (*say)(void *context, const char *line), void *context);

#endif
