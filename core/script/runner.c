/*
** runner.c - runs one rule over one document: units of its scope, matches. Lua is entered once a match, and only for rules with a function.
**
** Sits on the matcher and on rows.c. Called under one protected call a rule (analyse.c), so that a rule's error costs that rule alone.
*/
#include <stdlib.h>
#include <string.h>

#include "script/runner.h"

typedef lun_runner runner;
typedef lun_unit unit;

/* ---- filters ---- */

static int covers(const lun_annotation *row, lun_span span)
{
    return row->span.start <= span.start && row->span.stop >= span.stop;
}

static int lies_in(const runner *r, const lun_filter *filter, lun_span span)
{
    lun_range range;
    uint32_t first, n, n_rows;
    lun_document_range(r->document, span, &range);
    if (range.start == range.stop)
        return 0;
    lun_annotations_touching(r->set, filter->layer, range, &first, &n);
    lun_annotation *const *rows = lun_annotations_rows(r->set, filter->layer, &n_rows);
    for (uint32_t i = first; i < first + n; i++) {
        if (covers(rows[i], span) &&
            (!filter->condition || lun_condition_test(filter->condition, r->set, r->script->vocab, rows[i])))
            return 1;
    }
    return 0;
}

static int passes_filters(const runner *r, lun_span span)
{
    for (uint32_t i = 0; i < r->rule->n_not_within; i++) {
        if (lies_in(r, &r->rule->not_within[i], span))
            return 0;
    }
    for (uint32_t i = 0; i < r->rule->n_within; i++) {
        if (lies_in(r, &r->rule->within[i], span))
            return 1;
    }
    return r->rule->n_within == 0;
}

/* ---- matches ---- */

/* Calls the rule's function with what lies on the stack and the document; takes its rows. */
static void call(const runner *r, lun_span span)
{
    int base = lua_gettop(r->L) - 1; /* the function and its first argument */
    r->script->at = span;
    if (r->script->profile)
        lun_script__cost(r->script)->calls++;
    lun_script__push_document(r->L);
    lua_call(r->L, 2, r->script->listens ? 2 : 1);
    if (r->script->listens && !lua_toboolean(r->L, base))
        lun_script__refuse(r->script, LUN_REFUSED_FUNCTION, span, lua_tostring(r->L, base + 1));
    lun_script__take_rows(r, base, span);
    lua_settop(r->L, base - 1);
}

static int where_holds(const runner *r, const lun_match *match, lun_span span)
{
    if (r->rule->where_ref == LUA_NOREF)
        return 1;
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->where_ref);
    lun_script__push_match(r->L, r->rule->program, match);
    lun_script__push_document(r->L);
    lua_call(r->L, 2, 2);
    int holds = lua_toboolean(r->L, -2);
    if (!holds)
        lun_script__refuse(r->script, LUN_REFUSED_WHERE, span, lua_tostring(r->L, -1));
    lua_pop(r->L, 2);
    return holds;
}

/* Rows that touch the match lose their place: a veto. */
static void withhold(const runner *r, const lun_match *match, lun_span span)
{
    const lun_filter *veto = r->rule->veto;
    lun_error err = LUN_ERROR_INIT;
    uint32_t first, n, n_rows;
    lun_annotations_touching(r->set, veto->layer, match->tokens, &first, &n);
    lun_annotation *const *rows = lun_annotations_rows(r->set, veto->layer, &n_rows);
    for (uint32_t i = first; i < first + n; i++) {
        if (rows[i]->dropped || rows[i]->span.start >= span.stop || rows[i]->span.stop <= span.start ||
            (veto->condition && !lun_condition_test(veto->condition, r->set, r->script->vocab, rows[i])))
            continue;
        if (lun_annotations_withhold(r->set, rows[i], r->script->rule, &err) < 0)
            lun_script__raise(r->L, &err);
    }
}

static void on_match(const runner *r, const unit *u, const lun_match *match)
{
    if (r->script->profile)
        lun_script__cost(r->script)->matches++;
    lun_span span = lun_document_span(r->document, match->tokens);
    r->script->at = span;
    if (!passes_filters(r, span)) {
        lun_script__refuse(r->script, LUN_REFUSED_WITHIN, span, NULL);
        return;
    }
    if (!where_holds(r, match, span))
        return;
    if (r->rule->veto) {
        withhold(r, match, span);
        return;
    }
    if (r->rule->call_ref == LUA_NOREF) {
        lun_script__declare_rows(r, u, match, span);
        return;
    }
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->call_ref);
    lun_script__push_match(r->L, r->rule->program, match);
    call(r, span);
}

/* ---- units ---- */

/* Every rule that comes to a unit stops at the same token of it: that is one problem, whichever rule is the first. */
static void note_cut(const runner *r, const unit *u, uint32_t most)
{
    static const char *const kinds[] = { [LUN_SCOPE_SENTENCE] = "sentence",
                                         [LUN_SCOPE_PARAGRAPH] = "paragraph",
                                         [LUN_SCOPE_DOCUMENT] = "text",
                                         [LUN_SCOPE_LAYER] = "annotation" };
    const uint32_t first = u->ranges[0].start;
    char message[160];
    snprintf(
        message, sizeof message,
        "the %s that starts at byte %u has more than %u tokens: rules looked for their patterns in the first %u only",
        kinds[r->rule->scope], r->document->tokens[first].start, most, most);
    for (const lun_problem *one = r->document->problems; one; one = one->next) {
        if (strcmp(one->message, message) == 0)
            return;
    }
    lun_document_problem(r->document, LUN_PROBLEM_DOCUMENT, "unit-too-long", "%s", message);
}

static void run_pattern(const runner *r, const unit *u)
{
    lun_match match;
    lun_error err;
    int cut = 0, rc;
    if (r->script->profile)
        lun_script__cost(r->script)->units++;
    lun_script__charge(r->L, 0); /* matching takes no instruction of Lua: an interrupt is heard here */
    uint32_t most = r->rule->scope == LUN_SCOPE_DOCUMENT ? LUN_UNIT_MAX_DOCUMENT : LUN_UNIT_MAX_SENTENCE;
    lun_script__no_error(&err);
    if (lun_matcher_begin(r->script->matcher, r->rule->program, r->set, u->ranges, u->n, most, r->rule->overlap, &cut,
                          &err) < 0)
        lun_script__raise(r->L, &err);
    if (cut)
        note_cut(r, u, most);
    while ((rc = lun_matcher_next(r->script->matcher, &match, &err)) > 0)
        on_match(r, u, &match);
    if (rc < 0)
        lun_script__raise(r->L, &err);
}

static void run_unit(const runner *r, const unit *u)
{
    if (r->rule->kind == LUN_RULE_PATTERN) {
        if (r->script->unplanned || r->everywhere ||
            lun_matcher_may_match(r->script->matcher, r->rule->program, r->set, u->ranges, u->n))
            run_pattern(r, u);
        return;
    }
    lun_range all = { u->ranges[0].start, u->ranges[u->n - 1].stop };
    lun_span span = lun_document_span(r->document, all);
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->call_ref);
    lun_script__push_span(r->L, span);
    call(r, span);
}

static void run_ranges(const runner *r, const lun_range *ranges, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        unit u = { &ranges[i], 1, NULL };
        run_unit(r, &u);
    }
}

/* Patterns visit the sentences that the schedule and the rows of finished layers leave. */
static void run_sentences(const runner *r)
{
    lun_due due = lun_triggers_units(r->script->triggers, r->script->place);
    for (uint32_t s; (s = lun_due_next(&due)) != LUN_UNIT_NONE;) {
        unit u = { &r->document->sentences[s], 1, NULL };
        if (r->script->unplanned || lun_matcher_rows_allow(r->script->matcher, r->rule->program, r->set, u.ranges, 1))
            run_pattern(r, &u);
    }
}

static int by_start(const void *a, const void *b)
{
    const lun_range *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* The ranges of a host row: its own words, or the spans of its field, in order, without what overlaps. */
static uint32_t host_ranges(const runner *r, const lun_annotation *host, lun_range **out)
{
    const lun_value *value = r->rule->host_field == LUN_FIELD_NONE ? NULL : &host->values[r->rule->host_field];
    uint32_t n = !value ? 1 : value->type == LUN_TYPE_LIST ? value->n : value->type == LUN_TYPE_SPAN, kept = 0;
    lun_range *ranges = lun_arena_calloc(r->document->arena, n + 1, sizeof *ranges);
    if (!ranges)
        lun_script__fail(r->L, LUN_ENOMEM, "no memory for a scope");
    for (uint32_t i = 0; i < n; i++) {
        const lun_value *item = value && value->type == LUN_TYPE_LIST ? &value->as.items[i] : value;
        if (item && item->type == LUN_TYPE_SPAN)
            lun_document_range(r->document, item->as.span, &ranges[i]);
        else if (!item)
            ranges[i] = host->tokens;
    }
    qsort(ranges, n, sizeof *ranges, by_start);
    for (uint32_t i = 0; i < n; i++) {
        if (ranges[i].start < ranges[i].stop && (!kept || ranges[i].start >= ranges[kept - 1].stop))
            ranges[kept++] = ranges[i];
    }
    *out = ranges;
    return kept;
}

static void run_hosts(const runner *r)
{
    uint32_t n;
    lun_annotation *const *rows = lun_annotations_rows(r->set, r->rule->host.layer, &n); /* lives in the arena */
    for (uint32_t i = 0; i < n; i++) {
        lun_range *ranges;
        const lun_annotation *host = rows[i];
        if (r->rule->host.condition && !lun_condition_test(r->rule->host.condition, r->set, r->script->vocab, host))
            continue;
        unit u = { NULL, host_ranges(r, host, &ranges), host };
        u.ranges = ranges;
        if (u.n)
            run_unit(r, &u);
    }
}

static void run_each(const runner *r)
{
    uint32_t n;
    lun_annotation *const *rows = lun_annotations_rows(r->set, r->rule->host.layer, &n);
    for (uint32_t i = 0; i < n; i++) {
        const lun_annotation *row = rows[i];
        if ((r->rule->host.condition && !lun_condition_test(r->rule->host.condition, r->set, r->script->vocab, row)) ||
            !passes_filters(r, row->span))
            continue;
        lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->call_ref);
        lun_script__push_row(r->L, row);
        call(r, row->span);
    }
}

static void run_document(const runner *r)
{
    lun_span all = { 0, r->document->len };
    int base = lua_gettop(r->L) + 1;
    r->script->at = all;
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->call_ref);
    lun_script__push_document(r->L);
    lua_call(r->L, 1, r->script->listens ? 2 : 1);
    if (r->script->listens && !lua_toboolean(r->L, base))
        lun_script__refuse(r->script, LUN_REFUSED_FUNCTION, all, lua_tostring(r->L, base + 1));
    lun_script__take_rows(r, base, all);
    lua_settop(r->L, base - 1);
}

static void run_scope(const runner *r)
{
    lun_range all = { 0, r->document->n_tokens };
    switch (r->rule->scope) {
    case LUN_SCOPE_SENTENCE:
        if (r->rule->kind == LUN_RULE_PATTERN)
            run_sentences(r);
        else
            run_ranges(r, r->document->sentences, r->document->n_sentences);
        return;
    case LUN_SCOPE_PARAGRAPH:
        run_ranges(r, r->document->paragraphs, r->document->n_paragraphs);
        return;
    case LUN_SCOPE_DOCUMENT:
        if (all.stop)
            run_ranges(r, &all, 1);
        return;
    case LUN_SCOPE_LAYER:
        run_hosts(r);
        return;
    }
}

static int protected_run(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    const lun_script_rule *rule = &script->rules[script->rule];
    lun_document *document = lun_annotations_document(script->set);
    uint32_t n = rule->mark == LUN_LAYER_NONE ? 0 : lun_schema_layer(script->schema, rule->mark)->n_fields;
    runner r = { L, script, rule, script->set, document, lua_newuserdatauv(L, (n + 1) * sizeof(lun_value), 0), 0 };
    luaL_checkstack(L, 20, "rule");
    switch (rule->kind) {
    case LUN_RULE_PATTERN:
    case LUN_RULE_UNITS:
        run_scope(&r);
        break;
    case LUN_RULE_DOCUMENT:
        run_document(&r);
        break;
    case LUN_RULE_EACH:
        run_each(&r);
        break;
    }
    return 0;
}

int lun_script__run_rule(lun_script *script, uint32_t number, lun_error *err)
{
    script->rule = number;
    if (script->told)
        atomic_store_explicit(script->told, number, memory_order_relaxed);
    if (script->profile)
        lun_script__profile_begin(script, number);
    script->at = (lun_span){ 0, 0 };
    lua_pushcfunction(script->L, protected_run);
    int rc = lun_script__enter(script, 0, LUN_TASK_RULE, err);
    if (rc < 0)
        lun_script__refuse(script, LUN_REFUSED_ERROR, script->at, err->message);
    if (script->profile)
        lun_script__profile_end(script, number);
    script->rule = 0;
    return rc;
}

void lun_script__search_again(lua_State *L, uint32_t number, const lun_program *program, int call, int everywhere)
{
    lun_script *script = lun_script__of(L);
    lun_script_rule rule = script->rules[number];
    if (!script->set || rule.kind != LUN_RULE_PATTERN)
        luaL_error(L, "only rules with a pattern search a document again, and only while there is one");
    lua_pushvalue(L, call);
    rule.call_ref = lun_script__keep(L);
    rule.program = program ? program : rule.program;
    if (script->checking) {
        rule.veto = NULL;
        rule.where_ref = LUA_NOREF;
    }
    runner r = { L, script, &rule, script->set, lun_annotations_document(script->set), NULL, (uint8_t)everywhere };
    luaL_checkstack(L, 20, "rule");
    if (rule.scope == LUN_SCOPE_SENTENCE)
        run_ranges(&r, r.document->sentences, r.document->n_sentences);
    else
        run_scope(&r);
    luaL_unref(L, LUA_REGISTRYINDEX, rule.call_ref);
}

void lun_script_tell(lun_script *script, _Atomic uint32_t *rule)
{
    script->told = rule;
}
