/*
** get.c - reading a stored document back: itself, its entities and rows, as they were when they were stored. Sits on
** writers.c (its readers).
**
** Rows come table by table and are added in the order of their ids, so that references find what they name. A
** reference to a row with a greater id (a late field may hold one) is set in a second pass. A file is not trusted:
** numbers are checked where they become ours.
*/
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "store/inside.h"

typedef struct stored_row {
    uint32_t id;
    uint16_t layer;
    uint32_t rule, entity;
    lun_span span;
    lun_value *values;
} stored_row;

typedef struct getting {
    lun_store *store;
    lun_document *document;
    lun_annotations *set;
    const lun_offsets *offsets;
    int64_t number, base, characters;
    int hides, joins;      /* rejected rows are left out, names joined */
    const uint8_t *layers; /* flags: rows of these; NULL = all */
    LUN_VEC(stored_row) rows;
    lun_error *err;
} getting;

static int damaged_at(const lun_store *store, int64_t document, lun_error *err)
{
    lun_error_set(err, LUN_EFORMAT, "corpus '%s' is damaged at document %lld", store->path, (long long)document);
    return lun_error_hint(err, "take a copy, or run over this document again");
}

static int no_memory_for(const lun_store *store, int64_t document, lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for document %lld of '%s'", (long long)document, store->path);
}

static int damaged(const getting *g)
{
    return damaged_at(g->store, g->number, g->err);
}

static int no_memory(const getting *g)
{
    return no_memory_for(g->store, g->number, g->err);
}

static int refuse(const getting *g, int rc)
{
    return rc == LUN_ENOMEM ? no_memory(g) : damaged(g);
}

/* ---- the document ---- */

static int load_names(getting *g, sqlite3_stmt *stmt)
{
    lun_document *document = g->document;
    const char **const texts[] = { &document->uri,      &document->id,     &document->title,   &document->date,
                                   &document->language, &document->source, &document->country, &document->media_type };
    int rc = lun_store__column_text(&document->origin, document->arena, stmt, 11);
    for (int i = 0; i < 8 && rc == LUN_OK; i++)
        rc = lun_store__column_text(texts[i], document->arena, stmt, i);
    if (rc < 0)
        return refuse(g, rc);
    if (!document->uri || sqlite3_column_bytes(stmt, 8) != sizeof document->hash)
        return damaged(g);
    memcpy(document->hash, sqlite3_column_blob(stmt, 8), sizeof document->hash);
    g->characters = sqlite3_column_int64(stmt, 9);
    if (sqlite3_column_bytes(stmt, 10) == sizeof document->identity)
        memcpy(document->identity, sqlite3_column_blob(stmt, 10), sizeof document->identity);
    return LUN_OK;
}

int lun_store__text(lun_buf *out, lun_store *store, int64_t document, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_GET_TEXT, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document);
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        const void *piece = sqlite3_column_text(stmt, 0);
        lun_buf_add(out, piece ? piece : "", (size_t)sqlite3_column_bytes(stmt, 0));
    }
    lun_buf_adds(out, "");
    if (rc < 0 || out->failed)
        return rc < 0 ? rc : no_memory_for(store, document, err);
    return lun_utf8_valid(out->data, out->len) ? LUN_OK : damaged_at(store, document, err);
}

/* A missing piece shows in the count of characters. */
static int load_text(getting *g)
{
    lun_buf text = LUN_BUF_INIT;
    int rc = lun_store__text(&text, g->store, g->number, g->err);
    if (rc == LUN_OK &&
        (memchr(text.data, '\0', text.len) || (int64_t)lun_utf8_count(text.data, text.len) != g->characters))
        rc = damaged(g);
    if (rc == LUN_OK)
        rc = lun_document_set_text(g->document, text.data, text.len, g->err);
    lun_buf_clear(&text);
    return rc;
}

static int load_document(getting *g)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_GET, g->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, g->number);
    if ((rc = lun_store__step(g->store, stmt, g->err)) < 0)
        return rc;
    if (rc == 0)
        return lun_error_set(g->err, LUN_ENOTFOUND, "corpus '%s' has no document %lld", g->store->path,
                             (long long)g->number);
    rc = load_names(g, stmt);
    sqlite3_reset(stmt);
    return rc < 0 ? rc : load_text(g);
}

/* What follows '"key":' in the stored member. */
static int load_member(getting *g, sqlite3_stmt *stmt, lun_meta *out)
{
    const char *key, *member;
    lun_buf quoted = LUN_BUF_INIT;
    int rc = lun_store__column_text(&key, g->document->arena, stmt, 0);
    if (rc < 0 || (rc = lun_store__column_text(&member, g->document->arena, stmt, 1)) < 0)
        return refuse(g, rc);
    if (!key || !member)
        return damaged(g);
    lun_buf_addf(&quoted, "{%s}", member);
    int is_whole = quoted.failed || lun_json_is_object(quoted.data, quoted.len);
    lun_buf_reset(&quoted);
    lun_json_add_string(&quoted, key, strlen(key));
    lun_buf_addc(&quoted, ':');
    if (quoted.failed)
        rc = no_memory(g);
    else if (!is_whole || strncmp(member, quoted.data, quoted.len) != 0)
        rc = damaged(g);
    else
        *out = (lun_meta){ key, member + quoted.len };
    lun_buf_clear(&quoted);
    return rc;
}

static int load_metadata(getting *g)
{
    sqlite3_stmt *stmt;
    LUN_VEC(lun_meta) all = { 0 };
    int rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_GET_METADATA, g->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, g->number);
    while ((rc = lun_store__step(g->store, stmt, g->err)) > 0) {
        lun_meta meta = { NULL, NULL };
        if ((rc = load_member(g, stmt, &meta)) == LUN_OK && lun_vec_push(&all, meta) < 0)
            rc = no_memory(g);
        if (rc < 0) {
            sqlite3_reset(stmt);
            break;
        }
    }
    if (rc == LUN_OK && all.n) {
        g->document->meta = lun_arena_calloc(g->document->arena, all.n, sizeof *all.items);
        if (g->document->meta)
            memcpy(g->document->meta, all.items, all.n * sizeof *all.items);
        g->document->n_meta = g->document->meta ? (uint32_t)all.n : 0;
        rc = g->document->meta ? LUN_OK : no_memory(g);
    }
    lun_vec_clear(&all);
    return rc;
}

static int load_problems(getting *g)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_GET_PROBLEMS, g->err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, g->document->uri);
    sqlite3_bind_int64(stmt, 2, g->number);
    while ((rc = lun_store__step(g->store, stmt, g->err)) > 0) {
        const char *code = (const char *)sqlite3_column_text(stmt, 1),
                   *message = (const char *)sqlite3_column_text(stmt, 2);
        lun_document_problem(g->document, sqlite3_column_int(stmt, 0) ? LUN_PROBLEM_ENVIRONMENT : LUN_PROBLEM_DOCUMENT,
                             code ? code : "", "%s", message ? message : "");
    }
    return rc;
}

static int load_entities(getting *g)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_GET_ENTITIES, g->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, g->number);
    while ((rc = lun_store__step(g->store, stmt, g->err)) > 0) {
        const char *texts[3]; /* kind, name, identity */
        for (int i = 0; i < 3 && rc >= 0; i++)
            rc = lun_store__column_text(&texts[i], g->document->arena, stmt, i + 1);
        uint32_t number =
            rc < 0 || !texts[0] || !texts[1] ? 0 : lun_annotations_entity(g->set, texts[0], texts[1], texts[2]);
        if (rc < 0 || number != sqlite3_column_int64(stmt, 0)) {
            sqlite3_reset(stmt);
            return refuse(g, rc < 0 ? rc : !number && texts[0] && texts[1] ? LUN_ENOMEM : LUN_EFORMAT);
        }
    }
    return rc;
}

/* ---- values ---- */

static int as_number(sqlite3_stmt *stmt, int column, uint32_t *out)
{
    int64_t value = sqlite3_column_int64(stmt, column);
    *out = (uint32_t)value;
    return value >= 0 && value <= UINT32_MAX ? LUN_OK : LUN_EFORMAT;
}

static int as_reference(sqlite3_stmt *stmt, int column, lun_value *out)
{
    int rc = as_number(stmt, column, &out->as.ref.entity);
    return rc < 0 ? rc : as_number(stmt, column + 1, &out->as.ref.mention);
}

static int as_span(const getting *g, sqlite3_stmt *stmt, int column, lun_span *out)
{
    int64_t start = sqlite3_column_int64(stmt, column), length = sqlite3_column_int64(stmt, column + 1);
    if (start < 0 || start > g->characters || length < 0 || length > g->characters - start)
        return LUN_EFORMAT;
    out->start = (uint32_t)lun_offsets_to_bytes(g->offsets, (size_t)start);
    out->stop = (uint32_t)lun_offsets_to_bytes(g->offsets, (size_t)(start + length));
    return LUN_OK;
}

/* One value from its one or two columns: LUN_OK, LUN_ENOMEM, or LUN_EFORMAT where it makes no sense. */
static int load_value(const getting *g, sqlite3_stmt *stmt, int column, const lun_field *field, lun_value *out)
{
    memset(out, 0, sizeof *out);
    if (sqlite3_column_type(stmt, column) == SQLITE_NULL)
        return LUN_OK;
    out->type = field->type;
    switch (field->type) {
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        return LUN_EFORMAT;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        out->n = (uint32_t)sqlite3_column_bytes(stmt, column);
        return lun_store__column_text(&out->as.text, g->document->arena, stmt, column);
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        out->as.integer = sqlite3_column_int64(stmt, column);
        return LUN_OK;
    case LUN_TYPE_NUMBER:
        out->as.number = sqlite3_column_double(stmt, column);
        if (out->as.number - out->as.number != 0) /* not finite: rows have no such value */
            out->type = LUN_TYPE_NONE;
        return LUN_OK;
    case LUN_TYPE_SPAN:
        return as_span(g, stmt, column, &out->as.span);
    case LUN_TYPE_ENTITY:
        return as_reference(stmt, column, out);
    case LUN_TYPE_ANNOTATION:
        return as_number(stmt, column, &out->as.annotation);
    }
    return LUN_EFORMAT;
}

static int is_hidden(const getting *g, int64_t id)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_GET_HIDDEN, g->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, g->base + id);
    rc = lun_store__step(g->store, stmt, g->err);
    sqlite3_reset(stmt);
    return rc;
}

static int load_row(getting *g, uint16_t number, sqlite3_stmt *stmt)
{
    const lun_layer *layer = lun_schema_layer(g->store->lenient, number);
    stored_row row = { 0 };
    int64_t id = sqlite3_column_int64(stmt, 0) - g->base;
    int column = 5, hidden = g->hides ? is_hidden(g, id) : 0;
    if (hidden != 0)
        return hidden < 0 ? hidden : LUN_OK;
    row.layer = number;
    row.values = lun_arena_calloc(g->document->arena, layer->n_fields ? layer->n_fields : 1, sizeof *row.values);
    if (!row.values)
        return no_memory(g);
    if (id < 1 || id >= LUN_STORE_SPREAD || as_span(g, stmt, 1, &row.span) < 0 || as_number(stmt, 3, &row.rule) < 0 ||
        as_number(stmt, 4, &row.entity) < 0 || row.rule >= g->store->rules.n)
        return damaged(g);
    row.id = (uint32_t)id;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        if (layer->fields[f].list)
            continue;
        int rc = load_value(g, stmt, column, &layer->fields[f], &row.values[f]);
        if (rc < 0)
            return refuse(g, rc);
        column += (int)lun_store__columns(&layer->fields[f])->n;
    }
    return lun_vec_push(&g->rows, row) < 0 ? no_memory(g) : LUN_OK;
}

/* ---- lists: elements come by row and position, rows of the layer lie in g->rows from `first` by id ---- */

static int add_element(const getting *g, lun_value *list, const lun_value *element, uint32_t *capacity)
{
    lun_value *items = (lun_value *)(uintptr_t)list->as.items;
    if (list->type == LUN_TYPE_NONE || list->n == *capacity) {
        uint32_t want = list->type == LUN_TYPE_NONE ? 4 : 2 * *capacity;
        lun_value *more = lun_arena_calloc(g->document->arena, want, sizeof *more);
        if (!more)
            return -1;
        if (list->type != LUN_TYPE_NONE)
            memcpy(more, items, list->n * sizeof *more);
        list->type = LUN_TYPE_LIST;
        list->as.items = items = more;
        *capacity = want;
    }
    items[list->n++] = *element;
    return 0;
}

static int load_list(getting *g, uint16_t number, uint32_t f, size_t first)
{
    const lun_layer *layer = lun_schema_layer(g->store->lenient, number);
    sqlite3_stmt *stmt = g->store->readers[number].lists[f];
    size_t at = first;
    uint32_t capacity = 0;
    int rc;
    sqlite3_bind_int64(stmt, 1, g->base);
    sqlite3_bind_int64(stmt, 2, g->base + LUN_STORE_SPREAD - 1);
    while ((rc = lun_store__step(g->store, stmt, g->err)) > 0) {
        int64_t id = sqlite3_column_int64(stmt, 0) - g->base;
        lun_value element;
        while (at < g->rows.n && g->rows.items[at].id < id)
            at++;
        if (g->hides && (at == g->rows.n || g->rows.items[at].id != id) && (rc = is_hidden(g, id)) != 0) {
            if (rc > 0)
                continue;
            sqlite3_reset(stmt);
            return rc;
        }
        rc = at < g->rows.n && g->rows.items[at].id == id ? load_value(g, stmt, 1, &layer->fields[f], &element)
                                                          : LUN_EFORMAT;
        if (rc < 0)
            rc = refuse(g, rc);
        else if (element.type != LUN_TYPE_NONE && add_element(g, &g->rows.items[at].values[f], &element, &capacity) < 0)
            rc = no_memory(g);
        if (rc < 0) {
            sqlite3_reset(stmt);
            return rc;
        }
    }
    return rc;
}

static int load_layer(getting *g, uint16_t number)
{
    const lun_layer *layer = lun_schema_layer(g->store->lenient, number);
    sqlite3_stmt *stmt = g->store->readers[number].rows;
    size_t first = g->rows.n;
    int rc = LUN_OK;
    if (!stmt)
        return LUN_OK;
    sqlite3_bind_int64(stmt, 1, g->base);
    sqlite3_bind_int64(stmt, 2, g->base + LUN_STORE_SPREAD - 1);
    while (rc >= 0 && (rc = lun_store__step(g->store, stmt, g->err)) > 0)
        rc = load_row(g, number, stmt);
    sqlite3_reset(stmt);
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK && g->rows.n > first; f++) {
        if (layer->fields[f].list)
            rc = load_list(g, number, f, first);
    }
    return rc;
}

/* ---- adding ---- */

static int by_id(const void *left, const void *right)
{
    const stored_row *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

static uint32_t referred(const lun_value *value)
{
    if (value->type == LUN_TYPE_ANNOTATION)
        return value->as.annotation;
    return value->type == LUN_TYPE_ENTITY ? value->as.ref.mention : 0;
}

/* A reference to nothing: its row may have been left out, or its layer emptied. An entity without mention stays. */
static int is_dangling(const getting *g, const lun_value *value)
{
    stored_row key = { 0 };
    key.id = referred(value);
    return key.id && !bsearch(&key, g->rows.items, g->rows.n, sizeof key, by_id);
}

static void mend(const getting *g, lun_value *value)
{
    if (value->type == LUN_TYPE_LIST) {
        lun_value *items = (lun_value *)(uintptr_t)value->as.items;
        uint32_t n = 0;
        for (uint32_t i = 0; i < value->n; i++) {
            mend(g, &items[i]);
            if (items[i].type != LUN_TYPE_NONE)
                items[n++] = items[i];
        }
        value->n = n;
        return;
    }
    if (!is_dangling(g, value))
        return;
    if (value->type == LUN_TYPE_ENTITY)
        value->as.ref.mention = 0;
    else
        value->type = LUN_TYPE_NONE;
}

static int looks_ahead(const lun_value *value, uint32_t id)
{
    if (value->type != LUN_TYPE_LIST)
        return referred(value) >= id;
    for (uint32_t i = 0; i < value->n; i++) {
        if (referred(&value->as.items[i]) >= id)
            return 1;
    }
    return 0;
}

static int add_row(getting *g, stored_row *stored, lun_value *now)
{
    const lun_layer *layer = lun_schema_layer(g->store->lenient, stored->layer);
    lun_annotation *row;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        mend(g, &stored->values[f]);
        now[f] = stored->values[f];
        if (looks_ahead(&now[f], stored->id))
            now[f].type = LUN_TYPE_NONE;
    }
    int rc = lun_annotations_next_id(g->set, stored->id, g->err);
    if (rc == LUN_OK)
        rc = lun_annotations_add(g->set, &row, stored->layer, stored->span, stored->rule, stored->entity, now, g->err);
    return rc;
}

static int set_late(getting *g, const stored_row *stored)
{
    const lun_layer *layer = lun_schema_layer(g->store->lenient, stored->layer);
    lun_annotation *row = lun_annotations_get(g->set, stored->id);
    int rc = LUN_OK;
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        if (looks_ahead(&stored->values[f], stored->id))
            rc = lun_annotations_set(g->set, row, f, &stored->values[f], g->err);
    }
    return rc;
}

/*
** The policies were applied when the rows were made. What was stored stays, even if two rows look alike since a
** reference of theirs was not kept.
*/
static int finish_layers(getting *g)
{
    uint32_t n;
    int rc = LUN_OK;
    for (uint32_t i = 0; i < lun_schema_count(g->store->lenient) && rc == LUN_OK; i++) {
        if (!lun_schema_layer(g->store->lenient, i)->n_members)
            rc = lun_annotations_finish(g->set, (uint16_t)i, g->err);
    }
    lun_annotation *const *dropped = lun_annotations_dropped(g->set, &n);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        dropped[i]->dropped = 0;
    return rc;
}

static int add_rows(getting *g)
{
    uint32_t widest = 1;
    int rc = LUN_OK;
    for (uint32_t i = 0; i < lun_schema_count(g->store->lenient); i++) {
        uint32_t n = lun_schema_layer(g->store->lenient, i)->n_fields;
        widest = n > widest ? n : widest;
    }
    lun_value *now = lun_arena_calloc(g->document->arena, widest, sizeof *now);
    if (!now)
        return no_memory(g);
    if (g->rows.n)
        qsort(g->rows.items, g->rows.n, sizeof *g->rows.items, by_id);
    for (size_t i = 0; i < g->rows.n && rc == LUN_OK; i++)
        rc = add_row(g, &g->rows.items[i], now);
    for (size_t i = 0; i < g->rows.n && rc == LUN_OK; i++)
        rc = set_late(g, &g->rows.items[i]);
    return rc == LUN_OK ? finish_layers(g) : rc;
}

static int load_rows(getting *g)
{
    int rc = lun_store__readers_make(g->store, g->err);
    if (rc < 0)
        return rc;
    g->set = lun_annotations_new(g->document, g->store->lenient);
    g->offsets = lun_document_offsets(g->document);
    if (!g->set || !g->offsets)
        return no_memory(g);
    rc = load_entities(g);
    for (uint32_t i = 0; i < lun_schema_count(g->store->lenient) && rc == LUN_OK; i++)
        rc = !g->layers || g->layers[i] ? load_layer(g, (uint16_t)i) : LUN_OK;
    if (rc == LUN_OK && (rc = add_rows(g)) == LUN_EUSAGE)
        rc = lun_error_wrap(g->err, "corpus '%s' is damaged at document %lld", g->store->path, (long long)g->number);
    return rc == LUN_OK && g->joins ? lun_store__join_names(g->store, g->number, g->set, g->err) : rc;
}

enum parts { WITHOUT_ROWS, WITH_ROWS };

static int load_parts(getting *g, enum parts parts)
{
    int rc = load_document(g);
    if (rc < 0 || (rc = load_metadata(g)) < 0 || (rc = load_problems(g)) < 0)
        return rc;
    return parts == WITH_ROWS ? load_rows(g) : LUN_OK;
}

/* One transaction around all statements: one state of the file, and one lock in place of twenty. */
static int load_all(getting *g, enum parts parts)
{
    sqlite3_stmt *stmt;
    int rc;
    if (!sqlite3_get_autocommit(g->store->db))
        return load_parts(g, parts);
    if ((rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_BEGIN, g->err)) < 0 ||
        (rc = lun_store__run(g->store, stmt, g->err)) < 0)
        return rc;
    if ((rc = load_parts(g, parts)) == LUN_OK &&
        (rc = lun_store__fixed(g->store, &stmt, LUN_FIXED_END, g->err)) == LUN_OK)
        rc = lun_store__run(g->store, stmt, g->err);
    if (rc < 0)
        lun_store__undo(g->store, "ROLLBACK");
    return rc;
}

static int get(getting g, lun_document **document, lun_annotations **rows, lun_error *err)
{
    int64_t number = g.number;
    *document = NULL;
    if (number < 1 || number >= INT64_MAX / LUN_STORE_SPREAD)
        return lun_error_set(err, LUN_ENOTFOUND, "corpus '%s' has no document %lld", g.store->path, (long long)number);
    g.base = number * LUN_STORE_SPREAD;
    if (!(g.document = lun_document_new()))
        return no_memory(&g);
    int rc = load_all(&g, rows ? WITH_ROWS : WITHOUT_ROWS);
    if (rc < 0) {
        lun_document_free(g.document);
        g.document = NULL;
    }
    lun_vec_clear(&g.rows);
    *document = g.document;
    if (rows)
        *rows = rc < 0 ? NULL : g.set;
    return rc;
}

int lun_store_get(lun_store *store, int64_t number, lun_document **document, lun_annotations **rows, lun_error *err)
{
    return get((getting){ .store = store, .number = number, .err = err }, document, rows, err);
}

int lun_store_get_shown(lun_store *store, int64_t number, const uint8_t *layers, lun_document **document,
                        lun_annotations **rows, lun_error *err)
{
    return get((getting){ .store = store,
                          .number = number,
                          .err = err,
                          .hides = store->hides,
                          .joins = store->joins,
                          .layers = layers },
               document, rows, err);
}
