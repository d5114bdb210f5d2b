/*
** placed.c - moves what was found between the text as rules read it and the text as printed.
**
** Sits on text/view.h. Starts and stops keep their order, so that sorted rows stay sorted, and tokens are counted alike in both texts.
*/
#include "annotate/set.h"
#include "text/view.h"

typedef lun_span (*mover)(const struct lun_view *view, lun_span span);

static void move_value(lun_value *value, const struct lun_view *view, mover move)
{
    if (value->type == LUN_TYPE_SPAN)
        value->as.span = move(view, value->as.span);
    if (value->type != LUN_TYPE_LIST)
        return;
    lun_value *items = (lun_value *)(uintptr_t)value->as.items; /* the row's own */
    for (uint32_t i = 0; i < value->n; i++)
        move_value(&items[i], view, move);
}

static void move_rows(lun_annotations *set, mover move)
{
    const struct lun_view *view = set->document->view;
    for (uint32_t i = 0; i < set->n_rows; i++) {
        lun_annotation *row = set->rows[i];
        if (!row)
            continue;
        const lun_layer *layer = lun_schema_layer(set->schema, row->layer);
        row->span = move(view, row->span);
        for (uint32_t f = 0; row->values && f < layer->n_fields; f++)
            move_value(&row->values[f], view, move);
    }
}

void lun_annotations_show_printed(lun_annotations *set)
{
    const struct lun_view *view = set->document->view;
    if (view && view->is_read && view->n_gaps)
        move_rows(set, lun_view_printed);
    lun_text_show_printed(set->document);
}

void lun_annotations_show_read(lun_annotations *set)
{
    const struct lun_view *view = set->document->view;
    if (view && !view->is_read && view->n_gaps)
        move_rows(set, lun_view_read);
    lun_text_show_read(set->document);
}
