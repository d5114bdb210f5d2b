/*
** corrections_read.c - reading the file of corrections, line by line. Sits on base.
**
** A line that is damaged is a fault with its place, and is kept as it stands; the lines around it hold.
*/
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "annotate/corrections.h"
#include "annotate/corrections_inside.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"

#define EXAMPLE "for example: reject 3a2f91c07b11d0e4 act \"the words\" uri=\"folder/file.txt\" reason=\"why\""

typedef struct reading {
    lun_corrections *corrections;
    const char *line; /* the line at hand, and where in it reading stands */
    size_t len, at;
    unsigned number;
    const char *message, *hint; /* of its fault; NULL = none */
    size_t fault_at;
    lun_intern *keys; /* of lines above */
    int failed;       /* memory is gone */
    lun_buf head;     /* lines kept for the next correction */
} reading;

static int is_bare(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("._/:+-", c)) || (unsigned char)c >= 0x80;
}

int lun_corrections__is_bare(const char *value)
{
    for (const char *c = value; *c; c++) {
        if (!is_bare(*c))
            return 0;
    }
    return value[0] != '\0';
}

static const char *fault(reading *r, size_t at, const char *message, const char *hint)
{
    if (!r->message) {
        r->message = message;
        r->hint = hint;
        r->fault_at = at;
    }
    return NULL;
}

static const char *keep(reading *r, const char *text, size_t len)
{
    const char *copy = lun_arena_strndup(r->corrections->arena, text, len);
    r->failed |= !copy;
    return copy;
}

static void skip_space(reading *r)
{
    while (r->at < r->len && (r->line[r->at] == ' ' || r->line[r->at] == '\t'))
        r->at++;
}

/* A JSON string from the quote at hand. */
static const char *take_quoted(reading *r)
{
    size_t start = r->at, stop = start + 1;
    cJSON *value = NULL;
    while (stop < r->len && r->line[stop] != '"')
        stop += r->line[stop] == '\\' ? 2 : 1;
    if (stop >= r->len)
        return fault(r, start, "a quote is opened here and not closed",
                     "close it with \"; a quote inside is written \\\"");
    int rc = lun_json_parse(&value, r->line + start, stop + 1 - start, NULL, NULL);
    const char *text =
        rc == LUN_OK && cJSON_IsString(value) ? keep(r, value->valuestring, strlen(value->valuestring)) : NULL;
    r->failed |= rc == LUN_ENOMEM;
    cJSON_Delete(value);
    r->at = stop + 1;
    return text || r->failed ? text
                             : fault(r, start, "these quotes hold no text that can be read",
                                     "inside quotes \\ is written \\\\ and \" is written \\\"");
}

static const char *take_bare(reading *r)
{
    size_t start = r->at;
    while (r->at < r->len && is_bare(r->line[r->at]))
        r->at++;
    return r->at > start ? keep(r, r->line + start, r->at - start) : NULL;
}

/* A value, quoted or bare; a missing one is a fault. */
static const char *take_value(reading *r, const char *missing)
{
    skip_space(r);
    if (r->at < r->len && r->line[r->at] == '"')
        return take_quoted(r);
    size_t at = r->at;
    const char *text = take_bare(r);
    return text || r->failed ? text : fault(r, at, missing, EXAMPLE);
}

static void take_nth(reading *r, const char *value, size_t at, lun_correction *out)
{
    unsigned long nth = 0, of = 0;
    const char *c = value;
    while (isdigit((unsigned char)*c) && nth < 100000000)
        nth = nth * 10 + (unsigned long)(*c++ - '0');
    if (*c == '/') {
        c++;
        while (isdigit((unsigned char)*c) && of < 100000000)
            of = of * 10 + (unsigned long)(*c++ - '0');
    }
    if (*c || !nth || nth > of)
        fault(r, at, "nth is not two numbers such as 1/3",
              "which occurrence of the words, of how many; leave it out if unsure");
    out->nth = (unsigned)nth;
    out->of = (unsigned)of;
}

static void set_pair(reading *r, const char *name, const char *value, size_t at, lun_correction *out)
{
    const struct {
        const char *name, **to;
    } known[] = {
        { "uri", &out->uri },       { "rule", &out->rule }, { "before", &out->before },
        { "after", &out->after },   { "hash", &out->hash }, { "fields", &out->fields },
        { "reason", &out->reason }, { "at", &out->at },     { "kind", &out->kind },
    };
    if (strcmp(name, "nth") == 0) {
        take_nth(r, value, at, out);
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(name, known[i].name) == 0) {
            *known[i].to = value;
            return;
        }
    }
    fault(r, at, "there is no value of this name",
          "uri, hash, rule, before, after, nth, fields, reason, at; after same: kind, reason, at");
}

static void take_pairs(reading *r, lun_correction *out)
{
    for (skip_space(r); r->at < r->len && !r->message && !r->failed; skip_space(r)) {
        size_t at = r->at;
        while (r->at < r->len && islower((unsigned char)r->line[r->at]))
            r->at++;
        const char *name = keep(r, r->line + at, r->at - at);
        if (r->at == at || r->at == r->len || r->line[r->at] != '=') {
            fault(r, at, "expected name=value", EXAMPLE);
            return;
        }
        r->at++;
        const char *value = r->at < r->len && r->line[r->at] != ' ' ? take_value(r, "a value is missing") : NULL;
        if (!value)
            fault(r, at, "a value is missing", "name=\"value\", without a space around =");
        else if (name)
            set_pair(r, name, value, at, out);
    }
}

static void take_key(reading *r, lun_correction *out)
{
    skip_space(r);
    size_t at = r->at;
    const char *key = take_bare(r);
    if (key && strcmp(key, "-") == 0)
        return;
    out->has_key = key && lun_corrections_key(&out->key, key, strlen(key));
    if (!out->has_key)
        fault(r, at, "expected a key of 16 hexadecimal digits, or - where it is not known", EXAMPLE);
}

static void take_layer(reading *r, lun_correction *out)
{
    skip_space(r);
    size_t at = r->at;
    out->layer = take_bare(r);
    size_t n = out->layer ? strspn(out->layer, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;
    if (!n || out->layer[n] || !islower((unsigned char)out->layer[0]))
        fault(r, at, "expected the name of a layer", EXAMPLE);
}

static int is_conflict(const reading *r)
{
    return r->len >= 7 && (memcmp(r->line, "<<<<<<<", 7) == 0 || memcmp(r->line, "=======", 7) == 0 ||
                           memcmp(r->line, ">>>>>>>", 7) == 0);
}

static void take_correction(reading *r, lun_correction *out)
{
    const char *verdict = take_bare(r);
    if (verdict && strcmp(verdict, "same") == 0) {
        out->verdict = LUN_VERDICT_SAME;
        out->words = take_value(r, "expected the name that is replaced");
        out->to = take_value(r, "expected the name that stands for it");
        if (out->words && out->to && !r->message && strcmp(out->words, out->to) == 0)
            fault(r, 0, "a name is the same as itself", "same \"Xi\" \"Xi Jinping\"");
    } else if (verdict && (strcmp(verdict, "accept") == 0 || strcmp(verdict, "reject") == 0)) {
        out->verdict = verdict[0] == 'a' ? LUN_VERDICT_ACCEPT : LUN_VERDICT_REJECT;
        take_key(r, out);
        if (!r->message)
            take_layer(r, out);
        out->words = take_value(r, "expected the words of the annotation");
    } else if (is_conflict(r)) {
        fault(r, 0, "a conflict of a merge is left here", "keep the lines that you want, and take the marks out");
    } else {
        fault(r, 0, "expected accept, reject, same or a comment that starts with #", EXAMPLE);
    }
    if (!r->message && !r->failed)
        take_pairs(r, out);
    if (!r->message && out->verdict != LUN_VERDICT_SAME && !out->uri)
        fault(r, 0, "the document is missing", "uri=\"…\", as the view `document` shows it");
}

/* What was said twice of one annotation holds as it was said last; both lines stay in the file. */
static void note_twice(reading *r, const lun_correction *now)
{
    const char *key = (const char *)&now->key;
    if (!now->has_key)
        return;
    if (lun_intern_find(r->keys, key, sizeof now->key) != LUN_INTERN_NONE)
        fault(r, 0, "this annotation was judged in a line above, too: the later line holds", "take one of the two out");
    else if (lun_intern_add(r->keys, key, sizeof now->key) == LUN_INTERN_NONE)
        r->failed = 1;
}

static void keep_line(reading *r)
{
    lun_buf_add(&r->head, r->line, r->len);
    lun_buf_addc(&r->head, '\n');
}

static void note_fault(reading *r)
{
    if (!r->message)
        return;
    lun_corrections_fault one = { r->number,
                                  (unsigned)lun_utf8_count(r->line, r->fault_at < r->len ? r->fault_at : r->len) + 1,
                                  r->message, r->hint, keep(r, r->line, r->len) };
    if (!one.source || lun_vec_push(&r->corrections->faults, one) < 0)
        r->failed = 1;
}

/* Comments and an empty line at the very top belong to the file, not to what comes first in it today. */
static void keep_top(reading *r)
{
    if (r->corrections->top || r->corrections->list.n || r->corrections->faults.n || !r->head.len)
        return;
    r->corrections->top = keep(r, r->head.data, r->head.len);
    lun_buf_reset(&r->head);
}

static void note_bad_bytes(reading *r)
{
    lun_corrections_fault bad = { r->number, 1, "this line is not UTF-8", "save the file as UTF-8", "" };
    keep_line(r);
    r->failed |= lun_vec_push(&r->corrections->faults, bad) < 0;
}

static void read_line(reading *r)
{
    lun_correction one = { .line = r->number };
    r->at = 0;
    r->message = NULL;
    skip_space(r);
    if (r->at == r->len || r->line[r->at] == '#') {
        keep_line(r);
        if (r->at == r->len)
            keep_top(r);
        return;
    }
    if (!lun_utf8_valid(r->line, r->len)) {
        note_bad_bytes(r);
        return;
    }
    take_correction(r, &one);
    if (r->message) {
        keep_line(r);
        note_fault(r);
        return;
    }
    note_twice(r, &one);
    note_fault(r);
    if (r->head.len) {
        one.head = keep(r, r->head.data, r->head.len);
        lun_buf_reset(&r->head);
    }
    if (r->failed || lun_vec_push(&r->corrections->list, one) < 0)
        r->failed = 1;
}

int lun_corrections_parse(lun_corrections *corrections, const char *text, size_t len, lun_error *err)
{
    reading r = { .corrections = corrections, .head = LUN_BUF_INIT, .keys = NULL };
    if (memchr(text, '\0', len))
        return lun_error_set(err, LUN_EFORMAT, "corrections are lines of text, and this file holds NUL bytes");
    size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (!(r.keys = lun_intern_new()))
        r.failed = 1;
    while (at < len && !r.failed) {
        const char *stop = memchr(text + at, '\n', len - at);
        r.line = text + at;
        r.len = stop ? (size_t)(stop - r.line) : len - at;
        at += r.len + 1;
        while (r.len && r.line[r.len - 1] == '\r')
            r.len--;
        r.number++;
        read_line(&r);
        r.failed |= r.head.failed;
    }
    if (r.head.len && !r.failed)
        corrections->tail = keep(&r, r.head.data, r.head.len);
    lun_buf_clear(&r.head);
    lun_intern_free(r.keys);
    return r.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for corrections") : LUN_OK;
}

int lun_corrections_read(lun_corrections *corrections, const char *path, lun_error *err)
{
    char *text = NULL;
    size_t len = 0;
    if (access(path, F_OK) < 0 && errno == ENOENT)
        return LUN_OK;
    int rc = lun_file_read(&text, &len, path, LUN_CORRECTIONS_BYTES, err);
    if (rc == LUN_OK)
        rc = lun_corrections_parse(corrections, text, len, err);
    lun_free(text);
    return rc == LUN_EFORMAT ? lun_error_wrap(err, "'%s'", path) : rc;
}
