/*
** mail_code.c - quoted-printable, base64, and coded words of headers (RFC 2045, RFC 2047).
**
** Nothing is refused: a sign that the coding does not know is passed over (base64) or stands for itself.
*/
#include "load/mail.h"

#include <string.h>
#include <strings.h>

#define CODED_WORD_MOST 1000 /* the RFC allows 75; longer ones are sent */

int lun_mail__hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "=C3": 1 and its byte. */
static int escaped(lun_mail_slice s, size_t i, char *byte)
{
    if (s.len - i < 3)
        return 0;
    int high = lun_mail__hex_digit(s.at[i + 1]), low = lun_mail__hex_digit(s.at[i + 2]);
    *byte = (char)(high * 16 + low);
    return high >= 0 && low >= 0;
}

/* "=" at the end of a line, white space between allowed: the bytes to leave out, 0 if it is none. */
static size_t soft_break(lun_mail_slice s, size_t i)
{
    size_t k = i + 1;
    while (k < s.len && (s.at[k] == ' ' || s.at[k] == '\t'))
        k++;
    if (k < s.len && s.at[k] == '\r')
        k++;
    if (k == s.len)
        return k - i;
    return s.at[k] == '\n' ? k + 1 - i : 0;
}

static void quoted_printable(lun_buf *out, lun_mail_slice s)
{
    for (size_t i = 0; i < s.len;) {
        const char *sign = memchr(s.at + i, '=', s.len - i);
        size_t run = sign == NULL ? s.len - i : (size_t)(sign - s.at) - i;
        lun_buf_add(out, s.at + i, run);
        i += run;
        if (i == s.len)
            return;
        char byte;
        size_t gone = 0;
        if (escaped(s, i, &byte)) {
            lun_buf_addc(out, byte);
            i += 3;
        } else if ((gone = soft_break(s, i)) > 0) {
            i += gone;
        } else {
            lun_buf_addc(out, s.at[i++]);
        }
    }
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void base64(lun_buf *out, lun_mail_slice s)
{
    unsigned held = 0, bits = 0;
    for (size_t i = 0; i < s.len && s.at[i] != '='; i++) {
        int digit = base64_digit(s.at[i]);
        if (digit < 0)
            continue;
        held = (held << 6 | (unsigned)digit) & 0xFFFFu;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            lun_buf_addc(out, (char)(held >> bits & 0xFF));
        }
    }
}

void lun_mail__uncode(lun_buf *out, const char *coding, lun_mail_slice coded)
{
    if (strcasecmp(coding, "quoted-printable") == 0)
        quoted_printable(out, coded);
    else if (strcasecmp(coding, "base64") == 0)
        base64(out, coded);
    else
        lun_buf_add(out, coded.at, coded.len);
}

/* Character sets whose bytes are ASCII, so that looking at the bytes would take them for plain English. */
static int is_written_in_ascii(const char *charset)
{
    return strncasecmp(charset, "iso-2022", 8) == 0 || strncasecmp(charset, "hz", 2) == 0 ||
           strncasecmp(charset, "utf-7", 5) == 0;
}

int lun_mail__decode(lun_buf *out, lun_mail_slice bytes, const char *charset, lun_document *document, lun_error *err)
{
    char name[LUN_CHARSET_NAME] = "";
    size_t bom = 0;
    int is_known = charset[0] != '\0' && strlen(charset) < sizeof name && lun_charset_known(charset);
    if (is_known && is_written_in_ascii(charset))
        memcpy(name, charset, strlen(charset) + 1);
    else
        lun_charset_detect(bytes.at, bytes.len, LUN_EXTENT_WHOLE, is_known ? charset : NULL, name, &bom);
    lun_decoded decoded;
    int rc = lun_decode(&decoded, bytes.at, bytes.len, name, bom, LUN_DECODE_PLAIN, err);
    if (rc == 0) {
        lun_buf_add(out, decoded.text, decoded.len);
        if (document != NULL)
            lun_decoded_report(&decoded, document, document->uri);
        if (out->failed)
            rc = lun_load__no_memory(err);
    }
    lun_decoded_clear(&decoded);
    return rc;
}

/* ---- coded words ---- */

typedef struct coded_word {
    char charset[LUN_CHARSET_NAME];
    int is_base64;
    lun_mail_slice text;
    size_t len; /* all of it */
} coded_word;

/* "=?charset?Q?text?=" at the start of s; a language after the character set ("*en") says nothing to us. */
static int coded_word_at(coded_word *out, lun_mail_slice s)
{
    if (s.len < 2 || memcmp(s.at, "=?", 2) != 0)
        return 0;
    size_t most = s.len < CODED_WORD_MOST ? s.len : CODED_WORD_MOST;
    const char *limit = s.at + most, *charset = s.at + 2;
    const char *sort = memchr(charset, '?', (size_t)(limit - charset));
    if (sort == NULL || limit - sort < 5 || sort[2] != '?' || strchr("qQbB", sort[1]) == NULL)
        return 0;
    const char *text = sort + 3, *stop = memmem(text, (size_t)(limit - text), "?=", 2);
    size_t n = (size_t)(sort - charset);
    if (stop == NULL || n >= sizeof out->charset)
        return 0;
    memcpy(out->charset, charset, n);
    out->charset[n] = '\0';
    out->charset[strcspn(out->charset, "*")] = '\0';
    out->is_base64 = (sort[1] | 0x20) == 'b';
    out->text = (lun_mail_slice){ text, (size_t)(stop - text) };
    out->len = (size_t)(stop + 2 - s.at);
    return 1;
}

/* In Q an underscore is a space. */
static int add_word(lun_buf *out, const coded_word *word, lun_error *err)
{
    lun_buf spaced = LUN_BUF_INIT, bytes = LUN_BUF_INIT;
    for (size_t i = 0; i < word->text.len; i++)
        lun_buf_addc(&spaced, !word->is_base64 && word->text.at[i] == '_' ? ' ' : word->text.at[i]);
    if (!spaced.failed && spaced.len > 0)
        lun_mail__uncode(&bytes, word->is_base64 ? "base64" : "quoted-printable",
                         (lun_mail_slice){ spaced.data, spaced.len });
    int rc = 0;
    if (spaced.failed || bytes.failed)
        rc = lun_load__no_memory(err);
    else if (bytes.len > 0)
        rc = lun_mail__decode(out, (lun_mail_slice){ bytes.data, bytes.len }, word->charset, NULL, err);
    lun_buf_clear(&spaced);
    lun_buf_clear(&bytes);
    return rc;
}

static int is_blank(lun_mail_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr(" \t\r\n", s.at[i]) == NULL || s.at[i] == '\0')
            return 0;
    }
    return 1;
}

int lun_mail__words(lun_buf *out, lun_mail_slice value, lun_error *err)
{
    int after_word = 0, rc = 0;
    for (size_t i = 0; i < value.len && rc == 0;) {
        const char *next = memmem(value.at + i, value.len - i, "=?", 2);
        lun_mail_slice plain = { value.at + i, next == NULL ? value.len - i : (size_t)(next - value.at) - i };
        coded_word word;
        int is_word = next != NULL && coded_word_at(&word, (lun_mail_slice){ next, value.len - i - plain.len });
        if (next != NULL && !is_word)
            plain.len += 2;
        if (plain.len > 0 && !(after_word && is_word && is_blank(plain)))
            rc = lun_mail__decode(out, plain, "", NULL, err);
        if (rc == 0 && is_word)
            rc = add_word(out, &word, err);
        after_word = is_word;
        i += plain.len + (is_word ? word.len : 0);
    }
    return rc;
}
