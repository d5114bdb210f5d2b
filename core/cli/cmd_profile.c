/*
** cmd_profile.c - lunette profile: what each rule costs on these documents, and what it gives for it.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)
#define SHOWN 25 /* rules, unless -n says otherwise */
#define NAMES 12 /* of rules that have something in common */

static const lun_option own[] = {
    { "number", 'n', LUN_OPTION_COUNT, AT(n), "N", "show the N dearest rules (25)" },
    { "all", 0, LUN_OPTION_FLAG, AT(all), NULL, "show all rules" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules, lun_options_load, own, lun_options_common, NULL };

typedef struct profile {
    lun_script *script;
    uint64_t documents, bytes, tokens, sentences, problems;
} profile;

static int visit(void *context, lun_document *document, lun_error *err)
{
    profile *p = context;
    lun_annotations *set;
    int rc = lun_script_analyse(p->script, &set, document, err);
    if (rc < 0)
        return rc;
    p->documents++;
    p->bytes += document->len;
    p->tokens += document->n_tokens;
    p->sentences += document->n_sentences;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        if (p->problems++ == 0)
            lun_listing_problem(document, problem);
    }
    lun_script_release(p->script, document);
    return 0;
}

/* ---- order ---- */

static const lun_rule_cost *costs_to_sort; /* qsort passes no context */

static int dearest_first(const void *left, const void *right)
{
    uint32_t i = *(const uint32_t *)left, j = *(const uint32_t *)right;
    const lun_rule_cost *a = &costs_to_sort[i], *b = &costs_to_sort[j];
    if (a->nanoseconds != b->nanoseconds)
        return a->nanoseconds > b->nanoseconds ? -1 : 1;
    return (i > j) - (i < j);
}

/* Numbers of all rules but the engine's, dearest first; the caller's to lun_free, NULL without memory. */
static uint32_t *sorted(const lun_rule_cost *costs, uint32_t n_rules, uint32_t *n)
{
    uint32_t *order = lun_calloc((size_t)n_rules + 1, sizeof *order);
    *n = 0;
    for (uint32_t i = 1; order && i < n_rules; i++)
        order[(*n)++] = i;
    costs_to_sort = costs;
    if (*n)
        qsort(order, *n, sizeof *order, dearest_first);
    return order;
}

static double total(const lun_rule_cost *costs, uint32_t n)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += costs[i].nanoseconds;
    return sum ? (double)sum : 1;
}

/* ---- for people ---- */

static void add_row(lun_table *table, const profile *p, uint32_t rule, const lun_rule_cost *cost, double all)
{
    char cells[7][32];
    lun_buf dearest = LUN_BUF_INIT;
    snprintf(cells[0], sizeof cells[0], "%.1f %%", 100 * (double)cost->nanoseconds / all);
    const uint64_t numbers[] = { cost->triggered, cost->units, cost->starts, cost->steps, cost->matches, cost->rows };
    for (size_t i = 0; i < 6; i++)
        snprintf(cells[i + 1], sizeof cells[i + 1], "%llu", (unsigned long long)numbers[i]);
    if (!cost->waits)
        strcpy(cells[1], "always");
    lun_script_dearest(p->script, rule, &dearest);
    if (dearest.len && cost->steps)
        lun_buf_addf(&dearest, " (%.0f %%)", 100 * (double)cost->dear_steps / (double)cost->steps);
    const char *row[] = { cells[0],    lun_script_rules(p->script)->items[rule].id,
                          cells[1],    cells[2],
                          cells[3],    cells[4],
                          cells[5],    cells[6],
                          dearest.data };
    lun_table_add(table, row);
    lun_buf_clear(&dearest);
}

static void print_table(const profile *p, const lun_rule_cost *costs, const uint32_t *order, uint32_t n, uint32_t shown)
{
    static const char *const header[] = { "time",  "rule",    "triggered", "units",           "starts",
                                          "steps", "matches", "rows",      "dearest question" };
    lun_table *table = lun_table_new(9);
    double all = total(costs, n + 1);
    if (!table)
        return;
    lun_table_add(table, header);
    for (uint32_t i = 0; i < n && i < shown; i++)
        add_row(table, p, order[i], &costs[order[i]], all);
    lun_table_print(table, stdout);
    lun_table_free(table);
    if (shown < n)
        printf("… and %u more: --all shows them\n", n - shown);
}

typedef int picks(const lun_rule_cost *cost);

static int never_fired(const lun_rule_cost *cost)
{
    return cost->matches == 0 && cost->rows == 0 && cost->calls == 0;
}

/* A pattern that is searched in every unit, since no word must be there. */
static int is_everywhere(const lun_rule_cost *cost)
{
    return !cost->waits && cost->starts > 0;
}

static void print_names(const profile *p, const char *what, const lun_rule_cost *costs, uint32_t n, picks *picked,
                        uint32_t shown)
{
    uint32_t found = 0;
    for (uint32_t i = 1; i <= n; i++) {
        if (picked(&costs[i]) && found++ < shown)
            printf("%s%s", found > 1 ? ", " : what, lun_script_rules(p->script)->items[i].id);
    }
    if (found > shown)
        printf(", … and %u more", found - shown);
    if (found)
        printf("\n");
}

static void print_all(const profile *p, const lun_arguments *arguments, const lun_rule_cost *costs,
                      const uint32_t *order, uint32_t n)
{
    uint32_t shown = arguments->all                                  ? n
                     : arguments->n > 0 && arguments->n < UINT32_MAX ? (uint32_t)arguments->n
                                                                     : SHOWN;
    print_table(p, costs, order, n, shown);
    printf("\n");
    print_names(p, "matched nothing: ", costs, n, never_fired, arguments->all ? n : NAMES);
    print_names(p, "tried in every unit (their patterns need no word): ", costs, n, is_everywhere,
                arguments->all ? n : NAMES);
    printf("%llu %s, %llu %s, %llu tokens, %u words; %llu tests of a word by a regular expression, at most "
           "one an expression and word\n",
           (unsigned long long)p->documents, p->documents == 1 ? "document" : "documents",
           (unsigned long long)p->sentences, p->sentences == 1 ? "sentence" : "sentences",
           (unsigned long long)p->tokens, lun_script_words(p->script),
           (unsigned long long)lun_script_regex_tests(p->script));
}

/* ---- for programs ---- */

static void add_number(lun_buf *out, const char *key, uint64_t value)
{
    lun_buf_addf(out, ",\"%s\":%llu", key, (unsigned long long)value);
}

static void add_rule(lun_buf *out, const profile *p, uint32_t rule, const lun_rule_cost *cost, double all)
{
    const lun_rule_info *info = &lun_script_rules(p->script)->items[rule];
    lun_buf question = LUN_BUF_INIT;
    lun_buf_adds(out, "{\"rule\":");
    lun_json_add_string(out, info->id, strlen(info->id));
    lun_buf_adds(out, ",\"file\":");
    lun_json_add_string(out, info->file, strlen(info->file));
    add_number(out, "line", info->line);
    lun_buf_adds(out, ",\"share\":");
    lun_json_add_number(out, (double)cost->nanoseconds / all);
    add_number(out, "nanoseconds", cost->nanoseconds);
    add_number(out, "triggered", cost->triggered);
    add_number(out, "units", cost->units);
    add_number(out, "starts", cost->starts);
    add_number(out, "steps", cost->steps);
    add_number(out, "matches", cost->matches);
    add_number(out, "calls", cost->calls);
    add_number(out, "rows", cost->rows);
    lun_script_dearest(p->script, rule, &question);
    if (question.len) {
        lun_buf_adds(out, ",\"dearest\":");
        lun_json_add_string(out, question.data, question.len);
        add_number(out, "dearest_steps", cost->dear_steps);
    }
    lun_buf_addf(out, ",\"never_fired\":%s,\"everywhere\":%s}", never_fired(cost) ? "true" : "false",
                 is_everywhere(cost) ? "true" : "false");
    lun_buf_clear(&question);
}

static void print_json(const profile *p, const lun_rule_cost *costs, const uint32_t *order, uint32_t n)
{
    lun_buf out = LUN_BUF_INIT;
    lun_buf_addf(&out, "{\"documents\":%llu", (unsigned long long)p->documents);
    add_number(&out, "bytes", p->bytes);
    add_number(&out, "sentences", p->sentences);
    add_number(&out, "tokens", p->tokens);
    add_number(&out, "words", lun_script_words(p->script));
    add_number(&out, "regex_tests", lun_script_regex_tests(p->script));
    lun_buf_adds(&out, ",\"rules\":[");
    for (uint32_t i = 0; i < n; i++) {
        lun_buf_adds(&out, i ? ",\n" : "\n");
        add_rule(&out, p, order[i], &costs[order[i]], total(costs, n + 1));
    }
    lun_buf_adds(&out, "]}\n");
    fputs(out.failed ? "{}\n" : out.data, stdout);
    lun_buf_clear(&out);
}

/* ---- the command ---- */

static int show(const profile *p, const lun_arguments *arguments, lun_error *err)
{
    const lun_rule_cost *costs = lun_script_costs(p->script);
    uint32_t n, *order = costs ? sorted(costs, lun_script_rules(p->script)->n, &n) : NULL;
    if (!order)
        return lun_error_set(err, LUN_ENOMEM, "no memory to show what rules cost");
    if (arguments->json)
        print_json(p, costs, order, n);
    else
        print_all(p, arguments, costs, order, n);
    lun_free(order);
    return LUN_OK;
}

static int measure(profile *p, const lun_arguments *arguments, lun_error *err)
{
    lun_session_options session = { arguments->plugins.items, arguments->rules.items, NULL, NULL, arguments->limit, 0 };
    const lun_load_options load = lun_listing_options(arguments);
    int rc;
    if ((rc = lun_session_open_as(&p->script, &session, LUN_SESSION_UNPRINTED | LUN_SESSION_TIMED, err)) < 0 ||
        (rc = lun_script_profile(p->script, err)) < 0 ||
        (rc = lun_listing_documents(&arguments->words, 0, &load, visit, p, err)) < 0)
        return rc;
    if (!p->documents)
        lun_listing_empty(arguments, arguments->words.items[0]);
    rc = p->documents || arguments->json ? show(p, arguments, err) : LUN_OK; /* a table of zeros tells nothing */
    if (rc == LUN_OK && p->problems > 1 && !arguments->quiet)
        fprintf(stderr,
                "%llu problems with what was read, of which the first was told: a corpus of lunette run lists all\n",
                (unsigned long long)p->problems);
    return rc;
}

static int run(const lun_command *command, const lun_arguments *arguments)
{
    profile p = { 0 };
    lun_error err = LUN_ERROR_INIT;
    if (!arguments->words.n || (!arguments->plugins.n && !arguments->rules.n)) {
        lun_error_set(&err, LUN_EUSAGE, "profile: expects %s",
                      arguments->words.n ? "rules: -p PLUGIN or -r FILE" : "files, folders or a corpus");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
        return lun_options_fail(&err);
    }
    int rc = measure(&p, arguments, &err);
    lun_script_free(p.script);
    if (rc < 0)
        return lun_options_fail(&err);
    return p.problems ? LUN_EXIT_PROBLEMS : p.documents ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

static int command_profile(const lun_command *command, const lun_arguments *given)
{
    lun_error err = LUN_ERROR_INIT;
    lun_arguments arguments = *given;
    lun_arena *arena = lun_arena_new();
    int rc = arena ? lun_cli_own_rules(&arguments, arena, &err)
                   : lun_error_set(&err, LUN_ENOMEM, "no memory for the names of plugins");
    int code = rc < 0 ? lun_options_fail(&err) : run(command, &arguments);
    lun_arena_free(arena);
    return code;
}

const lun_command lun_command_profile = {
    "profile",
    "what each rule costs",
    "[OPTIONS] SOURCE...",
    "Runs the rules (of a corpus its own, where none are named) over the documents, in one process and without writing a corpus, and counts for each\n"
    "rule:\n"
    "  time       share of the processor time of all rules, functions included\n"
    "  triggered  units (documents, where the scope is not the sentence) that hold the rarest word it needs\n"
    "  units      that were searched, once the other things it needs were there too\n"
    "  starts     tokens from which a match was searched; steps: what the searches took\n"
    "  matches    of the pattern; rows: marked\n"
    "and the question of its pattern that took most steps.",
    "  lunette profile -p diplomacy readouts/",
    tables,
    command_profile,
    0,
};
