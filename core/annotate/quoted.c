/*
** quoted.c - pairs quotation marks, token by token within a paragraph.
**
** Sits on annotations.c. One pass with at most one open quotation: quotations inside quotations of other marks belong to the outer one, except that
** nothing is lost when the outer one never closes. The open mark decides what closes it; but a straight mark that stands as a closing one closes a
** curly one, and a curly one a straight one, unless a mark of its form has opened a quotation inside.
*/
#include "annotate/quoted.h"

#include <string.h>

typedef enum mark {
    MARK_NONE,
    MARK_STRAIGHT,
    MARK_CURLY,
    MARK_GUILLEMET,
    MARK_ANGLE,
    MARK_SINGLE,
    MARK_APOSTROPHE
} mark;

typedef struct form {
    const char *text;
    mark opens, closes;
} form;

static const form forms[] = {
    { "\"", MARK_STRAIGHT, MARK_STRAIGHT },
    { "''", MARK_NONE, MARK_STRAIGHT },
    { "``", MARK_STRAIGHT, MARK_NONE },
    { "\xE2\x80\x9C", MARK_CURLY, MARK_CURLY }, /* left double mark: closes German „ */
    { "\xE2\x80\x9D", MARK_NONE, MARK_CURLY },
    { "\xE2\x80\x9E", MARK_CURLY, MARK_NONE },
    { "\xC2\xAB", MARK_GUILLEMET, MARK_GUILLEMET },
    { "\xC2\xBB", MARK_GUILLEMET, MARK_GUILLEMET },
    { "\xE2\x80\xB9", MARK_ANGLE, MARK_NONE },
    { "\xE2\x80\xBA", MARK_NONE, MARK_ANGLE },
    { "\xE2\x80\x98", MARK_SINGLE, MARK_NONE },
    { "\xE2\x80\x99", MARK_NONE, MARK_SINGLE },
    { "'", MARK_APOSTROPHE, MARK_APOSTROPHE },
};

#define FORM_BYTES 3 /* of the longest */
static const char first_bytes[] = "\"'`\xE2\xC2";

static const form *form_of(const lun_document *document, uint32_t token)
{
    const lun_token *t = &document->tokens[token];
    if (t->stop - t->start > FORM_BYTES || !strchr(first_bytes, document->text[t->start]))
        return NULL; /* almost all tokens */
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strlen(forms[i].text) == t->stop - t->start &&
            memcmp(forms[i].text, document->text + t->start, t->stop - t->start) == 0)
            return &forms[i];
    }
    return NULL;
}

static int glued_left(const lun_document *document, lun_range paragraph, uint32_t token)
{
    return token > paragraph.start && document->tokens[token - 1].stop == document->tokens[token].start;
}

static int glued_right(const lun_document *document, lun_range paragraph, uint32_t token)
{
    return token + 1 < paragraph.stop && document->tokens[token].stop == document->tokens[token + 1].start;
}

/* What a mark opens here, if anything. A straight mark that stands free on the left opens; single marks need that; so does a right curly one, which
** opens as well as closes in Sweden and Finland. */
static mark opens_here(const lun_document *document, lun_range paragraph, uint32_t token, const form *f)
{
    int left = glued_left(document, paragraph, token), right = glued_right(document, paragraph, token);
    int stands_free = right && !left;
    if (f->opens == MARK_NONE)
        return stands_free && f->closes == MARK_CURLY ? MARK_CURLY : MARK_NONE;
    if (f->opens == MARK_SINGLE || f->opens == MARK_APOSTROPHE)
        return stands_free ? f->opens : MARK_NONE;
    return f->opens != MARK_STRAIGHT || right || !left ? f->opens : MARK_NONE;
}

/* A left curly mark closes what „ opened, and where it can only be a slip: “Yes,“ she said. */
static int left_mark_closes(const lun_document *document, lun_range paragraph, uint32_t token, uint32_t opener)
{
    if (memcmp(document->text + document->tokens[opener].start, "\xE2\x80\x9E", 3) == 0)
        return 1;
    return glued_left(document, paragraph, token) && !glued_right(document, paragraph, token);
}

/* "…” and “…" */
static int closes_other(const lun_document *document, lun_range paragraph, uint32_t token, const form *f, mark open)
{
    return ((open == MARK_CURLY && f->closes == MARK_STRAIGHT) || (open == MARK_STRAIGHT && f->closes == MARK_CURLY)) &&
           glued_left(document, paragraph, token) && !glued_right(document, paragraph, token);
}

/* A mark of another form opens a quotation of its own, which then closes it. */
static int opens_other(const lun_document *document, lun_range paragraph, uint32_t token, const form *f, mark open)
{
    return f->opens != open && (f->opens == MARK_CURLY || f->opens == MARK_STRAIGHT) &&
           glued_right(document, paragraph, token) && !glued_left(document, paragraph, token);
}

static int can_close(const lun_document *document, lun_range paragraph, uint32_t token, const form *f, mark open,
                     uint32_t opener, int is_lenient)
{
    if (f->closes != open)
        return is_lenient && closes_other(document, paragraph, token, f, open);
    if (open == MARK_CURLY && f->opens == MARK_CURLY)
        return left_mark_closes(document, paragraph, token, opener);
    if (open == MARK_SINGLE || open == MARK_APOSTROPHE)
        return glued_left(document, paragraph, token) && !glued_right(document, paragraph, token);
    return 1;
}

static int add(lun_annotations *set, uint16_t layer, uint32_t from, uint32_t to, lun_error *err)
{
    lun_annotation *row;
    if (from >= to)
        return LUN_OK;
    return lun_annotations_add(
        set, &row, layer, lun_document_span(lun_annotations_document(set), (lun_range){ from, to }), 0, 0, NULL, err);
}

/* Does the paragraph after this one start with a mark that opens as this one did? Then an unclosed quotation goes on there. */
static int continues(const lun_document *document, uint32_t paragraph, mark open)
{
    if (paragraph + 1 >= document->n_paragraphs)
        return 0;
    const lun_range next = document->paragraphs[paragraph + 1];
    const form *f = form_of(document, next.start);
    return f && opens_here(document, next, next.start, f) == open;
}

static int quote_paragraph(lun_annotations *set, uint16_t layer, uint32_t index, lun_error *err)
{
    const lun_document *document = lun_annotations_document(set);
    lun_range paragraph = document->paragraphs[index];
    mark open = MARK_NONE;
    uint32_t opener = 0;
    /* What the rest of the paragraph lacks is found out once a mark, which keeps this linear. */
    uint8_t unclosed[MARK_APOSTROPHE + 1] = { 0 }, dead[MARK_APOSTROPHE + 1] = { 0 };
    int rc, is_lenient = 0; /* a mark of the other form may close; -1: it belongs to a quotation inside */
    for (uint32_t t = paragraph.start; t < paragraph.stop; t++) {
        const form *f = form_of(document, t);
        mark opening = f && open == MARK_NONE ? opens_here(document, paragraph, t, f) : MARK_NONE;
        if (f && open != MARK_NONE && can_close(document, paragraph, t, f, open, opener, is_lenient > 0)) {
            if ((rc = add(set, layer, opener + 1, t, err)) < 0)
                return rc;
            open = MARK_NONE;
            is_lenient = 0;
        } else if (opening != MARK_NONE && !dead[opening]) {
            open = opening;
            opener = t;
            is_lenient = unclosed[open] || open == MARK_CURLY || open == MARK_STRAIGHT;
        }
        if (f && is_lenient > 0 && opens_other(document, paragraph, t, f, open))
            is_lenient = -1;
        else if (f && is_lenient < 0 && closes_other(document, paragraph, t, f, open))
            is_lenient = 1;
        if (t + 1 == paragraph.stop && open != MARK_NONE) {
            if (continues(document, index, open))
                return add(set, layer, opener + 1, paragraph.stop, err);
            t = opener; /* look again behind it: for what may close it, then for others */
            dead[open] = unclosed[open] || (open != MARK_CURLY && open != MARK_STRAIGHT);
            unclosed[open] = 1;
            is_lenient = !dead[open];
            open = dead[open] ? MARK_NONE : open;
        }
    }
    return LUN_OK;
}

int lun_annotate_quoted(lun_annotations *set, uint16_t layer, lun_error *err)
{
    const lun_document *document = lun_annotations_document(set);
    int rc = LUN_OK;
    for (uint32_t i = 0; i < document->n_paragraphs && rc == LUN_OK; i++)
        rc = quote_paragraph(set, layer, i, err);
    return rc;
}
