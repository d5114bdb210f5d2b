/*
** tables.c - the word lists of the scanner and the sentence splitter. All lower case.
**
** Abbreviations are searched by halves, so they stay sorted (tests/unit/test_text_tables.c finds each). The other lists are one string each, words
** between single spaces.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tokens.h"

#define LONGEST 16 /* no word of a table is longer */

typedef struct entry {
    const char *word;
    lun_abbreviation abbreviation;
} entry;

#define T LUN_ABBREVIATION_TITLE
#define I LUN_ABBREVIATION_INNER
#define N LUN_ABBREVIATION_NUMBERED
#define M LUN_ABBREVIATION_MONTH
#define E LUN_ABBREVIATION_ENDING
#define P LUN_ABBREVIATION_PLACE
#define C LUN_ABBREVIATION_COMPANY
/* clang-format off */
static const entry ABBREVIATIONS[] = {
    { "abp", T }, { "adj", I }, { "adm", T }, { "al", E }, { "ala", P }, { "amb", T }, { "approx", I }, { "apr", M },
    { "apt", N }, { "arch", T }, { "ariz", P }, { "ark", P }, { "art", N }, { "arts", N }, { "assn", C },
    { "assoc", C }, { "asst", T }, { "atty", T }, { "aug", M }, { "ave", E }, { "avg", I }, { "bd", E },
    { "bldg", E }, { "blvd", E }, { "bp", T }, { "brig", T }, { "bros", C }, { "btw", I }, { "c", I }, { "ca", I },
    { "cal", P }, { "calif", P }, { "capt", T }, { "cdr", T }, { "cf", I }, { "ch", N }, { "chap", N },
    { "cie", C }, { "cm", E }, { "cmdr", T }, { "co", C }, { "col", T }, { "colo", P }, { "comdr", T }, { "cong", T },
    { "conn", P }, { "corp", C }, { "cpl", T }, { "ct", E }, { "dec", M }, { "del", P }, { "dept", I }, { "det", T },
    { "dir", E }, { "dist", I }, { "div", C }, { "dr", T }, { "drs", T }, { "dz", T }, { "ect", E }, { "ed", E }, { "eds", I },
    { "eg", I }, { "eng", T }, { "eq", N }, { "esp", I }, { "esq", C }, { "est", E }, { "etc", E }, { "excl", I },
    { "exp", E }, { "ext", N }, { "feb", M }, { "fig", N }, { "figs", N }, { "fla", P }, { "fr", T }, { "fri", M },
    { "ft", E }, { "ga", P }, { "gen", T }, { "gens", T }, { "gov", T }, { "govs", T }, { "hon", T }, { "hosp", E },
    { "hr", E }, { "hrs", E }, { "hwy", N }, { "ie", I }, { "ill", P }, { "inc", C }, { "incl", I }, { "ind", P },
    { "insp", T }, { "inst", C }, { "jan", M }, { "jr", C }, { "jul", M }, { "jun", M }, { "kan", P }, { "kg", E }, { "kh", T },
    { "km", E }, { "ky", P }, { "la", P }, { "lb", E }, { "lbs", E }, { "lt", T }, { "ltd", C }, { "ma", T }, { "maj", T },
    { "mar", M }, { "mass", P }, { "max", E }, { "md", P }, { "med", E }, { "messrs", T }, { "mfg", C }, { "mgr", T },
    { "mich", P }, { "min", E }, { "minn", P }, { "misc", I }, { "miss", P }, { "mlle", T }, { "mme", T },
    { "mo", P }, { "mohd", T }, { "mon", M }, { "mr", T }, { "mrs", T }, { "ms", T }, { "msgr", T }, { "mt", T }, { "mts", T },
    { "nat", I }, { "neb", P }, { "nev", P }, { "no", N }, { "nos", N }, { "nov", M }, { "nr", N }, { "oct", M },
    { "okla", P }, { "op", N }, { "ord", I }, { "ore", P }, { "oz", E }, { "p", N }, { "pa", P }, { "para", N },
    { "paras", N }, { "penn", P }, { "pg", N }, { "phd", E }, { "pl", E }, { "plc", C }, { "pp", N }, { "pres", T },
    { "prof", T }, { "profs", T }, { "prov", I }, { "ps", I }, { "pt", N }, { "pte", C }, { "pty", C }, { "pub", E },
    { "pvt", T }, { "rd", E }, { "ref", N }, { "rep", T }, { "repr", I }, { "reps", T }, { "res", N }, { "resp", I },
    { "rev", T }, { "rs", N }, { "rt", T }, { "sat", M }, { "sec", N }, { "secs", E }, { "sect", N }, { "sen", T },
    { "sens", T }, { "sep", M }, { "sept", M }, { "sgt", T }, { "spec", E }, { "sq", I }, { "sr", C }, { "st", T },
    { "ste", T }, { "sts", E }, { "sun", M }, { "supt", T }, { "tel", N }, { "tenn", P }, { "tex", P }, { "thu", M },
    { "thur", M }, { "thurs", M }, { "ts", T }, { "tue", M }, { "tues", M }, { "univ", I }, { "v", I }, { "va", P }, { "viz", I },
    { "vol", N }, { "vols", N }, { "vs", I }, { "vt", P }, { "wash", P }, { "wed", M }, { "wis", P }, { "wyo", P },
    { "yd", E }, { "yr", E }, { "yrs", E },
};
/* clang-format on */
#undef T
#undef I
#undef N
#undef M
#undef E
#undef P
#undef C

static const char PREFIXES[] =
    " a ante anti arch be bi bio co counter cross cyber de e eco ex extra geo hyper infra inter intra macro mega meta micro mid mini mis mono multi neo "
    "non over para per post pre pro proto pseudo quasi re semi sub super supra tele trans tri ultra un under uni vice ";
static const char EXTENSIONS[] =
    " asp aspx avi bmp cfg conf cpp csv dll doc docx epub exe gif gz htm html ini jar jpeg jpg js json jsp log lua md mov mp3 mp4 mpeg mpg odt "
    "pdf php png ppt pptx ps py rar rtf svg tar tex tif tiff txt wav wma wmv xls xlsx xml yaml zip ";
static const char DOMAINS[] = " biz com edu gov info mil net org ";
static const char COUNTRY_DOMAINS[] =
    " ae ar at au be br ca ch cl cn cz de dk ee es eu fi fr gr hk hu ie il ir jp ke kr lt lu lv mx my ng nl no nz "
    "pe ph pk pl pt ro rs ru sa se sg si sk th tr tv tw ua uk us za ";
static const char UNITS[] =
    " am bn cm day days ft gb ghz hr hrs k kb kg khz km kph kw lb lbs m mb mg mhz min mins ml mm mn mph mw oz p pm sec secs tb yr yrs ";
static const char SLASHED[] = " a/c b/c c/o i/o n/a w/ w/o ";
static const char STARTERS[] =
    " a according after all also although among an and another any are as asked at because before both but by can could did do does during each earlier even "
    "every everybody everyone few finally first following for four from further furthermore given had has have he her here his how however hundreds i if in "
    "indeed instead is it its last later let many meanwhile millions most much my nevertheless no nobody none nor not nothing now of on once one only or "
    "other others our over perhaps please several she should since so some somebody someone soon still such thanks that the their then there therefore "
    "these they this those though thousands three through thus to today two under unfortunately unlike until was we were what when where whether which "
    "while who why will with would yes yesterday yet you your ";
static const char REPORTING[] =
    " added adds admitted agreed announced answered argued asked asks asserted barked begged boasted called chanted claimed commented "
    "complained concluded confirmed continued countered cried declared demanded emphasised emphasized exclaimed exclaims explained explains "
    "growled grumbled inquired insisted insists interjected joked laughed murmured mused muttered noted notes objected observed pleaded "
    "posted pressed proclaimed protested queried questioned quipped recalled reflected remarked repeated replied replies reported responded responds "
    "retorted roared said says scoffed screamed shouted shouts sighed snapped sneered sobbed stated stressed suggested tells thought "
    "thundered told tweeted urged vowed warned warns whispered wondered wonders writes wrote yelled yells ";

static const char UNFINISHED[] =
    " a an and as at because between by each every for from her his if in into its my nor of on or our than that the their these this those to toward "
    "towards upon whose with without your ";
static const char MONTHS[] = " april august december february january july june march may november october september ";

/* The list is short enough that a scan for " word " beats an index: memmem over a few hundred bytes, at sentence and line ends and hyphens only. */
static int in_list(const char *list, size_t list_len, const char *word, uint32_t len)
{
    char key[LONGEST + 2];
    if (len == 0 || len > LONGEST || memchr(word, ' ', len))
        return 0;
    key[0] = ' ';
    for (uint32_t i = 0; i < len; i++)
        key[i + 1] = lun_ascii_fold(word[i]);
    key[len + 1] = ' ';
    return memmem(list, list_len, key, (size_t)len + 2) != NULL;
}
#define IN_LIST(list, word, len) in_list(list, sizeof(list) - 1, word, len)

lun_abbreviation lun_table_abbreviation(const char *word, uint32_t len)
{
    char key[LUN_ABBREVIATION_LONGEST + 1];
    if (len == 0 || len > LUN_ABBREVIATION_LONGEST)
        return LUN_ABBREVIATION_NONE;
    for (uint32_t i = 0; i < len; i++)
        key[i] = lun_ascii_fold(word[i]);
    key[len] = '\0';
    size_t low = 0, high = sizeof ABBREVIATIONS / sizeof *ABBREVIATIONS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(ABBREVIATIONS[middle].word, key);
        if (order == 0)
            return ABBREVIATIONS[middle].abbreviation;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return LUN_ABBREVIATION_NONE;
}

const char *lun_table_abbreviation_at(size_t i)
{
    return i < sizeof ABBREVIATIONS / sizeof *ABBREVIATIONS ? ABBREVIATIONS[i].word : NULL;
}

int lun_table_prefix(const char *word, uint32_t len)
{
    return IN_LIST(PREFIXES, word, len);
}

int lun_table_extension(const char *word, uint32_t len)
{
    return IN_LIST(EXTENSIONS, word, len);
}

int lun_table_domain(const char *word, uint32_t len, uint32_t parts)
{
    return IN_LIST(DOMAINS, word, len) || (parts >= 3 && IN_LIST(COUNTRY_DOMAINS, word, len));
}

int lun_table_unit(const char *word, uint32_t len)
{
    return IN_LIST(UNITS, word, len);
}

int lun_table_slashed(const char *word, uint32_t len)
{
    return IN_LIST(SLASHED, word, len);
}

int lun_table_starter(const char *word, uint32_t len)
{
    return IN_LIST(STARTERS, word, len);
}

int lun_table_reporting(const char *word, uint32_t len)
{
    return IN_LIST(REPORTING, word, len);
}

int lun_table_unfinished(const char *word, uint32_t len)
{
    return IN_LIST(UNFINISHED, word, len);
}

int lun_table_month(const char *word, uint32_t len)
{
    return IN_LIST(MONTHS, word, len);
}
