/*
** spelled.h - whether two words are spelled alike, straight and curly marks being one.
*/
#ifndef LUN_MATCH_SPELLED_H
#define LUN_MATCH_SPELLED_H

#include "text/vocab.h"

int lun_spelled_alike(const lun_vocab *vocab, uint32_t a, uint32_t b);
int lun_spelled_same(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
