/*
** pipe.c - JSON lines in, JSON lines out, in order.
*/
#include <string.h>

#include "annotate/json.h"
#include "run/run.h"

typedef struct pipe_work {
    lun_script *script;
    uint8_t *layers;
    const lun_load_options *load;
    FILE *out;
    lun_buf line;
    lun_progress *figures;
    size_t line_limit;
} pipe_work;

#define LINE_FACTOR 6               /* bytes of JSON that a byte of text can take: \u0000 */
#define LINE_ROOM ((size_t)1 << 20) /* for what stands beside the text */

/*
** The next line without its end: 1, or 0 at the end of input. What passes the limit is read and dropped, and *dropped
** says so: one line must not take all memory.
*/
static int next_line(lun_buf *line, size_t limit, int *dropped, FILE *in)
{
    int c = getc_unlocked(in), any = c != EOF;
    lun_buf_reset(line);
    *dropped = 0;
    for (; c != EOF && c != '\n'; c = getc_unlocked(in)) {
        if (line->len < limit)
            lun_buf_addc(line, (char)c);
        else
            *dropped = 1;
    }
    return any;
}

static int blank(const char *line, size_t len)
{
    return strspn(line, " \t\r\n") >= len;
}

static int write_document(pipe_work *w, lun_document *document, lun_error *err)
{
    lun_annotations *set;
    int rc = lun_script_analyse(w->script, &set, document, err);
    if (rc < 0)
        return rc;
    lun_buf_reset(&w->line);
    rc = lun_annotations_write_json(set, lun_script_rules(w->script), w->layers, &w->line, err);
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        w->figures->problems++;
    w->figures->documents++;
    for (uint32_t id = 1; id <= lun_annotations_last(set); id++)
        w->figures->annotations += lun_annotations_get(set, id) != NULL;
    lun_script_release(w->script, document);
    lun_buf_addc(&w->line, '\n');
    if (rc < 0)
        return rc;
    if (w->line.failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory to write a document");
    if (fwrite(w->line.data, 1, w->line.len, w->out) != w->line.len || fflush(w->out) != 0)
        return lun_error_set(err, LUN_EIO, "the output could not be written");
    return LUN_OK;
}

/* In place of a line that was too long: an object that says so. */
static int make_too_large(lun_document **out, size_t number, size_t limit, lun_error *err)
{
    lun_document *document = lun_document_new();
    char uri[40];
    int rc = document ? lun_document_set_text(document, "", 0, err) : LUN_ENOMEM;
    snprintf(uri, sizeof uri, "-#L%zu", number);
    if (rc == LUN_OK && !(document->id = document->uri = lun_arena_strdup(document->arena, uri)))
        rc = LUN_ENOMEM;
    if (rc < 0) {
        lun_document_free(document);
        return lun_error_set(err, rc, "no memory for a document");
    }
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-large",
                         "-:%zu: the line has more than %zu bytes; it was skipped: --limit raises that", number, limit);
    *out = document;
    return LUN_OK;
}

static int pipe_line(pipe_work *w, const lun_buf *line, int dropped, size_t number, lun_error *err)
{
    lun_document *document;
    int rc;
    if (line->failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory for line %zu", number);
    if (!line->len || blank(line->data, line->len))
        return LUN_OK;
    rc = dropped ? make_too_large(&document, number, w->line_limit, err)
                 : lun_load_json(&document, "-", number, line->data, line->len, w->load, err);
    if (rc < 0)
        return rc;
    rc = write_document(w, document, err);
    lun_document_free(document);
    return rc;
}

int lun_pipe(lun_progress *figures, const lun_session_options *session, const lun_load_options *load, FILE *in,
             FILE *out, lun_error *err)
{
    size_t limit = load->limit ? load->limit : LUN_TEXT_MAX, number = 0;
    pipe_work w = { NULL, NULL, load, out, LUN_BUF_INIT, figures, SIZE_MAX };
    lun_buf line = LUN_BUF_INIT;
    int rc, dropped;
    if (limit < (SIZE_MAX - LINE_ROOM) / LINE_FACTOR)
        w.line_limit = limit * LINE_FACTOR + LINE_ROOM;
    memset(figures, 0, sizeof *figures);
    if ((rc = lun_session_open(&w.script, session, err)) < 0)
        goto cleanup;
    if ((rc = lun_session_layers(&w.layers, w.script, session, err)) < 0)
        goto cleanup;
    while (rc == LUN_OK && next_line(&line, w.line_limit, &dropped, in))
        rc = pipe_line(&w, &line, dropped, ++number, err);
    if (rc == LUN_OK && ferror(in))
        rc = lun_error_set(err, LUN_EIO, "the input could not be read after line %zu", number);
cleanup:
    lun_buf_clear(&line);
    lun_buf_clear(&w.line);
    lun_free(w.layers);
    lun_script_free(w.script);
    return rc;
}
