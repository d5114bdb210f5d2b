/*
** sniff.c - tells formats apart.
**
** Invariant: a guess that would lose text is never taken; what is no HTML, JSON, CSV or Markdown for sure is plain
** text, which keeps every character.
*/
#include "load/sniff.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/json.h"
#include "load/csv.h"

static const lun_kind text_kind = { LUN_FORMAT_TEXT, "text/plain", NULL, NULL };
static const lun_kind markdown_kind = { LUN_FORMAT_MARKDOWN, "text/markdown", NULL, NULL };
static const lun_kind html_kind = { LUN_FORMAT_HTML, "text/html", NULL, NULL };
static const lun_kind json_kind = { LUN_FORMAT_JSON, "application/json", NULL, NULL };
static const lun_kind lines_kind = { LUN_FORMAT_JSON_LINES, "application/jsonl", NULL, NULL };
static const lun_kind mail_kind = { LUN_FORMAT_MAIL, "message/rfc822", NULL, NULL };
static const lun_kind mailbox_kind = { LUN_FORMAT_MAILBOX, "application/mbox", NULL, NULL };
static const lun_kind csv_kind = { LUN_FORMAT_CSV, "text/csv", NULL, NULL };

static const struct {
    const char *bytes;
    size_t n, offset;
    lun_kind kind;
} magics[] = {
    { "%PDF-",
      5,
      0,
      { LUN_FORMAT_UNKNOWN, "application/pdf", "a PDF document",
        "install pdftotext (package poppler-utils), then run again" } },
    { "PK\3\4", 4, 0, { LUN_FORMAT_ZIP, "application/zip", NULL, NULL } },
    { "PK\5\6", 4, 0, { LUN_FORMAT_UNKNOWN, "application/zip", "an empty zip archive", "leave it out" } },
    { "\xD0\xCF\x11\xE0",
      4,
      0,
      { LUN_FORMAT_UNKNOWN, "application/x-ole-storage", "an old office document, or one with a password",
        "save it without one as .docx, text or HTML" } },
    { "{\\rtf", 5, 0, { LUN_FORMAT_UNKNOWN, "application/rtf", "an RTF document", "save it as .docx, text or HTML" } },
    { "\x1F\x8B", 2, 0, { LUN_FORMAT_PACKED, "application/gzip", NULL, NULL } },
    { "\x28\xB5\x2F\xFD", 4, 0, { LUN_FORMAT_PACKED, "application/zstd", NULL, NULL } },
    { "\xFD"
      "7zXZ",
      5,
      0,
      { LUN_FORMAT_PACKED, "application/x-xz", NULL, NULL } },
    { "BZh", 3, 0, { LUN_FORMAT_PACKED, "application/x-bzip2", NULL, NULL } },
    { "7z\xBC\xAF", 4, 0, { LUN_FORMAT_SEVEN, "application/x-7z-compressed", NULL, NULL } },
    { "ustar", 5, 257, { LUN_FORMAT_TAR, "application/x-tar", NULL, NULL } },
    { "SQLite format 3",
      16,
      0,
      { LUN_FORMAT_UNKNOWN, "application/vnd.sqlite3", "an SQLite database",
        "name it as the corpus, not as a source" } },
    { "\x89PNG",
      4,
      0,
      { LUN_FORMAT_UNKNOWN, "image/png", "a PNG image", "leave it out, or run text recognition first" } },
    { "\xFF\xD8\xFF",
      3,
      0,
      { LUN_FORMAT_UNKNOWN, "image/jpeg", "a JPEG image", "leave it out, or run text recognition first" } },
    { "GIF8", 4, 0, { LUN_FORMAT_UNKNOWN, "image/gif", "a GIF image", "leave it out" } },
    { "II*\0",
      4,
      0,
      { LUN_FORMAT_UNKNOWN, "image/tiff", "a TIFF image", "leave it out, or run text recognition first" } },
    { "MM\0*",
      4,
      0,
      { LUN_FORMAT_UNKNOWN, "image/tiff", "a TIFF image", "leave it out, or run text recognition first" } },
    { "WEBP", 4, 8, { LUN_FORMAT_UNKNOWN, "image/webp", "a WebP image", "leave it out" } },
    { "\x7F"
      "ELF",
      4,
      0,
      { LUN_FORMAT_UNKNOWN, "application/x-executable", "a program", "leave it out" } },
    { "ID3", 3, 0, { LUN_FORMAT_UNKNOWN, "audio/mpeg", "an MP3 recording", "leave it out, or transcribe it first" } },
    { "ftyp", 4, 4, { LUN_FORMAT_UNKNOWN, "video/mp4", "a video", "leave it out, or transcribe it first" } },
    { "PAR1",
      4,
      0,
      { LUN_FORMAT_UNKNOWN, "application/vnd.apache.parquet", "a Parquet table", "export it as CSV or JSON lines" } },
};

static const lun_kind binary_kind = { LUN_FORMAT_UNKNOWN, "application/octet-stream", "binary data",
                                      "leave it out, or convert it to text" };
static const lun_kind xml_kind = { LUN_FORMAT_UNKNOWN, "application/xml", "XML",
                                   "convert it to HTML, text or JSON lines" };

/* Too many NULs and control characters for text, and no UTF-16 or UTF-32 that would explain them. */
static int is_binary(const char *data, size_t len)
{
    size_t odd = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)data[i];
        odd += c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B;
    }
    if (odd <= 8 || odd * 20 <= len)
        return 0;
    char charset[LUN_CHARSET_NAME];
    size_t bom;
    lun_charset_detect(data, len, LUN_EXTENT_HEAD, NULL, charset, &bom);
    return strncmp(charset, "utf-16", 6) != 0 && strncmp(charset, "utf-32", 6) != 0;
}

/* Signatures made of letters may open a text as well ("ID3 tags are ..."): then a NUL must follow. */
static int has_magic(const char *data, size_t len, const char *bytes, size_t n, size_t offset)
{
    if (len < offset + n || memcmp(data + offset, bytes, n) != 0)
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (!isalnum((unsigned char)bytes[i]))
            return 1;
    }
    return memchr(data, '\0', len) != NULL;
}

int lun_sniff_binary(const char *data, size_t len, lun_kind *out)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (has_magic(data, len, magics[i].bytes, magics[i].n, magics[i].offset)) {
            *out = magics[i].kind;
            return 1;
        }
    }
    *out = binary_kind;
    return is_binary(data, len);
}

size_t lun_sniff_stem(const char *path)
{
    size_t len = strlen(path) - lun_sniff_packed_suffix(path);
    const char *start = strrchr(path, '/'), *name = start == NULL ? path : start + 1,
               *dot = memrchr(name, '.', len - (size_t)(name - path));
    return dot == NULL || dot == name ? len : (size_t)(dot - path);
}

size_t lun_sniff_packed_suffix(const char *name)
{
    static const char *const suffixes[] = { ".gz", ".bz2", ".xz", ".zst" };
    const char *suffix = lun_path_suffix(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (strcasecmp(suffix, suffixes[i]) == 0)
            return strlen(suffix);
    }
    return 0;
}

static const char *skip_space(const char *p, const char *limit)
{
    while (p < limit && isspace((unsigned char)*p))
        p++;
    return p;
}

static int begins(const char *p, const char *limit, const char *what)
{
    size_t n = strlen(what);
    return (size_t)(limit - p) >= n && strncasecmp(p, what, n) == 0;
}

static int has_suffix(const char *name, const char *const *suffixes)
{
    const char *suffix = name == NULL ? "" : lun_path_suffix(name);
    for (; *suffixes != NULL; suffixes++) {
        if (strcasecmp(suffix, *suffixes) == 0)
            return 1;
    }
    return 0;
}

static size_t count_tags(const char *p, const char *limit)
{
    static const char *const tags[] = { "<p>",  "<p ",   "</p>",  "<br",    "<div",   "</div>", "<a href",
                                        "</a>", "<span", "<h1",   "<h2",    "<h3",    "<table", "<td",
                                        "<li",  "<ul",   "<img ", "<meta ", "<title>" };
    size_t n = 0;
    while (p < limit && (p = memchr(p, '<', (size_t)(limit - p))) != NULL) {
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
            n += (size_t)begins(p, limit, tags[i]);
        p++;
    }
    return n;
}

/* What stands before the first tag that says something: declarations, comments, white space. */
static const char *skip_prologue(const char *p, const char *limit)
{
    for (;;) {
        p = skip_space(p, limit);
        const char *close = begins(p, limit, "<!--") ? "-->" : begins(p, limit, "<?") ? "?>" : NULL;
        if (close == NULL)
            return p;
        const char *stop = memmem(p, (size_t)(limit - p), close, strlen(close));
        if (stop == NULL)
            return p;
        p = stop + strlen(close);
    }
}

typedef enum markup { MARKUP_NONE, MARKUP_HTML, MARKUP_FRAGMENT, MARKUP_XML } markup;

static markup markup_of(const char *text, const char *limit)
{
    static const char *const roots[] = { "<!doctype html", "<html", "<head", "<body", "<title" };
    const char *p = skip_prologue(text, limit);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        if (begins(p, limit, roots[i]))
            return MARKUP_HTML;
    }
    if (p == limit || *p != '<')
        return MARKUP_NONE;
    if (count_tags(p, limit) >= 2)
        return MARKUP_FRAGMENT;
    return begins(skip_space(text, limit), limit, "<?xml") ? MARKUP_XML : MARKUP_NONE;
}

static int parses(const char *text, size_t len)
{
    cJSON *value = NULL;
    int fine = lun_json_parse(&value, text, len, NULL, NULL) == 0 && cJSON_IsObject(value);
    cJSON_Delete(value);
    return fine;
}

/* One object a line, or an object over many lines: a whole line that is an object decides. */
static lun_kind json_of(const char *p, const char *limit, lun_extent extent)
{
    const char *stop = memchr(p, '\n', (size_t)(limit - p));
    if (stop == NULL)
        return lines_kind;
    if (parses(p, (size_t)(stop - p)))
        return lines_kind;
    if (extent == LUN_EXTENT_WHOLE && parses(p, (size_t)(limit - p)))
        return json_kind;
    for (const char *line = stop + 1; line < limit; line = stop + 1) {
        stop = memchr(line, '\n', (size_t)(limit - line));
        if (stop == NULL)
            break;
        if (*line == '{' && parses(line, (size_t)(stop - line)))
            return lines_kind;
    }
    const char *next = skip_space(p + 1, limit);
    return memchr(p, '\n', (size_t)(next - p)) != NULL || (stop != NULL && stop[-1] == ',') ? json_kind : lines_kind;
}

static int starts_json(const char *p, const char *limit, lun_kind *out, lun_extent extent)
{
    const char *next = p < limit ? skip_space(p + 1, limit) : p;
    if (p == limit || next == limit)
        return 0;
    if (*p == '{' && (*next == '"' || *next == '}')) {
        *out = json_of(p, limit, extent);
        return 1;
    }
    if (*p == '[' && *next == '{') {
        *out = json_kind;
        return 1;
    }
    return 0;
}

/* Front matter, or a heading and a link: signs that prose does not show. */
static int is_markdown(const char *text, const char *limit)
{
    size_t n = (size_t)(limit - text);
    if (begins(text, limit, "---\n")) {
        const char *colon = memchr(text + 4, ':', n - 4), *stop = memmem(text + 4, n - 4, "\n---", 4);
        return colon != NULL && stop != NULL && colon < stop;
    }
    const char *p = skip_space(text, limit);
    int heading = begins(p, limit, "# ") || memmem(text, n, "\n## ", 4) != NULL;
    int other = memmem(text, n, "](http", 6) != NULL || memmem(text, n, "\n```", 4) != NULL ||
                memmem(text, n, "\n## ", 4) != NULL || memmem(text, n, "**", 2) != NULL;
    return heading && other;
}

/* "Received" of "Received: from ...": the length of the name, 0 where the line is no header. */
static size_t header_name(const char *line, const char *stop)
{
    const char *p = line;
    while (p<stop && * p> ' ' && *p < 0x7F && *p != ':')
        p++;
    return p < stop && *p == ':' ? (size_t)(p - line) : 0;
}

static int is_trace(const char *name, size_t n)
{
    static const char *const traces[] = { "Received", "Message-ID", "MIME-Version", "Return-Path", "Delivered-To" };
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
        if (n == strlen(traces[i]) && strncasecmp(name, traces[i], n) == 0)
            return 1;
    }
    return 0;
}

/*
** Headers up to an empty line, From among them, and what only programs write; a memo has From and Subject, too, and
** stays the text that it is.
*/
typedef enum trace { TRACE_WANTED, TRACE_TOLD } trace; /* told: by what stands before the headers */

static int is_mail(const char *p, const char *limit, trace wanted)
{
    int has_from = 0, has_trace = 0;
    while (p < limit && *p != '\n') {
        const char *stop = memchr(p, '\n', (size_t)(limit - p));
        size_t n = header_name(p, stop == NULL ? limit : stop);
        if (n == 0 && *p != ' ' && *p != '\t')
            return 0;
        has_from |= n == 4 && strncasecmp(p, "From", 4) == 0;
        has_trace |= is_trace(p, n);
        p = stop == NULL ? limit : stop + 1;
    }
    return has_from && (has_trace || wanted == TRACE_TOLD);
}

/* "From ada@example.org Mon Mar  2 09:30:00 2026": no letter opens with the time of day. */
static int has_time(const char *p, const char *stop)
{
    for (; stop - p >= 5; p++) {
        if (isdigit((unsigned char)p[0]) && isdigit((unsigned char)p[1]) && p[2] == ':' &&
            isdigit((unsigned char)p[3]) && isdigit((unsigned char)p[4]))
            return 1;
    }
    return 0;
}

static int is_mailbox(const char *p, const char *limit)
{
    const char *stop = begins(p, limit, "From ") ? memchr(p, '\n', (size_t)(limit - p)) : NULL;
    return stop != NULL && is_mail(stop + 1, limit, has_time(p, stop) ? TRACE_TOLD : TRACE_WANTED);
}

void lun_sniff_text(const char *text, size_t len, lun_extent extent, const char *name, lun_kind *out)
{
    static const char *const markdown[] = { ".md", ".markdown", ".mkd", NULL };
    static const char *const tables[] = { ".csv", ".tsv", ".tab", NULL };
    const char *limit = text + len, *p = skip_space(text, limit);
    *out = text_kind;
    if (p == limit)
        return;
    markup kind = markup_of(text, limit);
    if (is_mail(text, limit, TRACE_WANTED))
        *out = mail_kind;
    else if (is_mailbox(text, limit))
        *out = mailbox_kind;
    else if (kind == MARKUP_HTML || (kind == MARKUP_FRAGMENT && !has_suffix(name, markdown)))
        *out = html_kind;
    else if (kind == MARKUP_XML)
        *out = xml_kind;
    else if (starts_json(p, limit, out, extent))
        return;
    else if (lun_csv_sniff(text, len, has_suffix(name, tables) ? LUN_CSV_NAMED : LUN_CSV_UNNAMED) != '\0')
        *out = csv_kind;
    else if (has_suffix(name, markdown) || (is_markdown(text, limit) && (name == NULL || !has_suffix(name, tables))))
        *out = markdown_kind;
}
