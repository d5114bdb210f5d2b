/*
** test_run_lines.c - files and streams in pieces of whole lines, and the table of what a corpus holds.
*/
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "run/known.h"
#include "run/lines.h"

#define PIECE 65536

static uint64_t dice = 20261128;

static unsigned roll(unsigned n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((dice >> 33) % n);
}

static int file_of(const lun_buf *bytes)
{
    char path[] = "/tmp/lunette-lines-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd > 2);
    unlink(path);
    for (size_t done = 0; done < bytes->len;) {
        ssize_t n = write(fd, bytes->data + done, bytes->len - done);
        assert_true(n > 0);
        done += (size_t)n;
    }
    return fd;
}

/* Lines of all lengths around those that matter: of the limit, of a piece. */
static void make_lines(lun_buf *out, size_t limit)
{
    unsigned n = 1 + roll(60);
    for (unsigned i = 0; i < n; i++) {
        size_t len = roll(8) ? roll(200) : roll(2) ? limit - 3 + roll(7) : roll(3) ? PIECE - 3 + roll(7) : roll(200000);
        for (size_t k = roll(30) ? len : 0; k; k--)
            lun_buf_addc(out, (char)(roll(40) ? 'a' + roll(26) : roll(2) ? '\r' : '\0'));
        if (i + 1 < n || roll(2))
            lun_buf_addc(out, '\n');
    }
}

/* What the pieces are to be: lines up to the limit whole, of longer ones limit + 1 bytes or more of their beginning. */
static void check_pieces(lun_lines *lines, const lun_buf *input, size_t limit, int writer)
{
    const char *at = input->data, *stop = input->data + input->len;
    size_t line = 1, written = 0;
    lun_piece piece;
    lun_error err = LUN_ERROR_INIT;
    for (;;) {
        int rc = lun_lines_next(lines, &piece, &err);
        if (rc == 2 && writer >= 0) {
            size_t some = input->len - written, most = roll(3) ? 1 + roll(60000) : 1 + roll(300);
            some = some < most ? some : most; /* less than a pipe holds */
            if (some)
                written += (size_t)write(writer, input->data + written, some);
            if (written == input->len)
                close(writer), writer = -1;
            continue;
        }
        if (rc == 2)
            continue;
        assert_in_range(rc, 0, 1);
        if (rc == 0)
            break;
        assert_int_equal(piece.line, line);
        assert_true(piece.len > 0);
        for (const char *from = piece.data, *end = piece.data + piece.len; from < end;) {
            const char *whole = memchr(at, '\n', (size_t)(stop - at)), *part = memchr(from, '\n', (size_t)(end - from));
            size_t len = (size_t)((whole ? whole : stop) - at), got = (size_t)((part ? part : end) - from);
            assert_true(at < stop);
            assert_true(got <= len && memcmp(from, at, got) == 0);
            assert_true(got == len || got > limit);
            at += len + (whole != NULL);
            from += got + (part != NULL);
            line += 1;
        }
    }
    assert_true(at == stop);
    if (writer >= 0)
        close(writer);
}

static void test_pieces__of_any_file_join_to_its_lines(void **state)
{
    (void)state;
    for (int round = 0; round < 80; round++) {
        lun_lines lines;
        lun_buf input = LUN_BUF_INIT;
        size_t limit = roll(2) ? 10 + roll(300) : roll(2) ? 5000 + roll(70000) : 1 << 20;
        make_lines(&input, limit);
        if (!input.data)
            continue;
        int fd = file_of(&input);
        lun_lines_open(&lines, fd, LUN_LINES_FILE, 0, limit);
        lseek(fd, (off_t)roll(1000), SEEK_SET); /* who shares the file cannot move what is read */
        check_pieces(&lines, &input, limit, -1);
        lun_lines_close(&lines);
        lun_buf_clear(&input);
    }
}

/* Lines just below the limit, of a file that is longer than a piece. */
static void test_lines__below_a_small_limit_are_whole(void **state)
{
    (void)state;
    for (size_t len = 1000; len < 1100; len += 7) {
        lun_lines lines;
        lun_piece piece;
        lun_error err = LUN_ERROR_INIT;
        lun_buf input = LUN_BUF_INIT;
        int rc;
        for (int i = 0; i < 500; i++) {
            for (size_t k = 0; k + 1 < len - (size_t)i % 100; k++)
                lun_buf_addc(&input, 'x');
            lun_buf_addc(&input, '\n');
        }
        lun_lines_open(&lines, file_of(&input), LUN_LINES_FILE, 0, 1100);
        while ((rc = lun_lines_next(&lines, &piece, &err)) == 1)
            assert_int_equal(piece.data[piece.len - 1], '\n');
        assert_int_equal(rc, 0);
        lun_lines_close(&lines);
        lun_buf_clear(&input);
    }
}

static void test_pieces__of_any_stream_join_to_its_lines(void **state)
{
    (void)state;
    for (int round = 0; round < 80; round++) {
        lun_lines lines;
        lun_buf input = LUN_BUF_INIT;
        int pair[2];
        size_t limit = roll(2) ? 10 + roll(300) : 5000 + roll(200000);
        make_lines(&input, limit);
        if (!input.data)
            continue;
        assert_int_equal(pipe(pair), 0);
        lun_lines_open(&lines, pair[0], LUN_LINES_STREAM, 0, limit);
        check_pieces(&lines, &input, limit, pair[1]);
        lun_lines_close(&lines);
        lun_buf_clear(&input);
    }
}

static void test_bytes__that_were_read_before_come_first(void **state)
{
    lun_lines lines;
    lun_piece piece;
    lun_error err = LUN_ERROR_INIT;
    int pair[2];
    (void)state;
    assert_int_equal(pipe(pair), 0);
    assert_int_equal(write(pair[1], "two\nthree", 9), 9);
    close(pair[1]);
    lun_lines_open(&lines, pair[0], LUN_LINES_STREAM, 0, 100);
    lun_lines_unread(&lines, "one\n", 4);
    assert_int_equal(lun_lines_next(&lines, &piece, &err), 1);
    assert_memory_equal(piece.data, "one\n", piece.len);
    assert_int_equal(lun_lines_next(&lines, &piece, &err), 1);
    assert_memory_equal(piece.data, "two\n", piece.len);
    assert_int_equal(piece.line, 2);
    assert_int_equal(lun_lines_next(&lines, &piece, &err), 1);
    assert_memory_equal(piece.data, "three", piece.len);
    assert_int_equal(lun_lines_next(&lines, &piece, &err), 0);
    lun_lines_close(&lines);
    lun_lines_close(&lines);
}

/* /dev/zero is one line without end: others get their turn. */
static void test_a_line__without_end_gives_way(void **state)
{
    lun_lines lines;
    lun_piece piece;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    lun_lines_open(&lines, fd, LUN_LINES_STREAM, 0, 1 << 20);
    assert_int_equal(lun_lines_next(&lines, &piece, &err), 1);
    assert_int_equal(piece.len, (1 << 20) + 1);
    for (int i = 0; i < 3; i++)
        assert_int_equal(lun_lines_next(&lines, &piece, &err), 2);
    assert_true(lines.buf.capacity < (4 << 20));
    lun_lines_close(&lines);
}

/* ---- counting ---- */

static void test_lines__that_are_blank_do_not_count(void **state)
{
    static const char text[] = "\n \t\r\n{1}\r\n\r\n  \n{2}\n\n{3}";
    const char *at = text, *start;
    size_t line = 10, len;
    (void)state;
    assert_int_equal(lun_lines_count(text, strlen(text)), 3);
    assert_int_equal(lun_lines_count(text, 0), 0);
    assert_int_equal(lun_lines_number(text, strlen(text), 10, 0), 12);
    assert_int_equal(lun_lines_number(text, strlen(text), 10, 1), 15);
    assert_int_equal(lun_lines_number(text, strlen(text), 10, 2), 17);
    assert_int_equal(lun_lines_step(&at, text + strlen(text), &line, &start, &len), 1);
    assert_memory_equal(start, "{1}\r", len);
    assert_int_equal(line, 13);
    assert_int_equal(lun_lines_count("\0\n", 2), 1); /* NUL is no blank */
}

/* ---- known ---- */

static void hash_of(uint64_t i, uint8_t out[16])
{
    uint64_t parts[2] = { i * 0x9E3779B97F4A7C15u, i ^ 0xABCDEF };
    memcpy(out, parts, 16);
}

static void test_known__finds_what_was_added_and_nothing_else(void **state)
{
    enum { MANY = 50000 };
    lun_known *known = lun_known_new();
    uint8_t hash[16];
    char uri[40];
    (void)state;
    assert_non_null(known);
    hash_of(1, hash);
    assert_int_equal(lun_known_find(known, "uri", hash), 0);
    for (int i = 1; i <= MANY; i++) {
        hash_of((uint64_t)i, hash);
        snprintf(uri, sizeof uri, "papers/%d.txt", i % 20000); /* one uri with several contents */
        lun_known_add(known, uri, hash, i | (i % 3 ? 0 : LUN_KNOWN_STALE));
    }
    for (int i = 1; i <= MANY; i++) {
        hash_of((uint64_t)i, hash);
        snprintf(uri, sizeof uri, "papers/%d.txt", i % 20000);
        assert_int_equal(lun_known_find(known, uri, hash), i | (i % 3 ? 0 : LUN_KNOWN_STALE));
        assert_int_equal(lun_known_find(known, "papers/x.txt", hash), 0);
        hash[15] ^= 1;
        assert_int_equal(lun_known_find(known, uri, hash), 0);
    }
    hash_of(7, hash);
    lun_known_add(known, "papers/7.txt", hash, 99); /* the last word counts */
    assert_int_equal(lun_known_find(known, "papers/7.txt", hash), 99);
    lun_known_protect(known);
    assert_int_equal(lun_known_find(known, "papers/7.txt", hash), 99);
    lun_known_free(known);
}

static void test_known__that_is_not_there_knows_nothing(void **state)
{
    uint8_t hash[16] = { 0 };
    (void)state;
    lun_known_add(NULL, "uri", hash, 1);
    assert_int_equal(lun_known_find(NULL, "uri", hash), 0);
    lun_known_protect(NULL);
    lun_known_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces__of_any_file_join_to_its_lines),
        cmocka_unit_test(test_lines__below_a_small_limit_are_whole),
        cmocka_unit_test(test_pieces__of_any_stream_join_to_its_lines),
        cmocka_unit_test(test_bytes__that_were_read_before_come_first),
        cmocka_unit_test(test_a_line__without_end_gives_way),
        cmocka_unit_test(test_lines__that_are_blank_do_not_count),
        cmocka_unit_test(test_known__finds_what_was_added_and_nothing_else),
        cmocka_unit_test(test_known__that_is_not_there_knows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
