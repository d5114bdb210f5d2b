/*
** view.h - the text as rules read it, where that is not the text that was loaded, and the way between both.
**
** Characters that nobody sees are left out, and paragraphs in capitals are in ordinary case (capitals.c). A document shows one of both texts at a time, with its
** tokens at the places of that text; what was found in the one is moved to the other by spans. A place inside of what is left out is that of what follows.
*/
#ifndef LUN_TEXT_VIEW_H
#define LUN_TEXT_VIEW_H

#include "text/document.h"
#include "text/vocab.h"

typedef struct lun_gap { /* characters that are not read */
    uint32_t at;         /* where they would stand in the text as read */
    uint32_t bytes;      /* left out so far, with these */
} lun_gap;

struct lun_view {
    const char *printed, *read;
    uint32_t printed_len, read_len;
    lun_gap *gaps; /* ascending */
    uint32_t n_gaps;
    uint8_t is_read; /* the document shows the text as read */
};

/*
** Makes the text as read and shows it; document->view stays NULL where it is the one that was loaded. Before lun_text_segment. LUN_ENOMEM, or LUN_EFORMAT if
** the embedded data are damaged: nothing has changed then.
*/
int lun_text_read(lun_document *document, lun_vocab *vocab, lun_error *err);

/* Shows the other text, and moves the tokens. Nothing where it is shown, or where there is one text. */
void lun_text_show_printed(lun_document *document);
void lun_text_show_read(lun_document *document);

/* A span of the text as read in the one as printed, and back again. */
lun_span lun_view_printed(const struct lun_view *view, lun_span read);
lun_span lun_view_read(const struct lun_view *view, lun_span printed);

/* Paragraphs in capitals: where there are any, *text is another then, in the arena, with them in ordinary case. Fails as above. capitals.c */
int lun_capitals_calm(const char **text, uint32_t len, lun_arena *arena, lun_vocab *vocab, lun_error *err);

#endif
