/*
** hash.c - hashes of bytes. Sits on xxHash (XXH3), compiled in; the values are the same on every machine, since the
** corpus stores them.
*/
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t lun_hash64(const void *data, size_t len)
{
    return XXH3_64bits(data, len);
}

uint64_t lun_hash64_seed(const void *data, size_t len, uint64_t seed)
{
    return XXH3_64bits_withSeed(data, len, seed);
}

uint64_t lun_hash64_four(const void *data, uint64_t seed)
{
    return XXH3_64bits_withSeed(data, 4, seed);
}

uint64_t lun_hash64_eight(const void *data, uint64_t seed)
{
    return XXH3_64bits_withSeed(data, 8, seed);
}

void lun_hash128(const void *data, size_t len, uint8_t out[16])
{
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, XXH3_128bits(data, len));
    for (size_t i = 0; i < 16; i++)
        out[i] = canonical.digest[i];
}

void lun_hash_hex(const uint8_t *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n] = '\0';
}
