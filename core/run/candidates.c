/*
** candidates.c - requirements of rules against the corpus: one of each list must be there, of all lists of a rule, of one rule. Sits on
** core/store/candidates.c.
**
** A layer that a rule wants and that has changed itself has rows where it had some and where its own rules can mark some: asked
** in turn. A layer that its own rules read (`after`) adds nothing: the first row of it in a document comes from a rule that found
** none there.
*/
#include "run/candidates.h"

#include <string.h>

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a list of documents");
}

int lun_candidates_init(lun_candidates *c, lun_error *err)
{
    c->known = lun_calloc((size_t)lun_schema_count(c->schema) + 1, sizeof *c->known);
    if (!c->known)
        return no_memory(err);
    int rc = lun_store_set(&c->any, c->store, err);
    if (rc < 0 || !c->documents)
        return rc < 0 ? rc : lun_store_add_all(c->store, &c->any, err);
    lun_bits_unite(&c->any, c->documents);
    return LUN_OK;
}

void lun_candidates_clear(lun_candidates *c)
{
    for (uint32_t i = 0; c->known && i < lun_schema_count(c->schema); i++)
        lun_bits_clear(&c->known[i]);
    lun_free(c->known);
    c->known = NULL;
    lun_bits_clear(&c->any);
}

/* 1, or 0 where nobody can tell where its rows are. */
static int add_layer(lun_candidates *c, uint16_t layer, lun_bits *out, lun_error *err)
{
    const lun_bits *found;
    int rc;
    if (!c->kept[layer])
        return 0;
    if (!c->changed[layer])
        rc = lun_store_add_layer(c->store, out, lun_schema_layer(c->schema, layer)->name, err);
    else if ((rc = lun_candidates_find(c, layer, &found, err)) == LUN_OK)
        lun_bits_unite(out, found);
    return rc < 0 ? rc : 1;
}

static int add_item(lun_candidates *c, const lun_wanted_item *item, lun_bits *out, lun_error *err)
{
    return item->word ? lun_store_add_word(c->store, out, item->word, err) : add_layer(c, item->layer, out, err);
}

/* The documents of `both` that meet one list: 1, or 0 where that cannot be told and all of them stay. */
static int narrow(lun_candidates *c, const lun_wanted *list, lun_bits *both, lun_error *err)
{
    lun_bits found;
    int rc = 1;
    if (lun_bits_init(&found, both->n) < 0)
        return no_memory(err);
    for (uint32_t i = 0; i < list->n && rc > 0; i++)
        rc = add_item(c, &list->items[i], &found, err);
    if (rc > 0)
        lun_bits_intersect(both, &found);
    c->untold |= rc == 0;
    lun_bits_clear(&found);
    return rc;
}

int lun_candidates_add(lun_candidates *c, const lun_wanted_rule *rule, lun_bits *out, lun_error *err)
{
    lun_bits both;
    int rc = LUN_OK;
    if (lun_bits_init(&both, out->n) < 0)
        return no_memory(err);
    lun_bits_unite(&both, &c->any);
    for (uint32_t i = 0; i < rule->n && rc >= 0; i++)
        rc = narrow(c, &rule->all[i], &both, err);
    if (rc >= 0)
        lun_bits_unite(out, &both);
    lun_bits_clear(&both);
    return rc < 0 ? rc : LUN_OK;
}

int lun_candidates_anywhere(const lun_layer_wants *wants, const uint8_t *layers, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (layers[i] && wants[i].anything)
            return 1;
        for (uint32_t r = 0; layers[i] && r < wants[i].n; r++) {
            if (wants[i].rules[r].n == 0)
                return 1;
        }
    }
    return 0;
}

int lun_candidates_is_engines(const char *layer)
{
    return strcmp(layer, "token") == 0 || strcmp(layer, "sentence") == 0 || strcmp(layer, "paragraph") == 0 ||
           strcmp(layer, "quoted") == 0;
}

int lun_candidates_match(lun_candidates *c, uint16_t layer, lun_bits *out, lun_error *err)
{
    const lun_layer_wants *wants = &c->wants[layer];
    int rc = LUN_OK;
    if (wants->anything)
        lun_bits_unite(out, &c->any);
    for (uint32_t i = 0; i < wants->n && rc == LUN_OK; i++)
        rc = lun_candidates_add(c, &wants->rules[i], out, err);
    return rc;
}

int lun_candidates_find(lun_candidates *c, uint16_t layer, const lun_bits **out, lun_error *err)
{
    lun_bits *known = &c->known[layer];
    *out = known;
    if (known->words)
        return LUN_OK;
    if (lun_bits_init(known, c->any.n) < 0) /* empty while its own rules ask for it */
        return no_memory(err);
    lun_bits found;
    if (lun_bits_init(&found, c->any.n) < 0)
        return no_memory(err);
    int rc = lun_store_add_layer(c->store, &found, lun_schema_layer(c->schema, layer)->name, err);
    if (rc == LUN_OK)
        rc = lun_candidates_match(c, layer, &found, err);
    lun_bits_unite(known, &found);
    lun_bits_clear(&found);
    return rc;
}
