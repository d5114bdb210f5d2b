/*
** container.c - cuts a container into members and reads them.
*/
#include "load/container.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "load/csv.h"

struct lun_container {
    lun_input input;
    lun_kind kind;
    char *path;
    size_t limit;
    size_t line;                       /* of the member to come, from 1 */
    LUN_VEC(uint64_t) seen;            /* hashes of ids, a table of open addressing; 0 = free */
    size_t n_seen;
    lun_csv_record header, record;
    char delimiter;
    int has_header, has_no_text;
    cJSON *array;                      /* LUN_FORMAT_JSON, once parsed */
    const cJSON *element;
    int is_parsed;
};

/* A member without an id is path#L3 (line 3) or path#E3 (element 3 of an array): no id of another member looks like that. */
static int member(lun_document **out, const char *path, char sign, size_t line, const char *data, size_t len, lun_error *err)
{
    lun_buf uri = LUN_BUF_INIT;
    lun_buf_adds(&uri, path);
    if (line > 0)
        lun_buf_addf(&uri, "#%c%zu", sign, line);
    int rc = uri.failed ? lun_load__no_memory(err) : lun_load__document(out, uri.data, "", err);
    lun_buf_clear(&uri);
    if (rc == 0)
        lun_hash128(data, len, (*out)->hash);
    return rc;
}

static void say_place(char *out, size_t size, const char *path, const char *word, size_t line)
{
    if (line == 0)
        snprintf(out, size, "%s", path);
    else
        snprintf(out, size, "%s:%s%zu", path, word, line);
}

/* The id that was given completes the uri: path#id. Not where the object is the whole file (path NULL). */
static int settle_names(lun_document *document, const char *path, const char *line_uri, lun_error *err)
{
    const char *given = document->id;
    if (path != NULL && document->uri == line_uri && given[0] != '\0') {
        lun_buf uri = LUN_BUF_INIT;
        lun_buf_addf(&uri, "%s#%s", path, given);
        int rc = uri.failed ? lun_load__no_memory(err) : lun_load__copy(document, &document->uri, uri.data, uri.len, err);
        lun_buf_clear(&uri);
        return rc;
    }
    if (given[0] == '\0')
        document->id = document->uri;
    return 0;
}

static int read_object(lun_document *document, const char *path, const char *place, const cJSON *object, lun_error *err)
{
    const char *line_uri = document->uri;
    int rc = lun_read_json_object(document, object, place, err);
    return rc < 0 ? rc : settle_names(document, path, line_uri, err);
}

static int parse_object(lun_document *document, const char *path, const char *place, const lun_decoded *decoded, lun_error *err)
{
    cJSON *object = NULL;
    size_t repairs = 0;
    lun_error inner = LUN_ERROR_INIT;
    int rc = lun_json_parse(&object, decoded->text, decoded->len, &repairs, &inner);
    document->id = document->uri;
    document->media_type = "application/json";
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (rc < 0 || !cJSON_IsObject(object)) {
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "bad-json", "%s:%u: %s; the line was skipped: complete or remove it", place,
                             inner.column > 0 ? inner.column : 1, rc < 0 ? inner.message : "not a JSON object");
        cJSON_Delete(object);
        return 0;
    }
    if (repairs > 0)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "invalid-escape", "%s: %zu escape%s of no character (a lone surrogate or \\u0000) became U+FFFD; check how the file was made",
                             place, repairs, repairs == 1 ? "" : "s");
    document->id = "";
    rc = read_object(document, path, place, object, err);
    cJSON_Delete(object);
    return rc;
}

int lun_container_json(lun_document **out, const char *path, size_t line, const char *data, size_t len, lun_error *err)
{
    char place[600];
    lun_decoded decoded = { 0 };
    *out = NULL;
    say_place(place, sizeof place, path, "", line);
    int rc = member(out, path, 'L', line, data, len, err);
    size_t bom = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (rc == 0)
        rc = lun_decode(&decoded, data, len, "utf-8", bom, LUN_DECODE_PLAIN, err);
    if (rc == 0)
        rc = parse_object(*out, path, place, &decoded, err);
    if (rc == 0)
        lun_decoded_report(&decoded, *out, place);
    lun_decoded_clear(&decoded);
    if (rc < 0) {
        lun_document_free(*out);
        *out = NULL;
    }
    return rc;
}

static int problem_member(const lun_container *c, lun_document **out, size_t line, const char *code, const char *text, lun_error *err)
{
    int rc = member(out, c->path, c->kind.format == LUN_FORMAT_JSON ? 'E' : 'L', line, "", 0, err);
    if (rc < 0)
        return rc;
    (*out)->id = (*out)->uri;
    (*out)->media_type = c->kind.media_type;
    if (line > 0)
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, code, "%s:%zu: %s", c->path, line, text);
    else
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, code, "%s: %s", c->path, text);
    return 1;
}

/* Reading broke off: what was read so far has been delivered, the rest is one problem. */
static int read_failed(lun_container *c, lun_document **out, int rc, const lun_error *inner, lun_error *err)
{
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    c->input.at_end = 1;
    lun_input_skip(&c->input, lun_input_len(&c->input));
    return problem_member(c, out, c->line, "unreadable", inner->message, err);
}

/* ---- ids seen ---- */

static int grow_seen(lun_container *c)
{
    size_t n = c->seen.capacity == 0 ? 1024 : c->seen.n * 2;
    LUN_VEC(uint64_t) larger = { 0 };
    if (lun_vec_reserve(&larger, n) < 0)
        return -1;
    memset(larger.items, 0, n * sizeof *larger.items);
    for (size_t i = 0; i < c->seen.n; i++) {
        size_t at = c->seen.items[i] & (n - 1);
        while (c->seen.items[i] != 0 && larger.items[at] != 0)
            at = (at + 1) & (n - 1);
        if (c->seen.items[i] != 0)
            larger.items[at] = c->seen.items[i];
    }
    lun_free(c->seen.items);
    c->seen.items = larger.items;
    c->seen.n = n;
    c->seen.capacity = larger.capacity;
    return 0;
}

/* 1 if the uri was there before, 0 if not (it is now), -1 without memory. */
static int saw(lun_container *c, const char *uri)
{
    uint64_t hash = lun_hash64(uri, strlen(uri)) | 1;
    if ((c->n_seen + 1) * 2 > c->seen.n && grow_seen(c) < 0)
        return -1;
    size_t at = (hash >> 1) & (c->seen.n - 1);
    while (c->seen.items[at] != 0 && c->seen.items[at] != hash)
        at = (at + 1) & (c->seen.n - 1);
    if (c->seen.items[at] == hash)
        return 1;
    c->seen.items[at] = hash;
    c->n_seen++;
    return 0;
}

/* A member whose uri was there before keeps its id and gets a uri of its own. */
static int check_twice(lun_container *c, lun_document *document, size_t line, lun_error *err)
{
    int twice = saw(c, document->uri);
    if (twice < 0)
        return lun_load__no_memory(err);
    if (twice == 0)
        return 0;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "duplicate-id", "%s:%zu: id '%.120s' was used before in this file; give each document its own", c->path, line, document->id);
    lun_buf uri = LUN_BUF_INIT;
    lun_buf_addf(&uri, "%s:%zu", document->uri, line);
    int rc = uri.failed ? lun_load__no_memory(err) : lun_load__copy(document, &document->uri, uri.data, uri.len, err);
    lun_buf_clear(&uri);
    return rc;
}

/* ---- JSON lines ---- */

/* Widens the window until it holds a line end, the input ends, or the limit is passed. The line's length, or a code. */
static int find_line(lun_container *c, size_t *len, lun_error *err)
{
    size_t seen = 0;
    for (;;) {
        const char *data = lun_input_at(&c->input);
        size_t have = lun_input_len(&c->input);
        const char *stop = have > seen ? memchr(data + seen, '\n', have - seen) : NULL;
        *len = stop == NULL ? have : (size_t)(stop - data);
        if (stop != NULL || c->input.at_end || have > c->limit)
            return 0;
        seen = have;
        int rc = lun_input_want(&c->input, have < 4096 ? 8192 : have * 2, err);
        if (rc < 0)
            return rc;
    }
}

/* Leaves the rest of a line that is too long unread. */
static int skip_line(lun_container *c, lun_error *err)
{
    for (;;) {
        size_t have = lun_input_len(&c->input);
        const char *stop = have == 0 ? NULL : memchr(lun_input_at(&c->input), '\n', have);
        lun_input_skip(&c->input, stop == NULL ? have : (size_t)(stop - lun_input_at(&c->input)) + 1);
        if (stop != NULL || (c->input.at_end && have == 0))
            return 0;
        int rc = lun_input_want(&c->input, 65536, err);
        if (rc < 0)
            return rc;
    }
}

static int too_large(lun_container *c, lun_document **out, lun_error *err)
{
    char text[160];
    lun_error inner = LUN_ERROR_INIT;
    size_t line = c->line++;
    int rc = skip_line(c, &inner);
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    snprintf(text, sizeof text, "the line has more than %zu bytes; raise --limit or split it", c->limit);
    return problem_member(c, out, line, "too-large", text, err);
}

static int is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
            return 0;
    }
    return 1;
}

static int next_line(lun_container *c, lun_document **out, lun_error *err)
{
    for (;;) {
        size_t len = 0;
        lun_error inner = LUN_ERROR_INIT;
        int rc = find_line(c, &len, &inner);
        if (rc < 0)
            return read_failed(c, out, rc, &inner, err);
        if (len > c->limit)
            return too_large(c, out, err);
        const char *data = lun_input_at(&c->input);
        size_t have = lun_input_len(&c->input), line = c->line;
        if (have == 0)
            return 0;
        c->line++;
        if (!is_blank(data, len)) {
            rc = lun_container_json(out, c->path, line, data, len, err);
            lun_input_skip(&c->input, len < have ? len + 1 : len);
            if (rc == 0)
                rc = check_twice(c, *out, line, err);
            return rc < 0 ? rc : 1;
        }
        lun_input_skip(&c->input, len < have ? len + 1 : len);
    }
}

/* ---- a JSON array, or one object ---- */

static int next_element(lun_container *c, lun_document **out, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    size_t repairs = 0;
    int rc = 0;
    if (!c->is_parsed) {
        c->is_parsed = 1;
        if ((rc = lun_input_want(&c->input, c->limit + 1, &inner)) < 0)
            return read_failed(c, out, rc, &inner, err);
        if (lun_input_len(&c->input) > c->limit)
            return problem_member(c, out, 0, "too-large", "larger than the limit for one JSON value; raise --limit, or write one object a line", err);
        rc = lun_json_parse(&c->array, lun_input_at(&c->input), lun_input_len(&c->input), &repairs, &inner);
        if (rc == LUN_ENOMEM)
            return lun_load__no_memory(err);
        if (rc < 0)
            return problem_member(c, out, 0, "bad-json", inner.message, err);
        c->element = cJSON_IsArray(c->array) ? c->array->child : c->array;
    }
    const cJSON *element = c->element;
    if (element == NULL)
        return 0;
    int alone = element == c->array;
    size_t number = alone ? 0 : c->line++;
    char place[600];
    c->element = alone ? NULL : element->next;
    if (!cJSON_IsObject(element))
        return problem_member(c, out, number, "bad-json", "this element of the array is not an object; remove it", err);
    if ((rc = member(out, c->path, 'E', number, c->path, strlen(c->path), err)) < 0)
        return rc;
    say_place(place, sizeof place, c->path, "element ", number);
    (*out)->media_type = "application/json";
    (*out)->id = "";
    rc = read_object(*out, alone ? NULL : c->path, place, element, err);
    if (rc == 0)
        rc = check_twice(c, *out, number, err);
    return rc < 0 ? rc : 1;
}

/* ---- CSV ---- */

/* Reads the next record into `record`; LUN_CSV_MORE means that it is larger than the limit. *rc gets a reading error. */
static lun_csv_result read_record(lun_container *c, lun_csv_record *record, int *rc, lun_error *err)
{
    *rc = 0;
    for (;;) {
        size_t have = lun_input_len(&c->input);
        if (have > 0) {
            lun_csv_result result = lun_csv_read(record, lun_input_at(&c->input), have, c->delimiter, c->input.at_end ? LUN_CSV_TAIL_LAST : LUN_CSV_TAIL_OPEN);
            if (result != LUN_CSV_MORE || have > c->limit)
                return result;
        } else if (c->input.at_end) {
            return LUN_CSV_MORE;
        }
        if ((*rc = lun_input_want(&c->input, have < 4096 ? 8192 : have * 2, err)) < 0)
            return LUN_CSV_NO_MEMORY;
    }
}

static int decode_again(lun_decoded *decoded, const char *value, size_t len, lun_error *err)
{
    char charset[LUN_CHARSET_NAME];
    size_t bom;
    lun_charset_detect(value, len, NULL, charset, &bom);
    lun_decoded_clear(decoded);
    return lun_decode(decoded, value, len, charset, bom, LUN_DECODE_PLAIN, err);
}

static int add_column(lun_document *document, const char *name, size_t name_len, const char *value, size_t len, const char *place, lun_error *err)
{
    lun_decoded decoded;
    lun_field field = lun_load__field(name);
    int rc = lun_decode(&decoded, value, len, "utf-8", 0, LUN_DECODE_PLAIN, err);
    if (rc == 0 && decoded.bad > 0)             /* the head was ASCII, this value is in some other character set */
        rc = decode_again(&decoded, value, len, err);
    if (rc == 0 && field == LUN_FIELD_TEXT && document->len == 0)
        rc = lun_load__take_text(document, &decoded, err);
    else if (rc == 0 && field != LUN_FIELD_TEXT && field != LUN_FIELD_NONE)
        rc = lun_load__set(document, field, decoded.text, decoded.len, place, err);
    else if (rc == 0 && decoded.len > 0 && name_len > 0)
        rc = lun_load__meta_string(document, name, decoded.text, decoded.len, err);
    if (rc == 0)
        lun_decoded_report(&decoded, document, place);
    lun_decoded_clear(&decoded);
    return rc;
}

static int record_document(lun_container *c, lun_document **out, size_t line, lun_error *err)
{
    char place[600];
    int rc = member(out, c->path, 'L', line, lun_input_at(&c->input), c->record.consumed, err);
    if (rc < 0)
        return rc;
    lun_document *document = *out;
    const char *line_uri = document->uri;
    document->id = "";
    document->media_type = "text/csv";
    say_place(place, sizeof place, c->path, "", line);
    for (size_t i = 0; i < c->header.fields.n && rc == 0; i++) {
        size_t name_len, len;
        const char *name = lun_csv_field(&c->header, i, &name_len), *value = lun_csv_field(&c->record, i, &len);
        rc = add_column(document, name, name_len, value, len, place, err);
    }
    if (rc == 0)
        rc = settle_names(document, c->path, line_uri, err);
    if (rc == 0 && c->record.fields.n != c->header.fields.n)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "csv-columns", "%s: %zu fields, the header has %zu; quote fields that hold the delimiter",
                             place, c->record.fields.n, c->header.fields.n);
    if (rc == 0 && document->len == 0)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "empty", "%s: the text is empty", place);
    return rc;
}

static int has_text_column(const lun_csv_record *header)
{
    for (size_t i = 0; i < header->fields.n; i++) {
        size_t len;
        if (lun_load__field(lun_csv_field(header, i, &len)) == LUN_FIELD_TEXT)
            return 1;
    }
    return 0;
}

/* A record that does not end: give up its first line, go on with the next. */
static int broken_record(lun_container *c, lun_document **out, lun_csv_result result, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    size_t line = c->line++;
    if (skip_line(c, &inner) == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (result == LUN_CSV_UNCLOSED)
        return problem_member(c, out, line, "csv-quote", "a quotation mark is never closed; the line was skipped: close it, or double it inside a field", err);
    return problem_member(c, out, line, "too-large", "the record is larger than the limit; the line was skipped: raise --limit, or look for an open quotation mark", err);
}

static int next_record(lun_container *c, lun_document **out, lun_error *err)
{
    for (;;) {
        int rc;
        lun_error inner = LUN_ERROR_INIT;
        lun_csv_record *record = c->has_header ? &c->record : &c->header;
        lun_csv_result result = read_record(c, record, &rc, &inner);
        if (rc < 0)
            return read_failed(c, out, rc, &inner, err);
        if (result == LUN_CSV_NO_MEMORY)
            return lun_load__no_memory(err);
        if (lun_input_len(&c->input) == 0 || c->has_no_text)
            return 0;
        if (result != LUN_CSV_RECORD)
            return broken_record(c, out, result, err);
        size_t line = c->line;
        c->line += record->lines;
        if (!c->has_header) {
            c->has_header = 1;
            c->has_no_text = !has_text_column(record);
            lun_input_skip(&c->input, record->consumed);
            if (c->has_no_text)
                return problem_member(c, out, line, "no-text", "no column is named text, body, content, full_text or article; rename the one that holds the text", err);
            continue;
        }
        int blank = record->fields.n == 1 && record->fields.items[0].stop == 0;
        rc = blank ? 0 : record_document(c, out, line, err);
        lun_input_skip(&c->input, record->consumed);
        if (rc == 0 && !blank)
            rc = check_twice(c, *out, line, err);
        if (rc < 0 || !blank)
            return rc < 0 ? rc : 1;
    }
}

/* ---- all ---- */

int lun_container_open(lun_container **out, lun_input *take_input, const lun_kind *kind, const char *path, size_t limit, lun_error *err)
{
    lun_container *c = lun_calloc(1, sizeof *c);
    *out = NULL;
    if (c == NULL || (c->path = lun_strdup(path)) == NULL) {
        lun_free(c);
        lun_input_close(take_input);
        return lun_load__no_memory(err);
    }
    c->input = *take_input;
    c->kind = *kind;
    c->limit = limit;
    c->line = 1;
    if (kind->format == LUN_FORMAT_CSV)
        c->delimiter = lun_csv_sniff(lun_input_at(&c->input), lun_input_len(&c->input), LUN_CSV_NAMED);
    *out = c;
    return 0;
}

void lun_container_close(lun_container *container)
{
    if (container == NULL)
        return;
    lun_input_close(&container->input);
    lun_free(container->path);
    lun_vec_clear(&container->seen);
    lun_csv_clear(&container->header);
    lun_csv_clear(&container->record);
    cJSON_Delete(container->array);
    lun_free(container);
}

int lun_container_next(lun_container *container, lun_document **out, lun_error *err)
{
    *out = NULL;
    int rc = container->kind.format == LUN_FORMAT_CSV ? next_record(container, out, err) :
             container->kind.format == LUN_FORMAT_JSON ? next_element(container, out, err) : next_line(container, out, err);
    if (rc < 0) {
        lun_document_free(*out);
        *out = NULL;
    }
    return rc;
}

uint64_t lun_container_bytes(const lun_container *container)
{
    return container->input.bytes_read;
}
