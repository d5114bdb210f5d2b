/*
** bench_layout.c - how the tables under the views could look otherwise: one corpus written and asked in several layouts.
**
** bench_layout CORPUS FOLDER [rounds [NAME...]]: reads the documents of CORPUS with lun_store_get and writes them to
** FOLDER/NAME.db, once a round in each layout, so that a noisy machine is noisy for all; then asks each the same queries
** through its views. Prints the least processor time of the rounds, and bytes. Collectives are not opened and keys are
** random: neither changes a size. The layouts are the table below, their SQL is layout_sql.h.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/hash.h"
#include "layout_sql.h"

static const layout layouts[] = {
    /* name, narrow, inlined, interned, clustered, pieces, key, page, text index */
    { "format1", 0, 0, 0, 0, 0, 8, 8192, "" },
    { "lengths", 1, 0, 0, 0, 0, 8, 8192, "" },
    { "narrow", 2, 0, 0, 0, 0, 8, 8192, "" },
    { "inlined", 1, 1, 0, 0, 0, 8, 8192, "" },
    { "interned", 1, 0, 1, 0, 0, 8, 8192, "" },
    { "clustered", 1, 0, 0, 1, 0, 8, 8192, "" },
    { "key6", 1, 0, 0, 0, 0, 6, 8192, "" },
    { "key0", 1, 0, 0, 0, 0, 0, 8192, "" },
    { "pieces500", 1, 0, 0, 0, 500, 6, 8192, "" },
    { "format2", 1, 0, 0, 0, 1000, 6, 8192, "" },
    { "pieces2000", 1, 0, 0, 0, 2000, 6, 8192, "" },
    { "pieces4000", 1, 0, 0, 0, 4000, 6, 8192, "" },
    { "page4096", 1, 0, 0, 0, 1000, 6, 4096, "" },
    { "page16384", 1, 0, 0, 0, 1000, 6, 16384, "" },
    { "page32768", 1, 0, 0, 0, 1000, 6, 32768, "" },
    { "textcolumn", 1, 0, 0, 0, 1000, 6, 8192, ", detail = column" },
    { "textnone", 1, 0, 0, 0, 1000, 6, 8192, ", detail = none" },
    { "textnosize", 1, 0, 0, 0, 1000, 6, 8192, ", columnsize = 0" },
};
#define LAYOUTS (sizeof layouts / sizeof *layouts)

static const char *const queries[][2] = {
    { "count by kind", "SELECT kind, count(*) FROM act GROUP BY kind" },
    { "actor x target",
      "SELECT a.actor_country, t.target_country, count(*) FROM act_actor a JOIN act_target t USING (id) GROUP BY 1, 2" },
    { "acts of one document", "SELECT kind, actor, target, content, text FROM act WHERE document = 405" },
    { "all acts, words", "SELECT kind, actor, target, content, text FROM act" },
    { "acts of a kind", "SELECT actor, target, content FROM act WHERE kind = 'support'" },
    { "documents naming", "SELECT uri FROM document WHERE id IN (SELECT document FROM entity WHERE name = 'China')" },
    { "full text + join",
      "SELECT a.kind, a.content FROM document_text t JOIN act a ON a.document = t.rowid WHERE document_text MATCH '\"climate change\"'" },
    { "snippets",
      "SELECT snippet(document_text, 1, '[', ']', '...', 12) FROM document_text WHERE document_text MATCH 'nuclear'" },
    { "act + statement", "SELECT a.kind, s.mode FROM act a JOIN statement s ON s.id = a.statement_id" },
    { "an annotation by key", "SELECT id, layer, text FROM annotation WHERE key = '0123456789abcdef'" },
    { "an act by key", "SELECT id, text FROM act WHERE key = '0123456789abcdef'" },
    { "concordance",
      "SELECT s.document, s.text FROM document_text t JOIN statement s ON s.document = t.rowid WHERE document_text MATCH '\"human rights\"' AND s.text LIKE '%human rights%'" },
    { "export of all", "SELECT * FROM annotation" },
    { "documents, text", "SELECT id, length(text) FROM document" },
    { "documents by year", "SELECT substr(date, 1, 4), count(*) FROM document GROUP BY 1" },
};
#define QUERIES (sizeof queries / sizeof *queries)

typedef struct figures {
    double put, index, asked[QUERIES];
    uint64_t bytes, text_index, rows[QUERIES];
} figures;

typedef struct target {
    const layout *as;
    sqlite3 *db;
    sqlite3_stmt *document, *piece, *entity, *name, *value;
    sqlite3_stmt *rows[100], *lists[100][40];
    lun_intern *names, *values;
} target;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(int rc, const lun_error *err)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "bench_layout: %s\n", err->message);
    exit(3);
}

static void check(sqlite3 *db, int sqlite)
{
    if (sqlite == SQLITE_OK || sqlite == SQLITE_ROW || sqlite == SQLITE_DONE)
        return;
    fprintf(stderr, "bench_layout: %s\n", sqlite3_errmsg(db));
    exit(3);
}

static void execute(sqlite3 *db, const char *sql)
{
    check(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *table, int columns)
{
    sqlite3_stmt *stmt;
    lun_buf sql = LUN_BUF_INIT;
    lun_buf_addf(&sql, "INSERT INTO \"%s\" VALUES(?1", table);
    for (int i = 2; i <= columns; i++)
        lun_buf_addf(&sql, ",?%d", i);
    lun_buf_addc(&sql, ')');
    check(db, sqlite3_prepare_v2(db, sql.data, -1, &stmt, NULL));
    lun_buf_clear(&sql);
    return stmt;
}

static void run(sqlite3 *db, sqlite3_stmt *stmt)
{
    check(db, sqlite3_step(stmt));
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
}

/* ---- writing ---- */

static void make_target(target *t, const lun_schema *schema, const char *path)
{
    char table[200];
    lun_buf sql = LUN_BUF_INIT;
    unlink(path);
    check(t->db, sqlite3_open(path, &t->db));
    add_tables(t->as, schema, &sql);
    add_views(t->as, schema, &sql);
    execute(t->db, sql.data);
    lun_buf_clear(&sql);
    t->names = lun_intern_new();
    t->values = lun_intern_new();
    t->document = prepare(t->db, "_document", t->as->pieces ? 8 : 9);
    t->piece = t->as->pieces ? prepare(t->db, "_text", 2) : NULL;
    t->entity = prepare(t->db, "_entity", 4);
    t->name = prepare(t->db, "_name", 4);
    t->value = prepare(t->db, "_value", 2);
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *layer = lun_schema_layer(schema, i);
        int n = 4 + (t->as->narrow > 1 && !layer->mention ? 0 : 1) + 1 + t->as->clustered;
        if (layer->n_members)
            continue;
        for (uint32_t f = 0; f < layer->n_fields; f++) {
            const lun_field *field = &layer->fields[f];
            n += in_row(t->as, field) ? columns_of(field) : 0;
            snprintf(table, sizeof table, "list.%s.%s", layer->name, field->name);
            if (field->list)
                t->lists[i][f] = prepare(t->db, table, 3 + columns_of(field) + t->as->clustered);
        }
        snprintf(table, sizeof table, "row.%s", layer->name);
        t->rows[i] = prepare(t->db, table, n);
    }
}

static void put_text(target *t, int64_t number, lun_document *document)
{
    const lun_offsets *offsets = lun_document_offsets(document);
    size_t characters = lun_offsets_to_points(offsets, document->len);
    sqlite3_bind_int64(t->document, 1, number);
    sqlite3_bind_text(t->document, 2, document->uri, -1, SQLITE_STATIC);
    sqlite3_bind_text(t->document, 3, document->title, -1, SQLITE_STATIC);
    sqlite3_bind_text(t->document, 4, document->date, -1, SQLITE_STATIC);
    sqlite3_bind_text(t->document, 5, document->country, -1, SQLITE_STATIC);
    sqlite3_bind_blob(t->document, 6, document->hash, 16, SQLITE_STATIC);
    sqlite3_bind_int64(t->document, 7, (int64_t)(lun_hash64(document->uri, strlen(document->uri)) >> 49));
    sqlite3_bind_int64(t->document, 8, (int64_t)characters);
    if (!t->as->pieces)
        sqlite3_bind_text(t->document, 9, document->text, (int)document->len, SQLITE_STATIC);
    run(t->db, t->document);
    for (size_t from = 0; t->as->pieces && from < characters; from += (size_t)t->as->pieces) {
        size_t start = lun_offsets_to_bytes(offsets, from),
               stop = lun_offsets_to_bytes(offsets, from + (size_t)t->as->pieces);
        sqlite3_bind_int64(t->piece, 1, number * 1000000 + (int64_t)(from / (size_t)t->as->pieces));
        sqlite3_bind_text(t->piece, 2, document->text + start, (int)(stop - start), SQLITE_STATIC);
        run(t->db, t->piece);
    }
}

static void put_entity(target *t, int64_t number, const lun_entity *entity)
{
    char key[1000];
    int len =
        snprintf(key, sizeof key, "%s\n%s\n%s", entity->kind, entity->name, entity->identity ? entity->identity : "");
    uint32_t before = lun_intern_count(t->names), id = lun_intern_add(t->names, key, (size_t)len);
    if (id == before) {
        sqlite3_bind_int64(t->name, 1, id);
        sqlite3_bind_text(t->name, 2, entity->kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(t->name, 3, entity->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(t->name, 4, entity->identity, -1, SQLITE_STATIC);
        run(t->db, t->name);
    }
    sqlite3_bind_int64(t->entity, 1, number);
    sqlite3_bind_int64(t->entity, 2, entity->number);
    sqlite3_bind_int64(t->entity, 3, id);
    sqlite3_bind_text(t->entity, 4, strcmp(entity->kind, "country") == 0 ? entity->identity : NULL, -1, SQLITE_STATIC);
    run(t->db, t->entity);
}

static void bind_text(target *t, sqlite3_stmt *stmt, int at, const lun_value *value)
{
    if (!t->as->interned) {
        sqlite3_bind_text(stmt, at, value->as.text, (int)value->n, SQLITE_STATIC);
        return;
    }
    uint32_t before = lun_intern_count(t->values), id = lun_intern_add(t->values, value->as.text, value->n);
    if (id == before) {
        sqlite3_bind_int64(t->value, 1, id);
        sqlite3_bind_text(t->value, 2, value->as.text, (int)value->n, SQLITE_STATIC);
        run(t->db, t->value);
    }
    sqlite3_bind_int64(stmt, at, id);
}

/* origin: where spans of the row count from; 0 in lists. */
static void bind_value(target *t, sqlite3_stmt *stmt, int at, const lun_value *value, const lun_offsets *offsets,
                       int64_t origin)
{
    int64_t start, stop;
    switch (value->type) {
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        return;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        bind_text(t, stmt, at, value);
        return;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        sqlite3_bind_int64(stmt, at, value->as.integer);
        return;
    case LUN_TYPE_NUMBER:
        sqlite3_bind_double(stmt, at, value->as.number);
        return;
    case LUN_TYPE_SPAN:
        start = (int64_t)lun_offsets_to_points(offsets, value->as.span.start);
        stop = (int64_t)lun_offsets_to_points(offsets, value->as.span.stop);
        sqlite3_bind_int64(stmt, at, start - (t->as->narrow > 1 ? origin : 0));
        sqlite3_bind_int64(stmt, at + 1, t->as->narrow ? stop - start : stop);
        return;
    case LUN_TYPE_ENTITY:
        sqlite3_bind_int64(stmt, at, value->as.ref.entity);
        if (value->as.ref.mention)
            sqlite3_bind_int64(stmt, at + 1, value->as.ref.mention);
        return;
    case LUN_TYPE_ANNOTATION:
        sqlite3_bind_int64(stmt, at, value->as.annotation);
    }
}

static int bind_id(const target *t, sqlite3_stmt *stmt, int64_t number, uint32_t id)
{
    if (!t->as->clustered) {
        sqlite3_bind_int64(stmt, 1, number * 100000000 + id);
        return 2;
    }
    sqlite3_bind_int64(stmt, 1, number);
    sqlite3_bind_int64(stmt, 2, id);
    return 3;
}

static void put_row(target *t, int64_t number, const lun_layer *layer, const lun_annotation *row,
                    const lun_offsets *offsets)
{
    sqlite3_stmt *stmt = t->rows[row->layer];
    int64_t start = (int64_t)lun_offsets_to_points(offsets, row->span.start),
            stop = (int64_t)lun_offsets_to_points(offsets, row->span.stop);
    int at = bind_id(t, stmt, number, row->id);
    int64_t key = (int64_t)lun_hash64_seed(&row->id, sizeof row->id, (uint64_t)number);
    sqlite3_bind_int64(stmt, at++, start);
    sqlite3_bind_int64(stmt, at++, t->as->narrow ? stop - start : stop);
    sqlite3_bind_int64(stmt, at++, row->rule);
    if (t->as->narrow < 2 || layer->mention) {
        if (row->entity)
            sqlite3_bind_int64(stmt, at, row->entity);
        at++;
    }
    if (t->as->key)
        sqlite3_bind_int64(stmt, at, t->as->key == 6 ? key >> 16 : key);
    at++;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_value *value = &row->values[f];
        if (!in_row(t->as, &layer->fields[f]))
            continue;
        if (!layer->fields[f].list)
            bind_value(t, stmt, at, value, offsets, start);
        else if (value->type == LUN_TYPE_LIST && value->n == 1)
            bind_value(t, stmt, at, &value->as.items[0], offsets, start);
        at += columns_of(&layer->fields[f]);
    }
    run(t->db, stmt);
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_value *value = &row->values[f];
        if (!layer->fields[f].list || value->type != LUN_TYPE_LIST || (t->as->inlined && value->n == 1))
            continue;
        for (uint32_t i = 0; i < value->n; i++) {
            stmt = t->lists[row->layer][f];
            at = bind_id(t, stmt, number, row->id);
            sqlite3_bind_int64(stmt, at, i);
            sqlite3_bind_int64(stmt, at + 1, 0);
            bind_value(t, stmt, at + 2, &value->as.items[i], offsets, 0);
            run(t->db, stmt);
        }
    }
}

static void put(target *t, int64_t number, lun_document *document, const lun_annotations *set, const lun_schema *schema)
{
    const lun_offsets *offsets = lun_document_offsets(document);
    put_text(t, number, document);
    for (uint32_t i = 1; i <= lun_annotations_entity_count(set); i++)
        put_entity(t, number, lun_annotations_entity_get(set, i));
    for (uint32_t id = 1; id <= lun_annotations_last(set); id++) {
        const lun_annotation *row = lun_annotations_get(set, id);
        if (row)
            put_row(t, number, lun_schema_layer(schema, row->layer), row, offsets);
    }
}

static void close_target(target *t, const lun_schema *schema)
{
    sqlite3_stmt *const fixed[] = { t->document, t->piece, t->entity, t->name, t->value };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        sqlite3_finalize(fixed[i]);
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        sqlite3_finalize(t->rows[i]);
        for (uint32_t f = 0; f < lun_schema_layer(schema, i)->n_fields; f++)
            sqlite3_finalize(t->lists[i][f]);
    }
    execute(t->db, "PRAGMA journal_mode = DELETE");
    check(t->db, sqlite3_close(t->db));
    lun_intern_free(t->names);
    lun_intern_free(t->values);
}

static void write_all(const layout *as, const char *path, lun_store *source, uint32_t n, figures *out)
{
    lun_error err = LUN_ERROR_INIT;
    const lun_schema *schema = lun_store_schema(source);
    const lun_rules *rules = lun_store_rules(source);
    target t = { .as = as };
    double putting = 0, from;
    make_target(&t, schema, path);
    sqlite3_stmt *rule = prepare(t.db, "_rule", 3);
    execute(t.db, "BEGIN");
    for (uint32_t i = 0; i < rules->n; i++) {
        sqlite3_bind_int64(rule, 1, i);
        sqlite3_bind_text(rule, 2, rules->items[i].id, -1, SQLITE_STATIC);
        sqlite3_bind_int64(rule, 3, (int64_t)(lun_hash64(&i, sizeof i) >> 34));
        run(t.db, rule);
    }
    sqlite3_finalize(rule);
    for (uint32_t number = 1; number <= n; number++) {
        lun_document *document;
        lun_annotations *set;
        must(lun_store_get(source, number, &document, &set, &err), &err);
        lun_document_offsets(document);
        from = now();
        put(&t, number, document, set, schema);
        if (number % 500 == 0)
            execute(t.db, "COMMIT; BEGIN");
        putting += now() - from;
        lun_document_free(document);
    }
    from = now();
    execute(t.db, "COMMIT; CREATE INDEX _entity_name ON _entity(name)");
    putting += now() - from;
    from = now();
    execute(t.db, as->pieces ? "INSERT INTO document_text(rowid, title, text) SELECT id, title, text FROM document"
                             : "INSERT INTO document_text(rowid, title, text) SELECT id, title, text FROM _document");
    double indexing = now() - from;
    from = now();
    close_target(&t, schema);
    putting += now() - from;
    out->put = out->put == 0 || putting < out->put ? putting : out->put;
    out->index = out->index == 0 || indexing < out->index ? indexing : out->index;
}

/* ---- asking ---- */

static uint64_t ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt;
    uint64_t rows = 0;
    int sqlite;
    check(db, sqlite3_prepare_v2(db, sql, -1, &stmt, NULL));
    while ((sqlite = sqlite3_step(stmt)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++)
            (void)sqlite3_column_text(stmt, i);
        rows++;
    }
    if (sqlite != SQLITE_DONE)
        fprintf(stderr, "bench_layout: %s: %s\n", sql, sqlite3_errmsg(db));
    sqlite3_finalize(stmt);
    return rows;
}

static void ask_all(const char *path, figures *out)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    struct stat status;
    check(db, sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL));
    for (size_t q = 0; q < QUERIES; q++) {
        double from = now();
        out->rows[q] = ask(db, queries[q][1]);
        double took = now() - from;
        out->asked[q] = out->asked[q] == 0 || took < out->asked[q] ? took : out->asked[q];
    }
    check(db,
          sqlite3_prepare_v2(db, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'document_text%'", -1, &stmt, NULL));
    check(db, sqlite3_step(stmt));
    out->text_index = (uint64_t)sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    out->bytes = stat(path, &status) == 0 ? (uint64_t)status.st_size : 0;
}

/* ---- the table ---- */

static int64_t number_from(lun_store *source, const char *sql)
{
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    lun_cell cell = { 0 };
    must(lun_store_query(&rows, source, sql, NULL, NULL, 0, &err), &err);
    must(lun_rows_next(rows, &err), &err);
    lun_rows_cell(rows, 0, &cell);
    lun_rows_close(rows);
    return cell.integer;
}

static void print_all(const figures *all, const int *wanted, double text, double rows)
{
    printf("%-22s", "layout");
    for (size_t i = 0; i < LAYOUTS; i++)
        if (wanted[i])
            printf(" %10s", layouts[i].name);
    printf("\n");
#define LINE_OF(label, format, value) \
    do { \
        printf("%-22s", label); \
        for (size_t i = 0; i < LAYOUTS; i++) \
            if (wanted[i]) \
                printf(" %10" format, value); \
        printf("\n"); \
    } while (0)
    LINE_OF("put, s", ".2f", all[i].put);
    LINE_OF("full text, s", ".2f", all[i].index);
    LINE_OF("file, MB", ".1f", (double)all[i].bytes / 1e6);
    LINE_OF("full text, MB", ".1f", (double)all[i].text_index / 1e6);
    LINE_OF("a byte of text", ".2f", (double)all[i].bytes / text);
    LINE_OF("bytes a row", ".1f", ((double)all[i].bytes - (double)all[i].text_index - text) / rows);
    for (size_t q = 0; q < QUERIES; q++)
        LINE_OF(queries[q][0], ".4f", all[i].asked[q]);
    for (size_t q = 0; q < QUERIES; q++) {
        for (size_t i = 0, first = LAYOUTS; i < LAYOUTS; i++) {
            first = wanted[i] && first == LAYOUTS ? i : first;
            if (wanted[i] && all[i].rows[q] != all[first].rows[q])
                printf("%s: %s gives %llu rows, %s %llu\n", queries[q][0], layouts[i].name,
                       (unsigned long long)all[i].rows[q], layouts[first].name, (unsigned long long)all[first].rows[q]);
        }
    }
}

int main(int argc, char **argv)
{
    static figures all[LAYOUTS];
    int wanted[LAYOUTS] = { 0 };
    lun_error err = LUN_ERROR_INIT;
    lun_store *source;
    char path[1000];
    if (argc < 3) {
        fprintf(stderr, "bench_layout CORPUS FOLDER [rounds [NAME...]]\n");
        return 3;
    }
    for (size_t i = 0; i < LAYOUTS; i++) {
        wanted[i] = argc <= 4;
        for (int a = 4; a < argc; a++)
            wanted[i] |= strcmp(argv[a], layouts[i].name) == 0;
    }
    must(lun_store_open(&source, argv[1], LUN_STORE_READ, &err), &err);
    uint32_t n = (uint32_t)number_from(source, "SELECT max(id) FROM document");
    int64_t text = number_from(source, "SELECT sum(length(CAST(text AS BLOB))) FROM document");
    int64_t rows = number_from(source, "SELECT count(*) FROM annotation");
    for (int round = 0; round < (argc > 3 ? atoi(argv[3]) : 3); round++) {
        for (size_t i = 0; i < LAYOUTS; i++) {
            snprintf(path, sizeof path, "%s/%s.db", argv[2], layouts[i].name);
            if (!wanted[i])
                continue;
            write_all(&layouts[i], path, source, n, &all[i]);
            ask_all(path, &all[i]);
        }
    }
    lun_store_close(source);
    printf("%u documents, %.1f MB of text, %lld rows\n", n, (double)text / 1e6, (long long)rows);
    print_all(all, wanted, (double)text, (double)rows);
    return 0;
}
