/*
** cmd_completion.c - lunette completion: what lets bash, zsh and fish complete commands, options and names.
**
** Everything is written from the tables that `--help` is written from; what a word after a command can be is read off its usage line ("list | names
** PLUGIN | …"). Names that plugins bring are asked of the program while one types: lunette completion words layers -p NAME.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/listing.h"
#include "script/plugin_files.h"

static const lun_option *const tables[] = { lun_options_rules, lun_options_common, NULL };

/* What the value of an option is. */
typedef enum kind {
    KIND_ANY,
    KIND_PLUGINS,
    KIND_LAYERS,
    KIND_RULES,
    KIND_FILES,
    KIND_FOLDERS,
    KIND_REPORTS,
    KIND_ANALYSES
} kind;
static const char *const kind_words[] = { "", "plugins", "layers", "rules", "files", "folders", "reports", "analyses" };

static kind kind_of(const lun_option *option)
{
    if (strcmp(option->name, "plugin") == 0)
        return KIND_PLUGINS;
    if (strcmp(option->name, "layers") == 0 || strncmp(option->argument, "LAYER", 5) == 0)
        return KIND_LAYERS;
    if (strcmp(option->argument, "ID") == 0 || strcmp(option->argument, "PLUGIN.RULE") == 0)
        return KIND_RULES;
    if (strncmp(option->argument, "FILE", 4) == 0)
        return KIND_FILES;
    return strcmp(option->argument, "FOLDER") == 0 ? KIND_FOLDERS : KIND_ANY;
}

/*
** Adds the values that the help of an option lists, as in "table (default), csv or json, …": single words behind each other. Of other options nothing.
** The number of values.
*/
static int add_choices(lun_buf *out, const lun_option *option)
{
    static const char usual[] = " (default)", either[] = " or ";
    const char *at = strcmp(option->name, "format") == 0 ? option->help : "";
    int n = 0;
    for (size_t len; (len = strspn(at, "abcdefghijklmnopqrstuvwxyz")) > 0; n++) {
        const char *behind = at + len;
        if (strncmp(behind, usual, sizeof usual - 1) == 0)
            behind += sizeof usual - 1;
        int is_last = *behind == '\0' || strncmp(behind, " (", 2) == 0,
            is_either = strncmp(behind, either, sizeof either - 1) == 0;
        if (!is_last && !is_either && *behind != ',')
            break;
        lun_buf_addf(out, "%s%.*s", n ? " " : "", (int)len, at);
        at = is_last ? behind : behind + (is_either ? sizeof either - 1 : strspn(behind, ", "));
    }
    return out->failed ? 0 : n;
}

/* What the words of a command name besides files. */
static kind words_of(const lun_command *command)
{
    if (strcmp(command->name, "report") == 0)
        return KIND_REPORTS;
    if (strcmp(command->name, "analyze") == 0)
        return KIND_ANALYSES;
    return strcmp(command->name, "plugin") == 0 || strcmp(command->name, "test") == 0 ? KIND_PLUGINS : KIND_ANY;
}

static int holds_word(const lun_buf *list, const char *word, size_t len)
{
    for (const char *at = list->data; at && *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (n == len && memcmp(at, word, len) == 0)
            return 1;
        at += n;
    }
    return 0;
}

/* The verbs of a usage line: words in lower case that stand at its start or behind a bar. */
static void add_verbs(lun_buf *out, const char *usage)
{
    const char *at = usage;
    while (at) {
        at += strspn(at, " |");
        size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz");
        if (len && (at[len] == ' ' || at[len] == '|' || at[len] == '\0') && !holds_word(out, at, len))
            lun_buf_addf(out, "%s%.*s", out->len ? " " : "", (int)len, at);
        at += len;
        at = *at == '|' ? at + 1 : (at = strchr(at, '|')) != NULL ? at + 1 : NULL;
    }
}

static void each_option(const lun_command *command, void (*visit)(const lun_command *, const lun_option *, lun_buf *),
                        lun_buf *out)
{
    for (const lun_option *const *table = command->tables; *table; table++) {
        for (const lun_option *option = *table; option->name; option++)
            visit(command, option, out);
    }
}

static void add_names(lun_buf *out)
{
    for (const lun_command *const *command = lun_commands; *command; command++)
        lun_buf_addf(out, "%s ", (*command)->name);
    lun_buf_adds(out, "help version");
}

/* ---- bash ---- */

static void add_flag(const lun_command *command, const lun_option *option, lun_buf *out)
{
    (void)command;
    lun_buf_addf(out, " --%s", option->name);
    if (option->letter)
        lun_buf_addf(out, " -%c", option->letter);
}

static void add_value_case(const lun_command *command, const lun_option *option, lun_buf *out)
{
    if (!option->argument)
        return;
    lun_buf_addf(out, "        '%s --%s'", command->name, option->name);
    if (option->letter)
        lun_buf_addf(out, "|'%s -%c'", command->name, option->letter);
    lun_buf choices = LUN_BUF_INIT;
    kind value = kind_of(option);
    if (add_choices(&choices, option))
        lun_buf_addf(out, ") kind=one choices='%s' ;;\n", choices.data);
    else
        lun_buf_addf(out, ") kind=%s ;;\n", value == KIND_ANY ? "any" : kind_words[value]);
    lun_buf_clear(&choices);
}

static void write_bash(lun_buf *out)
{
    lun_buf_adds(
        out,
        "# bash completion for lunette; written by `lunette completion bash`.\n"
        "_lunette_words()\n{\n"
        "    local i given=()\n"
        "    for ((i = 1; i + 1 < COMP_CWORD; i++)); do\n"
        "        case ${COMP_WORDS[i]} in -p|-r|--plugin|--rules) given+=(\"${COMP_WORDS[i]}\" \"${COMP_WORDS[i + 1]}\") ;; esac\n"
        "    done\n"
        "    \"${COMP_WORDS[0]}\" completion words \"$1\" \"${given[@]}\" 2>/dev/null\n"
        "}\n\n"
        "_lunette()\n{\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options verbs words kind choices head= IFS=$' \\t\\n'\n"
        "    COMPREPLY=()\n"
        "    if [ \"$cur\" = = ]; then cur=; elif [ \"$prev\" = = ]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W '");
    add_names(out);
    lun_buf_adds(out, "' -- \"$cur\"))\n        return\n    fi\n    case $command in\n");
    for (const lun_command *const *command = lun_commands; *command; command++) {
        lun_buf_addf(out, "        %s) options='", (*command)->name);
        each_option(*command, add_flag, out);
        lun_buf_adds(out, "' verbs='");
        lun_buf verbs = LUN_BUF_INIT;
        add_verbs(&verbs, (*command)->usage);
        lun_buf_addf(out, "%s' words=%s ;;\n", verbs.data ? verbs.data : "", kind_words[words_of(*command)]);
        lun_buf_clear(&verbs);
    }
    lun_buf_adds(out, "        help) verbs='");
    add_names(out);
    lun_buf_adds(out, "' ;;\n    esac\n    case \"$command $prev\" in\n");
    for (const lun_command *const *command = lun_commands; *command; command++)
        each_option(*command, add_value_case, out);
    lun_buf_adds(
        out,
        "    esac\n"
        "    case $kind in\n"
        "        any) return ;;\n"
        "        one) COMPREPLY=($(compgen -W \"$choices\" -- \"$cur\")); return ;;\n"
        "        files) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"
        "        folders) COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n"
        "        plugins) COMPREPLY=($(compgen -W \"$(_lunette_words plugins)\" -- \"$cur\") $(compgen -d -- \"$cur\")); return ;;\n"
        "        layers)\n"
        "            case $cur in *,*) head=${cur%,*},; cur=${cur##*,} ;; esac\n"
        "            COMPREPLY=($(compgen -P \"$head\" -W \"$(_lunette_words layers)\" -- \"$cur\")); return ;;\n"
        "        ?*) COMPREPLY=($(compgen -W \"$(_lunette_words \"$kind\")\" -- \"$cur\")); return ;;\n"
        "    esac\n"
        "    case $cur in -*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")); return ;; esac\n"
        "    if [ -n \"$verbs\" ] && [ \"$COMP_CWORD\" -eq 2 ]; then\n"
        "        COMPREPLY=($(compgen -W \"$verbs\" -- \"$cur\"))\n"
        "        return\n"
        "    fi\n"
        "    if [ -n \"$words\" ]; then COMPREPLY=($(compgen -W \"$(_lunette_words \"$words\")\" -- \"$cur\")); fi\n"
        "    COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
        "}\n"
        "complete -o filenames -F _lunette lunette\n");
}

/* ---- zsh ---- */

/* Between single quotes and, in _arguments, between brackets and colons. */
static void add_quoted(lun_buf *out, const char *text, const char *escaped)
{
    for (; *text; text++) {
        if (*text == '\'')
            lun_buf_adds(out, "'\\''");
        else {
            if (strchr(escaped, *text))
                lun_buf_addc(out, '\\');
            lun_buf_addc(out, *text);
        }
    }
}

static void add_zsh_value(lun_buf *out, const lun_option *option)
{
    lun_buf choices = LUN_BUF_INIT;
    kind value = kind_of(option);
    if (add_choices(&choices, option))
        lun_buf_addf(out, "(%s)", choices.data);
    else if (value == KIND_FILES)
        lun_buf_adds(out, "_files");
    else if (value == KIND_FOLDERS)
        lun_buf_adds(out, "_files -/");
    else if (value != KIND_ANY)
        lun_buf_addf(out, " _lunette_words %s", kind_words[value]); /* the space: nothing is put before its argument */
    lun_buf_clear(&choices);
}

static void add_zsh_option(const lun_command *command, const lun_option *option, lun_buf *out)
{
    (void)command;
    const char *star = option->kind == LUN_OPTION_LIST ? "*" : "";
    lun_buf_adds(out, " \\\n                ");
    if (option->letter)
        lun_buf_addf(out, "%s'%s'{-%c,--%s}'[", "", option->kind == LUN_OPTION_LIST ? "*" : "", option->letter,
                     option->name);
    else
        lun_buf_addf(out, "'%s--%s[", star, option->name);
    add_quoted(out, option->help, "[]");
    lun_buf_addc(out, ']');
    if (option->argument) {
        lun_buf_addc(out, ':');
        add_quoted(out, option->argument, ":");
        lun_buf_addc(out, ':');
        add_zsh_value(out, option);
    }
    lun_buf_addc(out, '\'');
}

static void add_zsh_words(const lun_command *command, lun_buf *out)
{
    lun_buf verbs = LUN_BUF_INIT;
    add_verbs(&verbs, command->usage);
    if (verbs.len)
        lun_buf_addf(out, " \\\n                '1:verb:(%s)'", verbs.data);
    lun_buf_clear(&verbs);
    lun_buf_adds(out, " \\\n                '*:word:");
    if (words_of(command) != KIND_ANY)
        lun_buf_addf(out, " _lunette_words_or_files %s", kind_words[words_of(command)]);
    else
        lun_buf_adds(out, "_files");
    lun_buf_addc(out, '\'');
}

static void write_zsh(lun_buf *out)
{
    lun_buf_adds(out,
                 "#compdef lunette\n# zsh completion for lunette; written by `lunette completion zsh`.\n\n"
                 "_lunette_words() {\n"
                 "    local -a given found\n    local i\n"
                 "    for ((i = 2; i + 1 < CURRENT; i++)); do\n"
                 "        case ${words[i]} in -p|-r|--plugin|--rules) given+=(${words[i]} ${words[i + 1]}) ;; esac\n"
                 "    done\n"
                 "    found=(${(f)\"$(${lunette_program:-lunette} completion words $1 $given 2>/dev/null)\"})\n"
                 "    if [[ $1 == layers ]]; then compset -P '*,'; fi\n"
                 "    compadd -a found\n"
                 "    if [[ $1 == plugins ]]; then _files -/; fi\n"
                 "}\n\n"
                 "_lunette_words_or_files() {\n    _lunette_words $1\n    _files\n}\n\n"
                 "_lunette() {\n"
                 "    local lunette_program=$words[1]\n    local -a commands\n    commands=(\n");
    for (const lun_command *const *command = lun_commands; *command; command++) {
        lun_buf_addf(out, "        '%s:", (*command)->name);
        add_quoted(out, (*command)->summary, ":");
        lun_buf_adds(out, "'\n");
    }
    lun_buf_adds(out, "        'help:help on a command'\n        'version:print the version'\n    )\n"
                      "    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n"
                      "    local command=$words[2]\n    shift words\n    ((CURRENT--))\n    case $command in\n");
    for (const lun_command *const *command = lun_commands; *command; command++) {
        lun_buf_addf(out, "        %s)\n            _arguments -s", (*command)->name);
        each_option(*command, add_zsh_option, out);
        add_zsh_words(*command, out);
        lun_buf_adds(out, " ;;\n");
    }
    lun_buf_adds(
        out,
        "        help)\n            _describe command commands ;;\n    esac\n}\n\n"
        "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _lunette \"$@\"; else compdef _lunette lunette; fi\n");
}

/* ---- fish ---- */

static void add_fish_option(const lun_command *command, const lun_option *option, lun_buf *out)
{
    lun_buf_addf(out, "complete -c lunette -n '__lunette_is %s' -l %s", command->name, option->name);
    if (option->letter)
        lun_buf_addf(out, " -s %c", option->letter);
    if (option->argument) {
        lun_buf choices = LUN_BUF_INIT;
        kind value = kind_of(option);
        if (add_choices(&choices, option))
            lun_buf_addf(out, " -x -a '%s'", choices.data);
        else if (value == KIND_FILES)
            lun_buf_adds(out, " -r -F");
        else if (value == KIND_FOLDERS)
            lun_buf_adds(out, " -x -a '(__fish_complete_directories)'");
        else if (value == KIND_ANY)
            lun_buf_adds(out, " -x");
        else
            lun_buf_addf(out, " -x -a '(__lunette_words %s)'", kind_words[value]);
        lun_buf_clear(&choices);
    }
    lun_buf_adds(out, " -d '");
    for (const char *c = option->help; *c; c++) {
        if (*c == '\'' || *c == '\\')
            lun_buf_addc(out, '\\');
        lun_buf_addc(out, *c);
    }
    lun_buf_adds(out, "'\n");
}

static void write_fish(lun_buf *out)
{
    lun_buf_adds(
        out, "# fish completion for lunette; written by `lunette completion fish`.\n"
             "function __lunette_is\n    set -l words (commandline -opc)\n"
             "    test (count $words) -ge 2; and test $words[2] = $argv[1]\nend\n\n"
             "function __lunette_first\n    test (count (commandline -opc)) -eq 1\nend\n\n"
             "function __lunette_second\n    test (count (commandline -opc)) -eq 2; and __lunette_is $argv[1]\nend\n\n"
             "function __lunette_words\n    set -l words (commandline -opc)\n    set -l given\n"
             "    for i in (seq 2 (math (count $words) - 1))\n"
             "        if contains -- $words[$i] -p -r --plugin --rules\n"
             "            set -a given $words[$i] $words[(math $i + 1)]\n        end\n    end\n"
             "    $words[1] completion words $argv[1] $given 2>/dev/null\nend\n\n");
    for (const lun_command *const *command = lun_commands; *command; command++) {
        lun_buf verbs = LUN_BUF_INIT;
        lun_buf_addf(out, "complete -c lunette -n __lunette_first -f -a %s -d '", (*command)->name);
        add_quoted(out, (*command)->summary, "");
        lun_buf_adds(out, "'\n");
        add_verbs(&verbs, (*command)->usage);
        if (verbs.len)
            lun_buf_addf(out, "complete -c lunette -n '__lunette_second %s' -f -a '%s'\n", (*command)->name,
                         verbs.data);
        lun_buf_clear(&verbs);
        if (words_of(*command) != KIND_ANY)
            lun_buf_addf(out, "complete -c lunette -n '__lunette_is %s' -a '(__lunette_words %s)'\n", (*command)->name,
                         kind_words[words_of(*command)]);
        each_option(*command, add_fish_option, out);
    }
    lun_buf_adds(out, "complete -c lunette -n __lunette_first -f -a 'help version'\n"
                      "complete -c lunette -n '__lunette_second help' -f -a '");
    add_names(out);
    lun_buf_adds(out, "'\n");
}

/* ---- names, while one types ---- */

static int print_plugins(lun_error *err)
{
    char **names;
    size_t n;
    int rc = lun_plugin_names(&names, &n, err);
    for (size_t i = 0; i < n && rc == LUN_OK; i++)
        printf("%s\n", names[i]);
    if (rc == LUN_OK)
        lun_names_free(names, n);
    return rc;
}

/* Of what -p and -r name, else of the plugins that ship. */
static int print_words(const lun_arguments *arguments, const char *what, lun_error *err)
{
    static const char *const shipped[] = { "diplomacy", NULL };
    lun_session_options session = { arguments->plugins.items, arguments->rules.items, NULL, NULL, 0, 0 };
    lun_script *script;
    cJSON *answer = NULL;
    const cJSON *item;
    char question[64];
    if (!arguments->plugins.n && !arguments->rules.n)
        session.plugins = shipped;
    int rc = lun_session_open_as(&script, &session, LUN_SESSION_UNPRINTED | LUN_SESSION_TIMED, err);
    if (rc < 0)
        return rc;
    snprintf(question, sizeof question, "{\"what\":\"%.30s\"}", what);
    rc = lun_listing_ask(&answer, script, "words", question, err);
    cJSON_ArrayForEach(item, answer) printf("%s\n", cJSON_IsString(item) ? item->valuestring : "");
    cJSON_Delete(answer);
    lun_script_free(script);
    return rc;
}

static int is_kind(const char *what)
{
    for (size_t i = 1; what && i < sizeof kind_words / sizeof *kind_words; i++) {
        if (strcmp(kind_words[i], what) == 0)
            return i != KIND_FILES && i != KIND_FOLDERS;
    }
    return 0;
}

static int command_completion(const lun_command *command, const lun_arguments *arguments)
{
    static const struct {
        const char *name;
        void (*write)(lun_buf *out);
    } shells[] = { { "bash", write_bash }, { "zsh", write_zsh }, { "fish", write_fish } };
    const char *name = arguments->words.items[0], *what = name ? arguments->words.items[1] : NULL;
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    for (size_t i = 0; i < sizeof shells / sizeof *shells && name && !what; i++) {
        if (strcmp(shells[i].name, name) != 0)
            continue;
        shells[i].write(&out);
        if (out.failed)
            lun_error_set(&err, LUN_ENOMEM, "no memory for a completion");
        else
            fputs(out.data, stdout);
        lun_buf_clear(&out);
        return err.code < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
    }
    if (name && strcmp(name, "words") == 0 && is_kind(what)) {
        int rc = strcmp(what, "plugins") == 0 ? print_plugins(&err) : print_words(arguments, what, &err);
        return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
    }
    lun_error_set(&err, LUN_EUSAGE, "completion: expects bash, zsh or fish");
    lun_error_hint(&err, "%s", command->details);
    return lun_options_fail(&err);
}

const lun_command lun_command_completion = {
    "completion",
    "completion for bash, zsh or fish",
    "bash | zsh | fish",
    "In bash: source <(lunette completion bash); zsh: lunette completion zsh > a folder of $fpath/_lunette; fish: lunette completion fish | source.\n"
    "An installed Lunette has brought these files along.",
    "  lunette completion bash",
    tables,
    command_completion,
    0,
};
