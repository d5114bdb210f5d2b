/*
** regex.c - regular expressions on words and fields. The only file that includes pcre2.h.
**
** The limit is written into the expression itself, where only a lower one can replace it, so that no context has to
** be kept. Invariant: an expression never holds up a document; what backtracks further than the limit is an error
** that names it.
*/
#ifndef PCRE2_CODE_UNIT_WIDTH
#define PCRE2_CODE_UNIT_WIDTH 8
#endif

#include "match/regex.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "match/regex_ends.h"

#define LIMITS \
    "(*LIMIT_MATCH=100000)(*LIMIT_HEAP=16384)" /* calls of the matcher; kibibytes. A word needs a few dozen */

struct lun_regex {
    uint32_t references;
    lun_regex_ends ends;
    pcre2_code *code;
    pcre2_general_context *memory;
    pcre2_match_data *data; /* of every search, so that none takes memory: an expression belongs to one thread */
};

static void *take(size_t size, void *context)
{
    (void)context;
    return lun_malloc(size);
}

static void give(void *memory, void *context)
{
    (void)context;
    lun_free(memory);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a regular expression");
}

static int read_flags(const char *flags, uint32_t *options, lun_error *err)
{
    *options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    if (!flags || !*flags)
        return LUN_OK;
    if (strcmp(flags, "i") != 0)
        return lun_error_set(err, LUN_EFORMAT, "the flags '%s' of a regular expression: expected i or nothing", flags);
    *options |= PCRE2_CASELESS;
    return LUN_OK;
}

static int compile(lun_regex *regex, const char *source, uint32_t options, size_t *at, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    PCRE2_UCHAR message[160];
    PCRE2_SIZE offset = 0;
    int code = 0, rc = LUN_OK;
    pcre2_compile_context *context = pcre2_compile_context_create(regex->memory);
    lun_buf_adds(&text, LIMITS);
    lun_buf_adds(&text, source);
    if (!context || text.failed) {
        rc = no_memory(err);
        goto cleanup;
    }
    regex->code = pcre2_compile((PCRE2_SPTR)text.data, text.len, options, &code, &offset, context);
    if (!regex->code && code == PCRE2_ERROR_HEAP_FAILED) {
        rc = no_memory(err);
    } else if (!regex->code) {
        pcre2_get_error_message(code, message, sizeof message);
        *at = offset > strlen(LIMITS) ? offset - strlen(LIMITS) : 0;
        rc = lun_error_set(err, LUN_EFORMAT, "the regular expression '%s': %s", source, (const char *)message);
    }
cleanup:
    pcre2_compile_context_free(context);
    lun_buf_clear(&text);
    return rc;
}

static int wants_jit(void)
{
    const char *said = getenv("LUNETTE_JIT");
    return !said || strcmp(said, "0") != 0;
}

int lun_regex_new(lun_regex **out, const char *source, const char *flags, size_t *at, lun_error *err)
{
    uint32_t options;
    int rc;
    *at = 0;
    if ((rc = read_flags(flags, &options, err)) < 0)
        return rc;
    lun_regex *regex = lun_calloc(1, sizeof *regex);
    if (!regex)
        return no_memory(err);
    regex->memory = pcre2_general_context_create(take, give, NULL);
    rc = regex->memory ? compile(regex, source, options, at, err) : no_memory(err);
    if (rc == LUN_OK && !(regex->data = pcre2_match_data_create(1, regex->memory)))
        rc = no_memory(err);
    if (rc < 0) {
        lun_regex_free(regex);
        return rc;
    }
    if (wants_jit())
        (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE); /* without JIT the same answers come slower */
    lun_regex_ends_read(&regex->ends, source, (options & PCRE2_CASELESS) != 0);
    regex->references = 1;
    *out = regex;
    return LUN_OK;
}

void lun_regex_free(lun_regex *regex)
{
    if (!regex || (regex->references > 1 && regex->references--))
        return;
    pcre2_match_data_free(regex->data);
    pcre2_code_free(regex->code);
    pcre2_general_context_free(regex->memory);
    lun_free(regex);
}

/* ---- known ones ---- */

struct lun_regexes {
    lun_intern *texts; /* flags, a slash, the expression: its number is the place in the list */
    LUN_VEC(lun_regex *) list;
};

lun_regexes *lun_regexes_new(void)
{
    lun_regexes *regexes = lun_calloc(1, sizeof *regexes);
    if (regexes && !(regexes->texts = lun_intern_new())) {
        lun_free(regexes);
        return NULL;
    }
    return regexes;
}

void lun_regexes_free(lun_regexes *regexes)
{
    if (!regexes)
        return;
    for (size_t i = 0; i < regexes->list.n; i++)
        lun_regex_free(regexes->list.items[i]);
    lun_vec_clear(&regexes->list);
    lun_intern_free(regexes->texts);
    lun_free(regexes);
}

static int keep(lun_regexes *regexes, const lun_buf *key, lun_regex *regex)
{
    if (lun_vec_reserve(&regexes->list, regexes->list.n + 1) < 0 ||
        lun_intern_add(regexes->texts, key->data, key->len) == LUN_INTERN_NONE)
        return LUN_ENOMEM;
    regexes->list.items[regexes->list.n++] = regex;
    regex->references++;
    return LUN_OK;
}

int lun_regexes_get(lun_regexes *regexes, lun_regex **out, const char *source, const char *flags, size_t *at,
                    lun_error *err)
{
    lun_buf key = LUN_BUF_INIT;
    int rc;
    if (!regexes)
        return lun_regex_new(out, source, flags, at, err);
    lun_buf_adds(&key, flags ? flags : "");
    lun_buf_addc(&key, '/');
    lun_buf_adds(&key, source);
    uint32_t number = key.failed ? LUN_INTERN_NONE : lun_intern_find(regexes->texts, key.data, key.len);
    if (key.failed) {
        rc = no_memory(err);
    } else if (number != LUN_INTERN_NONE) {
        *out = regexes->list.items[number];
        (*out)->references++;
        rc = LUN_OK;
    } else if ((rc = lun_regex_new(out, source, flags, at, err)) == LUN_OK && keep(regexes, &key, *out) < 0) {
        lun_regex_free(*out);
        rc = no_memory(err);
    }
    lun_buf_clear(&key);
    return rc;
}

/* ---- asking ---- */

int lun_regex_found(const lun_regex *regex, const char *text, size_t len)
{
    if (!lun_regex_ends_allow(&regex->ends, text, len))
        return 0;
    int rc = pcre2_match(regex->code, (PCRE2_SPTR)text, len, 0, 0, regex->data, NULL);
    if (rc >= 0)
        return 1;
    switch (rc) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
        return LUN_ELIMIT;
    case PCRE2_ERROR_NOMEMORY:
        return LUN_ENOMEM;
    default:
        return 0; /* not found, or bytes that are no UTF-8, in which nothing is found */
    }
}
