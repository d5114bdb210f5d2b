/*
** container.c - members of a container: what all kinds share, and the cursor over them.
*/
#include "load/container_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"

int lun_member__document(lun_document **out, const char *path, char sign, size_t line, const char *data, size_t len,
                         lun_error *err)
{
    lun_buf uri = LUN_BUF_INIT;
    lun_buf_adds(&uri, path);
    if (line > 0)
        lun_buf_addf(&uri, "#%c%zu", sign, line);
    int rc = uri.failed ? lun_load__no_memory(err) : lun_load__document(out, uri.data, "", err);
    lun_buf_clear(&uri);
    if (rc == 0) {
        lun_hash128(data, len, (*out)->hash);
        (*out)->line = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
    }
    return rc;
}

void lun_member__place(char *out, size_t size, const char *path, const char *word, size_t line)
{
    if (line == 0)
        snprintf(out, size, "%s", path);
    else
        snprintf(out, size, "%s:%s%zu", path, word, line);
}

int lun_member__settle(lun_document *document, const char *path, const char *line_uri, lun_error *err)
{
    const char *given = document->id;
    if (path != NULL && document->uri == line_uri && given[0] != '\0') {
        lun_buf uri = LUN_BUF_INIT;
        lun_buf_addf(&uri, "%s#%s", path, given);
        int rc = uri.failed ? lun_load__no_memory(err)
                            : lun_load__copy_path(document, &document->uri, uri.data, uri.len, err);
        lun_buf_clear(&uri);
        return rc;
    }
    if (given[0] == '\0')
        document->id = document->uri;
    return 0;
}

int lun_member__problem(const lun_container *c, lun_document **out, size_t line, const char *code, const char *text,
                        lun_error *err)
{
    int rc = lun_member__document(out, c->path, c->kind.format == LUN_FORMAT_JSON ? 'E' : 'L', line, "", 0, err);
    if (rc < 0)
        return rc;
    (*out)->id = (*out)->uri;
    (*out)->media_type = c->kind.media_type;
    if (line > 0)
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, code, "%s:%zu: %s", c->path, line, text);
    else
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, code, "%s: %s", c->path, text);
    return 1;
}

int lun_member__read_failed(lun_container *c, lun_document **out, int rc, const lun_error *inner, lun_error *err)
{
    if (rc == LUN_ENOMEM)
        return lun_load__no_memory(err);
    c->input.at_end = 1;
    lun_input_skip(&c->input, lun_input_len(&c->input));
    return lun_member__problem(c, out, c->line, lun_load__code_of(rc), inner->message, err);
}

/* ---- ids seen ---- */

/* Where a hash stands in a table of n slots, a power of two, or the free slot that it would take. */
static size_t slot_of(const uint64_t *slots, size_t n, uint64_t hash)
{
    size_t at = (hash >> 1) & (n - 1); /* the last bit is always set */
    while (slots[at] != 0 && slots[at] != hash)
        at = (at + 1) & (n - 1);
    return at;
}

static int grow_seen(lun_container *c)
{
    size_t n = c->seen.n == 0 ? 1024 : c->seen.n * 2;
    LUN_VEC(uint64_t) larger = { 0 };
    if (lun_vec_reserve(&larger, n) < 0)
        return -1;
    memset(larger.items, 0, n * sizeof *larger.items);
    for (size_t i = 0; i < c->seen.n; i++) {
        if (c->seen.items[i] != 0)
            larger.items[slot_of(larger.items, n, c->seen.items[i])] = c->seen.items[i];
    }
    lun_free(c->seen.items);
    c->seen.items = larger.items;
    c->seen.n = n;
    c->seen.capacity = larger.capacity;
    return 0;
}

int lun_member__saw(lun_container *c, const char *uri)
{
    uint64_t hash = lun_hash64(uri, strlen(uri)) | 1; /* 0 is a free slot */
    if ((c->n_seen + 1) * 2 > c->seen.n && grow_seen(c) < 0)
        return -1;
    uint64_t *slot = &c->seen.items[slot_of(c->seen.items, c->seen.n, hash)];
    if (*slot == hash)
        return 1;
    *slot = hash;
    c->n_seen++;
    return 0;
}

/* A member whose uri was there before keeps its id and gets a uri of its own. */
int lun_member__check_twice(lun_container *c, lun_document *document, size_t line, lun_error *err)
{
    int twice = lun_member__saw(c, document->uri);
    if (twice < 0)
        return lun_load__no_memory(err);
    if (twice == 0)
        return 0;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "duplicate-id", LUN_USED_BEFORE, c->path, document->line,
                         document->id);
    lun_buf uri = LUN_BUF_INIT;
    lun_buf_addf(&uri, "%s:%zu", document->uri, line);
    int rc = uri.failed ? lun_load__no_memory(err) : lun_load__copy(document, &document->uri, uri.data, uri.len, err);
    lun_buf_clear(&uri);
    return rc;
}

int lun_member__skip_line(lun_container *c, lun_error *err)
{
    for (;;) {
        size_t have = lun_input_len(&c->input);
        const char *stop = have == 0 ? NULL : memchr(lun_input_at(&c->input), '\n', have);
        lun_input_skip(&c->input, stop == NULL ? have : (size_t)(stop - lun_input_at(&c->input)) + 1);
        if (stop != NULL || (c->input.at_end && have == 0))
            return 0;
        int rc = lun_input_want(&c->input, 65536, err);
        if (rc < 0)
            return rc;
    }
}

/* ---- the cursor ---- */

int lun_container_open(lun_container **out, lun_input *take_input, const lun_kind *kind, const char *path, size_t limit,
                       lun_error *err)
{
    lun_container *c = lun_calloc(1, sizeof *c);
    *out = NULL;
    if (c == NULL || (c->path = lun_strdup(path)) == NULL) {
        lun_free(c);
        lun_input_close(take_input);
        return lun_load__no_memory(err);
    }
    c->input = *take_input;
    c->kind = *kind;
    c->limit = limit;
    c->line = 1;
    if (kind->format == LUN_FORMAT_CSV)
        c->delimiter = lun_csv_sniff(lun_input_at(&c->input), lun_input_len(&c->input), LUN_CSV_NAMED);
    size_t told =
        kind->format == LUN_FORMAT_CSV ? lun_csv_told(lun_input_at(&c->input), lun_input_len(&c->input), NULL) : 0;
    if (told) {
        lun_input_skip(&c->input, told);
        c->line = 2;
    }
    *out = c;
    return 0;
}

int lun_container_open_lines(lun_container **out, lun_input *take_input, const char *path, size_t line, size_t limit,
                             lun_error *err)
{
    static const lun_kind lines = { LUN_FORMAT_JSON_LINES, "application/jsonl", NULL, NULL };
    int rc = lun_container_open(out, take_input, &lines, path, limit, err);
    if (rc == 0)
        (*out)->line = line;
    return rc;
}

uint64_t lun_container_lines(const lun_container *container)
{
    if (container->input.fd < 0 || container->kind.format == LUN_FORMAT_JSON)
        return LUN_SOURCE_WITHIN;
    if (container->kind.format != LUN_FORMAT_JSON_LINES)
        return LUN_SOURCE_ALL;
    return container->input.bytes_read - lun_input_len(&container->input);
}

void lun_container_close(lun_container *container)
{
    if (container == NULL)
        return;
    lun_input_close(&container->input);
    lun_free(container->path);
    lun_vec_clear(&container->seen);
    lun_csv_clear(&container->header);
    lun_csv_clear(&container->record);
    cJSON_Delete(container->array);
    lun_decoded_clear(&container->decoded);
    lun_container_close(container->inner);
    lun_attached_free(container->attached);
    lun_archive_close(container->archive);
    lun_buf_clear(&container->member);
    lun_free(container);
}

int lun_container_next(lun_container *container, lun_document **out, lun_error *err)
{
    *out = NULL;
    int rc = container->kind.format == LUN_FORMAT_CSV       ? lun_member__next_record(container, out, err)
             : container->kind.format == LUN_FORMAT_JSON    ? lun_member__next_element(container, out, err)
             : container->archive != NULL                   ? lun_member__next_file(container, out, err)
             : container->kind.format == LUN_FORMAT_MAIL    ? lun_member__next_attached(container, out, err)
             : container->kind.format == LUN_FORMAT_MAILBOX ? lun_member__next_mail(container, out, err)
                                                            : lun_member__next_line(container, out, err);
    if (rc < 0) {
        lun_document_free(*out);
        *out = NULL;
    }
    return rc;
}
