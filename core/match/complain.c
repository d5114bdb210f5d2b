/*
** complain.c - places of pattern errors, and the edit distance behind "did you mean". Sits on base/utf8.h.
**
** A pattern's source starts somewhere inside a line of its file. On that first line the source is shown with blanks
** in front, so that the column counted in the file and the underline agree.
*/
#include "match/complain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define NAME_MAX_LEN 63 /* longer names get no suggestion */

typedef struct place {
    const char *line;   /* first byte of the line in the source */
    size_t before, len; /* bytes before the node on its line; of the line */
    unsigned number;    /* of the line, from 0 */
} place;

static place find_place(const char *source, size_t at)
{
    place found = { source, 0, 0, 0 };
    size_t len = strlen(source);
    if (at > len)
        at = len;
    for (size_t i = 0; i < at; i++) {
        if (source[i] == '\n') {
            found.line = source + i + 1;
            found.number++;
        }
    }
    found.before = at - (size_t)(found.line - source);
    found.len = strcspn(found.line, "\n");
    return found;
}

static void add_source(lun_error *err, const place *found, unsigned blanks)
{
    char line[sizeof err->source];
    if (blanks >= sizeof line)
        blanks = sizeof line - 1;
    memset(line, ' ', blanks);
    size_t len = found->len < sizeof line - blanks ? found->len : sizeof line - blanks;
    memcpy(line + blanks, found->line, len);
    lun_error_source(err, line, blanks + len);
}

static void add_place(const lun_compile *env, const lun_node *node, lun_error *err)
{
    if (!env->source) {
        lun_error_place(err, env->file, env->line, 0, 0);
        return;
    }
    place found = find_place(env->source, node->at);
    unsigned blanks = found.number == 0 && env->column > 1 ? env->column - 1 : 0;
    size_t width = node->width < found.len - found.before ? node->width : found.len - found.before;
    unsigned column = blanks + 1 + (unsigned)lun_utf8_count(found.line, found.before);
    lun_error_place(err, env->file, (env->line ? env->line : 1) + found.number, column,
                    (unsigned)lun_utf8_count(found.line + found.before, width));
    add_source(err, &found, blanks);
}

int lun_complain(const lun_compile *env, const lun_node *node, lun_error *err, int code, const char *format, ...)
{
    char message[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    lun_error_set(err, code, "%s", message);
    if (err)
        add_place(env, node, err);
    return code;
}

int lun_complain_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to compile a pattern");
}

/* ---- the nearest name ---- */

/* Insertions, deletions, replacements and swaps of neighbours, over bytes; NAME_MAX_LEN bounds both. */
static uint32_t edit_distance(const char *a, size_t n, const char *b, size_t m)
{
    uint32_t rows[3][NAME_MAX_LEN + 1];
    uint32_t *above = rows[0], *last = rows[1], *row = rows[2];
    for (uint32_t j = 0; j <= m; j++)
        last[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = (uint32_t)i;
        for (size_t j = 1; j <= m; j++) {
            uint32_t least = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < least)
                least = last[j] + 1;
            if (row[j - 1] + 1 < least)
                least = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && above[j - 2] + 1 < least)
                least = above[j - 2] + 1;
            row[j] = least;
        }
        uint32_t *free_row = above;
        above = last;
        last = row;
        row = free_row;
    }
    return last[m];
}

void lun_nearest_start(lun_nearest *nearest, const char *wrong)
{
    nearest->wrong = wrong;
    nearest->name = NULL;
    nearest->distance = 1 + (uint32_t)strlen(wrong) / 3;
    if (nearest->distance > 3)
        nearest->distance = 3;
    nearest->distance++; /* what is offered must be nearer than this */
}

void lun_nearest_offer(lun_nearest *nearest, const char *name)
{
    size_t n = strlen(nearest->wrong), m = strlen(name);
    if (n > NAME_MAX_LEN || m > NAME_MAX_LEN)
        return;
    uint32_t distance = edit_distance(nearest->wrong, n, name, m);
    if (distance < nearest->distance && distance < m) {
        nearest->distance = distance;
        nearest->name = name;
    }
}

int lun_nearest_hint(const lun_nearest *nearest, const char *sigil, lun_error *err)
{
    if (nearest->name)
        return lun_error_hint(err, "did you mean \"%s%s\"?", sigil, nearest->name);
    return err ? err->code : LUN_EFORMAT;
}
