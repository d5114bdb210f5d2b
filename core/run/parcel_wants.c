/*
** parcel_wants.c - what rules want of documents, as bytes: between processes, and as a corpus keeps them. Sits on wire.c.
*/
#include "run/parcel.h"

static void add_list(lun_buf *out, const lun_wanted *list)
{
    lun_wire_number(out, list->n);
    for (uint32_t i = 0; i < list->n; i++) {
        lun_wire_text(out, list->items[i].word);
        lun_wire_number(out, list->items[i].layer);
    }
}

void lun_parcel_wants(lun_buf *out, const lun_layer_wants *wants, uint32_t n)
{
    for (uint32_t layer = 0; layer < n; layer++) {
        lun_wire_number(out, wants[layer].anything);
        lun_wire_number(out, wants[layer].n);
        for (uint32_t r = 0; r < wants[layer].n; r++) {
            const lun_wanted_rule *rule = &wants[layer].rules[r];
            lun_wire_number(out, rule->n);
            for (uint32_t i = 0; i < rule->n; i++)
                add_list(out, &rule->all[i]);
        }
    }
}

/* An array of what follows, of items of at least so many bytes; NULL without memory. */
static void *take_array(lun_wire *in, size_t least, size_t size, uint32_t *n, lun_arena *arena)
{
    size_t count = lun_wire_take_count(in, least);
    void *items = lun_arena_calloc(arena, count + 1, size);
    if (count > UINT32_MAX)
        lun_wire_refuse(in);
    *n = in->bad || !items ? 0 : (uint32_t)count;
    return items;
}

static int take_list(lun_wanted *list, uint32_t n_layers, lun_wire *in, lun_arena *arena)
{
    list->items = take_array(in, 2, sizeof *list->items, &list->n, arena);
    for (uint32_t i = 0; i < list->n; i++) {
        list->items[i].word = lun_wire_take_text(in, arena);
        uint32_t layer = lun_wire_take_u32(in);
        if (!list->items[i].word && layer >= n_layers)
            lun_wire_refuse(in);
        list->items[i].layer = (uint16_t)layer;
    }
    return list->items ? LUN_OK : LUN_ENOMEM;
}

static int take_layer(lun_layer_wants *wants, uint32_t n_layers, lun_wire *in, lun_arena *arena)
{
    int rc = LUN_OK;
    wants->anything = lun_wire_take_number(in) != 0;
    wants->rules = take_array(in, 1, sizeof *wants->rules, &wants->n, arena);
    for (uint32_t r = 0; r < wants->n && rc == LUN_OK; r++) {
        lun_wanted_rule *rule = &wants->rules[r];
        rule->all = take_array(in, 1, sizeof *rule->all, &rule->n, arena);
        rc = rule->all ? LUN_OK : LUN_ENOMEM;
        for (uint32_t i = 0; i < rule->n && rc == LUN_OK; i++)
            rc = take_list(&rule->all[i], n_layers, in, arena);
    }
    return wants->rules ? rc : LUN_ENOMEM;
}

int lun_parcel_take_wants(lun_layer_wants **wants, uint32_t n, uint32_t n_layers, lun_wire *in, lun_arena *arena,
                          lun_error *err)
{
    int rc = (*wants = lun_arena_calloc(arena, (size_t)n + 1, sizeof **wants)) ? LUN_OK : LUN_ENOMEM;
    for (uint32_t layer = 0; layer < n && rc == LUN_OK && !in->bad; layer++)
        rc = take_layer(&(*wants)[layer], n_layers, in, arena);
    if (rc < 0 || in->bad == 2)
        return lun_error_set(err, LUN_ENOMEM, "no memory for what rules want");
    if (in->bad)
        return lun_error_set(err, LUN_EFORMAT, "what the process that loads rules says of their wants is malformed");
    return LUN_OK;
}

/* ---- as a corpus keeps them: layers by their names ---- */

void lun_parcel_kept_wants(lun_buf *out, const lun_wanted_rule *rule, const lun_schema *schema)
{
    lun_wire_number(out, rule->n);
    for (uint32_t i = 0; i < rule->n; i++) {
        lun_wire_number(out, rule->all[i].n);
        for (uint32_t k = 0; k < rule->all[i].n; k++) {
            const lun_wanted_item *item = &rule->all[i].items[k];
            lun_wire_number(out, item->word == NULL);
            lun_wire_text(out, item->word ? item->word : lun_schema_layer(schema, item->layer)->name);
        }
    }
}

/* 1, or 0 for a layer that is not there now. */
static int take_kept_item(lun_wanted_item *item, const lun_schema *schema, lun_wire *in, lun_arena *arena)
{
    int is_layer = lun_wire_take_number(in) != 0;
    const char *text = lun_wire_need_text(in, arena);
    *item = (lun_wanted_item){ is_layer ? NULL : text, LUN_LAYER_NONE };
    if (is_layer && text && !in->bad)
        item->layer = lun_schema_find(schema, text);
    return !is_layer || item->layer != LUN_LAYER_NONE;
}

int lun_parcel_take_kept_wants(lun_wanted_rule *rule, const char *bytes, size_t len, const lun_schema *schema,
                               lun_arena *arena)
{
    lun_wire in = lun_wire_open(bytes, len);
    rule->n = 0;
    uint32_t n;
    if (!(rule->all = take_array(&in, 1, sizeof *rule->all, &n, arena)))
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < n && !in.bad; i++) {
        lun_wanted *list = &rule->all[rule->n];
        int told = 1;
        if (!(list->items = take_array(&in, 2, sizeof *list->items, &list->n, arena)))
            return LUN_ENOMEM;
        for (uint32_t k = 0; k < list->n && !in.bad; k++)
            told &= take_kept_item(&list->items[k], schema, &in, arena);
        rule->n += (uint32_t)told;
    }
    return in.bad == 2 ? LUN_ENOMEM : in.bad ? LUN_EFORMAT : LUN_OK;
}
