/*
** embed.c - finding the files inside the binary.
**
** Sits on a table that the build writes (cmake/embed.cmake). Invariant: the table is sorted by the bytes of the paths.
*/
#include "base/embed.h"

#include <string.h>

extern const lun_embedded lun_embed__table[];
extern const size_t lun_embed__count;

const lun_embedded *lun_embedded_find(const char *path)
{
    size_t low = 0;
    size_t high = lun_embed__count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(path, lun_embed__table[middle].path);

        if (order == 0)
            return &lun_embed__table[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

size_t lun_embedded_below(const char *folder, size_t len)
{
    size_t low = 0, high = lun_embed__count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *path = lun_embed__table[middle].path;
        int order = strncmp(path, folder, len);

        if (order < 0 || (order == 0 && (unsigned char)path[len] < '/'))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const lun_embedded *lun_embedded_at(size_t i)
{
    return &lun_embed__table[i];
}

size_t lun_embedded_count(void)
{
    return lun_embed__count;
}
