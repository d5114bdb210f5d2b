/*
** files.h - source files that need not be read again: those that the system says are what they were, and of whose documents
** the corpus knows that they are all there.
**
** A file is the one it was where device, number, size and both times (of its content, and of its entry: nobody sets that one) are equal, it was
** loaded with the same options, and it had rested for a while when it was read, so that a later change must show in its times.
*/
#ifndef LUN_RUN_FILES_H
#define LUN_RUN_FILES_H

#include "base/mem.h"
#include "load/load.h"
#include "store/store.h"

typedef struct lun_stamped { /* a file that was given out to be read */
    char *path;
    uint8_t stamp[16];
    int rested; /* 1: the stamp will tell of any later change */
} lun_stamped;

typedef struct lun_files {
    lun_store *store;
    uint8_t options[16];
    int off;                   /* 1: all files are read, and nothing new is noted */
    int untold;                /* 1: the same, since these options cannot be told from others */
    LUN_VEC(lun_stamped) read; /* in the order in which they were given out; those before `first` are done */
    size_t first;
    int64_t taken; /* documents of the file at hand */
    int doubtful;  /* something about it may be otherwise the next time */
} lun_files;

/* `base`: what all documents depend on. */
void lun_files_init(lun_files *files, lun_store *store, const lun_load_options *options, const uint8_t base[16]);
void lun_files_clear(lun_files *files);

/*
** 1 where the file is the one it was; 0 where it must be read, which is noted: lun_files_done must come for it; LUN_ENOMEM. *bytes: its size.
** `at` is the path to look at, `path` what the file is called.
*/
int lun_files_given(lun_files *files, const char *at, const char *path, const char *below, uint64_t *bytes,
                    lun_error *err);
/* How many documents such a file had; 0 = nothing is known any more. */
int lun_files_expected(const lun_files *files, const char *path, int64_t *documents, lun_error *err);
/* It is to be read after all. */
int lun_files_reread(lun_files *files, const char *path, lun_error *err);
/* All of a file was answered: what is known of it is noted in the corpus. */
int lun_files_done(lun_files *files, const char *path, lun_error *err);

#endif
