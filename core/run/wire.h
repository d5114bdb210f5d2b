/*
** wire.h - the bytes that supervisor, zygote and workers send each other: numbers, texts, frames.
**
** Whatever comes from another process is hostile until it was checked. A reader never goes past its bytes: what is not
** there, or makes no sense, sets `bad`, and from then on everything reads as zero. Whoever reads asks `bad` before
** anything of it is used.
**
** A frame is its length in four bytes (little endian, of what follows them), a byte for the kind, then the body.
*/
#ifndef LUN_RUN_WIRE_H
#define LUN_RUN_WIRE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"

#define LUN_FRAME_HEAD 5 /* bytes before a body */

/* ---- writing: into a lun_buf, whose `failed` is asked once at the end ---- */
void lun_wire_number(lun_buf *out, uint64_t number); /* seven bits a byte, lowest first */
void lun_wire_signed(lun_buf *out, int64_t number);
void lun_wire_double(lun_buf *out, double number);
void lun_wire_bytes(lun_buf *out, const void *data, size_t len); /* with their length */
void lun_wire_text(lun_buf *out, const char *text);              /* NULL stays NULL */
/* Begins a frame and returns where; lun_wire_end fills in its length. A frame over 4 GiB sets out->failed. */
size_t lun_wire_begin(lun_buf *out, unsigned kind);
void lun_wire_end(lun_buf *out, size_t frame);

/* ---- reading ---- */
typedef struct lun_wire {
    const unsigned char *at, *stop;
    int bad; /* 1: what was sent makes no sense, 2: there was no memory for it */
} lun_wire;

lun_wire lun_wire_open(const void *data, size_t len);
void lun_wire_refuse(lun_wire *in); /* what was read makes no sense: it is bad from here on */
uint64_t lun_wire_take_number(lun_wire *in);
uint32_t lun_wire_take_u32(lun_wire *in); /* bad when it is larger */
int64_t lun_wire_take_signed(lun_wire *in);
double lun_wire_take_double(lun_wire *in);
/* How many items follow, each of at least `least` bytes: bad when so many cannot be there. */
size_t lun_wire_take_count(lun_wire *in, size_t least);
const char *lun_wire_take_bytes(lun_wire *in, size_t *len); /* borrowed from the frame */
const char *lun_wire_take_raw(lun_wire *in, size_t len);    /* so many bytes */
const char *lun_wire_take_text(
    lun_wire *in, lun_arena *arena); /* a copy, NUL-terminated; NULL stays NULL; bad unless UTF-8 without NUL */
const char *lun_wire_need_text(lun_wire *in, lun_arena *arena); /* the same; bad when NULL */
void lun_wire_copy_text(lun_wire *in, char *out, size_t size);  /* cut to size, cleaned of what is no UTF-8 */

#endif
