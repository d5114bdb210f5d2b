/*
** fuzz_load_json.c - JSON lines, arrays and objects.
*/
#include "load_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_members(LUN_FORMAT_JSON_LINES, data, size);
    load_check_members(LUN_FORMAT_JSON, data, size);
    return 0;
}
