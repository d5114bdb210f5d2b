/*
** corpus_rules.h - the plugins and rule files that a corpus was made with, for commands that are not told which to load.
*/
#ifndef LUN_CLI_CORPUS_RULES_H
#define LUN_CLI_CORPUS_RULES_H

#include "cli/options.h"
#include "store/store.h"

/* Adds those of the last run that found anything by rules. What the names are lies in the arena. Fails where a folder or file of a plugin cannot be told. */
int lun_cli_corpus_rules(lun_texts *plugins, lun_texts *rules, lun_store *store, lun_arena *arena, lun_error *err);
/* The same for a command whose only word is a corpus, where no rules are named. */
int lun_cli_own_rules(lun_arguments *arguments, lun_arena *arena, lun_error *err);
/* Adds one plugin, told by one of its files, to either list. Fails where its folder cannot be told. */
int lun_cli_plugin_source(lun_texts *plugins, lun_texts *rules, const char *plugin, const char *file, lun_arena *arena,
                          lun_error *err);

/*
** For a row of a rule whose plugin the last run did not load (its rows stayed as they were): in place of those of the last run, this plugin alone. Nothing
** where its files are not there any more.
*/
int lun_cli_rule_rules(lun_texts *plugins, lun_texts *rules, lun_store *store, const char *rule, lun_arena *arena,
                       lun_error *err);

#endif
