/*
** cmd_doctor.c - lunette doctor: what this build holds and what this machine offers it.
*/
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <lunette/version.h>

#include "base/cache.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/project.h"
#include "run/converter.h"
#include "run/project.h"
#include "run/sandbox.h"
#include "run/session.h"
#include "store/store.h"

static const lun_option *const tables[] = { lun_options_common, NULL };

/* LESS: something is not there, and the rest works without it. */
typedef enum verdict { BAD, OK, LESS } verdict;

typedef struct finding {
    const char *what;
    char value[256];
    verdict verdict;
} finding;

static size_t count_embedded(const char *prefix)
{
    size_t n = 0;
    for (size_t i = 0; i < lun_embedded_count(); i++)
        n += strncmp(lun_embedded_at(i)->path, prefix, strlen(prefix)) == 0;
    return n;
}

static finding check_system(void)
{
    finding f = { "system", "unknown", OK };
    struct utsname name;
    if (uname(&name) == 0)
        snprintf(f.value, sizeof f.value, "%.60s %.60s, %ld cores", name.sysname, name.release,
                 sysconf(_SC_NPROCESSORS_ONLN));
    return f;
}

static finding check_library(void)
{
    finding f = { "library", "", OK };
    lun_script *script;
    lun_error err = LUN_ERROR_INIT;
    f.verdict = lun_script_new(&script, NULL, &err) == LUN_OK ? OK : BAD;
    if (f.verdict == OK)
        snprintf(f.value, sizeof f.value, "%zu files inside the binary, loads", count_embedded("scripts/"));
    else
        snprintf(f.value, sizeof f.value, "does not load: %.200s", err.message);
    if (f.verdict == OK)
        lun_script_free(script);
    return f;
}

static finding check_data(void)
{
    finding f = { "language", "", OK };
    lun_document *document = lun_document_new();
    lun_vocab *vocab = lun_vocab_new();
    lun_error err = LUN_ERROR_INIT;
    static const char sample[] = "The ministers have agreed.";
    int fine = document && vocab && lun_document_set_text(document, sample, sizeof sample - 1, &err) == LUN_OK &&
               lun_text_segment(document, vocab, &err) == LUN_OK && lun_text_tag(document, vocab, &err) == LUN_OK &&
               document->n_tokens == 5;
    f.verdict = fine ? OK : BAD;
    snprintf(f.value, sizeof f.value,
             fine ? "English tags and lemmas are there (%zu data files)"
                  : "the data inside the binary are damaged (%zu files)",
             count_embedded("data/"));
    lun_document_free(document);
    lun_vocab_free(vocab);
    return f;
}

static finding check_store(void)
{
    finding f = { "store", "", BAD };
    char path[] = "/tmp/lunette-doctor-XXXXXX.db";
    lun_store *store = NULL;
    lun_error err = LUN_ERROR_INIT;
    int fd = mkstemps(path, 3);
    if (fd >= 0) {
        close(fd);
        unlink(path);
        f.verdict = lun_store_open(&store, path, LUN_STORE_WRITE, &err) == LUN_OK ? OK : BAD;
        lun_store_close(store);
        unlink(path);
    }
    snprintf(f.value, sizeof f.value,
             f.verdict ? "a corpus can be made in the temporary folder%s" : "no corpus can be made: %.200s",
             f.verdict ? "" : err.message);
    return f;
}

static finding check_path(void)
{
    finding f = { "LUNETTE_PATH", "", OK };
    const char *path = getenv("LUNETTE_PATH");
    snprintf(f.value, sizeof f.value, "%.250s",
             path && *path ? path : "not set: library and plugins come from inside the binary");
    return f;
}

/* The file in force, and what it leads to; one that cannot be read is a fault. */
static finding check_project(const lun_arguments *arguments)
{
    finding f = { "project", "none: no " LUN_PROJECT_FILE " in this folder", OK };
    const char *file = lun_project_file(arguments);
    lun_error err = LUN_ERROR_INIT;
    cJSON *project = NULL;
    if (!file)
        return f;
    lun_arena *arena = lun_arena_new();
    if (!arena || lun_project_read(&project, file, &err) < 0) {
        f.verdict = BAD;
        snprintf(f.value, sizeof f.value, "%.60s:%u: %.180s", file, err.line, arena ? err.message : "no memory");
    } else {
        const char *corpus = lun_project_corpus(project, file, arena);
        const cJSON *plugin, *plugins = cJSON_GetObjectItemCaseSensitive(project, "plugins");
        int sources = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(project, "sources"));
        int rules = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(project, "rules"));
        int n = snprintf(f.value, sizeof f.value, "%.60s: corpus %.60s%s, %d source%s, %d rule file%s, plugins", file,
                         corpus ? corpus : "", corpus && lun_store_is_corpus(corpus) ? "" : " (not there yet)", sources,
                         sources == 1 ? "" : "s", rules, rules == 1 ? "" : "s");
        cJSON_ArrayForEach(plugin, plugins)
        {
            if (n > 0 && (size_t)n < sizeof f.value && cJSON_IsString(plugin))
                n += snprintf(f.value + n, sizeof f.value - (size_t)n, " %s", plugin->valuestring);
        }
        if (!cJSON_GetArraySize(plugins) && n > 0 && (size_t)n < sizeof f.value)
            snprintf(f.value + n, sizeof f.value - (size_t)n, " none");
    }
    cJSON_Delete(project);
    lun_arena_free(arena);
    return f;
}

/* Compiled lexicons; without a folder they are compiled at each start. */
static finding check_cache(void)
{
    finding f = { "cache", "none: LUNETTE_CACHE is empty, or there is no HOME; lexicons are compiled each time", LESS };
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    uint64_t bytes;
    char *folder = lun_cache_folder();
    if (folder && lun_cache_prepare(folder, &err) < 0) {
        snprintf(f.value, sizeof f.value, "none: %.200s", err.message);
    } else if (folder) {
        lun_cache_size(folder, &n, &bytes);
        f.verdict = access(folder, W_OK) == 0 ? OK : LESS;
        snprintf(f.value, sizeof f.value, "%.180s%s: %u compiled lexicons, %.1f MB", folder,
                 f.verdict == OK ? "" : " (cannot be written)", n, (double)bytes / 1e6);
    }
    lun_free(folder);
    return f;
}

static finding check_sandbox(const lun_sandbox_support *support)
{
    finding f = { "sandbox", "", support->parts == LUN_SANDBOX_ALL ? OK : LESS };
    lun_sandbox_describe(support, f.value, sizeof f.value);
    return f;
}

static finding check_pdf(void)
{
    char program[PATH_MAX];
    finding f = { "pdf", "not read: install pdftotext (package poppler-utils)", LESS };
    if (!lun_converter_find(program, sizeof program))
        return f;
    f.verdict = OK;
    snprintf(f.value, sizeof f.value, "read with %.200s", program);
    return f;
}

/* What a script asks before it says --require-sandbox. */
static void add_parts(lun_buf *json, const lun_sandbox_support *support)
{
    static const struct {
        unsigned part;
        const char *name;
    } parts[] = {
        { LUN_SANDBOX_PRIVILEGES, "privileges" },
        { LUN_SANDBOX_FILES, "files" },
        { LUN_SANDBOX_CALLS, "calls" },
        { LUN_SANDBOX_LIMITS, "limits" },
    };
    lun_buf_addf(json, ",\"landlock\":%d,\"sandbox_missing\":[", support->landlock);
    const char *comma = "";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (support->parts & parts[i].part)
            continue;
        lun_buf_addf(json, "%s\"%s\"", comma, parts[i].name);
        comma = ",";
    }
    lun_buf_addc(json, ']');
}

static int refuse_words(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_error_set(&err, LUN_EUSAGE, "doctor: expects no files or names, got '%s'", arguments->words.items[0]);
    lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
    return lun_options_fail(&err);
}

static int command_doctor(const lun_command *command, const lun_arguments *arguments)
{
    static const char *const labels[] = { "BAD", "ok", "less" };
    lun_sandbox_support support;
    lun_sandbox_probe(&support);
    const finding findings[] = {
        check_system(),           check_library(),         check_data(), check_store(), check_path(), check_cache(),
        check_project(arguments), check_sandbox(&support), check_pdf()
    };
    int ok = 1;
    if (arguments->words.n)
        return refuse_words(command, arguments);
    lun_buf json = LUN_BUF_INIT;
    lun_buf_addf(&json, "{\"version\":\"%s\"", LUNETTE_VERSION);
    if (!arguments->json)
        printf("lunette %s, %zu plugin files inside\n", LUNETTE_VERSION, count_embedded("plugins/"));
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        ok &= findings[i].verdict != BAD;
        if (!arguments->json)
            printf("%-4s %-13s %s\n", labels[findings[i].verdict], findings[i].what, findings[i].value);
        lun_buf_addf(&json, ",\"%s\":", findings[i].what);
        lun_json_add_string(&json, findings[i].value, strlen(findings[i].value));
    }
    add_parts(&json, &support);
    if (arguments->json)
        printf("%s,\"ok\":%s}\n", json.data ? json.data : "{", ok ? "true" : "false");
    lun_buf_clear(&json);
    return ok ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

const lun_command lun_command_doctor = {
    "doctor", "what this build and machine offer", "[OPTIONS]", NULL, "  lunette doctor", tables, command_doctor, 0,
};
