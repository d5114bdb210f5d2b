/*
** revision.h - files of rules as they were in a revision of git: taken out into a folder, by git itself, with the working tree and
** the index as they are.
*/
#ifndef LUN_RUN_REVISION_H
#define LUN_RUN_REVISION_H

#include <lunette/error.h>

/* 1 if git, asked in the working folder, has a commit of that name. 0, also where there is no git. */
int lun_revision_is(const char *name);

/*
** Takes a file out, with all that lies in its folder and below (a rule file reads lexicons there), or a folder. `into` must not exist yet; *out, the
** caller's, is where `path` is now. A path with ./ before it, or an absolute one, is one of the file system; any other counts from the top of the
** repository, as in REV:PATH of git. LUN_ENOTFOUND names what is not there.
*/
int lun_revision_take(char **out, const char *revision, const char *path, const char *into, lun_error *err);

#endif
