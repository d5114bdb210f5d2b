/*
** fuzz_load_bundle.c - archives, compressed files and mailboxes. A few bytes may unpack to many, so that the bound on documents is that of what
** the limit lets out.
*/
#include "load_check.h"

#include "load/open.h"

#define LIMIT 1000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_input input;
    lun_opened opened;
    lun_document *document = NULL;
    char *copy = lun_malloc(size);
    size_t n = 0;
    load_require(copy != NULL);
    if (size > 0)
        memcpy(copy, data, size);
    lun_input_take_memory(&input, copy, size);
    load_require(lun_load__open(&opened, &input, "bundle", "bundle", LUN_OWN_TAKEN, LIMIT, NULL) == 0);
    load_require((opened.document == NULL) != (opened.container == NULL));
    if (opened.document != NULL)
        load_check_document(opened.document, UINT32_MAX);
    lun_document_free(opened.document);
    while (opened.container != NULL && lun_container_next(opened.container, &document, NULL) > 0) {
        load_check_document(document, UINT32_MAX);
        lun_document_free(document);
        load_require(++n <= size + LIMIT * LUN_ARCHIVE_TIMES);
    }
    lun_container_close(opened.container);
    return 0;
}
