/*
** lexicon_compile.c - from the phrases that were collected to one block. Sits on lexicon_build.h, trie.h.
**
** Words get new numbers: those that start a phrase first, so that most words of a text are ruled out by their number and
** a start needs no table. The same phrases in the same order give the same block, byte for byte.
*/
#include <string.h>

#include "match/lexicon_build.h"
#include "match/trie.h"

#define AHEAD 8 /* phrases */

typedef struct compiler {
    lun_builder *b;
    uint32_t *words;   /* by word of the builder: its number, LUN_IMAGE_NONE = none yet */
    uint32_t *sets;    /* by set of the builder */
    uint32_t *numbers; /* the other way: by number, the word of the builder */
    uint32_t *set_numbers;
    uint32_t *forms, *form_numbers; /* of exact lexicons: by word of the builder, and the other way */
    uint32_t *links_at, *links;
    lun_image_text *texts, *form_texts; /* where words and forms stand in the data */
    uint32_t n_words, n_sets, n_links, n_forms, n_start_words, n_start_sets, longest;
    lun_trie trie;
    uint32_t *stops;  /* by entry: the node where it stops */
    uint32_t *places; /* by node: its number in the block */
} compiler;

static uint32_t *numbers(uint32_t n)
{
    uint32_t *out = lun_malloc(((size_t)n + 1) * sizeof *out);
    for (uint32_t i = 0; out && i <= n; i++)
        out[i] = LUN_IMAGE_NONE;
    return out;
}

static int make_room(compiler *c)
{
    uint32_t n_words = lun_vocab_count(c->b->words), n_sets = lun_intern_count(c->b->sets);
    c->words = numbers(n_words);
    c->numbers = numbers(n_words);
    c->sets = numbers(n_sets);
    c->set_numbers = numbers(n_sets);
    c->forms = c->b->spelled.n ? numbers(n_words) : NULL;
    c->form_numbers = c->b->spelled.n ? numbers(n_words) : NULL;
    c->links_at = n_sets ? lun_calloc((size_t)n_words + 2, sizeof *c->links_at) : NULL;
    return c->words && c->numbers && c->sets && c->set_numbers && (!n_sets || c->links_at) &&
                   (!c->b->spelled.n || (c->forms && c->form_numbers))
               ? LUN_OK
               : LUN_ENOMEM;
}

static void clear(compiler *c)
{
    lun_free(c->words);
    lun_free(c->sets);
    lun_free(c->numbers);
    lun_free(c->set_numbers);
    lun_free(c->forms);
    lun_free(c->form_numbers);
    lun_free(c->links_at);
    lun_free(c->links);
    lun_free(c->texts);
    lun_free(c->form_texts);
    lun_free(c->stops);
    lun_free(c->places);
    lun_trie_clear(&c->trie);
}

/* ---- numbers ---- */

static void number(uint32_t *table, uint32_t *back, uint32_t key, uint32_t *n)
{
    if (table[key] == LUN_IMAGE_NONE) {
        back[*n] = key;
        table[key] = (*n)++;
    }
}

static void number_label(compiler *c, uint32_t label)
{
    if (label & 1)
        number(c->sets, c->set_numbers, label >> 1, &c->n_sets);
    else
        number(c->words, c->numbers, label >> 1, &c->n_words);
}

static uint32_t lemma_of(const compiler *c, uint32_t set, uint32_t i, uint32_t *n)
{
    size_t len;
    uint32_t lemma = 0;
    const char *bytes = lun_intern_get(c->b->sets, set, &len);
    *n = (uint32_t)(len / sizeof lemma);
    if (i < *n)
        memcpy(&lemma, bytes + i * sizeof lemma, sizeof lemma);
    return lemma;
}

static void number_all(compiler *c)
{
    const lun_builder *b = c->b;
    for (uint32_t e = 0; e < b->stops.n; e++)
        number_label(c, b->labels.items[lun_builder_first(b, e)]);
    c->n_start_words = c->n_words;
    c->n_start_sets = c->n_sets;
    for (size_t i = 0; i < b->labels.n; i++)
        number_label(c, b->labels.items[i]);
    for (uint32_t s = 0; s < c->n_sets; s++) {
        uint32_t n = 1;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t lemma = lemma_of(c, c->set_numbers[s], i, &n);
            if (i < n)
                number(c->words, c->numbers, lemma, &c->n_words);
        }
    }
    for (size_t i = 0; i < b->spelled.n; i++)
        number(c->forms, c->form_numbers, b->spelled.items[i], &c->n_forms);
}

/* ---- sets of each lemma ---- */

typedef enum link_pass { COUNT_LINKS, WRITE_LINKS } link_pass;

static void pass_links(compiler *c, link_pass pass)
{
    for (uint32_t s = 0; s < c->n_sets; s++) {
        uint32_t n = 1;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t lemma = lemma_of(c, c->set_numbers[s], i, &n);
            if (i >= n)
                break;
            uint32_t *at = &c->links_at[c->words[lemma] + 1];
            if (pass == WRITE_LINKS)
                c->links[*at] = s;
            (*at)++;
        }
    }
}

/*
** Counted one place higher, summed up, then written at places that move on: at the end links_at[w] .. links_at[w + 1]
** are those of w.
*/
static int make_links(compiler *c)
{
    uint32_t sum = 0;
    if (!c->n_sets)
        return LUN_OK;
    pass_links(c, COUNT_LINKS);
    for (uint32_t w = 0; w < c->n_words; w++) {
        uint32_t n = c->links_at[w + 1];
        c->links_at[w + 1] = sum;
        sum += n;
    }
    c->n_links = sum;
    c->links = lun_malloc((size_t)sum * sizeof *c->links);
    if (!c->links)
        return LUN_ENOMEM;
    pass_links(c, WRITE_LINKS);
    return LUN_OK;
}

/* ---- texts ---- */

static int write_words(compiler *c, lun_image_text **out, const uint32_t *words, uint32_t n)
{
    *out = lun_malloc((size_t)n * sizeof **out);
    for (uint32_t i = 0; *out && i < n; i++) {
        size_t len;
        const char *form = lun_vocab_form(c->b->words, words[i], &len);
        (*out)[i] = (lun_image_text){ lun_builder_write(c->b, form, len), (uint32_t)len };
        if ((*out)[i].at == UINT32_MAX)
            return LUN_ELIMIT;
    }
    return *out ? LUN_OK : LUN_ENOMEM;
}

/* ---- the trie ---- */

static uint32_t label_of(const compiler *c, uint32_t label)
{
    return label & 1 ? lun_image_set_label(c->sets[label >> 1]) : lun_image_word_label(c->words[label >> 1]);
}

static int grow(compiler *c, uint32_t entry)
{
    const lun_builder *b = c->b;
    uint32_t node = 0, first = lun_builder_first(b, entry), stop = b->stops.items[entry];
    for (uint32_t i = first; i < stop; i++) {
        node = lun_trie_grow(&c->trie, node, label_of(c, b->labels.items[i]));
        if (!node)
            return LUN_ENOMEM;
    }
    if (stop - first > c->longest)
        c->longest = stop - first;
    c->stops[entry] = node;
    return LUN_OK;
}

/* The second word of a phrase that is grown soon: its step is asked of memory now. */
static void ask_for(const compiler *c, uint32_t entry)
{
    const lun_builder *b = c->b;
    uint32_t first = lun_builder_first(b, entry);
    if (b->stops.items[entry] - first > 1)
        lun_trie_ask(&c->trie, lun_trie_start(&c->trie, label_of(c, b->labels.items[first])),
                     label_of(c, b->labels.items[first + 1]));
}

static int grow_all(compiler *c)
{
    uint32_t n = lun_builder_count(c->b);
    c->stops = lun_malloc(((size_t)n + 1) * sizeof *c->stops);
    if (!c->stops || lun_trie_init(&c->trie, c->n_start_words, c->n_start_sets) < 0)
        return LUN_ENOMEM;
    for (uint32_t e = 0; e < n; e++) {
        if (e + AHEAD < n)
            ask_for(c, e + AHEAD);
        if (grow(c, e) < 0)
            return LUN_ENOMEM;
    }
    c->places = lun_malloc((size_t)lun_trie_count(&c->trie) * sizeof *c->places);
    return c->places ? LUN_OK : LUN_ENOMEM;
}

/* ---- the block ---- */

static uint32_t slots_size(uint32_t n_words)
{
    uint32_t n = 2;
    while (n / 2 < n_words && n < UINT32_MAX / 2)
        n *= 2;
    return n;
}

static void place_sections(const compiler *c, lun_image_header *head)
{
    const size_t sizes[LUN_IMAGE_SECTIONS] = {
        [LUN_IMAGE_WORDS] = c->n_words * sizeof(lun_image_text),
        [LUN_IMAGE_SLOTS] = slots_size(c->n_words) * sizeof(uint32_t),
        [LUN_IMAGE_LINKS_AT] = c->n_sets ? (c->n_words + (size_t)1) * sizeof(uint32_t) : 0,
        [LUN_IMAGE_LINKS] = c->n_links * sizeof(uint32_t),
        [LUN_IMAGE_STEPS] = lun_trie_table_size(&c->trie) * sizeof(lun_image_step),
        [LUN_IMAGE_FILTER] = lun_trie_filter_size(&c->trie),
        [LUN_IMAGE_STARTS] = c->trie.n_starts * sizeof(lun_image_node),
        [LUN_IMAGE_ROWS] = c->b->rows.n * sizeof(uint32_t),
        [LUN_IMAGE_FORMS] = c->n_forms * sizeof(lun_image_text),
        [LUN_IMAGE_SPELLED] = c->b->spelled.n * sizeof(uint32_t),
        [LUN_IMAGE_FIELDS] = c->b->fields.n * sizeof(lun_image_text),
        [LUN_IMAGE_DATA] = c->b->data.len,
    };
    uint64_t at = (sizeof *head + 7) & ~(uint64_t)7;
    for (int i = 0; i < LUN_IMAGE_SECTIONS; i++) {
        head->at[i] = at;
        at += sizes[i];
        if (i != LUN_IMAGE_DATA)
            at = (at + 7) & ~(uint64_t)7;
    }
    head->at[LUN_IMAGE_SECTIONS] = at;
}

static void fill_header(const compiler *c, lun_image_header *head, const uint8_t key[16])
{
    head->magic = LUN_IMAGE_MAGIC;
    head->version = LUN_IMAGE_VERSION;
    if (key)
        memcpy(head->key, key, sizeof head->key);
    head->fold = c->b->fold;
    head->inflect = c->b->inflect;
    head->longest = c->longest;
    head->n_entries = lun_builder_count(c->b);
    head->width = (uint32_t)(LUN_ROW_FIELDS + c->b->fields.n);
    head->n_start_words = c->n_start_words;
    head->n_start_sets = c->n_start_sets;
    head->n_sets = c->n_sets;
    place_sections(c, head);
}

static void put(uint8_t *block, const lun_image_header *head, lun_image_section section, const void *items, size_t len)
{
    if (len)
        memcpy(block + head->at[section], items, len);
}

static void fill_slots(const compiler *c, uint32_t *slots, uint32_t n)
{
    for (uint32_t w = 0; w < c->n_words; w++) {
        uint32_t slot = (uint32_t)lun_hash64(c->b->data.data + c->texts[w].at, c->texts[w].len) & (n - 1);
        while (slots[slot])
            slot = (slot + 1) & (n - 1);
        slots[slot] = w + 1;
    }
}

/* Entries that stop at one node form a chain, in the order they were added: made from the last one back. */
static void fill_trie(const compiler *c, uint8_t *block, const lun_image_header *head)
{
    size_t width = LUN_ROW_FIELDS + c->b->fields.n;
    lun_image_step *table = (lun_image_step *)(block + head->at[LUN_IMAGE_STEPS]);
    lun_image_node *starts = (lun_image_node *)(block + head->at[LUN_IMAGE_STARTS]);
    lun_trie_place(&c->trie, table, block + head->at[LUN_IMAGE_FILTER], starts, c->places);
    for (uint32_t e = lun_builder_count(c->b); e-- > 0;) {
        uint32_t place = c->places[c->stops[e]];
        lun_image_node *node = place < c->trie.n_starts ? &starts[place] : &table[place - c->trie.n_starts].to;
        c->b->rows.items[e * width + LUN_ROW_NEXT] = node->first;
        node->first = e;
    }
}

/* The block was cleared. */
static void fill_sections(const compiler *c, uint8_t *block, const lun_image_header *head)
{
    const lun_builder *b = c->b;
    put(block, head, LUN_IMAGE_WORDS, c->texts, c->n_words * sizeof *c->texts);
    fill_slots(c, (uint32_t *)(block + head->at[LUN_IMAGE_SLOTS]), slots_size(c->n_words));
    if (c->n_sets) {
        put(block, head, LUN_IMAGE_LINKS_AT, c->links_at, (c->n_words + (size_t)1) * sizeof *c->links_at);
        put(block, head, LUN_IMAGE_LINKS, c->links, c->n_links * sizeof *c->links);
    }
    fill_trie(c, block, head);
    put(block, head, LUN_IMAGE_ROWS, b->rows.items, b->rows.n * sizeof *b->rows.items);
    put(block, head, LUN_IMAGE_FORMS, c->form_texts, c->n_forms * sizeof *c->form_texts);
    uint32_t *spelled = (uint32_t *)(block + head->at[LUN_IMAGE_SPELLED]);
    for (size_t i = 0; i < b->spelled.n; i++)
        spelled[i] = c->forms[b->spelled.items[i]];
    put(block, head, LUN_IMAGE_FIELDS, b->fields.items, b->fields.n * sizeof *b->fields.items);
    put(block, head, LUN_IMAGE_DATA, b->data.data, b->data.len);
}

static int make_block(compiler *c, uint8_t **out, size_t *len, const uint8_t key[16])
{
    lun_image_header head = { 0 };
    fill_header(c, &head, key);
    *len = (size_t)head.at[LUN_IMAGE_SECTIONS];
    *out = lun_calloc(1, *len);
    if (!*out)
        return LUN_ENOMEM;
    memcpy(*out, &head, sizeof head);
    fill_sections(c, *out, &head);
    ((lun_image_header *)*out)->checksum = lun_image_checksum(*out, *len);
    return LUN_OK;
}

static int compile(compiler *c, uint8_t **out, size_t *len, const uint8_t key[16])
{
    int rc;
    if ((rc = make_room(c)) < 0)
        return rc;
    number_all(c);
    if ((rc = make_links(c)) < 0 || (rc = write_words(c, &c->texts, c->numbers, c->n_words)) < 0 ||
        (rc = write_words(c, &c->form_texts, c->form_numbers, c->n_forms)) < 0)
        return rc;
    if (lun_builder_write(c->b, "", 1) == UINT32_MAX)
        return LUN_ELIMIT;
    if ((rc = grow_all(c)) < 0)
        return rc;
    return make_block(c, out, len, key);
}

int lun_builder_compile(uint8_t **out, size_t *len, lun_builder *builder, const uint8_t key[16], lun_error *err)
{
    compiler c = { .b = builder };
    *out = NULL;
    int rc = compile(&c, out, len, key);
    clear(&c);
    if (rc == LUN_ENOMEM)
        return lun_error_set(err, LUN_ENOMEM, "no memory for lexicon '%s'", builder->name);
    return rc < 0 ? lun_builder_full(builder, err) : LUN_OK;
}
