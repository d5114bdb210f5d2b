/*
** revision.c - asks git, a child process with an index of its own: `read-tree` fills that, `checkout-index` writes the files.
**
** Nothing is run through a shell. What a name begins with is checked, since git would take "-x" for an option.
*/
#include "run/revision.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/stage.h"

#define NO_GIT 127 /* exit code of the child that found none, as of a shell */

typedef struct asking {
    const char *const *words; /* of the command, "git" first; NULL-terminated */
    const char *folder;       /* where it runs; NULL = here */
    const char *index;        /* GIT_INDEX_FILE; NULL = the usual one */
} asking;

static _Noreturn void become_git(const asking *a, const int out[2], const int wrong[2])
{
    int null = open("/dev/null", O_RDONLY);
    if (null >= 0)
        dup2(null, STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(wrong[1], STDERR_FILENO);
    close(out[0]);
    close(wrong[0]);
    if ((a->folder && chdir(a->folder) != 0) || (a->index && setenv("GIT_INDEX_FILE", a->index, 1) != 0) ||
        setenv("LC_ALL", "C", 1) != 0)
        _exit(1);
    execvp("git", (char *const *)(uintptr_t)a->words);
    _exit(NO_GIT);
}

static void read_all(int fd, lun_buf *out)
{
    char data[4096];
    ssize_t n;
    while ((n = read(fd, data, sizeof data)) > 0 || (n < 0 && errno == EINTR))
        lun_buf_add(out, data, n > 0 ? (size_t)n : 0);
}

static void cut_line(lun_buf *text)
{
    while (text->len && (text->data[text->len - 1] == '\n' || text->data[text->len - 1] == '\r'))
        text->data[--text->len] = '\0';
}

/* Its exit code, or a code. What it writes goes to `out`, what it complains of to `complaint`: the commands asked here write little to either. */
static int run_git(const asking *a, lun_buf *out, lun_buf *complaint, lun_error *err)
{
    int pipes[2], wrong[2], status = 0;
    if (pipe(pipes) != 0)
        return lun_error_set(err, LUN_EIO, "git cannot be asked: %s", strerror(errno));
    if (pipe(wrong) != 0) {
        close(pipes[0]);
        close(pipes[1]);
        return lun_error_set(err, LUN_EIO, "git cannot be asked: %s", strerror(errno));
    }
    pid_t pid = fork();
    if (pid == 0)
        become_git(a, pipes, wrong);
    close(pipes[1]);
    close(wrong[1]);
    if (pid > 0)
        read_all(pipes[0], out);
    if (pid > 0)
        read_all(wrong[0], complaint);
    close(pipes[0]);
    close(wrong[0]);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (pid < 0 || out->failed || complaint->failed)
        return lun_error_set(err, LUN_EIO, "git cannot be asked: %s",
                             pid < 0 ? strerror(errno) : "no memory for what it says");
    cut_line(out);
    cut_line(complaint);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* 0, or a code: what git complains of stands in the message. */
static int ask(const asking *a, lun_buf *out, lun_error *err)
{
    lun_buf complaint = LUN_BUF_INIT;
    lun_buf_reset(out);
    int rc = run_git(a, out, &complaint, err);
    if (rc == NO_GIT) {
        rc = lun_error_set(err, LUN_ENOTFOUND, "a revision was named, and there is no program 'git' here");
        lun_error_hint(err, "install git, or name a folder with the older rules");
    } else if (rc > 0)
        rc = lun_error_set(err, LUN_ENOTFOUND, "git says: %s", complaint.len ? complaint.data : "that it failed");
    lun_buf_clear(&complaint);
    return rc;
}

int lun_revision_is(const char *name)
{
    lun_buf commit = LUN_BUF_INIT, out = LUN_BUF_INIT;
    lun_error ignored = LUN_ERROR_INIT;
    lun_buf_addf(&commit, "%s^{commit}", name);
    const char *const words[] = { "git", "rev-parse", "--verify", "--quiet", commit.data, NULL };
    int rc = *name && *name != '-' && !commit.failed ? ask(&(asking){ words, NULL, NULL }, &out, &ignored) : -1;
    lun_buf_clear(&commit);
    lun_buf_clear(&out);
    return rc == 0;
}

/* ---- where the path is in the repository ---- */

typedef struct taking {
    const char *revision;
    lun_buf top;    /* of the working tree */
    lun_buf object; /* REVISION:FOLDER */
    lun_buf out;
    char *folder;     /* of the path: NULL = the path is the folder */
    const char *name; /* of the file in it */
} taking;

/* As git understands it after REVISION: an absolute path counts from the top. */
static int place_in_repository(taking *t, lun_buf *out, const char *path, lun_error *err)
{
    char real[PATH_MAX];
    size_t len = t->top.len;
    lun_buf_reset(out);
    if (*path != '/') {
        lun_buf_adds(out, path);
        return LUN_OK;
    }
    if (!realpath(path, real))
        memcpy(real, path, strlen(path) < sizeof real ? strlen(path) + 1 : 0);
    if (strncmp(real, t->top.data, len) != 0 || (real[len] != '/' && real[len] != '\0'))
        return lun_error_set(err, LUN_ENOTFOUND, "'%s' does not lie in the repository '%s'", path, t->top.data);
    lun_buf_adds(out, real + len + (real[len] == '/'));
    return LUN_OK;
}

/* "a/b.lua" → "a", "b.lua"; "./b.lua" → "./", "b.lua"; "b.lua" → "", "b.lua" */
static int split_file(taking *t, const char *path)
{
    const char *slash = strrchr(path, '/');
    t->folder = slash ? lun_strndup(path, (size_t)(slash - path) + (slash - path <= 1)) : lun_strdup("");
    t->name = slash ? slash + 1 : path;
    return t->folder ? LUN_OK : LUN_ENOMEM;
}

static int find_object(taking *t, const char *path, lun_error *err)
{
    const char *words[] = { "git", "cat-file", "-t", NULL, NULL };
    lun_buf_addf(&t->object, "%s:%s", t->revision, path);
    words[3] = t->object.data;
    lun_error inner = LUN_ERROR_INIT;
    int rc = t->object.failed ? LUN_ENOMEM : ask(&(asking){ words, NULL, NULL }, &t->out, &inner);
    if (rc < 0 && rc != LUN_ENOMEM) {
        lun_error_set(err, LUN_ENOTFOUND, "revision '%s' has no '%s'", t->revision, path);
        return lun_error_hint(err, "`git ls-tree -r --name-only %s` lists what it has", t->revision);
    }
    if (rc == LUN_OK && strcmp(t->out.data ? t->out.data : "", "blob") == 0) {
        rc = split_file(t, path);
        lun_buf_reset(&t->object);
        lun_buf_addf(&t->object, "%s:%s", t->revision, rc == LUN_OK ? t->folder : "");
    }
    return rc == LUN_ENOMEM || t->object.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a revision") : rc;
}

/* ---- taking ---- */

static int check_out(taking *t, const char *into, lun_error *err)
{
    lun_buf index = LUN_BUF_INIT, prefix = LUN_BUF_INIT;
    lun_buf_addf(&index, "%s/index", into);
    lun_buf_addf(&prefix, "--prefix=%s/files/", into);
    const char *const fill[] = { "git", "read-tree", t->object.data, NULL }, *const write[] = {
        "git", "checkout-index", "--all", "--quiet", prefix.data, NULL
    };
    int rc = index.failed || prefix.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a revision")
                                           : lun_folder_make(into, err);
    if (rc == LUN_OK)
        rc = ask(&(asking){ fill, NULL, index.data }, &t->out, err);
    if (rc == LUN_OK)
        rc = ask(&(asking){ write, t->top.data, index.data }, &t->out, err);
    lun_buf_clear(&index);
    lun_buf_clear(&prefix);
    return rc;
}

static int take(taking *t, char **out, const char *path, const char *into, lun_error *err)
{
    static const char *const top[] = { "git", "rev-parse", "--show-toplevel", NULL };
    lun_buf place = LUN_BUF_INIT, where = LUN_BUF_INIT;
    int rc = ask(&(asking){ top, NULL, NULL }, &t->top, err);
    if (rc == LUN_OK)
        rc = place_in_repository(t, &place, path, err);
    if (rc == LUN_OK && !place.failed)
        rc = find_object(t, place.data ? place.data : "", err);
    if (rc == LUN_OK)
        rc = check_out(t, into, err);
    lun_buf_addf(&where, "%s/files", into);
    if (t->folder)
        lun_buf_addf(&where, "/%s", t->name);
    if (rc == LUN_OK && !(*out = lun_buf_take(&where)))
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a revision");
    lun_buf_clear(&where);
    lun_buf_clear(&place);
    return rc;
}

static int unknown_revision(const char *revision, lun_error *err)
{
    lun_error_set(err, LUN_ENOTFOUND, "git knows no revision '%s' here", revision);
    return lun_error_hint(err, "`git log --oneline` lists revisions; it works in a folder that git keeps");
}

int lun_revision_take(char **out, const char *revision, const char *path, const char *into, lun_error *err)
{
    taking t = { .revision = revision, .top = LUN_BUF_INIT, .object = LUN_BUF_INIT, .out = LUN_BUF_INIT };
    *out = NULL;
    int rc = lun_revision_is(revision) ? take(&t, out, path, into, err) : unknown_revision(revision, err);
    lun_buf_clear(&t.top);
    lun_buf_clear(&t.object);
    lun_buf_clear(&t.out);
    lun_free(t.folder);
    return rc;
}
