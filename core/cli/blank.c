/*
** blank.c - rule files in which nothing stands: Lua takes them without a word, and nothing is found. Sits on base.
*/
#include "cli/blank.h"

#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#define LARGEST 65536 /* bytes: nobody writes so long a comment alone */
#define DEEPEST 60    /* signs = in the bracket of a long comment */

/* Behind a comment that starts at `text`, where "--" stands: to the end of the line, or to the bracket that closes a long one. */
static const char *behind_comment(const char *text)
{
    char close[DEEPEST + 3] = "]";
    const char *open = text + 2;
    size_t level = *open == '[' ? strspn(open + 1, "=") : 0;
    if (*open != '[' || open[1 + level] != '[' || level > DEEPEST)
        return text + strcspn(text, "\n");
    memset(close + 1, '=', level);
    memcpy(close + 1 + level, "]", 2);
    const char *stop = strstr(open, close);
    return stop ? stop + level + 2 : text + strlen(text);
}

static int is_blank(const char *text)
{
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    for (;;) {
        text += strspn(text, " \t\r\n\v\f");
        if (strncmp(text, "--", 2) != 0)
            return *text == '\0';
        text = behind_comment(text);
    }
}

static void warn_of(const char *path)
{
    lun_error ignored = LUN_ERROR_INIT;
    char *text = NULL;
    size_t len;
    if (!lun_file_is_regular(path) || lun_file_read(&text, &len, path, LARGEST, &ignored) < 0)
        return;
    if (strlen(text) == len && is_blank(text))
        lun_log(LUN_LEVEL_WARNING, "%s: %s, so no rule is in it; `lunette new rule NAME` writes a first one", path,
                len ? "only comments stand here" : "the file is empty");
    lun_free(text);
}

/* 1 where one of the first n is of this name: it was warned of. */
static int is_among(const lun_texts *texts, size_t n, const char *path)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(texts->items[i], path) == 0)
            return 1;
    }
    return 0;
}

void lun_blank_warn(const lun_arguments *arguments)
{
    const lun_texts *rules = &arguments->rules, *words = &arguments->words;
    for (size_t i = 0; i < rules->n; i++) {
        if (!is_among(rules, i, rules->items[i]))
            warn_of(rules->items[i]);
    }
    for (size_t i = 0; i < words->n; i++) {
        const char *path = words->items[i];
        if (strcmp(lun_path_suffix(path), ".lua") == 0 && !is_among(rules, rules->n, path) && !is_among(words, i, path))
            warn_of(path);
    }
}
