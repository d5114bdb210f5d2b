/*
** own.c - knows what this program wrote, by what stands at its beginning. Sits on base/json.h.
**
** Each form carries a mark where its own rules allow one: a page names its generator, Markdown, XML and CoNLL-U have a comment. Tables and JSON lines have no
** such place, and other programs shall read them as they are: there the header row and the keys of the first object are compared whole. What has other
** columns with each question (`sql`, an analysis) bears a mark outside its bytes, where the file system keeps one (base/mark.h).
*/
#include "load/own.h"

#include <ctype.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"

#define HEAD_MOST 4096               /* in which a page names its generator */
#define CORPUS_ID "\x4C\x75\x6E\x43" /* SQLite's application id; core/store writes it */
#define CORPUS_ID_AT 68

static int begins(const char *text, size_t len, const char *what)
{
    size_t n = strlen(what);
    return len >= n && memcmp(text, what, n) == 0;
}

/* "<!-- Lunette 0.9" */
static int has_version(const char *text, size_t len, const char *before)
{
    size_t n = strlen(before);
    return begins(text, len, before) && len > n && isdigit((unsigned char)text[n]);
}

static int is_page(const char *text, size_t len)
{
    static const char mark[] = "<meta name=\"generator\" content=\"Lunette ";
    const char *found = begins(text, len, "<!DOCTYPE html>")
                            ? memmem(text, len < HEAD_MOST ? len : HEAD_MOST, mark, sizeof mark - 1)
                            : NULL;
    return found && has_version(found, len - (size_t)(found - text), mark);
}

static int has_comment(const char *text, size_t len)
{
    static const char xml[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    size_t skip = begins(text, len, xml) ? sizeof xml - 1 : 0;
    return has_version(text + skip, len - skip, "<!-- Lunette ") || has_version(text, len, "# generator = Lunette ");
}

static int is_corrections(const char *text, size_t len, const char *path)
{
    return strcmp(lun_path_suffix(path), ".corrections") == 0 &&
           begins(text, len, "# Corrections: accept, reject and same, a line each.");
}

/* ---- JSON lines ---- */

static int is_key(const char *key)
{
    static const char *const keys[] = { "id",      "uri",      "title", "date",        "language", "source",
                                        "country", "metadata", "text",  "annotations", "problems" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(key, keys[i]) == 0)
            return 1;
    }
    return 0;
}

static int is_row(const cJSON *row)
{
    return lun_json_string(row, "layer") && lun_json_string(row, "text") &&
           cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(row, "start")) &&
           cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(row, "stop"));
}

/* A document as `export` and `pipe` write it: nothing but its keys, and rows in it that are ours. */
static int is_object(const cJSON *object)
{
    const cJSON *item, *rows = cJSON_GetObjectItemCaseSensitive(object, "annotations");
    if (!lun_json_string(object, "id") || !lun_json_string(object, "uri") || !lun_json_string(object, "text") ||
        !cJSON_IsArray(rows) || (rows->child && !is_row(rows->child)))
        return 0;
    cJSON_ArrayForEach(item, object)
    {
        if (!item->string || !is_key(item->string))
            return 0;
    }
    return 1;
}

int lun_load_own_wants_line(const char *text, size_t len)
{
    return begins(text, len, "{\"id\":\"") && !memchr(text, '\n', len);
}

static int is_lines(const char *text, size_t len)
{
    const char *stop = begins(text, len, "{\"id\":\"") ? memchr(text, '\n', len) : NULL;
    cJSON *object = NULL;
    int own = stop && lun_json_parse(&object, text, (size_t)(stop - text), NULL, NULL) == LUN_OK && is_object(object);
    cJSON_Delete(object);
    return own;
}

static int is_web_annotations(const char *text, size_t len)
{
    static const char mark[] = "\"type\":\"Annotation\",\"generator\":{\"type\":\"Software\",\"name\":\"lunette ";
    return begins(text, len, "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:lunette:") &&
           memmem(text, len < HEAD_MOST ? len : HEAD_MOST, mark, sizeof mark - 1) != NULL;
}

/* ---- all ---- */

const char *lun_load_own(const char *text, size_t len, const char *path)
{
    if (is_page(text, len) || has_version(text, len, "<!-- Lunette "))
        return "a report of lunette";
    if (is_corrections(text, len, path))
        return "a file of corrections";
    if (begins(text, len, "id,key,document,start,stop,text,rule,run") ||
        begins(text, len, "who,to_whom,what,kind,strength,"))
        return "a table of lunette";
    if (has_comment(text, len) ||
        begins(text, len, "document,title,date,language,source,country,start,stop,text,rule,") ||
        begins(text, len, "document,title,date,language,source,country,start,stop,text,rule\n") ||
        is_lines(text, len) || is_web_annotations(text, len))
        return "an export of lunette";
    return NULL;
}

int lun_load_own_corpus(const char *data, size_t len)
{
    return begins(data, len, "SQLite format 3") && len >= CORPUS_ID_AT + 4 &&
           memcmp(data + CORPUS_ID_AT, CORPUS_ID, 4) == 0;
}
