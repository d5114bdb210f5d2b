/*
** columns.c - the tables of a layer: one for its rows, one for each list. Sits on sql.c.
**
** "row.act"        id, start, length (code points), rule, entity, key and the columns of fields that are no lists;
** "list.act.actor" id of the row, position of the element, part, and the element's columns
**
** The part of an element is 0; where a collective was replaced by its members, the collective itself has -1, the members
** 1, 2, ... What was written is part <= 0, who is meant is part >= 0. References are numbers within the document.
*/
#include "store/inside.h"

static const lun_columns by_type[] = {
    [LUN_TYPE_NONE] = { 0, { NULL, NULL }, { NULL, NULL }, "" },
    [LUN_TYPE_TEXT] = { 1, { "", NULL }, { "value", NULL }, "TEXT" },
    [LUN_TYPE_INTEGER] = { 1, { "", NULL }, { "value", NULL }, "INTEGER" },
    [LUN_TYPE_NUMBER] = { 1, { "", NULL }, { "value", NULL }, "REAL" },
    [LUN_TYPE_BOOLEAN] = { 1, { "", NULL }, { "value", NULL }, "INTEGER" },
    [LUN_TYPE_DATE] = { 1, { "", NULL }, { "value", NULL }, "TEXT" },
    [LUN_TYPE_ENUM] = { 1, { "", NULL }, { "value", NULL }, "TEXT" },
    [LUN_TYPE_SPAN] = { 2, { ".start", ".length" }, { "start", "length" }, "INTEGER" },
    [LUN_TYPE_ENTITY] = { 2, { ".id", ".mention" }, { "entity", "mention" }, "INTEGER" },
    [LUN_TYPE_ANNOTATION] = { 1, { ".id", NULL }, { "annotation", NULL }, "INTEGER" },
};

const lun_columns *lun_store__columns(const lun_field *field)
{
    return &by_type[field->type];
}

static int create_list(lun_store *store, const lun_layer *layer, const lun_field *field, lun_error *err)
{
    const lun_columns *columns = lun_store__columns(field);
    lun_buf more = LUN_BUF_INIT;
    for (unsigned c = 0; c < columns->n; c++)
        lun_buf_addf(&more, "%s %s, ", columns->list[c], columns->type);
    int rc = more.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a statement")
                         : lun_store__exec(store, err,
                                           "CREATE TABLE \"list.%s.%s\"(id INTEGER, position INTEGER, part INTEGER, %s"
                                           "PRIMARY KEY(id, position, part)) WITHOUT ROWID",
                                           layer->name, field->name, more.data);
    lun_buf_clear(&more);
    return rc;
}

int lun_store__table_add(lun_store *store, const lun_layer *layer, const lun_field *field, lun_error *err)
{
    int rc = LUN_OK;
    if (field->list)
        return create_list(store, layer, field, err);
    const lun_columns *columns = lun_store__columns(field);
    for (unsigned c = 0; c < columns->n && rc == LUN_OK; c++)
        rc = lun_store__exec(store, err, "ALTER TABLE \"row.%s\" ADD COLUMN \"%s%s\" %s", layer->name, field->name,
                             columns->row[c], columns->type);
    return rc;
}

/* With all its columns at once: for each that is added to a table SQLite reads the whole schema again. */
int lun_store__table_create(lun_store *store, const lun_layer *layer, lun_error *err)
{
    lun_buf columns = LUN_BUF_INIT;
    if (layer->n_members)
        return LUN_OK;
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_columns *field = lun_store__columns(&layer->fields[f]);
        for (unsigned c = 0; c < field->n && !layer->fields[f].list; c++)
            lun_buf_addf(&columns, ", \"%s%s\" %s", layer->fields[f].name, field->row[c], field->type);
    }
    int rc = columns.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for the columns of '%s'", layer->name)
                            : lun_store__exec(store, err,
                                              "CREATE TABLE \"row.%s\"(id INTEGER PRIMARY KEY, start INTEGER, "
                                              "length INTEGER, rule INTEGER REFERENCES _rule, entity INTEGER, "
                                              "key INTEGER%s)",
                                              layer->name, columns.data ? columns.data : "");
    lun_buf_clear(&columns);
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        if (layer->fields[f].list)
            rc = create_list(store, layer, &layer->fields[f], err);
    }
    return rc;
}

int lun_store__table_drop(lun_store *store, const lun_layer *layer, lun_error *err)
{
    int rc = lun_store__exec(store, err, "DROP TABLE IF EXISTS \"row.%s\"", layer->name);
    for (uint32_t f = 0; f < layer->n_fields && rc == LUN_OK; f++) {
        if (layer->fields[f].list)
            rc = lun_store__exec(store, err, "DROP TABLE IF EXISTS \"list.%s.%s\"", layer->name, layer->fields[f].name);
    }
    return rc;
}
