/*
** commands.h - the commands, one a file (cmd_<name>.c).
*/
#ifndef LUN_CLI_COMMANDS_H
#define LUN_CLI_COMMANDS_H

#include "cli/options.h"

extern const lun_command lun_command_run_docs; /* run */
extern const lun_command lun_command_try;
extern const lun_command lun_command_test;
extern const lun_command lun_command_watch;
extern const lun_command lun_command_diff;
extern const lun_command lun_command_sql;
extern const lun_command lun_command_report;
extern const lun_command lun_command_export;
extern const lun_command lun_command_analyze;
extern const lun_command lun_command_pipe;
extern const lun_command lun_command_profile;
extern const lun_command lun_command_new;
extern const lun_command lun_command_audit;
extern const lun_command lun_command_gaps;
extern const lun_command lun_command_accept;
extern const lun_command lun_command_reject;
extern const lun_command lun_command_same;
extern const lun_command lun_command_plugin;
extern const lun_command lun_command_doctor;
extern const lun_command lun_command_why;
extern const lun_command lun_command_console;
extern const lun_command lun_command_completion;

/* What the report or analysis takes that is named among the words, behind the help of its command; nothing where none is named. The exit code. */
int lun_report_help(const lun_command *command, const lun_arguments *arguments);

extern const lun_command *const lun_commands[]; /* NULL-terminated, in the order of the help */

#endif
