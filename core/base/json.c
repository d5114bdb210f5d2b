/*
** json.c - JSON through cJSON, whose strings end at the first NUL and which refuses lone surrogates: such escapes are replaced before it reads.
*/
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static int hex4(const char *s, const char *stop, unsigned *out)
{
    unsigned value = 0;
    if (stop - s < 4)
        return 0;
    for (int i = 0; i < 4; i++) {
        unsigned c = (unsigned char)s[i], lower = c | 32u;
        unsigned digit = c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
        if (digit > 15)
            return 0;
        value = value << 4 | digit;
    }
    *out = value;
    return 1;
}

/* Is the escape "\uXXXX" at s (behind the backslash: 'u') one that cJSON cannot take? *width: bytes of a good pair. */
static int bad_escape(const char *s, const char *stop, size_t *width)
{
    unsigned high, low;
    *width = 5;
    if (!hex4(s + 1, stop, &high))
        return 0;
    if (high >= 0xD800 && high <= 0xDBFF && stop - s >= 11 && s[5] == '\\' && s[6] == 'u' && hex4(s + 7, stop, &low) && low >= 0xDC00 &&
        low <= 0xDFFF) {
        *width = 11;
        return 0;
    }
    return high == 0 || (high >= 0xD800 && high <= 0xDFFF);
}

/* Replaces bad escapes in place; they keep their length, so that places stay true. */
static size_t repair(char *text, size_t len)
{
    char *stop = text + len;
    size_t n = 0, width;
    for (char *s = memchr(text, '\\', len); s; s = s < stop ? memchr(s, '\\', (size_t)(stop - s)) : NULL) {
        s++;
        if (s >= stop)
            break;
        if (*s != 'u') {
            s++;
            continue;
        }
        if (bad_escape(s, stop, &width)) {
            memcpy(s, "ufffd", 5);
            n++;
        }
        s += (size_t)(stop - s) < width ? (size_t)(stop - s) : width;
    }
    return n;
}

static int all_blank(const char *s, const char *stop)
{
    while (s < stop && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r'))
        s++;
    return s == stop;
}

static int json_error(lun_error *err, const char *text, size_t at, const char *what)
{
    lun_error_set(err, LUN_EFORMAT, "JSON: %s", what);
    return lun_error_place(err, NULL, 0, (unsigned)lun_utf8_count(text, at) + 1, 1);
}

int lun_json_parse(cJSON **out, const char *text, size_t len, size_t *repairs, lun_error *err)
{
    const char *stopped = NULL;
    char *copy = lun_strndup(text, len);
    size_t n;
    *out = NULL;
    if (!copy)
        return lun_error_set(err, LUN_ENOMEM, "no memory to read JSON");
    n = repair(copy, len);
    if (repairs)
        *repairs = n;
    cJSON *value = cJSON_ParseWithLengthOpts(copy, len + 1, &stopped, 0);
    size_t at = stopped ? (size_t)(stopped - copy) : 0;
    int rest = value && !all_blank(stopped, copy + len);
    lun_free(copy);
    if (value && !rest) {
        *out = value;
        return LUN_OK;
    }
    cJSON_Delete(value);
    if (at > len)
        at = len;
    return json_error(err, text, at, rest ? "more text after the value" : at == len ? "the value is cut off" : "malformed value");
}

const char *lun_json_string(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

/* ---- writing ---- */

static const char *escape_of(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

void lun_json_add_string(lun_buf *buf, const char *text, size_t len)
{
    size_t from = 0;
    lun_buf_addc(buf, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        lun_buf_add(buf, text + from, i - from);
        if (escape_of(c))
            lun_buf_adds(buf, escape_of(c));
        else
            lun_buf_addf(buf, "\\u%04x", c);
        from = i + 1;
    }
    lun_buf_add(buf, text + from, len - from);
    lun_buf_addc(buf, '"');
}

void lun_json_add_number(lun_buf *buf, double number)
{
    char text[40];
    if (!isfinite(number)) {
        lun_buf_adds(buf, "null");
        return;
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    lun_buf_adds(buf, text);
}

void lun_json_add_integer(lun_buf *buf, int64_t integer)
{
    lun_buf_addf(buf, "%lld", (long long)integer);
}
