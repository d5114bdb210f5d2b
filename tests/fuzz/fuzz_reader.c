/*
** fuzz_reader.c - any text to the reader of patterns: it reads inside the text, and each node of a tree that it makes stands in the text, inside
** the node around it. The first line is what %one stands for.
*/
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/read.h"
#include "text/vocab.h"

#define TEXT_MAX 4000
#define VOCABULARY 100000 /* words after which it starts afresh */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static lun_vocab *vocab;

typedef struct shore { /* the only definition */
    lun_definition plain, test;
    int is_plain, is_test;
} shore;

static void need(int condition)
{
    if (!condition)
        abort();
}

static const lun_definition *find(void *context, const char *name, int as_test)
{
    const shore *s = context;
    if (!s || strcmp(name, "one") != 0)
        return NULL;
    return as_test ? (s->is_test ? &s->test : NULL) : s->is_plain ? &s->plain : NULL;
}

static void check_places(const lun_node *node, uint32_t start, uint32_t stop)
{
    if (node->width) { /* what a name stands for has none */
        need(node->at >= start && node->at + node->width <= stop);
        start = node->at;
        stop = node->at + node->width;
    }
    for (uint32_t i = 0; i < node->n_children; i++)
        check_places(node->children[i], start, stop);
    if (node->condition)
        check_places(node->condition, start, stop);
}

static int read_as(lun_definition *out, lun_reading_of what, lun_arena *arena, const char *text, const shore *known)
{
    const lun_reading how = { what, arena, vocab, find, (void *)(uintptr_t)known };
    int rc = lun_pattern_read(out, text, strlen(text), &how);
    need(rc == 0 || rc == 1);
    if (rc && what == LUN_READING_PATTERN)
        check_places(out->tree, 0, (uint32_t)strlen(text));
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > TEXT_MAX || memchr(data, '\0', size))
        return 0;
    if (vocab && lun_vocab_count(vocab) > VOCABULARY) {
        lun_vocab_free(vocab);
        vocab = NULL;
    }
    vocab = vocab ? vocab : lun_vocab_new();
    lun_arena *arena = lun_arena_new();
    char *text = lun_strndup((const char *)data, size);
    need(vocab && arena && text);
    char *line = strchr(text, '\n');
    shore known = { 0 };
    lun_definition tree;
    if (line) {
        *line = '\0';
        known.is_plain = read_as(&known.plain, LUN_READING_DEFINITION, arena, text, NULL);
        known.is_test = read_as(&known.test, LUN_READING_TEST, arena, text, NULL);
    }
    read_as(&tree, LUN_READING_PATTERN, arena, line ? line + 1 : text, &known);
    lun_free(text);
    lun_arena_free(arena);
    return 0;
}
