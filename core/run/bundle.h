/*
** bundle.h - the files of a plugin that somebody else made, in memory, before any of them is written: from a folder or from an archive.
**
** Invariants of a bundle: paths are relative, of plain names (letters, digits, "_", "-", ".", " "), no name starts with a dot, none is there
** twice, not even in another case; no more files and bytes than the limits; plugin.lua is there, at the top.
*/
#ifndef LUN_RUN_BUNDLE_H
#define LUN_RUN_BUNDLE_H

#include "base/mem.h"

#include <lunette/error.h>

#define LUN_BUNDLE_FILES 2000                  /* far more than any plugin has */
#define LUN_BUNDLE_BYTES ((size_t)128 << 20)   /* of all files: a lexicon of a million phrases is 30 MB */
#define LUN_BUNDLE_PATH 200                    /* bytes of a path */
#define LUN_BUNDLE_ARCHIVE ((size_t)128 << 20) /* bytes of an archive */

typedef struct lun_bundle_file {
    const char *path, *data;
    size_t len;
} lun_bundle_file;

typedef struct lun_bundle {
    lun_arena *arena;
    LUN_VEC(lun_bundle_file) files; /* in the order of bytes */
    size_t bytes;
} lun_bundle;

void lun_bundle_clear(lun_bundle *bundle);

/*
** Fills *out, which the caller clears also after a failure. Links, devices, paths that lead out, too much of anything: LUN_EFORMAT or LUN_ELIMIT with the
** name of what is wrong. An archive (.tar, .tar.gz, .tgz, .zip) is read by a process without rights; what lies in its one top folder moves up.
*/
int lun_bundle_open(lun_bundle *out, const char *folder_or_archive, lun_error *err);

/* One more file, copied; what starts with a dot is passed over. For the sources of bundles. */
int lun_bundle_add(lun_bundle *bundle, const char *path, const char *data, size_t len, lun_error *err);

/* unpack.c: the members of an archive, to lun_bundle_add. */
int lun_unpack(lun_bundle *out, const char *archive, lun_error *err);

#endif
