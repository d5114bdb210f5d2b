/*
** cmd_why.c - lunette why: why a rule made a row, or why none did.
**
** The document is found and handed to the library (scripts/lunette/why.lua), which answers. Of the nearest miss it is then counted what the change would
** find in the rest of the corpus: with the search of `try`, for a few seconds at the most.
*/
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/listing.h"
#include "run/search.h"

#define AT(member) offsetof(lun_arguments, member)
#define SECONDS_ELSEWHERE 3 /* of the processor */
#define KEY_LEAST 6
#define KEY_DIGITS 16

static const lun_option own[] = {
    { "expect", 'e', LUN_OPTION_TEXT, AT(by), "LAYER.FIELD=VALUE",
      "only rules that could make such a row: act.kind=urge, person" },
    { "rule", 0, LUN_OPTION_TEXT, AT(where), "ID", "only this rule" },
    { "number", 'n', LUN_OPTION_NUMBER, AT(n), "N", "show N near misses (3)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_rules, lun_options_load, lun_options_common, NULL };

typedef struct why {
    const lun_command *command;
    const lun_arguments *arguments;
    lun_texts plugins, rules;
    lun_arena *arena;
    lun_store *store; /* NULL: a file is asked about */
    const char *corpus;
    lun_document *document;
    cJSON *question, *answer;
    lun_script *script;
} why;

static int usage(const why *w, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE,
                  "why: expects a corpus and a key; a corpus, a document and words of it; or a file and words of it");
    return lun_error_hint(err, "%s", w->command->example + strspn(w->command->example, " "));
}

static int is_key(const char *word)
{
    size_t len = strlen(word);
    return len >= KEY_LEAST && len <= KEY_DIGITS && strspn(word, "0123456789abcdef") == len;
}

/* ---- which document ---- */

static int one_number(lun_store *store, const char *sql, const char *text, int64_t *out, int *n, lun_error *err)
{
    lun_rows *rows;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, text, strlen(text) }, cell;
    int rc = lun_store_query(&rows, store, sql, NULL, &value, 1, err);
    *n = 0;
    if (rc < 0)
        return rc;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (++*n == 1)
            *out = cell.integer;
    }
    lun_rows_close(rows);
    return rc;
}

/* By number, name, uri, or a part of the uri that no other has. */
static int find_document(why *w, const char *name, lun_error *err)
{
    static const char *const queries[] = {
        "SELECT id FROM document WHERE name = ?1 OR uri = ?1 OR CAST(id AS TEXT) = ?1 LIMIT 2",
        "SELECT id FROM document WHERE instr(uri, ?1) > 0 LIMIT 2",
    };
    int64_t number = 0;
    int n = 0, rc = LUN_OK;
    for (size_t i = 0; i < sizeof queries / sizeof *queries && n == 0 && rc >= 0; i++)
        rc = one_number(w->store, queries[i], name, &number, &n, err);
    if (rc < 0)
        return rc;
    if (n == 1)
        return lun_store_get(w->store, number, &w->document, NULL, err);
    lun_error_set(err, LUN_ENOTFOUND, n ? "more than one document is called '%s'" : "the corpus holds no document '%s'",
                  name);
    return lun_error_hint(err, "lunette sql %s \"SELECT id, name, uri FROM document\" lists them", w->corpus);
}

static int take_document(void *context, lun_document *document, lun_error *err)
{
    why *w = context;
    cJSON *text;
    if (w->question)
        return 0;
    w->question = cJSON_CreateObject();
    cJSON *attributes = cJSON_AddObjectToObject(w->question, "document");
    const struct {
        const char *key, *value;
    } known[] = {
        { "title", document->title },   { "date", document->date },       { "language", document->language },
        { "source", document->source }, { "country", document->country }, { "id", document->id },
        { "uri", document->uri },
    };
    text = cJSON_AddStringToObject(w->question, "text", document->text ? document->text : "");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].value && !cJSON_AddStringToObject(attributes, known[i].key, known[i].value))
            text = NULL;
    }
    return text ? 0 : lun_error_set(err, LUN_ENOMEM, "no memory for a document");
}

/* ---- what is asked ---- */

static int ask_row(why *w, const char *key, lun_error *err)
{
    static const char sql[] =
        "SELECT id, layer, document, start, stop, rule, text FROM annotation WHERE document IN (SELECT id FROM document WHERE key = substr(?1, 1, 4)) AND substr(key, 1, length(?1)) = ?1 LIMIT 2";
    lun_rows *rows;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, key, strlen(key) }, cells[7];
    int found, rc = lun_store_query(&rows, w->store, sql, NULL, &value, 1, err);
    if (rc < 0)
        return rc;
    found = rc = lun_rows_next(rows, err);
    for (uint32_t i = 0; found > 0 && i < 7; i++)
        lun_rows_cell(rows, i, &cells[i]);
    if (found > 0 && (rc = lun_store_get(w->store, cells[2].integer, &w->document, NULL, err)) == LUN_OK &&
        (rc = take_document(w, w->document, err)) == LUN_OK) {
        const lun_offsets *offsets = lun_document_offsets(w->document);
        cJSON *row = cJSON_AddObjectToObject(w->question, "row");
        cJSON_AddStringToObject(row, "layer", cells[1].text);
        cJSON_AddStringToObject(row, "rule", cells[5].type == LUN_CELL_TEXT ? cells[5].text : "");
        cJSON_AddStringToObject(row, "text", cells[6].type == LUN_CELL_TEXT ? cells[6].text : "");
        cJSON_AddNumberToObject(row, "first",
                                offsets ? (double)lun_offsets_to_bytes(offsets, (size_t)cells[3].integer) + 1 : 0);
        cJSON_AddNumberToObject(row, "last",
                                offsets ? (double)lun_offsets_to_bytes(offsets, (size_t)cells[4].integer) : 0);
    } else if (found == 0) {
        lun_error_set(err, LUN_ENOTFOUND, "the corpus has no row with the key '%s'", key);
        rc = lun_error_hint(err, "keys are in column `key` of each layer: lunette sql %s \"SELECT key, text FROM act\"",
                            w->corpus);
    }
    if (found > 0 && rc == LUN_OK && (found = lun_rows_next(rows, err)) > 0) {
        lun_error_set(err, LUN_EUSAGE, "more than one key starts with '%s'", key);
        rc = lun_error_hint(err, "give more of its 16 digits");
    }
    lun_rows_close(rows);
    return rc;
}

/* "act.kind=urge", "person" */
static int add_expect(const why *w, lun_error *err)
{
    const char *text = w->arguments->by, *dot = text ? strchr(text, '.') : NULL, *equal = dot ? strchr(dot, '=') : NULL;
    if (!text)
        return LUN_OK;
    if (!*text || (dot && (!equal || equal == dot + 1 || !equal[1])) || (!dot && strchr(text, '='))) {
        lun_error_set(err, LUN_EUSAGE, "--expect: '%s' is no layer, and no LAYER.FIELD=VALUE", text);
        return lun_error_hint(err, "for example --expect act.kind=urge, or --expect person");
    }
    cJSON *expect = cJSON_AddObjectToObject(w->question, "expect");
    const char *layer = lun_arena_strndup(w->arena, text, dot ? (size_t)(dot - text) : strlen(text));
    const char *field = dot ? lun_arena_strndup(w->arena, dot + 1, (size_t)(equal - dot - 1)) : NULL;
    if (!layer || (dot && !field))
        return lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_AddStringToObject(expect, "layer", layer);
    if (dot) {
        cJSON_AddStringToObject(expect, "field", field);
        cJSON_AddStringToObject(expect, "value", equal + 1);
    }
    return LUN_OK;
}

static int ask_words(why *w, const char *words, lun_error *err)
{
    if (!w->question) {
        lun_error_set(err, LUN_ENOTFOUND, "there is no document in '%s'", w->arguments->words.items[0]);
        return lun_error_hint(err, "name a file that holds text");
    }
    if (!words[strspn(words, " \t\n")]) {
        lun_error_set(err, LUN_EUSAGE, "why: no words are asked about");
        return lun_error_hint(err, "give some words of the document, as they stand there");
    }
    cJSON_AddStringToObject(w->question, "words", words);
    if (w->arguments->where)
        cJSON_AddStringToObject(w->question, "rule", w->arguments->where);
    if (w->arguments->n)
        cJSON_AddNumberToObject(w->question, "n", (double)w->arguments->n);
    return add_expect(w, err);
}

static int ask_file(why *w, lun_error *err)
{
    const lun_arguments *a = w->arguments;
    lun_texts sources = { .n = 1 };
    lun_load_options load = { 0 };
    sources.items[0] = a->words.items[0];
    load.globs = a->globs.n ? a->globs.items : NULL;
    load.path_template = a->path;
    load.sidecar = a->meta;
    load.language = a->language_is;
    load.limit = a->limit;
    load.hidden = a->hidden;
    if (!a->plugins.n && !a->rules.n) {
        lun_error_set(err, LUN_EUSAGE, "why: no rules are named that could be asked");
        return lun_error_hint(err, "-p diplomacy, or -r FILE; a corpus knows its own");
    }
    int rc = lun_listing_documents(&sources, 0, &load, take_document, w, err);
    return rc < 0 ? rc : ask_words(w, a->words.items[1], err);
}

static int ask_corpus(why *w, lun_error *err)
{
    const lun_texts *words = &w->arguments->words;
    int rc = lun_store_open(&w->store, w->corpus = words->items[0], LUN_STORE_READ, err);
    if (rc == LUN_OK && !w->plugins.n && !w->rules.n)
        rc = lun_cli_corpus_rules(&w->plugins, &w->rules, w->store, w->arena, err);
    if (rc < 0)
        return rc;
    if (words->n == 2 && is_key(words->items[1]))
        return ask_row(w, words->items[1], err);
    if (words->n != 3) {
        lun_error_set(err, LUN_EUSAGE, "why: '%s' is no key of a row", words->items[1]);
        return lun_error_hint(
            err, "a key has 16 digits 0-9 a-f, of which 6 may do; for words: lunette why CORPUS DOCUMENT \"words\"");
    }
    if ((rc = find_document(w, words->items[1], err)) < 0 || (rc = take_document(w, w->document, err)) < 0)
        return rc;
    return ask_words(w, words->items[2], err);
}

/* ---- what the change would find elsewhere ---- */

typedef struct elsewhere {
    long hits, documents, read;
    int cut;
} elsewhere;

static int count_elsewhere(const why *w, const char *pattern, elsewhere *out, lun_error *err)
{
    lun_session_options session = { w->plugins.items, w->rules.items, NULL, pattern, 0, 0 };
    lun_script *script;
    lun_search *search = NULL;
    lun_document *document;
    lun_annotations *set;
    uint32_t n;
    int rc = lun_session_open(&script, &session, err);
    if (rc < 0)
        return rc;
    uint16_t layer = lun_schema_find(lun_script_schema(script), "try");
    clock_t start = clock();
    rc = lun_search_open(&search, w->corpus, script, &session, layer, err);
    while (rc >= 0 && !out->cut && (rc = lun_search_next(search, &document, &set, err)) > 0) {
        lun_annotations_rows(set, layer, &n);
        out->hits += n;
        out->documents += n > 0;
        out->read++;
        out->cut = clock() - start > (clock_t)SECONDS_ELSEWHERE * CLOCKS_PER_SEC;
        lun_script_release(script, document);
        lun_document_free(document);
    }
    lun_search_close(search);
    lun_script_free(script);
    return rc < 0 ? rc : LUN_OK;
}

/* The pattern in single quotes of the shell. */
static void print_quoted(const char *text)
{
    putchar('\'');
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*text);
    }
    putchar('\'');
}

static void print_elsewhere(const why *w, const char *pattern)
{
    elsewhere e = { 0 };
    lun_error err = LUN_ERROR_INIT;
    if (count_elsewhere(w, pattern, &e, &err) < 0) {
        printf("\nwhat the change would find elsewhere cannot be told: %s\n", err.message);
        return;
    }
    printf("\nwith the first change the pattern matches %ld %s in %ld %s of the corpus%s; see them:\n  lunette try ",
           e.hits, e.hits == 1 ? "time" : "times", e.documents, e.documents == 1 ? "document" : "documents",
           e.cut ? ", as far as was looked (3 seconds)" : "");
    print_quoted(pattern);
    for (size_t i = 0; i < w->plugins.n; i++)
        printf(" -p %s", w->plugins.items[i]);
    for (size_t i = 0; i < w->rules.n; i++)
        printf(" -r %s", w->rules.items[i]);
    printf(" %s\n", w->corpus);
}

/* ---- the answer ---- */

static void print_lines(const why *w)
{
    const cJSON *line, *lines = cJSON_GetObjectItemCaseSensitive(w->answer, "lines");
    int colour = lun_log_colour(1), first = 1;
    cJSON_ArrayForEach(line, lines)
    {
        const char *text = cJSON_IsString(line) ? line->valuestring : "";
        printf(first && colour ? "\033[1m%s\033[0m\n" : "%s\n", text);
        first = 0;
    }
}

static int give(why *w)
{
    const cJSON *misses = cJSON_GetObjectItemCaseSensitive(w->answer, "misses");
    const cJSON *cause = cJSON_GetObjectItemCaseSensitive(w->answer, "cause");
    const char *pattern = lun_json_string(cJSON_GetArrayItem(misses, 0), "pattern");
    if (w->arguments->json) {
        char *text = cJSON_PrintUnformatted(w->answer);
        printf("%s\n", text ? text : "{}");
        cJSON_free(text);
    } else {
        print_lines(w);
        if (pattern && w->store && cJSON_IsString(cause) && strcmp(cause->valuestring, "near") == 0)
            print_elsewhere(w, pattern);
    }
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(w->answer, "found")) || cJSON_GetArraySize(misses) > 0 ||
                   (cJSON_IsString(cause) && strcmp(cause->valuestring, "none") != 0 &&
                    strcmp(cause->valuestring, "words") != 0)
               ? LUN_EXIT_OK
               : LUN_EXIT_NOTHING;
}

static int answer(why *w, lun_error *err)
{
    lun_session_options session = { w->plugins.items, w->rules.items, NULL, NULL, 0, 0 };
    char *json = cJSON_PrintUnformatted(w->question);
    int rc =
        json ? lun_session_open(&w->script, &session, err) : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    if (rc == LUN_OK)
        rc = lun_listing_ask(&w->answer, w->script, "why", json, err);
    cJSON_free(json);
    return rc;
}

static int command_why(const lun_command *command, const lun_arguments *arguments)
{
    why w = { .command = command, .arguments = arguments, .plugins = arguments->plugins, .rules = arguments->rules };
    lun_error err = LUN_ERROR_INIT;
    const lun_texts *words = &arguments->words;
    int rc;
    w.arena = lun_arena_new();
    if (!w.arena)
        rc = lun_error_set(&err, LUN_ENOMEM, "no memory for a question");
    else if (words->n < 2 || words->n > 3)
        rc = usage(&w, &err);
    else if (words->n == 3 || lun_store_is_corpus(words->items[0]))
        rc = ask_corpus(&w, &err);
    else
        rc = ask_file(&w, &err);
    if (rc >= 0)
        rc = answer(&w, &err);
    int code = rc < 0 ? lun_options_fail(&err) : give(&w);
    cJSON_Delete(w.answer);
    cJSON_Delete(w.question);
    lun_script_free(w.script);
    lun_document_free(w.document);
    lun_store_close(w.store);
    lun_arena_free(w.arena);
    return code;
}

const lun_command lun_command_why = {
    "why",
    "why a rule fired here, or why nothing did",
    "[OPTIONS] CORPUS KEY | CORPUS DOCUMENT \"WORDS\" | FILE \"WORDS\"",
    "With the key of a row: its rule, the pattern beside the words, what it used and what it overrode. With words of a document: the rules that\n"
    "nearly matched there, where they stop, and the smallest change that would do. The first line is the diagnosis. Rules are those the\n"
    "corpus was made with, unless -p or -r names others.",
    "  lunette why readouts.db note.txt \"ready to protect\" --expect act.kind=pledge",
    tables,
    command_why,
    0,
};
