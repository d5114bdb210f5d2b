/*
** store_shim.h - a disk that fails: an SQLite VFS over the usual one whose n-th write, sync or change of length fails, once
** or from then on.
*/
#ifndef STORE_SHIM_H
#define STORE_SHIM_H

#include <sqlite3.h>
#include <string.h>

typedef struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this one */
} shim_file;

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *usual;
    unsigned long count, fail_at; /* 0: never */
    int forever, code, failed;    /* failed: how often */
} shim;

static inline int shim_fails(void)
{
    shim.count++;
    if (!shim.fail_at || shim.count < shim.fail_at || (shim.count > shim.fail_at && !shim.forever))
        return SQLITE_OK;
    shim.failed++;
    return shim.code;
}

#define SHIM_REAL(file) (((shim_file *)(file))->real)
#define SHIM_METHODS(file) (SHIM_REAL(file)->pMethods)

static int shim_close(sqlite3_file *file)
{
    return SHIM_METHODS(file)->xClose(SHIM_REAL(file));
}
static int shim_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
    return SHIM_METHODS(file)->xRead(SHIM_REAL(file), out, n, at);
}
static int shim_write(sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
    int rc = shim_fails();
    if (rc == SQLITE_OK)
        return SHIM_METHODS(file)->xWrite(SHIM_REAL(file), data, n, at);
    if (n > 1) /* a disk that fills up takes the beginning */
        SHIM_METHODS(file)->xWrite(SHIM_REAL(file), data, n / 2, at);
    return rc;
}
static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return shim_fails() == SQLITE_OK ? SHIM_METHODS(file)->xTruncate(SHIM_REAL(file), size) : SQLITE_IOERR_TRUNCATE;
}
static int shim_sync(sqlite3_file *file, int flags)
{
    return shim_fails() == SQLITE_OK ? SHIM_METHODS(file)->xSync(SHIM_REAL(file), flags) : SQLITE_IOERR_FSYNC;
}
static int shim_size(sqlite3_file *file, sqlite3_int64 *out)
{
    return SHIM_METHODS(file)->xFileSize(SHIM_REAL(file), out);
}
static int shim_lock(sqlite3_file *file, int level)
{
    return SHIM_METHODS(file)->xLock(SHIM_REAL(file), level);
}
static int shim_unlock(sqlite3_file *file, int level)
{
    return SHIM_METHODS(file)->xUnlock(SHIM_REAL(file), level);
}
static int shim_reserved(sqlite3_file *file, int *out)
{
    return SHIM_METHODS(file)->xCheckReservedLock(SHIM_REAL(file), out);
}
static int shim_control(sqlite3_file *file, int what, void *argument)
{
    return SHIM_METHODS(file)->xFileControl(SHIM_REAL(file), what, argument);
}
static int shim_sector(sqlite3_file *file)
{
    return SHIM_METHODS(file)->xSectorSize(SHIM_REAL(file));
}
static int shim_traits(sqlite3_file *file)
{
    return SHIM_METHODS(file)->xDeviceCharacteristics(SHIM_REAL(file));
}
static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return SHIM_METHODS(file)->xShmMap(SHIM_REAL(file), page, size, extend, out);
}
static int shim_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return SHIM_METHODS(file)->xShmLock(SHIM_REAL(file), offset, n, flags);
}
static void shim_shm_barrier(sqlite3_file *file)
{
    SHIM_METHODS(file)->xShmBarrier(SHIM_REAL(file));
}
static int shim_shm_unmap(sqlite3_file *file, int delete)
{
    return SHIM_METHODS(file)->xShmUnmap(SHIM_REAL(file), delete);
}

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 2, /* no memory maps: every write comes by here */
        .xClose = shim_close,
        .xRead = shim_read,
        .xWrite = shim_write,
        .xTruncate = shim_truncate,
        .xSync = shim_sync,
        .xFileSize = shim_size,
        .xLock = shim_lock,
        .xUnlock = shim_unlock,
        .xCheckReservedLock = shim_reserved,
        .xFileControl = shim_control,
        .xSectorSize = shim_sector,
        .xDeviceCharacteristics = shim_traits,
        .xShmMap = shim_shm_map,
        .xShmLock = shim_shm_lock,
        .xShmBarrier = shim_shm_barrier,
        .xShmUnmap = shim_shm_unmap,
    };
    (void)vfs;
    SHIM_REAL(file) = (sqlite3_file *)(void *)((shim_file *)file + 1);
    memset(SHIM_REAL(file), 0, (size_t)shim.usual->szOsFile);
    int rc = shim.usual->xOpen(shim.usual, name, SHIM_REAL(file), flags, out);
    file->pMethods = SHIM_REAL(file)->pMethods ? &methods : NULL;
    return rc;
}

/* From now on connections use the failing disk; it fails when shim.fail_at says so. */
static inline void shim_install(void)
{
    shim.usual = sqlite3_vfs_find(NULL);
    shim.vfs = *shim.usual;
    shim.vfs.zName = "shim";
    shim.vfs.szOsFile += (int)sizeof(shim_file);
    shim.vfs.xOpen = shim_open;
    sqlite3_vfs_register(&shim.vfs, 1);
}

#endif
