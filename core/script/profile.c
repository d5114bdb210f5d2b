/*
** profile.c - what each rule costs, counted while it runs: `lunette profile` shows it. Off by default; then it costs a test a rule and match.
*/
#include <string.h>
#include <time.h>

#include "script/engine.h"

struct lun_profile {
    lun_rule_cost *costs; /* by number of the rule */
    uint64_t **visits;    /* by number of the rule: steps by instruction, NULL where it has no pattern */
    uint32_t n_rules;
    uint64_t steps, starts, started; /* of the matcher and the clock when the rule at hand began */
    uint32_t rows;
};

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void lun_script__profile_free(lun_profile *profile)
{
    if (!profile)
        return;
    for (uint32_t i = 0; profile->visits && i < profile->n_rules; i++)
        lun_free(profile->visits[i]);
    lun_free(profile->visits);
    lun_free(profile->costs);
    lun_free(profile);
}

static int make_room(lun_profile *profile, const lun_script *script)
{
    profile->n_rules = script->n_rules;
    profile->costs = lun_calloc((size_t)script->n_rules + 1, sizeof *profile->costs);
    profile->visits = lun_calloc((size_t)script->n_rules + 1, sizeof *profile->visits);
    if (!profile->costs || !profile->visits)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < script->n_rules; i++) {
        const lun_program *program = script->rules[i].program;
        if (!program)
            continue;
        profile->visits[i] = lun_calloc((size_t)lun_program_size(program) + 1, sizeof **profile->visits);
        if (!profile->visits[i])
            return LUN_ENOMEM;
    }
    return LUN_OK;
}

int lun_script_profile(lun_script *script, lun_error *err)
{
    lun_profile *profile = lun_calloc(1, sizeof *profile);
    if (!profile || make_room(profile, script) < 0) {
        lun_script__profile_free(profile);
        return lun_error_set(err, LUN_ENOMEM, "no memory to count what rules cost");
    }
    lun_script__profile_free(script->profile);
    script->profile = profile;
    lua_gc(script->L, LUA_GCCOLLECT); /* what loading left is no rule's to pay for */
    return LUN_OK;
}

lun_rule_cost *lun_script__cost(lun_script *script)
{
    return &script->profile->costs[script->rule];
}

void lun_script__profile_begin(lun_script *script, uint32_t rule)
{
    lun_profile *profile = script->profile;
    lun_matcher_count(script->matcher, profile->visits[rule]);
    profile->steps = lun_matcher_steps(script->matcher) + lun_matcher_steps(script->inner);
    profile->starts = lun_matcher_starts(script->matcher);
    profile->rows = lun_annotations_last(script->set);
    profile->started = now();
}

void lun_script__profile_end(lun_script *script, uint32_t rule)
{
    lun_profile *profile = script->profile;
    lun_rule_cost *cost = &profile->costs[rule];
    cost->nanoseconds += now() - profile->started;
    cost->steps += lun_matcher_steps(script->matcher) + lun_matcher_steps(script->inner) - profile->steps;
    cost->starts += lun_matcher_starts(script->matcher) - profile->starts;
    cost->rows += lun_annotations_last(script->set) - profile->rows;
    lun_matcher_count(script->matcher, NULL);
}

/* ---- the dearest element ---- */

/* Counts are written out, so a question stands in several instructions: their steps are summed up at the first. */
static void find_dearest(lun_rule_cost *cost, const lun_program *program, const uint64_t *visits, uint64_t *sums)
{
    uint32_t n = lun_program_size(program);
    memset(sums, 0, n * sizeof *sums);
    cost->dear_steps = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t same = visits[i] ? lun_program_same(program, i) : UINT32_MAX;
        if (same == UINT32_MAX)
            continue;
        sums[same] += visits[i];
        if (sums[same] > cost->dear_steps) {
            cost->dear_steps = sums[same];
            cost->dearest = same;
        }
    }
}

void lun_script_dearest(const lun_script *script, uint32_t rule, lun_buf *out)
{
    const lun_program *program = script->rules[rule].program;
    if (program && script->profile && script->profile->costs[rule].dear_steps)
        lun_program_question(program, script->schema, script->profile->costs[rule].dearest, out);
}

static void add_triggered(lun_script *script)
{
    for (uint32_t i = 0; script->triggers && i < script->n_stages; i++) {
        const lun_stage *stage = &script->stages[i];
        for (uint32_t r = 0; r < stage->n_rules; r++) {
            lun_rule_cost *cost = &script->profile->costs[stage->rules[r]];
            cost->waits = (uint8_t)lun_triggers_wait(script->triggers, stage->first_place + r);
            cost->triggered = lun_triggers_count(script->triggers, stage->first_place + r);
        }
    }
}

const lun_rule_cost *lun_script_costs(lun_script *script)
{
    const lun_profile *profile = script->profile;
    uint64_t *sums = profile ? lun_calloc(LUN_PROGRAM_MAX * 2, sizeof *sums) : NULL;
    if (!sums)
        return NULL;
    for (uint32_t i = 0; i < profile->n_rules; i++) {
        if (profile->visits[i])
            find_dearest(&profile->costs[i], script->rules[i].program, profile->visits[i], sums);
    }
    lun_free(sums);
    add_triggered(script);
    return profile->costs;
}

uint64_t lun_script_regex_tests(const lun_script *script)
{
    return lun_matcher_regex_tests(script->matcher) + lun_matcher_regex_tests(script->inner);
}

uint32_t lun_script_words(const lun_script *script)
{
    return lun_vocab_count(script->vocab);
}
