/*
** wanted.c - what the rules of a layer want of a document. Sits on match/wanted.h.
**
** A function runs on a match, so a rule with a pattern wants what its pattern wants; `each` wants a row to run on; `each_document` and
** rules without a pattern run anywhere. A scope or `within` that names a layer wants a row of it.
*/

#include "script/engine.h"

typedef struct listing {
    const lun_script *script;
    lun_arena *arena;
    lun_wanted_rule *rule; /* with room for as many requirements as there can be */
} listing;

static uint32_t count_members(const lun_script *script, uint16_t layer)
{
    uint32_t n = lun_schema_layer(script->schema, layer)->n_members;
    return n ? n : 1;
}

static int begin_requirement(const listing *l, uint32_t most)
{
    lun_wanted *list = &l->rule->all[l->rule->n];
    list->n = 0;
    list->items = lun_arena_calloc(l->arena, (size_t)most + 1, sizeof *list->items);
    return list->items ? LUN_OK : LUN_ENOMEM;
}

/* A row of the layer, of a union of one of its members. */
static void add_layer(const listing *l, uint16_t layer)
{
    const lun_layer *type = lun_schema_layer(l->script->schema, layer);
    lun_wanted *list = &l->rule->all[l->rule->n];
    if (!type->n_members)
        list->items[list->n++] = (lun_wanted_item){ NULL, layer };
    for (uint32_t i = 0; i < type->n_members; i++)
        list->items[list->n++] = (lun_wanted_item){ NULL, type->members[i].layer };
}

static int want_host(const listing *l, uint16_t layer)
{
    if (begin_requirement(l, count_members(l->script, layer)) < 0)
        return LUN_ENOMEM;
    add_layer(l, layer);
    l->rule->n++;
    return LUN_OK;
}

static int want_filters(const listing *l, const lun_script_rule *rule)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < rule->n_within; i++)
        most += count_members(l->script, rule->within[i].layer);
    if (!rule->n_within)
        return LUN_OK;
    if (begin_requirement(l, most) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < rule->n_within; i++)
        add_layer(l, rule->within[i].layer);
    l->rule->n++;
    return LUN_OK;
}

static int want(lun_script *script, const lun_script_rule *rule, lun_wanted_rule *out, lun_arena *arena, lun_error *err)
{
    const listing l = { script, arena, out };
    lun_wanted *of_pattern = NULL;
    uint32_t n = 0;
    int rc = LUN_OK;
    if (rule->kind == LUN_RULE_PATTERN)
        rc = lun_program_wanted(&of_pattern, &n, rule->program, script->vocab, arena, err);
    if (rc < 0)
        return rc;
    out->n = 0;
    out->all = lun_arena_calloc(arena, (size_t)n + 3, sizeof *out->all);
    if (!out->all)
        return lun_error_set(err, LUN_ENOMEM, "no memory for what rules want");
    for (uint32_t i = 0; i < n; i++)
        out->all[out->n++] = of_pattern[i];
    int has_host = rule->kind == LUN_RULE_EACH || (rule->kind != LUN_RULE_DOCUMENT && rule->scope == LUN_SCOPE_LAYER);
    if ((has_host && want_host(&l, rule->host.layer) < 0) ||
        (rule->kind != LUN_RULE_DOCUMENT && want_filters(&l, rule) < 0))
        return lun_error_set(err, LUN_ENOMEM, "no memory for what rules want");
    return LUN_OK;
}

static int marks(const lun_script_rule *rule, uint16_t layer)
{
    for (uint32_t i = 0; i < rule->n_marks; i++) {
        if (rule->marks[i] == layer)
            return 1;
    }
    return 0;
}

static int names_own_layer(const lun_script_rule *rule, const lun_wanted *list)
{
    for (uint32_t i = 0; i < list->n; i++) {
        if (!list->items[i].word && marks(rule, list->items[i].layer))
            return 1;
    }
    return 0;
}

int lun_script_rule_wanted(lun_wanted_rule *out, lun_script *script, uint32_t rule, lun_arena *arena, lun_error *err)
{
    uint32_t kept = 0;
    int rc = want(script, &script->rules[rule], out, arena, err);
    for (uint32_t i = 0; rc == LUN_OK && i < out->n; i++) {
        if (!names_own_layer(&script->rules[rule], &out->all[i]))
            out->all[kept++] = out->all[i];
    }
    out->n = rc == LUN_OK ? kept : 0;
    return rc;
}

int lun_script_wanted(lun_wanted_rule **rules, uint32_t *n, lun_script *script, uint16_t layer, lun_arena *arena,
                      lun_error *err)
{
    int rc = LUN_OK;
    *n = 0;
    *rules = lun_arena_calloc(arena, (size_t)script->n_rules + 1, sizeof **rules);
    if (!*rules)
        return lun_error_set(err, LUN_ENOMEM, "no memory for what rules want");
    for (uint32_t r = 1; r < script->n_rules && rc == LUN_OK; r++) {
        if (marks(&script->rules[r], layer))
            rc = want(script, &script->rules[r], &(*rules)[(*n)++], arena, err);
    }
    return rc;
}
