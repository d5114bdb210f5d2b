/*
** channel.c - frames over a socket. Sits on wire.c.
*/
#include "run/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define STEP 65536
#define KEPT ((size_t)1 << 20) /* a larger buffer goes back to the system when it is empty */

int lun_channel_above(int take_fd)
{
    if (take_fd < 0 || take_fd > STDERR_FILENO)
        return take_fd;
    int fd = fcntl(take_fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), reason = errno;
    close(take_fd);
    errno = reason;
    return fd;
}

int lun_channel_pair(int pair[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return -1;
    pair[0] = lun_channel_above(pair[0]);
    pair[1] = lun_channel_above(pair[1]);
    if (pair[0] >= 0 && pair[1] >= 0)
        return 0;
    int reason = errno;
    for (int i = 0; i < 2; i++) {
        if (pair[i] >= 0)
            close(pair[i]);
    }
    errno = reason;
    return -1;
}

void lun_channel_open(lun_channel *channel, int take_fd, lun_channel_mode mode, size_t frame_max)
{
    memset(channel, 0, sizeof *channel);
    channel->fd = take_fd;
    channel->mode = mode;
    channel->frame_max = frame_max;
    channel->pass = channel->passed = -1;
}

void lun_channel_close(lun_channel *channel)
{
    if (channel->fd < 0)
        return;
    close(channel->fd);
    channel->fd = -1;
    if (channel->passed >= 0)
        close(channel->passed);
    channel->passed = -1;
    lun_buf_clear(&channel->in);
    lun_buf_clear(&channel->out);
    channel->taken = channel->sent = 0;
}

static void empty(lun_buf *buf)
{
    if (buf->capacity > KEPT)
        lun_buf_clear(buf);
    else
        lun_buf_reset(buf);
}

/* ---- sending ---- */

void lun_channel_pass(lun_channel *channel, int fd)
{
    channel->pass = fd;
    channel->pass_at = channel->out.len;
}

int lun_channel_pending(const lun_channel *channel)
{
    return channel->sent < channel->out.len;
}

static ssize_t send_some(lun_channel *channel)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = { .room = { 0 } };
    size_t stop = channel->out.len;
    int carries = channel->pass >= 0 && channel->pass_at == channel->sent;
    if (channel->pass >= 0 && channel->pass_at > channel->sent)
        stop = channel->pass_at;
    struct iovec part = { channel->out.data + channel->sent, stop - channel->sent };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
    if (carries) {
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(head), &channel->pass, sizeof(int));
    }
    ssize_t n = sendmsg(channel->fd, &message, MSG_NOSIGNAL | (channel->mode == LUN_CHANNEL_NOW ? MSG_DONTWAIT : 0));
    if (n > 0 && carries)
        channel->pass = -1;
    return n;
}

int lun_channel_flush(lun_channel *channel, lun_error *err)
{
    if (channel->out.failed)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a message");
    while (lun_channel_pending(channel)) {
        ssize_t n = send_some(channel);
        if (n > 0)
            channel->sent += (size_t)n;
        else if (n < 0 && errno == EINTR)
            continue;
        else if (n < 0 && errno == EAGAIN)
            return LUN_OK;
        else
            return lun_error_set(err, LUN_EIO, "a process of the run is gone: %s", strerror(errno));
    }
    empty(&channel->out);
    channel->sent = 0;
    return LUN_OK;
}

/* ---- receiving ---- */

/* What is done with goes, so that the buffer holds at most a frame and what came behind it. */
static void move_down(lun_channel *channel)
{
    if (channel->taken == 0)
        return;
    size_t left = channel->in.len - channel->taken;
    if (left == 0)
        empty(&channel->in);
    else {
        memmove(channel->in.data, channel->in.data + channel->taken, left);
        channel->in.len = left;
    }
    channel->taken = 0;
}

static void take_passed(lun_channel *channel, struct msghdr *message)
{
    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            continue;
        size_t n = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < n; i++) {
            if (channel->passed >= 0)
                close(channel->passed);
            memcpy(&channel->passed, CMSG_DATA(head) + i * sizeof(int), sizeof(int));
        }
    }
}

static ssize_t receive_some(lun_channel *channel, char *data, size_t len)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(4 * sizeof(int))];
    } control;
    struct iovec part = { data, len };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room
    };
    int flags = MSG_CMSG_CLOEXEC | (channel->mode == LUN_CHANNEL_NOW ? MSG_DONTWAIT : 0);
    ssize_t n = recvmsg(channel->fd, &message, flags);
    if (n > 0)
        take_passed(channel, &message);
    return n;
}

static size_t frame_length(const unsigned char *data)
{
    return (size_t)data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16 | (size_t)data[3] << 24;
}

/*
** Bytes to receive at once. Where a descriptor has come and its frame is not all there, no more than that frame: the descriptor of the next
** one would take its place.
*/
static size_t step(const lun_channel *channel)
{
    size_t have = channel->in.len, len = LUN_FRAME_HEAD;
    if (channel->passed < 0)
        return STEP;
    if (have >= LUN_FRAME_HEAD)
        len = 4 + frame_length((const unsigned char *)channel->in.data);
    return len > have && len - have < STEP ? len - have : STEP;
}

int lun_channel_fill(lun_channel *channel, lun_error *err)
{
    char data[STEP];
    ssize_t n;
    move_down(channel);
    do
        n = receive_some(channel, data, step(channel));
    while (n < 0 && errno == EINTR);
    if (n < 0 && errno == EAGAIN)
        return 2;
    if (n <= 0)
        return 0;
    lun_buf_add(&channel->in, data, (size_t)n);
    return channel->in.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a message") : 1;
}

int lun_channel_next(lun_channel *channel, unsigned *kind, lun_wire *body, lun_error *err)
{
    const unsigned char *data = (const unsigned char *)channel->in.data + channel->taken;
    size_t have = channel->in.len - channel->taken;
    if (have < LUN_FRAME_HEAD)
        return 0;
    size_t len = frame_length(data);
    if (len == 0 || len > channel->frame_max)
        return lun_error_set(err, LUN_EFORMAT, "a message of %zu bytes, at most %zu are taken", len,
                             channel->frame_max);
    if (have < 4 + len)
        return 0;
    *kind = data[4];
    *body = lun_wire_open(data + LUN_FRAME_HEAD, len - 1);
    channel->taken += 4 + len;
    return 1;
}
