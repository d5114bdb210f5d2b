/*
** put_others.c - a document that is stored again takes rows of others with it (others.c). Sits on get.c.
**
** Both sets become one, which is numbered as if it had been found at once. A row that stays may refer to rows that were found again: it then refers to
** the new row of the same layer and span, of the same rule where there is one. Where there is none, a reference to an entity loses its mention and keeps its
** name, one to an annotation is absent, and a row that must have it goes.
*/
#include <string.h>

#include "store/putting.h"

typedef struct joining {
    lun_putting *p;
    lun_annotations *old; /* what the corpus holds of the document */
    lun_annotations *all;
    uint32_t n_now;     /* rows that were found now: they keep their numbers */
    uint32_t n_kept;    /* rows that stay */
    uint32_t *numbers;  /* by id in the corpus: in `all`, 0 = there is none */
    uint32_t *entities; /* by number in the corpus: in `all` */
    uint8_t *kept;      /* by id in the corpus */
    lun_raw_row *rows;
} joining;

static int no_memory(const joining *j)
{
    return lun_error_set(j->p->err, LUN_ENOMEM, "no memory for the rows of other rules");
}

static lun_arena *arena_of(const joining *j)
{
    return lun_annotations_document(j->p->set)->arena;
}

/* ---- which rows stay ---- */

static uint32_t choose(joining *j)
{
    lun_store *store = j->p->store;
    uint32_t n = 0;
    for (uint32_t id = 1; id <= lun_annotations_last(j->old); id++) {
        const lun_annotation *row = lun_annotations_get(j->old, id);
        j->kept[id] = row && lun_store_stays(store, row);
        n += j->kept[id];
        if (row && store->others[row->rule].gives_way) {
            store->others[row->rule].gone++;
            store->figures.others_gone++;
        }
    }
    return n;
}

/* Numbers of the document's rows follow their places: the first row that starts there. */
static uint32_t find_start(const joining *j, uint32_t start)
{
    uint32_t low = 1, high = j->n_now + 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (lun_annotations_get(j->p->set, middle)->span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const char *rule_of(const joining *j, const lun_annotation *row)
{
    const lun_store *store = j->p->store;
    return row->rule < store->n_rule_numbers ? store->rules.items[store->rule_numbers[row->rule]].id : "";
}

/* The row that was found now in the place of an old one; 0 where there is none. */
static uint32_t find_twin(const joining *j, const lun_annotation *old)
{
    uint32_t found = 0;
    const char *layer = lun_schema_layer(lun_annotations_schema(j->old), old->layer)->name;
    for (uint32_t id = find_start(j, old->span.start); id <= j->n_now; id++) {
        const lun_annotation *row = lun_annotations_get(j->p->set, id);
        if (row->span.start != old->span.start)
            break;
        if (row->span.stop != old->span.stop || strcmp(lun_schema_layer(j->p->schema, row->layer)->name, layer) != 0)
            continue;
        if (strcmp(rule_of(j, row), j->p->store->rules.items[old->rule].id) == 0)
            return id;
        found = found ? found : id;
    }
    return found;
}

static int has_twin(joining *j, uint32_t id)
{
    const lun_annotation *row = lun_annotations_get(j->old, id);
    if (row && !j->kept[id] && !j->numbers[id])
        j->numbers[id] = find_twin(j, row);
    return row && (j->kept[id] || j->numbers[id]);
}

/* 1 where the value would be absent, since it refers to rows alone that are gone. */
static int is_gone(joining *j, const lun_value *value)
{
    if (value->type == LUN_TYPE_ANNOTATION)
        return !has_twin(j, value->as.annotation);
    if (value->type != LUN_TYPE_LIST)
        return 0;
    for (uint32_t i = 0; i < value->n; i++) {
        if (!is_gone(j, &value->as.items[i]))
            return 0;
    }
    return value->n > 0;
}

static int lacks_required(joining *j, const lun_annotation *row)
{
    const lun_layer *layer =
        lun_schema_layer(j->p->store->schema, row->layer); /* of `old` is the one without `required` */
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        if (layer->fields[f].required && is_gone(j, &row->values[f]))
            return 1;
    }
    return 0;
}

/* One that goes may be what another refers to, so until nothing goes. */
static void drop_lacking(joining *j)
{
    int again = 1;
    while (again) {
        again = 0;
        for (uint32_t id = 1; id <= lun_annotations_last(j->old); id++) {
            if (!j->kept[id] || !lacks_required(j, lun_annotations_get(j->old, id)))
                continue;
            j->kept[id] = 0;
            again = 1;
        }
    }
}

/* ---- one set of both ---- */

static uint32_t number_of(void *context, uint32_t id)
{
    joining *j = context;
    return id && has_twin(j, id) ? j->numbers[id] : 0;
}

static uint32_t entity_of(void *context, uint32_t number)
{
    const joining *j = context;
    return j->entities[number];
}

/* The corpus's layers and fields begin with the run's, in its order (layers.c): a row that was found now is only widened. */
static int add_now(joining *j)
{
    for (uint32_t id = 1; id <= j->n_now; id++) {
        const lun_annotation *row = lun_annotations_get(j->p->set, id);
        uint32_t n = lun_schema_layer(j->p->schema, row->layer)->n_fields,
                 wide = lun_schema_layer(j->p->store->lenient, row->layer)->n_fields;
        lun_value *values = lun_arena_calloc(arena_of(j), (size_t)wide + 1, sizeof *values);
        if (!values)
            return no_memory(j);
        if (n)
            memcpy(values, row->values, n * sizeof *values);
        j->rows[id - 1] = (lun_raw_row){ row->layer, row->rule, row->entity, row->span, values };
    }
    return LUN_OK;
}

static void add_kept(joining *j)
{
    lun_store *store = j->p->store;
    const lun_renumber by = { number_of, entity_of, j };
    for (uint32_t id = 1; id <= lun_annotations_last(j->old); id++) {
        lun_annotation *row = lun_annotations_get(j->old, id);
        if (!row || !j->kept[id])
            continue;
        for (uint32_t f = 0; f < lun_schema_layer(store->lenient, row->layer)->n_fields; f++)
            lun_value_renumber(&row->values[f], &by); /* in place: the old set is read for this alone */
        store->others[row->rule].kept++;
        j->rows[j->numbers[id] - 1] = (lun_raw_row){ row->layer, store->n_rule_numbers + row->rule,
                                                     j->entities[row->entity], row->span, row->values };
    }
}

/* Those of the document first, so that they keep their numbers. */
static int add_entities(joining *j)
{
    for (uint32_t i = 1; i <= lun_annotations_entity_count(j->p->set); i++) {
        const lun_entity *entity = lun_annotations_entity_get(j->p->set, i);
        if (lun_annotations_entity(j->all, entity->kind, entity->name, entity->identity) != i)
            return no_memory(j);
    }
    for (uint32_t i = 1; i <= lun_annotations_entity_count(j->old); i++) {
        const lun_entity *entity = lun_annotations_entity_get(j->old, i);
        j->entities[i] = lun_annotations_entity(j->all, entity->kind, entity->name, entity->identity);
        if (!j->entities[i])
            return no_memory(j);
    }
    return LUN_OK;
}

static int make_set(joining *j)
{
    j->all = lun_annotations_new(lun_annotations_document(j->p->set), j->p->store->lenient);
    for (uint32_t id = 1; id <= lun_annotations_last(j->old); id++) {
        if (j->kept[id])
            j->numbers[id] = j->n_now + ++j->n_kept;
    }
    j->rows = lun_arena_calloc(arena_of(j), (size_t)j->n_now + j->n_kept + 1, sizeof *j->rows);
    if (!j->all || !j->rows)
        return no_memory(j);
    int rc = add_entities(j);
    if (rc < 0 || (rc = add_now(j)) < 0)
        return rc;
    add_kept(j);
    if ((rc = lun_annotations_add_all(j->all, j->rows, (size_t)j->n_now + j->n_kept, j->p->err)) < 0)
        return rc;
    return lun_annotations_settle(j->all, NULL, j->p->err);
}

static int prepare(joining *j)
{
    lun_arena *arena = arena_of(j);
    size_t n = (size_t)lun_annotations_last(j->old) + 1;
    j->numbers = lun_arena_calloc(arena, n, sizeof *j->numbers);
    j->kept = lun_arena_calloc(arena, n, 1);
    j->entities = lun_arena_calloc(arena, (size_t)lun_annotations_entity_count(j->old) + 1, sizeof *j->entities);
    return j->numbers && j->kept && j->entities ? LUN_OK : no_memory(j);
}

/* Numbered by place and without what is not kept: as workers send it, and then this changes nothing. */
static int join(joining *j)
{
    lun_putting *p = j->p;
    int rc = lun_annotations_settle(p->set, p->layers, p->err);
    if (rc < 0)
        return rc;
    j->n_now = lun_annotations_last(p->set);
    drop_lacking(j);
    if ((rc = make_set(j)) < 0)
        return rc;
    p->set = j->all;
    p->schema = p->store->lenient;
    p->layers = NULL;
    p->n_kept = j->n_kept;
    return LUN_OK;
}

static void drop(joining *j, uint32_t n)
{
    j->p->store->figures.others_dropped += n;
    for (uint32_t id = 1; id <= lun_annotations_last(j->old); id++) {
        if (j->kept[id])
            j->p->store->others[lun_annotations_get(j->old, id)->rule].kept++;
    }
}

int lun_store__others_join(lun_putting *p)
{
    joining j = { .p = p };
    lun_document *document = NULL;
    if (!p->store->n_other_rules)
        return LUN_OK;
    int rc = lun_store_get(p->store, p->document, &document, &j.old, p->err);
    if (rc == LUN_OK)
        rc = prepare(&j);
    uint32_t n = rc == LUN_OK ? choose(&j) : 0;
    if (n && p->store->drops_others)
        drop(&j, n);
    else if (n && p->is_same)
        rc = join(&j);
    else if (n)
        p->store->figures.others_lost += n;
    lun_document_free(document);
    return rc;
}
