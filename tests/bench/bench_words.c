/*
** bench_words.c - a plain loop that counts the words of a file: the reference beside which scripts/bench puts its figures.
**
** bench_words FILE [TIMES]: reads the file and counts TIMES times (1). Prints a line of JSON: processor seconds of the counting
** alone, bytes counted, words of one count. The loop is what a programmer writes without thinking of speed: a table of white
** space, a byte at a time.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t count_words(const char *text, size_t len)
{
    static const unsigned char SPACE[256] = { [' '] = 1, ['\n'] = 1, ['\t'] = 1, ['\r'] = 1, ['\v'] = 1, ['\f'] = 1 };
    size_t n = 0;
    int inside = 0;
    for (size_t i = 0; i < len; i++) {
        if (SPACE[(unsigned char)text[i]])
            inside = 0;
        else if (!inside) {
            inside = 1;
            n++;
        }
    }
    return n;
}

int main(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    char *text;
    size_t len, words = 0;
    unsigned long times = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    if (argc < 2 || times == 0) {
        fprintf(stderr, "bench_words FILE [TIMES]\n");
        return 3;
    }
    if (lun_file_read(&text, &len, argv[1], 0, &err) < 0) {
        fprintf(stderr, "bench_words: %s\n", err.message);
        return 3;
    }
    double from = now();
    for (unsigned long i = 0; i < times; i++)
        words += count_words(text, len);
    printf("{\"seconds\":%.6f,\"bytes\":%zu,\"words\":%zu}\n", now() - from, len * times, words / times);
    lun_free(text);
    return 0;
}
