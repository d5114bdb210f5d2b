/*
** buf.c - the growing string.
*/
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

void lun_buf_clear(lun_buf *buf)
{
    lun_free(buf->data);
    *buf = (lun_buf)LUN_BUF_INIT;
}

void lun_buf_reset(lun_buf *buf)
{
    buf->len = 0;
    buf->failed = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

/* Room for `more` bytes and the NUL: 0, or failed. */
static int reserve(lun_buf *buf, size_t more)
{
    if (buf->failed || more > SIZE_MAX - buf->len - 1 ||
        lun_vec__reserve((void **)&buf->data, &buf->capacity, buf->len + more + 1, 1) < 0) {
        buf->failed = 1;
        return -1;
    }
    return 0;
}

void lun_buf_add(lun_buf *buf, const char *data, size_t len)
{
    if (reserve(buf, len) < 0)
        return;
    if (len)
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
    lun_buf_add(buf, &c, 1);
}

void lun_buf_vaddf(lun_buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        buf->failed = 1;
    else if (reserve(buf, (size_t)n) == 0) {
        vsnprintf(buf->data + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
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
    if (!buf->failed && !buf->data)
        lun_buf_add(buf, "", 0);
    char *data = buf->failed ? NULL : buf->data;
    if (!data)
        lun_free(buf->data);
    *buf = (lun_buf)LUN_BUF_INIT;
    return data;
}
