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

#endif
