/*
** test_store_views.c - what a corpus shows: columns and values of its views, lists, collectives, keys, provenance,
** full text.
*/
#include "store_samples.h"

static lun_schema *schema;
static lun_store *store;

static int open_sample(void **state)
{
    if (make_test_folder(state) < 0)
        return -1;
    schema = sample_schema();
    make_sample_corpus(in_folder("c.db"), schema, 1);
    store = open_corpus(in_folder("c.db"), LUN_STORE_READ);
    return 0;
}

static int close_sample(void **state)
{
    lun_store_close(store);
    lun_schema_free(schema);
    return remove_test_folder(state);
}

static void test_views__offsets_are_code_points_and_text_is_cut_from_the_document(void **state)
{
    (void)state;
    expect_query(store, "SELECT document, start, stop, text, rule, run, name, country, entity FROM person",
                 "1|21|31|Ada Brandt|sample.titled|1|Ada Brandt|NO|Ada Brandt");
}

static void test_views__an_act_reads_without_joins(void **state)
{
    (void)state;
    expect_query(store,
                 "SELECT kind, actor, target, content, cue, strength, weight, negated, due, codes, statement FROM act",
                 "offer|Both sides|Ostia|the harbour|offer|3|0.1|0|2024-05|a; b; 0571|Norland and Sudania agree");
    expect_query(store,
                 "SELECT cue_start, cue_stop, substr(text, cue_start - start + 1, cue_stop - cue_start) FROM act",
                 "75|80|offer");
}

static void test_views__columns_come_in_a_fixed_order(void **state)
{
    (void)state;
    expect_query(store, "SELECT group_concat(name) FROM pragma_table_info('statement')",
                 "id,key,document,start,stop,text,rule,run,speaker,speaker_id,speaker_mention");
    expect_query(
        store, "SELECT group_concat(name) FROM pragma_table_info('document')",
        "id,uri,name,title,date,language,source,country,media_type,text,hash,metadata,run,characters,key,arrived,copy_of,similarity");
}

static void test_views__references_join_on_ids_of_the_whole_corpus(void **state)
{
    (void)state;
    expect_query(store,
                 "SELECT s.text, p.text, e.kind, e.name FROM statement s JOIN person p ON p.id = s.speaker_mention "
                 "JOIN entity e ON e.id = s.speaker_id",
                 "Norland and Sudania agree|Ada Brandt|person|Ada Brandt");
    expect_query(store, "SELECT s.text FROM act JOIN statement s ON s.id = act.statement_id",
                 "Norland and Sudania agree");
}

static void test_views__a_list_view_has_a_row_an_element_and_opens_collectives(void **state)
{
    (void)state;
    expect_query(store, "SELECT position, actor, actor_kind, actor_country FROM act_actor ORDER BY actor",
                 "1|Norland|country|NL\n1|Sudania|country|SU");
    expect_query(store,
                 "SELECT a.actor, t.target, count(*) FROM act_actor a JOIN act_target t USING (id) GROUP BY 1, 2",
                 "Norland|Ostia|1\nSudania|Ostia|1");
    expect_query(store, "SELECT position, codes FROM act_codes ORDER BY 1", "1|a; b\n2|0571");
    expect_query(store, "SELECT content, content_start, content_stop FROM act_content", "the harbour|81|92");
    expect_query(store, "SELECT (SELECT key FROM act) = key FROM act_content", "1");
}

static void test_views__entities_know_the_country_that_their_mentions_name(void **state)
{
    (void)state;
    expect_query(
        store, "SELECT number, kind, name, identity, country FROM entity ORDER BY number",
        "1|person|Ada "
        "Brandt||NO\n2|country|Norland|NL|NL\n3|country|Sudania|SU|SU\n4|country|Ostia|OS|OS\n5|collective|Both "
        "sides||");
}

static void test_views__a_union_shows_the_rows_of_its_members(void **state)
{
    (void)state;
    expect_query(store, "SELECT layer, text, entity FROM actor ORDER BY start",
                 "person|Ada Brandt|Ada Brandt\ncountry|Norland|Norland\ncountry|Sudania|Sudania\ncountry|Ostia|Ostia");
}

static void test_views__annotation_and_provenance_cover_all_layers(void **state)
{
    (void)state;
    expect_query(store, "SELECT layer, count(*) FROM annotation GROUP BY 1",
                 "act|1\ncollective|1\ncountry|3\nperson|1\nstatement|1");
    expect_query(
        store,
        "SELECT rule, version, plugin, file, line, rule_text, run, lunette FROM provenance WHERE annotation = (SELECT "
        "key FROM act)",
        "sample.offers|0.1|sample|plugins/sample/rules/acts.lua|12|who:@actor offers what:@np|1|0.1.0");
}

static void test_views__keys_are_unique_and_have_sixteen_digits(void **state)
{
    (void)state;
    expect_query(store, "SELECT count(*), count(DISTINCT key), min(length(key)), max(length(key)) FROM annotation",
                 "7|7|16|16");
}

/* The text is stored in pieces of 1,000 characters: words of one, of two, of all, and at their edges. */
static void test_views__words_are_whole_wherever_the_text_is_cut(void **state)
{
    static const uint32_t spans[][2] = { { 0, 0 },       { 0, 1 },    { 990, 1010 },  { 999, 1000 },  { 1000, 1000 },
                                         { 1000, 1001 }, { 0, 3000 }, { 1500, 2500 }, { 2999, 3000 }, { 3000, 3000 } };
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    lun_run_info info = sample_run(1);
    lun_buf text = LUN_BUF_INIT;
    (void)state;
    for (int i = 0; i < 1000; i++)
        lun_buf_addf(&text, "%s%c ", i % 7 ? "\xC3\xA9" : "\xF0\x9F\x95\x8A", 'a' + i % 26);
    lun_store *cut = open_corpus(in_folder("cut.db"), LUN_STORE_WRITE);
    must(lun_store_run_begin(cut, &info, schema, &sample_rules, &err), &err);
    lun_document *document = sample_document("papers/long.txt", text.data);
    lun_annotations *set = lun_annotations_new(document, schema);
    const lun_offsets *offsets = lun_document_offsets(document);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        lun_span span = { (uint32_t)lun_offsets_to_bytes(offsets, spans[i][0]),
                          (uint32_t)lun_offsets_to_bytes(offsets, spans[i][1]) };
        must(lun_annotations_add(set, &row, L_PERSON, span, 1, 0, NULL, &err), &err);
    }
    must(lun_annotations_finish(set, L_PERSON, &err), &err);
    must(lun_store_put(cut, set, NULL, &err), &err);
    must(lun_store_run_end(cut, "done", &err), &err);
    expect_query(cut,
                 "SELECT count(*), sum(p.text IS substr(d.text, p.start + 1, p.stop - p.start)) FROM person p "
                 "JOIN document d ON d.id = p.document",
                 "10|10");
    expect_query(cut, "SELECT count(*), sum(a.text IS p.text) FROM person p JOIN annotation a USING (id)", "10|10");
    expect_query(cut, "SELECT characters, length(text), (SELECT count(*) FROM _text) FROM document", "3000|3000|4");
    char *stored = query(cut, "SELECT text FROM document");
    assert_string_equal(stored, text.data);
    lun_free(stored);
    lun_buf_clear(&text);
    lun_document_free(document);
    lun_store_close(cut);
}

static void test_views__a_key_begins_with_that_of_its_document(void **state)
{
    (void)state;
    expect_query(store,
                 "SELECT count(*) FROM annotation a JOIN document d ON d.id = a.document "
                 "WHERE substr(a.key, 1, 4) = d.key",
                 "7");
}

static void test_views__rows_of_a_document_are_found_without_a_scan(void **state)
{
    (void)state;
    char *plan = query(store, "EXPLAIN QUERY PLAN SELECT text FROM act WHERE document = 1");
    assert_non_null(strstr(plan, "SEARCH p"));
    assert_null(strstr(plan, "SCAN a"));
    assert_null(strstr(plan, "SCAN d"));
    assert_null(strstr(plan, "SCAN p"));
    lun_free(plan);
    plan = query(store, "EXPLAIN QUERY PLAN SELECT kind FROM act WHERE id = 100000007");
    assert_null(strstr(plan, "SCAN"));
    lun_free(plan);
}

static void test_views__full_text_is_there_after_the_run(void **state)
{
    (void)state;
    expect_query(store,
                 "SELECT d.uri, snippet(document_text, 1, '[', ']', '', 3) FROM document_text "
                 "JOIN document d ON d.id = document_text.rowid WHERE document_text MATCH 'sudania'",
                 "papers/one.txt|and [Sudania] agree");
    expect_query(store, "SELECT value FROM _meta WHERE key = 'text_index'", "built");
    expect_query(store, "SELECT count(*) FROM document_text WHERE document_text MATCH 'title: harbour'", "1");
}

static void test_views__metadata_is_json_and_rows(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_store *writer = open_corpus(in_folder("m.db"), LUN_STORE_WRITE);
    lun_run_info info = sample_run(1);
    lun_document *document = sample_document("papers/m.txt", SAMPLE_TEXT);
    lun_meta meta[] = { { "desk", "\"Øst \\\"1\\\"\"" }, { "pages", "[1, 2.50]" } };
    document->meta = meta;
    document->n_meta = 2;
    must(lun_store_run_begin(writer, &info, schema, &sample_rules, &err), &err);
    must(lun_store_put(writer, sample_rows(document, schema), NULL, &err), &err);
    must(lun_store_run_end(writer, "done", &err), &err);
    expect_query(writer, "SELECT metadata, metadata ->> '$.desk' FROM document",
                 "{\"desk\":\"Øst \\\"1\\\"\",\"pages\":[1, 2.50]}|Øst \"1\"");
    expect_query(writer, "SELECT key, value FROM metadata ORDER BY key", "desk|Øst \"1\"\npages|[1, 2.50]");
    lun_store_close(writer);
    lun_document_free(document);
}

/* The tool of SQLite itself, with nothing of ours in it. */
static void test_views__any_sqlite_tool_reads_them(void **state)
{
    char command[1024], line[256] = "";
    (void)state;
    if (system("command -v sqlite3 >/dev/null 2>&1") != 0)
        skip();
    snprintf(
        command, sizeof command,
        "sqlite3 -readonly '%s' \"SELECT a.actor, length(act.key), r.line FROM act_actor a JOIN act USING (id) JOIN "
        "provenance r ON "
        "r.id = act.id JOIN document_text t ON t.rowid = act.document WHERE document_text MATCH 'harbour' ORDER BY 1 "
        "LIMIT 1; "
        "PRAGMA integrity_check\" | tr '\\n' ' '",
        in_folder("c.db"));
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(line, sizeof line, pipe));
    assert_int_equal(pclose(pipe), 0);
    assert_string_equal(line, "Norland|16|12 ok ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views__offsets_are_code_points_and_text_is_cut_from_the_document),
        cmocka_unit_test(test_views__an_act_reads_without_joins),
        cmocka_unit_test(test_views__columns_come_in_a_fixed_order),
        cmocka_unit_test(test_views__references_join_on_ids_of_the_whole_corpus),
        cmocka_unit_test(test_views__a_list_view_has_a_row_an_element_and_opens_collectives),
        cmocka_unit_test(test_views__entities_know_the_country_that_their_mentions_name),
        cmocka_unit_test(test_views__a_union_shows_the_rows_of_its_members),
        cmocka_unit_test(test_views__annotation_and_provenance_cover_all_layers),
        cmocka_unit_test(test_views__keys_are_unique_and_have_sixteen_digits),
        cmocka_unit_test(test_views__a_key_begins_with_that_of_its_document),
        cmocka_unit_test(test_views__words_are_whole_wherever_the_text_is_cut),
        cmocka_unit_test(test_views__rows_of_a_document_are_found_without_a_scan),
        cmocka_unit_test(test_views__full_text_is_there_after_the_run),
        cmocka_unit_test(test_views__metadata_is_json_and_rows),
        cmocka_unit_test(test_views__any_sqlite_tool_reads_them),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
