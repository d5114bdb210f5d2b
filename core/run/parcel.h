/*
** parcel.h - documents, what was found in them, and what is loaded, as bodies of frames. Both directions, all checked.
*/
#ifndef LUN_RUN_PARCEL_H
#define LUN_RUN_PARCEL_H

#include "annotate/annotations.h"
#include "annotate/rules.h"
#include "run/wire.h"
#include "script/script.h"

/* Appends the document: metadata, text, problems; without layout. */
void lun_parcel_document(lun_buf *out, const lun_document *document);
/* Appends entities and rows of a set that lun_annotations_settle has numbered (or that was read back). */
void lun_parcel_rows(lun_buf *out, const lun_annotations *set);

/*
** Reads them back, checking each number, text and place. The document is the caller's also after a failure (NULL where it
** could not be made). LUN_EFORMAT says what is wrong; LUN_ENOMEM.
*/
int lun_parcel_take_document(lun_document **out, lun_wire *in, lun_error *err);
/* rows made by rules below n_rules; LUN_ELIMIT more rows than a document may have. *set lives in the document's arena. */
int lun_parcel_take_rows(lun_annotations **set, lun_wire *in, lun_document *document, const lun_schema *schema,
                         uint32_t n_rules, lun_error *err);

/* The same into a set that is there, behind what it holds; it must have no entities yet. */
int lun_parcel_fill_rows(lun_annotations *set, lun_wire *in, uint32_t n_rules, lun_error *err);

void lun_parcel_error(lun_buf *out, const lun_error *error);
void lun_parcel_take_error(lun_wire *in, lun_error *out); /* cleaned; code is always negative */

/*
** What the zygote has loaded, as far as the supervisor needs it: layers and fields, rules, which layers are written.
** Unions come without the conditions of their members: those are programs.
*/
typedef struct lun_plan {
    lun_arena *arena;
    lun_schema *schema;
    lun_rules rules;
    uint8_t *layers;         /* flags by number: written */
    uint8_t fingerprint[16]; /* of all that answers depend on */
    lun_dependencies dependencies;
    const char **files; /* that were read while loading */
    size_t n_files;
} lun_plan;

void lun_parcel_plan(lun_buf *out, const lun_schema *schema, const lun_rules *rules, const uint8_t *layers,
                     const uint8_t fingerprint[16], const lun_dependencies *dependencies);
int lun_parcel_take_plan(lun_plan *out, lun_wire *in, lun_error *err); /* 0: lun_plan_clear frees it */
void lun_plan_clear(lun_plan *plan);

/* What the rules of a layer want of a document, where somebody has asked. */
typedef struct lun_layer_wants {
    uint8_t anything; /* nothing is known: any document may do */
    lun_wanted_rule *rules;
    uint32_t n;
} lun_layer_wants;

void lun_parcel_wants(lun_buf *out, const lun_layer_wants *wants, uint32_t n);
/* *wants, n of them, lies in the arena; n_layers: those that there are. */
int lun_parcel_take_wants(lun_layer_wants **wants, uint32_t n, uint32_t n_layers, lun_wire *in, lun_arena *arena,
                          lun_error *err);

/* What one rule wants, for a corpus to keep: without numbers of a plan. */
void lun_parcel_kept_wants(lun_buf *out, const lun_wanted_rule *rule, const lun_schema *schema);
/* Requirements that name a layer which the schema does not have are left out. LUN_EFORMAT, LUN_ENOMEM. */
int lun_parcel_take_kept_wants(lun_wanted_rule *rule, const char *bytes, size_t len, const lun_schema *schema,
                               lun_arena *arena);

#endif
