/*
** sniff.h - what bytes are, from the bytes; the name only decides between text, Markdown and CSV.
*/
#ifndef LUN_LOAD_SNIFF_H
#define LUN_LOAD_SNIFF_H

#include "load/reader.h"

#define LUN_SNIFF_BYTES 65536 /* the head that is looked at */

typedef struct lun_kind {
    lun_format format;
    const char *media_type; /* static */
    const char *looks_like; /* of unknown formats: "a PDF document"; static */
    const char *remedy;     /* of unknown formats; static */
} lun_kind;

/* 1 and *out with LUN_FORMAT_UNKNOWN where the raw bytes are no text in any character set. */
int lun_sniff_binary(const char *data, size_t len, lun_kind *out);

/* The format of decoded text; text[0..len) may be the head of more unless `whole`. `name` may be NULL. */
void lun_sniff_text(const char *text, size_t len, lun_extent extent, const char *name, lun_kind *out);

/* How long the path is without its suffix; of a compressed file without both (".txt.gz"). */
size_t lun_sniff_stem(const char *path);

/* The length of ".gz", ".bz2", ".xz" or ".zst" at the end of a name; 0 where none is there. */
size_t lun_sniff_packed_suffix(const char *name);

#endif
