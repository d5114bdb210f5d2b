/*
** bare.h - documents that a run left without the date, source or country that an earlier one knew: what a command says of them.
*/
#ifndef LUN_CLI_BARE_H
#define LUN_CLI_BARE_H

#include <stdint.h>

/* Says how many they are, and the last command that told more of them. */
void lun_bare_say(uint64_t n, const char *corpus);

#endif
