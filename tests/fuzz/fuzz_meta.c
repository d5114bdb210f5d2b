/*
** fuzz_meta.c - metadata from outside: the first line is a path template, the second a path below the source, the rest
** a sidecar table. Template and table are read or refused with a place and a remedy; what they say about the document
** is well-formed; values of placeholders are parts of the path.
*/
#include <stdio.h>
#include <unistd.h>

#include <sys/mman.h>

#include "load_check.h"

#include "load/meta.h"

#define LINE_MAX_BYTES 1200

static const char *file_of(int *fd, const char *data, size_t len)
{
    static char path[64];
    *fd = memfd_create("sidecar", 0);
    load_require(*fd >= 0 && write(*fd, data, len) == (ssize_t)len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", *fd);
    return path;
}

static int take(void *context, const char *name, size_t name_len, const char *value, size_t value_len)
{
    const char *path = context;
    load_require(name[0] != '\0' && name_len > 0 && value_len > 0);
    load_require(value >= path && value + value_len <= path + strlen(path));
    load_require(memchr(value, '/', value_len) == NULL);
    return 0;
}

static lun_document *document_at(const char *path)
{
    lun_document *document = NULL;
    load_require(lun_load_bytes(&document, path, "Words.", 6, NULL, NULL) == 0);
    return document;
}

static void apply(const lun_load_meta *meta, const char *path)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = document_at(path);
    load_require(lun_load_meta_apply(meta, document, path, NULL, LUN_MISFIT_TELL, &err) == 0);
    load_check_document(document);
    for (uint32_t i = 0; i < document->n_meta; i++)
        load_check_field(document->meta[i].key);
    for (const lun_problem *p = document->problems; p != NULL; p = p->next)
        load_check_field(p->message);
    lun_document_free(document);
}

static void try_all(const char *path_template, const char *path, const char *table, size_t len)
{
    int fd = -1;
    lun_error err = LUN_ERROR_INIT;
    lun_load_meta *meta = NULL;
    lun_load_options options = { 0 };
    if (path_template[0] != '\0')
        options.path_template = path_template;
    if (len > 0)
        options.sidecar = file_of(&fd, table, len);
    if (lun_load_meta_open(&meta, &options, &err) == 0) {
        if (options.path_template != NULL)
            load_require(lun_template_match(path_template, path, take, (void *)(uintptr_t)path) >= 0);
        apply(meta, path);
    } else {
        load_require(err.code == LUN_EFORMAT && err.message[0] != '\0' && err.line > 0 && err.hint[0] != '\0');
    }
    lun_load_meta_close(meta);
    if (fd >= 0)
        close(fd);
}

/* Takes a line off the front, without what a name cannot hold. */
static char *take_line(const uint8_t **data, size_t *size)
{
    const uint8_t *stop = *size ? memchr(*data, '\n', *size) : NULL;
    size_t len = stop ? (size_t)(stop - *data) : *size, used = stop ? len + 1 : len;
    char *line = lun_strndup((const char *)*data, len < LINE_MAX_BYTES ? len : LINE_MAX_BYTES);
    load_require(line != NULL);
    *data += used;
    *size -= used;
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *path_template = take_line(&data, &size), *path = take_line(&data, &size);
    try_all(path_template, path, (const char *)data, size);
    lun_free(path_template);
    lun_free(path);
    return 0;
}
