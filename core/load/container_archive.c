/*
** container_archive.c - members that are the files of an archive: each is read as a file is, and may be a container itself.
**
** Passed over are folders, links and devices, hidden files and what macOS keeps beside files. An archive in an archive is not unpacked: open.c says so.
*/
#include "load/container_parts.h"

#include <stdio.h>
#include <string.h>

static int is_wanted(const lun_archive_member *member)
{
    if (!member->is_file || member->name[0] == '\0')
        return 0;
    for (const char *part = member->name; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        size_t n = strcspn(part, "/");
        if ((part[0] == '.' && n != strspn(part, ".")) || (n == 8 && memcmp(part, "__MACOSX", n) == 0))
            return 0;
    }
    return 1;
}

/* What is wrong with the archive, or with a member of which nothing is read: 1 with *out, or LUN_ENOMEM. */
static int problem(lun_container *c, lun_document **out, const char *uri, const char *code, const char *message,
                   lun_error *err)
{
    int rc = lun_load__problem(out, uri, c->member.len > 0 ? c->member.data : uri, code, message, err);
    if (rc < 0)
        return rc;
    (*out)->media_type = c->kind.media_type;
    return 1;
}

static int failed(lun_container *c, lun_document **out, const char *uri, const lun_error *why, lun_error *err)
{
    char message[sizeof why->message + 200];
    if (why->code == LUN_ENOMEM)
        return lun_load__no_memory(err);
    if (why->code == LUN_ELIMIT)
        snprintf(message, sizeof message, "%s; raise it with --limit, or unpack the archive and split what is in it",
                 why->message);
    else
        snprintf(message, sizeof message, "the %s is damaged (%s); fetch it again, or make it anew",
                 c->kind.format == LUN_FORMAT_PACKED ? "compressed file" : "archive", why->message);
    return problem(c, out, uri, lun_load__code_of(why->code), message, err);
}

/* A file whose name another had before: its address gets its number. *is_twin says so. */
static int address(lun_container *c, lun_buf *out, int *is_twin, lun_error *err)
{
    lun_buf_addf(out, "%s#%s", c->path, c->member.data);
    *is_twin = out->failed ? -1 : lun_member__saw(c, out->data);
    if (*is_twin > 0)
        lun_buf_addf(out, ":%zu", c->line);
    return *is_twin < 0 || out->failed ? lun_load__no_memory(err) : 0;
}

static int open_data(lun_container *c, lun_document **out, const char *uri, lun_buf *data, lun_error *err)
{
    lun_input input;
    lun_opened opened;
    char *id = lun_strndup(c->member.data, lun_sniff_stem(c->member.data));
    if (id == NULL)
        return lun_load__no_memory(err);
    lun_input_take_memory(&input, data->data, data->len);
    *data = (lun_buf)LUN_BUF_INIT;
    int rc = lun_load__open_inside(&opened, &input, uri, id, c->own, c->limit, err);
    lun_free(id);
    c->inner = opened.container;
    lun_container_set_text_column(c->inner, c->text_column);
    *out = opened.document;
    return rc < 0 ? rc : *out != NULL;
}

/* Reads the file at hand: 1 with *out, 0 where it is a container that is read next, or a code. */
static int read_file(lun_container *c, lun_document **out, int is_encrypted, lun_error *err)
{
    lun_buf uri = LUN_BUF_INIT, data = LUN_BUF_INIT;
    lun_error inner = LUN_ERROR_INIT;
    int is_twin, rc = address(c, &uri, &is_twin, err);
    if (rc == 0 && is_encrypted)
        rc = problem(c, out, uri.data, "encrypted", "it is encrypted; unpack the archive with its password", err);
    else if (rc == 0 && lun_archive_read_member(c->archive, &data, c->limit, &inner) < 0)
        rc = failed(c, out, uri.data, &inner, err);
    else if (rc == 0)
        rc = open_data(c, out, uri.data, &data, err);
    if (rc > 0 && is_twin)
        lun_document_problem(*out, LUN_PROBLEM_DOCUMENT, "duplicate-id",
                             "%s: a file of this name stands in the archive before; give each its own", uri.data);
    lun_buf_clear(&uri);
    lun_buf_clear(&data);
    return rc;
}

/* The next member that is a file: 1, 0 at the end, or a code. */
static int step(lun_container *c, lun_archive_member *member, lun_error *err)
{
    int rc;
    do
        rc = lun_archive_next(c->archive, member, err);
    while (rc > 0 && !is_wanted(member));
    lun_buf_reset(&c->member);
    if (rc <= 0)
        return rc;
    c->line++;
    lun_buf_adds(&c->member, member->name);
    return c->member.failed ? lun_load__no_memory(err) : 1;
}

/* Behind the last member. */
static int finish(lun_container *c, lun_document **out, int rc, const lun_error *why, lun_error *err)
{
    c->is_parsed = 1;
    if (rc < 0)
        return failed(c, out, c->path, why, err);
    return c->line > 1 ? 0 : problem(c, out, c->path, "empty", "it holds no file that can be read; leave it out", err);
}

int lun_member__next_file(lun_container *c, lun_document **out, lun_error *err)
{
    lun_archive_member member;
    lun_error inner = LUN_ERROR_INIT;
    int rc = 0;
    while (rc == 0) {
        if (c->inner != NULL) {
            if ((rc = lun_container_next(c->inner, out, err)) != 0)
                return rc;
            lun_container_close(c->inner);
            c->inner = NULL;
        }
        if (c->is_parsed)
            return 0;
        if ((rc = step(c, &member, &inner)) <= 0)
            return finish(c, out, rc, &inner, err);
        rc = read_file(c, out, member.is_encrypted, err);
    }
    return rc;
}

int lun_container_open_archive(lun_container **out, lun_archive *take_archive, const lun_kind *kind, const char *path,
                               lun_own own, size_t limit, lun_error *err)
{
    lun_input none = { .fd = -1, .at_end = 1 };
    int rc = lun_container_open(out, &none, kind, path, limit, err);
    if (rc < 0) {
        lun_archive_close(take_archive);
        return rc;
    }
    (*out)->archive = take_archive;
    (*out)->own = own;
    return 0;
}

const char *lun_container_member(const lun_container *container)
{
    return container->archive != NULL && container->member.len > 0 ? container->member.data : NULL;
}
