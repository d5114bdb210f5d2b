/*
** container_json.c - members that are JSON objects: lines, elements of an array, one object that is the whole file.
*/
#include "load/container_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"

static int read_object(lun_document *document, const char *path, const char *place, const cJSON *object, lun_error *err)
{
    const char *line_uri = document->uri;
    int rc = lun_read_json_object(document, object, place, err);
    return rc < 0 ? rc : lun_member__settle(document, path, line_uri, err);
}

static void say_repairs(lun_document *document, size_t repairs, const char *place)
{
    if (repairs > 0)
        lun_document_problem(
            document, LUN_PROBLEM_DOCUMENT, "invalid-escape",
            "%s: %zu escape%s of no character (a lone surrogate or \\u0000) became U+FFFD; check how the file was made",
            place, repairs, repairs == 1 ? "" : "s");
}

static int parse_object(lun_document *document, const char *path, const char *place, const lun_decoded *decoded,
                        lun_error *err)
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
        lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "bad-json",
                             "%s:%u: %s; the line was skipped: complete or remove it", place,
                             inner.column > 0 ? inner.column : 1, rc < 0 ? inner.message : "not a JSON object");
        cJSON_Delete(object);
        return 0;
    }
    say_repairs(document, repairs, place);
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
    lun_member__place(place, sizeof place, path, "", line);
    int rc = lun_member__document(out, path, 'L', line, data, len, err);
    size_t bom = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (rc == 0)
        rc = lun_decode_part(&decoded, data, len, bom, err);
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

static int too_large(lun_container *c, lun_document **out, lun_error *err)
{
    char text[160];
    lun_error inner = LUN_ERROR_INIT;
    size_t line = c->line++;
    int rc = lun_member__skip_line(c, &inner);
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    snprintf(text, sizeof text, "the line has more than %zu bytes; raise --limit or split it", c->limit);
    return lun_member__problem(c, out, line, "too-large", text, err);
}

static int is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
            return 0;
    }
    return 1;
}

int lun_member__next_line(lun_container *c, lun_document **out, lun_error *err)
{
    for (;;) {
        size_t len = 0;
        lun_error inner = LUN_ERROR_INIT;
        int rc = find_line(c, &len, &inner);
        if (rc < 0)
            return lun_member__read_failed(c, out, rc, &inner, err);
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
                rc = lun_member__check_twice(c, *out, line, err);
            return rc < 0 ? rc : 1;
        }
        lun_input_skip(&c->input, len < have ? len + 1 : len);
    }
}

/* ---- a JSON array, or one object ---- */

/* Parses the whole input: 0, 1 with a problem document, or a code. What was repaired is said of the first member that shows it. */
static int parse_all(lun_container *c, lun_document **out, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    c->is_parsed = 1;
    int rc = lun_input_want(&c->input, c->limit + 1, &inner);
    if (rc < 0)
        return lun_member__read_failed(c, out, rc, &inner, err);
    if (lun_input_len(&c->input) > c->limit)
        return lun_member__problem(
            c, out, 0, "too-large",
            "larger than the limit for one JSON value; raise --limit, or write one object a line", err);
    rc = lun_decode_part(&c->decoded, lun_input_at(&c->input), lun_input_len(&c->input), 0, err);
    if (rc < 0)
        return rc;
    rc = lun_json_parse(&c->array, c->decoded.text, c->decoded.len, &c->repairs, &inner);
    lun_free(c->decoded.text);
    c->decoded.text = NULL;
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (rc < 0)
        return lun_member__problem(c, out, 0, "bad-json", inner.message, err);
    c->element = cJSON_IsArray(c->array) ? c->array->child : c->array;
    return 0;
}

/* A hash of an element: of the JSON it is written as. *repaired: does U+FFFD stand in it? */
static int hash_element(lun_document *document, const cJSON *element, int *repaired, lun_error *err)
{
    char *json = cJSON_PrintUnformatted(element);
    if (json == NULL)
        return lun_load__no_memory(err);
    lun_hash128(json, strlen(json), document->hash);
    *repaired = strstr(json, "\xEF\xBF\xBD") != NULL;
    cJSON_free(json);
    return 0;
}

/* What was repaired in the file, once. */
static void say_damage(lun_container *c, lun_document *document)
{
    lun_decoded_report(&c->decoded, document, c->path);
    say_repairs(document, c->repairs, c->path);
    c->decoded.bad = c->decoded.nul = c->repairs = 0;
}

int lun_member__next_element(lun_container *c, lun_document **out, lun_error *err)
{
    char place[600];
    int repaired = 0, rc = c->is_parsed ? 0 : parse_all(c, out, err);
    const cJSON *element = c->element;
    if (rc != 0 || element == NULL)
        return rc;
    int alone = element == c->array;
    size_t number = alone ? 0 : c->line++;
    c->element = alone ? NULL : element->next;
    if (!cJSON_IsObject(element))
        return lun_member__problem(c, out, number, "bad-json", "this element of the array is not an object; remove it",
                                   err);
    if ((rc = lun_member__document(out, c->path, 'E', number, "", 0, err)) < 0)
        return rc;
    lun_member__place(place, sizeof place, c->path, "element ", number);
    (*out)->media_type = "application/json";
    (*out)->id = "";
    rc = hash_element(*out, element, &repaired, err);
    if (rc == 0)
        rc = read_object(*out, alone ? NULL : c->path, place, element, err);
    if (repaired || c->element == NULL)
        say_damage(c, *out);
    if (rc == 0)
        rc = lun_member__check_twice(c, *out, number, err);
    return rc < 0 ? rc : 1;
}
