/*
** work.c - options of the commands that start workers.
*/
#include "cli/work.h"

#include "base/log.h"

#define AT(member) offsetof(lun_arguments, member)

const lun_option lun_options_work[] = {
    { "jobs", 'j', LUN_OPTION_COUNT, AT(jobs), "N", "workers at once (default: one a core)" },
    { "deadline", 0, LUN_OPTION_COUNT, AT(deadline), "SECONDS",
      "time a document may take, and a quarter of it for each MB (60)" },
    { "memory", 0, LUN_OPTION_COUNT, AT(memory), "MB", "memory a worker may take (2048)" },
    { "require-sandbox", 0, LUN_OPTION_FLAG, AT(require_sandbox), NULL,
      "do nothing where the kernel cannot take a worker's rights" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};

void lun_options_limits(lun_work_limits *out, const lun_arguments *arguments)
{
    out->workers = arguments->jobs > 0 && arguments->jobs < 10000 ? (uint32_t)arguments->jobs : 0;
    out->deadline = arguments->deadline > 0 && arguments->deadline < 100000000 ? (unsigned)arguments->deadline : 0;
    out->memory = arguments->memory > 0 ? (size_t)arguments->memory << 20 : 0;
    out->require_sandbox = arguments->require_sandbox;
}

int lun_options_need_rules(const lun_arguments *arguments, const char *command, lun_error *err)
{
    if (arguments->plugins.n || arguments->rules.n)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "%s: no plugin and no rules were named, so nothing would be found", command);
    return lun_error_hint(err, "try -p diplomacy; `lunette plugin list` shows what there is");
}

void lun_options_say(void *context, const char *line)
{
    (void)context;
    lun_log(LUN_LEVEL_NOTE, "%s", line);
}
