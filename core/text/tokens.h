/*
** tokens.h - raw tokens: what the scanner finds before sentences are known. Shared by the files of core/text only.
**
** A raw token differs from a token of the document in one respect: an abbreviation holds its full stop, which is split off later where the
** sentence ends there. The convention is docs/tokens.md.
*/
#ifndef LUN_TEXT_TOKENS_H
#define LUN_TEXT_TOKENS_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

typedef enum lun_raw_kind {
    LUN_RAW_WORD,
    LUN_RAW_NUMBER,
    LUN_RAW_SIGN,        /* punctuation and symbols that end nothing */
    LUN_RAW_STOP,        /* . ! ? and runs of them, and their like in other scripts */
    LUN_RAW_OPEN,        /* opening bracket or quotation mark */
    LUN_RAW_CLOSE,       /* closing bracket or quotation mark */
    LUN_RAW_QUOTE,       /* straight quotation mark: opens or closes */
    LUN_RAW_ADDRESS,     /* URL, e-mail, domain, file name */
    LUN_RAW_ABBREVIATION /* word with its full stop; `abbreviation` says which kind */
} lun_raw_kind;

typedef enum lun_abbreviation {
    LUN_ABBREVIATION_NONE,
    LUN_ABBREVIATION_TITLE,    /* a name follows: Mr. Gen. St. */
    LUN_ABBREVIATION_INITIAL,  /* one capital letter */
    LUN_ABBREVIATION_ACRONYM,  /* U.S. a.m. Ph.D.; keeps its full stop at the end of a sentence */
    LUN_ABBREVIATION_INNER,    /* never the last word of a sentence: e.g. vs. cf. */
    LUN_ABBREVIATION_NUMBERED, /* a number follows: No. p. Fig. */
    LUN_ABBREVIATION_MONTH,    /* Jan. Mon. */
    LUN_ABBREVIATION_ENDING,   /* often the last word: Ave. etc. min. */
    LUN_ABBREVIATION_COMPANY,  /* after a name, and a name may go on after it: Inc. Co. Jr. */
    LUN_ABBREVIATION_PLACE,    /* Calif. Mass.: after a town; a name rarely follows */
    LUN_ABBREVIATION_FINAL     /* was one of these, and ends its sentence: the full stop becomes a token */
} lun_abbreviation;

typedef struct lun_raw {
    uint32_t start, stop; /* bytes */
    uint8_t kind;         /* lun_raw_kind */
    uint8_t abbreviation; /* lun_abbreviation */
    uint8_t newlines;     /* line feeds between this token and the one before, at most 255 */
    uint8_t breaks;       /* lun_break, set by layout.c and sentences.c */
} lun_raw;

typedef enum lun_break {
    LUN_BREAK_NONE,
    LUN_BREAK_SENTENCE, /* a sentence starts here */
    LUN_BREAK_PARAGRAPH
} lun_break;

typedef struct lun_scan {
    const char *text;
    uint32_t len;
    LUN_VEC(lun_raw) raw;
    uint32_t chunk;    /* what lies between white space: start */
    uint32_t stop;     /* ... and stop */
    uint32_t newlines; /* line feeds before the next token */
    /* the looked-ahead part of the chunk known to hold no e-mail address, so that no byte is looked at often */
    uint32_t no_mail_before;
    uint32_t no_name_before; /* the same for domains and file names */
    int phrase;              /* of a rule or lexicon: all of it is meant, nothing is left over */
    int failed;              /* memory is gone */
    void *breaker;           /* ICU's word breaker, opened for the first text without spaces (unspaced.c) */
} lun_scan;

/* Finds the raw tokens of text[0..len). 0 or LUN_ENOMEM. */
int lun_scan_run(lun_scan *scan);
void lun_scan_clear(lun_scan *scan);

/* Parts of the scanner. Each of these emits the token(s) that start at `at` and returns where to go on, always past `at`. */
uint32_t lun_scan__sign(lun_scan *scan, uint32_t at);
uint32_t lun_scan__unspaced(lun_scan *scan, uint32_t at); /* all of its run, or a few thousand bytes of it */

/* Each of these returns the stop of what it is named for if that starts at `at`, else 0. Nothing is emitted. */
uint32_t lun_scan__number(const lun_scan *scan, uint32_t at);
uint32_t lun_scan__url(const lun_scan *scan, uint32_t at);
uint32_t lun_scan__mail(lun_scan *scan, uint32_t at);
uint32_t lun_scan__name(lun_scan *scan, uint32_t at); /* domain or file name */

/* makes room for more raw tokens; 0 when memory is gone (scan->failed) */
int lun_scan__grow(lun_scan *scan);
static inline void lun_scan__emit(lun_scan *scan, uint32_t start, uint32_t stop, lun_raw_kind kind)
{
    if (scan->raw.n == scan->raw.capacity && !lun_scan__grow(scan))
        return;
    uint32_t newlines = scan->newlines > 255 ? 255 : scan->newlines;
    scan->raw.items[scan->raw.n++] =
        (lun_raw){ start, stop, (uint8_t)kind, LUN_ABBREVIATION_NONE, (uint8_t)newlines, LUN_BREAK_NONE };
    scan->newlines = 0;
}
/* the end of the run of letters, digits and marks at `at` */
uint32_t lun_scan__run(const lun_scan *scan, uint32_t at);
int lun_scan__word_at(const lun_scan *scan, uint32_t at); /* 1 if such a run starts there, inside the chunk */

/* Tables (tables.c). Words are compared in lower case; none is longer than the tables' longest. */
#define LUN_ABBREVIATION_LONGEST 6                                       /* letters */
lun_abbreviation lun_table_abbreviation(const char *word, uint32_t len); /* without its full stop */
const char *lun_table_abbreviation_at(size_t i);                         /* in order; NULL past the last */
int lun_table_prefix(const char *word, uint32_t len);    /* non- e- re-: joined to what follows its hyphen */
int lun_table_extension(const char *word, uint32_t len); /* of a file name */
int lun_table_domain(const char *word, uint32_t len, uint32_t parts); /* last part of a host name of so many parts */
int lun_table_unit(const char *word, uint32_t len);                   /* split from the number before it */
int lun_table_slashed(const char *word, uint32_t len);                /* b/c, w/o */
/* a word that, capitalised, starts a sentence rather than a name */
int lun_table_starter(const char *word, uint32_t len);
int lun_table_reporting(const char *word, uint32_t len);  /* said, asked, ... */
int lun_table_unfinished(const char *word, uint32_t len); /* of, the, whose: no line that ends so is at its end */
int lun_table_month(const char *word, uint32_t len);      /* a full name */

/* Marks breaks[] (layout.c: paragraphs from lines; sentences.c: sentences inside them). */
void lun_layout_run(lun_scan *scan);
void lun_sentences_run(lun_scan *scan);
void lun_quotations_run(lun_scan *scan); /* quotations.c: takes breaks away inside of quotations */

#endif
