/*
** test_script_reader.c - the reader of core/match and the grammar of the library read the same: what the reader takes, the grammar takes, and the trees
** are equal with all places; the program of a text with names is the one that its tree gives.
**
** Texts are drawn from pieces of the pattern language, right and wrong ones; besides, all that the documentation and the plugins show is read.
*/
#include <stdio.h>
#include <string.h>

#include "base/embed.h"
#include "cmocka_all.h"
#include "match/read.h"
#include "script/pattern_tree.h"

#define DRAWN 20000
#define PIECES_MOST 12

static const char *const pieces[] = {
    "a",
    "said",
    "U.S.",
    "don't",
    "x2",
    "AT&T",
    "and/or",
    "3.5",
    "é",
    "ни",
    "’s",
    "…",
    "क",
    "–",
    "--",
    "a_b",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "# c\n",
    "\xC2\xA0",
    "|",
    " | ",
    "(",
    ")",
    "( ",
    " )",
    "[",
    "]",
    "[]",
    "?",
    "*",
    "+",
    "??",
    "{2}",
    "{1,3}",
    "{ 2 , }",
    "{0}",
    "{3,1}",
    "{9999}",
    "{0000002}",
    "..0000003",
    "...",
    "..5",
    "..0",
    "..",
    ".",
    ",",
    ";",
    "-",
    ":",
    "who:",
    "a:b",
    "!",
    "&",
    " & ",
    "!x",
    "&x",
    "<",
    "<<",
    ">",
    ">>",
    "^",
    "=",
    "~say",
    "~",
    "%cap",
    "%",
    "%One",
    "%two",
    "%one",
    "%test",
    "%loop",
    "$l",
    "$",
    "@p",
    "@?p",
    "@",
    "@p[",
    "[f=x]",
    "[f = \"a b\", c & !g]",
    "[f~/^a/i]",
    "[!(f in $l | g<3)]",
    "[f==x]",
    "[f.g>=-1.5]",
    "[f in l]",
    "\"a b\"",
    "\"\"",
    "\"\\\"\"",
    "\"\\x\"",
    "\"",
    "/ed$/",
    "/a\\/b/i",
    "/[’']s/",
    "/ /",
    "/",
    "/x/y",
    "[a & !~b | (%cap & /x$/)]",
    "[a&b]",
    "[!a & $l]",
    "[@p[f] | \"X\"]",
    "(?<= a)",
    "(?<! %one | b)",
    "(?",
    "(?<=",
    "!(a b)",
    "&[%noun]",
    "...!(a | b)",
    "..5!@p",
    "who:(a b)+",
    "(a:b c:d?){2}?",
};
static const char *const definitions[] = { "one",   "x:a | [b & ~c] d{1,2}",
                                           "two",   "%one (%one | !%test e)",
                                           "test",  "~go | f | [%cap & !%other]",
                                           "other", "/ed$/ | \"AIS\" | %upper",
                                           "loop",  "%loop a" };

static lun_script *script;
static uint32_t seed = 1;

static uint32_t draw(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static int open_script(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    return lun_script_new(&script, NULL, &err);
}

static int close_script(void **state)
{
    (void)state;
    lun_script_free(script);
    return 0;
}

/* ---- trees with places ---- */

static void print_tree(const lun_node *node, lun_buf *out)
{
    lun_buf_addf(out, "(%d %u+%u '%s' '%s' %d %d %d%d%d", (int)node->kind, node->at, node->width,
                 node->text ? node->text : "-", node->flags ? node->flags : "-", node->min, node->max, node->lazy,
                 node->negative, node->optional);
    for (uint32_t i = 0; i < node->n_values; i++)
        lun_buf_addf(out, " '%s'", node->values[i]);
    if (node->condition)
        print_tree(node->condition, out);
    for (uint32_t i = 0; i < node->n_children; i++)
        print_tree(node->children[i], out);
    lun_buf_addc(out, ')');
}

/* What lunette.pattern makes of a text, on top of the stack: its tree or nil. */
static void parse(lua_State *L, const char *text)
{
    lua_getglobal(L, "require");
    lua_pushstring(L, "lunette.pattern");
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "parse");
    lua_pushstring(L, text);
    lua_call(L, 1, 1);
}

static const lun_definition *nothing(void *context, const char *name, int as_test)
{
    (void)context, (void)name, (void)as_test;
    return NULL;
}

static unsigned n_compared;

/* In Lua, since building raises: are the two trees the same? Texts with names are left to the other test. */
static int compare_trees(lua_State *L)
{
    const char *text = lua_touserdata(L, 1);
    lun_definition read;
    lun_buf mine = LUN_BUF_INIT, theirs = LUN_BUF_INIT;
    lun_tree_builder b = lun_tree_builder_new(L);
    const lun_reading how = { LUN_READING_PATTERN, b.arena, b.vocab, nothing, NULL };
    if (lun_pattern_read(&read, text, strlen(text), &how) != 1)
        return 0;
    n_compared++;
    parse(L, text);
    if (!lua_istable(L, -1))
        fail_msg("the grammar refuses what the reader reads: %s", text);
    print_tree(read.tree, &mine);
    print_tree(lun_tree_build(&b, lua_gettop(L)), &theirs);
    if (strcmp(mine.data, theirs.data) != 0)
        fail_msg("%s\nreader:  %s\ngrammar: %s", text, mine.data, theirs.data);
    lun_buf_clear(&mine);
    lun_buf_clear(&theirs);
    return 0;
}

static void run(lua_CFunction function, const void *with)
{
    lun_error err = LUN_ERROR_INIT;
    lua_pushcfunction(script->L, function);
    lua_pushlightuserdata(script->L, (void *)(uintptr_t)with);
    if (lun_script__enter(script, 1, LUN_TASK_FREE, &err) < 0)
        fail_msg("%s: %s", (const char *)with, err.message);
}

static int reads(const char *text)
{
    lun_definition read;
    lun_arena *arena = lun_arena_new();
    const lun_reading how = { LUN_READING_PATTERN, arena, NULL, NULL, NULL };
    int rc = lun_pattern_read(&read, text, strlen(text), &how);
    lun_arena_free(arena);
    assert_true(rc >= 0);
    return rc;
}

/* ---- drawn texts ---- */

static void draw_text(char *out)
{
    uint32_t n = 1 + draw(PIECES_MOST);
    out[0] = '\0';
    for (uint32_t i = 0; i < n; i++)
        strcat(out, pieces[draw(sizeof pieces / sizeof *pieces)]);
}

static void test_reader__reads_what_the_grammar_reads(void **state)
{
    char text[64 * PIECES_MOST];
    (void)state;
    n_compared = 0;
    for (int i = 0; i < DRAWN; i++) {
        draw_text(text);
        if (reads(text))
            run(compare_trees, text);
    }
    assert_true(n_compared > DRAWN / 100);
}

/* core.compile_text and core.compile of the resolved tree; errors of the latter are refusals. */
static const char by_both_ways[] =
    "local text, definitions = ...\n"
    "local core, pattern = require 'lunette.core', require 'lunette.pattern'\n"
    "local program = core.compile_text(text, { known = {}, definitions = definitions })\n"
    "if not program then return false end\n"
    "local trees = {}\n"
    "for name, own in pairs(definitions) do trees[name] = assert(pattern.parse(own)) end\n"
    "local tree = assert(pattern.parse(text, { later = true }))\n"
    "local other = core.compile(pattern.resolve(tree, trees), { known = {}, source = text })\n"
    "if program:print() ~= other:print() then error(text .. '\\n' .. program:print() .. other:print(), 0) end\n"
    "return true\n";

static int n_compiled;

static int compare_programs(lua_State *L)
{
    const char *text = lua_touserdata(L, 1);
    if (luaL_loadbufferx(L, by_both_ways, strlen(by_both_ways), "=both", "t") != LUA_OK)
        return lua_error(L);
    lua_pushstring(L, text);
    lua_newtable(L);
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i += 2) {
        lua_pushstring(L, definitions[i + 1]);
        lua_setfield(L, -2, definitions[i]);
    }
    lua_call(L, 2, 1);
    n_compiled += lua_toboolean(L, -1);
    return 0;
}

static void test_reader__puts_in_what_names_stand_for(void **state)
{
    char text[64 * PIECES_MOST];
    (void)state;
    for (int i = 0; i < DRAWN; i++) {
        draw_text(text);
        if (strchr(text, '%') && reads(text))
            run(compare_programs, text);
    }
    assert_true(n_compiled > DRAWN / 1000);
    run(compare_programs, "%one | [%test & !x] %two");
    run(compare_programs, "(%two){1,3} y:%one");
    int before = n_compiled;
    run(compare_programs, "%loop");
    run(compare_programs, "[%two]");
    run(compare_programs, "!%one");
    run(compare_programs, "%nowhere");
    assert_int_equal(n_compiled, before);
}

/* ---- what is written ---- */

static void test_reader__takes_what_is_common(void **state)
{
    static const char *const texts[] = {
        "~be ready to",
        "who:@actor (will | is to) what:([%verb] []{1,3}?) (and what:%noun)* . >",
        "@?kraken | whale",
        "@person[country=NO & !(age<30 | name in $l), form~/^x/i]",
        "(?<! never | n't) ~leave &(at noon) !\"AIS\"",
        "<< ...!(@place | ;) w:[]+ ..5 >>",
        "[%cap & !/^['’]s$/ | $praise] # a comment",
        "U.S. don’t long-term – 's",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strchr(texts[i], ',') && strstr(texts[i], "form~"))
            assert_int_equal(reads(texts[i]), 0); /* a comma ends no condition */
        else if (!reads(texts[i]))
            fail_msg("not read: %s", texts[i]);
        else
            run(compare_trees, texts[i]);
    }
}

/* All [[ … ]] of the plugins inside the binary that the reader takes. */
static void test_reader__reads_the_plugins(void **state)
{
    unsigned n = 0, taken = 0;
    (void)state;
    for (size_t i = 0; i < lun_embedded_count(); i++) {
        const lun_embedded *file = lun_embedded_at(i);
        const char *at = (const char *)file->data, *stop;
        if (strncmp(file->path, "plugins/", 8) != 0 || !strstr(file->path, ".lua"))
            continue;
        for (; (at = strstr(at, "[[")) != NULL && (stop = strstr(at, "]]")) != NULL; at = stop) {
            char text[20000];
            if (stop - at < 3 || (size_t)(stop - at) > sizeof text)
                continue;
            memcpy(text, at + 2, (size_t)(stop - at - 2));
            text[stop - at - 2] = '\0';
            n++;
            if (!reads(text))
                continue;
            taken++;
            run(compare_trees, text);
        }
    }
    assert_true(n > 300 && taken > n * 9 / 10);
}

/* ---- where declarations end ---- */

static const char *const brackets[] = { "{",    "}",    "(",  ")", "[",  "]",    "[[", "]]",   "[=[",    "]=]",
                                        "[==[", "]==]", "\"", "'", "\\", "\\\"", "--", "-",    "--[",    "\n",
                                        " ",    "a",    "= ", ",", "{}", "()",   "é",  "--[[", "rule \"" };

static const char ends_by_both_ways[] =
    "local text = ...\n"
    "local core, source = require 'lunette.core', require 'lunette.base.source'\n"
    "for start = 1, #text + 2 do\n"
    "    local found, wanted = core.declaration_stop(text, start), source.stop_by_grammar(text, start)\n"
    "    if found ~= wanted then error(('%q from %d: %s, not %s'):format(text, start, found, wanted), 0) end\n"
    "end\n";

static int compare_ends(lua_State *L)
{
    if (luaL_loadbufferx(L, ends_by_both_ways, strlen(ends_by_both_ways), "=ends", "t") != LUA_OK)
        return lua_error(L);
    lua_pushstring(L, lua_touserdata(L, 1));
    lua_call(L, 1, 0);
    return 0;
}

static void test_declarations__end_where_the_grammar_says(void **state)
{
    char text[16 * PIECES_MOST];
    (void)state;
    for (int i = 0; i < DRAWN; i++) {
        text[0] = '\0';
        for (uint32_t n = draw(PIECES_MOST + 1); n > 0; n--)
            strcat(text, brackets[draw(sizeof brackets / sizeof *brackets)]);
        run(compare_ends, text);
    }
    run(compare_ends, "rule \"x\" { match = [[ a ( ]], -- }\n doc = '}', { \"\\\"}\" } } -- rest");
}

/* ---- memory that is gone ---- */

static const lun_definition *one_word(void *context, const char *name, int as_test)
{
    (void)name, (void)as_test;
    return context;
}

static void test_reader__says_that_memory_is_gone(void **state)
{
    static const char text[] =
        "who:@a[f=\"x\" & g in $l] (\"In a\" | ~go | /x/i)+? [%cap & !%b] ..5!(c) (?<! %one) , &d";
    lun_node word = { .kind = LUN_NODE_CLASS, .text = "cap", .facts = { .known = 1, .height = 1, .one_token = 1 } };
    lun_definition read, definition = { &word, 1, 1 };
    int rc = LUN_ENOMEM;
    (void)state;
    for (size_t n = 1; rc == LUN_ENOMEM; n++) {
        lun_vocab *vocab = lun_vocab_new();
        lun_arena *arena = lun_arena_new();
        const lun_reading how = { LUN_READING_PATTERN, arena, vocab, one_word, &definition };
        lun_mem_fail_after(n);
        rc = lun_pattern_read(&read, text, sizeof text - 1, &how);
        lun_mem_fail_after(0);
        lun_arena_free(arena);
        lun_vocab_free(vocab);
        assert_true(rc == LUN_ENOMEM || rc == 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader__reads_what_the_grammar_reads),
        cmocka_unit_test(test_reader__puts_in_what_names_stand_for),
        cmocka_unit_test(test_reader__takes_what_is_common),
        cmocka_unit_test(test_reader__reads_the_plugins),
        cmocka_unit_test(test_reader__says_that_memory_is_gone),
        cmocka_unit_test(test_declarations__end_where_the_grammar_says),
    };
    return cmocka_run_group_tests(tests, open_script, close_script);
}
