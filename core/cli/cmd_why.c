/*
** cmd_why.c - lunette why: why a rule made a row, or why none did.
**
** The document is found and handed to the library (scripts/lunette/why.lua), which answers. Of the nearest misses it is then counted what the change would
** find in the rest of the corpus (elsewhere.c). Nothing is written.
*/
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/elsewhere.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)
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
    int64_t number; /* of the document in the corpus */
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
    int n = 0, rc = LUN_OK;
    for (size_t i = 0; i < sizeof queries / sizeof *queries && n == 0 && rc >= 0; i++)
        rc = one_number(w->store, queries[i], name, &w->number, &n, err);
    if (rc < 0)
        return rc;
    if (n == 1)
        return lun_store_get(w->store, w->number, &w->document, NULL, err);
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
    if (w->corpus)
        cJSON_AddStringToObject(w->question, "corpus", w->corpus);
    text = cJSON_AddStringToObject(w->question, "text", document->text ? document->text : "");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].value && !cJSON_AddStringToObject(attributes, known[i].key, known[i].value))
            text = NULL;
    }
    return text ? 0 : lun_error_set(err, LUN_ENOMEM, "no memory for a document");
}

/* ---- what is asked ---- */

static void add_cell(cJSON *to, const char *name, const lun_rows *rows, uint32_t column)
{
    lun_cell cell;
    lun_rows_cell(rows, column, &cell);
    if (cell.type == LUN_CELL_TEXT && cell.len)
        cJSON_AddStringToObject(to, name, cell.text);
}

/* The row as the corpus has it, and its rule as it was then. */
static int add_row(why *w, const lun_rows *rows, lun_error *err)
{
    static const char *const names[] = { "layer", "rule", "text", "key", "rule_text", "version", "started" };
    lun_cell id, start, stop;
    lun_rows_cell(rows, 7, &id);
    lun_rows_cell(rows, 8, &start);
    lun_rows_cell(rows, 9, &stop);
    w->number = id.integer;
    int rc = lun_store_get(w->store, w->number, &w->document, NULL, err);
    if (rc < 0 || (rc = take_document(w, w->document, err)) < 0)
        return rc;
    const lun_offsets *offsets = lun_document_offsets(w->document);
    cJSON *row = cJSON_AddObjectToObject(w->question, "row");
    if (!offsets || !row)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a row");
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        add_cell(row, names[i], rows, i);
    cJSON_AddNumberToObject(row, "first", (double)lun_offsets_to_bytes(offsets, (size_t)start.integer) + 1);
    cJSON_AddNumberToObject(row, "last", (double)lun_offsets_to_bytes(offsets, (size_t)stop.integer));
    return LUN_OK;
}

static int ask_row(why *w, const char *key, lun_error *err)
{
    static const char sql[] =
        "SELECT a.layer, ifnull(p.rule, a.rule), a.text, a.key, p.rule_text, p.version, n.started, a.document, a.start, a.stop "
        "FROM annotation a LEFT JOIN provenance p ON p.id = a.id AND p.layer = a.layer LEFT JOIN run n ON n.id = a.run "
        "WHERE a.document IN (SELECT id FROM document WHERE key = substr(?1, 1, 4)) AND substr(a.key, 1, length(?1)) = ?1 "
        "LIMIT 2";
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, key, strlen(key) };
    lun_rows *rows;
    int rc = lun_store_query(&rows, w->store, sql, NULL, &value, 1, err);
    if (rc < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0 && (rc = add_row(w, rows, err)) == LUN_OK &&
        (rc = lun_rows_next(rows, err)) > 0) {
        lun_error_set(err, LUN_EUSAGE, "more than one key starts with '%s'", key);
        rc = lun_error_hint(err, "give more of its 16 digits");
    } else if (rc == 0 && !w->question) {
        lun_error_set(err, LUN_ENOTFOUND, "the corpus has no row with the key '%s'", key);
        rc = lun_error_hint(err, "keys are in column `key` of each layer: lunette sql %s \"SELECT key, text FROM act\"",
                            w->corpus);
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

/* What went wrong with the document when the corpus was made. */
static int add_problems(why *w, lun_error *err)
{
    static const char sql[] = "SELECT class, code, message FROM problem WHERE document = ?1";
    const lun_cell value = { LUN_CELL_INTEGER, w->number, 0, NULL, 0 };
    cJSON *list = cJSON_AddArrayToObject(w->question, "problems");
    lun_rows *rows;
    int rc = lun_store_query(&rows, w->store, sql, NULL, &value, 1, err);
    if (rc < 0)
        return rc;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        cJSON *problem = cJSON_CreateObject();
        add_cell(problem, "class", rows, 0);
        add_cell(problem, "code", rows, 1);
        add_cell(problem, "message", rows, 2);
        cJSON_AddItemToArray(list, problem);
    }
    lun_rows_close(rows);
    return rc;
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
    if ((rc = find_document(w, words->items[1], err)) < 0 || (rc = take_document(w, w->document, err)) < 0 ||
        (rc = add_problems(w, err)) < 0)
        return rc;
    return ask_words(w, words->items[2], err);
}

/* ---- what the changes would find elsewhere ---- */

/* A word in single quotes of the shell, where it needs them. */
static void add_word(lun_buf *out, const char *text)
{
    lun_buf_addc(out, ' ');
    if (!strpbrk(text, " \t\n\"'$`\\|&;<>()[]{}*?!~#%@=") && *text) {
        lun_buf_adds(out, text);
        return;
    }
    lun_buf_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            lun_buf_adds(out, "'\\''");
        else
            lun_buf_addc(out, *text);
    }
    lun_buf_addc(out, '\'');
}

static void add_rules(const why *w, lun_buf *out)
{
    for (size_t i = 0; i < w->plugins.n; i++) {
        lun_buf_adds(out, " -p");
        add_word(out, w->plugins.items[i]);
    }
    for (size_t i = 0; i < w->rules.n; i++) {
        lun_buf_adds(out, " -r");
        add_word(out, w->rules.items[i]);
    }
}

static void add_command(const why *w, cJSON *to, const char *pattern)
{
    lun_buf out = LUN_BUF_INIT;
    lun_buf_adds(&out, "lunette try");
    add_word(&out, pattern);
    add_rules(w, &out);
    add_word(&out, w->corpus);
    if (out.data)
        cJSON_AddStringToObject(to, "command", out.data);
    lun_buf_clear(&out);
}

/* Commands to be typed name no plugin that another one brings along. */
static void drop_required(why *w)
{
    const cJSON *name, *names = cJSON_GetObjectItemCaseSensitive(w->answer, "required");
    size_t n = 0;
    for (size_t i = 0; i < w->plugins.n; i++) {
        int required = 0;
        cJSON_ArrayForEach(name, names) required |= strcmp(lun_path_name(w->plugins.items[i]), name->valuestring) == 0;
        if (!required)
            w->plugins.items[n++] = w->plugins.items[i];
    }
    w->plugins.n = n;
    w->plugins.items[n] = NULL;
}

/* What the changes of the nearest misses add, into each of these as `elsewhere`; why it cannot be told, as `untold` of the answer. */
static void tell_elsewhere(const why *w)
{
    lun_elsewhere pairs[LUN_ELSEWHERE_MAX] = { { 0 } };
    lun_elsewhere_scope scope = { 0 };
    cJSON *asked[LUN_ELSEWHERE_MAX], *miss;
    lun_error err = LUN_ERROR_INIT;
    size_t n = 0;
    cJSON_ArrayForEach(miss, cJSON_GetObjectItemCaseSensitive(w->answer, "misses"))
    {
        const char *before = lun_json_string(miss, "before"), *after = lun_json_string(miss, "pattern");
        if (n == LUN_ELSEWHERE_MAX || !before || !after)
            continue;
        pairs[n].before = before;
        pairs[n].after = after;
        asked[n++] = miss;
    }
    if (!n)
        return;
    if (lun_elsewhere_count(pairs, n, &scope, w->corpus, &w->plugins, &w->rules, &err) < 0) {
        cJSON_AddStringToObject(w->answer, "untold", err.message);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        cJSON *told = cJSON_AddObjectToObject(asked[i], "elsewhere");
        cJSON_AddNumberToObject(told, "hits", (double)pairs[i].more);
        cJSON_AddNumberToObject(told, "documents", (double)pairs[i].documents);
        cJSON_AddNumberToObject(told, "read", (double)scope.read);
        cJSON_AddBoolToObject(told, "cut", scope.cut);
        add_command(w, told, pairs[i].after);
    }
}

static void print_elsewhere(const why *w, const cJSON *miss)
{
    const cJSON *told = cJSON_GetObjectItemCaseSensitive(miss, "elsewhere");
    const char *untold = lun_json_string(w->answer, "untold"), *command = lun_json_string(told, "command");
    if (!told && untold)
        printf("    what it would add elsewhere cannot be told: %s\n", untold);
    if (!told)
        return;
    double hits = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(told, "hits")),
           documents = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(told, "documents")),
           read = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(told, "read"));
    printf("    in the corpus: %+.0f %s in %.0f %s", hits, hits == 1 ? "hit" : "hits", documents,
           documents == 1 ? "document" : "documents");
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(told, "cut")))
        printf(" of the first %.0f that were read; there may be more", read);
    printf("\n    %s\n", command ? command : "");
}

/* ---- the answer ---- */

static void print_lines(const why *w)
{
    const cJSON *line, *lines = cJSON_GetObjectItemCaseSensitive(w->answer, "lines"),
                       *misses = cJSON_GetObjectItemCaseSensitive(w->answer, "misses");
    int colour = lun_log_colour(1), first = 1;
    cJSON_ArrayForEach(line, lines)
    {
        if (cJSON_IsNumber(line)) {
            print_elsewhere(w, cJSON_GetArrayItem(misses, line->valueint - 1));
            continue;
        }
        printf(first && colour ? "\033[1m%s\033[0m\n" : "%s\n", cJSON_IsString(line) ? line->valuestring : "");
        first = 0;
    }
}

/* The numbers among the lines are for print_lines. */
static void drop_numbers(cJSON *lines)
{
    cJSON *line = lines ? lines->child : NULL;
    while (line) {
        cJSON *next = line->next;
        if (cJSON_IsNumber(line))
            cJSON_Delete(cJSON_DetachItemViaPointer(lines, line));
        line = next;
    }
}

/* The row is made now: does the corpus hold it, and what is to be typed next? */
static int tell_row(why *w, lun_error *err)
{
    static const char sql[] =
        "SELECT key FROM annotation WHERE document = ?1 AND layer = ?2 AND start = ?3 AND stop = ?4 AND rule = ?5";
    const cJSON *row = cJSON_GetObjectItemCaseSensitive(w->answer, "row");
    const char *layer = lun_json_string(row, "layer"), *rule = lun_json_string(row, "rule");
    double start = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "start")),
           stop = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "stop"));
    cJSON *lines = cJSON_GetObjectItemCaseSensitive(w->answer, "lines");
    lun_buf out = LUN_BUF_INIT;
    lun_rows *rows;
    lun_cell key;
    int rc;
    if (!w->store || !layer || !rule)
        return LUN_OK;
    const lun_cell values[] = { { LUN_CELL_INTEGER, w->number, 0, NULL, 0 },
                                { LUN_CELL_TEXT, 0, 0, layer, strlen(layer) },
                                { LUN_CELL_INTEGER, (int64_t)start, 0, NULL, 0 },
                                { LUN_CELL_INTEGER, (int64_t)stop, 0, NULL, 0 },
                                { LUN_CELL_TEXT, 0, 0, rule, strlen(rule) } };
    if ((rc = lun_store_query(&rows, w->store, sql, NULL, values, 5, err)) < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &key);
        lun_buf_addf(&out, "more of it: lunette why %s %s", w->corpus, key.text);
        cJSON_AddStringToObject(w->answer, "key", key.text);
    } else {
        lun_buf_adds(&out,
                     "the corpus does not hold it: it was made with other rules. To bring it up to date: lunette run");
        add_word(&out, w->corpus);
        add_rules(w, &out);
    }
    lun_rows_close(rows);
    cJSON_AddItemToArray(lines, cJSON_CreateString(out.data ? out.data : ""));
    lun_buf_clear(&out);
    return rc < 0 ? rc : LUN_OK;
}

static int code_of(const why *w)
{
    static const char *const silent[] = { "none", "words", "gone" };
    const char *cause = lun_json_string(w->answer, "cause");
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(w->answer, "found")))
        return LUN_EXIT_OK;
    for (size_t i = 0; cause && i < sizeof silent / sizeof *silent; i++) {
        if (strcmp(cause, silent[i]) == 0)
            return LUN_EXIT_NOTHING;
    }
    return LUN_EXIT_OK;
}

static int give(why *w)
{
    if (w->store)
        tell_elsewhere(w);
    if (!w->arguments->json) {
        print_lines(w);
        return code_of(w);
    }
    drop_numbers(cJSON_GetObjectItemCaseSensitive(w->answer, "lines"));
    char *text = cJSON_PrintUnformatted(w->answer);
    if (!text)
        lun_log(LUN_LEVEL_ERROR, "no memory for the answer");
    else
        printf("%s\n", text);
    cJSON_free(text);
    return text ? code_of(w) : LUN_EXIT_FAILED;
}

/* Does the layer depend on something else now than when the corpus last got its rows? */
static int compare_layer(why *w, lun_error *err)
{
    static const char sql[] =
        "SELECT lower(hex(fingerprint)) FROM _run_layer WHERE layer = ?1 ORDER BY run DESC LIMIT 1";
    cJSON *row = cJSON_GetObjectItemCaseSensitive(w->question, "row");
    const char *name = lun_json_string(row, "layer");
    uint16_t layer = name ? lun_schema_find(lun_script_schema(w->script), name) : LUN_LAYER_NONE;
    lun_dependencies now;
    lun_rows *rows;
    lun_cell cell;
    char hex[33];
    int rc;
    if (layer == LUN_LAYER_NONE)
        return LUN_OK;
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, name, strlen(name) };
    if ((rc = lun_script_dependencies(&now, w->script, err)) < 0)
        return rc;
    for (size_t i = 0; i < 16; i++)
        snprintf(hex + 2 * i, 3, "%02x", now.fingerprints[layer][i]);
    lun_dependencies_clear(&now);
    if ((rc = lun_store_query(&rows, w->store, sql, NULL, &value, 1, err)) < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        cJSON_AddBoolToObject(row, "changed", cell.type != LUN_CELL_TEXT || strcmp(cell.text, hex) != 0);
    }
    lun_rows_close(rows);
    return rc < 0 ? rc : LUN_OK;
}

static int answer(why *w, lun_error *err)
{
    lun_session_options session = { .plugins = w->plugins.items, .rules = w->rules.items };
    int rc = lun_session_open(&w->script, &session, err);
    if (rc == LUN_OK && w->store && cJSON_GetObjectItemCaseSensitive(w->question, "row"))
        rc = compare_layer(w, err);
    if (rc < 0)
        return rc;
    char *json = cJSON_PrintUnformatted(w->question);
    rc = json ? lun_listing_ask(&w->answer, w->script, "why", json, err)
              : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_free(json);
    if (rc < 0)
        return rc;
    drop_required(w);
    return tell_row(w, err);
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
    else if (words->n == 3 || lun_store_is_corpus(words->items[0]) || access(words->items[0], F_OK) != 0)
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
