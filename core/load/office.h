/*
** office.h - texts of word processors: Word's .docx and OpenDocument's .odt, each a zip of XML files.
**
** Word: ECMA-376, Office Open XML, part 1 (WordprocessingML); OpenDocument: OASIS ODF 1.3, part 3.
*/
#ifndef LUN_LOAD_OFFICE_H
#define LUN_LOAD_OFFICE_H

#include "load/reader.h"

/*
** Fills the document from the bytes of a zip: its text, title, and as metadata `author` and `created`. A zip that is something else, or broken,
** is a problem of the document. The XML files may hold `limit` bytes together.
*/
int lun_read_office(lun_document *document, const char *data, size_t len, size_t limit, lun_error *err);

/* ---- office_xml.c ---- */

typedef enum lun_office_kind { LUN_OFFICE_WORD, LUN_OFFICE_OPEN } lun_office_kind;

typedef struct lun_office_text {
    lun_buf text;  /* blocks, with a blank line between them */
    lun_buf title; /* of the first block, where its style says that it is one: then it is not in the text */
} lun_office_text;

/* Adds the blocks of one XML file. LUN_EFORMAT where it breaks off: what stood before is added. LUN_ENOMEM. */
int lun_office__blocks(lun_office_text *out, lun_office_kind kind, const char *xml, size_t len, lun_error *err);

/* What a file says of itself: adds the content of the first element of each name, without a namespace. LUN_ENOMEM; broken XML says nothing. */
typedef struct lun_office_property {
    const char *const *elements; /* NULL-terminated: the names that this may have */
    lun_buf value;
} lun_office_property;
int lun_office__properties(lun_office_property *properties, size_t n, const char *xml, size_t len, lun_error *err);

/* The member that holds the text, by the types of [Content_Types].xml; *type is the type of the main part, "" where none was found. */
int lun_office__main_part(lun_buf *part, lun_buf *type, const char *xml, size_t len, lun_error *err);

#endif
