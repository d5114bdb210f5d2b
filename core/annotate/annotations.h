/*
** annotations.h - what was found in one document: rows of layers, and the entities that they name.
**
** Everything lives in the document's arena. Invariants:
**  1. ids count from 1 in the order of creation and are never given twice; rows that are dropped or taken back leave a hole;
**  2. a row's span lies inside the text, on code point starts, start <= stop; `tokens` are the tokens it touches, and `aligned` says
**     whether it starts and stops at token boundaries (only then is it an edge for patterns);
**  3. once a layer is finished its rows are sorted by start, then longest first, then id, and never change, but for `late` fields while its
**     resolve functions run.
*/
#ifndef LUN_ANNOTATE_ANNOTATIONS_H
#define LUN_ANNOTATE_ANNOTATIONS_H

#include "annotate/schema.h"
#include "text/document.h"

typedef struct lun_value lun_value;
struct lun_value {
    lun_type type; /* LUN_TYPE_NONE: absent */
    uint32_t n;    /* bytes of text, items of a list */
    union {
        const char *text; /* TEXT, DATE, ENUM: NUL-terminated, n bytes */
        int64_t integer;  /* INTEGER, BOOLEAN */
        double number;
        lun_span span;
        struct {
            uint32_t entity;  /* number of the entity */
            uint32_t mention; /* id of the annotation it came from, 0 = none */
        } ref;
        uint32_t annotation;    /* id */
        const lun_value *items; /* LIST */
    } as;
};

/* New numbers for what values refer to. */
typedef struct lun_renumber {
    uint32_t (*row)(void *context, uint32_t id);        /* 0: the row is not there any more */
    uint32_t (*entity)(void *context, uint32_t number); /* 0 is no entity, and stays so */
    void *context;
} lun_renumber;

/* In place. A reference to a row that is gone is absent then, and so is a list of such. */
void lun_value_renumber(lun_value *value, const lun_renumber *by);

typedef struct lun_annotation {
    uint32_t id;
    uint16_t layer;
    uint8_t aligned;
    uint8_t dropped; /* lost to another row by the layer's policy, see `winner` */
    uint32_t rule;   /* number of the rule that made it */
    uint32_t entity; /* number of the entity it mentions, 0 = none */
    uint32_t winner; /* id of the row it lost to, 0 = none */
    uint32_t veto;   /* number of the rule that withheld it, 0 = none */
    lun_span span;
    lun_range tokens;
    lun_value *values;                   /* one a field of the layer, in the layer's order */
    struct lun_annotation *next_mention; /* of the same entity, by id; walk it with lun_annotations_mention */
} lun_annotation;

typedef struct lun_entity {
    uint32_t number;  /* from 1 */
    const char *kind; /* "person", "country" ... */
    const char *name;
    const char *identity; /* ISO code or other identity; NULL where none is known */
} lun_entity;

typedef struct lun_annotations lun_annotations;

lun_annotations *lun_annotations_new(lun_document *document,
                                     const lun_schema *schema); /* in the document's arena; NULL when memory is gone */
lun_document *lun_annotations_document(const lun_annotations *set);
const lun_schema *lun_annotations_schema(const lun_annotations *set);

/*
** A new row. values: n_fields of the layer, copied (lists and texts too); NULL = all absent. Checks spans, types, required fields, enum options, references. Fails with
** LUN_EUSAGE naming layer and field, or LUN_ENOMEM.
*/
int lun_annotations_add(lun_annotations *set, lun_annotation **out, uint16_t layer, lun_span span, uint32_t rule,
                        uint32_t entity, const lun_value *values, lun_error *err);
/*
** Many rows at once, with ids that follow the last one given, in their order: what was made elsewhere comes in this way. Their references may name rows
** that stand later among them. Checks and failures as above; after a failure the set is of no use.
*/
typedef struct lun_raw_row {
    uint16_t layer;
    uint32_t rule, entity;
    lun_span span;
    const lun_value *values; /* as for lun_annotations_add */
} lun_raw_row;
int lun_annotations_add_all(lun_annotations *set, const lun_raw_row *rows, size_t n, lun_error *err);

/* Sets one late field (or any field of a row that is not finished); copies the value; checks as above. */
int lun_annotations_set(lun_annotations *set, lun_annotation *row, uint32_t field, const lun_value *value,
                        lun_error *err);

/*
** Takes back all rows with ids above `row` and all entities with numbers above `entity`: what a rule made that did not come to its end. Their layers
** are not finished, and no row that stays may refer to them. The ids are not given again, the numbers of entities are.
*/
void lun_annotations_retract(lun_annotations *set, uint32_t row, uint32_t entity);

/*
** Withholds a row of a layer that is not finished: it is dropped before the policy sees it, and `veto` tells by which rule. Nothing where it is dropped
** already. LUN_ENOMEM.
*/
int lun_annotations_withhold(lun_annotations *set, lun_annotation *row, uint32_t rule, lun_error *err);
/* What that rule withheld is there again: it did not come to its end. */
void lun_annotations_give_back(lun_annotations *set, uint32_t rule);

/* Applies the layer's policy, sorts, freezes. Rules are compared by number: lower = declared earlier. */
int lun_annotations_finish(lun_annotations *set, uint16_t layer, lun_error *err);
/* The same without the policy: for rows that it left when they were made, and that are taken over. */
int lun_annotations_keep(lun_annotations *set, uint16_t layer, lun_error *err);
int lun_annotations_finished(const lun_annotations *set, uint16_t layer);
/* While a layer is not finished: patterns see only its rows made by these rules (`after`); n = 0: none. */
int lun_annotations_show(lun_annotations *set, uint16_t layer, const uint32_t *rules, size_t n, lun_error *err);

/* The next row gets this id (>= last + 1): for reading stored rows back with their ids. LUN_EUSAGE or LUN_ENOMEM. */
int lun_annotations_next_id(lun_annotations *set, uint32_t id, lun_error *err);

/* The row, also where it lost to another one; NULL if there is none. */
lun_annotation *lun_annotations_any(const lun_annotations *set, uint32_t id);
lun_annotation *lun_annotations_get(const lun_annotations *set,
                                    uint32_t id);          /* NULL if there is none (or it was dropped) */
uint32_t lun_annotations_last(const lun_annotations *set); /* greatest id given */
/* Rows of a layer that are visible now, sorted (invariant 3), without dropped ones; of a union: of all its members, unfiltered by their conditions. Borrowed until the layer changes. */
lun_annotation *const *lun_annotations_rows(lun_annotations *set, uint16_t layer, uint32_t *n);
/* The order of rows, for qsort of pointers to them: start, then longest first, then layer, then id. */
int lun_annotations_by_place(const void *left, const void *right);
/* Edges for patterns: the aligned, non-empty rows of a layer (not of a union) that start at a token, longest first, then id. Borrowed. */
lun_annotation *const *lun_annotations_at(lun_annotations *set, uint16_t layer, uint32_t token, uint32_t *n);
/* The first token from this one on where such an edge starts; the number of tokens where none does. */
uint32_t lun_annotations_next(lun_annotations *set, uint16_t layer, uint32_t token);
/* The rows of a layer that touch a token range, sorted; *first and *n index lun_annotations_rows; some in between may not touch: check. */
void lun_annotations_touching(lun_annotations *set, uint16_t layer, lun_range range, uint32_t *first, uint32_t *n);
/* Rows dropped by policies, in order of id (for why). */
lun_annotation *const *lun_annotations_dropped(const lun_annotations *set, uint32_t *n);

/*
** Shows the document's text as printed, or as read (text/view.h), and moves all rows and their values there. The order of rows is the same in both.
*/
void lun_annotations_show_printed(lun_annotations *set);
void lun_annotations_show_read(lun_annotations *set);

/*
** Settles what is written of a finished set: rows of layers without a flag (NULL: none goes) and dropped rows leave it, the others are numbered from 1 by
** start, then longest first, then layer, then in order of creation; entities by the first row that names them, and those that none names leave. So the
** numbers depend on what is written alone, not on the way it was found. A reference to a row that left keeps its entity and loses its mention; a
** reference to an annotation that left is absent. The set can be read and written from then on, not searched or added to. LUN_ENOMEM.
*/
int lun_annotations_settle(lun_annotations *set, const uint8_t *layers, lun_error *err);

/* The entity of that kind and identity (or name, where identity is NULL), made if it is not there. 0 when memory is gone. */
uint32_t lun_annotations_entity(lun_annotations *set, const char *kind, const char *name, const char *identity);
const lun_entity *lun_annotations_entity_get(const lun_annotations *set, uint32_t number); /* NULL if there is none */
/* Another name for an entity of a set that is written from now on, and not searched. LUN_ENOTFOUND, LUN_ENOMEM. */
int lun_annotations_rename(lun_annotations *set, uint32_t number, const char *name);
uint32_t lun_annotations_entity_count(const lun_annotations *set);
/* The next row in order of ids that mentions the entity and was not dropped; after = NULL: the first. NULL at the end. */
lun_annotation *lun_annotations_mention(const lun_annotations *set, uint32_t number, const lun_annotation *after);
/* From now on the row mentions this entity; 0 = none. LUN_EUSAGE for an entity of another document. */
int lun_annotations_refer(lun_annotations *set, lun_annotation *row, uint32_t number, lun_error *err);

#endif
