/*
** test_script_planned.c - the planner changes no result: random rules of every scope, with negation, optional parts, gaps,
** phrases and rows, over random texts, once planned and once with every rule visiting every unit.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "script/script.h"

enum { ROUNDS = 6, RULES = 60, DOCUMENTS = 120 }; /* LUNETTE_ROUNDS and LUNETTE_SEED: more, and others */

static uint64_t seed = 20261128;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static const char *one_of(const char *const *list, size_t n)
{
    return list[below((uint32_t)n)];
}
#define ONE_OF(list) one_of((list), sizeof(list) / sizeof *(list))

static const char *const words[] = { "harbour", "ships",  "ship",  "Norland", "Ostia",  "said",  "says",
                                     "signed",  "the",    "the",   "of",      "treaty", "grain", "bay",
                                     "thanks",  "sailed", "don't", "ice",     "fog",    "left" };
static const char *const marks[] = { ".", ".", ".", "?", ",", ",", ";", " \n\n" };
static const char *const elements[] = {
    "harbour",
    "~ship",
    "~say",
    "Norland",
    "\"Ostia\"",
    "$places",
    "$deeds",
    "@chunk",
    "@?nowhere",
    "%cap",
    "the",
    "treaty",
    "~sign",
    "~thank",
    "[]",
    "[!%cap & ~sail]",
    "/^gr/",
    "fog",
    "[@chunk & ~ship]",
    "don't",
    "(ice|fog)",
    "(harbour|@chunk)",
    "(~sail|$places)",
    "[the|of]",
};
static const char *const after[] = { "", "", "", "", "?", "*", "+", "{1,2}", "??" };
static const char *const before[] = { "",  "",           "",          "",     "",     "",        "!",
                                      "&", "(?<! the) ", "(?<= of) ", "... ", "..3 ", "...!fog " };
static const char *const scopes[] = { "sentence", "sentence", "paragraph", "document", "chunk" };
static const char *const overlaps[] = { "first", "longest", "all" };

/* ---- rules ---- */

static void add_pattern(lun_buf *out)
{
    uint32_t n = 1 + below(4);
    for (uint32_t i = 0; i < n; i++) {
        const char *look = ONE_OF(before);
        int zero = strcmp(look, "!") == 0 || strcmp(look, "&") == 0;
        lun_buf_addf(out, "%s%s%s ", look, ONE_OF(elements), zero ? "" : ONE_OF(after));
    }
    lun_buf_adds(out, ONE_OF(words)); /* something is taken */
    if (below(3) == 0)
        lun_buf_adds(out, "?");
}

static void add_rule(lun_buf *out, int number)
{
    static const char *const filters[] = { "", "", "", " within = \"chunk\",", " not_within = \"chunk\"," };
    lun_buf_addf(out, "rule \"r%d\" { doc = \"Random.\", match = [[ ", number);
    add_pattern(out);
    lun_buf_addf(out, " ]], mark = \"hit\", set = { by = \"r%d\" }, scope = \"%s\", overlap = \"%s\",%s }\n", number,
                 ONE_OF(scopes), ONE_OF(overlaps), ONE_OF(filters));
}

static void write_rules(const char *path)
{
    lun_buf out = LUN_BUF_INIT;
    lun_buf_adds(&out,
                 "layer \"chunk\" {}\nlayer \"hit\" { by = text }\n"
                 "lexicon \"places\" { \"Norland\", \"Ostia\", \"the bay\", \"bay of fog\" }\n"
                 "lexicon \"deeds\" { \"signed\", \"sailed\", \"left the harbour\" }\n"
                 "rule \"chunk\" { doc = \"Rows.\", match = [[ the []{1,3} | ~sail []{0,2} ]], mark = \"chunk\" }\n");
    for (int i = 0; i < RULES; i++)
        add_rule(&out, i);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(out.data, 1, out.len, file), out.len);
    assert_int_equal(fclose(file), 0);
    lun_buf_clear(&out);
}

static lun_script *open_script(const char *path, int unplanned)
{
    lun_script_options options = { .unplanned = unplanned };
    lun_script *script = NULL;
    lun_error err = LUN_ERROR_INIT;
    if (lun_script_new(&script, &options, &err) < 0 || lun_script_load_file(script, path, &err) < 0 ||
        lun_script_finish(script, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
    return script;
}

/* ---- texts ---- */

static void make_text(lun_buf *out)
{
    uint32_t n = 5 + below(60);
    lun_buf_reset(out);
    for (uint32_t i = 0; i < n; i++) {
        lun_buf_adds(out, i ? " " : "");
        lun_buf_adds(out, ONE_OF(words));
        if (below(6) == 0)
            lun_buf_adds(out, ONE_OF(marks));
    }
    lun_buf_addc(out, '.');
}

/* All rows: rule, place and layer of each. How many were hits is returned. */
static uint32_t list_rows(lun_buf *out, lun_script *script, const lun_buf *text)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    lun_document *document = lun_document_new();
    uint32_t n, hits = 0;
    lun_buf_reset(out);
    assert_int_equal(lun_document_set_text(document, text->data, text->len, &err), LUN_OK);
    document->language = "en";
    assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
    const lun_schema *schema = lun_script_schema(script);
    for (uint16_t layer = 0; layer < lun_schema_count(schema); layer++) {
        lun_annotation *const *rows = lun_annotations_rows(set, layer, &n);
        for (uint32_t i = 0; i < n; i++)
            lun_buf_addf(out, "%s %s %u-%u\n", lun_schema_layer(schema, layer)->name,
                         lun_script_rules(script)->items[rows[i]->rule].id, rows[i]->span.start, rows[i]->span.stop);
        hits += strcmp(lun_schema_layer(schema, layer)->name, "hit") == 0 ? n : 0;
    }
    assert_null(document->problems);
    lun_script_release(script, document);
    lun_document_free(document);
    return hits;
}

static uint32_t compare_round(const char *path)
{
    lun_buf text = LUN_BUF_INIT, planned = LUN_BUF_INIT, unplanned = LUN_BUF_INIT;
    write_rules(path);
    lun_script *with = open_script(path, 0), *without = open_script(path, 1);
    uint32_t hits = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
        make_text(&text);
        hits += list_rows(&planned, with, &text);
        list_rows(&unplanned, without, &text);
        if (strcmp(planned.data ? planned.data : "", unplanned.data ? unplanned.data : "") != 0)
            fail_msg("text: %s\nplanned:\n%s\nunplanned:\n%s", text.data, planned.data, unplanned.data);
    }
    lun_script_free(with);
    lun_script_free(without);
    lun_buf_clear(&text);
    lun_buf_clear(&planned);
    lun_buf_clear(&unplanned);
    return hits;
}

static void test_planner__changes_no_row(void **state)
{
    char path[] = "/tmp/lunette-planned-XXXXXX.lua";
    const char *rounds = getenv("LUNETTE_ROUNDS"), *start = getenv("LUNETTE_SEED");
    uint32_t hits = 0;
    int file = mkstemps(path, 4);
    (void)state;
    assert_true(file >= 0);
    close(file);
    seed = start ? strtoull(start, NULL, 10) : seed;
    for (long i = rounds ? strtol(rounds, NULL, 10) : ROUNDS; i > 0; i--)
        hits += compare_round(path);
    unlink(path);
    assert_true(hits > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_planner__changes_no_row) };
    return cmocka_run_group_tests_name("script planned", tests, NULL, NULL);
}
