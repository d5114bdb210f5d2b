/*
** listing.c - tables, answers, documents.
*/
#include "cli/listing.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/log.h"
#include "base/utf8.h"
#include "cli/bare.h"
#include "run/converter.h"
#include "run/stored.h"

#define FULL_LINE 100 /* what a line that goes on in the next one has at least */
#define WRAP_WIDTH 20 /* room that a column needs to go on below itself */
#define LEAST_WIDTH 6 /* of a column that a terminal cuts: less tells nothing */

struct lun_table {
    uint32_t columns;
    LUN_VEC(char *) cells; /* row by row */
    int failed;
    int wraps;
};

lun_table *lun_table_new(uint32_t columns)
{
    lun_table *table = lun_calloc(1, sizeof *table);
    if (table)
        table->columns = columns;
    return table;
}

void lun_table_free(lun_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->cells.n; i++)
        lun_free(table->cells.items[i]);
    lun_vec_clear(&table->cells);
    lun_free(table);
}

/* One line without control characters. */
static char *clean(const char *text)
{
    char *copy = lun_strdup(text ? text : "");
    if (copy)
        lun_utf8_plain(copy, strlen(copy), LUN_PLAIN_LINE);
    return copy;
}

void lun_plain_print(FILE *out, const char *text, size_t len, lun_plain as)
{
    size_t start = 0;
    unsigned width;
    for (size_t at = 0; at < len; at += width ? width : 1) {
        width = lun_utf8_control(text + at, len - at, as);
        if (!width)
            continue;
        fwrite(text + start, 1, at - start, out);
        fputc(' ', out);
        start = at + width;
    }
    fwrite(text + start, 1, len - start, out);
}

void lun_plain_add(lun_buf *out, const char *text, size_t len)
{
    size_t start = out->len;
    lun_buf_add(out, text, len);
    if (!out->failed && out->len > start)
        out->len = start + lun_utf8_plain(out->data + start, out->len - start, LUN_PLAIN_LINE);
}

void lun_plain_json(cJSON *answer)
{
    for (cJSON *item = answer; item; item = item->next) {
        if (cJSON_IsString(item))
            lun_utf8_plain(item->valuestring, strlen(item->valuestring), LUN_PLAIN_LINES);
        else
            lun_plain_json(item->child);
    }
}

void lun_table_add(lun_table *table, const char *const *cells)
{
    for (uint32_t i = 0; i < table->columns; i++) {
        char *copy = clean(cells[i]);
        if (!copy || lun_vec_push(&table->cells, copy) < 0) {
            lun_free(copy);
            table->failed = 1;
        }
    }
}

void lun_table_wrap(lun_table *table)
{
    table->wraps = 1;
}

static size_t width_of(const char *text, size_t len)
{
    size_t width = 0;
    unsigned n;
    for (size_t i = 0; i < len; i += n) {
        uint32_t c = lun_utf8_decode(text + i, len - i, &n);
        int w = c == LUN_UTF8_BAD ? 1 : wcwidth((wchar_t)c);
        width += w < 0 ? 1 : (size_t)w;
    }
    return width;
}

static size_t terminal_width(FILE *out)
{
    struct winsize size;
    if (!isatty(fileno(out)) || ioctl(fileno(out), TIOCGWINSZ, &size) < 0 || size.ws_col < 20)
        return SIZE_MAX;
    return size.ws_col;
}

/* Columns of a word: what stands between ESC and m is none. */
static size_t width_of_word(const char *word, size_t len)
{
    size_t width = 0;
    while (len > 0) {
        const char *escape = memchr(word, '\033', len), *stop = escape ? memchr(escape, 'm', len) : NULL;
        size_t n = stop ? (size_t)(escape - word) : len;
        width += width_of(word, n);
        n = stop ? (size_t)(stop - word) + 1 : len;
        word += n;
        len -= n;
    }
    return width;
}

/* Goes on below itself, where the line begins, when the terminal has no more room. */
static void print_wrapped(FILE *out, const char *text, size_t indent)
{
    size_t columns = terminal_width(out), used = indent;
    while (*text) {
        size_t spaces = strspn(text, " "), len = strcspn(text + spaces, " "), width = width_of_word(text + spaces, len);
        if (used > indent && spaces && width > columns - (used + spaces < columns ? used + spaces : columns)) {
            fprintf(out, "\n%*s", (int)indent, "");
            used = indent;
        } else {
            fprintf(out, "%*s", (int)spaces, "");
            used += spaces;
        }
        fwrite(text + spaces, 1, len, out);
        used += width;
        text += spaces + len;
    }
}

void lun_text_print(FILE *out, const char *text, unsigned indent)
{
    fprintf(out, "%*s", (int)indent, "");
    print_wrapped(out, text, indent);
    fputc('\n', out);
}

void lun_text_print_behind(FILE *out, const char *left, const char *text, unsigned indent)
{
    size_t width = width_of(left, strlen(left));
    fprintf(out, "%s%*s", left, width < indent ? (int)(indent - width) : 1, "");
    print_wrapped(out, text, indent);
    fputc('\n', out);
}

/* "  word   what it is": what it is goes on below itself. */
static void print_item(FILE *out, lun_buf *line)
{
    if (!line->data) {
        fputc('\n', out);
        return;
    }
    char *start = line->data, *gap = *start == ' ' ? strstr(start + strspn(start, " "), "  ") : NULL;
    size_t indent = gap ? (size_t)(gap - start) + strspn(gap, " ") : 0;
    if (gap) {
        *gap = '\0';
        lun_text_print_behind(out, start, start + indent, (unsigned)indent);
    } else
        lun_text_print(out, start, 0);
}

void lun_text_reflow(FILE *out, const char *text)
{
    lun_buf line = LUN_BUF_INIT;
    for (const char *stop; *text; text = *stop ? stop + 1 : stop) {
        stop = strchrnul(text, '\n');
        lun_buf_add(&line, text, (size_t)(stop - text));
        if (*stop && stop[1] != ' ' && stop[1] != '\n' && stop - text >= FULL_LINE && terminal_width(out) != SIZE_MAX) {
            lun_buf_adds(&line, " ");
            continue;
        }
        print_item(out, &line);
        lun_buf_reset(&line);
    }
    lun_buf_clear(&line);
}

/* Prints at most `room` columns of the text; an ellipsis stands for what was cut. Returns the columns used. */
static size_t print_cut(FILE *out, const char *text, size_t room)
{
    size_t len = strlen(text), width = width_of(text, len), used = 0;
    unsigned n;
    if (width <= room) {
        fputs(text, out);
        return width;
    }
    for (size_t i = 0; i < len; i += n) {
        lun_utf8_decode(text + i, len - i, &n);
        size_t w = width_of(text + i, n);
        if (used + w + 1 > room)
            break;
        fwrite(text + i, 1, n, out);
        used += w;
    }
    fputs("\xE2\x80\xA6", out);
    return used + 1;
}

static void print_row(const lun_table *table, size_t row, uint32_t shown, const size_t *widths, size_t terminal,
                      FILE *out)
{
    size_t used = 0;
    for (uint32_t c = 0; c < shown; c++) {
        const char *cell = table->cells.items[row * table->columns + c];
        size_t room = terminal == SIZE_MAX ? SIZE_MAX : terminal - used;
        if (c + 1 < table->columns && widths[c] < room)
            room = widths[c];
        if (table->wraps && c + 1 == table->columns && room >= WRAP_WIDTH) {
            print_wrapped(out, cell, used);
            break;
        }
        size_t printed = print_cut(out, cell, room);
        if (c + 1 == shown)
            break;
        for (size_t i = printed; i < widths[c] + 2; i++)
            fputc(' ', out);
        used += widths[c] + 2;
    }
    fputc('\n', out);
}

/* How many columns there is room for: of the last one at least its first few letters. */
static uint32_t count_shown(const lun_table *table, const size_t *widths, size_t terminal)
{
    size_t used = 0;
    for (uint32_t c = 0; c < table->columns && terminal != SIZE_MAX; c++) {
        size_t least = widths[c] < LEAST_WIDTH ? widths[c] : LEAST_WIDTH;
        if (c > 0 && used + least > terminal)
            return c;
        used += widths[c] + 2;
    }
    return table->columns;
}

uint32_t lun_table_print(const lun_table *table, FILE *out)
{
    size_t rows = table->columns ? table->cells.n / table->columns : 0, terminal = terminal_width(out);
    size_t *widths = lun_calloc(table->columns + 1, sizeof *widths);
    if (!widths || table->failed) {
        lun_free(widths);
        fprintf(stderr, "error: no memory for a table\n");
        return table->columns;
    }
    for (size_t i = 0; i < rows * table->columns; i++) {
        size_t width = width_of(table->cells.items[i], strlen(table->cells.items[i]));
        size_t most = terminal == SIZE_MAX ? SIZE_MAX : terminal / 2;
        if (width > widths[i % table->columns])
            widths[i % table->columns] = width < most ? width : most;
    }
    uint32_t shown = count_shown(table, widths, terminal);
    for (size_t row = 0; row < rows; row++)
        print_row(table, row, shown, widths, terminal, out);
    lun_free(widths);
    return shown;
}

void lun_table_say_cut(const lun_table *table, uint32_t shown, const char *remedy)
{
    lun_buf said = LUN_BUF_INIT;
    if (shown >= table->columns || table->cells.n < table->columns)
        return;
    lun_buf_addf(&said, "%u of %u columns have no room here: ", table->columns - shown, table->columns);
    for (uint32_t c = shown; c < table->columns; c++)
        lun_buf_addf(&said, "%s%s", c > shown ? ", " : "", table->cells.items[c]);
    lun_buf_addf(&said, "; %s", remedy);
    fflush(stdout);
    if (!said.failed)
        lun_text_print(stderr, said.data, 0);
    lun_buf_clear(&said);
}

int lun_listing_ask(cJSON **out, lun_script *script, const char *name, const char *json, lun_error *err)
{
    lun_buf answer = LUN_BUF_INIT;
    int rc = lun_script_call(script, name, json, &answer, err);
    *out = NULL;
    if (rc == LUN_OK)
        rc = lun_json_parse(out, answer.data ? answer.data : "null", answer.data ? answer.len : 4, NULL, err);
    lun_buf_clear(&answer);
    return rc;
}

static int corpus_documents(const char *path, lun_listing_visit *visit, void *context, lun_error *err)
{
    lun_store *store = NULL;
    lun_rows *rows = NULL;
    lun_document *document;
    lun_cell cell;
    int rc, visited = 0;
    if ((rc = lun_store_open(&store, path, LUN_STORE_READ, err)) < 0)
        return rc;
    rc = lun_store_query(&rows, store, "SELECT id FROM document ORDER BY id", NULL, NULL, 0, err);
    while (rc >= 0 && visited == 0 && (rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if ((rc = lun_store_get(store, cell.integer, &document, NULL, err)) < 0)
            break;
        lun_stored_forget_said(document);
        visited = visit(context, document, err);
        lun_document_free(document);
    }
    lun_rows_close(rows);
    lun_store_close(store);
    return rc < 0 ? rc : visited < 0 ? visited : LUN_OK;
}

lun_load_options lun_listing_options(const lun_arguments *arguments)
{
    return (lun_load_options){ .globs = arguments->globs.n ? arguments->globs.items : NULL,
                               .path_template = lun_bare_is_meant(arguments) ? NULL : arguments->path,
                               .sidecar = arguments->meta,
                               .text_column = arguments->text_column,
                               .language = arguments->language_is,
                               .limit = arguments->limit,
                               .hidden = arguments->hidden };
}

/* PDF files are read by a converter of our own. */
static int source_documents(const lun_texts *words, size_t first, const lun_load_options *options,
                            lun_listing_visit *visit, void *context, lun_error *err)
{
    lun_converter converter = LUN_CONVERTER_NONE;
    lun_load_options own = *options;
    lun_source *source;
    lun_document *document;
    int visited = 0;
    own.convert = lun_converter_convert;
    own.convert_context = &converter;
    int rc = lun_source_open(&source, words->items + first, words->n - first, &own, err);
    if (rc < 0)
        return rc;
    while (visited == 0 && (rc = lun_source_next(source, &document, err)) > 0) {
        if (!lun_load_has_problem(document, LUN_OWN_OUTPUT) && !lun_load_has_problem(document, LUN_OWN_CORPUS))
            visited = visit(context, document, err);
        lun_document_free(document);
    }
    lun_source_close(source);
    lun_converter_close(&converter);
    return rc < 0 ? rc : visited < 0 ? visited : LUN_OK;
}

int lun_listing_documents(const lun_texts *words, size_t first, const lun_load_options *options,
                          lun_listing_visit *visit, void *context, lun_error *err)
{
    if (words->n == first + 1 && lun_store_is_corpus(words->items[first]))
        return corpus_documents(words->items[first], visit, context, err);
    for (size_t i = first; i < words->n; i++) {
        if (!lun_store_is_corpus(words->items[i]))
            continue;
        lun_error_set(err, LUN_EUSAGE, "'%s' is a corpus, and other sources are named beside it", words->items[i]);
        return lun_error_hint(err, "name it by itself");
    }
    return source_documents(words, first, options, visit, context, err);
}

/* Many messages name their file already. */
void lun_listing_problem(const lun_document *document, const lun_problem *problem)
{
    const char *uri = document->uri ? document->uri : "-";
    if (strncmp(problem->message, uri, strcspn(uri, "#")) == 0)
        lun_log(LUN_LEVEL_WARNING, "%s", problem->message);
    else
        lun_log(LUN_LEVEL_WARNING, "%s: %s", uri, problem->message);
}

void lun_listing_empty(const lun_arguments *arguments, const char *source)
{
    if (!arguments->quiet)
        lun_log(LUN_LEVEL_WARNING, "nothing to read was found in %s; check the name, --glob and ignore files", source);
}
