/*
** test_annotate_settle.c - rows that are settled have numbers that depend on what is written alone.
*/
#include "store_samples.h"

static lun_schema *schema;

static int make_schema(void **state)
{
    (void)state;
    schema = sample_schema();
    return schema ? 0 : -1;
}

static int free_schema(void **state)
{
    (void)state;
    lun_schema_free(schema);
    return 0;
}

static char *json_of(lun_annotations *set)
{
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    must(lun_annotations_write_json(set, &sample_rules, NULL, &out, &err), &err);
    return lun_buf_take(&out);
}

static lun_annotation *add(lun_annotations *set, uint16_t layer, const char *words, uint32_t entity,
                           const lun_value *values)
{
    lun_annotation *row;
    lun_error err = LUN_ERROR_INIT;
    must(lun_annotations_add(set, &row, layer, span_of(lun_annotations_document(set), words), 1, entity, values, &err),
         &err);
    return row;
}

/* The same rows, in an order of creation that differs, among rows and entities that are not written. */
static lun_annotations *scattered(lun_document *document, int variant)
{
    lun_annotations *set = lun_annotations_new(document, schema);
    if (variant) {
        uint32_t noise = lun_annotations_entity(set, "person", "Nobody", NULL);
        add(set, L_PERSON, "Minister", noise, NULL);
        add(set, L_PERSON, "harbour", noise, NULL);
    }
    uint32_t first = lun_annotations_entity(set, "country", variant ? "Ostia" : "Norland", NULL),
             second = lun_annotations_entity(set, "country", variant ? "Norland" : "Ostia", NULL);
    uint32_t norland = variant ? second : first, ostia = variant ? first : second;
    lun_annotation *late = variant ? add(set, L_COUNTRY, "Ostia", ostia, NULL) : NULL;
    lun_annotation *early = add(set, L_COUNTRY, "Norland", norland, NULL);
    if (!variant)
        late = add(set, L_COUNTRY, "Ostia", ostia, NULL);
    lun_value members[2] = { entity_value(norland, early->id), entity_value(ostia, late->id) },
              list = list_value(members, 2);
    add(set, L_COLLECTIVE, "Both sides", 0, &list);
    add(set, L_COUNTRY, "Norland and Sudania", norland, NULL); /* longer: comes first */
    return set;
}

static void test_numbers__depend_on_what_is_written_alone(void **state)
{
    const uint8_t written[] = { 0, 1, 1, 1, 1, 0 };
    char *json[2];
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    for (int variant = 0; variant < 2; variant++) {
        lun_document *document = sample_document("a", SAMPLE_TEXT);
        lun_annotations *set = scattered(document, variant);
        must(lun_annotations_settle(set, written, &err), &err);
        assert_int_equal(lun_annotations_last(set), 4);
        assert_int_equal(lun_annotations_entity_count(set), 2);
        assert_string_equal(lun_annotations_entity_get(set, 1)->name, "Norland");
        assert_int_equal(lun_annotations_get(set, 1)->span.stop - lun_annotations_get(set, 1)->span.start, 19);
        json[variant] = json_of(set);
        lun_document_free(document);
    }
    assert_string_equal(json[0], json[1]);
    lun_free(json[0]);
    lun_free(json[1]);
}

static void test_references__to_rows_that_left_lose_what_is_gone(void **state)
{
    const uint8_t written[] = { 1, 0, 1, 0, 1, 0 };
    lun_document *document = sample_document("a", SAMPLE_TEXT);
    lun_annotations *set = sample_rows(document, schema);
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    must(lun_annotations_settle(set, written, &err), &err);
    assert_int_equal(lun_annotations_last(set), 3); /* person, collective, act */
    const lun_annotation *collective = lun_annotations_get(set, 3), *act = lun_annotations_get(set, 2);
    if (collective->layer != L_COLLECTIVE) { /* they start at one place: the longer comes first */
        collective = lun_annotations_get(set, 2);
        act = lun_annotations_get(set, 3);
    }
    assert_int_equal(act->layer, L_ACT);
    assert_true(act->id < collective->id);
    const lun_value *members = &collective->values[0];
    assert_int_equal(members->n, 2);
    for (uint32_t i = 0; i < 2; i++) { /* countries are not written: the entity stays, its mention goes */
        assert_int_equal(members->as.items[i].as.ref.mention, 0);
        assert_string_equal(lun_annotations_entity_get(set, members->as.items[i].as.ref.entity)->kind, "country");
    }
    assert_int_equal(act->values[1].as.items[0].as.ref.mention, collective->id);
    assert_int_equal(act->values[2].as.items[0].as.ref.mention, 0);
    assert_int_equal(act->values[10].type, LUN_TYPE_NONE); /* the statement is not written */
    assert_int_equal(lun_annotations_entity_count(set), 5);
    must(lun_annotations_settle(set, NULL, &err), &err); /* twice changes nothing */
    assert_int_equal(lun_annotations_last(set), 3);
    lun_document_free(document);
}

static void test_entities__that_no_row_names_leave(void **state)
{
    const uint8_t none[6] = { 0 };
    lun_document *document = sample_document("a", SAMPLE_TEXT);
    lun_annotations *set = sample_rows(document, schema);
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    must(lun_annotations_settle(set, none, &err), &err);
    assert_int_equal(lun_annotations_last(set), 0);
    assert_int_equal(lun_annotations_entity_count(set), 0);
    lun_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers__depend_on_what_is_written_alone),
        cmocka_unit_test(test_references__to_rows_that_left_lose_what_is_gone),
        cmocka_unit_test(test_entities__that_no_row_names_leave),
    };
    return cmocka_run_group_tests(tests, make_schema, free_schema);
}
