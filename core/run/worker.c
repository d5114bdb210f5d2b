/*
** worker.c - one task at a time: members loaded, analysed, answered in order. Sits on channel.c, parcel_document.c,
** core/script, core/load.
**
** It has entered the sandbox: files come as descriptors, results go over the socket, nothing else is open. Whatever
** cannot go on ends the process; the supervisor sees which member was at hand and sends the rest to another.
*/
#include "run/worker.h"

#include <string.h>
#include <unistd.h>

#include "annotate/json.h"
#include "run/channel.h"
#include "run/lines.h"
#include "run/messages.h"
#include "run/parcel.h"
#include "run/run.h"
#include "run/ticks.h"
#include "text/plain.h"
#include "text/sketch.h"

#define SEND_AT 16384 /* bytes of short answers that are sent together */

typedef struct worker {
    lun_channel channel;
    lun_script *script;
    lun_source *source;
    const uint8_t *layers;
    const lun_work_options *options;
    lun_note *note;
    uint32_t member, skip;
    int is_careful; /* as messages.h says */
    lun_buf log, line;
} worker;

/* ---- answers ---- */

static _Noreturn void leave(const worker *w)
{
    (void)w;
    _exit(0);
}

static void send_all(worker *w)
{
    lun_error ignored = LUN_ERROR_INIT;
    if (lun_channel_flush(&w->channel, &ignored) < 0)
        leave(w);
}

static _Noreturn void give_up(worker *w, const lun_error *error)
{
    lun_buf_clear(&w->line);
    size_t frame = lun_wire_begin(&w->channel.out, LUN_ANSWER_FAILED);
    lun_wire_number(&w->channel.out, w->member);
    lun_parcel_error(&w->channel.out, error);
    lun_wire_end(&w->channel.out, frame);
    send_all(w);
    leave(w);
}

static uint64_t count_rows(const lun_annotations *set)
{
    return lun_annotations_last(set);
}

static uint64_t count_problems(const lun_document *document)
{
    uint64_t n = 0;
    for (const lun_problem *p = document->problems; p; p = p->next)
        n++;
    return n;
}

static void answer(worker *w, const lun_document *document, lun_annotations *set, unsigned flags)
{
    lun_buf *out = &w->channel.out;
    lun_error err = LUN_ERROR_INIT;
    size_t frame = lun_wire_begin(out, w->options->as_json ? LUN_ANSWER_JSON : LUN_ANSWER_FOUND);
    lun_wire_number(out, w->member);
    lun_wire_number(out, flags);
    lun_wire_bytes(out, w->log.data ? w->log.data : "", w->log.len);
    if (w->options->as_json) {
        lun_buf_reset(&w->line);
        if (lun_annotations_write_json(set, lun_script_rules(w->script), NULL, &w->line, &err) < 0)
            give_up(w, &err);
        lun_wire_number(out, count_rows(set));
        lun_wire_number(out, count_problems(document));
        lun_wire_bytes(out, w->line.data, w->line.len);
    } else {
        lun_parcel_document(out, document);
        lun_parcel_rows(out, set);
    }
    lun_wire_end(out, frame);
    if (out->failed) {
        lun_buf_clear(out);
        w->channel.sent = 0;
        lun_error_set(&err, LUN_ENOMEM, "no memory for an answer");
        give_up(w, &err);
    }
    send_all(w);
}

/* ---- members ---- */

static void note_member(worker *w, const lun_document *document)
{
    atomic_store(&w->note->rule, 0);
    atomic_store(&w->note->member, w->member);
    if (document) {
        strncpy(w->note->uri, document->uri, sizeof w->note->uri - 1);
        w->note->uri[sizeof w->note->uri - 1] = '\0';
    }
    atomic_store(&w->note->analysing, document != NULL);
}

/* What the index may tell of. A sentence that is cut is a problem once a rule comes to it, whatever it lacks. */
static int is_plain(const lun_document *document)
{
    for (uint32_t i = 0; i < document->n_sentences; i++) {
        if (document->sentences[i].stop - document->sentences[i].start > LUN_UNIT_MAX_SENTENCE)
            return 0;
    }
    return lun_plain_is(document);
}

/* Of what a corpus keeps. Without memory for it the document has none, and resembles nothing. */
static void make_sketch(const worker *w, lun_document *document)
{
    lun_sketch *sketch = w->options->as_json ? NULL : lun_arena_alloc(document->arena, sizeof *sketch);
    if (!sketch)
        return;
    lun_sketch_make(sketch, document, lun_script_vocab(w->script));
    document->sketch = sketch;
}

static void analyse(worker *w, lun_document *document, const lun_taken_over *taken)
{
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    note_member(w, document);
    send_all(w); /* what went before, since this may be the end */
    if (w->options->hook)
        w->options->hook(w->options->hook_context, document);
    if (lun_script_analyse_rest(w->script, &set, document, taken, &err) < 0 ||
        lun_annotations_settle(set, w->layers, &err) < 0)
        give_up(w, &err);
    if (lun_script_unsure(w->script))
        leave(w); /* tried again, with care, by a worker that counts all steps */
    int spoiled = lun_script_spoiled(w->script);
    document->plain = (uint8_t)is_plain(document);
    make_sketch(w, document);
    lun_buf_reset(&w->log);
    lun_script_take_log(w->script, &w->log);
    answer(w, document, set, spoiled ? LUN_ANSWER_SPOILED : 0);
    lun_script_release(w->script, document);
    lun_document_free(document);
    if (spoiled)
        leave(w);
    w->member++;
    note_member(w, NULL);
}

/* The number of what the corpus holds of it, as it is: under its uri, or under the one that a second with that uri gets. */
static int64_t find_known(const worker *w, const lun_document *document, unsigned *is_twin)
{
    lun_buf uri = LUN_BUF_INIT;
    *is_twin = 0;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        if (strcmp(problem->code, "unreadable") == 0)
            return 0; /* each run tries again */
    }
    int64_t number = lun_known_find(w->options->known, document->uri, document->identity);
    if (number || !document->line || !w->options->known)
        return number;
    *is_twin = 1;
    lun_buf_addf(&uri, "%s:%u", document->uri, document->line);
    if (!uri.failed)
        number = lun_known_find(w->options->known, uri.data, document->identity);
    lun_buf_clear(&uri);
    return number;
}

static void pass(worker *w, lun_document *document)
{
    size_t frame = lun_wire_begin(&w->channel.out, LUN_ANSWER_PASSED);
    lun_wire_number(&w->channel.out, w->member);
    lun_wire_number(&w->channel.out, 0);
    lun_wire_end(&w->channel.out, frame);
    if (w->channel.out.len >= SEND_AT || w->is_careful)
        send_all(w);
    lun_document_free(document);
    w->member++;
    note_member(w, NULL);
}

/* Says something only where nothing is to be done. */
static void check(worker *w, lun_document *document, const lun_taken_over *taken)
{
    lun_error err = LUN_ERROR_INIT;
    note_member(w, document);
    int rc = lun_script_touches(w->script, document, taken, &err);
    if (rc < 0)
        give_up(w, &err);
    lun_script_release(w->script, document);
    if (rc == 0) {
        pass(w, document);
        return;
    }
    lun_document_free(document);
    note_member(w, NULL);
}

static void take(worker *w, lun_document *document)
{
    unsigned is_twin;
    if (w->options->scope && !lun_load_in_scope(w->options->scope, document)) {
        pass(w, document);
        return;
    }
    int64_t number = find_known(w, document, &is_twin);
    if (!number) {
        analyse(w, document, NULL);
        return;
    }
    size_t frame = lun_wire_begin(&w->channel.out, number & LUN_KNOWN_STALE ? LUN_ANSWER_STALE : LUN_ANSWER_FRESH);
    lun_wire_number(&w->channel.out, w->member);
    lun_wire_number(&w->channel.out, 0);
    lun_wire_number(&w->channel.out, (uint64_t)(number & ~LUN_KNOWN_STALE));
    lun_wire_number(&w->channel.out, is_twin);
    lun_parcel_document(&w->channel.out, document);
    lun_wire_end(&w->channel.out, frame);
    if (w->channel.out.len >= SEND_AT || w->is_careful)
        send_all(w);
    lun_document_free(document);
    w->member++;
    note_member(w, NULL);
}

static void finish_task(worker *w)
{
    size_t frame = lun_wire_begin(&w->channel.out, LUN_ANSWER_DONE);
    lun_wire_end(&w->channel.out, frame);
    send_all(w);
}

/* All members of the item that was put. Those that were done before are loaded again, since a container has no shorter way. */
static void run_item(worker *w, int rc, lun_error *err)
{
    lun_document *document;
    while (rc >= 0 && (rc = lun_source_next(w->source, &document, err)) > 0) {
        if (w->member >= w->skip) {
            take(w, document);
            continue;
        }
        lun_document_free(document);
        w->member++;
        note_member(w, NULL);
    }
    if (rc < 0)
        give_up(w, err);
    finish_task(w);
}

static void run_file(worker *w, lun_wire *body, lun_arena *arena, lun_error *err)
{
    const char *path = lun_wire_need_text(body, arena), *below = lun_wire_need_text(body, arena);
    uint64_t flags = lun_wire_take_number(body), lines;
    int fd = w->channel.passed;
    w->channel.passed = -1;
    if (body->bad || fd < 0)
        leave(w);
    if (flags & LUN_TASK_PDF) {
        run_item(w, lun_source_put_pdf(w->source, fd, path, below, err), err);
        return;
    }
    int rc = lun_source_put_file(w->source, fd, path, below,
                                 flags & (LUN_TASK_CHOSEN | LUN_TASK_HEAD) || strcmp(path, "-") == 0 ? LUN_OWN_TAKEN
                                                                                                     : LUN_OWN_LEFT,
                                 &lines, err);
    if (rc == LUN_OK && (flags & LUN_TASK_MAY_SPLIT) && (lines < LUN_SOURCE_ALL || (flags & LUN_TASK_HEAD))) {
        size_t frame = lun_wire_begin(&w->channel.out, LUN_ANSWER_LINES);
        lun_wire_number(&w->channel.out, lines);
        lun_wire_end(&w->channel.out, frame);
        send_all(w);
        return;
    }
    run_item(w, rc, err);
}

/* ---- lines ---- */

/* In place of a line that was too long: an object that says so. */
static int make_too_large(lun_document **out, size_t number, size_t limit, lun_error *err)
{
    lun_document *document = *out = lun_document_new();
    lun_buf uri = LUN_BUF_INIT;
    int rc = document ? lun_document_set_text(document, "", 0, err) : LUN_ENOMEM;
    lun_buf_addf(&uri, "-#L%zu", number);
    if (rc == LUN_OK && !uri.failed)
        document->id = document->uri = lun_arena_strdup(document->arena, uri.data);
    lun_buf_clear(&uri);
    if (!document || !document->uri)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a document");
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-large",
                         "-:%zu: the line has more than %zu bytes; it was skipped: --limit raises that", number, limit);
    return LUN_OK;
}

/* Each line by itself, as pipe promises. */
static void run_pipe_lines(worker *w, const char *at, const char *stop, size_t line, lun_error *err)
{
    const char *start;
    size_t len, limit = lun_pipe_line_limit(&w->options->load);
    while (lun_lines_step(&at, stop, &line, &start, &len)) {
        lun_document *document;
        int rc = len > limit ? make_too_large(&document, line - 1, limit, err)
                             : lun_load_json(&document, "-", line - 1, start, len, &w->options->load, err);
        if (rc < 0)
            give_up(w, err);
        analyse(w, document, NULL);
    }
    finish_task(w);
}

static void run_lines(worker *w, lun_wire *body, lun_arena *arena, lun_error *err)
{
    const char *path = lun_wire_need_text(body, arena), *below = lun_wire_need_text(body, arena), *start;
    size_t line = lun_wire_take_number(body), len;
    uint64_t flags = lun_wire_take_number(body);
    const char *at = lun_wire_take_bytes(body, &len), *stop = at ? at + len : at;
    if (body->bad)
        leave(w);
    while (w->member < w->skip && lun_lines_step(&at, stop, &line, &start, &len))
        w->member++;
    if (flags & LUN_TASK_AS_PIPE)
        run_pipe_lines(w, at, stop, line, err);
    else
        run_item(w, lun_source_put_lines(w->source, path, below, line, at, (size_t)(stop - at), err), err);
}

static void run_problem(worker *w, lun_wire *body, lun_arena *arena, lun_error *err)
{
    const char *path = lun_wire_need_text(body, arena), *below = lun_wire_need_text(body, arena),
               *code = lun_wire_need_text(body, arena), *message = lun_wire_need_text(body, arena);
    if (body->bad)
        leave(w);
    run_item(w, lun_source_put_problem(w->source, path, below, code, message, err), err);
}

typedef struct stored_rows {
    worker *w;
    lun_wire *body;
} stored_rows;

static int add_rows(void *context, lun_annotations *set, lun_error *err)
{
    stored_rows *rows = context;
    return lun_parcel_fill_rows(set, rows->body, lun_script_rules(rows->w->script)->n, err);
}

static void run_stored(worker *w, lun_wire *body, lun_error *err)
{
    lun_document *document;
    stored_rows rows = { w, body };
    lun_taken_over taken = { NULL, add_rows, &rows };
    size_t n = 0;
    uint64_t flags = lun_wire_take_number(body);
    if (lun_parcel_take_document(&document, body, err) < 0)
        give_up(w, err);
    if (flags & LUN_TASK_HAS_ROWS)
        taken.layers = (const uint8_t *)lun_wire_take_bytes(body, &n);
    if (body->bad || (taken.layers && n != lun_schema_count(lun_script_schema(w->script))))
        leave(w);
    if (w->skip)
        lun_document_free(document);
    else if (flags & LUN_TASK_CHECK)
        check(w, document, taken.layers ? &taken : NULL);
    else
        analyse(w, document, taken.layers ? &taken : NULL);
    finish_task(w);
}

/* ---- tasks ---- */

static void run_task(worker *w, unsigned kind, lun_wire *body)
{
    lun_error err = LUN_ERROR_INIT;
    lun_arena *arena = lun_arena_new();
    const unsigned char *start = (const unsigned char *)lun_wire_take_raw(body, LUN_TASK_START);
    if (!arena || !start)
        leave(w);
    w->skip = (uint32_t)start[0] | (uint32_t)start[1] << 8 | (uint32_t)start[2] << 16 | (uint32_t)start[3] << 24;
    w->is_careful = start[4];
    if (w->is_careful)
        lun_ticks_stop(w->script);
    else
        lun_ticks_start(w->script);
    w->member = 0;
    note_member(w, NULL);
    switch (kind) {
    case LUN_TASK_FILE:
        run_file(w, body, arena, &err);
        break;
    case LUN_TASK_LINES:
        run_lines(w, body, arena, &err);
        break;
    case LUN_TASK_PROBLEM:
        run_problem(w, body, arena, &err);
        break;
    case LUN_TASK_STORED:
        run_stored(w, body, &err);
        break;
    default:
        leave(w);
    }
    lun_arena_free(arena);
}

void lun_worker_run(int fd, lun_script *script, lun_source *source, const uint8_t *layers,
                    const lun_work_options *options, lun_note *note)
{
    worker w = { .script = script, .source = source, .layers = layers, .options = options, .note = note };
    lun_error err = LUN_ERROR_INIT;
    unsigned kind;
    lun_wire body;
    int rc;
    lun_script_tell(script, &note->rule);
    lun_channel_open(&w.channel, fd, LUN_CHANNEL_WAIT, UINT32_MAX);
    for (;;) {
        while ((rc = lun_channel_next(&w.channel, &kind, &body, &err)) == 0) {
            if (lun_channel_fill(&w.channel, &err) <= 0)
                leave(&w);
        }
        if (rc < 0)
            leave(&w);
        run_task(&w, kind, &body);
    }
}
