/*
** views_judged.c - the views of what people said: correction, rejected, audit. A corpus has them once there is something to show. Sits on sql.c.
*/
#include "store/inside.h"

#define KEY(column) "printf('%016x', " column ")"

static const char corrections[] = "CREATE VIEW correction AS SELECT " KEY(
    "c.key") " AS key,"
             " CASE c.verdict WHEN 0 THEN 'accept' ELSE 'reject' END AS verdict, c.layer AS layer,"
             " (SELECT d.id FROM _document d WHERE d.uri = c.uri) AS document, c.uri AS uri, c.start AS start, c.stop AS stop,"
             " c.text AS text, c.reason AS reason, c.at AS at,"
             " CASE WHEN c.lost IS NULL THEN 'anchored' ELSE 'lost' END AS state, c.lost AS note, c.rule AS rule, c.id AS id,"
             " " KEY("c.was") " AS was FROM _correction c WHERE c.verdict < 2;";

static const char audit[] = "CREATE VIEW audit AS SELECT " KEY(
    "u.key") " AS key, u.layer AS layer, u.rule AS rule,"
             " (SELECT d.id FROM _document d WHERE d.uri = u.uri) AS document, u.uri AS uri, u.text AS text, u.fields AS fields,"
             " CASE u.verdict WHEN 1 THEN 'yes' ELSE 'no' END AS verdict, u.asked AS asked, u.seed AS seed, u.at AS at,"
             " u.id AS id, u.id IS NOT NULL AS present FROM _audit u;";

/* The rows that the other views leave out. */
static void add_rejected(const lun_store *store, lun_buf *sql)
{
    int any = 0;
    lun_buf_adds(sql, "CREATE VIEW rejected AS ");
    for (uint32_t i = 0; i < lun_schema_count(store->schema); i++) {
        const lun_layer *layer = lun_schema_layer(store->schema, i);
        if (layer->n_members)
            continue;
        lun_buf_addf(sql, "%sSELECT a.id AS id, printf('%%016x', ", any++ ? " UNION ALL " : "");
        lun_buf_adds(sql, LUN_STORE_KEY_SQL("d.key", "a.key"));
        lun_buf_addf(sql, ") AS key, '%s' AS layer, d.id AS document, a.start AS start, a.start + a.length AS stop, ",
                     layer->name);
        lun_buf_adds(sql, LUN_STORE_WORDS_SQL("d.id", "a.start", "a.length"));
        lun_buf_addf(
            sql,
            " AS text, (SELECT r.name FROM _rule r WHERE r.id = a.rule) AS rule, d.run AS run,"
            " (SELECT c.reason FROM _correction c WHERE c.id = a.id AND c.verdict = 1) AS reason"
            " FROM _hidden h JOIN \"row.%s\" a ON a.id = h.id JOIN _document d ON d.id = a.id / " LUN_STORE_SPREAD_SQL,
            layer->name);
    }
    if (!any)
        lun_buf_adds(sql, "SELECT 0 AS id, '' AS key, '' AS layer, 0 AS document, 0 AS start, 0 AS stop, '' AS text,"
                          " '' AS rule, 0 AS run, '' AS reason WHERE 0");
    lun_buf_addc(sql, ';');
}

void lun_store__judged_views(const lun_store *store, lun_buf *sql)
{
    if (store->corrected) {
        lun_buf_adds(sql, corrections);
        add_rejected(store, sql);
    }
    if (store->audited)
        lun_buf_adds(sql, audit);
}
