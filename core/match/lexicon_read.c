/*
** lexicon_read.c - lexicon files: a phrase a line, or TSV with a header that starts with "phrase<TAB>". Sits on
** lexicon.h.
**
** The lines are looked at twice: first to learn what type a column has as a whole, then to add the phrases.
*/
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "match/lexicon_inside.h"

#define COLUMNS_MAX LUN_LEXICON_FIELDS_MAX
#define NUMBER_LEN_MAX 40 /* a longer cell is text */
#define NOT_A_FIELD UINT32_MAX

typedef struct cell {
    const char *text;
    size_t len;
} cell;

typedef struct column {
    uint32_t field; /* of the lexicon; NOT_A_FIELD for phrase and id */
    lun_type type;  /* NONE until a cell was seen */
} column;

typedef struct reader {
    lun_lexicon *lexicon;
    const char *file;
    const char *at, *stop;  /* what is still to be read */
    uint32_t line;          /* number of the line read last */
    uint32_t n_columns, id; /* id: its column, 0 = none */
    column columns[COLUMNS_MAX];
    lun_error *err;
} reader;

static int complain(const reader *r, const cell *line, const char *message)
{
    lun_error_set(r->err, LUN_EFORMAT, "lexicon '%s': %s", lun_lexicon_name(r->lexicon), message);
    lun_error_place(r->err, r->file, r->line, 1, 0);
    return lun_error_source(r->err, line->text, line->len);
}

static cell trimmed(cell c)
{
    while (c.len > 0 && (c.text[0] == ' ' || c.text[0] == '\t')) {
        c.text++;
        c.len--;
    }
    while (c.len > 0 && (c.text[c.len - 1] == ' ' || c.text[c.len - 1] == '\t'))
        c.len--;
    return c;
}

/* The next line that is neither empty nor a comment; 0 at the end. */
static int next_line(reader *r, cell *out)
{
    while (r->at < r->stop) {
        const char *stop = memchr(r->at, '\n', (size_t)(r->stop - r->at));
        if (!stop)
            stop = r->stop;
        *out = (cell){ r->at, (size_t)(stop - r->at) };
        r->at = stop < r->stop ? stop + 1 : stop;
        r->line++;
        if (out->len > 0 && out->text[out->len - 1] == '\r')
            out->len--;
        cell bare = trimmed(*out);
        if (bare.len > 0 && bare.text[0] != '#')
            return 1;
    }
    return 0;
}

/* Cuts a line at tabs; returns how many cells there are, of which at most COLUMNS_MAX are stored. */
static uint32_t split(cell line, cell cells[COLUMNS_MAX])
{
    uint32_t n = 0;
    for (;;) {
        const char *tab = memchr(line.text, '\t', line.len);
        cell part = { line.text, tab ? (size_t)(tab - line.text) : line.len };
        if (n < COLUMNS_MAX)
            cells[n] = trimmed(part);
        n++;
        if (!tab)
            return n;
        line.len -= part.len + 1;
        line.text = tab + 1;
    }
}

/* ---- types of columns ---- */

static int is_word(cell c, const char *word)
{
    return strlen(word) == c.len && memcmp(word, c.text, c.len) == 0;
}

static int read_number(cell c, lun_value *out)
{
    char text[NUMBER_LEN_MAX + 1], *stop;
    if (c.len == 0 || c.len > NUMBER_LEN_MAX || c.text[0] == 'e' || c.text[0] == 'E')
        return 0;
    for (size_t i = 0; i < c.len; i++) {
        if (!c.text[i] || !strchr("+-.0123456789eE", c.text[i]))
            return 0;
    }
    memcpy(text, c.text, c.len);
    text[c.len] = '\0';
    errno = 0;
    long long integer = strtoll(text, &stop, 10);
    if (*stop == '\0' && errno == 0) {
        out->type = LUN_TYPE_INTEGER;
        out->as.integer = integer;
        return 1;
    }
    double number = strtod(text, &stop);
    if (*stop != '\0' || number - number != 0)
        return 0;
    out->type = LUN_TYPE_NUMBER;
    out->as.number = number;
    return 1;
}

static lun_type type_of(cell c)
{
    lun_value value = { 0 };
    if (is_word(c, "true") || is_word(c, "false"))
        return LUN_TYPE_BOOLEAN;
    return read_number(c, &value) ? value.type : LUN_TYPE_TEXT;
}

static lun_type common_type(lun_type a, lun_type b)
{
    if (a == LUN_TYPE_NONE || a == b)
        return b;
    if ((a == LUN_TYPE_INTEGER && b == LUN_TYPE_NUMBER) || (a == LUN_TYPE_NUMBER && b == LUN_TYPE_INTEGER))
        return LUN_TYPE_NUMBER;
    return LUN_TYPE_TEXT;
}

static void learn_types(reader *r)
{
    reader ahead = *r;
    cell line, cells[COLUMNS_MAX];
    while (next_line(&ahead, &line)) {
        uint32_t n = split(line, cells);
        for (uint32_t i = 0; i < n && i < r->n_columns; i++) {
            column *c = &r->columns[i];
            if (cells[i].len > 0 && c->field != NOT_A_FIELD && c->type != LUN_TYPE_TEXT)
                c->type = common_type(c->type, type_of(cells[i]));
        }
    }
}

static void read_value(cell c, lun_type type, lun_value *out)
{
    lun_value number = { 0 };
    memset(out, 0, sizeof *out);
    if (c.len == 0)
        return;
    out->type = type;
    if (type == LUN_TYPE_BOOLEAN) {
        out->as.integer = is_word(c, "true");
    } else if (type == LUN_TYPE_INTEGER || type == LUN_TYPE_NUMBER) {
        read_number(c, &number);
        if (type == LUN_TYPE_INTEGER)
            out->as.integer = number.as.integer;
        else
            out->as.number = number.type == LUN_TYPE_INTEGER ? (double)number.as.integer : number.as.number;
    } else {
        out->type = LUN_TYPE_TEXT;
        out->as.text = c.text;
        out->n = (uint32_t)c.len;
    }
}

/* ---- header and lines ---- */

/* Of a table with a single column the heading is the word alone; a list of phrases may have it as a phrase. */
static int is_header(const char *file, cell line)
{
    size_t len = strlen(file);
    int is_table = len >= 4 && memcmp(file + len - 4, ".tsv", 4) == 0;
    return is_table && line.len == 6 ? memcmp(line.text, "phrase", 6) == 0
                                     : line.len >= 7 && memcmp(line.text, "phrase\t", 7) == 0;
}

static int read_column(reader *r, const cell *line, cell name, uint32_t i)
{
    char text[64];
    if (name.len == 0 || name.len >= sizeof text)
        return complain(r, line, "a column of the header has no name, or one that is too long");
    memcpy(text, name.text, name.len);
    text[name.len] = '\0';
    r->columns[i] = (column){ NOT_A_FIELD, LUN_TYPE_NONE };
    if (strcmp(text, "phrase") == 0)
        return complain(r, line, "the header names the column phrase twice");
    if (strcmp(text, "id") == 0) {
        if (r->id)
            return complain(r, line, "the header names the column id twice");
        r->id = i;
        return LUN_OK;
    }
    uint32_t field = lun_lexicon_field(r->lexicon, text);
    for (uint32_t j = 1; j < i; j++) {
        if (field != LUN_LEXICON_NONE && r->columns[j].field == field)
            return complain(r, line, "the header names a column twice");
    }
    if (field == LUN_LEXICON_NONE) {
        int added = lun_lexicon_add_field(r->lexicon, text, r->err);
        if (added < 0) {
            lun_error_place(r->err, r->file, r->line, 1, 0);
            return added;
        }
        field = (uint32_t)added;
    }
    r->columns[i].field = field;
    return LUN_OK;
}

static int read_header(reader *r, cell line)
{
    cell cells[COLUMNS_MAX];
    int rc;
    r->n_columns = split(line, cells);
    if (r->n_columns > COLUMNS_MAX)
        return complain(r, &line, "the header has more than 64 columns");
    r->columns[0] = (column){ NOT_A_FIELD, LUN_TYPE_NONE };
    for (uint32_t i = 1; i < r->n_columns; i++) {
        if ((rc = read_column(r, &line, cells[i], i)) < 0)
            return rc;
    }
    if (lun_lexicon_field_name(r->lexicon, COLUMNS_MAX))
        return complain(r, &line, "the lexicon has more than 64 fields");
    learn_types(r);
    return LUN_OK;
}

static int add(reader *r, const cell *line, cell phrase, cell id, const lun_value *values)
{
    cell nothing = { "", 0 };
    if (memchr(line->text, '\0', line->len))
        return complain(r, &nothing, "a line that holds a NUL byte");
    if (!lun_utf8_valid(line->text, line->len))
        return complain(r, &nothing, "a line that is not valid UTF-8");
    int rc = lun_lexicon__add(r->lexicon, (lun_piece){ phrase.text, phrase.len }, (lun_piece){ id.text, id.len },
                              values, r->line, r->err);
    if (rc == LUN_EFORMAT) {
        lun_error_place(r->err, r->file, r->line, 1, 0);
        lun_error_source(r->err, line->text, line->len);
    }
    return rc;
}

static int read_row(reader *r, cell line)
{
    cell cells[COLUMNS_MAX];
    lun_value values[COLUMNS_MAX];
    uint32_t n = split(line, cells);
    char message[96];
    cell id = { NULL, 0 };
    if (n != r->n_columns) {
        snprintf(message, sizeof message, "expected %u columns as in the header, found %u", r->n_columns, n);
        complain(r, &line, message);
        return lun_error_hint(
            r->err, n < r->n_columns ? "a tab parts cells, also empty ones: end the line with the tabs that are missing"
                                     : "name the column in the header, or take the cell out");
    }
    memset(values, 0, sizeof values);
    for (uint32_t i = 1; i < n; i++) {
        if (r->columns[i].field != NOT_A_FIELD)
            read_value(cells[i], r->columns[i].type, &values[r->columns[i].field]);
    }
    if (r->id && cells[r->id].len > 0)
        id = cells[r->id];
    return add(r, &line, cells[0], id, values);
}

int lun_lexicon_read(lun_lexicon *lexicon, const char *file, const char *data, size_t len, lun_error *err)
{
    reader r = { 0 };
    cell line;
    int rc = LUN_OK, more;
    r.lexicon = lexicon;
    r.file = file;
    r.err = err;
    if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        len -= 3;
    }
    r.at = data;
    r.stop = data + len;
    more = next_line(&r, &line);
    if (more && is_header(file, line)) {
        rc = read_header(&r, line);
        more = rc == LUN_OK && next_line(&r, &line);
    }
    for (; more && rc == LUN_OK; more = rc == LUN_OK && next_line(&r, &line))
        rc = r.n_columns ? read_row(&r, line) : add(&r, &line, trimmed(line), (cell){ NULL, 0 }, NULL);
    return rc;
}
