/*
** match_world.h - a small document with layers for the tests of core/match: a vocabulary, a schema, rows marked by
** their words, and matches written as text, so that a test is a line.
**
** A match reads: its words, then in braces its captures by the order they were filled, name=words, with @layer where
** the capture is an annotation and $lexicon where it is a phrase. Matches are joined by "; ".
*/
#ifndef LUN_TESTS_MATCH_WORLD_H
#define LUN_TESTS_MATCH_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "match/matcher.h"
#include "text/text.h"
#include "unit/match_pattern.h"

enum { LAYER_PERSON, LAYER_COUNTRY, LAYER_PLACE, LAYER_EVENT, LAYER_ACTOR };
enum { PERSON_NAME, PERSON_COUNTRY, PERSON_CHIEF, PERSON_AGE, PERSON_PARTY, PERSON_BORN, PERSON_TITLES };
enum { COUNTRY_ISO, COUNTRY_ADJECTIVE };
enum { EVENT_WHO, EVENT_LEADER, EVENT_TOPIC, EVENT_BEFORE };

typedef struct world {
    lun_arena *arena;
    lun_vocab *vocab;
    lun_schema *schema;
    lun_condition *not_adjective; /* of the union actor: person | country[!adjective] */
    lun_lexicon *lexicons[4];
    uint32_t n_lexicons;
    lun_document *document;
    lun_annotations *set;
    lun_matcher *matcher;
} world;

static const lun_lexicon *world__lexicon(void *context, const char *name)
{
    const world *w = context;
    for (uint32_t i = 0; i < w->n_lexicons; i++) {
        if (strcmp(lun_lexicon_name(w->lexicons[i]), name) == 0)
            return w->lexicons[i];
    }
    return NULL;
}

static inline lun_compile world_env(world *w, const char *source)
{
    lun_compile env = { w->vocab, w->schema, world__lexicon, w, NULL, "pattern", source, 0, 0 };
    return env;
}

static void world__field(world *w, uint16_t layer, const char *name, lun_type type, int list)
{
    static const char *const parties[] = { "red", "green", "blue" };
    lun_error err = LUN_ERROR_INIT;
    lun_field field = { 0 };
    field.name = name;
    field.owner = "core";
    field.type = type;
    field.list = list != 0;
    field.target = LAYER_EVENT;
    if (type == LUN_TYPE_ENUM) {
        field.options = parties;
        field.n_options = 3;
    }
    assert_int_equal(lun_schema_add_field(w->schema, layer, &field, &err), LUN_OK);
}

static void world__schema(world *w)
{
    static const char *const names[] = { "person", "country", "place", "event", "actor" };
    lun_error err = LUN_ERROR_INIT;
    w->schema = lun_schema_new();
    assert_non_null(w->schema);
    for (uint16_t i = 0; i < 5; i++) {
        uint16_t number;
        assert_int_equal(lun_schema_declare(w->schema, &number, names[i], "core", NULL, LUN_POLICY_ALL, i < 3, &err),
                         LUN_OK);
        assert_int_equal(number, i);
    }
    world__field(w, LAYER_PERSON, "name", LUN_TYPE_TEXT, 0);
    world__field(w, LAYER_PERSON, "country", LUN_TYPE_TEXT, 0);
    world__field(w, LAYER_PERSON, "chief", LUN_TYPE_BOOLEAN, 0);
    world__field(w, LAYER_PERSON, "age", LUN_TYPE_INTEGER, 0);
    world__field(w, LAYER_PERSON, "party", LUN_TYPE_ENUM, 0);
    world__field(w, LAYER_PERSON, "born", LUN_TYPE_DATE, 0);
    world__field(w, LAYER_PERSON, "titles", LUN_TYPE_TEXT, 1);
    world__field(w, LAYER_COUNTRY, "iso", LUN_TYPE_TEXT, 0);
    world__field(w, LAYER_COUNTRY, "adjective", LUN_TYPE_BOOLEAN, 0);
    world__field(w, LAYER_EVENT, "who", LUN_TYPE_ENTITY, 1);
    world__field(w, LAYER_EVENT, "leader", LUN_TYPE_ENTITY, 0);
    world__field(w, LAYER_EVENT, "topic", LUN_TYPE_SPAN, 0);
    world__field(w, LAYER_EVENT, "before", LUN_TYPE_ANNOTATION, 0);
}

static void world__union(world *w)
{
    lun_compile env = world_env(w, "!adjective");
    lun_error err = LUN_ERROR_INIT;
    lun_node *not = lun_node_new(w->arena, LUN_NODE_COND_NOT, 1);
    not ->children[0] = lun_node_new(w->arena, LUN_NODE_COND_FILLED, 0);
    not ->children[0]->text = "adjective";
    assert_int_equal(lun_condition_compile(&w->not_adjective, not, LAYER_COUNTRY, &env, &err), LUN_OK);
    assert_int_equal(lun_schema_add_member(w->schema, LAYER_ACTOR, LAYER_PERSON, NULL, &err), LUN_OK);
    assert_int_equal(lun_schema_add_member(w->schema, LAYER_ACTOR, LAYER_COUNTRY, w->not_adjective, &err), LUN_OK);
}

static inline void world_open(world *w)
{
    memset(w, 0, sizeof *w);
    w->arena = lun_arena_new();
    w->vocab = lun_vocab_new();
    assert_non_null(w->arena);
    assert_non_null(w->vocab);
    world__schema(w);
    world__union(w);
    w->matcher = lun_matcher_new(w->vocab);
    assert_non_null(w->matcher);
}

static inline void world_close(world *w)
{
    lun_matcher_free(w->matcher);
    lun_document_free(w->document);
    lun_condition_free(w->not_adjective);
    for (uint32_t i = 0; i < w->n_lexicons; i++)
        lun_lexicon_free(w->lexicons[i]);
    lun_schema_free(w->schema);
    lun_vocab_free(w->vocab);
    lun_arena_free(w->arena);
}

static inline lun_lexicon *world_lexicon(world *w, const char *name, lun_lexicon_case fold, lun_lexicon_inflect inflect,
                                         const char *lines)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = NULL;
    assert_int_equal(lun_lexicon_new(&lexicon, name, fold, inflect, &err), LUN_OK);
    w->lexicons[w->n_lexicons++] = lexicon;
    if (lun_lexicon_read(lexicon, name, lines, strlen(lines), &err) < 0)
        fail_msg("%s", err.message);
    assert_int_equal(lun_lexicon_finish(lexicon, w->vocab, &err), LUN_OK);
    return lexicon;
}

static inline void world_text(world *w, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document_free(w->document);
    w->document = lun_document_new();
    assert_non_null(w->document);
    assert_int_equal(lun_document_set_text(w->document, text, strlen(text), &err), LUN_OK);
    assert_int_equal(lun_text_segment(w->document, w->vocab, &err), LUN_OK);
    w->set = lun_annotations_new(w->document, w->schema);
    assert_non_null(w->set);
}

/* Marks the first place of these words that starts at or after byte `from`. */
static inline lun_annotation *world_mark_from(world *w, uint32_t from, uint16_t layer, const char *words,
                                              const lun_value *values)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row = NULL;
    const char *at = strstr(w->document->text + from, words);
    assert_non_null(at);
    lun_span span = { (uint32_t)(at - w->document->text), 0 };
    span.stop = span.start + (uint32_t)strlen(words);
    uint32_t entity = layer <= LAYER_PLACE ? lun_annotations_entity(w->set, "thing", words, NULL) : 0;
    if (lun_annotations_add(w->set, &row, layer, span, 0, entity, values, &err) < 0)
        fail_msg("%s", err.message);
    return row;
}

static inline lun_annotation *world_mark(world *w, uint16_t layer, const char *words, const lun_value *values)
{
    return world_mark_from(w, 0, layer, words, values);
}

static inline lun_value text_value(const char *text, lun_type type)
{
    lun_value value = { 0 };
    value.type = type;
    value.n = (uint32_t)strlen(text);
    value.as.text = text;
    return value;
}

static inline lun_value integer_value(int64_t integer, lun_type type)
{
    lun_value value = { 0 };
    value.type = type;
    value.as.integer = integer;
    return value;
}

static inline void world_finish(world *w)
{
    lun_error err = LUN_ERROR_INIT;
    for (uint16_t layer = 0; layer < 4; layer++)
        assert_int_equal(lun_annotations_finish(w->set, layer, &err), LUN_OK);
}

static inline lun_program *world_compile(world *w, const char *pattern)
{
    lun_compile env = world_env(w, pattern);
    lun_error err = LUN_ERROR_INIT;
    lun_program *program = NULL;
    lun_node *tree = pattern_read(w->arena, pattern);
    if (!tree)
        fail_msg("the test's pattern cannot be read: %s", pattern);
    if (lun_program_compile(&program, tree, &env, &err) < 0)
        fail_msg("%s: %s", pattern, err.message);
    return program;
}

static void world__words(const world *w, lun_range range, lun_buf *out)
{
    if (range.start == range.stop)
        return;
    lun_span span = lun_document_span(w->document, range);
    lun_buf_add(out, w->document->text + span.start, span.stop - span.start);
}

static void world__match(const world *w, const lun_program *program, const lun_match *match, lun_buf *out)
{
    uint32_t n;
    const lun_capture_info *infos = lun_program_captures(program, &n);
    world__words(w, match->tokens, out);
    for (uint32_t i = 0; i < match->n_captures; i++) {
        const lun_capture *capture = &match->captures[i];
        lun_buf_addf(out, "%s%s=", i ? ", " : " {", infos[capture->slot].name);
        world__words(w, capture->tokens, out);
        if (capture->annotation)
            lun_buf_addf(out, "@%s",
                         lun_schema_layer(w->schema, lun_annotations_get(w->set, capture->annotation)->layer)->name);
        if (capture->lexicon)
            lun_buf_addf(out, "$%s", lun_lexicon_name(capture->lexicon));
    }
    if (match->n_captures)
        lun_buf_addc(out, '}');
}

/* All matches in these ranges as text; the caller's to lun_free. */
static inline char *world_matches_in(world *w, const lun_program *program, const lun_range *ranges, uint32_t n,
                                     lun_overlap overlap)
{
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    lun_match match;
    int cut, rc;
    assert_int_equal(
        lun_matcher_begin(w->matcher, program, w->set, ranges, n, LUN_UNIT_MAX_DOCUMENT, overlap, &cut, &err), LUN_OK);
    while ((rc = lun_matcher_next(w->matcher, &match, &err)) > 0) {
        if (out.len > 0)
            lun_buf_adds(&out, "; ");
        world__match(w, program, &match, &out);
    }
    if (rc < 0)
        fail_msg("%s", err.message);
    lun_buf_adds(&out, "");
    return lun_buf_take(&out);
}

/* The same over the whole document as one unit. */
static inline char *world_matches(world *w, const char *pattern, lun_overlap overlap)
{
    lun_program *program = world_compile(w, pattern);
    lun_range all = { 0, w->document->n_tokens };
    char *found = world_matches_in(w, program, &all, 1, overlap);
    lun_program_free(program);
    return found;
}

static inline void world__check(world *w, const char *pattern, lun_overlap overlap, const char *expected,
                                const char *file, int line)
{
    char *found = world_matches(w, pattern, overlap);
    if (!found || strcmp(found, expected) != 0)
        fail_msg("%s:%d: %s\n  expected: %s\n  found:    %s", file, line, pattern, expected, found ? found : "?");
    lun_free(found);
}

/* Fixture of a test group: *state is a fresh world. */
static inline int open_world(void **state)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    world_open(w);
    *state = w;
    return 0;
}

static inline int close_world(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

#define check_matches(w, pattern, expected) world__check(w, pattern, LUN_OVERLAP_FIRST, expected, __FILE__, __LINE__)
#define check_all(w, pattern, expected) world__check(w, pattern, LUN_OVERLAP_ALL, expected, __FILE__, __LINE__)
#define check_longest(w, pattern, expected) world__check(w, pattern, LUN_OVERLAP_LONGEST, expected, __FILE__, __LINE__)

#endif
