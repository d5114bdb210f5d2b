/*
** jsonl.c - one JSON object to one document.
**
** Sits on base/json, which has replaced lone surrogates and "\u0000" already; here line ends are made LF, keys find
** their fields, and what is left becomes metadata as JSON text.
*/
#include "load/reader.h"

#include <string.h>

#include "base/json.h"
#include "load/charset.h"

/* Strings and numbers serve as values of fields; out is borrowed or lies in buf. */
static const char *value_text(const cJSON *value, lun_buf *buf)
{
    if (cJSON_IsString(value))
        return value->valuestring;
    if (!cJSON_IsNumber(value))
        return NULL;
    lun_buf_reset(buf);
    lun_json_add_number(buf, value->valuedouble);
    return buf->failed ? NULL : buf->data;
}

static int set_text(lun_document *document, const char *text, lun_error *err)
{
    size_t len = strlen(text);
    if (!lun_decode_changes(text, len) && memcmp(text, "\xEF\xBB\xBF", len < 3 ? len : 3) != 0)
        return lun_document_set_text(document, text, len, err);
    lun_decoded decoded;
    size_t bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    int rc = lun_decode(&decoded, text, len, "utf-8", bom, LUN_DECODE_PLAIN, err);
    if (rc == 0)
        rc = lun_document_set_text(document, decoded.text, decoded.len, err);
    lun_decoded_clear(&decoded);
    return rc;
}

static int add_meta(lun_document *document, const cJSON *value, lun_error *err)
{
    if (cJSON_IsString(value))
        return lun_load__meta_string(document, value->string, value->valuestring, strlen(value->valuestring), err);
    char *json = cJSON_PrintUnformatted(value);
    if (json == NULL)
        return lun_load__no_memory(err);
    int rc = lun_load__meta(document, value->string, json, err);
    cJSON_free(json);
    return rc;
}

static int add_value(lun_document *document, const cJSON *value, lun_buf *buf, const char *place, lun_error *err)
{
    lun_field field = lun_load__field(value->string);
    const char *text = value_text(value, buf);
    if (cJSON_IsNull(value))
        return 0;
    if (buf->failed)
        return lun_load__no_memory(err);
    if (field == LUN_FIELD_TEXT && cJSON_IsString(value) && document->len == 0)
        return set_text(document, value->valuestring, err);
    if (field == LUN_FIELD_NONE || field == LUN_FIELD_TEXT || text == NULL)
        return add_meta(document, value, err);
    return lun_load__set(document, field, text, strlen(text), place, err);
}

int lun_read_json_object(lun_document *document, const cJSON *object, const char *place, lun_error *err)
{
    lun_buf buf = LUN_BUF_INIT;
    int has_text = 0, rc = 0;
    for (const cJSON *value = object->child; value != NULL && rc == 0; value = value->next) {
        has_text |= cJSON_IsString(value) && lun_load__field(value->string) == LUN_FIELD_TEXT;
        rc = add_value(document, value, &buf, place, err);
    }
    lun_buf_clear(&buf);
    if (rc == LUN_ELIMIT) {
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-large", "%s: the text is larger than 4 GiB; split it",
                             place);
        rc = 0;
    }
    if (rc == 0)
        rc = lun_load__drop_blank(document, err);
    if (rc == 0 && !has_text)
        lun_document_problem(
            document, LUN_PROBLEM_DOCUMENT, "no-text",
            "%s: no key text, body, content, full_text or article holds a string; rename the key that does", place);
    else if (rc == 0 && document->len == 0)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "empty", "%s: the text is empty", place);
    return rc;
}
