/*
** project.c - reads a project file in a child that has given up its rights, since this process never runs Lua. Sits on sandbox.c, core/script.
**
** The child answers with one byte, then JSON or an error as a parcel; what it says is checked as any worker's answer.
*/
#include "run/project.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "run/parcel.h"
#include "run/sandbox.h"

#define SECONDS 5
#define MEMORY ((size_t)128 << 20)
#define ANSWER_MAX ((size_t)1 << 20)
#define FINE 'Y'
#define WRONG 'N'

/* ---- in the child ---- */

static int read_file(lun_buf *answer, const char *path, lun_error *err)
{
    const lun_sandbox_options sandbox = { .role = LUN_SANDBOX_ZYGOTE };
    const lun_script_options options = { .memory = MEMORY };
    lun_buf question = LUN_BUF_INIT;
    lun_script *script;
    int rc = lun_sandbox_enter(NULL, &sandbox, err);
    if (rc < 0 || (rc = lun_script_new(&script, &options, err)) < 0)
        return rc;
    lun_buf_adds(&question, "{\"file\":");
    lun_json_add_string(&question, path, strlen(path));
    lun_buf_addc(&question, '}');
    if (question.failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a project file");
    return lun_script_call(script, "read_project", question.data, answer, err);
}

static _Noreturn void answer(int fd, const char *path)
{
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    lun_buf_addc(&out, FINE);
    if (read_file(&out, path, &err) < 0) {
        lun_buf_reset(&out);
        lun_buf_addc(&out, WRONG);
        lun_parcel_error(&out, &err);
    }
    if (!out.failed)
        lun_file_write_all(fd, out.data, out.len);
    _exit(0);
}

/* ---- in the supervisor ---- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int endless(const char *path, lun_error *err)
{
    lun_error_set(err, LUN_ELIMIT, "project file '%s' was not read after %d seconds", path, SECONDS);
    return lun_error_hint(err, "it is a table that says what there is: does a loop in it never end?");
}

/* All that the child says, until it ends or time is up. */
static int receive(lun_buf *out, int fd, const char *path, lun_error *err)
{
    char piece[8192];
    double until = now() + SECONDS;
    for (;;) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        double left = until - now();
        if (left <= 0)
            return endless(path, err);
        int n = poll(&ready, 1, (int)(left * 1000) + 1);
        ssize_t got = n > 0 ? read(fd, piece, sizeof piece) : -1;
        if (n > 0 && got == 0)
            return LUN_OK;
        if (got > 0)
            lun_buf_add(out, piece, (size_t)got);
        else if (n < 0 && errno != EINTR)
            return lun_error_set(err, LUN_EIO, "project file '%s' cannot be read: %s", path, strerror(errno));
        if (out->failed || out->len > ANSWER_MAX)
            return lun_error_set(err, LUN_ELIMIT, "project file '%s' says more than %zu bytes", path, ANSWER_MAX);
    }
}

static int understand(cJSON **out, const lun_buf *answer, const char *path, lun_error *err)
{
    if (answer->len && answer->data[0] == WRONG) {
        lun_wire in = lun_wire_open(answer->data + 1, answer->len - 1);
        lun_parcel_take_error(&in, err);
        return err->code;
    }
    if (!answer->len || answer->data[0] != FINE)
        return lun_error_set(err, LUN_EIO, "the process that read project file '%s' ended", path);
    int rc = lun_json_parse(out, answer->data + 1, answer->len - 1, NULL, err);
    return rc < 0 || cJSON_IsObject(*out) ? rc
                                          : lun_error_set(err, LUN_EFORMAT, "project file '%s' says no object", path);
}

int lun_project_read(cJSON **out, const char *path, lun_error *err)
{
    lun_buf said = LUN_BUF_INIT;
    int ends[2];
    *out = NULL;
    if (pipe(ends) < 0)
        return lun_error_set(err, LUN_EIO, "project file '%s' cannot be read: %s", path, strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        answer(ends[1], path);
    }
    int reason = errno;
    close(ends[1]);
    int rc = child > 0 ? receive(&said, ends[0], path, err)
                       : lun_error_set(err, LUN_EIO, "project file '%s' cannot be read: %s", path, strerror(reason));
    close(ends[0]);
    if (child > 0) {
        kill(child, SIGKILL);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    if (rc == LUN_OK)
        rc = understand(out, &said, path, err);
    lun_buf_clear(&said);
    if (rc < 0) {
        cJSON_Delete(*out);
        *out = NULL;
    }
    return rc;
}
