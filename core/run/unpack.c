/*
** unpack.c - the members of an archive, read by libarchive in a process that can open nothing and write nothing but its answer.
**
** The answer is a row of (path, bytes); nothing of it is believed: lun_bundle_add checks every path and counts every byte here again.
*/
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/aside.h"
#include "run/bundle.h"
#include "run/wire.h"

#define SECONDS 60
#define BLOCK 65536
#define ROOM ((size_t)1 << 20) /* of an answer, for paths and lengths */

/* ---- in the process aside ---- */

static int broken(struct archive *in, lun_error *err)
{
    const char *why = archive_error_string(in);
    lun_error_set(err, LUN_EFORMAT, "the archive cannot be read: %s", why ? why : "its format is not known");
    return lun_error_hint(err, "a plugin is installed from a folder, a .tar.gz or a .zip");
}

static int refuse(const char *path, const char *what, lun_error *err)
{
    lun_error_set(err, LUN_EFORMAT, "the archive holds '%.120s', which is %s: a plugin holds files and folders only",
                  path, what);
    return lun_error_hint(err, "nothing was installed; an honest plugin holds plain files below one folder");
}

static const char *odd_kind(struct archive_entry *entry)
{
    if (archive_entry_hardlink(entry) || archive_entry_symlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
        return "a link";
    if (archive_entry_is_encrypted(entry))
        return "encrypted";
    return archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == AE_IFDIR ? NULL : "a device";
}

static int read_member(struct archive *in, lun_buf *data, size_t room, lun_error *err)
{
    char block[BLOCK];
    la_ssize_t n;
    while ((n = archive_read_data(in, block, sizeof block)) > 0) {
        lun_buf_add(data, block, (size_t)n);
        if (data->failed)
            return lun_error_set(err, LUN_ENOMEM, "no memory for a file of the archive");
        if (data->len > room)
            return lun_error_set(err, LUN_ELIMIT, "the archive holds more than 128 MB of files");
    }
    return n < 0 ? broken(in, err) : LUN_OK;
}

static int read_members(struct archive *in, lun_buf *out, lun_error *err)
{
    struct archive_entry *entry;
    lun_buf data = LUN_BUF_INIT;
    size_t members = 0;
    int rc = LUN_OK, step = ARCHIVE_OK;
    while (rc == LUN_OK && (step = archive_read_next_header(in, &entry)) == ARCHIVE_OK) {
        const char *path = archive_entry_pathname(entry);
        const char *odd = path ? odd_kind(entry) : NULL;
        if (++members > 2 * LUN_BUNDLE_FILES)
            rc = lun_error_set(err, LUN_ELIMIT, "the archive holds more than %d files", LUN_BUNDLE_FILES);
        else if (!path)
            rc = lun_error_set(err, LUN_EFORMAT, "the archive holds a file whose name is no text");
        else if (odd)
            rc = refuse(path, odd, err);
        else if (archive_entry_filetype(entry) == AE_IFREG) {
            lun_buf_reset(&data);
            rc = read_member(in, &data, LUN_BUNDLE_BYTES - (out->len < LUN_BUNDLE_BYTES ? out->len : LUN_BUNDLE_BYTES),
                             err);
            lun_wire_text(out, path);
            lun_wire_bytes(out, data.data ? data.data : "", data.len);
        }
    }
    lun_buf_clear(&data);
    return rc == LUN_OK && step != ARCHIVE_EOF ? broken(in, err) : rc;
}

static int unpack(void *context, lun_buf *out, lun_error *err)
{
    struct archive *in = archive_read_new();
    if (!in)
        return lun_error_set(err, LUN_ENOMEM, "no memory for an archive");
    archive_read_support_filter_gzip(in);
    archive_read_support_format_tar(in);
    archive_read_support_format_zip_seekable(in);
    int rc = archive_read_open_fd(in, *(const int *)context, BLOCK) == ARCHIVE_OK ? read_members(in, out, err)
                                                                                  : broken(in, err);
    archive_read_free(in);
    return rc;
}

/* ---- in the process that asked ---- */

static int open_archive(const char *path, lun_error *err)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        lun_error_set(err, errno == ENOENT ? LUN_ENOTFOUND : LUN_EIO, "cannot read '%s': %s", path, strerror(errno));
        lun_error_hint(err, "a plugin is installed from a folder, a .tar.gz or a .zip");
        return -1;
    }
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && (size_t)info.st_size <= LUN_BUNDLE_ARCHIVE)
        return fd;
    if (S_ISREG(info.st_mode))
        lun_error_set(err, LUN_ELIMIT, "'%s' has more than 128 MB, the most that an archive of a plugin may have",
                      path);
    else
        lun_error_set(err, LUN_EIO, "'%s' is neither a folder nor an archive", path);
    close(fd);
    return -1;
}

static int take_members(lun_bundle *out, const lun_buf *answer, lun_error *err)
{
    lun_wire in = lun_wire_open(answer->data ? answer->data : "", answer->len);
    lun_arena *arena = lun_arena_new();
    int rc = arena ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for an archive");
    while (rc == LUN_OK && in.at < in.stop) {
        size_t len;
        const char *path = lun_wire_need_text(&in, arena);
        const char *data = lun_wire_take_bytes(&in, &len);
        if (in.bad) {
            rc = lun_error_set(err, LUN_EFORMAT, "the archive cannot be read: a name in it is no UTF-8");
            lun_error_hint(err,
                           "nothing was installed; names in a plugin are letters, digits, '_', '-', '.' and spaces");
        } else
            rc = lun_bundle_add(out, path, data, len, err);
    }
    lun_arena_free(arena);
    return rc;
}

int lun_unpack(lun_bundle *out, const char *archive, lun_error *err)
{
    const lun_aside_options options = { LUN_SANDBOX_WORKER, "reading the archive", SECONDS, LUN_BUNDLE_BYTES + ROOM };
    lun_buf answer = LUN_BUF_INIT;
    int fd = open_archive(archive, err);
    if (fd < 0)
        return err->code;
    int rc = lun_aside(&answer, unpack, &fd, &options, err);
    if (rc == LUN_OK)
        rc = take_members(out, &answer, err);
    else
        lun_error_wrap(err, "'%s'", archive);
    close(fd);
    lun_buf_clear(&answer);
    return rc;
}
