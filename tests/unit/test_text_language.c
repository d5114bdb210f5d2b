/*
** test_text_language.c - the language guess, and its silence where nothing can be said.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/text.h"

static const char *const SAMPLES[][2] = {
    { "en",
      "The ferry did not leave because the captain was ill, and nobody had told the passengers who waited at the pier." },
    { "fr",
      "Le bateau n'est pas parti parce que le capitaine est malade, et les passagers qui sont dans le port ne le savent pas." },
    { "es",
      "El barco no ha salido porque el capitán está enfermo, y los pasajeros que esperan en el puerto no lo saben." },
    { "pt", "O barco não saiu porque o capitão está doente, e os passageiros que esperam no porto não sabem o que é." },
    { "de",
      "Die Fähre ist nicht abgefahren, weil der Kapitän krank ist und niemand es den Reisenden an dem Kai gesagt hat." },
    { "it", "Il traghetto non è partito perché il capitano è malato, e i passeggeri che sono nel porto non lo sanno." },
    { "nl",
      "De veerboot is niet vertrokken omdat de kapitein ziek is en niemand het de reizigers op de kade heeft gezegd." },
    { "pl", "Prom nie odpłynął, że kapitan jest chory, i nie było nikogo, kto by o tym na nabrzeżu już powiedział." },
    { "sv",
      "Färjan har inte gått, för att kaptenen är sjuk och det var ingen som sade det till dem som väntade på kajen." },
    { "tr",
      "Kaptan hasta olduğu için vapur kalkmadı ve bir yolcu da çok bekledi, ama bu kadar geç olan bir şey değil." },
    { "id", "Kapal itu tidak berangkat karena nakhoda sakit dan tidak ada yang memberi tahu mereka di dermaga itu." },
    { "ru", "Паром не ушёл, потому что капитан был болен, и никто не сказал об этом тем, кто ждал его на берегу." },
    { "uk", "Пором не відплив, бо капітан хворий, і ніхто не сказав про це тим, що були на березі та чекали його." },
    { "zh", "船长病了，渡轮没有开，码头上的旅客都不知道。" },
    { "ja", "船長が病気なので、フェリーは出ませんでした。" },
    { "ko", "선장이 아파서 배가 떠나지 않았습니다." },
    { "ar", "لم تبحر العبارة لأن القبطان مريض ولم يخبر أحد الركاب." },
    { "fa",
      "کشتی حرکت نکرد چون ناخدا بیمار بود و هیچ‌کس به مسافران چیزی نگفت." },
    { "he", "המעבורת לא יצאה כי הקברניט חולה." },
    { "el", "Το πλοίο δεν έφυγε γιατί ο καπετάνιος είναι άρρωστος." },
    { "th", "เรือไม่ออกเพราะกัปตันป่วย" },
    { "hi", "कप्तान बीमार था इसलिए नाव नहीं चली।" },
};

static void test_language__tells_languages_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
        const char *found = lun_text_language(SAMPLES[i][1], strlen(SAMPLES[i][1]));
        if (!found || strcmp(found, SAMPLES[i][0]) != 0)
            fail_msg("expected %s, found %s: %s", SAMPLES[i][0], found ? found : "nothing", SAMPLES[i][1]);
    }
}

/* Too few small words to be sure: but not English, and the letters tell more. */
static void test_language__short_texts_of_other_languages(void **state)
{
    (void)state;
    static const char *const SHORT[][2] = {
        { "ru", "Министр иностранных дел Норвегии Анна Келлер провела переговоры." },
        { "ru", "Норвегия" },
        { "uk", "Міністр зустрівся з прем’єром." },
        { "sr", "Министар је изјавио: Београд." },
        { "kk", "Қазақстан Сыртқы істер министрлігі" },
        { "de", "Außenministerin Berger sagte Norwegen Unterstützung zu. Deutschland begrüßt die Vereinbarung." },
    };
    for (size_t i = 0; i < sizeof SHORT / sizeof *SHORT; i++) {
        const char *found = lun_text_language(SHORT[i][1], strlen(SHORT[i][1]));
        if (!found || strcmp(found, SHORT[i][0]) != 0)
            fail_msg("expected %s, found %s: %s", SHORT[i][0], found ? found : "nothing", SHORT[i][1]);
    }
}

static void test_language__is_silent_without_evidence(void **state)
{
    (void)state;
    static const char *const NOTHING[] = {
        "", "   ", "12 345, 67 %", "Molde", "Olsen, Vik, Holm", "xqz vrb klm wtf prl", "!!! ???"
    };
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
        if (lun_text_language(NOTHING[i], strlen(NOTHING[i])))
            fail_msg("\"%s\" was called %s", NOTHING[i], lun_text_language(NOTHING[i], strlen(NOTHING[i])));
}

static void test_language__looks_at_the_start_of_a_long_text_only(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT;
    while (text.len < 40000) /* the sample ends inside a character of some repetition */
        lun_buf_adds(&text, SAMPLES[11][1]);
    size_t first = text.len;
    while (text.len < 20 * first)
        lun_buf_adds(&text, SAMPLES[0][1]);
    assert_string_equal(lun_text_language(text.data, text.len), "ru");
    lun_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_language__tells_languages_apart),
        cmocka_unit_test(test_language__short_texts_of_other_languages),
        cmocka_unit_test(test_language__is_silent_without_evidence),
        cmocka_unit_test(test_language__looks_at_the_start_of_a_long_text_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
