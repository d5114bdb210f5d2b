/*
** json.c - JSON: reading through cJSON, writing into a buffer.
**
** Sits on buf.c, mem.c and cJSON. cJSON cuts a string at "\u0000" and refuses lone surrogate escapes; both are common
** in harvested text and are repaired in a copy first, escape for escape, so that no offset moves.
*/
#include "base/json.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ESCAPE_LEN = 6 }; /* \u and four hexadecimal digits */

static pthread_once_t hooks_once = PTHREAD_ONCE_INIT;
static _Thread_local int memory_is_gone; /* cJSON does not tell why it gave up */

static void *json_malloc(size_t size)
{
    void *memory = lun_malloc(size);

    if (memory == NULL)
        memory_is_gone = 1;
    return memory;
}

static void set_hooks(void)
{
    cJSON_Hooks hooks = { json_malloc, lun_free };

    cJSON_InitHooks(&hooks);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The value of the \u escape at text[at], or -1 where there is none. */
static int unicode_escape(const char *text, size_t len, size_t at)
{
    int value = 0;

    if (at + ESCAPE_LEN > len || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + ESCAPE_LEN; i++) {
        int digit = hex_value(text[i]);

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static int is_high(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static int is_low(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* Rewrites the escapes that cJSON cannot take; every backslash outside strings is an error that cJSON finds. */
static size_t repair_escapes(char *text, size_t len)
{
    size_t repairs = 0;

    for (size_t i = 0; i < len;) {
        int unit = unicode_escape(text, len, i);

        if (unit < 0) {
            i += text[i] == '\\' ? 2 : 1;
            continue;
        }
        if (is_high(unit) && is_low(unicode_escape(text, len, i + ESCAPE_LEN))) {
            i += (size_t)2 * ESCAPE_LEN;
            continue;
        }
        if (unit == 0 || is_high(unit) || is_low(unit)) {
            memcpy(text + i, "\\ufffd", ESCAPE_LEN);
            repairs++;
        }
        i += ESCAPE_LEN;
    }
    return repairs;
}

static size_t skip_space(const char *text, size_t len, size_t at)
{
    while (at < len && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
        at++;
    return at;
}

/* Fails at a byte: the column counts the code points before it, also where the bytes are not well formed. */
static int fail_at(const char *text, size_t at, const char *what, lun_error *err)
{
    unsigned column = 1;

    for (size_t i = 0; i < at; i++)
        column += ((unsigned char)text[i] & 0xC0) != 0x80;
    lun_error_set(err, LUN_EFORMAT, "not JSON: %s at column %u", what, column);
    return lun_error_place(err, NULL, 0, column, 0);
}

static int parse_repaired(cJSON **out, const char *text, size_t len, lun_error *err)
{
    const char *stop = NULL;
    const char *nul = len != 0 ? memchr(text, '\0', len) : NULL;
    size_t at = skip_space(text, len, 0);

    if (nul != NULL)
        return fail_at(text, (size_t)(nul - text), "a NUL byte", err);
    if (at == len)
        return fail_at(text, at, "nothing, expected a value", err);
    memory_is_gone = 0;
    *out = cJSON_ParseWithLengthOpts(text, len, &stop, 0);
    if (*out == NULL && memory_is_gone)
        return lun_error_set(err, LUN_ENOMEM, "memory is gone while reading JSON");
    at = stop != NULL ? (size_t)(stop - text) : 0;
    if (*out == NULL)
        return fail_at(text, at < len ? at : len, at + 1 < len ? "unexpected text" : "unexpected end", err);
    at = skip_space(text, len, at);
    if (at == len)
        return 0;
    cJSON_Delete(*out);
    *out = NULL;
    return fail_at(text, at, "text after the value", err);
}

/* Does "\u" stand anywhere? Backslashes are rare, and looking for one byte is much quicker than for two. */
static int has_unicode_escape(const char *text, size_t len)
{
    const char *end = text + len, *at = text;
    while (at < end && (at = memchr(at, '\\', (size_t)(end - at))) != NULL) {
        if (++at < end && *at == 'u')
            return 1;
    }
    return 0;
}

int lun_json_parse(cJSON **out, const char *text, size_t len, size_t *repairs, lun_error *err)
{
    char *copy = NULL;
    size_t n = 0;
    int rc;

    *out = NULL;
    if (repairs != NULL)
        *repairs = 0;
    pthread_once(&hooks_once, set_hooks);
    if (has_unicode_escape(text, len)) {
        copy = lun_strndup(text, len);
        if (copy == NULL)
            return lun_error_set(err, LUN_ENOMEM, "memory is gone while reading JSON");
        n = repair_escapes(copy, len);
    }
    rc = parse_repaired(out, copy != NULL ? copy : text, len, err);
    if (rc == 0 && repairs != NULL)
        *repairs = n;
    lun_free(copy);
    return rc;
}

const char *lun_json_string(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static void add_escape(lun_buf *buf, unsigned char c)
{
    switch (c) {
    case '"':
        lun_buf_adds(buf, "\\\"");
        return;
    case '\\':
        lun_buf_adds(buf, "\\\\");
        return;
    case '\n':
        lun_buf_adds(buf, "\\n");
        return;
    case '\r':
        lun_buf_adds(buf, "\\r");
        return;
    case '\t':
        lun_buf_adds(buf, "\\t");
        return;
    default:
        lun_buf_addf(buf, "\\u%04x", c);
    }
}

/* 1 where eight bytes need no escape; 0: perhaps one does. */
static int is_plain(const char *text)
{
    const uint64_t ones = 0x0101010101010101, high = 0x80 * ones;
    uint64_t eight, quote, slash, delete;

    memcpy(&eight, text, sizeof eight);
    quote = eight ^ '"' * ones;
    slash = eight ^ '\\' * ones;
    delete = eight ^ 0x7F * ones;
    return (((eight - 0x20 * ones) | (quote - ones) | (slash - ones) | (delete - ones)) & ~eight & high) == 0;
}

void lun_json_add_string(lun_buf *buf, const char *text, size_t len)
{
    size_t from = 0;

    lun_buf_addc(buf, '"');
    for (size_t i = 0; i < len; i++) {
        while (i + 8 <= len && is_plain(text + i))
            i += 8;
        if (i == len)
            break;
        unsigned char c = (unsigned char)text[i];

        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        lun_buf_add(buf, text + from, i - from);
        add_escape(buf, c);
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
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (!(strtod(text, NULL) < number) && !(strtod(text, NULL) > number))
            break;
    }
    /* A host program may have set a locale with a decimal comma. */
    for (char *c = text; *c != '\0'; c++)
        if (*c == ',')
            *c = '.';
    lun_buf_adds(buf, text);
}

void lun_json_add_integer(lun_buf *buf, int64_t integer)
{
    char digits[20]; /* 2^64 has 20 of them */
    size_t at = sizeof digits;
    uint64_t rest = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (integer < 0)
        lun_buf_addc(buf, '-');
    lun_buf_add(buf, digits + at, sizeof digits - at);
}
