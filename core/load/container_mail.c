/*
** container_mail.c - members that are the mails of a mailbox (mbox, RFC 4155).
**
** A mail begins with a line "From ", the first of the file or one behind an empty line, which a header follows: writers of mailboxes that do not
** quote such lines of a body (">From ") leave sentences that begin with the word, and these stay in their mail. What is attached to a mail
** follows it (container_attached.c).
*/
#include "load/container_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

#define LINE_MOST 65536 /* of a line that is too long to be one, the piece that is passed over at once */

static const char *at_byte(const lun_container *c, size_t at)
{
    return lun_input_at(&c->input) + at;
}

/* The length of the line at a byte of the window, its end included, or of its first `most` bytes; 0 at the end of the input. */
static int line_at(lun_container *c, size_t at, size_t most, size_t *len, lun_error *err)
{
    for (size_t seen = 0;;) {
        size_t have = lun_input_len(&c->input) - at;
        const char *stop = have > seen ? memchr(at_byte(c, at + seen), '\n', have - seen) : NULL;
        *len = stop ? (size_t)(stop - at_byte(c, at)) + 1 : have;
        if (stop || c->input.at_end || have > most)
            return 0;
        seen = have;
        size_t window = at + have;
        int rc =
            lun_input_want(&c->input, window < 4096 ? 8192 : window + (window < LINE_MOST ? window : LINE_MOST), err);
        if (rc < 0)
            return rc;
    }
}

static int is_empty(const char *line, size_t len)
{
    return (len == 1 && line[0] == '\n') || (len == 2 && line[0] == '\r' && line[1] == '\n');
}

static int begins_from(const char *line, size_t len)
{
    return len > 5 && memcmp(line, "From ", 5) == 0;
}

static int is_header(const char *line, size_t len)
{
    size_t n = 0;
    while (n < len && line[n] > ' ' && line[n] < 0x7F && line[n] != ':')
        n++;
    return n > 0 && n < len && line[n] == ':';
}

/* Does a mail begin with the line of that length? 1, 0 or a code. */
static int begins_mail(lun_container *c, size_t at, size_t len, lun_error *err)
{
    size_t next;
    if (!begins_from(at_byte(c, at), len))
        return 0;
    int rc = line_at(c, at + len, LINE_MOST, &next, err);
    return rc < 0 ? rc : is_header(at_byte(c, at + len), next);
}

/* How many bytes and lines of the window are the mail that it begins with; more bytes than the limit where it is longer. */
static int find_mail(lun_container *c, size_t *len, size_t *lines, lun_error *err)
{
    int was_empty = 0, rc = 0;
    size_t n;
    for (*len = *lines = 0; *len <= c->limit; ++*lines) {
        if ((rc = line_at(c, *len, c->limit, &n, err)) < 0 || n == 0)
            return rc;
        if (was_empty && (rc = begins_mail(c, *len, n, err)) != 0)
            return rc < 0 ? rc : 0;
        was_empty = is_empty(at_byte(c, *len), n);
        *len += n;
    }
    return 0;
}

/* Up to the next mail, a line at a time; nothing of it is kept. */
static int skip_mail(lun_container *c, lun_error *err)
{
    int was_empty = 0, is_start = 1, rc = 0;
    size_t n;
    for (;;) {
        if ((rc = line_at(c, 0, LINE_MOST, &n, err)) < 0 || n == 0)
            return rc;
        if (was_empty && (rc = begins_mail(c, 0, n, err)) != 0)
            return rc < 0 ? rc : 0;
        was_empty = is_start && is_empty(at_byte(c, 0), n);
        is_start = at_byte(c, 0)[n - 1] == '\n';
        c->line += (size_t)is_start;
        lun_input_skip(&c->input, n);
    }
}

static int too_large(lun_container *c, lun_document **out, lun_error *err)
{
    char text[160];
    lun_error inner = LUN_ERROR_INIT;
    size_t line = c->line;
    int rc = skip_mail(c, &inner);
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    snprintf(text, sizeof text, "the mail has more than %zu bytes; raise --limit, or leave it out", c->limit);
    return lun_member__problem(c, out, line, "too-large", text, err);
}

/* Adds the mail without its first line, and lines of its body without the mark that made them none of a beginning. */
static void unquote(lun_buf *out, const char *data, size_t len)
{
    size_t at = 0;
    for (int is_first = 1; at < len; is_first = 0) {
        const char *line = data + at, *stop = memchr(line, '\n', len - at);
        size_t n = stop ? (size_t)(stop - line) + 1 : len - at, marks = 0;
        while (marks < n && line[marks] == '>')
            marks++;
        size_t skip = marks > 0 && begins_from(line + marks, n - marks);
        if (!is_first)
            lun_buf_add(out, line + skip, n - skip);
        at += n;
    }
}

/* A mail is called after its Message-ID; one that is no address keeps the number of its line. */
static int name_mail(lun_container *c, lun_document *document, const lun_buf *mail, lun_error *err)
{
    lun_buf id = LUN_BUF_INIT;
    int rc = 0;
    lun_mail__id(&id, (lun_mail_slice){ mail->data ? mail->data : "", mail->len });
    document->id = "";
    if (id.failed)
        rc = lun_load__no_memory(err);
    else if (id.len > 0)
        rc = lun_load__copy(document, &document->id, id.data, id.len, err);
    lun_buf_clear(&id);
    return rc == 0 ? lun_member__settle(document, c->path, document->uri, err) : rc;
}

/* The year in "2026", "+0100 2026" or "2026 +0100"; NULL where there is none. */
static const char *find_year(const char *p)
{
    for (p += strspn(p, " "); *p != '\0'; p += strcspn(p, " "), p += strspn(p, " ")) {
        if (strcspn(p, " \r\n") == 4 && strspn(p, "0123456789") == 4)
            return p;
    }
    return NULL;
}

/* "From ada@example.org Mon Mar  2 09:30:00 2026": the day on which the mail was put into the box, where it has no Date. */
static int take_day_of_envelope(lun_document *document, const char *data, size_t len, lun_error *err)
{
    char line[400], month[4], text[40];
    const char *stop = memchr(data, '\n', len), *year = NULL;
    size_t n = stop == NULL ? len : (size_t)(stop - data);
    unsigned day = 0;
    if (document->date != NULL || n >= sizeof line)
        return 0;
    memcpy(line, data, n);
    line[n] = '\0';
    for (const char *p = strchr(line, ' '); p != NULL && year == NULL; p = strchr(p + 1, ' ')) {
        int seen = 0;
        if (sscanf(p, " %3[A-Za-z] %2u %*2u:%*2u%n", month, &day, &seen) == 2 && seen > 0)
            year = find_year(p + seen);
    }
    if (year == NULL)
        return 0;
    snprintf(text, sizeof text, "%u %s %.4s", day, month, year);
    return lun_day_parse_loose(text) == LUN_DAY_NONE
               ? 0
               : lun_load__set(document, LUN_FIELD_DATE, text, strlen(text), document->uri, err);
}

/* The mail at the start of the window, which is copied into `mail`; its files lie there. */
static int read_mail(lun_container *c, lun_document **out, lun_buf *mail, size_t len, lun_mail_files *files,
                     lun_error *err)
{
    const char *data = lun_input_at(&c->input);
    int rc = lun_member__document(out, c->path, 'L', c->line, data, len, err);
    if (rc < 0)
        return rc;
    (*out)->media_type = "message/rfc822";
    unquote(mail, data, len);
    rc = mail->failed ? lun_load__no_memory(err) : name_mail(c, *out, mail, err);
    if (rc == 0)
        rc = lun_read_mail(*out, mail->data ? mail->data : "", mail->len, c->is_attached ? NULL : files, err);
    if (rc == 0)
        rc = take_day_of_envelope(*out, data, len, err);
    return rc == 0 ? lun_load__drop_blank(*out, err) : rc;
}

/* The next mail: 1, or 0 where only files that are attached to it are given. */
static int give_mail(lun_container *c, lun_document **out, size_t len, size_t lines, lun_error *err)
{
    lun_buf mail = LUN_BUF_INIT;
    lun_mail_files files = { 0 };
    size_t line = c->line;
    int rc = read_mail(c, out, &mail, len, &files, err);
    lun_input_skip(&c->input, len);
    c->line += lines;
    if (rc == 0)
        rc = lun_member__check_twice(c, *out, line, err);
    if (rc == 0 && (*out)->len == 0 && (*out)->problems == NULL && files.items.n == 0)
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, "empty", "%s:%zu: the mail holds no text", c->path, line);
    if (rc == 0 && files.items.n > 0)
        rc = lun_member__attach(c, *out, &files, &mail, err);
    lun_buf_clear(&mail);
    lun_mail_files_clear(&files);
    return rc < 0 ? rc : !lun_load__drop_bare(out);
}

int lun_member__next_mail(lun_container *c, lun_document **out, lun_error *err)
{
    int rc = 0;
    while (rc == 0) {
        size_t len, lines;
        lun_error inner = LUN_ERROR_INIT;
        if ((rc = lun_member__next_attached(c, out, err)) != 0)
            return rc;
        if ((rc = find_mail(c, &len, &lines, &inner)) < 0)
            return lun_member__read_failed(c, out, rc, &inner, err);
        if (len > c->limit)
            return too_large(c, out, err);
        if (len == 0)
            return 0;
        rc = give_mail(c, out, len, lines, err);
    }
    return rc;
}
