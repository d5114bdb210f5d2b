/*
** put_rows.c - the rows of one document, with their keys and lists. Sits on writers.c.
**
** A reference to a row that is not stored loses its mention and keeps its name; a reference to an annotation that is
** not stored is absent: core/annotate/json.c does the same.
*/
#include <stdio.h>
#include <string.h>

#include "store/putting.h"

#define NESTED_COLLECTIVES 4 /* collectives in collectives that are opened */
#define MEMBERS_KEPT 1000    /* of one element, so that collectives of collectives cannot grow without bound */

static int is_kept(const lun_putting *p, const lun_annotation *row)
{
    return row && (!p->layers || p->layers[row->layer]);
}

/* ---- keys ---- */

static int make_alike(lun_putting *p)
{
    size_t n = 64;
    while (n < 2 * (size_t)lun_annotations_last(p->set))
        n *= 2;
    p->n_alike = n;
    p->alike = lun_calloc(n, sizeof *p->alike);
    p->alike_count = lun_calloc(n, sizeof *p->alike_count);
    return p->alike && p->alike_count ? LUN_OK
                                      : lun_error_set(p->err, LUN_ENOMEM, "no memory for the keys of annotations");
}

/* How many rows of this hash came before. */
static uint64_t count_alike(lun_putting *p, uint64_t hash)
{
    size_t at = hash & (p->n_alike - 1);
    while (p->alike_count[at] && p->alike[at] != hash)
        at = (at + 1) & (p->n_alike - 1);
    p->alike[at] = hash;
    return p->alike_count[at]++;
}

static void put_bytes(uint8_t *out, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(number >> (8 * i));
}

int64_t lun_store__document_key(const char *uri)
{
    int64_t bits = (int64_t)(lun_hash64(uri, strlen(uri)) >> 48);
    return bits < 32768 ? bits : bits - 65536;
}

static uint64_t hash_names(const char *uri, const char *layer, const char *rule)
{
    uint64_t hash = lun_hash64(uri, strlen(uri));
    hash = lun_hash64_seed(layer, strlen(layer), hash);
    return lun_hash64_seed(rule, strlen(rule), hash);
}

/*
** The row's part of a key: 48 bits, signed. Lasting: nothing in it depends on the run, on other documents, on the machine, or on where the rule stands in its
** file. Each part is hashed with the hash of those before it as seed: uri, layer, rule, then start, stop and how
** many rows alike came before.
*/
static int64_t finish_key(uint64_t names, const uint8_t place[24])
{
    return (int64_t)(lun_hash64_seed(place, 24, names) >> 16) - ((int64_t)1 << 47);
}

static int64_t key_of(lun_putting *p, const lun_annotation *row, const char *rule)
{
    uint64_t names =
        hash_names(lun_annotations_document(p->set)->uri, lun_schema_layer(p->schema, row->layer)->name, rule);
    uint8_t place[24];
    put_bytes(place, (uint64_t)lun_store__point(p, row->span.start));
    put_bytes(place + 8, (uint64_t)lun_store__point(p, row->span.stop));
    put_bytes(place + 16, count_alike(p, lun_hash64_seed(place, 16, names)));
    return finish_key(names, place);
}

void lun_store_key(char out[17], const char *uri, const char *layer, const char *rule, const uint64_t place[3])
{
    uint8_t bytes[24];
    for (int i = 0; i < 3; i++)
        put_bytes(bytes + 8 * i, place[i]);
    uint64_t document = (uint64_t)lun_store__document_key(uri) & 0xFFFF,
             row = (uint64_t)(finish_key(hash_names(uri, layer, rule), bytes) + ((int64_t)1 << 47));
    snprintf(out, 17, "%04llx%012llx", (unsigned long long)document, (unsigned long long)row);
}

/* ---- rows ---- */

static void bind_number(sqlite3_stmt *stmt, int index, uint32_t number)
{
    if (number)
        sqlite3_bind_int64(stmt, index, number);
}

/* Start and length: a length takes one byte, where the end of a span would take three. */
static void bind_span(const lun_putting *p, sqlite3_stmt *stmt, int index, lun_span span)
{
    int64_t start = lun_store__point(p, span.start);
    sqlite3_bind_int64(stmt, index, start);
    sqlite3_bind_int64(stmt, index + 1, lun_store__point(p, span.stop) - start);
}

/* Binds one value to one or two parameters; those of an absent value stay NULL. Returns how many it took. */
static int bind_value(const lun_putting *p, sqlite3_stmt *stmt, int index, const lun_field *field,
                      const lun_value *value)
{
    switch (value->type) {
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        break;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        sqlite3_bind_text64(stmt, index, value->as.text, value->n, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        sqlite3_bind_int64(stmt, index, value->as.integer);
        break;
    case LUN_TYPE_NUMBER:
        sqlite3_bind_double(stmt, index, value->as.number);
        break;
    case LUN_TYPE_SPAN:
        bind_span(p, stmt, index, value->as.span);
        break;
    case LUN_TYPE_ENTITY:
        sqlite3_bind_int64(stmt, index, value->as.ref.entity);
        if (is_kept(p, lun_annotations_get(p->set, value->as.ref.mention)))
            bind_number(stmt, index + 1, value->as.ref.mention);
        break;
    case LUN_TYPE_ANNOTATION:
        if (is_kept(p, lun_annotations_get(p->set, value->as.annotation)))
            bind_number(stmt, index, value->as.annotation);
        break;
    }
    return (int)lun_store__columns(field)->n;
}

static int put_element(const lun_putting *p, sqlite3_stmt *stmt, const lun_annotation *row, const lun_field *field,
                       uint32_t position, int part, const lun_value *value)
{
    sqlite3_clear_bindings(stmt);
    sqlite3_bind_int64(stmt, 1, p->base + row->id);
    sqlite3_bind_int64(stmt, 2, position);
    sqlite3_bind_int(stmt, 3, part);
    bind_value(p, stmt, 4, field, value);
    return lun_store__run(p->store, stmt, p->err);
}

/*
** The members that an element stands for: of the collective it mentions, else of the first one that is the same
** entity. NULL if it is none.
*/
static const lun_value *members_of(const lun_putting *p, const lun_value *value)
{
    if (p->collective == LUN_LAYER_NONE || value->type != LUN_TYPE_ENTITY)
        return NULL;
    const lun_annotation *row = lun_annotations_get(p->set, value->as.ref.mention);
    if (!row || row->layer != p->collective || row->values[p->members].type != LUN_TYPE_LIST) {
        uint32_t n;
        lun_annotation *const *rows = lun_annotations_rows(p->set, p->collective, &n);
        row = NULL;
        for (uint32_t i = 0; i < n && !row; i++) {
            if (rows[i]->entity == value->as.ref.entity && rows[i]->values[p->members].type == LUN_TYPE_LIST)
                row = rows[i];
        }
    }
    return row ? &row->values[p->members] : NULL;
}

static int put_members(const lun_putting *p, sqlite3_stmt *stmt, const lun_annotation *row, const lun_field *field,
                       uint32_t position, const lun_value *members, unsigned depth, int *part)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < members->n && *part < MEMBERS_KEPT && rc == LUN_OK; i++) {
        const lun_value *inner = depth < NESTED_COLLECTIVES ? members_of(p, &members->as.items[i]) : NULL;
        if (inner && inner != members)
            rc = put_members(p, stmt, row, field, position, inner, depth + 1, part);
        else
            rc = put_element(p, stmt, row, field, position, ++*part, &members->as.items[i]);
    }
    return rc;
}

static int put_list(const lun_putting *p, sqlite3_stmt *stmt, const lun_annotation *row, const lun_field *field,
                    const lun_value *list)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < list->n && rc == LUN_OK; i++) {
        const lun_value *members = members_of(p, &list->as.items[i]);
        int part = 0;
        rc = put_element(p, stmt, row, field, i, members ? -1 : 0, &list->as.items[i]);
        if (rc == LUN_OK && members)
            rc = put_members(p, stmt, row, field, i, members, 0, &part);
    }
    return rc;
}

static int put_values(const lun_putting *p, const lun_layer_writer *writer, const lun_annotation *row)
{
    const lun_layer *layer = lun_schema_layer(p->schema, row->layer);
    int index = 7, rc;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        if (!layer->fields[f].list)
            index += bind_value(p, writer->row, index, &layer->fields[f], &row->values[f]);
    }
    rc = lun_store__run(p->store, writer->row, p->err);
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        if (layer->fields[f].list && row->values[f].type == LUN_TYPE_LIST)
            rc = put_list(p, writer->lists[f], row, &layer->fields[f], &row->values[f]);
    }
    return rc;
}

/* The corpus's number of its rule; -1 where the run did not declare it. */
static int64_t rule_of(const lun_putting *p, const lun_annotation *row)
{
    const lun_store *store = p->store;
    if (row->rule < store->n_rule_numbers)
        return store->rule_numbers[row->rule];
    uint32_t other = row->rule - store->n_rule_numbers; /* put_others.c */
    return p->n_kept && other < store->rules.n ? (int64_t)other : -1;
}

static int put_row(lun_putting *p, const lun_annotation *row)
{
    const lun_layer_writer *writer = &p->store->writers[row->layer];
    int64_t rule = rule_of(p, row);
    if (rule < 0)
        return lun_error_set(p->err, LUN_EUSAGE, "annotation %u was made by rule %u, which the run did not declare",
                             row->id, row->rule);
    if (row->id >= LUN_STORE_SPREAD)
        return lun_error_set(p->err, LUN_ELIMIT, "'%s' has more than %d annotations",
                             lun_annotations_document(p->set)->uri, LUN_STORE_SPREAD - 1);
    sqlite3_clear_bindings(writer->row);
    sqlite3_bind_int64(writer->row, 1, p->base + row->id);
    bind_span(p, writer->row, 2, row->span);
    sqlite3_bind_int64(writer->row, 4, rule);
    bind_number(writer->row, 5, row->entity);
    int64_t key = key_of(p, row, p->store->rules.items[rule].id);
    sqlite3_bind_int64(writer->row, 6, key);
    int rc = put_values(p, writer, row);
    if (rc == LUN_OK && p->store->rejected.n)
        rc = lun_store__hide(p->store, p->base + row->id,
                             lun_store__document_key(lun_annotations_document(p->set)->uri), key, p->err);
    if (rc == LUN_OK)
        p->store->figures.annotations++;
    return rc;
}

static void find_collective(lun_putting *p)
{
    p->collective = lun_schema_find(p->schema, "collective");
    if (p->collective == LUN_LAYER_NONE)
        return;
    const lun_layer *layer = lun_schema_layer(p->schema, p->collective);
    p->members = lun_layer_field(layer, "members");
    if (p->members == LUN_FIELD_NONE || !layer->fields[p->members].list ||
        layer->fields[p->members].type != LUN_TYPE_ENTITY)
        p->collective = LUN_LAYER_NONE;
}

int lun_store__put_rows(lun_putting *p)
{
    int rc = make_alike(p);
    find_collective(p);
    for (uint32_t id = 1; id <= lun_annotations_last(p->set) && rc == LUN_OK; id++) {
        const lun_annotation *row = lun_annotations_get(p->set, id);
        if (is_kept(p, row))
            rc = put_row(p, row);
    }
    lun_free(p->alike);
    lun_free(p->alike_count);
    return rc;
}
