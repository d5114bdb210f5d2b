/*
** embed.h - the files inside the binary: the Lua library, the shipped plugins, the compiled language data. Made by the build, sorted by path.
*/
#ifndef LUN_BASE_EMBED_H
#define LUN_BASE_EMBED_H

#include <stddef.h>

typedef struct lun_embedded {
    const char *path;          /* "scripts/lunette/declare/rule.lua", "plugins/dates/plugin.lua", "data/tagger.bin" */
    const unsigned char *data; /* len bytes, then a NUL */
    size_t len;
} lun_embedded;

const lun_embedded *lun_embedded_find(const char *path); /* NULL when there is none */
const lun_embedded *lun_embedded_at(size_t i);           /* i < lun_embedded_count() */
size_t lun_embedded_count(void);
size_t lun_embedded_below(const char *folder, size_t len); /* the first file below a folder, or where it would stand */

#endif
