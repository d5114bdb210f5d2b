/*
** cmd_pipe.c - lunette pipe: JSON lines in, JSON lines out.
*/
#include <stdio.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/plugins.h"
#include "cli/work.h"
#include "run/run.h"

static const lun_option *const tables[] = { lun_options_rules, lun_options_load,   lun_options_work,
                                            lun_options_lock,  lun_options_common, NULL };

static int command_pipe(const lun_command *command, const lun_arguments *arguments)
{
    lun_pipe_options options = { .session = { arguments->plugins.items, arguments->rules.items,
                                              arguments->layers.n ? arguments->layers.items : NULL, NULL,
                                              arguments->limit, 0 },
                                 .load = { .limit = arguments->limit, .language = arguments->language_is },
                                 .say = lun_options_say };
    lun_progress figures;
    lun_error err = LUN_ERROR_INIT;
    if (arguments->words.n) {
        lun_error_set(&err, LUN_EUSAGE, "pipe: reads standard input only, got '%s'", arguments->words.items[0]);
        lun_error_hint(&err, "lunette %s %s < %s", command->name, "-p diplomacy", arguments->words.items[0]);
        return lun_options_fail(&err);
    }
    if ((!arguments->layers.n && lun_options_need_rules(arguments, command->name, &err) < 0) ||
        lun_plugins_check_lock(arguments, &err) < 0)
        return lun_options_fail(&err);
    lun_options_limits(&options.limits, arguments);
    if (lun_pipe(&figures, &options, stdout, &err) < 0)
        return lun_options_fail(&err);
    if (figures.problems && !arguments->quiet)
        lun_log(LUN_LEVEL_NOTE, "%llu %s, %llu %s (see \"problems\" of each)", (unsigned long long)figures.documents,
                figures.documents == 1 ? "document" : "documents", (unsigned long long)figures.problems,
                figures.problems == 1 ? "problem" : "problems");
    return figures.problems ? LUN_EXIT_PROBLEMS : LUN_EXIT_OK;
}

const lun_command lun_command_pipe = {
    "pipe",
    "JSON lines in, JSON lines out",
    "[OPTIONS] < DOCUMENTS.jsonl > ANALYSED.jsonl",
    "Each line is an object with text, and as far as known id, uri, title, date, language, source, country. Each line out is that document with\n"
    "its annotations, in the same order.",
    "  echo '{\"text\":\"China will expand imports.\"}' | lunette pipe -p diplomacy",
    tables,
    command_pipe,
    0,
};
