/*
** zygote.h - the process that loads plugins once and forks workers from what it has loaded.
**
** It is forked before the supervisor opens a corpus or starts a thread, closes all descriptors but its socket, and dies
** with the supervisor, as its workers die with it. The supervisor holds the other end and believes nothing unchecked.
*/
#ifndef LUN_RUN_ZYGOTE_H
#define LUN_RUN_ZYGOTE_H

#include "run/channel.h"
#include "run/parcel.h"
#include "run/worker.h"

#define LUN_WORKERS_MAX 256

typedef struct lun_zygote lun_zygote;

/* Forks it. `options` must stay as it is until lun_zygote_stop. */
int lun_zygote_start(lun_zygote **out, const lun_work_options *options, lun_error *err);
/*
** Waits until the rules are loaded: the plan is the caller's (lun_plan_clear), *missing the parts of the sandbox that the
** kernel lacks. The rules' own errors come back as they were; LUN_ELIMIT after so many seconds; LUN_EIO when it died.
*/
int lun_zygote_ready(lun_zygote *zygote, lun_plan *plan, unsigned *missing, unsigned seconds, lun_error *err);

/*
** What the rules of some layers (flags) want of a document; asked before the first worker is forked. *wants, one a layer of the plan,
** lies in the arena: those of layers that were not asked for want anything.
*/
int lun_zygote_wants(lun_zygote *zygote, const lun_plan *plan, const uint8_t *layers, lun_layer_wants **wants,
                     lun_arena *arena, lun_error *err);

/* The same of rules, one by one: **wants has what each wants, in the order given, or wants anything. */
int lun_zygote_rule_wants(lun_zygote *zygote, const lun_plan *plan, const uint32_t *rules, uint32_t n,
                          lun_layer_wants **wants, lun_arena *arena, lun_error *err);

/* What rules look for, as texts that a corpus may keep: looks[0..n), in the arena; NULL where one cannot be told. */
int lun_zygote_looks(lun_zygote *zygote, const uint32_t *rules, uint32_t n, const char **looks, lun_arena *arena,
                     lun_error *err);
/*
** Says which rules tasks with LUN_TASK_CHECK ask about: {"now":[numbers],"was":[looks]}. 1 with flags of the layers that these documents must come with,
** or 0 where it cannot be told. Before the first worker is forked.
*/
int lun_zygote_haunt(lun_zygote *zygote, const lun_plan *plan, const char *question, const uint8_t **layers,
                     lun_arena *arena, lun_error *err);

/* Has a worker forked for a slot that is free; *fd is the supervisor's end of its socket. */
int lun_zygote_spawn(lun_zygote *zygote, uint32_t slot, int *fd, lun_error *err);
int lun_zygote_kill(lun_zygote *zygote, uint32_t slot, lun_error *err);
lun_note *lun_zygote_note(const lun_zygote *zygote, uint32_t slot);

/* As lun_converter_start; where lun_zygote_converts says 0 there is no pdftotext, and nobody may ask. */
int lun_zygote_converts(const lun_zygote *zygote);
int lun_zygote_convert(const lun_zygote *zygote, int pdf, unsigned seconds, int *out, lun_error *err);

int lun_zygote_fd(const lun_zygote *zygote); /* readable when there may be an event */
typedef struct lun_zygote_event {
    uint32_t slot;
    int exited; /* 0: forked, with pid (0: it could not be, `status` is an errno); 1: it ended, with status as of waitpid */
    int pid, status;
} lun_zygote_event;
/* 1 with an event, 0 when there is none now, LUN_EIO when the zygote is gone. */
int lun_zygote_next(lun_zygote *zygote, lun_zygote_event *out, lun_error *err);

void lun_zygote_stop(lun_zygote *zygote); /* it and all workers end at once; takes NULL */

#endif
