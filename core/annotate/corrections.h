/*
** corrections.h - what people have said of annotations and names, as a file: accept, reject, same. One judgement a line, sorted, for people and
** for version control; docs/corrections.md describes it.
**
** Whatever cannot be read stays where it is: comments, empty lines and damaged lines are kept with the line that follows them, and written again.
*/
#ifndef LUN_ANNOTATE_CORRECTIONS_H
#define LUN_ANNOTATE_CORRECTIONS_H

#include <stddef.h>
#include <stdint.h>

#include <lunette/error.h>

#include "base/buf.h"
#include "base/mem.h"

#define LUN_CORRECTIONS_BYTES ((size_t)64 << 20) /* of a file: some hundred thousand lines */

typedef enum lun_verdict { LUN_VERDICT_ACCEPT, LUN_VERDICT_REJECT, LUN_VERDICT_SAME } lun_verdict;

typedef struct lun_correction {
    lun_verdict verdict;
    int has_key;
    uint64_t key;               /* of the annotation when it was judged */
    unsigned nth, of;           /* which occurrence of the words in the document, of how many; 0 = not known */
    unsigned line;              /* in the file; 0 = not from one */
    const char *layer;          /* of the annotation */
    const char *words;          /* it marks; of SAME the name that is replaced */
    const char *to;             /* SAME: the name that stands for it */
    const char *kind;           /* SAME: of entities of this kind; NULL = of any */
    const char *uri, *rule;     /* document; rule, NULL = not known */
    const char *hash;           /* of the document's bytes, as the view `document` shows it; NULL = not known */
    const char *before, *after; /* what stands around the words; NULL = not known */
    const char *fields;         /* "kind=pledge; polarity=negative"; NULL = any */
    const char *reason, *at;    /* NULL = not given */
    const char *head;           /* lines that stand before it in the file; NULL = none */
} lun_correction;

typedef struct lun_corrections_fault { /* a line that could not be taken, or two that contradict each other */
    unsigned line, column;
    const char *message, *hint, *source;
} lun_corrections_fault;

typedef struct lun_corrections {
    lun_arena *arena; /* of all texts */
    LUN_VEC(lun_correction) list;
    LUN_VEC(lun_corrections_fault) faults;
    const char *top;  /* comments that begin the file, up to its first empty line; NULL = none */
    const char *tail; /* lines behind the last one; NULL = none */
} lun_corrections;

int lun_corrections_init(lun_corrections *out, lun_error *err);
void lun_corrections_clear(lun_corrections *corrections);

/* Adds what a text holds. Damaged lines become faults; fails with LUN_ENOMEM, and LUN_EFORMAT where it is no text at all. */
int lun_corrections_parse(lun_corrections *corrections, const char *text, size_t len, lun_error *err);
/* The same of a file; one that is not there is empty. LUN_EIO, LUN_ELIMIT, LUN_ENOMEM. */
int lun_corrections_read(lun_corrections *corrections, const char *path, lun_error *err);
/* Sorts and writes all: same first, then by document and words. */
void lun_corrections_print(lun_corrections *corrections, lun_buf *out);
/* The same into a file, whole or not at all. */
int lun_corrections_write(lun_corrections *corrections, const char *path, lun_error *err);

/*
** Adds a copy, in place of what was said of the same annotation or name. 1 where it replaced something, 0, or LUN_ENOMEM.
*/
int lun_corrections_put(lun_corrections *corrections, const lun_correction *correction, lun_error *err);
/* Takes out what is said of an annotation. 1, or 0 where nothing was. */
int lun_corrections_drop_key(lun_corrections *corrections, uint64_t key);
int lun_corrections_drop_name(lun_corrections *corrections, const char *name, const char *kind);

/* Who changes the file holds this from reading it until it is written, or what another process says meanwhile is lost. */
typedef struct lun_corrections_lock {
    char *path; /* a hidden file beside it, there as long as it is held; NULL = not held */
    int file;
} lun_corrections_lock;

/*
** Waits until nobody else holds it; a process that holds it already would wait for ever. LUN_OK without it where no file can be made: writing the corrections
** will say why. LUN_EIO, LUN_ENOMEM. A lock that a killed process left is free.
*/
int lun_corrections_lock_take(lun_corrections_lock *out, const char *path, lun_error *err);
void lun_corrections_lock_release(lun_corrections_lock *lock); /* also one that was not taken */

/* A fault as an error that shows the line. Returns its code, LUN_EFORMAT. */
int lun_corrections_fault_error(const lun_corrections_fault *fault, const char *path, lun_error *err);
/*
** "readouts.db" → "readouts.corrections", "x" → "x.corrections"; of a link, beside the corpus that it leads to. NULL when memory is gone; the caller's to
** lun_free.
*/
char *lun_corrections_path(const char *corpus);
/* 16 hexadecimal digits as a key: 1, or 0 where the text is none. */
int lun_corrections_key(uint64_t *out, const char *text, size_t len);

#endif
