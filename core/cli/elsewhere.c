/*
** elsewhere.c - what changed patterns would find in a corpus that the patterns they came from do not.
**
** Both patterns of each pair join the rules that are loaded, as rules of layer `try` in the order they are given, so that nothing is loaded twice and
** one search asks the index and reads each document once.
** Somebody waits: the search ends after so many bytes of text, or seconds, whichever comes first.
*/
#include "cli/elsewhere.h"

#include <time.h>

#include "cli/listing.h"
#include "run/search.h"

#define BYTES_READ ((size_t)320 << 10)
#define SECONDS 3 /* of the processor */

typedef struct count {
    lun_elsewhere *pairs;
    size_t n;
    uint32_t first; /* number of the first pair's rule `before`; `after` follows, then the next pair's */
} count;

static char *question_of(const count *c)
{
    cJSON *question = cJSON_CreateObject(), *patterns = cJSON_AddArrayToObject(question, "patterns");
    for (size_t i = 0; i < c->n; i++) {
        cJSON_AddItemToArray(patterns, cJSON_CreateString(c->pairs[i].before));
        cJSON_AddItemToArray(patterns, cJSON_CreateString(c->pairs[i].after));
    }
    char *json = cJSON_PrintUnformatted(question);
    cJSON_Delete(question);
    return json;
}

static int add_patterns(count *c, lun_script *script, lun_error *err)
{
    char *json = question_of(c);
    cJSON *answer = NULL;
    int rc = json ? lun_listing_ask(&answer, script, "add_patterns", json, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for patterns");
    const cJSON *first = cJSON_GetObjectItemCaseSensitive(answer, "first");
    if (rc == LUN_OK && !cJSON_IsNumber(first))
        rc = lun_error_set(err, LUN_EUSAGE, "the patterns cannot be told apart");
    if (rc == LUN_OK)
        c->first = (uint32_t)first->valueint;
    cJSON_Delete(answer);
    cJSON_free(json);
    return rc;
}

/* Matches of one pattern do not overlap and come in order, so both are walked once. */
static void count_pair(lun_elsewhere *pair, uint32_t rule, lun_annotation *const *rows, uint32_t n)
{
    long found = 0;
    uint32_t before = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (rows[i]->rule != rule + 1)
            continue;
        while (before < n && (rows[before]->rule != rule || rows[before]->span.stop <= rows[i]->span.start))
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
            count_pair(&c->pairs[i], c->first + 2 * (uint32_t)i, rows, n);
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
                        lun_script *script, const lun_session_options *session, lun_error *err)
{
    count c = { pairs, n < LUN_ELSEWHERE_MAX ? n : LUN_ELSEWHERE_MAX, 0 };
    int rc = add_patterns(&c, script, err);
    return rc < 0 ? rc : search_corpus(&c, scope, script, session, corpus, err);
}
