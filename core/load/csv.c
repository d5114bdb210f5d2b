/*
** csv.c - the record reader and the sniffing of delimiters.
*/
#include "load/csv.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "load/reader.h"

static int close_field(lun_csv_record *record, size_t start)
{
    if (record->bytes.len >= UINT32_MAX)
        return -1;
    lun_span field = { (uint32_t)start, (uint32_t)record->bytes.len };
    lun_buf_add(&record->bytes, "", 1);
    return record->bytes.failed || lun_vec_push(&record->fields, field) < 0 ? -1 : 0;
}

/* Copies a quoted field from after its opening quote; the place after the closing one, or len. *closed says which. */
static size_t quoted(lun_csv_record *record, const char *data, size_t len, size_t at, int *closed)
{
    *closed = 0;
    while (at < len) {
        const char *quote = memchr(data + at, '"', len - at);
        size_t stop = quote == NULL ? len : (size_t)(quote - data);
        lun_buf_add(&record->bytes, data + at, stop - at);
        if (quote == NULL)
            return len;
        at = stop + 1;
        if (at == len || data[at] != '"') {
            *closed = 1;
            return at;
        }
        lun_buf_addc(&record->bytes, '"');
        at++;
    }
    return at;
}

static size_t count_lines(const char *data, size_t len)
{
    size_t n = 0;
    const char *p = data, *limit = data + len;
    while ((p = memchr(p, '\n', (size_t)(limit - p))) != NULL) {
        n++;
        p++;
    }
    return n;
}

static void begin(lun_csv_record *record)
{
    lun_buf_reset(&record->bytes);
    record->fields.n = 0;
}

lun_csv_result lun_csv_read(lun_csv_record *record, const char *data, size_t len, char delimiter, lun_csv_tail tail)
{
    size_t at = 0, start = 0;
    begin(record);
    for (;;) {
        if (at < len && data[at] == '"' && record->bytes.len == start) {
            int closed;
            at = quoted(record, data, len, at + 1, &closed);
            if (!closed || (at == len && tail == LUN_CSV_TAIL_OPEN))
                return tail == LUN_CSV_TAIL_OPEN ? LUN_CSV_MORE : LUN_CSV_UNCLOSED;
        }
        size_t from = at;
        while (at < len && data[at] != delimiter && data[at] != '\n')
            at++;
        if (at == len && tail == LUN_CSV_TAIL_OPEN)
            return LUN_CSV_MORE;
        int is_last = at == len || data[at] == '\n';
        size_t stop = is_last && at > from && data[at - 1] == '\r' ? at - 1 : at;
        lun_buf_add(&record->bytes, data + from, stop - from);
        if (close_field(record, start) < 0)
            return LUN_CSV_NO_MEMORY;
        start = record->bytes.len;
        if (is_last)
            break;
        at++;
    }
    record->consumed = at < len ? at + 1 : len;
    record->lines = count_lines(data, record->consumed);
    return LUN_CSV_RECORD;
}

void lun_csv_clear(lun_csv_record *record)
{
    lun_buf_clear(&record->bytes);
    lun_vec_clear(&record->fields);
}

const char *lun_csv_field(const lun_csv_record *record, size_t i, size_t *len)
{
    if (i >= record->fields.n) {
        *len = 0;
        return "";
    }
    lun_span field = record->fields.items[i];
    *len = field.stop - field.start;
    return record->bytes.data + field.start;
}

/* 1 if the record names a text column and nothing in it is too long for a name. */
static int is_header(const lun_csv_record *record)
{
    int found = 0;
    for (size_t i = 0; i < record->fields.n; i++) {
        size_t n;
        const char *name = lun_csv_field(record, i, &n);
        if (n > 60)
            return 0;
        found |= lun_load__field(name) == LUN_FIELD_TEXT;
    }
    return found;
}

/*
** Columns of the header under this delimiter, 0 where there is none, or where the record that follows has another
** number.
*/
static size_t header_columns(const char *text, size_t len, char delimiter)
{
    lun_csv_record record = { .bytes = LUN_BUF_INIT };
    size_t columns = 0;
    if (lun_csv_read(&record, text, len, delimiter, LUN_CSV_TAIL_LAST) == LUN_CSV_RECORD && is_header(&record))
        columns = record.fields.n;
    size_t at = record.consumed;
    if (columns > 0 && at < len &&
        lun_csv_read(&record, text + at, len - at, delimiter, LUN_CSV_TAIL_OPEN) == LUN_CSV_RECORD &&
        record.fields.n != columns)
        columns = 0;
    lun_csv_clear(&record);
    return columns;
}

static char commonest(const char *text, size_t len)
{
    static const char delimiters[] = ",;\t";
    const char *line_end = memchr(text, '\n', len);
    size_t n = line_end == NULL ? len : (size_t)(line_end - text), most = 0;
    char best = ',';
    for (const char *d = delimiters; *d != '\0'; d++) {
        size_t count = 0;
        for (size_t i = 0; i < n; i++)
            count += text[i] == *d;
        if (count > most) {
            most = count;
            best = *d;
        }
    }
    return best;
}

size_t lun_csv_told(const char *text, size_t len, char *delimiter)
{
    if (len < 6 || strncasecmp(text, "sep=", 4) != 0 || isalnum((unsigned char)text[4]) || text[4] == '"' ||
        (signed char)text[4] < 0)
        return 0;
    size_t n = text[5] == '\r' && len > 6 ? 7 : 6;
    if (text[4] == '\n' || text[n - 1] != '\n')
        return 0;
    if (delimiter)
        *delimiter = text[4];
    return n;
}

char lun_csv_sniff(const char *text, size_t len, lun_csv_named named)
{
    static const char delimiters[] = ",;\t";
    char told = '\0';
    size_t before = lun_csv_told(text, len, &told);
    if (before && (named == LUN_CSV_NAMED || header_columns(text + before, len - before, told) > 1))
        return told;
    size_t most = named == LUN_CSV_NAMED ? 0 : 1;
    char best = '\0';
    for (const char *d = delimiters; *d != '\0'; d++) {
        size_t columns = header_columns(text, len, *d);
        if (columns > most) {
            most = columns;
            best = *d;
        }
    }
    return best == '\0' && named == LUN_CSV_NAMED ? commonest(text, len) : best;
}
