/*
** putting.h - storing one document: what its three files share. put.c stores the document, put_entities.c its
** entities, put_rows.c its rows.
*/
#ifndef LUN_STORE_PUTTING_H
#define LUN_STORE_PUTTING_H

#include "store/inside.h"

typedef struct lun_putting {
    lun_store *store;
    lun_annotations *set;
    const lun_schema *schema;
    const uint8_t *layers;
    const lun_offsets *offsets;
    int64_t document, base; /* base = document * LUN_STORE_SPREAD */
    int is_same;            /* text and metadata are stored already */
    uint32_t n_kept;        /* rows of others among those of `set`, whose rules count from n_rule_numbers on */
    uint16_t collective;    /* layer and field whose rows stand for several; LUN_LAYER_NONE without */
    uint32_t members;
    uint64_t *alike, *alike_count; /* how many rows of one place, layer and rule there were: by hash, open addressing */
    size_t n_alike;                /* a power of two */
    lun_error *err;
} lun_putting;

int64_t lun_store__point(const lun_putting *p, uint32_t byte); /* code points before a byte of the text */
int64_t lun_store__document_key(const char *uri);              /* its part of a key: 16 bits, signed */
/*
** The rows of others that the corpus holds of the document join `set`, and schema and layers become the corpus's; where the document is not the same they are
** counted as lost. Before its rows are removed.
*/
int lun_store__others_join(lun_putting *p);
int lun_store__put_entities(const lun_putting *p);
int lun_store__put_rows(lun_putting *p);
void lun_store__forget_names(lun_store *store);

#endif
