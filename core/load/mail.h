/*
** mail.h - what the mail reader is made of: mail_code.c turns what was coded for transport back into bytes and text,
** mail.c finds headers and parts.
*/
#ifndef LUN_LOAD_MAIL_H
#define LUN_LOAD_MAIL_H

#include "load/reader.h"

typedef struct lun_mail_slice { /* bytes of the mail, borrowed */
    const char *at;
    size_t len;
} lun_mail_slice;

/* Adds the bytes that were sent as quoted-printable or base64; any other coding is no coding. */
void lun_mail__uncode(lun_buf *out, const char *coding, lun_mail_slice coded);

/*
** Adds bytes as UTF-8. `charset` is what the mail says of them, or "": then, or where nobody knows it, they are
** looked at. What is wrong with them becomes a problem of the document, unless that is NULL. LUN_ENOMEM.
*/
int lun_mail__decode(lun_buf *out, lun_mail_slice bytes, const char *charset, lun_document *document, lun_error *err);

/* Adds a header's value, its words "=?utf-8?Q?C=C3=B4te?=" as what they say. LUN_ENOMEM. */
int lun_mail__words(lun_buf *out, lun_mail_slice value, lun_error *err);

/* Adds the Message-ID without its brackets; nothing where the mail has none, or one that is no printable ASCII. mail.c. */
void lun_mail__id(lun_buf *out, lun_mail_slice whole);

#endif
