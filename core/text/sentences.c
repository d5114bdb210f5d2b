/*
** sentences.c - where sentences start inside paragraphs.
**
** Sits on the raw tokens of scan.c, with paragraphs already marked. Only stops and abbreviations can end a sentence; what closes
** (quotation marks, brackets, note numbers) goes with what it closes; the token after that decides. A paragraph ends its last sentence.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tokens.h"

typedef enum start_kind {
    START_UPPER,
    START_LOWER,
    START_DIGIT,
    START_OTHER /* signs; scripts without case */
} start_kind;

typedef struct ending {
    size_t at;  /* the stop or abbreviation */
    int quoted; /* a quotation mark or bracket closed after it */
    int spaced; /* so many more stops followed: ". . ." */
} ending;

static uint32_t len_of(const lun_raw *raw)
{
    return raw->stop - raw->start;
}

static int touches(const lun_raw *raw)
{
    return raw->start == raw[-1].stop;
}

static start_kind start_of(const lun_scan *scan, const lun_raw *raw)
{
    char c = scan->text[raw->start];
    if (lun_ascii_upper(c))
        return START_UPPER;
    if (lun_ascii_lower(c))
        return START_LOWER;
    if (lun_ascii_digit(c))
        return START_DIGIT;
    if ((unsigned char)c < 128 || raw->kind != LUN_RAW_WORD)
        return START_OTHER;
    lun_case found = lun_char_case(scan->text + raw->start, len_of(raw));
    return found == LUN_CASE_UPPER ? START_UPPER : found == LUN_CASE_LOWER ? START_LOWER : START_OTHER;
}

static int is_word(const lun_scan *scan, size_t i, int (*table)(const char *, uint32_t))
{
    const lun_raw *raw = &scan->raw.items[i];
    return i < scan->raw.n && raw->kind == LUN_RAW_WORD && table(scan->text + raw->start, len_of(raw));
}

static int in_paragraph(const lun_scan *scan, size_t i)
{
    return i < scan->raw.n && scan->raw.items[i].breaks != LUN_BREAK_PARAGRAPH;
}

static int is_dash_or_bullet(const lun_scan *scan, const lun_raw *raw)
{
    unsigned char c = (unsigned char)scan->text[raw->start];
    return raw->kind == LUN_RAW_SIGN && (c == '-' || c == '*' || c == '_' || c == '#' || c >= 128);
}

static int opens(const lun_scan *scan, const lun_raw *raw)
{
    return raw->kind == LUN_RAW_OPEN || raw->kind == LUN_RAW_QUOTE || raw->kind == LUN_RAW_CLOSE ||
           is_dash_or_bullet(scan, raw);
}

/* The first token from i that is not an opening bracket, quotation mark, dash or bullet; i itself if the paragraph ends before. */
static size_t content_from(const lun_scan *scan, size_t i)
{
    size_t j = i;
    for (int n = 0; n < 4 && opens(scan, &scan->raw.items[j]); n++)
        if (!in_paragraph(scan, ++j))
            return i;
    return j;
}

static int is_one_of(const lun_scan *scan, const lun_raw *raw, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (len_of(raw) == strlen(words[i]) && memcmp(scan->text + raw->start, words[i], len_of(raw)) == 0)
            return 1;
    }
    return 0;
}

static int is_going_on(const lun_scan *scan, size_t i)
{
    static const char *const GOES[] = { "went", "goes" }, *const ON[] = { "on" };
    return is_one_of(scan, &scan->raw.items[i], GOES, 2) && in_paragraph(scan, i + 1) &&
           is_one_of(scan, &scan->raw.items[i + 1], ON, 1);
}

/* The verb of "he yelled", "said Alice", "the minister went on", "US Senator Jane Roe said": within three words of i, or behind words that all are
** capitalised, in the same breath. 0 if there is none (a verb never is the first token of the text). */
static size_t reporting_at(const lun_scan *scan, size_t i)
{
    int capitals = 1;
    for (size_t j = i; j < i + 6 && in_paragraph(scan, j) && scan->raw.items[j].kind == LUN_RAW_WORD; j++) {
        if (is_word(scan, j, lun_table_reporting) || is_going_on(scan, j))
            return j;
        capitals &= lun_ascii_upper(scan->text[scan->raw.items[j].start]);
        if (j >= i + 2 && !capitals)
            return 0;
    }
    return 0;
}

static int reports(const lun_scan *scan, size_t i)
{
    return reporting_at(scan, i) != 0;
}

/* "Roe said.": no sentence of its own, but who said what was quoted before. "He laughed." may be one. */
static int is_tag(const lun_scan *scan, size_t i)
{
    size_t verb = is_word(scan, i, lun_table_starter) ? 0 : reporting_at(scan, i);
    return verb > i && in_paragraph(scan, verb + 1) && scan->raw.items[verb + 1].kind == LUN_RAW_STOP;
}

/* 1., a., (ii): a mark of a list at the start of a line or sentence, whose full stop ends nothing. */
static int is_list_mark(const lun_scan *scan, size_t stop)
{
    if (stop == 0)
        return 0;
    const lun_raw *mark = &scan->raw.items[stop - 1];
    if (len_of(mark) > (mark->kind == LUN_RAW_NUMBER ? 3 : 4) || !touches(mark + 1)) /* "2001." is a year */
        return 0;
    size_t first = stop - 1;
    if (first > 0 && mark[-1].kind == LUN_RAW_SIGN && mark[-1].breaks != LUN_BREAK_NONE)
        first--; /* a bullet before it */
    if (scan->raw.items[first].breaks == LUN_BREAK_NONE && !mark->newlines)
        return 0;
    return mark->kind == LUN_RAW_NUMBER ||
           (mark->kind == LUN_RAW_WORD &&
            (len_of(mark) == 1 || strspn(scan->text + mark->start, "ivx") >= len_of(mark)));
}

static int is_ellipsis(const lun_scan *scan, const lun_raw *raw)
{
    for (uint32_t i = raw->start; i < raw->stop; i++)
        if (lun_ascii_digit(scan->text[i]) || strchr("?!", scan->text[i]))
            return 0;
    return len_of(raw) > 1 &&
           (scan->text[raw->start] == '.' || memcmp(scan->text + raw->start, "\xE2\x80\xA6", 3) == 0);
}

static int is_wide_stop(const lun_scan *scan, const lun_raw *raw)
{
    return (unsigned char)scan->text[raw->start] >= 128 && !is_ellipsis(scan, raw);
}

/* A word of three letters or more in lower case: what follows its full stop is a new sentence even in lower case. */
static int is_plain_word(const lun_scan *scan, const lun_raw *raw)
{
    if (raw->kind != LUN_RAW_WORD || len_of(raw) < 3)
        return 0;
    for (uint32_t i = raw->start; i < raw->stop; i++)
        if (!lun_ascii_lower(scan->text[i]))
            return 0;
    return 1;
}

static int is_joiner(const char *word, uint32_t len)
{
    return (len == 3 && (strncmp(word, "and", 3) == 0 || strncmp(word, "but", 3) == 0)) ||
           (len == 2 && strncmp(word, "or", 2) == 0);
}

typedef struct list_mark {
    uint32_t value; /* 0: no mark */
    char style;     /* '0' digits, 'a' letters, 'i' Roman numerals, with what closes them added in `closer` */
    char closer;
    size_t stop; /* the token after the mark */
} list_mark;

static uint32_t roman(const char *text, uint32_t len)
{
    static const char *const NUMERALS[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii" };
    for (uint32_t i = 0; i < sizeof NUMERALS / sizeof *NUMERALS; i++)
        if (len == strlen(NUMERALS[i]) && memcmp(text, NUMERALS[i], len) == 0)
            return i + 1;
    return 0;
}

static uint32_t mark_value(const lun_scan *scan, const lun_raw *raw, char style)
{
    const char *text = scan->text + raw->start;
    uint32_t len = len_of(raw) - (raw->kind == LUN_RAW_ABBREVIATION), value = 0;
    if (style == 'i')
        return roman(text, len);
    if (style == 'a')
        return len == 1 && lun_ascii_lower(*text) ? (uint32_t)(*text - 'a') + 1 : 0;
    if (len > 3)
        return 0;
    for (uint32_t i = 0; i < len; i++) {
        if (!lun_ascii_digit(text[i]))
            return 0;
        value = value * 10 + (uint32_t)(text[i] - '0');
    }
    return value;
}

/* Reads a list mark such as "2.", "b)" or "(iv)" of one style at token i. */
static list_mark mark_at(const lun_scan *scan, size_t i, char style)
{
    list_mark mark = { 0, style, 0, 0 };
    const lun_raw *raw = &scan->raw.items[i];
    size_t at = i + (scan->text[raw->start] == '(');
    if (at + 1 >= scan->raw.n)
        return mark;
    raw = &scan->raw.items[at];
    mark.closer = raw->kind == LUN_RAW_ABBREVIATION ? '.' : touches(raw + 1) ? scan->text[raw[1].start] : '\0';
    mark.stop = at + 1 + (raw->kind != LUN_RAW_ABBREVIATION);
    if ((mark.closer == '.' || mark.closer == ')') &&
        (mark.stop >= scan->raw.n || !touches(&scan->raw.items[mark.stop]) ||
         scan->text[scan->raw.items[mark.stop].start] == ')'))
        mark.value = mark_value(scan, raw, style);
    return mark;
}

/* N°. 1026 */
static int is_number_sign(const lun_scan *scan, const lun_raw *raw)
{
    return len_of(raw) == 2 &&
           (memcmp(scan->text + raw->start, "\xC2\xB0", 2) == 0 || memcmp(scan->text + raw->start, "\xC2\xBA", 2) == 0);
}

/* "Belgrade, 6. March 2018": the day of a month, as many languages write it. */
static int is_day_of_month(const lun_scan *scan, const lun_raw *day, size_t content)
{
    const lun_raw *month = &scan->raw.items[content], *year = month + 1;
    return day->kind == LUN_RAW_NUMBER && len_of(day) <= 2 && touches(day + 1) && in_paragraph(scan, content + 1) &&
           year->kind == LUN_RAW_NUMBER && len_of(year) == 4 &&
           lun_table_month(scan->text + month->start, len_of(month));
}

static int after_full_stop(const lun_scan *scan, ending end, size_t i, size_t content)
{
    const lun_raw *next = &scan->raw.items[i];
    start_kind start = start_of(scan, &scan->raw.items[content]);
    const lun_raw *before = &scan->raw.items[end.at - (end.at > 0)];
    if (end.quoted && is_tag(scan, i))
        return 0;
    if (is_list_mark(scan, end.at) || (start == START_DIGIT && is_number_sign(scan, before)) ||
        is_day_of_month(scan, before, content))
        return 0;
    if (touches(next))
        return start == START_UPPER && before->kind == LUN_RAW_WORD && len_of(before) > 1;
    if (start == START_LOWER && (mark_at(scan, i, 'a').value == 1 || mark_at(scan, i, 'i').value == 1))
        return 1;
    if (start == START_LOWER)
        return content == i && !end.quoted && is_plain_word(scan, before);
    return start != START_OTHER || next->kind != LUN_RAW_SIGN || scan->text[next->start] == '*' ||
           scan->text[next->start] == '-';
}

/* Yahoo! in: a name with a mark of its own, inside a sentence. */
static int is_marked_name(const lun_scan *scan, size_t stop)
{
    const lun_raw *name = &scan->raw.items[stop - (stop > 0)];
    return name->kind == LUN_RAW_WORD && name->breaks == LUN_BREAK_NONE && len_of(name) > 2 && touches(name + 1) &&
           start_of(scan, name) == START_UPPER && lun_ascii_lower(scan->text[name->start + 1]);
}

static int after_mark(const lun_scan *scan, ending end, size_t i, size_t content)
{
    const lun_raw *next = &scan->raw.items[i];
    start_kind start = start_of(scan, &scan->raw.items[content]);
    if (start == START_LOWER)
        return content == i && !end.quoted && !touches(next) && !reports(scan, i) && !is_word(scan, i, is_joiner) &&
               !is_marked_name(scan, end.at);
    if (end.quoted && reports(scan, i))
        return 0;
    if (touches(next) && start == START_UPPER)
        return len_of(&scan->raw.items[end.at - (end.at > 0)]) > 1;
    return start != START_OTHER || (next->kind != LUN_RAW_SIGN && next->kind != LUN_RAW_STOP);
}

/* "…" (Smith 55). The sentence goes on behind the bracket. */
static int is_citation(const lun_scan *scan, size_t i)
{
    if (scan->text[scan->raw.items[i].start] != '(')
        return 0;
    for (size_t j = i + 1; j < i + 12 && in_paragraph(scan, j); j++) {
        if (scan->text[scan->raw.items[j].start] == ')')
            return in_paragraph(scan, j + 1) && touches(&scan->raw.items[j + 1]) &&
                   strchr(".,;", scan->text[scan->raw.items[j + 1].start]) != NULL;
    }
    return 0;
}

static int after_stop(const lun_scan *scan, ending end, size_t i, size_t content)
{
    const lun_raw *stop = &scan->raw.items[end.at];
    if (end.quoted && is_citation(scan, i))
        return 0;
    if (end.at > 0 && !touches(stop) && touches(stop + 1))
        return 0; /* a sign before a word, as in !Xun */
    if (is_wide_stop(scan, stop))
        return start_of(scan, &scan->raw.items[content]) != START_LOWER;
    if (end.spaced == 2 && end.at > 0 && !touches(stop))
        return 0; /* "what I mean . . . I did not" breaks off and goes on */
    if (end.spaced || is_ellipsis(scan, stop))
        return start_of(scan, &scan->raw.items[content]) == START_UPPER && !(end.quoted && reports(scan, i));
    if (len_of(stop) == 1 && scan->text[stop->start] == '.')
        return after_full_stop(scan, end, i, content);
    return after_mark(scan, end, i, content);
}

static int is_zone_or_day(const lun_scan *scan, const lun_raw *raw)
{
    static const char *const DAYS[] = { "Monday",   "Tuesday", "Wednesday", "Thursday", "Friday",
                                        "Saturday", "Sunday",  "Eastern",   "Pacific",  "Central" };
    uint32_t upper = 0;
    while (upper < len_of(raw) && lun_ascii_upper(scan->text[raw->start + upper]))
        upper++;
    if (upper == len_of(raw) && upper > 1)
        return 1;
    return is_one_of(scan, raw, DAYS, sizeof DAYS / sizeof *DAYS);
}

/* "5 p.m. March 3" */
static int is_month_and_day(const lun_scan *scan, size_t i)
{
    static const char *const MONTHS[] = { "January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December" };
    const lun_raw *raw = &scan->raw.items[i];
    return in_paragraph(scan, i + 1) && lun_ascii_digit(scan->text[raw[1].start]) &&
           is_one_of(scan, raw, MONTHS, sizeof MONTHS / sizeof *MONTHS);
}

/* "3 p.m. Moscow time", "9 a.m. Central European Time" */
static int is_time_of_place(const lun_scan *scan, size_t i)
{
    for (size_t words = 0; words < 4 && in_paragraph(scan, i); words++, i++) {
        const lun_raw *raw = &scan->raw.items[i];
        if (words > 0 && len_of(raw) == 4 && memcmp(scan->text + raw->start + 1, "ime", 3) == 0)
            return lun_ascii_fold(scan->text[raw->start]) == 't';
        if (start_of(scan, raw) != START_UPPER || (words == 0 && is_word(scan, i, lun_table_starter)))
            return 0;
    }
    return 0;
}

static int after_acronym(const lun_scan *scan, ending end, size_t content, int starter)
{
    const lun_raw *acronym = &scan->raw.items[end.at];
    char last = lun_ascii_fold(scan->text[acronym->stop - 2]);
    char first = lun_ascii_fold(scan->text[acronym->start]);
    if (acronym->breaks != LUN_BREAK_NONE)
        return 0;
    if (last == 'm' && (first == 'a' || first == 'p') && len_of(acronym) == 4)
        return !is_zone_or_day(scan, &scan->raw.items[content]) && !is_month_and_day(scan, content) &&
               !is_time_of_place(scan, content);
    return starter;
}

/* "U.S. Under Secretary": an office, and no word that starts a sentence. */
static int is_office(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i], *next = raw + 1;
    return i + 1 < scan->raw.n && len_of(raw) == 5 && len_of(next) >= 9 &&
           memcmp(scan->text + raw->start, "Under", 5) == 0 && memcmp(scan->text + next->start, "Secretary", 9) == 0;
}

static int after_abbreviation(const lun_scan *scan, ending end, size_t i, size_t content)
{
    const lun_raw *before = &scan->raw.items[end.at - (end.at > 0)];
    const lun_raw *next = &scan->raw.items[i];
    int quotes = content != i && (scan->text[next->start] == '"' || (unsigned char)scan->text[next->start] >= 128);
    int starter = quotes || (is_word(scan, content, lun_table_starter) && !is_office(scan, content));
    if (start_of(scan, &scan->raw.items[content]) != START_UPPER)
        return 0;
    switch ((lun_abbreviation)scan->raw.items[end.at].abbreviation) {
    case LUN_ABBREVIATION_INITIAL:
        return starter && start_of(scan, before) == START_LOWER && scan->raw.items[end.at].breaks == LUN_BREAK_NONE;
    case LUN_ABBREVIATION_ACRONYM:
        return after_acronym(scan, end, content, starter);
    case LUN_ABBREVIATION_MONTH:
    case LUN_ABBREVIATION_COMPANY:
    case LUN_ABBREVIATION_PLACE:
        return starter;
    case LUN_ABBREVIATION_ENDING:
        return 1;
    case LUN_ABBREVIATION_TITLE:
    case LUN_ABBREVIATION_INNER:
    case LUN_ABBREVIATION_NUMBERED:
    case LUN_ABBREVIATION_NONE:
    case LUN_ABBREVIATION_FINAL:
        return 0;
    }
    return 0;
}

/* How many tokens from i close what stands before: brackets, quotation marks, note numbers, emoticons. */
static size_t closing(const lun_scan *scan, size_t i, ending *end)
{
    const lun_raw *raw = &scan->raw.items[i];
    if (raw->kind == LUN_RAW_CLOSE || (raw->kind == LUN_RAW_QUOTE && touches(raw))) {
        end->quoted = 1;
        return 1;
    }
    if (raw->kind == LUN_RAW_STOP && scan->text[raw->start] == '.') {
        end->spaced++;
        return 1;
    }
    if (raw->kind == LUN_RAW_SIGN && len_of(raw) > 1 && strchr(":;", scan->text[raw->start]))
        return 1;
    if (scan->text[raw->start] == '[' && in_paragraph(scan, i + 1) && in_paragraph(scan, i + 2) &&
        raw[1].kind == LUN_RAW_NUMBER && scan->text[raw[2].start] == ']')
        return 3;
    if (raw->kind == LUN_RAW_NUMBER && touches(raw) && len_of(raw) < 4 && raw[-1].kind == LUN_RAW_STOP && i > 1 &&
        (raw[-2].kind == LUN_RAW_WORD || raw[-2].kind == LUN_RAW_CLOSE))
        return in_paragraph(scan, i + 1) && raw[1].kind == LUN_RAW_NUMBER && len_of(raw + 1) < 4 ? 2 : 1;
    return 0;
}

/* The sentence that `end` closes is over: an abbreviation that may end one gives up its full stop. */
static void close_at(lun_scan *scan, ending end)
{
    lun_raw *raw = &scan->raw.items[end.at];
    if (raw->kind != LUN_RAW_ABBREVIATION)
        return;
    switch ((lun_abbreviation)raw->abbreviation) {
    case LUN_ABBREVIATION_INITIAL:
    case LUN_ABBREVIATION_MONTH:
    case LUN_ABBREVIATION_COMPANY:
    case LUN_ABBREVIATION_PLACE:
        raw->abbreviation = LUN_ABBREVIATION_FINAL;
        return;
    case LUN_ABBREVIATION_ENDING:
        if (len_of(raw) != 4 || strncasecmp(scan->text + raw->start, "etc.", 4) != 0)
            raw->abbreviation = LUN_ABBREVIATION_FINAL;
        return;
    case LUN_ABBREVIATION_ACRONYM: /* the next three: the full stop stays */
    case LUN_ABBREVIATION_TITLE:
    case LUN_ABBREVIATION_INNER:
    case LUN_ABBREVIATION_NUMBERED:
    case LUN_ABBREVIATION_NONE:
    case LUN_ABBREVIATION_FINAL:
        return;
    }
}

static int begins_with(const lun_scan *scan, const lun_raw *raw, const char *sign)
{
    return len_of(raw) >= strlen(sign) && memcmp(scan->text + raw->start, sign, strlen(sign)) == 0;
}

/* `…, to--" At this moment`: what was said breaks off at token i, and something new begins. */
static int breaks_off(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    if (raw->kind != LUN_RAW_SIGN || (!begins_with(scan, raw, "--") && !begins_with(scan, raw, "\xE2\x80\x94")))
        return 0;
    if (!in_paragraph(scan, i + 1) || !touches(raw + 1) ||
        (raw[1].kind != LUN_RAW_QUOTE && raw[1].kind != LUN_RAW_CLOSE))
        return 0;
    return in_paragraph(scan, i + 2) && !touches(raw + 2) && start_of(scan, raw + 2) == START_UPPER &&
           is_word(scan, i + 2, lun_table_starter) && !reports(scan, i + 2);
}

/* Looks at the end of a sentence that may be at end.at; returns the token to go on with. */
static size_t judge(lun_scan *scan, ending end)
{
    size_t i = end.at + 1, n;
    while (in_paragraph(scan, i) && (n = closing(scan, i, &end)) > 0)
        i += n;
    if (!in_paragraph(scan, i)) {
        close_at(scan, end);
        return i;
    }
    size_t content = content_from(scan, i);
    int ends = scan->raw.items[end.at].kind == LUN_RAW_STOP ? after_stop(scan, end, i, content)
                                                            : after_abbreviation(scan, end, i, content);
    if (ends && end.spaced == 3 && !end.quoted && end.at > 0 && touches(&scan->raw.items[end.at]))
        i = end.at + 1; /* a full stop and three more: the ellipsis belongs to what follows */
    if (ends) {
        scan->raw.items[i].breaks = LUN_BREAK_SENTENCE;
        close_at(scan, end);
    }
    return i;
}

/* Does the list that begins with this mark have a second item within reach? */
static int goes_on(const lun_scan *scan, list_mark first)
{
    for (size_t j = first.stop; j < first.stop + 60 && in_paragraph(scan, j); j++) {
        list_mark next = mark_at(scan, j, first.style);
        if (next.value == 2 && next.closer == first.closer)
            return 1;
    }
    return 0;
}

/*
** Lists run into one line: once a sentence starts with "1." or "a)", the next mark of the same style starts another, wherever it stands, and so
** does a "1." of any style that a "2." follows. Returns the token to go on with: past the mark, whose full stop ends nothing.
*/
static size_t follow_list(lun_scan *scan, size_t i, list_mark *list)
{
    static const char STYLES[] = "0ia";
    lun_raw *raw = &scan->raw.items[i];
    if (raw->breaks == LUN_BREAK_PARAGRAPH)
        list->value = 0;
    if (list->value) {
        list_mark next = mark_at(scan, i, list->style);
        if (next.value == list->value + 1 && next.closer == list->closer) {
            if (raw->breaks == LUN_BREAK_NONE)
                raw->breaks = LUN_BREAK_SENTENCE;
            *list = next;
            return next.stop;
        }
    }
    for (size_t k = 0; (raw->breaks != LUN_BREAK_NONE || list->value > 1) && k < sizeof STYLES - 1; k++) {
        list_mark first = mark_at(scan, i, STYLES[k]);
        if (raw->breaks == LUN_BREAK_NONE) {
            if (first.value != 1 || !goes_on(scan, first))
                continue;
            raw->breaks = LUN_BREAK_SENTENCE;
        }
        if (first.value == 1 || (first.value && first.closer == ')')) {
            *list = first;
            return first.stop;
        }
    }
    return i;
}

static int is_bullet(const lun_scan *scan, const lun_raw *raw)
{
    static const char BULLETS[][4] = { "\xE2\x80\xA2", "\xE2\x81\x83", "\xE2\x97\x8F",
                                       "\xE2\x97\xA6", "\xE2\x80\xA3", "\xE2\x96\xAA" };
    for (size_t i = 0; raw->kind == LUN_RAW_SIGN && i < sizeof BULLETS / sizeof *BULLETS; i++)
        if (len_of(raw) == 3 && memcmp(scan->text + raw->start, BULLETS[i], 3) == 0)
            return 1;
    return 0;
}

/* The next token from i at which something may happen: a line or sentence starts, or a sign, stop or abbreviation stands. */
static size_t next_event(const lun_scan *scan, size_t i)
{
    const unsigned events = 1u << LUN_RAW_SIGN | 1u << LUN_RAW_STOP | 1u << LUN_RAW_ABBREVIATION;
    const lun_raw *raw = scan->raw.items;
    size_t n = scan->raw.n;
    while (i < n && raw[i].breaks == LUN_BREAK_NONE && !(events >> raw[i].kind & 1))
        i++;
    return i;
}

void lun_sentences_run(lun_scan *scan)
{
    list_mark list = { 0, 0, 0, 0 };
    for (size_t i = 0; i < scan->raw.n;) {
        if (!list.value && (i = next_event(scan, i)) == scan->raw.n)
            break;
        if (scan->raw.items[i].breaks == LUN_BREAK_NONE && is_bullet(scan, &scan->raw.items[i]))
            scan->raw.items[i].breaks = LUN_BREAK_SENTENCE;
        size_t past = follow_list(scan, i, &list);
        if (past > i) {
            i = past;
            continue;
        }
        lun_raw_kind kind = (lun_raw_kind)scan->raw.items[i].kind;
        if (kind == LUN_RAW_STOP || kind == LUN_RAW_ABBREVIATION) {
            i = judge(scan, (ending){ i, 0, 0 });
        } else if (breaks_off(scan, i)) {
            i += 2;
            scan->raw.items[i].breaks = LUN_BREAK_SENTENCE;
        } else {
            i++;
        }
    }
}
