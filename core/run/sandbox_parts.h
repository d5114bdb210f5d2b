/*
** sandbox_parts.h - the two parts of the sandbox that have files of their own; for sandbox.c alone.
*/
#ifndef LUN_RUN_SANDBOX_PARTS_H
#define LUN_RUN_SANDBOX_PARTS_H

#include "run/sandbox.h"

/* sandbox_files.c. The Landlock ABI of this kernel, 0 where there is none; and the restriction. */
int lun_sandbox__landlock(void);
int lun_sandbox__files(const lun_sandbox_options *options, int abi, lun_error *err);

/* sandbox_calls.c. 1 if this kernel and this build can filter system calls; and the filter. */
int lun_sandbox__seccomp(void);
int lun_sandbox__calls(lun_sandbox_role role, lun_error *err);

#endif
