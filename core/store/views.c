/*
** views.c - what a corpus shows: the SQL of its views, made from its schema. Sits on sql.c and columns.c.
**
** A view of a layer joins its rows with the documents in a way that SQLite can enter from either side: by id (d.id =
** a.id / spread) and by document (a.id between ...). Names are looked up and words cut from the text by scalar
** subqueries, so that a query which does not ask for a column does not pay for it. Nothing here needs a
** function of ours, nor one that SQLite keeps from the views of files it does not trust (JSON's are such): any
** SQLite tool reads the views.
*/
#include <stdio.h>
#include <string.h>

#include "store/inside.h"

#define SPREAD LUN_STORE_SPREAD_SQL
#define IN_DOCUMENT(row) \
    "d.id = " row " / " SPREAD " AND " row " BETWEEN d.id * " SPREAD " AND d.id * " SPREAD " + (" SPREAD " - 1)"
#define KEY "printf('%016x', " LUN_STORE_KEY_SQL("d.key", "a.key") ")"

/* ---- columns ---- */

static void add_words(lun_buf *sql, const char *start, const char *length)
{
    lun_buf_addf(sql,
                 "(SELECT substr(group_concat(x, ''), %s %% " LUN_STORE_PIECE_SQL " + 1, %s) FROM (SELECT p.text AS x "
                 "FROM _text p WHERE p.id BETWEEN d.id * " LUN_STORE_PIECES_SQL " + %s / " LUN_STORE_PIECE_SQL
                 " AND d.id * " LUN_STORE_PIECES_SQL " + (%s + %s) / " LUN_STORE_PIECE_SQL " ORDER BY p.id))",
                 start, length, start, start, length);
}

/* What names are shown as: those that corrections join, by the one that stands for them. */
static const char *shown_name(const lun_store *store)
{
    return store->joins ? "ifnull((SELECT s.shown FROM _same s WHERE s.id = n.id), n.name)" : "n.name";
}

static const char *shown_country(const lun_store *store)
{
    return store->joins ? "ifnull(e.country, (SELECT s.country FROM _same s WHERE s.id = n.id))" : "e.country";
}

static void add_entity_name(const lun_store *store, lun_buf *sql, const char *number)
{
    lun_buf_addf(sql,
                 "(SELECT %s FROM _entity e JOIN _name n ON n.id = e.name WHERE e.document = d.id AND e.number = %s)",
                 shown_name(store), number);
}

/* Rejected rows are looked up by their id; a corpus without any does not look. */
static void add_unless_hidden(const lun_store *store, lun_buf *sql, const char *joint, const char *id)
{
    if (store->hides)
        lun_buf_addf(sql, " %s %s NOT IN (SELECT id FROM _hidden)", joint, id);
}

static void add_target_words(lun_buf *sql, const char *target, const char *number)
{
    lun_buf_adds(sql, "(SELECT " LUN_STORE_WORDS_SQL("d.id", "t.start", "t.length"));
    lun_buf_addf(sql, " FROM \"row.%s\" t WHERE t.id = d.id * " SPREAD " + %s)", target, number);
}

typedef struct place { /* the SQL names of a field's columns: of a row, or of a list's element */
    char first[160], second[160];
} place;

static place place_of(const lun_field *field, const char *table)
{
    const lun_columns *columns = lun_store__columns(field);
    place at = { "", "" };
    char *to[2] = { at.first, at.second };
    for (unsigned c = 0; c < columns->n; c++) {
        if (field->list)
            snprintf(to[c], sizeof at.first, "%s.%s", table, columns->list[c]);
        else
            snprintf(to[c], sizeof at.first, "%s.\"%.64s%s\"", table, field->name, columns->row[c]);
    }
    return at;
}

/* What a field reads as: its value, its words, its name. */
static void add_value(const lun_store *store, const lun_field *field, const char *table, lun_buf *sql)
{
    place at = place_of(field, table);
    switch (field->type) {
    case LUN_TYPE_SPAN:
        add_words(sql, at.first, at.second);
        return;
    case LUN_TYPE_ENTITY:
        add_entity_name(store, sql, at.first);
        return;
    case LUN_TYPE_ANNOTATION:
        add_target_words(sql, lun_schema_layer(store->schema, field->target)->name, at.first);
        return;
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
    case LUN_TYPE_TEXT:
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
    case LUN_TYPE_BOOLEAN:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        lun_buf_adds(sql, at.first);
    }
}

/* The columns beside it: f_start and f_stop, f_id and f_mention. */
static void add_details(const lun_field *field, const char *table, lun_buf *sql)
{
    place at = place_of(field, table);
    if (field->type == LUN_TYPE_SPAN)
        lun_buf_addf(sql, ", %s AS %s_start, %s + %s AS %s_stop", at.first, field->name, at.first, at.second,
                     field->name);
    if (field->type == LUN_TYPE_ENTITY || field->type == LUN_TYPE_ANNOTATION)
        lun_buf_addf(sql, ", d.id * " SPREAD " + %s AS %s_id", at.first, field->name);
    if (field->type == LUN_TYPE_ENTITY)
        lun_buf_addf(sql, ", d.id * " SPREAD " + %s AS %s_mention", at.second, field->name);
}

/* Whom a correction joins with one that the list has already is in it once. `parts`: which of them are looked at. */
static void add_unless_joined(const lun_store *store, const lun_layer *layer, const lun_field *field, const char *parts,
                              lun_buf *sql)
{
#define SHOWN(n) "ifnull((SELECT s.shown FROM _same s WHERE s.id = " n ".id), " n ".name)"
    if (!store->joins || field->type != LUN_TYPE_ENTITY)
        return;
    lun_buf_addf(sql,
                 " AND NOT EXISTS (SELECT 1 FROM \"list.%s.%s\" o JOIN _entity oe ON oe.document = d.id AND oe.number "
                 "= o.entity JOIN _name og ON og.id = oe.name JOIN _entity le ON le.document = d.id AND le.number = "
                 "l.entity JOIN _name lg ON lg.id = le.name WHERE o.id = l.id AND o.part %s AND o.entity <> l.entity "
                 "AND (o.position, o.part) < (l.position, l.part) AND og.kind = lg.kind AND (og.id IN (SELECT id FROM "
                 "_same) OR lg.id IN (SELECT id FROM _same)) AND ",
                 layer->name, field->name, parts);
    lun_buf_adds(sql, SHOWN("og") " = " SHOWN("lg") ")");
#undef SHOWN
}

static void add_list_column(const lun_store *store, const lun_layer *layer, const lun_field *field, lun_buf *sql)
{
    lun_buf_adds(sql, ", (SELECT group_concat(v, '; ') FROM (SELECT ");
    add_value(store, field, "l", sql);
    lun_buf_addf(sql, " AS v FROM \"list.%s.%s\" l WHERE l.id = a.id AND l.part <= 0", layer->name, field->name);
    add_unless_joined(store, layer, field, "<= 0", sql);
    lun_buf_addf(sql, " ORDER BY l.position)) AS \"%s\"", field->name);
}

static void add_field(const lun_store *store, const lun_layer *layer, const lun_field *field, lun_buf *sql)
{
    if (field->list) {
        add_list_column(store, layer, field, sql);
        return;
    }
    lun_buf_adds(sql, ", ");
    add_value(store, field, "a", sql);
    lun_buf_addf(sql, " AS \"%s\"", field->name);
    add_details(field, "a", sql);
}

void lun_store__add_reading(const lun_store *store, const lun_layer *layer, const lun_field *field, lun_buf *sql)
{
    const lun_store plain = { .schema = store->schema }; /* one that joins no names */
    if (!field->list) {
        add_value(&plain, field, "a", sql);
        return;
    }
    lun_buf_adds(sql, "(SELECT group_concat(v, ', ') FROM (SELECT ");
    add_value(&plain, field, "l", sql);
    lun_buf_addf(sql, " AS v FROM \"list.%s.%s\" l WHERE l.id = a.id AND l.part <= 0 ORDER BY l.position))",
                 layer->name, field->name);
}

/* ---- views ---- */

static void add_standard_columns(lun_buf *sql)
{
    lun_buf_adds(sql, "SELECT a.id AS id, " KEY " AS key, d.id AS document, a.start AS start, "
                      "a.start + a.length AS stop, " LUN_STORE_WORDS_SQL(
                          "d.id", "a.start",
                          "a.length") " AS text, "
                                      "(SELECT r.name FROM _rule r WHERE r.id = a.rule) AS rule, d.run AS run");
}

static void add_source(const lun_layer *layer, lun_buf *sql)
{
    lun_buf_addf(sql, " FROM \"row.%s\" a JOIN _document d ON " IN_DOCUMENT("a.id"), layer->name);
}

static void add_entity_columns(const lun_store *store, lun_buf *sql)
{
    lun_buf_adds(sql, ", ");
    add_entity_name(store, sql, "a.entity");
    lun_buf_adds(sql, " AS entity, d.id * " SPREAD " + a.entity AS entity_id");
}

static void add_layer_view(const lun_store *store, const lun_layer *layer, lun_buf *sql)
{
    lun_buf_addf(sql, "CREATE VIEW \"%s\" AS ", layer->name);
    add_standard_columns(sql);
    if (layer->mention)
        add_entity_columns(store, sql);
    for (uint32_t f = 0; f < layer->n_fields; f++)
        add_field(store, layer, &layer->fields[f], sql);
    add_source(layer, sql);
    add_unless_hidden(store, sql, "WHERE", "a.id");
    lun_buf_addc(sql, ';');
}

static void add_union_view(const lun_store *store, const lun_layer *layer, lun_buf *sql)
{
    lun_buf_addf(sql, "CREATE VIEW \"%s\" AS ", layer->name);
    for (uint32_t m = 0; m < layer->n_members; m++) {
        const lun_layer *member = lun_schema_layer(store->schema, layer->members[m].layer);
        lun_buf_adds(sql, m ? " UNION ALL " : "");
        add_standard_columns(sql);
        lun_buf_addf(sql, ", '%s' AS layer", member->name);
        add_entity_columns(store, sql);
        add_source(member, sql);
        add_unless_hidden(store, sql, "WHERE", "a.id");
    }
    lun_buf_addc(sql, ';');
}

static void add_list_view(const lun_store *store, const lun_layer *layer, const lun_field *field, lun_buf *sql)
{
    lun_buf_addf(sql, "CREATE VIEW \"%s_%s\" AS SELECT l.id AS id, (SELECT ", layer->name, field->name);
    lun_buf_adds(sql, KEY);
    lun_buf_addf(sql, " FROM \"row.%s\" a WHERE a.id = l.id) AS key, d.id AS document, l.position + 1 AS position, ",
                 layer->name);
    if (field->type == LUN_TYPE_ENTITY)
        lun_buf_adds(sql, shown_name(store));
    else
        add_value(store, field, "l", sql);
    lun_buf_addf(sql, " AS \"%s\"", field->name);
    add_details(field, "l", sql);
    if (field->type == LUN_TYPE_ENTITY)
        lun_buf_addf(sql, ", n.kind AS %s_kind, %s AS %s_country", field->name, shown_country(store), field->name);
    lun_buf_addf(sql, " FROM \"list.%s.%s\" l JOIN _document d ON " IN_DOCUMENT("l.id"), layer->name, field->name);
    if (field->type == LUN_TYPE_ENTITY)
        lun_buf_adds(sql, " JOIN _entity e ON e.document = d.id AND e.number = l.entity JOIN _name n ON n.id = e.name");
    lun_buf_adds(sql, " WHERE l.part >= 0");
    add_unless_joined(store, layer, field, ">= 0", sql);
    add_unless_hidden(store, sql, "AND", "l.id");
    lun_buf_addc(sql, ';');
}

/* All rows of all layers, with numbers for rule and entity: what `annotation` and `provenance` read. */
static void add_all_rows(const lun_store *store, lun_buf *sql)
{
    const lun_schema *schema = store->schema;
    int any = 0;
    lun_buf_adds(sql, "CREATE VIEW _annotation AS ");
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        if (layer->n_members)
            continue;
        lun_buf_addf(
            sql,
            "%sSELECT a.id AS id, " LUN_STORE_KEY_SQL(
                "d.key",
                "a.key") " AS key, '%s' AS layer, d.id AS "
                         "document, a.start AS start, a.length AS length, a.rule AS rule, a.entity AS entity, d.run AS run",
            any ? " UNION ALL " : "", layer->name);
        add_source(layer, sql);
        add_unless_hidden(store, sql, "WHERE", "a.id");
        any = 1;
    }
    if (!any)
        lun_buf_adds(sql, "SELECT 0 AS id, 0 AS key, '' AS layer, 0 AS document, 0 AS start, 0 AS length, 0 AS rule, "
                          "0 AS entity, 0 AS run WHERE 0");
    lun_buf_addc(sql, ';');
}

static void add_all(const lun_store *store, lun_buf *sql)
{
    const lun_schema *schema = store->schema;
    add_all_rows(store, sql);
    lun_store__fixed_views(store, sql);
    lun_store__judged_views(store, sql);
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        if (lun_store__is_fixed_view(layer->name))
            continue;
        if (layer->n_members) {
            add_union_view(store, layer, sql);
            continue;
        }
        add_layer_view(store, layer, sql);
        for (uint32_t f = 0; f < layer->n_fields; f++) {
            if (layer->fields[f].list)
                add_list_view(store, layer, &layer->fields[f], sql);
        }
    }
}

/* ---- names ---- */

static int take_name(lun_intern *names, lun_error *err, const char *what, const char *first, const char *joint,
                     const char *second)
{
    lun_buf name = LUN_BUF_INIT;
    lun_buf_addf(&name, "%s%s%s", first, joint, second);
    int rc = LUN_OK;
    if (name.failed)
        rc = LUN_ENOMEM;
    else if (lun_intern_find(names, name.data, name.len) != LUN_INTERN_NONE)
        rc = LUN_EUSAGE;
    else if (lun_intern_add(names, name.data, name.len) == LUN_INTERN_NONE)
        rc = LUN_ENOMEM;
    if (rc == LUN_EUSAGE)
        lun_error_set(err, rc, "%s '%s' would be there twice in the corpus", what, name.data);
    else if (rc == LUN_ENOMEM)
        lun_error_set(err, rc, "no memory for the names of views");
    lun_buf_clear(&name);
    return rc;
}

static int take_columns(const lun_layer *layer, lun_error *err)
{
    static const char *const standard[] = { "id",   "key",  "document", "start",  "stop",
                                            "text", "rule", "run",      "entity", "entity_id" };
    lun_intern *names = lun_intern_new();
    int rc = names ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for the names of columns");
    for (size_t i = 0; i < (layer->mention ? 10 : 8) && rc == LUN_OK; i++)
        rc = take_name(names, err, "column", standard[i], "", "");
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        const lun_field *field = &layer->fields[f];
        rc = take_name(names, err, "column", field->name, "", "");
        if (field->list || rc < 0)
            continue;
        if (field->type == LUN_TYPE_SPAN && (rc = take_name(names, err, "column", field->name, "_start", "")) == LUN_OK)
            rc = take_name(names, err, "column", field->name, "_stop", "");
        if (rc == LUN_OK && (field->type == LUN_TYPE_ENTITY || field->type == LUN_TYPE_ANNOTATION))
            rc = take_name(names, err, "column", field->name, "_id", "");
        if (rc == LUN_OK && field->type == LUN_TYPE_ENTITY)
            rc = take_name(names, err, "column", field->name, "_mention", "");
    }
    lun_intern_free(names);
    if (rc == LUN_EUSAGE) {
        lun_error_wrap(err, "layer '%s'", layer->name);
        lun_error_hint(err,
                       "a span field f takes f_start and f_stop, a reference f_id and f_mention: name the other field "
                       "differently");
    }
    return rc;
}

int lun_store__view_check(const lun_schema *schema, lun_error *err)
{
    lun_intern *names = lun_intern_new();
    int rc = names ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for the names of views");
    for (size_t i = 0; lun_store__fixed_view(i) && rc == LUN_OK; i++)
        rc = take_name(names, err, "view", lun_store__fixed_view(i), "", "");
    for (uint32_t i = 0; i < lun_schema_count(schema) && rc == LUN_OK; i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        if (lun_store__is_fixed_view(layer->name) && strcmp(layer->owner, "core") == 0)
            continue;
        rc = take_name(names, err, "view", layer->name, "", "");
        for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK && !layer->n_members; f++) {
            if (layer->fields[f].list)
                rc = take_name(names, err, "view", layer->name, "_", layer->fields[f].name);
        }
        if (rc == LUN_EUSAGE)
            lun_error_hint(err,
                           "a list field f of a layer has a view layer_f: name the layer or the field differently");
        else if (rc == LUN_OK && !layer->n_members)
            rc = take_columns(layer, err);
    }
    lun_intern_free(names);
    return rc;
}

/* ---- making ---- */

/* Drops the views that we made, and those alone: an analyst may have added some. */
static int drop_views(lun_store *store, lun_error *err)
{
    sqlite3_stmt *stmt;
    lun_buf sql = LUN_BUF_INIT;
    int rc = lun_store__prepare(store, &stmt, err, "SELECT name FROM _view");
    while (rc >= 0 && (rc = lun_store__step(store, stmt, err)) > 0) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0);
        if (name && (lun_store__name_ok(name) || strcmp(name, "_annotation") == 0))
            lun_buf_addf(&sql, "DROP VIEW IF EXISTS \"%s\";", name);
    }
    sqlite3_finalize(stmt);
    lun_buf_adds(&sql, "DELETE FROM _view;");
    if (rc == LUN_OK)
        rc = sql.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for views")
                        : lun_store__exec(store, err, "%s", sql.data);
    lun_buf_clear(&sql);
    return rc;
}

int lun_store__views(lun_store *store, lun_error *err)
{
    uint8_t hash[16];
    char fingerprint[33];
    lun_buf sql = LUN_BUF_INIT;
    int rc;
    add_all(store, &sql);
    if (sql.failed) {
        lun_buf_clear(&sql);
        return lun_error_set(err, LUN_ENOMEM, "no memory for views");
    }
    lun_hash128(sql.data, sql.len, hash);
    lun_hash_hex(hash, sizeof hash, fingerprint);
    if ((rc = lun_store__meta_is(store, "views", fingerprint, err)) == 0) {
        if ((rc = drop_views(store, err)) == LUN_OK)
            rc = lun_store__exec(store, err,
                                 "CREATE TEMP TABLE _before AS SELECT name FROM main.sqlite_schema WHERE type = 'view';"
                                 "%s INSERT INTO _view SELECT name FROM main.sqlite_schema WHERE type = 'view' "
                                 "AND name NOT IN (SELECT name FROM _before); DROP TABLE temp._before",
                                 sql.data);
        if (rc == LUN_OK)
            rc = lun_store__meta_set(store, "views", fingerprint, err);
    }
    lun_buf_clear(&sql);
    return rc < 0 ? rc : LUN_OK;
}
