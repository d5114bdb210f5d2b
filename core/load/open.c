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

typedef struct head {
    char charset[LUN_CHARSET_NAME];
    size_t bom;
    lun_kind kind;
    const char *own; /* what this program wrote: what it is */
} head;

static int is_post(lun_format format)
{
    return format == LUN_FORMAT_MAIL || format == LUN_FORMAT_MAILBOX;
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

/* The whole rest of the input into the window. 0, 1 with a problem document, or a code. */
static int want_all(lun_opened *out, lun_input *input, const char *path, const char *id, size_t limit, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    if (input->size > limit)
        return too_large(out, input, path, id, limit, err) < 0 ? LUN_ENOMEM : 1;
    int rc = lun_input_want(input, limit + 1, &inner);
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (rc < 0)
        return document_problem(out, path, id, "unreadable", inner.message, err) < 0 ? LUN_ENOMEM : 1;
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
    int rc = lun_decode(&decoded, lun_input_at(input), lun_input_len(input), h->charset, h->bom,
                        h->kind.format == LUN_FORMAT_HTML ? LUN_DECODE_PLAIN : LUN_DECODE_MAP, err);
    if (rc == 0)
        rc = read_format(document, h, &decoded, err);
    if (rc == 0)
        rc = say_charset(document, &decoded, err);
    if (rc == 0)
        lun_decoded_report(&decoded, document, document->uri);
    lun_decoded_clear(&decoded);
    return rc;
}

static int read_whole(lun_opened *out, lun_input *input, head *h, const char *path, const char *id, size_t limit,
                      lun_error *err)
{
    int rc = want_all(out, input, path, id, limit, err);
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
        rc = lun_read_mail(out->document, lun_input_at(input) + h->bom, lun_input_len(input) - h->bom, err);
    else if (h->kind.format == LUN_FORMAT_ZIP)
        rc = lun_read_office(out->document, lun_input_at(input), lun_input_len(input), limit, err);
    else
        rc = read_decoded(out->document, input, h, err);
    if (rc == 0)
        rc = lun_load__drop_blank(out->document, err);
    if (rc == 0 && out->document->len == 0 && out->document->problems == NULL)
        lun_document_problem(out->document, LUN_PROBLEM_DOCUMENT, "empty",
                             "%s: it holds no text (a title at most); leave it out, or fetch it again", path);
    return rc;
}

/* A container in another character set becomes UTF-8 in memory; in a mailbox each part of a mail has its own. */
static int convert(lun_opened *out, lun_input *input, const head *h, const char *path, const char *id, size_t limit,
                   lun_error *err)
{
    int rc = want_all(out, input, path, id, limit, err);
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
                          size_t limit, lun_error *err)
{
    if (strcmp(h->charset, "utf-8") == 0 || h->kind.format == LUN_FORMAT_MAILBOX) {
        lun_input_skip(input, h->bom);
    } else {
        int rc = convert(out, input, h, path, id, limit, err);
        if (rc != 0)
            return rc < 0 ? rc : 0;
    }
    return lun_container_open(&out->container, input, &h->kind, path, limit, err);
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

int lun_load__open(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own, size_t limit,
                   lun_error *err)
{
    head h = { .bom = 0 };
    lun_error inner = LUN_ERROR_INIT;
    memset(out, 0, sizeof *out);
    int rc = lun_input_want(take_input, LUN_SNIFF_BYTES, &inner);
    if (rc == LUN_ENOMEM)
        rc = lun_load__no_memory(err);
    else if (rc < 0)
        rc = document_problem(out, path, id, "unreadable", inner.message, err);
    else if (lun_input_len(take_input) == 0)
        rc = document_problem(out, path, id, "empty", "the file is empty; leave it out, or fetch it again", err);
    else if (own == LUN_OWN_LEFT && lun_load_own_corpus(lun_input_at(take_input), lun_input_len(take_input)))
        rc = document_problem(out, path, id, LUN_OWN_CORPUS, "is a corpus and no source", err);
    else if ((own == LUN_OWN_LEFT && (rc = want_first_line(take_input, limit, err)) < 0) ||
             (rc = look_at(&h, take_input, path, err)) < 0)
        ;
    else if (h.own && own == LUN_OWN_LEFT)
        rc = left_out(out, h.own, path, id, err);
    else if (h.kind.format == LUN_FORMAT_UNKNOWN)
        rc = unknown(out, &h.kind, path, id, err);
    else if (is_container(h.kind.format))
        rc = open_container(out, take_input, &h, path, id, limit, err);
    else
        rc = read_whole(out, take_input, &h, path, id, limit, err);
    if (out->container == NULL)
        lun_input_close(take_input);
    if (rc < 0) {
        lun_document_free(out->document);
        out->document = NULL;
    }
    return rc;
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
