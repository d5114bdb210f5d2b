/*
** test_utf8.c - UTF-8 against a slow decoder, and offsets there and back.
*/
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "unit/walk.h"

/* The well-formed sequences, written as the ranges of table 3-7 of the Unicode standard. */
static const unsigned char ranges[][8] = {
    { 0x00, 0x7F },
    { 0xC2, 0xDF, 0x80, 0xBF },
    { 0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF },
    { 0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF },
    { 0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF },
    { 0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF },
    { 0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF },
    { 0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF },
    { 0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF },
};

static unsigned range_bytes(const unsigned char *range)
{
    unsigned n = 1;

    while (n < 4 && range[2 * n + 1] != 0)
        n++;
    return n;
}

static uint32_t slow_point(const unsigned char *s, unsigned n)
{
    uint32_t point = n == 1 ? s[0] : s[0] & (0xFFu >> (n + 1));

    for (unsigned i = 1; i < n; i++)
        point = point * 64 + s[i] % 64;
    return point;
}

/* The slow decoder: tries every row; a malformed part is as long as the longest beginning of a row, at least one byte. */
static uint32_t slow_decode(const char *text, size_t len, unsigned *width)
{
    const unsigned char *s = (const unsigned char *)text;

    *width = 1;
    for (size_t row = 0; row < sizeof ranges / sizeof ranges[0]; row++) {
        unsigned n = range_bytes(ranges[row]);
        unsigned fits = 0;

        while (fits < n && fits < len && s[fits] >= ranges[row][2 * fits] && s[fits] <= ranges[row][2 * fits + 1])
            fits++;
        if (fits == n) {
            *width = n;
            return slow_point(s, n);
        }
        if (fits > *width)
            *width = fits;
    }
    return LUN_UTF8_BAD;
}

static void compare_decoders(const char *text, size_t len)
{
    unsigned width, slow_width;

    assert_int_equal(lun_utf8_decode(text, len, &width), slow_decode(text, len, &slow_width));
    assert_int_equal(width, slow_width);
}

static void test_utf8__decodes_as_the_slow_decoder_does(void **state)
{
    static const unsigned char tails[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE1, 0xFF };
    enum { N = sizeof tails };
    char text[4];

    (void)state;
    for (unsigned lead = 0; lead < 256; lead++)
        for (unsigned i = 0; i < N * N * N; i++) {
            text[0] = (char)lead;
            text[1] = (char)tails[i % N];
            text[2] = (char)tails[i / N % N];
            text[3] = (char)tails[i / N / N];
            for (size_t len = 1; len <= 4; len++)
                compare_decoders(text, len);
        }
}

static void test_utf8__encodes_every_scalar_value_and_nothing_else(void **state)
{
    char bytes[4];
    unsigned width;

    (void)state;
    for (uint32_t point = 0; point < 0x110400; point++) {
        unsigned n = lun_utf8_encode(point, bytes);

        if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) {
            assert_int_equal(n, 0);
            continue;
        }
        if (lun_utf8_decode(bytes, n, &width) != point || width != n)
            fail_msg("U+%04X is not read back", point);
    }
}

static int slow_valid(const char *text, size_t len)
{
    unsigned width;

    for (size_t i = 0; i < len; i += width)
        if (slow_decode(text + i, len - i, &width) == LUN_UTF8_BAD)
            return 0;
    return 1;
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A text of n random code points; the more the kind, the fewer are ASCII. */
static size_t random_text(char *out, size_t n, uint32_t kind, uint32_t *seed)
{
    static const uint32_t tops[] = { 0x7F, 0x7FF, 0xFFFF, 0x10FFFF };
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t top = random_next(seed) % 4 < kind ? tops[random_next(seed) % 4] : 0x7F;
        unsigned bytes = lun_utf8_encode(random_next(seed) % (top + 1), out + len);

        len += bytes;
    }
    return len;
}

static void test_utf8__valid_agrees_with_the_slow_decoder_on_damaged_text(void **state)
{
    uint32_t seed = 11;
    char text[400];
    int damaged = 0;

    (void)state;
    for (unsigned round = 0; round < 4000; round++) {
        size_t len = random_text(text, 60, round % 5, &seed);

        assert_true(lun_utf8_valid(text, len));
        text[random_next(&seed) % len] = (char)random_next(&seed);
        assert_int_equal(lun_utf8_valid(text, len), slow_valid(text, len));
        damaged += !slow_valid(text, len);
    }
    assert_in_range(damaged, 500, 3900);
    assert_true(lun_utf8_valid("", 0));
}

static void test_utf8__valid_sees_a_bad_byte_anywhere(void **state)
{
    char text[200];

    (void)state;
    for (size_t at = 0; at < sizeof text; at++) {
        memset(text, 'a', sizeof text);
        assert_true(lun_utf8_valid(text, sizeof text));
        text[at] = (char)0xFF;
        assert_false(lun_utf8_valid(text, sizeof text));
        assert_true(lun_utf8_valid(text, at));
    }
}

static void check_offsets(const char *text, size_t len)
{
    lun_offsets *map = lun_offsets_new(text, len);
    size_t point = 0;

    assert_non_null(map);
    for (size_t byte = 0; byte < len;) {
        unsigned width;

        lun_utf8_decode(text + byte, len - byte, &width);
        assert_int_equal(lun_offsets_to_bytes(map, point), byte);
        for (unsigned i = 0; i < width; i++)
            assert_int_equal(lun_offsets_to_points(map, byte + i), point);
        byte += width;
        point++;
    }
    assert_int_equal(lun_utf8_count(text, len), point);
    assert_int_equal(lun_offsets_to_points(map, len), point);
    assert_int_equal(lun_offsets_to_bytes(map, point), len);
    assert_int_equal(lun_offsets_to_bytes(map, point + 100), len);
    assert_int_equal(lun_offsets_to_points(map, len + 100), point);
    lun_offsets_free(map);
}

static void test_offsets__there_and_back_is_identity(void **state)
{
    uint32_t seed = 5;
    char text[4 * 300];

    (void)state;
    for (unsigned round = 0; round < 400; round++)
        check_offsets(text, random_text(text, random_next(&seed) % 300, round % 5, &seed));
    check_offsets("", 0);
    lun_offsets_free(NULL);
}

static void test_offsets__ascii_costs_no_table(void **state)
{
    static char text[1000];
    lun_offsets *map;

    (void)state;
    memset(text, 'a', sizeof text);
    lun_mem_fail_after(0);
    map = lun_offsets_new(text, sizeof text);
    assert_int_equal(lun_mem_count(), 1);
    lun_offsets_free(map);
}

static void test_plain__no_control_character_is_left_and_nothing_else_is_touched(void **state)
{
    char text[] = "a\tb\nc\x1B[1m\x7F\xC2\x9B\xC2\xA0\xC3\x9B\xE2\x80\x9B", again[] = "\x1B\t\xC2\x80";
    char cut[] = "\xC2"; /* a character that is not whole is none */

    (void)state;
    assert_int_equal(lun_utf8_plain(text, sizeof text - 1, LUN_PLAIN_LINES), sizeof text - 2);
    assert_string_equal(text, "a\tb\nc [1m  \xC2\xA0\xC3\x9B\xE2\x80\x9B");
    /* U+202E and U+2066 turn what follows; U+200F and U+2026 beside them do not */
    char turned[] = "a\xE2\x80\xAE\x62\xE2\x81\xA6\xE2\x80\x8F\xE2\x80\xA6\xE2\x80";
    assert_int_equal(lun_utf8_plain(turned, strlen(turned), LUN_PLAIN_LINES),
                     strlen("a b \xE2\x80\x8F\xE2\x80\xA6\xE2\x80"));
    assert_string_equal(turned, "a b \xE2\x80\x8F\xE2\x80\xA6\xE2\x80");
    assert_int_equal(lun_utf8_plain(again, sizeof again - 1, LUN_PLAIN_LINE), 3);
    assert_string_equal(again, "   ");
    assert_int_equal(lun_utf8_plain(cut, 1, LUN_PLAIN_LINE), 1);
    assert_string_equal(cut, "\xC2");
}

static void test_flat__white_space_becomes_one_blank_and_paragraphs_stay(void **state)
{
    static const char *const cases[][2] = {
        { "Anna Keller", "Anna Keller" },
        { "Anna\nKeller", "Anna Keller" },
        { "Anna\r\nKeller", "Anna Keller" },
        { "Anna\xC2\xA0Keller", "Anna Keller" },
        { "Anna \xE2\x80\xAF\t Keller", "Anna Keller" },
        { "Anna\xE3\x80\x80Keller", "Anna Keller" },
        { "one\n\ntwo\nthree", "one\n\ntwo three" },
        { "one \n \n two", "one \n \n two" },
        { "\xC3\xA0\xE2\x80\x94\xE2",
          "\xC3\xA0\xE2\x80\x94\xE2" }, /* letters and dashes; a character that is not whole */
        { "Anna O\xE2\x80\x99Neil", "Anna O'Neil" },
        { "\xE2\x80\x99Twas the Neils\xE2\x80\x99 \xE2\x80\x9Cport\xE2\x80\x9D",
          "\xE2\x80\x99Twas the Neils\xE2\x80\x99 \xE2\x80\x9Cport\xE2\x80\x9D" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        strcpy(text, cases[i][0]);
        assert_int_equal(lun_utf8_flat(text, strlen(text)), strlen(cases[i][1]));
        assert_string_equal(text, cases[i][1]);
        assert_int_equal(lun_utf8_flat(text, strlen(text)), strlen(cases[i][1])); /* once is enough */
        assert_string_equal(text, cases[i][1]);
    }
}

static void test_compose__accents_join_their_letters_and_the_invisible_goes(void **state)
{
    static const char *const cases[][2] = {
        { "Bogota\xCC\x81, U\xCC\x88mit", "Bogot\xC3\xA1, \xC3\x9Cmit" },
        { "Vie\xCC\xA3\xCC\x82t", "Vi\xE1\xBB\x87t" },              /* two marks on one letter */
        { "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C" }, /* Hangul */
        { "\xE3\x81\x8B\xE3\x82\x99", "\xE3\x81\x8C" },             /* kana and its sound mark */
        { "x\xCC\x81 \xCC\x81", "x\xCC\x81 \xCC\x81" },             /* there is no such letter */
        { "\xCC\x81x", "\xCC\x81x" },
        { "counter\xC2\xADpart", "counterpart" },
        { "\xE2\x80\x8E"
          "Anna\xE2\x80\x8B \xE2\x80\xAEKeller\xEF\xBB\xBF",
          "Anna Keller" },
        { "e\xC2\xAD\xCC\x81", "\xC3\xA9" },
        { "\xE2\x80\x8D\xE2\x80\x8C", "\xE2\x80\x8D\xE2\x80\x8C" }, /* the joiners of emoji and Persian */
        { "\xCC", "\xCC" },                                         /* a character that is not whole */
        { "a\xCC\xCC\x81", "a\xCC\xCC\x81" },
        { "\xC2\xAD", "" },
        { "Anna Keller", "Anna Keller" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        strcpy(text, cases[i][0]);
        assert_int_equal(lun_utf8_compose(text, strlen(text)), strlen(cases[i][1]));
        assert_string_equal(text, cases[i][1]);
        assert_int_equal(lun_utf8_compose(text, strlen(text)), strlen(cases[i][1])); /* once is enough */
        assert_string_equal(text, cases[i][1]);
    }
}

static int build_offsets(void *context)
{
    lun_offsets *map = lun_offsets_new(context, strlen(context));

    if (map == NULL)
        return LUN_ENOMEM;
    lun_offsets_free(map);
    return 0;
}

static void test_offsets__survive_every_failing_allocation(void **state)
{
    char text[] = "caf\xC3\xA9";

    (void)state;
    walk(build_offsets, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8__decodes_as_the_slow_decoder_does),
        cmocka_unit_test(test_utf8__encodes_every_scalar_value_and_nothing_else),
        cmocka_unit_test(test_utf8__valid_agrees_with_the_slow_decoder_on_damaged_text),
        cmocka_unit_test(test_utf8__valid_sees_a_bad_byte_anywhere),
        cmocka_unit_test(test_plain__no_control_character_is_left_and_nothing_else_is_touched),
        cmocka_unit_test(test_flat__white_space_becomes_one_blank_and_paragraphs_stay),
        cmocka_unit_test(test_compose__accents_join_their_letters_and_the_invisible_goes),
        cmocka_unit_test(test_offsets__there_and_back_is_identity),
        cmocka_unit_test(test_offsets__ascii_costs_no_table),
        cmocka_unit_test(test_offsets__survive_every_failing_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
