/*
** inspect.h - what a plugin is, asks for and finds, without trusting it: it is loaded, checked and tested by a process that can change nothing.
*/
#ifndef LUN_RUN_INSPECT_H
#define LUN_RUN_INSPECT_H

#include "base/buf.h"

/*
** JSON of the library's `describe` for the plugin in a folder: name, version, summary, languages, requires, capabilities, layers, rules, examples and
** what its check says. *out is the caller's to clear. Fails with what fails while it loads.
*/
int lun_inspect(lun_buf *out, const char *folder, lun_error *err);

#endif
