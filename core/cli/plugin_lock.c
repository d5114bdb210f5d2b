/*
** plugin_lock.c - lunette plugin lock, and the question of run and pipe whether all is as it was locked.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/listing.h"
#include "cli/plugins.h"
#include "run/lock.h"

#define AT(member) offsetof(lun_arguments, member)

const lun_option lun_options_lock[] = {
    { "locked", 0, LUN_OPTION_FLAG, AT(locked), NULL, "do nothing unless plugins and rules are as lunette.lock says" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};

/* ---- writing ---- */

static void add_word(lun_texts *list, const char *word)
{
    if (list->n == LUN_TEXTS_MAX)
        return;
    list->items[list->n++] = word;
    list->items[list->n] = NULL;
}

static int is_rule_file(const char *word)
{
    return strcmp(lun_path_suffix(word), ".lua") == 0;
}

/* What was named; where nothing was, what the lock at hand holds. */
static int what_to_lock(lun_texts *plugins, lun_texts *rules, const lun_arguments *arguments, const lun_lock *old,
                        lun_error *err)
{
    memset(plugins, 0, sizeof *plugins);
    memset(rules, 0, sizeof *rules);
    for (size_t i = 1; i < arguments->words.n; i++)
        add_word(is_rule_file(arguments->words.items[i]) ? rules : plugins, arguments->words.items[i]);
    for (size_t i = 0; i < old->entries.n && arguments->words.n == 1; i++) {
        const char *space = strchr(old->entries.items[i].source, ' ');
        const char *named = space ? space + 1 : old->entries.items[i].name;
        add_word(space && is_rule_file(named) ? rules : plugins, named);
    }
    if (plugins->n || rules->n)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "plugin lock: nothing was named, and there is no lunette.lock to write anew");
    return lun_error_hint(err, "name what the project uses: lunette plugin lock diplomacy mine.lua");
}

static int fill(lun_lock *lock, const cJSON *plugins, lun_error *err)
{
    const cJSON *plugin;
    int rc = LUN_OK;
    cJSON_ArrayForEach(plugin, plugins)
    {
        const char *name = lun_json_string(plugin, "name"), *version = lun_json_string(plugin, "version");
        const char *folder = lun_json_string(plugin, "folder"), *file = lun_json_string(plugin, "file");
        int is_file = file && strcmp(lun_path_name(file), "plugin.lua") != 0;
        if (rc == LUN_OK && name && folder)
            rc = lun_lock_add(lock, name, version ? version : "", is_file ? file : folder, err);
    }
    return rc;
}

static int load_and_fill(lun_lock *lock, const lun_texts *plugins, const lun_texts *rules, lun_error *err)
{
    lun_session_options session = { .plugins = plugins->items, .rules = rules->items };
    lun_script *script;
    cJSON *answer;
    int rc = lun_session_open_as(&script, &session, LUN_SESSION_TIMED, err);
    if (rc < 0)
        return rc;
    rc = lun_listing_ask(&answer, script, "plugins", "{}", err);
    if (rc == LUN_OK)
        rc = fill(lock, answer, err);
    cJSON_Delete(answer);
    lun_script_free(script);
    return rc;
}

static void print_json(const lun_lock *lock)
{
    printf("[");
    for (size_t i = 0; i < lock->entries.n; i++) {
        const lun_lock_entry *entry = &lock->entries.items[i];
        lun_buf source = LUN_BUF_INIT;
        lun_json_add_string(&source, entry->source, strlen(entry->source));
        printf("%s{\"name\":\"%s\",\"version\":\"%s\",\"sha256\":\"%s\",\"source\":%s}", i ? "," : "", entry->name,
               entry->version, entry->digest, source.data ? source.data : "null");
        lun_buf_clear(&source);
    }
    printf("]\n");
}

static void print_lock(const lun_lock *lock, const lun_lock *old)
{
    for (size_t i = 0; i < lock->entries.n; i++) {
        const lun_lock_entry *entry = &lock->entries.items[i], *before = NULL;
        for (size_t j = 0; j < old->entries.n; j++) {
            if (strcmp(old->entries.items[j].name, entry->name) == 0)
                before = &old->entries.items[j];
        }
        const char *state = !before ? "new" : strcmp(before->digest, entry->digest) == 0 ? "same" : "changed";
        printf("%-7s  %s %s (%s)\n", state, entry->name, entry->version, entry->source);
    }
    printf("written: " LUN_LOCK_FILE " (%zu)\n", lock->entries.n);
}

int lun_plugins_lock(const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lock old, lock = { 0 };
    lun_texts plugins, rules;
    int rc = lun_lock_read(&old, LUN_LOCK_FILE, &err);
    if (rc == LUN_ENOTFOUND || (rc == LUN_EFORMAT && arguments->words.n > 1))
        rc = LUN_OK; /* it is written anew */
    if (rc == LUN_OK)
        rc = what_to_lock(&plugins, &rules, arguments, &old, &err);
    if (rc == LUN_OK)
        rc = load_and_fill(&lock, &plugins, &rules, &err);
    if (rc == LUN_OK)
        rc = lun_lock_write(&lock, LUN_LOCK_FILE, &err);
    if (rc == LUN_OK && arguments->json)
        print_json(&lock);
    else if (rc == LUN_OK && !arguments->quiet)
        print_lock(&lock, &old);
    lun_lock_clear(&lock);
    lun_lock_clear(&old);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}

/* ---- asking ---- */

static int all_are_locked(const lun_lock *lock, const lun_texts *named, lun_error *err)
{
    for (size_t i = 0; i < named->n; i++) {
        if (lun_lock_find(lock, named->items[i]))
            continue;
        lun_error_set(err, LUN_EUSAGE, "--locked: '%s' is not in " LUN_LOCK_FILE, named->items[i]);
        return lun_error_hint(err, "lunette plugin lock, with all that the project uses, writes it anew");
    }
    return LUN_OK;
}

/* Names of what differs, joined; their number. */
static int differences(size_t *n, lun_buf *names, const lun_lock *lock, lun_error *err)
{
    *n = 0;
    for (size_t i = 0; i < lock->entries.n; i++) {
        lun_lock_state state;
        int rc = lun_lock_compare(&state, &lock->entries.items[i], err);
        if (rc < 0)
            return rc;
        if (state == LUN_LOCK_SAME)
            continue;
        lun_buf_addf(names, "%s%s%s", *n ? ", " : "", lock->entries.items[i].name,
                     state == LUN_LOCK_GONE ? " (gone)" : "");
        ++*n;
    }
    return names->failed ? lun_error_set(err, LUN_ENOMEM, "no memory for names") : LUN_OK;
}

static int complain(size_t n, const char *names, int refuse, lun_error *err)
{
    const char *verb = n == 1 ? "differs" : "differ";
    if (!refuse) {
        lun_log(LUN_LEVEL_WARNING, "%s %s from " LUN_LOCK_FILE ": `lunette plugin lock` takes it as it is now", names,
                verb);
        return LUN_OK;
    }
    lun_error_set(err, LUN_EUSAGE, "--locked: %s %s from " LUN_LOCK_FILE, names, verb);
    return lun_error_hint(err, "bring back what was locked, or take what is there now: lunette plugin lock");
}

int lun_plugins_check_lock(const lun_arguments *arguments, lun_error *err)
{
    lun_lock lock;
    lun_buf names = LUN_BUF_INIT;
    size_t n = 0;
    int rc = lun_lock_read(&lock, LUN_LOCK_FILE, err);
    if (rc == LUN_ENOTFOUND && !arguments->locked)
        return LUN_OK;
    if (rc == LUN_ENOTFOUND)
        lun_error_hint(err, "write it once all is as it should be: lunette plugin lock PLUGIN...");
    if (rc == LUN_OK && arguments->locked)
        rc = all_are_locked(&lock, &arguments->plugins, err);
    if (rc == LUN_OK && arguments->locked)
        rc = all_are_locked(&lock, &arguments->rules, err);
    if (rc == LUN_OK)
        rc = differences(&n, &names, &lock, err);
    if (rc == LUN_OK && n)
        rc = complain(n, names.data, arguments->locked, err);
    lun_lock_clear(&lock);
    lun_buf_clear(&names);
    return rc;
}
