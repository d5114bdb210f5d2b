/*
** hosts.c - who publishes under which host: ministries, heads of state and government, international bodies, news
** agencies.
**
** A host covers its subdomains; of two entries that fit, the longer one holds. Bodies of no one country have "" as
** country.
*/
#include "load/reader.h"

#include <string.h>
#include <strings.h>

static const struct host {
    const char *host, *source, *country;
} hosts[] = {
    { "aa.com.tr", "Anadolu Agency", "TR" },
    { "afp.com", "Agence France-Presse", "FR" },
    { "ansa.it", "ANSA", "IT" },
    { "antaranews.com", "Antara", "ID" },
    { "aljazeera.com", "Al Jazeera", "QA" },
    { "aljazeera.net", "Al Jazeera", "QA" },
    { "apnews.com", "Associated Press", "US" },
    { "auswaertiges-amt.de", "Federal Foreign Office of Germany", "DE" },
    { "bbc.co.uk", "BBC", "GB" },
    { "bbc.com", "BBC", "GB" },
    { "belta.by", "BelTA", "BY" },
    { "bernama.com", "Bernama", "MY" },
    { "bmeia.gv.at", "Federal Ministry for European and International Affairs of Austria", "AT" },
    { "bundeskanzler.de", "Federal Chancellor of Germany", "DE" },
    { "bundesregierung.de", "Federal Government of Germany", "DE" },
    { "cancilleria.gob.ar", "Ministry of Foreign Affairs of Argentina", "AR" },
    { "cancilleria.gob.ec", "Ministry of Foreign Affairs of Ecuador", "EC" },
    { "cancilleria.gov.co", "Ministry of Foreign Affairs of Colombia", "CO" },
    { "casarosada.gob.ar", "Presidency of Argentina", "AR" },
    { "cctv.com", "China Central Television", "CN" },
    { "cgtn.com", "CGTN", "CN" },
    { "chinadaily.com.cn", "China Daily", "CN" },
    { "consilium.europa.eu", "Council of the European Union", "EU" },
    { "cubaminrex.cu", "Ministry of Foreign Affairs of Cuba", "CU" },
    { "defense.gov", "United States Department of Defense", "US" },
    { "dfa.gov.ph", "Department of Foreign Affairs of the Philippines", "PH" },
    { "dfa.ie", "Department of Foreign Affairs of Ireland", "IE" },
    { "dfat.gov.au", "Department of Foreign Affairs and Trade of Australia", "AU" },
    { "dirco.gov.za", "Department of International Relations and Cooperation of South Africa", "ZA" },
    { "diplomatie.gouv.fr", "Ministry for Europe and Foreign Affairs of France", "FR" },
    { "diplomatie.ma", "Ministry of Foreign Affairs of Morocco", "MA" },
    { "dw.com", "Deutsche Welle", "DE" },
    { "ec.europa.eu", "European Commission", "EU" },
    { "eeas.europa.eu", "European External Action Service", "EU" },
    { "efe.com", "EFE", "ES" },
    { "elysee.fr", "Presidency of France", "FR" },
    { "english.president.gov.tw", "Office of the President, Taiwan", "TW" },
    { "esteri.it", "Ministry of Foreign Affairs of Italy", "IT" },
    { "europarl.europa.eu", "European Parliament", "EU" },
    { "exteriores.gob.es", "Ministry of Foreign Affairs of Spain", "ES" },
    { "fmprc.gov.cn", "Ministry of Foreign Affairs of China", "CN" },
    { "foreignminister.gov.au", "Minister for Foreign Affairs of Australia", "AU" },
    { "formin.fi", "Ministry for Foreign Affairs of Finland", "FI" },
    { "globaltimes.cn", "Global Times", "CN" },
    { "government.ru", "Government of Russia", "RU" },
    { "governo.it", "Government of Italy", "IT" },
    { "gov.pl", "Government of Poland", "PL" },
    { "gov.uk", "Government of the United Kingdom", "GB" },
    { "government.nl", "Government of the Netherlands", "NL" },
    { "government.se", "Government of Sweden", "SE" },
    { "gub.uy", "Government of Uruguay", "UY" },
    { "iaea.org", "International Atomic Energy Agency", "" },
    { "imf.org", "International Monetary Fund", "" },
    { "interfax.ru", "Interfax", "RU" },
    { "international.gc.ca", "Global Affairs Canada", "CA" },
    { "irna.ir", "IRNA", "IR" },
    { "itamaraty.gov.br", "Ministry of Foreign Affairs of Brazil", "BR" },
    { "jiji.com", "Jiji Press", "JP" },
    { "kantei.go.jp", "Prime Minister's Office of Japan", "JP" },
    { "kcna.kp", "Korean Central News Agency", "KP" },
    { "kemlu.go.id", "Ministry of Foreign Affairs of Indonesia", "ID" },
    { "khamenei.ir", "Office of the Supreme Leader of Iran", "IR" },
    { "kln.gov.my", "Ministry of Foreign Affairs of Malaysia", "MY" },
    { "korea.net", "Government of the Republic of Korea", "KR" },
    { "kremlin.ru", "President of Russia", "RU" },
    { "kyodonews.net", "Kyodo News", "JP" },
    { "mea.gov.in", "Ministry of External Affairs of India", "IN" },
    { "mfa.bg", "Ministry of Foreign Affairs of Bulgaria", "BG" },
    { "mfa.gov.az", "Ministry of Foreign Affairs of Azerbaijan", "AZ" },
    { "mfa.gov.by", "Ministry of Foreign Affairs of Belarus", "BY" },
    { "mfa.gov.cn", "Ministry of Foreign Affairs of China", "CN" },
    { "mfa.gov.ge", "Ministry of Foreign Affairs of Georgia", "GE" },
    { "mfa.gov.pl", "Ministry of Foreign Affairs of Poland", "PL" },
    { "mfa.gov.rs", "Ministry of Foreign Affairs of Serbia", "RS" },
    { "mfa.gov.sg", "Ministry of Foreign Affairs of Singapore", "SG" },
    { "mfa.gov.tr", "Ministry of Foreign Affairs of T\xC3\xBCrkiye", "TR" },
    { "mfa.gov.ua", "Ministry of Foreign Affairs of Ukraine", "UA" },
    { "mfa.gr", "Ministry of Foreign Affairs of Greece", "GR" },
    { "mfa.am", "Ministry of Foreign Affairs of Armenia", "AM" },
    { "mfa.go.th", "Ministry of Foreign Affairs of Thailand", "TH" },
    { "mfa.ee", "Ministry of Foreign Affairs of Estonia", "EE" },
    { "mfa.tj", "Ministry of Foreign Affairs of Tajikistan", "TJ" },
    { "mfa.uz", "Ministry of Foreign Affairs of Uzbekistan", "UZ" },
    { "mfat.govt.nz", "Ministry of Foreign Affairs and Trade of New Zealand", "NZ" },
    { "mid.ru", "Ministry of Foreign Affairs of Russia", "RU" },
    { "mofa.go.jp", "Ministry of Foreign Affairs of Japan", "JP" },
    { "mofa.go.kr", "Ministry of Foreign Affairs of the Republic of Korea", "KR" },
    { "mofa.gov.ae", "Ministry of Foreign Affairs of the United Arab Emirates", "AE" },
    { "mofa.gov.bd", "Ministry of Foreign Affairs of Bangladesh", "BD" },
    { "mofa.gov.iq", "Ministry of Foreign Affairs of Iraq", "IQ" },
    { "mofa.gov.np", "Ministry of Foreign Affairs of Nepal", "NP" },
    { "mofa.gov.pk", "Ministry of Foreign Affairs of Pakistan", "PK" },
    { "mofa.gov.qa", "Ministry of Foreign Affairs of Qatar", "QA" },
    { "mofa.gov.sa", "Ministry of Foreign Affairs of Saudi Arabia", "SA" },
    { "mofa.gov.tw", "Ministry of Foreign Affairs, Taiwan", "TW" },
    { "mofa.gov.vn", "Ministry of Foreign Affairs of Vietnam", "VN" },
    { "mofaic.gov.ae", "Ministry of Foreign Affairs of the United Arab Emirates", "AE" },
    { "mzv.cz", "Ministry of Foreign Affairs of the Czech Republic", "CZ" },
    { "mzv.sk", "Ministry of Foreign Affairs of Slovakia", "SK" },
    { "nato.int", "NATO", "" },
    { "oas.org", "Organization of American States", "" },
    { "osce.org", "OSCE", "" },
    { "people.cn", "People's Daily", "CN" },
    { "people.com.cn", "People's Daily", "CN" },
    { "pib.gov.in", "Press Information Bureau of India", "IN" },
    { "pm.gc.ca", "Prime Minister of Canada", "CA" },
    { "pm.gov.au", "Prime Minister of Australia", "AU" },
    { "pmindia.gov.in", "Prime Minister of India", "IN" },
    { "president.az", "President of Azerbaijan", "AZ" },
    { "president.gov.by", "President of Belarus", "BY" },
    { "president.gov.ua", "President of Ukraine", "UA" },
    { "president.go.kr", "President of the Republic of Korea", "KR" },
    { "president.ir", "President of Iran", "IR" },
    { "president.kg", "President of Kyrgyzstan", "KG" },
    { "president.pl", "President of Poland", "PL" },
    { "president.tj", "President of Tajikistan", "TJ" },
    { "president.uz", "President of Uzbekistan", "UZ" },
    { "quirinale.it", "President of Italy", "IT" },
    { "regeringen.se", "Government of Sweden", "SE" },
    { "regjeringen.no", "Government of Norway", "NO" },
    { "reuters.com", "Reuters", "GB" },
    { "ria.ru", "RIA Novosti", "RU" },
    { "rijksoverheid.nl", "Government of the Netherlands", "NL" },
    { "rt.com", "RT", "RU" },
    { "sana.sy", "SANA", "SY" },
    { "spa.gov.sa", "Saudi Press Agency", "SA" },
    { "sectsco.org", "Shanghai Cooperation Organisation", "" },
    { "state.gov", "United States Department of State", "US" },
    { "tasnimnews.com", "Tasnim", "IR" },
    { "tass.com", "TASS", "RU" },
    { "tass.ru", "TASS", "RU" },
    { "tccb.gov.tr", "Presidency of T\xC3\xBCrkiye", "TR" },
    { "treasury.gov", "United States Department of the Treasury", "US" },
    { "ukrinform.net", "Ukrinform", "UA" },
    { "um.dk", "Ministry of Foreign Affairs of Denmark", "DK" },
    { "un.org", "United Nations", "" },
    { "urm.lt", "Ministry of Foreign Affairs of Lithuania", "LT" },
    { "usun.usmission.gov", "United States Mission to the United Nations", "US" },
    { "vaticannews.va", "Vatican News", "VA" },
    { "vatican.va", "Holy See", "VA" },
    { "vnanet.vn", "Vietnam News Agency", "VN" },
    { "voanews.com", "Voice of America", "US" },
    { "wam.ae", "WAM", "AE" },
    { "whitehouse.gov", "The White House", "US" },
    { "who.int", "World Health Organization", "" },
    { "worldbank.org", "World Bank", "" },
    { "wto.org", "World Trade Organization", "" },
    { "xinhuanet.com", "Xinhua", "CN" },
    { "news.cn", "Xinhua", "CN" },
    { "yna.co.kr", "Yonhap", "KR" },
    { "akorda.kz", "President of Kazakhstan", "KZ" },
};

/*
** The host of an address, without user and port: "https://www.mid.ru/en/x" gives "www.mid.ru". NULL where it is no
** web address.
*/
static const char *host_of(const char *url, size_t *len)
{
    if (url[0] == '"') /* metadata is JSON text */
        url++;
    const char *start = strncasecmp(url, "https://", 8) == 0  ? url + 8
                        : strncasecmp(url, "http://", 7) == 0 ? url + 7
                                                              : NULL;
    if (start == NULL)
        return NULL;
    size_t n = strcspn(start, "/?#\"\\");
    const char *at = memrchr(start, '@', n);
    if (at != NULL) {
        n -= (size_t)(at + 1 - start);
        start = at + 1;
    }
    const char *colon = memchr(start, ':', n);
    *len = colon == NULL ? n : (size_t)(colon - start);
    return start;
}

int lun_load__host(const char *url, const char **source, const char **country)
{
    size_t len, best = 0;
    const char *host = host_of(url, &len);
    if (host == NULL)
        return 0;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        size_t n = strlen(hosts[i].host);
        if (n <= best || n > len || strncasecmp(host + len - n, hosts[i].host, n) != 0 ||
            (n < len && host[len - n - 1] != '.'))
            continue;
        best = n;
        *source = hosts[i].source;
        *country = hosts[i].country;
    }
    return best > 0;
}

static const char *without_article(const char *name)
{
    return strncasecmp(name, "the ", 4) == 0 ? name + 4 : name;
}

int lun_load__source(const char *name, const char **country)
{
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        if (strcasecmp(without_article(name), without_article(hosts[i].source)) == 0) {
            *country = hosts[i].country;
            return 1;
        }
    }
    return 0;
}
