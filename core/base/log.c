/*
** log.c - what the program says on standard error.
**
** Sits on error.c, buf.c and utf8.c. A line is written by one call, so that lines of several processes do not mix. What
** it quotes (names of files, words of documents) gives no orders to a terminal.
*/
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { DIAGNOSTIC_MOST = 8192 }; /* more than the texts of one error, its underline and its colours can take */

static const char *level_name(lun_level level)
{
    switch (level) {
    case LUN_LEVEL_ERROR:
        return "error";
    case LUN_LEVEL_WARNING:
        return "warning";
    case LUN_LEVEL_NOTE:
        return "note";
    }
    return "error";
}

static const char *level_colour(lun_level level)
{
    switch (level) {
    case LUN_LEVEL_ERROR:
        return "\033[1;31m";
    case LUN_LEVEL_WARNING:
        return "\033[1;33m";
    case LUN_LEVEL_NOTE:
        return "\033[1;36m";
    }
    return "";
}

static void say(const char *text, size_t len)
{
    fflush(stdout);
    fwrite(text, 1, len, stderr);
    fflush(stderr);
}

static void add_prefix(lun_buf *line, lun_level level)
{
    int colour = lun_log_colour(STDERR_FILENO);

    lun_buf_addf(line, "lunette: %s%s:%s ", colour ? level_colour(level) : "", level_name(level),
                 colour ? "\033[0m" : "");
}

void lun_log(lun_level level, const char *format, ...)
{
    lun_buf line = LUN_BUF_INIT;
    va_list args;

    add_prefix(&line, level);
    size_t start = line.len;
    va_start(args, format);
    lun_buf_vaddf(&line, format, args);
    va_end(args);
    if (!line.failed)
        line.len = start + lun_utf8_plain(line.data + start, line.len - start, LUN_PLAIN_LINES);
    lun_buf_addc(&line, '\n');
    if (line.failed)
        say("lunette: memory is gone\n", strlen("lunette: memory is gone\n"));
    else
        say(line.data, line.len);
    lun_buf_clear(&line);
}

void lun_log_error(const lun_error *err)
{
    lun_buf line = LUN_BUF_INIT;
    char text[DIAGNOSTIC_MOST];
    size_t len = lun_error_format(err, text, sizeof text - 1);

    if (len > sizeof text - 2)
        len = sizeof text - 2;
    text[len++] = '\n';
    add_prefix(&line, LUN_LEVEL_ERROR);
    lun_buf_add(&line, text, len);
    /* The buffer may fail when memory is gone; the diagnostic itself stands on the stack. */
    if (line.failed)
        say(text, len);
    else
        say(line.data, line.len);
    lun_buf_clear(&line);
}

int lun_log_colour(int fd)
{
    const char *no = getenv("NO_COLOR");

    return (no == NULL || no[0] == '\0') && isatty(fd);
}
