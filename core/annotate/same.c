/*
** same.c - follows names that stand for names. Sits on corrections.h, hash.h.
**
** Lines are found by their name, in their order. A circle is a name that is met a second time: what follows a name depends on the name and on the
** kind of the line asked about, so it would go on as before.
*/
#include "annotate/same.h"

#include <string.h>

#include "base/hash.h"

struct lun_same {
    const lun_corrections *file;
    lun_intern *names;     /* those of lines `same` */
    LUN_VEC(size_t) first; /* by name: its first line */
    LUN_VEC(size_t) met;   /* by name: in which question it was met last */
    size_t *next;          /* by line: the next one of the same name; 0 = none, since a later one is never the first */
    size_t questions;
};

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
}

void lun_same_free(lun_same *same)
{
    if (!same)
        return;
    lun_intern_free(same->names);
    lun_vec_clear(&same->first);
    lun_vec_clear(&same->met);
    lun_free(same->next);
    lun_free(same);
}

/* Lines come from the last to the first, so that each stands before those that follow it. */
static int add(lun_same *same, size_t line)
{
    const char *words = same->file->list.items[line].words;
    uint32_t name = lun_intern_add(same->names, words, strlen(words));
    if (name == LUN_INTERN_NONE)
        return -1;
    if (name < same->first.n) {
        same->next[line] = same->first.items[name];
        same->first.items[name] = line;
        return 0;
    }
    return lun_vec_push(&same->first, line) < 0 || lun_vec_push(&same->met, 0) < 0 ? -1 : 0;
}

int lun_same_new(lun_same **out, const lun_corrections *file, lun_error *err)
{
    lun_same *made = *out = lun_calloc(1, sizeof *made);
    int failed = !made;
    if (made) {
        made->file = file;
        made->names = lun_intern_new();
        made->next = lun_calloc(file->list.n + 1, sizeof *made->next);
        failed = !made->names || !made->next;
    }
    for (size_t i = file->list.n; i > 0 && !failed; i--) {
        if (file->list.items[i - 1].verdict == LUN_VERDICT_SAME)
            failed = add(made, i - 1) < 0;
    }
    if (!failed)
        return LUN_OK;
    lun_same_free(made);
    *out = NULL;
    return no_memory(err);
}

/* The first line of a name that speaks of the kind. */
static const lun_correction *line_of(const lun_same *same, uint32_t name, const char *kind)
{
    size_t line = same->first.items[name];
    do {
        const lun_correction *one = &same->file->list.items[line];
        if (!one->kind || !kind || strcmp(one->kind, kind) == 0)
            return one;
        line = same->next[line];
    } while (line);
    return NULL;
}

const lun_correction *lun_same_final(lun_same *same, const lun_correction *line)
{
    const lun_correction *last = line;
    uint32_t name = lun_intern_find(same->names, line->words, strlen(line->words));
    same->questions++;
    while (name != LUN_INTERN_NONE) {
        if (same->met.items[name] == same->questions)
            return NULL;
        same->met.items[name] = same->questions;
        name = lun_intern_find(same->names, last->to, strlen(last->to));
        const lun_correction *next = name == LUN_INTERN_NONE ? NULL : line_of(same, name, line->kind);
        if (!next)
            return last;
        last = next;
    }
    return last;
}
