/*
** session.c - loads what was named, in the order given: plugins, then rule files, then the pattern.
*/
#include "run/session.h"

#include <string.h>

#include "base/cache.h"
#include "base/file.h"
#include "base/log.h"
#include "run/ticks.h"

static size_t count(const char *const *list)
{
    size_t n = 0;
    while (list && list[n])
        n++;
    return n;
}

static int load(lun_script *script, const lun_session_options *options, lun_error *err)
{
    int rc;
    for (size_t i = 0; i < count(options->plugins); i++) {
        if ((rc = lun_script_offer_plugin(script, options->plugins[i], err)) < 0)
            return rc;
    }
    for (size_t i = 0; i < count(options->plugins); i++) {
        if ((rc = lun_script_load_plugin(script, options->plugins[i], err)) < 0)
            return rc;
    }
    for (size_t i = 0; i < count(options->rules); i++) {
        if ((rc = lun_script_load_file(script, options->rules[i], err)) < 0)
            return rc;
    }
    if (options->pattern && (rc = lun_script_load_pattern(script, options->pattern, err)) < 0)
        return rc;
    if ((rc = lun_script_finish(script, err)) < 0)
        return rc;
    return lun_script_need_layers(script, options->layers, (uint32_t)count(options->layers), err);
}

static void note(const char *text)
{
    lun_log(LUN_LEVEL_NOTE, "%s", text);
}

/* The cache's folder, NULL where there is none: then all is compiled in memory. In the zygote it is there already. */
static char *open_cache(void)
{
    char *folder = lun_cache_folder();
    lun_error ignored = LUN_ERROR_INIT;
    if (!folder || lun_file_is_folder(folder) || lun_cache_prepare(folder, &ignored) == LUN_OK)
        return folder;
    lun_free(folder);
    return NULL;
}

int lun_session_open_as(lun_script **out, const lun_session_options *options, unsigned flags, lun_error *err)
{
    lun_script_options script_options = { 0 };
    lun_script *script;
    char *cache;
    int rc;
    *out = NULL;
    script_options.text_limit = options->limit;
    script_options.memory = options->memory;
    script_options.note = note;
    script_options.unprinted = flags & LUN_SESSION_UNPRINTED;
    script_options.cache = cache = open_cache();
    rc = lun_script_new(&script, &script_options, err);
    lun_free(cache);
    if (rc < 0)
        return rc;
    if (flags & LUN_SESSION_TIMED)
        lun_ticks_start(script);
    rc = load(script, options, err);
    if (flags & LUN_SESSION_TIMED)
        lun_ticks_stop(script);
    if (lun_script_unsure(script)) {
        lun_script_free(script);
        return lun_session_open_as(out, options, flags & ~(unsigned)LUN_SESSION_TIMED, err);
    }
    if (rc < 0)
        lun_script_free(script);
    else
        *out = script;
    return rc;
}

int lun_session_open(lun_script **out, const lun_session_options *options, lun_error *err)
{
    return lun_session_open_as(out, options, 0, err);
}

static int is_bulk(const char *name)
{
    return strcmp(name, "token") == 0 || strcmp(name, "sentence") == 0 || strcmp(name, "paragraph") == 0;
}

int lun_session_layers(uint8_t **out, const lun_script *script, const lun_session_options *options, lun_error *err)
{
    const lun_schema *schema = lun_script_schema(script);
    uint32_t n = lun_schema_count(schema);
    uint8_t *flags = lun_calloc(n ? n : 1, 1);
    *out = NULL;
    if (!flags)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the list of layers");
    for (uint32_t i = 0; i < n && !count(options->layers); i++)
        flags[i] = !is_bulk(lun_schema_layer(schema, i)->name);
    for (size_t i = 0; i < count(options->layers); i++) {
        uint16_t layer = lun_schema_find(schema, options->layers[i]);
        if (layer == LUN_LAYER_NONE) {
            lun_free(flags);
            return lun_error_set(err, LUN_ENOTFOUND, "there is no layer '%s'", options->layers[i]);
        }
        flags[layer] = 1;
    }
    *out = flags;
    return LUN_OK;
}
