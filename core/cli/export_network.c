/*
** export_network.c - who acts on whom, as `lunette export` writes it for programs that draw and measure networks.
**
** Pairs of actor and target are counted by the corpus; the library (scripts/lunette/export/network.lua) makes nodes and edges of them. So memory is that of
** the pairs, however many documents there are.
*/
#include <string.h>

#include "cli/export_job.h"
#include "cli/listing.h"

#define COLUMNS 10

/* Acts of an analyst's own need not tell whether they are denied. */
static int has_polarity(const lun_schema *schema)
{
    uint16_t layer = lun_schema_find(schema, "act");
    return lun_layer_field(lun_schema_layer(schema, layer), "polarity") != LUN_FIELD_NONE;
}

/* Who did what to whom, how often, at which date and with which polarity, in the documents of the scope. */
static void add_pairs_query(lun_buf *sql, const lun_buf *documents, const char *polarity)
{
    lun_buf_addf(sql,
                 "SELECT p.actor, p.actor_kind, coalesce(p.actor_country, ''), t.target, t.target_kind, "
                 "coalesce(t.target_country, ''), coalesce(a.kind, ''), count(*), coalesce(d.date, ''), "
                 "coalesce(%s, '') FROM act a JOIN document d ON d.id = a.document "
                 "JOIN act_actor p ON p.id = a.id JOIN act_target t ON t.id = a.id WHERE a.document IN (",
                 polarity);
    lun_buf_add(sql, documents->data, documents->len);
    lun_buf_adds(sql, ") GROUP BY 1, 2, 3, 4, 5, 6, 7, 9, 10 ORDER BY 1, 2, 3, 4, 5, 6, 7, 9, 10");
}

static void add_pair(lun_export_job *j, const lun_rows *rows, const char *comma)
{
    lun_cell cell;
    lun_buf_adds(&j->question, comma);
    lun_buf_addc(&j->question, '[');
    for (uint32_t c = 0; c < COLUMNS; c++) {
        lun_rows_cell(rows, c, &cell);
        if (c)
            lun_buf_addc(&j->question, ',');
        if (cell.type == LUN_CELL_INTEGER)
            lun_buf_addf(&j->question, "%lld", (long long)cell.integer);
        else
            lun_json_add_string(&j->question, cell.type == LUN_CELL_TEXT ? cell.text : "",
                                cell.type == LUN_CELL_TEXT ? cell.len : 0);
    }
    lun_buf_addc(&j->question, ']');
}

static int put_network(lun_export_job *j, lun_error *err)
{
    cJSON *answer = NULL;
    int rc = j->question.failed ? lun_export__no_memory(err)
                                : lun_listing_ask(&answer, j->script, "export_network", j->question.data, err);
    const char *text = rc == LUN_OK ? lun_json_string(answer, "text") : NULL;
    if (rc == LUN_OK && !text)
        rc = lun_error_set(err, LUN_ESCRIPT, "format %s: a network without text", j->form->name);
    if (rc == LUN_OK)
        rc = lun_export_put(&j->out, text, strlen(text), err);
    if (rc == LUN_OK) {
        j->n = (long)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(answer, "nodes"));
        j->n_rows = (long)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(answer, "edges"));
    }
    cJSON_Delete(answer);
    return rc;
}

int lun_export__network(lun_export_job *j, lun_error *err)
{
    lun_buf documents = LUN_BUF_INIT, sql = LUN_BUF_INIT;
    lun_cell values[LUN_SCOPE_VALUES];
    lun_rows *rows = NULL;
    const char *comma = "";
    uint32_t n_values =
        lun_export__query(&documents, values, j, j->arguments->copies ? LUN_EXPORT_DOCUMENTS : LUN_EXPORT_TEXTS);
    const lun_schema *schema = lun_store_schema(j->store);
    int rc = LUN_OK;
    if (lun_schema_find(schema, "act") == LUN_LAYER_NONE) {
        rc = lun_error_set(err, LUN_ENOTFOUND, "the corpus has no layer 'act', which networks are made of");
        lun_error_hint(err, "lunette run … -p diplomacy finds acts");
    } else {
        add_pairs_query(&sql, &documents, has_polarity(schema) ? "a.polarity" : "NULL");
        if (documents.failed || sql.failed)
            rc = lun_export__no_memory(err);
    }
    if (rc == LUN_OK && (rc = lun_store_query(&rows, j->store, sql.data, NULL, values, n_values, err)) >= 0) {
        lun_buf_addf(&j->question, "{\"format\":\"%s\",\"by\":\"%s\",\"rows\":[", j->form->name,
                     j->arguments->by ? j->arguments->by : "name");
        while ((rc = lun_rows_next(rows, err)) > 0 && (rc = lun_export__check_signal(err)) == LUN_OK) {
            add_pair(j, rows, comma);
            comma = ",";
        }
        lun_buf_adds(&j->question, "]}");
        if (rc == LUN_OK)
            rc = put_network(j, err);
    }
    lun_rows_close(rows);
    lun_buf_clear(&documents);
    lun_buf_clear(&sql);
    return rc;
}
