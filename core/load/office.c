/*
** office.c - the reader of word processors' files: finds the members of the zip that matter, has them read, sets the fields.
**
** Headers, footers and comments are not read: they are no part of the text. Notes stand behind it, each as a block.
*/
#include "load/office.h"

#include <limits.h>
#include <string.h>

#include "load/package.h"
#include "load/properties.h"

enum { TYPES, MIMETYPE, CONTENT, META, N_PARTS };
enum { MAIN, FOOTNOTES, ENDNOTES, CORE, N_WORD_PARTS };

static const char *string(const lun_buf *buf)
{
    return buf->data ? buf->data : "";
}

static int starts_with(const lun_buf *buf, const char *start)
{
    return strncmp(string(buf), start, strlen(start)) == 0;
}

/* Of several things that are wrong the first is said: the others follow from it. */
static int unknown(lun_document *document, const char *media_type, const char *what, const char *remedy)
{
    document->media_type = media_type;
    if (document->problems)
        return LUN_OK;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "unknown-format", "%s: looks like %s, which is not read; %s",
                         document->uri, what, remedy);
    return LUN_OK;
}

/* What a broken zip or XML file says; what was read before stays. LUN_OK, or LUN_ENOMEM. */
static int damaged(lun_document *document, const lun_error *why, lun_error *err)
{
    if (why->code == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (document->problems)
        return LUN_OK;
    if (why->code == LUN_ELIMIT)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-large",
                             "%s: its text is larger than the limit; raise it with --limit, or split the file",
                             document->uri);
    else
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "broken-office",
                             "%s: the office document or zip is damaged (%.200s); fetch it again, or save it anew",
                             document->uri, why->message);
    return LUN_OK;
}

/* 1 where there is something to go on with, 0 where a problem says all, a code. */
static int read_parts(lun_document *document, lun_package_part *parts, size_t n, const char *data, size_t len,
                      size_t limit, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    size_t room = limit < INT_MAX ? limit : INT_MAX;
    if (lun_package_read(parts, n, data, len, room, &inner) == LUN_OK)
        return 1;
    return damaged(document, &inner, err);
}

static int add_blocks(lun_document *document, lun_office_text *text, lun_office_kind kind, const lun_buf *xml,
                      lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    if (xml->len == 0 || lun_office__blocks(text, kind, xml->data, xml->len, &inner) == LUN_OK)
        return LUN_OK;
    return damaged(document, &inner, err);
}

/* Title, author and day of making, as the file has them. */
static int set_properties(lun_document *document, const lun_office_text *text, const lun_buf *xml, lun_error *err)
{
    static const char *const titles[] = { "title", NULL };
    static const char *const authors[] = { "creator", "initial-creator", NULL };
    static const char *const created[] = { "created", "creation-date", NULL };
    lun_office_property said[] = { { titles, LUN_BUF_INIT }, { authors, LUN_BUF_INIT }, { created, LUN_BUF_INIT } };
    int rc = xml->len > 0 ? lun_office__properties(said, 3, xml->data, xml->len, err) : LUN_OK;
    if (rc == LUN_OK)
        rc = text->title.len > 0
                 ? lun_load__set(document, LUN_FIELD_TITLE, text->title.data, text->title.len, document->uri, err)
                 : lun_load__title_said(document, string(&said[0].value), err);
    if (rc == LUN_OK)
        rc = lun_load__made_by(document, string(&said[1].value), string(&said[2].value), err);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        lun_buf_clear(&said[i].value);
    return rc;
}

/* Blanks of all kinds become plain ones, as in every format. */
static int set_text(lun_document *document, const lun_office_text *text, lun_error *err)
{
    lun_decoded decoded;
    int rc = lun_decode(&decoded, string(&text->text), text->text.len, "utf-8", 0, LUN_DECODE_PLAIN, err);
    if (rc == LUN_OK)
        rc = lun_load__take_text(document, &decoded, err);
    lun_decoded_clear(&decoded);
    return rc == LUN_OK ? lun_load__day_of_head(document, err) : rc;
}

static int settle(lun_document *document, const lun_office_text *text, const lun_buf *properties, lun_error *err)
{
    int rc = set_text(document, text, err);
    return rc == LUN_OK ? set_properties(document, text, properties, err) : rc;
}

static void clear_text(lun_office_text *text)
{
    lun_buf_clear(&text->text);
    lun_buf_clear(&text->title);
}

/* With a password what should be XML is noise. */
static int is_locked(const lun_buf *xml)
{
    return xml->len > 0 && !strchr("<\xEF\xFE\xFF \t\r\n", xml->data[0]);
}

static int read_open(lun_document *document, const lun_package_part *parts, lun_error *err)
{
    lun_office_text text = { LUN_BUF_INIT, LUN_BUF_INIT };
    document->media_type = "application/vnd.oasis.opendocument.text";
    if (is_locked(&parts[CONTENT].data) && !document->problems) {
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "locked",
                             "%s: the document is locked with a password; save it without one", document->uri);
        return LUN_OK;
    }
    int rc = add_blocks(document, &text, LUN_OFFICE_OPEN, &parts[CONTENT].data, err);
    if (rc == LUN_OK)
        rc = settle(document, &text, &parts[META].data, err);
    clear_text(&text);
    return rc;
}

/* "word/document.xml" and "footnotes.xml" make "word/footnotes.xml". */
static void add_beside(lun_buf *out, const char *main_part, const char *name)
{
    const char *slash = strrchr(main_part, '/');
    lun_buf_add(out, main_part, slash ? (size_t)(slash + 1 - main_part) : 0);
    lun_buf_adds(out, name);
}

static int read_word(lun_document *document, const char *main_part, const char *data, size_t len, size_t limit,
                     lun_error *err)
{
    lun_office_text text = { LUN_BUF_INIT, LUN_BUF_INIT };
    lun_buf footnotes = LUN_BUF_INIT, endnotes = LUN_BUF_INIT;
    add_beside(&footnotes, main_part, "footnotes.xml");
    add_beside(&endnotes, main_part, "endnotes.xml");
    lun_package_part parts[N_WORD_PARTS] = { [MAIN] = { main_part, LUN_BUF_INIT },
                                             [FOOTNOTES] = { footnotes.data, LUN_BUF_INIT },
                                             [ENDNOTES] = { endnotes.data, LUN_BUF_INIT },
                                             [CORE] = { "docProps/core.xml", LUN_BUF_INIT } };
    document->media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    int rc = footnotes.failed || endnotes.failed ? lun_load__no_memory(err)
                                                 : read_parts(document, parts, N_WORD_PARTS, data, len, limit, err);
    for (int i = MAIN; i <= ENDNOTES && rc >= 0; i++)
        rc = add_blocks(document, &text, LUN_OFFICE_WORD, &parts[i].data, err);
    if (rc >= 0)
        rc = settle(document, &text, &parts[CORE].data, err);
    lun_package_clear(parts, N_WORD_PARTS);
    lun_buf_clear(&footnotes);
    lun_buf_clear(&endnotes);
    clear_text(&text);
    return rc;
}

static int read_typed(lun_document *document, const lun_buf *types, const char *data, size_t len, size_t limit,
                      lun_error *err)
{
    lun_buf part = LUN_BUF_INIT, type = LUN_BUF_INIT;
    int rc = lun_office__main_part(&part, &type, types->data, types->len, err);
    if (rc == LUN_OK && (strstr(string(&type), "wordprocessingml") || strstr(string(&type), "ms-word")))
        rc = read_word(document, string(&part), data, len, limit, err);
    else if (rc == LUN_OK && (strstr(string(&type), "spreadsheetml") || strstr(string(&type), "ms-excel")))
        rc = unknown(document, "application/zip", "a spreadsheet", "export the column of texts as CSV");
    else if (rc == LUN_OK)
        rc =
            unknown(document, "application/zip", "an office document that is no text", "save it as text, Word or HTML");
    lun_buf_clear(&part);
    lun_buf_clear(&type);
    return rc;
}

int lun_read_office(lun_document *document, const char *data, size_t len, size_t limit, lun_error *err)
{
    static const char open[] = "application/vnd.oasis.opendocument.text";
    lun_package_part parts[N_PARTS] = { [TYPES] = { "[Content_Types].xml", LUN_BUF_INIT },
                                        [MIMETYPE] = { "mimetype", LUN_BUF_INIT },
                                        [CONTENT] = { "content.xml", LUN_BUF_INIT },
                                        [META] = { "meta.xml", LUN_BUF_INIT } };
    document->media_type = "application/zip";
    int rc = read_parts(document, parts, N_PARTS, data, len, limit, err);
    if (rc < 0 || (rc == 0 && parts[TYPES].data.len == 0 && parts[CONTENT].data.len == 0))
        ;
    else if (parts[TYPES].data.len > 0)
        rc = read_typed(document, &parts[TYPES].data, data, len, limit, err);
    else if (starts_with(&parts[MIMETYPE].data, open))
        rc = read_open(document, parts, err);
    else if (starts_with(&parts[MIMETYPE].data, "application/epub"))
        rc = unknown(document, "application/epub+zip", "an e-book", "convert it to HTML or text");
    else if (starts_with(&parts[MIMETYPE].data, "application/vnd.oasis"))
        rc =
            unknown(document, "application/zip", "an office document that is no text", "save it as text, Word or HTML");
    else
        rc = unknown(document, "application/zip", "a zip archive", "unpack it");
    lun_package_clear(parts, N_PARTS);
    return rc < 0 ? rc : LUN_OK;
}
