/*
** inspect.c - loads a stranger's plugin aside. Sits on aside.c and core/script.
*/
#include "run/inspect.h"

#include <string.h>

#include "base/json.h"
#include "run/aside.h"
#include "script/script.h"

#define SECONDS 120
#define ANSWER_MAX ((size_t)16 << 20)

static int describe(lun_script *script, const char *folder, lun_buf *out, lun_error *err)
{
    lun_buf question = LUN_BUF_INIT;
    lun_buf_adds(&question, "{\"folder\":");
    lun_json_add_string(&question, folder, strlen(folder));
    lun_buf_addc(&question, '}');
    int rc = question.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a question")
                             : lun_script_call(script, "describe", question.data, out, err);
    lun_buf_clear(&question);
    return rc;
}

static int inspect(void *context, lun_buf *out, lun_error *err)
{
    const char *folder = context;
    lun_script *script;
    int rc = lun_script_new(&script, NULL, err);
    if (rc < 0)
        return rc;
    rc = lun_script_load_plugin(script, folder, err);
    if (rc == LUN_OK)
        rc = lun_script_finish(script, err);
    if (rc == LUN_OK)
        rc = describe(script, folder, out, err);
    lun_script_free(script);
    return rc;
}

int lun_inspect(lun_buf *out, const char *folder, lun_error *err)
{
    const lun_aside_options options = { LUN_SANDBOX_ZYGOTE, "loading the plugin", SECONDS, ANSWER_MAX };
    char *copy = lun_strdup(folder);
    if (!copy)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    int rc = lun_aside(out, inspect, copy, &options, err);
    lun_free(copy);
    return rc;
}
