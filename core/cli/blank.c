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

void lun_blank_warn(const lun_arguments *arguments)
{
    for (size_t i = 0; i < arguments->rules.n; i++)
        warn_of(arguments->rules.items[i]);
    for (size_t i = 0; i < arguments->words.n; i++) {
        if (strcmp(lun_path_suffix(arguments->words.items[i]), ".lua") == 0)
            warn_of(arguments->words.items[i]);
    }
}
