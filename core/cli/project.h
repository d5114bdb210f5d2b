/*
** project.h - what the project file of a folder says in place of what was not typed.
*/
#ifndef LUN_CLI_PROJECT_H
#define LUN_CLI_PROJECT_H

#include "base/json.h"
#include "base/mem.h"
#include "cli/options.h"

/*
** Fills in what the command line leaves out: the corpus (or the sources, where a command takes them) among the words, plugins and rules, path,
** meta, glob, language, layers of `run`. The file is --project, or lunette.lua in the working folder; it is read only where something is left out.
** What is added lies in the arena. Where a corpus is missing and there is no project, says what to type.
*/
int lun_project_apply(lun_arguments *arguments, const lun_command *command, lun_arena *arena, lun_error *err);

/* The file in force: --project, or lunette.lua where that is there, or NULL. Borrowed. */
const char *lun_project_file(const lun_arguments *arguments);
/* Its corpus: the one it names, else one named after its folder. In the arena; NULL when memory is gone. */
const char *lun_project_corpus(const cJSON *project, const char *file, lun_arena *arena);

#endif
