/*
** kept.h - rows of plugins that a run did not load: what a command says of them, and how they are made anew.
*/
#ifndef LUN_CLI_KEPT_H
#define LUN_CLI_KEPT_H

#include "base/buf.h"
#include "cli/options.h"
#include "run/run.h"

typedef struct lun_kept_list {
    lun_buf names, words; /* "entities, dates"; "-p entities -p dates", and "-r mine.lua" */
    lun_buf gone;         /* of these, those whose file is not there any more: "mine (mine.lua)" */
    lun_buf left;         /* of which rows gave way: "mine" */
    lun_buf left_words;   /* "-r mine.lua" */
} lun_kept_list;

void lun_kept_take(void *list, const lun_kept *kept); /* for lun_run_options.kept */
void lun_kept_say(const lun_kept_list *list, const lun_progress *figures, const char *corpus);
void lun_kept_clear(lun_kept_list *list);

#endif
