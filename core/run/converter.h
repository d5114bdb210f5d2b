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

/*
** The same without a converter, for a process that loads documents itself: 1 with the pipe, 0 where pdftotext is not installed, LUN_EIO. As lun_load_options
** wants it. The process has one thread.
*/
int lun_converter_once(int pdf, int *out, lun_error *err);

/* Two ends of the way to a converter, above the standard streams; 0, or -1 with errno. */
int lun_converter_pair(int pair[2]);

/* In the process that becomes the converter: works until the other end is closed, then ends. */
_Noreturn void lun_converter_run(int fd, const char *program);

/*
** Has an open file converted, in so many seconds: *out is the end of a pipe from which the output comes, then its trailer. The file's descriptor stays
** the caller's, and must not be read from meanwhile. LUN_EIO.
*/
int lun_converter_start(int fd, int pdf, unsigned seconds, int *out, lun_error *err);

#endif
