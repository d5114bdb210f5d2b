/*
** fuzz_match.c - any pattern on any text: compiling and searching end in bounded steps, matches lie inside the unit
** and do not overlap where they must not, captures lie inside their match, and the planner gives up no unit with a
** match.
**
** The first line is the pattern, the rest is the text. Tokens become rows by their place, so that layers have
** something to match.
*/
#include <stdlib.h>
#include <string.h>

#include "../unit/match_pattern.h"
#include "base/utf8.h"
#include "match/matcher.h"
#include "text/text.h"

#define PATTERN_MAX 300 /* bytes: the reader of the tests goes down by recursion */
#define TEXT_MAX 2000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct bench {
    lun_arena *arena;
    lun_vocab *vocab;
    lun_schema *schema;
    lun_lexicon *lexicon;
    lun_document *document;
    lun_annotations *set;
    lun_matcher *matcher;
} bench;

static const lun_lexicon *find_lexicon(void *context, const char *name)
{
    const bench *b = context;
    return strcmp(name, "l") == 0 ? b->lexicon : NULL;
}

static void need(int condition)
{
    if (!condition)
        abort();
}

static void open_schema(bench *b)
{
    lun_error err = LUN_ERROR_INIT;
    lun_field field = { 0 };
    uint16_t p, q, u;
    b->schema = lun_schema_new();
    need(lun_schema_declare(b->schema, &p, "p", "core", NULL, LUN_POLICY_ALL, 0, &err) == LUN_OK);
    need(lun_schema_declare(b->schema, &q, "q", "core", NULL, LUN_POLICY_ALL, 0, &err) == LUN_OK);
    need(lun_schema_declare(b->schema, &u, "u", "core", NULL, LUN_POLICY_ALL, 0, &err) == LUN_OK);
    field.name = "f";
    field.owner = "core";
    field.type = LUN_TYPE_TEXT;
    need(lun_schema_add_field(b->schema, p, &field, &err) == LUN_OK);
    need(lun_schema_add_member(b->schema, u, p, NULL, &err) == LUN_OK);
    need(lun_schema_add_member(b->schema, u, q, NULL, &err) == LUN_OK);
}

static void open_bench(bench *b)
{
    static const char lines[] = "phrase\tid\nthe old pier\t1\nthe old\t2\nold\t3\na\t4\n";
    lun_error err = LUN_ERROR_INIT;
    memset(b, 0, sizeof *b);
    b->arena = lun_arena_new();
    b->vocab = lun_vocab_new();
    b->matcher = lun_matcher_new(b->vocab);
    need(b->arena && b->vocab && b->matcher);
    open_schema(b);
    need(lun_lexicon_new(&b->lexicon, "l", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_FIRST, &err) == LUN_OK);
    need(lun_lexicon_read(b->lexicon, "l", lines, sizeof lines - 1, &err) == LUN_OK);
    need(lun_lexicon_finish(b->lexicon, b->vocab, &err) == LUN_OK);
}

static void close_bench(bench *b)
{
    lun_matcher_free(b->matcher);
    lun_document_free(b->document);
    lun_lexicon_free(b->lexicon);
    lun_schema_free(b->schema);
    lun_vocab_free(b->vocab);
    lun_arena_free(b->arena);
}

static void open_text(bench *b, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    b->document = lun_document_new();
    need(b->document && lun_document_set_text(b->document, text, len, &err) == LUN_OK);
    need(lun_text_segment(b->document, b->vocab, &err) == LUN_OK);
    b->set = lun_annotations_new(b->document, b->schema);
    for (uint32_t t = 0; t + 3 < b->document->n_tokens; t += 1 + t % 3) {
        lun_annotation *row;
        lun_value value = { 0 };
        lun_span span = { b->document->tokens[t].start, b->document->tokens[t + t % 4].stop };
        value.type = t % 5 ? LUN_TYPE_TEXT : LUN_TYPE_NONE;
        value.n = 1;
        value.as.text = t % 2 ? "x" : "y";
        need(lun_annotations_add(b->set, &row, t % 2, span, 0, 0, &value, &err) == LUN_OK);
    }
    need(lun_annotations_finish(b->set, 0, &err) == LUN_OK && lun_annotations_finish(b->set, 1, &err) == LUN_OK);
}

static void check_match(const lun_match *match, lun_range unit)
{
    need(match->tokens.start < match->tokens.stop && match->tokens.start >= unit.start &&
         match->tokens.stop <= unit.stop);
    for (uint32_t i = 0; i < match->n_captures; i++) {
        lun_range tokens = match->captures[i].tokens;
        need(tokens.start <= tokens.stop && tokens.start >= match->tokens.start && tokens.stop <= match->tokens.stop);
    }
}

static void search(bench *b, const lun_program *program, lun_overlap overlap)
{
    lun_error err = LUN_ERROR_INIT;
    lun_range unit = { 0, b->document->n_tokens };
    lun_match match;
    uint32_t last_start = 0, last_stop = 0;
    int cut, rc, n = 0, may = lun_matcher_may_match(b->matcher, program, b->set, &unit, 1);
    need(lun_matcher_begin(b->matcher, program, b->set, &unit, 1, LUN_UNIT_MAX_SENTENCE, overlap, &cut, &err) ==
         LUN_OK);
    while ((rc = lun_matcher_next(b->matcher, &match, &err)) > 0) {
        check_match(&match, unit);
        need(n == 0 || match.tokens.start > last_start);
        need(overlap == LUN_OVERLAP_ALL || match.tokens.start >= last_stop);
        last_start = match.tokens.start;
        last_stop = match.tokens.stop;
        n++;
    }
    need(rc == 0 || err.code == LUN_ELIMIT);
    need(may || n == 0);
}

static void run(const char *pattern, const char *text, size_t len)
{
    bench b;
    lun_error err = LUN_ERROR_INIT;
    lun_program *program = NULL;
    open_bench(&b);
    lun_compile env = { b.vocab, b.schema, find_lexicon, &b, NULL, "pattern", pattern, 0, 0 };
    lun_node *tree = pattern_read(b.arena, pattern);
    int rc = tree ? lun_program_compile(&program, tree, &env, &err) : LUN_EFORMAT;
    need(rc == LUN_OK || !tree || err.message[0]);
    if (rc == LUN_OK) {
        open_text(&b, text, len);
        search(&b, program, LUN_OVERLAP_FIRST);
        search(&b, program, LUN_OVERLAP_ALL);
        search(&b, program, LUN_OVERLAP_LONGEST);
    }
    lun_program_free(program);
    close_bench(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *all = (const char *)data, *line = size ? memchr(data, '\n', size) : NULL;
    size_t len = line ? (size_t)(line - all) : size, rest = line ? size - len - 1 : 0;
    if (len > PATTERN_MAX || rest > TEXT_MAX || memchr(data, '\r', size) || memchr(data, '\0', size) ||
        !lun_utf8_valid(all, size))
        return 0;
    char *pattern = lun_strndup(all, len);
    if (pattern)
        run(pattern, line ? line + 1 : "", rest);
    lun_free(pattern);
    return 0;
}
