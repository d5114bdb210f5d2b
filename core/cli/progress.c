/*
** progress.c - progress on standard error.
*/
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define REDRAW 0.1 /* seconds: smooth to the eye, nothing to the machine */
#define PLAIN 10.0
#define PART_MOST 32 /* bytes */

static double clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void lun_progress_start(lun_progress_line *line, int quiet)
{
    *line = (lun_progress_line){ clock_now(), 0, isatty(STDERR_FILENO), quiet, 0 };
    line->shown = line->started;
}

double lun_progress_seconds(const lun_progress_line *line)
{
    return clock_now() - line->started;
}

/* In the unit in which one would say it: seconds up to two minutes, minutes up to two hours. */
static void print_left(double seconds)
{
    if (seconds < 120)
        fprintf(stderr, ", %.0f s left", seconds);
    else if (seconds < 7200)
        fprintf(stderr, ", %.0f min left", seconds / 60);
    else
        fprintf(stderr, ", %.0f h left", seconds / 3600);
}

static void print(const lun_progress_line *line, const lun_progress *now, double seconds)
{
    double left = lun_progress_left(now, seconds);
    fprintf(stderr, "%s%llu documents, %.1f", line->terminal ? "\r\033[K" : "",
            (unsigned long long)(now->documents + now->skipped), (double)now->bytes / 1e6);
    if (now->bytes_total > now->bytes)
        fprintf(stderr, " of %.1f", (double)now->bytes_total / 1e6);
    fputs(" MB", stderr);
    if (seconds > 0 && now->bytes > 0)
        fprintf(stderr, ", %.1f MB/s", (double)now->bytes / 1e6 / seconds);
    if (now->problems)
        fprintf(stderr, ", %llu %s", (unsigned long long)now->problems, now->problems == 1 ? "problem" : "problems");
    if (left >= 0)
        print_left(left);
    if (!line->terminal)
        fputc('\n', stderr);
    fflush(stderr);
}

void lun_progress_update(void *context, const lun_progress *now)
{
    lun_progress_line *line = context;
    double time = clock_now();
    if (line->quiet || time - line->shown < (line->terminal ? REDRAW : PLAIN))
        return;
    line->shown = time;
    line->drawn = 1;
    print(line, now, time - line->started);
}

/* Cut where a narrow terminal would break the line, which could not be wiped then. */
static int cut(const char *text, int most)
{
    int len = (int)strnlen(text, (size_t)most);
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) /* text[most] goes on a letter that began before */
        len--;
    return len;
}

void lun_progress_part(lun_progress_line *line, const char *what, const char *part)
{
    double time = clock_now();
    if (line->quiet || (!line->terminal && time - line->shown < PLAIN))
        return;
    line->shown = time;
    line->drawn = 1;
    fprintf(stderr, "%s%.*s: %.*s, %.0f s%s", line->terminal ? "\r\033[K" : "", cut(what, PART_MOST), what,
            cut(part, PART_MOST), part, time - line->started, line->terminal ? "" : "\n");
    fflush(stderr);
}

void lun_progress_stop(lun_progress_line *line)
{
    if (line->terminal && line->drawn)
        fprintf(stderr, "\r\033[K");
}
