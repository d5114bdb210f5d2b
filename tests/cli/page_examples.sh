# page_examples.sh - every method of pages has an example in its stub (docs/lua.md is made of them), and every example runs in a report over a corpus.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >papers.jsonl <<'LINES'
{"id":"a","date":"2026-02-10","source":"Harbour Office","country":"NO","language":"en","text":"Norwegian Prime Minister Anna Keller met Peruvian President Luis Rojas in Oslo. Norway will open two ports, she said."}
LINES
lunette 0 run -q papers.jsonl -p diplomacy -o papers.db

# The comment before each method as one line, then its name; the example stands in backquotes.
stubs=$LUNETTE_ROOT/scripts/meta/corpus.lua
awk '/^---@class lunette.Page$/ { on = 1 } /^---@class lunette.Piece$/ { on = 0 }
    on && /^---@/ { next } on && /^---/ { words = words " " substr($0, 4); next }
    on && /^function Page/ { print words "\t" $2; words = "" }' "$stubs" >methods.txt
equals "methods without an example" "" "$(grep -v 'Example: `' methods.txt | cut -f2)"
sed 's/.*Example: `\(.*\)`[^`]*	.*/\1/' methods.txt >examples.txt
equals "examples" "$(grep -c '^function Page' "$stubs")" "$(wc -l <examples.txt | tr -d ' ')"

{
    cat <<'LUA'
report "examples" {
  formats = { "html", "md", "csv" },
  options = {},
  write = function(corpus, _, page)
    local acts, documents = corpus:annotations "act", corpus:documents()
    local act, document, n, options = acts:take(1)[1], documents:take(1)[1], 3, { country = { name = "Norway", code = "NO" } }
    local row, statement = act, corpus:annotations("statement"):take(1)[1]
    if page.format == "csv" then
LUA
    grep 'page:records\|page:raw' examples.txt | sed 's/.*/do & end/'
    echo '    else'
    grep -v 'page:records\|page:raw' examples.txt | sed 's/.*/do & end/'
    echo '    end'
    echo '    if not (documents and n and options and row and statement) then error "nothing to show" end'
    echo '  end,'
    echo '}'
} >examples.lua
for format in html md csv; do
    lunette 0 report examples papers.db -r examples.lua --format $format -o page.$format -q
done
holds page.html 'href="#d1-a'
holds page.md "# Pledges of Norway"
holds page.csv "BEGIN:VCALENDAR"
holds page.csv "Norway"
finish
