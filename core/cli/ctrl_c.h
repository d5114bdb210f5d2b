/*
** ctrl_c.h - what SIGINT and SIGTERM do where a command has not asked for more.
*/
#ifndef LUN_CLI_CTRL_C_H
#define LUN_CLI_CTRL_C_H

/* From here on either signal ends the process with one message and exit code 3. A signal that was ignored when the program began stays ignored. */
void lun_ctrl_c_listen(void);

/* Called before a command writes more than one thing: from here to its end both signals wait, so that "nothing was changed" stays true. */
void lun_ctrl_c_hold(void);

#endif
