/*
** copies.c - which documents are copies of others: found at a run's end from the sketches of texts. Sits on core/text/sketch.h.
**
** Documents are taken in the order of their numbers. Each is compared with the originals before it and becomes a copy of the one that it resembles
** most (of equals the first), if that is enough; else it is an original itself. So what is a copy of what depends on numbers, texts and dates alone. A
** later run goes on behind the first document that came, changed or lost its original (_uncompared): what stands before cannot have changed.
**
** Ministry, agency and embassy publish one text within days. Readouts of other days repeat the house's formulas and are texts of their own: where both
** dates are known and further apart than DAYS_MAX, only the very same words make a copy.
**
** Originals that may be enough are found by bands of two bytes of their sketches (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of massive
** datasets", chapter 3): texts that share a third of their runs of words agree in one of 48 bands 995 times in 1,000. Memory does not grow beyond
** ORIGINALS_MAX: a document is compared with so many originals before it, which takes 460 bytes each. Short texts, which must be the same, are found by
** all of their sketch: posts that differ in a name agree in most bands, and each would be compared with all before it.
*/
#include <string.h>

#include "base/hash.h"
#include "store/inside.h"
#include "text/sketch.h"

#define BANDS 48
#define KEYS 65536 /* of a band: two bytes */
#define ORIGINALS_MAX 500000

/* How much two texts must share, by the words of the shorter one. Under SHORT they must be the same. */
#define SHORT_WORDS 40
#define MIDDLE_WORDS 150
#define ENOUGH_MIDDLE 0.7
#define ENOUGH 0.3
#define SAME 1
#define DAYS_MAX 7
#define NO_DAY 0 /* a text without a date, or with a year or month only */

typedef struct original {
    int64_t document;
    uint32_t next[BANDS]; /* the one before it with the same key: its number + 1, 0 = none */
    uint32_t met;         /* the last document that was compared with it: once is enough */
    int32_t day;
    lun_sketch sketch;
} original;

typedef struct verdict {
    int64_t document, copy_of; /* 0 = an original */
    double similarity;
} verdict;

typedef struct comparing {
    lun_store *store;
    lun_error *err;
    int64_t first;   /* what stands before it stays */
    uint32_t *heads; /* of each band and key the last original: its number in the order of arrival + 1 */
    uint32_t *same;  /* the same of short ones, by all of their sketch; their chain is that of band 0 */
    original *ring;  /* originals by number modulo capacity */
    uint32_t capacity, n;
    uint32_t turn;
    LUN_VEC(verdict) changed;
} comparing;

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to compare documents");
}

/* ---- storing ---- */

static int run_one(lun_store *store, enum lun_fixed which, int64_t document, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, which, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document);
    return lun_store__run(store, stmt, err);
}

int lun_store__copies_put(lun_store *store, int64_t document, const lun_sketch *sketch, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_SKETCH, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, document);
    sqlite3_bind_int64(stmt, 2, sketch->words);
    sqlite3_bind_blob(stmt, 3, sketch->bins, sizeof sketch->bins, SQLITE_STATIC);
    if ((rc = lun_store__run(store, stmt, err)) < 0 || !sqlite3_changes(store->db))
        return rc;
    return run_one(store, LUN_FIXED_UNCOMPARED, document, err);
}

int lun_store__copies_forget(lun_store *store, int64_t document, lun_error *err)
{
    int rc = run_one(store, LUN_FIXED_FOLLOWERS, document, err);
    if (rc == LUN_OK && (rc = run_one(store, LUN_FIXED_DROP_SKETCH, document, err)) == LUN_OK)
        rc = run_one(store, LUN_FIXED_DROP_UNCOMPARED, document, err);
    return rc;
}

/* ---- originals ---- */

static uint32_t *head_of(const comparing *c, uint32_t band, const lun_sketch *sketch)
{
    uint32_t key = (uint32_t)sketch->bins[2 * band] << 8 | sketch->bins[2 * band + 1];
    return &c->heads[(size_t)band * KEYS + key];
}

static int is_short(const lun_sketch *sketch)
{
    return sketch->words < SHORT_WORDS;
}

static uint32_t *head_of_same(const comparing *c, const lun_sketch *sketch)
{
    return &c->same[lun_hash64(sketch->bins, sizeof sketch->bins) % KEYS];
}

static original *get(const comparing *c, uint32_t number)
{
    return &c->ring[number % c->capacity];
}

/* Numbers of originals that were pushed out of the ring stay in chains: who meets one is at the end of what is kept. */
static int is_kept(const comparing *c, uint32_t after)
{
    return after && c->n - (after - 1) <= c->capacity;
}

static int grow(comparing *c)
{
    uint32_t want = c->capacity ? 2 * c->capacity : 256;
    want = want < ORIGINALS_MAX ? want : ORIGINALS_MAX;
    if (c->n < c->capacity || want == c->capacity)
        return LUN_OK;
    original *more = lun_realloc(c->ring, (size_t)want * sizeof *more);
    if (!more)
        return no_memory(c->err);
    c->ring = more;
    c->capacity = want;
    return LUN_OK;
}

static int add_original(comparing *c, int64_t document, int32_t day, const lun_sketch *sketch)
{
    int rc = grow(c);
    if (rc < 0)
        return rc;
    original *one = get(c, c->n);
    one->document = document;
    one->sketch = *sketch;
    one->met = 0;
    one->day = day;
    for (uint32_t band = 0; band < (is_short(sketch) ? 1 : BANDS); band++) {
        uint32_t *head = is_short(sketch) ? head_of_same(c, sketch) : head_of(c, band, sketch);
        one->next[band] = *head;
        *head = c->n + 1;
    }
    c->n++;
    return LUN_OK;
}

static double wanted(const lun_sketch *a, const lun_sketch *b)
{
    uint32_t words = a->words < b->words ? a->words : b->words;
    if (words < SHORT_WORDS) /* both are, or nothing is enough */
        return a->words == b->words ? 1 : 2;
    return words < MIDDLE_WORDS ? ENOUGH_MIDDLE : ENOUGH;
}

static int far_apart(int32_t a, int32_t b)
{
    return a != NO_DAY && b != NO_DAY && (a > b ? a - b : b - a) > DAYS_MAX;
}

static void compare(comparing *c, original *one, int32_t day, const lun_sketch *sketch, verdict *best)
{
    if (one->met == c->turn)
        return;
    one->met = c->turn;
    double resemblance = lun_sketch_resemblance(&one->sketch, sketch);
    if (resemblance < SAME && far_apart(one->day, day))
        return;
    if (resemblance < wanted(&one->sketch, sketch) || resemblance < best->similarity ||
        (resemblance == best->similarity && best->copy_of && one->document > best->copy_of))
        return;
    best->similarity = resemblance;
    best->copy_of = one->document;
}

static void find(comparing *c, int32_t day, const lun_sketch *sketch, verdict *best)
{
    c->turn++;
    if (sketch->words < LUN_SKETCH_RUN)
        return;
    if (is_short(sketch)) {
        for (uint32_t at = *head_of_same(c, sketch); is_kept(c, at); at = get(c, at - 1)->next[0])
            compare(c, get(c, at - 1), day, sketch, best);
        return;
    }
    for (uint32_t band = 0; band < BANDS; band++) {
        for (uint32_t at = *head_of(c, band, sketch); is_kept(c, at); at = get(c, at - 1)->next[band])
            compare(c, get(c, at - 1), day, sketch, best);
    }
}

/* ---- one document after the other ---- */

/* Columns: document, words, bins, copy_of, similarity, day. */
static int take(comparing *c, sqlite3_stmt *stmt)
{
    verdict was = { sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 3), sqlite3_column_double(stmt, 4) },
            now = { was.document, 0, 0 };
    lun_sketch sketch = { .words = (uint32_t)sqlite3_column_int64(stmt, 1) };
    int32_t day = sqlite3_column_int(stmt, 5);
    if (sqlite3_column_bytes(stmt, 2) != LUN_SKETCH_BINS)
        return lun_error_set(c->err, LUN_EFORMAT, "corpus '%s' is damaged: the sketch of document %lld", c->store->path,
                             (long long)was.document);
    memcpy(sketch.bins, sqlite3_column_blob(stmt, 2), LUN_SKETCH_BINS);
    if (was.document < c->first)
        return was.copy_of ? LUN_OK : add_original(c, was.document, day, &sketch);
    find(c, day, &sketch, &now);
    if ((now.copy_of != was.copy_of || now.similarity != was.similarity) && lun_vec_push(&c->changed, now) < 0)
        return no_memory(c->err);
    return now.copy_of ? LUN_OK : add_original(c, now.document, day, &sketch);
}

static int take_all(comparing *c)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(c->store, &stmt, c->err,
                                "SELECT s.document, s.words, s.bins, d.copy_of, d.similarity, "
                                "iif(length(d.date) >= 10, julianday(substr(d.date, 1, 10)), NULL) FROM _sketch s "
                                "JOIN _document d ON d.id = s.document ORDER BY s.document");
    if (rc < 0)
        return rc;
    while ((rc = lun_store__step(c->store, stmt, c->err)) > 0) {
        if ((rc = take(c, stmt)) < 0)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int write_all(const comparing *c)
{
    sqlite3_stmt *stmt = NULL;
    int rc = lun_store__prepare(
        c->store, &stmt, c->err,
        "UPDATE _document SET copy_of = nullif(?2, 0), similarity = iif(?2, ?3, NULL) WHERE id = ?1");
    for (size_t i = 0; i < c->changed.n && rc == LUN_OK; i++) {
        const verdict *one = &c->changed.items[i];
        sqlite3_bind_int64(stmt, 1, one->document);
        sqlite3_bind_int64(stmt, 2, one->copy_of);
        sqlite3_bind_double(stmt, 3, one->similarity);
        rc = lun_store__run(c->store, stmt, c->err);
    }
    sqlite3_finalize(stmt);
    return rc == LUN_OK ? lun_store__exec(c->store, c->err, "DELETE FROM _uncompared") : rc;
}

int lun_store__copies_find(lun_store *store, lun_error *err)
{
    comparing c = { .store = store, .err = err };
    int rc = lun_store__integer(store, &c.first, err, "SELECT ifnull(min(document), 0) FROM _uncompared");
    if (rc < 0 || c.first == 0)
        return rc;
    c.heads = lun_calloc((size_t)(BANDS + 1) * KEYS, sizeof *c.heads);
    if (!c.heads)
        return no_memory(err);
    c.same = c.heads + (size_t)BANDS * KEYS;
    if ((rc = take_all(&c)) == LUN_OK)
        rc = write_all(&c);
    lun_free(c.heads);
    lun_free(c.ring);
    lun_vec_clear(&c.changed);
    return rc;
}
