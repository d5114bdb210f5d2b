/*
** fuzz_load_mail.c - mails: headers, parts in parts, codings.
*/
#include "load_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_bytes("a.eml", data, size);
    return 0;
}
