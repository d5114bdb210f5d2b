/*
** fuzz_load_html.c - pages: the prefix makes sure that the bytes are read as HTML.
*/
#include "load_check.h"

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_buf page = LUN_BUF_INIT;
    lun_buf_adds(&page, "<html>");
    lun_buf_add(&page, (const char *)data, size);
    load_check_bytes("page.html", (const uint8_t *)page.data, page.len);
    lun_buf_clear(&page);
    return 0;
}
