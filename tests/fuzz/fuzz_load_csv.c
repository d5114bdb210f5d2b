/*
** fuzz_load_csv.c - CSV, with every delimiter.
*/
#include "load_check.h"

#include "load/container.h"

/* Reads every member; a bound on their number, since each takes at least one byte. */
static void members(lun_format format, const uint8_t *data, size_t size)
{
    lun_input input;
    lun_container *container = NULL;
    lun_document *document = NULL;
    lun_kind kind = { .format = format, .media_type = "text/plain" };
    char *copy = lun_malloc(size);
    size_t n = 0;
    load_require(copy != NULL);
    if (size > 0)
        memcpy(copy, data, size);
    lun_input_take_memory(&input, copy, size);
    load_require(lun_container_open(&container, &input, &kind, "members", 1000, NULL) == 0);
    while (lun_container_next(container, &document, NULL) > 0) {
        load_check_document(document, size);
        lun_document_free(document);
        load_require(++n <= size + 1);
    }
    lun_container_close(container);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    members(LUN_FORMAT_CSV, data, size);
    return 0;
}
