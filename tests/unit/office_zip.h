/*
** office_zip.h - zips in memory, as word processors' files are.
*/
#ifndef LUN_TEST_OFFICE_ZIP_H
#define LUN_TEST_OFFICE_ZIP_H

#include "cmocka_all.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/mem.h"

#define ZIP_MOST ((size_t)4 << 20)

typedef struct member {
    const char *name, *data;
    size_t len; /* 0: data is a string */
} member;

static char *zip(const member *members, size_t n, size_t *len)
{
    char *out = lun_malloc(ZIP_MOST);
    struct archive *to = archive_write_new();
    assert_true(out && to);
    archive_write_set_format_zip(to);
    archive_write_set_bytes_in_last_block(to, 1);
    assert_int_equal(archive_write_open_memory(to, out, ZIP_MOST, len), ARCHIVE_OK);
    for (size_t i = 0; i < n; i++) {
        size_t size = members[i].len ? members[i].len : strlen(members[i].data);
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, members[i].name);
        archive_entry_set_size(entry, (la_int64_t)size);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        assert_int_equal(archive_write_header(to, entry), ARCHIVE_OK);
        assert_int_equal(archive_write_data(to, members[i].data, size), (la_ssize_t)size);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(to), ARCHIVE_OK);
    archive_write_free(to);
    return out;
}

#endif
