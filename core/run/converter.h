/*
** converter.h - pdftotext as a child: one process that starts it over one file after another, each in a sandbox of its own.
**
**     supervisor ── pdf, pipe ──▶ converter ── fork ──▶ keeper ── fork ──▶ pdftotext
**                                                         └─ end of it ──▶ pipe ──▶ worker
**
** It is forked from the zygote before that loads a plugin, so that no rule ever runs in a process which may start a program. pdftotext reads the
** file from standard input and may open nothing but programs and libraries; a worker reads what it writes (load/pdf.h) as it reads any file.
*/
#ifndef LUN_RUN_CONVERTER_H
#define LUN_RUN_CONVERTER_H

#include <stddef.h>

#include <lunette/error.h>

/* The path of pdftotext in $PATH: 1, or 0 where it is not installed. */
int lun_converter_find(char *path, size_t size);

/* Two ends of the way to a converter, above the standard streams; 0, or -1 with errno. */
int lun_converter_pair(int pair[2]);

/* In the process that becomes the converter: works until the other end is closed, then ends. */
_Noreturn void lun_converter_run(int fd, const char *program);

/*
** Has an open file converted, in so many seconds: *out is the end of a pipe from which the output comes, then its trailer. The file's descriptor stays
** the caller's, and must not be read from meanwhile. LUN_EIO.
*/
int lun_converter_start(int fd, int pdf, unsigned seconds, int *out, lun_error *err);

/*
** ---- for a process that reads sources itself (lun_load_options.convert) ----
** LUN_CONVERTER_NONE at first; the converter is forked for the first PDF file and goes with lun_converter_close. *context is one.
*/
typedef struct lun_converter {
    int fd, pid;
    int is_missing;
} lun_converter;
#define LUN_CONVERTER_NONE \
    { \
        -1, 0, 0 \
    }
int lun_converter_convert(void *context, int pdf, int *out,
                          lun_error *err); /* LUN_ENOTFOUND without pdftotext, LUN_EIO */
void lun_converter_close(lun_converter *converter);

#endif
