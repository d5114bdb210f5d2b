/*
** bench_store.c - how fast rows go into a corpus and come out of its views, and what they take.
**
** bench_store FILE [documents [bytes]]: made-up documents of `bytes` bytes of text (2,000 unless said) in fifty
** thousand made-up words, some far more frequent than others, each with 8 entities of a thousand names and 30 rows:
** 8 persons, 8 countries, 6 statements, 8 acts with two lists of references, one of spans, a cue and a due date.
** Prints one line a step, in seconds of processor time; FILE is removed first.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "store/store.h"

enum { PERSON, COUNTRY, STATEMENT, ACT };

static uint64_t seed = 7;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(int rc, const lun_error *err)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "bench_store: %s\n", err->message);
    exit(3);
}

static uint64_t file_size(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (uint64_t)status.st_size : 0;
}

static void add_field(lun_schema *schema, uint16_t layer, const char *name, lun_type type, uint8_t list)
{
    static const char *const kinds[] = { "offer", "warning", "thanks", "refusal" };
    lun_error err = LUN_ERROR_INIT;
    lun_field field = { .name = name, .owner = "bench", .type = type, .list = list };
    field.options = type == LUN_TYPE_ENUM ? kinds : NULL;
    field.n_options = type == LUN_TYPE_ENUM ? 4 : 0;
    field.target = STATEMENT;
    must(lun_schema_add_field(schema, layer, &field, &err), &err);
}

static lun_schema *make_schema(void)
{
    static const char *const names[] = { "person", "country", "statement", "act" };
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = lun_schema_new();
    uint16_t layer;
    for (int i = 0; i < 4; i++)
        must(lun_schema_declare(schema, &layer, names[i], "bench", NULL, LUN_POLICY_ALL, i < 2, &err), &err);
    add_field(schema, PERSON, "name", LUN_TYPE_TEXT, 0);
    add_field(schema, PERSON, "country", LUN_TYPE_TEXT, 0);
    add_field(schema, COUNTRY, "iso", LUN_TYPE_TEXT, 0);
    add_field(schema, STATEMENT, "speaker", LUN_TYPE_ENTITY, 1);
    add_field(schema, STATEMENT, "content", LUN_TYPE_SPAN, 1);
    add_field(schema, ACT, "kind", LUN_TYPE_ENUM, 0);
    add_field(schema, ACT, "actor", LUN_TYPE_ENTITY, 1);
    add_field(schema, ACT, "target", LUN_TYPE_ENTITY, 1);
    add_field(schema, ACT, "content", LUN_TYPE_SPAN, 1);
    add_field(schema, ACT, "cue", LUN_TYPE_SPAN, 0);
    add_field(schema, ACT, "strength", LUN_TYPE_INTEGER, 0);
    add_field(schema, ACT, "due", LUN_TYPE_DATE, 0);
    add_field(schema, ACT, "statement", LUN_TYPE_ANNOTATION, 0);
    return schema;
}

static lun_value text_of(lun_type type, const char *text)
{
    lun_value value = { .type = type, .n = (uint32_t)strlen(text) };
    value.as.text = text;
    return value;
}

static lun_span span_in(const lun_document *document, uint32_t len)
{
    lun_span span = { below(document->len - len), 0 };
    span.stop = span.start + len;
    return span;
}

static lun_value reference(uint32_t entity)
{
    lun_value value = { .type = LUN_TYPE_ENTITY };
    value.as.ref.entity = entity;
    value.as.ref.mention = entity;
    return value;
}

static lun_value list_of(const lun_value *items, uint32_t n)
{
    lun_value value = { .type = LUN_TYPE_LIST, .n = n };
    value.as.items = items;
    return value;
}

static void add_mentions(lun_annotations *set, lun_document *document)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    char name[32];
    for (int i = 0; i < 16; i++) {
        int person = i < 8;
        snprintf(name, sizeof name, person ? "Person Number%u" : "Country%u", below(1000));
        lun_value values[2] = { text_of(LUN_TYPE_TEXT, person ? name : "XX"), text_of(LUN_TYPE_TEXT, "XX") };
        uint32_t entity = lun_annotations_entity(set, person ? "person" : "country", name, NULL);
        must(lun_annotations_add(set, &row, person ? PERSON : COUNTRY, span_in(document, 12), 1, entity, values, &err),
             &err);
    }
}

static void add_events(lun_annotations *set, lun_document *document)
{
    static const char *const kinds[] = { "offer", "warning", "thanks", "refusal" };
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    for (int i = 0; i < 14; i++) {
        lun_value content = { .type = LUN_TYPE_SPAN }, refs[2] = { reference(1 + below(8)), reference(1 + below(8)) };
        content.as.span = span_in(document, 80);
        lun_value statement[2] = { list_of(refs, 1), list_of(&content, 1) };
        lun_value act[8] = { text_of(LUN_TYPE_ENUM, kinds[below(4)]),
                             list_of(refs, 1),
                             list_of(refs + 1, 1),
                             list_of(&content, 1),
                             { .type = LUN_TYPE_SPAN },
                             { .type = LUN_TYPE_INTEGER },
                             text_of(LUN_TYPE_DATE, "2024-05-02"),
                             { .type = LUN_TYPE_ANNOTATION } };
        act[4].as.span = span_in(document, 9);
        act[5].as.integer = below(5);
        act[7].as.annotation = 17 + below(6);
        must(lun_annotations_add(set, &row, i < 6 ? STATEMENT : ACT, span_in(document, 150), 2, 0,
                                 i < 6 ? statement : act, &err),
             &err);
    }
}

static lun_annotations *make_document(lun_document *document, const lun_schema *schema, uint32_t number, uint32_t bytes)
{
    lun_error err = LUN_ERROR_INIT;
    char uri[32], *text = lun_malloc((size_t)bytes + 8);
    uint32_t len = 0;
    while (len < bytes) {
        for (uint32_t word = below(1 + below(1 + below(50000))) + 80; word > 0 && len + 1 < bytes; word /= 80) {
            text[len++] = "bcdfghklmnprstvz"[word % 16];
            text[len++] = "aeiou"[word / 16 % 5];
        }
        text[len++] = ' ';
    }
    snprintf(uri, sizeof uri, "papers/%07u.txt", number);
    document->uri = lun_arena_strdup(document->arena, uri);
    document->id = document->uri;
    document->title = "Made up";
    must(lun_document_set_text(document, text, len, &err), &err);
    lun_hash128(text, len, document->hash);
    lun_free(text);
    lun_annotations *set = lun_annotations_new(document, schema);
    add_mentions(set, document);
    add_events(set, document);
    for (uint16_t i = 0; i < 4; i++)
        must(lun_annotations_finish(set, i, &err), &err);
    return set;
}

static void ask(lun_store *store, const char *sql)
{
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    double from = now();
    uint64_t n = 0;
    int rc;
    must(lun_store_query(&rows, store, sql, NULL, NULL, 0, &err), &err);
    while ((rc = lun_rows_next(rows, &err)) > 0)
        n++;
    must(rc, &err);
    lun_rows_close(rows);
    printf("%8.3f s %8llu rows  %s\n", now() - from, (unsigned long long)n, sql);
}

static void read_back(lun_store *store, uint32_t n)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document;
    lun_annotations *rows;
    double from = now();
    uint64_t total = 0;
    for (uint32_t i = 1; i <= n; i++) {
        must(lun_store_get(store, i, &document, &rows, &err), &err);
        total += lun_annotations_last(rows);
        lun_document_free(document);
    }
    printf("%8.3f s %8llu rows  read back by lun_store_get\n", now() - from, (unsigned long long)total);
}

static void ask_all(const char *path, uint32_t n)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    must(lun_store_open(&store, path, LUN_STORE_READ, &err), &err);
    ask(store, "SELECT count(*) FROM annotation");
    ask(store, "SELECT kind, count(*) FROM act GROUP BY kind");
    ask(store, "SELECT actor, target, content FROM act WHERE kind = 'offer'");
    ask(store, "SELECT text FROM act");
    ask(store, "SELECT a.actor, t.target, count(*) FROM act_actor a JOIN act_target t USING (id) GROUP BY 1, 2");
    ask(store, "SELECT count(*) FROM act_actor WHERE actor = 'Country7'");
    ask(store, "SELECT * FROM act WHERE document = 77");
    ask(store, "SELECT a.kind, s.speaker FROM act a JOIN statement s ON s.id = a.statement_id WHERE a.kind = 'offer'");
    ask(store, "SELECT rule, count(*) FROM provenance GROUP BY rule");
    ask(store, "SELECT rowid FROM document_text WHERE document_text MATCH 'kafuba OR lasi'");
    read_back(store, n);
    lun_store_close(store);
}

int main(int argc, char **argv)
{
    static const lun_rule_info items[] = {
        { .id = "core", .plugin = "core", .version = "1", .text = "" },
        { .id = "bench.names", .plugin = "bench", .version = "1", .text = "@name" },
        { .id = "bench.events", .plugin = "bench", .version = "1", .text = "@event" }
    };
    const lun_rules rules = { items, 3 };
    const lun_run_info info = { .command = "bench", .version = "0", .plugins = "bench 1", .fingerprint = { 1 } };
    uint32_t n = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 20000,
             bytes = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 2000;
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    double making = 0, putting = 0;
    if (argc < 2 || n == 0 || bytes < 200) {
        fprintf(stderr, "bench_store FILE [documents [bytes (at least 200)]]\n");
        return 3;
    }
    unlink(argv[1]);
    lun_schema *schema = make_schema();
    must(lun_store_open(&store, argv[1], LUN_STORE_WRITE, &err), &err);
    must(lun_store_run_begin(store, &info, schema, &rules, &err), &err);
    for (uint32_t i = 0; i < n; i++) {
        double from = now();
        lun_document *document = lun_document_new();
        lun_annotations *set = make_document(document, schema, i, bytes);
        double middle = now();
        must(lun_store_put(store, set, NULL, &err), &err);
        putting += now() - middle;
        making += middle - from;
        lun_document_free(document);
    }
    double from = now();
    must(lun_store_run_end(store, "done", &err), &err);
    double ending = now() - from;
    from = now();
    lun_store_close(store);
    double rows = 30.0 * n, text = (double)n * bytes, size = (double)file_size(argv[1]);
    printf("%u documents of %u bytes, %.0f rows (made in %.1f s, not counted)\n", n, bytes, rows, making);
    printf("put %.2f s: %.0f rows/s, %.1f MB/s of text; run end (full text, index) %.2f s; close %.2f s\n", putting,
           rows / putting, text / putting / 1e6, ending, now() - from);
    printf("file %.1f MB, %.2f bytes a byte of text\n", size / 1e6, size / text);
    ask_all(argv[1], n);
    lun_schema_free(schema);
    return 0;
}
