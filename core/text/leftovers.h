/*
** leftovers.h - what another program left in a text that is none of it: HTML tags, escaped line feeds, lines drawn with signs. Sits on chars.h.
*/
#ifndef LUN_TEXT_LEFTOVERS_H
#define LUN_TEXT_LEFTOVERS_H

#include <stdint.h>

/*
** Where the leftover that starts at byte `at` of text[0..len) stops, 0 if none does; *lines is raised by the line ends that it stands for, two for a
** new paragraph. `line`: 1 if nothing but white space stands before it in its line. Looks at a bounded number of bytes, or else all it looks at is
** the leftover (of lines of signs: the line).
*/
uint32_t lun_leftover(const char *text, uint32_t len, uint32_t at, int line, uint32_t *lines);

#endif
