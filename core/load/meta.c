/*
** meta.c - applies metadata from outside the document.
**
** Sits on template.c, hosts.c and the CSV reader. The sidecar is read once, and strictly: it is the analyst's own
** file, so a broken line is an error with its number, not a problem of some document.
*/
#include "load/meta.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "load/csv.h"
#include "load/reader.h"

typedef enum key_kind { KEY_PATH, KEY_FILE, KEY_URI, KEY_ID, KEY_KINDS } key_kind;

struct lun_load_meta {
    const char *path_template, *sidecar, *language; /* the options'; borrowed */
    lun_arena *arena;                               /* of the sidecar */
    key_kind key;
    size_t key_column, n_columns;
    const char **columns;
    lun_intern *keys; /* the number of a key is that of its row */
    LUN_VEC(const char **) rows;
};

static int sidecar_error(const lun_load_meta *meta, size_t line, lun_error *err, const char *message, const char *hint)
{
    lun_error_set(err, LUN_EFORMAT, "sidecar table: %s", message);
    lun_error_place(err, meta->sidecar, (unsigned)line, 0, 0);
    lun_error_hint(err, "%s", hint);
    return LUN_EFORMAT;
}

static int copy_row(lun_load_meta *meta, const lun_csv_record *record, const char ***out, lun_error *err)
{
    const char **row = lun_arena_calloc(meta->arena, record->fields.n + 1, sizeof *row);
    if (row == NULL)
        return lun_load__no_memory(err);
    for (size_t i = 0; i < record->fields.n; i++) {
        size_t len;
        const char *field = lun_csv_field(record, i, &len);
        if ((row[i] = lun_arena_strndup(meta->arena, field, len)) == NULL)
            return lun_load__no_memory(err);
    }
    *out = row;
    return 0;
}

static int take_header(lun_load_meta *meta, const lun_csv_record *record, lun_error *err)
{
    static const char *const keys[KEY_KINDS] = { "path", "file", "uri", "id" };
    int rc = copy_row(meta, record, &meta->columns, err);
    meta->n_columns = record->fields.n;
    for (int key = 0; key < KEY_KINDS && rc == 0; key++) {
        for (size_t i = 0; i < meta->n_columns; i++) {
            if (strcasecmp(meta->columns[i], keys[key]) == 0) {
                meta->key = (key_kind)key;
                meta->key_column = i;
                return 0;
            }
        }
    }
    return rc < 0 ? rc
                  : sidecar_error(meta, 1, err, "no column is called path, file, uri or id",
                                  "name the column that says which document a row is about");
}

static const char *without_dot(const char *path)
{
    return strncmp(path, "./", 2) == 0 ? path + 2 : path;
}

static int take_row(lun_load_meta *meta, const lun_csv_record *record, size_t line, lun_error *err)
{
    const char **row = NULL;
    if (record->fields.n == 1 && record->fields.items[0].stop == 0)
        return 0;
    if (record->fields.n != meta->n_columns)
        return sidecar_error(meta, line, err, "the row has another number of fields than the header",
                             "quote fields that hold the delimiter");
    int rc = copy_row(meta, record, &row, err);
    if (rc < 0)
        return rc;
    const char *key = without_dot(row[meta->key_column]);
    uint32_t number = lun_intern_add(meta->keys, key, strlen(key));
    if (number == LUN_INTERN_NONE)
        return lun_load__no_memory(err);
    if (number < meta->rows.n)
        return sidecar_error(meta, line, err, "the row names a document that a row above it names", "keep one of them");
    return lun_vec_push(&meta->rows, row) < 0 ? lun_load__no_memory(err) : 0;
}

static int take_records(lun_load_meta *meta, const char *text, size_t len, lun_error *err)
{
    lun_csv_record record = { .bytes = LUN_BUF_INIT };
    char delimiter = lun_csv_sniff(text, len, LUN_CSV_NAMED);
    size_t at = lun_csv_told(text, len, NULL), line = at ? 2 : 1;
    int rc = 0;
    while (at < len && rc == 0) {
        lun_csv_result result = lun_csv_read(&record, text + at, len - at, delimiter, LUN_CSV_TAIL_LAST);
        if (result == LUN_CSV_NO_MEMORY)
            rc = lun_load__no_memory(err);
        else if (result != LUN_CSV_RECORD)
            rc = sidecar_error(meta, line, err, "a quotation mark is never closed",
                               "close it, or double it inside a field");
        else
            rc = meta->columns == NULL ? take_header(meta, &record, err) : take_row(meta, &record, line, err);
        at += record.consumed;
        line += record.lines;
    }
    lun_csv_clear(&record);
    if (rc == 0 && meta->columns == NULL)
        rc = sidecar_error(meta, 1, err, "the file is empty", "its first line names the columns");
    return rc;
}

static int read_sidecar(lun_load_meta *meta, lun_error *err)
{
    char *data = NULL, charset[LUN_CHARSET_NAME];
    size_t len = 0, bom;
    lun_decoded decoded = { 0 };
    int rc = lun_file_read(&data, &len, meta->sidecar, LUN_TEXT_MAX, err);
    if (rc < 0)
        return lun_error_wrap(err, "the table of --meta");
    meta->arena = lun_arena_new();
    meta->keys = lun_intern_new();
    if (meta->arena == NULL || meta->keys == NULL)
        rc = lun_load__no_memory(err);
    lun_charset_detect(data, len, LUN_EXTENT_WHOLE, NULL, charset, &bom);
    if (rc == 0)
        rc = lun_decode(&decoded, data, len, charset, bom, LUN_DECODE_PLAIN, err);
    if (rc == 0)
        rc = take_records(meta, decoded.text, decoded.len, err);
    lun_decoded_clear(&decoded);
    lun_free(data);
    return rc;
}

const char *lun_load_meta_key(const lun_load_meta *meta, size_t i)
{
    return i < meta->rows.n ? without_dot(meta->rows.items[i][meta->key_column]) : NULL;
}

int lun_load_meta_is_strange(const lun_load_meta *meta, lun_buf *names)
{
    for (size_t i = 0; i < meta->n_columns; i++) {
        if (i == meta->key_column || meta->columns[i][0] == '\0')
            continue;
        if (lun_load__field(meta->columns[i]) != LUN_FIELD_NONE)
            return 0;
        lun_buf_addf(names, "%s'%s'", names->len ? ", " : "", meta->columns[i]);
    }
    return names->len > 0 && !names->failed;
}

static const char **find_row(const lun_load_meta *meta, const char *key)
{
    key = without_dot(key);
    uint32_t number = lun_intern_find(meta->keys, key, strlen(key));
    return number == LUN_INTERN_NONE ? NULL : meta->rows.items[number];
}

/* The path that a document came from, below the named folder. */
typedef struct origin {
    const char *below;
    const char *member; /* the name of its file in the archive that `below` is; NULL */
    lun_misfit misfit;
} origin;

static const char **row_of(const lun_load_meta *meta, const lun_document *document, const origin *from)
{
    const char **row = NULL;
    switch (meta->key) {
    case KEY_PATH:
        row = from->member != NULL ? find_row(meta, from->member) : NULL;
        row = row != NULL ? row : find_row(meta, from->below);
        return row != NULL ? row : find_row(meta, document->uri);
    case KEY_FILE:
        row = from->member != NULL ? find_row(meta, lun_path_name(from->member)) : NULL;
        return row != NULL ? row : find_row(meta, lun_path_name(from->below));
    case KEY_URI:
        return find_row(meta, document->uri);
    case KEY_ID:
        return find_row(meta, document->id);
    case KEY_KINDS:
        break;
    }
    return NULL;
}

static int apply_sidecar(const lun_load_meta *meta, lun_document *document, const origin *from, lun_error *err)
{
    const char **row = meta->sidecar == NULL ? NULL : row_of(meta, document, from);
    int rc = 0;
    for (size_t i = 0; row != NULL && i < meta->n_columns && rc == 0; i++) {
        lun_field field = lun_load__field(meta->columns[i]);
        if (i == meta->key_column || row[i][0] == '\0')
            continue;
        if (field == LUN_FIELD_NONE || field == LUN_FIELD_TEXT)
            rc = lun_load__meta_string(document, meta->columns[i], row[i], strlen(row[i]), err);
        else
            rc = lun_load__set(document, field, row[i], strlen(row[i]), meta->sidecar, err);
    }
    return rc;
}

typedef struct taking {
    const lun_load_meta *meta;
    lun_document *document;
    const origin *from;
    lun_error *err;
} taking;

/* The table has the last word: what a path says of the same field is not even looked at, so a folder "joint" is no country that nobody knows. */
static int is_told_by_table(const taking *t, lun_field field)
{
    const char **row = t->meta->sidecar == NULL ? NULL : row_of(t->meta, t->document, t->from);
    for (size_t i = 0; row != NULL && i < t->meta->n_columns; i++) {
        if (i != t->meta->key_column && row[i][0] != '\0' && lun_load__field(t->meta->columns[i]) == field)
            return 1;
    }
    return 0;
}

/* A value that is not understood is mostly another part of the path than was meant: the template stands beside it. */
static int set_from_path(taking *t, lun_field field, const char *value, size_t len)
{
    lun_buf place = LUN_BUF_INIT;
    lun_buf_addf(&place, "%s: --path '%.200s'", t->document->uri, t->meta->path_template);
    int rc =
        place.failed ? lun_load__no_memory(t->err) : lun_load__set(t->document, field, value, len, place.data, t->err);
    lun_buf_clear(&place);
    return rc;
}

static int take_placeholder(void *context, const char *name, size_t name_len, const char *value, size_t value_len)
{
    taking *t = context;
    const char *readable = NULL;
    char field[16] = "";
    memcpy(field, name, name_len < sizeof field ? name_len : sizeof field - 1);
    if (is_told_by_table(t, lun_load__field(field)))
        return 0;
    if (lun_load__field(field) == LUN_FIELD_DATE && value_len == 8) {
        char dashed[11] = { value[0], value[1], value[2], value[3], '-', value[4], value[5], '-', value[6], value[7] };
        if (strspn(dashed, "0123456789-") == 10)
            return set_from_path(t, LUN_FIELD_DATE, dashed, 10);
    }
    int rc = lun_load__copy_path(t->document, &readable, value, value_len, t->err);
    if (rc < 0)
        return rc;
    return set_from_path(t, lun_load__field(field), readable, strlen(readable));
}

/* The name does not fit: what the folders tell is taken, as by a template that ends with a star. 1 where they fit. */
static int take_folders(const char *path_template, const char *below, taking *t)
{
    const char *name = strrchr(path_template, '/');
    lun_buf folders = LUN_BUF_INIT;
    if (name == NULL || name == path_template)
        return 0;
    lun_buf_add(&folders, path_template, (size_t)(name - path_template));
    lun_buf_adds(&folders, "/*");
    int rc =
        folders.failed ? lun_load__no_memory(t->err) : lun_template_match(folders.data, below, take_placeholder, t);
    lun_buf_clear(&folders);
    return rc;
}

/* Does the document have all that the name was to tell, from itself? */
static int has_fields_of_name(const lun_document *document, const char *path_template)
{
    const char *p = strrchr(path_template, '/');
    for (p = p == NULL ? path_template : p; (p = strchr(p, '{')) != NULL; p++) {
        char field[16] = "";
        size_t len = strcspn(p + 1, "}");
        memcpy(field, p + 1, len < sizeof field ? len : sizeof field - 1);
        if (strcmp(field, "*") != 0 && lun_load__get(document, lun_load__field(field)) == NULL)
            return 0;
    }
    return 1;
}

/* Rows of a table and mails tell themselves when they are, and whose. */
static int has_its_own(const lun_document *document)
{
    return document->date != NULL && (document->source != NULL || document->country != NULL);
}

static int match_template(const lun_load_meta *meta, lun_document *document, const char *path, const origin *from,
                          lun_error *err)
{
    taking t = { meta, document, from, err };
    int is_worth_telling = from->misfit == LUN_MISFIT_TELL && document->problems == NULL && !has_its_own(document);
    int rc = lun_template_match(meta->path_template, path, take_placeholder, &t);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    int by_folders = take_folders(meta->path_template, path, &t);
    if (by_folders < 0)
        return by_folders;
    if (!is_worth_telling || (by_folders && has_fields_of_name(document, meta->path_template)))
        return 0;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "path-template",
                         "%s: the %s does not match --path '%s'%s; rename the file or change the template",
                         document->uri, by_folders ? "name" : "path", meta->path_template,
                         by_folders ? ": what the folders tell is taken" : "");
    return 0;
}

/* An archive is a folder of its files. */
static int apply_template(const lun_load_meta *meta, lun_document *document, const origin *from, lun_error *err)
{
    lun_buf path = LUN_BUF_INIT;
    if (meta->path_template == NULL)
        return 0;
    lun_buf_addf(&path, "%s%s%s", from->below, from->member != NULL ? "/" : "",
                 from->member != NULL ? from->member : "");
    int rc = path.failed ? lun_load__no_memory(err) : match_template(meta, document, path.data, from, err);
    lun_buf_clear(&path);
    return rc;
}

static const char *url_of(const lun_document *document)
{
    for (uint32_t i = 0; i < document->n_meta; i++) {
        if (strcmp(document->meta[i].key, "url") == 0)
            return document->meta[i].value;
    }
    return document->uri;
}

static int apply_host(lun_document *document, lun_error *err)
{
    const char *source, *country;
    if (document->source != NULL && document->country != NULL)
        return 0;
    if (!lun_load__host(url_of(document), &source, &country) &&
        (document->source == NULL || !lun_load__source(document->source, &country)))
        return 0;
    int rc = document->source != NULL
                 ? 0
                 : lun_load__set(document, LUN_FIELD_SOURCE, source, strlen(source), document->uri, err);
    if (rc == 0 && document->country == NULL && country[0] != '\0')
        rc = lun_load__set(document, LUN_FIELD_COUNTRY, country, strlen(country), document->uri, err);
    return rc;
}

int lun_load_meta_open(lun_load_meta **out, const lun_load_options *options, lun_error *err)
{
    *out = NULL;
    lun_load_meta *meta = lun_calloc(1, sizeof *meta);
    if (meta == NULL)
        return lun_load__no_memory(err);
    int rc = 0;
    if (options != NULL) {
        meta->path_template = options->path_template;
        meta->sidecar = options->sidecar;
        meta->language = options->language;
    }
    if (meta->path_template != NULL)
        rc = lun_template_check(meta->path_template, err);
    if (rc == 0 && meta->sidecar != NULL)
        rc = read_sidecar(meta, err);
    if (rc < 0) {
        lun_load_meta_close(meta);
        return rc;
    }
    *out = meta;
    return 0;
}

void lun_load_meta_close(lun_load_meta *meta)
{
    if (meta == NULL)
        return;
    lun_vec_clear(&meta->rows);
    lun_intern_free(meta->keys);
    lun_arena_free(meta->arena);
    lun_free(meta);
}

/* The metadata `year`, where nothing tells the day; as a number or a text of JSON. It stays among the metadata. */
static int apply_year(lun_document *document, lun_error *err)
{
    for (uint32_t i = 0; i < document->n_meta && document->date == NULL; i++) {
        const char *value = document->meta[i].value;
        size_t skip = *value == '"';
        if (strcasecmp(document->meta[i].key, "year") == 0 && strspn(value + skip, "0123456789") == 4 &&
            (value[skip] == '1' || value[skip] == '2') && strlen(value) == 4 + 2 * skip)
            return lun_load__set(document, LUN_FIELD_DATE, value + skip, 4, document->uri, err);
    }
    return 0;
}

int lun_load_meta_apply(const lun_load_meta *meta, lun_document *document, const char *below, const char *member,
                        lun_misfit misfit, lun_error *err)
{
    origin from = { below, member, misfit };
    int rc = apply_host(document, err);
    if (rc == 0)
        rc = apply_template(meta, document, &from, err);
    if (rc == 0)
        rc = apply_sidecar(meta, document, &from, err);
    if (rc == 0 && meta->language != NULL)
        rc = lun_load__set(document, LUN_FIELD_LANGUAGE, meta->language, strlen(meta->language), "--language-is", err);
    return rc == 0 ? apply_year(document, err) : rc;
}
