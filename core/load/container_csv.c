/*
** container_csv.c - members that are records of a CSV file.
**
** A record that does not end, because a quotation mark is never closed, costs its first line: reading goes on with
** the next one.
*/
#include "load/container_parts.h"

#include <string.h>
#include <strings.h>

/* Does the next record begin where one was in quotes that was given up? */
static int begins_in_quotes(const lun_container *c)
{
    uint64_t place = c->input.bytes_read - lun_input_len(&c->input);
    return c->given_up != LUN_CSV_RECORD && (int64_t)(c->quotes_stop - place) > 0;
}

/*
** There, a record that leaves its first line in quotes ends no sooner than the one that was given up: it is not read
** on, or a file of such lines would be read to its end once a line. LUN_CSV_MORE: the line is not all there.
*/
static lun_csv_result read_line_record(const lun_container *c, lun_csv_record *record)
{
    const char *data = lun_input_at(&c->input);
    size_t have = lun_input_len(&c->input);
    const char *stop = have == 0 ? NULL : memchr(data, '\n', have);
    if (have == 0 || (stop == NULL && !c->input.at_end))
        return LUN_CSV_MORE;
    return lun_csv_read(record, data, stop == NULL ? have : (size_t)(stop - data) + 1, c->delimiter, LUN_CSV_TAIL_LAST);
}

/*
** Reads the next record into `record`; LUN_CSV_MORE means that it is larger than the limit. *rc gets a reading error.
*/
static lun_csv_result read_record(lun_container *c, lun_csv_record *record, int *rc, lun_error *err)
{
    *rc = 0;
    if (begins_in_quotes(c)) {
        lun_csv_result result = read_line_record(c, record);
        if (result != LUN_CSV_MORE)
            return result == LUN_CSV_UNCLOSED ? c->given_up : result;
    }
    for (;;) {
        size_t have = lun_input_len(&c->input);
        if (have > 0) {
            lun_csv_result result = lun_csv_read(record, lun_input_at(&c->input), have, c->delimiter,
                                                 c->input.at_end ? LUN_CSV_TAIL_LAST : LUN_CSV_TAIL_OPEN);
            if (result != LUN_CSV_MORE || have > c->limit)
                return result;
        } else if (c->input.at_end) {
            return LUN_CSV_MORE;
        }
        if ((*rc = lun_input_want(&c->input, have < 4096 ? 8192 : have * 2, err)) < 0)
            return LUN_CSV_NO_MEMORY;
    }
}

void lun_container_set_text_column(lun_container *container, const char *name)
{
    if (container != NULL)
        container->text_column = name;
}

/* What a column is: where the one with the text was named, another that is called "text" is metadata. */
static lun_field field_of(const lun_container *c, size_t i, const char *name)
{
    lun_field field = lun_load__field(name);
    if (c->text_at == SIZE_MAX)
        return field;
    return i == c->text_at ? LUN_FIELD_TEXT : field == LUN_FIELD_TEXT ? LUN_FIELD_NONE : field;
}

static int add_column(lun_document *document, lun_field field, const char *name, size_t name_len, const char *value,
                      size_t len, const char *place, lun_error *err)
{
    lun_decoded decoded;
    int rc = lun_decode_part(&decoded, value, len, 0, err);
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
    int rc = lun_member__document(out, c->path, 'L', line, lun_input_at(&c->input), c->record.consumed, err);
    if (rc < 0)
        return rc;
    lun_document *document = *out;
    const char *line_uri = document->uri;
    document->id = "";
    document->media_type = "text/csv";
    lun_member__place(place, sizeof place, c->path, "", line);
    size_t n = c->record.fields.n < c->header.fields.n ? c->record.fields.n : c->header.fields.n;
    for (size_t i = 0; i < n && rc == 0; i++) { /* not each column of the header: it may have a million, a record one */
        size_t name_len, len;
        const char *name = lun_csv_field(&c->header, i, &name_len), *value = lun_csv_field(&c->record, i, &len);
        rc = add_column(document, field_of(c, i, name), name, name_len, value, len, place, err);
    }
    if (rc == 0)
        rc = lun_member__settle(document, c->path, line_uri, err);
    if (rc == 0 && c->record.fields.n != c->header.fields.n)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "csv-columns",
                             "%s: %zu fields, the header has %zu; quote fields that hold the delimiter", place,
                             c->record.fields.n, c->header.fields.n);
    if (rc == 0)
        rc = lun_load__drop_blank(document, err);
    if (rc == 0 && document->len == 0)
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "empty", "%s: the text is empty", place);
    if (rc == 0)
        lun_decoded_report(&c->decoded, document, c->path);
    c->decoded.bad = 0;
    return rc;
}

/* One more name of a column; what was no character in it is said of the first record. */
static int add_name(lun_container *c, lun_csv_record *names, lun_span given, lun_error *err)
{
    lun_decoded decoded;
    int rc = lun_decode_part(&decoded, c->header.bytes.data + given.start, given.stop - given.start, 0, err);
    lun_span name = { (uint32_t)names->bytes.len, (uint32_t)(names->bytes.len + decoded.len) };
    if (rc == 0)
        lun_buf_add(&names->bytes, decoded.text, decoded.len + 1);
    if (rc == 0 && (names->bytes.failed || lun_vec_push(&names->fields, name) < 0))
        rc = lun_load__no_memory(err);
    if (rc == 0 && decoded.bad > 0 && c->decoded.bad == 0) {
        c->decoded.first_bad = given.start + decoded.first_bad;
        memcpy(c->decoded.charset, decoded.charset, sizeof c->decoded.charset);
    }
    c->decoded.bad += rc == 0 ? decoded.bad : 0;
    lun_decoded_clear(&decoded);
    return rc;
}

/* Names become keys of metadata, which are text. Nearly all headers are: these stay as they are. */
static int decode_names(lun_container *c, lun_error *err)
{
    lun_csv_record names = { .bytes = LUN_BUF_INIT };
    int rc = 0;
    if (lun_utf8_valid(c->header.bytes.data, c->header.bytes.len))
        return 0;
    for (size_t i = 0; i < c->header.fields.n && rc == 0; i++)
        rc = add_name(c, &names, c->header.fields.items[i], err);
    lun_csv_clear(rc == 0 ? &c->header : &names);
    if (rc == 0)
        c->header = names;
    return rc;
}

/* The column that was asked for; a table without it has those that are called as texts are. */
static int has_text_column(lun_container *c)
{
    int found = 0;
    c->text_at = SIZE_MAX;
    for (size_t i = 0; i < c->header.fields.n; i++) {
        size_t len;
        const char *name = lun_csv_field(&c->header, i, &len);
        if (c->text_column != NULL && c->text_at == SIZE_MAX && strcasecmp(name, c->text_column) == 0)
            c->text_at = i;
        found |= lun_load__field(name) == LUN_FIELD_TEXT;
    }
    return found || c->text_at != SIZE_MAX;
}

/* A record that does not end: give up its first line, go on with the next. */
static int broken_record(lun_container *c, lun_document **out, lun_csv_result result, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    size_t line = c->line++;
    if (!begins_in_quotes(c)) {
        c->given_up = result;
        c->quotes_stop = c->input.bytes_read;
    }
    if (lun_member__skip_line(c, &inner) == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (result == LUN_CSV_UNCLOSED)
        return lun_member__problem(
            c, out, line, "csv-quote",
            "a quotation mark is never closed; the line was skipped: close it, or double it inside a field", err);
    return lun_member__problem(
        c, out, line, "too-large",
        "the record is larger than the limit; the line was skipped: raise --limit, or look for an open quotation mark",
        err);
}

int lun_member__next_record(lun_container *c, lun_document **out, lun_error *err)
{
    for (;;) {
        int rc;
        lun_error inner = LUN_ERROR_INIT;
        lun_csv_record *record = c->has_header ? &c->record : &c->header;
        lun_csv_result result = read_record(c, record, &rc, &inner);
        if (rc < 0)
            return lun_member__read_failed(c, out, rc, &inner, err);
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
            lun_input_skip(&c->input, record->consumed);
            if ((rc = decode_names(c, err)) < 0)
                return rc;
            c->has_no_text = !has_text_column(c);
            if (c->has_no_text)
                return lun_member__problem(
                    c, out, line, "no-text",
                    "no column is named text, body, content, full_text or article; name the one that holds the text: --text-column NAME",
                    err);
            continue;
        }
        int blank = record->fields.n == 1 && record->fields.items[0].stop == 0;
        rc = blank ? 0 : record_document(c, out, line, err);
        lun_input_skip(&c->input, record->consumed);
        if (rc == 0 && !blank)
            rc = lun_member__check_twice(c, *out, line, err);
        if (rc < 0 || !blank)
            return rc < 0 ? rc : 1;
    }
}
