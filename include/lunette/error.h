/*
** lunette/error.h - how a call of the library says what went wrong.
**
** Functions return 0 when fine, a positive value only for "yes", "more" or "row", and a negative lun_code on
** failure, with the caller's lun_error filled. The error has a fixed size, so that it works when memory is gone.
*/
#ifndef LUNETTE_ERROR_H
#define LUNETTE_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LUN_PRINTF(form, first) __attribute__((__format__(__printf__, form, first)))
#else
#define LUN_PRINTF(form, first)
#endif

typedef enum lun_code {
    LUN_OK = 0,
    LUN_ENOMEM = -1,    /* memory is gone, or a cap was reached */
    LUN_EIO = -2,       /* the system refused to read or write */
    LUN_EFORMAT = -3,   /* bytes that are not what they should be */
    LUN_EUSAGE = -4,    /* the caller asked for something that makes no sense */
    LUN_ENOTFOUND = -5, /* a thing named does not exist */
    LUN_ELIMIT = -6,    /* a documented limit was passed */
    LUN_ESCRIPT = -7,   /* a Lua error */
    LUN_ESTORE = -8,    /* the corpus file refused */
    LUN_EVERSION = -9   /* made by another version than this one reads */
} lun_code;

/* What went wrong and where. All texts are NUL-terminated and cut to their size; line and column count from 1, 0 = unknown. */
typedef struct lun_error {
    int code;           /* a lun_code */
    unsigned line;      /* line in `file` */
    unsigned column;    /* column in code points */
    unsigned width;     /* code points to underline, 0 = one */
    char file[512];     /* the file, or a name for the place such as "pattern" */
    char message[1024]; /* one line: the thing, what was found, what was expected */
    char source[512];   /* the source line, as it stands */
    char hint[512];     /* what to do; may be empty */
} lun_error;

#define LUN_ERROR_INIT \
    { \
        0, 0, 0, 0, "", "", "", "" \
    }

/* Fills *err (which may be NULL) and returns `code`. Place, source and hint are cleared. */
int lun_error_set(lun_error *err, int code, const char *format, ...) LUN_PRINTF(3, 4);

/* Puts "context: " before the message, keeps code and place; returns the code. */
int lun_error_wrap(lun_error *err, const char *format, ...) LUN_PRINTF(2, 3);

/* Adds the place; `file` may be NULL (unchanged). Returns the code. */
int lun_error_place(lun_error *err, const char *file, unsigned line, unsigned column, unsigned width);

/* Adds the source line (without its line end); `len` bytes of `line`. Returns the code. */
int lun_error_source(lun_error *err, const char *line, size_t len);

/* Adds what the user can do. Returns the code. */
int lun_error_hint(lun_error *err, const char *format, ...) LUN_PRINTF(2, 3);

/*
** Writes the whole diagnostic as the user sees it ("file:3:7: message", source line, underline, "hint: ...") into
** out[size], NUL-terminated. Returns the length that was wanted, without the NUL.
*/
size_t lun_error_format(const lun_error *err, char *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif
