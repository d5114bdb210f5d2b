/*
** test_run_incremental.c - whatever is edited between runs, documents, rules or lexicons, a corpus that is run again holds
** what a run into a new corpus gives.
*/
/* label: full */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotate/json.h"
#include "base/file.h"
#include "cmocka_all.h"
#include "run/run.h"

enum { ROUNDS = 30, LINES = 30, FILES = 4 }; /* LUNETTE_ROUNDS and LUNETTE_SEED: more, and others */

static char folder[] = "/tmp/lunette-incremental-XXXXXX";

typedef struct dice {
    uint64_t state;
} dice;

static unsigned roll(dice *d, unsigned n) /* 0 .. n - 1 */
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((d->state >> 33) % n);
}

/* What the world looks like: which variant of each part is in force. */
typedef struct world {
    unsigned lexicon, mention, plain, reading, function, resolve, last; /* variants of rules */
    int lines[LINES], files[FILES];                                     /* variant of each document, -1 = not there */
    int with_last;                                                      /* the rule file that depends on the plugin */
} world;

static const char *const names[] = { "Ada Brandt", "Omar Nuri", "Rita Vale", "Norland", "Ostia" };

static void write_file(const char *name, const lun_buf *text)
{
    char path[200];
    lun_error err = LUN_ERROR_INIT;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (text->failed || lun_file_write(path, text->data ? text->data : "", text->len, &err) < 0)
        fail_msg("%s", err.message);
}

static void write_text(const char *name, const char *format, ...) LUN_PRINTF(2, 3);
static void write_text(const char *name, const char *format, ...)
{
    lun_buf text = LUN_BUF_INIT;
    va_list args;
    va_start(args, format);
    lun_buf_vaddf(&text, format, args);
    va_end(args);
    write_file(name, &text);
    lun_buf_clear(&text);
}

static void add_sentences(lun_buf *out, unsigned seed)
{
    static const char *const verbs[] = { "thanks", "warns", "greets", "praises" };
    for (unsigned i = 0; i < 1 + seed % 4; i++) {
        unsigned a = seed * 7 + i * 3, b = seed * 5 + i;
        lun_buf_addf(out, "%s %s %s for help %u. She left. ", names[a % 5], verbs[(seed + i) % 4], names[b % 5], seed);
    }
}

static void write_documents(const world *w)
{
    lun_buf lines = LUN_BUF_INIT;
    char path[220];
    for (int i = 0; i < LINES; i++) {
        if (w->lines[i] < 0)
            continue;
        lun_buf_addf(&lines, "{\"id\":\"p%d\",\"date\":\"2026-01-%02d\",\"text\":\"", i, 1 + w->lines[i] % 28);
        add_sentences(&lines, (unsigned)(w->lines[i] * 31 + i));
        lun_buf_adds(&lines, "\"}\n");
    }
    write_file("papers/all.jsonl", &lines);
    lun_buf_clear(&lines);
    for (int i = 0; i < FILES; i++) {
        lun_buf text = LUN_BUF_INIT;
        snprintf(path, sizeof path, "papers/f%d.txt", i);
        add_sentences(&text, (unsigned)(w->files[i] + 1 + i * 13));
        if (w->files[i] >= 0)
            write_file(path, &text);
        else {
            snprintf(path, sizeof path, "%s/papers/f%d.txt", folder, i);
            unlink(path);
        }
        lun_buf_clear(&text);
    }
}

static void write_rules(const world *w)
{
    write_text("base/plugin.lua",
               "return { name = \"base\", version = \"0.1\", summary = \"Words.\", languages = { \"en\" } }\n");
    write_text("base/lexicons/deed.tsv", "phrase\tclass\nthanks\tkind\nwarns\tharsh\n%s",
               w->lexicon % 3 == 0   ? "greets\tkind\n"
               : w->lexicon % 3 == 1 ? "praises\tkind\n"
                                     : "");
    write_text(
        "base/rules/words.lua",
        "layer \"name\" { form = text, mention = true }\n"
        "layer \"deed\" { class = text }\n"
        "layer \"plain\" { what = span }\n"
        "rule \"name\" { doc = \"n\", match = [[ form:(%%cap %s) ]], marks = \"name\",\n"
        "  mark = function(match, doc) return { form = match.form.text:upper(), entity = doc:entity(\"name\", match.form.text) } end }\n"
        "rule \"deed\" { doc = \"d\", match = [[ $deed ]], mark = \"deed\", set = { class = \"c%u\" } }\n"
        "rule \"plain\" { doc = \"p\", match = [[ what:%s ]], mark = \"plain\" }\n",
        w->mention % 2 ? "%cap" : "%cap?", w->reading % 2, w->plain % 2 ? "help" : "(She left)");
    write_text("upper/plugin.lua",
               "return { name = \"upper\", version = \"0.1\", summary = \"Acts.\", languages = { \"en\" }, "
               "requires = { \"base\" } }\n");
    write_text(
        "upper/rules/acts.lua",
        "layer \"deal\" { who = ref(), whom = ref(), deed = ref \"deed\", others = late(integer) }\n"
        "layer \"quiet\" { what = span }\n"
        "rule \"deal\" { doc = \"a\", match = [[ who:@name deed:@deed whom:@name ]], mark = \"deal\" }\n"
        "resolve \"deal\" { run = function(row, doc) row.others = #doc:entities() + %u end }\n"
        "rule \"quiet\" { doc = \"q\", match = [[ what:@plain ]], mark = \"quiet\" }\n"
        "layer \"count\" { n = integer, list = text }\n"
        "rule \"count\" { doc = \"c\", reads = { \"deal\", \"name\" }, marks = \"count\", each_document = function(doc)\n"
        "  local deals, list = doc:layer \"deal\", {}\n"
        "  for i, one in ipairs(doc:layer \"name\") do list[i] = one.form .. #one.entity:mentions() end\n"
        "  if #deals + #list == 0 then return end\n"
        "  return { (deals[1] or doc:layer \"name\"[1]), n = #deals * %u, list = table.concat(list, \";\") }\n"
        "end }\n",
        w->resolve % 2, 1 + w->function % 3);
    write_text(
        "last.lua",
        "requires \"upper\"\n"
        "layer \"remark\" { deal = ref \"deal\", by = ref(), words = text }\n"
        "rule \"remark\" { doc = \"r\", each = \"deal%s\", marks = \"remark\",\n"
        "  mark = function(deal, doc) return { deal, deal = deal, by = deal.who, words = deal.text .. (doc.date or \"\") } end }\n",
        w->last % 2 ? "" : "[others > 2]");
}

static void run_into(lun_progress *figures, const world *w, const char *corpus, uint32_t workers)
{
    char papers[100], base[100], upper[100], last[100], path[120];
    lun_error err = LUN_ERROR_INIT;
    snprintf(papers, sizeof papers, "%s/papers", folder);
    snprintf(base, sizeof base, "%s/base", folder);
    snprintf(upper, sizeof upper, "%s/upper", folder);
    snprintf(last, sizeof last, "%s/last.lua", folder);
    snprintf(path, sizeof path, "%s/%s", folder, corpus);
    const char *const paths[] = { papers }, *const plugins[] = { base, upper, NULL },
                      *const rules[] = { w->with_last ? last : NULL, NULL };
    lun_run_options options = { .session = { .plugins = plugins, .rules = rules },
                                .paths = paths,
                                .n_paths = 1,
                                .corpus = path,
                                .command = "test",
                                .prune = 1,
                                .limits = { .workers = workers } };
    if (lun_run(figures, &options, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The documents as export writes them, sorted: in which order they first came is the only thing that may differ. */
static char *content(const char *corpus)
{
    char path[120];
    lun_store *store;
    lun_rows *numbers;
    lun_cell cell;
    lun_error err = LUN_ERROR_INIT;
    LUN_VEC(char *) lines = { 0 };
    lun_buf all = LUN_BUF_INIT;
    snprintf(path, sizeof path, "%s/%s", folder, corpus);
    assert_int_equal(lun_store_open(&store, path, LUN_STORE_READ, &err), LUN_OK);
    assert_int_equal(lun_store_query(&numbers, store, "SELECT id FROM document", NULL, NULL, 0, &err), LUN_OK);
    while (lun_rows_next(numbers, &err) > 0) {
        lun_document *document;
        lun_annotations *set;
        lun_buf line = LUN_BUF_INIT;
        lun_rows_cell(numbers, 0, &cell);
        assert_int_equal(lun_store_get(store, cell.integer, &document, &set, &err), LUN_OK);
        assert_int_equal(lun_annotations_write_json(set, lun_store_rules(store), NULL, &line, &err), LUN_OK);
        assert_int_equal(lun_vec_push(&lines, lun_buf_take(&line)), 0);
        lun_document_free(document);
    }
    lun_rows_close(numbers);
    lun_store_close(store);
    if (lines.n)
        qsort(lines.items, lines.n, sizeof *lines.items, by_text);
    for (size_t i = 0; i < lines.n; i++) {
        lun_buf_addf(&all, "%s\n", lines.items[i]);
        lun_free(lines.items[i]);
    }
    lun_vec_clear(&lines);
    return lun_buf_take(&all);
}

static void edit(world *w, dice *random)
{
    unsigned *const parts[] = { &w->lexicon, &w->mention, &w->plain, &w->reading, &w->function, &w->resolve, &w->last };
    unsigned what = roll(random, 14);
    if (what < 7)
        ++*parts[what];
    else if (what < 9)
        w->lines[roll(random, LINES)] = (int)roll(random, 40) - 8;
    else if (what < 10)
        w->files[roll(random, FILES)] = (int)roll(random, 20) - 4;
    else if (what < 12)
        ++w->last;
    else if (what < 13)
        w->with_last = !w->with_last;
}

static void test_runs__after_any_edit_equal_a_run_into_a_new_corpus(void **state)
{
    world w = { .with_last = 1 };
    const char *rounds = getenv("LUNETTE_ROUNDS"), *seed = getenv("LUNETTE_SEED");
    dice random = { seed ? strtoull(seed, NULL, 10) : 20261127 };
    int most = rounds ? atoi(rounds) : ROUNDS;
    uint64_t partly = 0, skipped = 0;
    (void)state;
    for (int i = 0; i < LINES; i++)
        w.lines[i] = i;
    for (int round = 0; round < most; round++) {
        lun_progress figures, whole;
        char path[120];
        write_documents(&w);
        write_rules(&w);
        run_into(&figures, &w, "kept.db", 1 + (uint32_t)round % 2);
        partly += figures.partly;
        skipped += figures.skipped;
        run_into(&whole, &w, "fresh.db", 1);
        char *kept = content("kept.db"), *fresh = content("fresh.db");
        if (strcmp(kept, fresh) != 0) {
            size_t at = 0;
            while (kept[at] == fresh[at])
                at++;
            at = at > 300 ? at - 300 : 0;
            fail_msg("round %d\nkept:  %.600s\nfresh: %.600s", round, kept + at, fresh + at);
        }
        lun_free(kept);
        lun_free(fresh);
        run_into(&figures, &w, "kept.db", 1); /* and once more: nothing is to be done */
        assert_int_equal(figures.documents, 0);
        snprintf(path, sizeof path, "%s/fresh.db", folder);
        unlink(path);
        edit(&w, &random);
        if (roll(&random, 3) == 0)
            edit(&w, &random);
    }
    print_message("%llu documents in part, %llu unchanged\n", (unsigned long long)partly, (unsigned long long)skipped);
    assert_true(partly > 30 && skipped > 100);
}

static int set_up(void **state)
{
    static const char *const folders[] = { "papers", "base",        "base/rules", "base/lexicons",
                                           "upper",  "upper/rules", "plugins" };
    char path[120], target[120];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, folders[i]);
        if (mkdir(path, 0700) < 0)
            return -1;
    }
    /* `requires` finds plugins by name below LUNETTE_PATH */
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/plugins/%s", folder, i ? "upper" : "base");
        snprintf(target, sizeof target, "%s/%s", folder, i ? "upper" : "base");
        if (symlink(target, path) < 0)
            return -1;
    }
    return setenv("LUNETTE_PATH", folder, 1);
}

static int tear_down(void **state)
{
    char command[100];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs__after_any_edit_equal_a_run_into_a_new_corpus),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
