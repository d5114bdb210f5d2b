/*
** channel.h - frames over a socket, in both directions, with descriptors where one goes along.
**
** The supervisor never waits on a channel (LUN_CHANNEL_NOW): it polls. Zygote and workers do (LUN_CHANNEL_WAIT).
*/
#ifndef LUN_RUN_CHANNEL_H
#define LUN_RUN_CHANNEL_H

#include "run/wire.h"

typedef enum lun_channel_mode { LUN_CHANNEL_NOW, LUN_CHANNEL_WAIT } lun_channel_mode;

typedef struct lun_channel {
    int fd; /* -1: closed */
    lun_channel_mode mode;
    size_t frame_max; /* a larger frame is refused */
    lun_buf in;       /* received; what stands before `taken` is done with */
    size_t taken;
    lun_buf out; /* to send; what stands before `sent` has gone */
    size_t sent;
    int pass; /* descriptor that goes with byte pass_at of `out`; -1: none */
    size_t pass_at;
    int passed; /* descriptor that came; the taker sets it to -1 */
} lun_channel;

/*
** Two sockets that lead to each other, above the standard streams: a host may have closed these, and what it prints would go into the socket.
** 0, or -1 with errno. Each is the caller's.
*/
int lun_channel_pair(int pair[2]);
int lun_channel_above(int take_fd); /* the same for one descriptor, or -1 with errno: then it is closed */

void lun_channel_open(lun_channel *channel, int take_fd, lun_channel_mode mode, size_t frame_max);
void lun_channel_close(lun_channel *channel); /* twice does no harm */

/* Sends what can be sent (WAIT: all). LUN_EIO when the other side is gone. */
int lun_channel_flush(lun_channel *channel, lun_error *err);
int lun_channel_pending(const lun_channel *channel); /* 1 while something is to be sent */
/* The descriptor goes with the next byte appended to `out`, and stays the caller's. One at a time. */
void lun_channel_pass(lun_channel *channel, int fd);

/* Receives what is there (WAIT: something): 1 received, 0 the other side is gone, LUN_ENOMEM; NOW also 2: nothing there. */
int lun_channel_fill(lun_channel *channel, lun_error *err);
/* The next whole frame that was received: 1, or 0. The body is borrowed until the next fill. LUN_EFORMAT: too large. */
int lun_channel_next(lun_channel *channel, unsigned *kind, lun_wire *body, lun_error *err);

#endif
