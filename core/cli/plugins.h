/*
** plugins.h - the verbs of `lunette plugin` that change files: install, remove, copy, lock; and what run and pipe ask lunette.lock.
*/
#ifndef LUN_CLI_PLUGINS_H
#define LUN_CLI_PLUGINS_H

#include "base/json.h"
#include "cli/options.h"

/* Each returns the exit code; arguments->words.items[0] is the verb. */
int lun_plugins_install(const lun_arguments *arguments);
int lun_plugins_remove(const lun_arguments *arguments);
int lun_plugins_copy(const lun_arguments *arguments);
int lun_plugins_lock(const lun_arguments *arguments);

extern const lun_option lun_options_lock[]; /* --locked */

/*
** Where a lunette.lock lies in the working folder: says in one line what differs from it, or, with --locked, fails there. Without a lock nothing is
** asked, unless --locked insists on one.
*/
int lun_plugins_check_lock(const lun_arguments *arguments, lun_error *err);

/* The library's answer to `luals`, where -o says; the exit code. */
int lun_plugins_luals(const cJSON *answer, const lun_arguments *arguments);

#endif
