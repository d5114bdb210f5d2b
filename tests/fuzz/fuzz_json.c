/*
** fuzz_json.c - whatever the bytes, JSON is read or refused with a column inside the text; what is read is written and
** read again as the same value.
*/
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_strings(const cJSON *value)
{
    for (; value != NULL; value = value->next) {
        const char *text = cJSON_GetStringValue(value);
        lun_buf buf = LUN_BUF_INIT;
        cJSON *again = NULL;

        check_strings(value->child);
        if (text == NULL || !lun_utf8_valid(text, strlen(text)))
            continue;
        lun_json_add_string(&buf, text, strlen(text));
        if (lun_json_parse(&again, buf.data, buf.len, NULL, NULL) < 0 || strcmp(cJSON_GetStringValue(again), text) != 0)
            abort();
        cJSON_Delete(again);
        lun_buf_clear(&buf);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = lun_malloc(size); /* exactly as long, so that a read behind it is seen */
    lun_error err = LUN_ERROR_INIT;
    cJSON *value = NULL;
    size_t repairs;

    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    lun_json_is_object(text, size); /* reads nothing behind the text */
    if (lun_json_parse(&value, text, size, &repairs, &err) < 0) {
        if (value != NULL || err.code != LUN_EFORMAT || err.column < 1 || err.column > size + 1)
            abort();
    } else {
        check_strings(value);
        cJSON_Delete(value);
    }
    lun_free(text);
    return 0;
}
