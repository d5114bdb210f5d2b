/*
** why_tell.c - `lunette why`: the library's answer, with what the corpus knows: what the changes of near misses would find elsewhere (elsewhere.c), keys,
** and the commands to be typed next.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/elsewhere.h"
#include "cli/listing.h"
#include "cli/why.h"

#define COMMAND_SHOWN 200 /* bytes of a command that is to be typed */

/* ---- what the changes would find elsewhere ---- */

static void add_word(lun_buf *out, const char *text)
{
    lun_buf_addc(out, ' ');
    lun_shell_add(out, text, strlen(text));
}

static void add_rules(const lun_why *w, lun_buf *out)
{
    for (size_t i = 0; i < w->plugins.n; i++) {
        lun_buf_adds(out, " -p");
        add_word(out, w->plugins.items[i]);
    }
    for (size_t i = 0; i < w->rules.n; i++) {
        lun_buf_adds(out, " -r");
        add_word(out, w->rules.items[i]);
    }
}

static void add_command(const lun_why *w, cJSON *to, const char *pattern)
{
    lun_buf out = LUN_BUF_INIT;
    lun_buf_adds(&out, "lunette try");
    add_word(&out, pattern);
    add_rules(w, &out);
    add_word(&out, w->corpus);
    if (out.data)
        cJSON_AddStringToObject(to, "command", out.data);
    lun_buf_clear(&out);
}

/* Commands to be typed name no plugin that another one brings along. */
static void drop_required(lun_why *w)
{
    const cJSON *name, *names = cJSON_GetObjectItemCaseSensitive(w->answer, "required");
    size_t n = 0;
    for (size_t i = 0; i < w->plugins.n; i++) {
        int required = 0;
        cJSON_ArrayForEach(name, names) required |= strcmp(lun_path_name(w->plugins.items[i]), name->valuestring) == 0;
        if (!required)
            w->plugins.items[n++] = w->plugins.items[i];
    }
    w->plugins.n = n;
    w->plugins.items[n] = NULL;
}

/* What the changes of the nearest misses add, into each of these as `elsewhere`; why it cannot be told, as `untold` of the answer. */
static void tell_elsewhere(const lun_why *w)
{
    lun_elsewhere pairs[LUN_ELSEWHERE_MAX] = { { 0 } };
    lun_elsewhere_scope scope = { 0 };
    const lun_session_options session = { .plugins = w->plugins.items, .rules = w->rules.items };
    cJSON *asked[LUN_ELSEWHERE_MAX], *miss;
    lun_error err = LUN_ERROR_INIT;
    size_t n = 0;
    cJSON_ArrayForEach(miss, cJSON_GetObjectItemCaseSensitive(w->answer, "misses"))
    {
        const char *before = lun_json_string(miss, "before"), *after = lun_json_string(miss, "pattern");
        if (n == LUN_ELSEWHERE_MAX || !before || !after)
            continue;
        pairs[n].before = before;
        pairs[n].after = after;
        asked[n++] = miss;
    }
    if (!n)
        return;
    if (lun_elsewhere_count(pairs, n, &scope, w->corpus, w->script, &session, &err) < 0) {
        cJSON_AddStringToObject(w->answer, "untold", err.message);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        cJSON *told = cJSON_AddObjectToObject(asked[i], "elsewhere");
        cJSON_AddNumberToObject(told, "hits", (double)pairs[i].more);
        cJSON_AddNumberToObject(told, "documents", (double)pairs[i].documents);
        cJSON_AddNumberToObject(told, "read", (double)scope.read);
        cJSON_AddBoolToObject(told, "cut", scope.cut);
        add_command(w, told, pairs[i].after);
    }
}

/* A command nobody would read is cut; as JSON it is whole. */
static void print_command(const char *command)
{
    size_t len = strlen(command);
    if (len <= COMMAND_SHOWN) {
        printf("%s\n", command);
        return;
    }
    for (len = COMMAND_SHOWN; ((unsigned char)command[len] & 0xC0) == 0x80;)
        len--;
    printf("%.*s… (--json has the whole command)\n", (int)len, command);
}

static void print_elsewhere(const lun_why *w, const cJSON *miss)
{
    const cJSON *told = cJSON_GetObjectItemCaseSensitive(miss, "elsewhere");
    const char *untold = lun_json_string(w->answer, "untold"), *command = lun_json_string(told, "command");
    if (!told && untold)
        printf("    what it would add elsewhere cannot be told: %s\n", untold);
    if (!told)
        return;
    double hits = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(told, "hits")),
           documents = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(told, "documents")),
           read = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(told, "read"));
    printf("    in the corpus: %+.0f %s in %.0f %s", hits, hits == 1 ? "hit" : "hits", documents,
           documents == 1 ? "document" : "documents");
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(told, "cut")))
        printf(" of the first %.0f that were read; there may be more", read);
    printf("\n    ");
    print_command(command ? command : "");
}

/* ---- the answer ---- */

static void print_lines(const lun_why *w)
{
    const cJSON *line, *lines = cJSON_GetObjectItemCaseSensitive(w->answer, "lines"),
                       *misses = cJSON_GetObjectItemCaseSensitive(w->answer, "misses");
    int colour = lun_log_colour(1), first = 1;
    cJSON_ArrayForEach(line, lines)
    {
        if (cJSON_IsNumber(line)) {
            print_elsewhere(w, cJSON_GetArrayItem(misses, line->valueint - 1));
            continue;
        }
        fputs(first && colour ? "\033[1m" : "", stdout);
        if (cJSON_IsString(line))
            lun_plain_print(stdout, line->valuestring, strlen(line->valuestring), LUN_PLAIN_LINES);
        fputs(first && colour ? "\033[0m\n" : "\n", stdout);
        first = 0;
    }
}

/* The numbers among the lines are for print_lines. */
static void drop_numbers(cJSON *lines)
{
    cJSON *line = lines ? lines->child : NULL;
    while (line) {
        cJSON *next = line->next;
        if (cJSON_IsNumber(line))
            cJSON_Delete(cJSON_DetachItemViaPointer(lines, line));
        line = next;
    }
}

/* The first cell of the row at the place of the answer's row, by a query on document, layer, start, stop and rule: 1, or 0 where there is none. */
static int at_place(lun_why *w, const char *sql, lun_buf *out, lun_error *err)
{
    const cJSON *row = cJSON_GetObjectItemCaseSensitive(w->answer, "row");
    const char *layer = lun_json_string(row, "layer"), *rule = lun_json_string(row, "rule");
    double start = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "start")),
           stop = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "stop"));
    const lun_cell values[] = { { LUN_CELL_INTEGER, w->number, 0, NULL, 0 },
                                { LUN_CELL_TEXT, 0, 0, layer, strlen(layer) },
                                { LUN_CELL_INTEGER, (int64_t)start, 0, NULL, 0 },
                                { LUN_CELL_INTEGER, (int64_t)stop, 0, NULL, 0 },
                                { LUN_CELL_TEXT, 0, 0, rule, strlen(rule) } };
    lun_rows *rows;
    lun_cell cell;
    int rc = lun_store_query(&rows, w->store, sql, NULL, values, 5, err);
    if (rc < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (cell.type == LUN_CELL_TEXT)
            lun_buf_adds(out, cell.text);
    }
    lun_rows_close(rows);
    return rc;
}

#define PLACE " WHERE document = ?1 AND layer = ?2 AND start = ?3 AND stop = ?4 AND rule = ?5"

static int add_next(lun_why *w, lun_buf *out, lun_buf *found, lun_error *err)
{
    int rc = at_place(w, "SELECT key FROM annotation" PLACE, found, err);
    if (rc > 0) {
        lun_buf_addf(out, "more of it: lunette why %s %s", LUN_SHELL(w->corpus), found->data ? found->data : "");
        cJSON_AddStringToObject(w->answer, "key", found->data ? found->data : "");
        return rc;
    }
    if (rc == 0 && (rc = lun_why__has_view(w, "rejected", err)) > 0)
        rc = at_place(w, "SELECT key || ifnull(' (' || reason || ')', '') FROM rejected" PLACE, found, err);
    if (rc > 0) {
        lun_buf_addf(out, "it was rejected and does not show: %s", found->data ? found->data : "");
    } else if (rc == 0) {
        lun_buf_adds(out,
                     "the corpus does not hold it: it was made with other rules. To bring it up to date: lunette run");
        add_word(out, w->corpus);
        add_rules(w, out);
    }
    return rc;
}

/* The row is made now: does the corpus hold it, and what is to be typed next? */
static int tell_row(lun_why *w, lun_error *err)
{
    const cJSON *row = cJSON_GetObjectItemCaseSensitive(w->answer, "row");
    lun_buf out = LUN_BUF_INIT, found = LUN_BUF_INIT;
    if (!w->store || !lun_json_string(row, "layer") || !lun_json_string(row, "rule"))
        return LUN_OK;
    int rc = add_next(w, &out, &found, err);
    if (out.data)
        cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(w->answer, "lines"), cJSON_CreateString(out.data));
    lun_buf_clear(&found);
    lun_buf_clear(&out);
    return rc < 0 ? rc : LUN_OK;
}

int lun_why__complete(lun_why *w, lun_error *err)
{
    drop_required(w);
    return tell_row(w, err);
}

static int code_of(const lun_why *w)
{
    static const char *const silent[] = { "none", "words", "gone" };
    const char *cause = lun_json_string(w->answer, "cause");
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(w->answer, "found")))
        return LUN_EXIT_OK;
    for (size_t i = 0; cause && i < sizeof silent / sizeof *silent; i++) {
        if (strcmp(cause, silent[i]) == 0)
            return LUN_EXIT_NOTHING;
    }
    return LUN_EXIT_OK;
}

int lun_why__give(lun_why *w)
{
    if (w->store)
        tell_elsewhere(w);
    if (!w->arguments->json) {
        print_lines(w);
        return code_of(w);
    }
    drop_numbers(cJSON_GetObjectItemCaseSensitive(w->answer, "lines"));
    char *text = cJSON_PrintUnformatted(w->answer);
    if (!text)
        lun_log(LUN_LEVEL_ERROR, "no memory for the answer");
    else
        printf("%s\n", text);
    cJSON_free(text);
    return text ? code_of(w) : LUN_EXIT_FAILED;
}
