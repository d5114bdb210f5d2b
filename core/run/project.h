/*
** project.h - the project file of a folder: a table in Lua, read by a process of its own without rights.
*/
#ifndef LUN_RUN_PROJECT_H
#define LUN_RUN_PROJECT_H

#include "base/json.h"

#define LUN_PROJECT_FILE "lunette.lua"

/*
** What the file says, checked (scripts/lunette/declare/project.lua): an object with the arrays of text sources, plugins, rules, layers and glob, and the texts
** corpus, path, meta and language, as far as they are given. Paths are joined with the file's folder. The caller's to cJSON_Delete.
** Fails with the file's own errors, LUN_ELIMIT where it does not end, LUN_EIO.
*/
int lun_project_read(cJSON **out, const char *path, lun_error *err);

#endif
