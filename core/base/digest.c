/*
** digest.c - SHA-256 by nettle.
*/
#include "base/digest.h"

#include <nettle/sha2.h>

#include "base/hash.h"
#include "base/mem.h"

struct lun_digest {
    struct sha256_ctx state;
};

lun_digest *lun_digest_new(void)
{
    lun_digest *digest = lun_malloc(sizeof *digest);
    if (digest)
        sha256_init(&digest->state);
    return digest;
}

void lun_digest_free(lun_digest *digest)
{
    lun_free(digest);
}

void lun_digest_add(lun_digest *digest, const void *data, size_t len)
{
    sha256_update(&digest->state, len, data);
}

void lun_digest_hex(lun_digest *digest, char out[LUN_DIGEST_HEX])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->state, sizeof bytes, bytes);
    lun_hash_hex(bytes, sizeof bytes, out);
}
