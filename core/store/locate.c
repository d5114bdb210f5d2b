/*
** locate.c - the annotation that a correction is about: by its key while that holds, else by its words and what stands around them. Sits on
** annotate/anchor.h.
**
** A key stays while document, layer, span and rule do. It is trusted only where the words and the named fields are the same as well: the text
** may have changed to other words of the same length, and a rule may read the same words otherwise now. A row that took in or gave up a part of the
** words counts as the same where it is the only one, and at least half of it was there.
**
** A document may have as many corrections as rows: its text and the places of its rows are read once for all of them (lun_locating).
*/
#include <string.h>

#include "base/shell.h"
#include "store/correcting.h"

#define ROW_BITS 48
#define ROW_MASK (((uint64_t)1 << ROW_BITS) - 1)

static int64_t row_part(uint64_t key)
{
    return (int64_t)(key & ROW_MASK) - ((int64_t)1 << (ROW_BITS - 1));
}

static int64_t document_part(uint64_t key)
{
    return (int64_t)(int16_t)(uint16_t)(key >> ROW_BITS);
}

static uint64_t whole_key(int64_t document, int64_t row)
{
    return (uint64_t)document << ROW_BITS | ((uint64_t)(row + ((int64_t)1 << (ROW_BITS - 1))) & ROW_MASK);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a correction");
}

/* ---- a document's text ---- */

void lun_store__locating_clear(lun_locating *l)
{
    lun_anchor_text_free(l->anchored);
    lun_offsets_free(l->offsets);
    lun_free(l->text);
    for (size_t i = 0; i < l->layers.n; i++)
        lun_vec_clear(&l->layers.items[i].rows);
    lun_vec_clear(&l->layers);
    l->anchored = NULL;
    l->offsets = NULL;
    l->text = NULL;
    l->document = 0;
}

static int load_text(lun_locating *l, int64_t document, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    if (l->document == document)
        return LUN_OK;
    lun_store__locating_clear(l);
    int rc = lun_store__text(&text, l->store, document, err);
    if (rc == LUN_OK) {
        l->len = text.len;
        l->text = lun_buf_take(&text);
        l->offsets = lun_offsets_new(l->text, l->len);
        l->document = document;
        rc = l->offsets ? LUN_OK : no_memory(err);
    }
    if (rc < 0)
        lun_store__locating_clear(l);
    lun_buf_clear(&text);
    return rc;
}

static int need_anchored(lun_locating *l, lun_error *err)
{
    return l->anchored ? LUN_OK : lun_anchor_text_new(&l->anchored, l->text, l->len, err);
}

static const char *words_at(const lun_locating *l, int64_t start, int64_t stop, size_t *len)
{
    size_t from = lun_offsets_to_bytes(l->offsets, (size_t)start);
    *len = lun_offsets_to_bytes(l->offsets, (size_t)stop) - from;
    return l->text + from;
}

/* ---- rows ---- */

static int read_standing(lun_standing_rows *out, lun_store *store, int64_t document, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT id, start, start + length, key FROM \"row.%s\" WHERE id BETWEEN ?1 AND ?2",
                                out->layer->name);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document * LUN_STORE_SPREAD);
    sqlite3_bind_int64(stmt, 2, document * LUN_STORE_SPREAD + LUN_STORE_SPREAD - 1);
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        const lun_standing row = { sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                                   sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3) };
        if (lun_vec_push(&out->rows, row) < 0) {
            rc = no_memory(err);
            break;
        }
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* The rows of a layer in the document that is loaded; *out stays until the next layer is asked for. */
static int standing(const lun_standing_rows **out, lun_locating *l, const lun_layer *layer, lun_error *err)
{
    lun_standing_rows read = { .layer = layer };
    for (size_t i = 0; i < l->layers.n; i++) {
        *out = &l->layers.items[i];
        if ((*out)->layer == layer)
            return LUN_OK;
    }
    int rc = read_standing(&read, l->store, l->document, err);
    if (rc == LUN_OK && lun_vec_push(&l->layers, read) < 0)
        rc = no_memory(err);
    if (rc < 0)
        lun_vec_clear(&read.rows);
    else
        *out = &l->layers.items[l->layers.n - 1];
    return rc;
}

/* The name of the rule that made a row, added to a buffer; nothing where it has none. */
static int add_rule(lun_buf *out, lun_store *store, const lun_layer *layer, int64_t id, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err,
                                "SELECT r.name FROM \"row.%s\" a JOIN _rule r ON r.id = a.rule WHERE a.id = ?1",
                                layer->name);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, id);
    if ((rc = lun_store__step(store, stmt, err)) > 0 && sqlite3_column_text(stmt, 0))
        lun_buf_adds(out, (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : out->failed ? no_memory(err) : LUN_OK;
}

#define READING 80 /* bytes of a field that are compared, and written into the file */

static int is_enum(const lun_field *field)
{
    return field->type == LUN_TYPE_ENUM && !field->list;
}

/* A pair, with no sign in it that separates pairs. */
static void add_pair(lun_buf *out, const char *name, const char *value)
{
    lun_buf_addf(out, "%s%s=", out->len ? "; " : "", name);
    size_t len = strlen(value), blank = 1;
    for (len = len > READING ? READING : len; len > 0 && (value[len] & 0xC0) == 0x80;)
        len--;
    for (size_t i = 0; i < len; i++) {
        int is_blank = (unsigned char)value[i] <= ' ';
        if (!is_blank || !blank)
            lun_buf_addc(out, is_blank ? ' ' : value[i] == ';' ? ',' : value[i]);
        blank = (size_t)is_blank;
    }
}

/* Does a correction name the field? */
static int is_named(const char *fields, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = fields; at && *at; at += strcspn(at, ";"), at += strspn(at, "; ")) {
        if (strncmp(at, name, len) == 0 && at[len] == '=')
            return 1;
    }
    return 0;
}

/* Adds what the field of a row reads as, if that is anything. */
static int add_reading(lun_buf *out, lun_store *store, const lun_layer *layer, const lun_field *field, int64_t id,
                       lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    lun_store__add_reading(store, layer, field, &sql);
    int rc = sql.failed ? no_memory(err)
                        : lun_store__prepare(store, &stmt, err,
                                             "SELECT %s FROM \"row.%s\" a JOIN _document d ON d.id = a.id / %s WHERE "
                                             "a.id = ?1",
                                             sql.data, layer->name, LUN_STORE_SPREAD_SQL);
    lun_buf_clear(&sql);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, id);
    if ((rc = lun_store__step(store, stmt, err)) > 0) {
        const char *value = (const char *)sqlite3_column_text(stmt, 0);
        if (value)
            add_pair(out, field->name, value);
        rc = LUN_OK;
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : out->failed ? no_memory(err) : LUN_OK;
}

/*
** How a row reads, as a correction says it: kind=pledge; polarity=negative. The fields by which rows of a layer are of different sorts, its enums, and of
** the others those that `wanted` names.
*/
static int describe_fields(lun_buf *out, lun_store *store, const lun_layer *layer, int64_t id, const char *wanted,
                           lun_error *err)
{
    int rc = LUN_OK;
    lun_buf_reset(out);
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        if (is_enum(&layer->fields[f]) || is_named(wanted, layer->fields[f].name))
            rc = add_reading(out, store, layer, &layer->fields[f], id, err);
    }
    return rc;
}

/* 1 where another row of the rule stands on the same words and reads otherwise in this field. */
static int tells_apart(lun_store *store, const lun_layer *layer, const lun_field *field, const lun_located *at,
                       lun_error *err)
{
    lun_buf sql = LUN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    lun_store__add_reading(store, layer, field, &sql);
    int rc =
        sql.failed
            ? no_memory(err)
            : lun_store__prepare(
                  store, &stmt, err,
                  "WITH r AS MATERIALIZED (SELECT a.id AS id, %s AS v FROM \"row.%s\" a JOIN _document d ON d.id = "
                  "?4 WHERE a.id BETWEEN ?1 AND ?2 AND EXISTS (SELECT 1 FROM \"row.%s\" b WHERE b.id = ?3 AND "
                  "b.start = a.start AND b.length = a.length AND b.rule IS a.rule)) "
                  "SELECT 1 FROM r JOIN r o ON o.v IS NOT r.v WHERE r.id = ?3 AND r.v IS NOT NULL LIMIT 1",
                  sql.data, layer->name, layer->name);
    lun_buf_clear(&sql);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, at->document * LUN_STORE_SPREAD);
    sqlite3_bind_int64(stmt, 2, at->document * LUN_STORE_SPREAD + LUN_STORE_SPREAD - 1);
    sqlite3_bind_int64(stmt, 3, at->id);
    sqlite3_bind_int64(stmt, 4, at->document);
    rc = lun_store__step(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

/*
** What a correction remembers of a row: its enums. Keys of several rows of one rule on the same words (`each`) differ by a counter alone, so of these also
** what they are told apart by.
*/
static int remember_fields(lun_buf *out, lun_store *store, const lun_layer *layer, const lun_located *at,
                           lun_error *err)
{
    int rc = describe_fields(out, store, layer, at->id, NULL, err);
    for (uint32_t f = 0; f < layer->n_fields && rc >= 0; f++) {
        if (!is_enum(&layer->fields[f]) && (rc = tells_apart(store, layer, &layer->fields[f], at, err)) > 0)
            rc = add_reading(out, store, layer, &layer->fields[f], at->id, err);
    }
    return rc < 0 ? rc : LUN_OK;
}

/* Does the row read as the correction says? What it does not name is not compared. */
static int fields_agree(const char *wanted, const char *found)
{
    lun_buf within = LUN_BUF_INIT, pair = LUN_BUF_INIT;
    int agree = 1;
    lun_buf_addf(&within, "; %s; ", found ? found : "");
    for (const char *at = wanted; at && *at && agree;) {
        size_t len = strcspn(at, ";");
        lun_buf_reset(&pair);
        lun_buf_addf(&pair, "; %.*s; ", (int)len, at);
        agree = !within.failed && !pair.failed && strstr(within.data, pair.data) != NULL;
        at += len;
        at += strspn(at, "; ");
    }
    lun_buf_clear(&within);
    lun_buf_clear(&pair);
    return agree;
}

typedef struct candidates { /* rows that may be the one */
    const lun_correction *one;
    const lun_layer *layer;
    int64_t document, document_key;
    int64_t id, start, stop, key; /* of the best */
    unsigned n;                   /* as good as it */
    int same_rule;                /* it is of the rule that the correction names */
    unsigned otherwise;           /* rows that read otherwise */
} candidates;

enum width { EXACTLY, ABOUT };

static int is_about(int64_t start, int64_t stop, int64_t row_start, int64_t row_stop)
{
    int inside = row_start >= start && row_stop <= stop, around = row_start <= start && row_stop >= stop;
    int64_t inner = inside ? row_stop - row_start : stop - start, outer = inside ? stop - start : row_stop - row_start;
    return (inside || around) && inner * 2 >= outer;
}

static void consider(candidates *c, const lun_standing *row, const char *rule)
{
    int same_rule = c->one->rule && rule && strcmp(rule, c->one->rule) == 0;
    if (c->n && same_rule < c->same_rule)
        return;
    c->n = same_rule > c->same_rule ? 1 : c->n + 1;
    c->same_rule = same_rule;
    c->id = row->id;
    c->start = row->start;
    c->stop = row->stop;
    c->key = row->key;
}

static int compare(candidates *c, lun_store *store, const lun_standing *row, lun_error *err)
{
    lun_buf fields = LUN_BUF_INIT, rule = LUN_BUF_INIT;
    int rc = describe_fields(&fields, store, c->layer, row->id, c->one->fields, err);
    if (rc == LUN_OK && !fields_agree(c->one->fields, fields.data))
        c->otherwise++;
    else if (rc == LUN_OK && (rc = add_rule(&rule, store, c->layer, row->id, err)) == LUN_OK)
        consider(c, row, rule.data);
    lun_buf_clear(&fields);
    lun_buf_clear(&rule);
    return rc;
}

/* Rows of the layer at a place. */
static int rows_at(candidates *c, lun_locating *l, int64_t start, int64_t stop, enum width width, lun_error *err)
{
    const lun_standing_rows *all;
    int rc = standing(&all, l, c->layer, err);
    for (size_t i = 0; rc == LUN_OK && i < all->rows.n; i++) {
        const lun_standing *row = &all->rows.items[i];
        if (width == EXACTLY ? row->start == start && row->stop == stop : is_about(start, stop, row->start, row->stop))
            rc = compare(c, l->store, row, err);
    }
    return rc;
}

/* 1, or 0 where there is none. */
static int row_by_key(lun_locating *l, const lun_layer *layer, uint64_t key, lun_located *out, lun_error *err)
{
    const lun_standing_rows *all;
    int rc = standing(&all, l, layer, err);
    for (size_t i = 0; rc == LUN_OK && i < all->rows.n; i++) {
        const lun_standing *row = &all->rows.items[i];
        if (row->key != row_part(key))
            continue;
        *out = (lun_located){ l->document, row->id, row->start, row->stop, key, NULL };
        return 1;
    }
    return rc;
}

/* ---- locating ---- */

/* 1 where the query, with one text, answers with exactly one document. */
static int one_document(lun_store *store, const char *sql, const char *text, int64_t *number, int64_t *key,
                        lun_error *err)
{
    sqlite3_stmt *stmt;
    int n = 0, rc = lun_store__prepare(store, &stmt, err, "%s", sql);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, text);
    while ((rc = lun_store__step(store, stmt, err)) > 0 && n++ == 0) {
        *number = sqlite3_column_int64(stmt, 0);
        *key = sqlite3_column_int64(stmt, 1);
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : n == 1;
}

/* By its name; a file that was renamed and is otherwise the same, by its bytes. */
static int find_document(lun_store *store, const lun_correction *one, int64_t *number, int64_t *key, lun_error *err)
{
    int rc = one_document(store, "SELECT id, key FROM _document WHERE uri = ?1", one->uri, number, key, err);
    if (rc != 0 || !one->hash)
        return rc;
    return one_document(store, "SELECT id, key FROM _document WHERE lower(hex(hash)) = lower(?1)", one->hash, number,
                        key, err);
}

static int take(candidates *c, lun_located *out)
{
    *out = (lun_located){ c->document, c->id, c->start, c->stop, whole_key(c->document_key, c->key), NULL };
    return LUN_OK;
}

static int lose(lun_located *out, const char *why)
{
    out->lost = why;
    return LUN_OK;
}

/* By words and context. */
static int search(lun_located *out, lun_locating *l, candidates *c, lun_error *err)
{
    const lun_correction *one = c->one;
    const lun_anchor anchor = { one->words, one->before, one->after, one->nth, one->of };
    size_t from, to;
    int rc = need_anchored(l, err);
    if (rc < 0 || (rc = lun_anchor_find(&anchor, l->anchored, &from, &to, err)) < 0)
        return rc;
    if (rc != LUN_ANCHOR_FOUND)
        return lose(out,
                    rc == LUN_ANCHOR_ABSENT ? "the words are no longer there" : "the words are there several times");
    int64_t start = (int64_t)lun_offsets_to_points(l->offsets, from),
            stop = (int64_t)lun_offsets_to_points(l->offsets, to);
    if ((rc = rows_at(c, l, start, stop, EXACTLY, err)) < 0)
        return rc;
    if (!c->n && !c->otherwise && (rc = rows_at(c, l, start, stop, ABOUT, err)) < 0)
        return rc;
    if (c->n == 1)
        return take(c, out);
    return lose(out, c->n > 1       ? "several annotations stand at the words"
                     : c->otherwise ? "the words are read otherwise now"
                                    : "no rule marks the words now");
}

static int check_key(lun_located *out, lun_locating *l, candidates *c, lun_error *err)
{
    lun_buf fields = LUN_BUF_INIT;
    size_t len;
    int rc = row_by_key(l, c->layer, c->one->key, out, err);
    if (rc <= 0)
        return rc;
    const char *words = words_at(l, out->start, out->stop, &len);
    if (!lun_anchor_same(words, len, c->one->words, strlen(c->one->words)))
        return 0;
    rc = describe_fields(&fields, l->store, c->layer, out->id, c->one->fields, err);
    if (rc == LUN_OK)
        rc = fields_agree(c->one->fields, fields.data);
    lun_buf_clear(&fields);
    return rc;
}

int lun_store__locate(lun_located *out, lun_locating *l, const lun_correction *one, lun_error *err)
{
    candidates c = { .one = one };
    uint16_t layer = lun_schema_find(l->store->schema, one->layer);
    int rc = find_document(l->store, one, &c.document, &c.document_key, err);
    memset(out, 0, sizeof *out);
    if (rc < 0)
        return rc;
    if (rc == 0)
        return lose(out, "the document is not in the corpus");
    if (layer == LUN_LAYER_NONE || lun_schema_layer(l->store->schema, layer)->n_members)
        return lose(out, "the corpus has no such layer");
    c.layer = lun_schema_layer(l->store->schema, layer);
    if ((rc = load_text(l, c.document, err)) < 0)
        return rc;
    if (one->has_key && (rc = check_key(out, l, &c, err)) != 0)
        return rc < 0 ? rc : LUN_OK;
    memset(out, 0, sizeof *out);
    return search(out, l, &c, err);
}

/* ---- describing ---- */

static const char *keep(lun_arena *arena, const char *text, int *failed)
{
    const char *copy = lun_arena_strdup(arena, text ? text : "");
    *failed |= !copy;
    return copy;
}

static int read_hash(const char **out, lun_locating *l, int64_t document, lun_error *err)
{
    sqlite3_stmt *stmt;
    int failed = 0,
        rc = lun_store__prepare(l->store, &stmt, err, "SELECT lower(hex(hash)) FROM _document WHERE id = ?1");
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document);
    if ((rc = lun_store__step(l->store, stmt, err)) > 0 && sqlite3_column_bytes(stmt, 0) > 0)
        *out = keep(l->arena, (const char *)sqlite3_column_text(stmt, 0), &failed);
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : failed ? no_memory(err) : LUN_OK;
}

static int describe(lun_correction *out, lun_locating *l, const lun_layer *layer, const lun_located *at,
                    const char *uri, const char *rule, lun_error *err)
{
    lun_anchor_buffers anchor;
    lun_buf fields = LUN_BUF_INIT;
    int failed = 0, rc;
    size_t from = lun_offsets_to_bytes(l->offsets, (size_t)at->start),
           to = lun_offsets_to_bytes(l->offsets, (size_t)at->stop);
    if ((rc = need_anchored(l, err)) < 0 || (rc = lun_anchor_make(&anchor, l->anchored, from, to, err)) < 0)
        return rc;
    if ((rc = remember_fields(&fields, l->store, layer, at, err)) == LUN_OK) {
        *out = (lun_correction){ .has_key = 1, .key = at->key, .nth = anchor.nth, .of = anchor.of };
        out->layer = keep(l->arena, layer->name, &failed);
        out->words = keep(l->arena, anchor.words.data, &failed);
        out->before = keep(l->arena, anchor.before.data, &failed);
        out->after = keep(l->arena, anchor.after.data, &failed);
        out->uri = keep(l->arena, uri, &failed);
        out->rule = keep(l->arena, rule, &failed);
        out->fields = fields.len ? keep(l->arena, fields.data, &failed) : NULL;
        rc = failed ? no_memory(err) : read_hash(&out->hash, l, at->document, err);
    }
    lun_buf_clear(&fields);
    lun_anchor_clear(&anchor);
    return rc;
}

static int in_document(lun_correction *out, lun_locating *l, int64_t document, const char *uri, uint64_t key,
                       lun_error *err)
{
    lun_buf rule = LUN_BUF_INIT;
    int rc = load_text(l, document, err);
    for (uint32_t i = 0; i < lun_schema_count(l->store->schema) && rc == 0; i++) {
        const lun_layer *layer = lun_schema_layer(l->store->schema, i);
        lun_located at;
        if (layer->n_members || (rc = row_by_key(l, layer, key, &at, err)) <= 0)
            continue;
        if ((rc = add_rule(&rule, l->store, layer, at.id, err)) == LUN_OK)
            rc = describe(out, l, layer, &at, uri, rule.data, err);
        rc = rc < 0 ? rc : 1;
    }
    lun_buf_clear(&rule);
    return rc;
}

int lun_store__locate_key(lun_correction *out, lun_locating *l, uint64_t key, lun_error *err)
{
    sqlite3_stmt *stmt;
    int found = 0, rc = lun_store__prepare(l->store, &stmt, err, "SELECT id, uri FROM _document WHERE key = ?1");
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document_part(key));
    while (!found && (rc = lun_store__step(l->store, stmt, err)) > 0)
        found =
            in_document(out, l, sqlite3_column_int64(stmt, 0), (const char *)sqlite3_column_text(stmt, 1), key, err);
    sqlite3_finalize(stmt);
    if (found || rc < 0)
        return found < 0 ? found : rc < 0 ? rc : LUN_OK;
    lun_error_set(err, LUN_ENOTFOUND, "corpus '%s' has no annotation with key %016llx", l->store->path,
                  (unsigned long long)key);
    return lun_error_hint(
        err, "keys are in the column key of every layer: lunette sql %s \"SELECT key, text FROM annotation LIMIT 9\"",
        LUN_SHELL(l->store->path));
}
