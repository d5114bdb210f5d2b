/*
** fuzz_load_mail.c - mails: headers, parts in parts, codings, names of attached files and what these hold.
*/
#include "load_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_check_bytes("a.eml", data, size);
    load_check_all("a.eml", data, size, LUN_TEXT_MAX, size + 1);
    return 0;
}
