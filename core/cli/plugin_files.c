/*
** plugin_files.c - lunette plugin install, remove, copy: folders of plugins, put where they belong at once or not at all.
*/
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"
#include "base/stage.h"
#include "cli/commands.h"
#include "cli/listing.h"
#include "cli/plugins.h"
#include "run/bundle.h"
#include "run/inspect.h"
#include "script/plugin_files.h"

#define STAGED "made"

static int usage(lun_error *err, const char *what, const char *hint)
{
    lun_error_set(err, LUN_EUSAGE, "plugin %s", what);
    return lun_error_hint(err, "%s", hint);
}

static char *home_folder(lun_error *err)
{
    char *home = lun_plugins_home();
    if (!home) {
        lun_error_set(err, LUN_EIO, "there is no place for plugins: neither XDG_DATA_HOME nor HOME names a folder");
        lun_error_hint(err, "set HOME, or put the folder into plugins/ of a folder on LUNETTE_PATH");
    }
    return home;
}

/* ---- what it is ---- */

static void add_names(lun_buf *out, const cJSON *list, const char *second)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        const char *name = cJSON_IsString(item) ? item->valuestring : lun_json_string(item, "name");
        const char *more = second ? lun_json_string(item, second) : NULL;
        lun_buf_addf(out, "%s%s%s%s", out->len ? ", " : "", name ? name : "?", more ? " " : "", more ? more : "");
    }
}

/* Text of a stranger: one line, without signs that steer a terminal. */
static void print_plain(const char *text)
{
    for (; *text; text++)
        putchar((unsigned char)*text < 0x20 || *text == 0x7F ? ' ' : *text);
}

static void print_line(const char *label, const char *text)
{
    printf("  %-11s", label);
    print_plain(text && *text ? text : "none");
    putchar('\n');
}

static void print_names(const char *label, const cJSON *about, const char *key, const char *second)
{
    lun_buf names = LUN_BUF_INIT;
    add_names(&names, cJSON_GetObjectItemCaseSensitive(about, key), second);
    print_line(label, names.data);
    lun_buf_clear(&names);
}

static void print_names_if_any(const char *label, const cJSON *about, const char *key)
{
    if (cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(about, key)) > 0)
        print_names(label, about, key, NULL);
}

static int number(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(value) ? value->valueint : 0;
}

static void print_check(const cJSON *about)
{
    const cJSON *problem;
    lun_buf line = LUN_BUF_INIT;
    if (!number(about, "problems"))
        print_line("check", "nothing to mend");
    else
        printf("  %-11s%d to mend\n", "check", number(about, "problems"));
    cJSON_ArrayForEach(problem, cJSON_GetObjectItemCaseSensitive(about, "check"))
    {
        lun_buf_reset(&line);
        lun_buf_addf(&line, "%s:%d: %s", lun_json_string(problem, "file"), number(problem, "line"),
                     lun_json_string(problem, "message"));
        printf("    ");
        print_plain(line.data ? line.data : "");
        putchar('\n');
    }
    lun_buf_clear(&line);
}

static void print_about(const cJSON *about, const lun_bundle *bundle, const char *from)
{
    const cJSON *examples = cJSON_GetObjectItemCaseSensitive(about, "examples"), *result;
    lun_buf line = LUN_BUF_INIT;
    lun_buf_addf(&line, "%s %s: %s", lun_json_string(about, "name"), lun_json_string(about, "version"),
                 lun_json_string(about, "summary"));
    print_plain(line.data ? line.data : "");
    printf("\n  %-11s", "from");
    print_plain(from);
    printf(" (%zu files, %zu KB)\n", bundle->files.n, (bundle->bytes + 1023) / 1024);
    print_names("languages", about, "languages", NULL);
    print_names("requires", about, "requires", "version");
    print_names("asks for", about, "capabilities", NULL);
    print_names("layers", about, "layers", NULL);
    print_names_if_any("adds to", about, "extends");
    print_names_if_any("replaces", about, "replaces");
    printf("  %-11s%d, with %d examples: %d failed\n", "rules", number(about, "rules"), number(examples, "total"),
           number(examples, "failed"));
    print_names_if_any("analyses", about, "analyses");
    print_names_if_any("reports", about, "reports");
    cJSON_ArrayForEach(result, cJSON_GetObjectItemCaseSensitive(examples, "failures"))
    {
        printf("    FAIL ");
        print_plain(lun_json_string(result, "rule"));
        putchar('\n');
    }
    print_check(about);
    lun_buf_clear(&line);
}

/* ---- install ---- */

typedef struct install {
    const lun_arguments *arguments;
    const char *from;
    char *home, *folder; /* of installed plugins; of the staged one */
    lun_bundle bundle;
    lun_stage *stage;
    cJSON *about;
    lun_buf target;
} install;

static int write_bundle(lun_stage *stage, const lun_bundle *bundle, lun_error *err)
{
    lun_buf path = LUN_BUF_INIT;
    int rc = LUN_OK;
    for (size_t i = 0; i < bundle->files.n && rc == LUN_OK; i++) {
        const lun_bundle_file *file = &bundle->files.items[i];
        lun_buf_reset(&path);
        lun_buf_addf(&path, STAGED "/%s", file->path);
        rc = path.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a path")
                         : lun_stage_add(stage, path.data, file->data, file->len, err);
    }
    lun_buf_clear(&path);
    return rc;
}

/* Files of the stage are shown as what they are in the plugin. */
static void shorten(char *path, const char *folder)
{
    size_t len = strlen(folder);
    if (strncmp(path, folder, len) == 0 && path[len] == '/')
        memmove(path, path + len + 1, strlen(path + len + 1) + 1);
}

static void shorten_places(cJSON *list, const char *folder)
{
    cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        cJSON *file = cJSON_GetObjectItemCaseSensitive(item, "file");
        if (cJSON_IsString(file))
            shorten(file->valuestring, folder);
    }
}

static int look_at(install *in, lun_error *err)
{
    lun_buf json = LUN_BUF_INIT;
    int rc = lun_inspect(&json, in->folder, err);
    if (rc == LUN_OK)
        rc = lun_json_parse(&in->about, json.data ? json.data : "", json.len, NULL, err);
    else if (lun_stage_check(in->stage, err) == LUN_OK) { /* Ctrl-C says nothing of the plugin */
        shorten(err->file, in->folder);
        lun_error_wrap(err, "'%s' does not load", in->from);
    }
    lun_buf_clear(&json);
    if (rc < 0)
        return rc;
    shorten_places(cJSON_GetObjectItemCaseSensitive(in->about, "check"), in->folder);
    shorten_places(
        cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(in->about, "examples"), "failures"),
        in->folder);
    return LUN_OK;
}

/* The name comes from a stranger's file, through a process that read it: it becomes a part of a path only if it is plain. */
static int name_target(install *in, lun_error *err)
{
    const char *name = lun_json_string(in->about, "name");
    if (!name || !*name || strlen(name) > 60 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(name) || *name == '-')
        return lun_error_set(err, LUN_EFORMAT, "'%s' has no name that a plugin may have", in->from);
    lun_plugin_origin origin = lun_plugin_find(name);
    if (origin == LUN_PLUGIN_SHIPPED || origin == LUN_PLUGIN_PATH) {
        lun_error_set(err, LUN_EUSAGE, "'%s' is the name of a plugin that %s", name,
                      origin == LUN_PLUGIN_SHIPPED ? "ships with Lunette" : "a folder on LUNETTE_PATH holds");
        return lun_error_hint(err, "give it another name in its plugin.lua, or use the folder as it is: -p FOLDER");
    }
    lun_buf_addf(&in->target, "%s/%s", in->home, name);
    return in->target.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a path") : LUN_OK;
}

static int may_install(const install *in, lun_error *err)
{
    const cJSON *examples = cJSON_GetObjectItemCaseSensitive(in->about, "examples");
    if (!number(examples, "failed") || in->arguments->force)
        return LUN_OK;
    lun_error_set(err, LUN_EFORMAT, "%d of its %d examples fail: it is not installed", number(examples, "failed"),
                  number(examples, "total"));
    return lun_error_hint(err, "--force installs it all the same; `lunette test FOLDER` shows what fails");
}

/* 1: yes; 0: no. */
static int agreed(const install *in, lun_error *err)
{
    char answer[16] = "";
    if (in->arguments->yes)
        return 1;
    if (!isatty(STDIN_FILENO)) {
        lun_error_set(err, LUN_EUSAGE, "plugin install: nobody can be asked here, and --yes was not given");
        return lun_error_hint(err, "look at what is shown above, then: lunette plugin install %s --yes",
                              LUN_SHELL(in->from));
    }
    fflush(stdout);
    fprintf(stderr, "Install it as %s? [y/N] ", in->target.data);
    if (!fgets(answer, sizeof answer, stdin))
        fputc('\n', stderr);
    return *answer == 'y' || *answer == 'Y';
}

static void say_installed(const install *in, int replaced)
{
    const char *name = lun_json_string(in->about, "name");
    if (in->arguments->quiet || in->arguments->json)
        return;
    printf(
        "%s: %s\nnext:\n  lunette run FOLDER -p %s\n  lunette plugin lock %s    so that a later run tells whether it has changed\n",
        replaced ? "replaced" : "installed", in->target.data, name, name);
}

static void show(const install *in)
{
    char *text = in->arguments->json ? cJSON_PrintUnformatted(in->about) : NULL;
    if (text)
        printf("%s\n", text);
    else if (!in->arguments->quiet)
        print_about(in->about, &in->bundle, in->from);
    cJSON_free(text);
}

/* 0: installed; 1: shown or declined. */
static int do_install(install *in, lun_error *err)
{
    int rc;
    if (!(in->home = home_folder(err)))
        return err->code;
    if ((rc = lun_bundle_open(&in->bundle, in->from, err)) < 0)
        return rc;
    if ((rc = lun_stage_open(&in->stage, in->home, err)) < 0)
        return rc;
    in->folder = lun_path_join(lun_stage_folder(in->stage), STAGED);
    rc =
        in->folder ? write_bundle(in->stage, &in->bundle, err) : lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    if (rc < 0 || (rc = look_at(in, err)) < 0)
        return rc;
    show(in);
    if ((rc = name_target(in, err)) < 0 || in->arguments->show)
        return rc < 0 ? rc : 1;
    if ((rc = may_install(in, err)) < 0 || (rc = agreed(in, err)) <= 0)
        return rc < 0 ? rc : 1;
    int replaced = lun_file_is_folder(in->target.data);
    if ((rc = lun_stage_place(in->stage, STAGED, in->target.data, LUN_STAGE_REPLACE, err)) < 0)
        return rc;
    say_installed(in, replaced);
    return 0;
}

int lun_plugins_install(const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    install in = { .arguments = arguments, .from = arguments->words.items[1], .target = LUN_BUF_INIT };
    int rc = arguments->words.n == 2 ? do_install(&in, &err)
                                     : usage(&err, "install: expects a folder or an archive",
                                             "lunette plugin install harbour-0.2.0.tar.gz");
    if (rc == 1 && !arguments->show && !arguments->quiet)
        fprintf(stderr, "not installed\n");
    lun_stage_close(in.stage);
    lun_bundle_clear(&in.bundle);
    cJSON_Delete(in.about);
    lun_buf_clear(&in.target);
    lun_free(in.folder);
    lun_free(in.home);
    return rc < 0 ? lun_options_fail(&err) : rc == 1 && !arguments->show ? LUN_EXIT_NOTHING : LUN_EXIT_OK;
}

/* ---- remove ---- */

static int not_installed(const char *name, lun_error *err)
{
    lun_error_set(err, LUN_ENOTFOUND, "no plugin '%s' is installed", name);
    if (lun_plugin_find(name) != LUN_PLUGIN_NOWHERE)
        return lun_error_hint(err, "it %s",
                              lun_plugin_find(name) == LUN_PLUGIN_SHIPPED
                                  ? "ships with Lunette; a run without -p does not use it"
                                  : "lies in a folder on LUNETTE_PATH");
    return lun_error_hint(err, "`lunette plugin list` shows what there is, and from where");
}

static int do_remove(const char *name, lun_error *err)
{
    char *home = home_folder(err), *folder = home ? lun_path_join(home, name) : NULL, *aside = NULL;
    lun_stage *stage = NULL;
    int rc = folder ? LUN_OK : err->code ? err->code : lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    if (rc == LUN_OK && (!*name || *name == '.' || strchr(name, '/') || !lun_file_is_folder(folder)))
        rc = not_installed(name, err);
    if (rc == LUN_OK)
        rc = lun_stage_open(&stage, home, err);
    if (rc == LUN_OK && !(aside = lun_path_join(lun_stage_folder(stage), name)))
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    if (rc == LUN_OK && rename(folder, aside) < 0)
        rc = lun_error_set(err, LUN_EIO, "cannot remove '%s': %s", folder, strerror(errno));
    lun_stage_close(stage);
    lun_free(aside);
    lun_free(folder);
    lun_free(home);
    return rc;
}

int lun_plugins_remove(const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    const char *name = arguments->words.items[1];
    int rc = arguments->words.n == 2 ? do_remove(name, &err)
                                     : usage(&err, "remove: expects the name of an installed plugin",
                                             "`lunette plugin list` shows what there is, and from where");
    if (rc < 0)
        return lun_options_fail(&err);
    if (arguments->json)
        printf("{\"removed\":\"%s\"}\n", name);
    else if (!arguments->quiet)
        printf("removed: %s\n", name);
    return LUN_EXIT_OK;
}

/* ---- copy ---- */

static int stage_file(void *context, const char *path, const char *data, size_t len, lun_error *err)
{
    lun_buf full = LUN_BUF_INIT;
    lun_buf_addf(&full, STAGED "/%s", path);
    int rc = full.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a path")
                         : lun_stage_add(context, full.data, data, len, err);
    lun_buf_clear(&full);
    return rc;
}

static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? lun_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : lun_strdup(".");
}

static int do_copy(const char *name, const char *target, lun_error *err)
{
    lun_stage *stage = NULL;
    char *parent;
    if (lun_file_is_folder(target) || lun_file_is_regular(target)) {
        lun_error_set(err, LUN_EUSAGE, "'%s' is there already, and is left as it is", target);
        return lun_error_hint(err, "name another folder: lunette plugin copy %s FOLDER", LUN_SHELL(name));
    }
    parent = parent_of(target);
    int rc = parent ? lun_stage_open(&stage, parent, err) : lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    if (rc == LUN_OK)
        rc = lun_plugin_files(name, stage_file, stage, err);
    if (rc == LUN_OK)
        rc = lun_stage_place(stage, STAGED, target, LUN_STAGE_NEW, err);
    lun_stage_close(stage);
    lun_free(parent);
    return rc;
}

/* "mine/" is the folder "mine". */
static char *trimmed(const char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return lun_strndup(path, len);
}

int lun_plugins_copy(const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    const lun_texts *words = &arguments->words;
    const char *name = words->n > 1 ? words->items[1] : "";
    char *target = trimmed(words->n > 2 ? words->items[2] : name);
    int rc = words->n < 2 || words->n > 3 ? usage(&err, "copy: expects the name of a plugin, and perhaps a folder",
                                                  "lunette plugin copy diplomacy my-diplomacy")
             : target                     ? do_copy(name, target, &err)
                                          : lun_error_set(&err, LUN_ENOMEM, "no memory for a path");
    if (rc == LUN_OK && arguments->json)
        printf("{\"plugin\":\"%s\",\"folder\":\"%s\"}\n", name, target);
    else if (rc == LUN_OK && !arguments->quiet)
        printf(
            "copied: %s → %s/\nnext:\n  lunette test ./%s\n  lunette run FOLDER -p ./%s    in the place of the one it comes from\n",
            name, target, target, target);
    lun_free(target);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}
