/*
** log.c - lines on standard error.
*/
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int most_level = LUN_LEVEL_NOTE;

void lun_log_level(lun_level most)
{
    atomic_store(&most_level, (int)most);
}

int lun_log_colour(int fd)
{
    const char *no_color = getenv("NO_COLOR");
    return !(no_color && *no_color) && isatty(fd);
}

static const char *prefix(lun_level level, int colour)
{
    switch (level) {
    case LUN_LEVEL_ERROR:
        return colour ? "\033[1;31merror:\033[0m " : "error: ";
    case LUN_LEVEL_WARNING:
        return colour ? "\033[1;33mwarning:\033[0m " : "warning: ";
    case LUN_LEVEL_NOTE:
    case LUN_LEVEL_DEBUG:
        break;
    }
    return "";
}

void lun_log(lun_level level, const char *format, ...)
{
    char line[4096];
    va_list args;
    if ((int)level > atomic_load(&most_level))
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "%s%s\n", prefix(level, lun_log_colour(STDERR_FILENO)), line);
}

void lun_log_error(const lun_error *err)
{
    char text[sizeof *err + 64];
    lun_error_format(err, text, sizeof text);
    lun_log(LUN_LEVEL_ERROR, "%s", text);
}
