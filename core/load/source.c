/*
** source.c - the cursor over all sources: walk, open, members, metadata; and the calls that load one document.
*/
#include "load/load.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "load/meta.h"
#include "load/open.h"
#include "load/pdf.h"
#include "load/walk.h"

struct lun_source {
    lun_arena *arena; /* copies of the options */
    lun_load_options options;
    lun_load_meta *meta;
    lun_walk *walk;
    lun_container *container; /* the file that is being taken apart, or NULL */
    lun_document *single;     /* of the item that was put, not yet given */
    lun_buf below;            /* of that file */
    lun_buf misfit; /* the file, with its name in an archive, of which it was told that its path fits no template */
};

int lun_load_has_problem(const lun_document *document, const char *code)
{
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        if (strcmp(problem->code, code) == 0)
            return 1;
    }
    return 0;
}

static size_t limit_of(const lun_load_options *options)
{
    size_t limit = options == NULL || options->limit == 0 ? LUN_TEXT_MAX : options->limit;
    return limit > UINT32_MAX - 1 ? UINT32_MAX - 1 : limit;
}

static int copy_text(lun_arena *arena, const char **text)
{
    if (*text == NULL)
        return 0;
    *text = lun_arena_strdup(arena, *text);
    return *text == NULL ? -1 : 0;
}

static int copy_globs(lun_source *source, const char *const *globs)
{
    size_t n = 0;
    while (globs != NULL && globs[n] != NULL)
        n++;
    const char **copies = lun_arena_calloc(source->arena, n + 1, sizeof *copies);
    if (copies == NULL)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if ((copies[i] = lun_arena_strdup(source->arena, globs[i])) == NULL)
            return -1;
    }
    source->options.globs = copies;
    return 0;
}

static int copy_options(lun_source *source, const lun_load_options *options, lun_error *err)
{
    static const lun_load_options none = { 0 };
    source->options = options == NULL ? none : *options;
    source->options.limit = limit_of(options);
    source->arena = lun_arena_new();
    if (source->arena == NULL || copy_text(source->arena, &source->options.path_template) < 0 ||
        copy_text(source->arena, &source->options.sidecar) < 0 ||
        copy_text(source->arena, &source->options.text_column) < 0 ||
        copy_text(source->arena, &source->options.language) < 0 || copy_globs(source, source->options.globs) < 0)
        return lun_load__no_memory(err);
    return 0;
}

/* The path without its suffix, or its two (".txt.gz"): what the document is called where nothing else names it. */
static char *id_of(const char *below)
{
    return lun_strndup(below, lun_sniff_stem(below));
}

static int no_spool(lun_error *err)
{
    lun_error_set(err, LUN_EIO, "what comes through the pipe cannot be kept while it is read: %s", strerror(errno));
    return lun_error_hint(err, "make room in the temporary folder, or name another with TMPDIR");
}

/* A PDF file that comes through a pipe becomes a file without a name: pdftotext wants to go to and fro in it. */
static int spool_pdf(lun_input *input, lun_error *err)
{
    int rc = lun_input_want(input, 5, err), fd = -1;
    if (rc < 0 || lun_input_len(input) < 5 || memcmp(lun_input_at(input), "%PDF-", 5) != 0)
        return rc;
    if ((fd = lun_file_nameless()) < 0)
        return no_spool(err);
    do {
        size_t n = lun_input_len(input);
        rc = lun_file_write_all(fd, lun_input_at(input), n) < 0 ? no_spool(err) : LUN_OK;
        lun_input_skip(input, n);
        if (rc == LUN_OK)
            rc = lun_input_want(input, 1, err);
    } while (rc == LUN_OK && lun_input_len(input) > 0);
    lun_input_close(input);
    if (rc == LUN_OK)
        lun_input_take_file(input, fd);
    else
        close(fd);
    return rc;
}

/* 1 where the input is now the output of pdftotext over what it was, 0 where it stays what it is; a code, and the input is closed. */
static int convert(const lun_load_options *options, lun_input *input, lun_error *err)
{
    int fd, rc = LUN_OK;
    if (!options->convert)
        return 0;
    if (lseek(input->fd, 0, SEEK_CUR) < 0 && (rc = spool_pdf(input, err)) < 0) {
        lun_input_close(input);
        return rc;
    }
    if (!lun_load_is_pdf(input->fd))
        return 0;
    rc = options->convert(options->convert_context, input->fd, &fd, err);
    if (rc == LUN_ENOTFOUND)
        return 0;
    lun_input_close(input);
    if (rc < 0)
        return rc;
    lun_input_take_file(input, fd);
    return 1;
}

static int open_path(lun_opened *out, const lun_walk_item *item, const char *id, const lun_load_options *options,
                     lun_error *err)
{
    lun_input input;
    lun_error inner = LUN_ERROR_INIT;
    memset(out, 0, sizeof *out);
    if (lun_input_open(&input, item->path, &inner) < 0) {
        lun_buf message = LUN_BUF_INIT;
        lun_buf_addf(&message, LUN_UNREADABLE, inner.message);
        int rc = message.failed ? lun_load__no_memory(err)
                                : lun_load__problem(&out->document, item->uri, id, "unreadable", message.data, err);
        lun_buf_clear(&message);
        return rc;
    }
    int is_pdf = convert(options, &input, &inner);
    if (is_pdf < 0)
        return lun_load__problem(&out->document, item->uri, id, "unreadable", inner.message, err);
    return is_pdf ? lun_load__pdf(&out->document, &input, item->uri, id, options->limit, err)
                  : lun_load__open(out, &input, item->uri, id, item->own, options->limit, err);
}

/* Begins with the item: *out is set where it is one document. */
static int begin_item(lun_source *source, const lun_walk_item *item, lun_document **out, lun_error *err)
{
    lun_opened opened = { 0 };
    char *id = id_of(item->below);
    if (id == NULL)
        return lun_load__no_memory(err);
    int rc;
    if (item->code != NULL) {
        rc = lun_load__document(&opened.document, item->uri, id, err);
        if (rc == 0)
            lun_document_problem(opened.document, LUN_PROBLEM_DOCUMENT, item->code, "%s", item->message);
    } else {
        rc = open_path(&opened, item, id, &source->options, err);
    }
    lun_free(id);
    source->container = opened.container;
    lun_container_set_text_column(source->container, source->options.text_column);
    *out = opened.document;
    return rc;
}

/* The next document before metadata from outside: 1, 0, or a code. */
static int next_raw(lun_source *source, lun_document **out, lun_error *err)
{
    for (;;) {
        if (source->single != NULL) {
            *out = source->single;
            source->single = NULL;
            return 1;
        }
        if (source->container != NULL) {
            int rc = lun_container_next(source->container, out, err);
            if (rc != 0)
                return rc;
            lun_container_close(source->container);
            source->container = NULL;
        }
        lun_walk_item item;
        int rc = lun_walk_next(source->walk, &item, err);
        if (rc <= 0)
            return rc;
        lun_buf_reset(&source->below);
        lun_buf_adds(&source->below, item.below);
        if (source->below.failed)
            return lun_load__no_memory(err);
        if ((rc = begin_item(source, &item, out, err)) < 0)
            return rc;
        if (*out != NULL)
            return 1;
    }
}

int lun_source_open(lun_source **out, const char *const *paths, size_t n, const lun_load_options *options,
                    lun_error *err)
{
    *out = NULL;
    lun_source *source = lun_calloc(1, sizeof *source);
    if (source == NULL)
        return lun_load__no_memory(err);
    int rc = copy_options(source, options, err);
    if (rc == 0)
        rc = lun_load_meta_open(&source->meta, &source->options, err);
    if (rc == 0)
        rc = lun_walk_open(&source->walk, paths, n, &source->options, err);
    if (rc < 0) {
        lun_source_close(source);
        return rc;
    }
    *out = source;
    return 0;
}

void lun_source_close(lun_source *source)
{
    if (source == NULL)
        return;
    lun_container_close(source->container);
    lun_document_free(source->single);
    lun_walk_close(source->walk);
    lun_load_meta_close(source->meta);
    lun_buf_clear(&source->below);
    lun_buf_clear(&source->misfit);
    lun_arena_free(source->arena);
    lun_free(source);
}

static uint64_t add_text(const char *text, uint64_t hash)
{
    return text ? lun_hash64_seed(text, strlen(text) + 1, hash) : hash * 3 + 1;
}

/* Of all that analysis may depend on: what was loaded, however it came about. */
static void identify(lun_document *document)
{
    const char *const texts[] = { document->uri,  document->id,       document->media_type, document->title,
                                  document->date, document->language, document->source,     document->country };
    uint64_t hash = lun_hash64(document->hash, sizeof document->hash);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = add_text(texts[i], hash);
    for (uint32_t i = 0; i < document->n_meta; i++)
        hash = add_text(document->meta[i].value, add_text(document->meta[i].key, hash));
    for (const lun_problem *p = document->problems; p; p = p->next)
        hash = add_text(p->message, add_text(p->code, hash));
    uint64_t parts[2] = { hash, lun_hash64_seed(document->text, document->len, hash) };
    lun_hash128(parts, sizeof parts, document->identity);
}

/* Of the rows of a table one has the problem that the path of the table fits no template; all have the one path. */
static int apply_meta(lun_source *source, lun_document *document, lun_error *err)
{
    const char *member = source->container == NULL ? NULL : lun_container_member(source->container);
    lun_buf file = LUN_BUF_INIT;
    lun_buf_addf(&file, "%s/%s", source->below.data, member == NULL ? "" : member);
    int is_told = source->misfit.data != NULL && !file.failed && strcmp(source->misfit.data, file.data) == 0;
    int rc = file.failed ? lun_load__no_memory(err)
                         : lun_load_meta_apply(source->meta, document, source->below.data, member,
                                               is_told ? LUN_MISFIT_TOLD : LUN_MISFIT_TELL, err);
    if (rc == 0 && lun_load_has_problem(document, "path-template")) {
        lun_buf_reset(&source->misfit);
        lun_buf_adds(&source->misfit, file.data);
        rc = source->misfit.failed ? lun_load__no_memory(err) : 0;
    }
    lun_buf_clear(&file);
    return rc;
}

int lun_source_next(lun_source *source, lun_document **out, lun_error *err)
{
    *out = NULL;
    int rc = next_raw(source, out, err);
    if (rc <= 0)
        return rc;
    if ((rc = apply_meta(source, *out, err)) == 0) {
        identify(*out);
        return 1;
    }
    lun_document_free(*out);
    *out = NULL;
    return rc;
}

/* ---- items that are put ---- */

static int set_below(lun_source *source, const char *below, lun_error *err)
{
    lun_container_close(source->container);
    lun_document_free(source->single);
    source->container = NULL;
    source->single = NULL;
    lun_buf_reset(&source->below);
    lun_buf_adds(&source->below, below);
    return source->below.failed ? lun_load__no_memory(err) : 0;
}

int lun_source_put_file(lun_source *source, int take_fd, const char *path, const char *below, lun_own own,
                        uint64_t *lines, lun_error *err)
{
    lun_input input;
    lun_opened opened;
    *lines = LUN_SOURCE_WITHIN;
    lun_input_take_file(&input, take_fd);
    char *id = set_below(source, below, err) < 0 ? NULL : id_of(below);
    if (id == NULL) {
        lun_input_close(&input);
        return lun_load__no_memory(err);
    }
    int rc = lun_load__open(&opened, &input, path, id, own, source->options.limit, err);
    lun_free(id);
    if (rc < 0)
        return rc;
    source->container = opened.container;
    lun_container_set_text_column(source->container, source->options.text_column);
    source->single = opened.document;
    if (opened.is_bundle)
        *lines = LUN_SOURCE_ALL;
    else if (source->container != NULL)
        *lines = lun_container_lines(source->container);
    return 0;
}

int lun_source_put_pdf(lun_source *source, int take_fd, const char *path, const char *below, lun_error *err)
{
    lun_input input;
    lun_input_take_file(&input, take_fd);
    char *id = set_below(source, below, err) < 0 ? NULL : id_of(below);
    if (id == NULL) {
        lun_input_close(&input);
        return lun_load__no_memory(err);
    }
    int rc = lun_load__pdf(&source->single, &input, path, id, source->options.limit, err);
    lun_free(id);
    return rc;
}

int lun_source_put_lines(lun_source *source, const char *path, const char *below, size_t line, const char *data,
                         size_t len, lun_error *err)
{
    lun_input input;
    int rc = set_below(source, below, err);
    if (rc == 0 && line > 1) { /* the lines before told it, in whichever process */
        lun_buf_reset(&source->misfit);
        lun_buf_addf(&source->misfit, "%s/", below);
        rc = source->misfit.failed ? lun_load__no_memory(err) : 0;
    }
    if (rc < 0)
        return rc;
    char *copy = lun_malloc(len);
    if (copy == NULL)
        return lun_load__no_memory(err);
    if (len > 0)
        memcpy(copy, data, len);
    lun_input_take_memory(&input, copy, len);
    return lun_container_open_lines(&source->container, &input, path, line, source->options.limit, err);
}

int lun_source_put_problem(lun_source *source, const char *path, const char *below, const char *code,
                           const char *message, lun_error *err)
{
    int rc = set_below(source, below, err);
    char *id = rc < 0 ? NULL : id_of(below);
    if (id == NULL)
        return lun_load__no_memory(err);
    rc = lun_load__document(&source->single, path, id, err);
    lun_free(id);
    if (rc == 0)
        lun_document_problem(source->single, LUN_PROBLEM_DOCUMENT, code, "%s", message);
    return rc;
}

/* Applies the options to a document that is loaded alone; takes it in case of failure. */
static int finish(lun_document **document, const char *name, const lun_load_options *options, lun_error *err)
{
    lun_load_meta *meta = NULL;
    int rc = lun_load_meta_open(&meta, options, err);
    if (rc == 0)
        rc = lun_load_meta_apply(meta, *document, name, NULL, LUN_MISFIT_TELL, err);
    lun_load_meta_close(meta);
    if (rc < 0) {
        lun_document_free(*document);
        *document = NULL;
    }
    return rc;
}

/* The only document that was opened; more of them are a problem. */
static int only_document(lun_opened *opened, const char *name, lun_document **out, lun_error *err)
{
    lun_document *second = NULL;
    int rc = 1;
    *out = opened->document;
    if (*out == NULL)
        rc = lun_container_next(opened->container, out, err);
    if (rc == 0)
        return lun_load__problem(out, name, name, "empty", "no document is in it", err);
    if (rc > 0 && opened->container != NULL && (rc = lun_container_next(opened->container, &second, err)) > 0)
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, "more-documents",
                             "%s: more than one document is in it, only the first was read; load it as a file", name);
    lun_document_free(second);
    if (rc < 0) {
        lun_document_free(*out);
        *out = NULL;
    }
    return rc < 0 ? rc : 0;
}

int lun_load_bytes(lun_document **out, const char *name, const char *data, size_t len, const lun_load_options *options,
                   lun_error *err)
{
    lun_input input;
    lun_opened opened;
    *out = NULL;
    char *copy = lun_malloc(len), *id = id_of(lun_path_name(name));
    if (copy == NULL || id == NULL) {
        lun_free(copy);
        lun_free(id);
        return lun_load__no_memory(err);
    }
    if (len > 0)
        memcpy(copy, data, len);
    lun_input_take_memory(&input, copy, len);
    int rc = lun_load__open(&opened, &input, name, id, LUN_OWN_TAKEN, limit_of(options), err);
    lun_free(id);
    if (rc == 0)
        rc = only_document(&opened, name, out, err);
    lun_container_close(opened.container);
    return rc < 0 ? rc : finish(out, name, options, err);
}

int lun_load_json(lun_document **out, const char *name, size_t line, const char *data, size_t len,
                  const lun_load_options *options, lun_error *err)
{
    int rc = lun_container_json(out, name, line, data, len, err);
    return rc < 0 ? rc : finish(out, name, options, err);
}
