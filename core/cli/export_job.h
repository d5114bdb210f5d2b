/*
** export_job.h - what the files of `lunette export` share: the form that was asked for, and an export at work.
*/
#ifndef LUN_CLI_EXPORT_JOB_H
#define LUN_CLI_EXPORT_JOB_H

#include <stdint.h>

#include "cli/export_out.h"
#include "cli/options.h"
#include "cli/scope.h"
#include "script/script.h"
#include "store/store.h"

typedef struct lun_export_form {
    const char *name;
    uint8_t asks, network, folder, one_layer; /* the library writes it; no documents; files in a folder; one layer */
    uint8_t tokens, words, schema;            /* wants tokens and sentences; counts of words; types of fields */
    uint8_t keys;                             /* wants the keys of the layer's rows */
    unsigned parts;                           /* of the document's JSON that it wants: lun_json_parts */
} lun_export_form;

typedef struct lun_export_job {
    lun_store *store;
    lun_script *script; /* NULL for jsonl */
    const lun_arguments *arguments;
    const lun_export_form *form;
    lun_scope scope;
    uint8_t *layers, *token_layers; /* flags by number, of the corpus and of the script */
    uint8_t *read;                  /* of the corpus: those that are read; NULL = layers */
    lun_buf line, question;
    const char *layer; /* of csv */
    lun_rows *keys; /* of its rows: document, number, key; stands at one that waits for its document, where key_waits */
    int key_waits;
    lun_export_out out;
    uint32_t *counts, n_counts; /* of words, all 0 between documents: as many as the vocabulary has had words */
    long n, n_rows;             /* documents and annotations in them; of networks nodes and edges */
} lun_export_job;

typedef enum lun_export_unit { LUN_EXPORT_DOCUMENTS, LUN_EXPORT_TEXTS } lun_export_unit; /* all, or one of each text */

/* The form that is asked for: by --format, else by the name behind -o, else jsonl. LUN_EUSAGE where there is none such. */
int lun_export__find_form(const lun_export_form **out, const lun_arguments *arguments, lun_error *err);
int lun_export__no_memory(lun_error *err);
int lun_export__check_signal(lun_error *err); /* LUN_ELIMIT where the user wants it to stop */
/* Appends the query for the documents of the scope, by number; what is bound by position goes to values: how many. */
uint32_t lun_export__query(lun_buf *sql, lun_cell *values, const lun_export_job *j, lun_export_unit unit);
/* Writes the network of who acts on whom. LUN_ENOTFOUND without acts. */
int lun_export__network(lun_export_job *j, lun_error *err);

#endif
