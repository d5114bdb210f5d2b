/*
** core_test.c - what tests of rules ask of the engine: how far a pattern got in a text where it found nothing, what another program finds in the
** units of a rule, and a call with a budget of steps. Module core.nearest, core.search, core.bounded.
**
** Sits on runner.c and the trace of the matcher. The document is the one that core.analyse made last; its layers are finished.
*/
#include <string.h>

#include "match/code.h"
#include "script/runner.h"

#define REACH_TOKENS 4096 /* of one start; what lies behind is not looked at */

typedef struct nearest { /* where a search of one rule got furthest */
    const lun_matcher *matcher;
    const lun_program *program;
    uint64_t starts;              /* of the matcher, at the step before */
    uint32_t first;               /* boundary of the start at hand */
    uint32_t end;                 /* the pattern's last instruction: lookarounds stand behind it */
    uint32_t reach[REACH_TOKENS]; /* by tokens from the start: elements taken until there, when it was last reached */
    uint32_t taken;               /* elements taken until the step at hand, where the step before was one of its way */
    uint8_t goes_on;
    lun_trace_step step;
    uint32_t step_first, step_taken;
    uint8_t found;
} nearest;

/* Tokens of a gap are skipped rather than taken, and what has no length takes nothing. */
static int counts(const lun_program *program, uint32_t instruction)
{
    uint8_t op = program->code.items[instruction].op;
    return op == LUN_OP_WORD || op == LUN_OP_TEST || op == LUN_OP_LAYER || op == LUN_OP_LEXICON;
}

/* A step follows the one before it if that one matched; otherwise the search went back to a place that it had reached. */
static void follow(void *context, const lun_trace_step *step)
{
    nearest *n = context;
    if (step->instruction > n->end)
        return;
    if (lun_matcher_starts(n->matcher) != n->starts) {
        n->starts = lun_matcher_starts(n->matcher);
        n->first = step->token;
        n->reach[0] = n->taken = n->goes_on = 0;
    }
    uint32_t way = step->token - n->first;
    if (step->token < n->first || way >= REACH_TOKENS)
        return;
    uint32_t taken = n->goes_on ? n->taken : n->reach[way];
    n->reach[way] = taken;
    n->taken = taken + (step->matched && counts(n->program, step->instruction));
    n->goes_on = step->matched;
    if (step->matched || (n->found && taken <= n->step_taken))
        return;
    n->step = *step;
    n->step_first = n->first;
    n->step_taken = taken;
    n->found = 1;
}

static uint32_t last_instruction(const lun_program *program)
{
    uint32_t i = 0;
    while (i + 1 < program->code.n && program->code.items[i].op != LUN_OP_MATCH)
        i++;
    return i;
}

static uint32_t check_rule(lua_State *L)
{
    lua_Integer number = luaL_checkinteger(L, 1);
    if (number < 1 || number >= (lua_Integer)lun_script__of(L)->n_rules)
        luaL_error(L, "there is no rule with the number %I", number);
    return (uint32_t)number;
}

static int nothing(lua_State *L)
{
    (void)L;
    return 0;
}

static int traced_search(lua_State *L) /* (rule) */
{
    lua_pushcfunction(L, nothing);
    lun_script__search_again(L, check_rule(L), NULL, 2, 1);
    return 0;
}

static void push_words(lua_State *L, const lun_document *document, uint32_t first, uint32_t stop)
{
    lun_range range = { first, stop };
    if (first < stop && stop <= document->n_tokens)
        lun_script__push_span(L, lun_document_span(document, range));
    else
        lua_pushnil(L);
}

/*
** core.nearest(rule) -> { at =, width =, taken = span or nil, stopped = span or nil } or nothing: the element (bytes of the pattern) that failed
** after most elements were taken, what was gone over until there, and the token that it was asked of.
*/
static int core_nearest(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    const lun_program *program = script->rules[check_rule(L)].program;
    luaL_argcheck(L, program, 1, "a rule without a pattern");
    lua_settop(L, 1);
    nearest *n = lua_newuserdatauv(L, sizeof *n, 0);
    memset(n, 0, sizeof *n);
    n->matcher = script->matcher;
    n->program = program;
    n->starts = UINT64_MAX;
    n->end = last_instruction(program);
    lun_matcher_trace(script->matcher, follow, n);
    lua_pushcfunction(L, traced_search);
    lua_pushvalue(L, 1);
    int status = lua_pcall(L, 1, 0, 0);
    lun_matcher_trace(script->matcher, NULL, NULL);
    if (status != LUA_OK)
        return lua_error(L);
    if (!n->found)
        return 0;
    const lun_document *document = lun_annotations_document(script->set);
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, n->step.at);
    lua_setfield(L, -2, "at");
    lua_pushinteger(L, n->step.width);
    lua_setfield(L, -2, "width");
    push_words(L, document, n->step_first, n->step_taken ? n->step.token : n->step_first);
    lua_setfield(L, -2, "taken");
    push_words(L, document, n->step.token, n->step.token + 1);
    lua_setfield(L, -2, "stopped");
    return 1;
}

/* core.search(rule, program, function(match, doc)): the program in the units of the rule */
static int core_search(lua_State *L)
{
    uint32_t number = check_rule(L);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    lua_settop(L, 3);
    lun_script__search_again(L, number, *(lun_program **)lun_script__check(L, 2, LUN_KIND_PROGRAM), 3, 0);
    return 0;
}

/* core.bounded(function): calls it with the budget that a rule has for one document; raises what it raises */
static int core_bounded(lua_State *L)
{
    lun_script *script = lun_script__of(L);
    lun_error err = LUN_ERROR_INIT;
    luaL_checktype(L, 1, LUA_TFUNCTION);
    if (L != script->L)
        return luaL_error(L, "a test is not run by a coroutine");
    lua_settop(L, 1);
    if (lun_script__enter(script, 0, LUN_TASK_SPEC, &err) < 0)
        return lun_script__raise(L, &err);
    return 0;
}

void lun_script__core_test(lua_State *L)
{
    static const luaL_Reg functions[] = {
        { "nearest", core_nearest },
        { "search", core_search },
        { "bounded", core_bounded },
        { NULL, NULL },
    };
    luaL_setfuncs(L, functions, 0);
}
