/*
** lock.h - lunette.lock: which plugins and rule files a project's results were made with, by SHA-256 of their files.
**
** A text that people read and versions control keeps: a line "name version sha256:DIGEST source" each, source being "shipped", "installed", "path",
** "folder PATH" or "file PATH". Comments start with #.
*/
#ifndef LUN_RUN_LOCK_H
#define LUN_RUN_LOCK_H

#include "base/digest.h"
#include "base/mem.h"

#include <lunette/error.h>

#define LUN_LOCK_FILE "lunette.lock"

typedef struct lun_lock_entry {
    const char *name, *version; /* version "" of a rule file */
    const char *source;         /* as it is written */
    char digest[LUN_DIGEST_HEX];
} lun_lock_entry;

typedef struct lun_lock {
    lun_arena *arena;
    LUN_VEC(lun_lock_entry) entries;
} lun_lock;

void lun_lock_clear(lun_lock *lock);
int lun_lock_read(lun_lock *out, const char *path, lun_error *err); /* LUN_ENOTFOUND; LUN_EFORMAT with the line */
int lun_lock_write(const lun_lock *lock, const char *path, lun_error *err);

/* Adds what is there now: the plugin called name, from its folder, or a rule file. `from` as the loader told it: "plugins/NAME", a folder, a file. */
int lun_lock_add(lun_lock *lock, const char *name, const char *version, const char *from, lun_error *err);

typedef enum lun_lock_state { LUN_LOCK_SAME, LUN_LOCK_OTHER, LUN_LOCK_GONE } lun_lock_state;
int lun_lock_compare(lun_lock_state *out, const lun_lock_entry *entry, lun_error *err);

/* The entry of what was named on the command line (a plugin, its folder, a rule file); NULL. */
const lun_lock_entry *lun_lock_find(const lun_lock *lock, const char *named);

#endif
