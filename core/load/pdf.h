/*
** pdf.h - PDF files, from what poppler's `pdftotext -bbox-layout` says of them: pages, blocks, lines and words with their boxes.
**
** pdftotext is a process of its own (run/converter.h); what it writes comes through a pipe and is believed as little as the file.
*/
#ifndef LUN_LOAD_PDF_H
#define LUN_LOAD_PDF_H

#include "load/input.h"
#include "load/reader.h"

/*
** Behind the output stand so many bytes from whoever ran pdftotext, NUL-padded: an end, then a line for people, then a NUL at least. What the file
** holds cannot be taken for it, since the last bytes are pdftotext's only where its keeper was ended, and then no NUL.
*/
#define LUN_PDF_TRAILER 256
typedef enum lun_pdf_end {
    LUN_PDF_DONE = 'd',
    LUN_PDF_FAILED = 'f', /* it ended with an error */
    LUN_PDF_CRASHED = 'c',
    LUN_PDF_LOST = 'k', /* it was killed, or who would have said how it ended */
    LUN_PDF_LATE = 'l', /* it was ended after a deadline */
    LUN_PDF_UNSTARTED = 'u'
} lun_pdf_end;

/* Reads such output to its end; the input is closed. What went wrong is a problem of the document. LUN_ENOMEM. */
int lun_load__pdf(lun_document **out, lun_input *take_input, const char *path, const char *id, size_t limit,
                  lun_error *err);

/* ---- inside: lines with boxes to paragraphs (pdf_layout.c) ---- */

typedef struct lun_pdf_line {
    size_t start, stop;   /* in the text of the list */
    float x0, y0, x1, y1; /* in points, from the top left corner of the page */
    float first;          /* width of its first word */
    uint32_t page, block; /* from 0 */
    int drop;             /* 1: a running head or foot */
} lun_pdf_line;

typedef struct lun_pdf_lines {
    lun_buf text;
    LUN_VEC(lun_pdf_line) items;
    LUN_VEC(float) heights; /* of pages */
} lun_pdf_lines;

/*
** Marks what is printed on page after page, and the numbers of pages: `drop` is 1. The first time that a head stands, on the first page, it
** stays: it may be the only place that names the ministry. LUN_ENOMEM.
*/
int lun_pdf__mark_heads(lun_pdf_lines *lines, lun_error *err);

typedef struct lun_pdf_text {
    lun_buf text, title;
    LUN_VEC(uint32_t) pages; /* where each begins in the text, in code points; one without words where the next does */
} lun_pdf_text;

/*
** Adds the paragraphs, a blank line between them, and as the title the first one where it is set in larger letters than the rest. Words that a line's
** end cut are joined, footnotes follow the paragraph that they stand under, and are on the page on which it ends. LUN_ENOMEM.
*/
int lun_pdf__paragraphs(lun_pdf_text *out, const lun_pdf_lines *lines, lun_error *err);

#endif
