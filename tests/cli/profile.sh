# profile.sh - what rules cost: counts that can be checked by hand, rules that never fired or wait for nothing, the table and its JSON.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes
printf 'Norland signed the treaty. Ostia did not sign. The treaty of Norland was long. Nobody wrote.\n' >notes/a.txt
printf 'Ostia signed a letter. The sea was calm.\n' >notes/b.txt
cat >mine.lua <<'LUA'
layer "seen" { what = span }
rule "signed" { doc = "A signature.", match = [[ what:%cap signed ]], mark = "seen", examples = { "Norland signed it." } }
rule "treaty" { doc = "A treaty.", match = [[ the what:treaty of ]], mark = "seen", examples = { "the treaty of Norland" } }
rule "never" { doc = "Nothing.", match = [[ what:xylophone ]], mark = "seen", examples = { "xylophone" } }
rule "names" { doc = "Names.", match = [[ what:[/^N/ | /land$/] ]], mark = "seen", examples = { "Norland" } }
rule "told" {
  doc = "By a function.", match = [[ who:%cap signed ]], marks = "seen",
  mark = function(match) return { what = match.who } end, examples = { "Norland signed it." },
}
LUA

# one number of a rule: field RULE KEY
field() {
    tr -d '\n' <"$out" | sed 's/.*"rule":"mine\.'"$1"'"\([^}]*\)}.*/\1/' | sed 's/.*"'"$2"'":\([^,]*\).*/\1/'
}

lunette 0 profile -r mine.lua notes --json
head=$(head -n 1 "$out")
equals "the head" '{"documents":2,"bytes":134,"sentences":6' "$(echo "$head" | cut -d, -f1-3)"
equals "sentences with 'signed'" 2 "$(field signed triggered)"
equals "sentences searched" 2 "$(field signed units)"
equals "matches" 2 "$(field signed matches)"
equals "rows" 2 "$(field signed rows)"
equals "calls" 0 "$(field signed calls)"
equals "calls of a function" 2 "$(field told calls)"
equals "rows of a function" 2 "$(field told rows)"
# "the" is in three sentences, "treaty" in two, "of" in one; one of them is waited for, and the others are asked for at once
equals "sentences with all three words" 1 "$(field treaty units)"
equals "never" true "$(field never never_fired)"
equals "never triggered" 0 "$(field never triggered)"
equals "never searched" 0 "$(field never starts)"
equals "a rule that needs no word" true "$(field names everywhere)"
equals "a rule that needs one" false "$(field signed everywhere)"
equals "sentences of a rule that needs no word" 6 "$(field names units)"
[ "$(field names steps)" -ge 3 ] || complain "steps" "at least one a match" "$(field names steps)"
equals "names matched" 3 "$(field names matches)"
holds "$out" '"dearest":"'

# two expressions, each at most once a word: 27 tokens of fewer words, and the second is not asked where the first held
tests=$(echo "$head" | sed 's/.*"regex_tests":\([0-9]*\).*/\1/')
tokens=$(echo "$head" | sed 's/.*"tokens":\([0-9]*\).*/\1/')
claims=$((claims + 1))
[ "$tests" -gt 0 ] && [ "$tests" -lt $((2 * tokens)) ] || complain "regex tests" "fewer than twice $tokens tokens" "$tests"
# twice the documents, the same words: not one test more
mkdir more
cp notes/a.txt more/a.txt
cp notes/b.txt more/b.txt
cp notes/a.txt more/c.txt
cp notes/b.txt more/d.txt
lunette 0 profile -r mine.lua more --json
equals "regex tests of twice the documents" "$tests" "$(sed -n '1s/.*"regex_tests":\([0-9]*\).*/\1/p' "$out")"

lunette 0 profile -r mine.lua notes
holds "$out" "matched nothing: mine.never"
holds "$out" "need no word): mine.names"
holds "$out" "mine.signed"
lunette 2 profile -p diplomacy "$LUNETTE_ROOT/plugins/diplomacy/samples" -n 1
equals "names of rules that matched nothing" 12 "$(sed -n 's/^matched nothing: //p' "$out" | tr ',' '\n' | grep -c '\.')"
holds "$out" ", … and "
lunette 2 profile -p diplomacy "$LUNETTE_ROOT/plugins/diplomacy/samples" --all
lacks "$out" ", … and "
lunette 0 profile -r mine.lua notes -n 1
holds "$out" "… and 4 more: --all shows them"

# Over a corpus; wrong input.
lunette 0 run notes -r mine.lua -o c.db
lunette 0 profile -r mine.lua c.db --json
equals "matches over a corpus" 2 "$(field signed matches)"
lunette 3 profile notes
says "profile: expects rules: -p PLUGIN or -r FILE" "hint: "
lunette 3 profile -r mine.lua
says "profile: expects files, folders or a corpus" "hint: "
lunette 3 profile -r mine.lua missing
says "missing"
# over no documents there is no table of zeros
mkdir none
lunette 1 profile -r mine.lua none
equals "what is shown of nothing" "" "$(cat "$out")"
holds "$err" "nothing to read was found in none"
lunette 1 profile -r mine.lua none --json -q
holds "$out" '"documents":0'

# a corpus brings its own rules
printf 'Norway welcomed the plan.\n' >own.txt
lunette 0 run own.txt -p entities -o own.db
lunette 0 profile own.db --all
holds "$out" "entities.country"

# what the run has told of a text is told once, not again from the corpus
printf 'Le ministre a dit mardi que la France est prête à aider le Liban et à soutenir ses efforts.\n' >french.txt
lunette 2 run french.txt -p entities -o french.db
lunette 2 profile -p entities french.db
equals "warnings of the language" 1 "$(grep -c "in language 'fr'" "$err")"

# of many problems the first is told, and how many there are
mkdir holes
for name in a b c d; do : >holes/$name.txt; done
lunette 2 profile -r mine.lua notes holes
holds "$err" "4 problems with what was read, of which the first was told"
equals "problems told" 1 "$(grep -c 'the file is empty' "$err")"
finish
