/*
** start.c - the beginning of a run. Sits on zygote.c, sandbox.c.
*/
#include "run/start.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "run/pool.h"
#include "run/sandbox.h"

#define LOAD_SECONDS 120 /* that loading rules may take: plugins that ship take less than one */
#define FRAME_ROOM ((size_t)256 << 20)
#define FRAME_FACTOR \
    8 /* bytes of an answer for a byte of text: a row for every second token, and JSON that doubles them */

size_t lun_run_frame_max(const lun_load_options *load)
{
    size_t limit = load->limit ? load->limit : LUN_TEXT_MAX, most = UINT32_MAX;
    return limit > (most - FRAME_ROOM) / FRAME_FACTOR ? most : limit * FRAME_FACTOR + FRAME_ROOM;
}

void lun_run_describe_missing(unsigned missing, char *out, size_t size)
{
    snprintf(out, size, "the kernel does not offer%s%s%s%s to workers: `lunette doctor` says what that means",
             missing & LUN_SANDBOX_FILES ? " Landlock" : "", missing & LUN_SANDBOX_CALLS ? " seccomp" : "",
             missing & LUN_SANDBOX_PRIVILEGES ? " no_new_privs" : "", missing & LUN_SANDBOX_LIMITS ? " limits" : "");
}

void lun_run_say_log(const char *log, size_t len, void (*say)(void *context, const char *line), void *context)
{
    const char *stop = log + len;
    while (say && log < stop) {
        const char *end = memchr(log, '\n', (size_t)(stop - log));
        size_t n = (size_t)((end ? end : stop) - log);
        lun_buf line = LUN_BUF_INIT;
        lun_buf_add(&line, log, n);
        for (size_t i = 0; line.data && i < line.len; i++)
            line.data[i] = (unsigned char)line.data[i] < 0x20 ? ' ' : line.data[i];
        if (line.data && lun_utf8_valid(line.data, line.len))
            say(context, line.data);
        lun_buf_clear(&line);
        log = end ? end + 1 : stop;
    }
}

int lun_run_start(lun_zygote **out, lun_plan *plan, lun_work_options *work, const lun_work_limits *limits,
                  unsigned *missing, lun_error *err)
{
    size_t memory = limits->memory ? limits->memory : LUN_WORKER_MEMORY;
    work->memory = memory;
    work->session.memory = memory / 2;
    int rc = lun_zygote_start(out, work, err);
    if (rc < 0)
        return rc;
    rc = lun_zygote_ready(*out, plan, missing, limits->deadline ? limits->deadline : LOAD_SECONDS, err);
    if (rc == LUN_OK && limits->require_sandbox)
        rc = lun_sandbox_require(*missing, err);
    return rc;
}
