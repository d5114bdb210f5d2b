/*
** csv.h - records of RFC 4180 with any delimiter, one at a time.
**
** Lenient where files are: LF or CRLF, a quote inside an unquoted field is itself, text after a closing quote joins
** the field.
*/
#ifndef LUN_LOAD_CSV_H
#define LUN_LOAD_CSV_H

#include <stddef.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/document.h"

typedef struct lun_csv_record {
    lun_buf bytes;            /* the fields, unquoted, one after another, a NUL after each */
    LUN_VEC(lun_span) fields; /* in bytes; a field may hold NULs of its own */
    size_t consumed;          /* of the source, with the line end */
    size_t lines;             /* line ends consumed */
} lun_csv_record;

typedef enum lun_csv_result {
    LUN_CSV_RECORD,
    LUN_CSV_MORE,     /* the record goes on past the bytes given */
    LUN_CSV_UNCLOSED, /* the bytes ended inside quotes, and they were the last */
    LUN_CSV_NO_MEMORY
} lun_csv_result;

typedef enum lun_csv_tail { LUN_CSV_TAIL_OPEN, LUN_CSV_TAIL_LAST } lun_csv_tail;

/* Reads the record at data[0..len), len > 0. `tail` says whether more bytes may follow. */
lun_csv_result lun_csv_read(lun_csv_record *record, const char *data, size_t len, char delimiter, lun_csv_tail tail);
void lun_csv_clear(lun_csv_record *record);

/* The i-th field, NUL-terminated; "" past the last. */
const char *lun_csv_field(const lun_csv_record *record, size_t i, size_t *len);

/* The line "sep=;" that Excel writes before the header: its length with the line end, 0 where there is none; delimiter may be NULL. */
size_t lun_csv_told(const char *text, size_t len, char *delimiter);

/*
** The delimiter if the text begins with a header that names a text column, or if the file is named as a table; else
** NUL.
*/
typedef enum lun_csv_named { LUN_CSV_UNNAMED, LUN_CSV_NAMED } lun_csv_named;
char lun_csv_sniff(const char *text, size_t len, lun_csv_named named);

#endif
