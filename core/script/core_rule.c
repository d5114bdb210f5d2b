/*
** core_rule.c - module core: rules and the plan, from the library's checked tables to the structures that the runner reads.
*/
#include <string.h>

#include "base/hash.h"
#include "script/engine.h"

static const char *const kind_names[] = { "pattern", "units", "document", "each", NULL };
static const char *const overlap_names[] = { "first", "longest", "all", NULL };
static const char *const scope_names[] = { "sentence", "paragraph", "document", NULL };

int lun_script__new_rule(lun_script *script, lun_script_rule **out, lun_error *err)
{
    if (script->n_rules == script->rule_capacity) {
        uint32_t capacity = script->rule_capacity ? script->rule_capacity * 2 : 64;
        lun_rule_info *infos = lun_realloc(script->infos, capacity * sizeof *infos);
        if (infos)
            script->infos = infos;
        lun_script_rule *rules = infos ? lun_realloc(script->rules, capacity * sizeof *rules) : NULL;
        if (!rules)
            return lun_error_set(err, LUN_ENOMEM, "no memory for a rule");
        script->rules = rules;
        script->rule_capacity = capacity;
    }
    lun_script_rule *rule = &script->rules[script->n_rules];
    lun_rule_info *info = &script->infos[script->n_rules];
    memset(rule, 0, sizeof *rule);
    memset(info, 0, sizeof *info);
    rule->mark = rule->host.layer = LUN_LAYER_NONE;
    rule->host_field = LUN_FIELD_NONE;
    rule->each_slot = UINT16_MAX;
    rule->where_ref = rule->call_ref = LUA_NOREF;
    rule->whole = 1;
    info->id = info->plugin = "core";
    info->version = "";
    info->file = info->text = "";
    script->n_rules++;
    script->rule_table.items = script->infos;
    script->rule_table.n = script->n_rules;
    if (out)
        *out = rule;
    return LUN_OK;
}

static void *keep(lua_State *L, const void *memory)
{
    if (!memory)
        lun_script__fail(L, LUN_ENOMEM, "no memory for a rule");
    return (void *)(uintptr_t)memory;
}

static const char *text_key(lua_State *L, const char *key, const char *fallback)
{
    lua_getfield(L, 1, key);
    const char *text = lua_isnil(L, -1) ? fallback : luaL_checkstring(L, -1);
    text = text ? keep(L, lun_arena_strdup(lun_script__of(L)->arena, text)) : NULL;
    lua_pop(L, 1);
    return text;
}

static int option_key(lua_State *L, const char *key, const char *fallback, const char *const *names)
{
    lua_getfield(L, 1, key);
    int option = luaL_checkoption(L, -1, fallback, names);
    lua_pop(L, 1);
    return option;
}

/* Keeps the value on top from the collector for the state's life and pops it. */
static void anchor(lua_State *L)
{
    luaL_ref(L, LUA_REGISTRYINDEX);
}

static const lun_condition *condition_key(lua_State *L, int index, const char *key)
{
    const lun_condition *condition = NULL;
    if (lua_getfield(L, index, key) == LUA_TNIL) {
        lua_pop(L, 1);
        return NULL;
    }
    condition = lun_script__check_condition(L, -1);
    anchor(L);
    return condition;
}

static uint16_t layer_number(lua_State *L, int index)
{
    lua_Integer layer = luaL_checkinteger(L, index);
    if (layer < 0 || layer >= lun_schema_count(lun_script__of(L)->schema))
        luaL_error(L, "there is no layer number %I", layer);
    return (uint16_t)layer;
}

/* { layer=, condition= } at index → *out, and on top of the stack nothing is left */
static void read_filter(lua_State *L, int index, lun_filter *out)
{
    index = lua_absindex(L, index);
    lua_getfield(L, index, "layer");
    out->layer = layer_number(L, -1);
    lua_pop(L, 1);
    out->condition = condition_key(L, index, "condition");
}

static lun_filter *read_filters(lua_State *L, const char *key, uint32_t *n)
{
    lun_filter *filters = NULL;
    *n = 0;
    if (lua_getfield(L, 1, key) == LUA_TTABLE) {
        uint32_t count = (uint32_t)lua_rawlen(L, -1);
        filters = keep(L, lun_arena_calloc(lun_script__of(L)->arena, count + 1, sizeof *filters));
        for (uint32_t i = 0; i < count; i++) {
            lua_rawgeti(L, -1, i + 1);
            read_filter(L, -1, &filters[i]);
            lua_pop(L, 1);
        }
        *n = count;
    }
    lua_pop(L, 1);
    return filters;
}

static uint32_t field_number(lua_State *L, uint16_t layer, const char *name)
{
    const lun_layer *type = lun_schema_layer(lun_script__of(L)->schema, layer);
    uint32_t field = lun_layer_field(type, name);
    if (field == LUN_FIELD_NONE)
        lun_script__no_field(L, type, name);
    return field;
}

static void read_scope(lua_State *L, lun_script_rule *rule)
{
    int type = lua_getfield(L, 1, "scope");
    if (type != LUA_TTABLE) {
        rule->scope = (lun_scope_kind)luaL_checkoption(L, -1, "sentence", scope_names);
        lua_pop(L, 1);
        return;
    }
    rule->scope = LUN_SCOPE_LAYER;
    read_filter(L, -1, &rule->host);
    if (lua_getfield(L, -1, "field") == LUA_TSTRING)
        rule->host_field = field_number(L, rule->host.layer, lua_tostring(L, -1));
    lua_pop(L, 2);
}

static uint16_t capture_slot(lua_State *L, const lun_script_rule *rule, const char *name)
{
    uint32_t n = 0;
    const lun_capture_info *captures = rule->program ? lun_program_captures(rule->program, &n) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (strcmp(captures[i].name, name) == 0)
            return (uint16_t)i;
    }
    lun_script__no_capture(L, 0, captures, n, name);
    return 0;
}

static const char *assign_text(lua_State *L, const char *key) /* of the table on top; NULL where absent; in the arena */
{
    const char *text = NULL;
    if (lua_getfield(L, -1, key) != LUA_TNIL)
        text = keep(L, lun_arena_strdup(lun_script__of(L)->arena, luaL_checkstring(L, -1)));
    lua_pop(L, 1);
    return text;
}

static void keep_text(lua_State *L, lun_value *value)
{
    if (value->type == LUN_TYPE_TEXT || value->type == LUN_TYPE_ENUM || value->type == LUN_TYPE_DATE)
        value->as.text = keep(L, lun_arena_strndup(lun_script__of(L)->arena, value->as.text, value->n));
}

/* A constant's texts are Lua's, and Lua may collect them: the rule gets its own. */
static void keep_constant(lua_State *L, lun_value *value)
{
    keep_text(L, value);
    for (uint32_t i = 0; value->type == LUN_TYPE_LIST && i < value->n; i++)
        keep_text(L, (lun_value *)(uintptr_t)&value->as.items[i]);
}

static void read_assign(lua_State *L, const lun_script_rule *rule, lun_assign *out)
{
    const char *field = assign_text(L, "field"), *capture = assign_text(L, "capture"), *host = assign_text(L, "host");
    if (!field)
        luaL_error(L, "an assignment without a field");
    out->field = field_number(L, rule->mark, field);
    out->member = assign_text(L, "member");
    if (capture) {
        out->kind = out->member ? LUN_ASSIGN_MEMBER : LUN_ASSIGN_CAPTURE;
        out->slot = capture_slot(L, rule, capture);
    } else if (host) {
        out->kind = LUN_ASSIGN_HOST;
        out->member = host;
    } else {
        out->kind = LUN_ASSIGN_VALUE;
        lua_getfield(L, -1, "value");
        lun_script__value_from(L, -1, rule->mark, out->field, &out->value);
        keep_constant(L, &out->value);
        lua_pop(L, 1);
    }
}

static void read_assigns(lua_State *L, lun_script_rule *rule)
{
    if (lua_getfield(L, 1, "assign") == LUA_TTABLE) {
        rule->n_assigns = (uint32_t)lua_rawlen(L, -1);
        rule->assigns = keep(L, lun_arena_calloc(lun_script__of(L)->arena, rule->n_assigns + 1, sizeof *rule->assigns));
        for (uint32_t i = 0; i < rule->n_assigns; i++) {
            lua_rawgeti(L, -1, i + 1);
            read_assign(L, rule, &rule->assigns[i]);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
}

static uint32_t *read_numbers(lua_State *L, const char *key, uint32_t *n)
{
    uint32_t *numbers = NULL;
    *n = 0;
    if (lua_getfield(L, 1, key) == LUA_TTABLE) {
        *n = (uint32_t)lua_rawlen(L, -1);
        numbers = keep(L, lun_arena_calloc(lun_script__of(L)->arena, *n + 1, sizeof *numbers));
        for (uint32_t i = 0; i < *n; i++) {
            lua_rawgeti(L, -1, i + 1);
            numbers[i] = (uint32_t)luaL_checkinteger(L, -1);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
    return numbers;
}

static uint16_t *read_layers(lua_State *L, const char *key, uint32_t *n)
{
    uint32_t *numbers = read_numbers(L, key, n);
    uint16_t *layers = keep(L, lun_arena_calloc(lun_script__of(L)->arena, *n + 1, sizeof *layers));
    for (uint32_t i = 0; i < *n; i++)
        layers[i] = (uint16_t)numbers[i];
    return layers;
}

static int function_key(lua_State *L, const char *key)
{
    if (lua_getfield(L, 1, key) == LUA_TNIL) {
        lua_pop(L, 1);
        return LUA_NOREF;
    }
    luaL_checktype(L, -1, LUA_TFUNCTION);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

static void read_info(lua_State *L, lun_rule_info *info)
{
    info->id = text_key(L, "id", NULL);
    info->plugin = text_key(L, "plugin", NULL);
    info->version = text_key(L, "version", "");
    info->file = text_key(L, "file", "");
    info->doc = text_key(L, "doc", NULL);
    info->text = text_key(L, "text", "");
    info->replaces = text_key(L, "replaces", NULL);
    lua_getfield(L, 1, "line");
    info->line = (unsigned)luaL_optinteger(L, -1, 0);
    lua_pop(L, 1);
    if (!info->id || !info->plugin)
        luaL_error(L, "a rule without id or plugin");
    lun_hash128(info->text, strlen(info->text), info->hash);
}

static void note_layer(lun_script *script, uint16_t layer)
{
    script->want_token |= layer == script->layer_token;
    script->want_sentence |= layer == script->layer_sentence;
    script->want_paragraph |= layer == script->layer_paragraph;
}

static void note_needs(lun_script *script, const lun_script_rule *rule)
{
    uint32_t n = 0;
    const uint16_t *layers = rule->program ? lun_program_layers(rule->program, &n) : NULL;
    script->needs_tags |= rule->program && lun_program_needs_tags(rule->program);
    for (uint32_t i = 0; i < n; i++)
        note_layer(script, layers[i]);
    note_layer(script, rule->host.layer);
    for (uint32_t i = 0; i < rule->n_within; i++)
        note_layer(script, rule->within[i].layer);
    for (uint32_t i = 0; i < rule->n_not_within; i++)
        note_layer(script, rule->not_within[i].layer);
    for (uint32_t i = 0; i < rule->n_reads; i++)
        note_layer(script, rule->reads[i]);
}

static int core_rule(lua_State *L) /* core.rule{ ... } -> number */
{
    lun_script *script = lun_script__of(L);
    lun_error err = LUN_ERROR_INIT;
    lun_script_rule *rule;
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    if (lun_script__new_rule(script, &rule, &err) < 0)
        return lun_script__raise(L, &err);
    read_info(L, &script->infos[script->n_rules - 1]);
    rule->kind = (lun_rule_kind)option_key(L, "kind", "pattern", kind_names);
    rule->overlap = (lun_overlap)option_key(L, "overlap", "first", overlap_names);
    if (lua_getfield(L, 1, "program") != LUA_TNIL) {
        rule->program = *(lun_program **)lun_script__check(L, -1, LUN_KIND_PROGRAM);
        anchor(L);
    } else
        lua_pop(L, 1);
    if (rule->kind == LUN_RULE_PATTERN && !rule->program)
        return luaL_error(L, "a pattern rule without a program");
    if (rule->kind == LUN_RULE_EACH) {
        lua_getfield(L, 1, "each_layer");
        rule->host.layer = layer_number(L, -1);
        lua_pop(L, 1);
        rule->host.condition = condition_key(L, 1, "each_condition");
    } else
        read_scope(L, rule);
    rule->within = read_filters(L, "within", &rule->n_within);
    rule->not_within = read_filters(L, "not_within", &rule->n_not_within);
    uint32_t n_veto;
    lun_filter *veto = read_filters(L, "veto", &n_veto);
    rule->veto = n_veto ? veto : NULL;
    if (lua_getfield(L, 1, "mark") != LUA_TNIL)
        rule->mark = layer_number(L, -1);
    lua_pop(L, 1);
    if (rule->mark != LUN_LAYER_NONE)
        read_assigns(L, rule);
    const char *each = text_key(L, "each", NULL);
    if (each)
        rule->each_slot = capture_slot(L, rule, each);
    rule->marks = read_layers(L, "marks", &rule->n_marks);
    rule->after = read_numbers(L, "after", &rule->n_after);
    rule->where_ref = function_key(L, "where");
    rule->call_ref = function_key(L, "call");
    rule->reads = read_layers(L, "reads", &rule->n_reads);
    note_needs(script, rule);
    lua_pushinteger(L, script->n_rules - 1);
    return 1;
}

/* ---- the plan ---- */

static void read_print(lua_State *L, lun_resolve *resolve) /* of the table on top */
{
    size_t len;
    lua_getfield(L, -1, "whole");
    const char *print = lua_getfield(L, -2, "print") == LUA_TSTRING ? lua_tolstring(L, -1, &len) : NULL;
    resolve->whole = !print || lua_toboolean(L, -2);
    resolve->print = print ? lun_hash64(print, len) : 0;
    lua_pop(L, 2);
}

static void read_resolves(lua_State *L, lun_stage *stage)
{
    if (lua_getfield(L, 1, "resolves") == LUA_TTABLE) {
        stage->n_resolves = (uint32_t)lua_rawlen(L, -1);
        stage->resolves =
            keep(L, lun_arena_calloc(lun_script__of(L)->arena, stage->n_resolves + 1, sizeof *stage->resolves));
        for (uint32_t i = 0; i < stage->n_resolves; i++) {
            lua_rawgeti(L, -1, i + 1);
            lua_getfield(L, -1, "layer");
            stage->resolves[i].layer = layer_number(L, -1);
            lua_pop(L, 1);
            stage->resolves[i].plugin = assign_text(L, "plugin");
            lua_getfield(L, -1, "call");
            luaL_checktype(L, -1, LUA_TFUNCTION);
            stage->resolves[i].call_ref = luaL_ref(L, LUA_REGISTRYINDEX);
            read_print(L, &stage->resolves[i]);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
}

static void flag_marked(lua_State *L, const lun_stage *stages, uint32_t n)
{
    lun_script *script = lun_script__of(L);
    uint32_t n_layers = lun_schema_count(script->schema);
    uint8_t *marked = keep(L, lun_arena_calloc(script->arena, (size_t)n_layers + 1, 1));
    for (uint32_t s = 0; s < n; s++) {
        for (uint32_t r = 0; r < stages[s].n_rules; r++) {
            const lun_script_rule *rule = &script->rules[stages[s].rules[r]];
            for (uint32_t i = 0; i < rule->n_marks; i++)
                marked[rule->marks[i]] = 1;
        }
    }
    script->marked = marked;
    script->n_marked = n_layers;
}

static int core_plan(lua_State *L) /* core.plan{ { layers=, rules=, resolves= } ... } */
{
    lun_script *script = lun_script__of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    uint32_t n = (uint32_t)lua_rawlen(L, 1);
    lun_stage *stages = keep(L, lun_arena_calloc(script->arena, n + 1, sizeof *stages));
    lua_settop(L, 1);
    for (uint32_t i = 0; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_insert(L, 1); /* the readers look at [1] */
        stages[i].layers = read_layers(L, "layers", &stages[i].n_layers);
        stages[i].rules = read_numbers(L, "rules", &stages[i].n_rules);
        read_resolves(L, &stages[i]);
        lua_remove(L, 1);
    }
    script->stages = stages;
    script->n_stages = n;
    flag_marked(L, stages, n);
    return 0;
}

static int core_withheld(lua_State *L) /* core.withheld(rule) -> rows of the document at hand that a veto took away */
{
    lun_script *script = lun_script__of(L);
    lua_Integer number = luaL_checkinteger(L, 1), n = 0;
    uint32_t n_dropped = 0;
    lun_annotation *const *dropped = script->set ? lun_annotations_dropped(script->set, &n_dropped) : NULL;
    lua_newtable(L);
    for (uint32_t i = 0; i < n_dropped; i++) {
        if (!dropped[i]->veto || dropped[i]->veto != number)
            continue;
        lun_script__push_row(L, dropped[i]);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

static int core_needs_tags(lua_State *L)
{
    lua_pushboolean(L, lun_script__of(L)->needs_tags);
    return 1;
}

void lun_script__core_rule(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "rule", core_rule },         { "plan", core_plan }, { "needs_tags", core_needs_tags },
        { "withheld", core_withheld }, { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
}
