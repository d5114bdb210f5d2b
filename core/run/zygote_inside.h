/*
** zygote_inside.h - the inside of the zygote that its two sides share: zygote.c in the process, zygote_supervisor.c in the one that forks it.
*/
#ifndef LUN_RUN_ZYGOTE_INSIDE_H
#define LUN_RUN_ZYGOTE_INSIDE_H

#include <sys/types.h>

#include "run/zygote.h"

#define LUN_ZYGOTE_FRAME_MAX ((size_t)256 << 20) /* of what the zygote says: its rules and layers */

typedef struct lun_zygote_birth {
    int fd;              /* its end of the socket */
    int converter;       /* the converter's end of its own; -1: there is none to be made */
    const char *program; /* pdftotext */
    const lun_work_options *options;
    lun_note *notes; /* LUN_WORKERS_MAX of them, shared */
    pid_t parent;
} lun_zygote_birth;

/* In the forked process: loads, says so, forks workers until the supervisor goes. */
_Noreturn void lun_zygote__run(const lun_zygote_birth *birth);

#endif
