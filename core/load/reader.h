/*
** reader.h - what the readers of core/load share: formats, the document's fields, one reader a format.
**
** A reader gets bytes that are decoded already (charset.h) and fills a document. It returns a negative code only when
** memory is gone; whatever is wrong with the bytes becomes a problem of the document.
*/
#ifndef LUN_LOAD_READER_H
#define LUN_LOAD_READER_H

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "load/charset.h"
#include "load/load.h"

typedef enum lun_format {
    LUN_FORMAT_TEXT,
    LUN_FORMAT_MARKDOWN,
    LUN_FORMAT_HTML,
    LUN_FORMAT_JSON_LINES,
    LUN_FORMAT_JSON, /* one object, or an array of objects */
    LUN_FORMAT_CSV,
    LUN_FORMAT_MAIL,    /* of raw bytes: each part has a character set of its own */
    LUN_FORMAT_MAILBOX, /* of raw bytes, too */
    LUN_FORMAT_ZIP,     /* of raw bytes: an office document, if it is one */
    LUN_FORMAT_ARCHIVE, /* a zip that is none */
    LUN_FORMAT_SEVEN,
    LUN_FORMAT_TAR,
    LUN_FORMAT_PACKED, /* a compressed file, or tar */
    LUN_FORMAT_UNKNOWN
} lun_format;

typedef enum lun_field {
    LUN_FIELD_ID,
    LUN_FIELD_URI,
    LUN_FIELD_TITLE,
    LUN_FIELD_DATE,
    LUN_FIELD_LANGUAGE,
    LUN_FIELD_SOURCE,
    LUN_FIELD_COUNTRY,
    LUN_FIELD_TEXT,
    LUN_FIELD_NONE /* a key that is not one of ours: metadata */
} lun_field;

/* The field a key or column names, aliases included, in any case; LUN_FIELD_NONE for all others. */
lun_field lun_load__field(const char *key);

/* The string in a field of the document; NULL where absent. */
const char *lun_load__get(const lun_document *document, lun_field field);

/*
** Sets a field, replacing what is there. White space around the value goes; an empty value changes nothing. A date,
** country or language that is not understood becomes metadata and a problem that begins with `place`. Not for
** LUN_FIELD_TEXT and _NONE.
*/
int lun_load__set(lun_document *document, lun_field field, const char *value, size_t len, const char *place,
                  lun_error *err);

/* Adds a key of metadata, or replaces it; `json` is its value as JSON text. */
int lun_load__meta(lun_document *document, const char *key, const char *json, lun_error *err);
int lun_load__meta_string(lun_document *document, const char *key, const char *value, size_t len, lun_error *err);

/* A document with uri, id and empty text; both are parts of a path. */
int lun_load__document(lun_document **out, const char *uri, const char *id, lun_error *err);

/* Copies into the document's arena, or fails with LUN_ENOMEM. */
int lun_load__copy(lun_document *document, const char **out, const char *text, size_t len, lun_error *err);

/* Copies what is part of a path, as it is shown. */
int lun_load__copy_path(lun_document *document, const char **out, const char *path, size_t len, lun_error *err);
int lun_load__no_memory(lun_error *err);

/* Sets the text from what was decoded. Text past 4 GiB becomes problem "too-large". */
int lun_load__take_text(lun_document *document, const lun_decoded *decoded, lun_error *err);

/* A text of nothing but white space is no text: it becomes the empty one. */
int lun_load__drop_blank(lun_document *document, lun_error *err);

/* The day that a line at the head of the text tells (text.c) is the document's, if it has none. */
int lun_load__day_of_head(lun_document *document, lun_error *err);

/* The readers. `place` begins the messages of problems: a path, or path:line. */
int lun_read_text(lun_document *document, const lun_decoded *decoded, lun_error *err);
int lun_read_markdown(lun_document *document, const lun_decoded *decoded, const char *place, lun_error *err);
int lun_read_html(lun_document *document, const lun_decoded *decoded, const char *place, lun_error *err);
int lun_read_json_object(lun_document *document, const cJSON *object, const char *place, lun_error *err);

/* Source and country of a known host, from any address on it; 1 found, 0 not. Borrowed, static. */
int lun_load__host(const char *url, const char **source, const char **country);
/* The country of a source that the table names, in any case and with or without an article; "" for a body of no one country. 1 found, 0 not. */
int lun_load__source(const char *name, const char **country);

#endif
