/*
** properties.c - tells titles from what programs write in their place.
*/
#include "load/properties.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const suffixes[] = { ".doc", ".docx", ".docm", ".dotx", ".odt", ".rtf", ".pdf", ".indd", ".qxd",
                                        ".wpd", ".tex",  ".dvi",  ".ps",   ".pub", ".txt", ".htm", ".html", ".pages" };
/* Alone or before a number. */
static const char *const fillers[] = { "untitled", "title", "document", "presentation",  "powerpoint presentation",
                                       "slide",    "blank", "no title", "(unspecified)", "(anonymous)" };

static int is_filler(const char *title, size_t len)
{
    while (len > 0 && (isdigit((unsigned char)title[len - 1]) || strchr(" -_", title[len - 1])))
        len--;
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        if (strlen(fillers[i]) == len && strncasecmp(title, fillers[i], len) == 0)
            return 1;
    }
    return len == 0;
}

int lun_load__is_title(const char *title)
{
    size_t len = strlen(title);
    while (len > 0 && isspace((unsigned char)title[len - 1]))
        len--;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t n = strlen(suffixes[i]);
        if (len >= n && strncasecmp(title + len - n, suffixes[i], n) == 0)
            return 0;
    }
    return !is_filler(title, len) && strncmp(title, "Microsoft ", 10) != 0 && memchr(title, ' ', len) != NULL;
}

int lun_load__title_said(lun_document *document, const char *title, lun_error *err)
{
    title += strspn(title, " \t\r\n");
    return lun_load__is_title(title)
               ? lun_load__set(document, LUN_FIELD_TITLE, title, strlen(title), document->uri, err)
               : LUN_OK;
}

static int say(lun_document *document, const char *key, const char *value, lun_error *err)
{
    value += strspn(value, " \t\r\n");
    size_t len = strlen(value);
    while (len > 0 && isspace((unsigned char)value[len - 1]))
        len--;
    if (len == 0 || value[0] == '(')
        return LUN_OK;
    return lun_load__meta_string(document, key, value, len, err);
}

int lun_load__made_by(lun_document *document, const char *author, const char *created, lun_error *err)
{
    int rc = say(document, "author", author, err);
    return rc == LUN_OK ? say(document, "created", created, err) : rc;
}
