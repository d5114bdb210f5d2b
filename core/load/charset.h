/*
** charset.h - from bytes in some character set to text: well-formed UTF-8, LF only, no NUL, no BOM, with a map back
** to the bytes.
**
** Order of belief: byte order mark, valid UTF-8, the NUL pattern of UTF-16 and UTF-32, what the document declares,
** uchardet's guess if the result looks like writing, windows-1252 if the result looks like writing, damaged UTF-8. What is UTF-8 but for a sequence
** that is cut at the end, as by a limit on bytes, is damaged UTF-8 in any case.
*/
#ifndef LUN_LOAD_CHARSET_H
#define LUN_LOAD_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "text/document.h"

#define LUN_CHARSET_NAME 40

typedef struct lun_decoded {
    char *text; /* NUL-terminated */
    size_t len;
    size_t bad, first_bad;          /* sequences that became U+FFFD; byte of the first in the source */
    size_t nul, first_nul;          /* NULs that became U+FFFD */
    char charset[LUN_CHARSET_NAME]; /* what the bytes were read as */
} lun_decoded;

typedef enum lun_decode_mode {
    LUN_DECODE_PLAIN,
    LUN_DECODE_TRIAL /* odd blanks stay as they are: to see whether the character set is the right one */
} lun_decode_mode;

/* Whether more bytes follow those given: then a sequence may be cut at their end. */
typedef enum lun_extent { LUN_EXTENT_HEAD, LUN_EXTENT_WHOLE } lun_extent;

/* Names the character set of data[0..len). `declared` may be NULL. `*bom` gets the bytes of a byte order mark. */
void lun_charset_detect(const char *data, size_t len, lun_extent extent, const char *declared,
                        char out[LUN_CHARSET_NAME], size_t *bom);

/* The character set that an HTML or XML head declares; 1 found, 0 not. */
int lun_charset_declared(const char *data, size_t len, char out[LUN_CHARSET_NAME]);

/* 1 if a converter for the name is there. */
int lun_charset_known(const char *name);

/*
** Decodes data[0..len) as `charset` ("utf-8" and anything ICU knows), skipping `bom` bytes. CR LF and CR become LF, blanks of another width and no-break
** spaces (U+00A0, U+2000 to U+200A, U+202F, U+205F) a blank each. Fails with LUN_ENOMEM, or
** LUN_ENOTFOUND for a charset ICU does not know. Clear *out with lun_decoded_clear in every case.
*/
int lun_decode(lun_decoded *out, const char *data, size_t len, const char *charset, size_t bom, lun_decode_mode mode,
               lun_error *err);
/* As UTF-8 or, if that it is not, as what lun_charset_detect names: a part of a file whose head was ASCII. */
int lun_decode_part(lun_decoded *out, const char *data, size_t len, size_t bom, lun_error *err);
void lun_decoded_clear(lun_decoded *decoded);
/* 1 if that would change text in well-formed UTF-8, 0 if it would only copy it. */
int lun_decode_changes(const char *data, size_t len);

/* Records "invalid-utf8" and "nul" where there is cause; `place` begins the message. */
void lun_decoded_report(const lun_decoded *decoded, lun_document *document, const char *place);

#endif
