/*
** kept.c - one line on rows that a run left as they were, since their plugins were not loaded. Sits on corpus_rules.h.
*/
#include "cli/kept.h"

#include <stdio.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/shell.h"
#include "cli/corpus_rules.h"

static void add_word(lun_buf *out, const char *separator, const char *option, const char *word)
{
    lun_buf_addf(out, "%s%s%s", out->len ? separator : "", option, word);
}

void lun_kept_take(void *context, const lun_kept *kept)
{
    lun_kept_list *list = context;
    lun_texts plugins = { .n = 0 }, rules = { .n = 0 };
    lun_error ignored = LUN_ERROR_INIT;
    lun_arena *arena = lun_arena_new();
    const char *plugin = kept->rule->plugin ? kept->rule->plugin : "", *file = kept->rule->file ? kept->rule->file : "";
    lun_buf *words = kept->rows ? &list->words : &list->left_words;
    if (kept->rows)
        add_word(&list->names, ", ", "", plugin);
    if (kept->gone)
        lun_buf_addf(&list->left, "%s%s", list->left.len ? ", " : "", plugin);
    if (arena) /* where the folder cannot be told, its name stands in the list alone */
        lun_cli_plugin_source(&plugins, &rules, plugin, file, arena, &ignored);
    for (size_t i = 0; i < plugins.n; i++)
        add_word(words, " ", "-p ", LUN_SHELL(plugins.items[i]));
    for (size_t i = 0; i < rules.n; i++) {
        if (lun_file_is_regular(rules.items[i]))
            add_word(words, " ", "-r ", LUN_SHELL(rules.items[i]));
        else if (kept->rows)
            add_word(&list->gone, ", ", "", rules.items[i]);
    }
    lun_arena_free(arena);
}

static const char *rows(uint64_t n)
{
    return n == 1 ? "row" : "rows";
}

/* What both rules find would stand there twice. */
static void say_left(const lun_kept_list *list, const lun_progress *figures, const char *corpus)
{
    fprintf(stderr, "taken out: %llu %s of %s, which stood in place of what this run has found",
            (unsigned long long)figures->others_gone, rows(figures->others_gone),
            list->left.data ? list->left.data : "other plugins");
    if (list->left_words.data)
        fprintf(stderr, "; find them again: lunette run %s %s", LUN_SHELL(corpus), list->left_words.data);
    fputc('\n', stderr);
}

void lun_kept_say(const lun_kept_list *list, const lun_progress *figures, const char *corpus)
{
    const char *names = list->names.data ? list->names.data : "other plugins";
    if (figures->others_dropped)
        fprintf(stderr, "taken out: %llu %s of %s\n", (unsigned long long)figures->others_dropped,
                rows(figures->others_dropped), names);
    if (figures->others_lost)
        fprintf(stderr, "taken out: %llu %s of plugins that were not named, of documents that have changed\n",
                (unsigned long long)figures->others_lost, rows(figures->others_lost));
    if (figures->others_gone)
        say_left(list, figures, corpus);
    if (!figures->kept)
        return;
    fprintf(stderr, "kept as they were: %llu %s of %s in %llu %s", (unsigned long long)figures->kept,
            rows(figures->kept), names, (unsigned long long)figures->kept_documents,
            figures->kept_documents == 1 ? "document" : "documents");
    if (list->words.data)
        fprintf(stderr, "; renew them: lunette run %s %s", LUN_SHELL(corpus), list->words.data);
    if (list->gone.data)
        fprintf(stderr, "; %s is not there any more (--only takes out what is not named)", list->gone.data);
    fputc('\n', stderr);
}

void lun_kept_clear(lun_kept_list *list)
{
    lun_buf_clear(&list->names);
    lun_buf_clear(&list->words);
    lun_buf_clear(&list->gone);
    lun_buf_clear(&list->left);
    lun_buf_clear(&list->left_words);
}
