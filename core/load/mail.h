/*
** mail.h - what the mail reader is made of: mail_code.c turns what was coded for transport back into bytes and text,
** mail_name.c tells what attached files are called, mail.c finds headers and parts.
*/
#ifndef LUN_LOAD_MAIL_H
#define LUN_LOAD_MAIL_H

#include "base/mem.h"
#include "load/reader.h"

#define LUN_MAIL_FILES 1000 /* that are read of one mail: more are there to hold somebody up */

typedef struct lun_mail_slice { /* bytes of the mail, borrowed */
    const char *at;
    size_t len;
} lun_mail_slice;

typedef struct lun_mail_file { /* a file that is attached */
    char *name;
    char coding[20];
    char charset
        [LUN_CHARSET_NAME]; /* what the mail says of its letters; "" where it says nothing, or the file has none */
    lun_mail_slice body;    /* as it was sent */
} lun_mail_file;

typedef struct lun_mail_files {
    LUN_VEC(lun_mail_file) items;
} lun_mail_files;

void lun_mail_files_clear(lun_mail_files *files);

/*
** Reads a mail, which is not decoded. Attached files that can be read are noted in `files`, as bytes of `data`; of all others, and of all where
** that is NULL, a problem of the document says that they are not read. LUN_ENOMEM. mail.c.
*/
int lun_read_mail(lun_document *document, const char *data, size_t len, lun_mail_files *files, lun_error *err);

/* The value of a hexadecimal digit; -1 where it is none. */
int lun_mail__hex_digit(char c);

/* Adds the bytes that were sent as quoted-printable or base64; any other coding is no coding. */
void lun_mail__uncode(lun_buf *out, const char *coding, lun_mail_slice coded);

/*
** Adds bytes as UTF-8. `charset` is what the mail says of them, or "": then, or where nobody knows it, they are
** looked at. What is wrong with them becomes a problem of the document, unless that is NULL. LUN_ENOMEM.
*/
int lun_mail__decode(lun_buf *out, lun_mail_slice bytes, const char *charset, lun_document *document, lun_error *err);

/* Adds a header's value, its words "=?utf-8?Q?C=C3=B4te?=" as what they say. LUN_ENOMEM. */
int lun_mail__words(lun_buf *out, lun_mail_slice value, lun_error *err);

/* The value of "; name=value" of a header; "" where it is absent or longer than the slot. */
void lun_mail__parameter(char *out, size_t size, const char *header, const char *name);

/* Adds the name of the file that a part is, by its headers, without folders; nothing where they tell none. LUN_ENOMEM. */
int lun_mail__file_name(lun_buf *out, const char *disposition, const char *type, lun_error *err);

/* Adds the Message-ID without its brackets; nothing where the mail has none, or one that is no printable ASCII. mail.c. */
void lun_mail__id(lun_buf *out, lun_mail_slice whole);

#endif
