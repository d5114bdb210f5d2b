/*
** known.c - what a corpus holds already, for a run that does nothing twice. Sits on sql.c.
*/
#include <string.h>

#include "store/inside.h"

void lun_store__read_stored(sqlite3_stmt *stmt, lun_stored *out)
{
    memset(out, 0, sizeof *out);
    out->number = sqlite3_column_int64(stmt, 0);
    out->run = sqlite3_column_int64(stmt, 1);
    out->uri = (const char *)sqlite3_column_text(stmt, 2);
    out->origin = (const char *)sqlite3_column_text(stmt, 3);
    if (sqlite3_column_bytes(stmt, 4) == sizeof out->identity)
        memcpy(out->identity, sqlite3_column_blob(stmt, 4), sizeof out->identity);
    out->problems = sqlite3_column_int(stmt, 5);
}

int lun_store_describe(lun_store *store, int64_t number, lun_stored *out, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_DESCRIBE, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, number);
    if ((rc = lun_store__step(store, stmt, err)) > 0) {
        lun_store__read_stored(stmt, out);
        lun_buf_reset(&store->described); /* a statement that stays open would hold the log back */
        lun_buf_add(&store->described, out->uri ? out->uri : "", out->uri ? strlen(out->uri) + 1 : 1);
        size_t origin = store->described.len;
        lun_buf_adds(&store->described, out->origin ? out->origin : "");
        if (store->described.failed)
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for a document");
        else {
            out->uri = store->described.data;
            out->origin = out->origin ? store->described.data + origin : NULL;
        }
        sqlite3_reset(stmt);
        return rc < 0 ? rc : LUN_OK;
    }
    return rc < 0
               ? rc
               : lun_error_set(err, LUN_ENOTFOUND, "corpus '%s' has no document %lld", store->path, (long long)number);
}

int lun_store_each(lun_store *store, int (*take)(void *context, const lun_stored *document, lun_error *err),
                   void *context, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, LUN_STORE_STORED_SQL " ORDER BY d.id");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        lun_stored document;
        lun_store__read_stored(stmt, &document);
        if (document.uri && (rc = take(context, &document, err)) < 0)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

int lun_store_run_layers(lun_store *store, int64_t run, uint8_t *same, lun_error *err)
{
    sqlite3_stmt *stmt;
    int same_base = 0;
    memset(same, 0, lun_schema_count(store->run_schema));
    int rc = store->prints
                 ? lun_store__prepare(store, &stmt, err,
                                      "SELECT layer, fingerprint FROM _run_layer WHERE run = %lld ORDER BY layer",
                                      (long long)run)
                 : 0;
    if (rc < 0 || !store->prints)
        return rc;
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0);
        const void *print = sqlite3_column_bytes(stmt, 1) == 16 ? sqlite3_column_blob(stmt, 1) : NULL;
        if (!name || !print)
            continue;
        if (!*name) { /* the base has no name, so it comes first */
            same_base = memcmp(print, store->base, store->base_len) == 0;
            continue;
        }
        uint16_t layer = lun_schema_find(store->run_schema, name);
        if (same_base && layer != LUN_LAYER_NONE)
            same[layer] = memcmp(print, store->prints[layer], 16) == 0;
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : same_base;
}

void lun_store_expect(lun_store *store, const lun_schema *schema, const uint8_t (*prints)[16], const uint8_t base[16])
{
    store->run_schema = schema;
    store->prints = prints;
    memcpy(store->base, base, sizeof store->base);
    store->base_len = sizeof store->base / 2;
}

int64_t lun_store_find(lun_store *store, const char *uri, lun_error *err)
{
    sqlite3_stmt *stmt;
    int64_t number = 0;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_FIND, err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, uri);
    if ((rc = lun_store__step(store, stmt, err)) > 0)
        number = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return rc < 0 ? rc : number;
}

uint32_t lun_store_run_rule(const lun_store *store, uint32_t rule)
{
    for (uint32_t i = 0; i < store->n_rule_numbers; i++) {
        if (store->rule_numbers[i] == (int64_t)rule)
            return i;
    }
    return UINT32_MAX;
}

int lun_store__record_prints(lun_store *store, const lun_run_info *info, const lun_schema *schema, lun_error *err)
{
    sqlite3_stmt *stmt;
    store->prints = info->prints;
    memcpy(store->base, info->base, sizeof store->base);
    store->base_len = sizeof store->base;
    if (!info->prints)
        return LUN_OK;
    int rc =
        lun_store__prepare(store, &stmt, err, "INSERT INTO _run_layer VALUES(%lld, ?1, ?2)", (long long)store->run);
    for (uint32_t i = 0; i <= lun_schema_count(schema) && rc == LUN_OK; i++) {
        const lun_layer *layer = i ? lun_schema_layer(schema, i - 1) : NULL;
        if (layer && (layer->n_members || (info->layers && !info->layers[i - 1])))
            continue;
        lun_store__bind_text(stmt, 1, layer ? layer->name : "");
        sqlite3_bind_blob(stmt, 2, layer ? info->prints[i - 1] : info->base, 16, SQLITE_STATIC);
        rc = lun_store__run(store, stmt, err);
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int drop_left_out(lun_store *store, enum lun_fixed which, const char *path, size_t len, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__need_run(store, err);
    if (rc < 0 || (rc = lun_store__fixed(store, &stmt, which, err)) < 0)
        return rc;
    sqlite3_bind_text64(stmt, 1, path, len, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(stmt, 2, store->run);
    return lun_store__run(store, stmt, err);
}

/* Members are called path#member: what lies between "path#" and "path$" in the order of bytes. */
int lun_store_source_done(lun_store *store, const char *path, lun_error *err)
{
    return drop_left_out(store, LUN_FIXED_DROP_LEFT_OUT, path, strlen(path), err);
}

/* "0" follows "/" in the order of bytes. */
int lun_store_folder_done(lun_store *store, const char *path, lun_error *err)
{
    size_t len = strlen(path);
    while (len > 0 && path[len - 1] == '/')
        len--;
    return drop_left_out(store, LUN_FIXED_DROP_LEFT_OUT_BELOW, path, len, err);
}

void lun_store_skip(lun_store *store)
{
    store->figures.skipped++;
}

int64_t lun_store_last(const lun_store *store)
{
    return store->last_document;
}
