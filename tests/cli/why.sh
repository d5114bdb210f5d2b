# why.sh - hits element by element, near misses with what would match, the other causes, wrong questions.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes
printf 'Norland urged Ostia to open its harbour. Nobody called.\n' >notes/a.txt
printf 'Ostia hopes for rain.\nNorland, at last, signed the treaty.\n' >notes/b.txt
cat >mine.lua <<'LUA'
layer "party" { country = text }
layer "act" { kind = enum { "urge", "sign", "hope", "sell", "buy" }, actor = span, cue = span }
lexicon "parties" { { "Norland", code = "NL" }, { "Ostia", code = "OS" } }
rule "party" { doc = "Who acts.", match = [[ who:$parties ]], mark = "party", set = { country = from "who.code" }, examples = { { "Norland slept.", expect = { { country = "NL" } } } } }
rule "urge" { doc = "Urging.", match = [[ actor:@party cue:~urge @party to ]], mark = "act", set = { kind = "urge" }, examples = { "Norland urged Ostia to go." } }
rule "sign" { doc = "Signing.", match = [[ actor:@party cue:signed ]], mark = "act", set = { kind = "sign" }, examples = { "Norland signed." } }
rule "hope" { doc = "Hoping.", match = [[ actor:@party cue:~wish for ]], mark = "act", set = { kind = "hope" }, examples = { "Norland wishes for rain." } }
rule "sell" { match = [[ actor:@party cue:urged ]], mark = "act", set = { kind = "sell" }, where = function() return false end, examples = { { "Norland urged.", expect = {} } } }
rule "buy" {
  match = [[ actor:@party cue:urged ]], marks = "act",
  mark = function() return nil, "nothing is bought" end, examples = { { "Norland urged.", expect = {} } },
}
LUA

first() { head -n 1 "$out"; }

lunette 0 run notes -r mine.lua -o notes.db --quiet
lunette 0 sql notes.db "SELECT key FROM act WHERE kind = 'urge'" --no-header
key=$(tr -d ' \n' <"$out")

lunette 0 why notes.db "$key"
equals "a hit: the diagnosis" "mine.urge made this row of 'act': \"Norland urged Ostia to\"" "$(first)"
tells() { claims=$((claims + 1)); grep -Fq -- "$2" "$out" || complain "$1 ($last)" "$2" "$(cat "$out")"; }
tells "a hit: an element beside its words" '~urge'
tells "a hit: who made what it took" '@party by mine.party'
tells "a hit: a field" 'kind = urge'
short=$(printf '%s' "$key" | cut -c 1-8)
lunette 0 why notes.db "$short" --json
claims=$((claims + 1))
grep -q '"found":true' "$out" || complain "a short key" '"found":true' "$(cat "$out")"

lunette 0 why notes.db b.txt "hopes for rain" --expect act.kind=hope
equals "a near miss: another lemma" 'mine.hope stops at cue:~wish: the word here is "hopes", a form of ~hope' "$(first)"
tells "what would match" '(~wish | ~hope)'
tells "what it would find elsewhere" 'lunette try'
lunette 0 why notes.db b.txt "Norland, at last, signed" --expect act.kind=sign
equals "a near miss: words between" 'mine.sign stops at cue:signed: ", at last," stands before it and nothing in the pattern takes that' "$(first)"
lunette 0 why notes.db a.txt "Norland urged Ostia" --expect act.kind=sell
equals "a where that is false" 'mine.sell matches here, and made no row: its `where` is false for this match (a function: return false, "why" tells more)' "$(first)"
lunette 0 why notes/a.txt "norland   URGED ostia" -r mine.lua --rule mine.buy
equals "a function's reason" "mine.buy matches here, and made no row: its function says: nothing is bought" "$(first)"
lunette 0 why notes.db a.txt "Norland urged" --expect act.kind=urge
equals "nothing is missing" 'nothing is missing: mine.urge made a row of '\''act'\'' of "Norland urged Ostia to"' "$(first)"
lunette 1 why notes.db a.txt "Norland urgd Ostia"
equals "words that are not there" 'the words "Norland urgd Ostia" are not in this document' "$(first)"
lunette 1 why notes.db a.txt "Nobody called" --rule mine.urge
equals "nothing near" 'no rule comes near these words (1 examined)' "$(first)"

# wrong questions
lunette 3 why
lunette 3 why notes.db ffffffffffffffff
lunette 3 why notes.db c.txt "words"
lunette 3 why notes.db a.txt "Norland" --expect act.knd=urge
lunette 3 why notes.db a.txt "Norland" --expect act.kind
lunette 3 why notes.db a.txt "Norland" --rule mine.nothing
lunette 3 why notes/a.txt "Norland"
lunette 3 why nowhere.db a.txt "Norland"
lunette 3 why notes.db a.txt "  " --expect act
finish
