/*
** fuzz_plugin.c - a folder as a plugin: what stands before the first form feed is its plugin.lua, the rest its lexicon
** file. It is loaded or refused with words and a place in the plugin, never with an error of our own Lua; what loads is
** listed as JSON and finds its phrases in a text.
**
** Code in a manifest is left out: nothing here bounds its time, as the deadline of the zygote does.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "script/script.h"

#define SIZE_MOST 4000
#define STATE_INPUTS 500

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/lunette-plugin-XXXXXX", manifest[64], lexicons[64], lines[64];
static lun_script *script;
static unsigned n_inputs;

static void need(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void remove_folder(void)
{
    lun_script_free(script);
    unlink(manifest);
    unlink(lines);
    rmdir(lexicons);
    rmdir(folder);
}

static void make_folder(void)
{
    need(mkdtemp(folder) != NULL, "no folder");
    snprintf(manifest, sizeof manifest, "%s/plugin.lua", folder);
    snprintf(lexicons, sizeof lexicons, "%s/lexicons", folder);
    snprintf(lines, sizeof lines, "%s/lexicons/l.tsv", folder);
    need(mkdir(lexicons, 0700) == 0, "no folder for lexicons");
    atexit(remove_folder);
}

/* Overwrites in place: a file a call is cheaper than a file and its name. */
static void put(const char *path, const char *data, size_t len)
{
    FILE *file = fopen(path, "wb");
    need(file && fwrite(data, 1, len, file) == len, "a file could not be written");
    fclose(file);
}

static int is_code(const char *text, size_t len)
{
    static const char *const words[] = { "while", "repeat", "for", "goto", "function", "rep", "gsub", "find", "match" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (memmem(text, len, words[i], strlen(words[i])))
            return 1;
    }
    return 0;
}

static void check_refusal(const lun_error *err)
{
    need(err->message[0] != '\0', "no message");
    need(strncmp(err->file, "scripts/", 8) != 0, err->message);
    need(strncmp(err->file, folder, strlen(folder)) != 0 || err->line > 0, "no line");
}

static void check_list(void)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    cJSON *list = NULL;
    need(lun_script_call(script, "plugins", NULL, &out, &err) == LUN_OK, err.message);
    need(lun_json_parse(&list, out.data, out.len, NULL, &err) == LUN_OK, err.message);
    need(cJSON_GetArraySize(list) == 1, "one plugin was loaded");
    cJSON_Delete(list);
    lun_buf_clear(&out);
}

static void analyse(void)
{
    static const char text[] = "The old pier said no. A harbour is not a pier.";
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    lun_document *document = lun_document_new();
    need(document && lun_document_set_text(document, text, sizeof text - 1, &err) == LUN_OK, "no document");
    document->uri = document->id = "d";
    need(lun_script_analyse(script, &set, document, &err) == LUN_OK, err.message);
    lun_script_release(script, document);
    lun_document_free(document);
}

static void use_plugin(void)
{
    lun_error err = LUN_ERROR_INIT;
    check_list();
    if (lun_script_finish(script, &err) == LUN_OK)
        analyse();
    else
        check_refusal(&err);
    lun_script_free(script);
    script = NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data, *cut = size ? memchr(text, '\f', size) : NULL;
    size_t len = cut ? (size_t)(cut - text) : size;
    lun_error err = LUN_ERROR_INIT;
    if (size > SIZE_MOST || is_code(text, len))
        return 0;
    if (!manifest[0])
        make_folder();
    put(manifest, text, len);
    put(lines, cut ? cut + 1 : "", cut ? size - len - 1 : 0);
    if (!script)
        need(lun_script_new(&script, NULL, &err) == LUN_OK, err.message);
    if (lun_script_load_plugin(script, folder, &err) == LUN_OK) {
        use_plugin();
    } else {
        check_refusal(&err);
        if (++n_inputs % STATE_INPUTS == 0) {
            lun_script_free(script);
            script = NULL;
        }
    }
    return 0;
}
