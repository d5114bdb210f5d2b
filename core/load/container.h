/*
** container.h - the members of one file: JSON lines, CSV records, elements of a JSON array, mails of a mailbox, files of an archive or
** attached to a mail, one document after another.
**
** Invariant: a broken member costs that member alone; the next one is found at the next line.
*/
#ifndef LUN_LOAD_CONTAINER_H
#define LUN_LOAD_CONTAINER_H

#include "load/archive.h"
#include "load/input.h"
#include "load/mail.h"
#include "load/sniff.h"

typedef struct lun_container lun_container;

/*
** Takes over the input, whose window begins at the first member (or CSV header) and is UTF-8, that of a mailbox its bytes. `path` is copied.
** `limit` bounds a member. Fails with LUN_ENOMEM; the input is closed then.
*/
int lun_container_open(lun_container **out, lun_input *take_input, const lun_kind *kind, const char *path, size_t limit,
                       lun_error *err);
/* JSON lines, the first of which has this number. As above. */
int lun_container_open_lines(lun_container **out, lun_input *take_input, const char *path, size_t line, size_t limit,
                             lun_error *err);
/* The files of an archive, which is taken over. As above. */
int lun_container_open_archive(lun_container **out, lun_archive *take_archive, const lun_kind *kind, const char *path,
                               lun_own own, size_t limit, lun_error *err);
/* The files that are attached to a mail, which was read before from the window of that input. As above; the files are taken, if not in vain. */
int lun_container_open_mail(lun_container **out, lun_input *take_input, const lun_kind *kind, const char *path,
                            const lun_document *mail, lun_mail_files *take_files, lun_own own, size_t limit,
                            lun_error *err);
/* Of a mailbox: what is attached to its mails is left out, if it is attached itself, or what lunette wrote is. */
void lun_container_set_mailbox(lun_container *container, lun_own own, int is_attached);
/* Of tables, also of those in an archive: the column of this name holds the text, where there is one. Borrowed as long as the container lives; may be NULL. */
void lun_container_set_text_column(lun_container *container, const char *name);
/* The name that the file has in its archive of which the last document was; NULL where there is none. Borrowed until the next step. */
const char *lun_container_member(const lun_container *container);
/* Before the first member: the byte of the file at which JSON lines begin; UINT64_MAX for others, and for what is no UTF-8 file. */
uint64_t lun_container_lines(const lun_container *container);
void lun_container_close(lun_container *container);

/* 1 with the next document, 0 at the end, LUN_ENOMEM. */
int lun_container_next(lun_container *container, lun_document **out, lun_error *err);

/* One JSON object as a member; `line` 0 = not of a line. */
int lun_container_json(lun_document **out, const char *path, size_t line, const char *data, size_t len, lun_error *err);

#endif
