/*
** text.c - plain text: kept as it is.
*/
#include "load/reader.h"

int lun_read_text(lun_document *document, const lun_decoded *decoded, lun_error *err)
{
    return lun_load__take_text(document, decoded, err);
}
