/*
** schema.h - layers and their typed fields. Grows while plugins load, then is frozen and shared.
**
** A layer has one owner; others extend it. Numbers of layers and fields are dense from 0 and never change. A layer with
** `members` is a union: it has no rows of its own, and patterns see the rows of its members (layer "actor").
*/
#ifndef LUN_ANNOTATE_SCHEMA_H
#define LUN_ANNOTATE_SCHEMA_H

#include <stdint.h>

#include <lunette/error.h>

#include "base/mem.h"

typedef enum lun_type {
    LUN_TYPE_NONE, /* an absent value */
    LUN_TYPE_TEXT,
    LUN_TYPE_INTEGER,
    LUN_TYPE_NUMBER,
    LUN_TYPE_BOOLEAN,
    LUN_TYPE_DATE, /* text of ISO 8601, possibly reduced: "2021-08-18", "2021-08", "2021" */
    LUN_TYPE_ENUM, /* one of the field's options, as text */
    LUN_TYPE_SPAN,
    LUN_TYPE_ENTITY,     /* ref(): an entity, with the mention it came from where there is one */
    LUN_TYPE_ANNOTATION, /* ref "layer": an annotation of that layer */
    LUN_TYPE_LIST        /* of values only: the value of a field declared list(...) */
} lun_type;

typedef enum lun_policy {                 /* what happens where rows of one layer made by different rules overlap */
                          LUN_POLICY_ALL, /* all stay (but a row equal to an earlier one in span and fields is dropped) */
                          LUN_POLICY_LONGEST, /* the longest, then the leftmost, then the earlier rule */
                          LUN_POLICY_ORDER    /* the rule declared first */
} lun_policy;

typedef struct lun_field {
    const char *name;
    const char *owner; /* plugin that declared it */
    lun_type type;     /* of the element, if a list */
    uint8_t list, required, late;
    uint8_t country;            /* LUN_TYPE_TEXT: the code of one, alpha-2 */
    uint16_t target;            /* LUN_TYPE_ANNOTATION: layer */
    const char *const *options; /* LUN_TYPE_ENUM */
    uint32_t n_options;
} lun_field;

typedef struct lun_member { /* of a union: a layer and a condition (a lun_condition of core/match), or NULL */
    uint16_t layer;
    const void *condition;
} lun_member;

typedef struct lun_layer {
    const char *name, *owner, *doc;
    lun_policy policy;
    uint8_t mention; /* rows carry an entity */
    lun_field *fields;
    uint32_t n_fields;
    lun_member *members;
    uint32_t n_members;
} lun_layer;

typedef struct lun_schema lun_schema;
#define LUN_LAYER_NONE UINT16_MAX
#define LUN_FIELD_NONE UINT32_MAX

lun_schema *lun_schema_new(void); /* empty; NULL when memory is gone */
void lun_schema_free(lun_schema *schema);
uint32_t lun_schema_count(const lun_schema *schema);
const lun_layer *lun_schema_layer(const lun_schema *schema, uint32_t layer);
uint16_t lun_schema_find(const lun_schema *schema, const char *name); /* LUN_LAYER_NONE when absent */
uint32_t lun_layer_field(const lun_layer *layer, const char *name);   /* LUN_FIELD_NONE when absent */

/*
** Declares a layer. Fails with LUN_EUSAGE for a name that SQLite or Lua does not take unquoted, that is a member of annotations, or that another
** plugin declared (naming both); with a suggestion in the hint. *out gets its number.
*/
int lun_schema_declare(lun_schema *schema, uint16_t *out, const char *name, const char *owner, const char *doc,
                       lun_policy policy, int mention, lun_error *err);
/* Adds a field (copied); LUN_EUSAGE for a bad name, or a field of that name with another type (names both owners). An ENUM field of that name that exists gets the new options. */
int lun_schema_add_field(lun_schema *schema, uint16_t layer, const lun_field *field, lun_error *err);
int lun_schema_add_member(lun_schema *schema, uint16_t layer, uint16_t member, const void *condition, lun_error *err);
const char *lun_type_name(lun_type type); /* "integer" */

/* A text that two schemas share exactly when their layers and fields agree, for the corpus; appended to out as lines. */
struct lun_buf;
void lun_schema_describe(const lun_schema *schema, struct lun_buf *out);

#endif
