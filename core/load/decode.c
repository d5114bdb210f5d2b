/*
** decode.c - the conversion itself.
**
** It is ICU's (glibc's iconv would load modules late, which a sandboxed worker may not do); UTF-8 and character sets of
** one byte a character take short cuts of their own. Each character comes with the byte where it began in the source, so
** that the first one that is damaged can be told.
*/
#include "load/charset.h"

#include <string.h>

#include <unicode/ucnv.h>

#include "base/buf.h"
#include "load/reader.h"

#define REPLACEMENT 0xFFFDu

typedef struct sink {
    lun_decoded *out;
    lun_buf text;
    lun_decode_mode mode;
    int after_cr; /* an LF now belongs to the CR before it */
} sink;

static void put_bad(sink *s, size_t source)
{
    if (s->out->bad++ == 0)
        s->out->first_bad = source;
    lun_buf_add(&s->text, "\xEF\xBF\xBD", 3);
}

static void put_nul(sink *s, size_t source)
{
    if (s->out->nul++ == 0)
        s->out->first_nul = source;
    lun_buf_add(&s->text, "\xEF\xBF\xBD", 3);
}

/* Blanks of another width, or where no line may break: rules, searches and Lua's %s know one blank. */
static int is_odd_blank(uint32_t point)
{
    return point == 0xA0 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F;
}

int lun_decode_changes(const char *data, size_t len)
{
    const char *limit = data + len;
    if (memchr(data, '\r', len) || memchr(data, '\0', len))
        return 1;
    for (const char *at = data; (at = memchr(at, 0xC2, (size_t)(limit - at))) != NULL; at++) {
        if (at + 1 < limit && (unsigned char)at[1] == 0xA0)
            return 1;
    }
    for (const char *at = data; (at = memchr(at, 0xE2, (size_t)(limit - at))) != NULL; at++) {
        unsigned width;
        if (is_odd_blank(lun_utf8_decode(at, (size_t)(limit - at), &width)))
            return 1;
    }
    return 0;
}

static void put_point(sink *s, uint32_t point, size_t source)
{
    int after_cr = s->after_cr;
    s->after_cr = point == '\r';
    if (point == '\n' && after_cr)
        return;
    if (point == '\r')
        point = '\n';
    else if (s->mode != LUN_DECODE_TRIAL && is_odd_blank(point))
        point = ' ';
    char bytes[4];
    unsigned n = lun_utf8_encode(point, bytes);
    if (point == 0)
        put_nul(s, source);
    else if (n == 0)
        put_bad(s, source);
    else
        lun_buf_add(&s->text, bytes, n);
}

/* Bytes from `at` that need no change: not CR, not NUL, ASCII. */
static size_t plain_run(const char *data, size_t len, size_t at)
{
    size_t i = at;
    while (i < len && (unsigned char)data[i] < 0x80 && data[i] != '\r' && data[i] != '\0')
        i++;
    return i - at;
}

static void decode_utf8(sink *s, const char *data, size_t len, size_t at)
{
    size_t rest = len - at;
    if (lun_utf8_valid(data + at, rest) && !lun_decode_changes(data + at, rest)) {
        lun_buf_add(&s->text, data + at, rest);
        return;
    }
    while (at < len) {
        size_t run = plain_run(data, len, at);
        if (run > 0 && s->after_cr && data[at] == '\n') {
            s->after_cr = 0;
            at++;
            continue;
        }
        if (run > 0) {
            s->after_cr = 0;
            lun_buf_add(&s->text, data + at, run);
            at += run;
            continue;
        }
        unsigned width = 1;
        uint32_t point = lun_utf8_decode(data + at, len - at, &width);
        if (point == LUN_UTF8_BAD) {
            s->after_cr = 0;
            put_bad(s, at);
        } else {
            put_point(s, point, at);
        }
        at += width;
    }
}

static uint32_t unit16(const char *p, int big)
{
    const unsigned char *b = (const unsigned char *)p;
    return big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

static void decode_utf16(sink *s, const char *data, size_t len, size_t at, int big)
{
    while (at + 2 <= len) {
        size_t from = at;
        uint32_t point = unit16(data + at, big);
        at += 2;
        if (point >= 0xD800 && point < 0xDC00 && at + 2 <= len) {
            uint32_t low = unit16(data + at, big);
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        put_point(s, point, from);
    }
    if (at < len)
        put_bad(s, at);
}

static void decode_utf32(sink *s, const char *data, size_t len, size_t at, int big)
{
    for (; at + 4 <= len; at += 4) {
        uint32_t high = unit16(data + at + (big ? 0 : 2), big), low = unit16(data + at + (big ? 2 : 0), big);
        put_point(s, high << 16 | low, at);
    }
    if (at < len)
        put_bad(s, at);
}

/* One byte a character: ask the converter 256 times, not once a byte. */
static void decode_table(sink *s, UConverter *converter, const char *data, size_t len, size_t at)
{
    uint32_t table[256];
    for (unsigned i = 0; i < 256; i++) {
        char byte = (char)i;
        const char *from = &byte;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_resetToUnicode(converter);
        UChar32 point = ucnv_getNextUChar(converter, &from, from + 1, &status);
        table[i] = U_FAILURE(status) || point < 0 || point == (UChar32)REPLACEMENT ? LUN_UTF8_BAD : (uint32_t)point;
    }
    for (; at < len; at++)
        put_point(s, table[(unsigned char)data[at]], at);
}

static void decode_any(sink *s, UConverter *converter, const char *data, size_t len, size_t at)
{
    const char *from = data + at, *limit = data + len;
    while (from < limit) {
        const char *start = from;
        UErrorCode status = U_ZERO_ERROR;
        UChar32 point = ucnv_getNextUChar(converter, &from, limit, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR)
            break;
        if (from == start)
            from++;
        put_point(s, U_FAILURE(status) || point < 0 || point == (UChar32)REPLACEMENT ? LUN_UTF8_BAD : (uint32_t)point,
                  (size_t)(start - data));
    }
}

static int decode_icu(sink *s, const char *charset, const char *data, size_t len, size_t at, lun_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset, &status);
    if (U_FAILURE(status) || converter == NULL) {
        if (status == U_MEMORY_ALLOCATION_ERROR)
            return lun_load__no_memory(err);
        return lun_error_set(err, LUN_ENOTFOUND, "character set '%s' is not known", charset);
    }
    if (ucnv_getMaxCharSize(converter) == 1)
        decode_table(s, converter, data, len, at);
    else
        decode_any(s, converter, data, len, at);
    ucnv_close(converter);
    return 0;
}

static int is_charset(const char *charset, const char *name)
{
    return ucnv_compareNames(charset, name) == 0;
}

void lun_decoded_clear(lun_decoded *decoded)
{
    lun_free(decoded->text);
    memset(decoded, 0, sizeof *decoded);
}

int lun_charset_known(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    if (converter != NULL)
        ucnv_close(converter);
    return U_SUCCESS(status) && converter != NULL;
}

int lun_decode(lun_decoded *out, const char *data, size_t len, const char *charset, size_t bom, lun_decode_mode mode,
               lun_error *err)
{
    memset(out, 0, sizeof *out);
    sink s = { .out = out, .text = LUN_BUF_INIT, .mode = mode };
    int rc = 0;
    strncpy(out->charset, charset, sizeof out->charset - 1);
    if (is_charset(charset, "utf-8"))
        decode_utf8(&s, data, len, bom);
    else if (is_charset(charset, "utf-16le") || is_charset(charset, "utf-16be"))
        decode_utf16(&s, data, len, bom, is_charset(charset, "utf-16be"));
    else if (is_charset(charset, "utf-32le") || is_charset(charset, "utf-32be"))
        decode_utf32(&s, data, len, bom, is_charset(charset, "utf-32be"));
    else
        rc = decode_icu(&s, charset, data, len, bom, err);
    lun_buf_add(&s.text, "", 0);
    if (rc == 0 && s.text.failed)
        rc = lun_load__no_memory(err);
    out->len = s.text.len;
    out->text = rc == 0 ? lun_buf_take(&s.text) : NULL;
    if (rc == 0 && out->text == NULL && (out->text = lun_strdup("")) == NULL)
        rc = lun_load__no_memory(err);
    lun_buf_clear(&s.text);
    return rc;
}

void lun_decoded_report(const lun_decoded *decoded, lun_document *document, const char *place)
{
    if (decoded->bad > 0)
        lun_document_problem(
            document, LUN_PROBLEM_DOCUMENT, "invalid-utf8",
            "%s: %zu sequence%s not valid %s became U+FFFD, the first at byte %zu; save the file as UTF-8", place,
            decoded->bad, decoded->bad == 1 ? "" : "s", decoded->charset, decoded->first_bad);
    if (decoded->nul > 0)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "nul",
                             "%s: %zu NUL byte%s became U+FFFD, the first at byte %zu; check how the file was made",
                             place, decoded->nul, decoded->nul == 1 ? "" : "s", decoded->first_nul);
}
