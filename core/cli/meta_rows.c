/*
** meta_rows.c - rows of the table of --meta that are about no document, and a table that tells no field of them. Sits on load/meta.h and the store's views.
**
** A path is looked for below every folder of an address, since the table counts from the source that was named: what is told is about no
** document for certain. Documents with problems alone count, too.
*/
#include "cli/meta_rows.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "load/meta.h"
#include "store/store.h"

#define SHOWN 3           /* rows that are named */
#define NEAR_MAX 100000   /* names that are compared with the first of them */
#define NAME_MAX_BYTES 60 /* of names that are compared */

typedef struct rows {
    lun_intern *names; /* that documents go by */
    lun_buf shown;     /* 'a.txt', 'b.txt' */
    char first[NAME_MAX_BYTES + 1];
    uint64_t n, n_missing;
} rows;

static void add_name(rows *r, const char *name, size_t len)
{
    if (len)
        (void)lun_intern_add(r->names, name, len);
}

/* What a file in an archive is called there; what follows a second '#' is in that file. */
static void add_member(rows *r, const char *name)
{
    add_name(r, name, strcspn(name, "#"));
    for (const char *at = strchr(name, '/'); at; at = strchr(at + 1, '/'))
        add_name(r, at + 1, strcspn(at + 1, "#"));
}

/* An address by all that a row may call it: itself, its path below each of its folders, each without what follows '#'. */
static void add_address(rows *r, const char *uri)
{
    const char *inner = strchr(uri, '#');
    add_name(r, uri, strlen(uri));
    for (const char *at = uri; at; at = strchr(at, '/')) {
        at += *at == '/';
        add_name(r, at, strlen(at));
        if (inner && at < inner)
            add_name(r, at, (size_t)(inner - at));
    }
    if (inner)
        add_member(r, inner + 1);
}

static int read_names(rows *r, lun_store *store, lun_error *err)
{
    static const char query[] = "SELECT uri, name FROM document UNION ALL SELECT uri, NULL FROM problem";
    lun_rows *found = NULL;
    lun_cell uri, name;
    int rc = lun_store_query(&found, store, query, NULL, NULL, 0, err);
    while (rc >= 0 && (rc = lun_rows_next(found, err)) > 0) {
        lun_rows_cell(found, 0, &uri);
        lun_rows_cell(found, 1, &name);
        if (uri.type == LUN_CELL_TEXT)
            add_address(r, uri.text);
        if (name.type == LUN_CELL_TEXT)
            add_name(r, name.text, strlen(name.text));
    }
    lun_rows_close(found);
    return rc;
}

static void take_key(rows *r, const char *key)
{
    r->n++;
    if (!*key || lun_intern_find(r->names, key, strlen(key)) != LUN_INTERN_NONE)
        return;
    if (!r->n_missing)
        snprintf(r->first, sizeof r->first, "%s", key);
    if (r->n_missing++ < SHOWN)
        lun_buf_addf(&r->shown, "%s'%s'", r->shown.len ? ", " : "", key);
}

static const char *nearest(const rows *r)
{
    const char *best = NULL;
    size_t least = strlen(r->first) / 3 + 1, len;
    uint32_t n = lun_intern_count(r->names);
    for (uint32_t i = 0; i < n && i < NEAR_MAX; i++) {
        const char *name = lun_intern_get(r->names, i, &len);
        size_t d = len <= NAME_MAX_BYTES ? lun_options_distance(r->first, name) : least;
        if (d < least) {
            least = d;
            best = name;
        }
    }
    return best;
}

static void warn(const rows *r, const char *table)
{
    const char *near = nearest(r);
    lun_log(LUN_LEVEL_WARNING, "%s: %llu of %llu %s about no document: %s%s%s%s%s", table,
            (unsigned long long)r->n_missing, (unsigned long long)r->n, r->n_missing == 1 ? "rows is" : "rows are",
            r->shown.data, r->n_missing > SHOWN ? " …" : "", near ? "; did you mean '" : "", near ? near : "",
            near ? "'?" : "");
}

void lun_meta_rows_warn(const lun_arguments *arguments, const char *corpus)
{
    rows r = { .names = lun_intern_new(), .shown = LUN_BUF_INIT };
    lun_buf strange = LUN_BUF_INIT;
    lun_error ignored = LUN_ERROR_INIT;
    lun_load_options table = { .sidecar = arguments->meta };
    lun_load_meta *meta = NULL;
    lun_store *store = NULL;
    const char *key;
    if (r.names && lun_store_open(&store, corpus, LUN_STORE_READ, &ignored) == LUN_OK &&
        read_names(&r, store, &ignored) >= 0 && lun_load_meta_open(&meta, &table, &ignored) == LUN_OK) {
        for (size_t i = 0; (key = lun_load_meta_key(meta, i)) != NULL; i++)
            take_key(&r, key);
        if (r.n_missing && r.shown.data)
            warn(&r, arguments->meta);
        if (lun_load_meta_is_strange(meta, &strange))
            lun_log(
                LUN_LEVEL_WARNING,
                "%s: none of its columns is called date, source, country, title or language: %s %s kept as metadata",
                arguments->meta, strange.data, strchr(strange.data, ',') ? "are" : "is");
    }
    lun_buf_clear(&strange);
    lun_load_meta_close(meta);
    lun_store_close(store);
    lun_buf_clear(&r.shown);
    lun_intern_free(r.names);
}
