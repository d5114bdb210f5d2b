/*
** views_fixed.c - the views that every corpus has, whatever its layers. They read _annotation, which views.c makes from
** the schema.
*/
#include <string.h>

#include "store/inside.h"

#define KEY "printf('%016x', a.key)"
#define WORDS LUN_STORE_WORDS_SQL("a.document", "a.start", "a.length")
#define RULE "(SELECT r.name FROM _rule r WHERE r.id = a.rule)"
/* What goes wrong in a rule begins with its name: core/script. */
#define RULE_OF_PROBLEM \
    "CASE WHEN code IN ('rule-error', 'memory') AND message LIKE 'rule ''%''%'" \
    " THEN substr(message, 7, instr(substr(message, 7), '''') - 1) END"
static const char *const names[] = {
    "annotation", "audit",      "correction", "document",       "document_text", "entity", "metadata",
    "problem",    "provenance", "rejected",   "report_written", "rule",          "run",
};

static const char plain[] =
    "CREATE VIEW document AS SELECT d.id AS id, d.uri AS uri, d.name AS name, d.title AS title, d.date AS date,"
    " d.language AS language, d.source AS source, d.country AS country, d.media_type AS media_type,"
    " " LUN_STORE_TEXT_SQL " AS text, lower(hex(d.hash)) AS hash,"
    " (SELECT '{' || group_concat(m.member) || '}' FROM _metadata m WHERE m.document = d.id) AS metadata,"
    " d.run AS run, d.characters AS characters,"
    " printf('%04x', d.key & 65535) AS key, d.arrived AS arrived, d.copy_of AS copy_of, d.similarity AS similarity"
    " FROM _document d;"

    "CREATE VIEW report_written AS SELECT name, asked, run, written FROM _report;"

    "CREATE VIEW metadata AS SELECT document, key, value FROM _metadata;"

    "CREATE VIEW rule AS SELECT name AS id, id AS number, plugin, version, file, line, doc, text,"
    " lower(hex(depends)) AS hash FROM _rule;"

    "CREATE VIEW run AS SELECT id, command, version, plugins, lower(hex(fingerprint)) AS fingerprint,"
    " started, stopped, status, documents, skipped, annotations, problems FROM _run;"

    "CREATE VIEW problem AS SELECT id, document, uri,"
    " CASE class WHEN 0 THEN 'document' ELSE 'environment' END AS class, code, message, run, " RULE_OF_PROBLEM
    " AS rule FROM _problem;"

    "CREATE VIEW provenance AS SELECT " KEY " AS annotation, a.id AS id, a.layer AS layer, a.document AS document,"
    " a.start AS start, a.start + a.length AS stop, " WORDS
    " AS text, r.name AS rule, r.plugin AS plugin, r.version AS version,"
    " r.file AS file, r.line AS line, r.text AS rule_text, n.id AS run, n.version AS lunette"
    " FROM _annotation a JOIN _rule r ON r.id = a.rule JOIN _run n ON n.id = a.run;";

#define ENTITY_COLUMNS(name, country) \
    "SELECT e.document * " LUN_STORE_SPREAD_SQL \
    " + e.number AS id, e.document AS document, e.number AS number, n.kind AS kind, " name \
    " AS name, n.identity AS identity, " country " AS country"

/* Two halves where names are joined, so that a search for a name uses the index of either. */
static void add_entities(const lun_store *store, lun_buf *sql)
{
    lun_buf_adds(sql, "CREATE VIEW entity AS " ENTITY_COLUMNS(
                          "n.name", "e.country") " FROM _entity e JOIN _name n ON n.id = e.name");
    if (store->joins)
        lun_buf_adds(
            sql,
            " WHERE n.id NOT IN (SELECT id FROM _same) UNION ALL " ENTITY_COLUMNS(
                "s.shown",
                "ifnull(e.country, s.country)") " FROM _same s JOIN _name n ON n.id = s.id JOIN _entity e ON e.name = n.id");
    lun_buf_addc(sql, ';');
}

static void add_annotations(const lun_store *store, lun_buf *sql)
{
    lun_buf_adds(sql,
                 "CREATE VIEW annotation AS SELECT a.id AS id, " KEY
                 " AS key, a.layer AS layer, a.document AS document, a.start AS start, a.start + a.length AS stop, ");
    lun_buf_adds(sql, WORDS);
    lun_buf_addf(sql,
                 " AS text, " RULE " AS rule, a.run AS run, (SELECT %s FROM _entity e JOIN _name n ON n.id = e.name "
                 "WHERE e.document = a.document AND e.number = a.entity) AS entity FROM _annotation a;",
                 store->joins ? "ifnull((SELECT s.shown FROM _same s WHERE s.id = n.id), n.name)" : "n.name");
}

void lun_store__fixed_views(const lun_store *store, lun_buf *sql)
{
    lun_buf_adds(sql, plain);
    add_entities(store, sql);
    add_annotations(store, sql);
}

const char *lun_store__fixed_view(size_t i)
{
    return i < sizeof names / sizeof *names ? names[i] : NULL;
}

int lun_store__is_fixed_view(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return 1;
    }
    return 0;
}
