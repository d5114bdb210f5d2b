/*
** package.h - members of a zip that is in memory, by name: office documents are such.
*/
#ifndef LUN_LOAD_PACKAGE_H
#define LUN_LOAD_PACKAGE_H

#include "base/buf.h"

typedef struct lun_package_part {
    const char *name; /* "word/document.xml"; NULL = none is wanted */
    lun_buf data;     /* empty where the zip holds no such member */
} lun_package_part;

/*
** Adds to each part what the first member of its name holds. Members that nobody asked for are passed over. Fails with LUN_EFORMAT (not a
** zip, or broken: what was read before stays), LUN_ELIMIT (the parts hold more than `room` bytes), LUN_ENOMEM.
*/
int lun_package_read(lun_package_part *parts, size_t n, const char *data, size_t len, size_t room, lun_error *err);
void lun_package_clear(lun_package_part *parts, size_t n);

#endif
