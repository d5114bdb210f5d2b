/*
** fuzz_load_markdown.c - Markdown, front matter and the map through it.
*/
#include "load_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_bytes("page.md", data, size);
    return 0;
}
