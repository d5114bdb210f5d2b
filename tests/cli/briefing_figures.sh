# briefing_figures.sh - what the briefing counts and lists is what the corpus holds: the timeline has each encounter or says why not; what a narrowed
# briefing says is of the documents asked for.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# A day, a month, a year, a year of which the document alone tells; no date at all; nobody's country.
cat >met.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026."}
{"id":"b","date":"2026-05-04","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Lima in January 2026."}
{"id":"c","date":"2026-06-04","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Chilean Foreign Minister Ana Soto in Bergen in 2025."}
{"id":"d","date":"2024","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Bergen."}
{"id":"e","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Tromsø."}
{"id":"f","date":"2026-06-05","language":"en","text":"The harbour master Vera Molt met with the captain Ola Brunt."}
LINES
lunette 0 run -q met.jsonl -p diplomacy -o met.db
lunette 0 report briefing met.db --format md -o - -q
holds "$out" "- Norway: 4"
holds "$out" "- Peru: 3"
holds "$out" "- Chile: 1"
lost=$(value met.db "SELECT count(*) - 4 FROM encounter")
holds "$out" "> Not on a timeline: $lost of $((lost + 4)) encounters (1 without a day, month or year, $((lost - 1)) without a country)."
lunette 0 report briefing met.db -o - -q
equals "points without a day, in the lanes of both countries" 6 "$(grep -o 'class="dot wide"' "$out" | wc -l | tr -d ' ')"
equals "points with one" 2 "$(grep -o 'class="dot"' "$out" | wc -l | tr -d ' ')"
holds "$out" '<a aria-label="2025, meeting: '
# Documents without an act are named so that they can be found: by title or address where there is no source, with date and number.
cat >silent.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","language":"en","title":"Rain in Oslo","text":"It rains in the port of Oslo."}
{"id":"b","date":"2026-03-04","language":"en","text":"It snows in the port of Lima."}
{"id":"c","date":"2026-03-04","source":"Weather Office","country":"NO","language":"en","title":"Fog","text":"There is fog."}
LINES
lunette 0 run -q silent.jsonl -p diplomacy -o silent.db
lunette 0 report briefing silent.db --format md -o - -q
holds "$out" "3 documents without any act: Rain in Oslo, 2026-03-04 [1]; silent.jsonl\#b, 2026-03-04 [2]; Weather Office (Norway), 2026-03-04 [3]."

# A narrowed briefing: problems and judgements of other documents are not its own.
cat >two.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","country":"NO","language":"en","text":"Norway will open two ports for Peru. Norway thanked Peru."}
{"id":"b","date":"2026-03-05","country":"PE","language":"en","text":"Peru will open a school. Peru condemned the storm."}
{"id":"c","date":"2026-03-06","country":"FR","language":"fr","text":"La France remercie le Pérou de son accueil et de son amitié."}
LINES
lunette 2 run -q two.jsonl -p diplomacy -o two.db
printf 'y\ny\ny\ny\n' >answers
"$LUNETTE" audit two.db act --n 4 <answers >/dev/null 2>&1
lunette 0 report briefing two.db --format md -o - -q
holds "$out" "- problems: 1"
holds "$out" "1 problem on the way"
holds "$out" "- right, of acts judged: 4 of 4"
holds "$out" "| rule | rows | precision |"
lunette 0 report briefing two.db --country NO --format md -o - -q
holds "$out" "- problems: 0"
lacks "$out" "on the way"
holds "$out" "1 problem of other documents of the corpus left out."
holds "$out" "- right, of acts judged: 2 of 2"
holds "$out" "| rule | rows in the whole corpus | precision |"
lunette 0 report briefing two.db --country FR --format md -o - -q
holds "$out" "- problems: 1"
lacks "$out" "right, of acts judged"
lunette 0 report compare two.db --a NO --b PE --since 2026-03-05 --format md -o - -q
holds "$out" "No text whose source belongs to Norway is within what was asked for"
holds "$out" "There are texts of: FR (France, 1), PE (Peru, 1)."
lunette 0 report commitments two.db --by Chad --country NO --format csv -o -
holds "$err" "Most have: Norway."
# Whom a pronoun stands for is not known; that is no unnamed source.
printf '%s\n' '{"id":"a","date":"2026-03-04","language":"en","text":"They said that the port is closed. Officials said that the ships wait."}' >they.jsonl
lunette 0 run -q they.jsonl -p diplomacy -o they.db
lunette 0 report briefing they.db -o - -q
tr -d '\n' <"$out" | sed 's/<details/\n&/g' >speakers.html
equals "unnamed" 1 "$(grep 'unnamed sources' speakers.html | grep -c 'ships wait' || true)"
equals "they" 1 "$(grep 'speaker not known' speakers.html | grep -c 'port is closed' || true)"

# One name for a country and for a body, on whatever part of the page, also after `same`.
cat >names.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","country":"TR","source":"M","language":"en","text":"Turkish Foreign Minister Deniz Acar met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026. Turkey will send two ships to Norway. The EU thanked Turkey."}
{"id":"b","date":"2026-03-05","country":"NO","source":"N","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Turkish Foreign Minister Deniz Acar in Ankara on 5 March 2026. The European Union will send a ship to Norway. Norway thanked the ECOWAS Commission."}
{"id":"c","date":"2026-03-06","country":"NO","source":"N","language":"en","text":"The European Union thanked Norway. The Commission of the Economic Community of West African States thanked the European Union."}
LINES
lunette 0 run -q names.jsonl -p diplomacy -o names.db
lunette 0 report briefing names.db --format md -o - -q
lacks "$out" "Turkey ("
holds "$out" "- Türkiye: 2"
holds "$out" "| Türkiye |"
holds "$out" "| European Union (3) |"
equals "a body of two names is counted once" 1 "$(grep -c 'Economic Community of West African States (2)' "$out")"
lacks "$out" "| EU "
lunette 0 report commitments names.db --by EU --format md -o - -q
holds "$out" "| will | European Union | Norway | send a ship to Norway |"
lunette 0 report commitments names.db --by Turkey --format md -o - -q
holds "$out" "| will | Türkiye | Norway | send two ships"
"$LUNETTE" same names.db "Türkiye" Turkiya >/dev/null 2>&1
lunette 0 report briefing names.db --format md -o - -q
holds "$out" "- Turkiya: 2"
holds "$out" "| Turkiya |"
holds "$out" "Turkiya (2)"
equals "the old name, outside of the texts" "" "$(sed '/^## Documents/,$d' "$out" | grep -F Türkiye)"
# Two ministries of one name in two countries are two sources; a text from before an encounter cannot tell of it; what the matrix leaves out is told.
cat >names.jsonl <<'LINES'
{"id":"a","date":"2026-03-05","country":"NO","source":"mfa","language":"en","text":"Norwegian Foreign Minister Anna Keller met Peruvian Foreign Minister Luis Rojas in Oslo on 5 March 2026. Norway thanked Peru for its ships. The European Union thanked Norway for its ships."}
{"id":"b","date":"2026-03-05","country":"PE","source":"mfa","language":"en","text":"Peruvian Foreign Minister Luis Rojas met Norwegian Foreign Minister Anna Keller in Oslo on 5 March 2026."}
{"id":"c","date":"2026-05-06","country":"NO","source":"mfa","language":"en","text":"Norwegian Foreign Minister Anna Keller met Chilean Foreign Minister Marta Soto in Oslo on 6 May 2026."}
{"id":"d","date":"2026-05-05","country":"CL","source":"mfa","language":"en","text":"Chile opened a school."}
LINES
lunette 0 run -q names.jsonl -p diplomacy -o names.db
lunette 0 report briefing names.db --format md -o - -q
holds "$out" "sources: 3"
holds "$out" "1 encounter is told by one source, 1 by several"
holds "$out" "Of none told by one source are texts of another country that took part held"
holds "$out" "Not in the table: 1 act of or to parties without a country, such as unions of states: European Union."
# A reprint tells of the encounter of its original, though the minister would be another's by who printed it.
cat >reprint.jsonl <<'LINES'
{"id":"a","date":"2026-06-06","country":"NO","source":"mfa","language":"en","text":"Foreign Minister Anna Keller met Chilean Foreign Minister Marta Soto in the old town hall on 6 June 2026. They spoke of herring."}
{"id":"b","date":"2026-06-07","country":"GB","source":"wire","language":"en","text":"Foreign Minister Anna Keller met Chilean Foreign Minister Marta Soto in the old town hall on 6 June 2026. They spoke of herring."}
LINES
lunette 0 run -q reprint.jsonl -p diplomacy -o reprint.db
answers reprint.db "SELECT count(DISTINCT participants_country) FROM encounter_participants" 3
lunette 0 report briefing reprint.db --format md -o - -q
holds "$out" "0 encounters are told by one source, 1 by several"
# A text without a title is headed by a line on top that stands alone, which is shown and no more; not by a day or the sort of paper. Where somebody met is told.
mkdir headed
printf 'Minister Keller meets the foreign minister of Peru\n\nForeign Minister Anna Keller of Norway met Peruvian Foreign Minister Luis Rojas in Oslo.\n' >headed/a.txt
printf 'Oslo, 4 March 2026\n\nIt rained.\n' >headed/b.txt
printf 'Press release\n\nIt snowed.\n' >headed/c.txt
printf 'It hailed in the north.\n\nIt thawed.\n' >headed/d.txt
printf 'March 4, 2026 - Oslo - Weather Office\n\nIt thawed.\n' >headed/e.txt
lunette 0 run -q headed -p diplomacy -o headed.db
lunette 0 report briefing headed.db --format md -o - -q
holds "$out" "### [1] Minister Keller meets the foreign minister of Peru"
equals "headed by their paths" 4 "$(grep -c '^### \[[2-5]\] headed/' "$out")"
holds "$out" "| date | form, place | participants |"
holds "$out" "| meeting, Oslo |"
answers headed.db "SELECT count(title) FROM document" 0
lunette 0 report briefing headed.db -o headed.html -q
holds headed.html "</small>Minister Keller meets the foreign minister of Peru</h3>"

finish
