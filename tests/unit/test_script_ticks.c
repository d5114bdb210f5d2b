/*
** test_script_ticks.c - rules whose steps count after ticks: whatever runs when the second one comes is stopped as if all had counted, and who may have
** had more than its steps is told of.
*/
/* label: full */
#include <signal.h>
#include <sys/time.h>

#include "script_sandbox.h"

#define ENDLESS "while true do end"
#define CLOSES "setmetatable({}, { __close = function() " ENDLESS " end })"

static void on_tick(int number)
{
    (void)number;
    if (loaded)
        lun_script_tick(loaded);
}

static void tick_every(long microseconds)
{
    const struct sigaction action = { .sa_handler = on_tick, .sa_flags = SA_RESTART };
    const struct itimerval every = { { 0, microseconds }, { 0, microseconds } };
    assert_int_equal(sigaction(SIGVTALRM, &action, NULL), 0);
    assert_int_equal(setitimer(ITIMER_VIRTUAL, &every, NULL), 0);
}

static int start_ticks(void **state)
{
    counting = LUN_COUNT_AFTER_TICKS;
    tick_every(1000);
    return set_limits(state);
}

static int stop_ticks(void **state)
{
    (void)state;
    tick_every(0);
    return 0;
}

static void test_loops__are_stopped(void **state)
{
    (void)state;
    assert_too_long(ENDLESS);
    assert_too_long("while true do pcall(error) end");
    assert_too_long("while true do pcall(function() while true do end end) end");
    assert_too_long("xpcall(error, function() " ENDLESS " end)");
    assert_too_long("local x <close> = " CLOSES);
    assert_too_long("local x <close> = " CLOSES " " ENDLESS);
    assert_too_long("local n = 0 repeat n = n + #tostring(n) until n < 0");
    assert_too_long("table.sort({ 1, 2, 3 }, function() " ENDLESS " end)");
    assert_too_long("('x'):gsub('x', function() " ENDLESS " end)");
    assert_too_long("return doc:layer('sentence', function() " ENDLESS " end)");
}

static void test_loops__in_coroutines_are_stopped(void **state)
{
    (void)state;
    assert_too_long("coroutine.wrap(function() " ENDLESS " end)()");
    assert_too_long("coroutine.wrap(function() pcall(coroutine.wrap(function() " ENDLESS " end)) end)()");
    assert_too_long("pcall(coroutine.wrap(function() end)) " ENDLESS);
    assert_too_long("local co = coroutine.create(function() coroutine.yield() " ENDLESS " end)\n"
                    "coroutine.resume(co) coroutine.resume(co)");
    assert_too_long(
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end");
    assert_too_long("while true do coroutine.wrap(function() end)() end");
    assert_too_long("local co = coroutine.create(function() local x <close> = " CLOSES " coroutine.yield() end)\n"
                    "coroutine.resume(co) coroutine.close(co)");
    assert_too_long("coroutine.wrap(function() local x <close> = " CLOSES " error('x') end)()");
    /* the tick finds one thread and the loop goes on in others */
    assert_too_long(
        "local co = coroutine.wrap(function() while true do for i = 1, 9e4 do end coroutine.yield() end end)\n"
        "while true do co() for i = 1, 9e4 do end end");
}

static void test_other_stops__are_as_they_were(void **state)
{
    (void)state;
    assert_stopped("", "while true do pcall(string.rep, 'x', 1e10) end", "memory limit of 256 MiB", 1);
    assert_raises("", "for i = 1, 1e5 do end error('so')", "so");
}

static void test_short_rules__are_not_counted(void **state)
{
    (void)state;
    tick_every(0);
    assert_raises("", "for i = 1, 2e7 do end", NULL); /* six times what it may take, and nobody ticks */
}

static void test_a_coroutine__that_was_made_uncounted_counts_where_all_does(void **state)
{
    char lua[4000];
    outcome got;
    (void)state;
    snprintf(lua, sizeof lua, frame, "",
             "if kept then coroutine.resume(kept) else\n"
             "kept = coroutine.create(function() coroutine.yield() " ENDLESS " end) coroutine.resume(kept) end");
    lun_script *script = load_ok(lua);
    run(&got, script);
    assert_int_equal(got.n_problems, 0);
    tick_every(0);
    lun_script_count(script, LUN_COUNT_ALL);
    run(&got, script);
    assert_non_null(strstr(got.problems, "million steps"));
    loaded = NULL;
    lun_script_free(script);
}

static void assert_unsure(const char *body, int unsure)
{
    char lua[4000];
    outcome got;
    limits.steps = 100 * MILLION;
    snprintf(lua, sizeof lua, frame, "", body);
    lun_script *script = load_ok(lua);
    run(&got, script);
    assert_int_equal(got.n_problems, 0);
    assert_int_equal(lun_script_unsure(script), unsure);
    loaded = NULL;
    lun_script_free(script);
}

static void test_rules__of_which_nobody_knows_are_told_of(void **state)
{
    (void)state;
    assert_unsure("for i = 1, 90e6 do end", 1);
    assert_unsure("pcall(coroutine.wrap(function() for i = 1, 90e6 do end end))", 1);
    assert_unsure("for i = 1, 20e6 do end", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_loops__are_stopped, start_ticks, stop_ticks),
        cmocka_unit_test_setup_teardown(test_loops__in_coroutines_are_stopped, start_ticks, stop_ticks),
        cmocka_unit_test_setup_teardown(test_other_stops__are_as_they_were, start_ticks, stop_ticks),
        cmocka_unit_test_setup_teardown(test_short_rules__are_not_counted, start_ticks, stop_ticks),
        cmocka_unit_test_setup_teardown(test_a_coroutine__that_was_made_uncounted_counts_where_all_does, start_ticks,
                                        stop_ticks),
        cmocka_unit_test_setup_teardown(test_rules__of_which_nobody_knows_are_told_of, start_ticks, stop_ticks),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
