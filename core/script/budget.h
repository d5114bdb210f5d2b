/*
** budget.h - what a call into Lua may use up, and what happens when it has.
**
** A stop is final for the call that it ends: the budget is used up, the memory limit reached, or the document flooded. From then on every way
** back into the rule raises again (budget.c says how), until the engine has left Lua.
*/
#ifndef LUN_SCRIPT_BUDGET_H
#define LUN_SCRIPT_BUDGET_H

#include <stdatomic.h>
#include <stdint.h>

#include <lunette/error.h>

#include "script/script.h"

struct lua_State;

#define LUN_STEP_UNIT \
    1000 /* instructions of Lua between two looks at the budget; a coroutine that is made costs as much */
#define LUN_STEP_BYTES 64 /* of a large block that count as one step: both take about 10 ns */
#define LUN_STEP_BLOCK \
    4096 /* smaller blocks of memory cost nothing: whether they are needed depends on what ran before */
#define LUN_ROWS_MAX \
    1000000 /* rows, and entities, that rules make in one document: 50 times what a long one has; about 250 MB */
#define LUN_MADE_MAX ((size_t)512 << 20) /* bytes of the document's memory that rules fill with rows, texts and lists */
#define LUN_PROBLEMS_MAX 100             /* problems of rules that a document keeps one by one; the rest is counted */
#define LUN_LOG_LINES 1000  /* lines of `log` that are kept until somebody takes them; the rest is counted */
#define LUN_LOG_BYTES 65536 /* their bytes */
#define LUN_LOG_LINE 1000   /* bytes of one; the rest of the line is cut */

typedef enum lun_task {
    LUN_TASK_FREE, /* listing, testing, analyses, reports: as long as they take; the rules that tests run have their own budget */
    LUN_TASK_LOAD, /* rule files and plugins, until they are finished */
    LUN_TASK_RULE, /* one rule, or one layer's resolve function, in one document */
    LUN_TASK_SPEC  /* a file of tests, or one case of it */
} lun_task;

typedef enum lun_stop { LUN_STOP_NONE, LUN_STOP_STEPS, LUN_STOP_MEMORY, LUN_STOP_FLOOD, LUN_STOP_USER } lun_stop;

typedef struct lun_budget {
    lun_task task;
    lun_stop stop;
    int64_t left, limit; /* instructions */
    const char *stack;   /* where the C stack was when Lua was entered */
    int refused;         /* the allocator said no since then */
} lun_budget;

/* Of the call under way, for a tick that comes in the middle of it. */
typedef struct lun_watch {
    lun_counting counting;
    int is_unsure;                     /* lun_script_unsure */
    _Atomic int is_on;                 /* it began without a hook */
    _Atomic int ticks;                 /* that it goes on so; 0: it has one */
    struct lua_State *_Atomic running; /* the thread whose instructions run */
} lun_watch;

/*
** The one door into Lua: calls the function that lies below n_args arguments, with the budget of the task; no results. 0, or negative with *err
** filled and the stack cleaned; script->ended says then whether it was a stop. May be entered again from within (tests run rules).
*/
int lun_script__enter(lun_script *script, int n_args, lun_task task, lun_error *err);

/* Ends the call at hand for good. The message is one line; the caller's place is added. Does not return. */
int lun_script__stop(struct lua_State *L, lun_stop why, int code, const char *format, ...) LUN_PRINTF(4, 5);

/* Ends the call because it asked for more than the memory limit. Does not return. */
int lun_script__out_of_memory(struct lua_State *L);

/* Is what is under way to end: interrupted, or over its time? */
int lun_script__is_interrupted(lun_script *script);

/* Work of a C function that no instruction shows. Raises when the budget is used up. */
void lun_script__charge(struct lua_State *L, int64_t steps);

/* core.pcall(f, ...): as pcall, and what fails in the library's own files names the nearest line of a plugin. */
int lun_script__placed_pcall(struct lua_State *L);

/* pcall, xpcall and the library of coroutines, as globals: none of them outlives a stop. */
void lun_script__open_budget(struct lua_State *L);

#endif
