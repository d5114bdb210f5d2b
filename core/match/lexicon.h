/*
** lexicon.h - phrases with data, found at token boundaries. A gazetteer is one.
**
** Built phrase by phrase, then frozen by lun_lexicon_finish; from then on immutable and shared.
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

typedef struct lun_lexicon_entry {
    const char *phrase;      /* as written */
    const char *id;          /* from the column or key `id`; NULL where none */
    const lun_value *values; /* one a field of the lexicon; TEXT, INTEGER, NUMBER, BOOLEAN or NONE */
    uint32_t line;           /* of its file, 0 = none */
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
int lun_lexicon_add(lun_lexicon *lexicon, lun_vocab *vocab, const char *phrase, size_t len, const char *id,
                    const lun_value *values, uint32_t line, lun_error *err);
/*
** Reads a lexicon file from memory: plain text (a phrase a line) or TSV whose first line is a header that starts with
** "phrase<TAB>" (columns phrase, id, fields; empty cells are absent; true/false and numbers become boolean, integer,
** number when the whole column reads so). "#" starts a comment line; empty lines are skipped. Fails with LUN_EFORMAT
** with file, line and what was expected (wrong number of columns, invalid UTF-8 ...).
*/
int lun_lexicon_read(lun_lexicon *lexicon, lun_vocab *vocab, const char *file, const char *data, size_t len,
                     lun_error *err);
int lun_lexicon_finish(lun_lexicon *lexicon, lun_error *err);

uint32_t lun_lexicon_count(const lun_lexicon *lexicon);
const lun_lexicon_entry *lun_lexicon_get(const lun_lexicon *lexicon, uint32_t entry);
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
