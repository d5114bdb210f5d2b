/*
** language.h - the word lists behind the language guess. Shared by the two files that need it.
*/
#ifndef LUN_TEXT_LANGUAGE_H
#define LUN_TEXT_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

#define LUN_LANGUAGES 24 /* told apart by words; others by their script alone */

extern const char *const lun_language__codes[LUN_LANGUAGES];

/* Bits (1 << index into the codes) of the languages in which a word, in lower case, is common. */
uint32_t lun_language__of_word(const char *word, size_t len);
const char *lun_language__word_at(size_t i); /* in order; NULL past the last */

#endif
