# compare.sh - the report compare: encounters told by both sides are paired with a reason, wording is set side by side, nothing is called "only" before
# the other side's words were searched, silence needs texts held. And the program of docs/reports.md that does the same by hand.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >two.jsonl <<'LINES'
{"id":"no1","date":"2026-03-04","country":"NO","source":"Foreign Ministry","language":"en","title":"Keller meets Rojas","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nKeller said that Norway is ready to open two ports for Peruvian fishing vessels before the summer. She urged Peru to release the detained crew of the trawler Solvik. The two ministers discussed shipping routes in the Pacific. Norway thanked Peru."}
{"id":"pe1","date":"2026-03-05","country":"PE","source":"=Cancillería","language":"en","title":"<b>Rojas</b> meets Keller","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nKeller stated that Norway is willing to open two harbours for Peruvian fishing vessels before summer. The fate of the detained crew of the trawler Solvik was raised in passing. Peru congratulated Norway on its election to the Council of the fisheries commission."}
{"id":"no2","date":"2026-05-10","country":"NO","source":"Foreign Ministry","language":"en","text":"Norwegian Prime Minister Eva Lund spoke by phone with Peruvian President Marta Quispe on 10 May 2026. Lund said that Norway will send engineers to Peru."}
{"id":"no3","date":"2026-07-10","country":"NO","source":"Foreign Ministry","language":"en","text":"Norwegian Prime Minister Eva Lund spoke by phone with Peruvian President Marta Quispe on 10 July 2026. Norway welcomed the release of the crew."}
{"id":"pe2","date":"2026-05-11","country":"PE","source":"=Cancillería","language":"en","text":"President Marta Quispe opened a school in Cusco on 11 May 2026. Engineers from Norway will come to Peru in June."}
{"id":"cl1","date":"2026-03-04","country":"CL","source":"Moneda","language":"en","text":"Chilean Foreign Minister Marta Soto met with Peruvian Foreign Minister Luis Rojas in Lima on 4 March 2026."}
LINES
lunette 0 run -q two.jsonl -p diplomacy -o two.db

lunette 0 report compare two.db --a NO --b Peru -o page.html -q
holds page.html "<title>Norway and Peru: what each side&#39;s texts say</title>"
holds page.html "the same day; Anna Keller and Luis Rojas named by both; a meeting to both"
holds page.html "is <del>ready</del> <ins>willing</ins> to open two <del>ports</del> <ins>harbours</ins> for Peruvian fishing vessels"
holds page.html "similar, unmarked ("
holds page.html "no similar sentence"
holds page.html "1 text held, the encounter is not in it."
holds page.html "no texts held"
lacks page.html "<b>Rojas"
holds page.html "On 1 encounter Peru is silent"
holds page.html "For 1 encounter no text of Peru from about then is held"
lacks page.html "perhaps silent"
# Who tells of it alone stands on a line of its own, the words below.
blank=$(printf '\302\240')
holds page.html '<div class="told-by"><a href="#d3">Foreign Ministry</a><small> Norway, <time>2026-05-10</time>'"$blank"'[3]</small></div><div><a href="#d3-a'
lacks page.html "Marta Soto met"
leads page.html

lunette 0 report compare two.db --a NO --b PE --format md -o - -q
holds "$out" 'is [ready / willing] to open two [ports / harbours] for Peruvian'
lunette 0 report compare two.db --a NO --b PE --format csv -o - -q
holds "$out" "part,meeting,date,form,participants,what"
holds "$out" "'=Cancillería"
lacks "$out" ",=Canc"
lunette 0 report compare two.db --a PE --b NO --format json -o - -q
equals "pairs" 1 "$(grep -o '"what":"told by both"' "$out" | wc -l | tr -d ' ')"
equals "silent" 1 "$(grep -o '"reason":"silent"' "$out" | wc -l | tr -d ' ')"
equals "not held" 1 "$(grep -o '"reason":"no texts held"' "$out" | wc -l | tr -d ' ')"
holds "$out" '"what":"only b"'

# One text given out by both sides is no copy to leave out: it is what both say.
sed -n '1p' two.jsonl | sed 's/"id":"no1"/"id":"pe0"/; s/"country":"NO","source":"Foreign Ministry"/"country":"PE","source":"Press"/' >>joint.jsonl
sed -n '1p' two.jsonl >>joint.jsonl
lunette 0 run -q joint.jsonl -p diplomacy -o joint.db
lunette 0 report compare joint.db --a NO --b PE --format json -o - -q
holds "$out" '"what":"same words"'
lacks "$out" '"what":"only'

# Two encounters of one day are told apart by those who took part; a day apart is paired, two days are with --days 2; a name may be a part of a name.
cat >days.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","country":"NO","source":"M","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026."}
{"id":"b","date":"2026-03-04","country":"NO","source":"M","language":"en","text":"Norwegian Defence Minister Olav Berg met with Peruvian Defence Minister Ana Vega in Oslo on 4 March 2026."}
{"id":"c","date":"2026-03-04","country":"PE","source":"P","language":"en","text":"Peruvian Defence Minister Ana Vega met with Norwegian Defence Minister Olav Berg in Oslo on 5 March 2026."}
{"id":"d","date":"2026-03-04","country":"PE","source":"P","language":"en","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Keller in Oslo on 6 March 2026."}
LINES
lunette 0 run -q days.jsonl -p diplomacy -o days.db
lunette 0 report compare days.db --a NO --b PE --format csv -o - -q
equals "pairs a day apart" 1 "$(grep -c 'told by both' "$out")"
holds "$out" "2026-03-04 / 2026-03-05,meeting,"
holds "$out" "a day apart; Olav Berg and Ana Vega named by both; a meeting to both"
lunette 0 report compare days.db --a NO --b PE --days 2 --format csv -o - -q
equals "pairs two days apart" 2 "$(grep -c 'told by both' "$out")"
holds "$out" "2 days apart; Anna Keller and Luis Rojas named by both"
lacks "$out" "Rojas; Ana Vega"
lunette 0 report compare days.db --a NO --b PE --days 2 --encounters 1 --format md -o - -q
holds "$out" "2 encounters are told by both: the latest 1 are listed here"
equals "encounters listed" 1 "$(grep -c '^### 2026' "$out")"
equals "encounters of the overview" 1 "$(grep -c '^| 2026' "$out")"

# A side that words each month's readout alike has a text for each: nobody is silent, and no text is missing.
stock="Keller recalled that the two countries have been friends for a hundred years, that their ships share the sea, that their schools exchange pupils each summer and that their ministers meet often. She attaches great importance to the friendship of the two peoples and to the common fund for harbours, lighthouses and ferries."
for month in 03 06 09; do
    printf '{"id":"no%s","date":"2026-%s-04","country":"NO","source":"M","language":"en","text":"Norwegian Foreign Minister Anna Keller spoke by phone with Peruvian Foreign Minister Luis Rojas on 4 %s 2026. %s"}\n' $month $month "$(date -d 2026-$month-04 +%B)" "$stock"
    printf '{"id":"pe%s","date":"2026-%s-05","country":"PE","source":"P","language":"en","text":"Peruvian Foreign Minister Luis Rojas spoke by phone with Norwegian Foreign Minister Anna Keller on 4 %s 2026. %s"}\n' $month $month "$(date -d 2026-$month-04 +%B)" "Rojas thanked Norway."
done >monthly.jsonl
lunette 0 run -q monthly.jsonl -p diplomacy -o monthly.db
lunette 0 report compare monthly.db --a NO --b PE --format json -o - -q
equals "monthly pairs" 3 "$(grep -o '"what":"told by both"' "$out" | wc -l | tr -d ' ')"
lacks "$out" "no texts held"

# Silent is who has texts from that day on: what was written six days before cannot tell of it. A language that is not known is no other one.
# And the briefing accuses nobody whose text is paired: whose minister "her Peruvian colleague" is no rule may know.
cat >before.jsonl <<'LINES'
{"id":"pe","date":"2026-07-02","country":"PE","source":"P","text":"Foreign Minister Luis Rojas condemned the attack on the port of Lima."}
{"id":"no","date":"2026-07-08","country":"NO","source":"M","text":"Foreign Minister Anna Keller met with the Peruvian Foreign Minister Luis Rojas in Oslo on 8 July 2026."}
{"id":"pl","date":"2026-11-12","country":"PL","source":"M","text":"Foreign Minister Jan Zawadzki hosted Ukrainian Foreign Minister Oksana Melnyk in Warsaw on 12 November."}
{"id":"ua","date":"2026-11-12","country":"UA","source":"P","language":"en","text":"Minister of Foreign Affairs of Ukraine Oksana Melnyk met her Polish colleague Jan Zawadzki on 12 November."}
{"id":"int","date":"2026-11-20","source":"joint","text":"The President of Brazil, Joana Teixeira, and the President of Colombia, Andrés Quiroga, met in Leticia on 20 November 2026."}
{"id":"br","date":"2026-11-21","country":"BR","source":"G","text":"Brazil thanked Peru on 21 November 2026."}
LINES
lunette 0 run -q before.jsonl -p diplomacy -o before.db
lunette 0 report compare before.db --a NO --b PE --format md -o - -q
lacks "$out" "is silent"
holds "$out" "no text of Peru from about then is held"
lunette 0 report compare before.db --a PL --b UA --format md -o - -q
holds "$out" "encounter told by both: 1"
lacks "$out" "different languages"
lunette 0 report briefing before.db --format md -o - -q
holds "$out" "2 encounters are told by one source, 1 by several"
lacks "$out" "--a PL"
lacks "$out" "Ukraine (1)"
holds "$out" "Joana Teixeira; Andrés Quiroga | joint, 2026-11-20 [5] | Brazil (1) |"
lacks "$out" "--a BR --b BR"

# The manual's program.
awk '/^-- two_capitals.lua$/ { on = 1 } /^```$/ { on = 0 } on' "$LUNETTE_ROOT/docs/reports.md" >two_capitals.lua
lunette 0 report two-capitals two.db -r two_capitals.lua --a NO --b PE --format md -o - -q
holds "$out" "1 told by both, 2 only by Norway, 0 only by Peru"
holds "$out" "similar, unmarked"

# Each pair has a file of its own, in whatever order it is asked for; numbers are not part of its name.
mkdir pairs
cp two.db pairs/two.db
lunette 0 report compare pairs/two.db --b Peru --a norway --days 2
holds "$err" "report: pairs/compare-NO-PE.html"
lunette 0 report compare pairs/two.db --a KE --b JP --since 2026-01-01
holds "$err" "report: pairs/compare-KE-JP-since-2026-01-01.html"
lunette 0 report commitments pairs/two.db --by "Anna Keller" --format md
holds "$err" "report: pairs/commitments-by-Anna-Keller.md"

# Wrong input.
lunette 3 report compare two.db
says "report 'compare' needs --a and --b"
lunette 3 report compare two.db --a NO
says "needs --b"
lunette 3 report compare two.db --a NO --b Norway
says "'NO' is both sides" "give two countries"
lunette 3 report compare two.db --a NO --b Narnia
says "'Narnia' does not fit" "a country"
lunette 3 report compare two.db --a NO --b PE --days -1
says "0 or more"
lunette 0 report compare two.db --a NO --b PE --since 2026-05-01 --format md -o - -q
holds "$out" "Only documents since 2026-05-01: 3 of 6 in the corpus."
lunette 0 report compare two.db --a NO --b JP --format md -o -
holds "$out" "No text whose source belongs to Japan is in this corpus"
holds "$err" "No text whose source belongs to Japan is in this corpus"
lunette 0 report compare two.db --a KE --b JP --format md -o -
holds "$err" "No text whose source belongs to Kenya or Japan is in this corpus"
equals "the countries there are, once" 1 "$(grep -c 'There are texts of' "$err")"
# Where nothing is to be compared the report says with whom something would be, or whose texts are missing.
lunette 0 report compare two.db --a NO --b CL --format md -o - -q
holds "$out" "Nothing to compare."
holds "$out" "Here something would be compared with --a NO --b PE (1 encounter told by both)."
lunette 0 report compare two.db --a NO --b CL --format csv -o -
holds "$err" "Here something would be compared with --a NO --b PE (1 encounter told by both)."
lunette 0 report compare two.db --a JP --b CL --source Moneda --format md -o - -q
holds "$out" "Told by one, while no text of the other is held: Chile with Peru (1)."
printf '{"id":"a","date":"2026-02-10","language":"en","text":"It rains."}\n' >dry.jsonl
lunette 0 run -q dry.jsonl -p dates -o dry.db
lunette 3 report compare dry.db --a NO --b PE
says "no layer 'encounter'" "-p diplomacy"
finish
