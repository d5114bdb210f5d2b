/*
** glob.h - patterns of names, and the ignore files made of them.
**
** In a pattern `?` is any character but a slash, `*` any number of these, `[a-z]` and `[!a-z]` one of a set, `\`
** takes the next character as it is; `**` between slashes is any number of folders. The subset of .gitignore that
** ignore files know: one pattern a line, `#` opens a comment, `!` takes back, a slash at the start or inside anchors
** the pattern at the file's folder, a slash at the end means folders only. The last pattern that matches decides.
*/
#ifndef LUN_LOAD_GLOB_H
#define LUN_LOAD_GLOB_H

#include <lunette/error.h>

/* 1 if the pattern matches the whole path. Time at most the product of their lengths, squared for `**`. */
int lun_glob_match(const char *pattern, const char *path);

/* 1 if the pattern matches: against the whole path where it holds a slash, else against the name at its end. */
int lun_glob_match_name(const char *pattern, const char *path);

typedef enum lun_verdict { LUN_VERDICT_NONE, LUN_VERDICT_IGNORE, LUN_VERDICT_KEEP } lun_verdict;

typedef struct lun_ignore lun_ignore;

/* Reads .gitignore, then .lunetteignore of the folder. *out is NULL where there is neither. Fails with LUN_ENOMEM. */
int lun_ignore_load(lun_ignore **out, const char *folder, lun_error *err);
int lun_ignore_parse(lun_ignore **out, const char *text, size_t len, lun_error *err);
void lun_ignore_free(lun_ignore *ignore);

/* `path` is below the folder of the ignore file; `is_folder` as of stat. */
lun_verdict lun_ignore_test(const lun_ignore *ignore, const char *path, int is_folder);

#endif
