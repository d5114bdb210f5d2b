/*
** languages.c - languages by code or English name, as a command line has them. Sits on ICU's table of languages.
*/
#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "load/load.h"

#define NAME_MAX_BYTES 64

static int has_name(const char *code, const char *name)
{
    UChar wide[NAME_MAX_BYTES];
    char known[NAME_MAX_BYTES * 3];
    UErrorCode status = U_ZERO_ERROR;
    uloc_getDisplayLanguage(code, "en", wide, NAME_MAX_BYTES, &status);
    u_strToUTF8(known, sizeof known, NULL, wide, -1, &status);
    return U_SUCCESS(status) && strcasecmp(known, name) == 0;
}

/* The primary subtag as it is written, in lower case; 0 where it has no form of one. */
static int primary(const char *text, char out[4])
{
    size_t n = 0;
    while (n < 3 && isalpha((unsigned char)text[n])) {
        out[n] = (char)tolower((unsigned char)text[n]);
        n++;
    }
    out[n] = '\0';
    return n >= 2 && (!text[n] || text[n] == '-' || text[n] == '_');
}

int lun_load_language(const char *text, char out[4])
{
    const char *const *codes = uloc_getISOLanguages();
    int is_code = primary(text, out);
    for (; *codes; codes++) {
        if (is_code && (strcmp(*codes, out) == 0 || strcmp(uloc_getISO3Language(*codes), out) == 0))
            return 1;
        if (strlen(*codes) < 4 && has_name(*codes, text)) {
            strcpy(out, *codes);
            return 1;
        }
    }
    return 0;
}
