/*
** store_samples.h - what the tests of the store share: a temporary folder, a schema with every type, a document with
** rows, one-line queries.
*/
#ifndef STORE_SAMPLES_H
#define STORE_SAMPLES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "annotate/json.h"
#include "base/file.h"
#include "base/hash.h"
#include "store/store.h"

static inline void must_(int rc, const lun_error *err, const char *call, int line)
{
    if (rc < 0)
        fail_msg("line %d: %s: %d %s (hint: %s)", line, call, rc, err->message, err->hint);
}
#define must(call, err) must_((call), (err), #call, __LINE__)

/* ---- a folder that goes with the test ---- */

static char test_folder[256];

static inline int make_test_folder(void **state)
{
    const char *root = getenv("TMPDIR");
    (void)state;
    snprintf(test_folder, sizeof test_folder, "%s/lunette-store-XXXXXX", root ? root : "/tmp");
    return mkdtemp(test_folder) ? 0 : -1;
}

static inline int remove_test_folder(void **state)
{
    char **names;
    size_t n;
    (void)state;
    if (lun_folder_list(&names, &n, test_folder, NULL) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        char *path = lun_path_join(test_folder, names[i]);
        if (unlink(path) < 0)
            rmdir(path);
        lun_free(path);
    }
    lun_names_free(names, n);
    return rmdir(test_folder);
}

/* A path in the folder; each call gives the same buffer. */
static inline const char *in_folder(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", test_folder, name);
    return path;
}

/* ---- a schema: the shape of the layers that ship, and one field of each type ---- */

static inline uint16_t add_layer(lun_schema *schema, const char *name, int mention)
{
    uint16_t layer;
    lun_error err = LUN_ERROR_INIT;
    must(lun_schema_declare(schema, &layer, name, "sample", "A layer of the tests.", LUN_POLICY_ALL, mention, &err),
         &err);
    return layer;
}

static inline void add_field_of(lun_schema *schema, uint16_t layer, const char *name, lun_type type, int list,
                                uint16_t target)
{
    static const char *const kinds[] = { "offer", "warning", "thanks" };
    lun_error err = LUN_ERROR_INIT;
    lun_field field = { 0 };
    field.name = name;
    field.owner = "sample";
    field.type = type;
    field.list = (uint8_t)list;
    field.target = target;
    if (type == LUN_TYPE_ENUM) {
        field.options = kinds;
        field.n_options = 3;
    }
    must(lun_schema_add_field(schema, layer, &field, &err), &err);
}

enum { L_PERSON, L_COUNTRY, L_COLLECTIVE, L_STATEMENT, L_ACT, L_ACTOR };

static inline lun_schema *sample_schema(void)
{
    lun_schema *schema = lun_schema_new();
    lun_error err = LUN_ERROR_INIT;
    assert_non_null(schema);
    assert_int_equal(add_layer(schema, "person", 1), L_PERSON);
    add_field_of(schema, L_PERSON, "name", LUN_TYPE_TEXT, 0, 0);
    add_field_of(schema, L_PERSON, "country", LUN_TYPE_TEXT, 0, 0);
    assert_int_equal(add_layer(schema, "country", 1), L_COUNTRY);
    add_field_of(schema, L_COUNTRY, "iso", LUN_TYPE_TEXT, 0, 0);
    assert_int_equal(add_layer(schema, "collective", 1), L_COLLECTIVE);
    add_field_of(schema, L_COLLECTIVE, "members", LUN_TYPE_ENTITY, 1, 0);
    assert_int_equal(add_layer(schema, "statement", 0), L_STATEMENT);
    add_field_of(schema, L_STATEMENT, "speaker", LUN_TYPE_ENTITY, 0, 0);
    assert_int_equal(add_layer(schema, "act", 0), L_ACT);
    add_field_of(schema, L_ACT, "kind", LUN_TYPE_ENUM, 0, 0);
    add_field_of(schema, L_ACT, "actor", LUN_TYPE_ENTITY, 1, 0);
    add_field_of(schema, L_ACT, "target", LUN_TYPE_ENTITY, 1, 0);
    add_field_of(schema, L_ACT, "content", LUN_TYPE_SPAN, 1, 0);
    add_field_of(schema, L_ACT, "cue", LUN_TYPE_SPAN, 0, 0);
    add_field_of(schema, L_ACT, "strength", LUN_TYPE_INTEGER, 0, 0);
    add_field_of(schema, L_ACT, "weight", LUN_TYPE_NUMBER, 0, 0);
    add_field_of(schema, L_ACT, "negated", LUN_TYPE_BOOLEAN, 0, 0);
    add_field_of(schema, L_ACT, "due", LUN_TYPE_DATE, 0, 0);
    add_field_of(schema, L_ACT, "codes", LUN_TYPE_TEXT, 1, 0);
    add_field_of(schema, L_ACT, "statement", LUN_TYPE_ANNOTATION, 0, L_STATEMENT);
    assert_int_equal(add_layer(schema, "actor", 0), L_ACTOR);
    must(lun_schema_add_member(schema, L_ACTOR, L_PERSON, NULL, &err), &err);
    must(lun_schema_add_member(schema, L_ACTOR, L_COUNTRY, NULL, &err), &err);
    return schema;
}

static const lun_rule_info sample_rule_items[] = {
    { "core", "core", "1", NULL, 0, NULL, "", { 0 }, NULL },
    { "sample.titled",
      "sample",
      "0.1",
      "plugins/sample/rules/names.lua",
      3,
      "A title and a name.",
      "%title @name",
      { 1 },
      NULL },
    { "sample.offers",
      "sample",
      "0.1",
      "plugins/sample/rules/acts.lua",
      12,
      NULL,
      "who:@actor offers what:@np",
      { 2 },
      NULL },
};
static const lun_rules sample_rules = { sample_rule_items, 3 };

static inline lun_run_info sample_run(uint8_t version)
{
    lun_run_info info = { .command = "lunette run papers -o papers.db", .version = "0.1.0", .plugins = "sample 0.1" };
    static const uint8_t prints[64][16];
    info.fingerprint[0] = info.base[0] = version;
    info.prints = prints;
    return info;
}

/* 1 when nothing would have to be done with a document whose content has this identity, as core/run decides it. */
static inline int sample_fresh(lun_store *store, const char *uri, const uint8_t identity[16], lun_error *err)
{
    lun_stored stored;
    uint8_t same[64];
    int64_t number = lun_store_find(store, uri, err);
    if (number <= 0)
        return (int)number;
    int rc = lun_store_describe(store, number, &stored, err);
    if (rc < 0 || memcmp(stored.identity, identity, 16) != 0 || stored.problems == 2)
        return rc;
    return lun_store_run_layers(store, stored.run, same, err);
}

/* ---- a document; the é before everything makes bytes and code points differ ---- */

#define SAMPLE_TEXT \
    "Café talks: Minister Ada Brandt said Norland and Sudania agree. Both sides offer the harbour to Ostia by May."

static inline lun_document *sample_document(const char *uri, const char *text)
{
    lun_document *document = lun_document_new();
    lun_error err = LUN_ERROR_INIT;
    assert_non_null(document);
    document->id = lun_arena_strdup(document->arena, "n-1");
    document->uri = lun_arena_strdup(document->arena, uri);
    document->title = "Harbour talks";
    document->date = "2024-05-02";
    document->language = "en";
    document->media_type = "text/plain";
    document->country = "NO";
    must(lun_document_set_text(document, text, strlen(text), &err), &err);
    lun_hash128(text, strlen(text), document->hash);
    memcpy(document->identity, document->hash, sizeof document->identity);
    return document;
}

static inline lun_span span_of(const lun_document *document, const char *words)
{
    const char *at = strstr(document->text, words);
    assert_non_null(at);
    lun_span span = { (uint32_t)(at - document->text), (uint32_t)(at - document->text + (long)strlen(words)) };
    return span;
}

static inline lun_value text_value(const char *text)
{
    lun_value value = { .type = LUN_TYPE_TEXT, .n = (uint32_t)strlen(text) };
    value.as.text = text;
    return value;
}

static inline lun_value entity_value(uint32_t entity, uint32_t mention)
{
    lun_value value = { .type = LUN_TYPE_ENTITY };
    value.as.ref.entity = entity;
    value.as.ref.mention = mention;
    return value;
}

static inline lun_value list_value(const lun_value *items, uint32_t n)
{
    lun_value value = { .type = LUN_TYPE_LIST, .n = n };
    value.as.items = items;
    return value;
}

static inline lun_value span_value(lun_span span)
{
    lun_value value = { .type = LUN_TYPE_SPAN };
    value.as.span = span;
    return value;
}

static inline lun_value integer_value(lun_type type, int64_t integer)
{
    lun_value value = { .type = type };
    value.as.integer = integer;
    return value;
}

/*
** Ids: 1 person, 2 and 3 countries, 4 collective of 2 and 3, 5 country Ostia, 6 statement, 7 act of the collective
** to Ostia.
*/
static inline lun_annotations *sample_rows(lun_document *document, const lun_schema *schema)
{
    lun_annotations *set = lun_annotations_new(document, schema);
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    lun_value person[2] = { text_value("Ada Brandt"), text_value("NO") };
    uint32_t ada = lun_annotations_entity(set, "person", "Ada Brandt", NULL),
             norland = lun_annotations_entity(set, "country", "Norland", "NL");
    uint32_t sudania = lun_annotations_entity(set, "country", "Sudania", "SU"),
             ostia = lun_annotations_entity(set, "country", "Ostia", "OS");
    uint32_t both = lun_annotations_entity(set, "collective", "Both sides", NULL);
    lun_value iso[] = { text_value("NL"), text_value("SU"), text_value("OS") };
    must(lun_annotations_add(set, &row, L_PERSON, span_of(document, "Ada Brandt"), 1, ada, person, &err), &err);
    must(lun_annotations_add(set, &row, L_COUNTRY, span_of(document, "Norland"), 1, norland, &iso[0], &err), &err);
    must(lun_annotations_add(set, &row, L_COUNTRY, span_of(document, "Sudania"), 1, sudania, &iso[1], &err), &err);
    lun_value members[2] = { entity_value(norland, 2), entity_value(sudania, 3) }, collective = list_value(members, 2);
    must(lun_annotations_add(set, &row, L_COLLECTIVE, span_of(document, "Both sides"), 1, both, &collective, &err),
         &err);
    must(lun_annotations_add(set, &row, L_COUNTRY, span_of(document, "Ostia"), 1, ostia, &iso[2], &err), &err);
    lun_value speaker = entity_value(ada, 1);
    must(lun_annotations_add(set, &row, L_STATEMENT, span_of(document, "Norland and Sudania agree"), 2, 0, &speaker,
                             &err),
         &err);
    lun_value actor = entity_value(both, 4), target = entity_value(ostia, 5),
              content = span_value(span_of(document, "the harbour"));
    lun_value codes[2] = { text_value("a; b"), text_value("0571") }, act[11] = { { 0 } };
    act[0] = text_value("offer");
    act[0].type = LUN_TYPE_ENUM;
    act[1] = list_value(&actor, 1);
    act[2] = list_value(&target, 1);
    act[3] = list_value(&content, 1);
    act[4] = span_value(span_of(document, "offer"));
    act[5] = integer_value(LUN_TYPE_INTEGER, 3);
    act[6].type = LUN_TYPE_NUMBER;
    act[6].as.number = 0.1;
    act[7] = integer_value(LUN_TYPE_BOOLEAN, 0);
    act[8] = text_value("2024-05");
    act[8].type = LUN_TYPE_DATE;
    act[9] = list_value(codes, 2);
    act[10].type = LUN_TYPE_ANNOTATION;
    act[10].as.annotation = 6;
    must(lun_annotations_add(set, &row, L_ACT, span_of(document, "Both sides offer the harbour to Ostia by May."), 2, 0,
                             act, &err),
         &err);
    for (uint16_t i = 0; i < lun_schema_count(schema); i++)
        must(lun_annotations_finish(set, i, &err), &err);
    return set;
}

static inline void put_sample(lun_store *store, const lun_schema *schema, const char *uri, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = sample_document(uri, text);
    must(lun_store_put(store, sample_rows(document, schema), NULL, &err), &err);
    lun_document_free(document);
}

/* A corpus with one run over the sample document. */
static inline void make_sample_corpus(const char *path, const lun_schema *schema, uint8_t version)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    lun_run_info info = sample_run(version);
    must(lun_store_open(&store, path, LUN_STORE_WRITE, &err), &err);
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    put_sample(store, schema, "papers/one.txt", SAMPLE_TEXT);
    must(lun_store_run_end(store, "done", &err), &err);
    lun_store_close(store);
}

/* ---- reading: the result of a query as text, cells joined by '|', rows by line ends; the caller's to lun_free ---- */

static inline char *query(lun_store *store, const char *sql)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    lun_rows *rows;
    lun_cell cell;
    int rc;
    must(lun_store_query(&rows, store, sql, NULL, NULL, 0, &err), &err);
    lun_buf_adds(&out, "");
    while ((rc = lun_rows_next(rows, &err)) > 0) {
        if (out.len)
            lun_buf_addc(&out, '\n');
        for (uint32_t i = 0; i < lun_rows_columns(rows); i++) {
            lun_rows_cell(rows, i, &cell);
            lun_buf_adds(&out, i ? "|" : "");
            if (cell.type == LUN_CELL_INTEGER)
                lun_buf_addf(&out, "%lld", (long long)cell.integer);
            else if (cell.type == LUN_CELL_NUMBER)
                lun_buf_addf(&out, "%g", cell.number);
            else if (cell.type == LUN_CELL_TEXT)
                lun_buf_add(&out, cell.text, cell.len);
        }
    }
    must(rc, &err);
    lun_rows_close(rows);
    return lun_buf_take(&out);
}

static inline void expect_query_(lun_store *store, const char *sql, const char *expected, int line)
{
    char *found = query(store, sql);
    if (strcmp(found, expected) != 0)
        fail_msg("line %d: %s\n  found:    %s\n  expected: %s", line, sql, found, expected);
    lun_free(found);
}
#define expect_query(store, sql, expected) expect_query_((store), (sql), (expected), __LINE__)

static inline lun_store *open_corpus(const char *path, lun_store_mode mode)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    must(lun_store_open(&store, path, mode, &err), &err);
    return store;
}

#endif
