/*
** office_xml.c - from the XML of word processors to blocks: a paragraph each, a table's row each.
**
** The reader of libxml2 goes through the elements one by one; no tree is built, no entity expanded, nothing else opened. Invariants:
**  1. what is not text (deleted text of tracked changes, comments, codes of fields, the second telling of a drawing) is not in the text;
**  2. what hangs on a place inside a paragraph (a text box, a note) follows the paragraph, which stays in one piece.
*/
#include "load/office.h"

#include <ctype.h>
#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define SPACES_MOST 64 /* that one element may stand for */
#define SPACE_MOST \
    200 /* bytes of the address of a namespace that are looked at; those of office documents have some 70 */

typedef enum action { BLOCK, TEXT, TAB, LINE, HYPHEN, SPACES, ROW, CELL, ASIDE, SKIP, STYLE } action;

typedef struct element {
    const char *name, *space; /* local name; a piece of the namespace's address */
    action action;
} element;

#define WORD "wordprocessingml"
static const element word_elements[] = {
    { "p", WORD, BLOCK },
    { "t", WORD, TEXT },
    { "tab", WORD, TAB },
    { "ptab", WORD, TAB },
    { "br", WORD, LINE },
    { "cr", WORD, LINE },
    { "noBreakHyphen", WORD, HYPHEN },
    { "tr", WORD, ROW },
    { "tc", WORD, CELL },
    { "txbxContent", WORD, ASIDE },
    { "pStyle", WORD, STYLE },
    { "tabs", WORD, SKIP },                       /* where they stop: no characters */
    { "del", WORD, SKIP },                        /* tracked changes: gone */
    { "moveFrom", WORD, SKIP },                   /* the same: stands elsewhere now */
    { "rt", WORD, SKIP },                         /* how characters are read */
    { "Fallback", "markup-compatibility", SKIP }, /* the same drawing for older programs */
    { NULL, NULL, SKIP },
};

#define OPEN_TEXT "opendocument:xmlns:text"
static const element open_elements[] = {
    { "p", OPEN_TEXT, BLOCK },
    { "h", OPEN_TEXT, BLOCK },
    { "s", OPEN_TEXT, SPACES },
    { "tab", OPEN_TEXT, TAB },
    { "line-break", OPEN_TEXT, LINE },
    { "note", OPEN_TEXT, ASIDE },
    { "note-citation", OPEN_TEXT, SKIP },
    { "ruby-text", OPEN_TEXT, SKIP },
    { "tracked-changes", OPEN_TEXT, SKIP },
    { "table-row", "opendocument:xmlns:table", ROW },
    { "table-cell", "opendocument:xmlns:table", CELL },
    { "text-box", "opendocument:xmlns:drawing", ASIDE },
    { "annotation", "opendocument:xmlns:office", SKIP },
    { "binary-data", "opendocument:xmlns:office", SKIP },   /* a picture */
    { "title", "opendocument:xmlns:svg-compatible", SKIP }, /* what is said of one to who cannot see it */
    { "desc", "opendocument:xmlns:svg-compatible", SKIP },
    { NULL, NULL, SKIP },
};

typedef struct cell_text { /* a paragraph of the row at hand */
    size_t start, stop;
    unsigned cell;
} cell_text;

typedef struct walk {
    lun_office_text *out;
    const element *elements;
    int is_open;   /* OpenDocument: text stands in the paragraph itself, white space as in HTML */
    lun_buf block; /* the paragraph at hand */
    lun_buf inner; /* one that is inside what hangs on it */
    lun_buf aside; /* those that are done */
    unsigned blocks, asides, rows, texts; /* open elements of the kind */
    unsigned cell;
    lun_buf row;
    LUN_VEC(cell_text) cells;
    int is_title; /* what the style of the paragraph says */
    int failed;
} walk;

static int string_is(const xmlChar *text, const char *wanted)
{
    return text && strcmp((const char *)text, wanted) == 0;
}

/*
** The namespace is looked for in the first bytes of its address, which the node has at hand: xmlTextReaderConstNamespaceUri reads all of it, and a
** file may give each of a million elements one of a megabyte.
*/
static const element *find(const element *elements, xmlTextReaderPtr in)
{
    const xmlNode *node = xmlTextReaderCurrentNode(in);
    const char *space = node && node->ns ? (const char *)node->ns->href : NULL;
    size_t len = space ? strnlen(space, SPACE_MOST) : 0;
    for (const element *e = elements; e->name && space; e++) {
        if (string_is(node->name, e->name) && memmem(space, len, e->space, strlen(e->space)))
            return e;
    }
    return NULL;
}

static lun_buf *block_now(walk *w)
{
    return w->asides && w->blocks > 1 ? &w->inner : &w->block;
}

static void trim(const lun_buf *block, size_t *start, size_t *stop)
{
    *start = 0;
    *stop = block->len;
    while (*start < *stop && isspace((unsigned char)block->data[*start]))
        ++*start;
    while (*stop > *start && isspace((unsigned char)block->data[*stop - 1]))
        --*stop;
}

static void add_block(lun_buf *out, const char *text, size_t len)
{
    if (len == 0)
        return;
    if (out->len > 0)
        lun_buf_adds(out, "\n\n");
    lun_buf_add(out, text, len);
}

static void add_cell(walk *w, const char *text, size_t len)
{
    size_t start = w->row.len;
    lun_buf_add(&w->row, text, len);
    if (len > 0 && lun_vec_push(&w->cells, (cell_text){ start, w->row.len, w->cell }) < 0)
        w->failed = 1;
}

/* The first block of all, if its style says so, is the title. */
static void end_block(walk *w)
{
    lun_buf *block = block_now(w);
    size_t start, stop;
    trim(block, &start, &stop);
    const char *text = block->data ? block->data + start : "";
    if (block == &w->inner)
        add_block(&w->aside, text, stop - start);
    else if (w->rows)
        add_cell(w, text, stop - start);
    else if (w->is_title && w->out->text.len == 0 && w->out->title.len == 0)
        lun_buf_add(&w->out->title, text, stop - start);
    else
        add_block(&w->out->text, text, stop - start);
    lun_buf_reset(block);
    if (block == &w->block && w->aside.len > 0) {
        if (w->rows)
            add_cell(w, w->aside.data, w->aside.len);
        else
            add_block(&w->out->text, w->aside.data, w->aside.len);
        lun_buf_reset(&w->aside);
    }
}

/* A row of short cells is one block; where a cell holds several paragraphs the table is there for the layout, and each is a block. */
static void end_row(walk *w)
{
    lun_buf line = LUN_BUF_INIT;
    int is_layout = 0;
    for (size_t i = 1; i < w->cells.n; i++)
        is_layout |= w->cells.items[i].cell == w->cells.items[i - 1].cell;
    for (size_t i = 0; i < w->cells.n; i++) {
        const cell_text *cell = &w->cells.items[i];
        if (is_layout)
            add_block(&w->out->text, w->row.data + cell->start, cell->stop - cell->start);
        else if (line.len > 0)
            lun_buf_addc(&line, '\t');
        if (!is_layout)
            lun_buf_add(&line, w->row.data + cell->start, cell->stop - cell->start);
    }
    if (!is_layout)
        add_block(&w->out->text, line.data ? line.data : "", line.len);
    w->failed |= line.failed;
    lun_buf_clear(&line);
    lun_buf_reset(&w->row);
    w->cells.n = 0;
}

/* What hangs on a place inside of what hangs on one cuts that one in two. */
static void begin_block(walk *w)
{
    size_t start, stop;
    w->blocks++;
    if (block_now(w) == &w->inner) {
        trim(&w->inner, &start, &stop);
        add_block(&w->aside, w->inner.data ? w->inner.data + start : "", stop - start);
    }
    lun_buf_reset(block_now(w));
    if (w->blocks == 1)
        w->is_title = 0;
}

/* `<text:s text:c="3"/>`: three blanks. */
static void add_spaces(walk *w, xmlTextReaderPtr in)
{
    xmlChar *count =
        xmlTextReaderGetAttributeNs(in, BAD_CAST "c", BAD_CAST "urn:oasis:names:tc:opendocument:xmlns:text:1.0");
    long n = count ? strtol((const char *)count, NULL, 10) : 1;
    for (long i = 0; i < n && i < SPACES_MOST; i++)
        lun_buf_addc(block_now(w), ' ');
    xmlFree(count);
}

static void take_style(walk *w, xmlTextReaderPtr in)
{
    for (int rc = xmlTextReaderMoveToFirstAttribute(in); rc == 1; rc = xmlTextReaderMoveToNextAttribute(in)) {
        if (string_is(xmlTextReaderConstLocalName(in), "val") && string_is(xmlTextReaderConstValue(in), "Title"))
            w->is_title |= w->blocks == 1;
    }
    xmlTextReaderMoveToElement(in);
}

static void begin(walk *w, xmlTextReaderPtr in, const element *e)
{
    switch (e->action) {
    case BLOCK:
        begin_block(w);
        break;
    case TEXT:
        w->texts++;
        break;
    case TAB:
        lun_buf_addc(block_now(w), '\t');
        break;
    case LINE:
        lun_buf_addc(block_now(w), '\n');
        break;
    case HYPHEN:
        lun_buf_addc(block_now(w), '-');
        break;
    case SPACES:
        add_spaces(w, in);
        break;
    case ROW:
        if (w->rows++ == 0)
            w->cell = 0;
        break;
    case CELL:
        if (w->rows == 1)
            w->cell++;
        break;
    case ASIDE:
        w->asides++;
        break;
    case STYLE:
        take_style(w, in);
        break;
    case SKIP:
        break;
    }
}

static void end(walk *w, const element *e)
{
    switch (e->action) {
    case BLOCK:
        end_block(w);
        w->blocks--;
        break;
    case TEXT:
        w->texts--;
        break;
    case ROW:
        if (--w->rows == 0)
            end_row(w);
        break;
    case ASIDE:
        w->asides--;
        break;
    default:
        break;
    }
}

/* White space of OpenDocument's paragraphs is as in HTML: a run is one blank. */
static void add_text(walk *w, const xmlChar *text)
{
    lun_buf *block = block_now(w);
    if (!text || w->blocks == 0 || (!w->is_open && w->texts == 0))
        return;
    for (const char *at = (const char *)text; *at; at++) {
        int is_space = w->is_open && strchr(" \t\r\n", *at);
        if (!is_space)
            lun_buf_addc(block, *at);
        else if (block->len > 0 && !strchr(" \t\n", block->data[block->len - 1]))
            lun_buf_addc(block, ' ');
    }
}

/* 1 where the element is to be passed over with all that is in it. */
static int take_node(walk *w, xmlTextReaderPtr in)
{
    const element *e;
    switch (xmlTextReaderNodeType(in)) {
    case XML_READER_TYPE_ELEMENT:
        if ((e = find(w->elements, in)) == NULL)
            return 0;
        if (e->action == SKIP)
            return 1;
        begin(w, in, e);
        if (xmlTextReaderIsEmptyElement(in))
            end(w, e);
        return 0;
    case XML_READER_TYPE_END_ELEMENT:
        if ((e = find(w->elements, in)) != NULL)
            end(w, e);
        return 0;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        add_text(w, xmlTextReaderConstValue(in));
        return 0;
    default:
        return 0;
    }
}

/* What was open when the file broke off. */
static void end_all(walk *w)
{
    while (w->blocks > 0) {
        end_block(w);
        w->blocks--;
    }
    if (w->rows > 0)
        end_row(w);
}

static xmlTextReaderPtr open_xml(const char *xml, size_t len, lun_error *err)
{
    xmlTextReaderPtr in = len > INT_MAX ? NULL
                                        : xmlReaderForMemory(xml, (int)len, NULL, NULL,
                                                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!in)
        lun_load__no_memory(err);
    return in;
}

int lun_office__blocks(lun_office_text *out, lun_office_kind kind, const char *xml, size_t len, lun_error *err)
{
    walk w = { .out = out,
               .elements = kind == LUN_OFFICE_OPEN ? open_elements : word_elements,
               .is_open = kind == LUN_OFFICE_OPEN };
    xmlTextReaderPtr in = open_xml(xml, len, err);
    if (!in)
        return LUN_ENOMEM;
    int more = xmlTextReaderRead(in);
    while (more == 1)
        more = take_node(&w, in) ? xmlTextReaderNext(in) : xmlTextReaderRead(in);
    end_all(&w);
    int rc = LUN_OK;
    if (w.failed || w.block.failed || w.inner.failed || w.aside.failed || w.row.failed || out->text.failed ||
        out->title.failed)
        rc = lun_load__no_memory(err);
    else if (more < 0)
        rc = lun_error_set(err, LUN_EFORMAT, "its XML breaks off in line %d", xmlTextReaderGetParserLineNumber(in));
    xmlFreeTextReader(in);
    lun_buf_clear(&w.block);
    lun_buf_clear(&w.inner);
    lun_buf_clear(&w.aside);
    lun_buf_clear(&w.row);
    lun_vec_clear(&w.cells);
    return rc;
}

/* ---- what a file says of itself ---- */

static lun_office_property *property_of(lun_office_property *properties, size_t n, const xmlChar *name)
{
    for (size_t i = 0; i < n; i++) {
        for (const char *const *one = properties[i].elements; *one; one++) {
            if (string_is(name, *one))
                return properties[i].value.len > 0 ? NULL : &properties[i];
        }
    }
    return NULL;
}

int lun_office__properties(lun_office_property *properties, size_t n, const char *xml, size_t len, lun_error *err)
{
    xmlTextReaderPtr in = open_xml(xml, len, err);
    lun_office_property *open = NULL;
    if (!in)
        return LUN_ENOMEM;
    while (xmlTextReaderRead(in) == 1) {
        int type = xmlTextReaderNodeType(in);
        const xmlChar *text = xmlTextReaderConstValue(in);
        if (type == XML_READER_TYPE_ELEMENT)
            open = xmlTextReaderIsEmptyElement(in) ? NULL : property_of(properties, n, xmlTextReaderConstLocalName(in));
        else if (type == XML_READER_TYPE_END_ELEMENT)
            open = NULL;
        else if (open && text && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA))
            lun_buf_adds(&open->value, (const char *)text);
    }
    xmlFreeTextReader(in);
    int failed = 0;
    for (size_t i = 0; i < n; i++)
        failed |= properties[i].value.failed;
    return failed ? lun_load__no_memory(err) : LUN_OK;
}

static void take_override(lun_buf *part, lun_buf *type, xmlTextReaderPtr in)
{
    xmlChar *name = xmlTextReaderGetAttribute(in, BAD_CAST "PartName");
    xmlChar *kind = xmlTextReaderGetAttribute(in, BAD_CAST "ContentType");
    if (name && kind && strstr((const char *)kind, ".main+xml") && type->len == 0) {
        lun_buf_adds(part, (const char *)name + (name[0] == '/'));
        lun_buf_adds(type, (const char *)kind);
    }
    xmlFree(name);
    xmlFree(kind);
}

int lun_office__main_part(lun_buf *part, lun_buf *type, const char *xml, size_t len, lun_error *err)
{
    xmlTextReaderPtr in = open_xml(xml, len, err);
    if (!in)
        return LUN_ENOMEM;
    while (xmlTextReaderRead(in) == 1) {
        if (xmlTextReaderNodeType(in) == XML_READER_TYPE_ELEMENT &&
            string_is(xmlTextReaderConstLocalName(in), "Override"))
            take_override(part, type, in);
    }
    xmlFreeTextReader(in);
    return part->failed || type->failed ? lun_load__no_memory(err) : LUN_OK;
}
