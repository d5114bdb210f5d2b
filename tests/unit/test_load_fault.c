/*
** test_load_fault.c - memory that runs out at any allocation: an error or a whole document, no leak, no crash.  label: fault
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "load/load.h"

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
               "--b\nContent-Type: text/html\n\n<p>Two\n--b\nContent-Type: a/b; name=c\n\nx\n--b--\n"),
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
        cmocka_unit_test(test_source__survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
