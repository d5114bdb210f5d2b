/*
** pipe.c - JSON lines in, JSON lines out, in order: lines to workers, their JSON to the output. Sits on pool.c.
*/
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "run/messages.h"
#include "run/pool.h"
#include "run/start.h"

#define LINE_FACTOR 6               /* bytes of JSON that a byte of text can take: \u0000 */
#define LINE_ROOM ((size_t)1 << 20) /* for what stands beside the text */

typedef struct pipe_work {
    const lun_pipe_options *options;
    lun_progress *figures;
    FILE *out;
    int is_given; /* standard input, to the pool */
} pipe_work;

size_t lun_pipe_line_limit(const lun_load_options *load)
{
    size_t limit = load->limit ? load->limit : LUN_TEXT_MAX;
    return limit < (SIZE_MAX - LINE_ROOM) / LINE_FACTOR ? limit * LINE_FACTOR + LINE_ROOM : SIZE_MAX - 1;
}

static int write_line(const pipe_work *w, const char *line, size_t len, lun_error *err)
{
    if (fwrite(line, 1, len, w->out) != len || putc('\n', w->out) == EOF || fflush(w->out) != 0)
        return lun_file_fail_output(err);
    return LUN_OK;
}

/* One object on one line, whatever a worker sends. */
static int is_object(const char *line, size_t len)
{
    return len && line[0] == '{' && !memchr(line, '\n', len) && lun_utf8_valid(line, len) &&
           lun_json_is_object(line, len);
}

static int take(void *context, const char *path, unsigned kind, lun_wire *body, lun_error *err)
{
    pipe_work *w = context;
    size_t len, log_len;
    (void)path;
    lun_wire_take_u32(body);
    lun_wire_take_number(body);
    const char *log = lun_wire_take_bytes(body, &log_len);
    uint64_t annotations = lun_wire_take_number(body), problems = lun_wire_take_number(body);
    const char *line = lun_wire_take_bytes(body, &len);
    if (kind != LUN_ANSWER_JSON || body->bad || !is_object(line, len))
        return lun_error_set(err, LUN_EFORMAT, "a worker's answer is malformed (JSON)");
    w->figures->documents++;
    w->figures->annotations += annotations;
    w->figures->problems += problems;
    lun_run_say_log(log, log_len, w->options->say, w->options->context);
    return write_line(w, line, len, err);
}

/* What the line called it, where its uri was made of that; the uri where it had no name. */
static const char *id_of(const char *uri)
{
    size_t digits = strncmp(uri, "-#L", 3) == 0 ? strspn(uri + 3, "0123456789") : 0;
    return strncmp(uri, "-#", 2) == 0 && !(digits && !uri[3 + digits]) ? uri + 2 : uri;
}

static int fail(void *context, const char *path, const char *uri, const lun_problem *problem, lun_error *err)
{
    pipe_work *w = context;
    (void)path;
    lun_buf line = LUN_BUF_INIT;
    lun_buf_adds(&line, "{\"id\":");
    lun_json_add_string(&line, id_of(uri), strlen(id_of(uri)));
    lun_buf_adds(&line, ",\"uri\":");
    lun_json_add_string(&line, uri, strlen(uri));
    lun_buf_adds(&line, ",\"text\":\"\",\"annotations\":[],\"problems\":[{\"class\":\"environment\",\"code\":");
    lun_json_add_string(&line, problem->code, strlen(problem->code));
    lun_buf_adds(&line, ",\"message\":");
    lun_json_add_string(&line, problem->message, strlen(problem->message));
    lun_buf_adds(&line, "}]}");
    w->figures->documents++;
    w->figures->problems++;
    int rc = line.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a problem")
                         : write_line(w, line.data, line.len, err);
    lun_buf_clear(&line);
    return rc;
}

static int done(void *context, const char *path, uint64_t bytes, int last, lun_error *err)
{
    pipe_work *w = context;
    (void)path, (void)last, (void)err;
    w->figures->bytes += bytes;
    return LUN_OK;
}

static int more(void *context, lun_pool *pool, lun_error *err)
{
    pipe_work *w = context;
    lun_lines lines;
    if (w->is_given)
        return 0;
    w->is_given = 1;
    lun_lines_open(&lines, STDIN_FILENO, LUN_LINES_STREAM, 0, lun_pipe_line_limit(&w->options->load));
    int rc = lun_pool_add_lines(pool, "-", "-", &lines, LUN_TASK_AS_PIPE, err);
    return rc < 0 ? rc : 1;
}

int lun_pipe(lun_progress *figures, const lun_pipe_options *options, FILE *out, lun_error *err)
{
    pipe_work w = { options, figures, out, 0 };
    lun_work_options work = { .session = options->session, .load = options->load, .as_json = 1 };
    const lun_pool_sink sink = { .context = &w, .take = take, .fail = fail, .done = done, .more = more };
    lun_plan plan = { 0 };
    const lun_pool_options pool = { .workers = options->limits.workers,
                                    .deadline = options->limits.deadline,
                                    .memory = options->limits.memory,
                                    .frame_max = lun_run_frame_max(&options->load),
                                    .rules = &plan.rules };
    lun_zygote *zygote = NULL;
    unsigned missing = 0;
    memset(figures, 0, sizeof *figures);
    int rc = lun_run_start(&zygote, &plan, &work, &options->limits, &missing, err);
    if (rc == LUN_OK && missing && options->say) {
        char words[200];
        lun_run_describe_missing(missing, words, sizeof words);
        options->say(options->context, words);
    }
    if (rc == LUN_OK)
        rc = lun_pool_run(zygote, &pool, &sink, err);
    lun_zygote_stop(zygote);
    lun_plan_clear(&plan);
    return rc;
}
