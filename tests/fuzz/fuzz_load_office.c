/*
** fuzz_load_office.c - word processors' files: a zip as it is; behind a first letter the XML that is inside one, which random changes to a zip do
** not reach.
*/
#include "load_check.h"

#include "load/office.h"

static void check_buf(const lun_buf *buf)
{
    load_require(!buf->failed &&
                 (buf->len == 0 || (lun_utf8_valid(buf->data, buf->len) && strlen(buf->data) == buf->len)));
}

static void blocks(lun_office_kind kind, const char *xml, size_t len)
{
    lun_office_text text = { LUN_BUF_INIT, LUN_BUF_INIT };
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_office__blocks(&text, kind, xml, len, &err);
    load_require(rc == LUN_OK || rc == LUN_EFORMAT);
    check_buf(&text.text);
    check_buf(&text.title);
    lun_buf_clear(&text.text);
    lun_buf_clear(&text.title);
}

static void main_part(const char *xml, size_t len)
{
    lun_buf part = LUN_BUF_INIT, type = LUN_BUF_INIT;
    load_require(lun_office__main_part(&part, &type, xml, len, NULL) == LUN_OK);
    check_buf(&part);
    check_buf(&type);
    lun_buf_clear(&part);
    lun_buf_clear(&type);
}

static void properties(const char *xml, size_t len)
{
    static const char *const titles[] = { "title", NULL };
    lun_office_property title = { titles, LUN_BUF_INIT };
    load_require(lun_office__properties(&title, 1, xml, len, NULL) == LUN_OK);
    check_buf(&title.value);
    lun_buf_clear(&title.value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *rest = size > 0 ? (const char *)data + 1 : "";
    switch (size > 0 ? data[0] : 0) {
    case 'w':
        blocks(LUN_OFFICE_WORD, rest, size - 1);
        break;
    case 'o':
        blocks(LUN_OFFICE_OPEN, rest, size - 1);
        break;
    case 't':
        main_part(rest, size - 1);
        break;
    case 'p':
        properties(rest, size - 1);
        break;
    default:
        load_check_bytes("a.docx", data, size);
    }
    return 0;
}
