/*
** elsewhere.c - what changed patterns would find in a corpus that the patterns they came from do not.
**
** Both patterns of each pair are rules of layer `try`, in the order they are given, so that one search asks the index and reads each document once.
** Somebody waits: the search ends after so many bytes of text, or seconds, whichever comes first.
*/
#include "cli/elsewhere.h"

#include <string.h>
#include <time.h>

#include "run/search.h"

#define BYTES_READ ((size_t)512 << 10)
#define SECONDS 3 /* of the processor */

typedef struct count {
    lun_elsewhere *pairs;
    size_t n;
    uint32_t rules[2 * LUN_ELSEWHERE_MAX]; /* numbers: before and after of each pair */
} count;

/* The rules of plugin `try`, in the order of their patterns. */
static int find_rules(count *c, const lun_script *script, lun_error *err)
{
    const lun_rules *rules = lun_script_rules(script);
    size_t found = 0;
    for (uint32_t i = 0; i < rules->n && found < 2 * c->n; i++) {
        if (rules->items[i].plugin && strcmp(rules->items[i].plugin, "try") == 0)
            c->rules[found++] = i;
    }
    return found == 2 * c->n ? LUN_OK : lun_error_set(err, LUN_EUSAGE, "the patterns cannot be told apart");
}

/* Matches of one pattern do not overlap and come in order, so both are walked once. */
static void count_pair(lun_elsewhere *pair, const uint32_t rules[2], lun_annotation *const *rows, uint32_t n)
{
    long found = 0;
    uint32_t before = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (rows[i]->rule != rules[1])
            continue;
        while (before < n && (rows[before]->rule != rules[0] || rows[before]->span.stop <= rows[i]->span.start))
            before++;
        found += before == n || rows[before]->span.start >= rows[i]->span.stop;
    }
    pair->more += found;
    pair->documents += found > 0;
}

static int search_corpus(count *c, lun_elsewhere_scope *scope, lun_script *script, const lun_session_options *session,
                         const char *corpus, lun_error *err)
{
    lun_search *search;
    lun_document *document;
    lun_annotations *set;
    lun_annotation *const *rows;
    uint32_t n;
    size_t bytes = 0;
    clock_t start = clock();
    uint16_t layer = lun_schema_find(lun_script_schema(script), "try");
    int rc = lun_search_open(&search, corpus, script, session, layer, err);
    if (rc < 0)
        return rc;
    scope->all = lun_search_documents(search);
    while (!scope->cut && (rc = lun_search_next(search, &document, &set, err)) > 0) {
        rows = lun_annotations_rows(set, layer, &n);
        for (size_t i = 0; i < c->n; i++)
            count_pair(&c->pairs[i], c->rules + 2 * i, rows, n);
        bytes += document->len;
        scope->read++;
        scope->cut = bytes > BYTES_READ || clock() - start > (clock_t)SECONDS * CLOCKS_PER_SEC;
        lun_script_release(script, document);
        lun_document_free(document);
    }
    lun_search_close(search);
    return rc < 0 ? rc : LUN_OK;
}

int lun_elsewhere_count(lun_elsewhere *pairs, size_t n, lun_elsewhere_scope *scope, const char *corpus,
                        const lun_texts *plugins, const lun_texts *rules, lun_error *err)
{
    const char *patterns[2 * LUN_ELSEWHERE_MAX + 1] = { NULL };
    lun_session_options session = { .plugins = plugins->items, .rules = rules->items };
    count c = { pairs, n < LUN_ELSEWHERE_MAX ? n : LUN_ELSEWHERE_MAX, { 0 } };
    lun_script *script;
    int rc;
    for (size_t i = 0; i < c.n; i++) {
        patterns[2 * i] = pairs[i].before;
        patterns[2 * i + 1] = pairs[i].after;
    }
    if ((rc = lun_session_open_patterns(&script, &session, patterns, err)) < 0)
        return rc;
    if ((rc = find_rules(&c, script, err)) == LUN_OK)
        rc = search_corpus(&c, scope, script, &session, corpus, err);
    lun_script_free(script);
    return rc;
}
