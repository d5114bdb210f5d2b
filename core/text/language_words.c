/*
** language_words.c - the commonest small words of each language that the guess knows, and the languages that have them.
**
** Sorted by bytes: searched by halves, the first eight bytes of a word as one number. Words of one letter are kept where a language lives by them.
*/
#include "text/language.h"

#include <string.h>

const char *const lun_language__codes[LUN_LANGUAGES] = {
    "en", "fr", "es", "pt", "de", "it", "nl", "pl", "tr", "id", "sv", "da",
    "no", "fi", "cs", "ro", "hu", "vi", "ru", "uk", "bg", "sr", "be", "kk",
};

enum {
    EN = 1 << 0,
    FR = 1 << 1,
    ES = 1 << 2,
    PT = 1 << 3,
    DE = 1 << 4,
    IT = 1 << 5,
    NL = 1 << 6,
    PL = 1 << 7,
    TR = 1 << 8,
    ID = 1 << 9,
    SV = 1 << 10,
    DA = 1 << 11,
    NO = 1 << 12,
    FI = 1 << 13,
    CS = 1 << 14,
    RO = 1 << 15,
    HU = 1 << 16,
    VI = 1 << 17,
    RU = 1 << 18,
    UK = 1 << 19,
    BG = 1 << 20,
    SR = 1 << 21,
    BE = 1 << 22,
    KK = 1 << 23,
};

/* clang-format off */
#define LONGEST 20 /* with its NUL, a multiple of four; the bytes after a word are zeros */

static const struct {
    char word[LONGEST];
    uint32_t languages;
} WORDS[] = {
    { "a", PT | CS | RO | HU }, { "aan", NL }, { "about", EN }, { "această", RO }, { "ada", ID }, { "adalah", ID },
    { "af", DA }, { "ai", IT }, { "akan", ID }, { "al", ES | IT }, { "ale", PL | CS }, { "all", EN },
    { "alla", IT }, { "als", DE | NL }, { "am", DE }, { "ama", TR }, { "amely", HU }, { "an", DE }, { "ancak", TR },
    { "anche", IT }, { "and", EN }, { "ao", PT }, { "après", FR }, { "are", EN }, { "as", EN | PT },
    { "at", EN | DA }, { "atau", ID }, { "att", SV }, { "até", PT }, { "au", FR | RO }, { "auch", DE },
    { "auf", DE }, { "aus", DE }, { "aux", FR }, { "av", SV | NO }, { "avec", FR }, { "az", HU }, { "azt", HU },
    { "až", CS }, { "be", EN }, { "been", EN }, { "bei", DE }, { "bij", NL }, { "bir", TR }, { "bisa", ID },
    { "ble", NO }, { "blev", DA }, { "bu", TR }, { "bude", CS }, { "but", EN }, { "by", EN | CS }, { "byl", CS },
    { "być", PL }, { "był", PL }, { "büyük", TR }, { "ca", RO }, { "can", EN }, { "care", RO }, { "ce", FR },
    { "cette", FR }, { "che", IT }, { "cho", VI }, { "co", PL }, { "com", PT }, { "come", IT }, { "como", ES | PT },
    { "con", ES | IT }, { "csak", HU }, { "cu", RO }, { "cuando", ES }, { "các", VI }, { "có", VI }, { "că", RO },
    { "către", RO }, { "cũng", VI }, { "của", VI }, { "da", PT | IT | TR }, { "daha", TR }, { "dal", IT },
    { "dalam", ID }, { "dalla", IT }, { "dan", NL | ID }, { "dans", FR }, { "dar", RO }, { "dari", ID },
    { "das", PT | DE }, { "dass", DE }, { "dat", NL }, { "de", ES | PT | NL | TR | SV | DA | NO | RO | HU },
    { "degli", IT }, { "dei", IT }, { "del", ES | IT }, { "della", IT }, { "delle", IT }, { "dem", DE },
    { "den", DE | SV | DA | NO }, { "dengan", ID }, { "der", DE | DA }, { "des", FR | DE }, { "det", SV | DA | NO },
    { "deze", NL }, { "değil", TR }, { "di", IT | ID }, { "dia", ID }, { "die", DE | NL }, { "din", RO },
    { "dla", PL }, { "do", PT | PL | CS }, { "donde", ES }, { "door", NL }, { "dos", PT }, { "du", FR },
    { "după", RO }, { "e", PT | IT }, { "ed", IT }, { "een", NL }, { "efter", SV | DA }, { "egy", HU },
    { "ei", FI }, { "ein", DE }, { "eine", DE }, { "einem", DE }, { "einen", DE }, { "einer", DE },
    { "el", ES | HU }, { "ele", PT }, { "elle", FR }, { "eller", SV | DA | NO }, { "em", PT },
    { "en", ES | NL | TR | SV | DA | NO }, { "ennen", FI }, { "entre", FR | ES | PT }, { "er", DE | NL | DA | NO },
    { "era", IT }, { "es", ES | DE }, { "essere", IT }, { "est", FR }, { "esta", ES }, { "este", ES | RO },
    { "et", FR | DA | NO }, { "ett", SV }, { "etter", NO }, { "että", FI }, { "ez", HU }, { "ezt", HU },
    { "foi", PT }, { "for", EN }, { "fost", RO }, { "fra", DA | NO }, { "from", EN }, { "från", SV }, { "fue", ES },
    { "för", SV }, { "für", DE }, { "geen", NL }, { "gibi", TR }, { "gli", IT }, { "göre", TR },
    { "ha", ES | IT | HU }, { "haben", DE }, { "had", EN }, { "han", SV | DA | NO }, { "har", SV | DA | NO },
    { "has", EN }, { "hasta", ES }, { "hat", DE }, { "have", EN }, { "hay", ES }, { "he", EN }, { "hebben", NL },
    { "heeft", NL }, { "hem", NL }, { "her", EN | TR }, { "het", NL }, { "him", EN }, { "his", EN }, { "hogy", HU },
    { "hän", FI }, { "hänen", FI }, { "i", IT | PL | SV | DA | NO | CS }, { "if", EN }, { "ik", NL },
    { "ikke", DA | NO }, { "il", FR | IT }, { "ile", TR }, { "im", DE }, { "in", EN | IT | NL }, { "ini", ID },
    { "inte", SV }, { "into", EN }, { "is", EN | NL | HU }, { "isso", PT }, { "ist", DE }, { "it", EN },
    { "its", EN }, { "itu", ID }, { "için", TR }, { "içinde", TR }, { "ja", FI }, { "jag", SV }, { "jak", PL },
    { "jako", CS }, { "je", NL | CS }, { "jeg", DA | NO }, { "jego", PL }, { "jeho", CS }, { "jest", PL },
    { "jo", FI }, { "joka", FI }, { "jsem", CS }, { "jsou", CS }, { "juga", ID }, { "już", PL }, { "já", PT },
    { "jälkeen", FI }, { "k", CS }, { "kadar", TR }, { "kami", ID }, { "kan", SV | DA | NO }, { "karena", ID },
    { "ke", ID }, { "kepada", ID }, { "khi", VI }, { "không", VI }, { "ki", TR | HU }, { "které", CS },
    { "který", CS }, { "które", PL }, { "który", PL }, { "kuin", FI }, { "kun", FI }, { "la", FR | ES | IT | RO },
    { "las", ES }, { "le", FR | ES | IT }, { "lebih", ID }, { "les", FR }, { "lesz", HU }, { "leur", FR },
    { "lo", ES | IT }, { "los", ES }, { "lub", PL }, { "lui", RO }, { "là", VI }, { "ma", IT }, { "maar", NL },
    { "mai", RO }, { "mais", FR | PT }, { "mas", PT }, { "med", SV | DA | NO }, { "meg", HU },
    { "men", SV | DA | NO }, { "mereka", ID }, { "met", NL }, { "mi", TR }, { "mijn", NL }, { "minden", HU },
    { "mint", HU }, { "mit", DE }, { "more", EN }, { "muito", PT }, { "mukaan", FI }, { "mutta", FI },
    { "muy", ES }, { "myös", FI }, { "már", HU }, { "más", ES }, { "még", HU }, { "một", VI },
    { "na", PT | PL | CS }, { "naar", NL }, { "nach", DE }, { "ne", FR | TR }, { "nel", IT }, { "nella", IT },
    { "nem", HU }, { "není", CS }, { "người", VI }, { "nhiều", VI }, { "như", VI }, { "những", VI },
    { "nicht", DE }, { "nie", PL }, { "niet", NL }, { "niin", FI }, { "no", EN | ES | PT }, { "noch", DE },
    { "nog", NL }, { "non", IT }, { "nos", PT }, { "not", EN }, { "nous", FR }, { "nu", RO }, { "nur", DE },
    { "nyt", FI }, { "này", VI }, { "não", PT }, { "när", SV }, { "o", ES | PT | PL | CS | RO }, { "och", SV },
    { "också", SV }, { "od", PL | CS }, { "oder", DE }, { "of", EN | NL }, { "og", DA | NO }, { "også", DA | NO },
    { "olan", TR }, { "olarak", TR }, { "olduğu", TR }, { "ole", FI }, { "oleh", ID }, { "oli", FI },
    { "olla", FI }, { "om", NL | SV | DA | NO }, { "on", EN | FI }, { "one", EN }, { "only", EN }, { "ont", FR },
    { "ook", NL }, { "op", NL }, { "oraz", PL }, { "os", PT }, { "ou", FR | PT }, { "out", EN }, { "ovat", FI },
    { "over", NL }, { "pada", ID }, { "par", FR }, { "para", ES | PT }, { "pas", FR }, { "pe", RO },
    { "pedig", HU }, { "pela", PT }, { "pelo", PT }, { "pentru", RO }, { "per", IT }, { "pero", ES }, { "più", IT },
    { "plus", FR }, { "po", PL | CS }, { "podle", CS }, { "por", ES | PT }, { "porque", ES }, { "pour", FR },
    { "prin", RO }, { "pro", CS }, { "przez", PL }, { "przy", PL }, { "på", SV | DA | NO }, { "quando", PT },
    { "que", FR | ES | PT }, { "questo", IT }, { "qui", FR }, { "ra", VI }, { "s", CS }, { "sa", FR },
    { "said", EN }, { "sau", RO }, { "saya", ID }, { "se", FR | ES | PT | IT | FI | CS | RO }, { "sebagai", ID },
    { "seg", NO }, { "sen", FI }, { "ser", PT }, { "ses", FR }, { "seu", PT }, { "she", EN }, { "si", IT | CS },
    { "sich", DE }, { "sie", DE }, { "sig", SV | DA }, { "sin", ES }, { "sind", DE }, { "sitä", FI }, { "się", PL },
    { "skulle", SV | DA | NO }, { "so", EN | DE }, { "sobre", ES }, { "som", SV | DA | NO }, { "son", FR | ES },
    { "sono", IT }, { "sonra", TR }, { "sont", FR }, { "su", ES }, { "sua", PT }, { "sunt", RO }, { "suo", IT },
    { "sur", FR }, { "sus", ES }, { "szerint", HU }, { "são", PT }, { "så", SV | DA | NO }, { "sí", ES },
    { "só", PT }, { "są", PL }, { "tai", FI }, { "také", CS }, { "także", PL }, { "también", ES }, { "também", PT },
    { "tarafından", TR }, { "te", NL }, { "tego", PL }, { "telah", ID }, { "tem", PT }, { "tersebut", ID },
    { "than", EN }, { "that", EN }, { "the", EN }, { "their", EN }, { "them", EN }, { "there", EN }, { "they", EN },
    { "this", EN }, { "tidak", ID }, { "til", DA | NO }, { "till", SV }, { "to", EN | PL | CS }, { "tot", NL },
    { "tra", IT }, { "trong", VI }, { "tylko", PL }, { "tym", PL }, { "từ", VI }, { "uit", NL }, { "um", PT | DE },
    { "uma", PT }, { "un", FR | ES | IT | RO }, { "una", ES | IT }, { "und", DE }, { "under", SV }, { "une", FR },
    { "untuk", ID }, { "után", HU }, { "v", CS }, { "vagy", HU }, { "vain", FI }, { "van", NL },
    { "var", TR | SV | DA | NO }, { "ve", TR | CS }, { "ved", DA | NO }, { "vi", SV | DA | NO }, { "vid", SV },
    { "volt", HU }, { "von", DE }, { "voor", NL }, { "vous", FR }, { "và", VI }, { "være", DA | NO }, { "về", VI },
    { "với", VI }, { "w", PL }, { "war", DE }, { "was", EN }, { "wat", NL }, { "we", EN }, { "werd", NL },
    { "werden", DE }, { "were", EN }, { "what", EN }, { "when", EN }, { "which", EN }, { "who", EN }, { "wie", DE },
    { "will", EN }, { "wird", DE }, { "with", EN }, { "worden", NL }, { "would", EN }, { "y", ES },
    { "ya", ES | TR }, { "yang", ID }, { "you", EN }, { "z", PL | CS }, { "za", PL | CS }, { "zijn", NL },
    { "zou", NL }, { "zu", DE }, { "zum", DE }, { "à", PT }, { "är", SV }, { "å", NO }, { "çok", TR }, { "è", IT },
    { "é", PT }, { "és", HU }, { "été", FR }, { "être", FR }, { "în", RO }, { "über", DE }, { "đã", VI },
    { "được", VI }, { "đến", VI }, { "để", VI }, { "że", PL }, { "že", CS }, { "și", RO }, { "або", UK },
    { "ад", BE }, { "але", UK | BE }, { "али", SR }, { "бар", KK }, { "беше", BG }, { "би", SR }, { "било", SR },
    { "бойынша", KK }, { "болып", KK }, { "був", UK }, { "буде", UK }, { "було", UK }, { "бы", RU }, { "был", RU },
    { "было", RU | BE }, { "быў", BE }, { "бір", KK }, { "бұл", KK }, { "в", RU | UK | BG }, { "все", RU },
    { "від", UK }, { "він", UK }, { "гэта", BE }, { "гэтага", BE }, { "да", BG | SR | BE | KK }, { "де", KK },
    { "деп", KK }, { "для", RU | UK | BE }, { "до", UK | BG | SR }, { "его", RU }, { "ее", RU }, { "же", RU },
    { "жылы", KK }, { "және", KK }, { "з", UK | BE }, { "за", RU | UK | BG | SR | BE }, { "и", RU | BG | SR },
    { "из", RU | SR }, { "или", RU | BG | SR }, { "има", BG }, { "його", UK }, { "к", RU }, { "каб", BE },
    { "как", RU | BG }, { "као", SR }, { "като", BG }, { "които", BG }, { "който", BG }, { "которые", RU },
    { "који", SR }, { "към", BG }, { "мен", KK }, { "међу", SR }, { "ми", UK }, { "может", RU }, { "мы", RU },
    { "між", UK }, { "на", RU | UK | BG | SR | BE }, { "након", SR }, { "не", RU | UK | BG | SR | BE },
    { "није", SR }, { "но", RU }, { "о", RU }, { "од", SR }, { "ол", KK }, { "он", RU }, { "они", RU },
    { "осы", KK }, { "от", RU | BG }, { "паміж", BE }, { "по", RU | BG | SR }, { "при", BG }, { "про", UK },
    { "під", UK }, { "с", RU | BG }, { "са", BG | SR }, { "се", BG | SR }, { "след", BG }, { "сол", KK },
    { "су", SR }, { "също", BG }, { "та", UK }, { "так", RU }, { "также", RU }, { "також", UK }, { "таксама", BE },
    { "то", SR }, { "това", BG }, { "този", BG }, { "той", BG }, { "только", RU }, { "туралы", KK },
    { "у", RU | UK | SR }, { "уже", RU }, { "це", UK }, { "цього", UK }, { "ці", BE }, { "че", BG }, { "что", RU },
    { "што", SR | BE }, { "ще", BG }, { "що", UK }, { "щоб", UK }, { "это", RU }, { "этого", RU }, { "яго", BE },
    { "як", UK | BE }, { "який", UK }, { "які", UK | BE }, { "яна", BE }, { "ён", BE }, { "ёсць", BE }, { "є", UK },
    { "і", UK | BE }, { "її", UK }, { "је", SR }, { "ће", SR }, { "ў", BE }, { "қазақстан", KK }, { "үшін", KK },
};
/* clang-format on */

/* The first eight bytes of a word as a number: numbers are in the order of the words, but for words that begin alike. */
static uint64_t number_of(const char *word, size_t len)
{
    uint64_t number = 0;
    memcpy(&number, word, len < sizeof number ? len : sizeof number);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    number = __builtin_bswap64(number);
#endif
    return number;
}

uint32_t lun_language__of_word(const char *word, size_t len)
{
    size_t n = sizeof WORDS / sizeof *WORDS, low = 0;
    uint64_t number = number_of(word, len);
    if (len >= LONGEST)
        return 0;
    for (size_t left = n, half = n / 2; left > 0; half = left / 2) {
        int below = number_of(WORDS[low + half].word, LONGEST) < number;
        low = below ? low + half + 1 : low;
        left = below ? left - half - 1 : half;
    }
    for (; low < n && number_of(WORDS[low].word, LONGEST) == number; low++)
        if (WORDS[low].word[len] == '\0' && memcmp(WORDS[low].word, word, len) == 0)
            return WORDS[low].languages;
    return 0;
}

const char *lun_language__word_at(size_t i)
{
    return i < sizeof WORDS / sizeof *WORDS ? WORDS[i].word : NULL;
}
