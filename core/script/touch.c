/*
** touch.c - do some rules do anything in a document? Asked before all rules are run over it again. Sits on runner.h.
**
** Told of rules with a pattern: they do something where it matches and their filters let it pass. `where` and functions are not entered: that they would be
** is enough. All layers that the patterns read are finished (taken over), so the answer is that of the whole plan; rules whose pattern reads a layer that they
** mark themselves see rows that are not there any more, and cannot be told.
*/

#include "script/runner.h"

/* ---- which rules ---- */

static int is_own(const lun_script_rule *rule, uint16_t layer)
{
    for (uint32_t i = 0; i < rule->n_marks; i++) {
        if (rule->marks[i] == layer)
            return 1;
    }
    return 0;
}

/* Flags a layer and those whose rows its rows refer to. */
static void bring(lun_script *script, uint16_t layer)
{
    const lun_layer *type = lun_schema_layer(script->schema, layer);
    if (script->check_layers[layer])
        return;
    script->check_layers[layer] = 1;
    for (uint32_t f = 0; f < type->n_fields; f++) {
        if (type->fields[f].type == LUN_TYPE_ANNOTATION)
            bring(script, type->fields[f].target);
    }
}

/* Flags a layer, of a union its members: 0 where the rule marks it. */
static int need(lun_script *script, const lun_script_rule *rule, uint16_t layer)
{
    const lun_layer *type = lun_schema_layer(script->schema, layer);
    int fine = !is_own(rule, layer);
    bring(script, layer);
    for (uint32_t m = 0; m < type->n_members; m++)
        fine &= need(script, rule, type->members[m].layer);
    return fine;
}

static int note_rule(lun_script *script, const lun_script_rule *rule)
{
    uint32_t n = 0;
    if (rule->kind != LUN_RULE_PATTERN || !rule->program)
        return 0;
    const uint16_t *layers = lun_program_layers(rule->program, &n);
    int fine = 1;
    for (uint32_t i = 0; i < n; i++)
        fine &= need(script, rule, layers[i]);
    for (uint32_t i = 0; i < rule->n_within; i++)
        fine &= need(script, rule, rule->within[i].layer);
    for (uint32_t i = 0; i < rule->n_not_within; i++)
        fine &= need(script, rule, rule->not_within[i].layer);
    if (rule->scope == LUN_SCOPE_LAYER)
        fine &= need(script, rule, rule->host.layer);
    script->check_tags |= (uint8_t)lun_program_needs_tags(rule->program);
    return fine;
}

static int core_checks(lua_State *L) /* core.checks(numbers) -> false where some of the rules cannot be told */
{
    lun_script *script = lun_script__of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    uint32_t n = (uint32_t)lua_rawlen(L, 1);
    int fine = 1;
    script->checks = lun_arena_calloc(script->arena, (size_t)n + 1, sizeof *script->checks);
    script->check_layers = lun_arena_calloc(script->arena, (size_t)lun_schema_count(script->schema) + 1, 1);
    if (!script->checks || !script->check_layers)
        return lun_script__fail(L, LUN_ENOMEM, "no memory for rules");
    for (script->n_checks = 0; script->n_checks < n; script->n_checks++) {
        lua_rawgeti(L, 1, script->n_checks + 1);
        lua_Integer number = luaL_checkinteger(L, -1);
        lua_pop(L, 1);
        if (number < 1 || number >= (lua_Integer)script->n_rules)
            return luaL_error(L, "there is no rule number %I", number);
        script->checks[script->n_checks] = (uint32_t)number;
        fine &= note_rule(script, &script->rules[number]);
    }
    lua_pushboolean(L, fine);
    return 1;
}

void lun_script__core_touch(lua_State *L)
{
    static const luaL_Reg functions[] = { { "checks", core_checks }, { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}

const uint8_t *lun_script_check_layers(const lun_script *script)
{
    return script->check_layers;
}

/* ---- in a document ---- */

static int touched(lua_State *L)
{
    lun_script__of(L)->touched = 1;
    return luaL_error(L, "it matches");
}

static int protected_touch(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    lua_pushcfunction(L, touched);
    lun_script__search_again(L, script->rule, NULL, lua_gettop(L), 0);
    return 0;
}

/* What goes wrong otherwise is told when all rules run. */
int lun_script__touch(lun_script *script)
{
    script->touched = 0;
    for (uint32_t i = 0; i < script->n_checks && !script->touched; i++) {
        lun_error ignored = LUN_ERROR_INIT;
        script->rule = script->checks[i];
        lua_pushcfunction(script->L, protected_touch);
        if (lun_script__enter(script, 0, LUN_TASK_RULE, &ignored) < 0)
            script->touched = 1;
    }
    script->rule = 0;
    return script->touched;
}

int lun_script_touches(lun_script *script, lun_document *document, const lun_taken_over *taken, lun_error *err)
{
    lun_annotations *set;
    script->checking = 1;
    int rc = lun_script_analyse_rest(script, &set, document, taken, err);
    script->checking = 0;
    return rc < 0 ? rc : script->touched || document->len > script->text_limit;
}
