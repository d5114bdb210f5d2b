/*
** test_text_view.c - the text as rules read it: paragraphs in capitals as ordinary texts have them, without characters that nobody sees; every place is found again.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/view.h"
#include "unit/text_invariants.h"

static lun_document *document_of(const char *text, size_t len, const char *language)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document = lun_document_new();
    assert_non_null(document);
    assert_int_equal(lun_document_set_text(document, text, len, &err), 0);
    document->language = language;
    return document;
}

static void check(const char *text, const char *wanted, const char *language)
{
    lun_error err = LUN_ERROR_INIT;
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = document_of(text, strlen(text), language);
    assert_int_equal(lun_text_read(document, vocab, &err), 0);
    assert_string_equal(document->text, wanted);
    assert_int_equal(document->view != NULL, strcmp(text, wanted) != 0);
    lun_text_show_printed(document);
    assert_string_equal(document->text, text);
    lun_document_free(document);
    lun_vocab_free(vocab);
}

/* text, as rules read it */
static const char *const TEXTS[][2] = {
    { "1. SECRETARY MET WITH FOREIGN MINISTER AL-RAWI ON MARCH 3. HE SAID THAT EGYPT WAS PREPARED TO SIGN THE AGREEMENT BY JUNE.",
      "1. Secretary met with Foreign Minister Al-Rawi on March 3. He said that Egypt was prepared to sign the agreement by June." },
    { "THE U.S. SAID IT MAY HELP US. HE LEFT THE U.S. THE MINISTER SAID THE U.S. WOULD STAY. US ENVOYS TOLD US THAT MR. KELLER AND GEN. VIK CAME.",
      "The U.S. said it may help us. He left the U.S. The minister said the U.S. would stay. US envoys told us that Mr. Keller and Gen. Vik came." },
    { "THE MINISTER OF FOREIGN AFFAIRS AND EMIGRATION ANNA KELLER AND JULIE BISHOP DIDN'T SPEAK WITH CHINA'S PRIME MINISTER.",
      "The Minister of Foreign Affairs and Emigration Anna Keller and Julie Bishop didn't speak with China's Prime Minister." },
    { "THE HARBOUR AND FISHERY BOARD (HFB) THANKED NORWAY. LATER THE HARBOUR AND FISHERY BOARD SAID THE HFB WOULD GO ON.",
      "The Harbour and Fishery Board (HFB) thanked Norway. Later the Harbour and Fishery Board said the HFB would go on." },
    { "GENEVA, MAY 8 (REUTERS) -- THE UNITED NATIONS SAID ON THE 3RD OF MAY THAT IT \"REGRETS\" THE DELAY. \"WE SHALL SEE,\" SAID VIK.",
      "Geneva, May 8 (Reuters) -- The United Nations said on the 3rd of May that it \"regrets\" the delay. \"We shall see,\" said Vik." },
    { "RADOSŁAW WIŚNIEWIECKI AND ÅSE ØSTERGÅRD SAID THAT POLAND’S GOVERNMENT AND THE NATIONAL PEOPLE’S CONGRESS WOULD MEET AGAIN.",
      "Radosław Wiśniewiecki and Åse Østergård said that Poland’s government and the National People’s Congress would meet again." },
    { "THE RUSSIAN EMERGENCIES MINISTRY AND THE STRATEGIC PARTNERSHIP COUNCIL REPORTED ON HEGEMONISM AND VOLUMES II AND III TODAY.",
      "The Russian Emergencies Ministry and the Strategic Partnership Council reported on hegemonism and volumes II and III today." },
    /* lines that an editor wrapped go on, and a heading ends where it ends */
    { "SUBJECT: PORTS\nTHE MINISTER SAID THAT THE PORT OF OSLO WOULD BE OPEN\nAGAIN BY MONDAY AND THAT ALL SHIPS WERE WELCOME THERE\nTHEN.",
      "Subject: ports\nThe minister said that the port of Oslo would be open\nagain by Monday and that all ships were welcome there\nthen." },
    /* the first paragraph alone, and a word with small letters in it */
    { "OSLO, 5 MAY. THE PORT OF OSLO WILL OPEN AGAIN ON MONDAY, THE MAYOR SAID AT McDONALD HALL.\n\nShips came. THE END.",
      "Oslo, 5 May. The port of Oslo will open again on Monday, the mayor said at McDONALD hall.\n\nShips came. THE END." },
};

static void test_read__capitals_as_ordinary_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        check(TEXTS[i][0], TEXTS[i][1], "en");
}

static void test_read__leaves_all_else(void **state)
{
    (void)state;
    static const char *const SAME[] = {
        "",
        "THE PORT OPENS AGAIN",                                         /* too short to say anything */
        "PUTIN SAYS RUSSIA IS READY\n\nThe president spoke in Moscow.", /* a headline */
        "The NATO and the EU and the UN and WHO and IMF and OSCE said so. The IAEA, UNHCR, WTO, ILO, FAO and ITU did.",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14\n- - - -\n",
    };
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        check(SAME[i], SAME[i], "en");
    check("LE MINISTRE DES AFFAIRES ETRANGERES A RECU HIER SON HOMOLOGUE DE LA NORVEGE A PARIS POUR UN LONG ENTRETIEN.",
          "LE MINISTRE DES AFFAIRES ETRANGERES A RECU HIER SON HOMOLOGUE DE LA NORVEGE A PARIS POUR UN LONG ENTRETIEN.",
          "fr");
}

/* ---- what nobody sees ---- */

#define SHY "\xC2\xAD"
#define ZWSP "\xE2\x80\x8B"
#define LRM "\xE2\x80\x8E"

/* as loaded, as read */
static const char *const UNSEEN[][2] = {
    { "The har" SHY "bour mas" SHY "ter waved.", "The harbour master waved." },
    { SHY "The end" SHY, "The end" },
    { "Yes," ZWSP " he said." ZWSP "\n" ZWSP "No.", "Yes, he said.\nNo." },
    { LRM SHY ZWSP "(" LRM "a" SHY LRM ")", "(a)" },
    { "zero" ZWSP "width", "zero" ZWSP "width" }, /* it parts two words */
    { "THE HAR" SHY "BOUR OF OSLO WILL BE OPEN AGAIN ON MONDAY," ZWSP " SAID MINISTER KELLER TODAY.",
      "The harbour of Oslo will be open again on Monday, said Minister Keller today." },
};

/* Each character that is read stands in both texts, at the places that are told; tokens go there and come back. */
static void check_places(lun_document *document, lun_vocab *vocab)
{
    lun_error err = LUN_ERROR_INIT;
    const struct lun_view *view = document->view;
    assert_int_equal(lun_text_segment(document, vocab, &err), 0);
    uint32_t n = document->n_tokens;
    lun_token *before = lun_calloc(n + 1, sizeof *before);
    memcpy(before, document->tokens, n * sizeof *before);
    for (uint32_t at = 0; view && at < view->read_len; at++) {
        lun_span read = { at, at + 1 }, printed = lun_view_printed(view, read), back = lun_view_read(view, printed);
        assert_int_equal(printed.stop, printed.start + 1);
        assert_int_equal(back.start, read.start);
        assert_int_equal(back.stop, read.stop);
        if ((unsigned char)view->read[at] < 0x80) /* beyond it, capitals and small letters differ in other bits */
            assert_int_equal(view->read[at] | 0x20, view->printed[printed.start] | 0x20);
    }
    lun_text_show_printed(document);
    for (uint32_t i = 0; i < n; i++)
        assert_true(document->tokens[i].start < document->tokens[i].stop && document->tokens[i].stop <= document->len);
    lun_text_show_read(document);
    for (uint32_t i = 0; i < n; i++)
        assert_memory_equal(&before[i], &document->tokens[i], sizeof *before);
    lun_free(before);
}

static void test_read__leaves_out_what_nobody_sees(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    for (size_t i = 0; i < sizeof UNSEEN / sizeof *UNSEEN; i++) {
        check(UNSEEN[i][0], UNSEEN[i][1], "en");
        lun_error err = LUN_ERROR_INIT;
        lun_document *document = document_of(UNSEEN[i][0], strlen(UNSEEN[i][0]), "en");
        assert_int_equal(lun_text_read(document, vocab, &err), 0);
        check_places(document, vocab);
        lun_document_free(document);
    }
    lun_vocab_free(vocab);
}

/* An empty span beside what is left out stays empty; a place inside of it is that of what follows. */
static void test_view__moves_every_place(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_vocab *vocab = lun_vocab_new();
    lun_document *document = document_of("ab" SHY SHY "cd", 8, "en");
    assert_int_equal(lun_text_read(document, vocab, &err), 0);
    lun_span empty = lun_view_printed(document->view, (lun_span){ 2, 2 });
    assert_int_equal(empty.start, empty.stop);
    for (uint32_t at = 2; at <= 6; at++)
        assert_int_equal(lun_view_read(document->view, (lun_span){ at, 8 }).start, 2);
    assert_int_equal(lun_view_read(document->view, (lun_span){ 7, 8 }).start, 3);
    lun_document_free(document);
    lun_vocab_free(vocab);
}

/* ---- any text ---- */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* clang-format off */
static const char *const PIECES[] = {
    " ", " ", " ", " ", "\n", "\n\n", ".", ",", "'", "\xE2\x80\x99", "\"", "(", ")", "-", "\xE2\x80\x94", "--", "1", "3RD", "THE ", "US ", "MAY ", "MINISTER ",
    "OF ", "FOREIGN AFFAIRS", "PRIME MINISTER ", "UNITED STATES", "JULIE ", "BISHOP ", "A ", "U.S.", "MR.", "COUNCIL ", "(PSC)", "PEACE AND SECURITY COUNCIL ",
    "S ", "T ", "N'T", "\xC3\x89VA ", "\xC4\xB0", "\xE2\x84\xAA", "\xD0\x94\xD0\x90 ", "\xC7\x85", "\xE6\xB8\xAF", SHY, ZWSP, LRM, "a", "Port ", "II ", "HE ", "SAID ", "AND ",
};
/* clang-format on */

/* The segmenter finds what it wants to find, and all places are found again. */
static void test_read__keeps_every_place(void **state)
{
    (void)state;
    uint32_t seed = 19731006;
    lun_vocab *vocab = lun_vocab_new();
    for (int round = 0; round < 20000; round++) {
        lun_buf text = LUN_BUF_INIT;
        lun_error err = LUN_ERROR_INIT;
        for (uint32_t i = 0, n = next_random(&seed) % 80; i < n; i++)
            lun_buf_adds(&text, PIECES[next_random(&seed) % (sizeof PIECES / sizeof *PIECES)]);
        lun_document *document = document_of(text.data ? text.data : "", text.len, NULL);
        assert_int_equal(lun_text_read(document, vocab, &err), 0);
        assert_int_equal(lun_text_segment(document, vocab, &err), 0);
        const char *broken = broken_invariant(document);
        if (broken)
            fail_msg("round %d: \"%s\": %s", round, text.data, broken);
        check_places(document, vocab);
        lun_document_free(document);
        lun_buf_clear(&text);
        lun_vocab_trim(vocab, 20000);
    }
    lun_vocab_free(vocab);
}

static void test_read__survives_the_end_of_memory(void **state)
{
    (void)state;
    lun_vocab *vocab = lun_vocab_new();
    for (size_t n = 1, done = 0; !done; n++) {
        lun_error err = LUN_ERROR_INIT;
        lun_document *document = document_of(UNSEEN[5][0], strlen(UNSEEN[5][0]), "en");
        lun_mem_fail_after(n);
        int rc = lun_text_read(document, vocab, &err);
        done = lun_mem_count() < n;
        lun_mem_fail_after(0);
        if (rc < 0) {
            assert_int_equal(rc, LUN_ENOMEM);
            assert_null(document->view);
            assert_string_equal(document->text, UNSEEN[5][0]);
        }
        lun_document_free(document);
    }
    lun_vocab_free(vocab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read__capitals_as_ordinary_text),
        cmocka_unit_test(test_read__leaves_all_else),
        cmocka_unit_test(test_read__leaves_out_what_nobody_sees),
        cmocka_unit_test(test_view__moves_every_place),
        cmocka_unit_test(test_read__keeps_every_place),
        cmocka_unit_test(test_read__survives_the_end_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
