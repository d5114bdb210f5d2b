/*
** document.h - one document: what was loaded, its text, and its layout (tokens, sentences, paragraphs).
**
** Sits on base only. The text is well-formed UTF-8 without NUL, CR or BOM (core/load repairs and records), so all that follows works
** on bytes without checks. Everything belongs to the document's arena and dies with it.
**
** Invariants, once lun_text_segment has run:
**  1. tokens are in order, do not overlap, are not empty, hold no white space; what lies between them is white space only;
**  2. sentences cover all tokens, in order, without overlap; paragraphs likewise; a sentence lies inside one paragraph;
**  3. a boundary is a number 0..n_tokens: the place before that token. Ranges of tokens are half open.
*/
#ifndef LUN_TEXT_DOCUMENT_H
#define LUN_TEXT_DOCUMENT_H

#include <stdint.h>

#include <lunette/error.h>

#include "base/mem.h"
#include "base/utf8.h"

/* bytes of text a document may hold unless a limit is given: offsets are 32 bit, memory about 30 bytes a byte */
#define LUN_TEXT_MAX (64u << 20)

typedef struct lun_span { /* bytes of the document's text, half open */
    uint32_t start, stop;
} lun_span;

typedef struct lun_range { /* tokens, half open */
    uint32_t start, stop;
} lun_range;

typedef struct lun_token {
    uint32_t start, stop; /* bytes */
    uint32_t word;        /* id in the vocabulary */
} lun_token;

typedef enum lun_problem_class {
    LUN_PROBLEM_DOCUMENT,   /* of the bytes or the rules: skipped while unchanged */
    LUN_PROBLEM_ENVIRONMENT /* crash, deadline, memory, disk: tried again by the next run */
} lun_problem_class;

typedef struct lun_problem { /* something that went wrong with a document or a rule: recorded, never lost */
    lun_problem_class class;
    const char *code;    /* short, stable, kebab case: "invalid-utf8", "sentence-too-long" */
    const char *message; /* one line with place and remedy */
    struct lun_problem *next;
} lun_problem;

typedef struct lun_meta { /* a key of the source that is not one of ours */
    const char *key;
    const char *value; /* as JSON text */
} lun_meta;

typedef struct lun_document {
    lun_arena *arena;
    const char *id;         /* as the source gave it, else made from the uri */
    const char *uri;        /* path, or path#member (JSON lines: path#line or path#id) */
    const char *media_type; /* "text/html", as sniffed */
    const char *title;      /* NULL where absent: also the next four */
    const char *date;       /* "2021-08-18" */
    const char *language;   /* "en"; given or guessed */
    const char *source;     /* who published it */
    const char *country;    /* alpha-2, of the source */
    lun_meta *meta;
    uint32_t n_meta;
    uint8_t hash[16]; /* of the source's bytes (of the member's) */
    uint8_t identity
        [16]; /* of all that was loaded: text, metadata, problems; zeros where it was not loaded from a source */
    const char *origin; /* path of the file that it was read from; NULL where that is not known */
    uint32_t line;      /* of the source, where it is a member of a file with lines; 0 = none */
    uint8_t plain;      /* 1: a full-text index can say what it holds (plain.h); 0: it cannot, or nobody has asked */
    const struct lun_sketch *sketch; /* what the text resembles (sketch.h); NULL where nobody has asked */
    const char *text;                /* NUL-terminated */
    struct lun_view *view; /* the text as rules read it and as it was loaded, where they differ (view.h); else NULL */
    uint32_t len;
    lun_token *tokens;
    lun_range *sentences, *paragraphs;
    uint32_t n_tokens, n_sentences, n_paragraphs;
    uint8_t *tags, *upos;                 /* lun_tag and lun_upos a token; NULL until lun_text_tag */
    const uint32_t *kinds;                /* a token; see text/kinds.h */
    uint64_t kinds_serial;                /* no other kinds of the vocabulary have the same */
    uint32_t kinds_generation;            /* of the vocabulary when they were made */
    uint8_t kinds_tagged;                 /* the tags are in them */
    lun_problem *problems, *last_problem; /* in order */
    uint32_t n_problems;
    lun_offsets *offsets; /* made at first need by lun_document_offsets; freed with the document */
} lun_document;

lun_document *lun_document_new(void);           /* empty, with an arena; NULL when memory is gone */
void lun_document_free(lun_document *document); /* takes NULL */
/* copies; LUN_ELIMIT over 4 GiB */
int lun_document_set_text(lun_document *document, const char *text, size_t len, lun_error *err);
const lun_offsets *lun_document_offsets(lun_document *document); /* NULL when memory is gone */

/* A document has so many problems, and one more that says so: a hostile one could have a problem every few bytes. */
#define LUN_DOCUMENT_PROBLEMS 1000

/* Records a problem (texts are copied). Never fails visibly: without memory the problem becomes a fixed one that says so. */
void lun_document_problem(lun_document *document, lun_problem_class class, const char *code, const char *format, ...)
    LUN_PRINTF(4, 5);

/* 1 if span starts and stops at token boundaries (out = its tokens), else 0 (out = the tokens it touches) */
int lun_document_range(const lun_document *document, lun_span span, lun_range *out);
lun_span lun_document_span(const lun_document *document, lun_range range); /* bytes of a range of tokens, not empty */
/* index of the sentence that holds the token */
uint32_t lun_document_sentence_of(const lun_document *document, uint32_t token);
uint32_t lun_document_paragraph_of(const lun_document *document, uint32_t token);

#endif
