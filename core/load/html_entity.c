/*
** html_entity.c - character references: &amp; &#8212; &#x2014;.
*/
#include "load/html.h"

#include <ctype.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#define NAME_LONGEST 10

/* Numbers 128 to 159 mean windows-1252 on the web. */
static uint32_t settle_number(uint32_t number)
{
    static const uint16_t windows[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
    };
    if (number >= 128 && number < 160)
        return windows[number - 128];
    return number == 0 || number > 0x10FFFF ? 0xFFFD : number == '\r' ? '\n' : number;
}

/* "&#...": bytes taken, 0 if it is none. */
static size_t numeric(const char *p, const char *limit, uint32_t *out)
{
    int hex = limit - p > 2 && (p[2] == 'x' || p[2] == 'X');
    const char *q = p + 2 + hex, *digits = q;
    uint32_t number = 0;
    while (q < limit && (hex ? isxdigit((unsigned char)*q) : isdigit((unsigned char)*q))) {
        unsigned digit =
            isdigit((unsigned char)*q) ? (unsigned)(*q - '0') : (unsigned)(tolower((unsigned char)*q) - 'a') + 10;
        number = number > 0x10FFFF ? number : number * (hex ? 16 : 10) + digit;
        q++;
    }
    if (q == digits)
        return 0;
    *out = settle_number(number);
    return (size_t)(q - p) + (q < limit && *q == ';');
}

/* Names that old pages write without the semicolon. */
static int is_legacy(const char *name)
{
    static const char *const names[] = { "amp", "lt", "gt", "quot", "nbsp", "copy", "reg" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return 1;
    }
    return 0;
}

static size_t named(const char *p, const char *limit, uint32_t *out)
{
    char name[NAME_LONGEST + 1];
    size_t n = 0;
    while (p + 1 + n < limit && n < NAME_LONGEST && isalnum((unsigned char)p[1 + n])) {
        name[n] = p[1 + n];
        n++;
    }
    name[n] = '\0';
    int closed = p + 1 + n < limit && p[1 + n] == ';';
    int open_end = p + 1 + n == limit || !(isalnum((unsigned char)p[1 + n]) || p[1 + n] == '=');
    if (n < 2 || !(closed || (open_end && is_legacy(name))))
        return 0;
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (entity == NULL)
        return 0;
    *out = entity->value;
    return 1 + n + (size_t)closed;
}

void lun_html_decode(lun_buf *out, const char *text, size_t len)
{
    const char *p = text, *limit = text + len;
    while (p < limit) {
        const char *amp = memchr(p, '&', (size_t)(limit - p));
        const char *stop = amp == NULL ? limit : amp;
        uint32_t point = 0;
        lun_buf_add(out, p, (size_t)(stop - p));
        if (amp == NULL)
            return;
        size_t taken = limit - amp > 1 && amp[1] == '#' ? numeric(amp, limit, &point) : named(amp, limit, &point);
        if (taken > 0)
            lun_buf_addcp(out, point);
        else
            lun_buf_addc(out, '&');
        p = amp + (taken > 0 ? taken : 1);
    }
}
