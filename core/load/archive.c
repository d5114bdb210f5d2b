/*
** archive.c - reads archives with libarchive, which is given blocks of an input's window and never a name of a file.
**
** Invariants:
**  1. every byte that is unpacked counts, whether somebody asked for the member or it is passed over; of a zip or a plain tar members are passed
**     over without unpacking;
**  2. the first header is read when the archive is opened: it tells a tar from a single file;
**  3. after a failure nothing follows.
*/
#include "load/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "load/load.h"

#define BLOCK 65536
#define LOOKED_AT 1000 /* members of a zip among which those of an office document are looked for; it has some dozens */

struct lun_archive {
    struct archive *in;
    struct archive_entry *entry; /* of the header that was read last */
    lun_input own;
    lun_input *input; /* own, or one that is only looked at */
    size_t lent;      /* bytes of the window that libarchive holds */
    uint64_t place;   /* of the window's first byte in the input */
    lun_archive_kind kind;
    uint64_t left; /* bytes that may still come out */
    size_t members;
    int is_over;     /* reading a member failed, so that no other can be found */
    int is_listless; /* a zip without the list of members that stands at its end: it was cut */
    int ahead;       /* what the header said that nobody has asked for yet; NONE_AHEAD */
    lun_buf name;    /* of the member */
    lun_error inner; /* what reading the input said, or a member after which nothing can be read */
};

enum { NONE_AHEAD = 1000 };

/* ---- what libarchive calls ---- */

static la_ssize_t give_block(struct archive *in, void *context, const void **block)
{
    lun_archive *archive = context;
    lun_input_skip(archive->input, archive->lent);
    archive->place += archive->lent;
    archive->lent = 0;
    if (lun_input_len(archive->input) == 0 && lun_input_want(archive->input, BLOCK, &archive->inner) < 0) {
        archive_set_error(in, EIO, "%s", archive->inner.message);
        return ARCHIVE_FATAL;
    }
    *block = lun_input_at(archive->input);
    archive->lent = lun_input_len(archive->input);
    return (la_ssize_t)archive->lent;
}

static la_int64_t go_to(struct archive *in, void *context, la_int64_t offset, int whence)
{
    lun_archive *archive = context;
    lun_error ignored = LUN_ERROR_INIT;
    int64_t from = whence == SEEK_END   ? (int64_t)lun_input_total(archive->input)
                   : whence == SEEK_CUR ? (int64_t)(archive->place + archive->lent)
                                        : 0;
    if (offset < -from || lun_input_seek(archive->input, (uint64_t)(from + offset), &ignored) < 0) {
        archive_set_error(in, EIO, "it ends too early");
        return ARCHIVE_FATAL;
    }
    archive->lent = 0;
    archive->place = (uint64_t)(from + offset);
    return from + offset;
}

static int support(const lun_archive *archive, struct archive *in)
{
    switch (archive->kind) {
    case LUN_ARCHIVE_ZIP:
        return archive->is_listless ? archive_read_support_format_zip_streamable(in)
                                    : archive_read_support_format_zip_seekable(in);
    case LUN_ARCHIVE_SEVEN:
        return archive_read_support_format_7zip(in);
    case LUN_ARCHIVE_TAR:
        return archive_read_support_format_tar(in);
    case LUN_ARCHIVE_PACKED:
        break;
    }
    archive_read_support_filter_gzip(in);
    archive_read_support_filter_bzip2(in);
    archive_read_support_filter_xz(in);
    archive_read_support_filter_zstd(in);
    archive_read_support_format_tar(in);
    archive_read_support_format_empty(in);
    return archive_read_support_format_raw(in);
}

/* ---- opening ---- */

/* Reads up to the first header. 0, or LUN_ENOMEM. */
static int try_begin(lun_archive *archive)
{
    archive->in = archive_read_new();
    if (archive->in == NULL)
        return LUN_ENOMEM;
    support(archive, archive->in);
    archive_read_set_callback_data(archive->in, archive);
    archive_read_set_read_callback(archive->in, give_block);
    if (lun_input_can_seek(archive->input))
        archive_read_set_seek_callback(archive->in, go_to);
    archive->ahead = archive_read_open1(archive->in) == ARCHIVE_OK
                         ? archive_read_next_header(archive->in, &archive->entry)
                         : ARCHIVE_FATAL;
    return archive->inner.code == LUN_ENOMEM ? LUN_ENOMEM : LUN_OK;
}

/* A zip is read by the list at its end; of a stream, or where none is there, as its members come. */
static int begin(lun_archive *archive)
{
    lun_error ignored = LUN_ERROR_INIT;
    archive->is_listless = !lun_input_can_seek(archive->input);
    int rc = try_begin(archive);
    if (rc < 0 || archive->kind != LUN_ARCHIVE_ZIP || archive->is_listless || archive->ahead >= ARCHIVE_WARN ||
        lun_input_seek(archive->input, 0, &ignored) < 0)
        return rc;
    archive_read_free(archive->in);
    archive->is_listless = 1;
    archive->lent = 0;
    archive->place = 0;
    return try_begin(archive);
}

int lun_archive_open(lun_archive **out, lun_input *take_input, lun_archive_kind kind, uint64_t most, lun_error *err)
{
    lun_archive *archive = *out = lun_calloc(1, sizeof *archive);
    if (archive == NULL) {
        lun_input_close(take_input);
        return lun_error_set(err, LUN_ENOMEM, "no memory for an archive");
    }
    archive->own = *take_input;
    archive->input = &archive->own;
    archive->kind = kind;
    archive->left = most;
    if (begin(archive) == LUN_OK)
        return LUN_OK;
    lun_archive_close(archive);
    *out = NULL;
    return lun_error_set(err, LUN_ENOMEM, "no memory for an archive");
}

void lun_archive_close(lun_archive *archive)
{
    if (archive == NULL)
        return;
    archive_read_free(archive->in);
    lun_input_close(&archive->own);
    lun_buf_clear(&archive->name);
    lun_free(archive);
}

int lun_archive_is_single(const lun_archive *archive)
{
    return archive->kind == LUN_ARCHIVE_PACKED && archive->ahead != NONE_AHEAD && archive->ahead >= ARCHIVE_WARN &&
           archive_format(archive->in) == ARCHIVE_FORMAT_RAW;
}

/* ---- members ---- */

/* Why libarchive cannot go on; what the input said comes first. */
static int broken(const lun_archive *archive, lun_error *err)
{
    const char *why = archive_error_string(archive->in);
    if (archive->inner.code != LUN_OK)
        return lun_error_set(err, archive->inner.code, "%s", archive->inner.message);
    return lun_error_set(err, LUN_EFORMAT, "%s", why ? why : "it ends too early");
}

/* Whoever asks again hears the same, where libarchive would say that it was asked too late. */
static void remember(lun_archive *archive)
{
    archive->is_over = 1;
    if (archive->inner.code == LUN_OK)
        broken(archive, &archive->inner);
}

static int too_much(lun_archive *archive, lun_error *err)
{
    archive->is_over = 1;
    return lun_error_set(err, LUN_ELIMIT, "more comes out of it than %d times the limit", LUN_ARCHIVE_TIMES);
}

/* Up to n bytes of the member, 0 at its end, or a code. Where others can be read all the same, the next step finds them; else it is the end. */
static int read_some(lun_archive *archive, char *data, size_t n, lun_error *err)
{
    size_t most = archive->left > 0 ? (size_t)(archive->left < n ? archive->left : n)
                                    : 1; /* what is too much shows with the next byte */
    la_ssize_t got = archive_read_data(archive->in, data, most);
    if (got == ARCHIVE_FATAL)
        remember(archive);
    if (got < 0)
        return broken(archive, err);
    if ((uint64_t)got > archive->left)
        return too_much(archive, err);
    archive->left -= (uint64_t)got;
    return (int)got;
}

int lun_archive_read_member(lun_archive *archive, lun_buf *out, size_t limit, lun_error *err)
{
    char block[BLOCK];
    int n;
    while ((n = read_some(archive, block, sizeof block, err)) > 0) {
        if (out->len + (size_t)n > limit)
            return lun_error_set(err, LUN_ELIMIT, "it has more bytes than the limit, %zu", limit);
        lun_buf_add(out, block, (size_t)n);
        if (out->failed)
            return lun_error_set(err, LUN_ENOMEM, "no memory for a member of an archive");
    }
    return n;
}

/* What is unread of a member has to be unpacked where the next one stands behind it in one stream. */
static int pass_over(lun_archive *archive, lun_error *err)
{
    char block[BLOCK];
    la_ssize_t n;
    if (archive->entry == NULL || archive->kind == LUN_ARCHIVE_ZIP || archive->kind == LUN_ARCHIVE_TAR ||
        archive_entry_is_encrypted(archive->entry))
        return LUN_OK;
    while ((n = archive_read_data(archive->in, block, sizeof block)) > 0) {
        if ((uint64_t)n > archive->left)
            return too_much(archive, err);
        archive->left -= (uint64_t)n;
    }
    return n == ARCHIVE_FATAL ? broken(archive, err) : LUN_OK;
}

/* Names of a tar often begin with "./". */
static int name_member(lun_archive *archive, const char **out, lun_error *err)
{
    const char *name = archive_entry_pathname(archive->entry);
    if (name == NULL)
        name = archive_entry_pathname_utf8(archive->entry);
    while (name != NULL && name[0] == '.' && name[1] == '/')
        name += 2;
    lun_buf_reset(&archive->name);
    lun_load_readable(&archive->name, name ? name : "", name ? strlen(name) : 0, LUN_LETTERS_LARGE);
    *out = archive->name.data ? archive->name.data : "";
    return archive->name.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a name") : LUN_OK;
}

static int is_plain(struct archive_entry *entry)
{
    return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == NULL &&
           archive_entry_symlink(entry) == NULL;
}

int lun_archive_next(lun_archive *archive, lun_archive_member *out, lun_error *err)
{
    int got = archive->ahead, rc = LUN_OK;
    archive->ahead = NONE_AHEAD;
    if (archive->is_over)
        return 0;
    if (got == NONE_AHEAD) {
        if ((rc = pass_over(archive, err)) < 0)
            return rc;
        got = archive_read_next_header(archive->in, &archive->entry);
    }
    if (got == ARCHIVE_EOF && archive->is_listless && archive->kind == LUN_ARCHIVE_ZIP &&
        lun_input_can_seek(archive->input))
        return lun_error_set(err, LUN_EFORMAT, "its end is missing");
    if (got == ARCHIVE_EOF)
        return 0;
    if (got < ARCHIVE_WARN)
        return broken(archive, err);
    if (++archive->members > LUN_ARCHIVE_MEMBERS)
        return lun_error_set(err, LUN_ELIMIT, "it has more than %d members", LUN_ARCHIVE_MEMBERS);
    out->is_file = is_plain(archive->entry);
    out->is_encrypted = archive_entry_is_encrypted(archive->entry);
    rc = name_member(archive, &out->name, err);
    return rc < 0 ? rc : 1;
}

/* ---- a single file ---- */

static int64_t read_single(void *context, char *data, size_t n, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    int got = read_some(context, data, n < BLOCK ? n : BLOCK, &inner);
    if (got == LUN_EFORMAT)
        return lun_error_set(err, got, "the compressed file is damaged (%.200s); fetch it again", inner.message);
    if (got == LUN_ELIMIT)
        return lun_error_set(err, got, "%.200s; raise it with --limit, or unpack the file and split it", inner.message);
    return got < 0 ? lun_error_set(err, got, "%.200s", inner.message) : got;
}

static void close_single(void *context)
{
    lun_archive_close(context);
}

void lun_archive_as_input(lun_input *out, lun_archive *take_archive)
{
    static const lun_input_source source = { read_single, close_single };
    take_archive->ahead = NONE_AHEAD;
    lun_input_take_source(out, &source, take_archive);
}

/* ---- office documents ---- */

static int has_office_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    return name != NULL && (strcmp(name, "[Content_Types].xml") == 0 || strcmp(name, "mimetype") == 0);
}

/* By the names of its first members; 1 where there are none to be found. */
static int look(lun_input *input)
{
    lun_archive archive = { .input = input, .kind = LUN_ARCHIVE_ZIP };
    int found = begin(&archive) < 0 || archive.ahead < ARCHIVE_WARN;
    for (int i = 0, got = archive.ahead; i < LOOKED_AT && !found && got != ARCHIVE_EOF && got >= ARCHIVE_WARN; i++) {
        found = has_office_name(archive.entry);
        got = archive_read_next_header(archive.in, &archive.entry);
    }
    archive_read_free(archive.in);
    return found;
}

int lun_archive_is_office(lun_input *input)
{
    lun_error ignored = LUN_ERROR_INIT;
    if (!lun_input_can_seek(input)) {
        lun_input window = { .fd = -1, .data = input->data, .start = input->start, .stop = input->stop, .at_end = 1 };
        return look(&window);
    }
    size_t want = lun_input_len(input);
    int found = look(input);
    if (lun_input_seek(input, 0, &ignored) == LUN_OK)
        (void)lun_input_want(input, want, &ignored); /* what cannot be read shows when the members are */
    return found;
}
