/*
** inside.h - the inside of lun_store, shared by the files of this folder. The layout is described in docs/store.md.
**
** Invariants:
**  1. an id of the corpus is document * LUN_STORE_SPREAD + number within the document: rows of a document are one
** range of ids in every
**     table, so no index by document is needed;
**  2. while a store is open for writing, a transaction is open, and only it is ever visible half done to this
** process alone;  3. names of layers and fields that reach SQL text have been checked to be [a-z][a-z0-9_]*.
*/
#ifndef LUN_STORE_INSIDE_H
#define LUN_STORE_INSIDE_H

#include <sqlite3.h>

#include "base/hash.h"
#include "store/store.h"

#define LUN_STORE_APPLICATION 0x4C756E43 /* "LunC" in the header of the file */
#define LUN_STORE_FORMAT 5               /* user_version: what this program writes, and all that it reads */
#define LUN_STORE_PAGE 8192              /* bytes */
#define LUN_STORE_PATIENCE 10            /* seconds that something stored may wait to be committed */
#define LUN_STORE_SPREAD \
    100000000 /* ids a document may use: readable (12 * spread + 7 = 1200000007) and more than bytes of text */
#define LUN_STORE_PIECE 1000     /* code points of one row of _text: eight of them fill a page */
#define LUN_STORE_PIECES 1000000 /* ids that the pieces of a document may use: more than SQLite's longest text */
#define LUN_STORE_LAYERS 400     /* SQLite joins at most 500 selects by UNION ALL */
#define LUN_STORE_FIELDS 300     /* a span takes two columns, an insert at most 2,000 by SQLite's own limit */
#define LUN_STORE_STRING(x) LUN_STORE_STRING_(x)
#define LUN_STORE_STRING_(x) #x
#define LUN_STORE_SPREAD_SQL LUN_STORE_STRING(LUN_STORE_SPREAD)
#define LUN_STORE_PIECE_SQL LUN_STORE_STRING(LUN_STORE_PIECE)
#define LUN_STORE_PIECES_SQL LUN_STORE_STRING(LUN_STORE_PIECES)

/* The text of document d, put together from its pieces. */
#define LUN_STORE_TEXT_SQL \
    "(SELECT ifnull(group_concat(x, ''), '') FROM (SELECT p.text AS x FROM _text p WHERE p.id BETWEEN d.id * " LUN_STORE_PIECES_SQL \
    " AND d.id * " LUN_STORE_PIECES_SQL " + (" LUN_STORE_PIECES_SQL " - 1) ORDER BY p.id))"
/*
** Its words from one code point to another: one or two pieces are read, however long the text is. An empty piece ends a
** text of whole pieces, so that there always is one where an empty span may stand.
*/
#define LUN_STORE_WORDS_SQL(document, start, length) \
    "(SELECT substr(group_concat(x, ''), (" start ") % " LUN_STORE_PIECE_SQL " + 1, " length \
    ") FROM (SELECT p.text AS x FROM _text p WHERE p.id BETWEEN " document " * " LUN_STORE_PIECES_SQL " + " start \
    " / " LUN_STORE_PIECE_SQL " AND " document " * " LUN_STORE_PIECES_SQL " + (" start " + " length \
    ") / " LUN_STORE_PIECE_SQL " ORDER BY p.id))"

/*
** A key of 64 bits is two of the document and six of the row: its first four digits are document.key, which is how one is
** found without looking at every row. Both are stored signed, as SQLite packs numbers.
*/
#define LUN_STORE_KEY_SQL(document, row) "(" document " * 281474976710656 + 140737488355328 + " row ")"

typedef struct lun_layer_writer { /* of one layer of the run's schema */
    sqlite3_stmt *row;            /* INSERT of a row */
    sqlite3_stmt **lists;         /* by field: INSERT of an element, NULL where the field is no list */
    uint32_t n_lists;
} lun_layer_writer;

typedef struct lun_layer_reader { /* of one layer of the corpus's schema */
    sqlite3_stmt *rows;
    sqlite3_stmt **lists;
    uint32_t n_lists;
} lun_layer_reader;

/* what lun_store_each reads */
#define LUN_STORE_STORED_SQL \
    "SELECT d.id, d.run, d.uri, (SELECT o.path FROM _origin o WHERE o.id = d.origin), d.identity, " \
    "(SELECT ifnull(max(p.class) + 1, 0) FROM _problem p WHERE p.uri = d.uri) FROM _document d"

typedef struct lun_other { /* a rule of the corpus */
    uint8_t is_other;      /* its plugin is not loaded now */
    uint8_t stays;         /* nor what it is compared with */
    uint8_t gives_way;     /* a rule that it replaces is loaded, or another in its place */
    uint64_t kept;         /* rows of it that stayed in documents which were stored again */
    uint64_t gone;         /* rows that gave way */
} lun_other;

typedef struct lun_declared { /* a layer that another plugin has declared than does now */
    uint16_t layer;           /* its number in the corpus's schema */
    char *plugin;
} lun_declared;

enum lun_fixed { /* statements of the tables that every corpus has */
                 LUN_FIXED_FIND,
                 LUN_FIXED_INSERT,
                 LUN_FIXED_UPDATE,
                 LUN_FIXED_TEXT,
                 LUN_FIXED_METADATA,
                 LUN_FIXED_PROBLEM,
                 LUN_FIXED_ENTITY,
                 LUN_FIXED_NAME_FIND,
                 LUN_FIXED_NAME_INSERT,
                 LUN_FIXED_UNINDEXED,
                 LUN_FIXED_UNINDEX,
                 LUN_FIXED_DROP_TEXT,
                 LUN_FIXED_DROP_METADATA,
                 LUN_FIXED_DROP_PROBLEMS,
                 LUN_FIXED_DROP_OLD,
                 LUN_FIXED_DROP_LEFT_OUT,
                 LUN_FIXED_DROP_LEFT_OUT_BELOW,
                 LUN_FIXED_DROP_DOCUMENT,
                 LUN_FIXED_DESCRIBE,
                 LUN_FIXED_DROP_UNINDEXED,
                 LUN_FIXED_ORIGIN_FIND,
                 LUN_FIXED_ORIGIN_INSERT,
                 LUN_FIXED_DROP_ENTITIES,
                 LUN_FIXED_GET,
                 LUN_FIXED_GET_TEXT,
                 LUN_FIXED_GET_METADATA,
                 LUN_FIXED_GET_PROBLEMS,
                 LUN_FIXED_GET_ENTITIES,
                 LUN_FIXED_WORD,
                 LUN_FIXED_BEGIN,
                 LUN_FIXED_END,
                 LUN_FIXED_HIDE,
                 LUN_FIXED_UNHIDE,
                 LUN_FIXED_GET_HIDDEN,
                 LUN_FIXED_GET_SHOWN,
                 LUN_FIXED_SKETCH,
                 LUN_FIXED_UNCOMPARED,
                 LUN_FIXED_DROP_SKETCH,
                 LUN_FIXED_DROP_UNCOMPARED,
                 LUN_FIXED_FOLLOWERS,
                 LUN_FIXED_SOURCE_STAMP,
                 LUN_FIXED_NOTE_SOURCE,
                 LUN_FIXED_OF_SOURCE,
                 LUN_FIXED_COUNT
};

struct lun_store {
    sqlite3 *db;
    char *path;
    lun_store_mode mode;
    int64_t checked; /* bytes up to which a corpus is checked whole when it is opened */
    int is_new;      /* this program made the file */
    int lock;        /* descriptor of the lock file, -1 = none */
    char *lock_path;
    sqlite3_stmt *fixed[LUN_FIXED_COUNT]; /* prepared at first need */

    lun_schema *schema;  /* the corpus's: layers of the last run first, in its order */
    lun_schema *lenient; /* the same without `required`: rows whose reference was not kept read back too */
    lun_layer_reader *readers;
    uint32_t n_readers;
    lun_arena *rule_arena;
    lun_rules rules; /* by the corpus's number of a rule */

    int64_t run;                 /* 0 = none begun */
    uint8_t fingerprint[16];     /* of the run */
    const uint8_t (*prints)[16]; /* of the run's layers; borrowed while it goes on */
    uint8_t base[16];
    size_t base_len; /* bytes of it that are compared */
    int64_t origin;  /* the last one used, and its path */
    char *origin_path;
    lun_buf described; /* what lun_store_describe lends */
    const lun_schema *run_schema;
    lun_layer_writer *writers;
    uint32_t n_writers;
    sqlite3_stmt **removers; /* DELETE of a range of ids, one a table; made when a document is first replaced */
    uint32_t n_removers;
    int64_t *rule_numbers; /* the run's number of a rule to the corpus's */
    uint32_t n_rule_numbers;
    lun_other *others; /* by the corpus's number of a rule; NULL = what is loaded is not known */
    uint32_t n_others, n_other_rules;
    LUN_VEC(lun_declared) declared;
    int drops_others;
    lun_intern *names; /* "kind\0name\0identity" to an index in name_ids */
    LUN_VEC(int64_t) name_ids;
    int64_t last_document;
    uint64_t waiting_documents, waiting_bytes; /* not committed yet */
    uint64_t waiting_since, patience;          /* seconds */
    int waiting, lost;                         /* lost: a commit failed, nothing more may be stored */
    lun_run_figures figures;

    int corrected, audited;    /* tables of corrections, of answers to audits are there */
    int hides, joins;          /* some correction rejects, some makes names the same */
    LUN_VEC(int64_t) rejected; /* keys of rejected annotations, ascending */

    int (*stop)(void *context); /* lun_store_stop_when */
    void *stop_context;
};

/* ---- sql.c: SQLite's answers as ours ---- */
int lun_store__fail(const lun_store *store, lun_error *err,
                    const char *what);   /* from sqlite3_errcode; returns the code */
void lun_store__flatten(lun_error *err); /* names from a file may hold line ends: a message is one line */
int lun_store__exec(lun_store *store, lun_error *err, const char *format, ...) LUN_PRINTF(3, 4);
int lun_store__prepare(lun_store *store, sqlite3_stmt **out, lun_error *err, const char *format, ...) LUN_PRINTF(4, 5);
int lun_store__step(lun_store *store, sqlite3_stmt *stmt,
                    lun_error *err); /* 1 a row, 0 done (and reset), negative (and reset) */
int lun_store__run(lun_store *store, sqlite3_stmt *stmt, lun_error *err); /* steps to the end, resets */
int lun_store__integer(lun_store *store, int64_t *out, lun_error *err,
                       const char *sql); /* first column of the first row; 0 without one */
int lun_store__fixed(lun_store *store, sqlite3_stmt **out, enum lun_fixed which,
                     lun_error *err); /* reset and ready to bind */
void lun_store__bind_text(sqlite3_stmt *stmt, int index,
                          const char *text); /* NULL binds NULL; text stays the caller's */
int lun_store__column_dup(const char **out, lun_arena *arena, sqlite3_stmt *stmt,
                          int column); /* NULL gives NULL; LUN_OK or LUN_ENOMEM */
int lun_store__column_text(const char **out, lun_arena *arena, sqlite3_stmt *stmt,
                           int column); /* the same; LUN_EFORMAT where it is no UTF-8, or holds a NUL */
void lun_store__undo(lun_store *store,
                     const char *sql); /* a ROLLBACK, where a transaction is still open; needs no memory of ours */

/* ---- open.c ---- */
/* lun_store_open that checks the pages of corpora up to so many bytes: 0 for tests of what the others can meet. */
int lun_store__open(lun_store **out, const char *path, lun_store_mode mode, int64_t checked, lun_error *err);

/* ---- leftovers.c ---- */
/*
** head: the first 100 bytes of the corpus. 1 where a journal waits to be played back, 0 where none does; LUN_EFORMAT where
** a log or journal is of another corpus.
*/
int lun_store__leftovers(const char *path, const unsigned char *head, uint64_t size, lun_error *err);

/* ---- tables.c ---- */
int lun_store__create(lun_store *store, lun_error *err); /* the tables of an empty corpus */
int lun_store__meta_set(lun_store *store, const char *key, const char *value, lun_error *err);
int lun_store__meta_is(lun_store *store, const char *key, const char *value, lun_error *err); /* 1, 0, negative */

/* ---- columns.c: which columns hold a field ---- */
typedef struct lun_columns {
    unsigned n;          /* 1 or 2 */
    const char *row[2];  /* in a row table: what follows the field's name: "", ".start" and ".length" */
    const char *list[2]; /* in the field's own table */
    const char *type;    /* of SQL */
} lun_columns;
const lun_columns *lun_store__columns(const lun_field *field);
int lun_store__table_create(lun_store *store, const lun_layer *layer, lun_error *err);
int lun_store__table_add(lun_store *store, const lun_layer *layer, const lun_field *field, lun_error *err);
int lun_store__table_drop(lun_store *store, const lun_layer *layer, lun_error *err);

/* ---- layers.c: schema in the corpus ---- */
int lun_store__schema_load(lun_store *store, lun_error *err); /* fills schema and lenient */
int lun_store__schema_merge(lun_store *store, const lun_schema *schema,
                            lun_error *err); /* records, creates, alters, rebuilds; reloads */
int lun_store__name_ok(const char *name);

/* ---- views.c ---- */
int lun_store__views(lun_store *store, lun_error *err); /* makes them again if they would read otherwise */
/* What a field of a row "a" of document "d" reads as, whatever corrections join: its value, its words, its names. */
void lun_store__add_reading(const lun_store *store, const lun_layer *layer, const lun_field *field, lun_buf *sql);
int lun_store__view_check(const lun_schema *schema, lun_error *err); /* two views of one name */

/* ---- views_fixed.c ---- */
void lun_store__fixed_views(const lun_store *store, lun_buf *sql);
const char *lun_store__fixed_view(size_t i); /* names of views that are taken; NULL past the last */
/* A layer of core that bears such a name ("entity") has no view of its own. */
int lun_store__is_fixed_view(const char *name);

/* ---- rules.c ---- */
int lun_store__rules_load(lun_store *store, lun_error *err);
int lun_store__rules_record(lun_store *store, const lun_rules *rules, lun_error *err); /* fills rule_numbers; reloads */

/* ---- others.c ---- */
int lun_store__others_record(lun_store *store, lun_error *err); /* who has declared which layer, before that changes */
void lun_store__others_clear(lun_store *store);

/* ---- writers.c ---- */
int lun_store__writers_make(lun_store *store, const lun_schema *schema, lun_error *err);
void lun_store__writers_clear(lun_store *store);
int lun_store__readers_make(lun_store *store, lun_error *err);
void lun_store__readers_clear(lun_store *store);
int lun_store__removers_make(lun_store *store, lun_error *err);

/* ---- commit.c ---- */
int lun_store__begin(lun_store *store, lun_error *err); /* a write transaction */
int lun_store__in_use(const lun_store *store, int rc,
                      lun_error *err);                   /* says so where rc came from a lock; returns rc */
int lun_store__commit(lun_store *store, lun_error *err); /* and begins the next transaction */
void lun_store__waits(lun_store *store);                 /* something was stored */

/* ---- known.c ---- */
void lun_store__read_stored(sqlite3_stmt *stmt, lun_stored *out); /* a row of LUN_STORE_STORED_SQL; borrows from it */
int lun_store__record_prints(lun_store *store, const lun_run_info *info, const lun_schema *schema, lun_error *err);

/* ---- put.c ---- */
void lun_store__forget_origin(lun_store *store);

/* ---- run.c ---- */
int lun_store__need_run(const lun_store *store, lun_error *err);
int lun_store__problem(lun_store *store, int64_t document, const char *uri, const lun_problem *problem,
                       lun_error *err); /* document 0 = none */
int lun_store__forget_problems(lun_store *store, const char *uri, lun_error *err);

/* ---- index.c ---- */
int lun_store__index_build(lun_store *store, lun_error *err);
int lun_store__text_forget(
    lun_store *store, int64_t document,
    lun_error *err); /* takes a document out of the full text; not to be read again before it is stored anew */

/* ---- copies.c ---- */
int lun_store__copies_put(lun_store *store, int64_t document, const struct lun_sketch *sketch, lun_error *err);
int lun_store__copies_forget(lun_store *store, int64_t document, lun_error *err); /* its text goes */
int lun_store__copies_find(lun_store *store, lun_error *err); /* of what was stored or went since the last time */

/* ---- get.c ---- */
/* Adds the text of a document, with a NUL behind it. LUN_EFORMAT where it is no UTF-8. */
int lun_store__text(lun_buf *out, lun_store *store, int64_t document, lun_error *err);

/* ---- joined.c ---- */
/*
** Gives the entities of a document the names by which people want them shown, and leaves out of lists of entities who is shown under a name that the
** list has already.
*/
int lun_store__join_names(lun_store *store, int64_t number, lun_annotations *set, lun_error *err);

/* ---- correct.c, audit.c ---- */
struct lun_locating;
int lun_store__corrections_load(lun_store *store, lun_error *err); /* fills corrected, hides, joins, rejected */
int lun_store__audit_load(lun_store *store, lun_error *err);       /* fills audited */
int lun_store__audit_mirror(struct lun_locating *l, lun_error *err);
/* A row that is stored: where its key is that of a rejected one, it is hidden. */
int lun_store__hide(lun_store *store, int64_t id, int64_t document_key, int64_t row_key, lun_error *err);

/* ---- views_judged.c: the SQL of views correction, rejected, audit, as far as there are such tables ---- */
void lun_store__judged_views(const lun_store *store, lun_buf *sql);

/* ---- suggest.c ---- */
void lun_store__suggest(lun_store *store, const char *sql,
                        lun_error *err); /* adds a hint to SQLite's message where a name is near */

#endif
