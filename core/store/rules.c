/*
** rules.c - the rules that a corpus's rows came from. Sits on sql.c.
**
** A rule is one row as long as its id, plugin, version, text and what it depends on stay the same; file and line
** follow the last run. Numbers are never given twice, so a row's rule is the text that made it, whatever the plugin
** says today. Rule 0 is the engine. Under `replaces:NUMBER`, `_meta` has the rules in whose place a rule ran.
*/
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "store/inside.h"

#define REPLACES "replaces:"

static const lun_rule_info engine_rule = { "core", "core", "", NULL, 0, NULL, "", { 0 }, NULL };

static void add_part(lun_buf *buf, const char *text)
{
    lun_buf_add(buf, text ? text : "", text ? strlen(text) + 1 : 1);
}

static int identity_of(const lun_rule_info *rule, uint8_t out[16], lun_error *err)
{
    lun_buf all = LUN_BUF_INIT;
    add_part(&all, rule->id);
    add_part(&all, rule->plugin);
    add_part(&all, rule->version);
    add_part(&all, rule->text);
    lun_buf_add(&all, (const char *)rule->hash, sizeof rule->hash);
    int rc = all.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a rule") : LUN_OK;
    if (rc == LUN_OK)
        lun_hash128(all.data, all.len, out);
    lun_buf_clear(&all);
    return rc;
}

/* What a rule replaces lies in `_meta`: the table of rules is older. */
static int note_replaced(lun_store *store, int64_t number, const char *replaces, lun_error *err)
{
    char key[40];
    snprintf(key, sizeof key, REPLACES "%lld", (long long)number);
    return lun_store__meta_set(store, key, replaces, err);
}

static int record_rule(lun_store *store, sqlite3_stmt *stmt, const lun_rule_info *rule, int64_t fresh, int64_t *number,
                       lun_error *err)
{
    uint8_t hash[16];
    int rc = identity_of(rule, hash, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, fresh);
    lun_store__bind_text(stmt, 2, rule->id);
    lun_store__bind_text(stmt, 3, rule->plugin);
    lun_store__bind_text(stmt, 4, rule->version);
    lun_store__bind_text(stmt, 5, rule->file);
    sqlite3_bind_int64(stmt, 6, rule->line);
    lun_store__bind_text(stmt, 7, rule->doc);
    lun_store__bind_text(stmt, 8, rule->text);
    sqlite3_bind_blob(stmt, 9, rule->hash, sizeof rule->hash, SQLITE_STATIC);
    sqlite3_bind_blob(stmt, 10, hash, sizeof hash, SQLITE_TRANSIENT);
    if ((rc = lun_store__step(store, stmt, err)) <= 0)
        return rc < 0 ? rc
                      : lun_error_set(err, LUN_ESTORE, "corpus '%s': rule '%s' got no number", store->path, rule->id);
    *number = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return rule->replaces ? note_replaced(store, *number, rule->replaces, err) : LUN_OK;
}

int lun_store__rules_record(lun_store *store, const lun_rules *rules, lun_error *err)
{
    const lun_rules engine = { &engine_rule, 1 };
    sqlite3_stmt *stmt = NULL;
    int64_t last;
    int rc;
    if (!rules || rules->n == 0)
        rules = &engine;
    lun_free(store->rule_numbers);
    store->n_rule_numbers = 0;
    if (!(store->rule_numbers = lun_calloc(rules->n, sizeof *store->rule_numbers)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    if ((rc = lun_store__integer(store, &last, err, "SELECT ifnull(max(id), -1) FROM _rule")) < 0)
        return rc;
    rc = lun_store__prepare(store, &stmt, err,
                            "INSERT INTO _rule VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT(hash) DO UPDATE SET "
                            "file = excluded.file, line = excluded.line, doc = excluded.doc RETURNING id");
    for (uint32_t i = 0; i < rules->n && rc == LUN_OK; i++) {
        rc = record_rule(store, stmt, &rules->items[i], last + 1, &store->rule_numbers[i], err);
        if (rc == LUN_OK && store->rule_numbers[i] > last)
            last = store->rule_numbers[i];
    }
    sqlite3_finalize(stmt);
    if (rc < 0)
        return rc;
    store->n_rule_numbers = rules->n;
    return lun_store__rules_load(store, err);
}

static int load_rule(sqlite3_stmt *stmt, lun_arena *arena, lun_rule_info *rule)
{
    const struct {
        int column;
        const char **to;
    } texts[] = { { 1, &rule->id },  { 2, &rule->plugin }, { 3, &rule->version }, { 4, &rule->file },
                  { 6, &rule->doc }, { 7, &rule->text },   { 9, &rule->replaces } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (lun_store__column_dup(texts[i].to, arena, stmt, texts[i].column) < 0)
            return LUN_ENOMEM;
    }
    rule->line = (unsigned)sqlite3_column_int64(stmt, 5);
    if (sqlite3_column_bytes(stmt, 8) == sizeof rule->hash)
        memcpy(rule->hash, sqlite3_column_blob(stmt, 8), sizeof rule->hash);
    return rule->id && lun_utf8_valid(rule->id, strlen(rule->id)) ? LUN_OK : LUN_EFORMAT;
}

/* Numbers are dense: rules are only ever added. A hole means that something else has written here. */
static int load_rules(lun_store *store, lun_arena *arena, lun_rules *out, lun_error *err)
{
    sqlite3_stmt *stmt;
    LUN_VEC(lun_rule_info) rules = { 0 };
    int rc = lun_store__prepare(
        store, &stmt, err,
        "SELECT id, name, plugin, version, file, line, doc, text, depends, (SELECT value FROM _meta WHERE key = '" REPLACES
        "' || r.id) FROM _rule r ORDER BY id");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        lun_rule_info rule = { 0 };
        rc = sqlite3_column_int64(stmt, 0) == (int64_t)rules.n ? load_rule(stmt, arena, &rule) : LUN_EFORMAT;
        if (rc == LUN_EFORMAT)
            lun_error_set(err, rc, "corpus '%s' is damaged: its rules are not as they were written", store->path);
        else if (rc < 0 || lun_vec_push(&rules, rule) < 0)
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    }
    sqlite3_finalize(stmt);
    if (rc == LUN_OK && rules.n) {
        lun_rule_info *items = lun_arena_alloc(arena, rules.n * sizeof *items);
        if (items)
            memcpy(items, rules.items, rules.n * sizeof *items);
        else
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
        out->items = items;
        out->n = items ? (uint32_t)rules.n : 0;
    }
    lun_vec_clear(&rules);
    return rc;
}

int lun_store__rules_load(lun_store *store, lun_error *err)
{
    lun_rules rules = { NULL, 0 };
    lun_arena *arena = lun_arena_new();
    int rc = arena ? load_rules(store, arena, &rules, err) : lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    if (rc < 0) {
        lun_arena_free(arena);
        return rc;
    }
    lun_arena_free(store->rule_arena);
    store->rule_arena = arena;
    store->rules = rules;
    return LUN_OK;
}
