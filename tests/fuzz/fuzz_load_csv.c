/*
** fuzz_load_csv.c - CSV, with every delimiter.
*/
#include "load_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_members(LUN_FORMAT_CSV, data, size);
    return 0;
}
