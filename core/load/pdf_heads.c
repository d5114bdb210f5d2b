/*
** pdf_heads.c - running heads and feet of pages, and the pages' numbers.
**
** A line in the upper or lower margin is one if the same words, whatever its numbers, stand on several pages, or if it is a page's number and no
** more; a number that is the lowest line of its page may stand higher. Linear: lines of the margins are interned with their numbers made equal.
*/
#include "load/pdf.h"

#include <ctype.h>
#include <string.h>

#include "base/hash.h"

#define MARGIN 0.12f /* of the page's height, above and below */
#define DEEP 0.2f    /* the same for a number below all else of its page */
#define LENGTH 200u  /* bytes; a longer line is no head */
#define MANY 3       /* pages that a head stands on, or half of all */

typedef struct margin_line {
    uint32_t line, words; /* what it says, by its number in the table */
} margin_line;

typedef struct seen {
    uint32_t pages, last, first_line; /* last: page + 1 */
} seen;

static int in_margin(const lun_pdf_lines *lines, const lun_pdf_line *line)
{
    float height = line->page < lines->heights.n ? lines->heights.items[line->page] : 0;
    return line->stop - line->start <= LENGTH && (line->y1 < MARGIN * height || line->y0 > (1 - MARGIN) * height);
}

/* Where each page's lowest line begins; NULL when memory is gone. */
static float *lowest_lines(const lun_pdf_lines *lines)
{
    float *lowest = lun_calloc(lines->heights.n + 1, sizeof *lowest);
    for (size_t i = 0; lowest && i < lines->items.n; i++) {
        const lun_pdf_line *line = &lines->items.items[i];
        if (line->page < lines->heights.n && line->y0 > lowest[line->page])
            lowest[line->page] = line->y0;
    }
    return lowest;
}

static int is_at_foot(const lun_pdf_lines *lines, const lun_pdf_line *line, const float *lowest)
{
    return line->page < lines->heights.n && line->y0 >= lowest[line->page] &&
           line->y0 > (1 - DEEP) * lines->heights.items[line->page] && line->stop - line->start <= LENGTH;
}

/* "Page 12 of 30" is "page 0 of 0". The slot takes LENGTH + 1 bytes. */
static size_t without_numbers(char *out, const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (!isdigit((unsigned char)text[i]))
            out[n++] = (char)tolower((unsigned char)text[i]);
        else if (n == 0 || out[n - 1] != '0')
            out[n++] = '0';
    }
    out[n] = '\0';
    return n;
}

/* "12", "- 12 -", "12/30", "Page 12 of 30", "xii". */
static int is_page_number(const char *words)
{
    static const char *const frames[] = { "0 of 0",   "0/0",  "0 / 0",    "page 0",  "page 0 of 0",
                                          "page 0/0", "p. 0", "0 | page", "page | 0" };
    char bare[LENGTH + 1];
    size_t n = strlen(words), start = 0;
    static const char dashes[] = "-[]()|. ";
    while (start < n && strchr(dashes, words[start]))
        start++;
    while (n > start && strchr(dashes, words[n - 1]))
        n--;
    memcpy(bare, words + start, n - start);
    bare[n - start] = '\0';
    if (strcmp(bare, "0") == 0 || strcmp(bare, "\xE2\x80\x93 0 \xE2\x80\x93") == 0)
        return 1;
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        if (strcmp(bare, frames[i]) == 0)
            return 1;
    }
    return n > start && n - start <= 6 && strspn(bare, "ivx") == n - start;
}

static int count(lun_pdf_lines *lines, const float *lowest, margin_line *margin, size_t *n_margin, lun_intern *table,
                 seen *all)
{
    char words[LENGTH + 1];
    for (uint32_t i = 0; i < lines->items.n; i++) {
        lun_pdf_line *line = &lines->items.items[i];
        int is_margin = in_margin(lines, line);
        if (!is_margin && !is_at_foot(lines, line, lowest))
            continue;
        size_t len = without_numbers(words, lines->text.data + line->start, line->stop - line->start);
        if (is_page_number(words)) {
            line->drop = 1;
            continue;
        }
        if (!is_margin)
            continue;
        uint32_t id = lun_intern_add(table, words, len);
        if (id == LUN_INTERN_NONE)
            return -1;
        seen *s = &all[id];
        if (s->last != line->page + 1) {
            if (s->pages++ == 0)
                s->first_line = i;
            s->last = line->page + 1;
        }
        margin[(*n_margin)++] = (margin_line){ i, id };
    }
    return 0;
}

static int is_head(const seen *s, size_t pages)
{
    return s->pages >= MANY || (s->pages == 2 && pages <= 3);
}

int lun_pdf__mark_heads(lun_pdf_lines *lines, lun_error *err)
{
    size_t n = lines->items.n, n_margin = 0;
    lun_intern *table = lun_intern_new();
    margin_line *margin = lun_calloc(n + 1, sizeof *margin);
    seen *all = lun_calloc(n + 1, sizeof *all);
    float *lowest = lowest_lines(lines);
    int rc = table && margin && all && lowest && count(lines, lowest, margin, &n_margin, table, all) == 0
                 ? LUN_OK
                 : lun_load__no_memory(err);
    for (size_t i = 0; i < n_margin && rc == LUN_OK; i++) {
        lun_pdf_line *line = &lines->items.items[margin[i].line];
        const seen *s = &all[margin[i].words];
        int is_first = margin[i].line == s->first_line && line->page == 0;
        if (is_head(s, lines->heights.n) && !is_first)
            line->drop = 1;
    }
    lun_intern_free(table);
    lun_free(margin);
    lun_free(all);
    lun_free(lowest);
    return rc;
}
