/*
** shell.h - words of a command that is to be typed next, as a shell takes each for one word. Whatever prints a command names paths by this.
*/
#ifndef LUN_BASE_SHELL_H
#define LUN_BASE_SHELL_H

#include <stddef.h>

#include "base/buf.h"

#define LUN_SHELL_BYTES 600 /* more than a hint holds */

/* Adds the word, in single quotes where it needs them. Control characters, which no terminal takes back, become spaces. */
void lun_shell_add(lun_buf *out, const char *word, size_t len);
/* The same into `out`, for messages; the word as it is where it does not fit. Returns what is to be printed. */
const char *lun_shell_word(char *out, size_t size, const char *word);

/* A word of a message: lasts as long as the block it stands in. */
#define LUN_SHELL(word) lun_shell_word((char[LUN_SHELL_BYTES]){ 0 }, LUN_SHELL_BYTES, word)

#endif
