/*
** correct.c - corrections as commands make them: first in the file beside the corpus, which is the truth, then in the corpus.
*/
#include "cli/correct.h"
#include "cli/ctrl_c.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>

#include "base/date.h"
#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"

void lun_corrections_say(uint64_t accepted, uint64_t rejected, uint64_t lost, const char *corpus)
{
    if (!accepted && !rejected && !lost)
        return;
    fprintf(stderr, "corrections: %llu accepted, %llu rejected", (unsigned long long)accepted,
            (unsigned long long)rejected);
    if (lost)
        fprintf(stderr, ", %llu lost (what they are about is not there any more): lunette accept %s --list",
                (unsigned long long)lost, LUN_SHELL(corpus));
    fputc('\n', stderr);
}

void lun_corrections_restored(const char *corpus)
{
    char *path = lun_corrections_path(corpus);
    if (path)
        lun_log(LUN_LEVEL_NOTE,
                "'%s' was missing: written again from what the corpus keeps (to take all of it back, empty that file)",
                path);
    lun_free(path);
}

/* Of a corpus that was copied or renamed without its file. */
static void note_missing(lun_store *store)
{
    char *path = lun_corrections_path(lun_store_path(store));
    if (path)
        lun_log(LUN_LEVEL_NOTE,
                "the file of corrections '%s' is missing, the corpus holds what it said: lunette accept %s --sync "
                "writes it again",
                path, LUN_SHELL(lun_store_path(store)));
    lun_free(path);
}

void lun_corrections_note(lun_store *store, const lun_arguments *arguments)
{
    char *kept = NULL;
    lun_error ignored = LUN_ERROR_INIT;
    if (arguments->quiet || !lun_store_correct_due(store))
        return;
    lun_store_correct_kept(&kept, store, &ignored);
    if (kept)
        note_missing(store);
    else
        lun_log(LUN_LEVEL_NOTE,
                "the file of corrections has changed since this corpus read it: lunette accept %s --sync",
                LUN_SHELL(lun_store_path(store)));
    lun_free(kept);
}

void lun_corrections_warn(void *context, const lun_error *fault)
{
    (void)context;
    lun_log_error(fault);
}

void lun_corrections_today(char out[16])
{
    lun_day_format((int32_t)(time(NULL) / 86400), out);
}

/* Of a file that is no corpus: opening it says best what it is instead. */
static int what_it_is(const char *path, lun_error *err)
{
    lun_store *store;
    int rc = lun_store_open(&store, path, LUN_STORE_READ, err);
    if (rc < 0)
        return rc;
    lun_store_close(store);
    return lun_error_set(err, LUN_EFORMAT, "corpus '%s' was made this moment: type the command once more", path);
}

int lun_corrections_corpus(lun_texts *out, const char **corpus, const lun_command *command,
                           const lun_arguments *arguments, lun_error *err)
{
    const char *named = NULL;
    *corpus = NULL;
    out->n = 0;
    for (size_t i = 0; i < arguments->words.n; i++) {
        const char *word = arguments->words.items[i];
        size_t len = strlen(word);
        if (!*corpus && lun_store_is_corpus(word))
            *corpus = word;
        else if (len > 3 && strcmp(word + len - 3, ".db") == 0)
            named = word;
        else
            out->items[out->n++] = word;
    }
    out->items[out->n] = NULL;
    if (*corpus && !named)
        return LUN_OK;
    if (!*corpus && !named && out->n && access(out->items[0], F_OK) == 0)
        named = out->items[0];
    if (!*corpus && named)
        return what_it_is(named, err);
    if (named)
        lun_error_set(err, LUN_EUSAGE, "%s: two corpora are named, '%s' and '%s'", command->name, *corpus, named);
    else
        lun_error_set(err, LUN_EUSAGE, "%s: no corpus is named", command->name);
    return lun_error_hint(err, "%s", command->example + strspn(command->example, " "));
}

/* ---- naming annotations ---- */

#define KEY_LEAST 6 /* digits of a key that may name it, as `why` takes them */

/* "d3-a17", "#d3-a17": what a report's links hold. */
static int64_t place_id(const char *word)
{
    char *stop;
    word += *word == '#';
    if (*word != 'd')
        return 0;
    long long document = strtoll(word + 1, &stop, 10), number = 0;
    if (stop == word + 1 || strncmp(stop, "-a", 2) != 0)
        return 0;
    const char *digits = stop + 2;
    number = strtoll(digits, &stop, 10);
    return stop == digits || *stop || document < 1 || document > 1000000000 || number < 1 || number >= 100000000
               ? 0
               : document * 100000000 + number;
}

static int64_t id_of(const char *word)
{
    char *stop;
    size_t len = strlen(word);
    long long id = len > 8 && len < 16 ? strtoll(word, &stop, 10) : 0;
    return id > 100000000 && !*stop ? id : place_id(word);
}

int lun_corrections_names(const char *word)
{
    size_t len = strlen(word), digits = strspn(word, "0123456789abcdefABCDEF");
    return id_of(word) > 0 || (digits == len && len >= KEY_LEAST && strpbrk(word, "0123456789"));
}

/* Keys that start so, from a query: the first is kept, *n counts those that are not it. A view that is not there has none. */
static void add_starting(char first[17], int *n, lun_store *store, const char *sql, const char *start)
{
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, start, strlen(start) };
    lun_error ignored = LUN_ERROR_INIT;
    lun_rows *rows = NULL;
    lun_cell cell;
    if (lun_store_query(&rows, store, sql, NULL, &value, 1, &ignored) < 0)
        return;
    while (lun_rows_next(rows, &ignored) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (cell.type != LUN_CELL_TEXT || cell.len != 16 || strcmp(first, cell.text) == 0)
            continue;
        if (!*n)
            memcpy(first, cell.text, 17);
        ++*n;
    }
    lun_rows_close(rows);
}

/* The one key that starts so, of rows and of what was said of rows. */
static int find_starting(uint64_t *key, lun_store *store, const char *word, lun_error *err)
{
#define OF_VIEW(view) \
    "SELECT key FROM " view " WHERE document IN (SELECT id FROM document WHERE key = substr(?1, 1, 4)) " \
    "AND substr(key, 1, length(?1)) = ?1 LIMIT 3"
    static const char *const queries[] = { OF_VIEW("annotation"), OF_VIEW("rejected"),
                                           "SELECT key FROM correction WHERE substr(key, 1, length(?1)) = ?1 LIMIT 3",
                                           "SELECT was FROM correction WHERE substr(was, 1, length(?1)) = ?1 "
                                           "AND key IS NOT was LIMIT 3" };
    char first[17] = "", start[17] = "";
    int n = 0;
    for (size_t i = 0; word[i] && i < sizeof start - 1; i++)
        start[i] = (char)tolower((unsigned char)word[i]);
    for (size_t i = 0; i < sizeof queries / sizeof *queries && (i < 3 || !n); i++)
        add_starting(first, &n, store, queries[i], start);
    if (n == 1 && lun_corrections_key(key, first, 16))
        return LUN_OK;
    if (n) {
        lun_error_set(err, LUN_EUSAGE, "more than one key starts with '%s'", word);
        return lun_error_hint(err, "give more of its 16 digits");
    }
    lun_error_set(err, LUN_ENOTFOUND, "no annotation has a key that starts with '%s'", word);
    return lun_error_hint(err, "lunette sql %s \"SELECT key, text FROM annotation LIMIT 9\" shows keys",
                          LUN_SHELL(lun_store_path(store)));
}

int lun_corrections_find(uint64_t *key, lun_store *store, const char *word, lun_error *err)
{
    if (id_of(word) > 0)
        return lun_store_key_of(key, store, id_of(word), err);
    if (lun_corrections_key(key, word, strlen(word)))
        return LUN_OK;
    if (strlen(word) < 16)
        return find_starting(key, store, word, err);
    lun_error_set(err, LUN_EUSAGE, "'%s' is no key: a key has 16 hexadecimal digits, this has %zu", word, strlen(word));
    return lun_error_hint(err, "lunette sql %s \"SELECT key, text FROM annotation LIMIT 9\" shows keys",
                          LUN_SHELL(lun_store_path(store)));
}

/* ---- changing ---- */

/* Both of these for who holds the file's lock. */
static int change_file(const char *corpus, const char *path, lun_corrections_change *change, void *context,
                       lun_error *err)
{
    lun_corrections file;
    lun_store *store = NULL;
    int rc = lun_corrections_init(&file, err), changed = 0;
    if (rc == LUN_OK && (rc = lun_store_open(&store, corpus, LUN_STORE_READ, err)) == LUN_OK &&
        (rc = lun_store_correct_restore(store, err)) > 0) {
        lun_corrections_restored(corpus);
        rc = LUN_OK;
    }
    if (rc == LUN_OK)
        rc = lun_corrections_read(&file, path, err);
    if (rc == LUN_OK)
        rc = changed = change(context, store, &file, err);
    lun_store_close(store);
    if (changed > 0) {
        lun_ctrl_c_hold(); /* the file, then the corpus */
        rc = lun_corrections_write(&file, path, err);
    }
    lun_corrections_clear(&file);
    return rc < 0 ? rc : LUN_OK;
}

/* The corpus takes over what the file at `path` says now. */
static int change_corpus(const char *corpus, const char *path, lun_correct_report *report,
                         lun_corrections_change *change, lun_error *err)
{
    lun_store *store = NULL;
    lun_error later = LUN_ERROR_INIT;
    int rc = lun_store_open(&store, corpus, LUN_STORE_WRITE, &later);
    if (rc == LUN_OK)
        rc = lun_store_correct_held(store, report, change ? lun_corrections_warn : NULL, NULL, &later);
    lun_store_close(store);
    if (report->restored)
        lun_corrections_restored(corpus);
    if (rc == LUN_ESTORE && change) { /* another program writes: a run takes the file over when it ends */
        lun_log(LUN_LEVEL_NOTE, "%s; '%s' holds the correction, the corpus takes it over when that run ends",
                later.message, path);
        rc = LUN_OK;
    } else if (rc < 0) {
        *err = later;
        if (change) {
            lun_error_wrap(err, "'%s' holds the correction, the corpus does not show it yet", path);
            lun_error_hint(err, "mend that, then: lunette accept %s --sync", LUN_SHELL(corpus));
        }
    }
    return rc;
}

/* The lock is held until the corpus shows the change, too: who waits for it does not find the corpus being written. */
int lun_corrections_apply(const char *corpus, lun_correct_report *report, lun_corrections_change *change, void *context,
                          lun_error *err)
{
    lun_corrections_lock lock = { 0 };
    char *path = lun_corrections_path(corpus);
    int rc = path ? lun_corrections_lock_take(&lock, path, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    memset(report, 0, sizeof *report);
    if (rc == LUN_OK && change)
        rc = change_file(corpus, path, change, context, err);
    if (rc == LUN_OK)
        rc = change_corpus(corpus, path, report, change, err);
    lun_corrections_lock_release(&lock);
    lun_free(path);
    return rc;
}
