/*
** html_head.c - what a page says about itself: meta elements, JSON-LD, title, first heading, times.
*/
#include "load/html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/json.h"

#define JSON_LD_MOST (1u << 20)
#define NEAR_BLOCKS 16 /* the date stands near the top */
#define NEAR_BYTES 160
#define H1_MOST 300 /* an h1 that is never closed is no title beyond this */

/* How good a date's place is; more is better. */
enum { DAY_VISIBLE = 1, DAY_META = 2, DAY_TIME = 3, DAY_ITEM = 4, DAY_ARTICLE = 5 };

static void offer_day(lun_html_head *head, int rank, const char *text, size_t len)
{
    char copy[64];
    if (rank <= head->day_rank || len == 0 || len >= sizeof copy)
        return;
    memcpy(copy, text, len);
    copy[len] = '\0';
    int32_t day = lun_day_parse_loose(copy);
    if (day == LUN_DAY_NONE)
        return;
    head->day = day;
    head->day_rank = rank;
}

/* The first that is offered stays. */
static void offer(lun_buf *slot, const char *text, size_t len)
{
    if (slot->len == 0)
        lun_html_decode(slot, text, len);
}

typedef enum meta_use { USE_TITLE, USE_SITE, USE_URL, USE_LANGUAGE, USE_DAY } meta_use;

static void take_meta(lun_html_head *head, const lun_html_token *token)
{
    static const struct {
        const char *name;
        meta_use use;
        int rank;
    } metas[] = {
        { "og:title", USE_TITLE, 0 },
        { "og:site_name", USE_SITE, 0 },
        { "og:url", USE_URL, 0 },
        { "article:published_time", USE_DAY, DAY_ARTICLE },
        { "og:article:published_time", USE_DAY, DAY_ARTICLE },
        { "datePublished", USE_DAY, DAY_ITEM },
        { "dc.date", USE_DAY, DAY_META },
        { "dcterms.date", USE_DAY, DAY_META },
        { "dc.date.issued", USE_DAY, DAY_META },
        { "dcterms.issued", USE_DAY, DAY_META },
        { "dcterms.created", USE_DAY, DAY_META },
        { "date", USE_DAY, DAY_META },
        { "pubdate", USE_DAY, DAY_META },
        { "publishdate", USE_DAY, DAY_META },
        { "publication_date", USE_DAY, DAY_META },
        { "content-language", USE_LANGUAGE, 0 },
        { "language", USE_LANGUAGE, 0 },
        { "dc.language", USE_LANGUAGE, 0 },
        { "dc.title", USE_TITLE, 0 },
    };
    static const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };
    const lun_html_attribute *content = lun_html_attribute_find(token, "content");
    if (content == NULL)
        return;
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        int hit = 0;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            hit |= lun_html_attribute_is(token, keys[k], metas[i].name);
        if (!hit)
            continue;
        switch (metas[i].use) {
        case USE_TITLE:
            offer(&head->og_title, content->value, content->value_len);
            break;
        case USE_SITE:
            offer(&head->site, content->value, content->value_len);
            break;
        case USE_URL:
            offer(&head->url, content->value, content->value_len);
            break;
        case USE_LANGUAGE:
            offer(&head->language, content->value, content->value_len);
            break;
        case USE_DAY:
            offer_day(head, metas[i].rank, content->value, content->value_len);
            break;
        }
    }
}

static void take_json_object(lun_html_head *head, const cJSON *object)
{
    const char *day = lun_json_string(object, "datePublished"), *title = lun_json_string(object, "headline");
    const char *site = lun_json_string(cJSON_GetObjectItemCaseSensitive(object, "publisher"), "name");
    if (day != NULL)
        offer_day(head, DAY_ITEM, day, strlen(day));
    if (title != NULL)
        offer(&head->og_title, title, strlen(title));
    if (site != NULL && day != NULL)
        offer(&head->site, site, strlen(site));
}

/* One object, an array of them, or an object with a @graph of them. */
static void take_json_ld(lun_html_head *head, const char *text, size_t len)
{
    cJSON *root = NULL;
    if (len > JSON_LD_MOST || lun_json_parse(&root, text, len, NULL, NULL) < 0)
        return;
    const cJSON *graph = cJSON_IsObject(root) ? cJSON_GetObjectItemCaseSensitive(root, "@graph") : root;
    if (cJSON_IsObject(root))
        take_json_object(head, root);
    const cJSON *item = cJSON_IsArray(graph) ? graph->child : NULL;
    for (; item != NULL; item = item->next) {
        if (cJSON_IsObject(item))
            take_json_object(head, item);
    }
    cJSON_Delete(root);
}

static void take_start(lun_html_head *head, const lun_html_token *token)
{
    const lun_html_attribute *a;
    if (strcmp(token->name, "meta") == 0)
        take_meta(head, token);
    else if (strcmp(token->name, "html") == 0 && (a = lun_html_attribute_find(token, "lang")) != NULL)
        offer(&head->language, a->value, a->value_len);
    else if (strcmp(token->name, "link") == 0 && lun_html_attribute_is(token, "rel", "canonical") &&
             (a = lun_html_attribute_find(token, "href")) != NULL) {
        lun_buf_reset(&head->url);
        offer(&head->url, a->value, a->value_len);
    } else if (strcmp(token->name, "h1") == 0)
        head->in_h1 = head->h1.len == 0;
    if ((a = lun_html_attribute_find(token, "datetime")) != NULL)
        offer_day(head,
                  lun_html_attribute_is(token, "itemprop", "datePublished") ||
                          lun_html_attribute_find(token, "pubdate") != NULL
                      ? DAY_ITEM
                      : DAY_TIME,
                  a->value, a->value_len);
}

void lun_html_head_init(lun_html_head *head)
{
    memset(head, 0, sizeof *head);
    head->day = LUN_DAY_NONE;
}

void lun_html_head_clear(lun_html_head *head)
{
    lun_buf *const all[] = { &head->title, &head->og_title, &head->h1, &head->site, &head->url, &head->language };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        lun_buf_clear(all[i]);
}

void lun_html_head_take(lun_html_head *head, const lun_html_token *token)
{
    switch (token->kind) {
    case LUN_HTML_START:
        take_start(head, token);
        break;
    case LUN_HTML_STOP:
        if (strcmp(token->name, "h1") == 0)
            head->in_h1 = 0;
        break;
    case LUN_HTML_TEXT:
        if (head->in_h1 && head->h1.len < H1_MOST)
            lun_html_decode(&head->h1, token->text, token->len);
        break;
    case LUN_HTML_RAW:
        if (strcmp(token->name, "title") == 0)
            offer(&head->title, token->text, token->len);
        else if (strcmp(token->name, "script") == 0 && memmem(token->text, token->len, "datePublished", 13) != NULL)
            take_json_ld(head, token->text, token->len);
        break;
    }
}

/* White space to single spaces, invisible characters away, in place. */
static void tidy(lun_buf *text)
{
    size_t n = 0;
    int space = 0;
    for (size_t at = 0; at < text->len;) {
        unsigned width;
        uint32_t point = lun_utf8_decode(text->data + at, text->len - at, &width);
        if (point == 0xA0 || (point < 0x80 && isspace((int)point))) {
            space = n > 0;
        } else if (!lun_utf8_is_invisible(point)) {
            if (space)
                text->data[n++] = ' ';
            memmove(text->data + n, text->data + at, width);
            n += width;
            space = 0;
        }
        at += width;
    }
    if (text->data != NULL)
        text->data[n] = '\0';
    text->len = n;
}

/* The length of the title without " | Name of the site": cut where the site's name follows, or at a bar. */
static size_t without_site(const lun_buf *title, const lun_buf *site)
{
    static const char *const separators[] = { " | ",  " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                              " :: ", "_",   " \xC2\xBB ",     " \xC2\xB7 " };
    size_t best = title->len;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t n = strlen(separators[i]);
        for (const char *p = title->data; (p = strstr(p, separators[i])) != NULL; p += n) {
            size_t at = (size_t)(p - title->data), rest = title->len - at - n;
            int is_site = site->len > 0 && rest == site->len && strncasecmp(p + n, site->data, rest) == 0;
            int is_bar = separators[i][1] == '|' || separators[i][1] == ':' || (n == 1 && strchr(p + 1, '_') == NULL);
            int is_name = strstr(p + n, separators[i]) == NULL && rest <= 60 && at >= 15 && (is_bar || at > 2 * rest);
            if (at > 0 && at < best && (is_site || is_name))
                best = at;
        }
    }
    return best;
}

/* Any run of up to six words of a short block near the top that is a date. */
static void look_for_day(lun_html_head *head, const char *text, size_t len)
{
    for (size_t start = 0; start < len; start++) {
        if (start > 0 && text[start - 1] != ' ' && text[start - 1] != '\n' && text[start - 1] != '\t' &&
            text[start - 1] != '(')
            continue;
        size_t words = 0, stop = start;
        while (stop < len && words < 6 && head->day_rank < DAY_VISIBLE) {
            while (stop < len && text[stop] != ' ' && text[stop] != '\n' && text[stop] != '\t')
                stop++;
            size_t n = stop - start;
            while (n > 0 && strchr(",.;:)|", text[start + n - 1]) != NULL)
                n--;
            if (n >= 8)
                offer_day(head, DAY_VISIBLE, text + start, n);
            words++;
            stop++;
        }
    }
}

static void find_visible_day(lun_html_head *head, const lun_html_blocks *blocks)
{
    size_t first = 0;
    while (first < blocks->items.n && (blocks->items.items[first].flags & LUN_BLOCK_HEADING) == 0)
        first++;
    first = first == blocks->items.n ? 0 : first;
    size_t from = first > 4 ? first - 4 : 0;
    for (size_t i = from; i < blocks->items.n && i < first + NEAR_BLOCKS && head->day_rank < DAY_VISIBLE; i++) {
        const lun_html_block *block = &blocks->items.items[i];
        if (block->stop - block->start <= NEAR_BYTES && (block->flags & LUN_BLOCK_HIDDEN) == 0)
            look_for_day(head, blocks->text.data + block->start, block->stop - block->start);
    }
}

static int is_heading_of(const lun_html_blocks *blocks, const char *text, size_t len)
{
    for (size_t i = 0; i < blocks->items.n; i++) {
        const lun_html_block *block = &blocks->items.items[i];
        if ((block->flags & LUN_BLOCK_HEADING) != 0 && block->stop - block->start == len &&
            memcmp(blocks->text.data + block->start, text, len) == 0)
            return 1;
    }
    return 0;
}

/* The first h1 may be the name of the site: then some other heading says what title says. */
static const lun_buf *choose_title(const lun_html_head *head, const lun_html_blocks *blocks)
{
    if (head->og_title.len > 0)
        return &head->og_title;
    if (head->h1.len == 0 || head->title.len == 0)
        return head->h1.len == 0 ? &head->title : &head->h1;
    size_t len = without_site(&head->title, &head->site);
    int is_site = head->h1.len == head->site.len && strcasecmp(head->h1.data, head->site.data) == 0;
    int is_other = strncmp(head->title.data, head->h1.data, head->h1.len) != 0;
    return is_site || (is_other && is_heading_of(blocks, head->title.data, len)) ? &head->title : &head->h1;
}

static int set(lun_document *document, lun_field field, const lun_buf *value, size_t len, const char *place,
               lun_error *err)
{
    return len == 0 ? 0 : lun_load__set(document, field, value->data, len, place, err);
}

/* The language counts only when it is one: a wrong attribute of a page is no problem of the analyst's. */
static int set_language(lun_document *document, const lun_buf *value, const char *place, lun_error *err)
{
    size_t n = value->len == 0 ? 0 : strcspn(value->data, "-_,; ");
    return n == 2 || n == 3 ? lun_load__set(document, LUN_FIELD_LANGUAGE, value->data, n, place, err) : 0;
}

int lun_html_head_settle(lun_html_head *head, const lun_html_blocks *blocks, lun_document *document, const char *place,
                         lun_error *err)
{
    lun_buf *const all[] = { &head->title, &head->og_title, &head->h1, &head->site, &head->url, &head->language };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        tidy(all[i]);
        if (all[i]->failed)
            return lun_load__no_memory(err);
    }
    const lun_buf *title = choose_title(head, blocks);
    size_t len = title == &head->h1 || title->len == 0 ? title->len : without_site(title, &head->site);
    int rc = set(document, LUN_FIELD_TITLE, title, len, place, err);
    if (rc == 0)
        rc = set(document, LUN_FIELD_SOURCE, &head->site, head->site.len, place, err);
    if (rc == 0)
        rc = set_language(document, &head->language, place, err);
    if (rc == 0 && head->url.len > 0)
        rc = lun_load__meta_string(document, "url", head->url.data, head->url.len, err);
    if (head->day_rank == 0)
        find_visible_day(head, blocks);
    if (rc == 0 && head->day_rank > 0) {
        char day[16];
        lun_day_format(head->day, day);
        rc = lun_load__set(document, LUN_FIELD_DATE, day, strlen(day), place, err);
    }
    return rc;
}
