/*
** open.c - decides what an input is and has it read.
**
** A file of one document is read whole, up to the limit. A container in UTF-8 is not: its members are read through
** the window. Any other character set has a container converted whole first, up to the limit.
*/
#include "load/open.h"

#include <stdio.h>
#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "base/mark.h"
#include "load/office.h"
#include "load/own.h"

/* Where an input comes from. */
typedef enum level {
    LEVEL_FILE,
    LEVEL_UNPACKED, /* one compressed file */
    LEVEL_MEMBER,   /* of an archive */
    LEVEL_ATTACHED  /* to a mail */
} level;

typedef struct head {
    char charset[LUN_CHARSET_NAME];
    size_t bom;
    lun_kind kind;
    const char *own; /* what this program wrote: what it is */
    lun_error broke; /* why what was unpacked ends too early */
} head;

static int is_post(lun_format format)
{
    return format == LUN_FORMAT_MAIL || format == LUN_FORMAT_MAILBOX;
}

static int is_archive(lun_format format)
{
    return format == LUN_FORMAT_ARCHIVE || format == LUN_FORMAT_SEVEN || format == LUN_FORMAT_TAR ||
           format == LUN_FORMAT_PACKED;
}

/* Charset and format, from what is in the window. */
static int look_at(head *out, const lun_input *input, const char *name, lun_error *err)
{
    const char *data = lun_input_at(input);
    size_t len = lun_input_len(input);
    char declared[LUN_CHARSET_NAME];
    int is_declared = lun_charset_declared(data, len, declared);
    lun_extent extent = input->at_end ? LUN_EXTENT_WHOLE : LUN_EXTENT_HEAD;
    lun_decoded text;
    if (lun_sniff_binary(data, len, &out->kind))
        return 0;
    lun_charset_detect(data, len, extent, is_declared ? declared : NULL, out->charset, &out->bom);
    int rc = lun_decode(&text, data, len, out->charset, out->bom, LUN_DECODE_PLAIN, err);
    if (rc == 0)
        lun_sniff_text(text.text, text.len, extent, name, &out->kind);
    if (rc == 0)
        out->own =
            lun_mark_is_on(input->fd, data, len) ? "an output of lunette" : lun_load_own(text.text, text.len, name);
    if (rc == 0 && is_post(out->kind.format) && memchr(data, '\0', len) != NULL)
        out->kind = (lun_kind){ LUN_FORMAT_TEXT, "text/plain", NULL, NULL }; /* saved as UTF-16: coded twice */
    lun_decoded_clear(&text);
    return rc;
}

/* Tells a zip that is an archive from one that is a document, which may move the window to and fro. */
static int look_closer(head *out, lun_input *input, const char *name, lun_error *err)
{
    int rc = look_at(out, input, name, err);
    if (rc == 0 && out->kind.format == LUN_FORMAT_ZIP && !lun_archive_is_office(input))
        out->kind.format = LUN_FORMAT_ARCHIVE;
    return rc;
}

static int document_problem(lun_opened *out, const char *path, const char *id, const char *code, const char *message,
                            lun_error *err)
{
    return lun_load__problem(&out->document, path, id, code, message, err);
}

static int too_large(lun_opened *out, const lun_input *input, const char *path, const char *id, size_t limit,
                     lun_error *err)
{
    char message[200];
    if (input->size > limit && strcmp(path, "-") != 0) /* of a stream no more was read than shows it */
        snprintf(message, sizeof message, "has %llu bytes, the limit is %zu; raise it with --limit, or split the file",
                 (unsigned long long)input->size, limit);
    else
        snprintf(message, sizeof message, "has more bytes than the limit, %zu; raise it with --limit, or split it",
                 limit);
    return document_problem(out, path, id, "too-large", message, err);
}

const char *lun_load__code_of(int rc)
{
    return rc == LUN_EFORMAT ? "broken-archive" : rc == LUN_ELIMIT ? "too-large" : "unreadable";
}

/* The whole rest of the input into the window. 0, 1 with a problem document, or a code. What breaks off is read as far as it goes, if *broke is there. */
static int want_all(lun_opened *out, lun_input *input, lun_error *broke, const char *path, const char *id, size_t limit,
                    lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    if (input->size > limit)
        return too_large(out, input, path, id, limit, err) < 0 ? LUN_ENOMEM : 1;
    int rc = lun_input_want(input, limit + 1, &inner);
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (rc == LUN_EFORMAT && broke != NULL && lun_input_len(input) > 0)
        *broke = inner;
    else if (rc < 0)
        return document_problem(out, path, id, lun_load__code_of(rc), inner.message, err) < 0 ? LUN_ENOMEM : 1;
    if (lun_input_len(input) > limit)
        return too_large(out, input, path, id, limit, err) < 0 ? LUN_ENOMEM : 1;
    return 0;
}

/* An object of ours may be longer than the head. What cannot be read shows when the file is. */
static int want_first_line(lun_input *input, size_t limit, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    size_t want = LUN_SNIFF_BYTES;
    while (!input->at_end && want < limit && lun_load_own_wants_line(lun_input_at(input), lun_input_len(input))) {
        want = want > limit / 4 ? limit : want * 4;
        if (lun_input_want(input, want, &inner) == LUN_ENOMEM)
            return lun_load__no_memory(err);
    }
    return 0;
}

static int left_out(lun_opened *out, const char *own, const char *path, const char *id, lun_error *err)
{
    char message[120];
    snprintf(message, sizeof message, "is %s and no source; name the file itself to read it all the same", own);
    return document_problem(out, path, id, LUN_OWN_OUTPUT, message, err);
}

static int read_format(lun_document *document, const head *h, const lun_decoded *decoded, lun_error *err)
{
    switch (h->kind.format) {
    case LUN_FORMAT_HTML:
        return lun_read_html(document, decoded, document->uri, err);
    case LUN_FORMAT_MARKDOWN:
        return lun_read_markdown(document, decoded, document->uri, err);
    case LUN_FORMAT_TEXT:
    case LUN_FORMAT_JSON_LINES:
    case LUN_FORMAT_JSON:
    case LUN_FORMAT_CSV:
    case LUN_FORMAT_MAIL:
    case LUN_FORMAT_MAILBOX:
    case LUN_FORMAT_ZIP:
    case LUN_FORMAT_ARCHIVE:
    case LUN_FORMAT_SEVEN:
    case LUN_FORMAT_TAR:
    case LUN_FORMAT_PACKED:
    case LUN_FORMAT_UNKNOWN:
        break;
    }
    return lun_read_text(document, decoded, err);
}

static int say_charset(lun_document *document, const lun_decoded *decoded, lun_error *err)
{
    if (strcmp(decoded->charset, "utf-8") == 0)
        return 0;
    return lun_load__meta_string(document, "charset", decoded->charset, strlen(decoded->charset), err);
}

/* The charset of the head holds for the whole, unless what follows shows otherwise. */
static void settle_charset(head *h, const lun_input *input)
{
    const char *data = lun_input_at(input);
    char declared[LUN_CHARSET_NAME];
    int is_declared = lun_charset_declared(data, lun_input_len(input), declared);
    if (strcmp(h->charset, "utf-8") == 0 && h->bom == 0)
        lun_charset_detect(data, lun_input_len(input), LUN_EXTENT_WHOLE, is_declared ? declared : NULL, h->charset,
                           &h->bom);
}

static int read_decoded(lun_document *document, const lun_input *input, const head *h, lun_error *err)
{
    lun_decoded decoded;
    int rc = lun_decode(&decoded, lun_input_at(input), lun_input_len(input), h->charset, h->bom, LUN_DECODE_PLAIN, err);
    if (rc == 0)
        rc = read_format(document, h, &decoded, err);
    if (rc == 0)
        rc = say_charset(document, &decoded, err);
    if (rc == 0)
        lun_decoded_report(&decoded, document, document->uri);
    lun_decoded_clear(&decoded);
    return rc;
}

/* `files` gets what is attached to a mail. */
static int read_whole(lun_opened *out, lun_input *input, head *h, const char *path, const char *id, size_t limit,
                      lun_mail_files *files, lun_error *err)
{
    int rc = want_all(out, input, &h->broke, path, id, limit, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    if (h->kind.format != LUN_FORMAT_ZIP)
        settle_charset(h, input);
    rc = lun_load__document(&out->document, path, id, err);
    if (rc < 0)
        return rc;
    out->document->media_type = h->kind.media_type;
    lun_hash128(lun_input_at(input), lun_input_len(input), out->document->hash);
    if (h->kind.format == LUN_FORMAT_MAIL)
        rc = lun_read_mail(out->document, lun_input_at(input) + h->bom, lun_input_len(input) - h->bom, files, err);
    else if (h->kind.format == LUN_FORMAT_ZIP)
        rc = lun_read_office(out->document, lun_input_at(input), lun_input_len(input), limit, err);
    else
        rc = read_decoded(out->document, input, h, err);
    if (rc == 0)
        rc = lun_load__drop_blank(out->document, err);
    if (rc == 0 && h->broke.code != LUN_OK)
        lun_document_problem(out->document, LUN_PROBLEM_DOCUMENT, lun_load__code_of(h->broke.code), "%s: %s", path,
                             h->broke.message);
    int holds_files = files != NULL && files->items.n > 0;
    if (rc == 0 && out->document->len == 0 && out->document->problems == NULL && !holds_files)
        lun_document_problem(out->document, LUN_PROBLEM_DOCUMENT, "empty",
                             "%s: it holds no text (a title at most); leave it out, or fetch it again", path);
    return rc;
}

/* A mail, and behind it the files that are attached to it, which lie in the input. */
static int read_mail(lun_opened *out, lun_input *input, head *h, const char *path, const char *id, lun_own own,
                     size_t limit, level where, lun_error *err)
{
    lun_mail_files files = { 0 };
    int rc = read_whole(out, input, h, path, id, limit, where == LEVEL_ATTACHED ? NULL : &files, err);
    if (rc == 0 && files.items.n > 0) {
        rc = lun_container_open_mail(&out->container, input, &h->kind, path, out->document, &files, own, limit, err);
        lun_load__drop_bare(&out->document);
    }
    lun_mail_files_clear(&files);
    return rc;
}

/* A container in another character set becomes UTF-8 in memory; in a mailbox each part of a mail has its own. */
static int convert(lun_opened *out, lun_input *input, const head *h, const char *path, const char *id, size_t limit,
                   lun_error *err)
{
    int rc = want_all(out, input, NULL, path, id, limit, err);
    if (rc != 0)
        return rc;
    lun_decoded decoded = { 0 };
    rc = lun_decode(&decoded, lun_input_at(input), lun_input_len(input), h->charset, h->bom, LUN_DECODE_PLAIN, err);
    if (rc == 0) {
        uint64_t bytes_read = input->bytes_read;
        lun_input_close(input);
        lun_input_take_memory(input, decoded.text, decoded.len);
        input->bytes_read = bytes_read;
        decoded.text = NULL;
    }
    lun_decoded_clear(&decoded);
    return rc;
}

static int open_container(lun_opened *out, lun_input *input, const head *h, const char *path, const char *id,
                          lun_own own, size_t limit, level where, lun_error *err)
{
    if (strcmp(h->charset, "utf-8") == 0 || h->kind.format == LUN_FORMAT_MAILBOX) {
        lun_input_skip(input, h->bom);
    } else {
        int rc = convert(out, input, h, path, id, limit, err);
        if (rc != 0)
            return rc < 0 ? rc : 0;
    }
    int rc = lun_container_open(&out->container, input, &h->kind, path, limit, err);
    if (rc == 0)
        lun_container_set_mailbox(out->container, own, where == LEVEL_ATTACHED);
    return rc;
}

static int is_container(lun_format format)
{
    return format == LUN_FORMAT_JSON_LINES || format == LUN_FORMAT_JSON || format == LUN_FORMAT_CSV ||
           format == LUN_FORMAT_MAILBOX;
}

static int unknown(lun_opened *out, const lun_kind *kind, const char *path, const char *id, lun_error *err)
{
    char message[200];
    snprintf(message, sizeof message, "looks like %s, which is not read; %s", kind->looks_like, kind->remedy);
    int rc = document_problem(out, path, id, "unknown-format", message, err);
    if (rc == 0)
        out->document->media_type = kind->media_type;
    return rc;
}

int lun_load__problem(lun_document **out, const char *path, const char *id, const char *code, const char *message,
                      lun_error *err)
{
    int rc = lun_load__document(out, path, id, err);
    if (rc == 0)
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, code, "%s: %s", path, message);
    return rc;
}

/* ---- archives and compressed files ---- */

/* What is unpacked is taken apart no further; pdftotext is given files alone. */
static int left_inside(head *h, level where)
{
    static const lun_kind pdf = { LUN_FORMAT_UNKNOWN, "application/pdf", "a PDF document inside an archive",
                                  "unpack the archive" };
    static const lun_kind nested = { LUN_FORMAT_UNKNOWN, "application/octet-stream", "an archive inside an archive",
                                     "unpack the outer one" };
    static const lun_kind cut = { LUN_FORMAT_UNKNOWN, "application/octet-stream",
                                  "the first bytes of a compressed file", "fetch it again" };
    static const lun_kind attached = { LUN_FORMAT_UNKNOWN, "application/octet-stream", "an archive", "unpack it" };
    if (where == LEVEL_FILE)
        return 0;
    if (where == LEVEL_ATTACHED)
        h->kind = is_archive(h->kind.format) ? attached : h->kind;
    else if (strcmp(h->kind.media_type, "application/pdf") == 0)
        h->kind = pdf;
    else if (where == LEVEL_UNPACKED && h->kind.format == LUN_FORMAT_PACKED)
        h->kind = cut; /* libarchive undoes what is packed twice */
    else if (is_archive(h->kind.format))
        h->kind = nested;
    return h->kind.format == LUN_FORMAT_UNKNOWN;
}

/* The name that a compressed file has without its second suffix: NULL without memory. */
static char *inner_name(const char *path)
{
    return lun_strndup(path, strlen(path) - lun_sniff_packed_suffix(path));
}

static int open_input(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own,
                      size_t limit, level where, lun_error *err);

static int open_single(lun_opened *out, lun_archive *take_archive, const char *path, const char *id, lun_own own,
                       size_t limit, lun_error *err)
{
    lun_input input;
    lun_archive_as_input(&input, take_archive);
    return open_input(out, &input, path, id, own, limit, LEVEL_UNPACKED, err);
}

static int open_archive(lun_opened *out, lun_input *take_input, const head *h, const char *path, const char *id,
                        lun_own own, size_t limit, lun_error *err)
{
    lun_archive *archive;
    lun_archive_kind kind = h->kind.format == LUN_FORMAT_ARCHIVE ? LUN_ARCHIVE_ZIP
                            : h->kind.format == LUN_FORMAT_SEVEN ? LUN_ARCHIVE_SEVEN
                            : h->kind.format == LUN_FORMAT_TAR   ? LUN_ARCHIVE_TAR
                                                                 : LUN_ARCHIVE_PACKED;
    int rc = lun_archive_open(&archive, take_input, kind, (uint64_t)limit * LUN_ARCHIVE_TIMES, err);
    out->is_bundle = 1;
    if (rc < 0)
        return rc;
    rc = lun_archive_is_single(archive)
             ? open_single(out, archive, path, id, own, limit, err)
             : lun_container_open_archive(&out->container, archive, &h->kind, path, own, limit, err);
    out->is_bundle = 1;
    return rc;
}

static int open_input(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own,
                      size_t limit, level where, lun_error *err)
{
    head h = { .bom = 0 };
    lun_error inner = LUN_ERROR_INIT;
    char *name = where == LEVEL_UNPACKED ? inner_name(path) : NULL;
    memset(out, 0, sizeof *out);
    int rc = where == LEVEL_UNPACKED && name == NULL ? LUN_ENOMEM : lun_input_want(take_input, LUN_SNIFF_BYTES, &inner);
    if ((rc == LUN_EFORMAT || rc == LUN_ELIMIT) && lun_input_len(take_input) > 0)
        rc = LUN_OK; /* it ends too early, which is told when so much of it was read */
    if (rc == LUN_ENOMEM)
        rc = lun_load__no_memory(err);
    else if (rc < 0)
        rc = document_problem(out, path, id, lun_load__code_of(rc), inner.message, err);
    else if (lun_input_len(take_input) == 0)
        rc = document_problem(out, path, id, "empty", "the file is empty; leave it out, or fetch it again", err);
    else if (own == LUN_OWN_LEFT && lun_load_own_corpus(lun_input_at(take_input), lun_input_len(take_input)))
        rc = document_problem(out, path, id, LUN_OWN_CORPUS, "is a corpus and no source", err);
    else if ((own == LUN_OWN_LEFT && (rc = want_first_line(take_input, limit, err)) < 0) ||
             (rc = look_closer(&h, take_input, name != NULL ? name : path, err)) < 0)
        ;
    else if (h.own && own == LUN_OWN_LEFT)
        rc = left_out(out, h.own, path, id, err);
    else if (left_inside(&h, where) || h.kind.format == LUN_FORMAT_UNKNOWN)
        rc = unknown(out, &h.kind, path, id, err);
    else if (is_container(h.kind.format))
        rc = open_container(out, take_input, &h, path, id, own, limit, where, err);
    else if (h.kind.format == LUN_FORMAT_MAIL)
        rc = read_mail(out, take_input, &h, path, id, own, limit, where, err);
    else if (is_archive(h.kind.format))
        rc = open_archive(out, take_input, &h, path, id, own, limit, err);
    else
        rc = read_whole(out, take_input, &h, path, id, limit, NULL, err);
    if (out->container == NULL && !out->is_bundle)
        lun_input_close(take_input);
    lun_free(name);
    if (rc < 0) {
        lun_document_free(out->document);
        out->document = NULL;
    }
    return rc;
}

int lun_load__open(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own, size_t limit,
                   lun_error *err)
{
    return open_input(out, take_input, path, id, own, limit, LEVEL_FILE, err);
}

int lun_load__open_inside(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own,
                          size_t limit, lun_error *err)
{
    return open_input(out, take_input, path, id, own, limit, LEVEL_MEMBER, err);
}

int lun_load__open_attached(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own,
                            size_t limit, lun_error *err)
{
    return open_input(out, take_input, path, id, own, limit, LEVEL_ATTACHED, err);
}

int lun_load__is_read_attached(lun_input *input, const char *name, lun_kind *kind, lun_error *err)
{
    head h = { .bom = 0 };
    int rc = look_closer(&h, input, name, err);
    int is_left = rc == 0 && (left_inside(&h, LEVEL_ATTACHED) || h.kind.format == LUN_FORMAT_UNKNOWN);
    *kind = h.kind;
    return rc < 0 ? rc : !is_left;
}

int lun_load_own_file(const char **what, const char *path, lun_error *err)
{
    lun_input input;
    head h = { .own = NULL };
    *what = NULL;
    int rc = lun_input_open(&input, path, err);
    if (rc < 0)
        return rc;
    rc = lun_input_want(&input, LUN_SNIFF_BYTES, err);
    if (rc == LUN_OK && (rc = want_first_line(&input, SIZE_MAX, err)) == LUN_OK)
        rc = look_at(&h, &input, path, err);
    if (rc == LUN_OK)
        *what = h.own;
    lun_input_close(&input);
    return rc;
}
