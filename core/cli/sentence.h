/*
** sentence.h - words of a text within their sentence, marked, on one line.
*/
#ifndef LUN_CLI_SENTENCE_H
#define LUN_CLI_SENTENCE_H

#include "base/buf.h"
#include "text/document.h"
#include "text/vocab.h"

/*
** Appends the sentences that hold the span (bytes), on one line, cut to some `most` characters on each side of it. mark, unmark: put around it.
** The text around the span is segmented anew; `vocab` gets its words. Nothing fails: without memory the words stand alone.
*/
void lun_sentence_show(lun_buf *out, const char *text, uint32_t len, lun_span span, size_t most, lun_vocab *vocab,
                       const char *mark, const char *unmark);

#endif
