/*
** pipe.c - JSON lines in, JSON lines out, in order.
*/
#include <stdlib.h>
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
} pipe_work;

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
    w->figures->annotations += lun_annotations_last(set);
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

static int pipe_line(pipe_work *w, const char *line, size_t len, size_t number, lun_error *err)
{
    lun_document *document;
    int rc;
    if (blank(line, len))
        return LUN_OK;
    if ((rc = lun_load_json(&document, "-", number, line, len, w->load, err)) < 0)
        return rc;
    rc = write_document(w, document, err);
    lun_document_free(document);
    return rc;
}

int lun_pipe(lun_progress *figures, const lun_session_options *session, const lun_load_options *load, FILE *in,
             FILE *out, lun_error *err)
{
    pipe_work w = { NULL, NULL, load, out, LUN_BUF_INIT, figures };
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t len;
    int rc;
    memset(figures, 0, sizeof *figures);
    if ((rc = lun_session_open(&w.script, session, err)) < 0)
        goto cleanup;
    if ((rc = lun_session_layers(&w.layers, w.script, session, err)) < 0)
        goto cleanup;
    while ((len = getline(&line, &capacity, in)) >= 0) {
        if (len > 0 && line[len - 1] == '\n')
            len--;
        if ((rc = pipe_line(&w, line, (size_t)len, ++number, err)) < 0)
            break;
    }
    if (rc == LUN_OK && ferror(in))
        rc = lun_error_set(err, LUN_EIO, "the input could not be read after line %zu", number);
cleanup:
    free(line);
    lun_buf_clear(&w.line);
    lun_free(w.layers);
    lun_script_free(w.script);
    return rc;
}
