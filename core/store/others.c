/*
** others.c - rows of others: of rules whose plugins the present run (or version of rules) has not loaded. Sits on sql.c.
**
** A run owns the rows of the plugins it loads. Those of others stay, with their rule as it was, as long as the document stays the same. One kind of them
** does not: rows that a plugin found on a layer that it declared itself, where another plugin declares this layer now (a rule file that got another
** name, say). `_meta` remembers who has declared what: "declared:LAYER:PLUGIN". Nor do rows of a rule that replaces one which is loaded now, or in whose
** place another is: what both find would be there twice.
*/
#include <string.h>

#include "store/inside.h"

#define DECLARED "declared:"

/* ---- who is loaded ---- */

static int declares(const lun_schema *schema, const char *plugin)
{
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        if (strcmp(layer->owner, plugin) == 0)
            return 1;
        for (uint32_t f = 0; f < layer->n_fields; f++) {
            if (strcmp(layer->fields[f].owner, plugin) == 0)
                return 1;
        }
    }
    return 0;
}

/* A plugin that has lost its last rule is known by what it declares, or by the file that was read. */
static int is_loaded(const lun_loaded *loaded, const lun_rule_info *rule)
{
    if (!rule->plugin || strcmp(rule->plugin, "core") == 0)
        return 1;
    for (uint32_t i = 0; loaded->rules && i < loaded->rules->n; i++) {
        if (strcmp(loaded->rules->items[i].plugin, rule->plugin) == 0)
            return 1;
    }
    for (size_t i = 0; rule->file && i < loaded->n_files; i++) {
        if (strcmp(loaded->files[i], rule->file) == 0)
            return 1;
    }
    return declares(loaded->schema, rule->plugin);
}

static int same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Does a list of ids, a space between, name one? */
static int names(const char *list, const char *id, size_t len)
{
    while (list && *list) {
        size_t n = strcspn(list, " ");
        if (n == len && memcmp(list, id, n) == 0)
            return 1;
        list += n + strspn(list + n, " ");
    }
    return 0;
}

/* Do both name a rule? */
static int share(const char *list, const char *other)
{
    while (other && *other) {
        size_t n = strcspn(other, " ");
        if (names(list, other, n))
            return 1;
        other += n + strspn(other + n, " ");
    }
    return 0;
}

static int gives_way(const lun_loaded *loaded, const lun_rule_info *rule)
{
    for (uint32_t i = 0; rule->replaces && loaded->rules && i < loaded->rules->n; i++) {
        const lun_rule_info *now = &loaded->rules->items[i];
        if (names(rule->replaces, now->id, strlen(now->id)) || share(rule->replaces, now->replaces))
            return 1;
    }
    return 0;
}

/* Rules of one plugin stand together: the answer for the last one mostly holds. */
static uint32_t note_others(lun_store *store, const lun_loaded *loaded)
{
    const lun_rule_info *last = NULL;
    uint32_t n = 0;
    for (uint32_t i = 0; i < store->rules.n; i++) {
        const lun_rule_info *rule = &store->rules.items[i];
        if (last && same_text(last->plugin, rule->plugin) && same_text(last->file, rule->file))
            store->others[i] = store->others[i - 1];
        else {
            store->others[i].is_other = !is_loaded(loaded, rule);
            store->others[i].stays = store->others[i].is_other && !(loaded->beside && is_loaded(loaded->beside, rule));
        }
        last = rule;
        store->others[i].gives_way = store->others[i].is_other && gives_way(loaded, rule);
        n += store->others[i].is_other;
    }
    return n;
}

/* ---- who has declared what ---- */

static int note_declared(lun_store *store, const lun_schema *now, const char *layer, const char *plugin, lun_error *err)
{
    uint16_t number = layer && plugin ? lun_schema_find(now, layer) : LUN_LAYER_NONE;
    lun_declared one = { lun_schema_find(store->schema, layer ? layer : ""), NULL };
    if (number == LUN_LAYER_NONE || one.layer == LUN_LAYER_NONE ||
        strcmp(lun_schema_layer(now, number)->owner, plugin) == 0)
        return LUN_OK;
    if ((one.plugin = lun_strdup(plugin)) && lun_vec_push(&store->declared, one) == 0)
        return LUN_OK;
    lun_free(one.plugin);
    return lun_error_set(err, LUN_ENOMEM, "no memory for the layers of other plugins");
}

/* Of the layers at hand, those that another plugin has declared before. */
static int load_declared(lun_store *store, const lun_schema *now, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT substr(rest, 1, instr(rest, ':') - 1), substr(rest, instr(rest, ':') + 1) FROM "
                                "(SELECT substr(key, length('" DECLARED
                                "') + 1) AS rest FROM _meta WHERE substr(key, 1, length('" DECLARED "')) = '" DECLARED
                                "') UNION SELECT name, owner FROM _layer");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0)
        rc = note_declared(store, now, (const char *)sqlite3_column_text(stmt, 0),
                           (const char *)sqlite3_column_text(stmt, 1), err);
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store__others_record(lun_store *store, lun_error *err)
{
    return lun_store__exec(store, err,
                           "INSERT OR IGNORE INTO _meta(key, value) SELECT '" DECLARED
                           "' || name || ':' || owner, '' FROM _layer");
}

/* ---- asking ---- */

void lun_store__others_clear(lun_store *store)
{
    for (size_t i = 0; i < store->declared.n; i++)
        lun_free(store->declared.items[i].plugin);
    lun_vec_clear(&store->declared);
    lun_free(store->others);
    store->others = NULL;
    store->n_others = store->n_other_rules = 0;
    store->drops_others = 0;
}

void lun_store_drop_others(lun_store *store)
{
    store->drops_others = 1;
}

/* All of them where none is to stay. */
static void list_leaving(const lun_store *store, lun_buf *out)
{
    for (uint32_t i = 0; i < store->n_others; i++) {
        if (store->others[i].gives_way || (store->drops_others && store->others[i].is_other))
            lun_buf_addf(out, "%s%u", out->len ? "," : "", i);
    }
}

static int add_others(lun_store *store, lun_bits *out, const char *layer, const char *rules, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT DISTINCT id / " LUN_STORE_SPREAD_SQL " FROM \"row.%s\" WHERE rule IN (%s)",
                                layer, rules);
    if (rc < 0)
        return rc;
    while ((rc = lun_store__step(store, stmt, err)) > 0)
        lun_bits_add(out, (size_t)sqlite3_column_int64(stmt, 0));
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store_add_leaving(lun_store *store, lun_bits *out, lun_error *err)
{
    lun_buf rules = LUN_BUF_INIT;
    int rc = LUN_OK;
    list_leaving(store, &rules);
    if (rules.failed)
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    for (uint32_t i = 0; i < lun_schema_count(store->schema) && rules.data && rc == LUN_OK; i++) {
        const lun_layer *layer = lun_schema_layer(store->schema, i);
        if (!layer->n_members)
            rc = add_others(store, out, layer->name, rules.data, err);
    }
    lun_buf_clear(&rules);
    return rc;
}

int lun_store_expect_rules(lun_store *store, const lun_loaded *loaded, lun_error *err)
{
    lun_store__others_clear(store);
    if (!(store->others = lun_calloc((size_t)store->rules.n + 1, sizeof *store->others)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    store->n_others = store->rules.n;
    store->n_other_rules = note_others(store, loaded);
    return store->n_other_rules ? load_declared(store, loaded->schema, err) : LUN_OK;
}

int lun_store_is_other(const lun_store *store, uint32_t rule)
{
    return rule < store->n_others && store->others[rule].is_other;
}

int lun_store_stays(const lun_store *store, const lun_annotation *row)
{
    if (row->rule >= store->n_others || !store->others[row->rule].stays || store->others[row->rule].gives_way)
        return 0;
    for (size_t i = 0; i < store->declared.n; i++) {
        if (store->declared.items[i].layer == row->layer &&
            strcmp(store->declared.items[i].plugin, store->rules.items[row->rule].plugin) == 0)
            return 0;
    }
    return 1;
}

void lun_store_each_kept(const lun_store *store, void (*take)(void *context, const lun_kept *kept), void *context)
{
    for (uint32_t i = 0; i < store->n_others; i++) {
        lun_kept all = { &store->rules.items[i], 0, 0 };
        uint32_t first = 0;
        while (first < i && !same_text(store->rules.items[first].plugin, all.rule->plugin))
            first++;
        if (first < i)
            continue;
        for (uint32_t j = i; j < store->n_others; j++) {
            const lun_other *other = &store->others[j];
            if ((other->kept || other->gone) && same_text(store->rules.items[j].plugin, all.rule->plugin)) {
                all.rule = &store->rules.items[j];
                all.rows += other->kept;
                all.gone += other->gone;
            }
        }
        if (all.rows || all.gone)
            take(context, &all);
    }
}
