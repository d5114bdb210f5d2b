/*
** script.h - Lua in Lunette: a state with the standard library, plugins loaded into it, and documents run through their rules.
**
** One lun_script a worker; not shared between threads. The only folder that knows Lua. Life of a state: new → load plugins, files, patterns → finish
** (checks, compiles, orders the rules, pins the vocabulary) → analyse documents.
*/
#ifndef LUN_SCRIPT_SCRIPT_H
#define LUN_SCRIPT_SCRIPT_H

#include <stdatomic.h>

#include "annotate/annotations.h"
#include "annotate/rules.h"
#include "base/buf.h"
#include "match/wanted.h"
#include "text/text.h"

typedef struct lun_script lun_script;

typedef struct lun_script_options {
    size_t memory;       /* cap of the Lua allocator in bytes; 0 = LUN_SCRIPT_MEMORY */
    size_t text_limit;   /* largest document in bytes; 0 = LUN_TEXT_MAX */
    uint32_t vocabulary; /* words kept between documents; 0 = LUN_SCRIPT_VOCABULARY */
    int64_t steps;       /* instructions of Lua that a rule may take in one document; 0 = LUN_SCRIPT_STEPS */
    int64_t load_steps;  /* that the files of rules may take while they load; 0 = LUN_SCRIPT_LOAD_STEPS */
    const char *cache;   /* folder of compiled lexicons, copied; NULL = they are compiled in memory each time */
    void (*note)(const char *text); /* takes what the user should know though nothing is wrong; NULL = nobody listens */
    int unprinted; /* nobody will ask for lun_script_dependencies: what they rest on is not worked out */
    int unplanned; /* tests only: every rule visits every unit, whatever the planner says */
    int embedded; /* messages name what a program that embeds the library can change, in place of options of the command line */
} lun_script_options;

#define LUN_SCRIPT_MEMORY ((size_t)1 << 30)
#define LUN_SCRIPT_VOCABULARY (1u << 20)
#define LUN_SCRIPT_STEPS 200000000       /* about two seconds */
#define LUN_SCRIPT_LOAD_STEPS 2000000000 /* about twenty: four hundred times what the plugins that ship take together */

int lun_script_new(lun_script **out, const lun_script_options *options, lun_error *err);
void lun_script_free(lun_script *script); /* takes NULL */

/* Loading, in any number and order, before lun_script_finish. Errors carry file and line of the plugin. */
int lun_script_offer_plugin(lun_script *script, const char *name,
                            lun_error *err); /* one that is loaded later: others that require it take it from there */
int lun_script_load_plugin(lun_script *script, const char *name,
                           lun_error *err); /* a shipped plugin's name, or a folder */
int lun_script_load_file(lun_script *script, const char *path, lun_error *err);       /* a single rule file */
int lun_script_load_pattern(lun_script *script, const char *pattern, lun_error *err); /* for `try`: marks layer "try" */
int lun_script_need_layers(lun_script *script, const char *const *names, uint32_t n,
                           lun_error *err); /* core layers whose rows are wanted (token, sentence, paragraph) */
int lun_script_finish(lun_script *script, lun_error *err);

const lun_schema *lun_script_schema(const lun_script *script);
const lun_rules *lun_script_rules(const lun_script *script);
lun_vocab *lun_script_vocab(lun_script *script);
void lun_script_fingerprint(const lun_script *script,
                            uint8_t out[16]); /* of rules, lexicons and schema: what answers depend on */

/*
** What the rows of each layer depend on, so that a later run does only what has changed. After finish; n is lun_schema_count.
**
** A rule's fingerprint holds all that it depends on but the rows that others make. A layer's: its declaration; the rules that mark it; and what those
** rules read. Of a rule that only matches, these are the layers of its pattern. A function may look anywhere, so what has one (or marks mentions, which
** share the entities of the document) depends on everything that is finished before it.
*/
typedef struct lun_rule_print {
    uint64_t hash;
    uint32_t stage, place; /* when it runs; the places of all stages are counted in one */
} lun_rule_print;
typedef struct lun_dependencies {
    uint32_t n;
    uint8_t
        base[16]; /* of what all depend on: another one, and nothing can be taken over; the second half: of languages */
    uint8_t (*fingerprints)[16]; /* by layer */
    uint8_t *follows;            /* n × n: follows[a * n + b] = 1 where b must be found again when a is */
    lun_rule_print *rules;       /* by number; that of the engine says nothing */
    uint32_t n_rules;
    uint64_t rest; /* of what is not in rules: layers, stages, resolve functions */
} lun_dependencies;
int lun_script_dependencies(lun_dependencies *out, const lun_script *script,
                            lun_error *err); /* the caller's to clear */
void lun_dependencies_clear(lun_dependencies *dependencies);

/* The files that were read while loading, in their order: the path of the n-th, from 0, NULL past the last. Borrowed. */
const char *lun_script_file(const lun_script *script, size_t n);

/* What a document must hold for a rule to mark anything in it: all of these; n = 0: nothing, any document may do. */
typedef struct lun_wanted_rule {
    lun_wanted *all;
    uint32_t n;
} lun_wanted_rule;
/*
** The rules that mark a layer, as what they want: a document that none of them fits has no row of it. After finish; *rules lies in
** the arena. LUN_ENOMEM.
*/
int lun_script_wanted(lun_wanted_rule **rules, uint32_t *n, lun_script *script, uint16_t layer, lun_arena *arena,
                      lun_error *err);
/*
** What one rule wants, so that it finds a match or its function is entered. What other rules mark in a layer while it is made
** is no row that stays: a layer that the rule marks itself is not among it.
*/
int lun_script_rule_wanted(lun_wanted_rule *out, lun_script *script, uint32_t rule, lun_arena *arena, lun_error *err);

/* Rows that were found before: layers with a flag are taken over, the others are found again. */
typedef struct lun_taken_over {
    const uint8_t *layers;
    /* Adds them all to a set whose document has its layout: lun_annotations_add_all. */
    int (*add)(void *context, lun_annotations *set, lun_error *err);
    void *context;
} lun_taken_over;

/*
** Segments the document, tags it where a rule needs that, runs all rules. *out lives in the document's arena. What goes wrong in a rule
** is a problem of the document. Negative only for LUN_ENOMEM.
*/
int lun_script_analyse(lun_script *script, lun_annotations **out, lun_document *document, lun_error *err);
/* The same with rows taken over. Fails also with what `add` fails with. */
int lun_script_analyse_rest(lun_script *script, lun_annotations **out, lun_document *document,
                            const lun_taken_over *taken, lun_error *err);
/*
** 1 where one of the rules that `haunt` of the host table was told does anything in the document, 0 where none does. The layers that they read
** (lun_script_check_layers, flags by number) must be taken over. LUN_ENOMEM, and what `add` fails with.
*/
int lun_script_touches(lun_script *script, lun_document *document, const lun_taken_over *taken, lun_error *err);
const uint8_t *lun_script_check_layers(const lun_script *script); /* NULL before */
/* Where the number of the rule that runs is told from now on, so that another process can see whom to blame. */
void lun_script_tell(lun_script *script, _Atomic uint32_t *rule);
/* 1 if a problem with this code comes from the analysis, 0 if it was there before (of loading). */
int lun_script_says(const char *code);
/* The document's Lua objects are void from now on (call before freeing it). */
void lun_script_release(lun_script *script, lun_document *document);

/* What a rule has cost since lun_script_profile was called. */
typedef struct lun_rule_cost {
    uint64_t triggered; /* units (documents, where its scope is not the sentence) that hold the rarest word it needs */
    uint64_t units;     /* searched */
    uint64_t starts;    /* tokens from which a match was searched */
    uint64_t steps;     /* of the matcher */
    uint64_t matches;
    uint64_t calls;       /* of its functions */
    uint64_t rows;        /* marked */
    uint64_t nanoseconds; /* of the processor, its functions included */
    uint64_t dear_steps;  /* at the question of its pattern that took most of them (lun_script_dearest) */
    uint32_t dearest;
    uint8_t waits; /* for a word or a phrase; 0: it is tried everywhere */
} lun_rule_cost;
int lun_script_profile(lun_script *script, lun_error *err); /* counts from now on; after finish */
/* By number of the rule, up to date; NULL unless it is counted, or when memory is gone. Borrowed. */
const lun_rule_cost *lun_script_costs(lun_script *script);
/* What the dearest question of a rule's pattern asks, for people; nothing where there is none. */
void lun_script_dearest(const lun_script *script, uint32_t rule, lun_buf *out);
uint64_t lun_script_regex_tests(const lun_script *script); /* how often a regular expression was tried on a word */
uint32_t lun_script_words(const lun_script *script);       /* distinct words met (those forgotten are not counted) */

/*
** 1 once a rule of this state was stopped for its steps or for memory: it was cut off in the middle, so what it keeps between documents may be
** in pieces. Results until then are good; whoever can should go on with a fresh state.
*/
int lun_script_spoiled(const lun_script *script);

/*
** How steps of rules are counted. AFTER_TICKS is for who calls lun_script_tick from the handler of a signal that comes every few milliseconds of the
** processor's time, on the thread that analyses (run/ticks.h): a rule's steps count from its second tick on, those of loading from the hundredth, so that
** rules which take less, as all that are sane do, run faster. Which rule is stopped does not depend on it, as long as half of the steps it may take are
** more than fit between ticks: once lun_script_unsure says 1, something has ended of which nobody knows whether it kept within its steps. The answer
** is then not to be used, and a state that counts all has to be asked.
*/
typedef enum lun_counting { LUN_COUNT_ALL, LUN_COUNT_AFTER_TICKS } lun_counting;
void lun_script_count(lun_script *script, lun_counting counting); /* LUN_COUNT_ALL unless said otherwise */
void lun_script_tick(lun_script *script);                         /* safe in a handler */
int lun_script_unsure(const lun_script *script);

/* Appends what plugins wrote with `log` since the last call, a line each: "plugin: text". UTF-8 without control characters, bounded. */
void lun_script_take_log(lun_script *script, lun_buf *out);

/* Hears what a report is at, part by part: a line of UTF-8 without control characters, bounded. Whoever draws it keeps the context alive. */
typedef struct lun_script_stage {
    void (*tell)(void *context, const char *text); /* NULL = nobody listens */
    void *context;
} lun_script_stage;
void lun_script_on_stage(lun_script *script, const lun_script_stage *stage);

/*
** Calls `name` of the library's host table (scripts/lunette/init.lua) with one table argument given as JSON (NULL = none) and returns its result as
** JSON appended to out: the commands that list, test or check go through it.
*/
int lun_script_call(lun_script *script, const char *name, const char *json, lun_buf *out, lun_error *err);

/* ---- a corpus for analyses and reports: given by core/run, so that this folder needs no store ---- */
typedef enum lun_script_cell_type {
    LUN_SCRIPT_NULL,
    LUN_SCRIPT_INTEGER,
    LUN_SCRIPT_NUMBER,
    LUN_SCRIPT_TEXT
} lun_script_cell_type;
typedef struct lun_script_cell {
    lun_script_cell_type type;
    int64_t integer;
    double number;
    const char *text;
    size_t len;
} lun_script_cell;
typedef struct lun_script_corpus {
    void *context;
    /* opens a query; names[i] NULL = positional */
    int (*query)(void *context, void **rows, const char *sql, const char *const *names, const lun_script_cell *values,
                 uint32_t n, lun_error *err);
    int (*next)(void *rows, lun_error *err);
    uint32_t (*columns)(void *rows);
    const char *(*name)(void *rows, uint32_t column);
    void (*cell)(void *rows, uint32_t column, lun_script_cell *out);
    void (*close)(void *rows);
    int (*save)(void *context, const char *analysis, const char *options, const char *rows,
                lun_error *err); /* results as JSON; may be NULL */
} lun_script_corpus;
void lun_script_set_corpus(lun_script *script, const lun_script_corpus *corpus); /* copied; NULL takes it away */

/* ---- a prompt: what the library asks of it ---- */
typedef struct lun_script_console {
    void *context;
    void (*say)(void *context, const char *text, size_t len); /* to the screen */
    /* Documents that may hold rows of a layer, analysed one by one; all three NULL where there is no corpus. The document is the caller's. */
    int (*search)(void *context, void **search, uint16_t layer, lun_error *err);
    int (*found)(void *search, lun_document **document, lun_annotations **set, lun_error *err);
    void (*close)(void *search);
} lun_script_console;
void lun_script_set_console(lun_script *script, const lun_script_console *console); /* copied; NULL takes it away */
/*
** Stops what is under way: loading and lun_script_call fail with LUN_EUSAGE "stopped"; of an analysis the rules that are left do not run, and who asked
** for it asks lun_script_interrupted. Another thread or a signal handler may call it. What was stopped stays so until lun_script_resume; lun_script_call begins with that.
*/
void lun_script_interrupt(lun_script *script);
void lun_script_resume(lun_script *script);
int lun_script_interrupted(const lun_script *script);
/* The same after so many seconds from now on; 0 = never. */
void lun_script_limit_time(lun_script *script, double seconds);

#endif
