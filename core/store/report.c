/*
** report.c - when which report was last written: what came since then is new. Sits on commit.c.
*/
#include <time.h>

#include "store/inside.h"

int lun_store_last_report(lun_store *store, const char *name, const char *asked, int64_t *run, lun_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = lun_store__prepare(
        store, &stmt, err,
        "SELECT max(run) FROM _report WHERE (?1 IS NULL OR name = ?1) AND (?2 IS NULL OR asked = ?2)");
    *run = 0;
    if (rc == LUN_OK) {
        lun_store__bind_text(stmt, 1, name);
        lun_store__bind_text(stmt, 2, asked);
        if ((rc = lun_store__step(store, stmt, err)) > 0)
            *run = sqlite3_column_int64(stmt, 0);
    }
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : *run > 0;
}

int64_t lun_store_last_run(lun_store *store, lun_error *err)
{
    int64_t run;
    int rc = lun_store__integer(store, &run, err, "SELECT ifnull(max(id), 0) FROM _run");
    return rc < 0 ? rc : run;
}

int lun_store_report_written(lun_store *store, const char *name, const char *asked, int64_t run, lun_error *err)
{
    sqlite3_stmt *stmt = NULL;
    char written[24];
    time_t seconds = time(NULL);
    struct tm parts;
    if (store->mode != LUN_STORE_WRITE)
        return lun_error_set(err, LUN_EUSAGE, "corpus '%s' is open for reading only", store->path);
    int rc = lun_store__prepare(store, &stmt, err,
                                "INSERT OR REPLACE INTO _report(name, asked, run, written) VALUES(?1, ?2, ?3, ?4)");
    if (rc < 0)
        return rc;
    gmtime_r(&seconds, &parts);
    strftime(written, sizeof written, "%Y-%m-%dT%H:%M:%SZ", &parts);
    lun_store__bind_text(stmt, 1, name);
    lun_store__bind_text(stmt, 2, asked);
    sqlite3_bind_int64(stmt, 3, run);
    lun_store__bind_text(stmt, 4, written);
    rc = lun_store__run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc < 0 ? rc : lun_store__commit(store, err);
}
