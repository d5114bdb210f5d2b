/*
** json.h - an analysed document as one line of JSON: what `pipe` and `export` write (form in docs/store.md; offsets in code points).
*/
#ifndef LUN_ANNOTATE_JSON_H
#define LUN_ANNOTATE_JSON_H

#include "annotate/annotations.h"
#include "annotate/rules.h"
#include "base/buf.h"

/*
** Appends one object without a line end. layers: flags by layer number, 1 = write its rows; NULL = all rows there are. Rows come by start, then
** longest first, then layer, then id. LUN_ENOMEM only.
*/
int lun_annotations_write_json(lun_annotations *set, const lun_rules *rules, const uint8_t *layers, lun_buf *out,
                               lun_error *err);

/* Parts of it that a reader may not need: a large text costs what it costs to parse. The names of the document are always written. */
enum lun_json_parts {
    LUN_JSON_TEXT = 1,
    LUN_JSON_ROWS = 2,
    LUN_JSON_RULES = 4, /* by which rows were found */
    LUN_JSON_REST = 8,  /* metadata and problems */
    LUN_JSON_ALL = 15,
    LUN_JSON_REFERRED = 16 /* rows of other layers, too, that a row of `layers` refers to */
};
int lun_annotations_write_parts(lun_annotations *set, const lun_rules *rules, const uint8_t *layers, unsigned parts,
                                lun_buf *out, lun_error *err);

#endif
