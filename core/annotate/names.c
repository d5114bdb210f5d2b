/*
** names.c - the names that are taken, each with who takes it. Sits on base.
**
** The tables are sorted by hand for reading, not for searching: a name is checked once, when a plugin is loaded.
*/
#include "annotate/names.h"

#include <ctype.h>
#include <string.h>

/* Lua's reserved words: a.end is a syntax error. */
static const char *const lua_words[] = {
    "and", "break", "do",  "else", "elseif", "end",    "false",  "for",  "function", "goto",  "if",
    "in",  "local", "nil", "not",  "or",     "repeat", "return", "then", "true",     "until", "while",
};

/* SQLite's words that never stand for a name unquoted (its other keywords fall back to names). */
static const char *const sql_words[] = {
    "add",     "all",     "alter",      "and",    "as",      "autoincrement", "between", "case",       "check",
    "collate", "commit",  "constraint", "create", "default", "deferrable",    "delete",  "distinct",   "drop",
    "else",    "escape",  "except",     "exists", "foreign", "from",          "group",   "having",     "in",
    "index",   "insert",  "intersect",  "into",   "is",      "isnull",        "join",    "limit",      "not",
    "nothing", "notnull", "null",       "on",     "or",      "order",         "primary", "references", "returning",
    "select",  "set",     "table",      "then",   "to",      "transaction",   "union",   "unique",     "update",
    "using",   "values",  "when",       "where",
};

/* Members that annotations have in Lua; a field of that name could not be read. */
static const char *const member_words[] = {
    "after", "all",   "before",   "bytes", "contains", "entity",  "entry",    "find",
    "first", "has",   "last",     "layer", "lemma",    "matches", "overlaps", "paragraph",
    "pos",   "refer", "sentence", "sub",   "tag",      "tokens",  "union",
};

/* Columns that every view has. */
static const char *const column_words[] = { "document", "id", "key", "rule", "run", "start", "stop", "text" };

/* Views that a corpus has whatever plugins were run. */
static const char *const view_words[] = {
    "analysis", "annotation", "document", "entity", "metadata", "problem", "provenance", "rule", "run",
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int listed(const char *name, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(name, words[i]) == 0)
            return 1;
    }
    return 0;
}

/* What takes the name, as the end of a sentence; NULL when it is free. */
static const char *taken_by(int is_layer, const char *name)
{
    if (listed(name, lua_words, COUNT(lua_words)))
        return "a reserved word of Lua";
    if (listed(name, sql_words, COUNT(sql_words)))
        return "a reserved word of SQL";
    if (is_layer)
        return listed(name, view_words, COUNT(view_words)) ? "a view that every corpus has" : NULL;
    if (listed(name, column_words, COUNT(column_words)))
        return "a column that every layer has";
    if (listed(name, member_words, COUNT(member_words)))
        return "a member that every annotation has in Lua";
    return NULL;
}

static int well_formed(const char *name)
{
    if (!islower((unsigned char)name[0]))
        return 0;
    for (const char *c = name; *c; c++) {
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
            return 0;
    }
    return strlen(name) <= 64;
}

int lun_name__check(const char *what, const char *name, lun_error *err)
{
    if (!well_formed(name)) {
        lun_error_set(err, LUN_EUSAGE, "%s '%s': a name is lower-case letters, digits and _, and starts with a letter",
                      what, name);
        return lun_error_hint(err, "for example \"trade_deal\"");
    }
    const char *taker = taken_by(strcmp(what, "layer") == 0, name);
    if (!taker)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "%s '%s': the name is %s", what, name, taker);
    return lun_error_hint(err, "choose another, for example \"%s_%s\"", name,
                          strcmp(what, "layer") == 0 ? "row" : "value");
}
