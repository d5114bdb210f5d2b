/*
** cache.h - files that can be made again at any time: where they are kept, mapping them, writing them whole or not at all.
**
** Nothing here is needed for a right answer: a folder that is missing, full or read-only costs time and is no failure.
** The folder holds NAME, files being written (NAME.*.new) and stamps (NAME.seen); names are 32 hexadecimal digits and
** ".lexicon". What is named otherwise is somebody else's and never touched.
*/
#ifndef LUN_BASE_CACHE_H
#define LUN_BASE_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include <lunette/error.h>

/*
** LUNETTE_CACHE, else lunette in XDG_CACHE_HOME, else in .cache of HOME; the caller's to lun_free. NULL: there is none
** (LUNETTE_CACHE is empty; no HOME), or no memory.
*/
char *lun_cache_folder(void);
int lun_cache_prepare(const char *folder, lun_error *err); /* makes it and what is above it; LUN_EIO */

typedef struct lun_mapping {
    const uint8_t *data; /* NULL = nothing is mapped */
    size_t len;
    uint64_t device, inode;
    int64_t changed; /* nanoseconds */
} lun_mapping;

/* Maps a file for reading: 1, or 0 when there is none that can be read. */
int lun_cache_map(lun_mapping *out, const char *folder, const char *name);
void lun_cache_unmap(lun_mapping *mapping); /* may be empty */
/* Another file of that name, if there is one, stays as it is for those who mapped it. LUN_EIO, LUN_ENOMEM. */
int lun_cache_write(const char *folder, const char *name, const void *data, size_t len, lun_error *err);

/*
** Stamps: that a file, with this inode, size and time of change, was once read as a whole and fitted its checksum. A
** file that changed less than two minutes ago gets none, since it may not be on the disk yet, and may change again
** within the same tick of the clock.
*/
int lun_cache_is_stamped(const char *folder, const char *name, const lun_mapping *mapping, uint64_t checksum);
void lun_cache_stamp(const char *folder, const char *name, const lun_mapping *mapping, uint64_t checksum);

/* Removes what was not used for thirty days, and what a process that died was writing. */
void lun_cache_sweep(const char *folder);
void lun_cache_size(const char *folder, uint32_t *n, uint64_t *bytes); /* of its files */

#endif
