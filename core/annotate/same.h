/*
** same.h - names that stand for names: which one is shown in the end, by the lines `same` of a file of corrections.
*/
#ifndef LUN_ANNOTATE_SAME_H
#define LUN_ANNOTATE_SAME_H

#include "annotate/corrections.h"

#define LUN_SAME_CIRCLE "the names go round in a circle"

/* The lines by their names. The file is borrowed and must neither grow nor be sorted meanwhile; free takes NULL. */
typedef struct lun_same lun_same;
int lun_same_new(lun_same **out, const lun_corrections *file, lun_error *err); /* LUN_ENOMEM */
void lun_same_free(lun_same *same);

/* The line whose `to` is shown for what a line `same` names, at the end of a chain of any length; NULL where the names go round in a circle. */
const lun_correction *lun_same_final(lun_same *same, const lun_correction *line);

#endif
