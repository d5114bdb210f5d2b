/*
** test_store_others.c - rows of plugins that a run has not loaded: which stay when a document is stored again, what becomes of what they refer to.
*/
#include "store_samples.h"

static const lun_rule_info all_rules[] = {
    { "core", "core", "1", NULL, 0, NULL, "", { 0 }, NULL },
    { "sample.titled", "sample", "0.1", "sample.lua", 3, NULL, "x", { 1 }, NULL },
    { "sample.offers", "sample", "0.1", "sample.lua", 12, NULL, "x", { 2 }, NULL },
    { "extra.note", "extra", "0.2", "extra.lua", 5, NULL, "x", { 3 }, NULL },
};
static const lun_rule_info other_rules[] = {
    { "core", "core", "1", NULL, 0, NULL, "", { 0 }, NULL },
    { "other.note", "other", "0.1", "other.lua", 5, NULL, "x", { 4 }, NULL },
};
static const lun_rules both = { all_rules, 4 }, sample = { all_rules, 3 }, other = { other_rules, 2 };

enum { OPTIONAL, REQUIRED };

/* The sample's layers and `note`, which refers to an entity and to an act. */
static lun_schema *schema_with_note(const char *owner, int required, uint16_t *note)
{
    lun_schema *schema = sample_schema();
    lun_error err = LUN_ERROR_INIT;
    lun_field who = { .name = "who", .owner = owner, .type = LUN_TYPE_ENTITY },
              of = { .name = "of", .owner = owner, .type = LUN_TYPE_ANNOTATION, .target = L_ACT };
    of.required = (uint8_t)required;
    must(lun_schema_declare(schema, note, "note", owner, NULL, LUN_POLICY_ALL, 0, &err), &err);
    must(lun_schema_add_field(schema, *note, &who, &err), &err);
    must(lun_schema_add_field(schema, *note, &of, &err), &err);
    return schema;
}

typedef struct wanted {
    const lun_schema *schema;
    const lun_rules *rules;
    const char *text;
    int with_first, with_act;
    uint32_t note; /* rule of the note; 0 = there is none */
    uint16_t layer;
} wanted;

static void add_note(lun_annotations *set, const wanted *w, uint32_t ostia, uint32_t mention, uint32_t act)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    lun_value values[2] = { entity_value(ostia, mention), { .type = act ? LUN_TYPE_ANNOTATION : LUN_TYPE_NONE } };
    values[1].as.annotation = act;
    must(lun_annotations_add(set, &row, w->layer, span_of(lun_annotations_document(set), "harbour"), w->note, 0, values,
                             &err),
         &err);
}

static void put(lun_store *store, const wanted *w)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = sample_document("papers/one.txt", w->text);
    lun_annotations *set = lun_annotations_new(document, w->schema);
    lun_annotation *row, *mention, *act = NULL;
    lun_value iso = text_value("NL"), kind[11] = { text_value("offer") };
    kind[0].type = LUN_TYPE_ENUM;
    if (w->with_first)
        must(lun_annotations_add(set, &row, L_COUNTRY, span_of(document, "Norland"), 1,
                                 lun_annotations_entity(set, "country", "Norland", "NL"), &iso, &err),
             &err);
    uint32_t ostia = lun_annotations_entity(set, "country", "Ostia", "OS");
    iso = text_value("OS");
    must(lun_annotations_add(set, &mention, L_COUNTRY, span_of(document, "Ostia"), 1, ostia, &iso, &err), &err);
    if (w->with_act)
        must(lun_annotations_add(set, &act, L_ACT, span_of(document, "offer the harbour"), 2, 0, kind, &err), &err);
    if (w->note)
        add_note(set, w, ostia, mention->id, act ? act->id : 0);
    for (uint16_t i = 0; i < lun_schema_count(w->schema); i++)
        must(lun_annotations_finish(set, i, &err), &err);
    must(lun_annotations_settle(set, NULL, &err), &err);
    must(lun_store_put(store, set, NULL, &err), &err);
    lun_document_free(document);
}

static lun_store *begin(const char *name, const wanted *w)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(1);
    lun_store *store = open_corpus(in_folder(name), LUN_STORE_WRITE);
    must(lun_store_run_begin(store, &info, w->schema, w->rules, &err), &err);
    return store;
}

/* Figures of the run, which has ended. */
static lun_run_figures end(lun_store *store)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_figures figures;
    must(lun_store_run_end(store, "done", &err), &err);
    lun_store_figures(store, &figures);
    return figures;
}

static lun_run_figures run(const char *name, const wanted *w)
{
    lun_store *store = begin(name, w);
    put(store, w);
    lun_run_figures figures = end(store);
    lun_store_close(store);
    return figures;
}

/* A corpus with a note, an act and a country, by both plugins. */
static void make(const char *name, int required)
{
    wanted w = { .rules = &both, .text = SAMPLE_TEXT, .with_act = 1, .note = 3 };
    lun_schema *schema = schema_with_note("extra", required, &w.layer);
    w.schema = schema;
    run(name, &w);
    lun_schema_free(schema);
}

static void expect(const char *name, const char *sql, const char *answer)
{
    lun_store *store = open_corpus(in_folder(name), LUN_STORE_READ);
    expect_query(store, sql, answer);
    lun_store_close(store);
}

static const char NOTES[] = "SELECT n.text, n.rule, n.who, (SELECT text FROM country WHERE id = n.who_mention), n.of, "
                            "(SELECT text FROM act WHERE id = n.of_id) FROM note n";

static void test_others__stay_and_refer_to_what_is_found_again(void **state)
{
    lun_schema *schema = sample_schema();
    wanted w = { .schema = schema, .rules = &sample, .text = SAMPLE_TEXT, .with_first = 1, .with_act = 1 };
    (void)state;
    make("stay.db", OPTIONAL);
    lun_run_figures figures = run("stay.db", &w);
    assert_int_equal(figures.kept, 1);
    assert_int_equal(figures.kept_documents, 1);
    assert_int_equal(figures.annotations, 3);
    expect("stay.db", NOTES, "harbour|extra.note|Ostia|Ostia|offer the harbour|offer the harbour");
    expect("stay.db", "SELECT plugin, version FROM provenance WHERE layer = 'note'", "extra|0.2");
    expect("stay.db", "SELECT count(*), count(DISTINCT id), count(DISTINCT key) FROM annotation", "4|4|4");
    expect("stay.db", "SELECT name FROM entity ORDER BY 1", "Norland\nOstia");
    run("stay.db", &w); /* and again */
    expect("stay.db", NOTES, "harbour|extra.note|Ostia|Ostia|offer the harbour|offer the harbour");
    lun_schema_free(schema);
}

static void test_others__lose_a_reference_to_what_is_gone(void **state)
{
    lun_schema *schema = sample_schema();
    wanted w = { .schema = schema, .rules = &sample, .text = SAMPLE_TEXT, .with_first = 1 };
    (void)state;
    make("gone.db", OPTIONAL);
    assert_int_equal(run("gone.db", &w).kept, 1);
    expect("gone.db", NOTES, "harbour|extra.note|Ostia|Ostia||");
    make("must.db", REQUIRED);
    assert_int_equal(run("must.db", &w).kept, 0);
    expect("must.db", "SELECT count(*) FROM note", "0");
    lun_schema_free(schema);
}

static void test_others__go_with_a_text_that_changed(void **state)
{
    lun_schema *schema = sample_schema();
    wanted w = { .schema = schema, .rules = &sample, .text = SAMPLE_TEXT " Soon.", .with_act = 1 };
    (void)state;
    make("text.db", OPTIONAL);
    lun_run_figures figures = run("text.db", &w);
    assert_int_equal(figures.kept, 0);
    assert_int_equal(figures.others_lost, 1);
    expect("text.db", "SELECT layer, count(*) FROM annotation GROUP BY 1", "act|1\ncountry|1");
    lun_schema_free(schema);
}

static void test_others__go_where_another_plugin_declares_their_layer(void **state)
{
    wanted w = { .rules = &other, .text = SAMPLE_TEXT, .note = 1 };
    lun_schema *schema = schema_with_note("other", OPTIONAL, &w.layer);
    (void)state;
    w.schema = schema;
    make("owner.db", OPTIONAL);
    run("owner.db", &w);
    expect("owner.db", "SELECT rule FROM note", "other.note");
    make("owner.db", OPTIONAL); /* and back: who has declared it is not forgotten */
    expect("owner.db", "SELECT rule FROM note", "extra.note");
    lun_schema_free(schema);
}

static void test_others__of_a_plugin_without_rules_go(void **state)
{
    wanted w = { .rules = &sample, .text = SAMPLE_TEXT, .with_act = 1 };
    lun_schema *schema = schema_with_note("extra", OPTIONAL, &w.layer);
    (void)state;
    w.schema = schema; /* extra is loaded, as its layer tells, and has no rule any more */
    make("empty.db", OPTIONAL);
    assert_int_equal(run("empty.db", &w).kept, 0);
    expect("empty.db", "SELECT count(*) FROM note", "0");
    lun_schema_free(schema);
}

static void count_kept(void *context, const lun_kept *kept)
{
    assert_string_equal(kept->rule->plugin, "extra");
    *(uint64_t *)context += kept->rows;
}

static void test_others__can_be_dropped(void **state)
{
    lun_schema *schema = sample_schema();
    lun_error err = LUN_ERROR_INIT;
    lun_bits documents;
    uint64_t n = 0;
    wanted w = { .schema = schema, .rules = &sample, .text = SAMPLE_TEXT, .with_act = 1 };
    (void)state;
    make("drop.db", OPTIONAL);
    lun_store *store = begin("drop.db", &w);
    must(lun_store_set(&documents, store, &err), &err);
    must(lun_store_add_leaving(store, &documents, &err), &err);
    assert_false(lun_bits_has(&documents, 1));
    lun_store_drop_others(store);
    must(lun_store_add_leaving(store, &documents, &err), &err);
    assert_true(lun_bits_has(&documents, 1));
    put(store, &w);
    lun_store_each_kept(store, count_kept, &n);
    assert_int_equal(n, 1);
    assert_int_equal(end(store).others_dropped, 1);
    lun_store_close(store);
    lun_bits_clear(&documents);
    expect("drop.db", "SELECT layer, count(*) FROM annotation GROUP BY 1", "act|1\ncountry|1");
    lun_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_others__stay_and_refer_to_what_is_found_again),
        cmocka_unit_test(test_others__lose_a_reference_to_what_is_gone),
        cmocka_unit_test(test_others__go_with_a_text_that_changed),
        cmocka_unit_test(test_others__go_where_another_plugin_declares_their_layer),
        cmocka_unit_test(test_others__of_a_plugin_without_rules_go),
        cmocka_unit_test(test_others__can_be_dropped),
    };
    return cmocka_run_group_tests(tests, make_test_folder, remove_test_folder);
}
