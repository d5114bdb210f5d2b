/*
** fuzz_load_pdf.c - what stands where pdftotext's output should be, with a good trailer behind it.
*/
#include "load_check.h"

#include "load/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char trailer[LUN_PDF_TRAILER] = { LUN_PDF_DONE };
    lun_input input;
    lun_document *document = NULL;
    char *copy = lun_malloc(size + sizeof trailer);
    load_require(copy != NULL);
    if (size > 0)
        memcpy(copy, data, size);
    memcpy(copy + size, trailer, sizeof trailer);
    lun_input_take_memory(&input, copy, size + sizeof trailer);
    load_require(lun_load__pdf(&document, &input, "a.pdf", "a", LUN_TEXT_MAX, NULL) == 0);
    load_check_document(document);
    lun_document_free(document);
    return 0;
}
