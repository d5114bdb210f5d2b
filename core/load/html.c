/*
** html.c - the HTML reader: tokens to blocks, blocks to main text, one blank line between blocks.
**
** What is not main text is counted in the metadata key `dropped_characters`, so that nothing goes unnoticed.
*/
#include "load/html.h"

#include <string.h>

/* The heading that became the title, whatever element it is in, is not said twice. */
static int is_title(const lun_html_blocks *blocks, const lun_html_block *block, const char *title)
{
    size_t len = block->stop - block->start;
    return title != NULL && strlen(title) == len && memcmp(blocks->text.data + block->start, title, len) == 0;
}

static void join(lun_buf *out, const lun_html_blocks *blocks, const unsigned char *keep, const char *title,
                 size_t *dropped)
{
    int said = 0;
    *dropped = 0;
    for (size_t i = 0; i < blocks->items.n; i++) {
        const lun_html_block *block = &blocks->items.items[i];
        const char *text = blocks->text.data + block->start;
        size_t len = block->stop - block->start;
        if (keep[i] && !said && out->len == 0 && is_title(blocks, block, title)) {
            said = 1;
            continue;
        }
        if (!keep[i]) {
            *dropped += lun_utf8_count(text, len);
            continue;
        }
        if (out->len > 0)
            lun_buf_add(out, "\n\n", 2);
        lun_buf_add(out, text, len);
    }
}

static int say_dropped(lun_document *document, size_t dropped, lun_error *err)
{
    lun_buf json = LUN_BUF_INIT;
    if (dropped == 0)
        return 0;
    lun_buf_addf(&json, "%zu", dropped);
    int rc = json.failed ? lun_load__no_memory(err) : lun_load__meta(document, "dropped_characters", json.data, err);
    lun_buf_clear(&json);
    return rc;
}

static int set_text(lun_document *document, const lun_html_blocks *blocks, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    size_t dropped = 0;
    unsigned char *keep = lun_calloc(blocks->items.n + 1, 1);
    if (keep == NULL)
        return lun_load__no_memory(err);
    lun_html_main(blocks, keep);
    join(&text, blocks, keep, document->title, &dropped);
    int rc = text.failed ? lun_load__no_memory(err)
                         : lun_document_set_text(document, text.data == NULL ? "" : text.data, text.len, err);
    if (rc == 0)
        rc = say_dropped(document, dropped, err);
    lun_buf_clear(&text);
    lun_free(keep);
    return rc;
}

int lun_read_html(lun_document *document, const lun_decoded *decoded, const char *place, lun_error *err)
{
    lun_html_lexer lexer = { .data = decoded->text, .len = decoded->len };
    lun_html_token token;
    lun_html_blocks blocks;
    lun_html_head head;
    lun_html_blocks_init(&blocks);
    lun_html_head_init(&head);
    while (lun_html_next(&lexer, &token)) {
        lun_html_head_take(&head, &token);
        lun_html_blocks_take(&blocks, &token);
    }
    lun_html_blocks_finish(&blocks);
    int rc = blocks.failed ? lun_load__no_memory(err) : lun_html_head_settle(&head, &blocks, document, place, err);
    if (rc == 0)
        rc = set_text(document, &blocks, err);
    lun_html_head_clear(&head);
    lun_html_blocks_clear(&blocks);
    return rc;
}
