/*
** prompt.c - the line editor, over libedit.
**
** Invariants:
**  1. el_gets reads through read_letter, which alone decides what a signal means: libedit's own reader goes on after Ctrl-C;
**  2. the history file is written beside its place and renamed, so that a full disk leaves the old one; nobody else may read it.
*/
#include "cli/prompt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"

#ifdef LUN_HAVE_EDIT
#include <histedit.h>
#include <sys/ioctl.h>
#include "base/utf8.h"

#define KEPT 2000       /* entries of the history */
#define LISTED 120      /* candidates that are listed; more are counted */
#define SCREEN_WIDTH 80 /* where it is not known */

struct lun_prompt {
    EditLine *edit;
    History *history;
    HistEvent event;
    char *path;
    const char *shown;
    lun_prompt_complete *complete;
    void *context;
    volatile sig_atomic_t stopped, resized;
};

static lun_prompt *of(EditLine *edit)
{
    lun_prompt *prompt = NULL;
    el_get(edit, EL_CLIENTDATA, &prompt);
    return prompt;
}

static const char *shown(EditLine *edit)
{
    return of(edit)->shown;
}

/* One character of the terminal: 1, 0 at the end, -1 when Ctrl-C ended the line. */
static int read_letter(EditLine *edit, wchar_t *out)
{
    lun_prompt *prompt = of(edit);
    mbstate_t state;
    char byte;
    memset(&state, 0, sizeof state);
    for (;;) {
        if (prompt->stopped)
            return -1;
        ssize_t n = read(STDIN_FILENO, &byte, 1);
        if (n == 0)
            return 0;
        if (n < 0 && errno != EINTR)
            return -1;
        if (n < 0 && prompt->resized) {
            prompt->resized = 0;
            el_resize(edit);
        }
        if (n < 0)
            continue;
        size_t used = mbrtowc(out, &byte, 1, &state);
        if (used == (size_t)-1) { /* no character of this locale: what follows may be one */
            memset(&state, 0, sizeof state);
            continue;
        }
        if (used != (size_t)-2)
            return 1;
    }
}

/* ---- completion ---- */

static size_t common_prefix(char *const *names, size_t n)
{
    size_t len = strlen(names[0]);
    for (size_t i = 1; i < n; i++) {
        size_t same = 0;
        while (same < len && names[i][same] == names[0][same])
            same++;
        len = same;
    }
    while (len > 0 && ((unsigned char)names[0][len] & 0xC0) == 0x80)
        len--;
    return len;
}

static size_t screen_width(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : SCREEN_WIDTH;
}

static void list(char *const *names, size_t n)
{
    size_t widest = 0, shown_n = n < LISTED ? n : LISTED;
    for (size_t i = 0; i < shown_n; i++) {
        size_t width = lun_utf8_count(names[i], strlen(names[i]));
        widest = width > widest ? width : widest;
    }
    size_t columns = screen_width() / (widest + 2), lines;
    columns = columns ? columns : 1;
    lines = (shown_n + columns - 1) / columns;
    putchar('\n');
    for (size_t line = 0; line < lines; line++) {
        for (size_t i = line; i < shown_n; i += lines) {
            fputs(names[i], stdout);
            for (size_t w = lun_utf8_count(names[i], strlen(names[i])); i + lines < shown_n && w < widest + 2; w++)
                putchar(' ');
        }
        putchar('\n');
    }
    if (n > shown_n)
        printf("... and %zu more\n", n - shown_n);
    fflush(stdout);
}

static unsigned char insert(EditLine *edit, char *const *names, size_t n, size_t replaced)
{
    size_t len = common_prefix(names, n);
    if (len <= replaced) {
        if (n == 1)
            return CC_NORM;
        list(names, n);
        return CC_REDISPLAY;
    }
    char *more = lun_strndup(names[0] + replaced, len - replaced);
    if (more)
        el_insertstr(edit, more);
    lun_free(more);
    return CC_REFRESH;
}

static unsigned char complete(EditLine *edit, int letter)
{
    const lun_prompt *prompt = of(edit);
    const LineInfo *line = el_line(edit);
    char **names = NULL;
    size_t replaced = 0;
    (void)letter;
    size_t n =
        prompt->complete(prompt->context, line->buffer, (size_t)(line->cursor - line->buffer), &names, &replaced);
    unsigned char answer = n ? insert(edit, names, n, replaced) : CC_ERROR;
    for (size_t i = 0; i < n; i++)
        lun_free(names[i]);
    lun_free(names);
    return answer;
}

/* ---- opening and closing ---- */

static int set_up(lun_prompt *prompt)
{
    prompt->edit = el_init("lunette", stdin, stdout, stderr);
    prompt->history = history_init();
    if (!prompt->edit || !prompt->history)
        return -1;
    el_set(prompt->edit, EL_CLIENTDATA, prompt);
    el_set(prompt->edit, EL_PROMPT, shown);
    el_set(prompt->edit, EL_EDITOR, "emacs");
    el_set(prompt->edit, EL_SIGNAL, 0);
    el_set(prompt->edit, EL_GETCFN, read_letter);
    history(prompt->history, &prompt->event, H_SETSIZE, KEPT);
    history(prompt->history, &prompt->event, H_SETUNIQUE, 1);
    el_set(prompt->edit, EL_HIST, history, prompt->history);
    el_set(prompt->edit, EL_ADDFN, "lunette-complete", "complete the name before the cursor", complete);
    el_set(prompt->edit, EL_BIND, "\t", "lunette-complete", NULL);
    el_set(prompt->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_source(prompt->edit, NULL);
    if (prompt->path)
        history(prompt->history, &prompt->event, H_LOAD, prompt->path);
    return 0;
}

lun_prompt *lun_prompt_open(const char *path, lun_prompt_complete *complete_words, void *context)
{
    lun_prompt *prompt = lun_calloc(1, sizeof *prompt);
    if (!prompt)
        return NULL;
    prompt->complete = complete_words;
    prompt->context = context;
    prompt->path = path ? lun_strdup(path) : NULL;
    if ((path && !prompt->path) || set_up(prompt) < 0) {
        lun_free(prompt->path);
        prompt->path = NULL;
        lun_prompt_close(prompt);
        return NULL;
    }
    return prompt;
}

static int save(lun_prompt *prompt)
{
    size_t size = strlen(prompt->path) + 8;
    char *fresh = lun_malloc(size);
    if (!fresh)
        return -1;
    snprintf(fresh, size, "%s.new", prompt->path);
    mode_t before = umask(0077);
    int rc = history(prompt->history, &prompt->event, H_SAVE, fresh) < 0 || rename(fresh, prompt->path) < 0 ? -1 : 0;
    umask(before);
    if (rc < 0)
        unlink(fresh);
    lun_free(fresh);
    return rc;
}

int lun_prompt_close(lun_prompt *prompt)
{
    int rc = 0;
    if (!prompt)
        return 0;
    if (prompt->path)
        rc = save(prompt);
    if (prompt->history)
        history_end(prompt->history);
    if (prompt->edit)
        el_end(prompt->edit);
    lun_free(prompt->path);
    lun_free(prompt);
    return rc;
}

/* ---- lines ---- */

lun_prompt_event lun_prompt_read(lun_prompt *prompt, const char *text, char **line)
{
    int n = 0;
    *line = NULL;
    prompt->shown = text;
    prompt->stopped = 0;
    const char *got = el_gets(prompt->edit, &n);
    if (prompt->stopped) {
        el_set(prompt->edit, EL_PREP_TERM, 0);
        printf("^C\n");
        return LUN_PROMPT_STOPPED;
    }
    if (!got || n <= 0)
        return LUN_PROMPT_END;
    *line = lun_strndup(got, (size_t)n - (got[n - 1] == '\n'));
    return *line ? LUN_PROMPT_LINE : LUN_PROMPT_END;
}

void lun_prompt_remember(lun_prompt *prompt, const char *text)
{
    if (*text)
        history(prompt->history, &prompt->event, H_ENTER, text);
}

void lun_prompt_signal(lun_prompt *prompt, int number)
{
    if (number == SIGINT)
        prompt->stopped = 1;
    else
        prompt->resized = 1;
}

#else /* no libedit */

struct lun_prompt {
    volatile sig_atomic_t stopped;
};

lun_prompt *lun_prompt_open(const char *path, lun_prompt_complete *complete_words, void *context)
{
    (void)path;
    (void)complete_words;
    (void)context;
    return lun_calloc(1, sizeof(lun_prompt));
}

int lun_prompt_close(lun_prompt *prompt)
{
    lun_free(prompt);
    return 0;
}

lun_prompt_event lun_prompt_read(lun_prompt *prompt, const char *text, char **line)
{
    char *got = NULL;
    size_t size = 0;
    *line = NULL;
    prompt->stopped = 0;
    fputs(text, stdout);
    fflush(stdout);
    ssize_t n = getline(&got, &size, stdin);
    if (n > 0)
        *line = lun_strndup(got, (size_t)n - (got[n - 1] == '\n'));
    free(got);
    if (prompt->stopped) {
        clearerr(stdin);
        lun_free(*line);
        *line = NULL;
        putchar('\n');
        return LUN_PROMPT_STOPPED;
    }
    return *line ? LUN_PROMPT_LINE : LUN_PROMPT_END;
}

void lun_prompt_remember(lun_prompt *prompt, const char *text)
{
    (void)prompt;
    (void)text;
}

void lun_prompt_signal(lun_prompt *prompt, int number)
{
    if (number == SIGINT)
        prompt->stopped = 1;
}
#endif
