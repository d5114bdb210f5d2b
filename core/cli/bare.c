/*
** bare.c - documents that lose their date, source or country: mostly --path or --meta was left out. Sits on core/store.
*/
#include "cli/bare.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/store.h"

/* Commands that differ in how a source is spelt alone ("./readouts", "readouts/") are one. */
#define SPELT_ONCE(text) \
    "replace(replace(replace(replace(" text ", '/ ', ' '), '/'' ', ''' '), ' ./', ' '), ' ''./', ' ''')"
#define OVER_THE_SAME "instr(" SPELT_ONCE("command") ", " SPELT_ONCE("?1") ") = 1"
#define TOLD "((command LIKE '% --path %' AND command NOT LIKE '% --path none%') OR command LIKE '% --meta %')"

/* The first cell of a query on the corpus, with one text or none (NULL), the caller's to free; NULL where there is none. */
static char *ask(const char *corpus, const char *sql, const char *text)
{
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, text, text ? strlen(text) : 0 };
    lun_error ignored = LUN_ERROR_INIT;
    lun_store *store;
    lun_rows *rows = NULL;
    lun_cell cell;
    char *command = NULL;
    if (lun_store_open(&store, corpus, LUN_STORE_READ, &ignored) < 0)
        return NULL;
    if (lun_store_query(&rows, store, sql, NULL, &value, text != NULL, &ignored) == LUN_OK &&
        lun_rows_next(rows, &ignored) > 0) {
        lun_rows_cell(rows, 0, &cell);
        command = cell.type == LUN_CELL_TEXT ? lun_strdup(cell.text) : NULL;
    }
    lun_rows_close(rows);
    lun_store_close(store);
    return command;
}

/* "lunette run SOURCE -": how the command of a run over the same sources begins. */
static int add_beginning(lun_buf *out, const lun_arguments *arguments)
{
    lun_buf_adds(out, "lunette run");
    for (size_t i = 0; i < arguments->words.n; i++)
        lun_options_tell_word(out, arguments->words.items[i]);
    lun_buf_adds(out, " -");
    return out->failed ? LUN_ENOMEM : LUN_OK;
}

int lun_bare_is_meant(const lun_arguments *arguments)
{
    return arguments->path && strcmp(arguments->path, "none") == 0;
}

int lun_bare_check(const lun_arguments *arguments, const char *corpus, lun_error *err)
{
    static const char sql[] =
        "SELECT iif(" TOLD ", command, NULL) FROM run WHERE " OVER_THE_SAME " ORDER BY id DESC LIMIT 1";
    lun_buf beginning = LUN_BUF_INIT;
    if (arguments->path || arguments->meta || !lun_store_is_corpus(corpus))
        return LUN_OK;
    char *command = add_beginning(&beginning, arguments) == LUN_OK ? ask(corpus, sql, beginning.data) : NULL;
    lun_buf_clear(&beginning);
    if (!command)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE,
                  "run: the last run over these sources told dates, sources or countries, which '%s' would lose: this "
                  "one names neither --path nor --meta",
                  corpus);
    lun_error_hint(err, "--path none does without; as it was: %s", command);
    lun_free(command);
    return err->code;
}

void lun_bare_say_misfit(const lun_arguments *arguments, const char *corpus)
{
    static const char sql[] =
        "SELECT format('%d of %d documents do not fit --path: %s', count(DISTINCT document), "
        "(SELECT count(*) FROM document), min(message)) FROM problem WHERE run = (SELECT max(id) FROM run) AND (code = "
        "'path-template' OR code LIKE 'unknown-%' AND instr(message, ': --path ')) HAVING count(DISTINCT document) > 2 "
        "AND 2 * count(DISTINCT document) > (SELECT count(*) FROM document)";
    char *said = arguments->path && !lun_bare_is_meant(arguments) ? ask(corpus, sql, NULL) : NULL;
    if (said)
        fprintf(stderr, "%s (the template is laid on the end of a path; * is a part that tells nothing)\n", said);
    lun_free(said);
}

void lun_bare_say_undated(const char *corpus)
{
    static const char sql[] =
        "SELECT format('%d of %d documents have no date, and their names tell one (%s): --path ''{date}-*'' reads dates off names, "
        "--meta takes them from a table', count(*), (SELECT count(*) FROM document WHERE characters > 0), min(uri)) FROM document "
        "WHERE date IS NULL AND characters > 0 AND uri GLOB '*[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' HAVING count(*) > 0";
    char *said = ask(corpus, sql, NULL);
    if (said)
        fprintf(stderr, "%s\n", said);
    lun_free(said);
}

void lun_bare_say(uint64_t n, const char *corpus)
{
    static const char sql[] = "SELECT command FROM run WHERE " TOLD " AND id < (SELECT max(id) FROM run) "
                              "ORDER BY id DESC LIMIT 1";
    char *command = ask(corpus, sql, NULL);
    fprintf(stderr, "%llu %s lost the date, source or country that an earlier run knew: ", (unsigned long long)n,
            n == 1 ? "document" : "documents");
    if (command)
        fprintf(stderr, "name --path or --meta as it did (%s)\n", command);
    else
        fprintf(stderr, "name --path or --meta, or write them in lunette.lua\n");
    lun_free(command);
}
