/*
** lexicon.c - lexicons: building phrase by phrase, and finding them at a token. Sits on trie.h and core/text.
**
** The trie knows folded words and lemmas. A lexicon of exact spellings finds its candidates in the same way and then
** compares spellings, so that a document's curly mark needs no word of its own. Entries that stop at one node form a
** chain in the order they were added.
*/
#include "match/lexicon.h"

#include <string.h>

#include "base/buf.h"
#include "match/phrases.h"
#include "match/spelled.h"
#include "match/trie.h"
#include "text/text.h"

typedef struct inner_entry {
    uint32_t next;           /* with the same node, LUN_LEXICON_NONE at the last */
    uint32_t words, n_words; /* in `words`, as written; for exact lexicons only */
} inner_entry;

struct lun_lexicon {
    char *name;
    lun_lexicon_case fold;
    lun_lexicon_inflect inflect;
    lun_arena *arena; /* texts and values */
    LUN_VEC(const char *) fields;
    LUN_VEC(lun_lexicon_entry) entries;
    LUN_VEC(inner_entry) inner; /* beside entries */
    LUN_VEC(uint32_t) words;
    lun_trie trie;
    uint32_t longest;
    uint64_t hash;
    uint8_t finished;
};

static int no_memory(const lun_lexicon *lexicon, lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for lexicon '%s'", lexicon ? lexicon->name : "?");
}

int lun_lexicon_new(lun_lexicon **out, const char *name, lun_lexicon_case fold, lun_lexicon_inflect inflect,
                    lun_error *err)
{
    lun_lexicon *lexicon = lun_calloc(1, sizeof *lexicon);
    if (!lexicon)
        return no_memory(NULL, err);
    lexicon->fold = fold;
    lexicon->inflect = inflect;
    lexicon->name = lun_strdup(name);
    lexicon->arena = lun_arena_new();
    if (!lexicon->name || !lexicon->arena || lun_trie_init(&lexicon->trie) < 0) {
        lun_lexicon_free(lexicon);
        return no_memory(NULL, err);
    }
    lexicon->hash = lun_hash64_seed(name, strlen(name), (uint64_t)fold * 16 + (uint64_t)inflect);
    *out = lexicon;
    return LUN_OK;
}

void lun_lexicon_free(lun_lexicon *lexicon)
{
    if (!lexicon)
        return;
    lun_trie_clear(&lexicon->trie);
    lun_vec_clear(&lexicon->fields);
    lun_vec_clear(&lexicon->entries);
    lun_vec_clear(&lexicon->inner);
    lun_vec_clear(&lexicon->words);
    lun_arena_free(lexicon->arena);
    lun_free(lexicon->name);
    lun_free(lexicon);
}

const char *lun_lexicon_name(const lun_lexicon *lexicon)
{
    return lexicon->name;
}

uint32_t lun_lexicon__longest(const lun_lexicon *lexicon)
{
    return lexicon->longest;
}

uint64_t lun_lexicon__hash(const lun_lexicon *lexicon)
{
    return lexicon->hash;
}

/* ---- fields ---- */

uint32_t lun_lexicon_field(const lun_lexicon *lexicon, const char *name)
{
    for (uint32_t i = 0; i < lexicon->fields.n; i++) {
        if (strcmp(lexicon->fields.items[i], name) == 0)
            return i;
    }
    return LUN_LEXICON_NONE;
}

const char *lun_lexicon_field_name(const lun_lexicon *lexicon, uint32_t field)
{
    return field < lexicon->fields.n ? lexicon->fields.items[field] : NULL;
}

int lun_lexicon_add_field(lun_lexicon *lexicon, const char *name, lun_error *err)
{
    if (lun_lexicon_field(lexicon, name) != LUN_LEXICON_NONE)
        return lun_error_set(err, LUN_EFORMAT, "lexicon '%s': field '%s' is declared twice", lexicon->name, name);
    if (lexicon->entries.n > 0)
        return lun_error_set(err, LUN_EUSAGE, "lexicon '%s': field '%s' is declared after the first phrase",
                             lexicon->name, name);
    const char *copy = lun_arena_strdup(lexicon->arena, name);
    if (!copy || lun_vec_push(&lexicon->fields, copy) < 0)
        return no_memory(lexicon, err);
    return (int)lexicon->fields.n - 1;
}

/* ---- adding ---- */

static int inflected(const lun_lexicon *lexicon, uint32_t i, uint32_t n)
{
    switch (lexicon->inflect) {
    case LUN_LEXICON_INFLECT_NONE:
        return 0;
    case LUN_LEXICON_INFLECT_FIRST:
        return i == 0;
    case LUN_LEXICON_INFLECT_LAST:
        return i + 1 == n;
    case LUN_LEXICON_INFLECT_ALL:
        return 1;
    }
    return 0;
}

/* The node of a phrase; UINT32_MAX when memory is gone. */
static uint32_t grow_path(lun_lexicon *lexicon, lun_vocab *vocab, const lun_token *tokens, uint32_t n)
{
    uint32_t node = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t label = inflected(lexicon, i, n) ? lun_trie_lemma_label(&lexicon->trie, vocab, tokens[i].word)
                                                  : lun_trie_word_label(lun_vocab_fold(vocab, tokens[i].word));
        node = label ? lun_trie_grow(&lexicon->trie, node, label) : UINT32_MAX;
        if (node == UINT32_MAX)
            return node;
    }
    return node;
}

static int same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static int same_value(const lun_value *a, const lun_value *b)
{
    if (a->type != b->type)
        return 0;
    switch (a->type) {
    case LUN_TYPE_TEXT:
        return a->n == b->n && memcmp(a->as.text, b->as.text, a->n) == 0;
    case LUN_TYPE_NUMBER:
        return memcmp(&a->as.number, &b->as.number, sizeof a->as.number) == 0;
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_BOOLEAN:
        return a->as.integer == b->as.integer;
    case LUN_TYPE_NONE:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
    case LUN_TYPE_SPAN:
    case LUN_TYPE_ENTITY:
    case LUN_TYPE_ANNOTATION:
    case LUN_TYPE_LIST:
        return 1;
    }
    return 0;
}

static int same_words(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t entry, const lun_token *tokens,
                      uint32_t n)
{
    const inner_entry *inner = &lexicon->inner.items[entry];
    if (lexicon->fold == LUN_LEXICON_FOLD)
        return 1;
    for (uint32_t i = 0; i < n; i++) {
        if (!inflected(lexicon, i, n) &&
            !lun_spelled_alike(vocab, lexicon->words.items[inner->words + i], tokens[i].word))
            return 0;
    }
    return inner->n_words == n;
}

static int is_known(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t node, const lun_token *tokens,
                    uint32_t n, const char *id, const lun_value *values)
{
    static const lun_value none;
    for (uint32_t e = lexicon->trie.nodes.items[node].first; e != LUN_LEXICON_NONE; e = lexicon->inner.items[e].next) {
        const lun_lexicon_entry *entry = &lexicon->entries.items[e];
        uint32_t f = 0;
        while (f < lexicon->fields.n && same_value(&entry->values[f], values ? &values[f] : &none))
            f++;
        if (f == lexicon->fields.n && same_text(entry->id, id) && same_words(lexicon, vocab, e, tokens, n))
            return 1;
    }
    return 0;
}

static const lun_value *copy_values(lun_lexicon *lexicon, const lun_value *values, lun_error *err)
{
    lun_value *copy = lun_arena_calloc(lexicon->arena, lexicon->fields.n + 1, sizeof *copy);
    if (!copy)
        no_memory(lexicon, err);
    for (uint32_t f = 0; copy && values && f < lexicon->fields.n; f++) {
        copy[f] = values[f];
        if (values[f].type == LUN_TYPE_TEXT) {
            copy[f].as.text = lun_arena_strndup(lexicon->arena, values[f].as.text, values[f].n);
            if (!copy[f].as.text) {
                no_memory(lexicon, err);
                return NULL;
            }
        } else if (values[f].type != LUN_TYPE_NONE && values[f].type != LUN_TYPE_INTEGER &&
                   values[f].type != LUN_TYPE_NUMBER && values[f].type != LUN_TYPE_BOOLEAN) {
            lun_error_set(err, LUN_EUSAGE, "lexicon '%s': field '%s' is text, a number or a boolean, not %s",
                          lexicon->name, lexicon->fields.items[f], lun_type_name(values[f].type));
            return NULL;
        }
    }
    return copy;
}

static void note_hash(lun_lexicon *lexicon, const lun_lexicon_entry *entry)
{
    lexicon->hash = lun_hash64_seed(entry->phrase, strlen(entry->phrase), lexicon->hash);
    if (entry->id)
        lexicon->hash = lun_hash64_seed(entry->id, strlen(entry->id), lexicon->hash);
    for (uint32_t f = 0; f < lexicon->fields.n; f++) {
        const lun_value *value = &entry->values[f];
        lexicon->hash = value->type == LUN_TYPE_TEXT
                            ? lun_hash64_seed(value->as.text, value->n, lexicon->hash)
                            : lun_hash64_seed(&value->as.integer, sizeof value->as.integer, lexicon->hash);
    }
}

static int push_entry(lun_lexicon *lexicon, uint32_t node, const lun_token *tokens, uint32_t n,
                      const lun_lexicon_entry *entry)
{
    inner_entry inner = { LUN_LEXICON_NONE, (uint32_t)lexicon->words.n, n };
    if (lun_vec_reserve(&lexicon->entries, lexicon->entries.n + 1) < 0 ||
        lun_vec_reserve(&lexicon->inner, lexicon->inner.n + 1) < 0)
        return LUN_ENOMEM;
    if (lexicon->fold == LUN_LEXICON_EXACT && lun_vec_reserve(&lexicon->words, lexicon->words.n + n) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; lexicon->fold == LUN_LEXICON_EXACT && i < n; i++)
        lexicon->words.items[lexicon->words.n++] = tokens[i].word;

    uint32_t number = (uint32_t)lexicon->entries.n;
    lun_node_entries *ends = &lexicon->trie.nodes.items[node];
    lexicon->entries.items[lexicon->entries.n++] = *entry;
    lexicon->inner.items[lexicon->inner.n++] = inner;
    if (ends->first == LUN_LEXICON_NONE)
        ends->first = number;
    else
        lexicon->inner.items[ends->last].next = number;
    ends->last = number;
    if (n > lexicon->longest)
        lexicon->longest = n;
    return LUN_OK;
}

static int add_tokens(lun_lexicon *lexicon, lun_vocab *vocab, const lun_token *tokens, uint32_t n,
                      lun_lexicon_entry *entry, size_t len, const lun_value *values, lun_error *err)
{
    uint32_t node = grow_path(lexicon, vocab, tokens, n);
    if (node == UINT32_MAX)
        return no_memory(lexicon, err);
    if (is_known(lexicon, vocab, node, tokens, n, entry->id, values))
        return LUN_OK;
    entry->phrase = lun_arena_strndup(lexicon->arena, entry->phrase, len);
    const char *id = lun_arena_strdup(lexicon->arena, entry->id);
    if (!entry->phrase || (entry->id && !id))
        return no_memory(lexicon, err);
    entry->id = id;
    entry->values = copy_values(lexicon, values, err);
    if (!entry->values)
        return err ? err->code : LUN_ENOMEM;
    if (push_entry(lexicon, node, tokens, n, entry) < 0)
        return no_memory(lexicon, err);
    note_hash(lexicon, entry);
    return LUN_OK;
}

int lun_lexicon_add(lun_lexicon *lexicon, lun_vocab *vocab, const char *phrase, size_t len, const char *id,
                    const lun_value *values, uint32_t line, lun_error *err)
{
    lun_lexicon_entry entry = { phrase, id, NULL, line };
    lun_token *tokens = NULL;
    uint32_t n = 0;
    int rc;
    if (lexicon->finished)
        return lun_error_set(err, LUN_EUSAGE, "lexicon '%s' is finished: no phrase can be added", lexicon->name);
    if (memchr(phrase, '\0', len))
        return lun_error_set(err, LUN_EFORMAT, "lexicon '%s': a phrase that holds a NUL byte", lexicon->name);
    if ((rc = lun_text_tokenize(&tokens, &n, phrase, len, vocab, err)) < 0)
        return rc;
    if (n == 0) {
        rc = lun_error_set(err, LUN_EFORMAT, "lexicon '%s': a phrase without words", lexicon->name);
        lun_error_hint(err, "a phrase needs a letter, a digit or a sign");
    } else {
        rc = add_tokens(lexicon, vocab, tokens, n, &entry, len, values, err);
    }
    lun_free(tokens);
    return rc;
}

int lun_lexicon_finish(lun_lexicon *lexicon, lun_error *err)
{
    (void)err;
    lexicon->finished = 1;
    return LUN_OK;
}

uint32_t lun_lexicon_count(const lun_lexicon *lexicon)
{
    return (uint32_t)lexicon->entries.n;
}

const lun_lexicon_entry *lun_lexicon_get(const lun_lexicon *lexicon, uint32_t entry)
{
    return entry < lexicon->entries.n ? &lexicon->entries.items[entry] : NULL;
}

/* ---- finding ---- */

/* The entries that stop at the nodes of `front` (n words were read), lowest numbers first; at most `most` of them. */
static uint32_t entries_at(const lun_lexicon *lexicon, const lun_vocab *vocab, const lun_front *front,
                           const lun_token *tokens, uint32_t n, uint32_t most, uint32_t found[LUN_LEXICON_HITS])
{
    uint32_t n_found = 0;
    for (uint32_t i = 0; i < front->n; i++) {
        uint32_t e = lexicon->trie.nodes.items[front->nodes[i]].first, taken = 0;
        for (; e != LUN_LEXICON_NONE && taken < most; e = lexicon->inner.items[e].next) {
            if (!same_words(lexicon, vocab, e, tokens, n))
                continue;
            uint32_t at = n_found < most ? n_found++ : n_found;
            while (at > 0 && found[at - 1] > e) {
                if (at < most)
                    found[at] = found[at - 1];
                at--;
            }
            if (at < most)
                found[at] = e;
            taken++;
        }
    }
    return n_found;
}

/* Puts the hits of a longer phrase before those found so far; the shortest fall off. */
static uint32_t prepend(lun_lexicon_hit hits[LUN_LEXICON_HITS], uint32_t n, uint32_t stop, const uint32_t *found,
                        uint32_t n_found)
{
    uint32_t kept = n + n_found > LUN_LEXICON_HITS ? LUN_LEXICON_HITS - n_found : n;
    memmove(hits + n_found, hits, kept * sizeof *hits);
    for (uint32_t i = 0; i < n_found; i++)
        hits[i] = (lun_lexicon_hit){ stop, found[i] };
    return kept + n_found;
}

static uint32_t find(const lun_lexicon *lexicon, lun_vocab *vocab, const lun_token *tokens, uint32_t start,
                     uint32_t stop, uint32_t most, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    lun_front fronts[2], *front = &fronts[0], *next = &fronts[1];
    uint32_t found[LUN_LEXICON_HITS], n = 0;
    front->nodes[0] = 0;
    front->n = 1;
    for (uint32_t at = start; at < stop; at++) {
        lun_trie_follow(&lexicon->trie, vocab, front, tokens[at].word, next);
        if (next->n == 0)
            break;
        lun_front *swap = front;
        front = next;
        next = swap;
        uint32_t n_found = entries_at(lexicon, vocab, front, tokens + start, at + 1 - start, most, found);
        n = prepend(hits, n, at + 1, found, n_found);
    }
    return n;
}

uint32_t lun_lexicon_at(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t start,
                        uint32_t stop, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    return find(lexicon, vocab, document->tokens, start, stop, LUN_LEXICON_HITS, hits);
}

uint32_t lun_lexicon__stops(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t start,
                            uint32_t stop, lun_lexicon_hit hits[LUN_LEXICON_HITS])
{
    return find(lexicon, vocab, document->tokens, start, stop, 1, hits);
}

int lun_lexicon__starts(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word)
{
    lun_front root = { { 0 }, 1 }, next;
    lun_trie_follow(&lexicon->trie, vocab, &root, word, &next);
    return next.n > 0;
}

uint32_t lun_lexicon_lookup(const lun_lexicon *lexicon, lun_vocab *vocab, const char *text, size_t len)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    lun_token *tokens = NULL;
    uint32_t n = 0, entry = LUN_LEXICON_NONE;
    lun_error err = LUN_ERROR_INIT;
    if (lun_text_tokenize(&tokens, &n, text, len, vocab, &err) < 0)
        return LUN_LEXICON_NONE;
    if (n > 0 && find(lexicon, vocab, tokens, 0, n, 1, hits) > 0 && hits[0].stop == n)
        entry = hits[0].entry;
    lun_free(tokens);
    return entry;
}
