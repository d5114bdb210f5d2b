/*
** sandbox_files.c - Landlock: which files may be opened, and the little that it can say about network and signals.
**
** Landlock has no wrapper in the C library, and the kernel's header is often older than the kernel that runs: the
** interface, which never changes once it is in a kernel, is written down here. Invariants:
**
** 1. What is handled and not granted by a rule is refused. A right is handled only where the ABI knows it; what older
**    ABIs do not know (truncating, devices, TCP, signals) is refused by sandbox_calls.c as well.
** 2. Rules hold for files, not for names: links, "..", /proc/self/root and mounts lead nowhere else.
** 3. Files that are open stay open. Looking a file up without opening it (stat, readlink) is not restricted.
*/
#include "run/sandbox_parts.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same numbers on every architecture. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum { ASK_VERSION = 1, RULE_BELOW_PATH = 1 };

typedef struct ruleset {
    uint64_t files;
    uint64_t network; /* ABI 4 */
    uint64_t scopes;  /* ABI 6 */
} ruleset;

typedef struct __attribute__((packed)) below_path {
    uint64_t allowed;
    int32_t folder;
} below_path;

enum {
    FILE_EXECUTE = 1 << 0,
    FILE_WRITE = 1 << 1,
    FILE_READ = 1 << 2,
    FOLDER_READ = 1 << 3,
    FOLDER_CHANGES = 0x1ff << 4, /* removing and making, one bit a kind of file */
    FILE_REMOVE = 1 << 5,        /* of these */
    FILE_MAKE = 1 << 8,
    FILE_REFER = 1 << 13,      /* ABI 2: renaming and linking between folders; without it never allowed */
    FILE_TRUNCATE = 1 << 14,   /* ABI 3 */
    DEVICE_IOCTL = 1 << 15,    /* ABI 5 */
    TCP_BIND_AND_CONNECT = 3,  /* ABI 4 */
    SCOPE_ABSTRACT_SOCKET = 1, /* ABI 6: sockets of processes outside */
    SCOPE_SIGNAL = 2           /* ABI 6: signals to processes outside; children are inside */
};

/* Opens only what is below `readable`. */
static int is_narrow(lun_sandbox_role role)
{
    return role == LUN_SANDBOX_WORKER || role == LUN_SANDBOX_CONVERTER;
}

static ruleset ruleset_of(lun_sandbox_role role, int abi)
{
    ruleset rules = { FILE_EXECUTE | FILE_WRITE | FOLDER_CHANGES, 0, 0 };
    if (is_narrow(role))
        rules.files |= FILE_READ | FOLDER_READ;
    if (abi >= 2)
        rules.files |= FILE_REFER;
    if (abi >= 3)
        rules.files |= FILE_TRUNCATE;
    if (abi >= 4)
        rules.network = TCP_BIND_AND_CONNECT;
    if (abi >= 5)
        rules.files |= DEVICE_IOCTL;
    if (abi >= 6)
        rules.scopes = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL;
    return rules;
}

/* A kernel takes a longer struct than it knows only where the rest is zero, which it is: the length need not vary. */
static int create_ruleset(const ruleset *rules)
{
    return (int)syscall(SYS_landlock_create_ruleset, rules, sizeof *rules, 0);
}

int lun_sandbox__landlock(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
    return abi > 0 ? (int)abi : 0;
}

static int refused(const char *what, lun_error *err)
{
    return lun_error_set(err, LUN_EIO, "sandbox: Landlock refuses %s: %s", what, strerror(errno));
}

static int allow_reading(int rules, uint64_t allowed, const char *path, lun_error *err)
{
    struct stat about;
    below_path rule = { allowed, open(path, O_PATH | O_CLOEXEC) };
    if (rule.folder < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP))
        return LUN_OK;
    if (rule.folder < 0 || fstat(rule.folder, &about) < 0) {
        int rc = refused(path, err);
        if (rule.folder >= 0)
            close(rule.folder);
        return rc;
    }
    if (S_ISDIR(about.st_mode))
        rule.allowed |= FOLDER_READ;
    int rc = syscall(SYS_landlock_add_rule, rules, RULE_BELOW_PATH, &rule, 0) < 0 ? refused(path, err) : LUN_OK;
    close(rule.folder);
    return rc;
}

/* Files are made, replaced and removed there; no folders, no links. */
static int allow_writing(int rules, const ruleset *wanted, const char *path, lun_error *err)
{
    below_path rule = { (FILE_WRITE | FILE_MAKE | FILE_REMOVE | FILE_TRUNCATE) & wanted->files,
                        open(path, O_PATH | O_DIRECTORY | O_CLOEXEC) };
    if (rule.folder < 0)
        return LUN_OK;
    int rc = syscall(SYS_landlock_add_rule, rules, RULE_BELOW_PATH, &rule, 0) < 0 ? refused(path, err) : LUN_OK;
    close(rule.folder);
    return rc;
}

int lun_sandbox__files(const lun_sandbox_options *options, int abi, lun_error *err)
{
    ruleset wanted = ruleset_of(options->role, abi);
    int rc = LUN_OK, rules = create_ruleset(&wanted);
    if (rules < 0)
        return refused("its rules", err);
    uint64_t allowed = FILE_READ | (options->role == LUN_SANDBOX_CONVERTER ? FILE_EXECUTE : 0);
    for (size_t i = 0; is_narrow(options->role) && i < options->n_readable && rc == LUN_OK; i++)
        rc = allow_reading(rules, allowed, options->readable[i], err);
    if (rc == LUN_OK && options->role == LUN_SANDBOX_LOADER)
        rc = allow_writing(rules, &wanted, options->writable, err);
    if (rc == LUN_OK && syscall(SYS_landlock_restrict_self, rules, 0) < 0)
        rc = refused("to restrict the process", err);
    close(rules);
    return rc;
}

#else

int lun_sandbox__landlock(void)
{
    return 0;
}

int lun_sandbox__files(const lun_sandbox_options *options, int abi, lun_error *err)
{
    (void)options;
    (void)abi;
    return lun_error_set(err, LUN_EIO, "sandbox: no Landlock on this system");
}

#endif
