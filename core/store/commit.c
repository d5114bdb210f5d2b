/*
** commit.c - when what was stored is committed, and how large the log beside the corpus may grow. Sits on sql.c.
**
** Committed is after 1,000 documents, 32 MB of text or ten seconds, whichever comes first: a slow run loses ten seconds of
** work when it is killed, a fast one pays for few transactions. synchronous = NORMAL: the log is synced before its pages go
** into the corpus, not at each commit. A killed process loses nothing that was committed; a machine without power may lose
** the last commits, never the corpus, and the next run derives them again.
**
** The log (-wal) starts anew once all of it is in the corpus and nobody reads from it. Readers that follow upon each other
** can keep it from that, so past LOG_BYTES the writer waits for those that are there: a run is slowed down by its readers
** rather than filling the disk.
*/
#include <time.h>

#include "store/inside.h"

#define COMMIT_DOCUMENTS 1000
#define COMMIT_BYTES (32u << 20)
#define LOG_BYTES (256 << 20)

static uint64_t seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec;
}

/* Fixed text, and nothing of ours is allocated: what fails here is the file. */
static int plain(lun_store *store, const char *sql, lun_error *err)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return LUN_OK;
    return lun_store__fail(store, err, "cannot be changed");
}

/* The lock file keeps other runs away; only another program, or a reader at the moment of opening, can be in the way. */
int lun_store__begin(lun_store *store, lun_error *err)
{
    int rc = plain(store, "BEGIN IMMEDIATE", err);
    return rc < 0 ? lun_store__in_use(store, rc, err) : rc;
}

int lun_store__in_use(const lun_store *store, int rc, lun_error *err)
{
    if (rc != LUN_ESTORE || (sqlite3_errcode(store->db) & 0xFF) != SQLITE_BUSY)
        return rc;
    lun_error_set(err, LUN_ESTORE, "corpus '%s' is in use by another program", store->path);
    lun_error_hint(err, "wait until it has finished with the file, then run again, or write to another corpus");
    return rc;
}

/* Moves what the log holds into the corpus. What readers still need of it stays for the next time. */
static int shorten_log(lun_store *store, lun_error *err)
{
    int frames = 0, moved = 0;
    int sqlite = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
    if (sqlite == SQLITE_OK && frames > LOG_BYTES / LUN_STORE_PAGE)
        sqlite = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    if (sqlite == SQLITE_OK || (sqlite & 0xFF) == SQLITE_BUSY || (sqlite & 0xFF) == SQLITE_LOCKED)
        return LUN_OK;
    return lun_store__fail(store, err, "what was committed cannot be moved from its log into the file");
}

/*
** Where a commit or a new beginning fails, what memory knows of the corpus (numbers of names, of documents) may no longer
** be true: nothing more is stored before it is opened anew. Writing the format again puts page 1 into the log, by which
** leftovers.c knows it.
*/
int lun_store__commit(lun_store *store, lun_error *err)
{
    int rc = LUN_OK;
    store->waiting_documents = store->waiting_bytes = 0;
    store->waiting = 0;
    sqlite3_reset(store->fixed[LUN_FIXED_DESCRIBE]); /* what still reads keeps the transaction open */
    if (!sqlite3_get_autocommit(store->db))
        rc = plain(store, "PRAGMA user_version = " LUN_STORE_STRING(LUN_STORE_FORMAT) "; COMMIT", err);
    if (rc < 0 || (rc = shorten_log(store, err)) < 0 || (rc = lun_store__begin(store, err)) < 0)
        store->lost = 1;
    return rc;
}

/* Something is stored that is not committed. */
void lun_store__waits(lun_store *store)
{
    if (store->waiting)
        return;
    store->waiting = 1;
    store->waiting_since = seconds();
}

int lun_store_commit_due(lun_store *store, lun_error *err)
{
    if (!store->waiting || (store->waiting_documents < COMMIT_DOCUMENTS && store->waiting_bytes < COMMIT_BYTES &&
                            seconds() - store->waiting_since < store->patience))
        return LUN_OK;
    return lun_store__commit(store, err);
}
