/*
** properties.h - what office documents and PDF files say of themselves, as far as it can be believed.
*/
#ifndef LUN_LOAD_PROPERTIES_H
#define LUN_LOAD_PROPERTIES_H

#include "load/reader.h"

/* 1 where it tells something of the text: not "Microsoft Word - draft3.doc", "untitled", "Presentation1". */
int lun_load__is_title(const char *title);

/* Sets the title, if it is one. LUN_ENOMEM. */
int lun_load__title_said(lun_document *document, const char *title, lun_error *err);

/* Metadata `author` and `created` (as the file writes it; no date of the document, which may be older or younger than the file). */
int lun_load__made_by(lun_document *document, const char *author, const char *created, lun_error *err);

#endif
