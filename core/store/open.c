/*
** open.c - opening a corpus: what the file is, whether this program may read it, who writes it. Sits on tables.c,
** layers.c, rules.c, views.c.
**
** The file's header is read before SQLite sees it, so that what is no corpus is named for what it is. One writer at
** a time: it holds a lock on
** "<corpus>.lock", a file that goes when it does; a lock left by a killed process is free. While a writer works, the
** corpus is in WAL mode and can be read; when it closes, the corpus is one plain file again, readable where nothing
** may be written. A link to a corpus is followed once, at the start: lock, journals and corrections lie beside the file
** that it leads to, where SQLite, too, has its journals.
*/
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/shell.h"
#include "store/inside.h"

#define HEADER 100               /* bytes of SQLite's header */
#define CHECKED_BYTES (16 << 20) /* less than a tenth of a second; a larger corpus opens at once and unchecked */
#define BUSY_MILLISECONDS 10000  /* patience with other programs that hold the file for a moment */

/* ---- what a file is ---- */

static unsigned big_endian(const unsigned char *bytes)
{
    return (unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 | bytes[3];
}

/* Reads up to HEADER bytes of a regular file; the number read, or a negative code. */
static int read_header(const char *path, unsigned char out[HEADER], lun_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        lun_error_set(err, LUN_EIO, "corpus '%s' cannot be read: %s", path, strerror(errno));
        return lun_error_hint(err, "check the permissions of the file and of the folders above it");
    }
    ssize_t n = pread(file, out, HEADER, 0);
    int reason = errno;
    close(file);
    return n >= 0 ? (int)n : lun_error_set(err, LUN_EIO, "corpus '%s' cannot be read: %s", path, strerror(reason));
}

static const char *looks_like(const unsigned char *head, int n)
{
    static const struct {
        const char *start, *what;
    } kinds[] = {
        { "SQLite format 3", "an SQLite database of another program" },
        { "PK\003\004", "a ZIP archive" },
        { "\037\213", "a gzip archive" },
        { "%PDF", "a PDF document" },
        { "<", "an HTML or XML document" },
        { "{", "a JSON file" },
        { "[", "a JSON file" },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t len = strlen(kinds[i].start);
        if ((size_t)n >= len && memcmp(head, kinds[i].start, len) == 0)
            return kinds[i].what;
    }
    for (int i = 0; i < n; i++) {
        if (head[i] == 0 || head[i] == 0x7F)
            return "a file of another kind";
    }
    return "a text file";
}

static int not_a_corpus(const char *path, const char *what, lun_error *err)
{
    lun_error_set(err, LUN_EFORMAT, "'%s' is not a Lunette corpus but %s", path, what);
    return lun_error_hint(
        err, "a corpus is made by `lunette run SOURCES -o NAME.db`; was this meant to be one of the sources?");
}

static int check_version(const char *path, unsigned version, lun_error *err)
{
    if (version == LUN_STORE_FORMAT)
        return LUN_OK;
    lun_error_set(err, LUN_EVERSION, "corpus '%s' has format %u, this program reads format %d", path, version,
                  LUN_STORE_FORMAT);
    if (version < LUN_STORE_FORMAT)
        return lun_error_hint(err, "it was made by an older Lunette: run over the sources again into a new corpus");
    return lun_error_hint(err,
                          "it was made by a newer Lunette: use that, or run over the sources again into a new corpus");
}

static int has_wal(const char *path)
{
    struct stat status;
    lun_buf name = LUN_BUF_INIT;
    lun_buf_addf(&name, "%s-wal", path);
    int yes = name.data && stat(name.data, &status) == 0 && status.st_size > 0;
    lun_buf_clear(&name);
    return yes;
}

/*
** The header counts pages; where it is up to date (its two counters agree) and no log holds newer ones, a shorter
** file was cut off.
*/
static int check_length(const char *path, const unsigned char *head, uint64_t size, lun_error *err)
{
    unsigned page = (unsigned)head[16] << 8 | head[17];
    uint64_t want = (uint64_t)big_endian(head + 28) * (page == 1 ? 65536 : page);
    if (big_endian(head + 24) != big_endian(head + 92) || size >= want || has_wal(path))
        return LUN_OK;
    lun_error_set(err, LUN_EFORMAT, "corpus '%s' is cut off: %llu bytes are there, %llu should be", path,
                  (unsigned long long)size, (unsigned long long)want);
    return lun_error_hint(err, "copy it again from where it is whole, or run over the sources again into a new corpus");
}

/* A run was killed while the file was made or closed: SQLite plays its journal back, which only a writer can do. */
static int play_back(const char *path, lun_error *err)
{
    sqlite3 *db = NULL;
    int sqlite = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (sqlite == SQLITE_OK) {
        sqlite3_busy_timeout(db, BUSY_MILLISECONDS);
        sqlite = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    }
    sqlite3_close(db);
    if (sqlite == SQLITE_OK)
        return LUN_OK;
    lun_error_set(err, LUN_EIO, "corpus '%s' cannot be mended after a run that was killed: %s", path,
                  sqlite3_errstr(sqlite));
    return lun_error_hint(err, "copy it with its -journal file to a place where you may write, and open it there");
}

/* 1: a corpus; 0: nothing there yet, or an empty file; negative: something else. */
static int examine_once(const char *path, int *journal, lun_error *err)
{
    unsigned char head[HEADER];
    struct stat status;
    int n, rc;
    if (stat(path, &status) < 0) {
        if (errno == ENOENT)
            return 0;
        return lun_error_set(err, LUN_EIO, "corpus '%s' cannot be read: %s", path, strerror(errno));
    }
    if (S_ISDIR(status.st_mode))
        return not_a_corpus(path, "a folder", err);
    if (!S_ISREG(status.st_mode))
        return not_a_corpus(path, "a device or pipe", err);
    if (status.st_size == 0)
        return 0;
    if ((n = read_header(path, head, err)) < 0)
        return n;
    if (n < HEADER || memcmp(head, "SQLite format 3", 16) != 0 || big_endian(head + 68) != LUN_STORE_APPLICATION)
        return not_a_corpus(path, looks_like(head, n), err);
    if ((rc = lun_store__leftovers(path, head, (uint64_t)status.st_size, err)) != 0) {
        *journal = rc > 0;
        return rc;
    }
    if ((rc = check_version(path, big_endian(head + 60), err)) < 0 ||
        (rc = check_length(path, head, (uint64_t)status.st_size, err)) < 0)
        return rc;
    return 1;
}

static int examine(const char *path, lun_error *err)
{
    int journal = 0, rc = examine_once(path, &journal, err);
    if (!journal)
        return rc;
    return (rc = play_back(path, err)) < 0 ? rc : examine_once(path, &journal, err);
}

int lun_store_is_corpus(const char *path)
{
    unsigned char head[HEADER];
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && read_header(path, head, NULL) == HEADER &&
           memcmp(head, "SQLite format 3", 16) == 0 && big_endian(head + 68) == LUN_STORE_APPLICATION;
}

/* ---- one writer ---- */

static int locked_by(const lun_store *store, int file, lun_error *err)
{
    char who[32] = "";
    ssize_t n = pread(file, who, sizeof who - 1, 0);
    who[n > 0 ? (size_t)n : 0] = '\0';
    who[strspn(who, "0123456789")] = '\0';
    lun_error_set(err, LUN_ESTORE, "corpus '%s' is being written by another run%s%s%s", store->path,
                  who[0] ? " (process " : "", who, who[0] ? ")" : "");
    return lun_error_hint(err, "wait until it has ended, or write to another corpus; reading works meanwhile");
}

/* 1 locked, 0 the file went away under us (its owner just closed), negative. */
static int try_lock(lun_store *store, lun_error *err)
{
    struct stat status;
    char text[32];
    int file = open(store->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (file < 0) {
        lun_error_set(err, LUN_EIO, "corpus '%s' cannot be written: '%s': %s", store->path, store->lock_path,
                      strerror(errno));
        return lun_error_hint(
            err,
            "a corpus is written in its own folder: name one, or a copy of this one, in a folder where you may write");
    }
    if (flock(file, LOCK_EX | LOCK_NB) < 0) {
        int rc = locked_by(store, file, err);
        close(file);
        return rc;
    }
    if (fstat(file, &status) < 0 || status.st_nlink == 0) {
        close(file);
        return 0;
    }
    int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(file, 0) < 0 || pwrite(file, text, (size_t)n, 0) < 0)
        text[0] = '\0'; /* without the number the message is shorter, the lock is the same */
    store->lock = file;
    return 1;
}

static int take_lock(lun_store *store, lun_error *err)
{
    int rc = 0;
    lun_buf name = LUN_BUF_INIT;
    lun_buf_addf(&name, "%s.lock", store->path);
    if (!(store->lock_path = lun_buf_take(&name)))
        return lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", store->path);
    for (int i = 0; i < 10 && rc == 0; i++)
        rc = try_lock(store, err);
    if (rc == 0)
        return lun_error_set(err, LUN_ESTORE, "corpus '%s' cannot be locked: other runs begin and end too fast",
                             store->path);
    return rc < 0 ? rc : LUN_OK;
}

static void release_lock(lun_store *store)
{
    if (store->lock < 0)
        return;
    unlink(store->lock_path);
    close(store->lock);
    store->lock = -1;
}

/* ---- connections ---- */

static int missing(const char *path, lun_error *err)
{
    lun_error_set(err, LUN_ENOTFOUND, "corpus '%s' does not exist", path);
    return lun_error_hint(err, "make it with `lunette run SOURCES -o %s`", LUN_SHELL(path));
}

static int harden(lun_store *store)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(store->db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    return sqlite3_extended_result_codes(store->db, 0);
}

/*
** Counting its memory makes SQLite take a lock at each allocation. Whoever uses this library beside SQLite of their own may have
** started it already: then it stays as they have it.
*/
static void configure(void)
{
    static int done;
    if (!done)
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    done = 1;
}

static int connect(lun_store *store, const char *name, int flags, lun_error *err)
{
    configure();
    int sqlite = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (sqlite != SQLITE_OK && !store->db)
        return lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", store->path);
    if (sqlite != SQLITE_OK)
        return lun_store__fail(store, err, "cannot be opened");
    harden(store);
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    sqlite3_exec(store->db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL); /* damage is an error sooner */
    return LUN_OK;
}

/* A view in place of a table, or a trigger, would run what somebody else wrote whenever we read or write. */
static int check_tables(lun_store *store, lun_error *err)
{
    int64_t n;
    int rc = lun_store__integer(store, &n, err,
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' OR (type = 'view' AND "
                                "name <> '_annotation' AND (substr(name, 1, 1) = '_' OR instr(name, '.')))");
    if (rc < 0 || n == 0)
        return rc;
    lun_error_set(err, LUN_EFORMAT, "corpus '%s' holds triggers or views that Lunette does not make", store->path);
    return lun_error_hint(err, "if they are yours, drop them; if the file came from elsewhere, do not trust it");
}

/*
** A damaged page may still look like one, and answers would silently lack rows. A corpus of moderate size is checked whole;
** for greater ones that would take longer than what was asked (docs/store.md says how to check them).
*/
static int check_pages(lun_store *store, lun_error *err)
{
    sqlite3_stmt *stmt;
    int64_t pages;
    int rc = lun_store__integer(store, &pages, err, "PRAGMA page_count");
    if (rc < 0 || pages > store->checked / LUN_STORE_PAGE)
        return rc;
    if ((rc = lun_store__prepare(store, &stmt, err, "PRAGMA integrity_check(1)")) < 0)
        return rc;
    if ((rc = lun_store__step(store, stmt, err)) > 0) {
        const char *found = (const char *)sqlite3_column_text(stmt, 0);
        rc = LUN_OK;
        if (found && strcmp(found, "ok") != 0) {
            found += strncmp(found, "*** ", 4) == 0 && strchr(found, '\n') ? strcspn(found, "\n") + 1 : 0;
            rc = lun_error_set(err, LUN_EFORMAT, "corpus '%s' is damaged: %.*s", store->path, (int)strcspn(found, "\n"),
                               found);
            lun_error_hint(err, "the file is damaged: take a copy, or run again into a new corpus");
        }
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int read_contents(lun_store *store, lun_error *err)
{
    int rc = check_pages(store, err);
    if (rc < 0 || (rc = check_tables(store, err)) < 0 || (rc = lun_store__schema_load(store, err)) < 0)
        return rc;
    if ((rc = lun_store__rules_load(store, err)) < 0 || (rc = lun_store__corrections_load(store, err)) < 0)
        return rc;
    return lun_store__audit_load(store, err);
}

/* A file in a place where nothing may be written opens as one that does not change. */
static int open_unchanging(lun_store *store, lun_error *err)
{
    lun_buf name = LUN_BUF_INIT;
    int rc;
    lun_buf_adds(&name, "file:");
    for (const char *c = store->path; *c; c++) {
        if (strchr("?#%", *c))
            lun_buf_addf(&name, "%%%02X", (unsigned)(unsigned char)*c);
        else
            lun_buf_addc(&name, *c);
    }
    lun_buf_adds(&name, "?immutable=1");
    sqlite3_close(store->db);
    store->db = NULL;
    rc = name.failed ? lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", store->path)
                     : connect(store, name.data, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    lun_buf_clear(&name);
    return rc < 0 ? rc : read_contents(store, err);
}

static int open_reading(lun_store *store, lun_error *err)
{
    int rc = examine(store->path, err);
    if (rc == 0)
        return access(store->path, F_OK) == 0 ? not_a_corpus(store->path, "an empty file", err)
                                              : missing(store->path, err);
    if (rc < 0 || (rc = connect(store, store->path, SQLITE_OPEN_READONLY, err)) < 0)
        return rc;
    rc = read_contents(store, err);
    if (rc == LUN_EIO && (sqlite3_errcode(store->db) & 0xFF) == SQLITE_CANTOPEN && !has_wal(store->path))
        rc = open_unchanging(store, err);
    else if (rc == LUN_EIO && has_wal(store->path))
        lun_error_hint(
            err,
            "a run was stopped in the middle: copy the corpus together with its -wal file to a place where you may "
            "write");
    return rc;
}

static int create(lun_store *store, lun_error *err)
{
    int rc = lun_store__exec(store, err, "PRAGMA page_size = %d; BEGIN IMMEDIATE", LUN_STORE_PAGE);
    if (rc < 0 || (rc = lun_store__create(store, err)) < 0 || (rc = read_contents(store, err)) < 0 ||
        (rc = lun_store__views(store, err)) < 0)
        return rc;
    return lun_store__exec(store, err, "COMMIT");
}

/*
** The cache is the writer's memory, with the full text's (tables.c). 16 MB hold the pages that documents share; more was not
** faster, since rows are appended. Checkpoints are commit.c's. Temporary things are the journals of single documents, small
** ones; index.c sends its own to a file.
*/
static int begin_writing(lun_store *store, lun_error *err)
{
    int rc = lun_store__exec(store, err,
                             "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;"
                             "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 0;"
                             "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY");
    return rc < 0 ? lun_store__in_use(store, rc, err) : lun_store__begin(store, err);
}

static int check_folder(const char *path, lun_error *err)
{
    const char *name = lun_path_name(path);
    char *folder = lun_strndup(path, (size_t)(name - path));
    int rc = LUN_OK;
    if (!folder)
        return lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", path);
    if (folder[0] && !lun_file_is_folder(folder)) {
        lun_error_set(err, LUN_ENOTFOUND, "corpus '%s' cannot be made: there is no folder '%s'", path, folder);
        rc = lun_error_hint(err, "make the folder first, or name another place");
    }
    lun_free(folder);
    return rc;
}

static int open_writing(lun_store *store, lun_error *err)
{
    int known = examine(store->path, err), rc = known;
    if (rc < 0 || (rc = check_folder(store->path, err)) < 0 || (rc = take_lock(store, err)) < 0)
        return rc;
    if (known && access(store->path, W_OK) < 0) {
        lun_error_set(err, LUN_EIO, "corpus '%s' cannot be written: %s", store->path, strerror(errno));
        return lun_error_hint(err, "copy it to a place where you may write, or write to another corpus (-o NAME.db)");
    }
    store->is_new = access(store->path, F_OK) < 0;
    if ((rc = connect(store, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err)) < 0 ||
        (!known && (rc = create(store, err)) < 0) || (rc = begin_writing(store, err)) < 0)
        return rc;
    return known ? read_contents(store, err) : LUN_OK;
}

/* ---- opening and closing ---- */

int lun_store_open(lun_store **out, const char *path, lun_store_mode mode, lun_error *err)
{
    return lun_store__open(out, path, mode, CHECKED_BYTES, err);
}

/* SQLite takes "", ":memory:" and "file:…" for orders, and what is written there is gone with the program. Here each is the name of a file. */
static char *real_path(const char *path)
{
    lun_buf name = LUN_BUF_INIT;
    if (path[0] != ':' && strncmp(path, "file:", 5) != 0)
        return lun_file_real(path);
    lun_buf_addf(&name, "./%s", path);
    char *real = name.failed ? NULL : lun_file_real(name.data);
    lun_buf_clear(&name);
    return real;
}

static int nameless(lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE, "a corpus is a file, and its name is empty");
    return lun_error_hint(err, "name one, such as readouts.db");
}

int lun_store__open(lun_store **out, const char *path, lun_store_mode mode, int64_t checked, lun_error *err)
{
    *out = NULL;
    if (!path[0])
        return nameless(err);
    lun_store *store = lun_calloc(1, sizeof *store);
    int rc;
    if (!store)
        return lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", path);
    store->mode = mode;
    store->lock = -1;
    store->patience = LUN_STORE_PATIENCE;
    store->checked = checked;
    store->path = real_path(path);
    store->names = lun_intern_new();
    if (!store->path || !store->names)
        rc = lun_error_set(err, LUN_ENOMEM, "no memory to open '%s'", path);
    else
        rc = mode == LUN_STORE_READ ? open_reading(store, err) : open_writing(store, err);
    if (rc < 0) {
        lun_store__flatten(err);
        lun_store_close(store);
        return rc;
    }
    *out = store;
    return LUN_OK;
}

/* Back to one plain file; where a reader still holds it, it stays as it is, and the next writer does this. */
static void settle(lun_store *store)
{
    sqlite3_busy_timeout(store->db, 100);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

/* A file that this program made, and in which nothing came to stand, is not left behind. */
static void remove_empty(const lun_store *store)
{
    struct stat status;
    if (store->is_new && stat(store->path, &status) == 0 && status.st_size == 0)
        unlink(store->path);
}

void lun_store_close(lun_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < LUN_FIXED_COUNT; i++)
        sqlite3_finalize(store->fixed[i]);
    lun_store__writers_clear(store);
    lun_store__readers_clear(store);
    if (store->db && store->mode == LUN_STORE_WRITE)
        settle(store);
    sqlite3_close_v2(store->db);
    remove_empty(store);
    release_lock(store);
    lun_schema_free(store->schema);
    lun_schema_free(store->lenient);
    lun_arena_free(store->rule_arena);
    lun_intern_free(store->names);
    lun_store__forget_origin(store);
    lun_buf_clear(&store->described);
    lun_vec_clear(&store->name_ids);
    lun_vec_clear(&store->rejected);
    lun_free(store->rule_numbers);
    lun_store__others_clear(store);
    lun_free(store->lock_path);
    lun_free(store->path);
    lun_free(store);
}

const char *lun_store_path(const lun_store *store)
{
    return store->path;
}

const lun_schema *lun_store_schema(const lun_store *store)
{
    return store->schema;
}

const lun_rules *lun_store_rules(const lun_store *store)
{
    return &store->rules;
}
