/*
** country.c - finds a country by code or name.
**
** What is looked up is folded: lower case, accents of Latin letters dropped, typographic apostrophes plain, runs of
** white space one space, a leading "the" gone. About 400 comparisons a name; codes stop at the first letter that
** differs.
*/
#include "load/load.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "load/country_table.h"

#define NAME_MAX_BYTES 96

/* Latin-1 letters without their accents; what is not listed stays. */
static uint32_t plain_letter(uint32_t point)
{
    static const struct {
        uint32_t low, high, letter;
    } accents[] = {
        { 0xE0, 0xE5, 'a' }, { 0xE7, 0xE7, 'c' }, { 0xE8, 0xEB, 'e' }, { 0xEC, 0xEF, 'i' }, { 0xF1, 0xF1, 'n' },
        { 0xF2, 0xF6, 'o' }, { 0xF8, 0xF8, 'o' }, { 0xF9, 0xFC, 'u' }, { 0xFD, 0xFD, 'y' }, { 0x2018, 0x2019, '\'' },
    };
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (accents[i].low <= point && point <= accents[i].high)
            return accents[i].letter;
    }
    return point == '&' ? 0 : point;
}

/* 1 with the folded name in out; 0 where it is malformed or longer than any name. */
static int fold(const char *text, char out[NAME_MAX_BYTES])
{
    size_t n = 0, len = strlen(text);
    for (size_t at = 0; at < len;) {
        unsigned width;
        uint32_t point = lun_utf8_decode(text + at, len - at, &width);
        at += width;
        if (point == LUN_UTF8_BAD || n + 5 >= NAME_MAX_BYTES)
            return 0;
        point = plain_letter((uint32_t)u_tolower((UChar32)point));
        if (point == 0) {
            memcpy(out + n, "and", 3);
            n += 3;
        } else if (!u_isUWhiteSpace((UChar32)point)) {
            n += lun_utf8_encode(point, out + n);
        } else if (n > 0 && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    if (n > 4 && strncmp(out, "the ", 4) == 0)
        memmove(out, out + 4, n - 3);
    return n > 0;
}

static int found(const char *alpha2, char out[3])
{
    memcpy(out, alpha2, 3);
    return 1;
}

static int by_number(const char *text, char out[3])
{
    char *stop;
    unsigned long number = strtoul(text, &stop, 10);
    if (*stop != '\0')
        return 0;
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        if (countries[i].number == number && number != 0)
            return found(countries[i].alpha2, out);
    }
    return 0;
}

int lun_load_country(const char *text, char out[3])
{
    char name[NAME_MAX_BYTES];
    if (!fold(text, name))
        return 0;
    if (name[0] >= '0' && name[0] <= '9')
        return by_number(name, out);
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        const struct country *c = &countries[i];
        if ((len == 2 && strcasecmp(name, c->alpha2) == 0) || (len == 3 && strcasecmp(name, c->alpha3) == 0) ||
            strcmp(name, c->name) == 0)
            return found(c->alpha2, out);
    }
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++) {
        if (strcmp(name, other_names[i].name) == 0 || (len == 2 && strcasecmp(name, other_names[i].alpha2) == 0))
            return found(other_names[i].alpha2, out);
    }
    return 0;
}
