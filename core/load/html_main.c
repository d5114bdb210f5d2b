/*
** html_main.c - which blocks are the page's own text.
**
** What the page marks (articleBody, article, main) is believed when it holds a good part of the running text;
** elsewhere everything stays but boilerplate and what is mostly links. Recall before precision: a share button in the
** text costs little, a lost paragraph much. If a wrongly marked page leaves next to nothing, everything but link
** lists stays.
*/
#include "load/html.h"

#include <string.h>

#define BOILERPLATE (LUN_BLOCK_BOILERPLATE | LUN_BLOCK_HIDDEN)

/* Running text: not mostly links. */
static int is_running(const lun_html_block *block)
{
    size_t len = block->stop - block->start;
    return block->link * 2 <= len || (len > 200 && block->link * 3 <= len * 2);
}

static size_t sum(const lun_html_blocks *blocks, unsigned with, unsigned without)
{
    size_t total = 0;
    for (size_t i = 0; i < blocks->items.n; i++) {
        const lun_html_block *block = &blocks->items.items[i];
        if ((with == 0 || (block->flags & with) != 0) && (block->flags & without) == 0 && is_running(block))
            total += block->stop - block->start;
    }
    return total;
}

static size_t keep_where(const lun_html_blocks *blocks, unsigned char *keep, unsigned with, unsigned without,
                         uint32_t article)
{
    size_t total = 0;
    for (size_t i = 0; i < blocks->items.n; i++) {
        const lun_html_block *block = &blocks->items.items[i];
        keep[i] = (with == 0 || (block->flags & with) != 0) && (block->flags & without) == 0 && is_running(block) &&
                  (article == 0 || block->article == article);
        total += keep[i] ? block->stop - block->start : 0;
    }
    return total;
}

/* The article that holds more than half of what all articles hold; 0 where there is none. */
static uint32_t chief_article(const lun_html_blocks *blocks, size_t all)
{
    uint32_t candidate = 0;
    size_t lead = 0, mine = 0;
    for (size_t i = 0; i < blocks->items.n; i++) { /* the only possible majority, by weighted votes */
        const lun_html_block *block = &blocks->items.items[i];
        size_t len = block->stop - block->start;
        if (block->article == 0 || (block->flags & BOILERPLATE) != 0 || !is_running(block))
            continue;
        if (block->article == candidate || lead == 0) {
            candidate = block->article;
            lead += len;
        } else if (len > lead) {
            candidate = block->article;
            lead = len - lead;
        } else {
            lead -= len;
        }
    }
    for (size_t i = 0; i < blocks->items.n; i++) {
        const lun_html_block *block = &blocks->items.items[i];
        if (block->article == candidate && candidate != 0 && (block->flags & BOILERPLATE) == 0 && is_running(block))
            mine += block->stop - block->start;
    }
    return mine * 2 > all ? candidate : 0;
}

void lun_html_main(const lun_html_blocks *blocks, unsigned char *keep)
{
    size_t open = sum(blocks, 0, BOILERPLATE), all = sum(blocks, 0, LUN_BLOCK_HIDDEN), kept = 0;
    size_t body = sum(blocks, LUN_BLOCK_BODY, BOILERPLATE), article = sum(blocks, LUN_BLOCK_ARTICLE, BOILERPLATE),
           main_text = sum(blocks, LUN_BLOCK_MAIN, BOILERPLATE);
    size_t outside_forms = sum(blocks, 0, BOILERPLATE | LUN_BLOCK_FORM);
    if (body * 3 > open)
        kept = keep_where(blocks, keep, LUN_BLOCK_BODY, BOILERPLATE, 0);
    else if (article * 3 > open)
        kept = keep_where(blocks, keep, LUN_BLOCK_ARTICLE, BOILERPLATE, chief_article(blocks, article));
    else if (main_text * 3 > open)
        kept = keep_where(blocks, keep, LUN_BLOCK_MAIN, BOILERPLATE, 0);
    else /* some sites wrap the whole page in one form */
        kept = keep_where(blocks, keep, 0, outside_forms * 2 > open ? BOILERPLATE | LUN_BLOCK_FORM : BOILERPLATE, 0);
    if (kept * 5 < all || kept == 0)
        kept = keep_where(blocks, keep, 0, LUN_BLOCK_HIDDEN, 0);
    if (kept == 0)
        memset(keep, 1, blocks->items.n);
}
