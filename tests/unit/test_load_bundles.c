/*
** test_load_bundles.c - files that hold files: mailboxes mail by mail.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "load/open.h"

#define LIMIT 100000

/* Every document of the bytes, one a line: uri, id, text, codes of problems. */
static char *all_of(const char *name, const char *data, size_t len, size_t limit)
{
    lun_buf out = LUN_BUF_INIT;
    lun_input input;
    lun_opened opened;
    lun_document *document;
    lun_error err = LUN_ERROR_INIT;
    char *copy = lun_malloc(len);
    assert_non_null(copy);
    memcpy(copy, data, len);
    lun_input_take_memory(&input, copy, len);
    assert_int_equal(lun_load__open(&opened, &input, name, name, LUN_OWN_TAKEN, limit, &err), 0);
    while (opened.document != NULL || lun_container_next(opened.container, &opened.document, &err) > 0) {
        document = opened.document;
        lun_buf_addf(&out, "%s|%s|%s", document->uri, document->id, document->text);
        for (const lun_problem *p = document->problems; p != NULL; p = p->next)
            lun_buf_addf(&out, "|%s", p->code);
        lun_buf_addc(&out, '\n');
        lun_document_free(document);
        opened.document = NULL;
        if (opened.container == NULL)
            break;
    }
    lun_container_close(opened.container);
    return lun_buf_take(&out);
}

static void expect(const char *name, const char *data, size_t len, size_t limit, const char *documents)
{
    char *got = all_of(name, data, len, limit);
    assert_string_equal(got == NULL ? "" : got, documents);
    lun_free(got);
}

/* ---- mailboxes ---- */

#define FROM "From ada@example.org Mon Mar  2 09:30:00 2026\n"
#define HEAD "From: Press <press@mfa.example>\nMIME-Version: 1.0\n"

static void expect_mails(const char *mailbox, size_t limit, const char *documents)
{
    expect("a.mbox", mailbox, strlen(mailbox), limit, documents);
}

static void test_mailbox__is_read_mail_by_mail(void **state)
{
    (void)state;
    expect_mails(FROM HEAD "Message-ID: <one@mfa.example>\n\nNorway thanked Peru.\n\n" FROM HEAD "\nPeru left.\n",
                 LIMIT,
                 "a.mbox#one@mfa.example|one@mfa.example|Norway thanked Peru.\na.mbox#L8|a.mbox#L8|Peru left.\n");
    expect_mails("From ada@example.org Mon Mar  2 09:30:00 2026\r\nFrom: a@b.example\r\n\r\nOne.\r\n\r\n"
                 "From ada@example.org Mon Mar  2 09:30:00 2026\r\nFrom: a@b.example\r\n\r\nTwo.\r\n",
                 LIMIT, "a.mbox#L1|a.mbox#L1|One.\na.mbox#L6|a.mbox#L6|Two.\n");
}

static void test_mailbox__tells_sentences_from_beginnings(void **state)
{
    (void)state;
    expect_mails(
        FROM HEAD "\nOne.\nFrom: nobody\n\nFrom here on it goes.\n>From Oslo.\n>>From Lima.\n> From afar.\n", LIMIT,
        "a.mbox#L1|a.mbox#L1|One.\nFrom: nobody\n\nFrom here on it goes.\nFrom Oslo.\n>From Lima.\n> From afar.\n");
}

static void test_mailbox__loses_a_broken_mail_alone(void **state)
{
    (void)state;
    lun_buf mailbox = LUN_BUF_INIT;
    lun_buf_adds(&mailbox, FROM HEAD "\nOne.\n\n" FROM HEAD "Message-ID: <>\n\n\n" FROM HEAD "\n");
    for (int i = 0; i < 3000; i++)
        lun_buf_adds(&mailbox, i == 1000 ? "\n\nFrom time to time.\n" : "A long mail, ");
    lun_buf_adds(&mailbox, "\n\n" FROM HEAD "Message-ID: <x@y>\n\nFour.\n\n" FROM HEAD "Message-ID: <x@y>\n\nFive.\n");
    expect_mails(mailbox.data, 1000,
                 "a.mbox#L1|a.mbox#L1|One.\na.mbox#L7|a.mbox#L7||empty\na.mbox#L13|a.mbox#L13||too-large\n"
                 "a.mbox#x@y|x@y|Four.\na.mbox#x@y:29|x@y|Five.|duplicate-id\n");
    lun_buf_clear(&mailbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mailbox__is_read_mail_by_mail),
        cmocka_unit_test(test_mailbox__tells_sentences_from_beginnings),
        cmocka_unit_test(test_mailbox__loses_a_broken_mail_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
