/*
** fuzz_load_charset.c - any bytes under a name without a suffix: sniffing, character sets, the map.
*/
#include "load_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_bytes("bytes", data, size);
    return 0;
}
