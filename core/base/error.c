/*
** error.c - filling and showing errors.
**
** Sits on utf8.h; no memory is allocated, so that an error can always be told. Invariants: every text of an error is
** NUL-terminated, and cut between code points; what is shown holds no control character but tab and line feed, since
** parts of it come from documents.
*/
#include <lunette/error.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

typedef struct writer {
    char *out;
    size_t size;
    size_t len; /* wanted so far; may pass size */
} writer;

/* The length of text[0..len) without a code point that was cut in the middle at its end. */
static size_t whole_points(const char *text, size_t len)
{
    size_t lead = len;
    size_t want;

    while (lead > 0 && len - lead < 3 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0)
        return len;
    lead--;
    switch ((unsigned char)text[lead] >> 4) {
    case 0xF:
        want = 4;
        break;
    case 0xE:
        want = 3;
        break;
    case 0xC:
    case 0xD:
        want = 2;
        break;
    default:
        want = 1;
        break;
    }
    return len - lead < want ? lead : len;
}

static void copy_cut(char *out, size_t size, const char *text, size_t len)
{
    if (len > size - 1)
        len = whole_points(text, size - 1);
    memmove(out, text, len);
    out[len] = '\0';
}

static void print_cut(char *out, size_t size, const char *format, va_list args)
{
    int len = vsnprintf(out, size, format, args);

    if (len >= 0 && (size_t)len >= size)
        out[whole_points(out, size - 1)] = '\0';
}

int lun_error_set(lun_error *err, int code, const char *format, ...)
{
    char message[sizeof err->message];
    va_list args;

    if (err == NULL)
        return code;
    va_start(args, format);
    print_cut(message, sizeof message, format, args); /* the arguments may point into *err */
    va_end(args);
    *err = (lun_error)LUN_ERROR_INIT;
    err->code = code;
    memcpy(err->message, message, strlen(message) + 1);
    return code;
}

int lun_error_wrap(lun_error *err, const char *format, ...)
{
    char context[sizeof err->message];
    char whole[2 * sizeof err->message + 2];
    va_list args;
    size_t len;

    if (err == NULL)
        return LUN_EUSAGE;
    va_start(args, format);
    print_cut(context, sizeof context, format, args);
    va_end(args);
    len = (size_t)snprintf(whole, sizeof whole, "%s: %s", context, err->message);
    copy_cut(err->message, sizeof err->message, whole, len);
    return err->code;
}

int lun_error_place(lun_error *err, const char *file, unsigned line, unsigned column, unsigned width)
{
    if (err == NULL)
        return LUN_EUSAGE;
    if (file != NULL)
        copy_cut(err->file, sizeof err->file, file, strlen(file));
    err->line = line;
    err->column = column;
    err->width = width;
    return err->code;
}

int lun_error_source(lun_error *err, const char *line, size_t len)
{
    const char *stop;

    if (err == NULL)
        return LUN_EUSAGE;
    stop = len != 0 ? memchr(line, '\n', len) : NULL;
    if (stop != NULL)
        len = (size_t)(stop - line);
    if (len != 0 && line[len - 1] == '\r')
        len--;
    copy_cut(err->source, sizeof err->source, line, len);
    return err->code;
}

int lun_error_hint(lun_error *err, const char *format, ...)
{
    char hint[sizeof err->hint];
    va_list args;

    if (err == NULL)
        return LUN_EUSAGE;
    va_start(args, format);
    print_cut(hint, sizeof hint, format, args);
    va_end(args);
    memcpy(err->hint, hint, strlen(hint) + 1);
    return err->code;
}

static void put(writer *w, char c)
{
    if (w->len + 1 < w->size)
        w->out[w->len] = c;
    w->len++;
}

/* Writes text from elsewhere: what could drive the terminal becomes '?'. */
static void put_text(writer *w, const char *text)
{
    size_t len = strlen(text);

    for (size_t at = 0, width; at < len; at += width ? width : 1) {
        width = lun_utf8_control(text + at, len - at, LUN_PLAIN_LINES);
        put(w, width ? '?' : text[at]);
    }
}

static void put_number(writer *w, unsigned number)
{
    char text[16];

    snprintf(text, sizeof text, ":%u", number);
    put_text(w, text);
}

/* Columns of the code point whose lead is at s: East Asian wide characters take two on a terminal. */
static unsigned columns_at(const unsigned char *s)
{
    uint32_t point;

    if (s[0] >= 0xF0)
        return 2;
    if (s[0] < 0xE0 || s[1] == 0 || s[2] == 0)
        return 1;
    point = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
                   (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
                   (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60)
               ? 2
               : 1;
}

/* A line of spaces up to the column and a mark under each code point of the width; nothing when the line ends before. */
static void put_underline(writer *w, const lun_error *err)
{
    const unsigned char *s = (const unsigned char *)err->source;
    unsigned width = err->width != 0 ? err->width : 1;
    unsigned point = 0;
    size_t start = w->len;

    put_text(w, "\n  ");
    for (; *s != '\0' && point < err->column - 1; s++) {
        if ((*s & 0xC0) == 0x80)
            continue;
        point++;
        put(w, *s == '\t' ? '\t' : ' ');
        if (columns_at(s) == 2)
            put(w, ' ');
    }
    while ((*s & 0xC0) == 0x80)
        s++;
    if (point < err->column - 1) {
        w->len = start;
        return;
    }
    put(w, '^');
    for (point = 1; *s != '\0' && point <= width; s++) {
        if ((*s & 0xC0) == 0x80)
            continue;
        if (point > 1)
            put(w, '^');
        if (columns_at(s) == 2)
            put(w, '^');
        point++;
    }
}

size_t lun_error_format(const lun_error *err, char *out, size_t size)
{
    writer w = { out, size, 0 };

    if (err->file[0] != '\0') {
        put_text(&w, err->file);
        if (err->line != 0)
            put_number(&w, err->line);
        if (err->line != 0 && err->column != 0)
            put_number(&w, err->column);
        put_text(&w, ": ");
    }
    put_text(&w, err->message);
    if (err->source[0] != '\0') {
        put_text(&w, "\n  ");
        put_text(&w, err->source);
        if (err->column != 0)
            put_underline(&w, err);
    }
    if (err->hint[0] != '\0') {
        put_text(&w, "\nhint: ");
        put_text(&w, err->hint);
    }
    if (size != 0)
        out[w.len < size ? w.len : size - 1] = '\0';
    return w.len;
}
