/*
** tasks.h - the inside of the pool that its files share: tasks in their order, slots of workers.
*/
#ifndef LUN_RUN_TASKS_H
#define LUN_RUN_TASKS_H

#include "run/messages.h"
#include "run/pool.h"

typedef enum lun_task_state {
    LUN_TASK_WAITING, /* for a worker */
    LUN_TASK_SENT,
    LUN_TASK_CUTTING, /* lines: makes tasks that stand before it */
    LUN_TASK_DONE     /* all answers are there */
} lun_task_state;

typedef enum lun_task_input {
    LUN_INPUT_NONE, /* everything is in the frame */
    LUN_INPUT_FILE, /* path is opened when the task is sent */
    LUN_INPUT_HEAD, /* standard input: what it begins with is in `fd`, a worker says what that is */
    LUN_INPUT_SPOOL /* standard input: all of it is in `fd` */
} lun_task_input;

typedef struct lun_task {
    struct lun_task *before, *next;
    lun_task_state state;
    lun_task_input input;
    lun_buf frame; /* the whole message; behind its head: the members to pass over, is_careful */
    char *path, *below;
    char *at; /* what to open where that is not `path` */
    int fd;
    int is_pdf; /* found when it was opened: what `pipe` gives is sent, anew for each worker */
    int pipe;
    uint64_t bytes; /* of source */
    size_t counted; /* of the frame, in the pool's held_bytes */
    size_t line;    /* of tasks of lines: number of the first, and the lines themselves at the end of the frame */
    size_t lines_len;
    uint32_t done;  /* members answered, or given up */
    unsigned tries; /* of the member that comes next */
    int is_careful; /* a worker ended over it: each answer is sent by itself, so that it is seen how far the next one got */
    lun_buf held; /* answers that came before their turn, as frames */
    lun_lines lines;
    unsigned flags; /* of a file; of tasks cut from lines */
    int is_known;   /* a file that the sink may know: it is done when its turn comes, or becomes a file to be read */
    int is_stored;  /* a document of the corpus: `path` is its uri */
} lun_task;

typedef enum lun_slot_state { LUN_SLOT_FREE, LUN_SLOT_STARTING, LUN_SLOT_READY, LUN_SLOT_ENDING } lun_slot_state;

#define LUN_SLOT_TASKS 2 /* one at work, one waiting in the socket, so that a worker need not wait for us */

typedef struct lun_slot {
    lun_slot_state state;
    lun_channel channel;
    lun_task *tasks[LUN_SLOT_TASKS]; /* in order; the first is at work */
    unsigned n_tasks;
    int pid, has_ended, status, is_gone; /* is_gone: the socket is at its end */
    int is_spoiled;                      /* it ends of itself, and no member is to blame */
    double since;                        /* when it was last heard of, or got work */
    const char *code;                    /* why we killed it, or what it said: "deadline", "memory" ... */
    char reason[600];
} lun_slot;

struct lun_pool {
    lun_zygote *zygote;
    lun_pool_options options;
    const lun_pool_sink *sink;
    lun_task *first, *last;
    size_t n_tasks, held_bytes; /* of all tasks: frames and answers that wait */
    int has_more;               /* the sink may have more tasks */
    lun_slot slots[LUN_WORKERS_MAX];
    unsigned failed_starts; /* workers in a row that ended before they answered anything */
    double heard;           /* when we last listened to the workers: what they say after that waits in their sockets */
    double memory_looked, ticked;
};

double lun_pool__now(void);

/* ---- tasks.c ---- */
lun_task *lun_task__first_waiting(const lun_pool *pool);
/* The file of a task of files, or what it is converted to: *fd is borrowed, -1 where nothing goes along; it may become a problem. */
int lun_task__open(const lun_pool *pool, lun_task *task, int *fd, lun_error *err);
void lun_task__close(lun_task *task);     /* its descriptor */
void lun_task__set_start(lun_task *task); /* the first bytes of its body: where a worker begins, and how */
/* An answer of the task: to the sink, or kept until its turn. 1: the sink found it hostile, and a problem stands in its place. */
int lun_task__answer(lun_pool *pool, lun_task *task, unsigned kind, lun_wire body, lun_error *err);
int lun_task__fail(lun_pool *pool, lun_task *task, const char *uri, const char *code, const char *reason,
                   lun_error *err);
/* What is at the front and done leaves; what then is at the front gives its answers. */
int lun_task__deliver(lun_pool *pool, lun_error *err);
/* Cuts the next piece off lines: 1 = a task was made, 0 = at the end, 2 = nothing there now. */
int lun_task__cut(lun_pool *pool, lun_task *lines, lun_error *err);
/* As the worker said: from a byte on, or (standard input only) LUN_SOURCE_ALL, LUN_SOURCE_WITHIN. */
int lun_task__become_lines(lun_pool *pool, lun_task *task, uint64_t first_byte, lun_error *err);
const char *lun_task__lines(const lun_task *task); /* lines_len bytes of its frame */
/* What to call the member that comes next where its worker could not say. */
void lun_task__name_next(const lun_task *task, lun_buf *out);
void lun_task__clear_all(lun_pool *pool);

/* ---- slots.c ---- */
int lun_slot__spawn(lun_pool *pool, uint32_t slot, lun_error *err);
int lun_slot__give(lun_pool *pool, lun_slot *slot, lun_task *task, lun_error *err);
int lun_slot__hear(lun_pool *pool, uint32_t slot, lun_error *err); /* all that its socket holds */
int lun_slot__watch(lun_pool *pool, lun_error *err);               /* deadlines and memory */
int lun_slot__event(lun_pool *pool, const lun_zygote_event *event, lun_error *err);

#endif
