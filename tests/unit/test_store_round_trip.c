/*
** test_store_round_trip.c - what is put comes back: over random schemas, texts, rows and kept layers, the JSON of a
** document is the same before it is stored and after it is read, with its ids, rules and entities.
*/
#include "store_samples.h"

static uint64_t seed;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return n ? (uint32_t)(seed >> 33) % n : 0;
}

enum { MAX_LAYERS = 6, MAX_FIELDS = 7 };

static lun_schema *random_schema(void)
{
    static const lun_type types[] = { LUN_TYPE_TEXT,    LUN_TYPE_INTEGER, LUN_TYPE_NUMBER,
                                      LUN_TYPE_BOOLEAN, LUN_TYPE_DATE,    LUN_TYPE_ENUM,
                                      LUN_TYPE_SPAN,    LUN_TYPE_ENTITY,  LUN_TYPE_ANNOTATION };
    lun_schema *schema = lun_schema_new();
    uint32_t n = 1 + below(MAX_LAYERS);
    char name[16];
    for (uint32_t i = 0; i < n; i++) {
        snprintf(name, sizeof name, "layer%u", i);
        if (i == 1 && below(2))
            snprintf(name, sizeof name, "collective");
        add_layer(schema, name, (int)below(2));
        if (strcmp(name, "collective") == 0)
            add_field_of(schema, (uint16_t)i, "members", LUN_TYPE_ENTITY, 1, 0);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t fields = below(MAX_FIELDS);
        for (uint32_t f = 0; f < fields; f++) {
            snprintf(name, sizeof name, "f%u", f);
            add_field_of(schema, (uint16_t)i, name, types[below(9)], below(3) == 0, (uint16_t)below(n));
        }
    }
    return schema;
}

static void random_text(char *out, size_t size)
{
    static const char *const pieces[] = { "a",  "Ö",  "word ",     "条約", "\xF0\x9F\x95\x8A", "\n", ". ",
                                          "\"", "\\", "e\xCC\x81", "\t" };
    size_t len = 0;
    uint32_t n = 1 + below(120);
    out[0] = '\0';
    for (uint32_t i = 0; i < n; i++) {
        const char *piece = pieces[below(11)];
        if (len + strlen(piece) + 1 >= size)
            break;
        memcpy(out + len, piece, strlen(piece) + 1);
        len += strlen(piece);
    }
}

static lun_span random_span(const lun_document *document)
{
    uint32_t a = below(document->len + 1), b = below(document->len + 1);
    lun_span span = { a < b ? a : b, a < b ? b : a };
    while ((document->text[span.start] & 0xC0) == 0x80)
        span.start--;
    while ((document->text[span.stop] & 0xC0) == 0x80)
        span.stop--;
    return span;
}

/* The id of a random row of the layer, before `before`; 0 where there is none. */
static uint32_t random_row(const lun_annotations *set, int layer)
{
    uint32_t last = lun_annotations_last(set);
    for (int i = 0; i < 20 && last; i++) {
        uint32_t id = 1 + below(last);
        const lun_annotation *row = lun_annotations_get(set, id);
        if (row && (layer < 0 || row->layer == layer))
            return id;
    }
    return 0;
}

static lun_value random_item(lun_annotations *set, const lun_field *field)
{
    static const char *const texts[] = { "", "x", "Ø\"\\\n", "long words that go on; and on" };
    static const char *const kinds[] = { "offer", "warning", "thanks" };
    static const char *const dates[] = { "2024", "2024-05", "2024-05-02" };
    static const double numbers[] = { 0.1, -2.5e300, 3, 1e-7 };
    lun_value value = { .type = LUN_TYPE_NONE };
    switch (field->type) {
    case LUN_TYPE_TEXT:
        value = text_value(texts[below(4)]);
        break;
    case LUN_TYPE_ENUM:
        value = text_value(kinds[below(3)]);
        break;
    case LUN_TYPE_DATE:
        value = text_value(dates[below(3)]);
        break;
    case LUN_TYPE_INTEGER:
        value.as.integer = below(2) ? (int64_t)below(1000) - 500 : INT64_MIN + (int64_t)below(9);
        break;
    case LUN_TYPE_BOOLEAN:
        value.as.integer = below(2);
        break;
    case LUN_TYPE_NUMBER:
        value.as.number = numbers[below(4)];
        break;
    case LUN_TYPE_SPAN:
        value = span_value(random_span(lun_annotations_document(set)));
        break;
    case LUN_TYPE_ENTITY:
        value = entity_value(1 + below(lun_annotations_entity_count(set)), below(2) ? random_row(set, -1) : 0);
        break;
    case LUN_TYPE_ANNOTATION:
        value.as.annotation = random_row(set, field->target);
        if (!value.as.annotation)
            return value;
        break;
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        break;
    }
    value.type = field->type;
    return value;
}

static lun_value random_value(lun_annotations *set, const lun_field *field, lun_value items[4])
{
    uint32_t n = 0, want = below(5);
    if (below(4) == 0)
        return (lun_value){ .type = LUN_TYPE_NONE };
    if (!field->list)
        return random_item(set, field);
    for (uint32_t i = 0; i < want && i < 4; i++) {
        lun_value item = random_item(set, field);
        if (item.type != LUN_TYPE_NONE)
            items[n++] = item;
    }
    return list_value(items, n);
}

static void add_random_row(lun_annotations *set, const lun_schema *schema)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    uint16_t layer = (uint16_t)below(lun_schema_count(schema));
    const lun_layer *type = lun_schema_layer(schema, layer);
    lun_value values[MAX_FIELDS + 1], items[MAX_FIELDS + 1][4];
    for (uint32_t f = 0; f < type->n_fields; f++)
        values[f] = random_value(set, &type->fields[f], items[f]);
    if (below(5) == 0)
        must(lun_annotations_next_id(set, lun_annotations_last(set) + 1 + below(3), &err), &err);
    must(lun_annotations_add(set, &row, layer, random_span(lun_annotations_document(set)), below(3),
                             below(lun_annotations_entity_count(set) + 1), values, &err),
         &err);
}

/* Some values are set later, as resolve functions do: those may name rows that come after. */
static void set_some_later(lun_annotations *set, const lun_schema *schema)
{
    lun_error err = LUN_ERROR_INIT;
    for (uint32_t id = 1; id <= lun_annotations_last(set); id++) {
        lun_annotation *row = lun_annotations_get(set, id);
        if (!row || below(3))
            continue;
        const lun_layer *type = lun_schema_layer(schema, row->layer);
        lun_value items[4];
        uint32_t f = below(type->n_fields);
        if (type->n_fields == 0)
            continue;
        lun_value value = random_value(set, &type->fields[f], items);
        must(lun_annotations_set(set, row, f, &value, &err), &err);
    }
}

static lun_annotations *random_rows(lun_document *document, const lun_schema *schema)
{
    static const char *const names[] = { "Norland", "Ada", "Ø", "both sides" };
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set = lun_annotations_new(document, schema);
    uint32_t entities = 1 + below(5), n = below(25);
    for (uint32_t i = 0; i < entities; i++)
        lun_annotations_entity(set, below(2) ? "country" : "person", names[below(4)],
                               below(3) ? NULL : names[below(4)]);
    for (uint32_t i = 0; i < n; i++)
        add_random_row(set, schema);
    set_some_later(set, schema);
    for (uint32_t i = 0; i < lun_schema_count(schema); i++)
        must(lun_annotations_finish(set, (uint16_t)i, &err), &err);
    return set;
}

static char *json_of(lun_annotations *set, const lun_rules *rules, const uint8_t *layers)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    must(lun_annotations_write_json(set, rules, layers, &out, &err), &err);
    return lun_buf_take(&out);
}

static void compare(lun_store *store, int64_t number, lun_annotations *put, const uint8_t *layers, uint64_t from)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document;
    lun_annotations *got;
    char *before = json_of(put, &sample_rules, layers), *after;
    must(lun_store_get(store, number, &document, &got, &err), &err);
    after = json_of(got, lun_store_rules(store), NULL);
    if (strcmp(before, after) != 0)
        fail_msg("seed %llu\nput: %s\ngot: %s", (unsigned long long)from, before, after);
    assert_int_equal(lun_annotations_entity_count(got), lun_annotations_entity_count(put));
    for (uint32_t id = 1; id <= lun_annotations_last(got); id++) {
        if (lun_annotations_get(got, id))
            assert_int_equal(lun_annotations_get(got, id)->rule, lun_annotations_get(put, id)->rule);
    }
    assert_memory_equal(document->hash, lun_annotations_document(put)->hash, 16);
    lun_free(before);
    lun_free(after);
    lun_document_free(document);
}

static void one_corpus(uint64_t from)
{
    enum { DOCUMENTS = 3 };
    lun_error err = LUN_ERROR_INIT;
    lun_document *documents[DOCUMENTS];
    lun_annotations *sets[DOCUMENTS];
    uint8_t layers[MAX_LAYERS];
    char text[2048], uri[32];
    lun_run_info info = sample_run(1);
    seed = from;
    lun_schema *schema = random_schema();
    for (int i = 0; i < MAX_LAYERS; i++)
        layers[i] = below(4) > 0;
    const uint8_t *kept = below(2) ? layers : NULL;
    lun_store *store = open_corpus(in_folder("random.db"), LUN_STORE_WRITE);
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    for (int i = 0; i < DOCUMENTS; i++) {
        random_text(text, sizeof text);
        snprintf(uri, sizeof uri, "papers/%d.txt", i);
        documents[i] = sample_document(uri, text);
        if (below(2))
            lun_document_problem(documents[i], LUN_PROBLEM_DOCUMENT, "odd-byte", "line %d: \"odd\"", i);
        sets[i] = random_rows(documents[i], schema);
        must(lun_store_put(store, sets[i], kept, &err), &err);
    }
    must(lun_store_put(store, sets[1], kept, &err), &err);
    must(lun_store_run_end(store, "done", &err), &err);
    for (int i = 0; i < DOCUMENTS; i++)
        compare(store, i + 1, sets[i], kept, from);
    lun_store_close(store);
    store = open_corpus(in_folder("random.db"), LUN_STORE_READ);
    for (int i = 0; i < DOCUMENTS; i++)
        compare(store, i + 1, sets[i], kept, from);
    expect_query(store, "SELECT count(*) - count(DISTINCT key) FROM annotation", "0");
    expect_query(store, "PRAGMA foreign_key_check", "");
    expect_query(store, "PRAGMA integrity_check", "ok");
    lun_store_close(store);
    for (int i = 0; i < DOCUMENTS; i++)
        lun_document_free(documents[i]);
    lun_schema_free(schema);
    assert_int_equal(unlink(in_folder("random.db")), 0);
}

static void test_round_trip__json_is_the_same_before_and_after(void **state)
{
    (void)state;
    for (uint64_t from = 1; from <= 60; from++)
        one_corpus(from);
}

static void test_round_trip__a_document_without_rows_and_text(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = sample_schema();
    lun_store *store = open_corpus(in_folder("empty.db"), LUN_STORE_WRITE);
    lun_run_info info = sample_run(1);
    lun_document *document = sample_document("papers/empty.txt", ""), *got;
    (void)state;
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    must(lun_store_put(store, lun_annotations_new(document, schema), NULL, &err), &err);
    must(lun_store_run_end(store, "done", &err), &err);
    must(lun_store_get(store, 1, &got, NULL, &err), &err);
    assert_int_equal(got->len, 0);
    assert_string_equal(got->title, "Harbour talks");
    assert_null(got->source);
    lun_document_free(got);
    assert_int_equal(lun_store_get(store, 2, &got, NULL, &err), LUN_ENOTFOUND);
    assert_null(got);
    lun_store_close(store);
    lun_document_free(document);
    lun_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip__json_is_the_same_before_and_after),
        cmocka_unit_test(test_round_trip__a_document_without_rows_and_text),
    };
    return cmocka_run_group_tests(tests, make_test_folder, remove_test_folder);
}
