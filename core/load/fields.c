/*
** fields.c - puts what readers found into the document: its fields, metadata, text.
**
** Invariant: what is set is normal: a date is "2021-08-18" or a year, "2021", a country alpha-2, a language a lower-case code. What
** cannot be made so is kept as metadata under its own key and said in a problem.
*/
#include "load/reader.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/json.h"

#define META_MOST 4096 /* keys of one document: each new one is compared with all before it */

static const struct {
    const char *key;
    lun_field field;
} names[] = {
    { "id", LUN_FIELD_ID },
    { "uri", LUN_FIELD_URI },
    { "title", LUN_FIELD_TITLE },
    { "headline", LUN_FIELD_TITLE },
    { "date", LUN_FIELD_DATE },
    { "published", LUN_FIELD_DATE },
    { "published_at", LUN_FIELD_DATE },
    { "publication_date", LUN_FIELD_DATE },
    { "pubdate", LUN_FIELD_DATE },
    { "pub_date", LUN_FIELD_DATE },
    { "dct", LUN_FIELD_DATE },
    { "language", LUN_FIELD_LANGUAGE },
    { "lang", LUN_FIELD_LANGUAGE },
    { "source", LUN_FIELD_SOURCE },
    { "publisher", LUN_FIELD_SOURCE },
    { "country", LUN_FIELD_COUNTRY },
    { "text", LUN_FIELD_TEXT },
    { "body", LUN_FIELD_TEXT },
    { "content", LUN_FIELD_TEXT },
    { "full_text", LUN_FIELD_TEXT },
    { "fulltext", LUN_FIELD_TEXT },
    { "article", LUN_FIELD_TEXT },
    { "article_text", LUN_FIELD_TEXT },
};

static const char **slot(lun_document *document, lun_field field)
{
    switch (field) {
    case LUN_FIELD_ID:
        return &document->id;
    case LUN_FIELD_URI:
        return &document->uri;
    case LUN_FIELD_TITLE:
        return &document->title;
    case LUN_FIELD_DATE:
        return &document->date;
    case LUN_FIELD_LANGUAGE:
        return &document->language;
    case LUN_FIELD_SOURCE:
        return &document->source;
    case LUN_FIELD_COUNTRY:
        return &document->country;
    case LUN_FIELD_TEXT:
    case LUN_FIELD_NONE:
        break;
    }
    return NULL;
}

static const char *name_of(lun_field field)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].field == field)
            return names[i].key;
    }
    return "field";
}

/* A year alone: what corpora of speeches and treaties tell of their texts. */
static int is_year(const char *value)
{
    return strlen(value) == 4 && strspn(value, "0123456789") == 4 && (*value == '1' || *value == '2');
}

/* The value in its normal form in out[size]; 1 if understood. */
static int normal_form(lun_field field, const char *value, char *out, size_t size)
{
    if (field == LUN_FIELD_DATE && is_year(value)) {
        memcpy(out, value, 5);
        return 1;
    }
    if (field == LUN_FIELD_DATE) {
        int32_t day = lun_day_parse_loose(value);
        if (day == LUN_DAY_NONE)
            return 0;
        lun_day_format(day, out);
        return 1;
    }
    if (field == LUN_FIELD_COUNTRY)
        return lun_load_country(value, out);
    size_t n = 0; /* a language: the primary subtag */
    while (isalpha((unsigned char)value[n]) && n < size - 1) {
        out[n] = (char)tolower((unsigned char)value[n]);
        n++;
    }
    out[n] = '\0';
    return (n == 2 || n == 3) && (value[n] == '\0' || value[n] == '-' || value[n] == '_');
}

int lun_load_is_language(const char *code)
{
    char normal[16];
    return normal_form(LUN_FIELD_LANGUAGE, code, normal, sizeof normal);
}

static int keep_unknown(lun_document *document, lun_field field, const char *value, const char *place, lun_error *err)
{
    static const char *const remedy[] = {
        [LUN_FIELD_DATE] = "write it as 2021-08-18, or the year alone",
        [LUN_FIELD_COUNTRY] = "write it as an ISO code or an English name",
        [LUN_FIELD_LANGUAGE] = "write it as an ISO 639 code such as en",
    };
    char code[40] = "unknown-";
    strcat(code, name_of(field));
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, code, "%s: %s '%.80s' is not understood; %s", place,
                         name_of(field), value, remedy[field]);
    return lun_load__meta_string(document, name_of(field), value, strlen(value), err);
}

/*
** Makes room for one more; the array lives in the arena, so a larger one replaces it when the number reaches a power
** of two.
*/
static int meta_reserve(lun_document *document, lun_error *err)
{
    uint32_t n = document->n_meta;
    if (n != 0 && (n < 4 || (n & (n - 1)) != 0))
        return 0;
    lun_meta *larger = lun_arena_alloc(document->arena, (n == 0 ? 4 : (size_t)n * 2) * sizeof *larger);
    if (larger == NULL)
        return lun_load__no_memory(err);
    if (n > 0)
        memcpy(larger, document->meta, n * sizeof *larger);
    document->meta = larger;
    return 0;
}

lun_field lun_load__field(const char *key)
{
    size_t n = strlen(key), skip = 0;
    while (n > 0 && key[n - 1] == ' ')
        n--;
    while (skip < n && key[skip] == ' ')
        skip++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].key) == n - skip && strncasecmp(names[i].key, key + skip, n - skip) == 0)
            return names[i].field;
    }
    return LUN_FIELD_NONE;
}

const char *lun_load__get(const lun_document *document, lun_field field)
{
    const char **at = slot((lun_document *)(uintptr_t)document, field);
    return at == NULL ? NULL : *at;
}

int lun_load__no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "out of memory while a document was loaded");
}

int lun_load__copy(lun_document *document, const char **out, const char *text, size_t len, lun_error *err)
{
    char *copy = lun_arena_strndup(document->arena, text, len);
    if (copy == NULL)
        return lun_load__no_memory(err);
    *out = copy;
    return 0;
}

void lun_load_readable(lun_buf *out, const char *path, size_t len, lun_letters letters)
{
    for (size_t at = 0; at < len;) {
        unsigned width;
        int good = lun_utf8_decode(path + at, len - at, &width) != LUN_UTF8_BAD;
        if (good)
            lun_buf_add(out, path + at, width);
        for (size_t i = at; !good && i < at + width; i++)
            lun_buf_addf(out, letters == LUN_LETTERS_LARGE ? "%%%02X" : "%%%02x", (unsigned char)path[i]);
        at += width;
    }
    lun_buf_adds(out, "");
}

int lun_load__copy_path(lun_document *document, const char **out, const char *path, size_t len, lun_error *err)
{
    lun_buf escaped = LUN_BUF_INIT;
    if (lun_utf8_valid(path, len))
        return lun_load__copy(document, out, path, len, err);
    lun_load_readable(&escaped, path, len, LUN_LETTERS_LARGE);
    int rc = escaped.failed ? lun_load__no_memory(err) : lun_load__copy(document, out, escaped.data, escaped.len, err);
    lun_buf_clear(&escaped);
    return rc;
}

int lun_load__set(lun_document *document, lun_field field, const char *value, size_t len, const char *place,
                  lun_error *err)
{
    while (len > 0 && isspace((unsigned char)value[0])) {
        value++;
        len--;
    }
    while (len > 0 && isspace((unsigned char)value[len - 1]))
        len--;
    const char **at = slot(document, field), *copy = NULL;
    if (len == 0 || at == NULL)
        return 0;
    if (lun_load__copy(document, &copy, value, len, err) < 0)
        return LUN_ENOMEM;
    if (field == LUN_FIELD_DATE || field == LUN_FIELD_COUNTRY || field == LUN_FIELD_LANGUAGE) {
        char normal[16];
        if (!normal_form(field, copy, normal, sizeof normal))
            return keep_unknown(document, field, copy, place, err);
        return lun_load__copy(document, at, normal, strlen(normal), err);
    }
    *at = copy;
    return 0;
}

int lun_load__meta(lun_document *document, const char *key, const char *json, lun_error *err)
{
    const char *name = NULL, *value = NULL;
    int rc = lun_load__copy(document, &value, json, strlen(json), err);
    if (rc < 0)
        return rc;
    for (uint32_t i = 0; i < document->n_meta; i++) {
        if (strcmp(document->meta[i].key, key) == 0) {
            document->meta[i].value = value;
            return 0;
        }
    }
    if (document->n_meta >= META_MOST) {
        if (document->last_problem == NULL || strcmp(document->last_problem->code, "too-many-keys") != 0)
            lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-many-keys",
                                 "%s: more than %d keys of metadata; the rest was left out: write them into one list",
                                 document->uri, META_MOST);
        return 0;
    }
    if ((rc = lun_load__copy(document, &name, key, strlen(key), err)) < 0 || (rc = meta_reserve(document, err)) < 0)
        return rc;
    document->meta[document->n_meta++] = (lun_meta){ .key = name, .value = value };
    return 0;
}

int lun_load__meta_string(lun_document *document, const char *key, const char *value, size_t len, lun_error *err)
{
    lun_buf json = LUN_BUF_INIT;
    lun_json_add_string(&json, value, len);
    int rc = json.failed ? lun_load__no_memory(err) : lun_load__meta(document, key, json.data, err);
    lun_buf_clear(&json);
    return rc;
}

int lun_load__document(lun_document **out, const char *uri, const char *id, lun_error *err)
{
    *out = NULL;
    lun_document *document = lun_document_new();
    if (document == NULL)
        return lun_load__no_memory(err);
    int rc = lun_load__copy_path(document, &document->uri, uri, strlen(uri), err);
    if (rc == 0)
        rc = lun_load__copy_path(document, &document->id, id, strlen(id), err);
    if (rc == 0)
        rc = lun_document_set_text(document, "", 0, err);
    if (rc < 0) {
        lun_document_free(document);
        return rc;
    }
    document->media_type = "text/plain";
    *out = document;
    return 0;
}

int lun_load__take_text(lun_document *document, const lun_decoded *decoded, lun_error *err)
{
    int rc = lun_document_set_text(document, decoded->text, decoded->len, err);
    if (rc == LUN_ELIMIT) {
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-large",
                             "%s: the text has %zu bytes, more than 4 GiB; split the file", document->uri,
                             decoded->len);
        return 0;
    }
    return rc;
}

/* White space, and signs that show nothing. */
static int is_blank(uint32_t c)
{
    return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

int lun_load__drop_blank(lun_document *document, lun_error *err)
{
    unsigned width;
    for (size_t at = 0; at < document->len; at += width) {
        if (!is_blank(lun_utf8_decode(document->text + at, document->len - at, &width)))
            return 0;
    }
    return lun_document_set_text(document, "", 0, err);
}
