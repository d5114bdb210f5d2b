/*
** fuzz_load_bundle.c - archives, compressed files and mailboxes. A few bytes may unpack to many, so that the bound on documents is that of what
** the limit lets out.
*/
#include "load_check.h"

#define LIMIT 1000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_all("bundle", data, size, LIMIT, size + LIMIT * LUN_ARCHIVE_TIMES);
    return 0;
}
