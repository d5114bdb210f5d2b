/*
** text_column.c - a table without the column that --text-column names. Sits on the CSV reader.
**
** Folders and archives may well hold tables of several kinds; only tables that are named themselves are looked into.
*/
#include "cli/text_column.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "load/csv.h"

#define HEAD 65536 /* bytes in which the header ends */

typedef enum verdict { NO_TABLE, HAS_IT, LACKS_IT } verdict;

static int is_named_as_table(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (strcasecmp(dot, ".csv") == 0 || strcasecmp(dot, ".tsv") == 0 || strcasecmp(dot, ".tab") == 0);
}

static verdict look_through(const lun_csv_record *header, const char *column, lun_buf *names)
{
    size_t len;
    for (size_t i = 0; i < header->fields.n; i++) {
        if (strcasecmp(lun_csv_field(header, i, &len), column) == 0)
            return HAS_IT;
        lun_buf_addf(names, "%s%s", i ? ", " : "", lun_csv_field(header, i, &len));
    }
    return LACKS_IT;
}

/* In another character set the names would have to be decoded first: nothing is said of such a file. */
static verdict look_into(const char *path, const char *column, lun_buf *names)
{
    char text[HEAD];
    lun_csv_record header = { .bytes = LUN_BUF_INIT };
    verdict found = NO_TABLE;
    FILE *file = is_named_as_table(path) && lun_file_is_regular(path) ? fopen(path, "rb") : NULL;
    size_t len = file ? fread(text, 1, sizeof text, file) : 0,
           mark = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (file)
        fclose(file);
    char delimiter = len > mark ? lun_csv_sniff(text + mark, len - mark, LUN_CSV_NAMED) : 0;
    size_t start = mark + (delimiter ? lun_csv_told(text + mark, len - mark, NULL) : 0);
    if (delimiter && len > start &&
        lun_csv_read(&header, text + start, len - start, delimiter, LUN_CSV_TAIL_LAST) == LUN_CSV_RECORD &&
        lun_utf8_valid(text, start + header.consumed) && !memchr(text, 0, start + header.consumed))
        found = look_through(&header, column, names);
    lun_csv_clear(&header);
    return found;
}

void lun_text_column_warn(const lun_arguments *arguments, size_t first)
{
    lun_buf names = LUN_BUF_INIT;
    const char *lacks = NULL;
    for (size_t i = first; arguments->text_column && i < arguments->words.n; i++) {
        lun_buf_reset(&names);
        verdict found = look_into(arguments->words.items[i], arguments->text_column, &names);
        if (found == HAS_IT || lun_file_is_folder(arguments->words.items[i])) {
            lacks = NULL;
            break;
        }
        lacks = found == LACKS_IT ? arguments->words.items[i] : lacks;
    }
    if (lacks && names.data)
        lun_log(LUN_LEVEL_WARNING,
                "%s: no column is called '%s', as --text-column says, and it is read without; there are: %s", lacks,
                arguments->text_column, names.data);
    lun_buf_clear(&names);
}
