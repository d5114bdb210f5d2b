/*
** container_parts.h - what the files of the container reader share: its state, and what all kinds of members need.
*/
#ifndef LUN_LOAD_CONTAINER_PARTS_H
#define LUN_LOAD_CONTAINER_PARTS_H

#include <cjson/cJSON.h>

#include "load/container.h"
#include "load/csv.h"
#include "load/mail.h"
#include "load/open.h"

typedef struct lun_attached lun_attached; /* the files of one mail */

struct lun_container {
    lun_input input;
    lun_kind kind;
    char *path;
    size_t limit;
    size_t line;            /* of the member to come, from 1; of arrays the element */
    LUN_VEC(uint64_t) seen; /* hashes of ids, a table of open addressing; 0 = free */
    size_t n_seen;
    lun_csv_record header, record;
    char delimiter;
    int has_header, has_no_text;
    const char *text_column; /* that was asked for, or NULL */
    size_t text_at;          /* its place in the header; SIZE_MAX: the columns named as texts are */
    lun_csv_result given_up; /* how the record ended that was given up; LUN_CSV_RECORD = none was */
    uint64_t quotes_stop;    /* up to which byte of the input every line began in its quotes */
    cJSON *array;            /* LUN_FORMAT_JSON, once parsed */
    const cJSON *element;    /* the next one */
    int is_parsed;           /* or, of an archive: no member follows */
    lun_decoded decoded;     /* of an array, or the names of columns: counts of what was repaired in it */
    size_t repairs;
    lun_archive *archive; /* and of it: */
    lun_container *inner; /* the file that is taken apart, or NULL; of attached files, too */
    lun_buf member;       /* its name */
    lun_own own;
    lun_attached *attached; /* to the mail that was given last, or NULL */
    int is_attached;        /* a mailbox that is itself: its mails keep what is attached to them */
};

/* ---- members (container.c) ---- */

/*
** A member without an id is path#L3 (line 3) or path#E3 (element 3 of an array): no id of another member looks like
** that.
*/
int lun_member__document(lun_document **out, const char *path, char sign, size_t line, const char *data, size_t len,
                         lun_error *err);

/* "path:line", or "path" where line is 0: how messages begin. */
void lun_member__place(char *out, size_t size, const char *path, const char *word, size_t line);

/* The id that was given completes the uri: path#id. Not where the object is the whole file (path NULL). */
int lun_member__settle(lun_document *document, const char *path, const char *line_uri, lun_error *err);

/* A member of which nothing could be read: 1 with *out, or LUN_ENOMEM. */
int lun_member__problem(const lun_container *c, lun_document **out, size_t line, const char *code, const char *text,
                        lun_error *err);

/* Reading broke off: what was read so far has been delivered, the rest is one problem. */
int lun_member__read_failed(lun_container *c, lun_document **out, int rc, const lun_error *inner, lun_error *err);

/* 1 if the uri was there before, 0 if not (it is now), -1 without memory. */
int lun_member__saw(lun_container *c, const char *uri);

/* A member whose uri was there before keeps its id and gets a uri of its own, and a problem. */
int lun_member__check_twice(lun_container *c, lun_document *document, size_t line, lun_error *err);

/* Leaves the rest of a line unread. */
int lun_member__skip_line(lun_container *c, lun_error *err);

/* ---- what is attached to a mail (container_attached.c) ---- */

/* The files become members that follow the mail; `take_mail` holds their bytes where the input does not. The container frees them. LUN_ENOMEM. */
int lun_member__attach(lun_container *c, const lun_document *mail, lun_mail_files *take_files, lun_buf *take_mail,
                       lun_error *err);
void lun_attached_free(lun_attached *attached); /* takes NULL */

/* ---- one kind a file: 1 with the next member, 0 at the end, LUN_ENOMEM ---- */

int lun_member__next_line(lun_container *c, lun_document **out, lun_error *err);
int lun_member__next_element(lun_container *c, lun_document **out, lun_error *err);
int lun_member__next_record(lun_container *c, lun_document **out, lun_error *err);
int lun_member__next_mail(lun_container *c, lun_document **out, lun_error *err);
int lun_member__next_attached(lun_container *c, lun_document **out, lun_error *err);
int lun_member__next_file(lun_container *c, lun_document **out, lun_error *err);

#endif
