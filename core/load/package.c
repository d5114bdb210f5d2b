/*
** package.c - reads a zip with libarchive, which knows its variants; counts what comes out, since a few kilobytes can hold gigabytes.
*/
#include "load/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MEMBERS_MOST 65536 /* headers of members that are looked at: a document has some dozens */
#define BLOCK 65536

static int broken(struct archive *in, lun_error *err)
{
    const char *why = archive_error_string(in);
    return lun_error_set(err, LUN_EFORMAT, "%s", why ? why : "it is no zip");
}

static int read_member(struct archive *in, lun_buf *out, size_t *room, lun_error *err)
{
    char block[BLOCK];
    la_ssize_t n;
    while ((n = archive_read_data(in, block, sizeof block)) > 0) {
        if ((size_t)n > *room)
            return lun_error_set(err, LUN_ELIMIT, "it holds more text than the limit");
        *room -= (size_t)n;
        lun_buf_add(out, block, (size_t)n);
        if (out->failed)
            return lun_error_set(err, LUN_ENOMEM, "no memory for a member of a zip");
    }
    return n < 0 ? broken(in, err) : LUN_OK;
}

static lun_package_part *find(lun_package_part *parts, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (parts[i].name && strcmp(parts[i].name, name) == 0)
            return parts[i].data.data ? NULL : &parts[i];
    }
    return NULL;
}

static int read_members(struct archive *in, lun_package_part *parts, size_t n, size_t room, lun_error *err)
{
    struct archive_entry *entry;
    int rc = LUN_OK;
    for (unsigned count = 0; count < MEMBERS_MOST && rc == LUN_OK; count++) {
        int got = archive_read_next_header(in, &entry);
        if (got == ARCHIVE_EOF)
            return LUN_OK;
        if (got < ARCHIVE_WARN)
            return broken(in, err);
        const char *name = archive_entry_pathname_utf8(entry);
        lun_package_part *part = name ? find(parts, n, name) : NULL;
        if (part)
            rc = read_member(in, &part->data, &room, err);
    }
    return rc;
}

int lun_package_read(lun_package_part *parts, size_t n, const char *data, size_t len, size_t room, lun_error *err)
{
    struct archive *in = archive_read_new();
    if (!in)
        return lun_error_set(err, LUN_ENOMEM, "no memory for reading a zip");
    archive_read_support_format_zip(in);
    int rc =
        archive_read_open_memory(in, data, len) == ARCHIVE_OK ? read_members(in, parts, n, room, err) : broken(in, err);
    archive_read_free(in);
    return rc;
}

void lun_package_clear(lun_package_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        lun_buf_clear(&parts[i].data);
}
