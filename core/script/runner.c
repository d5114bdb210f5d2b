/*
** runner.c - runs one rule over one document: units of its scope, matches, rows. Lua is entered once a match, and only for rules with a function.
**
** Sits on the matcher and on values.c. Called under one protected call a rule (analyse.c), so that a rule's error costs that rule alone.
*/
#include <stdlib.h>
#include <string.h>

#include "script/engine.h"

typedef struct unit { /* one scope unit */
    const lun_range *ranges;
    uint32_t n;
    const lun_annotation *host; /* LUN_SCOPE_LAYER: the row whose words these are */
} unit;

typedef struct runner {
    lua_State *L;
    lun_script *script;
    const lun_script_rule *rule;
    lun_annotations *set;
    lun_document *document;
    lun_value *values; /* of the row being made: n_fields of the marked layer */
} runner;

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

/* ---- captures to values ---- */

static const lun_field *field_of(const runner *r, uint32_t field)
{
    return &lun_schema_layer(r->script->schema, r->rule->mark)->fields[field];
}

static lun_span capture_span(const runner *r, const lun_capture *capture)
{
    if (capture->annotation)
        return lun_annotations_get(r->set, capture->annotation)->span;
    if (capture->tokens.start < capture->tokens.stop)
        return lun_document_span(r->document, capture->tokens);
    uint32_t at = capture->tokens.start < r->document->n_tokens ? r->document->tokens[capture->tokens.start].start
                                                                : r->document->len;
    return (lun_span){ at, at };
}

static void set_text(lun_value *out, lun_type type, const char *text, uint32_t n)
{
    out->type = type;
    out->as.text = text;
    out->n = n;
}

/* A text as a value of the field's type; absent where it is none. */
static void value_from_text(const runner *r, const lun_field *field, const char *text, uint32_t n, lun_value *out)
{
    char number[32], *stop;
    memset(out, 0, sizeof *out);
    switch (field->type) {
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        set_text(out, field->type, text, n);
        return;
    case LUN_TYPE_BOOLEAN:
        out->type = LUN_TYPE_BOOLEAN;
        out->as.integer = 1;
        return;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
        break;
    case LUN_TYPE_ENTITY:
        out->as.ref.entity = 0;
        (void)r;
        return;
    case LUN_TYPE_NONE:
    case LUN_TYPE_SPAN:
    case LUN_TYPE_ANNOTATION:
    case LUN_TYPE_LIST:
        return;
    }
    if (n == 0 || n >= sizeof number)
        return;
    memcpy(number, text, n);
    number[n] = '\0';
    if (field->type == LUN_TYPE_INTEGER)
        out->as.integer = strtoll(number, &stop, 10);
    else
        out->as.number = strtod(number, &stop);
    if (*stop == '\0')
        out->type = field->type;
}

/* A value found elsewhere, for this field: as it is where the types agree, by its words where the field wants text. */
static void convert(const runner *r, const lun_field *field, const lun_value *value, lun_value *out)
{
    const lun_entity *entity;
    memset(out, 0, sizeof *out);
    if (value->type == LUN_TYPE_LIST && field->list) {
        *out = *value;
        return;
    }
    if (value->type == LUN_TYPE_LIST)
        value = &value->as.items[0];
    if (value->type == field->type) {
        *out = *value;
        return;
    }
    switch (value->type) {
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        value_from_text(r, field, value->as.text, value->n, out);
        return;
    case LUN_TYPE_ENTITY:
        entity = lun_annotations_entity_get(r->set, value->as.ref.entity);
        if (entity && field->type == LUN_TYPE_TEXT)
            set_text(out, LUN_TYPE_TEXT, entity->name, (uint32_t)strlen(entity->name));
        return;
    case LUN_TYPE_INTEGER:
        if (field->type == LUN_TYPE_NUMBER) {
            out->type = LUN_TYPE_NUMBER;
            out->as.number = (double)value->as.integer;
        }
        return;
    case LUN_TYPE_SPAN:
        value_from_text(r, field, r->document->text + value->as.span.start, value->as.span.stop - value->as.span.start,
                        out);
        return;
    case LUN_TYPE_NONE:
    case LUN_TYPE_NUMBER:
    case LUN_TYPE_BOOLEAN:
    case LUN_TYPE_ANNOTATION:
    case LUN_TYPE_LIST:
        return;
    }
}

/* What a field of an annotation is when that annotation is captured: its date for a date, its words otherwise. */
static void value_of_row(const runner *r, const lun_field *field, const lun_annotation *row, lun_value *out)
{
    const lun_layer *layer = lun_schema_layer(r->script->schema, row->layer);
    uint32_t value = lun_layer_field(layer, "value");
    memset(out, 0, sizeof *out);
    if (field->type == LUN_TYPE_ENTITY) {
        out->type = row->entity ? LUN_TYPE_ENTITY : LUN_TYPE_NONE;
        out->as.ref.entity = row->entity;
        out->as.ref.mention = row->id;
    } else if (field->type == LUN_TYPE_ANNOTATION) {
        out->type = row->layer == field->target ? LUN_TYPE_ANNOTATION : LUN_TYPE_NONE;
        out->as.annotation = row->id;
    } else if (field->type == LUN_TYPE_SPAN) {
        out->type = LUN_TYPE_SPAN;
        out->as.span = row->span;
    } else if ((field->type == LUN_TYPE_DATE || field->type == LUN_TYPE_INTEGER || field->type == LUN_TYPE_NUMBER) &&
               value != LUN_FIELD_NONE)
        convert(r, field, &row->values[value], out);
    else
        value_from_text(r, field, r->document->text + row->span.start, row->span.stop - row->span.start, out);
}

static void value_of_capture(const runner *r, const lun_field *field, const lun_capture *capture, lun_value *out)
{
    if (capture->annotation) {
        value_of_row(r, field, lun_annotations_get(r->set, capture->annotation), out);
        return;
    }
    lun_span span = capture_span(r, capture);
    memset(out, 0, sizeof *out);
    if (field->type == LUN_TYPE_SPAN) {
        out->type = LUN_TYPE_SPAN;
        out->as.span = span;
    } else
        value_from_text(r, field, r->document->text + span.start, span.stop - span.start, out);
}

static void member_of_entry(const runner *r, const lun_field *field, const lun_capture *capture, const char *member,
                            lun_value *out)
{
    const lun_lexicon_entry *entry = lun_lexicon_get(capture->lexicon, capture->entry);
    uint32_t number = lun_lexicon_field(capture->lexicon, member);
    if (number != LUN_LEXICON_NONE)
        convert(r, field, &entry->values[number], out);
    else if (strcmp(member, "phrase") == 0)
        value_from_text(r, field, entry->phrase, (uint32_t)strlen(entry->phrase), out);
    else if (strcmp(member, "id") == 0 && entry->id)
        value_from_text(r, field, entry->id, (uint32_t)strlen(entry->id), out);
}

static void member_of_row(const runner *r, const lun_field *field, const lun_annotation *row, const char *member,
                          lun_value *out)
{
    uint32_t number = lun_layer_field(lun_schema_layer(r->script->schema, row->layer), member);
    if (number != LUN_FIELD_NONE)
        convert(r, field, &row->values[number], out);
}

static void value_of_member(const runner *r, const lun_field *field, const lun_capture *capture, const char *member,
                            lun_value *out)
{
    memset(out, 0, sizeof *out);
    if (capture->annotation)
        member_of_row(r, field, lun_annotations_get(r->set, capture->annotation), member, out);
    else if (capture->lexicon)
        member_of_entry(r, field, capture, member, out);
}

/* ---- rows ---- */

/* Adds an item to the field: lists grow, a single field keeps the first. */
static void fill(const runner *r, uint32_t number, const lun_value *item)
{
    const lun_field *field = field_of(r, number);
    lun_value *value = &r->values[number];
    if (item->type == LUN_TYPE_NONE)
        return;
    if (!field->list || item->type == LUN_TYPE_LIST) {
        if (value->type == LUN_TYPE_NONE)
            *value = *item;
        return;
    }
    lun_value *items = lun_arena_calloc(r->document->arena, (size_t)value->n + 1, sizeof *items);
    if (!items)
        lun_script__fail(r->L, LUN_ENOMEM, "no memory for a list");
    if (value->n)
        memcpy(items, value->as.items, value->n * sizeof *items);
    items[value->n] = *item;
    value->type = LUN_TYPE_LIST;
    value->as.items = items;
    value->n++;
}

static void fill_assign(const runner *r, const lun_assign *assign, const unit *u, const lun_match *match,
                        const lun_capture *only)
{
    const lun_field *field = field_of(r, assign->field);
    lun_value item = { 0 };
    if (assign->kind == LUN_ASSIGN_VALUE) {
        fill(r, assign->field, &assign->value);
        return;
    }
    if (assign->kind == LUN_ASSIGN_HOST) {
        if (u->host)
            member_of_row(r, field, u->host, assign->member, &item);
        fill(r, assign->field, &item);
        return;
    }
    for (uint32_t i = 0; i < match->n_captures; i++) {
        const lun_capture *capture = &match->captures[i];
        if (capture->slot != assign->slot || (only && only->slot == assign->slot && capture != only))
            continue;
        if (assign->kind == LUN_ASSIGN_CAPTURE)
            value_of_capture(r, field, capture, &item);
        else
            value_of_member(r, field, capture, assign->member, &item);
        fill(r, assign->field, &item);
    }
}

/* One row; `only`: the element of a repeated capture that this row is for, or NULL. */
static void make_row(const runner *r, const unit *u, const lun_match *match, lun_span span, const lun_capture *only)
{
    memset(r->values, 0, lun_schema_layer(r->script->schema, r->rule->mark)->n_fields * sizeof *r->values);
    for (uint32_t i = 0; i < r->rule->n_assigns; i++)
        fill_assign(r, &r->rule->assigns[i], u, match, only);
    lun_script__mark(r->L, r->rule->mark, span, 0, r->values);
}

static void declare(const runner *r, const unit *u, const lun_match *match, lun_span span)
{
    if (r->rule->each_slot == UINT16_MAX) {
        make_row(r, u, match, span, NULL);
        return;
    }
    for (uint32_t i = 0; i < match->n_captures; i++) {
        if (match->captures[i].slot == r->rule->each_slot)
            make_row(r, u, match, span, &match->captures[i]);
    }
}

/* What a function returned: nothing, one row's fields, or a list of them. */
static void take_result(const runner *r, int index, lun_span span)
{
    lun_span where = span;
    uint32_t entity = 0;
    if (lua_isnil(r->L, index) || lua_type(r->L, index) == LUA_TBOOLEAN)
        return;
    if (r->rule->mark == LUN_LAYER_NONE)
        lun_script__fail(r->L, LUN_EUSAGE,
                         "rule '%s': its function returns fields, but `marks` does not name one layer",
                         r->script->infos[r->script->rule].id);
    luaL_checktype(r->L, index, LUA_TTABLE);
    lua_rawgeti(r->L, index, 1);
    int list = lua_istable(r->L, -1);
    lua_pop(r->L, 1);
    if (list) {
        for (lua_Integer i = 1; lua_rawgeti(r->L, index, i) == LUA_TTABLE; i++) {
            take_result(r, lua_gettop(r->L), span);
            lua_pop(r->L, 1);
        }
        lua_pop(r->L, 1);
        return;
    }
    lun_script__values_from_table(r->L, index, r->rule->mark, r->values, &where, &entity);
    lun_script__mark(r->L, r->rule->mark, where, entity, r->values);
}

/* Calls the rule's function with what lies on the stack and the document; takes its rows. */
static void call(const runner *r, lun_span span)
{
    int base = lua_gettop(r->L) - 1; /* the function and its first argument */
    lun_script__push_document(r->L);
    lua_call(r->L, 2, 1);
    take_result(r, base, span);
    lua_settop(r->L, base - 1);
}

static int where_holds(const runner *r, const lun_match *match)
{
    if (r->rule->where_ref == LUA_NOREF)
        return 1;
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->where_ref);
    lun_script__push_match(r->L, r->rule->program, match);
    lun_script__push_document(r->L);
    lua_call(r->L, 2, 1);
    int holds = lua_toboolean(r->L, -1);
    lua_pop(r->L, 1);
    return holds;
}

static void on_match(const runner *r, const unit *u, const lun_match *match)
{
    lun_span span = lun_document_span(r->document, match->tokens);
    if (!passes_filters(r, span) || !where_holds(r, match))
        return;
    if (r->rule->call_ref == LUA_NOREF) {
        declare(r, u, match, span);
        return;
    }
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->call_ref);
    lun_script__push_match(r->L, r->rule->program, match);
    call(r, span);
}

/* ---- units ---- */

static void note_cut(const runner *r, const unit *u, uint32_t most)
{
    lun_document_problem(r->document, LUN_PROBLEM_DOCUMENT, "unit-too-long",
                         "rule '%s': a unit of more than %u tokens starts at byte %u; it was searched only so far",
                         r->script->infos[r->script->rule].id, most, r->document->tokens[u->ranges[0].start].start);
}

static void run_pattern(const runner *r, const unit *u)
{
    lun_match match;
    lun_error err = LUN_ERROR_INIT;
    int cut = 0, rc;
    uint32_t most = r->rule->scope == LUN_SCOPE_DOCUMENT ? LUN_UNIT_MAX_DOCUMENT : LUN_UNIT_MAX_SENTENCE;
    if (!lun_matcher_may_match(r->script->matcher, r->rule->program, r->set, u->ranges, u->n))
        return;
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
    lun_annotations_rows(r->set, r->rule->host.layer, &n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t now;
        lun_range *ranges;
        const lun_annotation *host = lun_annotations_rows(r->set, r->rule->host.layer, &now)[i];
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
    lun_annotations_rows(r->set, r->rule->host.layer, &n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t now;
        const lun_annotation *row = lun_annotations_rows(r->set, r->rule->host.layer, &now)[i];
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
    int base = lua_gettop(r->L) + 1;
    lua_rawgeti(r->L, LUA_REGISTRYINDEX, r->rule->call_ref);
    lun_script__push_document(r->L);
    lua_call(r->L, 1, 1);
    take_result(r, base, (lun_span){ 0, r->document->len });
    lua_settop(r->L, base - 1);
}

static void run_scope(const runner *r)
{
    lun_range all = { 0, r->document->n_tokens };
    switch (r->rule->scope) {
    case LUN_SCOPE_SENTENCE:
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
    runner r = { L, script, rule, script->set, document, lua_newuserdatauv(L, (n + 1) * sizeof(lun_value), 0) };
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
    lua_pushcfunction(script->L, protected_run);
    int rc = lun_script__pcall(script->L, 0, 0, err);
    script->rule = 0;
    return rc;
}
