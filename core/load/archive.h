/*
** archive.h - the members of an archive, one after another, and what a compressed file holds; from an input, by libarchive.
**
** Nothing is ever written to a disk, and nothing is opened: names of members are only names. What comes out is counted, since a few kilobytes can
** hold gigabytes.
*/
#ifndef LUN_LOAD_ARCHIVE_H
#define LUN_LOAD_ARCHIVE_H

#include "base/buf.h"
#include "load/input.h"

#define LUN_ARCHIVE_MEMBERS 100000 /* that an archive may have, folders among them */
#define LUN_ARCHIVE_TIMES 64       /* so many times the limit of a file may all members hold together */

typedef enum lun_archive_kind {
    LUN_ARCHIVE_ZIP,
    LUN_ARCHIVE_SEVEN,
    LUN_ARCHIVE_TAR,
    LUN_ARCHIVE_PACKED /* by gzip, bzip2, xz or zstd: a tar, or one file */
} lun_archive_kind;

typedef struct lun_archive lun_archive;

typedef struct lun_archive_member {
    const char *name; /* any text, UTF-8; borrowed until the next step. "" where it has none */
    int is_file;      /* no folder, link or device */
    int is_encrypted;
} lun_archive_member;

/* Takes the input, whose window begins at its first byte. All members may hold `most` bytes. A broken archive shows when it is read. LUN_ENOMEM. */
int lun_archive_open(lun_archive **out, lun_input *take_input, lun_archive_kind kind, uint64_t most, lun_error *err);
void lun_archive_close(lun_archive *archive);

/* 1 where it is no archive, but one file that is compressed: then it has one member. */
int lun_archive_is_single(const lun_archive *archive);

/* 1 with the next member, 0 at the end. LUN_EFORMAT: broken; LUN_EIO; LUN_ELIMIT: too much is in it; LUN_ENOMEM. After a failure nothing follows. */
int lun_archive_next(lun_archive *archive, lun_archive_member *out, lun_error *err);

/* Adds what the member holds to its end. LUN_ELIMIT, too, where that is more than `limit` bytes. */
int lun_archive_read_member(lun_archive *archive, lun_buf *out, size_t limit, lun_error *err);

/* The only member as an input; the archive goes with it. */
void lun_archive_as_input(lun_input *out, lun_archive *take_archive);

/* 1 where the input is a zip that an office document may be, by the names of its members, or of which no member can be found. The input is as before. */
int lun_archive_is_office(lun_input *input);

#endif
