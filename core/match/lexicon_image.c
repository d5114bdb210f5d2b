/*
** lexicon_image.c - looking a compiled lexicon over, and reading it. Sits on base/hash.h; knows no vocabulary.
*/
#include "match/lexicon_image.h"

#include <string.h>

#include "base/hash.h"

#define FILTER_MAX (1u << 28)                          /* bytes: the number of a bit has 32 */
#define CHECKED_FROM (offsetof(lun_image_header, key)) /* magic and checksum themselves are not in the checksum */

uint64_t lun_image_checksum(const void *bytes, size_t len)
{
    return lun_hash64((const uint8_t *)bytes + CHECKED_FROM, len - CHECKED_FROM);
}

/* ---- looking over ---- */

static int damaged(const char *what, lun_error *err)
{
    return lun_error_set(err, LUN_EFORMAT, "a compiled lexicon is damaged: %s", what);
}

static const size_t item_sizes[LUN_IMAGE_SECTIONS] = {
    [LUN_IMAGE_WORDS] = sizeof(lun_image_text),
    [LUN_IMAGE_SLOTS] = 4,
    [LUN_IMAGE_LINKS_AT] = 4,
    [LUN_IMAGE_LINKS] = 4,
    [LUN_IMAGE_FILTER] = 1,
    [LUN_IMAGE_STEPS] = sizeof(lun_image_step),
    [LUN_IMAGE_STARTS] = sizeof(lun_image_node),
    [LUN_IMAGE_ROWS] = 4,
    [LUN_IMAGE_FORMS] = sizeof(lun_image_text),
    [LUN_IMAGE_SPELLED] = 4,
    [LUN_IMAGE_FIELDS] = sizeof(lun_image_text),
    [LUN_IMAGE_DATA] = 1,
};

/* Sections follow each other without a hole but what aligns them, and hold whole items, fewer than 2^32. */
static int check_places(const lun_image_header *head, size_t len, lun_error *err)
{
    uint64_t at = (sizeof *head + 7) & ~(uint64_t)7;
    if (head->at[LUN_IMAGE_SECTIONS] != len)
        return damaged("it is longer or shorter than it says", err);
    for (int i = 0; i < LUN_IMAGE_SECTIONS; i++) {
        if (head->at[i] < at || head->at[i] % 8 != 0 || head->at[i] > len || head->at[i + 1] < head->at[i])
            return damaged("a part lies outside of it", err);
        at = head->at[i];
        if ((head->at[i + 1] - at) / item_sizes[i] >= UINT32_MAX)
            return damaged("a part is too long", err);
    }
    return LUN_OK;
}

static uint32_t count(const lun_image_header *head, lun_image_section section)
{
    return (uint32_t)((head->at[section + 1] - head->at[section]) / item_sizes[section]);
}

static void take_places(lun_image *out, const uint8_t *bytes)
{
    const lun_image_header *head = out->head;
    out->words = (const lun_image_text *)(bytes + head->at[LUN_IMAGE_WORDS]);
    out->slots = (const uint32_t *)(bytes + head->at[LUN_IMAGE_SLOTS]);
    out->links_at = (const uint32_t *)(bytes + head->at[LUN_IMAGE_LINKS_AT]);
    out->links = (const uint32_t *)(bytes + head->at[LUN_IMAGE_LINKS]);
    out->steps = (const lun_image_step *)(bytes + head->at[LUN_IMAGE_STEPS]);
    out->filter = bytes + head->at[LUN_IMAGE_FILTER];
    out->starts = (const lun_image_node *)(bytes + head->at[LUN_IMAGE_STARTS]);
    out->rows = (const uint32_t *)(bytes + head->at[LUN_IMAGE_ROWS]);
    out->forms = (const lun_image_text *)(bytes + head->at[LUN_IMAGE_FORMS]);
    out->spelled = (const uint32_t *)(bytes + head->at[LUN_IMAGE_SPELLED]);
    out->fields = (const lun_image_text *)(bytes + head->at[LUN_IMAGE_FIELDS]);
    out->data = (const char *)(bytes + head->at[LUN_IMAGE_DATA]);
}

/* Padding makes a section longer by less than eight bytes: where it holds exactly so many items is known from the header. */
static void take_counts(lun_image *out)
{
    const lun_image_header *head = out->head;
    out->n_words = count(head, LUN_IMAGE_WORDS);
    out->n_slots = count(head, LUN_IMAGE_SLOTS);
    out->n_links = count(head, LUN_IMAGE_LINKS);
    out->n_steps = count(head, LUN_IMAGE_STEPS);
    out->n_filter = count(head, LUN_IMAGE_FILTER);
    out->n_starts = count(head, LUN_IMAGE_STARTS);
    out->n_forms = count(head, LUN_IMAGE_FORMS);
    out->n_spelled = count(head, LUN_IMAGE_SPELLED);
    out->n_fields = count(head, LUN_IMAGE_FIELDS);
    out->n_data = count(head, LUN_IMAGE_DATA);
    out->n_entries = head->n_entries;
    out->width = head->width;
    out->n_start_words = head->n_start_words;
    out->n_start_sets = head->n_start_sets;
    out->n_sets = head->n_sets;
    out->longest = head->longest;
}

static int is_power_of_two(uint32_t n)
{
    return n > 0 && (n & (n - 1)) == 0;
}

static int check_counts(const lun_image *image, lun_error *err)
{
    const lun_image_header *head = image->head;
    uint64_t starts = (uint64_t)head->n_start_words + head->n_start_sets;
    if (head->fold > LUN_LEXICON_EXACT || head->inflect > LUN_LEXICON_INFLECT_ALL)
        return damaged("it has options that there are not", err);
    if (!is_power_of_two(image->n_slots) || !is_power_of_two(image->n_steps) || !is_power_of_two(image->n_filter) ||
        image->n_filter > FILTER_MAX)
        return damaged("a table has a wrong size", err);
    if (head->n_start_words > image->n_words || head->n_start_sets > head->n_sets || image->n_starts != 1 + starts ||
        image->n_steps > UINT32_MAX - image->n_starts)
        return damaged("it says to have more words than it has", err);
    if (head->width != LUN_ROW_FIELDS + image->n_fields ||
        count(head, LUN_IMAGE_ROWS) / head->width < head->n_entries || head->n_entries == LUN_LEXICON_NONE)
        return damaged("it says to have more phrases than it has", err);
    if (head->n_sets > 0 && count(head, LUN_IMAGE_LINKS_AT) <= image->n_words)
        return damaged("lemmas are missing", err);
    if (image->n_data == 0 || image->data[image->n_data - 1] != '\0')
        return damaged("its texts do not end", err);
    return LUN_OK;
}

static int check_fields(const lun_image *image, lun_error *err)
{
    for (uint32_t i = 0; i < image->n_fields; i++) {
        lun_image_text name = image->fields[i];
        if (name.at >= image->n_data || name.len >= image->n_data - name.at || image->data[name.at + name.len])
            return damaged("the name of a field lies outside of it", err);
    }
    return LUN_OK;
}

int lun_image_open(lun_image *out, const void *bytes, size_t len, lun_error *err)
{
    const lun_image_header *head = bytes;
    int rc;
    memset(out, 0, sizeof *out);
    if (len < sizeof *head || head->magic != LUN_IMAGE_MAGIC)
        return damaged("it does not start as one", err);
    if (head->version != LUN_IMAGE_VERSION)
        return lun_error_set(err, LUN_EVERSION, "a compiled lexicon has format %u, expected %u", head->version,
                             LUN_IMAGE_VERSION);
    if ((rc = check_places(head, len, err)) < 0)
        return rc;
    out->head = head;
    take_places(out, bytes);
    take_counts(out);
    rc = check_counts(out, err);
    return rc == LUN_OK ? check_fields(out, err) : rc;
}

/* ---- reading ---- */

const char *lun_image_text_at(const lun_image *image, lun_image_text text, size_t *len)
{
    int inside = text.at < image->n_data && text.len < image->n_data - text.at;
    *len = inside ? text.len : 0;
    return inside ? image->data + text.at : "";
}

uint32_t lun_image_find_word(const lun_image *image, const char *fold, size_t len)
{
    uint32_t mask = image->n_slots - 1, slot = (uint32_t)lun_hash64(fold, len) & mask;
    for (uint32_t tries = 0; tries <= mask; tries++, slot = (slot + 1) & mask) {
        uint32_t word = image->slots[slot] - 1;
        size_t word_len;
        if (word >= image->n_words)
            return LUN_IMAGE_NONE;
        const char *text = lun_image_text_at(image, image->words[word], &word_len);
        if (word_len == len && memcmp(text, fold, len) == 0)
            return word;
    }
    return LUN_IMAGE_NONE;
}

static uint32_t follow_start(const lun_image *image, uint32_t label)
{
    uint32_t number = label >> 1;
    if (label & 1)
        return number < image->n_start_sets ? 1 + image->n_start_words + number : 0;
    return number < image->n_start_words ? 1 + number : 0;
}

uint32_t lun_image_follow(const lun_image *image, uint32_t node, uint32_t label)
{
    if (node == 0)
        return follow_start(image, label);
    if (!(lun_image_node_at(image, node)->mask & lun_image_bit(label)))
        return 0;
    uint32_t mixed = lun_image_mix(node, label), bit = mixed & (image->n_filter * 8 - 1);
    if (!(image->filter[bit / 8] >> bit % 8 & 1))
        return 0;
    uint32_t mask = image->n_steps - 1, slot = mixed & mask;
    for (uint32_t tries = 0; tries <= mask; tries++, slot = (slot + 1) & mask) {
        const lun_image_step *step = &image->steps[slot];
        if (step->node == node && step->label == label)
            return image->n_starts + slot;
        if (step->node == 0)
            return 0;
    }
    return 0;
}

static void read_text(const lun_image *image, uint32_t at, uint32_t left, lun_value *out)
{
    uint32_t len;
    if (left < sizeof len)
        return;
    memcpy(&len, image->data + at, sizeof len);
    if (len >= left - sizeof len || image->data[at + sizeof len + len] != '\0')
        return;
    out->type = LUN_TYPE_TEXT;
    out->as.text = image->data + at + sizeof len;
    out->n = len;
}

void lun_image_cell(const lun_image *image, uint32_t at, lun_value *out)
{
    memset(out, 0, sizeof *out);
    if (at == 0 || at >= image->n_data)
        return;
    uint8_t tag = (uint8_t)image->data[at++];
    uint32_t left = image->n_data - at;
    if (tag == LUN_TYPE_TEXT) {
        read_text(image, at, left, out);
    } else if (tag == LUN_TYPE_NUMBER && left >= sizeof out->as.number) {
        out->type = LUN_TYPE_NUMBER;
        memcpy(&out->as.number, image->data + at, sizeof out->as.number);
    } else if ((tag == LUN_TYPE_INTEGER || tag == LUN_TYPE_BOOLEAN) && left >= sizeof out->as.integer) {
        out->type = (lun_type)tag;
        memcpy(&out->as.integer, image->data + at, sizeof out->as.integer);
    }
}
