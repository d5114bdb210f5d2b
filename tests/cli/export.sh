# export.sh - what `export` writes is what `pipe` writes; scope, layers, output file.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >all.jsonl <<'JSON'
{"id":"d1","title":"One","date":"2026-01-02","language":"en","source":"Harbour Office","country":"NO","text":"Norway thanked Peru.\n\nThe ferry sails at nine.","crew":3}
{"id":"d2","title":"Two","date":"2026-02-02","language":"en","source":"Quay","country":"PE","text":"Peru thanked «Žofie» and Norway. “The ferry,” she said."}
{"id":"d3","text":"The ferry.","language":"fr"}
JSON
cat >ferry.lua <<'LUA'
layer "ferry" { cue = span, parties = list(ref()), day = date, n = integer, words = list(span), sure = boolean }
rule "thanks" {
  doc = "Thanks.", match = [[ parties:@country cue:thanked words:[]+ parties:@country ]], mark = "ferry", set = { n = 2, sure = true },
  examples = { { "Norway thanked old Peru.", expect = { { cue = "thanked" } } } },
}
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
requires "entities"
LUA
lunette 2 run all.jsonl -r ferry.lua -o c.db
"$LUNETTE" pipe -r ferry.lua -q <all.jsonl >piped.jsonl || [ $? -eq 2 ]
lunette 0 export c.db

# The address differs, since the pipe knows no file.
sed 's/"uri":"[^"]*"/"uri":""/' "$out" >exported.jsonl
sed 's/"uri":"[^"]*"/"uri":""/' piped.jsonl >"$work/piped"
cmp -s exported.jsonl "$work/piped" || complain "export and pipe" "$(cat "$work/piped")" "$(cat exported.jsonl)"
claims=$((claims + 1))
holds exported.jsonl '"layer":"ferry"'
holds exported.jsonl '"crew":3'
lunette 0 export c.db
equals "twice" "$(sed 's/"uri":"[^"]*"/"uri":""/' "$out")" "$(cat exported.jsonl)"

lunette 0 export c.db -o again.jsonl
equals "standard output beside -o" "" "$(cat "$out")"
equals "a file" "$(cat exported.jsonl)" "$(sed 's/"uri":"[^"]*"/"uri":""/' again.jsonl)"

ids() {
    lunette "$@"
    sed 's/^{"id":"\([^"]*\)".*/\1/' "$out" | tr '\n' ' '
}
equals "--since" "d2 " "$(ids 0 export c.db --since 2026-02-01)"
equals "--before" "d1 " "$(ids 0 export c.db --before 2026-02-02)"
equals "--country" "d2 " "$(ids 0 export c.db --country PE)"
equals "--source" "d1 " "$(ids 0 export c.db --source 'Harbour Office')"
equals "--language" "d3 " "$(ids 0 export c.db --language fr)"
equals "--with" "d1 d2 " "$(ids 0 export c.db --with NO)"
lunette 1 export c.db --country SE
equals "nothing" "" "$(cat "$out")"

lunette 0 export c.db --layers ferry,sentence
lacks "$out" '"layer":"country"'
holds "$out" '"layer":"ferry"'
lunette 3 export c.db --layers fery
says "no layer 'fery'" "hint: "
lunette 3 export c.db --format nonsense
says "jsonl" "hint: "
lunette 3 export c.db --format conlu
says "there is no format 'conlu'" "hint: did you mean \"conllu\"?"
lunette 3 export c.db --format uima -o cas
says "there is no format 'uima'" "hint: --format cas is nearest to it"

# The name behind -o says the format where --format does not: no JSON in a file that is called a table.
lunette 0 export c.db --layers ferry -o ferry.csv
holds ferry.csv "key,"
lacks ferry.csv '"annotations"'
lunette 0 export c.db -o words.conllu
holds words.conllu "# "
lunette 0 export c.db -o tokens.conllu --layers token
holds "$err" ": tokens.conllu"
lacks "$err" "0 annotations"
lunette 0 export c.db --layers ferry -o ferry.json
holds ferry.json '"annotations"'
lunette 0 export c.db --format jsonl -o forced.csv
holds forced.csv '"annotations"'
lunette 3 export c.db -o ferry.xlsx
says "export: 'ferry.xlsx' is named as a file that export does not write" "hint: --format csv is nearest to it"
[ ! -e ferry.xlsx ] || complain "a refused export" "no file" "ferry.xlsx"
lunette 3 export
says "export: no corpus is named" "hint: lunette export"
lunette 3 export c.db -o nowhere/at/all.jsonl
says "nowhere/at/all.jsonl" "hint: "
finish
