/*
** lexicon.c - the life of a lexicon: phrases are added, it is finished, its entries are read. Sits on lexicon_build.h.
**
** Invariant: a lexicon has a builder until it is finished, and a block from then on, which never changes.
*/
#include "match/lexicon.h"

#include <string.h>

#include "match/lexicon_inside.h"
#include "match/phrases.h"

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
    lexicon->memo = lun_calloc(1, sizeof *lexicon->memo);
    if (!lexicon->name || !lexicon->memo || lun_builder_new(&lexicon->builder, lexicon->name, fold, inflect) < 0) {
        lun_lexicon_free(lexicon);
        return no_memory(NULL, err);
    }
    *out = lexicon;
    return LUN_OK;
}

void lun_lexicon_free(lun_lexicon *lexicon)
{
    if (!lexicon)
        return;
    lun_builder_free(lexicon->builder);
    lun_free(lexicon->block);
    lun_cache_unmap(&lexicon->mapping);
    if (lexicon->memo)
        lun_vec_clear(&lexicon->memo->words);
    if (lexicon->memo)
        lun_free(lexicon->memo->pairs);
    lun_free(lexicon->memo);
    lun_free(lexicon->name);
    lun_free(lexicon);
}

const char *lun_lexicon_name(const lun_lexicon *lexicon)
{
    return lexicon->name;
}

uint32_t lun_lexicon__longest(const lun_lexicon *lexicon)
{
    return lexicon->image.longest;
}

uint64_t lun_lexicon__hash(const lun_lexicon *lexicon)
{
    return lexicon->hash;
}

size_t lun_lexicon_bytes(const lun_lexicon *lexicon)
{
    return lexicon->builder ? 0 : (size_t)lexicon->image.head->at[LUN_IMAGE_SECTIONS];
}

/* ---- fields ---- */

const char *lun_lexicon_field_name(const lun_lexicon *lexicon, uint32_t field)
{
    if (lexicon->builder)
        return lun_builder_field_name(lexicon->builder, field);
    return field < lexicon->image.n_fields ? lexicon->image.data + lexicon->image.fields[field].at : NULL;
}

uint32_t lun_lexicon_field(const lun_lexicon *lexicon, const char *name)
{
    const char *other;
    for (uint32_t i = 0; (other = lun_lexicon_field_name(lexicon, i)) != NULL; i++) {
        if (strcmp(other, name) == 0)
            return i;
    }
    return LUN_LEXICON_NONE;
}

/* ---- adding ---- */

static int finished(const lun_lexicon *lexicon, lun_error *err)
{
    return lun_error_set(err, LUN_EUSAGE, "lexicon '%s' is finished: no phrase can be added", lexicon->name);
}

int lun_lexicon_add_field(lun_lexicon *lexicon, const char *name, lun_error *err)
{
    return lexicon->builder ? lun_builder_add_field(lexicon->builder, name, err) : finished(lexicon, err);
}

int lun_lexicon__add(lun_lexicon *lexicon, lun_piece phrase, lun_piece id, const lun_value *values, uint32_t line,
                     lun_error *err)
{
    return lexicon->builder ? lun_builder_add(lexicon->builder, phrase, id, values, line, err) : finished(lexicon, err);
}

int lun_lexicon_add(lun_lexicon *lexicon, const char *phrase, size_t len, const char *id, const lun_value *values,
                    uint32_t line, lun_error *err)
{
    return lun_lexicon__add(lexicon, (lun_piece){ phrase, len }, (lun_piece){ id, id ? strlen(id) : 0 }, values, line,
                            err);
}

/* ---- finishing ---- */

/* The name is part of it: memos of two lexicons that hold the same are told apart by what programs know them by. */
static uint64_t hash_of(const lun_lexicon *lexicon)
{
    return lun_hash64_seed(lexicon->name, strlen(lexicon->name), lexicon->image.head->checksum);
}

static void taken(lun_lexicon *lexicon)
{
    lexicon->hash = hash_of(lexicon);
    lun_builder_free(lexicon->builder);
    lexicon->builder = NULL;
}

int lun_lexicon__take_block(lun_lexicon *lexicon, uint8_t *block, size_t len, lun_error *err)
{
    int rc = lun_image_open(&lexicon->image, block, len, err);
    if (rc < 0)
        return rc;
    lexicon->block = block;
    taken(lexicon);
    return LUN_OK;
}

int lun_lexicon__take_mapping(lun_lexicon *lexicon, const lun_mapping *mapping, lun_error *err)
{
    int rc = lun_image_open(&lexicon->image, mapping->data, mapping->len, err);
    if (rc < 0)
        return rc;
    lexicon->mapping = *mapping;
    taken(lexicon);
    return LUN_OK;
}

static int learn_word(lun_lexicon *lexicon, lun_vocab *vocab, uint32_t number)
{
    lun_lexicon_memo *memo = lexicon->memo;
    size_t len;
    const char *form = lun_image_text_at(&lexicon->image, lexicon->image.words[number], &len);
    uint32_t word = lun_vocab_add(vocab, form, len);
    if (word == LUN_WORD_NONE || lun_vec_reserve(&memo->words, (size_t)word + 1) < 0)
        return LUN_ENOMEM;
    while (memo->words.n <= word)
        memo->words.items[memo->words.n++] = 0;
    memo->words.items[word] = number + 2;
    return LUN_OK;
}

int lun_lexicon__learn_words(lun_lexicon *lexicon, lun_vocab *vocab, lun_error *err)
{
    lexicon->memo->vocab = vocab;
    lexicon->memo->generation = lun_vocab_generation(vocab);
    lexicon->memo->closed = lexicon->image.n_words <= LUN_LEXICON_WORDS_MAX;
    if (lexicon->image.n_steps >= LUN_LEXICON_PAIRS_LEAST) /* without memory it is slower */
        lexicon->memo->pairs = lun_calloc(LUN_LEXICON_PAIRS, sizeof *lexicon->memo->pairs);
    for (uint32_t w = 0; lexicon->memo->closed && w < lexicon->image.n_words; w++) {
        if (learn_word(lexicon, vocab, w) < 0)
            return no_memory(lexicon, err);
    }
    return LUN_OK;
}

int lun_lexicon_finish(lun_lexicon *lexicon, lun_vocab *vocab, lun_error *err)
{
    uint8_t *block;
    size_t len;
    int rc;
    if (!lexicon->builder)
        return LUN_OK;
    if ((rc = lun_builder_compile(&block, &len, lexicon->builder, NULL, err)) < 0)
        return rc;
    if ((rc = lun_lexicon__take_block(lexicon, block, len, err)) < 0) {
        lun_free(block);
        return rc;
    }
    return lun_lexicon__learn_words(lexicon, vocab, err);
}

/* ---- entries ---- */

uint32_t lun_lexicon_count(const lun_lexicon *lexicon)
{
    return lexicon->builder ? lun_builder_count(lexicon->builder) : lexicon->image.n_entries;
}

static const uint32_t *row_of(const lun_lexicon *lexicon, uint32_t entry)
{
    return lexicon->image.rows + (size_t)entry * lexicon->image.width;
}

int lun_lexicon_get(const lun_lexicon *lexicon, uint32_t entry, lun_lexicon_entry *out)
{
    lun_value text;
    memset(out, 0, sizeof *out);
    out->phrase = "";
    if (lexicon->builder || entry >= lexicon->image.n_entries)
        return 0;
    const uint32_t *row = row_of(lexicon, entry);
    out->line = row[LUN_ROW_LINE];
    lun_image_cell(&lexicon->image, row[LUN_ROW_PHRASE], &text);
    if (text.type == LUN_TYPE_TEXT)
        out->phrase = text.as.text;
    lun_image_cell(&lexicon->image, row[LUN_ROW_ID], &text);
    if (text.type == LUN_TYPE_TEXT)
        out->id = text.as.text;
    return 1;
}

void lun_lexicon_value(const lun_lexicon *lexicon, uint32_t entry, uint32_t field, lun_value *out)
{
    uint32_t at = 0;
    if (!lexicon->builder && entry < lexicon->image.n_entries && field < lexicon->image.n_fields)
        at = row_of(lexicon, entry)[LUN_ROW_FIELDS + field];
    lun_image_cell(&lexicon->image, at, out);
}
