/*
** error.c - filling and printing lun_error. Works without memory: everything is of fixed size.
*/
#include <lunette/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Cuts a text that snprintf shortened back to whole code points. */
static void trim_tail(char *text)
{
    size_t len = strlen(text), start = len;
    if (len == 0)
        return;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0)
        start--;
    unsigned width;
    if (lun_utf8_decode(text + start, len - start, &width) == LUN_UTF8_BAD)
        text[start] = '\0';
}

int lun_error_set(lun_error *err, int code, const char *format, ...)
{
    va_list args;
    if (!err)
        return code;
    err->code = code;
    err->line = err->column = err->width = 0;
    err->file[0] = err->source[0] = err->hint[0] = '\0';
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    trim_tail(err->message);
    return code;
}

int lun_error_wrap(lun_error *err, const char *format, ...)
{
    char old[sizeof err->message];
    va_list args;
    int n;
    if (!err)
        return LUN_EUSAGE;
    memcpy(old, err->message, sizeof old);
    va_start(args, format);
    n = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof err->message)
        snprintf(err->message + n, sizeof err->message - (size_t)n, ": %s", old);
    trim_tail(err->message);
    return err->code;
}

int lun_error_place(lun_error *err, const char *file, unsigned line, unsigned column, unsigned width)
{
    if (!err)
        return LUN_EUSAGE;
    if (file) {
        snprintf(err->file, sizeof err->file, "%s", file);
        trim_tail(err->file);
    }
    err->line = line;
    err->column = column;
    err->width = width;
    return err->code;
}

int lun_error_source(lun_error *err, const char *line, size_t len)
{
    if (!err)
        return LUN_EUSAGE;
    while (len && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        len--;
    if (len >= sizeof err->source)
        len = sizeof err->source - 1;
    memcpy(err->source, line, len);
    err->source[len] = '\0';
    trim_tail(err->source);
    return err->code;
}

int lun_error_hint(lun_error *err, const char *format, ...)
{
    va_list args;
    if (!err)
        return LUN_EUSAGE;
    va_start(args, format);
    vsnprintf(err->hint, sizeof err->hint, format, args);
    va_end(args);
    trim_tail(err->hint);
    return err->code;
}

/* ---- printing ---- */

typedef struct sink {
    char *out;
    size_t size, len;
} sink;

static void put(sink *to, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++, to->len++) {
        if (to->len + 1 < to->size)
            to->out[to->len] = text[i];
    }
}

static void puts_to(sink *to, const char *text)
{
    put(to, text, strlen(text));
}

static void put_place(sink *to, const lun_error *err)
{
    char numbers[32] = "";
    if (!err->file[0])
        return;
    puts_to(to, err->file);
    if (err->line && err->column)
        snprintf(numbers, sizeof numbers, ":%u:%u", err->line, err->column);
    else if (err->line)
        snprintf(numbers, sizeof numbers, ":%u", err->line);
    puts_to(to, numbers);
    puts_to(to, ": ");
}

/* The source line and, below it, as many marks as the place is wide; tabs stay tabs so that the marks stand right. */
static void put_source(sink *to, const lun_error *err)
{
    const char *at = err->source, *stop = at + strlen(at);
    unsigned width;
    if (!err->source[0])
        return;
    puts_to(to, "\n  ");
    puts_to(to, err->source);
    if (!err->column)
        return;
    puts_to(to, "\n  ");
    for (unsigned column = 1; column < err->column && at < stop; column++) {
        lun_utf8_decode(at, (size_t)(stop - at), &width);
        puts_to(to, *at == '\t' ? "\t" : " ");
        at += width;
    }
    for (unsigned i = 0; i < (err->width ? err->width : 1) && (i == 0 || at < stop); i++) {
        puts_to(to, "^");
        if (at < stop) {
            lun_utf8_decode(at, (size_t)(stop - at), &width);
            at += width;
        }
    }
}

size_t lun_error_format(const lun_error *err, char *out, size_t size)
{
    sink to = { out, size, 0 };
    put_place(&to, err);
    puts_to(&to, err->message);
    put_source(&to, err);
    if (err->hint[0]) {
        puts_to(&to, "\nhint: ");
        puts_to(&to, err->hint);
    }
    if (size)
        out[to.len < size ? to.len : size - 1] = '\0';
    return to.len;
}
