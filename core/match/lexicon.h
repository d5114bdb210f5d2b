/*
** lexicon.h - phrases with data, found at token boundaries. A gazetteer is one.
**
** Built phrase by phrase, then compiled by lun_lexicon_finish; or loaded from a file, whose compiled form may come from
** the cache (lun_lexicon_load). From then on it never changes: entries are read where they lie, in memory or in the
** mapped file. It is asked with the vocabulary that it was finished with, as long as that lives.
*/
#ifndef LUN_MATCH_LEXICON_H
#define LUN_MATCH_LEXICON_H

#include "annotate/annotations.h"
#include "text/vocab.h"

typedef enum lun_lexicon_case {
    LUN_LEXICON_FOLD, /* any case (default) */
    LUN_LEXICON_EXACT /* the spelling given; straight and curly marks are one */
} lun_lexicon_case;

typedef enum lun_lexicon_inflect { /* which words of a phrase match any inflection of their lemma */
                                   LUN_LEXICON_INFLECT_NONE,
                                   LUN_LEXICON_INFLECT_FIRST,
                                   LUN_LEXICON_INFLECT_LAST,
                                   LUN_LEXICON_INFLECT_ALL
} lun_lexicon_inflect;

typedef struct lun_lexicon_entry { /* texts are the lexicon's */
    const char *phrase;            /* as written */
    const char *id;                /* from the column or key `id`; NULL where none */
    uint32_t line;                 /* of its file, 0 = none */
} lun_lexicon_entry;

typedef struct lun_lexicon lun_lexicon;
#define LUN_LEXICON_NONE UINT32_MAX

int lun_lexicon_new(lun_lexicon **out, const char *name, lun_lexicon_case fold, lun_lexicon_inflect inflect,
                    lun_error *err);
void lun_lexicon_free(lun_lexicon *lexicon); /* takes NULL */
const char *lun_lexicon_name(const lun_lexicon *lexicon);

/*
** Fields are declared before the first entry; returns the field's number or a negative code (two of one name:
** LUN_EFORMAT).
*/
int lun_lexicon_add_field(lun_lexicon *lexicon, const char *name, lun_error *err);
uint32_t lun_lexicon_field(const lun_lexicon *lexicon, const char *name);       /* LUN_LEXICON_NONE when absent */
const char *lun_lexicon_field_name(const lun_lexicon *lexicon, uint32_t field); /* NULL past the last */
/*
** Adds a phrase (values: one a field, copied; may be NULL). The same phrase again with the same data is dropped
** silently; with other data both are kept and the first is preferred. Fails with LUN_EFORMAT for a phrase without
** tokens, or LUN_ENOMEM.
*/
int lun_lexicon_add(lun_lexicon *lexicon, const char *phrase, size_t len, const char *id, const lun_value *values,
                    uint32_t line, lun_error *err);
/*
** Reads a lexicon file from memory: plain text (a phrase a line) or TSV whose first line is a header that starts with
** "phrase<TAB>", or in a file .tsv is "phrase" alone (columns phrase, id, fields; empty cells are absent; true/false and
** numbers become boolean, integer, number when the whole column reads so). "#" starts a comment line; empty lines are
** skipped. Fails with LUN_EFORMAT with file, line and what was expected (wrong number of columns, invalid UTF-8 ...).
*/
int lun_lexicon_read(lun_lexicon *lexicon, const char *file, const char *data, size_t len, lun_error *err);
/* Nothing is found before; nothing can be added after. A small lexicon puts its words into the vocabulary. */
int lun_lexicon_finish(lun_lexicon *lexicon, lun_vocab *vocab, lun_error *err);

#define LUN_LEXICON_CACHE_LEAST 4096                    /* bytes of a file that is worth a compiled one */
typedef enum lun_lexicon_source {                       /* where a loaded lexicon came from */
                                  LUN_LEXICON_COMPILED, /* from the text, into memory: small, or no cache */
                                  LUN_LEXICON_WRITTEN,  /* from the text, and into the cache */
                                  LUN_LEXICON_MAPPED    /* from the cache */
} lun_lexicon_source;
typedef struct lun_lexicon_story {
    lun_lexicon_source source;
    int damaged;      /* the cache held one that was not whole: it was made again */
    char reason[200]; /* what was wrong with it, or why nothing could be written; may be empty */
} lun_lexicon_story;
/*
** Reads a lexicon file from memory and finishes the lexicon, which is new. `folder` is the cache's, NULL = none: a
** compiled form of these bytes found there is mapped, after it was checked; else the bytes are compiled and the result
** is written there. That nothing can be written is no failure. Fails as lun_lexicon_read does.
*/
int lun_lexicon_load(lun_lexicon *lexicon, lun_vocab *vocab, const char *file, const char *data, size_t len,
                     const char *folder, lun_lexicon_story *story, lun_error *err);

uint32_t lun_lexicon_count(const lun_lexicon *lexicon);
size_t lun_lexicon_bytes(const lun_lexicon *lexicon); /* of its compiled form */
/* 0 when there is none of that number, or the lexicon is not finished. */
int lun_lexicon_get(const lun_lexicon *lexicon, uint32_t entry, lun_lexicon_entry *out);
/* TEXT, INTEGER, NUMBER, BOOLEAN, or NONE where it is absent. */
void lun_lexicon_value(const lun_lexicon *lexicon, uint32_t entry, uint32_t field, lun_value *out);
/*
** The entry whose whole phrase this text is (tokenized as patterns are), LUN_LEXICON_NONE if none. For conditions
** `field in $lexicon` and Lua.
*/
uint32_t lun_lexicon_lookup(const lun_lexicon *lexicon, lun_vocab *vocab, const char *text, size_t len);

typedef struct lun_lexicon_hit {
    uint32_t stop; /* token boundary */
    uint32_t entry;
} lun_lexicon_hit;
#define LUN_LEXICON_HITS 16
/*
** Phrases that start at token `start` and stop at or before `stop`, longest first (then earlier entry), at most
** LUN_LEXICON_HITS; returns how many.
*/
uint32_t lun_lexicon_at(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t start,
                        uint32_t stop, lun_lexicon_hit hits[LUN_LEXICON_HITS]);

#endif
