/*
** parcel_document.c - a document and its rows as bytes. Sits on wire.c and core/annotate.
**
** Rows come in the order of their ids, which count from 1, so ids are not sent. Starts are sent as distances: settled
** rows are in order of place. What comes back is checked here as far as bytes go, by lun_annotations_add_all as far as
** layers and fields go.
*/
#include <stdio.h>
#include <string.h>

#include "run/parcel.h"
#include "text/sketch.h"

#define ROW_LEAST 6    /* bytes of the smallest row: layer, start, length, rule, entity, fields */
#define ENTITY_LEAST 3 /* kind, name, identity */
/* What a small frame can make of memory: more than honest workers ever send. */
#define ROWS_MAX 4000000   /* rows of a document, beside one a byte of text (tokens) */
#define ITEMS_MAX 40000000 /* items of all lists of a document */
#define META_MAX 1000000
#define PROBLEMS_MAX 100000

/* ---- writing ---- */

void lun_parcel_document(lun_buf *out, const lun_document *document)
{
    const char *const texts[] = { document->uri,    document->id,      document->media_type,
                                  document->title,  document->date,    document->language,
                                  document->source, document->country, document->origin };
    uint64_t problems = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        lun_wire_text(out, texts[i]);
    lun_buf_add(out, (const char *)document->hash, sizeof document->hash);
    lun_buf_add(out, (const char *)document->identity, sizeof document->identity);
    lun_wire_number(out, document->line);
    lun_wire_number(out, document->plain);
    lun_wire_number(out, document->sketch ? document->sketch->words + (uint64_t)1 : 0);
    if (document->sketch)
        lun_buf_add(out, (const char *)document->sketch->bins, LUN_SKETCH_BINS);
    lun_wire_number(out, document->n_meta);
    for (uint32_t i = 0; i < document->n_meta; i++) {
        lun_wire_text(out, document->meta[i].key);
        lun_wire_text(out, document->meta[i].value);
    }
    lun_wire_bytes(out, document->text ? document->text : "", document->len);
    for (const lun_problem *p = document->problems; p; p = p->next)
        problems++;
    lun_wire_number(out, problems);
    for (const lun_problem *p = document->problems; p; p = p->next) {
        lun_wire_number(out, p->class);
        lun_wire_text(out, p->code);
        lun_wire_text(out, p->message);
    }
}

static void add_item(lun_buf *out, const lun_value *value)
{
    switch (value->type) {
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        break;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        lun_wire_bytes(out, value->as.text, value->n);
        break;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        lun_wire_signed(out, value->as.integer);
        break;
    case LUN_TYPE_NUMBER:
        lun_wire_double(out, value->as.number);
        break;
    case LUN_TYPE_SPAN:
        lun_wire_number(out, value->as.span.start);
        lun_wire_number(out, value->as.span.stop - value->as.span.start);
        break;
    case LUN_TYPE_ENTITY:
        lun_wire_number(out, value->as.ref.entity);
        lun_wire_number(out, value->as.ref.mention);
        break;
    case LUN_TYPE_ANNOTATION:
        lun_wire_number(out, value->as.annotation);
    }
}

/* Field by field what is there: number of the field + 1, the value; 0 ends. */
static void add_values(lun_buf *out, const lun_annotation *row, uint32_t n_fields)
{
    for (uint32_t f = 0; f < n_fields; f++) {
        const lun_value *value = &row->values[f];
        if (value->type == LUN_TYPE_NONE)
            continue;
        lun_wire_number(out, f + 1);
        if (value->type != LUN_TYPE_LIST) {
            add_item(out, value);
            continue;
        }
        lun_wire_number(out, value->n);
        for (uint32_t i = 0; i < value->n; i++)
            add_item(out, &value->as.items[i]);
    }
    lun_wire_number(out, 0);
}

void lun_parcel_rows(lun_buf *out, const lun_annotations *set)
{
    const lun_schema *schema = lun_annotations_schema(set);
    uint32_t entities = lun_annotations_entity_count(set), last = lun_annotations_last(set), start = 0;
    lun_wire_number(out, entities);
    for (uint32_t i = 1; i <= entities; i++) {
        const lun_entity *entity = lun_annotations_entity_get(set, i);
        lun_wire_text(out, entity->kind);
        lun_wire_text(out, entity->name);
        lun_wire_text(out, entity->identity);
    }
    lun_wire_number(out, last);
    for (uint32_t id = 1; id <= last; id++) {
        const lun_annotation *row = lun_annotations_get(set, id);
        lun_wire_number(out, row->layer);
        lun_wire_signed(out, (int64_t)row->span.start - start);
        lun_wire_number(out, row->span.stop - row->span.start);
        lun_wire_number(out, row->rule);
        lun_wire_number(out, row->entity);
        add_values(out, row, lun_schema_layer(schema, row->layer)->n_fields);
        start = row->span.start;
    }
}

/* ---- reading ---- */

static int malformed(lun_error *err, const char *what)
{
    return lun_error_set(err, LUN_EFORMAT, "a worker's answer is malformed (%s)", what);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a document");
}

/* The reader is bad: why. */
static int refused(const lun_wire *in, lun_error *err, const char *what)
{
    return in->bad == 2 ? no_memory(err) : malformed(err, what);
}

/* The rows fit no layer. What is said of that quotes them, so it is cleaned. */
static int unfit(lun_error *err)
{
    char detail[200];
    if (!err)
        return LUN_EFORMAT;
    snprintf(detail, sizeof detail, "%.199s", err->message);
    for (size_t i = 0; detail[i]; i++)
        detail[i] = (unsigned char)detail[i] < 0x20 || detail[i] == 0x7F ? ' ' : detail[i];
    for (size_t len = strlen(detail); len && !lun_utf8_valid(detail, len);)
        detail[--len] = '\0';
    return malformed(err, detail);
}

static int take_metadata(lun_document *document, lun_wire *in, lun_error *err)
{
    size_t n = lun_wire_take_count(in, 2);
    if (n > META_MAX)
        return malformed(err, "metadata");
    document->meta = lun_arena_calloc(document->arena, n + 1, sizeof *document->meta);
    if (!document->meta)
        return no_memory(err);
    for (size_t i = 0; i < n && !in->bad; i++) {
        document->meta[i].key = lun_wire_need_text(in, document->arena);
        document->meta[i].value = lun_wire_need_text(in, document->arena);
    }
    document->n_meta = in->bad ? 0 : (uint32_t)n;
    return LUN_OK;
}

static void take_problems(lun_document *document, lun_wire *in)
{
    size_t n = lun_wire_take_count(in, 3);
    if (n > PROBLEMS_MAX)
        lun_wire_refuse(in);
    for (size_t i = 0; i < n && !in->bad; i++) {
        uint64_t class = lun_wire_take_number(in);
        const char *code = lun_wire_need_text(in, document->arena), *message = lun_wire_need_text(in, document->arena);
        if (!in->bad)
            lun_document_problem(document, class ? LUN_PROBLEM_ENVIRONMENT : LUN_PROBLEM_DOCUMENT, code, "%s", message);
    }
}

static int take_sketch(lun_document *document, lun_wire *in, lun_error *err)
{
    uint64_t words = lun_wire_take_number(in);
    const char *bins = words && words <= UINT32_MAX ? lun_wire_take_raw(in, LUN_SKETCH_BINS) : NULL;
    if (words > UINT32_MAX)
        lun_wire_refuse(in);
    if (!bins)
        return LUN_OK;
    lun_sketch *sketch = lun_arena_alloc(document->arena, sizeof *sketch);
    if (!sketch)
        return no_memory(err);
    sketch->words = (uint32_t)(words - 1);
    memcpy(sketch->bins, bins, LUN_SKETCH_BINS);
    document->sketch = sketch;
    return LUN_OK;
}

int lun_parcel_take_document(lun_document **out, lun_wire *in, lun_error *err)
{
    lun_document *document = *out = lun_document_new();
    size_t len;
    int rc;
    if (!document)
        return no_memory(err);
    document->uri = lun_wire_need_text(in, document->arena);
    document->id = lun_wire_need_text(in, document->arena);
    const char **const texts[] = { &document->media_type, &document->title,   &document->date,  &document->language,
                                   &document->source,     &document->country, &document->origin };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = lun_wire_take_text(in, document->arena);
    const char *hash = lun_wire_take_raw(in, sizeof document->hash);
    const char *identity = lun_wire_take_raw(in, sizeof document->identity);
    document->line = lun_wire_take_u32(in);
    document->plain = lun_wire_take_u32(in) == 1;
    if ((rc = take_sketch(document, in, err)) < 0)
        return rc;
    if (hash && identity) {
        memcpy(document->hash, hash, sizeof document->hash);
        memcpy(document->identity, identity, sizeof document->identity);
    }
    if ((rc = take_metadata(document, in, err)) < 0)
        return rc;
    const char *text = lun_wire_take_bytes(in, &len);
    if (in->bad || !text || memchr(text, '\0', len) || !lun_utf8_valid(text, len))
        return refused(in, err, "document");
    if ((rc = lun_document_set_text(document, text, len, err)) < 0)
        return rc;
    take_problems(document, in);
    return in->bad ? refused(in, err, "problems") : LUN_OK;
}

typedef struct taking {
    lun_wire *in;
    lun_document *document;
    const lun_schema *schema;
    uint32_t n_rules;
    uint32_t before; /* rows that were there: what refers to rows counts from them */
    size_t items;    /* of lists, so far */
    lun_error *err;
} taking;

static int take_entities(const taking *t, lun_annotations *set)
{
    size_t n = lun_wire_take_count(t->in, ENTITY_LEAST);
    for (size_t i = 0; i < n && !t->in->bad; i++) {
        const char *kind = lun_wire_need_text(t->in, t->document->arena),
                   *name = lun_wire_need_text(t->in, t->document->arena),
                   *identity = lun_wire_take_text(t->in, t->document->arena);
        if (t->in->bad)
            break;
        uint32_t number = lun_annotations_entity(set, kind, name, identity);
        if (!number)
            return no_memory(t->err);
        if (number != i + 1)
            return malformed(t->err, "an entity twice");
    }
    return t->in->bad ? refused(t->in, t->err, "entities") : LUN_OK;
}

static void take_span(lun_wire *in, lun_span *span)
{
    uint32_t start = lun_wire_take_u32(in), len = lun_wire_take_u32(in);
    if (len > UINT32_MAX - start)
        lun_wire_refuse(in);
    *span = (lun_span){ start, len > UINT32_MAX - start ? start : start + len };
}

static uint32_t take_reference(const taking *t)
{
    uint32_t number = lun_wire_take_u32(t->in);
    if (number > UINT32_MAX - t->before)
        lun_wire_refuse(t->in);
    return number && !t->in->bad ? number + t->before : 0;
}

static void take_item(const taking *t, const lun_field *field, lun_value *out)
{
    lun_wire *in = t->in;
    size_t len;
    out->type = field->type;
    switch (field->type) {
    case LUN_TYPE_NONE:
    case LUN_TYPE_LIST:
        lun_wire_refuse(in);
        break;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        out->as.text = lun_wire_take_bytes(in, &len);
        out->n = (uint32_t)len;
        if (!out->as.text || memchr(out->as.text, '\0', len) || !lun_utf8_valid(out->as.text, len))
            lun_wire_refuse(in);
        break;
    case LUN_TYPE_INTEGER:
        out->as.integer = lun_wire_take_signed(in);
        break;
    case LUN_TYPE_BOOLEAN:
        out->as.integer = lun_wire_take_signed(in);
        if (out->as.integer < 0 || out->as.integer > 1)
            lun_wire_refuse(in);
        break;
    case LUN_TYPE_NUMBER:
        out->as.number = lun_wire_take_double(in);
        break;
    case LUN_TYPE_SPAN:
        take_span(in, &out->as.span);
        break;
    case LUN_TYPE_ENTITY:
        out->as.ref.entity = lun_wire_take_u32(in);
        out->as.ref.mention = take_reference(t);
        break;
    case LUN_TYPE_ANNOTATION:
        out->as.annotation = take_reference(t);
    }
}

static int take_list(taking *t, const lun_field *field, lun_value *out)
{
    size_t n = lun_wire_take_count(t->in, 1);
    if ((t->items += n) > ITEMS_MAX)
        return malformed(t->err, "lists");
    lun_value *items = lun_arena_calloc(t->document->arena, n + 1, sizeof *items);
    if (!items)
        return no_memory(t->err);
    for (size_t i = 0; i < n && !t->in->bad; i++)
        take_item(t, field, &items[i]);
    *out = (lun_value){ .type = LUN_TYPE_LIST, .n = (uint32_t)n, .as.items = items };
    return LUN_OK;
}

static int take_values(taking *t, const lun_layer *layer, const lun_value **out)
{
    lun_value *values = NULL;
    int rc;
    for (uint32_t next = lun_wire_take_u32(t->in), last = 0; next && !t->in->bad; next = lun_wire_take_u32(t->in)) {
        if (next > layer->n_fields || next <= last)
            return malformed(t->err, "a field");
        if (!values && !(values = lun_arena_calloc(t->document->arena, layer->n_fields, sizeof *values)))
            return no_memory(t->err);
        const lun_field *field = &layer->fields[next - 1];
        if (!field->list)
            take_item(t, field, &values[next - 1]);
        else if ((rc = take_list(t, field, &values[next - 1])) < 0)
            return rc;
        last = next;
    }
    *out = values;
    return LUN_OK;
}

static int take_row(taking *t, lun_raw_row *row, uint32_t *start)
{
    uint32_t layer = lun_wire_take_u32(t->in);
    const lun_layer *type = layer < LUN_LAYER_NONE ? lun_schema_layer(t->schema, layer) : NULL;
    int64_t distance = lun_wire_take_signed(t->in);
    uint32_t len = lun_wire_take_u32(t->in);
    row->rule = lun_wire_take_u32(t->in);
    row->entity = lun_wire_take_u32(t->in);
    int64_t at = distance > UINT32_MAX || distance < -(int64_t)UINT32_MAX ? -1 : (int64_t)*start + distance;
    if (t->in->bad || !type || at < 0 || at > t->document->len || len > t->document->len || row->rule >= t->n_rules)
        return malformed(t->err, "a row");
    row->layer = (uint16_t)layer;
    row->span = (lun_span){ (uint32_t)at, (uint32_t)at + len };
    *start = (uint32_t)at;
    return take_values(t, type, &row->values);
}

int lun_parcel_fill_rows(lun_annotations *set, lun_wire *in, uint32_t n_rules, lun_error *err)
{
    lun_document *document = lun_annotations_document(set);
    taking t = { in, document, lun_annotations_schema(set), n_rules, lun_annotations_last(set), 0, err };
    uint32_t start = 0;
    int rc = take_entities(&t, set);
    if (rc < 0)
        return rc;
    size_t n = lun_wire_take_count(in, ROW_LEAST);
    if (n > (size_t)ROWS_MAX + document->len)
        return lun_error_set(err, LUN_ELIMIT, "a worker's answer has more than %d rows", ROWS_MAX);
    lun_raw_row *rows = lun_calloc(n + 1, sizeof *rows);
    if (!rows)
        return no_memory(err);
    for (size_t i = 0; i < n && rc == LUN_OK; i++)
        rc = take_row(&t, &rows[i], &start);
    if (rc == LUN_OK && in->bad)
        rc = refused(in, err, "rows");
    if (rc == LUN_OK)
        rc = lun_annotations_add_all(set, rows, n, err);
    lun_free(rows);
    return rc == LUN_EUSAGE ? unfit(err) : rc;
}

int lun_parcel_take_rows(lun_annotations **set, lun_wire *in, lun_document *document, const lun_schema *schema,
                         uint32_t n_rules, lun_error *err)
{
    *set = lun_annotations_new(document, schema);
    return *set ? lun_parcel_fill_rows(*set, in, n_rules, err) : no_memory(err);
}
