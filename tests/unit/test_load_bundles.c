/*
** test_load_bundles.c - files that hold files: mailboxes mail by mail, archives file by file, what one compressed file holds.
*/
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
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

/* ---- archives ---- */

typedef struct member {
    const char *name, *text; /* NULL: a folder */
} member;

typedef struct form {
    const char *name;
    int (*format)(struct archive *);
    int (*filter)(struct archive *);
    const char *options;
} form;

static const form zip = { "a.zip", archive_write_set_format_zip, archive_write_add_filter_none, NULL };
static const form tar = { "a.tar", archive_write_set_format_pax_restricted, archive_write_add_filter_none, NULL };
static const form tar_gz = { "a.tar.gz", archive_write_set_format_ustar, archive_write_add_filter_gzip, NULL };
static const form gz = { "a.jsonl.gz", archive_write_set_format_raw, archive_write_add_filter_gzip, NULL };

static la_ssize_t take_bytes(struct archive *out, void *context, const void *data, size_t len)
{
    (void)out;
    lun_buf_add(context, data, len);
    return (la_ssize_t)len;
}

static void add_member(struct archive *out, const char *name, const char *text, size_t len)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, text == NULL ? AE_IFDIR : strcmp(text, "->") == 0 ? AE_IFLNK : AE_IFREG);
    if (text != NULL && strcmp(text, "->") == 0)
        archive_entry_set_symlink(entry, "/etc/passwd");
    else if (text != NULL)
        archive_entry_set_size(entry, (la_int64_t)len);
    archive_entry_set_perm(entry, 0644);
    assert_int_equal(archive_write_header(out, entry), ARCHIVE_OK);
    if (archive_entry_filetype(entry) == AE_IFREG && len > 0)
        assert_int_equal(archive_write_data(out, text, len), len);
    archive_entry_free(entry);
}

static struct archive *begin_archive(lun_buf *out, const form *f)
{
    struct archive *archive = archive_write_new();
    assert_int_equal(f->format(archive), ARCHIVE_OK);
    assert_int_equal(f->filter(archive), ARCHIVE_OK);
    if (f->options != NULL) {
        assert_int_equal(archive_write_set_options(archive, f->options), ARCHIVE_OK);
        archive_write_set_passphrase(archive, "word");
    }
    archive_write_set_bytes_in_last_block(archive, 1);
    assert_int_equal(archive_write_open(archive, out, NULL, take_bytes, NULL), ARCHIVE_OK);
    return archive;
}

static lun_buf archive_of(const form *f, const member *members, size_t n)
{
    lun_buf out = LUN_BUF_INIT;
    struct archive *archive = begin_archive(&out, f);
    for (size_t i = 0; i < n; i++)
        add_member(archive, members[i].name, members[i].text, members[i].text ? strlen(members[i].text) : 0);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    return out;
}

static void expect_members(const form *f, const member *members, size_t n, size_t limit, const char *documents)
{
    lun_buf archive = archive_of(f, members, n);
    expect(f->name, archive.data, archive.len, limit, documents);
    lun_buf_clear(&archive);
}

#define MEMBERS(members) members, sizeof(members) / sizeof *(members)

static void test_archive__is_read_file_by_file_in_every_format(void **state)
{
    (void)state;
    static const form forms[] = {
        { "a", archive_write_set_format_zip, archive_write_add_filter_none, NULL },
        { "a", archive_write_set_format_zip, archive_write_add_filter_none, "compression=store" },
        { "a", archive_write_set_format_7zip, archive_write_add_filter_none, NULL },
        { "a", archive_write_set_format_pax_restricted, archive_write_add_filter_none, NULL },
        { "a", archive_write_set_format_gnutar, archive_write_add_filter_gzip, NULL },
        { "a", archive_write_set_format_ustar, archive_write_add_filter_bzip2, NULL },
        { "a", archive_write_set_format_ustar, archive_write_add_filter_xz, NULL },
        { "a", archive_write_set_format_ustar, archive_write_add_filter_zstd, NULL },
    };
    static const member members[] = {
        { "docs/", NULL },
        { "docs/caf\xC3\xA9.txt", "Norway thanked Peru." },
        { "b.html", "<html><body><p>Peru left.</p></body></html>" },
        { "docs/l.jsonl", "{\"id\":\"x\",\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n" },
        { "t.csv", "id,text\n7,Three.\n" },
        { "p.mbox", FROM HEAD "\nFour.\n\n" FROM HEAD "Message-ID: <v@w>\n\nFive.\n" },
        { "last.txt", "The end." },
    };
    static const char wanted[] = "a#docs/caf\xC3\xA9.txt|docs/caf\xC3\xA9|Norway thanked Peru.\n"
                                 "a#b.html|b|Peru left.\n"
                                 "a#docs/l.jsonl#x|x|One.\na#docs/l.jsonl#L2|a#docs/l.jsonl#L2|Two.\n"
                                 "a#t.csv#7|7|Three.\n"
                                 "a#p.mbox#L1|a#p.mbox#L1|Four.\na#p.mbox#v@w|v@w|Five.\n"
                                 "a#last.txt|last|The end.\n";
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        expect_members(&forms[i], MEMBERS(members), LIMIT, wanted);
}

static void test_archive__passes_over_what_is_no_file(void **state)
{
    (void)state;
    static const member members[] = {
        { "./.git/config", "hidden" },
        { "a/.b.txt", "hidden" },
        { "__MACOSX/a.txt", "beside" },
        { "link.txt", "->" },
        { "d/", NULL },
        { "../../up.txt", "Up." },
        { "/etc/abs.txt", "Absolute." },
        { "./r\xE9.txt", "Not UTF-8." },
    };
    static const member none[] = { { ".hidden", "x" } };
    expect_members(&tar_gz, MEMBERS(members), LIMIT,
                   "a.tar.gz#../../up.txt|../../up|Up.\na.tar.gz#/etc/abs.txt|/etc/abs|Absolute.\n"
                   "a.tar.gz#r%E9.txt|r%E9|Not UTF-8.\n");
    expect_members(&zip, MEMBERS(none), LIMIT, "a.zip|a.zip||empty\n");
}

static void test_archive__in_an_archive_is_not_unpacked(void **state)
{
    (void)state;
    static const member text[] = { { "a.txt", "Inner." } };
    lun_buf inner = archive_of(&zip, MEMBERS(text)), out = LUN_BUF_INIT;
    struct archive *archive = begin_archive(&out, &tar);
    add_member(archive, "in.zip", inner.data, inner.len);
    add_member(archive, "p.pdf", "%PDF-1.4", 8);
    add_member(archive, "b.txt", "Outer.", 6);
    archive_write_close(archive);
    archive_write_free(archive);
    expect("a.tar", out.data, out.len, LIMIT,
           "a.tar#in.zip|in||unknown-format\na.tar#p.pdf|p||unknown-format\na.tar#b.txt|b|Outer.\n");
    lun_buf_clear(&out);
    lun_buf_clear(&inner);
    inner = archive_of(&gz, MEMBERS(text));
    archive = begin_archive(&out, &gz);
    add_member(archive, "x", inner.data, inner.len);
    archive_write_close(archive);
    archive_write_free(archive);
    expect("a.gz.gz", out.data, out.len, LIMIT, "a.gz.gz|a.gz.gz|Inner.\n"); /* both are undone at once */
    lun_buf_clear(&out);
    lun_buf_clear(&inner);
}

#define TYPES \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" " \
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
#define WORDS \
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Norway thanked " \
    "Peru.</w:t></w:r></w:p></w:body></w:document>"

static void test_archive__is_told_from_office_documents(void **state)
{
    (void)state;
    static const member parts[] = { { "word/document.xml", WORDS }, { "[Content_Types].xml", TYPES } };
    static const member folder[] = { { "in/word/document.txt", "One." }, { "in/mimetype", "Two." } };
    expect_members(&zip, MEMBERS(parts), LIMIT, "a.zip|a.zip|Norway thanked Peru.\n");
    expect_members(&zip, MEMBERS(folder), LIMIT,
                   "a.zip#in/word/document.txt|in/word/document|One.\na.zip#in/mimetype|in/mimetype|Two.\n");
    lun_buf document = archive_of(&zip, MEMBERS(parts)), out = LUN_BUF_INIT;
    struct archive *archive = begin_archive(&out, &zip);
    add_member(archive, "a.docx", document.data, document.len);
    archive_write_close(archive);
    archive_write_free(archive);
    expect("a.zip", out.data, out.len, LIMIT, "a.zip#a.docx|a|Norway thanked Peru.\n");
    lun_buf_clear(&document);
    lun_buf_clear(&out);
}

static void test_archive__loses_a_broken_member_alone(void **state)
{
    (void)state;
    static const form secret = { "a.zip", archive_write_set_format_zip, archive_write_add_filter_none,
                                 "zip:encryption=traditional" };
    static const member members[] = { { "a.txt", "Norway thanked Peru." },
                                      { "a.txt", "Twice." },
                                      { "c.txt", "Left." } };
    static const char all[] =
        "a.tar#a.txt|a|Norway thanked Peru.\na.tar#a.txt:3|a|Twice.|duplicate-id\na.tar#c.txt|c|Left.\n";
    expect_members(&tar, MEMBERS(members), LIMIT, all);
    expect_members(
        &secret, MEMBERS(members), LIMIT,
        "a.zip#a.txt|a.txt||encrypted\na.zip#a.txt:3|a.txt||encrypted|duplicate-id\na.zip#c.txt|c.txt||encrypted\n");
    expect_members(&zip, MEMBERS(members), 10,
                   "a.zip#a.txt|a.txt||too-large\na.zip#a.txt:3|a|Twice.|duplicate-id\na.zip#c.txt|c|Left.\n");
    lun_buf cut = archive_of(&tar, MEMBERS(members));
    expect("a.tar", cut.data, 1024 + 512 + 3, LIMIT,
           "a.tar#a.txt|a|Norway thanked Peru.\na.tar#a.txt:3|a.txt||broken-archive|duplicate-id\n");
    lun_buf_clear(&cut);
    cut = archive_of(&zip, MEMBERS(members));
    char *second = memmem(cut.data + 4, cut.len - 4, "PK\3\4", 4);
    expect("a.zip", cut.data, (size_t)(second - cut.data) + 10, LIMIT,
           "a.zip#a.txt|a|Norway thanked Peru.\na.zip|a.zip||broken-archive\n");
    expect("a.zip", cut.data, 20, LIMIT, "a.zip|a.zip||broken-office\n");
    lun_buf_clear(&cut);
}

static void test_archive__ends_where_too_much_comes_out(void **state)
{
    (void)state;
    lun_buf out = LUN_BUF_INIT;
    static char blanks[1001];
    memset(blanks, 'x', sizeof blanks - 1);
    struct archive *archive = begin_archive(&out, &tar_gz);
    add_member(archive, "a.txt", "One.", 4);
    for (int i = 0; i < 70; i++)
        add_member(archive, ".hidden", blanks, sizeof blanks - 1);
    add_member(archive, "b.txt", "Two.", 4);
    archive_write_close(archive);
    archive_write_free(archive);
    expect("a.tgz", out.data, out.len, 1000, "a.tgz#a.txt|a|One.\na.tgz|a.tgz||too-large\n");
    expect("a.tgz", out.data, out.len, 2000, "a.tgz#a.txt|a|One.\na.tgz#b.txt|b|Two.\n");
    lun_buf_clear(&out);
    archive = begin_archive(&out, &tar_gz);
    add_member(archive, "a.txt", "One.", 4);
    for (int i = 0; i < LUN_ARCHIVE_MEMBERS; i++)
        add_member(archive, "d/", NULL, 0);
    archive_write_close(archive);
    archive_write_free(archive);
    expect("a.tgz", out.data, out.len, LIMIT, "a.tgz#a.txt|a|One.\na.tgz|a.tgz||too-large\n");
    lun_buf_clear(&out);
}

/* ---- one compressed file ---- */

static void expect_single(const char *name, const char *text, const char *documents)
{
    const member one = { "x", text };
    form f = gz;
    f.name = name;
    expect_members(&f, &one, 1, LIMIT, documents);
}

static void test_compressed_file__is_what_it_holds(void **state)
{
    (void)state;
    expect_single("a.txt.gz", "Norway thanked Peru.", "a.txt.gz|a.txt.gz|Norway thanked Peru.\n");
    expect_single("a.md.gz", "Norway *thanked* Peru.", "a.md.gz|a.md.gz|Norway thanked Peru.\n");
    expect_single("a.gz", "Norway *thanked* Peru.", "a.gz|a.gz|Norway *thanked* Peru.\n");
    expect_single("a.gz", "{\"id\":\"x\",\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n",
                  "a.gz#x|x|One.\na.gz#L2|a.gz#L2|Two.\n");
    expect_single("a.csv.gz", "text;n\nOne.;1\n", "a.csv.gz#L2|a.csv.gz#L2|One.\n");
    expect_single("a.gz", "", "a.gz|a.gz||empty\n");
    expect_single("a.gz", "%PDF-1.4", "a.gz|a.gz||unknown-format\n");
}

static void test_compressed_file__is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT, out;
    uint32_t noise = 1;
    for (int i = 0; i < 40000; i++) {
        noise = noise * 1664525 + 1013904223;
        lun_buf_addf(&text, "%08x%c", (unsigned)noise, i % 8 == 7 ? '\n' : ' ');
    }
    const member one = { "x", text.data };
    out = archive_of(&gz, &one, 1);
    char *all = all_of("a.txt.gz", out.data, out.len / 2, LIMIT * 10);
    assert_int_equal(strncmp(all, "a.txt.gz|a.txt.gz|3c88596c ", 27), 0);
    assert_non_null(strstr(all, "|broken-archive\n"));
    lun_free(all);
    expect("a.txt.gz", out.data, out.len, LIMIT, "a.txt.gz|a.txt.gz||too-large\n");
    lun_buf_clear(&out);
    lun_buf_clear(&text);
    for (int i = 0; i < 200; i++)
        lun_buf_adds(&text, "{\"text\":\"A line like all others.\"}\n");
    const member lines = { "x", text.data };
    out = archive_of(&gz, &lines, 1);
    all = all_of("a.jsonl.gz", out.data, out.len, 100); /* in all 64 times as much */
    assert_int_equal(strncmp(all, "a.jsonl.gz#L1|a.jsonl.gz#L1|A line like all others.\n", 51), 0);
    assert_non_null(strstr(all, "||too-large\n"));
    lun_free(all);
    lun_buf_clear(&out);
    lun_buf_clear(&text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* as the program does: names of members are UTF-8 */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mailbox__is_read_mail_by_mail),
        cmocka_unit_test(test_mailbox__tells_sentences_from_beginnings),
        cmocka_unit_test(test_mailbox__loses_a_broken_mail_alone),
        cmocka_unit_test(test_archive__is_read_file_by_file_in_every_format),
        cmocka_unit_test(test_archive__passes_over_what_is_no_file),
        cmocka_unit_test(test_archive__in_an_archive_is_not_unpacked),
        cmocka_unit_test(test_archive__is_told_from_office_documents),
        cmocka_unit_test(test_archive__loses_a_broken_member_alone),
        cmocka_unit_test(test_archive__ends_where_too_much_comes_out),
        cmocka_unit_test(test_compressed_file__is_what_it_holds),
        cmocka_unit_test(test_compressed_file__is_read_as_far_as_it_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
