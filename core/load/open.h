/*
** open.h - from an input to documents: sniffing, decoding, the reader of the format.
*/
#ifndef LUN_LOAD_OPEN_H
#define LUN_LOAD_OPEN_H

#include "load/container.h"

/* A document that was read whole, or a container that yields many; both of a mail to which files are attached: it comes first. */
typedef struct lun_opened {
    lun_document *document;
    lun_container *container;
    int is_bundle; /* 1: it was unpacked, so that its bytes are no bytes of the input, and all of them matter */
} lun_opened;

/*
** Reads from the input, which is closed or handed on. What is wrong with the bytes is a problem of the document.
** Fails with LUN_ENOMEM.
*/
int lun_load__open(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own, size_t limit,
                   lun_error *err);

/* The same of a file in an archive: none that holds others by being unpacked is read there. */
int lun_load__open_inside(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own,
                          size_t limit, lun_error *err);

/* The same of a file that is attached to a mail: what is attached to it, if it is a mail itself, is not read either. */
int lun_load__open_attached(lun_opened *out, lun_input *take_input, const char *path, const char *id, lun_own own,
                            size_t limit, lun_error *err);

/* 1 where that would read the input, all of which is in its window; 0 where it would not, and kind->looks_like says what it is. LUN_ENOMEM. */
int lun_load__is_read_attached(lun_input *input, const char *name, lun_kind *kind, lun_error *err);

/* A mail of which nothing but attached files is read leaves its place to them: 1, and *mail is NULL. */
int lun_load__drop_bare(lun_document **mail);

/* The code of the problem that reading ended with: of lun_input_want and of archives. */
const char *lun_load__code_of(int rc);

/* A document without text, with one problem. */
int lun_load__problem(lun_document **out, const char *path, const char *id, const char *code, const char *message,
                      lun_error *err);

#endif
