/*
** mail.c - the reader of mails: subject and day to fields, of the parts the text.
**
** A mail is headers, an empty line, a body; the body of a mail of several parts holds mails again, between lines that
** begin with its boundary. All plain parts are the text; where there is none, the first HTML part is read as a page. Files
** that are attached are documents of their own, which container_attached.c makes.
** Invariant: a part that holds something and is not read is said, in one problem a mail; pictures that stand in the text,
** signatures, and what says the same in another form are not.
*/
#include "load/mail.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "load/open.h"

#define LEVELS_MOST 8  /* parts in parts: each is looked through once a level */
#define NAMED_MOST 200 /* bytes of the names of parts that a problem tells */

typedef struct part {
    lun_mail_slice head, body;
    lun_buf type, coding, disposition; /* headers, unfolded */
} part;

typedef enum attached {
    ATTACHED_SAID,    /* the part says so */
    ATTACHED_PERHAPS, /* it is no text of the mail */
    ATTACHED_BY_NAME  /* where it has one; else it is the same in another form */
} attached;

typedef struct mail {
    lun_document *document;
    lun_buf text; /* of the plain parts */
    lun_buf html; /* of the first HTML part, in UTF-8 */
    unsigned n_left;
    lun_buf left; /* names of parts that are not read */
    lun_mail_files *files;
    int is_choice; /* the part at hand says the same as those beside it */
    lun_error *err;
} mail;

/* ---- headers ---- */

/* The end of the line at `at`, its line end included. */
static size_t line_stop(lun_mail_slice s, size_t at)
{
    const char *stop = memchr(s.at + at, '\n', s.len - at);
    return stop == NULL ? s.len : (size_t)(stop + 1 - s.at);
}

/* Up to the first empty line, and what follows it. */
static void split(lun_mail_slice whole, lun_mail_slice *head, lun_mail_slice *body)
{
    size_t at = 0;
    while (at < whole.len) {
        size_t stop = line_stop(whole, at);
        if (whole.at[at] == '\n' || (whole.at[at] == '\r' && stop - at == 2)) {
            *head = (lun_mail_slice){ whole.at, at };
            *body = (lun_mail_slice){ whole.at + stop, whole.len - stop };
            return;
        }
        at = stop;
    }
    *head = whole;
    *body = (lun_mail_slice){ whole.at + whole.len, 0 };
}

static int is_header(lun_mail_slice head, size_t at, const char *name)
{
    size_t n = strlen(name);
    return head.len - at > n && strncasecmp(head.at + at, name, n) == 0 && head.at[at + n] == ':';
}

static int has_header(lun_mail_slice head, const char *name)
{
    size_t at = 0;
    while (at < head.len && !is_header(head, at, name))
        at = line_stop(head, at);
    return at < head.len;
}

/* Adds the value of the first header of that name; its lines become one. */
static void header(lun_buf *out, lun_mail_slice head, const char *name)
{
    size_t at = 0, stop;
    while (at < head.len && !is_header(head, at, name))
        at = line_stop(head, at);
    if (at == head.len)
        return;
    at += strlen(name) + 1;
    do {
        stop = line_stop(head, at);
        while (at < stop && isspace((unsigned char)head.at[at]))
            at++;
        size_t last = stop;
        while (last > at && isspace((unsigned char)head.at[last - 1]))
            last--;
        if (out->len > 0 && last > at)
            lun_buf_addc(out, ' ');
        lun_buf_add(out, head.at + at, last - at);
        at = stop;
    } while (at < head.len && (head.at[at] == ' ' || head.at[at] == '\t'));
}

static const char *string(const lun_buf *buf)
{
    return buf->data == NULL ? "" : buf->data;
}

void lun_mail__parameter(char *out, size_t size, const char *header, const char *name)
{
    size_t n = strlen(name);
    out[0] = '\0';
    for (const char *p = strchr(header, ';'); p != NULL; p = strchr(p, ';')) {
        p += 1 + strspn(p + 1, " \t");
        if (strncasecmp(p, name, n) != 0 || p[n] != '=')
            continue;
        p += n + 1;
        int is_quoted = *p == '"';
        size_t len = is_quoted ? strcspn(++p, "\"") : strcspn(p, "; \t");
        if (len < size) {
            memcpy(out, p, len);
            out[len] = '\0';
        }
        return;
    }
}

static int type_begins(const part *p, const char *type)
{
    return strncasecmp(string(&p->type), type, strlen(type)) == 0;
}

/* ---- parts ---- */

/* The next line "--boundary" from `at` on: where it begins, or the end; *is_last where it ends the parts. */
static size_t next_boundary(lun_mail_slice s, size_t at, const char *boundary, int *is_last)
{
    size_t n = strlen(boundary);
    *is_last = 1;
    for (; at < s.len; at = line_stop(s, at)) {
        if (s.len - at < n + 2 || memcmp(s.at + at, "--", 2) != 0 || memcmp(s.at + at + 2, boundary, n) != 0)
            continue;
        *is_last = s.len - at >= n + 4 && memcmp(s.at + at + 2 + n, "--", 2) == 0;
        break;
    }
    return at;
}

static int walk(mail *m, lun_mail_slice whole, unsigned level);

static int walk_parts(mail *m, lun_mail_slice body, const char *boundary, unsigned level)
{
    int is_last, rc = 0;
    size_t at = next_boundary(body, 0, boundary, &is_last);
    while (rc == 0 && !is_last) {
        size_t start = line_stop(body, at);
        at = next_boundary(body, start, boundary, &is_last);
        rc = walk(m, (lun_mail_slice){ body.at + start, at - start }, level + 1);
    }
    return rc;
}

/* `what` it is, where that can be told. */
static void leave(mail *m, const char *name, const char *what)
{
    m->n_left++;
    if (m->left.len > NAMED_MOST)
        return;
    if (m->left.len > 0)
        lun_buf_adds(&m->left, ", ");
    lun_buf_addf(&m->left, "%.100s", name);
    size_t n = what == NULL ? 0 : strcspn(what, ";");
    if (n > 0)
        lun_buf_addf(&m->left, " (%.*s)", n < NAMED_MOST ? (int)n : NAMED_MOST, what);
}

/* What a part of text says, added to one of the mail's texts. */
static int take(mail *m, const part *p, lun_buf *out)
{
    lun_buf bytes = LUN_BUF_INIT;
    char charset[LUN_CHARSET_NAME];
    int rc = 0;
    lun_mail__parameter(charset, sizeof charset, string(&p->type), "charset");
    lun_mail__uncode(&bytes, string(&p->coding), p->body);
    if (bytes.failed)
        rc = lun_load__no_memory(m->err);
    else if (bytes.len > 0)
        rc = lun_mail__decode(out, (lun_mail_slice){ bytes.data, bytes.len }, charset, m->document, m->err);
    lun_buf_clear(&bytes);
    return rc;
}

static int take_plain(mail *m, const part *p)
{
    size_t before = m->text.len;
    if (before > 0)
        lun_buf_adds(&m->text, "\n\n");
    size_t start = m->text.len;
    int rc = take(m, p, &m->text);
    while (m->text.len > start && isspace((unsigned char)m->text.data[m->text.len - 1]))
        m->text.data[--m->text.len] = '\0';
    if (m->text.len == start && m->text.data != NULL)
        m->text.data[m->text.len = before] = '\0';
    return rc;
}

/* ---- attached files ---- */

void lun_mail_files_clear(lun_mail_files *files)
{
    for (size_t i = 0; i < files->items.n; i++)
        lun_free(files->items.items[i].name);
    lun_vec_clear(&files->items);
}

/* A file that is plain text by its bytes: is it one that people read? What is sent as something else is some other coding. */
static int is_prose(const part *p, const char *name)
{
    static const char *const other[] = { "text/calendar", "text/vcard", "text/x-vcard", "text/directory" };
    const char *suffix = lun_path_suffix(name);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        if (type_begins(p, other[i]))
            return 0;
    }
    return type_begins(p, "text/") || strcasecmp(suffix, ".txt") == 0 || strcasecmp(suffix, ".text") == 0;
}

/* 1 where the file is read, 0 where it is not and *what says what it is, or a code. */
static int is_readable(const part *p, const char *name, lun_buf *bytes, lun_kind *kind, const char **what,
                       lun_error *err)
{
    lun_input input;
    lun_input_take_memory(&input, bytes->data, bytes->len);
    *bytes = (lun_buf)LUN_BUF_INIT;
    int rc = lun_load__is_read_attached(&input, name, kind, err);
    lun_input_close(&input);
    *what = rc == 0 ? kind->looks_like : p->type.len > 0 ? string(&p->type) : NULL;
    return rc == 1 && kind->format == LUN_FORMAT_TEXT ? is_prose(p, name) : rc;
}

/* What holds letters, and no parts with letters of their own. */
static int is_of_one_charset(const part *p, const lun_kind *kind)
{
    return type_begins(p, "text/") && kind->format != LUN_FORMAT_ZIP && kind->format != LUN_FORMAT_MAIL &&
           kind->format != LUN_FORMAT_MAILBOX;
}

static int note_file(mail *m, const part *p, const char *name, const lun_kind *kind)
{
    lun_mail_file file = { .name = lun_strdup(name), .body = p->body };
    size_t n = p->coding.len < sizeof file.coding ? p->coding.len : 0;
    memcpy(file.coding, string(&p->coding), n);
    if (is_of_one_charset(p, kind))
        lun_mail__parameter(file.charset, sizeof file.charset, string(&p->type), "charset");
    if (file.name != NULL && lun_vec_push(&m->files->items, file) == 0)
        return 0;
    lun_free(file.name);
    return lun_load__no_memory(m->err);
}

/* A file: to be read later, or one that is not read. An empty one is neither. */
static int take_file(mail *m, const part *p, const char *name)
{
    lun_buf bytes = LUN_BUF_INIT;
    lun_kind kind;
    const char *what = NULL;
    int rc = 0;
    lun_mail__uncode(&bytes, string(&p->coding), p->body);
    int is_empty = bytes.len == 0;
    if (bytes.failed)
        rc = lun_load__no_memory(m->err);
    else if (!is_empty)
        rc = is_readable(p, name, &bytes, &kind, &what, m->err);
    if (rc == 1 && (m->files == NULL || m->files->items.n >= LUN_MAIL_FILES))
        rc = 0;
    if (rc == 0 && !is_empty)
        leave(m, name, what);
    lun_buf_clear(&bytes);
    return rc == 1 ? note_file(m, p, name, &kind) : rc;
}

static int take_attached(mail *m, const part *p, attached how)
{
    lun_buf name = LUN_BUF_INIT;
    int rc = lun_mail__file_name(&name, string(&p->disposition), string(&p->type), m->err);
    if (rc == 0 && name.len == 0 && how == ATTACHED_SAID)
        lun_buf_adds(&name, "attachment");
    if (rc == 0 && name.failed)
        rc = lun_load__no_memory(m->err);
    else if (rc == 0 && name.len > 0)
        rc = take_file(m, p, name.data);
    else if (rc == 0 && how == ATTACHED_PERHAPS && !m->is_choice)
        leave(m, string(&p->type), NULL);
    lun_buf_clear(&name);
    return rc;
}

static int is_signature(const part *p)
{
    return type_begins(p, "application/pgp-signature") || type_begins(p, "application/pkcs7-signature") ||
           type_begins(p, "application/x-pkcs7-signature");
}

static int take_leaf(mail *m, const part *p)
{
    int is_attached = strncasecmp(string(&p->disposition), "attachment", 10) == 0;
    if (!is_attached && (p->type.len == 0 || type_begins(p, "text/plain")))
        return take_plain(m, p);
    if (!is_attached && type_begins(p, "text/html"))
        return m->html.len == 0 ? take(m, p, &m->html) : take_attached(m, p, ATTACHED_BY_NAME);
    if (is_signature(p) || (type_begins(p, "image/") && (!is_attached || has_header(p->head, "Content-ID"))))
        return 0;
    return take_attached(m, p, is_attached ? ATTACHED_SAID : ATTACHED_PERHAPS);
}

static int walk(mail *m, lun_mail_slice whole, unsigned level)
{
    int was_choice = m->is_choice;
    part p = { .type = LUN_BUF_INIT, .coding = LUN_BUF_INIT, .disposition = LUN_BUF_INIT };
    char boundary[200];
    int rc;
    split(whole, &p.head, &p.body);
    header(&p.type, p.head, "Content-Type");
    header(&p.coding, p.head, "Content-Transfer-Encoding");
    header(&p.disposition, p.head, "Content-Disposition");
    lun_mail__parameter(boundary, sizeof boundary, string(&p.type), "boundary");
    if (p.type.failed || p.coding.failed || p.disposition.failed)
        rc = lun_load__no_memory(m->err);
    else if (type_begins(&p, "multipart/") && boundary[0] != '\0' && level < LEVELS_MOST) {
        m->is_choice = type_begins(&p, "multipart/alternative");
        rc = walk_parts(m, p.body, boundary, level);
        m->is_choice = was_choice;
    } else if (type_begins(&p, "message/rfc822") && level < LEVELS_MOST)
        rc = walk(m, p.body, level + 1);
    else
        rc = take_leaf(m, &p);
    lun_buf_clear(&p.type);
    lun_buf_clear(&p.coding);
    lun_buf_clear(&p.disposition);
    return rc;
}

/* ---- the document ---- */

/* A header into a field, or metadata where the field is LUN_FIELD_NONE. */
static int keep_header(mail *m, lun_mail_slice head, const char *name, lun_field field, const char *key)
{
    lun_buf raw = LUN_BUF_INIT, value = LUN_BUF_INIT;
    int rc = 0;
    header(&raw, head, name);
    if (raw.len > 0)
        rc = lun_mail__words(&value, (lun_mail_slice){ raw.data, raw.len }, m->err);
    if (rc == 0 && (raw.failed || value.failed))
        rc = lun_load__no_memory(m->err);
    if (rc == 0 && field == LUN_FIELD_DATE) /* "(UTC)" behind it is a remark */
        value.len = strcspn(string(&value), "(");
    if (rc == 0 && value.len > 0)
        rc = field != LUN_FIELD_NONE
                 ? lun_load__set(m->document, field, value.data, value.len, m->document->uri, m->err)
                 : lun_load__meta_string(m->document, key, value.data, value.len, m->err);
    lun_buf_clear(&raw);
    lun_buf_clear(&value);
    return rc;
}

static int take_text(mail *m)
{
    const lun_buf *from = m->text.len > 0 || m->html.len == 0 ? &m->text : &m->html;
    lun_decoded decoded = { .text = m->text.len > 0 || m->html.len > 0 ? from->data : "", .len = from->len };
    return from == &m->html ? lun_read_html(m->document, &decoded, m->document->uri, m->err)
                            : lun_load__take_text(m->document, &decoded, m->err);
}

void lun_mail__id(lun_buf *out, lun_mail_slice whole)
{
    lun_mail_slice head, body;
    size_t start = out->len;
    split(whole, &head, &body);
    header(out, head, "Message-ID");
    while (out->len > start && out->data[out->len - 1] == '>')
        out->data[--out->len] = '\0';
    size_t brackets = out->len > start ? strspn(out->data + start, "<") : 0;
    if (brackets > 0) {
        out->len -= brackets;
        memmove(out->data + start, out->data + start + brackets, out->len - start + 1);
    }
    for (size_t i = start; i < out->len; i++) {
        if (out->data[i] <= ' ' || out->data[i] > '~')
            out->data[out->len = start] = '\0';
    }
}

int lun_read_mail(lun_document *document, const char *data, size_t len, lun_mail_files *files, lun_error *err)
{
    mail m = { .document = document,
               .text = LUN_BUF_INIT,
               .html = LUN_BUF_INIT,
               .left = LUN_BUF_INIT,
               .files = files,
               .err = err };
    lun_mail_slice whole = { data, len }, head, body;
    split(whole, &head, &body);
    int rc = walk(&m, whole, 0);
    if (rc == 0 && (m.text.failed || m.html.failed || m.left.failed))
        rc = lun_load__no_memory(err);
    if (rc == 0)
        rc = take_text(&m);
    if (rc == 0)
        rc = keep_header(&m, head, "Subject", LUN_FIELD_TITLE, NULL);
    if (rc == 0)
        rc = keep_header(&m, head, "Date", LUN_FIELD_DATE, NULL);
    if (rc == 0)
        rc = keep_header(&m, head, "From", LUN_FIELD_NONE, "from");
    if (rc == 0 && m.n_left > 0)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "attachments",
                             "%s: %u attached file%s not read: %s; save what holds text as a file of its own",
                             document->uri, m.n_left, m.n_left == 1 ? " is" : "s are", string(&m.left));
    lun_buf_clear(&m.text);
    lun_buf_clear(&m.html);
    lun_buf_clear(&m.left);
    return rc;
}
