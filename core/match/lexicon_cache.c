/*
** lexicon_cache.c - loading a lexicon by way of the cache. Sits on base/cache.h and lexicon_build.h.
**
** A file is found by what it was made from: the bytes, the options, and whatever tokens, lemmas and the layout depend
** on. So a source that changed is another file, and two lexicons of the same text share one.
*/
#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/embed.h"
#include "base/hash.h"
#include "match/lexicon_inside.h"

#define NAME_MAX_LEN 64

typedef struct origin { /* hashed as it lies: no padding */
    uint8_t source[16], code[16];
    uint32_t format, fold, inflect;
    uint8_t unicode[4]; /* folding follows the system's ICU */
} origin;

static void make_key(const lun_lexicon *lexicon, const char *data, size_t len, uint8_t key[16])
{
    origin o = { .format = LUN_IMAGE_VERSION, .fold = (uint32_t)lexicon->fold, .inflect = (uint32_t)lexicon->inflect };
    const lun_embedded *code = lun_embedded_find("data/text_version.txt");
    lun_hash128(data, len, o.source);
    if (code)
        lun_hash128(code->data, code->len, o.code);
    u_getUnicodeVersion(o.unicode);
    lun_hash128(&o, sizeof o, key);
}

static void make_name(const uint8_t key[16], char name[NAME_MAX_LEN])
{
    lun_hash_hex(key, 16, name);
    strcpy(name + 32, ".lexicon");
}

/* ---- from the cache ---- */

/* Structure always; the checksum where no stamp says that it was found right. */
static int check(const lun_lexicon *lexicon, const lun_mapping *mapping, const char *folder, const char *name,
                 const uint8_t key[16], lun_error *err)
{
    lun_image image;
    int rc = lun_image_open(&image, mapping->data, mapping->len, err);
    if (rc < 0)
        return rc;
    uint64_t checksum = image.head->checksum;
    if (memcmp(image.head->key, key, 16) != 0 || image.head->fold != (uint32_t)lexicon->fold ||
        image.head->inflect != (uint32_t)lexicon->inflect)
        return lun_error_set(err, LUN_EFORMAT, "a compiled lexicon is damaged: it was made from something else");
    if (lun_cache_is_stamped(folder, name, mapping, checksum))
        return LUN_OK;
    if (lun_image_checksum(mapping->data, mapping->len) != checksum)
        return lun_error_set(err, LUN_EFORMAT, "a compiled lexicon is damaged: its checksum is another one");
    lun_cache_stamp(folder, name, mapping, checksum);
    return LUN_OK;
}

/* 1 if the lexicon was taken from the cache. */
static int take_cached(lun_lexicon *lexicon, const char *folder, const char *name, const uint8_t key[16],
                       lun_lexicon_story *story)
{
    lun_mapping mapping;
    lun_error err = LUN_ERROR_INIT;
    if (!lun_cache_map(&mapping, folder, name))
        return 0;
    if (check(lexicon, &mapping, folder, name, key, &err) == LUN_OK &&
        lun_lexicon__take_mapping(lexicon, &mapping, &err) == LUN_OK)
        return 1;
    lun_cache_unmap(&mapping);
    story->damaged = 1;
    snprintf(story->reason, sizeof story->reason, "%s/%s: %.100s", folder, name, err.message);
    return 0;
}

/* ---- from the text ---- */

/*
** The block that was written is then taken from where it was written, so that workers share it and it can be dropped
** from memory; 0 if that did not work.
*/
static int take_written(lun_lexicon *lexicon, const uint8_t *block, size_t len, const char *folder, const char *name,
                        const uint8_t key[16], lun_lexicon_story *story)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon_story again = { 0 };
    if (lun_cache_write(folder, name, block, len, &err) < 0) {
        if (!story->damaged)
            snprintf(story->reason, sizeof story->reason, "%.180s", err.message);
        return 0;
    }
    lun_cache_sweep(folder);
    return take_cached(lexicon, folder, name, key, &again);
}

static int compile(lun_lexicon *lexicon, const char *folder, const char *name, const uint8_t key[16],
                   lun_lexicon_story *story, lun_error *err)
{
    uint8_t *block;
    size_t len;
    int rc = lun_builder_compile(&block, &len, lexicon->builder, key, err);
    if (rc < 0)
        return rc;
    if (folder && take_written(lexicon, block, len, folder, name, key, story)) {
        story->source = LUN_LEXICON_WRITTEN;
        lun_free(block);
        return LUN_OK;
    }
    rc = lun_lexicon__take_block(lexicon, block, len, err);
    if (rc < 0)
        lun_free(block);
    return rc;
}

int lun_lexicon_load(lun_lexicon *lexicon, lun_vocab *vocab, const char *file, const char *data, size_t len,
                     const char *folder, lun_lexicon_story *story, lun_error *err)
{
    uint8_t key[16] = { 0 };
    char name[NAME_MAX_LEN] = "";
    int rc;
    memset(story, 0, sizeof *story);
    if (!lexicon->builder || lun_builder_count(lexicon->builder) > 0 || lun_builder_field_name(lexicon->builder, 0))
        return lun_error_set(err, LUN_EUSAGE, "lexicon '%s' holds something: a file is loaded into a new one",
                             lexicon->name);
    if (len < LUN_LEXICON_CACHE_LEAST)
        folder = NULL;
    if (folder) {
        make_key(lexicon, data, len, key);
        make_name(key, name);
    }
    if (folder && take_cached(lexicon, folder, name, key, story)) {
        story->source = LUN_LEXICON_MAPPED;
        return lun_lexicon__learn_words(lexicon, vocab, err);
    }
    if ((rc = lun_lexicon_read(lexicon, file, data, len, err)) < 0 ||
        (rc = compile(lexicon, folder, name, key, story, err)) < 0)
        return rc;
    return lun_lexicon__learn_words(lexicon, vocab, err);
}
