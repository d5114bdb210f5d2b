/*
** put.c - storing one analysed document: itself, its entities, its rows, its problems. Sits on writers.c, run.c, index.c.
**
** All or nothing: a savepoint holds each document. Offsets become code points here, once. A reference to a row that is not stored loses its mention
** and keeps its name; a reference to an annotation that is not stored is absent: core/annotate/json.c does the same.
*/
#include <string.h>

#include "base/json.h"
#include "store/inside.h"

#define COMMIT_DOCUMENTS 1000
#define COMMIT_BYTES (32u << 20)
#define NAMES_KEPT 200000               /* names remembered between documents; the table itself has all */
#define NESTED_COLLECTIVES 4            /* collectives in collectives that are opened */
#define MEMBERS_KEPT 1000               /* of one element, so that collectives of collectives cannot grow without bound */

typedef struct putting {
    lun_store *store;
    lun_annotations *set;
    const lun_schema *schema;
    const uint8_t *layers;
    const lun_offsets *offsets;
    int64_t document, base;             /* base = document * LUN_STORE_SPREAD */
    uint16_t collective;                /* layer and field whose rows stand for several; LUN_LAYER_NONE without */
    uint32_t members;
    uint64_t *alike, *alike_count;      /* how many rows of one place, layer and rule there were: by hash, open addressing */
    size_t n_alike;                     /* a power of two */
    lun_error *err;
} putting;

static int is_kept(const putting *p, const lun_annotation *row)
{
    return row && (!p->layers || p->layers[row->layer]);
}

static int64_t point(const putting *p, uint32_t byte)
{
    return (int64_t)lun_offsets_to_points(p->offsets, byte);
}

/* ---- the document ---- */

static int bind_document(const putting *p, sqlite3_stmt *stmt)
{
    const lun_document *document = lun_annotations_document(p->set);
    const char *const texts[] = { document->uri, document->id, document->title, document->date, document->language, document->source,
                                  document->country, document->media_type };
    sqlite3_bind_int64(stmt, 1, p->document);
    for (int i = 0; i < 8; i++)
        lun_store__bind_text(stmt, i + 2, texts[i]);
    sqlite3_bind_blob(stmt, 10, document->hash, sizeof document->hash, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 11, point(p, document->len));
    sqlite3_bind_int64(stmt, 12, p->store->run);
    return sqlite3_bind_text64(stmt, 13, document->text ? document->text : "", document->len, SQLITE_STATIC, SQLITE_UTF8);
}

/* member is '"key":value' as JSON, what `document.metadata` is made of; value is plain text where it is a JSON string. */
static int put_member(const putting *p, sqlite3_stmt *stmt, uint32_t position, const lun_meta *meta)
{
    lun_buf member = LUN_BUF_INIT;
    cJSON *value = NULL;
    int rc = lun_json_parse(&value, meta->value, strlen(meta->value), NULL, p->err);
    if (rc < 0)
        return lun_error_wrap(p->err, "metadata '%s'", meta->key);
    lun_json_add_string(&member, meta->key, strlen(meta->key));
    lun_buf_addc(&member, ':');
    lun_buf_adds(&member, meta->value);
    sqlite3_bind_int64(stmt, 1, p->document);
    sqlite3_bind_int64(stmt, 2, position);
    lun_store__bind_text(stmt, 3, meta->key);
    lun_store__bind_text(stmt, 4, cJSON_IsString(value) ? value->valuestring : meta->value);
    lun_store__bind_text(stmt, 5, member.data);
    rc = member.failed ? lun_error_set(p->err, LUN_ENOMEM, "no memory for metadata") : lun_store__run(p->store, stmt, p->err);
    cJSON_Delete(value);
    lun_buf_clear(&member);
    return rc;
}

static int put_metadata(const putting *p)
{
    const lun_document *document = lun_annotations_document(p->set);
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_METADATA, p->err);
    for (uint32_t i = 0; i < document->n_meta && rc == LUN_OK; i++)
        rc = put_member(p, stmt, i, &document->meta[i]);
    return rc;
}

static int put_problems(const putting *p)
{
    const lun_document *document = lun_annotations_document(p->set);
    int rc = LUN_OK;
    for (const lun_problem *problem = document->problems; problem && rc == LUN_OK; problem = problem->next)
        rc = lun_store__problem(p->store, p->document, document->uri, problem, p->err);
    return rc;
}

static int run_one(const putting *p, enum lun_fixed which, int64_t number)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(p->store, &stmt, which, p->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, number);
    return lun_store__run(p->store, stmt, p->err);
}

static int remove_old(const putting *p)
{
    int rc = lun_store__removers_make(p->store, p->err);
    for (uint32_t i = 0; i < p->store->n_removers && rc == LUN_OK; i++) {
        sqlite3_stmt *stmt = p->store->removers[i];
        sqlite3_bind_int64(stmt, 1, p->base);
        sqlite3_bind_int64(stmt, 2, p->base + LUN_STORE_SPREAD - 1);
        rc = lun_store__run(p->store, stmt, p->err);
    }
    if (rc == LUN_OK && (rc = run_one(p, LUN_FIXED_DROP_ENTITIES, p->document)) == LUN_OK &&
        (rc = run_one(p, LUN_FIXED_DROP_METADATA, p->document)) == LUN_OK)
        rc = lun_store__text_forget(p->store, p->document, p->err);
    return rc;
}

/* 1 when the uri has a number already, 0 when it got the next one. */
static int find_document(putting *p)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_FIND, p->err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, lun_annotations_document(p->set)->uri);
    if ((rc = lun_store__step(p->store, stmt, p->err)) > 0) {
        p->document = sqlite3_column_int64(stmt, 0);
        sqlite3_reset(stmt);
    } else {
        p->document = p->store->last_document + 1;
    }
    if (rc >= 0 && (p->document < 1 || p->document >= INT64_MAX / LUN_STORE_SPREAD))
        return lun_error_set(p->err, LUN_ELIMIT, "corpus '%s' is full", p->store->path);
    p->base = p->document * LUN_STORE_SPREAD;
    return rc;
}

static int put_document(putting *p)
{
    sqlite3_stmt *stmt;
    int known = find_document(p), rc = known;
    if (known > 0)
        rc = remove_old(p);
    if (rc < 0 || (rc = lun_store__forget_problems(p->store, lun_annotations_document(p->set)->uri, p->err)) < 0 ||
        (rc = lun_store__fixed(p->store, &stmt, known ? LUN_FIXED_UPDATE : LUN_FIXED_INSERT, p->err)) < 0)
        return rc;
    bind_document(p, stmt);
    if ((rc = lun_store__run(p->store, stmt, p->err)) < 0 || (rc = run_one(p, LUN_FIXED_UNINDEXED, p->document)) < 0 ||
        (rc = put_metadata(p)) < 0)
        return rc;
    return put_problems(p);
}

/* ---- entities ---- */

static int64_t find_name(const putting *p, const lun_entity *entity)
{
    sqlite3_stmt *stmt;
    int64_t id = 0;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_NAME_FIND, p->err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, entity->name);
    lun_store__bind_text(stmt, 2, entity->kind);
    lun_store__bind_text(stmt, 3, entity->identity);
    if ((rc = lun_store__step(p->store, stmt, p->err)) > 0)
        id = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    if (rc != 0)
        return rc < 0 ? rc : id;
    if ((rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_NAME_INSERT, p->err)) < 0)
        return rc;
    lun_store__bind_text(stmt, 1, entity->name);
    lun_store__bind_text(stmt, 2, entity->kind);
    lun_store__bind_text(stmt, 3, entity->identity);
    rc = lun_store__run(p->store, stmt, p->err);
    return rc < 0 ? rc : sqlite3_last_insert_rowid(p->store->db);
}

static void forget_names(lun_store *store)
{
    lun_intern_truncate(store->names, 0);
    store->name_ids.n = 0;
}

/* The row of _name, by way of what is remembered: negative on failure. */
static int64_t name_of(const putting *p, const lun_entity *entity)
{
    lun_store *store = p->store;
    lun_buf key = LUN_BUF_INIT;
    int64_t id = LUN_ENOMEM;
    lun_buf_add(&key, entity->kind, strlen(entity->kind) + 1);
    lun_buf_add(&key, entity->name, strlen(entity->name) + 1);
    if (entity->identity)
        lun_buf_adds(&key, entity->identity);
    else
        lun_buf_addc(&key, '\0');
    if (lun_intern_count(store->names) >= NAMES_KEPT)
        forget_names(store);
    uint32_t at = key.failed ? LUN_INTERN_NONE : lun_intern_find(store->names, key.data, key.len);
    if (at != LUN_INTERN_NONE)
        id = store->name_ids.items[at];
    else if (!key.failed && (id = find_name(p, entity)) > 0 &&
             (lun_vec_push(&store->name_ids, id) < 0 || lun_intern_add(store->names, key.data, key.len) == LUN_INTERN_NONE))
        id = LUN_ENOMEM;
    lun_buf_clear(&key);
    if (id == LUN_ENOMEM) {
        forget_names(store);
        lun_error_set(p->err, LUN_ENOMEM, "no memory for a name");
    }
    return id;
}

/* The country an entity belongs to: of a country its own, else the first that one of its mentions names. */
static const char *own_country(const lun_entity *entity)
{
    return strcmp(entity->kind, "country") == 0 ? entity->identity : NULL;
}

static void note_countries(const putting *p, const char **countries)
{
    for (uint32_t id = 1; id <= lun_annotations_last(p->set); id++) {
        const lun_annotation *row = lun_annotations_get(p->set, id);
        if (!row || !row->entity || countries[row->entity])
            continue;
        const lun_layer *layer = lun_schema_layer(p->schema, row->layer);
        uint32_t f = lun_layer_field(layer, "country");
        if (f != LUN_FIELD_NONE && !layer->fields[f].list && (row->values[f].type == LUN_TYPE_TEXT || row->values[f].type == LUN_TYPE_ENUM))
            countries[row->entity] = row->values[f].as.text;
    }
}

static int put_entity(const putting *p, const lun_entity *entity, const char *country)
{
    sqlite3_stmt *stmt;
    int64_t name = name_of(p, entity);
    int rc = name < 0 ? (int)name : lun_store__fixed(p->store, &stmt, LUN_FIXED_ENTITY, p->err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, p->document);
    sqlite3_bind_int64(stmt, 2, entity->number);
    sqlite3_bind_int64(stmt, 3, name);
    lun_store__bind_text(stmt, 4, country);
    return lun_store__run(p->store, stmt, p->err);
}

static int put_entities(const putting *p)
{
    uint32_t n = lun_annotations_entity_count(p->set);
    int rc = LUN_OK;
    const char **countries = lun_calloc((size_t)n + 1, sizeof *countries);
    if (!countries)
        return lun_error_set(p->err, LUN_ENOMEM, "no memory for entities");
    for (uint32_t i = 1; i <= n; i++)
        countries[i] = own_country(lun_annotations_entity_get(p->set, i));
    note_countries(p, countries);
    for (uint32_t i = 1; i <= n && rc == LUN_OK; i++)
        rc = put_entity(p, lun_annotations_entity_get(p->set, i), countries[i]);
    lun_free(countries);
    return rc;
}

/* ---- keys ---- */

static int make_alike(putting *p)
{
    size_t n = 64;
    while (n < 2 * (size_t)lun_annotations_last(p->set))
        n *= 2;
    p->n_alike = n;
    p->alike = lun_calloc(n, sizeof *p->alike);
    p->alike_count = lun_calloc(n, sizeof *p->alike_count);
    return p->alike && p->alike_count ? LUN_OK : lun_error_set(p->err, LUN_ENOMEM, "no memory for the keys of annotations");
}

/* How many rows of this hash came before. */
static uint64_t count_alike(putting *p, uint64_t hash)
{
    size_t at = hash & (p->n_alike - 1);
    while (p->alike_count[at] && p->alike[at] != hash)
        at = (at + 1) & (p->n_alike - 1);
    p->alike[at] = hash;
    return p->alike_count[at]++;
}

/* Lasting: nothing in it depends on the run, on other documents, or on where the rule stands in its file. */
static int key_of(putting *p, const lun_annotation *row, const char *rule, uint64_t *out)
{
    lun_buf all = LUN_BUF_INIT;
    lun_buf_addf(&all, "%s%c%s%c%lld %lld%c%s", lun_annotations_document(p->set)->uri, 0, lun_schema_layer(p->schema, row->layer)->name, 0,
                 (long long)point(p, row->span.start), (long long)point(p, row->span.stop), 0, rule);
    if (all.failed) {
        lun_buf_clear(&all);
        return lun_error_set(p->err, LUN_ENOMEM, "no memory for the key of an annotation");
    }
    uint64_t hash = lun_hash64(all.data, all.len);
    *out = lun_hash64_seed(all.data, all.len, count_alike(p, hash) + 1);
    lun_buf_clear(&all);
    return LUN_OK;
}

/* ---- rows ---- */

static void bind_number(sqlite3_stmt *stmt, int index, uint32_t number)
{
    if (number)
        sqlite3_bind_int64(stmt, index, number);
}

/* Binds one value to one or two parameters; those of an absent value stay NULL. Returns how many it took. */
static int bind_value(const putting *p, sqlite3_stmt *stmt, int index, const lun_field *field, const lun_value *value)
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
        sqlite3_bind_int64(stmt, index, point(p, value->as.span.start));
        sqlite3_bind_int64(stmt, index + 1, point(p, value->as.span.stop));
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

static int put_element(const putting *p, sqlite3_stmt *stmt, const lun_annotation *row, const lun_field *field, uint32_t position, int part,
                       const lun_value *value)
{
    sqlite3_clear_bindings(stmt);
    sqlite3_bind_int64(stmt, 1, p->base + row->id);
    sqlite3_bind_int64(stmt, 2, position);
    sqlite3_bind_int(stmt, 3, part);
    bind_value(p, stmt, 4, field, value);
    return lun_store__run(p->store, stmt, p->err);
}

/* The members that an element stands for: of the collective it mentions, else of the first one that is the same entity. NULL if it is none. */
static const lun_value *members_of(const putting *p, const lun_value *value)
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

static int put_members(const putting *p, sqlite3_stmt *stmt, const lun_annotation *row, const lun_field *field, uint32_t position,
                       const lun_value *members, unsigned depth, int *part)
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

static int put_list(const putting *p, sqlite3_stmt *stmt, const lun_annotation *row, const lun_field *field, const lun_value *list)
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

static int put_values(const putting *p, const lun_layer_writer *writer, const lun_annotation *row)
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

static int put_row(putting *p, const lun_annotation *row)
{
    const lun_layer_writer *writer = &p->store->writers[row->layer];
    uint64_t key;
    int rc;
    if (row->rule >= p->store->n_rule_numbers)
        return lun_error_set(p->err, LUN_EUSAGE, "annotation %u was made by rule %u, which the run did not declare", row->id, row->rule);
    if (row->id >= LUN_STORE_SPREAD)
        return lun_error_set(p->err, LUN_ELIMIT, "'%s' has more than %d annotations", lun_annotations_document(p->set)->uri,
                             LUN_STORE_SPREAD - 1);
    int64_t rule = p->store->rule_numbers[row->rule];
    if ((rc = key_of(p, row, p->store->rules.items[rule].id, &key)) < 0)
        return rc;
    sqlite3_clear_bindings(writer->row);
    sqlite3_bind_int64(writer->row, 1, p->base + row->id);
    sqlite3_bind_int64(writer->row, 2, point(p, row->span.start));
    sqlite3_bind_int64(writer->row, 3, point(p, row->span.stop));
    sqlite3_bind_int64(writer->row, 4, rule);
    bind_number(writer->row, 5, row->entity);
    lun_store__bind_key(writer->row, 6, key);
    if ((rc = put_values(p, writer, row)) == LUN_OK)
        p->store->figures.annotations++;
    return rc;
}

static int put_rows(putting *p)
{
    int rc = make_alike(p);
    for (uint32_t id = 1; id <= lun_annotations_last(p->set) && rc == LUN_OK; id++) {
        const lun_annotation *row = lun_annotations_get(p->set, id);
        if (is_kept(p, row))
            rc = put_row(p, row);
    }
    return rc;
}

/* ---- the whole ---- */

static void find_collective(putting *p)
{
    p->collective = lun_schema_find(p->schema, "collective");
    if (p->collective == LUN_LAYER_NONE)
        return;
    const lun_layer *layer = lun_schema_layer(p->schema, p->collective);
    p->members = lun_layer_field(layer, "members");
    if (p->members == LUN_FIELD_NONE || !layer->fields[p->members].list || layer->fields[p->members].type != LUN_TYPE_ENTITY)
        p->collective = LUN_LAYER_NONE;
}

/* A failure inside the savepoint undoes the document; figures and remembered names may belong to it and go too. */
static int put_all(putting *p)
{
    lun_store *store = p->store;
    lun_run_figures before = store->figures;
    int rc = lun_store__exec(store, p->err, "SAVEPOINT put");
    if (rc < 0)
        return rc;
    if ((rc = put_document(p)) == LUN_OK && (rc = put_entities(p)) == LUN_OK && (rc = put_rows(p)) == LUN_OK)
        rc = lun_store__exec(store, p->err, "RELEASE put");
    if (rc == LUN_OK)
        return rc;
    store->figures = before;
    forget_names(store);
    lun_store__undo(store, "ROLLBACK TO put; RELEASE put");
    return rc;
}

int lun_store_put(lun_store *store, lun_annotations *set, const uint8_t *layers, lun_error *err)
{
    lun_document *document = lun_annotations_document(set);
    putting p = { .store = store, .set = set, .schema = lun_annotations_schema(set), .layers = layers, .err = err };
    int rc = lun_store__need_run(store, err);
    if (rc < 0)
        return rc;
    if (p.schema != store->run_schema)
        return lun_error_set(err, LUN_EUSAGE, "'%s' was analysed with another schema than the run's", document->uri);
    if (!document->uri)
        return lun_error_set(err, LUN_EUSAGE, "a document without uri cannot be stored");
    if (!(p.offsets = lun_document_offsets(document)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for the offsets of '%s'", document->uri);
    find_collective(&p);
    rc = put_all(&p);
    lun_free(p.alike);
    lun_free(p.alike_count);
    if (rc < 0)
        return lun_error_wrap(err, "'%s'", document->uri);
    store->figures.documents++;
    if (p.document > store->last_document)
        store->last_document = p.document;
    store->waiting_bytes += document->len;
    if (++store->waiting_documents < COMMIT_DOCUMENTS && store->waiting_bytes < COMMIT_BYTES)
        return LUN_OK;
    return lun_store__commit(store, err);
}
