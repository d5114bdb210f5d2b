/*
** test_load_mail.c - what becomes of a mail: its text, subject and day, whatever it was coded in; what is not read is said.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "load/load.h"

#define HEAD "From: Press <press@mfa.example>\nDate: Mon, 2 Mar 2026 10:12:00 +0000 (UTC)\nMIME-Version: 1.0\n"
#define TWO HEAD "Content-Type: multipart/mixed; boundary=\"xx\"\n\npreamble\n--xx\n"

static lun_document *load(const char *mail)
{
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_load_bytes(&document, "a.eml", mail, strlen(mail), NULL, &err), 0);
    assert_true(lun_utf8_valid(document->text, document->len));
    return document;
}

static void expect(const char *mail, const char *text, const char *code)
{
    lun_document *document = load(mail);
    assert_string_equal(document->media_type, "message/rfc822");
    assert_string_equal(document->text, text);
    assert_string_equal(document->problems == NULL ? "" : document->problems->code, code);
    lun_document_free(document);
}

static void test_mail__gives_subject_day_and_sender(void **state)
{
    (void)state;
    lun_document *document =
        load(HEAD "Subject: =?utf-8?Q?On_C=C3=B4te?=\n =?utf-8?B?IGQnSXZvaXJl?= today\n\nThe text.\n");
    assert_string_equal(document->title, "On C\xC3\xB4te d'Ivoire today");
    assert_string_equal(document->date, "2026-03-02");
    assert_string_equal(document->meta[0].key, "from");
    assert_string_equal(document->meta[0].value, "\"Press <press@mfa.example>\"");
    assert_string_equal(document->text, "The text.");
    lun_document_free(document);
    document = load(HEAD "Subject: 2 + 2 =? 5, =?utf-8?Q?broken\n\nThe text.\n");
    assert_string_equal(document->title, "2 + 2 =? 5, =?utf-8?Q?broken");
    lun_document_free(document);
}

static void test_mail__is_uncoded(void **state)
{
    (void)state;
    expect(HEAD "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                "C=C3=B4te d'Iv=\noire, 2 =3D 2, =ZZ stays = \nhere=",
           "C\xC3\xB4te d'Ivoire, 2 = 2, =ZZ stays here", "");
    expect(HEAD "Content-Transfer-Encoding: base64\n\nUGVydSB0aGFu\r\na2VkIENoaWxlLg==\r\n", "Peru thanked Chile.", "");
    expect(HEAD "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nN\xFA\xF1"
                "ez left.\n",
           "N\xC3\xBA\xC3\xB1"
           "ez left.",
           "");
    expect(HEAD "Content-Type: text/plain; charset=\"iso-2022-jp\"\n\n\x1B$BF|K\\\x1B(B\n", "\xE6\x97\xA5\xE6\x9C\xAC",
           "");
    expect(HEAD "Content-Type: text/plain; charset=no-such-set\n\nPlain words.\n", "Plain words.", "");
}

static void test_mail__is_read_of_its_plain_parts(void **state)
{
    (void)state;
    expect(TWO "Content-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/plain\n\nPeru left.\n"
               "--in\nContent-Type: text/html\n\n<p>Peru <b>left</b>.</p>\n--in--\n--xx\n\nA footer.\n--xx--\nend\n",
           "Peru left.\n\nA footer.", "");
    expect(TWO "Content-Type: text/html\n\n<p>Peru <b>left</b>.</p><p>It rained.</p>\n--xx--\n",
           "Peru left.\n\nIt rained.", "");
    expect(TWO "Content-Type: message/rfc822\n\nSubject: inner\n\nForwarded words.\n--xx--\n", "Forwarded words.", "");
}

static void test_mail__tells_what_is_not_read(void **state)
{
    (void)state;
    static const char mail[] =
        TWO "\nSee the paper.\n--xx\nContent-Type: application/pdf; name=\"paper.pdf\"\n\nJVBERi0=\n"
            "--xx\nContent-Type: image/png\n\niVBOR\n--xx\nContent-Type: text/plain\n"
            "Content-Disposition: attachment; filename=notes.txt\n\nNotes.\n--xx--\n";
    lun_document *document = load(mail);
    assert_string_equal(document->text, "See the paper.");
    assert_string_equal(document->problems->code, "attachments");
    assert_non_null(strstr(document->problems->message, "2 attached parts are not read (paper.pdf, notes.txt)"));
    lun_document_free(document);
    expect(HEAD "\n\n", "", "empty");
    expect(HEAD "Content-Type: multipart/mixed; boundary=never\n\nNo part begins.\n", "", "empty");
}

static void test_mail__is_told_from_memos_and_mailboxes(void **state)
{
    (void)state;
    lun_document *document = load("From: the minister\nTo: all posts\nSubject: leave\n\nNobody leaves.\n");
    assert_string_equal(document->media_type, "text/plain");
    assert_non_null(strstr(document->text, "To: all posts"));
    lun_document_free(document);
    document = load("From a@b.example Mon Mar  2 10:12:00 2026\n" HEAD "\nOne.\n");
    assert_string_equal(document->uri, "a.eml#L1");
    assert_string_equal(document->text, "One.");
    lun_document_free(document);
    document = load("From a@b.example Mon Mar  2 10:12:00 2026\nFrom: a@b.example\nSubject: leave\n\nNobody leaves.\n");
    assert_string_equal(document->uri, "a.eml#L1");
    lun_document_free(document);
    document = load("From Oslo with love\nFrom: the minister\nSubject: leave\n\nNobody leaves.\n");
    assert_string_equal(document->media_type, "text/plain");
    lun_document_free(document);
}

static void test_mail__of_parts_in_parts_ends(void **state)
{
    (void)state;
    lun_buf mail = LUN_BUF_INIT;
    lun_buf_adds(&mail, HEAD);
    for (int i = 0; i < 2000; i++)
        lun_buf_addf(&mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    lun_buf_adds(&mail, "\nAt the bottom.\n");
    lun_document *document = load(mail.data);
    assert_string_equal(document->problems->code, "attachments");
    lun_document_free(document);
    lun_buf_clear(&mail);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mail__gives_subject_day_and_sender),
        cmocka_unit_test(test_mail__is_uncoded),
        cmocka_unit_test(test_mail__is_read_of_its_plain_parts),
        cmocka_unit_test(test_mail__tells_what_is_not_read),
        cmocka_unit_test(test_mail__is_told_from_memos_and_mailboxes),
        cmocka_unit_test(test_mail__of_parts_in_parts_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
