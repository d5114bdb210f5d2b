/*
** test_load_fault.c - memory that runs out at any allocation: an error or a whole document, no leak, no crash.  label: fault
*/
#include "office_zip.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "load/load.h"
#include "load/pdf.h"

/* One way through the library: LUN_ENOMEM, or 0. */
typedef int (*trial)(const void *context);

/* Fails the first allocation, then the second, and so on, until the trial gets through. */
static void walk(trial run, const void *context)
{
    size_t n = 1;
    for (;; n++) {
        lun_mem_fail_after(n);
        int rc = run(context);
        size_t asked = lun_mem_count();
        lun_mem_fail_after(0);
        assert_true(rc == 0 || rc == LUN_ENOMEM);
        if (rc == 0 && asked < n)
            break;
        assert_true(n < 20000);
    }
    assert_true(n > 5);
}

typedef struct sample {
    const char *name, *data;
    size_t len;
} sample;

static int load_bytes(const void *context)
{
    const sample *s = context;
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_load_bytes(&document, s->name, s->data, s->len, NULL, &err);
    assert_true((rc == 0) == (document != NULL));
    lun_document_free(document);
    return rc;
}

#define SAMPLE(name, literal) \
    { \
        name, literal, sizeof literal - 1 \
    }

static void test_load_bytes__survives_lack_of_memory(void **state)
{
    (void)state;
    static const sample samples[] = {
        SAMPLE("a.txt", "Caf\xe9 na\xefve\r\nand more\r\n"),
        SAMPLE("u.txt", "\xFF\xFE"
                        "T\0w\0o\0"),
        SAMPLE(
            "a.md",
            "---\ntitle: T\nplace: north\n---\n# H\n\nSome *words* and a [link](http://e.org) here.\n\n- one\n- two\n\n| a | b |\n"),
        SAMPLE(
            "a.html",
            "<html lang=en><title>Ferry | Office</title><link rel=canonical href=https://www.mid.ru/x><script>{\"datePublished\":\"2020-01-02\"}</script>"
            "<nav>Home</nav><h1>Ferry</h1><p>It &amp; the <a href=x>lock</a></p><table><tr><td>1<td>2</table>"),
        SAMPLE("a.json",
               "{\"id\":\"a\",\"text\":\"one\\r\\ntwo\",\"tags\":[1,2],\"date\":\"never\",\"country\":\"CHN\"}"),
        SAMPLE("a.csv", "id,text,note\n1,\"one, two\",x\n2,three,y\n"),
        SAMPLE("n.csv", "id,text,n\xe9,\x81\n1,\"one, two\",x,y\n"),
        SAMPLE("a.eml",
               "From: a@b.org\nReceived: x\nSubject: =?iso-8859-1?Q?Caf=E9?= so\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n"
               "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nT25l\n"
               "--b\nContent-Type: text/html\n\n<p>Two\n--b\nContent-Type: a/b; name=c\n\nx\n"
               "--b\nContent-Disposition: attachment; filename*=utf-8''N%C3%A4.txt\n\nThree.\n--b--\n"),
        SAMPLE(
            "b.mbox",
            "From a@b Mon Mar  2 09:30:00 2026\nFrom: a@b.org\nSubject: S\nContent-Type: multipart/mixed; boundary=b\n\n"
            "--b\nContent-Disposition: attachment; filename=\"=?utf-8?Q?n=C3=A4?=.txt\"\nContent-Type: text/plain; charset=iso-8859-1\n\nOn\xe9.\n--b--\n"),
        SAMPLE("a.mbox", "From a@b Mon Mar  2 09:30:00 2026\nFrom: a@b.org\nMessage-ID: <1@b>\n\nOne.\n>From\n\n"
                         "From a@b Mon Mar  2 09:30:00 2026\nFrom: a@b.org\nMessage-ID: <1@b>\n\nTwo.\n"),
        SAMPLE(
            "a.zip",
            "PK\003\004\024\000\000\000\000\000\000\000!P\367\220\302w)\000\000\000)\000\000\000\007\000\000\000a.jsonl{\"id\":\"x\",\"text\":\"One.\""
            "}\012{\"text\":\"Two.\"}\012PK\003\004\024\000\000\000\000\000\000\000!P\077$\351\304\006\000\000\000\006\000\000\000\005\000\000\000b.txtThree.P"
            "K\001\002\024\003\024\000\000\000\000\000\000\000!P\367\220\302w)\000\000\000)\000\000\000\007\000\000\000\000\000\000\000\000\000\000\000\200\001\000\000\000\000a.jsonlPK\001\002\024\003\024\000"
            "\000\000\000\000\000\000!P\077$\351\304\006\000\000\000\006\000\000\000\005\000\000\000\000\000\000\000\000\000\000\000\200\001N\000\000\000b.txtPK\005\006\000\000\000\000\002\000\002\000h\000\000\000w"
            "\000\000\000\000\000"),
        SAMPLE(
            "a.jsonl.gz",
            "\037\213\010\000\000\000\000\000\002\003\253V\312LQ\262R\252P\322Q*I\255(\0012\375\363R\365\224j\271\252a\374\220\362|\020\037\000\367\220\302w)\000\000\000"),
        SAMPLE("e.txt", ""),
        SAMPLE("p.pdf", "%PDF-1.4"),
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        walk(load_bytes, &samples[i]);
}

#define WORD "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define OPEN \
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"

static void test_office__survives_lack_of_memory(void **state)
{
    (void)state;
    static const member word[] = {
        { "[Content_Types].xml",
          "<Types><Override PartName='/word/document.xml' ContentType='wordprocessingml.document.main+xml'/></Types>",
          0 },
        { "word/document.xml",
          "<w:document " WORD
          "><w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>On fish</w:t></w:r></w:p>" P("Oslo, 3 March 2026") "<w:p><w:r><w:t>Peru</w:t><w:txbxContent>" P(
              "box") "</w:txbxContent></w:r></w:p><w:tbl><w:tr><w:tc>" P("a") "</w:tc><w:tc>" P("b") "</w:tc></w:tr></w:tbl></w:document>",
          0 },
        { "word/footnotes.xml", "<w:footnotes " WORD ">" P("A note.") "</w:footnotes>", 0 },
        { "docProps/core.xml", "<c><title>On the sea</title><creator>A. B.</creator><created>2026</created></c>", 0 },
    };
    static const member open[] = {
        { "mimetype", "application/vnd.oasis.opendocument.text", 0 },
        { "content.xml", "<text:text " OPEN "><text:p>One<text:s text:c='3'/>two</text:p><text:p>broken", 0 },
        { "meta.xml", "<m><title>On the sea</title></m>", 0 },
    };
    sample samples[] = { { "a.docx", NULL, 0 }, { "a.odt", NULL, 0 } };
    char *data[] = { zip(word, 4, &samples[0].len), zip(open, 3, &samples[1].len) };
    for (size_t i = 0; i < 2; i++) {
        samples[i].data = data[i];
        walk(load_bytes, &samples[i]);
        lun_free(data[i]);
    }
}

static int load_pdf(const void *context)
{
    const sample *s = context;
    char *copy = lun_malloc(s->len);
    lun_input input;
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    if (!copy)
        return LUN_ENOMEM;
    memcpy(copy, s->data, s->len);
    lun_input_take_memory(&input, copy, s->len);
    int rc = lun_load__pdf(&document, &input, s->name, "a", LUN_TEXT_MAX, &err);
    assert_true((rc == 0) == (document != NULL));
    lun_document_free(document);
    return rc;
}

#define BOX(y, height) "xMin='72' yMin='" y "' xMax='90' yMax='" height "'"
#define PAGE(word) \
    "<page height='842'><block><line><word " BOX("30", "40") ">HEAD</word></line></block><block><line><word " BOX( \
        "200", \
        "210") ">Co-</word>" \
               "<word " BOX("200", "210") ">long-term</word><word " BOX("200", "210") ">co-</word></line><line><word " BOX( \
                   "212", "222") ">" word \
                                 "</word></line></block><block><line><word " BOX( \
                                     "700", "706") ">1</word><word>Note.</word></line></block></page>"

static void test_load_pdf__survives_lack_of_memory(void **state)
{
    (void)state;
    static const char xhtml[] =
        "<html><head><title>On the sea</title><meta name='Author' content='A. B.'/><meta name='CreationDate' "
        "content='2026'/></head>" PAGE("operate") PAGE("o\xFFp") PAGE("end.") "</html>";
    lun_buf all = LUN_BUF_INIT;
    lun_buf_adds(&all, xhtml);
    for (int i = 0; i < LUN_PDF_TRAILER; i++)
        lun_buf_addc(&all, i == 0 ? LUN_PDF_FAILED : '\0');
    const sample s = { "a.pdf", all.data, all.len };
    walk(load_pdf, &s);
    lun_buf_clear(&all);
}

static int read_folder(const void *context)
{
    const char *path = context;
    const char *const globs[] = { "*.*", NULL };
    lun_load_options options = { .globs = globs, .path_template = "{id}", .language = "en", .sidecar = NULL };
    lun_source *source = NULL;
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    char sidecar[80];
    strcpy(sidecar, path);
    strcat(sidecar, "/side.csv");
    options.sidecar = sidecar;
    int rc = lun_source_open(&source, &path, 1, &options, &err);
    assert_true((rc == 0) == (source != NULL));
    while (rc == 0 && (rc = lun_source_next(source, &document, &err)) > 0) {
        lun_document_free(document);
        rc = 0;
    }
    lun_source_close(source);
    return rc;
}

static void put(const char *folder, const char *name, const char *text)
{
    char *path = lun_path_join(folder, name);
    assert_int_equal(lun_file_write(path, text, strlen(text), NULL), 0);
    lun_free(path);
}

static void test_source__survives_lack_of_memory(void **state)
{
    (void)state;
    char folder[64] = "/tmp/lun-fault-XXXXXX", command[100] = "rm -rf ";
    assert_non_null(mkdtemp(folder));
    put(folder, "side.csv", "id,country\na,NO\n");
    put(folder, ".lunetteignore", "*.tmp\n");
    put(folder, "a.txt", "The ferry left.");
    put(folder, "b.jsonl", "{\"id\":\"x\",\"text\":\"one\"}\n{\"id\":\"x\",\"text\":\"two\"}\n{\"cut\n");
    put(folder, "c.csv", "id,text\n1,one\n2,\"two\n");
    put(folder, "d.json", "[{\"text\":\"one\"},{\"text\":\"two\"}]");
    char *loop = lun_path_join(folder, "e.loop");
    assert_int_equal(symlink(".", loop), 0);
    lun_free(loop);
    walk(read_folder, folder);
    strcat(command, folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load_bytes__survives_lack_of_memory),
        cmocka_unit_test(test_office__survives_lack_of_memory),
        cmocka_unit_test(test_load_pdf__survives_lack_of_memory),
        cmocka_unit_test(test_source__survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
