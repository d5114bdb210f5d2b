/*
** own.h - files that this program wrote: reports, exports, corrections, corpora. They may lie in the folder of the sources and are none of them.
*/
#ifndef LUN_LOAD_OWN_H
#define LUN_LOAD_OWN_H

#include "load/load.h"

/* What such a file is ("a report of lunette"), by the beginning of its text; NULL for any other. Static. */
const char *lun_load_own(const char *text, size_t len, const char *path);

/* 1 where the first line must be there to its end before lun_load_own can tell. */
int lun_load_own_wants_line(const char *text, size_t len);

/* The same of a file on disk, by its mark, too (base/mark.h). Fails with LUN_EIO, LUN_ENOMEM. */
int lun_load_own_file(const char **what, const char *path, lun_error *err);

/* 1 where the bytes begin a corpus. */
int lun_load_own_corpus(const char *data, size_t len);

#endif
