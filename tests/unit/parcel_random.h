/*
** parcel_random.h - random documents with random rows of every type, for what is sent between processes.
*/
#ifndef PARCEL_RANDOM_H
#define PARCEL_RANDOM_H

#include "store_samples.h"

static uint64_t dice = 20261128;

static inline unsigned roll(unsigned n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((dice >> 33) % n);
}

static inline const char *random_text(lun_arena *arena, unsigned most)
{
    static const char *const parts[] = { "a", "B", " ", "é", "ß", "\n", "\t", "\"", "\\", "中", "😀", "x.", "0", "-" };
    lun_buf text = LUN_BUF_INIT;
    for (unsigned n = roll(most + 1); n; n--)
        lun_buf_adds(&text, parts[roll(sizeof parts / sizeof *parts)]);
    const char *copy = lun_arena_strdup(arena, text.data ? text.data : "");
    lun_buf_clear(&text);
    assert_non_null(copy);
    return copy;
}

static inline const char *maybe_text(lun_arena *arena)
{
    return roll(3) ? random_text(arena, 12) : NULL;
}

static inline lun_document *random_document(void)
{
    lun_document *document = lun_document_new();
    lun_error err = LUN_ERROR_INIT;
    assert_non_null(document);
    lun_arena *arena = document->arena;
    const char **const texts[] = { &document->media_type, &document->title,   &document->date,  &document->language,
                                   &document->source,     &document->country, &document->origin };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = maybe_text(arena);
    document->uri = random_text(arena, 12);
    document->id = random_text(arena, 12);
    document->line = roll(2) ? roll(1000) : roll(2) * UINT32_MAX;
    document->n_meta = roll(4);
    document->meta = lun_arena_calloc(arena, document->n_meta + 1, sizeof *document->meta);
    for (uint32_t i = 0; i < document->n_meta; i++) {
        const char *key = lun_arena_strdup(arena, (const char *[]){ "one", "two", "three" }[i]);
        document->meta[i] = (lun_meta){ key, roll(2) ? "\"value\"" : "[1,{\"x\":null}]" };
    }
    for (size_t i = 0; i < sizeof document->hash; i++) {
        document->hash[i] = (uint8_t)roll(256);
        document->identity[i] = (uint8_t)roll(256);
    }
    const char *text = random_text(arena, roll(4) ? 40 : 400);
    must(lun_document_set_text(document, text, strlen(text), &err), &err);
    for (unsigned n = roll(3); n; n--)
        lun_document_problem(document, roll(2) ? LUN_PROBLEM_DOCUMENT : LUN_PROBLEM_ENVIRONMENT,
                             roll(2) ? "invalid-utf8" : "bad-html", "%s", random_text(arena, 20));
    return document;
}

static inline lun_span random_span(const lun_document *document)
{
    uint32_t a = roll(document->len + 1), b = roll(document->len + 1);
    while ((document->text[a] & 0xC0) == 0x80)
        a--;
    while ((document->text[b] & 0xC0) == 0x80)
        b--;
    return a < b ? (lun_span){ a, b } : (lun_span){ b, a };
}

/* For a field of the sample schema; NONE where nothing fits. rows: those that are there, by layer of the first n ids. */
static inline lun_value random_item(const lun_annotations *set, const lun_field *field)
{
    static const char *const kinds[] = { "offer", "warning", "thanks" };
    static const int64_t integers[] = { 0, -1, 1, INT64_MAX, INT64_MIN, 1234567 };
    static const double numbers[] = { 0, -0.5, 0.1, 1e300, -1e-300, 3 };
    const lun_document *document = lun_annotations_document(set);
    uint32_t last = lun_annotations_last(set), entities = lun_annotations_entity_count(set);
    lun_value value = { .type = field->type };
    switch (field->type) {
    case LUN_TYPE_TEXT:
        value = text_value(random_text(document->arena, 10));
        break;
    case LUN_TYPE_DATE:
        value = text_value(roll(2) ? "2024-05-02" : "2024");
        break;
    case LUN_TYPE_ENUM:
        value = text_value(kinds[roll(3)]);
        break;
    case LUN_TYPE_INTEGER:
        value.as.integer = integers[roll(6)];
        break;
    case LUN_TYPE_BOOLEAN:
        value.as.integer = (int64_t)roll(2);
        break;
    case LUN_TYPE_NUMBER:
        value.as.number = numbers[roll(6)];
        break;
    case LUN_TYPE_SPAN:
        value.as.span = random_span(document);
        break;
    case LUN_TYPE_ENTITY:
        value.as.ref.entity = entities ? 1 + roll(entities) : 0;
        value.as.ref.mention = last && roll(2) ? 1 + roll(last) : 0;
        if (!entities)
            value.type = LUN_TYPE_NONE;
        break;
    case LUN_TYPE_ANNOTATION:
        value.as.annotation = last ? 1 + roll(last) : 0;
        if (!last || lun_annotations_get(set, value.as.annotation)->layer != field->target)
            value.type = LUN_TYPE_NONE;
        break;
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        break;
    }
    if (value.type != LUN_TYPE_NONE)
        value.type = field->type;
    return value;
}

static inline void add_random_row(lun_annotations *set, uint16_t layer)
{
    const lun_layer *type = lun_schema_layer(lun_annotations_schema(set), layer);
    lun_document *document = lun_annotations_document(set);
    lun_value values[16] = { { 0 } };
    lun_annotation *row;
    lun_error err = LUN_ERROR_INIT;
    uint32_t entities = lun_annotations_entity_count(set);
    for (uint32_t f = 0; f < type->n_fields; f++) {
        if (roll(3) == 0)
            continue;
        if (!type->fields[f].list) {
            values[f] = random_item(set, &type->fields[f]);
            continue;
        }
        uint32_t n = roll(4), have = 0;
        lun_value *items = lun_arena_calloc(document->arena, n + 1, sizeof *items);
        for (uint32_t i = 0; i < n; i++) {
            items[have] = random_item(set, &type->fields[f]);
            have += items[have].type != LUN_TYPE_NONE;
        }
        values[f] = have ? list_value(items, have) : (lun_value){ 0 };
    }
    must(lun_annotations_add(set, &row, layer, random_span(document), roll(3), entities ? roll(entities + 1) : 0,
                             values, &err),
         &err);
}

static inline lun_annotations *random_rows(lun_document *document, const lun_schema *schema, unsigned most)
{
    lun_annotations *set = lun_annotations_new(document, schema);
    assert_non_null(set);
    for (unsigned n = roll(most + 1); n; n--) {
        if (roll(3) == 0)
            lun_annotations_entity(set, roll(2) ? "person" : "country", random_text(document->arena, 3),
                                   roll(2) ? random_text(document->arena, 2) : NULL);
        add_random_row(set, (uint16_t)roll(L_ACTOR));
    }
    return set;
}

#endif
