/*
** names.h - which names a layer or field may bear, so that SQL and Lua take them unquoted and nothing shadows a standard column.
*/
#ifndef LUN_ANNOTATE_NAMES_H
#define LUN_ANNOTATE_NAMES_H

#include <lunette/error.h>

/* `what` is "layer" or "field", for the message. 0, or LUN_EUSAGE with a suggestion as hint. Names of core's own layers are not checked. */
int lun_name__check(const char *what, const char *name, lun_error *err);

#endif
