/*
** script_sandbox.h - for tests of the sandbox: a rule that is up to no good between two good ones, run on two documents.
*/
#ifndef LUN_TESTS_SCRIPT_SANDBOX_H
#define LUN_TESTS_SCRIPT_SANDBOX_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "annotate/json.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cmocka_all.h"
#include "script/script.h"

#define MILLION 1000000
#define SECONDS_MAX 60 /* nothing here takes more than two; a guard that is missing takes for ever */

static char rule_path[] = "/tmp/lunette-sandbox-XXXXXX.lua";

typedef struct outcome {
    char found[200];     /* values of the first field of layer "found", joined by | */
    uint32_t n_other;    /* rows of layer "other" */
    uint32_t n_problems; /* all of them */
    char problems[3000]; /* class, code and message, a line each */
} outcome;

static lun_script_options limits; /* set before each test */
static lun_counting counting;     /* likewise, where steps do not all count */
static lun_script *loaded;        /* the last one, for what ticks */

static inline int load(lun_script **out, const char *lua, lun_error *err)
{
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), err), LUN_OK);
    assert_int_equal(lun_script_new(out, &limits, err), LUN_OK);
    lun_script_count(*out, counting);
    loaded = *out;
    int rc = lun_script_load_file(*out, rule_path, err);
    return rc < 0 ? rc : lun_script_finish(*out, err);
}

static inline lun_script *load_ok(const char *lua)
{
    lun_script *script = NULL;
    lun_error err = LUN_ERROR_INIT;
    if (load(&script, lua, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
    return script;
}

static inline void read_rows(outcome *out, const lun_script *script, lun_annotations *set)
{
    uint32_t n;
    size_t used = 0;
    lun_annotation *const *rows = lun_annotations_rows(set, lun_schema_find(lun_script_schema(script), "found"), &n);
    for (uint32_t i = 0; i < n && used < sizeof out->found; i++)
        used += (size_t)snprintf(out->found + used, sizeof out->found - used, "%s%.*s", i ? "|" : "",
                                 (int)rows[i]->values[0].n, rows[i]->values[0].as.text);
    uint16_t other = lun_schema_find(lun_script_schema(script), "other");
    if (other != LUN_LAYER_NONE)
        lun_annotations_rows(set, other, &out->n_other);
}

static inline void run(outcome *out, lun_script *script)
{
    lun_document *document = lun_document_new();
    lun_annotations *set;
    lun_buf json = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    size_t used = 0;
    memset(out, 0, sizeof *out);
    assert_int_equal(lun_document_set_text(document, "Ana met Bea.", 12, &err), LUN_OK);
    assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
    read_rows(out, script, set);
    for (const lun_problem *p = document->problems; p; p = p->next, out->n_problems++) {
        if (used < sizeof out->problems)
            used +=
                (size_t)snprintf(out->problems + used, sizeof out->problems - used, "%s %s %s\n",
                                 p->class == LUN_PROBLEM_ENVIRONMENT ? "environment" : "document", p->code, p->message);
    }
    assert_int_equal(lun_annotations_write_json(set, lun_script_rules(script), NULL, &json, &err), LUN_OK);
    assert_true(lun_utf8_valid(json.data, json.len));
    lun_buf_clear(&json);
    lun_script_release(script, document);
    lun_document_free(document);
}

static const char frame[] =
    "layer 'found' { what = text }\nlayer 'other' { a = text, many = list(text) }\n"
    "rule 'before' { match = [[ what:ana ]], mark = 'found' }\n"
    "local kept\n%s\n"
    "rule 'bad' { each_document = function(doc)\n  doc:mark('other', doc.span, {});\n  %s\nend, marks = 'other', reads = 'sentence' }\n"
    "rule 'after' { match = [[ what:bea ]], marks = 'found', mark = function(m) return { what = m.what.text } end }\n";

static inline double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Runs a rule with this body between two good ones, on two documents. Each time it is stopped, with this in its problem. */
static inline void assert_stopped(const char *top, const char *body, const char *part, int spoiled)
{
    char lua[4000];
    outcome got;
    double start = seconds();
    snprintf(lua, sizeof lua, frame, top, body);
    lun_script *script = load_ok(lua);
    for (int i = 0; i < 2; i++) {
        run(&got, script);
        if (strcmp(got.found, "Ana|Bea") != 0 || got.n_problems != 1 || !strstr(got.problems, part))
            fail_msg("%s\n%s\n  found: %s\n  expected: %s\n  problems: %s", top, body, got.found, part, got.problems);
        if (got.n_other != 0)
            fail_msg("%s\n  a stopped rule leaves %u rows", body, got.n_other);
    }
    assert_int_equal(lun_script_spoiled(script), spoiled);
    loaded = NULL;
    lun_script_free(script);
    if (seconds() - start > SECONDS_MAX)
        fail_msg("%s\n  took %.0f s", body, seconds() - start);
}

static inline void assert_too_long(const char *body)
{
    assert_stopped("", body, "the rule took more than 3 million steps in one document", 1);
}

/* Runs a rule that raises an error of the ordinary kind, or none where part is NULL. */
static inline void assert_raises(const char *top, const char *body, const char *part)
{
    char lua[4000];
    outcome got;
    snprintf(lua, sizeof lua, frame, top, body);
    lun_script *script = load_ok(lua);
    run(&got, script);
    if (strcmp(got.found, "Ana|Bea") != 0 || (part ? !strstr(got.problems, part) : got.n_problems != 0))
        fail_msg("%s\n%s\n  found: %s\n  expected: %s\n  problems: %s", top, body, got.found, part, got.problems);
    assert_int_equal(lun_script_spoiled(script), 0);
    loaded = NULL;
    lun_script_free(script);
}

static inline int set_limits(void **state)
{
    (void)state;
    limits = (lun_script_options){ .steps = 3 * MILLION, .load_steps = 20 * MILLION, .memory = (size_t)256 << 20 };
    return 0;
}

static inline int set_up(void **state)
{
    (void)state;
    int fd = mkstemps(rule_path, 4);
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    return unlink(rule_path);
}

#endif
