/*
** buf.h - a growing string. Failure is sticky: append as you like, ask `failed` once at the end.
*/
#ifndef LUN_BASE_BUF_H
#define LUN_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include <lunette/error.h>

typedef struct lun_buf lun_buf;
struct lun_buf {
    char *data; /* NUL-terminated once anything was appended; NULL before */
    size_t len; /* bytes, without the NUL */
    size_t capacity;
    int failed; /* memory ran out at some append; what follows was dropped */
};

#define LUN_BUF_INIT \
    { \
        NULL, 0, 0, 0 \
    }

void lun_buf_clear(lun_buf *buf); /* gives the memory back; buf can be used again */
void lun_buf_reset(lun_buf *buf); /* empties it and keeps the memory */
void lun_buf_add(lun_buf *buf, const char *data, size_t len);
void lun_buf_adds(lun_buf *buf, const char *text);
void lun_buf_addc(lun_buf *buf, char c);
void lun_buf_addf(lun_buf *buf, const char *format, ...) LUN_PRINTF(2, 3);
void lun_buf_vaddf(lun_buf *buf, const char *format, va_list args) LUN_PRINTF(2, 0);
void lun_buf_addcp(lun_buf *buf, unsigned code_point); /* as UTF-8; U+FFFD for what is not a scalar value */
char *lun_buf_take(lun_buf *buf);                      /* the string, the caller's to lun_free; NULL if failed */

#endif
