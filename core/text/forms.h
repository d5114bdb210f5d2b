/*
** forms.h - the way back from a lemma: all words that can have it. Who looks for documents before they are read asks for this.
*/
#ifndef LUN_TEXT_FORMS_H
#define LUN_TEXT_FORMS_H

#include "text/vocab.h"

/*
** The folded words of which lun_vocab_lemmas says one of these lemmas, whatever texts will hold: none is missing. Words
** are added to the vocabulary; *out is the caller's to lun_free. LUN_ENOMEM.
*/
int lun_text_forms(uint32_t **out, uint32_t *n, lun_vocab *vocab, const uint32_t *lemmas, uint32_t n_lemmas,
                   lun_error *err);

#endif
