/*
** load_check.h - what must hold of every document that core/load makes, whatever the bytes were.
*/
#ifndef LUN_FUZZ_LOAD_CHECK_H
#define LUN_FUZZ_LOAD_CHECK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "load/open.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void load_require(int holds)
{
    if (!holds)
        abort();
}

static inline void load_check_field(const char *text)
{
    load_require(text == NULL || lun_utf8_valid(text, strlen(text)));
}

static inline void load_check_document(const lun_document *document)
{
    load_require(document->uri != NULL && document->id != NULL && document->text != NULL);
    load_require(strlen(document->text) == document->len && lun_utf8_valid(document->text, document->len));
    load_require(memchr(document->text, '\r', document->len) == NULL);
    load_check_field(document->uri);
    load_check_field(document->id);
    load_check_field(document->title);
    load_check_field(document->date);
    load_check_field(document->source);
    for (uint32_t i = 0; i < document->n_meta; i++) {
        load_check_field(document->meta[i].key);
        load_check_field(document->meta[i].value);
    }
    for (const lun_problem *p = document->problems; p != NULL; p = p->next) {
        load_require(p->code[0] != '\0' && p->message[0] != '\0');
        load_check_field(p->message);
    }
}

/* Loads the bytes under a name and checks the document. */
static inline void load_check_bytes(const char *name, const uint8_t *data, size_t size)
{
    lun_document *document = NULL;
    load_require(lun_load_bytes(&document, name, (const char *)data, size, NULL, NULL) == 0);
    load_check_document(document);
    lun_document_free(document);
}

/* The input is a copy, so that a read behind its end is seen. */
static inline void load_copy(lun_input *input, const uint8_t *data, size_t size)
{
    char *copy = lun_malloc(size);
    load_require(copy != NULL);
    if (size > 0)
        memcpy(copy, data, size);
    lun_input_take_memory(input, copy, size);
}

/* Reads every member of a container of a given format; a bound on their number, since each takes at least one byte. */
static inline void load_check_members(lun_format format, const uint8_t *data, size_t size)
{
    lun_input input;
    lun_container *container = NULL;
    lun_document *document = NULL;
    lun_kind kind = { .format = format, .media_type = "text/plain" };
    size_t n = 0;
    load_copy(&input, data, size);
    load_require(lun_container_open(&container, &input, &kind, "members", 1000, NULL) == 0);
    while (lun_container_next(container, &document, NULL) > 0) {
        load_check_document(document);
        lun_document_free(document);
        load_require(++n <= size + 1);
    }
    lun_container_close(container);
}

/* Opens the bytes under a name and checks all documents in them, of which there may be no more than `most`. */
static inline void load_check_all(const char *name, const uint8_t *data, size_t size, size_t limit, size_t most)
{
    lun_input input;
    lun_opened opened;
    lun_document *document = NULL;
    size_t n = 0;
    load_copy(&input, data, size);
    load_require(lun_load__open(&opened, &input, name, name, LUN_OWN_TAKEN, limit, NULL) == 0);
    load_require(opened.document != NULL || opened.container != NULL);
    if (opened.document != NULL)
        load_check_document(opened.document);
    lun_document_free(opened.document);
    while (opened.container != NULL && lun_container_next(opened.container, &document, NULL) > 0) {
        load_check_document(document);
        lun_document_free(document);
        load_require(++n <= most);
    }
    lun_container_close(opened.container);
}

#endif
