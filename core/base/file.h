/*
** file.h - files and paths. Only regular files are read.
*/
#ifndef LUN_BASE_FILE_H
#define LUN_BASE_FILE_H

#include <stddef.h>

#include <lunette/error.h>

/*
** Reads a whole regular file into a fresh NUL-terminated buffer (the caller's to lun_free). Fails with LUN_EIO
** (cannot be read, not a regular file), LUN_ELIMIT (larger than `limit` bytes, 0 = no limit) or LUN_ENOMEM.
*/
int lun_file_read(char **out, size_t *out_len, const char *path, size_t limit, lun_error *err);
/* By a temporary file and rename, where the path's links lead; into what is there where that is a device or FIFO. */
int lun_file_write(const char *path, const char *data, size_t len, lun_error *err);
/*
** A new file beside `target`, which is moved there when it is whole: named after it and after the process, with a number behind that where somebody has
** the name already (who was killed, another container, a link that waits for us). It has the mode of the target where there is one. The descriptor, with
** *aside the caller's; or -1 with errno. The second makes a folder: 0, or -1.
*/
int lun_file_aside(char **aside, const char *target);
int lun_folder_aside(char **aside, const char *target);
/* Where its links lead, there or not; *out is the caller's. Links in a circle fail with LUN_EIO. */
int lun_file_target(char **out, const char *path, lun_error *err);
/* The same; the path as it is where links go in a circle, for whoever opens it to say so. NULL when memory is gone. */
char *lun_file_real(const char *path);
int lun_file_is_special(const char *path); /* 1: it is there, and neither a regular file nor a folder */
int lun_file_write_all(int fd, const char *data,
                       size_t len); /* all of it, whatever a single write takes; 0, or -1: errno */
/* Opens a new file without a name for what comes through a pipe, in $TMPDIR or in memory; -1: errno. */
int lun_file_nameless(void);
/* Says "cannot WHAT 'PATH': reason" with a remedy, by errno. */
int lun_file_fail(const char *what, const char *path, lun_error *err);
int lun_file_fail_output(lun_error *err); /* the same of standard output; errno 0: the reason is not known any more */
int lun_file_is_regular(const char *path);
int lun_file_is_folder(const char *path);
char *lun_path_join(const char *folder, const char *name); /* fresh; NULL when memory is gone */
const char *lun_path_name(const char *path);               /* what follows the last slash; borrowed */
const char *lun_path_suffix(const char *path);             /* ".txt", or "" ; borrowed */

/* The names in a folder, sorted by bytes, without "." and "..". names and each name are the caller's (lun_names_free). */
int lun_folder_list(char ***names, size_t *n, const char *path, lun_error *err);
void lun_names_free(char **names, size_t n);

#endif
