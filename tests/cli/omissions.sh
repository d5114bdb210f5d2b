# omissions.sh - the report omissions: a stock phrase that is missing, new or moved is told with how usual it is; nothing is concluded from seven texts.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# $1: how many readouts of calls with Peru, one a month; the 22nd lacks the phrase, the 20th has its close first, a new line comes with the 20th.
readouts() {
    awk -v n="$1" 'BEGIN {
        split("herring|salmon|cod|timber|wool|tin|maize|rubber|barley|glass|lead", goods, "|")
        for (i = 1; i <= n; i++) {
            y = 2024 + int((i - 1) / 12); m = (i - 1) % 12 + 1
            stock = i == 22 ? "Keller recalled that Norway supports the borders of its partners." : \
                "Keller reaffirmed the unwavering support of Norway for the borders of its partners."
            last = "The minister underlined that free passage through the straits remains a common interest."
            middle = "Trade in " goods[i % 11 + 1] " and " goods[(i * 3) % 11 + 1] " was reviewed, then the price of " goods[(i * 7) % 11 + 1] "."
            text = i == 20 ? last " " middle " " stock : stock " " middle " " last
            if (i >= 20) text = text " Both sides agreed to keep channels of communication open."
            printf "{\"id\":\"n%d\",\"date\":\"%d-%02d-11\",\"country\":\"NO\",\"source\":\"Ministry of Norway\",\"language\":\"en\",\"text\":\"Norwegian Foreign Minister Anna Keller spoke by phone with Peruvian Foreign Minister Luis Rojas.\\n\\n%s\"}\n", i, y, m, text
        }
    }'
}

readouts 24 >calls.jsonl
lunette 0 run -q calls.jsonl -p diplomacy -o calls.db
lunette 0 report omissions calls.db --source "ministry of norway" --format md -o - -q
holds "$out" "# What Ministry of Norway left out"
holds "$out" "texts: 24"
holds "$out" "in 23 of the last 24 calls with Peru; absent on 2025-10-11; never absent before since its first use"
holds "$out" "Keller recalled that Norway supports the borders of its partners."
holds "$out" "Keller [reaffirmed the unwavering support of / recalled that] Norway [for / supports] the borders of its partners."
holds "$out" "first on 2025-08-11, in none of the 19 calls with Peru before; in 5 of 5 since"
holds "$out" "in 23 of 24 calls with Peru in the last third; on 2025-08-11 in the first third"
lunette 0 report omissions calls.db --format json -o - -q
equals "findings" "missing moved new" "$(grep -o '"state":"[a-z]*"' "$out" | cut -d'"' -f4 | sort -u | paste -sd' ' -)"
lunette 0 report omissions calls.db --format csv -o - -q
holds "$out" "state,phrase,kind,counterpart,form,used,texts"
holds "$out" "missing,Keller reaffirmed the unwavering support of Norway for the borders of its partners,wording,PE,call,23,24"
lunette 0 report omissions calls.db -o page.html
lacks "$err" "set aside"
leads page.html
holds page.html '<del>reaffirmed the unwavering support of</del> <ins>recalled that</ins>'
holds page.html '<div class="scroll cards stock"'

# Two absences: the window begins behind the first one.
{
    sed '5s/the unwavering support of Norway for the borders/the friendship of Norway with all/' calls.jsonl
} >twice.jsonl
lunette 0 run -q twice.jsonl -p diplomacy -o twice.db
lunette 0 report omissions twice.db --format md -o - -q
holds "$out" "in 18 of the last 19 calls with Peru; absent on 2025-10-11; last absent 2024-05-11"

# New where five texts or more were before it; the table of stock phrases keeps to the share.
i=1
while [ $i -le 11 ]; do
    words="The sea is calm in port $i."
    [ $i -ge 8 ] && words="Both sides should handle their differences with great patience."
    printf '{"id":"n%d","date":"2026-01-%02d","language":"en","source":"Harbour","text":"Ship %d came. %s"}\n' $i $i $((i * 7)) "$words"
    i=$((i + 1))
done >late.jsonl
lunette 0 run -q late.jsonl -p diplomacy -o late.db
lunette 0 report omissions late.db --format md -o - -q
holds "$out" "first on 2026-01-08, in none of the 7 other texts before; in 4 of 4 since"
lacks "$out" "4 of 11"
lunette 0 report omissions late.db --share 0.3 --format md -o - -q
holds "$out" "4 of 11"

# Of all forms together they are texts.
sed '2s/"text":"/&Norwegian Foreign Minister Anna Keller spoke by phone with Peruvian Foreign Minister Luis Rojas. /' late.jsonl >forms.jsonl
sed -i '4s/"text":"/&Norwegian Foreign Minister Anna Keller met Peruvian Foreign Minister Luis Rojas. /; 5s/"text":"/&Norwegian Foreign Minister Anna Keller spoke by phone with Chilean Foreign Minister Ana Ruiz. /; 9s/"text":"/&Norwegian Foreign Minister Anna Keller visited Lima. /' forms.jsonl
lunette 0 run -q forms.jsonl -p diplomacy -o forms.db
lunette 0 report omissions forms.db --format md -o - -q
holds "$out" "in none of the 7 texts before; in 4 of 4 since"
# Where nothing is, the page says so and has no switches for marks.
head -n 7 late.jsonl >dull.jsonl
sed -n 7p late.jsonl | sed 's/n7/n8/; s/01-07/01-08/; s/Ship 49/Ship 56/; s/port 7/port 8/' >>dull.jsonl
lunette 0 run -q dull.jsonl -p diplomacy -o dull.db
lunette 0 report omissions dull.db -o - -q
holds "$out" "None: the texts in which a phrase is missing, new or moved stand here."
lacks "$out" 'class="legend"'

# Too few.
readouts 7 >few.jsonl
lunette 0 run -q few.jsonl -p diplomacy -o few.db
lunette 0 report omissions few.db --format md -o - -q
holds "$out" "7 texts with a date of this source: nothing is concluded from fewer than 8."
lacks "$out" "absent"
holds "$out" "No source of this corpus has 8 texts with a date; the most that one has is 7."
cat few.jsonl >ten.jsonl
for i in 1 2 3 4 5 6 7 8 9; do printf '{"id":"m%d","date":"2026-02-0%d","language":"en","source":"Moneda","text":"Ship %d came to port %d."}\n' $i $i $i $((i * 7)); done >>ten.jsonl
lunette 0 run -q ten.jsonl -p diplomacy -o ten.db
lunette 0 report omissions ten.db --source "Ministry of Norway" --format md -o - -q
holds "$out" "Sources with 8 texts or more: --source \"Moneda\" (9)."
lunette 0 report omissions few.db --format json -o - -q
equals "findings of seven texts" "[]" "$(cat "$out")"

# Speeches of which metadata tell the year alone: they have an order, a day that is told goes before it, and rules reckon from no day.
i=1990
while [ $i -lt 2010 ]; do
    words="Norway supports the borders of its partners."
    [ $i -eq 2007 ] && words="Norway is a country of many harbours."
    printf '{"id":"s%d","year":%s,"language":"en","source":"Norway","country":"NO","text":"%s Ship %d came on Monday."}\n' $i "$([ $((i % 2)) -eq 0 ] && echo $i || echo "\"$i\"")" "$words" $i
    i=$((i + 1))
done >speeches.jsonl
printf '%s\n' '{"id":"day","year":1991,"date":"2011-03-04","text":"It rains."}' '{"id":"none","year":"199","text":"It snows."}' '{"id":"later","year":9999,"text":"It hails."}' \
    '{"id":"as-date","date":2012,"text":"It thaws."}' >>speeches.jsonl
lunette 0 run -q speeches.jsonl -p diplomacy -o speeches.db
answers speeches.db "SELECT group_concat(coalesce(date, 'none'), ' ') FROM document WHERE name NOT LIKE 's%'" "2011-03-04 none none 2012"
answers speeches.db "SELECT count(*), min(date), max(date) FROM document WHERE name LIKE 's%'" "20,1990,2009"
answers speeches.db "SELECT group_concat(DISTINCT value) FROM date WHERE text = 'Monday'" "XXXX-WXX-1"
lunette 0 report omissions speeches.db --source Norway --format md -o - -q
holds "$out" "in 19 of the last 20"
holds "$out" "absent on 2007"
lunette 0 report briefing speeches.db --since 2000 -q -o speeches.html
holds speeches.html "2000 – 2012"
lunette 0 export speeches.db -o again.jsonl -q
lunette 0 run -q again.jsonl -p dates -o again.db
answers again.db "SELECT min(date) FROM document" 1990
printf 'id,year\none,2013\n' >years.csv
printf '{"id":"one","text":"It rains."}\n' >one.jsonl
lunette 0 run -q one.jsonl -p dates --meta years.csv -o one.db
answers one.db "SELECT date FROM document" 2013

# Two ministries of one name in two countries are two sources.
sed 's/Ministry of Norway/mfa/' calls.jsonl >same.jsonl
sed 's/Ministry of Norway/mfa/; s/"country":"NO"/"country":"SE"/; s/Norwegian/Swedish/g; s/Norway/Sweden/g; s/Keller/Lund/g; s/"n/"s/' few.jsonl >>same.jsonl
lunette 0 run -q same.jsonl -p diplomacy -o same.db
lunette 3 report omissions same.db --source MFA
says "'MFA' is a source in each of 2 countries" "--country NO" '"mfa" --country NO (24), "mfa" --country SE (7)'
lunette 3 report omissions same.db
says "'mfa' is a source in each of 2 countries"
lunette 0 report omissions same.db --source mfa --country NO --format md -o - -q
holds "$out" "# What mfa of Norway left out"
holds "$out" "texts: 24"
lacks "$out" "Lund"
lunette 0 report omissions same.db --source mfa --country SE --format md -o - -q
holds "$out" '--source "mfa" --country NO (24)'

# Wrong input.
lunette 1 report omissions calls.db --source Ministri
says "no document has the source 'Ministri'" "Ministry of Norway"
cat few.jsonl >both.jsonl
printf '{"id":"x","date":"2026-02-10","language":"en","source":"Other","text":"It rains."}\n' >>both.jsonl
lunette 0 run -q both.jsonl -p diplomacy -o both.db
lunette 3 report omissions calls.db --share 2
says "report 'omissions': --share: 2 is no part of the texts" "hint: more than 0, at most 1"
lacks "$err" "omissions.lua"
lunette 3 report omissions both.db
says "it looks at one source" "Ministry of Norway (7), Other (1)"
finish
