# briefing_page.sh - how the briefing reads: one party stands once, both sides of the matrix have one order and no empty line, what somebody said in other
# words has no quotation marks, grey is what is not graded, a long list of documents is behind its first, and what other reports lack is said. Tables and
# charts have names and headings for those who hear them.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# ---- who is named ----
cat >named.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","country":"JP","source":"M","language":"en","text":"Japanese Foreign Minister MOTEGI Toshimitsu met Norwegian Foreign Minister Anna Keller in Oslo. The Ministry of Foreign Affairs thanked Norway. Peru thanked Chile."}
{"id":"b","date":"2026-03-05","country":"NO","source":"N","language":"en","text":"Japanese Foreign Minister Motegi Toshimitsu met Norwegian Foreign Minister Anna Keller in Bergen. The Ministry of Foreign Affairs thanked Japan."}
LINES
lunette 0 run -q named.jsonl -p diplomacy -o named.db
lunette 0 report briefing named.db --format md -o - -q
holds "$out" "| Motegi Toshimitsu (2) |"
lacks "$out" "MOTEGI Toshimitsu ("
lacks "$out" "| Ministry of Foreign Affairs ("
holds "$out" "Named in a single document and not listed: 2 countries"
holds "$out" "Not listed either: 1 name of a body that every state has"
lacks "$out" "(1) |"
# a single document: there is no more than one to be named in
lunette 0 report briefing named.db --country JP --format md -o - -q
holds "$out" "(1) |"

# ---- who to whom ----
# Thirty-four pairs that act once and one that acts twice: 32 countries fit, and each line has a number.
awk 'BEGIN {
    n = split("Norway|Peru|Chile|Japan|Kenya|Ghana|Spain|Italy|India|Nepal|Malta|Cuba|Egypt|Iraq|Iran|Qatar|Oman|Yemen|Sudan|Chad|Niger|Mali|Togo|Benin|Gabon|Angola|Zambia|Malawi|Rwanda|Uganda|Serbia|Greece|Turkey|Poland|Latvia|Estonia", name, "|")
    for (i = 1; i <= n; i++) text = text name[i] " thanked " name[i % n + 1] " for its ships. "
    printf "{\"id\":\"a\",\"date\":\"2026-03-04\",\"language\":\"en\",\"text\":\"%sLatvia condemned Estonia.\"}\n", text
}' >many.jsonl
lunette 0 run -q many.jsonl -p diplomacy -o many.db
lunette 0 report briefing many.db --format md -o - -q
sed -n '/^## Who to whom/,/^## Statements/p' "$out" | grep '^|' >matrix.txt
equals "countries at the side" 1 "$([ "$(grep -c . matrix.txt)" -le 34 ] && echo 1)"
equals "lines without a number" "" "$(sed '1,2d' matrix.txt | grep -v '| [0-9]' || true)"
equals "columns without a number" 0 "$(awk -F'|' 'NR == 1 { n = NF } NR > 2 { for (i = 3; i < NF; i++) if ($i ~ /[0-9]/) seen[i] = 1 }
    END { for (i = 3; i < n; i++) if (!seen[i]) missing++; print missing + 0 }' matrix.txt)"
holds matrix.txt "| Latvia |"
holds "$out" "countries: those between whom most was done."
# one order: the countries of the rows, as far as they are columns, come as the columns do
sed -n 1p matrix.txt | tr '|' '\n' | sed 's/^ *//; s/ *$//' | grep '^[A-Z]' >columns.txt
sed '1,2d' matrix.txt | cut -d'|' -f2 | sed 's/^ *//; s/ *$//' >rows.txt
equals "the order of both sides" "$(grep -xF -f rows.txt columns.txt)" "$(grep -xF -f columns.txt rows.txt)"

# ---- statements ----
cat >said.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","language":"en","text":"Anna Keller and Luis Rojas said that the port is open. \"The port is open,\" Anna Keller said. Luis Rojas and Anna Keller said that the ships wait. Norway will build a bridge over the river in the north. Norway thanked Peru. Keller hopes that the fog will lift."}
LINES
lunette 0 run -q said.jsonl -p diplomacy -o said.db
lunette 0 report briefing said.db --format md -o - -q
holds "$out" "- said: the port is open · "
holds "$out" "- said: “The port is open,” · "
equals "two speakers in whatever order" 1 "$(grep -c '^Anna Keller; Luis Rojas.*2 statements\|^Luis Rojas; Anna Keller.*2 statements' "$out" || true)"
lunette 0 report briefing said.db -o - -q
holds "$out" "1 hope or affirmation, which does no deed, stands at the end of the list and is not counted ("
holds "$out" '<div><dt>document</dt><dd>1</dd></div>'
# what is not graded is grey, and a key says what the colours are
holds "$out" '<i class="swatch s0"></i>not graded'
holds "$out" '<i class="swatch s4"></i>will'
equals "bars that look like a decision" 0 "$(grep -c 'class="bar"' "$out" || true)"
# grades that no act has are no columns; rows of a matrix have headings, tables are called by what they stand under, a chart says its numbers
lacks "$out" '<th scope="col">would like to'
holds "$out" '<th scope="col">will</th>'
holds "$out" '<th scope=row>pledge'
holds "$out" '<div class="scroll matrix pairs"><table aria-labelledby="s-who-to-whom-by-country">'
holds "$out" '<th scope=row>Norway'
holds "$out" 'aria-label="Acts by kind, and how firm their words are: '
holds "$out" 'pledge 1'
# a date does not break, and its document's number stays beside it
holds "$out" "<time>2026-03-04</time>$(printf '\302\240')[1]</small>"
# what is true on a screen alone is not printed
holds "$out" '<span class="live"> A number opens to who did what to whom.</span>'

# the card of a mark has the start of long words and their length: the text beside it has the rest
holds "$out" '"build a bridge over …42"'
lacks "$out" '"build a bridge over the river'

# ---- what is missing ----
holds "$out" "No document has a source or a source country: compare and omissions have nothing to set against each other."
holds "$out" "--path &#39;{country}/{source}/{date}-*&#39;"
lunette 0 report briefing named.db -o - -q
lacks "$out" "nothing to set against each other"
awk 'BEGIN { for (i = 1; i <= 60; i++) printf "{\"id\":\"r%d\",\"date\":\"2026-03-04\",\"title\":\"Rain %d\",\"language\":\"en\",\"text\":\"It rains in the port.\"}\n", i, i }' >rain.jsonl
printf '%s\n' '{"id":"x","date":"2026-03-04","title":"Numbers","text":"17 23 42"}' >>rain.jsonl
lunette 0 run -q rain.jsonl -p diplomacy -o rain.db
lunette 0 report briefing rain.db --copies -o - -q
holds "$out" "<details><summary>55 more</summary>"
holds "$out" " and 11 more."
holds "$out" '1 document in a language that was not recognised: <a href="#d61">Numbers'
finish
