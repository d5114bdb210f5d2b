/*
** test_run_search.c - a search that reads only what the index and stored layers do not rule out finds what reading everything
** finds: random patterns over random texts, with words that no index cuts as we do.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmocka_all.h"
#include "run/search.h"
#include "run/run.h"

enum { ROUNDS = 4, PATTERNS = 60, DOCUMENTS = 50 }; /* LUNETTE_ROUNDS and LUNETTE_SEED: more, and others */

static char folder[] = "/tmp/lunette-search-XXXXXX";
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

/* ---- what is written ---- */

/* Rare enough, all together, that most documents lack most of them. */
static const char *const words[] = {
    "do",
    "don't",
    "can",
    "cannot",
    "can't",
    "U.S.",
    "O'Hara",
    "e-mail",
    "caf\xC3\xA9",
    "CAF\xC3\x89",
    "\xC5\xBBofia",
    "went",
    "going",
    "goes",
    "knives",
    "knife",
    "planned",
    "planning",
    "ported",
    "harbour's",
    "5pm",
    "40km",
    "3.5",
    "21st",
    "Mr.",
    "R&D",
    "and/or",
    "won't",
    "is",
    "were",
    "better",
    "best",
    "men",
    "\xE6\xB8\xAF",
    "\xD0\x96\xD1\x83\xD0\xBA",
    "e\xCC\x81t\xC3\xA9",
    "x\xC2\xBD",
    "'90s",
    "non-aligned",
    "wheel-chair",
    "Ada",
    "Brandt",
    "Rita",
    "Vale",
    "treaty",
    "treaties",
    "signed",
    "sign",
    "signing",
    "N\xE2\x80\x99T",
    "isn\xE2\x80\x99t",
    "a.m.",
    "$5",
    "\xE2\x80\x9Cquoted\xE2\x80\x9D",
};

static const char *const elements[] = {
    "do",
    "n't",
    "can",
    "not",
    "\"U.S.\"",
    "\"O'Hara\"",
    "\"e-mail\"",
    "\"CAF\xC3\x89\"",
    "caf\xC3\xA9",
    "\xC5\xBBofia",
    "~go",
    "~knife",
    "~plan",
    "~port",
    "harbour's",
    "pm",
    "km",
    "40",
    "3.5",
    "21st",
    "\"Mr.\"",
    "\"R&D\"",
    "and/or",
    "~be",
    "~will",
    "~good",
    "~well",
    "~man",
    "\"\xE6\xB8\xAF\"",
    "\xD0\x96\xD1\x83\xD0\xBA",
    "\"'90s\"",
    "\"non-aligned\"",
    "wheel-chair",
    "Ada",
    "~treaty",
    "~sign",
    "$things",
    "$kinds",
    "@name",
    "@deed",
    "@either",
    "[~sign & !signed]",
    "[~go | ~plan]",
    "[@name & %cap]",
    "%cap",
    "\"$\"",
    "!signed",
    "[/^sig/]",
    "\"5\"",
    "\"\xE2\x80\x9C\"",
    "@name[form = ADA]",
    "[!%punct]",
};

static void write_file(const char *name, const lun_buf *text)
{
    char path[200];
    lun_error err = LUN_ERROR_INIT;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (text->failed || lun_file_write(path, text->data ? text->data : "", text->len, &err) < 0)
        fail_msg("%s", err.message);
}

static void write_documents(void)
{
    lun_buf out = LUN_BUF_INIT;
    for (int i = 0; i < DOCUMENTS; i++) {
        lun_buf_addf(&out, "{\"id\":\"d%d\",\"language\":\"en\",\"text\":\"The", i);
        for (uint32_t n = 2 + below(9); n; n--)
            lun_buf_addf(&out, "%s%s", below(6) ? " " : ". ", ONE_OF(words));
        lun_buf_adds(&out, ".\"}\n");
    }
    write_file("all.jsonl", &out);
    lun_buf_clear(&out);
}

/* The layers that the corpus has. `which`: one of two versions, so that rows that are stored can be of other rules. */
static void write_marks(unsigned which)
{
    lun_buf out = LUN_BUF_INIT;
    lun_buf_adds(&out,
                 "return { name = \"marks\", version = \"0.1\", summary = \"Marks.\", languages = { \"en\" } }\n");
    write_file("plugins/marks/plugin.lua", &out);
    lun_buf_reset(&out);
    lun_buf_addf(
        &out,
        "layer \"name\" { form = text, mention = true }\n"
        "layer \"deed\" { what = span }\n"
        "layer \"either\" { any = { \"name\", \"deed\" } }\n"
        "lexicon \"things\" { \"treaty\", \"wheel-chair\", \"e-mail\" }\n"
        "lexicon \"kinds\" { \"knife\", \"sign the treaty\", \"man\", inflect = \"all\" }\n"
        "rule \"name\" { doc = \"n\", match = [[ form:(Ada | Rita%s) ]], marks = \"name\",\n"
        "  mark = function(match, doc) return { form = match.form.text:upper(), entity = doc:entity(\"name\", match.form.text) } end }\n"
        "rule \"deed\" { doc = \"d\", match = [[ what:~sign ]], mark = \"deed\" }\n",
        which ? " | Brandt" : "");
    write_file("plugins/marks/rules/marks.lua", &out);
    lun_buf_clear(&out);
}

static void add_element(lun_buf *out, int depth)
{
    switch (below(depth > 0 ? 9 : 3)) {
    case 3:
        lun_buf_adds(out, "(");
        add_element(out, depth - 1);
        lun_buf_adds(out, " | ");
        add_element(out, depth - 1);
        lun_buf_adds(out, ")");
        return;
    case 4:
        lun_buf_adds(out, "(");
        add_element(out, depth - 1);
        lun_buf_adds(out, " []?)?");
        return;
    case 5:
        lun_buf_adds(out, "... ");
        add_element(out, depth - 1);
        return;
    case 6:
        add_element(out, depth - 1);
        lun_buf_adds(out, " []* ");
        add_element(out, depth - 1);
        return;
    default:
        lun_buf_adds(out, ONE_OF(elements));
    }
}

/* Patterns, each a rule with a layer of its own: "t0", "t1" ... */
static void write_patterns(void)
{
    lun_buf out = LUN_BUF_INIT;
    lun_buf_adds(&out, "requires \"marks\"\n");
    for (int i = 0; i < PATTERNS; i++) {
        lun_buf_addf(&out, "layer \"t%d\" { n = integer }\nrule \"t%d\" { doc = \"t\", match = [[ ", i, i);
        lun_buf_adds(&out, below(3) ? "[]? " : "");
        add_element(&out, 2);
        lun_buf_adds(&out, below(4) ? " []" : " ");
        if (!below(3))
            add_element(&out, 1);
        lun_buf_addf(&out, " ]], mark = \"t%d\", set = { n = 1 }%s%s }\n", i, below(5) ? "" : ", scope = \"document\"",
                     below(8) ? "" : ", within = \"either\"");
    }
    write_file("patterns.lua", &out);
    lun_buf_clear(&out);
}

/* ---- what is found ---- */

static void add_rows(lun_buf *out, const lun_document *document, lun_annotations *set, uint16_t layer)
{
    uint32_t n;
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n);
    for (uint32_t i = 0; i < n; i++)
        lun_buf_addf(out, "%s:%u-%u ", strchr(document->uri, '#'), rows[i]->span.start, rows[i]->span.stop);
}

/* Of each layer of `first`.. what all documents hold, read and analysed one by one. */
static void find_by_reading(lun_buf *found, const char *corpus, lun_script *script, uint16_t first)
{
    lun_store *store;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_store_open(&store, corpus, LUN_STORE_READ, &err), LUN_OK);
    for (int64_t number = 1; number <= DOCUMENTS; number++) {
        lun_document *document;
        lun_annotations *set;
        assert_int_equal(lun_store_get(store, number, &document, NULL, &err), LUN_OK);
        assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
        for (uint16_t i = 0; i < PATTERNS; i++)
            add_rows(&found[i], document, set, (uint16_t)(first + i));
        lun_script_release(script, document);
        lun_document_free(document);
    }
    lun_store_close(store);
}

/* How many documents were read. */
static uint32_t find_by_search(lun_buf *found, const char *corpus, lun_script *script,
                               const lun_session_options *session, uint16_t layer)
{
    lun_search *search;
    lun_document *document;
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n = 0;
    int rc;
    if (lun_search_open(&search, corpus, script, session, layer, &err) < 0)
        fail_msg("%s", err.message);
    while ((rc = lun_search_next(search, &document, &set, &err)) > 0) {
        add_rows(found, document, set, layer);
        lun_script_release(script, document);
        lun_document_free(document);
        n++;
    }
    assert_int_equal(rc, LUN_OK);
    assert_int_equal(lun_search_documents(search), DOCUMENTS);
    lun_search_close(search);
    return n;
}

static void make_corpus(const char *corpus, const lun_session_options *session)
{
    char source[100];
    lun_progress figures;
    lun_error err = LUN_ERROR_INIT;
    snprintf(source, sizeof source, "%s/all.jsonl", folder);
    const char *const paths[] = { source };
    lun_run_options options = { .session = *session,
                                .paths = paths,
                                .n_paths = 1,
                                .corpus = corpus,
                                .command = "test",
                                .limits = { .workers = 1 } };
    unlink(corpus);
    if (lun_run(&figures, &options, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
    assert_int_equal(figures.documents, DOCUMENTS);
}

/* Returns how many documents searches read. */
static uint32_t compare(const char *corpus, const lun_session_options *session)
{
    lun_script *script;
    lun_error err = LUN_ERROR_INIT;
    uint32_t read = 0;
    lun_buf by_reading[PATTERNS] = { LUN_BUF_INIT };
    if (lun_session_open(&script, session, &err) < 0)
        fail_msg("%s:%u: %s (%s)", err.file, err.line, err.message, err.source);
    uint16_t first = lun_schema_find(lun_script_schema(script), "t0");
    find_by_reading(by_reading, corpus, script, first);
    for (uint16_t i = 0; i < PATTERNS; i++) {
        lun_buf found = LUN_BUF_INIT;
        read += find_by_search(&found, corpus, script, session, (uint16_t)(first + i));
        const char *wanted = by_reading[i].data ? by_reading[i].data : "", *got = found.data ? found.data : "";
        if (strcmp(wanted, got) != 0)
            fail_msg("pattern %u of %s/patterns.lua\nread:     %s\nsearched: %s", i, folder, wanted, got);
        lun_buf_clear(&found);
        lun_buf_clear(&by_reading[i]);
    }
    lun_script_free(script);
    return read;
}

static void test_search__finds_what_reading_everything_finds(void **state)
{
    char corpus[100], patterns[100];
    const char *rounds = getenv("LUNETTE_ROUNDS"), *own = getenv("LUNETTE_SEED");
    uint32_t most = rounds ? (uint32_t)atoi(rounds) : ROUNDS, read = 0;
    (void)state;
    seed = own ? strtoull(own, NULL, 10) : seed;
    snprintf(corpus, sizeof corpus, "%s/all.db", folder);
    snprintf(patterns, sizeof patterns, "%s/patterns.lua", folder);
    const char *const plugins[] = { "marks", NULL }, *const rules[] = { patterns, NULL };
    const lun_session_options stored = { .plugins = plugins }, session = { .plugins = plugins, .rules = rules };
    for (uint32_t round = 0; round < most; round++) {
        write_documents();
        write_marks(0);
        make_corpus(corpus, &stored);
        if (round % 3 == 2)
            write_marks(1); /* rows that are stored are of other rules now */
        write_patterns();
        read += compare(corpus, &session);
    }
    print_message("%u of %u documents read\n", read, most * PATTERNS * DOCUMENTS);
    assert_true(read < most * PATTERNS * DOCUMENTS / 10 * 7);
}

static int set_up(void **state)
{
    static const char *const folders[] = { "plugins", "plugins/marks", "plugins/marks/rules" };
    char path[120];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, folders[i]);
        if (mkdir(path, 0700) < 0)
            return -1;
    }
    return setenv("LUNETTE_PATH", folder, 1);
}

static int tear_down(void **state)
{
    char command[100];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search__finds_what_reading_everything_finds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
