/*
** test_script_objects.c - core/script: every word that rule functions can say to documents, spans, annotations, entities
** and lexicons, each with an answer that only it gives.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmocka_all.h"
#include "script/script.h"

static char rule_path[] = "/tmp/lunette-objects-XXXXXX.lua";

/* The layers and rows that all expressions below can look at. */
static const char world[] =
    "layer 'land' { mention = true, name = text, iso = text }\n"
    "layer 'talk' { who = ref(), words = list(span), day = date, count = integer, share = number, done = boolean,\n"
    "  kind = enum { 'short', 'long' }, back = ref 'land', note = late(text), nobody = text }\n"
    "layer 'either' { any = { 'land', 'talk[count=7]' } }\n"
    "layer 'answer' { what = text }\n"
    "lexicon 'verbs' { { 'spoke with', id = 'v1', tone = 'calm' }, 'met' }\n"
    "rule 'peru' { match = [[ peru ]], mark = 'land', set = { name = 'Peru', iso = 'PE' } }\n"
    "rule 'chile' { match = [[ chile ]], mark = 'land', set = { name = 'Chile', iso = 'CL' } }\n"
    "rule 'talk' { match = [[ @land $verbs @land ]], marks = 'talk', mark = function(match, doc)\n"
    "  local a, b = match:first 'land', match:last 'land'\n"
    "  return { who = a, words = { a, b }, day = '2024-05-06', count = 7, share = 0.5, done = true, kind = 'short',\n"
    "    back = b } end }\n"
    "resolve 'talk' { run = function(row, doc) row:set { note = 'late ' .. row.count } end }\n";

/* The text of both paragraphs; dates, names and metadata are given by analyse(). */
static const char text[] = "Peru spoke with Chile today. Nobody slept.\n\nChile met Peru.";

static lun_script *load_ok(const char *expression)
{
    char lua[4000];
    lun_script *script = NULL;
    lun_error err = LUN_ERROR_INIT;
    snprintf(
        lua, sizeof lua,
        "%s"
        "rule 'ask' { each_document = function(doc)\n"
        "  local talk, land = doc:layer('talk')[1], doc:layer('land')[1]\n"
        "  local match = doc:find 'talk:@talk (when:today)?'\n"
        "  local s = land.sentence\n"
        "  local function all(list) local t = {} for i, one in ipairs(list) do t[i] = type(one) == 'string' and one or one.text end\n"
        "    return table.concat(t, ',') end\n"
        "  return { doc.span, what = tostring(%s) } end,\n"
        "  reads = { 'land', 'talk', 'either', 'sentence', 'token' }, marks = 'answer' }",
        world, expression);
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
    assert_int_equal(lun_script_new(&script, NULL, &err), LUN_OK);
    if (lun_script_load_file(script, rule_path, &err) < 0 || lun_script_finish(script, &err) < 0)
        fail_msg("%s\n  %s:%u: %s", expression, err.file, err.line, err.message);
    return script;
}

static lun_document *make_document(void)
{
    static lun_meta meta = { "volume", "{\"number\":12}" };
    lun_document *document = lun_document_new();
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_document_set_text(document, text, strlen(text), &err), LUN_OK);
    document->title = "Two talks";
    document->date = "2024-05-07";
    document->language = "en";
    document->source = "The Gazette";
    document->country = "PE";
    document->uri = "papers/a.txt";
    document->id = "a1";
    document->media_type = "text/plain";
    document->meta = &meta;
    document->n_meta = 1;
    return document;
}

static void assert_answer(const char *expression, const char *expected)
{
    lun_script *script = load_ok(expression);
    lun_document *document = make_document();
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n;
    assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
    if (document->problems)
        fail_msg("%s\n  %s", expression, document->problems->message);
    lun_annotation *const *rows = lun_annotations_rows(set, lun_schema_find(lun_script_schema(script), "answer"), &n);
    assert_int_equal(n, 1);
    if (strcmp(rows[0]->values[0].as.text, expected) != 0)
        fail_msg("%s\n  found:    %s\n  expected: %s", expression, rows[0]->values[0].as.text, expected);
    lun_script_release(script, document);
    lun_document_free(document);
    lun_script_free(script);
}

typedef struct question {
    const char *expression, *answer;
} question;

static void ask_all(const question *questions, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_answer(questions[i].expression, questions[i].answer);
}
#define ASK(...) \
    do { \
        static const question questions[] = { __VA_ARGS__ }; \
        ask_all(questions, sizeof questions / sizeof *questions); \
    } while (0)

static void test_document__answers_by_each_of_its_names(void **state)
{
    (void)state;
    ASK({ "#doc.text", "59" }, { "doc.title", "Two talks" }, { "doc.date", "2024-05-07" }, { "doc.language", "en" },
        { "doc.source", "The Gazette" }, { "doc.country", "PE" }, { "doc.uri", "papers/a.txt" }, { "doc.id", "a1" },
        { "doc.media_type", "text/plain" }, { "doc.meta.volume.number", "12" }, { "doc.meta.nothing", "nil" },
        { "doc.span.text == doc.text", "true" }, { "#doc:tokens()", "13" }, { "#doc:tokens(land.sentence)", "6" },
        { "#doc:sentences()", "3" }, { "#doc:paragraphs()", "2" }, { "doc:paragraphs()[2].text", "Chile met Peru." },
        { "all(doc:layer 'land')", "Peru,Chile,Chile,Peru" }, { "#doc:layer('land', 'name = Peru')", "2" },
        { "#doc:layer('land', function(l) return l.iso == 'CL' end)", "2" }, { "#doc:layer 'either'", "6" },
        { "doc:find('met').text", "met" }, { "doc:find('peru', doc:sentences()[3]).sentence.text", "Chile met Peru." },
        { "doc:find 'nowhere'", "nil" }, { "#doc:matches '(peru | chile)'", "4" },
        { "#doc:matches('peru', doc:sentences()[1])", "1" },
        { "all(doc:at(doc:find 'today'))", "today,Peru spoke with Chile today." },
        { "all(doc:at(talk, 'land'))", "Peru,Chile" }, { "all(doc:within(talk, 'land'))", "Peru,Chile" },
        { "all(doc:within(land, 'talk'))", "" }, { "table.concat(doc:starts 'land', ',')", "1,17,45,55" },
        { "table.concat(doc:starts 'either', ',')", "1,1,17,45,45,55" },
        { "table.concat(doc:words { Peru = true, ['in'] = true }, ',')", "1,55" },
        { "table.concat(doc:words({ chile = 1, today = 1 }, true), ',')", "17,23,45" },
        { "table.concat(doc:words { Chil = true, Per = true, [''] = true }, ',')", "" }, { "#doc:words {}", "0" },
        { "doc:slice(6, 10).text", "spoke" }, { "doc:slice(-5, 4).text", "Peru" },
        { "doc:slice(55, 99).text", "Peru." }, { "doc:slice(5, 4)", "nil" });
}

static void test_span__answers_by_each_of_its_names(void **state)
{
    (void)state;
    ASK({ "land.text", "Peru" }, { "s.text", "Peru spoke with Chile today." }, { "#land.paragraph.text", "42" },
        { "s:find('chile today').text", "Chile today" }, { "#s:matches '%cap'", "2" }, { "s:has 'slept'", "false" },
        { "s:has 'spoke'", "true" }, { "s:first('land').name", "Peru" }, { "s:last('land').name", "Chile" },
        { "s:first 'answer'", "nil" }, { "s:first('land', function(l) return l.iso == 'CL' end).name", "Chile" },
        { "s:last('land', function(l) return l.iso == 'PE' end).name", "Peru" }, { "all(s:all 'land')", "Peru,Chile" },
        { "#s:all('land', function(l) return l.iso == 'XX' end)", "0" },
        { "land:union(s:last 'land').text", "Peru spoke with Chile" }, { "land:overlaps(s)", "true" },
        { "land:overlaps(s:last 'land')", "false" }, { "s:contains(land)", "true" }, { "land:contains(s)", "false" },
        { "s:last('land'):before(2).text", "spoke with" }, { "land:before(2)", "nil" },
        { "land:after(2).text", "spoke with" }, { "s:after(1)", "nil" },
        { "all(land:after(2):tokens())", "spoke,with" }, { "table.concat({ s:last('land'):bytes() }, '-')", "17-21" },
        { "land:sub(2, 3).text", "er" }, { "land:sub(-2).text", "ru" }, { "land:sub(3, 2).text", "" },
        { "land:sub(9)", "nil" }, { "doc:slice(5, 11):trim().text", "spoke" },
        { "s:trim('uPe', '.yad').text", "ru spoke with Chile to" }, { "land:trim('Peru')", "nil" },
        { "rawequal(s, doc:sentences()[1])", "true" }, { "doc:find('slept').pos", "VERB" },
        { "doc:find('slept').tag:sub(1, 2)", "vb" }, { "doc:find('slept').lemma", "sleep" },
        { "s == doc:sentences()[1]", "true" }, { "s == doc:sentences()[2]", "false" },
        { "s < doc:sentences()[2]", "true" }, { "doc:sentences()[2] < s", "false" }, { "s < doc:tokens()[1]", "true" });
}

static void test_annotation__answers_by_each_of_its_names(void **state)
{
    (void)state;
    ASK({ "talk.layer", "talk" }, { "talk.id > land.id", "true" }, { "talk.rule:match('%.(.*)')", "talk" },
        { "land.entity.name", "Peru" }, { "talk.entity", "nil" }, { "talk.who.name", "Peru" },
        { "talk.who.layer", "land" }, { "all(talk.words)", "Peru,Chile" }, { "talk.day", "2024-05-06" },
        { "talk.words:first('land', function(l) return l.iso == 'CL' end).name", "Chile" },
        { "talk.words:find('chile').text", "Chile" }, { "talk.words:find 'nobody'", "nil" },
        { "talk.words:has 'chile'", "true" }, { "talk.words:has 'nobody'", "false" },
        { "getmetatable(talk.words)", "false" }, { "talk.count + 1", "8" }, { "talk.share", "0.5" },
        { "talk.done", "true" }, { "talk.kind", "short" }, { "talk.back.iso", "CL" }, { "talk.note", "late 7" },
        { "talk.nobody", "nil" }, { "rawequal(talk, doc:layer('talk')[1])", "true" },
        { "talk == doc:layer('talk')[1]", "true" }, { "talk == doc:layer('talk')[2]", "false" },
        { "talk < doc:layer('talk')[2]", "true" }, { "talk:has 'spoke'", "true" }, { "talk.sentence == s", "true" });
}

static void test_entity__answers_by_each_of_its_names(void **state)
{
    (void)state;
    ASK({ "land.entity.kind", "land" }, { "land.entity.identity", "PE" },
        { "all(land.entity:mentions())", "Peru,Peru" }, { "#land.entity:mentions(land.layer)", "2" },
        { "#land.entity:mentions('token')", "0" }, { "all(land.entity:mentions(nil, 1))", "Peru" },
        { "#land.entity:mentions('land', 0)", "0" }, { "pcall(land.entity.mentions, land.entity, nil, -1)", "false" },
        { "tostring(select(2, pcall(land.entity.mentions, land.entity, 'either'))):match 'made of others.*'",
          "made of others: name one of those" },
        { "land.entity == doc:layer('land')[4].entity", "true" },
        { "land.entity == doc:layer('land')[2].entity", "false" }, { "land.entity", "Peru" }, { "land", "land: Peru" },
        { "#doc:entities()", "2" }, { "#doc:entities 'person'", "0" },
        { "doc:entity('land', 'Peru', 'PE') == land.entity", "true" },
        { "doc:entity('person', 'Ana').identity", "nil" }, { "#doc:entity('person', 'Ana'):mentions()", "0" });
}

static void test_match_and_lexicon__answer_by_each_of_their_names(void **state)
{
    (void)state;
    ASK({ "match.talk.count", "7" }, { "match.when.text", "today" },
        { "doc:find('verb:$verbs').verb.entry.phrase", "spoke with" },
        { "doc:find('verb:$verbs').verb.entry.id", "v1" }, { "doc:find('verb:$verbs').verb.entry.tone", "calm" },
        { "land.sentence.entry", "nil" }, { "#doc:find('(x:%cap | %lower)+').x", "2" },
        { "lexicon('verbs'):lookup('Met').phrase", "met" }, { "lexicon('verbs'):lookup('slept')", "nil" },
        { "#lexicon 'verbs'", "2" }, { "all(lexicon('verbs'):names())", "tone" },
        { "doc:find(pattern [[ chile ]] * pattern [[ today ]]).text", "Chile today" }, { "(log('x'))", "nil" });
}

static int set_up(void **state)
{
    (void)state;
    int fd = mkstemps(rule_path, 4);
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(rule_path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document__answers_by_each_of_its_names),
        cmocka_unit_test(test_span__answers_by_each_of_its_names),
        cmocka_unit_test(test_annotation__answers_by_each_of_its_names),
        cmocka_unit_test(test_entity__answers_by_each_of_its_names),
        cmocka_unit_test(test_match_and_lexicon__answer_by_each_of_their_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
