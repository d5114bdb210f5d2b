/*
** parcel_plan.c - errors, and what the zygote has loaded, as bytes. Sits on wire.c.
*/
#include <string.h>

#include "run/parcel.h"

#define LAYERS_MAX 1000
#define RULES_MAX 1000000

/* ---- errors ---- */

void lun_parcel_error(lun_buf *out, const lun_error *error)
{
    lun_wire_signed(out, error->code);
    lun_wire_number(out, error->line);
    lun_wire_number(out, error->column);
    lun_wire_number(out, error->width);
    lun_wire_text(out, error->file);
    lun_wire_text(out, error->message);
    lun_wire_text(out, error->source);
    lun_wire_text(out, error->hint);
}

void lun_parcel_take_error(lun_wire *in, lun_error *out)
{
    int64_t code = lun_wire_take_signed(in);
    memset(out, 0, sizeof *out);
    out->code = code <= LUN_ENOMEM && code >= LUN_EVERSION ? (int)code : LUN_EFORMAT;
    out->line = lun_wire_take_u32(in);
    out->column = lun_wire_take_u32(in);
    out->width = lun_wire_take_u32(in);
    lun_wire_copy_text(in, out->file, sizeof out->file);
    lun_wire_copy_text(in, out->message, sizeof out->message);
    lun_wire_copy_text(in, out->source, sizeof out->source);
    lun_wire_copy_text(in, out->hint, sizeof out->hint);
}

/* ---- layers ---- */

static void add_field(lun_buf *out, const lun_field *field)
{
    lun_wire_text(out, field->name);
    lun_wire_text(out, field->owner);
    lun_wire_number(out, field->type);
    lun_wire_number(out, (uint64_t)(field->list | field->required << 1 | field->late << 2));
    lun_wire_number(out, field->target);
    lun_wire_number(out, field->n_options);
    for (uint32_t i = 0; i < field->n_options; i++)
        lun_wire_text(out, field->options[i]);
}

static void add_layers(lun_buf *out, const lun_schema *schema)
{
    uint32_t n = lun_schema_count(schema);
    lun_wire_number(out, n);
    for (uint32_t i = 0; i < n; i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        lun_wire_text(out, layer->name);
        lun_wire_text(out, layer->owner);
        lun_wire_text(out, layer->doc);
        lun_wire_number(out, layer->policy);
        lun_wire_number(out, layer->mention);
    }
    for (uint32_t i = 0; i < n; i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        lun_wire_number(out, layer->n_fields);
        for (uint32_t f = 0; f < layer->n_fields; f++)
            add_field(out, &layer->fields[f]);
        lun_wire_number(out, layer->n_members);
        for (uint32_t m = 0; m < layer->n_members; m++)
            lun_wire_number(out, layer->members[m].layer);
    }
}

static int take_field(lun_plan *plan, lun_wire *in, uint16_t layer, lun_error *err)
{
    lun_field field = { 0 };
    field.name = lun_wire_need_text(in, plan->arena);
    field.owner = lun_wire_need_text(in, plan->arena);
    uint64_t type = lun_wire_take_number(in), flags = lun_wire_take_number(in), target = lun_wire_take_number(in);
    size_t n = lun_wire_take_count(in, 1);
    const char **options = lun_arena_calloc(plan->arena, n + 1, sizeof *options);
    if (!options)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the layers");
    for (size_t i = 0; i < n; i++)
        options[i] = lun_wire_need_text(in, plan->arena);
    if (in->bad || type <= LUN_TYPE_NONE || type >= LUN_TYPE_LIST ||
        (type == LUN_TYPE_ANNOTATION && target >= lun_schema_count(plan->schema)))
        return LUN_EFORMAT;
    field.type = (lun_type)type;
    field.list = flags & 1;
    field.required = flags >> 1 & 1;
    field.late = flags >> 2 & 1;
    field.target = (uint16_t)target;
    field.options = options;
    field.n_options = (uint32_t)n;
    return lun_schema_add_field(plan->schema, layer, &field, err);
}

static int take_layer(lun_plan *plan, lun_wire *in, uint16_t layer, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t n = lun_wire_take_count(in, 1); n && rc == LUN_OK; n--)
        rc = take_field(plan, in, layer, err);
    for (size_t n = lun_wire_take_count(in, 1); n && rc == LUN_OK; n--) {
        uint32_t member = lun_wire_take_u32(in);
        if (in->bad || member >= lun_schema_count(plan->schema))
            return LUN_EFORMAT;
        rc = lun_schema_add_member(plan->schema, layer, (uint16_t)member, NULL, err);
    }
    return rc;
}

static int take_layers(lun_plan *plan, lun_wire *in, lun_error *err)
{
    size_t n = lun_wire_take_count(in, 5);
    int rc = n > LAYERS_MAX ? LUN_EFORMAT : LUN_OK;
    for (size_t i = 0; i < n && rc == LUN_OK; i++) {
        uint16_t number;
        const char *name = lun_wire_need_text(in, plan->arena), *owner = lun_wire_need_text(in, plan->arena),
                   *doc = lun_wire_take_text(in, plan->arena);
        uint64_t policy = lun_wire_take_number(in), mention = lun_wire_take_number(in);
        if (in->bad || policy > LUN_POLICY_ORDER)
            return LUN_EFORMAT;
        rc = lun_schema_declare(plan->schema, &number, name, owner, doc, (lun_policy)policy, mention != 0, err);
        if (rc == LUN_OK && number != i)
            return LUN_EFORMAT;
    }
    for (size_t i = 0; i < n && rc == LUN_OK; i++)
        rc = take_layer(plan, in, (uint16_t)i, err);
    return rc;
}

/* ---- rules ---- */

static void add_rules(lun_buf *out, const lun_rules *rules)
{
    lun_wire_number(out, rules->n);
    for (uint32_t i = 0; i < rules->n; i++) {
        const lun_rule_info *rule = &rules->items[i];
        lun_wire_text(out, rule->id);
        lun_wire_text(out, rule->plugin);
        lun_wire_text(out, rule->version);
        lun_wire_text(out, rule->file);
        lun_wire_number(out, rule->line);
        lun_wire_text(out, rule->doc);
        lun_wire_text(out, rule->text);
        lun_wire_text(out, rule->replaces);
        lun_buf_add(out, (const char *)rule->hash, sizeof rule->hash);
    }
}

static void take_rule(lun_plan *plan, lun_wire *in, lun_rule_info *rule)
{
    rule->id = lun_wire_need_text(in, plan->arena);
    rule->plugin = lun_wire_need_text(in, plan->arena);
    rule->version = lun_wire_need_text(in, plan->arena);
    rule->file = lun_wire_take_text(in, plan->arena);
    rule->line = lun_wire_take_u32(in);
    rule->doc = lun_wire_take_text(in, plan->arena);
    rule->text = lun_wire_take_text(in, plan->arena);
    rule->replaces = lun_wire_take_text(in, plan->arena);
    const char *hash = lun_wire_take_raw(in, sizeof rule->hash);
    if (hash)
        memcpy(rule->hash, hash, sizeof rule->hash);
}

static int take_rules(lun_plan *plan, lun_wire *in, lun_error *err)
{
    size_t n = lun_wire_take_count(in, 9 + sizeof plan->rules.items->hash - 1);
    if (n > RULES_MAX || in->bad)
        return LUN_EFORMAT;
    lun_rule_info *items = lun_arena_calloc(plan->arena, n + 1, sizeof *items);
    if (!items)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    for (size_t i = 0; i < n; i++)
        take_rule(plan, in, &items[i]);
    plan->rules = (lun_rules){ items, (uint32_t)n };
    return in->bad ? LUN_EFORMAT : LUN_OK;
}

/* ---- the plan ---- */

void lun_parcel_plan(lun_buf *out, const lun_schema *schema, const lun_rules *rules, const uint8_t *layers,
                     const uint8_t fingerprint[16], const lun_dependencies *dependencies)
{
    size_t n = dependencies->n;
    add_layers(out, schema);
    add_rules(out, rules);
    lun_wire_bytes(out, layers, lun_schema_count(schema));
    lun_buf_add(out, (const char *)fingerprint, 16);
    lun_buf_add(out, (const char *)dependencies->base, sizeof dependencies->base);
    lun_wire_bytes(out, dependencies->fingerprints, n * sizeof *dependencies->fingerprints);
    lun_wire_bytes(out, dependencies->follows, n * n);
    lun_buf_add(out, (const char *)&dependencies->rest, sizeof dependencies->rest);
    lun_wire_number(out, dependencies->n_rules);
    for (uint32_t i = 0; i < dependencies->n_rules; i++) {
        const lun_rule_print *rule = &dependencies->rules[i];
        lun_buf_add(out, (const char *)&rule->hash, sizeof rule->hash);
        lun_wire_number(out, rule->stage);
        lun_wire_number(out, rule->place);
    }
}

/* Of all rules, or of none. */
static int take_prints(lun_plan *plan, lun_wire *in, lun_error *err)
{
    lun_dependencies *out = &plan->dependencies;
    const char *rest = lun_wire_take_raw(in, sizeof out->rest);
    size_t n = lun_wire_take_count(in, sizeof out->rules->hash + 2);
    if (in->bad || (n && n != plan->rules.n))
        return LUN_EFORMAT;
    memcpy(&out->rest, rest, sizeof out->rest);
    if (!(out->rules = lun_calloc(n + 1, sizeof *out->rules)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    for (size_t i = 0; i < n && !in->bad; i++) {
        const char *hash = lun_wire_take_raw(in, sizeof out->rules->hash);
        if (hash)
            memcpy(&out->rules[i].hash, hash, sizeof out->rules->hash);
        out->rules[i].stage = lun_wire_take_u32(in);
        out->rules[i].place = lun_wire_take_u32(in);
    }
    out->n_rules = (uint32_t)n;
    return in->bad ? LUN_EFORMAT : LUN_OK;
}

static int take_dependencies(lun_plan *plan, lun_wire *in, lun_error *err)
{
    lun_dependencies *out = &plan->dependencies;
    size_t n = lun_schema_count(plan->schema), prints, follows;
    const char *base = lun_wire_take_raw(in, sizeof out->base), *print = lun_wire_take_bytes(in, &prints),
               *follow = lun_wire_take_bytes(in, &follows);
    if (in->bad || prints != n * sizeof *out->fingerprints || follows != n * n)
        return LUN_EFORMAT;
    out->n = (uint32_t)n;
    out->fingerprints = lun_malloc(prints);
    out->follows = lun_malloc(follows);
    if (!out->fingerprints || !out->follows)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the layers");
    memcpy(out->base, base, sizeof out->base);
    memcpy(out->fingerprints, print, prints);
    memcpy(out->follows, follow, follows);
    return take_prints(plan, in, err);
}

static int take_plan(lun_plan *plan, lun_wire *in, lun_error *err)
{
    size_t n;
    int rc = take_layers(plan, in, err);
    if (rc < 0 || (rc = take_rules(plan, in, err)) < 0)
        return rc;
    const char *flags = lun_wire_take_bytes(in, &n), *fingerprint = lun_wire_take_raw(in, sizeof plan->fingerprint);
    if (in->bad || n != lun_schema_count(plan->schema))
        return LUN_EFORMAT;
    if (!(plan->layers = lun_arena_calloc(plan->arena, n + 1, 1)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for the layers");
    for (size_t i = 0; i < n; i++)
        plan->layers[i] = flags[i] != 0;
    memcpy(plan->fingerprint, fingerprint, sizeof plan->fingerprint);
    return take_dependencies(plan, in, err);
}

int lun_parcel_take_plan(lun_plan *out, lun_wire *in, lun_error *err)
{
    memset(out, 0, sizeof *out);
    out->arena = lun_arena_new();
    out->schema = lun_schema_new();
    int rc =
        out->arena && out->schema ? take_plan(out, in, err) : lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    if (rc == LUN_EFORMAT && in->bad == 2)
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for the rules");
    else if (rc < 0 && rc != LUN_ENOMEM) /* a schema that the zygote could not have made */
        rc = lun_error_set(err, LUN_EFORMAT, "what the process that loads rules says of them is malformed");
    if (rc < 0)
        lun_plan_clear(out);
    return rc;
}

void lun_plan_clear(lun_plan *plan)
{
    lun_dependencies_clear(&plan->dependencies);
    lun_schema_free(plan->schema);
    lun_arena_free(plan->arena);
    memset(plan, 0, sizeof *plan);
}
