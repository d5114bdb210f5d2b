/*
** sandbox.h - the rights that the zygote and its workers give up, so that a document which takes a worker over gains
** next to nothing: no network, no writing, no program to start, no file but the sources.
**
** Four parts, each for itself, since kernels differ in what they offer. What is given up never comes back, and children
** inherit it. docs/sandbox.md has the table: right, what takes it away, what is left where the kernel cannot.
*/
#ifndef LUN_RUN_SANDBOX_H
#define LUN_RUN_SANDBOX_H

#include <stddef.h>

#include <lunette/error.h>

typedef enum lun_sandbox_part {
    LUN_SANDBOX_PRIVILEGES = 1, /* no_new_privs, no capabilities, not dumpable */
    LUN_SANDBOX_FILES = 2,      /* Landlock */
    LUN_SANDBOX_CALLS = 4,      /* seccomp */
    LUN_SANDBOX_LIMITS = 8,     /* resource limits */
    LUN_SANDBOX_ALL = 15
} lun_sandbox_part;

typedef enum lun_sandbox_role {
    LUN_SANDBOX_ZYGOTE, /* has loaded plugins: reads any file, forks, waits for and ends its children */
    LUN_SANDBOX_WORKER, /* reads documents: opens only below `readable`, and does none of the rest */
    LUN_SANDBOX_LOADER, /* loads plugins: a zygote that also writes into `writable`; then it enters again as a zygote */
    LUN_SANDBOX_CONVERTER /* about to become another program: starts and opens what is below `readable`, no more */
} lun_sandbox_role;

typedef struct lun_sandbox_options {
    lun_sandbox_role role;
    const char *const
        *readable; /* of a worker, converter: files, folders with all below; symbolic links are followed */
    size_t n_readable;
    const char *writable; /* of a loader: the cache's folder; where Landlock lacks, or NULL, it is a zygote at once */
    size_t memory;        /* most private memory in bytes; 0 = no limit; nothing under AddressSanitizer */
    unsigned pretend_missing; /* tests only: parts taken as not offered by the kernel */
} lun_sandbox_options;

/*
** Gives the rights of the role up for good. The process must have one thread. A path of `readable` that cannot be
** found is passed over, since opening it fails anyway. *missing (may be NULL) gets the parts that this kernel or this
** build does not offer: not an error, see lun_sandbox_require. Fails with LUN_EUSAGE (threads), LUN_ENOMEM or LUN_EIO
** (the kernel offers a part and then refuses it); some rights may be gone then, so the process should end.
**
** A worker may be entered in a child of the zygote, or in a process that has entered nothing.
*/
int lun_sandbox_enter(unsigned *missing, const lun_sandbox_options *options, lun_error *err);

/*
** Standard input and output lead nowhere from here on, and standard error where the process has none: no file or socket that is opened later gets
** their numbers.
*/
void lun_sandbox_lose_streams(void);

/* The same in a child that goes its own way, which keeps nothing else open but one descriptor. */
void lun_sandbox_lose_all_but(int keep);

/* What this kernel and this build offer. Changes nothing in the calling process. */
typedef struct lun_sandbox_support {
    unsigned parts; /* of lun_sandbox_part */
    int landlock;   /* the Landlock ABI, 0 = none */
} lun_sandbox_support;

void lun_sandbox_probe(lun_sandbox_support *out);

/* For people, one line: "Landlock ABI 7, seccomp: workers open no file; ...", or what workers keep. */
void lun_sandbox_describe(const lun_sandbox_support *support, char *out, size_t size);

/* For --require-sandbox: LUN_OK, or LUN_ENOTFOUND that names the missing parts and what would help. */
int lun_sandbox_require(unsigned missing, lun_error *err);

#endif
