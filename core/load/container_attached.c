/*
** container_attached.c - members that are the files attached to a mail: each is read as a file is, and may be a container itself.
**
** They follow their mail, whose day, sender and subject they take where they tell none of their own. What is attached to a mail that is attached
** itself stays there, so that nothing is taken apart more often than twice.
*/
#include "load/container_parts.h"

#include <string.h>

#include "load/mail.h"

struct lun_attached {
    lun_arena *arena; /* what is kept of the mail: */
    const char *uri, *id, *date, *from, *subject;
    lun_buf mail; /* the bytes that the files lie in, or nothing where they are the input's */
    lun_mail_files files;
    size_t next;
};

void lun_attached_free(lun_attached *attached)
{
    if (attached == NULL)
        return;
    lun_arena_free(attached->arena);
    lun_buf_clear(&attached->mail);
    lun_mail_files_clear(&attached->files);
    lun_free(attached);
}

static int keep(lun_attached *attached, const char **out, const char *text)
{
    *out = text == NULL ? NULL : lun_arena_strdup(attached->arena, text);
    return text != NULL && *out == NULL ? -1 : 0;
}

static int keep_facts(lun_attached *attached, const lun_document *mail)
{
    const char *from = NULL;
    for (uint32_t i = 0; i < mail->n_meta; i++) {
        if (strcmp(mail->meta[i].key, "from") == 0)
            from = mail->meta[i].value;
    }
    attached->arena = lun_arena_new();
    if (attached->arena == NULL)
        return -1;
    return keep(attached, &attached->uri, mail->uri) < 0 || keep(attached, &attached->id, mail->id) < 0 ||
                   keep(attached, &attached->date, mail->date) < 0 || keep(attached, &attached->from, from) < 0 ||
                   keep(attached, &attached->subject, mail->title) < 0
               ? -1
               : 0;
}

int lun_member__attach(lun_container *c, const lun_document *mail, lun_mail_files *take_files, lun_buf *take_mail,
                       lun_error *err)
{
    lun_attached *attached = lun_calloc(1, sizeof *attached);
    lun_attached_free(c->attached);
    c->attached = attached;
    if (attached == NULL || keep_facts(attached, mail) < 0)
        return lun_load__no_memory(err);
    attached->files = *take_files;
    memset(take_files, 0, sizeof *take_files);
    attached->mail = *take_mail;
    *take_mail = (lun_buf)LUN_BUF_INIT;
    return 0;
}

int lun_load__drop_bare(lun_document **mail)
{
    if ((*mail)->len > 0 || (*mail)->problems != NULL)
        return 0;
    lun_document_free(*mail);
    *mail = NULL;
    return 1;
}

static int has_meta(const lun_document *document, const char *key)
{
    for (uint32_t i = 0; i < document->n_meta; i++) {
        if (strcmp(document->meta[i].key, key) == 0)
            return 1;
    }
    return 0;
}

/* What the file does not tell itself. */
static int add_facts(const lun_attached *attached, lun_document *document, lun_error *err)
{
    int rc = 0;
    if (document->date == NULL && attached->date != NULL)
        rc = lun_load__set(document, LUN_FIELD_DATE, attached->date, strlen(attached->date), document->uri, err);
    if (rc == 0 && attached->from != NULL && !has_meta(document, "from"))
        rc = lun_load__meta(document, "from", attached->from, err);
    if (rc == 0 && attached->subject != NULL && !has_meta(document, "subject"))
        rc = lun_load__meta_string(document, "subject", attached->subject, strlen(attached->subject), err);
    if (rc == 0)
        rc = lun_load__meta_string(document, "attached_to", attached->uri, strlen(attached->uri), err);
    return rc;
}

/* The second file of a name gets its number. */
static int address(lun_container *c, lun_buf *uri, lun_buf *id, const lun_mail_file *file, lun_error *err)
{
    const lun_attached *attached = c->attached;
    lun_buf_addf(uri, "%s#%s", attached->uri, file->name);
    lun_buf_addf(id, "%s/", attached->id);
    lun_buf_add(id, file->name, lun_sniff_stem(file->name));
    int is_twin = uri->failed || id->failed ? -1 : lun_member__saw(c, uri->data);
    if (is_twin > 0) {
        lun_buf_addf(uri, ":%zu", attached->next);
        lun_buf_addf(id, ":%zu", attached->next);
    }
    return is_twin < 0 || uri->failed || id->failed ? lun_load__no_memory(err) : 0;
}

/* The bytes of a file; its letters in UTF-8 where the mail says in which character set they are. */
static int uncode(lun_buf *out, const lun_mail_file *file, lun_error *err)
{
    lun_buf bytes = LUN_BUF_INIT;
    lun_mail__uncode(&bytes, file->coding, file->body);
    if (file->charset[0] == '\0' || bytes.len == 0 || bytes.failed) {
        *out = bytes;
        return out->failed ? lun_load__no_memory(err) : 0;
    }
    int rc = lun_mail__decode(out, (lun_mail_slice){ bytes.data, bytes.len }, file->charset, NULL, err);
    lun_buf_clear(&bytes);
    return rc;
}

/* Opens the next file: a document, or a container. */
static int open_file(lun_container *c, lun_opened *out, lun_error *err)
{
    lun_buf uri = LUN_BUF_INIT, id = LUN_BUF_INIT, bytes = LUN_BUF_INIT;
    const lun_mail_file *file = &c->attached->files.items.items[c->attached->next++];
    memset(out, 0, sizeof *out);
    int rc = uncode(&bytes, file, err);
    if (rc == 0)
        rc = address(c, &uri, &id, file, err);
    if (rc == 0) {
        lun_input input;
        lun_input_take_memory(&input, bytes.data, bytes.len);
        bytes = (lun_buf)LUN_BUF_INIT;
        rc = lun_load__open_attached(out, &input, uri.data, id.data, c->own, c->limit, err);
    }
    lun_buf_clear(&uri);
    lun_buf_clear(&id);
    lun_buf_clear(&bytes);
    return rc;
}

int lun_member__next_attached(lun_container *c, lun_document **out, lun_error *err)
{
    int rc = 0;
    while (rc == 0 && c->attached != NULL) {
        if (c->inner != NULL && (rc = lun_container_next(c->inner, out, err)) == 0) {
            lun_container_close(c->inner);
            c->inner = NULL;
        }
        if (rc == 0 && c->attached->next == c->attached->files.items.n) {
            lun_attached_free(c->attached);
            c->attached = NULL;
        } else if (rc == 0) {
            lun_opened opened;
            rc = open_file(c, &opened, err);
            c->inner = opened.container;
            lun_container_set_text_column(c->inner, c->text_column);
            *out = opened.document;
            rc = rc < 0 ? rc : *out != NULL;
        }
    }
    if (rc > 0 && (rc = add_facts(c->attached, *out, err)) == 0)
        rc = 1;
    return rc;
}

int lun_container_open_mail(lun_container **out, lun_input *take_input, const lun_kind *kind, const char *path,
                            const lun_document *mail, lun_mail_files *take_files, lun_own own, size_t limit,
                            lun_error *err)
{
    lun_buf none = LUN_BUF_INIT;
    int rc = lun_container_open(out, take_input, kind, path, limit, err);
    if (rc == 0 && (rc = lun_member__attach(*out, mail, take_files, &none, err)) < 0) {
        lun_container_close(*out);
        *take_input = (lun_input){ .fd = -1, .at_end = 1 };
        *out = NULL;
    }
    if (rc == 0)
        (*out)->own = own;
    return rc;
}

void lun_container_set_mailbox(lun_container *container, lun_own own, int is_attached)
{
    container->own = own;
    container->is_attached = is_attached;
}
