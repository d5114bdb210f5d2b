/*
** versions.h - a version of rules as a user names it: a rule file, a plugin, a folder of plugins, a revision of git.
*/
#ifndef LUN_CLI_VERSIONS_H
#define LUN_CLI_VERSIONS_H

#include "base/mem.h"
#include "cli/options.h"
#include "run/version.h"

typedef struct lun_named_version {
    const char *name;         /* as the user wrote it */
    lun_texts plugins, rules; /* what is loaded */
} lun_named_version;

typedef struct lun_versions { /* all of it lies in the arena */
    lun_arena *arena;
    char *folder; /* temporary, of what revisions held; NULL = none */
    unsigned n_taken;
} lun_versions;

int lun_versions_init(lun_versions *versions, lun_error *err);
void lun_versions_clear(lun_versions *versions); /* removes the temporary folder */

/*
** What `word` means. others: plugins and rule files that go with every version (-p, -r). path: of the version that it is compared
** with, which a bare revision means as it was then; NULL = none: then `others` as they were, or the working folder.
*/
int lun_versions_name(lun_versions *versions, lun_named_version *out, const char *word, const lun_named_version *others,
                      const char *path, lun_error *err);
/* 1 if the word is a path, or a plugin: no revision. */
int lun_versions_is_path(const char *word);

/* Loads it (version.h). */
int lun_versions_open(lun_version *out, const lun_named_version *named, const lun_arguments *arguments,
                      const lun_work_limits *limits, lun_error *err);

#endif
