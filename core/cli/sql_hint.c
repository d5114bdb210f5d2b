/*
** sql_hint.c - why a query found nothing: it compares a column with a text that no row can have there. Sits on the corpus's schema.
**
** Only COLUMN = 'text' is looked at, and only columns of which the values are known beforehand: fields that take one of some words, and codes of
** countries. What is not sure is passed over: the note is a help, the answer of the query stands.
*/
#include "cli/sql_hint.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "load/load.h"
#include "match/complain.h"

#define WORD_MOST 64 /* bytes of a column's name and of a text: longer ones are no slip of a word */

typedef struct comparison {
    char column[WORD_MOST], text[WORD_MOST];
} comparison;

static int is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The name that ends before `at`, where blanks and = stand between. 0 where none does. */
static int read_column(char *out, const char *query, const char *at)
{
    const char *stop = at, *start;
    int n = 0;
    while (stop > query && (isspace((unsigned char)stop[-1]) || stop[-1] == '='))
        n += *--stop == '=';
    for (start = stop; start > query && is_word(start[-1]);)
        start--;
    if (!n || start == stop || stop - start >= WORD_MOST)
        return 0;
    memcpy(out, start, (size_t)(stop - start));
    out[stop - start] = '\0';
    return 1;
}

/* The next COLUMN = 'text' from *at on, which goes behind it. 0 at the end. */
static int next_comparison(comparison *out, const char *query, const char **at)
{
    const char *quote;
    while ((quote = strchr(*at, '\'')) != NULL) {
        size_t len = strcspn(quote + 1, "'");
        if (quote[1 + len] == '\0')
            return 0;
        *at = quote + len + 2;
        if (len >= WORD_MOST || !read_column(out->column, query, quote))
            continue;
        memcpy(out->text, quote + 1, len);
        out->text[len] = '\0';
        return 1;
    }
    return 0;
}

static int holds_codes(const char *column)
{
    size_t len = strlen(column);
    return strcmp(column, "country") == 0 || strcmp(column, "iso") == 0 ||
           (len > 8 && strcmp(column + len - 8, "_country") == 0);
}

static int say_code(const comparison *c)
{
    char code[3];
    if (!holds_codes(c->column) || !lun_load_country(c->text, code) || strcmp(code, c->text) == 0)
        return 0;
    lun_log(LUN_LEVEL_NOTE, "column '%s' holds codes of countries: %s = '%s'", c->column, c->column, code);
    return 1;
}

static const lun_field *enum_of(const lun_layer *layer, const char *column)
{
    for (uint32_t i = 0; i < layer->n_fields; i++) {
        if (layer->fields[i].type == LUN_TYPE_ENUM && strcmp(layer->fields[i].name, column) == 0)
            return &layer->fields[i];
    }
    return NULL;
}

static void say_options(const lun_layer *layer, const lun_field *field, const char *text)
{
    lun_buf options = LUN_BUF_INIT;
    lun_nearest nearest;
    lun_nearest_start(&nearest, text);
    for (uint32_t i = 0; i < field->n_options; i++) {
        lun_nearest_offer(&nearest, field->options[i]);
        lun_buf_addf(&options, "%s%s", i ? ", " : "", field->options[i]);
    }
    if (nearest.name && options.data)
        lun_log(LUN_LEVEL_NOTE, "%s.%s is never '%s': did you mean '%s'? There are: %s", layer->name, field->name, text,
                nearest.name, options.data);
    else if (options.data)
        lun_log(LUN_LEVEL_NOTE, "%s.%s is never '%s'; there are: %s", layer->name, field->name, text, options.data);
    lun_buf_clear(&options);
}

/* Of the layers that the query names: one has such a field, and none takes this word there. */
static int say_word(const lun_schema *schema, const char *query, const comparison *c)
{
    const lun_layer *layer = NULL;
    const lun_field *field = NULL;
    for (uint32_t i = 0; i < lun_schema_count(schema); i++) {
        const lun_layer *one = lun_schema_layer(schema, i);
        const lun_field *found = strstr(query, one->name) ? enum_of(one, c->column) : NULL;
        for (uint32_t o = 0; found && o < found->n_options; o++) {
            if (strcmp(found->options[o], c->text) == 0)
                return 0;
        }
        layer = found && !layer ? one : layer;
        field = found && !field ? found : field;
    }
    if (field)
        say_options(layer, field, c->text);
    return field != NULL;
}

void lun_sql_hint_say(const lun_store *store, const char *query)
{
    comparison c;
    const char *at = query;
    while (next_comparison(&c, query, &at)) {
        if (say_code(&c) || say_word(lun_store_schema(store), query, &c))
            return;
    }
}
