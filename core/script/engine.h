/*
** engine.h - the inside of lun_script, shared by the files of this folder.
**
** Lua objects that stand for parts of a document hold the document's serial number; it changes when the document goes, so that an object kept too
** long raises an error in place of reading freed memory.
*/
#ifndef LUN_SCRIPT_ENGINE_H
#define LUN_SCRIPT_ENGINE_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "base/blocks.h"
#include "match/matcher.h"
#include "match/regex.h"
#include "match/triggers.h"
#include "script/budget.h"
#include "script/script.h"

#define LUN_PAUSE 200 /* percent: at twice the memory that was in use Lua looks for what is garbage, its own custom */
#define LUN_PAUSE_LOADING 400 /* while plugins load, which keep nearly all that they make */

typedef enum lun_rule_kind { LUN_RULE_PATTERN, LUN_RULE_UNITS, LUN_RULE_DOCUMENT, LUN_RULE_EACH } lun_rule_kind;
typedef enum lun_scope_kind {
    LUN_SCOPE_SENTENCE,
    LUN_SCOPE_PARAGRAPH,
    LUN_SCOPE_DOCUMENT,
    LUN_SCOPE_LAYER
} lun_scope_kind;

typedef struct lun_filter { /* layer[condition] */
    uint16_t layer;
    const lun_condition *condition; /* NULL = all rows */
} lun_filter;

typedef enum lun_assign_kind {
    LUN_ASSIGN_CAPTURE,
    LUN_ASSIGN_MEMBER,
    LUN_ASSIGN_HOST,
    LUN_ASSIGN_VALUE
} lun_assign_kind;

typedef struct lun_assign { /* how one field of the row is filled */
    lun_assign_kind kind;
    uint32_t field;     /* of the marked layer */
    uint16_t slot;      /* capture */
    const char *member; /* MEMBER: field of the captured annotation or lexicon entry; HOST: field of the host row */
    lun_value value;
} lun_assign;

typedef struct lun_script_rule {
    lun_rule_kind kind;
    const lun_program *program;
    lun_overlap overlap;
    lun_scope_kind scope;
    lun_filter host;     /* SCOPE_LAYER, or the layer of kind EACH */
    uint32_t host_field; /* LUN_FIELD_NONE: the row's own span */
    lun_filter *within, *not_within;
    uint32_t n_within, n_not_within;
    lun_filter *veto;   /* rows that its matches take away; NULL: it makes rows */
    uint16_t mark;      /* LUN_LAYER_NONE: none */
    uint16_t each_slot; /* UINT16_MAX: none */
    lun_assign *assigns;
    uint32_t n_assigns;
    uint16_t *marks; /* layers that its function may mark */
    uint32_t n_marks;
    uint16_t *reads; /* layers that it looks at, unions among them */
    uint32_t n_reads;
    uint32_t *after;
    uint32_t n_after;
    int where_ref, call_ref; /* registry references, LUA_NOREF where absent */
    uint64_t print;          /* of its declaration and functions, by content (prints.lua) */
    uint8_t whole;           /* 1: not all of that can be told: every file of its plugin counts */
} lun_script_rule;

typedef struct lun_resolve {
    uint16_t layer;
    int call_ref;
    const char *plugin;
    uint64_t print; /* as of rules */
    uint8_t whole;
} lun_resolve;

typedef struct lun_stage {
    uint16_t *layers;
    uint32_t *rules;
    lun_resolve *resolves;
    uint32_t n_layers, n_rules, n_resolves;
    uint32_t first_place; /* of its rules in the whole plan */
} lun_stage;

typedef struct lun_read { /* a file that was read while loading */
    const char *path;
    uint64_t hash;
} lun_read;

typedef struct lun_origin { /* a plugin: all that its rules may depend on */
    const char *name;
    uint64_t hash;
    uint64_t data; /* without Lua files */
} lun_origin;

typedef struct lun_deep lun_deep; /* deep.c */

typedef struct lun_made { /* what of the document at hand was not made by rules, or is gone */
    uint32_t rows, entities;
    uint32_t taken_back; /* rows of rules that were stopped */
    size_t bytes;        /* of the document's arena that rules filled until now */
    size_t mark;         /* the arena's bytes when the rule at hand began */
} lun_made;

typedef enum lun_refusal_kind {
    LUN_REFUSED_WITHIN,
    LUN_REFUSED_WHERE,
    LUN_REFUSED_FUNCTION,
    LUN_REFUSED_ERROR /* the rule ended there */
} lun_refusal_kind;
typedef struct lun_refusal { /* a match, or a unit, of which a rule made no row */
    uint32_t rule;
    lun_refusal_kind kind;
    lun_span span;
    const char *reason; /* that its function gave, or the error's message; NULL = none */
} lun_refusal;

typedef enum lun_kind { /* of Lua objects: each has a metatable (objects.c) */
                        LUN_KIND_PROGRAM,
                        LUN_KIND_CONDITION,
                        LUN_KIND_LEXICON,
                        LUN_KIND_DOCUMENT,
                        LUN_KIND_SPAN,
                        LUN_KIND_ANNOTATION,
                        LUN_KIND_ENTITY,
                        LUN_KIND_MATCH,
                        LUN_KIND_LIST, /* fields that are lists of spans or annotations */
                        LUN_KIND_ROWS, /* of a query */
                        LUN_KIND_SEARCH,
                        LUN_KIND_BUFFER,
                        LUN_KIND_MEMORY,
                        LUN_KIND_COUNT
} lun_kind;

typedef struct lun_members { /* what rows of a layer answer by name: a table in the registry */
    int ref;
    uint32_t n_fields; /* of the layer when it was made */
} lun_members;

#define LUN_PATTERN_FIELDS 13
#define LUN_PATTERN_TAGS 24
#define LUN_CONDITION_TAGS 7

typedef struct
    lun_pattern_words { /* what names the parts of a pattern's tree, by the address that Lua's own copy has */
    int made;
    const char *fields[LUN_PATTERN_FIELDS], *tags[LUN_PATTERN_TAGS], *conditions[LUN_CONDITION_TAGS];
} lun_pattern_words;

typedef struct lun_text_word { /* object_words.c */
    uint32_t start;
    uint8_t first, len; /* its first byte; its length, or what lengths from there on are taken for */
} lun_text_word;

#define LUN_RANGES_KEPT 256
#define LUN_PATTERNS_KEPT 256

typedef struct
    lun_known_pattern { /* a pattern object that a plugin made while it loaded: there to stay, and so is its program */
    const void *object;
    const char *plugin;
    const lun_program *program;
} lun_known_pattern;

typedef struct
    lun_known_range { /* the tokens of a span that was asked about, of the document with this serial number */
    uint64_t serial;
    lun_span span;
    lun_range range;
} lun_known_range;

typedef struct lun_objects {
    const void *metas[LUN_KIND_COUNT]; /* metatables by their address, and in the registry */
    int refs[LUN_KIND_COUNT];
    int document_members, layers, programs;        /* tables in the registry, by name or pattern object */
    int rows, entities, spans, text, document;     /* objects of the document at hand that were made already */
    uint64_t serial, text_serial, document_serial; /* of that document */
    int weak;                                      /* the metatable of tables that keep nothing alive */
    lun_pattern_words pattern_words;               /* pattern_tree.c */
    int running_programs;                          /* of `programs`, the table of this plugin */
    const char *programs_plugin;
    LUN_VEC(lun_members) members; /* by layer */
    LUN_VEC(lun_text_word) words; /* of the document with this serial number */
    uint64_t words_serial;
    lun_known_range ranges[LUN_RANGES_KEPT];
    lun_known_pattern patterns[LUN_PATTERNS_KEPT];
} lun_objects;

struct lun_script {
    lua_State *L;
    lun_objects objects;
    lun_blocks blocks; /* of the state */
    size_t memory, memory_limit, text_limit;
    const char *cache; /* folder of compiled lexicons; NULL = none */
    void (*note)(const char *text);
    uint32_t vocabulary;
    lun_arena *arena; /* rules, stages, texts: lives as long as the state */
    lun_vocab *vocab;
    lun_schema *schema;
    lun_regexes *regexes;         /* of what was loaded */
    lun_matcher *matcher, *inner; /* inner: for searches that a rule function makes while the outer one is under way */
    const char *vetoes_of;        /* examples: of other plugins' rules no veto counts; NULL = all do */
    lun_rule_info *infos;         /* by rule number; 0 is the engine */
    lun_script_rule *rules;
    uint32_t n_rules, rule_capacity;
    lun_rules rule_table;
    lun_stage *stages;
    uint32_t n_stages;
    uint8_t *marked; /* flags of the layers that rules of the plan mark */
    uint32_t n_marked;
    uint8_t needs_tags, finished;
    uint8_t want_token, want_sentence, want_paragraph;
    uint16_t layer_token, layer_sentence, layer_paragraph, layer_quoted,
        layer_anaphor;           /* LUN_LAYER_NONE until declared */
    const lun_taken_over *taken; /* of the document at hand; NULL = nothing is taken over */
    lun_annotations *set;        /* of the document at hand; NULL between documents */
    uint64_t serial;             /* of the document at hand */
    uint8_t unprinted;           /* what rules depend on is not asked for */
    uint8_t unplanned;           /* every rule visits every unit */
    int64_t steps, load_steps;   /* what a rule and a document, and what loading may take */
    lun_budget budget;           /* of the call into Lua that is under way */
    lun_watch watch;
    lun_error stopped;   /* why, where budget.stop says that it was stopped */
    lun_stop ended;      /* how the last call into Lua was stopped */
    int spoiled;         /* a call was stopped in the middle, once */
    const char *loading; /* file that runs at the moment, for messages; NULL = none */
    lun_made made;       /* before the rules of the document at hand ran */
    uint32_t n_problems; /* of rules, in the document at hand */
    lun_buf log;
    uint32_t n_log, n_log_left; /* lines in it; lines that had no room */
    _Atomic uint32_t *told;     /* lun_script_tell; NULL = nobody asks */
    const char *languages;      /* that the loaded rules are written for, each with a space around; NULL = any */
    lun_triggers *triggers;     /* of the rules, by place in the plan (schedule.c) */
    const lun_stage *triggers_of;
    uint32_t next_due;           /* of what is due in the document at hand */
    struct lun_profile *profile; /* NULL: nobody counts */
    uint32_t place;              /* of the rule that runs */
    uint32_t rule;               /* number of the rule that runs; 0 = none */
    uint16_t resolving;          /* layer whose resolve function runs; LUN_LAYER_NONE = none */
    const char *resolver;        /* its plugin; NULL = none */
    uint64_t hash[2];            /* running fingerprint of what was loaded */
    LUN_VEC(lun_read) reads;     /* files that were read, for the fingerprints of plugins */
    LUN_VEC(lun_origin) origins;
    LUN_VEC(uint64_t) layer_prints; /* of unions, by number; 0 = not told */
    lun_deep *deep;                 /* while fingerprints are made */
    uint32_t *checks;               /* rules that lun_script_touches asks about */
    uint32_t n_checks;
    uint8_t *check_layers; /* flags of the layers that their patterns read; NULL: nothing was asked */
    uint8_t check_tags, checking, touched;
    uint8_t listens;               /* refusals are noted */
    lun_span at;                   /* the match, row or unit that the rule at hand looks at */
    LUN_VEC(lun_refusal) refusals; /* of the document at hand */
    lun_document *example;         /* the last document of core.analyse */
    lun_script_corpus corpus;
    lun_script_console console;
    uint8_t has_corpus, has_console;
    lun_script_stage stage;  /* hears what a report is at */
    _Atomic int interrupted; /* by lun_script_interrupt or the deadline, until lun_script_resume */
    int64_t deadline;        /* nanoseconds of the monotonic clock; 0 = none */
    uint8_t embedded;
};

/* The engine behind a Lua state; the lowest bit of the pointer is budget.c's. */
static inline lun_script *lun_script__of(lua_State *L)
{
    return (lun_script *)(*(uintptr_t *)lua_getextraspace(L) & ~(uintptr_t)1);
}

/* An error that says nothing yet, for what is called a thousand times a document: LUN_ERROR_INIT fills two and a half kilobytes. */
static inline void lun_script__no_error(lun_error *err)
{
    err->code = 0;
    err->line = err->column = err->width = 0;
    err->file[0] = err->message[0] = err->source[0] = err->hint[0] = '\0';
}

/* error.c */
int lun_script__raise(lua_State *L, const lun_error *err); /* raises an error table; does not return */
int lun_script__fail(lua_State *L, int code, const char *format, ...)
    LUN_PRINTF(3, 4);                                                 /* raises, with the caller's file and line */
void lun_script__error_from(lua_State *L, int index, lun_error *err); /* an error value of any kind → *err */
void lun_script__place(lua_State *L, lun_error *err); /* the nearest line of a plugin on the stack, if there is one */
int lun_script__add_place(lua_State *L); /* a message handler: to a text that names a line of the library, or none */
void lun_script__open_errors(lua_State *L);

/* missing.c: raise, with what was meant. A table's keys are the members; `thing` is as in "a span has no member". members 0: there are none. */
int lun_script__no_member(lua_State *L, int members, const char *thing, const char *name);
int lun_script__no_field(lua_State *L, const lun_layer *layer, const char *name);
int lun_script__no_layer(lua_State *L, const lun_script *script, const char *name);
int lun_script__no_capture(lua_State *L, int members, const lun_capture_info *captures, uint32_t n, const char *name);

/* objects.c. A box is cleared userdata with its metatable; test gives NULL, check raises where the value is another. */
void *lun_script__box(lua_State *L, lun_kind kind, size_t size); /* with one user value */
void *lun_script__box_of(lua_State *L, lun_kind kind, size_t size, int n_values);
void *lun_script__test(lua_State *L, int index, lun_kind kind);
void *lun_script__check(lua_State *L, int index, lun_kind kind);
/* Owned memory that an error must not leak: pushes a userdata whose collection frees it. */
lun_buf *lun_script__buffer(lua_State *L); /* an empty lun_buf */
char **lun_script__memory(lua_State *L);   /* for one block of lun_malloc; NULL */
void lun_script__metatable(lua_State *L, lun_kind kind,
                           const luaL_Reg *methods);         /* makes it, locked, left on the stack */
void lun_script__set_metatable(lua_State *L, lun_kind kind); /* of what is on top */
int lun_script__keep(lua_State *L);                          /* pops a value into the registry: its reference */
void lun_script__push_kept(lua_State *L, int *ref);          /* a table in the registry, made where there is none */

int lun_script__is_gone(lua_State *L); /* raises: the document is */
static inline lun_annotations *lun_script__live(lua_State *L, uint64_t serial)
{
    const lun_script *script = lun_script__of(L);
    if (!script->set || serial != script->serial)
        lun_script__is_gone(L);
    return script->set;
}
void lun_script__push_document(lua_State *L);
void lun_script__push_span(lua_State *L, lun_span span);
void lun_script__push_row(lua_State *L, const lun_annotation *row);
void lun_script__push_entity(lua_State *L, uint32_t number);
void lun_script__push_match(lua_State *L, const lun_program *program, const lun_match *match);
void lun_script__push_value(lua_State *L, const lun_value *value); /* absent: nil */
void lun_script__push_entry(lua_State *L, const lun_lexicon *lexicon, uint32_t entry);

int lun_script__to_span(lua_State *L, int index,
                        lun_span *out); /* span, annotation or match of the document at hand: 1, else 0 */
lun_span lun_script__check_span(lua_State *L, int index);
lun_annotation *lun_script__to_row(lua_State *L, int index); /* NULL if it is none */
uint32_t lun_script__to_entity(lua_State *L, int index);     /* 0 if it is none */
const char *lun_script__running_plugin(
    const lun_script *script);                             /* whose function runs; the engine's name outside of rules */
uint16_t lun_script__check_layer(lua_State *L, int index); /* by name; raises */
void lun_script__span_members(
    lua_State *L); /* what every span-like object answers, into the table on top: functions and numbers below 0 */
void lun_script__push_member(lua_State *L, lun_span span, lua_Integer member); /* what such a number stands for */
int lun_script__span_find(lua_State *L);
int lun_script__span_matches(lua_State *L);
int lun_script__span_tokens(lua_State *L);
int lun_script__find_words(lua_State *L, const lun_document *document); /* object_words.c */

/* Fills values[0..n_fields) from the Lua table at index; arena holds lists. Raises. Sets *span and *entity where given ([1], key entity). */
void lun_script__values_from_table(lua_State *L, int index, uint16_t layer, lun_value *values, lun_span *span,
                                   uint32_t *entity);
void lun_script__value_from(lua_State *L, int index, uint16_t layer, uint32_t field, lun_value *out);
/* Raises unless text may enter a document: UTF-8 without NUL, of a sane size. `what` names the field or argument. */
void lun_script__check_text(lua_State *L, const char *what, const char *text, size_t len);

/* patterns and rows, for bindings */
const lun_program *lun_script__check_pattern(lua_State *L, int index); /* a program, a pattern object, or a string */
uint16_t lun_script__check_read_layer(lua_State *L, int index); /* lun_script__check_layer, of one that may be read */
lun_condition *lun_script__check_condition(lua_State *L, int index);
lun_annotation *lun_script__mark(lua_State *L, uint16_t layer, lun_span span, uint32_t entity,
                                 const lun_value *values); /* raises */
void lun_script__check_room(lua_State *L);                 /* stops a rule that floods the document */

/* libraries.c: what of Lua and LPeg there is; lpeg is on top of the stack for the second */
void lun_script__open_libraries(lua_State *L);
void lun_script__bound_lpeg(lua_State *L);

/* modules: each pushes a table of functions or sets them in the table on top */
void lun_script__core_schema(lua_State *L);
void lun_script__core_pattern(lua_State *L);
void lun_script__core_pattern_text(lua_State *L);
void lun_script__core_lexicon(lua_State *L);
void lun_script__core_rule(lua_State *L);
void lun_script__core_host(lua_State *L);
void lun_script__core_declared(lua_State *L);
void lun_script__core_files(lua_State *L);
void lun_script__core_analyse(lua_State *L);
void lun_script__core_corpus(lua_State *L);
void lun_script__core_log(lua_State *L);
void lun_script__core_why(lua_State *L);
void lun_script__core_test(lua_State *L);
void lun_script__core_console(lua_State *L);
void lun_script__open_objects(lua_State *L);
void lun_script__open_spans(lua_State *L);
void lun_script__open_rows(lua_State *L);
void lun_script__open_document(lua_State *L);

/* json.c: Lua values and JSON */
void lun_script__push_json(lua_State *L, const char *json);      /* raises on bad JSON */
void lun_script__to_json(lua_State *L, int index, lun_buf *out); /* raises on functions and cycles (depth) */

/* files.c: a file of a plugin or of the library: on LUNETTE_PATH, inside the binary, or (other paths) in the file system. *owned is the caller's to lun_free. */
int lun_script__is_inner(const char *path); /* 1 if it may be inside the binary: plugins/... */
int lun_script__read(const char *path, const char **data, size_t *len, char **owned, lun_error *err);
int lun_script__is_embedded(const char *path, const char *text,
                            size_t len); /* is the text that of the binary's file? */
char *lun_script__path_folder(
    const char *path, size_t n);     /* below the n-th folder of LUNETTE_PATH; NULL past the last; the caller frees */
char *lun_script__data_folder(void); /* XDG_DATA_HOME/lunette; NULL where it is not known; the caller frees */

/*
** state.c: pushes a module, or a plugin's file by its path without the ending, as the build compiled it: 1, or 0 where there is none, or where it was
** compiled by another Lua. Only what is inside the binary is loaded so, in place of the same text.
*/
int lun_script__load_compiled(lua_State *L, const char *name);

/* core_rule.c: makes room for one more rule; *out (may be NULL) gets it, cleared. */
int lun_script__new_rule(lun_script *script, lun_script_rule **out, lun_error *err);

/* schedule.c: settles which rules have to visit which sentences of the document; the next place of a stage that is due, UINT32_MAX at the end. */
/* Who waits for what, once the plan stands: a document does it where it was not done. */
int lun_script__schedule_rules(lun_script *script, lun_error *err);
int lun_script__schedule(lun_script *script, lun_error *err);
uint32_t lun_script__next_place(lun_script *script, const lun_stage *stage);

/* profile.c */
typedef struct lun_profile lun_profile;
void lun_script__profile_begin(lun_script *script, uint32_t rule); /* before a rule runs, and after */
void lun_script__profile_end(lun_script *script, uint32_t rule);
void lun_script__profile_free(lun_profile *profile);
lun_rule_cost *lun_script__cost(lun_script *script); /* of the rule that runs; only while counting */

/* core_why.c: notes that the rule at work made nothing of a match, where somebody listens. */
void lun_script__refuse(lun_script *script, lun_refusal_kind kind, lun_span span, const char *reason);

/* runner.c */
int lun_script__run_rule(lun_script *script, uint32_t number, lun_error *err);

/* fingerprint.c: notes a file for the fingerprints; 0 or LUN_ENOMEM. */
int lun_script__note_read(lun_script *script, const char *path, const void *data, size_t len);
void lun_script__core_fingerprint(lua_State *L);

/* touch.c */
void lun_script__core_touch(lua_State *L);
int lun_script__touch(
    lun_script *script); /* 1 where one of the rules asked about does something in the document at hand */

/* deep.c */
void lun_script__core_deep(lua_State *L);
void lun_script__deep_free(lun_deep *deep); /* takes NULL */

void lun_script__hash(lun_script *script, const void *data, size_t len);

#endif
