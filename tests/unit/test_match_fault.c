/*
** test_match_fault.c - whichever allocation fails, compiling, lexicons and searching fail cleanly: an error, no leak,
** and afterwards all works. (That nothing leaks is what the sanitizer looks at.) label: fault
*/
#include "unit/match_world.h"

static const char *const PATTERN =
    "x:@actor[country=TO | name ~ /e/] (says | \"Says\" | ~say)+ ...!(@place | ;) [/^a/i & !%cap & !@place & !$ties] (?<= $ties | @person a) "
    "!(b (?<! c)) y:$ties{1,2} @?nothing?";

static int try_compile(world *w)
{
    lun_arena *arena = lun_arena_new();
    lun_program *program = NULL;
    lun_compile env = world_env(w, PATTERN);
    lun_error err = LUN_ERROR_INIT;
    lun_node *tree = arena ? pattern_read(arena, PATTERN) : NULL;
    int rc = tree ? lun_program_compile(&program, tree, &env, &err) : LUN_ENOMEM;
    if (tree && rc < 0)
        assert_int_equal(err.code, LUN_ENOMEM);
    lun_program_free(program);
    lun_arena_free(arena);
    return rc;
}

static int try_lexicon(world *w)
{
    static const char lines[] =
        "phrase\tid\tkind\tn\ngood ties\ta\tx\t1\ngood ties and trade\tb\ty\t2\ntrades\tc\t\t3\ngood ties\td\tx\t1\n";
    lun_lexicon *lexicon = NULL;
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_lexicon_new(&lexicon, "made", LUN_LEXICON_EXACT, LUN_LEXICON_INFLECT_LAST, &err);
    if (rc == LUN_OK)
        rc = lun_lexicon_read(lexicon, "made", lines, sizeof lines - 1, &err);
    if (rc == LUN_OK)
        rc = lun_lexicon_finish(lexicon, w->vocab, &err);
    if (rc < 0)
        assert_int_equal(err.code, LUN_ENOMEM);
    else
        assert_int_equal(lun_lexicon_count(lexicon), 4);
    lun_lexicon_free(lexicon);
    return rc;
}

static lun_program *searched; /* compiled before memory becomes scarce */
static int found;

static int try_search(world *w)
{
    const lun_range parts[] = { { 0, 5 }, { 6, w->document->n_tokens } };
    lun_matcher *matcher = lun_matcher_new(w->vocab);
    lun_error err = LUN_ERROR_INIT;
    lun_match match;
    int cut, rc = matcher ? LUN_OK : LUN_ENOMEM;
    found = 0;
    if (!matcher)
        return rc;
    lun_matcher_may_match(matcher, searched, w->set, parts, 2);
    rc = lun_matcher_begin(matcher, searched, w->set, parts, 2, 1000, LUN_OVERLAP_LONGEST, &cut, &err);
    while (rc >= 0 && (rc = lun_matcher_next(matcher, &match, &err)) > 0)
        found++;
    if (rc < 0)
        assert_int_equal(err.code, LUN_ENOMEM);
    lun_matcher_free(matcher);
    return rc;
}

/* Fails the first, the second ... allocation, until none fails. */
static void walk(world *w, int (*attempt)(world *), size_t least)
{
    size_t n = 1;
    for (;; n++) {
        lun_mem_fail_after(n);
        int rc = attempt(w);
        size_t asked = lun_mem_count();
        lun_mem_fail_after(0);
        if (asked < n) {
            assert_int_equal(rc, LUN_OK);
            break;
        }
        assert_true(rc == LUN_OK || rc == LUN_ENOMEM);
    }
    assert_true(n > least);
    assert_int_equal(attempt(w), LUN_OK);
}

static void test_compile__survives_each_failed_allocation(void **state)
{
    world *w = *state;
    world_lexicon(w, "ties", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_FIRST, "good ties\nties\n");
    walk(w, try_compile, 50);
}

static void test_lexicon__survives_each_failed_allocation(void **state)
{
    walk(*state, try_lexicon, 20);
}

static void test_search__survives_each_failed_allocation(void **state)
{
    world *w = *state;
    world_lexicon(w, "ties", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_FIRST, "good ties\nties\n");
    world_text(w, "Ann Lee said that good ties and ties are near; Ann Lee says good ties.");
    world_mark(w, LAYER_PERSON, "Ann Lee", NULL);
    world_mark_from(w, 20, LAYER_PERSON, "Ann Lee", NULL);
    world_finish(w);
    searched = world_compile(
        w,
        "(x:@actor)+ [~say & !/^z/] (?<! @place) ...!(no | ;) y:[]*? (?<= ([] | @person)+) &(~good ... [$ties & !@place]) z:$ties");
    walk(w, try_search, 15);
    assert_true(found > 0);
    lun_program_free(searched);
    searched = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_compile__survives_each_failed_allocation, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__survives_each_failed_allocation, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_search__survives_each_failed_allocation, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match faults", tests, NULL, NULL);
}
