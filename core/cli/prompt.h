/*
** prompt.h - lines typed at a terminal: edited, completed, remembered. Without libedit the terminal's own editing is all there is.
*/
#ifndef LUN_CLI_PROMPT_H
#define LUN_CLI_PROMPT_H

#include <stddef.h>

typedef struct lun_prompt lun_prompt;

/*
** What may follow `text` (the line up to the cursor): fills candidates[0..n), each the caller's to lun_free, and says how many bytes at the
** end of `text` they stand for. The array too is the caller's. 0 where nothing may.
*/
typedef size_t lun_prompt_complete(void *context, const char *text, size_t len, char ***candidates, size_t *replaced);

typedef enum lun_prompt_event { LUN_PROMPT_LINE, LUN_PROMPT_END, LUN_PROMPT_STOPPED } lun_prompt_event;

/* NULL when memory is gone. `history` may be NULL: nothing is kept. */
lun_prompt *lun_prompt_open(const char *history, lun_prompt_complete *complete, void *context);
/* Writes the history, whole or not at all; takes NULL. Returns 0, or -1 when it could not be written. */
int lun_prompt_close(lun_prompt *prompt);
/* *line is the caller's to lun_free; without its newline. */
lun_prompt_event lun_prompt_read(lun_prompt *prompt, const char *shown, char **line);
void lun_prompt_remember(lun_prompt *prompt, const char *text);
/* Called by the handler of SIGINT and SIGWINCH. */
void lun_prompt_signal(lun_prompt *prompt, int number);

#endif
