/*
** leftovers.c - what a killed run left beside a corpus (-wal, -journal), and whether it belongs to it. Sits on base/file.h.
**
** SQLite takes what lies beside a file for a part of it. Where somebody has put another corpus in place of the one whose run
** was killed, that would write pages of the one into the other, or cut it off. The header tells them apart: a corpus begins
** with a random number where SQLite counts changes of the schema, and so has that of every copy of page 1 that a log or
** journal holds.
*/
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/inside.h"

#define SCHEMA_CHANGES 1000000  /* more than a corpus lives to see: further apart are two corpora */
#define CREATED_BYTES (4 << 20) /* a corpus without documents is smaller */

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

typedef struct left {
    int file;
    uint64_t size;
    uint32_t page;               /* bytes of one */
    const unsigned char *corpus; /* its header */
    uint64_t corpus_size;
} left;

static int read_at(const left *l, uint64_t at, unsigned char *out, size_t n)
{
    return pread(l->file, out, n, (off_t)at) == (ssize_t)n;
}

/* 1 if the header of page 1 that stands at `at` is of another corpus. */
static int is_foreign(const left *l, uint64_t at)
{
    unsigned char changes[4];
    if (!read_at(l, at + 40, changes, 4))
        return 0;
    uint32_t difference = big_endian(changes) - big_endian(l->corpus + 40);
    return difference > SCHEMA_CHANGES && difference < UINT32_MAX - SCHEMA_CHANGES;
}

enum finding { NOTHING, BELONGS, FOREIGN };

static enum finding look_at_log(const left *l)
{
    unsigned char head[32], frame[24];
    if (!read_at(l, 0, head, sizeof head) || (big_endian(head) & ~1u) != 0x377F0682)
        return NOTHING;
    if (big_endian(head + 8) != l->page)
        return FOREIGN;
    for (uint64_t at = sizeof head; read_at(l, at, frame, sizeof frame); at += sizeof frame + l->page) {
        if (memcmp(frame + 8, head + 16, 8) != 0)
            break;
        if (big_endian(frame) == 1)
            return is_foreign(l, at + sizeof frame) ? FOREIGN : BELONGS;
    }
    return BELONGS;
}

static enum finding look_at_journal(const left *l)
{
    static const unsigned char magic[8] = { 0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7 };
    unsigned char head[28], number[4];
    if (!read_at(l, 0, head, sizeof head) || memcmp(head, magic, sizeof magic) != 0)
        return NOTHING;
    uint32_t pages = big_endian(head + 16), sector = big_endian(head + 20), page = big_endian(head + 24);
    if (pages == 0)
        return l->corpus_size > CREATED_BYTES ? FOREIGN : BELONGS;
    if (page != l->page || sector < sizeof head)
        return FOREIGN;
    for (uint64_t at = sector; read_at(l, at, number, sizeof number); at += 8 + (uint64_t)page) {
        if (big_endian(number) == 1)
            return is_foreign(l, at + 4) ? FOREIGN : BELONGS;
    }
    return BELONGS;
}

static int look(const char *path, const char *end, const unsigned char *head, uint64_t size,
                enum finding (*at)(const left *), lun_error *err)
{
    left l = { .corpus = head, .corpus_size = size, .page = (uint32_t)head[16] << 8 | head[17] };
    lun_buf name = LUN_BUF_INIT;
    lun_buf_addf(&name, "%s%s", path, end);
    if (name.failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", path);
    l.page = l.page == 1 ? 65536 : l.page;
    l.file = open(name.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    enum finding found = l.file < 0 || l.page < 512 ? NOTHING : at(&l);
    int rc = found == BELONGS;
    if (found == FOREIGN) {
        rc = lun_error_set(err, LUN_EFORMAT,
                           "corpus '%s' has another file's '%s' beside it, and would be overwritten by it", path,
                           name.data);
        lun_error_hint(err, "a run into an earlier file of that name was killed: move '%s' away, then try again",
                       name.data);
    }
    if (l.file >= 0)
        close(l.file);
    lun_buf_clear(&name);
    return rc;
}

int lun_store__leftovers(const char *path, const unsigned char *head, uint64_t size, lun_error *err)
{
    int rc = look(path, "-wal", head, size, look_at_log, err);
    return rc < 0 ? rc : look(path, "-journal", head, size, look_at_journal, err);
}
