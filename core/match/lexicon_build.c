/*
** lexicon_build.c - collecting the phrases of a lexicon. Sits on core/text.
**
** A phrase is tokenized over a vocabulary that goes when the lexicon is finished; what is kept of it are labels in one
** array, a row of numbers, and texts in one buffer. Nothing is allocated a phrase.
*/
#include "match/lexicon_build.h"

#include <string.h>

#include "match/spelled.h"
#include "text/text.h"

#define FIRST_SLOTS 64
#define DATA_MAX (UINT32_MAX - 16u)

static int no_memory(const lun_builder *b, lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for lexicon '%s'", b->name);
}

int lun_builder_new(lun_builder **out, const char *name, lun_lexicon_case fold, lun_lexicon_inflect inflect)
{
    lun_builder *b = *out = lun_calloc(1, sizeof *b);
    if (!b)
        return LUN_ENOMEM;
    b->name = name;
    b->fold = fold;
    b->inflect = inflect;
    b->words = lun_vocab_new();
    b->sets = lun_intern_new();
    b->cells = lun_calloc(FIRST_SLOTS, sizeof *b->cells);
    b->known = lun_calloc(FIRST_SLOTS, sizeof *b->known);
    b->cells_size = b->known_size = FIRST_SLOTS;
    lun_buf_addc(&b->data, '\0'); /* place 0 is no cell */
    if (b->words && b->sets && b->cells && b->known && !b->data.failed)
        return LUN_OK;
    lun_builder_free(b);
    *out = NULL;
    return LUN_ENOMEM;
}

void lun_builder_free(lun_builder *b)
{
    if (!b)
        return;
    lun_vocab_free(b->words);
    lun_intern_free(b->sets);
    lun_buf_clear(&b->data);
    lun_free(b->cells);
    lun_free(b->known);
    lun_vec_clear(&b->fields);
    lun_vec_clear(&b->rows);
    lun_vec_clear(&b->labels);
    lun_vec_clear(&b->spelled);
    lun_vec_clear(&b->stops);
    lun_free(b);
}

uint32_t lun_builder_count(const lun_builder *b)
{
    return (uint32_t)b->stops.n;
}

uint32_t lun_builder_first(const lun_builder *b, uint32_t entry)
{
    return entry ? b->stops.items[entry - 1] : 0;
}

/* ---- texts and values ---- */

uint32_t lun_builder_write(lun_builder *b, const void *bytes, size_t len)
{
    size_t at = b->data.len;
    if (b->data.failed || len > DATA_MAX - at)
        return UINT32_MAX;
    lun_buf_add(&b->data, bytes, len);
    return b->data.failed ? UINT32_MAX : (uint32_t)at;
}

int lun_builder_full(const lun_builder *b, lun_error *err)
{
    if (b->data.failed || b->data.len < DATA_MAX / 2)
        return no_memory(b, err);
    return lun_error_set(err, LUN_ELIMIT, "lexicon '%s' has more than 4 GiB of texts", b->name);
}

static uint32_t write_text(lun_builder *b, const char *text, size_t len)
{
    uint32_t n = (uint32_t)len;
    char tag = LUN_TYPE_TEXT;
    if (len > DATA_MAX - 16 || lun_builder_write(b, &tag, 1) == UINT32_MAX ||
        lun_builder_write(b, &n, sizeof n) == UINT32_MAX || lun_builder_write(b, text, len) == UINT32_MAX ||
        lun_builder_write(b, "", 1) == UINT32_MAX)
        return UINT32_MAX;
    return (uint32_t)(b->data.len - len - 2 - sizeof n);
}

static size_t cell_len(const char *cell)
{
    uint32_t len;
    if (*cell != LUN_TYPE_TEXT)
        return 9;
    memcpy(&len, cell + 1, sizeof len);
    return 6 + (size_t)len;
}

static uint32_t cell_slot(const lun_builder *b, const char *cell, size_t len)
{
    uint32_t slot = (uint32_t)lun_hash64(cell, len) & (b->cells_size - 1);
    for (; b->cells[slot]; slot = (slot + 1) & (b->cells_size - 1)) {
        const char *other = b->data.data + b->cells[slot];
        if (cell_len(other) == len && memcmp(other, cell, len) == 0)
            break;
    }
    return slot;
}

static int widen_cells(lun_builder *b)
{
    uint32_t *old = b->cells, n = b->cells_size;
    b->cells = n < UINT32_MAX / 2 ? lun_calloc((size_t)n * 2, sizeof *b->cells) : NULL;
    if (!b->cells) {
        b->cells = old;
        return LUN_ENOMEM;
    }
    b->cells_size = n * 2;
    for (uint32_t i = 0; i < n; i++) {
        const char *cell = b->data.data + old[i];
        if (old[i])
            b->cells[cell_slot(b, cell, cell_len(cell))] = old[i];
    }
    lun_free(old);
    return LUN_OK;
}

/* The cell that was just written at `at`, or the equal one that was there before. UINT32_MAX when memory is gone. */
static uint32_t keep_cell(lun_builder *b, uint32_t at)
{
    if (at == UINT32_MAX || (b->n_cells >= b->cells_size / 2 && widen_cells(b) < 0))
        return UINT32_MAX;
    uint32_t slot = cell_slot(b, b->data.data + at, b->data.len - at);
    if (b->cells[slot]) {
        b->data.len = at;
        return b->cells[slot];
    }
    b->n_cells++;
    return b->cells[slot] = at;
}

static uint32_t write_number(lun_builder *b, lun_type type, const void *bytes)
{
    char cell[9] = { (char)type };
    memcpy(cell + 1, bytes, 8);
    return lun_builder_write(b, cell, sizeof cell);
}

static int add_value(lun_builder *b, const lun_value *value, uint32_t field, lun_error *err)
{
    uint32_t at = 0;
    if (value->type == LUN_TYPE_TEXT)
        at = keep_cell(b, write_text(b, value->as.text, value->n));
    else if (value->type == LUN_TYPE_INTEGER || value->type == LUN_TYPE_BOOLEAN)
        at = keep_cell(b, write_number(b, value->type, &value->as.integer));
    else if (value->type == LUN_TYPE_NUMBER)
        at = keep_cell(b, write_number(b, value->type, &value->as.number));
    else if (value->type != LUN_TYPE_NONE)
        return lun_error_set(err, LUN_EUSAGE, "lexicon '%s': field '%s' is text, a number or a boolean, not %s",
                             b->name, lun_builder_field_name(b, field), lun_type_name(value->type));
    if (at == UINT32_MAX)
        return lun_builder_full(b, err);
    return lun_vec_push(&b->rows, at) < 0 ? no_memory(b, err) : LUN_OK;
}

/* ---- fields ---- */

static uint32_t find_field(const lun_builder *b, const char *name)
{
    for (uint32_t i = 0; i < b->fields.n; i++) {
        if (strcmp(lun_builder_field_name(b, i), name) == 0)
            return i;
    }
    return LUN_LEXICON_NONE;
}

const char *lun_builder_field_name(const lun_builder *b, uint32_t field)
{
    return field < b->fields.n ? b->data.data + b->fields.items[field].at : NULL;
}

int lun_builder_add_field(lun_builder *b, const char *name, lun_error *err)
{
    if (find_field(b, name) != LUN_LEXICON_NONE)
        return lun_error_set(err, LUN_EFORMAT, "lexicon '%s': field '%s' is declared twice", b->name, name);
    if (b->stops.n > 0)
        return lun_error_set(err, LUN_EUSAGE, "lexicon '%s': field '%s' is declared after the first phrase", b->name,
                             name);
    lun_image_text text = { 0, (uint32_t)strlen(name) };
    text.at = lun_builder_write(b, name, strlen(name) + 1);
    if (text.at == UINT32_MAX || lun_vec_push(&b->fields, text) < 0)
        return no_memory(b, err);
    return (int)b->fields.n - 1;
}

/* ---- labels ---- */

static void sort_words(uint32_t *words, uint32_t n) /* a handful */
{
    for (uint32_t i = 1; i < n; i++) {
        uint32_t word = words[i], j = i;
        for (; j > 0 && words[j - 1] > word; j--)
            words[j] = words[j - 1];
        words[j] = word;
    }
}

/* The set of a word's lemmas; LUN_INTERN_NONE when memory is gone. */
static uint32_t set_of(lun_builder *b, uint32_t word)
{
    uint32_t n, sorted[64];
    const uint32_t *lemmas = lun_vocab_lemmas(b->words, word, &n);
    if (!lemmas || n == 0 || n > 64)
        return LUN_INTERN_NONE;
    memcpy(sorted, lemmas, n * sizeof *sorted);
    sort_words(sorted, n);
    return lun_intern_add(b->sets, (const char *)sorted, n * sizeof *sorted);
}

static int push_labels(lun_builder *b, const lun_token *tokens, uint32_t n)
{
    size_t all = b->labels.n + n;
    if (all > UINT32_MAX || lun_vec_reserve(&b->labels, all) < 0 ||
        (b->fold == LUN_LEXICON_EXACT && lun_vec_reserve(&b->spelled, all) < 0))
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t set = 0, label;
        if (lun_image_inflects(b->inflect, i, n) && (set = set_of(b, tokens[i].word)) == LUN_INTERN_NONE)
            return LUN_ENOMEM;
        label = lun_image_inflects(b->inflect, i, n) ? lun_image_set_label(set)
                                                     : lun_image_word_label(lun_vocab_fold(b->words, tokens[i].word));
        b->labels.items[b->labels.n++] = label;
        if (b->fold == LUN_LEXICON_EXACT)
            b->spelled.items[b->spelled.n++] = tokens[i].word;
    }
    return LUN_OK;
}

/* ---- the same again ---- */

static const uint32_t *row_of(const lun_builder *b, uint32_t entry)
{
    return b->rows.items + (size_t)entry * (LUN_ROW_FIELDS + b->fields.n);
}

static lun_piece id_of(const lun_builder *b, const uint32_t *row)
{
    lun_piece id = { NULL, 0 };
    if (row[LUN_ROW_ID]) {
        id.text = b->data.data + row[LUN_ROW_ID] + 5;
        id.len = cell_len(b->data.data + row[LUN_ROW_ID]) - 6;
    }
    return id;
}

static int same_spelling(const lun_builder *b, uint32_t first, uint32_t other, uint32_t n)
{
    if (b->fold == LUN_LEXICON_FOLD)
        return 1;
    for (uint32_t i = 0; i < n; i++) {
        if (!lun_image_inflects(b->inflect, i, n) &&
            !lun_spelled_alike(b->words, b->spelled.items[first + i], b->spelled.items[other + i]))
            return 0;
    }
    return 1;
}

/* The last entry, whose labels are not counted yet, and one before it. */
static int same_entry(const lun_builder *b, uint32_t last, uint32_t other)
{
    uint32_t first = lun_builder_first(b, last), n = (uint32_t)b->labels.n - first;
    uint32_t other_first = lun_builder_first(b, other);
    const uint32_t *row = row_of(b, last), *other_row = row_of(b, other);
    lun_piece id = id_of(b, row), other_id = id_of(b, other_row);
    return b->stops.items[other] - other_first == n &&
           memcmp(b->labels.items + first, b->labels.items + other_first, n * sizeof *b->labels.items) == 0 &&
           memcmp(row + LUN_ROW_FIELDS, other_row + LUN_ROW_FIELDS, b->fields.n * sizeof *row) == 0 &&
           !id.text == !other_id.text && id.len == other_id.len &&
           (id.len == 0 || memcmp(id.text, other_id.text, id.len) == 0) && same_spelling(b, first, other_first, n);
}

static uint64_t hash_value(const lun_value *value, uint64_t hash)
{
    if (value->type == LUN_TYPE_TEXT)
        return lun_hash64_seed(value->as.text, value->n, hash + LUN_TYPE_TEXT);
    return lun_hash64_seed(&value->as.integer, value->type == LUN_TYPE_NONE ? 0 : 8, hash + (uint64_t)value->type);
}

/* Of the labels that were pushed last, and what goes with them. What it will be compared with is asked of memory now. */
static uint32_t hash_of(const lun_builder *b, lun_piece id, const lun_value *values)
{
    uint32_t first = lun_builder_first(b, lun_builder_count(b));
    uint64_t hash = lun_hash64(b->labels.items + first, (b->labels.n - first) * sizeof *b->labels.items);
    if (id.text)
        hash = lun_hash64_seed(id.text, id.len, hash);
    for (uint32_t f = 0; values && f < b->fields.n; f++)
        hash = hash_value(&values[f], hash);
    __builtin_prefetch(&b->known[(uint32_t)hash & (b->known_size - 1)]);
    return (uint32_t)hash;
}

static int widen_known(lun_builder *b)
{
    uint32_t n = b->known_size < UINT32_MAX / 2 ? b->known_size * 2 : 0;
    uint64_t *known = n ? lun_calloc(n, sizeof *known) : NULL;
    if (!known)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < b->known_size; i++) {
        uint32_t slot = (uint32_t)(b->known[i] >> 32) & (n - 1);
        while (b->known[i] && known[slot])
            slot = (slot + 1) & (n - 1);
        if (b->known[i])
            known[slot] = b->known[i];
    }
    lun_free(b->known);
    b->known = known;
    b->known_size = n;
    return LUN_OK;
}

/* Counts the last entry in, unless it is known: 1 if it is, LUN_ENOMEM. */
static int count_in(lun_builder *b, uint32_t hash)
{
    uint32_t entry = lun_builder_count(b);
    if (entry >= b->known_size / 2 && widen_known(b) < 0)
        return LUN_ENOMEM;
    uint32_t slot = hash & (b->known_size - 1);
    for (; b->known[slot]; slot = (slot + 1) & (b->known_size - 1)) {
        if (b->known[slot] >> 32 == hash && same_entry(b, entry, (uint32_t)b->known[slot] - 1))
            return 1;
    }
    if (lun_vec_push(&b->stops, (uint32_t)b->labels.n) < 0)
        return LUN_ENOMEM;
    b->known[slot] = (uint64_t)hash << 32 | (entry + 1);
    return LUN_OK;
}

/* ---- adding ---- */

static void take_back(lun_builder *b)
{
    uint32_t entry = lun_builder_count(b);
    b->labels.n = lun_builder_first(b, entry);
    if (b->fold == LUN_LEXICON_EXACT)
        b->spelled.n = b->labels.n;
    b->rows.n = (size_t)entry * (LUN_ROW_FIELDS + b->fields.n);
    b->data.len = b->mark;
}

/* Values first: what stands behind them in `data` can be taken back. */
static int push_values(lun_builder *b, const lun_value *values, lun_error *err)
{
    static const lun_value none;
    int rc = LUN_OK;
    for (uint32_t f = 0; f < b->fields.n && rc == LUN_OK; f++)
        rc = add_value(b, values ? &values[f] : &none, f, err);
    b->mark = b->data.len;
    return rc;
}

static int push_row(lun_builder *b, lun_piece phrase, lun_piece id, const lun_value *values, uint32_t line,
                    lun_error *err)
{
    static const uint32_t fresh[LUN_ROW_FIELDS];
    size_t at = b->rows.n;
    int rc = LUN_OK;
    if (lun_builder_count(b) >= LUN_LEXICON_NONE - 1)
        return lun_error_set(err, LUN_ELIMIT, "lexicon '%s' has more than 4 billion phrases", b->name);
    if (lun_vec_reserve(&b->rows, at + LUN_ROW_FIELDS) < 0)
        return no_memory(b, err);
    memcpy(b->rows.items + at, fresh, sizeof fresh);
    b->rows.n += LUN_ROW_FIELDS;
    if ((rc = push_values(b, values, err)) < 0)
        return rc;
    uint32_t *row = b->rows.items + at;
    row[LUN_ROW_NEXT] = LUN_LEXICON_NONE;
    row[LUN_ROW_LINE] = line;
    row[LUN_ROW_SPELLED] = lun_builder_first(b, lun_builder_count(b));
    row[LUN_ROW_PHRASE] = write_text(b, phrase.text, phrase.len);
    row[LUN_ROW_ID] = id.text ? write_text(b, id.text, id.len) : 0;
    return row[LUN_ROW_PHRASE] == UINT32_MAX || row[LUN_ROW_ID] == UINT32_MAX ? lun_builder_full(b, err) : LUN_OK;
}

static int add_tokens(lun_builder *b, const lun_token *tokens, uint32_t n, lun_piece phrase, lun_piece id,
                      const lun_value *values, uint32_t line, lun_error *err)
{
    uint32_t hash = 0;
    int rc = LUN_OK;
    b->mark = b->data.len;
    if (push_labels(b, tokens, n) < 0)
        rc = no_memory(b, err);
    if (rc == LUN_OK) {
        hash = hash_of(b, id, values);
        rc = push_row(b, phrase, id, values, line, err);
    }
    if (rc == LUN_OK && (rc = count_in(b, hash)) < 0)
        no_memory(b, err);
    if (rc != LUN_OK)
        take_back(b);
    return rc < 0 ? rc : LUN_OK;
}

int lun_builder_add(lun_builder *b, lun_piece phrase, lun_piece id, const lun_value *values, uint32_t line,
                    lun_error *err)
{
    lun_token *tokens = NULL;
    uint32_t n = 0;
    int rc;
    if (memchr(phrase.text, '\0', phrase.len))
        return lun_error_set(err, LUN_EFORMAT, "lexicon '%s': a phrase that holds a NUL byte", b->name);
    if ((rc = lun_text_tokenize(&tokens, &n, phrase.text, phrase.len, b->words, err)) < 0)
        return rc;
    if (n == 0) {
        rc = lun_error_set(err, LUN_EFORMAT, "lexicon '%s': a phrase without words", b->name);
        lun_error_hint(err, "a phrase needs a letter, a digit or a sign");
    } else {
        rc = add_tokens(b, tokens, n, phrase, id, values, line, err);
    }
    lun_free(tokens);
    return rc;
}
