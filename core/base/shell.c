/*
** shell.c - a word in single quotes, where a shell would take it apart or read it as something else. Sits on buf.h, utf8.h.
*/
#include "base/shell.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

/* Bytes of other alphabets are letters. At the beginning a sign may have a meaning of its own: ~ # % = @. */
static int is_plain(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c < 0x80 && !isalnum(c) && !(c && strchr(i ? "_./-:,+%=@#" : "_./-", c)))
            return 0;
        if (c >= 0x80 && lun_utf8_control(word + i, len - i, LUN_PLAIN_LINE))
            return 0;
    }
    return len > 0;
}

void lun_shell_add(lun_buf *out, const char *word, size_t len)
{
    if (is_plain(word, len)) {
        lun_buf_add(out, word, len);
        return;
    }
    lun_buf_addc(out, '\'');
    for (size_t i = 0, width; i < len; i += width ? width : 1) {
        width = lun_utf8_control(word + i, len - i, LUN_PLAIN_LINE);
        if (word[i] == '\'')
            lun_buf_adds(out, "'\\''");
        else
            lun_buf_addc(out, width ? ' ' : word[i]);
    }
    lun_buf_addc(out, '\'');
}

const char *lun_shell_word(char *out, size_t size, const char *word)
{
    lun_buf text = LUN_BUF_INIT;
    lun_shell_add(&text, word, strlen(word));
    int fits = !text.failed && text.len < size;
    if (fits)
        memcpy(out, text.data, text.len + 1);
    lun_buf_clear(&text);
    return fits ? out : word;
}
