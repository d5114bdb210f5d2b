/*
** log.h - the few lines that the program itself says on standard error. The library never logs: it returns errors.
*/
#ifndef LUN_BASE_LOG_H
#define LUN_BASE_LOG_H

#include <lunette/error.h>

typedef enum lun_level { LUN_LEVEL_ERROR, LUN_LEVEL_WARNING, LUN_LEVEL_NOTE } lun_level;

void lun_log(lun_level level, const char *format, ...) LUN_PRINTF(2, 3);
void lun_log_error(const lun_error *err); /* the whole diagnostic, coloured on a terminal */
int lun_log_colour(int fd);               /* 1 if fd is a terminal and NO_COLOR is not set */

#endif
