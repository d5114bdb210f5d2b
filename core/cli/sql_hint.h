/*
** sql_hint.h - why a query found nothing, where its words tell it.
*/
#ifndef LUN_CLI_SQL_HINT_H
#define LUN_CLI_SQL_HINT_H

#include "store/store.h"

/* A note where the query asks for a value that its column never has: `kind = 'pledg'`, `country = 'China'`. Else nothing. */
void lun_sql_hint_say(const lun_store *store, const char *query);

#endif
