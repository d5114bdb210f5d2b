/*
** files.c - stamps of source files: taken when a file is given out, noted when all its documents are in the corpus. Sits on core/store.
**
** Invariant: a stamp is in the corpus only while every document that the file gives is there under the uri that it has in whatever order files come.
*/
#include "run/files.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "base/hash.h"
#include "run/converter.h"

#define RESTED 2 /* seconds: coarser clocks of file systems are rare */

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the list of sources");
}

static void add_number(lun_buf *out, int64_t number)
{
    lun_buf_addf(out, "%lld ", (long long)number);
}

/* 1, or 0 where there is no such file: then nothing is added. */
static int add_status(lun_buf *out, const char *path, struct stat *status)
{
    if (stat(path, status) != 0 || !S_ISREG(status->st_mode))
        return 0;
    add_number(out, (int64_t)status->st_dev);
    add_number(out, (int64_t)status->st_ino);
    add_number(out, (int64_t)status->st_size);
    add_number(out, (int64_t)status->st_mtim.tv_sec);
    add_number(out, status->st_mtim.tv_nsec);
    add_number(out, (int64_t)status->st_ctim.tv_sec);
    add_number(out, status->st_ctim.tv_nsec);
    return 1;
}

/* A clock that was set back makes files of the future: they never rest. */
static int has_rested(const struct stat *status)
{
    time_t now = time(NULL);
    return status->st_mtim.tv_sec + RESTED < now && status->st_ctim.tv_sec + RESTED < now;
}

static void add_text(lun_buf *out, const char *text)
{
    lun_buf_addf(out, "%s%s;", text ? "=" : "-", text ? text : "");
}

void lun_files_init(lun_files *files, lun_store *store, const lun_load_options *options, const uint8_t base[16])
{
    lun_buf all = LUN_BUF_INIT;
    struct stat status;
    char program[PATH_MAX];
    memset(files, 0, sizeof *files);
    files->store = store;
    lun_buf_add(&all, (const char *)base, 16);
    lun_buf_adds(
        &all,
        "own;day;office;bundles;attached;"); /* stamps of before own outputs were left out, days of texts, office documents, mailboxes, archives and what is attached to mails were read, hold no longer */
    add_text(&all, lun_converter_find(program, sizeof program) ? "pdf" : NULL); /* once it is installed they are read */
    add_text(&all, options->path_template);
    add_text(&all, options->language);
    add_text(&all, options->sidecar);
    add_text(&all, options->text_column);
    add_number(&all, (int64_t)options->limit);
    if (options->sidecar)
        files->untold = !add_status(&all, options->sidecar, &status) || !has_rested(&status);
    files->untold |= all.failed;
    lun_hash128(all.data ? all.data : "", all.len, files->options);
    lun_buf_clear(&all);
}

void lun_files_clear(lun_files *files)
{
    for (size_t i = files->first; i < files->read.n; i++)
        lun_free(files->read.items[i].path);
    lun_vec_clear(&files->read);
}

/* *size is 0 where there is no such file. */
static int make_stamp(const lun_files *files, const char *path, const char *below, lun_stamped *out, uint64_t *size,
                      lun_error *err)
{
    lun_buf all = LUN_BUF_INIT;
    struct stat status;
    *size = 0;
    lun_buf_add(&all, (const char *)files->options, sizeof files->options);
    add_text(&all, below);
    if (add_status(&all, path, &status)) {
        *size = (uint64_t)status.st_size;
        out->rested = has_rested(&status);
    }
    int failed = all.failed;
    lun_hash128(all.data ? all.data : "", all.len, out->stamp);
    lun_buf_clear(&all);
    return failed ? no_memory(err) : LUN_OK;
}

static int await(lun_files *files, lun_stamped stamped, const char *path, lun_error *err)
{
    stamped.path = lun_strdup(path);
    if (stamped.path && lun_vec_push(&files->read, stamped) == 0)
        return LUN_OK;
    lun_free(stamped.path);
    return no_memory(err);
}

int lun_files_given(lun_files *files, const char *at, const char *path, const char *below, uint64_t *bytes,
                    lun_error *err)
{
    uint8_t noted[16];
    int64_t documents;
    lun_stamped now = { 0 };
    int rc = make_stamp(files, at, below, &now, bytes, err);
    if (rc < 0 || (rc = lun_store_source_stamp(files->store, path, noted, &documents, err)) < 0)
        return rc;
    int same = rc > 0 && memcmp(noted, now.stamp, sizeof noted) == 0 && !files->untold;
    if (files->off && (same || rc == 0))
        return 0;
    now.rested &= !files->off && !files->untold; /* else what was noted with other options goes */
    return same ? 1 : await(files, now, path, err);
}

int lun_files_expected(const lun_files *files, const char *path, int64_t *documents, lun_error *err)
{
    uint8_t noted[16];
    *documents = 0;
    int rc = lun_store_source_stamp(files->store, path, noted, documents, err);
    return rc < 0 ? rc : LUN_OK;
}

int lun_files_reread(lun_files *files, const char *path, lun_error *err)
{
    return await(files, (lun_stamped){ 0 }, path, err);
}

static void forget_done(lun_files *files)
{
    if (files->first < 1024)
        return;
    files->read.n -= files->first;
    memmove(files->read.items, files->read.items + files->first, files->read.n * sizeof *files->read.items);
    files->first = 0;
}

int lun_files_done(lun_files *files, const char *path, lun_error *err)
{
    int64_t taken = files->taken;
    int is_fine = !files->doubtful && taken > 0;
    files->taken = files->doubtful = 0;
    if (files->first == files->read.n || strcmp(files->read.items[files->first].path, path) != 0)
        return LUN_OK;
    lun_stamped *done = &files->read.items[files->first++];
    int rc = lun_store_note_source(files->store, path, is_fine && done->rested ? done->stamp : NULL, taken, err);
    lun_free(done->path);
    forget_done(files);
    return rc;
}
