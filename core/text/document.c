/*
** document.c - the document: its arena, text, problems, and the searches over its layout.
**
** Sits on base. The document itself lives in its own arena, with one problem held in reserve for the day when memory is gone.
** The searches are binary; they rely on the invariants of document.h and on nothing else.
*/
#include "text/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct owner { /* what is really allocated; `document` is first, so the pointers are interchangeable */
    lun_document document;
    lun_problem reserve; /* linked at most once: when a problem could not be copied */
} owner;

lun_document *lun_document_new(void)
{
    lun_arena *arena = lun_arena_new();
    if (!arena)
        return NULL;
    owner *self = lun_arena_calloc(arena, 1, sizeof *self);
    if (!self) {
        lun_arena_free(arena);
        return NULL;
    }
    self->document.arena = arena;
    self->document.text = "";
    return &self->document;
}

void lun_document_free(lun_document *document)
{
    if (!document)
        return;
    lun_offsets_free(document->offsets);
    lun_arena_free(document->arena);
}

int lun_document_set_text(lun_document *document, const char *text, size_t len, lun_error *err)
{
    if (len >= UINT32_MAX)
        return lun_error_set(err, LUN_ELIMIT, "the text has %zu bytes, expected less than 4 GiB", len);
    char *copy = lun_arena_strndup(document->arena, text, len);
    if (!copy)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a text of %zu bytes", len);
    lun_offsets_free(document->offsets);
    document->offsets = NULL;
    document->text = copy;
    document->len = (uint32_t)len;
    document->tokens = NULL;
    document->sentences = document->paragraphs = NULL;
    document->n_tokens = document->n_sentences = document->n_paragraphs = 0;
    document->tags = document->upos = NULL;
    document->kinds = NULL;
    document->view = NULL;
    return 0;
}

const lun_offsets *lun_document_offsets(lun_document *document)
{
    if (!document->offsets)
        document->offsets = lun_offsets_new(document->text, document->len);
    return document->offsets;
}

static void append_problem(lun_document *document, lun_problem *problem)
{
    problem->next = NULL;
    document->n_problems++;
    if (document->last_problem)
        document->last_problem->next = problem;
    else
        document->problems = problem;
    document->last_problem = problem;
}

static void append_reserve(lun_document *document)
{
    lun_problem *reserve = &((owner *)document)->reserve;
    if (reserve->code)
        return;
    reserve->class = LUN_PROBLEM_ENVIRONMENT;
    reserve->code = "no-memory";
    reserve->message = "memory ran out while a problem was recorded; further problems of this document are missing";
    append_problem(document, reserve);
}

/* A text that was cut to its size may end inside a character. */
static void drop_half_character(char *text)
{
    size_t len = strlen(text), start = len;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && !lun_utf8_valid(text + start - 1, len - start + 1))
        text[start - 1] = '\0';
}

/* Names of files are any bytes; a message is text. */
static void replace_bad_bytes(char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        unsigned width;
        if (lun_utf8_decode(text + at, len - at, &width) == LUN_UTF8_BAD)
            memset(text + at, '?', width);
        at += width;
    }
}

static void record(lun_document *document, lun_problem_class class, const char *code, const char *message)
{
    lun_problem *problem = lun_arena_calloc(document->arena, 1, sizeof *problem);
    char *code_copy = lun_arena_strdup(document->arena, code);
    char *message_copy = lun_arena_strdup(document->arena, message);
    if (!problem || !code_copy || !message_copy) {
        append_reserve(document);
        return;
    }
    problem->class = class;
    problem->code = code_copy;
    problem->message = message_copy;
    append_problem(document, problem);
}

void lun_document_problem(lun_document *document, lun_problem_class class, const char *code, const char *format, ...)
{
    char message[1024];
    va_list args;
    if (document->n_problems > LUN_DOCUMENT_PROBLEMS)
        return;
    va_start(args, format);
    int wanted = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (document->n_problems == LUN_DOCUMENT_PROBLEMS) {
        code = "many-problems";
        wanted = snprintf(message, sizeof message, "%s: more than %d problems; the rest is not told: mend these first",
                          document->uri ? document->uri : "", LUN_DOCUMENT_PROBLEMS);
    }
    if (wanted >= (int)sizeof message)
        drop_half_character(message);
    replace_bad_bytes(message);
    record(document, class, code, message);
}

/* The first token from `low` on that starts at or after a byte. */
static uint32_t at_or_after(const lun_document *document, uint32_t byte, uint32_t low, uint32_t high)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->tokens[middle].start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same for a byte not far behind token `low`: spans are short, documents long. */
static uint32_t near_or_after(const lun_document *document, uint32_t byte, uint32_t low)
{
    uint32_t step = 4;
    while (step < document->n_tokens - low && document->tokens[low + step].start < byte) {
        low += step;
        step *= 2;
    }
    return at_or_after(document, byte, low, step < document->n_tokens - low ? low + step : document->n_tokens);
}

/* The first token that stops after a byte. */
static uint32_t first_behind(const lun_document *document, uint32_t byte)
{
    uint32_t low = 0, high = document->n_tokens;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->tokens[middle].stop <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int lun_document_range(const lun_document *document, lun_span span, lun_range *out)
{
    uint32_t first = first_behind(document, span.start), after = near_or_after(document, span.stop, first);
    out->start = first;
    out->stop = after;
    return first < after && document->tokens[first].start == span.start &&
           document->tokens[after - 1].stop == span.stop;
}

lun_span lun_document_span(const lun_document *document, lun_range range)
{
    lun_span span = { document->tokens[range.start].start, document->tokens[range.stop - 1].stop };
    return span;
}

static uint32_t range_of(const lun_range *ranges, uint32_t n, uint32_t token)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ranges[middle].stop <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t lun_document_sentence_of(const lun_document *document, uint32_t token)
{
    return range_of(document->sentences, document->n_sentences, token);
}

uint32_t lun_document_paragraph_of(const lun_document *document, uint32_t token)
{
    return range_of(document->paragraphs, document->n_paragraphs, token);
}
