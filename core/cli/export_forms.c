/*
** export_forms.c - the forms that `lunette export` writes, and which of them is meant: by --format, else by the name behind -o.
*/
#include <string.h>

#include "annotate/json.h"
#include "base/file.h"
#include "cli/export_job.h"
#include "match/complain.h"

static const lun_export_form forms[] = {
    { .name = "jsonl", .parts = LUN_JSON_ALL },
    { .name = "csv",
      .asks = 1,
      .one_layer = 1,
      .keys = 1,
      .parts = LUN_JSON_ROWS | LUN_JSON_RULES | LUN_JSON_REFERRED },
    { .name = "webannotation", .asks = 1, .parts = LUN_JSON_TEXT | LUN_JSON_ROWS | LUN_JSON_RULES },
    { .name = "brat", .asks = 1, .folder = 1, .schema = 1, .parts = LUN_JSON_TEXT | LUN_JSON_ROWS },
    { .name = "conllu", .asks = 1, .tokens = 1, .parts = LUN_JSON_ROWS },
    { .name = "cas", .asks = 1, .folder = 1, .schema = 1, .parts = LUN_JSON_TEXT | LUN_JSON_ROWS | LUN_JSON_RULES },
    { .name = "dfm", .asks = 1, .folder = 1, .words = 1 },
    { .name = "graphml", .asks = 1, .network = 1 },
    { .name = "gexf", .asks = 1, .network = 1 },
};

#define N_FORMS (sizeof forms / sizeof *forms)

/* Other names of forms, as people call what they want or end the names of its files: which form, and why. */
static const struct {
    const char *name, *form;
} others[] = {
    { "uima", "cas" },   { "xmi", "cas" },
    { "words", "dfm" },  { "counts", "dfm" },
    { "mtx", "dfm" },    { "conll", "conllu" },
    { "ann", "brat" },   { "network", "graphml" },
    { "gephi", "gexf" }, { "jsonld", "webannotation" },
    { "json", "jsonl" }, { "xlsx", "csv" },
    { "xls", "csv" },    { "ods", "csv" },
    { "excel", "csv" },  { "tsv", "csv" },
};

static const lun_export_form *form_called(const char *name)
{
    for (size_t i = 0; i < N_FORMS; i++) {
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    }
    return NULL;
}

static const char *other_name(const char *name)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcasecmp(others[i].name, name) == 0)
            return others[i].form;
    }
    return NULL;
}

static int no_form(const char *name, lun_error *err)
{
    const char *other = other_name(name);
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    for (size_t i = 0; i < N_FORMS; i++)
        lun_nearest_offer(&nearest, forms[i].name);
    lun_error_set(err, LUN_EUSAGE, "export: there is no format '%s'", name);
    if (other)
        return lun_error_hint(err, "--format %s is nearest to it; `lunette help export` says what each is", other);
    if (nearest.name)
        return lun_nearest_hint(&nearest, "", err);
    return lun_error_hint(err, "jsonl, csv, webannotation, brat, conllu, cas, dfm, graphml or gexf");
}

/* The end of a name such as "acts.csv" says what is wanted. Names of which nothing is known, and devices, are JSON lines as they ever were. */
static int by_output(const lun_export_form **out, const char *output, lun_error *err)
{
    const char *dot = strrchr(lun_path_name(output), '.');
    const char *end = dot ? dot + 1 : "";
    const char *other = other_name(end);
    *out = form_called(end);
    if (*out && (*out)->folder)
        *out = NULL;
    if (*out || !other || strcasecmp(end, "json") == 0) {
        *out = *out ? *out : &forms[0];
        return LUN_OK;
    }
    lun_error_set(err, LUN_EUSAGE, "export: '%s' is named as a file that export does not write", output);
    return lun_error_hint(err, "--format %s is nearest to it, or --format jsonl for all that is there", other);
}

int lun_export__find_form(const lun_export_form **out, const lun_arguments *arguments, lun_error *err)
{
    *out = arguments->format ? form_called(arguments->format) : &forms[0];
    if (!arguments->format && arguments->output)
        return by_output(out, arguments->output, err);
    return *out ? LUN_OK : no_form(arguments->format, err);
}
