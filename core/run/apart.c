/*
** apart.c - a uri for each document. Sits on stored.c and core/store.
*/
#include "run/apart.h"

#include <string.h>

#include "base/buf.h"
#include "load/load.h"

void lun_apart_init(lun_apart *apart, lun_store *store, const lun_stored_index *stored)
{
    memset(apart, 0, sizeof *apart);
    apart->store = store;
    apart->stored = stored;
}

void lun_apart_clear(lun_apart *apart)
{
    for (size_t i = 0; i < apart->promised.n; i++)
        lun_free(apart->promised.items[i]);
    lun_vec_clear(&apart->promised);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the name of a document");
}

/* ---- promises: few at a time, as many as there are tasks ---- */

static size_t find_promised(const lun_apart *apart, const char *uri)
{
    size_t at = 0;
    while (at < apart->promised.n && strcmp(apart->promised.items[at], uri) != 0)
        at++;
    return at;
}

int lun_apart_is_promised(const lun_apart *apart, const char *uri)
{
    return find_promised(apart, uri) < apart->promised.n;
}

int lun_apart_promise(lun_apart *apart, const char *uri, lun_error *err)
{
    char *copy = lun_strdup(uri);
    if (copy && lun_vec_push(&apart->promised, copy) == 0)
        return LUN_OK;
    lun_free(copy);
    return no_memory(err);
}

void lun_apart_keep(lun_apart *apart, const char *uri)
{
    size_t at = find_promised(apart, uri);
    if (at == apart->promised.n)
        return;
    lun_free(apart->promised.items[at]);
    apart->promised.items[at] = apart->promised.items[--apart->promised.n];
}

/* ---- names ---- */

static int add_line(lun_document *document, const char *path, lun_error *err)
{
    lun_buf uri = LUN_BUF_INIT;
    if (!lun_load_has_problem(document, "duplicate-id"))
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "duplicate-id", LUN_USED_BEFORE, path, document->line,
                             document->id);
    lun_buf_addf(&uri, "%s:%u", document->uri, document->line);
    const char *copy = uri.failed ? NULL : lun_arena_strdup(document->arena, uri.data);
    lun_buf_clear(&uri);
    if (!copy)
        return no_memory(err);
    document->uri = copy;
    return LUN_OK;
}

static int is_same_file(const lun_apart *apart, int64_t number, const char *path, const lun_document *document)
{
    lun_stored stored;
    return document->line == 0 && strcmp(document->uri, path) == 0 &&
           lun_store_describe(apart->store, number, &stored, NULL) == LUN_OK && stored.origin &&
           strcmp(stored.origin, path) == 0;
}

int64_t lun_apart_find(lun_apart *apart, const char *path, lun_document *document, int *is_same, lun_error *err)
{
    *is_same = 0;
    for (;;) {
        int64_t number = lun_store_find(apart->store, document->uri, err);
        int is_taken = number > 0 && lun_stored_seen(apart->stored, number);
        if (number < 0 || (!is_taken && find_promised(apart, document->uri) == apart->promised.n))
            return number;
        if (is_taken && (*is_same = is_same_file(apart, number, path, document)))
            return number;
        if (add_line(document, path, err) < 0)
            return LUN_ENOMEM;
    }
}
