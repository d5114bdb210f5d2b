/*
** corrections_inside.h - what the files of corrections share: which values need no quotes.
*/
#ifndef LUN_ANNOTATE_CORRECTIONS_INSIDE_H
#define LUN_ANNOTATE_CORRECTIONS_INSIDE_H

int lun_corrections__is_bare(const char *value);

#endif
