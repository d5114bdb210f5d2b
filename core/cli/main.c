/*
** main.c - finds the command and runs it. Set-up and dispatch only.
*/
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lunette/version.h>

#include "base/file.h"
#include "base/mark.h"
#include "cli/blank.h"
#include "cli/commands.h"
#include "cli/ctrl_c.h"
#include "cli/man.h"
#include "cli/project.h"
#include "load/load.h"
#include "match/complain.h"

const lun_command *const lun_commands[] = {
    &lun_command_run_docs,
    &lun_command_try,
    &lun_command_test,
    &lun_command_watch,
    &lun_command_diff,
    &lun_command_report,
    &lun_command_sql,
    &lun_command_export,
    &lun_command_analyze,
    &lun_command_pipe,
    &lun_command_why,
    &lun_command_profile,
    &lun_command_console,
    &lun_command_new,
    &lun_command_audit,
    &lun_command_gaps,
    &lun_command_accept,
    &lun_command_reject,
    &lun_command_same,
    &lun_command_plugin,
    &lun_command_doctor,
    &lun_command_completion,
    NULL,
};

static void print_help(void)
{
    printf("lunette %s: find who said, pledged, urged and thanked what to whom in collections of documents\n\n"
           "Usage: lunette COMMAND [OPTIONS] ...\n\n",
           LUNETTE_VERSION);
    for (const lun_command *const *command = lun_commands; *command; command++)
        printf("  %-10s %s\n", (*command)->name, (*command)->summary);
    printf("  %-10s %s\n  %-10s %s\n\n", "help", "help on a command", "version", "print the version");
    printf(
        "Start with:\n"
        "  lunette run FOLDER -p diplomacy     apply the diplomacy plugin to a folder, into a corpus named after it\n"
        "  lunette try '@person said' FOLDER   see what a pattern matches, now\n"
        "  lunette help run                    options and an example of a command\n\n"
        "Exit codes: 0 fine, 1 nothing found or a check failed, 2 done but some documents had problems, 3 could not do it.\n");
}

static const lun_command *find_command(const char *name)
{
    for (const lun_command *const *command = lun_commands; *command; command++) {
        if (strcmp((*command)->name, name) == 0)
            return *command;
    }
    return NULL;
}

/* What other programs call it, and reports named without `report`. */
static const char *other_word(const char *name)
{
    static const char *const words[][2] = {
        { "explain", "why" },
        { "annotate", "run" },
        { "search", "try" },
        { "find", "try" },
        { "grep", "try" },
        { "query", "sql" },
        { "init", "new" },
        { "create", "new" },
        { "briefing", "report briefing" },
        { "compare", "report compare" },
        { "commitments", "report commitments" },
        { "omissions", "report omissions" },
        { "identities", "analyze identities" },
        { "phrase-drift", "analyze phrase-drift" },
        { "show", "run --show" },
        { "check", "plugin check" },
        { "install", "plugin install" },
        { "list", "plugin list" },
        { "shell", "console" },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i][0], name) == 0)
            return words[i][1];
    }
    return NULL;
}

static int unknown_command(const char *name)
{
    lun_error err = LUN_ERROR_INIT;
    lun_nearest nearest;
    const char *meant = other_word(name);
    lun_nearest_start(&nearest, name);
    for (const lun_command *const *command = lun_commands; *command; command++) {
        lun_nearest_offer(&nearest, (*command)->name);
        if (!meant && strlen(name) > 1 && strncmp((*command)->name, name, strlen(name)) == 0)
            meant = (*command)->name;
    }
    if (!meant)
        meant = nearest.name;
    lun_error_set(&err, LUN_EUSAGE, "there is no command '%s'", name);
    if (meant)
        lun_error_hint(&err, "did you mean `lunette %s`? `lunette help` lists all", meant);
    else
        lun_error_hint(&err, "`lunette help` lists all");
    return lun_options_fail(&err);
}

static int is_help(const char *word)
{
    return strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0;
}

static int help(int argc, char **argv)
{
    int man = argc > 0 && strcmp(argv[0], "--man") == 0;
    if (argc > 0 && is_help(argv[0]))
        argc = 0;
    const lun_command *command = argc > man ? find_command(argv[man]) : NULL;
    int own = argc > man && (strcmp(argv[man], "help") == 0 || strcmp(argv[man], "version") == 0);
    if (argc > man && !command && !own)
        return unknown_command(argv[man]);
    if (man)
        lun_man_print(command);
    else if (command && command->free_options && argc > 1) {
        lun_arguments named = { .words = { .n = 1 } };
        named.words.items[0] = argv[1];
        lun_options_help(command);
        return lun_report_help(command, &named);
    } else if (command)
        lun_options_help(command);
    else
        print_help();
    return LUN_EXIT_OK;
}

static int version(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    if (argc > 0 && is_help(argv[0]))
        return help(0, argv);
    if (argc > 0) {
        lun_error_set(&err, LUN_EUSAGE, "version: expects nothing after it, got '%s'", argv[0]);
        lun_error_hint(&err, "lunette version; what this build and machine offer tells `lunette doctor`");
        return lun_options_fail(&err);
    }
    printf("lunette %s\n", LUNETTE_VERSION);
    return LUN_EXIT_OK;
}

/* A file that standard output begins is this program's, whatever is written there: a later run leaves it out of its sources. */
static int output_is_new_file(void)
{
    struct stat info;
    return fstat(STDOUT_FILENO, &info) == 0 && S_ISREG(info.st_mode) && info.st_size == 0;
}

/* What is still buffered must reach the reader; if it cannot, that is a failure too, said once. */
static int finish(int code)
{
    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && code != LUN_EXIT_FAILED) {
        lun_error err = LUN_ERROR_INIT;
        lun_file_fail_output(&err);
        return lun_options_fail(&err);
    }
    return code;
}

/* `plugin check` finds empty files by itself, those of folders too. */
static int is_check(const lun_command *command, const lun_arguments *arguments)
{
    return strcmp(command->name, "plugin") == 0 && arguments->words.n &&
           strcmp(arguments->words.items[0], "check") == 0;
}

/* What the project file adds to the command line lives as long as the command runs. */
static int run_command(const lun_command *command, lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_arena *arena = lun_arena_new();
    int rc = arena ? lun_project_apply(arguments, command, arena, &err)
                   : lun_error_set(&err, LUN_ENOMEM, "no memory for a project file");
    if (rc == LUN_OK && arguments->language_is && !lun_load_is_language(arguments->language_is)) {
        rc = lun_error_set(&err, LUN_EUSAGE, "--language-is: '%s' is no code of a language", arguments->language_is);
        lun_error_hint(&err, "an ISO 639 code, such as en for English");
    }
    if (rc == LUN_OK && !is_check(command, arguments))
        lun_blank_warn(arguments);
    int code = rc < 0 ? lun_options_fail(&err) : command->run(command, arguments);
    lun_arena_free(arena);
    return code;
}

/*
** A standard stream that is closed would be the number of the next file or socket, and what is printed would go there. In its place comes what can
** be neither read nor written: output that nobody gets stays a failure.
*/
static void hold_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY); /* the lowest number that is free: this one */
    }
}

int main(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    lun_arguments arguments;
    hold_streams();
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ,
           SIG_IGN); /* a limit on the size of files is an error of what is written, not the end of the program */
    lun_ctrl_c_listen();
    if (argc < 2) {
        print_help();
        return finish(LUN_EXIT_FAILED);
    }
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return finish(help(argc - 2, argv + 2));
    if (strcmp(argv[1], "version") == 0 || strcmp(argv[1], "--version") == 0) {
        return finish(version(argc - 2, argv + 2));
    }
    int is_new_file = output_is_new_file();
    const lun_command *command = find_command(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    if (lun_options_parse(&arguments, command, argc - 2, argv + 2, &err) < 0)
        return lun_options_fail(&err);
    if (arguments.help) {
        lun_options_help(command);
        return finish(command->free_options ? lun_report_help(command, &arguments) : LUN_EXIT_OK);
    }
    int code = finish(run_command(command, &arguments));
    if (is_new_file)
        lun_mark_open(STDOUT_FILENO);
    return code;
}
