/*
** json.c - an analysed document as one line of JSON. Sits on annotations.c and core/base/json.h; the form is
** described in docs/store.md.
**
** Offsets become code points here. Absent fields are left out; a reference to a row that is not written keeps its
** name and loses its number; a reference to an annotation that is not written is absent. core/store/put.c keeps the
** same, so that what is read back writes the same line.
*/
#include "annotate/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"

typedef struct writing {
    lun_annotations *set;
    lun_document *document;
    const lun_schema *schema;
    const lun_rules *rules;
    const uint8_t *layers;
    const lun_offsets *offsets;
    lun_buf *out;
    unsigned parts;
    uint8_t *referred; /* flags by id: rows of other layers that are written, too; NULL = none */
} writing;

static int is_written(const writing *w, const lun_annotation *row)
{
    return row && (!w->layers || w->layers[row->layer] || (w->referred && w->referred[row->id]));
}

static void add_text(const writing *w, const char *text)
{
    lun_json_add_string(w->out, text, strlen(text));
}

static void add_key(const writing *w, const char *key, const char *value)
{
    if (!value)
        return;
    lun_buf_adds(w->out, ",\"");
    lun_buf_adds(w->out, key);
    lun_buf_adds(w->out, "\":");
    add_text(w, value);
}

/* Rows are written by the million: no printf here. */
static void add_number(const writing *w, const char *before, size_t number)
{
    lun_buf_adds(w->out, before);
    lun_json_add_integer(w->out, (int64_t)number);
}

/* ---- values ---- */

static void add_span(const writing *w, lun_span span)
{
    add_number(w, "\"start\":", lun_offsets_to_points(w->offsets, span.start));
    add_number(w, ",\"stop\":", lun_offsets_to_points(w->offsets, span.stop));
    lun_buf_adds(w->out, ",\"text\":");
    lun_json_add_string(w->out, w->document->text + span.start, span.stop - span.start);
}

static void add_reference(const writing *w, const lun_value *value)
{
    const lun_entity *entity = lun_annotations_entity_get(w->set, value->as.ref.entity);
    lun_buf_addc(w->out, '{');
    if (is_written(w, lun_annotations_get(w->set, value->as.ref.mention))) {
        add_number(w, "\"ref\":", value->as.ref.mention);
        lun_buf_addc(w->out, ',');
    }
    lun_buf_adds(w->out, "\"name\":");
    add_text(w, entity ? entity->name : "");
    lun_buf_addc(w->out, '}');
}

static int is_absent(const writing *w, const lun_value *value)
{
    if (value->type == LUN_TYPE_NONE)
        return 1;
    if (value->type == LUN_TYPE_ANNOTATION)
        return !is_written(w, lun_annotations_get(w->set, value->as.annotation));
    if (value->type != LUN_TYPE_LIST)
        return 0;
    for (uint32_t i = 0; i < value->n; i++) {
        if (!is_absent(w, &value->as.items[i]))
            return 0;
    }
    return 1;
}

static void add_value(const writing *w, const lun_value *value);

static void add_list(const writing *w, const lun_value *list)
{
    int first = 1;
    lun_buf_addc(w->out, '[');
    for (uint32_t i = 0; i < list->n; i++) {
        if (is_absent(w, &list->as.items[i]))
            continue;
        if (!first)
            lun_buf_addc(w->out, ',');
        add_value(w, &list->as.items[i]);
        first = 0;
    }
    lun_buf_addc(w->out, ']');
}

static void add_value(const writing *w, const lun_value *value)
{
    switch (value->type) {
    case LUN_TYPE_NONE:
        lun_buf_adds(w->out, "null");
        break;
    case LUN_TYPE_TEXT:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
        lun_json_add_string(w->out, value->as.text, value->n);
        break;
    case LUN_TYPE_INTEGER:
        lun_json_add_integer(w->out, value->as.integer);
        break;
    case LUN_TYPE_NUMBER:
        lun_json_add_number(w->out, value->as.number);
        break;
    case LUN_TYPE_BOOLEAN:
        lun_buf_adds(w->out, value->as.integer ? "true" : "false");
        break;
    case LUN_TYPE_SPAN:
        lun_buf_addc(w->out, '{');
        add_span(w, value->as.span);
        lun_buf_addc(w->out, '}');
        break;
    case LUN_TYPE_ENTITY:
        add_reference(w, value);
        break;
    case LUN_TYPE_ANNOTATION:
        add_number(w, "{\"ref\":", value->as.annotation);
        lun_buf_addc(w->out, '}');
        break;
    case LUN_TYPE_LIST:
        add_list(w, value);
    }
}

/* ---- rows ---- */

static void add_fields(const writing *w, const lun_annotation *row)
{
    const lun_layer *layer = lun_schema_layer(w->schema, row->layer);
    int first = 1;
    lun_buf_adds(w->out, ",\"fields\":{");
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        if (is_absent(w, &row->values[f]))
            continue;
        lun_buf_adds(w->out, first ? "\"" : ",\"");
        lun_buf_adds(w->out, layer->fields[f].name);
        lun_buf_adds(w->out, "\":");
        add_value(w, &row->values[f]);
        first = 0;
    }
    lun_buf_addc(w->out, '}');
}

static void add_row(const writing *w, const lun_annotation *row)
{
    const char *rule = w->rules && row->rule < w->rules->n ? w->rules->items[row->rule].id : NULL;
    add_number(w, "{\"id\":", row->id);
    lun_buf_adds(w->out, ",\"layer\":\"");
    lun_buf_adds(w->out, lun_schema_layer(w->schema, row->layer)->name);
    lun_buf_adds(w->out, "\",");
    add_span(w, row->span);
    if (w->parts & LUN_JSON_RULES)
        add_key(w, "rule", rule);
    if (row->entity)
        add_number(w, ",\"entity\":", row->entity);
    add_fields(w, row);
    lun_buf_addc(w->out, '}');
}

static int add_rows(const writing *w)
{
    uint32_t last = lun_annotations_last(w->set), n = 0;
    lun_annotation **rows = lun_calloc((size_t)last + 1, sizeof *rows);
    if (!rows)
        return LUN_ENOMEM;
    for (uint32_t id = 1; id <= last; id++) {
        lun_annotation *row = lun_annotations_get(w->set, id);
        if (is_written(w, row))
            rows[n++] = row;
    }
    qsort(rows, n, sizeof *rows, lun_annotations_by_place);
    lun_buf_adds(w->out, ",\"annotations\":[");
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            lun_buf_addc(w->out, ',');
        add_row(w, rows[i]);
    }
    lun_buf_addc(w->out, ']');
    lun_free(rows);
    return LUN_OK;
}

/* ---- the document ---- */

static void add_metadata(const writing *w)
{
    const lun_document *document = w->document;
    if (!document->n_meta || !(w->parts & LUN_JSON_REST))
        return;
    lun_buf_adds(w->out, ",\"metadata\":{");
    for (uint32_t i = 0; i < document->n_meta; i++) {
        if (i)
            lun_buf_addc(w->out, ',');
        add_text(w, document->meta[i].key);
        lun_buf_addc(w->out, ':');
        lun_buf_adds(w->out, document->meta[i].value);
    }
    lun_buf_addc(w->out, '}');
}

static void add_problems(const writing *w)
{
    if (!(w->parts & LUN_JSON_REST))
        return;
    lun_buf_adds(w->out, ",\"problems\":[");
    for (const lun_problem *problem = w->document->problems; problem; problem = problem->next) {
        lun_buf_addf(w->out, "%s{\"class\":\"%s\"", problem == w->document->problems ? "" : ",",
                     problem->class == LUN_PROBLEM_ENVIRONMENT ? "environment" : "document");
        add_key(w, "code", problem->code);
        add_key(w, "message", problem->message);
        lun_buf_addc(w->out, '}');
    }
    lun_buf_addc(w->out, ']');
}

static void add_head(const writing *w)
{
    const lun_document *document = w->document;
    lun_buf_adds(w->out, "{\"id\":");
    add_text(w, document->id ? document->id : "");
    add_key(w, "uri", document->uri);
    add_key(w, "title", document->title);
    add_key(w, "date", document->date);
    add_key(w, "language", document->language);
    add_key(w, "source", document->source);
    add_key(w, "country", document->country);
    add_metadata(w);
    if (!(w->parts & LUN_JSON_TEXT))
        return;
    lun_buf_adds(w->out, ",\"text\":");
    lun_json_add_string(w->out, document->text ? document->text : "", document->len);
}

static void note_referred(writing *w, const lun_value *value)
{
    if (value->type == LUN_TYPE_ANNOTATION)
        w->referred[value->as.annotation] = 1;
    for (uint32_t i = 0; value->type == LUN_TYPE_LIST && i < value->n; i++)
        note_referred(w, &value->as.items[i]);
}

static int note_all_referred(writing *w)
{
    uint32_t last = lun_annotations_last(w->set);
    uint8_t *referred = lun_calloc((size_t)last + 1, 1);
    if (!referred)
        return LUN_ENOMEM;
    w->referred = referred;
    for (uint32_t id = 1; id <= last; id++) {
        const lun_annotation *row = lun_annotations_get(w->set, id);
        for (uint32_t f = 0; row && w->layers[row->layer] && f < lun_schema_layer(w->schema, row->layer)->n_fields; f++)
            note_referred(w, &row->values[f]);
    }
    return LUN_OK;
}

int lun_annotations_write_parts(lun_annotations *set, const lun_rules *rules, const uint8_t *layers, unsigned parts,
                                lun_buf *out, lun_error *err)
{
    lun_document *document = lun_annotations_document(set);
    writing w = { .set = set,
                  .document = document,
                  .schema = lun_annotations_schema(set),
                  .rules = rules,
                  .layers = layers,
                  .offsets = lun_document_offsets(document),
                  .out = out,
                  .parts = parts };
    int rc = w.offsets ? LUN_OK : LUN_ENOMEM;
    if (rc == LUN_OK && layers && (parts & LUN_JSON_REFERRED))
        rc = note_all_referred(&w);
    if (rc == LUN_OK) {
        add_head(&w);
        rc = parts & LUN_JSON_ROWS ? add_rows(&w) : LUN_OK;
        add_problems(&w);
        lun_buf_addc(out, '}');
    }
    lun_free(w.referred);
    return rc == LUN_OK && !out->failed
               ? LUN_OK
               : lun_error_set(err, LUN_ENOMEM, "no memory to write '%s' as JSON", document->uri);
}

int lun_annotations_write_json(lun_annotations *set, const lun_rules *rules, const uint8_t *layers, lun_buf *out,
                               lun_error *err)
{
    return lun_annotations_write_parts(set, rules, layers, LUN_JSON_ALL, out, err);
}
