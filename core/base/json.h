/*
** json.h - JSON: a writer over lun_buf, and reading through cJSON with the repairs that it lacks.
*/
#ifndef LUN_BASE_JSON_H
#define LUN_BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/buf.h"

/*
** Parses one JSON value that must fill text[0..len) but for white space. "\u0000" and lone surrogate escapes become
** U+FFFD, and *repairs (may be NULL) counts them. Fails with LUN_EFORMAT (err->column: code point in the text where it
** stopped) or LUN_ENOMEM. *out is the caller's to cJSON_Delete.
*/
int lun_json_parse(cJSON **out, const char *text, size_t len, size_t *repairs, lun_error *err);

/* 1 if text[0..len) is one JSON object, as RFC 8259 has it, and nothing else. The text is UTF-8: that is not looked at. */
int lun_json_is_object(const char *text, size_t len);

const char *lun_json_string(const cJSON *object, const char *key); /* borrowed; NULL when absent or not a string */

/* Writer: values go straight into the buffer; the caller writes commas and brackets. */
void lun_json_add_string(lun_buf *buf, const char *text, size_t len); /* with quotes; text is well-formed UTF-8 */
void lun_json_add_number(lun_buf *buf,
                         double number); /* shortest form that reads back the same; null for inf and nan */
void lun_json_add_integer(lun_buf *buf, int64_t integer);

#endif
