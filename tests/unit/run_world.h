/*
** run_world.h - a small world for tests of runs and of what edits change: documents, two plugins, rule files, of each part some variants, and
** edits by dice. Rules of all kinds, words that an index cuts otherwise.
*/
#ifndef LUN_TESTS_RUN_WORLD_H
#define LUN_TESTS_RUN_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmocka_all.h"
#include "run/run.h"

enum { ROUNDS = 30, LINES = 30, FILES = 4 }; /* LUNETTE_ROUNDS and LUNETTE_SEED: more, and others */

static char folder[] = "/tmp/lunette-world-XXXXXX";

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
    unsigned lexicon, mention, plain, reading, function, resolve, last;   /* variants of rules */
    unsigned rare, odd, upon, each;                                       /* of those that wait for rare words */
    unsigned helper, signal, longer, echo, seldom, inner, shout, comment; /* of write_signs */
    int lines[LINES], files[FILES];                                       /* variant of each document, -1 = not there */
    int with_last, with_rare;                                             /* rule files that depend on the plugins */
} world;

static const char *const names[] = { "Ada Brandt", "Omar Nuri", "Rita Vale", "Norland", "Ostia" };

/* Words that lexicons of an index cut otherwise, or that have other forms; each is in few documents. */
static const char *const rare_words[] = { "don't",  "U.S.",         "O\xE2\x80\x99Hara", "caf\xC3\xA9",
                                          "went",   "knives",       "wheel-chair",       "5pm",
                                          "cannot", "\xE6\xB8\xAF", "planned",           "e-mail" };

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
    if (seed % 3 == 0)
        lun_buf_addf(out, "They %s by the %s.", rare_words[seed / 3 % 12], rare_words[seed / 5 % 12]);
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

/* A file of its own, so that an edit of it changes nothing else. */
static void write_rare(const world *w)
{
    static const char *const rare[] = {
        "~go",       "(\"U.S.\" | ~plan)", "(do | can) not?", "\"O'Hara\" []?",  "~knife",
        "[%num] pm", "wheel-chair !the",   "caf\xC3\xA9",     "[~go | ~e-mail]", "\"\xE6\xB8\xAF\""
    };
    static const char *const upon[] = { "@rare []?", "@name ... @rare", "by the @either", "@odd", "@plain ... @rare" };
    static const char *const odd[] = { "\"e-mail\", \"U.S.\"", "\"knife\", \"plan\"", "\"O'Hara\"", "\"go\", \"can\"" };
    write_text(
        "rare.lua",
        "requires \"upper\"\n"
        "layer \"rare\" { what = span }\n"
        "layer \"odd\" { what = span }\n"
        "layer \"either\" { any = { \"rare\", \"odd\" } }\n"
        "layer \"upon\" { what = span }\n"
        "layer \"note\" { words = text }\n"
        "lexicon \"odds\" { %s, inflect = \"all\" }\n"
        "rule \"rare\" { doc = \"r\", match = [[ what:(%s) ]], mark = \"rare\" }\n"
        "rule \"odd\" { doc = \"o\", match = [[ what:$odds ]], mark = \"odd\"%s }\n"
        "rule \"upon\" { doc = \"u\", match = [[ what:(%s) ]], mark = \"upon\", scope = \"document\",\n"
        "  where = function(match, doc) return #match.what.text > %u end }\n"
        "rule \"note\" { doc = \"n\", each = \"%s\", marks = \"note\", mark = function(row, doc) return { words = row.text } end }\n",
        odd[w->odd % 4], rare[w->rare % 10], w->odd % 3 ? "" : ", within = \"name\"", upon[w->upon % 5], w->upon % 2,
        w->each % 2 ? "rare" : "odd");
}

/* Rules of one layer that share a helper, named patterns, a global and each other's rows: each part can be edited by itself. */
static void write_signs(const world *w)
{
    static const char *const seldom[] = { "~go", "knives", "cannot", "wheel-chair" };
    static const char *const longer[] = {
        "", "rule \"longer\" { doc = \"l\", match = [[ what:(%signal @name) ]], mark = \"sign\" }\n",
        "rule \"longer\" { doc = \"l\", match = [[ what:(@name %signal) ]], mark = \"sign\" }\n"
    };
    write_text("upper/helper.lua",
               "%slocal M = {}\nlocal tones = { warns = \"%s\" }\n"
               "function M.tone(text) return tones[text] or \"even\" end\n"
               "function M.other(text) return text .. \"%u\" end\nreturn M\n",
               w->comment % 2 ? "-- tones\n\n" : "", w->helper % 2 ? "harsh" : "loud", w->helper / 2 % 2);
    write_text("upper/rules/signs.lua",
               "%slocal helper = include \"helper.lua\"\n"
               "layer \"sign\" { what = span, tone = text, policy = \"%s\" }\n"
               "layer \"seldom\" { what = text, n = integer }\n"
               "define \"signal\" [[ %%loud | %s ]]\n"
               "define \"loud\" [[ warns ]]\n"
               "define \"hurry\" [[ %s ]]\n"
               "function shout(text) return text:upper() .. \"%u\" end\n"
               "rule \"signal\" { doc = \"s\", match = [[ what:%%signal ]], marks = \"sign\",\n"
               "  mark = function(match) return { what = match.what, tone = helper.tone(match.what.text) } end }\n"
               "%s"
               "rule \"echo\" { doc = \"e\", match = [[ what:(@sign %s) ]], after = { \"signal\" }, mark = \"sign\" }\n"
               "rule \"seldom\" { doc = \"s\", match = [[ what:%s ]], marks = \"seldom\", mark = function(match, doc)\n"
               "  if doc:find [[ %%hurry ]] then return nil end\n"
               "  return { what = shout(match.what.text), n = #doc:layer \"sign\" + %u } end, reads = { \"sign\" } }\n",
               w->comment % 3 ? "-- signs\n" : "", w->echo / 2 % 2 ? "longest" : "all",
               w->signal % 2 ? "thanks" : "praises", w->seldom / 4 % 2 ? "knives" : "planned", w->shout % 2,
               longer[w->longer % 3], w->echo % 2 ? "@name" : "[]", seldom[w->seldom % 4], w->inner % 2);
}

static void write_rules(const world *w)
{
    write_rare(w);
    write_signs(w);
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
        "resolve \"deal\" { run = function(row, doc) row:set { others = #doc:entities() + %u } end }\n"
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

/* What is loaded of a world, as a session names it. */
typedef struct world_names {
    char base[100], upper[100], last[100], rare[100];
    const char *plugins[3], *rules[2];
} world_names;

static lun_session_options name_world(world_names *names_of, const world *w)
{
    snprintf(names_of->base, sizeof names_of->base, "%s/base", folder);
    snprintf(names_of->upper, sizeof names_of->upper, "%s/upper", folder);
    snprintf(names_of->last, sizeof names_of->last, "%s/last.lua", folder);
    snprintf(names_of->rare, sizeof names_of->rare, "%s/rare.lua", folder);
    names_of->plugins[0] = names_of->base;
    names_of->plugins[1] = names_of->upper;
    names_of->plugins[2] = names_of->rules[1] = NULL;
    names_of->rules[0] = w->with_rare ? names_of->rare : w->with_last ? names_of->last : NULL;
    return (lun_session_options){ .plugins = names_of->plugins, .rules = names_of->rules };
}

/* Of rules that wait for rare words. */
static void edit_rare(world *w, dice *random)
{
    unsigned *const parts[] = { &w->rare, &w->odd, &w->upon, &w->each };
    *parts[roll(random, 4)] += 1 + roll(random, 3);
}

/* One rule of a plugin that waits for a rare word: its pattern, its function, what that names, a global that it alone reads. */
static void edit_seldom(world *w, dice *random)
{
    unsigned *const parts[] = { &w->seldom, &w->inner, &w->shout };
    *parts[roll(random, 3)] += 1 + roll(random, 3);
    w->comment += roll(random, 2);
}

/* Whatever else there is in that file and beside it. */
static void edit_signs(world *w, dice *random)
{
    unsigned *const parts[] = { &w->helper, &w->signal, &w->longer, &w->echo, &w->comment };
    *parts[roll(random, 5)] += 1 + roll(random, 3);
}

/* Rows of a file that a run does not load stay, so one file goes before another comes: without, the languages are others. */
static void change_file(world *w, dice *random)
{
    int none = !w->with_last && !w->with_rare, rare = (int)roll(random, 2);
    w->with_last = none && !rare;
    w->with_rare = none && rare;
}

static void edit(world *w, dice *random)
{
    unsigned *const parts[] = { &w->lexicon, &w->mention, &w->plain, &w->reading, &w->function, &w->resolve, &w->last };
    unsigned what = roll(random, 23);
    if (what < 7)
        ++*parts[what];
    else if (what < 9)
        w->lines[roll(random, LINES)] = (int)roll(random, 40) - 8;
    else if (what < 10)
        w->files[roll(random, FILES)] = (int)roll(random, 20) - 4;
    else if (what < 12)
        ++w->last;
    else if (what < 15)
        change_file(w, random);
    else if (what < 17)
        edit_rare(w, random);
    else if (what < 19)
        edit_seldom(w, random);
    else if (what < 22)
        edit_signs(w, random);
}

static int rounds(void)
{
    const char *own = getenv("LUNETTE_ROUNDS");
    return own ? atoi(own) : ROUNDS;
}

static dice new_dice(void)
{
    const char *own = getenv("LUNETTE_SEED");
    return (dice){ own ? strtoull(own, NULL, 10) : 20261127 };
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

#endif
