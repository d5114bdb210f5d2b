/*
** meta.h - metadata from outside the document: path template, sidecar table, hosts, command line.
**
** Later beats earlier: table of hosts (only what is absent), the document's own, path template, sidecar,
** --language-is. What an analyst says outright beats what the document says of itself.
*/
#ifndef LUN_LOAD_META_H
#define LUN_LOAD_META_H

#include "base/buf.h"
#include "load/load.h"

typedef struct lun_load_meta lun_load_meta;

/*
** Reads template and sidecar of the options. Fails with LUN_EFORMAT (place set), LUN_ENOTFOUND or LUN_EIO of the
** sidecar, LUN_ENOMEM.
*/
int lun_load_meta_open(lun_load_meta **out, const lun_load_options *options, lun_error *err);
void lun_load_meta_close(lun_load_meta *meta);

/*
** Applies all of them to a document that was read from `below` (path below the named root); of an archive, whose file `member` it was (NULL: of
** none). A template is compared with both, as if the archive were a folder; a row of the table may name either. That a path does not match is told once a
** file, and not of a document that could not be read, or that tells itself when it is and whose.
*/
typedef enum lun_misfit { LUN_MISFIT_TELL, LUN_MISFIT_TOLD } lun_misfit;

int lun_load_meta_apply(const lun_load_meta *meta, lun_document *document, const char *below, const char *member,
                        lun_misfit misfit, lun_error *err);

/* Which documents the rows of the sidecar are about, as its key column says, without a leading "./": row i of n; NULL from n on. Borrowed. */
const char *lun_load_meta_key(const lun_load_meta *meta, size_t i);

/* 1 where no column but the key is a field of documents (date, source, country ...): *names gets those it has, "'land', 'datum'". */
int lun_load_meta_is_strange(const lun_load_meta *meta, lun_buf *names);

/*
** 1 if the template matches the end of `path`; then each placeholder is given to `take` (value not NUL-terminated),
** which returns 0 or a code.
*/
typedef int (*lun_template_take)(void *context, const char *name, size_t name_len, const char *value, size_t value_len);
int lun_template_match(const char *path_template, const char *path, lun_template_take take, void *context);

/* Checks a template. Fails with LUN_EFORMAT. */
int lun_template_check(const char *path_template, lun_error *err);

#endif
