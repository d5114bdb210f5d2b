/*
** budget.c - the door into Lua, the step budget, and what of Lua can catch an error: pcall, xpcall, coroutines.
**
** Sits on engine.h. Invariants:
**  1. once budget.stop is set no Lua code of a rule goes on. Everything here that catches an error raises again; a thread that has seen the stop
**     looks before every instruction, so that its __close methods and what it calls end at their first;
**  2. a stop allocates nothing: its message lies in script->stopped, what is raised is a light userdata that nobody gets to see;
**  3. no function of a rule runs inside the hook or between the error and the unwinding, where Lua does not count instructions: message handlers
**     are called after the unwinding, and a coroutine that died of a stop is never closed;
**  4. a coroutine inherits hook and count when it is made (lua_newthread). Making one costs a unit, for up to a unit it runs uncounted;
**  5. where ticks come, a rule runs without a hook until its second tick: Lua looks at a hook before every instruction, a fifteenth of all work.
**     Loading runs so for longer. The tick hooks the thread that runs, whoever is switched to afterwards is hooked then (go_to). What was counted is thus never too much. What
**     ends with more than half of its budget counted may have had more than all of it: the state is unsure, and does not answer.
** Finalizers of rules do not exist: setmetatable refuses __gc (environment.lua), and Lua looks for it there alone.
*/
#include <string.h>
#include <time.h>

#include "script/engine.h"

#define SLACK ((size_t)1 << 20) /* bytes above the limit by which an error can be read when nothing is left */
#define STACK_OF_CLOSE \
    ((size_t)1 << 20) /* C stack that may be in use when a coroutine is closed: Lua does not count those calls */
#define CATCH 50      /* steps of an error that is caught, and calls under way from which on it costs more */
#define RESUME 10     /* steps of going into a coroutine */
#define NO_LIMIT INT64_MAX
#define RULE_TICKS 2   /* that a rule runs uncounted */
#define LOAD_TICKS 100 /* the same of loading, which takes its time */
#define MOST_SECONDS 1e9

static void look(lua_State *L);
static void hook(lua_State *L);

static void count_steps(lua_State *L, lua_Debug *frame)
{
    lun_script *script = lun_script__of(L);
    (void)frame;
    if (script->budget.stop == LUN_STOP_NONE &&
        lua_gethookcount(L) != LUN_STEP_UNIT) /* left from another rule's stop */
        hook(L);
    script->budget.left -= LUN_STEP_UNIT;
    look(L);
}

/* ---- ticks ---- */

static void hook(lua_State *L)
{
    lua_sethook(L, count_steps, LUA_MASKCOUNT, LUN_STEP_UNIT);
}

/* The call that begins: does it run uncounted until ticks say that it is long? */
static int watch(lun_script *script)
{
    lun_watch *watch = &script->watch;
    int ticks = script->budget.task == LUN_TASK_RULE   ? RULE_TICKS
                : script->budget.task == LUN_TASK_LOAD ? LOAD_TICKS
                                                       : 0;
    watch->is_on = 0;
    if (!ticks || watch->counting != LUN_COUNT_AFTER_TICKS) {
        hook(script->L);
        return 0;
    }
    lua_sethook(script->L, NULL, 0, 0);
    watch->running = script->L;
    watch->ticks = ticks;
    watch->is_on = 1;
    return 1;
}

static void unwatch(lun_script *script, int was_watched)
{
    const lun_budget *budget = &script->budget;
    script->watch.is_on = 0;
    if (was_watched && budget->stop == LUN_STOP_NONE && budget->left < budget->limit / 2)
        script->watch.is_unsure = 1;
    hook(script->L);
}

/* L runs from here on: a coroutine, or who resumed it. */
static void go_to(lua_State *L)
{
    lun_watch *watch = &lun_script__of(L)->watch;
    watch->running = L;
    if ((!watch->is_on || !watch->ticks) && !lua_gethook(L))
        hook(L);
}

void lun_script_count(lun_script *script, lun_counting counting)
{
    script->watch.counting = counting;
}

int lun_script_unsure(const lun_script *script)
{
    return script->watch.is_unsure;
}

void lun_script_tick(lun_script *script)
{
    lun_watch *watch = &script->watch;
    if (watch->is_on && watch->ticks && --watch->ticks == 0)
        hook(watch->running);
}

/* ---- stops ---- */

/*
** A coroutine that dies inside the hook keeps Lua's mark "in a hook" for ever: closing it would run its methods uncounted. The lowest bit of the
** pointer in its extra space says so (lun_script__of leaves it out). Never on the main thread, from which new ones copy that space.
*/
static uintptr_t *extra_space(lua_State *L)
{
    return lua_getextraspace(L);
}

static int died_of_stop(lua_State *co)
{
    return (*extra_space(co) & 1) != 0;
}

static int raise_stop(lua_State *L)
{
    if (L != lun_script__of(L)->L)
        *extra_space(L) |= 1;
    lun_script__of(L)->watch.ticks = 0; /* a tick must not make it look less often */
    lua_sethook(L, count_steps, LUA_MASKCOUNT, 1);
    lua_pushlightuserdata(L, lun_script__of(L));
    return lua_error(L);
}

static void note_stop(lua_State *L, lun_stop why)
{
    lun_script *script = lun_script__of(L);
    script->budget.stop = why;
    script->spoiled |= why != LUN_STOP_FLOOD && why != LUN_STOP_USER;
    lun_script__place(L, &script->stopped);
    if (!script->stopped.file[0] && script->loading)
        lun_error_place(&script->stopped, script->loading, 1, 0, 0);
}

int lun_script__stop(lua_State *L, lun_stop why, int code, const char *format, ...)
{
    lun_script *script = lun_script__of(L);
    char message[900];
    va_list args;
    if (script->budget.stop != LUN_STOP_NONE)
        return raise_stop(L);
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    lun_error_set(&script->stopped, code, "%s", message);
    note_stop(L, why);
    return raise_stop(L);
}

/* ---- from outside ---- */

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

void lun_script_interrupt(lun_script *script)
{
    script->interrupted = 1;
}

void lun_script_resume(lun_script *script)
{
    script->interrupted = 0;
}

int lun_script_interrupted(const lun_script *script)
{
    return script->interrupted;
}

void lun_script_limit_time(lun_script *script, double seconds)
{
    script->deadline = seconds <= 0 ? 0 : now() + (int64_t)((seconds < MOST_SECONDS ? seconds : MOST_SECONDS) * 1e9);
}

int lun_script__is_interrupted(lun_script *script)
{
    if (script->deadline && !script->interrupted && now() >= script->deadline)
        script->interrupted = 1;
    return script->interrupted;
}

/* ---- looking ---- */

static void look(lua_State *L)
{
    const lun_budget *budget = &lun_script__of(L)->budget;
    if (budget->stop != LUN_STOP_NONE)
        raise_stop(L);
    if (lun_script__is_interrupted(lun_script__of(L)))
        lun_script__stop(L, LUN_STOP_USER, LUN_EUSAGE, "stopped");
    if (budget->left >= 0)
        return;
    long long million = (long long)(budget->limit / 1000000);
    if (budget->task == LUN_TASK_LOAD)
        lun_script__stop(L, LUN_STOP_STEPS, LUN_ELIMIT,
                         "loading took more than %lld million steps: does a loop never end?", million);
    if (budget->task == LUN_TASK_SPEC)
        lun_script__stop(L, LUN_STOP_STEPS, LUN_ELIMIT,
                         "the test took more than %lld million steps: does a loop never end?", million);
    lun_script__stop(L, LUN_STOP_STEPS, LUN_ELIMIT,
                     "the rule took more than %lld million steps in one document: does a loop never end?", million);
}

void lun_script__charge(lua_State *L, int64_t steps)
{
    lun_script__of(L)->budget.left -= steps;
    look(L);
}

/* Lua's own failures say LUA_ERRMEM; libraries that grow buffers say it in words. A rule may say both, which refuses nothing. */
static int is_memory(lua_State *L, int status)
{
    if (!lun_script__of(L)->budget.refused)
        return 0;
    return status == LUA_ERRMEM ||
           (lua_type(L, -1) == LUA_TSTRING && strstr(lua_tostring(L, -1), "not enough memory") != NULL);
}

static void note_memory(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    size_t limit = script->memory_limit;
    int is_small = limit < (size_t)1 << 20; /* --memory 1 gives Lua half of it */
    lun_error_set(&script->stopped, LUN_ENOMEM, "Lua reached its memory limit of %zu %s",
                  is_small ? limit >> 10 : limit >> 20, is_small ? "KiB" : "MiB");
    lun_error_hint(&script->stopped, "%sa table that only grows, or a text made by rep, needs a bound",
                   script->embedded ? "" : "--memory raises it; ");
    note_stop(L, LUN_STOP_MEMORY);
}

int lun_script__out_of_memory(lua_State *L)
{
    if (lun_script__of(L)->budget.stop == LUN_STOP_NONE)
        note_memory(L);
    return raise_stop(L);
}

/* After everything that caught an error, with the error on top: a stop goes on to the engine. */
static void pass_stop(lua_State *L, int status)
{
    const lun_budget *budget = &lun_script__of(L)->budget;
    if (budget->stop == LUN_STOP_NONE && status != LUA_OK && status != LUA_YIELD && is_memory(L, status))
        note_memory(L);
    if (budget->stop != LUN_STOP_NONE)
        raise_stop(L);
}

/* ---- pcall and xpcall ---- */

/* To catch an error takes longer than an instruction, and Lua walks over all calls that are under way: among 100,000 for a millisecond. */
static void charge_catch(lua_State *L)
{
    lua_Debug frame;
    int level = CATCH;
    while (lua_getstack(L, level, &frame))
        level *= 4;
    lun_script__charge(L, level);
}

static int finish_pcall(lua_State *L, int status, lua_KContext below)
{
    (void)below;
    pass_stop(L, status);
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(L);
    charge_catch(L);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int bounded_pcall(lua_State *L) /* pcall(f, ...) */
{
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return finish_pcall(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall), 0);
}

/* For the library alone: a handler that runs where the error is raised has to be ours. */
int lun_script__placed_pcall(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_pushcfunction(L, lun_script__add_place);
    lua_insert(L, 1);
    int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 1);
    pass_stop(L, status);
    lua_pushboolean(L, status == LUA_OK);
    lua_replace(L, 1);
    return lua_gettop(L);
}

static int finish_handler(lua_State *L, int status, lua_KContext context)
{
    (void)context;
    pass_stop(L, status);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int finish_xpcall(lua_State *L, int status, lua_KContext context)
{
    (void)context;
    pass_stop(L, status);
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(L) - 1;
    charge_catch(L);
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    return finish_handler(L, lua_pcallk(L, 1, 1, 0, 0, finish_handler), 0);
}

static int bounded_xpcall(lua_State *L) /* xpcall(f, handler, ...): the handler runs after the unwinding, and counts */
{
    int n = lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushboolean(L, 1); /* f, handler, ..., true → handler, true, f, ... */
    lua_insert(L, 3);
    lua_pushvalue(L, 1);
    lua_insert(L, 4);
    lua_remove(L, 1);
    return finish_xpcall(L, lua_pcallk(L, n - 2, LUA_MULTRET, 0, 0, finish_xpcall), 0);
}

/* ---- coroutines ---- */

static lua_State *check_coroutine(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    luaL_argexpected(L, co, 1, "coroutine");
    return co;
}

static int make(lua_State *L) /* coroutine.create(f) */
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lun_script__charge(L, LUN_STEP_UNIT);
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    return 1;
}

/* Runs co with the n arguments on top of L until it yields, ends or fails. What it gave is then on top of L; -1: an error is. */
static int run(lua_State *L, lua_State *co, int n)
{
    int given;
    lun_script__charge(L, RESUME);
    if (!lua_checkstack(co, n + 1)) {
        lua_pushliteral(L, "too many arguments for a coroutine");
        return -1;
    }
    lua_xmove(L, co, n);
    go_to(co);
    int status = lua_resume(co, L, n, &given);
    go_to(L);
    if (status != LUA_OK && status != LUA_YIELD)
        given = 1;
    if (!lua_checkstack(L, given + 1)) {
        lua_pop(co, given);
        lua_pushliteral(L, "too many results of a coroutine");
        return -1;
    }
    lua_xmove(co, L, given);
    pass_stop(L, status);
    return status == LUA_OK || status == LUA_YIELD ? given : -1;
}

static int resume(lua_State *L) /* coroutine.resume(co, ...) */
{
    lua_State *co = check_coroutine(L);
    int given = run(L, co, lua_gettop(L) - 1);
    lua_pushboolean(L, given >= 0);
    if (given < 0)
        given = 1;
    lua_insert(L, -given - 1);
    return given + 1;
}

static int died(lua_State *co)
{
    int status = lua_status(co);
    return status != LUA_OK && status != LUA_YIELD;
}

/* Runs the pending __close methods. 0, or 1 with the error on top of L. */
static int close_coroutine(lua_State *L, lua_State *co)
{
    const lun_script *script = lun_script__of(L);
    const char *here = __builtin_frame_address(0);
    size_t used = script->budget.stack > here ? (size_t)(script->budget.stack - here) : 0;
    if (died_of_stop(co)) {
        lua_pushliteral(L, "this coroutine died when its rule was stopped, and is not closed");
        return 1;
    }
    if (used > STACK_OF_CLOSE)
        luaL_error(L, "coroutines that close coroutines, too deep (C stack overflow)");
    go_to(co);
    int status = lua_resetthread(co);
    go_to(L);
    if (status == LUA_OK) {
        pass_stop(L, LUA_OK);
        return 0;
    }
    lua_xmove(co, L, 1);
    pass_stop(L, status);
    return 1;
}

static int close(lua_State *L) /* coroutine.close(co) */
{
    lua_State *co = check_coroutine(L);
    lua_Debug frame;
    if (co == L || (lua_status(co) == LUA_OK && lua_getstack(co, 0, &frame)))
        return luaL_error(L, "cannot close a running coroutine");
    int failed = close_coroutine(L, co);
    lua_pushboolean(L, !failed);
    if (failed)
        lua_insert(L, -2);
    return failed + 1;
}

static int call_wrapped(lua_State *L)
{
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    int given = run(L, co, lua_gettop(L));
    if (given >= 0)
        return given;
    if (died(co)) { /* closing gives the error again, or one of its own */
        lua_xmove(L, co, 1);
        close_coroutine(L, co);
    }
    if (lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int wrap(lua_State *L) /* coroutine.wrap(f) */
{
    make(L);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

void lun_script__open_budget(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "create", make }, { "resume", resume }, { "wrap", wrap }, { "close", close }, { NULL, NULL }
    };
    lua_pushcfunction(L, bounded_pcall);
    lua_setglobal(L, "pcall");
    lua_pushcfunction(L, bounded_xpcall);
    lua_setglobal(L, "xpcall");
    lua_getglobal(L, LUA_COLIBNAME);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}

/* ---- the door ---- */

/* 1 where the call is watched. */
static int begin(lun_script *script, lun_task task)
{
    int64_t limit = task == LUN_TASK_FREE ? NO_LIMIT : task == LUN_TASK_LOAD ? script->load_steps : script->steps;
    script->budget = (lun_budget){ .task = task, .left = limit, .limit = limit, .stack = __builtin_frame_address(0) };
    return watch(script);
}

/* Outside of a protected call an allocation that fails would end the process. */
static void read_error(lun_script *script, lun_error *err)
{
    script->memory_limit += SLACK;
    lun_script__error_from(script->L, -1, err);
    script->memory_limit -= SLACK;
}

static int finish(lun_script *script, int status, lun_error *err)
{
    if (script->budget.stop == LUN_STOP_NONE && status != LUA_OK && is_memory(script->L, status))
        note_memory(script->L);
    if (script->budget.stop == LUN_STOP_NONE && status == LUA_OK)
        return LUN_OK;
    if (script->budget.stop == LUN_STOP_NONE)
        read_error(script, err);
    else
        *err = script->stopped;
    return err->code < 0 ? err->code : LUN_ESCRIPT;
}

int lun_script__enter(lun_script *script, int n_args, lun_task task, lun_error *err)
{
    lua_State *L = script->L;
    lun_budget outer = script->budget;
    lun_error local;
    int base = lua_gettop(L) - n_args - 1;
    lun_script__no_error(&local);
    int is_watched = begin(script, task);
    int rc = finish(script, lua_pcall(L, n_args, 0, 0), &local);
    unwatch(script, is_watched);
    lua_settop(L, base);
    script->ended = script->budget.stop;
    if (script->ended != LUN_STOP_NONE)
        lua_gc(L, LUA_GCCOLLECT); /* what the call held is gone: the next has all the room */
    script->budget = outer;
    if (rc < 0 && err)
        *err = local;
    return rc;
}
