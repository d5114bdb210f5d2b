/*
** pdf_layout.c - lines with boxes to paragraphs.
**
** A file says where letters stand and nothing of paragraphs. A new one begins where poppler saw another block, unless the sentence plainly goes
** on there (a column or a page ended); and within a block where the line before was broken although the next word had fitted in, where a line is
** indented, set wider apart, in other letters, or begins with the sign of a list. What is in doubt stays together: sentences are cut later, and
** from their words.
*/
#include "load/pdf.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/utf8.h"

#define FIT 2.0f       /* points that a word needs beside itself: the blank */
#define INDENT 0.8f    /* of the height of a line */
#define APART 1.35f    /* how much wider than usual lines stand apart between paragraphs */
#define RESIZED 0.15f  /* of its height: other letters */
#define SMALL 0.92f    /* the height of notes, at most, to that of the text */
#define LARGE 1.15f    /* the height of a title, at least, to that of the text */
#define TITLE_MOST 300 /* bytes of a title */
#define WORD_MOST 100  /* bytes of a word */
#define LONG 4         /* lines of a block that shows how wide its column is */
#define COLUMN 24.0f   /* points that blocks of one column may begin apart */
#define COLUMNS_MOST 8 /* of a page */

typedef struct layout {
    const lun_pdf_lines *lines;
    const lun_pdf_line **line; /* those that are not dropped; n of them */
    size_t n;
    float *right, *left; /* of blocks */
    size_t *block_lines;
    float height, pitch;  /* what most letters have; distance of lines to their height */
    lun_intern *hyphened; /* words with a hyphen that stand within a line */
    lun_buf paragraph, notes;
    lun_pdf_text *out;
    int is_first, failed;
} layout;

static float height_of(const lun_pdf_line *line)
{
    return line->y1 - line->y0;
}

static const char *text_of(const layout *l, const lun_pdf_line *line)
{
    return l->lines->text.data + line->start;
}

static size_t len_of(const lun_pdf_line *line)
{
    return line->stop - line->start;
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float median(float *values, size_t n)
{
    if (n == 0)
        return 0;
    qsort(values, n, sizeof *values, compare_floats);
    return values[n / 2];
}

/* ---- what is usual here ---- */

/* Columns of a page: where their blocks begin, and how far long ones reach. */
typedef struct column {
    float left, right;
} column;

static column *find_column(column *columns, size_t n, float left)
{
    for (size_t i = 0; i < n; i++) {
        if (fabsf(columns[i].left - left) < COLUMN)
            return &columns[i];
    }
    return NULL;
}

/* How far a short block could have reached is told by the long ones below and above it. The blocks of a page are lines [at, stop). */
static void widen(layout *l, size_t at, size_t stop)
{
    column columns[COLUMNS_MOST];
    size_t n = 0;
    for (size_t i = at; i < stop; i++) {
        uint32_t b = l->line[i]->block;
        column *c = find_column(columns, n, l->left[b]);
        if (l->block_lines[b] >= LONG && c)
            c->right = fmaxf(c->right, l->right[b]);
        else if (l->block_lines[b] >= LONG && n < COLUMNS_MOST)
            columns[n++] = (column){ l->left[b], l->right[b] };
    }
    for (size_t i = at; i < stop; i++) {
        uint32_t b = l->line[i]->block;
        const column *c = l->block_lines[b] < LONG ? find_column(columns, n, l->left[b]) : NULL;
        if (c)
            l->right[b] = fmaxf(l->right[b], c->right);
    }
}

static void measure_blocks(layout *l)
{
    for (size_t i = 0; i < l->n; i++) {
        const lun_pdf_line *line = l->line[i];
        uint32_t b = line->block;
        int is_new = l->block_lines[b]++ == 0;
        l->left[b] = is_new ? line->x0 : fminf(l->left[b], line->x0);
        l->right[b] = is_new ? line->x1 : fmaxf(l->right[b], line->x1);
    }
    for (size_t at = 0; at < l->n;) {
        size_t stop = at;
        while (stop < l->n && l->line[stop]->page == l->line[at]->page)
            stop++;
        widen(l, at, stop);
        at = stop;
    }
}

static int measure(layout *l)
{
    float *values = lun_calloc(l->n + 1, sizeof *values);
    size_t n = 0;
    if (!values)
        return -1;
    for (size_t i = 0; i < l->n; i++)
        values[i] = height_of(l->line[i]);
    l->height = median(values, l->n);
    for (size_t i = 1; i < l->n; i++) {
        const lun_pdf_line *a = l->line[i - 1], *b = l->line[i];
        float pitch = b->y0 - a->y0, height = height_of(a);
        if (a->block == b->block && pitch > 0 && height > 0)
            values[n++] = pitch / height;
    }
    l->pitch = median(values, n);
    lun_free(values);
    return 0;
}

/* ---- words that the end of a line cut ---- */

/* What is longer than a word comes in its last bytes, so that a text without blanks costs no more time than another. */
static size_t last_word(const char *text, size_t len)
{
    size_t at = len;
    while (at > 0 && len - at < WORD_MOST && text[at - 1] != ' ')
        at--;
    return at;
}

static size_t first_word_len(const char *text, size_t len)
{
    const char *blank = memchr(text, ' ', len);
    return blank ? (size_t)(blank - text) : len;
}

/* Without what stands around it: brackets, stops. */
static size_t bare(const char **word, size_t len)
{
    while (len > 0 && ispunct((unsigned char)(*word)[len - 1]))
        len--;
    while (len > 0 && ispunct((unsigned char)**word)) {
        len--;
        ++*word;
    }
    return len;
}

static int learn_hyphens(layout *l)
{
    for (size_t i = 0; i < l->n; i++) {
        const char *text = text_of(l, l->line[i]);
        size_t len = len_of(l->line[i]);
        for (size_t at = 0; at < len;) {
            size_t n = first_word_len(text + at, len - at);
            const char *word = text + at;
            size_t word_len = bare(&word, n);
            if (word_len > 0 && at + n < len && memchr(word, '-', word_len) &&
                lun_intern_add(l->hyphened, word, word_len) == LUN_INTERN_NONE)
                return -1;
            at += n + 1;
        }
    }
    return 0;
}

static int is_letter(const char *text, size_t len, int *is_lower)
{
    unsigned width;
    uint32_t c = len > 0 ? lun_utf8_decode(text, len, &width) : 0;
    *is_lower = c < 0x80 ? islower((int)c) != 0 : c != LUN_UTF8_BAD && c >= 0xDF && c < 0x250 && c != 0xD7;
    return c < 0x80 ? isalpha((int)c) != 0 : *is_lower;
}

typedef enum joint {
    JOINT_BLANK,
    JOINT_BARE,
    JOINT_HYPHEN
} joint; /* a blank between, the hyphen gone, the hyphen kept */

static int keeps_hyphen(const layout *l, const char *next, size_t next_len)
{
    static const char *const halves[] = { "vice-", "self-",  "non-",   "well-",  "half-",
                                          "Sino-", "Russo-", "Anglo-", "Franco-" };
    lun_buf word = LUN_BUF_INIT;
    size_t from = last_word(l->paragraph.data, l->paragraph.len), n = first_word_len(next, next_len);
    while (ispunct((unsigned char)l->paragraph.data[from]) && from + 1 < l->paragraph.len)
        from++;
    lun_buf_add(&word, l->paragraph.data + from, l->paragraph.len - from);
    int keeps = 0;
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        keeps |= word.data && strcasecmp(word.data, halves[i]) == 0;
    lun_buf_add(&word, next, n);
    const char *whole = word.data;
    size_t len = word.failed ? 0 : bare(&whole, word.len);
    keeps |= len > 0 && lun_intern_find(l->hyphened, whole, len) != LUN_INTERN_NONE;
    lun_buf_clear(&word);
    return keeps;
}

/* A hyphen at the end of a line, before a small letter, goes, unless the word has it elsewhere; before a capital it stays ("Asia-Pacific"). */
static joint joint_with(const layout *l, const char *next, size_t next_len)
{
    const lun_buf *p = &l->paragraph;
    int is_lower, before;
    if (p->len < 2 || p->data[p->len - 1] != '-' ||
        !(isalnum((unsigned char)p->data[p->len - 2]) || is_letter(p->data + p->len - 2, 2, &before)))
        return JOINT_BLANK;
    is_letter(next, next_len, &is_lower);
    return is_lower && !keeps_hyphen(l, next, next_len) ? JOINT_BARE : JOINT_HYPHEN;
}

static void append(layout *l, const char *text, size_t len)
{
    lun_buf *p = &l->paragraph;
    joint how = p->len > 0 ? joint_with(l, text, len) : JOINT_HYPHEN;
    if (how == JOINT_BLANK)
        lun_buf_addc(p, ' ');
    else if (how == JOINT_BARE)
        p->data[--p->len] = '\0';
    lun_buf_add(p, text, len);
}

/* ---- where paragraphs begin ---- */

static int ends_sentence(const char *text, size_t len)
{
    static const char *const ends[] = { ".", "!", "?", ":", ";", "\"", ")", "\xE2\x80\x9D", "\xE2\x80\x99" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (len >= n && memcmp(text + len - n, ends[i], n) == 0)
            return 1;
    }
    return 0;
}

static int begins_small(const layout *l, const lun_pdf_line *line)
{
    int is_lower;
    return is_letter(text_of(l, line), len_of(line), &is_lower) && is_lower;
}

static int is_list_sign(const char *word, size_t len)
{
    static const char *const bullets[] = {
        "\xE2\x80\xA2", "\xE2\x96\xAA", "\xE2\x97\xA6", "\xE2\x80\x93", "\xE2\x80\x94", "\xEF\x82\xB7", "-", "*"
    };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (len == strlen(bullets[i]) && memcmp(word, bullets[i], len) == 0)
            return 1;
    }
    size_t at = len > 0 && word[0] == '(';
    size_t start = at;
    while (at < len && isalnum((unsigned char)word[at]))
        at++;
    return at > start && at - start <= 4 && at + 1 == len &&
           (word[at] == ')' || (word[at] == '.' && isdigit((unsigned char)word[start])));
}

static int begins_item(const layout *l, const lun_pdf_line *line)
{
    const char *text = text_of(l, line);
    return is_list_sign(text, first_word_len(text, len_of(line)));
}

static int is_full(const layout *l, const lun_pdf_line *line, float next)
{
    return line->x1 + FIT + next > l->right[line->block];
}

static int is_resized(const lun_pdf_line *a, const lun_pdf_line *b)
{
    return fabsf(height_of(a) - height_of(b)) > RESIZED * fmaxf(height_of(a), height_of(b));
}

/* "Trade . . . . . . 12": a line of a table of contents. */
static int has_leader(const layout *l, const lun_pdf_line *line)
{
    const char *text = text_of(l, line);
    size_t len = len_of(line);
    return memmem(text, len, ". . . .", 7) != NULL || memmem(text, len, ".....", 5) != NULL;
}

/* Cells of one row, or a heading behind its number: two blocks of a line each, side by side. */
static int is_beside(const layout *l, const lun_pdf_line *a, const lun_pdf_line *b)
{
    return a->page == b->page && a->block != b->block && b->x0 > a->x1 && l->block_lines[a->block] == 1 &&
           l->block_lines[b->block] == 1 && fabsf(b->y1 - a->y1) < height_of(a) / 2;
}

/* Within a block. */
static int breaks(const layout *l, const lun_pdf_line *a, const lun_pdf_line *b)
{
    int is_done = ends_sentence(text_of(l, a), len_of(a));
    float height = height_of(a), left = l->left[b->block];
    if (is_resized(a, b) || has_leader(l, a) || (l->pitch > 0 && b->y0 - a->y0 > APART * l->pitch * height))
        return 1;
    if (!is_done && begins_small(l, b))
        return 0;
    if (begins_item(l, b) && (is_done || !is_full(l, a, b->first)))
        return 1;
    if (is_done && b->x0 - left > INDENT * height && a->x0 - left < INDENT * height)
        return 1;
    return !is_full(l, a, b->first);
}

/* Over the end of a block: a column or a page ended in the middle of a sentence. */
static int goes_on(const layout *l, const lun_pdf_line *a, const lun_pdf_line *b)
{
    if (is_resized(a, b) || has_leader(l, a) || ends_sentence(text_of(l, a), len_of(a)) || begins_item(l, b))
        return 0;
    int is_elsewhere = a->page != b->page || b->y0 < a->y0;
    if (begins_small(l, b))
        return is_elsewhere || b->y0 - a->y1 < height_of(a);
    return is_elsewhere && l->block_lines[a->block] > 1 && is_full(l, a, b->first);
}

/* ---- paragraphs ---- */

/* Pages up to that of the line that comes next begin here, in bytes. */
static void begin_pages(layout *l, uint32_t page)
{
    size_t at = l->out->text.len + (l->out->text.len > 0 ? 2 : 0) + l->paragraph.len;
    while (!l->failed && l->out->pages.n <= page)
        l->failed = lun_vec_push(&l->out->pages, (uint32_t)at) < 0;
}

/* Bytes to code points. */
static void count_points(lun_pdf_text *out)
{
    uint32_t points = 0;
    size_t at = 0;
    for (size_t i = 0; i < out->pages.n; i++) {
        for (; at < out->pages.items[i] && at < out->text.len; at++)
            points += ((unsigned char)out->text.data[at] & 0xC0) != 0x80;
        out->pages.items[i] = points;
    }
}

static void add_block(lun_buf *out, const lun_buf *block)
{
    if (block->len == 0)
        return;
    if (out->len > 0)
        lun_buf_adds(out, "\n\n");
    lun_buf_add(out, block->data, block->len);
}

static void end_paragraph(layout *l, const lun_pdf_line *last)
{
    if (l->paragraph.len > 0 && l->is_first && height_of(last) > LARGE * l->height && l->paragraph.len <= TITLE_MOST)
        lun_buf_add(&l->out->title, l->paragraph.data, l->paragraph.len);
    if (l->paragraph.len > 0)
        l->is_first = 0;
    add_block(&l->out->text, &l->paragraph);
    add_block(&l->out->text, &l->notes);
    lun_buf_reset(&l->paragraph);
    lun_buf_reset(&l->notes);
}

/* A block in small letters in the lower half of a page, which begins with a number or a star. */
static int is_note(const layout *l, const lun_pdf_line *line)
{
    float height = line->page < l->lines->heights.n ? l->lines->heights.items[line->page] : 0;
    const char *text = text_of(l, line);
    return height_of(line) < SMALL * l->height && line->y0 > height / 2 && len_of(line) > 1 &&
           (isdigit((unsigned char)text[0]) || text[0] == '*');
}

static void add_note(layout *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        int is_new = i == from || breaks(l, l->line[i - 1], l->line[i]);
        if (l->notes.len > 0)
            lun_buf_adds(&l->notes, is_new ? "\n\n" : " ");
        lun_buf_add(&l->notes, text_of(l, l->line[i]), len_of(l->line[i]));
    }
}

static size_t block_stop(const layout *l, size_t at)
{
    uint32_t block = l->line[at]->block;
    while (at < l->n && l->line[at]->block == block)
        at++;
    return at;
}

static void add_line(layout *l, const lun_pdf_line *last, const lun_pdf_line *line)
{
    const char *text = text_of(l, line);
    if (last && is_beside(l, last, line)) {
        lun_buf_addc(&l->paragraph, '\t');
        lun_buf_add(&l->paragraph, text, len_of(line));
        return;
    }
    if (last && (last->block == line->block ? breaks(l, last, line) : !goes_on(l, last, line)))
        end_paragraph(l, last);
    begin_pages(l, line->page);
    append(l, text, len_of(line));
}

static void write(layout *l)
{
    const lun_pdf_line *last = NULL;
    for (size_t at = 0; at < l->n;) {
        size_t stop = block_stop(l, at);
        if (last && is_note(l, l->line[at])) {
            add_note(l, at, stop);
            at = stop;
            continue;
        }
        for (; at < stop; at++) {
            add_line(l, last, l->line[at]);
            last = l->line[at];
        }
    }
    if (last)
        end_paragraph(l, last);
    if (l->lines->heights.n > 0)
        begin_pages(l, (uint32_t)l->lines->heights.n - 1);
    count_points(l->out);
}

static int prepare(layout *l, const lun_pdf_lines *lines)
{
    size_t blocks = lines->items.n > 0 ? (size_t)lines->items.items[lines->items.n - 1].block + 1 : 1;
    l->line = lun_calloc(lines->items.n + 1, sizeof *l->line);
    l->right = lun_calloc(blocks, sizeof *l->right);
    l->left = lun_calloc(blocks, sizeof *l->left);
    l->block_lines = lun_calloc(blocks, sizeof *l->block_lines);
    l->hyphened = lun_intern_new();
    if (!l->line || !l->right || !l->left || !l->block_lines || !l->hyphened)
        return -1;
    for (size_t i = 0; i < lines->items.n; i++) {
        if (!lines->items.items[i].drop)
            l->line[l->n++] = &lines->items.items[i];
    }
    measure_blocks(l);
    return measure(l) < 0 ? -1 : learn_hyphens(l);
}

int lun_pdf__paragraphs(lun_pdf_text *out, const lun_pdf_lines *lines, lun_error *err)
{
    layout l = { .lines = lines, .out = out, .is_first = 1 };
    int failed = prepare(&l, lines) < 0;
    if (!failed)
        write(&l);
    failed |= l.failed | l.paragraph.failed | l.notes.failed | out->text.failed | out->title.failed;
    lun_free(l.line);
    lun_free(l.right);
    lun_free(l.left);
    lun_free(l.block_lines);
    lun_intern_free(l.hyphened);
    lun_buf_clear(&l.paragraph);
    lun_buf_clear(&l.notes);
    return failed ? lun_load__no_memory(err) : LUN_OK;
}
