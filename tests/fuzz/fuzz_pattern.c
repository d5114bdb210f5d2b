/*
** fuzz_pattern.c - any text as a pattern, through the grammar, the checks of names, the compiler and the matcher as a
** rule's author meets them: it matches or is refused with words and a place, and never with an error of our own Lua.
**
** The first line is the pattern, the rest is the text. A rule asks for the pattern by doc:matches, since a fresh Lua
** state for each input would make this thirty times slower; every 64th input goes the way of `lunette try` as well.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "script/script.h"

#define PATTERN_MAX 400
#define TEXT_MAX 2000
#define STATE_INPUTS 1000 /* a state keeps the programs that it compiled */
#define TRY_EVERY 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An error of the library itself carries the place where it happened in the library. */
static const char rules[] =
    "layer 'hit' { name = text, size = integer }\n"
    "layer 'place' { name = text }\n"
    "lexicon 'l' { 'the old pier', { 'old', id = 'o', kind = 'age' }, 'a' }\n"
    "define 'shore' [[ pier | harbour ]]\n"
    "rule 'place' { match = [[ name:%shore ]], mark = 'place' }\n"
    "rule 'probe' { marks = 'hit', reads = { 'place', 'sentence', 'token' }, each_document = function(doc)\n"
    "  local fine, found = pcall(doc.matches, doc, doc.title)\n"
    "  if not fine then\n"
    "    local ok = type(found) == 'table' and type(found.message) == 'string' and found.message ~= ''\n"
    "    if not ok or tostring(found.file):match '^scripts/' then error('DEFECT ' .. tostring(found)) end\n"
    "    return\n"
    "  end\n"
    "  local rows = {}\n"
    "  for i, match in ipairs(found) do rows[i] = { match, name = match.text, size = #match.text } end\n"
    "  return rows\n"
    "end }\n";

static lun_script *script;
static unsigned n_inputs;

static void need(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void open_script(void)
{
    char path[] = "/tmp/lunette-pattern-XXXXXX.lua";
    lun_error err = LUN_ERROR_INIT;
    int fd = mkstemps(path, 4);
    need(fd >= 0 && write(fd, rules, sizeof rules - 1) == (ssize_t)(sizeof rules - 1), "no rule file");
    close(fd);
    if (lun_script_new(&script, NULL, &err) < 0 || lun_script_load_file(script, path, &err) < 0 ||
        lun_script_finish(script, &err) < 0)
        need(0, err.message);
    unlink(path);
}

static lun_document *document_of(const char *pattern, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    need(document && lun_document_set_text(document, text, len, &err) == LUN_OK, "no document");
    document->title = pattern;
    document->uri = document->id = "probe";
    return document;
}

static void check_problems(const lun_document *document)
{
    for (const lun_problem *p = document->problems; p; p = p->next)
        need(strstr(p->message, "DEFECT") == NULL, p->message);
}

static void check_rows(lun_annotations *set, const lun_document *document)
{
    for (uint32_t id = 1; id <= lun_annotations_last(set); id++) {
        const lun_annotation *row = lun_annotations_get(set, id);
        need(!row || (row->span.start <= row->span.stop && row->span.stop <= document->len), "a row outside the text");
    }
}

static void analyse(lun_script *with, const char *pattern, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    lun_document *document = document_of(pattern, text, len);
    need(lun_script_analyse(with, &set, document, &err) == LUN_OK, err.message);
    check_problems(document);
    check_rows(set, document);
    lun_script_release(with, document);
    lun_document_free(document);
}

static void try_pattern(const char *pattern, const char *text, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_script *fresh = NULL;
    need(lun_script_new(&fresh, NULL, &err) == LUN_OK, err.message);
    if (lun_script_load_pattern(fresh, pattern, &err) == LUN_OK && lun_script_finish(fresh, &err) == LUN_OK)
        analyse(fresh, pattern, text, len);
    else
        need(err.message[0] && strncmp(err.file, "scripts/", 8) != 0, err.message[0] ? err.message : "no message");
    lun_script_free(fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *all = (const char *)data, *line = size ? memchr(data, '\n', size) : NULL;
    size_t len = line ? (size_t)(line - all) : size, rest = line ? size - len - 1 : 0;
    if (len > PATTERN_MAX || rest > TEXT_MAX || memchr(data, '\r', size) || memchr(data, '\0', size) ||
        !lun_utf8_valid(all + (line ? len + 1 : len), rest))
        return 0;
    if (!script)
        open_script();
    char *pattern = lun_strndup(all, len);
    need(pattern != NULL, "no memory");
    analyse(script, pattern, line ? line + 1 : "", rest);
    if (lun_hash64(data, size) % TRY_EVERY == 0)
        try_pattern(pattern, line ? line + 1 : "", rest);
    lun_free(pattern);
    if (++n_inputs % STATE_INPUTS == 0) {
        lun_script_free(script);
        script = NULL;
    }
    return 0;
}
