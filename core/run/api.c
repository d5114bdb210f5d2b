/*
** api.c - the public library over lun_script. A result is read off the JSON that `pipe` writes, so that library and program cannot disagree.
*/
#include <lunette/lunette.h>

#include <string.h>

#include "annotate/json.h"
#include "base/json.h"
#include "load/load.h"
#include "run/session.h"

struct lun_engine {
    lun_script *script;
    uint8_t *layers;
    double seconds; /* that an analysis may take; 0 = any number */
    int ready;      /* rules are compiled: nothing more can be loaded */
    int broken;     /* compiling them failed */
};

struct lun_result {
    lun_buf json;
    cJSON *tree;
    lun_found *found;
    size_t n, problems;
};

int lun_engine_new(lun_engine **out, lun_error *err)
{
    const lun_script_options options = { .embedded = 1 };
    lun_engine *engine = lun_calloc(1, sizeof *engine);
    int rc;
    *out = NULL;
    if (!engine)
        return lun_error_set(err, LUN_ENOMEM, "no memory for an engine");
    if ((rc = lun_script_new(&engine->script, &options, err)) < 0) {
        lun_free(engine);
        return rc;
    }
    *out = engine;
    return LUN_OK;
}

void lun_engine_free(lun_engine *engine)
{
    if (!engine)
        return;
    lun_script_free(engine->script);
    lun_free(engine->layers);
    lun_free(engine);
}

void lun_engine_limit_time(lun_engine *engine, double seconds)
{
    engine->seconds = seconds;
}

void lun_engine_interrupt(lun_engine *engine)
{
    lun_script_interrupt(engine->script);
}

/* What somebody stopped fails in one way, wherever it was. */
static int finish(const lun_engine *engine, int rc, lun_error *err)
{
    if (!lun_script_interrupted(engine->script))
        return rc;
    lun_error_set(err, LUN_ELIMIT, "stopped: it was interrupted, or took longer than it may");
    return lun_error_hint(err, "lun_engine_limit_time and lun_engine_interrupt stop an analysis");
}

static int check_open(lun_engine *engine, const char *what, lun_error *err)
{
    lun_script_resume(engine->script);
    if (!what || !what[0]) {
        lun_error_set(err, LUN_EUSAGE, "nothing to load: the name is %s", what ? "empty" : "NULL");
        return lun_error_hint(err, "name a plugin (\"diplomacy\"), its folder or a rule file");
    }
    if (!engine->ready && !engine->broken)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "'%s' cannot be loaded after the first analysis", what);
    return lun_error_hint(err, "make another engine");
}

int lun_engine_load_plugin(lun_engine *engine, const char *name, lun_error *err)
{
    int rc = check_open(engine, name, err);
    return rc < 0 ? rc : finish(engine, lun_script_load_plugin(engine->script, name, err), err);
}

int lun_engine_load_rules(lun_engine *engine, const char *path, lun_error *err)
{
    int rc = check_open(engine, path, err);
    return rc < 0 ? rc : finish(engine, lun_script_load_file(engine->script, path, err), err);
}

/* Whatever is wrong in the rules is the caller's to mend, as it is when they are loaded. */
static int refuse_rules(int rc, lun_error *err)
{
    if (rc == LUN_ENOMEM || rc == LUN_ELIMIT)
        return rc;
    if (err)
        err->code = LUN_EUSAGE;
    return LUN_EUSAGE;
}

static int make_ready(lun_engine *engine, lun_error *err)
{
    lun_session_options all = { 0 };
    int rc;
    if (engine->ready)
        return LUN_OK;
    if (engine->broken) {
        lun_error_set(err, LUN_EUSAGE, "the engine's rules have an error, see the first analysis");
        return lun_error_hint(err, "make another engine");
    }
    engine->broken = 1;
    if ((rc = lun_script_finish(engine->script, err)) < 0 ||
        (rc = lun_session_layers(&engine->layers, engine->script, &all, err)) < 0)
        return finish(engine, refuse_rules(rc, err), err);
    engine->broken = 0;
    engine->ready = 1;
    return LUN_OK;
}

static void add_pair(lun_buf *json, const char *key, const char *value, size_t len)
{
    if (!value)
        return;
    lun_buf_addf(json, "%s\"%s\":", json->len > 1 ? "," : "", key);
    lun_json_add_string(json, value, len);
}

static void add_texts(lun_buf *json, const lun_input *input)
{
    const char *const names[] = { "id", "title", "date", "language", "source", "country" };
    const char *const values[] = {
        input->id, input->title, input->date, input->language, input->source, input->country
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_pair(json, names[i], values[i], values[i] ? strlen(values[i]) : 0);
}

/* The same way in as `pipe`, with its repairs: as one JSON line. */
static int load(lun_document **out, const lun_input *input, lun_error *err)
{
    lun_buf json = LUN_BUF_INIT;
    lun_load_options options = { 0 };
    int rc;
    lun_buf_addc(&json, '{');
    add_texts(&json, input);
    add_pair(&json, "text", input->text ? input->text : "", input->len);
    lun_buf_addc(&json, '}');
    rc = json.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a document")
                     : lun_load_json(out, input->id ? input->id : "memory", 1, json.data, json.len, &options, err);
    lun_buf_clear(&json);
    return rc;
}

static int read_found(lun_found *found, const cJSON *row, lun_error *err)
{
    const cJSON *fields = cJSON_GetObjectItemCaseSensitive(row, "fields");
    char *text = fields ? cJSON_PrintUnformatted(fields) : NULL;
    found->id = (uint32_t)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "id"));
    found->start = (size_t)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "start"));
    found->stop = (size_t)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "stop"));
    found->layer = lun_json_string(row, "layer");
    found->rule = lun_json_string(row, "rule");
    found->text = lun_json_string(row, "text");
    found->fields = text ? lun_strdup(text) : lun_strdup("{}");
    cJSON_free(text);
    return found->fields ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for a result");
}

static int read_result(lun_result *result, lun_error *err)
{
    const cJSON *row, *rows;
    int rc = lun_json_parse(&result->tree, result->json.data, result->json.len, NULL, err);
    if (rc < 0)
        return rc;
    rows = cJSON_GetObjectItemCaseSensitive(result->tree, "annotations");
    result->problems = (size_t)cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(result->tree, "problems"));
    result->found = lun_calloc((size_t)cJSON_GetArraySize(rows) + 1, sizeof *result->found);
    if (!result->found)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a result");
    cJSON_ArrayForEach(row, rows)
    {
        if ((rc = read_found(&result->found[result->n], row, err)) < 0)
            return rc;
        result->n++;
    }
    return LUN_OK;
}

static int analyse(lun_result *result, lun_engine *engine, lun_document *document, lun_error *err)
{
    lun_annotations *set;
    lun_script_limit_time(engine->script, engine->seconds);
    int rc = finish(engine, lun_script_analyse(engine->script, &set, document, err), err);
    lun_script_limit_time(engine->script, 0);
    if (rc < 0) {
        lun_script_release(engine->script, document);
        return rc;
    }
    rc = lun_annotations_write_json(set, lun_script_rules(engine->script), engine->layers, &result->json, err);
    lun_script_release(engine->script, document);
    return rc < 0 ? rc : read_result(result, err);
}

static int check_input(const lun_input *input, lun_error *err)
{
    if (!input)
        return lun_error_set(err, LUN_EUSAGE, "no input: it is NULL");
    if (!input->text && input->len)
        return lun_error_set(err, LUN_EUSAGE, "an input of %zu bytes without a text: it is NULL", input->len);
    return LUN_OK;
}

int lun_engine_analyse(lun_result **out, lun_engine *engine, const lun_input *input, lun_error *err)
{
    lun_result *result = NULL;
    lun_document *document = NULL;
    int rc = check_input(input, err);
    *out = NULL;
    if (rc < 0)
        return rc;
    lun_script_resume(engine->script);
    if ((rc = make_ready(engine, err)) < 0)
        return rc;
    if (!(result = lun_calloc(1, sizeof *result)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for a result");
    if ((rc = load(&document, input, err)) == LUN_OK)
        rc = analyse(result, engine, document, err);
    lun_document_free(document);
    if (rc < 0) {
        lun_result_free(result);
        return rc;
    }
    *out = result;
    return LUN_OK;
}

void lun_result_free(lun_result *result)
{
    if (!result)
        return;
    for (size_t i = 0; i < result->n; i++)
        lun_free((void *)(uintptr_t)result->found[i].fields);
    lun_free(result->found);
    cJSON_Delete(result->tree);
    lun_buf_clear(&result->json);
    lun_free(result);
}

size_t lun_result_count(const lun_result *result)
{
    return result->n;
}

const lun_found *lun_result_get(const lun_result *result, size_t i)
{
    return i < result->n ? &result->found[i] : NULL;
}

size_t lun_result_problems(const lun_result *result)
{
    return result->problems;
}

const char *lun_result_json(const lun_result *result, size_t *len)
{
    if (len)
        *len = result->json.len;
    return result->json.data;
}
