/*
** writers.c - prepared statements for the tables of layers: writing those of a run's schema, reading those of the
** corpus's. Sits on columns.c.
**
** Writers are numbered as the run's layers and fields, readers as the corpus's; both name their columns, so the
** order in the table does not matter.
*/
#include "store/inside.h"

/* ---- writing ---- */

static void add_insert(const lun_layer *layer, lun_buf *sql)
{
    unsigned n = 6;
    lun_buf_addf(sql, "INSERT INTO \"row.%s\"(id, start, length, rule, entity, key", layer->name);
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_columns *columns = lun_store__columns(&layer->fields[f]);
        for (unsigned c = 0; c < columns->n && !layer->fields[f].list; c++, n++)
            lun_buf_addf(sql, ", \"%s%s\"", layer->fields[f].name, columns->row[c]);
    }
    lun_buf_adds(sql, ") VALUES(?1");
    for (unsigned i = 2; i <= n; i++)
        lun_buf_addf(sql, ",?%u", i);
    lun_buf_addc(sql, ')');
}

static int make_list_writer(lun_store *store, const lun_layer *layer, const lun_field *field, sqlite3_stmt **out,
                            lun_error *err)
{
    const lun_columns *columns = lun_store__columns(field);
    if (columns->n == 1)
        return lun_store__prepare(store, out, err,
                                  "INSERT INTO \"list.%s.%s\"(id, position, part, %s) VALUES(?1,?2,?3,?4)", layer->name,
                                  field->name, columns->list[0]);
    return lun_store__prepare(store, out, err,
                              "INSERT INTO \"list.%s.%s\"(id, position, part, %s, %s) VALUES(?1,?2,?3,?4,?5)",
                              layer->name, field->name, columns->list[0], columns->list[1]);
}

static int make_writer(lun_store *store, const lun_layer *layer, lun_layer_writer *writer, lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    int rc;
    add_insert(layer, &sql);
    rc = sql.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a statement")
                    : lun_store__prepare(store, &writer->row, err, "%s", sql.data);
    lun_buf_clear(&sql);
    if (rc < 0 || layer->n_fields == 0)
        return rc;
    if (!(writer->lists = lun_calloc(layer->n_fields, sizeof(sqlite3_stmt *))))
        return lun_error_set(err, LUN_ENOMEM, "no memory for a statement");
    writer->n_lists = layer->n_fields;
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        if (layer->fields[f].list)
            rc = make_list_writer(store, layer, &layer->fields[f], &writer->lists[f], err);
    }
    return rc;
}

static void clear_lists(sqlite3_stmt **lists, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        sqlite3_finalize(lists[i]);
    lun_free(lists);
}

static void clear_removers(lun_store *store)
{
    clear_lists(store->removers, store->n_removers);
    store->removers = NULL;
    store->n_removers = 0;
}

void lun_store__writers_clear(lun_store *store)
{
    clear_removers(store);
    for (uint32_t i = 0; i < store->n_writers; i++) {
        sqlite3_finalize(store->writers[i].row);
        clear_lists(store->writers[i].lists, store->writers[i].n_lists);
    }
    lun_free(store->writers);
    store->writers = NULL;
    store->n_writers = 0;
}

int lun_store__writers_make(lun_store *store, const lun_schema *schema, lun_error *err)
{
    uint32_t n = lun_schema_count(schema);
    int rc = LUN_OK;
    lun_store__writers_clear(store);
    if (n == 0)
        return LUN_OK;
    if (!(store->writers = lun_calloc(n, sizeof *store->writers)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for statements");
    store->n_writers = n;
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        if (!lun_schema_layer(schema, i)->n_members)
            rc = make_writer(store, lun_schema_layer(schema, i), &store->writers[i], err);
    }
    return rc;
}

/* ---- taking out ---- */

static uint32_t count_tables(const lun_schema *schema)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        n += layer->n_members ? 0 : 1 + layer->n_fields;
    }
    return n;
}

static int make_remover(lun_store *store, const char *kind, const char *layer, const char *joint, const char *field,
                        lun_error *err)
{
    int rc = lun_store__prepare(store, &store->removers[store->n_removers], err,
                                "DELETE FROM \"%s%s%s%s\" WHERE id BETWEEN ?1 AND ?2", kind, layer, joint, field);
    if (rc == LUN_OK)
        store->n_removers++;
    return rc;
}

int lun_store__removers_make(lun_store *store, lun_error *err)
{
    int rc = LUN_OK;
    if (store->removers)
        return LUN_OK;
    if (!(store->removers = lun_calloc((size_t)count_tables(store->schema) + 1, sizeof(sqlite3_stmt *))))
        return lun_error_set(err, LUN_ENOMEM, "no memory for statements");
    for (uint32_t i = 0; i < lun_schema_count(store->schema) && rc == LUN_OK; i++) {
        const lun_layer *layer = lun_schema_layer(store->schema, i);
        if (layer->n_members)
            continue;
        rc = make_remover(store, "row.", layer->name, "", "", err);
        for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
            if (layer->fields[f].list)
                rc = make_remover(store, "list.", layer->name, ".", layer->fields[f].name, err);
        }
    }
    if (rc < 0)
        clear_removers(store);
    return rc;
}

/* ---- reading ---- */

static void add_select(const lun_layer *layer, lun_buf *sql)
{
    lun_buf_adds(sql, "SELECT id, start, length, rule, entity");
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_columns *columns = lun_store__columns(&layer->fields[f]);
        for (unsigned c = 0; c < columns->n && !layer->fields[f].list; c++)
            lun_buf_addf(sql, ", \"%s%s\"", layer->fields[f].name, columns->row[c]);
    }
    lun_buf_addf(sql, " FROM \"row.%s\" WHERE id BETWEEN ?1 AND ?2 ORDER BY id", layer->name);
}

static int make_reader(lun_store *store, const lun_layer *layer, lun_layer_reader *reader, lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    add_select(layer, &sql);
    int rc = sql.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a statement")
                        : lun_store__prepare(store, &reader->rows, err, "%s", sql.data);
    lun_buf_clear(&sql);
    if (rc < 0 || layer->n_fields == 0)
        return rc;
    if (!(reader->lists = lun_calloc(layer->n_fields, sizeof(sqlite3_stmt *))))
        return lun_error_set(err, LUN_ENOMEM, "no memory for a statement");
    reader->n_lists = layer->n_fields;
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        const lun_columns *columns = lun_store__columns(&layer->fields[f]);
        if (layer->fields[f].list)
            rc = lun_store__prepare(
                store, &reader->lists[f], err,
                "SELECT id, %s%s%s FROM \"list.%s.%s\" WHERE id BETWEEN ?1 AND ?2 AND part <= 0 ORDER BY id, position",
                columns->list[0], columns->n > 1 ? ", " : "", columns->n > 1 ? columns->list[1] : "", layer->name,
                layer->fields[f].name);
    }
    return rc;
}

void lun_store__readers_clear(lun_store *store)
{
    for (uint32_t i = 0; i < store->n_readers; i++) {
        sqlite3_finalize(store->readers[i].rows);
        clear_lists(store->readers[i].lists, store->readers[i].n_lists);
    }
    lun_free(store->readers);
    store->readers = NULL;
    store->n_readers = 0;
}

int lun_store__readers_make(lun_store *store, lun_error *err)
{
    uint32_t n = lun_schema_count(store->schema);
    int rc = LUN_OK;
    if (store->readers || n == 0)
        return LUN_OK;
    if (!(store->readers = lun_calloc(n, sizeof *store->readers)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for statements");
    store->n_readers = n;
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        if (!lun_schema_layer(store->schema, i)->n_members)
            rc = make_reader(store, lun_schema_layer(store->schema, i), &store->readers[i], err);
    }
    if (rc < 0)
        lun_store__readers_clear(store);
    return rc;
}
