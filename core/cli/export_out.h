/*
** export_out.h - where an export goes: standard output, a file, or a folder of files. A file or folder appears when it is whole, or not at all.
*/
#ifndef LUN_CLI_EXPORT_OUT_H
#define LUN_CLI_EXPORT_OUT_H

#include <stdint.h>
#include <stdio.h>

#include <lunette/error.h>

#define LUN_EXPORT_KEPT 4 /* files of a folder that grow with each document */

typedef struct lun_export_file {
    char *name;
    FILE *file;
} lun_export_file;

typedef struct lun_export_out {
    const char *path; /* as it was named; NULL: standard output */
    char *aside;      /* where it is written until it is whole; NULL: at once to `path`, which is no plain file */
    char *target;     /* where it is moved then: the path, or what it leads to */
    FILE *stream;     /* NULL: a folder */
    lun_export_file kept[LUN_EXPORT_KEPT];
} lun_export_out;

typedef enum lun_export_kind { LUN_EXPORT_STREAM, LUN_EXPORT_FOLDER } lun_export_kind;

/* path NULL = standard output (a stream). A folder must not be there, or be empty. Fails with LUN_EIO, LUN_EUSAGE. */
int lun_export_open(lun_export_out *out, const char *path, lun_export_kind kind, lun_error *err);
int lun_export_put(lun_export_out *out, const char *data, size_t len, lun_error *err); /* to the stream */
/* A whole file of the folder. Names are single names. */
int lun_export_put_file(lun_export_out *out, const char *name, const char *data, size_t len, lun_error *err);
/* Behind what a file of the folder holds; over it, from byte `at` on, where that is not negative. */
int lun_export_add_file(lun_export_out *out, const char *name, int64_t at, const char *data, size_t len,
                        lun_error *err);
/* rc: how it went until now. 0: all is in its place. Else what was written is taken away again. Returns the first failure. */
int lun_export_finish(lun_export_out *out, int rc, lun_error *err);

#endif
