/*
** store.h - the corpus: one SQLite file with documents, annotations, entities, rules, runs, problems.
**
** The only folder that knows SQLite. One writer. What others see are the views (docs/store.md); the tables
** underneath may change.
*/
#ifndef LUN_STORE_STORE_H
#define LUN_STORE_STORE_H

#include "annotate/annotations.h"
#include "annotate/rules.h"
#include "base/bits.h"
#include "base/buf.h"

typedef struct lun_store lun_store;

typedef enum lun_store_mode {
    /* must exist; read-only; guarded by an authorizer: no ATTACH, no extensions, no pragma that writes */
    LUN_STORE_READ,
    LUN_STORE_WRITE /* made if absent; one writer: a second fails with LUN_ESTORE saying who can wait */
} lun_store_mode;

/*
** Fails with LUN_ENOTFOUND, LUN_EFORMAT (not a corpus, or damaged: says what it is), LUN_EVERSION (another
** format: names both), LUN_ESTORE.
*/
int lun_store_open(lun_store **out, const char *path, lun_store_mode mode, lun_error *err);
void lun_store_close(lun_store *store);             /* takes NULL; commits nothing */
int lun_store_is_corpus(const char *path);          /* 1 if the file is a Lunette corpus (header and application id) */
const char *lun_store_path(const lun_store *store); /* where links lead, if it was opened by one */

/* ---- writing ---- */
typedef struct lun_run_info {
    const char *command;     /* command line */
    const char *version;     /* of lunette */
    const char *plugins;     /* "diplomacy 0.1, quotes 0.1" */
    uint8_t fingerprint[16]; /* of rules, lexicons and schema */
    /* What the rows of each layer depend on, by layer number (script.h); borrowed until the run's end. NULL = not known: the next run does all again. */
    const uint8_t (*prints)[16];
    uint8_t base[16];         /* and what all depend on */
    const uint8_t *layers;    /* flags: rows are kept; NULL = all */
    const char *const *files; /* that were read while the rules were loaded */
    size_t n_files;
} lun_run_info;

/*
** Begins a run: rules and schema are recorded, views made or altered (added fields alter; any other change rebuilds
** what it must).
*/
int lun_store_run_begin(lun_store *store, const lun_run_info *info, const lun_schema *schema, const lun_rules *rules,
                        lun_error *err);
/*
** All documents, in the order of their numbers. identity: of what was loaded (text/document.h). problems: 0 none, 1 of
** class document, 2 of class environment, which is tried again.
*/
typedef struct lun_stored {
    int64_t number, run;
    const char *uri, *origin; /* borrowed for the call; origin may be NULL */
    uint8_t identity[16];
    int problems;
} lun_stored;
int lun_store_each(lun_store *store, int (*take)(void *context, const lun_stored *document, lun_error *err),
                   void *context, lun_error *err);
/* One of them; what it borrows is valid until the next call. LUN_ENOTFOUND. */
int lun_store_describe(lun_store *store, int64_t number, lun_stored *out, lun_error *err);
/*
** Which layers of the present run an earlier run kept with the same fingerprint: flags by layer number. 1 when both have
** the same base, else 0 and no flag is set.
*/
int lun_store_run_layers(lun_store *store, int64_t run, uint8_t *same, lun_error *err);
/*
** For a store that is only read: the layers, with what their rows depend on now, that lun_store_run_layers is to compare with.
** Of the base its first eight bytes count: what only decides which languages are read does not change a row. All borrowed.
*/
void lun_store_expect(lun_store *store, const lun_schema *schema, const uint8_t (*prints)[16], const uint8_t base[16]);

/*
** The rules of runs one by one (plans.c). Runs with the same rules share a plan, known by a fingerprint of it; rest is that of all that is in no rule.
*/
typedef struct lun_planned {
    int64_t place, number, stage; /* in the order of work, in that of declarations; which others run beside it */
    const char *id;
    uint64_t fingerprint;
    const void *wants; /* of a document: the caller's form */
    size_t n_wants;
    const char *look; /* what it looks for, as it says itself; NULL: not told */
} lun_planned;
int lun_store_has_plan(lun_store *store, const uint8_t fingerprint[16], lun_error *err); /* 1 or 0 */
int lun_store_record_plan(lun_store *store, const uint8_t fingerprint[16], uint64_t rest, const lun_planned *rules,
                          uint32_t n, lun_error *err);
/* The present run's plan is one that is recorded. */
int lun_store_note_plan(lun_store *store, const uint8_t fingerprint[16], lun_error *err);
/* 1 with *rest, or 0 where a run's plan is not known. */
int lun_store_plan_rest(lun_store *store, int64_t run, uint64_t *rest, lun_error *err);
/* Its rules, in the order of work; what a rule holds is borrowed for the call. */
int lun_store_each_planned(lun_store *store, int64_t run,
                           int (*take)(void *context, const lun_planned *rule, lun_error *err), void *context,
                           lun_error *err);
/* Flags of the layers whose rows a run kept. */
int lun_store_kept_layers(lun_store *store, int64_t run, const lun_schema *schema, uint8_t *kept, lun_error *err);

/*
** What is loaded now. Rows of others, that is of plugins which are not among these, stay in a document that is stored again, as long as text and metadata are
** the same (docs/store.md). lun_store_run_begin says it by itself; a store that is only read is told.
*/
typedef struct lun_loaded {
    const lun_rules *rules;
    const lun_schema *schema;
    const char *const *files; /* that were read while loading */
    size_t n_files;
    const struct lun_loaded *beside; /* what this is compared with: its plugins are no others either; NULL = nothing */
} lun_loaded;
int lun_store_expect_rules(lun_store *store, const lun_loaded *loaded, lun_error *err);
/* 1 for a rule, by the corpus's number, of such a plugin. */
int lun_store_is_other(const lun_store *store, uint32_t rule);
/* 1 for a row as lun_store_get gives it that stays beside what the loaded rules find. */
int lun_store_stays(const lun_store *store, const lun_annotation *row);
/* Adds the documents that hold rows of others which do not stay: of rules that replace one which is loaded, or all after lun_store_drop_others. */
int lun_store_add_leaving(lun_store *store, lun_bits *out, lun_error *err);
/* From now on they do not stay: until the run's end. */
void lun_store_drop_others(lun_store *store);
typedef struct lun_kept {
    const lun_rule_info *rule; /* one of the plugin's */
    uint64_t rows, gone;       /* that stayed, or were dropped; that gave way to a rule which they replaced */
} lun_kept;
/* Of the present run: each plugin of which rows stayed in documents that were stored again, were dropped or gave way. */
void lun_store_each_kept(const lun_store *store, void (*take)(void *context, const lun_kept *kept), void *context);

/* ---- which documents can hold something, without reading them: sets of their numbers ---- */
int lun_store_set(lun_bits *out, lun_store *store, lun_error *err); /* empty, for all numbers there are */
/*
** Adds the documents whose text holds a word (folded), by the full-text index: perhaps more, of those that the index can tell of
** (lun_store_add_untold) never fewer. 1, or 0 where the index cannot tell of this word and nothing was added.
*/
int lun_store_add_word(lun_store *store, lun_bits *out, const char *word, lun_error *err);
int lun_store_add_layer(lun_store *store, lun_bits *out, const char *layer, lun_error *err); /* that hold its rows */
int lun_store_add_untold(lun_store *store, lun_bits *out, lun_error *err); /* of whose text the index cannot tell */
int lun_store_add_run(lun_store *store, lun_bits *out, int64_t run, lun_error *err); /* that a run stored */
int lun_store_add_all(lun_store *store, lun_bits *out, lun_error *err);
/* The runs that stored documents which are there, ascending: 1 with *run set to the first after it, or 0. */
int lun_store_next_run(lun_store *store, int64_t *run, lun_error *err);
/*
** Documents of an earlier run count as the present run's from now on, but for those in `except` and those with problems:
** it would find in them what they hold.
*/
int lun_store_adopt(lun_store *store, int64_t run, const lun_bits *except, lun_error *err);

/* The number of a document, or 0 when the uri is not there; negative: a code. */
int64_t lun_store_find(lun_store *store, const char *uri, lun_error *err);
/* The present run's number of a rule that rows of the corpus name; UINT32_MAX when it has none. */
uint32_t lun_store_run_rule(const lun_store *store, uint32_t rule);
/* Takes a document out, whose source is gone. */
int lun_store_remove(lun_store *store, int64_t document, const char *uri, lun_error *err);
/*
** All documents of a source (the path of a file, the uri of a stored document) were seen in this run: what earlier runs
** said of documents in it that were left out is over.
*/
int lun_store_source_done(lun_store *store, const char *path, lun_error *err);
/* The same of all sources below a named path, those that are no longer there among them. */
int lun_store_folder_done(lun_store *store, const char *path, lun_error *err);

/* ---- folders of sources (sources.c) ---- */
/* Notes a folder by the name that the corpus has for it, and the way to it from the corpus's own folder. */
int lun_store_note_folder(lun_store *store, const char *name, const char *way, lun_error *err);
/* The same of a rule file, or a folder of a plugin, by the name that the run was given. */
int lun_store_note_rules(lun_store *store, const char *name, const char *way, lun_error *err);
/* 1 with the way to it from the corpus's folder, the caller's to lun_free; 0 where it was not noted. */
int lun_store_rules_way(char **out, lun_store *store, const char *name, lun_error *err);
/* Those that were noted: 0; 1 where none ever was. */
int lun_store_each_folder(lun_store *store,
                          int (*take)(void *context, const char *name, const char *way, lun_error *err), void *context,
                          lun_error *err);
/* The folders of all files that documents came from, each with one file. */
int lun_store_each_unnoted(lun_store *store,
                           int (*take)(void *context, const char *folder, const char *file, lun_error *err),
                           void *context, lun_error *err);

/* ---- files that need not be read again (sources.c) ---- */
/*
** What was noted of a file whose documents all came from it and are as it gave them: 1 with its stamp and how many they were, 0 where nothing is
** known. What a stamp is made of is the caller's.
*/
int lun_store_source_stamp(lun_store *store, const char *path, uint8_t stamp[16], int64_t *documents, lun_error *err);
/* Notes it; stamp NULL: nothing is known of the file any more. A file without documents cannot be noted. */
int lun_store_note_source(lun_store *store, const char *path, const uint8_t *stamp, int64_t documents, lun_error *err);
/* The documents that came from a file, by number; what take returns ends it where it is not 0. */
int lun_store_each_of_source(lun_store *store, const char *path,
                             int (*take)(void *context, const lun_stored *document, lun_error *err), void *context,
                             lun_error *err);

void lun_store_skip(lun_store *store);          /* counts a document that was left as it is */
int64_t lun_store_last(const lun_store *store); /* the greatest number of a document */
/*
** Stores a document with its rows, entities and problems, in place of what was there for its uri; rows of others (lun_store_expect_rules) stay. Layers: flags by
** layer number, which rows to keep; NULL = all. The set may be settled by it.
*/
int lun_store_put(lun_store *store, lun_annotations *set, const uint8_t *layers, lun_error *err);
/*
** Commits what was stored if it is due (1,000 documents, 32 MB, or ten seconds after the first of them). Storing does so by
** itself; for a writer that waits long for the next document.
*/
int lun_store_commit_due(lun_store *store, lun_error *err);
/* A problem without a document (uri may be NULL). */
int lun_store_problem(lun_store *store, const char *uri, const lun_problem *problem, lun_error *err);
/*
** Ends the run: commits, builds indexes and full text, records figures. status: "done", "stopped". Documents of the
** corpus not seen in this run stay.
*/
int lun_store_run_end(lun_store *store, const char *status, lun_error *err);

/*
** Keeps the result of an analysis, in place of its last one: options and rows are JSON text, rows an array of flat
** objects (a list in a cell becomes its items joined by "; "), or { columns, rows } with the names of columns first. A view
** shows them, named after the analysis with - turned into _, columns named beforehand, then in the order first seen; view `analysis` lists what is kept. Commits. LUN_EUSAGE where a layer or view
** has that name, a column's name is none, or a cell is no value.
*/
int lun_store_save(lun_store *store, const char *analysis, const char *options, const char *rows, lun_error *err);

/*
** Reports remember up to which run they tell: a document whose text came or changed in a later run (document.arrived) is new to them.
** name, asked (its options as text): NULL = any. 1 and *run, or 0 where no such report was written.
*/
int lun_store_last_report(lun_store *store, const char *name, const char *asked, int64_t *run, lun_error *err);
int64_t lun_store_last_run(lun_store *store, lun_error *err); /* 0 = none; negative: a code */
/* Of a report that was written over the runs up to `run`. Commits. */
int lun_store_report_written(lun_store *store, const char *name, const char *asked, int64_t run, lun_error *err);

typedef struct lun_run_figures {
    uint64_t documents, skipped, annotations, problems;
    uint64_t kept,
        kept_documents;      /* rows of others in documents that were stored again, and how many documents these are */
    uint64_t others_lost;    /* rows of others that went with documents which are not the same any more */
    uint64_t others_dropped; /* after lun_store_drop_others */
    uint64_t others_gone;    /* rows that gave way to a rule which they replaced */
    uint64_t bare;           /* documents that had a date, a source or a country and lost it */
} lun_run_figures;
void lun_store_figures(const lun_store *store, lun_run_figures *out);

/* ---- reading ---- */
typedef struct lun_rows lun_rows; /* a statement being stepped */
typedef enum lun_cell_type { LUN_CELL_NULL, LUN_CELL_INTEGER, LUN_CELL_NUMBER, LUN_CELL_TEXT } lun_cell_type;
typedef struct lun_cell {
    lun_cell_type type;
    int64_t integer;
    double number;
    const char *text; /* valid until the next step */
    size_t len;
} lun_cell;

/*
** names[i] may be NULL (positional) or a name without its sigil (":since" is "since"). One statement only.
** LUN_ESTORE with SQLite's words, place and a hint (nearest table or column).
*/
int lun_store_query(lun_rows **out, lun_store *store, const char *sql, const char *const *names, const lun_cell *values,
                    uint32_t n, lun_error *err);
int lun_rows_next(lun_rows *rows, lun_error *err); /* 1 a row, 0 end, negative failure */
uint32_t lun_rows_columns(const lun_rows *rows);
const char *lun_rows_name(const lun_rows *rows, uint32_t column);
void lun_rows_cell(const lun_rows *rows, uint32_t column, lun_cell *out);
void lun_rows_close(lun_rows *rows); /* takes NULL */
/*
** `stop` is asked some thousand times a second while a query runs; non-zero ends it with LUN_ESTORE. NULL asks
** nobody.
*/
void lun_store_stop_when(lun_store *store, int (*stop)(void *context), void *context);

/* The key of a row as views show it. place: start, stop (code points), how many rows of this layer, rule and place come before it. */
void lun_store_key(char out[17], const char *uri, const char *layer, const char *rule, const uint64_t place[3]);

/* The corpus's own schema and rules, as its last run left them; borrowed from the store. */
const lun_schema *lun_store_schema(const lun_store *store);
const lun_rules *lun_store_rules(const lun_store *store);
/*
** One document by its number in view `document`: text and metadata (no tokens yet), rows (may be NULL to leave them
** out). Both are the caller's: lun_document_free frees both. LUN_ENOTFOUND.
*/
int lun_store_get(lun_store *store, int64_t number, lun_document **document, lun_annotations **rows, lun_error *err);
/*
** The same as the views show it: without rejected rows, with the names that corrections join. To be written, not analysed again. layers: flags by number,
** rows of others are not read and what refers to them refers to nothing; NULL = all.
*/
int lun_store_get_shown(lun_store *store, int64_t number, const uint8_t *layers, lun_document **document,
                        lun_annotations **rows, lun_error *err);

#endif
