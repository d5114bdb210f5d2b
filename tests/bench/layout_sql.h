/*
** layout_sql.h - the SQL of bench_layout.c: tables and views of one corpus in several layouts.
**
** A layout is a set of choices, each on its own; the table in bench_layout.c names those that formats of the corpus had. The
** views have the columns that docs/store.md promises (without the ones that cost nothing and tell nothing here), so that one
** query means the same in each layout.
*/
#ifndef LAYOUT_SQL_H
#define LAYOUT_SQL_H

#include "base/buf.h"
#include "store/store.h"

#define SPREAD "100000000"
#define PIECES "1000000"
#define LINE "2147483647" /* the prime of computed keys */

typedef struct layout {
    const char *name;
    int narrow; /* 1: spans are start and length; 2: those of fields start from the row, entity only where layers mention */
    int inlined;            /* a list's first element stands in the row, its table holds lists of two and more */
    int interned;           /* texts of fields are numbers of a table */
    int clustered;          /* WITHOUT ROWID, by document and number */
    int pieces;             /* the text of a document in rows of so many code points; 0: in one */
    int key;                /* bytes of a key in the row: 8, 6 (two are the document's) or 0 (computed by the view) */
    int page;               /* bytes */
    const char *text_index; /* options of FTS5 */
} layout;

static inline int is_text(lun_type type)
{
    return type == LUN_TYPE_TEXT || type == LUN_TYPE_DATE || type == LUN_TYPE_ENUM;
}

static inline int columns_of(const lun_field *field)
{
    return field->type == LUN_TYPE_SPAN || field->type == LUN_TYPE_ENTITY ? 2 : 1;
}

static inline const char *sql_type(const layout *as, const lun_field *field)
{
    if (field->type == LUN_TYPE_NUMBER)
        return "REAL";
    return is_text(field->type) && !as->interned ? "TEXT" : "INTEGER";
}

static inline int in_row(const layout *as, const lun_field *field)
{
    return !field->list || as->inlined;
}

/* ---- tables ---- */

static inline void add_layer_tables(const layout *as, const lun_layer *layer, lun_buf *sql)
{
    lun_buf_addf(sql, "CREATE TABLE \"row.%s\"(%s, start INTEGER, stop INTEGER, rule INTEGER", layer->name,
                 as->clustered ? "document INTEGER, number INTEGER" : "id INTEGER PRIMARY KEY");
    lun_buf_adds(sql, as->narrow > 1 && !layer->mention ? "" : ", entity INTEGER");
    lun_buf_adds(sql, as->key ? ", key INTEGER" : ", alike INTEGER");
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        for (int c = 0; c < columns_of(field) && in_row(as, field); c++)
            lun_buf_addf(sql, ", \"%s.%d\" %s", field->name, c, sql_type(as, field));
    }
    lun_buf_adds(sql, as->clustered ? ", PRIMARY KEY(document, number)) WITHOUT ROWID;" : ");");
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        if (!field->list)
            continue;
        lun_buf_addf(
            sql,
            "CREATE TABLE \"list.%s.%s\"(%s, position INTEGER, part INTEGER, v0 %s%s, PRIMARY KEY(%s, position, part)) WITHOUT ROWID;",
            layer->name, field->name, as->clustered ? "document INTEGER, number INTEGER" : "id INTEGER",
            sql_type(as, field), columns_of(field) > 1 ? ", v1 INTEGER" : "",
            as->clustered ? "document, number" : "id");
    }
}

static inline void add_tables(const layout *as, const lun_schema *schema, lun_buf *sql)
{
    lun_buf_addf(sql,
                 "PRAGMA page_size = %d; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                 "PRAGMA secure_delete = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
                 as->page);
    lun_buf_adds(
        sql,
        "CREATE TABLE _rule(id INTEGER PRIMARY KEY, name TEXT, key INTEGER);"
        "CREATE TABLE _value(id INTEGER PRIMARY KEY, text TEXT UNIQUE);"
        "CREATE TABLE _name(id INTEGER PRIMARY KEY, kind TEXT, name TEXT, identity TEXT);"
        "CREATE INDEX _name_name ON _name(name, kind, identity);"
        "CREATE TABLE _entity(document INTEGER, number INTEGER, name INTEGER, country TEXT, PRIMARY KEY(document, number)) WITHOUT ROWID;");
    lun_buf_addf(
        sql,
        "CREATE TABLE _document(id INTEGER PRIMARY KEY, uri TEXT UNIQUE, title TEXT, date TEXT, country TEXT, hash BLOB, key INTEGER, characters INTEGER%s);",
        as->pieces ? "" : ", text TEXT");
    if (as->pieces)
        lun_buf_adds(sql, "CREATE TABLE _text(id INTEGER PRIMARY KEY, text TEXT);");
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        if (!lun_schema_layer(schema, i)->n_members)
            add_layer_tables(as, lun_schema_layer(schema, i), sql);
    }
}

/* ---- what views are made of ---- */

static inline void add_words(const layout *as, const char *start, const char *stop, lun_buf *sql)
{
    if (as->pieces)
        lun_buf_addf(
            sql,
            "(SELECT substr(group_concat(x, ''), (%s) %% %d + 1, (%s) - (%s)) FROM (SELECT p.text AS x FROM _text p WHERE"
            " p.id BETWEEN d.id * " PIECES " + (%s) / %d AND d.id * " PIECES " + (%s) / %d ORDER BY p.id))",
            start, as->pieces, stop, start, start, as->pieces, stop, as->pieces);
    else
        lun_buf_addf(sql, "substr(d.text, %s + 1, (%s) - (%s))", start, stop, start);
}

static inline void add_key(const layout *as, lun_buf *sql)
{
    if (as->key == 8)
        lun_buf_adds(sql, "printf('%016x', a.key)");
    else if (as->key == 6)
        lun_buf_adds(sql, "printf('%016x', d.key * 281474976710656 + a.key)");
    else
        lun_buf_adds(sql,
                     "(SELECT printf('%08x%08x',"
                     " (((d.key * 48271 + k.key) % " LINE " * 48271 + a.start) % " LINE " * 48271 + a.stop) % " LINE ","
                     " (((d.key * 69621 + k.key) % " LINE " * 69621 + a.start) % " LINE
                     " * 69621 + a.stop + ifnull(a.alike, 0)) % " LINE ")"
                     " FROM _rule k WHERE k.id = a.rule)");
}

static inline void add_entity_name(const char *number, lun_buf *sql)
{
    lun_buf_addf(
        sql, "(SELECT n.name FROM _entity e JOIN _name n ON n.id = e.name WHERE e.document = d.id AND e.number = %s)",
        number);
}

/* The value of a field whose columns are first and second; `row` says that they stand in the row. */
static inline void add_value(const layout *as, const lun_schema *schema, const lun_field *field, const char *first,
                             const char *second, int row, lun_buf *sql)
{
    char start[160], stop[400];
    if (field->type == LUN_TYPE_SPAN) {
        snprintf(start, sizeof start, as->narrow > 1 && row ? "a.start + %s" : "%s", first);
        snprintf(stop, sizeof stop, "%s%s%s", as->narrow ? start : "", as->narrow ? " + " : "", second);
        add_words(as, start, stop, sql);
    } else if (field->type == LUN_TYPE_ENTITY) {
        add_entity_name(first, sql);
    } else if (field->type == LUN_TYPE_ANNOTATION) {
        lun_buf_adds(sql, "(SELECT ");
        add_words(as, "t.start", as->narrow ? "t.start + t.stop" : "t.stop", sql);
        if (as->clustered)
            lun_buf_addf(sql, " FROM \"row.%s\" t WHERE t.document = d.id AND t.number = %s)",
                         lun_schema_layer(schema, field->target)->name, first);
        else
            lun_buf_addf(sql, " FROM \"row.%s\" t WHERE t.id = d.id * " SPREAD " + %s)",
                         lun_schema_layer(schema, field->target)->name, first);
    } else if (as->interned && is_text(field->type)) {
        lun_buf_addf(sql, "(SELECT v.text FROM _value v WHERE v.id = %s)", first);
    } else {
        lun_buf_adds(sql, first);
    }
}

static inline void add_source(const layout *as, const char *table, const char *layer, const char *joint,
                              const char *field, char alias, lun_buf *sql)
{
    lun_buf_addf(sql, " FROM \"%s.%s%s%s\" %c JOIN _document d ON ", table, layer, joint, field, alias);
    if (as->clustered)
        lun_buf_addf(sql, "d.id = %c.document", alias);
    else
        lun_buf_addf(sql,
                     "d.id = %c.id / " SPREAD " AND %c.id BETWEEN d.id * " SPREAD " AND d.id * " SPREAD " + (" SPREAD
                     " - 1)",
                     alias, alias);
}

static inline const char *id_of(const layout *as, char alias)
{
    if (alias == 'a')
        return as->clustered ? "a.document * " SPREAD " + a.number" : "a.id";
    return as->clustered ? "l.document * " SPREAD " + l.number" : "l.id";
}

/* ---- views ---- */

static inline void add_standard(const layout *as, const lun_layer *layer, lun_buf *sql)
{
    const char *stop = as->narrow ? "a.start + a.stop" : "a.stop";
    lun_buf_addf(sql, "SELECT %s AS id, ", id_of(as, 'a'));
    add_key(as, sql);
    lun_buf_addf(sql, " AS key, d.id AS document, a.start AS start, %s AS stop, ", stop);
    add_words(as, "a.start", stop, sql);
    lun_buf_adds(sql, " AS text, (SELECT r.name FROM _rule r WHERE r.id = a.rule) AS rule");
    if (layer->mention) {
        lun_buf_adds(sql, ", ");
        add_entity_name("a.entity", sql);
        lun_buf_adds(sql, " AS entity");
    }
}

static inline void add_layer_view(const layout *as, const lun_schema *schema, const lun_layer *layer, lun_buf *sql)
{
    char first[100], second[100];
    lun_buf_addf(sql, "CREATE VIEW \"%s\" AS ", layer->name);
    add_standard(as, layer, sql);
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        snprintf(first, sizeof first, "a.\"%s.0\"", field->name);
        snprintf(second, sizeof second, "a.\"%s.1\"", field->name);
        lun_buf_adds(sql, ", ");
        if (field->list) {
            if (as->inlined) {
                lun_buf_addf(sql, "CASE WHEN %s IS NOT NULL THEN ", first);
                add_value(as, schema, field, first, second, 1, sql);
                lun_buf_adds(sql, " ELSE ");
            }
            lun_buf_adds(sql, "(SELECT group_concat(v, '; ') FROM (SELECT ");
            add_value(as, schema, field, "l.v0", "l.v1", 0, sql);
            lun_buf_addf(sql, " AS v FROM \"list.%s.%s\" l WHERE %s AND l.part <= 0 ORDER BY l.position))", layer->name,
                         field->name,
                         as->clustered ? "l.document = a.document AND l.number = a.number" : "l.id = a.id");
            lun_buf_adds(sql, as->inlined ? " END" : "");
        } else {
            add_value(as, schema, field, first, second, 1, sql);
        }
        lun_buf_addf(sql, " AS \"%s\"", field->name);
        if (field->type == LUN_TYPE_ANNOTATION && !field->list)
            lun_buf_addf(sql, ", d.id * " SPREAD " + %s AS %s_id", first, field->name);
    }
    add_source(as, "row", layer->name, "", "", 'a', sql);
    lun_buf_addc(sql, ';');
}

static inline void add_elements(const layout *as, const lun_schema *schema, const lun_layer *layer,
                                const lun_field *field, int row, lun_buf *sql)
{
    char first[100], second[100];
    snprintf(first, sizeof first, row ? "a.\"%s.0\"" : "l.v0", field->name);
    snprintf(second, sizeof second, row ? "a.\"%s.1\"" : "l.v1", field->name);
    lun_buf_addf(sql, "SELECT %s AS id, d.id AS document, %s AS position, ", id_of(as, row ? 'a' : 'l'),
                 row ? "1" : "l.position + 1");
    if (field->type == LUN_TYPE_ENTITY)
        lun_buf_addf(sql, "n.name AS \"%s\", e.country AS %s_country", field->name, field->name);
    else {
        add_value(as, schema, field, first, second, row, sql);
        lun_buf_addf(sql, " AS \"%s\"", field->name);
    }
    if (row)
        add_source(as, "row", layer->name, "", "", 'a', sql);
    else
        add_source(as, "list", layer->name, ".", field->name, 'l', sql);
    if (field->type == LUN_TYPE_ENTITY)
        lun_buf_addf(sql, " JOIN _entity e ON e.document = d.id AND e.number = %s JOIN _name n ON n.id = e.name",
                     first);
    if (row)
        lun_buf_addf(sql, " WHERE %s IS NOT NULL", first);
    else
        lun_buf_adds(sql, " WHERE l.part >= 0");
}

static inline void add_list_views(const layout *as, const lun_schema *schema, const lun_layer *layer, lun_buf *sql)
{
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        if (!field->list)
            continue;
        lun_buf_addf(sql, "CREATE VIEW \"%s_%s\" AS ", layer->name, field->name);
        if (as->inlined) {
            add_elements(as, schema, layer, field, 1, sql);
            lun_buf_adds(sql, " UNION ALL ");
        }
        add_elements(as, schema, layer, field, 0, sql);
        lun_buf_addc(sql, ';');
    }
}

static inline void add_views(const layout *as, const lun_schema *schema, lun_buf *sql)
{
    const char *joint = "CREATE VIEW annotation AS ";
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        lun_layer plain = *layer;
        if (layer->n_members)
            continue;
        plain.mention = 0;
        lun_buf_adds(sql, joint);
        add_standard(as, &plain, sql);
        lun_buf_addf(sql, ", '%s' AS layer", layer->name);
        add_source(as, "row", layer->name, "", "", 'a', sql);
        joint = " UNION ALL ";
    }
    lun_buf_adds(
        sql,
        ";CREATE VIEW entity AS SELECT e.document AS document, n.kind AS kind, n.name AS name, e.country AS country"
        " FROM _entity e JOIN _name n ON n.id = e.name;"
        "CREATE VIEW document AS SELECT d.id AS id, d.uri AS uri, d.title AS title, d.date AS date, d.country AS country, ");
    if (as->pieces)
        lun_buf_adds(sql,
                     "(SELECT ifnull(group_concat(x, ''), '') FROM (SELECT p.text AS x FROM _text p"
                     " WHERE p.id BETWEEN d.id * " PIECES " AND d.id * " PIECES " + " PIECES " - 1 ORDER BY p.id))");
    else
        lun_buf_adds(sql, "d.text");
    lun_buf_adds(sql, " AS text FROM _document d;");
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        if (lun_schema_layer(schema, i)->n_members)
            continue;
        add_layer_view(as, schema, lun_schema_layer(schema, i), sql);
        add_list_views(as, schema, lun_schema_layer(schema, i), sql);
    }
    lun_buf_addf(sql,
                 "CREATE VIRTUAL TABLE document_text USING fts5(title, text, content = '%s', content_rowid = 'id'%s);"
                 "INSERT INTO document_text(document_text, rank) VALUES('hashsize', 67108864);",
                 as->pieces ? "document" : "_document", as->text_index);
}

#endif
