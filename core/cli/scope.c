/*
** scope.c - the scope options, read once for all commands. Sits on core/load/scope.h and the store's views.
*/
#include "cli/scope.h"

#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "load/load.h"

#define VALUES_SHOWN 8 /* of sources, countries, languages, where none is near */
#define NAME_LENGTH 40 /* bytes of a source in the name of a file */

int lun_scope_is_given(const lun_arguments *a)
{
    return a->since || a->before || a->source || a->country || a->language || a->with || a->only_new;
}

/* ---- reading ---- */

static int all_digits(const char *text, size_t n)
{
    return strspn(text, "0123456789") >= n;
}

/* A day, a month or a year: what dates of documents are compared with as text. */
static int check_date(const char *option, const char *text, lun_error *err)
{
    char day[11];
    size_t len = text ? strlen(text) : 0;
    if (!text)
        return LUN_OK;
    if ((len == 4 || len == 7 || len == 10) && all_digits(text, 4) &&
        (len == 4 || (text[4] == '-' && all_digits(text + 5, 2)))) {
        memcpy(day, "0000-01-01", sizeof day);
        memcpy(day, text, len);
        if (lun_day_parse(day) != LUN_DAY_NONE)
            return LUN_OK;
    }
    lun_error_set(err, LUN_EUSAGE, "--%s: '%s' is no date", option, text);
    return lun_error_hint(err, "a day, a month or a year: 2026-03-09, 2026-03, 2026");
}

static int read_country(const char *option, const char *text, char out[3], lun_error *err)
{
    out[0] = '\0';
    if (!text || lun_load_country(text, out))
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "--%s: there is no country '%s'", option, text);
    return lun_error_hint(err, "a code such as CN, or a name: --%s China", option);
}

static int read_language(const char *text, char out[4], lun_error *err)
{
    if (!text || lun_load_language(text, out))
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "--language: there is no language '%s'", text);
    return lun_error_hint(err, "a code such as fr, or a name: --language French");
}

/* A shorter date stands for the first day of its year or month. */
static int check_order(const char *since, const char *before, lun_error *err)
{
    if (!since || !before || strcmp(since, before) < 0)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "--since %s --before %s: no day lies between them", since, before);
    return lun_error_hint(err, "--before names the first day that is left out: --since 2025 --before 2026");
}

static int read_new(lun_scope *out, const lun_arguments *a, lun_store *store, const char *name, const char *asked,
                    lun_error *err)
{
    out->new_after = -1;
    if (!a->only_new)
        return LUN_OK;
    out->new_after = 0;
    int rc = lun_store_last_report(store, name, asked, &out->new_after, err);
    if (rc == 0 && !a->quiet)
        lun_log(LUN_LEVEL_NOTE,
                name ? "--new: this report was not written before with these options: all documents are new"
                     : "--new: no report was written before: all documents are new");
    return rc < 0 ? rc : LUN_OK;
}

int lun_scope_read(lun_scope *out, const lun_arguments *a, lun_store *store, const char *name, const char *asked,
                   lun_error *err)
{
    int rc;
    memset(out, 0, sizeof *out);
    if ((a->with || a->only_new) && !store) {
        lun_error_set(err, LUN_EUSAGE, "--%s asks a corpus, and there is none", a->with ? "with" : "new");
        return lun_error_hint(err, "make one first: lunette run; then name it in place of the sources");
    }
    if ((rc = check_date("since", a->since, err)) < 0 || (rc = check_date("before", a->before, err)) < 0 ||
        (rc = check_order(a->since, a->before, err)) < 0 || (rc = read_language(a->language, out->language, err)) < 0 ||
        (rc = read_country("country", a->country, out->country, err)) < 0 ||
        (rc = read_country("with", a->with, out->with, err)) < 0)
        return rc;
    out->of = (lun_load_scope){ a->since, a->before, a->source, a->country ? out->country : NULL,
                                a->language ? out->language : NULL };
    return read_new(out, a, store, name, asked, err);
}

/* ---- asking a corpus ---- */

uint32_t lun_scope_add_sql(const lun_scope *scope, lun_buf *sql, lun_cell *values)
{
    const struct {
        const char *value, *sql;
    } all[] = {
        { scope->of.since, "d.date >= ?" },
        { scope->of.before, "d.date < ?" },
        { scope->of.source, "d.source = ? COLLATE NOCASE" },
        { scope->of.country, "d.country = ?" },
        { scope->of.language, "d.language = ? COLLATE NOCASE" },
        { *scope->with ? scope->with : NULL,
          "d.id IN (SELECT document FROM entity WHERE kind = 'country' AND country = ?)" },
    };
    uint32_t n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].value)
            continue;
        lun_buf_addf(sql, " AND %s", all[i].sql);
        values[n++] = (lun_cell){ LUN_CELL_TEXT, 0, 0, all[i].value, strlen(all[i].value) };
    }
    if (scope->new_after >= 0) {
        lun_buf_adds(sql, " AND d.arrived > ?");
        values[n++] = (lun_cell){ LUN_CELL_INTEGER, scope->new_after, 0, NULL, 0 };
    }
    return n;
}

int lun_scope_documents(lun_bits *out, const lun_scope *scope, lun_store *store, lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    lun_cell values[LUN_SCOPE_VALUES], cell;
    lun_rows *rows = NULL;
    int rc = lun_store_set(out, store, err);
    if (rc < 0)
        return rc;
    lun_buf_adds(&sql, "SELECT d.id FROM document d WHERE 1");
    uint32_t n = lun_scope_add_sql(scope, &sql, values);
    rc = sql.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a query")
                    : lun_store_query(&rows, store, sql.data, NULL, values, n, err);
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        lun_bits_add(out, (size_t)cell.integer);
    }
    lun_rows_close(rows);
    lun_buf_clear(&sql);
    if (rc < 0)
        lun_bits_clear(out);
    return rc < 0 ? rc : LUN_OK;
}

/* ---- nothing in scope ---- */

/* The first cell of a query with one text as its parameter: a number, -1 where there is none. */
static int64_t number_of(lun_store *store, const char *sql, const char *text)
{
    lun_error ignored = LUN_ERROR_INIT;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, text, text ? strlen(text) : 0 }, cell;
    lun_rows *rows = NULL;
    int64_t n = -1;
    if (lun_store_query(&rows, store, sql, NULL, &value, text != NULL, &ignored) == LUN_OK &&
        lun_rows_next(rows, &ignored) > 0) {
        lun_rows_cell(rows, 0, &cell);
        n = cell.type == LUN_CELL_INTEGER ? cell.integer : -1;
    }
    lun_rows_close(rows);
    return n;
}

/* "did you mean --source 'x'?", or the values that most documents have. */
static void hint_values(lun_error *err, lun_store *store, const char *option, const char *field, const char *given)
{
    lun_error ignored = LUN_ERROR_INIT;
    lun_buf sql = LUN_BUF_INIT, near = LUN_BUF_INIT, all = LUN_BUF_INIT;
    lun_rows *rows = NULL;
    lun_cell cell;
    size_t least = strlen(given) / 3 + 1, n = 0;
    lun_buf_addf(&sql, "SELECT %s FROM document WHERE %s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1", field,
                 field);
    int rc = sql.data ? lun_store_query(&rows, store, sql.data, NULL, NULL, 0, &ignored) : LUN_ENOMEM;
    while (rc >= 0 && (rc = lun_rows_next(rows, &ignored)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        size_t d = lun_options_distance(given, cell.text);
        if (n++ < VALUES_SHOWN)
            lun_buf_addf(&all, "%s%s", all.len ? ", " : "", cell.text);
        if (d >= least)
            continue;
        least = d;
        lun_buf_reset(&near);
        lun_buf_adds(&near, cell.text);
    }
    if (near.data)
        lun_error_hint(err, "did you mean --%s '%s'?", option, near.data);
    else if (all.data)
        lun_error_hint(err, "the corpus has: %s%s", all.data, n > VALUES_SHOWN ? " …" : "");
    else
        lun_error_hint(err, "no document of this corpus has a %s", field);
    lun_rows_close(rows);
    lun_buf_clear(&sql);
    lun_buf_clear(&near);
    lun_buf_clear(&all);
}

static int has_documents(const lun_scope *scope, lun_store *store, lun_error *err)
{
    lun_bits within = { NULL, 0 };
    int found = 0, rc = lun_scope_documents(&within, scope, store, err);
    for (size_t i = 0; rc == LUN_OK && i < within.n && !found; i++)
        found = lun_bits_has(&within, i);
    lun_bits_clear(&within);
    return rc < 0 ? rc : found;
}

static void hint_period(lun_error *err, lun_store *store)
{
    static const char sql[] =
        "SELECT iif(min(date) = max(date), min(date), min(date) || ' to ' || max(date)) FROM document";
    lun_error ignored = LUN_ERROR_INIT;
    lun_rows *rows = NULL;
    lun_cell cell = { .type = LUN_CELL_NULL };
    if (lun_store_query(&rows, store, sql, NULL, NULL, 0, &ignored) == LUN_OK && lun_rows_next(rows, &ignored) > 0)
        lun_rows_cell(rows, 0, &cell);
    if (cell.type == LUN_CELL_TEXT)
        lun_error_hint(err, "the dates of this corpus: %s", cell.text);
    else
        lun_error_hint(err, "no document of this corpus has a date");
    lun_rows_close(rows);
}

/* Whose text it is, and whom it names, are two questions. */
static void say_no_country(const lun_scope *scope, lun_store *store, lun_error *err)
{
    static const char named[] = "SELECT count(DISTINCT document) FROM entity WHERE kind = 'country' AND country = ?";
    int64_t n = number_of(store, named, scope->of.country);
    hint_values(err, store, "country", "country", scope->of.country);
    if (n > 0)
        lun_error_hint(err, "--country asks whose texts they are; %lld %s it: --with %s", (long long)n,
                       n == 1 ? "document names" : "documents name", scope->of.country);
}

/* The options that were given, of which the documents would have to fit all. */
static void hint_options(const lun_scope *scope, lun_error *err)
{
    const struct {
        const char *option;
        int is_given;
    } all[] = { { "--since", scope->of.since != NULL },       { "--before", scope->of.before != NULL },
                { "--source", scope->of.source != NULL },     { "--country", scope->of.country != NULL },
                { "--language", scope->of.language != NULL }, { "--with", *scope->with != 0 } };
    lun_buf given = LUN_BUF_INIT;
    int n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].is_given)
            lun_buf_addf(&given, "%s%s", n++ ? ", " : "", all[i].option);
    }
    if (n > 1 && !given.failed)
        lun_error_hint(err, "none fits all of %s: leave one out", given.data);
    else
        lun_error_hint(err, "--with asks which countries the texts name, --country whose texts they are");
    lun_buf_clear(&given);
}

/* The one value that no document has, if there is one; else all of them together fit none. */
static void say_nothing(const lun_scope *scope, lun_store *store, lun_error *err)
{
    const struct {
        const char *option, *field, *value, *sql;
    } all[] = {
        { "source", "source", scope->of.source, "SELECT count(*) FROM document WHERE source = ? COLLATE NOCASE" },
        { "country", "country", scope->of.country, "SELECT count(*) FROM document WHERE country = ?" },
        { "language", "language", scope->of.language,
          "SELECT count(*) FROM document WHERE language = ? COLLATE NOCASE" },
    };
    const lun_scope period = { .of = { .since = scope->of.since, .before = scope->of.before }, .new_after = -1 };
    lun_error ignored = LUN_ERROR_INIT;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].value || number_of(store, all[i].sql, all[i].value) != 0)
            continue;
        lun_error_set(err, LUN_ENOTFOUND, "nothing is in scope: no document has the %s '%s'", all[i].field,
                      all[i].value);
        if (all[i].value == scope->of.country)
            say_no_country(scope, store, err);
        else
            hint_values(err, store, all[i].option, all[i].field, all[i].value);
        return;
    }
    if (has_documents(&period, store, &ignored) == 0) {
        lun_error_set(err, LUN_ENOTFOUND, "nothing is in scope: no document is of that time");
        hint_period(err, store);
        return;
    }
    lun_error_set(err, LUN_ENOTFOUND, "nothing is in scope: no document fits what was asked for");
    hint_options(scope, err);
}

int lun_scope_is_empty(const lun_scope *scope, const lun_arguments *arguments, lun_store *store, lun_error *err)
{
    if (!lun_scope_is_given(arguments) || number_of(store, "SELECT count(*) FROM document", NULL) == 0)
        return 0;
    int rc = has_documents(scope, store, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    if (arguments->only_new) { /* who asks every day gets a page every day */
        if (!arguments->quiet)
            lun_log(LUN_LEVEL_NOTE, "no document came or changed since the last report");
        return 0;
    }
    say_nothing(scope, store, err);
    return 1;
}

void lun_scope_count(lun_scope_tally *tally, const lun_document *document)
{
    tally->n++;
    tally->date += document->date != NULL;
    tally->source += document->source != NULL;
    tally->country += document->country != NULL;
}

void lun_scope_say_none(const lun_scope_tally *tally, const lun_scope *scope)
{
    const struct {
        const char *name;
        int is_asked;
        long n;
    } all[] = { { "date", scope->of.since || scope->of.before, tally->date },
                { "source", scope->of.source != NULL, tally->source },
                { "country", scope->of.country != NULL, tally->country } };
    size_t least = 3;
    for (size_t i = 0; i < 3; i++) {
        if (all[i].is_asked && all[i].n < (least < 3 ? all[least].n : tally->n))
            least = i;
    }
    if (least < 3)
        lun_log(LUN_LEVEL_NOTE, "nothing is in scope: %ld of %ld documents say their %s; --path or --meta tells it",
                all[least].n, tally->n, all[least].name);
    else
        lun_log(LUN_LEVEL_NOTE, "nothing is in scope: none of %ld documents fits what was asked for", tally->n);
}

/* Of a word what any file system takes in a name: the rest, and stretches of it, are one hyphen. */
static void add_word(lun_buf *name, const char *word)
{
    size_t start = name->len;
    for (const char *c = word; *c && (name->len - start < NAME_LENGTH || (*c & 0xC0) == 0x80); c++) {
        int is_plain = (*c & 0x80) || strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.", *c);
        if (is_plain)
            lun_buf_add(name, c, 1);
        else if (name->len && name->data[name->len - 1] != '-')
            lun_buf_adds(name, "-");
    }
    if (name->len > start && name->data[name->len - 1] == '-')
        name->data[--name->len] = '\0';
}

/* Of the options of the report itself those that say whom it is about: a word, no number and no switch. NULL behind the last, in the order of names. */
static const char *next_word(const lun_texts *sets, const char *after, const char **value)
{
    const char *next = NULL;
    for (size_t i = 0; i + 1 < sets->n; i += 2) {
        const char *name = sets->items[i], *text = sets->items[i + 1];
        int is_word = *name && !lun_options_is_switch(text) && strcmp(text, "true") != 0 &&
                      strcmp(text, "false") != 0 && text[strspn(text, "+-0123456789.")] != '\0';
        if (is_word && strcmp(name, after) > 0 && (!next || strcmp(name, next) <= 0)) {
            next = name;
            *value = text;
        }
    }
    return next;
}

void lun_scope_add_words(const lun_texts *sets, lun_buf *name)
{
    const char *value = "", *option = "";
    while ((option = next_word(sets, option, &value)) != NULL) {
        char code[3];
        int is_side = option[1] == '\0'; /* a country by any of its names */
        lun_buf_addf(name, is_side ? "-" : "-%s-", option);
        add_word(name, is_side && lun_load_country(value, code) ? code : value);
    }
}

void lun_scope_add_name(const lun_scope *scope, lun_buf *name)
{
    const struct {
        const char *option, *value;
    } all[] = {
        { "since", scope->of.since },       { "before", scope->of.before },
        { "source", scope->of.source },     { "country", scope->of.country },
        { "language", scope->of.language }, { "with", *scope->with ? scope->with : NULL },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].value)
            continue;
        lun_buf_addf(name, "-%s-", all[i].option);
        add_word(name, all[i].value);
    }
    if (scope->new_after >= 0)
        lun_buf_adds(name, "-new");
}

void lun_scope_question(const lun_scope *scope, const lun_arguments *arguments, cJSON *question)
{
    const struct {
        const char *key, *value;
    } all[] = {
        { "since", scope->of.since },       { "before", scope->of.before },
        { "source", scope->of.source },     { "country", scope->of.country },
        { "language", scope->of.language }, { "with", *scope->with ? scope->with : NULL },
    };
    cJSON *object = cJSON_AddObjectToObject(question, "scope");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].value)
            cJSON_AddStringToObject(object, all[i].key, all[i].value);
    }
    if (scope->new_after >= 0)
        cJSON_AddNumberToObject(object, "new", (double)scope->new_after);
    if (arguments->copies)
        cJSON_AddTrueToObject(object, "copies");
}
