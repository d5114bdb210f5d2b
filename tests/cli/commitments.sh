# commitments.sh - the report commitments: who, to whom, what, by when; as a page whose links lead somewhere, as CSV without formulas, as JSON, as a calendar whose
# lines are as RFC 5545 wants them.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >papers.jsonl <<'LINES'
{"id":"a","date":"2026-02-10","source":"=ours","country":"NO","language":"en","text":"Norwegian Prime Minister Anna Keller met Peruvian President Luis Rojas in Oslo. Norway will open two ports for Peruvian ships, which are waiting for the day on which the harbours are free of ice; and it would like to do so by 1 May 2026, she said. Norway is ready to lower its tariffs if Peru agrees."}
{"id":"b","date":"2026-03-01","language":"en","text":"Norway thanked Peru."}
LINES
lunette 0 run -q papers.jsonl -p diplomacy -o papers.db

lunette 0 report commitments papers.db -o page.html
holds page.html "<title>Commitments: papers</title>"
holds page.html "open two ports for Peruvian ships"
holds page.html '</details><small> if Peru agrees'
# A row opens to whole sentences.
holds page.html 'Norway will open two ports for Peruvian ships, which are waiting for the day on which the harbours are free of ice; and it <a href="#d1-a'
lacks page.html '<span class="context">… and it'
lacks page.html "thanked Peru"
holds page.html '<span class="live"> Each line opens to its paragraph'
leads page.html
# Texts that are left out are said, and so is why there are none.
lunette 0 report commitments papers.db --documents 0 --format md -o - -q
holds "$out" "1 document: its text is not shown here (--documents 1 shows it)."
lunette 0 report commitments papers.db --since 2026-03-01 -o - -q
holds "$out" "None: the texts of commitments that are listed stand here."
lacks "$out" 'class="legend"'

lunette 0 report commitments papers.db --format csv -o - -q
holds "$out" "who,to_whom,what,kind,strength,how_firm"
holds "$out" "Norway,"
holds "$out" "'=ours"
lacks "$out" ",=ours"
rows=$(value papers.db "SELECT count(*) FROM act WHERE kind IN ('pledge', 'agree')")
lunette 0 report commitments papers.db --format json -o - -q
equals "rows of JSON" "$rows" "$(grep -o '"how_firm":' "$out" | wc -l)"
cp "$out" first.json
for again in 1 2 3; do
    lunette 0 report commitments papers.db --format json -o - -q
    equals "the same JSON, $again" "$(cat first.json)" "$(cat "$out")"
done
lunette 0 report commitments papers.db --format json --least 3 -o - -q
lacks "$out" "would like to\",\"stop"
lunette 0 report commitments papers.db --due --format json -o - -q
equals "with a day" "$(value papers.db "SELECT count(*) FROM act WHERE kind = 'pledge' AND due IS NOT NULL")" "$(grep -o '"how_firm":' "$out" | wc -l)"
lunette 0 report commitments --format json papers.db -o - -q --due
holds "$out" '"due":"2026-05-01"'
lunette 3 report commitments papers.db --least --due
says "--least needs a value: --least INTEGER"
lunette 0 report commitments papers.db --format json --by Chile -o - -q
equals "nobody's" "[]" "$(cat "$out")"

# The calendar: what is due, in lines of at most 75 bytes that end in CR LF.
lunette 0 report commitments papers.db --format ics -o - -q
holds "$out" "DTSTART;VALUE=DATE:20260501"
holds "$out" "UID:"
equals "events" "$(value papers.db "SELECT count(*) FROM act WHERE kind = 'pledge' AND due IS NOT NULL")" "$(grep -c '^BEGIN:VEVENT' "$out")"
equals "lines that are too long" "" "$(LC_ALL=C awk 'length($0) > 76' "$out")"
equals "lines without CR" 0 "$(grep -vc "$(printf '\r')\$" "$out" || true)"

# What is not to be done, and what is conditional, is said where the content is shown: "not" once, by the content or before it.
cat >refused.jsonl <<'LINES'
{"id":"a","date":"2026-02-10","source":"M","country":"NO","language":"en","text":"Norwegian Foreign Minister Anna Keller met Peruvian Foreign Minister Luis Rojas in Oslo on 10 February 2026. Norway will not close the embassy in Peru before 1 June 2026. If Peru lowers its tariffs, Norway will send a ship to Peru by 1 August 2026. Norway and Peru agreed not to raise fees by 1 July 2026."}
{"id":"b","date":"2026-02-10","source":"P","country":"PE","language":"en","text":"Peruvian Foreign Minister Luis Rojas met Norwegian Foreign Minister Anna Keller in Oslo on 10 February 2026. The orchestra played."}
LINES
lunette 0 run -q refused.jsonl -p diplomacy -o refused.db
lunette 0 report commitments refused.db --format ics -o - -q
holds "$out" "SUMMARY:Norway will not: close the embassy in Peru before 1 June 2026"
holds "$out" "SUMMARY:Norway will: send a ship to Peru by 1 August 2026 (If Peru lowers i"
holds "$out" "SUMMARY:Norway\; Peru agreed: not to raise fees by 1 July 2026"
lunette 0 report commitments refused.db --format md -o - -q
holds "$out" "| will not | Norway | Peru | close the embassy"
holds "$out" "| agreed | Norway; Peru |  | not to raise fees"
# Parties are counted one by one; who and who tells have columns of their own width.
holds "$out" "- parties that are bound: 2"
holds "$out" "- party to whom: 1"
holds "$out" "- document: 1"
lunette 0 report commitments refused.db -o - -q
holds "$out" '<div class="who">Norway; Peru</div>'
holds "$out" '<div class="told-by"><a href="#d1">M</a>'
holds "$out" '<td class=none>'
lunette 0 report briefing refused.db -o - -q
holds "$out" ">pledge not to</a>, <a"
holds "$out" ">pledge</a>"
lunette 0 report compare refused.db --a NO --b PE --format md -o - -q
holds "$out" "Norway not to: “close the embassy in Peru before 1 June 2026”"
holds "$out" "“send a ship to Peru by 1 August 2026” If Peru lowers its tariffs"
lunette 0 report compare refused.db --a NO --b PE --format csv -o - -q
holds "$out" ",If Peru lowers its tariffs,"

# A country's people and bodies are the country's; a person is one.
printf '{"id":"p","date":"2026-02-10","language":"en","text":"Norwegian Foreign Minister Anna Keller promised to open a school. Norway will send a ship, she said. Peru will send two boats, Peruvian President Luis Rojas said."}\n' >people.jsonl
lunette 0 run -q people.jsonl -p diplomacy -o people.db
for who in Norway NO "norway"; do
    lunette 0 report commitments people.db --format json --by "$who" -o - -q
    equals "of $who" 2 "$(grep -o '"how_firm":' "$out" | wc -l | tr -d ' ')"
done
lunette 0 report commitments people.db --format json --by "Anna Keller" -o - -q
equals "of a person" 1 "$(grep -o '"how_firm":' "$out" | wc -l | tr -d ' ')"

# What is decided binds more than what is promised.
printf '{"id":"c","date":"2026-02-10","language":"en","text":"Norway has decided to open an embassy in Peru by 1 June 2026. Norway announced a fund."}\n' >decided.jsonl
lunette 0 run -q decided.jsonl -p diplomacy -o decided.db
lunette 0 report commitments decided.db --format csv --least 5 -o - -q
holds "$out" "open an embassy in Peru by 1 June 2026,announce,5,has decided to,positive,,2026-06-01"
equals "decisions" 2 "$(wc -l <"$out" | tr -d " ")"

# Wrong input.
lunette 3 report commitments papers.db --format pdf
says "there is no format 'pdf'" "html, md, csv, json, ics; a browser prints"
lunette 3 report commitments papers.db -o plan.xlsx
says "there is no format 'xlsx'" "html, md, csv, json, ics"
[ ! -e plan.xlsx ] || complain "$last" "no file" "plan.xlsx"
printf '{"id":"a","date":"2026-02-10","language":"en","text":"It rains."}\n' >dry.jsonl
lunette 0 run -q dry.jsonl -p dates -o dry.db
lunette 3 report commitments dry.db
says "no layer 'act'" "-p diplomacy"

lunette 3 report commitments papers.db -o plan.md --json
says "'plan.md' would not be md but json" "--format md"
[ ! -e plan.md ] || complain "$last" "no file" "plan.md"
lunette 3 report commitments papers.db --format csv -o plan.ICS
says "'plan.ICS' would not be ics but csv"
lunette 3 report commitments papers.db --rows 0
says "--rows: 0 is too few" "1 or more"
lunette 3 report commitments papers.db --least -1
says "0 or more"
lunette 3 report briefing papers.db --documents -3
says "--documents: '-3' does not fit" "0 or more"
lunette 3 report briefing papers.db --acts 0
says "--acts: 0 is too few" "1 or more"
lunette 0 report briefing papers.db --documents 0 --format md -o - -q
holds "$out" "the texts of the first 0 are on this page"

# What is nowhere, and switches before the corpus; the report's own options.
lunette 1 report commitments papers.db --by Norwey --format csv -o none.csv
says "--by: no act is by 'Norwey'" "did you mean 'Norway'"
[ ! -e none.csv ] || complain "nothing found" "no file" "none.csv"
lunette 1 report commitments papers.db --source "=our" -o none.csv
says "nothing is in scope: no document has the source '=our'" "did you mean --source '=ours'"
lunette 0 report commitments --due papers.db --format csv -o - -q
holds "$out" "who,to_whom"
lunette 3 report commitments papers.db --by
says "--by needs a value: --by TEXT"
lunette 3 analyze phrase-drift papers.db --phrase
says "--phrase needs a value"
lunette 0 report commitments papers.db --by Chad --format csv -o -
holds "$err" "No commitment by Chad was found in these documents."
lunette 0 report commitments --help
holds "$out" "--least INTEGER"
lunette 0 help report commitments
holds "$out" "only of this party"
lunette 0 analyze phrase-drift --help
holds "$out" "--phrase TEXT"
finish
