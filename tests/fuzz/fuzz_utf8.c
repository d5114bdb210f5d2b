/*
** fuzz_utf8.c - decoding makes progress and never reads behind the text; where a text is well formed, counting, encoding
** and the map of offsets agree with decoding, and composing leaves it well formed, no longer, and done.
*/
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_map(const char *text, size_t len)
{
    lun_offsets *map = lun_offsets_new(text, len);
    size_t point = 0;
    unsigned width;

    if (map == NULL)
        return;
    for (size_t byte = 0; byte < len; byte += width, point++) {
        char back[4];
        uint32_t code = lun_utf8_decode(text + byte, len - byte, &width);

        if (lun_utf8_encode(code, back) != width || memcmp(back, text + byte, width) != 0)
            abort();
        if (lun_offsets_to_bytes(map, point) != byte || lun_offsets_to_points(map, byte + width - 1) != point)
            abort();
    }
    if (lun_utf8_count(text, len) != point || lun_offsets_to_points(map, len) != point)
        abort();
    lun_offsets_free(map);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = lun_malloc(size);
    int valid = 1;
    unsigned width;

    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    for (size_t i = 0; i < size; i += width) {
        valid &= lun_utf8_decode(text + i, size - i, &width) != LUN_UTF8_BAD;
        if (width < 1 || width > 4 || width > size - i)
            abort();
    }
    if (valid != lun_utf8_valid(text, size))
        abort();
    if (valid)
        check_map(text, size);
    size_t composed = lun_utf8_compose(text, size);
    if (composed > size || (valid && (!lun_utf8_valid(text, composed) || lun_utf8_compose(text, composed) != composed)))
        abort();
    lun_free(text);
    return 0;
}
