/*
** ticks.h - a signal (SIGVTALRM) every few milliseconds of the process's time, by which long rules are told from short ones.
**
** For processes with one thread and one script, a worker above all: a signal's handler and a timer belong to all of a process.
*/
#ifndef LUN_RUN_TICKS_H
#define LUN_RUN_TICKS_H

#include "script/script.h"

/* From now on steps of the script's rules count after ticks (lun_script_count). Where no ticks can be had they go on counting from the start. */
void lun_ticks_start(lun_script *script);

/* Before the script is freed. */
void lun_ticks_stop(lun_script *script);

#endif
