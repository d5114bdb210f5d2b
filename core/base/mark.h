/*
** mark.h - a mark that files bear which this program wrote, where their bytes cannot: tables and JSON that other programs read as they are.
*/
#ifndef LUN_BASE_MARK_H
#define LUN_BASE_MARK_H

#include <stddef.h>

/* Of the beginning of a file so many bytes count. */
#define LUN_MARK_BYTES 512

/* Marks the file, or what is open for writing. Where a file system keeps no marks, nothing happens. */
void lun_mark_file(const char *path);
void lun_mark_open(int fd);

/* 1 where the file bears the mark and begins as it did then; head is what it begins with now, LUN_MARK_BYTES of it or all there is. */
int lun_mark_is_on(int fd, const char *head, size_t len);

/* 1 where the file lies on a file system that keeps marks. */
int lun_mark_is_kept(const char *path);

#endif
