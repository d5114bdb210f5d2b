/*
** html_blocks.c - from tokens to blocks: paragraphs, list items, table rows, headings, each with its share of link
** text.
**
** Depth costs nothing: only elements that say something about the text inside them are kept open, each knows the next
** outer one of its kind, so that an end tag finds its element or its absence at once. A stray </div> never closes an
** article, a nav or another landmark.
*/
#include "load/html.h"

#include <string.h>
#include <strings.h>

typedef enum tag_kind {
    INLINE_, /* no break */
    BREAKS,  /* ends a block, is not kept open */
    OPENS,   /* ends a block and is kept open */
    LANDMARK /* as OPENS; stray end tags do not pass it */
} tag_kind;

static const struct tag {
    const char *name;
    tag_kind kind;
    unsigned flags;
} tags[] = {
    { "div", OPENS, 0 },
    { "section", OPENS, 0 },
    { "ul", OPENS, 0 },
    { "ol", OPENS, 0 },
    { "dl", OPENS, 0 },
    { "table", OPENS, 0 },
    { "center", OPENS, 0 },
    { "figure", OPENS, 0 },
    { "blockquote", OPENS, 0 },
    { "details", OPENS, 0 },
    { "fieldset", OPENS, 0 },
    { "article", LANDMARK, LUN_BLOCK_ARTICLE },
    { "main", LANDMARK, LUN_BLOCK_MAIN },
    { "nav", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "header", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "footer", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "aside", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "menu", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "form", LANDMARK, LUN_BLOCK_FORM },
    { "noscript", LANDMARK, LUN_BLOCK_HIDDEN },
    { "template", LANDMARK, LUN_BLOCK_HIDDEN },
    { "svg", LANDMARK, LUN_BLOCK_HIDDEN },
    { "select", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "button", LANDMARK, LUN_BLOCK_BOILERPLATE },
    { "object", OPENS, 0 },
    { "video", LANDMARK, LUN_BLOCK_HIDDEN },
    { "audio", LANDMARK, LUN_BLOCK_HIDDEN },
    { "p", BREAKS, 0 },
    { "li", BREAKS, 0 },
    { "tr", BREAKS, 0 },
    { "dt", BREAKS, 0 },
    { "dd", BREAKS, 0 },
    { "h1", BREAKS, 0 },
    { "h2", BREAKS, 0 },
    { "h3", BREAKS, 0 },
    { "h4", BREAKS, 0 },
    { "h5", BREAKS, 0 },
    { "h6", BREAKS, 0 },
    { "hr", BREAKS, 0 },
    { "pre", BREAKS, 0 },
    { "address", BREAKS, 0 },
    { "caption", BREAKS, 0 },
    { "figcaption", BREAKS, 0 },
    { "body", BREAKS, 0 },
    { "head", BREAKS, 0 },
    { "html", BREAKS, 0 },
    { "option", BREAKS, 0 },
    { "summary", BREAKS, 0 },
    { "legend", BREAKS, 0 },
    { "tbody", BREAKS, 0 },
    { "thead", BREAKS, 0 },
    { "tfoot", BREAKS, 0 },
    { "dir", OPENS, 0 },
    { "optgroup", BREAKS, 0 },
    { "frameset", BREAKS, 0 },
};

#define N_TAGS (sizeof tags / sizeof *tags)
_Static_assert(N_TAGS <= LUN_HTML_TAGS, "room for every tag in lun_html_blocks.last");

static int find_tag(const char *name)
{
    for (size_t i = 0; i < N_TAGS; i++) {
        if (tags[i].name[0] == name[0] && strcmp(tags[i].name, name) == 0)
            return (int)i;
    }
    return -1;
}

static unsigned flags_now(const lun_html_blocks *b)
{
    unsigned flags = b->open.n == 0 ? 0 : b->open.items[b->open.n - 1].flags;
    return flags | (b->heading ? (unsigned)LUN_BLOCK_HEADING : 0u);
}

/* Ends the current block; an empty one leaves no trace. */
static void end_block(lun_html_blocks *b)
{
    b->breaks = b->tab = b->space = 0;
    if (b->text.len > b->current.start) {
        b->current.stop = b->text.len;
        if (lun_vec_push(&b->items, b->current) < 0)
            b->failed = 1;
    }
    b->current = (lun_html_block){ .start = b->text.len };
}

/* Writes what is owed before the next character. */
static void settle_white(lun_html_blocks *b)
{
    if (b->breaks >= 2)
        end_block(b);
    if (b->text.len == b->current.start) {
        b->current.flags = flags_now(b);
        b->current.article = b->open.n == 0 ? 0 : b->open.items[b->open.n - 1].article;
    } else if (b->breaks == 1) {
        lun_buf_addc(&b->text, '\n');
    } else if (b->tab) {
        lun_buf_addc(&b->text, '\t');
    } else if (b->space) {
        lun_buf_addc(&b->text, ' ');
    }
    b->breaks = b->tab = b->space = 0;
}

static int is_white(uint32_t point)
{
    return point == ' ' || point == '\t' || point == '\n' || point == '\f' || point == '\r' || point == 0xA0 ||
           point == 0x202F;
}

static void add_text(lun_html_blocks *b, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        unsigned width = 1;
        uint32_t point =
            (unsigned char)text[at] < 0x80 ? (unsigned char)text[at] : lun_utf8_decode(text + at, len - at, &width);
        if (point == '\n' && b->in_pre) {
            b->breaks++;
        } else if (is_white(point)) {
            b->space = 1;
        } else if (!lun_utf8_is_invisible(point)) {
            settle_white(b);
            lun_buf_add(&b->text, text + at, width);
            b->current.link += b->in_link ? width : 0;
        }
        at += width;
    }
}

/* ---- names of classes that hold no text of the page's own ---- */

static int is_word_of(const char *word, size_t len, const char *const *list)
{
    for (; *list != NULL; list++) {
        size_t n = strlen(*list);
        if (len < n)
            continue;
        int at_start = strncasecmp(word, *list, n) == 0 && (len == n || word[n] == '-' || word[n] == '_');
        int at_stop = len > n && strncasecmp(word + len - n, *list, n) == 0 &&
                      (word[len - n - 1] == '-' || word[len - n - 1] == '_');
        if (at_start || at_stop)
            return 1;
    }
    return 0;
}

static int names_boilerplate(const lun_html_attribute *a)
{
    static const char *const bad[] = { "nav",       "navbar",   "navigation", "menu",      "breadcrumb", "breadcrumbs",
                                       "footer",    "sidebar",  "share",      "sharing",   "social",     "related",
                                       "comments",  "cookie",   "cookies",    "cookiebar", "pagination", "pager",
                                       "copyright", "skiplink", "skip",       NULL };
    static const char *const good[] = { "content",   "main", "article", "wrap", "wrapper", "page", "layout",
                                        "container", "body", "with",    "has",  "no",      NULL };
    if (a == NULL)
        return 0;
    for (size_t at = 0; at < a->value_len;) {
        size_t stop = at;
        while (stop < a->value_len && a->value[stop] != ' ' && a->value[stop] != '\n' && a->value[stop] != '\t')
            stop++;
        if (is_word_of(a->value + at, stop - at, bad) && !is_word_of(a->value + at, stop - at, good))
            return 1;
        at = stop + 1;
    }
    return 0;
}

static int is_hidden(const lun_html_token *token)
{
    const lun_html_attribute *style = lun_html_attribute_find(token, "style");
    if (lun_html_attribute_find(token, "hidden") != NULL)
        return 1;
    const char *none = style == NULL ? NULL : memmem(style->value, style->value_len, "display", 7);
    if (none == NULL)
        return 0;
    const char *limit = style->value + style->value_len;
    for (none += 7; none < limit && (*none == ' ' || *none == ':'); none++)
        ;
    return limit - none >= 4 && strncasecmp(none, "none", 4) == 0;
}

static unsigned flags_of(const lun_html_token *token, int tag, unsigned outer)
{
    unsigned flags = tags[tag].flags;
    if (strcmp(token->name, "header") == 0 && (outer & (LUN_BLOCK_ARTICLE | LUN_BLOCK_MAIN)) != 0)
        flags = 0; /* the heading and lead of the article itself */
    if (lun_html_attribute_is(token, "itemprop", "articleBody"))
        flags |= LUN_BLOCK_BODY;
    if (lun_html_attribute_is(token, "role", "main"))
        flags |= LUN_BLOCK_MAIN;
    if (lun_html_attribute_is(token, "role", "navigation") || lun_html_attribute_is(token, "role", "banner") ||
        lun_html_attribute_is(token, "role", "contentinfo"))
        flags |= LUN_BLOCK_BOILERPLATE;
    if (names_boilerplate(lun_html_attribute_find(token, "class")) ||
        names_boilerplate(lun_html_attribute_find(token, "id")))
        flags |= LUN_BLOCK_BOILERPLATE;
    if (is_hidden(token))
        flags |= LUN_BLOCK_HIDDEN;
    return outer | flags;
}

static void open_element(lun_html_blocks *b, const lun_html_token *token, int tag)
{
    const lun_html_open *outer = b->open.n == 0 ? NULL : &b->open.items[b->open.n - 1];
    lun_html_open element = { .tag = tag, .previous = b->last[tag], .landmark = outer == NULL ? -1 : outer->landmark };
    element.flags = flags_of(token, tag, outer == NULL ? 0 : outer->flags);
    element.article = outer == NULL ? 0 : outer->article;
    if (element.article == 0 && strcmp(token->name, "article") == 0 && (element.flags & LUN_BLOCK_BOILERPLATE) == 0)
        element.article = ++b->articles;
    if (tags[tag].kind == LANDMARK)
        element.landmark = (int)b->open.n;
    b->last[tag] = (int)b->open.n;
    if (b->open.n >= INT32_MAX || lun_vec_push(&b->open, element) < 0)
        b->failed = 1;
}

static void close_element(lun_html_blocks *b, int tag)
{
    int at = b->last[tag];
    if (at < 0 || (tags[tag].kind == OPENS && at < b->open.items[b->open.n - 1].landmark))
        return;
    while ((int)b->open.n > at) {
        const lun_html_open *element = &b->open.items[--b->open.n];
        b->last[element->tag] = element->previous;
    }
}

static void take_tag(lun_html_blocks *b, const lun_html_token *token)
{
    int starts = token->kind == LUN_HTML_START, tag = find_tag(token->name);
    if (strcmp(token->name, "a") == 0)
        b->in_link = starts && lun_html_attribute_find(token, "href") != NULL;
    else if (strcmp(token->name, "br") == 0)
        b->breaks++;
    else if (strcmp(token->name, "td") == 0 || strcmp(token->name, "th") == 0)
        b->tab = starts && b->text.len > b->current.start ? 1 : b->tab;
    if (tag < 0)
        return;
    end_block(b);
    if (token->name[0] == 'h' && token->name[1] >= '1' && token->name[1] <= '6')
        b->heading = starts;
    if (strcmp(token->name, "pre") == 0)
        b->in_pre = starts;
    if (!starts || strcmp(token->name, "p") == 0 || strcmp(token->name, "li") == 0)
        b->in_link = 0; /* a link that was never closed must not make the rest of the page link text */
    if (tags[tag].kind == BREAKS)
        return;
    if (starts)
        open_element(b, token, tag);
    else
        close_element(b, tag);
}

void lun_html_blocks_init(lun_html_blocks *blocks)
{
    memset(blocks, 0, sizeof *blocks);
    for (size_t i = 0; i < LUN_HTML_TAGS; i++)
        blocks->last[i] = -1;
}

void lun_html_blocks_clear(lun_html_blocks *blocks)
{
    lun_buf_clear(&blocks->text);
    lun_vec_clear(&blocks->items);
    lun_vec_clear(&blocks->open);
}

void lun_html_blocks_take(lun_html_blocks *blocks, const lun_html_token *token)
{
    if (blocks->failed)
        return;
    if (token->kind == LUN_HTML_START || token->kind == LUN_HTML_STOP) {
        take_tag(blocks, token);
    } else if (token->kind == LUN_HTML_TEXT && memchr(token->text, '&', token->len) == NULL) {
        add_text(blocks, token->text, token->len);
    } else if (token->kind == LUN_HTML_TEXT || strcmp(token->name, "xmp") == 0) {
        lun_buf decoded = LUN_BUF_INIT;
        lun_html_decode(&decoded, token->text, token->len);
        add_text(blocks, decoded.data == NULL ? "" : decoded.data, decoded.len);
        blocks->failed |= decoded.failed;
        lun_buf_clear(&decoded);
    }
}

void lun_html_blocks_finish(lun_html_blocks *blocks)
{
    end_block(blocks);
    blocks->failed |= blocks->text.failed;
}
