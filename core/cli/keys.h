/*
** keys.h - one key at a time: from a terminal without Enter, from a pipe a line each.
*/
#ifndef LUN_CLI_KEYS_H
#define LUN_CLI_KEYS_H

#define LUN_KEY_END (-1) /* the input is over, or the user interrupted */

/* Makes the terminal on standard input give keys at once; nothing where it is none. lun_keys_close gives it back, as does every signal that ends us. */
void lun_keys_open(void);
void lun_keys_close(void);
/* The next key in lower case, or the first letter of the next line. Up to then the user may interrupt: LUN_KEY_END. */
int lun_keys_next(void);

#endif
