/*
** wire.c - numbers, texts and frames as bytes. Sits on base.
*/
#include "run/wire.h"

#include <string.h>

#include "base/utf8.h"

/* ---- writing ---- */

void lun_wire_number(lun_buf *out, uint64_t number)
{
    char bytes[10];
    size_t n = 0;
    while (number > 0x7F) {
        bytes[n++] = (char)(number | 0x80);
        number >>= 7;
    }
    bytes[n++] = (char)number;
    lun_buf_add(out, bytes, n);
}

void lun_wire_signed(lun_buf *out, int64_t number)
{
    uint64_t bits = (uint64_t)number;
    lun_wire_number(out, number < 0 ? ~(bits << 1) : bits << 1);
}

void lun_wire_double(lun_buf *out, double number)
{
    char bytes[8];
    memcpy(bytes, &number, sizeof bytes);
    lun_buf_add(out, bytes, sizeof bytes);
}

void lun_wire_bytes(lun_buf *out, const void *data, size_t len)
{
    lun_wire_number(out, len);
    lun_buf_add(out, data, len);
}

void lun_wire_text(lun_buf *out, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    lun_wire_number(out, text ? len + 1 : 0);
    lun_buf_add(out, text ? text : "", len);
}

size_t lun_wire_begin(lun_buf *out, unsigned kind)
{
    size_t frame = out->len;
    char head[LUN_FRAME_HEAD] = { 0, 0, 0, 0, (char)kind };
    lun_buf_add(out, head, sizeof head);
    return frame;
}

void lun_wire_end(lun_buf *out, size_t frame)
{
    size_t len = out->failed ? 0 : out->len - frame - 4;
    if (len > UINT32_MAX)
        out->failed = 1;
    for (int i = 0; i < 4 && !out->failed; i++)
        out->data[frame + (size_t)i] = (char)(len >> (8 * i));
}

/* ---- reading ---- */

lun_wire lun_wire_open(const void *data, size_t len)
{
    return (lun_wire){ data, (const unsigned char *)data + len, 0 };
}

void lun_wire_refuse(lun_wire *in)
{
    in->bad = in->bad ? in->bad : 1;
    in->at = in->stop;
}

static uint64_t bad(lun_wire *in)
{
    lun_wire_refuse(in);
    return 0;
}

uint64_t lun_wire_take_number(lun_wire *in)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && in->at < in->stop; shift += 7) {
        unsigned char byte = *in->at++;
        if (shift == 63 && byte > 1)
            return bad(in);
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    return bad(in);
}

uint32_t lun_wire_take_u32(lun_wire *in)
{
    uint64_t number = lun_wire_take_number(in);
    return number > UINT32_MAX ? (uint32_t)bad(in) : (uint32_t)number;
}

int64_t lun_wire_take_signed(lun_wire *in)
{
    uint64_t bits = lun_wire_take_number(in);
    return (int64_t)(bits >> 1 ^ (0 - (bits & 1)));
}

double lun_wire_take_double(lun_wire *in)
{
    double number = 0;
    const char *bytes = lun_wire_take_raw(in, sizeof number);
    if (bytes)
        memcpy(&number, bytes, sizeof number);
    return number;
}

size_t lun_wire_take_count(lun_wire *in, size_t least)
{
    uint64_t n = lun_wire_take_number(in);
    return n > (size_t)(in->stop - in->at) / (least ? least : 1) ? (size_t)bad(in) : (size_t)n;
}

const char *lun_wire_take_raw(lun_wire *in, size_t len)
{
    const char *data = (const char *)in->at;
    if (len > (size_t)(in->stop - in->at)) {
        bad(in);
        return NULL;
    }
    in->at += len;
    return data;
}

const char *lun_wire_take_bytes(lun_wire *in, size_t *len)
{
    *len = lun_wire_take_count(in, 1);
    return lun_wire_take_raw(in, *len);
}

/* The bytes of a text, and 1 more than their number in *len: 0 = NULL. */
static const char *take_optional(lun_wire *in, size_t *len)
{
    uint64_t n = lun_wire_take_number(in);
    *len = n > SIZE_MAX ? (size_t)bad(in) : (size_t)n;
    return *len ? lun_wire_take_raw(in, *len - 1) : NULL;
}

const char *lun_wire_take_text(lun_wire *in, lun_arena *arena)
{
    size_t len;
    const char *data = take_optional(in, &len);
    if (len == 0)
        return NULL;
    if (!data || memchr(data, '\0', len - 1) || !lun_utf8_valid(data, len - 1)) {
        bad(in);
        return NULL;
    }
    const char *copy = lun_arena_strndup(arena, data, len - 1);
    if (!copy) {
        bad(in);
        in->bad = 2;
    }
    return copy;
}

const char *lun_wire_need_text(lun_wire *in, lun_arena *arena)
{
    const char *text = lun_wire_take_text(in, arena);
    if (!text)
        bad(in);
    return text ? text : "";
}

void lun_wire_copy_text(lun_wire *in, char *out, size_t size)
{
    size_t len;
    const char *data = take_optional(in, &len);
    size_t n = data ? len - 1 : 0;
    n = n < size ? n : size - 1;
    if (n)
        memcpy(out, data, n);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)out[i];
        if (c < 0x20 || c == 0x7F)
            out[i] = ' ';
    }
    while (n && !lun_utf8_valid(out, n))
        n--;
    out[n] = '\0';
}
