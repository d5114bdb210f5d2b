/*
** corrections.c - the file of corrections: a line is a verdict, what it is about, and name=value pairs. Sits on base.
**
**     reject 3a2f91c07b11d0e4 act "is ready to expand imports" uri="cn-0312.txt" fields="kind=pledge" reason="of a third party"
**     same "Xi" "Xi Jinping" kind=person
**
** Values are JSON strings, or bare where they hold nothing but letters, digits and signs that need no quotes.
*/
#include "annotate/corrections.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotate/corrections_inside.h"
#include "base/file.h"
#include "base/json.h"

static const char *const verdicts[] = { "accept", "reject", "same" };

int lun_corrections_init(lun_corrections *out, lun_error *err)
{
    memset(out, 0, sizeof *out);
    out->arena = lun_arena_new();
    return out->arena ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
}

void lun_corrections_clear(lun_corrections *corrections)
{
    lun_vec_clear(&corrections->list);
    lun_vec_clear(&corrections->faults);
    lun_arena_free(corrections->arena);
    memset(corrections, 0, sizeof *corrections);
}

int lun_corrections_key(uint64_t *out, const char *text, size_t len)
{
    uint64_t key = 0;
    if (len != 16)
        return 0;
    for (size_t i = 0; i < len; i++) {
        const char *digits = "0123456789abcdef", *digit = text[i] ? strchr(digits, text[i] | 0x20) : NULL;
        if (!digit)
            return 0;
        key = key << 4 | (uint64_t)(digit - digits);
    }
    *out = key;
    return 1;
}

char *lun_corrections_path(const char *corpus)
{
    char *file = lun_file_real(corpus);
    lun_buf path = LUN_BUF_INIT;
    if (!file)
        return NULL;
    const char *suffix = lun_path_suffix(file);
    lun_buf_add(&path, file, strlen(file) - (strcmp(suffix, ".db") == 0 ? strlen(suffix) : 0));
    lun_buf_adds(&path, ".corrections");
    lun_free(file);
    return lun_buf_take(&path);
}

int lun_corrections_fault_error(const lun_corrections_fault *fault, const char *path, lun_error *err)
{
    lun_error_set(err, LUN_EFORMAT, "%s", fault->message);
    lun_error_place(err, path, fault->line, fault->column, 1);
    lun_error_source(err, fault->source, strlen(fault->source));
    return lun_error_hint(err, "%s", fault->hint);
}

/* ---- one that changes the file ---- */

/* Beside the file itself, wherever links lead. Hidden: a run over the folder takes it for no source. */
static char *lock_path(const char *path)
{
    char *file = lun_file_real(path);
    lun_buf lock = LUN_BUF_INIT;
    if (!file)
        return NULL;
    const char *name = lun_path_name(file);
    lun_buf_addf(&lock, "%.*s.%s.lock", (int)(name - file), file, name);
    lun_free(file);
    return lun_buf_take(&lock);
}

/* One that a killed process of another user left may be open for reading alone. */
static int open_lock(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    return file < 0 && errno == EACCES ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : file;
}

/* 1 held, 0 the file went away under us (who held it is done), -1 with errno. */
static int wait_for(int file)
{
    struct stat status;
    while (flock(file, LOCK_EX) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return fstat(file, &status) < 0 ? -1 : status.st_nlink > 0;
}

int lun_corrections_lock_take(lun_corrections_lock *out, const char *path, lun_error *err)
{
    char *lock = lock_path(path);
    int file, held = 0;
    *out = (lun_corrections_lock){ .file = -1 };
    if (!lock)
        return lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    while ((file = open_lock(lock)) >= 0 && (held = wait_for(file)) == 0)
        close(file);
    if (held > 0) {
        *out = (lun_corrections_lock){ lock, file };
        return LUN_OK;
    }
    int rc = file < 0 ? LUN_OK : lun_file_fail("lock", lock, err);
    if (file >= 0)
        close(file);
    lun_free(lock);
    return rc;
}

void lun_corrections_lock_release(lun_corrections_lock *lock)
{
    if (!lock->path)
        return;
    unlink(lock->path);
    close(lock->file);
    lun_free(lock->path);
    *lock = (lun_corrections_lock){ .file = -1 };
}

/* ---- changing ---- */

static int is_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static int is_about_same(const lun_correction *a, const lun_correction *b)
{
    if ((a->verdict == LUN_VERDICT_SAME) != (b->verdict == LUN_VERDICT_SAME))
        return 0;
    if (a->verdict == LUN_VERDICT_SAME)
        return is_text(a->words, b->words) && is_text(a->kind, b->kind);
    return a->has_key && b->has_key && a->key == b->key;
}

/* What stood before a line that goes stays in the file. */
static int keep_head(lun_corrections *corrections, size_t gone)
{
    const char *head = corrections->list.items[gone].head, *next;
    lun_buf both = LUN_BUF_INIT;
    if (!head)
        return LUN_OK;
    const char **to = gone + 1 < corrections->list.n ? &corrections->list.items[gone + 1].head : &corrections->tail;
    next = *to;
    lun_buf_adds(&both, head);
    lun_buf_adds(&both, next ? next : "");
    *to = both.failed ? NULL : lun_arena_strdup(corrections->arena, both.data);
    lun_buf_clear(&both);
    return *to ? LUN_OK : LUN_ENOMEM;
}

static void take_out(lun_corrections *corrections, size_t at)
{
    keep_head(corrections, at);
    memmove(corrections->list.items + at, corrections->list.items + at + 1,
            (corrections->list.n - at - 1) * sizeof *corrections->list.items);
    corrections->list.n--;
}

static int copy_texts(lun_corrections *corrections, lun_correction *copy)
{
    const char **const texts[] = { &copy->layer, &copy->words,  &copy->to,    &copy->kind,   &copy->uri,
                                   &copy->rule,  &copy->before, &copy->after, &copy->fields, &copy->reason,
                                   &copy->at,    &copy->head,   &copy->hash };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (*texts[i] && !(*texts[i] = lun_arena_strdup(corrections->arena, *texts[i])))
            return LUN_ENOMEM;
    }
    return LUN_OK;
}

int lun_corrections_put(lun_corrections *corrections, const lun_correction *correction, lun_error *err)
{
    lun_correction copy = *correction;
    if (copy_texts(corrections, &copy) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    for (size_t i = 0; i < corrections->list.n; i++) {
        if (!is_about_same(&corrections->list.items[i], correction))
            continue;
        copy.head = corrections->list.items[i].head;
        corrections->list.items[i] = copy;
        return 1;
    }
    return lun_vec_push(&corrections->list, copy) < 0 ? lun_error_set(err, LUN_ENOMEM, "no memory for corrections")
                                                      : LUN_OK;
}

int lun_corrections_drop_key(lun_corrections *corrections, uint64_t key)
{
    int dropped = 0;
    for (size_t i = corrections->list.n; i-- > 0;) {
        const lun_correction *one = &corrections->list.items[i];
        if (one->verdict == LUN_VERDICT_SAME || !one->has_key || one->key != key)
            continue;
        take_out(corrections, i);
        dropped = 1;
    }
    return dropped;
}

int lun_corrections_drop_name(lun_corrections *corrections, const char *name, const char *kind)
{
    int dropped = 0;
    for (size_t i = corrections->list.n; i-- > 0;) {
        const lun_correction *one = &corrections->list.items[i];
        if (one->verdict != LUN_VERDICT_SAME || strcmp(one->words, name) != 0 || (kind && !is_text(kind, one->kind)))
            continue;
        take_out(corrections, i);
        dropped = 1;
    }
    return dropped;
}

/* ---- writing ---- */

static int by_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Stable: what is alike stays in the order of the file, so that a merge moves nothing. */
static int by_place(const void *left, const void *right)
{
    const lun_correction *a = left, *b = right;
    int a_same = a->verdict == LUN_VERDICT_SAME, b_same = b->verdict == LUN_VERDICT_SAME, c;
    if (a_same != b_same)
        return b_same - a_same;
    if ((c = by_text(a->uri, b->uri)) || (c = by_text(a->layer, b->layer)) || (c = by_text(a->words, b->words)) ||
        (c = by_text(a->kind, b->kind)))
        return c;
    if (a->nth != b->nth)
        return a->nth < b->nth ? -1 : 1;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static void add_pair(lun_buf *out, const char *name, const char *value)
{
    if (!value)
        return;
    lun_buf_addf(out, " %s=", name);
    if (lun_corrections__is_bare(value))
        lun_buf_adds(out, value);
    else
        lun_json_add_string(out, value, strlen(value));
}

static void print_same(const lun_correction *one, lun_buf *out)
{
    lun_buf_adds(out, "same ");
    lun_json_add_string(out, one->words, strlen(one->words));
    lun_buf_addc(out, ' ');
    lun_json_add_string(out, one->to, strlen(one->to));
    add_pair(out, "kind", one->kind);
}

static void print_judged(const lun_correction *one, lun_buf *out)
{
    lun_buf_addf(out, "%s ", verdicts[one->verdict]);
    if (one->has_key)
        lun_buf_addf(out, "%016llx", (unsigned long long)one->key);
    else
        lun_buf_addc(out, '-');
    lun_buf_addf(out, " %s ", one->layer);
    lun_json_add_string(out, one->words, strlen(one->words));
    add_pair(out, "uri", one->uri);
    add_pair(out, "hash", one->hash);
    add_pair(out, "rule", one->rule);
    add_pair(out, "before", one->before);
    add_pair(out, "after", one->after);
    if (one->nth)
        lun_buf_addf(out, " nth=%u/%u", one->nth, one->of);
    add_pair(out, "fields", one->fields);
}

static const char *const heading =
    "# Corrections: accept, reject and same, a line each. Made by lunette; edit, add and merge lines as you like.\n\n";

void lun_corrections_print(lun_corrections *corrections, lun_buf *out)
{
    size_t n = corrections->list.n;
    if (n)
        qsort(corrections->list.items, n, sizeof *corrections->list.items, by_place);
    lun_buf_adds(out, corrections->top ? corrections->top : heading);
    for (size_t i = 0; i < n; i++) {
        const lun_correction *one = &corrections->list.items[i];
        lun_buf_adds(out, one->head ? one->head : "");
        if (one->verdict == LUN_VERDICT_SAME)
            print_same(one, out);
        else
            print_judged(one, out);
        add_pair(out, "reason", one->reason);
        add_pair(out, "at", one->at);
        lun_buf_addc(out, '\n');
    }
    lun_buf_adds(out, corrections->tail ? corrections->tail : "");
}

int lun_corrections_write(lun_corrections *corrections, const char *path, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    lun_corrections_print(corrections, &text);
    int rc = text.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for corrections")
                         : lun_file_write(path, text.data, text.len, err);
    lun_buf_clear(&text);
    return rc;
}
