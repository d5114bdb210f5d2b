/*
** bench_cost.c - what a command costs: processor time of all its processes, the peak memory of the first and of the
** largest other.
**
** bench_cost COMMAND...: prints one line of JSON to standard error when the command has ended: user and system seconds of
** all processes that were waited for, seconds by the clock, peaks in KiB. A peak is what /proc/PID/status calls VmHWM, read
** every few milliseconds; it never falls, so only what a process grew in its last milliseconds is missed. A process that
** forks gives its child the pages that it has: those count in both.
*/
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOOK 5000000 /* nanoseconds between two looks */

typedef struct peaks {
    unsigned long first, other; /* KiB */
} peaks;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* 0 where the process is no more. */
static unsigned long peak_of(long pid)
{
    char path[64], line[256];
    unsigned long peak = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", pid);
    FILE *file = fopen(path, "re");
    while (file && peak == 0 && fgets(line, sizeof line, file))
        (void)(sscanf(line, "VmHWM: %lu", &peak) == 1);
    if (file)
        fclose(file);
    return peak;
}

static void look_below(long pid, peaks *out)
{
    char path[64];
    long child;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
    FILE *file = fopen(path, "re");
    while (file && fscanf(file, "%ld", &child) == 1) {
        unsigned long peak = peak_of(child);
        if (peak > out->other)
            out->other = peak;
        look_below(child, out);
    }
    if (file)
        fclose(file);
}

static void look(long pid, peaks *out)
{
    unsigned long peak = peak_of(pid);
    if (peak > out->first)
        out->first = peak;
    look_below(pid, out);
}

int main(int argc, char **argv)
{
    const struct timespec moment = { 0, LOOK };
    struct rusage used;
    peaks most = { 0, 0 };
    double from = now();
    int status = 0;
    pid_t pid, done;
    if (argc < 2) {
        fprintf(stderr, "bench_cost COMMAND...\n");
        return 3;
    }
    if ((pid = fork()) == 0) {
        execvp(argv[1], argv + 1);
        fprintf(stderr, "bench_cost: %s: %s\n", argv[1], strerror(errno));
        _exit(127);
    }
    while ((done = wait4(pid, &status, WNOHANG, &used)) == 0) {
        look(pid, &most);
        nanosleep(&moment, NULL);
    }
    if (done < 0)
        return 3;
    fprintf(stderr, "{\"user\":%.3f,\"system\":%.3f,\"clock\":%.3f,\"first\":%lu,\"other\":%lu,\"status\":%d}\n",
            seconds(used.ru_utime), seconds(used.ru_stime), now() - from, most.first, most.other,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
