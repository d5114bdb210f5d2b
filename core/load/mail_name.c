/*
** mail_name.c - what an attached file is called: "filename" of its disposition, else "name" of its type; plain, as coded words (RFC 2047), or
** with a character set and in pieces (RFC 2231).
*/
#include "load/mail.h"

#include <stdio.h>
#include <string.h>

#define VALUE_MOST 1000
#define PIECES_MOST 50

/* "Z%C3%A4hlung": its bytes. */
static void unescape(lun_buf *out, const char *value)
{
    for (; *value != '\0'; value++) {
        int high = *value == '%' ? lun_mail__hex_digit(value[1]) : -1;
        int low = high < 0 ? -1 : lun_mail__hex_digit(value[2]);
        lun_buf_addc(out, low < 0 ? *value : (char)(high * 16 + low));
        value += low < 0 ? 0 : 2;
    }
}

/* "utf-8'en'": the character set, and what stands behind it. */
static const char *skip_charset(const char *value, char charset[LUN_CHARSET_NAME])
{
    const char *language = strchr(value, '\''), *text = language == NULL ? NULL : strchr(language + 1, '\'');
    if (text == NULL)
        return value;
    if ((size_t)(language - value) < LUN_CHARSET_NAME) {
        memcpy(charset, value, (size_t)(language - value));
        charset[language - value] = '\0';
    }
    return text + 1;
}

/* The bytes of "name*=", or of "name*0=" or "name*0*=" and all that follow. */
static void pieces(lun_buf *out, const char *header, const char *name, char charset[LUN_CHARSET_NAME])
{
    char key[40], value[VALUE_MOST];
    charset[0] = '\0';
    snprintf(key, sizeof key, "%s*", name);
    lun_mail__parameter(value, sizeof value, header, key);
    unescape(out, skip_charset(value, charset));
    for (unsigned i = 0; i < PIECES_MOST && (i == 0 ? out->len == 0 : value[0] != '\0'); i++) {
        snprintf(key, sizeof key, "%s*%u*", name, i);
        lun_mail__parameter(value, sizeof value, header, key);
        if (value[0] != '\0') {
            unescape(out, i == 0 ? skip_charset(value, charset) : value);
            continue;
        }
        key[strlen(key) - 1] = '\0';
        lun_mail__parameter(value, sizeof value, header, key);
        lun_buf_adds(out, value);
    }
}

static int name_by(lun_buf *out, const char *header, const char *name, lun_error *err)
{
    char charset[LUN_CHARSET_NAME], value[VALUE_MOST];
    lun_buf bytes = LUN_BUF_INIT;
    int rc = 0;
    pieces(&bytes, header, name, charset);
    if (bytes.failed) {
        rc = lun_load__no_memory(err);
    } else if (bytes.len > 0) {
        rc = lun_mail__decode(out, (lun_mail_slice){ bytes.data, bytes.len }, charset, NULL, err);
    } else {
        lun_mail__parameter(value, sizeof value, header, name);
        rc = lun_mail__words(out, (lun_mail_slice){ value, strlen(value) }, err);
    }
    lun_buf_clear(&bytes);
    return rc;
}

int lun_mail__file_name(lun_buf *out, const char *disposition, const char *type, lun_error *err)
{
    lun_buf name = LUN_BUF_INIT;
    int rc = name_by(&name, disposition, "filename", err);
    if (rc == 0 && name.len == 0)
        rc = name_by(&name, type, "name", err);
    const char *start = name.len > 0 ? name.data : "", *stop = start + strlen(start);
    for (const char *p = start; rc == 0 && p < stop; p++) {
        if (*p == '/' || *p == '\\')
            start = p + 1;
    }
    while (start < stop && *start == ' ')
        start++;
    while (start < stop && stop[-1] == ' ')
        stop--;
    for (; rc == 0 && start < stop; start++) {
        unsigned char c = (unsigned char)*start;
        lun_buf_addc(out, c < ' ' || c == 0x7F ? '_' : *start);
    }
    if (rc == 0 && name.failed)
        rc = lun_load__no_memory(err);
    lun_buf_clear(&name);
    return rc;
}
