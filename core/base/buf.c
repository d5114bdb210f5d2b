/*
** buf.c - a growing string.
**
** Sits on mem.c. Invariants: data[len] is NUL whenever data is set; after a failure no byte is added until the buffer
** is cleared or reset, so that what was built is never a string with a hole.
*/
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { BUF_FIRST = 64 };

/* Makes room for `more` bytes and the NUL. */
static int buf_room(lun_buf *buf, size_t more)
{
    size_t want = buf->capacity != 0 ? buf->capacity : BUF_FIRST;
    size_t need;
    char *grown;

    if (buf->failed)
        return -1;
    if (more > SIZE_MAX / 2 || buf->len > SIZE_MAX / 2 - 1) {
        buf->failed = 1;
        return -1;
    }
    need = buf->len + more + 1;
    if (need <= buf->capacity)
        return 0;
    while (want < need)
        want = want <= SIZE_MAX / 2 ? want * 2 : need;
    grown = lun_realloc(buf->data, want);
    if (grown == NULL) {
        buf->failed = 1;
        return -1;
    }
    buf->data = grown;
    buf->capacity = want;
    return 0;
}

void lun_buf_clear(lun_buf *buf)
{
    lun_free(buf->data);
    *buf = (lun_buf)LUN_BUF_INIT;
}

void lun_buf_reset(lun_buf *buf)
{
    buf->len = 0;
    buf->failed = 0;
    if (buf->data != NULL)
        buf->data[0] = '\0';
}

void lun_buf_add(lun_buf *buf, const char *data, size_t len)
{
    if ((buf->failed || len >= buf->capacity - buf->len) && buf_room(buf, len) < 0)
        return;
    if (len != 0)
        memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void lun_buf_adds(lun_buf *buf, const char *text)
{
    lun_buf_add(buf, text, strlen(text));
}

void lun_buf_addc(lun_buf *buf, char c)
{
    if (buf->failed || buf->len + 2 > buf->capacity) {
        lun_buf_add(buf, &c, 1);
        return;
    }
    buf->data[buf->len++] = c;
    buf->data[buf->len] = '\0';
}

void lun_buf_vaddf(lun_buf *buf, const char *format, va_list args)
{
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0) {
        buf->failed = 1;
        return;
    }
    if (buf_room(buf, (size_t)len) < 0)
        return;
    vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
    buf->len += (size_t)len;
}

void lun_buf_addf(lun_buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    lun_buf_vaddf(buf, format, args);
    va_end(args);
}

void lun_buf_addcp(lun_buf *buf, unsigned code_point)
{
    char bytes[4];
    unsigned n = lun_utf8_encode(code_point, bytes);

    if (n == 0)
        n = lun_utf8_encode(0xFFFD, bytes);
    lun_buf_add(buf, bytes, n);
}

char *lun_buf_take(lun_buf *buf)
{
    char *text;

    lun_buf_add(buf, "", 0);
    if (buf->failed) {
        lun_buf_clear(buf);
        return NULL;
    }
    text = buf->data;
    *buf = (lun_buf)LUN_BUF_INIT;
    return text;
}
