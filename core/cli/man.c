/*
** man.c - manual pages in man(7), from the tables that `--help` is printed from.
*/
#include "cli/man.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <lunette/version.h>

#include "cli/commands.h"

#define WIDTH 70 /* of a line of the source, before what troff needs more */

typedef enum fill { FILLS, AS_IT_IS } fill;

/* Would the word behind a space begin a line with what troff takes for a request? */
static int begins_request(const char *space)
{
    return space[1] == '.' || space[1] == '\'' || space[1] == ' ' || space[1] == '\0';
}

/* Text as troff reads it: no line of it a request, backslashes and hyphens as they are; lines that fill are broken at spaces. */
static void print_words(const char *text, fill fills)
{
    int at_start = 1;
    size_t used = 0;
    for (; *text; text++) {
        size_t word = *text == ' ' ? strcspn(text + 1, " \n") : 0;
        if (at_start && (*text == '.' || *text == '\''))
            fputs("\\&", stdout);
        at_start = *text == '\n';
        used = at_start ? 0 : used + 1;
        if (fills == FILLS && *text == ' ' && used + word > WIDTH && !begins_request(text)) {
            putchar('\n');
            used = 0;
        } else if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            putchar(*text);
    }
}

static void print_text(const char *text)
{
    print_words(text, FILLS);
}

static void print_upper(const char *text)
{
    for (; *text; text++)
        putchar(toupper((unsigned char)*text));
}

static void print_head(const char *name, const char *summary)
{
    printf(".\\\" Written by `lunette help --man`.\n.TH LUNETTE");
    if (name) {
        putchar('-');
        print_upper(name);
    }
    printf(" 1 \"\" \"lunette %s\" \"Lunette\"\n.SH NAME\nlunette%s%s \\- ", LUNETTE_VERSION, name ? "\\-" : "",
           name ? name : "");
    print_text(summary);
    printf("\n");
}

/* Lines that stay as they are. */
static void print_lines(const char *text)
{
    printf(".nf\n");
    print_words(text, AS_IT_IS);
    printf("\n.fi\n");
}

static void print_option(const lun_option *option)
{
    printf(".TP\n");
    if (option->letter)
        printf("\\fB\\-%c\\fR, ", option->letter);
    printf("\\fB\\-\\-");
    print_text(option->name);
    printf("\\fR");
    if (option->argument) {
        printf(" \\fI");
        print_text(option->argument);
        printf("\\fR");
    }
    putchar('\n');
    print_text(option->help);
    putchar('\n');
}

static void print_exit(void)
{
    printf(".SH \"EXIT STATUS\"\n");
    print_text(
        "0 fine, 1 nothing found or a check failed, 2 done but some documents had problems, 3 could not do it.\n");
}

static void print_command(const lun_command *command)
{
    print_head(command->name, command->summary);
    printf(".SH SYNOPSIS\n.B lunette ");
    print_text(command->name);
    printf("\n");
    print_text(command->usage);
    printf("\n.SH DESCRIPTION\n");
    print_text(command->details ? command->details : command->summary);
    printf("\n.SH OPTIONS\n");
    for (const lun_option *const *table = command->tables; *table; table++) {
        for (const lun_option *option = *table; option->name; option++)
            print_option(option);
    }
    print_exit();
    printf(".SH EXAMPLES\n");
    print_lines(command->example);
    printf(".SH \"SEE ALSO\"\n.BR lunette (1)\n");
}

static void print_term(const char *term, const char *text)
{
    printf(".TP\n.B ");
    print_text(term);
    putchar('\n');
    print_text(text);
    putchar('\n');
}

static void print_commands(void)
{
    printf(".SH COMMANDS\n");
    for (const lun_command *const *command = lun_commands; *command; command++) {
        printf(".TP\n.BR lunette\\-%s (1)\n", (*command)->name);
        print_text((*command)->summary);
        putchar('\n');
    }
}

static void print_overview(void)
{
    print_head(NULL, "find who said, pledged, urged and thanked what to whom");
    printf(".SH SYNOPSIS\n.B lunette\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...\n.SH DESCRIPTION\n");
    print_text(
        "Lunette reads collections of documents through rules written in Lua. What the rules find is kept in one "
        "SQLite file, the corpus, in which every row leads to the words, the rule and the version that made it.\n");
    print_commands();
    print_exit();
    printf(".SH ENVIRONMENT\n");
    print_term("LUNETTE_PATH",
               "folders, separated by colons, whose plugins and scripts come before those inside the program");
    print_term("LUNETTE_CACHE", "where compiled lexicons are kept");
    print_term("NO_COLOR", "no colours, whatever its value is");
    printf(".SH FILES\n");
    print_term("~/.local/share/lunette/plugins", "installed plugins (below XDG_DATA_HOME)");
    print_term("~/.local/state/lunette/history", "what was typed at the console (below XDG_STATE_HOME)");
    printf(".SH EXAMPLES\n");
    print_lines("  lunette run readouts/ -p diplomacy\n  lunette report briefing readouts.db");
}

void lun_man_print(const lun_command *command)
{
    if (command)
        print_command(command);
    else
        print_overview();
}
