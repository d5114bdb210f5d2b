/*
** digest.h - SHA-256, where nobody may be able to make another text with the same digest: lunette.lock. For all else hash.h is enough, and faster.
*/
#ifndef LUN_BASE_DIGEST_H
#define LUN_BASE_DIGEST_H

#include <stddef.h>

#define LUN_DIGEST_HEX 65 /* 64 digits and a NUL */

typedef struct lun_digest lun_digest;

lun_digest *lun_digest_new(void); /* NULL when memory is gone */
void lun_digest_free(lun_digest *digest);
void lun_digest_add(lun_digest *digest, const void *data, size_t len);
void lun_digest_hex(lun_digest *digest, char out[LUN_DIGEST_HEX]); /* of all that was added; then it starts anew */

#endif
