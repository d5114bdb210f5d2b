/*
** renumber.c - new numbers for what values refer to, when rows of a set are counted anew (settle.c) or go into another one (core/store/put_others.c).
**
** Values belong to one row each: they are changed where they are.
*/
#include "annotate/annotations.h"

static void renumber_list(lun_value *value, const lun_renumber *by)
{
    lun_value *items = (lun_value *)(uintptr_t)value->as.items;
    uint32_t n = 0;
    for (uint32_t i = 0; i < value->n; i++) {
        lun_value_renumber(&items[i], by);
        if (items[i].type != LUN_TYPE_NONE)
            items[n++] = items[i];
    }
    value->n = n;
    if (n == 0)
        value->type = LUN_TYPE_NONE;
}

void lun_value_renumber(lun_value *value, const lun_renumber *by)
{
    switch (value->type) {
    case LUN_TYPE_NONE:
    case LUN_TYPE_TEXT:
    case LUN_TYPE_INTEGER:
    case LUN_TYPE_NUMBER:
    case LUN_TYPE_BOOLEAN:
    case LUN_TYPE_DATE:
    case LUN_TYPE_ENUM:
    case LUN_TYPE_SPAN:
        return;
    case LUN_TYPE_ENTITY:
        value->as.ref.entity = by->entity(by->context, value->as.ref.entity);
        value->as.ref.mention = by->row(by->context, value->as.ref.mention);
        return;
    case LUN_TYPE_ANNOTATION:
        value->as.annotation = by->row(by->context, value->as.annotation);
        if (!value->as.annotation)
            value->type = LUN_TYPE_NONE;
        return;
    case LUN_TYPE_LIST:
        renumber_list(value, by);
    }
}
