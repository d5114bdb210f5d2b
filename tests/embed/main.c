/*
** main.c - a program of somebody else's that embeds the installed library: loads a rule file, analyses a text, reads what
** was found. Includes nothing but the public header. Its argument is the rule file.
*/
#include <stdio.h>
#include <string.h>

#include <lunette/lunette.h>

static const char words[] = "Caf\xC3\xA9 owners cheered. Ines opened the north gate at dawn.";

static int complain(const lun_error *err)
{
    char text[4096];

    lun_error_format(err, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    return 1;
}

static int expect(int is_so, const char *what)
{
    if (!is_so)
        fprintf(stderr, "not so: %s\n", what);
    return is_so ? 0 : 1;
}

static int check_found(const lun_result *result)
{
    const lun_found *found = NULL;
    int failed = 0;

    for (size_t i = 0; i < lun_result_count(result); i++)
        if (strcmp(lun_result_get(result, i)->layer, "gate") == 0)
            found = lun_result_get(result, i);
    if (found == NULL)
        return expect(0, "one gate is found");
    printf("%s %zu-%zu %s %s\n", found->layer, found->start, found->stop, found->text, found->fields);
    failed |= expect(found->start == 21, "offsets count code points");
    failed |= expect(strcmp(found->text, "Ines opened the north gate") == 0, "the words are those of the match");
    failed |= expect(strstr(found->rule, "opened") != NULL, "the rule is named");
    failed |= expect(strstr(found->fields, "\"state\":\"opened\"") != NULL, "the fields are filled");
    failed |= expect(lun_result_problems(result) == 0, "there are no problems");
    failed |= expect(strstr(lun_result_json(result, NULL), "\"annotations\"") != NULL, "the document is there as JSON");
    failed |= expect(lun_result_get(result, lun_result_count(result)) == NULL, "past the last there is none");
    return failed;
}

int main(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    lun_engine *engine = NULL;
    lun_result *result = NULL;
    lun_input input = { 0 };
    int failed = 1;

    input.text = words;
    input.len = sizeof words - 1;
    input.id = "note-1";
    if (argc != 2 || lun_engine_new(&engine, &err) < 0 || lun_engine_load_rules(engine, argv[1], &err) < 0 ||
        lun_engine_analyse(&result, engine, &input, &err) < 0) {
        failed = complain(&err);
        goto cleanup;
    }
    failed = check_found(result);
    failed |=
        expect(lun_engine_load_plugin(engine, "dates", &err) == LUN_EUSAGE, "loading after an analysis is refused");
    lun_result_free(result);
    result = NULL;
    lun_engine_free(engine);
    engine = NULL;
    if (lun_engine_new(&engine, &err) < 0 || lun_engine_load_plugin(engine, "dates", &err) < 0) {
        failed = complain(&err);
        goto cleanup;
    }
    failed |= expect(lun_engine_load_plugin(engine, "no-such-plugin", &err) < 0, "an unknown plugin is refused");
    printf("lunette %s\n", LUNETTE_VERSION);
cleanup:
    lun_result_free(result);
    lun_engine_free(engine);
    return failed;
}
