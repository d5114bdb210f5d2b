/*
** fuzz_parcel.c - whatever another process sends, taking it apart ends in a document, rows, a plan, an error, or a refusal;
** and what was taken can be sent again and comes back the same.
**
** Input: frames, as a channel receives them. The kind of a frame says what its body is taken as: 'D' a document with
** rows, 'P' a plan, 'E' an error, 'M' the same document into a set that holds a row, others numbers and texts.
*/
#include <stdlib.h>
#include <string.h>

#include "annotate/json.h"
#include "run/channel.h"
#include "run/parcel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define RULES 3 /* that rows may name */

static void must(int holds)
{
    if (!holds)
        abort();
}

/* ---- a schema with a field of each type ---- */

static void add_field(lun_schema *schema, uint16_t layer, const char *name, lun_type type, int is_list)
{
    static const char *const options[] = { "offer", "warning" };
    lun_field field = { .name = name, .owner = "fuzz", .type = type, .list = (uint8_t)is_list };
    if (type == LUN_TYPE_ENUM) {
        field.options = options;
        field.n_options = 2;
    }
    must(lun_schema_add_field(schema, layer, &field, NULL) == LUN_OK);
}

static const lun_schema *sample_schema(void)
{
    static lun_schema *schema; /* a fuzzer's only state: what every input is read against */
    uint16_t layer;
    if (schema)
        return schema;
    schema = lun_schema_new();
    must(schema != NULL);
    must(lun_schema_declare(schema, &layer, "person", "fuzz", NULL, LUN_POLICY_ALL, 1, NULL) == LUN_OK);
    add_field(schema, layer, "name", LUN_TYPE_TEXT, 0);
    must(lun_schema_declare(schema, &layer, "act", "fuzz", NULL, LUN_POLICY_LONGEST, 0, NULL) == LUN_OK);
    add_field(schema, layer, "kind", LUN_TYPE_ENUM, 0);
    add_field(schema, layer, "actor", LUN_TYPE_ENTITY, 1);
    add_field(schema, layer, "cue", LUN_TYPE_SPAN, 0);
    add_field(schema, layer, "strength", LUN_TYPE_INTEGER, 0);
    add_field(schema, layer, "weight", LUN_TYPE_NUMBER, 0);
    add_field(schema, layer, "negated", LUN_TYPE_BOOLEAN, 0);
    add_field(schema, layer, "due", LUN_TYPE_DATE, 0);
    add_field(schema, layer, "codes", LUN_TYPE_TEXT, 1);
    add_field(schema, layer, "who", LUN_TYPE_ANNOTATION, 0); /* of layer 0 */
    must(lun_schema_declare(schema, &layer, "actor", "fuzz", NULL, LUN_POLICY_ALL, 0, NULL) == LUN_OK);
    must(lun_schema_add_member(schema, layer, 0, NULL, NULL) == LUN_OK);
    return schema;
}

static const lun_rules *sample_rules(void)
{
    static const lun_rule_info items[RULES] = { { .id = "core", .plugin = "core", .version = "1" },
                                                { .id = "a.b", .plugin = "a", .version = "1", .file = "a.lua" },
                                                { .id = "a.c", .plugin = "a", .version = "1", .text = "who" } };
    static const lun_rules rules = { items, RULES };
    return &rules;
}

/* ---- documents with rows ---- */

static int take(lun_document **document, lun_annotations **set, lun_wire *in, lun_error *err)
{
    int rc = lun_parcel_take_document(document, in, err);
    return rc < 0 ? rc : lun_parcel_take_rows(set, in, *document, sample_schema(), RULES, err);
}

static void write(lun_buf *out, lun_annotations *set)
{
    lun_buf_reset(out);
    lun_parcel_document(out, lun_annotations_document(set));
    lun_parcel_rows(out, set);
    must(!out->failed);
}

static char *json_of(lun_annotations *set)
{
    lun_buf json = LUN_BUF_INIT;
    must(lun_annotations_write_json(set, sample_rules(), NULL, &json, NULL) == LUN_OK);
    return lun_buf_take(&json);
}

/* Sent, taken, sent: the bytes are the same, and so is what a reader sees. */
static void try_again(lun_annotations *set)
{
    lun_buf first = LUN_BUF_INIT, second = LUN_BUF_INIT;
    lun_document *document;
    lun_annotations *copy;
    lun_error err = LUN_ERROR_INIT;
    write(&first, set);
    lun_wire in = lun_wire_open(first.data, first.len);
    must(take(&document, &copy, &in, &err) == LUN_OK && in.at == in.stop && !in.bad);
    char *left = json_of(set), *right = json_of(copy);
    write(&second, copy);
    must(left && right && strcmp(left, right) == 0);
    must(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    lun_free(left);
    lun_free(right);
    lun_buf_clear(&first);
    lun_buf_clear(&second);
    lun_document_free(document);
}

static void check_refusal(int rc, const lun_error *err)
{
    must(rc == LUN_EFORMAT || rc == LUN_ELIMIT);
    must(err->message[0] && !strchr(err->message, '\n'));
}

static void try_document(lun_wire *in)
{
    lun_document *document = NULL;
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    int rc = take(&document, &set, in, &err);
    if (rc < 0)
        check_refusal(rc, &err);
    else {
        try_again(set);
        must(lun_annotations_settle(set, NULL, &err) == LUN_OK);
        try_again(set);
    }
    lun_document_free(document);
}

/* Rows behind others, as a worker takes them over. */
static void try_more_rows(lun_wire *in)
{
    lun_document *document = NULL;
    lun_annotation *row;
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_parcel_take_document(&document, in, &err);
    lun_annotations *set = rc < 0 ? NULL : lun_annotations_new(document, sample_schema());
    if (set && lun_annotations_add(set, &row, 0, (lun_span){ 0, 0 }, 0, 0, NULL, &err) == LUN_OK &&
        lun_parcel_fill_rows(set, in, RULES, &err) == LUN_OK) {
        must(lun_annotations_settle(set, NULL, &err) == LUN_OK);
        try_again(set);
    }
    lun_document_free(document);
}

/* ---- plans, errors, pieces ---- */

static void try_plan(lun_wire *in)
{
    lun_plan plan, copy;
    lun_error err = LUN_ERROR_INIT;
    lun_buf first = LUN_BUF_INIT, second = LUN_BUF_INIT;
    int rc = lun_parcel_take_plan(&plan, in, &err);
    if (rc < 0) {
        check_refusal(rc, &err);
        return;
    }
    lun_parcel_plan(&first, plan.schema, &plan.rules, plan.layers, plan.fingerprint, &plan.dependencies);
    lun_wire again = lun_wire_open(first.data, first.len);
    must(lun_parcel_take_plan(&copy, &again, &err) == LUN_OK && again.at == again.stop);
    lun_parcel_plan(&second, copy.schema, &copy.rules, copy.layers, copy.fingerprint, &copy.dependencies);
    must(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    lun_plan_clear(&plan);
    lun_plan_clear(&copy);
    lun_buf_clear(&first);
    lun_buf_clear(&second);
}

static void try_error(lun_wire *in)
{
    lun_error error, copy;
    lun_buf out = LUN_BUF_INIT;
    lun_parcel_take_error(in, &error);
    must(error.code < 0 && !strchr(error.message, '\n'));
    must(lun_utf8_valid(error.message, strlen(error.message)) && lun_utf8_valid(error.hint, strlen(error.hint)));
    lun_parcel_error(&out, &error);
    lun_wire again = lun_wire_open(out.data, out.len);
    lun_parcel_take_error(&again, &copy);
    must(!again.bad && copy.code == error.code && strcmp(copy.message, error.message) == 0 &&
         strcmp(copy.file, error.file) == 0 && copy.line == error.line);
    lun_buf_clear(&out);
}

static void try_pieces(lun_wire *in)
{
    lun_arena *arena = lun_arena_new();
    size_t len;
    must(arena != NULL);
    while (!in->bad && in->at < in->stop) {
        switch (lun_wire_take_number(in) % 6) {
        case 0:
            lun_wire_take_signed(in);
            break;
        case 1:
            lun_wire_take_double(in);
            break;
        case 2:
            lun_wire_take_bytes(in, &len);
            break;
        case 3:
            lun_wire_take_text(in, arena);
            break;
        case 4:
            lun_wire_take_count(in, 3);
            break;
        case 5:
            lun_wire_take_u32(in);
        }
    }
    lun_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_channel channel;
    lun_error err = LUN_ERROR_INIT;
    unsigned kind;
    lun_wire body;
    int rc;
    lun_channel_open(&channel, -1, LUN_CHANNEL_NOW, 1 << 20);
    lun_buf_add(&channel.in, (const char *)data, size);
    while ((rc = lun_channel_next(&channel, &kind, &body, &err)) > 0) {
        must(body.at <= body.stop && (const char *)body.stop <= channel.in.data + channel.in.len);
        if (kind == 'D')
            try_document(&body);
        else if (kind == 'M')
            try_more_rows(&body);
        else if (kind == 'P')
            try_plan(&body);
        else if (kind == 'E')
            try_error(&body);
        else
            try_pieces(&body);
    }
    if (rc < 0)
        check_refusal(rc, &err);
    lun_buf_clear(&channel.in);
    return 0;
}
