#!/bin/sh
# report.sh - the briefing of the diplomacy samples: every link leads to a place on the page, nothing is loaded from elsewhere, the words of
# every act are in it, what is missing is said; hostile texts stay text; analyses keep their rows. 77 (skipped) without the program.
set -eu
root=${LUNETTE_ROOT:-$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)}
[ -n "${LUNETTE:-}" ] && [ -x "$LUNETTE" ] || { echo "LUNETTE does not name the program" >&2; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
cd "$root"

complain() { failed=$((failed + 1)); echo "report: $*"; }

# Fails when $1 does not hold the line or part of a line $2.
holds() { grep -qF -- "$2" "$1" || complain "'$2' is not in $(basename "$1"): $3"; }

# Links without a place, on standard output.
loose_links() {
  grep -o ' href="[^"]*"' "$1" | sort -u | sed 's/ href="//; s/"$//' > "$folder/links"
  grep -o ' id="\{0,1\}[^" >]*' "$1" | sort -u | sed 's/ id="\{0,1\}/#/' > "$folder/places"
  [ -s "$folder/links" ] || echo "no links at all"
  grep -vxF -f "$folder/places" "$folder/links" || true
}

check_page() {
  [ -z "$(loose_links "$1")" ] || complain "links lead nowhere in $(basename "$1"): $(loose_links "$1" | head -3 | tr '\n' ' ')"
  grep -qE '<(script|img|iframe|object|embed|link)[^>]*(src|href)=|url\(|@import' "$1" && complain "$(basename "$1") loads something"
  [ "$(grep -o ' id="\{0,1\}[^" >]*' "$1" | tr -d '"' | sort | uniq -d | wc -l)" -eq 0 ] || complain "places twice in $(basename "$1")"
  true
}

samples() {
  "$LUNETTE" run -q plugins/diplomacy/samples -p diplomacy --path '{country}/{source}/{date}-*' -o "$folder/samples.db" ||
    [ $? -eq 2 ] # two samples are in languages without rules
  "$LUNETTE" report briefing "$folder/samples.db" -o "$folder/samples.html" 2> "$folder/said" || complain "no report: $(cat "$folder/said")"
  check_page "$folder/samples.html"
  "$LUNETTE" sql --format json "$folder/samples.db" "SELECT 'd' || document || '-a' || (id % 100000000) AS place FROM act" \
    | grep -o 'd[0-9]*-a[0-9]*' > "$folder/acts"
  [ -s "$folder/acts" ] || complain "the samples have no act"
  grep -o ' id="\{0,1\}d[^" >]*' "$folder/samples.html" | sed 's/ id="\{0,1\}//' > "$folder/there"
  [ -z "$(grep -vxF -f "$folder/there" "$folder/acts")" ] || complain "acts without a place: $(grep -vxF -f "$folder/there" "$folder/acts" | head -3)"
  [ "$(grep -o '<span class="context">' "$folder/samples.html" | wc -l)" -eq "$(wc -l < "$folder/acts")" ] \
    || complain "not every act has its sentence behind it"
  holds "$folder/samples.html" "in French: no rules for that language" "silence about a language"
}

# Two acts of a rule of our own; a title and words that would be markup.
own_rules() {
  cat > "$folder/deeds.lua" <<'RULES'
requires "entities"
layer "act" { kind = required(enum { "pledge" }), actor = list(ref()), target = list(ref()), content = list(span) }
rule "opens" { match = [[ actor:@country will content:(open []{1,15}) for target:@country ]], mark = "act", set = { kind = "pledge" } }
RULES
  cat > "$folder/wild.jsonl" <<'LINES'
{"id":"one","title":"<script>alert('t')</script>","source":"\"onmouseover=x","date":"2026-05-01","country":"NO","text":"Norway will open the <b>fish market</b> for Iceland.\n\n<img src=x onerror=alert(1)> & more"}
{"id":"two","text":"Chile will open the harbour road for Peru."}
LINES
  "$LUNETTE" run -q "$folder/wild.jsonl" -r "$folder/deeds.lua" --language-is en -o "$folder/wild.db"
  "$LUNETTE" report briefing "$folder/wild.db" -o "$folder/wild.html" 2> "$folder/said" || complain "no report: $(cat "$folder/said")"
  check_page "$folder/wild.html"
  grep -qE "<script>alert|<img|<b>fish|\"onmouseover" "$folder/wild.html" && complain "a text became markup"
  holds "$folder/wild.html" "&lt;img src=x onerror=alert(1)&gt; &amp; more" "the words are lost"
  holds "$folder/wild.html" "1 document without a date" "silence about a date"
  holds "$folder/wild.html" "this corpus has no layer &#39;statement&#39;" "zero statements look like silence"
  "$LUNETTE" report briefing "$folder/wild.db" --documents 1 -o "$folder/one.html" 2> "$folder/said"
  check_page "$folder/one.html"
  holds "$folder/one.html" "2 documents: the texts of the first 1 are on this page" "the cap is not said"
  "$LUNETTE" report briefing "$folder/wild.db" --since 2026-01-01 -o - > "$folder/since.html"
  holds "$folder/since.html" "1 of 2 in the corpus" "the scope is not said"
  grep -q 'harbour road' "$folder/since.html" && complain "--since leaves an undated document in"
  "$LUNETTE" report briefing "$folder/wild.db" --format md -o - > "$folder/wild.md"
  "$LUNETTE" report briefing "$folder/wild.db" -o "$folder/named.md" -q && cmp "$folder/named.md" "$folder/wild.md" || complain "the name behind -o tells the format"
  ! "$LUNETTE" report briefing "$folder/wild.db" -o "$folder/named.ics" -q 2>/dev/null || complain "a name that tells a format the report does not know"
  holds "$folder/wild.md" "## Acts" "no Markdown"
}

# What the briefing of the samples holds besides its tables.
parts() {
  page=$folder/samples.html
  holds "$page" "Encounters by the countries that took part" "no timeline"
  grep -q '<a aria-label="2026-03-04, call: [^"]*" href="#d1-a1" tabindex="-1"><circle' "$page" || complain "a point of the timeline leads nowhere"
  holds "$page" "<title>would like to: 3</title>" "no grades in the chart"
  grep -q '<a href="#d1-a[0-9]*">pledge</a>' "$page" || complain "the matrix does not open"
  grep -q '“territorial integrity”\|<q>territorial integrity</q></a><small> 2×, <time>2026-03-02 – 2026-03-17</time></small>' "$page" || complain "no wording over time"
  holds "$page" "by one source, none by several" "one source alone"
  # cards: rule, version, words that a name was told from; data that is no markup
  sed -n '/<script type="application\/json" id="cards">/,/<\/script>/p' "$page" > "$folder/cards"
  holds "$folder/cards" 'Shen Guoliang ← “he” (entities.pronoun)' "how a speaker was told"
  holds "$folder/cards" '"diplomacy.ready","diplomacy ' "rule and version"
  holds "$folder/cards" 'not in these words alone; the document is of 2026-03-04' "how a date was told"
  # $ a row of cards for each annotation of the marked layers
  marked=$("$LUNETTE" sql --no-header --format csv "$folder/samples.db" "SELECT count(*) FROM annotation WHERE layer IN
    ('encounter', 'act', 'statement', 'set_phrase', 'person', 'organization', 'country', 'place', 'date')")
  [ "$(sed -n '/"rows":/,$p' "$folder/cards" | sed 's/.*"rows"://' | grep -o '\[[0-9][0-9,]*\]' | wc -l)" -eq "$marked" ] || complain "not $marked cards"
}

# Two hundred and sixty documents: their texts are in files beside the page, links lead there and back, and a shorter report takes away what it has no use for.
many() {
  i=0
  while [ $i -lt 260 ]; do
    i=$((i + 1))
    met=
    [ $((i % 100)) -ne 1 ] || met=" Norwegian Prime Minister Anna Keller met Peruvian President Luis Rojas in Oslo."
    printf '{"id":"%d","date":"2026-01-%02d","language":"en","country":"NO","text":"Norway thanked Peru for ship %d. On day %d Chile will open port %d for Peru.%s"}\n' $i $((i % 28 + 1)) $i $((i * 7)) $((i * 13)) "$met"
  done > "$folder/many.jsonl"
  "$LUNETTE" run -q "$folder/many.jsonl" -p diplomacy -o "$folder/many.db"
  "$LUNETTE" report briefing "$folder/many.db" --copies -q -o "$folder/many.html" || complain "no report of many documents"
  [ "$(ls "$folder/many-documents" | tr '\n' ' ')" = "1.html 2.html 3.html 4.html 5.html 6.html " ] || complain "files beside the page: $(ls "$folder/many-documents")"
  grep -q '<article' "$folder/many.html" && complain "a text is on the page all the same"
  grep -oE 'href="many-documents/[^"]*"' "$folder/many.html" | sed 's/href="//; s/"$//' | sort -u > "$folder/links"
  [ "$(wc -l < "$folder/links")" -gt 400 ] || complain "too few links into the files"
  grep -q '<circle' "$folder/many.html" || complain "no timeline"
  grep -o 'href="#d[^"]*"' "$folder/many.html" && complain "links to texts that are not on the page"
  grep -q 'class="legend"' "$folder/many.html" && complain "switches for marks that are not on the page"
  for n in 1 2 3 4 5 6; do
    grep -o ' id="\{0,1\}[^" >]*' "$folder/many-documents/$n.html" | sed "s/ id=\"\{0,1\}/many-documents\/$n.html#/"
    holds "$folder/many-documents/$n.html" 'href="../many.html#top"' "no way back"
    holds "$folder/many-documents/$n.html" 'id="cards"' "no cards in a file"
    grep -q "<title>.*, documents [0-9]* to [0-9]*</title>" "$folder/many-documents/$n.html" || complain "a file that does not say in its title what it holds"
  done > "$folder/places"
  [ -z "$(grep -vxF -f "$folder/places" "$folder/links")" ] || complain "links into the files lead nowhere: $(grep -vxF -f "$folder/places" "$folder/links" | head -3)"
  echo mine > "$folder/many-documents/note.txt"
  "$LUNETTE" report briefing "$folder/many.db" --copies -q --before 2026-01-14 -o "$folder/many.html"
  grep -q '<article' "$folder/many.html" || complain "few documents are not on the page"
  "$LUNETTE" report briefing "$folder/many.db" --copies -q -o - > "$folder/one.html"
  [ "$(grep -c '<article' "$folder/one.html")" -eq 260 ] || complain "standard output lacks documents"
  "$LUNETTE" report briefing "$folder/many.db" --copies -q --documents 201 -o "$folder/many.html"
  [ ! -e "$folder/many-documents/6.html" ] || complain "a file of the longer report was left"
  holds "$folder/many-documents/note.txt" mine "another's file was taken away"
  if (ulimit -f 20; exec "$LUNETTE" report briefing "$folder/many.db" --copies -q -o "$folder/cut.html") 2> "$folder/said"; then complain "a page was written that has no room"; fi
  holds "$folder/said" "File too large" "no reason"
  [ -z "$(find "$folder" -name 'cut*')" ] || complain "what is left of a report that has no room: $(find "$folder" -name 'cut*')"
}

# $1: what the message must hold; then the command
refused() {
  wanted=$1
  shift
  if "$LUNETTE" "$@" > "$folder/out" 2> "$folder/said"; then complain "was taken: $*"; fi
  grep -qF "$wanted" "$folder/said" || complain "'$wanted' is not said by: $* ($(cat "$folder/said"))"
}

analyses() {
  cat > "$folder/tally.lua" <<'RULES'
analysis "tally" {
    options = { least = integer { default = 1 } },
    result = { country = text, period = text, n = integer, share = number },
    run = function(corpus, options, result)
        local acts, documents = corpus:annotations("act", { kind = "pledge" }), corpus:documents()
        for row in acts:each() do if row.id then break end end
        for country, periods in acts:count("actor", "date:year"):each() do
            for period, n in periods:each() do
                if n >= options.least then result:add { country = country, period = period, n = n, share = n / #documents } end
            end
        end
    end,
}
analysis "two-views" {
    shows = 2,
    result = { who = text, n = integer },
    views = { act = { key = text, who = text }, none = { who = text, n = integer } },
    run = function(corpus, options, result)
        for row in corpus:annotations("act"):each() do result:add_to("act", { key = row.key, who = row.actor }) end
        for i = 1, 5 do result:add { who = "row " .. i, n = i } end
        log("five rows are made up")
    end,
}
analysis "lost" { result = { n = integer }, run = function(corpus, options, result) result:add_to("nowhere", {}) end }
analysis "shares" { result = { share = number }, run = function(_, _, result)
    for _, share in ipairs { 0.7071067811862451, 12345.67891, 2.5, 0.00001234567, 1e20 } do result:add { share = share } end
end }
analysis "near" { result = { same = boolean, kept = boolean, new = boolean }, run = function(corpus, options, result)
    local documents = {}
    for i = 1, 600 do documents[i] = { id = i, text = ("The ferry of quay %d sails at noon."):format(i) } end
    local first, second = corpus:nearest(documents, "the ferry of quay 7"), corpus:nearest(documents, "the ferry of quay 7")
    documents[9].text = "A heron stood there."
    local kept = corpus:nearest(documents, "the heron") == nil                 -- what was measured is not measured again
    documents[601] = { id = 601, text = "A heron sat there." }
    result:add { same = first.text == second.text, kept = kept, new = corpus:nearest(documents, "the heron").text:find "heron" ~= nil }
end }
analysis "wrong" { result = { n = integer }, run = function(corpus, options, result) result:add { n = "three" } end }
RULES
  "$LUNETTE" analyze tally "$folder/wild.db" -r "$folder/tally.lua" --format csv > "$folder/tally.csv" || complain "no analysis"
  holds "$folder/tally.csv" "country,period,n,share" "columns are not in the order of the file"
  holds "$folder/tally.csv" "Norway,2026,1,0.5" "a row"
  "$LUNETTE" sql --format csv "$folder/wild.db" "SELECT country, n FROM tally" > "$folder/kept"
  holds "$folder/kept" "Norway,1" "the result was not kept"
  "$LUNETTE" analyze shares "$folder/wild.db" -r "$folder/tally.lua" -q > "$folder/out" || complain "no shares"
  [ "$(tr '\n' ' ' < "$folder/out")" = "share 0.7071 12345.6789 2.5 1.235e-05 1e+20 " ] || complain "numbers of a table: $(cat "$folder/out")"
  "$LUNETTE" analyze shares "$folder/wild.db" -r "$folder/tally.lua" -q --format csv > "$folder/out"
  holds "$folder/out" "0.70710678118" "csv has the whole number"
  "$LUNETTE" analyze near "$folder/wild.db" -r "$folder/tally.lua" -q --format csv > "$folder/out" || complain "no nearest sentences"
  holds "$folder/out" "true,true,true" "the table that is passed again is measured again: $(cat "$folder/out")"
  "$LUNETTE" analyze two-views "$folder/wild.db" -r "$folder/tally.lua" > "$folder/out" 2> "$folder/said" || complain "no two views"
  holds "$folder/said" "five rows are made up" "what an analysis logs is lost"
  holds "$folder/said" "2 of 5 rows are shown" "rows that are not shown are not told"
  holds "$folder/out" "row 2" "a row that is shown"
  grep -q "row 3" "$folder/out" && complain "more rows than the analysis shows"
  "$LUNETTE" analyze two-views "$folder/wild.db" -r "$folder/tally.lua" --format csv -q 2> "$folder/said" | grep -q "row 5" || complain "CSV has all rows"
  [ -s "$folder/said" ] && complain "-q is not quiet"
  "$LUNETTE" sql --no-header --format csv "$folder/wild.db" "SELECT (SELECT count(*) FROM two_views), (SELECT count(*) FROM two_views_act) = (SELECT count(*) FROM act),
    (SELECT count(n) FROM two_views_none), (SELECT count(*) FROM act a JOIN two_views_act v USING (key) WHERE a.actor = v.who) > 0" > "$folder/kept"
  holds "$folder/kept" "5,1,0,1" "the views were not kept"
  refused "has no view 'nowhere'" analyze lost "$folder/wild.db" -r "$folder/tally.lua"
  refused "did you mean 'tally'" analyze taly "$folder/wild.db" -r "$folder/tally.lua"
  refused "did you mean 'least'" analyze tally "$folder/wild.db" -r "$folder/tally.lua" --lest 2
  refused "expected a whole number" analyze tally "$folder/wild.db" -r "$folder/tally.lua" --least few
  refused "result.n is a string 'three'" analyze wrong "$folder/wild.db" -r "$folder/tally.lua"
  refused "there is no report 'briefings'" report briefings "$folder/wild.db"
  refused "is a corpus, which a report does not replace" report briefing "$folder/wild.db" -o "$folder/wild.db"
  "$LUNETTE" analyze phrase-drift "$folder/samples.db" --phrase "territorial integrity" --format csv > "$folder/drift.csv" || complain "no drift"
  holds "$folder/drift.csv" "country,period,documents,using,share,low,high,change,evidence" "columns of phrase-drift"
  "$LUNETTE" analyze phrase-drift "$folder/samples.db" --phrase "Territorial Integrity" --format csv | cmp - "$folder/drift.csv" || complain "capitals of a set phrase"
  refused "did you mean 'territorial integrity'" analyze phrase-drift "$folder/samples.db" --phrase "teritorial integrity"
  "$LUNETTE" analyze phrase-drift "$folder/samples.db" --phrase "railway" --format csv > "$folder/drift.csv" 2> "$folder/said" || complain "words that are no set phrase"
  grep -q "^CN,2026,1,1," "$folder/drift.csv" || complain "words that are no set phrase: $(cat "$folder/drift.csv")"
  holds "$folder/said" "'railway' is no set phrase of the rules: its words were looked for in the texts" "where a phrase is looked for"
  mkdir "$folder/undated"
  echo "We protect human rights. We will defend the core interests of the people of this country." > "$folder/undated/a.txt"
  "$LUNETTE" run "$folder/undated" -p diplomacy -o "$folder/undated.db" -q
  "$LUNETTE" analyze phrase-drift "$folder/undated.db" --phrase "human rights" > "$folder/out" 2> "$folder/said" || true
  holds "$folder/said" "1 of 1 documents have no date and are in no period" "documents without a date"
}

# Slips of the pen in a report's own file: each is told with its line and the nearest name.
slips() {
  cat > "$folder/slips.lua" <<'LUA'
local function slip(name, run)
  report(name) { write = function(corpus, _, page) run(corpus, page) end }
end
slip("kind", function(corpus)
  return corpus:annotations("act", { kind = "plege" }):size() end)
slip("country", function(corpus)
  return corpus:documents { country = "Chnia" }:size() end)
slip("field", function(corpus)
  return corpus:documents { contry = "CN" }:size() end)
slip("since", function(corpus)
  return corpus:documents():scoped { since = "x" }:size() end)
slip("scope", function(corpus)
  return corpus:documents():scoped { sinec = "2026" }:size() end)
slip("row", function(corpus)
  local row = corpus:annotations("act"):take(1)[1]
  row.mine = row.mine or row.strenght end)
slip("query", function(corpus)
  for row in corpus:rows "SELECT kind FROM act" do return row.knd end end)
slip("line", function(_, page)
  page:line("%d", "x") end)
slip("names", function(corpus, page)
  local low = stats.wilson(0, 3)
  page:line("%s %d %d", low == 0, corpus:documents { country = "China" }:size(), corpus:annotations("act", { actor_country = "China" }):size()) end)
report "options" { options = { word = text }, write = function(corpus, o, page)
  local pairing = corpus:pair("encounter", { a = "CN", b = "JP" })
  page:line("%s %s", corpus:documents():scoped(o):size() == corpus:documents():size(), pairing:scoped(o) == pairing)
  pairing:scoped { since = o.word } end }
LUA
  while IFS="|" read -r name line text; do
    refused "slips.lua:$line: $text" report "$name" "$folder/samples.db" -r "$folder/slips.lua" --format md -o -
  done <<'END'
kind|5|act.kind is never 'plege'
country|7|country: there is no country 'Chnia'
field|9|documents have no field 'contry'
since|11|--since: 'x' does not fit
scope|13|a scope has no 'sinec'
row|16|rows of this query have no 'strenght'
query|18|rows of this query have no 'knd'
line|20|"%d": bad argument
END
  refused "slips.lua:27: a pairing is not narrowed by 'since' any more" report options "$folder/samples.db" -r "$folder/slips.lua" --word 2026-01-01 --format md -o -
  "$LUNETTE" report options "$folder/samples.db" -r "$folder/slips.lua" --format md -o - > "$folder/out" || complain "options as a scope"
  grep -q "^true true" "$folder/out" || complain "options as a scope: $(cat "$folder/out")"
  "$LUNETTE" report names "$folder/samples.db" -r "$folder/slips.lua" --format md -o - > "$folder/out" || complain "countries by name"
  grep -Eq "^true [1-9][0-9]* [1-9]" "$folder/out" || complain "countries by name: $(cat "$folder/out")"
}

# A form that is no page holds what was written as such, and no markup; a report of a corpus's own rules is found without naming them again, and one
# that stands before a shipped one says so.
forms() {
  cat > "$folder/forms.lua" <<'LUA'
layer "road" { kind = text }
rule "opens" { match = [[ harbour road ]], mark = "road", set = { kind = "road" } }
report "bare" { formats = { "html", "csv", "json", "ics" }, write = function(_, _, page)
    page:title "Roads" end }
report "both" { formats = { "html", "csv" }, write = function(corpus, _, page)
    page:title "Roads"
    if page.format == "csv" then page:records { columns = { "text" }, rows = corpus:annotations("road"):rows() } end
end }
report "briefing" { write = function(_, _, page) page:title "Mine" end }
analysis "identities" { result = { n = integer }, run = function(_, _, result) result:add { n = 1 } end }
LUA
  "$LUNETTE" run -q "$folder/wild.jsonl" -r "$folder/forms.lua" --language-is en -o "$folder/forms.db"
  for format in csv json ics; do
    refused "forms.lua:3: report 'bare': it names the format $format and writes no records for it" \
      report bare "$folder/forms.db" -r "$folder/forms.lua" --format $format -o -
  done
  refused "page:raw(text)" report bare "$folder/forms.db" -r "$folder/forms.lua" --format ics -o -
  "$LUNETTE" report both "$folder/forms.db" --format csv -o - > "$folder/out" || complain "a report of the corpus's rules"
  [ "$(tail -c +4 "$folder/out" | tr -d '\r')" = "text
harbour road" ] || complain "a table beside a title: $(cat "$folder/out")"
  "$LUNETTE" report briefing "$folder/forms.db" -q -o - > "$folder/out"
  grep -q '<h1>Mine' "$folder/out" && complain "the corpus's rules stand before what ships"
  "$LUNETTE" report briefing "$folder/forms.db" -r "$folder/forms.lua" -o - > "$folder/out" 2> "$folder/said"
  holds "$folder/out" "<h1>Mine</h1>" "the report that -r names"
  holds "$folder/said" "note: report 'briefing' is that of $folder/forms.lua:9, not the one that ships" "a shipped report is hidden in silence"
  "$LUNETTE" analyze identities "$folder/forms.db" -r "$folder/forms.lua" > "$folder/out" 2> "$folder/said" || complain "an analysis of one's own"
  holds "$folder/said" "note: analysis 'identities' is that of $folder/forms.lua:10" "a shipped analysis is hidden in silence"
  rm "$folder/forms.lua"
  refused "in a plugin that -p names, or in a file that -r names" report both "$folder/forms.db" -o -
}

# The programs of docs/reports.md, as they are printed there.
manual() {
  awk -v folder="$folder" '/^-- [a-z]+\.lua$/ { f = folder "/" $2 } /^```$/ { f = "" } f { print > f }' docs/reports.md
  "$LUNETTE" analyze tally "$folder/samples.db" -r "$folder/tally.lua" --of China --format csv > "$folder/tally.csv" || complain "the manual's analysis"
  holds "$folder/tally.csv" "country,year,pledges,documents,example" "the manual's columns"
  holds "$folder/tally.csv" "CN,2026," "the manual's rows"
  "$LUNETTE" report pledges "$folder/samples.db" -r "$folder/pledges.lua" --by China -o "$folder/pledges.html" 2> "$folder/said" \
    || complain "the manual's report: $(cat "$folder/said")"
  check_page "$folder/pledges.html"
  holds "$folder/pledges.html" "<h1>Pledges of China</h1>" "the manual's title"
  holds "$folder/pledges.html" "<article" "the manual's documents"
}

samples
parts
slips
own_rules
forms
many
manual
analyses
[ "$failed" -eq 0 ]
