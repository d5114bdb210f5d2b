/*
** quoted.h - core layer `quoted`: text inside quotation marks, without the marks.
*/
#ifndef LUN_ANNOTATE_QUOTED_H
#define LUN_ANNOTATE_QUOTED_H

#include "annotate/annotations.h"

/*
** Adds a row for each quotation. Marks: " (alternating), “ ”, „ “, « », ‹ ›, and single ‘ ’ and ' where they stand at word edges. A quotation may run over
** sentences of one paragraph; a paragraph that ends inside a quotation and is followed by one that opens with a mark continues it (each
** paragraph gives a row of its own); other unclosed marks open nothing. LUN_ENOMEM only.
*/
int lun_annotate_quoted(lun_annotations *set, uint16_t layer, lun_error *err);

#endif
