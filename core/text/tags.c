/*
** tags.c - names of the lexicon's tags and of the universal ones.
*/
#include <string.h>

#include "text/tags.h"

static const char *const TAGS[TAG_COUNT] = {
    "",    "nn",  "punc", "nnp", "dt",  "in",  "jj",  "nns", "cd",  "rb",  "vbd", "vb", "prp",
    "cc",  "of",  "to",   "vbz", "vbn", "vbg", "vbp", "md",  "pos", "wdt", "jjr", "wp", "nnps",
    "wrb", "jjs", "rbr",  "rp",  "ex",  "rbs", "pdt", "fw",  "1",   "uh",  "sym", "ls", "2",
};

static const char *const UPOS[] = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
};

const char *lun_tag_name(lun_tag tag)
{
    return tag < TAG_COUNT ? TAGS[tag] : "";
}

const char *lun_upos_name(lun_upos upos)
{
    return (size_t)upos < sizeof UPOS / sizeof *UPOS ? UPOS[upos] : UPOS[LUN_UPOS_X];
}

/* 0 when the data's tags are those of tags.h, else LUN_EFORMAT. */
static int check_tags(const lun_english *english, lun_error *err)
{
    int same = english->n_tags == TAG_COUNT - 1;
    for (uint32_t tag = 1; same && tag < TAG_COUNT; tag++)
        same = strncmp((const char *)english->data + english->names + (size_t)(tag - 1) * 8, TAGS[tag], 8) == 0;
    return same ? 0
                : lun_error_set(err, LUN_EFORMAT,
                                "the English data in this build use other tags than the program; build again");
}

const lun_english *lun_vocab__english(lun_vocab *vocab, lun_error *err)
{
    lun_english english;
    if (vocab->english.data)
        return &vocab->english;
    if (lun_english_open(&english, err) < 0 || check_tags(&english, err) < 0)
        return NULL;
    vocab->english = english;
    return &vocab->english;
}
