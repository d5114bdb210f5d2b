/*
** fuzz_corrections.c - any bytes as a file of corrections: each line is taken, kept or told; what is written reads back as the same, and writing
** that again changes nothing.
*/
#include <stdlib.h>
#include <string.h>

#include "annotate/corrections.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int read_all(lun_corrections *out, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    if (lun_corrections_init(out, &err) < 0)
        abort();
    int rc = lun_corrections_parse(out, text, len, &err);
    if (rc < 0 && (rc != LUN_EFORMAT || !memchr(text, '\0', len)))
        abort();
    for (size_t i = 0; i < out->faults.n; i++) {
        if (!out->faults.items[i].line || !out->faults.items[i].column || !out->faults.items[i].message)
            abort();
    }
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_corrections first, second;
    lun_buf once = LUN_BUF_INIT, twice = LUN_BUF_INIT;
    char *text = lun_malloc(size); /* exactly as long, so that a read behind it is seen */
    if (!text)
        return 0;
    memcpy(text, data, size);
    if (read_all(&first, text, size) == LUN_OK) {
        lun_corrections_print(&first, &once);
        if (read_all(&second, once.data, once.len) < 0 || second.list.n != first.list.n)
            abort();
        lun_corrections_print(&second, &twice);
        if (twice.len != once.len || memcmp(twice.data, once.data, once.len) != 0)
            abort();
        lun_corrections_clear(&second);
    }
    lun_corrections_clear(&first);
    lun_buf_clear(&once);
    lun_buf_clear(&twice);
    lun_free(text);
    return 0;
}
