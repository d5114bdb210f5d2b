/*
** charset.c - names the character set of bytes.
**
** A guess is believed only when the text it gives looks like writing: letters beside letters, no control characters.
** Otherwise the bytes are damaged UTF-8, and the damage is recorded; a wrong guess would hide it.
*/
#include "load/charset.h"

#include <string.h>
#include <strings.h>

#include <uchardet/uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "base/utf8.h"

#define PATTERN_BYTES 4096  /* enough to see a NUL pattern */
#define GUESS_BYTES 65536   /* enough for uchardet */
#define DECLARED_BYTES 4096 /* a declaration stands at the top */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int bom_of(const char *data, size_t len, const char **name, size_t *width)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *name;
    } marks[] = {
        { "\xEF\xBB\xBF", 3, "utf-8" }, { "\xFF\xFE\0\0", 4, "utf-32le" }, { "\0\0\xFE\xFF", 4, "utf-32be" },
        { "\xFF\xFE", 2, "utf-16le" },  { "\xFE\xFF", 2, "utf-16be" },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (len >= marks[i].n && memcmp(data, marks[i].bytes, marks[i].n) == 0) {
            *name = marks[i].name;
            *width = marks[i].n;
            return 1;
        }
    }
    return 0;
}

/* The most that can be cut off the end of a head: one sequence. */
static int valid_but_for_the_end(const char *data, size_t len)
{
    for (size_t cut = 0; cut < 4 && cut <= len; cut++) {
        if (lun_utf8_valid(data, len - cut))
            return cut == 0 || (unsigned char)data[len - cut] >= 0xC2;
    }
    return 0;
}

typedef struct pattern {
    size_t n;        /* bytes looked at, a multiple of 4 (of 2 where there are fewer) */
    size_t zeros[4]; /* by place in a unit of four */
    size_t controls, ascii_letters;
} pattern;

static void count_pattern(pattern *out, const char *data, size_t len)
{
    memset(out, 0, sizeof *out);
    out->n = len < 4 ? len / 2 * 2 : least(len, PATTERN_BYTES) / 4 * 4;
    for (size_t i = 0; i < out->n; i++) {
        unsigned char c = (unsigned char)data[i];
        out->zeros[i % 4] += c == 0;
        out->controls += c != 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
        out->ascii_letters += (unsigned char)((c | 0x20) - 'a') < 26;
    }
}

static const char *utf32_of(const pattern *p)
{
    size_t units = p->n / 4;
    if (units == 0)
        return NULL;
    if (p->zeros[3] == units && p->zeros[2] * 10 >= units * 9 && p->zeros[0] * 4 <= units)
        return "utf-32le";
    if (p->zeros[0] == units && p->zeros[1] * 10 >= units * 9 && p->zeros[3] * 4 <= units)
        return "utf-32be";
    return NULL;
}

/*
** UTF-16 and UTF-32 without a mark: NULs stand at the same place in every unit. Where they are few (spaces and line
** ends of a text in another script) something else must speak against UTF-8 as well.
*/
static const char *pattern_of(const char *data, size_t len)
{
    pattern p;
    count_pattern(&p, data, len);
    const char *utf32 = utf32_of(&p);
    if (utf32 != NULL)
        return utf32;
    size_t units = p.n / 2, even = p.zeros[0] + p.zeros[2], odd = p.zeros[1] + p.zeros[3];
    size_t more = even > odd ? even : odd, fewer = even > odd ? odd : even;
    if (units < 2 || more == 0 || fewer * 50 > more || (len < PATTERN_BYTES && len % 2 != 0))
        return NULL;
    int many = more * 10 >= units * 7, some = more >= 3 && more * 25 >= units;
    int foreign = p.controls * 10 >= p.n || (p.ascii_letters * 5 < p.n * 2 && !valid_but_for_the_end(data, p.n));
    return many || (some && foreign) ? (odd > even ? "utf-16le" : "utf-16be") : NULL;
}

static int is_letter(const char *text, size_t len, size_t at)
{
    if (at >= len)
        return 0;
    unsigned width;
    uint32_t point = lun_utf8_decode(text + at, len - at, &width);
    return point != LUN_UTF8_BAD && u_isalpha((UChar32)point);
}

static int is_letter_before(const char *text, size_t at)
{
    size_t from = at;
    while (from > 0 && ((unsigned char)text[from - 1] & 0xC0) == 0x80 && at - from < 3)
        from--;
    return from > 0 && is_letter(text, at, from - 1);
}

/* Letters of one character that stand alone in some language. */
static int is_lone_word(uint32_t point)
{
    return point == 0xE0 || point == 0xE8 || point == 0xE9 || point == 0xF3 || point == 0xC0 || point == 0xC9;
}

/* Signs of money, of arithmetic and the like, which no word has inside; an accent that stands alone is an apostrophe to some. */
static int is_sign(uint32_t point)
{
    int type = u_charType((UChar32)point);
    return (type == U_CURRENCY_SYMBOL || type == U_MATH_SYMBOL || type == U_MODIFIER_SYMBOL ||
            type == U_OTHER_SYMBOL) &&
           point != 0xB4;
}

/* How odd it is that a character beyond ASCII stands where it does. `blank`: may a no-break space stand in a word's place between two? */
static size_t oddness(const char *text, size_t len, size_t at, size_t next, uint32_t point, int blank)
{
    int type = u_charType((UChar32)point), before = is_letter_before(text, at), after = is_letter(text, len, next);
    if (point == 0xFFFD || type == U_CONTROL_CHAR || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR)
        return 2;
    if (u_isalpha((UChar32)point) && !is_lone_word(point) && !before && !after)
        return 1;
    if (before && after && (is_sign(point) || (point == 0xA0 && !blank)))
        return 1;
    return point == 0xFF || point == 0xFE;
}

/* 1 if at most a tenth of the characters beyond ASCII stands where writing would not put them. */
static int looks_like_writing(const char *text, size_t len, int blank)
{
    size_t high = 0, odd = 0;
    for (size_t at = 0; at < len;) {
        unsigned width;
        uint32_t point = lun_utf8_decode(text + at, len - at, &width);
        size_t next = at + width;
        if (point >= 0x80) {
            high++;
            odd += oddness(text, len, at, next, point, blank);
        }
        at = next;
    }
    return odd * 10 <= high;
}

/* Is A0 the no-break space, as in the character sets of the web? Word processors put it between any two words; code pages of DOS have FF for it. */
static int has_usual_blank(const char *charset)
{
    lun_decoded decoded;
    int yes = lun_decode(&decoded, "\xA0", 1, charset, 0, LUN_DECODE_TRIAL, NULL) == 0 &&
              strcmp(decoded.text, "\xC2\xA0") == 0;
    lun_decoded_clear(&decoded);
    return yes;
}

/* 1 if reading the bytes as `charset` gives what looks like writing. */
static int is_plausible(const char *data, size_t len, const char *charset)
{
    lun_decoded decoded;
    int yes = lun_decode(&decoded, data, len, charset, 0, LUN_DECODE_TRIAL, NULL) == 0 && decoded.bad <= 1 &&
              looks_like_writing(decoded.text, decoded.len, has_usual_blank(charset));
    lun_decoded_clear(&decoded);
    return yes;
}

/* E2 80 begins a dash or a quotation mark in UTF-8; elsewhere it is hardly ever written ("â€"). */
static int is_cut_mark(const char *data, size_t len)
{
    return len >= 2 && memcmp(data, "\xE2\x80", 2) == 0;
}

/* How many bytes of a sequence stand at the very end, if more should follow: two at least, since one is a letter of many character sets. */
static size_t cut_at_end(const char *data, size_t len)
{
    for (size_t n = 2; n <= 3 && n <= len; n++) {
        unsigned char lead = (unsigned char)data[len - n];
        size_t whole = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : 0;
        if (((unsigned char)data[len - n + 1] & 0xC0) == 0x80 && n < whole)
            return n;
    }
    return 0;
}

/*
** Well-formed sequences beyond ASCII against malformed ones: text that is UTF-8 but for some damage, or for one sequence that is cut at its end.
** The beginning of a mark counts as several that are well-formed.
*/
static int is_damaged_utf8(const char *data, size_t len)
{
    size_t good = 0, bad = 0, cut = cut_at_end(data, len);
    if (cut && lun_utf8_valid(data, len - cut))
        return 1;
    for (size_t at = 0; at < len;) {
        unsigned width = 1;
        uint32_t point = (unsigned char)data[at] < 0x80 ? 'a' : lun_utf8_decode(data + at, len - at, &width);
        bad += point == LUN_UTF8_BAD;
        good += point != LUN_UTF8_BAD ? point >= 0x80 : is_cut_mark(data + at, len - at) ? 4 : 0;
        at += width;
    }
    return good > bad * 3;
}

/* A guess needs the bytes beyond ASCII and a little of what stands before them. */
static size_t before_first_high(const char *data, size_t len)
{
    size_t at = 0;
    while (at < len && (unsigned char)data[at] < 0x80)
        at++;
    return at > PATTERN_BYTES ? at - PATTERN_BYTES : 0;
}

static void guess(const char *data, size_t len, char out[LUN_CHARSET_NAME])
{
    uchardet_t detector = uchardet_new();
    if (detector == NULL)
        return;
    if (uchardet_handle_data(detector, data, len) == 0) {
        uchardet_data_end(detector);
        strncpy(out, uchardet_get_charset(detector), LUN_CHARSET_NAME - 1);
    }
    uchardet_delete(detector);
}

static void set_name(char out[LUN_CHARSET_NAME], const char *name)
{
    memset(out, 0, LUN_CHARSET_NAME);
    strncpy(out, name, LUN_CHARSET_NAME - 1);
}

/* Labels that mean windows-1252 on the web, where the control characters of ISO 8859-1 never occur. */
static const char *usual(const char *name)
{
    static const char *const latin[] = { "iso-8859-1", "latin1", "us-ascii", "ascii", "iso8859-1", "latin-1" };
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++) {
        if (ucnv_compareNames(name, latin[i]) == 0)
            return "windows-1252";
    }
    return ucnv_compareNames(name, "gb2312") == 0 || ucnv_compareNames(name, "gbk") == 0 ? "gb18030" : name;
}

void lun_charset_detect(const char *data, size_t len, lun_extent extent, const char *declared,
                        char out[LUN_CHARSET_NAME], size_t *bom)
{
    const char *name = NULL;
    *bom = 0;
    if (bom_of(data, len, &name, bom)) {
        set_name(out, name);
        return;
    }
    if ((name = pattern_of(data, len)) != NULL) {
        set_name(out, name);
        return;
    }
    set_name(out, "utf-8");
    int is_utf8 = declared != NULL && ucnv_compareNames(declared, "utf-8") == 0;
    int is_valid = extent == LUN_EXTENT_HEAD ? valid_but_for_the_end(data, len) : lun_utf8_valid(data, len);
    if (is_valid || is_utf8 || is_damaged_utf8(data, len))
        return;
    if (declared != NULL && ucnv_compareNames(declared, "utf-16") != 0 && lun_charset_known(usual(declared))) {
        set_name(out, usual(declared));
        return;
    }
    char guessed[LUN_CHARSET_NAME] = "";
    size_t from = before_first_high(data, len), n = least(len - from, GUESS_BYTES);
    data += from;
    guess(data, n, guessed);
    if (guessed[0] != '\0' && lun_charset_known(usual(guessed)) && is_plausible(data, n, usual(guessed)))
        set_name(out, usual(guessed));
    else if (is_plausible(data, n, "windows-1252"))
        set_name(out, "windows-1252");
}

int lun_decode_part(lun_decoded *out, const char *data, size_t len, size_t bom, lun_error *err)
{
    char charset[LUN_CHARSET_NAME];
    int rc = lun_decode(out, data, len, "utf-8", bom, LUN_DECODE_PLAIN, err);
    if (rc < 0 || out->bad == 0)
        return rc;
    lun_charset_detect(data, len, LUN_EXTENT_WHOLE, NULL, charset, &bom);
    lun_decoded_clear(out);
    return lun_decode(out, data, len, charset, bom, LUN_DECODE_PLAIN, err);
}

/* The value after `key` and an equals sign, quoted or not; the length in *n, NULL if there is none. */
static const char *value_after(const char *from, const char *limit, const char *key, size_t *n)
{
    size_t key_len = strlen(key);
    for (const char *p = from; p + key_len < limit; p++) {
        if (strncasecmp(p, key, key_len) != 0)
            continue;
        p += key_len;
        while (p < limit && *p != '\0' && strchr(" \t=\"'", *p) != NULL)
            p++;
        const char *start = p;
        while (p < limit && *p != '\0' && ((*p & 0x80) == 0) && (u_isalnum((UChar32)*p) || strchr("-_:.", *p) != NULL))
            p++;
        *n = (size_t)(p - start);
        if (*n > 0)
            return start;
    }
    return NULL;
}

int lun_charset_declared(const char *data, size_t len, char out[LUN_CHARSET_NAME])
{
    const char *limit = data + least(len, DECLARED_BYTES), *value = NULL;
    size_t n = 0;
    for (const char *p = data; p < limit && value == NULL; p++) {
        if (*p != '<')
            continue;
        const char *stop = memchr(p, '>', (size_t)(limit - p));
        if (stop == NULL)
            break;
        if (limit - p > 5 && strncasecmp(p, "<?xml", 5) == 0)
            value = value_after(p, stop, "encoding", &n);
        else if (limit - p > 5 && strncasecmp(p, "<meta", 5) == 0)
            value = value_after(p, stop, "charset", &n);
    }
    if (value == NULL || n >= LUN_CHARSET_NAME)
        return 0;
    memset(out, 0, LUN_CHARSET_NAME);
    memcpy(out, value, n);
    return 1;
}
