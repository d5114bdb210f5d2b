/*
** fuzz_pipe.c - any bytes as the input of `lunette pipe`: each line that is not blank gives one line, in order, that is a
** JSON object of well-formed UTF-8 with a text; what is wrong with a line is told in its object, and the next one is
** read as if nothing had been.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "run/run.h"

#define SIZE_MOST 8000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static int is_blank(const char *line, size_t len)
{
    size_t i = 0;
    while (i < len && memchr(" \t\r", line[i], 3) != NULL)
        i++;
    return i == len;
}

/* Lines as they are cut at line ends; what follows the last is a line if there is any. */
static const char *next_line(const char **at, const char *stop, size_t *len)
{
    if (*at == stop)
        return NULL;
    const char *line = *at, *end = memchr(line, '\n', (size_t)(stop - line));
    *len = (size_t)((end ? end : stop) - line);
    *at = end ? end + 1 : stop;
    return line;
}

static void check_object(const char *line, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *object = NULL;
    need(lun_utf8_valid(line, len), "an output that is no UTF-8");
    need(lun_json_parse(&object, line, len, NULL, &err) == LUN_OK, err.message);
    need(cJSON_IsObject(object) && lun_json_string(object, "text") != NULL, "an output without a text");
    cJSON_Delete(object);
}

static void check_output(const char *in, size_t size, const char *out, size_t out_size)
{
    const char *from = in, *to = out, *line, *answer;
    size_t len, answer_len;
    while ((line = next_line(&from, in + size, &len)) != NULL) {
        if (is_blank(line, len))
            continue;
        need((answer = next_line(&to, out + out_size, &answer_len)) != NULL, "a line without an answer");
        check_object(answer, answer_len);
    }
    need(to == out + out_size, "an answer without a line");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lun_error err = LUN_ERROR_INIT;
    lun_progress figures;
    lun_session_options session = { .pattern = "[%cap]+ | ~be" };
    lun_load_options load = { 0 };
    char *out = NULL;
    size_t out_size = 0;
    if (size == 0 || size > SIZE_MOST)
        return 0;
    FILE *in = fmemopen((void *)(uintptr_t)data, size, "rb"), *answers = open_memstream(&out, &out_size);
    need(in && answers, "no memory");
    need(lun_pipe(&figures, &session, &load, in, answers, &err) == LUN_OK, err.message);
    fclose(in);
    fclose(answers);
    check_output((const char *)data, size, out, out_size);
    free(out);
    return 0;
}
