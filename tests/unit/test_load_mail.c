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
#include "load/open.h"

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

/* Every document of the bytes, one a line: uri, id, date, text, codes of problems. */
static void expect_all(const char *mail, const char *documents)
{
    lun_buf out = LUN_BUF_INIT;
    lun_input input;
    lun_opened opened;
    lun_error err = LUN_ERROR_INIT;
    char *copy = lun_strdup(mail);
    assert_non_null(copy);
    lun_input_take_memory(&input, copy, strlen(mail));
    assert_int_equal(lun_load__open(&opened, &input, "a.eml", "a", LUN_OWN_TAKEN, LUN_TEXT_MAX, &err), 0);
    while (opened.document != NULL ||
           (opened.container != NULL && lun_container_next(opened.container, &opened.document, &err) > 0)) {
        const lun_document *d = opened.document;
        lun_buf_addf(&out, "%s|%s|%s|%s", d->uri, d->id, d->date == NULL ? "" : d->date, d->text);
        for (const lun_problem *p = d->problems; p != NULL; p = p->next)
            lun_buf_addf(&out, "|%s", p->code);
        lun_buf_addc(&out, '\n');
        lun_document_free(opened.document);
        opened.document = NULL;
    }
    lun_container_close(opened.container);
    assert_string_equal(out.data, documents);
    lun_buf_clear(&out);
}

#define FILE(disposition) "--xx\nContent-Disposition: attachment; " disposition "\n"
#define PLAIN "Content-Type: text/plain\n\n"

static void test_mail__is_followed_by_the_files_attached_to_it(void **state)
{
    (void)state;
    expect_all(
        TWO PLAIN "See the notes.\n" FILE("filename=\"C:\\papers\\notes.txt\"") PLAIN "Peru left.\n" FILE(
            "filename=page.html") "Content-Type: application/octet-stream\n"
                                  "Content-Transfer-Encoding: base64\n\nPGh0bWw+PHA+VG9sZCBvbiAyIE1hcmNoLjwvcD4=\n" FILE(
                                      "filename=notes.txt") PLAIN "4 March 2026\n\nChile left.\n--xx--\n",
        "a.eml|a|2026-03-02|See the notes.\na.eml#notes.txt|a/notes|2026-03-02|Peru left.\n\n"
        "a.eml#page.html|a/page|2026-03-02|Told on 2 March.\n"
        "a.eml#notes.txt:3|a/notes:3|2026-03-04|4 March 2026\n\nChile left.\n\n");
    expect_all(
        TWO FILE("filename*=utf-8''Z%C3%A4hlung%201.txt") PLAIN
        "One.\n" FILE("filename*0=\"of two \"; filename*1*=pieces%2Etxt") PLAIN
        "Two.\n" FILE("filename=\"=?utf-8?Q?B=C3=A4r?=.txt\"") PLAIN "Three.\n" FILE("size=7") PLAIN "Four.\n--xx--\n",
        "a.eml#Z\xC3\xA4hlung 1.txt|a/Z\xC3\xA4hlung 1|2026-03-02|One.\n\n"
        "a.eml#of two pieces.txt|a/of two pieces|2026-03-02|Two.\n\n"
        "a.eml#B\xC3\xA4r.txt|a/B\xC3\xA4r|2026-03-02|Three.\n\na.eml#attachment|a/attachment|2026-03-02|Four.\n\n");
    expect_all(
        TWO PLAIN
        "See.\n" FILE("filename=l.jsonl") "Content-Type: application/json\n\n{\"id\":\"x\",\"text\":\"One.\"}\n"
                                          "{\"text\":\"Two.\",\"date\":\"2020-01-01\"}\n--xx--\n",
        "a.eml|a|2026-03-02|See.\na.eml#l.jsonl#x|x|2026-03-02|One.\na.eml#l.jsonl#L2|a.eml#l.jsonl#L2|2020-01-01|Two.\n");
    expect_all(HEAD "\nAlone.\n", "a.eml|a|2026-03-02|Alone.\n");
    expect_all(
        TWO FILE("filename=j.txt") "Content-Type: text/plain; charset=iso-2022-jp\n\n\x1B$BF|K\\\x1B(B\n--xx--\n",
        "a.eml#j.txt|a/j|2026-03-02|\xE6\x97\xA5\xE6\x9C\xAC\n\n");
}

static void test_mail__keeps_what_is_attached_to_an_attached_one(void **state)
{
    (void)state;
    expect_all(
        TWO PLAIN "See.\n" FILE(
            "filename=in.eml") "Content-Type: application/octet-stream\n\n" HEAD
                               "Content-Type: multipart/mixed; boundary=yy\n\n--yy\n\nInner.\n--yy\nContent-Type: text/plain\n"
                               "Content-Disposition: attachment; filename=deep.txt\n\nDeep.\n--yy--\n--xx--\n",
        "a.eml|a|2026-03-02|See.\na.eml#in.eml|a/in|2026-03-02|Inner.|attachments\n");
    expect_all("From a@b.example Mon Mar  2 10:12:00 2026\nFrom: a@b.example\nMessage-ID: <one@b>\n"
               "Content-Type: multipart/mixed; boundary=yy\n\n--yy\n\nOuter.\n"
               "--yy\nContent-Type: text/plain\n"
               "Content-Disposition: attachment; filename=n.txt\n\nNotes.\n--yy--\n\n"
               "From - Tue Mar  3 10:12:00 +0100 2026\nFrom: a@b.example\n\nNext.\n",
               "a.eml#one@b|one@b|2026-03-02|Outer.\na.eml#one@b#n.txt|one@b/n|2026-03-02|Notes.\n\n"
               "a.eml#L16|a.eml#L16|2026-03-03|Next.\n");
}

static void test_mail__tells_what_is_not_read(void **state)
{
    (void)state;
    static const char mail[] =
        TWO "\nSee the paper.\n--xx\nContent-Type: application/pdf; name=\"paper.pdf\"\n"
            "Content-Transfer-Encoding: base64\n\nJVBERi0=\n"
            "--xx\nContent-Type: image/png\n\niVBOR\n--xx\nContent-Type: image/png\nContent-ID: <logo>\n"
            "Content-Disposition: attachment; filename=logo.png\n\niVBOR\n"
            "--xx\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN\n"
            "--xx\nContent-Type: text/calendar; name=call.ics\n\nBEGIN:VCALENDAR\n--xx--\n";
    lun_document *document = load(mail);
    assert_string_equal(document->text, "See the paper.");
    assert_string_equal(document->problems->code, "attachments");
    assert_string_equal(document->problems->message,
                        "a.eml: 2 attached files are not read: paper.pdf (a PDF document), call.ics (text/calendar); "
                        "save what holds text as a file of its own");
    lun_document_free(document);
    expect(HEAD "\n\n", "", "empty");
    expect(HEAD "Content-Type: multipart/mixed; boundary=never\n\nNo part begins.\n", "", "empty");
    expect(
        TWO
        "Content-Type: multipart/alternative; boundary=yy\n\n--yy\n\nSaid.\n--yy\nContent-Type: text/x-amp-html\n\n<p>Said.\n"
        "--yy--\n--xx\nContent-Type: text/x-amp-html\n\n<p>Else.\n--xx--\n",
        "Said.", "attachments");
    expect(
        HEAD
        "Content-Type: multipart/alternative; boundary=yy\n\n--yy\n\nSaid.\n--yy\nContent-Type: text/x-amp-html\n\n<p>Said.\n"
        "--yy--\n",
        "Said.", "");
    expect(TWO FILE("filename=nothing.txt") PLAIN "--xx--\n", "", "empty");
    expect(TWO "\nSeen.\n--xx\nContent-Type: image/png; name=logo.png\nContent-Disposition: inline\n\niVBOR\n--xx--\n",
           "Seen.", "");
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
        cmocka_unit_test(test_mail__is_followed_by_the_files_attached_to_it),
        cmocka_unit_test(test_mail__keeps_what_is_attached_to_an_attached_one),
        cmocka_unit_test(test_mail__tells_what_is_not_read),
        cmocka_unit_test(test_mail__is_told_from_memos_and_mailboxes),
        cmocka_unit_test(test_mail__of_parts_in_parts_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
